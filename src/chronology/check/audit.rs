//! What only shows when records are seen together: who was in office, what was published before it was
//! said, what is asserted without a source, topics spelt almost alike.
//!
//! Judges a loaded chronology and reports; it changes nothing and leaves nothing out.

use std::collections::BTreeMap;

use super::super::Chronology;
use super::super::date::Edtf;
use super::super::model::{
    Event, Link, LinkKind, Location, PointStatus, Series, Source, Statement, Subject,
};
use super::super::problem::{ProblemCode, Problems};
use super::super::ron::FileText;
use super::super::ron::location::{PathStep::Field, problem_of};

/// Every problem that shows only between records.
pub(in crate::chronology) fn audit(
    chronology: &Chronology,
    files: &[FileText],
    problems: &mut Problems,
) {
    let mut audit = Audit { c: chronology, files, problems };
    chronology.sources().iter().for_each(|s| audit.source(s));
    chronology.events().iter().for_each(|e| audit.event(e));
    chronology.statements().iter().for_each(|s| audit.statement(s));
    chronology.series().iter().for_each(|s| audit.series(s));
    audit.topics();
}

struct Audit<'a> {
    c: &'a Chronology,
    files: &'a [FileText],
    problems: &'a mut Problems,
}

impl Audit<'_> {
    fn report(
        &mut self,
        location: Location,
        field: &str,
        code: ProblemCode,
        message: impl AsRef<str>,
        help: &str,
    ) {
        if self.problems.is_full() {
            return self.problems.count(code.severity());
        }
        let path = [Field(field)];
        let help = Some(help.to_owned());
        let found = problem_of(self.files, location, &path, code, message.as_ref(), help);
        self.problems.extend(found);
    }

    fn source(&mut self, source: &Source) {
        if let (Some(published), Some(accessed)) = (&source.published, &source.accessed)
            && published.is_surely_after(accessed)
        {
            let message = format!("read on {accessed}, before it was published on {published}");
            self.report(
                source.location,
                "accessed",
                ProblemCode::AccessedBeforePublished,
                message,
                "check both dates",
            );
        }
    }

    fn event(&mut self, event: &Event) {
        self.answers(&event.links, event.date.as_ref(), event.location);
        if event.cites.is_empty() {
            let message = format!("the event `{}` cites no source", event.id);
            self.report(
                event.location,
                "title",
                ProblemCode::Uncited,
                message,
                "add cites: [(source: \"…\", para: …)]",
            );
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let source = self.c.source(statement.source);
        let published =
            source.published.as_ref().filter(|p| !p.is_approximate() && !p.is_uncertain());
        if let (Some(said), Some(published)) = (&statement.said, published)
            && said.is_surely_after(published)
        {
            let message =
                format!("said on {said}, but `{}` was published on {published}", source.id);
            let help = "one of the two dates is wrong, or the source is another one";
            self.report(statement.location, "said", ProblemCode::SaidAfterPublished, message, help);
        }
        self.post(statement);
        self.answers(&statement.links, statement.said.as_ref(), statement.location);
        if let Some(head) = statement.same_as {
            self.head(statement, self.c.statement(head));
        }
    }

    /// What answers something comes after it.
    fn answers(&mut self, links: &[Link], date: Option<&Edtf>, location: Location) {
        let Some(answered) = date else { return };
        for link in links.iter().filter(|link| link.kind == LinkKind::RespondsTo) {
            let (asked, id) = match link.to {
                Subject::Event(e) => (self.c.event(e).date.as_ref(), &self.c.event(e).id),
                Subject::Statement(s) => {
                    (self.c.statement(s).said.as_ref(), &self.c.statement(s).id)
                }
            };
            let sure = |date: &&Edtf| !date.is_approximate() && !date.is_uncertain();
            if let Some(asked) = asked.filter(sure)
                && sure(&answered)
                && asked.is_surely_after(answered)
            {
                let message = format!("this is of {answered}, and answers `{id}` of {asked}");
                let help = "an answer comes after what it answers; check both dates and the link";
                self.report(location, "links", ProblemCode::AnswerBefore, message, help);
            }
        }
    }

    fn post(&mut self, statement: &Statement) {
        let (Some(speaker), Some(said)) = (statement.speaker, &statement.said) else {
            return;
        };
        let speaker = self.c.speaker(speaker);
        if !speaker.posts.is_empty()
            && speaker.posts_on(said).is_empty()
            && statement.same_as.is_none()
        {
            let message = format!("no post of {} covers {said}", speaker.name);
            let help = format!("add the post held on that day to the speaker `{}`", speaker.id);
            self.report(statement.location, "said", ProblemCode::NoPost, message, &help);
        }
    }

    fn head(&mut self, member: &Statement, head: &Statement) {
        let days = |s: &Statement| s.said.as_ref().map(|d| (d.earliest(), d.latest()));
        let apart = |a: Option<(_, _)>, b: Option<(_, _)>| match (a, b) {
            (Some((a0, a1)), Some((b0, b1))) => {
                matches!((a1, b0), (Some(x), Some(y)) if x < y)
                    || matches!((b1, a0), (Some(x), Some(y)) if x < y)
            }
            _ => false,
        };
        let help = "reports of the same words have one speaker, one day and one event";
        if member.speaker != head.speaker {
            let message = format!("this names another speaker than `{}`", head.id);
            self.report(member.location, "speaker", ProblemCode::Inherited, message, help);
        }
        if apart(days(member), days(head)) {
            let message = format!("this names another day than `{}`", head.id);
            self.report(member.location, "said", ProblemCode::Inherited, message, help);
        }
        if member.event != head.event {
            let message = format!("this names another event than `{}`", head.id);
            self.report(member.location, "event", ProblemCode::Inherited, message, help);
        }
    }

    fn series(&mut self, series: &Series) {
        // A day may have any number of points, told apart by their times or by who prints them.
        for pair in series.points.windows(2) {
            if pair[0].date == pair[1].date && pair[0].cite == pair[1].cite {
                let message = format!("two values for {}", pair[1].date);
                self.report(
                    series.location,
                    "points",
                    ProblemCode::Unordered,
                    message,
                    "keep one value, or give each its time or its source",
                );
            }
        }
        for point in &series.points {
            let asserted = point.value.is_some() && point.status != PointStatus::Unverified;
            if asserted && point.cite.is_none() {
                let message =
                    format!("the value of {} is {} and cites no source", point.date, point.status);
                self.report(
                    series.location,
                    "points",
                    ProblemCode::Uncited,
                    message,
                    "add cite: (source: \"…\"), or status: Unverified",
                );
            }
        }
    }

    /// Topics that differ in case, a plural or one letter, reported at the rarer one.
    fn topics(&mut self) {
        let mut uses: BTreeMap<&str, (usize, Location)> = BTreeMap::new();
        let of_events =
            self.c.events().iter().flat_map(|e| e.topics.iter().map(|t| (t, e.location)));
        let of_statements =
            self.c.statements().iter().flat_map(|s| s.topics.iter().map(|t| (t, s.location)));
        for (topic, location) in of_events.chain(of_statements) {
            uses.entry(topic).or_insert((0, location)).0 += 1;
        }
        // Quadratic in the number of topics, so only where they are a vocabulary and not prose.
        if uses.len() > 2_000 {
            return;
        }
        let topics: Vec<_> = uses.into_iter().collect();
        for (i, (a, (a_uses, a_place))) in topics.iter().enumerate() {
            for (b, (b_uses, b_place)) in &topics[i + 1..] {
                let alike = a.len().min(b.len()) > 4
                    && strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase()) <= 1;
                if alike {
                    let (rare, common, location) =
                        if a_uses < b_uses { (a, b, a_place) } else { (b, a, b_place) };
                    let message = format!("the topic `{rare}` is spelt almost like `{common}`");
                    self.report(
                        *location,
                        "topics",
                        ProblemCode::SimilarTopic,
                        message,
                        &format!("write `{common}` if it is meant"),
                    );
                }
            }
        }
    }
}
