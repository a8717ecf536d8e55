//! The default configuration as a file: every setting with what it is unless something else is said, and every
//! action with its keys.

use std::fmt::Write as _;

use super::{SETTINGS, TABLES};
use crate::keymap::{BINDINGS, Binding, Group};
use crate::text::{slice, wrap};

/// The columns of a comment.
const COLUMNS: usize = 96;

/// The file: each setting in a comment, as it is by default.
#[must_use]
pub fn commented_default() -> String {
    let mut out = String::new();
    comment(
        &mut out,
        "What stands behind # is what holds anyway: take the # away from a line to change it. None of it is needed. \
         The command line comes before the environment, and both before this file.",
    );
    for setting in SETTINGS {
        out.push('\n');
        comment(&mut out, setting.about);
        let _ = writeln!(out, "# {} = {}", setting.name, setting.default);
    }
    for (table, about) in TABLES {
        out.push('\n');
        comment(&mut out, about);
        let _ = writeln!(out, "[{table}]");
        match *table {
            "keys" => keys(&mut out),
            _ => out.push_str("# apollo = \"~/chronologies/apollo\"\n"),
        }
    }
    out
}

fn comment(out: &mut String, text: &str) {
    for line in wrap(text, COLUMNS) {
        let _ = writeln!(out, "# {}", slice(text, line));
    }
}

/// The actions, each name once, under the headings of the help.
fn keys(out: &mut String) {
    for group in Group::ALL {
        let first = |(at, binding): &(usize, &Binding)| {
            !BINDINGS.iter().take(*at).any(|before| before.name == binding.name)
        };
        let rows = BINDINGS.iter().enumerate().filter(first).map(|(_, binding)| binding);
        let mut rows = rows.filter(|binding| binding.group == group).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "\n# {}", group.heading());
        }
        for row in rows {
            let setting = format!("{} = {}", row.name, chords(row));
            let _ = writeln!(out, "# {setting:<42} # {}", row.text);
        }
    }
}

/// The chords of a row as TOML.
fn chords(row: &Binding) -> String {
    let all: Vec<String> = row.chords.split(" | ").map(|chord| format!("\"{chord}\"")).collect();
    match &all[..] {
        [one] => one.clone(),
        _ => format!("[{}]", all.join(", ")),
    }
}
