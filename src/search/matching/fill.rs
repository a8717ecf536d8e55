//! Where too many documents match to score them all: what each is worth, as a weighted sum of bytes.

use super::candidates::Candidates;
use super::compiled::{CompiledQuery, Meets, filter_worth};
use super::score::Accumulator;
use crate::search::bits::ones;
use crate::search::index::{Index, IndexSegment};

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
        descending: impl Iterator<Item = (u8, &'a [Meets])>,
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
                    Meets::Word(word) => {
                        segment.posting(word).iter().rev().take(most).for_each(|l| take(*l));
                    }
                    Meets::Value(value) => {
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
