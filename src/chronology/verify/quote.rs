//! Owns the verdict on a quotation: whether an article prints these words, in this paragraph, as
//! words of somebody else. Strict: a verdict never rests on similarity, the nearest passage is only
//! shown. Pure: it reads no file and knows no record.

#[cfg(test)]
mod tests;

use super::super::article::Article;
pub use super::nearest::{Nearest, nearest};
use super::passage::{self, PreparedQuote};
use serde::Serialize;
use std::fmt;
use std::ops::Range;

/// How a record says that its words are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintedAs {
    /// Inside quotation marks: a quotation or a fragment of one.
    Quoted,
    /// As direct speech set off without marks.
    Block,
}

/// The verdict on a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Printed so, but for white space.
    Exact,
    /// Printed so, but for quotation marks, dashes, ellipses and the like.
    Typographic,
    /// The parts around its ellipses are printed in order.
    Elided,
    /// Printed nowhere in the article as the record has it.
    Differs,
    /// There is no text to hold it against; never given by [`verify`].
    NoText,
    /// Printed, but in another paragraph than the one named.
    WrongPara,
}

impl Verdict {
    /// Whether the words stand in the paragraph that the record names.
    #[must_use]
    pub fn is_verified(self) -> bool {
        matches!(self, Self::Exact | Self::Typographic | Self::Elided)
    }
}

/// Why a quotation is not verified, weakest first: of several passages the one that comes closest
/// gives the reason. Displays as a clause about the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is no word in the record.
    Empty,
    /// No paragraph prints these words.
    WordsDiffer,
    /// The paragraph named does not exist.
    NoSuchParagraph,
    /// Only the case of letters differs.
    CaseDiffers,
    /// The passage begins or ends inside a longer word or number.
    InsideWord,
    /// The parts around an ellipsis stand in another order.
    OutOfOrder,
    /// The words stand in the paragraph, but in no quotation marks.
    OutsideMarks,
    /// Punctuation that belongs to the first word was left out.
    CutAfterPunctuation,
    /// Punctuation that belongs to the last word was left out.
    CutBeforePunctuation,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there are no words to look for",
            Self::WordsDiffer => "no paragraph of the text prints these words",
            Self::NoSuchParagraph => "the text has no paragraph of that number",
            Self::CaseDiffers => "the text prints these words with other capital letters",
            Self::InsideWord => "the words begin or end inside a longer word or number of the text",
            Self::OutOfOrder => "the text prints the parts around the ellipsis in another order",
            Self::OutsideMarks => "the text prints these words, but not inside quotation marks",
            Self::CutAfterPunctuation => {
                "the text prints punctuation before the first word that is left out here"
            }
            Self::CutBeforePunctuation => {
                "the text prints punctuation after the last word that is left out here"
            }
        })
    }
}

/// What was found of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// The paragraph that prints the words, from 1: the one named unless the verdict is
    /// [`Verdict::WrongPara`]. `None` where none does.
    pub found_para: Option<u32>,
    /// Why it is not verified.
    pub reason: Option<Reason>,
}

impl Finding {
    /// The finding where the reader holds no text of the source.
    #[must_use]
    pub fn no_text() -> Self {
        Self { verdict: Verdict::NoText, found_para: None, reason: None }
    }

    fn differs(reason: Reason) -> Self {
        Self { verdict: Verdict::Differs, found_para: None, reason: Some(reason) }
    }
}

/// Holds a quotation against an article.
///
/// The words must stand in paragraph `para` (from 1) from one word boundary to another, with the
/// punctuation that the print has inside the marks or at the end of the block; words in
/// [`PrintedAs::Quoted`] must stand between quotation marks. An ellipsis that is not printed stands for
/// words left out. If another paragraph fulfils all this and the named one does not, the verdict is
/// [`Verdict::WrongPara`], and the one closest to the number named is found.
///
/// Beside the finding: the bytes of paragraph [`Finding::found_para`] that print the words, one range, or
/// one for each part of an elided quotation, in order. Empty where no paragraph prints them.
#[must_use]
pub fn verify(
    article: &Article,
    para: u32,
    text: &str,
    printed_as: PrintedAs,
) -> (Finding, Vec<Range<usize>>) {
    let Some(wanted) = PreparedQuote::new(text, printed_as) else {
        return (Finding::differs(Reason::Empty), Vec::new());
    };
    let named = article.paragraph(para).map(|print| passage::find(print, &wanted));
    let mut reason = match named {
        Some(Ok(found)) => {
            let finding = Finding { verdict: found.verdict, found_para: Some(para), reason: None };
            return (finding, found.places);
        }
        Some(Err(reason)) => reason,
        None => Reason::NoSuchParagraph,
    };
    let mut others: Vec<_> = article.paragraphs().filter(|&(number, _)| number != para).collect();
    others.sort_by_key(|&(number, _)| number.abs_diff(para));
    for (number, print) in others {
        match passage::find(print, &wanted) {
            Ok(found) => {
                let missing = (reason == Reason::NoSuchParagraph).then_some(reason);
                let finding = Finding {
                    verdict: Verdict::WrongPara,
                    found_para: Some(number),
                    reason: missing,
                };
                return (finding, found.places);
            }
            Err(other) => reason = reason.max(other),
        }
    }
    (Finding::differs(reason), Vec::new())
}
