//! Records as people read them in a list: one a line.
//!
//! Owns the order of date, glyph, id and words. How each is worded is [`crate::words`]'s, and what gives way on
//! a terminal is decided in [`super::line`].

use anstyle::Style;

use crate::chronology::Chronology;
use crate::chronology::article::Paragraph;
use crate::chronology::model::{
    Entity, EventIx, NoteIx, RecordIx, SeriesIx, SourceIx, SpeakerIx, StatementIx, Subject,
};
use crate::chronology::tables::{Citation, Record};
use crate::words::{self, Places, SourceNames};

use super::line::Line;
use super::style::{FAINT, STRONG};

/// What the lines of one list share: how the sources that stand in it are told apart.
pub(super) struct Lines<'c> {
    c: &'c Chronology,
    names: SourceNames,
}

impl<'c> Lines<'c> {
    /// The lines of records.
    pub(super) fn of_records(c: &'c Chronology, records: &[RecordIx]) -> Self {
        let cited = |record: &RecordIx| c.cite(Citation { record: *record, nth: 0 });
        Self::with(c, records.iter().filter_map(cited).map(|cite| cite.source))
    }

    /// The lines of hits, each the report of a record that matches best.
    pub(super) fn of_hits(c: &'c Chronology, hits: &[Citation]) -> Self {
        Self::with(c, hits.iter().filter_map(|hit| c.cite(*hit)).map(|cite| cite.source))
    }

    /// The lines of statements.
    pub(super) fn of_statements(c: &'c Chronology, statements: &[StatementIx]) -> Self {
        Self::with(c, statements.iter().map(|ix| c.statement(*ix).source))
    }

    /// The lines of what names no source, or nothing but sources.
    pub(super) fn plain(c: &'c Chronology) -> Self {
        Self::with(c, [])
    }

    fn with(c: &'c Chronology, sources: impl IntoIterator<Item = SourceIx>) -> Self {
        Self { c, names: SourceNames::among(c, sources) }
    }

    /// A record in time.
    pub(super) fn record(&self, record: RecordIx) -> Line {
        self.hit(Citation { record, nth: 0 })
    }

    /// A hit.
    pub(super) fn hit(&self, citation: Citation) -> Line {
        match (self.c.record(citation.record), self.c.reported(citation)) {
            (Record::Event(event), _) => self.event(event),
            (Record::Statement(head), member) => {
                let noted = self.c.has_notes(citation.record);
                let ix = member.unwrap_or(head);
                let reports = words::reports(self.c, citation.record);
                let retracted = words::retracted(self.c, citation.record);
                self.statement_with(ix, reports, retracted, noted)
            }
        }
    }

    /// An event, with its source or the number of them.
    pub(super) fn event(&self, ix: EventIx) -> Line {
        let event = self.c.event(ix);
        let record = self.c.record_of(Subject::Event(ix));
        let own = || words::by_source(&event.cites).first().map(|own| self.cite(own));
        let cited = words::reports(self.c, record).or_else(own).unwrap_or_default();
        let glyph = words::glyph(self.c, Record::Event(ix));
        Line::default()
            .date(event.date.as_ref(), &event.basis)
            .glyph(glyph)
            .words(STRONG, &event.title)
            .id(&event.id)
            .aside(&cited)
            .mark(&words::retracted(self.c, record).unwrap_or_default())
            .mark(noted(!self.c.notes(Entity::Event(ix)).is_empty()))
    }

    fn cite(&self, (source, places): &(SourceIx, Places<'_>)) -> String {
        format!("{}{}", self.names.name(self.c, *source), places.behind())
    }

    /// A statement by itself.
    pub(super) fn statement(&self, ix: StatementIx) -> Line {
        let source = self.c.source(self.c.statement(ix).source);
        let retracted = source.retracted.as_ref().map(|_| words::RETRACTED.to_owned());
        let has_notes = !self.c.notes(Entity::Statement(ix)).is_empty();
        self.statement_with(ix, None, retracted, has_notes)
    }

    fn statement_with(
        &self,
        ix: StatementIx,
        reports: Option<String>,
        retracted: Option<String>,
        has_notes: bool,
    ) -> Line {
        let s = self.c.statement(ix);
        let cite = self.names.cite(self.c, s.cite());
        let cite = reports.map_or_else(|| cite.clone(), |reports| format!("{cite} · {reports}"));
        let mut line =
            Line::default().date(s.said.as_ref(), &s.basis).glyph(words::glyph_of(self.c, s));
        if s.speaker.is_some() {
            line = line.name(&words::speakers(self.c, s));
        }
        line.words(Style::new(), &words::beside_glyph(s))
            .id(&s.id)
            .aside(&cite)
            .mark(&retracted.unwrap_or_default())
            .mark(noted(has_notes))
    }

    /// A paragraph of an article, of which `excerpt` is shown: no record, so it has no glyph and no speaker.
    pub(super) fn paragraph(&self, paragraph: Paragraph, excerpt: &str) -> Line {
        let source = self.c.source(paragraph.source);
        let place = words::paragraphs([paragraph.para]);
        Line::default()
            .date(source.published.as_ref(), &source.published_basis)
            .name(&format!("{} {place}", words::outlet(source)))
            .words(FAINT, excerpt)
            .id(&source.id)
    }

    /// A source, and how many statements it prints.
    pub(super) fn source(&self, ix: SourceIx) -> Line {
        let source = self.c.source(ix);
        let printed = super::object::printed_in(self.c, ix).count();
        let mut told = vec![source.kind_word().into_owned(), words::count(printed, "statement")];
        told.extend(words::changes(self.c, source));
        Line::default()
            .date(source.published.as_ref(), &source.published_basis)
            .name(&words::outlet(source))
            .words(Style::new(), &words::title(source))
            .id(&source.id)
            .aside(&told.join(", "))
            .mark(noted(!self.c.notes(Entity::Source(ix)).is_empty()))
    }

    /// A speaker with side and kind.
    pub(super) fn speaker(&self, ix: SpeakerIx) -> Line {
        let speaker = self.c.speaker(ix);
        Line::default()
            .name(&speaker.name)
            .id(&speaker.id)
            .aside(speaker.party.map_or("", |party| &*self.c.party(party).name))
            .aside(speaker.kind.word())
            .aside(&words::count(self.c.by_speaker(ix).len(), "statement"))
            .mark(noted(!self.c.notes(Entity::Speaker(ix)).is_empty()))
    }

    /// A note with its subjects.
    pub(super) fn note(&self, ix: NoteIx) -> Line {
        let note = self.c.note(ix);
        let about: Vec<&str> =
            note.about.iter().map(|target| super::object::id_of(self.c, *target)).collect();
        let line = Line::default().glyph(words::NOTE).name(note.kind.word());
        line.words(Style::new(), &note.text).id(&note.id).aside(&format!("on {}", about.join(", ")))
    }

    /// A series with its span.
    pub(super) fn series(&self, ix: SeriesIx) -> Line {
        let series = &self.c.series()[ix.at()];
        let title = words::series(self.c, series);
        let span = match (series.points.first(), series.points.last()) {
            (Some(first), Some(last)) => format!("  {} to {}", first.date, last.date),
            _ => String::new(),
        };
        let points = words::count(series.points.len(), "point");
        Line::default()
            .words(STRONG, &title)
            .id(&series.id)
            .aside(&format!("{points}{span}"))
            .mark(noted(!self.c.notes(Entity::Series(ix)).is_empty()))
    }
}

fn noted(has_notes: bool) -> &'static str {
    if has_notes { words::NOTE } else { "" }
}
