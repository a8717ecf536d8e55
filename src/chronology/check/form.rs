//! The form of a dataset: which fields each kind of record has, how each is read, and what a record must have.
//!
//! One table a kind, and a field is one line of it. What the values of fields may be is [`super::values`]'s; what
//! follows from several records is for whoever has them all.

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
use super::super::ron::mistakes::{Expected, brief, lookalike, named, with_article};
use super::values::{Read, Reading, ValueFault};
use crate::text::classes::is_default_ignorable;
use crate::text::spelling::nearest_name;

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
    fn has(self, field: usize) -> bool {
        self.0 >> field & 1 == 1
    }

    fn add(&mut self, field: usize) {
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
    faulty: Vec<&'static str>,
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
const LISTED: [(&str, &str, &[FormField]); 7] = [
    ("parties", Party::KIND, Party::FIELDS),
    ("speakers", Speaker::KIND, Speaker::FIELDS),
    ("sources", Source::KIND, Source::FIELDS),
    ("events", Event::KIND, Event::FIELDS),
    ("statements", Statement::KIND, Statement::FIELDS),
    ("notes", Note::KIND, Note::FIELDS),
    ("series", Series::KIND, Series::FIELDS),
];

/// Fields that go by another name in other records, and what they are called in these.
const MISNAMED: [(&str, &str, &str); 5] = [
    ("statement", "date", "said"),
    ("event", "said", "date"),
    ("statement", "quote", "text"),
    ("note", "summary", "text"),
    ("source", "publisher", "outlet"),
];

/// What stands where a field may begin.
enum NextItem<'a> {
    /// A field, by its name, and the colon after it is passed.
    FormField(&'a str),
    /// Nothing yet: what stood there is told and passed.
    Again,
    /// The end of the record.
    End,
}

impl<'a> Reading<'a, '_> {
    pub(super) fn clock(&mut self) -> Read<PartyClock> {
        self.record()
    }

    pub(super) fn posts(&mut self) -> Read<Vec<Post>> {
        self.good_ones(Self::record::<Post>).map(|(posts, _)| posts)
    }

    pub(super) fn cite(&mut self) -> Read<Cite> {
        self.record()
    }

    pub(super) fn anchor(&mut self) -> Read<CountAnchor> {
        self.record()
    }

    pub(super) fn original(&mut self) -> Read<Original> {
        self.record()
    }

    pub(super) fn translation(&mut self) -> Read<Translation> {
        self.record()
    }

    pub(super) fn limit(&mut self) -> Read<Limit> {
        self.record()
    }

    /// The points of a series, as they stand; each that is left out is counted.
    pub(super) fn points(&mut self) -> Read<Vec<Point>> {
        let (points, left_out) = self.good_ones(Self::record::<Point>)?;
        self.left_out += left_out;
        Ok(points)
    }

    /// A record within another. It must have what it cannot do without.
    fn record<T: Record>(&mut self) -> Read<T> {
        let outer = self.field;
        let read = self.fields::<T>();
        self.field = outer;
        match read? {
            (record, true) => Ok(record),
            (_, false) => Err(ValueFault::Passed),
        }
    }

    /// Reads a record, and whether all that it must have is there and well.
    pub(super) fn fields<T: Record>(&mut self) -> Read<(T, bool)> {
        self.cursor.blank();
        let start = self.cursor.at;
        self.opening::<T>()?;
        let bracket = self.cursor.at - 1;
        let mut record = T::blank(self, start);
        let (mut given, mut good) = (Given::default(), Given::default());
        let mut likely = 0;
        let (mut strange, mut unlike) = (false, false);
        loop {
            let (at, name) = match self.next_field(bracket)? {
                NextItem::FormField(name) => (self.field_at, name),
                NextItem::Again => continue,
                NextItem::End => break,
            };
            match position(T::FIELDS, name, likely) {
                Some(field) if !given.has(field) => {
                    given.add(field);
                    likely = field + 1;
                    self.field = T::FIELDS.get(field).map_or("", |f| f.name);
                    if self.value(field, &mut record)? {
                        good.add(field);
                    }
                }
                Some(_) => {
                    let message = format!("the field `{name}` is given twice");
                    let code = ProblemCode::DuplicateField;
                    self.report(at..at + name.len(), code, &message, "keep one of the two");
                    self.skip_field()?;
                }
                None => {
                    if !std::mem::replace(&mut strange, true) {
                        self.in_its_place::<T>(start)?;
                    }
                    match self.unknown_field::<T>(at, name) {
                        Some(field) => given.add(field),
                        None => unlike = true,
                    }
                    self.skip_field()?;
                }
            }
            self.after_field()?;
        }
        if unlike {
            // A field that is missing may be what was meant by one that is told.
            return Ok((record, false));
        }
        Ok(self.judged(record, given, good, start))
    }

    /// Completes and judges a record, all of whose fields have been read.
    fn judged<T: Record>(
        &mut self,
        mut record: T,
        mut given: Given,
        good: Given,
        start: usize,
    ) -> (T, bool) {
        let written = given;
        record.complete(&mut given, &self.defaults);
        let (mut whole, mut missing) = (true, Vec::new());
        for (n, field) in T::FIELDS.iter().enumerate().filter(|(_, field)| field.required) {
            if !given.has(n) && !self.defaults.faulty.contains(&field.name) {
                missing.push(field.name);
            }
            whole &= if written.has(n) { good.has(n) } else { given.has(n) };
        }
        self.missing(start, T::KIND, &missing);
        if whole {
            record.judge(given, start, self);
        }
        (record, whole)
    }

    /// The opening bracket, and the name that RON lets stand before it.
    fn opening<T: Record>(&mut self) -> Read<()> {
        let start = self.cursor.at;
        if self.cursor.eat(b'(') {
            return Ok(());
        }
        let name = self.cursor.name();
        let end = self.cursor.at;
        self.cursor.blank();
        if !self.cursor.eat(b'(') {
            self.cursor.at = start;
            return Err(self.wrong(Expected::Record(T::KIND)));
        }
        if let Some(name) = name.filter(|name| *name != T::KIND) {
            let kind = with_article(T::KIND);
            let message = format!("`{}` stands before the bracket of {kind}", brief(name));
            let help = "write (field: value, …), without it";
            self.report(start..end, ProblemCode::WrongType, &message, help);
        }
        Ok(())
    }

    /// The value of a field; whether it is well.
    fn value<T: Record>(&mut self, field: usize, record: &mut T) -> Read<bool> {
        self.cursor.blank();
        let start = self.cursor.at;
        let wrapped = self.wrapping();
        if wrapped == Some(Wrapping::None) {
            return Ok(false);
        }
        match record.read(field, self) {
            Ok(()) => {}
            Err(ValueFault::Passed) => return Ok(false),
            Err(ValueFault::Value) => {
                self.cursor.at = start;
                self.skip_field()?;
                return Ok(false);
            }
            Err(fault) => return Err(fault),
        }
        if let Some(Wrapping::Some(bracket)) = wrapped {
            self.close_bracket(bracket)?;
        }
        Ok(true)
    }

    /// `None`, or `Some(` before a value, which RON writes for what may be left out.
    fn wrapping(&mut self) -> Option<Wrapping> {
        if !matches!(self.cursor.peek(), Some(b'S' | b'N')) {
            return None;
        }
        let start = self.cursor.at;
        let name = self.cursor.name();
        let after = self.cursor.at;
        self.cursor.blank();
        let bracket = self.cursor.at;
        match (name, self.cursor.peek()) {
            (Some("Some"), Some(b'(')) => {
                self.cursor.at += 1;
                Some(Wrapping::Some(bracket))
            }
            (Some("None"), Some(b',' | b')')) => {
                self.cursor.at = after;
                Some(Wrapping::None)
            }
            _ => {
                self.cursor.at = start;
                None
            }
        }
    }

    /// What stands where a field may begin in a record whose bracket opens at an offset.
    fn next_field(&mut self, bracket: usize) -> Read<NextItem<'a>> {
        self.cursor.blank();
        self.field_at = self.cursor.at;
        if let Some(name) = self.cursor.name() {
            return self.colon(name);
        }
        let Some(c) = self.cursor.peek_char() else {
            return Err(self.never_closed(bracket, self.shows_end()));
        };
        match c {
            ')' => {
                self.cursor.at += 1;
                return Ok(NextItem::End);
            }
            ']' | '}' if self.closes_before_end() => {
                self.unexpected("this bracket closes nothing", "remove it");
                self.cursor.at += 1;
                return Ok(NextItem::Again);
            }
            ']' | '}' => return Err(self.never_closed(bracket, "another bracket closes here")),
            '(' if self.cursor.begins_record() => {
                return Err(self.never_closed(bracket, "the next record begins here"));
            }
            ',' => {
                self.unexpected("a comma without a field before it", "remove it");
                self.cursor.at += 1;
                return Ok(NextItem::Again);
            }
            '"' => return self.field_in_marks(),
            _ => {}
        }
        if self.passes_slip(c) {
            return Ok(NextItem::Again);
        }
        let message = format!("{} stands where a field is expected", named(c));
        Err(self
            .unexpected(&message, "write fields as name: value, and ) at the end of the record"))
    }

    /// Whether the bracket at the cursor stands just before the one that ends the record.
    fn closes_before_end(&mut self) -> bool {
        let at = self.cursor.at;
        self.cursor.at += 1;
        self.cursor.blank();
        let ends = self.cursor.eat(b')');
        self.cursor.blank();
        let ends = ends && matches!(self.cursor.peek(), Some(b',' | b']'));
        self.cursor.at = at;
        ends
    }

    /// The colon after the name of a field.
    fn colon(&mut self, name: &'a str) -> Read<NextItem<'a>> {
        let at = self.field_at;
        if self.cursor.eat(b':') {
            return Ok(NextItem::FormField(name));
        }
        if self.cursor.peek() == Some(b'-') {
            self.cursor.run();
        }
        let name = self.cursor.slice(at..self.cursor.at);
        self.cursor.blank();
        match self.cursor.peek_char() {
            Some(':') => self.cursor.at += 1,
            Some(c) if lookalike(c) == Some(':') => {
                let message = format!("{} stands where a colon belongs", named(c));
                self.unexpected(&message, &format!("write {}: …", brief(name)));
                self.cursor.pass_char();
                // `=>`
                self.cursor.eat(b'>');
            }
            Some(c) if c.is_alphabetic() && !c.is_ascii() => {
                let message = format!("{} stands in the name of a field", named(c));
                return Err(self.unexpected(&message, "fields are named in letters a to z"));
            }
            _ => {
                let message =
                    format!("`{}` is no field: a colon and a value belong to it", brief(name));
                let help = format!("write {}: …, and a comma after each value", brief(name));
                self.report(at..at + name.len(), ProblemCode::Syntax, &message, &help);
                return Err(ValueFault::Syntax(at));
            }
        }
        Ok(NextItem::FormField(name))
    }

    /// A name in quotation marks, as JSON has it.
    fn field_in_marks(&mut self) -> Read<NextItem<'a>> {
        let start = self.cursor.at;
        let written = self.cursor.string().map_err(|broken| self.broken(broken))?;
        let end = self.cursor.at;
        self.cursor.blank();
        if !self.cursor.eat(b':') {
            self.report(
                start..end,
                ProblemCode::Syntax,
                "a field is expected here, as in name: \"…\"",
                COMMAS,
            );
            return Err(ValueFault::Syntax(start));
        }
        self.field_at = start + 1;
        let message = "the name of a field stands without quotation marks";
        let help = format!("write {}: …", brief(written.body));
        self.report(start..end, ProblemCode::WrongType, message, &help);
        Ok(NextItem::FormField(written.body))
    }

    /// The comma after a field. The bracket that ends the record is left for who looks for the next field.
    fn after_field(&mut self) -> Read<()> {
        loop {
            self.cursor.blank();
            if self.cursor.eat(b',') {
                return Ok(());
            }
            let Some(c) = self.cursor.peek_char() else { return Ok(()) };
            if matches!(c, ')' | ']' | '}') {
                return Ok(());
            }
            if self.takes_for_comma(c) {
                return Ok(());
            }
            if self.passes_slip(c) {
                continue;
            }
            let at = self.cursor.at;
            if self.starts_field() {
                let name = self.cursor.name().unwrap_or_default();
                let message = format!("a comma is missing before `{}`", brief(name));
                self.report(
                    at..self.cursor.at,
                    ProblemCode::Syntax,
                    &message,
                    "write a comma after each value",
                );
                self.cursor.at = at;
                return Ok(());
            }
            if c == '(' && self.cursor.begins_record() {
                return Ok(());
            }
            return Err(self.no_comma(COMMAS));
        }
    }

    /// Passes a slip that says nothing, and tells it: a character that shows nothing, a comment of another form, a
    /// bracket of print.
    pub(super) fn passes_slip(&mut self, c: char) -> bool {
        if is_default_ignorable(c) {
            let message =
                format!("U+{:04X} stands here, a character that shows nothing", u32::from(c));
            self.unexpected(&message, "remove it");
            self.cursor.pass_char();
            return true;
        }
        let line = self.cursor.slice(self.cursor.at..self.cursor.end());
        if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            let help = "keep one of the two versions, and remove the marks";
            self.unexpected("two versions of this file were merged, and nobody has chosen", help);
            self.cursor.pass_line();
            return true;
        }
        if c == '#' {
            self.unexpected("a comment does not begin with #", "write // before a comment");
            self.cursor.pass_line();
            return true;
        }
        false
    }

    /// Reports a field that a kind does not have; the one that is meant by it, so that it is not missed besides.
    fn unknown_field<T: Record>(&mut self, at: usize, name: &str) -> Option<usize> {
        let names = T::FIELDS.iter().map(|field| field.name);
        let misnamed = MISNAMED.iter().find(|(kind, other, _)| *kind == T::KIND && *other == name);
        let near =
            misnamed.map(|(_, _, right)| *right).or_else(|| nearest_name(name, names.clone()));
        let message = format!("{} has no field `{}`", with_article(T::KIND), brief(name));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the fields are {}", names.collect::<Vec<_>>().join(", ")),
        };
        self.report(at..at + name.len(), ProblemCode::UnknownField, &message, &help);
        near.and_then(|near| position(T::FIELDS, near, 0))
    }

    /// Reports a record that is of another kind than its list, and passes it.
    fn in_its_place<T: Record>(&mut self, record: usize) -> Read<()> {
        let Some((kind, list)) = self.belongs_elsewhere::<T>(record) else { return Ok(()) };
        let message =
            format!("this is {}, and stands among records of another kind", with_article(kind));
        let help = format!("move it into the list `{list}`");
        self.report(record..record + 1, ProblemCode::UnknownField, &message, &help);
        self.cursor.at = record;
        self.cursor.skip_value().map_err(|broken| self.broken(broken))?;
        Err(ValueFault::Passed)
    }

    /// The kind, and its list, whose form fits the record that begins at an offset, where its own kind's does not.
    fn belongs_elsewhere<T: Record>(
        &mut self,
        record: usize,
    ) -> Option<(&'static str, &'static str)> {
        if !LISTED.iter().any(|(_, kind, _)| *kind == T::KIND) {
            return None;
        }
        let here = self.cursor.at;
        self.cursor.at = record;
        let given = self.cursor.names_of_fields();
        self.cursor.at = here;
        let given = given?;
        let fits = |fields: &[FormField]| {
            given.iter().all(|name| fields.iter().any(|field| field.name == *name))
                && fields.iter().all(|field| !field.required || given.contains(&field.name))
        };
        let other = LISTED.iter().find(|(_, kind, fields)| *kind != T::KIND && fits(fields))?;
        Some((other.1, other.0))
    }
}

/// `Some(`, and where its bracket stands, or `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    Some(usize),
    None,
}

const COMMAS: &str =
    "write a comma after each value; text that holds quotation marks goes into r#\"…\"#";

/// The position of a field, looked for from `likely` on: most records give their fields in one order.
fn position(fields: &[FormField], name: &str, likely: usize) -> Option<usize> {
    let behind = fields.iter().enumerate().skip(likely);
    let mut from_there_on = behind.chain(fields.iter().enumerate().take(likely));
    from_there_on.find(|(_, field)| field.name == name).map(|(position, _)| position)
}
