//! The way in: a query is answered, and what it needed is remembered for the next key.
//!
//! All terms must hold within one document; a record takes its best. First every word is met as a word
//! (or, where there is none, as what is near). Only where that leaves fewer than three records are slips
//! and relatives of words that do exist tried, and their hits go *below*, as suggestions: mixed in they
//! push down what was meant. Where nothing has all the words, what has most of them is suggested.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;

use super::bits::Bits;
use super::cache::{Cache, any_facet};
use super::hits::{Hits, Near};
use super::index::Index;
use super::lexicon::similarity::Tolerance;
use super::matching::clause::{Clause, Compiler};
use super::matching::compiled::{CompiledQuery, intersection};
use super::matching::top_k::TopK;
use super::query::filter::{Filter, FilterSet};
use super::query::{Atom, MatchMode, Query, Term};
use super::reader::ReaderState;

/// What is remembered between the keystrokes of a query, so that its earlier words cost nothing. A value
/// of its own, so that the index stays immutable; make a new one when the chronology is read again.
#[derive(Debug, Default)]
pub struct Searcher {
    cache: Cache,
}

impl Index {
    /// Answers a query with at most `limit` ranked records. [`Searcher`] does the same and remembers.
    #[must_use]
    pub fn search(
        &self,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
        limit: usize,
    ) -> Hits {
        Searcher::default().search(self, c, query, reader, limit)
    }
}

impl Searcher {
    /// Nothing remembered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a query with at most `limit` ranked records.
    #[must_use]
    pub fn search(
        &mut self,
        index: &Index,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
        limit: usize,
    ) -> Hits {
        self.cache.belong_to(index);
        let mut answer = Evaluation {
            index,
            c,
            query,
            reader,
            limit,
            cache: &mut self.cache,
            filters: Vec::new(),
        };
        answer.hits()
    }
}

/// Below this many records, what is near is suggested as well.
const FEW_ANSWERS: usize = 3;

/// Documents that one word of two must not exceed to be suggested for itself.
const RARE: usize = 12;

/// A query being answered.
pub(crate) struct Evaluation<'a> {
    pub(crate) index: &'a Index,
    pub(crate) c: &'a Chronology,
    pub(crate) query: &'a Query,
    pub(crate) reader: &'a ReaderState<'a>,
    pub(crate) limit: usize,
    pub(crate) cache: &'a mut Cache,
    /// Made when the answer is; see [`Self::hits`].
    pub(crate) filters: Vec<Arc<FilterSet>>,
}

fn has_words(term: &Term) -> bool {
    term.any.iter().any(|a| matches!(a, Atom::Phrase(_)))
}

impl Evaluation<'_> {
    /// The answer.
    pub(crate) fn hits(&mut self) -> Hits {
        self.filters = self.filters();
        let allowed = intersection(&self.filters, self.index.documents, |v| &v.possible);
        let query = self.query;
        let words: Vec<&Term> = query.terms.iter().filter(|t| !t.negated && has_words(t)).collect();
        let mut hits = if words.is_empty() {
            let matched = allowed.unwrap_or_else(|| Bits::all(self.index.documents));
            self.newest_first(matched)
        } else {
            self.by_words(&words, allowed.as_ref())
        };
        if hits.ranked.is_empty() {
            self.suggest_without_begun_term(&mut hits);
        }
        hits
    }

    /// What has the words, level by level.
    fn by_words(&mut self, words: &[&Term], allowed: Option<&Bits>) -> Hits {
        let mut hits: Option<Hits> = None;
        let mut before = Vec::new();
        for level in [Tolerance::Word, Tolerance::Near, Tolerance::Far] {
            // A word alone that exists is what was meant.
            let enough = hits.as_ref().is_some_and(|h| {
                h.ranked.len() >= FEW_ANSWERS || (h.total > 0 && words.len() == 1)
            });
            if enough {
                break;
            }
            let compiled = self.compile(words, level);
            let signature: Vec<usize> = compiled
                .clauses
                .iter()
                .map(|s| s.words.len() + s.values.len() + s.phrases.len())
                .collect();
            if signature != before {
                before = signature;
                let swept = self.index.sweep(&compiled, allowed);
                let near = if level == Tolerance::Word
                    && compiled.clauses.iter().all(Clause::is_plain_match)
                {
                    Near::Exact
                } else {
                    Near::Near
                };
                match &mut hits {
                    Some(hits) if hits.total > 0 => self.suggest(hits, swept, near),
                    _ => hits = Some(self.answer(swept, &compiled, near)),
                }
            }
            self.cache.marks = compiled.into_marks();
        }
        let mut hits = hits.unwrap_or_default();
        let exact = hits.ranked.first().is_some_and(|h| h.near == Near::Exact);
        if !exact && hits.ranked.len() < FEW_ANSWERS {
            self.suggest_partial(&mut hits, words, allowed);
        }
        hits
    }

    /// `offer spea` may become `offer speaker:…`, and `said:today` a range: until then, what the rest of
    /// the query matches is suggested.
    fn suggest_without_begun_term(&mut self, hits: &mut Hits) {
        let Some(rest) = self.query.without_begun_term() else {
            return;
        };
        let mut answer =
            Evaluation { query: &rest, cache: self.cache, filters: Vec::new(), ..*self };
        hits.ranked = answer.hits().ranked;
        hits.ranked.iter_mut().for_each(|h| h.near = Near::Partial);
    }

    fn compile(&mut self, words: &[&Term], level: Tolerance) -> CompiledQuery {
        let filter = Filter { index: self.index, c: self.c, reader: self.reader };
        let mut compiler = Compiler { index: self.index, cache: self.cache, level };
        let clauses = compiler.clauses(words, |term, cache| any_facet(&filter, cache, term));
        let marks = std::mem::take(&mut self.cache.marks);
        CompiledQuery::new(self.index, clauses, marks)
    }

    /// The verdicts of the terms that only let through: fields, and negated terms.
    fn filters(&mut self) -> Vec<Arc<FilterSet>> {
        let query = self.query;
        let filter = Filter { index: self.index, c: self.c, reader: self.reader };
        let mut filters = Vec::new();
        for term in &query.terms {
            let mut verdict = match has_words(term) {
                false => any_facet(&filter, self.cache, term),
                true if term.negated => {
                    let facets = any_facet(&filter, self.cache, term);
                    let matched = self.matched_by_words(term);
                    let mut verdict = FilterSet::of(matched);
                    if let Some(facets) = facets {
                        verdict.unite(&facets);
                    }
                    Some(Arc::new(verdict))
                }
                true => None,
            };
            if term.negated
                && let Some(verdict) = &mut verdict
            {
                Arc::make_mut(verdict).invert();
            }
            filters.extend(verdict);
        }
        filters
    }

    /// The documents that a negated term excludes: those with the word or one that begins with it, never
    /// what is near. While a word of one or two letters is being typed, only the word itself.
    fn matched_by_words(&mut self, term: &Term) -> Bits {
        let mut strict = term.clone();
        strict.any.retain(|a| matches!(a, Atom::Phrase(_)));
        for atom in &mut strict.any {
            if let Atom::Phrase(words) = atom
                && words.mode == MatchMode::Plain
            {
                let begun = words.open && words.asked.iter().all(|w| w.word.chars().count() < 3);
                words.mode = MatchMode::Exact;
                words.open = !begun;
                words.quoted = true;
            }
        }
        let compiled = self.compile(&[&strict], Tolerance::Word);
        let swept = self.index.sweep(&compiled, None);
        self.cache.marks = compiled.into_marks();
        swept.matched
    }

    /// Adds what is near below what matches.
    fn suggest(&self, hits: &mut Hits, swept: TopK, near: Near) {
        let scratch = self.limit.saturating_sub(hits.ranked.len());
        let known: Vec<RecordIx> = hits.ranked.iter().map(|h| h.record).collect();
        let fresh = |r: RecordIx| !known.contains(&r) && !hits.records.contains(r.at());
        let more = self.best(swept.scored, near, fresh, scratch);
        hits.ranked.extend(more);
    }

    /// Adds what has most of the words: of three one may be missing, of six two, up to four; of two one,
    /// where the other is so rare that it says enough by itself.
    fn suggest_partial(&mut self, hits: &mut Hits, words: &[&Term], allowed: Option<&Bits>) {
        for level in [Tolerance::Word, Tolerance::Near] {
            let mut compiled = self.compile(words, level);
            let clauses = compiled.clauses.len();
            compiled.missing = (clauses.max(if clauses == 2 { 3 } else { 0 }) / 3).min(4);
            if compiled.missing == 0 {
                return;
            }
            let swept = self.index.sweep(&compiled, allowed);
            self.cache.marks = compiled.into_marks();
            if !swept.matched.is_empty() && (clauses > 2 || swept.matched.len() <= RARE) {
                self.suggest(hits, swept, Near::Partial);
                return;
            }
        }
    }
}
