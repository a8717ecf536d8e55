//! The way in: a query is answered, and what it needed is remembered for the next key.
//!
//! All terms must hold within one document; a record takes its best. First every word is met as a word
//! (or, where there is none, as what is near). Only where that leaves fewer than three records are slips
//! and relatives of words that do exist tried, and their hits go *below*, as suggestions: mixed in they
//! push down what was meant. Where nothing has all the words as typed, what has most of them is suggested
//! too: below what has a slip for a word that nobody has, and by score among slips for words that exist; and where
//! many words were typed, or few in other forms, below the few that have them all, or that have a wording only by
//! chance.
//!
//! The words by which a question asks (`when was`) need not stand in what answers it: they only rank.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;

use super::bits::Bits;
use super::hits::{Hits, MOST_NEAR, Near, Ranking, UnknownWord};
use super::index::facets::{Facet, ValueIx};
use super::index::{DocumentIx, Index, IndexNumber};
use super::lexicon::similarity::{MatchMode, Tolerance};
use super::matching::clause::{Clause, Compiler, MOST_CLAUSES, rarest};
use super::matching::compiled::CompiledQuery;
use super::matching::expansion::{Expansion, Expansions, WordRequest};
use super::matching::score::Accumulator;
use super::matching::top_k::{ScoredDocument, TopK, all_that_meet, top_k};
use super::query::document_sets::{DocumentSets, FilterSet};
use super::query::filter::Filters;
use super::query::{Atom, Phrase, Query, Term};
use super::reader::ReaderState;

/// Below this many records, what is near is suggested as well.
const FEW_ANSWERS: usize = 3;

/// From this many words on, what lacks some is suggested below the few that have them all.
const MANY_WORDS: usize = 4;

/// How much of a wording the best of what matches must have for its nearest wordings not to be suggested below.
const WORDED: f32 = 0.75;

/// The share of the weight of a query's words that a record must have to be suggested: less than the half that two
/// rare wrong words of six take.
const LEAST_SHARE: f32 = 0.3;

/// The same of a question, which is not remembered but thought of.
const LEAST_SHARE_ASKED: f32 = 0.4;

/// Expansions or filters that are remembered; beyond it all are forgotten.
const REMEMBERED: usize = 256;

/// What is remembered between the keystrokes of a query, so that its earlier words cost nothing. A value
/// of its own, so that the index stays immutable. What it remembers is of one index, and forgotten when another
/// is asked, as after the chronology was read again.
#[derive(Debug, Default)]
pub struct Searcher {
    expansions: Expansions,
    filters: Filters,
    /// The index that is remembered.
    of: Option<IndexNumber>,
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
        let query = &*query.with_hosts_decided(c);
        let sets = DocumentSets { index, c, reader };
        // What is near is the answer where nothing else is, however few are to be ranked: and what has a slip leaves
        // room for what lacks a word, for the better may be either.
        let enough = limit.saturating_add(2 * MOST_NEAR);
        let mut hits = Evaluation::of(self, sets, query, enough).hits();
        hits.ranked.truncate(limit);
        hits.answers = hits.answers.min(limit);
        hits.sources = index.sources_asked(c, query);
        hits
    }

    /// The documents that have every word of a query as it was typed and that its fields let through, the best of
    /// them with their scores. It must ask for words; `None` where one of them is in no document.
    pub(crate) fn as_typed(
        &mut self,
        index: &Index,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
    ) -> Option<TopK> {
        self.belong_to(index);
        let query = &*query.with_hosts_decided(c);
        let sets = DocumentSets { index, c, reader };
        let mut evaluation = Evaluation::of(self, sets, query, 0);
        let terms = query.terms.iter();
        let words = terms.filter(|term| !term.negated && has_words(term)).collect();
        let words = rarest(index, words);
        let filters = evaluation.filters();
        let allowed = FilterSet::intersection(&filters, |filter| &filter.possible);
        if words.is_empty() {
            // The words stand in parentheses, which only let through.
            let matched = allowed?;
            let each = (0..index.documents).filter(|at| matched.contains(*at));
            let scored = each.map(|at| ScoredDocument { document: at.into(), score: 0.0 });
            return Some(TopK { scored: scored.collect(), matched });
        }
        let compiled = evaluation.compile(&words, Tolerance::Word);
        let is_met =
            |clause: &Clause| clause.optional || (clause.is_plain_match() && !clause.is_hopeless());
        let exists = compiled.clauses.iter().all(is_met);
        exists.then(|| top_k(index, &compiled, allowed.as_ref()))
    }

    /// What meets a word, remembered or found now.
    pub(super) fn expand(&mut self, index: &Index, request: WordRequest) -> Arc<Expansion> {
        self.belong_to(index);
        self.expansions.expand(index, request)
    }

    /// Forgets what was remembered of another index.
    fn belong_to(&mut self, index: &Index) {
        let of = Some(index.number);
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
    /// What the parentheses of the query let through, by where they begin in its text.
    groups: FxHashMap<usize, Arc<FilterSet>>,
}

fn has_words(term: &Term) -> bool {
    term.any.iter().any(|atom| matches!(atom, Atom::Phrase(_)))
}

impl<'a> Evaluation<'a> {
    fn of(
        searcher: &'a mut Searcher,
        sets: DocumentSets<'a>,
        query: &'a Query,
        limit: usize,
    ) -> Self {
        let mut groups = FxHashMap::default();
        for atom in query.terms.iter().flat_map(|term| &term.any) {
            if let Atom::Parenthesis(group) = atom {
                let own = query.with_terms(group.terms.clone());
                let set = Evaluation::of(searcher, sets, &own, 0).strictly();
                groups.insert(group.range.start, Arc::new(set));
            }
        }
        Self { searcher, sets, query, limit, groups }
    }

    /// The documents that meet every term as typed.
    fn strictly(&mut self) -> FilterSet {
        let filters = self.filters();
        let all = || Bits::all(self.sets.index.documents);
        let mut possible = FilterSet::intersection(&filters, |f| &f.possible).unwrap_or_else(all);
        let mut sure = FilterSet::intersection(&filters, |f| &f.sure).unwrap_or_else(all);
        let terms = self.query.terms.iter();
        let words: Vec<&Term> = terms.filter(|term| !term.negated && has_words(term)).collect();
        if !words.is_empty() {
            let clauses = self.clauses(&words, Tolerance::Word, false);
            let unsure = clauses.iter().any(Clause::is_unsure);
            let surely = unsure.then(|| clauses.iter().map(Clause::surely).collect());
            let matched = all_that_meet(self.sets.index, &CompiledQuery::without_tables(clauses));
            let surely = surely.map(CompiledQuery::without_tables);
            let surely = surely.map(|surely| all_that_meet(self.sets.index, &surely));
            sure.intersect(surely.as_ref().unwrap_or(&matched));
            possible.intersect(&matched);
        }
        let guesses = filters.iter().flat_map(|filter| filter.guesses.iter().cloned()).collect();
        FilterSet { sure, possible, guesses }
    }

    fn hits(&mut self) -> Hits {
        let DocumentSets { index, c, .. } = self.sets;
        if self.query.is_only_signs() {
            return Hits::none(index);
        }
        let ranking = Ranking { index, c, filters: self.filters(), limit: self.limit };
        let allowed = FilterSet::intersection(&ranking.filters, |filter| &filter.possible);
        let terms = self.query.terms.iter();
        let words = terms.filter(|term| !term.negated && has_words(term)).collect();
        let words = rarest(index, words);
        let mut hits = if words.is_empty() {
            ranking.newest_first(allowed.unwrap_or_else(|| Bits::all(index.documents)))
        } else {
            self.by_words(&ranking, &words, allowed.as_ref())
        };
        ranking.settle(&mut hits);
        hits.unknown = self.unknown(&words);
        hits.guesses = self.guesses(&ranking.filters, &words);
        if hits.ranked.is_empty() {
            self.suggest_without_begun_term(&mut hits);
        }
        hits
    }

    /// What has the words, with more tolerance as long as there is little.
    fn by_words(&mut self, ranking: &Ranking<'_>, words: &[&Term], allowed: Option<&Bits>) -> Hits {
        let mut hits = Hits::none(self.sets.index);
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
            // A word that nobody printed: what has the others is near.
            if compiled.clauses.iter().any(|clause| clause.is_hopeless() && !clause.optional) {
                continue;
            }
            let (compiled, found) = self.best_without_notes(compiled, allowed);
            let as_typed =
                tolerance == Tolerance::Word && compiled.clauses.iter().all(Clause::is_plain_match);
            let near = if as_typed { Near::Exact } else { Near::Near };
            if hits.total > 0 {
                ranking.suggest(&mut hits, found, near);
            } else {
                let sure = self.surely(ranking, &compiled);
                hits = ranking.best_first(found, sure.as_ref(), near);
            }
            self.tell_notes(ranking, &compiled, &mut hits);
        }
        let exact = hits.cut_near();
        // A long text may have many words by chance, while what was meant lacks the one remembered wrongly; and what a
        // note says is not what was said.
        let wanted = match exact {
            0 => hits.ranked.len() < FEW_ANSWERS || words.len() > 1,
            1..FEW_ANSWERS => {
                words.len() >= MANY_WORDS
                    || (words.len() > 1
                        && (hits.is_by_notes() || !self.is_any_as_typed(ranking, &hits, words)))
            }
            FEW_ANSWERS..MOST_NEAR => self.is_worded_otherwise(ranking, &hits, words),
            _ => false,
        };
        if wanted {
            self.suggest_partial(ranking, &mut hits, words, allowed);
        }
        self.tell_lacks(ranking, &mut hits, words);
        hits
    }

    /// Whether any of what matches has every word as it was typed, not only its other forms.
    fn is_any_as_typed(&mut self, ranking: &Ranking<'_>, hits: &Hits, words: &[&Term]) -> bool {
        let compiled = self.compile(words, Tolerance::Word);
        let mut accumulator = Accumulator::default();
        let exact = hits.ranked.iter().take_while(|hit| hit.near == Near::Exact);
        exact
            .filter_map(|hit| ranking.document_of(hit))
            .any(|document| accumulator.meets_all_as_typed(self.sets.index, &compiled, document))
    }

    /// Whether the words are a wording that the best of what matches has only by chance, here and there.
    fn is_worded_otherwise(&mut self, ranking: &Ranking<'_>, hits: &Hits, words: &[&Term]) -> bool {
        let compiled = self.compile(words, Tolerance::Word);
        let best = hits.ranked.first().and_then(|hit| ranking.document_of(hit));
        compiled.is_wording
            && best.is_some_and(|document| {
                Accumulator::default().worded(self.sets.index, &compiled, document) < WORDED
            })
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
        let mut without = Evaluation::of(searcher, *sets, &rest, *limit);
        hits.ranked = without.hits().ranked;
        hits.ranked.iter_mut().for_each(|hit| hit.near = Near::Partial);
    }

    fn compile(&mut self, words: &[&Term], tolerance: Tolerance) -> CompiledQuery {
        CompiledQuery::new(self.sets.index, self.clauses(words, tolerance, false))
    }

    /// The clauses of terms; quotations are `loose` where they are sought by their words.
    fn clauses(&mut self, words: &[&Term], tolerance: Tolerance, loose: bool) -> Vec<Clause> {
        let Searcher { expansions, filters, .. } = &mut *self.searcher;
        let index = self.sets.index;
        let mut compiler = Compiler { index, expansions, tolerance, loose, listed: false };
        compiler.clauses(words, |term| filters.any_field(&self.sets, term, &self.groups))
    }

    /// What the terms let through that only let through: fields, and negated terms.
    fn filters(&mut self) -> Vec<Arc<FilterSet>> {
        let mut filters = Vec::new();
        let mut excluded = Vec::new();
        for term in self.query.terms.iter().filter(|term| term.negated || !has_words(term)) {
            // Without a, b or both of them: without any of the words, and outside any of the fields.
            excluded.extend(term.any.iter().filter_map(Atom::phrase));
            let mut filter = self.searcher.filters.any_field(&self.sets, term, &self.groups);
            if term.negated
                && let Some(filter) = &mut filter
            {
                Arc::make_mut(filter).invert();
            }
            filters.extend(filter);
        }
        if !excluded.is_empty() {
            let mut filter = FilterSet::of(self.matched_by_any(&excluded));
            filter.invert();
            filters.push(Arc::new(filter));
        }
        filters
    }

    /// The documents that negated words exclude, of all terms at once: those with a word or one that begins with it,
    /// never what is near. While a word of one or two letters is being typed, only the word itself.
    fn matched_by_any(&mut self, excluded: &[&Phrase]) -> Bits {
        let index = self.sets.index;
        let strict = |phrase: &&Phrase| {
            let mut phrase = Phrase::clone(phrase);
            if phrase.mode == MatchMode::Plain {
                let begun = phrase.open && phrase.words.iter().all(|w| w.word.chars().count() < 3);
                phrase.mode = MatchMode::Exact;
                phrase.open = !begun;
                phrase.quoted = true;
            }
            Atom::Phrase(phrase)
        };
        let mut matched = Bits::none(index.documents);
        for some in excluded.chunks(MOST_CLAUSES) {
            let term = Term { negated: false, any: some.iter().map(strict).collect() };
            let clauses = self.clauses(&[&term], Tolerance::Word, false);
            matched.unite(&all_that_meet(index, &CompiledQuery::without_tables(clauses)));
        }
        matched
    }

    /// What was taken for what, in filters and in fields and dates that stand among words.
    fn guesses(&mut self, filters: &[Arc<FilterSet>], words: &[&Term]) -> Vec<Box<str>> {
        let Self { searcher, sets, groups, .. } = self;
        let among_words =
            words.iter().filter_map(|term| searcher.filters.any_field(sets, term, groups));
        let among_words: Vec<Arc<FilterSet>> = among_words.collect();
        let all = filters.iter().chain(&among_words);
        all.flat_map(|filter| filter.guesses.iter().cloned()).collect()
    }

    /// The words that no record has as typed, each with the likeliest that one has.
    fn unknown(&mut self, words: &[&Term]) -> Vec<UnknownWord> {
        let Self { searcher, sets, .. } = self;
        let mut unknown = Vec::new();
        for term in words {
            let [Atom::Phrase(phrase)] = term.any.as_slice() else { continue };
            let last = phrase.words.len() - 1;
            for (at, word) in phrase.words.iter().enumerate().take(MOST_CLAUSES) {
                let request = WordRequest {
                    word: word.word.clone(),
                    open: phrase.open && at == last,
                    mode: phrase.mode,
                    tolerance: Tolerance::Word,
                    listed: false,
                };
                let mut expansion = searcher.expansions.expand(sets.index, request.clone());
                if expansion.reached == Some(Tolerance::Word) {
                    continue;
                }
                if phrase.mode == MatchMode::Exact {
                    let plain = WordRequest { mode: MatchMode::Plain, ..request };
                    expansion = searcher.expansions.expand(sets.index, plain);
                }
                let meant = expansion.likeliest(sets.index);
                let meant = meant.or_else(|| other_form(sets.index, &word.word));
                unknown.push(UnknownWord { typed: word.typed.clone(), meant });
            }
        }
        unknown
    }

    /// Says of each hit that is near which words it lacks. A word that some record has is lacking where only a slip for
    /// it stands; words that say little are told only where nothing else is lacking.
    fn tell_lacks(&mut self, ranking: &Ranking<'_>, hits: &mut Hits, words: &[&Term]) {
        let exact = hits.cut_near();
        if exact == hits.ranked.len() {
            return;
        }
        let clauses = self.clauses(words, Tolerance::Word, true);
        let count = clauses.iter().map(|clause| clause.number + 1).max().unwrap_or(0);
        hits.words = vec!["".into(); count];
        for clause in &clauses {
            hits.words[clause.number] = clause.typed.clone();
        }
        let (hopeless, clauses): (Vec<Clause>, Vec<Clause>) =
            clauses.into_iter().partition(Clause::is_hopeless);
        let index = self.sets.index;
        let compiled = CompiledQuery::new(index, clauses);
        let mut accumulator = Accumulator::default();
        let mut parts = NoteParts::of(index, &compiled);
        for hit in hits.ranked.iter_mut().skip(exact) {
            let Some(document) = ranking.document_of(hit) else { continue };
            let pieced = |parts: &mut NoteParts| parts.is_pieced(index, document);
            let pieced = hit.by_note && parts.as_mut().is_some_and(pieced);
            let by = parts.as_ref().filter(|_| pieced).map_or(&compiled, |parts| &parts.without);
            let unmet = accumulator.unmet_by(index, by, document);
            let lacking = || hopeless.iter().chain(unmet.iter().map(|at| &compiled.clauses[*at]));
            let telling = lacking().any(|clause| !clause.light);
            lacking()
                .filter(|clause| !clause.optional && clause.light != telling)
                .for_each(|clause| hit.lacks.add(clause.number));
        }
    }

    /// Adds what has most of the words, by their weight. A quotation that
    /// nobody printed counts as its words: the nearest wording has most of them, close together.
    fn suggest_partial(
        &mut self,
        ranking: &Ranking<'_>,
        hits: &mut Hits,
        words: &[&Term],
        allowed: Option<&Bits>,
    ) {
        let attempts =
            [(Tolerance::Word, false), (Tolerance::Near, false), (Tolerance::Word, true)];
        for (tolerance, one_is_enough) in attempts {
            let mut clauses = self.clauses(words, tolerance, true);
            let typed = clauses.len();
            clauses.retain(|clause| !clause.is_hopeless());
            let some_hopeless = clauses.len() < typed;
            if clauses.is_empty() {
                continue;
            }
            // A word that stands as it was typed was meant; of one that only others are near, that is not known, so
            // that it counts less than any of those, however rare what it is near.
            let sure = clauses.iter().filter(|clause| clause.is_plain_match());
            let least = sure.clone().map(|clause| clause.weight).reduce(f32::min);
            let is_only_one_sure = sure.filter(|clause| !clause.light).count() == 1;
            let least = least.unwrap_or(f32::MAX);
            for clause in clauses.iter_mut().filter(|clause| !clause.is_plain_match()) {
                clause.weight = clause.weight.min(least / 2.0);
            }
            let mut compiled = CompiledQuery::new(self.sets.index, clauses);
            compiled.least_share =
                Some(if compiled.asks { LEAST_SHARE_ASKED } else { LEAST_SHARE });
            compiled.one_is_enough = one_is_enough || is_only_one_sure;
            let found = top_k(self.sets.index, &compiled, allowed);
            if found.scored.is_empty() {
                continue;
            }
            ranking.suggest(hits, found, Near::Partial);
            self.tell_notes(ranking, &compiled, hits);
            // A word that exists is as likely the wrong word as a slip for another.
            let all_exist = !some_hopeless && compiled.clauses.iter().all(Clause::is_plain_match);
            if all_exist {
                self.score_slips_alike(ranking, hits, words, &compiled);
                ranking.merge(hits);
            }
            return;
        }
    }

    /// Scores what has slips by the weights by which what lacks words was scored: with the slips a word is as common as
    /// they are, and a rare word that was typed rightly counted little beside the one remembered wrongly.
    fn score_slips_alike(
        &mut self,
        ranking: &Ranking<'_>,
        hits: &mut Hits,
        words: &[&Term],
        lacking: &CompiledQuery,
    ) {
        if hits.ranked.iter().all(|hit| hit.near != Near::Near) {
            return;
        }
        let mut clauses = self.clauses(words, Tolerance::Near, true);
        for clause in &mut clauses {
            let own = lacking.clauses.iter().find(|own| own.number == clause.number);
            clause.weight = own.map_or(clause.weight, |own| own.weight);
        }
        let mut compiled = CompiledQuery::new(self.sets.index, clauses);
        compiled.least_share = Some(0.0);
        compiled.one_is_enough = true;
        compiled.slips = true;
        let mut accumulator = Accumulator::default();
        for hit in hits.ranked.iter_mut().filter(|hit| hit.near == Near::Near) {
            let Some(document) = ranking.document_of(hit) else { continue };
            if let Some(score) = accumulator.score(self.sets.index, &compiled, document) {
                let lift = |accumulator: &mut Accumulator| {
                    accumulator.lift_by_wording(self.sets.index, &compiled, document)
                };
                hit.score =
                    if compiled.is_wording { score * lift(&mut accumulator) } else { score };
            }
        }
    }

    /// What meets a query, and the query that it meets: what a note says counts only where nothing has the
    /// words itself.
    fn best_without_notes(
        &self,
        compiled: CompiledQuery,
        allowed: Option<&Bits>,
    ) -> (CompiledQuery, TopK) {
        let index = self.sets.index;
        if compiled.clauses.iter().any(|clause| clause.is_met_by_notes(index)) {
            let clauses = compiled.clauses.iter().map(|clause| clause.without_notes(index));
            let without = CompiledQuery::new(index, clauses.collect());
            let found = top_k(index, &without, allowed);
            if !found.matched.is_empty() {
                return (without, found);
            }
        }
        let mut found = top_k(index, &compiled, allowed);
        if let Some(mut parts) = NoteParts::of(index, &compiled) {
            found.matched = (found.matched.iter())
                .filter(|at| !parts.is_pieced(index, (*at).into()))
                .fold(Bits::none(index.documents), |mut kept, at| {
                    kept.insert(at);
                    kept
                });
            found.scored.retain(|scored| found.matched.contains(scored.document.at()));
        }
        (compiled, found)
    }

    /// Tells of the hits that would be none without what a note says.
    fn tell_notes(&self, ranking: &Ranking<'_>, compiled: &CompiledQuery, hits: &mut Hits) {
        let index = self.sets.index;
        if !compiled.clauses.iter().any(|clause| clause.is_met_by_notes(index)) {
            return;
        }
        let clauses = compiled.clauses.iter().map(|clause| clause.without_notes(index));
        let mut without = CompiledQuery::new(index, clauses.collect());
        without.least_share = compiled.least_share;
        without.one_is_enough = compiled.one_is_enough;
        let mut accumulator = Accumulator::default();
        let noted = |document: DocumentIx| {
            let facet = |value: &ValueIx| index.facets.facet_of(*value);
            index.facets.listed(document).iter().any(|value| facet(value) == Facet::Note)
        };
        for hit in &mut hits.ranked {
            let Some(document) = ranking.document_of(hit).filter(|d| noted(*d)) else { continue };
            let unmet = |accumulator: &Accumulator| accumulator.unmet().count();
            let by_text = accumulator.score(index, &without, document).map(|_| unmet(&accumulator));
            let with_note =
                accumulator.score(index, compiled, document).map(|_| unmet(&accumulator));
            hit.by_note |= by_text != with_note;
        }
    }
}

/// A query by what can meet it, to tell a record that has its words from one to which a note adds them.
struct NoteParts {
    without: CompiledQuery,
    by_notes: CompiledQuery,
    by_text: CompiledQuery,
    accumulator: Accumulator,
}

impl NoteParts {
    /// `None` where no note meets any of it.
    fn of(index: &Index, compiled: &CompiledQuery) -> Option<Self> {
        let clauses = &compiled.clauses;
        let each = |of: &dyn Fn(&Clause) -> Clause| {
            CompiledQuery::new(index, clauses.iter().map(of).collect())
        };
        let met = clauses.iter().any(|clause| clause.is_met_by_notes(index));
        met.then(|| Self {
            without: each(&|clause| clause.without_notes(index)),
            by_notes: each(&|clause| clause.only_notes(index)),
            by_text: each(&Clause::only_text),
            accumulator: Accumulator::default(),
        })
    }

    /// Whether a document has some words in its text that no note has, and others only in a note. What it says and what
    /// is said of it, put together, nobody said: it lacks those others. A note that has all the words, or adds some
    /// to who spoke and where, was looked for.
    fn is_pieced(&mut self, index: &Index, document: DocumentIx) -> bool {
        let Self { without, by_notes, by_text, accumulator } = self;
        let mut unmet = |of: &CompiledQuery| accumulator.unmet_by(index, of, document);
        let (own, noted) = (unmet(without), unmet(by_notes));
        let telling = |at: &usize| without.clauses.get(*at).is_some_and(|clause| !clause.light);
        let by_note_alone = own.iter().any(|at| telling(at) && !noted.contains(at));
        by_note_alone && {
            let text = unmet(by_text);
            noted.iter().any(|at| telling(at) && !text.contains(at))
        }
    }
}

/// The commonest word that begins as another does, for as many of its letters as any: `verify` of `verification`.
/// At least half of them, and no fewer than five.
fn other_form(index: &Index, word: &str) -> Option<Box<str>> {
    let letters = word.chars().count();
    let least = letters.div_ceil(2).max(5);
    let ends = word.char_indices().map(|(at, _)| at).enumerate().skip(least);
    let ends: Vec<usize> = ends.map(|(_, at)| at).collect();
    let vocabulary = &index.vocabulary;
    let beginnings = ends.iter().rev().filter_map(|end| word.get(..*end));
    let mut forms = beginnings.map(|beginning| vocabulary.beginning_with(beginning));
    let of_most = forms.find(|forms| forms.len() > 0)?;
    let best = of_most.max_by_key(|form| vocabulary.frequency(*form))?;
    Some(vocabulary.word(best).into())
}
