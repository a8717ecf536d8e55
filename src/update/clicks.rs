//! Clicks: on a pane, a row of it, the strip, or a list laid over them. Only while they are captured.

use crate::app::effect::Effect;
use crate::app::viewport::Rows;
use crate::app::{App, Overlay};
use crate::geometry::Pane;
use crate::pages::row::{Go, Tone};

use super::{enter, motion, perform, scroll, show, typing};
use crate::app::action::{Action, Motion, Take};
use crate::keymap;

/// A click: focus the pane, and go to what was clicked.
pub(super) fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    let screen = app.screen();
    let is_covered = app.overlay().is_some() || app.search.is_some();
    app.held_border = screen.border_at(column, row).filter(|_| !is_covered);
    if screen.footer.contains(column, row) {
        return on_footer(app, column);
    }
    if app.overlay().is_some() {
        return on_overlay(app, column, row);
    }
    if screen.strip.contains(column, row) {
        app.click_strip(column);
        return Vec::new();
    }
    let pane = Pane::ALL.into_iter().find(|pane| screen.pane(*pane).contains(column, row));
    let Some(pane) = pane else { return Vec::new() };
    show::focus(app, pane);
    let inner = screen.inner(pane);
    if !inner.contains(column, row) {
        return Vec::new();
    }
    let (column, row) = (column - inner.x, row - inner.y);
    match pane {
        Pane::Timeline if app.search.is_some() => typing::choose_line(app, row),
        Pane::Timeline => app.place.view.get().click(app, column, row),
        Pane::Source => return on_source(app, row),
        Pane::Quote => return on_quote(app, row),
    }
    Vec::new()
}

/// A border that the mouse has hold of goes where it goes.
pub(super) fn drag(app: &mut App, to: (u16, u16)) {
    if let Some(border) = app.held_border {
        app.shares = app.shares.dragged(border, &app.screen(), to);
        scroll::follow(app);
    }
}

/// The wheel moves in the pane under the pointer as its keys do, and what has the keys keeps them.
pub(super) fn wheel(app: &mut App, (column, row): (u16, u16), by: isize) {
    let screen = app.screen();
    let is_covered = app.overlay().is_some() || app.search.is_some();
    let under = Pane::ALL.into_iter().find(|pane| screen.pane(*pane).contains(column, row));
    let focus = app.place.focus;
    app.place.focus = under.filter(|_| !is_covered).unwrap_or(focus);
    motion::run(app, Motion::Rows(by));
    app.place.focus = focus;
}

/// A click on a key of the footer is that key.
fn on_footer(app: &mut App, column: u16) -> Vec<Effect> {
    if app.search.is_some() {
        return Vec::new();
    }
    let x = column.saturating_sub(app.screen().footer.x);
    let keys = keymap::footer(app, app.screen().footer.width);
    match keys.iter().find(|key| key.cells.contains(&x)) {
        Some(key) => perform(app, key.binding.action.clone()),
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
    let at = rows.scroll(app.place.scroll().source, isize::from(line as i16));
    // A click on the address is the key that opens it.
    if page.row(at.row).spans.iter().any(|span| span.tone == Tone::Link) {
        return perform(app, Action::Take(Take::Source));
    }
    if let Some(Go::To(citation)) = page.row(at.row).go {
        app.place.put(citation);
    }
    Vec::new()
}

/// A click on the row that has the keys already is Enter.
fn on_quote(app: &mut App, line: u16) -> Vec<Effect> {
    let width = app.screen().rows(Pane::Quote).width;
    let page = app.quote_page();
    let height_of = |i: usize| page[i].height(width);
    let rows = Rows::new(page.len(), &height_of);
    let at = rows.scroll(app.place.scroll().quote, isize::from(line as i16));
    if app.place.quote_row == at.row {
        return enter::enter(app);
    }
    app.place.quote_row = at.row;
    Vec::new()
}

fn on_overlay(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    let body = app.screen().body;
    // What is typed does not go away by a click.
    if let Some(Overlay::Ask(_)) = app.overlay() {
        return Vec::new();
    }
    let Some(Overlay::Picker(picker)) = app.overlays.last_mut() else {
        app.overlays.pop();
        return Vec::new();
    };
    if !picker.rows_area(body).contains(column, row) {
        app.overlays.pop();
        return Vec::new();
    }
    let Some(at) = picker.row_at(body, row) else {
        return Vec::new();
    };
    picker.chosen = at;
    perform(app, Action::Enter)
}
