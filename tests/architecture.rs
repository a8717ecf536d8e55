//! What the pages for the next person say of the tree is true of it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

const PAGES: [&str; 2] = ["CONTRIBUTING.md", "docs/architecture.md"];

/// The code spans of a page of Markdown that are paths of the project.
fn paths(page: &str) -> Vec<&str> {
    let mut paths: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    paths.retain(|span| {
        let top = span.split('/').next().unwrap_or_default();
        ["src", "tests", "benches", "docs", "assets"].contains(&top)
    });
    paths
}

#[test]
fn every_path_that_the_pages_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in PAGES {
        let page = fs::read_to_string(root.join(name)).expect(name);
        let paths = paths(&page);
        assert!(paths.len() > 5, "{name} names no paths");
        for path in paths {
            let is = root.join(path);
            let as_said = if path.ends_with('/') { is.is_dir() } else { is.exists() };
            assert!(as_said, "{name} names {path}, which is not there");
        }
    }
}

#[test]
fn every_module_has_its_line_on_the_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let modules = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let modules =
        modules.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let missing: Vec<&str> = modules
        .filter(|module| {
            let (folder, file) = (format!("| `src/{module}/` |"), format!("| `src/{module}.rs` |"));
            !page.contains(&folder) && !page.contains(&file)
        })
        .collect();
    assert!(missing.is_empty(), "the map lacks {missing:?}");
}

#[test]
fn the_page_stays_two_screens_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    assert!(page.lines().count() <= 90, "{} lines", page.lines().count());
}
