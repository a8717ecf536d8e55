//! The pages of what happened and of what was said.

use std::io;

use crate::chronology::clocks;
use crate::chronology::date::{Bounds, Edtf, Lapse};
use crate::chronology::model::{Entity, EventIx, RecordIx, Statement, StatementIx, Subject};
use crate::chronology::tables::Record;
use crate::words::{self, SourceNames};

use super::super::super::object::subject_id;
use super::Page;

impl Page<'_> {
    pub(super) fn statement(&mut self, ix: StatementIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.statement(ix));
        let record = c.record_of(Subject::Statement(ix));
        self.head(words::glyph_of(c, s), &words::speakers(c, s), &s.id)?;
        self.body(&words::alone(s))?;
        match self.verification.finding(ix) {
            Some(_) => self.field("kind", s.kind.word())?,
            None => self.field("kind", &words::manner(s.kind, None))?,
        }
        self.circumstances(s)?;
        self.printed(Entity::Statement(ix))?;
        if let Some(found) = self.verification.finding(ix) {
            let glyph = words::verdict_glyph(Some(found.verdict));
            let verdict = words::verdict(Some(found));
            self.field("verified", &format!("{glyph} {verdict}"))?;
        }
        self.list("topics", &s.topics)?;
        self.reports(record, ix)?;
        self.relations(Subject::Statement(ix))
    }

    /// Who said it, in which post, when, where, on what occasion, and by which way it came.
    fn circumstances(&mut self, s: &Statement) -> io::Result<()> {
        let c = self.c;
        self.optional("post", words::posts(c, s).as_deref())?;
        self.field("said", &words::when(s.said.as_ref(), &s.basis))?;
        self.clocks(s.said.as_ref())?;
        self.optional("venue", s.venue.as_deref())?;
        self.optional("place", s.place.as_deref())?;
        self.optional("to", words::addressees(c, s).as_deref())?;
        if let Some(event) = s.event {
            self.field("event", &format!("{} ({})", c.event(event).title, c.event(event).id))?;
        }
        self.optional("via", words::relayed(c, s).as_deref())?;
        self.optional("hearsay", s.hearsay.then_some(words::HEARSAY))?;
        self.optional("translation", s.translation.as_ref().map(words::translated).as_deref())?;
        self.optional("original", s.original.as_ref().map(words::original).as_deref())
    }

    /// The other reports of the same words, each with the notes on it that are not on this one too.
    fn reports(&mut self, record: RecordIx, own: StatementIx) -> io::Result<()> {
        let c = self.c;
        let others = || c.reports(record).iter().copied().filter(|other| *other != own);
        let names =
            SourceNames::among(c, c.reports(record).iter().map(|ix| c.statement(*ix).source));
        for other in others() {
            let s = c.statement(other);
            let cite = names.cite(c, s.cite());
            let words = format!("{} {}", words::glyph_of(c, s), words::beside_glyph(s));
            let said = c.are_of_other_days(own, other).then(|| format!(", {}", words::said(s)));
            let said = said.unwrap_or_default();
            self.field("also in", &format!("{cite} ({}){said}: {words}", s.id))?;
            let notes = c.notes(Entity::Statement(other)).iter();
            let own = c.notes(Entity::Statement(own));
            for note in notes.filter(|note| !own.contains(note)) {
                self.note("  ! on it", *note)?;
            }
        }
        Ok(())
    }

    pub(super) fn event(&mut self, ix: EventIx) -> io::Result<()> {
        let (c, e) = (self.c, self.c.event(ix));
        self.head(words::glyph(c, Record::Event(ix)), &e.title, &e.id)?;
        if let Some(summary) = &e.summary {
            self.body(summary)?;
        }
        let distance = e.date.as_ref().map_or_else(String::new, |date| self.distance(date));
        let when = words::when(e.date.as_ref(), &e.basis);
        self.field("date", &format!("{when}{distance}"))?;
        self.clocks(e.date.as_ref())?;
        if e.milestone {
            self.field("kind", "milestone")?;
        }
        self.list("topics", &e.topics)?;
        self.printed(Entity::Event(ix))?;
        for statement in c.of_event(ix).iter().flat_map(|r| c.reports(*r)) {
            self.field("said of it", &self.named(Subject::Statement(*statement)))?;
        }
        self.relations(Subject::Event(ix))
    }

    /// The same moment on the parties' own clocks, where one is printed.
    fn clocks(&mut self, date: Option<&Edtf>) -> io::Result<()> {
        let elsewhere = date.map_or_else(Vec::new, |date| clocks::elsewhere(self.c, date));
        if elsewhere.is_empty() { Ok(()) } else { self.field("that is", &elsewhere.join("; ")) }
    }

    /// `, 289 days before 21 Nov 2026`: the distance to the day of reading.
    fn distance(&self, date: &Edtf) -> String {
        let day = Edtf::of_day(self.context.day);
        match date.days_until(self.context.day) {
            Some(n) if n == Bounds::exactly(0) => format!(", {day} itself"),
            Some(n) if n.is_negative() => format!(", {} after {day}", words::days(n)),
            Some(n) => format!(", {} before {day}", words::days(n)),
            None => String::new(),
        }
    }

    /// What the record answers, by whichever of its reports, and what answers it, with the days between.
    fn relations(&mut self, told: Subject) -> io::Result<()> {
        let c = self.c;
        let record = c.record_of(told);
        for link in c.links_of(record) {
            let lapse = c.lapse_of_link(link.to, told);
            self.field(link.kind.word(), &self.after(link.to, lapse))?;
        }
        for link in c.backlinks(record) {
            let lapse = c.lapse_of_link(told, link.from);
            self.field(link.kind.backward(), &self.after(link.from, lapse))?;
        }
        if !c.is_unanswered(record) {
            return Ok(());
        }
        self.field("answer", &words::unanswered(c.days_unanswered(told, self.context.day)))
    }

    /// A record that this one is linked to, and how long the answer took.
    fn after(&self, subject: Subject, lapse: Option<Lapse>) -> String {
        let latency = lapse.map_or_else(String::new, |lapse| format!(" {}", words::latency(lapse)));
        format!("{}{latency}", self.named(subject))
    }

    /// A record in a line of the page: glyph, speaker, words and id.
    pub(super) fn named(&self, subject: Subject) -> String {
        let (c, id) = (self.c, subject_id(self.c, subject));
        match subject {
            Subject::Event(ix) => {
                format!("{} {} ({id})", words::glyph(c, Record::Event(ix)), c.event(ix).title)
            }
            Subject::Statement(ix) => {
                let s = c.statement(ix);
                let named = s.speaker.map(|_| format!("{}  ", words::speakers(c, s)));
                let speaker = named.unwrap_or_default();
                let words = words::beside_glyph(s);
                format!("{} {speaker}{words} ({id})", words::glyph_of(c, s))
            }
        }
    }
}
