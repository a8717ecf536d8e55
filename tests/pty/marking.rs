//! Marks that last: killed at any moment, two viewers at once, a state folder that takes nothing, a journal that is
//! damaged.

use std::fs;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use startline::app::marks::journal::{self, Journal};

use crate::harness::Terminal;
use crate::{STARTLINE, startline, surroundings};

/// How many events the dataset has, each on a day of its own.
const EVENTS: usize = 60;

/// A dataset and a state folder.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let events: Vec<String> = (0..EVENTS)
            .map(|n| {
                let (month, day) = (n / 28 + 1, n % 28 + 1);
                format!("(id: \"e{n}\", date: \"2026-{month:02}-{day:02}\", title: \"Event {n}\", cites: [(source: \"s\")]),")
            })
            .collect();
        let dataset = format!(
            "(sources: [(id: \"s\", kind: News, outlet: \"Post\", published: \"2026-09-01\")], events: [{}])",
            events.concat()
        );
        fs::write(folder.path().join("days.ron"), dataset).unwrap();
        Self { folder }
    }

    /// One whose first event was marked in an earlier run.
    fn with_a_mark() -> Self {
        let desk = Self::new();
        let mut terminal = desk.open();
        terminal.type_keys("m");
        terminal.until(|screen| marked(screen, 1));
        terminal.type_keys("q");
        terminal.end();
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn state(&self) -> PathBuf {
        self.at("state")
    }

    /// The viewer on the dataset, at its first event.
    fn open(&self) -> Terminal {
        self.start(startline())
    }

    fn start(&self, mut command: CommandBuilder) -> Terminal {
        command.env("XDG_STATE_HOME", self.state());
        command.args(["-d".as_ref(), self.at("days.ron").as_os_str()]);
        command.args(["--at", "e0"]);
        let mut terminal = Terminal::start(command);
        terminal.until(|screen| screen.contents().contains("Event 0"));
        terminal
    }

    /// The journal, of which there is one.
    fn journal(&self) -> PathBuf {
        let folder = self.state().join("startline/marks");
        let mut journals = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        journals.find(|path| path.extension().is_some_and(|e| e == "jsonl")).expect("a journal")
    }

    fn kept(&self) -> Journal {
        journal::read(&fs::read(self.journal()).unwrap())
    }
}

fn ids(journal: &Journal) -> Vec<String> {
    journal.marks.list().iter().map(|mark| mark.id.clone()).collect()
}

/// Whether so many are said to be marked, in the last line.
fn marked(screen: &vt100::Screen, count: usize) -> bool {
    screen.contents().trim_end().ends_with(&format!("★ {count}"))
}

#[test]
fn killed_at_any_moment_no_mark_is_lost_that_was_seen() {
    for round in 0..20 {
        let desk = Desk::new();
        let mut terminal = desk.open();
        let seen = 1 + round % 7;
        let sent = seen + 1 + (round * 5) % 23;
        // More is typed than is waited for, so that it is killed in the middle of it.
        terminal.type_keys(&"mj".repeat(sent));
        terminal.until(|screen| {
            let contents = screen.contents();
            let count = contents.trim_end().rsplit("★ ").next().and_then(|n| n.parse().ok());
            count.is_some_and(|count: usize| count >= seen)
        });
        terminal.signal(Signal::KILL);
        assert_eq!(terminal.end(), -Signal::KILL.as_raw());
        let kept = desk.kept();
        let ids = ids(&kept);
        let want: Vec<String> = (0..ids.len()).map(|n| format!("e{n}")).collect();
        assert_eq!(ids, want, "round {round}");
        assert!((seen..=sent).contains(&ids.len()), "{seen} seen, {} kept, {sent} sent", ids.len());
        assert_eq!(kept.damaged, None, "round {round}");
        // And it goes on from there.
        let mut terminal = desk.open();
        terminal.until(|screen| marked(screen, ids.len()));
        terminal.type_keys("Gm");
        terminal.until(|screen| marked(screen, ids.len() + 1));
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(desk.kept().marks.len(), ids.len() + 1);
    }
}

#[test]
fn two_viewers_at_once_lose_nothing_and_see_each_other() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.open(), desk.open());
    one.type_keys("mjm");
    one.until(|screen| marked(screen, 2));
    // Its first key brings what the other has marked.
    other.type_keys("Gm");
    other.until(|screen| marked(screen, 3));
    one.type_keys("'");
    one.until(|screen| screen.contents().contains(&format!("Event {}", EVENTS - 1)));
    // One drops what the other is noting: who writes on it keeps it.
    other.type_keys("'n");
    other.until(|screen| screen.contents().contains("My note on e0"));
    one.type_keys("d");
    one.until(|screen| marked(screen, 2));
    other.type_keys("mine\r");
    other.until(|screen| marked(screen, 3));
    for terminal in [&mut one, &mut other] {
        terminal.type_keys("qq");
        assert_eq!(terminal.end(), 0);
    }
    let kept = desk.kept();
    let mut ids = ids(&kept);
    ids.sort();
    assert_eq!(ids, ["e0", "e1", &format!("e{}", EVENTS - 1)]);
    assert!(kept.marks.list().iter().any(|mark| mark.id == "e0" && mark.note == "mine"));
}

#[test]
fn a_state_folder_that_takes_nothing_is_said_once_and_the_marks_are_named_at_the_end() {
    let desk = Desk::new();
    fs::create_dir_all(desk.state()).unwrap();
    fs::write(desk.state().join("startline"), "in the way").unwrap();
    let mut terminal = desk.open();
    terminal.until(|screen| screen.contents().contains("the marks live in memory only"));
    terminal.type_keys("mjm");
    terminal.until(|screen| marked(screen, 2) && screen.contents().contains("2 marked"));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0, "quitting asks nothing");
    terminal.assert_restored();
    let raw = String::from_utf8_lossy(&terminal.raw);
    let (_, after) = raw.rsplit_once("\x1b[?1049l").unwrap();
    assert!(after.contains("startline: not all changes of the marks could be kept, "), "{after:?}");
    assert!(after.contains("; marked were e0, e1"), "{after:?}");
}

#[test]
fn a_disk_that_is_full_loses_nothing_that_it_had_taken() {
    let desk = Desk::new();
    // The limit of a file's size stands for a disk that is full: what is written at it is written in part.
    let mut command = CommandBuilder::new("sh");
    surroundings(&mut command);
    command.args(["-c", r#"trap "" XFSZ; ulimit -f 1; exec "$0" "$@""#, STARTLINE]);
    let mut terminal = desk.start(command);
    let is_said = |screen: &vt100::Screen| {
        screen.contents().contains("the marks live in memory only, File too large")
    };
    let said = (1..=30)
        .filter(|n| {
            let said = std::cell::Cell::new(false);
            terminal.type_keys("m");
            terminal.until(|screen| {
                said.set(is_said(screen));
                said.get() || marked(screen, *n)
            });
            // The next key takes it away.
            terminal.type_keys("j");
            terminal.until(|screen| marked(screen, *n));
            said.get()
        })
        .count();
    assert_eq!(said, 1, "it is said once");
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let text = fs::read(desk.journal()).unwrap();
    let kept = journal::read(&text);
    assert_eq!((kept.damaged, kept.whole), (None, text.len()), "no half lines");
    let kept = ids(&kept);
    assert!((2..30).contains(&kept.len()), "{}", kept.len());
    let (_, after) = raw.rsplit_once("\x1b[?1049l").unwrap();
    for n in kept.len()..30 {
        assert!(after.contains(&format!("e{n}")), "e{n} is named: {after:?}");
    }
}

#[test]
fn a_damaged_journal_is_kept_under_a_name_that_is_said() {
    let desk = Desk::with_a_mark();
    let path = desk.journal();
    let mut damaged = fs::read(&path).unwrap();
    damaged.extend_from_slice(b"\x1b]52;c;aGk=\x07 \xff\n");
    fs::write(&path, &damaged).unwrap();
    let mut terminal = desk.open();
    terminal.until(|screen| screen.contents().contains("the marks were damaged at line 3"));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(fs::read(path.with_extension("damaged")).unwrap(), damaged);
    assert_eq!(ids(&desk.kept()), ["e0"]);
    assert!(
        !String::from_utf8_lossy(&terminal.raw).contains("aGk="),
        "nothing of it reaches the terminal"
    );
}

#[test]
fn a_link_and_a_pipe_in_its_place_are_left_alone() {
    let desk = Desk::with_a_mark();
    let path = desk.journal();
    let victim = desk.at("victim");
    let leave = |at: &Path| fs::remove_file(at).unwrap();
    leave(&path);
    fs::write(&victim, "mine").unwrap();
    std::os::unix::fs::symlink(&victim, &path).unwrap();
    let open = |desk: &Desk| {
        let mut terminal = desk.open();
        terminal.until(|screen| screen.contents().contains("is no file"));
        terminal.type_keys("m");
        terminal.until(|screen| marked(screen, 1));
        terminal.type_keys("q");
        assert_eq!(terminal.end(), 0);
    };
    open(&desk);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
    leave(&path);
    let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
    assert!(made.success());
    open(&desk);
}

#[test]
fn an_export_says_where_it_is_and_the_next_takes_another_name() {
    let desk = Desk::new();
    let mut command = startline();
    command.cwd(desk.folder.path());
    command.env("HOME", desk.folder.path());
    let mut terminal = desk.start(command);
    terminal.type_keys("mx");
    terminal.until(|screen| screen.contents().contains("~/brief-"));
    terminal.type_keys("\t\r");
    terminal.until(|screen| screen.contents().contains("wrote "));
    terminal.type_keys("x");
    terminal.until(|screen| screen.contents().contains(".md"));
    terminal.type_keys("\x15out/there/a.html\r");
    terminal.until(|screen| screen.contents().contains("which is new"));
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    let page = fs::read_to_string(desk.at("out/there/a.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("Event 0"));
    let briefs = fs::read_dir(desk.folder.path()).unwrap();
    let briefs = briefs
        .filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().starts_with("brief-"));
    assert_eq!(briefs.count(), 1);
}
