//! The timeline drawn, view by view: the list here, lanes and figures in files of their own.

mod figures;
mod lanes;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::search::{Found, Search};
use crate::app::viewport::Anchor;
use crate::app::{App, View};
use crate::chronology::target::Target;
use crate::geometry::{GUTTER, Pane};
use crate::pages::row::{LEAST, LEAST_BESIDE_WHY, Row, Span, Tone};
use crate::search::{Hits, IN_A_NOTE, WordsStand};
use crate::text;

use super::Theme;
use super::paint::{self, Look, Seen};

/// Draws the hits of the open prompt, best first, or the view of the timeline.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    match &app.search {
        Some(search) if search.asks() => hits(app, search, theme, area, buffer),
        _ => match app.place.view {
            View::List => list(app, theme, area, buffer),
            View::Lanes => lanes::draw(app, theme, area, buffer),
            View::Figures => {
                figures::draw(app, theme, area, buffer);
                Seen::default()
            }
        },
    }
}

/// The records in time.
fn list(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    if let Some(why) = app.why_empty() {
        paint::notice(theme, why, area, buffer);
        return Seen::default();
    }
    let top = app.place.scroll().timeline;
    paint::rows(theme, top, app.order().len(), area, buffer, |position| {
        let mut rows = app.timeline_rows(position);
        let record = app.order().at(position);
        // The first row on the screen says its date even if the one above it did.
        let leads = position == top.row && rows.len() == top.line + 1;
        if let (true, Some(record), Some(row)) = (leads, record, rows.last_mut()) {
            let dated = app.dated(false, false);
            *row = app.record_row(app.citation_shown(record), dated);
        }
        let dimmed = record.is_some_and(|r| app.is_dimmed(r));
        let over = if dimmed { theme.dimmed() } else { Style::new() };
        rows.into_iter().map(move |row| {
            let here = row.here && row.go.is_some();
            (row, Look::of(here, app.place.focus == Pane::Timeline, over))
        })
    })
}

fn hits(app: &App, search: &Search, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Seen {
    let Some(hits) = &search.hits else {
        paint::notice(theme, "indexing…", area, buffer);
        return Seen::default();
    };
    if search.is_empty() {
        let complete = app.key("complete");
        let known = match app.place.as_of {
            Some(by) => format!("Nothing that was published by {by} matches."),
            None => "Nothing matches.".to_owned(),
        };
        let text = format!(
            "{known} Words must all stand in one statement or event; -word excludes, a|b or a OR b is either, \
             ( ) groups, speaker: source: said: narrow; {complete} completes."
        );
        let texts = " No article is held: startline --texts FOLDER has them searched too.";
        let text = match search.complaints.first() {
            // What is wrong is said beside the prompt.
            Some(_) => known,
            None if app.data.has_texts => text,
            None => text + texts,
        };
        let said = Row::of(vec![Span::new(text, Tone::Dim)]);
        let rows: Vec<_> = search.remarks().into_iter().chain([said]).collect();
        paint::rows(theme, Anchor::default(), 1, area, buffer, |_| told(rows.clone()));
        return Seen::default();
    }
    paint::rows(theme, search.top, search.len(), area, buffer, |at| {
        told(search.over(at))
            .chain(found(app, search, hits, at, area.width.saturating_sub(GUTTER)))
            .chain(told(search.under(at)))
    })
}

/// Rows that the cursor is never on.
fn told(rows: impl IntoIterator<Item = Row>) -> impl Iterator<Item = (Row, Look)> {
    rows.into_iter().map(|row| (row, Look::default()))
}

fn found(app: &App, search: &Search, hits: &Hits, at: usize, cells: u16) -> Option<(Row, Look)> {
    let row = match search.found(at)? {
        Found::Record(hit) => {
            let citation = app.report_meant(hit.record);
            let mut row = app.record_row_as_said(citation);
            let parts = hits.told_parts_listed(&hit);
            let stand = if hit.by_note { Some(IN_A_NOTE) } else { app.words_stand(citation) };
            if !parts.is_empty() || stand.is_some() {
                row.tail = why_found(stand, &parts, usize::from(cells.saturating_sub(row.margin)));
                row.says_why = true;
            }
            row
        }
        Found::Paragraph(hit) => app.paragraph_row(hit),
        Found::Figure(point) => app.target_row(Target::Point(point)),
    };
    Some((row, Look::of(at == search.chosen, true, Style::new())))
}

/// Why something is among the hits: where its words stand, in a word where there is little room, then parts of which
/// the first give way; what it lacks is told in any room.
fn why_found(stand: Option<WordsStand>, parts: &[String], cells: usize) -> Vec<Span> {
    let Some((last, before)) = parts.split_last() else {
        let fits = |told: &&str| text::width(told) + LEAST_BESIDE_WHY < cells;
        let told = stand.and_then(|stand| [stand.full, stand.short].into_iter().find(fits));
        return told.map(|told| Span::new(told, Tone::Doubt)).into_iter().collect();
    };
    let room = cells.saturating_sub(LEAST + 1);
    let stand = stand.map(|stand| stand.full.to_owned());
    let before = stand.iter().chain(before).map(|part| format!("{part} · "));
    let told = before.chain([text::truncate(last, room).into_owned()]);
    told.map(|part| Span::new(part, Tone::Doubt)).collect()
}

#[cfg(test)]
mod tests;
