//! From a query word to the words of the vocabulary and the field values that meet it.
//!
//! This is where fuzzy matching happens: on a hundred thousand distinct words, behind cheap tests (letters
//! in common, order, length), and once per query word; earlier words of a query come from the cache.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::lexicon::similarity::{MEANT, Tolerance, WordMatcher, is_subsequence};
use crate::search::lexicon::translit::key;
use crate::search::lexicon::vocabulary::mask;
use crate::search::query::MatchMode;

/// A word of the text that is exactly the one asked; fields may count a little more, up to 255.
pub(crate) const ONE: f32 = 220.0;

/// Words kept of those that are merely near.
const MOST_NEAR: usize = 4_000;

/// The share of documents from which a word is too common to be taken for a slip.
const COMMON: f32 = 0.05;

/// What meets a query word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Expansion {
    /// Words of the vocabulary, ascending, and what each is worth; see [`ONE`].
    pub(crate) words: Vec<(u32, u8)>,
    /// Field values and what each is worth.
    pub(crate) values: Vec<(u32, u8)>,
    /// The documents that have any of the values.
    pub(crate) by_field: Option<Arc<Bits>>,
    /// Two words in place of one that was typed in one piece (`newstart`).
    pub(crate) split: Option<[u32; 2]>,
    /// Documents that have the word meant, roughly; for its rarity.
    pub(crate) frequency: u64,
    /// Documents that can match, at most.
    pub(crate) reach: u64,
    /// How far the search went.
    pub(crate) level: Option<Tolerance>,
}

pub(crate) fn scaled(worth: f32) -> u8 {
    (worth * ONE).round().clamp(1.0, 255.0) as u8
}

impl Index {
    /// Expands a word: at `level`, or as far beyond as is needed to find anything.
    /// What has been found at a lower level is given as `before`, with that level.
    pub(crate) fn expand(
        &self,
        word: &str,
        open: bool,
        mode: MatchMode,
        level: Tolerance,
        before: Option<(Tolerance, &Expansion)>,
    ) -> Expansion {
        let mut expansion = before.map_or_else(Expansion::default, |(_, expansion)| Expansion {
            words: expansion.words.clone(),
            split: expansion.split,
            level: expansion.level,
            ..Expansion::default()
        });
        let ahead = |l: &Tolerance| before.is_none_or(|(done, _)| *l > done);
        for next in [Tolerance::Word, Tolerance::Near, Tolerance::Far].into_iter().filter(ahead) {
            if next > Tolerance::Word && mode != MatchMode::Plain {
                break;
            }
            if next > level && expansion.level.is_some() {
                break;
            }
            let wanted = WordMatcher::new(word, open, mode, next);
            let found = match next {
                Tolerance::Word => self.words_like(&wanted),
                _ if self.is_common(&expansion) => break,
                Tolerance::Near => self.words_near(&wanted),
                Tolerance::Far => self.words_far(&wanted),
            };
            if next == Tolerance::Near && expansion.level.is_none() && !is_good(&found) {
                expansion.split = self.split(word);
            }
            let split_found = expansion.split.is_some();
            merge(&mut expansion.words, found);
            if !expansion.words.is_empty() || split_found {
                expansion.level = Some(next);
            }
        }
        self.complete_plan(&mut expansion);
        expansion
    }

    fn is_common(&self, expansion: &Expansion) -> bool {
        let documents: u64 =
            expansion.words.iter().map(|(w, _)| u64::from(self.vocabulary.frequency(*w))).sum();
        documents as f32 > COMMON * self.documents as f32 && documents > 50
    }

    /// The word itself, its beginnings and inflections; or for a subsequence, all that has its letters.
    fn words_like(&self, wanted: &WordMatcher) -> Vec<(u32, u8)> {
        let vocabulary = &self.vocabulary;
        if wanted.mode == MatchMode::Subsequence {
            let with_letters = vocabulary.near(mask(&wanted.word), 0);
            return with_letters
                .filter(|w| is_subsequence(&wanted.word, vocabulary.word(*w)))
                .filter_map(|w| {
                    let worth = wanted.worth(vocabulary.word(w), vocabulary.length(w));
                    (worth > 0.0).then(|| (w, scaled(worth)))
                })
                .collect();
        }
        let mut found = Vec::new();
        let exact = vocabulary.find(&wanted.word);
        // `'word` while it is typed is a beginning until it is a word.
        if wanted.worth_as_beginning(wanted.length + 1) > 0.0 {
            for word in vocabulary.beginning_with(&wanted.word) {
                if vocabulary.uses(word).real && Some(word) != exact {
                    found.push((word, scaled(wanted.worth_as_beginning(vocabulary.length(word)))));
                }
            }
        }
        found.extend(exact.map(|w| (w, scaled(1.0))));
        let inflected = wanted.inflected.iter().filter_map(|i| vocabulary.find(i));
        for word in inflected.filter(|w| vocabulary.uses(*w).real) {
            found.push((
                word,
                scaled(wanted.worth_as_word(vocabulary.word(word), vocabulary.length(word))),
            ));
        }
        found
    }

    /// Spellings, parts, slips and relatives.
    fn words_near(&self, wanted: &WordMatcher) -> Vec<(u32, u8)> {
        let vocabulary = &self.vocabulary;
        let mut best: FxHashMap<u32, f32> = FxHashMap::default();
        let mut take = |words: &mut dyn Iterator<Item = u32>,
                        worth: &dyn Fn(&str, usize) -> f32| {
            for word in words {
                let worth = worth(vocabulary.word(word), vocabulary.length(word));
                if worth > 0.0 {
                    let kept = best.entry(word).or_default();
                    *kept = kept.max(worth);
                }
            }
        };
        let letters = mask(&wanted.word);
        if wanted.key.len() >= 3 {
            let mut spelt = vocabulary.spelt_like(&wanted.key).map(|(word, _)| word);
            take(&mut spelt, &|word, n| wanted.worth_as_spelling(&key(word), n));
        }
        if wanted.length >= 3 {
            take(&mut vocabulary.holding(&wanted.word), &|word, n| wanted.worth_inside(word, n));
        }
        if wanted.length >= 4 {
            let beginning: String = wanted.word.chars().take(4).collect();
            let family = vocabulary.beginning_with(&beginning);
            let mut real = family.filter(|w| vocabulary.uses(*w).real);
            take(&mut real, &|word, n| wanted.worth_as_relative(word, n));
        }
        let edits = wanted.edits();
        if edits > 0 {
            let long_enough = |w: &u32| vocabulary.length(*w) + edits as usize >= wanted.length;
            let mut near = vocabulary.near(letters, edits).filter(long_enough);
            take(&mut near, &|word, n| wanted.worth_as_slip(word, n));
        }
        let mut found: Vec<(u32, u8)> = best.into_iter().map(|(w, q)| (w, scaled(q))).collect();
        found.sort_unstable_by_key(|(w, q)| (std::cmp::Reverse(*q), *w));
        found.truncate(MOST_NEAR);
        found
    }

    /// Words with letters left out.
    fn words_far(&self, wanted: &WordMatcher) -> Vec<(u32, u8)> {
        let vocabulary = &self.vocabulary;
        let first = wanted.word.chars().next();
        let mut found = Vec::new();
        for word in vocabulary.near(mask(&wanted.word), 0) {
            if wanted.length >= 4 && vocabulary.word(word).chars().next() == first {
                let worth =
                    wanted.worth_with_gaps(vocabulary.word(word), vocabulary.length(word), 0.4);
                if worth > 0.0 {
                    found.push((word, scaled(worth)));
                }
            }
        }
        found
    }

    /// Two known words that stand side by side somewhere and together are `word`.
    fn split(&self, word: &str) -> Option<[u32; 2]> {
        if word.chars().count() < 5 {
            return None;
        }
        let cuts = word.char_indices().map(|(at, _)| at).skip(1);
        let pairs = cuts.filter_map(|at| {
            let (a, b) = (self.vocabulary.find(&word[..at])?, self.vocabulary.find(&word[at..])?);
            let rarity = self.vocabulary.frequency(a).min(self.vocabulary.frequency(b));
            (rarity > 0).then_some((rarity, [a, b]))
        });
        let mut pairs: Vec<(u32, [u32; 2])> = pairs.collect();
        // The likeliest first: both words common.
        pairs.sort_unstable_by_key(|(rarity, pair)| (std::cmp::Reverse(*rarity), *pair));
        pairs.into_iter().map(|(_, pair)| pair).find(|pair| self.stand_together(*pair))
    }

    fn stand_together(&self, [a, b]: [u32; 2]) -> bool {
        let rarer = if self.vocabulary.frequency(a) < self.vocabulary.frequency(b) { a } else { b };
        self.segments.iter().any(|segment| {
            segment.posting(rarer).iter().any(|local| {
                use crate::search::index::entry::{ALIAS, WORD};
                let words = segment.text(usize::from(*local)).iter().filter(|e| **e & ALIAS == 0);
                let ahead = words.clone().skip(1);
                words.zip(ahead).any(|(x, y)| x & WORD == a && y & WORD == b)
            })
        })
    }

    /// The documents that have any of the values; `None` where there is none.
    pub(crate) fn documents_with(&self, values: &[(u32, u8)]) -> Option<Bits> {
        if values.is_empty() {
            return None;
        }
        let mut documents = Bits::none(self.documents);
        for (value, _) in values {
            for document in self.fields.documents.of(*value as usize) {
                documents.insert(*document as usize);
            }
        }
        Some(documents)
    }

    /// Adds the field values that have the words, and counts.
    fn complete_plan(&self, expansion: &mut Expansion) {
        // A letter may meet every value there is: a table of all is quicker than any set.
        let mut worths = vec![0u8; self.fields.values()];
        for &(word, worth) in &expansion.words {
            let documents = u64::from(self.vocabulary.frequency(word));
            expansion.reach += documents;
            if f32::from(worth) >= MEANT * ONE {
                expansion.frequency += documents;
            }
            if !self.vocabulary.uses(word).in_field {
                continue;
            }
            for &(value, weight) in self.fields.by_word.get(&word).map_or(&[][..], Vec::as_slice) {
                let there = (u32::from(worth) * u32::from(weight) / 100).min(255) as u8;
                let kept = &mut worths[value as usize];
                *kept = (*kept).max(there);
            }
        }
        if let Some(pair) = expansion.split {
            let together = pair.iter().map(|w| u64::from(self.vocabulary.frequency(*w))).min();
            expansion.reach += together.unwrap_or(0);
            expansion.frequency += together.unwrap_or(0);
        }
        let met = worths.into_iter().enumerate().filter(|(_, worth)| *worth > 0);
        expansion.values = met.map(|(value, worth)| (value as u32, worth)).collect();
        expansion.by_field = self.documents_with(&expansion.values).map(Arc::new);
        for (value, worth) in &expansion.values {
            let documents = self.fields.documents.of(*value as usize).len() as u64;
            expansion.reach += documents;
            if f32::from(*worth) >= MEANT * ONE {
                expansion.frequency += documents;
            }
        }
    }
}

/// Whether some of the words is likely the one meant.
fn is_good(found: &[(u32, u8)]) -> bool {
    found.iter().any(|(_, worth)| *worth >= scaled(0.67))
}

/// Takes `more` into `words`, ascending by word, the better worth of each.
fn merge(words: &mut Vec<(u32, u8)>, more: Vec<(u32, u8)>) {
    words.extend(more);
    words.sort_unstable_by_key(|(word, worth)| (*word, std::cmp::Reverse(*worth)));
    words.dedup_by_key(|(word, _)| *word);
}
