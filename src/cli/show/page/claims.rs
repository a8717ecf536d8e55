//! The pages of what happened and of what was said.

use std::io;

use crate::chronology::clocks;
use crate::chronology::date::Edtf;
use crate::chronology::model::{
    EventIx, Link, RecordIx, Speaker, Statement, StatementIx, Subject, Target,
};
use crate::cite::reference::{grounds, post_then};

use super::super::super::object::subject_id;
use super::super::super::{count, line};
use super::Page;

impl Page<'_> {
    pub(super) fn statement(&mut self, ix: StatementIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.statement(ix));
        let record = c.record_of(Subject::Statement(ix));
        let speaker = s.speaker.map(|speaker| c.speaker(speaker));
        let name = speaker.map_or("speaker not named", |speaker| &*speaker.name);
        self.head(line::statement_glyph(s.kind), name, &s.id)?;
        self.body(&line::words(s))?;
        self.field("kind", s.kind.word())?;
        self.circumstances(s, speaker)?;
        self.printed(Target::Statement(ix))?;
        if let Some(finding) = self.verification.finding(ix) {
            let (glyph, word) = line::verdict(finding.verdict);
            let elsewhere = finding.found_para.filter(|para| Some(*para) != s.para);
            let elsewhere = elsewhere.map_or_else(String::new, |para| format!(": it is ¶{para}"));
            self.field("verified", &format!("{glyph} {word}{elsewhere}"))?;
        }
        self.list("topics", &s.topics)?;
        self.reports(record, ix)?;
        self.relations(record, &s.links)
    }

    /// Who said it, in which post, when, where, on what occasion, and by which way it came.
    fn circumstances(&mut self, s: &Statement, speaker: Option<&Speaker>) -> io::Result<()> {
        let c = self.c;
        if let (Some(speaker), Some(said)) = (speaker, &s.said) {
            let posts: Vec<String> = speaker.posts_on(said).into_iter().map(post_then).collect();
            self.optional("post", (!posts.is_empty()).then(|| posts.join("; ")).as_deref())?;
        }
        let said = s.said.as_ref().map(|said| format!("{said}{}", grounds(&s.basis)));
        self.field("said", said.as_deref().unwrap_or("not dated"))?;
        self.clocks(s.said.as_ref())?;
        self.optional("venue", s.venue.as_deref())?;
        if let Some(event) = s.event {
            self.field("event", &format!("{} ({})", c.event(event).title, c.event(event).id))?;
        }
        self.optional(
            "via",
            s.via.as_deref().map(|via| match c.by_id(via) {
                Some(Target::Speaker(ix)) => &c.speaker(ix).name,
                _ => via,
            }),
        )?;
        if let Some(t) = &s.translation {
            let by = t.by.as_deref().map_or_else(String::new, |by| format!(" by {by}"));
            self.field("translation", &format!("from {}{by}", t.from))?;
        }
        Ok(())
    }

    fn reports(&mut self, record: RecordIx, own: StatementIx) -> io::Result<()> {
        for other in self.c.reports(record).iter().filter(|other| **other != own) {
            let s = self.c.statement(*other);
            let pin = line::pin(self.c, s.source, s.para);
            self.field("also in", &format!("{pin} ({}): {}", s.id, line::words(s)))?;
        }
        Ok(())
    }

    pub(super) fn event(&mut self, ix: EventIx) -> io::Result<()> {
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
        self.clocks(e.date.as_ref())?;
        if e.milestone {
            self.field("kind", "milestone")?;
        }
        self.list("topics", &e.topics)?;
        self.printed(Target::Event(ix))?;
        for statement in c.of_event(ix).iter().flat_map(|r| c.reports(*r)) {
            let s = c.statement(*statement);
            let speaker = s.speaker.map_or("", |speaker| &*c.speaker(speaker).name);
            let glyph = line::statement_glyph(s.kind);
            self.field("said of it", &format!("{glyph} {speaker}  {} ({})", line::words(s), s.id))?;
        }
        self.relations(record, &e.links)
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
            Some(0) => format!(", {day} itself"),
            Some(n) if n > 0 => format!(", {} before {day}", days_of(n)),
            Some(n) => format!(", {} after {day}", days_of(n)),
            None => String::new(),
        }
    }

    /// What the record answers and what answers it, with the days between.
    fn relations(&mut self, record: RecordIx, links: &[Link]) -> io::Result<()> {
        let c = self.c;
        for link in links {
            let days = c.days_between(c.record_of(link.to), record);
            let after = days.map_or_else(String::new, |days| format!(" after {}", days_of(days)));
            self.field(link.kind.word(), &format!("{}{after}", self.name_of(link.to)))?;
        }
        for link in c.backlinks(record) {
            let days = c.days_between(record, c.record_of(link.from));
            let after = days.map_or_else(String::new, |days| format!(" after {}", days_of(days)));
            self.field(link.kind.backward(), &format!("{}{after}", self.name_of(link.from)))?;
        }
        if !c.is_unanswered(record) {
            return Ok(());
        }
        let days = c.days_unanswered(record, self.context.day);
        self.field(
            "answer",
            &days.map_or_else(|| "none".to_owned(), |days| format!("none for {}", days_of(days))),
        )
    }

    fn name_of(&self, subject: Subject) -> String {
        let id = subject_id(self.c, subject);
        match subject {
            Subject::Event(ix) => format!("{} ({id})", self.c.event(ix).title),
            Subject::Statement(ix) => {
                let s = self.c.statement(ix);
                let speaker = s.speaker.map_or("", |speaker| &*self.c.speaker(speaker).name);
                format!("{speaker}  {} ({id})", line::words(s))
            }
        }
    }
}

fn days_of(days: i64) -> String {
    count(days.unsigned_abs() as usize, "day")
}
