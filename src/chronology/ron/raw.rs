//! The dataset's records as RON writes them: strings that nobody has checked yet.
//!
//! The only place that serde sees a file. Nothing is resolved, defaulted to a meaning or judged here; that
//! is [`super::super::check`]'s. Unknown fields are errors everywhere, so that a slip of the pen is never lost.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::super::model::{Basis, NoteKind, PointStatus, SpeakerKind, StatementKind, Translation};

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
        description: Option<String>, updated: Option<String>, version: Option<String>,
        licence: Option<String>, editors: Vec<String>, anchor: Option<RawAnchor>,
    }
    "defaults" RawDefaults {
        ;
        source: Option<String>, said: Option<String>, basis: Option<Basis>, event: Option<String>,
        speaker: Option<String>, venue: Option<String>, lang: Option<String>,
        status: Option<PointStatus>, cite: Option<RawCite>,
    }
    "anchor" RawAnchor { event: String, ; label: Option<String>, }
    "clock" RawClock { zone: String, place: String, ; }
    "party" RawParty { id: String, name: String, ; aka: Vec<String>, clock: Option<RawClock>, }
    "post" RawPost { title: String, ; from: Option<String>, to: Option<String>, }
    "speaker" RawSpeaker {
        id: String, name: String, kind: SpeakerKind, ;
        short: Option<String>, aka: Vec<String>, party: Option<String>, posts: Vec<RawPost>,
    }
    "source" RawSource {
        id: String, kind: BareWord, outlet: String, ;
        outlet_basis: Basis, title: Option<String>, authors: Vec<String>, editors: Vec<String>,
        dateline: Option<String>, stamp: Option<String>, published: Option<String>,
        published_basis: Basis, updated: Option<String>, corrected: Option<String>,
        retracted: Option<String>, copy_of: Option<String>, lang: Option<String>,
        url: Option<String>, archive: Option<String>, accessed: Option<String>,
        summary: Option<String>,
    }
    "citation" RawCite { source: String, ; para: Option<u32>, locator: Option<String>, }
    "event" RawEvent {
        id: String, title: String, ;
        date: Option<String>, basis: Basis, summary: Option<String>, milestone: bool,
        cites: Vec<RawCite>, topics: Vec<String>, links: Vec<RawLink>, asks: bool,
    }
    "statement" RawStatement {
        id: String, kind: StatementKind, text: String, ;
        source: Option<String>, para: Option<u32>, locator: Option<String>, also: Vec<u32>, speaker: Option<String>,
        speakers: Vec<String>, to: Vec<String>, said: Option<String>, basis: Option<Basis>,
        venue: Option<String>, place: Option<String>, event: Option<String>, via: Option<String>,
        hearsay: bool, original: Option<RawOriginal>, translation: Option<Translation>,
        same_as: Option<String>, links: Vec<RawLink>, topics: Vec<String>, asks: bool,
    }
    "original" RawOriginal { lang: String, text: String, ; }
    "note" RawNote {
        id: String, kind: NoteKind, about: Vec<String>, text: String, ;
        cites: Vec<RawCite>, since: Option<String>,
    }
    "limit" RawLimit { value: f64, ; from: Option<String>, }
    "point" RawPoint {
        date: String, ;
        status: Option<PointStatus>, value: Option<f64>, cite: Option<RawCite>, published: Option<String>,
    }
    "series" RawSeries {
        id: String, measure: String, ;
        party: Option<String>, unit: Option<String>, limit: Option<RawLimit>, points: Vec<RawPoint>,
    }
}

impl RawDefaults {
    /// Gives a statement what it leaves out. A report of words that another record holds has these from there,
    /// and a date comes with its own basis.
    pub(crate) fn complete_statement(&self, statement: &mut RawStatement) {
        let or = |own: &mut Option<String>, other: &Option<String>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        or(&mut statement.source, &self.source);
        if statement.same_as.is_some() {
            return;
        }
        if statement.said.is_none() && statement.basis.is_none() {
            statement.basis.clone_from(&self.basis);
        }
        or(&mut statement.said, &self.said);
        or(&mut statement.event, &self.event);
        or(&mut statement.venue, &self.venue);
        if statement.speakers.is_empty() {
            or(&mut statement.speaker, &self.speaker);
        }
    }

    /// Gives a source the language that it leaves out.
    pub(crate) fn complete_source(&self, source: &mut RawSource) {
        if source.lang.is_none() {
            source.lang.clone_from(&self.lang);
        }
    }

    /// Gives the points of a series what they leave out.
    pub(crate) fn complete_series(&self, series: &mut RawSeries) {
        for point in &mut series.points {
            point.status = point.status.or(self.status);
            if point.cite.is_none() {
                point.cite.clone_from(&self.cite);
            }
        }
    }
}

/// A bare word of which nobody has judged yet whether it is known.
#[derive(Debug, Clone)]
pub(crate) struct BareWord(pub(crate) String);

impl<'de> Deserialize<'de> for BareWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = BareWord;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a bare word")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<BareWord, E> {
                Ok(BareWord(word.to_owned()))
            }
        }
        deserializer.deserialize_identifier(Word)
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
