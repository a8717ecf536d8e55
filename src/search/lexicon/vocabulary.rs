//! The vocabulary: every distinct folded word of the texts and fields, once, in order.
//!
//! It saturates near a hundred thousand words whatever the corpus, and that is why fuzzy matching is done
//! here and never on statements.

use std::ops::Range;

use crate::text::slice;

use super::beginning;
use super::translit::key_into;

/// A word's position in the vocabulary, from 0: ascending as the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct WordIx(pub(crate) u32);

impl WordIx {
    /// The position as an index into a slice.
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a word of the vocabulary has been seen as.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Uses {
    /// Some text or field has it as a word or compound, not only as the initials of a name.
    pub(crate) real: bool,
    /// Some field has it.
    pub(crate) in_field: bool,
}

/// Distinct folded words in ascending order, with what is needed to match them.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The words, each followed by a line feed, which no word contains.
    letters: String,
    starts: Vec<u32>,
    /// Characters per word.
    lengths: Vec<u8>,
    masks: Vec<u32>,
    uses: Vec<Uses>,
    /// In how many documents' texts each word stands.
    frequency: Vec<u32>,
    /// Transliteration keys, ascending: where each begins in the letters, and its word.
    keys: Vec<(u32, WordIx)>,
    key_letters: String,
}

/// The letters that a word has: a to z, any digit, anything else.
pub(crate) fn mask(word: &str) -> u32 {
    word.bytes().fold(0, |mask, b| {
        mask | match b {
            b'a'..=b'z' => 1 << (b - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

impl Vocabulary {
    /// Takes `words`, ascending and distinct, each with its uses.
    pub(crate) fn new<'a>(words: impl Iterator<Item = (&'a str, Uses)>) -> Self {
        let mut vocabulary = Self::default();
        for (word, uses) in words {
            vocabulary.starts.push(vocabulary.letters.len() as u32);
            vocabulary.letters.push_str(word);
            vocabulary.letters.push('\n');
            vocabulary.lengths.push(word.chars().count().min(255) as u8);
            vocabulary.masks.push(mask(word));
            vocabulary.uses.push(uses);
        }
        vocabulary.starts.push(vocabulary.letters.len() as u32);
        vocabulary.frequency = vec![0; vocabulary.len()];
        vocabulary.collect_keys();
        vocabulary
    }

    fn collect_keys(&mut self) {
        let (mut key, mut letters) = (String::new(), String::new());
        let mut keyed: Vec<(u64, Range<usize>, WordIx)> = Vec::new();
        for word in (0..self.len() as u32).map(WordIx).filter(|w| self.uses(*w).real) {
            key_into(self.word(word), &mut key);
            if !key.is_empty() {
                let start = letters.len();
                letters.push_str(&key);
                keyed.push((beginning(&key), start..letters.len(), word));
            }
        }
        keyed.sort_unstable_by(|a, b| {
            let rest = || slice(&letters, a.1.clone()).cmp(slice(&letters, b.1.clone()));
            a.0.cmp(&b.0).then_with(rest).then(a.2.cmp(&b.2))
        });
        for (_, range, word) in keyed {
            self.keys.push((self.key_letters.len() as u32, word));
            self.key_letters.push_str(slice(&letters, range));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.letters.len()
            + self.key_letters.len()
            + self.len() * (4 + 1 + 4 + 2 + 4)
            + self.keys.len() * 8
    }

    pub(crate) fn word(&self, word: WordIx) -> &str {
        let at = word.at();
        slice(&self.letters, self.starts[at] as usize..self.starts[at + 1] as usize - 1)
    }

    /// The word's length in characters.
    pub(crate) fn length(&self, word: WordIx) -> usize {
        usize::from(self.lengths[word.at()])
    }

    pub(crate) fn uses(&self, word: WordIx) -> Uses {
        self.uses[word.at()]
    }

    /// In how many documents' texts the word stands.
    pub(crate) fn frequency(&self, word: WordIx) -> u32 {
        self.frequency[word.at()]
    }

    pub(crate) fn set_frequencies(&mut self, frequency: Vec<u32>) {
        self.frequency = frequency;
    }

    /// The position of `word`, if it is one of them.
    pub(crate) fn find(&self, word: &str) -> Option<WordIx> {
        let at = WordIx(self.first_not_below(word));
        (at.at() < self.len() && self.word(at) == word).then_some(at)
    }

    /// The words that begin with `beginning`.
    pub(crate) fn beginning_with(
        &self,
        beginning: &str,
    ) -> impl ExactSizeIterator<Item = WordIx> + use<> {
        let from = self.first_not_below(beginning);
        let (mut low, mut high) = (from, self.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            if self.word(WordIx(middle)).starts_with(beginning) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (from..low).map(WordIx)
    }

    fn first_not_below(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            if self.word(WordIx(middle)) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The real words that hold `part` anywhere.
    pub(crate) fn holding<'a>(&'a self, part: &'a str) -> impl Iterator<Item = WordIx> + 'a {
        self.near(mask(part), 0).filter(move |w| self.word(*w).contains(part))
    }

    /// The real words whose letters lack at most `missing` of those in `wanted`, with their letters.
    pub(crate) fn near(&self, wanted: u32, missing: u32) -> impl Iterator<Item = WordIx> + '_ {
        (self.masks.iter().enumerate())
            .filter(move |(at, mask)| {
                (wanted & !**mask).count_ones() <= missing && self.uses[*at].real
            })
            .map(|(at, _)| WordIx(at as u32))
    }

    fn key_at(&self, at: usize) -> &str {
        let end = (self.keys.get(at + 1)).map_or(self.key_letters.len(), |k| k.0 as usize);
        slice(&self.key_letters, self.keys[at].0 as usize..end)
    }

    /// The words whose transliteration key begins with `key`, and whether it is the whole key.
    pub(crate) fn spelt_like<'a>(
        &'a self,
        key: &'a str,
    ) -> impl Iterator<Item = (WordIx, bool)> + 'a {
        let (mut low, mut high) = (0, self.keys.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.key_at(middle) < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.keys.len())
            .map_while(move |at| self.key_at(at).starts_with(key).then_some(at))
            .map(move |at| (self.keys[at].1, self.key_at(at).len() == key.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_whole_beginning_part_and_key() {
        let real = Uses { real: true, in_field: false };
        let words = ["lavrov", "moratorium", "start", "started", "treaty"];
        let vocabulary = Vocabulary::new(words.iter().map(|w| (*w, real)));
        let ixs = |words: &[u32]| words.iter().map(|w| WordIx(*w)).collect::<Vec<_>>();
        assert_eq!(vocabulary.find("start"), Some(WordIx(2)));
        assert_eq!(vocabulary.find("star"), None);
        assert_eq!(vocabulary.find("zzz"), None);
        assert!(vocabulary.beginning_with("star").eq(ixs(&[2, 3])));
        assert!(vocabulary.beginning_with("").eq(ixs(&[0, 1, 2, 3, 4])));
        assert_eq!(vocabulary.beginning_with("x").len(), 0);
        assert!(vocabulary.holding("rat").eq(ixs(&[1])));
        assert!(vocabulary.holding("t").eq(ixs(&[1, 2, 3, 4])));
        assert!(vocabulary.spelt_like("lavrov").eq([(WordIx(0), true)]));
        assert!(vocabulary.spelt_like("lav").eq([(WordIx(0), false)]));
        assert!(vocabulary.near(mask("tart"), 0).eq(ixs(&[1, 2, 3, 4])));
    }
}
