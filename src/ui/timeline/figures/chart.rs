//! The chart drawn: points of declared values on real dates and lines between them, each named where it ends;
//! the ceiling as a line from the day it bound.

use crate::app::App;
use crate::app::scale::Second;
use crate::app::views::figures::readout::{MISSING, SHARED, mark};
use crate::app::views::figures::{ChartFrame, Curve, Measure};
use crate::chronology::model::Point;
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};

use crate::ui::cells::Cells;
use crate::words::number;

/// From how many times the usual time between two values on no line is drawn between them.
const GAP: Second = 3;

/// The most points of a curve in a column that are drawn one by one. Of more, the first, the last, the least and the
/// greatest are, and a line from the least to the greatest.
const EACH: usize = 32;

/// The cells of a chart in which a point is drawn already, row by row, each with the curve that was first, by its
/// position.
struct Taken {
    area: Area,
    first: Vec<Option<usize>>,
}

impl Taken {
    fn new(area: Area) -> Self {
        Self { area, first: vec![None; usize::from(area.width) * usize::from(area.height)] }
    }

    /// Takes a cell for a curve; whether another was there.
    fn is_shared(&mut self, (x, y): (u16, u16), nth: usize) -> bool {
        let (Some(x), Some(y)) = (x.checked_sub(self.area.x), y.checked_sub(self.area.y)) else {
            return false;
        };
        let at = usize::from(y) * usize::from(self.area.width) + usize::from(x);
        let Some(first) = self.first.get_mut(at).filter(|_| x < self.area.width) else {
            return false;
        };
        *first.get_or_insert(nth) != nth
    }
}

pub(super) fn draw(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    if area.height < 4 || area.width < 12 {
        return;
    }
    let frame = app.chart_frame(measure, area);
    let has_legend = app.figures_layout().legend.height > 0;
    axes(&frame, has_legend, cells);
    for (value, from) in app.limits(measure) {
        limit(&frame, cells, value, from);
    }
    for (_, day) in app.milestones_in_time() {
        if let Some(x) = frame.column(day) {
            cells.set(x, frame.foot(), '◆', Tone::Milestone);
        }
    }
    for curve in &measure.curves {
        line(app, &frame, curve, cells);
    }
    let mut taken = Taken::new(area);
    for (nth, curve) in measure.curves.iter().enumerate() {
        points(app, &frame, (nth, curve), cells, &mut taken);
    }
    names(app, &frame, measure, cells);
    pointer(app, &frame, cells);
}

/// Lines from each value of a curve to the next: level with the one, and half-way to the row of the other. They lead
/// the eye and stand for no value; where one is missing there is none, nor over a time in which several of them would
/// have come. In a column of many they go from the least to the greatest.
fn line(app: &App, frame: &ChartFrame, curve: &Curve, cells: &mut Cells<'_>) {
    let c = app.chronology();
    let cell = |x: u16, at: usize| {
        let (day, point) = curve.nth(c, at)?;
        let value = point.value.filter(|value| value.is_finite())?;
        Some((day, (x, frame.row(value))))
    };
    let mut before: Option<(Second, (u16, u16))> = None;
    for (x, positions) in curve.columns(frame) {
        let (first, last) = (positions.start, positions.end - 1);
        if let (Some((earlier, from)), Some((day, to))) = (before, cell(x, first))
            && day.saturating_sub(earlier) <= curve.usual.saturating_mul(GAP)
        {
            link(from, to, curve, cells);
        }
        if positions.len() > EACH {
            let sum = curve.sum(positions);
            if let (Some((low, _)), Some((high, _))) = (sum.low, sum.high) {
                for y in frame.row(high)..=frame.row(low) {
                    cells.set_free(x, y, '│', curve.tone());
                }
            }
        }
        before = cell(x, last);
    }
}

/// The line from one point to that of a later column.
fn link(
    (from_x, from_y): (u16, u16),
    (to_x, to_y): (u16, u16),
    curve: &Curve,
    cells: &mut Cells<'_>,
) {
    let turn = u16::midpoint(from_x, to_x);
    for x in from_x + 1..to_x {
        let y = if x < turn { from_y } else { to_y };
        if x != turn || from_y == to_y {
            cells.set_free(x, y, '─', curve.tone());
        }
    }
    if from_y != to_y && turn > from_x {
        let corners = if to_y > from_y { ['╮', '╰'] } else { ['╯', '╭'] };
        cells.set_free(turn, from_y, corners[0], curve.tone());
        cells.set_free(turn, to_y, corners[1], curve.tone());
        for y in from_y.min(to_y) + 1..from_y.max(to_y) {
            cells.set_free(turn, y, '│', curve.tone());
        }
    }
}

/// The points of a curve; in a column of many those that bound it, and the one that has the keys.
fn points(
    app: &App,
    frame: &ChartFrame,
    (nth, curve): (usize, &Curve),
    cells: &mut Cells<'_>,
    taken: &mut Taken,
) {
    let c = app.chronology();
    let own = app.curve().filter(|own| own.series == curve.series);
    let pointed = own.and_then(|own| own.position(app.exchange_day()?));
    for (x, positions) in curve.columns(frame) {
        let mut draw = |at: usize| {
            if let Some((_, shown)) = curve.nth(c, at) {
                point(frame, cells, x, (nth, curve.tone()), shown, taken);
            }
        };
        if positions.len() <= EACH {
            positions.for_each(draw);
            continue;
        }
        let (first, last) = (positions.start, positions.end - 1);
        let sum = curve.sum(positions.clone());
        let bounds = [sum.low, sum.high].into_iter().flatten().map(|(_, at)| at);
        bounds.chain([first, last]).for_each(&mut draw);
        pointed.filter(|at| positions.contains(at)).into_iter().for_each(draw);
        if sum.missing {
            cells.set(x, frame.foot(), MISSING, curve.tone());
        }
    }
}

/// The names of the curves beside their last values, each on a row of its own as near to that as there is one.
fn names(app: &App, frame: &ChartFrame, measure: &Measure, cells: &mut Cells<'_>) {
    if frame.names == 0 {
        return;
    }
    let x = frame.area.x + frame.gutter + frame.scale.cells + 1;
    let c = app.chronology();
    let last = |curve: &Curve| {
        let at = curve.sum(curve.within(frame.scale.stretch)).last?;
        curve.nth(c, at)?.1.value.map(|value| frame.row(value))
    };
    for (nth, curve) in measure.curves.iter().enumerate() {
        let Some(wanted) = last(curve) else { continue };
        let rows = frame.area.y..frame.foot();
        let free = rows.filter(|y| cells.is_free(x, *y, 1));
        if let Some(y) = free.min_by_key(|y| y.abs_diff(wanted)) {
            cells.lay_all(x, y, frame.names - 2, &app.party_spans(nth, curve));
        }
    }
}

/// The line down from the exchange that has the keys, and the point that has them.
fn pointer(app: &App, frame: &ChartFrame, cells: &mut Cells<'_>) {
    let Some(x) = app.exchange_day().and_then(|day| frame.column(day)) else {
        return;
    };
    for y in frame.area.y..frame.foot() {
        cells.set_free(x, y, '┊', Tone::Key);
    }
    cells.set_free(x, frame.foot() + 1, '▲', Tone::Key);
    if let Some(point) = app.point() {
        let value = app.chronology().point(point).value.filter(|v| v.is_finite());
        cells.point(x, value.map_or(frame.foot(), |value| frame.row(value)));
    }
}

/// The axes. Where no legend says at which value the break is, that stands at the foot.
fn axes(frame: &ChartFrame, has_legend: bool, cells: &mut Cells<'_>) {
    let area = frame.area;
    for value in frame.axis.labels() {
        let text = number(value);
        let x = area.x + frame.gutter.saturating_sub(1 + text.chars().count() as u16);
        cells.write(x, frame.row(value), &text, Tone::Dim);
    }
    for x in area.x + frame.gutter..area.x + frame.gutter + frame.scale.cells {
        cells.set(x, frame.foot(), '─', Tone::Dim);
    }
    let corner = area.x + frame.gutter.saturating_sub(1);
    cells.set(corner, frame.foot(), '└', Tone::Dim);
    if let Some(low) = frame.axis.broken_at() {
        cells.set(corner, frame.foot().saturating_sub(1), '┊', Tone::Dim);
        let low = number(low);
        let width = low.chars().count() as u16;
        if !has_legend && width < frame.gutter {
            cells.write(corner - width, frame.foot(), &low, Tone::Dim);
        }
    }
    for tick in frame.scale.ticks(1) {
        let (x, length) = (area.x + frame.gutter + tick.cell, tick.label.len() as u16);
        let fits = x + length <= area.x + area.width;
        if !tick.label.is_empty() && fits && cells.is_free(x, frame.foot() + 1, length) {
            cells.write(x, frame.foot() + 1, &tick.label, Tone::Dim);
        }
    }
}

/// The ceiling: dotted before the day from which it bound, and its value at the axis.
fn limit(frame: &ChartFrame, cells: &mut Cells<'_>, value: f64, from: Option<Second>) {
    let y = frame.row(value);
    for cell in 0..frame.scale.cells {
        let binds = from.is_none_or(|from| frame.scale.span(cell).end > from);
        let x = frame.area.x + frame.gutter + cell;
        cells.set(x, y, if binds { '─' } else { '┄' }, Tone::Warn);
    }
    let text = number(value);
    cells.write(frame.area.x, y, &" ".repeat(usize::from(frame.gutter)), Tone::Plain);
    let x = frame.area.x + frame.gutter.saturating_sub(1 + text.chars().count() as u16);
    cells.lay(x, y, frame.gutter, &Span::new(text, Tone::Warn));
}

fn point(
    frame: &ChartFrame,
    cells: &mut Cells<'_>,
    x: u16,
    (nth, tone): (usize, Tone),
    point: &Point,
    taken: &mut Taken,
) {
    let Some(value) = point.value.filter(|v| v.is_finite()) else {
        cells.set(x, frame.foot(), MISSING, tone);
        return;
    };
    let at = (x, frame.row(value));
    if taken.is_shared(at, nth) {
        cells.set(at.0, at.1, SHARED, Tone::Strong);
    } else {
        cells.set(at.0, at.1, mark(nth, point.status), tone);
    }
}
