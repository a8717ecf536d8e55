//! The query in force: what stays lit after Enter, walked in time, hidden around, asked again when the
//! dataset changes.

use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::search::{Hits, Query};

use super::App;
use super::searching::{hit_count, worded};

/// The query in force.
#[derive(Debug, Clone)]
pub struct Active {
    /// The query.
    pub query: Query,
    /// What it matches.
    pub hits: Hits,
    /// Whether what it does not match is hidden; otherwise it is dimmed.
    pub hide: bool,
}

impl App {
    /// Whether a record is dimmed: a query is in force and does not match it.
    #[must_use]
    pub fn is_dimmed(&self, record: RecordIx) -> bool {
        self.search.is_none()
            && self.active.as_ref().is_some_and(|a| !a.hits.records.contains(record.at()))
    }

    /// Whether a record matches the query in force.
    #[must_use]
    pub fn is_hit(&self, record: RecordIx) -> bool {
        self.active.as_ref().is_some_and(|a| a.hits.records.contains(record.at()))
    }

    /// Puts a query in force without the prompt, as `--query` does.
    pub fn set_query(&mut self, text: &str) {
        let query = Query::parse(text);
        if query.is_empty() {
            return;
        }
        self.waiting_query = None;
        match self.ask(&query) {
            Some(_) if self.faulty(&query) => {}
            Some(hits) => {
                let best = hits.ranked.first().map(|h| Citation { record: h.record, nth: h.nth });
                self.tell(match hits.total {
                    0 => format!("nothing matches {text}; X clears the query"),
                    _ => format!("{} · n N walk them in time · X clears", hit_count(&hits)),
                });
                self.active = Some(Active { query, hits, hide: false });
                self.refresh_shown();
                if let Some(best) = best {
                    self.jump(best);
                }
            }
            None => self.waiting_query = Some(text.to_owned()),
        }
    }

    /// Whether a query asks for something that there is not; then it says so.
    fn faulty(&mut self, query: &Query) -> bool {
        let index = self.library.index.clone();
        let complaints = index.map_or_else(Vec::new, |i| i.complaints(self.chronology(), query));
        let fault =
            complaints.iter().find(|c| c.idle).map(|c| format!("{}: {}", query.text(), worded(c)));
        let faulty = fault.is_some();
        fault.into_iter().for_each(|fault| self.fail(fault));
        faulty
    }

    /// Asks again what is in force: the dataset, the texts or the day of knowledge changed.
    pub(super) fn ask_again(&mut self) {
        if let Some(active) = self.active.take() {
            let hits = self.ask(&active.query);
            self.active = hits.map(|hits| Active { hits, ..active });
        }
        if let Some(text) = self.waiting_query.take() {
            self.set_query(&text);
        }
        if self.search.is_some() {
            self.run_search();
        }
        self.refresh_shown();
    }

    pub(super) fn clear_query(&mut self) {
        if self.active.take().is_some() {
            self.refresh_shown();
            self.follow();
        }
    }

    pub(super) fn toggle_hide(&mut self) {
        let Some(active) = &mut self.active else {
            self.tell("no query is in force; / searches");
            return;
        };
        active.hide = !active.hide;
        self.refresh_shown();
        self.follow();
    }

    /// The next hit in time, round and round.
    pub(super) fn next_hit(&mut self, by: isize) {
        if self.active.is_none() {
            self.tell("no query is in force; / searches");
            return;
        }
        let (Ok(here) | Err(here)) = self.position_of(self.cursor.record);
        let len = self.shown_len();
        let is_hit = |i: &usize| self.shown_at(*i).is_some_and(|r| self.is_hit(r));
        let (first, wrapped) = if by > 0 {
            ((here + 1..len).find(is_hit), (0..len.min(here + 1)).find(is_hit))
        } else {
            ((0..here).rev().find(is_hit), (here..len).rev().find(is_hit))
        };
        let record = first.or(wrapped).and_then(|i| self.shown_at(i));
        match record {
            Some(record) if first.is_none() => {
                let way = if by > 0 {
                    "last hit passed; on from the first"
                } else {
                    "first hit passed; on from the last"
                };
                self.jump(Citation { record, nth: self.best_report(record) });
                self.tell(way);
            }
            Some(record) => self.jump(Citation { record, nth: self.best_report(record) }),
            None => self.tell("nothing matches the query in force; X clears it"),
        }
    }

    /// The report of a record that matches the query in force best.
    fn best_report(&self, record: RecordIx) -> u32 {
        let ranked = self.active.as_ref().map(|a| &a.hits.ranked[..]).unwrap_or_default();
        ranked.iter().find(|h| h.record == record).map_or(0, |h| h.nth)
    }
}
