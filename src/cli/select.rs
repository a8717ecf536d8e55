//! Which records a query or an id names, and what to say where it names none.

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, Target};
use crate::chronology::problem::nearest;

use super::Context;
use super::object::id_of;

/// stub
pub(super) struct Selection { pub(super) remarks: Vec<String> }
impl Selection {
    pub(super) fn of(_c: &Context<'_>, _q: &str) -> anyhow::Result<Self> { Ok(Self { remarks: vec![] }) }
    pub(super) fn has(&self, _t: Target) -> bool { true }
    pub(super) fn has_record(&self, _t: RecordIx) -> bool { true }
}

/// The sentence for an id that no record has, with the nearest that one does.
pub(super) fn unknown_id(c: &Chronology, id: &str) -> String {
    let near = nearest(id, every_id(c));
    match near {
        Some(near) => format!("there is no record `{id}`; did you mean `{near}`?"),
        None => format!("there is no record `{id}`; `startline search` and `startline list` print the ids"),
    }
}

/// What a record is called.
pub(super) fn kind_of(target: Target) -> &'static str {
    match target {
        Target::Party(_) => "party",
        Target::Speaker(_) => "speaker",
        Target::Source(_) => "source",
        Target::Event(_) => "event",
        Target::Statement(_) => "statement",
        Target::Note(_) => "note",
        Target::Series(_) => "series",
    }
}

/// Every id, in the order of the kinds and of the dataset.
fn every_id(c: &Chronology) -> impl Iterator<Item = &str> {
    let statements = (0..c.statements().len()).map(|i| Target::Statement(i.into()));
    let events = (0..c.events().len()).map(|i| Target::Event(i.into()));
    let sources = (0..c.sources().len()).map(|i| Target::Source(i.into()));
    let speakers = (0..c.speakers().len()).map(|i| Target::Speaker(i.into()));
    let parties = (0..c.parties().len()).map(|i| Target::Party(i.into()));
    let notes = (0..c.notes_list().len()).map(|i| Target::Note(i.into()));
    let series = (0..c.series().len()).map(|i| Target::Series(i.into()));
    let all = statements.chain(events).chain(sources).chain(speakers).chain(parties).chain(notes).chain(series);
    all.map(|target| id_of(c, target))
}
