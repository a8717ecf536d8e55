//! Lists laid over the panes: the palette, the marks, the related records, the ledger of notes, the menu of
//! what to copy. One list serves all; only what fills it differs.

use crate::chronology::model::NoteKind;
use crate::geometry::{Area, GUTTER};
use crate::pages;
use crate::pages::row::{Go, Row, Span, Tone};
use crate::pages::timeline::Dated;
use crate::words;

use super::action::{Action, CopyOf};
use super::effect::Effect;
use super::prompt::Prompt;
use super::viewport::{Anchor, Rows};
use super::{App, Overlay};

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Everything that can be gone to by name.
    Palette,
    /// The marked records.
    Marks,
    /// What is related to the record under the cursor.
    Relations,
    /// The ledger of notes, of one kind or of all.
    Notes(Option<NoteKind>),
    /// What to copy.
    Copy,
    /// The records of a cell of the lanes.
    Cell,
}

/// A list laid over the panes.
#[derive(Debug, Clone)]
pub struct Chooser {
    /// What it is of.
    pub listing: Listing,
    /// Its title.
    pub title: String,
    /// What is typed to narrow it, in the palette.
    pub prompt: Option<Prompt>,
    /// Its rows; those that lead nowhere are headings.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub chosen: usize,
    /// What its rows do that lead to no record, by their numbers.
    pub commands: Vec<Action>,
    /// What stands at its top.
    pub top: Anchor,
    /// What to say where there are no rows.
    pub empty: &'static str,
}

impl Listing {
    /// The part of the screen's body that the list covers.
    #[must_use]
    pub fn area(self, body: Area) -> Area {
        match self {
            Self::Copy => body.centred(48, 9),
            Self::Palette => body.centred(90.min(body.width), 22),
            _ => body.centred(110.min(body.width), 30),
        }
    }
}

impl App {
    pub(super) fn open(
        &mut self,
        listing: Listing,
        title: String,
        rows: Vec<Row>,
        empty: &'static str,
    ) {
        let chosen = rows.iter().position(|r| r.go.is_some()).unwrap_or(0);
        let top = Anchor::default();
        self.overlay = Some(Overlay::Chooser(Chooser {
            listing,
            title,
            prompt: None,
            rows,
            chosen,
            commands: Vec::new(),
            top,
            empty,
        }));
    }

    pub(super) fn open_marks(&mut self) {
        let rows: Vec<Row> = (self.marked().into_iter())
            .map(|(citation, _)| self.record_row(citation, Dated::Long))
            .map(|row| Row { here: false, ..row })
            .collect();
        let title = format!("Marks · {}", rows.len());
        self.open(Listing::Marks, title, rows, "nothing is marked; m marks what is read");
    }

    pub(super) fn open_relations(&mut self) {
        let rows = pages::relations::rows(&self.page_input());
        self.open(
            Listing::Relations,
            "Related".to_owned(),
            rows,
            "no record is linked to this one",
        );
    }

    pub(super) fn open_copy(&mut self) {
        let c = self.chronology();
        let kind = c.reported(self.cursor).map(|ix| c.statement(ix).kind);
        let entries = [
            ("y", words::with_citation(kind), CopyOf::Quote),
            ("w", words::the_words(kind), CopyOf::Words),
            ("f", "a Markdown footnote", CopyOf::Footnote),
            ("u", words::the_link(kind), CopyOf::Link),
            ("b", "a BibTeX entry", CopyOf::Bibtex),
            ("j", "a CSL-JSON item", CopyOf::Csl),
            ("i", "the id", CopyOf::Id),
        ];
        let row = |(at, (key, what, _)): (usize, &(&str, &str, CopyOf))| {
            Row::of(vec![Span::new(*what, Tone::Plain)])
                .led(3, vec![Span::new(*key, Tone::Key)])
                .leading(Go::Command(at))
        };
        let rows = entries.iter().enumerate().map(row).collect();
        self.open(Listing::Copy, "Copy".to_owned(), rows, "");
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.commands = entries.iter().map(|(_, _, of)| Action::Copy(*of)).collect();
        }
    }

    pub(super) fn choose(&mut self, by: isize) {
        let Some(Overlay::Chooser(chooser)) = &mut self.overlay else {
            return;
        };
        let leads: Vec<usize> =
            (0..chooser.rows.len()).filter(|i| chooser.rows[*i].go.is_some()).collect();
        let here = leads.partition_point(|i| *i < chooser.chosen);
        if let Some(to) =
            leads.get(here.saturating_add_signed(by).min(leads.len().saturating_sub(1)))
        {
            chooser.chosen = *to;
        }
        self.reveal_choice();
    }

    fn choice_area(&self, listing: Listing) -> Area {
        let inner = listing.area(self.screen().body).inset(1);
        let list = if listing == Listing::Palette { inner.split_rows(1).1 } else { inner };
        list.split_columns(GUTTER).1
    }

    pub(super) fn reveal_choice(&mut self) {
        let Some(Overlay::Chooser(chooser)) = &self.overlay else {
            return;
        };
        let area = self.choice_area(chooser.listing);
        let rows =
            Rows { len: chooser.rows.len(), height: &|i| chooser.rows[i].height(area.width) };
        let top = rows.reveal(chooser.top, usize::from(area.height), chooser.chosen, 1);
        if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
            chooser.top = top;
        }
    }

    /// Goes where the chosen row leads; the list is closed.
    pub(super) fn take_choice(&mut self) -> Vec<Effect> {
        let Some(Overlay::Chooser(chooser)) = self.overlay.take() else {
            return Vec::new();
        };
        if chooser.listing == Listing::Cell {
            self.set_view(super::View::List);
        }
        match chooser.rows.get(chooser.chosen).and_then(|row| row.go.clone()) {
            Some(Go::Command(at)) => match chooser.commands.get(at) {
                Some(command) => self.update(command.clone()),
                None => Vec::new(),
            },
            Some(go) => self.go(go),
            None => Vec::new(),
        }
    }

    pub(super) fn click_choice(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let Some(Overlay::Chooser(chooser)) = &self.overlay else {
            return Vec::new();
        };
        let area = self.choice_area(chooser.listing);
        if !area.contains(column, row) {
            self.overlay = None;
            return Vec::new();
        }
        let rows =
            Rows { len: chooser.rows.len(), height: &|i| chooser.rows[i].height(area.width) };
        let at = rows.scroll(chooser.top, isize::from((row - area.y) as i16)).row;
        if chooser.rows.get(at).is_some_and(|r| r.go.is_some()) {
            if let Some(Overlay::Chooser(chooser)) = &mut self.overlay {
                chooser.chosen = at;
            }
            return self.take_choice();
        }
        Vec::new()
    }
}
