//! What a reader can point at: a record at one of its citations, a point of a series, a note, a source.
//!
//! Whatever is under the cursor on the screen, in any view or list, is one of these or nothing. Each has an
//! id, can be cited, and stands somewhere in the dataset and in a source.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{Entity, Location, NoteIx, PointIx, SourceIx, Subject};
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
            Self::Point(p) => c.point(p).cite.as_ref().map(|cite| cite.source),
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
            Self::Record(citation) => c.notes_of(citation.record).to_vec(),
            Self::Point(p) => c.notes(Entity::Series(p.series)).to_vec(),
            Self::Note(n) => vec![n],
            Self::Source(s) => c.notes(Entity::Source(s)).to_vec(),
        }
    }

    /// The day by which it stands among others, where it has one.
    #[must_use]
    pub fn date(self, c: &Chronology) -> Option<&Edtf> {
        match self {
            Self::Record(citation) => c.day_of(c.told_by(citation)).0,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;
    use crate::chronology::model::SeriesIx;

    const RON: &str = r#"(
        parties: [(id: "a", name: "Alpha")],
        speakers: [(id: "x", name: "Xenia", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "S", published: "2020-02-03")],
        events: [(id: "e", date: "2020-02-02", title: "E", cites: [(source: "s")])],
        statements: [
            (id: "first", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-01-01", text: "Words"),
            (id: "again", source: "s", para: 2, kind: Quote, same_as: "first", text: "Words"),
        ],
        notes: [(id: "n", kind: Gap, about: ["e"], text: "Something is missing.")],
        series: [(id: "boats", party: "a", measure: "boats", points: [
            (date: "2020-02", value: 1, status: Unverified), (date: "2020-02", value: 2, status: Unverified),
            (date: "2021", value: 3, status: Unverified),
        ])],
    )"#;

    #[test]
    fn each_point_has_an_id_of_its_own() {
        let c = load_text("t.ron", RON).chronology;
        let ids = ["boats@2020-02", "boats@2020-02#2", "boats@2021"];
        for (nth, id) in (0..).zip(ids) {
            let point = PointIx { series: SeriesIx::FIRST, nth };
            assert_eq!((c.point_id(point), c.by_id(id)), (id, Some(Entity::Point(point))));
        }
        assert_eq!(c.by_id("boats@2022"), None);
    }

    #[test]
    fn what_goes_by_an_id_has_that_id() {
        let c = load_text("t.ron", RON).chronology;
        for id in ["e", "first", "again", "n", "s", "boats@2020-02#2"] {
            assert_eq!(Target::by_id(&c, id).map(|target| target.id(&c)), Some(id));
        }
        for id in ["a", "boats", "nobody"] {
            assert_eq!(Target::by_id(&c, id), None, "{id}");
        }
    }

    #[test]
    fn in_time_they_stand_by_day_and_what_has_none_last() {
        let c = load_text("t.ron", RON).chronology;
        let mut ids = ["n", "boats@2021", "s", "e", "boats@2020-02", "again"];
        ids.sort_by_cached_key(|id| Target::by_id(&c, id).map(|target| target.in_time(&c)));
        assert_eq!(ids, ["again", "boats@2020-02", "e", "s", "boats@2021", "n"]);
    }
}
