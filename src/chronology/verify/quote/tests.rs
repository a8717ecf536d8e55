//! The verdicts, over made-up articles: each rule by itself.

mod kinds;
mod mutations;

use super::*;
use crate::chronology::article::Article;
use proptest::prelude::*;
use std::ops::Range;

const ARTICLE: &str = "\
Harbour talks stall
The envoy said the ferry would not return. \"We have no reply yet. As we were told 'the plan is under review,'\" she added.
“After 5 May 2031, the port is ready to keep the limit of 1,350 berths — and no more,” the mayor’s office said, calling rival plans a “non-starter”.
\"The berths are shaped ,\" it said. \"At the same time… we remain open\", the note ended. \"Is it over? It is not.\"
On 5 May 2031, the pact signed by both towns, which held for \"ten\" years, finally ends. - stated the mayor.
It said the quay reopens in June. ‘The towns’ interests are balanced,’ a clerk told them, and the towns' ferry left.
";

fn article() -> Article {
    Article::from_text(ARTICLE)
}

/// What was found, and the bytes of the paragraph where that is or begins.
fn verify(
    article: &Article,
    para: u32,
    text: &str,
    printed_as: PrintedAs,
) -> (Finding, Vec<Range<usize>>) {
    let quotation = Quotation::new(text, printed_as);
    let (finding, places) = super::verify(&ArticlePrint::of(article), para, &quotation);
    // A quotation over paragraphs is found where it starts.
    assert!(places.is_sorted_by_key(|place| place.para), "{places:?}");
    assert!(
        places.first().is_none_or(|place| Some(place.para) == finding.found_para),
        "{places:?}"
    );
    let there = places.into_iter().filter(|place| Some(place.para) == finding.found_para);
    (finding, there.map(|place| place.range).collect())
}

/// What was found, without where.
fn found(article: &Article, para: u32, text: &str, printed_as: PrintedAs) -> Finding {
    verify(article, para, text, printed_as).0
}

/// The bytes from the first word of a passage to its last.
fn whole(places: &[Range<usize>]) -> Range<usize> {
    places[0].start..places[places.len() - 1].end
}

fn status(para: u32, text: &str, mark: PrintedAs) -> (Verdict, Option<Reason>) {
    let finding = found(&article(), para, text, mark);
    (finding.verdict, finding.reason)
}

fn quoted(para: u32, text: &str) -> (Verdict, Option<Reason>) {
    status(para, text, PrintedAs::Quoted)
}

/// Quotations that are verified, whole as they are printed.
const VERIFIED: &[(u32, &str, PrintedAs, Verdict)] = &[
    (
        2,
        "We have no reply yet. As we were told 'the plan is under review,'",
        PrintedAs::Quoted,
        Verdict::Exact,
    ),
    (
        2,
        "We have no reply yet. As we were told ‘the plan is under review,’",
        PrintedAs::Quoted,
        Verdict::Typographic,
    ),
    (2, "the plan is under review,", PrintedAs::Quoted, Verdict::Exact),
    (
        3,
        "After 5 May 2031, the port is ready to keep the limit of 1,350 berths — and no more,",
        PrintedAs::Quoted,
        Verdict::Exact,
    ),
    (
        3,
        "After 5 May 2031, the port is ready to keep\n  the limit of 1,350 berths - and no more,",
        PrintedAs::Quoted,
        Verdict::Typographic,
    ),
    (
        3,
        "After 5 May 2031, […] the limit of 1,350 berths … and no more,",
        PrintedAs::Quoted,
        Verdict::Elided,
    ),
    (3, "non-starter", PrintedAs::Quoted, Verdict::Exact),
    (4, "The berths are shaped ,", PrintedAs::Quoted, Verdict::Exact),
    (4, "At the same time... we remain open", PrintedAs::Quoted, Verdict::Typographic),
    (
        5,
        "On 5 May 2031, the pact signed by both towns, which held for \"ten\" years, finally ends.",
        PrintedAs::Block,
        Verdict::Exact,
    ),
    (6, "The towns’ interests are balanced,", PrintedAs::Quoted, Verdict::Exact),
];

#[test]
fn whole_quotations_are_verified() {
    for &(para, text, mark, expected) in VERIFIED {
        let finding = found(&article(), para, text, mark);
        assert_eq!((finding.verdict, finding.reason), (expected, None), "{text}");
        assert_eq!(finding.found_para, Some(para));
    }
}

#[test]
fn the_place_holds_the_words() {
    let article = article();
    let (_, places) = verify(&article, 4, "At the same time... we remain open", PrintedAs::Quoted);
    let print = article.paragraph(4).unwrap();
    assert_eq!(&print[whole(&places)], "At the same time… we remain open");
    assert_eq!(places, [whole(&places)]);

    let (_, places) = verify(&article, 3, "the port […] ready … no more,", PrintedAs::Quoted);
    let print = article.paragraph(3).unwrap();
    let lit: Vec<_> = places.iter().map(|place| &print[place.clone()]).collect();
    assert_eq!(lit, ["the port", "ready", "no more,"]);
    assert!(print[whole(&places)].starts_with("the port is ready"));
}

#[test]
fn parts_of_a_quotation_are_verified_between_words() {
    assert_eq!(quoted(3, "the limit of 1,350 berths").0, Verdict::Exact);
    assert_eq!(quoted(3, "is ready").0, Verdict::Exact);
    assert_eq!(quoted(2, "We have no reply yet").0, Verdict::Exact);
    for cut in ["350 berths", "1,35", "non-starte", "starter", "non", "he port", "limi"] {
        assert_eq!(quoted(3, cut), (Verdict::Differs, Some(Reason::InsideWord)), "{cut}");
    }
}

#[test]
fn punctuation_inside_the_marks_belongs_to_the_words() {
    let cut = (Verdict::Differs, Some(Reason::CutBeforePunctuation));
    assert_eq!(quoted(3, "the limit of 1,350 berths — and no more"), cut);
    assert_eq!(quoted(2, "the plan is under review"), cut);
    assert_eq!(quoted(2, "As we were told 'the plan is under review,"), cut);
    assert_eq!(quoted(4, "The berths are shaped"), cut);
    assert_eq!(quoted(4, "It is not"), cut);
    assert_eq!(quoted(4, "Is it over"), cut);
    assert_eq!(quoted(4, "At the same time."), cut);
    let block = "the pact signed by both towns, which held for \"ten\" years, finally ends";
    assert_eq!(status(5, block, PrintedAs::Block), cut);
    assert_eq!(quoted(4, "we remain open,"), (Verdict::Differs, Some(Reason::PunctuationDiffers)));
    let opening = Article::from_text("“(Yes) we can,” he said. “‘Never’ was the word,” she said.");
    let finding = |text| found(&opening, 1, text, PrintedAs::Quoted).reason;
    assert_eq!(finding("Yes) we can,"), Some(Reason::CutAfterPunctuation));
    assert_eq!(finding("Never’ was the word,"), Some(Reason::CutAfterPunctuation));
    assert_eq!((finding("Never"), finding("(Yes) we can,")), (None, None));
}

#[test]
fn an_ellipsis_says_that_the_end_is_left_out() {
    assert_eq!(quoted(3, "… the limit of 1,350 berths — and no more …").0, Verdict::Elided);
    assert_eq!(quoted(2, "… the plan is under review …").0, Verdict::Elided);
    assert_eq!(quoted(3, "no more … the port").1, Some(Reason::OutOfOrder));
    assert_eq!(quoted(3, "the port … hidden … no more,").1, Some(Reason::WordsDiffer));
    assert_eq!(quoted(3, "the port … office"), (Verdict::Differs, Some(Reason::OutsideMarks)));
    assert_eq!(quoted(3, "the po…"), (Verdict::Differs, Some(Reason::InsideWord)));
    assert_eq!(
        quoted(4, "The berths are shaped , … At the same time… we remain open").0,
        Verdict::Elided
    );
    assert_eq!(quoted(3, "no more … no more,").1, Some(Reason::OutOfOrder));
}

#[test]
fn quotations_stand_inside_marks() {
    let outside = (Verdict::Differs, Some(Reason::OutsideMarks));
    assert_eq!(quoted(2, "the ferry would not return."), outside);
    assert_eq!(quoted(2, "she added."), outside);
    assert_eq!(quoted(4, "it said"), outside);
    assert_eq!(quoted(4, "The berths are shaped ,\" it said. \"At the same time…"), outside);
    assert_eq!(quoted(3, "“non-starter”"), outside);
    assert_eq!(quoted(6, "a clerk told them, and the towns"), outside);
    assert_eq!(quoted(5, "the pact signed by both towns"), outside);
    assert_eq!(status(2, "the ferry would not return.", PrintedAs::Block).0, Verdict::Exact);
}

#[test]
fn the_place_that_keeps_the_rules_is_chosen() {
    let article = Article::from_text(
        "The non-starter plan was a starter, no starter for “starters”: “a starter”, he said. A “starter”.",
    );
    let (finding, places) = verify(&article, 1, "starter", PrintedAs::Quoted);
    assert_eq!(finding.verdict, Verdict::Exact);
    assert!(article.paragraph(1).unwrap()[..places[0].start].ends_with("“a "));
}

#[test]
fn another_paragraph_is_named() {
    let text = "the plan is under review,";
    let (wrong, places) = verify(&article(), 3, text, PrintedAs::Quoted);
    assert_eq!((wrong.verdict, wrong.found_para), (Verdict::WrongPara, Some(2)));
    assert_eq!(&article().paragraph(2).unwrap()[whole(&places)], text);
    for para in [0, 7, u32::MAX] {
        let finding = found(&article(), para, text, PrintedAs::Quoted);
        assert_eq!((finding.verdict, finding.found_para), (Verdict::WrongPara, Some(2)));
        assert_eq!(finding.reason, Some(Reason::NoSuchParagraph));
    }
    let twice = Article::from_text("“yes,”\na\nb\n“yes,”\nc");
    let found = |para| found(&twice, para, "yes,", PrintedAs::Quoted).found_para;
    assert_eq!([1, 2, 3, 4, 5].map(found), [Some(1), Some(1), Some(4), Some(4), Some(4)]);
}

#[test]
fn only_the_case_differs() {
    assert_eq!(quoted(3, "Non-Starter"), (Verdict::Differs, Some(Reason::CaseDiffers)));
}

/// What shows nothing is no word, and no print of the words either: wherever in the record it stands.
#[test]
fn what_shows_nothing_is_never_exact() {
    let article = Article::from_text("“We agree today.”");
    for hidden in
        ["\u{FE0F}", "\u{FE00}", "\u{E0100}", "\u{180B}", "\u{AD}", "\u{200B}", "\u{200D}"]
    {
        for text in [
            format!("{hidden}We agree today."),
            format!("We {hidden}agree today."),
            format!("We agree{hidden} today."),
            format!("We agree today.{hidden}"),
            format!("We agree today. {hidden}"),
            format!("{hidden} We agree today."),
        ] {
            let verdict = found(&article, 1, &text, PrintedAs::Quoted).verdict;
            assert_eq!(verdict, Verdict::Typographic, "{text:?}");
        }
        let alone = found(&article, 1, hidden, PrintedAs::Quoted);
        assert_eq!((alone.verdict, alone.reason), (Verdict::Differs, Some(Reason::Empty)));
    }
}

#[test]
fn nothing_is_not_verified() {
    for text in ["", "  ", "…", "“”", ",", "[...]"] {
        assert_eq!(quoted(2, text), (Verdict::Differs, Some(Reason::Empty)), "{text}");
    }
    let finding = found(&Article::from_text(""), 1, "word", PrintedAs::Block);
    assert_eq!(
        (finding.verdict, finding.reason),
        (Verdict::Differs, Some(Reason::NoSuchParagraph))
    );
    assert_eq!(Finding::no_text().verdict, Verdict::NoText);
}

#[test]
fn the_nearest_passage_is_shown() {
    let article = article();
    let near = |text| {
        let nearest = nearest(&article, 1, text).unwrap();
        (nearest.para, article.paragraph(nearest.para).unwrap()[nearest.range].to_owned())
    };
    let print = "After 5 May 2031, the port is ready to keep the limit of 1,350 berths";
    assert_eq!(
        near("After 5 May 2031, the port is ready to keep the limit of 1,500 berths"),
        (3, print.to_owned())
    );
    assert_eq!(near("Before 5 May 2031, the port was set to keep a limit of 1,350 boats").1, print);
    assert_eq!(near("no more").1, "no more");
    assert_eq!(nearest(&article, 1, "wholly unrelated words"), None);
}

/// Words of which an article may have any in any order.
const WORDS: &[&str] = &[
    "the",
    "the",
    "port",
    "is",
    "not",
    "ready",
    "1,350",
    "non-starter,",
    "town’s",
    "so:",
    "5%",
    "“ten”",
    "a",
];

fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), count).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_verified_is_printed(before in words(0..6), inner in words(1..6), text in words(1..3), mark in prop::sample::select(vec![PrintedAs::Quoted, PrintedAs::Block])) {
        let article = Article::from_text(&format!("{before} “{inner}” {before}"));
        let print = article.paragraph(1).unwrap();
        let (finding, places) = verify(&article, 1, &text, mark);
        if places.is_empty() {
            prop_assert!(finding.reason.is_some());
        } else {
            let place = whole(&places);
            prop_assert_eq!(&print[place.clone()], &text);
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            prop_assert!(edge(print[..place.start].chars().next_back()) && edge(print[place.end..].chars().next()));
            let opened = print[..place.start].matches('“').count() > print[..place.start].matches('”').count();
            prop_assert!(mark == PrintedAs::Block || opened);
        }
    }

    #[test]
    fn no_text_makes_it_panic(article in "[ab\"'“”‘’«»„.…,() \\[\\]\n\u{301}漢1-]{0,60}", text in "[ab\"'“”‘’.…,() \\[\\]\u{301}漢1-]{0,12}") {
        let article = Article::from_text(&article);
        for para in 0..3 {
            for mark in [PrintedAs::Quoted, PrintedAs::Block] {
                let (finding, places) = verify(&article, para, &text, mark);
                for place in places {
                    let print = finding.found_para.and_then(|para| article.paragraph(para)).unwrap();
                    prop_assert!(print.get(place).is_some_and(|words| !words.is_empty()));
                }
                if let Some(near) = nearest(&article, para, &text) {
                    prop_assert!(article.paragraph(near.para).unwrap().get(near.range).is_some());
                }
            }
        }
    }
}

/// The first letter may become a capital whether the record is a sentence or not; what a name loses is no case alone.
#[test]
fn a_capital_put_on_the_first_letter_is_named() {
    for (print, text, verdict) in [
        ("“the talks are over”", "The talks are over", Verdict::Capital),
        ("“the talks are over,” he said", "The talks are over,", Verdict::Differs),
        ("“переговоры окончены”", "Переговоры окончены", Verdict::Capital),
        ("He said “we think the talks are over today”", "The talks are over", Verdict::Capital),
        ("“The talks are over”", "the talks are over", Verdict::Capital),
        ("“the Talks are over”", "the talks are over", Verdict::Differs),
        ("“the talks are over”", "the talks are Over", Verdict::Differs),
        ("“we met May”", "may", Verdict::Differs),
        ("“NATO grows”", "nATO grows", Verdict::Differs),
    ] {
        let finding = found(&Article::from_text(print), 1, text, PrintedAs::Quoted);
        assert_eq!(finding.verdict, verdict, "{text:?} of {print:?}");
    }
}

#[test]
fn an_original_at_its_own_paragraph_is_found_before_its_translation_elsewhere() {
    let article = Article::from_text("“Переговоры окончены.”\nPause.\n“The talks are over.”");
    let print = ArticlePrint::of(&article);
    let quotation = Quotation {
        text: "The talks are over.",
        lang: Some("en"),
        original: Some(("Переговоры окончены.", Some("ru"))),
        printed_as: PrintedAs::Quoted,
    };
    let verdict = |para| {
        let (finding, places) = super::verify(&print, para, &quotation);
        (finding.verdict, finding.found_para, places.is_empty())
    };
    assert_eq!(verdict(1), (Verdict::OwnTranslation, Some(1), false));
    assert_eq!(verdict(2), (Verdict::WrongPara, Some(3), false));
    assert_eq!(verdict(3), (Verdict::Exact, Some(3), false));
}

#[test]
fn marks_typed_as_two_signs_quote() {
    for (print, words) in [
        ("It read ,,We go home'' on Monday.", "We go home"),
        ("It read ,,We go home\" on Monday.", "We go home"),
        ("It read <<We go home>> on Monday.", "We go home"),
        ("It read <‹We go home>> on Monday.", "We go home"),
    ] {
        let article = Article::from_text(print);
        let finding = found(&article, 1, words, PrintedAs::Quoted);
        assert_eq!(finding.verdict, Verdict::Exact, "{print}: {:?}", finding.reason);
        let finding = found(&article, 1, "It read", PrintedAs::Quoted);
        assert_eq!(finding.verdict, Verdict::Differs, "{print}");
    }
    for print in ["A list,, of words, went on", "If a << b >> c holds", ">> We go home"] {
        let article = Article::from_text(print);
        let words = print.split_whitespace().next_back().unwrap();
        let finding = found(&article, 1, words, PrintedAs::Quoted);
        assert_eq!(finding.verdict, Verdict::Differs, "{print}");
    }
}

#[test]
fn a_stretched_arabic_word_is_the_same_word() {
    let article = Article::from_text("قال: «لن نعـــود إلى الميناء».");
    let finding = found(&article, 1, "لن نعود إلى الميناء", PrintedAs::Quoted);
    assert_eq!(finding.verdict, Verdict::Typographic, "{:?}", finding.reason);
}

#[test]
fn a_block_of_a_dash_ends_before_the_comma_that_hangs_it() {
    for (print, words) in [
        ("— Мы едем домой, — сказал он.", "Мы едем домой"),
        ("— Мы едем домой! — сказал он.", "Мы едем домой!"),
        ("— On rentre, — dit-il.", "On rentre"),
    ] {
        let article = Article::from_text(print);
        let finding = found(&article, 1, words, PrintedAs::Block);
        assert_eq!(finding.verdict, Verdict::Exact, "{print}: {:?}", finding.reason);
    }
    for (print, words) in [
        ("— Мы едем домой! — сказал он.", "Мы едем домой"),
        ("Мы едем домой, — сказал он.", "Мы едем домой"),
        ("— Мы едем домой, а вы нет.", "Мы едем домой"),
    ] {
        let article = Article::from_text(print);
        let finding = found(&article, 1, words, PrintedAs::Block);
        assert_eq!(finding.verdict, Verdict::Differs, "{print}");
    }
}

#[test]
fn a_bracket_may_stand_for_a_number_written_otherwise_and_for_no_other() {
    for (lang, print, words, verdict) in [
        ("fr", "« Les navires, env. 30 en tout, partent. »", "[trente]", Verdict::Bracketed),
        ("fr", "« Les navires, env. 30 en tout, partent. »", "[treize]", Verdict::Differs),
        ("fr", "« Les navires, env. trente en tout, partent. »", "[30]", Verdict::Bracketed),
        // No word of this language, whatever it is in another.
        ("fr", "« Les navires, env. 30 en tout, partent. »", "[dreißig]", Verdict::Bracketed),
        ("ru", "« Les navires, env. 9 en tout, partent. »", "[девять]", Verdict::Bracketed),
        ("ru", "« Les navires, env. 9 en tout, partent. »", "[десять]", Verdict::Differs),
    ] {
        let article = Article::from_text(print);
        let text = format!("Les navires, env. {words} en tout, partent.");
        let quotation = Quotation { lang: Some(lang), ..Quotation::new(&text, PrintedAs::Quoted) };
        let (finding, _) = super::verify(&ArticlePrint::of(&article), 1, &quotation);
        assert_eq!(finding.verdict, verdict, "{lang} {words} of {print}");
        // What takes a number out and puts no word of number in says so.
        assert_eq!(finding.omissions.is_empty(), words != "[dreißig]", "{words}");
    }
}
