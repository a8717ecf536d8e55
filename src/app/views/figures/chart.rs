//! Where in the pane everything of the figures lies: tabs, chart, table, readout, and in the chart the rows of
//! values and the columns of days.
//!
//! Pure arithmetic of cells; what is drawn in them it does not know.

use std::ops::Range;

use crate::app::App;
use crate::app::scale::{Scale, Second, start_of};
use crate::chronology::date::Edtf;
use crate::chronology::model::SeriesIx;
use crate::geometry::{Area, Pane};
use crate::text;
use crate::words::number;

use super::Measure;
use super::readout::naming_of;

/// The name of a measure in the line over the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureTab {
    /// Which of the measures, from 0.
    pub measure: usize,
    /// Its name as it stands there.
    pub name: String,
    /// Its columns, the mark before it included.
    pub cells: Range<u16>,
}

/// The least and the most width of a column of the table, in cells.
const COLUMN: (u16, u16) = (12, 17);
/// The width of the days in the table, in cells.
pub const DAY: u16 = 12;
/// From this width on the curves of a chart are named where they end; the most cells that a name takes there.
const NAMED: (u16, u16) = (56, 18);
/// The most rows that read out values.
const READ: u16 = 4;

/// Where everything of the figures lies, within the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FiguresLayout {
    /// The names of the measures.
    pub tabs: Area,
    /// What the marks mean.
    pub legend: Area,
    /// The chart.
    pub chart: Area,
    /// The table.
    pub table: Area,
    /// What the exchange says.
    pub readout: Area,
    /// What is remarked on the series.
    pub notes: Area,
}

impl FiguresLayout {
    /// The layout of a pane of a size, with so many curves and notes, and a table of columns of some width.
    #[must_use]
    pub fn of(width: u16, height: u16, curves: u16, column: u16, notes: u16) -> Self {
        let whole = Area { x: 0, y: 0, width, height };
        let (tabs, rest) = whole.split_rows(u16::from(height > 3));
        let (legend, rest) = rest.split_rows(u16::from(height > 13));
        let remarks = match height {
            0..=11 => 0,
            12..=21 => 1.min(notes),
            _ => 3.min(notes),
        };
        let read = (1 + curves.min(READ)).min(rest.height);
        let (rest, foot) = rest.split_rows(rest.height - (read + remarks).min(rest.height));
        let (readout, notes) = foot.split_rows(read);
        let table_width = DAY + column * curves.min(4) + 2;
        let (chart, table) = if width >= 60 + table_width {
            rest.split_columns(width - table_width)
        } else if rest.height >= 16 {
            rest.split_rows(rest.height - 6)
        } else {
            (rest, Area::default())
        };
        Self { tabs, legend, chart, table, readout, notes }
    }
}

/// A round number: 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Round {
    digit: f64,
    power: i32,
}

impl Round {
    /// The next one that is as great as a value above 0.
    fn up(value: f64) -> Self {
        let power = value.log10().floor().clamp(-300.0, 307.0) as i32;
        let all = [1.0, 2.0, 5.0].into_iter().map(|digit| Self { digit, power });
        let mut fitting = all.filter(|round| round.size() >= value * 0.999_999);
        fitting.next().unwrap_or(Self { digit: 1.0, power: power + 1 })
    }

    fn size(self) -> f64 {
        self.times(1.0)
    }

    /// So many times it: the number that is written with its few digits, not what products of fractions come to.
    fn times(self, n: f64) -> f64 {
        let written = format!("{:.0}e{}", n * self.digit, self.power);
        written.parse().unwrap_or(0.0_f64).clamp(f64::MIN, f64::MAX)
    }

    /// How many of it come to at most a value; what is lost to fractions does not count.
    fn whole_below(self, value: f64) -> f64 {
        (value / self.size() + LOST).floor()
    }

    /// How many of it come to a value at least.
    fn whole_above(self, value: f64) -> f64 {
        (value / self.size() - LOST).ceil()
    }
}

/// What a quotient of fractions may be off by.
const LOST: f64 = 1e-6;

/// Of how much of their size values differ at least that are told apart by an axis.
const APART: f64 = 1e-6;

/// Values on rows: from `low` on the last row to `high` on the first, with a label every `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueAxis {
    low: f64,
    high: f64,
    step: Round,
    rows: u16,
}

impl ValueAxis {
    /// An axis that holds all of `values`, with round labels about every three rows. Of one value, or as good as one,
    /// it is from 0 on.
    #[must_use]
    pub fn over(values: impl Iterator<Item = f64>, rows: u16) -> Self {
        let (low, high) = values
            .filter(|v| v.is_finite())
            .fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        let size = low.abs().max(high.abs());
        // Halves, since the difference may be more than a number holds.
        let (low, high) = match (low, high) {
            (low, high) if low > high || size < 1e-290 => (0.0, 1.0),
            (low, high) if high / 2.0 - low / 2.0 <= size * APART => (low.min(0.0), high.max(0.0)),
            ends => ends,
        };
        let labels = f64::from((rows / 3).max(2));
        // A label more is better than an axis of which the values fill half.
        let step = Round::up(0.8 * (high / labels - low / labels));
        // The ends are snapped more finely than the labels stand, so that few rows are lost to them, and are round too:
        // where the axis is broken they are told.
        let part = Round::up(step.size() / 5.0);
        let (low, high) = (part.times(part.whole_below(low)), part.times(part.whole_above(high)));
        // It is broken only where that saves more than a step.
        let (low, high) = match (low, high) {
            (low, high) if low > 0.0 && low <= step.size() => (0.0, high),
            (low, high) if high < 0.0 && -high <= step.size() => (low, 0.0),
            ends => ends,
        };
        let high = if high > low { high } else { low + step.size() };
        Self { low, high, step, rows: rows.max(1) }
    }

    /// The row of a value, from 0 at the top.
    #[expect(clippy::cast_sign_loss, reason = "a share of the rows")]
    #[must_use]
    pub fn row(&self, value: f64) -> u16 {
        let below_high = self.high / 2.0 - value / 2.0;
        let share = (below_high / (self.high / 2.0 - self.low / 2.0)).clamp(0.0, 1.0);
        (share * f64::from(self.rows - 1)).round() as u16
    }

    /// The lowest value, where the axis does not begin at nothing.
    #[must_use]
    pub fn broken_at(&self) -> Option<f64> {
        (self.low > 0.0 || self.high < 0.0).then_some(self.low)
    }

    /// The labelled values, from the lowest.
    pub fn labels(&self) -> impl Iterator<Item = f64> + '_ {
        let first = self.step.whole_above(self.low);
        let last = self.step.whole_below(self.high);
        let all = (0..self.rows).map(move |i| first + f64::from(i));
        all.take_while(move |n| *n <= last).map(|n| self.step.times(n))
    }
}

/// Where in the chart everything lies.
#[derive(Debug, Clone, Copy)]
pub struct ChartFrame {
    /// The chart.
    pub area: Area,
    /// The width of the labels of values.
    pub gutter: u16,
    /// The width of the names of the curves, on the other side; 0 where there is no room for them.
    pub names: u16,
    /// The columns.
    pub scale: Scale,
    /// The rows.
    pub axis: ValueAxis,
}

impl ChartFrame {
    /// The column of a day.
    #[must_use]
    pub fn column(&self, day: Second) -> Option<u16> {
        Some(self.area.x + self.gutter + self.scale.cell_of(day)?)
    }

    /// The row of a value.
    #[must_use]
    pub fn row(&self, value: f64) -> u16 {
        self.area.y + self.axis.row(value)
    }

    /// The row of the time axis.
    #[must_use]
    pub fn foot(&self) -> u16 {
        self.area.y + self.axis.rows
    }
}

impl App {
    /// Where everything of the figures lies.
    #[must_use]
    pub fn figures_layout(&self) -> FiguresLayout {
        let area = self.screen().inner(Pane::Timeline);
        let measure = self.measure();
        let curves = measure.map_or(0, |m| m.curves.len() as u16);
        let notes = measure.map_or(0, |m| m.notes.len() as u16);
        FiguresLayout::of(area.width, area.height, curves, self.table_column(), notes)
    }

    /// The width of a column of the table: that of the longest name, within bounds.
    #[must_use]
    pub fn table_column(&self) -> u16 {
        let curves = self.measure().map(|m| &m.curves[..]).unwrap_or_default();
        let names =
            curves.iter().map(|curve| text::width(curve.name(self.chronology())) as u16 + 3);
        names.max().unwrap_or(0).clamp(COLUMN.0, COLUMN.1)
    }

    /// Where in an area the chart of a measure lies.
    #[must_use]
    pub fn chart_frame(&self, measure: &Measure, area: Area) -> ChartFrame {
        let c = self.chronology();
        let stretch = self.figures_stretch();
        let values = measure.curves.iter().flat_map(|curve| {
            let limit = c.series()[curve.series.at()].limit.as_ref().map(|l| l.value);
            let shown = curve.sum(curve.within(stretch));
            [shown.low, shown.high].into_iter().flatten().map(|(value, _)| value).chain(limit)
        });
        let axis = ValueAxis::over(values, area.height.saturating_sub(2));
        // Where no legend says at which value the axis is broken, that stands beside its foot.
        let low = axis.broken_at().filter(|_| self.figures_layout().legend.height == 0);
        let labels = axis.labels().chain(low);
        let widest = labels.map(|v| number(v).chars().count()).max().unwrap_or(0);
        let limits =
            self.limits(measure).into_iter().map(|(value, _)| number(value).chars().count());
        let gutter = (widest.max(limits.max().unwrap_or(0)) as u16 + 1).min(area.width / 2);
        let names = measure.curves.iter().map(|curve| text::width(curve.name(c)) as u16 + 4).max();
        let names = names.filter(|_| area.width >= NAMED.0).unwrap_or(0).min(NAMED.1);
        let scale = Scale::new(stretch, area.width.saturating_sub(gutter + names));
        ChartFrame { area, gutter, names, scale, axis }
    }

    /// The chart of the measure that is shown.
    #[must_use]
    pub fn chart(&self, measure: &Measure) -> ChartFrame {
        self.chart_frame(measure, self.figures_layout().chart)
    }

    /// The exchanges that the table shows, by their positions, a row each under that of its head.
    #[must_use]
    pub fn table_rows(&self) -> Range<usize> {
        let rows = usize::from(self.figures_layout().table.height.saturating_sub(1));
        let len = self.measure().map_or(0, |measure| measure.days.len());
        let at = self.exchange().unwrap_or(0);
        let first = at.saturating_sub(rows / 2).min(len.saturating_sub(rows));
        first..(first + rows).min(len)
    }

    /// The names of the measures in the line over the chart: all of them where there is room, else the one that is
    /// shown.
    #[must_use]
    pub fn measure_tabs(&self) -> Vec<MeasureTab> {
        let width = self.figures_layout().tabs.width;
        let names: Vec<String> = self.timeline.measures.iter().map(naming_of).collect();
        let whole: usize = names.iter().map(|n| text::width(n) + 5).sum();
        let all = whole <= usize::from(width);
        let count = names.len();
        let mut x = 1;
        let tab = |(measure, name): (usize, String)| {
            let here = self.measure_position() == Some(measure);
            if !(all || here) {
                return None;
            }
            let place = format!("{name} · measure {} of {count}", measure + 1);
            let bare = format!("{name} · {} of {count}", measure + 1);
            let goes_on = self.way_on(measure).map(|way| format!("{place} · {way}"));
            let fits = |text: &String| text::width(text) + 3 <= usize::from(width);
            let longest = goes_on.into_iter().chain([place]).find(fits);
            let name = if all { name } else { longest.unwrap_or(bare) };
            let from = x;
            x += text::width(&name) as u16 + 5;
            Some(MeasureTab { measure, name, cells: from..x })
        };
        names.into_iter().enumerate().filter_map(tab).collect()
    }

    /// What leads from a measure to the next. `None` of the last, behind which there is none.
    fn way_on(&self, at: usize) -> Option<String> {
        let is_last = at + 1 >= self.timeline.measures.len();
        let down = self.key("down");
        (!is_last).then(|| format!("past the last line {down} goes to the next"))
    }

    /// What stands on the rows of the readout: the day where that is `None`, else the nth curve; as many as there is
    /// room for, around the one that has the keys.
    #[must_use]
    pub fn readout_rows(&self) -> Vec<Option<usize>> {
        let height = usize::from(self.figures_layout().readout.height);
        let head = (height != 1).then_some(None);
        let room = height.saturating_sub(head.iter().len());
        let curves = self.measure().filter(|_| self.exchange().is_some()).map(|m| &m.curves[..]);
        let curves = curves.unwrap_or_default();
        let series = self.curve().map(|curve| curve.series);
        let here = curves.iter().position(|curve| Some(curve.series) == series).unwrap_or(0);
        let first = (here + 1).saturating_sub(room);
        head.into_iter().chain((first..curves.len()).map(Some)).take(height).collect()
    }

    /// The series and the day that a cell of the pane tells of, where it tells of one.
    #[must_use]
    pub fn figure_at(&self, column: u16, row: u16) -> (Option<SeriesIx>, Option<Second>) {
        let layout = self.figures_layout();
        let Some(measure) = self.measure() else { return (None, None) };
        let of = |nth: usize| measure.curves.get(nth).map(|curve| curve.series);
        if layout.tabs.contains(column, row) {
            let tabs = self.measure_tabs();
            let measures = &self.timeline.measures;
            // Where there is room for one alone, it stands for the next.
            let on = usize::from(tabs.len() < measures.len());
            let tab = tabs.into_iter().find(|tab| tab.cells.contains(&column));
            let measure = tab.and_then(|tab| measures.get((tab.measure + on) % measures.len()));
            return (measure.and_then(|m| m.curves.first()).map(|curve| curve.series), None);
        }
        if layout.table.contains(column, row) {
            let line = usize::from(row - layout.table.y);
            let exchange = line.checked_sub(1).and_then(|line| self.table_rows().nth(line));
            let x = column - layout.table.x;
            let days = 2 + DAY;
            let nth = x.checked_sub(days).map(|x| usize::from(x / self.table_column()));
            return (nth.and_then(of), exchange.and_then(|at| measure.days.get(at).copied()));
        }
        if layout.readout.contains(column, row) {
            let line = usize::from(row - layout.readout.y);
            return (self.readout_rows().get(line).copied().flatten().and_then(of), None);
        }
        let day = Some(layout.chart).filter(|chart| chart.contains(column, row));
        (None, day.and_then(|_| self.chart_day(column)))
    }

    /// The day of a column of the pane, where the chart has one.
    fn chart_day(&self, column: u16) -> Option<Second> {
        let measure = self.measure()?;
        let frame = self.chart(measure);
        let cell = column
            .checked_sub(frame.area.x + frame.gutter)
            .filter(|cell| *cell < frame.scale.cells)?;
        Some(frame.scale.span(cell).start)
    }

    /// The ceilings of a measure, each once, with the day from which it bound.
    #[must_use]
    pub fn limits(&self, measure: &Measure) -> Vec<(f64, Option<Second>)> {
        let mut limits = Vec::new();
        for curve in &measure.curves {
            let Some(limit) = &self.chronology().series()[curve.series.at()].limit else {
                continue;
            };
            let limit = (limit.value, limit.from.as_ref().and_then(Edtf::earliest).map(start_of));
            if !limits.contains(&limit) {
                limits.push(limit);
            }
        }
        limits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_axis_is_labelled_in_round_numbers() {
        let axis = ValueAxis::over([1326.0, 1800.0, 1550.0].into_iter(), 12);
        let labels: Vec<f64> = axis.labels().collect();
        assert_eq!(labels, [1400.0, 1500.0, 1600.0, 1700.0, 1800.0]);
        assert_eq!((axis.row(1800.0), axis.row(1320.0)), (0, 11));
    }

    #[test]
    fn a_single_value_is_seen_from_nothing_on() {
        for value in [-5.0, 1000.0, 0.3, 7e-8, -2.5e12, 1549.0, 0.0] {
            let axis = ValueAxis::over([value].into_iter(), 20);
            let labels: Vec<f64> = axis.labels().collect();
            assert!(labels.len() > 2 && labels.contains(&0.0), "{value}: {labels:?}");
            assert_eq!(axis.broken_at(), None, "{value}");
        }
    }

    /// Values of all sizes, of few digits and of many.
    fn any_value() -> impl Strategy<Value = f64> {
        let of_few = (-9999i32..9999, -200i32..200)
            .prop_map(|(n, power)| format!("{n}e{power}").parse().unwrap_or(0.0));
        let near = (-9999i32..9999, -3i32..4)
            .prop_map(|(n, power)| format!("{n}e{power}").parse().unwrap_or(0.0));
        prop_oneof![of_few, near, -1e7..1e7f64, proptest::num::f64::NORMAL]
    }

    proptest! {
        #[test]
        fn labels_are_the_numbers_of_a_round_step_as_they_are_written(
            values in proptest::collection::vec(any_value(), 1..5), rows in 4u16..60,
        ) {
            let axis = ValueAxis::over(values.iter().copied(), rows);
            let labels: Vec<f64> = axis.labels().collect();
            prop_assert!(!labels.is_empty(), "{values:?}");
            let step = axis.step.size();
            let written: Vec<String> = labels.iter().map(|label| number(*label)).collect();
            for (label, written) in labels.iter().zip(&written) {
                let told = format!("{label:e}");
                let digits = told.split('e').next().unwrap().matches(|c: char| c.is_ascii_digit());
                // Values apart by a millionth of their size have labels of seven digits, and one for the step.
                prop_assert!(digits.count() <= 9, "{written} of {values:?}");
                let steps = label / step;
                prop_assert!((steps - steps.round()).abs() < 1e-6 * steps.abs().max(1.0), "{label} of {step}");
            }
            for pair in written.windows(2) {
                prop_assert!(pair[0] != pair[1], "{written:?} of {values:?}");
            }
            let told = format!("{step:e}");
            prop_assert!(["1e", "2e", "5e"].iter().any(|digit| told.starts_with(digit)), "{told}");
        }

        #[test]
        fn every_value_has_a_row(values in proptest::collection::vec(-1e7..1e7f64, 0..20), rows in 1u16..60) {
            let axis = ValueAxis::over(values.iter().copied(), rows);
            for pair in values.windows(2) {
                prop_assert!(axis.row(pair[0]) < rows);
                prop_assert!(pair[0] < pair[1] || axis.row(pair[0]) <= axis.row(pair[1]));
            }
            prop_assert!(axis.labels().count() <= usize::from(rows) + 1);
        }
    }
}
