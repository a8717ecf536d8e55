//! What the mouse can take hold of, and the names of the panes that it can press.
//!
//! Where these lie is told here for drawing and for clicks alike; what a click does is `update`'s.

use std::ops::Range;

use super::App;
use super::milestones::shortened;
use super::order::Axis;
use super::place::Filter;
use crate::geometry::{Border, Form, Pane};
use crate::text;
use crate::words;

/// The most cells of the name of whom alone the timeline shows, where it stands in the title line.
const WHOSE: u16 = 9;

/// The most cells of all that is left out, there.
const NARROWED: u16 = 16;

/// What the mouse has hold of while its button is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dragged {
    /// A border between panes.
    Border(Border),
    /// A scrollbar.
    Bar(Bar),
}

/// Whose scrollbar one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// That of a pane.
    Pane(Pane),
    /// That of what is laid over everything else.
    Overlay,
}

impl App {
    /// The name of a pane; that of the timeline while it lists hits.
    #[must_use]
    pub fn pane_name(&self, pane: Pane) -> &'static str {
        if pane == Pane::Timeline && self.lists_hits() { "Hits" } else { pane.name() }
    }

    /// What the title line names a pane by where it is the only place that can say what the timeline leaves out, or how
    /// it is ordered.
    #[must_use]
    pub fn tab_name(&self, pane: Pane) -> String {
        let name = self.pane_name(pane).to_owned();
        // Figures are of everybody, and in no order of records.
        let says_more = pane == Pane::Timeline
            && !self.lists_hits()
            && self.place.view.get().shows_records()
            && self.screen().form == Form::Narrow;
        if !says_more {
            return name;
        }
        let c = self.chronology();
        let of = self.place.filter.map(|filter| {
            let name = match filter {
                Filter::Speaker(ix) => words::short_speaker(c.speaker(ix)).to_string(),
                Filter::Party(ix) => c.party(ix).name.to_string(),
            };
            shortened(self, &name, WHOSE)
        });
        let hides = self.place.active.as_ref().is_some_and(|active| active.hide);
        match (of, self.place.axis == Axis::Published, hides) {
            (None, false, false) => name,
            (Some(of), false, false) => format!("Only {of}"),
            (None, true, false) => "Published".to_owned(),
            (None, false, true) => "Hits only".to_owned(),
            (of, published, hides) => {
                let published = published.then(|| "published".to_owned());
                let hits = hides.then(|| "hits".to_owned());
                let all: Vec<String> = [of, published, hits].into_iter().flatten().collect();
                shortened(self, &all.join(", "), NARROWED)
            }
        }
    }

    /// The panes that are named in the title line because one is shown at a time, each with the columns of its name,
    /// blanks on either side of it included; none where all have frames that name them.
    #[must_use]
    pub fn tabs(&self) -> Vec<(Pane, Range<u16>)> {
        let screen = self.screen();
        if screen.form != Form::Narrow && !self.place.zoom {
            return Vec::new();
        }
        let mut from = screen.title.x + 1;
        let tab = |pane| {
            let to = from + text::width(&self.tab_name(pane)) as u16 + 2;
            (pane, std::mem::replace(&mut from, to)..to)
        };
        Pane::ALL.into_iter().map(tab).collect()
    }
}
