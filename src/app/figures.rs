//! The figures: declared values over time, a measure at a time, the parties beside each other.
//!
//! A measure gathers the series that measure the same in the same unit; an exchange is a day on which any
//! of them has a point. Nothing is interpolated, and a value that is missing stays missing.

mod chart;
pub mod readout;

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::model::{NoteIx, PartyIx, Point, RecordIx, SeriesIx, SourceIx, Target};
use crate::chronology::tables::Citation;
use crate::geometry::Pane;
use crate::words;

use super::action::{Action, End};
use super::density::Lane;
use super::effect::Effect;
use super::scale::{Day, SHORTEST, Stretch, day_of};
use super::{App, View};

pub use self::chart::{ChartFrame, DAY, Plan, ValueAxis};

/// A party's values of a measure.
#[derive(Debug, Clone)]
pub struct Curve {
    /// The series.
    pub series: SeriesIx,
    /// Whose values.
    pub party: PartyIx,
    /// The known points by their days, each with its position in the series.
    points: Vec<(Day, usize)>,
}

/// What is measured, and by whom.
#[derive(Debug, Clone)]
pub struct Measure {
    /// What is measured.
    pub name: Box<str>,
    /// In which unit.
    pub unit: Option<Box<str>>,
    /// The values, a party each.
    pub curves: Vec<Curve>,
    /// The days of the exchanges, ascending.
    pub days: Vec<Day>,
}

/// The state of the figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// The measures in the order of the dataset.
    pub measures: Vec<Measure>,
    /// Which of them is shown.
    pub measure: usize,
    /// Which exchange has the keys.
    pub at: usize,
    of: Option<RecordIx>,
}

impl Figures {
    /// The exchange is taken anew from the cursor.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }

    /// The measure that is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Measure> {
        self.measures.get(self.measure)
    }
}

impl Curve {
    /// The points on a range of days, in time.
    pub fn within<'a>(
        &'a self,
        c: &'a Chronology,
        days: Stretch,
    ) -> impl Iterator<Item = (Day, &'a Point)> + 'a {
        let from = self.points.partition_point(|(day, _)| *day < days.from);
        let points = &c.series()[self.series.at()].points;
        let inside = self.points[from..].iter().take_while(move |(day, _)| *day < days.to);
        inside.map(|(day, at)| (*day, &points[*at]))
    }

    /// The point of a day.
    #[must_use]
    pub fn on<'a>(&'a self, c: &'a Chronology, day: Day) -> Option<&'a Point> {
        self.within(c, Stretch::new(day, day + 1)).next().map(|(_, point)| point)
    }
}

impl Measure {
    /// The measures of a dataset.
    #[must_use]
    pub fn all(c: &Chronology) -> Vec<Self> {
        let mut measures: Vec<Self> = Vec::new();
        for (i, series) in c.series().iter().enumerate() {
            let mut points: Vec<(Day, usize)> = (series.points.iter().enumerate())
                .map(|(at, point)| (day_of(point.date.sort_day()), at))
                .collect();
            points.sort_by_key(|(day, _)| *day);
            let same = |m: &&mut Self| m.name == series.measure && m.unit == series.unit;
            let curve = Curve { series: i.into(), party: series.party, points };
            match measures.iter_mut().find(same) {
                Some(measure) => measure.curves.push(curve),
                None => measures.push(Self {
                    name: series.measure.clone(),
                    unit: series.unit.clone(),
                    curves: vec![curve],
                    days: Vec::new(),
                }),
            }
        }
        for measure in &mut measures {
            let days =
                measure.curves.iter().flat_map(|curve| curve.points.iter().map(|(day, _)| *day));
            measure.days = days.collect();
            measure.days.sort_unstable();
            measure.days.dedup();
        }
        measures
    }

    /// The exchange nearest a day, the earlier one on a tie.
    #[must_use]
    pub fn nearest(&self, day: Day) -> usize {
        let after = self.days.partition_point(|d| *d < day);
        match (after.checked_sub(1), self.days.get(after)) {
            (Some(before), Some(next)) if day - self.days[before] <= next - day => before,
            (Some(before), None) => before,
            _ => after,
        }
    }

    /// The notes on its series, those about fewest records first.
    #[must_use]
    pub fn notes(&self, c: &Chronology) -> Vec<NoteIx> {
        let of = |curve: &Curve| c.notes(Target::Series(curve.series)).to_vec();
        let mut notes: Vec<NoteIx> = self.curves.iter().flat_map(of).collect();
        notes.sort_by_key(|note| (c.note(*note).about.len(), *note));
        notes.dedup();
        notes
    }
}

impl App {
    /// The day of the exchange that has the keys.
    #[must_use]
    pub fn exchange_day(&self) -> Option<Day> {
        let figures = &self.time.figures;
        figures.shown()?.days.get(figures.at).copied()
    }

    /// The part of time that the figures show: what is zoomed to, or all of their own.
    #[must_use]
    pub fn figures_stretch(&self) -> Stretch {
        let days = self.time.figures.shown().map(|m| &m.days[..]).unwrap_or_default();
        match (self.is_zoomed_in_time(), days) {
            (false, [first, .., last]) => {
                let margin = (last - first) / 40 + 1;
                Stretch::new(first - margin, (last + margin).max(first + SHORTEST))
            }
            (false, [only]) => Stretch::new(only - SHORTEST / 2, only + SHORTEST / 2),
            _ => self.stretch(),
        }
    }

    /// Brings the exchange after the cursor where that has moved by itself.
    pub(super) fn follow_figures(&mut self) {
        let record = self.cursor.record;
        if self.time.figures.of == Some(record) {
            return;
        }
        self.time.figures.of = Some(record);
        let day = self.day_on_axis(record);
        if let (Some(measure), Some(day)) = (self.time.figures.shown(), day) {
            self.time.figures.at = measure.nearest(day);
        }
    }

    /// Carries out an action on the figures; `None` where it is none of theirs.
    pub(super) fn act_in_figures(&mut self, action: &Action) -> Option<Vec<Effect>> {
        if self.time.figures.measures.is_empty() {
            return None;
        }
        match *action {
            Action::Move(by) => self.step_measure(by),
            Action::Across(by) | Action::Month(by) => self.step_exchange(by),
            Action::Page(halves) => self.step_exchange(halves * 4),
            Action::Edge(end) => {
                let far = isize::MAX / 4;
                self.step_exchange(if end == End::First { -far } else { far });
            }
            Action::Into => self.open_exchange(),
            Action::Notes => {
                let notes = self.time.figures.shown().map(|m| m.notes(self.chronology()));
                self.open_notes(notes.and_then(|notes| notes.first().copied()));
            }
            Action::Open { archived } => return Some(self.open_exchange_source(archived)),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn step_measure(&mut self, by: isize) {
        let day = self.exchange_day();
        let figures = &mut self.time.figures;
        let last = figures.measures.len().saturating_sub(1);
        figures.measure = figures.measure.saturating_add_signed(by).min(last);
        if let (Some(measure), Some(day)) = (figures.shown(), day) {
            figures.at = measure.nearest(day);
        }
        self.settle_figures();
    }

    fn step_exchange(&mut self, by: isize) {
        let last = self.time.figures.shown().map_or(0, |m| m.days.len().saturating_sub(1));
        self.time.figures.at = self.time.figures.at.saturating_add_signed(by).min(last);
        self.settle_figures();
    }

    /// Puts the cursor where the exchange is cited, or else on the record nearest to it in time.
    fn settle_figures(&mut self) {
        let near = self.exchange_day().and_then(|day| self.shown_density().nearest(Lane::All, day));
        let to =
            self.exchange_citation().or(near.map(|mark| Citation { record: mark.record, nth: 0 }));
        if let Some(to) = to {
            self.time.figures.of = Some(to.record);
            self.place(to);
        }
    }

    /// The sources of the exchange, in the order of the parties.
    #[must_use]
    pub fn exchange_sources(&self) -> Vec<SourceIx> {
        let (Some(measure), Some(day)) = (self.time.figures.shown(), self.exchange_day()) else {
            return Vec::new();
        };
        let c = self.chronology();
        let cites = measure.curves.iter().filter_map(|curve| curve.on(c, day)?.cite);
        let mut sources: Vec<SourceIx> = Vec::new();
        for cite in cites {
            if !sources.contains(&cite.source) {
                sources.push(cite.source);
            }
        }
        sources
    }

    /// The citation nearest in time to the exchange among those of its sources.
    fn exchange_citation(&self) -> Option<Citation> {
        let c = self.chronology();
        let day = self.exchange_day()?;
        let passages =
            self.exchange_sources().into_iter().flat_map(|source| c.passages(source).iter());
        let shown = passages.filter(|p| self.position_of(p.citation.record).is_ok());
        let distance = |p: &&crate::chronology::tables::Passage| {
            self.day_on_axis(p.citation.record).map_or(Day::MAX, |d| (d - day).abs())
        };
        shown.min_by_key(distance).map(|p| p.citation)
    }

    /// To the source of the exchange, at the record that cites it.
    fn open_exchange(&mut self) {
        if let Some(citation) = self.exchange_citation() {
            self.set_view(View::List);
            self.jump(citation);
            self.set_focus(Pane::Source);
            return;
        }
        let c = Arc::clone(&self.library.chronology);
        let sources = self.exchange_sources();
        let named: Vec<String> = sources.iter().map(|s| words::source(&c, *s)).collect();
        self.tell(if named.is_empty() {
            "no source is recorded for these figures".to_owned()
        } else {
            format!("no record here cites {}; o opens the page", named.join(" or "))
        });
    }

    fn open_exchange_source(&mut self, archived: bool) -> Vec<Effect> {
        let c = self.chronology();
        let link = |source: SourceIx| {
            let source = c.source(source);
            if archived { source.archive.clone() } else { source.url.clone() }
        };
        let found = self.exchange_sources().into_iter().find_map(link);
        if found.is_none() {
            self.tell("no link is recorded for the source of these figures");
        }
        found.map(|link| Effect::OpenUrl(link.into())).into_iter().collect()
    }

    /// A click on the figures: to the exchange nearest to the column.
    pub(super) fn click_figures(&mut self, column: u16) {
        let Some(day) = self.chart_day(column) else {
            return;
        };
        if let Some(measure) = self.time.figures.shown() {
            self.time.figures.at = measure.nearest(day);
            self.settle_figures();
        }
    }
}

#[cfg(test)]
mod tests;
