//! The records of a chronology, checked and linked: what a dataset means once it has been read.
//!
//! Owns the types only. Nothing here reads a file, and nothing computed is stored in a record: groups,
//! backlinks and orders live in [`super::tables`], verification in [`super::verify`].

mod bare;
mod posts;
mod series;
mod words;

use serde::{Deserialize, Serialize};

pub use self::series::{Limit, Point, PointStatus, Series};
pub use super::ix::{
    EventIx, FileIx, NoteIx, PartyIx, RecordIx, SeriesIx, SourceIx, SpeakerIx, StatementIx,
};

use super::clocks::PartyClock;
use super::date::Edtf;

/// Where a record stands in the dataset: the file and its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Location {
    /// The file, see [`super::Chronology::files`].
    pub file: FileIx,
    /// The line of the record's opening bracket, from 1.
    pub line: u32,
    /// The byte offset of that bracket in the file.
    pub at: u32,
}

/// What a dataset says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its name, as the title line shows it.
    pub title: String,
    /// What it covers, in a sentence or two.
    pub description: Option<String>,
    /// The day it was last changed.
    pub updated: Option<Edtf>,
    /// Under which terms its own words may be used.
    pub licence: Option<String>,
    /// Who keeps it.
    pub editors: Vec<String>,
}

/// A side, as the dataset names it. The program knows none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its permanent id.
    pub id: Box<str>,
    /// Its name in full.
    pub name: Box<str>,
    /// Other names it is found by.
    pub aka: Vec<Box<str>>,
    /// The clock of its capital.
    pub clock: Option<PartyClock>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// What sort of speaker stands behind words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SpeakerKind {
    /// Somebody with a name.
    Person,
    /// An office that speaks: a ministry, a spokesman's desk.
    Office,
    /// A body that decides: a parliament, an organisation.
    Institution,
    /// Somebody whose name the source withholds.
    Anonymous,
}

/// A post that a speaker held, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post's title.
    pub title: Box<str>,
    /// Its first day, where known.
    pub from: Option<Edtf>,
    /// Its last day, where known.
    pub to: Option<Edtf>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The permanent id.
    pub id: Box<str>,
    /// The name as the dataset prints it.
    pub name: Box<str>,
    /// Other spellings, transliterations and printed errors.
    pub aka: Vec<Box<str>>,
    /// Person, office, institution or anonymous.
    pub kind: SpeakerKind,
    /// The side.
    pub party: Option<PartyIx>,
    /// The posts held.
    pub posts: Vec<Post>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// What sort of publication a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the field's own terms")]
pub enum SourceKind {
    News,
    Wire,
    Transcript,
    Official,
    Treaty,
    Social,
    Report,
}

/// How the dataset comes by a date or a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Basis {
    /// The source states it.
    #[default]
    Stated,
    /// The source says it in words that depend on its own date: these words.
    Resolved(Box<str>),
    /// The dataset infers it: for this reason.
    Inferred(Box<str>),
}

/// A publication: an article, a transcript, an official page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The permanent id, also the name of its text in a folder of texts.
    pub id: Box<str>,
    /// What sort of publication.
    pub kind: SourceKind,
    /// Who publishes it.
    pub outlet: Box<str>,
    /// How the outlet is known.
    pub outlet_basis: Basis,
    /// Its title; an untitled one has none.
    pub title: Option<Box<str>>,
    /// Who wrote it.
    pub authors: Vec<Box<str>>,
    /// Who edited it.
    pub editors: Vec<Box<str>>,
    /// Its dateline as printed.
    pub dateline: Option<Box<str>>,
    /// The date stamp on the copy held, where it differs from the date of publication.
    pub stamp: Option<Edtf>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// How that is known.
    pub published_basis: Basis,
    /// When it was last changed.
    pub updated: Option<Edtf>,
    /// Its language, as a BCP 47 tag.
    pub lang: Option<Box<str>>,
    /// Its address.
    pub url: Option<Box<str>>,
    /// The address of an archived copy.
    pub archive: Option<Box<str>>,
    /// When the address was last read.
    pub accessed: Option<Edtf>,
    /// What it says, in the dataset's own words.
    pub summary: Option<Box<str>>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// A pin: a source and the paragraph in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The source.
    pub source: SourceIx,
    /// The paragraph, from 1, counting the non-empty lines; `None` where only the page as a whole is cited.
    pub para: Option<u32>,
}

/// What a link says of the record that carries it and its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// It answers the target.
    RespondsTo,
    /// It says the target again.
    Repeats,
    /// It says the opposite of the target.
    Contradicts,
    /// It takes the target back, in part or whole.
    WalksBack,
}

/// A link to another record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// The record it points at.
    pub to: Subject,
}

/// An event or a statement: what a link may point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the position of what it names")]
pub enum Subject {
    Event(EventIx),
    Statement(StatementIx),
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The permanent id.
    pub id: Box<str>,
    /// When; an undated event goes on a shelf of its own.
    pub date: Option<Edtf>,
    /// How the date is known.
    pub basis: Basis,
    /// What happened, as a headline.
    pub title: Box<str>,
    /// What happened, in a sentence or two of the dataset's own.
    pub summary: Option<Box<str>>,
    /// Whether the timeline counts days from and to it.
    pub milestone: bool,
    /// Who prints it.
    pub cites: Vec<Cite>,
    /// What it is about.
    pub topics: Vec<Box<str>>,
    /// What it answers, repeats, contradicts or walks back.
    pub links: Vec<Link>,
    /// Whether it asks for an answer: an offer, a question, a demand.
    pub asks: bool,
    /// Where the dataset declares it.
    pub location: Location,
}

/// How a source prints words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StatementKind {
    /// Whole sentences in quotation marks.
    Quote,
    /// A quoted part of the reporter's sentence.
    Fragment,
    /// Direct speech set off without marks.
    Block,
    /// Indirect speech, told in the dataset's own words.
    Reported,
}

impl StatementKind {
    /// Whether the text is the source's own, byte for byte.
    #[must_use]
    pub fn is_verbatim(self) -> bool {
        self != Self::Reported
    }
}

/// From which language the words were translated, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The language spoken, as a BCP 47 tag.
    pub from: Box<str>,
    /// Who translated.
    pub by: Option<Box<str>>,
}

/// One passage as one source prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The permanent id.
    pub id: Box<str>,
    /// The source that prints it.
    pub source: SourceIx,
    /// The paragraph, from 1.
    pub para: Option<u32>,
    /// Further paragraphs of the same source that print the same words again.
    pub also: Vec<u32>,
    /// How it is printed.
    pub kind: StatementKind,
    /// Who said it.
    pub speaker: Option<SpeakerIx>,
    /// When it was said.
    pub said: Option<Edtf>,
    /// How that is known.
    pub basis: Basis,
    /// Where or in what form it was said.
    pub venue: Option<Box<str>>,
    /// The event it belongs to.
    pub event: Option<EventIx>,
    /// Who relayed it: a speaker's id, or words.
    pub via: Option<Box<str>>,
    /// Whether the words are a translation.
    pub translation: Option<Translation>,
    /// The head of the group of reports of the same words.
    pub same_as: Option<StatementIx>,
    /// What it answers, repeats, contradicts or walks back.
    pub links: Vec<Link>,
    /// Whether it asks for an answer: an offer, a question, a demand.
    pub asks: bool,
    /// What it is about.
    pub topics: Vec<Box<str>>,
    /// The words, without their quotation marks.
    pub text: Box<str>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NoteKind {
    /// The source prints something wrong.
    Error,
    /// The source can be read in more than one way.
    Ambiguity,
    /// Sources disagree; both are shown.
    Conflict,
    /// A wording is a translation's.
    Translation,
    /// Something is missing, or was left out by the source.
    Gap,
}

/// A record of any kind, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the position of what it names")]
pub enum Target {
    Party(PartyIx),
    Speaker(SpeakerIx),
    Source(SourceIx),
    Event(EventIx),
    Statement(StatementIx),
    Note(NoteIx),
    Series(SeriesIx),
}

/// A remark on records, in the dataset's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The permanent id.
    pub id: Box<str>,
    /// What sort of remark.
    pub kind: NoteKind,
    /// The records it concerns, at least one.
    pub about: Vec<Target>,
    /// The remark.
    pub text: Box<str>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// Where the dataset declares it.
    pub location: Location,
}
