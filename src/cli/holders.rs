//! Which sources, speakers, notes and series a query is about: those that answer it themselves, and those that have
//! what it asks of them alone and a record that answers the rest.
//!
//! Such a thing is in no index. It is asked as if it were a statement that has its fields and says its words, so that
//! there is one language and one way of answering it. Which part of a query asks the thing, and which its records, is
//! decided in `search`.

use rustc_hash::FxHashSet;

use crate::chronology::model::{
    Entity, PartyIx, PointIx, Source, SourceIx, SourceKind, Speaker, SpeakerIx, Statement,
    StatementIx, Subject,
};
use crate::chronology::{Chronology, Records};
use crate::search::{Hits, Holder, Index, MOST_NEAR, Near, Query, ReaderState, Verified};

use super::Context;
use super::label;
use super::object::{id_of, printed_in};
use super::select::{AskedRecords, add_near, remarks_on, understood};

/// What a query is about among the things of one kind.
pub(super) struct HolderSelection {
    /// Those of which all of it holds.
    whole: FxHashSet<Entity>,
    /// Those that have what it asks of them alone.
    alone: FxHashSet<Entity>,
    /// The events and statements that match the rest of it.
    records: FxHashSet<Subject>,
    /// What the rest of it is about of the other kinds that notes are about.
    others: Vec<Self>,
    /// Whether anything matches, and is not only near.
    is_exact: bool,
    /// What is to be said of the answer.
    pub(super) remarks: Vec<String>,
}

impl HolderSelection {
    /// Chooses what `text` asks for.
    ///
    /// # Errors
    /// A query with a term that asks for nothing.
    pub(super) fn of(context: &Context<'_>, text: &str, holder: Holder) -> anyhow::Result<Self> {
        Self::of_asked(&mut AskedRecords::new(context), text, holder)
    }

    /// The same of what is asked already.
    ///
    /// # Errors
    /// A query with a term that asks for nothing.
    pub(super) fn of_asked(
        asked: &mut AskedRecords<'_>,
        text: &str,
        holder: Holder,
    ) -> anyhow::Result<Self> {
        let context = asked.context;
        let query = Query::parse_whole(text);
        let own = OwnFields::of(context.chronology, holder);
        // What no record has such a thing may have: an id.
        let its_own = own.index.complaints(&own.fields, &query, context.day);
        let mut complaints = asked.complaints(&query);
        complaints.retain(|found| its_own.iter().any(|other| other.range == found.range));
        let mut remarks = understood(&query, &complaints)?;
        let mut chosen = Self::among(asked, &own, &query);
        remarks.append(&mut chosen.remarks);
        Ok(Self { remarks, ..chosen })
    }

    fn among(asked: &mut AskedRecords<'_>, own: &OwnFields, query: &Query) -> Self {
        let c = asked.context.chronology;
        let (alone, rest) = query.parted(own.holder);
        let of_itself = query.of_itself(own.holder).map(|query| own.ask(asked.context, &query));
        let mut of_itself = of_itself.unwrap_or_default();
        let mut asked_alone = own.ask(asked.context, &alone);
        let mut of_records = asked.hits(&rest, MOST_NEAR);
        let kinds = noted_kinds(c, own.holder).into_iter();
        let mut others: Vec<Self> =
            kinds.map(|kind| Self::among(asked, &OwnFields::of(c, kind), &rest)).collect();
        let is_exact = |hits: &Hits| hits.near() == Some(Near::Exact);
        let by_records = is_exact(&asked_alone) && is_exact(&of_records) && !rest.is_empty();
        let any_exact =
            is_exact(&of_itself) || by_records || others.iter().any(|other| other.is_exact);
        let records_answer = by_records || (!rest.is_empty() && !is_exact(&of_itself));
        let remarks = remarks_on(query, if records_answer { &of_records } else { &of_itself });
        // What is only near is no match, and is listed where nothing matches.
        if any_exact {
            others.retain(|other| other.is_exact);
        }
        for (found, index) in [
            (&mut of_itself, &own.index),
            (&mut asked_alone, &own.index),
            (&mut of_records, &asked.index),
        ] {
            match (any_exact, is_exact(found)) {
                (true, false) => *found = Hits::default(),
                (true, true) => {}
                (false, _) => add_near(index, found),
            }
        }
        let matched = of_records.documents.iter().map(|at| asked.index.subject_of(c, at.into()));
        Self {
            whole: own.things(&of_itself),
            alone: own.things(&asked_alone),
            records: matched.collect(),
            others,
            is_exact: any_exact,
            remarks,
        }
    }

    /// Whether the query is about such a thing.
    pub(super) fn has(&self, c: &Chronology, thing: Entity) -> bool {
        self.whole.contains(&thing) || (self.alone.contains(&thing) && self.by_records(c, thing))
    }

    fn by_records(&self, c: &Chronology, thing: Entity) -> bool {
        match thing {
            Entity::Event(ix) => self.records.contains(&Subject::Event(ix)),
            Entity::Statement(ix) => self.records.contains(&Subject::Statement(ix)),
            Entity::Source(ix) => {
                let subjects =
                    c.passages(ix).iter().map(|passage| c.subject(passage.citation.record));
                let mut events = subjects.filter(|subject| matches!(subject, Subject::Event(_)));
                printed_in(c, ix).any(|s| self.records.contains(&Subject::Statement(s)))
                    || events.any(|subject| self.records.contains(&subject))
            }
            Entity::Speaker(ix) => {
                let mut reports = c.by_speaker(ix).iter().flat_map(|record| c.reports(*record));
                reports.any(|s| {
                    c.statement(*s).all_speakers().contains(&ix)
                        && self.records.contains(&Subject::Statement(*s))
                })
            }
            Entity::Note(ix) => c.note(ix).about.iter().any(|about| {
                self.by_records_of_note(c, *about)
                    || self.others.iter().any(|other| other.has(c, *about))
            }),
            Entity::Party(_) | Entity::Series(_) | Entity::Point(_) => false,
        }
    }

    fn by_records_of_note(&self, c: &Chronology, about: Entity) -> bool {
        matches!(about, Entity::Event(_) | Entity::Statement(_)) && self.by_records(c, about)
    }
}

/// The kinds of things beside records that notes are about, where notes are asked for.
fn noted_kinds(c: &Chronology, asked_for: Holder) -> Vec<Holder> {
    if asked_for != Holder::Note {
        return Vec::new();
    }
    let about: FxHashSet<Holder> = (c.notes_list().iter())
        .flat_map(|note| &note.about)
        .filter_map(|about| match about {
            Entity::Source(_) => Some(Holder::Source),
            Entity::Speaker(_) => Some(Holder::Speaker),
            Entity::Series(_) | Entity::Point(_) => Some(Holder::Series),
            Entity::Note(_) | Entity::Party(_) | Entity::Event(_) | Entity::Statement(_) => None,
        })
        .collect();
    Holder::ALL.iter().copied().filter(|kind| about.contains(kind)).collect()
}

/// The things of one kind as statements, which have their fields and say their words. They are never shown.
struct OwnFields {
    holder: Holder,
    fields: Chronology,
    /// Of each statement, what it stands for; a series stands once for each of its points.
    things: Vec<Entity>,
    index: Index,
}

impl OwnFields {
    fn of(c: &Chronology, holder: Holder) -> Self {
        let mut fields = Fields::default();
        match holder {
            Holder::Source => fields.sources(c),
            Holder::Speaker => fields.speakers(c),
            Holder::Note => fields.notes(c),
            Holder::Series => fields.series(c),
        }
        let fields_of = Chronology::new(c.meta.clone(), Vec::new(), fields.records);
        let index = Index::build(&fields_of);
        Self { holder, fields: fields_of, things: fields.things, index }
    }

    fn ask(&self, context: &Context<'_>, query: &Query) -> Hits {
        let held = |ix: StatementIx| match self.things.get(ix.at())? {
            Entity::Source(source) => {
                context.checked()?.article(*source).map(|_| Verified::Unknown)
            }
            _ => None,
        };
        let reader = ReaderState { status: &held, ..ReaderState::plain(context.day) };
        self.index.search(&self.fields, query, &reader, MOST_NEAR)
    }

    /// What stands behind the documents found.
    fn things(&self, hits: &Hits) -> FxHashSet<Entity> {
        let subjects =
            hits.documents.iter().map(|at| self.index.subject_of(&self.fields, at.into()));
        let found = subjects.filter_map(|subject| match subject {
            Subject::Statement(ix) => self.things.get(ix.at()).copied(),
            Subject::Event(_) => None,
        });
        let with_series = found.flat_map(|thing| match thing {
            Entity::Point(point) => vec![thing, Entity::Series(point.series)],
            _ => vec![thing],
        });
        with_series.collect()
    }
}

/// The statements that stand for things, as they are made.
#[derive(Default)]
struct Fields {
    records: Records,
    things: Vec<Entity>,
}

impl Fields {
    fn sources(&mut self, c: &Chronology) {
        self.records.sources = c.sources().to_vec();
        for at in 0..c.sources().len() {
            self.add(c, Entity::Source(at.into()), at.into());
        }
    }

    fn speakers(&mut self, c: &Chronology) {
        self.records.parties = c.parties().to_vec();
        self.records.speakers = c.speakers().to_vec();
        let nowhere = self.nowhere();
        for at in 0..c.speakers().len() {
            self.add(c, Entity::Speaker(at.into()), nowhere).speaker = Some(at.into());
        }
    }

    fn notes(&mut self, c: &Chronology) {
        let nowhere = self.nowhere();
        for at in 0..c.notes_list().len() {
            self.add(c, Entity::Note(at.into()), nowhere);
        }
    }

    /// A series is asked for the day and the source of each point.
    fn series(&mut self, c: &Chronology) {
        self.records.parties = c.parties().to_vec();
        // A party has its words by who is of it.
        let of_party =
            |at: usize| Speaker { party: Some(PartyIx::from(at)), ..Speaker::new("", "") };
        self.records.speakers = (0..c.parties().len()).map(of_party).collect();
        self.records.sources = c.sources().to_vec();
        let nowhere = self.nowhere();
        for (at, series) in c.series().iter().enumerate() {
            let speaker = series.party.map(|party| SpeakerIx::from(party.at()));
            for (nth, point) in (0..).zip(&series.points) {
                let source = point.cite.as_ref().map_or(nowhere, |cite| cite.source);
                let own = self.add(c, Entity::Point(PointIx { series: at.into(), nth }), source);
                (own.speaker, own.said) = (speaker, Some(point.date.clone()));
            }
            if series.points.is_empty() {
                self.add(c, Entity::Series(at.into()), nowhere).speaker = speaker;
            }
        }
    }

    /// A source without a name, for what none prints.
    fn nowhere(&mut self) -> SourceIx {
        self.records.sources.push(Source::new("", SourceKind::Unknown, ""));
        SourceIx::from(self.records.sources.len() - 1)
    }

    fn add(&mut self, c: &Chronology, thing: Entity, source: SourceIx) -> &mut Statement {
        let words = label::named(c, thing).join(" · ");
        self.things.push(thing);
        let statement = Statement::new(id_of(c, thing), source, &words);
        self.records.statements.push(statement);
        let last = self.records.statements.len() - 1;
        &mut self.records.statements[last]
    }
}
