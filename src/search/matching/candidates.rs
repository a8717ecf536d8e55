//! Which documents of a segment meet the clauses of a query: exactly these, as bits.
//!
//! A segment's documents are 8 KB of bits, which stay in the nearest cache, so that a posting costs about a
//! nanosecond however many there are. Texts are read only to tell whether words stand side by side, and
//! only of documents that everything else has let through.

use std::ops::RangeInclusive;

use super::Alternatives;
use super::clause::PhraseWords;
use super::compiled::CompiledQuery;
use crate::search::bits::{Bits, count, ones};
use crate::search::index::{IndexSegment, LocalIx, TextEntry};
use crate::search::lexicon::vocabulary::WordIx;

/// Postings that are read in the time it takes to look for words in a text.
const POSTINGS_A_TEXT: usize = 32;

/// The documents of a segment that are let through; with room for the work on them.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// Those that are let through, by their places in the segment.
    bits: Vec<u64>,
    clause: Vec<u64>,
    element: Vec<u64>,
    together: Vec<u64>,
    /// Per document, the factors of the clauses that it has met.
    met: Vec<u16>,
}

/// Adds the documents that have any of `words`. The postings of words that follow each other, as those with one
/// beginning do, lie one after the other, and are read as one.
fn post(bits: &mut [u64], segment: &IndexSegment, words: &Alternatives<WordIx>) {
    for local in runs(words).flat_map(|run| segment.postings_of(run)) {
        bits[local.at() / 64] |= 1 << (local.at() % 64);
    }
}

/// The runs of words that follow each other.
fn runs(words: &Alternatives<WordIx>) -> impl Iterator<Item = RangeInclusive<WordIx>> + '_ {
    let runs = words.as_slice().chunk_by(|(word, _), (next, _)| word.0 + 1 == next.0);
    runs.map(|run| run[0].0..=run[run.len() - 1].0)
}

fn clear(bits: &mut Vec<u64>, documents: usize) {
    bits.clear();
    bits.resize(documents.div_ceil(64), 0);
}

/// The postings of all of `words` in a segment.
pub(super) fn postings(segment: &IndexSegment, words: &Alternatives<WordIx>) -> usize {
    runs(words).map(|run| segment.postings_of(run).len()).sum()
}

impl Candidates {
    /// How many are let through.
    pub(crate) fn count(&self) -> usize {
        count(&self.bits)
    }

    /// Those that are let through, ascending.
    pub(crate) fn each(&self) -> impl Iterator<Item = LocalIx> + '_ {
        ones(self.bits.iter().copied()).map(|at| LocalIx(at as u16))
    }

    /// Those that are let through, as bits.
    pub(crate) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// Takes a document out; whether it was in.
    pub(crate) fn take(&mut self, local: LocalIx) -> bool {
        let word = &mut self.bits[local.at() / 64];
        let was = *word >> (local.at() % 64) & 1 == 1;
        *word &= !(1 << (local.at() % 64));
        was
    }

    /// Lets through the documents that meet all of `clauses`, tried in this order, and that are `allowed`.
    /// How many they are.
    pub(crate) fn let_through(
        &mut self,
        segment: &IndexSegment,
        compiled: &CompiledQuery,
        clauses: impl Iterator<Item = usize>,
        allowed: Option<&Bits>,
    ) -> usize {
        clear(&mut self.bits, segment.documents());
        match allowed {
            Some(allowed) => {
                let words = segment.words_of(allowed);
                self.bits.iter_mut().zip(words).for_each(|(bits, word)| *bits = *word);
            }
            None => self.bits.fill(u64::MAX),
        }
        if let (Some(last), extra @ 1..) = (self.bits.last_mut(), segment.documents() % 64) {
            *last &= (1 << extra) - 1;
        }
        for clause in clauses {
            self.meet(segment, compiled, clause);
            if self.bits.iter().all(|w| *w == 0) {
                return 0;
            }
        }
        self.count()
    }

    /// Lets through the documents of which the factors of the `clauses` that they meet may add up to `least`;
    /// clauses are given with their factors, those that fewest can meet first. How many they are.
    ///
    /// The last clauses are common words. Once what may still come to enough is less than what has such a word,
    /// they are not looked at: whoever scores a document reads its text anyway.
    pub(crate) fn let_most_through(
        &mut self,
        segment: &IndexSegment,
        compiled: &CompiledQuery,
        clauses: impl Iterator<Item = (usize, u16)> + Clone,
        least: u16,
        allowed: Option<&Bits>,
    ) -> usize {
        self.met.clear();
        self.met.resize(segment.documents(), 0);
        let mut any = vec![0u64; segment.documents().div_ceil(64)];
        let mut left: u16 = clauses.clone().map(|(_, factor)| factor).sum();
        for (clause, factor) in clauses {
            // What has met nothing yet can still meet enough, or no longer.
            if left >= least {
                self.let_through(segment, compiled, std::iter::once(clause), allowed);
                any.iter_mut().zip(&self.bits).for_each(|(any, one)| *any |= one);
            } else {
                self.let_what_may(&any, least - left);
                let words = &compiled.clauses[clause].words;
                if postings(segment, words) > self.count() * POSTINGS_A_TEXT {
                    break;
                }
                self.meet(segment, compiled, clause);
            }
            for at in ones(self.bits.iter().copied()) {
                self.met[at] += factor;
            }
            left -= factor;
        }
        self.let_what_may(&any, least.saturating_sub(left));
        self.count()
    }

    /// Lets through those of `any` that have met as much as `least`.
    fn let_what_may(&mut self, any: &[u64], least: u16) {
        self.bits.clear();
        // No branch within: of common words nearly every document has met some.
        self.bits.extend(any.iter().zip(self.met.chunks(64)).map(|(any, met)| {
            let enough = met.iter().enumerate();
            any & enough.fold(0, |bits, (at, met)| bits | u64::from(*met >= least) << at)
        }));
    }

    /// The factors that a document has met, as far as [`Self::let_most_through`] has counted.
    pub(crate) fn met(&self, local: LocalIx) -> u16 {
        self.met.get(local.at()).copied().unwrap_or(0)
    }

    /// Keeps the documents that meet one clause.
    fn meet(&mut self, segment: &IndexSegment, compiled: &CompiledQuery, at: usize) {
        let clause = &compiled.clauses[at];
        clear(&mut self.clause, segment.documents());
        // To read a few texts costs less than all the postings of a common word.
        let few = postings(segment, &clause.words) > self.count() * POSTINGS_A_TEXT;
        if let Some(words) = few.then(|| WordSet::new(&clause.words)).flatten() {
            for at in ones(self.bits.iter().copied()) {
                let mut text = segment.text(LocalIx(at as u16)).iter();
                if text.any(|entry| words.has(entry.word())) {
                    self.clause[at / 64] |= 1 << (at % 64);
                }
            }
        } else {
            post(&mut self.clause, segment, &clause.words);
        }
        let by_filter = clause.by_filter.as_ref().map(|filter| &filter.possible);
        for documents in [clause.by_value.as_deref(), by_filter].into_iter().flatten() {
            for (bits, word) in self.clause.iter_mut().zip(segment.words_of(documents)) {
                *bits |= word;
            }
        }
        for phrase in &clause.phrases {
            self.meet_by_phrase(segment, phrase);
        }
        for (bits, met) in self.bits.iter_mut().zip(&self.clause) {
            *bits &= met;
        }
    }

    /// Adds the documents still in question in whose texts the words of a phrase stand side by side.
    fn meet_by_phrase(&mut self, segment: &IndexSegment, phrase: &PhraseWords) {
        let documents = segment.documents();
        self.together.clone_from(&self.bits);
        let mut places: Vec<(usize, &Alternatives<WordIx>)> =
            phrase.places().iter().map(|words| (postings(segment, words), words)).collect();
        places.sort_by_key(|(postings, _)| *postings);
        let mut left = documents;
        for (postings, words) in places {
            // To read a few texts costs less than all the postings of the words with one letter.
            if postings > left * POSTINGS_A_TEXT {
                break;
            }
            clear(&mut self.element, documents);
            post(&mut self.element, segment, words);
            for (both, one) in self.together.iter_mut().zip(&self.element) {
                *both &= one;
            }
            left = count(&self.together);
        }
        let Some(sought) = phrase.sought() else { return };
        for at in ones(self.together.iter().copied()) {
            if sought.stands_in(segment.text(LocalIx(at as u16))) {
                self.clause[at / 64] |= 1 << (at % 64);
            }
        }
    }
}

/// Words that may stand at one place of a phrase, as they are asked of every word of many texts.
#[derive(Debug)]
struct WordSet {
    /// The first of them, and how far behind it the last is.
    first: u32,
    span: u32,
    /// Which of the words from the first to the last they are; empty where they are all, as beginnings mostly are.
    among: Vec<u64>,
}

impl WordSet {
    /// `None` where there are none.
    fn new(words: &Alternatives<WordIx>) -> Option<Self> {
        let [(WordIx(first), _), ..] = words.as_slice() else { return None };
        let (WordIx(last), _) = words.as_slice().last()?;
        let (first, span) = (*first, last - first);
        let mut among = Vec::new();
        if words.len() <= span as usize {
            among.resize(span as usize / 64 + 1, 0);
            for (WordIx(word), _) in words.iter() {
                let at = (word - first) as usize;
                among[at / 64] |= 1 << (at % 64);
            }
        }
        Some(Self { first, span, among })
    }

    /// Whether `word` lies between the first and the last: nearly none does that is not one of them.
    fn spans(&self, WordIx(word): WordIx) -> bool {
        word.wrapping_sub(self.first) <= self.span
    }

    fn has(&self, word: WordIx) -> bool {
        let at = word.0.wrapping_sub(self.first) as usize;
        self.spans(word) && (self.among.is_empty() || self.among[at / 64] >> (at % 64) & 1 == 1)
    }
}

/// A phrase of two words or more as it is looked for in many texts: by the two neighbours that fewest texts have, and
/// the others only where such two stand.
#[derive(Debug)]
pub(crate) struct PhraseSought {
    places: Vec<WordSet>,
    /// The place of the first of the two.
    pair: usize,
}

impl PhraseSought {
    /// The words of a phrase by its places, each with how often they stand in texts; `None` where no word may stand
    /// at some place, or there is one place only.
    pub(crate) fn new(
        places: &[Alternatives<WordIx>],
        frequency: impl Fn(WordIx) -> u32,
    ) -> Option<Self> {
        let how_often = |words: &Alternatives<WordIx>| {
            words.iter().map(|(word, _)| u64::from(frequency(word))).sum::<u64>()
        };
        let often: Vec<u64> = places.iter().map(how_often).collect();
        let pair = (1..places.len()).min_by_key(|at| often[at - 1].saturating_mul(often[*at]))? - 1;
        let places = places.iter().map(WordSet::new).collect::<Option<_>>()?;
        Some(Self { places, pair })
    }

    /// Whether its words stand side by side in `text`.
    fn stands_in(&self, text: &[TextEntry]) -> bool {
        let [a, b] = [&self.places[self.pair], &self.places[self.pair + 1]];
        // No branch within, so that the compiler does several words at once: most texts go no further than this.
        let (mut paired, mut alias) = (false, false);
        for (x, y) in text.iter().zip(text.iter().skip(1)) {
            paired |= a.spans(x.word()) & b.spans(y.word());
            alias |= y.is_alias();
        }
        // What stands between two words without being one parts no neighbours.
        (paired || alias) && self.stands_exactly_in(text)
    }

    fn stands_exactly_in(&self, text: &[TextEntry]) -> bool {
        let is_word = |entry: &&TextEntry| !entry.is_alias();
        let (before, rest) = self.places.split_at(self.pair);
        let Some((anchor, after)) = rest.split_first() else { return false };
        text.iter().enumerate().any(|(at, entry)| {
            anchor.has(entry.word()) && is_word(&entry) && {
                let mut left = text[..at].iter().rev().filter(is_word);
                let mut right = text[at + 1..].iter().filter(is_word);
                let mut goes_on =
                    |words: &WordSet| right.next().is_some_and(|entry| words.has(entry.word()));
                after.iter().all(&mut goes_on)
                    && (before.iter().rev())
                        .all(|words| left.next().is_some_and(|entry| words.has(entry.word())))
            }
        })
    }
}
