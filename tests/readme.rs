//! What the README and the pages in `docs/` say is what the program does: its keys, its language, its styles, its form.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;

use startline::app::chords::Chords;
use startline::chronology::article::Texts;
use startline::chronology::date::Edtf;
use startline::chronology::form;
use startline::chronology::load::load;
use startline::chronology::verify::dataset::Verification;
use startline::chronology::verify::quote::Verdict;
use startline::cli::schema;
use startline::search;
use startline::{cite, config, keymap};

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
    let file = format!("```toml\n{}```\n", config::commented_default());
    hold("docs/configuration.md", "default", "src/config.rs", &file);
    for kind in form::kinds() {
        let table = schema::markdown(kind);
        hold("docs/dataset.md", kind.name, "src/chronology/check/form.rs", &table);
    }
}

/// The blocks of code of a page whose first line names a form and a file, with the file's name and text.
fn files<'a>(page: &'a str, form: &str) -> Vec<(&'a str, &'a str)> {
    let open = format!("\n```{form} ");
    let blocks = page.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once('\n'));
    blocks.filter_map(|(name, rest)| Some((name, rest.split_once("```")?.0))).collect()
}

#[test]
fn the_chronology_of_the_guide_checks_clean_with_every_quotation_verbatim() {
    let page = read("docs/dataset.md");
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    let (records, articles) = (files(&page, "ron"), files(&page, "text"));
    assert!(records.len() > 5 && articles.len() == 2);
    for (name, text) in records {
        fs::write(dir.path().join(name), text).unwrap();
    }
    for (name, text) in articles {
        fs::write(dir.path().join("texts").join(name), text).unwrap();
    }
    let loaded = load(dir.path()).unwrap();
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    let c = &loaded.chronology;
    let texts = Texts::open(&dir.path().join("texts")).unwrap();
    let verification = Verification::of(c, &texts);
    for (ix, found) in verification.findings() {
        assert_eq!(found.verdict, Verdict::Exact, "{}", c.statement(ix).id);
    }
    assert!(verification.problems(c, &texts, &loaded.files).list.is_empty());
    assert_eq!((verification.findings().count(), c.events().len(), c.series().len()), (4, 2, 1));
}

#[test]
fn the_dates_of_the_guide_are_shown_as_it_says() {
    let page = read("docs/dataset.md");
    let table = page.split("<!-- dates: ").nth(1).and_then(|r| r.split("<!-- /dates").next());
    let rows: Vec<_> = table.expect("a table of dates").lines().skip(3).collect();
    assert!(rows.len() > 10);
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let date = Edtf::parse(cells[1]).unwrap();
        assert_eq!(date.long(), cells[2], "{row}");
    }
}

/// Every name that the guide sets in code and follows with a colon is a field, and every capitalised word a word.
#[test]
fn the_guide_names_no_field_and_no_word_that_is_not_there() {
    let page = read("docs/dataset.md");
    let guide = page.split("## Every field").next().unwrap();
    let prose: String = guide.split("```").step_by(2).collect();
    let kinds = form::kinds();
    let fields = || kinds.iter().flat_map(|kind| kind.fields);
    let words: Vec<&str> = fields().flat_map(|f| f.value.words()).map(|word| word.name).collect();
    for span in prose.split('`').skip(1).step_by(2) {
        let name = span.split([':', '(']).next().unwrap();
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if span.contains(": ") && is_name {
            assert!(fields().any(|field| field.name == name), "`{span}`");
        } else if name.starts_with(|c: char| c.is_ascii_uppercase()) && !span.contains(' ') {
            assert!(words.contains(&name), "`{span}`");
        }
    }
    for word in ["Quote", "Fragment", "Block", "Reported"] {
        assert!(prose.contains(&format!("`{word}`")), "{word} is not told");
    }
}

#[test]
fn the_verdicts_of_the_pages_are_the_verdicts() {
    use startline::words;
    let readme = read("docs/citing.md");
    for status in Verdict::ALL {
        let row = format!("| `{}` | ", words::verdict_glyph(Some(status)));
        let row = readme.lines().find(|line| line.starts_with(&row)).expect("a row of its glyph");
        assert!(row.contains(words::verdict_clause(status)), "{row}");
    }
}

#[test]
fn the_journal_of_the_page_on_marks_is_a_journal() {
    use startline::app::marks::journal;
    let page = format!("{}/docs/marks.md", env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(page).unwrap();
    let example = page.split("```json\n").nth(1).and_then(|r| r.split("```").next()).unwrap();
    let journal = journal::read(example.as_bytes());
    assert_eq!((journal.lines, journal.damaged, journal.others.len()), (5, None, 1));
    assert!(journal.marks.is_empty(), "it is dropped in the end");
    let chords = Chords::default();
    for row in startline::keymap::BINDINGS {
        if row.group == startline::keymap::Group::Marks {
            assert!(page.contains(&format!("`{}`", row.chord(&chords))), "{}", row.text);
        }
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
