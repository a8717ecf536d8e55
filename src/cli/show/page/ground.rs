//! The pages of what claims rest on: sources, speakers, series.

use std::collections::HashSet;
use std::io;

use crate::chronology::date::Edtf;
use crate::chronology::model::{
    Basis, PointIx, Post, Series, SeriesIx, SourceIx, SpeakerIx, Subject,
};
use crate::text;
use crate::words::{self, Places};

use super::{LABEL, Page};

impl Page<'_> {
    pub(super) fn source(&mut self, ix: SourceIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.source(ix));
        self.head("", &format!("{}, {}", s.outlet, words::title(s)), &s.id)?;
        if let Some(summary) = &s.summary {
            self.body(summary)?;
        }
        self.field("kind", &s.kind_word())?;
        let outlet = format!("{}{}", s.outlet, words::grounds(&s.outlet_basis));
        self.optional("outlet", (s.outlet_basis != Basis::Stated).then_some(outlet.as_str()))?;
        self.list("authors", &s.authors)?;
        self.list("editors", &s.editors)?;
        self.optional("dateline", s.dateline.as_deref())?;
        self.field("published", &words::when(s.published.as_ref(), &s.published_basis))?;
        for (label, date) in [
            ("stamp", &s.stamp),
            ("updated", &s.updated),
            ("retracted", &s.retracted),
            ("corrected", &s.corrected),
            ("accessed", &s.accessed),
        ] {
            self.optional(label, date.as_ref().map(Edtf::long).as_deref())?;
        }
        if let Some(original) = s.copy_of.map(|ix| c.source(ix)) {
            let (outlet, title) = (words::outlet(original), words::title(original));
            let became = words::became(original, Edtf::long);
            self.field("copy of", &format!("{outlet}, {title} ({}){became}", original.id))?;
        }
        self.optional("language", s.lang.as_deref().map(words::language).as_deref())?;
        self.optional("link", s.url.as_deref())?;
        self.optional("archive", s.archive.as_deref())?;
        self.printed_here(ix)
    }

    /// What a source prints, in the order of the document, each event once with all its places; then the figures.
    fn printed_here(&mut self, ix: SourceIx) -> io::Result<()> {
        let c = self.c;
        let place = |places: &Places<'_>| match places.words() {
            place if place.is_empty() => "page".to_owned(),
            place => place,
        };
        let mut events = HashSet::new();
        for passage in c.passages(ix).iter().filter(|passage| !passage.again) {
            let subject = c.told_by(passage.citation);
            if matches!(subject, Subject::Event(event) if !events.insert(event)) {
                continue;
            }
            self.field(&place(&words::places_in(c, passage.citation)), &self.named(subject))?;
        }
        for &point in c.points() {
            let Some(cite) = c.point(point).cite.as_ref().filter(|cite| cite.source == ix) else {
                continue;
            };
            let figure = format!("{} ({})", words::figure(c, point), c.point_id(point));
            self.field(&place(&Places::of(cite.as_ref())), &figure)?;
        }
        Ok(())
    }

    pub(super) fn speaker(&mut self, ix: SpeakerIx) -> io::Result<()> {
        let (c, s) = (self.c, self.c.speaker(ix));
        self.head("", &s.name, &s.id)?;
        self.field("kind", s.kind.word())?;
        self.optional("short", s.short.as_deref())?;
        self.optional("party", s.party.map(|party| &*c.party(party).name))?;
        self.list("also", &s.aka)?;
        for post in &s.posts {
            self.field("post", &format!("{}{}", post.title, span(post)))?;
        }
        for record in c.by_speaker(ix) {
            let Subject::Statement(head) = c.subject(*record) else { continue };
            let (s, said) = (c.statement(head), words::marked(c.date(*record), c.basis(*record)));
            let words = format!("{} {}", words::glyph_of(c, s), words::beside_glyph(s));
            self.field("said", &format!("{said}: {words} ({})", s.id))?;
        }
        Ok(())
    }

    pub(super) fn series(&mut self, ix: SeriesIx) -> io::Result<()> {
        let (c, s) = (self.c, &self.c.series()[ix.at()]);
        self.head("", &words::series(c, s), &s.id)?;
        self.optional("unit", s.unit.as_deref())?;
        self.limit(s)?;
        let dates = s.points.iter().map(|point| text::width(&point.date.long()) + 2);
        let column = dates.max().unwrap_or(0).max(LABEL);
        for point in &s.points {
            let pin = point.cite.as_ref().map(|cite| words::cite(c, cite.as_ref()));
            let pin = pin.unwrap_or_else(|| "no source".to_owned());
            let given = point.published.as_ref().map(|date| format!(", given out {date}"));
            let given = given.unwrap_or_default();
            let value = point.value.map(|value| format!("{}  ", words::number(value)));
            let told =
                format!("{}{}  {pin}{given}", value.unwrap_or_default(), words::status(point));
            self.row(column, &point.date.long(), &told)?;
        }
        Ok(())
    }

    pub(super) fn point(&mut self, ix: PointIx) -> io::Result<()> {
        let (c, s, point) = (self.c, &self.c.series()[ix.series.at()], self.c.point(ix));
        self.head("", &words::figure(c, ix), c.point_id(ix))?;
        self.field("status", words::status(point).word())?;
        self.limit(s)?;
        self.optional("given out", point.published.as_ref().map(Edtf::long).as_deref())?;
        if point.cite.is_none() {
            self.field("rests on", "no source")?;
        }
        self.cites(point.cite.as_slice())?;
        self.field("series", &s.id)
    }

    fn limit(&mut self, s: &Series) -> io::Result<()> {
        let Some(limit) = &s.limit else { return Ok(()) };
        let from = limit.from.as_ref().map_or_else(String::new, |from| format!(" from {from}"));
        self.field("limit", &format!("{}{from}", words::number(limit.value)))
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
