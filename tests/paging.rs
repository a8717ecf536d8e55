//! What is longer than the screen can be read to its end: by pages and by single steps, in everything that scrolls, on
//! every screen, no line is passed unseen.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::collections::BTreeSet;

use stage::Stage;
use startline::app::Overlay;
use startline::geometry::{GUTTER, Pane};
use startline::keymap::help_page;
use startline::pages::compare::column_width;
use startline::pages::row::Row;

const SIZES: [(u16, u16); 3] = [(120, 36), (80, 24), (40, 12)];

/// The lines that are seen by pressing a key over and over, each without blanks at its ends, until nothing moves. A
/// line that two columns share is cut into its parts.
fn seen(stage: Stage, key: &str, most: usize) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let (mut stage, mut before) = (stage, String::new());
    for _ in 0..most {
        let grid = stage.grid();
        if grid == before {
            break;
        }
        let parts = |line: &str| -> Vec<String> {
            line.split(['│', '┃', '▌']).map(|part| part.trim().to_owned()).collect()
        };
        seen.extend(grid.lines().flat_map(parts));
        before = grid;
        stage = stage.press(key);
    }
    seen
}

/// The lines of rows at a width, as they stand on the screen.
fn lines<'r>(rows: impl IntoIterator<Item = &'r Row>, width: u16) -> Vec<String> {
    let line = |spans: Vec<startline::pages::row::Span>| -> String {
        spans.iter().map(|span| span.text.as_str()).collect::<String>().trim().to_owned()
    };
    rows.into_iter()
        .flat_map(|row| row.lines(width).into_iter().map(line).collect::<Vec<_>>())
        .filter(|line| !line.is_empty())
        .collect()
}

fn assert_all_seen(lines: &[String], seen: &BTreeSet<String>, what: &str) {
    let is_seen = |line: &&String| seen.iter().any(|seen| seen.contains(line.as_str()));
    let unseen: Vec<&String> = lines.iter().filter(|line| !is_seen(line)).collect();
    assert!(unseen.is_empty(), "{what} never shows {unseen:#?}");
}

#[test]
fn every_line_of_a_list_is_seen() {
    for (width, height) in SIZES {
        for keys in ["!", "r"] {
            for key in ["j", "PgDn"] {
                let stage = Stage::shipped(width, height).press(keys).press("g g");
                let Some(Overlay::Picker(picker)) = stage.app().overlay() else {
                    panic!("no list")
                };
                let body = stage.app().screen().body;
                let all = lines(&picker.rows, picker.rows_area(body).width);
                let most = all.len() + 10;
                let seen = seen(stage, key, most);
                assert_all_seen(&all, &seen, &format!("{key} in {keys} at {width}x{height}"));
            }
        }
    }
}

#[test]
fn every_line_of_the_help_is_seen() {
    for (width, height) in SIZES {
        for key in ["j", "PgDn", "Ctrl-d"] {
            let stage = Stage::shipped(width, height).press("?");
            let Some(Overlay::Help(help)) = stage.app().overlay() else { panic!("no help") };
            let width_of_rows = help.areas(stage.app().screen().body).1.width;
            let all = lines(&help_page(stage.app(), help, width_of_rows), width_of_rows);
            let most = all.len() + 10;
            let seen = seen(stage, key, most);
            assert_all_seen(&all, &seen, &format!("{key} in the help at {width}x{height}"));
        }
    }
}

#[test]
fn every_line_of_a_comparison_is_seen() {
    for (width, height) in SIZES {
        for key in ["j", "PgDn", "Ctrl-d"] {
            let stage = Stage::shipped(width, height).press("c");
            let Some(Overlay::Compare(comparison)) = stage.app().overlay() else { panic!("none") };
            let inner = stage.app().screen().body.inset(1).width;
            let page = stage.app().comparison_page(comparison, inner);
            let cells = column_width(inner, page.columns.len() as u16).saturating_sub(GUTTER);
            let all = lines(page.columns.iter().flatten(), cells);
            let most = all.len() + 10;
            let seen = seen(stage, key, most);
            assert_all_seen(&all, &seen, &format!("{key} in c at {width}x{height}"));
        }
    }
}

#[test]
fn every_line_of_the_quote_pane_is_seen() {
    for (width, height) in SIZES {
        for key in ["j", "PgDn", "Ctrl-d"] {
            let stage = Stage::shipped(width, height).press("3");
            let cells = stage.app().screen().rows(Pane::Quote).width;
            let all = lines(&stage.app().quote_page(), cells);
            let seen = seen(stage, key, 120);
            assert_all_seen(&all, &seen, &format!("{key} in the quote at {width}x{height}"));
        }
    }
}
