//! `man`: the manual page, made of the same description as the command line and its help.
//!
//! Owns the sections that the description does not have: how runs end, what of the environment is listened to,
//! which files are touched. One page; it names no other.

use std::io::Write;

use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use super::{Outcome, examples};

/// The day on which the page was last changed.
const CHANGED: &str = "2026-11-26";

/// How runs end.
const EXIT_STATUS: &[(&str, &str)] = &[
    (
        "0",
        "Something was found, all is well, or the viewer was closed. A closed pipe is no failure.",
    ),
    (
        "1",
        "Nothing was found, an id is unknown, or check found errors; with --strict, or warnings.",
    ),
    (
        "2",
        "The command line is wrong, a query cannot be understood, or the command could not run; \
         standard error says why.",
    ),
];

/// The variables that are listened to. A test holds them to those that the sources name.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("STARTLINE_DATASET", "The datasets, parted as in PATH, where --dataset names none."),
    (
        "STARTLINE_CONFIG",
        "The configuration file, where --config names none and --no-config is not given.",
    ),
    ("STARTLINE_TEXTS", "The folder of article texts, where --texts names none."),
    (
        "NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM",
        "Whether colour is written, where --color does not say: none with NO_COLOR set or CLICOLOR=0 or on a dumb \
         terminal, to a pipe too with CLICOLOR_FORCE set.",
    ),
    (
        "COLORFGBG, COLORTERM",
        "Whether the background is light, and whether any colour can be shown, where the terminal does not say.",
    ),
    ("VISUAL, EDITOR", "The editor that e opens a record in."),
    ("BROWSER", "The program that o opens a link with, by its name alone."),
    (
        "WAYLAND_DISPLAY, DISPLAY, TMUX, STY, SSH_CONNECTION, SSH_TTY",
        "Which way a copy takes: the program of the desktop, tmux, or the terminal itself. Over SSH the desktop of \
         the other machine is left alone.",
    ),
    ("PATH", "Where those programs are looked for; relative folders in it are not."),
    (
        "XDG_CONFIG_HOME, HOME, APPDATA, USERPROFILE",
        "Where the configuration is looked for, and what ~ is in it; the last two on Windows.",
    ),
    (
        "XDG_STATE_HOME, HOME, LOCALAPPDATA",
        "Where the files of the viewer are kept; the last on Windows.",
    ),
    ("STARTLINE_COMPLETE", "Set by the scripts of completions when they ask what to offer."),
];

/// The files that are read and written.
const FILES: &[(&str, &str)] = &[
    ("PATH/*.ron", "A dataset: a file, or all files of a folder. None is ever written."),
    ("DIR/SOURCE-ID.txt", "The text of an article, which --texts points at. None is ever written."),
    (
        "$XDG_CONFIG_HOME/startline/config.toml",
        "The configuration, which is needed by nobody and never written: settings, keys, datasets by name; ~/.config by default, ~/Library/Application Support on macOS, APPDATA on Windows. startline config prints it with its defaults.",
    ),
    (
        "$XDG_STATE_HOME/startline/",
        "What the viewer keeps between runs: the queries of earlier searches (history), and the marks of each dataset (marks/), and with --resume where each was left (sessions/); ~/.local/state by default.",
    ),
];

/// Writes the manual: the page of the program with a section for each command.
///
/// # Errors
/// Those of the stream.
pub fn manual(out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let mut command = super::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone()).title("STARTLINE").date(CHANGED).manual("User Commands");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        page.extend(section(inner)?);
    }
    terms("EXIT STATUS", EXIT_STATUS).to_writer(&mut page)?;
    terms("ENVIRONMENT", ENVIRONMENT).to_writer(&mut page)?;
    terms("FILES", FILES).to_writer(&mut page)?;
    let all: Vec<_> = examples::EXAMPLES.iter().flat_map(|(_, all)| all.iter().copied()).collect();
    terms("EXAMPLES", &all).to_writer(&mut page)?;
    out.write_all(&page)?;
    Ok(Outcome::of(true))
}

/// The section of a command, its parts a step below.
fn section(command: &clap::Command) -> std::io::Result<Vec<u8>> {
    let man = Man::new(command.clone());
    let mut parts = Vec::new();
    man.render_synopsis_section(&mut parts)?;
    man.render_description_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    let mut lines = vec![format!(".SH \"startline {}\"", command.get_name())];
    lines.extend(String::from_utf8_lossy(&parts).lines().map(|line| {
        line.strip_prefix(".SH ").map_or_else(|| line.to_owned(), |name| format!(".SS {name}"))
    }));
    Ok((lines.join("\n") + "\n").into_bytes())
}

/// A section of terms, each with what it means.
fn terms(name: &str, rows: &[(&str, &str)]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [name]);
    for (term, meaning) in rows {
        let (term, meaning): (Inline, Inline) = (bold(*term), roman(*meaning));
        section.control("TP", []).text([term]).text([meaning]);
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> String {
        let mut page = Vec::new();
        manual(&mut page).unwrap();
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn the_date_stands_where_the_date_belongs() {
        let page = page();
        let title = page.lines().find(|line| line.starts_with(".TH ")).unwrap();
        let version = concat!("\"startline ", env!("CARGO_PKG_VERSION"), "\"");
        assert_eq!(title, format!(".TH STARTLINE 1 {CHANGED} {version} \"User Commands\""));
    }

    #[test]
    fn it_has_the_sections_of_a_manual_and_names_no_page_that_does_not_exist() {
        let page = page();
        for name in ["NAME", "SYNOPSIS", "OPTIONS", "ENVIRONMENT", "FILES", "EXAMPLES"] {
            assert!(page.lines().any(|line| line == format!(".SH {name}")), "{name}");
        }
        assert!(page.contains(".SH \"EXIT STATUS\""));
        let others = page.lines().filter(|line| line.contains("(1)"));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    /// Every variable that the sources name is told, and none that they do not.
    #[test]
    fn what_of_the_environment_is_listened_to_is_said() {
        let mut named = std::collections::BTreeSet::new();
        let mut folders =
            vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().is_some_and(|name| name != "manual.rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
                    let quoted = text.split('"').skip(1).step_by(2);
                    named.extend(quoted.filter(|name| is_variable(name)).map(str::to_owned));
                }
            }
        }
        for (names, _) in ENVIRONMENT {
            for name in names.split(", ").filter(|name| !name.contains("COLOR")) {
                assert!(named.contains(name), "{name} is named nowhere: {named:?}");
            }
        }
        for name in named {
            let told = ENVIRONMENT.iter().any(|(names, _)| names.split(", ").any(|n| n == name));
            assert!(told, "{name} is not told");
        }
    }

    fn is_variable(name: &str) -> bool {
        let known =
            ["HOME", "PATH", "TMUX", "STY", "TERM", "DISPLAY", "VISUAL", "EDITOR", "BROWSER"];
        let made = [
            "LOCALAPPDATA",
            "APPDATA",
            "USERPROFILE",
            "STARTLINE_",
            "XDG_",
            "SSH_",
            "WAYLAND_",
            "CLICOLOR",
            "NO_COLOR",
            "COLORFGBG",
            "COLORTERM",
        ];
        let plain = name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        plain
            && name != "STARTLINE_PANIC"
            && (known.contains(&name) || made.iter().any(|start| name.starts_with(start)))
    }
}
