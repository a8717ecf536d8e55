//! Numbers for words, in the order in which they are met: frequent words come early, and lie together.
//!
//! A table of a hundred thousand words is larger than the caches near a processor, and looking up the
//! words of a million texts is mostly waiting for it. So the table is small, and the words of a text are
//! looked up together, each step for all of them: then their waits pass together too.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::text::slice;

/// Distinct words with their numbers, from 0.
#[derive(Default)]
pub(crate) struct Interner {
    /// By the hash of a short word, one more than its number; 0 where there is none. Open addressing, a
    /// power of two long, at most half full.
    slots: Vec<u32>,
    /// The short words by what the slots have for them: the first is none, nor are those of long words.
    shorts: Vec<Short>,
    long: FxHashMap<Box<str>, u32>,
    letters: String,
    ends: Vec<u32>,
}

/// The bytes of a word of up to sixteen bytes, which nearly all are, with zeros after them: no string is
/// compared, and no word has a zero byte, so that none are confused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Short(u64, u64);

impl Short {
    /// No word.
    pub(crate) const NONE: Self = Self(0, 0);

    /// `word`, if it is short enough.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let (first, rest) = bytes.split_at(bytes.len().min(8));
        (rest.len() <= 8).then(|| Self(packed(first), packed(rest)))
    }

    /// Where its search begins in a table whose length is one more than `last`.
    fn place(self, last: usize) -> usize {
        FxBuildHasher.hash_one(self) as usize & last
    }

    fn push_to(self, letters: &mut String) {
        let bytes = [self.0, self.1].map(u64::to_le_bytes);
        let bytes = bytes.as_flattened();
        let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
        letters.push_str(std::str::from_utf8(&bytes[..end]).unwrap_or_default());
    }
}

/// Up to eight bytes as a number, the first lowest. Read as two overlapping halves: a copy of a length
/// that is known only at run time is a call.
fn packed(bytes: &[u8]) -> u64 {
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let high = u64::from(u32::from_le_bytes(*last)) << (8 * (bytes.len() - 4));
        return u64::from(u32::from_le_bytes(*first)) | high;
    }
    let byte = |at: usize| bytes.get(at).map_or(0, |b| u64::from(*b) << (8 * at));
    byte(0) | byte(1) | byte(2)
}

impl Interner {
    /// The number of a word of any length, a new one where it has not been met.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        match Short::of(word) {
            Some(short) => {
                self.make_room(1);
                self.find_or_add(short).saturating_sub(1)
            }
            None => self.number_long(word),
        }
    }

    /// The number of a word that is too long for [`Short`], a new one where it has not been met.
    pub(crate) fn number_long(&mut self, word: &str) -> u32 {
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        self.make_room(0);
        self.shorts.push(Short::NONE);
        self.letters.push_str(word);
        let number = self.end_word();
        self.long.insert(word.into(), number);
        number
    }

    /// Writes the number of each of `words` to `numbers`, a new one where it has not been met; of
    /// [`Short::NONE`], 0.
    pub(crate) fn number_all(
        &mut self,
        words: impl ExactSizeIterator<Item = Short> + Clone,
        numbers: &mut Vec<u32>,
    ) {
        self.make_room(words.len());
        let last = self.slots.len() - 1;
        numbers.clear();
        numbers.extend(words.clone().map(|word| self.slots[word.place(last)]));
        for (number, word) in numbers.iter_mut().zip(words) {
            // Nearly every word has been met, and stands where its search begins.
            let slot = *number;
            let stands = self.shorts[slot as usize] == word;
            *number = if stands { slot } else { self.find_or_add(word) }.saturating_sub(1);
        }
    }

    /// What the slots have for `word`, which is added where it has not been met.
    fn find_or_add(&mut self, word: Short) -> u32 {
        if word == Short::NONE {
            return 0;
        }
        let last = self.slots.len() - 1;
        let mut at = word.place(last);
        while self.slots[at] != 0 {
            if self.shorts[self.slots[at] as usize] == word {
                return self.slots[at];
            }
            at = (at + 1) & last;
        }
        self.slots[at] = self.shorts.len() as u32;
        self.shorts.push(word);
        word.push_to(&mut self.letters);
        self.end_word() + 1
    }

    /// Sees to it that `more` words leave half of the slots free.
    fn make_room(&mut self, more: usize) {
        if self.shorts.is_empty() {
            self.shorts.push(Short::NONE);
        }
        let needed = ((self.shorts.len() + more) * 2).next_power_of_two();
        if needed <= self.slots.len() {
            return;
        }
        let last = needed - 1;
        let mut slots = vec![0; needed];
        let words = self.shorts.iter().enumerate().filter(|(_, word)| **word != Short::NONE);
        for (slot, word) in words {
            let mut at = word.place(last);
            while slots[at] != 0 {
                at = (at + 1) & last;
            }
            slots[at] = slot as u32;
        }
        self.slots = slots;
    }

    fn end_word(&mut self) -> u32 {
        self.ends.push(self.letters.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words, by their numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| slice(&self.letters, start as usize..*end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_words_have_equal_numbers(
            texts in proptest::collection::vec(proptest::collection::vec("[a-cé]{1,18}", 0..40), 0..6),
        ) {
            let mut interner = Interner::default();
            let (mut words, mut numbers, mut some) = (Vec::new(), Vec::new(), Vec::new());
            for text in &texts {
                let short: Vec<Short> =
                    text.iter().map(|w| Short::of(w).unwrap_or(Short::NONE)).collect();
                interner.number_all(short.iter().copied(), &mut some);
                for ((word, short), number) in text.iter().zip(&short).zip(&some) {
                    let long = *short == Short::NONE;
                    numbers.push(if long { interner.number_long(word) } else { *number });
                    words.push(word.as_str());
                }
            }
            for (word, number) in words.iter().zip(&numbers) {
                prop_assert_eq!(interner.number(word), *number);
            }
            let all: Vec<&str> = interner.words().collect();
            for (word, number) in words.iter().zip(&numbers) {
                prop_assert_eq!(all[*number as usize], *word);
            }
            for (a, x) in words.iter().zip(&numbers) {
                for (b, y) in words.iter().zip(&numbers) {
                    prop_assert_eq!(a == b, x == y);
                }
            }
        }
    }
}
