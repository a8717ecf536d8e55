//! What the mouse can take hold of, and the names of the panes that it can press.
//!
//! Where these lie is told here for drawing and for clicks alike; what a click does is `update`'s.

use std::ops::Range;

use super::App;
use crate::geometry::{Border, Form, Pane};

/// What the mouse has hold of while its button is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
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
            let to = from + self.pane_name(pane).len() as u16 + 2;
            (pane, std::mem::replace(&mut from, to)..to)
        };
        Pane::ALL.into_iter().map(tab).collect()
    }
}
