//! What keys and the mouse do in the views of the timeline: they move the cursor of the view, and that of the program
//! with it.
//!
//! No pane is scrolled here: whoever asked brings everything into sight. Only the lanes have a first row of their own.

mod figures;
pub(super) mod lanes;
pub(super) mod list;

use crate::app::action::{Motion, NOTCH};
use crate::app::{App, View};

/// Brings the cursor of the view after that of the program, where that has moved by itself.
pub(super) fn follow(app: &mut App) {
    match app.place.view {
        View::List => {}
        View::Lanes => lanes::follow(app),
        View::Figures => figures::follow(app),
    }
}

/// Moves along the view.
pub(super) fn move_by(app: &mut App, motion: Motion) {
    match app.place.view {
        View::List => list::move_by(app, motion),
        View::Lanes => lanes::move_by(app, motion),
        View::Figures => figures::move_by(app, motion),
    }
}

/// A click on a cell of the pane within its borders.
pub(super) fn click(app: &mut App, column: u16, row: u16) {
    match app.place.view {
        View::List => list::click(app, row),
        View::Lanes => lanes::click(app, column, row),
        View::Figures => figures::click(app, column, row),
    }
}

/// The wheel turned by so many lines over a cell of the pane; `None` on its borders. Where time runs across the view
/// each notch is a step.
pub(super) fn wheel(app: &mut App, cell: Option<(u16, u16)>, by: isize) {
    match app.place.view {
        View::List => list::move_by(app, Motion::Rows(by)),
        View::Lanes => lanes::move_by(app, Motion::Rows(notches(by))),
        View::Figures => figures::wheel(app, cell, by),
    }
}

/// The notches of a wheel that scroll so many lines; one at least.
fn notches(lines: isize) -> isize {
    lines.signum() * (lines.abs() / isize::from(NOTCH)).max(1)
}
