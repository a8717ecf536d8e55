//! The chart: points of declared values on real dates, the ceiling as a line from the day it bound.

use crate::app::App;
use crate::app::canvas::Canvas;
use crate::app::scale::{Day, Scale, day_of};
use crate::chronology::date::Edtf;
use crate::chronology::model::{Point, PointStatus};
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};

use super::Measure;

/// The marks of the curves in their order, a further one beginning anew: declared, unverified, derived.
const MARKS: [[char; 3]; 3] = [['●', '○', '◐'], ['■', '□', '◧'], ['▲', '△', '◭']];
/// The mark of a cell that several curves share.
pub(super) const SHARED: char = '◎';
/// The mark on the axis of a value that was not provided.
pub(super) const MISSING: char = '✗';

/// The mark of a point of the `nth` curve.
pub(super) fn mark(nth: usize, status: PointStatus) -> char {
    let [declared, unverified, derived] = MARKS[nth % MARKS.len()];
    match status {
        PointStatus::Declared => declared,
        PointStatus::Unverified => unverified,
        PointStatus::Derived => derived,
    }
}

/// Values on rows: from `low` on the last row to `high` on the first, with a label every `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    step: f64,
    rows: u16,
}

impl Axis {
    /// An axis that holds all of `values`, with round labels about every three rows.
    pub(super) fn over(values: impl Iterator<Item = f64>, rows: u16) -> Self {
        let (low, high) = values
            .filter(|v| v.is_finite())
            .fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let labels = f64::from((rows / 3).max(2));
        let step = round_up(((high - low) / labels).max(f64::EPSILON.max(high.abs() * 1e-6)));
        // The ends are snapped more finely than the labels stand, so that few rows are lost to them.
        let part = step / 4.0;
        let (low, high) = ((low / part).floor() * part, (high / part).ceil() * part);
        let high = if high > low { high } else { low + step };
        Self { low, high, step, rows: rows.max(1) }
    }

    /// The row of a value, from 0 at the top.
    #[expect(clippy::cast_sign_loss, reason = "a share of the rows")]
    pub(super) fn row(&self, value: f64) -> u16 {
        let share = ((self.high - value) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * f64::from(self.rows - 1)).round() as u16
    }

    /// The labelled values, from the lowest.
    pub(super) fn labels(&self) -> impl Iterator<Item = f64> + '_ {
        let first = (self.low / self.step).ceil();
        let values = (0..self.rows).map(move |i| (first + f64::from(i)) * self.step);
        values.take_while(|value| *value <= self.high + self.step / 1e6)
    }
}

/// The next of 1, 2, 2.5 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * power);
    steps.into_iter().find(|step| *step >= value * 0.999_999).unwrap_or(power * 10.0)
}

/// A number as it is read: thousands apart, no more decimals than it has, at most three.
pub(super) fn number(value: f64) -> String {
    let text = format!("{:.3}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if value < 0.0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let part = part.trim_end_matches('0');
    if part.is_empty() { out } else { format!("{out}.{part}") }
}

/// Where in the chart everything lies.
struct Frame {
    area: Area,
    gutter: u16,
    scale: Scale,
    axis: Axis,
}

impl Frame {
    fn column(&self, day: Day) -> Option<u16> {
        Some(self.area.x + self.gutter + self.scale.cell_of(day)?)
    }

    fn row(&self, value: f64) -> u16 {
        self.area.y + self.axis.row(value)
    }

    /// The row of the time axis.
    fn foot(&self) -> u16 {
        self.area.y + self.axis.rows
    }
}

impl App {
    fn chart_frame(&self, measure: &Measure, area: Area) -> Frame {
        let c = self.chronology();
        let stretch = self.figures_stretch();
        let values = measure.curves.iter().flat_map(|curve| {
            let limit = c.series()[curve.series.at()].limit.as_ref().map(|l| l.value);
            curve.within(c, stretch).filter_map(|(_, point)| point.value).chain(limit)
        });
        let axis = Axis::over(values, area.height.saturating_sub(2));
        let widest = axis.labels().map(|v| number(v).chars().count()).max().unwrap_or(0);
        let limits =
            self.limits(measure).into_iter().map(|(value, _)| number(value).chars().count());
        let gutter = (widest.max(limits.max().unwrap_or(0)) as u16 + 1).min(area.width / 2);
        Frame { area, gutter, scale: Scale::new(stretch, area.width.saturating_sub(gutter)), axis }
    }

    /// The day of a column of the pane, where the chart has one.
    pub(super) fn chart_day(&self, column: u16) -> Option<Day> {
        let measure = self.time.figures.shown()?;
        let area = self.figures_plan().chart;
        let frame = self.chart_frame(measure, area);
        let cell =
            column.checked_sub(area.x + frame.gutter).filter(|cell| *cell < frame.scale.cells)?;
        Some(frame.scale.days(cell).start)
    }

    /// The ceilings of a measure, each once, with the day from which it bound.
    pub(super) fn limits(&self, measure: &Measure) -> Vec<(f64, Option<Day>)> {
        let mut limits = Vec::new();
        for curve in &measure.curves {
            let Some(limit) = &self.chronology().series()[curve.series.at()].limit else {
                continue;
            };
            let limit = (limit.value, limit.from.as_ref().and_then(Edtf::earliest).map(day_of));
            if !limits.contains(&limit) {
                limits.push(limit);
            }
        }
        limits
    }

    pub(super) fn draw_chart(&self, measure: &Measure, area: Area, canvas: &mut Canvas) {
        if area.height < 4 || area.width < 12 {
            return;
        }
        let frame = self.chart_frame(measure, area);
        draw_axes(&frame, canvas);
        for (value, from) in self.limits(measure) {
            draw_limit(&frame, canvas, value, from);
        }
        for (_, day) in self.milestones_in_time() {
            if let Some(x) = frame.column(day) {
                canvas.set(x, frame.foot(), '◆', Tone::Milestone);
            }
        }
        let stretch = frame.scale.stretch;
        let mut taken: Vec<((u16, u16), usize)> = Vec::new();
        for (nth, curve) in measure.curves.iter().enumerate() {
            for (day, point) in curve.within(self.chronology(), stretch) {
                if let Some(x) = frame.column(day) {
                    draw_point(
                        &frame,
                        canvas,
                        x,
                        (nth, Tone::Party(curve.party.0)),
                        point,
                        &mut taken,
                    );
                }
            }
        }
        self.draw_pointer(&frame, canvas, &taken);
    }

    /// The line down from the exchange that has the keys, and its points.
    fn draw_pointer(&self, frame: &Frame, canvas: &mut Canvas, taken: &[((u16, u16), usize)]) {
        let Some(x) = self.exchange_day().and_then(|day| frame.column(day)) else {
            return;
        };
        for y in frame.area.y..frame.foot() {
            if taken.iter().any(|(at, _)| *at == (x, y)) {
                canvas.point(x, y);
            } else {
                canvas.fill(x, y, '┊', Tone::Key);
            }
        }
        canvas.point(x, frame.foot());
        canvas.fill(x, frame.foot() + 1, '▲', Tone::Key);
    }
}

fn draw_axes(frame: &Frame, canvas: &mut Canvas) {
    let area = frame.area;
    for value in frame.axis.labels() {
        let text = number(value);
        let x = area.x + frame.gutter.saturating_sub(1 + text.chars().count() as u16);
        canvas.write(x, frame.row(value), &text, Tone::Dim);
    }
    for x in area.x + frame.gutter..area.x + area.width {
        canvas.set(x, frame.foot(), '─', Tone::Dim);
    }
    canvas.set(area.x + frame.gutter.saturating_sub(1), frame.foot(), '└', Tone::Dim);
    for tick in frame.scale.ticks(1) {
        let x = area.x + frame.gutter + tick.cell;
        let fits = x + tick.label.len() as u16 <= area.x + area.width;
        if !tick.label.is_empty()
            && fits
            && canvas.is_free(x, frame.foot() + 1, tick.label.len() as u16)
        {
            canvas.write(x, frame.foot() + 1, &tick.label, Tone::Dim);
        }
    }
}

/// The ceiling: dotted before the day from which it bound, and its value at the axis.
fn draw_limit(frame: &Frame, canvas: &mut Canvas, value: f64, from: Option<Day>) {
    let y = frame.row(value);
    for cell in 0..frame.scale.cells {
        let binds = from.is_none_or(|from| frame.scale.days(cell).end > from);
        canvas.set(
            frame.area.x + frame.gutter + cell,
            y,
            if binds { '─' } else { '┄' },
            Tone::Warn,
        );
    }
    let text = number(value);
    canvas.write(frame.area.x, y, &" ".repeat(usize::from(frame.gutter)), Tone::Plain);
    let x = frame.area.x + frame.gutter.saturating_sub(1 + text.chars().count() as u16);
    canvas.lay(x, y, frame.gutter, Span::new(text, Tone::Warn));
}

fn draw_point(
    frame: &Frame,
    canvas: &mut Canvas,
    x: u16,
    (nth, tone): (usize, Tone),
    point: &Point,
    taken: &mut Vec<((u16, u16), usize)>,
) {
    let Some(value) = point.value.filter(|v| v.is_finite()) else {
        canvas.set(x, frame.foot(), MISSING, tone);
        return;
    };
    let at = (x, frame.row(value));
    let shared = taken.iter().rev().any(|(other, by)| *other == at && *by != nth);
    if shared {
        canvas.set(at.0, at.1, SHARED, Tone::Strong);
    } else {
        canvas.set(at.0, at.1, mark(nth, point.status), tone);
    }
    taken.push((at, nth));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_in_thousands() {
        let texts = [0.0, 7.0, 882.0, 1550.0, 1_234_567.0, -1800.0, 2.5, 0.125].map(number);
        assert_eq!(texts, ["0", "7", "882", "1,550", "1,234,567", "−1,800", "2.5", "0.125"]);
    }

    #[test]
    fn the_axis_is_labelled_in_round_numbers() {
        let axis = Axis::over([1326.0, 1800.0, 1550.0].into_iter(), 12);
        assert_eq!(axis.labels().collect::<Vec<_>>(), [1400.0, 1600.0, 1800.0]);
        assert_eq!((axis.row(1800.0), axis.row(1300.0)), (0, 11));
    }

    #[test]
    fn marks_tell_curves_apart_whatever_their_status() {
        let all: Vec<char> = MARKS.concat();
        let apart: std::collections::BTreeSet<char> = all.iter().copied().collect();
        assert_eq!(apart.len(), all.len());
    }

    proptest! {
        #[test]
        fn every_value_has_a_row(values in proptest::collection::vec(-1e7..1e7f64, 0..20), rows in 1u16..60) {
            let axis = Axis::over(values.iter().copied(), rows);
            for pair in values.windows(2) {
                prop_assert!(axis.row(pair[0]) < rows);
                prop_assert!(pair[0] < pair[1] || axis.row(pair[0]) <= axis.row(pair[1]));
            }
            prop_assert!(axis.labels().count() <= usize::from(rows) + 1);
        }
    }
}
