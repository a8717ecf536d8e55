//! A line that is asked for, answered: what is typed goes to whoever asked, and stays where it is until it is taken.

use crate::app::action::Typing;
use crate::app::ask::{Ask, Asked, BriefForm, in_other_form};
use crate::app::effect::Effect;
use crate::app::prompt::Prompt;
use crate::app::{App, Overlay};

use super::marks;
use super::typing::into_line;

/// Types into the line; whether all of it is taken.
pub(super) fn type_in(app: &mut App, typing: &Typing) -> bool {
    let Some(Overlay::Ask(ask)) = app.overlays.last_mut() else { return true };
    ask.fault = None;
    if std::mem::take(&mut ask.is_suggestion) && matches!(typing, Typing::Insert(_)) {
        ask.prompt = Prompt::default();
    }
    into_line(&mut ask.prompt, typing)
}

/// Asks where to write the marks, with a path that is free.
pub(super) fn open_export(app: &mut App, path: &str) {
    app.lay_over(Overlay::Ask(Ask::suggesting(Asked::Export, path)));
}

/// The other form of what is written: the ending of the name changes with it.
pub(super) fn change_form(app: &mut App) {
    let Some(Overlay::Ask(ask)) = app.overlays.last_mut() else { return };
    if ask.what != Asked::Export {
        return;
    }
    if let Some(path) = in_other_form(ask.prompt.text().trim()) {
        *ask = Ask { is_suggestion: ask.is_suggestion, ..Ask::new(Asked::Export, &path) };
    }
}

/// Takes the line that is typed.
pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Ask(ask)) = app.overlay() else { return Vec::new() };
    let typed = ask.prompt.text().trim().to_owned();
    match ask.what.clone() {
        Asked::Note { id, was } => {
            app.overlays.pop();
            marks::note(app, id, was, &typed)
        }
        Asked::Export if typed.is_empty() => fault(app, "a name is wanted, such as brief.md"),
        Asked::Export => match BriefForm::of_path(&typed) {
            Err(ending) => {
                let why = format!("`.{ending}` is no form of a brief: end it with .md or .html");
                fault(app, &why)
            }
            // It stays open until it is known to be written.
            Ok(form) => match marks::brief(app, form) {
                Ok(text) => {
                    vec![Effect::Export { path: typed, name: marks::file_name(app, form), text }]
                }
                Err(why) => fault(app, why),
            },
        },
    }
}

/// The export is written: the question is answered.
pub(super) fn written(app: &mut App, told: String) {
    app.overlays.retain(|overlay| !is_export(overlay));
    app.tell(told);
}

/// The export could not be written: what was typed stays.
pub(super) fn not_written(app: &mut App, why: String) {
    match app.overlays.iter_mut().find(|overlay| is_export(overlay)) {
        Some(Overlay::Ask(ask)) => ask.fault = Some(why),
        _ => app.fail(why),
    }
}

fn is_export(overlay: &Overlay) -> bool {
    matches!(overlay, Overlay::Ask(Ask { what: Asked::Export, .. }))
}

fn fault(app: &mut App, why: &str) -> Vec<Effect> {
    if let Some(Overlay::Ask(ask)) = app.overlays.last_mut() {
        ask.fault = Some(why.to_owned());
    }
    Vec::new()
}
