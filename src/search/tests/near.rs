//! What is offered beside and below what matches, and in which order: a test for each rule that decides it.

use super::fixture::reader;
use super::forgiving::hits_in;
use super::{Hits, Index, Near, Query};
use crate::chronology::load::load_text;

/// The places of what is found among the texts, the best first, each with how near it is.
fn ranked(hits: &Hits) -> Vec<(usize, Near)> {
    hits.ranked.iter().map(|hit| (hit.record.at(), hit.near)).collect()
}

/// `ordinary` texts so often, and these after them.
fn among<'a>(times: usize, ordinary: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [vec![ordinary; times], more.to_vec()].concat()
}

#[test]
fn only_question_words_make_a_question_sure() {
    // What begins with an auxiliary may be remembered from the middle of a sentence: its order tells what was meant.
    let rare = "the quick way to that tower";
    let in_order = "it was a slow ferry that left the bridge";
    let all = among(60, "a ferry left a bridge", &[rare, in_order]);
    let first = |query: &str| ranked(&hits_in(&all, query))[0].0;
    assert_eq!(first("was a quick ferry that left the tower"), 61);
    assert_eq!(
        first("where was a quick ferry that left the tower"),
        60,
        "a question has no wording"
    );
}

#[test]
fn five_words_with_small_ones_are_a_wording() {
    // Else the rare word that is wrong says more than all the others.
    let all = among(
        120,
        "a keeper walks by a gate",
        &["a zeppelin near the gate", "he was keeper of the gate for years"],
    );
    let hits = hits_in(&all, "zeppelin keeper of the gate");
    assert_eq!(ranked(&hits)[0], (121, Near::Partial));
}

#[test]
fn what_lacks_a_word_stands_beside_slips_below_what_matches() {
    let exact = "the harbour board was told that grain from the north sold badly at market";
    let slip = "the board of a harbour hotel sold no brain to the marker";
    let meant = "the harbour board sold grain";
    let all = [vec![exact], vec![slip; 30], vec![meant]].concat();
    let hits = hits_in(&all, "harbour board sold grain market");
    assert_eq!((hits.total, hits.answers), (1, 1));
    assert_eq!(ranked(&hits)[..2], [(0, Near::Exact), (31, Near::Partial)]);
}

#[test]
fn the_nearest_wording_stands_below_a_few_that_have_its_words_only_by_chance() {
    let scattered =
        "to the end of the road it was dark, and the lamp at the inn that burned low went out";
    let meant = "the lamp burned to the end of a winter";
    let worded = "the lamp burned at the end of the road";
    let query = "the lamp burned to the end of the road";
    let below = |all: &[&str]| {
        let hits = hits_in(all, query);
        let all: Vec<usize> = ranked(&hits)
            .iter()
            .filter(|(_, near)| *near == Near::Partial)
            .map(|(at, _)| *at)
            .collect();
        (hits.total, all)
    };
    assert_eq!(below(&among(3, scattered, &[meant])), (3, vec![3]));
    assert_eq!(
        below(&among(3, &format!("{worded}, to the lamp"), &[meant])),
        (3, vec![]),
        "they have the wording"
    );
}

#[test]
fn what_has_one_of_two_words_stands_below_what_has_them_only_in_other_forms() {
    let own = "he dedicates a song";
    let found = |other: &str| {
        let hits = hits_in(&among(30, "the sea was calm", &[other, own]), "dedicates arrangement");
        ranked(&hits)
    };
    let others = found("they dedicated both arrangements to her");
    assert_eq!(others, [(30, Near::Exact), (31, Near::Partial)]);
    assert_eq!(found("she dedicates the arrangement"), [(30, Near::Exact)], "as they were typed");
}

#[test]
fn slips_are_scored_by_the_weights_of_what_lacks_words() {
    // By weights of its own a rare word counts as little as what it may be a slip for, and a slip for it nearly as
    // much.
    let long = "a soum of cattle grazes here and there in summer and in winter for as long as there is grass";
    let all = among(30, "timber south", &[long, long, long]);
    let hits = hits_in(&all, "timber soum");
    let first: Vec<usize> = ranked(&hits).iter().take(3).map(|(at, _)| *at).collect();
    assert_eq!(first, [30, 31, 32]);
    assert_eq!(hits.ranked[3].near, Near::Near);
}

/// What somebody says and what is said of it, put together, nobody said.
#[test]
fn words_of_a_text_and_words_of_a_note_are_no_match_together() {
    let ron = r#"( meta: (schema: 1, title: "t"), speakers: [(id: "anna", name: "Anna Berg", kind: Person)],
        sources: [(id: "s", kind: Wire, outlet: "Wire", published: "2031")],
        statements: [(id: "one", source: "s", para: 1, kind: Quote, speaker: "anna", text: "We keep to it for one year."),
            (id: "other", source: "s", para: 2, kind: Quote, speaker: "anna", text: "The lake is calm.")],
        notes: [(id: "n", kind: Conflict, about: ["one"], text: "Two years, as others print, is an error.")] )"#;
    let loaded = load_text("t.ron", ron);
    assert_eq!(loaded.problems, []);
    let c = loaded.chronology;
    for (query, total, told) in [
        ("keep to it for two years", 0, "in a note · near · lacks: two"),
        ("keep error", 0, "in a note · near · lacks: error"),
        // The note alone, and a note on what she said.
        ("two years error", 1, "in a note"),
        ("others print", 1, "in a note"),
        ("berg error", 1, "in a note"),
    ] {
        let hits = Index::build(&c).search(&c, &Query::parse_whole(query), &reader(), 9);
        let first = hits.ranked.first().map(|hit| (c.record_id(hit.record), hits.remark(hit)));
        assert_eq!((hits.total, first), (total, Some(("one", Some(told.to_owned())))), "{query}");
    }
}
