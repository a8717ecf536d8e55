//! The figures drawn: the measures, the chart, what the exchange under the cursor says, notes, and a table
//! where there is room.

mod chart;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::views::figures::Measure;
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};
use crate::text;
use crate::words;

use crate::ui::Theme;
use crate::ui::cells::Cells;
use crate::ui::paint;

/// Draws the figures.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(measure) = app.measure() else {
        let (why, way) = app.no_figures();
        let text = format!("{}. {way}.", text::capital(&why));
        paint::notice(theme, text, area, buffer);
        return;
    };
    let mut cells = Cells::new(theme, buffer, area);
    let layout = app.figures_layout();
    tabs(app, layout.tabs, &mut cells);
    legend(app, measure, layout.legend, &mut cells);
    chart::draw(app, measure, layout.chart, &mut cells);
    table::draw(app, measure, layout.table, &mut cells);
    readout(app, layout.readout, &mut cells);
    notes(app, measure, layout.notes, &mut cells);
}

fn tabs(app: &App, area: Area, cells: &mut Cells<'_>) {
    if area.height == 0 {
        return;
    }
    for tab in app.measure_tabs() {
        let here = app.measure_position() == Some(tab.measure);
        cells.set(tab.cells.start, area.y, if here { '▸' } else { ' ' }, Tone::Key);
        let tone = if here { Tone::Heading } else { Tone::Dim };
        cells.lay(tab.cells.start + 2, area.y, area.width, &Span::new(tab.name, tone));
    }
}

/// What the exchange that has the keys says: its day as far as there is room, and the parties around the one
/// that has them.
fn readout(app: &App, area: Area, cells: &mut Cells<'_>) {
    let room = area.width.saturating_sub(1);
    for (y, row) in (area.y..area.y + area.height).zip(app.readout_rows()) {
        let line = row.and_then(|nth| app.exchange_line(nth, room));
        let (line, here) = line.unwrap_or_else(|| (app.exchange_head(room), false));
        if here {
            cells.set(0, y, '▌', Tone::Key);
        }
        cells.lay_all(1, y, room, &line);
    }
}

/// What the marks mean, as far as they occur and there is room; what there is no room for leaves a sign.
fn legend(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    /// Blanks between two parts.
    const APART: u16 = 3;
    const CUT: &str = "…";
    if area.height == 0 {
        return;
    }
    let parts = app.legend(measure);
    let cut_sign = Span::new(CUT, Tone::Dim);
    let width = |span: &Span| text::width(&cells.shown(span)) as u16;
    let widths: Vec<u16> = parts.iter().map(|part| part.iter().map(width).sum()).collect();
    let before = |n: usize| widths.iter().take(n).map(|width| width + APART).sum::<u16>();
    // A cell stays free at either end.
    let room = area.width.saturating_sub(2);
    let is_whole = before(parts.len()) <= room + APART;
    let cut = width(&cut_sign);
    let fits = |n: &usize| is_whole || before(*n) + cut <= room;
    let shown = (0..=parts.len()).rev().find(fits).unwrap_or(0);
    for (nth, part) in parts.iter().take(shown).enumerate() {
        cells.lay_all(area.x + 1 + before(nth), area.y, widths[nth], part);
    }
    if !is_whole {
        cells.lay(area.x + 1 + before(shown), area.y, cut, &cut_sign);
    }
}

fn notes(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    let c = app.chronology();
    let notes = &measure.notes;
    let room = usize::from(area.height);
    for (y, note) in (area.y..area.y + area.height).zip(notes) {
        let (kind, text) = (c.note(*note).kind, &c.note(*note).text);
        let last = usize::from(y - area.y) + 1 == room;
        let more = notes.len().saturating_sub(room);
        let key = app.key("notes");
        let tail = if last && more > 0 { format!("  {more} more: {key} ") } else { String::new() };
        let left = area.width.saturating_sub(1 + text::width(&tail) as u16);
        let spans = [
            Span::new(format!("{} {kind}: ", words::NOTE), Tone::Warn),
            Span::new(&**text, Tone::OwnWords),
        ];
        cells.lay_all(1, y, left, &spans);
        cells.lay(1 + left, y, area.width, &Span::new(tail, Tone::Key));
    }
}
