//! Records as people read them in a list: one a line.
//!
//! Owns the order of date, glyph, id and words, and the rule that reported speech never stands in
//! quotation marks. To a pipe a line is never cut; on a terminal the words are cut so
//! that the id behind them stays.

use anstyle::Style;

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Event, EventIx, RecordIx, Source, SourceIx, Statement, StatementIx, StatementKind,
    Target,
};
use crate::chronology::tables::{Citation, Record};
use crate::chronology::verify::Status;
use crate::text::{truncate, width};

use super::style::{FAINT, STRONG, paint};

/// The cells that words keep, however long the rest of the line.
const LEAST_WORDS: usize = 24;
/// The cells of the date column: `27 Jan – 3 Feb 2021` and most others fit.
const DATE_WIDTH: usize = 19;

/// A line under way.
#[derive(Default)]
struct Line {
    parts: Vec<(Style, String)>,
    /// Which part gives way where the line is too long.
    pliant: usize,
}

impl Line {
    fn add(&mut self, style: Style, part: &str) -> &mut Self {
        self.parts.push((style, part.to_owned()));
        self
    }

    fn plain(&mut self, part: &str) -> &mut Self {
        self.add(Style::new(), part)
    }

    /// Adds the words, which give way so that the id behind them stays.
    fn words(&mut self, style: Style, words: &str) -> &mut Self {
        self.pliant = self.parts.len();
        self.add(style, words)
    }

    fn date(&mut self, date: Option<&Edtf>) -> &mut Self {
        let date = date.map_or_else(|| "undated".to_owned(), Edtf::long);
        let blank = " ".repeat(DATE_WIDTH.saturating_sub(width(&date)));
        self.plain(&format!("{date}{blank}  "))
    }

    /// The line; cut to a terminal's width where there is one.
    fn finish(&mut self, columns: Option<usize>) -> String {
        if let (Some(columns), Some(words)) = (columns, self.parts.get(self.pliant)) {
            let others: usize =
                self.parts.iter().map(|(_, part)| width(part)).sum::<usize>() - width(&words.1);
            let room = columns.saturating_sub(others).max(LEAST_WORDS);
            let shorter = truncate(&words.1, room).into_owned();
            self.parts[self.pliant].1 = shorter;
        }
        let mut room = columns.unwrap_or(usize::MAX);
        let mut out = String::new();
        for (style, part) in &self.parts {
            let shown = truncate(part, room);
            if !shown.is_empty() {
                out.push_str(&paint(*style, &shown));
            }
            room = room.saturating_sub(width(part));
        }
        out
    }
}

/// The glyph and the words for a verdict.
pub(super) fn verdict(status: Status) -> (char, &'static str) {
    match status {
        Status::Exact => ('✓', "exact"),
        Status::Typographic => ('≈', "only typography differs"),
        Status::Elided => ('⋯', "elided, in order"),
        Status::Differs => ('✗', "differs"),
        Status::WrongPara => ('✗', "wrong paragraph"),
        Status::NoText => ('?', "no text held"),
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

/// The words as they may be shown: in quotation marks if they are the source's, else as reported.
pub(super) fn words(statement: &Statement) -> String {
    match statement.kind {
        StatementKind::Reported => format!("reported: {}", statement.text),
        _ => format!("“{}”", statement.text),
    }
}

/// A citation as `TASS ¶3`.
pub(super) fn pin(c: &Chronology, source: SourceIx, para: Option<u32>) -> String {
    let outlet = &c.source(source).outlet;
    para.map_or_else(|| outlet.to_string(), |para| format!("{outlet} ¶{para}"))
}

/// A record in time.
pub(super) fn record(c: &Chronology, ix: RecordIx, columns: Option<usize>) -> String {
    match c.record(ix) {
        Record::Event(event) => event_line(c, event, columns),
        Record::Statement(head) => statement_of(c, head, ix, columns),
    }
}

/// A hit: the report of a record that matches best.
pub(super) fn hit(c: &Chronology, citation: Citation, columns: Option<usize>) -> String {
    match (c.record(citation.record), c.reported(citation)) {
        (Record::Event(event), _) => event_line(c, event, columns),
        (Record::Statement(head), member) => {
            statement_of(c, member.unwrap_or(head), citation.record, columns)
        }
    }
}

/// An event.
pub(super) fn event_line(c: &Chronology, ix: EventIx, columns: Option<usize>) -> String {
    let event = c.event(ix);
    let mut line = Line::default();
    line.date(event.date.as_ref()).plain(event_glyph(event)).plain(" ");
    line.words(STRONG, &event.title).add(FAINT, &format!("  {}", event.id));
    let sources = match event.cites.len() {
        0 => String::new(),
        1 => format!("  {}", pin(c, event.cites[0].source, event.cites[0].para)),
        n => format!("  {n} sources"),
    };
    line.add(FAINT, &sources).plain(noted(c.notes(Target::Event(ix)).len()));
    line.finish(columns)
}

/// A statement by itself.
pub(super) fn statement_line(c: &Chronology, ix: StatementIx, columns: Option<usize>) -> String {
    let record = c.record_of(crate::chronology::model::Subject::Statement(ix));
    statement(
        c,
        ix,
        &pin(c, c.statement(ix).source, c.statement(ix).para),
        noted_of(c, record),
        columns,
    )
}

fn statement_of(
    c: &Chronology,
    ix: StatementIx,
    record: RecordIx,
    columns: Option<usize>,
) -> String {
    let s = c.statement(ix);
    let others = c.reports(record).len().saturating_sub(1);
    let pin = match others {
        0 => pin(c, s.source, s.para),
        n => format!("{} and {n} more", pin(c, s.source, s.para)),
    };
    statement(c, ix, &pin, noted_of(c, record), columns)
}

fn statement(
    c: &Chronology,
    ix: StatementIx,
    pin: &str,
    noted: &str,
    columns: Option<usize>,
) -> String {
    let s = c.statement(ix);
    let mut line = Line::default();
    line.date(s.said.as_ref()).plain(statement_glyph(s.kind)).plain(" ");
    if let Some(speaker) = s.speaker {
        line.add(STRONG, &c.speaker(speaker).name).plain("  ");
    }
    line.words(Style::new(), &words(s))
        .add(FAINT, &format!("  {}", s.id))
        .add(FAINT, &format!("  {pin}"));
    line.plain(noted);
    line.finish(columns)
}

fn noted_of(c: &Chronology, record: RecordIx) -> &'static str {
    noted(c.notes_of(record).len())
}

fn noted(notes: usize) -> &'static str {
    if notes > 0 { "  !" } else { "" }
}

/// A source, and how many statements it prints.
pub(super) fn source_line(c: &Chronology, ix: SourceIx, columns: Option<usize>) -> String {
    let source = c.source(ix);
    let printed = super::object::printed_in(c, ix).count();
    let mut line = Line::default();
    line.date(source.published.as_ref())
        .add(STRONG, &source.outlet)
        .plain(inferred(&source.outlet_basis));
    line.plain("  ").words(Style::new(), &title(source)).add(FAINT, &format!("  {}", source.id));
    line.add(FAINT, &format!("  {}, {}", source.kind, super::count(printed, "statement")));
    line.plain(noted(c.notes(Target::Source(ix)).len()));
    line.finish(columns)
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

/// A speaker with side and latest post.
pub(super) fn speaker_line(
    c: &Chronology,
    ix: crate::chronology::model::SpeakerIx,
    columns: Option<usize>,
) -> String {
    let speaker = c.speaker(ix);
    let mut line = Line::default();
    line.add(STRONG, &speaker.name).add(FAINT, &format!("  {}", speaker.id));
    let party =
        speaker.party.map_or_else(String::new, |party| format!("  {}", c.party(party).name));
    line.plain(&party).plain(&format!("  {}", speaker.kind));
    line.add(FAINT, &format!("  {}", super::count(c.by_speaker(ix).len(), "statement")));
    line.finish(columns)
}

/// A note with its subjects.
pub(super) fn note_line(
    c: &Chronology,
    ix: crate::chronology::model::NoteIx,
    columns: Option<usize>,
) -> String {
    let note = c.note(ix);
    let about: Vec<&str> =
        note.about.iter().map(|target| super::object::id_of(c, *target)).collect();
    let mut line = Line::default();
    line.plain("! ").add(STRONG, note.kind.word()).plain("  ").words(Style::new(), &note.text);
    line.add(FAINT, &format!("  {}  on {}", note.id, about.join(", ")));
    line.finish(columns)
}

/// A series with its span.
pub(super) fn series_line(
    c: &Chronology,
    ix: crate::chronology::model::SeriesIx,
    columns: Option<usize>,
) -> String {
    let series = &c.series()[ix.at()];
    let mut line = Line::default();
    line.add(STRONG, &format!("{}: {}", c.party(series.party).name, series.measure));
    line.add(FAINT, &format!("  {}", series.id));
    let span = match (series.points.first(), series.points.last()) {
        (Some(first), Some(last)) => format!("  {} to {}", first.date, last.date),
        _ => String::new(),
    };
    line.plain(&format!("  {}{span}", super::count(series.points.len(), "point")));
    line.finish(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(columns: Option<usize>) -> String {
        let mut line = Line::default();
        line.plain("5 May  ").words(Style::new(), &"words ".repeat(20)).plain("  an-id");
        line.finish(columns)
    }

    #[test]
    fn a_pipe_gets_the_whole_line() {
        assert_eq!(width(&line(None)), 7 + 120 + 7);
    }

    #[test]
    fn words_give_way_to_the_id() {
        assert_eq!(line(Some(50)), "5 May  words words words words words words…  an-id");
        assert_eq!(width(&line(Some(50))), 50);
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for columns in 1..60 {
            assert!(width(&line(Some(columns))) <= columns, "{columns}");
        }
    }
}
