//! Small boxes that come by themselves: how a chord goes on, and the step of the tour. They hold no cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::tour::STEPS;
use crate::app::{App, tour};
use crate::geometry::GUTTER;
use crate::keymap;
use crate::pages;
use crate::pages::row::{Row, Span, Tone, width_of};

use super::Theme;
use super::overlay::boxed;
use super::paint::{self, Look};
use crate::text;

/// The most cells that a box takes.
const WIDEST: u16 = 72;
/// The margin in which keys stand.
const KEYS: u16 = 7;

/// Draws what is to be told now: the keys that go on a chord over the footer, the step of the tour under the title.
pub(super) fn draw(app: &App, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let going_on = keymap::continuations(&app.profile.chords, app.mode(), &app.pending);
    if !going_on.is_empty() {
        let row = |(keys, what): &(String, &'static str)| key_row(keys, what);
        let rows = going_on.iter().map(row).collect();
        boxed_rows(app, theme, &format!("{}…", app.pending), rows, (body, true), buffer);
    }
    let is_covered = app.overlay().is_some() || app.search.is_some();
    let step = app.tour.filter(|_| !is_covered).and_then(|at| Some((at, STEPS.get(at)?)));
    if let Some((at, tour::Step { action, text, .. })) = step {
        let escape = app.key("escape");
        let title = format!("Tour · {} of {} · {escape} leaves it", at + 1, STEPS.len());
        let key = app.key(action);
        boxed_rows(app, theme, &title, vec![key_row(&key, text)], (body, false), buffer);
    }
}

fn key_row(keys: &str, what: &str) -> Row {
    Row::of(vec![Span::new(what, Tone::Plain)]).led(KEYS, vec![Span::new(keys, Tone::Key)])
}

/// Rows in a box as large as they need, at the foot of an area or at its top; at the foot too where the row of a cursor
/// lies under the top and not under the foot.
fn boxed_rows(
    app: &App,
    theme: &Theme,
    title: &str,
    rows: Vec<Row>,
    (area, at_foot): (Rect, bool),
    buffer: &mut Buffer,
) {
    let rows = pages::finished(rows, app.profile.ascii);
    let longest = rows.iter().map(|row| width_of(&row.spans) as u16 + row.margin).max();
    let wanted = longest.unwrap_or(0).max(text::width(title) as u16 + 2) + GUTTER + 2;
    let width = wanted.min(WIDEST).min(area.width);
    let cells = width.saturating_sub(GUTTER + 2);
    let height = rows.iter().map(|row| row.height(cells) as u16).sum::<u16>() + 2;
    let height = height.min(area.height);
    let (top, foot) = (area.y, area.y + area.height - height);
    let bar = theme.text("▌");
    let covers_cursor = |y: u16| {
        let mut rows = y..y + height;
        rows.any(|y| (area.x..area.x + width).any(|x| buffer[(x, y)].symbol() == bar))
    };
    let y = if at_foot || (covers_cursor(top) && !covers_cursor(foot)) { foot } else { top };
    let inner = boxed(theme, title, Rect { x: area.x, y, width, height }, buffer);
    let mut under = inner;
    for row in &rows {
        let drawn = paint::row(theme, row, 0, under, buffer, Look::default());
        under = Rect { y: under.y + drawn, height: under.height.saturating_sub(drawn), ..under };
    }
}
