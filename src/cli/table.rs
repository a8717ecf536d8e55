//! Records as rows: CSV for spreadsheets, Markdown for documents.
//!
//! Owns the columns of each kind, and what keeps a cell a cell: a value that a spreadsheet would run as
//! a formula is led by an apostrophe, and what Markdown would format is escaped.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::Value;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Cite, CiteRef, Entity, EventIx, Link, NoteIx, PointIx, RecordIx, SeriesIx, SourceIx, SpeakerIx,
    StatementIx, Subject,
};
use crate::chronology::tables::Record;
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::Verdict;
use crate::import;
use crate::words::{self, Places};

use super::flat::Flat;
use super::object::{
    self, EventObject, NoteObject, Number, Object, SinglePointObject, SourceObject, SpeakerObject,
    id_of, printed_in,
};

/// A table: the names of its columns and its rows, as wide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// Adds how each row is near what was asked, and what it lacks; `None` of what matches as typed. Only where
    /// something was asked, so that a list has the columns that it always had.
    pub(super) fn add_nearness<'a>(
        &mut self,
        rows: impl Iterator<Item = Option<(&'static str, Vec<&'a str>)>>,
    ) {
        self.head.extend(["near", "lacks"]);
        for (row, nearness) in self.rows.iter_mut().zip(rows) {
            let (near, lacks) = nearness.unwrap_or_default();
            row.extend([near.to_owned(), lacks.join("; ")]);
        }
    }

    /// Adds the fields of each row's object that no column tells, and none of `told` does elsewhere: what JSON has, a
    /// table has. Columns are only added, and behind the others: who reads them by number goes on reading what they
    /// mean.
    fn with_fields<'c>(
        mut self,
        fields: &[&'static str],
        told: &[&str],
        objects: impl Iterator<Item = Object<'c>>,
    ) -> Self {
        let is_new = |field: &&str| !self.head.contains(field) && !told.contains(field);
        let added: Vec<&'static str> = fields.iter().copied().filter(is_new).collect();
        for (row, object) in self.rows.iter_mut().zip(objects) {
            let object = serde_json::to_value(&object).unwrap_or_default();
            row.extend(added.iter().map(|field| object.get(field).map_or_else(String::new, cell)));
        }
        self.head.extend(added);
        self
    }

    /// Writes comma-separated values (RFC 4180, with line feeds).
    pub(super) fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(&self.head)?;
        for row in &self.rows {
            csv.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
        }
        csv.flush()
    }

    /// Writes a Markdown table.
    pub(super) fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "| {} |", self.head.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.head.len()))?;
        for row in &self.rows {
            let cells: Vec<String> =
                row.iter().map(|cell| crate::cite::markdown::escape(cell)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

/// The cell, led by an apostrophe where a spreadsheet would take it for a formula. A value below 0 and a year before 1
/// are none. One that begins as a guarded one does is guarded too, so that whoever takes one apostrophe away has what
/// was there.
fn guarded(cell: &str) -> Cow<'_, str> {
    let is_value = || cell.parse::<f64>().is_ok_and(f64::is_finite) || Edtf::parse(cell).is_ok();
    let is_below_0 = || cell.starts_with('-') && is_value();
    // Days of years beyond four digits are no dates of a dataset, and stand in `said_from` and `said_to`.
    let is_day = || cell.parse::<NaiveDate>().is_ok();
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && !is_below_0() && !is_day() {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

/// Records in time, each with all its citations.
pub(super) fn timeline(
    c: &Chronology,
    found: &Verification,
    records: impl Iterator<Item = RecordIx>,
) -> Table {
    let row = |ix: RecordIx| {
        let cites = c.citations(ix).filter_map(|at| c.cite(at));
        let notes = joined(c.notes_of(ix).iter().map(|n| &*c.note(*n).id));
        let (date, kind, speaker, text) = match c.record(ix) {
            Record::Event(event) => {
                let event = c.event(event);
                (event.date.as_ref(), "event", Cow::default(), event.title.to_string())
            }
            Record::Statement(head) => {
                let s = c.statement(head);
                let speakers = s.speaker.map(|_| words::speakers(c, s)).unwrap_or_default();
                (s.said.as_ref(), s.kind.word(), speakers, s.text.to_string())
            }
        };
        let date = written(date);
        let id = c.record_id(ix).to_owned();
        let known = import::written_basis(c.basis(ix));
        let own = [date, kind.into(), id, speaker.into(), text, pins(c, cites), notes];
        own.into_iter().chain(flat_cells(c, c.subject(ix), found)).chain([known]).collect()
    };
    let mut head = with_flat(vec!["date", "kind", "id", "speaker", "text", "cites", "notes"]);
    head.push("basis");
    Table { head, rows: records.map(row).collect() }
}

/// The names of the columns behind those of a kind of record: what it carries flat, and what was found of it.
fn with_flat(mut head: Vec<&'static str>) -> Vec<&'static str> {
    head.extend(Flat::COLUMNS);
    head.push("verification");
    head
}

/// The cells of these columns.
fn flat_cells(
    c: &Chronology,
    subject: Subject,
    found: &Verification,
) -> impl Iterator<Item = String> {
    let found = match subject {
        Subject::Event(_) => None,
        Subject::Statement(ix) => found.finding(ix),
    };
    let verdict = found.map_or_else(String::new, |found| word(found.verdict));
    Flat::of(c, subject).cells().into_iter().chain([verdict])
}

/// The fields that an object has as an answer to a query, or where it was held against texts.
const OF_ANSWERS: [&str; 5] = ["score", "near", "lacks", "in_note", "verification"];

/// Events.
pub(super) fn events(c: &Chronology, events: impl Iterator<Item = EventIx> + Clone) -> Table {
    let row = |ix: EventIx| {
        let e = c.event(ix);
        vec![
            e.id.to_string(),
            written(e.date.as_ref()),
            import::written_basis(&e.basis),
            e.title.to_string(),
            e.summary.as_deref().unwrap_or_default().to_owned(),
            e.milestone.to_string(),
            pins(c, e.cites.iter().map(Cite::as_ref)),
            joined(e.topics.iter().map(|t| &**t)),
            joined(c.notes(Entity::Event(ix)).iter().map(|n| &*c.note(*n).id)),
        ]
    };
    let table = Table {
        head: vec![
            "id",
            "date",
            "basis",
            "title",
            "summary",
            "milestone",
            "cites",
            "topics",
            "notes",
        ],
        rows: events.clone().map(row).collect(),
    };
    let objects = events.map(|ix| object::of(c, Entity::Event(ix)));
    table.with_fields(EventObject::FIELDS, &OF_ANSWERS, objects)
}

/// Statements, one row for each source that prints them.
pub(super) fn statements(
    c: &Chronology,
    found: &Verification,
    statements: impl Iterator<Item = StatementIx>,
) -> Table {
    let mut head = with_flat(vec![
        "id",
        "speaker",
        "name",
        "said",
        "basis",
        "kind",
        "text",
        "source",
        "para",
        "venue",
        "event",
        "same_as",
        "topics",
        "notes",
        "locator",
        "also",
        "speakers",
        "to",
        "place",
        "via",
        "hearsay",
        "asks",
        "links",
        "original",
        "original_lang",
        "translated_from",
        "translated_by",
    ]);
    // Columns are only added, and behind the others: who reads them by number goes on reading what they mean. These
    // are what an import would else have to assume.
    let beside: Vec<&'static str> =
        import::columns_beside().filter(|column| !head.contains(column)).collect();
    head.extend(&beside);
    let row = |ix: StatementIx| {
        let s = c.statement(ix);
        let (original, translation) = (s.original.as_ref(), s.translation.as_ref());
        let own = [
            s.id.to_string(),
            s.speaker.map_or("", |speaker| &*c.speaker(speaker).id).to_owned(),
            name_of(c, s.speaker).to_owned(),
            written(s.said.as_ref()),
            import::written_basis(&s.basis),
            s.kind.name().to_owned(),
            s.text.to_string(),
            c.source(s.source).id.to_string(),
            s.para.map_or_else(String::new, |para| para.to_string()),
            s.venue.as_deref().unwrap_or_default().to_owned(),
            s.event.map_or("", |event| &*c.event(event).id).to_owned(),
            s.same_as.map_or("", |head| &*c.statement(head).id).to_owned(),
            joined(s.topics.iter().map(|t| &**t)),
            joined(c.notes(Entity::Statement(ix)).iter().map(|n| &*c.note(*n).id)),
            s.locator.as_deref().unwrap_or_default().to_owned(),
            s.also.iter().map(u32::to_string).collect::<Vec<_>>().join("; "),
            joined(s.speakers.iter().map(|speaker| &*c.speaker(*speaker).id)),
            joined(s.to.iter().map(|to| &**to)),
            s.place.as_deref().unwrap_or_default().to_owned(),
            s.via.as_deref().unwrap_or_default().to_owned(),
            said_if(s.hearsay),
            said_if(s.asks),
            s.links.iter().map(|l| link(c, *l)).collect::<Vec<_>>().join("; "),
            original.map_or_else(String::new, |words| words.text.to_string()),
            original.map_or_else(String::new, |words| words.lang.to_string()),
            translation.map_or_else(String::new, |t| t.from.to_string()),
            translation.and_then(|t| t.by.as_deref()).unwrap_or_default().to_owned(),
        ];
        let beside = beside.iter().map(|column| import::cell_beside(c, ix, column));
        own.into_iter().chain(flat_cells(c, Subject::Statement(ix), found)).chain(beside).collect()
    };
    Table { head, rows: statements.map(row).collect() }
}

/// Sources.
pub(super) fn sources(c: &Chronology, sources: impl Iterator<Item = SourceIx> + Clone) -> Table {
    let row = |ix: SourceIx| {
        let s = c.source(ix);
        vec![
            s.id.to_string(),
            s.kind.name().to_owned(),
            s.outlet.to_string(),
            import::written_basis(&s.outlet_basis),
            s.title.as_deref().unwrap_or_default().to_owned(),
            written(s.published.as_ref()),
            import::written_basis(&s.published_basis),
            s.url.as_deref().unwrap_or_default().to_owned(),
            s.archive.as_deref().unwrap_or_default().to_owned(),
            written(s.accessed.as_ref()),
            printed_in(c, ix).count().to_string(),
        ]
    };
    let table = Table {
        head: vec![
            "id",
            "kind",
            "outlet",
            "outlet_basis",
            "title",
            "published",
            "published_basis",
            "url",
            "archive",
            "accessed",
            "statements",
        ],
        rows: sources.clone().map(row).collect(),
    };
    let objects = sources.map(|ix| object::of(c, Entity::Source(ix)));
    table.with_fields(SourceObject::FIELDS, &[], objects)
}

/// Speakers.
pub(super) fn speakers(c: &Chronology, speakers: impl Iterator<Item = SpeakerIx> + Clone) -> Table {
    let row = |ix: SpeakerIx| {
        let s = c.speaker(ix);
        let post = |post: &crate::chronology::model::Post| match (
            written(post.from.as_ref()),
            written(post.to.as_ref()),
        ) {
            (from, to) if from.is_empty() && to.is_empty() => post.title.to_string(),
            (from, to) => format!("{} ({from}/{to})", post.title),
        };
        let posts: Vec<String> = s.posts.iter().map(post).collect();
        vec![
            s.id.to_string(),
            s.name.to_string(),
            joined(s.aka.iter().map(|a| &**a)),
            s.kind.name().to_owned(),
            s.party.map_or("", |party| &*c.party(party).id).to_owned(),
            posts.join("; "),
            c.by_speaker(ix).len().to_string(),
        ]
    };
    let table = Table {
        head: vec!["id", "name", "aka", "kind", "party", "posts", "statements"],
        rows: speakers.clone().map(row).collect(),
    };
    let objects = speakers.map(|ix| object::of(c, Entity::Speaker(ix)));
    table.with_fields(SpeakerObject::FIELDS, &[], objects)
}

/// Notes.
pub(super) fn notes(c: &Chronology, notes: impl Iterator<Item = NoteIx> + Clone) -> Table {
    let row = |ix: NoteIx| {
        let n = c.note(ix);
        vec![
            n.id.to_string(),
            n.kind.name().to_owned(),
            joined(n.about.iter().map(|target| id_of(c, *target))),
            n.text.to_string(),
            pins(c, n.cites.iter().map(Cite::as_ref)),
        ]
    };
    let table = Table {
        head: vec!["id", "kind", "about", "text", "cites"],
        rows: notes.clone().map(row).collect(),
    };
    let objects = notes.map(|ix| object::of(c, Entity::Note(ix)));
    table.with_fields(NoteObject::FIELDS, &[], objects)
}

/// The points of series, one a row.
pub(super) fn points(c: &Chronology, series: impl Iterator<Item = SeriesIx>) -> Table {
    let (mut rows, mut points) = (Vec::new(), Vec::new());
    for ix in series {
        let s = &c.series()[ix.at()];
        let limit = s.limit.as_ref();
        for (nth, point) in (0..).zip(&s.points) {
            points.push(Entity::Point(PointIx { series: ix, nth }));
            let cite = point.cite.as_ref();
            rows.push(vec![
                s.id.to_string(),
                s.party.map_or("", |party| &*c.party(party).id).to_owned(),
                s.measure.to_string(),
                point.date.as_str().to_owned(),
                point.value.map_or_else(String::new, |value| Number(value).to_string()),
                limit.map_or_else(String::new, |limit| Number(limit.value).to_string()),
                written(limit.and_then(|limit| limit.from.as_ref())),
                point.status.name().to_owned(),
                cite.map_or("", |cite| &*c.source(cite.source).id).to_owned(),
                cite.and_then(|cite| cite.para).map_or_else(String::new, |para| para.to_string()),
                cite.and_then(|cite| cite.locator.as_deref()).unwrap_or_default().to_owned(),
            ]);
        }
    }
    let table = Table {
        head: vec![
            "series",
            "party",
            "measure",
            "date",
            "value",
            "limit",
            "limit_from",
            "status",
            "source",
            "para",
            "locator",
        ],
        rows,
    };
    let objects = points.into_iter().map(|point| object::of(c, point));
    table.with_fields(SinglePointObject::FIELDS, &["cite"], objects)
}

/// What JSON has of a field, as one cell. What does not hold is left empty, as what is not there.
fn cell(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => said_if(true),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(cell).collect::<Vec<_>>().join("; "),
        // A link.
        Value::Object(fields) => {
            let of = |(name, value): (&String, &Value)| format!("{name}({})", cell(value));
            fields.iter().map(of).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A verdict by the word that it has in JSON.
fn word(verdict: Verdict) -> String {
    let json = serde_json::to_value(verdict).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

fn name_of(c: &Chronology, speaker: Option<SpeakerIx>) -> &str {
    speaker.map_or("", |ix| &*c.speaker(ix).name)
}

/// A date as the dataset writes it.
fn written(date: Option<&Edtf>) -> String {
    date.map_or("", Edtf::as_str).to_owned()
}

/// `true`, or nothing.
fn said_if(holds: bool) -> String {
    if holds { "true".to_owned() } else { String::new() }
}

/// `RespondsTo(id)`.
fn link(c: &Chronology, link: Link) -> String {
    let to = match link.to {
        Subject::Event(ix) => &c.event(ix).id,
        Subject::Statement(ix) => &c.statement(ix).id,
    };
    format!("{}({to})", link.kind.name())
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn pins<'a>(c: &Chronology, cites: impl Iterator<Item = CiteRef<'a>>) -> String {
    let pin =
        |cite: CiteRef<'_>| format!("{}{}", c.source(cite.source).id, Places::of(cite).behind());
    cites.map(pin).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let cells = [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "plain",
            "a=1",
            "-0043-03-15",
            "-0043",
            "-0043+1",
            "'=1",
            "'x",
        ];
        let table = Table {
            head: vec!["cell"],
            rows: cells.iter().map(|c| vec![(*c).to_owned()]).collect(),
        };
        let mut out = Vec::new();
        table.write_csv(&mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "cell\n'=1+1\n'+1\n-1\n'@x\nplain\na=1\n-0043-03-15\n-0043\n'-0043+1\n''=1\n'x\n"
        );
    }

    #[test]
    fn a_markdown_cell_stays_one() {
        let table =
            Table { head: vec!["a", "b"], rows: vec![vec!["x|y".into(), "[z](w)`".into()]] };
        let mut out = Vec::new();
        table.write_markdown(&mut out).unwrap();
        let want = "| a | b |\n| --- | --- |\n| x\\|y | \\[z\\](w)\\` |\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
