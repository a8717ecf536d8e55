//! Where the words of a query stand that the row of a hit does not show, in the one wording that every list of hits
//! has.

use std::ops::Deref;

use crate::chronology::Chronology;
use crate::chronology::model::{Source, Statement};
use crate::chronology::tables::{Citation, Record};
use crate::words;

use super::highlight::{Highlighter, TermSet};

/// The most sources of an event that are gone through.
const SOURCES: usize = 40;

/// Where words of the query stand that the row of a hit does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordsStand {
    /// In full: `in the topics`.
    pub full: &'static str,
    /// In a word, where there is little room.
    pub short: &'static str,
}

/// In a note on it.
pub const IN_A_NOTE: WordsStand = WordsStand { full: "in a note", short: "note" };

/// Where most of the words of `query` stand that the row of a hit does not show; `None` where it shows them all, or
/// nothing that is recorded of it has them. Every row shows the words, who speaks and when; `beside` is what this one
/// shows besides.
#[must_use]
pub fn words_stand(
    c: &Chronology,
    query: &Highlighter,
    citation: Citation,
    beside: &[&str],
) -> Option<WordsStand> {
    let (statement, event) = match (c.reported(citation), c.record(citation.record)) {
        (Some(ix), _) => (Some(c.statement(ix)), c.statement(ix).event),
        (None, Record::Event(event)) => (None, Some(event)),
        (None, Record::Statement(_)) => return None,
    };
    let event = event.map(|event| c.event(event));
    // By whatever name who speaks is called, the row says who that is; and when it was.
    let speaker = statement.and_then(|s| s.speaker).map(|ix| c.speaker(ix));
    let names = speaker.into_iter().flat_map(|s| named(&s.name, &s.aka));
    let own = statement.map(|s| &*s.text).or(event.map(|event| &*event.title));
    let date = words::date(c.day_at(citation).0);
    let left = |left: TermSet, text: &str| {
        if left.is_empty() { left } else { left.without(query.met_in(text)) }
    };
    let hidden = own.into_iter().chain(names).fold(query.asked(), left);
    let hidden = beside.iter().copied().chain([&*date]).fold(hidden, left);
    if hidden.is_empty() {
        return None;
    }
    let sources: Vec<&Source> = match (statement, event) {
        (Some(s), _) => vec![c.source(s.source)],
        (None, Some(e)) => e.cites.iter().take(SOURCES).map(|cite| c.source(cite.source)).collect(),
        (None, None) => Vec::new(),
    };
    let others =
        || statement.into_iter().flat_map(Statement::all_speakers).map(|ix| c.speaker(*ix));
    let parties = others().filter_map(|s| s.party).map(|party| c.party(party));
    let topics = statement.into_iter().flat_map(|s| &s.topics);
    let to = statement.and_then(|s| words::addressees(c, s));
    let places: [(_, _, Vec<&str>); 11] = [
        ("by another speaker", "speaker", others().flat_map(|s| named(&s.name, &s.aka)).collect()),
        (
            "in the topics",
            "topics",
            topics.chain(event.into_iter().flat_map(|e| &e.topics)).map(|t| &**t).collect(),
        ),
        (
            "in the event's title",
            "event",
            statement.and(event).map(|e| &*e.title).into_iter().collect(),
        ),
        (
            "in the summary",
            "summary",
            event.and_then(|e| e.summary.as_deref()).into_iter().collect(),
        ),
        (
            "in the source's title",
            "title",
            sources.iter().filter_map(|source| source.title.as_deref()).collect(),
        ),
        ("in the outlet's name", "outlet", sources.iter().map(|source| &*source.outlet).collect()),
        ("in the party's name", "party", parties.flat_map(|p| named(&p.name, &p.aka)).collect()),
        (
            "in the post",
            "post",
            speaker.into_iter().flat_map(|s| &s.posts).map(|p| &*p.title).collect(),
        ),
        (
            "in the occasion",
            "occasion",
            statement.and_then(|s| s.venue.as_deref()).into_iter().collect(),
        ),
        ("in the place", "place", statement.and_then(|s| s.place.as_deref()).into_iter().collect()),
        ("to whom it was said", "to whom", to.as_deref().into_iter().collect()),
    ];
    let mut best = (0, None);
    for (full, short, texts) in places {
        let met = texts.iter().map(|text| query.met_in(text).and(hidden).len()).max().unwrap_or(0);
        if met > best.0 {
            best = (met, Some(WordsStand { full, short }));
        }
    }
    best.1
}

/// A name and the others beside it.
fn named<'c, S: Deref<Target = str>>(name: &'c S, aka: &'c [S]) -> impl Iterator<Item = &'c str> {
    std::iter::once(name).chain(aka).map(|name| &**name)
}
