//! The end asked for while the program cannot listen: it comes within a second or so, and the terminal is given back.

use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;

use crate::harness::Terminal;
use crate::sharing::editing;
use crate::{STARTLINE, started, startline};

/// A second, and what a machine that does much else needs besides.
const SOON: Duration = Duration::from_secs(4);

const FATAL: [Signal; 4] = [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT];

#[cfg(debug_assertions)]
fn computing() -> Terminal {
    let mut command = startline();
    command.env("STARTLINE_PANIC", "busy");
    let mut terminal = Terminal::start(command);
    terminal.writes("\x1b[?1049h");
    terminal
}

#[test]
#[cfg(debug_assertions)]
fn a_signal_ends_it_while_it_computes() {
    for signal in FATAL {
        let mut terminal = computing();
        terminal.signal(signal);
        let (code, took) = terminal.end_unread();
        assert_eq!(code, -signal.as_raw(), "{signal:?}");
        assert!(took < SOON, "{signal:?}: {took:?}");
        terminal.assert_restored();
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_closed_terminal_ends_it_while_it_computes() {
    assert_eq!(computing().close(), -Signal::HUP.as_raw());
}

#[test]
fn a_signal_ends_it_while_its_output_is_blocked() {
    // What a key opens has to be drawn, and waits; without one the farewell does.
    for (signal, key) in FATAL.into_iter().flat_map(|signal| [(signal, "?"), (signal, "")]) {
        let mut terminal = started();
        terminal.stop_reading();
        terminal.type_keys(key);
        terminal.signal(signal);
        let (code, took) = terminal.end_unread();
        assert_eq!(code, -signal.as_raw(), "{signal:?} after {key:?}");
        assert!(took < SOON, "{signal:?} after {key:?}: {took:?}");
        terminal.assert_restored();
    }
}

/// At every moment of the start: before it is listened for, between the modes, in the first frame.
#[test]
fn a_signal_directly_after_the_start_leaves_the_terminal_as_it_was() {
    for milliseconds in 0..=20 {
        let mut terminal = Terminal::start(startline());
        terminal.read_for(Duration::from_millis(milliseconds));
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end(), -Signal::TERM.as_raw(), "{milliseconds} ms");
        // It may have ended before it took the terminal.
        if terminal.raw.is_empty() {
            terminal.assert_line_discipline();
        } else {
            terminal.assert_restored();
        }
    }
}

#[test]
fn a_signal_ends_it_in_every_mode() {
    for keys in ["/tre", ":", "?", "\x1b", "v", "z", "\x1bOQ", "/\x1b[200~pasted", "12", "y", "!"] {
        let mut terminal = started();
        terminal.type_keys(keys);
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end(), -Signal::TERM.as_raw(), "{keys:?}");
        terminal.assert_restored();
    }
}

/// Cooked again, a terminal takes Ctrl-C for a signal, and drops what it has not shown yet: the farewell.
fn ctrl_c_twice(microseconds: u64) {
    let mut terminal = started();
    terminal.type_keys("\x03");
    terminal.read_for(Duration::from_micros(microseconds));
    terminal.type_if_open("\x03");
    let code = terminal.end();
    assert!(code == 0 || code == -Signal::INT.as_raw(), "{code} after {microseconds} µs");
    terminal.assert_restored();
}

#[test]
fn a_second_ctrl_c_leaves_the_terminal_as_it_was() {
    for millisecond in 0..=16 {
        ctrl_c_twice(millisecond * 1000);
    }
}

#[test]
#[ignore = "takes a minute"]
fn two_hundred_second_ctrl_c_within_six_milliseconds_leave_the_terminal_as_it_was() {
    (0..200).for_each(|n| ctrl_c_twice(n * 30));
}

#[test]
fn a_request_to_end_does_not_wait_for_an_editor_that_ignores_it() {
    for script in [
        "echo EDITING; kill -STOP $$",
        "trap '' TERM; stty raw -echo; echo EDITING; while :; do sleep 1; done",
    ] {
        let (_folder, mut terminal) = editing(startline(), script);
        terminal.type_keys("e");
        terminal.writes("EDITING");
        terminal.signal(Signal::TERM);
        let (code, took) = terminal.end_of_program();
        assert_eq!(code, -Signal::TERM.as_raw(), "{script}");
        assert!(took < SOON, "{script}: {took:?}");
        terminal.assert_line_discipline();
    }
}

#[test]
fn stops_that_come_while_an_editor_ends_do_not_hang_it() {
    // Each makes the kernel forget a SIGCONT that is on its way.
    let script =
        "(i=0; while [ $i -lt 300 ]; do kill -TSTP $PPID; i=$((i+1)); done) & echo EDITING";
    let (_folder, mut terminal) = editing(startline(), script);
    for _ in 0..8 {
        terminal.type_keys("e");
        terminal.writes("EDITING");
        terminal.painted();
    }
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_a_command_is_told_without_a_control_character() {
    let output = Command::new(STARTLINE)
        .args(["list", "events"])
        .env("STARTLINE_PANIC", "command")
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(101), 0));
    assert!(said.contains("provoked in a command") && said.contains("please report it"), "{said}");
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!said.contains(hostile), "{said:?}");
}
