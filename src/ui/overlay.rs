//! What is laid over the panes: lists, comparisons, the help.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};

use crate::app::comparison::{Comparison, ComparisonAreas};
use crate::app::viewport::Anchor;
use crate::app::{App, Picker};
use crate::geometry::{Area, GUTTER};
use crate::keymap::help_page;
use crate::pages::row::{Row, Tone};
use crate::text;

use super::paint::{self, Look};
use super::{Theme, rect};

fn boxed(theme: &Theme, title: &str, foot: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.style(Tone::Plain));
    let title = theme.cut(title, usize::from(area.width).saturating_sub(4));
    let block = Block::bordered()
        .border_set(theme.lines(true))
        .border_style(theme.border(true))
        .title_top(Line::styled(
            theme.text(&format!(" {title} ")).into_owned(),
            theme.heading(true),
        ))
        .title_bottom(Line::styled(theme.text(foot), theme.style(Tone::Dim)).right_aligned());
    let inner = block.inner(area);
    block.render(area, buffer);
    inner
}

/// Draws a list; where the cursor of its prompt stands.
pub(super) fn picker(
    picker: &Picker,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let count = picker.rows.iter().filter(|r| r.go.is_some()).count();
    let foot = if count > 1 { format!(" {count} ") } else { String::new() };
    let mut inner = boxed(theme, &picker.title, &foot, area, buffer);
    let mut cursor = None;
    if let Some(prompt) = &picker.prompt {
        let line = Rect { height: 1.min(inner.height), ..inner };
        let typed = text::width(text::slice(prompt.text(), ..prompt.at())) as u16;
        paint::put(line, buffer, &Line::from(format!(": {}", prompt.text())));
        cursor = Some((inner.x + (2 + typed).min(inner.width.saturating_sub(1)), inner.y));
        inner = Rect { y: inner.y + line.height, height: inner.height - line.height, ..inner };
    }
    if picker.rows.is_empty() {
        paint::notice(theme, picker.empty, inner, buffer);
        return cursor;
    }
    paint::rows(theme, picker.top, picker.rows.len(), inner, buffer, |at| {
        let look = Look::of(at == picker.chosen, true, Style::new());
        picker.rows.get(at).map(|row| (row.clone(), look))
    });
    cursor
}

/// Draws a comparison.
pub(super) fn comparison(
    app: &App,
    comparison: &Comparison,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let inner = boxed(theme, "Compare", "", area, buffer);
    let page = app.comparison_page(comparison, inner.width);
    let areas = ComparisonAreas::of(&page, app.screen().body.inset(1));
    let clipped = |area| rect(area).intersection(inner);
    rows(theme, &page.head, 0, clipped(areas.head), buffer);
    for (column, area) in page.columns.iter().zip(&areas.columns) {
        rows(theme, column, comparison.top, clipped(*area), buffer);
    }
    for beside in areas.columns.iter().skip(1) {
        for line in clipped(Area { x: beside.x - 2, width: 1, ..*beside }).rows() {
            paint::put(line, buffer, &Line::styled(theme.text("│"), theme.border(false)));
        }
    }
    rows(theme, &page.foot, 0, clipped(areas.foot), buffer);
}

/// Rows without a cursor of their own, scrolled by so many lines.
fn rows(theme: &Theme, rows: &[Row], top: usize, area: Rect, buffer: &mut Buffer) {
    let look = |row: &Row| Look::of(row.here, true, Style::new());
    paint::rows(theme, Anchor { row: 0, line: top }, 1, area, buffer, |_| {
        rows.iter().map(|row| (row.clone(), look(row)))
    });
}

/// Draws the help from an anchor on.
pub(super) fn help(app: &App, top: Anchor, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = boxed(theme, "Help", " j k scroll · q closes ", area, buffer);
    let lines = help_page(app, inner.width.saturating_sub(GUTTER));
    paint::rows(theme, top, lines.len(), inner, buffer, |at| {
        lines.get(at).map(|row| (row.clone(), Look::default()))
    });
}
