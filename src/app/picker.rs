//! Lists laid over the panes: the palette, the marks, the related records, the ledger of notes, the menu of
//! what to copy, the records of a cell, the problems. One list serves all; only what fills it differs.

use crate::chronology::model::NoteKind;
use crate::geometry::{Area, GUTTER};

use super::action::Action;
use super::prompt::Prompt;
use super::viewport::{Anchor, Rows, half_pages};
use crate::pages::row::{Row, Span, Tone};

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Everything that can be gone to by name.
    Palette,
    /// What is marked.
    Marks,
    /// What is related to a record.
    Relations,
    /// The ledger of notes, of one kind or of all.
    Notes(Option<NoteKind>),
    /// What to copy.
    Copy,
    /// The records of a cell of the lanes.
    Cell,
    /// The problems of the dataset.
    Problems,
}

/// A list laid over the panes.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it is of.
    pub listing: Listing,
    /// Its title.
    pub title: String,
    /// What is typed to narrow it, in the palette.
    pub prompt: Option<Prompt>,
    /// Its rows; those that lead nowhere are never chosen: headings, and what is told of another row or of all.
    pub rows: Vec<Row>,
    /// The chosen row.
    pub chosen: usize,
    /// What its rows do that lead to no record, by their numbers.
    pub commands: Vec<Action>,
    /// What stands at its top.
    pub top: Anchor,
    /// What to say where there are no rows.
    pub empty: String,
}

impl Listing {
    /// The most columns and rows that the list covers, its border included.
    fn most(self) -> (u16, u16) {
        match self {
            Self::Copy => (64, 12),
            Self::Palette => (90, 22),
            Self::Marks | Self::Relations | Self::Notes(_) | Self::Cell | Self::Problems => {
                (110, 30)
            }
        }
    }
}

impl Picker {
    /// A list, its first row that leads somewhere chosen.
    #[must_use]
    pub fn new(listing: Listing, title: String, rows: Vec<Row>, empty: impl Into<String>) -> Self {
        let mut picker = Self {
            listing,
            title,
            prompt: None,
            rows: Vec::new(),
            chosen: 0,
            commands: Vec::new(),
            top: Anchor::default(),
            empty: empty.into(),
        };
        picker.fill(rows);
        picker
    }

    /// Takes rows in place of those before, the first that leads somewhere chosen.
    pub fn fill(&mut self, rows: Vec<Row>) {
        self.rows = rows;
        self.begin();
    }

    /// Goes to the beginning, which may lead nowhere and be taller than the list: the first row that leads somewhere is
    /// chosen, seen or not.
    pub fn begin(&mut self) {
        self.chosen = self.first_lead().unwrap_or(0);
        self.top = Anchor::default();
    }

    /// Takes rows in place of those before where they come unasked: the row that was chosen stays chosen wherever it
    /// now stands, and where it is gone the one in its place.
    pub fn refill(&mut self, rows: Vec<Row>) {
        let before = self.leads().iter().filter(|at| **at < self.chosen).count();
        let told = self.row().map(Row::text);
        let (chosen, top) = (self.chosen, self.top);
        self.fill(rows);
        self.choose_nth(before);
        let is_same = |at: &usize| Some(self.rows[*at].text()) == told;
        let same = self.leads().into_iter().filter(is_same);
        if let Some(at) = same.min_by_key(|at| at.abs_diff(chosen)) {
            self.chosen = at;
        }
        self.top = top;
    }

    /// The part of the screen's body that the list covers: as tall as what it holds. The palette keeps its height while
    /// it is typed in.
    #[must_use]
    pub fn area(&self, body: Area) -> Area {
        let (width, most) = self.listing.most();
        let width = width.min(body.width);
        if self.listing == Listing::Palette {
            return body.centred(width, most);
        }
        let cells = width.saturating_sub(2 + GUTTER);
        let notice = [self.notice()];
        let rows = if self.rows.is_empty() { &notice[..] } else { &self.rows[..] };
        let mut height = 2;
        for row in rows {
            if height >= most {
                break;
            }
            height = height.saturating_add(row.height(cells).min(usize::from(most)) as u16);
        }
        body.centred(width, height.min(most))
    }

    /// The part of it in which the rows lie, beside the column of the cursor's mark.
    #[must_use]
    pub fn rows_area(&self, body: Area) -> Area {
        let inner = self.area(body).inset(1);
        let list = if self.prompt.is_some() { inner.split_rows(1).1 } else { inner };
        list.split_columns(GUTTER).1
    }

    /// What is said where there are no rows.
    #[must_use]
    pub fn notice(&self) -> Row {
        Row::of(vec![Span::new(self.empty.clone(), Tone::Dim)])
    }

    /// The chosen row, if there is one.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.chosen)
    }

    /// The positions of the rows that lead somewhere.
    #[must_use]
    pub fn leads(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|i| self.rows[*i].go.is_some()).collect()
    }

    /// Whether no row before the chosen one leads anywhere.
    #[must_use]
    pub fn is_at_first(&self) -> bool {
        self.first_lead() == Some(self.chosen)
    }

    fn first_lead(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.go.is_some())
    }

    /// Chooses by so many of the rows that lead somewhere.
    pub fn choose(&mut self, by: isize) {
        let leads = self.leads();
        let here = leads.partition_point(|i| *i < self.chosen);
        self.choose_of(&leads, here.saturating_add_signed(by));
    }

    /// Chooses one of the rows that lead somewhere, from 0, or the last where there are fewer.
    pub fn choose_nth(&mut self, nth: usize) {
        self.choose_of(&self.leads(), nth);
    }

    fn choose_of(&mut self, leads: &[usize], nth: usize) {
        if let Some(to) = leads.get(nth).or(leads.last()) {
            self.chosen = *to;
        }
    }

    /// Chooses the next of the rows that lead somewhere, or the one before. Where lines would be passed unseen, of a
    /// row taller than the list or of one that leads nowhere, it scrolls by a line towards it instead.
    pub fn step(&mut self, body: Area, down: bool) {
        let area = self.rows_area(body);
        let (from, chosen, height) = (self.top, self.chosen, usize::from(area.height));
        let lines = |picker: &Self, anchor, by| {
            let height_of = |i: usize| picker.rows[i].height(area.width);
            let rows = Rows::new(picker.rows.len(), &height_of);
            rows.clamp(rows.scroll(anchor, by), height)
        };
        let way: isize = if down { 1 } else { -1 };
        let end = lines(self, from, way * height as isize);
        let is_ahead = |top: Anchor, of: Anchor| if down { top > of } else { top < of };
        // The chosen row may still lie ahead, out of sight.
        self.reveal(body);
        if !is_ahead(self.top, from) {
            self.choose(way);
            self.reveal(body);
        }
        if is_ahead(self.top, end) || self.chosen == chosen && !is_ahead(self.top, from) {
            (self.top, self.chosen) = (lines(self, from, way), chosen);
        }
    }

    /// Scrolls by halves of what is seen. Where the chosen row goes out of sight, that is chosen which comes into it,
    /// and at the end of the list the last.
    pub fn page(&mut self, body: Area, halves: isize) {
        let area = self.rows_area(body);
        let height = usize::from(area.height);
        let height_of = |i: usize| self.rows[i].height(area.width);
        let rows = Rows::new(self.rows.len(), &height_of);
        let to = rows.clamp(rows.scroll(self.top, half_pages(halves, area.height)), height);
        let leads = self.leads();
        let chosen = if to == self.top {
            if halves > 0 { leads.last() } else { leads.first() }
        } else {
            let seen = rows.seen(to, height);
            let first = leads.partition_point(|at| *at < seen.start);
            let behind = leads.partition_point(|at| *at < seen.end);
            let last = behind.saturating_sub(1).max(first);
            let now = leads.partition_point(|at| *at < self.chosen);
            leads.get(now.clamp(first, last)).or(leads.last())
        };
        self.chosen = chosen.copied().unwrap_or(self.chosen);
        self.top = to;
    }

    /// Scrolls as little as possible so that the chosen row is seen.
    pub fn reveal(&mut self, body: Area) {
        let area = self.rows_area(body);
        let height_of = |i: usize| self.rows[i].height(area.width);
        let rows = Rows::new(self.rows.len(), &height_of);
        self.top = rows.reveal(self.top, usize::from(area.height), self.chosen, 1);
    }

    /// The row under a cell of the screen, if it leads somewhere.
    #[must_use]
    pub fn row_at(&self, body: Area, row: u16) -> Option<usize> {
        let area = self.rows_area(body);
        let line = row.checked_sub(area.y).filter(|line| *line < area.height)?;
        let height_of = |i: usize| self.rows[i].height(area.width);
        let rows = Rows::new(self.rows.len(), &height_of);
        let at = rows.under(self.top, line)?.row;
        self.rows.get(at).filter(|r| r.go.is_some()).map(|_| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::row::Go;

    fn rows(names: &[&str]) -> Vec<Row> {
        let row = |(n, name): (usize, &&str)| {
            let row = Row::of(vec![Span::new(*name, Tone::Plain)]);
            if name.starts_with('#') { row } else { row.leading(Go::Command(n)) }
        };
        names.iter().enumerate().map(row).collect()
    }

    #[test]
    fn rows_that_come_unasked_leave_the_choice_where_it_is() {
        let mut picker =
            Picker::new(Listing::Problems, String::new(), rows(&["#", "a", "b", "c", "b"]), "");
        let mut chosen_after = |at, names: &[&str]| {
            picker.fill(rows(&["#", "a", "b", "c", "b"]));
            picker.chosen = at;
            picker.refill(rows(names));
            picker.row().map(Row::text).unwrap_or_default() + &picker.chosen.to_string()
        };
        assert_eq!(chosen_after(3, &["#", "x", "a", "y", "c"]), "c4", "it has moved");
        assert_eq!(chosen_after(4, &["b", "b", "#", "b"]), "b3", "the nearest of the same");
        assert_eq!(chosen_after(2, &["#", "x", "y", "z"]), "y2", "it has gone");
        assert_eq!(chosen_after(4, &["x"]), "x0", "it has gone, and the end too");
        assert_eq!(chosen_after(1, &[]), "0");
    }
}
