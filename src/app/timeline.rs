//! The timeline: which records are shown in which order, and where a year begins or a silence is long.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{RecordIx, Subject};
use crate::chronology::tables::Citation;
use crate::words;

use super::App;

/// From this many days on a silence gets a row of its own.
const GAP: i64 = 30;

/// By which day records are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// When it was said or happened.
    #[default]
    Said,
    /// When a source first printed it.
    Published,
}

/// The records of the timeline, in the order of the axis.
#[derive(Debug, Clone, Default)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// These.
    Only(Vec<RecordIx>),
}

impl App {
    /// How many records the timeline shows.
    #[must_use]
    pub fn shown_len(&self) -> usize {
        match &self.time.shown {
            Shown::All => self.chronology().records.len(),
            Shown::Only(records) => records.len(),
        }
    }

    /// The record at a position of the timeline.
    #[must_use]
    pub fn shown_at(&self, position: usize) -> Option<RecordIx> {
        match (&self.time.shown, self.place.axis) {
            (Shown::Only(records), _) => records.get(position).copied(),
            (Shown::All, Axis::Said) => {
                (position < self.chronology().records.len()).then(|| RecordIx::from(position))
            }
            (Shown::All, Axis::Published) => self.chronology().published().get(position).copied(),
        }
    }

    /// The position of a record in the timeline.
    ///
    /// # Errors
    /// The position of the record that would follow it, where it is not shown.
    pub fn position_of(&self, record: RecordIx) -> Result<usize, usize> {
        let c = self.chronology();
        match (&self.time.shown, self.place.axis) {
            (Shown::All, Axis::Said) => Ok(record.at()),
            (Shown::All, Axis::Published) => Ok(c.published_rank(record)),
            (Shown::Only(records), Axis::Said) => records.binary_search(&record),
            (Shown::Only(records), Axis::Published) => {
                records.binary_search_by_key(&c.published_rank(record), |r| c.published_rank(*r))
            }
        }
    }

    /// Which of the sources that print the record is read, from 0.
    #[must_use]
    pub fn source_at(&self) -> usize {
        let c = self.chronology();
        let source = self.source();
        let of = |citation: &Citation| c.cite(*citation).map(|cite| cite.source);
        c.sources_of(self.place.cursor.record).iter().position(|s| of(s) == source).unwrap_or(0)
    }

    /// The day at which a record stands on the axis.
    #[must_use]
    pub fn axis_date(&self, record: RecordIx) -> Option<&Edtf> {
        match self.place.axis {
            Axis::Said => self.chronology().date(record),
            Axis::Published => self.chronology().first_published(record),
        }
    }

    /// The year heading over a position, if it begins a year (or the shelf of the undated).
    #[must_use]
    pub fn heading_at(&self, position: usize) -> Option<String> {
        let date = self.axis_date(self.shown_at(position)?);
        let before =
            position.checked_sub(1).and_then(|p| self.shown_at(p)).map(|r| self.axis_date(r));
        let year = date.map(Edtf::sort_year);
        if before.is_some_and(|b| b.map(Edtf::sort_year) == year) {
            return None;
        }
        Some(year.map_or_else(|| words::date(None), |y| y.to_string()))
    }

    /// The silence before a position in days, if it is long enough to be told.
    #[must_use]
    pub fn gap_at(&self, position: usize) -> Option<i64> {
        let here = self.axis_date(self.shown_at(position)?)?.earliest()?;
        let before = self.axis_date(self.shown_at(position.checked_sub(1)?)?)?.latest()?;
        let days = (here - before).num_days();
        (days >= GAP).then_some(days)
    }

    /// How many lines a position takes: its record's own, and those of a heading and a gap before it.
    #[must_use]
    pub fn timeline_height(&self, position: usize) -> usize {
        1 + usize::from(self.heading_at(position).is_some())
            + usize::from(self.gap_at(position).is_some())
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
