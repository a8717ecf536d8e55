//! How records are related: links and what links back, the days in between, and what waits for an answer.

use crate::chronology::Chronology;
use crate::chronology::date::Lapse;
use crate::chronology::model::{EventIx, NoteIx, NoteKind, RecordIx, Subject};
use crate::chronology::tables::{Citation, Record};
use crate::words;

use super::row::{Go, Row, Span, Tone};
use super::{LISTED, PageInput, date_span};

/// The rows about the record under the cursor: what it answers, what answers it, what a note says to be in conflict
/// with it, what was said of it; and of words that are part of an event how that is linked, since answers are often
/// recorded there.
#[must_use]
pub fn rows(input: &PageInput<'_>) -> Vec<Row> {
    let c = input.c;
    let mut rows = linked(input);
    rows.extend(in_conflict(input));
    for event in events_of(c, input.cursor.record) {
        rows.push(Row::heading("part of"));
        rows.push(lead_to(input, Subject::Event(event), None));
        let cursor = Citation { record: c.record_of(Subject::Event(event)), nth: 0 };
        let of_event = PageInput { cursor, beside: None, ..*input };
        rows.extend(links(&of_event, "which ", Some(input.cursor.record)));
    }
    if let Record::Event(event) = c.record(input.cursor.record) {
        let said = c.of_event(event);
        if !said.is_empty() {
            rows.push(Row::heading("said of it"));
        }
        rows.extend(said.iter().map(|record| lead_to(input, c.subject(*record), None)));
    }
    rows.retain(|row| !row.is_blank());
    input.finished(rows)
}

/// A row that leads to a record, with the time between it and the record under the cursor.
pub(super) fn lead_to(input: &PageInput<'_>, subject: Subject, latency: Option<Lapse>) -> Row {
    let c = input.c;
    let record = c.record_of(subject);
    let (date, basis) = c.day_of(subject);
    let mut spans = vec![date_span(date, basis), Span::new("  ", Tone::Plain)];
    spans.extend(input.record_spans(subject));
    if let Some(lapse) = latency {
        spans.push(Span::new(format!("  ({})", words::latency(lapse)), Tone::Dim));
    }
    let citation = match subject {
        Subject::Statement(s) => c.citation_of(s),
        Subject::Event(_) => Citation { record, nth: 0 },
    };
    Row::of(spans).led(2, Vec::new()).leading(Go::To(citation))
}

/// Links and backlinks of the record under the cursor, with how long the answers took.
pub(super) fn linked(input: &PageInput<'_>) -> Vec<Row> {
    links(input, "", None)
}

/// The same, each heading led by `whose`, so that nobody takes them for another record's. What a record that stands above
/// does to this one, or this one to it, is told there, and not from here: who answers would seem to answer themselves.
fn links(input: &PageInput<'_>, whose: &str, above: Option<RecordIx>) -> Vec<Row> {
    let c = input.c;
    let record = input.cursor.record;
    let told = c.told_by(input.cursor);
    let is_above = |subject: Subject| above == Some(c.record_of(subject));
    let mut rows = Vec::new();
    for link in c.links_of(record).iter().filter(|link| !is_above(link.to)).take(LISTED) {
        rows.push(Row::blank());
        rows.push(Row::heading(format!("{whose}{}", link.kind.word())));
        rows.push(lead_to(input, link.to, c.lapse_of_link(link.to, told)));
    }
    let mut under = None;
    for link in c.backlinks(record).iter().filter(|link| !is_above(link.from)).take(LISTED) {
        if under != Some(link.kind) {
            rows.push(Row::blank());
            let is = if whose.is_empty() { "" } else { "is " };
            rows.push(Row::heading(format!("{whose}{is}{}", link.kind.backward())));
            under = Some(link.kind);
        }
        rows.push(lead_to(input, link.from, c.lapse_of_link(told, link.from)));
    }
    if c.is_unanswered(record) {
        let has = if whose.is_empty() { "" } else { "has " };
        let unanswered = words::unanswered(c.days_unanswered(told, input.day));
        rows.push(Row::blank());
        rows.push(Row::of(vec![Span::new(format!("{whose}{has}{unanswered}"), Tone::Warn)]));
    }
    rows
}

/// The events that words are part of, each once.
fn events_of(c: &Chronology, record: RecordIx) -> Vec<EventIx> {
    let reports = c.reports(record).iter().take(LISTED);
    let mut events: Vec<EventIx> = reports.filter_map(|s| c.statement(*s).event).collect();
    events.sort_unstable();
    events.dedup();
    events
}

/// The notes that say that a record is in conflict with others, each with those.
fn in_conflict(input: &PageInput<'_>) -> Vec<Row> {
    let (c, own) = (input.c, input.cursor.record);
    let mut rows = Vec::new();
    for note in conflicts(c, own).take(LISTED) {
        let about = c.note(note).about.iter().filter_map(|about| about.subject());
        let others = about.filter(|subject| c.record_of(*subject) != own);
        let others: Vec<Row> = others.take(LISTED).map(|o| lead_to(input, o, None)).collect();
        if others.is_empty() {
            continue;
        }
        // It is called what the ledger of notes calls it.
        rows.push(Row::heading(format!("{}, as a note says", NoteKind::Conflict)));
        rows.extend(others);
        let text = Span::new(&*c.note(note).text, Tone::Dim);
        let lead = vec![Span::new(words::NOTE, Tone::Warn)];
        rows.push(Row::of(vec![text]).led(2, lead).leading(Go::Note(note)).on_one_line());
    }
    rows
}

fn conflicts(c: &Chronology, record: RecordIx) -> impl Iterator<Item = NoteIx> {
    c.notes_of(record).iter().copied().filter(|note| c.note(*note).kind == NoteKind::Conflict)
}

/// Whether there is anything to list of a record.
#[must_use]
pub fn has_any(c: &Chronology, record: RecordIx) -> bool {
    let said_of = match c.record(record) {
        Record::Event(event) => c.of_event(event),
        Record::Statement(_) => &[],
    };
    !c.backlinks(record).is_empty()
        || !c.links_of(record).is_empty()
        || !said_of.is_empty()
        || !events_of(c, record).is_empty()
        || conflicts(c, record).next().is_some()
}
