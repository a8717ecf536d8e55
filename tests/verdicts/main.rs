//! Verdicts on quotations of every practice and language, over small articles of our own.
//!
//! `cases.tsv` has a case a line: a name, the article (`\n` between its paragraphs), the words of the record, the
//! words that these translate (or nothing), the kind, the paragraph named, the verdict, and what is taken out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../cost/mod.rs"]
mod cost;
mod honesty;

use startline::chronology::article::Article;
use startline::chronology::verify::quote::{
    ArticlePrint, Finding, Omission, PrintPlace, PrintedAs, Quotation, Verdict, verify,
};
use startline::text::segmentation::segments;
use std::fs;
use std::ops::Range;

struct Case<'a> {
    name: &'a str,
    article: String,
    text: &'a str,
    original: &'a str,
    printed_as: PrintedAs,
    para: u32,
    verdict: &'a str,
    omissions: &'a str,
}

impl Case<'_> {
    fn held(&self) -> (Finding, Vec<PrintPlace>) {
        self.held_with(&self.article, self.text, self.original)
    }

    fn held_with(&self, article: &str, text: &str, original: &str) -> (Finding, Vec<PrintPlace>) {
        let print = ArticlePrint::of(&Article::from_text(article));
        let original = (!original.is_empty()).then_some((original, None));
        let quotation = Quotation { original, ..Quotation::new(text, self.printed_as) };
        verify(&print, self.para, &quotation)
    }

    /// What is found of other words; of another original, where it is that which is printed.
    fn verdict_of(&self, words: &str) -> Verdict {
        let found = match self.held().0.verdict {
            Verdict::OwnTranslation => self.held_with(&self.article, self.text, words),
            _ => self.held_with(&self.article, words, self.original),
        };
        found.0.verdict
    }

    /// The words that are held against the article.
    fn words(&self) -> &str {
        if self.held().0.verdict == Verdict::OwnTranslation { self.original } else { self.text }
    }
}

/// A name as the JSON has it.
fn name(value: impl serde::Serialize) -> String {
    serde_json::to_string(&value).unwrap().replace(['"', '[', ']'], "")
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let cases = lines.map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[name, article, text, original, kind, para, verdict, omissions] = fields.as_slice()
        else {
            panic!("eight fields: {line}");
        };
        let printed_as = if kind == "Block" { PrintedAs::Block } else { PrintedAs::Quoted };
        let article = article.replace("\\n", "\n").replace("\\t", "\t");
        let para = para.parse().unwrap();
        Case { name, article, text, original, printed_as, para, verdict, omissions }
    });
    cases.collect()
}

fn table() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verdicts/cases.tsv");
    fs::read_to_string(std::env::var("CASES").unwrap_or(path.to_owned())).unwrap()
}

#[test]
fn every_case_has_its_verdict() {
    let table = table();
    let all = cases(&table);
    let mut wrong = Vec::new();
    for case in &all {
        let found = case.held().0;
        let (verdict, omissions) = (name(found.verdict), name(found.omissions));
        let is_right = case.verdict.split('|').any(|wanted| wanted == verdict || wanted == "any");
        if !is_right || (case.omissions != "*" && omissions != case.omissions) {
            let why = found.reason.map_or_else(String::new, |reason| reason.to_string());
            let wanted = format!("{} [{}]", case.verdict, case.omissions);
            wrong.push(format!("{}: {verdict} [{omissions}] {why}, not {wanted}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// The words of a text with their bytes, but for those in brackets, which are the editor's.
fn words_outside_brackets(text: &str) -> Vec<Range<usize>> {
    let mut depth = 0;
    let mut outside = vec![true; text.len() + 1];
    for (at, c) in text.char_indices() {
        depth += i32::from(matches!(c, '[' | '［' | '('));
        outside[at] = depth == 0;
        depth -= i32::from(matches!(c, ']' | '］' | ')'));
    }
    let words = segments(text).filter(|segment| segment.is_word).map(|segment| segment.range);
    words
        .filter(|word| text[word.clone()].char_indices().all(|(at, _)| outside[word.start + at]))
        .collect()
}

fn replaced(text: &str, range: &Range<usize>, new: &str) -> String {
    [&text[..range.start], new, &text[range.end..]].concat()
}

#[test]
fn no_changed_word_is_honest() {
    let table = table();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for case in cases(&table).iter().filter(|case| case.held().0.verdict.is_verified()) {
        let text = case.words();
        let mut mutants = Vec::new();
        for word in words_outside_brackets(text) {
            let old = &text[word.clone()];
            let with = |new: &str| replaced(text, &word, new);
            let changed = [
                "zebra".to_owned(),
                format!("{old} {old}"),
                format!("{old} not"),
                format!("no {old}"),
                format!("{old}s"),
                format!("{old} 7"),
            ];
            // What the article prints as well is no change.
            let changed = changed.iter().filter(|new| !case.article.contains(*new));
            mutants.extend(changed.map(|new| with(new)));
            let last = old.chars().next_back().unwrap_or_default();
            if last.is_lowercase() {
                let capital: String = last.to_uppercase().collect();
                let start = old.len() - last.len_utf8();
                if start > 0 {
                    mutants.push(with(&format!("{}{capital}", &old[..start])));
                }
            }
            for (at, c) in old.char_indices().filter(|(_, c)| c.is_numeric()) {
                let digit = word.start + at..word.start + at + c.len_utf8();
                let next = if c.to_digit(10) == Some(3) { "4" } else { "3" };
                mutants.extend([replaced(text, &digit, next), replaced(text, &digit, "")]);
            }
        }
        for mutant in mutants.iter().filter(|mutant| *mutant != text) {
            tried += 1;
            let verdict = case.verdict_of(mutant);
            if verdict != Verdict::Differs {
                wrong.push(format!("{}: {mutant}: {verdict:?}", case.name));
            }
        }
    }
    assert!(tried > 3000, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whatever print has beside the record that negates or counts is told, or the words differ.
#[test]
fn nothing_that_print_has_more_goes_unsaid() {
    let table = table();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for case in cases(&table).iter().filter(|case| case.held().0.verdict.is_verified()) {
        let article = &case.article;
        for segment in segments(article).filter(|segment| segment.is_word) {
            for (put, omission) in [("not ", Omission::Negation), ("1984 ", Omission::Number)] {
                let at = segment.range.start;
                let changed = replaced(article, &(at..at), put);
                let (found, places) = case.held_with(&changed, case.text, case.original);
                tried += 1;
                let told = !found.verdict.is_verified() || found.omissions.contains(omission);
                if told
                    || !spans(&changed, &places, at..at + put.len())
                    || is_reporter(&changed, at)
                {
                    continue;
                }
                wrong.push(format!("{}: {changed}: {:?}", case.name, found.verdict));
            }
        }
    }
    assert!(tried > 2000, "{tried}");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether a stretch of an article lies between the first place and the last.
fn spans(article: &str, places: &[PrintPlace], stretch: Range<usize>) -> bool {
    let starts: Vec<usize> =
        std::iter::once(0).chain(article.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let at = |place: &PrintPlace, byte: usize| starts[place.para as usize - 1] + byte;
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return false;
    };
    at(first, first.range.start) <= stretch.start && stretch.end <= at(last, last.range.end)
}

/// Whether the words at a byte are the reporter's, between two quotations.
fn is_reporter(article: &str, at: usize) -> bool {
    article[..at].matches('“').count() == article[..at].matches('”').count()
        && article.contains('”')
}

/// Texts that repeat themselves without end: four times as long, they take about four times as long, where what is
/// quadratic takes sixteen times. What is over sooner than an article is prepared, is nobody's trouble.
#[test]
fn time_is_linear() {
    let made = |n: usize| {
        let alike = "a ".repeat(n);
        let article = format!("“{alike}b.”\n{alike}\n“{}", "a “b” ".repeat(n));
        let parts = "a … ".repeat(n / 2);
        let half = "a ".repeat(n / 2);
        let texts = [
            half.clone(),
            "a [b] ".repeat(n / 2),
            "[a]b".repeat(n / 2),
            "[".repeat(n),
            format!("{half}c"),
            format!("… {parts} c …"),
            parts,
            "a […] z".to_owned(),
            "b … b … z".to_owned(),
        ];
        (Article::from_text(&article), texts)
    };
    let ((small, few), (large, many)) = (made(3_000), made(12_000));
    let (preparing, _) = cost::both(|| ArticlePrint::of(&small), || ());
    let (small, large) = (ArticlePrint::of(&small), ArticlePrint::of(&large));
    for (few, many) in few.iter().zip(&many) {
        for printed_as in [PrintedAs::Quoted, PrintedAs::Block] {
            for para in [1, 2, 9] {
                let (one, four) = cost::both(
                    || verify(&small, para, &Quotation::new(few, printed_as)),
                    || verify(&large, para, &Quotation::new(many, printed_as)),
                );
                let ratio = four / one.max(preparing);
                assert!(ratio < 8.0, "{ratio:.1} times: {few:.20} {printed_as:?} {para}");
            }
        }
    }
}
