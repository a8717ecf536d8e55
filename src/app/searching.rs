//! Searching: the prompt with its live hits, and the query that stays in force after Enter.
//!
//! While the prompt is open the hits are in order of relevance and the cursor previews the chosen one; Esc
//! puts it back where it was. The query in force lights its hits in time, and `d` hides the rest.

use std::sync::Arc;

use crate::chronology::date::Certainty;
use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::search::{Complaint, Completion, Highlighter, Hits, Lens, Near, Query};

use super::App;
use super::action::Edit;
use crate::words;

use super::active::Active;
use super::effect::Effect;
use super::prompt::Prompt;
use super::timeline::Shown;
use super::viewport::Anchor;

/// How many hits are ranked; all are counted.
pub const RANKED: usize = 500;
/// How many queries are remembered.
const REMEMBERED: usize = 100;

/// A query made ready to light what it matches.
#[derive(Clone)]
pub struct Lights(pub Arc<Highlighter>);

impl std::fmt::Debug for Lights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lights")
    }
}

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
    origin: Citation,
    anchor: Anchor,
}

impl App {
    /// The query whose words are lit: that of the open prompt, or the one in force.
    #[must_use]
    pub fn query_in_force(&self) -> Option<&Query> {
        let typed = self.search.as_ref().map(|s| &s.query);
        typed.or_else(|| self.active.as_ref().map(|a| &a.query)).filter(|q| !q.is_empty())
    }

    /// Lights what the query in force matches, or nothing.
    pub(super) fn refresh_lights(&mut self) {
        let near = self.search.as_ref().and_then(|s| s.hits.as_ref()).map_or(Near::Exact, |hits| {
            hits.ranked.first().filter(|_| hits.total == 0).map_or(Near::Exact, |hit| hit.near)
        });
        let index = self.library.index.as_ref();
        let lights =
            index.zip(self.query_in_force()).map(|(index, query)| index.highlighter(query, near));
        self.lights = lights.map(|l| Lights(Arc::new(l)));
    }

    /// How certainly a record matches the query in force; `Yes` where there is none.
    #[must_use]
    pub fn certainty(&self, record: RecordIx) -> Certainty {
        let hits = self
            .search
            .as_ref()
            .map_or_else(|| self.active.as_ref().map(|a| &a.hits), |s| s.hits.as_ref());
        let maybe = hits.is_some_and(|h| h.maybes.contains(record.at()));
        if maybe { Certainty::Maybe } else { Certainty::Yes }
    }

    pub(super) fn open_search(&mut self) {
        self.search = Some(Search {
            prompt: Prompt::default(),
            query: Query::parse(""),
            hits: None,
            chosen: 0,
            top: 0,
            complaints: Vec::new(),
            completions: Vec::new(),
            completed: None,
            held: false,
            origin: self.cursor,
            anchor: self.anchors.timeline,
        });
        self.run_search();
    }

    pub(super) fn edit_search(&mut self, edit: impl FnOnce(&mut Prompt)) {
        let Some(search) = &mut self.search else {
            return;
        };
        let before = search.prompt.text().to_owned();
        edit(&mut search.prompt);
        search.completed = None;
        if search.prompt.text() != before {
            self.run_search();
        }
    }

    /// Asks the index, and previews the chosen hit.
    pub(super) fn run_search(&mut self) {
        let Some(search) = &self.search else { return };
        let query = Query::parse(search.prompt.text());
        let hits = if query.is_empty() { None } else { self.ask(&query) };
        let index = self.library.index.as_ref();
        let complaints = index.map_or_else(Vec::new, |i| i.complaints(self.chronology(), &query));
        let kept = self.cursor.record;
        let Some(search) = &mut self.search else {
            return;
        };
        search.query = query;
        search.complaints = complaints;
        search.completions.clear();
        let ranked = hits.as_ref().map(|h| &h.ranked[..]).unwrap_or_default();
        let still = ranked.iter().position(|h| h.record == kept).filter(|_| search.held);
        search.held = still.is_some();
        search.chosen = still.unwrap_or(0);
        search.top = 0;
        search.hits = hits;
        self.refresh_lights();
        self.preview();
    }

    /// What a query finds now.
    pub fn ask(&mut self, query: &Query) -> Option<Hits> {
        let c = self.library.chronology.clone();
        let marked = self.marks.iter().filter_map(|id| self.record_by_id(id)).collect();
        let status = |s| self.library.verified(s);
        let lens = Lens { marked: &marked, status: &status, as_of: self.as_of() };
        let index = self.library.index.as_ref()?;
        Some(self.searcher.search(index, &c, query, &lens, RANKED))
    }

    fn preview(&mut self) {
        let Some(search) = &mut self.search else {
            return;
        };
        let rows = usize::from(super::list_height(self.size)).max(1);
        let ranked = search.hits.as_ref().map(|h| &h.ranked[..]).unwrap_or_default();
        search.chosen = search.chosen.min(ranked.len().saturating_sub(1));
        search.top = search.top.min(search.chosen).max((search.chosen + 1).saturating_sub(rows));
        let to = match ranked.get(search.chosen) {
            Some(hit) => Citation { record: hit.record, nth: hit.nth },
            None => search.origin,
        };
        self.place(to);
    }

    /// Chooses another hit.
    pub(super) fn choose_hit(&mut self, by: isize) {
        let Some(search) = &mut self.search else {
            return;
        };
        let count = search.hits.as_ref().map_or(0, |h| h.ranked.len());
        search.chosen = search.chosen.saturating_add_signed(by).min(count.saturating_sub(1));
        search.held = true;
        self.preview();
    }

    /// Enter: stay at the chosen hit, the query in force.
    pub(super) fn accept_search(&mut self) -> Vec<Effect> {
        let fault = self.search.as_ref().and_then(|s| s.complaints.iter().find(|c| c.idle));
        if let Some(fault) = fault {
            self.fail(worded(fault));
            return Vec::new();
        }
        let Some(search) = self.search.take() else {
            return Vec::new();
        };
        let text = search.prompt.text().trim().to_owned();
        if search.query.is_empty() {
            return Vec::new();
        }
        let to = self.cursor;
        self.cursor = search.origin;
        self.anchors.timeline = search.anchor;
        let Some(hits) = search.hits else {
            self.fail("the index is still being built; press / again in a moment");
            return Vec::new();
        };
        if hits.total == 0 && !hits.ranked.is_empty() {
            self.refresh_lights();
            self.jump(to);
            self.tell("a near match: nothing has all the words as typed, so no query is in force");
            return Vec::new();
        }
        let hide = self.active.as_ref().is_some_and(|a| a.hide);
        let (none, count) = (hits.total == 0, hit_count(&hits));
        self.active = Some(Active { query: search.query, hits, hide });
        self.refresh_shown();
        self.jump(to);
        self.tell(if none {
            format!("nothing matches {text}; X clears the query")
        } else {
            format!("{count} · n N walk them in time · d hides the rest · X clears")
        });
        self.history.retain(|h| *h != text);
        self.history.insert(0, text);
        self.history.truncate(REMEMBERED);
        vec![Effect::KeepHistory(self.history.clone())]
    }

    /// Esc: back where the search began.
    pub(super) fn cancel_search(&mut self) {
        if let Some(search) = self.search.take() {
            self.anchors.timeline = search.anchor;
            self.refresh_lights();
            self.place(search.origin);
        }
    }

    pub(super) fn complete(&mut self, by: isize) {
        let Some(search) = &mut self.search else {
            return;
        };
        let Some(index) = &self.library.index else {
            return;
        };
        if search.completed.is_none() {
            let (text, at) = (search.prompt.text(), search.prompt.at());
            search.completions = index.complete(&self.library.chronology, text, at);
        }
        let count = search.completions.len();
        if count == 0 {
            return;
        }
        let next = match search.completed {
            Some(n) => (n as isize + by).rem_euclid(count as isize) as usize,
            None => 0,
        };
        let taken = search.completions[next].clone();
        let range = match search.completed {
            Some(before) => {
                taken.range.start..taken.range.start + search.completions[before].text.len()
            }
            None => taken.range.clone(),
        };
        search.prompt.replace(range, &taken.text);
        let completions = std::mem::take(&mut search.completions);
        self.run_search();
        if let Some(search) = &mut self.search {
            search.completions = completions;
            search.completed = Some(next);
        }
    }

    pub(super) fn type_search(&mut self, edit: Edit) {
        self.edit_search(|prompt| super::acts::type_into(prompt, edit));
    }

    /// Chooses anew which records the timeline shows.
    pub(super) fn refresh_shown(&mut self) {
        self.refresh_lights();
        let c = &self.library.chronology;
        let hits = self.active.as_ref().filter(|a| a.hide).map(|a| &a.hits.records);
        self.shown = Shown::of(c, self.axis, hits);
        self.refresh_time();
    }
}

/// A complaint with its mend.
pub(super) fn worded(complaint: &Complaint) -> String {
    let help = complaint.help.as_ref().map_or_else(String::new, |h| format!("; {h}"));
    format!("{}{help}", complaint.message)
}

/// The number of hits in words.
#[must_use]
pub fn hit_count(hits: &Hits) -> String {
    let count = match hits.total {
        0 => "no hits".to_owned(),
        n => words::count(n, "hit"),
    };
    if hits.maybe > 0 { format!("{count} · {} maybe", hits.maybe) } else { count }
}
