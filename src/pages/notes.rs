//! The ledger of notes: errors, ambiguities, conflicts, translations and gaps, each leading to its records.

use crate::chronology::model::{Basis, Entity, NoteIx, NoteKind, PointIx, Subject};
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use crate::words::{self, DateColumn};

use super::row::{Go, Row, Span, Tone};
use super::timeline::{self, RowState};
use super::{PageInput, party_tone};

/// The notes of a kind, or all, each followed by the records it is about; and the row of the note `here`.
#[must_use]
pub fn rows(
    input: &PageInput<'_>,
    kind: Option<NoteKind>,
    here: Option<NoteIx>,
) -> (Vec<Row>, Option<usize>) {
    let c = input.c;
    let (mut rows, mut chosen) = (Vec::new(), None);
    for ix in (0..c.notes_list().len()).map(NoteIx::from) {
        let note = c.note(ix);
        if kind.is_some_and(|kind| note.kind != kind) {
            continue;
        }
        if Some(ix) == here {
            chosen = Some(rows.len());
        }
        let lead = Span::new(format!("{} {:<11}", words::NOTE, note.kind.word()), Tone::Warn);
        let mut row = Row::of(vec![Span::new(&*note.text, Tone::OwnWords)]).led(14, vec![lead]);
        row.go = note.about.first().and_then(|target| go_to(input, *target));
        rows.push(row.telling(Target::Note(ix)));
        for (target, go) in note.about.iter().filter_map(|t| Some((*t, go_to(input, *t)?))) {
            // The ledger is of notes: of a record it tells no more than a line.
            let row = Row::of(target_spans(input, target)).on_one_line();
            rows.push(row.led(16, Vec::new()).leading(go));
        }
    }
    (input.finished(rows), chosen)
}

/// Where a record of any kind can be gone to.
#[must_use]
pub fn go_to(input: &PageInput<'_>, target: Entity) -> Option<Go> {
    let c = input.c;
    match target {
        Entity::Event(e) => {
            Some(Go::To(Citation { record: c.record_of(Subject::Event(e)), nth: 0 }))
        }
        Entity::Statement(s) => Some(Go::To(c.citation_of(s))),
        Entity::Source(s) => Some(Go::Source(s)),
        Entity::Speaker(s) => Some(Go::Speaker(s)),
        Entity::Note(n) => Some(Go::Note(n)),
        Entity::Point(p) => Some(Go::Point(p)),
        Entity::Series(s) => {
            let points = &c.series()[s.at()].points;
            (!points.is_empty()).then_some(Go::Point(PointIx { series: s, nth: 0 }))
        }
        Entity::Party(_) => None,
    }
}

/// A record of any kind in a line; of a statement the source first, since several print the same.
#[must_use]
pub fn target_spans(input: &PageInput<'_>, target: Entity) -> Vec<Span> {
    let c = input.c;
    match target {
        Entity::Event(e) => input.record_spans(Subject::Event(e)),
        Entity::Statement(s) => {
            let source = words::source_on_screen(c, c.statement(s).source);
            let mut spans = vec![Span::new(format!("{source}  "), Tone::Dim)];
            spans.extend(input.record_spans(Subject::Statement(s)));
            spans
        }
        Entity::Source(s) => vec![Span::new(words::source_on_screen(c, s), Tone::Plain)],
        Entity::Speaker(s) => vec![Span::new(&*c.speaker(s).name, party_tone(c.speaker(s)))],
        Entity::Party(p) => vec![Span::new(&*c.party(p).name, Tone::Plain)],
        Entity::Note(n) => {
            let note = c.note(n);
            let kind = Span::new(format!("{} {}  ", words::NOTE, note.kind), Tone::Warn);
            vec![kind, Span::new(&*note.text, Tone::OwnWords)]
        }
        Entity::Series(s) => {
            let series = &c.series()[s.at()];
            let id = Span::new(format!("  {}", series.id), Tone::Dim);
            vec![Span::new(words::series(c, series), Tone::Plain), id]
        }
        Entity::Point(p) => vec![Span::new(words::figure(c, p), Tone::Plain)],
    }
}

/// A row that tells of a point, a note or a source where different things are listed, and leads to it; nothing
/// for a record, which has a row of its own.
#[must_use]
pub fn target_row(input: &PageInput<'_>, target: Target, standing: RowState) -> Row {
    let c = input.c;
    let width = DateColumn::WithYear.width();
    let (lead, tone, text, go) = match target {
        Target::Record(_) => return Row::default(),
        Target::Point(point) => {
            let date =
                words::cell(Some(&c.point(point).date), &Basis::Stated, DateColumn::WithYear);
            let text = Span::new(words::figure_undated(c, point), Tone::OwnWords);
            (date, Tone::Date, text, Go::Point(point))
        }
        Target::Note(note) => {
            let kind = format!("{} {}", words::NOTE, c.note(note).kind);
            (kind, Tone::Warn, Span::new(&*c.note(note).text, Tone::OwnWords), Go::Note(note))
        }
        Target::Source(source) => {
            let name = Span::new(words::source_on_screen(c, source), Tone::Plain);
            ("source".to_owned(), Tone::Dim, name, Go::Source(source))
        }
    };
    let lead = vec![Span::new(format!("{lead:>width$} "), tone)];
    let is_noted = !target.notes(c).is_empty();
    let row = Row {
        tail: timeline::edge(None, is_noted, standing),
        ..Row::of(vec![text]).led(width as u16 + 1, lead)
    };
    let row = row.leading(go).on_one_line();
    if input.ascii { row.in_ascii() } else { row }
}

/// A row for what was marked and is not among the records that are shown, with the words by which it was told: the
/// day leaves it out, or it is missing.
#[must_use]
pub fn missing_row(
    input: &PageInput<'_>,
    id: &str,
    told: &str,
    (by_day, why): (Option<&str>, String),
) -> Row {
    let width = DateColumn::WithYear.width();
    let lead = by_day.unwrap_or("missing");
    let lead = vec![Span::new(format!("{lead:>width$} "), Tone::Warn)];
    let row = Row::of(vec![Span::new(told, Tone::Dim)]).led(width as u16 + 1, lead).on_one_line();
    let row = row.leading(Go::Gone(format!("{id} is {why}")));
    if input.ascii { row.in_ascii() } else { row }
}

/// A row for a note of the reader's own, under what it is on.
#[must_use]
pub fn own_note_row(input: &PageInput<'_>, note: &str) -> Row {
    let width = DateColumn::WithYear.width();
    let lead = vec![Span::new(format!("{:>width$} ", "my note"), Tone::Dim)];
    let row = Row::of(vec![Span::new(note, Tone::Plain)]).led(width as u16 + 1, lead);
    if input.ascii { row.in_ascii() } else { row }
}
