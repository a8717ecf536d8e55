//! Owns which sentences of two wordings tell the same: side by side, or with nothing beside them. It measures words
//! that are shared and no sense; that one sentence is another reworded is for a reader to say.

use crate::text::fold::word_key;
use crate::text::segmentation::segments;
use crate::text::sentence::sentences;
use crate::text::slice;
use std::ops::Range;

/// Sentences of two wordings that belong together. Ranges are bytes of the two originals, without the white space
/// around them; one of them is empty where only the other wording has the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedSentences {
    /// The sentences on the left.
    pub left: Range<usize>,
    /// The sentences on the right.
    pub right: Range<usize>,
}

/// The least share of their words that two sentences have in common where one may be the other reworded: twice the
/// shared words over the words of both, in percent.
const ALIKE: usize = 40;
/// The least share of its own words, in percent, by which a sentence is the half of another one.
const HALF: usize = 50;
/// The shared words that taking two sentences for one has to bring, beyond what one of them shares.
const JOINING: usize = 2;
/// Pairs of sentences that are looked at; wordings of more are told as one sentence each.
const MOST_PAIRS: usize = 4_000;

/// Sentences taken together: of one side, of both, or two of a side that are one of the other.
const STEPS: [(usize, usize); 5] = [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)];

/// Aligns the sentences of two wordings in the order of both: the alignment that shares most words. Together the
/// ranges hold every sentence of both once. After Gale and Church (1993), with shared words in place of lengths.
#[must_use]
pub fn align(left: &str, right: &str) -> Vec<AlignedSentences> {
    let (left, right) = (Side::of(left), Side::of(right));
    let (rows, columns) = (left.sentences.len(), right.sentences.len());
    if rows * columns > MOST_PAIRS {
        return vec![AlignedSentences {
            left: left.range(0..rows),
            right: right.range(0..columns),
        }];
    }
    // The most shared words from a pair of sentences to the end of both, and the step by which they are reached.
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut best = vec![(0, (0, 0)); (rows + 1) * (columns + 1)];
    for row in (0..=rows).rev() {
        for column in (0..=columns).rev() {
            let steps = STEPS.into_iter().filter_map(|(down, across)| {
                let (to_row, to_column) = (row + down, column + across);
                if to_row > rows || to_column > columns {
                    return None;
                }
                let shared = shared_words(&left, row..to_row, &right, column..to_column)?;
                Some((best[at(to_row, to_column)].0 + shared, (down, across)))
            });
            // Of equals the first: what stands side by side rather than alone.
            let found = steps.reduce(|a, b| if b.0 > a.0 { b } else { a });
            best[at(row, column)] = found.unwrap_or_default();
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut aligned = Vec::with_capacity(rows.max(columns));
    while row < rows || column < columns {
        let (down, across) = best[at(row, column)].1;
        aligned.push(AlignedSentences {
            left: left.range(row..row + down),
            right: right.range(column..column + across),
        });
        (row, column) = (row + down, column + across);
    }
    aligned
}

/// How many words sentences share that may stand side by side; `None` of those that may not.
fn shared_words(
    left: &Side,
    rows: Range<usize>,
    right: &Side,
    columns: Range<usize>,
) -> Option<usize> {
    if rows.is_empty() || columns.is_empty() {
        return Some(0);
    }
    let (one, other) = (left.words(rows), right.words(columns));
    let (words, others) = (sorted(&one), sorted(&other));
    let shared = common(&words, &others);
    if shared * 200 < ALIKE * (words.len() + others.len()) || shared == 0 {
        return None;
    }
    // Each of two that are taken for one has to be a half of it.
    let (two, whole) = match (one.len(), other.len()) {
        (1, 1) => return Some(shared),
        (1, _) => (&other, &words),
        _ => (&one, &others),
    };
    let is_half = |half: &[&str]| common(half, whole) * 100 >= HALF * half.len();
    let are_halves = two.iter().all(|half| is_half(&sorted(&[half])));
    shared.checked_sub(JOINING).filter(|_| are_halves)
}

/// The words of sentences, sorted.
fn sorted<'a>(sentences: &[&'a [String]]) -> Vec<&'a str> {
    let mut words: Vec<&str> = sentences.iter().copied().flatten().map(String::as_str).collect();
    words.sort_unstable();
    words
}

/// How many words two sorted lists have in common, each counted as often as both have it.
fn common(one: &[&str], other: &[&str]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

/// One wording in sentences.
struct Side {
    /// Their bytes.
    sentences: Vec<Range<usize>>,
    /// The keys of the words of each.
    words: Vec<Vec<String>>,
}

impl Side {
    fn of(text: &str) -> Self {
        let sentences = sentences(text);
        let words = |range: &Range<usize>| {
            let sentence = slice(text, range.clone());
            let words = segments(sentence).filter(|segment| segment.is_word);
            words.map(|word| word_key(slice(sentence, word.range))).collect()
        };
        Self { words: sentences.iter().map(words).collect(), sentences }
    }

    fn words(&self, sentences: Range<usize>) -> Vec<&[String]> {
        self.words.get(sentences).unwrap_or_default().iter().map(Vec::as_slice).collect()
    }

    /// The bytes of sentences; of none, an empty range.
    fn range(&self, sentences: Range<usize>) -> Range<usize> {
        let own = self.sentences.get(sentences).unwrap_or_default();
        match (own.first(), own.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(left: &str, right: &str) -> Vec<String> {
        let aligned = align(left, right).into_iter();
        aligned.map(|pair| format!("{} | {}", &left[pair.left], &right[pair.right])).collect()
    }

    #[test]
    fn a_sentence_that_only_one_prints_stands_alone() {
        assert_eq!(
            written(
                "However, no answer was received. In fact our ideas have been left unanswered.",
                "An initiative was put forward. However, no answer was ever received. In essence our ideas are left \
                 unanswered. Such an approach is regrettable.",
            ),
            [
                " | An initiative was put forward.",
                "However, no answer was received. | However, no answer was ever received.",
                "In fact our ideas have been left unanswered. | In essence our ideas are left unanswered.",
                " | Such an approach is regrettable.",
            ]
        );
    }

    #[test]
    fn two_sentences_may_be_one_of_the_other() {
        assert_eq!(
            written(
                "The offer stands. It was never answered by them.",
                "The offer stands and it was never answered by them."
            ),
            [
                "The offer stands. It was never answered by them. | The offer stands and it was never answered by \
                 them."
            ]
        );
    }

    #[test]
    fn words_that_every_sentence_has_align_none() {
        assert_eq!(
            written(
                "The treaty of the year ended.",
                "The mood of the day was grim and so was the news."
            ),
            [
                "The treaty of the year ended. | ",
                " | The mood of the day was grim and so was the news.",
            ]
        );
        assert_eq!(written("", "Something."), [" | Something."]);
        assert_eq!(align("", ""), []);
    }

    #[test]
    fn wordings_of_very_many_sentences_are_one_each() {
        let text = "One more sentence here. ".repeat(80);
        assert_eq!(align(&text, &text).len(), 1);
    }

    proptest! {
        #[test]
        fn every_sentence_stands_once_in_the_order_of_both(
            left in "([A-C][a-c]{1,2}( [a-c]{1,3}){0,3}[.!?] ){0,6}", right in "([A-C][a-c]{1,2}( [a-c]{1,3}){0,3}[.!?] ){0,6}",
        ) {
            let aligned = align(&left, &right);
            let side = |own: &str, of: fn(&AlignedSentences) -> &Range<usize>| -> String {
                aligned.iter().map(|pair| own[of(pair).clone()].replace(' ', "")).collect()
            };
            prop_assert_eq!(side(&left, |pair| &pair.left), left.replace(' ', ""));
            prop_assert_eq!(side(&right, |pair| &pair.right), right.replace(' ', ""));
            prop_assert!(aligned.iter().all(|pair| !pair.left.is_empty() || !pair.right.is_empty()));
            prop_assert!(align(&left, &left).iter().all(|pair| pair.left == pair.right));
        }
    }
}
