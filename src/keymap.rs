//! The table of keys: what input, the footer, the help and the README all read.
//!
//! One row says which keys do what in which mode, and in which words. It never says how it is done: a row
//! names an [`Action`], and [`crate::app`] carries it out.

mod key;
mod resolver;

use std::fmt::Write as _;

use crate::app::action::{Action, CopyOf, Edit, End};
use crate::app::{App, Mode, Overlay, View};
use crate::geometry::Pane;

pub use self::key::{Code, Key};
pub use self::resolver::Resolver;

/// Modes in which a row holds, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modes(u16);

impl Modes {
    const TIMELINE: Self = Self(1);
    const SOURCE: Self = Self(2);
    const QUOTE: Self = Self(4);
    const ACROSS: Self = Self(512);
    const PANES: Self = Self(7);
    const BROWSE: Self = Self(7 | 512);
    const SEARCH: Self = Self(8);
    const PALETTE: Self = Self(16);
    const LIST: Self = Self(32);
    const COPY: Self = Self(64);
    const COMPARE: Self = Self(128);
    const HELP: Self = Self(256);
    const ANY: Self = Self(1023);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the row holds in a mode.
    #[must_use]
    pub fn hold_in(self, mode: Mode) -> bool {
        let bit = match mode {
            Mode::Browse(Pane::Timeline) => Self::TIMELINE,
            Mode::Browse(Pane::Source) => Self::SOURCE,
            Mode::Browse(Pane::Quote) => Self::QUOTE,
            Mode::Across => Self::ACROSS,
            Mode::Search => Self::SEARCH,
            Mode::Palette => Self::PALETTE,
            Mode::List => Self::LIST,
            Mode::Copy => Self::COPY,
            Mode::Compare => Self::COMPARE,
            Mode::Help => Self::HELP,
        };
        self.0 & bit.0 != 0
    }
}

/// Under which heading the help lists a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the headings' own words")]
pub enum Group {
    Move,
    Records,
    Search,
    Take,
    View,
    Time,
    Program,
    Typing,
    Lists,
}

impl Group {
    /// The groups in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Move,
        Self::Records,
        Self::Search,
        Self::Take,
        Self::View,
        Self::Time,
        Self::Program,
        Self::Typing,
        Self::Lists,
    ];

    /// The heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Records => "From record to record",
            Self::Search => "Searching",
            Self::Take => "Marking, copying, opening",
            Self::View => "Seeing",
            Self::Time => "Time: strip, lanes, figures",
            Self::Program => "The program",
            Self::Typing => "While typing",
            Self::Lists => "In lists, comparisons and this help",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The modes in which it holds.
    pub modes: Modes,
    /// The chords, separated by ` | `; the keys of a chord by a blank.
    pub chords: &'static str,
    /// What they do.
    pub action: Action,
    /// Under which heading.
    pub group: Group,
    /// What they do, in words.
    pub text: &'static str,
    /// What they do in a word or two, for the footer; empty where it is not shown there.
    pub hint: &'static str,
}

const fn row(
    modes: Modes,
    chords: &'static str,
    action: Action,
    group: Group,
    text: &'static str,
    hint: &'static str,
) -> Binding {
    Binding { modes, chords, action, group, text, hint }
}

use Group as G;
use Modes as M;

const ROLL: M = M::BROWSE.and(M::LIST).and(M::COMPARE).and(M::HELP);
const LISTED: M = M::LIST.and(M::COPY);
const TYPED: M = M::SEARCH.and(M::PALETTE);

/// The table. The order within a group is that of the help; the order of hints is that of the footer.
pub const BINDINGS: &[Binding] = &[
    row(M::BROWSE, "/", Action::Search, G::Search, "search statements and events", "search"),
    row(
        M::PANES,
        "Enter | l | Right",
        Action::Into,
        G::Move,
        "into: timeline, source, quote, then where the line leads",
        "into",
    ),
    row(M::PANES, "h | Left", Action::Out, G::Move, "out: quote, source, timeline", "out"),
    row(
        M::ACROSS,
        "Enter",
        Action::Into,
        G::Time,
        "to the records of the cell; to the source of the figures",
        "go there",
    ),
    row(
        M::ACROSS,
        "l | Right",
        Action::Across(1),
        G::Time,
        "later: the next cell of a lane, the next exchange of figures",
        "across",
    ),
    row(M::ACROSS, "h | Left", Action::Across(-1), G::Time, "earlier", ""),
    row(
        M::ACROSS,
        "f",
        Action::Unfold,
        G::Time,
        "open a party into a lane for each of its speakers, or close it",
        "speakers",
    ),
    row(
        M::BROWSE,
        "s",
        Action::Report(1),
        G::Records,
        "next source that prints this",
        "next source",
    ),
    row(M::BROWSE, "S", Action::Report(-1), G::Records, "previous source that prints this", ""),
    row(
        M::BROWSE,
        "c",
        Action::Compare,
        G::Records,
        "compare the reports of the same words",
        "compare",
    ),
    row(M::BROWSE, "n", Action::Hit(1), G::Search, "next hit, in time", "next hit"),
    row(M::BROWSE, "N", Action::Hit(-1), G::Search, "previous hit", ""),
    row(
        M::BROWSE,
        "d",
        Action::Hide,
        G::Search,
        "hide or dim what the query does not match",
        "hide the rest",
    ),
    row(M::BROWSE, "X", Action::ClearQuery, G::Search, "clear the query", "clear"),
    row(ROLL, "j | Down", Action::Move(1), G::Move, "next, along the order of the pane", ""),
    row(ROLL, "k | Up", Action::Move(-1), G::Move, "previous", ""),
    row(ROLL, "Ctrl-d", Action::Page(1), G::Move, "half a page down", ""),
    row(ROLL, "Ctrl-u", Action::Page(-1), G::Move, "half a page up", ""),
    row(ROLL, "PgDn | Ctrl-f", Action::Page(2), G::Move, "a page down", ""),
    row(ROLL, "PgUp | Ctrl-b", Action::Page(-2), G::Move, "a page up", ""),
    row(ROLL, "g g | Home", Action::Edge(End::First), G::Move, "first", ""),
    row(ROLL, "G | End", Action::Edge(End::Last), G::Move, "last", ""),
    row(M::BROWSE, "{", Action::Month(-1), G::Move, "previous month that has records", ""),
    row(M::BROWSE, "}", Action::Month(1), G::Move, "next month that has records", ""),
    row(M::BROWSE, "Tab", Action::Cycle(1), G::Move, "next pane", "pane"),
    row(M::BROWSE, "Shift-Tab", Action::Cycle(-1), G::Move, "previous pane", ""),
    row(M::BROWSE, "1", Action::Focus(Pane::Timeline), G::Move, "the timeline", ""),
    row(M::BROWSE, "2", Action::Focus(Pane::Source), G::Move, "the source", ""),
    row(M::BROWSE, "3", Action::Focus(Pane::Quote), G::Move, "the quote", ""),
    row(M::BROWSE, "p", Action::Speaker(1), G::Records, "next words of the same speaker", ""),
    row(M::BROWSE, "P", Action::Speaker(-1), G::Records, "previous words of the same speaker", ""),
    row(
        M::BROWSE,
        "r",
        Action::Relations,
        G::Records,
        "related records: answers, repeats, contradictions",
        "related",
    ),
    row(
        M::BROWSE,
        "!",
        Action::Notes,
        G::Records,
        "notes: errors, ambiguities, conflicts, translations, gaps",
        "notes",
    ),
    row(
        M::BROWSE,
        ":",
        Action::Palette,
        G::Records,
        "go to anything by name: records, speakers, sources, dates, commands",
        "go to",
    ),
    row(M::BROWSE, "Ctrl-o | Backspace | Alt-Left", Action::Back, G::Records, "back", "back"),
    row(M::BROWSE, "L | Alt-Right", Action::Forward, G::Records, "forward", ""),
    row(
        M::BROWSE,
        "y",
        Action::CopyMenu,
        G::Take,
        "copy: then y quotation, w words, f footnote, u link, b BibTeX, j CSL-JSON, i id",
        "copy",
    ),
    row(M::BROWSE, "m | Space", Action::Mark, G::Take, "mark, or take the mark back", ""),
    row(M::BROWSE, "'", Action::Marks, G::Take, "list the marks", ""),
    row(
        M::BROWSE,
        "x",
        Action::ExportMarked,
        G::Take,
        "export the marked records as a brief with footnotes",
        "",
    ),
    row(
        M::BROWSE,
        "o",
        Action::Open { archived: false },
        G::Take,
        "open the source in the browser, at the quote",
        "",
    ),
    row(M::BROWSE, "O", Action::Open { archived: true }, G::Take, "open its archived copy", ""),
    row(M::BROWSE, "e", Action::Edit, G::Take, "edit the record in $EDITOR, at its line", ""),
    row(
        M::BROWSE,
        "z",
        Action::Zoom,
        G::View,
        "give the pane the whole screen, or take it back",
        "",
    ),
    row(
        M::BROWSE,
        "v",
        Action::View,
        G::Time,
        "the timeline as a list, as lanes, as figures",
        "view",
    ),
    row(
        M::PANES,
        ">",
        Action::Across(1),
        G::Time,
        "along the strip: to the next cell that has records",
        "",
    ),
    row(
        M::PANES,
        "<",
        Action::Across(-1),
        G::Time,
        "along the strip: to the cell before that has records",
        "",
    ),
    row(M::BROWSE, "+ | =", Action::Span(1), G::Time, "look closer at time, around the cursor", ""),
    row(M::BROWSE, "-", Action::Span(-1), G::Time, "look at more of time", ""),
    row(M::BROWSE, "0", Action::Span(0), G::Time, "look at the whole of time", ""),
    row(M::BROWSE, "t", Action::Axis, G::View, "order by the day said or the day published", ""),
    row(M::BROWSE, "R", Action::Reload, G::Program, "read the dataset again", ""),
    row(M::ANY, "F1", Action::Help, G::Program, "show or hide this help", ""),
    row(ROLL, "?", Action::Help, G::Program, "show or hide this help", "help"),
    row(ROLL, "q", Action::Close, G::Program, "close what is open, or quit", "quit"),
    row(ROLL, "Q", Action::Quit, G::Program, "quit", ""),
    row(M::ANY, "Esc", Action::Escape, G::Program, "close the top thing only", ""),
    row(M::ANY, "Ctrl-c", Action::Cancel, G::Program, "cancel, or quit", ""),
    row(M::ANY, "Ctrl-z", Action::Suspend, G::Program, "suspend; fg comes back", ""),
    row(M::ANY, "Ctrl-l", Action::Redraw, G::Program, "draw everything again", ""),
    row(
        M::BROWSE,
        "F2",
        Action::Mouse,
        G::Program,
        "capture clicks, or give them back to the terminal",
        "",
    ),
    row(
        TYPED,
        "Enter",
        Action::Accept,
        G::Typing,
        "go there; the query stays in force",
        "go there",
    ),
    row(
        M::SEARCH,
        "Tab",
        Action::Complete(1),
        G::Typing,
        "complete a field or a value",
        "complete",
    ),
    row(M::SEARCH, "Shift-Tab", Action::Complete(-1), G::Typing, "the completion before", ""),
    row(TYPED, "Down | Ctrl-n", Action::Move(1), G::Typing, "next hit", "next"),
    row(
        TYPED,
        "Up | Ctrl-p",
        Action::Move(-1),
        G::Typing,
        "previous hit; in an empty prompt, earlier queries",
        "",
    ),
    row(M::SEARCH, "Alt-Up", Action::Recall(-1), G::Typing, "earlier query", ""),
    row(M::SEARCH, "Alt-Down", Action::Recall(1), G::Typing, "later query", ""),
    row(TYPED, "PgDn", Action::Page(2), G::Typing, "a page of hits down", ""),
    row(TYPED, "PgUp", Action::Page(-2), G::Typing, "a page of hits up", ""),
    row(
        TYPED,
        "Backspace | Ctrl-h",
        Action::Type(Edit::DeleteBack),
        G::Typing,
        "delete the letter before",
        "",
    ),
    row(
        TYPED,
        "Delete",
        Action::Type(Edit::Delete),
        G::Typing,
        "delete the letter under the cursor",
        "",
    ),
    row(TYPED, "Ctrl-w", Action::Type(Edit::DeleteWord), G::Typing, "delete the word before", ""),
    row(TYPED, "Ctrl-u", Action::Type(Edit::DeleteAll), G::Typing, "delete all before", ""),
    row(TYPED, "Left", Action::Type(Edit::Left), G::Typing, "left", ""),
    row(TYPED, "Right", Action::Type(Edit::Right), G::Typing, "right", ""),
    row(TYPED, "Home | Ctrl-a", Action::Type(Edit::Start), G::Typing, "to the start", ""),
    row(TYPED, "End | Ctrl-e", Action::Type(Edit::End), G::Typing, "to the end", ""),
    row(LISTED, "Enter | l | Right", Action::Accept, G::Lists, "go there", "go there"),
    row(
        M::COMPARE,
        "Enter",
        Action::Accept,
        G::Lists,
        "read the second of the two in its source",
        "read it",
    ),
    row(M::COMPARE, "s | Tab", Action::Pair(1), G::Lists, "compare another pair", "another pair"),
    row(M::COMPARE, "S | Shift-Tab", Action::Pair(-1), G::Lists, "the pair before", ""),
    row(
        M::COPY,
        "y",
        Action::Copy(CopyOf::Quote),
        G::Take,
        "copy the quotation with its citation",
        "",
    ),
    row(M::COPY, "w", Action::Copy(CopyOf::Words), G::Take, "copy the words", ""),
    row(M::COPY, "f", Action::Copy(CopyOf::Footnote), G::Take, "copy a Markdown footnote", ""),
    row(M::COPY, "u", Action::Copy(CopyOf::Link), G::Take, "copy the link to the passage", ""),
    row(M::COPY, "j", Action::Copy(CopyOf::Csl), G::Take, "copy a CSL-JSON item", ""),
    row(M::COPY, "Down", Action::Move(1), G::Lists, "next", ""),
    row(M::COPY, "Up", Action::Move(-1), G::Lists, "previous", ""),
    row(M::COPY, "q", Action::Close, G::Lists, "close the menu", "close"),
    row(M::COPY, "b", Action::Copy(CopyOf::Bibtex), G::Take, "copy a BibTeX entry", ""),
    row(M::COPY, "i", Action::Copy(CopyOf::Id), G::Take, "copy the id", ""),
    row(LISTED, "h | Left", Action::Escape, G::Lists, "close the list", ""),
];

/// What the footer offers now: the first chord of a row and its hint, most useful first.
#[must_use]
pub fn hints(app: &App) -> Vec<(&'static str, &'static str)> {
    let mode = app.mode();
    (BINDINGS.iter())
        .filter(|b| !b.hint.is_empty() && b.modes.hold_in(mode) && applies(app, &b.action))
        .map(|b| (key::shown(b.chords.split(" | ").next().unwrap_or_default()), b.hint))
        .collect()
}

/// Whether an action does something here, so that the footer never offers what does not.
fn applies(app: &App, action: &Action) -> bool {
    let c = app.chronology();
    if c.records.is_empty() {
        return matches!(action, Action::Help | Action::Close);
    }
    let record = app.cursor.record;
    match action {
        Action::Report(_) => c.citation_count(record) > 1,
        Action::Compare => c.reports(record).len() > 1,
        Action::Hit(_) | Action::Hide | Action::ClearQuery => app.active.is_some(),
        Action::Relations => !c.backlinks(record).is_empty() || !app.links_of(record).is_empty(),
        Action::Notes => !c.notes_of(record).is_empty(),
        Action::Back => app.can_go_back(),
        Action::Out => app.focus != Pane::Timeline,
        Action::Unfold => app.view == View::Lanes,
        Action::Pair(_) => matches!(&app.overlay, Some(Overlay::Compare(c)) if c.reports.len() > 2),
        _ => true,
    }
}

/// The rows of the help: chords and words, by group. Rows that do the same are one.
#[must_use]
pub fn help() -> Vec<(Group, Vec<(String, &'static str)>)> {
    Group::ALL
        .into_iter()
        .map(|group| {
            let mut rows: Vec<(String, &'static str)> = Vec::new();
            for binding in BINDINGS.iter().filter(|b| b.group == group && b.modes != M::COPY) {
                let chords: Vec<&str> = binding.chords.split(" | ").map(key::shown).collect();
                match rows.iter_mut().find(|(_, text)| *text == binding.text) {
                    Some((keys, _)) => *keys = format!("{} {keys}", chords.join(" ")),
                    None => rows.push((chords.join(" "), binding.text)),
                }
            }
            (group, rows)
        })
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

/// The table as Markdown, as the README holds it.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from("| keys | do |\n|---|---|\n");
    for (group, rows) in help() {
        let _ = writeln!(out, "| **{}** | |", group.heading());
        for (keys, text) in rows {
            let keys: Vec<String> = keys.split(' ').map(|k| format!("`{k}`")).collect();
            let _ = writeln!(out, "| {} | {text} |", keys.join(" ").replace('|', "\\|"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODES: [Mode; 10] = [
        Mode::Browse(Pane::Timeline),
        Mode::Browse(Pane::Source),
        Mode::Browse(Pane::Quote),
        Mode::Across,
        Mode::Search,
        Mode::Palette,
        Mode::List,
        Mode::Copy,
        Mode::Compare,
        Mode::Help,
    ];

    #[test]
    fn no_chord_means_two_things_or_begins_another() {
        for mode in MODES {
            let chords: Vec<Vec<Key>> = (BINDINGS.iter())
                .filter(|b| b.modes.hold_in(mode))
                .flat_map(|b| b.chords.split(" | "))
                .map(|chord| Key::chord(chord).unwrap_or_else(|| panic!("{chord} is no chord")))
                .collect();
            for (i, a) in chords.iter().enumerate() {
                for b in &chords[i + 1..] {
                    assert!(!a.starts_with(b) && !b.starts_with(a), "{mode:?}: {a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn every_row_has_words_that_fit_the_help() {
        for binding in BINDINGS {
            assert!(!binding.text.is_empty() && binding.text.len() <= 82, "{}", binding.text);
        }
    }
}
