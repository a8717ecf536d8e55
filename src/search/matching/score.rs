//! The score of one document: how well it is what was meant.
//!
//! ```text
//! score = base/Σw · (1 + .5 prox + .15 order + .06 case + .02/(1 + first/8)) / (.95 + .05 min(4, length/mean))
//! base  = Σ w q² (1 + .02 min(3, repeats))        w = ln(1 + (N+1)/(df+1)), from .3 to 9
//! ```
//!
//! over the clauses, with q the similarity of the best match (see [`crate::search::lexicon::similarity`];
//! in a field times the field's weight, as an alias times .9). Reasons:
//! * *Class and rarity* decide first: a rare word says more of what is meant than a common one. df counts
//!   the documents of all spellings of a word together, or a rare misprint would outrank the word itself.
//!   Where words may be lacking, weights go up to 12.5: of two words of which one is wrong, the rarer is the right
//!   one more often than chance has it. Of four words or more that say something the root of the weight counts: how
//!   many are met says more than how rare they are, for two wrong ones may be the rarest. A slip for a word that
//!   exists counts half.
//! * *Exactness* (the square): the inflection that was typed says more than that words stand close.
//! * *Closeness and order* (means over neighbouring query words of 1/distance, .85/distance reversed, .35
//!   where one is met in a field; and of whether the order is kept): words remembered together stand
//!   together, and a proximity of a half turns ties between long passages into the right one.
//! * *Case* is a bonus and never a filter: START is more likely START than start, and both are found.
//! * *Length*: of two passages with the same words the shorter is nearer to the query; only a little, or
//!   fragments would bury the sentences they are cut from.
//! * *What each is worth* where words are wrong, and where a quotation is misquoted (mean reciprocal ranks over 200
//!   queries of each in 250,000 statements: .884 and .888 with all): without the square .865 and .887, with weights up
//!   to 9 .880 and .888, without light function words .882 (questions .95 for 1.00), without the nearest wording .869
//!   for misquotations. That no slip reaches a mere beginning from another letter, and letters left out, change
//!   neither: they are for what is mistyped.
//! * *Two wrong of five or six* (means over 600 queries of each in the same statements, five words here and there and
//!   six in a run): .863 and .800 before the next; with a least share of .3 for .4 .865 and .856, and with the root of
//!   the weights .876 and .861, with neighbours across what is lacking .878 and .880, with light words among many at 1
//!   .880 and .890, with the order as much as closeness .903 and .889.
//! * Then the newer, then the order of the dataset, so that ties are stable.

use std::ops::Range;

use super::clause::{Case, Clause};
use super::compiled::{CompiledQuery, Element, ElementIx};
use super::wording::{EDIT, nearest_wording};
use crate::search::hits::MOST_NEAR;
use crate::search::index::{DocumentIx, Index, TextEntry};

/// Places of a word in a document that are remembered, for distances.
const PLACES: usize = 8;

/// Documents that one word must not exceed to be enough by itself, where others are not met: as many as are shown.
const RARE: u64 = MOST_NEAR as u64;

/// What the name of the one who speaks counts for in what a document must meet: it is seldom what is remembered
/// wrongly, and in a small dataset any verb is rarer.
pub(super) const NAME: u16 = 2;

/// What it counts for in the score of a question, where words may be lacking.
const NAME_WORTH: f32 = 1.5;

/// Words of the query that stand side by side in a text, from which on they are enough, however little each says.
const RUN: usize = 3;

/// What closeness and order count for: where every word is met, and where some may be lacking. Those that are met
/// then are neighbours across the ones that are not, and their order tells the passage that was meant from one that
/// has the same words by chance.
const ALL_MET: (f32, f32) = (0.5, 0.15);
const LACKING: (f32, f32) = (0.4, 0.4);

/// The similarity from which on a word is no slip, and what a slip for a word that exists is worth beside one for
/// a word that does not: it is as likely another word that was remembered wrongly.
const SURE: f32 = 0.715;
const DOUBT: f32 = 0.5;

/// What having the words much as they were typed is worth, beside the score.
const WORDING_WORTH: f32 = 2.0;

/// The similarity from which on a word is the one typed, by itself or as an alias, or hardly more.
const AS_TYPED: f32 = 0.9;

/// How similar an alias is beside a word as it stands.
const ALIAS: f32 = 0.9;

/// How a document meets a clause.
#[derive(Debug, Clone, Copy, Default)]
struct ClauseMatch {
    /// The best similarity, in the text or a field; 0 where the clause is not met.
    similarity: f32,
    count: u32,
    case: f32,
    /// First and last word of each place.
    places: [(u16, u16); PLACES],
    kept: u8,
}

/// How far a phrase has been met at one of its elements.
#[derive(Debug, Clone, Copy, Default)]
struct PhraseProgress {
    /// The word, counted from 1, that would go on: the one after that at which the element was last met in
    /// sequence. 0 where it was not.
    next: u32,
    /// The least similarity so far.
    least: f32,
}

/// Room for the work on one document, kept between documents.
#[derive(Debug, Default)]
pub(crate) struct Accumulator {
    /// Per clause.
    matches: Vec<ClauseMatch>,
    /// Per element.
    progress: Vec<PhraseProgress>,
    /// Per word of the text, which words of a quotation it is.
    quoted: Vec<u64>,
}

impl ClauseMatch {
    fn is_met(&self) -> bool {
        self.similarity > 0.0
    }

    fn add(&mut self, (from, to): (u32, u32), similarity: f32, case: f32) {
        self.similarity = self.similarity.max(similarity);
        self.case = self.case.max(case);
        self.count += 1;
        if usize::from(self.kept) < PLACES {
            self.places[usize::from(self.kept)] = (from.min(0xffff) as u16, to.min(0xffff) as u16);
            self.kept += 1;
        }
    }
}

impl Accumulator {
    /// The score of `document`, or `None` where it meets too little.
    pub(crate) fn score(
        &mut self,
        index: &Index,
        compiled: &CompiledQuery,
        document: DocumentIx,
    ) -> Option<f32> {
        let length = self.meet(index, compiled, document);
        let relative_length = length as f32 / index.mean_length.max(1.0);
        self.is_enough(index, compiled).then(|| {
            let wording = self.wording(compiled, index.text(document));
            formula(compiled, &self.matches, relative_length) * wording
        })
    }

    /// How much of the quotations, where they are searched for by their words, stands in the text in a
    /// wording that is near: 1 where there are none.
    fn wording(&mut self, compiled: &CompiledQuery, text: &[TextEntry]) -> f32 {
        let shares = compiled.quotations.iter().map(|words| self.share(compiled, text, words));
        shares.product::<f32>().powi(2)
    }

    /// What the score of `document` is to be multiplied by for having the words of the query much as they were
    /// typed, at most 3. Only where [`CompiledQuery::is_wording`].
    pub(crate) fn lift_by_wording(
        &mut self,
        index: &Index,
        compiled: &CompiledQuery,
        document: DocumentIx,
    ) -> f32 {
        1.0 + WORDING_WORTH * self.worded(index, compiled, document).powi(2)
    }

    /// How much of the words of the query the nearest wording of `document` has: 1 where it is the same.
    pub(crate) fn worded(
        &mut self,
        index: &Index,
        compiled: &CompiledQuery,
        document: DocumentIx,
    ) -> f32 {
        let all = 0..compiled.clauses.len();
        self.share(compiled, index.text(document), &all)
    }

    /// How much of the clauses `words`, a word each, the nearest wording of a text has: 1 where it is the same.
    fn share(&mut self, compiled: &CompiledQuery, text: &[TextEntry], words: &Range<usize>) -> f32 {
        self.quoted.clear();
        for entry in text.iter().filter(|entry| !entry.is_alias()) {
            let fills = compiled.fills(entry.word());
            let of = fills.map(|(ix, _)| usize::from(compiled.elements[ix.at()].clause));
            let places = of.filter(|clause| words.contains(clause));
            let bits = places.fold(0u64, |bits, at| bits | 1 << (at - words.start));
            self.quoted.push(bits);
        }
        let same = |word: usize, at: usize| self.quoted[word] >> at & 1 == 1;
        let wording = nearest_wording(self.quoted.len(), words.len(), same);
        1.0 - wording.cost as f32 / (EDIT * (words.len() + 1)) as f32
    }

    /// The clauses that the document scored last leaves unmet, by their places.
    pub(crate) fn unmet(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.matches.len()).filter(|clause| !self.matches[*clause].is_met())
    }

    /// The clauses that a document leaves unmet, by their places, whether it meets enough or not.
    pub(crate) fn unmet_by(
        &mut self,
        index: &Index,
        compiled: &CompiledQuery,
        document: DocumentIx,
    ) -> Vec<usize> {
        self.meet(index, compiled, document);
        self.unmet().collect()
    }

    /// Whether `document` has every word as it was typed, or so much of one that is still being typed.
    pub(crate) fn meets_all_as_typed(
        &mut self,
        index: &Index,
        compiled: &CompiledQuery,
        document: DocumentIx,
    ) -> bool {
        self.meet(index, compiled, document);
        let mut all = self.matches.iter().zip(&compiled.clauses);
        all.all(|(met, clause)| clause.optional || met.similarity >= AS_TYPED)
    }

    /// Finds what of the query `document` meets; the number of words of its text.
    fn meet(&mut self, index: &Index, compiled: &CompiledQuery, document: DocumentIx) -> u32 {
        self.clear(compiled);
        let length = self.read_text(compiled, index.text(document));
        for (clause, met) in self.matches.iter_mut().enumerate() {
            let beside = compiled.impact_beside_text(index, clause, document).similarity();
            met.similarity = met.similarity.max(beside);
        }
        length
    }

    /// Whether the document meets as much as it must. One word alone of several that say something is enough
    /// only where it is so rare that hardly anything else can be meant, where it stands in a run of words that were
    /// typed so, or where nothing else is found.
    fn is_enough(&self, index: &Index, compiled: &CompiledQuery) -> bool {
        let Some(share) = compiled.least_share else {
            let mut all = compiled.clauses.iter().zip(&self.matches);
            return all.all(|(clause, met)| clause.optional || met.is_met());
        };
        let (mut weight, mut met_weight) = (0.0, 0.0);
        let (mut telling, mut met_telling, mut rare) = (0, 0, false);
        for (clause, met) in compiled.clauses.iter().zip(&self.matches) {
            weight += clause.weight;
            telling += u32::from(!clause.light);
            if met.is_met() {
                let times = if met.similarity > 1.0 { NAME } else { 1 };
                met_weight += clause.weight * f32::from(times);
                met_telling += u32::from(!clause.light) * u32::from(times);
                // Among a few documents everything is rare.
                let having = if met.similarity >= 1.0 { clause.exact } else { clause.reach };
                rare |= having.min(clause.reach) <= RARE && having * 10 <= index.documents as u64;
            }
        }
        let alone = compiled.one_is_enough && met_telling > 0;
        met_weight >= share * weight
            && (met_telling >= 2.min(telling) || rare || alone || self.has_run())
    }

    /// Whether enough words of the query stand side by side, in order.
    fn has_run(&self) -> bool {
        let beside = |pair: &[ClauseMatch]| closeness(&pair[0], &pair[1], 0) == (1.0, 1.0);
        self.matches.windows(RUN).any(|run| run.windows(2).all(beside))
    }

    fn clear(&mut self, compiled: &CompiledQuery) {
        self.matches.resize(compiled.clauses.len(), ClauseMatch::default());
        for met in &mut self.matches {
            // The places need no clearing: `kept` says how many count.
            met.similarity = 0.0;
            met.count = 0;
            met.case = 0.0;
            met.kept = 0;
        }
        self.progress.clear();
        self.progress.resize(compiled.elements.len(), PhraseProgress::default());
    }

    /// Finds the clauses in the text; the number of its words.
    fn read_text(&mut self, compiled: &CompiledQuery, text: &[TextEntry]) -> u32 {
        let mut words = 0u32;
        for entry in text {
            let alias = entry.is_alias();
            words += u32::from(!alias);
            for (ix, impact) in compiled.fills(entry.word()) {
                let similarity = impact.similarity() * if alias { ALIAS } else { 1.0 };
                let element = compiled.elements[ix.at()];
                let clause = usize::from(element.clause);
                let case = case_bonus(compiled.clauses[clause].case, *entry);
                if element.of == 1 {
                    self.matches[clause].add((words, words), similarity, case);
                } else if !alias {
                    self.go_on(ix, element, words, similarity, case);
                }
            }
        }
        words
    }

    /// Goes on with a phrase whose element is met at a word, and counts the phrase where this is its last.
    fn go_on(&mut self, ix: ElementIx, element: Element, word: u32, similarity: f32, case: f32) {
        let least = if element.at == 0 {
            similarity
        } else {
            let before = self.progress[ix.at() - 1];
            if before.next != word {
                return;
            }
            before.least.min(similarity)
        };
        self.progress[ix.at()] = PhraseProgress { next: word + 1, least };
        if element.at + 1 == element.of {
            let first = word + 1 - u32::from(element.of);
            self.matches[usize::from(element.clause)].add((first, word), least, case);
        }
    }
}

fn case_bonus(case: Case, entry: TextEntry) -> f32 {
    match case {
        Case::Capitals if entry.is_all_capitals() => 1.0,
        Case::Capital if entry.is_capitalised() => 0.5,
        Case::Capitals | Case::Capital | Case::Any => 0.0,
    }
}

/// The formula at the top of this file, of a document that is `relative_length` times as long as the mean.
fn formula(compiled: &CompiledQuery, matches: &[ClauseMatch], relative_length: f32) -> f32 {
    // What a question asks about is told by its words alone: how they are put is the asker's.
    let lacking = compiled.least_share.is_some() && !compiled.asks;
    let (mut base, mut weights, mut case, mut first) = (0.0, 0.0, 0.0f32, u16::MAX);
    for (clause, met) in compiled.clauses.iter().zip(matches) {
        let repeats = met.count.saturating_sub(1).min(3) as f32;
        let is_slip = is_slip(compiled, clause, met);
        let worth = if is_slip { DOUBT } else { 1.0 } * met.similarity * met.similarity;
        let is_name = compiled.asks && compiled.least_share.is_some() && met.similarity > 1.0;
        let worth = if is_name { NAME_WORTH } else { 1.0 } * worth;
        base += clause.weight * worth * (1.0 + 0.02 * repeats);
        weights += clause.weight;
        case += met.case;
        if met.kept > 0 {
            first = first.min(met.places[0].0);
        }
    }
    let clauses = matches.len().max(1) as f32;
    let pairs = matches.len().saturating_sub(1).max(1) as f32;
    let (mut near, mut order) = (0.0, 0.0);
    let (close_worth, order_worth) = if lacking { LACKING } else { ALL_MET };
    let sure = |(clause, met): (&Clause, &ClauseMatch)| {
        if is_slip(compiled, clause, met) { met.similarity * met.similarity } else { 1.0 }
    };
    let met = (0..matches.len()).filter(|at| matches[*at].is_met());
    let mut before: Option<usize> = None;
    for at in met {
        if let Some(before) = before {
            let between = at - before - 1;
            // Where every word is met, what a question asks by parts its neighbours.
            if between == 0 || lacking {
                let (closeness, kept) = closeness(&matches[before], &matches[at], between);
                // That it stands beside another makes a doubtful word no surer.
                let of = |at: usize| sure((&compiled.clauses[at], &matches[at]));
                let sure = of(before).min(of(at));
                near += closeness * sure;
                order += kept * sure;
            }
        }
        before = Some(at);
    }
    let early = if first == u16::MAX { 0.0 } else { 0.02 / (1.0 + f32::from(first - 1) / 8.0) };
    let long = 0.95 + 0.05 * relative_length.min(4.0);
    let lift = 1.0
        + close_worth * near / pairs
        + order_worth * order / pairs
        + 0.06 * case / clauses
        + early;
    base / weights.max(f32::MIN_POSITIVE) * lift / long
}

/// Whether a clause is met by a slip for a word that exists.
fn is_slip(compiled: &CompiledQuery, clause: &Clause, met: &ClauseMatch) -> bool {
    let slips = compiled.least_share.is_none() || compiled.slips;
    slips && met.similarity < SURE && clause.exact > 0
}

/// How close two query words stand at best, and whether they do so in order. As many words as were typed `between`
/// them may stand there.
fn closeness(a: &ClauseMatch, b: &ClauseMatch, between: usize) -> (f32, f32) {
    if a.similarity <= 0.0 || b.similarity <= 0.0 {
        return (0.0, 0.0);
    }
    if a.kept == 0 || b.kept == 0 {
        return (0.35, 0.35);
    }
    let distance = |from: u16, to: u16| {
        let more = usize::from(to.saturating_sub(from)).saturating_sub(between);
        more.max(1) as f32
    };
    let (mut best, mut order) = (0.0f32, 0.0f32);
    for (a_first, a_last) in &a.places[..usize::from(a.kept)] {
        for (b_first, b_last) in &b.places[..usize::from(b.kept)] {
            let (near, kept) = if b_first >= a_first {
                (1.0 / distance(*a_last, *b_first), 1.0)
            } else {
                (0.85 / distance(*b_last, *a_first), 0.0)
            };
            if near > best {
                (best, order) = (near, kept);
            }
        }
    }
    (best, order)
}
