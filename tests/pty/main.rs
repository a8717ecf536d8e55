//! The real program on a pseudo-terminal: what it leaves behind however it ends, and that it obeys.
//!
//! Nothing here knows what the screen shows: only that something is painted, in the last row too,
//! and the keys `q`, `Ctrl-c`, `Ctrl-z` and `e`.
#![cfg(unix)]

mod harness;

use std::process::{Command, Stdio};

use harness::{Terminal, line_discipline};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

const STARTLINE: &str = env!("CARGO_BIN_EXE_startline");

/// A dataset that tries to write to the terminal past the cells of the screen.
const HOSTILE: &str = r##"(
    meta: (schema: 1, title: "\u{1b}]0;HOSTILE\u{7}\u{202e}title", updated: "2026-01-01"),
    parties: [(id: "p", name: "\u{9b}31mparty\u{200f}")],
    speakers: [(id: "s", name: "\u{1b}]52;c;SE9TVElMRQ==\u{7}speaker", kind: Person, party: "p")],
    sources: [(id: "src", kind: Wire, outlet: "\u{1b}[6n\u{1b}[?1049loutlet", published: "2026-01-02",
        title: "\u{2066}title\u{2069}", lang: "en", url: "https://example.org/\u{1b}[2J")],
    events: [(id: "e", date: "2026-01-01", title: "\u{1b}c\u{1b}[999Bevent", summary: "\u{1b}PHOSTILE\u{1b}\\",
        cites: [(source: "src", para: 1)])],
    statements: [(id: "q", source: "src", para: 2, kind: Quote, speaker: "s", said: "2026-01-01",
        basis: Stated, text: "\u{1b}]8;;file:///HOSTILE\u{7}words\u{202e}\u{1b}]8;;\u{7} \u{1b}_HOSTILE\u{1b}\\")],
)"##;

fn startline() -> CommandBuilder {
    // No core dumps, history or exports outside.
    let folder = std::env::temp_dir();
    let mut command = CommandBuilder::new(STARTLINE);
    surroundings(&mut command);
    command.cwd(folder);
    command
}

fn surroundings(command: &mut CommandBuilder) {
    for name in [
        "NO_COLOR",
        "STARTLINE_DATASET",
        "STARTLINE_TEXTS",
        "STARTLINE_PANIC",
        "VISUAL",
    ] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
}

fn started() -> Terminal {
    let mut terminal = Terminal::start(startline());
    terminal.painted();
    terminal
}

/// A folder with a dataset of one event, an editor for it, and the viewer open on it.
fn editing(script: &str) -> (tempfile::TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let dataset = r#"(
        meta: (schema: 1, title: "One event", updated: "2026-01-01"),
        sources: [(id: "src", kind: Wire, outlet: "Outlet", published: "2026-01-02", lang: "en",
            title: "Title", url: "https://example.org/")],
        events: [(id: "e", date: "2026-01-01", title: "Event", cites: [(source: "src", para: 1)])],
    )"#;
    std::fs::write(file("one.ron"), dataset).unwrap();
    std::fs::write(file("editor.sh"), script).unwrap();
    let mut command = startline();
    command.args(["-d".as_ref(), file("one.ron").as_os_str()]);
    command.env("EDITOR", format!("sh '{}'", file("editor.sh").display()));
    let mut terminal = Terminal::start(command);
    terminal.painted();
    (folder, terminal)
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    let mut terminal = started();
    assert_ne!(
        line_discipline(&*terminal.master),
        terminal.before,
        "raw while it runs"
    );
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn ctrl_c_quits() {
    let mut terminal = started();
    terminal.type_keys("\x03");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_signal_ends_it_as_the_signal_would_and_restores() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT] {
        let mut terminal = started();
        terminal.signal(signal);
        assert_eq!(terminal.end(), -signal.as_raw(), "{signal:?}");
        terminal.assert_restored();
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_before_it_is_told() {
    for (place, told) in [
        ("draw", "provoked in a frame"),
        ("thread", "provoked in a thread"),
    ] {
        let mut command = startline();
        command.env("STARTLINE_PANIC", place);
        let mut terminal = Terminal::start(command);
        assert_eq!(terminal.end(), 101, "{place}");
        terminal.assert_restored();
        let raw = String::from_utf8_lossy(&terminal.raw);
        let (restored, report) = (raw.rfind("\x1b[?1049l").unwrap(), raw.rfind(told).unwrap());
        assert!(
            restored < report,
            "{place}: the report is on the screen that stays"
        );
        assert!(
            !raw[report..].contains('\x1b'),
            "{place}: {:?}",
            &raw[report..]
        );
    }
}

#[test]
fn a_closed_terminal_ends_it() {
    // Twice, because SIGHUP and the end of the terminal come together and either may be first.
    for _ in 0..2 {
        assert_eq!(started().close(), -Signal::HUP.as_raw());
    }
}

#[test]
fn a_closed_terminal_ends_it_without_any_signal() {
    let mut command = startline();
    // No controlling terminal: the kernel sends no SIGHUP, only the terminal itself tells.
    command.set_controlling_tty(false);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    assert_eq!(terminal.close(), -Signal::HUP.as_raw());
}

#[test]
fn a_closed_terminal_ends_it_although_hang_ups_are_ignored() {
    let mut command = CommandBuilder::new("sh");
    surroundings(&mut command);
    command.args(["-c", "trap '' HUP; exec \"$0\"", STARTLINE]);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    assert_eq!(terminal.close(), -Signal::HUP.as_raw());
}

#[test]
fn a_storm_of_sizes_ends_with_the_last_one_drawn() {
    let mut terminal = started();
    for n in 0..200 {
        terminal.resize(1 + n * 7 % 110, 1 + n * 3 % 40);
    }
    terminal.resize(120, 45);
    terminal.until(|screen| {
        screen
            .rows(0, 120)
            .nth(44)
            .is_some_and(|row| !row.trim().is_empty())
    });
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_key_that_comes_with_a_new_size_is_not_kept_waiting() {
    for n in 0..10 {
        let mut terminal = started();
        terminal.resize(80 + n, 24);
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0);
    }
}

/// A shell with job control that runs the viewer, tells when it stops, and continues it.
fn job() -> Terminal {
    let mut command = CommandBuilder::new("sh");
    surroundings(&mut command);
    let script = r#"set -m; "$0"; echo STOPPED; read line; fg >&2; echo "DONE $?""#;
    command.args(["-c", script, STARTLINE]);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    terminal
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let mut terminal = job();
    for stop in ["key", "signal"] {
        if stop == "key" {
            terminal.type_keys("\x1a");
        } else {
            terminal = job();
            let viewer = terminal
                .master
                .process_group_leader()
                .and_then(Pid::from_raw)
                .unwrap();
            kill_process(viewer, Signal::TSTP).unwrap();
        }
        terminal.writes("STOPPED");
        terminal.assert_restored();
        terminal.type_keys("\n");
        terminal.painted();
        terminal.type_keys("q");
        terminal.writes("DONE 0");
        assert_eq!(terminal.end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn it_does_not_stop_where_nobody_could_continue_it() {
    let mut terminal = started();
    terminal.signal(Signal::TSTP);
    terminal.type_keys("\x1aq");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_stop_that_cannot_be_caught_is_repaired_when_it_is_continued() {
    let mut terminal = started();
    terminal.writes("\x1b[?1049h");
    for _ in 0..3 {
        terminal.signal(Signal::STOP);
        terminal.signal(Signal::CONT);
        terminal.writes("\x1b[?1049h");
        terminal.painted();
    }
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn the_editor_has_the_terminal_and_every_key() {
    let script = "printf '\\033[2J\\033[HEDITING\\n'; read line; echo \"GOT $line.\"; read line";
    let (_folder, mut terminal) = editing(script);
    for n in 0..10 {
        terminal.type_keys("e");
        terminal.until(|screen| {
            !screen.alternate_screen() && screen.contents().trim_end() == "EDITING"
        });
        assert_eq!(
            line_discipline(&*terminal.master),
            terminal.before,
            "cooked for the editor"
        );
        terminal.type_keys(&format!("qqq {n}\n"));
        terminal.writes(&format!("GOT qqq {n}."));
        terminal.type_keys("\n");
        terminal.painted();
    }
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn an_editor_that_dies_in_raw_mode_leaves_a_terminal_that_is_mended() {
    let (_folder, mut terminal) = editing("stty raw -echo; echo EDITING; kill -9 $$");
    terminal.type_keys("e");
    terminal.writes("EDITING");
    terminal.painted();
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let (_folder, mut terminal) = editing("trap 'echo CAUGHT; exit' INT; echo EDITING; read line");
    terminal.type_keys("e");
    terminal.writes("EDITING");
    terminal.type_keys("\x03");
    terminal.writes("CAUGHT");
    terminal.painted();
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_request_to_end_reaches_the_editor_first() {
    let (_folder, mut terminal) = editing("trap 'echo SAVED; exit' TERM; echo EDITING; read line");
    terminal.type_keys("e");
    terminal.writes("EDITING");
    terminal.signal(Signal::TERM);
    terminal.writes("SAVED");
    assert_eq!(terminal.end(), -Signal::TERM.as_raw());
    terminal.assert_restored();
}

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
    for key in [
        "j", "l", "l", "h", "j", "/w", "\r", "!", "\x1b", "?", "\x1b", "z", "v",
    ] {
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
    let output = Command::new(STARTLINE)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(
        said.contains("startline list") && said.trim_end().lines().count() == 1,
        "{said}"
    );
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
