//! Which documents meet every clause, and which of them are worth a score.
//!
//! Segment by segment: the clauses that fewest documents can meet come first. Where few remain, each is
//! scored as it is; where many remain, a byte per document and clause holds the best worth, sums of them are
//! compared, and only the best are scored. Nothing is ever counted from a sample: the set is exact.

use super::compiled::CompiledQuery;
use super::fill::{ImpactSum, Scratch};
use crate::search::bits::Bits;
use crate::search::index::build::joined;
use crate::search::index::{Index, IndexSegment};

/// Documents of a segment that are scored one by one rather than compared by sums.
const FEW: usize = 256;

/// Documents that are scored at most, of those compared by sums; with one clause alone fewer tell as much.
const SCORED: usize = 3_072;
const SCORED_ALONE: usize = 2_048;

/// Postings to be read, and documents to be scored, from which the work is shared out among threads.
const WORTH_THREADS: u64 = 60_000;
const WORTH_THREADS_SCORED: usize = 1_500;

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
        for part in share_out(&self.segments, threads, work) {
            swept.matched.write(part.first, &part.matched);
            swept.scored.extend_from_slice(&part.scored);
            if !part.sums.is_empty() {
                crowded.push(part);
            }
        }
        let best =
            best_by_sum(&crowded, if compiled.clauses.len() == 1 { SCORED_ALONE } else { SCORED });
        let threads = if best.len() < WORTH_THREADS_SCORED { 1 } else { processors() };
        let chunks: Vec<&[usize]> = best.chunks(best.len().div_ceil(threads).max(256)).collect();
        let scored = share_out(&chunks, threads, |chunk, scratch| {
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
        if work < WORTH_THREADS { 1 } else { processors() }
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

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(8)
}

/// Works on `items` with up to `threads` threads, dealt out in turn; the results in the order of the items.
fn share_out<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T, &mut Scratch) -> R + Sync,
) -> Vec<R> {
    if threads <= 1 || items.len() <= 1 {
        let mut scratch = Scratch::default();
        return items.iter().map(|item| work(item, &mut scratch)).collect();
    }
    let (work, threads) = (&work, threads.min(items.len()));
    let deal = move |turn: usize| {
        let mut scratch = Scratch::default();
        let mine = items.iter().enumerate().skip(turn).step_by(threads);
        mine.map(|(at, item)| (at, work(item, &mut scratch))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|turn| scope.spawn(move || deal(turn))).collect();
        let mut done = deal(0);
        for other in others {
            done.extend(joined(other));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
