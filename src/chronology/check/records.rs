//! Events and statements: what happened and who said what. Groups of reports are resolved here, and
//! members take from their head what they leave out.

use rustc_hash::FxHashMap;

use super::super::Records;
use super::super::model::{
    Event, EventIx, Link, LinkKind, Place, Statement, StatementIx, StatementKind, Subject, Target,
    Translation,
};
use super::super::problem::Code;
use super::super::ron::raw::{RawEvent, RawLink, RawStatement};
use super::super::ron::read::At;
use super::super::ron::scan::Step;
use super::Check;

impl Check<'_> {
    pub(super) fn claims(
        &mut self,
        events: Vec<At<RawEvent>>,
        statements: Vec<At<RawStatement>>,
        records: &mut Records,
    ) {
        let mut event_links = Vec::new();
        for At { mut value, place } in events {
            let links = std::mem::take(&mut value.links);
            if let Some(event) = self.event(value, place) {
                let ix = EventIx::from(records.events.len());
                self.found.insert(event.id.to_string(), Target::Event(ix));
                event_links.push(links);
                records.events.push(event);
            }
        }
        let mut loose: Vec<Loose> = Vec::with_capacity(statements.len());
        for At { mut value, place } in statements {
            let links = std::mem::take(&mut value.links);
            let same_as = value.same_as.take();
            if let Some(statement) = self.statement(value, place, same_as.is_some()) {
                loose.push(Loose { statement, same_as, links });
            }
        }
        let loose = self.group(loose);
        let mut statement_links = Vec::with_capacity(loose.len());
        for (i, (loose, _)) in loose.iter().enumerate() {
            self.found
                .insert(loose.statement.id.to_string(), Target::Statement(StatementIx::from(i)));
        }
        for (mut loose, head) in loose {
            loose.statement.same_as = head.map(StatementIx::from);
            statement_links.push(std::mem::take(&mut loose.links));
            records.statements.push(loose.statement);
        }
        inherit(&mut records.statements);
        self.require_speakers(records);
        for (i, links) in event_links.iter().enumerate() {
            let (place, own) = (records.events[i].place, Subject::Event(EventIx::from(i)));
            records.events[i].links = self.links(place, own, links);
        }
        for (i, links) in statement_links.iter().enumerate().filter(|(_, links)| !links.is_empty())
        {
            let (place, own) =
                (records.statements[i].place, Subject::Statement(StatementIx::from(i)));
            records.statements[i].links = self.links(place, own, links);
        }
    }

    fn event(&mut self, raw: RawEvent, place: Place) -> Option<Event> {
        let before = self.errors();
        let event = Event {
            title: self.filled(place, "title", &raw.title),
            date: self.date(place, &[Step::Field("date")], raw.date.as_deref()),
            basis: self.basis(place, "basis", raw.basis),
            summary: self.optional(place, "summary", raw.summary),
            milestone: raw.milestone,
            cites: self.cites(place, &raw.cites),
            topics: self.lines(place, "topics", &raw.topics),
            links: Vec::new(),
            asks: raw.asks,
            id: raw.id.into(),
            place,
        };
        self.keep(before, event)
    }

    fn statement(&mut self, raw: RawStatement, place: Place, member: bool) -> Option<Statement> {
        let before = self.errors();
        let source = self.source(place, &[Step::Field("source")], &raw.source);
        let para = self.para(place, &[Step::Field("para")], raw.para);
        for (i, also) in raw.also.iter().enumerate() {
            self.para(place, &[Step::Field("also"), Step::Item(i)], Some(*also));
        }
        if raw.para.is_none() && raw.kind.is_verbatim() {
            let message = format!("this {} names no paragraph", raw.kind);
            let help =
                "add `para: N`, counting the non-empty lines of the article from 1".to_owned();
            self.report(place, &[Step::Field("source")], Code::NoParagraph, message, Some(help));
        }
        if raw.speaker.is_none() && raw.kind == StatementKind::Quote && !member {
            self.report_no_speaker(place);
        }
        let speaker = self.speaker(place, &[Step::Field("speaker")], raw.speaker.as_deref());
        let said = self.date(place, &[Step::Field("said")], raw.said.as_deref());
        let event = raw.event.as_deref().and_then(|id| self.event_of(place, id));
        let basis = self.basis(place, "basis", raw.basis.unwrap_or_default());
        let statement = Statement {
            source: source?,
            para,
            also: raw.also,
            kind: raw.kind,
            speaker,
            said,
            basis,
            venue: self.optional(place, "venue", raw.venue),
            event,
            via: self.optional(place, "via", raw.via),
            translation: raw.translation.map(|t| self.translation(place, &t)),
            same_as: None,
            links: Vec::new(),
            asks: raw.asks,
            topics: self.lines(place, "topics", &raw.topics),
            text: self.filled(place, "text", &raw.text),
            id: raw.id.into(),
            place,
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

    fn report_no_speaker(&mut self, place: Place) {
        let message = "this quotation names no speaker".to_owned();
        let help = "add `speaker: \"…\"`; a source that withholds the name has a speaker of kind Anonymous".to_owned();
        self.report(place, &[Step::Field("kind")], Code::NoSpeaker, message, Some(help));
    }

    fn event_of(&mut self, place: Place, id: &str) -> Option<EventIx> {
        match self.resolve(place, &[Step::Field("event")], "event", id) {
            Some(Target::Event(ix)) => Some(ix),
            _ => None,
        }
    }

    fn translation(&mut self, place: Place, raw: &Translation) -> Translation {
        let at = [Step::Field("translation")];
        let by = raw.by.as_ref().map(|by| self.line(place, &at, by));
        Translation { from: self.line(place, &at, &raw.from), by }
    }

    /// Resolves `same_as`: each member with the position of its head among the survivors.
    fn group(&mut self, loose: Vec<Loose>) -> Vec<(Loose, Option<usize>)> {
        let by_id: FxHashMap<&str, usize> =
            loose.iter().enumerate().map(|(i, l)| (&*l.statement.id, i)).collect();
        let heads: Vec<Head> = (0..loose.len()).map(|i| head_of(&loose, &by_id, i)).collect();
        for (i, head) in heads.iter().enumerate() {
            self.report_head(&loose[i], head);
        }
        // A member whose head is left out goes with it.
        let mut position = vec![None; loose.len()];
        let mut kept = 0;
        for (i, head) in heads.iter().enumerate() {
            if matches!(head, Head::Itself | Head::At { .. }) {
                position[i] = Some(kept);
                kept += 1;
            }
        }
        (loose.into_iter().zip(heads).enumerate())
            .filter(|(i, _)| position[*i].is_some())
            .map(|(_, (loose, head))| match head {
                Head::At { head, .. } => (loose, position[head]),
                _ => (loose, None),
            })
            .collect()
    }

    fn report_head(&mut self, loose: &Loose, head: &Head) {
        let place = loose.statement.place;
        let at = [Step::Field("same_as")];
        let id = loose.same_as.as_deref().unwrap_or_default();
        match head {
            Head::Itself | Head::At { chained: false, .. } => return,
            Head::At { chained: true, .. } => {
                let message = format!("`{id}` is itself a report of other words");
                let help = "point same_as at the head of the group".to_owned();
                self.report(place, &at, Code::Chain, message, Some(help));
                return;
            }
            Head::Circle => {
                let message = format!("same_as goes round in a circle through `{id}`");
                let help = "let one report of the words have no same_as and all others point at it"
                    .to_owned();
                self.report(place, &at, Code::Cycle, message, Some(help));
            }
            Head::Missing => {
                self.resolve(place, &at, "statement", id);
            }
            Head::LostWith(lost) => {
                let message =
                    format!("this rests on `{lost}`, which was left out for problems of its own");
                self.report(
                    place,
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
            self.report_no_speaker(statement.place);
        }
    }

    fn links(&mut self, place: Place, own: Subject, raw: &[RawLink]) -> Vec<Link> {
        let mut links = Vec::with_capacity(raw.len());
        for (i, link) in raw.iter().enumerate() {
            let (kind, id) = match link {
                RawLink::RespondsTo(id) => (LinkKind::RespondsTo, id),
                RawLink::Repeats(id) => (LinkKind::Repeats, id),
                RawLink::Contradicts(id) => (LinkKind::Contradicts, id),
                RawLink::WalksBack(id) => (LinkKind::WalksBack, id),
            };
            let at = [Step::Field("links"), Step::Item(i)];
            let to = match self.resolve(place, &at, "record", id) {
                Some(Target::Event(ix)) => Subject::Event(ix),
                Some(Target::Statement(ix)) => Subject::Statement(ix),
                Some(_) => {
                    let message = format!("`{id}` is neither an event nor a statement");
                    let help = "links go to what happened or what was said".to_owned();
                    self.report(place, &at, Code::UnknownReference, message, Some(help));
                    continue;
                }
                None => continue,
            };
            if to == own {
                let message = "this record links to itself".to_owned();
                self.report(
                    place,
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
struct Loose {
    statement: Statement,
    same_as: Option<String>,
    links: Vec<RawLink>,
}

/// Where the chain of `same_as` ends.
enum Head {
    Itself,
    At { head: usize, chained: bool },
    Circle,
    Missing,
    LostWith(String),
}

fn head_of(loose: &[Loose], by_id: &FxHashMap<&str, usize>, start: usize) -> Head {
    let Some(first) = loose[start].same_as.as_deref() else {
        return Head::Itself;
    };
    let Some(&(mut here)) = by_id.get(first) else {
        return Head::Missing;
    };
    let mut steps = 0;
    while let Some(next) = loose[here].same_as.as_deref() {
        steps += 1;
        if here == start || steps > loose.len() {
            return Head::Circle;
        }
        match by_id.get(next) {
            Some(&at) => here = at,
            None => return Head::LostWith(loose[here].statement.id.to_string()),
        }
    }
    Head::At { head: here, chained: steps > 0 }
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
