//! Rules of the sources that the compiler does not keep: which module may name which, what of the world outside
//! may be touched where, and what the code of the program never says.
//!
//! They are kept by reading the sources whole, less what only tests compile.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{Source, Token};

/// Each module, lowest first, with what of the crate it may name beside itself.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("geometry", &[]),
    ("chronology", &["text"]),
    ("words", &["chronology", "text"]),
    ("search", &["words", "chronology", "text"]),
    ("cite", &["words", "chronology", "text"]),
    ("import", &["cite", "words", "chronology", "text"]),
    ("watch", &["chronology"]),
    // A page is told from the dataset, not from the app: update asks it how high its rows are and where they
    // lead, so it cannot lie above what update is in.
    ("pages", &["search", "words", "chronology", "text"]),
    ("app", &["pages", "search", "cite", "words", "chronology", "geometry", "text"]),
    // The help says what a query may be made of.
    ("keymap", &["pages", "app", "search", "words", "chronology", "geometry", "text"]),
    // The palette offers the commands of the keys, and the help that is scrolled is theirs.
    (
        "update",
        &["keymap", "app", "pages", "search", "cite", "words", "chronology", "geometry", "text"],
    ),
    ("ui", &["pages", "keymap", "app", "search", "words", "chronology", "geometry", "text"]),
    ("program", &["update", "keymap", "app", "geometry"]),
    ("term", &["program", "keymap", "app", "geometry", "text"]),
    // Its keys are those of the table, its views and colours those of the app; what it says is plain values of theirs.
    ("config", &["keymap", "app", "chronology", "text"]),
    ("cli", &["config", "search", "cite", "import", "words", "chronology", "text", "watch"]),
    (
        "viewer",
        &[
            "cli",
            "config",
            "keymap",
            "term",
            "ui",
            "program",
            "app",
            "search",
            "words",
            "chronology",
            "text",
            "watch",
        ],
    ),
];

/// What of the world outside only some modules may touch.
const ONLY_IN: &[(&[&str], &[&str])] = &[
    (&["crossterm"], &["term"]),
    (&["ratatui"], &["ui", "term", "viewer"]),
    (&["signal_hook"], &["term", "watch"]),
    (&["notify"], &["watch"]),
    (&["rustix"], &["term"]),
    (&["clap"], &["cli", "main"]),
    (&["std", "fs"], &["chronology", "term", "viewer", "cli"]),
    (&["std", "env"], &["term", "viewer", "cli", "main"]),
    (&["std", "process"], &["term", "viewer", "cli", "main"]),
    (&["std", "thread"], &["term", "viewer", "watch", "chronology", "search"]),
    (&["Local", "now"], &["viewer", "cli"]),
    (&["Instant", "now"], &["term"]),
    (&["SystemTime", "now"], &[]),
];

/// A file of the program: its path, for messages, the top module it belongs to, and what it says.
struct File {
    path: PathBuf,
    top: String,
    source: Source,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every file of the program, but for the modules that only tests compile.
fn program() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let mut tests = Vec::new();
    let mut program = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&root).unwrap().with_extension("");
        let module: Vec<&str> = name.iter().map(|part| part.to_str().unwrap()).collect();
        let is_root = matches!(module[..], ["lib" | "main"]);
        let text = fs::read_to_string(&path).unwrap();
        let source = Source::read(if is_root { &[] } else { &module }, &text);
        tests.extend(source.test_modules.iter().map(|of| of.join("/")));
        program.push((
            name.to_str().unwrap().to_owned(),
            File { top: module[0].to_owned(), path, source },
        ));
    }
    program.retain(|(name, _)| !tests.iter().any(|test| Path::new(name).starts_with(test)));
    program.into_iter().map(|(_, file)| file).collect()
}

/// What a file of a module names against the order of modules, as `line: what`.
fn against_the_order(top: &str, source: &Source) -> Vec<String> {
    let (_, may_name) = (MAY_NAME.iter().find(|(module, _)| *module == top))
        .unwrap_or_else(|| panic!("{top} has no place in the order of modules"));
    let mut against = Vec::new();
    for path in source.paths().iter().filter(|path| path.ours) {
        match path.names.first().map(String::as_str) {
            None | Some("*") => against.push(format!("{}: {top} names the whole crate", path.line)),
            Some(name) if name == top || may_name.contains(&name) => {}
            Some(_) => {
                against.push(format!("{}: {top} names {}", path.line, path.names.join("::")));
            }
        }
    }
    against
}

/// What a file of a module touches of the world outside and may not, as `line: what`.
fn touched(top: &str, source: &Source) -> Vec<String> {
    let mut touched = Vec::new();
    for path in source.paths().iter().filter(|path| !path.ours) {
        for (what, only_in) in ONLY_IN {
            let names = path.names.windows(what.len()).any(|names| names == *what);
            if names && !only_in.contains(&top) {
                touched.push(format!("{}: {top} touches {}", path.line, what.join("::")));
            }
        }
    }
    touched
}

/// Where the code says one of these runs of tokens, as `line: what`.
fn said(runs: &[&[&str]], tokens: &[Token]) -> Vec<String> {
    let mut said = Vec::new();
    for run in runs {
        for window in tokens.windows(run.len()) {
            if window.iter().map(|token| token.text.as_str()).eq(run.iter().copied()) {
                said.push(format!("{}: {}", window[0].line, run.concat()));
            }
        }
    }
    said
}

/// Where the code shifts or writes more than 32 bits without saying that it has 64, as `line: what`.
fn beyond_32_bits(tokens: &[Token]) -> Vec<String> {
    let wide = |token: &Token| {
        ["u64", "i64", "u128", "i128", "f64"].iter().any(|s| token.text.ends_with(s))
    };
    let value = |token: &Token| {
        let digits = token.text.replace('_', "");
        match digits.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok(),
            None => digits.parse::<u64>().ok(),
        }
    };
    let mut found = Vec::new();
    for token in tokens.iter().filter(|token| !wide(token)) {
        if value(token).is_some_and(|value| value > u64::from(u32::MAX)) {
            found.push(format!("{}: {}", token.line, token.text));
        }
    }
    for window in tokens.windows(4) {
        let [left, one, other, by] = window else { continue };
        let is_shift = one.text == other.text && (one.text == "<" || one.text == ">");
        if is_shift && value(by).is_some_and(|by| by >= 32) && !wide(left) {
            found
                .push(format!("{}: {} {}{} {}", by.line, left.text, one.text, other.text, by.text));
        }
    }
    found
}

/// Holds a rule against every file of the program.
fn hold(rule: impl Fn(&File) -> Vec<String>) {
    let program = program();
    assert!(program.len() > 50, "the sources were not found");
    let faults: Vec<String> = program
        .iter()
        .flat_map(|file| {
            rule(file).into_iter().map(|fault| format!("{}:{fault}", file.path.display()))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn dependencies_run_one_way() {
    hold(|file| match file.top.as_str() {
        "lib" | "main" => Vec::new(),
        top => against_the_order(top, &file.source),
    });
}

#[test]
fn the_order_of_modules_is_an_order() {
    for (at, (module, may_name)) in MAY_NAME.iter().enumerate() {
        let lower: Vec<&str> = MAY_NAME[..at].iter().map(|(module, _)| *module).collect();
        let higher: Vec<_> = may_name.iter().filter(|name| !lower.contains(name)).collect();
        assert!(higher.is_empty(), "{module} may name {higher:?}, which come after it");
    }
}

#[test]
fn an_import_against_the_order_is_found_however_it_is_written() {
    for (module, text) in [
        (&["text", "wrap"][..], "use crate::chronology::date;"),
        (&["text", "wrap"], "#[cfg(test)] mod tests; use crate::app::App;"),
        (&["chronology"], "use crate::{text::fold, app::App};"),
        (&["chronology", "date"], "use super::super::search;"),
        (&["chronology", "date"], "use super::{load, super::cite::markdown};"),
        (&["search"], "fn f() -> usize { crate::ui::theme::Theme::default().len() }"),
        (&["search"], "use super::app;"),
        (&["search"], "use crate::*;"),
        (&["cite"], "use crate as all;"),
        (&["app", "lanes", "moves"], "impl super::super::super::keymap::Key for X {}"),
        (&["app"], "macro_rules! key { () => { $crate::keymap::Key } }"),
        (&["keymap"], "fn f() { vec![startline::term::run()] }"),
        (&["words"], "use crate::app::App;"),
        (&["cli"], "use crate::viewer;"),
    ] {
        let found = against_the_order(module[0], &Source::read(module, text));
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    for (module, text) in [
        (
            &["app"][..],
            "use crate::{words::mark, chronology::{self, date::Edtf}}; use super::text;",
        ),
        (
            &["app", "lanes"],
            "use super::{App, lanes::moves}; use self::drawing::Lane; pub(crate) fn f() {}",
        ),
        (
            &["text"],
            "#[cfg(test)] mod tests { use crate::app::App; } use std::collections::BTreeMap;",
        ),
        (
            &["text"],
            "/// What [`crate::app`] draws.\n// use crate::app::App;\nconst A: &str = \"crate::app\";",
        ),
    ] {
        assert_eq!(against_the_order(module[0], &Source::read(module, text)), [""; 0], "{text}");
    }
}

#[test]
fn the_world_outside_is_touched_where_it_may_be() {
    hold(|file| touched(&file.top, &file.source));
}

#[test]
fn the_world_outside_is_seen_however_it_is_imported() {
    for text in [
        "use std::fs::File;",
        "use std::{cmp::Ordering, fs};",
        "fn f() { let _ = std::fs::read(\"x\"); }",
        "#[cfg(test)] fn t() {} fn f() -> chrono::DateTime<chrono::Local> { chrono::Local::now() }",
        "use ratatui::{style::Style};",
    ] {
        assert_eq!(touched("app", &Source::read(&["app"], text)).len(), 1, "{text}");
    }
    for text in
        ["#[cfg(test)] mod t { use std::fs; }", "// std::fs\nuse std::fmt;", "use chrono::Local;"]
    {
        assert_eq!(touched("app", &Source::read(&["app"], text)), [""; 0], "{text}");
    }
}

#[test]
fn no_source_of_the_program_names_what_is_data() {
    let names = ["Russia", "Kremlin", "Putin", "Lavrov", "Trump", "Washington", "Moscow"];
    hold(|file| {
        // The names of all languages are no dataset's.
        if file.path.ends_with("text/language.rs") {
            return Vec::new();
        }
        let tokens = file.source.tokens();
        let named =
            tokens.iter().filter(|token| names.iter().any(|name| token.text.contains(name)));
        named.map(|token| format!("{}: {}", token.line, token.text)).collect()
    });
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    let runs: &[&[&str]] = &[&[".", "unwrap", "("], &[".", "expect", "("]];
    hold(|file| said(runs, &file.source.tokens()));
    let found = said(
        runs,
        &Source::read(&["a"], "#[cfg(test)] fn t() { a.unwrap() }\nfn f() { b\n.expect(\"c\") }")
            .tokens(),
    );
    assert_eq!(found, ["3: .expect("]);
}

#[test]
fn nothing_needs_more_than_32_bits_of_a_machine_word() {
    hold(|file| beyond_32_bits(&file.source.tokens()));
    let found = |text: &str| beyond_32_bits(&Source::read(&["a"], text).tokens()).len();
    for text in [
        "const A: isize = 1 << 40;",
        "fn f(a: usize) -> usize { a >> 32 }",
        "const A: usize = 5_000_000_000;",
        "const A: usize = 0x1_0000_0000;",
    ] {
        assert_eq!(found(text), 1, "{text}");
    }
    for text in [
        "const A: u64 = 1_u64 << 40;",
        "const A: u32 = 1 << 31;",
        "const A: u64 = 0xffff_ffff_ffff_u64;",
        "const A: Vec<Vec<u8>> = x;",
    ] {
        assert_eq!(found(text), 0, "{text}");
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let (mut before, mut in_dependencies, mut seen) = ("", false, 0);
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if in_dependencies && line.contains(" = ") {
            assert!(before.starts_with("# "), "no reason stands above: {line}");
            seen += 1;
        }
        before = line;
    }
    assert!(seen > 20, "the dependencies were not found");
}
