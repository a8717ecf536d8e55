//! What is long: a frame costs what is on the screen, for one long text as for many short ones.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod cost;
mod stage;

use std::fmt::Write as _;

use stage::Stage;
use startline::chronology::article::texts::Texts;
use startline::chronology::load;

/// Keys that move, page, look at every pane, compare, search and go back.
const KEYS: &str = "j k l j j Ctrl-d Ctrl-u G g g h l l j Ctrl-d G g g z j z s S p P c q ! q r q v v v y Esc t t / o f Enter n N X h h j k";

/// What keys take, each with its frame; the least of a few runs.
fn cost_of(keys: &str, stage: impl Fn() -> Stage) -> f64 {
    let run = |_| {
        let mut stage = Some(stage());
        cost::once(|| {
            for key in keys.split(' ') {
                stage = stage.take().map(|stage| stage.press(key));
                let _ = stage.as_ref().map(Stage::buffer);
            }
        })
    };
    (0..3).map(run).fold(f64::MAX, f64::min)
}

fn cost(stage: impl Fn() -> Stage) -> f64 {
    cost_of(KEYS, stage)
}

/// A quotation of so many bytes, and one beside it.
fn long_words(bytes: usize) -> String {
    let words = "Words of a treaty that goes on. ".repeat(bytes / 32);
    format!(
        "( sources: [(id: \"s\", kind: News, outlet: \"Gazette\", published: \"2020-01-02\")],
           speakers: [(id: \"p\", name: \"Ada Brandt\", kind: Person)],
           events: [(id: \"e\", date: \"2020-01-01\", title: \"It begins\", cites: [(source: \"s\", para: 1)])],
           statements: [
             (id: \"a\", source: \"s\", para: 1, kind: Quote, speaker: \"p\", said: \"2020-01-01\", text: \"{words}\"),
             (id: \"b\", source: \"s\", para: 2, kind: Quote, speaker: \"p\", said: \"2020-01-03\", text: \"Few.\"),
           ] )"
    )
}

#[test]
fn one_long_quotation_costs_a_frame_no_more_than_a_shorter_one() {
    let of = |bytes: usize| {
        let ron = long_words(bytes);
        let loaded = load::load_text("long.ron", &ron);
        assert!(loaded.chronology.statements().len() == 2);
        cost(|| Stage::of(loaded.clone(), None, 120, 36))
    };
    let (short, long) = (of(40_000), of(400_000));
    assert!(long < short * 4.0, "{short:?} for 40 kB, {long:?} for 400 kB");
}

#[test]
fn one_long_paragraph_costs_a_frame_no_more_than_a_shorter_one() {
    let of = |bytes: usize| {
        let folder = tempfile::tempdir().unwrap();
        let text = "Few. ".to_owned() + &"Words of an article that goes on. ".repeat(bytes / 34);
        std::fs::write(folder.path().join("s.txt"), text).unwrap();
        let loaded = load::load_text("short.ron", &long_words(320));
        cost(|| Stage::of(loaded.clone(), Some(Texts::open(folder.path()).unwrap()), 120, 36))
    };
    let (short, long) = (of(40_000), of(400_000));
    assert!(long < short * 4.0, "{short:?} for 40 kB, {long:?} for 400 kB");
}

/// One quotation with so many other reports of it, each in a source of its own, and as many notes on it.
fn many_reports(count: usize) -> String {
    let (mut sources, mut statements, mut notes) = (String::new(), String::new(), String::new());
    for n in 0..count {
        writeln!(
            sources,
            "(id: \"s{n}\", kind: News, outlet: \"Gazette\", published: \"2020-01-02\"),"
        )
        .unwrap();
        let same = if n == 0 { "speaker: \"p\", said: \"2020-01-01\"" } else { "same_as: \"q0\"" };
        writeln!(
            statements,
            "(id: \"q{n}\", source: \"s{n}\", para: 1, kind: Quote, {same}, text: \"We go on.\"),"
        )
        .unwrap();
        writeln!(notes, "(id: \"n{n}\", kind: Ambiguity, about: [\"q0\"], text: \"Which {n}?\"),")
            .unwrap();
    }
    format!(
        "( speakers: [(id: \"p\", name: \"Ada Brandt\", kind: Person)], sources: [{sources}], statements: [{statements}],
           notes: [{notes}],
           events: [(id: \"e\", date: \"2020-01-01\", title: \"It begins\", cites: [(source: \"s0\", para: 1)])] )"
    )
}

#[test]
fn a_thousand_reports_and_notes_cost_a_frame_no_more_than_a_hundred() {
    let of = |count: usize| {
        let loaded = load::load_text("many.ron", &many_reports(count));
        assert_eq!(loaded.chronology.statements().len(), count);
        cost(|| Stage::of(loaded.clone(), None, 120, 36))
    };
    let (few, many) = (of(100), of(1_000));
    assert!(many < few * 5.0, "{few:?} for 100, {many:?} for 1,000");
}

#[test]
fn words_that_very_many_print_cost_a_move_no_more_than_those_that_few_do() {
    const KEYS: &str = "j k j l j k l j k h h k j t t";
    let of = |count: usize| {
        let loaded = load::load_text("many.ron", &many_reports(count));
        cost_of(KEYS, || Stage::of(loaded.clone(), None, 120, 36))
    };
    let (few, many) = (of(100), of(10_000));
    assert!(many < few * 4.0, "{few} for 100, {many} for 10,000");
}

/// Two series of so many daily values each, over the same days.
fn many_points(count: usize) -> String {
    let points = |from: usize| {
        let mut points = String::new();
        for n in 0..count {
            let (year, day) = (1000 + n / 336, n % 336);
            let (month, day) = (day / 28 + 1, day % 28 + 1);
            let value = from + n * 7919 % 1000;
            let date = format!("{year}-{month:02}-{day:02}");
            writeln!(points, "(date: \"{date}\", value: {value}, status: Declared),").unwrap();
        }
        points
    };
    format!(
        "( parties: [(id: \"p\", name: \"One\"), (id: \"q\", name: \"Other\")],
           series: [(id: \"a\", party: \"p\", measure: \"boats\", points: [{}]),
                    (id: \"b\", party: \"q\", measure: \"boats\", points: [{}])],
           events: [(id: \"e\", date: \"1001-01-01\", title: \"It begins\")] )",
        points(0),
        points(500)
    )
}

#[test]
fn a_series_of_many_points_costs_a_frame_no_more_than_one_of_few() {
    const KEYS: &str = "j k l l h G { } g g 5 l + + l h - 0 j j y Esc t t k m m";
    let of = |count: usize| {
        let loaded = load::load_text("points.ron", &many_points(count));
        assert_eq!(loaded.chronology.points().len(), 2 * count);
        let stage = || Stage::of(loaded.clone(), None, 120, 36).press("v v");
        cost_of(KEYS, stage)
    };
    let (few, many) = (of(1_000), of(50_000));
    assert!(many < few * 4.0, "{few} for 1,000, {many} for 50,000");
}
