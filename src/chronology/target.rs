//! What a reader can point at: a record at one of its citations, a point of a series, a note, a source.
//!
//! Whatever is under the cursor on the screen, in any view or list, is one of these or nothing. Each has an
//! id, can be cited, and stands somewhere in the dataset and in a source.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{Location, NoteIx, PointIx, SourceIx, Subject, Target as Entity};
use crate::chronology::tables::{Citation, Record};

/// What a reader can point at, and keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A record at one of its citations: the report that is read, of words that several print.
    Record(Citation),
    /// A point of a series.
    Point(PointIx),
    /// A note.
    Note(NoteIx),
    /// A source.
    Source(SourceIx),
}

impl Target {
    /// What goes by an id; speakers, parties and series are none of these.
    #[must_use]
    pub fn by_id(c: &Chronology, id: &str) -> Option<Self> {
        Self::of(c, c.by_id(id)?)
    }

    /// A record of any kind as what keys act on, if it is one of these.
    #[must_use]
    pub fn of(c: &Chronology, named: Entity) -> Option<Self> {
        match named {
            Entity::Event(e) => {
                Some(Self::Record(Citation { record: c.record_of(Subject::Event(e)), nth: 0 }))
            }
            Entity::Statement(s) => Some(Self::Record(c.citation_of(s))),
            Entity::Point(p) => Some(Self::Point(p)),
            Entity::Note(n) => Some(Self::Note(n)),
            Entity::Source(s) => Some(Self::Source(s)),
            Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_) => None,
        }
    }

    /// The event, or the very report, or whatever else it is, as a record of any kind.
    #[must_use]
    pub fn named(self, c: &Chronology) -> Entity {
        match self {
            Self::Record(citation) => match (c.record(citation.record), c.reported(citation)) {
                (Record::Event(e), _) => Entity::Event(e),
                (Record::Statement(_), Some(s)) => Entity::Statement(s),
                (Record::Statement(head), None) => Entity::Statement(head),
            },
            Self::Point(p) => Entity::Point(p),
            Self::Note(n) => Entity::Note(n),
            Self::Source(s) => Entity::Source(s),
        }
    }

    /// Its permanent id.
    #[must_use]
    pub fn id(self, c: &Chronology) -> &str {
        match self {
            Self::Record(citation) => match c.reported(citation) {
                Some(s) => &c.statement(s).id,
                None => c.record_id(citation.record),
            },
            Self::Point(p) => c.point_id(p),
            Self::Note(n) => &c.note(n).id,
            Self::Source(s) => &c.source(s).id,
        }
    }

    /// The source that prints it, or that a note rests on or is about.
    #[must_use]
    pub fn source(self, c: &Chronology) -> Option<SourceIx> {
        match self {
            Self::Record(citation) => c.cite(citation).map(|cite| cite.source),
            Self::Point(p) => c.point(p).cite.map(|cite| cite.source),
            Self::Note(n) => {
                let note = c.note(n);
                let about = || note.about.iter().find_map(|named| Self::of(c, *named)?.source(c));
                note.cites.first().map(|cite| cite.source).or_else(about)
            }
            Self::Source(s) => Some(s),
        }
    }

    /// Where the dataset declares it; a point stands in its series.
    #[must_use]
    pub fn location(self, c: &Chronology) -> Location {
        match self {
            Self::Record(citation) => match (c.record(citation.record), c.reported(citation)) {
                (Record::Event(e), _) => c.event(e).location,
                (Record::Statement(_), Some(s)) => c.statement(s).location,
                (Record::Statement(head), None) => c.statement(head).location,
            },
            Self::Point(p) => c.series()[p.series.at()].location,
            Self::Note(n) => c.note(n).location,
            Self::Source(s) => c.source(s).location,
        }
    }

    /// The notes on it: of a point those on its series.
    #[must_use]
    pub fn notes(self, c: &Chronology) -> Vec<NoteIx> {
        match self {
            Self::Record(citation) => c.notes_of(citation.record),
            Self::Point(p) => c.notes(Entity::Series(p.series)).to_vec(),
            Self::Note(n) => vec![n],
            Self::Source(s) => c.notes(Entity::Source(s)).to_vec(),
        }
    }

    /// The day by which it stands among others, where it has one.
    #[must_use]
    pub fn date(self, c: &Chronology) -> Option<&Edtf> {
        match self {
            Self::Record(citation) => c.date(citation.record),
            Self::Point(p) => Some(&c.point(p).date),
            Self::Source(s) => c.source(s).published.as_ref(),
            Self::Note(_) => None,
        }
    }

    /// The key of the order in time: what has no day last, and of one day the records first, as in the timeline.
    #[must_use]
    pub fn in_time(self, c: &Chronology) -> impl Ord {
        let day = self.date(c).map(Edtf::sort_day);
        let (rank, citation) = match self {
            Self::Record(citation) => (0, citation),
            Self::Point(_) => (1, Citation::default()),
            Self::Source(_) => (2, Citation::default()),
            Self::Note(_) => (3, Citation::default()),
        };
        (day.is_none(), day, rank, citation, self.id(c).to_owned())
    }
}
