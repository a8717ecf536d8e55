//! The quote pane: one page about the record under the cursor. The words themselves, who said them in which
//! post at the time, when and where, printed by whom, what they answer and what answered them, and what is
//! to be known of them.
//!
//! Everything is told from the cursor; a row that leads somewhere carries where.

use crate::chronology::Chronology;
use crate::chronology::date::{Bounds, Edtf};
use crate::chronology::difference;
use crate::chronology::model::{
    Cite, Entity, Event, EventIx, NoteIx, RecordIx, SourceIx, Statement, StatementIx,
    StatementKind, Subject,
};
use crate::chronology::tables::{Citation, Record};
use crate::chronology::verify::dataset::printed_words;
use crate::chronology::verify::quote::Verdict;
use crate::search::Field;
use crate::words::{self, Places, SourceNames};

use super::relations::{lead_to, linked};
use super::row::{Go, Row, Span, Tone};
use super::{
    LISTED, PageInput, closing, date_span, glyph_span, more, opening, party_tone, rest, row,
    tone_of, verdict_tone,
};

/// The margin of rows under a heading.
pub(super) const MARGIN: u16 = 2;

/// The rows of the quote pane.
#[must_use]
pub fn rows(input: &PageInput<'_>) -> Vec<Row> {
    let page = QuotePage { input, record: input.cursor.record };
    let c = input.c;
    let mut rows = match (c.record(page.record), c.reported(input.cursor)) {
        (_, Some(s)) => page.statement(s),
        (Record::Event(e), _) => page.event(e),
        (Record::Statement(s), None) => page.statement(s),
    };
    rows.extend(linked(input));
    page.notes(&mut rows);
    page.colophon(&mut rows);
    while rows.last().is_some_and(Row::is_blank) {
        rows.pop();
    }
    input.finished(rows)
}

struct QuotePage<'a> {
    input: &'a PageInput<'a>,
    record: RecordIx,
}

impl QuotePage<'_> {
    fn statement(&self, ix: StatementIx) -> Vec<Row> {
        let c = self.input.c;
        let s = c.statement(ix);
        let mut rows = vec![self.who(s), self.when(s), Row::blank()];
        rows.extend(self.words(s));
        if let Some(original) = &s.original {
            let text = words::original(original);
            rows.push(Row::blank());
            rows.extend((0..row::part_count(&text)).take(LISTED).map(|nth| {
                let part = text.get(row::part(&text, nth)).unwrap_or_default();
                Row::of(vec![Span::new(part, Tone::Verbatim)]).led(MARGIN, Vec::new())
            }));
        }
        rows.extend([Row::blank(), self.printed(ix)]);
        if let Some(basis) = words::basis(&s.basis) {
            rows.push(Row::of(vec![Span::new(format!("date {basis}"), Tone::Dim)]));
        }
        rows.extend(self.differences(ix));
        rows.extend(self.distance());
        if let Some(translation) = &s.translation {
            rows.push(Row::of(vec![Span::new(words::translated(translation), Tone::Dim)]));
        }
        self.other_reports(ix, &mut rows);
        if let Some(event) = s.event {
            rows.push(Row::blank());
            rows.push(Row::heading("part of"));
            rows.push(lead_to(self.input, Subject::Event(event), None));
        }
        rows
    }

    fn who(&self, s: &Statement) -> Row {
        let c = self.input.c;
        let Some(ix) = s.speaker else {
            return Row::of(vec![Span::new(words::UNNAMED, Tone::Doubt)]);
        };
        let speaker = c.speaker(ix);
        let mut spans =
            self.input.lit(self.record, &speaker.name, Field::Speaker, party_tone(speaker));
        spans.push(Span::new(words::behind_speaker(c, s), Tone::Dim));
        let relayed = words::relayed(c, s);
        spans.extend(relayed.map(|relayed| Span::new(format!(", {relayed}"), Tone::Dim)));
        Row::of(spans).leading(Go::Speaker(ix))
    }

    /// The days to the nearest milestone.
    fn distance(&self) -> Option<Row> {
        let c = self.input.c;
        let (milestone, days) = nearest_milestone(self.input)?;
        let title = words::headline(c, c.record(milestone));
        let text = if days == Bounds::exactly(0) {
            format!("on the day: {title}")
        } else {
            let side = if days.is_negative() { "before" } else { "after" };
            format!("{} {side}: {title}", words::days(days))
        };
        let spans = vec![glyph_span(words::MILESTONE), Span::new(format!(" {text}"), Tone::Dim)];
        Some(Row::of(spans).leading(Go::To(Citation { record: milestone, nth: 0 })))
    }

    fn when(&self, s: &Statement) -> Row {
        let mut spans: Vec<Span> = super::said_spans(s).collect();
        spans.extend(self.input.clocks_span(s.said.as_ref()));
        for part in s.venue.iter().chain(&s.place) {
            spans.push(Span::new(format!(" · {part}"), Tone::Dim));
        }
        if let Some(to) = words::addressees(self.input.c, s) {
            spans.push(Span::new(format!(" · to {to}"), Tone::Dim));
        }
        if s.hearsay {
            spans.push(Span::new(format!(" · {}", words::HEARSAY), Tone::Doubt));
        }
        Row::of(spans)
    }

    /// The words, with what tells that they are no quotation: a bar or a ring, and why. Long ones are told in
    /// parts, and of endless ones so many.
    fn words(&self, s: &Statement) -> Vec<Row> {
        let count = row::part_count(&s.text);
        let told = count.min(LISTED);
        let mut rows = Vec::with_capacity(told);
        for nth in 0..told {
            let range = row::part(&s.text, nth);
            let text = s.text.get(range.clone()).unwrap_or_default();
            let words = self.input.lit(self.record, text, Field::Text, tone_of(s.kind));
            let mut spans = Vec::new();
            if nth == 0 {
                spans.extend(opening(words::lead(s.kind), s));
            }
            spans.extend(words);
            if nth + 1 == count {
                spans.extend(closing(s));
            }
            let lead = if nth == 0 { words_lead(self.input.c, s) } else { Vec::new() };
            rows.push(Row::of(spans).led(MARGIN, lead));
        }
        let left = s.text.len() - row::part(&s.text, told.saturating_sub(1)).end;
        if left > 0 {
            let text = Span::new(words::more_text(left), Tone::Dim);
            rows.push(Row::of(vec![text]).led(MARGIN, Vec::new()));
        }
        rows
    }

    fn printed(&self, ix: StatementIx) -> Row {
        let c = self.input.c;
        let s = c.statement(ix);
        let found = self.input.finding(ix);
        let manner = words::manner(s.kind, found);
        let glyph = words::verdict_glyph(found.map(|found| found.verdict));
        let mut spans = vec![
            Span::new(format!("{glyph} "), verdict_tone(found)),
            Span::new(format!("{manner}: "), Tone::Dim),
        ];
        spans.extend(self.cite(s.source, &Places::of(s.cite()), &SourceNames::default()));
        if !s.also.is_empty() {
            let also = words::paragraphs(s.also.iter().copied());
            spans.push(Span::new(format!(", again in {also}"), Tone::Dim));
        }
        spans.extend(self.lag(s.said.as_ref(), s.source));
        Row::of(spans).leading(Go::To(c.citation_of(ix)))
    }

    /// Where the words stand nowhere as the record says: why, and what stands nearest to them.
    fn differences(&self, ix: StatementIx) -> Vec<Row> {
        let Some(verification) = self.input.verification else { return Vec::new() };
        let found = verification.finding(ix).filter(|found| found.verdict == Verdict::Differs);
        let Some(finding) = found else { return Vec::new() };
        let mut rows = Vec::new();
        if let Some(reason) = finding.reason {
            rows.push(Row::of(vec![Span::new(reason.to_string(), Tone::Bad)]));
        }
        let nearest = verification.nearest(ix).and_then(|n| {
            let article = self.input.article()?;
            Some((n.para, article.paragraph(n.para)?.get(n.range.clone())?))
        });
        let own = printed_words(self.input.c.statement(ix));
        // Of words longer than any screen the differences are not looked for at each frame.
        let nearest =
            nearest.filter(|(_, text)| row::beginning(text).1 + row::beginning(own).1 == 0);
        if let Some((para, text)) = nearest {
            let at = words::paragraphs([para]);
            rows.push(Row::heading(format!("nearest passage, {at}")));
            let changes = difference::difference(own, text);
            let spans = super::compare::side(text, &changes, false, Tone::Verbatim);
            rows.push(Row::of(spans).led(MARGIN, Vec::new()));
        }
        rows
    }

    /// A source and the place in it, with its day.
    fn cite(&self, source: SourceIx, places: &Places<'_>, names: &SourceNames) -> Vec<Span> {
        let c = self.input.c;
        let name = names.name(c, source);
        let mut spans = self.input.lit(self.record, &name, Field::Outlet, Tone::Plain);
        let date = c.source(source).published.as_ref();
        spans.push(Span::new(places.behind(), Tone::Plain));
        spans.push(Span::new(" · ", Tone::Dim));
        spans.extend(super::published_spans(c.source(source)));
        spans.extend(self.input.clocks_span(date));
        spans.extend(super::changes_spans(c, source));
        spans
    }

    /// How long after it was said a source printed it, where that is told by both dates.
    fn lag(&self, said: Option<&Edtf>, source: SourceIx) -> Option<Span> {
        let published = self.input.c.source(source).published.as_ref()?;
        let days = said?.days_before(published)?;
        (days.least > 0).then(|| Span::new(format!(", {}", words::later(days)), Tone::Dim))
    }

    fn other_reports(&self, own: StatementIx, rows: &mut Vec<Row>) {
        let c = self.input.c;
        let reports = c.reports(self.record);
        let count = reports.len().saturating_sub(1);
        if count == 0 {
            return;
        }
        let others = reports.iter().copied().filter(|s| *s != own).take(LISTED);
        let heading = if count == 1 { "one other report" } else { "other reports" };
        rows.push(Row::blank());
        rows.push(Row::heading(format!("{heading} of these words")));
        let told = reports.iter().take(LISTED + 1);
        let names = SourceNames::beside_dates(c, told.map(|ix| c.statement(*ix).source));
        for other in others {
            let s = c.statement(other);
            let mut spans = self.cite(s.source, &Places::of(s.cite()), &names);
            if let Some(found) = self.input.finding(other) {
                let glyph = words::verdict_glyph(Some(found.verdict));
                spans.push(Span::new(format!(" {glyph}"), verdict_tone(Some(found))));
                let omissions = words::omissions(found.omissions);
                spans.extend(omissions.map(|told| Span::new(format!(" {told}"), Tone::Warn)));
            }
            if c.are_of_other_days(own, other) {
                spans.push(Span::new(", ", Tone::Dim));
                spans.extend(super::said_spans_alone(s));
            }
            let glyph = glyph_span(words::glyph_of(c, s));
            let go = Go::To(c.citation_of(other));
            rows.push(Row::of(spans).led(MARGIN, vec![glyph]).leading(go));
            let spans = self.input.beside_glyph_spans(self.record, s);
            rows.push(Row::of(spans).led(MARGIN * 2, Vec::new()));
            let own = c.notes(Entity::Statement(own));
            let notes = c.notes(Entity::Statement(other)).iter();
            let others = notes.take(LISTED).filter(|ix| !own.contains(ix));
            rows.extend(others.map(|ix| self.note(*ix, MARGIN * 3)));
        }
        rows.extend(rest(count));
    }

    fn event(&self, ix: EventIx) -> Vec<Row> {
        let c = self.input.c;
        let event = c.event(ix);
        let title = self.input.lit(self.record, &event.title, Field::Title, Tone::Strong);
        let glyph = glyph_span(words::glyph(c, Record::Event(ix)));
        let mut rows = vec![Row::of(title).led(MARGIN, vec![glyph])];
        rows.push(self.event_date(event));
        if let Some(basis) = words::basis(&event.basis) {
            rows.push(Row::of(vec![Span::new(format!("date {basis}"), Tone::Dim)]));
        }
        rows.extend(self.distance());
        if let Some(summary) = &event.summary {
            rows.push(Row::blank());
            rows.push(Row::of(self.input.lit(self.record, summary, Field::Text, Tone::OwnWords)));
        }
        rows.push(Row::blank());
        self.printed_by(&event.cites, &mut rows);
        let said = c.of_event(ix);
        if !said.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::heading("said of it"));
            let listed = said.iter().take(LISTED);
            rows.extend(listed.map(|record| lead_to(self.input, c.subject(*record), None)));
            rows.extend(rest(said.len()));
        }
        rows
    }

    /// Who prints an event, each source once with its paragraphs, the first to be published first.
    fn printed_by(&self, cites: &[Cite], rows: &mut Vec<Row>) {
        let c = self.input.c;
        let mut prints = words::by_source(cites);
        prints.sort_by_key(|(source, _)| c.source(*source).print_order());
        let names = SourceNames::beside_dates(c, prints.iter().map(|(source, _)| *source));
        let read = c.cite(self.input.cursor).map(|cite| cite.source);
        rows.push(Row::heading(match prints.len() {
            0 => words::NO_SOURCE,
            1 => "printed by",
            _ => "printed by, earliest first",
        }));
        for (source, places) in prints.iter().take(LISTED) {
            let nth = cites.iter().position(|cite| cite.source == *source).unwrap_or(0) as u32;
            let lead = Span::new(if read == Some(*source) { "▸" } else { " " }, Tone::Glyph);
            let spans = self.cite(*source, places, &names);
            let go = Go::To(Citation { record: self.record, nth });
            rows.push(Row::of(spans).led(MARGIN, vec![lead]).leading(go));
        }
        rows.extend(rest(prints.len()));
    }

    fn event_date(&self, event: &Event) -> Row {
        let (c, day) = (self.input.c, self.input.day);
        let mut spans = vec![date_span(event.date.as_ref(), &event.basis)];
        if event.milestone
            && c.anchor().is_none()
            && let Some(days) = event.date.as_ref().and_then(|d| d.days_until(day))
        {
            let told = Edtf::of_day(day).long();
            let text = format!(" · {} on {told}", words::t_count(days));
            spans.push(Span::new(text, Tone::Milestone));
        }
        Row::of(spans)
    }

    /// The notes on the record itself; those on other reports of the words stand under these.
    fn notes(&self, rows: &mut Vec<Row>) {
        let c = self.input.c;
        let target = match (c.record(self.record), c.reported(self.input.cursor)) {
            (_, Some(s)) | (Record::Statement(s), None) => Entity::Statement(s),
            (Record::Event(e), None) => Entity::Event(e),
        };
        let notes = c.notes(target);
        if notes.is_empty() {
            return;
        }
        rows.push(Row::blank());
        rows.push(Row::heading(if notes.len() == 1 { "a note" } else { "notes" }));
        rows.extend(notes.iter().take(LISTED).map(|ix| self.note(*ix, MARGIN)));
        rows.extend(more(notes.len(), "all of them in the list of notes"));
    }

    fn note(&self, ix: NoteIx, margin: u16) -> Row {
        let note = self.input.c.note(ix);
        let spans = vec![
            Span::new(format!("{}: ", note.kind), Tone::Dim),
            Span::new(&*note.text, Tone::Dim),
        ];
        let indent = " ".repeat(usize::from(margin - MARGIN));
        let lead = Span::new(format!("{indent}{}", words::NOTE), Tone::Warn);
        // A line of it; Enter opens the whole.
        Row::of(spans).led(margin, vec![lead]).leading(Go::Note(ix)).on_one_line()
    }

    fn colophon(&self, rows: &mut Vec<Row>) {
        let c = self.input.c;
        let (id, topics) = match (c.record(self.record), c.reported(self.input.cursor)) {
            (_, Some(s)) | (Record::Statement(s), None) => {
                (&c.statement(s).id, &c.statement(s).topics)
            }
            (Record::Event(e), None) => (&c.event(e).id, &c.event(e).topics),
        };
        rows.push(Row::blank());
        let mut spans = vec![Span::new(&**id, Tone::Dim)];
        for topic in topics {
            spans.push(Span::new(" · ", Tone::Dim));
            spans.extend(self.input.lit(self.record, topic, Field::Topic, Tone::Dim));
        }
        rows.push(Row::of(spans));
    }
}

/// What stands before words that are not printed in quotation marks as they stand.
pub(super) fn words_lead(c: &Chronology, statement: &Statement) -> Vec<Span> {
    let unmarked = matches!(statement.kind, StatementKind::Block | StatementKind::Reported);
    let told = unmarked || c.is_own_translation(statement);
    if told { vec![glyph_span(words::glyph_of(c, statement))] } else { Vec::new() }
}

/// The milestone nearest in time to the record under the cursor, and how many days after it the record stands; the
/// record itself is none.
fn nearest_milestone(input: &PageInput<'_>) -> Option<(RecordIx, Bounds)> {
    let (c, record) = (input.c, input.cursor.record);
    let date = c.day_at(input.cursor).0?;
    (input.milestones.iter().copied())
        .filter(|m| *m != record)
        .filter_map(|m| {
            // A span of days that may hold the milestone has no distance.
            let days = c.date(m)?.days_to(date)?;
            (days.least != 0 || days.most == Some(0)).then_some((m, days))
        })
        .min_by_key(|(_, days)| days.least.abs())
}
