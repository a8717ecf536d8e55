//! The mouse: what is clicked, dragged and scrolled under it. Only while it is captured.
//!
//! A click goes to what lies under it, and closes what is laid over the panes only from outside of it.

use crate::app::action::{Action, Motion, Open, Show, Take};
use crate::app::comparison::{Comparison, ComparisonAreas};
use crate::app::effect::Effect;
use crate::app::mouse::Dragged;
use crate::app::viewport::{Anchor, Rows};
use crate::app::{App, Overlay};
use crate::geometry::{Area, GUTTER, Pane};
use crate::keymap::{self, FooterKey};
use crate::pages::row::{Go, Row, Tone};

use super::{bars, jump, motion, perform, scroll, show, typing, views};

/// A click: focus the pane, and go to what was clicked.
pub(super) fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    let screen = app.screen();
    let keys = keymap::footer(app, screen.footer.width);
    app.notice = None;
    let is_covered = app.overlay().is_some() || app.search.is_some();
    let bar = bars::at(app, column, row);
    app.held = bar.map(Dragged::Bar);
    if let Some(bar) = bar {
        bars::scroll(app, bar, row);
        return Vec::new();
    }
    app.held = screen.border_at(column, row).filter(|_| !is_covered).map(Dragged::Border);
    if screen.footer.contains(column, row) {
        return on_footer(app, &keys, column);
    }
    if app.overlay().is_some() {
        return on_overlay(app, column, row);
    }
    if screen.title.contains(column, row) {
        return on_title(app, column);
    }
    if screen.strip.contains(column, row) {
        if let Some(record) = app.strip_record(column, row) {
            app.place.put(app.citation_shown(record));
        }
        return Vec::new();
    }
    let Some((pane, column, row)) = cell_of_pane(app, column, row) else { return Vec::new() };
    show::focus(app, pane);
    let (Some(column), Some(row)) = (column, row) else { return Vec::new() };
    match pane {
        // As in lists, a second click goes there; the first shows what it is.
        Pane::Timeline if app.search.is_some() => {
            if typing::choose_line(app, row) {
                return perform(app, Action::Enter);
            }
        }
        Pane::Timeline => views::click(app, column, row),
        Pane::Source => return on_source(app, row),
        Pane::Quote => on_quote(app, row),
    }
    Vec::new()
}

/// What the mouse has hold of goes where it goes.
pub(super) fn drag(app: &mut App, to: (u16, u16)) {
    match app.held {
        Some(Dragged::Border(border)) => {
            app.profile.shares = app.profile.shares.dragged(border, &app.screen(), to);
            scroll::follow(app);
        }
        Some(Dragged::Bar(bar)) => bars::scroll(app, bar, to.1),
        None => {}
    }
}

/// The wheel, turned by so many lines, scrolls what is under the pointer; what has the keys keeps them. In the timeline
/// and in lists, where the cursor stands on what is looked at, the cursor moves.
pub(super) fn wheel(app: &mut App, (column, row): (u16, u16), by: isize) {
    if app.overlay().is_some() {
        return motion::run(app, Motion::Rows(by));
    }
    let Some((pane, column, row)) = cell_of_pane(app, column, row) else { return };
    match pane {
        Pane::Timeline if app.search.is_some() => {
            motion::run(app, Motion::Rows(by));
        }
        Pane::Timeline => views::wheel(app, column.zip(row), by),
        Pane::Source => scroll::move_source(app, |rows, from, _| rows.scroll(from, by)),
        Pane::Quote => scroll::move_quote(app, |rows, from, _| rows.scroll(from, by)),
    }
}

/// The pane that a cell of the screen is of, and the column and the row in it; none of these on its borders.
fn cell_of_pane(app: &App, column: u16, row: u16) -> Option<(Pane, Option<u16>, Option<u16>)> {
    let screen = app.screen();
    let pane = Pane::ALL.into_iter().find(|pane| screen.pane(*pane).contains(column, row))?;
    let inner = screen.inner(pane);
    let inside = inner.contains(column, row);
    Some((pane, inside.then(|| column - inner.x), inside.then(|| row - inner.y)))
}

/// A click on a key of the footer is that key. The footer's keys move under the pointer as they come and go, so that
/// one which ends the program may be hit in place of another: it says so and is left to the keyboard.
fn on_footer(app: &mut App, keys: &[FooterKey], column: u16) -> Vec<Effect> {
    if app.search.is_some() {
        return Vec::new();
    }
    let x = column.saturating_sub(app.screen().footer.x);
    match keys.iter().find(|key| key.cells.contains(&x)) {
        Some(key) => {
            let mut effects = perform(app, key.binding.action.clone());
            if effects.contains(&Effect::Quit) {
                effects.retain(|effect| *effect != Effect::Quit);
                let chord = key.binding.chord(&app.profile.chords);
                app.tell(format!("a click does not end the program; {chord} on the keyboard does"));
            }
            effects
        }
        None => Vec::new(),
    }
}

/// A click on the name of a pane is the key of that pane.
fn on_title(app: &mut App, column: u16) -> Vec<Effect> {
    let tab = app.tabs().into_iter().find(|(_, columns)| columns.contains(&column));
    match tab.filter(|_| app.search.is_none()) {
        Some((pane, _)) => perform(app, Action::Show(Show::Pane(pane))),
        None => Vec::new(),
    }
}

fn on_source(app: &mut App, line: u16) -> Vec<Effect> {
    let width = app.screen().rows(Pane::Source).width;
    let (names, _) = app.source_areas(app.place.scroll().source);
    let Some(line) = line.checked_sub(names.height) else { return Vec::new() };
    let Some(page) = app.source_page() else { return Vec::new() };
    let height_of = |i: usize| page.row(i).height(width);
    let rows = Rows::new(page.len(), &height_of);
    let Some(at) = rows.under(app.place.scroll().source, line) else { return Vec::new() };
    // A click on the address is the key that opens it.
    if page.row(at.row).spans.iter().any(|span| span.tone == Tone::Link) {
        return perform(app, Action::Take(Take::Source));
    }
    match page.row(at.row).go {
        Some(Go::To(citation)) => typing::show_record(app, citation),
        Some(go @ Go::Note(_)) => jump::go(app, &go),
        _ => {}
    }
    Vec::new()
}

/// A click on a row that leads somewhere goes there, as in lists.
fn on_quote(app: &mut App, line: u16) {
    let width = app.screen().rows(Pane::Quote).width;
    let page = app.quote_page();
    let height_of = |i: usize| page[i].height(width);
    let rows = Rows::new(page.len(), &height_of);
    let Some(at) = rows.under(app.place.scroll().quote, line) else { return };
    let go = page.get(at.row).and_then(|row| row.go.clone());
    app.place.scroll_mut().quote_row = at.row;
    if let Some(go) = go {
        jump::go(app, &go);
    }
}

fn on_overlay(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    let body = app.screen().body;
    let Some(overlay) = app.overlay() else { return Vec::new() };
    // What is typed does not go away by a click.
    let is_outside = overlay_area(app, overlay).is_some_and(|area| !area.contains(column, row));
    if is_outside {
        app.overlays.pop();
        return Vec::new();
    }
    match app.overlays.last_mut() {
        Some(Overlay::Picker(picker)) if picker.area(body).inset(1).contains(column, row) => {
            if let Some(at) = picker.row_at(body, row) {
                picker.chosen = at;
                return perform(app, Action::Enter);
            }
        }
        Some(Overlay::Help(help)) if help.areas(body).0.contains(column, row) => {
            return perform(app, Action::Open(Open::Search));
        }
        Some(Overlay::Compare(_)) => choose_report(app, column, row),
        Some(Overlay::Picker(_) | Overlay::Help(_) | Overlay::Ask(_)) | None => {}
    }
    Vec::new()
}

/// The part of the screen that an overlay covers; `None` of one that no click closes.
pub(super) fn overlay_area(app: &App, overlay: &Overlay) -> Option<Area> {
    let body = app.screen().body;
    match overlay {
        Overlay::Picker(picker) => Some(picker.area(body)),
        Overlay::Compare(comparison) => {
            let page = app.comparison_page(comparison, body.inset(1).width);
            Some(ComparisonAreas::covered(&page, body))
        }
        Overlay::Help(_) => Some(body),
        Overlay::Ask(_) => None,
    }
}

/// A click on a column of a comparison gives it the keys; where both stand one under the other, one on a head.
fn choose_report(app: &mut App, column: u16, row: u16) {
    let body = app.screen().body;
    let Some(Overlay::Compare(comparison)) = app.overlay() else { return };
    let page = app.comparison_page(comparison, body.inset(1).width);
    let areas = ComparisonAreas::of(&page, ComparisonAreas::covered(&page, body).inset(1));
    let Some(nth) = areas.columns.iter().position(|area| area.contains(column, row)) else {
        return;
    };
    let (area, rows) = (areas.columns[nth], &page.columns[nth]);
    let right =
        if page.columns.len() > 1 { Some(nth == 1) } else { head_at(comparison, rows, area, row) };
    if let (Some(right), Some(Overlay::Compare(comparison))) = (right, app.overlays.last_mut()) {
        comparison.right = right;
    }
}

/// Whether the head on a row of the screen is that of the second report; `None` where no head is.
fn head_at(comparison: &Comparison, page: &[Row], area: Area, row: u16) -> Option<bool> {
    let height_of = |i: usize| page[i].height(area.width.saturating_sub(GUTTER));
    let rows = Rows::new(page.len(), &height_of);
    let top = rows.scroll(Anchor::default(), isize::try_from(comparison.top).unwrap_or(isize::MAX));
    let at = rows.under(top, row.checked_sub(area.y)?)?.row;
    page[at].go.as_ref()?;
    Some(page[..at].iter().any(|row| row.go.is_some()))
}
