//! The chronology as of a day: what of it had been published by then.
//!
//! Builds a chronology of its own, so that search, lists, groups, replies and notes all agree on what
//! was known. A source without a date of publication, or one that may have come out later, is left out:
//! nothing is shown as known that was perhaps not. It says how much is missing.

use chrono::NaiveDate;

use crate::chronology::date::{Certainty, DayRange, Edtf};
use crate::chronology::model::{
    Cite, Event, EventIx, Link, Note, Point, Series, SeriesIx, Source, SourceIx, Statement,
    StatementIx, Subject, Target,
};
use crate::chronology::{Chronology, Records};

use super::count;

/// A chronology as of a day, and what it lacks.
#[derive(Debug)]
pub struct Seen {
    /// What had been published.
    pub chronology: Chronology,
    date: Edtf,
    later: usize,
    unknown: usize,
}

impl Seen {
    /// What is left out, in a sentence; `None` where nothing is.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.later > 0 {
            parts.push(format!("{} published later", count(self.later, "source")));
        }
        if self.unknown > 0 {
            parts.push(format!(
                "{} of which it is not known",
                count(self.unknown, "source")
            ));
        }
        (!parts.is_empty()).then(|| {
            format!(
                "as of {}: left out are {}, and what only they print",
                self.date,
                parts.join(" and ")
            )
        })
    }
}

/// The last day that a date may mean; the first where its end is open.
#[must_use]
pub fn last_day(date: &Edtf) -> NaiveDate {
    date.latest().or(date.earliest()).unwrap_or_default()
}

/// What of `c` had been published by the end of `date`.
#[must_use]
pub fn published_by(c: &Chronology, date: &Edtf) -> Seen {
    let by = DayRange {
        from: None,
        to: Some(last_day(date)),
    };
    let answers: Vec<Certainty> = (c.sources().iter())
        .map(|s| {
            s.published
                .as_ref()
                .map_or(Certainty::Maybe, |p| p.within(by))
        })
        .collect();
    let number = |answer| answers.iter().filter(|a| **a == answer).count();
    let chronology = Cut::of(c, &answers, by).chronology();
    Seen {
        chronology,
        date: date.clone(),
        later: number(Certainty::No),
        unknown: number(Certainty::Maybe),
    }
}

/// Where each record of the whole stands in the part; `None` where it is left out.
struct Cut<'a> {
    c: &'a Chronology,
    by: DayRange,
    sources: Vec<Option<SourceIx>>,
    events: Vec<Option<EventIx>>,
    statements: Vec<Option<StatementIx>>,
    series: Vec<Option<SeriesIx>>,
}

impl<'a> Cut<'a> {
    fn of(c: &'a Chronology, published: &[Certainty], by: DayRange) -> Self {
        let mut cut = Self {
            c,
            by,
            sources: places(published.iter().map(|answer| *answer == Certainty::Yes)),
            events: Vec::new(),
            statements: Vec::new(),
            series: Vec::new(),
        };
        cut.events = places(c.events().iter().map(|e| cut.keeps_event(e)));
        cut.statements = places(
            c.statements()
                .iter()
                .map(|s| cut.sources[s.source.at()].is_some()),
        );
        cut.series = places(c.series().iter().map(|s| !cut.points(s).is_empty()));
        cut
    }

    /// An event that nobody is cited for is the dataset's own assertion, and stands on its date.
    fn keeps_event(&self, event: &Event) -> bool {
        if event.cites.is_empty() {
            return self.has_come(event.date.as_ref());
        }
        event
            .cites
            .iter()
            .any(|cite| self.sources[cite.source.at()].is_some())
    }

    fn has_come(&self, date: Option<&Edtf>) -> bool {
        date.is_some_and(|d| d.within(self.by) == Certainty::Yes)
    }

    fn chronology(&self) -> Chronology {
        let c = self.c;
        let kept = |place: &Option<_>| place.is_some();
        let data = Records {
            parties: c.parties().to_vec(),
            speakers: c.speakers().to_vec(),
            sources: zip(c.sources(), &self.sources).map(Source::clone).collect(),
            events: zip(c.events(), &self.events)
                .map(|e| self.event(e))
                .collect(),
            statements: (c.statements().iter().enumerate())
                .filter(|(i, _)| kept(&self.statements[*i]))
                .map(|(i, s)| self.statement(StatementIx::from(i), s))
                .collect(),
            notes: c.notes_list().iter().filter_map(|n| self.note(n)).collect(),
            series: zip(c.series(), &self.series)
                .map(|s| self.one_series(s))
                .collect(),
        };
        Chronology::new(c.meta.clone(), c.files.clone(), data)
    }

    fn event(&self, event: &Event) -> Event {
        Event {
            cites: self.cites(&event.cites),
            links: self.links(&event.links),
            ..event.clone()
        }
    }

    fn statement(&self, ix: StatementIx, statement: &Statement) -> Statement {
        let place = self.statements[ix.at()];
        Statement {
            source: self.sources[statement.source.at()].unwrap_or_default(),
            event: statement.event.and_then(|e| self.events[e.at()]),
            same_as: self.head(ix).filter(|head| Some(*head) != place),
            links: self.links(&statement.links),
            ..statement.clone()
        }
    }

    /// The first report of the same words that is left: the head, or who stands in for it.
    fn head(&self, ix: StatementIx) -> Option<StatementIx> {
        let record = self.c.record_of(Subject::Statement(ix));
        self.c
            .reports(record)
            .iter()
            .find_map(|s| self.statements[s.at()])
    }

    fn note(&self, note: &Note) -> Option<Note> {
        let about: Vec<Target> = note.about.iter().filter_map(|t| self.target(*t)).collect();
        (!about.is_empty()).then(|| Note {
            about,
            cites: self.cites(&note.cites),
            ..note.clone()
        })
    }

    fn target(&self, target: Target) -> Option<Target> {
        match target {
            Target::Party(_) | Target::Speaker(_) => Some(target),
            Target::Source(ix) => self.sources[ix.at()].map(Target::Source),
            Target::Event(ix) => self.events[ix.at()].map(Target::Event),
            Target::Statement(ix) => self.statements[ix.at()].map(Target::Statement),
            Target::Series(ix) => self.series[ix.at()].map(Target::Series),
            // Notes may be left out themselves, and none is about another in this schema's use.
            Target::Note(_) => None,
        }
    }

    fn one_series(&self, series: &Series) -> Series {
        Series {
            points: self.points(series),
            ..series.clone()
        }
    }

    fn points(&self, series: &Series) -> Vec<Point> {
        let known = |cite: Option<Cite>, date: &Edtf| match cite {
            Some(cite) => self.sources[cite.source.at()].is_some(),
            None => self.has_come(Some(date)),
        };
        let points = series
            .points
            .iter()
            .filter(|p| known(p.cite, &p.date))
            .cloned();
        points
            .map(|p| Point {
                cite: p.cite.and_then(|x| self.cite(x)),
                ..p
            })
            .collect()
    }

    fn cite(&self, cite: Cite) -> Option<Cite> {
        self.sources[cite.source.at()].map(|source| Cite { source, ..cite })
    }

    fn cites(&self, cites: &[Cite]) -> Vec<Cite> {
        cites.iter().filter_map(|cite| self.cite(*cite)).collect()
    }

    fn links(&self, links: &[Link]) -> Vec<Link> {
        let to = |to| match to {
            Subject::Event(ix) => self.events[ix.at()].map(Subject::Event),
            Subject::Statement(ix) => self.statements[ix.at()]
                .or_else(|| self.head(ix))
                .map(Subject::Statement),
        };
        links
            .iter()
            .filter_map(|link| to(link.to).map(|to| Link { to, ..*link }))
            .collect()
    }
}

/// Numbers what is kept, from 0.
fn places<Ix: From<usize>>(keep: impl Iterator<Item = bool>) -> Vec<Option<Ix>> {
    let mut next = 0;
    keep.map(|keep| {
        keep.then(|| {
            next += 1;
            Ix::from(next - 1)
        })
    })
    .collect()
}

fn zip<'a, T, Ix>(all: &'a [T], places: &'a [Option<Ix>]) -> impl Iterator<Item = &'a T> {
    all.iter()
        .zip(places)
        .filter(|(_, place)| place.is_some())
        .map(|(record, _)| record)
}
