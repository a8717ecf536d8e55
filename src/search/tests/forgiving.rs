//! What is asked wrongly, in odd letters or of nothing: it is found, or told, and never lists everything.
//! Kinds rather than examples: each test has members of one kind.

use super::fixture::{lake, reader, texts, today};
use super::{Hits, Index, Near, Query, found, search};

/// Texts of which one only is to be found, by a query that folds too much or too little.
fn only(all: &[&str], query: &str) -> Vec<usize> {
    let c = texts(all);
    let index = Index::build(&c);
    let hits = index.search(&c, &Query::parse_whole(query), &reader(), 50);
    let exact = hits.ranked.iter().filter(|hit| hit.near == Near::Exact);
    let mut found: Vec<usize> = exact
        .map(|hit| match c.subject(hit.record) {
            crate::chronology::model::Subject::Statement(s) => s.at(),
            crate::chronology::model::Subject::Event(_) => usize::MAX,
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn an_exact_word_keeps_its_vowel_signs() {
    for (word, others) in [
        ("कल", ["काल", "कुल", "कील"]),
        ("பல", ["பால", "பூல", "பெல"]),
        ("কল", ["কাল", "কুল", "কোল"]),
        ("గల", ["గాల", "గుల", "గోల"]),
        ("ខល", ["ខាល", "ខុល", "ខូល"]),
    ] {
        let all = [word, others[0], others[1], others[2]];
        for query in [format!("'{word}"), format!("\"{word}\"")] {
            assert_eq!(only(&all, &query), [0], "{query}");
        }
    }
}

#[test]
fn a_word_inside_a_run_without_blanks_is_found() {
    for (run, word) in [
        ("เขาดื่มน้ำเย็นเมื่อวาน", "น้ำ"),
        ("ລາວດື່ມນ້ຳເຢັນ", "ນ້ຳ"),
        ("គាត់ផឹកទឹកត្រជាក់", "ទឹក"),
        ("သူရေအေးသောက်သည်", "ရေ"),
        ("条約は失効した", "条約"),
    ] {
        assert_eq!(only(&[run, "nothing of it"], word), [0], "{word}");
    }
}

#[test]
fn letters_that_do_not_decompose_are_met_by_plain_ones() {
    for (text, query) in [
        ("Ɗan Auta spoke", "dan"),
        ("Ŧana spoke", "tana"),
        ("ʿAbd al-Saʿd spoke", "sad"),
        ("Тоқаев сөйледі", "tokaev"),
        ("Łódź agreed", "lodz"),
        ("Ðorđe spoke", "dorde"),
        ("Ħamrun agreed", "hamrun"),
        ("Þórr spoke", "thorr"),
    ] {
        assert_eq!(only(&[text, "somebody else"], query), [0], "{query}");
    }
}

#[test]
fn a_query_of_signs_is_told_and_lists_nothing() {
    let c = lake();
    let index = Index::build(&c);
    for signs in ["€", "%", "№", "...", "🇺🇳", "'€", "\"§\"", "*", "?", "±", "#", "&&"]
    {
        let query = Query::parse_whole(signs);
        let complaints = index.complaints(&c, &query, today());
        assert!(complaints.iter().any(|complaint| complaint.idle), "{signs}: {complaints:?}");
        assert_eq!(index.search(&c, &query, &reader(), 50).ranked, [], "{signs}");
    }
}

#[test]
fn a_finished_date_that_nothing_has_finds_nothing() {
    let c = lake();
    let index = Index::build(&c);
    for date in [
        "said:9999",
        "pub:2024-02-29",
        "said:today",
        "after:today-2d",
        "before:1200",
        "said:\"6 May 1911\"",
        "said:06.05.1911",
        "pub:1999..2001",
        "until:\"44 BC\"",
    ] {
        let query = Query::parse_whole(date);
        assert_eq!(index.complaints(&c, &query, today()), [], "{date}");
        assert_eq!(index.search(&c, &query, &reader(), 50).total, 0, "{date}");
    }
    // What has a day is no half of one.
    for range in ["said:2025..today", "said:..today", "said:today-1y..today"] {
        assert_eq!(index.complaints(&c, &Query::parse_whole(range), today()), [], "{range}");
    }
}

pub(super) fn hits_in(all: &[&str], query: &str) -> Hits {
    let c = texts(all);
    Index::build(&c).search(&c, &Query::parse_whole(query), &reader(), 50)
}

#[test]
fn a_near_match_says_what_it_lacks() {
    let all = ["the harbour treaty was signed at noon", "a lighthouse stands", "fish and chips"];
    for (query, lacks) in [
        ("harbour treaty expelled", "near · lacks: expelled"),
        ("harbour minister treaty", "near · lacks: minister"),
        ("harbour treaty balloon castle", "near · lacks: balloon castle"),
        ("balloon harbour castle treaty", "near · lacks: balloon, castle"),
        ("\"harbour treaty was broken at noon\"", "near · lacks: broken"),
        ("\"the harbour accord was signed\"", "near · lacks: accord"),
    ] {
        let hits = hits_in(&all, query);
        let first = hits.ranked.first().and_then(|hit| hits.remark(hit));
        assert_eq!(first.as_deref(), Some(lacks), "{query}");
    }
}

#[test]
fn what_is_near_is_never_more_than_twenty() {
    let many: Vec<String> =
        (0..90).map(|at| format!("the harbour treaty number{at} stands")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for query in ["harbour treaty expelled", "harbor treety", "\"harbour treaty stood\""] {
        let hits = hits_in(&many, query);
        let near = hits.ranked.iter().filter(|hit| hit.near > Near::Exact).count();
        assert!((1..=20).contains(&near), "{query}: {near}");
        assert!(hits.total <= 20, "{query}: {}", hits.total);
    }
}

#[test]
fn a_value_that_was_guessed_is_said_and_none_is_below_three_letters() {
    let c = lake();
    for (query, said) in [
        ("speaker:lavrof", true),
        ("-speaker:lavrof", true),
        ("speaker:lavrof|offer", true),
        ("speaker:lavrov", false),
        ("speaker:lav", false),
        ("by:rjabkov", true),
    ] {
        assert_eq!(!search(&c, &format!("{query} ")).guesses.is_empty(), said, "{query}");
    }
    for query in ["speaker:zz", "speaker:x", "outlet:qq", "speaker:zzzzzzzzz", "topic:zq"] {
        let hits = search(&c, &format!("{query} "));
        assert!(hits.guesses.is_empty() && hits.total == 0, "{query}");
    }
}

#[test]
fn the_language_of_others_is_read_or_told() {
    let c = lake();
    let index = Index::build(&c);
    for (query, same) in [
        ("offer OR answer", "offer|answer"),
        ("offer AND lavrov", "offer lavrov"),
        ("(offer OR answer) lavrov", "offer|answer lavrov"),
        ("speaker:(lavrov OR trump)", "speaker:lavrov,trump"),
    ] {
        assert_eq!(found(&c, &format!("{query} ")), found(&c, &format!("{same} ")), "{query}");
    }
    for (query, told) in [
        ("offer AND lavrov", "AND"),
        ("NOT offer", "-word"),
        ("off*", "`*`"),
        ("/off.*/", "regular"),
        (">2025", "after:2025"),
        ("<=2025-09", "before:2025-09"),
        ("said:>2025", "after:2025"),
        ("said:September 2025", "quote it: said:\"September 2025\""),
        ("pub:6 May 2025", "quote it: pub:\"6 May 2025\""),
    ] {
        let complaints = index.complaints(&c, &Query::parse_whole(query), today());
        let words: Vec<String> = complaints
            .iter()
            .map(|one| format!("{} {}", one.message, one.help.as_deref().unwrap_or_default()))
            .collect();
        assert!(words.join(" ").contains(told), "{query}: {words:?}");
    }
}

#[test]
fn what_is_echoed_is_cut() {
    let c = lake();
    let index = Index::build(&c);
    let long = "x".repeat(10_000);
    for query in ["speaker:", "id:", "is:", "said:", "url:", "", ">"] {
        let text = format!("{query}{long}");
        for complaint in index.complaints(&c, &Query::parse_whole(&text), today()) {
            assert!(complaint.message.chars().count() < 120, "{query}: {}", complaint.message);
            let help = complaint.help.unwrap_or_default();
            assert!(help.chars().count() < 400, "{query}: {help}");
        }
        let unknown = index.search(&c, &Query::parse_whole(&text), &reader(), 9).unknown;
        assert!(unknown.iter().all(|word| word.to_string().chars().count() < 120), "{query}");
    }
}

#[test]
fn a_plural_of_a_plural_is_no_form_of_the_word() {
    for (text, query) in [
        ("the camps stand", "campses"),
        ("two treaties hold", "treatieses"),
        ("many limits hold", "limitses"),
        ("the boxes stand", "boxeses"),
    ] {
        assert_eq!(only(&[text], query), [] as [usize; 0], "{query}");
    }
}

/// What an address finds of two pages at these addresses, each with a statement, and what it was taken for.
fn at_address([first, second]: [&str; 2], address: &str) -> (String, String) {
    let ron = format!(
        r#"( meta: (schema: 1, title: "t"), speakers: [(id: "anna", name: "Anna Berg", kind: Person)],
        sources: [
            (id: "a", kind: Wire, outlet: "W", published: "2031", url: "{first}"),
            (id: "b", kind: Wire, outlet: "W", published: "2031", url: "{second}"),
        ],
        statements: [(id: "one", source: "a", para: 1, kind: Quote, speaker: "anna", text: "Off we go."),
            (id: "two", source: "b", para: 1, kind: Quote, speaker: "anna", text: "We wait.")] )"#
    );
    let loaded = crate::chronology::load::load_text("t.ron", &ron);
    assert_eq!(loaded.problems, []);
    let c = &loaded.chronology;
    let hits = Index::build(c).search(c, &Query::parse_whole(address), &reader(), 9);
    let ids: Vec<&str> = hits.ranked.iter().map(|hit| c.record_id(hit.record)).collect();
    (ids.join(" "), hits.guesses.concat())
}

#[test]
fn a_site_or_a_part_of_it_finds_its_pages() {
    let pages = ["https://www.wire.example/world/1?id=7", "https://wire.example.org/world"];
    for (address, expected) in [
        ("https://wire.example/world/1?id=7", "one"),
        ("http://www.wire.example/", "one"),
        ("https://wire.example/world", "one"),
        ("https://wire.example/world/1", "one"),
        ("www.wire.example.org", "two"),
        ("https://wire.example/wor", ""),
        ("https://wire.example/world/2", ""),
    ] {
        assert_eq!(at_address(pages, address).0, expected, "{address}");
    }
}

#[test]
fn an_address_that_was_cut_off_or_goes_on_finds_its_page_and_says_so() {
    let pages = [
        "https://wire.example/world/harbour-dues-fall-48215",
        "https://wire.example/world/harbour-wall-48219",
    ];
    let dues = "url: taken as https://wire.example/world/harbour-dues-fall-48215";
    let both = format!("{dues} and 1 more");
    for (address, expected, told) in [
        ("https://wire.example/world/harbour-dues-fall-48215", "one", ""),
        ("https://archive.example/2031/https://wire.example/world/harbour-wall-48219", "two", ""),
        ("https://wire.example/world/harbour-du", "one", dues),
        ("https://wire.example/world/harbour-du...", "one", dues),
        ("https://wire.example/world/harbour-dues-fall-48215?from=post", "one", dues),
        ("https://wire.example/world/harbour-dues-fall-48215/amp", "one", dues),
        ("https://wire.example/news/renamed-48215", "one", dues),
        ("wire.example/world/harbour-du", "one", dues),
        ("https://wire.example/world/harbour-", "two one", &both),
        ("https://wire.example/wor", "", ""),
        ("https://wire.example/world/harbour-fees", "", ""),
        ("https://other.example/world/harbour-du", "", ""),
    ] {
        let found = at_address(pages, address);
        assert_eq!(found, (expected.to_owned(), told.to_owned()), "{address}");
    }
}

#[test]
fn a_word_that_exists_is_lacking_where_only_a_slip_for_it_stands() {
    let c = texts(&["the harbour grants are small", "they want a wall"]);
    let hits = Index::build(&c).search(&c, &Query::parse("harbour want with small"), &reader(), 9);
    let first = &hits.ranked[0];
    assert_eq!(c.record_id(first.record), "t0");
    assert_eq!(hits.lacks(first).collect::<Vec<_>>(), ["want"], "small words are not told");
    let hits = Index::build(&c).search(&c, &Query::parse("harbour grnats"), &reader(), 9);
    assert_eq!(hits.lacks(&hits.ranked[0]).count(), 0, "what nobody has was a slip");
}

#[test]
fn two_rare_words_by_chance_stand_below_four_that_were_said_in_a_row() {
    let mut all = vec!["people remember a walking tour about the town and the eggs of it"; 40];
    all.push("defects of the strangelove engine");
    all.push("the thing to remember about walking on eggs is not to hop");
    let c = texts(&all);
    let query = Query::parse("strangelove defects to remember about walking on eggs");
    let hits = Index::build(&c).search(&c, &query, &reader(), 9);
    let first = &hits.ranked[0];
    assert_eq!(c.record_id(first.record), "t41");
    assert_eq!(hits.lacks(first).collect::<Vec<_>>(), ["strangelove", "defects"]);
}

#[test]
fn what_lacks_a_word_is_not_crowded_out_by_slips() {
    let mut all = vec!["it became plain to everybody in the room that much of this is needful"; 30];
    all.push("you needn worry");
    let c = texts(&all);
    let hits = Index::build(&c).search(&c, &Query::parse("became needn"), &reader(), 20);
    let first = &hits.ranked[0];
    assert_eq!((c.record_id(first.record), first.near), ("t30", Near::Partial));
    assert_eq!(hits.lacks(first).collect::<Vec<_>>(), ["became"]);
}

#[test]
fn below_few_that_have_many_words_stands_what_lacks_one() {
    let scattered = "the chief executive has departments that freeze hiring where people lived under the government";
    let meant = "the heads of the executive departments of the government have been instructed";
    let hits = hits_in(&[scattered, meant], "executive departments lived the government");
    let nears: Vec<Near> = hits.ranked.iter().map(|hit| hit.near).collect();
    assert_eq!((hits.total, nears), (1, vec![Near::Exact, Near::Partial]));
    assert_eq!(hits.lacks(&hits.ranked[1]).collect::<Vec<_>>(), ["lived"]);
}

#[test]
fn the_words_by_which_a_question_asks_need_not_stand_in_the_answer() {
    let all = ["The pact was sealed in Bern", "WHO staff left Bern", "What and who they are"];
    for (query, found) in [
        ("where was the pact sealed", [0].as_slice()),
        ("who did seal this pact", &[0]),
        ("how many staff are there", &[1]),
        ("what did he say about Bern", &[0, 1]),
        ("WHO left", &[1]),
        ("the pact who", &[]),
        ("who are they", &[2]),
        ("\"who\" staff", &[1]),
    ] {
        assert_eq!(only(&all, query), found, "{query}");
    }
}

#[test]
fn three_words_side_by_side_are_enough_and_one_is_where_nothing_else_is_found() {
    let ids = |all: &[&str], query: &str| -> Vec<usize> {
        hits_in(all, query).ranked.iter().map(|hit| hit.record.at()).collect()
    };
    let mut all = [vec!["the embryo grew"; 25], vec!["others deny it"; 25]].concat();
    assert_eq!(ids(&all, "from the embryo deny").len(), 20, "either, where nothing else is found");
    all.push("a cell was taken from the embryo by hand");
    assert_eq!(ids(&all, "from the embryo deny"), [50], "a run");
}

#[test]
fn who_speaks_is_not_given_up_for_a_word() {
    let said = |id: usize, speaker: &str, text: &str| {
        format!(
            "(id: \"s{id}\", source: \"s\", para: 1, kind: Quote, speaker: \"{speaker}\", text: \"{text}\"),"
        )
    };
    let mut statements = said(0, "boris", "He rejects it outright.");
    for id in 1..40 {
        statements += &said(id, if id % 2 == 0 { "anna" } else { "boris" }, "We sail at dawn.");
    }
    let ron = format!(
        "(speakers: [(id: \"anna\", name: \"Anna Berg\", kind: Person), (id: \"boris\", name: \"Boris Lind\", kind: Person)], \
         sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2021\")], statements: [{statements}])"
    );
    let c = crate::chronology::load::load_text("t.ron", &ron).chronology;
    let hits = search(&c, "berg rejects");
    let ids: Vec<&str> = hits.ranked.iter().map(|hit| c.record_id(hit.record)).collect();
    assert_eq!(ids.first(), Some(&"s0"), "the rarer word says more");
    assert!(ids[1..].iter().all(|id| id.trim_start_matches('s').parse::<u32>().unwrap() % 2 == 0));
    assert_eq!(ids.len(), 20, "{ids:?}");
}

#[test]
fn what_was_typed_with_its_small_words_is_looked_for_as_a_wording() {
    let scattered = "it is much too soon, and he was too late to say so much";
    let meant = "Millions lifted from poverty is not too much to ask, nor is it soon, and it never was too late";
    let hits = hits_in(&[scattered, meant], "is too much to");
    assert_eq!(hits.ranked.first().map(|hit| hit.record.at()), Some(1), "{hits:?}");
}

/// What is half-typed asks for nothing yet in the prompt; on the command line nothing more will be typed, and it is
/// said.
#[test]
fn half_typed_syntax_never_empties_the_list() {
    let c = lake();
    let index = Index::build(&c);
    let found = |query: &Query| index.search(&c, query, &reader(), 999).ranked.len();
    let all = found(&Query::parse(""));
    for begun in
        ["(", ")", "\"", "-(", "|", ":", "-:", "!", "~", "'", "((", "“", "speaker:", "-speaker:"]
    {
        let query = Query::parse(begun);
        assert_eq!(found(&query), all, "{begun}");
        assert_eq!(index.complaints(&c, &query, today()), [], "{begun}");
        let query = Query::parse_whole(begun);
        assert_eq!(found(&query), 0, "{begun}");
        assert_eq!(index.complaints(&c, &query, today()).len(), 1, "{begun}");
    }
    for begun in
        ["url:h", "url:htt", "url:https:", "url:https://", "url:HTTPS://ww", "-url:http://"]
    {
        let query = Query::parse(begun);
        assert_eq!((found(&query), query.is_empty()), (all, true), "{begun}");
        assert_eq!(index.complaints(&c, &query, today()), [], "{begun}");
    }
    assert!(!index.complaints(&c, &Query::parse_whole("url:htt"), today()).is_empty());
    let plain = found(&Query::parse("moratorium "));
    assert!(0 < plain && plain < all);
    for waits in [
        "moratorium OR",
        "moratorium OR ",
        "moratorium |",
        "moratorium OR (",
        "moratorium AND",
        "moratorium OR -",
    ] {
        for query in [Query::parse(waits), Query::parse_whole(waits)] {
            assert_eq!(found(&query), plain, "{waits}");
        }
    }
}

/// A field with a blank behind its colon is a field, and what else it could be is said: it never turns into words unsaid.
#[test]
fn a_value_behind_a_blank_is_that_of_its_field_and_said_to_be() {
    let c = lake();
    let index = Index::build(&c);
    let found = |query: &str| index.search(&c, &Query::parse_whole(query), &reader(), 999).total;
    let told = |query: &Query| -> Vec<(String, bool)> {
        let all = index.complaints(&c, query, today()).into_iter();
        all.map(|complaint| (complaint.message, complaint.idle)).collect()
    };
    let whole = |query: &str| told(&Query::parse_whole(query));
    for (apart, joined) in [
        ("speaker: lavrov", "speaker:lavrov"),
        ("-speaker: lavrov", "-speaker:lavrov"),
        ("kind: quote", "kind:quote"),
        ("said: 2024", "said:2024"),
        ("said: 6 May 1911", "said:\"6 May 1911\""),
        ("is: milestone", "is:milestone"),
        ("text: \"the lake\"", "text:\"the lake\""),
        ("speaker:lavrov, zz", "speaker:lavrov,zz"),
    ] {
        assert_eq!(found(apart), found(joined), "{apart}");
        let read = format!("is read as {}", joined.trim_start_matches('-'));
        let told = whole(apart);
        assert!(told.iter().any(|(said, idle)| said.ends_with(&read) && !idle), "{told:?}");
        let joined = whole(joined);
        assert!(joined.iter().all(|(said, _)| !said.contains("is read as")), "{joined:?}");
    }
    let listed = whole("speaker:(lavrov OR zz) lake");
    assert!(listed.iter().all(|(said, _)| !said.contains("is read as")), "{listed:?}");
    // What is behind the colon is no value: it is told, and words stay words only in a text.
    for (nothing, idle) in [
        ("speaker: kind:quote", false),
        ("speaker: -lavrov", false),
        ("speaker:-lavrov", true),
        ("lake text:!lavrov", true),
        ("said: we", true),
        ("-said: we", true),
        ("the minister said: we will", false),
        ("the answer is: we will", false),
    ] {
        let told = whole(nothing);
        assert!(!told.is_empty() && told.iter().any(|(_, is)| *is) == idle, "{nothing}: {told:?}");
    }
    // While more may be typed, a field without a value is only begun.
    for begun in ["speaker:", "speaker: ", "lake speaker: ", "speaker: kind:quote"] {
        assert_eq!(told(&Query::parse(begun)), [], "{begun}");
    }
}

/// Programs and pastes ask so: what would be tried for a word that somebody typed is not tried for each of a long list.
#[test]
fn a_long_list_is_taken_as_it_stands_and_said() {
    let c = lake();
    let index = Index::build(&c);
    let told = |text: &str| {
        let complaints = index.complaints(&c, &Query::parse_whole(text), today());
        complaints.iter().filter(|one| one.message.contains("taken for mistyped")).count()
    };
    let list = |last: &str, others: usize, by: &str| {
        let others: Vec<String> = (0..others).map(|at| format!("zq{at}x")).collect();
        format!("{}{by}{last}", others.join(by))
    };
    for (last, short, long) in [("moratorum", 1, 0), ("moratorium", 1, 1), ("Рябков", 1, 1)] {
        let [few, many] = [59, 60].map(|others| list(last, others, " OR "));
        assert_eq!((search(&c, &few).total, told(&few)), (short, 0), "{last}");
        assert_eq!((search(&c, &many).total, told(&many)), (long, 1), "{last}");
    }
    for (last, short, long) in [("lavrof", 2, 0), ("lavrov", 2, 2)] {
        let [few, many] = [59, 60].map(|others| format!("speaker:{}", list(last, others, ",")));
        assert_eq!((search(&c, &few).total, told(&few)), (short, 0), "{last}");
        assert_eq!((search(&c, &many).total, told(&many)), (long, 1), "{last}");
    }
}

#[test]
fn very_many_negated_words_exclude_as_each_does() {
    let c = lake();
    let unknown: Vec<String> = (0..150).map(|at| format!("-zq{at}x")).collect();
    let among = |terms: &str| format!("{0} {terms} {0}", unknown.join(" "));
    for terms in [
        "-offer",
        "-offer -moratorium",
        "-\"good idea\" limits",
        "-by:trump|offer",
        "-(offer idea)",
    ] {
        let ids = |query: &str| {
            let mut ids = found(&c, query);
            ids.sort();
            ids
        };
        assert_eq!(ids(&among(terms)), ids(&format!("{terms} ")), "{terms}");
        assert!(!ids(terms).is_empty(), "{terms}");
    }
}

/// Of a word that nobody said only others are near: what has the word that was typed rightly stands before what has
/// those.
#[test]
fn a_word_that_is_there_outweighs_one_that_only_others_are_near() {
    let mut all: Vec<String> =
        (0..6).map(|n| format!("The moratorium held for the {n}th year.")).collect();
    all.extend((0..40).map(|n| format!("They met in harbour number {n} and left.")));
    all.push("It was extremely cold there.".to_owned());
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let c = texts(&all);
    for query in ["moratorium extra", "extra moratorium"] {
        let hits = Index::build(&c).search(&c, &Query::parse_whole(query), &reader(), 50);
        let first = hits.ranked.first().expect("something is near");
        let id = c.record_id(first.record);
        let text = c.statements().iter().find(|s| &*s.id == id).map(|s| s.text.to_string());
        assert!(text.is_some_and(|text| text.contains("moratorium")), "{query}: {id}");
    }
}
