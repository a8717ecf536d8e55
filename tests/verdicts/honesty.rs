//! Records made of an article by random edits, honest and not, held to a plain reading: what is verified must be a
//! sequence of stretches that the article prints, and no negation may be missing between them unsaid.

use super::*;
use proptest::prelude::*;

const VOCABULARY: &[&str] = &[
    "we", "the", "port", "is", "not", "closed", "1,550", "no", "boats", "and", "cannot", "We",
    "leave,", "today.", "five", "never", "town’s", "so", "a",
];

const NEGATIONS: &[&str] = &["not", "no", "cannot", "never"];

/// What is done to a word of the record.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Drop,
    Elide,
    /// Another word stands in brackets for it.
    Replace(&'static str),
    /// A word in brackets is added.
    Add(&'static str),
    Change(&'static str),
    Capital,
    Stop,
    Sic,
    Break,
}

fn edit() -> impl Strategy<Value = Edit> {
    let word = || prop::sample::select(VOCABULARY);
    prop_oneof![
        12 => Just(Edit::Keep),
        1 => Just(Edit::Drop),
        2 => Just(Edit::Elide),
        2 => word().prop_map(Edit::Replace),
        1 => word().prop_map(Edit::Add),
        1 => word().prop_map(Edit::Change),
        1 => Just(Edit::Capital),
        1 => Just(Edit::Stop),
        1 => Just(Edit::Sic),
        1 => Just(Edit::Break),
    ]
}

/// A word as a reader compares it: without its case and what stands around it.
fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn plain_words(text: &str) -> Vec<String> {
    text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect()
}

fn negates(words: &[String]) -> bool {
    words.iter().any(|word| NEGATIONS.contains(&word.as_str()))
}

/// A record as its stretches of words, each with whether the editor's words before it negate.
fn stretches(record: &str) -> Vec<(bool, Vec<String>)> {
    let mut all = vec![(false, Vec::new())];
    let mut rest = record;
    while let Some(at) = rest.find(['…', '[']) {
        all.last_mut().unwrap().1.extend(plain_words(&rest[..at]));
        let is_bracket = rest[at..].starts_with('[');
        let end =
            if is_bracket { rest[at..].find(']').unwrap() + at + 1 } else { at + '…'.len_utf8() };
        let content = plain_words(&rest[at..end]);
        if content != ["sic"] {
            all.push((negates(&content), Vec::new()));
        }
        rest = &rest[end..];
    }
    all.last_mut().unwrap().1.extend(plain_words(rest));
    all
}

/// Whether print has the stretches in order, and between two of them a negation only where the editor has one, or
/// where `may_negate` says that it is told.
fn is_printed(
    print: &[String],
    record: &[(bool, Vec<String>)],
    from: usize,
    first: bool,
    may_negate: bool,
) -> bool {
    let Some(((negated, words), rest)) = record.split_first() else {
        return true;
    };
    if words.is_empty() {
        // What is before the first word, or after the last, or between an ellipsis and a bracket.
        return is_printed(print, rest, from, first, may_negate || *negated);
    }
    (from..=print.len().saturating_sub(words.len())).any(|at| {
        let fits = print.get(at..at + words.len()) == Some(words);
        // A bracket that begins the record stands for words of the sentence before it.
        let gap_negates = negates(&print[from..at]);
        let honest = may_negate || gap_negates == *negated || first && !*negated;
        fits && honest && is_printed(print, rest, at + words.len(), false, may_negate)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]
    #[test]
    fn what_is_verified_is_what_print_has(
        words in prop::collection::vec(prop::sample::select(VOCABULARY), 4..14),
        from in 0_usize..5,
        edits in prop::collection::vec(edit(), 2..10),
        is_block in any::<bool>(),
        breaks in prop::option::of(1_usize..12),
    ) {
        let mut print = words.join(" ");
        if let Some(at) = breaks && let Some((place, _)) = print.match_indices(' ').nth(at) {
            let next = if is_block { "\n" } else { "\n“" };
            print.replace_range(place..=place, next);
        }
        let article = if is_block { print.clone() } else { format!("He said: “{print}” So he said.") };
        let mut record = Vec::new();
        for (word, edit) in words.iter().skip(from).zip(&edits) {
            match edit {
                Edit::Keep => record.push((*word).to_owned()),
                Edit::Drop => {}
                Edit::Elide => record.push("…".to_owned()),
                Edit::Replace(other) => record.push(format!("[{other}]")),
                Edit::Add(other) => record.extend([(*word).to_owned(), format!("[{other}]")]),
                Edit::Change(other) => record.push((*other).to_owned()),
                Edit::Capital => {
                    let mut letters = word.chars();
                    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
                    record.push(format!("{first}{}", letters.as_str()));
                }
                Edit::Stop => record.push(word.replace(',', ".")),
                Edit::Sic => record.extend([(*word).to_owned(), "[sic]".to_owned()]),
                Edit::Break => record.push(if *word == "closed" { "clos- ed" } else { word }.to_owned()),
            }
        }
        let record = record.join(" ");
        let printed_as = if is_block { PrintedAs::Block } else { PrintedAs::Quoted };
        let print = ArticlePrint::of(&Article::from_text(&article));
        let (found, places) = verify(&print, 1, &Quotation::new(&record, printed_as));
        if !found.verdict.is_verified() {
            return Ok(());
        }
        prop_assert!(!places.is_empty());
        let told = found.omissions.contains(Omission::Negation);
        let of_print = plain_words(&article);
        let of_record = stretches(&record.replace("clos- ed", "closed"));
        prop_assert!(is_printed(&of_print, &of_record, 0, true, told), "{record} | {article} | {found:?}");
        let is_plain = !record.contains(['[', '…']);
        prop_assert!(found.verdict != Verdict::Exact || is_plain && article.replace("\n“", " ").replace('\n', " ").contains(&record));
    }
}
