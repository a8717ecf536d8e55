//! Drawing: the app in, cells out.
//!
//! Reads the app and the theme, changes nothing and decides nothing. Every function here is given the area
//! it may draw in; what is drawn there was told by [`crate::pages`] as rows of meant text.

mod cells;
mod frame;
mod milestones;
mod overlay;
mod paint;
mod panes;
mod popup;
mod status;
mod strip;
pub mod theme;
mod timeline;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{App, Overlay};
use crate::geometry::{Area, Pane};
use crate::pages::row::Tone;

use self::paint::Seen;

pub use self::theme::Theme;

/// Draws the app; where the cursor is, seen where something is typed.
pub fn render(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let theme =
        &Theme::new(app.profile.colours.palette(), app.profile.ascii).with_links(app.profile.links);
    let screen = app.screen();
    let whole = buffer.area;
    let clipped = |area: Area| rect(area).intersection(whole);
    paint::set_style(whole, buffer, theme.style(Tone::Plain));
    status::banner(app, theme, clipped(screen.banner), buffer);
    strip::draw(app, theme, clipped(app.strip_area()), buffer);
    let mut seen_of_focus = Seen::default();
    for pane in Pane::ALL {
        let area = clipped(screen.pane(pane));
        if area.is_empty() {
            continue;
        }
        let inner = clipped(screen.inner(pane));
        let seen = match pane {
            Pane::Timeline => timeline::draw(app, theme, inner, buffer),
            Pane::Source => panes::source(app, theme, inner, buffer),
            Pane::Quote => panes::quote(app, theme, inner, buffer),
        };
        if pane == app.place.focus {
            seen_of_focus = seen;
        }
        if screen.framed {
            frame::pane(app, theme, pane, seen, area, buffer);
        } else {
            frame::head(app, theme, pane, seen, clipped(screen.head(pane)), buffer);
        }
    }
    status::title(app, theme, seen_of_focus, clipped(screen.title), buffer);
    let mut cursor = None;
    for overlay in &app.overlays {
        match overlay {
            Overlay::Picker(picker) => {
                let area = clipped(picker.area(screen.body));
                cursor = overlay::picker(picker, theme, area, buffer).or(cursor);
            }
            Overlay::Compare(comparison) => {
                overlay::comparison(app, comparison, theme, clipped(screen.body), buffer);
            }
            Overlay::Ask(ask) => {
                cursor = Some(overlay::ask(app, ask, theme, clipped(screen.body), buffer));
            }
            Overlay::Help(help) => {
                let at = overlay::help(app, help, theme, clipped(screen.body), buffer);
                cursor = at.or(cursor);
            }
        }
    }
    popup::draw(app, theme, clipped(screen.body), buffer);
    // A sentence may be longer than the last line, and stands over everything.
    let in_footer = status::footer(app, theme, clipped(screen.footer), buffer);
    let cursor = cursor.or(in_footer).or_else(|| selected_row(app, theme, buffer));
    cursor.map(Position::from).filter(|at| whole.contains(*at))
}

/// The cell of the mark beside the row that has the keys: the terminal's cursor is put there, unseen, so that a screen
/// reader finds it.
fn selected_row(app: &App, theme: &Theme, buffer: &Buffer) -> Option<(u16, u16)> {
    let screen = app.screen();
    let area = match app.overlay() {
        Some(Overlay::Picker(picker)) => picker.area(screen.body).inset(1),
        Some(Overlay::Compare(_) | Overlay::Ask(_) | Overlay::Help(_)) => return None,
        None => screen.inner(app.place.focus),
    };
    let column = rect(Area { width: area.width.min(1), ..area }).intersection(buffer.area);
    let mark = theme.glyph('▌').to_string();
    let cell = column.positions().find(|at| buffer[*at].symbol() == mark)?;
    Some((cell.x, cell.y))
}

fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}
