//! Sources, speakers and events beside a statement: which columns tell of them, what a dataset says there, and which
//! of its records an id or a name means.
//!
//! Reading and writing of a spreadsheet go by the same tables, so that what goes out comes in again.

use std::collections::HashMap;
use std::sync::Arc;

use super::draft::{text, texts};
use super::known;
use super::values::{basis, date, is_word_of_kind, known_word, parts, word};
use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::id::is_id;
use crate::chronology::load::DatasetPlace;
use crate::chronology::model::{
    Basis, Entity, Event, Party, Source, SourceKind, Speaker, SpeakerKind, StatementIx,
};
use crate::chronology::shared_str::SharedStr;

/// A column that tells of a record beside the statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct FactColumn {
    /// The column.
    pub(super) column: &'static str,
    /// The field that it is.
    pub(super) field: &'static str,
    /// What it says as RON.
    pub(super) value: fn(&str) -> String,
    /// What a dataset says there.
    said: Said,
}

/// What a dataset says of a record in a column; empty where it says nothing.
#[derive(Debug, Clone, Copy)]
enum Said {
    Source(fn(&Source) -> String),
    Speaker(fn(&Chronology, &Speaker) -> String),
    Party(fn(&Party) -> String),
    Event(fn(&Event) -> String),
}

impl FactColumn {
    /// Whether two cells say the same: addresses as they are written, all else in whatever capitals and form.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        self.key(one) == self.key(other)
    }

    /// What is the same of two cells that say the same.
    pub(super) fn key(&self, written: &str) -> String {
        let value = (self.value)(written);
        match self.field {
            "url" | "archive" => value,
            _ => value.to_lowercase(),
        }
    }

    /// What a dataset says of a record here; empty where it says nothing, or this is no column of such records.
    fn said(&self, c: &Chronology, entity: Entity) -> String {
        match (self.said, entity) {
            (Said::Source(said), Entity::Source(ix)) => said(c.source(ix)),
            (Said::Speaker(said), Entity::Speaker(ix)) => said(c, c.speaker(ix)),
            (Said::Party(said), Entity::Party(ix)) => said(c.party(ix)),
            (Said::Event(said), Entity::Event(ix)) => said(c.event(ix)),
            _ => String::new(),
        }
    }
}

const fn fact(
    column: &'static str,
    field: &'static str,
    value: fn(&str) -> String,
    said: Said,
) -> FactColumn {
    FactColumn { column, field, value, said }
}

const fn of_source(
    column: &'static str,
    field: &'static str,
    value: fn(&str) -> String,
    said: fn(&Source) -> String,
) -> FactColumn {
    fact(column, field, value, Said::Source(said))
}

const fn of_event(
    column: &'static str,
    field: &'static str,
    value: fn(&str) -> String,
    said: fn(&Event) -> String,
) -> FactColumn {
    fact(column, field, value, Said::Event(said))
}

fn optional(text: Option<&SharedStr>) -> String {
    text.map_or_else(String::new, SharedStr::to_string)
}

fn day(date: Option<&Edtf>) -> String {
    date.map_or_else(String::new, |date| date.as_str().to_owned())
}

fn joined(all: &[SharedStr]) -> String {
    all.iter().map(|one| &**one).collect::<Vec<_>>().join("; ")
}

fn list(written: &str) -> String {
    texts(parts(written))
}

/// A kind of source; a word that this program does not know stays as it is, as a dataset may have it.
fn kind_of_source(written: &str) -> String {
    match known_word(written, SourceKind::NAMES) {
        Some(known) => known.to_owned(),
        None if is_word_of_kind(written) => written.to_owned(),
        None => text(written),
    }
}

fn kind_of_speaker(written: &str) -> String {
    word(written, SpeakerKind::NAMES)
}

/// What is told of the source.
pub(super) const OF_SOURCE: &[FactColumn] = &[
    of_source("source_kind", "kind", kind_of_source, |s| s.kind_name().to_owned()),
    of_source("outlet", "outlet", text, |s| s.outlet.to_string()),
    of_source("outlet_basis", "outlet_basis", basis, |s| unless_stated(&s.outlet_basis)),
    of_source("source_title", "title", text, |s| optional(s.title.as_ref())),
    of_source("authors", "authors", list, |s| joined(&s.authors)),
    of_source("editors", "editors", list, |s| joined(&s.editors)),
    of_source("published", "published", date, |s| day(s.published.as_ref())),
    of_source("published_basis", "published_basis", basis, |s| unless_stated(&s.published_basis)),
    of_source("dateline", "dateline", text, |s| optional(s.dateline.as_ref())),
    of_source("stamp", "stamp", date, |s| day(s.stamp.as_ref())),
    of_source("source_updated", "updated", date, |s| day(s.updated.as_ref())),
    of_source("corrected", "corrected", date, |s| day(s.corrected.as_ref())),
    of_source("retracted", "retracted", date, |s| day(s.retracted.as_ref())),
    of_source("lang", "lang", text, |s| optional(s.lang.as_ref())),
    of_source("url", "url", text, |s| optional(s.url.as_ref())),
    of_source("archive", "archive", text, |s| optional(s.archive.as_ref())),
    of_source("accessed", "accessed", date, |s| day(s.accessed.as_ref())),
];

/// What is told of the speaker.
pub(super) const OF_SPEAKER: &[FactColumn] = &[
    fact("name", "name", text, Said::Speaker(|_, speaker| speaker.name.to_string())),
    fact(
        "speaker_kind",
        "kind",
        kind_of_speaker,
        Said::Speaker(|_, speaker| speaker.kind.name().to_owned()),
    ),
];

/// The party of the speaker, by an id or a name.
pub(super) const PARTY: FactColumn = fact(
    "party",
    "party",
    text,
    Said::Speaker(|c, speaker| {
        speaker.party.map_or_else(String::new, |ix| c.party(ix).id.to_string())
    }),
);

/// What is told of the party of the speaker.
pub(super) const OF_PARTY: &[FactColumn] =
    &[fact("party_name", "name", text, Said::Party(|party| party.name.to_string()))];

/// What is told of the event.
pub(super) const OF_EVENT: &[FactColumn] = &[
    of_event("event_title", "title", text, |event| event.title.to_string()),
    of_event("event_date", "date", date, |event| day(event.date.as_ref())),
    of_event("event_basis", "basis", basis, |event| unless_stated(&event.basis)),
];

/// The columns that tell of the source, the speaker with the party, and the event of a statement.
pub fn columns_beside() -> impl Iterator<Item = &'static str> {
    [OF_SOURCE, OF_SPEAKER, &[PARTY], OF_PARTY, OF_EVENT]
        .into_iter()
        .flatten()
        .map(|fact| fact.column)
}

/// What stands for a statement in such a column; empty where the dataset says nothing there.
#[must_use]
pub fn cell_beside(c: &Chronology, ix: StatementIx, column: &str) -> String {
    let statement = c.statement(ix);
    let speaker = statement.speaker;
    let party = speaker.and_then(|speaker| c.speaker(speaker).party);
    let beside = [
        (OF_SOURCE, Some(Entity::Source(statement.source))),
        (OF_SPEAKER, speaker.map(Entity::Speaker)),
        (&[PARTY], speaker.map(Entity::Speaker)),
        (OF_PARTY, party.map(Entity::Party)),
        (OF_EVENT, statement.event.map(Entity::Event)),
    ];
    let mut facts = beside.iter().flat_map(|(facts, of)| facts.iter().map(move |fact| (fact, *of)));
    let found = facts.find(|(fact, _)| fact.column == column);
    found.and_then(|(fact, of)| Some(fact.said(c, of?))).unwrap_or_default()
}

/// `Stated`, `Resolved: last week`, `Inferred: why`, as a column of grounds is read.
#[must_use]
pub fn written_basis(basis: &Basis) -> String {
    let (kind, why) = basis.parts();
    why.map_or_else(|| kind.to_owned(), |why| format!("{kind}: {why}"))
}

/// The same; nothing where it is stated.
fn unless_stated(basis: &Basis) -> String {
    if *basis == Basis::Stated { String::new() } else { written_basis(basis) }
}

/// The records that datasets have already.
pub(super) struct DatasetRecords {
    c: Arc<Chronology>,
    /// Speakers by the name in full, and by all their other names.
    speakers: IdsByName,
    other_speakers: IdsByName,
    parties: IdsByName,
    events: IdsByName,
}

/// Ids by names in small letters; several where several records go by one name.
type IdsByName = HashMap<String, Vec<String>>;

/// Which record a name means.
pub(super) enum NamedRecord {
    /// The one of this id.
    One(String),
    /// One of several, and nobody knows which.
    Several(Vec<String>),
    /// None that is known.
    None,
}

impl DatasetRecords {
    /// The records of the datasets at these places.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub(super) fn of(places: &[DatasetPlace]) -> Result<Self, String> {
        let c = known(places)?;
        let (mut speakers, mut other_speakers) = (IdsByName::new(), IdsByName::new());
        for speaker in c.speakers() {
            add(&mut speakers, &speaker.name, &speaker.id);
            for name in speaker.short.iter().chain(&speaker.aka) {
                add(&mut other_speakers, name, &speaker.id);
            }
        }
        let (mut parties, mut events) = (IdsByName::new(), IdsByName::new());
        for party in c.parties() {
            names_of_party(party).for_each(|name| add(&mut parties, name, &party.id));
        }
        for event in c.events() {
            add(&mut events, &event.title, &event.id);
        }
        Ok(Self { c, speakers, other_speakers, parties, events })
    }

    /// The record of an id.
    pub(super) fn by_id(&self, id: &str) -> Option<Entity> {
        self.c.by_id(id)
    }

    /// Whether it has a source of this id.
    pub(super) fn has_source(&self, id: &str) -> bool {
        matches!(self.by_id(id), Some(Entity::Source(_)))
    }

    /// The speaker that an id or a name means.
    pub(super) fn speaker(&self, written: &str) -> NamedRecord {
        let is = matches!(self.by_id(written), Some(Entity::Speaker(_)));
        // What looks like an id is no name.
        let names: &[&IdsByName] =
            if is_id(written) { &[] } else { &[&self.speakers, &self.other_speakers] };
        meant(written, is, names)
    }

    /// The party that an id or a name means.
    pub(super) fn party(&self, written: &str) -> NamedRecord {
        let is = matches!(self.by_id(written), Some(Entity::Party(_)));
        meant(written, is, &[&self.parties])
    }

    /// The event that an id or a title means.
    pub(super) fn event(&self, written: &str) -> NamedRecord {
        let is = matches!(self.by_id(written), Some(Entity::Event(_)));
        meant(written, is, &[&self.events])
    }

    /// What the dataset says of a record in a column; empty where it says nothing.
    pub(super) fn said(&self, id: &str, fact: &FactColumn) -> String {
        self.by_id(id).map_or_else(String::new, |entity| fact.said(&self.c, entity))
    }

    /// Whether the dataset says of a record what a cell says, in whatever capitals; of a name also where it is another
    /// of the same record.
    pub(super) fn agrees(&self, id: &str, fact: &FactColumn, written: &str) -> bool {
        let says = |said: &str| fact.is_same(said, written);
        if says(&self.said(id, fact)) {
            return true;
        }
        match (self.by_id(id), fact.column) {
            (Some(Entity::Speaker(ix)), "name") => {
                let speaker = self.c.speaker(ix);
                speaker.short.iter().chain(&speaker.aka).any(|name| says(name))
            }
            (Some(Entity::Speaker(ix)), "party") => {
                let party = self.c.speaker(ix).party;
                party.is_some_and(|ix| names_of_party(self.c.party(ix)).any(|name| says(name)))
            }
            (Some(Entity::Party(ix)), _) => names_of_party(self.c.party(ix)).any(|name| says(name)),
            _ => false,
        }
    }

    /// The id of the party of a speaker.
    pub(super) fn party_of(&self, speaker: &str) -> Option<String> {
        let Some(Entity::Speaker(ix)) = self.by_id(speaker) else { return None };
        Some(self.c.party(self.c.speaker(ix).party?).id.to_string())
    }
}

fn names_of_party(party: &Party) -> impl Iterator<Item = &SharedStr> {
    std::iter::once(&party.name).chain(&party.aka)
}

fn add(names: &mut IdsByName, name: &str, id: &str) {
    let ids = names.entry(name.to_lowercase()).or_default();
    // Two are enough to know that nobody knows which.
    if ids.len() < 2 && !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

/// What is meant by something that is the id of a record, or a name.
fn meant(written: &str, is_record: bool, names: &[&IdsByName]) -> NamedRecord {
    if is_record {
        return NamedRecord::One(written.to_owned());
    }
    let lower = written.to_lowercase();
    match names.iter().find_map(|names| names.get(&lower)).map(Vec::as_slice) {
        None | Some([]) => NamedRecord::None,
        Some([id]) => NamedRecord::One(id.clone()),
        Some(several) => NamedRecord::Several(several.to_vec()),
    }
}
