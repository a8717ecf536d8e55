//! The dataset's records as RON writes them: strings that nobody has checked yet.
//!
//! The only place that serde sees a file. Nothing is resolved, defaulted to a meaning or judged here; that
//! is [`super::super::check`]'s. Unknown fields are errors everywhere, so that a slip of the pen is never lost.

use serde::Deserialize;

use super::super::model::{
    Basis, NoteKind, PointStatus, SourceKind, SpeakerKind, StatementKind, Translation,
};

/// Declares a record with a name for messages; every field not marked required may be left out.
macro_rules! raw {
    ($($name:literal $type:ident { $($required:ident: $rt:ty,)* ; $($optional:ident: $ot:ty,)* })*) => {$(
        #[derive(Debug, Clone, Deserialize)]
        #[serde(rename = $name, deny_unknown_fields)]
        pub(crate) struct $type {
            $(pub(crate) $required: $rt,)*
            $(#[serde(default)] pub(crate) $optional: $ot,)*
        }
    )*};
}

raw! {
    "meta" RawMeta {
        schema: u32, title: String, ;
        description: Option<String>, updated: Option<String>, licence: Option<String>,
        editors: Vec<String>,
    }
    "clock" RawClock { zone: String, place: String, ; }
    "party" RawParty { id: String, name: String, ; aka: Vec<String>, clock: Option<RawClock>, }
    "post" RawPost { title: String, ; from: Option<String>, to: Option<String>, }
    "speaker" RawSpeaker {
        id: String, name: String, kind: SpeakerKind, ;
        aka: Vec<String>, party: Option<String>, posts: Vec<RawPost>,
    }
    "source" RawSource {
        id: String, kind: SourceKind, outlet: String, ;
        outlet_basis: Basis, title: Option<String>, authors: Vec<String>, editors: Vec<String>,
        dateline: Option<String>, stamp: Option<String>, published: Option<String>,
        published_basis: Basis, updated: Option<String>, lang: Option<String>, url: Option<String>,
        archive: Option<String>, accessed: Option<String>, summary: Option<String>,
    }
    "citation" RawCite { source: String, ; para: Option<u32>, }
    "event" RawEvent {
        id: String, title: String, ;
        date: Option<String>, basis: Basis, summary: Option<String>, milestone: bool,
        cites: Vec<RawCite>, topics: Vec<String>, links: Vec<RawLink>, asks: bool,
    }
    "statement" RawStatement {
        id: String, source: String, kind: StatementKind, text: String, ;
        para: Option<u32>, also: Vec<u32>, speaker: Option<String>, said: Option<String>,
        basis: Option<Basis>, venue: Option<String>, event: Option<String>, via: Option<String>,
        translation: Option<Translation>, same_as: Option<String>, links: Vec<RawLink>,
        topics: Vec<String>, asks: bool,
    }
    "note" RawNote {
        id: String, kind: NoteKind, about: Vec<String>, text: String, ;
        cites: Vec<RawCite>,
    }
    "limit" RawLimit { value: f64, ; from: Option<String>, }
    "point" RawPoint {
        date: String, status: PointStatus, ;
        value: Option<f64>, cite: Option<RawCite>,
    }
    "series" RawSeries {
        id: String, party: String, measure: String, ;
        unit: Option<String>, limit: Option<RawLimit>, points: Vec<RawPoint>,
    }
}

/// A link to another record by its id.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "link")]
pub(crate) enum RawLink {
    RespondsTo(String),
    Repeats(String),
    Contradicts(String),
    WalksBack(String),
}

/// A record that goes by an id.
pub(crate) trait RawRecord {
    /// What a message calls it.
    const KIND: &'static str;
    /// Its id, unchecked.
    fn id(&self) -> &str;
}

macro_rules! named {
    ($($type:ident $kind:literal)*) => {$(
        impl RawRecord for $type {
            const KIND: &'static str = $kind;
            fn id(&self) -> &str {
                &self.id
            }
        }
    )*};
}

named! {
    RawParty "party"
    RawSpeaker "speaker"
    RawSource "source"
    RawEvent "event"
    RawStatement "statement"
    RawNote "note"
    RawSeries "series"
}
