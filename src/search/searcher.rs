//! Answering a query: levels of matching in turn, then the ranked records.
//!
//! All terms must hold within one document; a record takes its best. First every word is met as a word
//! (or, where there is none, as what is near). Only where that leaves fewer than three records are slips
//! and relatives of words that do exist tried, and their hits go *below*, as suggestions: mixed in they
//! push down what was meant. Where nothing has all the words, what has most of them is suggested.

use std::cmp::Ordering;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, Edtf};
use crate::chronology::model::RecordIx;

use super::bits::Bits;
use super::class::Level;
use super::compile::{Compiled, Compiler, Slot, intersection};
use super::expand::Plan;
use super::filter::{Filter, Verdicts, depends_on_lens};
use super::index::Index;
use super::lens::Lens;
use super::query::{Atom, FacetAtom, Mode, Query, Term};
use super::sweep::{Scored, Swept};

/// Below this many records, what is near is suggested as well.
const FEW_ANSWERS: usize = 3;

/// Documents that one word of two must not exceed to be suggested for itself.
const RARE: usize = 12;

/// Remembered plans and verdicts; beyond it all are forgotten.
const REMEMBERED: usize = 64;

/// How near a hit is to the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// It has every word as it was typed, its beginning or its inflection.
    Exact,
    /// It has some word only as a spelling, a part, a slip or a relative.
    Near,
    /// It lacks some word.
    Partial,
}

/// A record found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordIx,
    /// Which of the record's citations matches best, from 0.
    pub nth: u32,
    /// How well; comparable within one answer only.
    pub score: f32,
    /// How near.
    pub near: Near,
    /// Whether its dates satisfy the date filters surely or maybe.
    pub certainty: Certainty,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The best records first. After those that match come, where they are fewer than three, suggestions:
    /// first [`Near::Near`], then [`Near::Partial`]; these are neither counted nor in the sets.
    pub ranked: Vec<Hit>,
    /// How many of `ranked`, from the first, match; the rest are suggestions.
    pub answers: usize,
    /// Records that match, surely or maybe.
    pub total: usize,
    /// Those of them that match only maybe.
    pub maybe: usize,
    /// The records that match.
    pub records: Bits,
    /// Those of them that match only maybe.
    pub maybes: Bits,
    /// The documents that match, see [`Index::document_of`].
    pub documents: Bits,
}

/// What is remembered between the keystrokes of a query, so that its earlier words cost nothing. A value
/// of its own, so that the index stays immutable; it forgets by itself when the index is another.
#[derive(Debug, Default)]
pub struct Searcher {
    cache: Cache,
}

#[derive(Debug, Default)]
pub(super) struct Cache {
    plans: FxHashMap<(String, bool, Mode, Level), Arc<Plan>>,
    verdicts: FxHashMap<String, Option<Arc<Verdicts>>>,
    /// A table of all words, kept so that it need not be made for each key.
    marks: Vec<u32>,
    /// The index that is remembered, as far as it can be told apart.
    of: (usize, usize, u32),
}

impl Cache {
    fn belong_to(&mut self, index: &Index) {
        let of = (index.documents, index.vocab.len(), index.mean_length.to_bits());
        if self.of != of || self.plans.len() > REMEMBERED || self.verdicts.len() > REMEMBERED {
            self.plans.clear();
            self.verdicts.clear();
            self.marks.clear();
            self.of = of;
        }
    }

    pub(super) fn plan(
        &mut self,
        index: &Index,
        word: &str,
        open: bool,
        mode: Mode,
        level: Level,
    ) -> Arc<Plan> {
        let key = |level| (word.to_owned(), open, mode, level);
        // What had to go as far already, or found nothing at all, is the same at this level.
        let before = [Level::Word, Level::Near].into_iter().filter(|l| *l < level);
        for plan in before.filter_map(|l| self.plans.get(&key(l))) {
            if plan.level.is_none_or(|reached| reached >= level) {
                return Arc::clone(plan);
            }
        }
        let plan = self.plans.entry(key(level));
        Arc::clone(plan.or_insert_with(|| Arc::new(index.expand(word, open, mode, level))))
    }
}

impl Index {
    /// Answers a query with at most `limit` ranked records. [`Searcher`] does the same and remembers.
    #[must_use]
    pub fn search(&self, c: &Chronology, query: &Query, lens: &Lens<'_>, limit: usize) -> Hits {
        Searcher::default().search(self, c, query, lens, limit)
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
        lens: &Lens<'_>,
        limit: usize,
    ) -> Hits {
        let never = AtomicBool::new(false);
        self.search_until(index, c, query, lens, limit, &never).unwrap_or_default()
    }

    /// The same, given up with `None` soon after `stop` is set: a newer query has come.
    #[must_use]
    pub fn search_until(
        &mut self,
        index: &Index,
        c: &Chronology,
        query: &Query,
        lens: &Lens<'_>,
        limit: usize,
        stop: &AtomicBool,
    ) -> Option<Hits> {
        self.cache.belong_to(index);
        let mut answer = Answer {
            index,
            c,
            query,
            lens,
            limit,
            stop,
            cache: &mut self.cache,
            filters: Vec::new(),
        };
        answer.filters = answer.filters()?;
        answer.hits()
    }
}

struct Answer<'a> {
    index: &'a Index,
    c: &'a Chronology,
    query: &'a Query,
    lens: &'a Lens<'a>,
    limit: usize,
    stop: &'a AtomicBool,
    cache: &'a mut Cache,
    filters: Vec<Arc<Verdicts>>,
}

fn has_words(term: &Term) -> bool {
    term.any.iter().any(|a| matches!(a, Atom::Words(_)))
}

impl Answer<'_> {
    fn hits(&mut self) -> Option<Hits> {
        let allowed = intersection(&self.filters, self.index.documents, |v| &v.possible);
        let query = self.query;
        let words: Vec<&Term> = query.terms.iter().filter(|t| !t.negated && has_words(t)).collect();
        let mut hits = if words.is_empty() {
            let matched = allowed.unwrap_or_else(|| Bits::all(self.index.documents));
            self.newest_first(matched)
        } else {
            self.by_words(&words, allowed.as_ref())?
        };
        if hits.ranked.is_empty() {
            self.suggest_without_begun_term(&mut hits)?;
        }
        Some(hits)
    }

    /// What has the words, level by level.
    fn by_words(&mut self, words: &[&Term], allowed: Option<&Bits>) -> Option<Hits> {
        let mut hits: Option<Hits> = None;
        let mut before = Vec::new();
        for level in [Level::Word, Level::Near, Level::Far] {
            let compiled = self.compile(words, level);
            // A word alone that exists is what was meant.
            let settled = hits.as_ref().is_some_and(|h| h.total > 0) && compiled.slots.len() == 1;
            let enough = hits.as_ref().is_some_and(|h| h.ranked.len() >= FEW_ANSWERS);
            if settled || enough {
                break;
            }
            let signature: Vec<usize> = compiled.slots.iter().map(|s| s.words.len() + s.values.len()).collect();
            if signature == before {
                self.cache.marks = compiled.into_marks();
                continue;
            }
            before = signature;
            let swept = self.index.sweep(&compiled, allowed, self.stop)?;
            let near = if level == Level::Word && compiled.slots.iter().all(Slot::is_plain_match) {
                Near::Exact
            } else {
                Near::Near
            };
            match &mut hits {
                Some(hits) if hits.total > 0 => self.suggest(hits, swept, near),
                _ => hits = Some(self.answer(swept, &compiled, near)?),
            }
            self.cache.marks = compiled.into_marks();
        }
        let mut hits = hits.unwrap_or_default();
        let exact = hits.ranked.first().is_some_and(|h| h.near == Near::Exact);
        if !exact && hits.ranked.len() < FEW_ANSWERS {
            self.suggest_partial(&mut hits, words, allowed)?;
        }
        Some(hits)
    }

    /// `offer spea` may become `offer speaker:…`, and `said:today` a range: until then, what the rest of
    /// the query matches is suggested.
    fn suggest_without_begun_term(&mut self, hits: &mut Hits) -> Option<()> {
        let Some(rest) = self.query.without_begun_term() else {
            return Some(());
        };
        let mut answer = Answer {
            query: &rest,
            cache: self.cache,
            filters: Vec::new(),
            ..*self
        };
        answer.filters = answer.filters()?;
        hits.ranked = answer.hits()?.ranked;
        hits.ranked.iter_mut().for_each(|h| h.near = Near::Partial);
        Some(())
    }

    fn compile(&mut self, words: &[&Term], level: Level) -> Compiled {
        let filter = Filter {
            index: self.index,
            c: self.c,
            lens: self.lens,
        };
        let mut compiler = Compiler {
            index: self.index,
            cache: self.cache,
            level,
        };
        let slots = compiler.slots(words, |term, cache| any_facet(&filter, cache, term));
        let marks = std::mem::take(&mut self.cache.marks);
        Compiled::new(self.index, slots, marks)
    }

    /// The verdicts of the terms that only let through: fields, and negated terms.
    fn filters(&mut self) -> Option<Vec<Arc<Verdicts>>> {
        let query = self.query;
        let filter = Filter {
            index: self.index,
            c: self.c,
            lens: self.lens,
        };
        let mut filters = Vec::new();
        for term in &query.terms {
            let mut verdict = match has_words(term) {
                false => any_facet(&filter, self.cache, term),
                true if term.negated => {
                    let facets = any_facet(&filter, self.cache, term);
                    let matched = self.matched_by_words(term)?;
                    let mut verdict = Verdicts::of(matched);
                    facets.iter().for_each(|f| verdict.unite(f));
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
        Some(filters)
    }

    /// The documents that a negated term excludes: those with the word or one that begins with it, never
    /// what is near. While a word of one or two letters is being typed, only the word itself.
    fn matched_by_words(&mut self, term: &Term) -> Option<Bits> {
        let mut strict = term.clone();
        strict.any.retain(|a| matches!(a, Atom::Words(_)));
        for atom in &mut strict.any {
            if let Atom::Words(words) = atom
                && words.mode == Mode::Plain
            {
                let begun = words.open && words.words.iter().all(|w| w.word.chars().count() < 3);
                words.mode = Mode::Exact;
                words.open = !begun;
                words.quoted = true;
            }
        }
        let compiled = self.compile(&[&strict], Level::Word);
        let swept = self.index.sweep(&compiled, None, self.stop)?;
        self.cache.marks = compiled.into_marks();
        Some(swept.matched)
    }

    /// Everything that the filters let through, the newest first.
    fn newest_first(&self, matched: Bits) -> Hits {
        let mut hits = self.counted(matched);
        let mut record = self.index.records;
        while hits.ranked.len() < self.limit
            && let Some(before) = hits.records.previous_before(record)
        {
            record = before;
            let documents = self.index.documents_of(record.into());
            let best = documents.clone().filter(|d| hits.documents.contains(*d));
            // Of the reports of one record, one that surely matches.
            let document = best.clone().find(|d| self.is_sure(*d)).or(best.clone().next());
            let document = document.unwrap_or(documents.start);
            hits.ranked.push(self.hit(Scored { document, score: 0.0 }, Near::Exact));
        }
        // Undated records stand last in time; they are not the newest.
        let dated = hits.ranked.iter().position(|h| h.record.at() < self.c.dated);
        hits.ranked.rotate_left(dated.unwrap_or(0));
        hits.answers = hits.ranked.len();
        hits
    }

    /// Records and counts of a set of documents.
    fn counted(&self, matched: Bits) -> Hits {
        let records = self.records_of(&matched);
        let total = records.len();
        let mut maybes = Bits::none(self.index.records);
        if self.filters.iter().any(|f| f.sure != f.possible) {
            let mut sure = matched.clone();
            self.filters.iter().for_each(|f| sure.intersect(&f.sure));
            maybes = records.clone();
            maybes.remove(&self.records_of(&sure));
        }
        Hits {
            ranked: Vec::new(),
            answers: 0,
            total,
            maybe: maybes.len(),
            maybes,
            records,
            documents: matched,
        }
    }

    fn records_of(&self, documents: &Bits) -> Bits {
        if self.index.first_of_record.is_empty() {
            return documents.clone();
        }
        let mut records = Bits::none(self.index.records);
        let mut document = documents.first_from(0);
        while let Some(at) = document {
            let (record, _) = self.index.record_of(at);
            records.insert(record.at());
            document = documents.first_from(self.index.documents_of(record).end);
        }
        records
    }

    fn answer(&self, swept: Swept, compiled: &Compiled, near: Near) -> Option<Hits> {
        let mut hits = self.counted(swept.matched);
        if compiled.slots.iter().any(Slot::is_unsure) {
            hits.maybes = hits.records.clone();
            hits.maybes.remove(&self.surely(compiled)?);
            hits.maybe = hits.maybes.len();
        }
        hits.ranked = self.best(swept.scored, near, |_| true, self.limit);
        hits.answers = hits.ranked.len();
        Some(hits)
    }

    /// The records that match where only sure dates count.
    fn surely(&self, compiled: &Compiled) -> Option<Bits> {
        let slots = compiled.slots.iter().map(Slot::surely).collect();
        let sure = Compiled::new(self.index, slots, Vec::new());
        let allowed = intersection(&self.filters, self.index.documents, |v| &v.sure);
        let swept = self.index.sweep(&sure, allowed.as_ref(), self.stop)?;
        Some(self.records_of(&swept.matched))
    }

    /// Adds what is near below what matches.
    fn suggest(&self, hits: &mut Hits, swept: Swept, near: Near) {
        let room = self.limit.saturating_sub(hits.ranked.len());
        let known: Vec<RecordIx> = hits.ranked.iter().map(|h| h.record).collect();
        let fresh = |r: RecordIx| !known.contains(&r) && !hits.records.contains(r.at());
        let more = self.best(swept.scored, near, fresh, room);
        hits.ranked.extend(more);
    }

    /// Adds what has most of the words: of three one may be missing, of six two, up to four; of two one,
    /// where the other is so rare that it says enough by itself.
    fn suggest_partial(&mut self, hits: &mut Hits, words: &[&Term], allowed: Option<&Bits>) -> Option<()> {
        for level in [Level::Word, Level::Near] {
            let mut compiled = self.compile(words, level);
            let slots = compiled.slots.len();
            for missing in 1..=(slots.max(if slots == 2 { 3 } else { 0 }) / 3).min(4) {
                compiled.missing = missing;
                let swept = self.index.sweep(&compiled, allowed, self.stop)?;
                if !swept.matched.is_empty() && (slots > 2 || swept.matched.len() <= RARE) {
                    self.suggest(hits, swept, Near::Partial);
                    return Some(());
                }
            }
        }
        Some(())
    }

    /// The best records, each by its best document.
    fn best(
        &self,
        mut scored: Vec<Scored>,
        near: Near,
        wanted: impl Fn(RecordIx) -> bool,
        limit: usize,
    ) -> Vec<Hit> {
        let order = |a: &Scored, b: &Scored| self.order(a, b);
        // Sorting all to show a few would be most of the work.
        let enough = limit.saturating_mul(4).saturating_add(64);
        if scored.len() > enough && self.index.first_of_record.is_empty() {
            scored.select_nth_unstable_by(enough, order);
            scored.truncate(enough);
        }
        scored.sort_unstable_by(order);
        let mut seen: rustc_hash::FxHashSet<RecordIx> = rustc_hash::FxHashSet::default();
        let mut best = Vec::new();
        for scored in scored {
            if best.len() == limit {
                break;
            }
            let (record, _) = self.index.record_of(scored.document);
            if wanted(record) && seen.insert(record) {
                best.push(self.hit(scored, near));
            }
        }
        best
    }

    /// Best score first; then the newer; then the order of the dataset.
    fn order(&self, a: &Scored, b: &Scored) -> Ordering {
        let day = |s: &Scored| {
            let (record, _) = self.index.record_of(s.document);
            self.c.date(record).map(Edtf::sort_day)
        };
        (b.score.total_cmp(&a.score))
            .then_with(|| day(b).cmp(&day(a)))
            .then_with(|| a.document.cmp(&b.document))
    }

    fn hit(&self, scored: Scored, near: Near) -> Hit {
        let (record, nth) = self.index.record_of(scored.document);
        let certainty = if self.is_sure(scored.document) { Certainty::Yes } else { Certainty::Maybe };
        Hit {
            record,
            nth,
            score: scored.score,
            near,
            certainty,
        }
    }

    fn is_sure(&self, document: usize) -> bool {
        self.filters.iter().all(|f| f.sure.contains(document))
    }
}

/// The documents that any field among the alternatives of a term lets through; `None` where there is no
/// field, or none that asks for anything.
fn any_facet(filter: &Filter<'_>, cache: &mut Cache, term: &Term) -> Option<Arc<Verdicts>> {
    let mut united: Option<Arc<Verdicts>> = None;
    for atom in &term.any {
        let Atom::Facet(atom) = atom else { continue };
        let Some(verdict) = remembered(filter, cache, atom, term.negated) else {
            continue;
        };
        match &mut united {
            Some(united) => Arc::make_mut(united).unite(&verdict),
            None => united = Some(verdict),
        }
    }
    united
}

fn remembered(
    filter: &Filter<'_>,
    cache: &mut Cache,
    atom: &FacetAtom,
    negated: bool,
) -> Option<Arc<Verdicts>> {
    if depends_on_lens(atom) {
        return filter.verdict(atom, negated).map(Arc::new);
    }
    let key = format!("{:?} {negated} {}", atom.facet, filter.lens.as_of)
        + &atom.values.iter().map(|v| format!(" {:?}{}", v.text, v.open)).collect::<String>();
    let verdict = (cache.verdicts.entry(key)).or_insert_with(|| filter.verdict(atom, negated).map(Arc::new));
    verdict.clone()
}
