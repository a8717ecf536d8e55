//! The way in: a query is answered, and what it needed is remembered for the next key.

use crate::chronology::Chronology;

use super::answer::Evaluation;
use super::cache::Cache;
use super::hits::Hits;
use super::index::Index;
use super::query::Query;
use super::reader::ReaderState;

/// What is remembered between the keystrokes of a query, so that its earlier words cost nothing. A value
/// of its own, so that the index stays immutable; make a new one when the chronology is read again.
#[derive(Debug, Default)]
pub struct Searcher {
    cache: Cache,
}

impl Index {
    /// Answers a query with at most `limit` ranked records. [`Searcher`] does the same and remembers.
    #[must_use]
    pub fn search(
        &self,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
        limit: usize,
    ) -> Hits {
        Searcher::default().search(self, c, query, reader, limit)
    }
}

impl Searcher {
    /// Nothing remembered.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a query with at most `limit` ranked records.
    #[must_use]
    pub fn search(
        &mut self,
        index: &Index,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
        limit: usize,
    ) -> Hits {
        self.cache.belong_to(index);
        let mut answer = Evaluation {
            index,
            c,
            query,
            reader,
            limit,
            cache: &mut self.cache,
            filters: Vec::new(),
        };
        answer.hits()
    }
}
