//! The real program on a pseudo-terminal: what it leaves behind however it ends, and that it obeys.
//!
//! Nothing here knows what the screen shows: only that something is painted, in the last row too,
//! and the keys `q`, `Ctrl-c`, `Ctrl-z` and `e`, and those that open something.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test's panic is its report")]

mod colours;
mod completing;
mod dying;
mod endurance;
mod harness;
mod marking;
mod output;
mod pointing;
mod redraw;
mod resuming;
mod sharing;
mod watching;

use harness::{Terminal, line_discipline};
use portable_pty::CommandBuilder;
use rustix::process::Signal;

const STARTLINE: &str = env!("CARGO_BIN_EXE_startline");

fn startline() -> CommandBuilder {
    // No core dumps, history or exports outside.
    let folder = std::env::temp_dir();
    let mut command = CommandBuilder::new(STARTLINE);
    surroundings(&mut command);
    command.cwd(folder);
    command
}

fn surroundings(command: &mut CommandBuilder) {
    for name in ["NO_COLOR", "STARTLINE_DATASET", "STARTLINE_TEXTS", "STARTLINE_PANIC", "VISUAL"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
}

fn started() -> Terminal {
    let mut terminal = Terminal::start(startline());
    terminal.painted();
    terminal
}

#[test]
fn quitting_leaves_the_terminal_as_it_was() {
    for key in ["q", "Q", "?Q"] {
        let mut terminal = started();
        assert_ne!(line_discipline(&*terminal.master), terminal.before, "raw while it runs");
        terminal.type_keys(key);
        assert_eq!(terminal.end(), 0, "{key}");
        terminal.assert_restored();
    }
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
    for (place, told) in [("draw", "provoked in a frame"), ("thread", "provoked in a thread")] {
        let mut command = startline();
        command.env("STARTLINE_PANIC", place);
        let mut terminal = Terminal::start(command);
        assert_eq!(terminal.end(), 101, "{place}");
        terminal.assert_restored();
        let raw = String::from_utf8_lossy(&terminal.raw);
        let (restored, report) = (raw.rfind("\x1b[?1049l").unwrap(), raw.rfind(told).unwrap());
        assert!(restored < report, "{place}: the report is on the screen that stays");
        assert!(!raw[report..].contains('\x1b'), "{place}: {:?}", &raw[report..]);
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
    terminal.until(|screen| screen.rows(0, 120).nth(44).is_some_and(|row| !row.trim().is_empty()));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn a_size_that_no_memory_holds_is_drawn_as_far_as_one_does() {
    let mut terminal = started();
    // The test's own screen stays as it is.
    terminal.master.resize(harness::size(u16::MAX, u16::MAX)).unwrap();
    terminal.master.resize(harness::size(100, 30)).unwrap();
    terminal.master.resize(harness::size(u16::MAX, u16::MAX)).unwrap();
    terminal.type_keys("jjq");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn keys_that_come_in_a_burst_are_all_obeyed() {
    for count in [1_022, 1_024, 3_000] {
        let mut terminal = started();
        terminal.type_keys(&"jk".repeat(count / 2));
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0, "{count} keys");
        terminal.assert_restored();
    }
}

#[test]
fn what_a_terminal_answers_to_others_is_no_key() {
    let mut terminal = started();
    // Colours, name and attributes; each would open something that `q` only closes.
    terminal.type_keys("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1bP>|tmux 3.3a\x1b\\\x1b[>1;10;0c");
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

/// An answer that comes in two pieces, as over a slow line: nothing of it is a key, and what is typed behind it is.
#[test]
fn what_a_terminal_answers_in_pieces_is_no_key() {
    for (first, rest) in [
        ("\x1b]10;rgb:", "1e1e/1e1e/2e2e\x1b\\"),
        ("\x1bP>|xte", "rm(370)\x1b\\"),
        ("\x1b]52;c;", "cTox\x07"),
    ] {
        let mut terminal = started();
        terminal.type_keys(first);
        terminal.read_for(std::time::Duration::from_millis(40));
        terminal.type_keys(rest);
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0, "{first:?}");
        terminal.assert_restored();
    }
}

/// A sequence that no terminal leaves unfinished takes what comes behind it, Ctrl-C too, until it ends: crossterm
/// keeps its beginning, and nothing of its interface gives it up. A signal and the end of the terminal are served.
#[test]
fn half_a_sequence_keeps_the_keys_behind_it_and_nothing_else() {
    for (half, rest) in
        [("\x1b[<", "m"), ("\x1b[200~", "\x1b[201~"), ("\x1b[5", "~"), ("\x1bO", "P")]
    {
        let mut terminal = started();
        terminal.type_keys(half);
        terminal.type_keys(rest);
        terminal.type_keys("\x1b\x03\x03");
        assert_eq!(terminal.end(), 0, "{half:?}");
        terminal.assert_restored();
        let mut terminal = started();
        terminal.type_keys(half);
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end(), -Signal::TERM.as_raw(), "{half:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_place_that_is_on_no_screen_is_no_end() {
    let mut terminal = started();
    // The mouse captured; clicks, a wheel and a cursor at column and row 0, and beyond all.
    terminal
        .type_keys("\x1bOQ\x1b[<0;0;0M\x1b[<64;0;0M\x1b[0;0R\x1b[<0;65535;65535M\x1b[M \x00\x00q");
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
