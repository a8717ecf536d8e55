//! What the command line and the viewer are asked alike they answer alike: one dataset, with the texts of its
//! sources and without.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::NaiveDate;
use startline::app::App;
use startline::app::action::{Action, News};
use startline::chronology::article::Texts;
use startline::chronology::load::{self, load_text};
use startline::chronology::verify::dataset::Verification;
use startline::search::{Index, Query};

/// Two sources of which one is held; of each a quotation that is printed, one that is not, and reported speech.
const DATASET: &str = r#"(
    meta: (schema: 1, title: "Held and not held"),
    speakers: [(id: "mayor", name: "Ada Brandt", kind: Person)],
    sources: [(id: "held", kind: News, outlet: "Gazette", published: "2031-05-06"),
              (id: "absent", kind: News, outlet: "Courier", published: "2031-05-06")],
    events: [(id: "offer", date: "2031-05-05", title: "An offer", asks: true, cites: [(source: "held", para: 1)]),
             (id: "reply", date: "2031-05-06", title: "A reply", links: [RespondsTo("offer")], cites: [(source: "held")])],
    statements: [
        (id: "printed", source: "held", para: 1, kind: Quote, speaker: "mayor", said: "2031-05-05", text: "We keep the limit."),
        (id: "misprinted", source: "held", para: 1, kind: Quote, speaker: "mayor", said: "2031-05-05", text: "We raise the limit."),
        (id: "elsewhere", source: "held", para: 1, kind: Quote, speaker: "mayor", said: "2031-05-05", asks: true, text: "Not one more."),
        (id: "told", source: "held", para: 2, kind: Reported, speaker: "mayor", said: "2031-05-05", text: "Keeps to the limit."),
        (id: "told-of-page", source: "held", kind: Reported, speaker: "mayor", said: "2031-05-05", text: "Is firm."),
        (id: "unheld", source: "absent", para: 1, kind: Quote, speaker: "mayor", said: "2031-05-05", text: "We keep the limit."),
        (id: "told-unheld", source: "absent", para: 1, kind: Reported, speaker: "mayor", said: "2031-05-05", text: "Keeps to it."),
    ],
)"#;

/// Queries that ask of the texts or of the relations, with what they find where `held` is held, and where
/// nothing is.
const QUERIES: [(&str, &[&str], &[&str]); 6] = [
    ("has:text", &["elsewhere", "misprinted", "printed", "told", "told-of-page"], &[]),
    ("-has:text is:statement", &["told-unheld", "unheld"], ALL),
    ("is:verified", &["printed"], &[]),
    ("is:unverified", &["elsewhere", "misprinted", "unheld"], VERBATIM),
    ("is:unverified has:text", &["elsewhere", "misprinted"], &[]),
    ("is:unanswered", &["elsewhere"], &["elsewhere"]),
];
const ALL: &[&str] =
    &["elsewhere", "misprinted", "printed", "told", "told-of-page", "told-unheld", "unheld"];
const VERBATIM: &[&str] = &["elsewhere", "misprinted", "printed", "unheld"];

fn set<'a>(ids: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    ids.into_iter().map(str::to_owned).collect()
}

/// What the command line finds.
fn on_the_command_line(dir: &Path, query: &str, texts: bool) -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    for name in ["STARTLINE_DATASET", "STARTLINE_TEXTS"] {
        command.env_remove(name);
    }
    command.arg("-d").arg(dir.join("dataset.ron"));
    // Beside the dataset they would be found without being named.
    command.arg("--texts").arg(if texts { dir.join("texts") } else { PathBuf::new() });
    let out = command.args(["search", "--format", "jsonl", "--", query]).output().unwrap();
    let lines = String::from_utf8(out.stdout).unwrap();
    let ids: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    set(ids.iter().map(|hit| hit["id"].as_str().unwrap()))
}

/// What the viewer finds.
fn in_the_viewer(dir: &Path, query: &str, texts: bool) -> BTreeSet<String> {
    let today = NaiveDate::from_ymd_opt(2031, 6, 1).unwrap();
    let mut app = App::new(load_text("dataset.ron", DATASET), today);
    let index = Arc::new(Index::build(app.chronology()));
    app.update(Action::Learn(News::Indexed(app.data.load, index)));
    if texts {
        let texts = Texts::open(&dir.join("texts")).unwrap();
        let verification = Arc::new(Verification::of(app.chronology(), &texts));
        app.update(Action::Learn(News::Verified(app.data.load, verification)));
    }
    let hits = app.search_request(Query::parse(query)).unwrap().hits();
    set(hits.ranked.iter().map(|hit| app.chronology().record_id(hit.record)))
}

#[test]
fn a_query_finds_the_same_on_the_command_line_and_in_the_viewer() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("dataset.ron"), DATASET).unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    let article = "“We keep the limit.”\n“Not one more.” She was firm.\n";
    fs::write(dir.path().join("texts/held.txt"), article).unwrap();
    assert_eq!(load_text("dataset.ron", DATASET).problems, []);
    for (query, held, nothing) in QUERIES {
        for (texts, wanted) in [(true, held), (false, nothing)] {
            let wanted = set(wanted.iter().copied());
            assert_eq!(on_the_command_line(dir.path(), query, texts), wanted, "{query} {texts}");
            assert_eq!(in_the_viewer(dir.path(), query, texts), wanted, "{query} {texts}");
        }
    }
}

#[test]
fn no_figure_is_found_in_the_viewer_that_the_command_line_leaves_out() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let app = App::new(load::shipped(), today);
    let c = app.chronology();
    for query in [
        "warheads",
        "warheads -russia",
        "!russia warheads",
        "\"deployed warheads\" -\"united states\"",
        "warheads russia|states",
        "warheads september 2022",
    ] {
        let points = app.figures_named(&Query::parse(query)).into_iter();
        let seen = set(points.map(|point| &*c.series()[point.series.at()].id));
        let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR")).env_remove("STARTLINE_DATASET");
        let asked = ["list", "series", "--as-of", "2026-11-21", "--format", "json", "-q", query];
        let out = command.args(asked).output().unwrap();
        let listed: Vec<serde_json::Value> = serde_json::from_slice(&out.stdout).unwrap();
        let listed = set(listed.iter().map(|series| series["id"].as_str().unwrap()));
        assert!(!seen.is_empty(), "{query}");
        assert!(seen.is_subset(&listed), "{query}: {seen:?}, {listed:?}");
    }
}
