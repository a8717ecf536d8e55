//! The timeline: which records are shown in which order, and where a year begins or a silence is long.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::date::{Bounds, Edtf, year_label};
use crate::chronology::model::{Basis, RecordIx, Subject};
use crate::chronology::tables::Citation;
use crate::words;

/// From this many days on a silence is told.
pub const SILENCE: i64 = 30;

/// By which day records are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// When it was said or happened.
    #[default]
    Said,
    /// When a source first printed it.
    Published,
}

impl Axis {
    /// Their names on a command line, in a configuration and in a session.
    pub const NAMES: &[(&'static str, Self)] =
        &[("said", Self::Said), ("published", Self::Published)];

    /// By which day it orders, for who chooses one.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Said => "By the day said, or on which it happened",
            Self::Published => "By the day on which a source first printed it",
        }
    }
}

/// The records of the timeline, in the order of the axis.
#[derive(Debug, Clone, Default)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// These.
    Only(Arc<[RecordIx]>),
}

/// Up to which day records are heard that may go on when the next begin: where a silence after them begins. Of most
/// datasets few are, so only they are held.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// In the order of the records, each of a later day than the one before.
    runs: Vec<Run>,
}

/// A record of more days than one, or of one out of several, that goes on longer than all before it.
#[derive(Debug, Clone, Copy)]
struct Run {
    position: u32,
    until: NaiveDate,
    doubtful: bool,
    /// Whether all of its days are meant, and not one out of them.
    lasts: bool,
}

impl Heard {
    /// What is heard of records in their order.
    #[must_use]
    pub fn of(order: Order<'_>) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for position in 0..order.len() {
            let Some(date) = order.at(position).and_then(|record| order.date(record)) else {
                continue;
            };
            let (Some(first), Some(until)) = (date.earliest(), date.latest()) else {
                continue;
            };
            if first == until {
                continue;
            }
            let doubtful = date.has_doubtful_day();
            let last = runs.last().map(|run| (run.until, run.doubtful));
            // Of the same day one that is sure tells it.
            if last.is_none_or(|(day, doubt)| until > day || (until == day && doubt && !doubtful)) {
                let lasts = date.lasts();
                runs.push(Run { position: position as u32, until, doubtful, lasts });
            }
        }
        runs.shrink_to_fit();
        Self { runs }
    }

    /// What goes on longest of all before a position.
    fn before(&self, position: usize) -> Option<Run> {
        let next = self.runs.partition_point(|run| (run.position as usize) < position);
        self.runs.get(next.checked_sub(1)?).copied()
    }
}

/// The records of the timeline in their order: positions count from 0.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    c: &'a Chronology,
    axis: Axis,
    shown: &'a Shown,
    heard: Option<&'a Heard>,
}

impl<'a> Order<'a> {
    /// The order of records by a day.
    #[must_use]
    pub fn new(c: &'a Chronology, axis: Axis, shown: &'a Shown) -> Self {
        Self { c, axis, shown, heard: None }
    }

    /// The same with what is heard of its records, without which it tells no silence.
    #[must_use]
    pub fn hearing(self, heard: Option<&'a Heard>) -> Self {
        Self { heard, ..self }
    }

    /// How many records.
    #[must_use]
    pub fn len(self) -> usize {
        match self.shown {
            Shown::All => self.c.records.len(),
            Shown::Only(records) => records.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The record at a position.
    #[must_use]
    pub fn at(self, position: usize) -> Option<RecordIx> {
        match (self.shown, self.axis) {
            (Shown::Only(records), _) => records.get(position).copied(),
            (Shown::All, Axis::Said) => {
                (position < self.c.records.len()).then(|| RecordIx::from(position))
            }
            (Shown::All, Axis::Published) => self.c.published().get(position).copied(),
        }
    }

    /// The position of a record.
    ///
    /// # Errors
    /// The position of the record that would follow it, where it is not shown.
    pub fn position(self, record: RecordIx) -> Result<usize, usize> {
        let c = self.c;
        match (self.shown, self.axis) {
            (Shown::All, Axis::Said) => Ok(record.at()),
            (Shown::All, Axis::Published) => Ok(c.published_rank(record)),
            (Shown::Only(records), Axis::Said) => records.binary_search(&record),
            (Shown::Only(records), Axis::Published) => {
                records.binary_search_by_key(&c.published_rank(record), |r| c.published_rank(*r))
            }
        }
    }

    /// The date by which a record is ordered.
    #[must_use]
    pub fn date(self, record: RecordIx) -> Option<&'a Edtf> {
        match self.axis {
            Axis::Said => self.c.date(record),
            Axis::Published => self.c.first_published(record),
        }
    }

    /// The first position from which on something holds, once it does of all behind it; how many there are where it
    /// never does. It is asked of few.
    pub fn first_where(self, holds: impl Fn(Option<&'a Edtf>) -> bool) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let date = self.at(middle).and_then(|record| self.date(record));
            (from, to) = if holds(date) { (from, middle) } else { (middle + 1, to) };
        }
        from
    }

    /// The date that a row tells of a citation, and how it is known: on the axis of what was said that of the report
    /// which it is, though the record stands by that of its head.
    #[must_use]
    pub fn told(self, citation: Citation) -> (Option<&'a Edtf>, &'a Basis) {
        match self.axis {
            Axis::Said => self.c.day_at(citation),
            Axis::Published => self.c.publication(citation.record),
        }
    }

    /// The year heading over a position, if it begins a year (or the shelf of the undated).
    #[must_use]
    pub fn heading(self, position: usize) -> Option<String> {
        let year = self.date(self.at(position)?).map(Edtf::sort_year);
        self.begins_year(position).then(|| year.map_or_else(|| words::date(None), year_label))
    }

    fn begins_year(self, position: usize) -> bool {
        let year = |record| self.date(record).map(Edtf::sort_year);
        let before = position.checked_sub(1).and_then(|p| self.at(p));
        self.at(position).is_some_and(|here| before.map(year) != Some(year(here)))
    }

    /// The silence before a position, if it is long enough to be told: at least the days on which surely nobody is
    /// heard, from the last that any record before it may mean. About so many where one of its ends is; none where one
    /// is open.
    #[must_use]
    pub fn gap(self, position: usize) -> Option<Bounds> {
        let here = self.date(self.at(position)?)?;
        let before = self.date(self.at(position.checked_sub(1)?)?)?;
        let days = before.days_before(here);
        let (first, last) = (here.earliest()?, before.latest()?);
        let days = match self.heard?.before(position) {
            Some(run) if run.until > last => {
                let heard = if run.lasts { Some(run.until) } else { before.earliest() };
                let most = here.latest().zip(heard).map(|(to, from)| (to - from).num_days());
                let doubtful = run.doubtful || here.has_doubtful_day();
                let least = (first - run.until).num_days();
                Some(Bounds { most, doubtful, ..Bounds::exactly(least) })
            }
            Some(run) if run.until == last && !run.doubtful => {
                days.map(|days| Bounds { doubtful: here.has_doubtful_day(), ..days })
            }
            _ => days,
        };
        days.map(Bounds::as_range).filter(|days| days.least >= SILENCE)
    }

    /// How many lines a position takes: its record's own, and those of a heading and a gap before it.
    #[must_use]
    pub fn height(self, position: usize) -> usize {
        1 + usize::from(self.begins_year(position)) + usize::from(self.gap(position).is_some())
    }
}

/// The records in the order of the axis.
pub fn in_order(c: &Chronology, axis: Axis) -> Box<dyn Iterator<Item = RecordIx> + '_> {
    match axis {
        Axis::Said => Box::new((0..c.records.len()).map(RecordIx::from)),
        Axis::Published => Box::new(c.published().iter().copied()),
    }
}

/// The milestones of a chronology, in time.
#[must_use]
pub fn milestones(c: &Chronology) -> Vec<RecordIx> {
    let mut found: Vec<RecordIx> = (c.events().iter().enumerate())
        .filter(|(_, e)| e.milestone && e.date.is_some())
        .map(|(i, _)| c.record_of(Subject::Event(i.into())))
        .collect();
    found.sort_unstable();
    found
}
