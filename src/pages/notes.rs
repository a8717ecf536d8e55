//! The ledger of notes: errors, ambiguities, conflicts, translations and gaps, each leading to its records.

use crate::chronology::model::{NoteIx, NoteKind, Subject, Target};
use crate::chronology::tables::Citation;
use crate::words;

use super::row::{Go, Row, Span, Tone};
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
        rows.push(row);
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
pub fn go_to(input: &PageInput<'_>, target: Target) -> Option<Go> {
    let c = input.c;
    match target {
        Target::Event(e) => {
            Some(Go::To(Citation { record: c.record_of(Subject::Event(e)), nth: 0 }))
        }
        Target::Statement(s) => Some(Go::To(c.citation_of(s))),
        Target::Source(s) => Some(Go::Source(s)),
        Target::Speaker(s) => Some(Go::Speaker(s)),
        Target::Note(n) => Some(Go::Note(n)),
        Target::Party(_) | Target::Series(_) => None,
    }
}

/// A record of any kind in a line; of a statement the source first, since several print the same.
#[must_use]
pub fn target_spans(input: &PageInput<'_>, target: Target) -> Vec<Span> {
    let c = input.c;
    match target {
        Target::Event(e) => input.record_spans(Subject::Event(e)),
        Target::Statement(s) => {
            let source = words::source(c, c.statement(s).source);
            let mut spans = vec![Span::new(format!("{source}  "), Tone::Dim)];
            spans.extend(input.record_spans(Subject::Statement(s)));
            spans
        }
        Target::Source(s) => vec![Span::new(words::source(c, s), Tone::Plain)],
        Target::Speaker(s) => vec![Span::new(&*c.speaker(s).name, party_tone(c.speaker(s)))],
        Target::Party(p) => vec![Span::new(&*c.party(p).name, Tone::Plain)],
        Target::Note(n) => vec![Span::new(&*c.note(n).id, Tone::Plain)],
        Target::Series(s) => vec![Span::new(&*c.series()[s.at()].id, Tone::Plain)],
    }
}
