//! The keys of a configuration: which action has which, and which cannot.
//!
//! The table of [`crate::keymap`] stays what it is; what is taken here stands beside it. Keys are judged together,
//! once all are known, so that two may be exchanged.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::read::{Fault, Judged, TomlValue, texts};
use crate::app::Mode;
use crate::app::chords::Chords;
use crate::keymap::{BINDINGS, Binding, Code, Key};
use crate::text::spelling::nearest_name;

/// How keys are written.
const FORM: &str =
    "keys are written as in j, G, Ctrl-d, Alt-Left, PgDn, Space, F5, and chords as in g g";

/// The actions that must have a key: without it nobody could leave.
const NEEDED: [&str; 2] = ["cancel", "escape"];

/// Keys that were given to an action.
struct BoundKeys {
    name: &'static str,
    /// Where the value stands.
    range: Range<usize>,
}

/// Whether there is an action of this name.
pub(super) fn is_action(name: &str) -> bool {
    BINDINGS.iter().any(|binding| binding.name == name)
}

/// Takes the keys of a table; what is wrong with them.
pub(super) fn take(chords: &mut Chords, table: &DeTable<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut bound = Vec::new();
    for (name, value) in table {
        match one(name, value) {
            Ok((name, keys)) => {
                chords.rebind(name, keys);
                bound.push(BoundKeys { name, range: value.span() });
            }
            Err(fault) => faults.push(fault),
        }
    }
    // Of two in the file the one below is at fault, as whoever reads it finds the other above.
    bound.sort_by_key(|bound| std::cmp::Reverse(bound.range.start));
    while let Some((at, fault)) = bound.iter().enumerate().find_map(|(at, bound)| {
        let fault = conflict(chords, bound)?;
        Some((at, fault))
    }) {
        chords.restore(bound.remove(at).name);
        faults.push(fault);
    }
    faults
}

/// An action and its keys, in the form of the table.
fn one(name: &Spanned<Cow<'_, str>>, value: &TomlValue<'_>) -> Judged<(&'static str, String)> {
    let typed: &str = name.get_ref();
    let Some(binding) = BINDINGS.iter().find(|binding| binding.name == typed) else {
        let fault = Fault::at(name.span(), format!("there is no action {typed}"));
        let names = BINDINGS.iter().map(|binding| binding.name);
        return Err(match nearest_name(typed, names) {
            Some(near) => fault.helped(format!("did you mean {near}?")),
            None => fault.helped("startline config lists them"),
        });
    };
    let all = texts(value)?;
    if all.is_empty() && NEEDED.contains(&binding.name) {
        let message = format!("{} needs a key, so that one can always leave", binding.name);
        return Err(Fault::at(value.span(), message));
    }
    let types = BINDINGS
        .iter()
        .filter(|row| row.name == binding.name)
        .any(|row| row.modes.iter().any(|mode| mode.is_typing()));
    for chord in &all {
        if let Some((message, help)) = fault_of(chord, types) {
            return Err(Fault::at(value.span(), message).helped(help));
        }
    }
    Ok((binding.name, all.join(" | ")))
}

/// Why a chord cannot be one, and what to write instead. `types` says that letters are typed where it would hold.
fn fault_of(chord: &str, types: bool) -> Option<(String, Cow<'static, str>)> {
    /// As many keys as anybody remembers.
    const LONGEST: usize = 4;
    let Some(keys) = Key::chord(chord) else {
        let message = match chord.trim() {
            "" => "no key is written here".to_owned(),
            _ => format!("{chord} is no key"),
        };
        return Some((message, FORM.into()));
    };
    if keys.len() > LONGEST {
        return Some((format!("{chord} has more than {LONGEST} keys"), FORM.into()));
    }
    let modified = |key: &Key| key.ctrl || key.alt;
    for key in &keys {
        let same = match key.code {
            Code::Char(c) if key.ctrl && c.is_uppercase() => {
                Some(format!("Ctrl-{}", c.to_lowercase()))
            }
            Code::Char('i') if key.ctrl => Some("Tab".to_owned()),
            Code::Char('m') if key.ctrl => Some("Enter".to_owned()),
            Code::Char('[') if key.ctrl => Some("Esc".to_owned()),
            _ => None,
        };
        if let Some(same) = same {
            return Some((
                format!("a terminal cannot tell {key} from {same}"),
                format!("write {same}").into(),
            ));
        }
    }
    match keys.first() {
        Some(Key { code: Code::Char(_), .. }) if types && !keys.first().is_some_and(modified) => {
            let message = format!("{chord} is typed where this action holds");
            Some((message, "take a key with Ctrl or Alt, or one that types nothing".into()))
        }
        _ => None,
    }
}

/// What else a chord of an action does already where the action holds.
fn conflict(chords: &Chords, bound: &BoundKeys) -> Option<Fault> {
    let own = BINDINGS.iter().filter(|row| row.name == bound.name);
    own.flat_map(|row| row.in_force(chords).map(move |chord| (row, chord))).find_map(
        |(row, chord)| {
            let keys = Key::chord(chord)?;
            let (other, mode, theirs) = BINDINGS
                .iter()
                // Rows of a name share no mode.
                .filter(|other| other.name != row.name)
                .find_map(|other| meets(chords, (row, &keys), other))?;
            let message = if theirs == chord {
                format!("{chord} is the key of {} already, in {}", other.name, mode.name())
            } else {
                format!("{chord} and {theirs} of {} begin alike, in {}", other.name, mode.name())
            };
            let help =
                format!("give {} another key too, or take this one away from it", other.name);
            Some(Fault::at(bound.range.clone(), message).helped(help))
        },
    )
}

/// Where another row has a chord that is this one, begins it or goes on from it.
fn meets<'c>(
    chords: &'c Chords,
    (row, keys): (&Binding, &[Key]),
    other: &'static Binding,
) -> Option<(&'static Binding, Mode, &'c str)> {
    let mode = *row.modes.iter().find(|mode| other.holds_in(**mode))?;
    let theirs = other.in_force(chords).find(|theirs| {
        Key::chord(theirs)
            .is_some_and(|theirs| theirs.starts_with(keys) || keys.starts_with(&theirs))
    })?;
    Some((other, mode, theirs))
}
