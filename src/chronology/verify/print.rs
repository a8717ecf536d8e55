//! Owns an article as quotations are held against it: all its paragraphs in one text, folded, with its letters, its
//! quotation marks and the way back to a paragraph. It knows no record.

use super::letters::FoldedLetters;
use super::marks::Quotations;
use crate::chronology::article::Article;
use crate::text::classes::{is_guillemet, is_hyphen};
use crate::text::fold::{Folded, fold_typography};
use std::cell::OnceCell;
use std::ops::Range;

/// The bytes of a paragraph that print words, half-open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintPlace {
    /// The paragraph, from 1.
    pub para: u32,
    /// Its bytes.
    pub range: Range<usize>,
}

/// An article in one text, a paragraph a line, ready for any number of quotations to be held against it.
#[derive(Debug)]
pub struct ArticlePrint {
    pub(super) text: String,
    pub(super) folded: Folded,
    pub(super) letters: FoldedLetters,
    quotations: OnceCell<Quotations>,
    runs: OnceCell<Vec<u32>>,
    /// The bytes of the article were not UTF-8.
    pub(super) is_lossy: bool,
    /// Where each paragraph begins.
    starts: Vec<usize>,
    /// Where marks of direction stood.
    direction_marks: Vec<usize>,
}

impl ArticlePrint {
    /// Prepares an article; linear in its text.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for (number, paragraph) in article.paragraphs() {
            if number > 1 {
                text.push('\n');
            }
            starts.push(text.len());
            text.push_str(paragraph);
        }
        let folded = fold_typography(&text);
        let letters = FoldedLetters::of(&folded.text);
        let start = |para: u32| starts.get((para as usize).wrapping_sub(1));
        let marks = article.direction_marks().iter();
        let direction_marks = marks.filter_map(|(para, at)| Some(start(*para)? + at)).collect();
        Self {
            text,
            folded,
            letters,
            quotations: OnceCell::new(),
            runs: OnceCell::new(),
            is_lossy: article.damage().is_some(),
            starts,
            direction_marks,
        }
    }

    pub(super) fn quotations(&self) -> &Quotations {
        self.quotations.get_or_init(|| Quotations::of(&self.text))
    }

    /// The last of the paragraphs that are joined by quotations that go on in the next one, beginning with this one.
    pub(super) fn runs_to(&self, para: u32) -> u32 {
        let runs = self.runs.get_or_init(|| {
            let mut ends: Vec<u32> = (1..=self.starts.len() as u32).collect();
            let mut joined = vec![false; ends.len() + 1];
            for (part, next) in self.quotations().continuations() {
                let between = self.paragraph_at(part)..self.paragraph_at(next);
                between.for_each(|para| {
                    joined.get_mut(para as usize).into_iter().for_each(|j| *j = true);
                });
            }
            for index in (0..ends.len()).rev() {
                let next = ends.get(index + 1).copied();
                if let (Some(true), Some(next), Some(end)) =
                    (joined.get(index + 1), next, ends.get_mut(index))
                {
                    *end = next;
                }
            }
            ends
        });
        let index = (para as usize).wrapping_sub(1);
        runs.get(index).copied().unwrap_or(para)
    }

    /// The paragraph, from 1, that holds a byte of the text.
    pub(super) fn paragraph_at(&self, at: usize) -> u32 {
        self.starts.partition_point(|start| *start <= at) as u32
    }

    /// The bytes of a paragraph, from 1; empty where there is none.
    pub(super) fn paragraph(&self, number: u32) -> Range<usize> {
        let index = (number as usize).wrapping_sub(1);
        let Some(&start) = self.starts.get(index) else {
            return 0..0;
        };
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        start..end
    }

    /// The letters of a stretch of the folded text, as bytes of [`FoldedLetters::text`].
    pub(super) fn letters_in(&self, folded: &Range<usize>) -> Range<usize> {
        self.letters.from(folded.start)..self.letters.from(folded.end)
    }

    /// The first byte of the folded text that comes from a byte of the text or one after it.
    pub(super) fn folded_at(&self, at: usize) -> usize {
        let (mut low, mut high) = (0, self.folded.text.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.original(middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.folded.text.ceil_char_boundary(low)
    }

    /// The byte of the text that a byte of the folded text comes from.
    pub(super) fn original(&self, folded: usize) -> usize {
        self.folded.original(folded..folded + 1).start
    }

    /// Whether the white space at a byte of the folded text ends a paragraph.
    pub(super) fn is_break(&self, folded: usize) -> bool {
        let space = self.folded.original(folded..folded + 1);
        self.text.get(space).is_some_and(|space| space.contains('\n'))
    }

    /// Whether the mark at a byte of the folded text quotes.
    pub(super) fn quotes(&self, folded: usize) -> bool {
        self.quotations().is_mark(self.original(folded))
    }

    /// Whether a mark of direction stood inside a stretch of the text.
    pub(super) fn has_direction_mark(&self, stretch: &Range<usize>) -> bool {
        let first = self.direction_marks.partition_point(|at| *at <= stretch.start);
        self.direction_marks.get(first).is_some_and(|at| *at < stretch.end)
    }

    /// Whether the mark at a byte of the folded text is one that French sets off by blanks.
    pub(super) fn is_guillemet(&self, folded: usize) -> bool {
        let mark = self.text.get(self.original(folded)..).and_then(|rest| rest.chars().next());
        mark.is_some_and(is_guillemet)
    }

    /// Whether the dash at a byte of the folded text is a hyphen.
    pub(super) fn is_hyphen(&self, folded: usize) -> bool {
        let dash = self.text.get(self.original(folded)..).and_then(|rest| rest.chars().next());
        dash.is_some_and(is_hyphen)
    }

    /// A stretch of the text as bytes of its paragraphs.
    pub(super) fn places(&self, stretch: &Range<usize>) -> impl Iterator<Item = PrintPlace> {
        let (first, last) = (self.paragraph_at(stretch.start), self.paragraph_at(stretch.end));
        (first..=last).filter_map(move |para| {
            let whole = self.paragraph(para);
            let range = stretch.start.max(whole.start)..stretch.end.min(whole.end);
            let within = || range.start - whole.start..range.end - whole.start;
            (!range.is_empty()).then(|| PrintPlace { para, range: within() })
        })
    }
}
