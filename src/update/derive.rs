//! What is worked out apart from the loop, and what becomes of it when it is there.

use std::sync::Arc;

use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::wanted::{Derivation, Derived};
use crate::chronology::as_of::{self, AsOf};
use crate::chronology::date::Edge;

use super::{learn, onto_shown, palette, scroll, typing};

/// Works something out.
#[must_use]
pub fn work_out(of: Derivation) -> Derived {
    match of {
        Derivation::Timeline { chronology, before, of } => {
            Derived::Timeline(Arc::new(before.anew(&chronology, of)))
        }
        Derivation::Known { whole, by } => {
            let known = as_of::published_by(&whole, by);
            Derived::Known(whole, by, Box::new(known))
        }
        Derivation::Named { chronology, names, commands, typed } => {
            let names = names.get_or_init(|| palette::names(&chronology));
            let rows = palette::rows_of(&chronology, &typed, &commands, names);
            Derived::Named(chronology, typed, rows)
        }
        Derivation::Search(request) => {
            let answer = request.answer();
            Derived::Search(request, Box::new(answer))
        }
    }
}

/// Takes what was worked out, where it is still wanted.
pub(super) fn take(app: &mut App, derived: Derived) -> Vec<Effect> {
    match derived {
        Derived::Timeline(timeline) => {
            if app.take_timeline(timeline) {
                onto_shown(app);
                scroll::follow(app);
            }
            Vec::new()
        }
        Derived::Known(whole, by, known) => {
            if Arc::ptr_eq(&whole, &app.data.whole) {
                show_known(app, by, *known)
            } else {
                Vec::new()
            }
        }
        Derived::Named(chronology, typed, rows) => {
            let is_shown = Arc::ptr_eq(&chronology, &app.data.chronology);
            if is_shown && palette::take(app, &typed, rows) {
                app.update(Action::Enter)
            } else {
                Vec::new()
            }
        }
        Derived::Search(request, answer) => {
            typing::take(app, &request, *answer);
            Vec::new()
        }
    }
}

/// Shows what was known by a day, if that is wanted.
fn show_known(app: &mut App, by: Edge, known: AsOf) -> Vec<Effect> {
    let Some(wanted) = app.wanted.known.take_if(|wanted| wanted.what.by == by) else {
        return Vec::new();
    };
    let was = app.place.clone();
    let old = Arc::clone(&app.data.chronology);
    app.data.show_known(known);
    match wanted.what.place {
        Some(place) => app.place = *place,
        None => {
            app.place.restrict(Some(by), &old, &app.data.chronology);
            app.jumps.leave(was);
        }
    }
    app.notice = None;
    app.refresh();
    scroll::follow(app);
    learn::study(app)
}
