//! What is laid over the panes: lists, comparisons, the help.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear, Widget};

use crate::app::comparison::Comparison;
use crate::app::viewport::Anchor;
use crate::app::{App, Picker};
use crate::geometry::GUTTER;
use crate::keymap::help_page;
use crate::pages::row::Row;
use crate::text;

use super::Theme;
use super::paint::{self, Look};

fn boxed(theme: &Theme, title: &str, foot: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    Clear.render(area, buffer);
    let title = theme.cut(title, usize::from(area.width).saturating_sub(4));
    let block = Block::bordered()
        .border_set(theme.lines(true))
        .border_style(theme.border(true))
        .title_top(Line::styled(
            theme.text(&format!(" {title} ")).into_owned(),
            theme.heading(true),
        ))
        .title_bottom(Line::from(theme.text(foot)).right_aligned());
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
        let typed = text::width(&prompt.text()[..prompt.at()]) as u16;
        paint::put(line, buffer, &Line::from(format!(": {}", prompt.text())));
        cursor = Some((inner.x + (2 + typed).min(inner.width.saturating_sub(1)), inner.y));
        inner = Rect { y: inner.y + line.height, height: inner.height - line.height, ..inner };
    }
    if picker.rows.is_empty() {
        paint::notice(theme, picker.empty, inner, buffer);
        return cursor;
    }
    paint::rows(theme, picker.top, picker.rows.len(), inner, buffer, |at| {
        let look = Look::of(theme, at == picker.chosen, true, Style::new());
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
    let mut y = 0;
    for row in &page.head {
        let rest = Rect { y: inner.y + y, height: inner.height.saturating_sub(y), ..inner };
        y += paint::row(theme, row, 0, rest, buffer, Look::default());
    }
    let foot: u16 = page.foot.iter().map(|r| r.height(inner.width) as u16).sum();
    let body = inner.height.saturating_sub(y + foot);
    let count = page.columns.len().max(1) as u16;
    let gap = if count > 1 { 3 } else { 0 };
    let width = inner.width.saturating_sub(gap * (count - 1)) / count;
    for (n, column) in page.columns.iter().enumerate() {
        let x = inner.x + n as u16 * (width + gap);
        let area = Rect { x, y: inner.y + y, width, height: body };
        rows(theme, column, comparison.top, area, buffer);
    }
    if count > 1 {
        for line in 0..body {
            let at = Rect { x: inner.x + width + 1, y: inner.y + y + line, width: 1, height: 1 };
            paint::put(at, buffer, &Line::styled(theme.text("│"), theme.border(false)));
        }
    }
    let under =
        Rect { y: inner.y + y + body, height: inner.height.saturating_sub(y + body), ..inner };
    rows(theme, &page.foot, Anchor::default(), under, buffer);
}

fn rows(theme: &Theme, rows: &[Row], top: Anchor, area: Rect, buffer: &mut Buffer) {
    paint::rows(theme, top, rows.len(), area, buffer, |at| {
        rows.get(at).map(|row| {
            let bar = row.here.then(|| theme.border(true));
            (row.clone(), Look { bar, ..Look::default() })
        })
    });
}

/// Draws the help from an anchor on.
pub(super) fn help(app: &App, top: Anchor, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = boxed(theme, "Help", " j k scroll · q closes ", area, buffer);
    let lines = help_page(app, inner.width.saturating_sub(GUTTER));
    rows(theme, &lines, top, inner, buffer);
}
