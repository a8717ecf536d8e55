//! From the terms of a query to clauses: each a thing that a document must meet, in whatever way it can.

use std::sync::Arc;

use super::expansion::{Expansion, scaled};
use crate::search::bits::Bits;
use crate::search::cache::Cache;
use crate::search::index::Index;
use crate::search::index::fields::Facet;
use crate::search::lexicon::similarity::Tolerance;
use crate::search::query::filter::FilterSet;
use crate::search::query::{Atom, MatchMode, Phrase, QueryWord, Term};

/// Words of a query that are looked for; of a pasted text the rarest.
pub(crate) const MOST_CLAUSES: usize = 14;

/// Words of a phrase that are compared; a longer one is known by its beginning.
pub(crate) const LONGEST_PHRASE: usize = 60;

/// One thing that a document must meet, in its text or in a field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clause {
    /// Words that meet it, ascending, and what each is worth.
    pub(crate) words: Vec<(u32, u8)>,
    /// Field values that meet it.
    pub(crate) values: Vec<(u32, u8)>,
    /// The documents that have any of these values.
    pub(crate) by_field: Option<Arc<Bits>>,
    /// Sequences of words that meet it side by side.
    pub(crate) phrases: Vec<Vec<Vec<(u32, u8)>>>,
    /// Documents that meet it by a filter among its alternatives.
    pub(crate) verdict: Option<Arc<FilterSet>>,
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

/// Makes clauses of terms, at a level.
pub(crate) struct Compiler<'a> {
    pub(crate) index: &'a Index,
    pub(crate) cache: &'a mut Cache,
    pub(crate) level: Tolerance,
}

impl Compiler<'_> {
    /// The clauses of the positive terms that ask for words. `verdict` answers for their filters.
    pub(crate) fn clauses(
        &mut self,
        terms: &[&Term],
        mut verdict: impl FnMut(&Term, &mut Cache) -> Option<Arc<FilterSet>>,
    ) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for term in terms {
            let apart = match term.any.as_slice() {
                [Atom::Phrase(words)]
                    if words.mode == MatchMode::Plain && self.level > Tolerance::Word =>
                {
                    // What nobody prints side by side may still stand in one passage.
                    Some(words)
                }
                _ => None,
            };
            if let Some(words) = apart.filter(|w| w.asked.len() > 1) {
                let last = words.asked.len() - 1;
                for (at, asked) in words.asked.iter().enumerate() {
                    clauses.push(self.word(asked, words.open && at == last, MatchMode::Plain));
                }
                continue;
            }
            let mut clause = Clause::default();
            for atom in &term.any {
                if let Atom::Phrase(words) = atom {
                    let more = self.words(words);
                    clause.take(more);
                }
            }
            if let Some(verdict) = verdict(term, self.cache) {
                clause.reach += verdict.possible.len() as u64;
                clause.frequency += verdict.possible.len() as u64;
                clause.verdict = Some(verdict);
            }
            if term.any.len() > 1 {
                clause.plain = None;
            }
            clauses.push(clause);
        }
        self.join_neighbours(&mut clauses);
        let documents = self.index.documents as f32;
        for clause in &mut clauses {
            clause.weight =
                (1.0 + (documents + 1.0) / (clause.frequency as f32 + 1.0)).ln().clamp(0.3, 9.0);
        }
        keep_rarest(clauses)
    }

    fn words(&mut self, words: &Phrase) -> Clause {
        if let [asked] = words.asked.as_slice() {
            let open = words.open
                && (words.mode == MatchMode::Plain
                    || words.quoted
                    || self.index.vocabulary.find(&asked.word).is_none());
            // One letter has no gaps.
            return match words.mode {
                MatchMode::Subsequence if asked.word.chars().count() < 2 => {
                    self.word(asked, true, MatchMode::Plain)
                }
                mode => self.word(asked, open, mode),
            };
        }
        let last = words.asked.len().saturating_sub(1);
        let expansions: Vec<Arc<Expansion>> = (words.asked.iter().enumerate().take(LONGEST_PHRASE))
            .map(|(at, asked)| self.expansion(&asked.word, words.open && at == last, words.mode))
            .collect();
        let rarest =
            |of: fn(&Expansion) -> u64| expansions.iter().map(|p| of(p)).min().unwrap_or(0);
        let phrase: Vec<Vec<(u32, u8)>> = expansions.iter().map(|p| p.words.clone()).collect();
        // Words in quotation marks are somebody's words, or a name; a topic is neither.
        let mut values = self.index.values_with(&phrase);
        values.retain(|(value, _)| !words.quoted || self.names_somebody(*value));
        let mut clause = Clause {
            frequency: rarest(|p| p.frequency),
            reach: rarest(|p| p.reach),
            by_field: self.index.documents_with(&values).map(Arc::new),
            values,
            case: case_of(&words.asked),
            widened: expansions.iter().any(|p| p.level.is_some_and(|l| l > Tolerance::Word)),
            ..Clause::default()
        };
        clause.phrases.push(phrase);
        if words.mode == MatchMode::Plain {
            let joined: String = words.asked.iter().map(|a| a.word.as_str()).collect();
            let expansion = self.expansion(&joined, words.open, MatchMode::Plain);
            if expansion.level == Some(Tolerance::Word) {
                clause.take(Clause::of(&expansion));
            }
        }
        clause
    }

    fn names_somebody(&self, value: u32) -> bool {
        matches!(self.index.fields.kind(value), Facet::Speaker | Facet::Source)
    }

    fn word(&mut self, asked: &QueryWord, open: bool, mode: MatchMode) -> Clause {
        let expansion = self.expansion(&asked.word, open, mode);
        let mut clause = Clause::of(&expansion);
        clause.case = case_of(std::slice::from_ref(asked));
        if mode == MatchMode::Plain {
            clause.plain = Some((asked.word.clone(), open));
        }
        clause
    }

    fn expansion(&mut self, word: &str, open: bool, mode: MatchMode) -> Arc<Expansion> {
        self.cache.expansion(self.index, word, open, mode, self.level)
    }

    /// `non starter` is also met by nonstarter, which then stands for both words.
    fn join_neighbours(&self, clauses: &mut [Clause]) {
        let vocabulary = &self.index.vocabulary;
        for at in 1..clauses.len() {
            let (Some((a, _)), Some((b, open))) = (&clauses[at - 1].plain, &clauses[at].plain)
            else {
                continue;
            };
            let joined = format!("{a}{b}");
            let mut words: Vec<u32> = vocabulary.find(&joined).into_iter().collect();
            words.extend(
                crate::search::lexicon::inflection::inflections(&joined)
                    .iter()
                    .filter_map(|i| vocabulary.find(i)),
            );
            if *open && b.len() > 1 {
                words.extend(vocabulary.beginning_with(&joined));
            }
            words.retain(|w| vocabulary.uses(*w).real);
            words.sort_unstable();
            words.dedup();
            let reach: u64 = words.iter().map(|w| u64::from(vocabulary.frequency(*w))).sum();
            for clause in &mut clauses[at - 1..=at] {
                let more = Clause {
                    words: words.iter().map(|w| (*w, scaled(0.90))).collect(),
                    reach,
                    ..Clause::default()
                };
                clause.take(more);
            }
        }
    }
}

impl Clause {
    fn of(expansion: &Expansion) -> Self {
        let split = expansion
            .split
            .iter()
            .map(|pair| pair.iter().map(|w| vec![(*w, scaled(0.85))]).collect::<Vec<_>>());
        Self {
            words: expansion.words.clone(),
            values: expansion.values.clone(),
            by_field: expansion.by_field.clone(),
            phrases: split.collect(),
            frequency: expansion.frequency,
            reach: expansion.reach,
            widened: expansion.level.is_some_and(|l| l > Tolerance::Word),
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

    /// The same clause, for sure dates only.
    pub(crate) fn surely(&self) -> Self {
        let verdict = self.verdict.as_ref().map(|v| Arc::new(FilterSet::of(v.sure.clone())));
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

fn case_of(words: &[QueryWord]) -> Case {
    match words.first() {
        Some(asked) if asked.all_caps && asked.word.len() <= 5 => Case::Capitals,
        Some(asked) if asked.cap => Case::Capital,
        _ => Case::Any,
    }
}

/// Of too many clauses the rarest, in their order: a pasted text is known by its rare words.
fn keep_rarest(clauses: Vec<Clause>) -> Vec<Clause> {
    if clauses.len() <= MOST_CLAUSES {
        return clauses;
    }
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    // A word that nobody printed is rarer than all, and of no use.
    order.sort_by_key(|i| (clauses[*i].is_hopeless(), clauses[*i].reach));
    order.truncate(MOST_CLAUSES);
    let kept: Vec<bool> = (0..clauses.len()).map(|i| order.contains(&i)).collect();
    clauses.into_iter().zip(kept).filter_map(|(clause, keep)| keep.then_some(clause)).collect()
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
        for (word, worth) in first.iter().filter(|(w, _)| self.vocabulary.uses(*w).in_field) {
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
