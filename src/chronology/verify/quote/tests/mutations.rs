//! No change of a verified quotation passes.

use super::*;
use crate::text::{sanitise_line, segmentation::segments};

/// Every text that differs from this one in one word, digit or mark of punctuation, but for what
/// an ellipsis beside it would rightly stand for, and for a first or last word left out.
fn mutations(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let words: Vec<Range<usize>> = segments(text).filter(|t| t.is_word).map(|t| t.range).collect();
    for (index, word) in words.iter().enumerate() {
        let mut put =
            |new: String| all.push([&text[..word.start], &new, &text[word.end..]].concat());
        let old = &text[word.clone()];
        put("zebra".to_owned());
        put(format!("{old} {old}"));
        put(format!("{old} not"));
        put(format!("{old}s"));
        put(format!("{old},"));
        if index > 0 && index + 1 < words.len() && !is_beside_ellipsis(text, word) {
            put(String::new());
        }
        if let Some(tail) = old.get(1..).filter(|tail| !tail.is_empty()) {
            put(tail.to_owned());
        }
    }
    for (at, c) in text.char_indices() {
        let put = |new: &str| [&text[..at], new, &text[at + c.len_utf8()..]].concat();
        if let Some(digit) = c.to_digit(10) {
            all.push(put(&((digit + 1) % 10).to_string()));
            all.push(put(""));
        } else if ",.—".contains(c)
            && !text[at..].starts_with("..")
            && !text[..at].ends_with('.')
            && !is_beside_ellipsis(text, &(at..at + c.len_utf8()))
        {
            all.push(put(""));
            all.push(put(";"));
        }
    }
    all
}

fn is_beside_ellipsis(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].replace("...", "…").trim_end().ends_with([']', '…'])
        || text[range.end..].trim_start().replace("...", "…").starts_with(['[', '…'])
}

#[test]
fn no_mutation_is_verified() {
    for &(para, text, mark, _) in VERIFIED {
        let all = mutations(text);
        assert!(all.len() >= 6, "{text}");
        for changed in all.iter().filter(|changed| changed.trim() != text) {
            let finding = found(&article(), para, changed, mark);
            assert_eq!(finding.verdict, Verdict::Differs, "{changed}");
            assert!(finding.reason.is_some());
        }
        for other in (0..9).filter(|&other| other != para) {
            assert_eq!(found(&article(), other, text, mark).verdict, Verdict::WrongPara);
        }
    }
}

proptest! {
    #[test]
    fn every_printed_quotation_is_verified_and_no_mutation_of_it(
        before in words(0..6), text in words(2..10), after in words(0..6), end in "[.,!?]?", at in any::<prop::sample::Index>(),
    ) {
        let text = text + &end;
        let article = Article::from_text(&format!("title\n{before} “{text}” {after}\n{after}"));
        prop_assert!(found(&article, 2, &text, PrintedAs::Quoted).verdict.is_verified());
        prop_assert_eq!(found(&article, 3, &text, PrintedAs::Quoted).verdict, Verdict::WrongPara);
        if !end.is_empty() {
            let cut = found(&article, 2, &text[..text.len() - 1], PrintedAs::Quoted);
            prop_assert_eq!(cut.reason, Some(Reason::CutBeforePunctuation));
        }
        let all = mutations(&text);
        let changed = at.get(&all);
        let finding = found(&article, 2, changed, PrintedAs::Quoted);
        // With so few words, leaving one out may give what the text prints as well.
        let printed = article.paragraph(2).unwrap().contains(&*sanitise_line(changed));
        prop_assert!(!finding.verdict.is_verified() || printed, "{:?}", changed);
    }
}
