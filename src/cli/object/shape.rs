//! The shape of each object: which fields there are, and which are left out where they are absent.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::chronology::model::{
    Basis, NoteKind, PointStatus, SourceKind, SpeakerKind, StatementKind,
};
use crate::chronology::shared_str::SharedStr;
use crate::chronology::verify::quote::Verdict;

/// Declares an object; fields after the semicolon are left out where they are absent.
macro_rules! object {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* ; $($optional:ident: $inner:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        pub(in crate::cli) struct $name<'a> {
            $(pub(in crate::cli) $field: $type,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] pub(in crate::cli) $optional: Option<$inner>,)*
        }

        impl $name<'_> {
            /// The names of its fields.
            #[allow(dead_code, reason = "few of them are rows of a table")]
            pub(in crate::cli) const FIELDS: &'static [&'static str] = &[$(stringify!($field),)* $(stringify!($optional),)*];
        }
    )*};
}

object! {
    /// A statement: one passage as one source prints it.
    StatementObject {
        id: &'a str, source: &'a str, para: Option<u32>, also: &'a [u32], kind: StatementKind,
        speaker: Option<&'a str>, said: Option<&'a str>, basis: BasisObject<'a>, text: &'a str,
        topics: &'a [SharedStr], links: Vec<LinkObject<'a>>, reports: Vec<&'a str>, notes: Vec<&'a str>, asks: bool,
        said_from: Option<String>, said_to: Option<String>, outlet: Option<&'a str>,
        published: Option<&'a str>, url: Option<&'a str>, speaker_name: Option<Cow<'a, str>>, ;
        locator: &'a str, speakers: Vec<&'a str>, to: &'a [SharedStr], place: &'a str, hearsay: bool,
        original: OriginalObject<'a>, venue: &'a str, event: &'a str, via: &'a str, translation: TranslationObject<'a>,
        same_as: &'a str, cites: Vec<CiteObject<'a>>, verification: Option<Verdict>, score: f32, near: &'static str,
        in_note: bool, lacks: Vec<Box<str>>,
    }
    /// An event.
    EventObject {
        id: &'a str, date: Option<&'a str>, basis: BasisObject<'a>, title: &'a str, milestone: bool,
        cites: Vec<CiteObject<'a>>, topics: &'a [SharedStr], links: Vec<LinkObject<'a>>,
        reports: Vec<&'a str>, notes: Vec<&'a str>, asks: bool,
        said_from: Option<String>, said_to: Option<String>, outlet: Option<&'a str>,
        published: Option<&'a str>, url: Option<&'a str>, speaker_name: Option<Cow<'a, str>>, ;
        summary: &'a str, verification: Option<Verdict>, score: f32, near: &'static str, in_note: bool,
        lacks: Vec<Box<str>>,
    }
    /// A source.
    SourceObject {
        id: &'a str, kind: SourceKind, outlet: &'a str, outlet_basis: BasisObject<'a>,
        title: Option<&'a str>, authors: &'a [SharedStr], editors: &'a [SharedStr],
        published_basis: BasisObject<'a>, reports: Vec<&'a str>, notes: Vec<&'a str>, ;
        dateline: &'a str, stamp: &'a str, published: &'a str, updated: &'a str, lang: &'a str,
        url: &'a str, archive: &'a str, accessed: &'a str, summary: &'a str,
        corrected: &'a str, retracted: &'a str, copy_of: &'a str, unknown_kind: &'a str,
    }
    /// A speaker.
    SpeakerObject {
        id: &'a str, name: &'a str, aka: &'a [SharedStr], kind: SpeakerKind,
        posts: Vec<PostObject<'a>>, reports: Vec<&'a str>, notes: Vec<&'a str>, ;
        party: &'a str, short: &'a str,
    }
    /// A post of a speaker.
    PostObject { title: &'a str, ; from: &'a str, to: &'a str, }
    /// A party.
    PartyObject {
        id: &'a str, name: &'a str, aka: &'a [SharedStr], notes: Vec<&'a str>, ;
        clock: ClockObject<'a>,
    }
    /// The clock of a party's capital.
    ClockObject { zone: &'a str, place: &'a str, ; }
    /// A note.
    NoteObject {
        id: &'a str, kind: NoteKind, about: Vec<&'a str>, text: &'a str, cites: Vec<CiteObject<'a>>, ;
        since: &'a str,
    }
    /// A series.
    SeriesObject {
        id: &'a str, party: Option<&'a str>, measure: &'a str, points: Vec<PointObject<'a>>, notes: Vec<&'a str>, ;
        unit: &'a str, limit: LimitObject<'a>,
    }
    /// A ceiling.
    LimitObject { value: Number, ; from: &'a str, }
    /// A value of a series.
    PointObject { date: &'a str, value: Option<Number>, status: PointStatus, ;
        published: &'a str, cite: CiteObject<'a>,
    }
    /// A point by itself, with what its series says of all of them.
    SinglePointObject {
        id: &'a str, series: &'a str, party: Option<&'a str>, measure: &'a str, date: &'a str,
        value: Option<Number>, status: PointStatus, notes: Vec<&'a str>, ;
        unit: &'a str, limit: LimitObject<'a>, published: &'a str, cite: CiteObject<'a>,
    }
    /// A citation.
    CiteObject { source: &'a str, para: Option<u32>, ; locator: &'a str, }
    /// Words before they were translated.
    OriginalObject { lang: &'a str, text: &'a str, ; }
    /// Where a translation comes from.
    TranslationObject { from: &'a str, ; by: &'a str, }
}

/// A record of any kind.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(in crate::cli) enum Object<'a> {
    Statement(Box<StatementObject<'a>>),
    Event(Box<EventObject<'a>>),
    Source(Box<SourceObject<'a>>),
    Speaker(SpeakerObject<'a>),
    Party(PartyObject<'a>),
    Note(NoteObject<'a>),
    Series(SeriesObject<'a>),
    Point(Box<SinglePointObject<'a>>),
}

/// How something is known: a word for it, and on what grounds where the source does not state it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::cli) struct BasisObject<'a> {
    kind: &'static str,
    why: Option<&'a str>,
}

impl<'a> From<&'a Basis> for BasisObject<'a> {
    fn from(basis: &'a Basis) -> Self {
        let (kind, why) = basis.parts();
        Self { kind, why }
    }
}

/// A link as the dataset writes it: `{"RespondsTo": "id"}`.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct LinkObject<'a>(
    pub(in crate::cli) &'static str,
    pub(in crate::cli) &'a str,
);

impl Serialize for LinkObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, self.1)])
    }
}

/// A value that is written as people write it: 1550, not 1550.0.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Number(pub(in crate::cli) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.to_string().parse::<i64>() {
            Ok(whole) => serializer.serialize_i64(whole),
            Err(_) => serializer.serialize_f64(self.0),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Rust prints the shortest digits that read back as the same value, and none after a whole one.
        write!(f, "{}", self.0)
    }
}
