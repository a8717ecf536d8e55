//! The marks worked on: set and dropped, brought back, moved, noted, copied and written out.
//!
//! Every change is carried out here and written down by the effect that goes with it, so that quitting has nothing
//! to ask.

use crate::app::action::MarkDeed;
use crate::app::ask::{Ask, Asked, BriefForm};
use crate::app::effect::Effect;
use crate::app::marks::{MarkChange, NoteChange};
use crate::app::{App, Listing, Mode, Overlay, Picker};
use crate::chronology::target::Target;
use crate::cite::brief::{Brief, Missing, Pick, html, markdown};
use crate::text::slice;
use crate::words;

/// The longest line by which a record is remembered, in bytes.
const TOLD: usize = 400;

pub(super) fn run(app: &mut App, deed: MarkDeed) -> Vec<Effect> {
    let at = chosen(app);
    match (deed, at) {
        (MarkDeed::Undo, _) => bring_back(app),
        (MarkDeed::CopyAll, _) if !app.marks.is_empty() => match brief(app, BriefForm::Markdown) {
            Ok(text) => vec![Effect::Copy { what: "the brief of all marks", text }],
            Err(why) => {
                app.tell(why);
                Vec::new()
            }
        },
        (_, None) | (MarkDeed::CopyAll, _) => {
            app.tell(format!("nothing is marked; {} marks what is read", app.key("mark")));
            Vec::new()
        }
        (MarkDeed::Drop, Some(at)) => drop_at(app, at),
        (MarkDeed::Move(by), Some(at)) => shift(app, at, by),
        (MarkDeed::Note, Some(at)) => {
            if let Some(mark) = app.marks.list().get(at) {
                let asked = Asked::Note { id: mark.id.clone(), was: mark.note.clone() };
                let ask = Ask::new(asked, &mark.note);
                app.lay_over(Overlay::Ask(ask));
            }
            Vec::new()
        }
    }
}

/// Marks the very report that is read, so that nothing else is exported later; or takes the mark back.
pub(super) fn toggle(app: &mut App, target: Target) -> Vec<Effect> {
    let c = app.chronology();
    let id = target.id(c).to_owned();
    if let Some(at) = app.marks.position(&id) {
        return drop_at(app, at);
    }
    let told = line_of(app, target);
    let new = MarkChange::Keep { id: id.clone(), told: Some(told), note: None, place: None };
    let marking = app.marks.undo_of(&id).unwrap_or(new);
    let effects = change(app, marking);
    let count = app.marks.len();
    let noted = app.marks.list().iter().any(|mark| mark.id == id && !mark.note.is_empty());
    let noted = if noted { ", this with its note" } else { "" };
    app.tell(format!(
        "{count} marked{noted} · {} lists them · {} writes them out",
        app.key("marks"),
        app.key("brief")
    ));
    effects
}

/// The mark that is chosen in the list of marks; `None` where it has no keys.
pub(super) fn chosen(app: &App) -> Option<usize> {
    let Some(Overlay::Picker(Picker { listing: Listing::Marks, chosen, rows, .. })) = app.overlay()
    else {
        return None;
    };
    rows.get(*chosen)?.go.as_ref()?;
    Some(rows.iter().take(*chosen).filter(|row| row.go.is_some()).count())
}

fn drop_at(app: &mut App, at: usize) -> Vec<Effect> {
    let Some(dropping) = app.marks.drop_at(at) else { return Vec::new() };
    let effects = change(app, dropping);
    let count = app.marks.len();
    let undo = app.key("mark-undo");
    let back = match app.mode() {
        Mode::Marks => undo,
        _ => format!("{} {undo}", app.key("marks")),
    };
    let left = if count == 0 { "none is left".to_owned() } else { format!("{count} marked") };
    app.tell(format!("no longer marked · {left} · {back} brings it back"));
    effects
}

fn bring_back(app: &mut App) -> Vec<Effect> {
    let Some(undoing) = app.marks.undo() else {
        app.tell("nothing was dropped");
        return Vec::new();
    };
    let id = match &undoing {
        MarkChange::Keep { id, .. } | MarkChange::Drop { id, .. } => id.clone(),
    };
    let effects = change(app, undoing);
    choose(app, app.marks.position(&id).unwrap_or_default());
    app.tell(format!("marked again · {} marked", app.marks.len()));
    effects
}

fn shift(app: &mut App, at: usize, by: isize) -> Vec<Effect> {
    let Some((to, moving)) = app.marks.moved(at, by) else {
        app.tell(if by < 0 { "it stands first already" } else { "it stands last already" });
        return Vec::new();
    };
    let effects = change(app, moving);
    choose(app, to);
    effects
}

/// Takes a note that was typed.
pub(super) fn note(app: &mut App, id: String, was: String, now: &str) -> Vec<Effect> {
    let now = now.trim().to_owned();
    if now == was {
        return Vec::new();
    }
    let told = Target::by_id(app.chronology(), &id).map(|target| line_of(app, target));
    app.tell(if now.is_empty() { "the note is taken away" } else { "the note is kept" });
    change(app, MarkChange::Keep { id, told, note: Some(NoteChange { was, now }), place: None })
}

fn change(app: &mut App, change: MarkChange) -> Vec<Effect> {
    app.marks.apply(&change);
    super::open::refresh_marks(app);
    vec![Effect::KeepMarks(vec![change])]
}

/// Chooses a mark in the list of marks.
fn choose(app: &mut App, at: usize) {
    let body = app.screen().body;
    if let Some(Overlay::Picker(picker)) = app.overlays.last_mut()
        && picker.listing == Listing::Marks
    {
        picker.choose_nth(at);
        picker.reveal(body);
    }
}

/// The words by which a record is told when it is gone.
fn line_of(app: &App, target: Target) -> String {
    let c = app.chronology();
    let line = words::in_a_line(c, target.named(c));
    if line.len() <= TOLD {
        return line;
    }
    format!("{} …", slice(&line, ..line.floor_char_boundary(TOLD)).trim_end())
}

/// Asks where the marks are to be written, under a name that is free.
pub(super) fn ask_where(app: &mut App) -> Vec<Effect> {
    if app.marks.is_empty() {
        app.tell(format!("nothing is marked; {} marks what is read", app.key("mark")));
        return Vec::new();
    }
    vec![Effect::ProposePath(file_name(app, BriefForm::Markdown))]
}

/// The name that an export has where nobody names it.
pub(super) fn file_name(app: &App, form: BriefForm) -> String {
    format!("brief-{}.{}", app.today().format("%Y-%m-%d"), form.ending())
}

/// What is marked as a document: each once, in the order of the marks.
///
/// # Errors
/// The texts that are held have not been compared yet, so that nothing could be said of any quotation.
pub(super) fn brief(app: &App, form: BriefForm) -> Result<String, &'static str> {
    if app.data.has_texts && app.data.verification.is_none() {
        return Err("the quotations are still being compared with the texts; again in a moment");
    }
    let c = app.chronology();
    let (mut picks, mut missing) = (Vec::new(), Vec::new());
    for mark in app.marks.list() {
        let note = Some(mark.note.as_str()).filter(|note| !note.is_empty());
        match Target::by_id(c, &mark.id) {
            Some(target) => picks.push(Pick { entity: target.named(c), note }),
            None => missing.push(Missing {
                id: &mark.id,
                told: &mark.told,
                note,
                why: app.why_missing(&mark.id),
            }),
        }
    }
    let brief = Brief {
        c,
        verification: app.data.verification.as_deref(),
        day: app.day(),
        known_by: app.place.as_of,
        query: None,
        picks,
        missing,
    };
    Ok(match form {
        BriefForm::Markdown => markdown::render(&brief),
        BriefForm::Html => html::render(&brief),
    })
}
