//! The marks: what is to be taken along, in an order of its reader's own, each with a note of its reader's own.
//!
//! A mark is on an id, with the words by which its record was told, so that it outlasts the record. What is done to
//! marks is a [`MarkChange`], and the list is what all changes come to, in the order in which they were written down.
//! Two viewers that write into one [`journal`] lose nothing of each other: a mark goes only where somebody dropped
//! it as it stands, and of two notes that nobody saw together both are kept.

pub mod journal;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::chronology::Chronology;
use crate::chronology::model::{Entity, RecordIx, Subject};
use crate::chronology::target::Target;

/// What stands between two notes on one mark that were written without each other.
const BESIDE: &str = " | ";

/// A mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// The id of what is marked.
    pub id: String,
    /// The words by which it was told when that was last known.
    pub told: String,
    /// What its reader remarks on it; empty for nothing.
    pub note: String,
    /// What a journal says of it beside this; it is kept for whoever wrote it.
    pub rest: Map<String, Value>,
}

/// Something done to a mark. What is left out stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkChange {
    /// It is marked, whether or not it was.
    Keep {
        /// The id.
        id: String,
        /// The words by which it is told.
        told: Option<String>,
        /// A note in place of another.
        note: Option<NoteChange>,
        /// Where it stands from now on. A mark that is new stands last unless this says otherwise.
        place: Option<Slot>,
    },
    /// It is no longer marked.
    Drop {
        /// The id.
        id: String,
        /// The note that was dropped with it. Where another stands by then the mark stays.
        was: String,
    },
}

/// A note in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteChange {
    /// The note that stood there when this one was written.
    pub was: String,
    /// The note.
    pub now: String,
}

/// A place in the order of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Before the mark on this id; where there is none, the order stays as it is.
    Before(String),
    /// Last.
    Last,
}

/// What is marked, in the order of its reader.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    list: Vec<Mark>,
    ids: HashSet<String>,
    /// What was dropped in this run, the last of it last, and where it stood.
    dropped: Vec<(Mark, Slot)>,
}

impl Marks {
    /// How many there are, whether or not the dataset has what they are on.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The marks in their order.
    #[must_use]
    pub fn list(&self) -> &[Mark] {
        &self.list
    }

    /// Takes over what stands in the journal; what can be brought back stays so.
    pub fn take(&mut self, list: Vec<Mark>) {
        self.ids = list.iter().map(|mark| mark.id.clone()).collect();
        self.list = list;
    }

    /// Carries out a change.
    pub fn apply(&mut self, change: &MarkChange) {
        match change {
            MarkChange::Keep { id, told, note, place } => {
                if self.ids.insert(id.clone()) {
                    self.list.push(Mark { id: id.clone(), ..Mark::default() });
                }
                let Some(mark) = self.list.iter_mut().rfind(|mark| mark.id == *id) else { return };
                told.iter().for_each(|told| mark.told.clone_from(told));
                note.iter().for_each(|note| mark.note = note.over(&mark.note));
                place.iter().for_each(|place| self.put(id, place));
            }
            MarkChange::Drop { id, was } => {
                let at = self.list.iter().position(|mark| mark.id == *id && mark.note == *was);
                if let Some(at) = at {
                    self.list.remove(at);
                    self.ids.remove(id);
                }
            }
        }
    }

    fn put(&mut self, id: &str, slot: &Slot) {
        let Some(from) = self.list.iter().position(|mark| mark.id == id) else { return };
        let mark = self.list.remove(from);
        let to = match slot {
            Slot::Last => self.list.len(),
            Slot::Before(next) => {
                self.list.iter().position(|mark| mark.id == *next).unwrap_or(from)
            }
        };
        self.list.insert(to, mark);
    }

    /// What drops a mark as it stands; it can be brought back. `None` where it is not there.
    pub fn drop_at(&mut self, at: usize) -> Option<MarkChange> {
        let mark = self.list.get(at)?.clone();
        let slot = self.slot(at + 1);
        let change = MarkChange::Drop { id: mark.id.clone(), was: mark.note.clone() };
        self.dropped.push((mark, slot));
        Some(change)
    }

    /// What brings back the mark that was dropped last.
    pub fn undo(&mut self) -> Option<MarkChange> {
        self.bring_back(self.dropped.len().checked_sub(1)?)
    }

    /// What brings back the mark on an id, where it was dropped in this run: whoever marks a thing again means the note
    /// that they wrote on it, too.
    pub fn undo_of(&mut self, id: &str) -> Option<MarkChange> {
        self.bring_back(self.dropped.iter().rposition(|(mark, _)| mark.id == id)?)
    }

    fn bring_back(&mut self, at: usize) -> Option<MarkChange> {
        let (mark, slot) = (at < self.dropped.len()).then(|| self.dropped.remove(at))?;
        let note = NoteChange { was: String::new(), now: mark.note };
        let note = Some(note).filter(|note| !note.now.is_empty());
        Some(MarkChange::Keep { id: mark.id, told: Some(mark.told), note, place: Some(slot) })
    }

    /// Whether a mark was dropped that can be brought back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.dropped.is_empty()
    }

    /// What moves a mark by so many places, and to which place that is; `None` where it stands at that end already.
    #[must_use]
    pub fn moved(&self, at: usize, by: isize) -> Option<(usize, MarkChange)> {
        let mark = self.list.get(at)?;
        let to = at.saturating_add_signed(by).min(self.list.len() - 1);
        if to == at {
            return None;
        }
        let slot = self.slot(if to > at { to + 1 } else { to });
        let id = mark.id.clone();
        Some((to, MarkChange::Keep { id, told: None, note: None, place: Some(slot) }))
    }

    /// The place before the mark at a position.
    fn slot(&self, at: usize) -> Slot {
        self.list.get(at).map_or(Slot::Last, |next| Slot::Before(next.id.clone()))
    }

    /// Where the mark on an id stands, from 0.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.list.iter().position(|mark| mark.id == id)
    }

    /// Whether what goes by an id is marked.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether a record, or any report of it, is marked.
    #[must_use]
    pub fn has_record(&self, c: &Chronology, record: RecordIx) -> bool {
        let reports = c.reports(record);
        let is_of_it = |id: &str| match c.by_id(id) {
            Some(Entity::Statement(s)) => c.record_of(Subject::Statement(s)) == record,
            _ => false,
        };
        self.has(c.record_id(record))
            || if self.ids.len() < reports.len() {
                self.ids.iter().any(|id| is_of_it(id))
            } else {
                reports.iter().any(|report| self.has(&c.statement(*report).id))
            }
    }

    /// The records of which anything is marked.
    pub fn records<'a>(&'a self, c: &'a Chronology) -> impl Iterator<Item = RecordIx> + 'a {
        self.list.iter().filter_map(|mark| match Target::by_id(c, &mark.id)? {
            Target::Record(citation) => Some(citation.record),
            Target::Point(_) | Target::Note(_) | Target::Source(_) => None,
        })
    }
}

impl NoteChange {
    /// What the note is once this is written where `there` stands: what its writer had not seen stays beside it.
    fn over(&self, there: &str) -> String {
        let seen = there.is_empty() || *there == self.was || *there == self.now;
        match (seen, self.now.as_str()) {
            (true, now) => now.to_owned(),
            (false, "") => there.to_owned(),
            (false, now) => format!("{there}{BESIDE}{now}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keep(id: &str) -> MarkChange {
        MarkChange::Keep {
            id: id.to_owned(),
            told: Some(id.to_uppercase()),
            note: None,
            place: None,
        }
    }

    fn noted(id: &str, was: &str, now: &str) -> MarkChange {
        let note = Some(NoteChange { was: was.to_owned(), now: now.to_owned() });
        MarkChange::Keep { id: id.to_owned(), told: None, note, place: None }
    }

    fn dropped(id: &str, was: &str) -> MarkChange {
        MarkChange::Drop { id: id.to_owned(), was: was.to_owned() }
    }

    fn replayed<'a>(changes: impl IntoIterator<Item = &'a MarkChange>) -> Marks {
        let mut marks = Marks::default();
        changes.into_iter().for_each(|change| marks.apply(change));
        marks
    }

    fn ids(marks: &Marks) -> Vec<&str> {
        marks.list().iter().map(|mark| mark.id.as_str()).collect()
    }

    #[test]
    fn marks_stand_in_the_order_of_their_reader() {
        let mut marks = replayed(&[keep("a"), keep("b"), keep("c"), keep("a")]);
        assert_eq!(ids(&marks), ["a", "b", "c"]);
        for (at, by, want) in [(0, 1, "bac"), (2, -1, "bca"), (2, -9, "abc"), (0, 9, "bca")] {
            let (to, change) = marks.moved(at, by).unwrap();
            let id = marks.list()[at].id.clone();
            marks.apply(&change);
            assert_eq!(ids(&marks).concat(), want);
            assert_eq!(marks.position(&id), Some(to));
        }
        assert!(marks.moved(0, -1).is_none() && marks.moved(2, 1).is_none());
    }

    #[test]
    fn what_is_dropped_comes_back_where_it_stood_with_its_note() {
        let mut marks = replayed(&[keep("a"), keep("b"), keep("c"), noted("b", "", "look again")]);
        let before = marks.list().to_vec();
        for _ in 0..2 {
            let change = marks.drop_at(1).unwrap();
            marks.apply(&change);
        }
        assert_eq!(ids(&marks), ["a"]);
        for _ in 0..2 {
            let change = marks.undo().unwrap();
            marks.apply(&change);
        }
        assert_eq!(marks.list(), before);
        assert!(marks.undo().is_none());
    }

    #[test]
    fn notes_that_nobody_saw_together_are_both_kept() {
        let one = [keep("a"), noted("a", "", "one"), noted("a", "one", "one, mended")];
        let other = [noted("a", "", "other"), dropped("a", "")];
        let marks = replayed(one.iter().chain(&other));
        assert_eq!(marks.list()[0].note, "one, mended | other");
        let marks = replayed([&one[0], &other[0], &one[1], &other[1]]);
        assert_eq!(marks.list()[0].note, "other | one", "what was dropped was not this");
        let marks = replayed(&[keep("a"), noted("a", "", "x"), noted("a", "x", "")]);
        assert_eq!(marks.list()[0].note, "");
    }

    /// What one viewer does: changes made from what it sees itself, with what it did.
    #[derive(Debug, Clone)]
    enum Deed {
        Mark(u8),
        Drop(u8),
        Note(u8),
        Move(u8, i8),
        Undo,
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            3 => (0..6u8).prop_map(Deed::Mark),
            1 => (0..6u8).prop_map(Deed::Drop),
            2 => (0..6u8).prop_map(Deed::Note),
            2 => ((0..6u8), (-3..4i8)).prop_map(|(at, by)| Deed::Move(at, by)),
            1 => Just(Deed::Undo),
        ]
    }

    /// The changes that a viewer writes which sees nobody else's.
    fn written(deeds: &[Deed], name: &str) -> Vec<MarkChange> {
        let mut marks = Marks::default();
        let mut all = Vec::new();
        for (n, deed) in deeds.iter().enumerate() {
            let at = |at: &u8| usize::from(*at) % marks.len().max(1);
            let change = match deed {
                Deed::Mark(id) => Some(keep(&format!("id-{id}"))),
                Deed::Drop(i) => {
                    let i = at(i);
                    marks.drop_at(i)
                }
                Deed::Note(i) => marks
                    .list()
                    .get(at(i))
                    .map(|mark| noted(&mark.id, &mark.note, &format!("{name}{n}."))),
                Deed::Move(i, by) => marks.moved(at(i), isize::from(*by)).map(|(_, change)| change),
                Deed::Undo => marks.undo(),
            };
            change.iter().for_each(|change| marks.apply(change));
            all.extend(change);
        }
        all
    }

    /// Two sequences as one, each in its own order.
    fn interleaved(
        one: Vec<MarkChange>,
        other: Vec<MarkChange>,
        turns: &[bool],
    ) -> Vec<MarkChange> {
        let (mut one, mut other) = (one.into_iter(), other.into_iter());
        let mut all: Vec<MarkChange> =
            turns.iter().filter_map(|turn| if *turn { one.next() } else { other.next() }).collect();
        all.extend(one.chain(other));
        all
    }

    proptest! {
        #[test]
        fn in_any_order_no_mark_is_lost_that_nobody_dropped(
            one in proptest::collection::vec(deed(), 0..24),
            other in proptest::collection::vec(deed(), 0..24),
            turns in proptest::collection::vec(any::<bool>(), 0..48),
        ) {
            let all = interleaved(written(&one, "one "), written(&other, "other "), &turns);
            let marks = replayed(&all);
            let has_dropped = |id: &str| all.iter().any(|c| matches!(c, MarkChange::Drop { id: of, .. } if of == id));
            for change in &all {
                let MarkChange::Keep { id, .. } = change else { continue };
                prop_assert!(marks.has(id) || has_dropped(id), "{id} of {all:?}");
                // Nor a note, unless somebody who saw it wrote another or dropped it.
                let notes = all.iter().filter_map(|c| match c {
                    MarkChange::Keep { id: of, note: Some(note), .. } if of == id && !note.now.is_empty() => Some(note),
                    _ => None,
                });
                for note in notes {
                    let replaced = all.iter().any(|c| match c {
                        MarkChange::Keep { id: of, note: Some(next), .. } => of == id && next.was.contains(&note.now),
                        MarkChange::Drop { id: of, was } => of == id && was.contains(&note.now),
                        MarkChange::Keep { .. } => false,
                    });
                    let stands = marks.list().iter().any(|mark| mark.id == *id && mark.note.contains(&note.now));
                    prop_assert!(stands || replaced, "{} of {all:?}", note.now);
                }
            }
            let unique: HashSet<&str> = ids(&marks).into_iter().collect();
            prop_assert_eq!(unique.len(), marks.len());
            prop_assert!(marks.list().iter().all(|mark| marks.has(&mark.id)));
        }
    }
}
