//! From a query word to the words of the vocabulary and the field values that meet it.
//!
//! This is where fuzzy matching happens: on a hundred thousand distinct words, behind cheap tests (letters
//! in common, order, length), and once per query word; earlier words of a query are remembered.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{Alternatives, Impact};
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::facets::ValueIx;
use crate::search::lexicon::similarity::{
    LEAST_COVER, MatchMode, Tolerance, WordMatcher, is_subsequence,
};
use crate::search::lexicon::translit::key;
use crate::search::lexicon::vocabulary::{WordIx, mask};

/// Words kept of those that are merely near.
const MOST_NEAR: usize = 4_000;

/// The share of documents from which a word is too common to be taken for a slip.
const COMMON: f32 = 0.05;

/// The least similarity of a word for it to be likely the one meant, so that no other reading is sought.
const GOOD: f32 = 0.67;

/// The part of all field values below which those that a word meets are put in order by themselves.
const FEW_VALUES: usize = 32;

/// What meets a query word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Expansion {
    /// Words of the vocabulary.
    pub(crate) words: Alternatives<WordIx>,
    /// Field values.
    pub(crate) values: Alternatives<ValueIx>,
    /// The documents that have any of the values; found when first asked for, and of a quotation's words never.
    by_value: OnceLock<Option<Arc<Bits>>>,
    /// Two words in place of one that was typed in one piece (`newstart`).
    pub(crate) split: Option<[WordIx; 2]>,
    /// Documents that have the word meant, roughly; for its rarity.
    pub(crate) frequency: u64,
    /// Documents that can match, at most.
    pub(crate) reach: u64,
    /// How far the search went; `None` where it found nothing.
    pub(crate) reached: Option<Tolerance>,
}

/// A query word as it is to be expanded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct WordRequest {
    /// Folded.
    pub(crate) word: String,
    /// It may still go on.
    pub(crate) open: bool,
    pub(crate) mode: MatchMode,
    /// How far to go for it, or as much beyond as is needed to find anything.
    pub(crate) tolerance: Tolerance,
    /// Never further than the word, its beginnings and its inflections, see [`crate::search::query::Phrase::listed`].
    pub(crate) listed: bool,
}

/// The expansions of earlier words.
#[derive(Debug, Default)]
pub(crate) struct Expansions {
    known: FxHashMap<WordRequest, Arc<Expansion>>,
}

impl Expansions {
    /// How many are remembered.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Forgets them all.
    pub(crate) fn clear(&mut self) {
        self.known.clear();
    }

    /// What meets a word, remembered or found now.
    pub(crate) fn expand(&mut self, index: &Index, request: WordRequest) -> Arc<Expansion> {
        if let Some(expansion) = self.known.get(&request) {
            return Arc::clone(expansion);
        }
        let mut lower = Tolerance::ALL.iter().rev().filter(|lower| **lower < request.tolerance);
        let before = lower.find_map(|&tolerance| {
            Some((tolerance, self.known.get(&WordRequest { tolerance, ..request.clone() })?))
        });
        let expansion = match before {
            // What had to go as far already, or found nothing at all, is the same at this tolerance.
            Some((_, known))
                if known.reached.is_none_or(|reached| reached >= request.tolerance) =>
            {
                Arc::clone(known)
            }
            Some((done, known)) => Arc::new(Expansion::of(index, &request, Some((done, known)))),
            None => Arc::new(Expansion::of(index, &request, None)),
        };
        self.known.insert(request, Arc::clone(&expansion));
        expansion
    }
}

impl Expansion {
    /// Expands a word. What has been found with a lower tolerance is given as `before`, with that tolerance.
    fn of(index: &Index, request: &WordRequest, before: Option<(Tolerance, &Self)>) -> Self {
        let mut expansion = Self::of_words(index, request, before);
        expansion.add_values(index);
        expansion
    }

    /// The same without the values and the counts: as much as is needed to light what matches.
    pub(crate) fn of_words(
        index: &Index,
        request: &WordRequest,
        before: Option<(Tolerance, &Self)>,
    ) -> Self {
        let &WordRequest { ref word, open, mode, tolerance, listed } = request;
        let mut expansion = before.map_or_else(Self::default, |(_, known)| Self {
            words: known.words.clone(),
            split: known.split,
            reached: known.reached,
            ..Self::default()
        });
        let ahead = |next: &&Tolerance| before.is_none_or(|(done, _)| **next > done);
        for &next in Tolerance::ALL.iter().filter(ahead) {
            if next > Tolerance::Word && (listed || mode != MatchMode::Plain) {
                break;
            }
            if next > tolerance && expansion.reached.is_some() {
                break;
            }
            if next > Tolerance::Word && expansion.is_common(index) {
                break;
            }
            let matcher = WordMatcher::new(word, open, mode, next);
            let found = Alternatives::new(match next {
                Tolerance::Word => words_like(index, &matcher),
                Tolerance::Near => words_near(index, &matcher),
            });
            if next == Tolerance::Near && expansion.reached.is_none() && !is_good(&found) {
                expansion.split = split(index, word);
            }
            expansion.words.take(found);
            if !expansion.words.is_empty() || expansion.split.is_some() {
                expansion.reached = Some(next);
            }
        }
        expansion
    }

    fn is_common(&self, index: &Index) -> bool {
        let frequency = |word| u64::from(index.vocabulary.frequency(word));
        let documents: u64 = self.words.iter().map(|(word, _)| frequency(word)).sum();
        documents as f32 > COMMON * index.documents as f32 && documents > 50
    }

    /// The word that was probably meant, the commonest of the most similar; where two were typed in one
    /// piece, both. `None` where nothing is like it.
    pub(crate) fn likeliest(&self, index: &Index) -> Option<Box<str>> {
        if let Some(pair) = self.split {
            return Some(pair.map(|word| index.vocabulary.word(word)).join(" ").into());
        }
        let frequency = |word| index.vocabulary.frequency(word);
        let best = self.words.iter().max_by_key(|(word, impact)| (*impact, frequency(*word)))?;
        Some(index.vocabulary.word(best.0).into())
    }

    /// The documents that have any of the values; `None` where there are none.
    pub(crate) fn by_value(&self, index: &Index) -> Option<Arc<Bits>> {
        let documents = || documents_with(index, &self.values).map(Arc::new);
        self.by_value.get_or_init(documents).clone()
    }

    /// Whether some word of it is not found as a word.
    pub(crate) fn is_widened(&self) -> bool {
        self.reached.is_some_and(|reached| reached > Tolerance::Word)
    }

    /// The field values that have the words, each with its best impact.
    fn values_of_words(&self, index: &Index) -> Alternatives<ValueIx> {
        let in_field = self.words.iter().filter(|(word, _)| index.vocabulary.uses(*word).in_field);
        let met = in_field.flat_map(|(word, impact)| {
            let values = index.facets.values_with(word).iter();
            values.map(move |(value, weight)| (*value, impact.in_field(*weight)))
        });
        let met = met.filter(|(_, impact)| *impact > Impact::NONE);
        let most = index.facets.len() / FEW_VALUES;
        if met.clone().take(most).count() < most {
            return Alternatives::new(met.collect());
        }
        // A letter may meet every value there is: a table of all is quicker than any set.
        let mut impacts = vec![Impact::NONE; index.facets.len()];
        for (value, impact) in met {
            let kept = &mut impacts[value.at()];
            *kept = (*kept).max(impact);
        }
        let met = impacts.into_iter().enumerate().filter(|(_, impact)| *impact > Impact::NONE);
        Alternatives::ascending(met.map(|(value, impact)| (ValueIx(value as u32), impact)))
    }

    /// Adds the field values that have the words, and counts.
    fn add_values(&mut self, index: &Index) {
        for (word, impact) in self.words.iter() {
            self.reach += u64::from(index.vocabulary.frequency(word));
            if impact.is_meant() {
                self.frequency += u64::from(index.vocabulary.frequency(word));
            }
        }
        if let Some(pair) = self.split {
            let together = pair.iter().map(|w| u64::from(index.vocabulary.frequency(*w))).min();
            self.reach += together.unwrap_or(0);
            self.frequency += together.unwrap_or(0);
        }
        self.values = self.values_of_words(index);
        for (value, impact) in self.values.iter() {
            let documents = index.facets.documents(value).len() as u64;
            self.reach += documents;
            if impact.is_meant() {
                self.frequency += documents;
            }
        }
    }
}

/// Words as they are found: in any order, and perhaps twice.
type FoundWords = Vec<(WordIx, Impact)>;

/// The word itself, its beginnings and inflections; or for a subsequence, all that has its letters.
fn words_like(index: &Index, matcher: &WordMatcher) -> FoundWords {
    let vocabulary = &index.vocabulary;
    if matcher.mode == MatchMode::Subsequence {
        let with_letters = vocabulary.near(mask(&matcher.word), 0);
        return with_letters
            .filter(|w| is_subsequence(&matcher.word, vocabulary.word(*w)))
            .filter_map(|w| {
                let similarity = matcher.similarity(vocabulary.word(w), vocabulary.length(w));
                (similarity > 0.0).then(|| (w, Impact::of(similarity)))
            })
            .collect();
    }
    let mut found = Vec::new();
    let exact = vocabulary.find(&matcher.word);
    // `'word` while it is typed is a beginning until it is a word.
    if matcher.as_beginning(matcher.length + 1) > 0.0 {
        for word in vocabulary.beginning_with(&matcher.word) {
            if vocabulary.uses(word).real && Some(word) != exact {
                found.push((word, Impact::of(matcher.as_beginning(vocabulary.length(word)))));
            }
        }
    }
    found.extend(exact.map(|w| (w, Impact::of(1.0))));
    let inflected = matcher.inflected.iter().filter_map(|i| vocabulary.find(i));
    for word in inflected.filter(|w| vocabulary.uses(*w).real) {
        let similarity = matcher.as_word(vocabulary.word(word), vocabulary.length(word));
        found.push((word, Impact::of(similarity)));
    }
    found
}

/// Spellings, parts, slips, relatives and words with letters left out.
fn words_near(index: &Index, matcher: &WordMatcher) -> FoundWords {
    let vocabulary = &index.vocabulary;
    let mut best: FxHashMap<WordIx, f32> = FxHashMap::default();
    let mut take = |words: &mut dyn Iterator<Item = WordIx>,
                    similarity: &dyn Fn(&str, usize) -> f32| {
        for word in words {
            let similarity = similarity(vocabulary.word(word), vocabulary.length(word));
            if similarity > 0.0 {
                let kept = best.entry(word).or_default();
                *kept = kept.max(similarity);
            }
        }
    };
    if matcher.key.len() >= 3 {
        let mut spelt = vocabulary.spelt_like(&matcher.key).map(|(word, _)| word);
        take(&mut spelt, &|word, n| matcher.as_spelling(&key(word), n));
    }
    if matcher.length >= 3 {
        take(&mut vocabulary.holding(&matcher.word), &|word, n| matcher.as_part(word, n));
    }
    if matcher.length >= 4 {
        let beginning: String = matcher.word.chars().take(4).collect();
        let family = vocabulary.beginning_with(&beginning);
        let mut real = family.filter(|w| vocabulary.uses(*w).real);
        take(&mut real, &|word, n| matcher.as_relative(word, n));
    }
    let edits = matcher.edits();
    if edits > 0 {
        let long_enough = |w: &WordIx| vocabulary.length(*w) + edits as usize >= matcher.length;
        let mut near = vocabulary.near(mask(&matcher.word), edits).filter(long_enough);
        take(&mut near, &|word, n| matcher.as_slip(word, n));
    }
    if matcher.length >= 4 {
        let mut with_letters = vocabulary
            .near(mask(&matcher.word), 0)
            .filter(|word| matcher.begins_like(vocabulary.word(*word)));
        take(&mut with_letters, &|word, n| matcher.with_gaps(word, n, LEAST_COVER));
    }
    let mut found: FoundWords = best.into_iter().map(|(w, q)| (w, Impact::of(q))).collect();
    found.sort_unstable_by_key(|(w, impact)| (std::cmp::Reverse(*impact), *w));
    found.truncate(MOST_NEAR);
    found
}

/// Whether some of the words is likely the one meant.
fn is_good(found: &Alternatives<WordIx>) -> bool {
    found.iter().any(|(_, impact)| impact >= Impact::of(GOOD))
}

/// Two known words that stand side by side somewhere and together are `word`.
fn split(index: &Index, word: &str) -> Option<[WordIx; 2]> {
    if word.chars().count() < 5 {
        return None;
    }
    let vocabulary = &index.vocabulary;
    let cuts = word.char_indices().map(|(at, _)| at).skip(1);
    let pairs = cuts.filter_map(|at| {
        let (a, b) = word.split_at(at);
        let (a, b) = (vocabulary.find(a)?, vocabulary.find(b)?);
        let rarity = vocabulary.frequency(a).min(vocabulary.frequency(b));
        (rarity > 0).then_some((rarity, [a, b]))
    });
    let mut pairs: Vec<(u32, [WordIx; 2])> = pairs.collect();
    // The likeliest first: both words common.
    pairs.sort_unstable_by_key(|(rarity, pair)| (std::cmp::Reverse(*rarity), *pair));
    pairs.into_iter().map(|(_, pair)| pair).find(|pair| stand_together(index, *pair))
}

/// Whether the two words stand side by side, in this order, in any text.
fn stand_together(index: &Index, [a, b]: [WordIx; 2]) -> bool {
    let frequency = |word| index.vocabulary.frequency(word);
    let rarer = if frequency(a) < frequency(b) { a } else { b };
    index.segments.iter().any(|segment| {
        segment.posting(rarer).iter().any(|local| {
            let words = segment.text(*local).iter().filter(|entry| !entry.is_alias());
            let ahead = words.clone().skip(1);
            words.zip(ahead).any(|(x, y)| x.word() == a && y.word() == b)
        })
    })
}

/// The documents that have any of the values; `None` where there is none.
pub(crate) fn documents_with(index: &Index, values: &Alternatives<ValueIx>) -> Option<Bits> {
    if values.is_empty() {
        return None;
    }
    let mut documents = Bits::none(index.documents);
    for (value, _) in values.iter() {
        for document in index.facets.documents(value) {
            documents.insert(document.at());
        }
    }
    Some(documents)
}
