//! What a document is also found by: speaker, source, event, date and topics.
//!
//! Each distinct value is held once, with its words and its documents, so that a query word or a filter is
//! tried once per value and never once per statement.

use std::ops::Range;

use chrono::Datelike;
use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::date::{Edtf, MONTHS, Meaning};
use crate::chronology::model::{EventIx, SourceIx, SpeakerIx, Subject};
use crate::chronology::tables::Lists;

use crate::search::lexicon::alias::{WordForm, each_occurrence, initials};

/// No value.
pub(crate) const NONE: u32 = u32::MAX;

/// The kinds of value, in the order in which values are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Facet {
    Speaker,
    Source,
    Event,
    Date,
    Topic,
}

/// How much a word of a field counts beside one of the text, in hundredths: a name that is typed is meant
/// for the speaker more often than not; the others say less of a passage than its own words.
mod weight {
    pub(crate) const NAME: u8 = 110;
    pub(crate) const PARTY: u8 = 60;
    pub(crate) const OUTLET: u8 = 80;
    pub(crate) const TITLE: u8 = 70;
    pub(crate) const EVENT: u8 = 80;
    pub(crate) const DATE: u8 = 80;
    pub(crate) const TOPIC: u8 = 85;
    /// Initials and other aliases, of their own weight.
    pub(crate) const ALIAS: u8 = 90;
    /// A single letter, such as a middle initial, is never a word that was meant.
    pub(crate) const LETTER: u8 = 55;
}

/// What a document is, in a byte: the lowest two bits are the kind of a statement.
pub(crate) mod sort {
    pub(crate) const KIND: u8 = 3;
    pub(crate) const EVENT: u8 = 4;
    pub(crate) const MILESTONE: u8 = 8;
    pub(crate) const TRANSLATED: u8 = 16;
    pub(crate) const VIA: u8 = 32;
    pub(crate) const PARA: u8 = 64;
    pub(crate) const LINKS: u8 = 128;
}

fn sort_of(c: &Chronology, subject: Subject) -> u8 {
    let flag = |on: bool, bit: u8| if on { bit } else { 0 };
    match subject {
        Subject::Statement(s) => {
            let s = c.statement(s);
            s.kind as u8
                | flag(s.translation.is_some(), sort::TRANSLATED)
                | flag(s.via.is_some(), sort::VIA)
                | flag(s.para.is_some(), sort::PARA)
                | flag(!s.links.is_empty(), sort::LINKS)
        }
        Subject::Event(e) => {
            let e = c.event(e);
            sort::EVENT
                | flag(e.milestone, sort::MILESTONE)
                | flag(e.cites.iter().any(|x| x.para.is_some()), sort::PARA)
                | flag(!e.links.is_empty(), sort::LINKS)
        }
    }
}

/// A word of a value, as collected.
#[derive(Debug, Clone)]
pub(crate) struct ValueWord {
    pub(crate) value: u32,
    pub(crate) word: Box<str>,
    /// In hundredths of a word of the text.
    pub(crate) weight: u8,
    pub(crate) standing: Standing,
}

/// How a word stands in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// At this place among the value's words; the names of one value are set apart.
    At(u16),
    /// Outside the order of the words: a compound, a part of a date.
    Beside,
    /// As the initials of a name, which are only matched whole.
    Initials,
}

/// The values of all documents.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// Where the values of each kind begin, and after the last, where all end.
    pub(crate) starts: [u32; 6],
    /// Per single kind, the value of each document; empty where no document has one.
    pub(crate) single: [Vec<u32>; 4],
    /// What each document is, see [`sort`].
    pub(crate) sorts: Vec<u8>,
    /// Topics of each document, and the sources of an event; empty where no document has any.
    pub(crate) listed: Lists<u32>,
    /// The documents of each value, ascending.
    pub(crate) documents: Lists<u32>,
    /// Per word of the vocabulary that is in a field, the values that have it and its weight there.
    pub(crate) by_word: FxHashMap<u32, Vec<(u32, u8)>>,
    /// The words of each value with their places, for phrases.
    pub(crate) words: Lists<(u32, u16)>,
    /// The dates that mean different days, by their place among the values of their kind.
    pub(crate) dates: Vec<Edtf>,
    /// The topics, by their place among the values of their kind.
    pub(crate) topics: Vec<Box<str>>,
}

impl Fields {
    pub(crate) fn values(&self) -> usize {
        self.starts[5] as usize
    }

    /// The numbers of the values of a kind.
    pub(crate) fn of_kind(&self, kind: Facet) -> Range<u32> {
        self.starts[kind as usize]..self.starts[kind as usize + 1]
    }

    pub(crate) fn kind(&self, value: u32) -> Facet {
        let all = [Facet::Speaker, Facet::Source, Facet::Event, Facet::Date, Facet::Topic];
        all[self.starts[1..5].iter().filter(|s| **s <= value).count()]
    }

    pub(crate) fn bytes(&self) -> usize {
        let single: usize = self.single.iter().map(|s| s.len() * 4).sum();
        let listed: usize = (0..self.values()).map(|v| self.documents.of(v).len() * 4).sum();
        let words: usize = self.by_word.values().map(|v| 32 + v.len() * 8).sum();
        let places: usize = (0..self.values()).map(|v| 4 + self.words.of(v).len() * 8).sum();
        single + self.sorts.len() + listed * 2 + words + places + self.dates.len() * 64
    }
}

/// The values and their words, collected from a chronology before words have numbers.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) fields: Fields,
    pub(crate) words: Vec<ValueWord>,
}

impl Collected {
    /// Collects the fields of `documents`, each the subject of one.
    pub(crate) fn from(c: &Chronology, documents: &[Subject]) -> Self {
        let mut collected = Self::default();
        collected.speakers(c);
        collected.sources(c);
        collected.events(c);
        collected.assign(c, documents);
        collected
    }

    fn speakers(&mut self, c: &Chronology) {
        for (i, speaker) in c.speakers().iter().enumerate() {
            let value = i as u32;
            let mut place = 0;
            for name in std::iter::once(&speaker.name).chain(&speaker.aka) {
                self.add(value, name, weight::NAME, &mut place);
                if let Some(initials) = initials(name) {
                    self.push(value, &initials, weight::NAME, Standing::Initials);
                }
            }
            let party = speaker.party.map(|p| c.party(p));
            for name in party.iter().flat_map(|p| std::iter::once(&p.name).chain(&p.aka)) {
                self.add(value, name, weight::PARTY, &mut place);
            }
        }
        self.fields.starts[1] = c.speakers().len() as u32;
    }

    fn sources(&mut self, c: &Chronology) {
        let base = self.fields.starts[1];
        for (i, source) in c.sources().iter().enumerate() {
            let mut place = 0;
            self.add(base + i as u32, &source.outlet, weight::OUTLET, &mut place);
            if let Some(title) = &source.title {
                self.add(base + i as u32, title, weight::TITLE, &mut place);
            }
        }
        self.fields.starts[2] = base + c.sources().len() as u32;
    }

    fn events(&mut self, c: &Chronology) {
        let base = self.fields.starts[2];
        for (i, event) in c.events().iter().enumerate() {
            self.add(base + i as u32, &event.title, weight::EVENT, &mut 0);
        }
        self.fields.starts[3] = base + c.events().len() as u32;
    }

    fn assign(&mut self, c: &Chronology, documents: &[Subject]) {
        let starts = self.fields.starts;
        let (source_value, event_value) =
            (|s: SourceIx| starts[1] + s.0, |e: EventIx| starts[2] + e.0);
        let mut single: [Vec<u32>; 4] = std::array::from_fn(|_| vec![NONE; documents.len()]);
        self.fields.sorts.reserve(documents.len());
        let mut listed: Vec<(usize, u32)> = Vec::new();
        let mut topics: Vec<(usize, &str)> = Vec::new();
        let mut dates: FxHashMap<Meaning, u32> = FxHashMap::default();
        for (document, subject) in documents.iter().enumerate() {
            // All that is asked of a document is asked at once: it may lie anywhere in memory.
            self.fields.sorts.push(sort_of(c, *subject));
            let (date, about) = match subject {
                Subject::Statement(s) => {
                    let s = c.statement(*s);
                    single[0][document] = s.speaker.map_or(NONE, |SpeakerIx(v)| v);
                    single[1][document] = source_value(s.source);
                    single[2][document] = s.event.map_or(NONE, event_value);
                    (s.said.as_ref(), &s.topics)
                }
                Subject::Event(e) => {
                    let event = c.event(*e);
                    let mut sources: Vec<u32> =
                        event.cites.iter().map(|x| source_value(x.source)).collect();
                    sources.sort_unstable();
                    sources.dedup();
                    listed.extend(sources.into_iter().map(|v| (document, v)));
                    (event.date.as_ref(), &event.topics)
                }
            };
            if let Some(date) = date {
                let known = dates.len() as u32;
                let value = *dates.entry(date.meaning()).or_insert_with(|| {
                    self.fields.dates.push(date.clone());
                    known
                });
                single[3][document] = starts[3] + value;
            }
            topics.extend(about.iter().map(|t| (document, &**t)));
        }
        self.fields.starts[4] = starts[3] + self.fields.dates.len() as u32;
        self.date_words();
        self.topics(&topics, &mut listed);
        for (kind, values) in single.into_iter().enumerate() {
            let used = values.iter().any(|v| *v != NONE);
            self.fields.single[kind] = if used { values } else { Vec::new() };
        }
        self.list(documents.len(), &listed);
    }

    /// Years, and months by number and by name: roughly when is what people remember.
    fn date_words(&mut self) {
        let base = self.fields.starts[3];
        for at in 0..self.fields.dates.len() {
            let date = &self.fields.dates[at];
            let (Some(first), Some(last)) =
                (date.earliest().or(date.latest()), date.latest().or(date.earliest()))
            else {
                continue;
            };
            let mut words: Vec<String> = Vec::with_capacity(4);
            for day in [first, last] {
                words.push(day.year().to_string());
                // Only a date that is about a month long or less says which month.
                if (last - first).num_days() <= 62 {
                    words.push(MONTH_NAMES[day.month0() as usize].to_owned());
                }
            }
            words.sort_unstable();
            words.dedup();
            for word in words {
                self.push(base + at as u32, &word, weight::DATE, Standing::Beside);
            }
        }
    }

    fn topics(&mut self, topics: &[(usize, &str)], listed: &mut Vec<(usize, u32)>) {
        let base = self.fields.starts[4];
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        for &(document, topic) in topics {
            let next = base + known.len() as u32;
            let value = *known.entry(topic).or_insert(next);
            if value == next {
                self.fields.topics.push(topic.into());
                self.add(value, topic, weight::TOPIC, &mut 0);
            }
            listed.push((document, value));
        }
        self.fields.starts[5] = base + self.fields.topics.len() as u32;
    }

    fn list(&mut self, documents: usize, listed: &[(usize, u32)]) {
        let fields = &mut self.fields;
        let single = fields.single.iter().flat_map(|values| {
            let documents = values.iter().enumerate().filter(|(_, value)| **value != NONE);
            documents.map(|(document, value)| (*value as usize, document as u32))
        });
        let many = listed.iter().map(|&(document, value)| (value as usize, document as u32));
        fields.documents = Lists::group(fields.starts[5] as usize, single.chain(many));
        if !listed.is_empty() {
            fields.listed = Lists::group(documents, listed.iter().copied());
        }
    }

    /// Adds the words of one name, title or topic, apart from the words before.
    fn add(&mut self, value: u32, text: &str, weight: u8, place: &mut u16) {
        *place = place.saturating_add(2);
        each_occurrence(text, |seen| match seen.entry {
            WordForm::Word => {
                let letter = seen.word.chars().count() == 1 && !seen.look.number;
                let factor = if letter { weight::LETTER } else { 100 };
                self.push(value, seen.word, percent(weight, factor), Standing::At(*place));
                *place = place.saturating_add(1);
            }
            WordForm::Compound => {
                self.push(value, seen.word, percent(weight, weight::ALIAS), Standing::Beside);
            }
            WordForm::Initials => {
                self.push(value, seen.word, percent(weight, weight::ALIAS), Standing::Initials);
            }
        });
    }

    fn push(&mut self, value: u32, word: &str, weight: u8, standing: Standing) {
        self.words.push(ValueWord { value, word: word.into(), weight, standing });
    }
}

fn percent(weight: u8, factor: u8) -> u8 {
    (u16::from(weight) * u16::from(factor) / 100) as u8
}

/// The months in full, January first.
pub(crate) const MONTH_NAMES: [&str; MONTHS.len()] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
