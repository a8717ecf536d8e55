//! Faults by their kind, each over articles of its own.

use super::super::{
    ArticlePrint, Finding, Omission, PrintedAs, Quotation, Reason, Verdict, verify,
};
use crate::chronology::article::Article;

/// What is found of words that the first paragraph of an article should quote.
fn held(article: &str, words: &str) -> Finding {
    let print = ArticlePrint::of(&Article::from_text(article));
    verify(&print, 1, &Quotation::new(words, PrintedAs::Quoted)).0
}

/// Whether a finding is a tick that nothing is said against.
fn is_plain(found: &Finding) -> bool {
    found.verdict == Verdict::Exact && found.omissions.is_empty()
}

#[test]
fn words_behind_a_mark_that_is_never_closed() {
    for article in [
        "“The quay is shut, he said. The pilot went home. “Good,” she said.",
        "«The quay is shut, he said. The pilot went home. «Good», she said.",
        "„The quay is shut, he said. The pilot went home. „Good“, she said.",
        "\"The quay is shut, he said. The pilot went home. \"Good,\" she said.",
        "「The quay is shut, he said. The pilot went home. 「Good」 she said.",
        "“The quay is shut,’ he said. The pilot went home. “Good,” she said.",
        "“The quay is shut,‟ he said. The pilot went home. “Good,” she said.",
        "“The quay is shut,″ he said. The pilot went home. “Good,” she said.",
        "“The quay is shut, he said. The pilot went home. \"Good,\" she said.",
        "“The quay is shut, he said. The pilot went home.",
        "“The quay is “shut,” he said. The pilot went home.",
        "“We leave.” The clerk said “no. The pilot went home.",
        "“The quay is shut.\n“So it is. “Yes. The pilot went home.",
        "“The quay is shut. The pilot went home.\n“So it is.",
    ] {
        let print = ArticlePrint::of(&Article::from_text(article));
        let para = if article.contains("\n“So it is. “") { 2 } else { 1 };
        let words = Quotation::new("The pilot went home.", PrintedAs::Quoted);
        let (found, _) = verify(&print, para, &words);
        assert_eq!(found.verdict, Verdict::Typographic, "{article}");
        assert!(found.omissions.contains(Omission::ClosingMark), "{article}");
    }
    // What opens anew behind the end of a sentence is not in it, nor is what follows that.
    let article = "“The quay is shut, he said. “Good,” she said. The pilot went home.";
    assert_eq!(held(article, "The pilot went home.").reason, Some(Reason::OutsideMarks));
    assert!(is_plain(&held(article, "Good,")));
    let elided = held("“The quay is shut, he said. So it is.", "The quay … he said.");
    assert_eq!(elided.verdict, Verdict::Elided);
    assert!(elided.omissions.contains(Omission::ClosingMark));
}

#[test]
fn a_mark_that_closes_two_quotations() {
    let article =
        "Посол: «Мы читаем газету «Вечер», — сказал он. Лоцман ушёл. «Да», — сказала она.";
    assert_eq!(held(article, "Лоцман ушёл.").reason, Some(Reason::OutsideMarks));
    for words in ["Мы читаем газету «Вечер»", "Вечер", "Да", "Мы читаем"]
    {
        assert!(is_plain(&held(article, words)), "{words}");
    }
    for article in [
        "Клерк: «Что за «Вечер»? — спросил он. Лоцман ушёл.",
        "Клерк: «Зовём это «штиль!» — сказал он. Лоцман ушёл.",
        "Clerk: “We call it “calm”, – he said. Лоцман ушёл.",
        "Clerk: \"We call it \"calm\", - he said. Лоцман ушёл.",
        "Посол: «Газета «Вечер», — сказал он. Лоцман ушёл.\n«Да», — сказала она.",
    ] {
        assert!(!is_plain(&held(article, "Лоцман ушёл.")), "{article}");
    }
    // At the end of a paragraph too, where no sentence of the reporter's can stand in it.
    assert!(is_plain(&held("Посол: «Мы читаем газету «Вечер».", "Мы читаем")));
    let article = "Посол: «Мы читаем, сказал он. Лоцман ушёл. Он читал «Вечер».";
    assert!(!is_plain(&held(article, "Лоцман ушёл.")));
    // Speech that goes on behind the reporter's words may be in the outer one.
    let article = "«Мы за «штиль», — сказал он. — Мы против «бури». И всё.";
    for words in ["Мы за «штиль»", "Мы против «бури».", "Мы против"]
    {
        let found = held(article, words);
        assert_eq!(found.verdict, Verdict::Typographic, "{words}");
        assert!(found.omissions.contains(Omission::ClosingMark), "{words}");
    }
    // What the outer mark closes by itself stays whole.
    let whole = "«Газета «Вечер», — думаю я, — лучше», — сказал он.";
    assert!(is_plain(&held(whole, "Газета «Вечер», — думаю я, — лучше")));
}

#[test]
fn a_quotation_over_paragraphs_is_closed_by_its_last() {
    for article in [
        "“The quay is shut.\n“Nobody left.\n“The pilot went home,” he said.",
        "«The quay is shut.\nNobody left.\nThe pilot went home», he said.",
        "„The quay is shut.\n„Nobody left.\n„The pilot went home“, he said.",
    ] {
        assert!(is_plain(&held(article, "The quay is shut.")), "{article}");
        let both = held(article, "The quay is shut. Nobody left.");
        assert!(both.verdict == Verdict::Joined && both.omissions.is_empty(), "{article}");
    }
}

#[test]
fn part_of_a_number_or_of_a_word_of_signs() {
    for (printed, words) in [
        ("it fell 7·2 per cent", "2 per cent"),
        ("it fell 7·2 per cent", "it fell 7"),
        ("it fell ٧٫٢ per cent", "٢ per cent"),
        ("it fell 7٬200 tonnes", "200 tonnes"),
        ("it fell 7，200 tonnes", "it fell 7"),
        ("at odds of 7∶2 now", "at odds of 7"),
        ("at odds of 7：2 now", "2 now"),
        ("some 7⁄8 inch", "8 inch"),
        ("some 7∕8 inch", "some 7"),
        ("some 7×8 inch", "8 inch"),
        ("some 7 × 8 inch", "some 7"),
        ("some 7÷8 inch", "8 inch"),
        ("some 7^8 of it", "some 7"),
        ("some 7⋅8 of it", "8 of it"),
        ("some 7•8 of it", "8 of it"),
        ("within 20′ of it", "within 20"),
        ("within 20″ of it", "within 20"),
        ("within 20′30″ of it", "within 20′30"),
        ("within 20‱ of it", "within 20"),
        ("within 20٪ of it", "within 20"),
        ("within 20 % of it", "within 20"),
        ("within 20\u{a0}% of it", "within 20"),
        ("within 20 °C of it", "within 20"),
        ("within 20℃ of it", "within 20"),
        ("for 20₴ of it", "for 20"),
        ("for 20 € of it", "for 20"),
        ("for ₿20 of it", "20 of it"),
        ("for $ 20 of it", "20 of it"),
        ("in № 20 of it", "20 of it"),
        ("in §20 of it", "20 of it"),
        ("near ∼20 of it", "20 of it"),
        ("near ≈ 20 of it", "20 of it"),
        ("near ± 20 of it", "20 of it"),
        ("near −20 of it", "20 of it"),
        ("near 20½ of it", "near 20"),
        ("near 20 ½ of it", "near 20"),
        ("near 20 ½ of it", "½ of it"),
        ("near 10⁻⁶ of it", "near 10"),
        ("in C++ we do", "in C"),
        ("in C++ we do", "in C+"),
        ("in F# we do", "in F"),
        ("the B+ list", "the B"),
        ("the A* list", "the A"),
        ("from Canal+ we hear", "from Canal"),
        ("a d**n shame", "n shame"),
        ("a d**n shame", "a d"),
        ("oh s**** happens", "oh s"),
        ("Lady B——m is here", "m is here"),
        ("Lady B——m is here", "Lady B"),
        ("la paral·lela nova", "lela nova"),
        ("la paral·lela nova", "la paral"),
    ] {
        let found = held(&format!("He said: “{printed}” and left."), words);
        let reason = (found.verdict, found.reason);
        assert_eq!(reason, (Verdict::Differs, Some(Reason::InsideWord)), "{printed}: {words}");
    }
    // What is no part of a number or a word may be left out.
    for (printed, words) in [
        ("it fell · 5 left", "5 left"),
        ("the talks——and all else", "the talks"),
        ("I——he left", "he left"),
        ("it fell — 5 left", "5 left"),
        ("唐纳德·特朗普 says", "特朗普 says"),
        ("남·북 회담", "북 회담"),
        ("so **really** good", "really"),
        ("the #Harbour plan", "Harbour plan"),
        ("the word* is", "the word"),
        ("some 7 by 8 inch", "8 inch"),
        ("within 20 per cent", "within 20"),
        ("東京〜2時間", "2時間"),
    ] {
        let found = held(&format!("He said: “{printed}” and left."), words);
        assert!(is_plain(&found), "{printed}: {words}: {found:?}");
    }
}

#[test]
fn a_suspended_hyphen_breaks_no_word() {
    for (printed, words) in [
        ("short- and long-term aims", "shortand long-term aims"),
        ("short- and long-term aims", "short-and long-term aims"),
        ("three- or four-day trips", "threeor four-day trips"),
        ("Nord- und Südhafen", "Nordund Südhafen"),
        ("socio- et géopolitique", "socioet géopolitique"),
        ("fram- och baksida", "framoch baksida"),
        ("радио- и телевещание", "радиои телевещание"),
    ] {
        let found = held(&format!("He said: “{printed}”."), words);
        assert_eq!(found.verdict, Verdict::Differs, "{printed}: {words}");
        assert!(is_plain(&held(&format!("He said: “{printed}”."), printed)), "{printed}");
    }
    for (printed, words) in [("short- and long-term aims", "short"), ("Nord- und Südhafen", "Nord")]
    {
        let found = held(&format!("He said: “{printed}”."), words);
        assert_eq!(found.reason, Some(Reason::InsideWord), "{printed}: {words}");
    }
    for (printed, words) in [
        ("a mora- torium now", "a moratorium now"),
        ("co- operation now", "co-operation now"),
        ("the is- lands now", "the islands now"),
        ("their grand- oncle now", "their grandoncle now"),
    ] {
        let found = held(&format!("He said: “{printed}”."), words);
        assert_eq!(found.verdict, Verdict::Hyphen, "{printed}: {words}");
    }
}

#[test]
fn a_bracket_that_negates_by_an_end_or_by_several_words() {
    for (printed, words) in [
        ("a harmful plan", "a harm[less] plan"),
        ("a harmless plan", "a harm[ful] plan"),
        ("they care for it", "they care[less] for it"),
        ("es ist sinnvoll", "es ist sinn[los]"),
        ("a nuclear port", "a nuclear[-free] port"),
        ("a smoke port", "a smoke[-less] port"),
        ("ein Zoll hafen", "ein Zoll[-frei] hafen"),
        ("we will leave it", "we will [anything but] leave it"),
        ("we will leave it", "we will [rather than] leave it"),
        ("we would leave it", "we would [rather drown than] leave it"),
        ("мы хотим уйти", "мы хотим [вместо того] уйти"),
        ("wir sind hier froh", "wir sind hier [alles andere als] froh"),
    ] {
        let found = held(&format!("He said: “{printed}”."), words);
        let reason = (found.verdict, found.reason);
        assert_eq!(reason, (Verdict::Differs, Some(Reason::BracketChanges)), "{printed}: {words}");
    }
    for (printed, words) in [
        ("they walk home", "they walk[ed] home"),
        ("it is a duty-free port", "it is a [customs-free] port"),
        ("we met them", "we met [the homeless]"),
        ("we met them here", "we met [a rather large crowd] here"),
    ] {
        let found = held(&format!("He said: “{printed}”."), words);
        assert_eq!(found.verdict, Verdict::Bracketed, "{printed}: {words}: {found:?}");
    }
}

#[test]
fn a_bracket_in_the_place_of_many_words() {
    let long = "“They won the war and then we all went home for good now.”";
    let found = held(long, "They [lost] now.");
    assert_eq!(found.verdict, Verdict::Bracketed);
    assert!(found.omissions.contains(Omission::Clause));
    let elided = held(long, "They won the war […] now.");
    assert!(elided.verdict == Verdict::Elided && elided.omissions.is_empty());
    for (printed, words) in [
        ("We met Mr. Hill, the old mayor of the town now.", "We met [the mayor] now."),
        ("We will reach the goal in May.", "We will reach [it] in May."),
        ("我们同意这个城市的市长先生说的话了。", "我们同意[市长]了。"),
    ] {
        let found = held(&format!("“{printed}”"), words);
        assert!(found.verdict == Verdict::Bracketed && found.omissions.is_empty(), "{words}");
    }
}

#[test]
fn an_ellipsis_that_joins_what_is_attributed_one_by_one() {
    for (article, words) in [
        ("“We sold it,” said Ada. “We want it,” said Ben.", "We … want it,"),
        ("“We sold it,” said Ada. “We want it,” said Ben.", "We sold it. … We want it,"),
        ("“We sold it,” said Ada. Later Ben wrote: “We want it.”", "We … want it."),
        ("«Мы ушли», — сказала Ада. «Мы остались», — сказал Пётр.", "Мы … остались"),
        ("„Wir gehen“, sagte Ada. „Wir bleiben“, sagte Ben.", "Wir … bleiben"),
    ] {
        let found = held(article, words);
        assert_eq!(found.verdict, Verdict::Elided, "{article}");
        assert!(found.omissions.contains(Omission::Attribution), "{article}");
    }
    for (article, words) in [
        ("“We sold it,” said Ada, “and we want it,” she went on.", "We sold it, … we want it,"),
        ("“We sold it,” said Ada. “We want it.” Then she left.", "We sold it. … We want it."),
        ("“We sold it all. We want it,” said Ben.", "We sold it … We want it,"),
        ("“We sold it.\n“All of it. We want it,” said Ben.", "We sold it. … We want it,"),
    ] {
        let found = held(article, words);
        assert_eq!(found.verdict, Verdict::Elided, "{article}");
        assert!(!found.omissions.contains(Omission::Attribution), "{article}");
    }
}

#[test]
fn a_translation_with_another_number_than_its_original() {
    let of = |words, original| {
        let print = ArticlePrint::of(&Article::from_text(&format!("«{original}»")));
        let original = Some((original, Some("ru")));
        let quotation = Quotation { original, ..Quotation::new(words, PrintedAs::Quoted) };
        verify(&print, 1, &quotation).0
    };
    for (words, original, is_told) in [
        ("We took 50 towns.", "Мы взяли 5 городов.", true),
        ("We took 15 towns.", "Мы взяли 51 город.", true),
        ("We took 5 towns.", "Мы взяли 5 городов.", false),
        ("We took five towns.", "Мы взяли 5 городов.", false),
        ("We took 1,500 towns.", "Мы взяли 1 500 городов.", false),
    ] {
        let found = of(words, original);
        assert_eq!(found.verdict, Verdict::OwnTranslation, "{words}");
        assert_eq!(found.omissions.contains(Omission::Number), is_told, "{words}");
    }
}
