//! The terminal shared: with the shell that started the program, and with the editor it starts.

use harness::{Terminal, line_discipline};
use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::{STARTLINE, harness, started, startline, surroundings};

const DATASET: &str = r#"(
    meta: (schema: 1, title: "One event", updated: "2026-01-01"),
    sources: [(id: "src", kind: Wire, outlet: "Outlet", published: "2026-01-02", lang: "en",
        title: "Title", url: "https://example.org/")],
    events: [(id: "e", date: "2026-01-01", title: "Event", cites: [(source: "src", para: 1)])],
)"#;

/// What the allocator is told where a dataset is large, from so many bytes on.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const OF_LARGE: (&[u8], usize) = (b"GLIBC_TUNABLES=glibc.malloc.mmap_threshold=65536", 16 << 20);

/// A shell with job control that runs the viewer, tells when it stops, and continues it.
fn job() -> CommandBuilder {
    let mut command = CommandBuilder::new("sh");
    surroundings(&mut command);
    let script = r#"set -m; "$0" "$@"; echo STOPPED; read line; fg >&2; echo "DONE $?""#;
    command.args(["-c", script, STARTLINE]);
    command
}

/// The viewer open on a dataset of one event, with a script for an editor.
pub(crate) fn editing(mut command: CommandBuilder, script: &str) -> (tempfile::TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("one.ron"), DATASET).unwrap();
    std::fs::write(file("editor.sh"), script).unwrap();
    command.args(["-d".as_ref(), file("one.ron").as_os_str()]);
    command.env("EDITOR", format!("sh '{}'", file("editor.sh").display()));
    let mut terminal = Terminal::start(command);
    terminal.painted();
    (folder, terminal)
}

/// The shell has the terminal until it gets a line; then the viewer has it again, and quits.
fn stopped_and_continued(terminal: &mut Terminal) {
    terminal.writes("STOPPED");
    terminal.assert_restored();
    terminal.type_keys("\n");
    terminal.painted();
    terminal.type_keys("q");
    terminal.writes("DONE 0");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back() {
    let mut terminal = Terminal::start(job());
    terminal.painted();
    terminal.type_keys("\x1a");
    stopped_and_continued(&mut terminal);
}

#[test]
fn a_request_to_stop_is_obeyed_as_ctrl_z_is() {
    let mut terminal = Terminal::start(job());
    terminal.painted();
    let viewer = terminal.master.process_group_leader().and_then(Pid::from_raw).unwrap();
    kill_process(viewer, Signal::TSTP).unwrap();
    stopped_and_continued(&mut terminal);
}

#[test]
fn a_stopped_job_that_is_killed_leaves_the_terminal_as_it_was() {
    for (signal, code) in [(Signal::TERM, "DONE 143"), (Signal::KILL, "DONE 137")] {
        let mut terminal = Terminal::start(job());
        terminal.painted();
        let viewer = terminal.master.process_group_leader().and_then(Pid::from_raw).unwrap();
        terminal.type_keys("\x1a");
        terminal.writes("STOPPED");
        terminal.assert_restored();
        kill_process(viewer, signal).unwrap();
        terminal.type_keys("\n");
        terminal.writes(code);
        assert_eq!(terminal.end(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn ctrl_z_in_the_editor_stops_the_whole_job() {
    // As vim does: it sends the signal to its group.
    let script = "echo EDITING; kill -TSTP 0; echo RESUMED; read line; echo GOT $line";
    let (_folder, mut terminal) = editing(job(), script);
    terminal.type_keys("e");
    terminal.writes("STOPPED");
    terminal.assert_restored();
    terminal.type_keys("\n");
    terminal.writes("RESUMED");
    terminal.type_keys("whole\n");
    terminal.writes("GOT whole");
    terminal.painted();
    terminal.type_keys("q");
    terminal.writes("DONE 0");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

/// It starts itself anew in the same process, which still is what its terminal and its parent wait for.
#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn what_a_large_dataset_has_the_allocator_told_no_editor_hears() {
    let (told, large) = OF_LARGE;
    for bytes in [large - 1, large] {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let blank = bytes - DATASET.len() - "()".len();
        std::fs::write(file("one.ron"), DATASET).unwrap();
        std::fs::write(file("two.ron"), format!("({})", " ".repeat(blank))).unwrap();
        let script = "echo \"TOLD ${GLIBC_TUNABLES-nothing}.\"; read line";
        std::fs::write(file("editor.sh"), script).unwrap();
        let mut command = startline();
        command.args(["-d".as_ref(), folder.path().as_os_str()]);
        command.env("EDITOR", format!("sh '{}'", file("editor.sh").display()));
        command.env_remove("GLIBC_TUNABLES");
        let mut terminal = Terminal::start(command);
        terminal.until(|screen| screen.contents().contains("One event"));
        let environment =
            std::fs::read(format!("/proc/{}/environ", terminal.pid.as_raw_nonzero())).unwrap();
        let is_told = environment.split(|byte| *byte == 0).any(|variable| variable == told);
        assert_eq!(is_told, bytes == large, "{bytes}");
        terminal.type_keys("e");
        terminal.writes("TOLD nothing.");
        terminal.type_keys("\n");
        terminal.painted();
        terminal.type_keys("q");
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
    let (_folder, mut terminal) = editing(startline(), script);
    for n in 0..10 {
        terminal.type_keys("e");
        terminal.until(|screen| {
            !screen.alternate_screen() && screen.contents().trim_end() == "EDITING"
        });
        assert_eq!(line_discipline(&*terminal.master), terminal.before, "cooked for the editor");
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
    let (_folder, mut terminal) = editing(startline(), "stty raw -echo; echo EDITING; kill -9 $$");
    terminal.type_keys("e");
    terminal.writes("EDITING");
    terminal.painted();
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

/// Ways in which an editor ends, and what it may leave switched on.
#[test]
fn however_an_editor_ends_the_viewer_goes_on() {
    for ending in [
        "exit 0",
        "exit 3",
        "kill -TERM $$",
        "kill -HUP $$",
        "kill -SEGV $$",
        "stty raw -echo; exit 1",
        "printf '\\033[?1049h\\033[?25l\\033[?1000h\\033[?1006h\\033[7m'; exit",
        "exec /no/such/editor",
    ] {
        let (_folder, mut terminal) = editing(startline(), &format!("echo EDITING; {ending}"));
        for _ in 0..2 {
            terminal.type_keys("e");
            terminal.writes("EDITING");
            terminal.painted();
        }
        terminal.type_keys("\x1b\x03\x03");
        assert_eq!(terminal.end(), 0, "{ending}");
        terminal.assert_restored();
    }
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let (_folder, mut terminal) =
        editing(startline(), "trap 'echo CAUGHT; exit' INT; echo EDITING; read line");
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
    let (_folder, mut terminal) =
        editing(startline(), "trap 'echo SAVED; exit' TERM; echo EDITING; read line");
    terminal.type_keys("e");
    terminal.writes("EDITING");
    terminal.signal(Signal::TERM);
    terminal.writes("SAVED");
    assert_eq!(terminal.end(), -Signal::TERM.as_raw());
    terminal.assert_restored();
}
