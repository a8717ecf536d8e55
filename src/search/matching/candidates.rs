//! Which documents of a segment meet the clauses of a query: exactly these, as bits.
//!
//! A segment's documents are 8 KB of bits, which stay in the nearest cache, so that a posting costs about a
//! nanosecond however many there are. Texts are read only to tell whether words stand side by side, and
//! only of documents that everything else has let through.

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

/// Adds the documents that have any of `words`. Words that follow each other, as those with one beginning
/// do, have their postings one after the other, and are read as one.
fn post(bits: &mut [u64], segment: &IndexSegment, words: &Alternatives<WordIx>) {
    for run in words.as_slice().chunk_by(|(word, _), (next, _)| word.0 + 1 == next.0) {
        for local in segment.postings_of(run[0].0..=run[run.len() - 1].0) {
            bits[local.at() / 64] |= 1 << (local.at() % 64);
        }
    }
}

fn clear(bits: &mut Vec<u64>, documents: usize) {
    bits.clear();
    bits.resize(documents.div_ceil(64), 0);
}

/// The postings of all of `words` in a segment.
pub(super) fn postings(segment: &IndexSegment, words: &Alternatives<WordIx>) -> usize {
    words.iter().map(|(word, _)| segment.posting(word).len()).sum()
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
        self.bits.extend_from_slice(any);
        for at in ones(any.iter().copied()).filter(|at| self.met[*at] < least) {
            self.bits[at / 64] &= !(1 << (at % 64));
        }
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
        let left = self.count();
        if postings(segment, &clause.words) > left * POSTINGS_A_TEXT {
            for at in ones(self.bits.iter().copied()) {
                let mut text = segment.text(LocalIx(at as u16)).iter();
                if text.any(|entry| clause.words.has(entry.word())) {
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
        let Some(sought) = PhraseSought::new(phrase) else { return };
        for at in ones(self.together.iter().copied()) {
            if sought.stands_in(segment.text(LocalIx(at as u16))) {
                self.clause[at / 64] |= 1 << (at % 64);
            }
        }
    }
}

/// A phrase as it is looked for in many texts: by the place that fewest words fill, and its neighbours only where
/// such a word stands.
struct PhraseSought<'a> {
    before: &'a [Alternatives<WordIx>],
    anchor: &'a Alternatives<WordIx>,
    after: &'a [Alternatives<WordIx>],
    /// The first word that may stand at the anchor, and how far behind it the last is.
    first: u32,
    span: u32,
}

impl<'a> PhraseSought<'a> {
    /// `None` where no word may stand at some place.
    fn new(phrase: &'a PhraseWords) -> Option<Self> {
        let places = phrase.places();
        let at = (0..places.len()).min_by_key(|at| places[*at].len())?;
        let anchor = &places[at];
        let [(WordIx(first), _), ..] = anchor.as_slice() else { return None };
        let (WordIx(last), _) = anchor.as_slice().last()?;
        let (before, after) = (&places[..at], &places[at + 1..]);
        Some(Self { before, anchor, after, first: *first, span: last - first })
    }

    /// Whether its words stand side by side in `text`.
    fn stands_in(&self, text: &[TextEntry]) -> bool {
        let is_word = |entry: &&TextEntry| !entry.is_alias();
        text.iter().enumerate().any(|(at, entry)| {
            // Nearly no word of a text comes further than this.
            entry.word().0.wrapping_sub(self.first) <= self.span
                && self.anchor.has(entry.word())
                && is_word(&entry)
                && {
                    let mut left = text[..at].iter().rev().filter(is_word);
                    let mut right = text[at + 1..].iter().filter(is_word);
                    let mut stands = |words: &Alternatives<WordIx>| {
                        right.next().is_some_and(|entry| words.has(entry.word()))
                    };
                    self.after.iter().all(&mut stands)
                        && self
                            .before
                            .iter()
                            .rev()
                            .all(|words| left.next().is_some_and(|entry| words.has(entry.word())))
                }
        })
    }
}
