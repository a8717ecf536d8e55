//! `list`: all records of a kind, in order, or those that a query is about.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::chronology::Chronology;
use crate::chronology::model::{
    Entity, EventIx, NoteIx, RecordIx, SeriesIx, SourceIx, SpeakerIx, StatementIx, Subject,
};

use crate::search::Holder;

use super::holders::HolderSelection;
use super::line::{self, Line};
use super::lines::Lines;
use super::object::{self, Object};
use super::select::Selection;
use super::{Context, Outcome, json, mistyped, table};

/// What `list` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to list
    #[arg(value_enum)]
    pub kind: ListKind,
    /// Only what this query is about (the language of `search`): sources, speakers, notes and series are asked for the
    /// fields that they have themselves, and their records for the rest
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, value_parser = mistyped::query())]
    pub query: Option<String>,
    /// The form of the list
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What there is to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListKind {
    /// Events and statements in time; reports of the same words are one record
    Timeline,
    /// Events, in time
    Events,
    /// Statements in time, one for each source that prints them
    Statements,
    /// Sources, by date of publication
    Sources,
    /// Speakers, in the order of the dataset
    Speakers,
    /// Notes on errors, ambiguities, conflicts, translations and gaps
    Notes,
    /// Series of declared values
    Series,
}

impl ListKind {
    /// What is listed, where it is no record.
    fn holder(self) -> Option<Holder> {
        match self {
            Self::Timeline | Self::Events | Self::Statements => None,
            Self::Sources => Some(Holder::Source),
            Self::Speakers => Some(Holder::Speaker),
            Self::Notes => Some(Holder::Note),
            Self::Series => Some(Holder::Series),
        }
    }
}

/// The forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One record a line, for reading
    Text,
    /// One array
    Json,
    /// One object a line
    Jsonl,
    /// Comma-separated values; series as one row for each point
    Csv,
    /// A Markdown table
    Md,
}

/// Lists records.
///
/// # Errors
/// A query that cannot be understood, and those of the stream.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let query = args.query.as_deref();
    let (selection, holders) = match (query, args.kind.holder()) {
        (Some(query), Some(holder)) => (None, Some(HolderSelection::of(context, query, holder)?)),
        (Some(query), None) => (Some(Selection::of(context, query)?), None),
        (None, _) => (None, None),
    };
    let chosen = Chosen::of(context.chronology, args.kind, selection.as_ref(), holders.as_ref());
    match args.format {
        Format::Text => {
            let lines = chosen.lines(context.chronology, selection.as_ref());
            for line in line::set(&lines, context.width) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Json => {
            json::write_array(out, chosen.objects(context, selection.as_ref()))?;
        }
        Format::Jsonl => {
            json::write_lines(out, chosen.objects(context, selection.as_ref()))?;
        }
        Format::Csv => chosen.table(context, selection.as_ref()).write_csv(out)?,
        Format::Md => chosen.table(context, selection.as_ref()).write_markdown(out)?,
    }
    let none = chosen.is_empty().then(|| match &args.query {
        Some(query) => format!("nothing matches {query}"),
        None => "there is nothing to list".to_owned(),
    });
    let remarks = selection.map(|s| s.remarks).or(holders.map(|h| h.remarks)).unwrap_or_default();
    Ok(Outcome::of(none.is_none()).with(remarks).with(none))
}

/// What is listed, in its order.
enum Chosen {
    Timeline(Vec<RecordIx>),
    Events(Vec<EventIx>),
    Statements(Vec<StatementIx>),
    Sources(Vec<SourceIx>),
    Speakers(Vec<SpeakerIx>),
    Notes(Vec<NoteIx>),
    Series(Vec<SeriesIx>),
}

impl Chosen {
    fn of(
        c: &Chronology,
        kind: ListKind,
        selection: Option<&Selection<'_>>,
        holders: Option<&HolderSelection>,
    ) -> Self {
        let in_time = || (0..c.records.len()).map(RecordIx::from);
        let kept = |subject| selection.is_none_or(|s| s.has(subject));
        match kind {
            ListKind::Timeline => {
                let kept = |record: &RecordIx| selection.is_none_or(|s| s.has_record(*record));
                Self::Timeline(in_time().filter(kept).collect())
            }
            ListKind::Events => {
                let event = |record| match c.subject(record) {
                    Subject::Event(ix) if kept(Subject::Event(ix)) => Some(ix),
                    _ => None,
                };
                Self::Events(in_time().filter_map(event).collect())
            }
            ListKind::Statements => {
                let reports = in_time().flat_map(|record| c.reports(record).iter().copied());
                Self::Statements(reports.filter(|ix| kept(Subject::Statement(*ix))).collect())
            }
            ListKind::Sources => {
                let mut all = about(c, c.sources().len(), Entity::Source, holders);
                all.sort_by_key(|source| c.source(*source).print_order());
                Self::Sources(all)
            }
            ListKind::Speakers => {
                Self::Speakers(about(c, c.speakers().len(), Entity::Speaker, holders))
            }
            ListKind::Notes => Self::Notes(about(c, c.notes_list().len(), Entity::Note, holders)),
            ListKind::Series => Self::Series(about(c, c.series().len(), Entity::Series, holders)),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Timeline(all) => all.is_empty(),
            Self::Events(all) => all.is_empty(),
            Self::Statements(all) => all.is_empty(),
            Self::Sources(all) => all.is_empty(),
            Self::Speakers(all) => all.is_empty(),
            Self::Notes(all) => all.is_empty(),
            Self::Series(all) => all.is_empty(),
        }
    }

    fn lines(&self, c: &Chronology, selection: Option<&Selection<'_>>) -> Vec<Line> {
        let plain = Lines::plain(c);
        let near = |line: Line, record| line.near(selection.and_then(|s| s.told_near(record)));
        match self {
            Self::Timeline(all) => {
                let lines = Lines::of_records(c, all);
                all.iter().map(|ix| near(lines.record(*ix), *ix)).collect()
            }
            Self::Events(all) => {
                let records: Vec<RecordIx> =
                    all.iter().map(|ix| c.record_of(Subject::Event(*ix))).collect();
                let lines = Lines::of_records(c, &records);
                all.iter().zip(records).map(|(ix, record)| near(lines.event(*ix), record)).collect()
            }
            Self::Statements(all) => {
                let lines = Lines::of_statements(c, all);
                let record = |ix: &StatementIx| c.record_of(Subject::Statement(*ix));
                all.iter().map(|ix| near(lines.statement(*ix), record(ix))).collect()
            }
            Self::Sources(all) => all.iter().map(|ix| plain.source(*ix)).collect(),
            Self::Speakers(all) => all.iter().map(|ix| plain.speaker(*ix)).collect(),
            Self::Notes(all) => all.iter().map(|ix| plain.note(*ix)).collect(),
            Self::Series(all) => all.iter().map(|ix| plain.series(*ix)).collect(),
        }
    }

    fn objects<'c>(
        &self,
        context: &Context<'c>,
        selection: Option<&Selection<'_>>,
    ) -> Vec<Object<'c>> {
        let c = context.chronology;
        let of = |target| object::of(c, target);
        let near = |object: Object<'c>, record| match selection.and_then(|s| s.nearness(record)) {
            Some((near, lacks)) => object.near(near, lacks),
            None => object,
        };
        let record = |subject| c.record_of(subject);
        let objects: Vec<_> = match self {
            Self::Timeline(all) => {
                all.iter().map(|ix| near(object::in_time(c, *ix), *ix)).collect()
            }
            Self::Events(all) => (all.iter())
                .map(|ix| near(of(Entity::Event(*ix)), record(Subject::Event(*ix))))
                .collect(),
            Self::Statements(all) => (all.iter())
                .map(|ix| near(of(Entity::Statement(*ix)), record(Subject::Statement(*ix))))
                .collect(),
            Self::Sources(all) => all.iter().map(|ix| of(Entity::Source(*ix))).collect(),
            Self::Speakers(all) => all.iter().map(|ix| of(Entity::Speaker(*ix))).collect(),
            Self::Notes(all) => all.iter().map(|ix| of(Entity::Note(*ix))).collect(),
            Self::Series(all) => all.iter().map(|ix| of(Entity::Series(*ix))).collect(),
        };
        objects.into_iter().map(|object| object::with_verdict(context, object)).collect()
    }

    fn table(&self, context: &Context<'_>, selection: Option<&Selection<'_>>) -> table::Table {
        let c = context.chronology;
        let mut table = self.columns(context);
        let records: Vec<RecordIx> = match self {
            Self::Timeline(all) => all.clone(),
            Self::Events(all) => all.iter().map(|ix| c.record_of(Subject::Event(*ix))).collect(),
            Self::Statements(all) => {
                all.iter().map(|ix| c.record_of(Subject::Statement(*ix))).collect()
            }
            // What is no record is never near.
            Self::Sources(_) | Self::Speakers(_) | Self::Notes(_) | Self::Series(_) => {
                return table;
            }
        };
        if let Some(selection) = selection {
            table.add_nearness(records.into_iter().map(|record| selection.nearness(record)));
        }
        table
    }

    fn columns(&self, context: &Context<'_>) -> table::Table {
        let c = context.chronology;
        match self {
            Self::Timeline(all) => table::timeline(c, context.verification(), all.iter().copied()),
            Self::Events(all) => table::events(c, all.iter().copied()),
            Self::Statements(all) => {
                table::statements(c, context.verification(), all.iter().copied())
            }
            Self::Sources(all) => table::sources(c, all.iter().copied()),
            Self::Speakers(all) => table::speakers(c, all.iter().copied()),
            Self::Notes(all) => table::notes(c, all.iter().copied()),
            Self::Series(all) => table::points(c, all.iter().copied()),
        }
    }
}

/// All of a kind in the order of the dataset, or those that a query is about.
fn about<Ix: Copy + From<usize>>(
    c: &Chronology,
    n: usize,
    thing: fn(Ix) -> Entity,
    holders: Option<&HolderSelection>,
) -> Vec<Ix> {
    let kept = |ix: &Ix| holders.is_none_or(|chosen| chosen.has(c, thing(*ix)));
    (0..n).map(Ix::from).filter(kept).collect()
}
