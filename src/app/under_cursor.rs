//! What is under the cursor on the screen: what keys act on, in every view and overlay.

use crate::chronology::article::Paragraph;
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use crate::geometry::Pane;
use crate::pages::Beside;
use crate::pages::row::{Go, Row};
use crate::words::{self, ARTICLE_TEXT};

use super::search::Found;
use super::viewport::Rows;
use super::{App, Listing, Mode, Overlay};

/// What the panes beside the timeline are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// The record under the cursor.
    Record(Citation),
    /// What is no record.
    Beside(Beside),
    /// Nothing: the cell under the cursor is empty.
    Nothing,
}

/// For what a key needs a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To go to the next source that prints it.
    Reports,
    /// To go to other words of its speaker.
    Words,
    /// To show its speaker alone.
    Filter,
    /// To list what is linked to it.
    Relations,
    /// To hold its reports against each other.
    Comparison,
}

impl App {
    /// What the panes of the source and of the words are about, whichever pane has the keys: there is one thing under
    /// the cursor, and no other is shown, copied or cited in its place.
    #[must_use]
    pub fn read(&self) -> Read {
        if let Some(beside) = self.place.beside {
            return Read::Beside(beside);
        }
        // The hit that is chosen in the prompt is looked at, whatever the view.
        let chosen = self.search.as_ref().and_then(|search| search.found(search.chosen));
        if let Some(Found::Record(_) | Found::Paragraph(_)) = chosen {
            return Read::Record(self.place.cursor);
        }
        self.place.view.get().read(self).unwrap_or(Read::Nothing)
    }

    /// Why nothing is read, in a sentence; nothing where something is.
    #[must_use]
    pub fn why_nothing_read(&self) -> String {
        self.place.view.get().read(self).err().unwrap_or_default()
    }

    /// What is read, as what keys act on.
    fn target_read(&self) -> Result<Target, String> {
        match self.read() {
            Read::Record(citation) => Ok(Target::Record(citation)),
            Read::Beside(Beside::Paragraph(paragraph)) => Ok(Target::Source(paragraph.source)),
            Read::Beside(Beside::Figure(point)) => Ok(Target::Point(point)),
            Read::Nothing => Err(self.why_nothing_read()),
        }
    }

    /// What is under the cursor, whatever has the keys.
    ///
    /// # Errors
    /// Why that is nothing, in a sentence.
    pub fn target(&self) -> Result<Target, String> {
        if let Some(overlay) = self.overlays.iter().rev().find(|overlay| has_cursor(overlay)) {
            return on_overlay(overlay).ok_or_else(|| match overlay {
                Overlay::Picker(picker) => match picker.row().and_then(|row| row.go.clone()) {
                    Some(Go::Gone(why)) => why,
                    _ => "nothing to take in this line".to_owned(),
                },
                _ => "nothing to take in this line".to_owned(),
            });
        }
        if self.place.beside.is_some() || self.search.is_some() {
            return self.target_read();
        }
        match self.place.focus {
            Pane::Timeline => self.place.view.get().target(self),
            Pane::Source if self.is_passage_seen() => self.target_read(),
            Pane::Source => {
                let (down, up) = (self.key("down"), self.key("up"));
                Err(format!(
                    "the passage that is read is out of sight; {down} and {up} go on from it"
                ))
            }
            Pane::Quote => {
                let page = self.quote_page();
                let row = page.get(self.place.scroll().quote_row);
                row.and_then(Row::target).map_or_else(|| self.target_read(), Ok)
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
        if self.overlays.iter().any(has_cursor) {
            return None;
        }
        match self.place.beside {
            Some(Beside::Paragraph(paragraph)) => Some(paragraph),
            Some(Beside::Figure(_)) | None => None,
        }
    }

    /// The record that is under the cursor.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub fn record_under_cursor(&self, purpose: Purpose) -> Result<Citation, String> {
        if self.paragraph_under_cursor().is_some() {
            return Err(ARTICLE_TEXT.to_owned());
        }
        match self.target()? {
            Target::Record(citation) => Ok(citation),
            other => Err(self.why_no_record(other, purpose)),
        }
    }

    /// The record that is read in the panes: where keys that walk from record to record begin.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub fn record_read(&self, purpose: Purpose) -> Result<Citation, String> {
        match self.mode() {
            _ if self.paragraph_under_cursor().is_some() => self.record_under_cursor(purpose),
            Mode::Across | Mode::Browse(Pane::Timeline) => self.record_under_cursor(purpose),
            _ => match self.target_read()? {
                Target::Record(citation) => Ok(citation),
                other => Err(self.why_no_record(other, purpose)),
            },
        }
    }

    /// Why a key that needs a record does nothing on what is none, in a sentence.
    fn why_no_record(&self, on: Target, purpose: Purpose) -> String {
        let c = self.chronology();
        let what = match on {
            Target::Record(_) => "a record",
            Target::Point(_) => "a figure",
            Target::Note(_) => "a note",
            Target::Source(_) => "a source",
        };
        let notes = self.key("notes");
        match (purpose, on) {
            (Purpose::Reports, Target::Point(_)) => match on.source(c) {
                Some(source) => {
                    format!(
                        "one source is recorded for this figure: {}",
                        words::source_on_screen(c, source)
                    )
                }
                None => words::no_source(on.named(c)),
            },
            (Purpose::Reports, _) => format!("{what} has no reports to go through"),
            (Purpose::Words, _) => format!("{what} has no speaker whose words could follow"),
            (Purpose::Filter, _) => {
                format!(
                    "{what} has no speaker; {} shows a speaker's records alone",
                    self.key("filter")
                )
            }
            (Purpose::Relations, Target::Point(_)) if !on.notes(c).is_empty() => {
                format!("nothing is linked to a figure; {notes} lists the notes on it")
            }
            (Purpose::Relations, Target::Note(_)) => {
                "nothing is linked to a note; what it is about stands under it in the list of notes"
                    .to_owned()
            }
            (Purpose::Relations, _) => format!("nothing is linked to {what}"),
            (Purpose::Comparison, _) => format!("{what} has no reports to compare"),
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
