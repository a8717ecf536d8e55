//! From the words of a query to the best documents, in the order in which a query goes through them:
//!
//! * [`expansion`]: the words of the vocabulary and the values that one word of the query may mean.
//! * [`clause`]: one thing that a document must meet, by any of them.
//! * [`compiled`]: all clauses, with the tables by which a document is held against them.
//! * [`candidates`]: the documents of a segment that meet the clauses.
//! * [`score`]: how well one document does.
//! * [`wording`]: where a text comes nearest to a quotation.
//! * [`top_k`]: the best of all segments.
//!
//! Knows the index and nothing of records, marks or the order in which hits are shown.

pub(crate) mod candidates;
pub(crate) mod clause;
pub(crate) mod compiled;
pub(crate) mod expansion;
pub(crate) mod score;
pub(crate) mod top_k;
pub(crate) mod wording;

use super::index::facets::Weight;

/// What a match is worth to the clause it meets, in a byte: 220 is a word of the text that is exactly the
/// one asked; a value may be worth a little more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Impact(u8);

impl Impact {
    /// No match.
    pub(crate) const NONE: Self = Self(0);
    /// A filter that stands among words as an alternative.
    pub(crate) const FILTER: Self = Self((0.85 * Self::EXACT) as u8);
    /// The same, met only by a date that may mean the day.
    pub(crate) const MAYBE: Self = Self((0.35 * Self::EXACT) as u8);
    /// How many there are.
    pub(crate) const COUNT: usize = 1 << u8::BITS;

    /// What a word that is exactly the one asked is worth.
    const EXACT: f32 = 220.0;
    /// The least similarity of a word that counts as the one meant, for its rarity.
    const MEANT: f32 = 0.59;

    /// The impact of a word of this similarity, of which 1 is the word itself.
    pub(crate) fn of(similarity: f32) -> Self {
        Self((similarity * Self::EXACT).round().clamp(1.0, 255.0) as u8)
    }

    /// The similarity that it stands for.
    pub(crate) fn similarity(self) -> f32 {
        f32::from(self.0) / Self::EXACT
    }

    /// The impact of the same word in a field.
    pub(crate) fn in_field(self, weight: Weight) -> Self {
        Self((u32::from(self.0) * u32::from(weight.0) / 100).min(255) as u8)
    }

    /// Whether what matches is likely what was meant.
    pub(crate) fn is_meant(self) -> bool {
        f32::from(self.0) >= Self::MEANT * Self::EXACT
    }

    /// Every impact, the best first.
    pub(crate) fn best_first() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).rev().map(Self)
    }

    /// Its place among [`Self::best_first`].
    pub(crate) fn rank(self) -> usize {
        usize::from(u8::MAX - self.0)
    }

    /// The impact as a number, for sums and for packing.
    pub(crate) fn byte(self) -> u8 {
        self.0
    }

    /// The impact that [`Self::byte`] gave.
    pub(crate) fn from_byte(byte: u8) -> Self {
        Self(byte)
    }
}

/// Words or values that meet one thing, each with its impact: ascending, each once.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternatives<Ix>(Vec<(Ix, Impact)>);

impl<Ix> Default for Alternatives<Ix> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<Ix: Copy + Ord> Alternatives<Ix> {
    /// Those found, in any order; of what is found twice, the better impact.
    pub(crate) fn new(mut found: Vec<(Ix, Impact)>) -> Self {
        found.sort_unstable_by_key(|(ix, impact)| (*ix, std::cmp::Reverse(*impact)));
        found.dedup_by_key(|(ix, _)| *ix);
        Self(found)
    }

    /// Those of `found`, which ascend, each once.
    pub(crate) fn ascending(found: impl Iterator<Item = (Ix, Impact)>) -> Self {
        let found: Vec<_> = found.collect();
        debug_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0), "ascending, each once");
        Self(found)
    }

    /// Those of all lists; of what is found twice, the better impact.
    pub(crate) fn of_all(lists: impl Iterator<Item = Self>) -> Self {
        Self::new(lists.flat_map(|list| list.0).collect())
    }

    /// Takes `more` as well, the better impact of each.
    pub(crate) fn take(&mut self, more: Self) {
        if self.0.is_empty() {
            *self = more;
        } else if !more.0.is_empty() {
            let mut all = std::mem::take(&mut self.0);
            all.extend(more.0);
            *self = Self::new(all);
        }
    }

    /// What `ix` is worth, nothing where it is none of them.
    pub(crate) fn impact_of(&self, ix: Ix) -> Impact {
        self.0.binary_search_by_key(&ix, |(own, _)| *own).map_or(Impact::NONE, |at| self.0[at].1)
    }

    /// Whether `ix` is one of them.
    ///
    /// Asked of each word of a text, nearly all of which lie before the first or behind the last.
    #[inline]
    pub(crate) fn has(&self, ix: Ix) -> bool {
        match self.0.as_slice() {
            [] => false,
            [(only, _)] => *only == ix,
            [(first, _), .., (last, _)] => *first <= ix && ix <= *last && self.has_between(ix),
        }
    }

    #[inline(never)]
    fn has_between(&self, ix: Ix) -> bool {
        self.0.binary_search_by_key(&ix, |(own, _)| *own).is_ok()
    }

    /// Keeps those that fit.
    pub(crate) fn retain(&mut self, fits: impl Fn(Ix) -> bool) {
        self.0.retain(|(ix, _)| fits(*ix));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Ix, Impact)> + Clone + '_ {
        self.0.iter().copied()
    }

    /// All of them, ascending.
    pub(crate) fn as_slice(&self) -> &[(Ix, Impact)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn alternatives_keep_the_best_of_each(
            a in proptest::collection::vec((0u32..20, 1u8..9), 0..20),
            b in proptest::collection::vec((0u32..20, 1u8..9), 0..20),
        ) {
            let of = |found: &[(u32, u8)]| {
                Alternatives::new(found.iter().map(|&(ix, impact)| (ix, Impact(impact))).collect())
            };
            let mut both = of(&a);
            both.take(of(&b));
            let mut best: BTreeMap<u32, Impact> = BTreeMap::new();
            for &(ix, impact) in a.iter().chain(&b) {
                let kept = best.entry(ix).or_default();
                *kept = (*kept).max(Impact(impact));
            }
            prop_assert!(both.iter().eq(best.iter().map(|(ix, impact)| (*ix, *impact))));
            for ix in 0..20 {
                prop_assert_eq!(both.has(ix), best.contains_key(&ix));
                prop_assert_eq!(both.impact_of(ix), best.get(&ix).copied().unwrap_or_default());
            }
        }
    }
}
