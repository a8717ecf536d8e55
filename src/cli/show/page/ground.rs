//! The pages of what claims rest on: sources, speakers, series.

use std::io;

use crate::chronology::date::Edtf;
use crate::chronology::model::{Basis, Post, SeriesIx, SourceIx, SpeakerIx, Subject};
use crate::cite::reference::grounds;

use super::super::super::line;
use super::super::super::object::{Number, printed_in};
use super::Page;

impl Page<'_> {
    pub(super) fn source(&mut self, ix: SourceIx) -> io::Result<()> {
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
        let published =
            s.published.as_ref().map(|date| format!("{date}{}", grounds(&s.published_basis)));
        self.field("published", published.as_deref().unwrap_or("not known"))?;
        for (label, date) in
            [("stamp", &s.stamp), ("updated", &s.updated), ("accessed", &s.accessed)]
        {
            self.optional(label, date.as_ref().map(Edtf::long).as_deref())?;
        }
        self.optional("language", s.lang.as_deref())?;
        self.optional("link", s.url.as_deref())?;
        self.optional("archive", s.archive.as_deref())?;
        for statement in printed_in(c, ix) {
            let s = c.statement(statement);
            let para = s.para.map_or_else(|| "page".to_owned(), |para| format!("¶{para}"));
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

    pub(super) fn speaker(&mut self, ix: SpeakerIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.speaker(ix));
        self.head("", &s.name, &s.id)?;
        self.field("kind", s.kind.word())?;
        self.optional("party", s.party.map(|party| &*c.party(party).name))?;
        self.list("also", &s.aka)?;
        for post in &s.posts {
            self.field("post", &format!("{}{}", post.title, span(post)))?;
        }
        for record in c.by_speaker(ix) {
            let said = c.date(*record).map_or_else(|| "undated".to_owned(), Edtf::long);
            let words = match c.subject(*record) {
                Subject::Statement(head) => line::words(c.statement(head)),
                Subject::Event(_) => continue,
            };
            self.field("said", &format!("{said}: {words} ({})", c.record_id(*record)))?;
        }
        Ok(())
    }

    pub(super) fn series(&mut self, ix: SeriesIx) -> io::Result<()> {
        let (c, s) = (self.c, &self.c.series()[ix.at()]);
        self.head("", &format!("{}: {}", c.party(s.party).name, s.measure), &s.id)?;
        self.optional("unit", s.unit.as_deref())?;
        if let Some(limit) = &s.limit {
            let from = limit.from.as_ref().map_or_else(String::new, |from| format!(" from {from}"));
            self.field("limit", &format!("{}{from}", Number(limit.value)))?;
        }
        for point in &s.points {
            let value = point
                .value
                .map_or_else(|| "not provided".to_owned(), |value| Number(value).to_string());
            let pin = point.cite.map_or_else(
                || "no source".to_owned(),
                |cite| line::pin(c, cite.source, cite.para),
            );
            self.field(&point.date.long(), &format!("{value}  {}  {pin}", point.status))?;
        }
        Ok(())
    }
}

fn span(post: &Post) -> String {
    match (&post.from, &post.to) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(to)) => format!(", to {to}"),
        (None, None) => String::new(),
    }
}
