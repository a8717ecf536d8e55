//! The density strip drawn: years and milestones, and under them how many records lie where. Where there is room the
//! milestones have a row of their own with their names, and the bars two rows, so that a single record can be seen.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::density::{Lane, Tally, level};
use crate::app::scale::{Scale, Second};
use crate::pages::row::Tone;

use super::Theme;
use super::cells::Cells;
use super::milestones;

/// The ramp of densities, from none to the eighth step.
pub(super) const RAMP: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws the strip.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() || app.chronology().records.is_empty() {
        return;
    }
    let scale = app.strip_scale();
    let mut cells = Cells::new(theme, buffer, area);
    let apart = area.height > 2;
    if apart {
        milestones::draw(&mut cells, &app.strip_milestones());
    }
    head(app, &mut cells, &scale, apart);
    let density = app.shown_density();
    let tallies: Vec<_> =
        (0..scale.cells).map(|cell| density.tally(Lane::All, &scale.span(cell))).collect();
    let most = tallies.iter().map(|t| t.count).max().unwrap_or(0);
    let here = app.day_read().and_then(|day| scale.cell_of(day));
    let foot = area.height - 1;
    for (x, tally) in (0..scale.cells).zip(&tallies) {
        let (glyph, tone) = glyph_of(*tally, most);
        let (high, low) = bar(*tally, most, glyph, area.height > 3);
        let days = scale.span(x);
        cells.set(x, foot, low, tone);
        if high != ' ' {
            cells.set(x, foot - 1, high, tone);
            light(app, &mut cells, (x, foot - 1), Lane::All, &days, here == Some(x));
        }
        if tally.count == 0 && density.is_spanned(Lane::All, &days) {
            cells.set(x, foot, '─', Tone::Doubt);
        }
        light(app, &mut cells, (x, foot), Lane::All, &days, here == Some(x));
    }
    if let Some(x) = here {
        let bars = foot.saturating_sub(u16::from(area.height > 3));
        std::iter::once(0).chain(bars..=foot).for_each(|y| cells.point(x, y));
    }
}

/// The glyphs of the bar of a cell, above and below: of two rows each step of the ramp takes two eighths, and one row
/// has the glyph that it has.
pub(super) fn bar(tally: Tally, most: usize, glyph: char, is_tall: bool) -> (char, char) {
    if !is_tall || glyph == '~' {
        return (' ', glyph);
    }
    let eighths = 2 * usize::from(level(tally.count, most));
    (RAMP[eighths.saturating_sub(8)], RAMP[eighths.min(8)])
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

/// The years, and the milestones among them where they do not stand apart.
fn head(app: &App, cells: &mut Cells<'_>, scale: &Scale, apart: bool) {
    for (_, day) in app.milestones_in_time().filter(|_| !apart) {
        if let Some(x) = scale.cell_of(day) {
            cells.set(x, 0, '◆', Tone::Milestone);
        }
    }
    let ticks = scale.ticks(1);
    // A free cell stands between two labels.
    let mut free = 0;
    for tick in ticks.iter().filter(|t| !t.label.is_empty()) {
        // A milestone early in the year pushes the year aside by a cell or two.
        let length = tick.label.len() as u16;
        let mut places = tick.cell..tick.cell.saturating_add(3);
        if let Some(x) = places.find(|x| *x >= free && cells.is_free(*x, 0, length)) {
            cells.write(x, 0, &tick.label, Tone::Dim);
            free = x + length + 1;
        }
    }
    for tick in ticks.iter().filter(|t| t.label.is_empty()) {
        if cells.is_free(tick.cell.saturating_sub(1), 0, 3) {
            cells.set(tick.cell, 0, '·', Tone::Dim);
        }
    }
}
