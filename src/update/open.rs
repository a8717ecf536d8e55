//! What is laid over the panes: lists, comparisons, menus, the help. The key that opens one closes it again.

use crate::app::action::{CopyOf, Open, Take};
use crate::app::comparison::Comparison;
use crate::app::effect::Effect;
use crate::app::help::Help;
use crate::app::under_cursor::Purpose;
use crate::app::{App, Listing, Overlay, Picker};
use crate::chronology::model::{NoteIx, NoteKind, RecordIx};
use crate::chronology::target::Target;
use crate::pages::row::{Go, Row, Span, Tone};
use crate::pages::timeline::Dated;
use crate::pages::{self, PageInput};

use super::take::Copied;
use super::{jump, palette, typing};
use crate::app::action::Action;
use crate::text;
use crate::words;

/// How many records of a cell are listed.
const LISTED: usize = 500;

pub(super) fn run(app: &mut App, what: Open) -> Vec<Effect> {
    if app.has_on_top(what) {
        app.overlays.pop();
        return Vec::new();
    }
    if let (Open::Search, Some(Overlay::Help(help))) = (what, app.overlays.last_mut()) {
        help.types = true;
        return Vec::new();
    }
    match what {
        Open::Search => typing::open_search(app),
        Open::Palette => palette::open(app),
        Open::CopyMenu => open_copy_menu(app),
        Open::Marks => open_marks(app),
        Open::Relations => open_relations(app),
        Open::Notes => open_notes(app),
        Open::Problems => open_problems(app),
        Open::Comparison => open_comparison(app),
        Open::Help => {
            let help = Help::of(app.mode());
            app.lay_over(Overlay::Help(help));
        }
        Open::Tour if app.tour.is_some() => app.tour = None,
        Open::Tour => {
            // It is gone through among the panes.
            app.overlays.clear();
            app.tour = Some(0);
        }
    }
    // What another viewer marks is seen where marks are looked at.
    if what == Open::Marks { vec![Effect::LookAtMarks] } else { Vec::new() }
}

fn push(app: &mut App, mut picker: Picker) {
    if !picker.is_at_first() {
        picker.reveal(app.screen().body);
    }
    app.lay_over(Overlay::Picker(picker));
}

fn open_marks(app: &mut App) {
    let rows = app.marked_rows();
    let title = marks_title(app);
    push(
        app,
        Picker::new(
            Listing::Marks,
            title,
            rows,
            format!(
                "nothing is marked; {} closes, and {} marks what is read",
                app.key("close"),
                app.key("mark")
            ),
        ),
    );
}

fn marks_title(app: &App) -> String {
    let noted = app.marks.list().iter().filter(|mark| !mark.note.is_empty()).count();
    let noted = if noted == 0 { String::new() } else { format!(", {noted} with a note") };
    format!("Marks · {}{noted}", app.marks.len())
}

/// Fills the list of marks anew, the choice staying where it is.
pub(super) fn refresh_marks(app: &mut App) {
    let (rows, title, body) = (app.marked_rows(), marks_title(app), app.screen().body);
    if let Some(picker) = picker_of(app, Listing::Marks) {
        picker.title = title;
        picker.refill(rows);
        picker.reveal(body);
    }
}

/// The list of something, where it lies over the panes; of its kind no other does.
fn picker_of(app: &mut App, listing: Listing) -> Option<&mut Picker> {
    app.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Picker(picker) if picker.listing == listing => Some(picker),
        _ => None,
    })
}

fn open_problems(app: &mut App) {
    let picker = problems(app);
    push(app, picker);
}

fn problems(app: &App) -> Picker {
    let mut counts = app.data.problems;
    app.profile.config_problems.iter().for_each(|problem| counts.count(problem.severity));
    let before = if app.data.is_of_before { " · shown as before the edit" } else { "" };
    let rows = pages::problems::rows(app.problems().take(LISTED), app.profile.ascii);
    let listed = rows.len();
    let edits = if listed > 0 { format!(" · {} edits", app.key("choose")) } else { String::new() };
    let (records, files) = app.data.left_out;
    let left_out = words::also_left_out(records, files);
    let title = format!("Problems · {}{left_out}{before}{edits}", words::problems(counts));
    let mut picker = Picker::new(
        Listing::Problems,
        title,
        rows,
        format!("neither dataset nor configuration has problems; {} closes", app.key("close")),
    );
    picker.commands = (0..listed).map(|n| Action::Take(Take::Problem(n))).collect();
    picker
}

/// Lists the problems that the dataset has now where they are listed, the choice staying where it is.
pub(super) fn refresh_problems(app: &mut App) {
    let (fresh, body) = (problems(app), app.screen().body);
    if let Some(picker) = picker_of(app, Listing::Problems) {
        let Picker { title, empty, commands, rows, .. } = fresh;
        (picker.title, picker.empty, picker.commands) = (title, empty, commands);
        picker.refill(rows);
        picker.reveal(body);
    }
}

fn open_relations(app: &mut App) {
    let citation = match app.record_under_cursor(Purpose::Relations) {
        Ok(citation) => citation,
        Err(why) => return app.tell(why),
    };
    let rows =
        pages::relations::rows(&PageInput { cursor: citation, beside: None, ..app.page_input() });
    let empty = format!("no record is linked to this one; {} closes", app.key("close"));
    push(app, Picker::new(Listing::Relations, "Related".to_owned(), rows, empty));
}

/// Opens the ledger, at the note or the first of those on what is under the cursor.
fn open_notes(app: &mut App) {
    let target = app.target();
    let at = target.ok().and_then(|target| target.notes(app.chronology()).first().copied());
    list_notes(app, None, at);
    if at.is_none() && !app.chronology().notes_list().is_empty() {
        app.tell("no note is on what is read; these are all there are");
    }
}

/// Lists the notes of a kind, or all of them, and chooses one.
pub(super) fn list_notes(app: &mut App, kind: Option<NoteKind>, at: Option<NoteIx>) {
    let c = app.chronology();
    let all = c.notes_list().len();
    let next = app.key("next-kind");
    let title = match kind {
        Some(kind) => {
            let listed = c.notes_list().iter().filter(|note| note.kind == kind).count();
            format!("Notes · {kind}: {listed} of {all} · {next} the next kind")
        }
        None => format!("Notes · {all} · {next} by kind"),
    };
    let (rows, chosen) = pages::notes::rows(&app.page_input(), kind, at);
    let empty = format!("there are no notes of this kind; {next} shows the next kind");
    let mut picker = Picker::new(Listing::Notes(kind), title, rows, empty);
    picker.chosen = chosen.unwrap_or(picker.chosen);
    push(app, picker);
}

/// Lists the records of a cell of the lanes.
pub(super) fn list_cell(app: &mut App, records: &[RecordIx]) {
    let listed = records.iter().take(LISTED);
    let mut rows: Vec<Row> = listed.map(|record| cell_row(app, *record)).collect();
    if records.len() > LISTED {
        let (close, closer) = (app.key("close"), app.key("closer"));
        let more = records.len() - LISTED;
        let text = format!("and {more} more; {close} closes, then {closer} looks closer at time");
        rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
    }
    push(app, Picker::new(Listing::Cell, app.lane_readout(), rows, "no records here"));
}

/// A record in the list of a cell.
fn cell_row(app: &App, record: RecordIx) -> Row {
    Row { here: false, ..app.record_row(app.citation_shown(record), Dated::Long) }
}

/// Opens the menu of what to copy, under a line that says of what.
fn open_copy_menu(app: &mut App) {
    let target = match app.target() {
        Ok(target) => target,
        Err(why) => return app.tell(why),
    };
    let (c, copied) = (app.chronology(), Copied::of(app, target));
    let id = format!("the id: {}", target.id(c));
    let entries = [
        ("copy-short-footnote", "the short footnote, in Chicago's style", CopyOf::ShortFootnote),
        ("copy-quote", copied.with_citation(), CopyOf::Quote),
        ("copy-words", copied.words(), CopyOf::Words),
        ("copy-footnote", "a Markdown footnote", CopyOf::Footnote),
        ("copy-link", copied.link(), CopyOf::Link),
        ("copy-bibtex", "a BibTeX entry", CopyOf::Bibtex),
        ("copy-csl", "a CSL-JSON item", CopyOf::Csl),
        ("copy-id", &id, CopyOf::Id),
    ];
    // What no key copies is chosen from the menu.
    let bound = |name: &str| Some(app.key(name)).filter(|key| *key != format!(":{name}"));
    let keys = entries.map(|(name, ..)| bound(name).unwrap_or_default());
    let margin = keys.iter().map(|key| text::width(key)).max().unwrap_or(0) as u16 + 2;
    let source = target.source(c).map(|source| words::outlet(c.source(source)));
    // Words and titles are known as they stand; of a figure its day is a part.
    let told = match target {
        Target::Point(point) => vec![Span::new(words::figure(c, point), Tone::OwnWords)],
        Target::Record(_) | Target::Note(_) | Target::Source(_) => app.target_row(target).spans,
    };
    let told = Row::of(told).on_one_line();
    let source = source.into_iter().map(|source| Span::new(source, Tone::Dim)).collect();
    let row = |(at, ((_, what, _), key)): (usize, (&(&str, &str, CopyOf), &String))| {
        let row = Row::of(vec![Span::new(*what, Tone::Plain)]).on_one_line();
        row.led(margin, vec![Span::new(key, Tone::Key)]).leading(Go::Command(at))
    };
    let mut rows = vec![told, Row::of(source).on_one_line()];
    rows.extend(entries.iter().zip(&keys).enumerate().map(row));
    let rows = pages::finished(rows, app.profile.ascii);
    let mut picker = Picker::new(Listing::Copy, "Copy".to_owned(), rows, "");
    let command = |(_, _, of): &(&str, &str, CopyOf)| Action::Take(Take::Copy(*of));
    picker.commands = entries.iter().map(command).collect();
    push(app, picker);
}

fn open_comparison(app: &mut App) {
    let citation = match app.record_under_cursor(Purpose::Comparison) {
        Ok(citation) => citation,
        Err(why) => return app.tell(why),
    };
    let c = app.chronology();
    let reports = c.reports(citation.record);
    if c.reported(citation).is_none() {
        let why = jump::wordless(app, citation, "compare");
        return app.tell(why);
    }
    if reports.len() < 2 {
        return app.tell("nothing to compare: no other source recorded here prints these words");
    }
    let comparison = Comparison::new(c, citation.record, citation.nth as usize);
    app.lay_over(Overlay::Compare(comparison));
}
