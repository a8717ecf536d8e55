//! What a query may ask of the reader rather than of the dataset: marks, verification, today.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::chronology::model::{RecordIx, StatementIx};
pub use crate::chronology::verify::dataset::Verified;

/// The reader's context of a query.
#[derive(Clone, Copy)]
pub struct ReaderState<'a> {
    /// The records that are marked, for `is:marked`.
    pub marked: &'a HashSet<RecordIx>,
    /// What verification says of a statement, `None` where no text is held; for `is:verified`,
    /// `is:unverified` and `has:text`.
    pub status: &'a dyn Fn(StatementIx) -> Option<Verified>,
    /// The day that counts as today, for `today-30d`.
    pub day: NaiveDate,
}

static NO_MARKS: LazyLock<HashSet<RecordIx>> = LazyLock::new(HashSet::new);

impl ReaderState<'_> {
    /// Nothing marked and no text held, on a day.
    #[must_use]
    pub fn plain(day: NaiveDate) -> Self {
        Self { marked: &NO_MARKS, status: &|_| None, day }
    }
}

impl fmt::Debug for ReaderState<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (f.debug_struct("ReaderState").field("marked", &self.marked.len()).field("day", &self.day))
            .finish_non_exhaustive()
    }
}
