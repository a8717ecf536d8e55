//! Which documents meet every clause, or so many of them as are said to be enough, and the best of them with their
//! scores.
//!
//! Segment by segment: the clauses that fewest documents can meet come first. Where few remain, each is
//! scored as it is; where many remain, a byte per document and clause holds the best impact, sums of them are
//! compared, and only the best are scored. Nothing is ever counted from a sample: the set is exact.

use super::candidates::{Candidates, postings};
use super::clause::{MOST_CLAUSES, PhraseWords};
use super::compiled::{ClauseItem, CompiledQuery};
use super::score::{Accumulator, NAME};
use super::{Alternatives, Impact};
use crate::search::bits::{Bits, ones};
use crate::search::index::{DocumentIx, Index, IndexSegment, LocalIx};
use crate::search::lexicon::vocabulary::WordIx;
use crate::search::parallel::{map_with, processors};

/// Documents of a segment that are scored one by one rather than compared by sums.
const FEW: usize = 256;

/// Postings that are read in the time it takes to score a document.
const POSTINGS_A_SCORE: usize = 200;

/// Documents that are scored at most, of those compared by sums; with one clause alone fewer tell as much.
const SCORED: usize = 3_072;
const SCORED_ALONE: usize = 2_048;

/// Documents, the best, whose wording is looked at.
const LIFTED: usize = 256;

/// Documents of a segment that are summed at most, the newest: where more match, as many of them are equal.
const SUMMED: usize = 8_192;

/// Postings to be read, and documents to be scored, from which the work is shared out among threads.
const WORTH_THREADS: u64 = 60_000;
const WORTH_THREADS_SCORED: usize = 1_500;

/// Threads of one search, at most.
const MOST_THREADS: usize = 8;

/// A document and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ScoredDocument {
    pub(crate) document: DocumentIx,
    pub(crate) score: f32,
}

/// What meets a query.
#[derive(Debug)]
pub(crate) struct TopK {
    /// Every document that meets it.
    pub(crate) matched: Bits,
    /// The best of them with their scores, in no order.
    pub(crate) scored: Vec<ScoredDocument>,
}

/// Room for the work on a segment, kept between segments.
#[derive(Debug, Default)]
struct Scratch {
    candidates: Candidates,
    accumulator: Accumulator,
    /// Per document of the segment, the impact of its text on the clause at hand.
    impacts: Vec<Impact>,
}

/// What meets a query in one segment.
struct SegmentTopK<'a> {
    segment: &'a IndexSegment,
    matched: Vec<u64>,
    scored: Vec<ScoredDocument>,
    /// Where there are too many to score, the sum of each; and how many have what sum.
    sums: Vec<ImpactSum>,
    histogram: Vec<u32>,
}

/// A document that matches, and its impacts on the clauses added up.
#[derive(Debug, Clone, Copy)]
struct ImpactSum {
    local: LocalIx,
    /// Each impact times the factor of its clause; at least 1.
    sum: u16,
}

impl ImpactSum {
    /// Sums are told apart by their high bits, so that a histogram of them is small.
    const BUCKETS: usize = 1 << 12;

    fn bucket(self) -> usize {
        usize::from(self.sum >> 4)
    }
}

/// A clause in the order in which clauses are tried, and its weight in a sum.
#[derive(Debug, Clone, Copy)]
struct WeightedClause {
    clause: usize,
    factor: u16,
}

/// Holds `compiled` against every document that `allowed` lets through.
pub(crate) fn top_k(index: &Index, compiled: &CompiledQuery, allowed: Option<&Bits>) -> TopK {
    let order = order_of_trial(compiled);
    let sweep = Sweep { index, compiled, order: &order, allowed };
    // Most of the work is that of reading postings.
    let work: u64 = compiled.clauses.iter().map(|clause| clause.reach).sum();
    let threads = if work < WORTH_THREADS { 1 } else { most_threads() };
    let mut found = TopK { matched: Bits::none(index.documents), scored: Vec::new() };
    let mut crowded = Vec::new();
    for part in
        map_with(&index.segments, threads, |segment, scratch| sweep.segment(segment, scratch))
    {
        found.matched.write(part.segment.first(), &part.matched);
        found.scored.extend_from_slice(&part.scored);
        if !part.sums.is_empty() {
            crowded.push(part);
        }
    }
    let most = if compiled.clauses.len() == 1 { SCORED_ALONE } else { SCORED };
    let best = best_by_sum(&crowded, most);
    let threads = if best.len() < WORTH_THREADS_SCORED { 1 } else { most_threads() };
    let chunks: Vec<&[DocumentIx]> = best.chunks(best.len().div_ceil(threads).max(256)).collect();
    let scored = map_with(&chunks, threads, |chunk, accumulator: &mut Accumulator| {
        (chunk.iter())
            .filter_map(|&document| {
                let score = accumulator.score(index, compiled, document)?;
                Some(ScoredDocument { document, score })
            })
            .collect::<Vec<_>>()
    });
    found.scored.extend(scored.into_iter().flatten());
    if compiled.is_wording {
        lift_by_wording(index, compiled, &mut found.scored);
    }
    found
}

/// The documents that meet every clause of `compiled`, none of them scored.
pub(crate) fn all_that_meet(index: &Index, compiled: &CompiledQuery) -> Bits {
    let order = order_of_trial(compiled);
    let mut found = Bits::none(index.documents);
    let mut candidates = Candidates::default();
    for segment in &index.segments {
        let clauses = order.iter().map(|weighted| weighted.clause);
        candidates.let_through(segment, compiled, clauses, None);
        found.write(segment.first(), candidates.bits());
    }
    found
}

/// Lifts those of the best that have the words much as they were typed. To look for a wording takes as long as the
/// score itself, so the best by that are looked at.
fn lift_by_wording(index: &Index, compiled: &CompiledQuery, scored: &mut [ScoredDocument]) {
    let best_first = |a: &ScoredDocument, b: &ScoredDocument| b.score.total_cmp(&a.score);
    if scored.len() > LIFTED {
        scored.select_nth_unstable_by(LIFTED, best_first);
    }
    let mut accumulator = Accumulator::default();
    for best in scored.iter_mut().take(LIFTED) {
        best.score *= accumulator.lift_by_wording(index, compiled, best.document);
    }
}

fn most_threads() -> usize {
    processors().min(MOST_THREADS)
}

/// The order of trial: words before phrases, which must be read, and what fewest can meet first.
fn order_of_trial(compiled: &CompiledQuery) -> Vec<WeightedClause> {
    let clauses = &compiled.clauses;
    let total: f32 = clauses.iter().map(|clause| clause.weight).sum();
    let needed = |clause: usize| compiled.least_share.is_some() || !clauses[clause].optional;
    let mut order: Vec<usize> = (0..clauses.len()).filter(|clause| needed(*clause)).collect();
    order
        .sort_by_key(|i| (!clauses[*i].phrases.is_empty() && clauses.len() > 1, clauses[*i].reach));
    // Factors that add up to at most 256, each at least 1, keep a sum of bytes within two bytes.
    const { assert!(MOST_CLAUSES <= 66) };
    let factor = |clause: usize| (clauses[clause].weight / total.max(0.1) * 190.0) as u16;
    let weighted = |clause| WeightedClause { clause, factor: factor(clause).max(1) };
    order.into_iter().map(weighted).collect()
}

/// The documents with the highest sums, at most `most`; of equals the newest.
fn best_by_sum(parts: &[SegmentTopK<'_>], most: usize) -> Vec<DocumentIx> {
    let (mut taken, mut least) = (0, 0);
    for bucket in (0..ImpactSum::BUCKETS).rev().filter(|_| !parts.is_empty()) {
        least = bucket;
        let count: u32 = parts.iter().map(|part| part.histogram[bucket]).sum();
        if taken + count as usize > most {
            break;
        }
        taken += count as usize;
    }
    let mut of_least = most - taken;
    let mut best = Vec::with_capacity(most);
    for part in parts.iter().rev() {
        for sum in part.sums.iter().rev() {
            if sum.bucket() == least && of_least > 0 {
                of_least -= 1;
            } else if sum.bucket() <= least {
                continue;
            }
            best.push(part.segment.document(sum.local));
        }
    }
    best
}

/// A query on its way through the segments.
struct Sweep<'a> {
    index: &'a Index,
    compiled: &'a CompiledQuery,
    order: &'a [WeightedClause],
    allowed: Option<&'a Bits>,
}

impl Sweep<'_> {
    fn segment<'s>(&self, segment: &'s IndexSegment, scratch: &mut Scratch) -> SegmentTopK<'s> {
        let compiled = self.compiled;
        let found = match compiled.least_share {
            None => {
                let clauses = self.order.iter().map(|weighted| weighted.clause);
                scratch.candidates.let_through(segment, compiled, clauses, self.allowed)
            }
            Some(share) => {
                let total: u16 = self.order.iter().map(|weighted| weighted.factor).sum();
                // Factors are rounded down, each by less than 1.
                let least = (f32::from(total) * share) as u16;
                let least = least.saturating_sub(self.order.len() as u16).max(1);
                // As in `is_enough`; who is only mentioned is told apart there.
                let is_name = |clause: usize| compiled.clauses[clause].is_name();
                let counted = |clause: usize| if is_name(clause) { NAME } else { 1 };
                let clauses = self
                    .order
                    .iter()
                    .map(|weighted| (weighted.clause, weighted.factor * counted(weighted.clause)));
                scratch.candidates.let_most_through(segment, compiled, clauses, least, self.allowed)
            }
        };
        let mut part = SegmentTopK {
            segment,
            matched: Vec::new(),
            scored: Vec::new(),
            sums: Vec::new(),
            histogram: Vec::new(),
        };
        if found > FEW && self.sums_are_cheaper(segment, found) {
            self.sum_up(&mut part, scratch);
        } else {
            self.score_all(&mut part, scratch);
        }
        part
    }

    /// Whether sums of so many candidates cost less than their scores: sums read all the postings of every clause,
    /// and those of a letter that is being typed are more than the segment has documents.
    fn sums_are_cheaper(&self, segment: &IndexSegment, found: usize) -> bool {
        let CompiledQuery { clauses, least_share, .. } = self.compiled;
        clauses.len() == 1
            || least_share.is_some()
            || clauses.iter().map(|clause| postings(segment, &clause.words)).sum::<usize>()
                < found * POSTINGS_A_SCORE
    }

    /// Scores each candidate as it is.
    fn score_all(&self, part: &mut SegmentTopK<'_>, scratch: &mut Scratch) {
        let Scratch { candidates, accumulator, .. } = scratch;
        part.matched = vec![0; part.segment.documents().div_ceil(64)];
        for local in candidates.each() {
            let document = part.segment.document(local);
            if let Some(score) = accumulator.score(self.index, self.compiled, document) {
                part.matched[local.at() / 64] |= 1 << (local.at() % 64);
                part.scored.push(ScoredDocument { document, score });
            }
        }
    }

    /// Adds up the impacts of the candidates, so that only the best need be scored.
    fn sum_up(&self, part: &mut SegmentTopK<'_>, scratch: &mut Scratch) {
        let compiled = self.compiled;
        part.matched = scratch.candidates.bits().to_vec();
        part.sums = match compiled.descending() {
            _ if compiled.least_share.is_some() => by_clauses_met(&scratch.candidates),
            Some(descending) => self.best_alone(part.segment, descending, &part.matched, scratch),
            None => self.sums(part.segment, scratch),
        };
        part.histogram = vec![0; ImpactSum::BUCKETS];
        for sum in &part.sums {
            part.histogram[sum.bucket()] += 1;
        }
    }

    /// The impacts of each candidate on the clauses, added up.
    fn sums(&self, segment: &IndexSegment, scratch: &mut Scratch) -> Vec<ImpactSum> {
        let excess = scratch.candidates.count().saturating_sub(SUMMED);
        let newest = scratch.candidates.each().skip(excess);
        let mut sums: Vec<ImpactSum> = newest.map(|local| ImpactSum { local, sum: 0 }).collect();
        let Some(from) = sums.first().map(|sum| sum.local) else {
            return sums;
        };
        for WeightedClause { clause, factor } in self.order {
            self.impacts_of_texts(segment, *clause, from, &mut scratch.impacts);
            for sum in &mut sums {
                let document = segment.document(sum.local);
                let beside = self.compiled.impact_beside_text(self.index, *clause, document);
                let impact = scratch.impacts[sum.local.at()].max(beside);
                // Squared, as in the score.
                let worth = (u32::from(impact.byte()).pow(2) >> 8) as u16;
                sum.sum += worth * factor;
            }
        }
        for sum in &mut sums {
            sum.sum = sum.sum.max(1);
        }
        sums
    }

    /// Writes the impact on a clause of the text of each document of the segment, those before `from` left
    /// out. A phrase counts as its rarest word: whether it stands there has been told.
    fn impacts_of_texts(
        &self,
        segment: &IndexSegment,
        clause: usize,
        from: LocalIx,
        impacts: &mut Vec<Impact>,
    ) {
        let clause = &self.compiled.clauses[clause];
        impacts.clear();
        impacts.resize(segment.documents(), Impact::NONE);
        let phrases = clause.phrases.iter().filter_map(|phrase| rarest(segment, phrase));
        for words in phrases.chain([&clause.words]) {
            for (word, impact) in words.iter() {
                for local in segment.posting(word).iter().rev().take_while(|local| **local >= from)
                {
                    let best = &mut impacts[local.at()];
                    *best = (*best).max(impact);
                }
            }
        }
    }

    /// The same for a clause alone: the [`SCORED_ALONE`] with the most impact, the newest of equals. What
    /// meets the clause is gone through from the best, so that of a letter's million documents few are
    /// looked at. They are taken out of the candidates, which had let through `before`.
    fn best_alone<'a>(
        &self,
        segment: &IndexSegment,
        descending: impl Iterator<Item = (Impact, &'a [ClauseItem])>,
        before: &[u64],
        scratch: &mut Scratch,
    ) -> Vec<ImpactSum> {
        let Scratch { candidates, impacts, .. } = scratch;
        impacts.resize(segment.documents(), Impact::NONE);
        let mut taken = 0;
        for (impact, items) in descending {
            if taken >= SCORED_ALONE {
                break;
            }
            let mut take = |local: LocalIx| {
                if candidates.take(local) {
                    impacts[local.at()] = impact;
                    taken += 1;
                }
            };
            for item in items {
                match *item {
                    ClauseItem::Word(word) => {
                        let newest = segment.posting(word).iter().rev().take(SCORED_ALONE);
                        newest.for_each(|local| take(*local));
                    }
                    ClauseItem::Value(value) => {
                        let own = segment.own(self.index.facets.documents(value));
                        let newest = own.iter().rev().take(SCORED_ALONE);
                        newest.for_each(|document| take(segment.local(*document)));
                    }
                }
            }
        }
        let gone = before.iter().zip(candidates.bits()).map(|(before, after)| before & !after);
        ones(gone)
            .map(|at| {
                let local = LocalIx(at as u16);
                ImpactSum { local, sum: u16::from(impacts[at].byte()) << 8 }
            })
            .collect()
    }
}

/// The clauses that each candidate is known to meet, by their weight: of what lacks some, that says most.
fn by_clauses_met(candidates: &Candidates) -> Vec<ImpactSum> {
    let sum = |local| ImpactSum { local, sum: candidates.met(local).min(0xff) << 8 };
    candidates.each().map(sum).collect()
}

/// The words of a phrase's place that fewest documents of the segment have.
fn rarest<'a>(segment: &IndexSegment, phrase: &'a PhraseWords) -> Option<&'a Alternatives<WordIx>> {
    phrase.places().iter().min_by_key(|words| postings(segment, words))
}
