//! The table of figures: the exchanges around the one that has the keys, a party a column.

use crate::app::App;
use crate::app::canvas::{Canvas, Stress};
use crate::app::scale::Day;
use crate::chronology::model::PointStatus;
use crate::geometry::Area;
use crate::pages::row::{Span, Tone};
use crate::text;

use super::chart::{MISSING, mark, number};
use super::{Curve, Measure};

/// The least and the most width of a column of the table, in cells.
const COLUMN: (u16, u16) = (12, 17);
/// The width of the days in the table, in cells.
pub(super) const DAY: u16 = 12;

impl App {
    /// The width of a column of the table: that of the longest name, within bounds.
    pub(super) fn table_column(&self) -> u16 {
        let curves = self.time.figures.shown().map(|m| &m.curves[..]).unwrap_or_default();
        let names = curves
            .iter()
            .map(|curve| text::width(&self.chronology().party(curve.party).name) as u16 + 3);
        names.max().unwrap_or(0).clamp(COLUMN.0, COLUMN.1)
    }

    /// The exchanges around the one that has the keys, a party a column.
    pub(super) fn draw_table(&self, measure: &Measure, area: Area, canvas: &mut Canvas) {
        if area.height < 2 {
            return;
        }
        let column = self.table_column();
        let room = area.width.saturating_sub(DAY + 2) / column;
        let columns: Vec<(u16, &Curve)> = (0..room).zip(&measure.curves).collect();
        canvas.lay(area.x + 2, area.y, DAY, Span::new("as of", Tone::Dim));
        for (nth, curve) in &columns {
            let head = self.party_spans(usize::from(*nth), curve);
            let width: u16 = head.iter().map(|span| text::width(&span.text) as u16).sum();
            let width = width.min(column - 1);
            let end = area.x + 2 + DAY + column * (nth + 1) - 1;
            canvas.lay_all(end - width, area.y, width, &head);
        }
        let rows = usize::from(area.height - 1);
        let at = self.time.figures.at;
        let last = measure.days.len().saturating_sub(rows);
        let days = measure.days.iter().enumerate().skip(at.saturating_sub(rows / 2).min(last));
        for (y, (i, day)) in (area.y + 1..area.y + area.height).zip(days) {
            let before = canvas.labels.len();
            self.draw_exchange(&columns, *day, (area.x + 2, y), canvas);
            if i == at {
                canvas.set(area.x + 1, y, '▌', Tone::Key);
                canvas
                    .labels
                    .iter_mut()
                    .skip(before)
                    .for_each(|label| label.stress = Stress::Cursor);
            }
        }
    }

    fn draw_exchange(
        &self,
        columns: &[(u16, &Curve)],
        day: Day,
        (x, y): (u16, u16),
        canvas: &mut Canvas,
    ) {
        let c = self.chronology();
        let column = self.table_column();
        let date = columns.iter().find_map(|(_, curve)| Some(curve.on(c, day)?.date.long()));
        canvas.lay(x, y, DAY, Span::new(date.unwrap_or_default(), Tone::Date));
        for (nth, curve) in columns {
            let Some(point) = curve.on(c, day) else {
                continue;
            };
            let text = match point.value {
                Some(value) => {
                    format!("{} {:>6}", mark(usize::from(*nth), point.status), number(value))
                }
                None => format!("{MISSING} {:>6}", "none"),
            };
            let declared = point.status == PointStatus::Declared;
            let tone = if declared { Tone::Plain } else { Tone::Doubt };
            let end = x + DAY + column * (nth + 1) - 1;
            canvas.lay(
                end.saturating_sub(text::width(&text) as u16),
                y,
                column,
                Span::new(text, tone),
            );
        }
    }
}
