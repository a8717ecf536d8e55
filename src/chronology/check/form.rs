//! The form of a dataset: which fields each kind of record has, how each is read, and what a record must have.
//!
//! One table a kind, and a field is one line of it. How a record is read field by field is [`super::fields`]'s, what
//! the values of fields may be [`super::values`]'s; what follows from several records is for whoever has them all.

use chrono::NaiveDate;

use super::super::clocks::{PartyClock, Zone};
use super::super::date::Edtf;
use super::super::form::{FormField, Kind, Need, Section, Value, Word};
use super::super::model::{
    Basis, Cite, CountAnchor, Event, EventIx, Limit, LinkKind, Location, Meta, Note, NoteKind,
    Original, Party, Point, PointStatus, Post, Series, Source, SourceIx, SourceKind, Speaker,
    SpeakerIx, SpeakerKind, Statement, StatementKind, Translation,
};
use super::super::problem::ProblemCode;
use super::super::ron::location::PathStep;
use super::super::shared_str::SharedStr;
use super::reading::{ReadResult, Reading};
use crate::text::classes::is_double_quote;

/// Which fields of a record a file gives.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given {
    fields: u64,
    good: u64,
    none: u64,
}

impl Given {
    pub(super) fn has(self, field: usize) -> bool {
        self.fields >> field & 1 == 1
    }

    pub(super) fn add(&mut self, field: usize) {
        self.fields |= 1 << field;
    }

    pub(super) fn take_out(&mut self, field: usize) {
        self.fields &= !(1 << field);
    }

    /// Whether what the file gives in a field is as it should be.
    pub(super) fn is_good(self, field: usize) -> bool {
        self.good >> field & 1 == 1
    }

    pub(super) fn add_good(&mut self, field: usize) {
        self.good |= 1 << field;
    }

    /// Whether a field is given with `None` for its value: its file's default does not hold, and it says nothing.
    pub(super) fn is_none(self, field: usize) -> bool {
        self.none >> field & 1 == 1
    }

    pub(super) fn add_none(&mut self, field: usize) {
        self.none |= 1 << field;
    }
}

/// A kind of record with fields.
pub(super) trait RecordForm: Sized {
    /// Its row of the form.
    const FORM: Kind;
    /// What a message calls it.
    const KIND: &'static str = Self::FORM.name;
    /// Its fields.
    const FIELDS: &'static [FormField] = Self::FORM.fields;

    /// One of which nothing is known, that begins at an offset.
    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self;

    /// Reads the value of a field, by its position among the fields.
    fn read(&mut self, field: usize, reading: &mut Reading<'_, '_>) -> ReadResult<()>;

    /// Whether it knows a field better than its file does, though it leaves it out.
    fn has_of_its_own(&self, _field: &str) -> bool {
        false
    }

    /// Takes what it leaves out from what its file says for all.
    fn complete(&mut self, _given: &mut Given, _defaults: &Defaults) {}

    /// Judges it as a whole, when all of it has been read that begins at an offset.
    fn judge(&mut self, _given: Given, _at: usize, _reading: &mut Reading<'_, '_>) {}

    /// Whether a file gives a field, and more than `None` in it.
    fn gives(given: Given, field: &str) -> bool {
        let position = Self::FIELDS.iter().position(|f| f.name == field);
        position.is_some_and(|field| given.has(field) && !given.is_none(field))
    }

    /// Whether a file gives a field as it should be.
    fn gives_well(given: Given, field: &str) -> bool {
        let position = Self::FIELDS.iter().position(|f| f.name == field);
        position.is_some_and(|field| given.is_good(field))
    }
}

/// What stands in a field that is read by the function of that name in [`super::values`] or [`super::fields`].
macro_rules! value {
    (id) => {
        Value::Id
    };
    (source) => {
        Value::Reference("source")
    };
    (speaker) => {
        Value::Reference("speaker")
    };
    (party) => {
        Value::Reference("party")
    };
    (event) => {
        Value::Reference("event")
    };
    (report_of) => {
        Value::Reference("statement")
    };
    (subject) => {
        Value::Reference("record")
    };
    (sentence) => {
        Value::Text
    };
    (filled) => {
        Value::Text
    };
    (repeated) => {
        Value::Text
    };
    (address) => {
        Value::Address
    };
    (date) => {
        Value::Date
    };
    (zone) => {
        Value::Zone
    };
    (paragraph) => {
        Value::Paragraph
    };
    (paragraph_of_several) => {
        Value::Paragraph
    };
    (whole) => {
        Value::Whole
    };
    (number) => {
        Value::Number
    };
    (flag) => {
        Value::Flag
    };
    (speaker_kind) => {
        Value::Word(SpeakerKind::WORDS)
    };
    (source_kind) => {
        Value::Word(SOURCE_WORDS)
    };
    (statement_kind) => {
        Value::Word(StatementKind::WORDS)
    };
    (note_kind) => {
        Value::Word(NoteKind::WORDS)
    };
    (point_status) => {
        Value::Word(PointStatus::WORDS)
    };
    (basis) => {
        Value::Basis(Basis::WORDS)
    };
    (link) => {
        Value::Link(LinkKind::WORDS)
    };
    (anchor) => {
        Value::Record(&CountAnchor::FORM)
    };
    (clock) => {
        Value::Record(&PartyClock::FORM)
    };
    (cite) => {
        Value::Record(&Cite::FORM)
    };
    (original) => {
        Value::Record(&Original::FORM)
    };
    (translation) => {
        Value::Record(&Translation::FORM)
    };
    (limit) => {
        Value::Record(&Limit::FORM)
    };
    (posts) => {
        Value::List(&Value::Record(&Post::FORM))
    };
    (points) => {
        Value::List(&Value::Record(&Point::FORM))
    };
    (list $item:ident) => {
        Value::List(&value!($item))
    };
}

/// The kinds of sources that a dataset may name: all but the one for whatever else it names.
const SOURCE_WORDS: &[Word] = match SourceKind::WORDS.split_last() {
    Some((_, known)) => known,
    None => &[],
};

/// Declares the fields of a kind: what each says, `name: reader` or `name required: reader`, and an example. A value is
/// read by the function of that name in [`super::values`] or [`super::fields`] and put into the record's field of the
/// same name. `expected` is what most records have. `or default`: a file may say it for all its records.
macro_rules! form {
    ($(#[doc = $sentence:literal])+ $type:ident, $kind:literal {
        $($(#[doc = $says:literal])+
        $field:ident $($need:ident)? : $reader:ident $(($item:ident))? $(or $default:ident)? = $example:literal,)*
    } $($rest:item)*) => {
        impl RecordForm for $type {
            const FORM: Kind = Kind {
                name: $kind,
                sentence: concat!($($sentence),+).trim_ascii(),
                fields: &[$(FormField {
                    name: stringify!($field),
                    need: form!(@need $($need)?),
                    by_default: form!(@by $($default)?),
                    value: value!($reader $($item)?),
                    sentence: concat!($($says),+).trim_ascii(),
                    example: $example,
                }),*],
            };

            fn read(&mut self, field: usize, reading: &mut Reading<'_, '_>) -> ReadResult<()> {
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
    (@need required) => { Need::Required };
    (@need expected) => { Need::Expected };
    (@need) => { Need::Optional };
    (@by default) => { true };
    (@by) => { false };
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

form! {
    /// What the dataset says of itself; one file of it says so.
    Meta, "meta" {
        /// The schema that the files follow: 1.
        schema required: whole = "1",
        /// Its name, as the title line shows it.
        title required: sentence = "The harbour talks",
        /// What it covers, in a sentence or two.
        description: sentence = "Who said what of the berths, and where it is printed.",
        /// The day it was last changed; nothing is counted past it.
        updated expected: date = "2024-03-09",
        /// Which version of it this is, as you number them.
        version: sentence = "1.2",
        /// Under which terms its own words may be used.
        licence: sentence = "CC BY 4.0",
        /// Who keeps it.
        editors: list(sentence) = r#"["Doe, Jane"]"#,
        /// The event from which time is counted, as a launch counts T- and T+.
        anchor: anchor = r#"(event: "talks", label: "T")"#,
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

form! {
    /// The event from which time is counted.
    CountAnchor, "anchor" {
        /// The id of the event.
        event required: event = "talks",
        /// What stands before the sign of a count; T where it is left out.
        label: filled = "T",
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
    venue: Option<SharedStr>,
    lang: Option<SharedStr>,
    status: Option<PointStatus>,
    pub(super) cite: Option<Cite>,
    /// Where the file says it.
    pub(super) location: Location,
    /// What is said there and is wrong: records that leave it out have none.
    pub(super) faulty: Vec<&'static str>,
    /// The problem for which.
    pub(super) problem: Option<u32>,
}

form! {
    /// What the records of a file leave out; a record that says it for itself keeps its own.
    Defaults, "defaults" {
        /// The source of statements and citations that name none.
        source: source = "gazette-2024-03-01",
        /// When statements were said that do not say so.
        said: date = "2024-02-29",
        /// How dates are known that do not say so.
        basis: basis = r#"Resolved("on Thursday")"#,
        /// The event of statements that name none.
        event: event = "talks",
        /// Who said the statements that name nobody.
        speaker: speaker = "minister",
        /// On what occasion statements were said that do not say so.
        venue: filled = "press conference",
        /// The language of sources that do not say theirs.
        lang: filled = "en",
        /// How the values of points are known that do not say so.
        status: point_status = "Declared",
        /// Where points are printed that do not say so.
        cite: cite = r#"(source: "gazette-2024-03-01", para: 1)"#,
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

form! {
    /// A side: a country, a company, a club. It may have no more than a name.
    Party, "party" {
        /// Its permanent id: small letters, digits and hyphens.
        id required: id = "north",
        /// Its name in full.
        name required: filled = "North",
        /// Other names that it is found by.
        aka: list(filled) = r#"["Northland"]"#,
        /// The clock of its capital, which the source pane shows beside a time.
        clock: clock = r#"(zone: "Europe/Oslo", place: "Oslo")"#,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: reading.nothing(),
            name: reading.nothing(),
            aka: Vec::new(),
            clock: None,
            location: reading.location(at),
        }
    }
}

form! {
    /// The clock of a party's capital.
    PartyClock, "clock" {
        /// The time zone, as the IANA database names it.
        zone required: zone = "Europe/Oslo",
        /// The place whose clock it is.
        place required: filled = "Oslo",
    }

    fn blank(reading: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { zone: Zone::utc(), place: reading.nothing() }
    }
}

form! {
    /// Whoever speaks: a person, an office, an institution, or somebody whose name is withheld.
    Speaker, "speaker" {
        /// The permanent id: small letters, digits and hyphens.
        id required: id = "minister",
        /// The name as you print it.
        name required: filled = "Ada Minister",
        /// The name in short; the last word of the name where it is left out.
        short: filled = "Minister",
        /// Other spellings, transliterations and printed errors that it is found by.
        aka: list(filled) = r#"["A. Minister", "Minster"]"#,
        /// What sort of speaker.
        kind required: speaker_kind = "Person",
        /// The id of the side that the speaker speaks for.
        party: party = "north",
        /// The posts held; the one held on the day stands beside the words.
        posts: posts = r#"[(title: "Foreign Minister", from: "2019", to: "2024-05")]"#,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: reading.nothing(),
            name: reading.nothing(),
            short: None,
            aka: Vec::new(),
            kind: SpeakerKind::Person,
            party: None,
            posts: Vec::new(),
            location: reading.location(at),
        }
    }
}

form! {
    /// A post that a speaker held.
    Post, "post" {
        /// The post's title.
        title required: filled = "Foreign Minister",
        /// Its first day, where known.
        from: date = "2019",
        /// Its last day, where known.
        to: date = "2024-05",
    }

    fn blank(reading: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { title: reading.nothing(), from: None, to: None }
    }

    fn judge(&mut self, _: Given, at: usize, reading: &mut Reading<'_, '_>) {
        if let (Some(from), Some(to)) = (&self.from, &self.to)
            && from.is_surely_after(to)
        {
            let path = [PathStep::Field("to")];
            let code = ProblemCode::EndBeforeStart;
            reading.report_within(at, &path, code, "this post ends before it starts", "check both dates");
        }
    }
}

form! {
    /// A publication: an article, a transcript, an official page.
    Source, "source" {
        /// The permanent id: small letters, digits and hyphens. Its text is kept as ID.txt.
        id required: id = "gazette-2024-03-01",
        /// What sort of publication.
        kind required: source_kind = "News",
        /// Who publishes it.
        outlet required: repeated = "Gazette",
        /// How the outlet is known.
        outlet_basis: basis = r#"Inferred("the masthead of the scan")"#,
        /// Its title; left out where it has none.
        title: filled = "Talks are held",
        /// Who wrote it: "Family, Given"; a name without a comma, or with several, is an institution's.
        authors: list(filled) = r#"["Doe, Jane"]"#,
        /// Who edited it, written as authors are.
        editors: list(filled) = r#"["Roe, Richard"]"#,
        /// Its dateline as printed.
        dateline: filled = "OSLO, March 1",
        /// The date stamp on the copy held, where it differs from the date of publication.
        stamp: date = "2024-03-02",
        /// When it was published.
        published expected: date = "2024-03-01",
        /// How that is known.
        published_basis: basis = "Stated",
        /// When it was last changed.
        updated: date = "2024-03-02",
        /// When it was corrected.
        corrected: date = "2024-03-03",
        /// When it was retracted.
        retracted: date = "2024-03-04",
        /// The id of the source that this is a copy of.
        copy_of: source = "herald-2024-03-01",
        /// Its language, as a BCP 47 tag.
        lang: repeated or default = "en",
        /// Its address.
        url: address = "https://example.org/talks",
        /// The address of an archived copy.
        archive: address = "https://archive.example.org/talks",
        /// When the address was last read.
        accessed: date = "2024-03-09",
        /// What it says, in your own words.
        summary: filled = "Reports the first day of the talks.",
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        let location = reading.location(at);
        reading.unknown_kind = None;
        Self { location, ..Self::of(reading.nothing(), SourceKind::Unknown, reading.nothing()) }
    }

    fn judge(&mut self, _: Given, _: usize, reading: &mut Reading<'_, '_>) {
        if let Some(word) = reading.unknown_kind.take() {
            self.unknown_kind = Some(word);
        }
    }

}

form! {
    /// A place that prints something: a source, and where in it.
    Cite, "citation" {
        /// The id of the source.
        source required: source or default = "gazette-2024-03-01",
        /// The paragraph, counting the lines of the article that are not empty from 1.
        para expected: paragraph = "1",
        /// The place in the source's own terms: a page, a folio, a time.
        locator: filled = "p. 12",
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { source: SourceIx::default(), para: None, locator: None }
    }
}

form! {
    /// Something that happened.
    Event, "event" {
        /// The permanent id: small letters, digits and hyphens.
        id required: id = "talks",
        /// When; an event without a date stands on a shelf of its own.
        date expected: date = "2024-02-28/2024-03-01",
        /// How the date is known.
        basis: basis or default = "Stated",
        /// What happened, as a headline.
        title required: filled = "They talk",
        /// What happened, in a sentence or two of your own.
        summary: filled = "Both sides meet for two days.",
        /// Whether the timeline counts days from and to it.
        milestone: flag = "true",
        /// Who prints it.
        cites expected: list(cite) = r#"[(source: "gazette-2024-03-01", para: 1)]"#,
        /// What it is about.
        topics: list(repeated) = r#"["talks"]"#,
        /// What it answers, repeats, contradicts or walks back.
        links: list(link) = r#"[RespondsTo("no-talks")]"#,
        /// Whether it asks for an answer: an offer, a question, a demand.
        asks: flag = "true",
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: reading.nothing(),
            date: None,
            basis: Basis::Stated,
            title: reading.nothing(),
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

form! {
    /// One passage as one source prints it.
    Statement, "statement" {
        /// The permanent id: small letters, digits and hyphens.
        id required: id = "no-talks-gazette",
        /// The id of the source that prints it.
        source required: source or default = "gazette-2024-03-01",
        /// The paragraph, counting the lines of the article that are not empty from 1; words of a source need it or a
        /// locator.
        para expected: paragraph = "3",
        /// The place in the source's own terms: a page, a folio, a time.
        locator: filled = "p. 12",
        /// Further paragraphs of the same source that print the same words again.
        also: list(paragraph_of_several) = "[7]",
        /// How it is printed.
        kind required: statement_kind = "Quote",
        /// The id of who said it; a quotation needs one.
        speaker expected: speaker or default = "minister",
        /// The ids of all who said it, where several did.
        speakers: list(speaker) = r#"["minister", "envoy"]"#,
        /// To whom it was said: ids of speakers, or words.
        to: list(filled) = r#"["envoy", "the press"]"#,
        /// How the date is known.
        basis: basis or default = r#"Inferred("the article says the day before")"#,
        /// When it was said.
        said expected: date or default = "2024-02-29~",
        /// On what occasion or in what form it was said.
        venue: repeated or default = "press conference",
        /// Where it was said.
        place: repeated = "Oslo",
        /// The id of the event that it belongs to.
        event: event or default = "talks",
        /// Who relayed it: the id of a speaker, or words.
        via: filled = "the ministry's press office",
        /// Whether the source itself has it at second hand: "reportedly".
        hearsay: flag = "true",
        /// The words before they were translated.
        original: original = r#"(lang: "nb", text: "Det blir ingen samtaler.")"#,
        /// From which language the words were translated, and by whom.
        translation: translation = r#"(from: "nb", by: "Gazette")"#,
        /// The id of the first report of the same words; speaker, said, venue and event come from there.
        same_as: report_of = "no-talks",
        /// What it answers, repeats, contradicts or walks back.
        links: list(link) = r#"[RespondsTo("talks")]"#,
        /// What it is about.
        topics: list(repeated) = r#"["talks"]"#,
        /// Whether it asks for an answer: an offer, a question, a demand.
        asks: flag = "false",
        /// The words as printed, without their quotation marks; told in your own words where the kind is Reported.
        text required: filled = "There will be no talks.",
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        let location = reading.location(at);
        Self { location, ..Self::of(reading.nothing(), SourceIx::default(), reading.nothing()) }
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
        let is_nobody = self.speakers.is_empty() && Self::gives_well(given, "speakers");
        let by_several = names("speakers") && !is_nobody;
        let is_mute = !names("speaker") && !by_several && !names("same_as");
        if self.kind == StatementKind::Quote && is_mute {
            let (message, help) = NO_SPEAKER;
            reading.report_within(at, &[PathStep::Field("kind")], ProblemCode::NoSpeaker, message, help);
        }
        // Told while the text of the file is at hand: real collections have such words in most of their files.
        if self.kind == StatementKind::Quote && has_outer_marks(reading.strings.read(&self.text)) {
            let message = "these words have quotation marks of their own around them";
            let help = "leave out the marks around the whole; those of a Quote are set by the program";
            reading.report_within(at, &[PathStep::Field("text")], ProblemCode::OuterMarks, message, help);
        }
    }
}

/// Whether a text begins and ends with a double quotation mark, and has words between and no other such mark.
fn has_outer_marks(text: &str) -> bool {
    let mut marks = text.char_indices().filter(|(_, c)| is_double_quote(*c));
    let first = marks.next().filter(|(at, _)| *at == 0);
    let last = first.and(marks.next());
    let is_around = last.is_some_and(|(at, c)| at + c.len_utf8() == text.len());
    is_around && text.chars().any(char::is_alphanumeric)
}

form! {
    /// Words as they were said or printed before they were translated.
    Original, "original" {
        /// Their language, as a BCP 47 tag.
        lang required: filled = "nb",
        /// The words, without their quotation marks.
        text required: filled = "Det blir ingen samtaler.",
    }

    fn blank(reading: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { lang: reading.nothing(), text: reading.nothing() }
    }
}

form! {
    /// From which language words were translated, and by whom.
    Translation, "translation" {
        /// The language that was spoken, as a BCP 47 tag.
        from required: filled = "nb",
        /// Who translated.
        by: filled = "Gazette",
    }

    fn blank(reading: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { from: reading.nothing(), by: None }
    }
}

form! {
    /// A remark on records: an error in print, an ambiguity, a conflict, a translation, a gap.
    Note, "note" {
        /// The permanent id: small letters, digits and hyphens.
        id required: id = "which-talks",
        /// What sort of remark.
        kind required: note_kind = "Ambiguity",
        /// The ids of the records that it concerns, at least one.
        about required: list(subject) = r#"["no-talks"]"#,
        /// The remark, in your own words.
        text required: filled = "Which talks are meant is not said.",
        /// What it rests on.
        cites: list(cite) = r#"[(source: "gazette-2024-03-01", para: 3)]"#,
        /// From when on it could be known; where left out, the latest date of the sources that it cites.
        since: date = "2024-03-02",
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: reading.nothing(),
            kind: NoteKind::Error,
            about: Vec::new(),
            text: reading.nothing(),
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

form! {
    /// Values over time, drawn as a curve.
    Series, "series" {
        /// The permanent id: small letters, digits and hyphens.
        id required: id = "delegates",
        /// The id of the side whose values they are, where they are anybody's.
        party: party = "north",
        /// What is measured.
        measure required: filled = "Delegates",
        /// In which unit, where it needs one.
        unit: filled = "people",
        /// A ceiling on the values.
        limit: limit = r#"(value: 9, from: "2024-02-01")"#,
        /// The values.
        points expected: points = r#"[(date: "2024-02-28", value: 7, status: Declared, cite: (source: "gazette-2024-03-01", para: 1))]"#,
    }

    fn blank(reading: &mut Reading<'_, '_>, at: usize) -> Self {
        Self {
            id: reading.nothing(),
            party: None,
            measure: reading.nothing(),
            unit: None,
            limit: None,
            points: Vec::new(),
            location: reading.location(at),
        }
    }
}

form! {
    /// A ceiling on the values of a series.
    Limit, "limit" {
        /// The ceiling.
        value required: number = "9",
        /// From when it bound.
        from: date = "2024-02-01",
    }

    fn blank(_: &mut Reading<'_, '_>, _: usize) -> Self {
        Self { value: 0.0, from: None }
    }
}

form! {
    /// One value of a series.
    Point, "point" {
        /// The day that it describes, not the day it was published.
        date required: date = "2024-02-28",
        /// The value; left out where none was provided.
        value expected: number = "7",
        /// How it is known.
        status required: point_status or default = "Declared",
        /// Where it is printed.
        cite expected: cite or default = r#"(source: "gazette-2024-03-01", para: 1)"#,
        /// When it was given out, where that is not when its source was published.
        published: date = "2024-03-01",
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

/// What a dataset file holds.
pub(in super::super) const SECTIONS: &[Section] = &[
    Section { name: "meta", is_list: false, kind: &Meta::FORM },
    Section { name: "defaults", is_list: false, kind: &Defaults::FORM },
    Section { name: "parties", is_list: true, kind: &Party::FORM },
    Section { name: "speakers", is_list: true, kind: &Speaker::FORM },
    Section { name: "sources", is_list: true, kind: &Source::FORM },
    Section { name: "events", is_list: true, kind: &Event::FORM },
    Section { name: "statements", is_list: true, kind: &Statement::FORM },
    Section { name: "notes", is_list: true, kind: &Note::FORM },
    Section { name: "series", is_list: true, kind: &Series::FORM },
];

/// Fields that go by another name in other records, and what they are called in these.
pub(super) const MISNAMED: [(&str, &str, &str); 5] = [
    ("statement", "date", "said"),
    ("event", "said", "date"),
    ("statement", "quote", "text"),
    ("note", "summary", "text"),
    ("source", "publisher", "outlet"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    #[test]
    fn outer_marks_of_a_quotation_are_told_and_leave_it_in() {
        let told = |kind: &str, text: &str| {
            let ron = format!(
                r#"(speakers: [(id: "a", name: "Ada", kind: Person)],
                    sources: [(id: "s", kind: News, outlet: "P")],
                    statements: [(id: "q", source: "s", para: 1, kind: {kind}, speaker: "a", text: "{text}")])"#
            );
            let loaded = load_text("t.ron", &ron);
            assert_eq!(loaded.chronology.statements().len(), 1, "{text}");
            loaded.problems.iter().filter(|p| p.code == ProblemCode::OuterMarks).count()
        };
        assert_eq!(told("Quote", "“Not one.”"), 1);
        assert_eq!(told("Quote", "Not “one.”"), 0);
        assert_eq!(told("Reported", "“Not one.”"), 0);
    }

    #[test]
    fn marks_around_all_of_a_quotation_are_told() {
        for (text, is_told) in [
            ("“Not one.”", true),
            ("\"Not one.\"", true),
            ("«Not one.»", true),
            ("“Not one” of them", false),
            ("“One” and “two”", false),
            ("Not one.", false),
            ("It’s “one”", false),
            ("“”", false),
        ] {
            assert_eq!(has_outer_marks(text), is_told, "{text}");
        }
    }
}
