//! The quote pane: one page about the record under the cursor. The words themselves, who said them in which
//! post at the time, when and where, printed by whom, what they answer and what answered them, and what is
//! to be known of them.
//!
//! Everything is told from the cursor; a row that leads somewhere carries where.

use crate::chronology::clocks;
use crate::chronology::date::Edtf;
use crate::chronology::difference;
use crate::chronology::model::{
    Cite, Event, EventIx, SourceIx, Statement, StatementIx, StatementKind, Subject,
};
use crate::chronology::tables::{Citation, Record};
use crate::chronology::verify::quote::Verdict;
use crate::search::Field;

use super::App;
use super::naming;
use super::prose::{Go, Row, Span, Tone};
use super::timeline::t_plus;

/// The margin of rows under a heading.
pub(super) const MARGIN: u16 = 2;
/// How many rows of one kind are listed before the rest is counted.
pub(super) const LISTED: usize = 40;

impl App {
    /// The rows of the quote pane.
    #[must_use]
    pub fn quote_page(&self) -> Vec<Row> {
        let c = self.chronology();
        if c.records.is_empty() {
            let text = if self.is_reading() { "" } else { "This dataset holds no records." };
            return vec![Row::of(vec![Span::new(text, Tone::Dim)])];
        }
        let mut rows = match (c.record(self.cursor.record), c.reported(self.cursor)) {
            (_, Some(s)) => self.statement_page(s),
            (Record::Event(e), _) => self.event_page(e),
            (Record::Statement(s), None) => self.statement_page(s),
        };
        self.relations(&mut rows);
        self.notes(&mut rows);
        self.colophon(&mut rows);
        while rows.last().is_some_and(Row::is_blank) {
            rows.pop();
        }
        rows
    }

    fn statement_page(&self, ix: StatementIx) -> Vec<Row> {
        let c = self.chronology();
        let s = c.statement(ix);
        let mut rows = vec![
            self.who(s),
            self.when(s),
            Row::blank(),
            self.words_row(s),
            Row::blank(),
            self.printed(ix),
        ];
        if let Some(basis) = naming::basis(&s.basis) {
            rows.push(Row::of(vec![Span::new(format!("date {basis}"), Tone::Doubt)]));
        }
        rows.extend(self.finding_rows(ix));
        rows.extend(self.distance_row());
        if let Some(translation) = &s.translation {
            let by = translation.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
            let text = format!("translated from {}{by}", translation.from);
            rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
        }
        self.other_reports(ix, &mut rows);
        if let Some(event) = s.event {
            rows.push(Row::blank());
            rows.push(Row::heading("part of"));
            rows.push(self.lead_to(Subject::Event(event), None));
        }
        rows
    }

    fn who(&self, s: &Statement) -> Row {
        let c = self.chronology();
        let Some(speaker) = s.speaker.map(|ix| (ix, c.speaker(ix))) else {
            return Row::of(vec![Span::new("speaker not named", Tone::Doubt)]);
        };
        let (ix, speaker) = speaker;
        let mut spans = self.lit(&speaker.name, Field::Speaker, naming::party_tone(speaker));
        if let Some(post) = naming::post_then(speaker, s.said.as_ref()) {
            spans.push(Span::new(format!(", {post}"), Tone::Plain));
        }
        if let Some(via) = &s.via {
            let relay = match c.by_id(via) {
                Some(crate::chronology::model::Target::Speaker(s)) => c.speaker(s).name.to_string(),
                _ => via.to_string(),
            };
            spans.push(Span::new(format!(", as relayed by {relay}"), Tone::Plain));
        }
        Row::of(spans).leading(Go::Speaker(ix))
    }

    /// The days to the nearest milestone.
    fn distance_row(&self) -> Option<Row> {
        let c = self.chronology();
        let (milestone, days) = self.nearest_milestone(self.cursor.record)?;
        let title = naming::headline(c, c.record(milestone));
        let (start, end) = (days.start().abs(), days.end().abs());
        let span = match (start.min(end), start.max(end)) {
            (from, to) if from == to => naming::days(from),
            (from, to) => format!("{from} to {to} days"),
        };
        let text = match *days.end() {
            0 => format!("on the day: {title}"),
            end if end < 0 => format!("{span} before: {title}"),
            _ => format!("{span} after: {title}"),
        };
        Some(Row::of(vec![Span::new("◆ ", Tone::Milestone), Span::new(text, Tone::Dim)]))
    }

    fn when(&self, s: &Statement) -> Row {
        let mut spans = vec![Span::new("said ", Tone::Dim), naming::date_span(s.said.as_ref())];
        spans.extend(self.clocks_span(s.said.as_ref()));
        if let Some(venue) = &s.venue {
            spans.push(Span::new(format!(" · {venue}"), Tone::Plain));
        }
        Row::of(spans)
    }

    /// What the moment was on the parties' clocks, where a time is printed.
    pub(super) fn clocks_span(&self, date: Option<&Edtf>) -> Option<Span> {
        let there = clocks::elsewhere(self.chronology(), date?);
        (!there.is_empty()).then(|| Span::new(format!(" ({})", there.join(", ")), Tone::Dim))
    }

    fn words_row(&self, s: &Statement) -> Row {
        let tone = naming::tone_of(s.kind);
        let (open, close) = match s.kind {
            StatementKind::Quote => ("“", "”"),
            StatementKind::Fragment => ("“…", "…”"),
            StatementKind::Block | StatementKind::Reported => ("", ""),
        };
        let lead = if s.kind == StatementKind::Reported { "◦ " } else { "▎ " };
        let mut spans = Vec::new();
        if s.kind == StatementKind::Reported {
            spans.push(Span::new("reported: ", Tone::Dim));
        }
        spans.push(Span::new(open, tone));
        spans.extend(self.lit(&s.text, Field::Text, tone));
        spans.push(Span::new(close, tone));
        Row { here: false, ..Row::of(spans).led(MARGIN, vec![Span::new(lead, Tone::Glyph)]) }
    }

    fn printed(&self, ix: StatementIx) -> Row {
        let c = self.chronology();
        let s = c.statement(ix);
        let mut spans = Vec::new();
        match self.library.status(ix) {
            Some(status) => {
                let (glyph, words, tone) = naming::status(status);
                spans.push(Span::new(format!("{glyph} "), tone));
                spans.push(Span::new(format!("{}, {words}: ", s.kind), Tone::Plain));
            }
            None => spans.push(Span::new(format!("◦ {}, not verbatim: ", s.kind), Tone::Plain)),
        }
        spans.extend(self.cite_spans(Cite { source: s.source, para: s.para }));
        if !s.also.is_empty() {
            let also: Vec<String> = s.also.iter().map(|p| format!("¶{p}")).collect();
            spans.push(Span::new(format!(", again in {}", also.join(", ")), Tone::Dim));
        }
        spans.extend(self.lag(s.said.as_ref(), s.source));
        Row::of(spans).leading(Go::To(c.citation_of(ix)))
    }

    /// Where the words do not stand as the record says: where they do, or what stands nearest to them.
    fn finding_rows(&self, ix: StatementIx) -> Vec<Row> {
        let Some(finding) = self.library.verification.as_ref().and_then(|v| v.finding(ix)) else {
            return Vec::new();
        };
        let s = self.chronology().statement(ix);
        let mut rows = Vec::new();
        if let (Verdict::WrongPara, Some(para)) = (finding.verdict, finding.found_para) {
            rows.push(Row::of(vec![Span::new(format!("the words stand in ¶{para}"), Tone::Bad)]));
        }
        if finding.verdict != Verdict::Differs {
            return rows;
        }
        if let Some(reason) = finding.reason {
            rows.push(Row::of(vec![Span::new(reason.to_string(), Tone::Bad)]));
        }
        let nearest =
            self.library.verification.as_ref().and_then(|v| v.nearest(ix)).and_then(|n| {
                let text = self
                    .library
                    .article(s.source)?
                    .paragraph(n.para)?
                    .get(n.range.clone())?
                    .to_owned();
                Some((n.para, text))
            });
        if let Some((para, text)) = nearest {
            rows.push(Row::heading(format!("nearest passage, ¶{para}")));
            let changes = difference::difference(&s.text, &text);
            rows.push(
                Row::of(super::compare::spans_of(&text, &changes, false)).led(MARGIN, Vec::new()),
            );
        }
        rows
    }

    fn cite_spans(&self, cite: Cite) -> Vec<Span> {
        let c = self.chronology();
        let source = c.source(cite.source);
        let mut spans = self.lit(&naming::outlet(source), Field::Outlet, Tone::Plain);
        if let Some(para) = cite.para {
            spans.push(Span::new(format!(" ¶{para}"), Tone::Plain));
        }
        spans.push(Span::new(" · ", Tone::Dim));
        spans.push(naming::date_span(source.published.as_ref()));
        spans.extend(self.clocks_span(source.published.as_ref()));
        spans
    }

    /// How long after it was said a source printed it, where that is told by both dates.
    fn lag(&self, said: Option<&Edtf>, source: SourceIx) -> Option<Span> {
        let published = self.chronology().source(source).published.as_ref()?;
        let days = said?.days_before(published)?;
        (days > 0).then(|| Span::new(format!(", printed {} later", naming::days(days)), Tone::Dim))
    }

    fn other_reports(&self, ix: StatementIx, rows: &mut Vec<Row>) {
        let c = self.chronology();
        let others: Vec<StatementIx> =
            c.reports(self.cursor.record).iter().copied().filter(|s| *s != ix).collect();
        if others.is_empty() {
            return;
        }
        rows.push(Row::blank());
        let reports = if others.len() == 1 { "one other report" } else { "other reports" };
        rows.push(Row::heading(format!("{reports} of these words")));
        for other in others.iter().take(LISTED) {
            let s = c.statement(*other);
            let mut spans = self.cite_spans(Cite { source: s.source, para: s.para });
            if let Some(status) = self.library.status(*other) {
                let (glyph, _, tone) = naming::status(status);
                spans.push(Span::new(format!(" {glyph}"), tone));
            }
            let go = Go::To(c.citation_of(*other));
            let glyph = naming::glyph_span(naming::glyph_of(s.kind));
            rows.push(Row::of(spans).led(MARGIN, vec![glyph]).leading(go));
            let words = self.lit(&s.text, Field::Text, naming::tone_of(s.kind));
            let (open, close) = if s.kind.is_verbatim() && s.kind != StatementKind::Block {
                ("“", "”")
            } else {
                ("", "")
            };
            let mut spans = vec![Span::new(open, Tone::Verbatim)];
            spans.extend(words);
            spans.push(Span::new(close, Tone::Verbatim));
            rows.push(Row::of(spans).led(MARGIN * 2, Vec::new()));
        }
        rest(others.len(), rows);
    }

    fn event_page(&self, ix: EventIx) -> Vec<Row> {
        let c = self.chronology();
        let event = c.event(ix);
        let title = self.lit(&event.title, Field::Title, Tone::Strong);
        let glyph = naming::glyph_span(naming::glyph(c, Record::Event(ix)));
        let mut rows = vec![Row::of(title).led(MARGIN, vec![glyph])];
        rows.push(self.event_date(event));
        if let Some(basis) = naming::basis(&event.basis) {
            rows.push(Row::of(vec![Span::new(format!("date {basis}"), Tone::Doubt)]));
        }
        rows.extend(self.distance_row());
        if let Some(summary) = &event.summary {
            rows.push(Row::blank());
            rows.push(Row::of(self.lit(summary, Field::Text, Tone::Told)));
        }
        rows.push(Row::blank());
        rows.push(Row::heading(if event.cites.is_empty() {
            "no source recorded"
        } else {
            "printed by"
        }));
        for (nth, cite) in event.cites.iter().enumerate().take(LISTED) {
            let citation = Citation { record: self.cursor.record, nth: nth as u32 };
            let here = citation == self.cursor;
            let lead = Span::new(if here { "▸" } else { " " }, Tone::Glyph);
            rows.push(
                Row::of(self.cite_spans(*cite)).led(MARGIN, vec![lead]).leading(Go::To(citation)),
            );
        }
        rest(event.cites.len(), &mut rows);
        let said = c.of_event(ix);
        if !said.is_empty() {
            rows.push(Row::blank());
            rows.push(Row::heading("said of it"));
            for record in said.iter().take(LISTED) {
                rows.push(self.lead_to(c.subject(*record), None));
            }
            rest(said.len(), &mut rows);
        }
        rows
    }

    fn event_date(&self, event: &Event) -> Row {
        let mut spans = vec![naming::date_span(event.date.as_ref())];
        if event.milestone
            && let Some(days) = event.date.as_ref().and_then(|d| d.days_until(self.as_of()))
        {
            let text = format!(" · {} on {}", t_plus(days), Edtf::of_day(self.as_of()).long());
            spans.push(Span::new(text, Tone::Milestone));
        }
        Row::of(spans)
    }

    fn notes(&self, rows: &mut Vec<Row>) {
        let c = self.chronology();
        let notes = c.notes_of(self.cursor.record);
        if notes.is_empty() {
            return;
        }
        rows.push(Row::blank());
        rows.push(Row::heading(if notes.len() == 1 { "a note" } else { "notes" }));
        for ix in notes {
            let note = c.note(ix);
            let spans = vec![
                Span::new(format!("{}: ", note.kind), Tone::Warn),
                Span::new(&*note.text, Tone::Told),
            ];
            rows.push(
                Row::of(spans).led(MARGIN, vec![Span::new("!", Tone::Warn)]).leading(Go::Note(ix)),
            );
        }
    }

    fn colophon(&self, rows: &mut Vec<Row>) {
        let c = self.chronology();
        let (id, topics) = match (c.record(self.cursor.record), c.reported(self.cursor)) {
            (_, Some(s)) => (&c.statement(s).id, &c.statement(s).topics),
            (Record::Event(e), _) => (&c.event(e).id, &c.event(e).topics),
            (Record::Statement(s), None) => (&c.statement(s).id, &c.statement(s).topics),
        };
        rows.push(Row::blank());
        let mut spans = vec![Span::new(&**id, Tone::Dim)];
        for topic in topics {
            spans.push(Span::new(" · ", Tone::Dim));
            spans.extend(self.lit(topic, Field::Topic, Tone::Dim));
        }
        rows.push(Row::of(spans));
    }
}

fn rest(all: usize, rows: &mut Vec<Row>) {
    if all > LISTED {
        let text = format!("and {} more; s walks them", all - LISTED);
        rows.push(Row::of(vec![Span::new(text, Tone::Dim)]).led(MARGIN, Vec::new()));
    }
}
