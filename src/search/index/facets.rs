//! Facets: what a document is also found by, which are its speaker, source, event, date and topics, the
//! circumstances of the words, and what notes say of it.
//!
//! Each distinct value is held once, with its words and its documents, so that a query word or a filter is
//! tried once per value and never once per statement.

use std::ops::Range;

use chrono::Datelike;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::chronology::Chronology;
use crate::chronology::date::{Edtf, MONTH_NAMES, Meaning};
use crate::chronology::model::{Entity, SourceIx, StatementIx, StatementKind, Subject};
use crate::chronology::tables::Lists;

use super::DocumentIx;
use crate::search::lexicon::alias::{WordForm, each_occurrence, initials};
use crate::search::lexicon::interner::Interner;
use crate::search::lexicon::vocabulary::WordIx;

/// The number of a value, from 0: the values of a facet follow each other, in the order of [`Facet::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct ValueIx(pub(crate) u32);

impl ValueIx {
    /// No value.
    pub(crate) const NONE: Self = Self(u32::MAX);

    /// The number as an index into a slice.
    pub(crate) fn at(self) -> usize {
        self.0 as usize
    }
}

listed! {
    /// What kind of thing a value is.
    pub(crate) enum Facet {
        /// Who said it; in the order of the chronology's speakers.
        Speaker,
        /// What prints it; in the order of the chronology's sources.
        Source,
        /// What it belongs to; in the order of the chronology's events.
        Event,
        /// When it was said or happened; in the order of [`Facets::dates`].
        Date,
        /// What it is about; in the order of [`Facets::topics`].
        Topic,
        /// To whom it was said; in the order of [`Facets::addressees`].
        Addressee,
        /// Its words before they were translated, a value for each statement that has them.
        Original,
        /// In which post, where, on what occasion and to whom it was said; in the order of
        /// [`Facets::circumstances`].
        Circumstance,
        /// What a note says of it; in the order of the chronology's notes.
        Note,
    }
}

impl Facet {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();
}

/// A text of a record in which words are searched, and which is lit where they are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The words of a statement, or the title and summary of an event.
    Text,
    /// A speaker's name.
    Speaker,
    /// A party's name.
    Party,
    /// An outlet's name.
    Outlet,
    /// The title of a source.
    Title,
    /// The title of an event that a statement belongs to.
    Event,
    /// A topic.
    Topic,
    /// The years and months of a date.
    Date,
    /// A post that the speaker held on the day of the words.
    Post,
    /// The occasion, or the form of the words.
    Venue,
    /// Where they were said.
    Place,
    /// To whom.
    Addressee,
    /// A note on the record.
    Note,
}

impl Field {
    /// How much one of its words counts beside one of the text: a name that is typed is meant for the speaker
    /// more often than not; the others say less of a passage than its own words.
    fn weight(self) -> Weight {
        Weight(match self {
            Self::Text => 100,
            Self::Speaker => 110,
            Self::Party => 60,
            Self::Outlet => 80,
            Self::Title => 70,
            Self::Event => 80,
            Self::Topic => 85,
            Self::Date => 80,
            Self::Post => 90,
            Self::Venue | Self::Place => 85,
            Self::Addressee => 75,
            Self::Note => 45,
        })
    }
}

/// How much a word counts, in hundredths of a word of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weight(pub(crate) u8);

impl Weight {
    /// Initials and other aliases.
    const ALIAS: Self = Self(90);
    /// A single letter, such as a middle initial, is never a word that was meant.
    const LETTER: Self = Self(55);

    fn times(self, factor: Self) -> Self {
        Self((u16::from(self.0) * u16::from(factor.0) / 100) as u8)
    }
}

/// What a document is, in a byte: the lowest bits are the kind of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentFlags(u8);

impl DocumentFlags {
    const KIND: u8 = 3;
    const EVENT: u8 = 4;
    pub(crate) const MILESTONE: Self = Self(8);
    pub(crate) const TRANSLATED: Self = Self(16);
    pub(crate) const VIA: Self = Self(32);
    pub(crate) const PARA: Self = Self(64);
    pub(crate) const LINKS: Self = Self(128);

    fn of(c: &Chronology, subject: Subject) -> Self {
        const { assert!(StatementKind::ALL.len() <= Self::KIND as usize + 1) };
        let flag = |on: bool, flag: Self| if on { flag.0 } else { 0 };
        Self(match subject {
            Subject::Statement(s) => {
                let s = c.statement(s);
                s.kind as u8
                    | flag(s.translation.is_some(), Self::TRANSLATED)
                    | flag(s.via.is_some(), Self::VIA)
                    | flag(s.para.is_some(), Self::PARA)
                    | flag(!s.links.is_empty(), Self::LINKS)
            }
            Subject::Event(e) => {
                let e = c.event(e);
                Self::EVENT
                    | flag(e.milestone, Self::MILESTONE)
                    | flag(e.cites.iter().any(|x| x.para.is_some()), Self::PARA)
                    | flag(!e.links.is_empty(), Self::LINKS)
            }
        })
    }

    /// Whether it is an event.
    pub(crate) fn is_event(self) -> bool {
        self.0 & Self::EVENT != 0
    }

    /// Whether it is a statement of this kind.
    pub(crate) fn is_of(self, kind: StatementKind) -> bool {
        !self.is_event() && self.0 & Self::KIND == kind as u8
    }

    /// Whether it has any of `flags`.
    pub(crate) fn has(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }
}

/// A word of a value, as collected.
#[derive(Debug, Clone)]
struct ValueWord {
    value: ValueIx,
    /// Its number among the words collected.
    number: u32,
    weight: Weight,
    standing: WordPosition,
}

/// How a word stands in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordPosition {
    /// At this place among the value's words; the names of one value are set apart.
    At(u16),
    /// Outside the order of the words: a compound, a part of a date.
    Beside,
    /// As the initials of a name, which are only matched whole.
    Initials,
}

/// The values of all documents.
#[derive(Debug, Default)]
pub(crate) struct Facets {
    /// Where the values of each facet begin, and after the last, where all end.
    starts: [u32; Facet::COUNT + 1],
    /// Per facet, the value of each document, where it has but one; empty where no document has.
    pub(crate) single: [Vec<ValueIx>; Facet::COUNT],
    /// What each document is.
    pub(crate) flags: Vec<DocumentFlags>,
    /// Values of which a document may have many: topics, the sources of an event, further speakers, addressees,
    /// circumstances and notes; empty where no document has any.
    listed: Lists<ValueIx>,
    documents: Lists<DocumentIx>,
    /// Per word of the vocabulary that is in a field, the values that have it and its weight there.
    by_word: FxHashMap<WordIx, Vec<(ValueIx, Weight)>>,
    /// The words of each value with their places, for phrases.
    words: Lists<(WordIx, u16)>,
    /// Who wrote or edited sources, each once.
    pub(crate) authors: Vec<Box<str>>,
    /// The dates that mean different days, by their place among the values of their facet.
    pub(crate) dates: Vec<Edtf>,
    /// The topics, by their place among the values of their facet.
    pub(crate) topics: Vec<Box<str>>,
    /// Ids of speakers, or words, by their place among the values of their facet.
    pub(crate) addressees: Vec<Box<str>>,
    /// The circumstances, each with what it is one of, by their place among the values of their facet.
    pub(crate) circumstances: Vec<(Field, Box<str>)>,
}

impl Facets {
    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.starts[Facet::COUNT] as usize
    }

    /// The values of a facet.
    pub(crate) fn values(&self, facet: Facet) -> impl ExactSizeIterator<Item = ValueIx> + use<> {
        let Range { start, end } = self.range(facet);
        (start..end).map(ValueIx)
    }

    fn range(&self, facet: Facet) -> Range<u32> {
        self.starts[facet as usize]..self.starts[facet as usize + 1]
    }

    /// The value at a place among those of a facet, from 0.
    pub(crate) fn value(&self, facet: Facet, place: usize) -> ValueIx {
        ValueIx(self.starts[facet as usize] + place as u32)
    }

    /// The facet that has a value.
    pub(crate) fn facet_of(&self, value: ValueIx) -> Facet {
        let later = &self.starts[1..Facet::COUNT];
        Facet::ALL[later.iter().filter(|start| **start <= value.0).count()]
    }

    /// The documents that have a value, ascending.
    pub(crate) fn documents(&self, value: ValueIx) -> &[DocumentIx] {
        self.documents.of(value.at())
    }

    /// The values of which a document may have many.
    pub(crate) fn listed(&self, document: DocumentIx) -> &[ValueIx] {
        self.listed.of(document.at())
    }

    /// The values that have a word, with its weight there.
    pub(crate) fn values_with(&self, word: WordIx) -> &[(ValueIx, Weight)] {
        self.by_word.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The words of a value with their places; one that follows another stands at the next place.
    pub(crate) fn words(&self, value: ValueIx) -> &[(WordIx, u16)] {
        self.words.of(value.at())
    }

    /// Ties the words of the values to the vocabulary; `words` has the place there of each word by its number.
    fn link(&mut self, value_words: &[ValueWord], words: &[WordIx]) {
        let mut placed: Vec<(usize, (WordIx, u16))> = Vec::with_capacity(value_words.len());
        for value_word in value_words {
            let Some(&word) = words.get(value_word.number as usize) else {
                continue;
            };
            let values = self.by_word.entry(word).or_default();
            match values.last_mut() {
                Some((value, weight)) if *value == value_word.value => {
                    *weight = (*weight).max(value_word.weight);
                }
                _ => values.push((value_word.value, value_word.weight)),
            }
            if let WordPosition::At(place) = value_word.standing {
                placed.push((value_word.value.at(), (word, place)));
            }
        }
        self.words = Lists::group(self.len(), placed.iter().copied());
    }

    /// What they hold in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let single: usize = self.single.iter().map(|s| s.len() * 4).sum();
        let listed: usize = (0..self.len()).map(|v| self.documents.of(v).len() * 4).sum();
        let words: usize = self.by_word.values().map(|v| 32 + v.len() * 8).sum();
        let places: usize = (0..self.len()).map(|v| 4 + self.words.of(v).len() * 8).sum();
        single + self.flags.len() + listed * 2 + words + places + self.dates.len() * 64
    }
}

/// The values and their words, collected from a chronology before words have numbers.
#[derive(Default)]
pub(super) struct Collected {
    facets: Facets,
    value_words: Vec<ValueWord>,
    /// The distinct words.
    pub(super) words: Interner,
    /// Per number, whether some value has it as more than initials.
    pub(super) real: Vec<bool>,
}

/// Gives a document of so many its value of a kind, of which none may have had one so far.
fn give(values: &mut Vec<ValueIx>, documents: usize, document: usize, value: ValueIx) {
    if values.is_empty() {
        values.resize(documents, ValueIx::NONE);
    }
    values[document] = value;
}

/// Words that a speaker, a source or an event has, as a rule at the most.
const WORDS_OF_A_NAME: usize = 8;

impl Collected {
    /// Collects the values of `documents`, each the subject of one.
    pub(super) fn from(c: &Chronology, documents: &[Subject]) -> Self {
        let mut collected = Self::default();
        // What grows bit by bit is copied again and again, and room that nobody writes to costs nothing.
        let named = c.speakers().len() + c.sources().len() + c.events().len();
        collected.value_words.reserve(named * WORDS_OF_A_NAME);
        collected.speakers(c);
        collected.sources(c);
        collected.events(c);
        collected.assign(c, documents);
        collected
    }

    /// Collects the values of paragraphs, each known by nothing but the source that prints it.
    pub(super) fn of_printed(c: &Chronology, printed: &[SourceIx]) -> Self {
        let mut collected = Self::default();
        collected.speakers(c);
        collected.sources(c);
        collected.events(c);
        for facet in &Facet::ALL[Facet::Event as usize + 1..] {
            collected.set_count(*facet, 0);
        }
        let facets = &mut collected.facets;
        let by_source = printed.iter().map(|source| facets.value(Facet::Source, source.at()));
        facets.single[Facet::Source as usize] = by_source.collect();
        collected.list(printed.len(), &[]);
        collected
    }

    /// The values with their words tied to the vocabulary; `words` has the place there of each word by its number.
    pub(super) fn linked(mut self, words: &[WordIx]) -> Facets {
        self.facets.link(&self.value_words, words);
        self.facets
    }

    /// Says how many values a facet has, once all facets before it have theirs.
    fn set_count(&mut self, facet: Facet, count: usize) {
        self.facets.starts[facet as usize + 1] = self.facets.starts[facet as usize] + count as u32;
    }

    fn speakers(&mut self, c: &Chronology) {
        for (i, speaker) in c.speakers().iter().enumerate() {
            let value = self.facets.value(Facet::Speaker, i);
            let mut place = 0;
            for name in std::iter::once(&speaker.name).chain(&speaker.aka) {
                self.add(value, name, Field::Speaker, &mut place);
                if let Some(initials) = initials(name) {
                    self.push(value, &initials, Field::Speaker.weight(), WordPosition::Initials);
                }
            }
            let party = speaker.party.map(|p| c.party(p));
            for name in party.iter().flat_map(|p| std::iter::once(&p.name).chain(&p.aka)) {
                self.add(value, name, Field::Party, &mut place);
            }
        }
        self.set_count(Facet::Speaker, c.speakers().len());
    }

    fn sources(&mut self, c: &Chronology) {
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let authors =
            c.sources().iter().flat_map(|source| source.authors.iter().chain(&source.editors));
        for author in authors.filter(|author| known.insert(author)) {
            self.facets.authors.push((&**author).into());
        }
        for (i, source) in c.sources().iter().enumerate() {
            let value = self.facets.value(Facet::Source, i);
            let mut place = 0;
            self.add(value, &source.outlet, Field::Outlet, &mut place);
            if let Some(title) = &source.title {
                self.add(value, title, Field::Title, &mut place);
            }
        }
        self.set_count(Facet::Source, c.sources().len());
    }

    fn events(&mut self, c: &Chronology) {
        for (i, event) in c.events().iter().enumerate() {
            let value = self.facets.value(Facet::Event, i);
            self.add(value, &event.title, Field::Event, &mut 0);
        }
        self.set_count(Facet::Event, c.events().len());
    }

    fn assign(&mut self, c: &Chronology, documents: &[Subject]) {
        let facets = &mut self.facets;
        // Many datasets have nothing of some kinds at all.
        let mut single: [Vec<ValueIx>; Facet::COUNT] = Default::default();
        facets.flags.reserve(documents.len());
        let mut listed: Vec<(usize, ValueIx)> = Vec::new();
        let mut topics: Vec<(usize, &str)> = Vec::new();
        let mut dates: FxHashMap<Meaning, ValueIx> = FxHashMap::default();
        for (document, subject) in documents.iter().enumerate() {
            // All that is asked of a document is asked at once: it may lie anywhere in memory.
            facets.flags.push(DocumentFlags::of(c, *subject));
            let mut set = |facet: Facet, value| {
                give(&mut single[facet as usize], documents.len(), document, value);
            };
            let (date, about) = match subject {
                Subject::Statement(s) => {
                    let s = c.statement(*s);
                    set(Facet::Source, facets.value(Facet::Source, s.source.at()));
                    if let Some(speaker) = s.speaker {
                        set(Facet::Speaker, facets.value(Facet::Speaker, speaker.at()));
                    }
                    let others = s.speakers.iter().filter(|other| Some(**other) != s.speaker);
                    let others = others.map(|other| facets.value(Facet::Speaker, other.at()));
                    listed.extend(others.map(|value| (document, value)));
                    if let Some(event) = s.event {
                        set(Facet::Event, facets.value(Facet::Event, event.at()));
                    }
                    (s.said.as_ref(), &s.topics)
                }
                Subject::Event(e) => {
                    let event = c.event(*e);
                    let mut sources: Vec<ValueIx> = (event.cites.iter())
                        .map(|x| facets.value(Facet::Source, x.source.at()))
                        .collect();
                    sources.sort_unstable();
                    sources.dedup();
                    listed.extend(sources.into_iter().map(|v| (document, v)));
                    (event.date.as_ref(), &event.topics)
                }
            };
            if let Some(date) = date {
                let next = facets.value(Facet::Date, facets.dates.len());
                let value = *dates.entry(date.meaning()).or_insert(next);
                if value == next {
                    facets.dates.push(date.clone());
                }
                set(Facet::Date, value);
            }
            topics.extend(about.iter().map(|t| (document, &**t)));
        }
        self.set_count(Facet::Date, self.facets.dates.len());
        self.date_words();
        self.topics(&topics, &mut listed);
        self.addressees(c, documents, &mut single, &mut listed);
        self.circumstances(c, documents, &mut listed);
        self.notes(c, documents, &mut listed);
        self.facets.single = single;
        self.list(documents.len(), &listed);
    }

    /// Years, and months by name: roughly when is what people remember.
    fn date_words(&mut self) {
        for at in 0..self.facets.dates.len() {
            let date = &self.facets.dates[at];
            let (Some(first), Some(last)) =
                (date.earliest().or(date.latest()), date.latest().or(date.earliest()))
            else {
                continue;
            };
            let mut words: Vec<String> = Vec::with_capacity(4);
            for day in [first, last] {
                words.push(day.year().to_string());
                // Only a date of two months or less says which.
                if (last - first).num_days() <= 62 {
                    words.push(MONTH_NAMES[day.month0() as usize].to_owned());
                }
            }
            words.sort_unstable();
            words.dedup();
            let value = self.facets.value(Facet::Date, at);
            for word in words {
                self.push(value, &word, Field::Date.weight(), WordPosition::Beside);
            }
        }
    }

    fn topics(&mut self, topics: &[(usize, &str)], listed: &mut Vec<(usize, ValueIx)>) {
        let mut known: FxHashMap<&str, ValueIx> = FxHashMap::default();
        for &(document, topic) in topics {
            let next = self.facets.value(Facet::Topic, known.len());
            let value = *known.entry(topic).or_insert(next);
            if value == next {
                self.facets.topics.push(topic.into());
                self.add(value, topic, Field::Topic, &mut 0);
            }
            listed.push((document, value));
        }
        self.set_count(Facet::Topic, self.facets.topics.len());
    }

    /// To whom something was said, and its words before they were translated.
    fn addressees(
        &mut self,
        c: &Chronology,
        documents: &[Subject],
        single: &mut [Vec<ValueIx>; Facet::COUNT],
        listed: &mut Vec<(usize, ValueIx)>,
    ) {
        let said = || {
            documents.iter().enumerate().filter_map(|(document, subject)| match subject {
                Subject::Statement(s) => Some((document, c.statement(*s))),
                Subject::Event(_) => None,
            })
        };
        let mut addressees: FxHashMap<&str, ValueIx> = FxHashMap::default();
        for (document, to) in said().flat_map(|(at, s)| s.to.iter().map(move |to| (at, &**to))) {
            let next = self.facets.value(Facet::Addressee, addressees.len());
            let value = *addressees.entry(to).or_insert(next);
            if value == next {
                self.facets.addressees.push(to.into());
            }
            listed.push((document, value));
        }
        self.set_count(Facet::Addressee, self.facets.addressees.len());
        let mut originals = 0;
        for (document, original) in said().filter_map(|(at, s)| Some((at, s.original.as_ref()?))) {
            let value = self.facets.value(Facet::Original, originals);
            self.add(value, &original.text, Field::Text, &mut 0);
            give(&mut single[Facet::Original as usize], documents.len(), document, value);
            originals += 1;
        }
        self.set_count(Facet::Original, originals);
    }

    /// The circumstances of statements: each distinct one is a value.
    fn circumstances(
        &mut self,
        c: &Chronology,
        documents: &[Subject],
        listed: &mut Vec<(usize, ValueIx)>,
    ) {
        let mut known: FxHashMap<(u8, &str), ValueIx> = FxHashMap::default();
        for (document, subject) in documents.iter().enumerate() {
            let Subject::Statement(s) = *subject else { continue };
            for (field, text) in circumstances_of(c, s) {
                let next = self.facets.value(Facet::Circumstance, known.len());
                let value = *known.entry((field as u8, text)).or_insert(next);
                if value == next {
                    self.facets.circumstances.push((field, text.into()));
                    self.add(value, text, field, &mut 0);
                }
                listed.push((document, value));
            }
        }
        self.set_count(Facet::Circumstance, known.len());
    }

    /// What notes say of statements and events.
    fn notes(&mut self, c: &Chronology, documents: &[Subject], listed: &mut Vec<(usize, ValueIx)>) {
        for (at, note) in c.notes_list().iter().enumerate() {
            let value = self.facets.value(Facet::Note, at);
            self.add(value, &note.text, Field::Note, &mut 0);
        }
        if !c.notes_list().is_empty() {
            for (document, subject) in documents.iter().enumerate() {
                let notes = c.notes((*subject).into()).iter();
                listed.extend(notes.map(|n| (document, self.facets.value(Facet::Note, n.at()))));
            }
        }
        self.set_count(Facet::Note, c.notes_list().len());
    }

    fn list(&mut self, documents: usize, listed: &[(usize, ValueIx)]) {
        let facets = &mut self.facets;
        let single = facets.single.iter().flat_map(|values| {
            let documents = values.iter().enumerate().filter(|(_, value)| **value != ValueIx::NONE);
            documents.map(|(document, value)| (value.at(), DocumentIx::from(document)))
        });
        let many = listed.iter().map(|&(document, value)| (value.at(), DocumentIx::from(document)));
        facets.documents = Lists::group(facets.starts[Facet::COUNT] as usize, single.chain(many));
        if !listed.is_empty() {
            facets.listed = Lists::group(documents, listed.iter().copied());
        }
    }

    /// Adds the words of one name, title or topic, apart from the words before.
    fn add(&mut self, value: ValueIx, text: &str, field: Field, place: &mut u16) {
        let weight = field.weight();
        *place = place.saturating_add(2);
        each_occurrence(text, |seen| match seen.form {
            WordForm::Word => {
                let letter = seen.word.chars().count() == 1 && !seen.flags.number;
                let weight = if letter { weight.times(Weight::LETTER) } else { weight };
                self.push(value, seen.word, weight, WordPosition::At(*place));
                *place = place.saturating_add(1);
            }
            WordForm::Compound => {
                self.push(value, seen.word, weight.times(Weight::ALIAS), WordPosition::Beside);
            }
            WordForm::Initials => {
                self.push(value, seen.word, weight.times(Weight::ALIAS), WordPosition::Initials);
            }
        });
    }

    fn push(&mut self, value: ValueIx, word: &str, weight: Weight, standing: WordPosition) {
        let number = self.words.number(word);
        self.real.resize(self.words.len(), false);
        self.real[number as usize] |= standing != WordPosition::Initials;
        self.value_words.push(ValueWord { value, number, weight, standing });
    }
}

/// The posts that a statement's speaker held on its day, its venue, its place, and to whom it was said.
fn circumstances_of(c: &Chronology, s: StatementIx) -> Vec<(Field, &str)> {
    let s = c.statement(s);
    let mut circumstances = Vec::new();
    if let Some(said) = &s.said {
        let posts = s.all_speakers().iter().flat_map(|speaker| c.speaker(*speaker).posts_on(said));
        circumstances.extend(posts.map(|post| (Field::Post, &*post.title)));
    }
    circumstances.extend(s.venue.as_deref().map(|venue| (Field::Venue, venue)));
    circumstances.extend(s.place.as_deref().map(|place| (Field::Place, place)));
    circumstances.extend(s.to.iter().map(|to| match c.by_id(to) {
        Some(Entity::Speaker(speaker)) => (Field::Addressee, &*c.speaker(speaker).name),
        _ => (Field::Addressee, &**to),
    }));
    circumstances
}
