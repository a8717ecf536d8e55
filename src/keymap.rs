//! The table of keys: what input, the footer, the help and the README all read.
//!
//! One row says which keys do what in which mode, and in which words. It never says how it is done: a row
//! names an [`Action`], and [`crate::app`] carries it out.

mod key;
mod resolver;
mod table;

use std::fmt::Write as _;

use crate::app::action::Action;
use crate::app::{App, Mode, Overlay, View};
use crate::geometry::Pane;
use crate::pages::relations;

pub use self::key::{Code, Key};
pub use self::resolver::Resolver;
pub use self::table::BINDINGS;

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

/// What the footer offers now: the first chord of a row and its hint, most useful first.
#[must_use]
pub fn hints(app: &App) -> Vec<(&'static str, &'static str)> {
    let mode = app.mode();
    let hides = app.active.as_ref().is_some_and(|a| a.hide);
    (BINDINGS.iter())
        .filter(|b| !b.hint.is_empty() && b.modes.hold_in(mode) && applies(app, &b.action))
        .map(|b| {
            let hint =
                if hides && matches!(b.action, Action::Hide) { "show the rest" } else { b.hint };
            (key::shown(b.chords.split(" | ").next().unwrap_or_default()), hint)
        })
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
        Action::Report(_) => c.sources_of(record).len() > 1,
        Action::Compare => c.reports(record).len() > 1,
        Action::Hit(_) | Action::Hide | Action::ClearQuery => app.active.is_some(),
        Action::Relations => relations::has_any(c, record),
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
            for binding in BINDINGS.iter().filter(|b| b.group == group && b.modes != Modes::COPY) {
                let chords: Vec<&str> = binding.chords.split(" | ").map(key::shown).collect();
                match rows.iter_mut().find(|(_, text)| *text == binding.text) {
                    Some((keys, _)) if *keys == chords.join(" ") => {}
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
