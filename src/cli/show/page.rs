//! The page of a record: its words first, then who, when and where, then what refers to it.
//!
//! Owns the order and the labels. On a terminal lines break at words; to a pipe they are as long as
//! they are.

use std::io::{self, Write};

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, Cite, EventIx, Link, Post, RecordIx, SeriesIx, SourceIx, SpeakerIx, StatementIx,
    Subject, Target,
};
use crate::chronology::verification::Verification;
use crate::cite::reference::{Reference, grounds};
use crate::cite::{self, Style};
use crate::text::wrap;

use super::super::line;
use super::super::object::{Number, id_of, printed_in, subject_id};
use super::super::style::{FAINT, STRONG, paint};
use super::super::{Context, count};
use super::{days_between, notes_of};

/// The cells of the column of labels.
const LABEL: usize = 12;

/// Writes the page of a record of any kind.
pub(super) fn write(
    context: &Context<'_>,
    target: Target,
    verification: &Verification,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page {
        c: context.chronology,
        context,
        verification,
        out,
    };
    match target {
        Target::Statement(ix) => page.statement(ix)?,
        Target::Event(ix) => page.event(ix)?,
        Target::Source(ix) => page.source(ix)?,
        Target::Speaker(ix) => page.speaker(ix)?,
        Target::Series(ix) => page.series(ix)?,
        Target::Note(ix) => {
            let note = page.c.note(ix);
            page.head("!", &format!("note: {}", note.kind), &note.id)?;
            page.body(&note.text)?;
            for about in &note.about {
                page.field("on", id_of(page.c, *about))?;
            }
            page.cites(&note.cites)?;
        }
        Target::Party(ix) => {
            let party = page.c.party(ix);
            page.head("", &party.name, &party.id)?;
            page.list("also", &party.aka)?;
        }
    }
    page.notes(target)?;
    page.citation(target)
}

struct Page<'a> {
    c: &'a Chronology,
    context: &'a Context<'a>,
    verification: &'a Verification,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn head(&mut self, glyph: &str, title: &str, id: &str) -> io::Result<()> {
        let glyph = if glyph.is_empty() {
            String::new()
        } else {
            format!("{glyph} ")
        };
        writeln!(
            self.out,
            "{glyph}{}  {}",
            paint(STRONG, title),
            paint(FAINT, id)
        )
    }

    /// A paragraph of its own, with an empty line on both sides.
    fn body(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.wrapped(text, "  ", "  ")?;
        writeln!(self.out)
    }

    fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        let indent = " ".repeat(LABEL);
        self.wrapped(value, &paint(FAINT, format!("{label:<LABEL$}")), &indent)
    }

    fn optional(&mut self, label: &str, value: Option<&str>) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.field(label, value))
    }

    fn list(&mut self, label: &str, values: &[Box<str>]) -> io::Result<()> {
        if values.is_empty() {
            Ok(())
        } else {
            self.field(label, &values.join(", "))
        }
    }

    fn wrapped(&mut self, text: &str, first: &str, indent: &str) -> io::Result<()> {
        let Some(columns) = self.context.width else {
            return writeln!(self.out, "{first}{text}");
        };
        for (n, range) in wrap(text, columns.saturating_sub(indent.len()).max(8))
            .into_iter()
            .enumerate()
        {
            writeln!(
                self.out,
                "{}{}",
                if n == 0 { first } else { indent },
                &text[range]
            )?;
        }
        Ok(())
    }

    fn statement(&mut self, ix: StatementIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.statement(ix));
        let record = c.record_of(Subject::Statement(ix));
        let speaker = s.speaker.map(|speaker| c.speaker(speaker));
        let name = speaker.map_or("speaker not named", |speaker| &*speaker.name);
        self.head(line::statement_glyph(s.kind), name, &s.id)?;
        self.body(&line::words(s))?;
        self.field("kind", s.kind.word())?;
        if let (Some(speaker), Some(said)) = (speaker, &s.said) {
            let posts: Vec<&str> = speaker
                .posts_on(said)
                .iter()
                .map(|post| &*post.title)
                .collect();
            self.optional(
                "then",
                (!posts.is_empty()).then(|| posts.join("; ")).as_deref(),
            )?;
        }
        let said = s
            .said
            .as_ref()
            .map(|said| format!("{said}{}", grounds(&s.basis)));
        self.field("said", said.as_deref().unwrap_or("not dated"))?;
        self.optional("venue", s.venue.as_deref())?;
        if let Some(event) = s.event {
            self.field(
                "event",
                &format!("{} ({})", c.event(event).title, c.event(event).id),
            )?;
        }
        self.optional(
            "via",
            s.via.as_deref().map(|via| match c.by_id(via) {
                Some(Target::Speaker(ix)) => &c.speaker(ix).name,
                _ => via,
            }),
        )?;
        if let Some(t) = &s.translation {
            let by =
                t.by.as_deref()
                    .map_or_else(String::new, |by| format!(" by {by}"));
            self.field("translation", &format!("from {}{by}", t.from))?;
        }
        self.printed(&Reference::of_citation(c, c.citation_of(ix)))?;
        if let Some(finding) = self.verification.status(ix) {
            let (glyph, word) = line::verdict(finding.status);
            let elsewhere = finding.found_para.filter(|para| Some(*para) != s.para);
            let elsewhere = elsewhere.map_or_else(String::new, |para| format!(": it is ¶{para}"));
            self.field("verified", &format!("{glyph} {word}{elsewhere}"))?;
        }
        self.list("topics", &s.topics)?;
        self.reports(record, ix)?;
        self.relations(record, &s.links)
    }

    fn reports(&mut self, record: RecordIx, own: StatementIx) -> io::Result<()> {
        for other in self.c.reports(record).iter().filter(|other| **other != own) {
            let s = self.c.statement(*other);
            let pin = line::pin(self.c, s.source, s.para);
            self.field("also in", &format!("{pin} ({}): {}", s.id, line::words(s)))?;
        }
        Ok(())
    }

    fn event(&mut self, ix: EventIx) -> io::Result<()> {
        let (c, e) = (self.c, self.c.event(ix));
        let record = c.record_of(Subject::Event(ix));
        self.head(line::event_glyph(e), &e.title, &e.id)?;
        if let Some(summary) = &e.summary {
            self.body(summary)?;
        }
        let date = e
            .date
            .as_ref()
            .map(|date| format!("{date}{}{}", grounds(&e.basis), self.distance(date)));
        self.field("date", date.as_deref().unwrap_or("undated"))?;
        if e.milestone {
            self.field("kind", "milestone")?;
        }
        self.list("topics", &e.topics)?;
        if let Some(reference) = Reference::of(c, Target::Event(ix)) {
            self.printed(&reference)?;
        }
        for statement in c.of_event(ix).iter().flat_map(|r| c.reports(*r)) {
            let s = c.statement(*statement);
            let speaker = s.speaker.map_or("", |speaker| &*c.speaker(speaker).name);
            let glyph = line::statement_glyph(s.kind);
            self.field(
                "said of it",
                &format!("{glyph} {speaker}  {} ({})", line::words(s), s.id),
            )?;
        }
        self.relations(record, &e.links)
    }

    /// `, 289 days before 21 Nov 2026`: the distance to the day of reading.
    fn distance(&self, date: &Edtf) -> String {
        let day = Edtf::of_day(self.context.day);
        match date.days_until(self.context.day) {
            Some(0) => format!(", {day} itself"),
            Some(n) if n > 0 => format!(", {} before {day}", days_of(n)),
            Some(n) => format!(", {} after {day}", days_of(n)),
            None => String::new(),
        }
    }

    /// Who prints it, each source once.
    fn printed(&mut self, reference: &Reference<'_>) -> io::Result<()> {
        for print in &reference.prints {
            let at = print
                .locator()
                .map_or_else(String::new, |at| format!(" {at}"));
            let source = &print.source;
            let line = format!(
                "{}{at}, {}, {} ({})",
                print.outlet(),
                print.title(),
                print.published(),
                source.id
            );
            self.field("printed", &line)?;
            self.optional("", source.url.as_deref())?;
        }
        Ok(())
    }

    fn cites(&mut self, cites: &[Cite]) -> io::Result<()> {
        for cite in cites {
            self.field(
                "rests on",
                &format!(
                    "{} ({})",
                    line::pin(self.c, cite.source, cite.para),
                    self.c.source(cite.source).id
                ),
            )?;
        }
        Ok(())
    }

    /// What the record answers and what answers it, with the days between.
    fn relations(&mut self, record: RecordIx, links: &[Link]) -> io::Result<()> {
        let c = self.c;
        for link in links {
            let days = days_between(c, c.record_of(link.to), record);
            let after = days.map_or_else(String::new, |days| format!(" after {}", days_of(days)));
            self.field(
                link.kind.word(),
                &format!("{}{after}", self.name_of(link.to)),
            )?;
        }
        for link in c.backlinks(record) {
            let days = days_between(c, record, c.record_of(link.from));
            let after = days.map_or_else(String::new, |days| format!(" after {}", days_of(days)));
            self.field(
                link.kind.backward(),
                &format!("{}{after}", self.name_of(link.from)),
            )?;
        }
        if !c.is_unanswered(record) {
            return Ok(());
        }
        let days = c
            .date(record)
            .and_then(|date| date.days_until(self.context.day))
            .filter(|days| *days > 0);
        self.field(
            "answer",
            &days.map_or_else(
                || "none".to_owned(),
                |days| format!("none for {}", days_of(days)),
            ),
        )
    }

    fn name_of(&self, subject: Subject) -> String {
        let id = subject_id(self.c, subject);
        match subject {
            Subject::Event(ix) => format!("{} ({id})", self.c.event(ix).title),
            Subject::Statement(ix) => {
                let s = self.c.statement(ix);
                let speaker = s
                    .speaker
                    .map_or("", |speaker| &*self.c.speaker(speaker).name);
                format!("{speaker}  {} ({id})", line::words(s))
            }
        }
    }

    fn source(&mut self, ix: SourceIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.source(ix));
        self.head("", &format!("{}, {}", s.outlet, line::title(s)), &s.id)?;
        if let Some(summary) = &s.summary {
            self.body(summary)?;
        }
        self.field("kind", s.kind.word())?;
        self.optional(
            "outlet",
            (s.outlet_basis != Basis::Stated)
                .then(|| format!("{}{}", s.outlet, grounds(&s.outlet_basis)))
                .as_deref(),
        )?;
        self.list("authors", &s.authors)?;
        self.list("editors", &s.editors)?;
        self.optional("dateline", s.dateline.as_deref())?;
        let published = s
            .published
            .as_ref()
            .map(|date| format!("{date}{}", grounds(&s.published_basis)));
        self.field("published", published.as_deref().unwrap_or("not known"))?;
        for (label, date) in [
            ("stamp", &s.stamp),
            ("updated", &s.updated),
            ("accessed", &s.accessed),
        ] {
            self.optional(label, date.as_ref().map(Edtf::long).as_deref())?;
        }
        self.optional("language", s.lang.as_deref())?;
        self.optional("link", s.url.as_deref())?;
        self.optional("archive", s.archive.as_deref())?;
        for statement in printed_in(c, ix) {
            let s = c.statement(statement);
            let para = s
                .para
                .map_or_else(|| "page".to_owned(), |para| format!("¶{para}"));
            let speaker = s.speaker.map_or("", |speaker| &*c.speaker(speaker).name);
            self.field(
                &para,
                &format!(
                    "{} {speaker}  {} ({})",
                    line::statement_glyph(s.kind),
                    line::words(s),
                    s.id
                ),
            )?;
        }
        Ok(())
    }

    fn speaker(&mut self, ix: SpeakerIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.speaker(ix));
        self.head("", &s.name, &s.id)?;
        self.field("kind", s.kind.word())?;
        self.optional("party", s.party.map(|party| &*c.party(party).name))?;
        self.list("also", &s.aka)?;
        for post in &s.posts {
            self.field("post", &format!("{}{}", post.title, span(post)))?;
        }
        for record in c.by_speaker(ix) {
            let said = c
                .date(*record)
                .map_or_else(|| "undated".to_owned(), Edtf::long);
            let words = match c.subject(*record) {
                Subject::Statement(head) => line::words(c.statement(head)),
                Subject::Event(_) => continue,
            };
            self.field(
                "said",
                &format!("{said}: {words} ({})", c.record_id(*record)),
            )?;
        }
        Ok(())
    }

    fn series(&mut self, ix: SeriesIx) -> io::Result<()> {
        let (c, s) = (self.c, &self.c.series()[ix.at()]);
        self.head(
            "",
            &format!("{}: {}", c.party(s.party).name, s.measure),
            &s.id,
        )?;
        self.optional("unit", s.unit.as_deref())?;
        if let Some(limit) = &s.limit {
            let from = limit
                .from
                .as_ref()
                .map_or_else(String::new, |from| format!(" from {from}"));
            self.field("limit", &format!("{}{from}", Number(limit.value)))?;
        }
        for point in &s.points {
            let value = point.value.map_or_else(
                || "not provided".to_owned(),
                |value| Number(value).to_string(),
            );
            let pin = point.cite.map_or_else(
                || "no source".to_owned(),
                |cite| line::pin(c, cite.source, cite.para),
            );
            self.field(
                &point.date.long(),
                &format!("{value}  {}  {pin}", point.status),
            )?;
        }
        Ok(())
    }

    fn notes(&mut self, target: Target) -> io::Result<()> {
        for ix in notes_of(self.c, target) {
            let note = self.c.note(ix);
            self.field(
                "! note",
                &format!("{}: {} ({})", note.kind, note.text, note.id),
            )?;
        }
        Ok(())
    }

    /// A statement as it would be cited; an event's citation would be its page over again.
    fn citation(&mut self, target: Target) -> io::Result<()> {
        if !matches!(target, Target::Statement(_)) {
            return Ok(());
        }
        writeln!(self.out)?;
        self.field(
            "cite",
            cite::of_target(self.c, target, Style::Note).trim_end(),
        )
    }
}

fn days_of(days: i64) -> String {
    count(days.unsigned_abs() as usize, "day")
}

fn span(post: &Post) -> String {
    match (&post.from, &post.to) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(to)) => format!(", to {to}"),
        (None, None) => String::new(),
    }
}
