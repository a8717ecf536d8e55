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

/// The points that are drawn already: the cell of each, and by its position the curve.
type Taken = Vec<((u16, u16), usize)>;

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
    let stretch = frame.scale.stretch;
    for curve in &measure.curves {
        line(app, &frame, curve, cells);
    }
    let mut taken = Taken::new();
    for (nth, curve) in measure.curves.iter().enumerate() {
        let tone = curve.tone();
        for (day, shown) in curve.within(app.chronology(), stretch) {
            if let Some(x) = frame.column(day) {
                point(&frame, cells, x, (nth, tone), shown, &mut taken);
            }
        }
    }
    names(app, &frame, measure, cells);
    pointer(app, &frame, cells);
}

/// Lines from each value of a curve to the next: level with the one, and half-way to the row of the other. They lead
/// the eye and stand for no value; where one is missing there is none, nor over a time in which several of them would
/// have come.
fn line(app: &App, frame: &ChartFrame, curve: &Curve, cells: &mut Cells<'_>) {
    let points: Vec<_> = curve.within(app.chronology(), frame.scale.stretch).collect();
    let mut apart: Vec<Second> = points.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    apart.sort_unstable();
    let usual = apart.get(apart.len() / 2).copied().unwrap_or(Second::MAX);
    let mut before: Option<(u16, u16)> = None;
    let mut last = Second::MIN;
    for (day, point) in points {
        if day.saturating_sub(last) > usual.saturating_mul(GAP) {
            before = None;
        }
        last = day;
        let value = point.value.filter(|value| value.is_finite());
        let here = frame.column(day).zip(value).map(|(x, value)| (x, frame.row(value)));
        if let (Some((from_x, from_y)), Some((to_x, to_y))) = (before, here) {
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
        before = here;
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
        let values = curve.within(c, frame.scale.stretch).filter_map(|(_, point)| point.value);
        values.filter(|value| value.is_finite()).last().map(|value| frame.row(value))
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
    let shared = taken.iter().rev().any(|(other, by)| *other == at && *by != nth);
    if shared {
        cells.set(at.0, at.1, SHARED, Tone::Strong);
    } else {
        cells.set(at.0, at.1, mark(nth, point.status), tone);
    }
    taken.push((at, nth));
}
