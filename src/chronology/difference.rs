//! Owns the comparison of two wordings, word by word, and which changes matter most. It shows where
//! they part; whether that is an error, a translation or a correction is for a reader to say.

pub use super::weight::SenseWeight;
use super::weight::{canonical, weight};
use crate::text::fold::word_key;
use crate::text::segmentation::segments;
use crate::text::slice;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;
use std::ops::Range;

/// Which of the two wordings has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Both, but for case and typography.
    Same,
    /// The left one only.
    Left,
    /// The right one only.
    Right,
}

/// A stretch of words that two wordings share or do not. Ranges are bytes of the two originals,
/// from the first word to the last; white space between two changes belongs to neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the words stand.
    pub kind: ChangeKind,
    /// The words on the left; for [`ChangeKind::Right`] the empty place where they would stand.
    pub left: Range<usize>,
    /// The words on the right; for [`ChangeKind::Left`] the empty place where they would stand.
    pub right: Range<usize>,
    /// What kind of words; [`SenseWeight::Plain`] wherever they are the same, or tell the same in other letters.
    pub weight: SenseWeight,
    /// Whether the words are the same but for case or typography.
    pub typographic: bool,
}

/// Compares two wordings, words and punctuation alike, in the order of both.
///
/// What replaces something is a [`ChangeKind::Left`] followed at once by a [`ChangeKind::Right`]. Changes of a
/// different weight are told apart, so that a number stands by itself. Together the ranges hold
/// every word of both texts once. Two texts that are equal after folding have no change but
/// [`ChangeKind::Same`]; two empty ones have none at all.
#[must_use]
pub fn difference(left: &str, right: &str) -> Vec<Change> {
    let (left, right) = (Side::of(left), Side::of(right));
    let mut changes = Changes { left: &left, right: &right, list: Vec::new(), ends: (0, 0) };
    let ops = align(&left.keys, &right.keys);
    let is_equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    for run in ops.chunk_by(|a, b| is_equal(a) == is_equal(b)) {
        let lefts = || run.iter().flat_map(DiffOp::old_range);
        let rights = || run.iter().flat_map(DiffOp::new_range);
        if run.first().is_some_and(is_equal) {
            lefts().zip(rights()).for_each(|(left, right)| changes.same(left, right));
            continue;
        }
        // `does not` for `doesn't` negates neither more nor less, and `two` is no other number than `2`.
        let weighs = left.canonical(lefts()) != right.canonical(rights());
        lefts().for_each(|index| changes.left(index, weighs));
        rights().for_each(|index| changes.right(index, weighs));
    }
    changes.list
}

/// Words that are aligned without a heuristic: more than any quotation of the press has.
const MAX_EXACT_WORDS: usize = 1_000;

fn align(left: &[String], right: &[String]) -> Vec<DiffOp> {
    // The shortest script is what a reader checks fastest; beyond that its time would not be bounded.
    let algorithm = if left.len().max(right.len()) <= MAX_EXACT_WORDS {
        Algorithm::RawMyers
    } else {
        Algorithm::Myers
    };
    capture_diff_slices(algorithm, left, right)
}

/// One wording, cut into words and punctuation.
struct Side<'a> {
    text: &'a str,
    ranges: Vec<Range<usize>>,
    keys: Vec<String>,
}

impl<'a> Side<'a> {
    fn of(text: &'a str) -> Self {
        let ranges: Vec<_> = segments(text).map(|segment| segment.range).collect();
        let keys = ranges.iter().map(|range| word_key(slice(text, range.clone()))).collect();
        Self { text, ranges, keys }
    }

    fn word(&self, index: usize) -> &'a str {
        slice(self.text, self.ranges[index].clone())
    }

    /// What those of these words tell that negate or count.
    fn canonical(&self, words: impl Iterator<Item = usize>) -> Vec<Cow<'_, str>> {
        let words: Vec<usize> = words.collect();
        let mut told = Vec::new();
        let mut rest = &words[..];
        while let [index, behind @ ..] = rest {
            rest = behind;
            match behind {
                [one, behind @ ..] if self.keys[*index] == "no" && self.keys[*one] == "one" => {
                    told.push("nobody".into());
                    rest = behind;
                }
                _ => told.extend(canonical(&self.keys[*index])),
            }
        }
        told.sort_unstable();
        told
    }
}

/// The weight of a word where what weighs differs, else none.
fn weight_where(weighs: bool, key: &str) -> SenseWeight {
    if weighs { weight(key, None) } else { SenseWeight::Plain }
}

/// The list under way, and where the last word of each side ended.
struct Changes<'a> {
    left: &'a Side<'a>,
    right: &'a Side<'a>,
    list: Vec<Change>,
    ends: (usize, usize),
}

impl Changes<'_> {
    fn same(&mut self, left: usize, right: usize) {
        let typographic = self.left.word(left) != self.right.word(right);
        let (left, right) = (self.left.ranges[left].clone(), self.right.ranges[right].clone());
        self.push(Change {
            kind: ChangeKind::Same,
            left,
            right,
            weight: SenseWeight::Plain,
            typographic,
        });
    }

    fn left(&mut self, index: usize, weighs: bool) {
        self.push(Change {
            kind: ChangeKind::Left,
            left: self.left.ranges[index].clone(),
            right: self.ends.1..self.ends.1,
            weight: weight_where(weighs, &self.left.keys[index]),
            typographic: false,
        });
    }

    fn right(&mut self, index: usize, weighs: bool) {
        self.push(Change {
            kind: ChangeKind::Right,
            left: self.ends.0..self.ends.0,
            right: self.right.ranges[index].clone(),
            weight: weight_where(weighs, &self.right.keys[index]),
            typographic: false,
        });
    }

    fn push(&mut self, change: Change) {
        self.ends = (change.left.end, change.right.end);
        match self.list.last_mut() {
            Some(last)
                if (last.kind, last.weight, last.typographic)
                    == (change.kind, change.weight, change.typographic) =>
            {
                last.left.end = change.left.end;
                last.right.end = change.right.end;
            }
            _ => self.list.push(change),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The comparison written out: `-left`, `+right`, `~typographic`, with `#` and `!` by weight.
    fn written(left: &str, right: &str) -> Vec<String> {
        let write = |change: Change| {
            let weight = match change.weight {
                SenseWeight::Plain => "",
                SenseWeight::Number => "#",
                SenseWeight::Negation => "!",
            };
            match change.kind {
                ChangeKind::Same if change.typographic => format!("~{}", &right[change.right]),
                ChangeKind::Same => right[change.right].to_owned(),
                ChangeKind::Left => format!("-{weight}{}", &left[change.left]),
                ChangeKind::Right => format!("+{weight}{}", &right[change.right]),
            }
        };
        difference(left, right).into_iter().map(write).collect()
    }

    #[test]
    fn changed_numbers_stand_by_themselves() {
        assert_eq!(
            written("keep the 1,550 warheads deployed", "keep all 1,500 warheads"),
            ["keep", "-the", "-#1,550", "+all", "+#1,500", "warheads", "-deployed"]
        );
        assert_eq!(written("for five years", "for six years"), ["for", "-#five", "+#six", "years"]);
        assert_eq!(
            written("a twenty-five-year term", "a term"),
            ["a", "-#twenty-five-year", "term"]
        );
        assert_eq!(written("5% of it", "5 of it"), ["-#5%", "+#5", "of it"]);
    }

    #[test]
    fn changed_negations_stand_by_themselves() {
        assert_eq!(written("We will not go", "We will go"), ["We will", "-!not", "go"]);
        assert_eq!(written("it does", "it doesn’t"), ["it", "-does", "+!doesn’t"]);
        assert_eq!(
            written("without any limit", "with any limit"),
            ["-!without", "+with", "any limit"]
        );
        assert_eq!(written("nuclear states", "non-nuclear states")[1], "+!non-nuclear");
    }

    #[test]
    fn what_tells_the_same_in_other_letters_weighs_nothing() {
        assert_eq!(
            written("it does not exceed two", "it doesn’t exceed 2"),
            ["it", "-does not", "+doesn’t", "exceed", "-two", "+2"]
        );
        assert_eq!(written("we cannot", "we can't"), ["we", "-cannot", "+can't"]);
        assert_eq!(written("1,550 of them", "1550 of them"), ["-1,550", "+1550", "of them"]);
        assert_eq!(written("he did not", "he never did"), ["he", "+!never", "did", "-!not"]);
        assert_eq!(written("1.5 times", "15 times"), ["-#1.5", "+#15", "times"]);
        assert_eq!(written("it isn’t so", "it is so"), ["it", "-!isn’t", "+is", "so"]);
        assert_eq!(
            written("A dozen came; none stayed.", "Twelve came; nobody stayed."),
            ["-A dozen", "+Twelve", "came;", "-none", "+nobody", "stayed."]
        );
        assert_eq!(written("no one came", "nobody came"), ["-no one", "+nobody", "came"]);
        for (one, other) in [
            ("the twenty-first year", "the 21st year"),
            ("the third", "the 3rd"),
            ("the twentieth", "the 20th"),
            ("the eleventh", "the 11th"),
            ("forty-two of", "42 of"),
        ] {
            assert!(written(one, other).iter().all(|told| !told.contains('#')), "{one}, {other}");
        }
        for (one, other) in [
            ("the twenty-first year", "the 22nd year"),
            ("the first year", "one year"),
            ("a dozen came", "ten came"),
            ("some dozens came", "a dozen came"),
            ("nobody came", "one came"),
            ("thirty-two of", "23 of"),
        ] {
            assert!(
                written(one, other).iter().any(|told| told.contains(['#', '!'])),
                "{one}, {other}"
            );
        }
    }

    #[test]
    fn typography_and_case_are_no_change() {
        assert_eq!(
            written("the “ceilings” — so", "the \"ceilings\" - so"),
            ["the", "~\"", "ceilings", "~\" -", "so"]
        );
        assert_eq!(written("The treaty", "the treaty"), ["~the", "treaty"]);
        assert_eq!(written("so…", "so..."), ["so", "~..."]);
        assert_eq!(written("a  b\nc", "a b c"), ["a b c"]);
    }

    #[test]
    fn punctuation_is_compared() {
        assert_eq!(
            written("left unanswered,", "left unanswered."),
            ["left unanswered", "-,", "+."]
        );
    }

    #[test]
    fn places_where_nothing_stands() {
        let changes = difference("a b", "a x b");
        assert_eq!((changes[1].kind, changes[1].left.clone()), (ChangeKind::Right, 1..1));
        assert_eq!(difference("", ""), []);
        assert_eq!(written("", "new words"), ["+new words"]);
    }

    #[test]
    fn long_texts_are_compared_in_bounded_time() {
        let text = |step: u64| -> Vec<String> {
            (0..40_000).map(|n| (n * step % 10_007).to_string()).collect()
        };
        let (left, right) = (text(7_919).join(" "), text(104_729).join(" "));
        assert!(!difference(&left, &right).is_empty());
    }

    const WORDS: &[&str] = &[
        "the", "The", "not", "1,550", "1,500", "“", "\"", "a", "b", "five", ",", "—", "e\u{301}",
        "é", "…", "  ", "isn’t",
    ];

    fn wording() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(WORDS), 0..16).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn the_changes_hold_every_word_in_order(left in wording(), right in wording()) {
            let (mut l, mut r) = (0, 0);
            for change in difference(&left, &right) {
                prop_assert!(l <= change.left.start && r <= change.right.start);
                prop_assert!(left[l..change.left.start].trim().is_empty());
                prop_assert!(right[r..change.right.start].trim().is_empty());
                prop_assert_eq!(change.left.is_empty(), change.kind == ChangeKind::Right);
                prop_assert_eq!(change.right.is_empty(), change.kind == ChangeKind::Left);
                if change.kind == ChangeKind::Same {
                    let (words, others) = (Side::of(&left[change.left.clone()]), Side::of(&right[change.right.clone()]));
                    prop_assert_eq!(words.keys, others.keys);
                    prop_assert_eq!(change.weight, SenseWeight::Plain);
                }
                (l, r) = (change.left.end, change.right.end);
            }
            prop_assert!(left[l..].trim().is_empty() && right[r..].trim().is_empty());
        }

        #[test]
        fn equal_texts_have_no_change(text in wording()) {
            let changes = difference(&text, &text);
            prop_assert!(changes.len() <= 1);
            prop_assert!(changes.iter().all(|change| change.kind == ChangeKind::Same && !change.typographic));
        }

        #[test]
        fn one_changed_word_is_one_change(words in prop::collection::vec("[a-z]{2,6}", 1..20), at in any::<prop::sample::Index>()) {
            let left = words.join(" ");
            let mut changed = words;
            let at = at.index(changed.len());
            changed[at] = "1,550".to_owned();
            let right = changed.join(" ");
            let all = difference(&left, &right);
            let lit: Vec<_> = all.iter().filter(|change| change.weight == SenseWeight::Number && change.kind == ChangeKind::Right).collect();
            prop_assert_eq!(lit.len(), 1);
            prop_assert_eq!(&right[lit[0].right.clone()], "1,550");
        }
    }
}
