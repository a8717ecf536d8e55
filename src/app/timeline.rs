//! What a place makes of the data: which records are shown in which order, and where in time they lie.
//!
//! Made anew when the dataset, the axis, the filter, the day of knowledge or the query in force changes, never
//! while drawing. Of many records it is made apart from the loop: until then what was shown before is.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;
use crate::pages::Beside;

use super::App;
use super::density::{Density, Silences};
use super::order::{self, Axis, Heard, Order, Shown};
use super::place::{Filter, Place};
use super::query::Active;
use super::scale::{MONTH, Second, Stretch, start_of};
use super::under_cursor::Read;
use super::views::figures::Measure;
use super::wanted::{AT_ONCE, Await};

/// The records that are shown, and where in time they lie. Its tables are shared, so that what is made anew takes over
/// what still holds.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Which records the timeline shows.
    pub shown: Shown,
    /// Up to when those are heard; `None` before it is known where in time they lie.
    pub heard: Option<Arc<Heard>>,
    /// Every record of the filter in time.
    pub density: Arc<Density>,
    /// Those that the query in force matches.
    pub lit: Option<Arc<Density>>,
    /// What is measured, in the order of the dataset.
    pub measures: Arc<[Measure]>,
    /// The milestones, in time.
    pub milestones: Arc<[RecordIx]>,
    /// When the two parties that are heard most are silent, whatever the filter and whatever is hidden: what is left
    /// out of sight has been said.
    pub silences: Arc<Silences>,
    /// From the first day that any record has to the last, whatever the filter.
    extent: Option<Stretch>,
    made_of: Option<TimelineOf>,
}

/// What a timeline is made of.
#[derive(Debug, Clone)]
pub struct TimelineOf {
    /// Tells datasets apart.
    load: u64,
    axis: Axis,
    filter: Option<Filter>,
    active: Option<Arc<Active>>,
}

impl TimelineOf {
    /// What the timeline of a place is made of.
    #[must_use]
    pub fn at(load: u64, place: &Place) -> Self {
        Self { load, axis: place.axis, filter: place.filter, active: place.active.clone() }
    }
}

impl PartialEq for TimelineOf {
    fn eq(&self, other: &Self) -> bool {
        let same_query = match (&self.active, &other.active) {
            (None, None) => true,
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        same_query && (self.load, self.axis, self.filter) == (other.load, other.axis, other.filter)
    }
}

impl Eq for TimelineOf {}

impl Timeline {
    /// Whether it is made of this.
    #[must_use]
    pub fn is_of(&self, of: &TimelineOf) -> bool {
        self.made_of.as_ref() == Some(of)
    }

    /// Whether it is made of the records of this dataset.
    #[must_use]
    pub fn is_of_load(&self, load: u64) -> bool {
        self.made_of.as_ref().is_some_and(|of| of.load == load)
    }

    /// The order of its records.
    #[must_use]
    pub fn axis(&self) -> Axis {
        self.made_of.as_ref().map_or_else(Axis::default, |of| of.axis)
    }

    /// Every record of a dataset, before it is known where in time they lie.
    #[must_use]
    pub fn before(c: &Chronology, of: &TimelineOf) -> Self {
        Self {
            measures: Measure::all(c).into(),
            milestones: order::milestones(c).into(),
            made_of: Some(TimelineOf { filter: None, active: None, ..of.clone() }),
            ..Self::default()
        }
    }

    /// The timeline that is made of this, with what of its own still holds.
    #[must_use]
    pub fn anew(&self, c: &Chronology, of: TimelineOf) -> Self {
        let mut made = self.clone();
        let (axis, filter) = (of.axis, of.filter);
        let before = self.made_of.as_ref();
        let same_load = before.is_some_and(|m| m.load == of.load);
        // Before it is known where in time they lie there is nothing to take over.
        let known = same_load && (self.extent.is_some() || c.records.is_empty());
        let same_order = known && before.is_some_and(|m| m.axis == axis);
        let same_filter = same_order && before.is_some_and(|m| m.filter == filter);
        if !same_load {
            made.measures = Measure::all(c).into();
            made.milestones = order::milestones(c).into();
        }
        let passes = |record: &RecordIx| filter.is_none_or(|filter| filter.passes(c, *record));
        if !same_filter {
            let all = order::in_order(c, axis).filter(passes);
            made.density = Arc::new(Density::of(c, axis, all));
        }
        if !same_order {
            let whole = match filter {
                None => Arc::clone(&made.density),
                Some(_) => Arc::new(Density::of(c, axis, order::in_order(c, axis))),
            };
            made.extent = whole.extent();
            made.silences = Arc::new(whole.silences());
        }
        let active = of.active.as_deref().filter(|active| !active.waits);
        made.lit = active.map(|active| {
            let hits = |record: &RecordIx| active.hits.records.contains(record.at());
            let lit = order::in_order(c, axis).filter(passes).filter(hits);
            Arc::new(Density::of(c, axis, lit))
        });
        let hidden = |record: &RecordIx| active.is_some_and(|active| active.hides(*record));
        let shown = if filter.is_none() && !active.is_some_and(|active| active.hide) {
            Shown::All
        } else {
            let kept = order::in_order(c, axis).filter(passes).filter(|r| !hidden(r));
            Shown::Only(kept.collect())
        };
        let are_all = |shown: &Shown| matches!(shown, Shown::All);
        if !(same_order && made.heard.is_some() && are_all(&shown) && are_all(&made.shown)) {
            made.heard = Some(Arc::new(Heard::of(Order::new(c, axis, &shown))));
        }
        made.shown = shown;
        made.made_of = Some(of);
        made
    }
}

impl App {
    /// Makes anew what the place makes of the data, after either has changed.
    pub fn refresh(&mut self) {
        self.refresh_lights();
        let of = TimelineOf::at(self.data.load, &self.place);
        if self.timeline.is_of(&of) {
            self.wanted.timeline = None;
        } else if self.chronology().records.len() <= AT_ONCE {
            self.wanted.timeline = None;
            self.timeline = Arc::new(self.timeline.anew(&self.data.chronology, of));
        } else {
            // What is shown is at least of this dataset; the rest follows.
            if !self.timeline.is_of_load(of.load) {
                self.timeline = Arc::new(Timeline::before(&self.data.chronology, &of));
            }
            if self.wanted.timeline.as_ref().is_none_or(|wanted| wanted.what != of) {
                self.wanted.timeline = Await::new(of);
            }
        }
        self.hold_whole();
    }

    /// Takes a timeline that was made apart from the loop; whether it is the one that is wanted.
    pub fn take_timeline(&mut self, timeline: Arc<Timeline>) -> bool {
        let of = TimelineOf::at(self.data.load, &self.place);
        let is_wanted = timeline.is_of(&of);
        if is_wanted {
            self.timeline = timeline;
            self.wanted.timeline = None;
            self.hold_whole();
        }
        is_wanted
    }

    fn hold_whole(&mut self) {
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
        let today = start_of(self.day());
        // Without records, or before it is known where they lie, there is the time of the figures.
        let of_figures = || {
            let measures = || self.timeline.measures.iter();
            let first = measures().filter_map(|measure| measure.days.first()).min()?;
            let last = measures().filter_map(|measure| measure.days.last()).max()?;
            Some(Stretch::new(first - MONTH / 2, last + MONTH / 2))
        };
        let extent = self.timeline.extent.or_else(of_figures);
        extent.unwrap_or_else(|| Stretch::new(today, today + MONTH))
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

    /// The day of what is read.
    #[must_use]
    pub fn day_read(&self) -> Option<Second> {
        match self.read() {
            Read::Record(citation) => self.day_on_axis(citation.record),
            Read::Beside(Beside::Paragraph(_)) => self.day_on_axis(self.place.cursor.record),
            Read::Beside(Beside::Figure(point)) => {
                Some(self.chronology().point(point).date.sort_second())
            }
            Read::Nothing => self.place.view.get().day(self),
        }
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
