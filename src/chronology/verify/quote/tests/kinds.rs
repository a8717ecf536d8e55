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
