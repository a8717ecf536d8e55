//! Records of which only the least is known, for whoever makes a chronology in code rather than from
//! files: `Statement { speaker, ..Statement::new(id, source, text) }`. What files say is never filled in
//! from here: there every field is read or refused.

use super::{
    Basis, Location, Source, SourceIx, SourceKind, Speaker, SpeakerKind, Statement, StatementKind,
};

impl Speaker {
    /// A person of whom only the name is known.
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aka: Vec::new(),
            kind: SpeakerKind::Person,
            party: None,
            posts: Vec::new(),
            location: Location::default(),
        }
    }
}

impl Source {
    /// A publication, undated and untitled.
    #[must_use]
    pub fn new(id: &str, kind: SourceKind, outlet: &str) -> Self {
        Self {
            id: id.into(),
            kind,
            outlet: outlet.into(),
            outlet_basis: Basis::Stated,
            title: None,
            authors: Vec::new(),
            editors: Vec::new(),
            dateline: None,
            stamp: None,
            published: None,
            published_basis: Basis::Stated,
            updated: None,
            lang: None,
            url: None,
            archive: None,
            accessed: None,
            summary: None,
            location: Location::default(),
        }
    }
}

impl Statement {
    /// A quotation of nobody, undated, from a source as a whole.
    #[must_use]
    pub fn new(id: &str, source: SourceIx, text: &str) -> Self {
        Self {
            id: id.into(),
            source,
            para: None,
            also: Vec::new(),
            kind: StatementKind::Quote,
            speaker: None,
            said: None,
            basis: Basis::Stated,
            venue: None,
            event: None,
            via: None,
            translation: None,
            same_as: None,
            links: Vec::new(),
            asks: false,
            topics: Vec::new(),
            text: text.into(),
            location: Location::default(),
        }
    }
}
