//! The chronology as of a day: what of it had been published by then.
//!
//! Builds a chronology of its own, so that search, lists, groups, replies and notes all agree on what
//! was known. A note is known from the day that it says, or else once everything is published that it cites and is
//! about; a point of a series from the day that its value was given out. What perhaps came later is left out: nothing
//! is shown as known that was perhaps not. A source without a date of publication is taken to have printed each record
//! on the day that the record tells of, since a chronology of the past rests on many of them; how many is said. Of all
//! that is left out it is known why; how that is told is decided in `words`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::date::{Certainty, Edge, Edtf, Period};
use super::model::{
    Cite, CountAnchor, Entity, Event, EventIx, Link, Meta, Note, Point, Post, RecordIx, Series,
    SeriesIx, Source, SourceIx, Speaker, Statement, StatementIx, Subject,
};
use super::tables::Record;
use super::{Chronology, Records};

/// Whether something was known by a day; what was not is left out, for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knowledge {
    // From what is best known to what is least: whoever has several ways to be known stands as the best of them, and
    // whoever needs several things as the worst.
    /// It was known.
    Known,
    /// Its date reaches over the day, or may.
    PerhapsLater,
    /// Neither it nor what prints it has a day.
    NoDay,
    /// It came later.
    Later,
}

/// How many things of a kind were left out, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// How many there are in all.
    pub of: usize,
    /// How many came later.
    pub later: usize,
    /// How many have no day.
    pub no_day: usize,
    /// How many perhaps came later.
    pub perhaps_later: usize,
}

impl LeftOut {
    fn count(all: impl IntoIterator<Item = Knowledge>) -> Self {
        let mut counted = Self::default();
        for known in all {
            counted.of += 1;
            match known {
                Knowledge::Known => {}
                Knowledge::Later => counted.later += 1,
                Knowledge::NoDay => counted.no_day += 1,
                Knowledge::PerhapsLater => counted.perhaps_later += 1,
            }
        }
        counted
    }

    /// How many are left out.
    #[must_use]
    pub fn all(&self) -> usize {
        self.later + self.no_day + self.perhaps_later
    }
}

/// What a chronology lacks as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lacks {
    /// The day, or the minute.
    pub end: Edge,
    /// Records in time.
    pub records: LeftOut,
    /// Sources.
    pub sources: LeftOut,
    /// Notes.
    pub notes: LeftOut,
    /// Figures of series.
    pub figures: LeftOut,
    /// How many sources that are not left out have no date of publication.
    pub undated_sources: usize,
}

/// A chronology as of a day, and what it lacks.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// What had been published.
    pub chronology: Arc<Chronology>,
    /// What is left out.
    pub lacks: Lacks,
}

/// The day at whose end a date is over; the first where its end is open.
#[must_use]
pub fn last_day(date: &Edtf) -> NaiveDate {
    date.latest().or(date.earliest()).unwrap_or_default()
}

/// What of `c` had been published by the end of a day or a minute.
#[must_use]
pub fn published_by(c: &Chronology, end: Edge) -> AsOf {
    let cut = Cut::of(c, end);
    AsOf { lacks: cut.lacks(), chronology: Arc::new(cut.chronology()) }
}

/// What `c` lacks by the end of a day or a minute, without the rest of it.
#[must_use]
pub fn lacks_by(c: &Chronology, end: Edge) -> Lacks {
    Cut::of(c, end).lacks()
}

/// Whether something was known by the end of a day or a minute.
#[must_use]
pub fn knowledge_of(c: &Chronology, entity: Entity, end: Edge) -> Knowledge {
    Judge::of_one(c, end).knowledge(entity)
}

/// Says of each record whether it was known by a day.
struct Judge<'a> {
    c: &'a Chronology,
    end: Edge,
    /// Of each source whether it had been published; empty where only one thing is asked for.
    published: Vec<Option<Knowledge>>,
    /// What is known of each record that has a place of its own; likewise.
    known: KnownRecords,
}

/// What is known of the records of each kind, by their positions.
#[derive(Default)]
struct KnownRecords {
    sources: Vec<Knowledge>,
    events: Vec<Knowledge>,
    statements: Vec<Knowledge>,
    series: Vec<Knowledge>,
}

impl<'a> Judge<'a> {
    fn of_one(c: &'a Chronology, end: Edge) -> Self {
        Self { c, end, published: Vec::new(), known: KnownRecords::default() }
    }

    fn of_all(c: &'a Chronology, end: Edge) -> Self {
        let one = Self::of_one(c, end);
        let published = (0..c.sources().len()).map(|ix| one.published(SourceIx::from(ix)));
        let all = Self { published: published.collect(), ..one };
        let known = KnownRecords {
            sources: all.sources(),
            events: c.events().iter().map(|event| all.event(event)).collect(),
            statements: c.statements().iter().map(|one| all.statement(one)).collect(),
            series: c.series().iter().map(|series| all.series(series)).collect(),
        };
        Self { known, ..all }
    }

    fn by(&self) -> Period {
        Period { from: None, to: Some(self.end) }
    }

    /// Whether a source had been published; `None` where it has no date.
    fn published(&self, ix: SourceIx) -> Option<Knowledge> {
        match self.published.get(ix.at()) {
            Some(known) => *known,
            None => self.c.source(ix).published.as_ref().map(|date| self.dated(Some(date))),
        }
    }

    /// What a date says by itself.
    fn dated(&self, date: Option<&Edtf>) -> Knowledge {
        match date {
            None => Knowledge::NoDay,
            Some(date) if date.is_surely_all_within(self.by()) => Knowledge::Known,
            Some(date) if date.within(self.by()) == Certainty::Maybe => Knowledge::PerhapsLater,
            Some(_) => Knowledge::Later,
        }
    }

    /// The same of a date that does not matter where it is left out.
    fn dated_if(&self, date: Option<&Edtf>) -> Knowledge {
        date.map_or(Knowledge::Known, |date| self.dated(Some(date)))
    }

    /// Whether a source had printed something of `date`.
    fn printed(&self, source: SourceIx, date: Option<&Edtf>) -> Knowledge {
        self.published(source).unwrap_or_else(|| self.dated(date))
    }

    /// An event that nobody is cited for is the dataset's own assertion, and stands on its date.
    fn event(&self, event: &Event) -> Knowledge {
        let date = event.date.as_ref();
        let prints = event.cites.iter().map(|cite| self.printed(cite.source, date));
        prints.min().unwrap_or_else(|| self.dated(date))
    }

    fn statement(&self, statement: &Statement) -> Knowledge {
        self.printed(statement.source, statement.said.as_ref())
    }

    fn point(&self, point: &Point) -> Knowledge {
        let given_out = point.published.as_ref();
        match &point.cite {
            Some(cite) => {
                self.printed(cite.source, Some(&point.date)).max(self.dated_if(given_out))
            }
            None => self.dated(given_out.or(Some(&point.date))),
        }
    }

    fn series(&self, series: &Series) -> Knowledge {
        let points = series.points.iter().map(|point| self.point(point));
        points.min().unwrap_or(Knowledge::NoDay)
    }

    /// Each source: one without a date as the best known of what it prints.
    fn sources(&self) -> Vec<Knowledge> {
        let mut printed: Vec<Option<Knowledge>> = vec![None; self.c.sources().len()];
        let mut prints = |source: SourceIx, known: Knowledge| {
            let best = &mut printed[source.at()];
            *best = Some(best.map_or(known, |best| best.min(known)));
        };
        for event in self.c.events() {
            let known = self.dated(event.date.as_ref());
            event.cites.iter().for_each(|cite| prints(cite.source, known));
        }
        for statement in self.c.statements() {
            prints(statement.source, self.dated(statement.said.as_ref()));
        }
        for point in self.c.series().iter().flat_map(|series| &series.points) {
            point.cite.iter().for_each(|cite| prints(cite.source, self.point(point)));
        }
        let all = printed.into_iter().enumerate();
        all.map(|(ix, best)| {
            self.published(SourceIx::from(ix)).or(best).unwrap_or(Knowledge::NoDay)
        })
        .collect()
    }

    /// A note is known when what it is about is, from the day that it says, or else once everything is that it cites.
    fn note(&self, note: &Note) -> Knowledge {
        let about = || {
            note.about.iter().map(|target| match target {
                // See `Cut::target`.
                Entity::Note(_) | Entity::Point(_) => Knowledge::NoDay,
                other => self.knowledge(*other),
            })
        };
        if note.since.is_some() {
            let any = about().min().unwrap_or(Knowledge::NoDay);
            return any.max(self.dated(note.since.as_ref()));
        }
        // An undated source is taken to be as old as what it tells of.
        let cited = |cite: &Cite| self.published(cite.source);
        let all = note.cites.iter().filter_map(cited).chain(about());
        all.max().unwrap_or(Knowledge::NoDay)
    }

    fn knowledge(&self, entity: Entity) -> Knowledge {
        let (c, known) = (self.c, &self.known);
        let or = |all: &[Knowledge], ix: usize, one: &dyn Fn() -> Knowledge| {
            all.get(ix).copied().unwrap_or_else(one)
        };
        match entity {
            Entity::Party(_) | Entity::Speaker(_) => Knowledge::Known,
            Entity::Source(ix) => or(&known.sources, ix.at(), &|| {
                self.published(ix).unwrap_or_else(|| self.sources()[ix.at()])
            }),
            Entity::Event(ix) => or(&known.events, ix.at(), &|| self.event(c.event(ix))),
            Entity::Statement(ix) => {
                or(&known.statements, ix.at(), &|| self.statement(c.statement(ix)))
            }
            Entity::Series(ix) => or(&known.series, ix.at(), &|| self.series(&c.series()[ix.at()])),
            Entity::Point(ix) => self.point(c.point(ix)),
            Entity::Note(ix) => self.note(c.note(ix)),
        }
    }
}

/// Where each record of the whole stands in the part; `None` where it is left out.
struct Cut<'a> {
    c: &'a Chronology,
    judge: Judge<'a>,
    sources: Vec<Option<SourceIx>>,
    events: Vec<Option<EventIx>>,
    statements: Vec<Option<StatementIx>>,
    series: Vec<Option<SeriesIx>>,
}

impl<'a> Cut<'a> {
    fn of(c: &'a Chronology, end: Edge) -> Self {
        let judge = Judge::of_all(c, end);
        let KnownRecords { sources, events, statements, series } = &judge.known;
        Self {
            c,
            sources: places(sources),
            events: places(events),
            statements: places(statements),
            series: places(series),
            judge,
        }
    }

    fn lacks(&self) -> Lacks {
        let (c, judge) = (self.c, &self.judge);
        let record = |record: RecordIx| match c.record(record) {
            Record::Event(event) => judge.knowledge(Entity::Event(event)),
            Record::Statement(_) => {
                let reports = c.reports(record).iter();
                let all = reports.map(|ix| judge.knowledge(Entity::Statement(*ix)));
                all.min().unwrap_or(Knowledge::NoDay)
            }
        };
        let undated = judge.published.iter().zip(&self.sources);
        Lacks {
            end: judge.end,
            records: LeftOut::count((0..c.records.len()).map(RecordIx::from).map(record)),
            sources: LeftOut::count(judge.known.sources.iter().copied()),
            notes: LeftOut::count(c.notes_list().iter().map(|note| judge.note(note))),
            figures: LeftOut::count(c.points().iter().map(|ix| judge.point(c.point(*ix)))),
            undated_sources: undated.filter(|(day, kept)| day.is_none() && kept.is_some()).count(),
        }
    }

    fn has_come(&self, date: &Edtf) -> bool {
        self.judge.dated(Some(date)) == Knowledge::Known
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
        let has_begun = |post: &&Post| post.from.as_ref().is_none_or(|date| self.has_come(date));
        let begun = speaker.posts.iter().filter(has_begun);
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
        date.filter(|date| self.has_come(date)).cloned()
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
        if self.judge.note(note) != Knowledge::Known {
            return None;
        }
        let about: Vec<Entity> = note.about.iter().filter_map(|t| self.target(*t)).collect();
        Some(Note { about, cites: self.cites(&note.cites), ..note.clone() })
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
        let is_known = |point: &&Point| self.judge.point(point) == Knowledge::Known;
        let points = series.points.iter().filter(is_known).cloned();
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

/// Numbers what is known, from 0.
fn places<Ix: From<usize>>(all: &[Knowledge]) -> Vec<Option<Ix>> {
    let mut next = 0;
    all.iter()
        .map(|known| {
            (*known == Knowledge::Known).then(|| {
                next += 1;
                Ix::from(next - 1)
            })
        })
        .collect()
}

fn zip<'a, T, Ix>(all: &'a [T], places: &'a [Option<Ix>]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(places).filter(|(_, place)| place.is_some()).map(|(record, _)| record)
}
