//! The day of knowledge: on no day is anything shown, cited or exported that rests on what was published later.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use startline::chronology::as_of::published_by;
use startline::chronology::date::{Certainty, Edge, Edtf, Period};
use startline::chronology::load::{load_text, shipped};
use startline::chronology::model::{
    Entity, EventIx, NoteIx, PointIx, SeriesIx, SourceIx, StatementIx,
};
use startline::chronology::{Chronology, model};
use startline::cite::reference::Reference;

/// Every day on which what is known may change: those that any record names, and the days before.
fn days(c: &Chronology) -> BTreeSet<NaiveDate> {
    let published = c.sources().iter().filter_map(|s| s.published.as_ref());
    let told = c.events().iter().filter_map(|e| e.date.as_ref());
    let said = c.statements().iter().filter_map(|s| s.said.as_ref());
    let points = c.series().iter().flat_map(|s| s.points.iter().map(|p| &p.date));
    let since = c.notes_list().iter().filter_map(|n| n.since.as_ref());
    let all = published.chain(told).chain(said).chain(points).chain(since);
    let ends = all.flat_map(|d| [d.earliest(), d.latest()]).flatten();
    ends.flat_map(|day| [day, day.pred_opt().unwrap()]).collect()
}

/// Everything that can be cited, with a name for messages.
fn targets(c: &Chronology) -> Vec<Entity> {
    let events = (0..c.events().len()).map(|i| Entity::Event(EventIx::from(i)));
    let statements = (0..c.statements().len()).map(|i| Entity::Statement(StatementIx::from(i)));
    let sources = (0..c.sources().len()).map(|i| Entity::Source(SourceIx::from(i)));
    let notes = (0..c.notes_list().len()).map(|i| Entity::Note(NoteIx::from(i)));
    let points = c.series().iter().enumerate().flat_map(|(i, series)| {
        (0..series.points.len() as u32)
            .map(move |nth| Entity::Point(PointIx { series: SeriesIx::from(i), nth }))
    });
    events.chain(statements).chain(sources).chain(notes).chain(points).collect()
}

#[test]
fn on_no_day_does_anything_rest_on_what_was_published_later() {
    let whole = shipped().chronology;
    let note_by_id: HashMap<&str, &model::Note> =
        whole.notes_list().iter().map(|n| (&*n.id, n)).collect();
    let later = |date: Option<&Edtf>, by: Period| {
        date.is_some_and(|date| date.within(by) != Certainty::Yes)
    };
    let days = days(&whole);
    assert!(days.len() > 200, "{} days", days.len());
    for day in days {
        let end = Edge::end_of(day);
        let by = Period { from: None, to: Some(end) };
        let c = published_by(&whole, end).chronology;
        for target in targets(&c) {
            let Some(reference) = Reference::of(&c, target) else { continue };
            for print in &reference.prints {
                let source = print.source;
                assert!(
                    !later(source.published.as_ref(), by),
                    "on {day} {} rests on {} of {:?}",
                    reference.id,
                    source.id,
                    source.published
                );
            }
        }
        for note in c.notes_list() {
            let full = note_by_id[&*note.id];
            assert!(!later(full.since.as_ref(), by), "on {day} the note {}", note.id);
            let unknown = full.cites.iter().any(|cite| {
                full.since.is_none() && later(whole.source(cite.source).published.as_ref(), by)
            });
            assert!(!unknown, "on {day} the note {} rests on what came later", note.id);
            assert!(full.since.is_some() || note.about.len() == full.about.len());
        }
        for source in c.sources() {
            let own = [&source.published, &source.updated, &source.corrected, &source.retracted];
            let copies = [&source.stamp, &source.accessed];
            let dates = own.into_iter().chain(copies);
            assert!(dates.flatten().all(|date| !later(Some(date), by)), "on {day} {source:?}");
        }
        for speaker in c.speakers() {
            let future =
                |post: &model::Post| later(post.from.as_ref(), by) || later(post.to.as_ref(), by);
            assert!(!speaker.posts.iter().any(future), "on {day} a post of {}", speaker.id);
        }
    }
}

#[test]
fn a_note_and_a_point_are_known_from_their_own_day_on() {
    let loaded = load_text(
        "t.ron",
        r#"( meta: (schema: 1, title: "t", anchor: (event: "later")),
        speakers: [(id: "p", name: "P", kind: Person, posts: [(title: "Mayor", from: "2030", to: "2032")])],
        sources: [
            (id: "copy", kind: Copy, copy_of: "late", outlet: "A", published: "2031-01-02", retracted: "2032"),
            (id: "late", kind: Wire, outlet: "B", published: "2031-05-05"),
            (id: "undated", kind: Wire, outlet: "C"),
        ],
        events: [(id: "later", date: "2031-05-04", title: "x", cites: [(source: "late")]),
                 (id: "first", date: "2031-01-01", title: "x", cites: [(source: "copy"), (source: "late")])],
        notes: [
            (id: "cites-late", kind: Gap, about: ["first"], text: "x", cites: [(source: "late")]),
            (id: "since", kind: Gap, about: ["first"], text: "x", since: "2031-03-01", cites: [(source: "copy")]),
            (id: "about-both", kind: Gap, about: ["first", "later"], text: "x"),
            (id: "own", kind: Gap, about: ["first"], text: "x"),
        ],
        series: [(id: "s", measure: "m", points: [
            (date: "2031-01-01", value: 1, status: Declared, cite: (source: "undated"), published: "2031-02-01"),
            (date: "2031-01-01T10:00Z", value: 2, status: Declared, cite: (source: "undated")),
            (date: "2031-01-01T11:00Z", value: 3, status: Declared, cite: (source: "late")),
        ])] )"#,
    );
    assert_eq!(loaded.problems, []);
    let on = |text: &str| {
        let end = Period::until(&Edtf::parse(text).unwrap()).to.unwrap();
        let c = published_by(&loaded.chronology, end).chronology;
        let notes: Vec<String> = c.notes_list().iter().map(|n| n.id.to_string()).collect();
        let values: Vec<f64> =
            c.series().iter().flat_map(|s| s.points.iter().filter_map(|p| p.value)).collect();
        (notes.join(" "), values, c)
    };
    let (notes, values, c) = on("2031-01-02");
    assert_eq!((notes.as_str(), values), ("own", vec![2.0]));
    assert!(c.meta.anchor.is_none(), "its event is not known yet");
    assert!(c.sources()[0].copy_of.is_none() && c.sources()[0].retracted.is_none());
    assert_eq!(c.speakers()[0].posts[0].to, None, "nobody knew yet when the post ends");
    let (notes, values, _) = on("2031-03-01");
    assert_eq!((notes.as_str(), values), ("since own", vec![1.0, 2.0]));
    let (notes, values, c) = on("2031-05-05");
    assert_eq!((notes.as_str(), values), ("cites-late since about-both own", vec![1.0, 2.0, 3.0]));
    assert_eq!(&*c.event(c.meta.anchor.as_ref().unwrap().event).id, "later");
    let (_, values, _) = on("2031-01-01T10:30Z");
    assert_eq!(values, [2.0], "by the minute");
}
