//! Queries, dates and citations of random text.

use std::collections::HashSet;

use startline::chronology::Chronology;
use startline::chronology::date::Edtf;
use startline::chronology::load;
use startline::cite::{self, Style, fragment};
use startline::search::{Field, Index, Query, ReaderState};
use startline::text;

use crate::{LETTERS, Random, fuzz, stage};

/// What a query is made of.
const QUERY: [&str; 44] = [
    "speaker:",
    "party:",
    "source:",
    "said:",
    "pub:",
    "id:",
    "kind:",
    "topic:",
    "is:",
    "has:",
    "dates:",
    "event:",
    "nosuch:",
    "quote",
    "note",
    "link",
    "marked",
    "2020",
    "2020-03",
    "..",
    "2020-02..2020-03",
    "today-30d",
    "..2021",
    "before:",
    "after:",
    "\"",
    "'",
    "~",
    "!",
    "-",
    "|",
    "(",
    ")",
    ":",
    ",",
    " ",
    "  ",
    "\\",
    "*",
    "0",
    "weights",
    "minister",
    "“",
    "*:*",
];

fn query(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(8) {
        text += &random.text(&QUERY, 3);
        text += &random.text(&LETTERS, 2);
    }
    text
}

#[test]
fn queries() {
    let c = load::load_text("hard.ron", stage::HARD).chronology;
    let index = Index::build(&c);
    let reader = ReaderState::plain(stage::today());
    let all: HashSet<u32> = (0..c.records.len()).map(|at| u32::try_from(at).unwrap()).collect();
    let words: Vec<&str> = c.statements().iter().map(|s| &*s.text).collect();
    fuzz(3_000, |random| {
        let typed = query(random);
        let query = Query::parse(&typed);
        let hits = index.search(&c, &query, &reader, 5);
        assert!(
            hits.ranked.len() <= 5 && hits.ranked.iter().all(|hit| all.contains(&hit.record.0))
        );
        // At every byte, boundary or not.
        for at in 0..=typed.len() + 1 {
            for completion in index.complete(&c, &reader, &typed, at) {
                assert!(typed.get(completion.range.clone()).is_some(), "{typed:?} at {at}");
            }
        }
        let mut shown = random.text(&LETTERS, 6);
        shown += random.one_of(&words);
        for lit in index.highlight(&query, &shown, Field::Text) {
            assert!(
                shown.get(lit.range.clone()).is_some_and(|lit| !lit.is_empty()),
                "{typed:?} in {shown:?}"
            );
        }
    });
}

/// What a date is made of.
const DATE: [&str; 38] = [
    "2020",
    "-0043",
    "0000",
    "02",
    "2020-02-30",
    "2020-02-29",
    "201X",
    "20XX",
    "-XX",
    "XXXX",
    "-",
    "/",
    "..",
    "~",
    "?",
    "%",
    "T",
    "Z",
    "05:05",
    ":",
    "+03:00",
    "-05:00",
    "2004-06/2004-08",
    "2001-21",
    "Y170000002",
    "1985-04-12/..",
    "{",
    "}",
    ",",
    "S3",
    "unknown",
    "open",
    "c. ",
    "May 2004",
    "99999999999999999999",
    "24:00:00",
    "23:59:60",
    "e",
];

#[test]
fn dates() {
    fuzz(20_000, |random| {
        let text = random.text(&DATE, 5) + &random.text(&LETTERS, 1) + &random.text(&DATE, 2);
        match Edtf::parse(&text) {
            Ok(date) => {
                assert!(Edtf::parse(date.as_str()).is_ok_and(|again| again == date), "{text:?}");
                if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                    assert!(first <= last, "{text:?}");
                    let _ = (date.days_until(first), date.days_before(&Edtf::of_day(last)));
                }
                for told in [date.long(), date.compact(), date.short(), date.to_string()] {
                    assert!(!told.chars().any(char::is_control), "{text:?}: {told:?}");
                }
                assert!(date.cmp_in_time(&date).is_eq(), "{text:?}");
            }
            Err(error) => assert!(!error.to_string().is_empty(), "{text:?}"),
        }
    });
}

/// What a style of citation gives a meaning.
const SIGNS: [&str; 30] = [
    "\\", "{", "}", "$", "%", "&", "#", "_", "^", "~", "<", ">", "|", "\"", "--", "---", "?`",
    "!`", "``", "''", "*", "[", "](", "`", "1. ", "- ", "+ ", "= ", "@", "\n",
];

#[test]
fn citations() {
    fuzz(500, |random| {
        let mut said = || {
            let text = random.text(&SIGNS, 4) + &random.text(&LETTERS, 6) + &random.text(&SIGNS, 4);
            format!("{text:?}")
        };
        // A RON string takes the escapes of Rust, but for those of invisible characters.
        let ron = format!(
            "( sources: [(id: \"s\", kind: News, outlet: {}, title: {}, url: \"https://example.org/\")],
               events: [(id: \"e\", date: \"2020\", title: {}, cites: [(source: \"s\", para: 1), (source: \"s\", para: 2)])],
               statements: [(id: \"q\", source: \"s\", para: 1, kind: Quote, text: {})] )",
            said(), said(), said(), said(),
        );
        let c: Chronology = load::load_text("random.ron", &ron).chronology;
        let targets: Vec<_> = ["s", "e", "q", "q"].iter().filter_map(|id| c.by_id(id)).collect();
        for style in Style::ALL {
            let cited = cite::render(&c, &targets, *style);
            assert!(text::forbidden(&cited).is_empty(), "{style:?}: {cited:?}");
        }
    });
}

#[test]
fn fragments() {
    fuzz(5_000, |random| {
        let text = (0..random.below(8)).map(|_| random.text(&LETTERS, 8) + " ").collect::<String>();
        if let Some(value) = fragment::directive(&text) {
            assert!(value.is_ascii() && !value.contains([' ', '-', '&']), "{text:?}: {value:?}");
        }
    });
}
