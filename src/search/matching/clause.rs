//! From the terms of a query to clauses: each a thing that a document must meet, in whatever way it can.

use std::sync::Arc;

use super::candidates::PhraseSought;
use super::expansion::{Expansion, Expansions, WordRequest, documents_with};
use super::{Alternatives, Impact};
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::facets::{Facet, ValueIx};
use crate::search::lexicon::function_words::{
    begins_question, is_function_word, is_word_of_question, surely_begins_question,
};
use crate::search::lexicon::inflection::inflections;
use crate::search::lexicon::similarity::{MatchMode, Tolerance};
use crate::search::lexicon::vocabulary::WordIx;
use crate::search::query::document_sets::FilterSet;
use crate::search::query::{Atom, Phrase, QueryWord, Term};

/// Words of a query that are looked for, of a longer text the rarest; and words of a quotation whose nearest
/// wording is sought. Few enough for a document's answer to each to be a bit of a number.
pub(crate) const MOST_CLAUSES: usize = 60;

/// Words of a phrase that are compared: as many as its elements can count. No two passages have so many in common
/// and differ.
pub(crate) const LONGEST_PHRASE: usize = 250;

/// Words of a query that no text has and that are looked for in other spellings, where it has too many words.
const MOST_UNKNOWN: usize = 8;

/// The weight of the commonest word, and of a word that says little by itself.
const LEAST_WEIGHT: f32 = 0.3;

/// The weight of the rarest word; and where words may be lacking, of which the rarest tells most.
const MOST_WEIGHT: f32 = 9.0;
const MOST_WEIGHT_LOOSE: f32 = 12.5;

/// Words that say something, from which on a query has many.
const MANY_TELLING: usize = 4;

/// Words of any kind, some of them small, from which on they are taken for a wording.
const WORDING: usize = 5;

/// The weight of a word that says little by itself, where words may be lacking and many were typed: it is part of a
/// wording that is remembered.
const LIGHT_AMONG_MANY: f32 = 1.0;

/// How similar two words of a text are to one query word that is them in one piece.
const SPLIT: f32 = 0.85;

/// How similar a word of a text is to two query words that are it in two pieces.
const JOINED: f32 = 0.90;

/// One thing that a document must meet, in its text or in a field.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Clause {
    /// Words that meet it.
    pub(crate) words: Alternatives<WordIx>,
    /// Field values that meet it.
    pub(crate) values: Alternatives<ValueIx>,
    /// The documents that have any of these values.
    pub(crate) by_value: Option<Arc<Bits>>,
    /// Phrases that meet it.
    pub(crate) phrases: Vec<PhraseWords>,
    /// Documents that meet it by a filter among its alternatives.
    pub(crate) by_filter: Option<Arc<FilterSet>>,
    /// How much it counts, by its rarity.
    pub(crate) weight: f32,
    /// It is a word that says little by itself.
    pub(crate) light: bool,
    /// A document need not meet it: it asks the question rather than describe the answer.
    pub(crate) optional: bool,
    /// It is that, and the query is surely a question rather than words remembered from the middle of a sentence.
    pub(crate) asks: bool,
    /// The place in the query of the quotation of which it is a word, where that is sought by its words.
    pub(crate) quotation: Option<usize>,
    /// What was typed for it, to name it where it is missing.
    pub(crate) typed: Box<str>,
    /// Its number among the clauses of the query, from 0.
    pub(crate) number: usize,
    /// Documents that can meet it, at most.
    pub(crate) reach: u64,
    /// How the first of its words was typed.
    pub(crate) case: Case,
    /// What was typed, where it is a single plain word: neighbours may be one word in a text.
    plain: Option<(String, bool)>,
    frequency: u64,
    /// Texts that have the very word that was typed; 0 of what is no single word.
    pub(crate) exact: u64,
    /// Some word of it is not found as a word.
    widened: bool,
}

/// Words that must stand side by side: per place, those that may stand there.
#[derive(Debug, Clone)]
pub(crate) struct PhraseWords {
    places: Vec<Alternatives<WordIx>>,
    sought: Option<Arc<PhraseSought>>,
}

impl PhraseWords {
    fn new(index: &Index, places: Vec<Alternatives<WordIx>>) -> Self {
        let sought = PhraseSought::new(&places, |word| index.vocabulary.frequency(word));
        Self { places, sought: sought.map(Arc::new) }
    }

    /// The places, the first first.
    pub(crate) fn places(&self) -> &[Alternatives<WordIx>] {
        &self.places
    }

    /// How it is looked for in texts; `None` where nothing can stand at some place.
    pub(crate) fn sought(&self) -> Option<&PhraseSought> {
        self.sought.as_deref()
    }
}

/// How a query word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Case {
    #[default]
    Any,
    Capital,
    Capitals,
}

/// Makes clauses of terms.
pub(crate) struct Compiler<'a> {
    pub(crate) index: &'a Index,
    pub(crate) expansions: &'a mut Expansions,
    pub(crate) tolerance: Tolerance,
    /// Words may be lacking, and quotations are sought by their words, in the nearest wording.
    pub(crate) loose: bool,
    /// The term at hand is one of very many alternatives.
    pub(crate) listed: bool,
}

impl Compiler<'_> {
    /// The clauses of the positive terms that ask for words. `filter` answers for their fields.
    pub(crate) fn clauses(
        &mut self,
        terms: &[&Term],
        mut filter: impl FnMut(&Term) -> Option<Arc<FilterSet>>,
    ) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let is_question = terms.first().is_some_and(|first| asks(first, begins_question));
        let surely = terms.first().is_some_and(|first| asks(first, surely_begins_question));
        for term in terms {
            self.listed = term.any.iter().filter_map(Atom::phrase).any(|phrase| phrase.listed);
            if self.loose && term.is_quotation() {
                clauses.extend(self.words_of_quotation(term));
                continue;
            }
            if let Some(words) = self.words_apart(term) {
                clauses.extend(words);
                continue;
            }
            let mut clause =
                Clause { typed: typed(term), light: is_light(term), ..Clause::default() };
            clause.optional = is_question && is_one_word(term, is_word_of_question);
            clause.light |= clause.optional;
            clause.asks = clause.optional && surely;
            let phrases = term.any.iter().filter_map(Atom::phrase);
            let any = phrases.map(|phrase| {
                let more = self.phrase(phrase);
                if phrase.only_text { more.without_values(self.index) } else { more }
            });
            clause.take_all(any.collect());
            if let Some(filter) = filter(term) {
                clause.reach += filter.possible.len() as u64;
                clause.frequency += filter.possible.len() as u64;
                clause.by_filter = Some(filter);
            }
            if term.any.len() > 1 {
                clause.plain = None;
            }
            clauses.push(clause);
        }
        self.join_neighbours(&mut clauses);
        let all_optional = clauses.iter().all(|clause| clause.optional);
        for clause in &mut clauses {
            clause.optional &= !all_optional;
            clause.asks &= !all_optional;
        }
        let scale = self.scale(&clauses);
        for (number, clause) in clauses.iter_mut().enumerate() {
            clause.number = number;
            clause.weight = scale.weight(clause);
        }
        keep_rarest(clauses)
    }

    /// How much the words of these clauses count.
    fn scale(&self, clauses: &[Clause]) -> RarityScale {
        let telling = clauses.iter().filter(|clause| !clause.light).count();
        let is_wording = telling < clauses.len() && clauses.len() >= WORDING;
        RarityScale {
            documents: self.index.documents as f32,
            loose: self.loose,
            // What a question asks about is rare; nobody remembers its words as a wording.
            many: (telling >= MANY_TELLING || is_wording)
                && !clauses.iter().any(|clause| clause.asks),
        }
    }

    /// A clause for each word of a quotation that is sought by its words.
    fn words_of_quotation(&mut self, term: &Term) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for phrase in term.any.iter().filter_map(Atom::phrase) {
            let whole = self.phrase(phrase);
            if !phrase.only_text && !whole.values.is_empty() {
                // A name is no quotation.
                clauses.push(Clause { typed: typed(term), ..whole });
                continue;
            }
            let last = phrase.words.len() - 1;
            for (at, word) in phrase.words.iter().enumerate().take(MOST_CLAUSES) {
                let open = phrase.open && at == last;
                let quotation = Some(phrase.range.start);
                // A wording is that of a text, and every word of it says as much as it is rare.
                let clause = self.word_by(word, (open, MatchMode::Plain), Clause::of_text);
                clauses.push(Clause { quotation, light: false, ..clause });
            }
        }
        clauses
    }

    /// A clause for each word of a term typed in one piece, such as `non-starter`: what nobody prints side by
    /// side may still stand in one passage.
    fn words_apart(&mut self, term: &Term) -> Option<Vec<Clause>> {
        let [Atom::Phrase(phrase)] = term.any.as_slice() else {
            return None;
        };
        if phrase.mode != MatchMode::Plain
            || self.tolerance == Tolerance::Word
            || phrase.words.len() < 2
        {
            return None;
        }
        let last = phrase.words.len() - 1;
        let each = phrase.words.iter().enumerate().take(MOST_CLAUSES);
        Some(
            each.map(|(at, word)| self.word(word, phrase.open && at == last, phrase.mode))
                .collect(),
        )
    }

    fn phrase(&mut self, phrase: &Phrase) -> Clause {
        if let [word] = phrase.words.as_slice() {
            let open = phrase.open
                && (phrase.mode == MatchMode::Plain
                    || phrase.quoted
                    || self.index.vocabulary.find(&word.word).is_none());
            // One letter has no gaps.
            return match phrase.mode {
                MatchMode::Subsequence if word.word.chars().count() < 2 => {
                    self.word(word, true, MatchMode::Plain)
                }
                mode => self.word(word, open, mode),
            };
        }
        let last = phrase.words.len().saturating_sub(1);
        let expansions: Vec<Arc<Expansion>> =
            (phrase.words.iter().enumerate().take(LONGEST_PHRASE))
                .map(|(at, word)| self.expand(&word.word, phrase.open && at == last, phrase.mode))
                .collect();
        let rarest =
            |of: fn(&Expansion) -> u64| expansions.iter().map(|e| of(e)).min().unwrap_or(0);
        let places = expansions.iter().map(|e| e.words.clone()).collect();
        let words = PhraseWords::new(self.index, places);
        let mut values = values_with(self.index, &words);
        // Words in quotation marks are somebody's words, or a name; a topic is neither.
        values.retain(|value| !phrase.quoted || self.may_be_quoted(value));
        let mut clause = Clause {
            frequency: rarest(|e| e.frequency),
            reach: rarest(|e| e.reach),
            by_value: documents_with(self.index, &values).map(Arc::new),
            values,
            case: case_of(&phrase.words),
            widened: expansions.iter().any(|e| e.is_widened()),
            phrases: vec![words],
            ..Clause::default()
        };
        if phrase.mode == MatchMode::Plain {
            let joined: String = phrase.words.iter().map(|w| w.word.as_str()).collect();
            let expansion = self.expand(&joined, phrase.open, MatchMode::Plain);
            if expansion.reached == Some(Tolerance::Word) {
                clause.take(Clause::of(self.index, &expansion));
            }
        }
        clause
    }

    fn may_be_quoted(&self, value: ValueIx) -> bool {
        match self.index.facets.facet_of(value) {
            Facet::Speaker | Facet::Source | Facet::Original | Facet::Circumstance => true,
            Facet::Event | Facet::Date | Facet::Topic | Facet::Addressee | Facet::Note => false,
        }
    }

    fn word(&mut self, word: &QueryWord, open: bool, mode: MatchMode) -> Clause {
        self.word_by(word, (open, mode), Clause::of)
    }

    /// A word, met by what `of` makes of its expansion.
    fn word_by(
        &mut self,
        word: &QueryWord,
        (open, mode): (bool, MatchMode),
        of: fn(&Index, &Expansion) -> Clause,
    ) -> Clause {
        let expansion = self.expand(&word.word, open, mode);
        let mut clause = of(self.index, &expansion);
        clause.case = case_of(std::slice::from_ref(word));
        clause.typed = word.typed.clone();
        clause.light = is_function_word(&word.word);
        let own = self.index.vocabulary.find(&word.word);
        clause.exact = own.map_or(0, |own| self.index.vocabulary.frequency(own).into());
        if mode == MatchMode::Plain {
            clause.plain = Some((word.word.clone(), open));
        }
        clause
    }

    fn expand(&mut self, word: &str, open: bool, mode: MatchMode) -> Arc<Expansion> {
        let (tolerance, listed) = (self.tolerance, self.listed);
        let request = WordRequest { word: word.to_owned(), open, mode, tolerance, listed };
        self.expansions.expand(self.index, request)
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
            let mut words: Vec<WordIx> = vocabulary.find(&joined).into_iter().collect();
            words.extend(inflections(&joined).iter().filter_map(|form| vocabulary.find(form)));
            if *open && b.len() > 1 {
                words.extend(vocabulary.beginning_with(&joined));
            }
            words.retain(|w| vocabulary.uses(*w).real);
            let words =
                Alternatives::new(words.into_iter().map(|w| (w, Impact::of(JOINED))).collect());
            let frequency = |(word, _)| u64::from(vocabulary.frequency(word));
            let reach: u64 = words.iter().map(frequency).sum();
            for clause in &mut clauses[at - 1..=at] {
                clause.take(Clause { words: words.clone(), reach, ..Clause::default() });
            }
        }
    }
}

/// How much a word counts by its rarity.
struct RarityScale {
    documents: f32,
    /// Words may be lacking.
    loose: bool,
    /// Many of the words say something or they are a wording, and they ask no question.
    many: bool,
}

impl RarityScale {
    fn weight(&self, clause: &Clause) -> f32 {
        if clause.light {
            return if self.loose && self.many { LIGHT_AMONG_MANY } else { LEAST_WEIGHT };
        }
        let most = if self.loose { MOST_WEIGHT_LOOSE } else { MOST_WEIGHT };
        let rarity = (1.0 + (self.documents + 1.0) / (clause.frequency as f32 + 1.0)).ln();
        let weight = rarity.clamp(LEAST_WEIGHT, most);
        // Of many words, how many are met says more than how rare those are: two wrong ones may be the rarest.
        if self.loose && self.many { weight.sqrt() } else { weight }
    }
}

impl Clause {
    /// What texts and values meet.
    fn of(index: &Index, expansion: &Expansion) -> Self {
        Self {
            values: expansion.values.clone(),
            by_value: expansion.by_value(index),
            ..Self::of_words(index, expansion)
        }
    }

    /// What only texts meet.
    fn of_text(index: &Index, expansion: &Expansion) -> Self {
        Self::of_words(index, expansion).without_values(index)
    }

    fn of_words(index: &Index, expansion: &Expansion) -> Self {
        let only = |word| Alternatives::ascending(std::iter::once((word, Impact::of(SPLIT))));
        let split = expansion.split.iter();
        Self {
            words: expansion.words.clone(),
            phrases: split.map(|pair| PhraseWords::new(index, pair.map(only).to_vec())).collect(),
            frequency: expansion.frequency,
            reach: expansion.reach,
            widened: expansion.is_widened(),
            ..Self::default()
        }
    }

    /// Takes what meets each of `all` as well; their words are put in order once.
    fn take_all(&mut self, mut all: Vec<Self>) {
        if all.len() > 1 {
            let words = all.iter_mut().map(|one| std::mem::take(&mut one.words));
            self.words.take(Alternatives::of_all(words));
            let values = all.iter_mut().map(|one| std::mem::take(&mut one.values));
            self.values.take(Alternatives::of_all(values));
        }
        all.into_iter().for_each(|one| self.take(one));
    }

    /// Takes what meets `more` as well, the better impact of each.
    fn take(&mut self, more: Self) {
        self.words.take(more.words);
        self.values.take(more.values);
        match (&mut self.by_value, more.by_value) {
            (Some(kept), Some(more)) => Arc::make_mut(kept).unite(&more),
            (None, more) => self.by_value = more,
            (Some(_), None) => {}
        }
        self.phrases.extend(more.phrases);
        self.frequency += more.frequency;
        self.exact += more.exact;
        self.reach += more.reach;
        self.widened |= more.widened;
        if self.plain.is_none() {
            self.plain = more.plain;
        }
        if self.case == Case::Any {
            self.case = more.case;
        }
    }

    /// The same clause, which only texts meet.
    fn without_values(self, index: &Index) -> Self {
        let frequency = |word| u64::from(index.vocabulary.frequency(word));
        let own = |of: fn(Impact) -> bool| {
            let words = self.words.iter().filter(|(_, impact)| of(*impact));
            words.map(|(word, _)| frequency(word)).sum::<u64>()
        };
        let (all, meant) = (own(|_| true), own(Impact::is_meant));
        let by_phrase = !self.phrases.is_empty();
        Self {
            values: Alternatives::default(),
            by_value: None,
            reach: if by_phrase { self.reach } else { all },
            frequency: if by_phrase { self.frequency } else { meant },
            ..self
        }
    }

    /// Whether some note meets it.
    pub(crate) fn is_met_by_notes(&self, index: &Index) -> bool {
        let last = self.values.as_slice().last();
        last.is_some_and(|(value, _)| index.facets.facet_of(*value) == Facet::Note)
    }

    /// The same clause, which no note meets.
    pub(crate) fn without_notes(&self, index: &Index) -> Self {
        let mut values = self.values.clone();
        values.retain(|value| index.facets.facet_of(value) != Facet::Note);
        Self { by_value: documents_with(index, &values).map(Arc::new), values, ..self.clone() }
    }

    /// The same clause, which only notes meet.
    pub(crate) fn only_notes(&self, index: &Index) -> Self {
        let mut values = self.values.clone();
        values.retain(|value| index.facets.facet_of(value) == Facet::Note);
        let by_value = documents_with(index, &values).map(Arc::new);
        Self {
            by_value,
            values,
            words: Alternatives::default(),
            phrases: Vec::new(),
            by_filter: None,
            ..self.clone()
        }
    }

    /// The same clause, which only texts meet.
    pub(crate) fn only_text(&self) -> Self {
        Self { values: Alternatives::default(), by_value: None, by_filter: None, ..self.clone() }
    }

    /// Whether it is the name of someone who speaks; nothing else is worth more than a word of the text.
    pub(crate) fn is_name(&self) -> bool {
        self.values.iter().any(|(_, impact)| impact.similarity() > 1.0)
    }

    /// Whether every word of it was found as a word.
    pub(crate) fn is_plain_match(&self) -> bool {
        !self.widened
    }

    /// Whether it can be met by a date that only may be meant.
    pub(crate) fn is_unsure(&self) -> bool {
        self.by_filter.as_ref().is_some_and(|filter| filter.sure != filter.possible)
    }

    /// The same clause, for sure dates only.
    pub(crate) fn surely(&self) -> Self {
        let sure = |filter: &Arc<FilterSet>| Arc::new(FilterSet::of(filter.sure.clone()));
        Self { by_filter: self.by_filter.as_ref().map(sure), ..self.clone() }
    }

    /// Whether nothing in the index can meet it.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.words.is_empty()
            && self.values.is_empty()
            && self.phrases.is_empty()
            && self.by_filter.is_none()
    }
}

/// Whether a term is one word, not in quotation marks, that `is` such a one.
fn is_one_word(term: &Term, is: fn(&str) -> bool) -> bool {
    match term.any.as_slice() {
        [Atom::Phrase(phrase)] => match phrase.words.as_slice() {
            [only] => !phrase.quoted && is(&only.word),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a term is one word that says little by itself.
fn is_light(term: &Term) -> bool {
    is_one_word(term, is_function_word)
}

/// Whether a query that begins with this term is a question, as its first word `begins` one. WHO is none.
fn asks(first: &Term, begins: fn(&str) -> bool) -> bool {
    let shouted = first
        .any
        .iter()
        .filter_map(Atom::phrase)
        .any(|phrase| phrase.words.iter().any(|word| word.all_caps));
    is_one_word(first, begins) && !shouted
}

/// What was typed for a term.
fn typed(term: &Term) -> Box<str> {
    let first = term.any.iter().find_map(Atom::phrase).map_or(0..0, |phrase| phrase.range.clone());
    let bare = |atom: &&Atom| match atom {
        // A date beside the words that it is.
        Atom::Field(field) => field.values.iter().all(|value| value.range != first),
        Atom::Phrase(_) | Atom::Parenthesis(_) => true,
    };
    let atoms = term.any.iter().filter(bare).map(|atom| match atom {
        Atom::Phrase(phrase) => {
            let words: Vec<&str> = phrase.words.iter().map(|word| &*word.typed).collect();
            words.join(" ")
        }
        Atom::Field(field) => {
            let values: Vec<&str> = field.values.iter().map(|value| &*value.text).collect();
            values.join(",")
        }
        Atom::Parenthesis(group) => {
            format!("({})", group.terms.iter().map(typed).collect::<Vec<_>>().join(" "))
        }
    });
    atoms.collect::<Vec<_>>().join("|").into()
}

fn case_of(words: &[QueryWord]) -> Case {
    match words.first() {
        Some(first) if first.all_caps && first.word.len() <= 5 => Case::Capitals,
        Some(first) if first.cap => Case::Capital,
        _ => Case::Any,
    }
}

/// Of too many terms those with the rarest words, in their order: a pasted text is known by its rare words. Told
/// before any of them is expanded, which takes longer.
pub(crate) fn rarest<'q>(index: &Index, terms: Vec<&'q Term>) -> Vec<&'q Term> {
    if terms.len() <= MOST_CLAUSES {
        return terms;
    }
    let frequency = |word: &QueryWord| {
        let own = index.vocabulary.find(&word.word);
        own.map_or(0, |own| index.vocabulary.frequency(own))
    };
    let mut unknown = 0;
    let mut ranked: Vec<(u32, usize)> = Vec::with_capacity(terms.len());
    for (at, term) in terms.iter().enumerate() {
        let words = term.any.iter().filter_map(Atom::phrase).flat_map(|phrase| &phrase.words);
        let rarity = words.take(MOST_CLAUSES).map(frequency).min().unwrap_or(0);
        unknown += usize::from(rarity == 0);
        ranked.push((if rarity == 0 && unknown > MOST_UNKNOWN { u32::MAX } else { rarity }, at));
    }
    ranked.sort_unstable();
    ranked.truncate(MOST_CLAUSES);
    ranked.sort_unstable_by_key(|(_, at)| *at);
    ranked.into_iter().map(|(_, at)| terms[at]).collect()
}

/// Of too many clauses the rarest, in their order. What nothing can
/// meet stays, to be named.
fn keep_rarest(clauses: Vec<Clause>) -> Vec<Clause> {
    let mut reaches: Vec<(u64, usize)> = (clauses.iter().filter(|clause| !clause.is_hopeless()))
        .map(|clause| (clause.reach, clause.number))
        .collect();
    if clauses.len() <= MOST_CLAUSES {
        return clauses;
    }
    reaches.sort_unstable();
    reaches.truncate(MOST_CLAUSES);
    let keep =
        |clause: &Clause| clause.is_hopeless() || reaches.contains(&(clause.reach, clause.number));
    clauses.into_iter().filter(keep).take(2 * MOST_CLAUSES).collect()
}

/// The field values in which the words of a phrase stand side by side.
fn values_with(index: &Index, phrase: &PhraseWords) -> Alternatives<ValueIx> {
    let Some((first, rest)) = phrase.places().split_first() else {
        return Alternatives::default();
    };
    let mut found = Vec::new();
    for (word, impact) in first.iter().filter(|(w, _)| index.vocabulary.uses(*w).in_field) {
        for &(value, weight) in index.facets.values_with(word) {
            let words = index.facets.words(value);
            let starts = words.iter().enumerate().filter(|(_, (own, _))| *own == word);
            let side_by_side = starts.filter_map(|(at, (_, place))| {
                let mut least = impact;
                for (step, wanted) in rest.iter().enumerate() {
                    let (next, next_place) = *words.get(at + step + 1)?;
                    if next_place != place + step as u16 + 1 || !wanted.has(next) {
                        return None;
                    }
                    least = least.min(wanted.impact_of(next));
                }
                Some(least.in_field(weight))
            });
            found.extend(side_by_side.max().map(|impact| (value, impact)));
        }
    }
    Alternatives::new(found)
}
