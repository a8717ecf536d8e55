//! Owns the search for a quotation in one paragraph, and the rules that a passage must keep to
//! count: whole words, inside marks, with its own punctuation. It knows no other paragraph.

use super::ellipsis::{Parts, parts};
use super::marks::Quotations;
use super::quote::{PrintedAs, Reason, Verdict};
use crate::text::fold::{Folded, collapse_white_space, fold_typography};
use crate::text::segmentation::is_inside_word;
use std::cell::OnceCell;
use std::ops::Range;

/// The bytes compared in the search for one passage; bounds the time for a text that repeats
/// itself without end. A short fragment is still found at any place of the largest article.
const MAX_COMPARED_BYTES: usize = 1 << 26;

/// A quotation as it is looked for.
pub(super) struct PreparedQuote {
    collapsed: String,
    folded: String,
    parts: Option<Parts>,
    printed_as: PrintedAs,
}

impl PreparedQuote {
    /// `None` if there is no word in it.
    pub(super) fn new(text: &str, printed_as: PrintedAs) -> Option<Self> {
        let folded = fold_typography(text).text.trim().to_owned();
        folded.contains(char::is_alphanumeric).then(|| Self {
            collapsed: collapse_white_space(text).text.trim().to_owned(),
            parts: parts(&folded),
            folded,
            printed_as,
        })
    }
}

/// A passage that keeps every rule.
pub(super) struct Match {
    pub(super) verdict: Verdict,
    /// The bytes of the paragraph that hold it, one range for each part.
    pub(super) places: Vec<Range<usize>>,
}

/// Looks for a quotation in a paragraph, by the strictest comparison first. A practice of editors that is to have
/// a verdict of its own is one more comparison here, after those that are stricter.
pub(super) fn find(paragraph: &str, wanted: &PreparedQuote) -> Result<Match, Reason> {
    let print =
        PrintedText { text: paragraph, quotations: OnceCell::new(), printed_as: wanted.printed_as };
    let whole = |verdict| move |(place, _)| Match { verdict, places: vec![place] };
    let collapsed = collapse_white_space(paragraph);
    let exact = print.passage(&collapsed, collapse_white_space, &wanted.collapsed, 0, Ends::BOTH);
    let reason = match exact.map(whole(Verdict::Exact)) {
        Ok(found) => return Ok(found),
        Err(reason) => reason,
    };
    let folded = fold_typography(paragraph);
    let typographic = print.passage(&folded, fold_typography, &wanted.folded, 0, Ends::BOTH);
    let reason = match typographic.map(whole(Verdict::Typographic)) {
        Ok(found) => return Ok(found),
        Err(other) => reason.max(other),
    };
    let reason = match wanted.parts.as_ref().map(|parts| print.elided(&folded, parts)) {
        Some(Ok(places)) => {
            return Ok(Match { verdict: Verdict::Elided, places });
        }
        Some(Err(other)) => reason.max(other),
        None => reason,
    };
    let same_letters = || folded.text.to_lowercase().contains(&wanted.folded.to_lowercase());
    if reason == Reason::WordsDiffer && same_letters() {
        return Err(Reason::CaseDiffers);
    }
    Err(reason)
}

/// At which ends of a passage the punctuation there must be part of it.
#[derive(Clone, Copy)]
struct Ends {
    start: bool,
    end: bool,
}

impl Ends {
    const BOTH: Self = Self { start: true, end: true };
}

struct PrintedText<'a> {
    text: &'a str,
    quotations: OnceCell<Quotations>,
    printed_as: PrintedAs,
}

impl PrintedText<'_> {
    /// The first passage from byte `from` of the folded text that keeps the rules, and the byte of
    /// the folded text where it ends.
    fn passage(
        &self,
        folded: &Folded,
        folding: fn(&str) -> Folded,
        words: &str,
        from: usize,
        ends: Ends,
    ) -> Result<(Range<usize>, usize), Reason> {
        let mut reason = Reason::WordsDiffer;
        for found in occurrences(&folded.text, words, from) {
            let place = folded.original(found.clone());
            match self.keeps_rules(&place, ends) {
                // A match may end inside what one character folds to, as the first dot of `…`.
                Ok(()) if folding(&self.text[place.clone()]).text != words => {
                    reason = reason.max(Reason::CutBeforePunctuation);
                }
                Ok(()) => return Ok((place, found.end)),
                Err(other) => reason = reason.max(other),
            }
        }
        Err(reason)
    }

    /// The earliest places of the parts, each after the one before.
    fn elided(&self, folded: &Folded, cut: &Parts) -> Result<Vec<Range<usize>>, Reason> {
        let mut places = Vec::with_capacity(cut.texts.len());
        let mut from = 0;
        for (index, part) in cut.texts.iter().enumerate() {
            let ends = Ends {
                start: index == 0 && !cut.leads,
                end: index + 1 == cut.texts.len() && !cut.trails,
            };
            let passage = |from| self.passage(folded, fold_typography, part, from, ends);
            let (place, end) = passage(from).map_err(|reason| match passage(0) {
                Ok(_) => Reason::OutOfOrder,
                Err(_) => reason,
            })?;
            places.push(place);
            from = end;
        }
        Ok(places)
    }

    fn keeps_rules(&self, place: &Range<usize>, ends: Ends) -> Result<(), Reason> {
        if is_inside_word(self.text, place.start) || is_inside_word(self.text, place.end) {
            return Err(Reason::InsideWord);
        }
        match self.printed_as {
            PrintedAs::Quoted => self.keeps_marks(place, ends),
            PrintedAs::Block => self.keeps_block(place, ends),
        }
    }

    /// The punctuation between a mark and the words next to it belongs to the quotation, and a
    /// question cut off before its mark is a question no more.
    fn keeps_marks(&self, place: &Range<usize>, ends: Ends) -> Result<(), Reason> {
        let quotations = self.quotations.get_or_init(|| Quotations::of(self.text));
        let quoted = quotations.around(place).ok_or(Reason::OutsideMarks)?;
        let after = &self.text[place.end..quoted.end];
        if ends.end
            && (is_punctuation(after)
                || after.starts_with(['?', '!'])
                || self.splits_dots(place.end))
        {
            return Err(Reason::CutBeforePunctuation);
        }
        if ends.start
            && (is_punctuation(&self.text[quoted.start..place.start])
                || self.splits_dots(place.start))
        {
            return Err(Reason::CutAfterPunctuation);
        }
        Ok(())
    }

    fn keeps_block(&self, place: &Range<usize>, ends: Ends) -> Result<(), Reason> {
        let after = &self.text[place.end..];
        // An ellipsis that stands by itself is no end of this sentence.
        let apart = after.trim_start();
        let goes_on =
            apart.len() < after.len() && (apart.starts_with("...") || apart.starts_with('…'));
        if ends.end
            && !goes_on
            && apart.starts_with(['.', ',', ';', ':', '!', '?', '…', '。', '，', '！', '？'])
        {
            return Err(Reason::CutBeforePunctuation);
        }
        if ends.start && self.text[..place.start].ends_with(['(', '[', '{', '¿', '¡']) {
            return Err(Reason::CutAfterPunctuation);
        }
        Ok(())
    }

    fn splits_dots(&self, at: usize) -> bool {
        self.text[..at].ends_with('.') && self.text[at..].starts_with('.')
    }
}

/// Something, but no word.
fn is_punctuation(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_alphanumeric)
}

/// Where `words` stand in a text from byte `from`, overlapping ones too, in order.
fn occurrences(text: &str, words: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = from;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(words)?;
        from = start + step;
        Some(start..start + words.len())
    })
    .take(MAX_COMPARED_BYTES / words.len().max(1))
}
