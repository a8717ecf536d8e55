//! The marks: what is to be taken along, by its ids, so that they outlast the dataset being read again.

use std::collections::BTreeSet;

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;

use crate::chronology::target::Target;

/// The ids of what is marked.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    ids: BTreeSet<String>,
    /// Whether a mark was set since they were last exported.
    unsaved: bool,
}

impl Marks {
    /// How many there are, whether or not the dataset has what they are on.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Marks what goes by an id, or takes the mark back; whether it is marked now.
    pub fn toggle(&mut self, id: &str) -> bool {
        let marked = !self.ids.remove(id);
        if marked {
            self.ids.insert(id.to_owned());
        }
        self.unsaved = marked || (self.unsaved && !self.ids.is_empty());
        marked
    }

    /// What is marked of a dataset, in time.
    #[must_use]
    pub fn targets(&self, c: &Chronology) -> Vec<Target> {
        let mut targets: Vec<Target> =
            self.ids.iter().filter_map(|id| Target::by_id(c, id)).collect();
        targets.sort_by_cached_key(|target| target.in_time(c));
        targets
    }

    /// Whether what goes by an id is marked.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether a record, or any report of it, is marked.
    #[must_use]
    pub fn has_record(&self, c: &Chronology, record: RecordIx) -> bool {
        !self.ids.is_empty()
            && (self.has(c.record_id(record))
                || c.reports(record).iter().any(|report| self.has(&c.statement(*report).id)))
    }

    /// The records of which anything is marked.
    pub fn records<'a>(&'a self, c: &'a Chronology) -> impl Iterator<Item = RecordIx> + 'a {
        self.ids.iter().filter_map(|id| match Target::by_id(c, id)? {
            Target::Record(citation) => Some(citation.record),
            Target::Point(_) | Target::Note(_) | Target::Source(_) => None,
        })
    }

    /// Whether they would be lost with the program.
    #[must_use]
    pub fn are_unsaved(&self) -> bool {
        self.unsaved
    }

    /// They were exported, or their reader was told that they would be lost.
    pub fn set_saved(&mut self) {
        self.unsaved = false;
    }
}
