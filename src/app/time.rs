//! Time as it is seen: the tables of what lies where in it, the stretch that is looked at, and the states of
//! the views that show it across.
//!
//! The tables are made when the dataset, the axis, the day of knowledge or the query in force changes, never
//! while drawing. The stretch follows the cursor; it never moves it.

use std::sync::Arc;

use crate::chronology::model::RecordIx;

use super::density::Density;
use super::figures::{Figures, Measure};
use super::lanes::Lanes;
use super::scale::{Day, SHORTEST, Stretch, day_of};
use super::timeline::{self, Axis};
use super::{App, View};

/// Time as it is seen.
#[derive(Debug, Clone, Default)]
pub struct Time {
    /// Every known record in time.
    pub density: Density,
    /// Those that the query in force matches.
    pub lit: Option<Density>,
    /// The lanes.
    pub lanes: Lanes,
    /// The figures.
    pub figures: Figures,
    window: Option<Stretch>,
    made_of: Option<(u64, Axis)>,
}

impl App {
    /// Makes anew what no longer holds of the tables.
    pub(super) fn refresh_time(&mut self) {
        let c = Arc::clone(&self.library.chronology);
        let axis = self.axis;
        let made_of = Some((self.library.load, axis));
        if self.time.made_of != made_of {
            self.time.density = Density::of(&c, axis, timeline::in_order(&c, axis, None));
            self.time.figures.measures = Measure::all(&c);
            self.time.made_of = made_of;
            self.time.lanes.forget();
            self.time.figures.forget();
            let whole = self.whole_stretch();
            self.time.window =
                self.time.window.map(|w| w.zoomed(0, w.from, whole)).filter(|w| *w != whole);
        }
        let hits = self.active.as_ref().map(|a| &a.hits.records);
        self.time.lit =
            hits.map(|hits| Density::of(&c, axis, timeline::in_order(&c, axis, Some(hits))));
    }

    /// The records in time that the timeline shows.
    #[must_use]
    pub fn shown_density(&self) -> &Density {
        let hides = self.active.as_ref().is_some_and(|a| a.hide);
        self.time.lit.as_ref().filter(|_| hides).unwrap_or(&self.time.density)
    }

    /// The whole of time: from the first day that a record has to the last.
    #[must_use]
    pub fn whole_stretch(&self) -> Stretch {
        let today = day_of(self.as_of());
        self.time.density.extent().unwrap_or_else(|| Stretch::new(today, today + SHORTEST))
    }

    /// The part of time that is looked at.
    #[must_use]
    pub fn stretch(&self) -> Stretch {
        self.time.window.unwrap_or_else(|| self.whole_stretch())
    }

    /// Whether only a part of time is looked at.
    #[must_use]
    pub fn is_zoomed_in_time(&self) -> bool {
        self.time.window.is_some()
    }

    /// The day of a record on the axis.
    #[must_use]
    pub fn day_on_axis(&self, record: RecordIx) -> Option<Day> {
        if self.chronology().records.is_empty() {
            return None;
        }
        self.axis_date(record).map(|date| day_of(date.sort_day()))
    }

    /// The day that is looked at: that of the cursor, or of the cell or the exchange that has the keys.
    fn day_looked_at(&self) -> Option<Day> {
        match self.view {
            View::List => self.day_on_axis(self.cursor.record),
            View::Lanes => Some(self.time.lanes.day),
            View::Figures => self.exchange_day(),
        }
    }

    /// Looks at less of time around the day looked at, at more, or (with 0) at the whole of it.
    pub(super) fn zoom_time(&mut self, by: isize) {
        let whole = self.whole_stretch();
        let seen = if self.view == View::Figures { self.figures_stretch() } else { self.stretch() };
        let day = self.day_looked_at().unwrap_or(seen.to - 1);
        let to = if by == 0 { whole } else { seen.zoomed(by, day, whole) };
        self.time.window = (to != whole).then_some(to);
        self.follow();
        self.tell(match self.time.window {
            Some(window) => format!("{} · + and - zoom · 0 shows the whole", window.words()),
            None => "the whole span of time".to_owned(),
        });
    }

    /// Brings the views across time after the cursor, and the stretch that is looked at after them.
    pub(super) fn follow_time(&mut self) {
        self.follow_lanes();
        self.follow_figures();
        let whole = self.whole_stretch();
        if let (Some(window), Some(day)) = (self.time.window, self.day_looked_at()) {
            self.time.window = Some(window.holding(day, whole));
        }
    }

    /// The next view of the timeline.
    pub(super) fn next_view(&mut self) {
        self.set_view(match self.view {
            View::List => View::Lanes,
            View::Lanes => View::Figures,
            View::Figures => View::List,
        });
        self.focus = crate::geometry::Pane::Timeline;
        self.open_what_fits();
        self.follow();
    }

    pub(super) fn set_view(&mut self, view: View) {
        self.view = view;
        self.time.lanes.forget();
        self.time.figures.forget();
    }

    /// The milestones, each with the day on which it lies, whatever the axis: they are what other days are
    /// told by.
    pub fn milestones_in_time(&self) -> impl Iterator<Item = (RecordIx, Day)> + '_ {
        let day = |m: RecordIx| self.chronology().date(m).map(|d| day_of(d.sort_day()));
        self.milestones.iter().filter_map(move |m| Some((*m, day(*m)?)))
    }
}
