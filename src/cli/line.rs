//! Records as people read them in a list: one a line.
//!
//! Owns the order of date, glyph, id and words, and the rule that only what a source prints in quotation
//! marks stands in them here. What gives way on a terminal is decided in [`super::row`].

use std::collections::BTreeSet;

use anstyle::Style;

use crate::chronology::Chronology;
use crate::chronology::model::{
    Basis, Cite, Event, EventIx, NoteIx, RecordIx, SeriesIx, Source, SourceIx, SpeakerIx,
    Statement, StatementIx, StatementKind, Subject, Target,
};
use crate::chronology::tables::{Citation, Record};
use crate::chronology::verify::quote::Verdict;

use super::row::Row;
use super::style::STRONG;

/// The glyph and the words for a verdict.
pub(super) fn verdict(status: Verdict) -> (char, &'static str) {
    match status {
        Verdict::Exact => ('✓', "exact"),
        Verdict::Typographic => ('≈', "only typography differs"),
        Verdict::Elided => ('⋯', "elided, in order"),
        Verdict::Differs => ('✗', "differs"),
        Verdict::WrongPara => ('✗', "wrong paragraph"),
        Verdict::NoText => ('?', "no text held"),
    }
}

/// The glyph of a statement.
pub(super) fn statement_glyph(kind: StatementKind) -> &'static str {
    if kind.is_verbatim() { "“" } else { "◦" }
}

/// The glyph of an event.
pub(super) fn event_glyph(event: &Event) -> &'static str {
    if event.milestone { "◆" } else { "●" }
}

/// The words as they may be shown: in quotation marks if the source prints them so, bare if it sets them
/// off without marks, else as reported.
pub(super) fn words(statement: &Statement) -> String {
    match statement.kind {
        StatementKind::Reported => format!("reported: {}", statement.text),
        StatementKind::Block => statement.text.to_string(),
        StatementKind::Quote | StatementKind::Fragment => format!("“{}”", statement.text),
    }
}

/// A citation as `TASS ¶3`.
pub(super) fn pin(c: &Chronology, source: SourceIx, para: Option<u32>) -> String {
    let outlet = &c.source(source).outlet;
    para.map_or_else(|| outlet.to_string(), |para| format!("{outlet} ¶{para}"))
}

/// A record in time.
pub(super) fn record(c: &Chronology, ix: RecordIx) -> Row {
    match c.record(ix) {
        Record::Event(event) => event_line(c, event),
        Record::Statement(head) => statement_of(c, head, ix),
    }
}

/// A hit: the report of a record that matches best.
pub(super) fn hit(c: &Chronology, citation: Citation) -> Row {
    match (c.record(citation.record), c.reported(citation)) {
        (Record::Event(event), _) => event_line(c, event),
        (Record::Statement(head), member) => {
            statement_of(c, member.unwrap_or(head), citation.record)
        }
    }
}

/// An event.
pub(super) fn event_line(c: &Chronology, ix: EventIx) -> Row {
    let event = c.event(ix);
    let row = Row::default().date(event.date.as_ref()).mark(event_glyph(event)).mark(" ");
    row.words(STRONG, &event.title)
        .id(&event.id)
        .aside(&cited(c, &event.cites))
        .mark(noted(c.notes(Target::Event(ix)).len()))
}

/// Who prints an event: several paragraphs of one article are one source.
fn cited(c: &Chronology, cites: &[Cite]) -> String {
    let sources: BTreeSet<usize> = cites.iter().map(|cite| cite.source.at()).collect();
    match (cites, sources.len()) {
        ([], _) => String::new(),
        ([first, ..], 1) => pin(c, first.source, first.para),
        (_, n) => format!("{n} sources"),
    }
}

/// A statement by itself.
pub(super) fn statement_line(c: &Chronology, ix: StatementIx) -> Row {
    let s = c.statement(ix);
    let record = c.record_of(Subject::Statement(ix));
    statement(c, ix, &pin(c, s.source, s.para), noted_of(c, record))
}

fn statement_of(c: &Chronology, ix: StatementIx, record: RecordIx) -> Row {
    let s = c.statement(ix);
    let others = c.reports(record).len().saturating_sub(1);
    let pin = match others {
        0 => pin(c, s.source, s.para),
        n => format!("{} and {n} more", pin(c, s.source, s.para)),
    };
    statement(c, ix, &pin, noted_of(c, record))
}

fn statement(c: &Chronology, ix: StatementIx, pin: &str, noted: &str) -> Row {
    let s = c.statement(ix);
    let mut row = Row::default().date(s.said.as_ref()).mark(statement_glyph(s.kind)).mark(" ");
    if let Some(speaker) = s.speaker {
        row = row.name(&c.speaker(speaker).name).mark("  ");
    }
    row.words(Style::new(), &words(s)).id(&s.id).aside(pin).mark(noted)
}

fn noted_of(c: &Chronology, record: RecordIx) -> &'static str {
    noted(c.notes_of(record).len())
}

fn noted(notes: usize) -> &'static str {
    if notes > 0 { "  !" } else { "" }
}

/// A source, and how many statements it prints.
pub(super) fn source_line(c: &Chronology, ix: SourceIx) -> Row {
    let source = c.source(ix);
    let printed = super::object::printed_in(c, ix).count();
    let row = Row::default().date(source.published.as_ref()).name(&source.outlet);
    row.mark(inferred(&source.outlet_basis))
        .mark("  ")
        .words(Style::new(), &title(source))
        .id(&source.id)
        .aside(&format!("{}, {}", source.kind, super::count(printed, "statement")))
        .mark(noted(c.notes(Target::Source(ix)).len()))
}

/// The title in quotation marks; an untitled source gets none invented.
pub(super) fn title(source: &Source) -> String {
    source.title.as_deref().map_or_else(|| "untitled".to_owned(), |title| format!("“{title}”"))
}

/// A mark for what the dataset infers.
pub(super) fn inferred(basis: &Basis) -> &'static str {
    match basis {
        Basis::Stated => "",
        Basis::Resolved(_) => " [resolved]",
        Basis::Inferred(_) => " [inferred]",
    }
}

/// A speaker with side and kind.
pub(super) fn speaker_line(c: &Chronology, ix: SpeakerIx) -> Row {
    let speaker = c.speaker(ix);
    Row::default()
        .name(&speaker.name)
        .id(&speaker.id)
        .aside(speaker.party.map_or("", |party| &*c.party(party).name))
        .aside(speaker.kind.word())
        .aside(&super::count(c.by_speaker(ix).len(), "statement"))
}

/// A note with its subjects.
pub(super) fn note_line(c: &Chronology, ix: NoteIx) -> Row {
    let note = c.note(ix);
    let about: Vec<&str> =
        note.about.iter().map(|target| super::object::id_of(c, *target)).collect();
    let row = Row::default().mark("! ").name(note.kind.word()).mark("  ");
    row.words(Style::new(), &note.text).id(&note.id).aside(&format!("on {}", about.join(", ")))
}

/// A series with its span.
pub(super) fn series_line(c: &Chronology, ix: SeriesIx) -> Row {
    let series = &c.series()[ix.at()];
    let title = format!("{}: {}", c.party(series.party).name, series.measure);
    let span = match (series.points.first(), series.points.last()) {
        (Some(first), Some(last)) => format!("  {} to {}", first.date, last.date),
        _ => String::new(),
    };
    let points = super::count(series.points.len(), "point");
    Row::default().words(STRONG, &title).id(&series.id).aside(&format!("{points}{span}"))
}
