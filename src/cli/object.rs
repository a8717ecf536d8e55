//! Records as JSON objects: the dataset's own field names, plus `type` and what is computed.
//!
//! Owns the shape that scripts rely on. Lists are always there, if empty; of the fields that may be
//! absent `date`, `title`, `speaker`, `said`, `source`, `para` are null where they are, and the others
//! are left out. Members of a group show what they inherit from its head, and their own notes; the notes of
//! all of them are on the record in time.

mod shape;
use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Cite, CiteRef, Entity, EventIx, Link, NoteIx, PointIx, Post, RecordIx, Series, SeriesIx,
    SourceIx, SpeakerIx, StatementIx, Subject,
};
use crate::chronology::tables::{Citation, Record};

pub(super) use self::shape::{
    CiteObject, ClockObject, EventObject, LimitObject, LinkObject, NoteObject, Number, Object,
    OriginalObject, PartyObject, PointObject, PostObject, SeriesObject, SinglePointObject,
    SourceObject, SpeakerObject, StatementObject, TranslationObject,
};
use super::Context;
use super::flat::Flat;

/// The object of any record.
pub(super) fn of(c: &Chronology, target: Entity) -> Object<'_> {
    match target {
        Entity::Statement(ix) => Object::Statement(Box::new(statement(c, ix))),
        Entity::Event(ix) => Object::Event(Box::new(event(c, ix))),
        Entity::Source(ix) => Object::Source(Box::new(source(c, ix))),
        Entity::Speaker(ix) => Object::Speaker(speaker(c, ix)),
        Entity::Note(ix) => Object::Note(note(c, ix)),
        Entity::Series(ix) => Object::Series(series(c, ix)),
        Entity::Point(ix) => Object::Point(Box::new(point(c, ix))),
        Entity::Party(ix) => {
            let party = c.party(ix);
            let notes = note_ids(c, c.notes(target));
            let clock = party.clock.as_ref();
            let clock =
                clock.map(|clock| ClockObject { zone: clock.zone.name(), place: &clock.place });
            let (id, name, aka) = (&party.id, &party.name, &party.aka);
            Object::Party(PartyObject { id, name, aka, notes, clock })
        }
    }
}

/// The object with what was found of its words: of words that are nobody's there is nothing to find, which is said
/// too.
pub(super) fn with_verdict<'c>(context: &Context<'c>, mut object: Object<'c>) -> Object<'c> {
    match &mut object {
        Object::Statement(statement) => {
            let found = match context.chronology.by_id(statement.id) {
                Some(Entity::Statement(ix)) => context.verification().finding(ix),
                _ => None,
            };
            statement.verification = Some(found.map(|found| found.verdict));
        }
        Object::Event(event) => event.verification = Some(None),
        _ => {}
    }
    object
}

/// The object of a record in time: an event, or the head of a group with the citations of all of it.
pub(super) fn in_time(c: &Chronology, record: RecordIx) -> Object<'_> {
    match c.record(record) {
        Record::Event(ix) => Object::Event(Box::new(event(c, ix))),
        Record::Statement(ix) => {
            let cites = c.citations(record).filter_map(|at| c.cite(at));
            let cites = cites.map(|cited| cite(c, cited)).collect();
            let notes = note_ids(c, c.notes_of(record));
            let cites = Some(cites);
            Object::Statement(Box::new(StatementObject { notes, cites, ..statement(c, ix) }))
        }
    }
}

/// The object of a hit: the citation that matches best, with its score.
pub(super) fn of_hit(c: &Chronology, citation: Citation, score: f32) -> Object<'_> {
    match (c.record(citation.record), c.reported(citation)) {
        (Record::Event(ix), _) => {
            Object::Event(Box::new(EventObject { score: Some(score), ..event(c, ix) }))
        }
        (Record::Statement(head), member) => {
            let found = statement(c, member.unwrap_or(head));
            Object::Statement(Box::new(StatementObject { score: Some(score), ..found }))
        }
    }
}

impl Object<'_> {
    /// The same, told to have some word of the query in a note only.
    pub(super) fn in_note(mut self) -> Self {
        match &mut self {
            Self::Statement(object) => object.in_note = Some(true),
            Self::Event(object) => object.in_note = Some(true),
            _ => {}
        }
        self
    }

    /// The same, told to be near what was asked, with the words of the query that it lacks.
    pub(super) fn near<'w>(
        mut self,
        near: &'static str,
        lacks: impl IntoIterator<Item = &'w str>,
    ) -> Self {
        let lacks = Some(lacks.into_iter().map(Into::into).collect());
        match &mut self {
            Self::Statement(object) => (object.near, object.lacks) = (Some(near), lacks),
            Self::Event(object) => (object.near, object.lacks) = (Some(near), lacks),
            _ => {}
        }
        self
    }
}

fn statement(c: &Chronology, ix: StatementIx) -> StatementObject<'_> {
    let s = c.statement(ix);
    let record = c.record_of(Subject::Statement(ix));
    let flat = Flat::of(c, Subject::Statement(ix));
    StatementObject {
        id: &s.id,
        source: &c.source(s.source).id,
        para: s.para,
        also: &s.also,
        kind: s.kind,
        speaker: s.speaker.map(|speaker| &*c.speaker(speaker).id),
        said: s.said.as_ref().map(Edtf::as_str),
        basis: (&s.basis).into(),
        text: &s.text,
        topics: &s.topics,
        links: links(c, &s.links),
        reports: statement_ids(c, c.reports(record).iter().copied().filter(|other| *other != ix)),
        notes: note_ids(c, c.notes(Entity::Statement(ix))),
        asks: s.asks,
        said_from: flat.said_from,
        said_to: flat.said_to,
        outlet: flat.outlet,
        published: flat.published,
        url: flat.url,
        speaker_name: flat.speaker_name,
        locator: s.locator.as_deref(),
        speakers: (!s.speakers.is_empty())
            .then(|| s.speakers.iter().map(|speaker| &*c.speaker(*speaker).id).collect()),
        to: (!s.to.is_empty()).then_some(&s.to[..]),
        place: s.place.as_deref(),
        hearsay: s.hearsay.then_some(true),
        original: (s.original.as_ref()).map(|o| OriginalObject { lang: &o.lang, text: &o.text }),
        venue: s.venue.as_deref(),
        event: s.event.map(|event| &*c.event(event).id),
        via: s.via.as_deref(),
        translation: (s.translation.as_ref())
            .map(|t| TranslationObject { from: &t.from, by: t.by.as_deref() }),
        same_as: s.same_as.map(|head| &*c.statement(head).id),
        cites: None,
        verification: None,
        score: None,
        near: None,
        in_note: None,
        lacks: None,
    }
}

fn event(c: &Chronology, ix: EventIx) -> EventObject<'_> {
    let e = c.event(ix);
    let statements = c.of_event(ix).iter().flat_map(|record| c.reports(*record).iter().copied());
    // Where it is printed first stands flat beside all citations.
    let flat = Flat::of(c, Subject::Event(ix));
    EventObject {
        id: &e.id,
        date: e.date.as_ref().map(Edtf::as_str),
        basis: (&e.basis).into(),
        title: &e.title,
        milestone: e.milestone,
        cites: cites(c, &e.cites),
        topics: &e.topics,
        links: links(c, &e.links),
        reports: statement_ids(c, statements),
        notes: note_ids(c, c.notes(Entity::Event(ix))),
        asks: e.asks,
        said_from: flat.said_from,
        said_to: flat.said_to,
        outlet: flat.outlet,
        published: flat.published,
        url: flat.url,
        speaker_name: flat.speaker_name,
        summary: e.summary.as_deref(),
        verification: None,
        score: None,
        near: None,
        in_note: None,
        lacks: None,
    }
}

fn source(c: &Chronology, ix: SourceIx) -> SourceObject<'_> {
    let s = c.source(ix);
    SourceObject {
        id: &s.id,
        kind: s.kind,
        unknown_kind: s.unknown_kind.as_deref(),
        outlet: &s.outlet,
        outlet_basis: (&s.outlet_basis).into(),
        title: s.title.as_deref(),
        authors: &s.authors,
        editors: &s.editors,
        published_basis: (&s.published_basis).into(),
        reports: statement_ids(c, printed_in(c, ix)),
        notes: note_ids(c, c.notes(Entity::Source(ix))),
        dateline: s.dateline.as_deref(),
        stamp: s.stamp.as_ref().map(Edtf::as_str),
        published: s.published.as_ref().map(Edtf::as_str),
        updated: s.updated.as_ref().map(Edtf::as_str),
        corrected: s.corrected.as_ref().map(Edtf::as_str),
        retracted: s.retracted.as_ref().map(Edtf::as_str),
        copy_of: s.copy_of.map(|original| &*c.source(original).id),
        lang: s.lang.as_deref(),
        url: s.url.as_deref(),
        archive: s.archive.as_deref(),
        accessed: s.accessed.as_ref().map(Edtf::as_str),
        summary: s.summary.as_deref(),
    }
}

/// The statements that a source prints, in the order of the document, each once.
pub(super) fn printed_in(c: &Chronology, ix: SourceIx) -> impl Iterator<Item = StatementIx> {
    c.passages(ix).iter().filter(|p| !p.again).filter_map(|p| c.reported(p.citation))
}

fn speaker(c: &Chronology, ix: SpeakerIx) -> SpeakerObject<'_> {
    let s = c.speaker(ix);
    SpeakerObject {
        id: &s.id,
        name: &s.name,
        short: s.short.as_deref(),
        aka: &s.aka,
        kind: s.kind,
        posts: posts(&s.posts),
        reports: c.by_speaker(ix).iter().map(|record| c.record_id(*record)).collect(),
        notes: note_ids(c, c.notes(Entity::Speaker(ix))),
        party: s.party.map(|party| &*c.party(party).id),
    }
}

pub(super) fn posts<'a>(posts: impl IntoIterator<Item = &'a Post>) -> Vec<PostObject<'a>> {
    let post = |post: &'a Post| {
        let Post { title, from, to } = post;
        PostObject {
            title,
            from: from.as_ref().map(Edtf::as_str),
            to: to.as_ref().map(Edtf::as_str),
        }
    };
    posts.into_iter().map(post).collect()
}

fn note(c: &Chronology, ix: NoteIx) -> NoteObject<'_> {
    let n = c.note(ix);
    NoteObject {
        id: &n.id,
        kind: n.kind,
        about: n.about.iter().map(|target| id_of(c, *target)).collect(),
        text: &n.text,
        cites: cites(c, &n.cites),
        since: n.since.as_ref().map(Edtf::as_str),
    }
}

fn series(c: &Chronology, ix: SeriesIx) -> SeriesObject<'_> {
    let s: &Series = &c.series()[ix.at()];
    let points = s.points.iter().map(|p| PointObject {
        date: p.date.as_str(),
        value: p.value.map(Number),
        status: p.status,
        published: p.published.as_ref().map(Edtf::as_str),
        cite: p.cite.as_ref().map(|cited| cite(c, cited.as_ref())),
    });
    SeriesObject {
        id: &s.id,
        party: s.party.map(|party| &*c.party(party).id),
        measure: &s.measure,
        points: points.collect(),
        notes: note_ids(c, c.notes(Entity::Series(ix))),
        unit: s.unit.as_deref(),
        limit: limit(s),
    }
}

/// A point by itself: with what its series says of all of them.
fn point(c: &Chronology, ix: PointIx) -> SinglePointObject<'_> {
    let (s, p) = (&c.series()[ix.series.at()], c.point(ix));
    SinglePointObject {
        id: c.point_id(ix),
        series: &s.id,
        party: s.party.map(|party| &*c.party(party).id),
        measure: &s.measure,
        date: p.date.as_str(),
        value: p.value.map(Number),
        status: p.status,
        notes: note_ids(c, c.notes(Entity::Series(ix.series))),
        unit: s.unit.as_deref(),
        limit: limit(s),
        published: p.published.as_ref().map(Edtf::as_str),
        cite: p.cite.as_ref().map(|cited| cite(c, cited.as_ref())),
    }
}

fn limit(s: &Series) -> Option<LimitObject<'_>> {
    s.limit.as_ref().map(|limit| LimitObject {
        value: Number(limit.value),
        from: limit.from.as_ref().map(Edtf::as_str),
    })
}

/// The id of a record of any kind.
pub(super) fn id_of(c: &Chronology, target: Entity) -> &str {
    match target {
        Entity::Party(ix) => &c.party(ix).id,
        Entity::Speaker(ix) => &c.speaker(ix).id,
        Entity::Source(ix) => &c.source(ix).id,
        Entity::Event(ix) => &c.event(ix).id,
        Entity::Statement(ix) => &c.statement(ix).id,
        Entity::Note(ix) => &c.note(ix).id,
        Entity::Series(ix) => &c.series()[ix.at()].id,
        Entity::Point(ix) => c.point_id(ix),
    }
}

fn links<'a>(c: &'a Chronology, links: &[Link]) -> Vec<LinkObject<'a>> {
    links.iter().map(|link| LinkObject(link.kind.name(), subject_id(c, link.to))).collect()
}

/// The id of an event or a statement.
pub(super) fn subject_id(c: &Chronology, subject: Subject) -> &str {
    match subject {
        Subject::Event(ix) => id_of(c, Entity::Event(ix)),
        Subject::Statement(ix) => id_of(c, Entity::Statement(ix)),
    }
}

fn cites<'a>(c: &'a Chronology, cites: &'a [Cite]) -> Vec<CiteObject<'a>> {
    cites.iter().map(|cited| cite(c, cited.as_ref())).collect()
}

pub(super) fn cite<'a>(c: &'a Chronology, cite: CiteRef<'a>) -> CiteObject<'a> {
    CiteObject { source: &c.source(cite.source).id, para: cite.para, locator: cite.locator }
}

fn statement_ids(c: &Chronology, all: impl Iterator<Item = StatementIx>) -> Vec<&str> {
    all.map(|ix| &*c.statement(ix).id).collect()
}

fn note_ids<'a>(c: &'a Chronology, notes: &[NoteIx]) -> Vec<&'a str> {
    notes.iter().map(|ix| &*c.note(*ix).id).collect()
}
