//! The row of a record in time, and what stands between two of them: a silence, the heading of a year.
//!
//! A row is told from its record alone, so a frame costs the rows on the screen.

use crate::chronology::date::{Bounds, Edtf};
use crate::chronology::model::{Basis, RecordIx};
use crate::chronology::tables::{Citation, Record};
use crate::search::Field;
use crate::text;
use crate::words::{self, DateColumn};

use super::PageInput;
use super::row::{Go, Row, Span, Tone};

/// How the date of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Under a year heading; not again where the row before has the same date.
    Short {
        /// Whether the row before has the same date.
        repeats: bool,
    },
    /// The same with the time of day, in a chronology that has several on a day.
    Timed {
        /// Whether the row before has the same date.
        repeats: bool,
        /// Whether it has the same day.
        same_day: bool,
    },
    /// Under the heading of a year that is not its own, which it then says itself: a report may tell another day than
    /// that by which its group stands in time.
    OtherYear {
        /// Whether the rows around it have room for a time of day.
        timed: bool,
    },
    /// With its year.
    Long,
}

impl Dated {
    fn width(self) -> usize {
        match self {
            Self::OtherYear { timed: true } => DateColumn::WithTime.width(),
            _ => self.column().width(),
        }
    }

    fn column(self) -> DateColumn {
        match self {
            Self::OtherYear { timed: false } => DateColumn::OtherYear,
            Self::OtherYear { timed: true } => DateColumn::WithYear,
            Self::Short { .. } => DateColumn::UnderYear,
            Self::Timed { same_day: true, .. } => DateColumn::Time,
            Self::Timed { same_day: false, .. } => DateColumn::WithTime,
            Self::Long => DateColumn::WithYear,
        }
    }
}

/// What is known of a record beside what the dataset says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowState {
    /// Whether the reader marked it.
    pub marked: bool,
    /// Whether it matches the query only maybe.
    pub maybe: bool,
}

/// The row of a record: its date, glyph, speaker, words, and what is to be known of it at the edge. It is cut to a
/// line, so that a paraphrase is announced by its glyph alone, see [`words::lead_in_row`]. `date` is that of the axis,
/// and how it is known.
#[must_use]
pub fn record_row(
    input: &PageInput<'_>,
    citation: Citation,
    date: (Option<&Edtf>, &Basis),
    dated: Dated,
    standing: RowState,
) -> Row {
    let c = input.c;
    let record = citation.record;
    let mut spans = Vec::new();
    match (c.reported(citation).map(|ix| c.statement(ix)), c.record(record)) {
        (Some(s), _) => {
            spans.push(super::glyph_span(words::glyph_of(c, s)));
            spans.push(Span::new(" ", Tone::Plain));
            spans.extend(input.short_speaker_spans(record, s));
            let words = input.lit(record, &s.text, Field::Text, super::tone_of(s.kind));
            spans.extend(super::quoted(words::lead_in_row(s), s, words));
        }
        (None, Record::Event(e)) => {
            let event = c.event(e);
            let tone = if event.milestone { Tone::Milestone } else { Tone::OwnWords };
            spans.push(super::glyph_span(words::glyph(c, Record::Event(e))));
            spans.push(Span::new(" ", Tone::Plain));
            spans.extend(input.lit(record, &event.title, Field::Title, tone));
        }
        (None, Record::Statement(_)) => {}
    }
    let (date, width) = date_cell(input, date, dated);
    let row = Row {
        lead: vec![date],
        margin: width,
        tail: tail(input, record, standing),
        spans,
        go: Some(Go::To(citation)),
        here: input.cursor.record == record,
        shows_light: input.lit.is_some(),
        ..Row::default()
    };
    let row = row.on_one_line();
    if input.ascii { row.in_ascii() } else { row }
}

/// The row of a silence before a record.
#[must_use]
pub fn gap_row(input: &PageInput<'_>, days: Bounds, timed: bool) -> Row {
    let column = if timed { DateColumn::WithTime } else { DateColumn::UnderYear };
    let margin = column.width() as u16 + 3;
    let text = format!("· {} ·", words::length(days));
    Row::of(vec![Span::new(input.shown(&text), Tone::Dim)]).led(margin, Vec::new())
}

fn date_cell(
    input: &PageInput<'_>,
    (date, basis): (Option<&Edtf>, &Basis),
    dated: Dated,
) -> (Span, u16) {
    let tone = super::date_tone(date, basis);
    let width = dated.width();
    // Under its heading, `undated` need not be said again.
    let silent = match dated {
        Dated::Short { repeats } | Dated::Timed { repeats, .. } => repeats || date.is_none(),
        Dated::Long | Dated::OtherYear { .. } => false,
    };
    let cell = if silent { String::new() } else { words::cell(date, basis, dated.column()) };
    let cell = text::truncate(&input.shown(&cell), width).into_owned();
    let pad = " ".repeat(width - text::width(&cell));
    (Span::new(format!("{pad}{cell} "), tone), width as u16 + 1)
}

/// What is to be known of a record at a glance: who else prints it, notes, marks.
fn tail(input: &PageInput<'_>, record: RecordIx, standing: RowState) -> Vec<Span> {
    let c = input.c;
    let reports = words::reports(c, record).map(|reports| Span::new(reports, Tone::Dim));
    let retracted = words::retracted(c, record).map(|told| Span::new(told, Tone::Bad));
    edge(reports.into_iter().chain(retracted), c.has_notes(record), standing)
}

/// What stands at the edge of a row: what is told of its prints, that there is a note, and what is known beside.
pub(super) fn edge(
    prints: impl IntoIterator<Item = Span>,
    is_noted: bool,
    standing: RowState,
) -> Vec<Span> {
    let mut tail: Vec<Span> = prints.into_iter().collect();
    if is_noted {
        tail.push(Span::new(words::NOTE, Tone::Warn));
    }
    if standing.marked {
        tail.push(Span::new(words::MARK, Tone::Milestone));
    }
    if standing.maybe {
        tail.push(Span::new("maybe", Tone::Doubt));
    }
    let mut spaced = Vec::with_capacity(tail.len() * 2);
    for span in tail {
        if !spaced.is_empty() {
            spaced.push(Span::new(" ", Tone::Plain));
        }
        spaced.push(span);
    }
    spaced
}
