//! Keys are told as they are in force: no text names one by the letter that the table happens to give it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use stage::Stage;
use startline::app::chords::Chords;
use startline::keymap::BINDINGS;
use startline::program::Program;

/// Every row of the table has a key that it had not.
fn reassigned() -> (Chords, BTreeMap<&'static str, String>) {
    let (mut chords, mut keys) = (Chords::default(), BTreeMap::new());
    // Letters that nothing else on the screen has.
    let mut free = ('\u{400}'..'\u{482}').map(|letter| format!("Alt-{letter}"));
    for binding in BINDINGS {
        keys.entry(binding.name).or_insert_with(|| {
            let key = free.next().expect("a letter for each row");
            chords.rebind(binding.name, key.clone());
            key
        });
    }
    (chords, keys)
}

/// A key of the table that stands in a text by itself, but for what is as often a number or a dash.
fn old_letter(text: &str) -> Option<&'static str> {
    let chords = BINDINGS.iter().flat_map(|binding| binding.chords.split(" | "));
    let mut letters = chords.filter(|chord| chord.chars().count() == 1 && !"0123-".contains(chord));
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', ';', '·', '(', ')'])).collect();
    // Days are counted so: 13 d.
    let is_counted = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        before.ends_with(|c: char| c.is_ascii_digit())
    };
    let is_word =
        |chord: &&str| words.iter().enumerate().any(|(at, word)| word == chord && !is_counted(at));
    letters.find(is_word)
}

/// Words of the table's keys that must then be nowhere.
const NAMED: &[&str] = &[
    "Enter",
    "Esc",
    "Tab",
    "Space",
    "Backspace",
    "Ctrl-",
    "PgDn",
    "PgUp",
    "Home",
    "End",
    "F1",
    "F2",
    "Alt-b",
    "Alt-f",
    "Shift-",
];

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        let open = word.ends_with('-');
        !joins(text[..at].chars().next_back())
            && (open || !joins(text[at + word.len()..].chars().next()))
    })
}

#[test]
fn with_every_key_reassigned_no_screen_names_an_old_one() {
    let (chords, keys) = reassigned();
    // What is pressed, by the names of rows; `=` before what is typed.
    let scripts = [
        "",
        "search",
        "search =limits",
        "search =zzqqxx",
        "search =limits accept",
        "search =limits accept next-hit hide",
        "palette",
        "palette =copy",
        "palette =as",
        "help",
        "help narrow-help =copy",
        "copy",
        "mark marks",
        "mark mark",
        "mark marks mark-note",
        "mark marks mark-drop",
        "mark marks mark-drop mark-undo",
        "mark marks mark-down",
        "mark brief",
        "mark brief other-form",
        "related",
        "notes",
        "compare",
        "problems",
        "tour",
        "tour down",
        "next-view",
        "next-view down silence",
        "next-view next-view",
        "next-view next-view copy",
        "quote down down into",
        "source",
        "closer",
        "wider whole-time",
        "first copy",
        "zoom",
        "edit",
        "hide",
        "clear",
        "keep-search",
        "filter",
        "filter filter",
        "filter filter filter",
        "next-hit",
        "speakers",
        "silence silence",
        "mouse",
        "back",
        "forward",
        "next-source",
        "next-words",
        "brief",
        "order",
        "search =limits accept keep-search",
        "search =limits accept clear",
        "filter palette =as/of/1900 accept",
    ];
    for script in scripts {
        let mut stage = Stage::lake(120, 40);
        let mut app = stage.program.app;
        app.profile.chords = chords.clone();
        stage.program = Program::new(app);
        for step in script.split(' ').filter(|step| !step.is_empty()) {
            stage = match step.strip_prefix('=') {
                Some(text) => stage.typed(&text.replace('/', " ")),
                None => match keys.get(step) {
                    Some(key) => stage.press(key),
                    None => panic!("{script}: no row of the table is named {step}"),
                },
            };
            let told = stage.app().notice.as_ref().map(|notice| notice.text.clone());
            let old = told.as_deref().and_then(old_letter);
            assert!(old.is_none(), "{script}, {step}: an old key is named: {told:?}");
        }
        let grid = stage.grid();
        for word in NAMED {
            assert!(!has_word(&grid, word), "{script}: {word} is named\n{grid}");
        }
    }
}

#[test]
fn the_menu_of_copies_shows_the_keys_that_copy() {
    let (chords, keys) = reassigned();
    let mut stage = Stage::lake(120, 40);
    let mut app = stage.program.app;
    app.profile.chords = chords;
    stage.program = Program::new(app);
    let stage = stage.press(&keys["copy"]);
    let grid = stage.grid();
    let copies = BINDINGS
        .iter()
        .filter(|binding| binding.name.starts_with("copy-") && binding.name != "copy-all");
    for binding in copies {
        assert!(grid.contains(&keys[binding.name]), "{}: {grid}", binding.name);
    }
    let stage = stage.press(&keys["copy-id"]);
    assert!(!stage.effects.is_empty(), "it copies");
}

/// The string literals of a source, tests and comments apart, each with its line.
fn literals(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut open, mut escaped) = (Vec::new(), None::<(usize, String)>, false);
    for (at, line) in source.lines().enumerate() {
        if open.is_none() && line.trim_start().starts_with("//") {
            continue;
        }
        let mut chars = line.trim_start().chars().peekable();
        while let Some(c) = chars.next() {
            match (&mut open, c) {
                (Some((_, text)), c) if escaped => {
                    text.push(c);
                    escaped = false;
                }
                (Some(_), '\\') => escaped = chars.peek().is_some(),
                (Some(_), '"') => found.extend(open.take()),
                (Some((_, text)), c) => text.push(c),
                // A letter in single marks is no string.
                (None, '\'') if chars.clone().nth(1) == Some('\'') => {
                    chars.nth(1);
                }
                (None, '"') => open = Some((at + 1, String::new())),
                (None, '/') if chars.peek() == Some(&'/') => break,
                (None, _) => {}
            }
        }
    }
    found
}

/// Whether a text names a key: by its name, or as a letter that stands alone where it does something.
fn names_a_key(text: &str) -> bool {
    let verbs = [
        "lists",
        "walks",
        "walk",
        "clears",
        "searches",
        "goes",
        "go",
        "shows",
        "opens",
        "closes",
        "quits",
        "completes",
        "cancels",
        "writes",
        "keeps",
        "leaves",
        "marks",
        "copies",
        "choose",
        "move",
        "moves",
        "for",
        "hides",
        "reads",
        "has",
        "and",
        "does",
        "brings",
        "asks",
        "looks",
        "ends",
        "needs",
        "takes",
        "zoom",
        "footnotes",
    ];
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', ';', '·'])).collect();
    let is_letter = |word: &str| {
        word.chars().count() == 1 && !matches!(word, "a" | "I" | "A" | "·" | "—" | "…")
    };
    let by_letter = words.windows(2).any(|pair| is_letter(pair[0]) && verbs.contains(&pair[1]));
    by_letter || (text.contains(' ') && NAMED.iter().any(|word| has_word(text, word)))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|form| form == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_text_of_the_viewer_names_a_key_of_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for part in ["app", "pages", "update", "ui", "words"] {
        rust_files(&src.join(part), &mut files);
        files.push(src.join(format!("{part}.rs")));
    }
    files.extend([
        src.join("viewer.rs"),
        src.join("keymap/hints.rs"),
        src.join("keymap/help_page.rs"),
    ]);
    let mut named = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("tests.rs")) {
        for (line, text) in literals(&fs::read_to_string(file).unwrap()) {
            if names_a_key(&text) {
                named.push(format!("{}:{line}: {text}", file.display()));
            }
        }
    }
    let rows = BINDINGS.iter().flat_map(|binding| [binding.text, binding.hint]);
    named.extend(rows.filter(|text| names_a_key(text)).map(|text| format!("the table: {text}")));
    assert!(named.is_empty(), "say the key in force (App::key):\n{}", named.join("\n"));
}

#[test]
fn what_names_a_key_is_told_from_what_does_not() {
    for text in [
        "s walks them",
        "j and k go on",
        "Enter keeps it",
        "  {} · q cancels",
        "! lists them",
        "with Tab completes",
    ] {
        assert!(names_a_key(text), "{text}");
    }
    for text in [
        "a note goes here",
        "{key} lists them",
        "Enter",
        "end of it",
        "I have it",
        "{d} d",
        "a or b",
    ] {
        assert!(!names_a_key(text), "{text}");
    }
    let source = "let a = \"x \\\" y\"; // \"no\"\nlet c = '\"'; let b = \"two \\\n    lines\";";
    let found: Vec<String> = literals(source).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["x \" y", "two lines"]);
}
