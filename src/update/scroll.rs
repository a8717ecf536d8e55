//! What is seen of each pane: scrolled as little as possible after the cursor, and by pages.
//!
//! Measures rows and moves anchors. The cursor it leaves where it is, but for scrolling by lines, which takes it to a
//! row that is seen.

use crate::app::App;
use crate::app::under_cursor::Read;
use crate::app::viewport::{Anchor, Rows};
use crate::geometry::Pane;
use crate::pages::Beside;
use crate::pages::row::Row;

use super::views;

/// Lines of context kept above and below the row under the cursor.
const MARGIN: usize = 2;

/// Brings everything after the cursor, and the cursor into sight in every pane that is shown.
pub(super) fn follow(app: &mut App) {
    views::follow(app);
    app.hold_window();
    reveal_timeline(app);
    reveal_source(app);
    reveal_quote(app);
    app.place.seen_at = app.size();
}

fn reveal_timeline(app: &mut App) {
    let height = usize::from(app.screen().rows(Pane::Timeline).height);
    // Views across time keep their own first row.
    if app.screen().pane(Pane::Timeline).is_empty() || app.place.view.get().is_across() {
        return;
    }
    let (Ok(at) | Err(at)) = app.order().position(app.place.cursor.record);
    let height_of = |i: usize| app.order().height(i);
    let rows = Rows::new(app.order().len(), &height_of);
    let anchor = rows.reveal(app.place.scroll().timeline, height, at, MARGIN);
    app.place.scroll_mut().timeline = anchor;
}

fn reveal_source(app: &mut App) {
    let area = app.screen().rows(Pane::Source);
    let shown = !app.screen().pane(Pane::Source).is_empty();
    let Some(page) = app.source_page().filter(|_| shown) else {
        return;
    };
    let of = Some((page.source, app.data.article(page.source).is_some()));
    let height_of = |at: usize| page.row(at).height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let scroll = app.place.scroll();
    let from = if scroll.of_source == of { scroll.source } else { Anchor::default() };
    let selected = page.selected();
    let over = page.over(selected);
    let reveal = |height: u16| {
        let height = usize::from(height);
        let anchor = rows.reveal(from, height, selected, MARGIN);
        // What is read is seen in its paragraph, where both have room.
        let mut lines = 0;
        let fits = (over..=selected).all(|at| {
            lines += height_of(at);
            lines <= height
        });
        let top = Anchor { row: over, line: 0 };
        let is_cut = over < anchor.row || (over == anchor.row && anchor.line > 0);
        if fits && is_cut { top } else { anchor }
    };
    // Scrolled rows have a line less than those that are not.
    let anchor = reveal(area.height);
    let anchor = if anchor == Anchor::default() {
        anchor
    } else {
        reveal(app.source_areas(anchor).1.height)
    };
    // The end of a row that began above says nothing.
    let height = usize::from(app.source_areas(anchor).1.height);
    let next = Anchor { row: anchor.row + 1, line: 0 };
    let begins = anchor.line == 0 || next.row > page.selected() || rows.clamp(next, height) != next;
    let anchor = if begins { anchor } else { next };
    let scroll = app.place.scroll_mut();
    (scroll.source, scroll.of_source) = (anchor, of);
}

fn reveal_quote(app: &mut App) {
    let area = app.screen().rows(Pane::Quote);
    if app.screen().pane(Pane::Quote).is_empty() {
        return;
    }
    let of = Some(app.read());
    let scroll = app.place.scroll();
    let from = if scroll.of_quote == of { scroll.quote } else { Anchor::default() };
    // The page about another thing begins at its top.
    let is_other = scroll.of_quote.is_some() && scroll.of_quote != of;
    let (mut row, mut anchor) = (if is_other { 0 } else { scroll.quote_row }, from);
    // The first row is seen from the top, whatever the page is: it need not be composed for that.
    if (row, anchor) != (0, Anchor::default()) {
        let page = app.quote_page();
        let height_of = |at: usize| page[at].height(area.width);
        let rows = Rows::new(page.len(), &height_of);
        row = row.min(page.len().saturating_sub(1));
        anchor = rows.reveal(from, usize::from(area.height), row, 0);
    }
    let scroll = app.place.scroll_mut();
    (scroll.quote, scroll.quote_row, scroll.of_quote) = (anchor, row, of);
}

/// Puts what `to` answers for the rows of the document, what stands at their top and their height at the top. The
/// cursor stays where it is.
pub(super) fn move_source(app: &mut App, to: impl FnOnce(&Rows<'_>, Anchor, usize) -> Anchor) {
    let area = app.screen().rows(Pane::Source);
    let Some(page) = app.source_page() else { return };
    let from = app.place.scroll().source;
    let height_of = |at: usize| page.row(at).height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let whole = usize::from(area.height);
    let anchor = if rows.bottom(whole) == Anchor::default() {
        Anchor::default()
    } else {
        // Scrolled rows have a line less than those that are not.
        let scrolled = usize::from(app.source_areas(Anchor { row: 1, line: 0 }).1.height);
        let to = to(&rows, from, scrolled);
        rows.clamp(to, if to == Anchor::default() { whole } else { scrolled })
    };
    app.place.scroll_mut().source = anchor;
}

/// The same of the page about the record. Of its rows that which has the keys is kept in sight.
pub(super) fn move_quote(app: &mut App, to: impl FnOnce(&Rows<'_>, Anchor, usize) -> Anchor) {
    let area = app.screen().rows(Pane::Quote);
    let page = app.quote_page();
    let height_of = |at: usize| page[at].height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let height = usize::from(area.height);
    let anchor = rows.clamp(to(&rows, app.place.scroll().quote, height), height);
    let seen = rows.seen(anchor, height);
    let row = app.place.scroll().quote_row;
    let told = |at: &usize| !page[*at].is_blank();
    let row = if seen.contains(&row) {
        row
    } else if row < seen.start {
        seen.clone().find(told).unwrap_or(seen.start)
    } else {
        seen.clone().rev().find(told).unwrap_or(seen.start)
    };
    app.place.scroll_mut().quote = anchor;
    app.place.scroll_mut().quote_row = row;
}

/// Scrolls by a line to more of the passage under the cursor, where that is taller than its pane and has more; whether
/// it had.
pub(super) fn within_source(app: &mut App, down: bool) -> bool {
    let area = app.screen().rows(Pane::Source);
    let Some(page) = app.source_page() else { return false };
    let height_of = |at: usize| page.row(at).height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let from = app.place.scroll().source;
    let height = usize::from(app.source_areas(from).1.height);
    let to = rows.within(from, height, page.selected(), down);
    app.place.scroll_mut().source = to.unwrap_or(from);
    to.is_some()
}

/// The same of the row of the page about the record that has the keys.
pub(super) fn within_quote(app: &mut App, page: &[Row], down: bool) -> bool {
    let area = app.screen().rows(Pane::Quote);
    let height_of = |at: usize| page[at].height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let from = app.place.scroll().quote;
    let to = rows.within(from, usize::from(area.height), app.place.scroll().quote_row, down);
    app.place.scroll_mut().quote = to.unwrap_or(from);
    to.is_some()
}

/// Scrolls the document by lines. Where that leaves the passage under the cursor out of sight, the cursor goes to
/// one that is in it, if there is any.
pub(super) fn scroll_source(app: &mut App, lines: isize) {
    let area = app.screen().rows(Pane::Source);
    let Some(page) = app.source_page() else { return };
    let from = app.place.scroll().source;
    let height_of = |at: usize| page.row(at).height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let to = rows.scroll(from, lines);
    let height = usize::from(app.source_areas(to).1.height);
    let fits = rows.bottom(usize::from(area.height)) == Anchor::default();
    let anchor = if fits { Anchor::default() } else { rows.clamp(to, height) };
    let mut seen = rows.seen(anchor, height);
    let to = if anchor == from || seen.clone().any(|at| page.row(at).here) {
        None
    } else if lines > 0 {
        seen.find_map(|row| page.citation_at(row))
    } else {
        seen.rev().find_map(|row| page.citation_at(row))
    };
    app.place.scroll_mut().source = anchor;
    // Scrolling never leads from a figure to a record.
    let is_record = matches!(app.read(), Read::Record(_) | Read::Beside(Beside::Paragraph(_)));
    if let Some(to) = to.filter(|_| is_record) {
        app.place.put(to);
    }
}

/// Scrolls the document by a line to what stands before its first passage or behind its last. Where the passage itself
/// lies that way, out of sight, it is brought into it.
pub(super) fn beyond_source(app: &mut App, down: bool) {
    let area = app.screen().rows(Pane::Source);
    let Some(page) = app.source_page() else { return };
    let top = app.place.scroll().source;
    let height_of = |at: usize| page.row(at).height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let seen = rows.seen(top, usize::from(app.source_areas(top).1.height));
    let is_ahead = if down { page.selected() >= seen.end } else { page.selected() < seen.start };
    if is_ahead { follow(app) } else { scroll_source(app, if down { 1 } else { -1 }) }
}

/// Scrolls the page about the record by lines; the first row on the screen then has the keys, or at the end of
/// the page the last.
pub(super) fn scroll_quote(app: &mut App, lines: isize) {
    let area = app.screen().rows(Pane::Quote);
    let page = app.quote_page();
    let height_of = |at: usize| page[at].height(area.width);
    let rows = Rows::new(page.len(), &height_of);
    let from = app.place.scroll().quote;
    let to = rows.clamp(rows.scroll(from, lines), usize::from(area.height));
    let mut told = (0..page.len()).filter(|at| !page[*at].is_blank());
    let row = match (to == from, lines > 0) {
        (false, _) => told.find(|at| *at >= to.row),
        (true, true) => told.next_back(),
        (true, false) => told.next(),
    };
    app.place.scroll_mut().quote = to;
    app.place.scroll_mut().quote_row = row.unwrap_or(app.place.scroll().quote_row);
}
