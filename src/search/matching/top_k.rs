//! Which documents meet every clause, and which of them are worth a score.
//!
//! Segment by segment: the clauses that fewest documents can meet come first. Where few remain, each is
//! scored as it is; where many remain, a byte per document and clause holds the best worth, sums of them are
//! compared, and only the best are scored. Nothing is ever counted from a sample: the set is exact.

use super::candidates::Candidates;
use super::compiled::{ClauseItem, CompiledQuery, filter_worth};
use super::score::Accumulator;
use crate::search::bits::{Bits, ones};
use crate::search::index::{Index, IndexSegment};
use crate::search::parallel::{map_with, processors};

/// Documents of a segment that are scored one by one rather than compared by sums.
const FEW: usize = 256;

/// Documents that are scored at most, of those compared by sums; with one clause alone fewer tell as much.
const SCORED: usize = 3_072;
const SCORED_ALONE: usize = 2_048;

/// Postings to be read, and documents to be scored, from which the work is shared out among threads.
const WORTH_THREADS: u64 = 60_000;
const WORTH_THREADS_SCORED: usize = 1_500;

/// Threads of one search, at most.
const MOST_THREADS: usize = 8;

/// Sums are told apart by their high bits, so that a histogram of them is small.
const BUCKETS: usize = 1 << 12;

/// A document and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ScoredDocument {
    pub(crate) document: usize,
    pub(crate) score: f32,
}

/// What a sweep finds.
#[derive(Debug)]
pub(crate) struct TopK {
    /// Every document that meets the query.
    pub(crate) matched: Bits,
    /// The best of them with their scores, in no order.
    pub(crate) scored: Vec<ScoredDocument>,
}

/// What a sweep finds in one segment.
struct SegmentTopK {
    first: usize,
    matched: Vec<u64>,
    scored: Vec<ScoredDocument>,
    /// What each document is worth, where there are too many to score; and how many are worth what.
    sums: Vec<ImpactSum>,
    histogram: Vec<u32>,
}

/// A clause in the order in which clauses are tried, and its weight in a sum.
struct WeightedClause {
    clause: usize,
    factor: u16,
}

impl Index {
    /// Holds `compiled` against every document that `allowed` lets through.
    pub(crate) fn sweep(&self, compiled: &CompiledQuery, allowed: Option<&Bits>) -> TopK {
        let order = plan_order(compiled);
        let work = |segment: &IndexSegment, scratch: &mut Scratch| {
            self.sweep_segment(segment, compiled, &order, allowed, scratch)
        };
        let threads = Self::threads(compiled);
        let mut swept = TopK { matched: Bits::none(self.documents), scored: Vec::new() };
        let mut crowded = Vec::new();
        for part in map_with(&self.segments, threads, work) {
            swept.matched.write(part.first, &part.matched);
            swept.scored.extend_from_slice(&part.scored);
            if !part.sums.is_empty() {
                crowded.push(part);
            }
        }
        let best =
            best_by_sum(&crowded, if compiled.clauses.len() == 1 { SCORED_ALONE } else { SCORED });
        let threads = if best.len() < WORTH_THREADS_SCORED { 1 } else { most_threads() };
        let chunks: Vec<&[usize]> = best.chunks(best.len().div_ceil(threads).max(256)).collect();
        let scored = map_with(&chunks, threads, |chunk, scratch: &mut Scratch| {
            (chunk.iter())
                .filter_map(|&document| {
                    let score = self.score(compiled, document, &mut scratch.accumulator)?;
                    Some(ScoredDocument { document, score })
                })
                .collect::<Vec<_>>()
        });
        swept.scored.extend(scored.into_iter().flatten());
        swept
    }

    /// As many threads as the work is worth, which is mostly that of reading postings.
    fn threads(compiled: &CompiledQuery) -> usize {
        let work: u64 = compiled.clauses.iter().map(|s| s.reach).sum();
        if work < WORTH_THREADS { 1 } else { most_threads() }
    }

    fn sweep_segment(
        &self,
        segment: &IndexSegment,
        compiled: &CompiledQuery,
        order: &[WeightedClause],
        allowed: Option<&Bits>,
        scratch: &mut Scratch,
    ) -> SegmentTopK {
        let clauses: Vec<usize> = order.iter().map(|s| s.clause).collect();
        let found = if compiled.missing == 0 {
            scratch.candidates.let_through(segment, compiled, &clauses, allowed)
        } else {
            // Whatever leaves that many clauses unmet meets one of the rarest, and one more.
            let rarest = &clauses[..clauses.len().min(compiled.missing + 1)];
            scratch.candidates.let_any_through(segment, compiled, rarest, allowed)
        };
        let mut part = SegmentTopK {
            first: segment.first,
            matched: Vec::new(),
            scored: Vec::new(),
            sums: Vec::new(),
            histogram: Vec::new(),
        };
        if found > FEW {
            part.matched.clone_from(&scratch.candidates.bits);
            part.sums = if let Some(descending) = compiled.descending() {
                self.best_alone(segment, descending, SCORED_ALONE, &part.matched, scratch)
            } else {
                let weighted: Vec<(usize, u16)> =
                    order.iter().map(|s| (s.clause, s.factor)).collect();
                self.sums(segment, compiled, &weighted, scratch)
            };
            if compiled.missing > 0 {
                let needed = compiled.clauses.len().saturating_sub(compiled.missing);
                part.sums.retain(|sum| usize::from(sum.met) >= needed);
                part.matched.fill(0);
                for ImpactSum { local, .. } in &part.sums {
                    part.matched[usize::from(local >> 6)] |= 1 << (local & 63);
                }
            }
            part.histogram = vec![0; BUCKETS];
            for sum in &part.sums {
                part.histogram[usize::from(sum.worth >> 4)] += 1;
            }
            return part;
        }
        part.matched = vec![0; segment.documents().div_ceil(64)];
        let Scratch { candidates, accumulator, .. } = scratch;
        for local in candidates.each() {
            let document = segment.first + local;
            if let Some(score) = self.score(compiled, document, accumulator) {
                part.matched[local / 64] |= 1 << (local % 64);
                part.scored.push(ScoredDocument { document, score });
            }
        }
        part
    }
}

/// The order of trial: words before phrases, which must be read, and what fewest can meet first.
fn plan_order(compiled: &CompiledQuery) -> Vec<WeightedClause> {
    let clauses = &compiled.clauses;
    let total: f32 = clauses.iter().map(|s| s.weight).sum();
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order
        .sort_by_key(|i| (!clauses[*i].phrases.is_empty() && clauses.len() > 1, clauses[*i].reach));
    // Factors that add up to at most 256 keep a sum of bytes within two bytes.
    let factor = |clause: usize| (clauses[clause].weight / total.max(0.1) * 240.0) as u16;
    order
        .into_iter()
        .map(|clause| WeightedClause { clause, factor: factor(clause).max(1) })
        .collect()
}

/// The documents with the highest sums, at most `most`; of equals the newest.
fn best_by_sum(parts: &[SegmentTopK], most: usize) -> Vec<usize> {
    let (mut taken, mut least) = (0, 0);
    for bucket in (0..BUCKETS).rev().filter(|_| !parts.is_empty()) {
        least = bucket;
        let count: u32 = parts.iter().map(|p| p.histogram[bucket]).sum();
        if taken + count as usize > most {
            break;
        }
        taken += count as usize;
    }
    let mut of_least = most - taken;
    let mut best = Vec::with_capacity(most);
    for part in parts.iter().rev() {
        for sum in part.sums.iter().rev() {
            let bucket = usize::from(sum.worth >> 4);
            if bucket == least && of_least > 0 {
                of_least -= 1;
            } else if bucket <= least {
                continue;
            }
            best.push(part.first + usize::from(sum.local));
        }
    }
    best
}

fn most_threads() -> usize {
    processors().min(MOST_THREADS)
}

/// Room for the work on a segment, kept between segments.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Which documents match.
    pub(crate) candidates: Candidates,
    pub(crate) accumulator: Accumulator,
    /// Per document of the segment, what its text is worth to the clause at hand.
    worths: Vec<u8>,
}

/// A document that matches, counted from its segment's first, and what it is worth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ImpactSum {
    pub(crate) local: u16,
    /// The weighted sum of its worths to the clauses, at least 1.
    pub(crate) worth: u16,
    /// How many clauses it meets.
    pub(crate) met: u8,
}

/// Documents of a segment that are summed at most, the newest: where more match, as many of them are equal.
const MOST: usize = 8_192;

impl ImpactSum {
    fn of(local: u16) -> Self {
        Self { local, worth: 0, met: 0 }
    }
}

impl Index {
    /// Sums what each document that the candidates have let through is worth to the clauses, each with its weight.
    pub(crate) fn sums(
        &self,
        segment: &IndexSegment,
        compiled: &CompiledQuery,
        clauses: &[(usize, u16)],
        scratch: &mut Scratch,
    ) -> Vec<ImpactSum> {
        let excess = scratch.candidates.count().saturating_sub(MOST);
        let newest = scratch.candidates.each().skip(excess);
        let mut sums: Vec<ImpactSum> = newest.map(|local| ImpactSum::of(local as u16)).collect();
        let from = sums.first().map_or(0, |sum| sum.local);
        for (clause, factor) in clauses {
            fill(segment, compiled, *clause, from, &mut scratch.worths);
            for sum in &mut sums {
                let in_text = scratch.worths[usize::from(sum.local)];
                let document = segment.first + usize::from(sum.local);
                let worth = in_text.max(self.worth_beside_text(compiled, *clause, document));
                sum.worth += u16::from(worth) * factor;
                sum.met += u8::from(worth != 0);
            }
        }
        for sum in &mut sums {
            sum.worth = sum.worth.max(1);
        }
        sums
    }

    /// The same for a clause alone: the `most` that are worth the most, the newest of equals. What meets a clause
    /// is gone through from the best, so that of a letter's million documents few are looked at. They are
    /// taken out of the candidates, which had let through `before`.
    pub(crate) fn best_alone<'a>(
        &self,
        segment: &IndexSegment,
        descending: impl Iterator<Item = (u8, &'a [ClauseItem])>,
        most: usize,
        before: &[u64],
        scratch: &mut Scratch,
    ) -> Vec<ImpactSum> {
        scratch.worths.resize(segment.documents(), 0);
        let mut taken = 0;
        for (worth, level) in descending {
            if taken >= most {
                break;
            }
            let mut take = |local: u16| {
                if scratch.candidates.take(local) {
                    scratch.worths[usize::from(local)] = worth;
                    taken += 1;
                }
            };
            for meets in level {
                match *meets {
                    ClauseItem::Word(word) => {
                        segment.posting(word).iter().rev().take(most).for_each(|l| take(*l));
                    }
                    ClauseItem::Value(value) => {
                        let documents = self.posted(segment, value).iter().rev().take(most);
                        documents.for_each(|d| take((*d as usize - segment.first) as u16));
                    }
                }
            }
        }
        let gone =
            before.iter().zip(&scratch.candidates.bits).map(|(before, after)| before & !after);
        ones(gone)
            .map(|local| {
                let worth = u16::from(scratch.worths[local]) << 8;
                ImpactSum { worth, met: 1, ..ImpactSum::of(local as u16) }
            })
            .collect()
    }

    /// The documents of a field value that lie in the segment.
    fn posted(&self, segment: &IndexSegment, value: u32) -> &[u32] {
        let documents = self.fields.documents.of(value as usize);
        let end = (segment.first + segment.documents()) as u32;
        let from = documents.partition_point(|d| (*d as usize) < segment.first);
        let to = from + documents[from..].partition_point(|d| *d < end);
        &documents[from..to]
    }

    /// What a document is worth to a clause by its fields, or by a filter among the alternatives.
    pub(crate) fn worth_beside_text(
        &self,
        compiled: &CompiledQuery,
        at: usize,
        document: usize,
    ) -> u8 {
        let clause = &compiled.clauses[at];
        let filtered = clause.verdict.as_ref().is_some_and(|v| v.possible.contains(document));
        let by_filter = if filtered { filter_worth() } else { 0 };
        match &clause.by_field {
            Some(documents) if documents.contains(document) => {
                by_filter.max(self.worth_in_fields(compiled, at, document))
            }
            _ => by_filter,
        }
    }

    /// The most that a document's fields are worth to a clause.
    fn worth_in_fields(&self, compiled: &CompiledQuery, at: usize, document: usize) -> u8 {
        let used = compiled.kinds_used(at);
        let mut best = 0u8;
        for (values, _) in self.fields.single.iter().zip(used).filter(|(_, used)| **used) {
            if let Some(value) = values.get(document) {
                best = best.max(compiled.worth_of_value(at, *value));
            }
        }
        // Topics are lists, and so are the sources of an event.
        for value in self.fields.listed.of(document) {
            best = best.max(compiled.worth_of_value(at, *value));
        }
        best
    }
}

/// Writes what the text of each document of the segment, those before `from` left out, is worth to a clause. A
/// phrase counts as its rarest word: whether it stands there has been told.
fn fill(
    segment: &IndexSegment,
    compiled: &CompiledQuery,
    at: usize,
    from: u16,
    worths: &mut Vec<u8>,
) {
    let clause = &compiled.clauses[at];
    worths.clear();
    worths.resize(segment.documents(), 0);
    let phrases = clause.phrases.iter().filter_map(|phrase| rarest(segment, phrase));
    for words in phrases.chain([clause.words.as_slice()]) {
        for (word, worth) in words {
            for local in segment.posting(*word).iter().rev().take_while(|local| **local >= from) {
                let best = &mut worths[usize::from(*local)];
                *best = (*best).max(*worth);
            }
        }
    }
}

/// The words of a phrase's element that fewest documents of the segment have.
fn rarest<'a>(segment: &IndexSegment, phrase: &'a [Vec<(u32, u8)>]) -> Option<&'a [(u32, u8)]> {
    let postings = |words: &&Vec<(u32, u8)>| -> usize {
        words.iter().map(|(w, _)| segment.posting(*w).len()).sum()
    };
    phrase.iter().min_by_key(postings).map(Vec::as_slice)
}
