//! The way in: a query is answered, and what it needed is remembered for the next key.
//!
//! All terms must hold within one document; a record takes its best. First every word is met as a word
//! (or, where there is none, as what is near). Only where that leaves fewer than three records are slips
//! and relatives of words that do exist tried, and their hits go *below*, as suggestions: mixed in they
//! push down what was meant. Where nothing has all the words, what has most of them is suggested.

use std::sync::Arc;

use crate::chronology::Chronology;

use super::bits::Bits;
use super::hits::{Hits, Near, Ranking};
use super::index::Index;
use super::lexicon::similarity::{MatchMode, Tolerance};
use super::matching::clause::{Clause, Compiler};
use super::matching::compiled::CompiledQuery;
use super::matching::expansion::Expansions;
use super::matching::top_k::top_k;
use super::query::document_sets::{DocumentSets, FilterSet};
use super::query::filter::Filters;
use super::query::{Atom, Query, Term};
use super::reader::ReaderState;

/// Below this many records, what is near is suggested as well.
const FEW_ANSWERS: usize = 3;

/// Documents that one word of two must not exceed to be suggested for itself.
const RARE: usize = 12;

/// Expansions or filters that are remembered; beyond it all are forgotten.
const REMEMBERED: usize = 64;

/// What is remembered between the keystrokes of a query, so that its earlier words cost nothing. A value
/// of its own, so that the index stays immutable; make a new one when the chronology is read again.
#[derive(Debug, Default)]
pub struct Searcher {
    expansions: Expansions,
    filters: Filters,
    /// The index that is remembered, as far as it can be told apart.
    of: (usize, usize, u32),
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
        self.belong_to(index);
        Evaluation { searcher: self, sets: DocumentSets { index, c, reader }, query, limit }.hits()
    }

    /// Forgets what was remembered of another index.
    fn belong_to(&mut self, index: &Index) {
        let of = (index.documents, index.vocabulary.len(), index.mean_length.to_bits());
        let full = self.expansions.len() > REMEMBERED || self.filters.len() > REMEMBERED;
        if self.of != of || full {
            self.expansions.clear();
            self.filters.clear();
            self.of = of;
        }
    }
}

/// A query being answered.
struct Evaluation<'a> {
    searcher: &'a mut Searcher,
    sets: DocumentSets<'a>,
    query: &'a Query,
    limit: usize,
}

fn has_words(term: &Term) -> bool {
    term.any.iter().any(|atom| matches!(atom, Atom::Phrase(_)))
}

impl Evaluation<'_> {
    fn hits(&mut self) -> Hits {
        let DocumentSets { index, c, .. } = self.sets;
        let ranking = Ranking { index, c, filters: self.filters(), limit: self.limit };
        let allowed = FilterSet::intersection(&ranking.filters, |filter| &filter.possible);
        let terms = self.query.terms.iter();
        let words: Vec<&Term> = terms.filter(|term| !term.negated && has_words(term)).collect();
        let mut hits = if words.is_empty() {
            ranking.newest_first(allowed.unwrap_or_else(|| Bits::all(index.documents)))
        } else {
            self.by_words(&ranking, &words, allowed.as_ref())
        };
        if hits.ranked.is_empty() {
            self.suggest_without_begun_term(&mut hits);
        }
        hits
    }

    /// What has the words, with more tolerance as long as there is little.
    fn by_words(&mut self, ranking: &Ranking<'_>, words: &[&Term], allowed: Option<&Bits>) -> Hits {
        let mut hits = Hits::default();
        let mut before = Vec::new();
        for &tolerance in Tolerance::ALL {
            // A word alone that exists is what was meant.
            if hits.ranked.len() >= FEW_ANSWERS || (hits.total > 0 && words.len() == 1) {
                break;
            }
            let compiled = self.compile(words, tolerance);
            let signature: Vec<usize> = (compiled.clauses.iter())
                .map(|clause| clause.words.len() + clause.values.len() + clause.phrases.len())
                .collect();
            if signature == before {
                continue;
            }
            before = signature;
            let found = top_k(self.sets.index, &compiled, allowed);
            let as_typed =
                tolerance == Tolerance::Word && compiled.clauses.iter().all(Clause::is_plain_match);
            let near = if as_typed { Near::Exact } else { Near::Near };
            if hits.total > 0 {
                ranking.suggest(&mut hits, found, near);
            } else {
                let sure = self.surely(ranking, &compiled);
                hits = ranking.best_first(found, sure.as_ref(), near);
            }
        }
        let exact = hits.ranked.first().is_some_and(|hit| hit.near == Near::Exact);
        if !exact && hits.ranked.len() < FEW_ANSWERS {
            self.suggest_partial(ranking, &mut hits, words, allowed);
        }
        hits
    }

    /// The documents that match where only sure dates count; `None` where all dates are sure.
    fn surely(&self, ranking: &Ranking<'_>, compiled: &CompiledQuery) -> Option<Bits> {
        if !compiled.clauses.iter().any(Clause::is_unsure) {
            return None;
        }
        let index = self.sets.index;
        let clauses = compiled.clauses.iter().map(Clause::surely).collect();
        let allowed = FilterSet::intersection(&ranking.filters, |filter| &filter.sure);
        Some(top_k(index, &CompiledQuery::new(index, clauses), allowed.as_ref()).matched)
    }

    /// `offer spea` may become `offer speaker:…`, and `said:today` a range: until then, what the rest of
    /// the query matches is suggested.
    fn suggest_without_begun_term(&mut self, hits: &mut Hits) {
        let Some(rest) = self.query.without_begun_term() else {
            return;
        };
        let Self { searcher, sets, limit, .. } = self;
        let mut without = Evaluation { searcher, sets: *sets, query: &rest, limit: *limit };
        hits.ranked = without.hits().ranked;
        hits.ranked.iter_mut().for_each(|hit| hit.near = Near::Partial);
    }

    fn compile(&mut self, words: &[&Term], tolerance: Tolerance) -> CompiledQuery {
        let Searcher { expansions, filters, .. } = &mut *self.searcher;
        let index = self.sets.index;
        let mut compiler = Compiler { index, expansions, tolerance };
        let clauses = compiler.clauses(words, |term| filters.any_field(&self.sets, term));
        CompiledQuery::new(index, clauses)
    }

    /// What the terms let through that only let through: fields, and negated terms.
    fn filters(&mut self) -> Vec<Arc<FilterSet>> {
        let mut filters = Vec::new();
        for term in &self.query.terms {
            let of_fields = |searcher: &mut Searcher| searcher.filters.any_field(&self.sets, term);
            let mut filter = match has_words(term) {
                false => of_fields(self.searcher),
                true if term.negated => {
                    let of_fields = of_fields(self.searcher);
                    let mut filter = FilterSet::of(self.matched_by_words(term));
                    if let Some(of_fields) = of_fields {
                        filter.unite(&of_fields);
                    }
                    Some(Arc::new(filter))
                }
                true => None,
            };
            if term.negated
                && let Some(filter) = &mut filter
            {
                Arc::make_mut(filter).invert();
            }
            filters.extend(filter);
        }
        filters
    }

    /// The documents that a negated term excludes: those with the word or one that begins with it, never
    /// what is near. While a word of one or two letters is being typed, only the word itself.
    fn matched_by_words(&mut self, term: &Term) -> Bits {
        let mut strict = term.clone();
        strict.any.retain(|atom| matches!(atom, Atom::Phrase(_)));
        for atom in &mut strict.any {
            if let Atom::Phrase(phrase) = atom
                && phrase.mode == MatchMode::Plain
            {
                let begun = phrase.open && phrase.words.iter().all(|w| w.word.chars().count() < 3);
                phrase.mode = MatchMode::Exact;
                phrase.open = !begun;
                phrase.quoted = true;
            }
        }
        let compiled = self.compile(&[&strict], Tolerance::Word);
        top_k(self.sets.index, &compiled, None).matched
    }

    /// Adds what has most of the words: of three one may be missing, of six two, up to four; of two one,
    /// where the other is so rare that it says enough by itself.
    fn suggest_partial(
        &mut self,
        ranking: &Ranking<'_>,
        hits: &mut Hits,
        words: &[&Term],
        allowed: Option<&Bits>,
    ) {
        for tolerance in [Tolerance::Word, Tolerance::Near] {
            let mut compiled = self.compile(words, tolerance);
            let clauses = compiled.clauses.len();
            compiled.missing = (clauses.max(if clauses == 2 { 3 } else { 0 }) / 3).min(4);
            if compiled.missing == 0 {
                return;
            }
            let found = top_k(self.sets.index, &compiled, allowed);
            if !found.matched.is_empty() && (clauses > 2 || found.matched.len() <= RARE) {
                ranking.suggest(hits, found, Near::Partial);
                return;
            }
        }
    }
}
