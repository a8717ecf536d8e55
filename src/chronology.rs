//! The domain: a sourced chronology and what can be asked of it.
//!
//! Knows files, RON, dates and time zones, and how texts differ. It must never know a terminal, a query or a
//! screen, and it knows no country, speaker or treaty: those are data.

pub mod agreement;
pub mod alignment;
pub mod article;
pub mod as_of;
mod check;
pub mod clocks;
pub mod date;
pub mod difference;
pub mod encoding;
pub mod form;
pub mod id;
pub mod ix;
pub mod load;
pub mod model;
pub mod problem;
pub mod progress;
pub mod ron;
pub mod shared_str;
pub mod tables;
pub mod target;
pub mod verify;
pub mod weight;

use std::hash::BuildHasher;

use chrono::NaiveDate;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use self::date::{Bounds, Edtf, Lapse};
use self::model::{
    Basis, CiteRef, CountAnchor, Datasets, Entity, Event, EventIx, LinkKind, Location, Meta, Note,
    NoteIx, Party, PartyIx, Point, PointIx, RecordIx, Series, Source, SourceIx, Speaker, SpeakerIx,
    Statement, StatementIx, Subject,
};
use self::tables::{Citation, Record, Tables};
use crate::text::language::primary;
use crate::text::spelling::nearest_name;

/// Checked records, in the order of the dataset.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "each list is named after its records")]
pub struct Records {
    pub parties: Vec<Party>,
    pub speakers: Vec<Speaker>,
    pub sources: Vec<Source>,
    pub events: Vec<Event>,
    pub statements: Vec<Statement>,
    pub notes: Vec<Note>,
    pub series: Vec<Series>,
}

impl Records {
    /// The date by which a record stands in time: that of its event, or of the head of its group.
    fn date(&self, record: Record) -> Option<&Edtf> {
        match record {
            Record::Event(event) => self.events[event.at()].date.as_ref(),
            Record::Statement(head) => self.statements[head.at()].said.as_ref(),
        }
    }
}

/// A chronology: its records, the names they go by and everything derived from them. Immutable.
#[derive(Debug, Clone, Default)]
pub struct Chronology {
    /// What the dataset says of itself.
    pub meta: Meta,
    /// The files it was read from, as named on the command line.
    pub files: Vec<String>,
    /// The datasets it was read from, where they were several.
    pub datasets: Datasets,
    data: Records,
    /// Every record by its id, which is read where the record has it: by its number, see [`Numbered`].
    ids: HashTable<u32>,
    /// The ids of the points, series by series.
    point_ids: Vec<Vec<Box<str>>>,
    /// Every point, series by series.
    points: Vec<PointIx>,
    tables: Tables,
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

/// How many records of a kind there are, and what that of a number within it is.
type NumberedKind = (usize, fn(usize) -> Entity);

/// The records that have an id, numbered from 0, kind by kind.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    data: &'a Records,
    point_ids: &'a [Vec<Box<str>>],
    points: &'a [PointIx],
}

impl<'a> Numbered<'a> {
    /// How many records of each kind there are, in the order in which they are numbered.
    fn kinds(self) -> [NumberedKind; 7] {
        let data = self.data;
        [
            (data.parties.len(), |n| Entity::Party(n.into())),
            (data.speakers.len(), |n| Entity::Speaker(n.into())),
            (data.sources.len(), |n| Entity::Source(n.into())),
            (data.events.len(), |n| Entity::Event(n.into())),
            (data.statements.len(), |n| Entity::Statement(n.into())),
            (data.notes.len(), |n| Entity::Note(n.into())),
            (data.series.len(), |n| Entity::Series(n.into())),
        ]
    }

    fn count(self) -> usize {
        self.kinds().iter().map(|(count, _)| count).sum::<usize>() + self.points.len()
    }

    /// The record of a number; those behind the last kind are points.
    fn entity(self, number: u32) -> Entity {
        let mut at = number as usize;
        for (count, entity) in self.kinds() {
            match at.checked_sub(count) {
                Some(rest) => at = rest,
                None => return entity(at),
            }
        }
        Entity::Point(self.points[at])
    }

    /// Their ids, by their numbers.
    fn ids(self) -> impl Iterator<Item = &'a str> {
        (0..self.count() as u32).map(move |number| self.id(number))
    }

    /// The id of the record of a number.
    fn id(self, number: u32) -> &'a str {
        let data = self.data;
        match self.entity(number) {
            Entity::Party(ix) => &data.parties[ix.at()].id,
            Entity::Speaker(ix) => &data.speakers[ix.at()].id,
            Entity::Source(ix) => &data.sources[ix.at()].id,
            Entity::Event(ix) => &data.events[ix.at()].id,
            Entity::Statement(ix) => &data.statements[ix.at()].id,
            Entity::Note(ix) => &data.notes[ix.at()].id,
            Entity::Series(ix) => &data.series[ix.at()].id,
            Entity::Point(ix) => &self.point_ids[ix.series.at()][ix.nth as usize],
        }
    }
}

impl std::ops::Deref for Chronology {
    type Target = Tables;

    /// What is derived is asked for on the chronology itself.
    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Chronology {
    /// Derives the tables of checked records. Where an id occurs twice the first keeps it.
    #[must_use]
    pub fn new(meta: Meta, files: Vec<String>, data: Records) -> Self {
        let point_ids: Vec<Vec<Box<str>>> = data.series.iter().map(Series::point_ids).collect();
        let points = point_ids.iter().enumerate().flat_map(|(series, ids)| {
            (0..ids.len() as u32).map(move |nth| PointIx { series: series.into(), nth })
        });
        let points: Vec<PointIx> = points.collect();
        let numbered = Numbered { data: &data, point_ids: &point_ids, points: &points };
        let mut ids = HashTable::with_capacity(numbered.count());
        for (id, number) in numbered.ids().zip(0..) {
            let same = |other: &u32| numbered.id(*other) == id;
            let rehash = |other: &u32| hash(numbered.id(*other));
            ids.entry(hash(id), same, rehash).or_insert(number);
        }
        let tables = Tables::derive(&data);
        let datasets = Datasets::default();
        Self { meta, files, datasets, data, ids, point_ids, points, tables }
    }

    /// The id that is most like what was typed, where one is near enough to be what was meant.
    #[must_use]
    pub fn nearest_id(&self, typed: &str) -> Option<&str> {
        nearest_name(typed, self.numbered().ids())
    }

    /// How many records there are, of all kinds, the points of series among them.
    #[must_use]
    pub fn count(&self) -> usize {
        self.numbered().count()
    }

    fn numbered(&self) -> Numbered<'_> {
        let Self { data, point_ids, points, .. } = self;
        Numbered { data, point_ids, points }
    }

    /// The parties, in the order of the dataset.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.data.parties
    }

    /// The speakers, in the order of the dataset.
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.data.speakers
    }

    /// The sources, in the order of the dataset.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.data.sources
    }

    /// The events, in the order of the dataset.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.data.events
    }

    /// The statements, in the order of the dataset.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.data.statements
    }

    /// The notes, in the order of the dataset.
    #[must_use]
    pub fn notes_list(&self) -> &[Note] {
        &self.data.notes
    }

    /// The series, in the order of the dataset.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.data.series
    }

    /// The points of all series, in the order of the dataset.
    #[must_use]
    pub fn points(&self) -> &[PointIx] {
        &self.points
    }

    /// The record of any kind that goes by `id`. Of several datasets `name:id` is that of the dataset of this name,
    /// also where no other has its id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Entity> {
        let numbered = self.numbered();
        let find = |id: &str| {
            let number = self.ids.find(hash(id), |number| numbered.id(*number) == id)?;
            Some(numbered.entity(*number))
        };
        find(id).or_else(|| {
            let (name, own) = id.split_once(':')?;
            let target = find(own)?;
            (self.datasets.name(self.location_of(target)) == Some(name)).then_some(target)
        })
    }

    /// Where a record of any kind stands.
    fn location_of(&self, target: Entity) -> Location {
        match target {
            Entity::Party(ix) => self.party(ix).location,
            Entity::Speaker(ix) => self.speaker(ix).location,
            Entity::Source(ix) => self.source(ix).location,
            Entity::Event(ix) => self.event(ix).location,
            Entity::Statement(ix) => self.statement(ix).location,
            Entity::Note(ix) => self.note(ix).location,
            Entity::Series(ix) => self.series()[ix.at()].location,
            Entity::Point(ix) => self.series()[ix.series.at()].location,
        }
    }

    /// The datasets in whose folders the text of a source may lie, its own first; one of no name where there is one
    /// alone. In a folder a text has the name that means its source in that dataset, so that of a source that several
    /// declare alike each may hold one.
    #[must_use]
    pub fn holders(&self, source: SourceIx) -> Vec<Option<&str>> {
        let source = self.source(source);
        let own = self.datasets.name(source.location);
        let names = self.datasets.list.iter().map(|dataset| &*dataset.name);
        let means = |name: &str| {
            !source.id.contains(':') && self.by_id(&format!("{name}:{}", source.id)).is_none()
        };
        let others = names.filter(|name| Some(*name) != own && means(name)).map(Some);
        std::iter::once(own).chain(others).collect()
    }

    /// A party.
    #[must_use]
    pub fn party(&self, ix: PartyIx) -> &Party {
        &self.data.parties[ix.at()]
    }

    /// A speaker.
    #[must_use]
    pub fn speaker(&self, ix: SpeakerIx) -> &Speaker {
        &self.data.speakers[ix.at()]
    }

    /// A source.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.data.sources[ix.at()]
    }

    /// An event.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> &Event {
        &self.data.events[ix.at()]
    }

    /// A statement.
    #[must_use]
    pub fn statement(&self, ix: StatementIx) -> &Statement {
        &self.data.statements[ix.at()]
    }

    /// A note.
    #[must_use]
    pub fn note(&self, ix: NoteIx) -> &Note {
        &self.data.notes[ix.at()]
    }

    /// A point of a series.
    #[must_use]
    pub fn point(&self, ix: PointIx) -> &Point {
        &self.data.series[ix.series.at()].points[ix.nth as usize]
    }

    /// The id of a point: that of its series and its day, `warheads@2022-09-01`; `…#2` for the second of a day.
    #[must_use]
    pub fn point_id(&self, ix: PointIx) -> &str {
        &self.point_ids[ix.series.at()][ix.nth as usize]
    }

    /// A record of the timeline.
    #[must_use]
    pub fn record(&self, ix: RecordIx) -> Record {
        self.tables.records[ix.at()]
    }

    /// The event, or the head of the group, that a record is.
    #[must_use]
    pub fn subject(&self, ix: RecordIx) -> Subject {
        match self.record(ix) {
            Record::Event(e) => Subject::Event(e),
            Record::Statement(s) => Subject::Statement(s),
        }
    }

    /// Whether a statement's words are a translation of the dataset's own: what prints them is in the language from
    /// which they were translated, and so does not print them as they stand.
    #[must_use]
    pub fn is_own_translation(&self, statement: &Statement) -> bool {
        let original = statement.original.as_ref().map(|original| &*original.lang);
        let from =
            original.or(statement.translation.as_ref().map(|translation| &*translation.from));
        let printed = self.source(statement.source).lang.as_deref();
        let are_one = |(one, other)| primary(one).eq_ignore_ascii_case(primary(other));
        statement.kind.is_verbatim() && from.zip(printed).is_some_and(are_one)
    }

    /// What a citation tells: of a group the report that it names, else the record.
    #[must_use]
    pub fn told_by(&self, citation: Citation) -> Subject {
        let report = self.reported(citation).map(Subject::Statement);
        report.unwrap_or_else(|| self.subject(citation.record))
    }

    /// When an event happened or words were said, and how that is known. A report tells the day of the group unless its
    /// source says another: then it is told by its own, wherever it is told and whatever is counted from it.
    #[must_use]
    pub fn day_of(&self, subject: Subject) -> (Option<&Edtf>, &Basis) {
        match subject {
            Subject::Event(ix) => {
                let event = self.event(ix);
                (event.date.as_ref(), &event.basis)
            }
            Subject::Statement(ix) => {
                let statement = self.statement(ix);
                (statement.said.as_ref(), &statement.basis)
            }
        }
    }

    /// When what a citation tells happened or was said, and how that is known.
    #[must_use]
    pub fn day_at(&self, citation: Citation) -> (Option<&Edtf>, &Basis) {
        self.day_of(self.told_by(citation))
    }

    /// Whether two reports of the same words tell them of different days.
    #[must_use]
    pub fn are_of_other_days(&self, one: StatementIx, other: StatementIx) -> bool {
        let [one, other] = [one, other].map(|ix| self.statement(ix).said.as_ref());
        // Most share one date, and to ask what it means costs more.
        one != other && one.map(Edtf::meaning) != other.map(Edtf::meaning)
    }

    /// The other reports of a statement's words that tell them of another day, by these days.
    pub fn of_other_days(&self, ix: StatementIx) -> impl Iterator<Item = &[StatementIx]> {
        let several = self.tables.several.get(&self.record_of(Subject::Statement(ix)));
        let days = several.map_or(&[][..], |several| &several.by_day).iter().map(Vec::as_slice);
        days.filter(move |day| day.first().is_some_and(|own| self.are_of_other_days(ix, *own)))
    }

    /// The date by which a record stands in time: that of its event, or of the head of its group.
    #[must_use]
    pub fn date(&self, ix: RecordIx) -> Option<&Edtf> {
        self.data.date(self.record(ix))
    }

    /// How that date is known.
    #[must_use]
    pub fn basis(&self, ix: RecordIx) -> &Basis {
        self.day_of(self.subject(ix)).1
    }

    /// When a record was first published.
    #[must_use]
    pub fn first_published(&self, ix: RecordIx) -> Option<&Edtf> {
        self.publication(ix).0
    }

    /// When a record was first published, and how that is known.
    #[must_use]
    pub fn publication(&self, ix: RecordIx) -> (Option<&Edtf>, &Basis) {
        let first = self.tables.first_published(&self.data, ix);
        first.map_or((None, &Basis::Stated), |(date, basis)| (Some(date), basis))
    }

    /// How many citations a record has.
    #[must_use]
    pub fn citation_count(&self, ix: RecordIx) -> usize {
        self.tables.citation_count(&self.data, ix)
    }

    /// The citations of a record, in their order.
    pub fn citations(&self, record: RecordIx) -> impl Iterator<Item = Citation> + use<> {
        self.tables.citations(&self.data, record)
    }

    /// The citations of a record with which a source begins: one for each source that prints it, however many
    /// paragraphs of it do, in the order in which those who print it are listed, see [`Source::print_order`].
    #[must_use]
    pub fn prints(&self, record: RecordIx) -> Vec<Citation> {
        let only = || self.citations(record).collect();
        self.tables.several.get(&record).map_or_else(only, |several| several.prints.clone())
    }

    /// How many sources print a record.
    #[must_use]
    pub fn print_count(&self, record: RecordIx) -> usize {
        let several = self.tables.several.get(&record).map(|several| several.prints.len());
        several.unwrap_or_else(|| self.citation_count(record).min(1))
    }

    /// How many of the sources that print a record were retracted.
    #[must_use]
    pub fn retracted_count(&self, record: RecordIx) -> usize {
        let only = || {
            let cite = self.cite(Citation { record, nth: 0 });
            usize::from(cite.is_some_and(|cite| self.source(cite.source).retracted.is_some()))
        };
        self.tables.several.get(&record).map_or_else(only, |several| several.retracted)
    }

    /// Whether an outlet prints a record in more than one of its own sources.
    #[must_use]
    pub fn has_outlet_twice(&self, record: RecordIx) -> bool {
        self.tables.several.get(&record).is_some_and(|several| several.outlet_twice)
    }

    /// The source and paragraph of a citation; `None` where the event has none.
    #[must_use]
    pub fn cite(&self, citation: Citation) -> Option<CiteRef<'_>> {
        self.tables.cite(&self.data, citation)
    }

    /// The citation that is this statement.
    #[must_use]
    pub fn citation_of(&self, statement: StatementIx) -> Citation {
        let record = self.record_of(Subject::Statement(statement));
        let nth = self.reports(record).iter().position(|s| *s == statement).unwrap_or(0);
        Citation { record, nth: nth as u32 }
    }

    /// The permanent id of a record: that of its event, or of the head of its group.
    #[must_use]
    pub fn record_id(&self, ix: RecordIx) -> &str {
        match self.record(ix) {
            Record::Event(e) => &self.event(e).id,
            Record::Statement(s) => &self.statement(s).id,
        }
    }

    /// The notes that concern a record: those about it and about any report of it. Those about the sources that print
    /// it are the sources' own and not among them.
    #[must_use]
    pub fn notes_of(&self, ix: RecordIx) -> &[NoteIx] {
        self.tables.notes_of.get(&ix).map_or(&[], Vec::as_slice)
    }

    /// Whether there is a note on a record or on any report of it.
    #[must_use]
    pub fn has_notes(&self, ix: RecordIx) -> bool {
        !self.notes_of(ix).is_empty()
    }

    /// Whether a record asks for an answer and none is recorded.
    #[must_use]
    pub fn is_unanswered(&self, ix: RecordIx) -> bool {
        self.tables.asking.contains(&ix)
            && !self.backlinks(ix).iter().any(|l| l.kind == LinkKind::RespondsTo)
    }

    /// For how many days, on the day `by`, what asks for an answer has had none.
    #[must_use]
    pub fn days_unanswered(&self, asking: Subject, by: NaiveDate) -> Option<Bounds> {
        let asked = self.day_of(asking).0.filter(|_| self.is_unanswered(self.record_of(asking)))?;
        asked.days_until(by).filter(|days| days.least > 0)
    }

    /// The time that passed between two subjects, see [`Edtf::lapse_before`].
    #[must_use]
    pub fn lapse_between(&self, earlier: Subject, later: Subject) -> Option<Lapse> {
        self.day_of(earlier).0?.lapse_before(self.day_of(later).0?)
    }

    /// The time that passed between what is linked to and what links to it, which so is later: where their dates leave
    /// the order open, the most that it was.
    #[must_use]
    pub fn lapse_of_link(&self, earlier: Subject, later: Subject) -> Option<Lapse> {
        let (from, to) = (self.day_of(earlier).0?, self.day_of(later).0?);
        from.lapse_before(to).or_else(|| from.most_before(to))
    }

    /// The day up to which time is counted on the day `today`: no later than the dataset was last changed.
    #[must_use]
    pub fn day_of_reading(&self, today: NaiveDate) -> NaiveDate {
        let updated = self.meta.updated.as_ref().and_then(Edtf::latest);
        updated.map_or(today, |updated| updated.min(today))
    }

    /// The event from which the dataset counts time, and its date.
    #[must_use]
    pub fn anchor(&self) -> Option<(&CountAnchor, &Edtf)> {
        let anchor = self.meta.anchor.as_ref()?;
        Some((anchor, self.event(anchor.event).date.as_ref()?))
    }

    /// The record nearest in time to `date`, the earlier one on a tie; `None` without dated records.
    #[must_use]
    pub fn nearest_record(&self, date: &Edtf) -> Option<RecordIx> {
        let dated = &self.records[..self.dated];
        let second_of = |i: usize| self.date(RecordIx::from(i)).map(Edtf::sort_second);
        let second = date.sort_second();
        let is_before =
            |record: &Record| self.data.date(*record).is_some_and(|d| d.sort_second() < second);
        let after = dated.partition_point(is_before);
        let distance = |i: usize| second_of(i).map(|s| (s - second).abs());
        match (after.checked_sub(1), (after < dated.len()).then_some(after)) {
            (Some(a), Some(b)) if distance(a) <= distance(b) => Some(RecordIx::from(a)),
            (Some(a), None) => Some(RecordIx::from(a)),
            (_, b) => b.map(RecordIx::from),
        }
    }
}
