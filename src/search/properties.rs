//! Properties of whole searches: agreement with brute force, and calm on odd input.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fixture::{lake, lens, texts};
use super::token::words;
use super::{Field, Index, Query};
use crate::chronology::Chronology;

/// The ids of what matches.
fn set(c: &Chronology, query: &str) -> BTreeSet<String> {
    let hits = Index::build(c).search(c, &Query::parse(query), &lens(), 50);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_phrases_and_negations_agree_with_brute_force(
        corpus in proptest::collection::vec(small_text(), 1..20),
        a in proptest::sample::select(&SMALL_WORDS[..]),
        b in proptest::sample::select(&SMALL_WORDS[..]),
        form in 0usize..5,
    ) {
        let lines: Vec<&str> = corpus.iter().map(String::as_str).collect();
        let c = texts(&lines);
        let query = match form {
            0 => format!("'{a} '{b} "),
            1 => format!("\"{a} {b}\""),
            2 => format!("'{a} -{b} "),
            3 => format!("'{a} -\"{b} {a}\""),
            _ => format!("'{a}|'{b} "),
        };
        let holds = |line: &str| {
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
        };
        let expected: BTreeSet<String> = (lines.iter().enumerate())
            .filter(|(_, line)| holds(line))
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
            let hits = index.search(&c, &part, &lens(), 5);
            prop_assert!(hits.ranked.len() <= 5 && hits.answers <= hits.ranked.len());
            prop_assert_eq!(hits.records.len(), hits.total);
            let _ = (index.complaints(&c, &part), index.complete(&c, &query, end));
            for lit in index.highlight(&part, &query, Field::Text) {
                prop_assert!(query.get(lit.range).is_some());
            }
        }
    }
}
