//! The source and the quote: rows from the anchor down, until the area is full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::geometry::Pane;

use super::Theme;
use super::paint::{self, Look, Seen};

/// The document that prints the record.
pub(super) fn source(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    let Some(page) = app.source_page() else {
        // The timeline says of a dataset without records why it is empty.
        let text = if app.shows_nothing() { String::new() } else { app.no_source() };
        paint::notice(theme, text, area, buffer);
        return Seen::default();
    };
    let focused = app.place.focus == Pane::Source;
    let top = app.place.scroll().source;
    let names = app.source_areas(top).0.height;
    if names > 0 {
        let line = Rect { height: names, ..area };
        paint::row(theme, &page.name(), 0, line, buffer, Look::default());
    }
    let area = Rect { y: area.y + names, height: area.height.saturating_sub(names), ..area };
    paint::rows(theme, top, page.len(), area, buffer, |at| {
        let row = page.row(at);
        let look = Look::of(row.here, focused, Style::new());
        Some((row, look))
    })
}

/// The page about the record.
pub(super) fn quote(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    let focused = app.place.focus == Pane::Quote;
    let page = app.quote_page();
    paint::rows(theme, app.place.scroll().quote, page.len(), area, buffer, |at| {
        let here = focused && at == app.place.scroll().quote_row;
        page.get(at).map(|row| (row.clone(), Look::of(here, focused, Style::new())))
    })
}
