//! What the footer offers now: keys that do something here, most useful first, and where in the line each stands; and
//! how a chord goes on that is begun.

use std::borrow::Cow;
use std::ops::Range;

use crate::app::action::{Action, Control, Jump, MarkDeed, Motion, Open, Show, Take, Work};
use crate::app::ask::Asked;
use crate::app::chords::Chords;
use crate::app::place::Opened;
use crate::app::search::hit_count;
use crate::app::{App, Listing, Mode, Overlay, View};
use crate::chronology::target::Target;
use crate::geometry::Pane;
use crate::pages::relations;
use crate::text;
use crate::words;

use super::{BINDINGS, Binding};

/// A key that the footer offers, and where.
#[derive(Debug, Clone)]
pub struct FooterKey {
    /// The row of the table.
    pub binding: &'static Binding,
    /// What it does here, in a word or two; empty where there is room for the key alone.
    pub text: &'static str,
    /// The cells that it takes of the line, from 0.
    pub cells: Range<u16>,
}

/// What is never dropped, by the names of the rows, those before that give way first: search, leaving, help.
const ALWAYS: [&[&str]; 3] = [&["search", "narrow-help"], &["close", "escape"], &["help"]];

/// What stays longest of the rest, by the names of the rows: what is of the page at hand alone, then what nobody finds
/// without being told.
const NEXT: [&str; 24] = [
    "choose",
    "accept",
    "next-pair",
    "first-report",
    "second-report",
    "read-report",
    "mark-note",
    "marks-brief",
    "mark-drop",
    "marks-copy",
    "clear",
    "next-hit",
    "palette",
    "cell-into",
    "copy",
    "silence",
    "compare",
    "next-view",
    "related",
    "mark",
    "next-source",
    "next-pane",
    "notes",
    "open",
];

/// Before which of these the key of a pane stands that is not on the screen.
const HIDDEN_PANE: &str = "palette";

/// Its place among what is never dropped.
fn rank(binding: &Binding) -> Option<usize> {
    ALWAYS.iter().position(|names| names.contains(&binding.name))
}

/// A row of the table with what it does here.
type Hint = (&'static Binding, &'static str);

/// The cells that a key takes with a blank before it; with what it does, and blanks between and behind.
fn cost(app: &App, (binding, said): Hint) -> u16 {
    let key = text::width(&shown(app, &binding.chord(&app.profile.chords))) + 1;
    let said = if said.is_empty() { 0 } else { text::width(&shown(app, said)) + 2 };
    (key + said) as u16
}

/// Keys in a line, from a cell on.
fn placed(app: &App, hints: impl IntoIterator<Item = Hint>, mut x: u16) -> Vec<FooterKey> {
    let place = |hint: Hint| {
        let cells = x..x + cost(app, hint);
        x = cells.end;
        FooterKey { binding: hint.0, text: hint.1, cells }
    };
    hints.into_iter().map(place).collect()
}

/// What the footer offers in a line of so many cells, beside what stands at its end. Beside a sentence only what is
/// never dropped, behind it.
#[must_use]
pub fn footer(app: &App, width: u16) -> Vec<FooterKey> {
    if let Some(notice) = &app.notice {
        return behind(app, &notice.text, width);
    }
    let end = text::width(&standing(app, width)) as u16;
    let room = width.saturating_sub(end + 1);
    let all = hints(app);
    let cost = |hint: &Hint| cost(app, *hint);
    // Room is kept for those that are never dropped, for the last of them first.
    let mut left = room;
    let mut kept = [false; ALWAYS.len()];
    for at in (0..ALWAYS.len()).rev() {
        let own = all.iter().find(|(binding, _)| rank(binding) == Some(at));
        if let Some(own) = own.filter(|own| cost(own) <= left) {
            left -= cost(own);
            kept[at] = true;
        }
    }
    // The others take what room is left in the order of their use, and stand in that of the table.
    let mut others: Vec<_> = (0..all.len()).filter(|at| rank(all[*at].0).is_none()).collect();
    // A pane that is not on the screen and has no tab is found by its key alone.
    let hides = app.place.view == View::List
        && app.tabs().is_empty()
        && Pane::ALL.iter().any(|pane| app.screen().pane(*pane).is_empty());
    let of_name = |own: &str| NEXT.iter().position(|name| *name == own);
    // Both are counted twofold, so that there is a place between two.
    let place = |at: &usize| match all[*at].0.name {
        "next-pane" if hides => of_name(HIDDEN_PANE).map(|at| 2 * at),
        // Figures are gone through in time; that they have rows is seen.
        "later" if app.place.view == View::Figures => of_name(HIDDEN_PANE).map(|at| 2 * at + 2),
        own => of_name(own).map(|at| 2 * at + 1),
    };
    others.sort_by_key(|at| place(at).unwrap_or(2 * NEXT.len()));
    others.retain(|at| {
        let fits = cost(&all[*at]) <= left;
        left -= if fits { cost(&all[*at]) } else { 0 };
        fits
    });
    let shows = |at: usize| match rank(all[at].0) {
        Some(0) => kept[0],
        Some(_) => false,
        None => others.contains(&at),
    };
    let mut line: Vec<_> = (0..all.len()).filter(|at| shows(*at)).map(|at| all[at]).collect();
    let last = (1..ALWAYS.len()).filter(|at| kept[*at]);
    line.extend(last.filter_map(|at| all.iter().find(|(b, _)| rank(b) == Some(at))).copied());
    placed(app, line, 0)
}

/// The keys that are never dropped at the end of a line that begins with a sentence, before what else stands at that
/// end: with what they do where the sentence leaves room for it, else alone. A sentence that is longer is told in
/// several lines beside the keys.
fn behind(app: &App, sentence: &str, width: u16) -> Vec<FooterKey> {
    /// The cells that are left for the sentence at least.
    const LEAST: u16 = 16;
    let all = hints(app);
    let of_rank = |at| all.iter().find(|(binding, _)| rank(binding) == Some(at)).copied();
    let full: Vec<Hint> = (0..ALWAYS.len()).filter_map(of_rank).collect();
    let keys: Vec<Hint> = full.iter().map(|(binding, _)| (*binding, "")).collect();
    let cells = |hints: &[Hint]| hints.iter().map(|hint| cost(app, *hint)).sum::<u16>();
    let said = (text::width(&shown(app, sentence)) as u16).saturating_add(2);
    // A blank stands before it, and at the edge of the screen.
    let end = text::width(&standing(app, width)) as u16 + 1;
    let start = |hints: &[Hint], end: u16| width.checked_sub(cells(hints).saturating_add(end));
    let mut forms = [(&full, end), (&keys, end), (&keys, 1)].into_iter();
    let fitting = forms.find_map(|(hints, end)| {
        let x = start(hints, end).filter(|x| said <= *x)?;
        Some((hints, x))
    });
    let beside = || Some((&keys, start(&keys, 1).filter(|x| *x >= LEAST)?));
    match fitting.or_else(beside) {
        Some((hints, x)) => placed(app, hints.iter().copied(), x),
        None => Vec::new(),
    }
}

/// What stands at the end of the footer: the keys of a chord, or the query in force, what is being done and the
/// marks, as far as they leave the keys room that are never dropped.
#[must_use]
pub fn standing(app: &App, width: u16) -> String {
    /// The cells of the keys that are never dropped.
    const KEPT: usize = 34;
    if !app.pending.is_empty() {
        return format!("{}… ", app.pending);
    }
    let marks = (!app.marks.is_empty()).then(|| format!("★ {}", app.marks.len()));
    // What is laid over the panes has keys of its own, and nothing to do with the query.
    let active = app.place.active.as_ref().filter(|_| app.overlay().is_none());
    let query = active.map(|active| {
        let hidden = if active.hide { ", the rest hidden" } else { "" };
        let count = hit_count(&active.hits);
        let query = text::truncate(active.query.text(), 24).into_owned();
        (format!("/{query} · {count}{hidden}"), count)
    });
    let working = working(app);
    let joined = |query: Option<String>| {
        let rest = working.clone().into_iter().chain(marks.clone());
        let parts: Vec<String> = query.into_iter().chain(rest).collect();
        if parts.is_empty() { String::new() } else { format!("{} ", parts.join(" · ")) }
    };
    let (full, short) = query.unzip();
    let told = [joined(full), joined(short), joined(None)];
    let fits = |told: &String| text::width(&shown(app, told)) + KEPT <= usize::from(width);
    told.into_iter().map(|told| shown(app, &told).into_owned()).find(fits).unwrap_or_default()
}

/// What is still being done, where it takes a while and the rows do not say it.
fn working(app: &App) -> Option<String> {
    match app.data.work {
        _ if app.is_reading() => None,
        Some(Work::Reading(read, taken)) => {
            Some(format!("reading {}…", words::so_far(read, taken)))
        }
        Some(Work::Checking) => Some("checking…".to_owned()),
        Some(Work::Indexing) => Some("indexing…".to_owned()),
        Some(Work::Verifying) => Some("verifying…".to_owned()),
        None => app.wanted.timeline.as_ref().map(|_| "arranging…".to_owned()),
    }
}

fn shown<'t>(app: &App, told: &'t str) -> Cow<'t, str> {
    if app.profile.ascii { text::ascii::text(told) } else { Cow::Borrowed(told) }
}

/// How a chord that is begun goes on, in a mode: the keys that are left, and what they do. Of keys that begin none,
/// and of a count alone, nothing.
#[must_use]
pub fn continuations(chords: &Chords, mode: Mode, pressed: &str) -> Vec<(String, &'static str)> {
    let begun = pressed.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rows = Vec::new();
    for binding in BINDINGS.iter().filter(|b| !begun.is_empty() && b.holds_in(mode)) {
        for chord in binding.in_force(chords) {
            let rest = chord.split_once(' ').filter(|(first, _)| *first == begun);
            rows.extend(rest.map(|(_, rest)| (rest.replace(' ', ""), binding.text)));
        }
    }
    rows
}

/// The rows of the table of keys whose keys do something here, and their hints.
#[must_use]
pub fn hints(app: &App) -> Vec<(&'static Binding, &'static str)> {
    let mode = app.mode();
    let hides = app.place.active.as_ref().is_some_and(|a| a.hide);
    let under = app.target().ok();
    let figures = mode == Mode::Across && app.place.view == View::Figures;
    (BINDINGS.iter())
        .filter(|b| !b.hint.is_empty() && b.holds_in(mode) && applies(app, under, &b.action))
        .filter(|b| b.in_force(&app.profile.chords).next().is_some())
        .map(|b| match b.action {
            Action::Show(Show::Hide) if hides => (b, "show the rest"),
            Action::Control(Control::Close) => (b, closes(app).unwrap_or(b.hint)),
            Action::Enter => (b, takes(app).unwrap_or(b.hint)),
            Action::Move(Motion::Columns(_)) if figures => (b, "later"),
            _ => (b, b.hint),
        })
        .collect()
}

/// What becomes of a line that is asked for or of a problem, in the words that stand beside it.
fn takes(app: &App) -> Option<&'static str> {
    match app.overlay()? {
        Overlay::Ask(ask) => Some(match ask.what {
            Asked::Note { .. } => "keep it",
            Asked::Export => "write it",
        }),
        Overlay::Picker(picker) if picker.listing == Listing::Problems => Some("edit it"),
        Overlay::Picker(_) | Overlay::Compare(_) | Overlay::Help(_) => None,
    }
}

/// What closing leads back to, where it does not end the program.
fn closes(app: &App) -> Option<&'static str> {
    if app.overlay().is_some() || app.search.is_some() {
        return None;
    }
    if app.tour.is_some() {
        return Some("end tour");
    }
    Some(match app.place.last_opened()? {
        Opened::View => "list",
        Opened::Zoom => "all panes",
        Opened::AsOf => "today",
        Opened::Filter => "everybody",
    })
}

/// Whether an action does something here, so that the footer never offers what does not.
fn applies(app: &App, under: Option<Target>, action: &Action) -> bool {
    let c = app.chronology();
    // Where q is a letter that is typed, Esc is named in its place.
    if matches!(action, Action::Control(Control::Escape)) {
        return app.mode() == Mode::Palette;
    }
    if app.shows_nothing() {
        let enters = matches!(action, Action::Enter) && takes(app).is_some();
        return enters || matches!(action, Action::Open(Open::Help) | Action::Control(_));
    }
    let record = match under {
        Some(Target::Record(citation)) => Some(citation.record),
        Some(Target::Point(_) | Target::Note(_) | Target::Source(_)) | None => None,
    };
    match action {
        // What lies on top is closed by the key that opened it; q says so already.
        Action::Open(what) if app.has_on_top(*what) => *what == Open::Help,
        // Whoever looks for keys is told of it, and the panes have others to tell.
        Action::Open(Open::Tour) => matches!(app.overlay(), Some(Overlay::Help(_))),
        Action::Jump(Jump::Report(_)) => record.is_some_and(|r| c.print_count(r) > 1),
        Action::Open(Open::Comparison) => record.is_some_and(|r| c.reports(r).len() > 1),
        Action::Jump(Jump::Hit(_))
        | Action::Show(Show::Hide | Show::ClearQuery | Show::KeepQuery) => {
            app.place.active.is_some()
        }
        Action::Open(Open::Relations) => record.is_some_and(|r| relations::has_any(c, r)),
        Action::Open(Open::Notes) => under.is_some_and(|target| !target.notes(c).is_empty()),
        Action::Open(Open::CopyMenu) | Action::Take(Take::Mark | Take::Source) => under.is_some(),
        Action::Jump(Jump::Visited(by)) => *by > 0 || app.jumps.depth() > 0,
        Action::Move(Motion::Columns(by)) => match app.overlay() {
            Some(Overlay::Compare(comparison)) => comparison.right != (*by > 0),
            None if app.place.view == View::Figures => {
                app.measure().is_some_and(|measure| measure.days.len() > 1)
            }
            Some(Overlay::Picker(_) | Overlay::Help(_) | Overlay::Ask(_)) | None => true,
        },
        // A list in which nothing leads anywhere, or nothing yet, is neither entered nor gone through.
        Action::Enter | Action::Move(Motion::Rows(_)) => match app.overlay() {
            Some(Overlay::Picker(picker)) => {
                app.wanted.named.is_some() || picker.row().is_some_and(|row| row.go.is_some())
            }
            Some(Overlay::Compare(_) | Overlay::Help(_) | Overlay::Ask(_)) | None => true,
        },
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
        Action::Jump(Jump::Speaker(_))
        | Action::Move(_)
        | Action::Show(_)
        | Action::Open(_)
        | Action::Take(_)
        | Action::Query(_)
        | Action::Dataset(_)
        | Action::Type(_)
        | Action::Control(_)
        | Action::Click(..)
        | Action::Drag(..)
        | Action::Wheel(..)
        | Action::Pending(_)
        | Action::Unbound(_)
        | Action::Learn(_) => true,
    }
}
