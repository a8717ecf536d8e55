//! Which documents of a segment meet the slots of a query: exactly these, as bits.
//!
//! A segment's documents are 8 KB of bits, which stay in the nearest cache, so that a posting costs about a
//! nanosecond however many there are. Texts are read only to tell whether words stand side by side, and
//! only of documents that everything else has let through.

use super::bits::Bits;
use super::compile::Compiled;
use super::index::Segment;
use super::index::entry::{ALIAS, WORD};

/// The documents of a segment, counted from its first, as bits; with room for the work on them.
#[derive(Default)]
pub(super) struct Sieve {
    /// Those that are let through.
    pub(super) bits: Vec<u64>,
    slot: Vec<u64>,
    element: Vec<u64>,
    together: Vec<u64>,
}

impl Sieve {
    /// How many are let through.
    pub(super) fn count(&self) -> usize {
        self.bits.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Those that are let through, ascending.
    pub(super) fn each(&self) -> impl Iterator<Item = usize> + '_ {
        ones(self.bits.iter().copied())
    }
}

/// The places of the bits that are set.
fn ones(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(at, word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(at * 64 + bit)
        })
    })
}

fn post(bits: &mut [u64], posting: &[u16]) {
    for local in posting {
        bits[usize::from(local >> 6)] |= 1 << (local & 63);
    }
}

fn clear(bits: &mut Vec<u64>, documents: usize) {
    bits.clear();
    bits.resize(documents.div_ceil(64), 0);
}

impl Sieve {
    /// Takes a document out; whether it was in.
    pub(super) fn take(&mut self, local: u16) -> bool {
        let word = &mut self.bits[usize::from(local >> 6)];
        let was = *word >> (local & 63) & 1 == 1;
        *word &= !(1 << (local & 63));
        was
    }

    /// Lets through the documents that meet all of `slots`, tried in this order, and that are `allowed`.
    /// How many they are.
    pub(super) fn let_through(
        &mut self,
        segment: &Segment,
        compiled: &Compiled,
        slots: &[usize],
        allowed: Option<&Bits>,
    ) -> usize {
        clear(&mut self.bits, segment.documents());
        match allowed {
            Some(allowed) => {
                let words = &allowed.words()[segment.first / 64..];
                self.bits.iter_mut().zip(words).for_each(|(bits, word)| *bits = *word);
            }
            None => self.bits.fill(u64::MAX),
        }
        if let (Some(last), extra @ 1..) = (self.bits.last_mut(), segment.documents() % 64) {
            *last &= (1 << extra) - 1;
        }
        for slot in slots {
            self.meet(segment, compiled, *slot);
            if self.bits.iter().all(|w| *w == 0) {
                return 0;
            }
        }
        self.count()
    }

    /// Lets through the documents that meet any of `slots`.
    pub(super) fn let_any_through(
        &mut self,
        segment: &Segment,
        compiled: &Compiled,
        slots: &[usize],
        allowed: Option<&Bits>,
    ) -> usize {
        let mut any = vec![0u64; segment.documents().div_ceil(64)];
        for slot in slots {
            self.let_through(segment, compiled, &[*slot], allowed);
            any.iter_mut().zip(&self.bits).for_each(|(any, one)| *any |= one);
        }
        self.bits = any;
        self.count()
    }

    /// Keeps the documents that meet one slot.
    fn meet(&mut self, segment: &Segment, compiled: &Compiled, at: usize) {
        let slot = &compiled.slots[at];
        clear(&mut self.slot, segment.documents());
        for (word, _) in &slot.words {
            post(&mut self.slot, segment.posting(*word));
        }
        let by_filter = slot.verdict.as_ref().map(|v| &v.possible);
        for documents in [slot.by_field.as_deref(), by_filter].into_iter().flatten() {
            let words = &documents.words()[segment.first / 64..];
            for (bits, word) in self.slot.iter_mut().zip(words) {
                *bits |= word;
            }
        }
        for (phrase, first) in slot.phrases.iter().zip(&slot.phrase_elements) {
            self.meet_by_phrase(segment, compiled, (phrase, *first));
        }
        for (bits, met) in self.bits.iter_mut().zip(&self.slot) {
            *bits &= met;
        }
    }

    /// Adds the documents still in question in whose texts the words of a phrase stand side by side.
    fn meet_by_phrase(
        &mut self,
        segment: &Segment,
        compiled: &Compiled,
        (phrase, first): (&[Vec<(u32, u8)>], u16),
    ) {
        let documents = segment.documents();
        self.together.clone_from(&self.bits);
        for words in phrase {
            clear(&mut self.element, documents);
            for (word, _) in words {
                post(&mut self.element, segment.posting(*word));
            }
            for (both, one) in self.together.iter_mut().zip(&self.element) {
                *both &= one;
            }
        }
        let single: Option<Vec<u32>> = phrase
            .iter()
            .map(|words| match words.as_slice() {
                [(word, _)] => Some(*word),
                _ => None,
            })
            .collect();
        for local in ones(self.together.iter().copied()) {
            let text = segment.text(local);
            let stands = match &single {
                Some(words) => words_stand_in(text, words),
                None => stands_in(text, compiled, first, phrase.len()),
            };
            if stands {
                self.slot[local / 64] |= 1 << (local % 64);
            }
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
