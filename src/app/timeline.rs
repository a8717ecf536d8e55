//! What a place makes of the data: which records are shown in which order, and where in time they lie.
//!
//! Made anew when the dataset, the axis, the filter, the day of knowledge or the query in force changes, never
//! while drawing.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;

use super::App;
use super::density::Density;
use super::order::{self, Axis, Shown};
use super::place::{Filter, Place};
use super::query::Active;
use super::scale::{MONTH, Second, Stretch, start_of};
use super::views::figures::Measure;

/// The records that are shown, and where in time they lie.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Which records the timeline shows.
    pub shown: Shown,
    /// Every record of the filter in time.
    pub density: Density,
    /// Those that the query in force matches.
    pub lit: Option<Density>,
    /// What is measured, in the order of the dataset.
    pub measures: Vec<Measure>,
    /// The milestones, in time.
    pub milestones: Vec<RecordIx>,
    /// From the first day that any record has to the last, whatever the filter.
    extent: Option<Stretch>,
    made_of: Option<MadeOf>,
}

/// What the tables were made of.
#[derive(Debug, Clone)]
struct MadeOf {
    load: u64,
    axis: Axis,
    filter: Option<Filter>,
    active: Option<Arc<Active>>,
}

impl Timeline {
    /// Makes anew what no longer holds. `load` tells datasets apart.
    pub fn refresh(&mut self, c: &Chronology, load: u64, place: &Place) {
        let (axis, filter) = (place.axis, place.filter);
        let before = self.made_of.as_ref();
        let same_load = before.is_some_and(|m| m.load == load);
        let same_order = same_load && before.is_some_and(|m| m.axis == axis);
        let same_filter = same_order && before.is_some_and(|m| m.filter == filter);
        let same_query = same_filter
            && match (before.and_then(|m| m.active.as_ref()), &place.active) {
                (None, None) => true,
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                _ => false,
            };
        if same_query {
            return;
        }
        if !same_load {
            self.measures = Measure::all(c);
            self.milestones = order::milestones(c);
        }
        let passes = |record: &RecordIx| filter.is_none_or(|filter| filter.passes(c, *record));
        if !same_filter {
            self.density = Density::of(c, axis, order::in_order(c, axis).filter(passes));
        }
        if !same_order {
            self.extent = match filter {
                None => self.density.extent(),
                Some(_) => Density::of(c, axis, order::in_order(c, axis)).extent(),
            };
        }
        let active = place.active.as_deref().filter(|active| !active.waits);
        self.lit = active.map(|active| {
            let hits = |record: &RecordIx| active.hits.records.contains(record.at());
            let lit = order::in_order(c, axis).filter(passes).filter(hits);
            Density::of(c, axis, lit)
        });
        let hidden = |record: &RecordIx| active.is_some_and(|active| active.hides(*record));
        self.shown = if filter.is_none() && !active.is_some_and(|active| active.hide) {
            Shown::All
        } else {
            let kept = order::in_order(c, axis).filter(passes).filter(|r| !hidden(r));
            Shown::Only(kept.collect())
        };
        self.made_of = Some(MadeOf { load, axis, filter, active: place.active.clone() });
    }
}

impl App {
    /// Makes anew what the place makes of the data, after either has changed.
    pub fn refresh(&mut self) {
        self.refresh_lights();
        self.timeline.refresh(&self.data.chronology, self.data.load, &self.place);
        let whole = self.whole_stretch();
        let window = self.place.window.map(|w| w.zoomed(0, w.from, whole));
        self.place.window = window.filter(|w| *w != whole);
    }

    /// The records in time that the timeline shows.
    #[must_use]
    pub fn shown_density(&self) -> &Density {
        let hides = self.place.active.as_ref().is_some_and(|a| a.hide);
        self.timeline.lit.as_ref().filter(|_| hides).unwrap_or(&self.timeline.density)
    }

    /// The whole of time: from the first day that a record has to the last.
    #[must_use]
    pub fn whole_stretch(&self) -> Stretch {
        let today = start_of(self.as_of());
        self.timeline.extent.unwrap_or_else(|| Stretch::new(today, today + MONTH))
    }

    /// The part of time that is looked at.
    #[must_use]
    pub fn stretch(&self) -> Stretch {
        self.place.held_window().unwrap_or_else(|| self.whole_stretch())
    }

    /// Whether only a part of time is looked at.
    #[must_use]
    pub fn is_zoomed_in_time(&self) -> bool {
        self.place.window.is_some()
    }

    /// The day of a record on the axis.
    #[must_use]
    pub fn day_on_axis(&self, record: RecordIx) -> Option<Second> {
        if self.chronology().records.is_empty() {
            return None;
        }
        self.order().date(record).map(Edtf::sort_second)
    }

    /// Moves the part of time that is looked at as far as is needed to hold the day that is looked at.
    pub fn hold_window(&mut self) {
        let day = self.place.view.get().day(self);
        let whole = self.whole_stretch();
        if let (Some(chosen), Some(seen), Some(day)) =
            (self.place.window, self.place.held_window(), day)
        {
            self.place.scroll_mut().held = Some((chosen, seen.holding(day, whole)));
        }
    }

    /// The milestones, each with the day on which it lies, whatever the axis: they are what other days are
    /// told by.
    pub fn milestones_in_time(&self) -> impl Iterator<Item = (RecordIx, Second)> + '_ {
        let day = |m: RecordIx| self.chronology().date(m).map(Edtf::sort_second);
        self.timeline.milestones.iter().filter_map(move |m| Some((*m, day(*m)?)))
    }
}
