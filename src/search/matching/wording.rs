//! The wording of a text that is nearest to a quotation: words left out, put in, put in place of others, or
//! swapped with their neighbours.

use std::ops::Range;

/// A part of a text that is nearly a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    /// How much it differs, in [`EDIT`]s.
    pub(crate) cost: usize,
    /// The words of the text, from 0.
    pub(crate) words: Range<usize>,
}

/// A word put in place of another, or left out of the text: the measure of all costs.
pub(crate) const EDIT: usize = 8;

/// A word of the text that the quotation leaves out. People drop words more often than they invent them.
const LEFT_OUT: usize = 6;

/// Two neighbours that stand the other way round.
const SWAPPED: usize = 6;

/// How far an alignment has come: its cost, and the word of the text at which it began. The least is the best.
type AlignmentCell = (usize, usize);

/// The nearest wording of a quotation of `quoted` words in a text of `words` words, the first of equals.
/// `same` tells whether a word of the text and one of the quotation, each counted from 0, are one word.
///
/// An alignment of the quotation with any part of the text (optimal string alignment with weights, free at both
/// ends of the text); its time is the product of the two lengths.
pub(crate) fn nearest_wording(
    words: usize,
    quoted: usize,
    same: impl Fn(usize, usize) -> bool,
) -> Wording {
    let beginning = |word: usize| (0..=quoted).map(move |at| (at * EDIT, word));
    let mut before_last: Vec<AlignmentCell> = beginning(0).collect();
    let mut last = before_last.clone();
    let mut row = before_last.clone();
    let mut best = Wording { cost: quoted * EDIT, words: 0..0 };
    for word in 0..words {
        row[0] = (0, word + 1);
        for at in 0..quoted {
            let step = |(cost, begins): AlignmentCell, by: usize| (cost + by, begins);
            let kept = step(last[at], if same(word, at) { 0 } else { EDIT });
            let mut cell = kept.min(step(last[at + 1], LEFT_OUT)).min(step(row[at], EDIT));
            if at > 0 && word > 0 && same(word, at - 1) && same(word - 1, at) {
                cell = cell.min(step(before_last[at - 1], SWAPPED));
            }
            row[at + 1] = cell;
        }
        let (cost, begins) = row[quoted];
        if cost < best.cost {
            best = Wording { cost, words: begins..word + 1 };
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
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
        (wording.cost, text[wording.words].join(" "))
    }

    #[test]
    fn a_misquoted_phrase_has_its_nearest_wording() {
        for (quoted, cost, wording) in [
            ("nothing bad will happen", 0, "nothing bad will happen"),
            ("nothing bad would happen", EDIT, "nothing bad will happen"),
            ("nothing bad happen", LEFT_OUT, "nothing bad will happen"),
            ("nothing really bad will happen", EDIT, "nothing bad will happen"),
            ("bad nothing will happen", SWAPPED, "nothing bad will happen"),
            ("cats and dogs", 3 * EDIT, ""),
        ] {
            let text = "if it goes nothing bad will happen in a year";
            assert_eq!(nearest(text, quoted), (cost, wording.to_owned()), "{quoted}");
        }
    }

    #[test]
    fn a_word_left_out_is_likelier_than_a_word_invented() {
        let dropped = nearest("darkness shall pursue his enemies", "shall his enemies").0;
        let invented = nearest("upon himself shall his crown flourish", "shall his enemies").0;
        assert!(dropped < invented);
    }
}
