//! Moving in the figures: from series to series, from exchange to exchange.

use crate::app::App;
use crate::app::action::{End, Motion};
use crate::chronology::model::SeriesIx;

use super::notches;

/// Brings the exchange after the cursor where that has moved.
pub(super) fn follow(app: &mut App) {
    let record = app.place.cursor.record;
    let here = &app.place.views.figures;
    let Some(measure) = app.measure() else { return };
    let (is_there, is_led) =
        (measure.days.binary_search(&here.day).is_ok(), here.of == Some(record));
    if is_there && is_led {
        return;
    }
    // The day that was looked at may be gone, by a day of knowledge or with the data. Where no record leads to one
    // the last is looked at, unless one was.
    let led_to = if is_led { Some(here.day) } else { app.day_on_axis(record) };
    let day = led_to.and_then(|day| measure.nearest(day));
    let day = day.or_else(|| if is_there { Some(here.day) } else { measure.days.last().copied() });
    let figures = &mut app.place.views.figures;
    figures.of = Some(record);
    figures.day = day.unwrap_or(figures.day);
}

pub(super) fn move_by(app: &mut App, motion: Motion) {
    match motion {
        Motion::Rows(by) => step_series(app, by),
        Motion::Columns(by) | Motion::Months(by) => step_exchange(app, by),
        Motion::HalfPages(halves) => step_exchange(app, halves * 4),
        Motion::To(End::First) => to_exchange(app, 0),
        Motion::To(End::Last) => to_exchange(app, usize::MAX),
        Motion::Row(row) => to_exchange(app, row),
    }
}

/// In the chart to the exchange nearest to the column, in the table to a figure, elsewhere to the series or the
/// measure that is named there.
pub(super) fn click(app: &mut App, column: u16, row: u16) {
    let (series, day) = app.figure_at(column, row);
    let figures = &mut app.place.views.figures;
    figures.series = series.unwrap_or(figures.series);
    figures.day = day.unwrap_or(figures.day);
    to_nearest_exchange(app);
}

/// Over the table the wheel goes from exchange to exchange, elsewhere from series to series.
pub(super) fn wheel(app: &mut App, cell: Option<(u16, u16)>, by: isize) {
    let table = app.figures_layout().table;
    if cell.is_some_and(|(column, row)| table.contains(column, row)) {
        step_exchange(app, by);
    } else {
        step_series(app, notches(by));
    }
}

/// To the next series, measure by measure; the day stays, or is the nearest that the measure has.
fn step_series(app: &mut App, by: isize) {
    let all: Vec<SeriesIx> =
        app.timeline.measures.iter().flat_map(|m| &m.curves).map(|curve| curve.series).collect();
    let here = app.place.views.figures.series;
    let at = all.iter().position(|series| *series == here).unwrap_or(0);
    let to = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
    let Some(series) = all.get(to) else { return };
    app.place.views.figures.series = *series;
    to_nearest_exchange(app);
}

/// To the exchange of the measure nearest to the day looked at.
fn to_nearest_exchange(app: &mut App) {
    let day = app.measure().and_then(|m| m.nearest(app.place.views.figures.day));
    if let Some(day) = day {
        app.place.views.figures.day = day;
    }
}

fn step_exchange(app: &mut App, by: isize) {
    if let Some(at) = app.exchange() {
        to_exchange(app, at.saturating_add_signed(by));
    }
}

/// To an exchange of the measure, or to the last where there are fewer.
fn to_exchange(app: &mut App, at: usize) {
    let days = app.measure().map(|m| &m.days[..]).unwrap_or_default();
    if let Some(day) = days.get(at.min(days.len().saturating_sub(1))) {
        app.place.views.figures.day = *day;
    }
}
