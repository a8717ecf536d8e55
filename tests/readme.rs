//! What the README says is what the program does: its keys, its commands, its dataset.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;

use startline::chronology::load::load_text;
use startline::chronology::problem::Severity;
use startline::keymap;
use startline::search;

fn path() -> String {
    format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))
}

/// Holds what stands between the marks of `name` to `table`, which is that in `file`.
fn hold(name: &str, file: &str, table: &str) {
    let open = format!("<!-- {name}: kept equal to the table in {file} by tests/readme.rs -->\n");
    let close = format!("<!-- /{name} -->");
    let readme = fs::read_to_string(path()).unwrap();
    let (before, rest) = readme.split_once(&open).expect("the README has a place for the table");
    let (held, after) = rest.split_once(&close).expect("the place ends");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path(), format!("{before}{open}{table}{close}{after}")).unwrap();
        return;
    }
    assert_eq!(held, table, "refresh with: UPDATE_README=1 cargo test --test readme");
}

#[test]
fn the_tables_are_those_of_the_program() {
    hold("keys", "src/keymap.rs", &keymap::markdown());
    hold("fields", "src/search/query/field.rs", &search::markdown());
}

#[test]
fn the_dataset_of_the_readme_is_a_dataset() {
    let readme = fs::read_to_string(path()).unwrap();
    let example =
        readme.split("```ron\n").nth(1).and_then(|r| r.split("```").next()).expect("an example");
    let loaded = load_text("README.md", example);
    let errors: Vec<_> = loaded.problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(loaded.chronology.statements().len(), 1);
}

#[test]
fn the_verdicts_of_the_readme_are_the_verdicts() {
    use startline::chronology::verify::quote::Verdict;
    use startline::words;
    let readme = fs::read_to_string(path()).unwrap();
    for status in Verdict::ALL {
        let row = format!("| `{}` | ", words::verdict_glyph(Some(status)));
        let row = readme.lines().find(|line| line.starts_with(&row)).expect("a row of its glyph");
        assert!(row.contains(words::verdict_clause(status)), "{row}");
    }
}

#[test]
fn every_picture_and_bench_that_it_names_exists() {
    let readme = fs::read_to_string(path()).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    for picture in readme.split("](assets/").skip(1).filter_map(|r| r.split(')').next()) {
        assert!(fs::metadata(format!("{root}/assets/{picture}")).is_ok(), "assets/{picture}");
    }
    for bench in readme.split("--bench ").skip(1) {
        let name: String = bench.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(fs::metadata(format!("{root}/benches/{name}.rs")).is_ok(), "benches/{name}.rs");
    }
}

#[test]
fn the_oldest_rust_is_that_of_the_manifest() {
    let readme = fs::read_to_string(path()).unwrap();
    let oldest = env!("CARGO_PKG_RUST_VERSION");
    assert!(
        readme.contains(&format!("Rust ({oldest} or newer)")),
        "the README names another than {oldest}"
    );
}
