//! Clauses with the tables by which documents are held against them: per word of the vocabulary and per
//! field value, which clause it meets and what it is worth there.

use std::sync::Arc;

use crate::chronology::tables::Lists;

use super::clause::Clause;
use super::expansion::ONE;
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::query::filter::FilterSet;

/// A place in a clause that a word of a text can fill.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    pub(crate) clause: u8,
    /// Its place in a phrase, from 0, and the length of the phrase.
    pub(crate) at: u8,
    pub(crate) of: u8,
}

/// A query ready to be held against documents.
#[derive(Debug, Default)]
pub(crate) struct CompiledQuery {
    pub(crate) clauses: Vec<Clause>,
    /// Clauses that a document may leave unmet.
    pub(crate) missing: usize,
    pub(crate) elements: Vec<Element>,
    /// Per word of the vocabulary: 0, or an element and a worth, or a place in `shared`; see [`Self::fills`].
    marks: Vec<u32>,
    /// Per word, whether it has a mark: small enough to stay in the nearest cache, and most have none.
    marked: Vec<u64>,
    shared: Vec<Vec<(u16, u8)>>,
    /// Per clause, the worth of each field value; empty where few meet it, which are then looked for.
    value_worth: Vec<Vec<u8>>,
    /// Per clause, the kinds of value of which some meet it.
    kinds_used: Vec<[bool; 5]>,
    /// Of a clause alone, what meets it, by 255 less its worth; else nothing.
    descending: Option<Lists<ClauseItem>>,
    /// Mean words per document.
    pub(crate) mean_length: f32,
}

/// What meets a clause.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ClauseItem {
    Word(u32),
    Value(u32),
}

const SHARED: u32 = 1 << 31;

/// Field values that are looked for one by one, rather than in a table of all values.
const FEW_VALUES: usize = 48;

impl CompiledQuery {
    /// The elements that `word` fills and its worth there, a later element of a phrase before an earlier.
    pub(crate) fn fills(&self, word: u32) -> Fills<'_> {
        if self.marked[word as usize / 64] >> (word % 64) & 1 == 0 {
            return Fills::One(None);
        }
        match self.marks[word as usize] {
            mark if mark & SHARED != 0 => {
                Fills::More(self.shared[(mark & !SHARED) as usize].iter())
            }
            mark => Fills::One(Some(((mark >> 8) as u16 - 1, mark as u8))),
        }
    }

    /// The clauses with their tables by word and by value. `marks` is a table given back by
    /// [`Self::into_marks`], or empty: it has a place for every word, and is not cleared for each query.
    pub(crate) fn new(index: &Index, clauses: Vec<Clause>, mut marks: Vec<u32>) -> Self {
        marks.resize(index.vocabulary.len(), 0);
        let mut compiled = Self {
            mean_length: index.mean_length.max(1.0),
            marks,
            marked: vec![0; index.vocabulary.len().div_ceil(64)],
            ..Self::default()
        };
        compiled.tabulate(index, clauses);
        compiled
    }

    /// Gives back the table of marks, cleared.
    pub(crate) fn into_marks(mut self) -> Vec<u32> {
        for clause in &self.clauses {
            let phrased = clause.phrases.iter().flatten().flatten();
            for (word, _) in clause.words.iter().chain(phrased) {
                self.marks[*word as usize] = 0;
            }
        }
        self.marks
    }

    fn tabulate(&mut self, index: &Index, mut clauses: Vec<Clause>) {
        for (at, clause) in clauses.iter_mut().enumerate() {
            if !clause.words.is_empty() {
                self.element(at, 0, 1, &clause.words);
            }
            for phrase in &clause.phrases {
                for (place, words) in phrase.iter().enumerate() {
                    self.element(at, place, phrase.len(), words);
                }
            }
            let mut worth = Vec::new();
            if clause.values.len() > FEW_VALUES {
                worth = vec![0u8; index.fields.values()];
                clause.values.iter().for_each(|(v, w)| worth[*v as usize] = *w);
            }
            self.value_worth.push(worth);
            let mut used = [false; 5];
            for (value, _) in &clause.values {
                used[index.fields.kind(*value) as usize] = true;
            }
            self.kinds_used.push(used);
        }
        if let [clause] = clauses.as_slice()
            && clause.phrases.is_empty()
            && clause.verdict.is_none()
        {
            let words = clause.words.iter().map(|&(w, worth)| (255 - worth, ClauseItem::Word(w)));
            let values =
                clause.values.iter().map(|&(v, worth)| (255 - worth, ClauseItem::Value(v)));
            let by_worth = words.chain(values).map(|(key, meets)| (usize::from(key), meets));
            self.descending = Some(Lists::group(256, by_worth));
        }
        self.clauses = clauses;
        for fills in &mut self.shared {
            fills.sort_unstable_by_key(|(element, _)| std::cmp::Reverse(*element));
        }
    }

    /// What a field value is worth to a clause.
    pub(crate) fn worth_of_value(&self, clause: usize, value: u32) -> u8 {
        let table = &self.value_worth[clause];
        if !table.is_empty() {
            return table.get(value as usize).copied().unwrap_or(0);
        }
        let values = &self.clauses[clause].values;
        values.binary_search_by_key(&value, |(v, _)| *v).map_or(0, |at| values[at].1)
    }

    /// Of a clause alone that only words and values meet: what is worth as much, with that worth, the best
    /// first.
    pub(crate) fn descending(&self) -> Option<impl Iterator<Item = (u8, &[ClauseItem])>> {
        let by_worth = self.descending.as_ref()?;
        Some((0..=255).rev().map(|worth: u8| (worth, by_worth.of(usize::from(255 - worth)))))
    }

    /// The kinds of value of which some meet a clause.
    pub(crate) fn kinds_used(&self, clause: usize) -> &[bool; 5] {
        &self.kinds_used[clause]
    }

    fn element(&mut self, clause: usize, at: usize, of: usize, words: &[(u32, u8)]) {
        let element = self.elements.len() as u16;
        self.elements.push(Element { clause: clause as u8, at: at as u8, of: of as u8 });
        for &(word, worth) in words {
            self.marked[word as usize / 64] |= 1 << (word % 64);
            let mark = self.marks[word as usize];
            let fill = (element, worth);
            self.marks[word as usize] = if mark == 0 {
                (u32::from(element) + 1) << 8 | u32::from(worth)
            } else if mark & SHARED != 0 {
                self.shared[(mark & !SHARED) as usize].push(fill);
                mark
            } else {
                self.shared.push(vec![((mark >> 8) as u16 - 1, mark as u8), fill]);
                SHARED | (self.shared.len() as u32 - 1)
            };
        }
    }
}

/// The elements that a word fills.
pub(crate) enum Fills<'a> {
    One(Option<(u16, u8)>),
    More(std::slice::Iter<'a, (u16, u8)>),
}

impl Iterator for Fills<'_> {
    type Item = (u16, u8);

    fn next(&mut self) -> Option<(u16, u8)> {
        match self {
            Self::One(one) => one.take(),
            Self::More(more) => more.next().copied(),
        }
    }
}

/// The documents that satisfy every filter surely, or possibly.
pub(crate) fn intersection(
    filters: &[Arc<FilterSet>],
    documents: usize,
    of: impl Fn(&FilterSet) -> &Bits,
) -> Option<Bits> {
    let (first, rest) = filters.split_first()?;
    let mut all = of(first).clone();
    for filter in rest {
        all.intersect(of(filter));
    }
    debug_assert_eq!(all.capacity(), documents);
    Some(all)
}

/// What a filter is worth where it stands among words as an alternative.
pub(crate) fn filter_worth() -> u8 {
    (0.6 * ONE) as u8
}
