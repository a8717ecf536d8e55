//! Records of each kind, field by field: what files say becomes what the model holds, or a problem.

use super::super::Records;
use super::super::clocks::PartyClock;
use super::super::date::Edtf;
use serde::Deserialize;
use serde::de::value::{Error as WordError, StrDeserializer};

use super::super::model::{
    Anchor, Event, EventIx, Limit, Location, Meta, Note, NoteIx, Original, Party, PartyIx, Point,
    PointStatus, Post, Series, SeriesIx, Source, SourceIx, SourceKind, Speaker, SpeakerIx,
    Statement, StatementIx, StatementKind, Subject, Target, Translation,
};
use super::super::problem::ProblemCode;
use super::super::ron::raw::{
    RawAnchor, RawClock, RawEvent, RawMeta, RawNote, RawOriginal, RawParty, RawPoint, RawPost,
    RawSeries, RawSource, RawSpeaker, RawStatement,
};
use super::super::ron::read::At;
use super::super::ron::scan::PathStep::{self, Field, Item};
use super::Check;
use super::references::{Ungrouped, inherit};
use crate::text::spelling::nearest_name;

/// The schema that this program reads.
const SCHEMA: u32 = 1;

impl Check<'_> {
    /// What the dataset says of itself; its anchor, which waits for the events.
    pub(super) fn meta(&mut self, mut all: Vec<At<RawMeta>>) -> (Meta, Option<At<RawAnchor>>) {
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
            return (Meta { title: "Untitled chronology".to_owned(), ..Meta::default() }, None);
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
        let meta = Meta {
            title: self.line(location, &[Field("title")], &raw.title).into(),
            description: raw
                .description
                .map(|d| self.line(location, &[Field("description")], &d).into()),
            updated: self.date(location, &[Field("updated")], raw.updated.as_deref()),
            version: raw.version.map(|v| self.line(location, &[Field("version")], &v).into()),
            licence: raw.licence.map(|l| self.line(location, &[Field("licence")], &l).into()),
            editors: raw
                .editors
                .iter()
                .map(|e| self.line(location, &[Field("editors")], e).into())
                .collect(),
            anchor: None,
        };
        (meta, raw.anchor.map(|value| At { value, location }))
    }

    /// The event from which the dataset counts time.
    pub(super) fn anchor(&mut self, raw: &At<RawAnchor>) -> Option<Anchor> {
        let At { value, location } = raw;
        let at = [Field("anchor"), Field("event")];
        let event = self.event_at(*location, &at, &value.event)?;
        let label = value.label.as_deref().unwrap_or("T");
        Some(Anchor { event, label: self.line(*location, &[Field("anchor")], label) })
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
                short: self.optional(location, "short", value.short),
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
        let mut copies: Vec<(SourceIx, String)> = Vec::new();
        for At { value, location } in raw {
            let ix = SourceIx::from(records.sources.len());
            self.found.insert(value.id.clone(), Target::Source(ix));
            copies.extend(value.copy_of.map(|id| (ix, id)));
            let mut date = |field, value: Option<String>| {
                self.date(location, &[Field(field)], value.as_deref())
            };
            let stamp = date("stamp", value.stamp);
            let published = date("published", value.published);
            let updated = date("updated", value.updated);
            let corrected = date("corrected", value.corrected);
            let retracted = date("retracted", value.retracted);
            let accessed = date("accessed", value.accessed);
            records.sources.push(Source {
                kind: self.source_kind(location, &value.kind.0),
                id: value.id.into(),
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
                corrected,
                retracted,
                copy_of: None,
                lang: self.optional(location, "lang", value.lang),
                url: self.url(location, "url", value.url),
                archive: self.url(location, "archive", value.archive),
                accessed,
                summary: self.optional(location, "summary", value.summary),
                location,
            });
        }
        for (copy, id) in copies {
            let location = records.sources[copy.at()].location;
            records.sources[copy.at()].copy_of = self.source(location, &[Field("copy_of")], &id);
        }
        self.break_copies_in_circles(&mut records.sources);
    }

    /// An unknown kind costs nothing but itself: all that the source prints rests on it.
    fn source_kind(&mut self, location: Location, word: &str) -> SourceKind {
        if let Ok(kind) = SourceKind::deserialize(StrDeserializer::<WordError>::new(word)) {
            return kind;
        }
        let known = SourceKind::ALL.iter().filter(|kind| **kind != SourceKind::Unknown);
        let known: Vec<String> = known.map(|kind| format!("{kind:?}")).collect();
        let help = match nearest_name(word, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        let message =
            format!("`{word}` is no kind of source that is known here; the source is kept");
        let at = [Field("kind")];
        self.report(location, &at, ProblemCode::UnknownKind, message, Some(help));
        SourceKind::Unknown
    }

    /// A copy of a copy leads to an original in the end, or the copies of the circle lead nowhere.
    fn break_copies_in_circles(&mut self, sources: &mut [Source]) {
        // The walk that came by a source, counted from 1; each walk ends where another has been.
        let mut walked = vec![0; sources.len()];
        for start in 0..sources.len() {
            let mut here = start;
            while walked[here] == 0 {
                walked[here] = start + 1;
                let Some(next) = sources[here].copy_of else { break };
                here = next.at();
                if walked[here] == start + 1 {
                    let message = "copy_of goes round in a circle".to_owned();
                    let help = "let the original have no copy_of, and each copy name what it was made from";
                    let (location, at) = (sources[here].location, [Field("copy_of")]);
                    self.report(location, &at, ProblemCode::Cycle, message, Some(help.into()));
                    sources[here].copy_of = None;
                }
            }
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
        let source = match &raw.source {
            Some(id) => self.source(location, &[Field("source")], id),
            None => {
                self.report_missing(location, &[], "a statement", "source");
                None
            }
        };
        let para = self.para(location, &[Field("para")], raw.para);
        for (i, also) in raw.also.iter().enumerate() {
            self.para(location, &[Field("also"), Item(i)], Some(*also));
        }
        if raw.para.is_none() && raw.locator.is_none() && raw.kind.is_verbatim() {
            let message = format!("this {} names no paragraph", raw.kind);
            let help = "add `para: N`, counting the non-empty lines of the article from 1, or `locator: \"p. 12\"`".to_owned();
            self.report(
                location,
                &[Field("source")],
                ProblemCode::NoParagraph,
                message,
                Some(help),
            );
        }
        let mute = raw.speaker.is_none() && raw.speakers.is_empty();
        if mute && raw.kind == StatementKind::Quote && !member {
            self.report_no_speaker(location);
        }
        let (speaker, speakers) = self.all_speakers(location, &raw);
        let said = self.date(location, &[Field("said")], raw.said.as_deref());
        let event = raw.event.as_deref().and_then(|id| self.event(location, id));
        let basis = self.basis(location, "basis", raw.basis.unwrap_or_default());
        let statement = Statement {
            source: source?,
            para,
            locator: self.optional(location, "locator", raw.locator),
            also: raw.also,
            kind: raw.kind,
            speaker,
            speakers,
            to: self.lines(location, "to", &raw.to),
            said,
            basis,
            venue: self.optional(location, "venue", raw.venue),
            place: self.optional(location, "place", raw.place),
            event,
            via: self.optional(location, "via", raw.via),
            hearsay: raw.hearsay,
            original: raw.original.map(|o| self.original(location, &o)),
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

    /// Who said it: the first of all, and all where they are several.
    fn all_speakers(
        &mut self,
        location: Location,
        raw: &RawStatement,
    ) -> (Option<SpeakerIx>, Vec<SpeakerIx>) {
        let one = self.speaker(location, &[Field("speaker")], raw.speaker.as_deref());
        let mut all: Vec<SpeakerIx> = one.into_iter().collect();
        for (i, id) in raw.speakers.iter().enumerate() {
            let speaker = self.speaker(location, &[Field("speakers"), Item(i)], Some(id));
            all.extend(speaker.filter(|speaker| !all.contains(speaker)));
        }
        let first = all.first().copied();
        (first, if all.len() > 1 { all } else { Vec::new() })
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

    fn original(&mut self, location: Location, raw: &RawOriginal) -> Original {
        let at = |field| [Field("original"), Field(field)];
        Original {
            lang: self.line(location, &at("lang"), &raw.lang),
            text: self.line(location, &at("text"), &raw.text),
        }
    }

    /// A field that neither the record gives nor the defaults of its file.
    fn report_missing(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        what: &str,
        field: &str,
    ) {
        let message = format!("{what} needs the field `{field}`");
        let help = format!("add `{field}: …` to it, or to the `defaults` of its file");
        self.report(location, path, ProblemCode::MissingField, message, Some(help));
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
            let party =
                value.party.as_deref().map(|id| self.party(location, &[Field("party")], id));
            if party == Some(None) {
                self.left_out += 1;
                continue;
            }
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
                party: party.flatten(),
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
        if raw.value.is_some() && raw.status == Some(PointStatus::NotProvided) {
            let message = "this point has a value, and says that none was provided".to_owned();
            let help = "leave the value out, or write another status".to_owned();
            self.report(location, &at("value"), ProblemCode::BadNumber, message, Some(help));
        }
        let cite = raw.cite.as_ref().and_then(|c| self.cite(location, &at("cite"), c));
        let published = self.date(location, &at("published"), raw.published.as_deref());
        if raw.status.is_none() {
            let path = [Field("points"), Item(i)];
            self.report_missing(location, &path, "a point", "status");
        }
        if self.errors() > before {
            self.left_out += 1;
            return None;
        }
        Some(Point { date: date?, value: raw.value, cite, status: raw.status?, published })
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
            let since = self.date(location, &[Field("since")], value.since.as_deref());
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
                since,
                location,
            });
        }
    }
}
