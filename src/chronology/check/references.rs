//! The ids by which records name each other: which are declared, which record each means, the groups of
//! reports of the same words, and links.
//!
//! A reference that leads nowhere is reported where it stands, with the nearest id that would lead somewhere.

use rustc_hash::FxHashMap;

use super::super::model::{
    Cite, EventIx, Link, LinkKind, Location, PartyIx, SourceIx, SpeakerIx, Statement, Subject,
    Target,
};
use super::super::problem::ProblemCode;
use super::super::ron::errors::with_article;
use super::super::ron::raw::{RawCite, RawLink, RawRecord};
use super::super::ron::read::At;
use super::super::ron::scan::PathStep::{self, Field, Item};
use super::Check;
use crate::text::spelling::nearest_name;

/// Past this many problems the nearest name is no longer looked for: it costs a pass over all ids.
const SUGGESTIONS: usize = 100;
/// The longest id, in bytes.
const LONGEST_ID: usize = 80;

/// An id and where it was first given.
pub(super) struct Declared {
    pub(super) kind: &'static str,
    pub(super) location: Option<Location>,
}

/// A statement whose references to other statements are not resolved yet.
pub(super) struct Ungrouped {
    pub(super) statement: Statement,
    pub(super) same_as: Option<String>,
    pub(super) links: Vec<RawLink>,
}

/// Where the chain of `same_as` ends.
enum GroupHead {
    Itself,
    At { head: usize, chained: bool },
    Circle,
    Missing,
    LostWith(String),
}

impl Check<'_> {
    /// Keeps the records whose ids are well formed and not taken.
    pub(super) fn declare<T: RawRecord>(&mut self, records: Vec<At<T>>) -> Vec<At<T>> {
        let mut kept = Vec::with_capacity(records.len());
        for record in records {
            let id = record.value.id();
            if let Some(help) = fault_of_id(id) {
                let message = format!("`{id}` is no id for {}", with_article(T::KIND));
                self.report(
                    record.location,
                    &[Field("id")],
                    ProblemCode::BadId,
                    message,
                    Some(help),
                );
                self.left_out += 1;
                continue;
            }
            match self.declared.get(id) {
                Some(Declared { kind, location: Some(first) }) => {
                    let file = self.files.get(first.file.at()).map_or("", |f| f.name.as_str());
                    let message =
                        format!("the id `{id}` is taken by the {kind} at {file}:{}", first.line);
                    let help = "give one of the two another id; the first is kept".to_owned();
                    self.report(
                        record.location,
                        &[Field("id")],
                        ProblemCode::DuplicateId,
                        message,
                        Some(help),
                    );
                    self.left_out += 1;
                }
                _ => {
                    let declared = Declared { kind: T::KIND, location: Some(record.location) };
                    self.declared.insert(id.to_owned(), declared);
                    kept.push(record);
                }
            }
        }
        kept
    }

    pub(super) fn source(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        id: &str,
    ) -> Option<SourceIx> {
        match self.resolve(location, path, "source", id) {
            Some(Target::Source(ix)) => Some(ix),
            _ => None,
        }
    }

    pub(super) fn speaker(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        id: Option<&str>,
    ) -> Option<SpeakerIx> {
        match self.resolve(location, path, "speaker", id?) {
            Some(Target::Speaker(ix)) => Some(ix),
            _ => None,
        }
    }

    pub(super) fn party(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        id: &str,
    ) -> Option<PartyIx> {
        match self.resolve(location, path, "party", id) {
            Some(Target::Party(ix)) => Some(ix),
            _ => None,
        }
    }

    pub(super) fn event(&mut self, location: Location, id: &str) -> Option<EventIx> {
        self.event_at(location, &[Field("event")], id)
    }

    pub(super) fn event_at(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        id: &str,
    ) -> Option<EventIx> {
        match self.resolve(location, path, "event", id) {
            Some(Target::Event(ix)) => Some(ix),
            _ => None,
        }
    }

    pub(super) fn cite(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        raw: &RawCite,
    ) -> Option<Cite> {
        let mut at = path.to_vec();
        at.push(Field("source"));
        let source = self.source(location, &at, &raw.source);
        at.pop();
        at.push(Field("para"));
        let para = self.para(location, &at, raw.para);
        at.pop();
        at.push(Field("locator"));
        let locator = raw.locator.as_deref().map(|locator| self.line(location, &at, locator));
        Some(Cite { source: source?, para, locator: locator.filter(|l| !l.is_empty()) })
    }

    pub(super) fn cites(&mut self, location: Location, raw: &[RawCite]) -> Vec<Cite> {
        let cites = raw.iter().enumerate();
        cites.filter_map(|(i, c)| self.cite(location, &[Field("cites"), Item(i)], c)).collect()
    }

    /// The surviving record of `kind` that goes by `id`; what hinders it is reported.
    pub(super) fn resolve(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        kind: &'static str,
        id: &str,
    ) -> Option<Target> {
        let declared = self.declared.get(id).map(|d| d.kind);
        let target = self.found.get(id).copied();
        match (declared, target) {
            (Some(k), Some(target)) if k == kind || kind == "record" => return Some(target),
            (Some("broken"), None) => {
                self.report_left_out(location, path, id);
                return None;
            }
            (Some(k), None) if k == kind || kind == "record" => {
                self.report_left_out(location, path, id);
                return None;
            }
            _ => {}
        }
        let (message, help) = match declared {
            Some(other) => {
                let near = self
                    .nearest_id(kind, id)
                    .map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                let wanted = with_article(kind);
                (
                    format!("`{id}` is {}, and {wanted} is expected here", with_article(other)),
                    format!("write the id of {wanted}{near}"),
                )
            }
            None => {
                let help = match self.nearest_id(kind, id) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add {} with this id, or write the id of one that exists",
                        with_article(kind)
                    ),
                };
                (format!("there is no {kind} `{id}`"), help)
            }
        };
        self.report(location, path, ProblemCode::UnknownReference, message, Some(help));
        None
    }

    fn report_left_out(&mut self, location: Location, path: &[PathStep<'_>], id: &str) {
        let message = format!("this rests on `{id}`, which was left out for problems of its own");
        self.report(
            location,
            path,
            ProblemCode::LeftOut,
            message,
            Some(format!("mend `{id}` first")),
        );
    }

    fn nearest_id(&self, kind: &str, id: &str) -> Option<String> {
        if self.problems.len() > SUGGESTIONS {
            return None;
        }
        let of_kind = self.declared.iter().filter(|(_, d)| d.kind == kind || kind == "record");
        nearest_name(id, of_kind.map(|(id, _)| id.as_str())).map(str::to_owned)
    }

    /// Resolves `same_as`: each member with the position of its head among the survivors.
    pub(super) fn group(&mut self, ungrouped: Vec<Ungrouped>) -> Vec<(Ungrouped, Option<usize>)> {
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
        let at = [Field("same_as")];
        let id = ungrouped.same_as.as_deref().unwrap_or_default();
        match head {
            GroupHead::Itself | GroupHead::At { chained: false, .. } => return,
            GroupHead::At { chained: true, .. } => {
                let message = format!("`{id}` is itself a report of other words");
                let help = "point same_as at the head of the group".to_owned();
                self.report(location, &at, ProblemCode::Chain, message, Some(help));
                return;
            }
            GroupHead::Circle => {
                let message = format!("same_as goes round in a circle through `{id}`");
                let help = "let one report of the words have no same_as and all others point at it"
                    .to_owned();
                self.report(location, &at, ProblemCode::Cycle, message, Some(help));
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
                    ProblemCode::LeftOut,
                    message,
                    Some(format!("mend `{lost}` first")),
                );
            }
        }
        self.left_out += 1;
    }

    pub(super) fn links(&mut self, location: Location, own: Subject, raw: &[RawLink]) -> Vec<Link> {
        let mut links = Vec::with_capacity(raw.len());
        for (i, link) in raw.iter().enumerate() {
            let (kind, id) = match link {
                RawLink::RespondsTo(id) => (LinkKind::RespondsTo, id),
                RawLink::Repeats(id) => (LinkKind::Repeats, id),
                RawLink::Contradicts(id) => (LinkKind::Contradicts, id),
                RawLink::WalksBack(id) => (LinkKind::WalksBack, id),
            };
            let at = [Field("links"), Item(i)];
            let to = match self.resolve(location, &at, "record", id) {
                Some(Target::Event(ix)) => Subject::Event(ix),
                Some(Target::Statement(ix)) => Subject::Statement(ix),
                Some(_) => {
                    let message = format!("`{id}` is neither an event nor a statement");
                    let help = "links go to what happened or what was said".to_owned();
                    self.report(location, &at, ProblemCode::UnknownReference, message, Some(help));
                    continue;
                }
                None => continue,
            };
            if to == own {
                let message = "this record links to itself".to_owned();
                self.report(
                    location,
                    &at,
                    ProblemCode::SelfLink,
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

/// What is wrong with an id, if anything: the form that would be right.
fn fault_of_id(id: &str) -> Option<String> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let begins = id.bytes().next().is_some_and(|b| b != b'-');
    if begins && id.bytes().all(plain) && id.len() <= LONGEST_ID {
        return None;
    }
    let words: Vec<String> = id
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let mut right = words.join("-");
    right.truncate(LONGEST_ID);
    Some(if right.is_empty() {
        "ids are kebab-case, as in tass-2026-02-05".to_owned()
    } else {
        format!("write \"{right}\"")
    })
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
pub(super) fn inherit(statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let Some(head) = statements[i].same_as else {
            continue;
        };
        let head = statements[head.at()].clone();
        let member = &mut statements[i];
        if member.speaker.is_none() {
            member.speaker = head.speaker;
            member.speakers = head.speakers;
        }
        if member.to.is_empty() {
            member.to = head.to;
        }
        member.event = member.event.or(head.event);
        if member.said.is_none() {
            member.said = head.said;
            member.basis = head.basis;
        }
        member.venue = member.venue.take().or(head.venue);
        member.place = member.place.take().or(head.place);
    }
}
