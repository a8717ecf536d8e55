//! The figures drawn: the measures, the chart, what the exchange under the cursor says, notes, and a table
//! where there is room.

mod chart;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::views::figures::Measure;
use crate::app::views::figures::readout::naming_of;
use crate::geometry::Area;
use crate::keymap;
use crate::pages::row::{Span, Tone};
use crate::text;
use crate::words;

use crate::ui::Theme;
use crate::ui::cells::Cells;

/// Draws the figures.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut cells = Cells::new(theme, buffer, area);
    let Some(measure) = app.measure() else {
        let view = keymap::chord_of(&app.chords, "next-view");
        let text =
            format!("This dataset holds no series of figures. {view} goes back to the list.");
        cells.lay(1, 0, area.width, &Span::new(text, Tone::Dim));
        return;
    };
    let layout = app.figures_layout();
    tabs(app, layout.tabs, &mut cells);
    legend(app, measure, layout.legend, &mut cells);
    chart::draw(app, measure, layout.chart, &mut cells);
    table::draw(app, measure, layout.table, &mut cells);
    readout(app, layout.readout, &mut cells);
    notes(app, measure, layout.notes, &mut cells);
}

fn tabs(app: &App, area: Area, cells: &mut Cells<'_>) {
    let names: Vec<String> = app.timeline.measures.iter().map(naming_of).collect();
    let whole: usize = names.iter().map(|n| text::width(n) + 5).sum();
    let all = whole <= usize::from(area.width);
    let mut x = 1;
    for (at, name) in names.iter().enumerate() {
        let here = app.measure_position() == Some(at);
        if area.height == 0 || !(all || here) {
            continue;
        }
        let place = format!("{name} · {} of {}", at + 1, names.len());
        let goes_on = format!("{place} · {} goes on to the next", app.key("down"));
        let fits = text::width(&goes_on) + 3 <= usize::from(area.width);
        let name = match (all, fits) {
            (true, _) => name.clone(),
            (false, true) => goes_on,
            (false, false) => place,
        };
        let width = text::width(&name) as u16;
        cells.set(x, area.y, if here { '▸' } else { ' ' }, Tone::Key);
        let tone = if here { Tone::Heading } else { Tone::Dim };
        cells.lay(x + 2, area.y, area.width, &Span::new(name, tone));
        x += width + 5;
    }
}

/// What the exchange that has the keys says: its day as far as there is room, and the parties around the one
/// that has them.
fn readout(app: &App, area: Area, cells: &mut Cells<'_>) {
    let head = (area.height != 1).then(|| (app.exchange_head(), false));
    let lines = app.exchange_lines();
    let room = usize::from(area.height).saturating_sub(head.iter().len());
    let here = lines.iter().position(|(_, here)| *here).unwrap_or(0);
    let first = (here + 1).saturating_sub(room);
    let shown = head.into_iter().chain(lines.into_iter().skip(first));
    for (y, (line, here)) in (area.y..area.y + area.height).zip(shown) {
        if here {
            cells.set(0, y, '▌', Tone::Key);
        }
        cells.lay_all(1, y, area.width.saturating_sub(1), &line);
    }
}

/// What the marks mean, as far as they occur and there is room.
fn legend(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    if area.height == 0 {
        return;
    }
    let mut x = area.x + 1;
    for part in app.legend(measure) {
        let width: u16 = part.iter().map(|span| text::width(&span.text) as u16).sum();
        if x + width >= area.x + area.width {
            break;
        }
        cells.lay_all(x, area.y, width, &part);
        x += width + 3;
    }
}

fn notes(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    let c = app.chronology();
    let notes = measure.notes(c);
    let room = usize::from(area.height);
    for (y, note) in (area.y..area.y + area.height).zip(&notes) {
        let (kind, text) = (c.note(*note).kind, &c.note(*note).text);
        let last = usize::from(y - area.y) + 1 == room;
        let more = notes.len().saturating_sub(room);
        let tail = if last && more > 0 { format!("  {more} more: ! ") } else { String::new() };
        let left = area.width.saturating_sub(1 + text::width(&tail) as u16);
        let spans = [
            Span::new(format!("{} {kind}: ", words::NOTE), Tone::Warn),
            Span::new(&**text, Tone::OwnWords),
        ];
        cells.lay_all(1, y, left, &spans);
        cells.lay(1 + left, y, area.width, &Span::new(tail, Tone::Key));
    }
}
