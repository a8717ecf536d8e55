//! The chart drawn: points of declared values on real dates, the ceiling as a line from the day it bound.

use crate::app::App;
use crate::app::scale::Second;
use crate::app::views::figures::readout::{MISSING, SHARED, mark};
use crate::app::views::figures::{ChartFrame, Measure};
use crate::chronology::model::Point;
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};

use crate::ui::cells::Cells;
use crate::words::number;

/// The points that are drawn already: the cell of each, and by its position the curve.
type Taken = Vec<((u16, u16), usize)>;

pub(super) fn draw(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    if area.height < 4 || area.width < 12 {
        return;
    }
    let frame = app.chart_frame(measure, area);
    axes(&frame, cells);
    for (value, from) in app.limits(measure) {
        limit(&frame, cells, value, from);
    }
    for (_, day) in app.milestones_in_time() {
        if let Some(x) = frame.column(day) {
            cells.set(x, frame.foot(), '◆', Tone::Milestone);
        }
    }
    let stretch = frame.scale.stretch;
    let mut taken = Taken::new();
    for (nth, curve) in measure.curves.iter().enumerate() {
        let tone = curve.tone();
        for (day, shown) in curve.within(app.chronology(), stretch) {
            if let Some(x) = frame.column(day) {
                point(&frame, cells, x, (nth, tone), shown, &mut taken);
            }
        }
    }
    pointer(app, &frame, cells);
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

fn axes(frame: &ChartFrame, cells: &mut Cells<'_>) {
    let area = frame.area;
    for value in frame.axis.labels() {
        let text = number(value);
        let x = area.x + frame.gutter.saturating_sub(1 + text.chars().count() as u16);
        cells.write(x, frame.row(value), &text, Tone::Dim);
    }
    for x in area.x + frame.gutter..area.x + area.width {
        cells.set(x, frame.foot(), '─', Tone::Dim);
    }
    cells.set(area.x + frame.gutter.saturating_sub(1), frame.foot(), '└', Tone::Dim);
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
