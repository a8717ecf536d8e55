//! The search prompt: what is typed, what it finds, and which hit is chosen.
//!
//! While it is open the hits are in order of relevance and the cursor previews the chosen one; Esc puts
//! everything back where it was.

use std::sync::Arc;

use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::search::{Complaint, Completion, Hit, Hits, Index, Near, Query, ReaderState};

use super::App;
use super::place::Place;
use super::prompt::Prompt;
use super::query::Lights;
use crate::words;

/// How many hits are ranked; all are counted.
pub const RANKED: usize = 500;

/// The search prompt.
#[derive(Debug, Clone)]
pub struct Search {
    /// What is typed.
    pub prompt: Prompt,
    /// What it means.
    pub query: Query,
    /// What it finds, best first; `None` while there is no index or nothing is typed.
    pub hits: Option<Hits>,
    /// The chosen hit, from 0.
    pub chosen: usize,
    /// The first hit on the screen.
    pub top: usize,
    /// What is wrong with it, at its places.
    pub complaints: Vec<Complaint>,
    /// What Tab offers, and which of it is taken.
    pub completions: Vec<Completion>,
    /// The completion last taken.
    pub completed: Option<usize>,
    /// Whether the choice was made by hand, and so is kept while it still matches.
    held: bool,
    /// Where the search began.
    pub origin: Box<Place>,
}

impl Search {
    /// A prompt opened somewhere, which offers the query in force there. While that is not typed over, the
    /// record that is read stays chosen.
    #[must_use]
    pub fn new(origin: Place) -> Self {
        let offered = origin.active.as_ref().map_or("", |active| active.query.text());
        Self {
            prompt: Prompt::offering(offered),
            query: Query::parse(""),
            hits: None,
            chosen: 0,
            top: 0,
            complaints: Vec::new(),
            completions: Vec::new(),
            completed: None,
            held: true,
            origin: Box::new(origin),
        }
    }

    /// Forgets what was found, which is of records that are no longer shown; it is asked for again once there is an
    /// index of those that are.
    pub fn forget_hits(&mut self) {
        (self.hits, self.chosen, self.top) = (None, 0, 0);
        self.completions.clear();
        self.completed = None;
    }

    /// The hits that are ranked, best first.
    #[must_use]
    pub fn ranked(&self) -> &[Hit] {
        self.hits.as_ref().map(|h| &h.ranked[..]).unwrap_or_default()
    }

    /// Takes what was found for what is typed now. A choice by hand is kept while it still matches.
    pub fn take(
        &mut self,
        query: Query,
        hits: Option<Hits>,
        complaints: Vec<Complaint>,
        here: RecordIx,
    ) {
        (self.query, self.hits, self.complaints) = (query, hits, complaints);
        self.completions.clear();
        let still = self.ranked().iter().position(|h| h.record == here).filter(|_| self.held);
        self.held = still.is_some();
        self.chosen = still.unwrap_or(0);
        self.top = 0;
    }

    /// Chooses a hit by hand, or the last where there are fewer.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at.min(self.ranked().len().saturating_sub(1));
        self.held = true;
    }

    /// Brings the choice into sight among so many rows; where the cursor previews it.
    pub fn reveal(&mut self, rows: usize) -> Citation {
        let rows = rows.max(1);
        self.top = self.top.min(self.chosen).max((self.chosen + 1).saturating_sub(rows));
        match self.ranked().get(self.chosen) {
            Some(hit) => Citation { record: hit.record, nth: hit.nth },
            None => self.origin.cursor,
        }
    }

    /// The next completion of what is typed, in place of the one taken before.
    pub fn complete(&mut self, offered: impl FnOnce(&str, usize) -> Vec<Completion>, by: isize) {
        if self.completed.is_none() {
            self.completions = offered(self.prompt.text(), self.prompt.at());
        }
        let count = self.completions.len();
        if count == 0 {
            return;
        }
        let next = match self.completed {
            Some(n) => (n as isize + by).rem_euclid(count as isize) as usize,
            None => 0,
        };
        let taken = &self.completions[next];
        let range = match self.completed {
            Some(before) => {
                taken.range.start..taken.range.start + self.completions[before].text.len()
            }
            None => taken.range.clone(),
        };
        self.prompt.replace(range, &taken.text);
        self.completed = Some(next);
    }
}

impl App {
    /// What a query finds now; nothing while there is no index.
    pub fn ask(&mut self, query: &Query) -> Option<Hits> {
        let c = Arc::clone(&self.data.chronology);
        let index: Arc<Index> = self.data.index.clone()?;
        let marked = self.marks.records(&c).collect();
        let status = |s| self.data.verified(s);
        let reader = ReaderState { marked: &marked, status: &status, as_of: self.as_of() };
        Some(self.searcher.search(&index, &c, query, &reader, RANKED))
    }

    /// Lights what the query in force matches, or nothing.
    pub fn refresh_lights(&mut self) {
        let hits = match &self.search {
            Some(search) => search.hits.as_ref(),
            None => self.place.active.as_ref().map(|active| &active.hits),
        };
        let near = hits.and_then(Hits::near).unwrap_or(Near::Exact);
        let index = self.data.index.as_ref();
        let lights =
            index.zip(self.query_in_force()).map(|(index, query)| index.highlighter(query, near));
        self.lights = lights.map(|l| Lights(Arc::new(l)));
    }
}

/// A complaint with its mend.
#[must_use]
pub fn worded(complaint: &Complaint) -> String {
    let help = complaint.help.as_ref().map_or_else(String::new, |h| format!("; {h}"));
    format!("{}{help}", complaint.message)
}

/// The number of hits in words.
#[must_use]
pub fn hit_count(hits: &Hits) -> String {
    let shown = hits.ranked.len();
    let count = match (hits.total, hits.near()) {
        (0, None) => "no hits".to_owned(),
        (n, None | Some(Near::Exact)) if shown > hits.answers => {
            format!("{} · {} near", words::count(n, "hit"), shown - hits.answers)
        }
        (n, None | Some(Near::Exact)) => words::count(n, "hit"),
        (_, Some(_)) => words::count(shown, "near hit"),
    };
    if hits.maybe > 0 { format!("{count} · {} maybe", hits.maybe) } else { count }
}
