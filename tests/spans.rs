//! Views of a day by the minute, of three thousand years, of five hundred speakers and of nothing: each says
//! something true and useful, at two sizes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stage;

use std::fmt::Write as _;

use stage::Stage;
use startline::chronology::load::load_text;

const SIZES: [(u16, u16); 2] = [(120, 36), (80, 24)];

fn load(name: &str, text: &str) -> startline::chronology::load::Loaded {
    let loaded = load_text(name, text);
    let errors: Vec<_> = loaded.problems.iter().map(|p| (p.line, &p.message)).collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded
}

fn views(name: &str, text: &str) {
    for (width, height) in SIZES {
        let mut stage = Stage::of(load(name, text), None, width, height);
        for view in ["list", "lanes", "figures"] {
            insta::assert_snapshot!(format!("{name}_{view}@{width}x{height}"), stage.grid());
            stage = stage.press("v");
        }
    }
}

#[test]
fn a_day_by_the_minute_over_two_zones() {
    views("day", include_str!("spans/match.ron"));
}

#[test]
fn three_thousand_years() {
    views("ages", include_str!("spans/ages.ron"));
}

#[test]
fn five_hundred_speakers_and_one_record_each() {
    let mut text =
        String::from("(meta: (schema: 1, title: \"Five hundred\", updated: \"2031\"), speakers: [");
    for n in 0..500 {
        write!(text, "(id: \"s{n}\", name: \"Speaker Number{n}\", kind: Person),").unwrap();
    }
    text.push_str("], sources: [(id: \"w\", kind: Wire, outlet: \"W\")], statements: [");
    for n in 0..500 {
        let (month, day) = (n / 28 % 12 + 1, n % 28 + 1);
        write!(
            text,
            "(id: \"q{n}\", source: \"w\", para: {}, kind: Quote, speaker: \"s{n}\", said: \"2030-{month:02}-{day:02}\", text: \"Words {n}.\"),",
            n + 1
        )
        .unwrap();
    }
    text.push_str("])");
    views("speakers", &text);
}

#[test]
fn one_record_and_none() {
    views(
        "one",
        r#"(meta: (schema: 1, title: "One"), sources: [(id: "w", kind: Wire, outlet: "W")],
        events: [(id: "e", date: "2030-05-06", title: "It happened", cites: [(source: "w")])])"#,
    );
    views("nothing", r#"(meta: (schema: 1, title: "Nothing"))"#);
}
