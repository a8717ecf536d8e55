//! What the README and the pages in `docs/` say is what the program does: its keys, its language, its styles, its form.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;

use startline::chronology::form;
use startline::chronology::load::load_text;
use startline::chronology::problem::Severity;
use startline::cli::schema;
use startline::search;
use startline::{cite, keymap};

/// A page of the project.
fn path(page: &str) -> String {
    format!("{}/{page}", env!("CARGO_MANIFEST_DIR"))
}

fn read(page: &str) -> String {
    fs::read_to_string(path(page)).expect(page)
}

/// Holds what stands on a page between the marks of `name` to `table`, which is that in `file`.
fn hold(page: &str, name: &str, file: &str, table: &str) {
    let open = format!("<!-- {name}: kept equal to the table in {file} by tests/readme.rs -->\n");
    let close = format!("<!-- /{name} -->");
    let text = read(page);
    let (before, rest) = text.split_once(&open).expect("the page has a place for the table");
    let (held, after) = rest.split_once(&close).expect("the place ends");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path(page), format!("{before}{open}{table}{close}{after}")).unwrap();
        return;
    }
    assert_eq!(held, table, "{page}: refresh with: UPDATE_README=1 cargo test --test readme");
}

#[test]
fn the_tables_are_those_of_the_program() {
    hold("docs/keys.md", "keys", "src/keymap/table.rs", &keymap::markdown());
    hold("docs/query.md", "fields", "src/search/query/field.rs", &search::markdown());
    hold("docs/citing.md", "styles", "src/cite.rs", &cite::markdown());
    for kind in form::kinds() {
        let table = schema::markdown(kind);
        hold("docs/dataset.md", kind.name, "src/chronology/check/form.rs", &table);
    }
}

#[test]
fn the_dataset_of_the_guide_is_a_dataset() {
    let page = read("docs/dataset.md");
    let example =
        page.split("```ron\n").nth(1).and_then(|r| r.split("```").next()).expect("an example");
    let loaded = load_text("dataset.md", example);
    let errors: Vec<_> = loaded.problems.iter().filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(loaded.chronology.statements().len(), 1);
}

#[test]
fn the_verdicts_of_the_pages_are_the_verdicts() {
    use startline::chronology::verify::quote::Verdict;
    use startline::words;
    let readme = read("docs/citing.md");
    for status in Verdict::ALL {
        let row = format!("| `{}` | ", words::verdict_glyph(Some(status)));
        let row = readme.lines().find(|line| line.starts_with(&row)).expect("a row of its glyph");
        assert!(row.contains(words::verdict_clause(status)), "{row}");
    }
}

#[test]
fn every_picture_and_bench_that_it_names_exists() {
    let readme = read("README.md");
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
    let readme = read("README.md");
    let oldest = env!("CARGO_PKG_RUST_VERSION");
    assert!(
        readme.contains(&format!("Rust ({oldest} or newer)")),
        "the README names another than {oldest}"
    );
}

/// What stands in round brackets behind square ones, in the text of a page.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_page_that_a_page_leads_to_is_there() {
    for page in ["README.md", "docs/dataset.md", "docs/query.md", "docs/citing.md", "docs/keys.md"]
    {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&read(page)).filter(|link| !link.contains("://")) {
            let (file, _) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
            assert!(fs::metadata(path(&target)).is_ok(), "{page} leads to {link}");
        }
    }
}

#[test]
fn the_readme_stays_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 140, "{lines} lines: what grows belongs into docs/");
}
