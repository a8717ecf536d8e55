//! Which documents meet every slot, and which of them are worth a score.
//!
//! Segment by segment: the slots that fewest documents can meet come first. Where few remain, each is
//! scored as it is; where many remain, a byte per document and slot holds the best worth, sums of them are
//! compared, and only the best are scored. Nothing is ever counted from a sample: the set is exact.

use std::sync::atomic::{AtomicBool, Ordering};

use super::bits::Bits;
use super::compile::{Compiled, Slot, filter_worth};
use super::index::{Index, Segment};
use super::score::Tally;

/// Documents of a segment that are scored one by one rather than compared by sums.
const FEW: usize = 1_500;

/// Documents that are scored at most, of those compared by sums; with one slot alone fewer tell as much.
const SCORED: usize = 8_192;
const SCORED_ALONE: usize = 2_048;

/// Documents from which a search is shared out among threads.
const WORTH_THREADS: usize = 100_000;

/// Field values that are looked up one by one in a segment, rather than by the values of its documents.
const FEW_VALUES: usize = 48;

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
    /// Per document the sum of its worths, where there are too many to score.
    sums: Vec<u16>,
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
        let threads = self.threads();
        let work = |segment: &Segment, room: &mut Room| {
            (!stop.load(Ordering::Relaxed))
                .then(|| self.sweep_segment(segment, compiled, &order, allowed, room))
        };
        let parts: Vec<Option<Part>> = share_out(&self.segments, threads, work);
        let mut swept = Swept {
            matched: Bits::none(self.documents),
            scored: Vec::new(),
        };
        let mut crowded = Vec::new();
        for part in parts {
            let part = part?;
            swept.matched.write(part.first, &part.matched);
            swept.scored.extend_from_slice(&part.scored);
            if !part.sums.is_empty() {
                crowded.push(part);
            }
        }
        let best = best_by_sum(&crowded, if compiled.slots.len() == 1 { SCORED_ALONE } else { SCORED });
        let chunks: Vec<&[usize]> = best.chunks(best.len().div_ceil(threads).max(256)).collect();
        let scored = share_out(&chunks, threads, |chunk, room| {
            let documents = chunk.iter().take_while(|_| !stop.load(Ordering::Relaxed));
            documents.filter_map(|d| self.scored(compiled, *d, &mut room.tally)).collect::<Vec<_>>()
        });
        swept.scored.extend(scored.into_iter().flatten());
        (!stop.load(Ordering::Relaxed)).then_some(swept)
    }

    fn threads(&self) -> usize {
        if self.documents < WORTH_THREADS {
            return 1;
        }
        std::thread::available_parallelism().map_or(1, usize::from).min(8)
    }

    fn scored(&self, compiled: &Compiled, document: usize, tally: &mut Tally) -> Option<Scored> {
        let score = self.score(compiled, document, tally)?;
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
        };
        room.sums.clear();
        room.sums.resize(documents, 0);
        let mut remaining = documents;
        if compiled.missing > 0 {
            remaining = self.count_met(segment, compiled, order, room);
        }
        for (at, step) in order.iter().enumerate().filter(|_| compiled.missing == 0) {
            self.fill(segment, compiled, step, at > 0, room);
            remaining = room.add(step.factor, at == 0);
            if remaining == 0 {
                return part;
            }
            if remaining <= FEW {
                break;
            }
        }
        if let Some(allowed) = allowed {
            remaining = keep_allowed(&mut room.sums, &allowed.words()[segment.first / 64..]);
        }
        if remaining > FEW {
            mark(&room.sums, &mut part.matched);
            part.sums = std::mem::take(&mut room.sums);
            return part;
        }
        for local in 0..documents {
            if room.sums[local] > 0
                && let Some(scored) = self.scored(compiled, segment.first + local, &mut room.tally)
            {
                part.matched[local / 64] |= 1 << (local % 64);
                part.scored.push(scored);
            }
        }
        part
    }

    /// Where slots may be left unmet: sums what is met, and keeps the documents that meet enough.
    fn count_met(&self, segment: &Segment, compiled: &Compiled, order: &[Step], room: &mut Room) -> usize {
        let needed = compiled.slots.len().saturating_sub(compiled.missing) as u8;
        let mut met = vec![0u8; segment.documents()];
        for step in order {
            self.fill(segment, compiled, step, false, room);
            for ((sum, met), worth) in room.sums.iter_mut().zip(&mut met).zip(&room.worths) {
                *sum += u16::from(*worth) * step.factor;
                *met += u8::from(*worth != 0);
            }
        }
        for (sum, met) in room.sums.iter_mut().zip(&met) {
            *sum = if *met >= needed.max(1) { (*sum).max(1) } else { 0 };
        }
        met.iter().filter(|m| **m >= needed.max(1)).count()
    }

    /// Writes to `room.worths` what each document of the segment is worth to a slot.
    fn fill(&self, segment: &Segment, compiled: &Compiled, step: &Step, narrowed: bool, room: &mut Room) {
        let slot = &compiled.slots[step.slot];
        room.worths.clear();
        room.worths.resize(segment.documents(), 0);
        raise(segment, &slot.words, &mut room.worths);
        self.raise_by_fields(segment, slot, &compiled.value_worth[step.slot], &mut room.worths);
        for phrase in &slot.phrases {
            self.raise_by_phrase(segment, phrase, narrowed, room);
        }
        if let Some(verdict) = &slot.verdict {
            let words = &verdict.possible.words()[segment.first / 64..];
            for (local, worth) in room.worths.iter_mut().enumerate() {
                if words[local / 64] >> (local % 64) & 1 == 1 {
                    *worth = (*worth).max(filter_worth());
                }
            }
        }
    }

    fn raise_by_fields(&self, segment: &Segment, slot: &Slot, worth_of: &[u8], worths: &mut [u8]) {
        let all = segment.first as u32..(segment.first + segment.documents()) as u32;
        if slot.values.len() <= FEW_VALUES {
            for (value, worth) in &slot.values {
                self.raise_by_value(*value, *worth, &all, worths);
            }
            return;
        }
        let mut kinds = [false; 5];
        slot.values.iter().for_each(|(v, _)| kinds[self.fields.kind(*v) as usize] = true);
        for (values, _) in self.fields.single.iter().zip(kinds).filter(|(v, used)| *used && !v.is_empty()) {
            let values = &values[all.start as usize..all.end as usize];
            for (best, value) in worths.iter_mut().zip(values) {
                *best = (*best).max(worth_of.get(*value as usize).copied().unwrap_or(0));
            }
        }
        // Topics are lists, and so are the sources of an event.
        if self.fields.has_lists() {
            for (best, document) in worths.iter_mut().zip(all) {
                for value in self.fields.listed.of(document as usize) {
                    *best = (*best).max(worth_of[*value as usize]);
                }
            }
        }
    }

    fn raise_by_value(&self, value: u32, worth: u8, all: &std::ops::Range<u32>, worths: &mut [u8]) {
        let documents = self.fields.documents.of(value as usize);
        let from = documents.partition_point(|d| *d < all.start);
        for document in documents[from..].iter().take_while(|d| **d < all.end) {
            let best = &mut worths[(document - all.start) as usize];
            *best = (*best).max(worth);
        }
    }

    /// The words of a phrase must stand side by side: those documents that have them all are read.
    fn raise_by_phrase(
        &self,
        segment: &Segment,
        phrase: &[Vec<(u32, u8)>],
        narrowed: bool,
        room: &mut Room,
    ) {
        let documents = segment.documents();
        room.together.clear();
        room.together.resize(documents, 1);
        for words in phrase {
            room.element.clear();
            room.element.resize(documents, 0);
            raise(segment, words, &mut room.element);
            for (both, one) in room.together.iter_mut().zip(&room.element) {
                *both = u8::from(*both != 0 && *one != 0);
            }
        }
        for local in 0..documents {
            if room.together[local] != 0 && !(narrowed && room.sums[local] == 0) {
                let worth = stand_side_by_side(segment.text(local), phrase);
                room.worths[local] = room.worths[local].max(worth);
            }
        }
    }
}

/// A slot in the order in which slots are tried, and its weight in a sum.
struct Step {
    slot: usize,
    factor: u16,
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

/// Room for the work on a segment, kept between segments.
#[derive(Default)]
struct Room {
    worths: Vec<u8>,
    element: Vec<u8>,
    together: Vec<u8>,
    sums: Vec<u16>,
    tally: Tally,
}

impl Room {
    /// Adds the worths to the sums; a document worth nothing to any slot stays at 0. How many remain.
    fn add(&mut self, factor: u16, first: bool) -> usize {
        let mut remaining = 0usize;
        for (sum, worth) in self.sums.iter_mut().zip(&self.worths) {
            let alive = *worth != 0 && (first || *sum != 0);
            *sum = if alive { *sum + u16::from(*worth) * factor } else { 0 };
            remaining += usize::from(alive);
        }
        remaining
    }
}

/// Raises the worth of every document that has one of the words.
fn raise(segment: &Segment, words: &[(u32, u8)], worths: &mut [u8]) {
    for (word, worth) in words {
        for local in segment.posting(*word) {
            let best = &mut worths[usize::from(*local)];
            *best = (*best).max(*worth);
        }
    }
}

/// The least worth among the words of a phrase where they stand side by side in `text`; 0 where nowhere.
fn stand_side_by_side(text: &[u32], phrase: &[Vec<(u32, u8)>]) -> u8 {
    use super::index::entry::{ALIAS, WORD};
    let words: Vec<u32> = text.iter().filter(|e| **e & ALIAS == 0).map(|e| e & WORD).collect();
    let worth_in = |wanted: &[(u32, u8)], word: u32| {
        wanted.binary_search_by_key(&word, |(w, _)| *w).map_or(0, |at| wanted[at].1)
    };
    let at_start = |run: &[u32]| {
        let worths = run.iter().zip(phrase).map(|(word, wanted)| worth_in(wanted, *word));
        worths.min().unwrap_or(0)
    };
    words.windows(phrase.len().max(1)).map(at_start).max().unwrap_or(0)
}

fn keep_allowed(sums: &mut [u16], allowed: &[u64]) -> usize {
    let mut remaining = 0;
    for (sums, word) in sums.chunks_mut(64).zip(allowed) {
        for (bit, sum) in sums.iter_mut().enumerate() {
            if word >> bit & 1 == 0 {
                *sum = 0;
            }
            remaining += usize::from(*sum != 0);
        }
    }
    remaining
}

fn mark(sums: &[u16], matched: &mut [u64]) {
    for (sums, word) in sums.chunks(64).zip(matched) {
        *word = sums.iter().enumerate().fold(0, |word, (bit, sum)| word | u64::from(*sum != 0) << bit);
    }
}

/// The documents with the highest sums, at most `most`; of equals the newest.
fn best_by_sum(parts: &[Part], most: usize) -> Vec<usize> {
    let mut histogram = vec![0usize; 1 << 12];
    for part in parts {
        part.sums.iter().filter(|s| **s != 0).for_each(|s| histogram[usize::from(s >> 4)] += 1);
    }
    let (mut taken, mut least) = (0, 0);
    for (bucket, count) in histogram.iter().enumerate().rev() {
        least = bucket;
        if taken + count > most {
            break;
        }
        taken += count;
    }
    let mut of_least = most - taken;
    let mut best = Vec::with_capacity(most);
    for part in parts.iter().rev() {
        for (local, sum) in part.sums.iter().enumerate().rev().filter(|(_, s)| **s != 0) {
            let bucket = usize::from(sum >> 4);
            if bucket > least {
                best.push(part.first + local);
            } else if bucket == least && of_least > 0 {
                of_least -= 1;
                best.push(part.first + local);
            }
        }
    }
    best
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
