//! Files that change while the program looks on.

use std::fs;
use std::path::{Path, PathBuf};

use harness::Terminal;
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::{STARTLINE, harness, startline, surroundings};

const DATASET: &str = r#"(
    meta: (schema: 1, title: "One event"),
    sources: [(id: "src", kind: Wire, outlet: "Outlet", published: "2026-01-02")],
    events: [(id: "e", date: "2026-01-01", title: "The first", cites: [(source: "src", para: 1)])],
)"#;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.ron");
    fs::write(&file, DATASET).unwrap();
    (folder, file)
}

/// The viewer open on a folder, the files in it read.
fn viewer(dataset: &Path) -> Terminal {
    let mut command: CommandBuilder = startline();
    command.args(["-d".as_ref(), dataset.as_os_str()]);
    let mut terminal = Terminal::start(command);
    terminal.until(|screen| screen.contents().contains("The first"));
    terminal
}

/// As editors save: beside the file, and then in its place.
fn save(file: &Path, text: &str) {
    let beside = file.with_extension("ron~");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, file).unwrap();
}

#[test]
fn an_edit_is_seen_without_a_key() {
    let (folder, file) = folder();
    let mut terminal = viewer(folder.path());
    save(&file, &DATASET.replace("The first", "The second"));
    terminal.until(|screen| screen.contents().contains("The second"));
    let more = r#"( events: [(id: "f", date: "2026-01-02", title: "In a new file", cites: [(source: "src", para: 1)])] )"#;
    fs::write(folder.path().join("two.ron"), more).unwrap();
    terminal.until(|screen| screen.contents().contains("In a new file"));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_dataset_of_before_is_shown_while_an_edit_is_broken() {
    let (folder, file) = folder();
    let mut terminal = viewer(&folder.path().join("one.ron"));
    save(&file, &DATASET.replace("title: \"The first\"", "title \"The first\""));
    terminal.until(|screen| screen.contents().contains("shown as before"));
    terminal.type_keys("E");
    // The list says what is wrong where, and the record is shown on beneath it.
    terminal.until(|screen| screen.contents().contains("one.ron:4:"));
    terminal.type_keys("\x1b");
    terminal.until(|screen| screen.contents().contains("The first"));
    save(&file, &DATASET.replace("The first", "The third"));
    terminal.until(|screen| {
        let shown = screen.contents();
        shown.contains("The third") && !shown.contains("shown as before")
    });
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn check_goes_on_until_it_is_interrupted_and_ends_as_the_last_check_went() {
    let (folder, file) = folder();
    let check = || {
        let mut command = CommandBuilder::new(STARTLINE);
        surroundings(&mut command);
        command.args(["check", "--watch", "-d"]);
        command.arg(folder.path().as_os_str());
        Terminal::start(command)
    };
    let mut terminal = check();
    terminal.until(|screen| screen.contents().contains("no problems"));
    save(&file, &DATASET.replace("date: \"2026-01-01\"", "date: \"2026-13-01\""));
    terminal.until(|screen| {
        let shown = screen.contents();
        shown.contains("bad-date") && !shown.contains("no problems")
    });
    terminal.signal(Signal::INT);
    assert_eq!(terminal.end(), 1);
    save(&file, DATASET);
    let mut terminal = check();
    terminal.until(|screen| screen.contents().contains("no problems"));
    terminal.signal(Signal::INT);
    assert_eq!(terminal.end(), 0);
}
