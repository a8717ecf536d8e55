//! The wording of a text that is nearest to a quotation: words left out, put in, put in place of others, or
//! swapped with their neighbours.

use std::ops::Range;

/// A part of a text that is nearly a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    /// By how many words it differs.
    pub(crate) edits: usize,
    /// The words of the text, from 0.
    pub(crate) words: Range<usize>,
}

/// How far an alignment has come: its edits, the words of the quotation that it has not met, and the word of
/// the text at which it began. The least is the best.
type Cell = (usize, usize, usize);

/// The nearest wording of a quotation of `quoted` words in a text of `words` words, the first of equals.
/// `same` tells whether a word of the text and one of the quotation, each counted from 0, are one word.
///
/// An alignment of the quotation with any part of the text (optimal string alignment, free at both ends of
/// the text); its time is the product of the two lengths.
pub(crate) fn nearest_wording(
    words: usize,
    quoted: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Wording {
    let mut before_last: Vec<Cell> = Vec::new();
    let mut last: Vec<Cell> = (0..=quoted).map(|at| (at, at, 0)).collect();
    let mut best = Wording { edits: quoted, words: 0..0 };
    let mut least = (quoted, quoted);
    for word in 0..words {
        let mut row: Vec<Cell> = Vec::with_capacity(quoted + 1);
        row.push((0, 0, word + 1));
        for at in 0..quoted {
            let step = |(edits, unmet, begins): Cell, by: usize, missed: usize| {
                (edits + by, unmet + missed, begins)
            };
            let other = usize::from(!same(word, at));
            let kept = step(last[at], other, other);
            let mut cell = kept.min(step(last[at + 1], 1, 0)).min(step(row[at], 1, 1));
            if at > 0 && word > 0 && same(word, at - 1) && same(word - 1, at) {
                cell = cell.min(step(before_last[at - 1], 1, 0));
            }
            row.push(cell);
        }
        let (edits, unmet, begins) = row[quoted];
        if (edits, unmet) < least {
            least = (edits, unmet);
            best = Wording { edits, words: begins..word + 1 };
        }
        before_last = std::mem::replace(&mut last, row);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(text: &str, quoted: &str) -> (usize, String) {
        let text: Vec<&str> = text.split(' ').collect();
        let quoted: Vec<&str> = quoted.split(' ').collect();
        let wording = nearest_wording(text.len(), quoted.len(), |a, b| text[a] == quoted[b]);
        (wording.edits, text[wording.words].join(" "))
    }

    #[test]
    fn a_misquoted_phrase_has_its_nearest_wording() {
        for (quoted, edits, wording) in [
            ("nothing bad will happen", 0, "nothing bad will happen"),
            ("nothing bad would happen", 1, "nothing bad will happen"),
            ("nothing bad happen", 1, "nothing bad will happen"),
            ("nothing really bad will happen", 1, "nothing bad will happen"),
            ("bad nothing will happen", 1, "nothing bad will happen"),
            ("cats and dogs", 3, ""),
        ] {
            let text = "if it goes nothing bad will happen in a year";
            assert_eq!(nearest(text, quoted), (edits, wording.to_owned()), "{quoted}");
        }
    }
}
