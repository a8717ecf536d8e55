//! Numbers for words, in the order in which they are met.

use rustc_hash::FxHashMap;

/// Distinct words with their numbers, from 0.
#[derive(Default)]
pub(super) struct Interner {
    /// Words of up to eight bytes, which most are, by their bytes: no string is compared.
    short: FxHashMap<u64, u32>,
    long: FxHashMap<Box<str>, u32>,
    letters: String,
    ends: Vec<u32>,
}

impl Interner {
    /// The number of `word`, a new one where it has not been met.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let next = self.ends.len() as u32;
        let number = match packed(word) {
            Some(packed) => *self.short.entry(packed).or_insert(next),
            None => match self.long.get(word) {
                Some(number) => *number,
                None => {
                    self.long.insert(word.into(), next);
                    next
                }
            },
        };
        if number == next {
            self.letters.push_str(word);
            self.ends.push(self.letters.len() as u32);
        }
        number
    }

    /// The words, by their numbers.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| &self.letters[start as usize..*end as usize])
    }
}

/// The bytes of a short word as a number; no word has a zero byte, so that none are confused.
fn packed(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    let mut packed = [0u8; 8];
    packed.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u64::from_le_bytes(packed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_words_have_equal_numbers(words in proptest::collection::vec("[a-cé]{1,12}", 0..60)) {
            let mut interner = Interner::default();
            let numbers: Vec<u32> = words.iter().map(|w| interner.number(w)).collect();
            let all: Vec<&str> = interner.words().collect();
            for (word, number) in words.iter().zip(&numbers) {
                prop_assert_eq!(all[*number as usize], word);
            }
            for (a, x) in words.iter().zip(&numbers) {
                for (b, y) in words.iter().zip(&numbers) {
                    prop_assert_eq!(a == b, x == y);
                }
            }
        }
    }
}
