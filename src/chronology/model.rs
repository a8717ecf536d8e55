//! The records of a chronology, checked and linked: what a dataset means once it has been read.
//!
//! Owns the types, the least that makes one (`Statement { speaker, ..Statement::new(id, source, text) }`, for
//! whoever makes a chronology in code: what files say is never filled in from there), and the words that its
//! kinds go by. Nothing here reads a file, and nothing computed is stored in a record: groups, backlinks and
//! orders live in [`super::tables`], verification in [`super::verify`].

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

pub use super::ix::{
    EventIx, FileIx, NoteIx, PartyIx, PointIx, RecordIx, SeriesIx, SourceIx, SpeakerIx, StatementIx,
};

use super::clocks::PartyClock;
use super::date::Edtf;
use super::form::Word;
use super::shared_str::SharedStr;

/// Declares a kind whose variants go by words: `Variant => "word on a screen and in a query"`, each with a sentence
/// that tells a keeper of datasets what it is for.
macro_rules! words {
    ($(#[$attribute:meta])* $type:ident {
        $($(#[doc = $sentence:literal])+ $variant:ident => $word:literal,)*
    }) => {
        $(#[$attribute])*
        pub enum $type {
            $($(#[doc = $sentence])+ $variant,)*
        }

        impl $type {
            /// Every variant, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The names that a dataset writes, in the same order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($variant)),*];

            /// The same with what each is for.
            pub const WORDS: &'static [Word] = &[$(Word {
                name: stringify!($variant),
                sentence: concat!($($sentence),+).trim_ascii(),
            }),*];

            /// The name that a dataset writes, as other files have it too.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// That of a name, if it is one.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            /// The word for it on a screen and in a query.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

/// Lets a record be asked for what few records have, whether it has any of it or not; what is written is held apart
/// from then on.
macro_rules! detailed {
    ($record:ident $details:ident) => {
        impl Default for $details {
            fn default() -> Self {
                Self::NONE
            }
        }

        impl Deref for $record {
            type Target = $details;

            fn deref(&self) -> &$details {
                static NONE: $details = $details::NONE;
                self.details.as_deref().unwrap_or(&NONE)
            }
        }

        impl DerefMut for $record {
            fn deref_mut(&mut self) -> &mut $details {
                self.details.get_or_insert_default()
            }
        }
    };
}

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
    /// The schema that its files follow.
    pub schema: u32,
    /// Its name, as the title line shows it.
    pub title: String,
    /// What it covers, in a sentence or two.
    pub description: Option<String>,
    /// The day it was last changed.
    pub updated: Option<Edtf>,
    /// Which version of it this is, as its keeper numbers them.
    pub version: Option<String>,
    /// Under which terms its own words may be used.
    pub licence: Option<String>,
    /// Who keeps it.
    pub editors: Vec<String>,
    /// The event from which time is counted.
    pub anchor: Option<CountAnchor>,
}

impl Meta {
    /// Its title, with its version where it has one: `Apollo 11, version 3`, `Apollo 11, draft`. Empty where it has
    /// neither.
    #[must_use]
    pub fn name(&self) -> String {
        let is_number = |version: &String| version.starts_with(|c: char| c.is_ascii_digit());
        let version = self.version.as_ref().map(|version| match version {
            number if is_number(number) => format!("version {number}"),
            word => word.clone(),
        });
        let title = Some(self.title.clone()).filter(|title| !title.is_empty());
        title.into_iter().chain(version).collect::<Vec<_>>().join(", ")
    }
}

/// One of the datasets that a chronology was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// What it is called beside others: the name of its folder or file as an id.
    pub name: Box<str>,
    /// Its title and version, where it says so.
    pub title: Option<String>,
}

/// The datasets that a chronology was read from; none where it is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Datasets {
    /// In the order in which they were given.
    pub list: Vec<Dataset>,
    /// The dataset of each file, by its position in the list.
    pub of_file: Vec<u16>,
}

impl Datasets {
    /// The position of the dataset that declares a record; `None` where there is one alone.
    #[must_use]
    pub fn position(&self, location: Location) -> Option<usize> {
        let dataset = usize::from(*self.of_file.get(location.file.at())?);
        (dataset < self.list.len()).then_some(dataset)
    }

    /// The name of the dataset that declares a record; `None` where there is one alone.
    #[must_use]
    pub fn name(&self, location: Location) -> Option<&str> {
        Some(&self.list.get(self.position(location)?)?.name)
    }
}

/// The event from which a chronology counts time, as a launch counts T- and T+.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountAnchor {
    /// The event.
    pub event: EventIx,
    /// What stands before the sign of a count: `T`.
    pub label: SharedStr,
}

/// A side, as the dataset names it. The program knows none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its permanent id.
    pub id: SharedStr,
    /// Its name in full.
    pub name: SharedStr,
    /// Other names it is found by.
    pub aka: Vec<SharedStr>,
    /// The clock of its capital.
    pub clock: Option<PartyClock>,
    /// Where the dataset declares it.
    pub location: Location,
}

words! {
    /// What sort of speaker stands behind words.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
    SpeakerKind {
        /// Somebody with a name.
        Person => "person",
        /// An office that speaks: a ministry, a spokesman's desk.
        Office => "office",
        /// A body that decides: a parliament, an organisation.
        Institution => "institution",
        /// Somebody whose name the source withholds.
        Anonymous => "anonymous",
    }
}

/// A post that a speaker held, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post's title.
    pub title: SharedStr,
    /// Its first day, where known.
    pub from: Option<Edtf>,
    /// Its last day, where known.
    pub to: Option<Edtf>,
}

impl Post {
    /// Whether the post was held on some day that `date` may mean.
    #[must_use]
    pub fn covers(&self, date: &Edtf) -> bool {
        let from = self.from.as_ref().and_then(Edtf::earliest);
        let to = self.to.as_ref().and_then(Edtf::latest);
        let ends_before = matches!((date.latest(), from), (Some(d), Some(a)) if d < a);
        let starts_after = matches!((date.earliest(), to), (Some(d), Some(b)) if d > b);
        !(ends_before || starts_after)
    }

    /// Whether the post was surely not held on `date`, whatever day that and its own dates mean, within their doubts.
    #[must_use]
    pub fn surely_misses(&self, date: &Edtf) -> bool {
        self.from.as_ref().is_some_and(|from| from.is_surely_after(date))
            || self.to.as_ref().is_some_and(|to| date.is_surely_after(to))
    }

    /// Whether the post was held on every day that `date` may mean, whatever its own dates mean.
    #[must_use]
    pub fn surely_covers(&self, date: &Edtf) -> bool {
        let begun = self.from.as_ref().is_none_or(
            |from| matches!((from.latest(), date.earliest()), (Some(a), Some(d)) if a <= d),
        );
        let goes_on = self.to.as_ref().is_none_or(
            |to| matches!((to.earliest(), date.latest()), (Some(b), Some(d)) if d <= b),
        );
        begun && goes_on
    }
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The permanent id.
    pub id: SharedStr,
    /// The name as the dataset prints it.
    pub name: SharedStr,
    /// The name in short, where the dataset gives one.
    pub short: Option<SharedStr>,
    /// Other spellings, transliterations and printed errors.
    pub aka: Vec<SharedStr>,
    /// Person, office, institution or anonymous.
    pub kind: SpeakerKind,
    /// The side.
    pub party: Option<PartyIx>,
    /// The posts held.
    pub posts: Vec<Post>,
    /// Where the dataset declares it.
    pub location: Location,
}

impl Speaker {
    /// A person of whom only the name is known.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            short: None,
            aka: Vec::new(),
            kind: SpeakerKind::Person,
            party: None,
            posts: Vec::new(),
            location: Location::default(),
        }
    }

    /// The posts held on the day that `date` names, latest appointment first. Of a date without a start that is its
    /// last day, of one without an end its first: what is known of it, where any post of a life might be meant.
    #[must_use]
    pub fn posts_on(&self, date: &Edtf) -> Vec<&Post> {
        let known = match (date.earliest(), date.latest()) {
            (None, Some(day)) | (Some(day), None) => Some(Edtf::of_day(day)),
            _ => None,
        };
        let date = known.as_ref().unwrap_or(date);
        let mut held: Vec<&Post> = self.posts.iter().filter(|p| p.covers(date)).collect();
        held.sort_by_key(|p| std::cmp::Reverse(p.from.as_ref().and_then(Edtf::earliest)));
        held
    }
}

words! {
    /// What sort of publication a source is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
    SourceKind {
        /// An article of a newspaper or a news site.
        News => "news",
        /// A report of a news agency.
        Wire => "wire",
        /// A record of what was said, word for word.
        Transcript => "transcript",
        /// A page or paper of a government, a ministry, an organisation.
        Official => "official",
        /// The text of a treaty or an agreement.
        Treaty => "treaty",
        /// A post on a social network.
        Social => "social",
        /// A study or a report.
        Report => "report",
        /// A book.
        Book => "book",
        /// A speech as its speaker gives it out.
        Speech => "speech",
        /// A broadcast on radio, television or the net.
        Broadcast => "broadcast",
        /// An interview.
        Interview => "interview",
        /// A record or a judgment of a court.
        Court => "court",
        /// A letter or a message.
        Letter => "letter",
        /// A copy of another source, which `copy_of` names.
        Copy => "copy",
        /// A word that this program does not know, see [`SourceDetails::unknown_kind`]. No dataset can write it.
        Unknown => "unknown",
    }
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

impl Basis {
    /// The words that a dataset writes for it, with what each is for; the last two with their reason in brackets.
    pub const WORDS: &'static [Word] = &[
        Word { name: "Stated", sentence: "The source states it; so it is where nothing is said." },
        Word {
            name: "Resolved",
            sentence: "The source says it in words that depend on its own date, in brackets: Resolved(\"on Monday\").",
        },
        Word {
            name: "Inferred",
            sentence: "The dataset infers it, for the reason in brackets: Inferred(\"the talks ended that day\").",
        },
    ];

    /// The word for it, and the grounds where the source does not state it: other words, or a reason.
    #[must_use]
    pub fn parts(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Stated => ("Stated", None),
            Self::Resolved(words) => ("Resolved", Some(words)),
            Self::Inferred(why) => ("Inferred", Some(why)),
        }
    }
}

/// A publication: an article, a transcript, an official page. What few say of themselves stands apart, and is read
/// and written as the source's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The permanent id, also the name of its text in a folder of texts.
    pub id: SharedStr,
    /// What sort of publication.
    pub kind: SourceKind,
    /// Who publishes it.
    pub outlet: SharedStr,
    /// Its title; an untitled one has none.
    pub title: Option<SharedStr>,
    /// When it was published.
    pub published: Option<Edtf>,
    /// Its language, as a BCP 47 tag.
    pub lang: Option<SharedStr>,
    /// Its address.
    pub url: Option<SharedStr>,
    /// What few sources say.
    pub details: Option<Box<SourceDetails>>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// What few sources say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDetails {
    /// What sort of publication, as the dataset writes it, where the program knows no such word.
    pub unknown_kind: Option<SharedStr>,
    /// How the outlet is known.
    pub outlet_basis: Basis,
    /// Who wrote it.
    pub authors: Vec<SharedStr>,
    /// Who edited it.
    pub editors: Vec<SharedStr>,
    /// Its dateline as printed.
    pub dateline: Option<SharedStr>,
    /// The date stamp on the copy held, where it differs from the date of publication.
    pub stamp: Option<Edtf>,
    /// How the date of publication is known.
    pub published_basis: Basis,
    /// When it was last changed.
    pub updated: Option<Edtf>,
    /// When it was corrected.
    pub corrected: Option<Edtf>,
    /// When it was retracted.
    pub retracted: Option<Edtf>,
    /// The source that this is a copy of.
    pub copy_of: Option<SourceIx>,
    /// The address of an archived copy.
    pub archive: Option<SharedStr>,
    /// When the address was last read.
    pub accessed: Option<Edtf>,
    /// What it says, in the dataset's own words.
    pub summary: Option<SharedStr>,
}

impl SourceDetails {
    const NONE: Self = Self {
        unknown_kind: None,
        outlet_basis: Basis::Stated,
        authors: Vec::new(),
        editors: Vec::new(),
        dateline: None,
        stamp: None,
        published_basis: Basis::Stated,
        updated: None,
        corrected: None,
        retracted: None,
        copy_of: None,
        archive: None,
        accessed: None,
        summary: None,
    };
}

impl Source {
    /// A publication, undated and untitled.
    #[must_use]
    pub fn new(id: &str, kind: SourceKind, outlet: &str) -> Self {
        Self::of(id.into(), kind, outlet.into())
    }

    /// Where it is read: at its address or, where none is recorded, at that of its archived copy.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.url.as_deref().or(self.archive.as_deref())
    }

    /// What those who print something are listed by: the day of publication, then the outlet; who has no date comes
    /// last.
    #[must_use]
    pub fn print_order(&self) -> impl Ord {
        let published = self.published.as_ref().map(Edtf::time_key);
        (published.is_none(), published, &*self.outlet)
    }

    /// Its kind as a dataset writes it.
    #[must_use]
    pub fn kind_name(&self) -> &str {
        self.unknown_kind.as_deref().unwrap_or_else(|| self.kind.name())
    }

    /// The word for its kind on a screen; of a kind that the program does not know the dataset's own: `PressRelease` is
    /// `press release`.
    #[must_use]
    pub fn kind_word(&self) -> Cow<'_, str> {
        let Some(written) = &self.unknown_kind else { return Cow::Borrowed(self.kind.word()) };
        let mut word = String::with_capacity(written.len() + 1);
        let mut after_small = false;
        for c in written.chars() {
            let begins = after_small && c.is_uppercase();
            after_small = c.is_lowercase();
            match c {
                '_' => word.push(' '),
                _ if begins => word.extend(std::iter::once(' ').chain(c.to_lowercase())),
                _ => word.extend(c.to_lowercase()),
            }
        }
        Cow::Owned(word)
    }

    /// The same of strings that are held already.
    pub(super) fn of(id: SharedStr, kind: SourceKind, outlet: SharedStr) -> Self {
        Self {
            id,
            kind,
            outlet,
            title: None,
            published: None,
            lang: None,
            url: None,
            details: None,
            location: Location::default(),
        }
    }
}

detailed!(Source SourceDetails);

/// A pin: a source and the place in it. Without paragraph and locator the page as a whole is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The source.
    pub source: SourceIx,
    /// The paragraph, from 1, counting the non-empty lines.
    pub para: Option<u32>,
    /// The place in the source's own terms: `p. 12`, `fol. 3v`, `00:12:30`.
    pub locator: Option<SharedStr>,
}

impl Cite {
    /// The same, borrowed.
    #[must_use]
    pub fn as_ref(&self) -> CiteRef<'_> {
        CiteRef { source: self.source, para: self.para, locator: self.locator.as_deref() }
    }
}

/// A pin that is read and not kept: what a [`Cite`] and a statement have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CiteRef<'a> {
    /// The source.
    pub source: SourceIx,
    /// The paragraph, from 1.
    pub para: Option<u32>,
    /// The place in the source's own terms.
    pub locator: Option<&'a str>,
}

words! {
    /// What a link says of the record that carries it and its target.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
    LinkKind {
        /// It answers the target.
        RespondsTo => "responds to",
        /// It says the target again.
        Repeats => "repeats",
        /// It says the opposite of the target.
        Contradicts => "contradicts",
        /// It takes the target back, in part or whole.
        WalksBack => "walks back",
    }
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
    pub id: SharedStr,
    /// When; an undated event goes on a shelf of its own.
    pub date: Option<Edtf>,
    /// How the date is known.
    pub basis: Basis,
    /// What happened, as a headline.
    pub title: SharedStr,
    /// What happened, in a sentence or two of the dataset's own.
    pub summary: Option<SharedStr>,
    /// Whether the timeline counts days from and to it.
    pub milestone: bool,
    /// Who prints it.
    pub cites: Vec<Cite>,
    /// What it is about.
    pub topics: Vec<SharedStr>,
    /// What it answers, repeats, contradicts or walks back.
    pub links: Vec<Link>,
    /// Whether it asks for an answer: an offer, a question, a demand.
    pub asks: bool,
    /// Where the dataset declares it.
    pub location: Location,
}

words! {
    /// How a source prints words.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    StatementKind {
        /// Whole sentences in quotation marks.
        Quote => "quote",
        /// A quoted part of the reporter's sentence.
        Fragment => "fragment",
        /// Direct speech set off without marks.
        Block => "block",
        /// Indirect speech, told in the dataset's own words.
        Reported => "reported",
    }
}

impl StatementKind {
    /// Whether the text is the source's own, byte for byte.
    #[must_use]
    pub fn is_verbatim(self) -> bool {
        self != Self::Reported
    }
}

/// From which language the words were translated, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Translation {
    /// The language spoken, as a BCP 47 tag.
    pub from: SharedStr,
    /// Who translated.
    pub by: Option<SharedStr>,
}

/// Words as they were said or printed before they were translated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Original {
    /// Their language, as a BCP 47 tag.
    pub lang: SharedStr,
    /// The words, without their quotation marks.
    pub text: SharedStr,
}

/// One passage as one source prints it. What few say of themselves stands apart, and is read and written as the
/// statement's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The permanent id.
    pub id: SharedStr,
    /// The source that prints it.
    pub source: SourceIx,
    /// The paragraph, from 1.
    pub para: Option<u32>,
    /// How it is printed.
    pub kind: StatementKind,
    /// Whether it asks for an answer: an offer, a question, a demand.
    pub asks: bool,
    /// Who said it; the first, where several did.
    pub speaker: Option<SpeakerIx>,
    /// When it was said.
    pub said: Option<Edtf>,
    /// The event it belongs to.
    pub event: Option<EventIx>,
    /// The head of the group of reports of the same words.
    pub same_as: Option<StatementIx>,
    /// The words, without their quotation marks.
    pub text: SharedStr,
    /// What few statements say.
    pub details: Option<Box<StatementDetails>>,
    /// Where the dataset declares it.
    pub location: Location,
}

/// What few statements say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementDetails {
    /// The place in the source's own terms: `p. 12`, `fol. 3v`, `00:12:30`.
    pub locator: Option<SharedStr>,
    /// Further paragraphs of the same source that print the same words again.
    pub also: Vec<u32>,
    /// All who said it, the first of them first, where several did; empty otherwise.
    pub speakers: Vec<SpeakerIx>,
    /// To whom it was said: ids of speakers, or words.
    pub to: Vec<SharedStr>,
    /// How the date is known.
    pub basis: Basis,
    /// On what occasion or in what form it was said.
    pub venue: Option<SharedStr>,
    /// Where it was said.
    pub place: Option<SharedStr>,
    /// Who relayed it: a speaker's id, or words.
    pub via: Option<SharedStr>,
    /// Whether the source itself has it at second hand: "reportedly".
    pub hearsay: bool,
    /// The words before they were translated.
    pub original: Option<Original>,
    /// Whether the words are a translation.
    pub translation: Option<Translation>,
    /// What it answers, repeats, contradicts or walks back.
    pub links: Vec<Link>,
    /// What it is about.
    pub topics: Vec<SharedStr>,
}

impl StatementDetails {
    const NONE: Self = Self {
        locator: None,
        also: Vec::new(),
        speakers: Vec::new(),
        to: Vec::new(),
        basis: Basis::Stated,
        venue: None,
        place: None,
        via: None,
        hearsay: false,
        original: None,
        translation: None,
        links: Vec::new(),
        topics: Vec::new(),
    };
}

detailed!(Statement StatementDetails);

impl Statement {
    /// A quotation of nobody, undated, from a source as a whole.
    #[must_use]
    pub fn new(id: &str, source: SourceIx, text: &str) -> Self {
        Self::of(id.into(), source, text.into())
    }

    /// The same of strings that are held already.
    pub(super) fn of(id: SharedStr, source: SourceIx, text: SharedStr) -> Self {
        Self {
            id,
            source,
            para: None,
            kind: StatementKind::Quote,
            asks: false,
            speaker: None,
            said: None,
            event: None,
            same_as: None,
            text,
            details: None,
            location: Location::default(),
        }
    }

    /// Where it is printed.
    #[must_use]
    pub fn cite(&self) -> CiteRef<'_> {
        CiteRef { source: self.source, para: self.para, locator: self.locator.as_deref() }
    }

    /// Everybody who said it.
    #[must_use]
    pub fn all_speakers(&self) -> &[SpeakerIx] {
        if self.speakers.is_empty() { self.speaker.as_slice() } else { &self.speakers }
    }
}

words! {
    /// What a note is about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    NoteKind {
        /// The source prints something wrong.
        Error => "error",
        /// The source can be read in more than one way.
        Ambiguity => "ambiguity",
        /// Sources disagree; both are shown.
        Conflict => "conflict",
        /// A wording is a translation's.
        Translation => "translation",
        /// Something is missing, or was left out by the source.
        Gap => "gap",
    }
}

/// A record of any kind, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the position of what it names")]
pub enum Entity {
    Party(PartyIx),
    Speaker(SpeakerIx),
    Source(SourceIx),
    Event(EventIx),
    Statement(StatementIx),
    Note(NoteIx),
    Series(SeriesIx),
    Point(PointIx),
}

impl From<Subject> for Entity {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Event(event) => Self::Event(event),
            Subject::Statement(statement) => Self::Statement(statement),
        }
    }
}

impl Entity {
    /// The event or the statement that it is, if it is one.
    #[must_use]
    pub fn subject(self) -> Option<Subject> {
        match self {
            Self::Event(event) => Some(Subject::Event(event)),
            Self::Statement(statement) => Some(Subject::Statement(statement)),
            Self::Party(_)
            | Self::Speaker(_)
            | Self::Source(_)
            | Self::Note(_)
            | Self::Series(_)
            | Self::Point(_) => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Party(_) => "party",
            Self::Speaker(_) => "speaker",
            Self::Source(_) => "source",
            Self::Event(_) => "event",
            Self::Statement(_) => "statement",
            Self::Note(_) => "note",
            Self::Series(_) => "series",
            Self::Point(_) => "point of a series",
        }
    }
}

/// A remark on records, in the dataset's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The permanent id.
    pub id: SharedStr,
    /// What sort of remark.
    pub kind: NoteKind,
    /// The records it concerns, at least one.
    pub about: Vec<Entity>,
    /// The remark.
    pub text: SharedStr,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// From when on it could be known, where the dataset says so.
    pub since: Option<Edtf>,
    /// Where the dataset declares it.
    pub location: Location,
}

words! {
    /// How the value of a point is known.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
    PointStatus {
        /// A party declared it.
        Declared => "declared",
        /// Computed from declared values.
        Derived => "derived",
        /// No source was found.
        Unverified => "unverified",
        /// The party gave no value.
        NotProvided => "not provided",
    }
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day it describes, not the day it was published.
    pub date: Edtf,
    /// The value; `None` where it was not provided.
    pub value: Option<f64>,
    /// Where it is printed.
    pub cite: Option<Cite>,
    /// How it is known.
    pub status: PointStatus,
    /// When it was given out, where that is not when its source was published.
    pub published: Option<Edtf>,
}

/// A ceiling, and the day from which it bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The ceiling.
    pub value: f64,
    /// From when it bound.
    pub from: Option<Edtf>,
}

/// Declared values over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The permanent id.
    pub id: SharedStr,
    /// Whose values, where they are anybody's.
    pub party: Option<PartyIx>,
    /// What is measured.
    pub measure: SharedStr,
    /// In which unit, where it needs one.
    pub unit: Option<SharedStr>,
    /// Its ceiling.
    pub limit: Option<Limit>,
    /// The values, in the order of their dates.
    pub points: Vec<Point>,
    /// Where the dataset declares it.
    pub location: Location,
}

impl Series {
    /// The ids of its points, in their order: that of the series and the day, `warheads@2022-09-01`; of several
    /// points on one day those after the first are numbered, `…#2`.
    #[must_use]
    pub fn point_ids(&self) -> Vec<Box<str>> {
        let mut ids: Vec<Box<str>> = Vec::with_capacity(self.points.len());
        let (mut last, mut same) = (None, 1);
        for point in &self.points {
            // Points stand in the order of their days, so that those of one day are neighbours.
            same = if last == Some(&point.date) { same + 1 } else { 1 };
            last = Some(&point.date);
            let number = if same == 1 { String::new() } else { format!("#{same}") };
            ids.push(format!("{}@{}{number}", self.id, point.date.as_str()).into());
        }
        ids
    }
}

impl LinkKind {
    /// The link as the target tells it.
    #[must_use]
    pub fn backward(self) -> &'static str {
        match self {
            Self::RespondsTo => "answered by",
            Self::Repeats => "repeated by",
            Self::Contradicts => "contradicted by",
            Self::WalksBack => "walked back by",
        }
    }
}
