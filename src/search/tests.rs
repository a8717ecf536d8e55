//! Whole queries against small chronologies; agreement with brute force, and calm on odd input.

pub(crate) mod fixture;
mod forgiving;
mod near;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use proptest::prelude::*;

use self::fixture::{lake, reader, texts, today};
use super::lexicon::token::words;
use super::{Field, Hits, Index, Near, Query, ReaderState, Searcher, Strength, Verified};
use crate::chronology::Chronology;
use crate::chronology::load::load_text;
use crate::chronology::model::{RecordIx, StatementIx};

fn search(c: &Chronology, query: &str) -> Hits {
    Index::build(c).search(c, &Query::parse(query), &reader(), 50)
}

/// The ids of what matches, without suggestions.
fn found(c: &Chronology, query: &str) -> Vec<String> {
    let hits = search(c, query);
    hits.ranked[..hits.answers].iter().map(|h| c.record_id(h.record).to_owned()).collect()
}

fn set(c: &Chronology, query: &str) -> BTreeSet<String> {
    found(c, query).into_iter().collect()
}

fn ids(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn the_right_statement_is_found() {
    let c = lake();
    for (query, expected) in [
        ("persuade anyone", "persuade"),
        ("they're free", "persuade"),
        ("detente", "reply"),
        ("moratorum", "persuade"),
        ("\"deliberately left unanswered\"", "unanswered"),
        ("speaker:lavrov said:2025 persuade", "persuade"),
        ("rjabkow limits", "offer"),
        ("Рябков limits", "offer"),
        ("nonstarter", "reply"),
        ("non starter", "reply"),
        ("un boats", "undated"),
        ("1550", "undated"),
        ("newstart", "undated"),
        ("us boats", "undated"),
        ("idea good", "good-idea"),
        ("southland idea", "good-idea"),
        ("silence deliberately", "unanswered"),
        ("september limits", "offer"),
        ("treaty expires", "expiry"),
    ] {
        let hits = search(&c, query);
        let first = hits.ranked.first().map(|h| c.record_id(h.record));
        assert_eq!(first, Some(expected), "{query}: {hits:?}");
    }
}

#[test]
fn what_does_not_match_is_not_found() {
    let c = lake();
    assert!(found(&c, "china").is_empty());
    assert!(search(&c, "zzqqxx").ranked.is_empty());
    assert_eq!(set(&c, "\"without answer\""), ids(&["unanswered"]));
    let hits = search(&c, "\"deliberately left unanswered\"");
    assert_eq!((hits.total, hits.ranked[0].nth), (1, 1));
    assert!(found(&c, "\"left deliberately\"").is_empty());
    assert!(found(&c, "'persuad ").is_empty());
}

#[test]
fn every_field_filters() {
    let c = lake();
    for (query, expected) in [
        ("speaker:lavrov", &["persuade", "maybe"][..]),
        ("by:lawrow", &["persuade", "maybe"]),
        ("by:lavrof", &["persuade", "maybe"]),
        ("by:lavrov,ryabkov", &["persuade", "maybe", "offer"]),
        ("by:lavrov|ryabkov", &["persuade", "maybe", "offer"]),
        ("party:south", &["good-idea", "reply"]),
        ("outlet:unn", &["unanswered"]),
        ("source:unn-1", &["unanswered"]),
        ("kind:block", &["persuade"]),
        ("kind:event", &["expiry"]),
        ("event:expiry", &["expiry", "unanswered"]),
        ("topic:moratorium", &["persuade"]),
        ("id:offer", &["offer"]),
        ("id:un", &["unanswered", "undated"]),
        ("lang:en kind:reported", &["reply"]),
        ("said:2025-11", &["persuade", "maybe"]),
        ("said:2025-10..2025-11 by:trump", &["good-idea", "reply"]),
        ("after:2026", &["unanswered", "expiry"]),
        ("since:2026", &["unanswered", "expiry"]),
        ("until:2025-09-22", &["offer", "maybe"]),
        ("before:2025-09-23", &["offer", "maybe"]),
        ("pub:2026-02-04", &["unanswered"]),
        ("said:today-300d..today", &["unanswered", "expiry"]),
        ("is:milestone", &["expiry"]),
        ("is:event", &["expiry"]),
        ("is:block", &["persuade"]),
        ("is:disputed", &["unanswered"]),
        ("is:undated", &["undated"]),
        ("is:unanswered", &["unanswered"]),
        ("has:note", &["unanswered"]),
        ("has:link", &["reply", "offer"]),
        ("is:statement -has:para", &[]),
        ("2026-02", &["unanswered", "expiry"]),
        ("february 2026", &["unanswered", "expiry"]),
        // The month of a day that there is none of is not what was asked for.
        ("30 february 2026", &[]),
        ("limits -speaker:ryabkov", &["expiry"]),
        ("-by:trump -by:lavrov -is:event -is:undated", &["offer", "unanswered"]),
        ("moratorium|boats", &["persuade", "undated"]),
        ("speaker:lavrov|outlet:unn", &["persuade", "maybe", "unanswered"]),
        ("limits !fishing", &["expiry"]),
        ("is:statement -offer -idea*", &["offer", "persuade", "undated", "maybe"]),
    ] {
        assert_eq!(set(&c, query), ids(expected), "{query}");
    }
}

#[test]
fn an_uncertain_date_is_a_maybe() {
    let c = lake();
    let hits = search(&c, "said:2025-11");
    assert_eq!((hits.total, hits.maybe), (2, 1));
    let hits = search(&c, "-said:2025-11");
    assert_eq!((hits.total, hits.maybe), (7, 1));
    let hits = search(&c, "boats|said:2025-11 lake|boats");
    assert_eq!((hits.total, hits.maybe), (2, 1));
}

#[test]
fn another_form_of_a_word_is_meant() {
    let c = lake();
    let meant = |query: &str| {
        let unknown = search(&c, query).unknown;
        unknown.first().and_then(|word| word.meant.as_deref().map(str::to_owned))
    };
    assert_eq!(meant("commissionership").as_deref(), Some("commission"));
    assert_eq!(meant("machinists").as_deref(), Some("machinery"));
    assert_eq!(meant("commutation"), None, "too little of it");
}

#[test]
fn what_surely_matches_stands_before_what_may() {
    let statement = |id, said| {
        format!(
            "(id: \"{id}\", source: \"page\", para: 1, kind: Quote, speaker: \"rower\", said: \"{said}\", text: \"We offer it\"),"
        )
    };
    let ron = format!(
        "( meta: (schema: 1, title: \"M\"), speakers: [(id: \"rower\", name: \"Ann Rower\", kind: Person)], \
         sources: [(id: \"page\", kind: News, outlet: \"Page\")], statements: [{}{}{}] )",
        statement("later", "../2026-06-24"),
        statement("sure", "2025-09-22"),
        statement("doubted", "2025-09-22?"),
    );
    let loaded = load_text("maybe.ron", &ron);
    assert_eq!(loaded.counts().errors, 0, "{:?}", loaded.problems);
    let c = loaded.chronology;
    for query in ["said:2025-09-22", "offer said:2025-09-22"] {
        let hits = search(&c, query);
        let told: Vec<_> =
            hits.ranked.iter().map(|hit| (c.record_id(hit.record), hits.remark(hit))).collect();
        let maybe = Some("maybe".to_owned());
        assert_eq!(told, [("sure", None), ("later", maybe.clone()), ("doubted", maybe)], "{query}");
    }
}

#[test]
fn marks_and_verification_come_from_the_reader() {
    let c = lake();
    let index = Index::build(&c);
    let marked: HashSet<RecordIx> = [RecordIx::FIRST].into();
    let status = |s: StatementIx| match s.at() {
        0 => Some(Verified::Yes),
        1 => Some(Verified::No),
        _ => None,
    };
    let reader = ReaderState { marked: &marked, status: &status, day: today() };
    let count = |q: &str| index.search(&c, &Query::parse(q), &reader, 9).total;
    assert_eq!(count("is:marked"), 1);
    assert_eq!(count("is:verified"), 1);
    assert_eq!(count("is:unverified"), 5);
    assert_eq!(count("has:text"), 2);
}

#[test]
fn what_is_wrong_is_named_at_its_place() {
    let c = lake();
    let index = Index::build(&c);
    for (query, place, help) in [
        ("speeker:lavrov", "speeker", "did you mean speaker:?"),
        ("speaker:lavrovsky", "lavrovsky", ""),
        ("speaker:trmup x", "", ""),
        ("speaker:tromp,xyz", "xyz", ""),
        ("outlet:reuters", "reuters", ""),
        ("is:verifed", "verifed", "did you mean is:verified?"),
        ("kind:quotes ", "quotes", "did you mean kind:quote?"),
        ("said:2025-9 x", "2025-9", "write \"2025-09\""),
        ("id:offr", "offr", "did you mean offer?"),
        ("boats 31 September 2022", "31 September 2022", "September 2022 has 30 days"),
        ("29 feb 2023 boats", "29 feb 2023", "February 2023 has 28 days"),
        ("29 feb 2024 boats", "", ""),
        ("said:\"30 feb 2025\"", "30 feb 2025", "February 2025 has 28 days"),
        ("is:unv", "", ""),
        ("said:202", "", ""),
        ("speeker:", "speeker:", "did you mean speaker:?"),
        ("(boats speeker:) ", "speeker:", "did you mean speaker:?"),
        ("speaker:", "", ""),
        ("zz: boats", "", ""),
        ("\"zz:\"", "", ""),
        ("https:", "", ""),
    ] {
        let complaints = index.complaints(&c, &Query::parse(query), chrono::NaiveDate::default());
        match complaints.as_slice() {
            [] => assert_eq!(place, "", "{query}"),
            [one] => {
                assert_eq!(&query[one.range.clone()], place, "{one:?}");
                assert!(help.is_empty() || one.help.as_deref() == Some(help), "{one:?}");
            }
            more => panic!("{query}: {more:?}"),
        }
    }
}

#[test]
fn half_typed_syntax_never_empties_the_list() {
    let c = lake();
    let index = Index::build(&c);
    let mut searcher = Searcher::new();
    for query in [
        "speaker:\"sergey lavrov\",ryabkov said:2025-09-22..2026-01 -is:event moratorium|limits",
        "\"left unanswered\" -trump !\"good idea\" is:unanswered",
        "has:note is:disputed kind:quote pub:2026-02-04 party:north ~unswrd",
        "after:2025-09-01 before:2026-03-01 -speaker:trump topic:moratorium 'persuade",
        "outlet:TASS|UNN id:offer",
        "said:today-2y..today offer",
    ] {
        let whole = searcher.search(&index, &c, &Query::parse(query), &reader(), 9);
        assert!(whole.total > 0, "{query}");
        for (end, _) in query.char_indices() {
            let part = Query::parse(&query[..end]);
            let hits = searcher.search(&index, &c, &part, &reader(), 9);
            assert!(!hits.ranked.is_empty(), "{}", part.text());
        }
    }
}

#[test]
fn a_cached_answer_is_the_same_answer() {
    let c = lake();
    let index = Index::build(&c);
    let mut searcher = Searcher::new();
    for query in ["offer", "offer idea", "speaker:lavrov moratorum", "said:2025 a|the", "~mrtrm"] {
        for end in 0..=query.len() {
            let part = Query::parse(&query[..end]);
            let once = index.search(&c, &part, &reader(), 20);
            assert_eq!(searcher.search(&index, &c, &part, &reader(), 20), once, "{}", part.text());
            assert_eq!(searcher.search(&index, &c, &part, &reader(), 20), once, "{}", part.text());
        }
    }
}

#[test]
fn nothing_is_remembered_of_an_index_for_one_of_the_same_size() {
    let of = |first: &str, second: &str| {
        let statement = |id: &str, speaker: &str| {
            format!(
                "(id: \"{id}\", source: \"paper\", para: 1, kind: Reported, speaker: \"{speaker}\", text: \"It rains.\")"
            )
        };
        let text = format!(
            "(meta: (schema: 1, title: \"T\"),
            speakers: [(id: \"ann\", name: \"Ann\", kind: Person), (id: \"bob\", name: \"Bob\", kind: Person)],
            sources: [(id: \"paper\", kind: News, outlet: \"Paper\", published: \"2020-01-01\")],
            statements: [{}, {}])",
            statement("one", first),
            statement("two", second),
        );
        load_text("a.ron", &text).chronology
    };
    let (before, after) = (of("ann", "bob"), of("bob", "ann"));
    let mut searcher = Searcher::new();
    for (c, expected) in [(&before, "one"), (&after, "two"), (&before, "one")] {
        let index = Index::build(c);
        for query in ["speaker:ann ", "ann "] {
            let hits = searcher.search(&index, c, &Query::parse(query), &reader(), 50);
            let ids: Vec<&str> = hits.ranked.iter().map(|hit| c.record_id(hit.record)).collect();
            assert_eq!(ids, [expected], "{query}");
        }
    }
}

fn lit(c: &Chronology, query: &str, text: &str) -> Vec<String> {
    let lit = Index::build(c).highlight(&Query::parse(query), text, Field::Text);
    let mark = |l: &super::Lit| {
        format!("{}{}", &text[l.range.clone()], if l.strength == Strength::Weak { "~" } else { "" })
    };
    lit.iter().map(mark).collect()
}

#[test]
fn exactly_the_letters_that_matched_are_lit() {
    let c = lake();
    for (query, text, expected) in [
        ("offer", "The offer, offered. An of-fer", &["offer", "offer", "of", "fer"][..]),
        ("they're ", "They’re here", &["They’re"]),
        ("detente", "De\u{301}tente", &["De\u{301}", "tente"]),
        ("moratorum ", "the moratorium", &["morator~", "um~"]),
        ("non starter", "a non-starter", &["non", "starter"]),
        ("\"new start\"", "New START, new", &["New", "START"]),
        ("un ", "the United Nations", &["U", "N"]),
        ("persuades ", "We persuade", &["persuade"]),
        ("newstart ", "New START", &["New", "START"]),
        ("rjabkow ", "Sergey Ryabkov", &["R~", "abko~"]),
        ("china", "the machinery", &[]),
        ("-offer idea", "offer idea", &["idea"]),
        ("lav", "Лавров", &["Лав"]),
    ] {
        let parts = lit(&c, query, text);
        let joined: Vec<&str> = parts.iter().map(String::as_str).collect();
        assert_eq!(joined.concat(), expected.concat(), "{query} in {text}: {parts:?}");
    }
}

#[test]
fn fields_light_their_own_text() {
    let c = lake();
    let index = Index::build(&c);
    let query = Query::parse("speaker:lav");
    assert_eq!(index.highlight(&query, "Sergey Lavrov", Field::Speaker)[0].range, 7..10);
    assert!(index.highlight(&query, "Sergey Lavrov", Field::Text).is_empty());
}

#[test]
fn completion_offers_fields_and_values_with_counts() {
    let c = lake();
    let index = Index::build(&c);
    let offered = |text: &str| -> Vec<String> {
        let all = index.complete(&c, &reader(), text, text.len());
        all.iter().map(|o| format!("{}{} {}", &text[..o.range.start], o.text, o.count)).collect()
    };
    assert_eq!(offered("sp")[0], "speaker: 6");
    assert_eq!(offered("offer -sp")[0], "offer -speaker: 6");
    assert_eq!(
        offered("speaker:"),
        ["speaker:lavrov 2", "speaker:trump 2", "speaker:mfa 1", "speaker:ryabkov 1"]
    );
    assert_eq!(offered("x by:lavrov,r"), ["x by:lavrov,ryabkov 1"]);
    assert_eq!(offered("outlet:t"), ["outlet:TASS 7"]);
    assert!(offered("nofield:").is_empty());
    assert!(!offered("said:2025").is_empty());
}

#[test]
fn suggestions_stand_below_and_are_not_counted() {
    let c = texts(&[
        "the nuclear trust fund",
        "a nuclear thrust engine",
        "nuclear thrust vector",
        "lake",
    ]);
    let hits = search(&c, "nuclear trust");
    assert_eq!((hits.total, hits.answers), (1, 1));
    assert!(hits.ranked.len() == 3 && hits.ranked[1].near == Near::Near, "{hits:?}");
    let hits = search(&c, "nuclear thrust zzqqxx");
    assert_eq!((hits.total, hits.records.len()), (0, 0));
    assert!(hits.ranked.iter().all(|h| h.near == Near::Partial) && hits.ranked.len() == 2);
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
            let _ = (index.complaints(&c, &part, chrono::NaiveDate::default()), index.complete(&c, &reader(), &query, end));
            for lit in index.highlight(&part, &query, Field::Text) {
                prop_assert!(query.get(lit.range).is_some());
            }
        }
    }
}

#[test]
fn a_text_of_many_thousand_words_is_found_by_those_at_any_place() {
    let words: Vec<String> = (0..40_000).map(|n| format!("w{n}")).collect();
    let text = words.join(" ");
    let file = format!(
        "(sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\
         (id: \"short\", source: \"s\", para: 1, kind: Block, text: \"w16384 w16383\"),\
         (id: \"long\", source: \"s\", para: 2, kind: Block, text: \"{text}\")])"
    );
    let c = load_text("long.ron", &file).chronology;
    for at in [0, 16_382, 16_383, 16_384, 32_767, 39_998] {
        let phrase = format!("\"w{at} w{}\"", at + 1);
        assert_eq!(found(&c, &phrase), ["long"], "{phrase}");
    }
    assert_eq!(found(&c, "\"w16384 w16383\""), ["short"]);
}

#[test]
fn circumstances_and_original_words_are_found() {
    let loaded = crate::chronology::load::load_text(
        "t.ron",
        r#"( meta: (schema: 1, title: "t"),
        speakers: [(id: "anna", name: "Anna Berg", kind: Person), (id: "boris", name: "Boris Lind", kind: Person)],
        sources: [(id: "s", kind: Wire, outlet: "W", published: "2031")],
        statements: [
            (id: "deck", source: "s", para: 1, kind: Quote, speakers: ["anna", "boris"], place: "on the upper deck",
             to: ["boris", "the port"], said: "2031-05-06T10:00Z", text: "Off we go.",
             original: (lang: "fi", text: "Nyt mennään kaikki.")),
            (id: "quay", source: "s", para: 2, kind: Quote, speaker: "anna", place: "the quay", hearsay: true,
             said: "2031-05-06T11:00Z", text: "We wait."),
        ] )"#,
    );
    assert_eq!(loaded.problems, []);
    let c = &loaded.chronology;
    let index = Index::build(c);
    let ids = |text: &str| {
        let query = Query::parse(&format!("{text} "));
        assert_eq!(index.complaints(c, &query, today()), [], "{text}");
        let hits = index.search(c, &query, &ReaderState::plain(today()), 9);
        let exact = hits.ranked.iter().filter(|hit| hit.near == Near::Exact);
        exact.map(|hit| c.record_id(hit.record)).collect::<Vec<_>>().join(" ")
    };
    for (query, found) in [
        ("place:deck", "deck"),
        ("place:\"the quay\"", "quay"),
        ("to:\"Boris Lind\"", "deck"),
        ("to:port", "deck"),
        ("speaker:boris", "deck"),
        ("is:hearsay", "quay"),
        ("mennään", "deck"),
        ("\"nyt mennään\"", "deck"),
        ("after:2031-05-06T10:30Z", "quay"),
        ("before:2031-05-06T12:30+02:00", "deck"),
        ("said:\"6 May 2031\" place:quay", "quay"),
    ] {
        assert_eq!(ids(query), found, "{query}");
    }
}

#[test]
fn what_rests_on_a_source_that_was_retracted_is_found_by_it() {
    let loaded = load_text(
        "t.ron",
        r#"( meta: (schema: 1, title: "t"),
        speakers: [(id: "anna", name: "Anna Berg", kind: Person)],
        sources: [
            (id: "kept", kind: News, outlet: "W", published: "2031"),
            (id: "mended", kind: News, outlet: "W", published: "2031", corrected: "2032-01-01"),
            (id: "gone", kind: News, outlet: "W", published: "2031", retracted: "2032-01-02"),
        ],
        events: [(id: "sailing", date: "2031-05-04", title: "The ship sails",
                  cites: [(source: "kept"), (source: "gone")])],
        statements: [
            (id: "sank", source: "gone", para: 1, kind: Quote, speaker: "anna", said: "2031-05-03", text: "It sank."),
            (id: "swam", source: "mended", para: 1, kind: Quote, speaker: "anna", said: "2031-05-02", text: "It swam."),
            (id: "left", source: "kept", para: 1, kind: Quote, speaker: "anna", said: "2031-05-01", text: "It left."),
        ] )"#,
    );
    assert_eq!(loaded.problems, []);
    let c = &loaded.chronology;
    let ids = |text: &str| {
        let hits = search(c, text);
        hits.ranked.iter().map(|hit| c.record_id(hit.record)).collect::<Vec<_>>().join(" ")
    };
    for (query, found) in [
        ("is:retracted", "sailing sank"),
        ("is:retracted is:statement", "sank"),
        ("is:corrected", "swam"),
        ("-is:retracted is:statement", "swam left"),
    ] {
        assert_eq!(ids(query), found, "{query}");
    }
}

#[test]
fn between_reports_that_match_alike_the_leading_one_is_shown() {
    let record = |id: &str, text: &str, rest: &str| {
        format!(
            "(id: \"{id}\", source: \"s\", para: 1, kind: Quote, speaker: \"p\", text: \"{text}\"{rest}),"
        )
    };
    let lead = record("lead", "One small step for man, one giant leap for mankind, he says", "");
    let garbled = record("garbled", "One small step for giant step", ", same_as: \"lead\"");
    let ron = format!(
        "(speakers: [(id: \"p\", name: \"P\", kind: Person)], sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2021\")], statements: [{lead}{garbled}])"
    );
    let c = load_text("t.ron", &ron).chronology;
    let shown = |query: &str| search(&c, query).ranked.first().map(|hit| hit.nth);
    assert_eq!(shown("small step"), Some(0), "both have it");
    assert_eq!(shown("one step small"), Some(0));
    assert_eq!(shown("giant leap"), Some(0));
    assert_eq!(shown("\"giant step\""), Some(1), "the words of one alone");
    assert_eq!(shown("small steps giant step"), Some(1), "in the other they stand apart");
}

#[test]
fn what_a_note_alone_answers_leaves_room_for_what_was_said() {
    let record = |id: &str, text: &str| {
        format!(
            "(id: \"{id}\", source: \"s\", para: 1, kind: Quote, speaker: \"p\", text: \"{text}\"),"
        )
    };
    let (said, other) = (record("said", "The pact was sealed at noon"), record("other", "Rain"));
    let ron = format!(
        "(speakers: [(id: \"p\", name: \"P\", kind: Person)], sources: [(id: \"s\", kind: News, outlet: \"S\", \
         published: \"2021\")], statements: [{said}{other}], notes: [(id: \"n\", kind: Conflict, about: [\"other\"], \
         text: \"It is not told when the old pact was sealed, nor where.\")])"
    );
    let c = load_text("t.ron", &ron).chronology;
    let hits = search(&c, "told pact sealed");
    let shown: Vec<_> = hits.ranked.iter().map(|hit| (c.record_id(hit.record), hit.near)).collect();
    assert_eq!(shown, [("other", Near::Exact), ("said", Near::Partial)], "{hits:?}");
    let told = hits.remark(&hits.ranked[1]);
    assert_eq!(told.as_deref(), Some("near · lacks: told"));
    let asked = search(&c, "when was the pact sealed");
    let first = asked.ranked.first().map(|hit| (c.record_id(hit.record), hit.near));
    assert_eq!(first, Some(("said", Near::Exact)), "what asks is not looked for: {asked:?}");
    let alone = search(&c, "rain");
    assert_eq!(alone.ranked.len(), 1, "an answer of its own words has none below it");
}

/// Records of sources that have addresses, authors and languages.
fn pages() -> Chronology {
    let text = r#"(
        meta: (schema: 1, title: "Pages"),
        speakers: [(id: "p", name: "P", kind: Person)],
        sources: [
            (id: "a", kind: News, outlet: "Beacon", lang: "ru", published: "2030", url: "https://www.beacon.example/news/1",
             authors: ["Field, Jo", "Roe, Ann"]),
            (id: "b", kind: News, outlet: "Lantern", lang: "en", published: "2030", url: "http://en.lantern.co.example/2?id=7",
             authors: ["Field, Jo"], editors: ["Berg, Åse"]),
            (id: "c", kind: News, outlet: "Gazette", lang: "pt-BR", published: "2030", url: "https://gazette.example/3"),
            (id: "d", kind: News, outlet: "Post", lang: "lv", published: "2030"),
        ],
        statements: [
            (id: "sa", source: "a", para: 1, kind: Quote, speaker: "p", said: "2030", text: "The ferry sails."),
            (id: "sb", source: "b", para: 1, kind: Quote, speaker: "p", said: "2030", text: "The ferry rests."),
            (id: "sc", source: "c", para: 1, kind: Quote, speaker: "p", said: "2030", text: "A word of harbour.example is known."),
            (id: "sd", source: "d", para: 1, kind: Quote, speaker: "p", said: "2030", text: "They met in St.Petersburg on p.m. terms."),
        ],
    )"#;
    let loaded = load_text("pages.ron", text);
    assert_eq!(loaded.problems, []);
    Arc::unwrap_or_clone(loaded.chronology)
}

#[test]
fn a_bare_host_is_an_address_where_a_source_is_there_and_words_elsewhere() {
    let c = pages();
    for (query, want) in [
        ("beacon.example", &["sa"][..]),
        ("www.beacon.example", &["sa"]),
        ("Beacon.Example", &["sa"]),
        ("beacon.example/news", &["sa"]),
        ("beacon.example/news/", &["sa"]),
        ("(beacon.example)", &["sa"]),
        ("beacon.example.", &["sa"]),
        ("en.lantern.co.example", &["sb"]),
        ("beacon.example OR gazette.example", &["sa", "sc"]),
        ("(gazette.example harbour) OR beacon.example", &["sa", "sc"]),
        ("ferry -beacon.example", &["sb"]),
        ("ferry beacon.example", &["sa"]),
        ("gazette.example ferry", &[]),
        // Words that look so.
        ("harbour.example", &["sc"]),
        ("St.Petersburg", &["sd"]),
        ("p.m", &["sd"]),
    ] {
        assert_eq!(set(&c, query), ids(want), "{query}");
        let complaints = Index::build(&c).complaints(&c, &Query::parse_whole(query), today());
        assert_eq!(complaints, [], "{query}");
    }
    // Of what is not there nothing is lost but the address.
    assert!(set(&c, "ferry nowhere.example").is_empty());
    assert_eq!(search(&c, "ferry nowhere.example").unknown.len(), 1);
}

#[test]
fn sources_are_asked_for_who_wrote_them_and_for_their_language_by_name() {
    let c = pages();
    for (query, want) in [
        ("author:field", &["sa", "sb"][..]),
        ("author:\"Roe, Ann\"", &["sa"]),
        ("author:\"ann roe\"", &["sa"]),
        ("author:ase", &["sb"]),
        ("writer:berg", &["sb"]),
        ("author:feild", &["sa", "sb"]),
        ("-author:field", &["sc", "sd"]),
        ("lang:russian", &["sa"]),
        ("lang:ru", &["sa"]),
        ("lang:English", &["sb"]),
        ("lang:portuguese", &["sc"]),
        ("lang:pt", &["sc"]),
        ("lang:pt-br", &["sc"]),
        ("lang:rusian", &["sa"]),
        ("lang:latvian", &["sd"]),
        // The codes of Latin, of Belarusian, and of no language.
        ("lang:la", &[]),
        ("lang:be", &[]),
        ("lang:xx", &[]),
        ("-lang:russian", &["sb", "sc", "sd"]),
    ] {
        assert_eq!(set(&c, query), ids(want), "{query}");
    }
    let index = Index::build(&c);
    let offered = |text: &str| -> Vec<(String, usize)> {
        let offers = index.complete(&c, &reader(), text, text.len()).into_iter();
        offers.map(|offer| (offer.label, offer.count)).collect()
    };
    assert_eq!(offered("author:f"), [("Field, Jo".to_owned(), 2)]);
    assert_eq!(offered("author:").len(), 3);
    assert_eq!(offered("lang:russ"), [("ru".to_owned(), 1)]);
    let complaints = index.complaints(&c, &Query::parse_whole("lang:la author:zz"), today());
    let told: Vec<&str> = complaints.iter().map(|complaint| &*complaint.message).collect();
    assert_eq!(told, ["no language is called `la`", "no author is called `zz`"]);
}

#[test]
fn a_sign_beside_a_number_is_said_to_stand_for_nothing_with_a_blank_or_without() {
    let c = pages();
    let index = Index::build(&c);
    for query in ["€5", "€ 5", "5 €", "§5", "§ 5", "$ 700", "50 %", "№ 3", "ferry § 5 harbour"]
    {
        let complaints = index.complaints(&c, &Query::parse_whole(query), today());
        assert!(complaints.iter().any(|c| c.message.contains("is not looked for")), "{query}");
    }
    for query in ["ferry € harbour", "a €", "5 ferries"] {
        assert_eq!(index.complaints(&c, &Query::parse_whole(query), today()), [], "{query}");
    }
}
