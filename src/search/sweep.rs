//! Which documents meet every slot, and which of them are worth a score.
//!
//! Segment by segment: the slots that fewest documents can meet come first. Where few remain, each is
//! scored as it is; where many remain, a byte per document and slot holds the best worth, sums of them are
//! compared, and only the best are scored. Nothing is ever counted from a sample: the set is exact.

use std::sync::atomic::{AtomicBool, Ordering};

use super::bits::Bits;
use super::compile::Compiled;
use super::fill::Room;
use super::index::{Index, Segment};

/// Documents of a segment that are scored one by one rather than compared by sums: at most this many,
/// and over all segments about as many as are scored after a comparison.
const FEW: usize = 1_500;

/// Documents that are scored at most, of those compared by sums; with one slot alone fewer tell as much.
const SCORED: usize = 4_096;
const SCORED_ALONE: usize = 2_048;

/// Postings to be read, and documents to be scored, from which the work is shared out among threads.
const WORTH_THREADS: u64 = 60_000;
const WORTH_THREADS_SCORED: usize = 1_500;

/// What reading and scoring a text costs, in postings.
const READING: u64 = 60;

/// Sums are told apart by their high bits, so that a histogram of them is small.
const BUCKETS: usize = 1 << 12;

/// A document and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) document: usize,
    pub(super) score: f32,
}

/// What a sweep finds.
#[derive(Debug)]
pub(super) struct Swept {
    /// Every document that meets the query.
    pub(super) matched: Bits,
    /// The best of them with their scores, in no order.
    pub(super) scored: Vec<Scored>,
}

/// What a sweep finds in one segment.
struct Part {
    first: usize,
    matched: Vec<u64>,
    scored: Vec<Scored>,
    /// Per document the sum of its worths, where there are too many to score; and how many have which.
    sums: Vec<u16>,
    histogram: Vec<u32>,
}

/// A slot in the order in which slots are tried, and its weight in a sum.
struct Step {
    slot: usize,
    factor: u16,
}

impl Index {
    /// Holds `compiled` against every document that `allowed` lets through; `None` where `stop` was set.
    pub(super) fn sweep(
        &self,
        compiled: &Compiled,
        allowed: Option<&Bits>,
        stop: &AtomicBool,
    ) -> Option<Swept> {
        let order = plan_order(compiled);
        let stopped = || stop.load(Ordering::Relaxed);
        let work = |segment: &Segment, room: &mut Room| {
            (!stopped()).then(|| self.sweep_segment(segment, compiled, &order, allowed, room))
        };
        let threads = self.threads(compiled);
        let mut swept = Swept { matched: Bits::none(self.documents), scored: Vec::new() };
        let mut crowded = Vec::new();
        for part in share_out(&self.segments, threads, work) {
            let part = part?;
            swept.matched.write(part.first, &part.matched);
            swept.scored.extend_from_slice(&part.scored);
            if !part.sums.is_empty() {
                crowded.push(part);
            }
        }
        let best =
            best_by_sum(&crowded, if compiled.slots.len() == 1 { SCORED_ALONE } else { SCORED });
        let threads = if best.len() < WORTH_THREADS_SCORED { 1 } else { processors() };
        let chunks: Vec<&[usize]> = best.chunks(best.len().div_ceil(threads).max(256)).collect();
        let scored = share_out(&chunks, threads, |chunk, room| {
            let documents = chunk.iter().take_while(|_| !stopped());
            documents.filter_map(|d| self.scored(compiled, *d, room)).collect::<Vec<_>>()
        });
        swept.scored.extend(scored.into_iter().flatten());
        (!stopped()).then_some(swept)
    }

    /// As many threads as the work is worth: reading a text costs about as much as a dozen postings.
    fn threads(&self, compiled: &Compiled) -> usize {
        let few = self.most_few() as u64 * self.segments.len() as u64;
        let rarest = compiled.slots.iter().map(|s| s.reach).min().unwrap_or(0);
        let work = if rarest <= few {
            rarest * 12
        } else {
            compiled.slots.iter().map(|s| s.reach + self.documents as u64 / 8).sum()
        };
        if work < WORTH_THREADS { 1 } else { processors() }
    }

    fn most_few(&self) -> usize {
        (SCORED / self.segments.len().max(1)).clamp(256, FEW)
    }

    fn scored(&self, compiled: &Compiled, document: usize, room: &mut Room) -> Option<Scored> {
        let score = self.score(compiled, document, &mut room.tally)?;
        Some(Scored { document, score })
    }

    fn sweep_segment(
        &self,
        segment: &Segment,
        compiled: &Compiled,
        order: &[Step],
        allowed: Option<&Bits>,
        room: &mut Room,
    ) -> Part {
        let documents = segment.documents();
        let mut part = Part {
            first: segment.first,
            matched: vec![0; documents.div_ceil(64)],
            scored: Vec::new(),
            sums: Vec::new(),
            histogram: Vec::new(),
        };
        if let Some(few) = self.few_candidates(segment, compiled, order) {
            self.score_each(few.into_iter().map(usize::from), compiled, allowed, &mut part, room);
            return part;
        }
        let (mut remaining, complete) = if compiled.missing == 0 {
            self.sum(segment, compiled, order, room)
        } else {
            (self.sum_of_most(segment, compiled, order, room), true)
        };
        if let Some(allowed) = allowed {
            remaining = keep_allowed(&mut room.sums, &allowed.words()[segment.first / 64..]);
        }
        if complete && remaining > self.most_few() {
            mark(&room.sums, &mut part.matched);
            part.histogram = histogram(&room.sums);
            part.sums = std::mem::take(&mut room.sums);
        } else if remaining > 0 {
            let sums = std::mem::take(&mut room.sums);
            let left = (0..documents).filter(|local| sums[*local] > 0);
            self.score_each(left, compiled, allowed, &mut part, room);
            room.sums = sums;
        }
        part
    }

    /// The only documents of the segment that can match, where they are few: whatever leaves `missing`
    /// slots unmet meets one of the `missing + 1` rarest.
    fn few_candidates(
        &self,
        segment: &Segment,
        compiled: &Compiled,
        order: &[Step],
    ) -> Option<Vec<u16>> {
        let mut all = Vec::new();
        for step in order.get(..=compiled.missing)? {
            let few = self.few(segment, &compiled.slots[step.slot], self.most_few() - all.len())?;
            all.extend(few);
        }
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn score_each(
        &self,
        locals: impl Iterator<Item = usize>,
        compiled: &Compiled,
        allowed: Option<&Bits>,
        part: &mut Part,
        room: &mut Room,
    ) {
        for local in locals {
            let document = part.first + local;
            if allowed.is_none_or(|a| a.contains(document))
                && let Some(scored) = self.scored(compiled, document, room)
            {
                part.matched[local / 64] |= 1 << (local % 64);
                part.scored.push(scored);
            }
        }
    }

    /// Sums what the documents are worth to each slot in turn, until reading those that remain costs less
    /// than going on. How many remain, and whether every slot has been asked.
    fn sum(
        &self,
        segment: &Segment,
        compiled: &Compiled,
        order: &[Step],
        room: &mut Room,
    ) -> (usize, bool) {
        let segments = self.segments.len().max(1) as u64;
        let cost = |step: &Step| {
            compiled.slots[step.slot].reach / segments + segment.documents() as u64 / 2
        };
        let mut ahead: u64 = order.iter().map(cost).sum();
        room.sums.clear();
        room.sums.resize(segment.documents(), 0);
        let mut remaining = segment.documents();
        for (at, step) in order.iter().enumerate() {
            self.fill(segment, compiled, step.slot, at > 0, room);
            remaining = room.add(step.factor, at == 0);
            ahead -= cost(step);
            if (remaining as u64) * READING < ahead {
                return (remaining, false);
            }
        }
        (remaining, true)
    }

    /// Where slots may be left unmet: sums what is met, and keeps the documents that meet enough.
    fn sum_of_most(
        &self,
        segment: &Segment,
        compiled: &Compiled,
        order: &[Step],
        room: &mut Room,
    ) -> usize {
        let needed = compiled.slots.len().saturating_sub(compiled.missing).max(1) as u8;
        room.sums.clear();
        room.sums.resize(segment.documents(), 0);
        let mut met = vec![0u8; segment.documents()];
        for step in order {
            self.fill(segment, compiled, step.slot, false, room);
            for ((sum, met), worth) in room.sums.iter_mut().zip(&mut met).zip(&room.worths) {
                *sum += u16::from(*worth) * step.factor;
                *met += u8::from(*worth != 0);
            }
        }
        for (sum, met) in room.sums.iter_mut().zip(&met) {
            *sum = if *met >= needed { (*sum).max(1) } else { 0 };
        }
        met.iter().filter(|m| **m >= needed).count()
    }
}

/// The order of trial: words before phrases, which must be read, and what fewest can meet first.
fn plan_order(compiled: &Compiled) -> Vec<Step> {
    let slots = &compiled.slots;
    let total: f32 = slots.iter().map(|s| s.weight).sum();
    let mut order: Vec<usize> = (0..slots.len()).collect();
    order.sort_by_key(|i| (!slots[*i].phrases.is_empty() && slots.len() > 1, slots[*i].reach));
    // Factors that add up to at most 256 keep a sum of bytes within two bytes.
    let factor = |slot: usize| (slots[slot].weight / total.max(0.1) * 240.0) as u16;
    order.into_iter().map(|slot| Step { slot, factor: factor(slot).max(1) }).collect()
}

fn keep_allowed(sums: &mut [u16], allowed: &[u64]) -> usize {
    let mut remaining = 0u32;
    for (sums, word) in sums.chunks_mut(64).zip(allowed) {
        for (bit, sum) in sums.iter_mut().enumerate() {
            *sum *= (word >> bit & 1) as u16;
            remaining += u32::from(*sum != 0);
        }
    }
    remaining as usize
}

fn mark(sums: &[u16], matched: &mut [u64]) {
    for (sums, word) in sums.chunks(64).zip(matched) {
        *word =
            sums.iter().enumerate().fold(0, |word, (bit, sum)| word | u64::from(*sum != 0) << bit);
    }
}

fn histogram(sums: &[u16]) -> Vec<u32> {
    let mut histogram = vec![0; BUCKETS];
    for sum in sums {
        histogram[usize::from(sum >> 4)] += u32::from(*sum != 0);
    }
    histogram
}

/// The documents with the highest sums, at most `most`; of equals the newest.
fn best_by_sum(parts: &[Part], most: usize) -> Vec<usize> {
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
    let lowest = (least << 4).max(1) as u16;
    let mut best = Vec::with_capacity(most);
    for part in parts.iter().rev() {
        // Whole runs below the mark are passed over at once.
        for (run, sums) in part.sums.chunks(256).enumerate().rev() {
            if sums.iter().copied().max() < Some(lowest) {
                continue;
            }
            for (local, sum) in sums.iter().enumerate().rev().filter(|(_, s)| **s >= lowest) {
                if usize::from(sum >> 4) == least {
                    if of_least == 0 {
                        continue;
                    }
                    of_least -= 1;
                }
                best.push(part.first + run * 256 + local);
            }
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
    work: impl Fn(&T, &mut Room) -> R + Sync,
) -> Vec<R> {
    if threads <= 1 || items.len() <= 1 {
        let mut room = Room::default();
        return items.iter().map(|item| work(item, &mut room)).collect();
    }
    let (work, threads) = (&work, threads.min(items.len()));
    let deal = move |turn: usize| {
        let mut room = Room::default();
        let mine = items.iter().enumerate().skip(turn).step_by(threads);
        mine.map(|(at, item)| (at, work(item, &mut room))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|turn| scope.spawn(move || deal(turn))).collect();
        let mut done = deal(0);
        for other in others {
            done.extend(other.join().unwrap_or_default());
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
