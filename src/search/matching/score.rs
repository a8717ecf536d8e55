//! The score of one document: how well it is what was meant.
//!
//! ```text
//! score = base/Σw · (1 + .5 prox + .15 order + .06 case + .02/(1 + first/8)) / (.9 + .1 min(4, length/mean))
//! base  = Σ w q (1 + .02 min(3, repeats))        w = ln(1 + (N+1)/(df+1)), from .3 to 9
//! ```
//!
//! over the query words, with q the worth of the best match (see [`crate::search::lexicon::similarity`]; in a field times the
//! field's weight, as an alias times .9). Reasons:
//! * *Class and rarity* decide first: a rare word says more of what is meant than a common one. df counts
//!   the documents of all spellings of a word together, or a rare misprint would outrank the word itself.
//! * *Closeness and order* (means over neighbouring query words of 1/distance, .7/distance reversed, .35
//!   where one is met in a field; and of whether the order is kept): words remembered together stand
//!   together, and a proximity of a half turns ties between long passages into the right one.
//! * *Case* is a bonus and never a filter: START is more likely START than start, and both are found.
//! * *Length*: of two passages with the same words the shorter is nearer to the query; only a little, or
//!   fragments would bury the sentences they are cut from.
//! * Then the newer, then the order of the dataset, so that ties are stable.

use super::clause::Case;
use super::compiled::CompiledQuery;
use super::expansion::ONE;
use crate::search::index::{Index, entry};

/// Places of a word in a document that are remembered, for distances.
const PLACES: usize = 8;

const ALIAS_FACTOR: f32 = 0.9;

/// Where a clause was met.
#[derive(Debug, Clone, Copy, Default)]
struct ClauseMatch {
    /// Best worth in the text or a field.
    worth: f32,
    count: u32,
    case: f32,
    /// First and last word of each place.
    places: [(u16, u16); PLACES],
    kept: u8,
}

/// Room for the work on one document, kept between documents.
#[derive(Debug, Default)]
pub(crate) struct Accumulator {
    met: Vec<ClauseMatch>,
    /// Per element of a phrase, the word at which it was last met in sequence, plus one; and the least worth.
    chain: Vec<(u32, f32)>,
}

impl Accumulator {
    fn clear(&mut self, compiled: &CompiledQuery) {
        self.met.resize(compiled.clauses.len(), ClauseMatch::default());
        for met in &mut self.met {
            // The places need no clearing: `kept` says how many count.
            met.worth = 0.0;
            met.count = 0;
            met.case = 0.0;
            met.kept = 0;
        }
        self.chain.clear();
        self.chain.resize(compiled.elements.len(), (0, 0.0));
    }
}

impl ClauseMatch {
    fn at(&mut self, from: u32, to: u32, worth: f32, case: f32) {
        self.worth = self.worth.max(worth);
        self.case = self.case.max(case);
        self.count += 1;
        if usize::from(self.kept) < PLACES {
            self.places[usize::from(self.kept)] = (from.min(0xffff) as u16, to.min(0xffff) as u16);
            self.kept += 1;
        }
    }
}

impl Index {
    /// The score of `document`, or `None` where it leaves more unmet than it may.
    pub(crate) fn score(
        &self,
        compiled: &CompiledQuery,
        document: usize,
        accumulator: &mut Accumulator,
    ) -> Option<f32> {
        accumulator.clear(compiled);
        let length = self.read(compiled, document, accumulator);
        self.read_fields(compiled, document, accumulator);
        let unmet = accumulator.met.iter().filter(|m| m.worth <= 0.0).count();
        (unmet <= compiled.missing).then(|| formula(compiled, accumulator, length))
    }

    /// Finds the clauses in the text; the number of its words.
    fn read(
        &self,
        compiled: &CompiledQuery,
        document: usize,
        accumulator: &mut Accumulator,
    ) -> u32 {
        let mut words = 0u32;
        for entry in self.text(document) {
            let alias = *entry & entry::ALIAS != 0;
            words += u32::from(!alias);
            for (element, worth) in compiled.fills(*entry & entry::WORD) {
                let worth = f32::from(worth) / ONE * if alias { ALIAS_FACTOR } else { 1.0 };
                let place = compiled.elements[usize::from(element)];
                let clause_at = usize::from(place.clause);
                let case = case_bonus(compiled.clauses[clause_at].case, *entry);
                if place.of == 1 {
                    accumulator.met[clause_at].at(words, words, worth, case);
                } else if !alias {
                    chain(
                        accumulator,
                        element,
                        (place.at, place.of),
                        clause_at,
                        words,
                        worth,
                        case,
                    );
                }
            }
        }
        words
    }

    fn read_fields(
        &self,
        compiled: &CompiledQuery,
        document: usize,
        accumulator: &mut Accumulator,
    ) {
        for (at, met) in accumulator.met.iter_mut().enumerate() {
            let there = f32::from(self.worth_beside_text(compiled, at, document)) / ONE;
            met.worth = met.worth.max(there);
        }
    }
}

/// Goes on with a phrase whose element is met at a word, and counts the phrase where this is its last.
fn chain(
    accumulator: &mut Accumulator,
    element: u16,
    (at, of): (u8, u8),
    clause: usize,
    word: u32,
    worth: f32,
    case: f32,
) {
    let element = usize::from(element);
    let least = if at == 0 {
        worth
    } else {
        let (before, least) = accumulator.chain[element - 1];
        // Held plus one, so that nothing is met before the first word.
        if before != word {
            return;
        }
        least.min(worth)
    };
    accumulator.chain[element] = (word + 1, least);
    if at + 1 == of {
        accumulator.met[clause].at(word + 1 - u32::from(of), word, least, case);
    }
}

fn case_bonus(case: Case, entry: u32) -> f32 {
    match case {
        Case::Capitals if entry & entry::ALL_CAPS != 0 => 1.0,
        Case::Capital if entry & entry::CAP != 0 => 0.5,
        _ => 0.0,
    }
}

fn formula(compiled: &CompiledQuery, accumulator: &Accumulator, length: u32) -> f32 {
    let (mut base, mut weights, mut case, mut first) = (0.0, 0.0, 0.0f32, u16::MAX);
    for (clause, met) in compiled.clauses.iter().zip(&accumulator.met) {
        let repeats = met.count.saturating_sub(1).min(3) as f32;
        base += clause.weight * met.worth * (1.0 + 0.02 * repeats);
        weights += clause.weight;
        case += met.case;
        if met.kept > 0 {
            first = first.min(met.places[0].0);
        }
    }
    let clauses = accumulator.met.len().max(1) as f32;
    let pairs = accumulator.met.len().saturating_sub(1).max(1) as f32;
    let (mut near, mut order) = (0.0, 0.0);
    for pair in accumulator.met.windows(2) {
        let (closeness, kept) = closeness(&pair[0], &pair[1]);
        near += closeness;
        order += kept;
    }
    let early = if first == u16::MAX { 0.0 } else { 0.02 / (1.0 + f32::from(first - 1) / 8.0) };
    let long = 0.9 + 0.1 * (length as f32 / compiled.mean_length).min(4.0);
    let lift = 1.0 + 0.5 * near / pairs + 0.15 * order / pairs + 0.06 * case / clauses + early;
    base / weights.max(f32::MIN_POSITIVE) * lift / long
}

/// How close two neighbouring query words stand at best, and whether they do so in order.
fn closeness(a: &ClauseMatch, b: &ClauseMatch) -> (f32, f32) {
    if a.worth <= 0.0 || b.worth <= 0.0 {
        return (0.0, 0.0);
    }
    if a.kept == 0 || b.kept == 0 {
        return (0.35, 0.35);
    }
    let (mut best, mut order) = (0.0f32, 0.0f32);
    for (a_first, a_last) in &a.places[..usize::from(a.kept)] {
        for (b_first, b_last) in &b.places[..usize::from(b.kept)] {
            let (near, kept) = if b_first >= a_first {
                (1.0 / f32::from(b_first.saturating_sub(*a_last).max(1)), 1.0)
            } else {
                (0.7 / f32::from(a_first.saturating_sub(*b_last).max(1)), 0.0)
            };
            if near > best {
                (best, order) = (near, kept);
            }
        }
    }
    (best, order)
}
