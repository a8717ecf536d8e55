//! The chronology as of a day: what of it had been published by then.
//!
//! Builds a chronology of its own, so that search, lists, groups, replies and notes all agree on what
//! was known. A note is known from the day that it says, or else once everything is published that it cites and is
//! about; a point of a series from the day that its value was given out. A source that perhaps came out later is left out: nothing is shown as known that was
//! perhaps not. One without a date of publication is taken to have printed each record on the day that
//! the record tells of, since a chronology of the past rests on many of them; how many is said.

use chrono::NaiveDate;

use super::date::{Edge, Edtf, Period};
use super::model::{
    Cite, CountAnchor, Entity, Event, EventIx, Link, Meta, Note, Point, Post, Series, SeriesIx,
    Source, SourceIx, Speaker, Statement, StatementIx, Subject,
};
use super::{Chronology, Records};

/// A chronology as of a day, and what it lacks.
#[derive(Debug)]
pub struct AsOf {
    /// What had been published.
    pub chronology: Chronology,
    end: Edge,
    later: usize,
    undated: usize,
}

impl AsOf {
    /// What is left out, in a sentence; `None` where nothing is.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.later > 0 {
            let they = count(self.later, "source");
            parts.push(format!(
                "{they} published later or perhaps later left out, with what only they print"
            ));
        }
        if self.undated > 0 {
            let they = count(self.undated, "source");
            parts.push(format!(
                "{they} without a date of publication taken as of the days they tell of"
            ));
        }
        (!parts.is_empty()).then(|| format!("as of {}: {}", self.end, parts.join("; ")))
    }
}

/// The day at whose end a date is over; the first where its end is open.
#[must_use]
pub fn last_day(date: &Edtf) -> NaiveDate {
    date.latest().or(date.earliest()).unwrap_or_default()
}

/// What of `c` had been published by the end of a day or a minute.
#[must_use]
pub fn published_by(c: &Chronology, end: Edge) -> AsOf {
    let by = Period { from: None, to: Some(end) };
    let published: Vec<Option<bool>> = (c.sources().iter())
        .map(|s| s.published.as_ref().map(|p| p.is_surely_all_within(by)))
        .collect();
    let number = |answer| published.iter().filter(|a| **a == answer).count();
    AsOf {
        later: number(Some(false)),
        undated: number(None),
        end,
        chronology: Cut::of(c, published, by).chronology(),
    }
}

/// Where each record of the whole stands in the part; `None` where it is left out.
struct Cut<'a> {
    c: &'a Chronology,
    by: Period,
    /// Whether each source had been published; `None` where nobody knows.
    published: Vec<Option<bool>>,
    sources: Vec<Option<SourceIx>>,
    events: Vec<Option<EventIx>>,
    statements: Vec<Option<StatementIx>>,
    series: Vec<Option<SeriesIx>>,
}

impl<'a> Cut<'a> {
    fn of(c: &'a Chronology, published: Vec<Option<bool>>, by: Period) -> Self {
        let (sources, events, statements, series) = Default::default();
        let mut cut = Self { c, by, published, sources, events, statements, series };
        cut.events = places(c.events().iter().map(|e| cut.keeps_event(e)));
        cut.statements =
            places(c.statements().iter().map(|s| cut.prints(s.source, s.said.as_ref())));
        cut.series = places(c.series().iter().map(|s| s.points.iter().any(|p| cut.keeps_point(p))));
        cut.sources = places(cut.used().into_iter());
        cut
    }

    /// Whether a source had printed something of `date` by the day.
    fn prints(&self, source: SourceIx, date: Option<&Edtf>) -> bool {
        self.published[source.at()].unwrap_or_else(|| self.has_come(date))
    }

    /// An event that nobody is cited for is the dataset's own assertion, and stands on its date.
    fn keeps_event(&self, event: &Event) -> bool {
        let date = event.date.as_ref();
        match event.cites.as_slice() {
            [] => self.has_come(date),
            cites => cites.iter().any(|cite| self.prints(cite.source, date)),
        }
    }

    fn keeps_point(&self, point: &Point) -> bool {
        match &point.cite {
            Some(cite) => {
                self.prints(cite.source, Some(&point.date))
                    && self.is_past(point.published.as_ref())
            }
            None => self.has_come(point.published.as_ref().or(Some(&point.date))),
        }
    }

    /// Whether a day had come that is left out where it did not matter.
    fn is_past(&self, date: Option<&Edtf>) -> bool {
        date.is_none_or(|date| self.has_come(Some(date)))
    }

    fn keeps_note(&self, note: &Note) -> bool {
        if note.since.is_some() {
            return self.has_come(note.since.as_ref());
        }
        // An undated source is taken to be as old as what it tells of.
        let later = |cite: &Cite| self.published[cite.source.at()] == Some(false);
        let known = |target: &Entity| self.target(*target).is_some();
        !note.cites.iter().any(later) && note.about.iter().all(known)
    }

    fn has_come(&self, date: Option<&Edtf>) -> bool {
        date.is_some_and(|d| d.is_surely_all_within(self.by))
    }

    /// The sources that are kept: the published ones, and of the undated ones those that are needed.
    fn used(&self) -> Vec<bool> {
        let mut used: Vec<bool> =
            self.published.iter().map(|answer| *answer == Some(true)).collect();
        let mut need = |source: SourceIx, date: Option<&Edtf>| {
            used[source.at()] |= self.prints(source, date);
        };
        for event in zip(self.c.events(), &self.events) {
            event.cites.iter().for_each(|cite| need(cite.source, event.date.as_ref()));
        }
        zip(self.c.statements(), &self.statements).for_each(|s| need(s.source, s.said.as_ref()));
        for point in zip(self.c.series(), &self.series).flat_map(|s| &s.points) {
            point.cite.iter().for_each(|cite| need(cite.source, Some(&point.date)));
        }
        used
    }

    fn chronology(&self) -> Chronology {
        let c = self.c;
        let kept = |place: &Option<_>| place.is_some();
        let anchor = c.meta.anchor.as_ref().and_then(|anchor| {
            Some(CountAnchor {
                event: self.events[anchor.event.at()]?,
                label: anchor.label.clone(),
            })
        });
        let meta = Meta { anchor, ..c.meta.clone() };
        let data = Records {
            parties: c.parties().to_vec(),
            speakers: c.speakers().iter().map(|speaker| self.speaker(speaker)).collect(),
            sources: zip(c.sources(), &self.sources).map(|s| self.source(s)).collect(),
            events: zip(c.events(), &self.events).map(|e| self.event(e)).collect(),
            statements: (c.statements().iter().enumerate())
                .filter(|(i, _)| kept(&self.statements[*i]))
                .map(|(i, s)| self.statement(StatementIx::from(i), s))
                .collect(),
            notes: c.notes_list().iter().filter_map(|n| self.note(n)).collect(),
            series: zip(c.series(), &self.series).map(|s| self.one_series(s)).collect(),
        };
        let datasets = c.datasets.clone();
        Chronology { datasets, ..Chronology::new(meta, c.files.clone(), data) }
    }

    /// A speaker with the posts that had begun; of none of them is it known yet when it ends.
    fn speaker(&self, speaker: &Speaker) -> Speaker {
        let begun = speaker.posts.iter().filter(|post| self.is_past(post.from.as_ref()));
        let post = |post: &Post| Post { to: self.past(post.to.as_ref()), ..post.clone() };
        Speaker { posts: begun.map(post).collect(), ..speaker.clone() }
    }

    fn source(&self, source: &Source) -> Source {
        let mut source = source.clone();
        if let Some(details) = &mut source.details {
            details.copy_of = details.copy_of.and_then(|original| self.sources[original.at()]);
            details.updated = self.past(details.updated.as_ref());
            details.corrected = self.past(details.corrected.as_ref());
            details.retracted = self.past(details.retracted.as_ref());
            details.stamp = self.past(details.stamp.as_ref());
            // Whoever cites on that day had not read it later.
            details.accessed = self.past(details.accessed.as_ref());
        }
        source
    }

    fn past(&self, date: Option<&Edtf>) -> Option<Edtf> {
        date.filter(|date| self.has_come(Some(date))).cloned()
    }

    fn event(&self, event: &Event) -> Event {
        Event { cites: self.cites(&event.cites), links: self.links(&event.links), ..event.clone() }
    }

    fn statement(&self, ix: StatementIx, statement: &Statement) -> Statement {
        let place = self.statements[ix.at()];
        let mut statement = Statement {
            source: self.sources[statement.source.at()].unwrap_or_default(),
            event: statement.event.and_then(|e| self.events[e.at()]),
            same_as: self.head(ix).filter(|head| Some(*head) != place),
            ..statement.clone()
        };
        if let Some(details) = &mut statement.details {
            details.links = self.links(&details.links);
        }
        statement
    }

    /// The first report of the same words that is left: the head, or who stands in for it.
    fn head(&self, ix: StatementIx) -> Option<StatementIx> {
        let record = self.c.record_of(Subject::Statement(ix));
        self.c.reports(record).iter().find_map(|s| self.statements[s.at()])
    }

    fn note(&self, note: &Note) -> Option<Note> {
        if !self.keeps_note(note) {
            return None;
        }
        let about: Vec<Entity> = note.about.iter().filter_map(|t| self.target(*t)).collect();
        (!about.is_empty()).then(|| Note { about, cites: self.cites(&note.cites), ..note.clone() })
    }

    fn target(&self, target: Entity) -> Option<Entity> {
        match target {
            Entity::Party(_) | Entity::Speaker(_) => Some(target),
            Entity::Source(ix) => self.sources[ix.at()].map(Entity::Source),
            Entity::Event(ix) => self.events[ix.at()].map(Entity::Event),
            Entity::Statement(ix) => self.statements[ix.at()].map(Entity::Statement),
            Entity::Series(ix) => self.series[ix.at()].map(Entity::Series),
            // Notes may be left out themselves, and none is about another in this schema's use; nor is any
            // about a point alone.
            Entity::Note(_) | Entity::Point(_) => None,
        }
    }

    fn one_series(&self, series: &Series) -> Series {
        Series { points: self.points(series), ..series.clone() }
    }

    fn points(&self, series: &Series) -> Vec<Point> {
        let points = series.points.iter().filter(|point| self.keeps_point(point)).cloned();
        points
            .map(|p| Point { cite: p.cite.as_ref().and_then(|cite| self.cite(cite)), ..p })
            .collect()
    }

    fn cite(&self, cite: &Cite) -> Option<Cite> {
        self.sources[cite.source.at()].map(|source| Cite { source, ..cite.clone() })
    }

    fn cites(&self, cites: &[Cite]) -> Vec<Cite> {
        cites.iter().filter_map(|cite| self.cite(cite)).collect()
    }

    fn links(&self, links: &[Link]) -> Vec<Link> {
        let to = |to| match to {
            Subject::Event(ix) => self.events[ix.at()].map(Subject::Event),
            Subject::Statement(ix) => {
                self.statements[ix.at()].or_else(|| self.head(ix)).map(Subject::Statement)
            }
        };
        links.iter().filter_map(|link| to(link.to).map(|to| Link { to, ..*link })).collect()
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
    all.iter().zip(places).filter(|(_, place)| place.is_some()).map(|(record, _)| record)
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
