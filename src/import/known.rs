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
pub(super) struct Fact {
    /// The column.
    pub(super) column: &'static str,
    /// The field that it is.
    pub(super) field: &'static str,
    /// What it says as RON.
    pub(super) value: fn(&str) -> String,
}

impl Fact {
    /// Whether two cells say the same: addresses as they are written, all else in whatever capitals and form.
    pub(super) fn is_same(&self, one: &str, other: &str) -> bool {
        let value = |written: &str| (self.value)(written);
        match self.field {
            "url" | "archive" => value(one) == value(other),
            _ => value(one).to_lowercase() == value(other).to_lowercase(),
        }
    }
}

const fn fact(column: &'static str, field: &'static str, value: fn(&str) -> String) -> Fact {
    Fact { column, field, value }
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
pub(super) const OF_SOURCE: &[Fact] = &[
    fact("source_kind", "kind", kind_of_source),
    fact("outlet", "outlet", text),
    fact("outlet_basis", "outlet_basis", basis),
    fact("source_title", "title", text),
    fact("authors", "authors", list),
    fact("editors", "editors", list),
    fact("published", "published", date),
    fact("published_basis", "published_basis", basis),
    fact("dateline", "dateline", text),
    fact("stamp", "stamp", date),
    fact("source_updated", "updated", date),
    fact("corrected", "corrected", date),
    fact("retracted", "retracted", date),
    fact("lang", "lang", text),
    fact("url", "url", text),
    fact("archive", "archive", text),
    fact("accessed", "accessed", date),
];

/// What is told of the speaker.
pub(super) const OF_SPEAKER: &[Fact] =
    &[fact("name", "name", text), fact("speaker_kind", "kind", kind_of_speaker)];

/// The party of the speaker, by an id or a name.
pub(super) const PARTY: Fact = fact("party", "party", text);

/// What is told of the party of the speaker.
pub(super) const OF_PARTY: &[Fact] = &[fact("party_name", "name", text)];

/// What is told of the event.
pub(super) const OF_EVENT: &[Fact] = &[
    fact("event_title", "title", text),
    fact("event_date", "date", date),
    fact("event_basis", "basis", basis),
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
    let of = |facts: &[Fact]| facts.iter().any(|fact| fact.column == column);
    let entity = beside.into_iter().find(|(facts, _)| of(facts)).and_then(|(_, entity)| entity);
    entity.map_or_else(String::new, |entity| said(c, entity, column))
}

/// What a dataset says of a record in the column of it; empty where it says nothing.
fn said(c: &Chronology, entity: Entity, column: &str) -> String {
    match entity {
        Entity::Source(ix) => of_source(c.source(ix), column),
        Entity::Speaker(ix) => of_speaker(c, c.speaker(ix), column),
        Entity::Party(ix) if column == "party_name" => c.party(ix).name.to_string(),
        Entity::Event(ix) => of_event(c.event(ix), column),
        _ => String::new(),
    }
}

fn of_source(source: &Source, column: &str) -> String {
    let optional = |text: &Option<SharedStr>| text.as_deref().unwrap_or_default().to_owned();
    let day = |date: &Option<Edtf>| date.as_ref().map_or("", Edtf::as_str).to_owned();
    let joined = |all: &[SharedStr]| all.iter().map(|one| &**one).collect::<Vec<_>>().join("; ");
    match column {
        "source_kind" => source.kind_name().to_owned(),
        "outlet" => source.outlet.to_string(),
        "outlet_basis" => unless_stated(&source.outlet_basis),
        "source_title" => optional(&source.title),
        "authors" => joined(&source.authors),
        "editors" => joined(&source.editors),
        "published" => day(&source.published),
        "published_basis" => unless_stated(&source.published_basis),
        "dateline" => optional(&source.dateline),
        "stamp" => day(&source.stamp),
        "source_updated" => day(&source.updated),
        "corrected" => day(&source.corrected),
        "retracted" => day(&source.retracted),
        "lang" => optional(&source.lang),
        "url" => optional(&source.url),
        "archive" => optional(&source.archive),
        "accessed" => day(&source.accessed),
        _ => String::new(),
    }
}

fn of_speaker(c: &Chronology, speaker: &Speaker, column: &str) -> String {
    match column {
        "name" => speaker.name.to_string(),
        "speaker_kind" => speaker.kind.name().to_owned(),
        "party" => speaker.party.map_or_else(String::new, |ix| c.party(ix).id.to_string()),
        _ => String::new(),
    }
}

fn of_event(event: &Event, column: &str) -> String {
    match column {
        "event_title" => event.title.to_string(),
        "event_date" => event.date.as_ref().map_or("", Edtf::as_str).to_owned(),
        "event_basis" => unless_stated(&event.basis),
        _ => String::new(),
    }
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
pub(super) struct Known {
    c: Arc<Chronology>,
    /// Speakers by the name in full, and by all their other names.
    speakers: Names,
    other_speakers: Names,
    parties: Names,
    events: Names,
}

/// Ids by names in small letters; several where several records go by one name.
type Names = HashMap<String, Vec<String>>;

/// Which record a name means.
pub(super) enum Meant {
    /// The one of this id.
    One(String),
    /// One of several, and nobody knows which.
    Several(Vec<String>),
    /// None that is known.
    None,
}

impl Known {
    /// The records of the datasets at these places.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub(super) fn of(places: &[DatasetPlace]) -> Result<Self, String> {
        let c = known(places)?;
        let (mut speakers, mut other_speakers) = (Names::new(), Names::new());
        for speaker in c.speakers() {
            add(&mut speakers, &speaker.name, &speaker.id);
            for name in speaker.short.iter().chain(&speaker.aka) {
                add(&mut other_speakers, name, &speaker.id);
            }
        }
        let (mut parties, mut events) = (Names::new(), Names::new());
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
    pub(super) fn speaker(&self, written: &str) -> Meant {
        let is = matches!(self.by_id(written), Some(Entity::Speaker(_)));
        // What looks like an id is no name.
        let names: &[&Names] =
            if is_id(written) { &[] } else { &[&self.speakers, &self.other_speakers] };
        meant(written, is, names)
    }

    /// The party that an id or a name means.
    pub(super) fn party(&self, written: &str) -> Meant {
        let is = matches!(self.by_id(written), Some(Entity::Party(_)));
        meant(written, is, &[&self.parties])
    }

    /// The event that an id or a title means.
    pub(super) fn event(&self, written: &str) -> Meant {
        let is = matches!(self.by_id(written), Some(Entity::Event(_)));
        meant(written, is, &[&self.events])
    }

    /// What the dataset says of a record in a column; empty where it says nothing.
    pub(super) fn said(&self, id: &str, column: &str) -> String {
        self.by_id(id).map_or_else(String::new, |entity| said(&self.c, entity, column))
    }

    /// Whether the dataset says of a record what a cell says, in whatever capitals; of a name also where it is another
    /// of the same record.
    pub(super) fn agrees(&self, id: &str, fact: &Fact, written: &str) -> bool {
        let says = |said: &str| fact.is_same(said, written);
        if says(&self.said(id, fact.column)) {
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

fn add(names: &mut Names, name: &str, id: &str) {
    let ids = names.entry(name.to_lowercase()).or_default();
    // Two are enough to know that nobody knows which.
    if ids.len() < 2 && !ids.iter().any(|known| known == id) {
        ids.push(id.to_owned());
    }
}

/// What is meant by something that is the id of a record, or a name.
fn meant(written: &str, is_record: bool, names: &[&Names]) -> Meant {
    if is_record {
        return Meant::One(written.to_owned());
    }
    let lower = written.to_lowercase();
    match names.iter().find_map(|names| names.get(&lower)).map(Vec::as_slice) {
        None | Some([]) => Meant::None,
        Some([id]) => Meant::One(id.clone()),
        Some(several) => Meant::Several(several.to_vec()),
    }
}
