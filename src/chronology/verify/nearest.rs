//! Owns the passage that a reader is shown beside a quotation that is printed nowhere. It never
//! bears on a verdict.

use crate::chronology::article::Article;
use crate::text::fold::word_key;
use crate::text::segmentation::segments;
use crate::text::slice;
use std::collections::HashMap;
use std::ops::Range;

/// The passage that shares the most words with a quotation, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Its paragraph, from 1.
    pub para: u32,
    /// Its bytes in that paragraph.
    pub range: Range<usize>,
}

/// Words of the quotation that are aligned; what follows them is taken to follow.
const MAX_WORDS: usize = 256;

/// Bytes of text times words of the quotation that are aligned: a hundred times what a long article
/// and a long quotation need, and still no wait.
const MAX_WORK: usize = 1 << 27;

/// The passage that shares the most words with a text in order, found by the local alignment of
/// Smith and Waterman over words (2 for a shared word, -1 for one that differs, is missing or
/// added). On a draw the paragraph named, then the first. `None` if fewer than a quarter are shared
/// (or the text is so long that none could be looked for).
#[must_use]
pub fn nearest(article: &Article, para: u32, text: &str) -> Option<Nearest> {
    let words: Vec<String> = keys(text).map(|(word, _)| word).take(MAX_WORDS).collect();
    let mut numbers = HashMap::new();
    let wanted: Vec<usize> = words
        .iter()
        .map(|word| {
            let next = numbers.len();
            *numbers.entry(word.as_str()).or_insert(next)
        })
        .collect();
    let mut best: Option<(WordAlignment, Nearest)> = None;
    let mut budget = MAX_WORK;
    let named = article.paragraph(para).map(|print| (para, print));
    let others = article.paragraphs().filter(|&(number, _)| number != para);
    for (number, print) in named.into_iter().chain(others) {
        let work = wanted.len() * print.len();
        if work > budget {
            continue;
        }
        budget -= work;
        let (ids, places): (Vec<_>, Vec<_>) =
            keys(print).map(|(word, place)| (numbers.get(word.as_str()).copied(), place)).unzip();
        let known = ids.iter().flatten().count();
        let ceiling = 2 * known.min(wanted.len());
        if known == 0 || best.as_ref().is_some_and(|(other, _)| ceiling <= other.score) {
            continue;
        }
        let cell = align(&wanted, &ids);
        let leads = best.as_ref().is_none_or(|(other, _)| cell.score > other.score);
        if leads && cell.shared * 4 >= wanted.len() {
            let range = cell.passage(wanted.len(), &places);
            best = Some((cell, Nearest { para: number, range }));
        }
    }
    best.map(|(_, nearest)| nearest)
}

/// The words of a text, folded with their case, and their bytes.
fn keys(text: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    segments(text)
        .filter(|segment| segment.is_word)
        .map(|segment| (word_key(slice(text, segment.range.clone())), segment.range))
}

/// The best alignment that ends at one pair of words.
#[derive(Debug, Clone, Copy, Default)]
struct WordAlignment {
    score: usize,
    shared: usize,
    /// Indices of the first words aligned, and one beyond the last.
    wanted: (usize, usize),
    print: (usize, usize),
}

impl WordAlignment {
    fn less(self) -> Self {
        Self { score: self.score.saturating_sub(1), ..self }
    }

    fn more(self) -> Self {
        Self { score: self.score + 2, shared: self.shared + 1, ..self }
    }

    /// The bytes of the passage, widened by as many words as the quotation has beyond the aligned.
    fn passage(self, wanted: usize, places: &[Range<usize>]) -> Range<usize> {
        let first = self.print.0.saturating_sub(self.wanted.0);
        let last = (self.print.1 + wanted - self.wanted.1).min(places.len());
        let start = places.get(first).map_or(0, |place| place.start);
        let end =
            last.checked_sub(1).and_then(|last| places.get(last)).map_or(start, |place| place.end);
        start..end
    }
}

fn align(wanted: &[usize], print: &[Option<usize>]) -> WordAlignment {
    let mut best = WordAlignment::default();
    let mut row = vec![WordAlignment::default(); wanted.len() + 1];
    for (p, &word) in print.iter().enumerate() {
        let mut diagonal = WordAlignment::default();
        for (w, &key) in wanted.iter().enumerate() {
            let from = if diagonal.score == 0 {
                WordAlignment { wanted: (w, w), print: (p, p), ..WordAlignment::default() }
            } else {
                diagonal
            };
            let step = if word == Some(key) { from.more() } else { from.less() };
            let step = WordAlignment {
                wanted: (step.wanted.0, w + 1),
                print: (step.print.0, p + 1),
                ..step
            };
            let gap = if row[w + 1].score >= row[w].score { row[w + 1] } else { row[w] }.less();
            diagonal = row[w + 1];
            row[w + 1] = if step.score >= gap.score { step } else { gap };
            if row[w + 1].score > best.score {
                best = row[w + 1];
            }
        }
    }
    best
}
