//! Clicks: on a pane, a row of it, the strip, or a list laid over them. Only while they are captured.

use crate::app::effect::Effect;
use crate::app::viewport::Rows;
use crate::app::{App, Overlay};
use crate::geometry::Pane;
use crate::pages::row::Go;

use super::{enter, perform, show};
use crate::app::action::Action;

/// A click: focus the pane, and go to what was clicked.
pub(super) fn click(app: &mut App, column: u16, row: u16) -> Vec<Effect> {
    if app.overlay().is_some() {
        return on_overlay(app, column, row);
    }
    let screen = app.screen();
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
        // The hits of an open prompt are chosen with its keys.
        Pane::Timeline if app.search.is_some() => {}
        Pane::Timeline => app.place.view.get().click(app, column, row),
        Pane::Source => on_source(app, row),
        Pane::Quote => return on_quote(app, row),
    }
    Vec::new()
}

fn on_source(app: &mut App, line: u16) {
    let width = app.screen().rows(Pane::Source).width;
    let (names, _) = app.source_areas(app.place.scroll().source);
    let Some(line) = line.checked_sub(names.height) else { return };
    let Some(page) = app.source_page() else { return };
    let rows = Rows { len: page.len(), height: &|i| page.row(i).height(width) };
    let at = rows.scroll(app.place.scroll().source, isize::from(line as i16));
    if let Some(Go::To(citation)) = page.row(at.row).go {
        app.place.put(citation);
    }
}

/// A click on the row that has the keys already is Enter.
fn on_quote(app: &mut App, line: u16) -> Vec<Effect> {
    let width = app.screen().rows(Pane::Quote).width;
    let page = app.quote_page();
    let rows = Rows { len: page.len(), height: &|i| page[i].height(width) };
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
