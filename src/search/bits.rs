//! A set of positions as bits: the matches of a query, for the filter of a timeline and for its counts.

/// How many bits of `words` are set.
pub(crate) fn count(words: &[u64]) -> usize {
    words.iter().map(|w| w.count_ones() as usize).sum()
}

/// The places of the bits that are set, ascending, the lowest bit of the first word being 0.
pub(crate) fn ones(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(at, word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at * 64 + bit)
        })
    })
}

/// A set of positions from 0 up to a fixed length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// An empty set with room for `length` positions.
    #[must_use]
    pub fn none(length: usize) -> Self {
        Self { words: vec![0; length.div_ceil(64)], length }
    }

    /// The set of all `length` positions.
    #[must_use]
    pub fn all(length: usize) -> Self {
        let mut words = vec![u64::MAX; length.div_ceil(64)];
        if let (Some(last), extra @ 1..) = (words.last_mut(), length % 64) {
            *last = (1 << extra) - 1;
        }
        Self { words, length }
    }

    /// The positions there is room for.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.length
    }

    /// Whether `position` is in the set.
    #[must_use]
    pub fn contains(&self, position: usize) -> bool {
        (self.words.get(position / 64)).is_some_and(|word| word >> (position % 64) & 1 == 1)
    }

    /// Adds `position`; one beyond the capacity is ignored.
    pub fn insert(&mut self, position: usize) {
        if position < self.length
            && let Some(word) = self.words.get_mut(position / 64)
        {
            *word |= 1 << (position % 64);
        }
    }

    /// How many positions are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        count(&self.words)
    }

    /// Whether the set has no position.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// The positions in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        ones(self.words.iter().copied())
    }

    /// The first position in the set at or after `position`.
    #[must_use]
    pub fn first_from(&self, position: usize) -> Option<usize> {
        let word = self.words.get(position / 64)? & (u64::MAX << (position % 64));
        if word != 0 {
            return Some(position / 64 * 64 + word.trailing_zeros() as usize);
        }
        let rest = (self.words.iter().enumerate()).skip(position / 64 + 1);
        let (i, word) = rest.into_iter().find(|(_, w)| **w != 0)?;
        Some(i * 64 + word.trailing_zeros() as usize)
    }

    /// The last position in the set before `position`.
    #[must_use]
    pub fn previous_before(&self, position: usize) -> Option<usize> {
        let last = position.min(self.length).checked_sub(1)?;
        let kept = u64::MAX >> (63 - last % 64);
        let highest = |i: usize, w: u64| (w != 0).then(|| i * 64 + 63 - w.leading_zeros() as usize);
        highest(last / 64, self.words[last / 64] & kept)
            .or_else(|| (0..last / 64).rev().find_map(|i| highest(i, self.words[i])))
    }

    /// How many positions of the set lie before `position`.
    #[must_use]
    pub fn rank(&self, position: usize) -> usize {
        let whole = (position / 64).min(self.words.len());
        let part = self
            .words
            .get(whole)
            .map_or(0, |w| (w & !(u64::MAX << (position % 64))).count_ones() as usize);
        count(&self.words[..whole]) + part
    }

    /// Keeps what is also in `other`.
    pub fn intersect(&mut self, other: &Self) {
        for (i, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(i).copied().unwrap_or(0);
        }
    }

    /// Takes out what is in `other`.
    pub fn remove(&mut self, other: &Self) {
        for (word, gone) in self.words.iter_mut().zip(&other.words) {
            *word &= !gone;
        }
    }

    /// Adds what is in `other`, as far as there is room.
    pub fn unite(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
        self.trim();
    }

    /// Turns the set into that of the positions it does not hold.
    pub fn invert(&mut self) {
        self.words.iter_mut().for_each(|w| *w = !*w);
        self.trim();
    }

    fn trim(&mut self) {
        if let (Some(last), extra @ 1..) = (self.words.last_mut(), self.length % 64) {
            *last &= (1 << extra) - 1;
        }
    }

    /// The words of 64 positions each, for those who fill many at once.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Overwrites the words from that of `position`, a multiple of 64.
    pub(crate) fn write(&mut self, position: usize, words: &[u64]) {
        let from = position / 64;
        for (word, new) in self.words[from..].iter_mut().zip(words) {
            *word = *new;
        }
        self.trim();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(
            length in 0usize..300,
            a in proptest::collection::vec(0usize..300, 0..40),
            b in proptest::collection::vec(0usize..300, 0..40),
            at in 0usize..320,
        ) {
            let fill = |from: &[usize]| {
                let mut bits = Bits::none(length);
                for &i in from {
                    bits.insert(i);
                }
                bits
            };
            let set = |from: &[usize]| -> BTreeSet<usize> {
                from.iter().copied().filter(|&i| i < length).collect()
            };
            let (bits, model) = (fill(&a), set(&a));
            prop_assert!(bits.iter().eq(model.iter().copied()));
            prop_assert_eq!(bits.len(), model.len());
            prop_assert_eq!(bits.is_empty(), model.is_empty());
            prop_assert_eq!(bits.contains(at), model.contains(&at));
            prop_assert_eq!(bits.first_from(at), model.range(at..).next().copied());
            prop_assert_eq!(bits.previous_before(at), model.range(..at).next_back().copied());
            prop_assert_eq!(bits.rank(at), model.range(..at).count());
            let (mut both, mut either, mut rest) = (bits.clone(), bits.clone(), bits.clone());
            let mut less = bits.clone();
            less.remove(&fill(&b));
            prop_assert!(less.iter().eq(model.difference(&set(&b)).copied()));
            both.intersect(&fill(&b));
            either.unite(&fill(&b));
            rest.invert();
            prop_assert!(both.iter().eq(model.intersection(&set(&b)).copied()));
            prop_assert!(either.iter().eq(model.union(&set(&b)).copied()));
            prop_assert!(rest.iter().eq((0..length).filter(|i| !model.contains(i))));
            let mut all = Bits::none(length);
            all.invert();
            prop_assert_eq!(all, Bits::all(length));
        }
    }
}
