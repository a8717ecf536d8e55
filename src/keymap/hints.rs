//! What the footer offers now: keys that do something here, most useful first.

use crate::app::action::{Action, Jump, MarkDeed, Open, Show, Take};
use crate::app::{App, Overlay, View};
use crate::chronology::target::Target;
use crate::geometry::Pane;
use crate::pages::relations;

use super::BINDINGS;

/// The first chord of a row of the table of keys and its hint.
#[must_use]
pub fn hints(app: &App) -> Vec<(&'static str, &'static str)> {
    let mode = app.mode();
    let hides = app.place.active.as_ref().is_some_and(|a| a.hide);
    let under = app.target().ok();
    (BINDINGS.iter())
        .filter(|b| !b.hint.is_empty() && b.holds_in(mode) && applies(app, under, &b.action))
        .map(|b| {
            let hides = hides && matches!(b.action, Action::Show(Show::Hide));
            (b.chord(), if hides { "show the rest" } else { b.hint })
        })
        .collect()
}

/// Whether an action does something here, so that the footer never offers what does not.
fn applies(app: &App, under: Option<Target>, action: &Action) -> bool {
    let c = app.chronology();
    if c.records.is_empty() {
        return matches!(action, Action::Open(Open::Help) | Action::Control(_));
    }
    let record = match under {
        Some(Target::Record(citation)) => Some(citation.record),
        Some(Target::Point(_) | Target::Note(_) | Target::Source(_)) | None => None,
    };
    match action {
        // What lies on top is closed by the key that opened it; q says so already.
        Action::Open(what) if app.has_on_top(*what) => *what == Open::Help,
        Action::Jump(Jump::Report(_)) => record.is_some_and(|r| c.sources_of(r).len() > 1),
        Action::Open(Open::Comparison) => record.is_some_and(|r| c.reports(r).len() > 1),
        Action::Jump(Jump::Hit(_))
        | Action::Show(Show::Hide | Show::ClearQuery | Show::KeepQuery) => {
            app.place.active.is_some()
        }
        Action::Open(Open::Relations) => record.is_some_and(|r| relations::has_any(c, r)),
        Action::Open(Open::Notes) => under.is_some_and(|target| !target.notes(c).is_empty()),
        Action::Open(Open::CopyMenu) => under.is_some(),
        Action::Jump(Jump::Visited(by)) => *by > 0 || app.jumps.depth() > 0,
        Action::Leave => app.place.focus != Pane::Timeline,
        Action::Show(Show::Speakers | Show::Silence) => app.place.view == View::Lanes,
        Action::Cycle(_) => match app.overlay() {
            Some(Overlay::Compare(comparison)) => comparison.reports.len() > 2,
            Some(Overlay::Picker(_) | Overlay::Help(_) | Overlay::Ask(_)) | None => true,
        },
        Action::Marks(MarkDeed::Undo) => app.marks.can_undo(),
        Action::Marks(MarkDeed::Move(_)) => app.marks.len() > 1,
        Action::Marks(MarkDeed::Drop | MarkDeed::Note | MarkDeed::CopyAll)
        | Action::Take(Take::Brief) => !app.marks.is_empty(),
        // Whatever has no condition above is offered.
        Action::Move(_)
        | Action::Jump(_)
        | Action::Enter
        | Action::Show(_)
        | Action::Open(_)
        | Action::Take(_)
        | Action::Query(_)
        | Action::Type(_)
        | Action::Control(_)
        | Action::Click(..)
        | Action::Pending(_)
        | Action::Learn(_) => true,
    }
}
