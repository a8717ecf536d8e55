//! The table of figures drawn: the exchanges around the one that has the keys, a party a column.

use crate::app::App;
use crate::app::scale::Second;
use crate::app::views::figures::readout::{MISSING, mark};
use crate::app::views::figures::{Curve, DAY, Measure};
use crate::chronology::date::Clock;
use crate::chronology::model::PointStatus;
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};
use crate::text;

use crate::ui::cells::Cells;
use crate::ui::paint::Seen;
use crate::words::{number, value};

pub(super) fn draw(app: &App, measure: &Measure, area: Area, cells: &mut Cells<'_>) {
    if area.height < 2 {
        return;
    }
    let column = app.table_column();
    let room = area.width.saturating_sub(DAY + 2) / column;
    let columns: Vec<(u16, &Curve)> = (0..room).zip(&measure.curves).collect();
    cells.lay(area.x + 2, area.y, DAY, &Span::new("as of", Tone::Dim));
    for (nth, curve) in &columns {
        let head = app.party_spans(usize::from(*nth), curve);
        let width: u16 = head.iter().map(|span| text::width(&span.text) as u16).sum();
        let width = width.min(column - 1);
        let end = area.x + 2 + DAY + column * (nth + 1) - 1;
        cells.lay_all(end - width, area.y, width, &head);
    }
    let at = app.exchange().unwrap_or(0);
    for (y, i) in (area.y + 1..area.y + area.height).zip(app.table_rows()) {
        exchange(app, &columns, measure.days[i], (area.x + 2, y), i == at, cells);
        if i == at {
            cells.set(area.x + 1, y, '▌', Tone::Key);
        }
    }
    // What is not seen of it is told as in the panes: by a bar at its right side.
    let rows = app.table_rows();
    let seen = Seen { first: rows.start, end: rows.end, len: measure.days.len() };
    for y in seen.thumb(area.height - 1) {
        cells.set(area.x + area.width - 1, area.y + 1 + y, '┃', Tone::Dim);
    }
}

fn exchange(
    app: &App,
    columns: &[(u16, &Curve)],
    day: Second,
    (x, y): (u16, u16),
    here: bool,
    cells: &mut Cells<'_>,
) {
    let c = app.chronology();
    let column = app.table_column();
    let own = app.curve().map(|curve| curve.series).filter(|_| here);
    let mut lay = |x: u16, room: u16, span: Span, here: bool| {
        if here {
            cells.lay_pointed(x, y, room, &span);
        } else {
            cells.lay(x, y, room, &span);
        }
    };
    let date = columns.iter().find_map(|(_, curve)| Some(&curve.on(c, day)?.date));
    let date = date.map(|date| match date.clock() {
        // The head of the readout has the day.
        Some(clock) => Clock { offset: None, ..clock }.to_string(),
        None => date.compact(),
    });
    lay(x, DAY, Span::new(date.unwrap_or_default(), Tone::Date), here);
    for (nth, curve) in columns {
        let Some(point) = curve.on(c, day) else {
            continue;
        };
        let text = match point.value {
            Some(value) => {
                format!("{} {:>6}", mark(usize::from(*nth), point.status), number(value))
            }
            // The legend says what the mark is; in most columns the words have no room.
            None => {
                let told = format!("{MISSING} {}", value(point));
                let fits = text::width(&told) < usize::from(column);
                if fits { told } else { format!("{MISSING} {:>6}", "") }
            }
        };
        let declared = point.status == PointStatus::Declared;
        let tone = if declared { Tone::Plain } else { Tone::Doubt };
        let end = x + DAY + column * (nth + 1) - 1;
        let from = end.saturating_sub(text::width(&text) as u16);
        lay(from, column, Span::new(text, tone), own == Some(curve.series));
    }
}
