//! The direction of dependencies, kept by reading the sources: a line that imports against it fails here.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with what of the crate it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("text", &["text"]),
    ("geometry", &["geometry"]),
    ("chronology", &["chronology", "text"]),
    ("search", &["search", "chronology", "text"]),
    ("cite", &["cite", "chronology", "text"]),
    ("app", &["app", "search", "cite", "chronology", "geometry", "text"]),
    ("keymap", &["keymap", "app", "chronology", "geometry", "text"]),
    ("ui", &["ui", "keymap", "app", "search", "chronology", "geometry", "text"]),
    ("program", &["program", "keymap", "app", "geometry"]),
    ("term", &["term", "program", "keymap", "app", "geometry", "text"]),
    ("cli", &["cli", "chronology", "search", "cite", "text"]),
    ("viewer", &["viewer", "cli", "term", "ui", "program", "app", "search", "chronology", "text"]),
];

/// What of the world outside only some modules may touch.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("crossterm", &["term"]),
    ("ratatui", &["ui", "term", "viewer"]),
    ("signal_hook", &["term"]),
    ("rustix", &["term"]),
    ("clap", &["cli", "main"]),
    ("std::fs", &["chronology", "term", "viewer", "cli"]),
    ("std::env", &["term", "viewer", "cli", "main"]),
    ("std::process", &["term", "viewer", "cli", "main"]),
    ("std::thread", &["term", "viewer", "chronology", "search"]),
    ("Local::now", &["viewer", "cli"]),
    ("Instant::now", &[]),
    ("SystemTime::now", &[]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // Folders of unit tests may name what they like.
            if path.file_name().is_some_and(|name| name != "tests") {
                sources(&path, found);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The lines of a file that are code of the program: no comments, no unit tests.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let body = text.split("#[cfg(test)]").next().unwrap().to_owned();
    (body.lines().enumerate())
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(i, line)| (i + 1, line.to_owned()))
        .collect()
}

/// The top module that a file belongs to.
fn module(path: &Path, root: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn dependencies_run_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut against = Vec::new();
    for file in &files {
        let own = module(file, &root);
        if own == "lib"
            || own == "main"
            || file.file_stem().is_some_and(|s| s == "tests" || s == "fixture")
        {
            continue;
        }
        let allowed = MAY_NAME.iter().find(|(name, _)| *name == own);
        let (_, allowed) =
            allowed.unwrap_or_else(|| panic!("{own} has no place in the order of modules"));
        for (line, text) in code(file) {
            for part in text.split("crate::").skip(1) {
                let name: String =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if MAY_NAME.iter().any(|(module, _)| *module == name)
                    && !allowed.contains(&name.as_str())
                {
                    against.push(format!(
                        "{}:{line}: {own} names {name}: {}",
                        file.display(),
                        text.trim()
                    ));
                }
            }
        }
    }
    assert!(against.is_empty(), "{}", against.join("\n"));
}

#[test]
fn the_world_outside_is_touched_where_it_may_be() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut against = Vec::new();
    for file in &files {
        let own = module(file, &root);
        if file.file_stem().is_some_and(|s| s == "tests" || s == "fixture") {
            continue;
        }
        for (line, text) in code(file) {
            for (name, allowed) in ONLY_IN {
                if text.contains(name) && !allowed.contains(&own.as_str()) {
                    against.push(format!(
                        "{}:{line}: {own} touches {name}: {}",
                        file.display(),
                        text.trim()
                    ));
                }
            }
        }
    }
    assert!(against.is_empty(), "{}", against.join("\n"));
}

#[test]
fn no_source_of_the_program_names_what_is_data() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let names = ["Russia", "Kremlin", "Putin", "Lavrov", "Trump", "Washington", "Moscow"];
    for file in
        files.iter().filter(|f| f.file_stem().is_some_and(|s| s != "tests" && s != "fixture"))
    {
        for (line, text) in code(file) {
            let named = names.iter().find(|n| text.contains(**n));
            assert!(named.is_none(), "{}:{line}: {}", file.display(), text.trim());
        }
    }
}
