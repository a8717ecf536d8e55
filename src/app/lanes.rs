//! The lanes: who was heard when. A lane for the events, one for each party, opening into one for each of
//! its speakers; time runs across.
//!
//! The lanes have a cursor of their own, a lane and a day, because a cell may be empty. In a cell that
//! holds records the cursor of the program is on the first of them, and where that goes, this one follows.

mod drawing;

use std::collections::BTreeSet;

use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::geometry::{Area, Pane};

use super::action::{Action, End};
use super::chooser::Listing;
use super::density::{Lane, Mark, lanes_of};
use super::effect::Effect;
use super::prose::{Row, Span, Tone};
use super::scale::{Day, Scale, Stretch};
use super::timeline::Dated;
use super::{App, View, naming};

/// How many records of a cell are listed.
const LISTED: usize = 500;

/// The state of the lanes.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// The lane that has the keys.
    pub lane: Lane,
    /// A day of the cell that has them.
    pub day: Day,
    /// The parties that are open, by position.
    pub open: BTreeSet<u32>,
    /// The first lane on the screen.
    pub top: usize,
    /// The record that the cursor was on when lane and day were last brought in step with it.
    of: Option<RecordIx>,
}

impl Lanes {
    /// Lane and day are taken anew from the cursor.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }
}

/// Where in the pane everything of the lanes lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The pane within its borders.
    pub area: Area,
    /// The width of the names.
    pub gutter: u16,
    /// Rows of milestones over the years.
    pub head: u16,
    /// Whether there is a row of years.
    pub ticks: u16,
    /// Rows of lanes.
    pub rows: u16,
    /// Whether there is a row that reads out the cell.
    pub foot: u16,
}

impl Plan {
    /// The plan for a pane.
    #[must_use]
    pub fn of(area: Area) -> Self {
        let gutter = (area.width / 5).clamp(8, 24).min(area.width / 2);
        let (head, ticks, foot) = match area.height {
            0..=2 => (0, 0, 0),
            3..=5 => (0, 1, 1),
            6..=8 => (1, 1, 1),
            9..=13 => (2, 1, 1),
            _ => (3, 1, 1),
        };
        Self { area, gutter, head, ticks, rows: area.height - head - ticks - foot, foot }
    }

    /// The first row of lanes.
    #[must_use]
    pub fn first(&self) -> u16 {
        self.head + self.ticks
    }
}

impl App {
    /// Where everything of the lanes lies.
    #[must_use]
    pub fn lanes_plan(&self) -> Plan {
        Plan::of(self.screen().inner(Pane::Timeline))
    }

    /// The cells of the lanes.
    #[must_use]
    pub fn lanes_scale(&self) -> Scale {
        let plan = self.lanes_plan();
        Scale::new(self.stretch(), plan.area.width.saturating_sub(plan.gutter))
    }

    /// The lanes from the first on, open parties followed by their speakers.
    pub fn lanes(&self) -> impl Iterator<Item = Lane> + '_ {
        let density = &self.time.density;
        let events = (!density.all(Lane::Events).is_empty()).then_some(Lane::Events);
        events.into_iter().chain(density.parties.iter().flat_map(|party| {
            let open = self.time.lanes.open.contains(party);
            let speakers = if open { density.speakers(*party) } else { &[] };
            std::iter::once(Lane::Party(*party)).chain(speakers.iter().copied().map(Lane::Speaker))
        }))
    }

    /// The name of a lane.
    #[must_use]
    pub fn lane_name(&self, lane: Lane) -> Span {
        let c = self.chronology();
        match lane {
            Lane::All => Span::new("all", Tone::Plain),
            Lane::Events => Span::new("events", Tone::Plain),
            Lane::Party(party) => match c.parties().get(party as usize) {
                Some(named) => Span::new(&*named.name, Tone::Party(party)),
                None => Span::new("no party", Tone::Plain),
            },
            Lane::Speaker(speaker) => {
                let speaker = c.speaker(speaker);
                Span::new(&*speaker.name, naming::party_tone(speaker))
            }
        }
    }

    /// The party of a lane, by its position.
    fn party_of(&self, lane: Lane) -> Option<u32> {
        let c = self.chronology();
        match lane {
            Lane::Party(party) => Some(party),
            Lane::Speaker(s) => Some(c.speaker(s).party.map_or(c.parties().len() as u32, |p| p.0)),
            Lane::All | Lane::Events => None,
        }
    }

    /// The days of the cell that has the keys.
    fn lane_days(&self) -> std::ops::Range<Day> {
        let (scale, day) = (self.lanes_scale(), self.time.lanes.day);
        scale.cell_of(day).map_or(day..day + 1, |cell| scale.days(cell))
    }

    /// The records of the cell that has the keys, in time.
    #[must_use]
    pub fn lane_marks(&self) -> &[Mark] {
        self.shown_density().within(self.time.lanes.lane, &self.lane_days())
    }

    /// What the cell that has the keys is and holds: `Party · Sep 2025 · 4 records`.
    #[must_use]
    pub fn lane_readout(&self) -> String {
        let lane = self.time.lanes.lane;
        let days = self.lane_days();
        let tally = self.shown_density().tally(lane, &days);
        let count = match tally.count {
            0 => "no records".to_owned(),
            1 => "1 record".to_owned(),
            n => format!("{n} records"),
        };
        let doubt = if tally.doubtful > 0 { format!(", {} with a doubtful date", tally.doubtful) } else { String::new() };
        let name = self.lane_name(lane).text;
        format!("{name} · {} · {count}{doubt}", Stretch::new(days.start, days.end).words())
    }

    /// Brings lane and day after the cursor where that has moved by itself, and the lane into sight.
    pub(super) fn follow_lanes(&mut self) {
        let record = self.cursor.record;
        if self.time.lanes.of != Some(record) && !self.chronology().records.is_empty() {
            self.time.lanes.of = Some(record);
            if let Some(day) = self.day_on_axis(record) {
                self.time.lanes.day = day;
            }
            let (own, speaker) = lanes_of(self.chronology(), record);
            let speaker = speaker.map(Lane::Speaker);
            let here = self.time.lanes.lane;
            if here != own && Some(here) != speaker {
                let open = self.party_of(own).is_some_and(|party| self.time.lanes.open.contains(&party));
                self.time.lanes.lane = speaker.filter(|_| open).unwrap_or(own);
            }
        }
        let rows = usize::from(self.lanes_plan().rows).max(1);
        let at = self.lane_position();
        let top = self.time.lanes.top;
        self.time.lanes.top = top.min(at).max((at + 1).saturating_sub(rows));
    }

    fn lane_position(&self) -> usize {
        self.lanes().position(|lane| lane == self.time.lanes.lane).unwrap_or(0)
    }

    /// Carries out an action on the lanes; `None` where it is none of theirs.
    pub(super) fn act_in_lanes(&mut self, action: &Action) -> Option<Vec<Effect>> {
        let half = (isize::try_from(self.lanes_plan().rows).unwrap_or(1) / 2).max(1);
        match *action {
            Action::Move(by) => self.step_lane(by),
            Action::Page(halves) => self.step_lane(halves * half),
            Action::Across(by) => self.step_cell(by),
            Action::Month(by) => self.step_mark(by),
            Action::Edge(end) => self.step_end(end),
            Action::Unfold => self.unfold_lane(),
            Action::Into => self.open_cell(),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Puts the cursor on the first record of the cell, if it holds any.
    fn settle(&mut self) {
        match self.lane_marks().first().copied() {
            Some(mark) => {
                self.time.lanes.of = Some(mark.record);
                self.place(Citation { record: mark.record, nth: 0 });
            }
            None => self.follow(),
        }
    }

    fn step_lane(&mut self, by: isize) {
        let last = self.lanes().count().saturating_sub(1);
        let to = self.lane_position().saturating_add_signed(by).min(last);
        let lane = self.lanes().nth(to);
        if let Some(lane) = lane {
            self.time.lanes.lane = lane;
            self.settle();
        }
    }

    fn step_cell(&mut self, by: isize) {
        let whole = self.whole_stretch();
        for _ in 0..by.unsigned_abs() {
            let days = self.lane_days();
            let day = if by > 0 { days.end } else { days.start - 1 };
            self.time.lanes.day = day.clamp(whole.from, whole.to - 1);
            self.follow_time();
        }
        self.settle();
    }

    /// To the next or previous cell of the lane that holds records.
    fn step_mark(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let days = self.lane_days();
            let marks = self.shown_density().all(self.time.lanes.lane);
            let next = if by > 0 {
                marks.get(marks.partition_point(|m| m.day < days.end))
            } else {
                marks.partition_point(|m| m.day < days.start).checked_sub(1).and_then(|i| marks.get(i))
            };
            let Some(next) = next.copied() else {
                self.tell(if by > 0 { "no records later in this lane" } else { "no records earlier in this lane" });
                break;
            };
            self.time.lanes.day = next.day;
            self.follow_time();
        }
        self.settle();
    }

    fn step_end(&mut self, end: End) {
        let marks = self.shown_density().all(self.time.lanes.lane);
        let to = if end == End::First { marks.first() } else { marks.last() };
        if let Some(day) = to.map(|m| m.day) {
            self.time.lanes.day = day;
            self.follow_time();
            self.settle();
        }
    }

    /// Opens the party of the lane into its speakers, or closes it.
    fn unfold_lane(&mut self) {
        let Some(party) = self.party_of(self.time.lanes.lane) else {
            self.tell("the events have no speakers; a party opens into its own");
            return;
        };
        if self.time.lanes.open.remove(&party) {
            self.time.lanes.lane = Lane::Party(party);
        } else if self.time.density.speakers(party).is_empty() {
            self.tell("no speaker is named here");
        } else {
            self.time.lanes.open.insert(party);
        }
        self.settle();
    }

    /// To the records of the cell: to the only one in the list, or to a choice of them.
    fn open_cell(&mut self) {
        let marks: Vec<RecordIx> = self.lane_marks().iter().map(|m| m.record).collect();
        match marks[..] {
            [] => self.tell("no records here; { and } go to those before and after"),
            [only] => {
                self.set_view(View::List);
                self.jump(Citation { record: only, nth: 0 });
            }
            _ => {
                let mut rows: Vec<Row> = (marks.iter().take(LISTED))
                    .map(|record| self.record_row(Citation { record: *record, nth: 0 }, Dated::Long))
                    .map(|row| Row { here: false, ..row })
                    .collect();
                if marks.len() > LISTED {
                    let text = format!("and {} more; + looks closer", marks.len() - LISTED);
                    rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
                }
                self.open(Listing::Cell, self.lane_readout(), rows, "no records here");
            }
        }
    }

    /// A click on the lanes: on a name it opens or closes the party, on a cell it goes there.
    pub(super) fn click_lanes(&mut self, column: u16, row: u16) {
        let plan = self.lanes_plan();
        let Some(line) = row.checked_sub(plan.first()).filter(|line| *line < plan.rows) else { return };
        let at = self.time.lanes.top + usize::from(line);
        let Some(lane) = self.lanes().nth(at) else { return };
        self.time.lanes.lane = lane;
        match column.checked_sub(plan.gutter) {
            Some(cell) => {
                self.time.lanes.day = self.lanes_scale().days(cell).start.min(self.stretch().to - 1);
                self.settle();
            }
            None if matches!(lane, Lane::Party(_)) => self.unfold_lane(),
            None => self.settle(),
        }
    }
}

#[cfg(test)]
mod tests;
