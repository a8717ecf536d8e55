//! Into what is under the cursor and out again, and from one of several to the next.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::under_cursor::Read;
use crate::app::{App, Listing, Mode, Overlay, View};
use crate::chronology::model::NoteKind;
use crate::geometry::Pane;
use crate::pages::Beside;
use crate::pages::row::Go;

use crate::app::views::Lead;

use super::{ask, jump, open, palette, show, typing};

/// Into: from the timeline to the source, to the quote, and from there where the line leads; in a list where
/// the chosen row leads; in the prompt to the chosen hit.
pub(super) fn enter(app: &mut App) -> Vec<Effect> {
    match app.mode() {
        Mode::Across | Mode::Browse(Pane::Timeline) => in_timeline(app),
        Mode::Browse(Pane::Source) => app.place.focus = Pane::Quote,
        Mode::Browse(Pane::Quote) => {
            let go =
                app.quote_page().get(app.place.scroll().quote_row).and_then(|row| row.go.clone());
            match go {
                // The passage that is read itself: the page shows where it stands.
                Some(Go::To(citation)) if app.read() == Read::Record(citation) => {
                    app.place.focus = Pane::Source;
                }
                // That of the figure, at the place that prints it.
                Some(Go::Source(source))
                    if app.source() == Some(source)
                        && matches!(app.read(), Read::Beside(Beside::Figure(_))) =>
                {
                    app.place.focus = Pane::Source;
                }
                Some(go) => jump::go(app, &go),
                None => {
                    let (down, up) = (app.key("down"), app.key("up"));
                    app.tell(format!(
                        "this line leads nowhere; {down} and {up} move to one that does"
                    ));
                }
            }
        }
        Mode::Search => return typing::accept_search(app),
        Mode::Palette | Mode::List | Mode::Marks | Mode::Copy => in_list(app),
        Mode::Ask => return ask::accept(app),
        Mode::Compare => in_comparison(app),
        Mode::HelpFilter => {
            if let Some(Overlay::Help(help)) = app.overlays.last_mut() {
                help.types = false;
            }
        }
        Mode::Help => {}
    }
    Vec::new()
}

fn in_timeline(app: &mut App) {
    match app.place.view.get().enter(app) {
        Lead::Pane(pane) => app.place.focus = pane,
        Lead::Record(citation, pane) => {
            app.place.show(View::List);
            app.place.put(citation);
            app.place.focus = pane;
        }
        Lead::Choice(records) => open::list_cell(app, &records),
        Lead::Nowhere(why) => app.tell(why),
    }
}

/// Where the chosen row leads; every list is closed.
fn in_list(app: &mut App) {
    let Some(Overlay::Picker(picker)) = app.overlay() else { return };
    let (listing, go) = (picker.listing, picker.row().and_then(|row| row.go.clone()));
    if let Some(Go::Gone(why)) = go {
        return app.tell(why);
    }
    // Where nothing goes by what is typed the list says so, and what is typed is mended in it.
    if go.is_none() && listing == Listing::Palette {
        return;
    }
    palette::remember(app);
    app.overlays.clear();
    if listing == Listing::Cell {
        app.place.show(View::List);
    }
    if let Some(go) = go {
        jump::go(app, &go);
    }
}

/// To the report of a comparison that has the keys.
fn in_comparison(app: &mut App) {
    let Some(Overlay::Compare(comparison)) = app.overlay() else { return };
    let to = comparison.chosen();
    app.overlays.clear();
    jump::go(app, &Go::To(to));
}

/// Out: from the quote to the source, to the timeline; a list is closed.
pub(super) fn leave(app: &mut App) {
    match app.mode() {
        Mode::Across | Mode::Browse(Pane::Timeline) => {}
        Mode::Browse(Pane::Source) => app.place.focus = Pane::Timeline,
        Mode::Browse(Pane::Quote) => app.place.focus = Pane::Source,
        Mode::Search => typing::cancel_search(app),
        Mode::Palette
        | Mode::List
        | Mode::Marks
        | Mode::Ask
        | Mode::Copy
        | Mode::Compare
        | Mode::Help
        | Mode::HelpFilter => {
            app.overlays.pop();
        }
    }
}

/// The next or previous of several.
pub(super) fn cycle(app: &mut App, by: isize) {
    match app.mode() {
        Mode::Across | Mode::Browse(_) => {
            let at = Pane::ALL.iter().position(|p| *p == app.place.focus).unwrap_or(0) as isize;
            show::focus(app, Pane::ALL[(at + by).rem_euclid(Pane::ALL.len() as isize) as usize]);
        }
        Mode::Search => typing::complete(app, by),
        Mode::List => next_kind_of_note(app, by),
        Mode::Compare => {
            let c = Arc::clone(&app.data.chronology);
            if let Some(Overlay::Compare(comparison)) = app.overlays.last_mut() {
                comparison.next_pair(&c, by);
            }
        }
        Mode::Ask => ask::change_form(app),
        Mode::Palette | Mode::Marks | Mode::Copy | Mode::Help | Mode::HelpFilter => {}
    }
}

/// The notes of the next kind in the ledger, and after the last kind all of them.
fn next_kind_of_note(app: &mut App, by: isize) {
    let kinds: Vec<Option<NoteKind>> =
        std::iter::once(None).chain(NoteKind::ALL.iter().copied().map(Some)).collect();
    let Some(Overlay::Picker(picker)) = app.overlay() else { return };
    let Listing::Notes(shown) = picker.listing else { return };
    let at = kinds.iter().position(|k| *k == shown).unwrap_or(0) as isize;
    let kind = kinds[(at + by).rem_euclid(kinds.len() as isize) as usize];
    app.overlays.pop();
    open::list_notes(app, kind, None);
}
