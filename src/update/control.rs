//! The program itself: closing what is open, leaving, the terminal.

use crate::app::action::Control;
use crate::app::effect::{Effect, Task};
use crate::app::place::Opened;
use crate::app::{App, Overlay, View};

use super::{show, typing};

pub(super) fn run(app: &mut App, what: Control) -> Vec<Effect> {
    match what {
        Control::Escape => close(app).unwrap_or_else(|| {
            // It closes what was opened; a query stays until it is taken back.
            if app.place.active.is_some() {
                app.tell(format!("{} clears the query", app.key("clear")));
            }
            Vec::new()
        }),
        Control::Close | Control::Cancel => close(app).unwrap_or_else(|| vec![Effect::Quit]),
        Control::Quit => vec![Effect::Quit],
        Control::Suspend => vec![Effect::Suspend],
        Control::Redraw => vec![Effect::Redraw],
        Control::Reload => {
            app.data.asked_anew = true;
            vec![Effect::Background(Task::Reload)]
        }
        Control::Mouse => {
            app.profile.mouse = !app.profile.mouse;
            app.tell(if app.profile.mouse {
                format!("clicks are captured; {} gives them back to the terminal", app.key("mouse"))
            } else {
                "clicks belong to the terminal again".to_owned()
            });
            vec![Effect::CaptureMouse(app.profile.mouse)]
        }
    }
}

/// Closes what was opened last; `None` where nothing is open.
fn close(app: &mut App) -> Option<Vec<Effect>> {
    if let Some(Overlay::Help(help)) = app.overlays.last_mut()
        && help.types
    {
        help.widen();
        return Some(Vec::new());
    }
    if app.overlays.pop().is_some() {
        return Some(Vec::new());
    }
    if app.search.is_some() {
        typing::cancel_search(app);
        return Some(Vec::new());
    }
    if app.tour.take().is_some() {
        app.tell(format!("the tour is left; {} takes it again", app.key("tour")));
        return Some(Vec::new());
    }
    match app.place.last_opened()? {
        Opened::View => app.place.show(View::List),
        Opened::Zoom => app.place.set_zoom(false),
        Opened::AsOf => return Some(show::restrict(app, None)),
        Opened::Filter => show::end_filter(app),
    }
    Some(Vec::new())
}
