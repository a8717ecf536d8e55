//! Moving: the one cursor along the order of the focused pane, and jumps from record to record.
//!
//! A move keeps to a pane's order and leaves no trace; a jump goes anywhere and can be gone back from.

use crate::chronology::model::{RecordIx, StatementIx};
use crate::chronology::tables::{Citation, Record};
use crate::geometry::Pane;
use crate::pages::row::Go;
use crate::pages::source;
use crate::words::SourceNames;

use super::App;
use super::action::End;
use super::effect::Effect;
use super::viewport::{Anchor, Rows};

/// Lines of context kept above and below the row under the cursor.
const MARGIN: usize = 2;

impl App {
    /// Moves along the focused pane's order.
    pub(super) fn step(&mut self, rows: isize) {
        match self.focus {
            Pane::Timeline => self.step_in_time(rows),
            Pane::Source => self.step_in_source(rows),
            Pane::Quote => self.step_in_quote(rows),
        }
    }

    fn step_in_time(&mut self, rows: isize) {
        let last = self.shown_len().saturating_sub(1);
        let here = self.position_of(self.cursor.record);
        // Between two shown records, a step down goes to the next one and a step up to the one before.
        let to = match here {
            Ok(at) => at.saturating_add_signed(rows),
            Err(at) if rows > 0 => at.saturating_add_signed(rows - 1),
            Err(at) => at.saturating_add_signed(rows),
        };
        if let Some(record) = self.shown_at(to.min(last)) {
            self.place(Citation { record, nth: 0 });
        }
    }

    fn step_in_source(&mut self, rows: isize) {
        let Some(source) = self.source() else { return };
        let passages = self.library.chronology.clone();
        let passages = passages.passages(source);
        let listed = source::listed(self.chronology(), source);
        let own: Vec<usize> = listed.into_iter().filter(|i| !passages[*i].again).collect();
        let record = self.cursor.record;
        let at = source::passage_at_cursor(self.chronology(), self.cursor);
        // On a paragraph of an event that is told at an earlier one, the event is where one is.
        let here = own
            .iter()
            .position(|i| Some(*i) == at)
            .or_else(|| own.iter().position(|i| passages[*i].citation.record == record));
        let to = here.unwrap_or(0).saturating_add_signed(rows).min(own.len().saturating_sub(1));
        if let Some(passage) = own.get(to).map(|i| passages[*i]) {
            self.place(passage.citation);
        }
    }

    fn step_in_quote(&mut self, rows: isize) {
        let page = self.quote_page();
        let mut at = self.quote_row.min(page.len().saturating_sub(1));
        let mut left = rows.unsigned_abs();
        let forward = rows > 0;
        while left > 0 {
            let next = if forward { at + 1 } else { at.wrapping_sub(1) };
            if next >= page.len() {
                break;
            }
            at = next;
            if !page[at].is_blank() {
                left -= 1;
            }
        }
        if page.get(at).is_some_and(|row| !row.is_blank()) {
            self.quote_row = at;
        }
        self.reveal_quote();
    }

    /// Moves by half pages: the cursor in the timeline, the text in the other panes.
    pub(super) fn page(&mut self, halves: isize) {
        let height = usize::from(self.screen().rows(self.focus).height).max(2) as isize;
        let lines = (height / 2).max(1) * halves;
        match self.focus {
            Pane::Timeline => self.step_in_time(lines),
            Pane::Source => self.scroll_source(lines),
            Pane::Quote => {
                let width = self.screen().rows(Pane::Quote).width;
                let page = self.quote_page();
                let heights: Vec<usize> = page.iter().map(|r| r.height(width)).collect();
                let rows = Rows { len: page.len(), height: &|i| heights[i] };
                self.anchors.quote =
                    rows.clamp(rows.scroll(self.anchors.quote, lines), height as usize);
                self.quote_row = self.anchors.quote.row;
            }
        }
    }

    /// Scrolls the document by lines without moving the cursor.
    pub(super) fn scroll_source(&mut self, lines: isize) {
        let area = self.screen().rows(Pane::Source);
        let Some(page) = self.source_page() else {
            return;
        };
        let rows = Rows { len: page.len(), height: &|i| page.row(i).height(area.width) };
        let anchor = rows.clamp(rows.scroll(self.anchors.source, lines), usize::from(area.height));
        self.anchors.source = anchor;
    }

    pub(super) fn edge(&mut self, end: End) {
        let far = isize::MAX / 4;
        self.step(if end == End::Last { far } else { -far });
    }

    /// To the first record of the next or previous month that has records.
    pub(super) fn month(&mut self, by: isize) {
        let month = |app: &Self, at: usize| {
            let date = app
                .shown_at(at)
                .and_then(|r| app.axis_date(r))
                .map(crate::chronology::date::Edtf::sort_day);
            date.map(|d| d.format("%Y-%m").to_string())
        };
        let (Ok(mut at) | Err(mut at)) = self.position_of(self.cursor.record);
        let len = self.shown_len();
        for _ in 0..by.unsigned_abs() {
            let here = month(self, at);
            let next = if by > 0 {
                (at..len).find(|i| month(self, *i) != here)
            } else {
                let end = (0..at).rev().find(|i| month(self, *i) != here);
                end.map(|end| {
                    (0..=end)
                        .rev()
                        .take_while(|i| month(self, *i) == month(self, end))
                        .last()
                        .unwrap_or(end)
                })
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(record) = self.shown_at(at) {
            self.place(Citation { record, nth: 0 });
        }
    }

    /// Puts the cursor on a citation, everything else following.
    pub(super) fn place(&mut self, to: Citation) {
        if self.cursor != to {
            self.cursor = to;
            self.quote_row = 0;
            self.anchors.quote = Anchor::default();
        }
        self.follow();
    }

    /// Jumps: like [`Self::place`], and the place left can be gone back to.
    pub(super) fn jump(&mut self, to: Citation) {
        if to != self.cursor {
            self.jumps.leave(self.cursor);
        }
        self.place(to);
    }

    /// Scrolls every pane as little as possible so that the cursor is seen.
    pub(super) fn follow(&mut self) {
        self.follow_time();
        self.reveal_timeline();
        self.reveal_source();
        self.reveal_quote();
    }

    fn reveal_timeline(&mut self) {
        let height = usize::from(self.screen().rows(Pane::Timeline).height);
        let (Ok(at) | Err(at)) = self.position_of(self.cursor.record);
        let rows = Rows { len: self.shown_len(), height: &|i| self.timeline_height(i) };
        self.anchors.timeline = rows.reveal(self.anchors.timeline, height, at, MARGIN);
    }

    fn reveal_source(&mut self) {
        let area = self.screen().rows(Pane::Source);
        let Some(page) = self.source_page() else {
            return;
        };
        let (source, selected) = (page.source, page.selected());
        let rows = Rows { len: page.len(), height: &|i| page.row(i).height(area.width) };
        let from = if self.anchors.of_source == Some(source) {
            self.anchors.source
        } else {
            Anchor::default()
        };
        let anchor = rows.reveal(from, usize::from(area.height), selected, MARGIN);
        self.anchors.source = anchor;
        self.anchors.of_source = Some(source);
    }

    pub(super) fn reveal_quote(&mut self) {
        let area = self.screen().rows(Pane::Quote);
        let page = self.quote_page();
        let heights: Vec<usize> = page.iter().map(|r| r.height(area.width)).collect();
        let rows = Rows { len: page.len(), height: &|i| heights[i] };
        self.quote_row = self.quote_row.min(page.len().saturating_sub(1));
        self.anchors.quote =
            rows.reveal(self.anchors.quote, usize::from(area.height), self.quote_row, 0);
    }

    /// Into: from the timeline to the source, to the quote, and from there where the row leads.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        match self.focus {
            Pane::Timeline => self.set_focus(Pane::Source),
            Pane::Source => self.set_focus(Pane::Quote),
            Pane::Quote => {
                let go = self.quote_page().get(self.quote_row).and_then(|row| row.go.clone());
                return match go {
                    Some(go) => self.go(go),
                    None => {
                        self.tell("this line leads nowhere; j and k move to one that does");
                        Vec::new()
                    }
                };
            }
        }
        Vec::new()
    }

    pub(super) fn leave(&mut self) {
        match self.focus {
            Pane::Timeline => {}
            Pane::Source => self.set_focus(Pane::Timeline),
            Pane::Quote => self.set_focus(Pane::Source),
        }
    }

    pub(super) fn set_focus(&mut self, pane: Pane) {
        self.focus = pane;
        self.follow();
    }

    /// Goes where a row leads.
    pub(super) fn go(&mut self, go: Go) -> Vec<Effect> {
        match go {
            Go::To(citation) => self.jump(citation),
            Go::Source(source) => {
                if let Some(passage) = self.library.chronology.clone().passages(source).first() {
                    self.jump(passage.citation);
                    self.set_focus(Pane::Source);
                } else {
                    self.tell("no record is pinned to this source");
                }
            }
            Go::Speaker(speaker) => {
                let c = self.library.chronology.clone();
                let own = c.by_speaker(speaker);
                let at = own.partition_point(|r| *r <= self.cursor.record);
                match own.get(at).or(own.first()) {
                    Some(record) if *record != self.cursor.record => {
                        self.jump(Citation { record: *record, nth: 0 });
                    }
                    Some(_) => self.tell("these are the only words of this speaker here"),
                    None => self.tell("no words of this speaker are recorded"),
                }
            }
            Go::Day(day) => {
                if let Some(record) = self.chronology().nearest_record(day) {
                    self.jump(Citation { record, nth: 0 });
                }
            }
            Go::Note(note) => self.open_notes(Some(note)),
            Go::Query(query) => self.set_query(&query),
            // Only a list knows its commands; see [`Self::take_choice`].
            Go::Command(_) => {}
        }
        Vec::new()
    }

    /// The next source that prints the record under the cursor, round and round.
    pub(super) fn next_report(&mut self, by: isize) {
        let c = self.chronology();
        let sources = c.sources_of(self.cursor.record);
        if sources.len() < 2 {
            self.tell(match c.record(self.cursor.record) {
                Record::Event(_) => "no other source recorded here reports this event",
                Record::Statement(_) => "no other source recorded here prints these words",
            });
            return;
        }
        let at = (self.source_at() as isize + by).rem_euclid(sources.len() as isize) as usize;
        let cites = sources.iter().filter_map(|citation| c.cite(*citation));
        let names = SourceNames::among(c, cites.map(|cite| cite.source));
        let name = c.cite(sources[at]).map(|cite| names.cite(c, cite));
        self.jump(sources[at]);
        self.tell(format!("{} of {}: {}", at + 1, sources.len(), name.unwrap_or_default()));
    }

    /// Which of the sources that print the record is read, from 0.
    #[must_use]
    pub fn source_at(&self) -> usize {
        let c = self.chronology();
        let source = self.source();
        let of = |citation: &Citation| c.cite(*citation).map(|cite| cite.source);
        c.sources_of(self.cursor.record).iter().position(|s| of(s) == source).unwrap_or(0)
    }

    /// The next words of the same speaker, in time.
    pub(super) fn next_of_speaker(&mut self, by: isize) {
        let c = self.library.chronology.clone();
        let speaker = c.reported(self.cursor).and_then(|s: StatementIx| c.statement(s).speaker);
        let Some(speaker) = speaker else {
            self.tell(self.wordless("follow"));
            return;
        };
        let own: Vec<RecordIx> = c
            .by_speaker(speaker)
            .iter()
            .copied()
            .filter(|r| self.position_of(*r).is_ok())
            .collect();
        let at = own.partition_point(|r| *r < self.cursor.record);
        let to = if by > 0 { at + 1 } else { at.wrapping_sub(1) };
        match own.get(to) {
            Some(record) => self.jump(Citation { record: *record, nth: 0 }),
            None => {
                let which = if by > 0 { "last" } else { "first" };
                self.tell(format!(
                    "these are the {which} words of {} here",
                    c.speaker(speaker).name
                ));
            }
        }
    }

    pub(super) fn history_step(&mut self, forward: bool) {
        let here = self.cursor;
        let to = if forward { self.jumps.forward(here) } else { self.jumps.back(here) };
        match to {
            Some(to) => self.place(to),
            None => self.tell(if forward {
                "nothing to go forward to"
            } else {
                "nothing to go back to"
            }),
        }
    }

    pub(super) fn click_across(&mut self, column: u16, row: u16) {
        if self.view == super::View::Lanes {
            self.click_lanes(column, row);
        } else {
            self.click_figures(column);
        }
    }
}
