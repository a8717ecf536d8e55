//! A small chronology for the tests of the search.

use chrono::NaiveDate;

use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Entity, Event, EventIx, FileIx, Link, LinkKind, Location, Meta, Note, NoteKind, Party,
    PartyIx, Source, SourceIx, SourceKind, Speaker, SpeakerIx, Statement, StatementIx,
    StatementKind, Subject,
};
use crate::chronology::{Chronology, Records};

use crate::search::reader::ReaderState;

pub(crate) const LOCATION: Location = Location { file: FileIx::FIRST, line: 1, at: 0 };

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

pub(crate) fn reader() -> ReaderState<'static> {
    ReaderState::plain(today())
}

pub(crate) fn date(text: &str) -> Option<Edtf> {
    (!text.is_empty()).then(|| Edtf::parse(text).unwrap())
}

pub(crate) fn statement(id: &str, speaker: Option<usize>, said: &str, text: &str) -> Statement {
    Statement {
        para: Some(1),
        speaker: speaker.map(SpeakerIx::from),
        said: date(said),
        location: LOCATION,
        ..Statement::new(id, SourceIx::FIRST, text)
    }
}

pub(crate) fn speaker(id: &str, name: &str, aka: &[&str], party: Option<usize>) -> Speaker {
    Speaker {
        aka: aka.iter().map(|a| (*a).into()).collect(),
        party: party.map(PartyIx::from),
        location: LOCATION,
        ..Speaker::new(id, name)
    }
}

pub(crate) fn source(id: &str, outlet: &str, title: &str, published: &str) -> Source {
    Source {
        title: (!title.is_empty()).then(|| title.into()),
        published: date(published),
        lang: Some("en".into()),
        location: LOCATION,
        ..Source::new(id, SourceKind::Wire, outlet)
    }
}

pub(crate) fn chronology(records: Records) -> Chronology {
    Chronology::new(Meta::default(), Vec::new(), records)
}

/// Statements alone, all of one source and without a speaker.
pub(crate) fn texts(texts: &[&str]) -> Chronology {
    chronology(Records {
        sources: vec![source("s", "Wire", "", "2025")],
        statements: (texts.iter().enumerate())
            .map(|(i, text)| statement(&format!("t{i}"), None, "2025-01-01", text))
            .collect(),
        ..Records::default()
    })
}

/// A dozen records that have everything a query may ask for.
#[expect(clippy::too_many_lines, reason = "a table of records")]
pub(crate) fn lake() -> Chronology {
    let party = |id: &str, name: &str| Party {
        id: id.into(),
        name: name.into(),
        aka: Vec::new(),
        clock: None,
        location: LOCATION,
    };
    let with = |mut s: Statement, change: &dyn Fn(&mut Statement)| {
        change(&mut s);
        s
    };
    let statements = vec![
        with(
            statement(
                "offer",
                Some(0),
                "2025-09-22",
                "We are prepared to observe the fishing limits for one more year after February 5.",
            ),
            &|s| s.asks = true,
        ),
        statement("good-idea", Some(1), "2025-10-05", "The offer sounds like a good idea to me"),
        with(
            statement(
                "persuade",
                Some(2),
                "2025-11-09",
                "We are not going to persuade anyone. They’re free to keep the moratorium.",
            ),
            &|s| {
                s.kind = StatementKind::Block;
                s.topics = vec!["moratorium".into()];
            },
        ),
        with(
            statement(
                "unanswered",
                Some(3),
                "2026-02-04/2026-02-05",
                "However, no formal response has been received: our ideas remain without answer.",
            ),
            &|s| s.asks = true,
        ),
        with(
            statement(
                "unanswered-b",
                Some(3),
                "2026-02-04/2026-02-05",
                "In essence, our ideas are deliberately left unanswered.",
            ),
            &|s| {
                s.same_as = Some(StatementIx::from(3));
                s.source = SourceIx::from(1);
            },
        ),
        with(
            statement(
                "reply",
                Some(1),
                "2025-10",
                "We answered the offer in détente’s own words, non-starter or not.",
            ),
            &|s| {
                s.links = vec![Link {
                    kind: LinkKind::RespondsTo,
                    to: Subject::Statement(StatementIx::FIRST),
                }];
                s.kind = StatementKind::Reported;
            },
        ),
        statement(
            "undated",
            None,
            "",
            "The U.S. and the United Nations counted 1,550 boats on New START day",
        ),
        statement("maybe", Some(2), "2025", "The machinery of the lake commission is slow"),
    ];
    chronology(Records {
        parties: vec![party("north", "Northland"), party("south", "Southland")],
        speakers: vec![
            speaker("ryabkov", "Sergey Ryabkov", &["Riabkov", "Рябков"], Some(0)),
            speaker("trump", "Donald Trump", &[], Some(1)),
            speaker("lavrov", "Sergey Lavrov", &["Lawrow"], Some(0)),
            speaker("mfa", "Northland Foreign Ministry", &["MFA"], Some(0)),
        ],
        sources: vec![
            source("tass-1", "TASS", "", "2026-02-05"),
            source("unn-1", "UNN", "Ministry complains of silence", "2026-02-04"),
        ],
        events: vec![Event {
            id: "expiry".into(),
            date: date("2026-02-05"),
            basis: Basis::Stated,
            title: "The lake treaty expires".into(),
            summary: Some("After fifteen years the limits lapse.".into()),
            milestone: true,
            cites: Vec::new(),
            topics: vec!["expiry".into()],
            asks: false,
            links: Vec::new(),
            location: LOCATION,
        }],
        statements: statements
            .into_iter()
            .map(|mut s| {
                if &*s.id == "unanswered" {
                    s.event = Some(EventIx::FIRST);
                }
                s
            })
            .collect(),
        notes: vec![Note {
            id: "two-wordings".into(),
            kind: NoteKind::Conflict,
            about: vec![
                Entity::Statement(StatementIx::from(3)),
                Entity::Statement(StatementIx::from(4)),
            ],
            text: "Two wordings".into(),
            cites: Vec::new(),
            since: None,
            location: LOCATION,
        }],
        series: Vec::new(),
    })
}
