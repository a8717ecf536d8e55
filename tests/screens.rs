//! Every mode at four sizes, as it looks: the text, then a letter for the style of each cell.
//!
//! The datasets are frozen, in `tests/stage`, so that only the program changes a screen. A screen that changed is
//! looked at and accepted: `INSTA_UPDATE=always cargo test --test screens`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use stage::{HARD, Stage};
use startline::app::colours::{Choice, Colours};
use startline::chronology::model::{LinkKind, NoteKind, PointStatus, SpeakerKind, StatementKind};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (40, 12), (1, 1)];

/// A screen: its name and the way to it.
type Script = (&'static str, fn(Stage) -> Stage);

/// Screens of the dataset that has something of every kind.
const LAKE: &[Script] = &[
    ("first", |s| s),
    ("source", |s| s.press("/").typed("left on the shore").press("Enter 2")),
    ("quote", |s| s.press("/").typed("left on the shore").press("Enter 3 j j")),
    ("search", |s| s.press("/").typed("limits")),
    ("search_in_texts", |s| s.press("/").typed("gauges").press("PgDn PgDn Up")),
    ("search_without_hits", |s| s.press("/").typed("zzqqxx")),
    ("search_with_a_fault", |s| s.press("/").typed("speeker:quill")),
    ("query_in_force", |s| s.press("/").typed("speaker:ministry").press("Enter n")),
    ("rest_hidden", |s| s.press("/").typed("speaker:ministry").press("Enter d")),
    ("palette", |s| s.press(":").typed("kwill")),
    ("relations", |s| s.press(":").typed("one-year-offer").press("Enter r")),
    ("notes", |s| s.press("!")),
    ("marks", |s| s.press("m k m '")),
    ("copy", |s| s.press("y")),
    ("compare", |s| s.press("/").typed("left on the shore").press("Enter c")),
    ("help", |s| s.press("?")),
    ("help_narrowed", |s| s.press("? /").typed("copy")),
    ("tour", |s| s.press("g t")),
    ("text_held", |s| s.press(":").typed("marrow-lake").press("Enter 2")),
    ("text_differs", |s| s.press(":").typed("ministry-sluices").press("Enter 3")),
    ("zoomed", |s| s.press("3 z")),
    ("published", |s| s.press("t")),
    ("chord_begun", |s| s.press("g")),
    ("lanes", |s| s.press("v")),
    ("lanes_opened", |s| s.press("v j f")),
    ("figures", |s| s.press("v v")),
    ("as_of", |s| s.press(":").typed("as of 2025-10-04").press("Enter")),
];

/// Screens of a dataset that is hard to draw.
const DIFFICULT: &[Script] = &[
    ("hard_first", |s| s),
    ("hard_source", |s| s.press("g g 2")),
    ("hard_quote", |s| s.press("g g j 3")),
    ("hard_compare", |s| s.press("g g j c")),
    ("hard_undated", |s| s.press("G")),
    ("hard_lanes", |s| s.press("v")),
    ("hard_figures", |s| s.press("v v")),
];

fn check(name: &str, at: (u16, u16), stage: &Stage) {
    insta::assert_snapshot!(format!("{name}@{}x{}", at.0, at.1), stage.screen());
}

#[test]
fn every_mode_at_every_size() {
    for (name, script) in LAKE {
        for at in SIZES {
            check(name, at, &script(Stage::lake(at.0, at.1)));
        }
    }
    for (name, script) in DIFFICULT {
        for at in SIZES {
            check(name, at, &script(Stage::text(HARD, at.0, at.1)));
        }
    }
}

#[test]
fn ascii_and_a_light_background_and_no_colour() {
    let looks = [
        ("ascii", Colours::default(), true),
        ("light", Colours { hinted_light: true, ..Colours::default() }, false),
        ("mono", Colours { choice: Choice::Mono, ..Colours::default() }, false),
        ("own_dark", Colours { choice: Choice::Dark, any: true, ..Colours::default() }, false),
        ("own_light", Colours { choice: Choice::Light, any: true, ..Colours::default() }, false),
    ];
    for (name, colours, ascii) in looks {
        let mut stage = Stage::lake(120, 40).press("/").typed("limits").press("Enter");
        stage.program.app.profile.colours = colours;
        stage.program.app.profile.ascii = ascii;
        check(name, (120, 40), &stage);
    }
}

#[test]
fn an_empty_dataset_says_so_at_every_size() {
    for at in SIZES {
        check("empty", at, &Stage::text("( meta: (schema: 1, title: \"Nothing\") )", at.0, at.1));
    }
}

#[test]
fn the_frozen_dataset_has_something_of_every_kind() {
    use std::collections::HashSet;
    let stage = Stage::lake(120, 40);
    let library = &stage.app().data;
    let c = &library.whole;
    assert_eq!(library.problems.all(), 0);
    let statements: HashSet<_> = c.statements().iter().map(|s| s.kind).collect();
    assert_eq!(statements.len(), StatementKind::ALL.len());
    let speakers: HashSet<_> = c.speakers().iter().map(|s| s.kind).collect();
    assert_eq!(speakers.len(), SpeakerKind::ALL.len());
    let notes: HashSet<_> = c.notes_list().iter().map(|n| n.kind).collect();
    assert_eq!(notes.len(), NoteKind::ALL.len());
    let links: HashSet<_> =
        c.statements().iter().flat_map(|s| s.links.iter().map(|l| l.kind)).collect();
    assert_eq!(links.len(), LinkKind::ALL.len());
    let points: HashSet<_> =
        c.series().iter().flat_map(|s| s.points.iter().map(|p| p.status)).collect();
    assert_eq!(points.len(), PointStatus::ALL.len());
    let found: HashSet<_> =
        library.verification.iter().flat_map(|v| v.findings().map(|(_, f)| f.verdict)).collect();
    assert!(found.len() >= 6, "every way to be found or not: {found:?}");
}
