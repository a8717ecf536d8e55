//! Scrollbars: whether a cell of the screen is of one, and scrolling to where one is pressed.
//!
//! A bar stands on the right border of what has rows that are not seen. Its first cell is the first row, its last the
//! last. In the timeline and in lists the cursor goes there, elsewhere what is seen does.

use crate::app::action::Motion;
use crate::app::comparison::ComparisonAreas;
use crate::app::mouse::Bar;
use crate::app::search::Search;
use crate::app::viewport::{Anchor, Rows, share};
use crate::app::{App, Overlay, View};
use crate::geometry::{Area, Pane};
use crate::keymap::help_page;

use super::{clicks, motion, scroll, views};

/// The scrollbar that a cell of the screen is of.
pub(super) fn at(app: &App, column: u16, row: u16) -> Option<Bar> {
    if let Some(overlay) = app.overlay() {
        let area = clicks::overlay_area(app, overlay)?;
        let is_bar = area.scrollbar().contains(column, row) && overflows(app, overlay);
        return is_bar.then_some(Bar::Overlay);
    }
    let screen = app.screen();
    let is_bar = |pane: &Pane| screen.pane(*pane).scrollbar().contains(column, row);
    let pane = Pane::ALL.into_iter().filter(|_| screen.framed).find(is_bar)?;
    has_more(app, pane).then_some(Bar::Pane(pane))
}

/// Scrolls to where a bar is pressed, or to the nearer end where the mouse has left it.
pub(super) fn scroll(app: &mut App, bar: Bar, row: u16) {
    let screen = app.screen();
    let area = match (bar, app.overlay()) {
        (Bar::Pane(pane), _) => screen.pane(pane),
        (Bar::Overlay, Some(overlay)) => match clicks::overlay_area(app, overlay) {
            Some(area) => area,
            None => return,
        },
        (Bar::Overlay, None) => return,
    };
    let cell = cell_of(area.scrollbar(), row);
    match bar {
        Bar::Pane(Pane::Timeline) => {
            let last = app.search.as_ref().filter(|_| app.lists_hits()).map(Search::len);
            let of_view =
                if app.place.view == View::Lanes { app.lanes().count() } else { app.order().len() };
            let last = last.unwrap_or(of_view).saturating_sub(1);
            let to = Motion::Row(share(cell.0, cell.1, last));
            if app.search.is_some() {
                motion::run(app, to);
            } else {
                views::move_by(app, to);
            }
        }
        Bar::Pane(Pane::Source) => {
            scroll::move_source(app, |rows, _, height| rows.at_cell(cell, height));
        }
        Bar::Pane(Pane::Quote) => {
            scroll::move_quote(app, |rows, _, height| rows.at_cell(cell, height));
        }
        Bar::Overlay => scroll_overlay(app, cell),
    }
}

/// The cell of a bar on a row of the screen, and of how many.
fn cell_of(bar: Area, row: u16) -> (u16, u16) {
    (row.saturating_sub(bar.y).min(bar.height.saturating_sub(1)), bar.height)
}

/// Whether a pane has rows that are not seen.
fn has_more(app: &App, pane: Pane) -> bool {
    let area = app.screen().rows(pane);
    let more = |rows: &Rows<'_>| rows.bottom(usize::from(area.height)) != Anchor::default();
    match pane {
        Pane::Timeline => match &app.search {
            Some(search) if app.lists_hits() => {
                let height_of = |at: usize| search.height(at, area.width);
                more(&Rows::new(search.len(), &height_of))
            }
            _ if app.place.view == View::List => {
                let height_of = |at: usize| app.order().height(at);
                more(&Rows::new(app.order().len(), &height_of))
            }
            _ if app.place.view == View::Lanes => app.lane_rows_seen() != (0..app.lane_rows()),
            _ => false,
        },
        Pane::Source => app.source_page().is_some_and(|page| {
            let height_of = |at: usize| page.row(at).height(area.width);
            more(&Rows::new(page.len(), &height_of))
        }),
        Pane::Quote => {
            let page = app.quote_page();
            let height_of = |at: usize| page[at].height(area.width);
            more(&Rows::new(page.len(), &height_of))
        }
    }
}

/// Whether an overlay has rows that are not seen.
fn overflows(app: &App, overlay: &Overlay) -> bool {
    let body = app.screen().body;
    let more = |rows: &Rows<'_>, height: u16| rows.bottom(usize::from(height)) != Anchor::default();
    match overlay {
        Overlay::Picker(picker) => {
            let area = picker.rows_area(body);
            let height_of = |at: usize| picker.rows[at].height(area.width);
            more(&Rows::new(picker.rows.len(), &height_of), area.height)
        }
        Overlay::Help(help) => {
            let area = help.areas(body).1;
            let page = help_page(app, help, area.width);
            let height_of = |at: usize| page[at].height(area.width);
            more(&Rows::new(page.len(), &height_of), area.height)
        }
        Overlay::Compare(comparison) => {
            let page = app.comparison_page(comparison, body.inset(1).width);
            let inner = ComparisonAreas::covered(&page, body).inset(1);
            ComparisonAreas::of(&page, inner).overflow(&page) > 0
        }
        Overlay::Ask(_) => false,
    }
}

fn scroll_overlay(app: &mut App, cell: (u16, u16)) {
    let body = app.screen().body;
    match app.overlay() {
        Some(Overlay::Picker(picker)) => {
            let last = picker.leads().len().saturating_sub(1);
            motion::run(app, Motion::Row(share(cell.0, cell.1, last)));
        }
        Some(Overlay::Help(help)) => {
            let area = help.areas(body).1;
            let page = help_page(app, help, area.width);
            let height_of = |at: usize| page[at].height(area.width);
            let rows = Rows::new(page.len(), &height_of);
            let top = rows.at_cell(cell, usize::from(area.height));
            if let Some(Overlay::Help(help)) = app.overlays.last_mut() {
                help.top = top;
            }
        }
        Some(Overlay::Compare(comparison)) => {
            let page = app.comparison_page(comparison, body.inset(1).width);
            let inner = ComparisonAreas::covered(&page, body).inset(1);
            let last = ComparisonAreas::of(&page, inner).overflow(&page);
            if let Some(Overlay::Compare(comparison)) = app.overlays.last_mut() {
                comparison.top = share(cell.0, cell.1, last);
            }
        }
        Some(Overlay::Ask(_)) | None => {}
    }
}
