//! From the terms of a query to slots: each a thing that a document must meet, in whatever way it can.

use std::sync::Arc;

use super::expansion::{Plan, scaled};
use crate::search::bits::Bits;
use crate::search::cache::Cache;
use crate::search::index::Index;
use crate::search::index::fields::Kind;
use crate::search::lexicon::similarity::Level;
use crate::search::query::filter::Verdicts;
use crate::search::query::{Asked, Atom, Mode, Term, Words};

/// Words of a query that are looked for; of a pasted text the rarest.
pub(crate) const MOST_SLOTS: usize = 14;

/// Words of a phrase that are compared; a longer one is known by its beginning.
pub(crate) const LONGEST_PHRASE: usize = 60;

/// One thing that a document must meet, in its text or in a field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot {
    /// Words that meet it, ascending, and what each is worth.
    pub(crate) words: Vec<(u32, u8)>,
    /// Field values that meet it.
    pub(crate) values: Vec<(u32, u8)>,
    /// The documents that have any of these values.
    pub(crate) by_field: Option<Arc<Bits>>,
    /// Sequences of words that meet it side by side.
    pub(crate) phrases: Vec<Vec<Vec<(u32, u8)>>>,
    /// Documents that meet it by a filter among its alternatives.
    pub(crate) verdict: Option<Arc<Verdicts>>,
    /// How much it counts, by its rarity.
    pub(crate) weight: f32,
    /// Documents that can meet it, at most.
    pub(crate) reach: u64,
    /// The first of its words was typed with a capital, or in capitals.
    pub(crate) case: Case,
    /// What was typed, where it is a single plain word: neighbours may be one word in a text.
    plain: Option<(String, bool)>,
    frequency: u64,
    /// Some word of it is not found as a word.
    widened: bool,
}

/// How a query word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Case {
    #[default]
    Any,
    Capital,
    Capitals,
}

/// Makes slots of terms, at a level.
pub(crate) struct Compiler<'a> {
    pub(crate) index: &'a Index,
    pub(crate) cache: &'a mut Cache,
    pub(crate) level: Level,
}

impl Compiler<'_> {
    /// The slots of the positive terms that ask for words. `verdict` answers for their filters.
    pub(crate) fn slots(
        &mut self,
        terms: &[&Term],
        mut verdict: impl FnMut(&Term, &mut Cache) -> Option<Arc<Verdicts>>,
    ) -> Vec<Slot> {
        let mut slots = Vec::new();
        for term in terms {
            let apart = match term.any.as_slice() {
                [Atom::Words(words)] if words.mode == Mode::Plain && self.level > Level::Word => {
                    // What nobody prints side by side may still stand in one passage.
                    Some(words)
                }
                _ => None,
            };
            if let Some(words) = apart.filter(|w| w.asked.len() > 1) {
                let last = words.asked.len() - 1;
                for (at, asked) in words.asked.iter().enumerate() {
                    slots.push(self.word(asked, words.open && at == last, Mode::Plain));
                }
                continue;
            }
            let mut slot = Slot::default();
            for atom in &term.any {
                if let Atom::Words(words) = atom {
                    let more = self.words(words);
                    slot.take(more);
                }
            }
            if let Some(verdict) = verdict(term, self.cache) {
                slot.reach += verdict.possible.len() as u64;
                slot.frequency += verdict.possible.len() as u64;
                slot.verdict = Some(verdict);
            }
            if term.any.len() > 1 {
                slot.plain = None;
            }
            slots.push(slot);
        }
        self.join_neighbours(&mut slots);
        let documents = self.index.documents as f32;
        for slot in &mut slots {
            slot.weight =
                (1.0 + (documents + 1.0) / (slot.frequency as f32 + 1.0)).ln().clamp(0.3, 9.0);
        }
        keep_rarest(slots)
    }

    fn words(&mut self, words: &Words) -> Slot {
        if let [asked] = words.asked.as_slice() {
            let open = words.open
                && (words.mode == Mode::Plain
                    || words.quoted
                    || self.index.vocab.find(&asked.word).is_none());
            // One letter has no gaps.
            return match words.mode {
                Mode::Subsequence if asked.word.chars().count() < 2 => {
                    self.word(asked, true, Mode::Plain)
                }
                mode => self.word(asked, open, mode),
            };
        }
        let last = words.asked.len().saturating_sub(1);
        let plans: Vec<Arc<Plan>> = (words.asked.iter().enumerate().take(LONGEST_PHRASE))
            .map(|(at, asked)| self.plan(&asked.word, words.open && at == last, words.mode))
            .collect();
        let rarest = |of: fn(&Plan) -> u64| plans.iter().map(|p| of(p)).min().unwrap_or(0);
        let phrase: Vec<Vec<(u32, u8)>> = plans.iter().map(|p| p.words.clone()).collect();
        // Words in quotation marks are somebody's words, or a name; a topic is neither.
        let mut values = self.index.values_with(&phrase);
        values.retain(|(value, _)| !words.quoted || self.names_somebody(*value));
        let mut slot = Slot {
            frequency: rarest(|p| p.frequency),
            reach: rarest(|p| p.reach),
            by_field: self.index.documents_with(&values).map(Arc::new),
            values,
            case: case_of(&words.asked),
            widened: plans.iter().any(|p| p.level.is_some_and(|l| l > Level::Word)),
            ..Slot::default()
        };
        slot.phrases.push(phrase);
        if words.mode == Mode::Plain {
            let joined: String = words.asked.iter().map(|a| a.word.as_str()).collect();
            let plan = self.plan(&joined, words.open, Mode::Plain);
            if plan.level == Some(Level::Word) {
                slot.take(Slot::of(&plan));
            }
        }
        slot
    }

    fn names_somebody(&self, value: u32) -> bool {
        matches!(self.index.fields.kind(value), Kind::Speaker | Kind::Source)
    }

    fn word(&mut self, asked: &Asked, open: bool, mode: Mode) -> Slot {
        let plan = self.plan(&asked.word, open, mode);
        let mut slot = Slot::of(&plan);
        slot.case = case_of(std::slice::from_ref(asked));
        if mode == Mode::Plain {
            slot.plain = Some((asked.word.clone(), open));
        }
        slot
    }

    fn plan(&mut self, word: &str, open: bool, mode: Mode) -> Arc<Plan> {
        self.cache.plan(self.index, word, open, mode, self.level)
    }

    /// `non starter` is also met by nonstarter, which then stands for both words.
    fn join_neighbours(&self, slots: &mut [Slot]) {
        let vocab = &self.index.vocab;
        for at in 1..slots.len() {
            let (Some((a, _)), Some((b, open))) = (&slots[at - 1].plain, &slots[at].plain) else {
                continue;
            };
            let joined = format!("{a}{b}");
            let mut words: Vec<u32> = vocab.find(&joined).into_iter().collect();
            words.extend(
                crate::search::lexicon::inflection::inflections(&joined)
                    .iter()
                    .filter_map(|i| vocab.find(i)),
            );
            if *open && b.len() > 1 {
                words.extend(vocab.beginning_with(&joined));
            }
            words.retain(|w| vocab.uses(*w).real);
            words.sort_unstable();
            words.dedup();
            let reach: u64 = words.iter().map(|w| u64::from(vocab.frequency(*w))).sum();
            for slot in &mut slots[at - 1..=at] {
                let more = Slot {
                    words: words.iter().map(|w| (*w, scaled(0.90))).collect(),
                    reach,
                    ..Slot::default()
                };
                slot.take(more);
            }
        }
    }
}

impl Slot {
    fn of(plan: &Plan) -> Self {
        let split = plan
            .split
            .iter()
            .map(|pair| pair.iter().map(|w| vec![(*w, scaled(0.85))]).collect::<Vec<_>>());
        Self {
            words: plan.words.clone(),
            values: plan.values.clone(),
            by_field: plan.by_field.clone(),
            phrases: split.collect(),
            frequency: plan.frequency,
            reach: plan.reach,
            widened: plan.level.is_some_and(|l| l > Level::Word),
            ..Self::default()
        }
    }

    /// Takes the alternatives of `more`, the better worth of each.
    fn take(&mut self, more: Self) {
        let merge = |kept: &mut Vec<(u32, u8)>, more: Vec<(u32, u8)>| {
            if kept.is_empty() {
                *kept = more;
            } else if !more.is_empty() {
                kept.extend(more);
                kept.sort_unstable_by_key(|(word, worth)| (*word, std::cmp::Reverse(*worth)));
                kept.dedup_by_key(|(word, _)| *word);
            }
        };
        merge(&mut self.words, more.words);
        merge(&mut self.values, more.values);
        match (&mut self.by_field, more.by_field) {
            (Some(kept), Some(more)) => Arc::make_mut(kept).unite(&more),
            (None, more) => self.by_field = more,
            (Some(_), None) => {}
        }
        self.phrases.extend(more.phrases);
        self.frequency += more.frequency;
        self.reach += more.reach;
        self.widened |= more.widened;
        if self.plain.is_none() {
            self.plain = more.plain;
        }
        if self.case == Case::Any {
            self.case = more.case;
        }
    }

    /// Whether every word of it was found as a word.
    pub(crate) fn is_plain_match(&self) -> bool {
        !self.widened
    }

    /// Whether it can be met by a date that only may be meant.
    pub(crate) fn is_unsure(&self) -> bool {
        self.verdict.as_ref().is_some_and(|v| v.sure != v.possible)
    }

    /// The same slot, for sure dates only.
    pub(crate) fn surely(&self) -> Self {
        let verdict = self.verdict.as_ref().map(|v| Arc::new(Verdicts::of(v.sure.clone())));
        Self { verdict, ..self.clone() }
    }

    /// Whether nothing in the index can meet it.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.words.is_empty()
            && self.values.is_empty()
            && self.phrases.is_empty()
            && self.verdict.is_none()
    }
}

fn case_of(words: &[Asked]) -> Case {
    match words.first() {
        Some(asked) if asked.all_caps && asked.word.len() <= 5 => Case::Capitals,
        Some(asked) if asked.cap => Case::Capital,
        _ => Case::Any,
    }
}

/// Of too many slots the rarest, in their order: a pasted text is known by its rare words.
fn keep_rarest(slots: Vec<Slot>) -> Vec<Slot> {
    if slots.len() <= MOST_SLOTS {
        return slots;
    }
    let mut order: Vec<usize> = (0..slots.len()).collect();
    // A word that nobody printed is rarer than all, and of no use.
    order.sort_by_key(|i| (slots[*i].is_hopeless(), slots[*i].reach));
    order.truncate(MOST_SLOTS);
    let kept: Vec<bool> = (0..slots.len()).map(|i| order.contains(&i)).collect();
    slots.into_iter().zip(kept).filter_map(|(slot, keep)| keep.then_some(slot)).collect()
}

impl Index {
    /// The field values in which the words of a phrase stand side by side.
    fn values_with(&self, phrase: &[Vec<(u32, u8)>]) -> Vec<(u32, u8)> {
        let worth_in = |words: &[(u32, u8)], word: u32| {
            words.binary_search_by_key(&word, |(w, _)| *w).ok().map(|at| words[at].1)
        };
        let Some((first, rest)) = phrase.split_first() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (word, worth) in first.iter().filter(|(w, _)| self.vocab.uses(*w).in_field) {
            for &(value, weight) in self.fields.by_word.get(word).map_or(&[][..], Vec::as_slice) {
                let words = self.fields.words.of(value as usize);
                let starts = words.iter().enumerate().filter(|(_, (w, _))| w == word);
                let side_by_side = starts.filter_map(|(at, (_, place))| {
                    let mut least = *worth;
                    for (step, wanted) in rest.iter().enumerate() {
                        let (next, next_place) = words.get(at + step + 1)?;
                        if *next_place != place + step as u16 + 1 {
                            return None;
                        }
                        least = least.min(worth_in(wanted, *next)?);
                    }
                    Some((u32::from(least) * u32::from(weight) / 100).min(255) as u8)
                });
                found.extend(side_by_side.max().map(|worth| (value, worth)));
            }
        }
        found.sort_unstable_by_key(|(value, worth)| (*value, std::cmp::Reverse(*worth)));
        found.dedup_by_key(|(value, _)| *value);
        found
    }
}
