//! Owns the verdict on a quotation: whether an article prints these words, in this paragraph, as
//! words of somebody else. Strict: a verdict never rests on similarity, the nearest passage is only
//! shown. Pure: it reads no file and knows no record.

#[cfg(test)]
mod tests;

pub use super::nearest::{Nearest, nearest};
use super::numbers::has_other_number;
use super::pattern::{QuotationPattern, RecordedWords};
use super::placing::{PlaceSearch, Placed};
pub use super::print::{ArticlePrint, PrintPlace};
pub use super::verdict::{Omission, Omissions, Practice, Practices, Reason, Verdict};

/// How a record says that its words are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintedAs {
    /// Inside quotation marks: a quotation or a fragment of one.
    Quoted,
    /// As direct speech set off without marks.
    Block,
}

/// Words to be held against an article.
#[derive(Debug, Clone, Copy)]
pub struct Quotation<'a> {
    /// The words, as the record has them.
    pub text: &'a str,
    /// The language of the words, such as `pt-BR`, where that is known: by it, negations and numbers are told.
    pub lang: Option<&'a str>,
    /// The words that these translate, with their language, where the record gives them.
    pub original: Option<(&'a str, Option<&'a str>)>,
    /// How they are printed.
    pub printed_as: PrintedAs,
}

impl<'a> Quotation<'a> {
    /// Words of no known language, without an original.
    #[must_use]
    pub fn new(text: &'a str, printed_as: PrintedAs) -> Self {
        Self { text, lang: None, original: None, printed_as }
    }
}

/// What was found of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// The paragraph in which the words begin that print it, from 1: the one named unless the verdict is
    /// [`Verdict::WrongPara`]. `None` where none does.
    pub found_para: Option<u32>,
    /// Why it is not verified.
    pub reason: Option<Reason>,
    /// By which practices of editors it differs from print. The weightiest names the verdict.
    pub practices: Practices,
    /// What its ellipses and brackets take out that may change its sense.
    pub omissions: Omissions,
}

impl Finding {
    /// The finding where the reader holds no text of the source.
    #[must_use]
    pub fn no_text() -> Self {
        Self::without_place(Verdict::NoText, None)
    }

    /// The finding of a record that names no paragraph, so that its words may stand in any.
    pub(super) fn anywhere(self) -> Self {
        let nowhere = |reason: &Reason| *reason != Reason::NoSuchParagraph;
        match self.verdict {
            Verdict::WrongPara => Self { verdict: self.practices.verdict(), reason: None, ..self },
            Verdict::Differs => {
                Self { reason: self.reason.filter(nowhere).or(Some(Reason::WordsDiffer)), ..self }
            }
            _ => self,
        }
    }

    fn differs(reason: Reason) -> Self {
        Self::without_place(Verdict::Differs, Some(reason))
    }

    fn without_place(verdict: Verdict, reason: Option<Reason>) -> Self {
        let (practices, omissions) = (Practices::default(), Omissions::default());
        Self { verdict, found_para: None, reason, practices, omissions }
    }
}

/// Holds a quotation against an article.
///
/// The words must begin in paragraph `para` (from 1) and stand there from one word boundary to another, with the
/// punctuation that the print has inside the marks or at the end of the block; words in [`PrintedAs::Quoted`] must
/// stand between quotation marks. What else may differ are the practices of editors that [`Practice`] names, each of
/// which has a verdict of its own. If another paragraph fulfils all this and the named one does not, the verdict is
/// [`Verdict::WrongPara`], and the one closest to the number named is found.
///
/// Where the words themselves are not printed in that paragraph and the record gives those that they translate, these
/// are held against the article instead: [`Verdict::OwnTranslation`].
///
/// Beside the finding: where the words stand, a place for each part in each paragraph, in order. Empty where no
/// paragraph prints them. The time is linear in the article and the quotation.
#[must_use]
pub fn verify(
    print: &ArticlePrint,
    para: u32,
    quotation: &Quotation<'_>,
) -> (Finding, Vec<PrintPlace>) {
    let (finding, places) =
        verify_words(print, para, quotation.text, quotation.lang, quotation.printed_as);
    let Some((original, lang)) = quotation.original.filter(|_| !finding.verdict.is_verified())
    else {
        return (finding, places);
    };
    let (mut translated, originals) =
        verify_words(print, para, original, lang, quotation.printed_as);
    // The original at its own paragraph is what the record means, wherever else its translation is printed.
    if finding.verdict == Verdict::WrongPara && !translated.verdict.is_verified() {
        return (finding, places);
    }
    if translated.verdict.is_verified() {
        translated.verdict = Verdict::OwnTranslation;
    }
    if translated.verdict != Verdict::Differs {
        translated.practices.insert(Practice::OwnTranslation);
        if has_other_number(quotation.text, original) {
            translated.omissions.insert(Omission::Number);
        }
    }
    (translated, originals)
}

fn verify_words(
    print: &ArticlePrint,
    para: u32,
    text: &str,
    lang: Option<&str>,
    printed_as: PrintedAs,
) -> (Finding, Vec<PrintPlace>) {
    let record = RecordedWords::new(text);
    if !record.folded().contains(char::is_alphanumeric) {
        return (Finding::differs(Reason::Empty), Vec::new());
    }
    let patterns: Vec<QuotationPattern> =
        std::iter::once(record.literal()).chain(record.edited()).collect();
    let mut search = PlaceSearch::new(print, printed_as, lang, text);
    let is_missing = print.paragraph(para).is_empty();
    let mut reason = if is_missing { Reason::NoSuchParagraph } else { Reason::WordsDiffer };
    for pattern in &patterns {
        match search.in_paragraph(pattern, para) {
            Ok(placed) => return found(print, placed, para, None),
            Err(other) => reason = reason.max(other),
        }
    }
    for pattern in &patterns {
        for other in search.paragraphs_with(pattern, para) {
            match search.in_paragraph(pattern, other) {
                Ok(placed) => {
                    let missing = is_missing.then_some(Reason::NoSuchParagraph);
                    let (mut finding, places) = found(print, placed, other, missing);
                    finding.verdict = Verdict::WrongPara;
                    return (finding, places);
                }
                Err(other) => reason = reason.max(other),
            }
        }
    }
    if reason == Reason::WordsDiffer && print.is_lossy {
        reason = Reason::Encoding;
    }
    (Finding::differs(reason), Vec::new())
}

fn found(
    print: &ArticlePrint,
    placed: Placed,
    para: u32,
    reason: Option<Reason>,
) -> (Finding, Vec<PrintPlace>) {
    let Placed { stretches, practices, omissions } = placed;
    let places = stretches.iter().flat_map(|stretch| print.places(stretch)).collect();
    let verdict = practices.verdict();
    (Finding { verdict, found_para: Some(para), reason, practices, omissions }, places)
}
