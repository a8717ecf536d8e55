//! Clauses with the tables by which documents are held against them: per word of the vocabulary and per
//! field value, which clause it meets and with what impact.

use std::ops::Range;

use super::clause::{Clause, MOST_CLAUSES};
use super::{Alternatives, Impact};
use crate::chronology::tables::Lists;
use crate::search::index::facets::{Facet, ValueIx};
use crate::search::index::{DocumentIx, Index};
use crate::search::lexicon::vocabulary::WordIx;

/// A place in a clause that a word of a text can fill.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element {
    pub(crate) clause: u8,
    /// Its place in a phrase, from 0, and the length of the phrase.
    pub(crate) at: u8,
    pub(crate) of: u8,
}

/// The position of an element in [`CompiledQuery::elements`], from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ElementIx(u16);

impl ElementIx {
    /// The position as an index into a slice.
    pub(crate) fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// A query ready to be held against documents.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct CompiledQuery {
    pub(crate) clauses: Vec<Clause>,
    /// The share of the weight of all clauses that a document must meet; `None` where it must meet them all.
    pub(crate) least_share: Option<f32>,
    /// Where words may be lacking, one that says something is enough, however common.
    pub(crate) one_is_enough: bool,
    /// Slips for words that exist are among what meets it, though words may be lacking.
    pub(crate) slips: bool,
    /// Clauses that follow each other and are the words of a quotation, whose nearest wording is sought.
    pub(crate) quotations: Vec<Range<usize>>,
    /// Whether it was typed as a wording though without quotation marks: several words, and the small ones with them. A
    /// question is none.
    pub(crate) is_wording: bool,
    /// Whether it is surely a question.
    pub(crate) asks: bool,
    pub(crate) elements: Vec<Element>,
    /// Per word of the vocabulary, which elements it fills.
    words: FillTable,
    /// What words fill that fill several elements.
    shared: Vec<Vec<(ElementIx, Impact)>>,
    /// Per clause, the impact of each field value; empty where few meet it, which are then looked for.
    value_impacts: Vec<Vec<Impact>>,
    /// Per clause, the facets of which some value meets it.
    facets_used: Vec<[bool; Facet::COUNT]>,
    /// Of a clause alone, what meets it, the best first; else nothing.
    descending: Option<Lists<ClauseItem>>,
}

/// What meets a clause.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ClauseItem {
    Word(WordIx),
    Value(ValueIx),
}

/// Words from which on a query may be a wording.
const LEAST_WORDING: usize = 4;

/// Field values that are looked for one by one, rather than in a table of all values.
const FEW_VALUES: usize = 48;

/// What a word fills, in four bytes: nothing, one element with an impact, or a place in a list of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct PackedFill(u32);

/// A [`PackedFill`], unpacked.
enum Fill {
    Nothing,
    One(ElementIx, Impact),
    /// A place in [`CompiledQuery::shared`].
    Several(usize),
}

impl PackedFill {
    const SEVERAL: u32 = 1 << 31;

    fn one(element: ElementIx, impact: Impact) -> Self {
        // One more than the element, so that none is nothing.
        Self((u32::from(element.0) + 1) << 8 | u32::from(impact.byte()))
    }

    fn several(place: usize) -> Self {
        Self(Self::SEVERAL | place as u32)
    }

    fn unpacked(self) -> Fill {
        match self {
            Self(0) => Fill::Nothing,
            Self(packed) if packed & Self::SEVERAL != 0 => {
                Fill::Several((packed & !Self::SEVERAL) as usize)
            }
            Self(packed) => {
                Fill::One(ElementIx((packed >> 8) as u16 - 1), Impact::from_byte(packed as u8))
            }
        }
    }
}

/// What each word of the vocabulary fills. Few words fill anything, and a table of all would take longer to
/// clear than to use: it is held in pages, of which only those are there in which some word does.
#[derive(Debug, Default)]
struct FillTable {
    /// Per word, whether it fills anything: small enough to stay in the nearest cache.
    marked: Vec<u64>,
    /// Per page of words, where it begins in `fills`.
    pages: Vec<u32>,
    fills: Vec<PackedFill>,
}

impl FillTable {
    /// The words of a page.
    const PAGE: usize = 64;

    fn new(words: usize) -> Self {
        let pages = words.div_ceil(Self::PAGE);
        Self { marked: vec![0; pages], pages: vec![0; pages], fills: Vec::new() }
    }

    fn get(&self, word: WordIx) -> PackedFill {
        let (page, at) = (word.at() / Self::PAGE, word.at() % Self::PAGE);
        if self.marked[page] >> at & 1 == 0 {
            return PackedFill::default();
        }
        self.fills[self.pages[page] as usize + at]
    }

    /// The place of a word that is to fill something.
    fn place(&mut self, word: WordIx) -> &mut PackedFill {
        let (page, at) = (word.at() / Self::PAGE, word.at() % Self::PAGE);
        if self.marked[page] == 0 {
            self.pages[page] = self.fills.len() as u32;
            self.fills.resize(self.fills.len() + Self::PAGE, PackedFill::default());
        }
        self.marked[page] |= 1 << at;
        &mut self.fills[self.pages[page] as usize + at]
    }
}

impl CompiledQuery {
    /// The clauses with their tables.
    pub(crate) fn new(index: &Index, clauses: Vec<Clause>) -> Self {
        let mut compiled =
            Self { words: FillTable::new(index.vocabulary.len()), ..Self::default() };
        for (at, clause) in clauses.iter().enumerate() {
            compiled.tabulate_words(at, clause);
            compiled.tabulate_values(index, clause);
        }
        for fills in &mut compiled.shared {
            fills.sort_unstable_by_key(|(element, _)| std::cmp::Reverse(*element));
        }
        let quoted = |clause: &Clause| clause.quotation;
        let mut from = 0;
        for run in clauses.chunk_by(|a, b| quoted(a) == quoted(b)) {
            if run.len() > 1 && run[0].quotation.is_some() {
                compiled.quotations.push(from..from + run.len());
            }
            from += run.len();
        }
        let (light, asks) =
            (clauses.iter().any(|clause| clause.light), clauses.iter().any(|c| c.asks));
        compiled.asks = asks;
        compiled.is_wording = (LEAST_WORDING..=MOST_CLAUSES).contains(&clauses.len())
            && compiled.quotations.is_empty()
            && light
            && !asks;
        compiled.descending = descending(&clauses);
        compiled.clauses = clauses;
        compiled
    }

    /// The clauses without tables: documents can be let through by them, and none can be scored.
    pub(crate) fn without_tables(clauses: Vec<Clause>) -> Self {
        Self { clauses, ..Self::default() }
    }

    fn tabulate_words(&mut self, at: usize, clause: &Clause) {
        if !clause.words.is_empty() {
            self.add_element(at, (0, 1), &clause.words);
        }
        for phrase in &clause.phrases {
            for (place, words) in phrase.places().iter().enumerate() {
                self.add_element(at, (place, phrase.places().len()), words);
            }
        }
    }

    fn add_element(
        &mut self,
        clause: usize,
        (at, of): (usize, usize),
        words: &Alternatives<WordIx>,
    ) {
        let element = ElementIx(self.elements.len() as u16);
        self.elements.push(Element { clause: clause as u8, at: at as u8, of: of as u8 });
        for (word, impact) in words.iter() {
            let fill = self.words.place(word);
            match fill.unpacked() {
                Fill::Nothing => *fill = PackedFill::one(element, impact),
                Fill::One(other, its) => {
                    *fill = PackedFill::several(self.shared.len());
                    self.shared.push(vec![(other, its), (element, impact)]);
                }
                Fill::Several(place) => self.shared[place].push((element, impact)),
            }
        }
    }

    fn tabulate_values(&mut self, index: &Index, clause: &Clause) {
        let mut impacts = Vec::new();
        if clause.values.len() > FEW_VALUES {
            impacts = vec![Impact::NONE; index.facets.len()];
            clause.values.iter().for_each(|(value, impact)| impacts[value.at()] = impact);
        }
        self.value_impacts.push(impacts);
        let mut used = [false; Facet::COUNT];
        for (value, _) in clause.values.iter() {
            used[index.facets.facet_of(value) as usize] = true;
        }
        self.facets_used.push(used);
    }

    /// The elements that `word` fills and its impact there, a later element of a phrase before an earlier.
    pub(crate) fn fills(&self, word: WordIx) -> Fills<'_> {
        match self.words.get(word).unpacked() {
            Fill::Nothing => Fills::One(None),
            Fill::One(element, impact) => Fills::One(Some((element, impact))),
            Fill::Several(place) => Fills::Several(self.shared[place].iter()),
        }
    }

    /// Of a clause alone that only words and values meet: what has the same impact, with that impact, the
    /// best first.
    pub(crate) fn descending(&self) -> Option<impl Iterator<Item = (Impact, &[ClauseItem])>> {
        let items = self.descending.as_ref()?;
        Some(Impact::best_first().map(|impact| (impact, items.of(impact.rank()))))
    }

    /// The impact of a document on a clause by its values, or by a filter among the alternatives.
    pub(crate) fn impact_beside_text(
        &self,
        index: &Index,
        clause: usize,
        document: DocumentIx,
    ) -> Impact {
        let Clause { by_filter, by_value, .. } = &self.clauses[clause];
        let by_filter = match by_filter {
            Some(filter) if filter.sure.contains(document.at()) => Impact::FILTER,
            Some(filter) if filter.possible.contains(document.at()) => Impact::MAYBE,
            _ => Impact::NONE,
        };
        match by_value {
            Some(documents) if documents.contains(document.at()) => {
                by_filter.max(self.impact_by_value(index, clause, document))
            }
            _ => by_filter,
        }
    }

    /// The most impact that any value of a document has on a clause.
    fn impact_by_value(&self, index: &Index, clause: usize, document: DocumentIx) -> Impact {
        let used = &self.facets_used[clause];
        let mut best = Impact::NONE;
        for (values, _) in index.facets.single.iter().zip(used).filter(|(_, used)| **used) {
            if let Some(value) = values.get(document.at()) {
                best = best.max(self.impact_of_value(clause, *value));
            }
        }
        for value in index.facets.listed(document) {
            best = best.max(self.impact_of_value(clause, *value));
        }
        best
    }

    fn impact_of_value(&self, clause: usize, value: ValueIx) -> Impact {
        let table = &self.value_impacts[clause];
        if table.is_empty() {
            return self.clauses[clause].values.impact_of(value);
        }
        table.get(value.at()).copied().unwrap_or(Impact::NONE)
    }
}

/// What meets a clause that stands alone and is met by words and values only, by impact.
fn descending(clauses: &[Clause]) -> Option<Lists<ClauseItem>> {
    let [clause] = clauses else { return None };
    if !clause.phrases.is_empty() || clause.by_filter.is_some() {
        return None;
    }
    let words = clause.words.iter().map(|(word, impact)| (impact.rank(), ClauseItem::Word(word)));
    let values =
        clause.values.iter().map(|(value, impact)| (impact.rank(), ClauseItem::Value(value)));
    Some(Lists::group(Impact::COUNT, words.chain(values)))
}

/// The elements that a word fills.
pub(crate) enum Fills<'a> {
    One(Option<(ElementIx, Impact)>),
    Several(std::slice::Iter<'a, (ElementIx, Impact)>),
}

impl Iterator for Fills<'_> {
    type Item = (ElementIx, Impact);

    fn next(&mut self) -> Option<(ElementIx, Impact)> {
        match self {
            Self::One(one) => one.take(),
            Self::Several(more) => more.next().copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_word_fills_what_was_placed_for_it(
            words in 1usize..400,
            placed in proptest::collection::vec((0usize..400, 0u16..9, 1u8..255), 0..40),
        ) {
            let mut table = FillTable::new(words);
            let mut plain = vec![PackedFill::default(); words];
            for &(word, element, impact) in placed.iter().filter(|(word, ..)| *word < words) {
                let fill = PackedFill::one(ElementIx(element), Impact::from_byte(impact));
                *table.place(WordIx(word as u32)) = fill;
                plain[word] = fill;
            }
            for (word, fill) in plain.iter().enumerate() {
                prop_assert_eq!(table.get(WordIx(word as u32)), *fill);
            }
            for &(_, element, impact) in &placed {
                let fill = PackedFill::one(ElementIx(element), Impact::from_byte(impact));
                let one = (ElementIx(element), Impact::from_byte(impact));
                prop_assert!(matches!(fill.unpacked(), Fill::One(e, i) if (e, i) == one));
            }
        }
    }
}
