//! Search in the texts that a reader holds: paragraphs that no record holds, behind the records and told apart.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::path::Path;

use stage::Stage;
use startline::app::effect::Effect;
use startline::chronology::article::Texts;
use startline::chronology::load;
use startline::geometry::Pane;
use startline::search::MOST_PARAGRAPHS;

const RON: &str = r#"(
    speakers: [(id: "warden", name: "Una Warden", kind: Person)],
    sources: [
        (id: "post", kind: News, outlet: "Harbour Post", title: "The Gate", published: "2031-05-02"),
        (id: "wire", kind: Wire, outlet: "Quay Wire", published: "2031-05-03"),
        (id: "bare", kind: News, outlet: "Bare News", published: "2031-05-04"),
    ],
    events: [(id: "gate", date: "2031-05-01", title: "The gate is shut", cites: [(source: "post", para: 1)])],
    statements: [
        (id: "tide", source: "post", para: 2, kind: Quote, speaker: "warden", said: "2031-05-01",
         text: "We wait for the tide,"),
        (id: "told", source: "wire", para: 1, kind: Reported, speaker: "warden", said: "2031-05-02",
         text: "The keys are with the warden."),
    ],
)"#;

const POST: &str = "The gate of the harbour was shut on Thursday.\n\n\
    “We wait for the tide,” the warden said, beside a lantern.\n\n\
    Nobody had oiled the hinges since the flood, and a lantern hung there.\n";
const WIRE: &str = "The warden keeps the keys.\n\nA clerk counted nine lanterns on the quay.\n";
const BARE: &str = "Of lanterns nothing is known in this town.\n";

fn stage(folder: &Path, texts: &[(&str, &str)]) -> Stage {
    for (id, text) in texts {
        std::fs::write(folder.join(format!("{id}.txt")), text).unwrap();
    }
    let loaded = load::load_text("t.ron", RON);
    assert_eq!(loaded.problems, []);
    Stage::of(loaded, Some(Texts::open(folder).unwrap()), 120, 36)
}

fn held() -> (tempfile::TempDir, Stage) {
    let folder = tempfile::tempdir().unwrap();
    let stage = stage(folder.path(), &[("post", POST), ("wire", WIRE), ("bare", BARE)]);
    (folder, stage)
}

/// The lines of the list of hits.
fn list(stage: &Stage) -> Vec<String> {
    let grid = stage.grid();
    let lines = grid.lines().filter_map(|line| line.split('│').nth(1));
    lines.map(|line| line.trim().trim_end_matches('┃').trim().to_owned()).collect()
}

fn copied(stage: &Stage) -> Option<&str> {
    stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

#[test]
fn paragraphs_follow_the_records_under_a_heading_of_their_own() {
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("lantern");
    let list = list(&stage);
    let at = |text: &str| {
        list.iter()
            .position(|line| line.contains(text))
            .unwrap_or_else(|| panic!("{text} in {list:#?}"))
    };
    assert!(at("no record has `lantern`") < at("in the texts · 4 paragraphs, 3 without a record"));
    let rows = ["Harbour Post ¶3", "Quay Wire ¶2", "Bare News ¶1", "Harbour Post ¶2"].map(at);
    assert!(rows.iter().all(|row| *row > at("in the texts")), "{list:#?}");
    assert!(list[rows[3]].ends_with("see the record"), "{list:#?}");
    for row in rows {
        assert!(
            !list[row].contains(['“', '◦', '●']) || row == rows[3],
            "told as a record: {}",
            list[row]
        );
    }
    assert!(stage.grid().contains("no hits · 4 in the texts"), "{}", stage.grid());
}

#[test]
fn a_record_that_matches_is_not_told_twice() {
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("tide");
    let list = list(&stage);
    assert!(list.iter().any(|line| line.contains("We wait for the tide")));
    assert!(!list.iter().any(|line| line.contains("in the texts")), "{list:#?}");
}

#[test]
fn nothing_held_changes_nothing() {
    let with = held().1.press("/").typed("tide").grid();
    let without = Stage::of(load::load_text("t.ron", RON), None, 120, 36).press("/").typed("tide");
    assert!(without.app().data.paragraphs.is_none());
    let hits = |grid: &str| grid.lines().filter(|l| l.contains("We wait")).count();
    assert_eq!(hits(&with), hits(&without.grid()));
    let none = Stage::of(load::load_text("t.ron", RON), None, 120, 36).press("/").typed("lantern");
    assert!(!none.grid().contains("in the texts"));
}

#[test]
fn enter_opens_the_article_at_the_paragraph_and_back_returns() {
    let (_folder, stage) = held();
    let before = stage.grid();
    let stage = stage.press("/").typed("hinges").press("Enter");
    assert_eq!(stage.app().place.focus, Pane::Source);
    let grid = stage.grid();
    assert!(grid.contains("Harbour Post · 2 May 2031 · ¶3 of 3"), "{grid}");
    assert!(grid.contains("Text of the article, no speaker recorded"), "{grid}");
    let stage = stage.press("Backspace");
    assert_eq!(stage.grid(), before, "back restores the screen");
}

#[test]
fn a_paragraph_of_a_source_without_records_can_be_read_too() {
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("\"in this town\"").press("Enter");
    let grid = stage.grid();
    assert!(grid.contains("Bare News · 4 May 2031 · ¶1 of 1"), "{grid}");
    assert_eq!(stage.press("1").app().place.beside, None, "the timeline shows records");
}

#[test]
fn a_paragraph_with_a_record_leads_to_the_record() {
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("beside lantern").press("Enter");
    assert_eq!((stage.at().0.as_str(), stage.app().place.beside), ("tide", None));
}

#[test]
fn steps_from_a_paragraph_go_to_the_records_on_either_side() {
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("hinges").press("Enter k");
    assert_eq!(stage.at().0, "tide");
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("\"nine lanterns\"").press("Enter k");
    assert_eq!(stage.at().0, "told");
}

#[test]
fn what_is_taken_of_a_paragraph_says_that_nobody_speaks() {
    for (key, about) in
        [("y", "note"), ("f", "footnote"), ("c", "short"), ("b", "bibtex"), ("j", "csl")]
    {
        let (_folder, stage) = held();
        let stage = stage.press("/").typed("hinges").press(&format!("Enter y {key}"));
        let text =
            copied(&stage).unwrap_or_else(|| panic!("nothing copied as {about}: {}", stage.grid()));
        assert!(text.contains("Text of the article, no speaker recorded"), "{about}: {text}");
        assert!(!text.contains("oiled the hinges"), "{about}: {text}");
        assert!(text.contains('3'), "the paragraph, {about}: {text}");
    }
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("hinges").press("Enter y w");
    assert_eq!(copied(&stage), None, "no words of nobody");
    assert!(stage.grid().contains("no words to copy"), "{}", stage.grid());
    let (_folder, stage) = held();
    let stage = stage.press("/").typed("hinges").press("Enter s");
    assert!(stage.grid().contains("Text of the article, no speaker recorded"), "{}", stage.grid());
}

#[test]
fn a_query_for_what_only_records_have_finds_no_paragraph() {
    for query in [
        "lantern speaker:warden",
        "lantern is:quote",
        "lantern said:2031",
        "source:post",
        "lantern -hung outlet:post hinges",
    ] {
        let (_folder, stage) = held();
        let stage = stage.press("/").typed(query);
        assert!(!stage.grid().contains("in the texts"), "{query}: {}", stage.grid());
    }
    for (query, count) in [
        ("lantern outlet:quay", 1),
        ("lantern -hinges", 3),
        ("hinges OR nine", 2),
        ("lantern -speaker:warden", 4),
        ("(hinges flood) OR (clerk quay)", 2),
        ("lantern pub:2031-05-03", 1),
    ] {
        let (_folder, stage) = held();
        let stage = stage.press("/").typed(query);
        let paragraphs = &stage.app().search.as_ref().unwrap().paragraphs;
        assert_eq!(paragraphs.total, count, "{query}: {}", stage.grid());
    }
}

#[test]
fn of_many_paragraphs_the_best_are_listed_and_the_rest_counted() {
    let folder = tempfile::tempdir().unwrap();
    let many: Vec<String> =
        (0..5_000).map(|n| format!("Lantern number {n} hung on the quay.")).collect();
    let stage = stage(folder.path(), &[("bare", &many.join("\n"))]);
    let stage = stage.press("/").typed("lantern").press("Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down Down");
    let found = &stage.app().search.as_ref().unwrap().paragraphs;
    assert_eq!((found.ranked.len(), found.total, found.more()), (MOST_PARAGRAPHS, 5_000, 4_980));
    let list = list(&stage);
    assert!(
        list.iter().any(|line| line.contains("and 4980 more") || line.contains("and 4,980 more")),
        "{list:#?}"
    );
}

#[test]
fn every_row_of_the_list_can_be_walked_to_at_any_size() {
    for (width, height) in [(120, 36), (80, 24), (40, 12), (20, 6), (1, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = stage(folder.path(), &[("post", POST), ("wire", WIRE), ("bare", BARE)]);
        stage.send(startline::program::Input::Resize(startline::geometry::Size { width, height }));
        let mut stage = stage.press("/").typed("the");
        let len = stage.app().search.as_ref().unwrap().len();
        for at in 0..=len {
            assert_eq!(stage.app().search.as_ref().unwrap().chosen, at.min(len - 1));
            let _ = stage.grid();
            stage = stage.press("Down");
        }
        let _ = stage.press("Enter z j k z y Esc").grid();
    }
}

#[test]
fn what_is_read_is_seen_in_the_paragraph_that_prints_it() {
    let mut seen = 0;
    for (width, height) in [(160, 45), (120, 36), (80, 30)] {
        let mut stage = Stage::lake(width, height).press("2 g g");
        for _ in 0..60 {
            stage = stage.press("1 j 2");
            let app = stage.app();
            let Some(page) = app.source_page() else { continue };
            let selected = page.selected();
            let over = page.over(selected);
            if over == selected {
                continue;
            }
            let top = app.place.scroll().source;
            let area = app.source_areas(top).1;
            let lines: usize = (over..=selected).map(|at| page.row(at).height(area.width)).sum();
            let is_seen = top.row < over || (top.row == over && top.line == 0);
            assert!(is_seen || lines > usize::from(area.height), "{}", stage.grid());
            seen += usize::from(is_seen);
        }
    }
    assert!(seen > 10, "{seen}");
}
