//! The pages: what each pane and overlay says, as rows of meant text.
//!
//! A page is a pure function of the dataset, a citation in it and what is held beside it. It knows no key, no
//! focus and no scroll position, so it lies below the state of the app: update measures a page to scroll it and
//! asks where a row leads, ui paints the same rows. How a record is worded is [`crate::words`]'s; here is what
//! stands on which row, and what it means.

pub mod compare;
pub mod figure;
pub mod notes;
pub mod paragraph;
pub mod problems;
pub mod quote;
pub mod relations;
pub mod row;
pub mod source;
pub mod timeline;

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::article::{Article, Paragraph};
use crate::chronology::clocks;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, PartyIx, PointIx, RecordIx, Source, SourceIx, Speaker, Statement, StatementIx,
    StatementKind, Subject,
};
use crate::chronology::tables::Citation;
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::Finding;
use crate::search::{Bits, Field, Highlighter, Strength};
use crate::text::{LineCut, ascii};
use crate::words::{self, Standing};

use self::row::{Light, Row, Span, Tone};

/// How many rows of one kind are listed before the rest is counted.
pub const LISTED: usize = 40;

/// What is known of the text of the source under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceText<'a> {
    /// The reader named no folder of texts.
    NotAsked,
    /// It is not in the folder, or not read yet.
    Absent,
    /// It cannot be used: why.
    Trouble(&'a str),
    /// It is held.
    Held(&'a Article),
}

/// What a query lights.
#[derive(Clone, Copy)]
pub struct Lighting<'a> {
    /// The query, ready to light.
    pub query: &'a Highlighter,
    /// The records that match it; `None` where nothing does, and near matches are lit.
    pub records: Option<&'a Bits>,
    /// The query, ready to light the paragraphs that it finds in the texts held.
    pub paragraphs: Option<&'a Highlighter>,
}

impl fmt::Debug for Lighting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lighting")
    }
}

/// What is read that is no record: the panes of the source and of the words are about it, and not about the record
/// under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A paragraph of an article, where that is none that a record holds.
    Paragraph(Paragraph),
    /// A point of a series.
    Figure(PointIx),
}

/// What a page is told from.
#[derive(Debug, Clone, Copy)]
pub struct PageInput<'a> {
    /// The records.
    pub c: &'a Chronology,
    /// The citation under the cursor.
    pub cursor: Citation,
    /// What is read in its place, where that is no record.
    pub beside: Option<Beside>,
    /// The day from which days are counted.
    pub day: NaiveDate,
    /// The milestones, in time.
    pub milestones: &'a [RecordIx],
    /// What verification found, once it has.
    pub verification: Option<&'a Verification>,
    /// The text of the source under the cursor.
    pub text: SourceText<'a>,
    /// What is lit.
    pub lit: Option<Lighting<'a>>,
    /// Whether the program's own marks are ASCII.
    pub ascii: bool,
}

impl<'a> PageInput<'a> {
    /// The article under the cursor, if the reader holds it.
    fn article(&self) -> Option<&'a Article> {
        match self.text {
            SourceText::Held(article) => Some(article),
            _ => None,
        }
    }

    /// `text` of a record with what the query matches of it lit. A record that the query does not match has
    /// nothing lit, though it may hold a word of a phrase. Of a text that no screen holds its beginning is told.
    fn lit(&self, record: RecordIx, text: &str, field: Field, tone: Tone) -> Vec<Span> {
        let of =
            |lit: &Lighting<'_>| lit.records.is_none_or(|records| records.contains(record.at()));
        let (told, left) = row::beginning(text);
        let mut spans = match self.lit.filter(of) {
            Some(_) => self.lit_anywhere(told, field, tone),
            None => row::lit(told, tone, &[]),
        };
        // Inside the marks of a quotation nothing but the sign of an elision may stand.
        spans.extend((left > 0).then(|| Span::new("…", Tone::Dim)));
        spans
    }

    /// The same of a text that is no record's own: an article, a source's title.
    fn lit_anywhere(&self, text: &str, field: Field, tone: Tone) -> Vec<Span> {
        Self::lit_by(self.lit.map(|lit| lit.query), text, field, tone)
    }

    /// The same of a paragraph that the query found in the texts held.
    fn lit_in_paragraph(&self, text: &str) -> Vec<Span> {
        let query = self.lit.and_then(|lit| lit.paragraphs);
        Self::lit_by(query, text, Field::Text, Tone::Article)
    }

    fn lit_by(query: Option<&Highlighter>, text: &str, field: Field, tone: Tone) -> Vec<Span> {
        let lights = query.map_or_else(Vec::new, |query| query.light(text, field));
        let lights: Vec<_> = (lights.into_iter())
            .map(|l| match l.strength {
                Strength::Strong => (l.range, Light::Strong),
                Strength::Weak => (l.range, Light::Weak),
            })
            .collect();
        row::lit(text, tone, &lights)
    }

    /// Whether a citation is the one that is read: the cursor's, unless something else is read beside it.
    fn reads(&self, citation: Citation) -> bool {
        self.beside.is_none() && citation == self.cursor
    }

    /// The paragraph that is read beside the cursor.
    fn paragraph(&self) -> Option<Paragraph> {
        match self.beside {
            Some(Beside::Paragraph(paragraph)) => Some(paragraph),
            Some(Beside::Figure(_)) | None => None,
        }
    }

    /// The figure that is read.
    fn figure(&self) -> Option<PointIx> {
        match self.beside {
            Some(Beside::Figure(point)) => Some(point),
            Some(Beside::Paragraph(_)) | None => None,
        }
    }

    /// What verification found for a statement; nothing for one in the dataset's own words.
    fn finding(&self, ix: StatementIx) -> Option<Finding> {
        if !self.c.statement(ix).kind.is_verbatim() {
            return None;
        }
        let found = self.verification.and_then(|v| v.finding(ix));
        Some(found.unwrap_or_else(Finding::no_text))
    }

    /// The program's own text, in ASCII where that is wanted.
    fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { ascii::text(text) } else { Cow::Borrowed(text) }
    }

    /// The rows as they are measured and painted.
    fn finished(&self, rows: Vec<Row>) -> Vec<Row> {
        finished(rows, self.ascii)
    }

    /// A record in a line: glyph, speaker, words, whether what prints it was retracted, and a mark where there is a note on it
    /// or any of its reports.
    fn record_spans(&self, subject: Subject) -> Vec<Span> {
        let c = self.c;
        let record = c.record_of(subject);
        let mut spans = match subject {
            Subject::Event(e) => {
                let glyph = words::glyph(c, c.record(record));
                let title = self.lit(record, &c.event(e).title, Field::Text, Tone::OwnWords);
                [vec![glyph_span(glyph), Span::new(" ", Tone::Plain)], title].concat()
            }
            Subject::Statement(s) => {
                let s = c.statement(s);
                let mut spans =
                    vec![glyph_span(words::glyph_of(c, s)), Span::new(" ", Tone::Plain)];
                spans.extend(self.short_speaker_spans(record, s));
                spans.extend(self.beside_glyph_spans(record, s));
                spans
            }
        };
        let retracted = words::retracted(c, record);
        spans.extend(retracted.map(|told| Span::new(format!(" {told}"), Tone::Bad)));
        spans.extend(note_span(c.has_notes(record)));
        spans
    }

    /// The short name of a statement's speaker, how many said it with them, and what parts it from the words; nothing where none is named.
    fn short_speaker_spans(&self, record: RecordIx, s: &Statement) -> Vec<Span> {
        let Some(words::ShortSpeakers { name, more }) = words::short_speakers(self.c, s) else {
            return Vec::new();
        };
        let mut spans = self.lit(record, name.name, Field::Speaker, speaker_tone(self.c, s));
        spans.push(Span::new(format!("{}{more}  ", name.ellipsis), Tone::Plain));
        spans
    }

    /// A statement's words in a row that begins with its glyph.
    fn beside_glyph_spans(&self, record: RecordIx, s: &Statement) -> Vec<Span> {
        let lead = if s.kind == StatementKind::Block { "" } else { words::lead(s.kind) };
        let words = self.lit(record, &s.text, Field::Text, tone_of(s.kind));
        quoted(lead, s, words)
    }

    /// What a moment was on the parties' clocks, where a time is printed.
    fn clocks_span(&self, date: Option<&Edtf>) -> Option<Span> {
        let there = clocks::elsewhere(self.c, date?);
        (!there.is_empty()).then(|| Span::new(format!(" ({})", there.join(", ")), Tone::Dim))
    }
}

/// Rows as they are measured and painted: in ASCII where that is wanted.
#[must_use]
pub fn finished(rows: Vec<Row>, ascii: bool) -> Vec<Row> {
    if ascii { rows.into_iter().map(Row::in_ascii).collect() } else { rows }
}

/// A statement as it is named in a list where each row begins with its glyph: who, when, the beginning of the words
/// in so many cells, marked by their kind as everywhere, and the id.
#[must_use]
pub fn named_statement(c: &Chronology, ix: StatementIx, cells: usize) -> Vec<Span> {
    let s = c.statement(ix);
    let between = || Span::new(" · ", Tone::Dim);
    let mut spans = vec![Span::new(words::speakers_shortly(c, s), speaker_tone(c, s)), between()];
    spans.extend([date_span(s.said.as_ref(), &s.basis), between()]);
    spans.extend(opening(words::lead_in_row(s), s));
    let LineCut { kept, ellipsis } = LineCut::of(&s.text, cells, "…");
    spans.push(Span::new(s.text.get(..kept).unwrap_or_default(), tone_of(s.kind)));
    if ellipsis.is_empty() {
        spans.extend(closing(s));
    } else {
        spans.push(Span::new(ellipsis, Tone::Dim));
        spans.push(Span::new(words::quoting_beginning(s).close, Tone::Quoting));
    }
    spans.extend([between(), Span::new(&*s.id, Tone::Dim)]);
    spans
}

/// Words between what stands around them.
fn quoted(lead: &str, s: &Statement, words: Vec<Span>) -> Vec<Span> {
    opening(lead, s).chain(words).chain(closing(s)).collect()
}

/// What stands before words.
fn opening(lead: &str, s: &Statement) -> impl Iterator<Item = Span> {
    let open = words::quoting(s).open;
    let before = [(lead, Tone::Dim), (open, Tone::Quoting)];
    before
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, tone)| Span::new(text, tone))
}

/// What stands behind words.
fn closing(s: &Statement) -> Option<Span> {
    let close = words::quoting(s).close;
    (!close.is_empty()).then(|| Span::new(close, Tone::Quoting))
}

/// A glyph as a span: milestones stand out, all else is plain.
#[must_use]
pub fn glyph_span(glyph: &str) -> Span {
    let tone = if glyph == words::MILESTONE { Tone::Milestone } else { Tone::Glyph };
    Span::new(glyph, tone)
}

/// The tone of a speaker's party.
#[must_use]
pub fn party_tone(speaker: &Speaker) -> Tone {
    Tone::Party(speaker.party.map_or(u32::MAX, PartyIx::number))
}

/// The tone of the name of who says a statement first.
fn speaker_tone(c: &Chronology, s: &Statement) -> Tone {
    s.speaker.map_or(Tone::Plain, |by| party_tone(c.speaker(by)))
}

/// The tone of a statement's words.
#[must_use]
pub fn tone_of(kind: StatementKind) -> Tone {
    if kind.is_verbatim() { Tone::Verbatim } else { Tone::OwnWords }
}

/// How certain a date looks.
fn date_tone(date: Option<&Edtf>, basis: &Basis) -> Tone {
    let certain = date.is_some_and(Edtf::is_certain_day);
    if certain && words::sign(date, basis).is_empty() { Tone::Date } else { Tone::Doubt }
}

/// A date as a span that looks as certain as it is.
fn date_span(date: Option<&Edtf>, basis: &Basis) -> Span {
    Span::new(words::day(date, basis), date_tone(date, basis))
}

/// When it was said, in a sentence.
fn said_spans(s: &Statement) -> impl Iterator<Item = Span> {
    let said = s.said.as_ref().map(|_| Span::new("said ", Tone::Dim));
    said.into_iter().chain([date_span(s.said.as_ref(), &s.basis)])
}

/// The same where no grounds are told beside it.
fn said_spans_alone(s: &Statement) -> impl Iterator<Item = Span> {
    said_spans(s).chain(mark_span(words::resolved_mark(s.said.as_ref(), &s.basis)))
}

/// The day on which a source was published, and a mark where that is not as the source prints it.
fn published_spans(source: &Source) -> impl Iterator<Item = Span> {
    let (date, basis) = (source.published.as_ref(), &source.published_basis);
    let mark = mark_span(words::resolved_mark(date, basis));
    [date_span(date, basis)].into_iter().chain(mark)
}

/// What became of a source since, and what it is a copy of, behind its name and day.
fn changes_spans(c: &Chronology, source: SourceIx) -> impl Iterator<Item = Span> {
    let changes = words::changes(c, c.source(source)).into_iter();
    changes.map(|told| Span::new(format!(", {told}"), Tone::Warn))
}

/// A mark of a date.
fn mark_span(mark: &'static str) -> Option<Span> {
    (!mark.is_empty()).then(|| Span::new(mark, Tone::Doubt))
}

/// The mark of what has a note.
fn note_span(is_noted: bool) -> Option<Span> {
    is_noted.then(|| Span::new(format!(" {}", words::NOTE), Tone::Warn))
}

/// The tone of a finding.
fn verdict_tone(found: Option<Finding>) -> Tone {
    match words::standing(found) {
        Standing::Printed => Tone::Good,
        Standing::Practised => Tone::Doubt,
        Standing::Doubtful => Tone::Warn,
        Standing::Refused => Tone::Bad,
        Standing::Unknown => Tone::Dim,
        Standing::Own => Tone::Plain,
    }
}

/// How many of a kind are not listed, where `s` walks them.
fn rest(all: usize) -> Option<Row> {
    more(all, "the next source walks them")
}

/// How many of a kind are not listed, and what tells them all.
fn more(all: usize, how: &str) -> Option<Row> {
    let more = all.checked_sub(LISTED).filter(|more| *more > 0)?;
    let text = format!("and {more} more; {how}");
    Some(Row::of(vec![Span::new(text, Tone::Dim)]).led(2, Vec::new()))
}
