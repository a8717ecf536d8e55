//! The lanes: who was heard when. A lane for the events, one for each party, opening into one for each of
//! its speakers; time runs across.
//!
//! The lanes have a cursor of their own, a lane and a day, because a cell may be empty. In a cell that holds
//! records the cursor of the program is on one of them, and where that goes by itself, this one follows.

mod silence;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::app::App;
use crate::app::density::{Lane, Tally, lanes_of};
use crate::app::milestones::{MilestonePlace, MilestoneRows};
use crate::app::scale::{DAY, Scale, Second, Stretch};
use crate::app::under_cursor::Read;
use crate::chronology::Chronology;
use crate::chronology::model::{PartyIx, RecordIx};
use crate::chronology::target::Target;
use crate::geometry::{Area, Pane, TimelineWidth};
use crate::pages;
use crate::pages::row::{Row, Span, Tone};
use crate::pages::timeline::Dated;
use crate::text;
use crate::text::shorten::apart;
use crate::words;

use super::{Lead, TimelineView, ViewCursors};

pub use self::silence::{SilenceTold, is_long};

/// The cursor of the lanes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lanes {
    /// The lane that has the keys.
    pub lane: Lane,
    /// A day of the cell that has them.
    pub day: Second,
    /// The record under the cursor has no date: it stands in no cell, and none has the keys.
    pub undated: bool,
    /// The parties that are open, by position.
    pub open: BTreeSet<u32>,
    /// The first lane on the screen.
    pub top: usize,
    /// Whether a party was opened or closed by hand.
    pub handled: bool,
    /// The record that the cursor was on when lane and day were last brought in step with it.
    pub of: Option<RecordIx>,
}

impl Lanes {
    /// Lane and day are taken anew from the cursor.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Points on into another chronology, in which the record under the cursor has another position.
    pub fn carry_over(
        &mut self,
        old: &Chronology,
        new: &Chronology,
        (was, is): (RecordIx, RecordIx),
    ) {
        let party = |party: u32| -> Option<u32> {
            let Some(old) = old.parties().get(party as usize) else {
                return Some(new.parties().len() as u32);
            };
            new.parties().iter().position(|p| p.id == old.id).map(|at| at as u32)
        };
        self.open = self.open.iter().filter_map(|own| party(*own)).collect();
        let lane = match self.lane {
            Lane::Party(own) => party(own).map(Lane::Party),
            Lane::Speaker(own) => {
                let id = &old.speaker(own).id;
                new.speakers().iter().position(|s| s.id == *id).map(|at| Lane::Speaker(at.into()))
            }
            lane @ (Lane::All | Lane::Events) => Some(lane),
        };
        self.of = self.of.filter(|of| *of == was && lane.is_some()).map(|_| is);
        self.lane = lane.unwrap_or_default();
    }
}

/// Where in the pane everything of the lanes lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanesLayout {
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
    /// The rows that a lane takes: two where there is room, so that a single record can be seen.
    pub tall: u16,
    /// Whether there is a row that reads out the cell.
    pub foot: u16,
}

impl LanesLayout {
    /// The layout of a pane.
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
        Self { area, gutter, head, ticks, rows: area.height - head - ticks - foot, tall: 1, foot }
    }

    /// The first row of lanes.
    #[must_use]
    pub fn first(&self) -> u16 {
        self.head + self.ticks
    }

    /// The column of the mark before the name of a lane.
    #[must_use]
    pub fn indent(lane: Lane) -> u16 {
        if matches!(lane, Lane::Speaker(_)) { 2 } else { 1 }
    }

    /// How many cells there are for the name of a lane.
    #[must_use]
    pub fn room(&self, lane: Lane) -> u16 {
        self.gutter.saturating_sub(Self::indent(lane) + 3)
    }

    /// How many of them the name has beside the number of its records: all where too few would be left to tell whose
    /// it is.
    #[must_use]
    pub fn room_beside(&self, lane: Lane, records: usize) -> u16 {
        const TELLING: u16 = 4;
        let (whole, number) = (self.room(lane), records.to_string().len() as u16 + 1);
        whole.checked_sub(number).filter(|left| *left >= TELLING).unwrap_or(whole)
    }

    /// How many lanes there is room for.
    #[must_use]
    pub fn shown(&self) -> u16 {
        self.rows / self.tall
    }
}

/// Rows that are kept for the records of the cell before lanes take two rows each.
const RECORDS: usize = 3;

/// What is said where a cell holds nothing.
fn empty(app: &App) -> String {
    let (before, after) = (app.key("previous-month"), app.key("next-month"));
    format!("no records in this cell; {before} and {after} go to those before and after")
}

/// The lanes.
pub(super) struct LanesView;

impl TimelineView for LanesView {
    fn name(&self) -> &'static str {
        "lanes"
    }

    fn width(&self) -> TimelineWidth {
        TimelineWidth::Across
    }

    fn target(&self, app: &App) -> Result<Target, String> {
        if let Some(why) = app.no_record_shown() {
            return Err(why);
        }
        let cursor = app.place.cursor;
        if app.place.views.lanes.undated || app.lane_records().any(|record| record == cursor.record)
        {
            Ok(Target::Record(cursor))
        } else {
            Err(empty(app))
        }
    }

    /// The record that the cursor is on, unless it was led away from that into an empty cell.
    fn read(&self, app: &App) -> Result<Read, String> {
        if let Some(why) = app.no_record_shown() {
            return Err(why);
        }
        let (lanes, record) = (&app.place.views.lanes, app.place.cursor.record);
        let days = app.lane_days();
        let is_here = lanes.undated
            || lanes.of != Some(record)
            || (app.day_on_axis(record).is_some_and(|day| days.contains(&day))
                && (lanes.lane == Lane::All
                    || lanes_of(app.chronology(), record).any(|lane| lane == lanes.lane)));
        if is_here { Ok(Read::Record(app.place.cursor)) } else { Err(empty(app)) }
    }

    /// What the cell is, and who was heard in its lane before and after it.
    fn empty_rows(&self, app: &App) -> Vec<Row> {
        if let Some(why) = app.no_record_shown() {
            return super::as_rows(&why);
        }
        let (lane, day) = (app.place.views.lanes.lane, app.place.views.lanes.day);
        let density = app.shown_density();
        let mut rows = vec![
            Row::of(vec![Span::new(app.lane_readout(), Tone::Plain)]),
            Row::of(vec![Span::new("No record is in this cell.", Tone::Dim)]),
        ];
        let beside =
            [("before it", density.previous(lane, day)), ("after it", density.next(lane, day))];
        for (heading, mark) in beside {
            let Some(mark) = mark else { continue };
            rows.push(Row::blank());
            rows.push(Row::heading(heading));
            let row = app.record_row(app.citation_shown(mark.record), Dated::Long);
            rows.push(Row { here: false, ..row });
        }
        pages::finished(rows, app.profile.ascii)
    }

    fn day(&self, app: &App) -> Option<Second> {
        let lanes = &app.place.views.lanes;
        (!lanes.undated).then_some(lanes.day)
    }

    fn is_at(&self, one: &ViewCursors, other: &ViewCursors) -> bool {
        let at = |cursors: &ViewCursors| {
            let Lanes { lane, day, undated, .. } = cursors.lanes;
            (lane, day, undated)
        };
        at(one) == at(other)
    }

    fn enter(&self, app: &App) -> Lead {
        let mut records = app.lane_records();
        match (records.len(), records.next()) {
            (1, Some(only)) => Lead::Record(app.citation_shown(only), Pane::Timeline),
            (_, Some(_)) => Lead::Choice(app.lane_records().collect()),
            _ if app.place.views.lanes.undated => Lead::Record(app.place.cursor, Pane::Timeline),
            _ => Lead::Nowhere(empty(app)),
        }
    }
}

impl App {
    /// Where everything of the lanes lies.
    #[must_use]
    pub fn lanes_layout(&self) -> LanesLayout {
        let layout = LanesLayout::of(self.screen().inner(Pane::Timeline));
        let is_room = 2 * self.lanes().count() + RECORDS <= usize::from(layout.rows);
        LanesLayout { tall: if is_room { 2 } else { 1 }, ..layout }
    }

    /// The cells of the lanes.
    #[must_use]
    pub fn lanes_scale(&self) -> Scale {
        let layout = self.lanes_layout();
        Scale::new(self.stretch(), layout.area.width.saturating_sub(layout.gutter))
    }

    /// The milestones over the lanes in their places in the pane.
    #[must_use]
    pub fn lanes_milestones(&self) -> Vec<MilestonePlace> {
        let LanesLayout { area, gutter, head, .. } = self.lanes_layout();
        let rows = MilestoneRows { left: gutter, right: area.width, rows: 0..head };
        self.milestone_places(&self.lanes_scale(), rows)
    }

    /// The lanes from the first on, open parties followed by their speakers: those that hold something in time,
    /// and the one that has the keys for a record without a date.
    pub fn lanes(&self) -> impl Iterator<Item = Lane> + '_ {
        let density = &self.timeline.density;
        let shelf = self.place.views.lanes.undated.then_some(self.place.views.lanes.lane);
        let has_events = density.count(Lane::Events) > 0 || shelf == Some(Lane::Events);
        let events = has_events.then_some(Lane::Events);
        let party = shelf.and_then(|lane| self.party_of(lane));
        let (before, from) =
            density.parties.split_at(density.parties.partition_point(|p| Some(*p) < party));
        let party = party.filter(|party| from.first() != Some(party));
        let parties = before.iter().copied().chain(party).chain(from.iter().copied());
        events.into_iter().chain(parties.flat_map(|party| {
            let open = self.place.views.lanes.open.contains(&party);
            let speakers = if open { density.speakers(party) } else { &[] };
            std::iter::once(Lane::Party(party)).chain(speakers.iter().copied().map(Lane::Speaker))
        }))
    }

    /// How many rows there are of lanes, and of what is told of all of them under the last: when both sides are silent.
    #[must_use]
    pub fn lane_rows(&self) -> usize {
        self.lanes().count() + usize::from(!self.timeline.silences.list.is_empty())
    }

    /// Which of these rows are on the screen.
    #[must_use]
    pub fn lane_rows_seen(&self) -> Range<usize> {
        let (top, rows) = (self.place.views.lanes.top, self.lane_rows());
        top..(top + usize::from(self.lanes_layout().shown())).min(rows).max(top)
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

    /// The lanes on the screen, each with its name as there is room for it beside the number of its records: a speaker
    /// in short where the whole name does not fit, and no two that read alike.
    #[must_use]
    pub fn shown_lanes(&self) -> Vec<(Lane, Span)> {
        let layout = self.lanes_layout();
        let lanes = self.lanes().skip(self.place.views.lanes.top).take(usize::from(layout.shown()));
        let lanes: Vec<(Lane, Span)> = lanes.map(|lane| (lane, self.lane_name(lane))).collect();
        let density = self.shown_density();
        let room = |lane: Lane| usize::from(layout.room_beside(lane, density.count(lane)));
        let name = |(lane, name): &(Lane, Span)| {
            let cells = room(*lane);
            match lane {
                Lane::Speaker(speaker) if text::width(&name.text) > cells => {
                    words::short_speaker(self.chronology().speaker(*speaker)).to_string()
                }
                _ => name.text.clone(),
            }
        };
        let names: Vec<String> = lanes.iter().map(name).collect();
        let cells = lanes.iter().map(|(lane, _)| room(*lane));
        let names: Vec<(&str, usize)> = names.iter().map(|name| &**name).zip(cells).collect();
        let told = apart(&names, text::ellipsis(self.profile.ascii));
        let with =
            |((lane, name), told): ((Lane, Span), String)| (lane, Span::new(told, name.tone));
        lanes.into_iter().zip(told).map(with).collect()
    }

    /// The party of a lane, by its position.
    #[must_use]
    pub fn party_of(&self, lane: Lane) -> Option<u32> {
        let c = self.chronology();
        match lane {
            Lane::Party(party) => Some(party),
            Lane::Speaker(s) => {
                Some(c.speaker(s).party.map_or(c.parties().len() as u32, PartyIx::number))
            }
            Lane::All | Lane::Events => None,
        }
    }

    /// The time that the cell that has the keys stands for. Where no record has a time of day that is whole days, each in
    /// one cell alone: those that begin in it, and where none does the one that it is a part of.
    #[must_use]
    pub fn lane_days(&self) -> Range<Second> {
        let (scale, day) = (self.lanes_scale(), self.place.views.lanes.day);
        let span = scale.cell_of(day).map_or(day..day + 1, |cell| scale.span(cell));
        if self.shown_density().has_times() {
            return span;
        }
        let beginning_from = |second: Second| (second + DAY - 1).div_euclid(DAY) * DAY;
        let days = beginning_from(span.start)..beginning_from(span.end);
        if days.is_empty() { days.start - DAY..days.start } else { days }
    }

    /// The records of the cell that has the keys, in time.
    #[must_use]
    pub fn lane_records(&self) -> impl ExactSizeIterator<Item = RecordIx> {
        let days = if self.place.views.lanes.undated { 0..0 } else { self.lane_days() };
        self.shown_density().within(self.place.views.lanes.lane, &days)
    }

    /// What the cell that has the keys is and holds: `Party · Sep 2025 · 4 records`; where it is silent, from when to
    /// when that is.
    #[must_use]
    pub fn lane_readout(&self) -> String {
        self.lane_readouts().swap_remove(0)
    }

    /// The same, and what it is in less and less room: how many they are is told in any.
    #[must_use]
    pub fn lane_readouts(&self) -> Vec<String> {
        let lane = self.place.views.lanes.lane;
        if self.place.views.lanes.undated {
            let undated = words::date(None);
            return vec![format!("{} · {undated}", self.lane_name(lane).text), undated];
        }
        let days = self.lane_days();
        let tally = self.shown_density().tally(lane, &days);
        let count = match tally.count {
            0 => "no records".to_owned(),
            n => words::count(n, "record"),
        };
        let doubt = if tally.doubtful > 0 {
            format!(", {} with a doubtful date", tally.doubtful)
        } else {
            String::new()
        };
        let name = self.lane_name(lane).text;
        if self.chronology().records.is_empty() {
            return vec![format!("{name} · {count}")];
        }
        let density = self.shown_density();
        let silence = density.silence(lane, self.place.views.lanes.day);
        let is_silent = tally == Tally::default() && !density.is_spanned(lane, &days);
        if let Some(silence) = silence.filter(|_| is_silent) {
            let told = self.silence_told(&[lane], &silence);
            let (length, ends) = (told.length(), told.ends);
            // On its ends somebody is heard.
            let told = format!("{ends} · {count} between");
            let whole = format!("{name} · {told}");
            let briefer = format!("{ends} · {count}");
            return vec![format!("{whole} · {length}"), whole, told, briefer, count];
        }
        let days = Stretch::new(days.start, days.end).words();
        let whole = format!("{name} · {days} · {count}");
        // Which lane it is its mark shows too.
        vec![format!("{whole}{doubt}"), whole, format!("{days} · {count}"), count]
    }

    /// Which of the lanes has the keys, from 0.
    #[must_use]
    pub fn lane_position(&self) -> usize {
        let here = self.place.views.lanes.lane;
        self.lanes().position(|lane| lane == here).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
