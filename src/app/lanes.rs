//! The lanes: who was heard when. A lane for the events, one for each party, opening into one for each of
//! its speakers; time runs across.
//!
//! The lanes have a cursor of their own, a lane and a day, because a cell may be empty. In a cell that
//! holds records the cursor of the program is on the first of them, and where that goes, this one follows.

mod moves;

use std::collections::BTreeSet;

use crate::chronology::model::RecordIx;
use crate::geometry::{Area, Pane};

use super::App;
use super::density::{Lane, Mark, lanes_of};
use super::scale::{Day, Scale, Stretch};
use crate::pages;
use crate::pages::row::{Span, Tone};

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
    /// Whether a party was opened or closed by hand.
    handled: bool,
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
                Span::new(&*speaker.name, pages::party_tone(speaker))
            }
        }
    }

    /// The party of a lane, by its position.
    #[must_use]
    pub fn party_of(&self, lane: Lane) -> Option<u32> {
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
        let doubt = if tally.doubtful > 0 {
            format!(", {} with a doubtful date", tally.doubtful)
        } else {
            String::new()
        };
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
                let open =
                    self.party_of(own).is_some_and(|party| self.time.lanes.open.contains(&party));
                self.time.lanes.lane = speaker.filter(|_| open).unwrap_or(own);
            }
        }
        let rows = usize::from(self.lanes_plan().rows).max(1);
        let at = self.lane_position();
        let top = self.time.lanes.top;
        self.time.lanes.top = top.min(at).max((at + 1).saturating_sub(rows));
    }

    /// Opens every party if there is room for all their speakers, until one is opened or closed by hand: no
    /// side is shown in more detail than the others unless a reader asks for it.
    pub(super) fn open_what_fits(&mut self) {
        if self.time.lanes.handled {
            return;
        }
        self.time.lanes.open.clear();
        let density = &self.time.density;
        let speakers: usize =
            density.parties.iter().map(|party| density.speakers(*party).len()).sum();
        if self.lanes().count() + speakers <= usize::from(self.lanes_plan().rows) {
            self.time.lanes.open = density.parties.iter().copied().collect();
        }
    }

    fn lane_position(&self) -> usize {
        self.lanes().position(|lane| lane == self.time.lanes.lane).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
