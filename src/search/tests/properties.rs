//! Properties of whole searches: agreement with brute force, and calm on odd input.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::chronology::Chronology;
use crate::search::lexicon::token::words;
use crate::search::tests::fixture::{lake, reader, texts};
use crate::search::{Field, Index, Query};

/// The ids of what matches.
fn set(c: &Chronology, query: &str) -> BTreeSet<String> {
    let hits = Index::build(c).search(c, &Query::parse(query), &reader(), 50);
    let found = hits.ranked[..hits.answers].iter();
    found.map(|h| c.record_id(h.record).to_owned()).collect()
}

const SMALL_WORDS: [&str; 12] = [
    "start", "started", "star", "treaty", "treaties", "nuclear", "no", "not", "new", "lake",
    "limit", "x",
];

fn small_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&SMALL_WORDS[..]), 1..8)
        .prop_map(|w| w.join(" "))
}

/// The forms of query that brute force can answer.
const FORMS: usize = 5;

fn query(form: usize, a: &str, b: &str) -> String {
    match form {
        0 => format!("'{a} '{b} "),
        1 => format!("\"{a} {b}\""),
        2 => format!("'{a} -{b} "),
        3 => format!("'{a} -\"{b} {a}\""),
        _ => format!("'{a}|'{b} "),
    }
}

/// Whether a line answers the query of the same form and words.
fn holds(form: usize, a: &str, b: &str, line: &str) -> bool {
    let all = words(line);
    let has = |w: &str| all.iter().any(|x| x == w);
    let begins = |w: &str| all.iter().any(|x| x.starts_with(w));
    let pair = |x: &str, y: &str| all.windows(2).any(|p| p[0] == x && p[1] == y);
    match form {
        0 => has(a) && has(b),
        1 => pair(a, b),
        2 => has(a) && !begins(b),
        3 => has(a) && !pair(b, a),
        _ => has(a) || has(b),
    }
}

/// Several segments, each with more matches than are scored one by one.
#[test]
fn a_crowd_agrees_with_brute_force_whatever_the_threads() {
    let word = |n: usize| match n % 16 {
        0..12 => SMALL_WORDS[n % 16].to_owned(),
        _ => format!("w{}", n % 997),
    };
    let line = |i: usize| {
        let words = (0..6 + i % 13)
            .map(|k| word((i * 31 + k * 17 + (i * k) % 13).wrapping_mul(2_654_435_761) >> 7));
        words.collect::<Vec<_>>().join(" ")
    };
    let corpus: Vec<String> = (0..9_000).map(line).collect();
    let c = texts(&corpus.iter().map(String::as_str).collect::<Vec<_>>());
    let indexes = [1, 3].map(|threads| Index::build_with(&c, threads));
    for (form, (a, b)) in
        (0..FORMS).flat_map(|f| [("start", "treaty"), ("no", "x")].map(|w| (f, w)))
    {
        let query = Query::parse(&query(form, a, b));
        let expected = corpus.iter().filter(|line| holds(form, a, b, line)).count();
        assert!(expected > 256, "{form} {a} {b}: {expected}");
        for hits in indexes.each_ref().map(|index| index.search(&c, &query, &reader(), 50)) {
            assert_eq!(hits.total, expected, "{form} {a} {b}");
            assert_eq!(hits.ranked.len(), 50);
            let texts = hits.ranked.iter().map(|h| &*c.statement(c.reports(h.record)[0]).text);
            assert!(texts.into_iter().all(|text| holds(form, a, b, text)), "{form} {a} {b}");
        }
    }
    for letter in ["s", "n", "t"] {
        let query = Query::parse(letter);
        let begins = |line: &&String| words(line).iter().any(|w| w.starts_with(letter));
        let expected = corpus.iter().filter(begins).count();
        for hits in indexes.each_ref().map(|index| index.search(&c, &query, &reader(), 50)) {
            assert_eq!(hits.total, expected, "{letter}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_phrases_and_negations_agree_with_brute_force(
        corpus in proptest::collection::vec(small_text(), 1..20),
        a in proptest::sample::select(&SMALL_WORDS[..]),
        b in proptest::sample::select(&SMALL_WORDS[..]),
        form in 0..FORMS,
    ) {
        let lines: Vec<&str> = corpus.iter().map(String::as_str).collect();
        let c = texts(&lines);
        let query = query(form, a, b);
        let expected: BTreeSet<String> = (lines.iter().enumerate())
            .filter(|(_, line)| holds(form, a, b, line))
            .map(|(i, _)| format!("t{i}"))
            .collect();
        prop_assert_eq!(set(&c, &query), expected, "{}", query);
    }

    #[test]
    fn odd_input_is_searched_completed_and_lit_at_every_prefix(
        query in "(\\PC|[-!|'~\":,.]|speaker:|said:|is:|\"|“| |treaty|2025-|e\u{301}|👩\u{200d}🚀){0,12}",
    ) {
        let c = lake();
        let index = Index::build(&c);
        for (end, _) in query.char_indices().chain([(query.len(), ' ')]) {
            let part = Query::parse(&query[..end]);
            let hits = index.search(&c, &part, &reader(), 5);
            prop_assert!(hits.ranked.len() <= 5 && hits.answers <= hits.ranked.len());
            prop_assert_eq!(hits.records.len(), hits.total);
            let _ = (index.complaints(&c, &part), index.complete(&c, &reader(), &query, end));
            for lit in index.highlight(&part, &query, Field::Text) {
                prop_assert!(query.get(lit.range).is_some());
            }
        }
    }
}
