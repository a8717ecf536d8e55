//! Edit distance between a query word and every word of a vocabulary, a machine word at a time.
//!
//! Optimal string alignment (insertion, deletion, substitution, and the transposition of two neighbours as
//! one edit) after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances",
//! Nordic Journal of Computing 10 (2003). One pass gives the distance to the whole word and to its nearest
//! beginning.

use rustc_hash::FxHashMap;

/// The longest word that is compared, in characters.
pub(crate) const LONGEST: usize = 63;

/// A query word prepared for comparison.
pub(crate) struct Pattern {
    /// Per ASCII character, the places at which it stands.
    ascii: [u64; 128],
    others: FxHashMap<char, u64>,
    length: usize,
}

/// How far a word is from the pattern, in edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Distance {
    /// To the whole word.
    pub(crate) whole: u32,
    /// To the nearest beginning of the word.
    pub(crate) beginning: u32,
}

impl Pattern {
    /// Prepares `word`; `None` where it is empty or longer than [`LONGEST`].
    pub(crate) fn new(word: &str) -> Option<Self> {
        let length = word.chars().count();
        if !(1..=LONGEST).contains(&length) {
            return None;
        }
        let mut pattern = Self { ascii: [0; 128], others: FxHashMap::default(), length };
        for (place, c) in word.chars().enumerate() {
            match pattern.ascii.get_mut(c as usize) {
                Some(places) => *places |= 1 << place,
                None => *pattern.others.entry(c).or_default() |= 1 << place,
            }
        }
        Some(pattern)
    }

    /// The distance to `word`. Words of more than `enough` characters are only read that far for the
    /// whole distance to be out of reach; pass `usize::MAX` to read all.
    pub(crate) fn distance(&self, word: &str, enough: usize) -> Distance {
        let top = 1u64 << (self.length - 1);
        let (mut up, mut down) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let mut whole = self.length as u32;
        let mut beginning = whole;
        for c in word.chars().take(enough) {
            let places = match self.ascii.get(c as usize) {
                Some(places) => *places,
                None => self.others.get(&c).copied().unwrap_or(0),
            };
            let transposed = (((!diagonal) & places) << 1) & before;
            diagonal = ((((places & up).wrapping_add(up)) ^ up) | places | down) | transposed;
            let mut higher = down | !(diagonal | up);
            let mut lower = diagonal & up;
            if higher & top != 0 {
                whole += 1;
            }
            if lower & top != 0 {
                whole -= 1;
            }
            higher = (higher << 1) | 1;
            lower <<= 1;
            up = lower | !(diagonal | higher);
            down = higher & diagonal;
            before = places;
            beginning = beginning.min(whole);
        }
        Distance { whole, beginning }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distance(a: &str, b: &str) -> Distance {
        Pattern::new(a).unwrap().distance(b, usize::MAX)
    }

    #[test]
    fn one_slip_is_one_edit() {
        for (a, b, whole, beginning) in [
            ("moratorum", "moratorium", 1, 1),
            ("teh", "the", 1, 1),
            ("recieve", "receive", 1, 1),
            ("recie", "receive", 2, 1),
            ("treaty", "treaty", 0, 0),
            ("trea", "treaty", 2, 0),
            ("договор", "dogovor", 7, 7),
        ] {
            assert_eq!(distance(a, b), Distance { whole, beginning }, "{a} {b}");
        }
        assert!(Pattern::new("").is_none());
        assert!(Pattern::new(&"a".repeat(64)).is_none());
    }

    proptest! {
        #[test]
        fn it_is_the_textbook_distance(a in "[abcé]{1,10}", b in "[abcé]{0,10}") {
            let found = distance(&a, &b);
            prop_assert_eq!(found.whole as usize, strsim::osa_distance(&a, &b));
            let nearest = (0..=b.chars().count())
                .map(|n| strsim::osa_distance(&a, &b.chars().take(n).collect::<String>()))
                .min();
            prop_assert_eq!(Some(found.beginning as usize), nearest);
        }

        #[test]
        fn long_words_do_not_overflow(a in "[ab]{60,63}", b in "[ab]{55,70}") {
            prop_assert_eq!(distance(&a, &b).whole as usize, strsim::osa_distance(&a, &b));
        }
    }
}
