//! The page about a figure: the value, whose it is and how it is known, who prints it, and what is remarked on it.
//!
//! A figure is no record: it has no glyph of one and stands in no quotation marks.

use crate::chronology::date::Edtf;
use crate::chronology::model::{Basis, Entity, NoteIx, PartyIx, PointIx, PointStatus};
use crate::chronology::target::Target;
use crate::words::{self, Places};

use super::quote::MARGIN;
use super::row::{Go, Row, Span, Tone};
use super::{LISTED, PageInput, date_span, more};

/// The rows of the page.
#[must_use]
pub fn page(input: &PageInput<'_>, ix: PointIx) -> Vec<Row> {
    let c = input.c;
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    let whose = match series.party {
        Some(party) => vec![
            Span::new(&*c.party(party).name, Tone::Party(PartyIx::number(party))),
            Span::new(format!(", {}", series.measure), Tone::Dim),
        ],
        None => vec![Span::new(&*series.measure, Tone::Plain)],
    };
    let status = words::status(point);
    let declared = status == PointStatus::Declared;
    let when = vec![
        Span::new("as of ", Tone::Dim),
        date_span(Some(&point.date), &Basis::Stated),
        Span::new(" · ", Tone::Dim),
        Span::new(status.to_string(), if declared { Tone::Dim } else { Tone::Doubt }),
    ];
    let value = Span::new(words::measured(c, ix), Tone::Strong);
    let mut rows = vec![
        Row::of(whose),
        Row::of(when),
        Row::blank(),
        Row::of(vec![value]).led(MARGIN, Vec::new()),
    ];
    if let Some(limit) = &series.limit {
        let from =
            limit.from.as_ref().map_or_else(String::new, |from| format!(" from {}", told(from)));
        let limit = format!("the limit is {}{from}", words::number(limit.value));
        rows.push(Row::of(vec![Span::new(limit, Tone::Dim)]).led(MARGIN, Vec::new()));
    }
    rows.push(Row::blank());
    rows.push(printed(input, ix));
    let notes = Target::Point(ix).notes(c);
    if !notes.is_empty() {
        rows.push(Row::blank());
        rows.push(Row::heading(if notes.len() == 1 { "a note" } else { "notes" }));
        rows.extend(notes.iter().take(LISTED).map(|note| note_row(input, *note)));
        rows.extend(more(notes.len(), "all of them in the list of notes"));
    }
    rows.push(Row::blank());
    rows.push(Row::of(vec![Span::new(c.point_id(ix), Tone::Dim)]));
    input.finished(rows)
}

fn told(date: &Edtf) -> String {
    words::date(Some(date))
}

/// Who prints it, where, and since when that is known.
fn printed(input: &PageInput<'_>, ix: PointIx) -> Row {
    let c = input.c;
    let point = c.point(ix);
    let given = words::given_out(c, ix).map(|day| format!(" · given out {}", told(day)));
    let given = Span::new(given.unwrap_or_default(), Tone::Dim);
    let Some(cite) = &point.cite else {
        return Row::of(vec![Span::new(words::NO_SOURCE, Tone::Doubt), given]);
    };
    let mut spans = vec![
        Span::new("printed: ", Tone::Dim),
        Span::new(words::outlet(c.source(cite.source)), Tone::Plain),
        Span::new(Places::of(cite.as_ref()).behind(), Tone::Plain),
        Span::new(" · ", Tone::Dim),
    ];
    spans.extend(super::published_spans(c.source(cite.source)));
    spans.extend(super::changes_spans(c, cite.source));
    spans.push(given);
    Row::of(spans).leading(Go::Source(cite.source))
}

fn note_row(input: &PageInput<'_>, ix: NoteIx) -> Row {
    let spans = super::notes::target_spans(input, Entity::Note(ix));
    Row::of(spans).led(MARGIN, Vec::new()).leading(Go::Note(ix)).on_one_line()
}
