//! The figures: declared values over time, a measure at a time, the parties beside each other.
//!
//! A measure gathers the series that measure the same in the same unit; an exchange is a day on which any
//! of them has a point. Nothing is interpolated, and a value that is missing stays missing. The figures have a
//! cursor of their own, a series and a day, and what it is on is a point: the record under the cursor of the
//! program stays where it is.

mod chart;
pub mod readout;
mod summary;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::app::App;
use crate::app::scale::{DAY as A_DAY, MONTH, SHORTEST, Second, Stretch};
use crate::app::under_cursor::Read;
use crate::chronology::Chronology;
use crate::chronology::model::{
    self, NoteIx, PartyIx, Point, PointIx, PointStatus, RecordIx, Series, SeriesIx,
};
use crate::chronology::shared_str::SharedStr;
use crate::chronology::target::Target;
use crate::geometry::{Pane, TimelineWidth};
use crate::pages::Beside;
use crate::pages::row::Tone;

use super::{Lead, TimelineView, ViewCursors};

pub use self::chart::{ChartFrame, DAY, FiguresLayout, MeasureTab, ValueAxis};
pub use self::summary::{Sum, Summary};

/// The values of a series.
#[derive(Debug, Clone)]
pub struct Curve {
    /// The series.
    pub series: SeriesIx,
    /// Whose values, where they are anybody's.
    pub party: Option<PartyIx>,
    /// The known points by their moments, each with its position in the series. Those of one moment stand a second
    /// apart, in the order of the series: two sources that tell two values of one day are an exchange each.
    points: Vec<(Second, usize)>,
    /// What stretches of them come to.
    summary: Summary,
    /// The statuses that occur, each once.
    pub statuses: Vec<PointStatus>,
    /// The time between most of them and the next.
    pub usual: Second,
}

/// Points of one moment that are told apart; no clock of a dataset has so many seconds behind midnight.
const OF_ONE_MOMENT: Second = 60;

/// What is measured, and by whom.
#[derive(Debug, Clone)]
pub struct Measure {
    /// What is measured.
    pub name: SharedStr,
    /// In which unit.
    pub unit: Option<SharedStr>,
    /// The values, a series each.
    pub curves: Vec<Curve>,
    /// The moments of the exchanges, ascending.
    pub days: Vec<Second>,
    /// The notes on its series, those about fewest records first.
    pub notes: Vec<NoteIx>,
    /// Whether any of them has a time of day.
    clocked: bool,
}

impl Curve {
    /// Whose values they are; where they are nobody's, what is measured.
    #[must_use]
    pub fn name<'a>(&self, c: &'a Chronology) -> &'a str {
        self.party.map_or(&*c.series()[self.series.at()].measure, |party| &*c.party(party).name)
    }

    /// The tone of its party.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.party.map_or(Tone::Plain, |party| Tone::Party(party.number()))
    }

    fn of(ix: SeriesIx, series: &Series) -> Self {
        let mut points: Vec<(Second, usize)> = (series.points.iter().enumerate())
            .map(|(at, point)| (point.date.sort_second(), at))
            .collect();
        points.sort_by_key(|(day, _)| *day);
        for at in 1..points.len() {
            let (before, own) = (points[at - 1].0, points[at].0);
            let apart = (own..own + OF_ONE_MOMENT).contains(&(before + 1));
            points[at].0 = if own <= before && apart { before + 1 } else { own };
        }
        // Of more than can be told apart the last ones stand together again.
        points.sort_by_key(|(day, _)| *day);
        let mut apart: Vec<Second> = points.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        apart.sort_unstable();
        let usual = apart.get(apart.len() / 2).copied().unwrap_or(Second::MAX);
        let summary = Summary::of(points.iter().map(|(_, at)| series.points[*at].value));
        let mut statuses: Vec<PointStatus> = Vec::new();
        for point in &series.points {
            if !statuses.contains(&point.status) {
                statuses.push(point.status);
            }
        }
        Self { series: ix, party: series.party, points, summary, statuses, usual }
    }

    /// The positions of the points on a range of days, in time.
    #[must_use]
    pub fn within(&self, days: Stretch) -> Range<usize> {
        let from = self.points.partition_point(|(day, _)| *day < days.from);
        from..self.points.partition_point(|(day, _)| *day < days.to).max(from)
    }

    /// The points on a stretch of a chart by its columns, each with its column; columns without any are left out.
    pub fn columns<'a>(
        &'a self,
        frame: &'a ChartFrame,
    ) -> impl Iterator<Item = (u16, Range<usize>)> + 'a {
        let mut rest = self.within(frame.scale.stretch);
        std::iter::from_fn(move || {
            let from = rest.start;
            let points = self.points.get(rest.clone())?;
            let column = frame.column(points.first()?.0)?;
            let count = points.partition_point(|(day, _)| frame.column(*day) == Some(column));
            rest.start += count.max(1);
            Some((column, from..rest.start))
        })
    }

    /// Whether a value of it is missing.
    #[must_use]
    pub fn has_missing(&self) -> bool {
        self.sum(0..self.points.len()).missing
    }

    /// What the points at these positions come to.
    #[must_use]
    pub fn sum(&self, positions: Range<usize>) -> Sum {
        self.summary.over(positions)
    }

    /// The moment of the point at a position, and the point.
    #[must_use]
    pub fn nth<'a>(&self, c: &'a Chronology, position: usize) -> Option<(Second, &'a Point)> {
        let (moment, at) = self.points.get(position)?;
        Some((*moment, c.series()[self.series.at()].points.get(*at)?))
    }

    /// The position of the point of a day.
    #[must_use]
    pub fn position(&self, day: Second) -> Option<usize> {
        let before = self.points.partition_point(|(own, _)| *own <= day).checked_sub(1)?;
        self.points.get(before).filter(|(own, _)| day - own < OF_ONE_MOMENT).map(|_| before)
    }

    /// The point of a day.
    #[must_use]
    pub fn on<'a>(&'a self, c: &'a Chronology, day: Second) -> Option<&'a Point> {
        Some(c.point(self.at(day)?))
    }

    /// The position of the point of a day. Where another curve has more points of that day than this one, its last of
    /// that day.
    #[must_use]
    pub fn at(&self, day: Second) -> Option<PointIx> {
        let (_, nth) = self.points.get(self.position(day)?)?;
        Some(PointIx { series: self.series, nth: *nth as u32 })
    }

    /// The moment under which a point of the series stands.
    fn moment_of(&self, nth: u32) -> Option<Second> {
        self.points.iter().find(|(_, own)| *own == nth as usize).map(|(moment, _)| *moment)
    }
}

impl Measure {
    /// The measures of a dataset.
    #[must_use]
    pub fn all(c: &Chronology) -> Vec<Self> {
        let mut measures: Vec<Self> = Vec::new();
        let mut places: FxHashMap<(&str, Option<&str>), usize> = FxHashMap::default();
        for (i, series) in c.series().iter().enumerate() {
            let curve = Curve::of(i.into(), series);
            let at =
                *places.entry((&*series.measure, series.unit.as_deref())).or_insert(measures.len());
            match measures.get_mut(at) {
                Some(measure) => measure.curves.push(curve),
                None => measures.push(Self {
                    name: series.measure.clone(),
                    unit: series.unit.clone(),
                    curves: vec![curve],
                    days: Vec::new(),
                    notes: Vec::new(),
                    clocked: false,
                }),
            }
        }
        for measure in &mut measures {
            let days =
                measure.curves.iter().flat_map(|curve| curve.points.iter().map(|(day, _)| *day));
            measure.days = days.collect();
            measure.days.sort_unstable();
            measure.days.dedup();
            measure.notes = measure.notes_of(c);
            let of_a_clock = |second: &Second| second.rem_euclid(A_DAY) >= OF_ONE_MOMENT;
            measure.clocked = measure.days.iter().any(of_a_clock);
        }
        measures
    }

    /// The day of the exchange nearest a day, the earlier one on a tie.
    #[must_use]
    pub fn nearest(&self, day: Second) -> Option<Second> {
        let after = self.days.partition_point(|d| *d < day);
        let before = after.checked_sub(1).map(|at| self.days[at]);
        match (before, self.days.get(after).copied()) {
            (Some(before), Some(next)) if day - before > next - day => Some(next),
            (before, next) => before.or(next),
        }
    }

    fn notes_of(&self, c: &Chronology) -> Vec<NoteIx> {
        let of = |curve: &Curve| c.notes(model::Entity::Series(curve.series)).to_vec();
        let mut notes: Vec<NoteIx> = self.curves.iter().flat_map(of).collect();
        notes.sort_by_key(|note| (c.note(*note).about.len(), *note));
        notes.dedup();
        notes
    }
}

/// The cursor of the figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// The series that has the keys.
    pub series: SeriesIx,
    /// The day of the exchange that has them.
    pub day: Second,
    /// The record that the cursor was on when the day was last brought in step with it.
    pub of: Option<RecordIx>,
}

impl Figures {
    /// The day is taken anew from the cursor.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Points on into another chronology, in which the record under the cursor has another position: at the
    /// same series and the same day.
    pub fn carry_over(
        &mut self,
        old: &Chronology,
        new: &Chronology,
        (was, is): (RecordIx, RecordIx),
    ) {
        let id = old.series().get(self.series.at()).map(|series| &series.id);
        let same = id.and_then(|id| new.series().iter().position(|series| series.id == *id));
        self.series = same.map_or(SeriesIx::FIRST, SeriesIx::from);
        self.of = self.of.filter(|of| *of == was).map(|_| is);
    }
}

/// The figures.
pub(super) struct FiguresView;

impl TimelineView for FiguresView {
    fn name(&self) -> &'static str {
        "figures"
    }

    fn width(&self) -> TimelineWidth {
        TimelineWidth::Whole
    }

    fn shows_records(&self) -> bool {
        false
    }

    fn target(&self, app: &App) -> Result<Target, String> {
        app.point().map(Target::Point).ok_or_else(|| no_point(app))
    }

    fn read(&self, app: &App) -> Result<Read, String> {
        let point = app.point().ok_or_else(|| no_point(app))?;
        Ok(Read::Beside(Beside::Figure(point)))
    }

    fn day(&self, app: &App) -> Option<Second> {
        app.exchange_day()
    }

    fn stretch(&self, app: &App) -> Stretch {
        app.figures_stretch()
    }

    fn is_at(&self, one: &ViewCursors, other: &ViewCursors) -> bool {
        (one.figures.series, one.figures.day) == (other.figures.series, other.figures.day)
    }

    fn enter(&self, app: &App) -> Lead {
        match self.target(app) {
            Ok(figure) if figure.source(app.chronology()).is_some() => Lead::Pane(Pane::Source),
            Ok(_) => Lead::Pane(Pane::Quote),
            Err(why) => Lead::Nowhere(why),
        }
    }
}

/// What is said where no figure has the keys.
fn no_point(app: &App) -> String {
    match app.curve() {
        Some(curve) if app.measure().is_some_and(|measure| measure.days.is_empty()) => {
            format!("no figure of {} is recorded", curve.name(app.chronology()))
        }
        Some(curve) => {
            let party = curve.name(app.chronology());
            let (earlier, later) = (app.key("earlier"), app.key("later"));
            format!("no figure of {party} for this day; {earlier} and {later} go to others")
        }
        None => {
            let (why, way) = app.no_figures();
            format!("{why}; {way}")
        }
    }
}

impl App {
    /// The measure that is shown: that of the series that has the keys.
    #[must_use]
    pub fn measure(&self) -> Option<&Measure> {
        self.timeline.measures.get(self.measure_position()?)
    }

    /// Which of the measures is shown, from 0.
    #[must_use]
    pub fn measure_position(&self) -> Option<usize> {
        let here = self.place.views.figures.series;
        let own = |m: &Measure| m.curves.iter().any(|curve| curve.series == here);
        let measures = &self.timeline.measures;
        measures.iter().position(own).or((!measures.is_empty()).then_some(0))
    }

    /// The curve that has the keys.
    #[must_use]
    pub fn curve(&self) -> Option<&Curve> {
        let here = self.place.views.figures.series;
        let curves = &self.measure()?.curves;
        curves.iter().find(|curve| curve.series == here).or(curves.first())
    }

    /// Which exchange of the measure has the keys, from 0.
    #[must_use]
    pub fn exchange(&self) -> Option<usize> {
        self.measure()?.days.binary_search(&self.place.views.figures.day).ok()
    }

    /// The day of the exchange that has the keys.
    #[must_use]
    pub fn exchange_day(&self) -> Option<Second> {
        self.exchange().map(|_| self.place.views.figures.day)
    }

    /// The point that has the keys: that of the curve on the day of the exchange.
    #[must_use]
    pub fn point(&self) -> Option<PointIx> {
        self.curve()?.at(self.exchange_day()?)
    }

    /// Puts the cursor of the figures on a point.
    pub fn put_point(&mut self, ix: PointIx) {
        let curves = self.timeline.measures.iter().flat_map(|measure| &measure.curves);
        let own = curves.into_iter().find(|curve| curve.series == ix.series);
        let day = own.and_then(|curve| curve.moment_of(ix.nth));
        let day = day.unwrap_or_else(|| self.chronology().point(ix).date.sort_second());
        let of = Some(self.place.cursor.record);
        self.place.views.figures = Figures { series: ix.series, day, of };
    }

    /// The part of time that the figures show: what is zoomed to, or all of their own.
    #[must_use]
    pub fn figures_stretch(&self) -> Stretch {
        let measure = self.measure();
        let days = measure.map(|m| &m.days[..]).unwrap_or_default();
        let clocked = measure.is_some_and(|m| m.clocked);
        let least = if clocked { SHORTEST } else { MONTH };
        match (self.is_zoomed_in_time(), days) {
            (false, [first, .., last]) => {
                // As long as a margin by days was, so that a whole number of them is added.
                let unit = if clocked { 1 } else { A_DAY };
                let margin = ((last - first) / unit / 40 + 1) * unit;
                Stretch::new(first - margin, (last + margin).max(first + least))
            }
            (false, [only]) => Stretch::new(only - least / 2, only + least / 2),
            _ => self.stretch(),
        }
    }
}

#[cfg(test)]
mod tests;
