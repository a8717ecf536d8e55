//! What is written: colours where they are wanted, escapes where a terminal is.

use std::process::{Command, Stdio};

use crate::harness::Terminal;
use crate::{STARTLINE, startline};

/// A dataset that tries to write to the terminal past the cells of the screen.
const HOSTILE: &str = r#"(
    meta: (schema: 1, title: "\u{1b}]0;HOSTILE\u{7}\u{202e}title", updated: "2026-01-01"),
    parties: [(id: "p", name: "\u{9b}31mparty\u{200f}")],
    speakers: [(id: "s", name: "\u{1b}]52;c;SE9TVElMRQ==\u{7}speaker", kind: Person, party: "p")],
    sources: [(id: "src", kind: Wire, outlet: "\u{1b}[6n\u{1b}[?1049loutlet", published: "2026-01-02",
        title: "\u{2066}title\u{2069}", lang: "en", url: "https://example.org/\u{1b}[2J")],
    events: [(id: "e", date: "2026-01-01", title: "\u{1b}c\u{1b}[999Bevent", summary: "\u{1b}PHOSTILE\u{1b}\\",
        cites: [(source: "src", para: 1)])],
    statements: [(id: "q", source: "src", para: 2, kind: Quote, speaker: "s", said: "2026-01-01",
        basis: Stated, text: "\u{1b}]8;;file:///HOSTILE\u{7}words\u{202e}\u{1b}]8;;\u{7} \u{1b}_HOSTILE\u{1b}\\")],
)"#;

#[test]
fn without_colour_no_colour_is_sent() {
    let mut command = startline();
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::start(command);
    terminal.painted();
    terminal.type_keys("jjlq");
    terminal.type_keys("\x03");
    terminal.end();
    let raw = String::from_utf8_lossy(&terminal.raw);
    for sequence in raw.split("\x1b[").skip(1) {
        let Some((codes, 'm')) = sequence
            .find(|c: char| c.is_ascii_alphabetic())
            .map(|at| (&sequence[..at], sequence[at..].chars().next().unwrap()))
        else {
            continue;
        };
        for code in codes.split(';') {
            let coloured = matches!(code.parse(), Ok(30..=38 | 40..=48 | 58 | 90..=107));
            assert!(!coloured, "colour {codes:?}");
        }
    }
}

#[test]
fn nothing_hostile_in_a_dataset_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let dataset = folder.path().join("hostile.ron");
    std::fs::write(&dataset, HOSTILE).unwrap();
    let mut command = startline();
    command.args(["-d".as_ref(), dataset.as_os_str()]);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    // Through the panes, the search, the notes and the help.
    for key in ["j", "l", "l", "h", "j", "/w", "\r", "!", "\x1b", "?", "\x1b", "z", "v"] {
        terminal.type_keys(key);
    }
    terminal.type_keys("\x03\x03\x03");
    terminal.end();
    let raw = String::from_utf8_lossy(&terminal.raw);
    for hostile in [
        "\x1b]0;HOSTILE",
        "\x1b]52",
        "\x1b]8",
        "\x1b[6n",
        "\x1bc",
        "\x1b[999B",
        "\x1bP",
        "\x1b_",
        "\u{9b}",
        "\u{202e}",
        "\u{2066}",
        "\u{2069}",
        "\u{200f}",
    ] {
        assert!(!raw.contains(hostile), "{hostile:?} reached the terminal");
    }
    terminal.assert_restored();
}

#[test]
fn without_a_terminal_it_names_the_commands_that_work() {
    let output = Command::new(STARTLINE).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(said.contains("startline list") && said.trim_end().lines().count() == 1, "{said}");
}

#[test]
fn on_a_dumb_terminal_it_sends_no_escapes() {
    let mut command = startline();
    command.env("TERM", "dumb");
    let mut terminal = Terminal::start(command);
    assert_eq!(terminal.end(), 2);
    assert!(!terminal.raw.contains(&0x1b));
    assert!(String::from_utf8_lossy(&terminal.raw).contains("startline search"));
}
