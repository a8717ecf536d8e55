//! What only shows when records are seen together: who was in office, what was published before it was
//! said, what is asserted without a source, topics spelt almost alike.
//!
//! Judges a loaded chronology and reports; it changes nothing and leaves nothing out.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Chronology;
use super::super::date::{Edtf, Meaning};
use super::super::model::{
    Event, Link, LinkKind, Location, Point, PointStatus, Series, Source, SourceIx, Statement,
    Subject,
};
use super::super::problem::{ProblemCode, ProblemList};
use super::super::ron::FileText;
use super::super::ron::location::{PathStep::Field, problem_of};

/// Every problem that shows only between records.
pub(in crate::chronology) fn audit(
    chronology: &Chronology,
    files: &[FileText],
    problems: &mut ProblemList,
) {
    let mut audit = Audit { c: chronology, files, problems };
    chronology.sources().iter().for_each(|s| audit.source(s));
    chronology.events().iter().for_each(|e| audit.event(e));
    chronology.statements().iter().for_each(|s| audit.statement(s));
    chronology.series().iter().for_each(|s| audit.series(s));
    audit.twice();
    audit.circles();
    audit.topics();
}

struct Audit<'a> {
    c: &'a Chronology,
    files: &'a [FileText],
    problems: &'a mut ProblemList,
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
        let Some(published) = &source.published else { return };
        for (field, date) in [
            ("updated", &source.updated),
            ("corrected", &source.corrected),
            ("retracted", &source.retracted),
        ] {
            let Some(date) = date.as_ref().filter(|date| published.is_surely_after(date)) else {
                continue;
            };
            let message = format!("{field} on {date}, before it was published on {published}");
            let code = ProblemCode::ChangedBeforePublished;
            self.report(source.location, field, code, message, "check both dates");
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
        if let (Some(said), Some(published)) = (&statement.said, &source.published)
            && said.is_partly_surely_after(published)
        {
            let message = format!(
                "said {}, but `{}` was published {}",
                when(said),
                source.id,
                when(published)
            );
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
            if let Some(asked) = asked
                && asked.is_surely_after(answered)
            {
                let message = format!("this is of {answered}, and answers `{id}` of {asked}");
                let help = "an answer comes after what it answers; check both dates and the link";
                self.report(location, "links", ProblemCode::AnswerBefore, message, help);
            }
        }
    }

    fn post(&mut self, statement: &Statement) {
        let Some(said) = statement.said.as_ref().filter(|_| statement.same_as.is_none()) else {
            return;
        };
        for speaker in statement.all_speakers() {
            let speaker = self.c.speaker(*speaker);
            let posts = &speaker.posts;
            if !posts.is_empty() && posts.iter().all(|post| post.surely_misses(said)) {
                let message = format!("no post of {} covers {said}", speaker.name);
                let help = format!("add the post held on that day to the speaker `{}`", speaker.id);
                self.report(statement.location, "said", ProblemCode::NoPost, message, &help);
            }
        }
    }

    fn head(&mut self, member: &Statement, head: &Statement) {
        // Of one day each report may tell another time.
        let later = |a: &Edtf, b: &Edtf| a.is_surely_after(b) && a.earliest() > b.latest();
        let days = member.said.as_ref().zip(head.said.as_ref());
        let help = "reports of the same words have one speaker, one day and one event";
        if member.speaker != head.speaker {
            let message = format!("this names another speaker than `{}`", head.id);
            self.report(member.location, "speaker", ProblemCode::Inherited, message, help);
        }
        if days.is_some_and(|(own, heads)| later(own, heads) || later(heads, own)) {
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
        let mut first: FxHashMap<(Instant, Option<SourceIx>), &Point> = FxHashMap::default();
        let mut apart = series.points.iter().filter_map(|point| {
            let source = point.cite.as_ref().map(|cite| cite.source);
            let other = *first.entry((Instant::of(&point.date), source)).or_insert(point);
            (other.value != point.value).then_some((other, point))
        });
        if let Some((one, other)) = apart.next() {
            let also = match apart.count() {
                0 => String::new(),
                n => format!(", and so for {n} more of this series"),
            };
            let value = |point: &Point| {
                point.value.map_or_else(|| "none".to_owned(), |value| value.to_string())
            };
            let (one, date, other) = (value(one), &one.date, value(other));
            let message = format!("two values for {date}, {one} and {other}{also}");
            let help = "keep one value, or give each its time or its source";
            self.report(series.location, "points", ProblemCode::Unordered, message, help);
        }
        let mut uncited = series.points.iter().filter(|point| {
            let is_said = matches!(point.status, PointStatus::Declared | PointStatus::Derived);
            point.value.is_some() && is_said && point.cite.is_none()
        });
        if let Some(point) = uncited.next() {
            let also = match uncited.count() {
                0 => String::new(),
                n => format!(", and so do {n} more of this series"),
            };
            let message = format!(
                "the value of {} is {} and cites no source{also}",
                point.date, point.status
            );
            let help = "add cite: (source: \"…\"), or status: Unverified";
            self.report(series.location, "points", ProblemCode::Uncited, message, help);
        }
    }

    /// Words that one source prints once and the dataset holds twice.
    fn twice(&mut self) {
        let mut first: FxHashMap<(SourceIx, u32, &str), &Statement> = FxHashMap::default();
        for statement in self.c.statements().iter().filter(|s| s.kind.is_verbatim()) {
            let Some(para) = statement.para else { continue };
            match first.entry((statement.source, para, &statement.text)) {
                Entry::Occupied(other) => {
                    let id = &other.get().id;
                    let message = format!("`{id}` holds the same words from the same paragraph");
                    let help = "remove one of the two";
                    self.report(statement.location, "text", ProblemCode::Twice, message, help);
                }
                Entry::Vacant(place) => {
                    place.insert(statement);
                }
            }
        }
    }

    /// Records that answer each other in a circle, each circle told once.
    fn circles(&mut self) {
        let c = self.c;
        let events = c.events().len();
        let number = |subject| match subject {
            Subject::Event(event) => event.at(),
            Subject::Statement(statement) => events + statement.at(),
        };
        let links = |n: usize| match n.checked_sub(events) {
            None => c.events().get(n).map(|event| (event.location, &*event.links)),
            Some(n) => {
                c.statements().get(n).map(|statement| (statement.location, &*statement.links))
            }
        };
        let mut walks = vec![Walk::Unseen; events + c.statements().len()];
        for start in 0..walks.len() {
            // Records on the way, each with the next of its links.
            let mut way = vec![(start, 0)];
            while let Some((here, nth)) = way.last_mut() {
                let here = *here;
                if walks[here] == Walk::Done {
                    way.pop();
                    continue;
                }
                walks[here] = Walk::OnWay;
                let Some((location, link)) =
                    links(here).and_then(|(at, l)| Some((at, l.get(*nth)?)))
                else {
                    walks[here] = Walk::Done;
                    way.pop();
                    continue;
                };
                *nth += 1;
                let to = number(link.to);
                match walks[to] {
                    _ if link.kind != LinkKind::RespondsTo => {}
                    Walk::OnWay => {
                        let message = "this answers what answers it in turn";
                        let help = "an answer comes after what it answers; remove one of the links";
                        self.report(location, "links", ProblemCode::AnswerCircle, message, help);
                    }
                    Walk::Unseen => way.push((to, 0)),
                    Walk::Done => {}
                }
            }
        }
    }

    /// Topics that differ in case or by one letter, reported at the rarer one, once each. Numbers tell topics apart.
    ///
    /// Two words that are one edit apart leave the same letters when one letter, or the two that are exchanged, is
    /// taken out of each. So each topic is compared only with the most used of those that share such a remainder:
    /// linear in the letters of all topics (the index of deletions by W. Garbe, 2012). Nearly all remainders are of
    /// one topic alone, and are told from the others before any is kept.
    fn topics(&mut self) {
        let of_events =
            self.c.events().iter().flat_map(|e| e.topics.iter().map(|t| (t, e.location)));
        let of_statements =
            self.c.statements().iter().flat_map(|s| s.topics.iter().map(|t| (t, s.location)));
        // In the order in which they occur, in which their letters lie too.
        let mut topics: Vec<(&str, usize, Location)> = Vec::new();
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        for (topic, location) in of_events.chain(of_statements) {
            let number = *numbers.entry(topic).or_insert(topics.len());
            match topics.get_mut(number) {
                Some((_, uses, _)) => *uses += 1,
                None => topics.push((topic, 1, location)),
            }
        }
        drop(numbers);
        let mut remainders = Remainders::default();
        let letters = |topic: &str| topic.len().min(LONGEST_TOPIC);
        let most = topics.iter().map(|(topic, ..)| letters(topic) + 1).sum();
        let mut all: Vec<u32> = Vec::with_capacity(most);
        for (topic, ..) in &topics {
            all.extend(remainders.of(topic).iter().map(|remainder| in_short(*remainder)));
        }
        all.sort_unstable();
        let repeats = all.chunk_by(|a, b| a == b).filter(|alike| alike.len() > 1);
        let repeated: FxHashSet<u32> = repeats.filter_map(|alike| alike.first().copied()).collect();
        drop(all);
        let is_repeated = |remainder: &&u64| repeated.contains(&in_short(**remainder));
        topics.retain(|(topic, ..)| remainders.of(topic).iter().any(|r| is_repeated(&r)));
        // The most used first, so that whoever shares a remainder is held against the commonest.
        topics.sort_unstable_by_key(|(topic, uses, _)| (Reverse(*uses), *topic));
        let mut commonest: FxHashMap<u64, &str> = FxHashMap::default();
        let mut alike: Vec<(&str, &str, Location)> = Vec::new();
        for (topic, _, location) in &topics {
            let mut near: Option<&str> = None;
            for remainder in remainders.of(topic).iter().filter(is_repeated) {
                let other = *commonest.entry(*remainder).or_insert(topic);
                if near.is_none() && other != *topic && are_alike(topic, other) {
                    near = Some(other);
                }
            }
            alike.extend(near.map(|near| (*topic, near, *location)));
        }
        for (rare, common, location) in alike {
            let message = format!("the topic `{rare}` is spelt almost like `{common}`");
            let help = format!("write `{common}` if it is meant");
            self.report(location, "topics", ProblemCode::SimilarTopic, message, &help);
        }
    }
}

/// When a point is of: a moment on any clock, or what its date means otherwise.
#[derive(PartialEq, Eq, Hash)]
enum Instant {
    At(i64),
    Within(Meaning),
}

impl Instant {
    fn of(date: &Edtf) -> Self {
        date.instant().map_or_else(|| Self::Within(date.meaning()), Self::At)
    }
}

/// How far the walk along answers has come with a record.
#[derive(Clone, Copy, PartialEq)]
enum Walk {
    Unseen,
    OnWay,
    Done,
}

/// Topics of fewer letters are told apart by one.
const SHORTEST_TOPIC: usize = 5;
/// How many letters of a topic are looked at.
const LONGEST_TOPIC: usize = 64;

/// What is left of a word as it is, and when a letter is taken out, each as a number.
#[derive(Default)]
struct Remainders {
    /// The letters of the word.
    letters: Vec<u64>,
    /// What stands behind each letter, as a number.
    behind: Vec<u64>,
    all: Vec<u64>,
}

impl Remainders {
    /// A word as a number has its letters for digits, the first the lowest, to this base.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15_u64;

    /// The remainders of a topic in small letters; none where it is too short.
    fn of(&mut self, topic: &str) -> &[u64] {
        let Self { letters, behind, all } = self;
        letters.clear();
        all.clear();
        let numbered = |letter: char| u64::from(letter) + 1;
        if topic.is_ascii() {
            let small = topic.bytes().map(|b| char::from(b.to_ascii_lowercase()));
            letters.extend(small.take(LONGEST_TOPIC).map(numbered));
        } else {
            letters.extend(topic.to_lowercase().chars().take(LONGEST_TOPIC).map(numbered));
        }
        if letters.len() < SHORTEST_TOPIC {
            return all;
        }
        behind.clear();
        let mut rest: u64 = 0;
        for letter in letters.iter().rev() {
            behind.push(rest);
            rest = rest.wrapping_mul(Self::BASE).wrapping_add(*letter);
        }
        all.push(rest);
        let (mut before, mut place) = (0u64, 1u64);
        for (letter, behind) in letters.iter().zip(behind.iter().rev()) {
            all.push(before.wrapping_add(behind.wrapping_mul(place)));
            before = before.wrapping_add(letter.wrapping_mul(place));
            place = place.wrapping_mul(Self::BASE);
        }
        all
    }
}

/// The half of a remainder that tells it from most others.
fn in_short(remainder: u64) -> u32 {
    remainder.rotate_left(32) as u32
}

/// Whether topics differ in capitals or by one slip of the pen that is no other number.
fn are_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let words = |text: &str| text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    strsim::osa_distance(&a, &b) <= 1 && (a == b || words(&a) != words(&b))
}

/// A date as a sentence has it: on a day, in a month or a year.
fn when(date: &Edtf) -> String {
    match (date.as_str().contains('/'), date.earliest() == date.latest()) {
        (true, _) => date.to_string(),
        (false, true) => format!("on {date}"),
        (false, false) => format!("in {date}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one_slip_apart_shares_a_remainder() {
        for (a, b, alike) in [
            ("talks", "Talks", true),
            ("inspection", "inspections", true),
            ("inspection", "inspectoin", true),
            ("expiry", "expery", true),
            ("session 1", "session 2", false),
            ("session 1", "session 12", false),
            ("warheads", "launchers", false),
        ] {
            let remainders = |text: &str| Remainders::default().of(text).to_vec();
            let (ours, theirs) = (remainders(a), remainders(b));
            let shared = ours.iter().any(|remainder| theirs.contains(remainder));
            assert_eq!(are_alike(a, b), alike, "{a} {b}");
            assert!(shared || !alike, "{a} {b}");
        }
    }
    /// The codes of what is wrong between records, each with its message.
    fn told(sections: &str) -> Vec<(ProblemCode, String)> {
        let text = format!(
            "(meta: (schema: 1, title: \"T\"), speakers: [(id: \"ann\", name: \"Ann\", kind: Person)], {sections})"
        );
        let problems = crate::chronology::load::load_text("a.ron", &text).problems;
        problems.into_iter().map(|problem| (problem.code, problem.message)).collect()
    }

    #[test]
    fn no_day_in_doubt_is_told_to_be_wrong_within_its_doubt() {
        let of = |said: &str,
                  published: &str,
                  accessed: &str,
                  asked: &str,
                  head: &str,
                  to: &str| {
            let codes = told(&format!(
                r#"sources: [(id: "s", kind: News, outlet: "O", published: "{published}", accessed: "{accessed}")],
                speakers: [(id: "bob", name: "Bob", kind: Person, posts: [(title: "Clerk", from: "2024-03-02", to: "{to}")])],
                events: [(id: "asked", title: "It is asked", date: "{asked}", cites: [(source: "s")])],
                statements: [
                    (id: "a", source: "s", para: 1, kind: Reported, speaker: "ann", said: "{said}", text: "x",
                     links: [RespondsTo("asked")]),
                    (id: "b", source: "s", para: 2, kind: Reported, speaker: "ann", said: "{head}", text: "x", same_as: "a"),
                ]"#
            ));
            codes
                .into_iter()
                .map(|(code, _)| code.name())
                .filter(|code| *code != "list-twice")
                .collect::<Vec<_>>()
        };
        let all = [
            "accessed-before-published",
            "end-before-start",
            "said-after-published",
            "answer-before",
            "disagrees-with-head",
        ];
        let mut found =
            of("2024-03-02", "2024-03-01", "2024-02-29", "2024-03-03", "2024-03-01", "2024-03-01");
        found.sort_unstable();
        let mut wanted = all;
        wanted.sort_unstable();
        assert_eq!(found, wanted);
        let none: [&str; 0] = [];
        for mark in ["~", "?", "%"] {
            let doubted = |day: &str| format!("{day}{mark}");
            // The day of the words and that of the page are each in two of the comparisons.
            assert_eq!(
                of(
                    &doubted("2024-03-02"),
                    &doubted("2024-03-01"),
                    "2024-02-29",
                    "2024-03-03",
                    "2024-03-01",
                    &doubted("2024-03-01")
                ),
                none,
            );
            assert_eq!(
                of(
                    "2024-03-02",
                    &doubted("2024-03-01"),
                    &doubted("2024-02-29"),
                    &doubted("2024-03-03"),
                    &doubted("2024-03-01"),
                    "2024-03-03"
                ),
                none,
            );
            // Two units away no doubt of its kind reaches: each is wrong whatever it means.
            let mut found = of(
                &doubted("2024-03-04"),
                &doubted("2024-03-01"),
                "2024-02-28",
                "2024-03-06",
                "2024-03-02",
                &doubted("2024-02-29"),
            );
            found.sort_unstable();
            assert_eq!(found, wanted, "{mark}");
        }
        let late = |said: &str| {
            let found = of(said, "2024-03-02", "2024-03-02", "2024-03-01", said, "2024-03-02");
            found.contains(&"said-after-published")
        };
        for said in ["2030-01-01~", "2030?", "2030%", "{2024-03-01,2030-03-01}", "203X"] {
            assert!(late(said), "{said}");
        }
        for said in ["2024-03-03~", "2024~", "2025?", "[2024-03-01,2030-03-01]", "202X", "2024-21~"]
        {
            assert!(!late(said), "{said}");
        }
    }

    #[test]
    fn a_source_changes_after_it_was_published() {
        let codes = |changed: &str| {
            let told = told(&format!(
                r#"sources: [(id: "s", kind: News, outlet: "O", published: "2024-03-02", {changed})]"#
            ));
            told.into_iter().map(|(code, _)| code.name()).collect::<Vec<_>>()
        };
        for field in ["updated", "corrected", "retracted"] {
            let before = format!(r#"{field}: "2024-03-01""#);
            assert_eq!(codes(&before), ["changed-before-published"], "{field}");
            for after in ["2024-03-02", "2024-03-03", "2024-03-01~", "2024-03"] {
                assert!(codes(&format!(r#"{field}: "{after}""#)).is_empty(), "{field} {after}");
            }
        }
    }

    #[test]
    fn a_day_is_outside_all_posts_only_where_it_surely_is() {
        for (said, from, to, is_told) in [
            ("2024-03-02", "2024-03-03", "2025", true),
            ("2024-03-02", "2020", "2024-03-01", true),
            ("2024-02", "2024-03", "2025", true),
            ("[2024-03-01..2024-03-09]", "2020", "2024-02", true),
            ("[2024-03-01..2024-03-09]", "2020", "2024-03-01", false),
            ("2024-03-0X", "2024-03-09", "2025", false),
            ("2024-03-02~", "2020", "2024-03-01", false),
            ("2024-03-02?", "2024-03-03", "2025", false),
            ("2024-03-02", "2020", "2024-03-01~", false),
            ("2024-03-02", "2024-03-03?", "2025", false),
            ("2024-03-02%", "2020", "2023", true),
            ("2024-03-02%", "2020", "2023~", false),
            ("2024-03-02", "2020", "2023-12?", true),
            ("../2024-03-02", "2024-03-03", "2025", true),
            ("../2024-03-02", "2020", "2023", false),
        ] {
            let codes = told(&format!(
                r#"sources: [(id: "s", kind: News, outlet: "O", published: "2024-04-01")],
                speakers: [(id: "bob", name: "Bob", kind: Person, posts: [(title: "Clerk", from: "{from}", to: "{to}")])],
                statements: [(id: "a", source: "s", para: 1, kind: Reported, speaker: "bob", said: "{said}", text: "x")]"#
            ));
            let is_no_post = |(code, _): &(ProblemCode, String)| *code == ProblemCode::NoPost;
            assert_eq!(codes.iter().any(is_no_post), is_told, "{said}, {from} to {to}");
        }
    }

    #[test]
    fn two_values_of_one_moment_and_source_are_told_wherever_they_stand() {
        let values = |points: &[&str]| {
            let problems = told(&format!(
                r#"sources: [(id: "s", kind: News, outlet: "S"), (id: "r", kind: News, outlet: "R")],
                series: [(id: "boats", measure: "boats", points: [{}])]"#,
                points
                    .iter()
                    .map(|point| format!("({point}, status: Declared)"))
                    .collect::<Vec<_>>()
                    .join(", "),
            ));
            let told = problems.into_iter().filter(|(code, _)| *code == ProblemCode::Unordered);
            told.map(|(_, message)| message).collect::<Vec<_>>()
        };
        let day = |value: &str, source: &str| {
            format!(r#"date: "2024-02-01", value: {value}, cite: (source: "{source}", para: 1)"#)
        };
        let (one, two, other) = (day("1", "s"), day("2", "s"), day("3", "r"));
        let at = |time: &str, value: &str| {
            format!(r#"date: "2024-02-01T{time}", value: {value}, cite: (source: "s")"#)
        };
        let none: [&str; 0] = [];
        assert_eq!(values(&[&one, &one]), none);
        assert_eq!(values(&[&one, &other, &other]), none);
        assert_eq!(values(&[&one, &two]), ["two values for 1 Feb 2024, 1 and 2"]);
        assert_eq!(values(&[&one, &other, &two]), ["two values for 1 Feb 2024, 1 and 2"]);
        assert_eq!(values(&[&at("12:00Z", "1"), &at("13:00Z", "2")]), none);
        assert_eq!(values(&[&at("12:00Z", "1"), &at("13:00+01:00", "2")]).len(), 1);
        let elsewhere = two.replace("para: 1", "para: 7");
        assert_eq!(values(&[&one, &elsewhere]).len(), 1, "one source, whatever the paragraph");
        assert_eq!(
            values(&[&one, &two, &two]),
            ["two values for 1 Feb 2024, 1 and 2, and so for 1 more of this series"],
        );
    }
}
