//! Records of each kind, field by field: what files say becomes what the model holds, or a problem.

use super::super::Records;
use super::super::clocks::PartyClock;
use super::super::date::Edtf;
use super::super::model::{
    Event, EventIx, Limit, Location, Meta, Note, NoteIx, Party, PartyIx, Point, Post, Series,
    SeriesIx, Source, SourceIx, Speaker, SpeakerIx, Statement, StatementIx, StatementKind, Subject,
    Target, Translation,
};
use super::super::problem::ProblemCode;
use super::super::ron::raw::{
    RawClock, RawEvent, RawMeta, RawNote, RawParty, RawPoint, RawPost, RawSeries, RawSource,
    RawSpeaker, RawStatement,
};
use super::super::ron::read::At;
use super::super::ron::scan::PathStep::{Field, Item};
use super::Check;
use super::references::{Ungrouped, inherit};
use crate::text::spelling::nearest_name;

/// The schema that this program reads.
const SCHEMA: u32 = 1;

impl Check<'_> {
    pub(super) fn meta(&mut self, mut all: Vec<At<RawMeta>>) -> Meta {
        for extra in all.iter().skip(1) {
            let message =
                "the dataset describes itself twice; only the first `meta` is used".to_owned();
            self.report(
                extra.location,
                &[],
                ProblemCode::DuplicateField,
                message,
                Some("keep one of the two".into()),
            );
        }
        if all.is_empty() {
            return Meta { title: "Untitled chronology".to_owned(), ..Meta::default() };
        }
        let At { value: raw, location } = all.swap_remove(0);
        if raw.schema != SCHEMA {
            let message = format!(
                "this dataset is of schema {}, this program reads schema {SCHEMA}",
                raw.schema
            );
            let help = format!(
                "write schema: {SCHEMA} if the records follow it, or use a newer startline"
            );
            self.report(
                location,
                &[Field("schema")],
                ProblemCode::UnknownSchema,
                message,
                Some(help),
            );
        }
        Meta {
            title: self.line(location, &[Field("title")], &raw.title).into(),
            description: raw
                .description
                .map(|d| self.line(location, &[Field("description")], &d).into()),
            updated: self.date(location, &[Field("updated")], raw.updated.as_deref()),
            licence: raw.licence.map(|l| self.line(location, &[Field("licence")], &l).into()),
            editors: raw
                .editors
                .iter()
                .map(|e| self.line(location, &[Field("editors")], e).into())
                .collect(),
        }
    }

    pub(super) fn parties(&mut self, raw: Vec<At<RawParty>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Party(PartyIx::from(records.parties.len())));
            let name = self.filled(location, "name", &value.name);
            let aka = self.lines(location, "aka", &value.aka);
            let clock = value.clock.as_ref().and_then(|clock| self.clock(location, clock));
            records.parties.push(Party { id: value.id.into(), name, aka, clock, location });
        }
    }

    fn clock(&mut self, location: Location, raw: &RawClock) -> Option<PartyClock> {
        let name = self.line(location, &[Field("clock"), Field("place")], &raw.place);
        if let Ok(zone) = raw.zone.parse() {
            return Some(PartyClock { place: name, zone });
        }
        let message = format!("`{}` is no time zone of the IANA database", raw.zone);
        let help = match nearest_name(&raw.zone, chrono_tz::TZ_VARIANTS.iter().map(|z| z.name())) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write a zone such as \"Europe/Paris\"".to_owned(),
        };
        self.report(
            location,
            &[Field("clock"), Field("zone")],
            ProblemCode::UnknownZone,
            message,
            Some(help),
        );
        None
    }

    pub(super) fn speakers(&mut self, raw: Vec<At<RawSpeaker>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Speaker(SpeakerIx::from(records.speakers.len())));
            let party = value.party.and_then(|p| self.party(location, &[Field("party")], &p));
            let posts = value.posts.iter().enumerate();
            let posts = posts.filter_map(|(i, post)| self.post(location, i, post)).collect();
            records.speakers.push(Speaker {
                name: self.filled(location, "name", &value.name),
                aka: self.lines(location, "aka", &value.aka),
                id: value.id.into(),
                kind: value.kind,
                party,
                posts,
                location,
            });
        }
    }

    fn post(&mut self, location: Location, i: usize, raw: &RawPost) -> Option<Post> {
        let at = |field| [Field("posts"), Item(i), Field(field)];
        let before = self.errors();
        let title = self.line(location, &at("title"), &raw.title);
        let from = self.date(location, &at("from"), raw.from.as_deref());
        let to = self.date(location, &at("to"), raw.to.as_deref());
        let first = from.as_ref().and_then(Edtf::earliest);
        let last = to.as_ref().and_then(Edtf::latest);
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            let message = "this post ends before it starts".to_owned();
            self.report(
                location,
                &at("to"),
                ProblemCode::EndBeforeStart,
                message,
                Some("check both dates".into()),
            );
        }
        (self.errors() == before).then_some(Post { title, from, to })
    }

    pub(super) fn sources(&mut self, raw: Vec<At<RawSource>>, records: &mut Records) {
        for At { value, location } in raw {
            self.found
                .insert(value.id.clone(), Target::Source(SourceIx::from(records.sources.len())));
            let mut date = |field, value: Option<String>| {
                self.date(location, &[Field(field)], value.as_deref())
            };
            let stamp = date("stamp", value.stamp);
            let published = date("published", value.published);
            let updated = date("updated", value.updated);
            let accessed = date("accessed", value.accessed);
            records.sources.push(Source {
                id: value.id.into(),
                kind: value.kind,
                outlet: self.filled(location, "outlet", &value.outlet),
                outlet_basis: self.basis(location, "outlet_basis", value.outlet_basis),
                title: self.optional(location, "title", value.title),
                authors: self.lines(location, "authors", &value.authors),
                editors: self.lines(location, "editors", &value.editors),
                dateline: self.optional(location, "dateline", value.dateline),
                stamp,
                published,
                published_basis: self.basis(location, "published_basis", value.published_basis),
                updated,
                lang: self.optional(location, "lang", value.lang),
                url: self.url(location, "url", value.url),
                archive: self.url(location, "archive", value.archive),
                accessed,
                summary: self.optional(location, "summary", value.summary),
                location,
            });
        }
    }

    pub(super) fn claims(
        &mut self,
        events: Vec<At<RawEvent>>,
        statements: Vec<At<RawStatement>>,
        records: &mut Records,
    ) {
        let mut event_links = Vec::new();
        for At { mut value, location } in events {
            let links = std::mem::take(&mut value.links);
            if let Some(event) = self.one_event(value, location) {
                let ix = EventIx::from(records.events.len());
                self.found.insert(event.id.to_string(), Target::Event(ix));
                event_links.push(links);
                records.events.push(event);
            }
        }
        let mut ungrouped: Vec<Ungrouped> = Vec::with_capacity(statements.len());
        for At { mut value, location } in statements {
            let links = std::mem::take(&mut value.links);
            let same_as = value.same_as.take();
            if let Some(statement) = self.one_statement(value, location, same_as.is_some()) {
                ungrouped.push(Ungrouped { statement, same_as, links });
            }
        }
        let ungrouped = self.group(ungrouped);
        let mut statement_links = Vec::with_capacity(ungrouped.len());
        for (i, (ungrouped, _)) in ungrouped.iter().enumerate() {
            self.found.insert(
                ungrouped.statement.id.to_string(),
                Target::Statement(StatementIx::from(i)),
            );
        }
        for (mut ungrouped, head) in ungrouped {
            ungrouped.statement.same_as = head.map(StatementIx::from);
            statement_links.push(std::mem::take(&mut ungrouped.links));
            records.statements.push(ungrouped.statement);
        }
        inherit(&mut records.statements);
        self.require_speakers(records);
        for (i, links) in event_links.iter().enumerate() {
            let (location, own) = (records.events[i].location, Subject::Event(EventIx::from(i)));
            records.events[i].links = self.links(location, own, links);
        }
        for (i, links) in statement_links.iter().enumerate().filter(|(_, links)| !links.is_empty())
        {
            let (location, own) =
                (records.statements[i].location, Subject::Statement(StatementIx::from(i)));
            records.statements[i].links = self.links(location, own, links);
        }
    }

    fn one_event(&mut self, raw: RawEvent, location: Location) -> Option<Event> {
        let before = self.errors();
        let event = Event {
            title: self.filled(location, "title", &raw.title),
            date: self.date(location, &[Field("date")], raw.date.as_deref()),
            basis: self.basis(location, "basis", raw.basis),
            summary: self.optional(location, "summary", raw.summary),
            milestone: raw.milestone,
            cites: self.cites(location, &raw.cites),
            topics: self.lines(location, "topics", &raw.topics),
            links: Vec::new(),
            asks: raw.asks,
            id: raw.id.into(),
            location,
        };
        self.keep(before, event)
    }

    fn one_statement(
        &mut self,
        raw: RawStatement,
        location: Location,
        member: bool,
    ) -> Option<Statement> {
        let before = self.errors();
        let source = self.source(location, &[Field("source")], &raw.source);
        let para = self.para(location, &[Field("para")], raw.para);
        for (i, also) in raw.also.iter().enumerate() {
            self.para(location, &[Field("also"), Item(i)], Some(*also));
        }
        if raw.para.is_none() && raw.kind.is_verbatim() {
            let message = format!("this {} names no paragraph", raw.kind);
            let help =
                "add `para: N`, counting the non-empty lines of the article from 1".to_owned();
            self.report(
                location,
                &[Field("source")],
                ProblemCode::NoParagraph,
                message,
                Some(help),
            );
        }
        if raw.speaker.is_none() && raw.kind == StatementKind::Quote && !member {
            self.report_no_speaker(location);
        }
        let speaker = self.speaker(location, &[Field("speaker")], raw.speaker.as_deref());
        let said = self.date(location, &[Field("said")], raw.said.as_deref());
        let event = raw.event.as_deref().and_then(|id| self.event(location, id));
        let basis = self.basis(location, "basis", raw.basis.unwrap_or_default());
        let statement = Statement {
            source: source?,
            para,
            also: raw.also,
            kind: raw.kind,
            speaker,
            said,
            basis,
            venue: self.optional(location, "venue", raw.venue),
            event,
            via: self.optional(location, "via", raw.via),
            translation: raw.translation.map(|t| self.translation(location, &t)),
            same_as: None,
            links: Vec::new(),
            asks: raw.asks,
            topics: self.lines(location, "topics", &raw.topics),
            text: self.filled(location, "text", &raw.text),
            id: raw.id.into(),
            location,
        };
        self.keep(before, statement)
    }

    /// A claim with a fault in it is left out.
    fn keep<T>(&mut self, before: usize, claim: T) -> Option<T> {
        // Control characters are shown harmlessly, so they alone cost no record.
        let grave = self.problems[before..].iter().any(|p| p.code != ProblemCode::ControlCharacter);
        self.left_out += usize::from(grave);
        (!grave).then_some(claim)
    }

    fn translation(&mut self, location: Location, raw: &Translation) -> Translation {
        let at = [Field("translation")];
        let by = raw.by.as_ref().map(|by| self.line(location, &at, by));
        Translation { from: self.line(location, &at, &raw.from), by }
    }

    fn report_no_speaker(&mut self, location: Location) {
        let message = "this quotation names no speaker".to_owned();
        let help = "add `speaker: \"…\"`; a source that withholds the name has a speaker of kind Anonymous".to_owned();
        self.report(location, &[Field("kind")], ProblemCode::NoSpeaker, message, Some(help));
    }

    fn require_speakers(&mut self, records: &Records) {
        let mute = (records.statements.iter()).filter(|s| {
            s.kind == StatementKind::Quote && s.speaker.is_none() && s.same_as.is_some()
        });
        for statement in mute {
            self.report_no_speaker(statement.location);
        }
    }

    pub(super) fn series(&mut self, raw: Vec<At<RawSeries>>, records: &mut Records) {
        for At { value, location } in raw {
            let Some(party) = self.party(location, &[Field("party")], &value.party) else {
                self.left_out += 1;
                continue;
            };
            self.found
                .insert(value.id.clone(), Target::Series(SeriesIx::from(records.series.len())));
            let limit = value.limit.as_ref().and_then(|limit| {
                self.number(location, &[Field("limit"), Field("value")], limit.value)?;
                let from = [Field("limit"), Field("from")];
                Some(Limit {
                    value: limit.value,
                    from: self.date(location, &from, limit.from.as_deref()),
                })
            });
            let points = value.points.iter().enumerate();
            let mut points: Vec<Point> =
                points.filter_map(|(i, p)| self.point(location, i, p)).collect();
            points.sort_by(|a, b| a.date.cmp_in_time(&b.date));
            records.series.push(Series {
                id: value.id.into(),
                party,
                measure: self.filled(location, "measure", &value.measure),
                unit: self.optional(location, "unit", value.unit),
                limit,
                points,
                location,
            });
        }
    }

    fn point(&mut self, location: Location, i: usize, raw: &RawPoint) -> Option<Point> {
        let at = |field| [Field("points"), Item(i), Field(field)];
        let before = self.errors();
        let date = self.date(location, &at("date"), Some(&raw.date));
        if let Some(value) = raw.value {
            self.number(location, &at("value"), value);
        }
        let cite = raw.cite.as_ref().and_then(|c| self.cite(location, &at("cite"), c));
        if self.errors() > before {
            self.left_out += 1;
            return None;
        }
        Some(Point { date: date?, value: raw.value, cite, status: raw.status })
    }

    pub(super) fn notes(&mut self, raw: Vec<At<RawNote>>, records: &mut Records) {
        for At { value, location } in raw {
            let before = self.errors();
            let subjects = value.about.iter().enumerate();
            let about: Vec<Target> = subjects
                .filter_map(|(i, id)| {
                    self.resolve(location, &[Field("about"), Item(i)], "record", id)
                })
                .collect();
            if value.about.is_empty() {
                let message = "a note is about nothing".to_owned();
                let help = "name the ids of the records that it concerns in `about`".to_owned();
                self.report(location, &[Field("about")], ProblemCode::Empty, message, Some(help));
            }
            let text = self.filled(location, "text", &value.text);
            let cites = self.cites(location, &value.cites);
            if about.is_empty() || text.is_empty() {
                debug_assert!(self.errors() > before, "a note is left out only with a word on why");
                self.left_out += 1;
                continue;
            }
            self.found.insert(value.id.clone(), Target::Note(NoteIx::from(records.notes.len())));
            records.notes.push(Note {
                id: value.id.into(),
                kind: value.kind,
                about,
                text,
                cites,
                location,
            });
        }
    }
}
