//! What a configuration comes to in the viewer: the keys that are shown are those in force, what is wrong is said in
//! the first line and listed, and what it asks for is how the viewer opens.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::fs;
use std::path::{Path, PathBuf};

use stage::Stage;
use startline::app::chords::Chords;
use startline::app::effect::Effect;
use startline::app::tour::STEPS;
use startline::config;
use startline::keymap::{self, BINDINGS};
use startline::program::Program;

/// The frozen dataset under a configuration.
fn under(text: &str, width: u16, height: u16) -> Stage {
    let parsed = config::parse("/home/me/.config/startline/config.toml", text);
    let mut stage = Stage::lake(width, height);
    let mut app = stage.program.app;
    app.profile.chords = parsed.config.chords;
    app.profile.config_problems = parsed.problems;
    stage.program = Program::new(app);
    stage
}

const KEYS: &str = "[keys]\nhelp = 'H'\nsearch = 'Ctrl-s'\nclose = 'Z'\nmark = ['M', 'Space']\nmarks = 'B'\nbrief = []\n\
                    order = 'g o'\nclear = 'U'\ndown = 'k'\nup = 'j'\nproblems = 'W'\n";

#[test]
fn keys_in_force_are_those_that_do_something_and_those_that_are_shown() {
    let stage = under(KEYS, 120, 36);
    assert_eq!(stage.app().profile.config_problems, []);
    let footer = |stage: &Stage| stage.grid().lines().last().unwrap().to_owned();
    let last = footer(&stage);
    for told in ["Ctrl-s search", "H help", "Z quit"] {
        assert!(last.contains(told), "{last}");
    }
    let at = stage.at();
    let stage = stage.press("k");
    assert_ne!(stage.at(), at, "k goes down");
    let stage = stage.press("M");
    assert!(
        footer(&stage).contains("1 marked · B lists them · :brief writes"),
        "{}",
        footer(&stage)
    );
    assert_eq!(stage.app().marks.len(), 1);
    // What the keys of the table did they do no more.
    let stage = stage.press("? / q m x");
    assert!(stage.app().overlay().is_none() && stage.app().search.is_none());
    assert_eq!(stage.app().marks.len(), 1);
    let grid = stage.press("H").grid();
    assert!(grid.contains("k                       next, along") && grid.contains("5k"), "{grid}");
    for (words, told) in
        [("list the marks", "B "), ("take the mark back", "M Space "), ("order by", "g o ")]
    {
        let narrowed = under(KEYS, 120, 36).press("H /").typed(words).grid();
        assert!(narrowed.contains(told), "{narrowed}");
    }
    // A chord that is begun goes on as it is in force.
    let begun = under(KEYS, 120, 36).press("g").grid();
    assert!(begun.contains("order by the day said"), "{begun}");
    let palette = under(KEYS, 120, 36).press(":").typed("clear the query").grid();
    assert!(palette.lines().any(|l| l.contains("clear the query") && l.contains('U')), "{palette}");
}

#[test]
fn what_is_wrong_is_said_and_listed_and_leads_to_its_line() {
    let text = "theme = 'drak'\nascii = true\n[keys]\nmark = 'j'\n";
    for (width, height) in [(160, 45), (120, 36), (80, 24), (40, 12)] {
        let first = under(text, width, height).grid();
        let first = first.lines().next().unwrap().to_owned();
        assert!(first.contains("! 2 errors in the configuration: E") || width < 60, "{first}");
        assert!(first.contains('E') && first.contains('!'), "{first}");
    }
    let mut stage = under(text, 120, 36).press("E");
    let grid = stage.grid();
    assert!(grid.contains("Problems · 2 errors"), "{grid}");
    assert!(grid.contains("config.toml:1:9") && grid.contains("did you mean"), "{grid}");
    stage = stage.press("j Enter");
    let file = "/home/me/.config/startline/config.toml".to_owned();
    assert_eq!(stage.effects.last(), Some(&Effect::Edit { file, line: 4 }));
}

/// Of every sentence that names a key of the table in a layer that cannot see the table.
#[test]
fn the_keys_that_sentences_fall_back_on_are_those_of_the_table() {
    for step in STEPS {
        assert!(BINDINGS.iter().any(|row| row.name == step.action), "{}", step.action);
    }
    let mut found = 0;
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = fs::read_to_string(&file).unwrap();
        for call in text.split("chords.first(\"").skip(1) {
            let mut parts = call.split('"');
            let (name, default) = (parts.next().unwrap(), parts.nth(1).unwrap());
            let row = BINDINGS.iter().find(|row| row.name == name).expect(name);
            assert_eq!(row.chords.split(" | ").next(), Some(default), "{name}");
            found += 1;
        }
        for call in [
            "app.key(\"",
            "self.key(\"",
            "chord_of(&app.profile.chords, \"",
            "chord_of(&self.app.profile.chords, \"",
        ] {
            for name in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(BINDINGS.iter().any(|row| row.name == name), "{}: {name}", file.display());
                found += 1;
            }
        }
    }
    assert!(found > 30, "{found}");
    assert_eq!(keymap::chord_of(&Chords::default(), "palette"), ":");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}
