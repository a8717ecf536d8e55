//! The query in force: what stays lit after Enter, walked in time, hidden around, asked again when the
//! dataset changes.

use std::sync::Arc;

use crate::chronology::date::Certainty;
use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::search::{Highlighter, Hits, Query};

use super::App;

/// The query in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Active {
    /// The query.
    pub query: Query,
    /// What it matches; nothing while the index is being built.
    pub hits: Hits,
    /// Whether what it does not match is hidden; otherwise it is dimmed.
    pub hide: bool,
    /// Whether it waits for an index to be asked.
    pub waits: bool,
}

/// A query made ready to light what it matches.
#[derive(Clone)]
pub struct Lights {
    /// In records.
    pub records: Arc<Highlighter>,
    /// In a paragraph that no record holds.
    pub paragraphs: Option<Arc<Highlighter>>,
}

impl std::fmt::Debug for Lights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lights")
    }
}

impl Active {
    /// The query before there is an index to ask.
    #[must_use]
    pub fn waiting(query: Query, hide: bool) -> Self {
        Self { query, hits: Hits::default(), hide, waits: true }
    }

    /// Whether a record is left out of what is shown.
    #[must_use]
    pub fn hides(&self, record: RecordIx) -> bool {
        self.hide && !self.waits && !self.hits.records.contains(record.at())
    }
}

impl App {
    /// Whether a record is dimmed: a query is in force and does not match it.
    #[must_use]
    pub fn is_dimmed(&self, record: RecordIx) -> bool {
        let active = self.place.active.as_ref().filter(|a| self.search.is_none() && !a.waits);
        active.is_some_and(|a| !a.hits.records.contains(record.at()))
    }

    /// Whether a record matches the query in force.
    #[must_use]
    pub fn is_hit(&self, record: RecordIx) -> bool {
        self.place.active.as_ref().is_some_and(|a| a.hits.records.contains(record.at()))
    }

    /// The query whose words are lit: that of the open prompt, or the one in force.
    #[must_use]
    pub fn query_in_force(&self) -> Option<&Query> {
        let typed = self.search.as_ref().map(|s| &s.query);
        typed.or_else(|| self.place.active.as_ref().map(|a| &a.query)).filter(|q| !q.is_empty())
    }

    /// What it found: the hits of the open prompt, or of the query in force.
    #[must_use]
    pub fn hits_in_force(&self) -> Option<&Hits> {
        match &self.search {
            Some(search) => search.hits.as_ref(),
            None => self.place.active.as_ref().map(|active| &active.hits),
        }
    }

    /// The report of a record that is meant where none is chosen: that which the query in force is about, else the
    /// leading one.
    #[must_use]
    pub fn report_meant(&self, record: RecordIx) -> Citation {
        let asked = self.hits_in_force().zip(self.data.index.as_ref());
        let meant = asked.map(|(hits, index)| hits.report_of(index, self.chronology(), record));
        meant.unwrap_or(Citation { record, nth: 0 })
    }

    /// How certainly a record matches the query in force; `Yes` where there is none.
    #[must_use]
    pub fn certainty(&self, record: RecordIx) -> Certainty {
        let maybe = self.hits_in_force().is_some_and(|h| h.maybes.contains(record.at()));
        if maybe { Certainty::Maybe } else { Certainty::Yes }
    }
}
