//! The form of a dataset: which fields each kind of record has, how each is read, and what a record must have.
//!
//! One table a kind, and a field is one line of it. How a record is read field by field is [`super::fields`]'s, what
//! the values of fields may be [`super::values`]'s; what follows from several records is for whoever has them all.

use chrono::NaiveDate;

use super::super::clocks::PartyClock;
use super::super::date::Edtf;
use super::super::model::{
    Basis, Cite, CountAnchor, Event, EventIx, Limit, Location, Meta, Note, NoteKind, Original,
    Party, Point, PointStatus, Post, Series, Source, SourceIx, SourceKind, Speaker, SpeakerIx,
    SpeakerKind, Statement, StatementKind, Translation,
};
use super::super::problem::ProblemCode;
use super::super::ron::location::PathStep;
use super::values::{Read, Reading};

/// A field of a kind of record.
#[derive(Debug, Clone, Copy)]
pub(super) struct FormField {
    pub(super) name: &'static str,
    /// Whether a record must have it.
    pub(super) required: bool,
}

/// Which fields of a record a file gives.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given(u64);

impl Given {
    pub(super) fn has(self, field: usize) -> bool {
        self.0 >> field & 1 == 1
    }

    pub(super) fn add(&mut self, field: usize) {
        self.0 |= 1 << field;
    }
}

/// A kind of record with fields.
pub(super) trait Record: Sized {
    /// What a message calls it.
    const KIND: &'static str;
    /// Its fields.
    const FIELDS: &'static [FormField];

    /// One of which nothing is known, that begins at an offset.
    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self;

    /// Reads the value of a field, by its position among the fields.
    fn read(&mut self, field: usize, reading: &mut Reading<'_, '_>) -> Read<()>;

    /// Whether it knows a field better than its file does, though it leaves it out.
    fn has_of_its_own(&self, _field: &str) -> bool {
        false
    }

    /// Takes what it leaves out from what its file says for all.
    fn complete(&mut self, _given: &mut Given, _defaults: &Defaults) {}

    /// Judges it as a whole, when all of it has been read that begins at an offset.
    fn judge(&mut self, _given: Given, _at: usize, _reading: &mut Reading<'_, '_>) {}

    /// Whether a file gives a field.
    fn gives(given: Given, field: &str) -> bool {
        Self::FIELDS.iter().position(|f| f.name == field).is_some_and(|field| given.has(field))
    }
}

/// Declares the fields of a kind: `name: reader`, required ones with `!`. A value is read by the function of that
/// name in [`super::values`] and put into the record's field of the same name. `or default`: a file may say it for
/// all its records.
macro_rules! form {
    ($type:ident, $kind:literal {
        $($field:ident $($required:ident)? : $reader:ident $(($item:ident))? $(or $default:ident)?,)*
    } $($rest:item)*) => {
        impl Record for $type {
            const KIND: &'static str = $kind;
            const FIELDS: &'static [FormField] =
                &[$(FormField { name: stringify!($field), required: form!(@is $($required)?) }),*];

            fn read(&mut self, field: usize, reading: &mut Reading<'_, '_>) -> Read<()> {
                #[allow(non_camel_case_types, reason = "named as the fields are")]
                enum Position { $($field),* }
                $(if field == Position::$field as usize {
                    self.$field = reading.$reader($(Reading::$item)?)?.into();
                    return Ok(());
                })*
                Ok(())
            }

            #[allow(unused_variables, reason = "most kinds have no field that a file says for all")]
            fn complete(&mut self, given: &mut Given, defaults: &Defaults) {
                #[allow(non_camel_case_types, dead_code, reason = "named as the fields are")]
                enum Position { $($field),* }
                $(form!(@complete self given defaults $field $($default)?);)*
            }

            $($rest)*
        }
    };
    (@is required) => { true };
    (@is) => { false };
    (@complete $self:ident $given:ident $defaults:ident $field:ident default) => {
        if let Some(said) = &$defaults.$field
            && !$given.has(Position::$field as usize)
            && !$self.has_of_its_own(stringify!($field))
        {
            $self.$field = said.clone().into();
            $given.add(Position::$field as usize);
        }
    };
    (@complete $self:ident $given:ident $defaults:ident $field:ident) => {};
}

form! { Meta, "meta" {
        schema required: whole,
        title required: sentence,
        description: sentence,
        updated: date,
        version: sentence,
        licence: sentence,
        editors: list(sentence),
        anchor: anchor,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self::default()
    }

    fn judge(&mut self, given: Given, at: usize, reading: &mut Reading<'_, '_>) {
        if Self::gives(given, "schema") && self.schema != SCHEMA {
            let message =
                format!("this dataset is of schema {}, this program reads schema {SCHEMA}", self.schema);
            let help = format!("write schema: {SCHEMA} if the records follow it, or use a newer startline");
            let path = [PathStep::Field("schema")];
            reading.report_within(at, &path, ProblemCode::UnknownSchema, &message, &help);
        }
    }
}

form! { CountAnchor, "anchor" {
        event required: event,
        label: filled,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { event: EventIx::default(), label: "T".into() }
    }
}

/// What the records of a file leave out.
#[derive(Debug, Clone, Default)]
pub(super) struct Defaults {
    pub(super) source: Option<SourceIx>,
    said: Option<Edtf>,
    basis: Option<Basis>,
    pub(super) event: Option<EventIx>,
    pub(super) speaker: Option<SpeakerIx>,
    venue: Option<Box<str>>,
    lang: Option<Box<str>>,
    status: Option<PointStatus>,
    pub(super) cite: Option<Cite>,
    /// Where the file says it.
    pub(super) location: Location,
    /// What is said there and is wrong: records that leave it out have none.
    pub(super) faulty: Vec<&'static str>,
    /// The problem for which.
    pub(super) problem: Option<u32>,
}

form! { Defaults, "defaults" {
        source: source,
        said: date,
        basis: basis,
        event: event,
        speaker: speaker,
        venue: filled,
        lang: filled,
        status: point_status,
        cite: cite,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self { location: reading.location(at), ..Self::default() }
    }

    fn judge(&mut self, given: Given, _: usize, reading: &mut Reading<'_, '_>) {
        let there = [
            ("source", self.source.is_some()),
            ("said", self.said.is_some()),
            ("basis", self.basis.is_some()),
            ("event", self.event.is_some()),
            ("speaker", self.speaker.is_some()),
            ("venue", self.venue.is_some()),
            ("lang", self.lang.is_some()),
            ("status", self.status.is_some()),
            ("cite", self.cite.is_some()),
        ];
        let faulty = there.into_iter().filter(|(name, there)| !there && Self::gives(given, name));
        self.faulty = faulty.map(|(name, _)| name).collect();
        self.problem = if self.faulty.is_empty() { None } else { reading.last_problem() };
    }
}

form! { Party, "party" {
        id required: id,
        name required: filled,
        aka: list(line),
        clock: clock,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            name: Box::default(),
            aka: Vec::new(),
            clock: None,
            location: reading.location(at),
        }
    }
}

form! { PartyClock, "clock" {
        zone required: zone,
        place required: line,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { zone: chrono_tz::Tz::UTC, place: Box::default() }
    }
}

form! { Speaker, "speaker" {
        id required: id,
        name required: filled,
        short: filled,
        aka: list(line),
        kind required: speaker_kind,
        party: party,
        posts: posts,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            name: Box::default(),
            short: None,
            aka: Vec::new(),
            kind: SpeakerKind::Person,
            party: None,
            posts: Vec::new(),
            location: reading.location(at),
        }
    }
}

form! { Post, "post" {
        title required: line,
        from: date,
        to: date,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { title: Box::default(), from: None, to: None }
    }

    fn judge(&mut self, _: Given, at: usize, reading: &mut Reading<'_, '_>) {
        let first = self.from.as_ref().and_then(Edtf::earliest);
        let last = self.to.as_ref().and_then(Edtf::latest);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            let path = [PathStep::Field("to")];
            let code = ProblemCode::EndBeforeStart;
            reading.report_within(at, &path, code, "this post ends before it starts", "check both dates");
        }
    }
}

form! { Source, "source" {
        id required: id,
        kind required: source_kind,
        outlet required: filled,
        outlet_basis: basis,
        title: filled,
        authors: list(line),
        editors: list(line),
        dateline: filled,
        stamp: date,
        published: date,
        published_basis: basis,
        updated: date,
        corrected: date,
        retracted: date,
        copy_of: source,
        lang: filled or default,
        url: address,
        archive: address,
        accessed: date,
        summary: filled,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            kind: SourceKind::Unknown,
            outlet: Box::default(),
            outlet_basis: Basis::Stated,
            title: None,
            authors: Vec::new(),
            editors: Vec::new(),
            dateline: None,
            stamp: None,
            published: None,
            published_basis: Basis::Stated,
            updated: None,
            corrected: None,
            retracted: None,
            copy_of: None,
            lang: None,
            url: None,
            archive: None,
            accessed: None,
            summary: None,
            location: reading.location(at),
        }
    }

}

form! { Cite, "citation" {
        source required: source or default,
        para: paragraph,
        locator: filled,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { source: SourceIx::default(), para: None, locator: None }
    }
}

form! { Event, "event" {
        id required: id,
        date: date,
        basis: basis or default,
        title required: filled,
        summary: filled,
        milestone: flag,
        cites: list(cite),
        topics: list(line),
        links: list(link),
        asks: flag,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            date: None,
            basis: Basis::Stated,
            title: Box::default(),
            summary: None,
            milestone: false,
            cites: Vec::new(),
            topics: Vec::new(),
            links: Vec::new(),
            asks: false,
            location: reading.location(at),
        }
    }
}

form! { Statement, "statement" {
        id required: id,
        source required: source or default,
        para: paragraph,
        locator: filled,
        also: list(paragraph),
        kind required: statement_kind,
        speaker: speaker or default,
        speakers: list(speaker),
        to: list(line),
        basis: basis or default,
        said: date or default,
        venue: filled or default,
        place: filled,
        event: event or default,
        via: filled,
        hearsay: flag,
        original: original,
        translation: translation,
        same_as: report_of,
        links: list(link),
        topics: list(line),
        asks: flag,
        text required: filled,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            source: SourceIx::default(),
            para: None,
            locator: None,
            also: Vec::new(),
            kind: StatementKind::Quote,
            speaker: None,
            speakers: Vec::new(),
            to: Vec::new(),
            said: None,
            basis: Basis::Stated,
            venue: None,
            place: None,
            event: None,
            via: None,
            hearsay: false,
            original: None,
            translation: None,
            same_as: None,
            links: Vec::new(),
            asks: false,
            topics: Vec::new(),
            text: Box::default(),
            location: reading.location(at),
        }
    }

    /// Reports of the same words take from their head what they leave out; a date comes with its own basis.
    fn has_of_its_own(&self, field: &str) -> bool {
        match field {
            "source" => false,
            "speaker" if !self.speakers.is_empty() => true,
            "basis" if self.said.is_some() => true,
            _ => self.same_as.is_some(),
        }
    }

    fn judge(&mut self, given: Given, at: usize, reading: &mut Reading<'_, '_>) {
        let pinned = Self::gives(given, "para") || Self::gives(given, "locator");
        if self.kind.is_verbatim() && !pinned {
            let message = format!("this {} names no paragraph", self.kind);
            let help = "add `para: N`, counting the non-empty lines of the article from 1, or `locator: \"p. 12\"`";
            let path = [PathStep::Field("source")];
            reading.report_within(at, &path, ProblemCode::NoParagraph, &message, help);
        }
        let names = |field| Self::gives(given, field);
        let is_mute = !names("speaker") && !names("speakers") && !names("same_as");
        if self.kind == StatementKind::Quote && is_mute {
            let (message, help) = NO_SPEAKER;
            reading.report_within(at, &[PathStep::Field("kind")], ProblemCode::NoSpeaker, message, help);
        }
    }
}

form! { Original, "original" {
        lang required: filled,
        text required: filled,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { lang: Box::default(), text: Box::default() }
    }
}

form! { Translation, "translation" {
        from required: line,
        by: line,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { from: Box::default(), by: None }
    }
}

form! { Note, "note" {
        id required: id,
        kind required: note_kind,
        about required: list(subject),
        text required: filled,
        cites: list(cite),
        since: date,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            kind: NoteKind::Error,
            about: Vec::new(),
            text: Box::default(),
            cites: Vec::new(),
            since: None,
            location: reading.location(at),
        }
    }

    fn judge(&mut self, given: Given, at: usize, reading: &mut Reading<'_, '_>) {
        if self.about.is_empty() && Self::gives(given, "about") {
            let help = "name the ids of the records that it concerns in `about`";
            let path = [PathStep::Field("about")];
            reading.report_within(at, &path, ProblemCode::Empty, "a note is about nothing", help);
        }
    }
}

form! { Series, "series" {
        id required: id,
        party: party,
        measure required: filled,
        unit: filled,
        limit: limit,
        points: points,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: Box::default(),
            party: None,
            measure: Box::default(),
            unit: None,
            limit: None,
            points: Vec::new(),
            location: reading.location(at),
        }
    }
}

form! { Limit, "limit" {
        value required: number,
        from: date,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { value: 0.0, from: None }
    }
}

form! { Point, "point" {
        date required: date,
        value: number,
        status required: point_status or default,
        cite: cite or default,
        published: date,
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { date: Edtf::of_day(NaiveDate::default()), value: None, cite: None, status: PointStatus::Unverified, published: None }
    }

    fn judge(&mut self, _: Given, at: usize, reading: &mut Reading<'_, '_>) {
        if self.value.is_some() && self.status == PointStatus::NotProvided {
            let message = "this point has a value, and says that none was provided";
            let help = "leave the value out, or write another status";
            let path = [PathStep::Field("value")];
            reading.report_within(at, &path, ProblemCode::BadNumber, message, help);
        }
    }
}

/// The schema that this program reads.
const SCHEMA: u32 = 1;

/// What is said of a quotation that nobody speaks.
pub(super) const NO_SPEAKER: (&str, &str) = (
    "this quotation names no speaker",
    "add `speaker: \"…\"`; a source that withholds the name has a speaker of kind Anonymous",
);

/// The kinds that stand in lists, each with its list and its fields.
pub(super) const LISTED: [(&str, &str, &[FormField]); 7] = [
    ("parties", Party::KIND, Party::FIELDS),
    ("speakers", Speaker::KIND, Speaker::FIELDS),
    ("sources", Source::KIND, Source::FIELDS),
    ("events", Event::KIND, Event::FIELDS),
    ("statements", Statement::KIND, Statement::FIELDS),
    ("notes", Note::KIND, Note::FIELDS),
    ("series", Series::KIND, Series::FIELDS),
];

/// Fields that go by another name in other records, and what they are called in these.
pub(super) const MISNAMED: [(&str, &str, &str); 5] = [
    ("statement", "date", "said"),
    ("event", "said", "date"),
    ("statement", "quote", "text"),
    ("note", "summary", "text"),
    ("source", "publisher", "outlet"),
];
