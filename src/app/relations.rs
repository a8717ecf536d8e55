//! How records are related: links and what links back, the days in between, and what waits for an answer.

use crate::chronology::model::{Link, RecordIx, Subject};
use crate::chronology::tables::{Citation, Record};

use super::prose::{Go, Row, Span, Tone};
use super::quote::{LISTED, MARGIN};
use super::{App, naming};

impl App {
    /// A row that leads to a record, with the days between it and the record under the cursor.
    pub(super) fn lead_to(&self, subject: Subject, latency: Option<String>) -> Row {
        let c = self.chronology();
        let record = c.record_of(subject);
        let mut spans = vec![naming::date_span(c.date(record)), Span::new("  ", Tone::Plain)];
        spans.extend(naming::record_spans(c, subject));
        if let Some(latency) = latency {
            spans.push(Span::new(format!("  ({latency})"), Tone::Dim));
        }
        let citation = match subject {
            Subject::Statement(s) => c.citation_of(s),
            Subject::Event(_) => Citation { record, nth: 0 },
        };
        Row::of(spans).led(MARGIN, Vec::new()).leading(Go::To(citation))
    }

    /// Links and backlinks of the record under the cursor, with how long the answers took.
    pub fn relations(&self, rows: &mut Vec<Row>) {
        let c = self.chronology();
        let record = self.cursor.record;
        for (subject, link) in self.links_of(record) {
            rows.push(Row::blank());
            rows.push(Row::heading(link.kind.word()));
            let latency = c.days_between(c.record_of(link.to), c.record_of(subject));
            rows.push(self.lead_to(link.to, latency.map(naming::latency)));
        }
        let mut told = None;
        for link in c.backlinks(record).iter().take(LISTED) {
            if told != Some(link.kind) {
                rows.push(Row::blank());
                rows.push(Row::heading(link.kind.backward()));
                told = Some(link.kind);
            }
            let latency = c.days_between(record, c.record_of(link.from));
            rows.push(self.lead_to(link.from, latency.map(naming::latency)));
        }
        if let Some(days) = c.days_unanswered(record, self.as_of()) {
            rows.push(Row::blank());
            let text = format!("no answer recorded for {}", naming::days(days));
            rows.push(Row::of(vec![Span::new(text, Tone::Warn)]));
        }
    }

    /// The links of every report of a record, or of its event.
    #[must_use]
    pub fn links_of(&self, record: RecordIx) -> Vec<(Subject, Link)> {
        let c = self.chronology();
        let of = |subject: Subject, links: &[Link]| {
            links.iter().map(|l| (subject, *l)).collect::<Vec<_>>()
        };
        match c.record(record) {
            Record::Event(e) => of(Subject::Event(e), &c.event(e).links),
            Record::Statement(_) => {
                let all = c.reports(record).iter();
                all.flat_map(|s| of(Subject::Statement(*s), &c.statement(*s).links)).collect()
            }
        }
    }
}
