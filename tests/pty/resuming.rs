//! Going on where the viewer was left, and from one dataset to another in the same terminal.

use std::fs;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::harness::Terminal;
use crate::startline;

/// Two datasets, a configuration that names them, and a state folder.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Days", "Nights"] {
            let events: Vec<String> = (1..=20)
                .map(|n| {
                    format!("(id: \"e{n}\", date: \"2026-01-{n:02}\", title: \"{name} {n}\", cites: [(source: \"s\")]),")
                })
                .collect();
            let dataset = format!(
                "(meta: (schema: 1, title: \"{name}\"), sources: [(id: \"s\", kind: News, outlet: \"Post\", \
                 published: \"2026-09-01\")], events: [{}])",
                events.concat()
            );
            let file = format!("{}.ron", name.to_lowercase());
            fs::write(folder.path().join(file), dataset).unwrap();
        }
        let config = folder.path().join("config/startline");
        fs::create_dir_all(&config).unwrap();
        let text =
            "[datasets]\ndays = '../../days.ron'\nnights = '../../nights.ron'\ngone = 'gone.ron'\n";
        fs::write(config.join("config.toml"), text).unwrap();
        Self { folder }
    }

    fn open(&self, args: &[&str]) -> Terminal {
        let mut command: CommandBuilder = startline();
        command.env("XDG_STATE_HOME", self.folder.path().join("state"));
        command.env("XDG_CONFIG_HOME", self.folder.path().join("config"));
        command.cwd(self.folder.path());
        command.args(args);
        Terminal::start(command)
    }

    /// The sessions that are kept.
    fn sessions(&self) -> Vec<PathBuf> {
        let folder = self.folder.path().join("state/startline/sessions");
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }
}

/// Whether this event is under the cursor: the quote pane is about it.
fn is_at(screen: &vt100::Screen, title: &str) -> bool {
    let rows: Vec<String> = screen.rows(0, 200).collect();
    rows.iter().any(|row| row.contains('▌') && row.contains(&format!("{title} ")))
}

fn session(path: &Path) -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn without_being_asked_nothing_is_kept() {
    let desk = Desk::new();
    let mut terminal = desk.open(&["-d", "days"]);
    terminal.until(|screen| screen.contents().contains("Days 1"));
    terminal.type_keys("GQ");
    assert_eq!(terminal.end(), 0);
    assert!(desk.sessions().is_empty());
    let text = fs::read_to_string(desk.folder.path().join("config/startline/config.toml")).unwrap();
    assert!(text.starts_with("[datasets]"), "nor is the configuration");
}

#[test]
fn it_goes_on_where_it_was_left_however_it_ended() {
    for signal in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let desk = Desk::new();
        let mut terminal =
            desk.open(&["-d", "days", "--resume", "--at", "e7", "--order", "published"]);
        terminal.until(|screen| is_at(screen, "Days 7"));
        terminal.type_keys("/days");
        terminal.until(|screen| screen.contents().contains("20 hits"));
        terminal.type_keys("\r");
        terminal.until(|screen| screen.contents().contains("walk them in time"));
        terminal.type_keys("G");
        terminal.until(|screen| is_at(screen, "Days 20"));
        match signal {
            None => terminal.type_keys("Q"),
            Some(signal) => terminal.signal(signal),
        }
        terminal.end();
        let kept = desk.sessions();
        assert_eq!(kept.len(), 1);
        let kept = session(&kept[0]);
        assert_eq!(
            (&kept["at"], &kept["query"], &kept["order"]),
            (&"e20".into(), &"days".into(), &"published".into())
        );
        let mut terminal = desk.open(&["-d", "days", "--resume"]);
        terminal.until(|screen| is_at(screen, "Days 20") && screen.contents().contains("/days"));
        terminal.type_keys("Q");
        assert_eq!(terminal.end(), 0);
        // The command line comes before what was kept, and without --resume nothing of it is read.
        let mut terminal = desk.open(&["-d", "days", "--resume", "--at", "e3"]);
        terminal.until(|screen| is_at(screen, "Days 3"));
        terminal.type_keys("Q");
        terminal.end();
        let mut terminal = desk.open(&["-d", "days", "--at", "e5"]);
        terminal.until(|screen| is_at(screen, "Days 5"));
        assert!(!terminal.screen().contents().contains("/days"));
        terminal.type_keys("Q");
        terminal.end();
        assert_eq!(session(&desk.sessions()[0])["at"], "e3");
    }
}

#[test]
fn a_record_that_is_gone_and_a_file_that_is_broken_are_said() {
    let desk = Desk::new();
    let mut terminal = desk.open(&["-d", "days", "--resume", "--at", "e7"]);
    terminal.until(|screen| is_at(screen, "Days 7"));
    terminal.type_keys("Q");
    terminal.end();
    let path = desk.sessions().remove(0);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"e7\"", "\"e77\"")).unwrap();
    let mut terminal = desk.open(&["-d", "days", "--resume"]);
    terminal.until(|screen| {
        screen.contents().contains("e77, where you were, is no longer in the dataset")
    });
    terminal.type_keys("Q");
    assert_eq!(terminal.end(), 0);
    fs::write(&path, "{").unwrap();
    let mut terminal = desk.open(&["-d", "days", "--resume"]);
    terminal.until(|screen| {
        let contents = screen.contents();
        contents.contains("where you were cannot be read from") && contents.contains("Days 1")
    });
    terminal.type_keys("Q");
    assert_eq!(terminal.end(), 0);
    assert!(session(&path).is_object(), "it is written anew");
}

#[test]
fn the_palette_goes_from_dataset_to_dataset() {
    let desk = Desk::new();
    let mut terminal = desk.open(&["-d", "days", "--resume", "--at", "e7"]);
    terminal.until(|screen| is_at(screen, "Days 7"));
    terminal.type_keys("m");
    terminal.until(|screen| screen.contents().contains("★ 1"));
    terminal.type_keys(":dataset nights\r");
    terminal.until(|screen| {
        screen.contents().contains("Nights 1") && !screen.contents().contains("Days")
    });
    // Its marks are its own, and its keys are answered.
    terminal.type_keys("G");
    terminal.until(|screen| is_at(screen, "Nights 20"));
    assert!(!terminal.screen().contents().contains('★'));
    // One that cannot be opened leaves it where it is.
    terminal.type_keys(":dataset gone\r");
    terminal.until(|screen| screen.contents().contains("gone is not opened: "));
    assert!(is_at(terminal.screen(), "Nights 20"));
    // Back, at the record where it was left, with its mark; an edit of its file is seen.
    terminal.type_keys(":dataset days\r");
    terminal.until(|screen| is_at(screen, "Days 7") && screen.contents().contains("★ 1"));
    let file = desk.folder.path().join("days.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Days 7", "Days seven")).unwrap();
    terminal.until(|screen| screen.contents().contains("Days seven"));
    terminal.type_keys("Q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
    assert_eq!(desk.sessions().len(), 2);
}

#[test]
fn a_dataset_is_opened_by_its_path_and_the_way_back_is_offered() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.folder.path().join("config")).unwrap();
    let mut terminal = desk.open(&[]);
    terminal.until(|screen| screen.contents().contains("New START"));
    terminal.type_keys(":./nights.ron\r");
    terminal.until(|screen| screen.contents().contains("Nights 1"));
    terminal.type_keys(":dataset new-start\r");
    terminal.until(|screen| screen.contents().contains("New START"));
    terminal.type_keys(":dataset nights\r");
    terminal.until(|screen| screen.contents().contains("Nights 1"));
    // A path that leads nowhere leaves it where it is.
    terminal.type_keys(":./gone.ron\r");
    terminal.until(|screen| screen.contents().contains("gone.ron is not opened: "));
    assert!(terminal.screen().contents().contains("Nights 1"));
    terminal.type_keys("Q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}
