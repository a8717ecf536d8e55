//! What each document of a segment is worth to a slot: a byte per document, or where few can meet the
//! slot, a list of them.

use super::bits::Bits;
use super::compile::{Compiled, filter_worth};
use super::index::entry::{ALIAS, WORD};
use super::index::{Index, Segment};
use super::score::Tally;
use super::slot::Slot;

/// Room for the work on a segment, kept between segments.
#[derive(Default)]
pub(super) struct Room {
    /// Per document, what it is worth to the slot at hand.
    pub(super) worths: Vec<u8>,
    /// Per document, the weighted sum over the slots so far; 0 where it misses one.
    pub(super) sums: Vec<u16>,
    pub(super) tally: Tally,
    element: Vec<u8>,
    together: Vec<u8>,
}

impl Room {
    /// Adds the worths to the sums; a document worth nothing to any slot stays at 0. How many remain.
    pub(super) fn add(&mut self, factor: u16, first: bool) -> usize {
        let mut remaining = 0u32;
        for (sum, worth) in self.sums.iter_mut().zip(&self.worths) {
            let alive = *worth != 0 && (first || *sum != 0);
            *sum = if alive { *sum + u16::from(*worth) * factor } else { 0 };
            remaining += u32::from(alive);
        }
        remaining as usize
    }
}

impl Index {
    /// The documents of the segment that meet a slot, counted from its first, ascending; `None` where they
    /// may be more than `most`, or must be read to be told.
    pub(super) fn few(&self, segment: &Segment, slot: &Slot, most: usize) -> Option<Vec<u16>> {
        if !slot.phrases.is_empty() || slot.verdict.is_some() {
            return None;
        }
        let words = slot.words.iter().map(|(w, _)| segment.posting(*w));
        let values = slot.values.iter().map(|(v, _)| self.posted(segment, *v));
        let mut room = most;
        for length in words.clone().map(<[u16]>::len).chain(values.clone().map(<[u32]>::len)) {
            room = room.checked_sub(length)?;
        }
        let mut documents: Vec<u16> = words.flatten().copied().collect();
        documents.extend(values.flatten().map(|d| (*d as usize - segment.first) as u16));
        documents.sort_unstable();
        documents.dedup();
        Some(documents)
    }

    /// The documents of a field value that lie in the segment.
    fn posted(&self, segment: &Segment, value: u32) -> &[u32] {
        let documents = self.fields.documents.of(value as usize);
        let end = (segment.first + segment.documents()) as u32;
        let from = documents.partition_point(|d| (*d as usize) < segment.first);
        let to = from + documents[from..].partition_point(|d| *d < end);
        &documents[from..to]
    }

    /// Writes to `room.worths` what each document of the segment is worth to a slot. Where it is
    /// `narrowed`, documents without a sum need not be looked at.
    pub(super) fn fill(
        &self,
        segment: &Segment,
        compiled: &Compiled,
        at: usize,
        narrowed: bool,
        room: &mut Room,
    ) {
        let slot = &compiled.slots[at];
        room.worths.clear();
        room.worths.resize(segment.documents(), 0);
        raise(segment, &slot.words, &mut room.worths);
        match compiled.worths_of_values(at) {
            Some(worths) => self.raise_by_fields(segment, slot, worths, &mut room.worths),
            None => {
                for (value, worth) in &slot.values {
                    for document in self.posted(segment, *value) {
                        let best = &mut room.worths[*document as usize - segment.first];
                        *best = (*best).max(*worth);
                    }
                }
            }
        }
        for (phrase, first) in slot.phrases.iter().zip(&slot.phrase_elements) {
            raise_by_phrase(segment, compiled, (phrase, *first), narrowed, room);
        }
        if let Some(verdict) = &slot.verdict {
            raise_by_filter(&verdict.possible, segment.first, &mut room.worths);
        }
    }

    /// Looks up the values of every document: cheaper than the documents of very many values.
    fn raise_by_fields(&self, segment: &Segment, slot: &Slot, worth_of: &[u8], worths: &mut [u8]) {
        let mut kinds = [false; 5];
        slot.values.iter().for_each(|(v, _)| kinds[self.fields.kind(*v) as usize] = true);
        let all = segment.first..segment.first + segment.documents();
        for (values, _) in
            self.fields.single.iter().zip(kinds).filter(|(v, used)| *used && !v.is_empty())
        {
            for (best, value) in worths.iter_mut().zip(&values[all.clone()]) {
                *best = (*best).max(worth_of.get(*value as usize).copied().unwrap_or(0));
            }
        }
        // Topics are lists, and so are the sources of an event.
        if self.fields.has_lists() {
            for (best, document) in worths.iter_mut().zip(all) {
                for value in self.fields.listed.of(document) {
                    *best = (*best).max(worth_of[*value as usize]);
                }
            }
        }
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

fn raise_by_filter(possible: &Bits, first: usize, worths: &mut [u8]) {
    let words = &possible.words()[first / 64..];
    for (worths, word) in worths.chunks_mut(64).zip(words) {
        for (bit, worth) in worths.iter_mut().enumerate() {
            if word >> bit & 1 == 1 {
                *worth = (*worth).max(filter_worth());
            }
        }
    }
}

/// The words of a phrase must stand side by side: the texts of those documents that have them all are read.
fn raise_by_phrase(
    segment: &Segment,
    compiled: &Compiled,
    (phrase, first): (&[Vec<(u32, u8)>], u16),
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
            *both &= u8::from(*one != 0);
        }
    }
    let worth =
        phrase.iter().filter_map(|words| words.iter().map(|(_, q)| *q).max()).min().unwrap_or(0);
    let single: Option<Vec<u32>> = phrase
        .iter()
        .map(|words| match words.as_slice() {
            [(word, _)] => Some(*word),
            _ => None,
        })
        .collect();
    let stands = |text: &[u32]| match &single {
        Some(words) => words_stand_in(text, words),
        None => stands_in(text, compiled, first, phrase.len()),
    };
    for local in 0..documents {
        let wanted = room.together[local] != 0 && !(narrowed && room.sums[local] == 0);
        if wanted && stands(segment.text(local)) {
            room.worths[local] = room.worths[local].max(worth);
        }
    }
}

/// Whether words that fill the elements from `first` stand side by side in `text`.
fn stands_in(text: &[u32], compiled: &Compiled, first: u16, length: usize) -> bool {
    // Bit n (of at most [`super::slot::LONGEST_PHRASE`]): the last words read fill the first n + 1 elements.
    let (mut met, whole) = (0u64, 1u64 << (length - 1));
    for slot in text.iter().filter(|e| **e & ALIAS == 0) {
        let mut fills = 0u64;
        for (element, _) in compiled.fills(slot & WORD) {
            if (first..first + length as u16).contains(&element) {
                fills |= 1 << (element - first);
            }
        }
        met = (met << 1 | 1) & fills;
        if met & whole != 0 {
            return true;
        }
    }
    false
}

/// The same where each element is one word, as in most phrases: a word is then known by its number.
fn words_stand_in(text: &[u32], words: &[u32]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    text.iter().enumerate().any(|(at, slot)| {
        slot & (ALIAS | WORD) == *first && {
            let mut next = text[at + 1..].iter().filter(|e| **e & ALIAS == 0);
            rest.iter().all(|word| next.next().is_some_and(|slot| slot & WORD == *word))
        }
    })
}
