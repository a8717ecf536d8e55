//! The table of keys: what input, the footer, the help and docs/keys.md all read.
//!
//! One row says which keys do what in which mode, and in which words. It never says how it is done: a row
//! names an [`Action`], and [`crate::update`] carries it out.

mod help_page;
mod hints;
mod key;
mod resolver;
mod table;

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::app::Mode;
use crate::app::action::{Action, Control, Open, Take};
use crate::app::chords::Chords;

pub use self::help_page::{OTHER_DATASET, SHELL_COMMANDS, help_page};
pub use self::hints::{FooterKey, continuations, footer, hints, standing};
pub use self::key::{Code, Key};
pub use self::resolver::Resolver;
pub use self::table::BINDINGS;

/// Under which heading the help lists a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the headings' own words")]
pub enum Group {
    Move,
    Records,
    Search,
    Take,
    View,
    Timeline,
    Program,
    Typing,
    Lists,
    Marks,
}

impl Group {
    /// The groups in the order of the help.
    pub const ALL: [Self; 10] = [
        Self::Move,
        Self::Records,
        Self::Search,
        Self::Take,
        Self::View,
        Self::Timeline,
        Self::Program,
        Self::Typing,
        Self::Lists,
        Self::Marks,
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
            Self::Timeline => "Timeline: strip, lanes, figures",
            Self::Program => "The program",
            Self::Typing => "While typing",
            Self::Lists => "In lists, comparisons and this help",
            Self::Marks => "In the list of marks",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone)]
pub struct Binding {
    /// Its name in a configuration. Rows of one name have the same chords.
    pub name: &'static str,
    /// The modes in which it holds.
    pub modes: &'static [Mode],
    /// The chords where no configuration gives others, separated by ` | `; the keys of a chord by a blank.
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

impl Binding {
    /// Whether it holds in a mode.
    #[must_use]
    pub fn holds_in(&self, mode: Mode) -> bool {
        self.modes.contains(&mode)
    }

    /// What it is looked for by besides its own words; mostly nothing.
    #[must_use]
    pub fn also(&self) -> &'static str {
        let own = table::ALSO.iter().find(|(name, _)| *name == self.name);
        own.map_or("", |(_, words)| words)
    }

    /// The chords in force; none where they were taken away.
    pub fn in_force<'a>(&self, chords: &'a Chords) -> impl Iterator<Item = &'a str> + use<'a> {
        chords.of(self.name, self.chords).split(" | ").filter(|chord| !chord.is_empty())
    }

    /// The first chord in force, as a reader sees it; nothing where there is none.
    #[must_use]
    pub fn chord<'a>(&self, chords: &'a Chords) -> Cow<'a, str> {
        self.in_force(chords).next().map(key::shown).unwrap_or_default()
    }
}

/// The first chord in force of the rows of a name, as a reader sees it; `:` with the name where it has none, since the
/// palette has what no key does.
#[must_use]
pub fn chord_of(chords: &Chords, name: &str) -> String {
    let row = BINDINGS.iter().find(|binding| binding.name == name);
    match row.map(|row| row.chord(chords)) {
        Some(chord) if !chord.is_empty() => chord.into_owned(),
        Some(_) | None => format!(":{name}"),
    }
}

/// The rows that are commands: what can be done without an object or a direction, each once.
pub fn commands() -> impl Iterator<Item = &'static Binding> {
    let is_command = |binding: &&Binding| match binding.group {
        Group::Records
        | Group::Search
        | Group::Take
        | Group::View
        | Group::Timeline
        | Group::Program => match binding.action {
            Action::Move(_)
            | Action::Enter
            | Action::Leave
            | Action::Cycle(_)
            | Action::Take(Take::Copy(_))
            | Action::Marks(_)
            | Action::Query(_)
            | Action::Dataset(_)
            | Action::Type(_)
            | Action::Click(..)
            | Action::Drag(..)
            | Action::Wheel(..)
            | Action::Pending(_)
            | Action::Unbound(_)
            | Action::Learn(_)
            | Action::Open(Open::Palette)
            | Action::Control(Control::Close | Control::Escape | Control::Cancel) => false,
            Action::Jump(_)
            | Action::Show(_)
            | Action::Open(_)
            | Action::Take(_)
            | Action::Control(_) => true,
        },
        Group::Move | Group::Typing | Group::Lists | Group::Marks => false,
    };
    let first = |(at, binding): &(usize, &'static Binding)| {
        !BINDINGS[..*at].iter().any(|before| before.text == binding.text)
    };
    BINDINGS.iter().enumerate().filter(first).map(|(_, binding)| binding).filter(is_command)
}

/// What no row of the table says: a count stands before a chord.
const COUNTS: &str =
    "a count repeats a movement; in a pane it begins with 4 to 9, or its own number";

/// A row of the help: what does the same, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// The chords in force, as a reader sees them.
    pub keys: String,
    /// What they do.
    pub text: &'static str,
    /// What it is looked for by besides.
    pub also: &'static str,
}

/// The rows of the help, by group. Rows that do the same are one.
#[must_use]
pub fn help(chords: &Chords) -> Vec<(Group, Vec<HelpRow>)> {
    let is_of_menu = |b: &&Binding| b.modes == [Mode::Copy];
    let copies = |b: &&Binding| matches!(b.action, Action::Take(Take::Copy(_)));
    grouped(&BINDINGS.iter().filter(move |b| !is_of_menu(b) || copies(b)), chords, false)
}

/// Rows of the table as the help has them. Where the menu of copies is not open, its keys stand behind that which opens
/// it.
fn grouped(
    bindings: &(impl Iterator<Item = &'static Binding> + Clone),
    chords: &Chords,
    in_menu: bool,
) -> Vec<(Group, Vec<HelpRow>)> {
    let copy = BINDINGS.iter().find(|binding| binding.name == "copy");
    let opens = copy.and_then(|row| row.in_force(chords).next()).map(str::to_owned);
    Group::ALL
        .into_iter()
        .map(|group| {
            let mut rows: Vec<HelpRow> = Vec::new();
            for binding in bindings.clone().filter(|b| b.group == group) {
                let is_behind = !in_menu && matches!(binding.action, Action::Take(Take::Copy(_)));
                let shown = |chord: &str| match opens.as_deref().filter(|_| is_behind) {
                    // Two letters are one word, as `gg` is.
                    Some(opens) if opens.chars().chain(chord.chars()).count() == 2 => {
                        format!("{opens}{chord}")
                    }
                    Some(opens) => format!("{opens} {chord}"),
                    None => key::shown(chord).into_owned(),
                };
                let own: Vec<String> = binding.in_force(chords).map(shown).collect();
                if own.is_empty() || (is_behind && opens.is_none()) {
                    continue;
                }
                let own = own.join(" ");
                match rows.iter_mut().find(|row| row.text == binding.text) {
                    Some(row) if row.keys == own => {}
                    Some(row) => row.keys = format!("{own} {}", row.keys),
                    None => {
                        let (text, also) = (binding.text, binding.also());
                        rows.push(HelpRow { keys: own, text, also });
                    }
                }
            }
            if group == Group::Move && !rows.is_empty() {
                let keys = format!("5{}", chord_of(chords, "down"));
                rows.push(HelpRow { keys, text: COUNTS, also: "number repeat times" });
            }
            (group, rows)
        })
        .filter(|(_, rows)| !rows.is_empty())
        .collect()
}

/// The table as Markdown, as docs/keys.md holds it.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from("| keys | do |\n|---|---|\n");
    for (group, rows) in help(&Chords::default()) {
        let _ = writeln!(out, "| **{}** | |", group.heading());
        for HelpRow { keys, text, .. } in rows {
            let keys: Vec<String> = keys.split(' ').map(|k| format!("`{k}`")).collect();
            let _ = writeln!(out, "| {} | {text} |", keys.join(" ").replace('|', "\\|"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_chord_means_two_things_or_begins_another() {
        for mode in Mode::ALL {
            let chords: Vec<Vec<Key>> = (BINDINGS.iter())
                .filter(|b| b.holds_in(mode))
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
    fn rows_of_a_name_have_the_same_chords_and_a_name_is_of_small_letters() {
        for binding in BINDINGS {
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(!binding.name.is_empty() && binding.name.chars().all(is_plain));
            for other in BINDINGS.iter().filter(|other| other.name == binding.name) {
                assert_eq!(other.chords, binding.chords, "{}", binding.name);
                let shares = other.modes.iter().any(|mode| binding.holds_in(*mode));
                assert!(!shares || other.modes == binding.modes, "{}", binding.name);
            }
            let of_modes =
                |other: &&Binding| (other.name, other.modes) == (binding.name, binding.modes);
            assert_eq!(BINDINGS.iter().filter(of_modes).count(), 1, "{}", binding.name);
        }
    }

    #[test]
    fn other_words_are_those_of_a_row() {
        for (at, (name, words)) in table::ALSO.iter().enumerate() {
            assert!(BINDINGS.iter().any(|row| row.name == *name) && !words.is_empty(), "{name}");
            assert!(table::ALSO[..at].iter().all(|(before, _)| before != name), "{name} twice");
        }
    }

    #[test]
    fn every_row_has_words_that_fit_the_help() {
        for binding in BINDINGS {
            assert!(!binding.text.is_empty() && binding.text.len() <= 82, "{}", binding.text);
        }
    }
}
