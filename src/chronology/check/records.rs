//! Events and statements: what happened and who said what. Groups of reports are resolved here, and
//! members take from their head what they leave out.

use rustc_hash::FxHashMap;

use super::super::Records;
use super::super::model::{
    Event, EventIx, Link, LinkKind, Location, Statement, StatementIx, StatementKind, Subject,
    Target, Translation,
};
use super::super::problem::Code;
use super::super::ron::raw::{RawEvent, RawLink, RawStatement};
use super::super::ron::read::At;
use super::super::ron::scan::PathStep;
use super::Check;

impl Check<'_> {
    pub(super) fn claims(
        &mut self,
        events: Vec<At<RawEvent>>,
        statements: Vec<At<RawStatement>>,
        records: &mut Records,
    ) {
        let mut event_links = Vec::new();
        for At { mut value, location } in events {
            let links = std::mem::take(&mut value.links);
            if let Some(event) = self.event(value, location) {
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
            if let Some(statement) = self.statement(value, location, same_as.is_some()) {
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

    fn event(&mut self, raw: RawEvent, location: Location) -> Option<Event> {
        let before = self.errors();
        let event = Event {
            title: self.filled(location, "title", &raw.title),
            date: self.date(location, &[PathStep::Field("date")], raw.date.as_deref()),
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

    fn statement(
        &mut self,
        raw: RawStatement,
        location: Location,
        member: bool,
    ) -> Option<Statement> {
        let before = self.errors();
        let source = self.source(location, &[PathStep::Field("source")], &raw.source);
        let para = self.para(location, &[PathStep::Field("para")], raw.para);
        for (i, also) in raw.also.iter().enumerate() {
            self.para(location, &[PathStep::Field("also"), PathStep::Item(i)], Some(*also));
        }
        if raw.para.is_none() && raw.kind.is_verbatim() {
            let message = format!("this {} names no paragraph", raw.kind);
            let help =
                "add `para: N`, counting the non-empty lines of the article from 1".to_owned();
            self.report(
                location,
                &[PathStep::Field("source")],
                Code::NoParagraph,
                message,
                Some(help),
            );
        }
        if raw.speaker.is_none() && raw.kind == StatementKind::Quote && !member {
            self.report_no_speaker(location);
        }
        let speaker = self.speaker(location, &[PathStep::Field("speaker")], raw.speaker.as_deref());
        let said = self.date(location, &[PathStep::Field("said")], raw.said.as_deref());
        let event = raw.event.as_deref().and_then(|id| self.event_of(location, id));
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
        let grave = self.problems[before..].iter().any(|p| p.code != Code::ControlCharacter);
        self.left_out += usize::from(grave);
        (!grave).then_some(claim)
    }

    fn report_no_speaker(&mut self, location: Location) {
        let message = "this quotation names no speaker".to_owned();
        let help = "add `speaker: \"…\"`; a source that withholds the name has a speaker of kind Anonymous".to_owned();
        self.report(location, &[PathStep::Field("kind")], Code::NoSpeaker, message, Some(help));
    }

    fn event_of(&mut self, location: Location, id: &str) -> Option<EventIx> {
        match self.resolve(location, &[PathStep::Field("event")], "event", id) {
            Some(Target::Event(ix)) => Some(ix),
            _ => None,
        }
    }

    fn translation(&mut self, location: Location, raw: &Translation) -> Translation {
        let at = [PathStep::Field("translation")];
        let by = raw.by.as_ref().map(|by| self.line(location, &at, by));
        Translation { from: self.line(location, &at, &raw.from), by }
    }

    /// Resolves `same_as`: each member with the position of its head among the survivors.
    fn group(&mut self, ungrouped: Vec<Ungrouped>) -> Vec<(Ungrouped, Option<usize>)> {
        let by_id: FxHashMap<&str, usize> =
            ungrouped.iter().enumerate().map(|(i, l)| (&*l.statement.id, i)).collect();
        let heads: Vec<GroupHead> =
            (0..ungrouped.len()).map(|i| head_of(&ungrouped, &by_id, i)).collect();
        for (i, head) in heads.iter().enumerate() {
            self.report_head(&ungrouped[i], head);
        }
        // A member whose head is left out goes with it.
        let mut position = vec![None; ungrouped.len()];
        let mut kept = 0;
        for (i, head) in heads.iter().enumerate() {
            if matches!(head, GroupHead::Itself | GroupHead::At { .. }) {
                position[i] = Some(kept);
                kept += 1;
            }
        }
        (ungrouped.into_iter().zip(heads).enumerate())
            .filter(|(i, _)| position[*i].is_some())
            .map(|(_, (ungrouped, head))| match head {
                GroupHead::At { head, .. } => (ungrouped, position[head]),
                _ => (ungrouped, None),
            })
            .collect()
    }

    fn report_head(&mut self, ungrouped: &Ungrouped, head: &GroupHead) {
        let location = ungrouped.statement.location;
        let at = [PathStep::Field("same_as")];
        let id = ungrouped.same_as.as_deref().unwrap_or_default();
        match head {
            GroupHead::Itself | GroupHead::At { chained: false, .. } => return,
            GroupHead::At { chained: true, .. } => {
                let message = format!("`{id}` is itself a report of other words");
                let help = "point same_as at the head of the group".to_owned();
                self.report(location, &at, Code::Chain, message, Some(help));
                return;
            }
            GroupHead::Circle => {
                let message = format!("same_as goes round in a circle through `{id}`");
                let help = "let one report of the words have no same_as and all others point at it"
                    .to_owned();
                self.report(location, &at, Code::Cycle, message, Some(help));
            }
            GroupHead::Missing => {
                self.resolve(location, &at, "statement", id);
            }
            GroupHead::LostWith(lost) => {
                let message =
                    format!("this rests on `{lost}`, which was left out for problems of its own");
                self.report(
                    location,
                    &at,
                    Code::LeftOut,
                    message,
                    Some(format!("mend `{lost}` first")),
                );
            }
        }
        self.left_out += 1;
    }

    fn require_speakers(&mut self, records: &Records) {
        let mute = (records.statements.iter()).filter(|s| {
            s.kind == StatementKind::Quote && s.speaker.is_none() && s.same_as.is_some()
        });
        for statement in mute {
            self.report_no_speaker(statement.location);
        }
    }

    fn links(&mut self, location: Location, own: Subject, raw: &[RawLink]) -> Vec<Link> {
        let mut links = Vec::with_capacity(raw.len());
        for (i, link) in raw.iter().enumerate() {
            let (kind, id) = match link {
                RawLink::RespondsTo(id) => (LinkKind::RespondsTo, id),
                RawLink::Repeats(id) => (LinkKind::Repeats, id),
                RawLink::Contradicts(id) => (LinkKind::Contradicts, id),
                RawLink::WalksBack(id) => (LinkKind::WalksBack, id),
            };
            let at = [PathStep::Field("links"), PathStep::Item(i)];
            let to = match self.resolve(location, &at, "record", id) {
                Some(Target::Event(ix)) => Subject::Event(ix),
                Some(Target::Statement(ix)) => Subject::Statement(ix),
                Some(_) => {
                    let message = format!("`{id}` is neither an event nor a statement");
                    let help = "links go to what happened or what was said".to_owned();
                    self.report(location, &at, Code::UnknownReference, message, Some(help));
                    continue;
                }
                None => continue,
            };
            if to == own {
                let message = "this record links to itself".to_owned();
                self.report(
                    location,
                    &at,
                    Code::SelfLink,
                    message,
                    Some("link to another record".into()),
                );
                continue;
            }
            links.push(Link { kind, to });
        }
        links
    }
}

/// A statement whose references to other statements are not resolved yet.
struct Ungrouped {
    statement: Statement,
    same_as: Option<String>,
    links: Vec<RawLink>,
}

/// Where the chain of `same_as` ends.
enum GroupHead {
    Itself,
    At { head: usize, chained: bool },
    Circle,
    Missing,
    LostWith(String),
}

fn head_of(ungrouped: &[Ungrouped], by_id: &FxHashMap<&str, usize>, start: usize) -> GroupHead {
    let Some(first) = ungrouped[start].same_as.as_deref() else {
        return GroupHead::Itself;
    };
    let Some(&(mut here)) = by_id.get(first) else {
        return GroupHead::Missing;
    };
    let mut steps = 0;
    while let Some(next) = ungrouped[here].same_as.as_deref() {
        steps += 1;
        if here == start || steps > ungrouped.len() {
            return GroupHead::Circle;
        }
        match by_id.get(next) {
            Some(&at) => here = at,
            None => return GroupHead::LostWith(ungrouped[here].statement.id.to_string()),
        }
    }
    GroupHead::At { head: here, chained: steps > 0 }
}

/// Members of a group take from the head what they leave out.
fn inherit(statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let Some(head) = statements[i].same_as else {
            continue;
        };
        let head = statements[head.at()].clone();
        let member = &mut statements[i];
        member.speaker = member.speaker.or(head.speaker);
        member.event = member.event.or(head.event);
        if member.said.is_none() {
            member.said = head.said;
            member.basis = head.basis;
        }
        member.venue = member.venue.take().or(head.venue);
    }
}
