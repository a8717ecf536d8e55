//! What verification found of a statement's words, as a glyph and in words.

use crate::chronology::model::StatementKind;
use crate::chronology::verify::quote::Verdict;

/// The glyph of a finding; of a statement that nobody's wording is held against, the glyph of reported speech.
#[must_use]
pub fn verdict_glyph(found: Option<Verdict>) -> &'static str {
    match found {
        Some(Verdict::Exact) => "✓",
        Some(Verdict::Typographic) => "≈",
        Some(Verdict::Elided) => "⋯",
        Some(Verdict::WrongPara | Verdict::Differs) => "✗",
        Some(Verdict::NoText) => "?",
        None => super::glyph_of(StatementKind::Reported),
    }
}

/// A finding in words, with the paragraph in which the words were found where it is another one. Reported
/// speech, for which nothing is looked up, is in the dataset's words.
#[must_use]
pub fn verdict(found: Option<Verdict>, found_para: Option<u32>) -> String {
    let words = match found {
        Some(Verdict::Exact) => "verbatim",
        Some(Verdict::Typographic) => "verbatim but for typography",
        Some(Verdict::Elided) => "elided: its parts stand in this order",
        Some(Verdict::WrongPara) => {
            return match found_para {
                Some(para) => format!("stands in another paragraph: ¶{para}"),
                None => "stands in another paragraph".to_owned(),
            };
        }
        Some(Verdict::Differs) => "differs from the article",
        Some(Verdict::NoText) => "no text held",
        None => "in the dataset's words",
    };
    words.to_owned()
}

/// How a source prints a statement, and what was found of it: `quote, verbatim`, `reported, in the dataset's
/// words`.
#[must_use]
pub fn manner(kind: StatementKind, found: Option<Verdict>, found_para: Option<u32>) -> String {
    format!("{}, {}", kind.word(), verdict(found, found_para))
}
