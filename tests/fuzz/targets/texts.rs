//! Queries, dates and citations of random text.

use std::sync::{Arc, OnceLock};

use startline::chronology::Chronology;
use startline::chronology::date::Edtf;
use startline::chronology::load;
use startline::chronology::model::RecordIx;
use startline::cite::{self, Style, fragment};
use startline::search::{Field, Index, Query, ReaderState};
use startline::text;

use super::random::{LETTERS, Random};
use super::stage;

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

fn typed(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(8) {
        text += &random.text(&QUERY, 3);
        text += &random.text(&LETTERS, 2);
    }
    text
}

/// A dataset, what is known of it, and the words of its statements.
struct Searched {
    c: Arc<Chronology>,
    index: Index,
}

fn searched() -> &'static Searched {
    static SEARCHED: OnceLock<Searched> = OnceLock::new();
    SEARCHED.get_or_init(|| {
        let c = load::load_text("hard.ron", stage::HARD).chronology;
        let index = Index::build(&c);
        Searched { c, index }
    })
}

pub fn query(random: &mut Random) {
    let typed = typed(random);
    let statements = searched().c.statements();
    let words = &statements[random.below(statements.len())].text;
    hold_query(&typed, &(random.text(&LETTERS, 6) + words));
}

/// What is found is there; what is completed and lit are whole letters of what was typed and shown.
pub fn hold_query(typed: &str, shown: &str) {
    let Searched { c, index } = searched();
    let reader = ReaderState::plain(stage::today());
    let query = Query::parse(typed);
    let hits = index.search(c, &query, &reader, 5);
    let is_there = |record: RecordIx| record.at() < c.records.len();
    assert!(hits.ranked.len() <= 5 && hits.ranked.iter().all(|hit| is_there(hit.record)));
    // At every byte, boundary or not.
    for at in 0..=typed.len() + 1 {
        for completion in index.complete(c, &reader, typed, at) {
            assert!(typed.get(completion.range.clone()).is_some(), "{typed:?} at {at}");
        }
    }
    for lit in index.highlight(&query, shown, Field::Text) {
        assert!(
            shown.get(lit.range.clone()).is_some_and(|lit| !lit.is_empty()),
            "{typed:?} in {shown:?}"
        );
    }
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

pub fn date(random: &mut Random) {
    hold_date(&(random.text(&DATE, 5) + &random.text(&LETTERS, 1) + &random.text(&DATE, 2)));
}

/// A date that is read is read again from what it prints, begins before it ends, and is told harmlessly.
pub fn hold_date(text: &str) {
    match Edtf::parse(text) {
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
}

/// What a style of citation gives a meaning.
const SIGNS: [&str; 30] = [
    "\\", "{", "}", "$", "%", "&", "#", "_", "^", "~", "<", ">", "|", "\"", "--", "---", "?`",
    "!`", "``", "''", "*", "[", "](", "`", "1. ", "- ", "+ ", "= ", "@", "\n",
];

pub fn citation(random: &mut Random) {
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
    let c = load::load_text("random.ron", &ron).chronology;
    let targets: Vec<_> = ["s", "e", "q", "q"].iter().filter_map(|id| c.by_id(id)).collect();
    for style in Style::ALL {
        let cited = cite::render(&c, &targets, *style);
        assert!(text::forbidden(&cited).is_empty(), "{style:?}: {cited:?}");
    }
}

pub fn fragment(random: &mut Random) {
    let words = (0..random.below(8)).map(|_| random.text(&LETTERS, 8) + " ");
    hold_fragment(&words.collect::<String>());
}

/// What goes into an address is ASCII, and holds none of the signs that part it.
pub fn hold_fragment(text: &str) {
    if let Some(value) = fragment::directive(text) {
        assert!(value.is_ascii() && !value.contains([' ', '-', '&']), "{text:?}: {value:?}");
    }
}
