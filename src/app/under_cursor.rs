//! What is under the cursor on the screen: what keys act on, in every view and overlay.

use crate::chronology::article::Paragraph;
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use crate::geometry::Pane;
use crate::pages::row::{Go, Row};
use crate::words::ARTICLE_TEXT;

use super::viewport::Rows;
use super::{App, Listing, Mode, Overlay};

impl App {
    /// What is under the cursor, whatever has the keys.
    ///
    /// # Errors
    /// Why that is nothing, in a sentence.
    pub fn target(&self) -> Result<Target, String> {
        let cursor = Target::Record(self.place.cursor);
        if let Some(overlay) = self.overlays.iter().rev().find(|overlay| has_cursor(overlay)) {
            return on_overlay(overlay).ok_or_else(|| match overlay {
                Overlay::Picker(picker) => match picker.row().and_then(|row| row.go.clone()) {
                    Some(Go::Gone(why)) => why,
                    _ => "nothing to take in this line".to_owned(),
                },
                _ => "nothing to take in this line".to_owned(),
            });
        }
        if self.chronology().records.is_empty() && self.place.view.get().shows_records() {
            let told = self.nothing_known();
            return Err(told.unwrap_or_else(|| "this dataset holds no records".to_owned()));
        }
        if let Some(paragraph) = self.place.paragraph {
            return Ok(Target::Source(paragraph.source));
        }
        match (self.search.is_some(), self.place.focus) {
            (true, _) => Ok(cursor),
            (_, Pane::Timeline) => self.place.view.get().target(self),
            (_, Pane::Source) if self.is_passage_seen() => Ok(cursor),
            (_, Pane::Source) => {
                let (down, up) = (self.key("down"), self.key("up"));
                Err(format!(
                    "the passage that is read is out of sight; {down} and {up} go on from it"
                ))
            }
            (_, Pane::Quote) => {
                let page = self.quote_page();
                let row = page.get(self.place.quote_row);
                Ok(row.and_then(Row::target).unwrap_or(cursor))
            }
        }
    }

    /// Whether the source pane shows the passage under the cursor, or what it says where there is none.
    fn is_passage_seen(&self) -> bool {
        let area = self.screen().rows(Pane::Source);
        let Some(page) = self.source_page() else { return true };
        let height_of = |i: usize| page.row(i).height(area.width);
        let rows = Rows::new(page.len(), &height_of);
        let top = self.place.scroll().source;
        let height = usize::from(self.source_areas(top).1.height);
        rows.seen(top, height).any(|at| page.row(at).here)
    }

    /// The paragraph of a text held that is under the cursor, which no record holds; what acts on a target acts on its
    /// source.
    #[must_use]
    pub fn paragraph_under_cursor(&self) -> Option<Paragraph> {
        let covered = self.overlays.iter().any(has_cursor);
        self.place.paragraph.filter(|_| !covered)
    }

    /// The record that is under the cursor.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub fn record_under_cursor(&self) -> Result<Citation, String> {
        if self.paragraph_under_cursor().is_some() {
            return Err(ARTICLE_TEXT.to_owned());
        }
        match self.target()? {
            Target::Record(citation) => Ok(citation),
            Target::Point(_) => Err("a figure is nobody's words".to_owned()),
            Target::Note(_) => Err("a note is nobody's words".to_owned()),
            Target::Source(_) => Err("a source is no record".to_owned()),
        }
    }

    /// The record that is read in the panes: where keys that walk from record to record begin.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub fn record_read(&self) -> Result<Citation, String> {
        match self.mode() {
            _ if self.paragraph_under_cursor().is_some() => self.record_under_cursor(),
            Mode::Across | Mode::Browse(Pane::Timeline) => self.record_under_cursor(),
            Mode::Browse(Pane::Source | Pane::Quote)
            | Mode::Search
            | Mode::Palette
            | Mode::List
            | Mode::Marks
            | Mode::Ask
            | Mode::Copy
            | Mode::Compare
            | Mode::Help
            | Mode::HelpFilter => Ok(self.place.cursor),
        }
    }
}

/// Whether an overlay has a cursor of its own on something that keys act on; under a menu or the help, what lies
/// below keeps it.
fn has_cursor(overlay: &Overlay) -> bool {
    match overlay {
        Overlay::Picker(picker) => match picker.listing {
            Listing::Marks
            | Listing::Relations
            | Listing::Notes(_)
            | Listing::Cell
            | Listing::Problems => true,
            Listing::Copy | Listing::Palette => false,
        },
        Overlay::Compare(_) => true,
        Overlay::Help(_) | Overlay::Ask(_) => false,
    }
}

fn on_overlay(overlay: &Overlay) -> Option<Target> {
    match overlay {
        Overlay::Picker(picker) => picker.row().and_then(Row::target),
        Overlay::Compare(comparison) => Some(Target::Record(comparison.chosen())),
        Overlay::Help(_) | Overlay::Ask(_) => None,
    }
}
