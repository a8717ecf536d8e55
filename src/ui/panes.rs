//! The content of the three panes: rows from the anchor down, until the area is full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{App, searching};
use crate::chronology::tables::Citation;
use crate::geometry::Pane;
use crate::pages::row::{Span, Tone};
use crate::pages::timeline::Dated;
use crate::search::Near;

use super::Theme;
use super::paint::{self, Look};

/// The list of records: in time, or the hits of the open prompt, best first.
pub(super) fn timeline(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if let Some(search) = app.search.as_ref().filter(|s| !s.query.is_empty()) {
        return hits(app, search, theme, area, buffer);
    }
    if app.shown_len() == 0 {
        let text = if app.is_reading() {
            "Reading the dataset…"
        } else if app.chronology().records.is_empty() {
            "This dataset holds no records."
        } else {
            "Nothing to show: the query or the day of knowledge leaves no record. X clears the query."
        };
        paint::notice(theme, text, area, buffer);
        return;
    }
    let mut y = 0;
    let mut skip = app.anchors.timeline.line;
    for position in app.anchors.timeline.row..app.shown_len() {
        for mut row in app.timeline_rows(position).into_iter().skip(skip) {
            if y >= area.height {
                return;
            }
            // The first row on the screen says its date even if the one above it did.
            let record = app.shown_at(position);
            if y == 0
                && row.go.is_some()
                && let Some(record) = record
            {
                row = app.record_row(Citation { record, nth: 0 }, Dated::Short { repeats: false });
            }
            let dimmed = record.is_some_and(|r| app.is_dimmed(r));
            let over = if dimmed { theme.dimmed() } else { Style::new() };
            let here = row.here && row.go.is_some();
            let look = cursor(theme, here, app.focus == Pane::Timeline, over);
            let line = Rect { y: area.y + y, height: 1, ..area };
            y += paint::row(theme, &row, 0, line, buffer, look);
        }
        skip = 0;
    }
}

fn cursor(theme: &Theme, here: bool, focused: bool, over: Style) -> Look {
    let bar = here.then(|| theme.border(focused));
    let over = if here { over.patch(theme.selected(focused)) } else { over };
    Look { over, bar }
}

fn hits(app: &App, search: &searching::Search, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(hits) = &search.hits else {
        paint::notice(theme, "indexing…", area, buffer);
        return;
    };
    if hits.ranked.is_empty() {
        let text = "Nothing matches. Words must all stand in one statement or event; -word excludes, a|b is either, \
                    speaker: source: said: narrow; Tab completes.";
        paint::notice(theme, text, area, buffer);
        return;
    }
    for (y, (i, hit)) in (0..area.height).zip(hits.ranked.iter().enumerate().skip(search.top)) {
        let mut row = app.record_row(Citation { record: hit.record, nth: hit.nth }, Dated::Long);
        if i >= hits.answers {
            let word = if hit.near == Near::Partial { "not all words" } else { "near" };
            row.tail = vec![Span::new(word, Tone::Doubt)];
        }
        let look = cursor(theme, i == search.chosen, true, Style::new());
        let line = Rect { y: area.y + y, height: 1, ..area };
        paint::row(theme, &row, 0, line, buffer, look);
    }
}

/// The document that prints the record.
pub(super) fn source(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let Some(page) = app.source_page() else {
        let text = if app.chronology().records.is_empty() {
            ""
        } else {
            "No source is recorded for this event."
        };
        paint::notice(theme, text, area, buffer);
        return;
    };
    let focused = app.focus == Pane::Source;
    let mut y = 0;
    let mut skip = app.anchors.source.line;
    for at in app.anchors.source.row..page.len() {
        if y >= area.height {
            return;
        }
        let row = page.row(at);
        let look = cursor(theme, row.here, focused, Style::new());
        let rest = Rect { y: area.y + y, height: area.height - y, ..area };
        y += paint::row(theme, &row, skip, rest, buffer, look);
        skip = 0;
    }
}

/// The page about the record.
pub(super) fn quote(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let focused = app.focus == Pane::Quote;
    let mut y = 0;
    let mut skip = app.anchors.quote.line;
    for (at, row) in app.quote_page().iter().enumerate().skip(app.anchors.quote.row) {
        if y >= area.height {
            return;
        }
        let here = focused && at == app.quote_row;
        let look = cursor(theme, here, focused, Style::new());
        let rest = Rect { y: area.y + y, height: area.height - y, ..area };
        y += paint::row(theme, row, skip, rest, buffer, look);
        skip = 0;
    }
}
