//! The timeline: which records are shown in which order, and the rows that tell them.
//!
//! A row is told from its record and the one before it, so a frame costs the rows on the screen.

use std::ops::RangeInclusive;

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, Edtf};
use crate::chronology::model::{RecordIx, StatementIx, Subject};
use crate::chronology::tables::{Citation, Record};
use crate::search::{Bits, Field, Strength};

use super::App;
use super::naming;
use super::prose::{Go, Light, Row, Span, Tone, lit};

/// From this many days on a silence gets a row of its own.
const GAP: i64 = 30;
/// The width of the date column, in cells.
const DATE: usize = 9;
/// The width of a date with its year: `13–14 Oct 2020`, `by 16 Oct 2020`.
const LONG_DATE: usize = 14;

/// By which day records are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    /// When it was said or happened.
    #[default]
    Said,
    /// When a source first printed it.
    Published,
}

/// The records of the timeline, in the order of the axis.
#[derive(Debug, Clone, Default)]
pub enum Shown {
    /// All of them.
    #[default]
    All,
    /// These.
    Only(Vec<RecordIx>),
}

impl Shown {
    /// What remains of all records under a query that hides the rest.
    #[must_use]
    pub fn of(c: &Chronology, axis: Axis, hits: Option<&Bits>) -> Self {
        match hits {
            None => Self::All,
            hits => Self::Only(in_order(c, axis, hits).collect()),
        }
    }
}

impl App {
    /// How many records the timeline shows.
    #[must_use]
    pub fn shown_len(&self) -> usize {
        match &self.shown {
            Shown::All => self.chronology().records.len(),
            Shown::Only(records) => records.len(),
        }
    }

    /// The record at a position of the timeline.
    #[must_use]
    pub fn shown_at(&self, position: usize) -> Option<RecordIx> {
        match (&self.shown, self.axis) {
            (Shown::Only(records), _) => records.get(position).copied(),
            (Shown::All, Axis::Said) => {
                (position < self.chronology().records.len()).then(|| RecordIx::from(position))
            }
            (Shown::All, Axis::Published) => self.chronology().published().get(position).copied(),
        }
    }

    /// The position of a record in the timeline.
    ///
    /// # Errors
    /// The position of the record that would follow it, where it is not shown.
    pub fn position_of(&self, record: RecordIx) -> Result<usize, usize> {
        let c = self.chronology();
        match (&self.shown, self.axis) {
            (Shown::All, Axis::Said) => Ok(record.at()),
            (Shown::All, Axis::Published) => Ok(c.published_rank(record)),
            (Shown::Only(records), Axis::Said) => records.binary_search(&record),
            (Shown::Only(records), Axis::Published) => {
                records.binary_search_by_key(&c.published_rank(record), |r| c.published_rank(*r))
            }
        }
    }

    /// The day at which a record stands on the axis.
    #[must_use]
    pub fn axis_date(&self, record: RecordIx) -> Option<&Edtf> {
        match self.axis {
            Axis::Said => self.chronology().date(record),
            Axis::Published => self.chronology().first_published(record),
        }
    }

    /// The year heading over a position, if it begins a year (or the shelf of the undated).
    #[must_use]
    pub fn heading_at(&self, position: usize) -> Option<String> {
        let date = self.axis_date(self.shown_at(position)?);
        let before =
            position.checked_sub(1).and_then(|p| self.shown_at(p)).map(|r| self.axis_date(r));
        let year = date.map(Edtf::sort_year);
        if before.is_some_and(|b| b.map(Edtf::sort_year) == year) {
            return None;
        }
        Some(year.map_or_else(|| "undated".to_owned(), |y| y.to_string()))
    }

    /// The silence before a position in days, if it is long enough to be told.
    #[must_use]
    pub fn gap_at(&self, position: usize) -> Option<i64> {
        let here = self.axis_date(self.shown_at(position)?)?.earliest()?;
        let before = self.axis_date(self.shown_at(position.checked_sub(1)?)?)?.latest()?;
        let days = (here - before).num_days();
        (days >= GAP).then_some(days)
    }

    /// How many lines a position takes: its record's own, and those of a heading and a gap before it.
    #[must_use]
    pub fn timeline_height(&self, position: usize) -> usize {
        1 + usize::from(self.heading_at(position).is_some())
            + usize::from(self.gap_at(position).is_some())
    }

    /// The rows of a position: gap, heading, record.
    #[must_use]
    pub fn timeline_rows(&self, position: usize) -> Vec<Row> {
        let mut rows = Vec::with_capacity(3);
        if let Some(gap) = self.gap_at(position) {
            let text = format!("· {} ·", naming::days(gap));
            rows.push(Row::of(vec![Span::new(text, Tone::Dim)]).led(DATE as u16 + 3, Vec::new()));
        }
        if let Some(heading) = self.heading_at(position) {
            rows.push(Row::heading(heading));
        }
        if let Some(record) = self.shown_at(position) {
            let repeats =
                position.checked_sub(1).and_then(|p| self.shown_at(p)).is_some_and(|before| {
                    self.axis_date(before).map(Edtf::as_str)
                        == self.axis_date(record).map(Edtf::as_str)
                });
            rows.push(self.record_row(Citation { record, nth: 0 }, Dated::Short { repeats }));
        }
        rows
    }

    /// The row of a record: its date, glyph, speaker, words, and what is to be known of it at the edge.
    #[must_use]
    pub fn record_row(&self, citation: Citation, dated: Dated) -> Row {
        let c = self.chronology();
        let record = citation.record;
        let here = self.cursor.record == record;
        let statement = c.reported(citation);
        let glyph = match statement {
            Some(s) => naming::glyph_of(c.statement(s).kind),
            None => naming::glyph(c, c.record(record)),
        };
        let mut spans = vec![naming::glyph_span(glyph), Span::new(" ", Tone::Plain)];
        spans.extend(self.told(record, statement));
        let (date, width) = self.date_cell(record, dated);
        Row {
            lead: vec![date],
            margin: width,
            tail: self.record_tail(record),
            spans,
            go: Some(Go::To(citation)),
            here,
        }
    }

    fn told(&self, record: RecordIx, statement: Option<StatementIx>) -> Vec<Span> {
        let c = self.chronology();
        let Some(s) = statement.map(|s| c.statement(s)) else {
            let Record::Event(event) = c.record(record) else {
                return Vec::new();
            };
            let event = c.event(event);
            let tone = if event.milestone { Tone::Milestone } else { Tone::Told };
            return self.lit(&event.title, Field::Title, tone);
        };
        let mut spans = Vec::new();
        if let Some(speaker) = s.speaker {
            let speaker = c.speaker(speaker);
            spans.extend(self.lit(
                &naming::short_speaker(speaker),
                Field::Speaker,
                naming::party_tone(speaker),
            ));
            spans.push(Span::new("  ", Tone::Plain));
        }
        spans.extend(self.lit(&s.text, Field::Text, naming::tone_of(s.kind)));
        spans
    }

    fn date_cell(&self, record: RecordIx, dated: Dated) -> (Span, u16) {
        let date = self.axis_date(record);
        let tone = if date.is_some_and(Edtf::is_certain_day) { Tone::Date } else { Tone::Doubt };
        let (shown, width) = match dated {
            Dated::Short { repeats: true } => (String::new(), DATE),
            Dated::Short { .. } => (date.map_or_else(String::new, short_date), DATE),
            Dated::Long => (date.map_or_else(|| "undated".to_owned(), long_date), LONG_DATE),
        };
        let shown = crate::text::truncate(&shown, width).into_owned();
        let pad = " ".repeat(width.saturating_sub(crate::text::width(&shown)));
        (Span::new(format!("{pad}{shown} "), tone), width as u16 + 1)
    }

    /// What is to be known of a record at a glance: reports, notes, marks, days from a milestone.
    fn record_tail(&self, record: RecordIx) -> Vec<Span> {
        let c = self.chronology();
        let mut tail = Vec::new();
        let count = c.sources_of(record).len();
        match c.record(record) {
            Record::Event(e) => {
                if c.event(e).milestone
                    && let Some(days) = c.date(record).and_then(|d| d.days_until(self.as_of()))
                {
                    tail.push(Span::new(t_plus(days), Tone::Milestone));
                }
                if count > 1 {
                    tail.push(Span::new(format!("{count} src"), Tone::Dim));
                }
            }
            Record::Statement(_) if count > 1 => {
                tail.push(Span::new(format!("≈ {count}"), Tone::Dim));
            }
            Record::Statement(_) => {}
        }
        if !c.notes_of(record).is_empty() {
            tail.push(Span::new("!", Tone::Warn));
        }
        if self.is_marked(record) {
            tail.push(Span::new("★", Tone::Milestone));
        }
        if self.certainty(record) == Certainty::Maybe {
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

    /// `text` with what the query in force matches of it lit.
    #[must_use]
    pub fn lit(&self, text: &str, field: Field, tone: Tone) -> Vec<Span> {
        let lights: Vec<_> = match &self.lights {
            Some(lights) => (lights.0.light(text, field).into_iter())
                .map(|l| {
                    (
                        l.range,
                        if l.strength == Strength::Strong { Light::Strong } else { Light::Weak },
                    )
                })
                .collect(),
            None => Vec::new(),
        };
        lit(text, tone, &lights)
    }

    /// The milestone nearest in time to a record, and how many days after it the record stands at least and
    /// at most; the record itself is none.
    #[must_use]
    pub fn nearest_milestone(&self, record: RecordIx) -> Option<(RecordIx, RangeInclusive<i64>)> {
        let c = self.chronology();
        let date = c.date(record)?;
        let (first, last) = (date.earliest()?, date.latest()?);
        (self.milestones.iter().copied())
            .filter(|m| *m != record)
            .filter_map(|m| {
                let milestone = c.date(m)?;
                let (from, to) = (milestone.days_until(first)?, milestone.days_until(last)?);
                // A span of days that holds the milestone, or lies on both sides of it, has no distance.
                let apart = from == to || (from > 0 && to > 0) || (from < 0 && to < 0);
                apart.then_some((m, from..=to))
            })
            .min_by_key(|(_, days)| days.start().abs().min(days.end().abs()))
    }
}

/// How the date of a row is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// Under a year heading; not again where the row before has the same date.
    Short {
        /// Whether the row before has the same date.
        repeats: bool,
    },
    /// With its year.
    Long,
}

/// `T+289` after a milestone, `T−12` before it.
#[must_use]
pub fn t_plus(days: i64) -> String {
    if days < 0 { format!("T−{}", -days) } else { format!("T+{days}") }
}

/// A date that fits its column; of a longer span its start, marked as open.
fn short_date(date: &Edtf) -> String {
    fit(date.short(), DATE, || date.earliest().map(|day| Edtf::of_day(day).short()))
}

fn long_date(date: &Edtf) -> String {
    fit(date.long(), LONG_DATE, || date.earliest().map(|day| Edtf::of_day(day).long()))
}

fn fit(told: String, width: usize, start: impl Fn() -> Option<String>) -> String {
    if crate::text::width(&told) <= width {
        return told;
    }
    start().map_or(told, |start| format!("{start}…"))
}

/// The records in the order of the axis: all, or those that a query matches.
pub fn in_order<'a>(
    c: &'a Chronology,
    axis: Axis,
    hits: Option<&'a Bits>,
) -> Box<dyn Iterator<Item = RecordIx> + 'a> {
    let kept = move |record: &RecordIx| hits.is_none_or(|h| h.contains(record.at()));
    match axis {
        Axis::Said => Box::new((0..c.records.len()).map(RecordIx::from).filter(kept)),
        Axis::Published => Box::new(c.published().iter().copied().filter(kept)),
    }
}

/// The milestones of a chronology, in time.
#[must_use]
pub fn milestones(c: &Chronology) -> Vec<RecordIx> {
    let mut found: Vec<RecordIx> = (c.events().iter().enumerate())
        .filter(|(_, e)| e.milestone && e.date.is_some())
        .map(|(i, _)| c.record_of(Subject::Event(i.into())))
        .collect();
    found.sort_unstable();
    found
}
