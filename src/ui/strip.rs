//! The density strip drawn: milestones and years, and under them how many records lie where.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::density::{Lane, Tally, level};
use crate::app::scale::{Scale, Second};
use crate::pages::row::Tone;

use super::Theme;
use super::cells::Cells;

/// The ramp of densities, from none to the eighth step.
pub(super) const RAMP: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws the strip.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() || app.chronology().records.is_empty() {
        return;
    }
    let scale = app.strip_scale();
    let mut cells = Cells::new(theme, buffer, area);
    head(app, &mut cells, &scale);
    let density = app.shown_density();
    let tallies: Vec<_> =
        (0..scale.cells).map(|cell| density.tally(Lane::All, &scale.span(cell))).collect();
    let most = tallies.iter().map(|t| t.count).max().unwrap_or(0);
    let here = app.day_on_axis(app.place.cursor.record).and_then(|day| scale.cell_of(day));
    for (x, tally) in (0..scale.cells).zip(&tallies) {
        let (glyph, tone) = glyph_of(*tally, most);
        cells.set(x, 1, glyph, tone);
        let days = scale.span(x);
        if tally.count == 0 && density.is_spanned(Lane::All, &days) {
            cells.set(x, 1, '─', Tone::Doubt);
        }
        light(app, &mut cells, (x, 1), Lane::All, &days, here == Some(x));
    }
    if let Some(x) = here {
        cells.point(x, 0);
        cells.point(x, 1);
    }
}

/// Lights a cell that holds hits of the query in force; dims it if it holds none and the cursor is elsewhere.
pub(super) fn light(
    app: &App,
    cells: &mut Cells<'_>,
    (x, y): (u16, u16),
    lane: Lane,
    days: &Range<Second>,
    here: bool,
) {
    let Some(lit) = &app.timeline.lit else { return };
    if lit.tally(lane, days).count > 0 {
        cells.light(x, y);
    } else if !here {
        cells.dim(x, y);
    }
}

/// The glyph of what lies in a cell, and its tone: the ramp, or `~` for one or two records of which no date
/// is sure.
pub(super) fn glyph_of(tally: Tally, most: usize) -> (char, Tone) {
    let doubtful = tally.count > 0 && tally.doubtful == tally.count;
    if doubtful && tally.count <= 2 {
        return ('~', Tone::Doubt);
    }
    let tone = if doubtful { Tone::Doubt } else { Tone::Plain };
    (RAMP[usize::from(level(tally.count, most))], tone)
}

fn head(app: &App, cells: &mut Cells<'_>, scale: &Scale) {
    for (_, day) in app.milestones_in_time() {
        if let Some(x) = scale.cell_of(day) {
            cells.set(x, 0, '◆', Tone::Milestone);
        }
    }
    let ticks = scale.ticks(1);
    for tick in ticks.iter().filter(|t| !t.label.is_empty()) {
        // A milestone early in the year pushes the year aside by a cell or two.
        let length = tick.label.len() as u16;
        let room = (tick.cell..tick.cell + 3).find(|x| cells.is_free(*x, 0, length));
        if let Some(x) = room {
            cells.write(x, 0, &tick.label, Tone::Dim);
        }
    }
    for tick in ticks.iter().filter(|t| t.label.is_empty()) {
        if cells.is_free(tick.cell.saturating_sub(1), 0, 3) {
            cells.set(tick.cell, 0, '·', Tone::Dim);
        }
    }
}
