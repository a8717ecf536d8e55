//! Drawings in cells: what the app has drawn in meanings, in colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as Painted};

use crate::app::canvas::{Canvas, Cell, Stress};

use super::Theme;
use super::paint;

/// Draws a canvas in the upper left of `area`.
pub(super) fn canvas(canvas: &Canvas, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for y in 0..canvas.height.min(area.height) {
        let row = canvas.row(y);
        let mut spans: Vec<Painted<'static>> = Vec::new();
        for run in
            row.chunk_by(|a, b| a.tone == b.tone && a.light == b.light && a.stress == b.stress)
        {
            let text: String = run.iter().map(|cell| theme.glyph(cell.glyph)).collect();
            spans.push(Painted::styled(
                text,
                run.first().map_or_else(Style::new, |c| style(theme, c)),
            ));
        }
        paint::put(Rect { y: area.y + y, height: 1, ..area }, buffer, &Line::from(spans));
    }
    for label in &canvas.labels {
        if label.x < area.width && label.y < area.height {
            let at = Rect {
                x: area.x + label.x,
                y: area.y + label.y,
                width: area.width - label.x,
                height: 1,
            };
            let over = stressed(theme, label.stress);
            paint::put(at, buffer, &paint::line(theme, std::slice::from_ref(&label.span), over));
        }
    }
}

fn style(theme: &Theme, cell: &Cell) -> Style {
    theme.lit(theme.style(cell.tone).patch(stressed(theme, cell.stress)), cell.light)
}

fn stressed(theme: &Theme, stress: Stress) -> Style {
    match stress {
        Stress::None => Style::new(),
        Stress::Dimmed => theme.dimmed(),
        Stress::Cursor => theme.pointed(),
    }
}
