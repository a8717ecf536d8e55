//! What is laid over the panes: lists, comparisons, the help.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::app::ask::Ask;
use crate::app::comparison::{Comparison, ComparisonAreas};
use crate::app::help::Help;
use crate::app::prompt::Prompt;
use crate::app::viewport::Anchor;
use crate::app::{App, Picker};
use crate::geometry::{Area, GUTTER};
use crate::keymap::help_page;
use crate::pages::row::{Row, Tone};
use crate::text;

use super::paint::{self, Look, Seen};
use super::status::{Scrolled, scrolled};
use super::{Theme, frame, rect};

pub(super) fn boxed(theme: &Theme, title: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    Clear.render(area, buffer);
    paint::set_style(area, buffer, theme.style(Tone::Plain));
    let title = theme.cut(title, usize::from(area.width).saturating_sub(4));
    let title = theme.text(&format!(" {title} ")).into_owned();
    let title = Line::styled(title, theme.heading(true));
    paint::border(theme.lines(true), theme.border(true), &title, area, buffer);
    area.inner(Margin::new(1, 1))
}

/// Draws a list; where the cursor of its prompt stands.
pub(super) fn picker(
    picker: &Picker,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let mut inner = boxed(theme, &picker.title, area, buffer);
    let mut cursor = None;
    if let Some(prompt) = &picker.prompt {
        let line = Rect { height: 1.min(inner.height), ..inner };
        cursor = Some(typed(prompt, (": ", Modifier::empty()), theme, line, buffer));
        inner = Rect { y: inner.y + line.height, height: inner.height - line.height, ..inner };
    }
    if picker.rows.is_empty() {
        paint::row(theme, &picker.notice(), 0, inner, buffer, Look::default());
        return cursor;
    }
    let seen = paint::rows(theme, picker.top, picker.rows.len(), inner, buffer, |at| {
        let look = Look::of(at == picker.chosen, true, Style::new());
        picker.rows.get(at).map(|row| (row.clone(), look))
    });
    frame::more(theme, seen, true, area, buffer);
    cursor
}

/// Draws a line that is asked for; where the cursor stands in it.
pub(super) fn ask(
    app: &App,
    ask: &Ask,
    theme: &Theme,
    body: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let area =
        rect(Area { x: body.x, y: body.y, width: body.width, height: body.height }.centred(100, 5));
    let inner = boxed(theme, &ask.title(app.marks.len()), area.intersection(body), buffer);
    let room = usize::from(inner.width.saturating_sub(2));
    let line = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), height: 1, ..inner };
    // A suggestion looks selected, as what is typed over does everywhere.
    let style = if ask.is_suggestion { Modifier::REVERSED } else { Modifier::empty() };
    let cursor = typed(&ask.prompt, ("", style), theme, line.intersection(inner), buffer);
    let (remark, failed) = ask.remark(&|name| app.key(name));
    let style = theme.style(if failed { Tone::Bad } else { Tone::Dim });
    // What is wrong may be long, and is told whole where there is room.
    for (range, y) in text::wrap(&remark, room.max(1)).into_iter().zip(inner.y + 1..inner.bottom())
    {
        let at = Rect { y, ..line }.intersection(inner);
        let told = theme.text(text::slice(&remark, range)).into_owned();
        paint::put(at, buffer, &Line::styled(told, style));
    }
    cursor
}

/// Draws a line that is typed behind a sign, scrolled so that its cursor is seen; where that stands.
fn typed(
    prompt: &Prompt,
    (sign, style): (&'static str, Modifier),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let width = text::width(sign) as u16;
    let room = usize::from(area.width.saturating_sub(width));
    let Scrolled { ellipsis, shown, cursor } = scrolled(prompt, room, theme);
    paint::put(area, buffer, &Line::from(vec![sign.into(), ellipsis, Span::styled(shown, style)]));
    (area.x + (width + cursor).min(area.width.saturating_sub(1)), area.y)
}

/// Draws a comparison.
pub(super) fn comparison(
    app: &App,
    comparison: &Comparison,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let body = app.screen().body;
    let page = app.comparison_page(comparison, body.inset(1).width);
    let covered = ComparisonAreas::covered(&page, body);
    let inner = boxed(theme, "Compare", rect(covered).intersection(area), buffer);
    let areas = ComparisonAreas::of(&page, covered.inset(1));
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
    let shown = areas.columns.first().map_or(0, |area| usize::from(area.height));
    let first = comparison.top;
    let seen = Seen { first, end: first + shown, len: shown + areas.overflow(&page) };
    frame::more(theme, seen, true, rect(covered).intersection(area), buffer);
}

/// Rows without a cursor of their own, scrolled by so many lines.
fn rows(theme: &Theme, rows: &[Row], top: usize, area: Rect, buffer: &mut Buffer) {
    let look = |row: &Row| Look::of(row.here, true, Style::new());
    paint::rows(theme, Anchor { row: 0, line: top }, 1, area, buffer, |_| {
        rows.iter().map(|row| (row.clone(), look(row)))
    });
}

/// Draws the help; where the cursor of the line stands that narrows it.
pub(super) fn help(
    app: &App,
    help: &Help,
    theme: &Theme,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let inner = boxed(theme, "Help", body, buffer);
    let (line, area) = help.areas(app.screen().body);
    let (line, area) = (rect(line).intersection(inner), rect(area).intersection(inner));
    let cursor = typed(&help.filter, (" /", Modifier::empty()), theme, line, buffer);
    let area = Rect { x: area.x.saturating_sub(GUTTER), width: area.width + GUTTER, ..area };
    let lines = help_page(app, help, inner.width.saturating_sub(GUTTER));
    let seen = paint::rows(theme, help.top, lines.len(), area.intersection(inner), buffer, |at| {
        lines.get(at).map(|row| (row.clone(), Look::default()))
    });
    frame::more(theme, seen, true, body, buffer);
    help.types.then_some(cursor)
}
