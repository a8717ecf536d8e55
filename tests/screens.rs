//! Every mode at four sizes, as it looks: the text, then a letter for the style of each cell.
//!
//! A screen that changed is looked at and accepted: `INSTA_UPDATE=always cargo test --test screens`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use stage::{HARD, Stage};

const SIZES: [(u16, u16); 4] = [(120, 40), (80, 24), (40, 12), (1, 1)];

/// A screen: its name and the way to it.
type Script = (&'static str, fn(Stage) -> Stage);

/// Screens of the shipped dataset.
const SHIPPED: &[Script] = &[
    ("first", |s| s),
    ("source", |s| s.press("/").typed("deliberately left").press("Enter 2")),
    ("quote", |s| s.press("/").typed("deliberately left").press("Enter 3 j j")),
    ("search", |s| s.press("/").typed("moratorium")),
    ("search_without_hits", |s| s.press("/").typed("zzqqxx")),
    ("search_with_a_fault", |s| s.press("/").typed("speeker:lavrov")),
    ("query_in_force", |s| s.press("/").typed("speaker:lavrov").press("Enter n")),
    ("rest_hidden", |s| s.press("/").typed("speaker:lavrov").press("Enter d")),
    ("palette", |s| s.press(":").typed("jabbara")),
    ("relations", |s| s.press(":").typed("putin-one-year-offer").press("Enter r")),
    ("notes", |s| s.press("!")),
    ("marks", |s| s.press("m k m '")),
    ("copy", |s| s.press("y")),
    ("compare", |s| s.press("/").typed("deliberately left").press("Enter c")),
    ("help", |s| s.press("?")),
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
    for (name, script) in SHIPPED {
        for at in SIZES {
            check(name, at, &script(Stage::shipped(at.0, at.1)));
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
    use startline::ui::theme::{Palette, Theme};
    let looks = [
        ("ascii", Theme { palette: Palette::Dark, ascii: true }),
        ("light", Theme { palette: Palette::Light, ascii: false }),
        ("mono", Theme { palette: Palette::Mono, ascii: false }),
    ];
    for (name, theme) in looks {
        let mut stage = Stage::shipped(120, 40).press("/").typed("moratorium").press("Enter");
        stage.theme = theme;
        check(name, (120, 40), &stage);
    }
}

#[test]
fn an_empty_dataset_says_so_at_every_size() {
    for at in SIZES {
        check("empty", at, &Stage::text("( meta: (schema: 1, title: \"Nothing\") )", at.0, at.1));
    }
}
