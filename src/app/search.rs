//! The search prompt: what is typed, what it finds, and which hit is chosen.
//!
//! While it is open the hits are in order of relevance and the cursor previews the chosen one; Esc puts
//! everything back where it was.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::article::Paragraph;
use crate::chronology::model::{PointIx, RecordIx};
use crate::chronology::tables::Citation;
use crate::chronology::verify::dataset::Verification;
use crate::search::{
    Complaint, Completion, Hit, Hits, Index, Near, ParagraphHit, ParagraphHits, ParagraphIndex,
    Query, ReaderState, Searcher,
};

use super::App;
use super::data::Data;
use super::place::Place;
use super::prompt::Prompt;
use super::query::Lights;
use super::viewport::{Anchor, Rows};
use crate::geometry::Area;
use crate::pages::row::{Row, Span, Tone};
use crate::words;

/// How many figures the list has: enough for those of a day, while hits are still seen below them.
const FIGURES: usize = 3;

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
    /// The paragraphs of the texts held that it finds beside them: in the list they follow the hits.
    pub paragraphs: ParagraphHits,
    /// The figures that have the same words; the first of them stand at the head of the list.
    pub figures: Vec<PointIx>,
    /// The chosen row of the list, from 0.
    pub chosen: usize,
    /// What stands at the top of the list of hits.
    pub top: Anchor,
    /// What is wrong with it, at its places.
    pub complaints: Vec<Complaint>,
    /// What is said of a date that is being typed.
    pub begun: Option<String>,
    /// All of it asks for nothing, or for nothing yet: no hits are listed, for everything would be one.
    pub idle: bool,
    /// What Tab offers, and which of it is taken.
    pub completions: Vec<Completion>,
    /// The completion last taken.
    pub completed: Option<usize>,
    /// Whether the choice was made by hand, or was what was read, and so is kept while it still matches.
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
            paragraphs: ParagraphHits::default(),
            figures: Vec::new(),
            chosen: 0,
            top: Anchor::default(),
            complaints: Vec::new(),
            begun: None,
            idle: false,
            completions: Vec::new(),
            completed: None,
            held: false,
            origin: Box::new(origin),
        }
    }

    /// Forgets what was found, which is of records that are no longer shown; it is asked for again once there is an
    /// index of those that are.
    pub fn forget_hits(&mut self) {
        (self.hits, self.chosen, self.top) = (None, 0, Anchor::default());
        self.figures.clear();
        self.paragraphs = ParagraphHits::default();
        self.completions.clear();
        self.completed = None;
    }

    /// The hits that are ranked, best first.
    #[must_use]
    pub fn ranked(&self) -> &[Hit] {
        self.hits.as_ref().map(|h| &h.ranked[..]).unwrap_or_default()
    }

    /// Whether something is asked, so that what it finds is listed.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.query.is_empty() && !self.idle
    }

    /// How many figures the list has.
    fn figures_listed(&self) -> usize {
        self.figures.len().min(FIGURES)
    }

    /// How many rows the list has: a few figures, hits, and paragraphs behind them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.figures_listed() + self.ranked().len() + self.paragraphs.ranked.len()
    }

    /// Whether nothing is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a row of the list tells of, by its number.
    #[must_use]
    pub fn found(&self, at: usize) -> Option<Found> {
        let Some(at) = at.checked_sub(self.figures_listed()) else {
            return self.figures.get(at).copied().map(Found::Figure);
        };
        let hits = self.ranked();
        let behind = || self.paragraphs.ranked.get(at.checked_sub(hits.len())?);
        hits.get(at).copied().map(Found::Record).or_else(|| behind().copied().map(Found::Paragraph))
    }

    /// How many of the hits have all that was typed.
    fn exact(&self) -> usize {
        let hits = self.hits.as_ref().filter(|hits| hits.near() == Some(Near::Exact));
        hits.map_or(0, |hits| hits.answers)
    }

    /// Takes what was found for what is typed now. A choice by hand is kept while it still matches.
    pub fn take(
        &mut self,
        query: Query,
        SearchAnswer { hits, paragraphs, complaints, begun, idle, .. }: SearchAnswer,
        figures: Vec<PointIx>,
        here: RecordIx,
    ) {
        let read = self.found(self.chosen).filter(|found| !matches!(found, Found::Record(_)));
        (self.query, self.hits, self.complaints) = (query, hits, complaints);
        (self.begun, self.idle) = (begun, idle);
        (self.paragraphs, self.figures) = (paragraphs, figures);
        let is_here = |found: Found| match (found, read) {
            (Found::Record(hit), None) => hit.record == here,
            (found, read) => Some(found) == read,
        };
        let still = (0..self.len()).find(|at| self.found(*at).is_some_and(is_here));
        let still = still.filter(|_| self.held || self.prompt.is_offered());
        self.held = still.is_some();
        // What somebody said with all the words goes before a figure that has them, and that before what lacks some.
        let best = if self.exact() > 0 { self.figures_listed() } else { 0 };
        self.chosen = still.unwrap_or(best);
        self.top = Anchor::default();
    }

    /// Chooses a row by hand, or the last where there are fewer.
    pub fn choose(&mut self, at: usize) {
        self.chosen = at.min(self.len().saturating_sub(1));
        self.held = true;
    }

    /// What is said of the answer as a whole: what was taken for what, and the words that nothing has.
    #[must_use]
    pub fn remarks(&self) -> Vec<Row> {
        let Some(hits) = &self.hits else { return Vec::new() };
        let known = self.known_by();
        let unknown = hits.unknown.iter().map(|unknown| format!("{known}{unknown}"));
        let told = hits.guesses.iter().map(ToString::to_string).chain(unknown);
        let mut once: Vec<String> = Vec::new();
        for text in told {
            // A word that was typed twice is told once.
            if !once.contains(&text) {
                once.push(text);
            }
        }
        once.into_iter().map(|text| Row::of(vec![Span::new(text, Tone::Doubt)])).collect()
    }

    /// The day of knowledge, before what is said of all records: what came later may have what these lack.
    fn known_by(&self) -> String {
        self.origin.as_of.map(|by| format!("by {by}: ")).unwrap_or_default()
    }

    /// What stands over a row of the list, by its number: what is to be said of all of them, from where on they are
    /// only near, and from where on they are no records.
    #[must_use]
    pub fn over(&self, at: usize) -> Vec<Row> {
        let mut rows = if at == 0 { self.remarks() } else { Vec::new() };
        let Some(hits) = &self.hits else { return rows };
        if hits.ranked.is_empty() && at == 0 && rows.is_empty() {
            let text = format!("{}no record matches", self.known_by());
            rows.push(Row::of(vec![Span::new(text, Tone::Dim)]));
        }
        let (figures, exact) = (self.figures_listed(), self.exact());
        // In each row it would take the place of what the record says.
        let lacked = hits.lacked_by_all().map(|words| format!("what comes near lacks: {words}"));
        let near = lacked.clone().unwrap_or_else(|| "what comes near:".to_owned());
        let heading = match at.checked_sub(figures) {
            None if at == 0 => Some("in the figures:".to_owned()),
            None => None,
            Some(at) if at == hits.ranked.len() => self.paragraphs.heading(),
            Some(0) if exact == 0 && lacked.is_some() => {
                Some(format!("no record has it all; {near}"))
            }
            Some(0) if exact == 0 => Some(format!("no record has all of it as typed; {near}")),
            Some(0) if figures > 0 => Some("in the records:".to_owned()),
            Some(at) if at == exact => Some(near),
            Some(_) => None,
        };
        rows.extend(heading.map(|words| Row::of(vec![Span::new(words, Tone::Heading)])));
        rows
    }

    /// What stands under a row of the list: how many figures and how many paragraphs are not in it.
    #[must_use]
    pub fn under(&self, at: usize) -> Option<Row> {
        let listed = self.figures_listed();
        let unlisted = self.figures.len() - listed;
        if at + 1 == listed && unlisted > 0 {
            return Some(more_row(&format!("{unlisted} more")));
        }
        let more = (at + 1 == self.len()).then(|| self.paragraphs.more())?;
        (more > 0).then(|| more_row(&format!("{more} more in the texts")))
    }

    /// The height of a row of the list with what stands over and under it, in lines.
    #[must_use]
    pub fn height(&self, at: usize, width: u16) -> usize {
        let told = self.over(at).into_iter().chain(self.under(at));
        1 + told.map(|row| row.height(width)).sum::<usize>()
    }

    /// Moves the choice by halves of the page that an area of the screen shows.
    pub fn page(&mut self, area: Area, halves: isize) {
        let height_of = |at: usize| self.height(at, area.width);
        let rows = Rows::new(self.len(), &height_of);
        self.choose(rows.page(self.chosen, halves, area.height));
    }

    /// Brings the choice into sight in an area of the screen.
    pub fn reveal(&mut self, area: Area) {
        let height_of = |at: usize| self.height(at, area.width);
        let rows = Rows::new(self.len(), &height_of);
        self.top = rows.reveal(self.top, usize::from(area.height), self.chosen, 0);
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

/// What a row of the list tells of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// A record that matches or comes near.
    Record(Hit),
    /// A paragraph of a text held.
    Paragraph(ParagraphHit),
    /// A figure.
    Figure(PointIx),
}

impl App {
    /// Where the cursor goes for a paragraph: to what is recorded of its source nearest before it, else behind it, and
    /// where nothing is, nowhere.
    #[must_use]
    pub fn beside(&self, paragraph: Paragraph) -> Option<Citation> {
        let passages = self.chronology().passages(paragraph.source);
        let behind = passages.partition_point(|passage| passage.para <= paragraph.para);
        let nearest = behind.saturating_sub(1);
        passages.get(nearest).map(|passage| passage.citation)
    }

    /// What is asked when a query is; `None` while there is no index.
    #[must_use]
    pub fn search_request(&self, query: Query) -> Option<SearchRequest> {
        let chronology = Arc::clone(&self.data.chronology);
        Some(SearchRequest {
            query,
            index: self.data.index.clone()?,
            paragraphs: self.data.paragraphs.clone(),
            verification: self.data.verification.clone(),
            marked: self.marks.records(&chronology).collect(),
            day: self.day(),
            searchers: Arc::clone(&self.searchers),
            chronology,
        })
    }

    /// Whether what was asked is still asked of what is shown.
    #[must_use]
    pub fn is_of_what_is_shown(&self, request: &SearchRequest) -> bool {
        let index = self.data.index.as_ref();
        Arc::ptr_eq(&request.chronology, &self.data.chronology)
            && index.is_some_and(|index| Arc::ptr_eq(index, &request.index))
    }

    /// Lights what the query in force matches, or nothing.
    pub fn refresh_lights(&mut self) {
        let near = self.hits_in_force().and_then(Hits::near).unwrap_or(Near::Exact);
        let Data { index, paragraphs, .. } = &self.data;
        let lights = self.query_in_force().zip(index.as_ref()).map(|(query, index)| {
            let of_paragraphs = paragraphs.as_ref().map(|paragraphs| paragraphs.highlighter(query));
            Lights {
                records: Arc::new(index.highlighter(query, near)),
                paragraphs: of_paragraphs.map(Arc::new),
            }
        });
        self.lights = lights;
    }
}

/// All that the answer to a query depends on, so that it can be worked out apart from the loop.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// The query.
    pub query: Query,
    chronology: Arc<Chronology>,
    index: Arc<Index>,
    paragraphs: Option<Arc<ParagraphIndex>>,
    verification: Option<Arc<Verification>>,
    marked: HashSet<RecordIx>,
    day: NaiveDate,
    searchers: Arc<Mutex<Searchers>>,
}

/// What is remembered between the letters of a query.
#[derive(Debug, Default)]
pub struct Searchers {
    records: Searcher,
    paragraphs: Searcher,
}

/// What a query finds.
#[derive(Debug, Clone, Default)]
pub struct SearchAnswer {
    /// The records; `None` where nothing is asked.
    pub hits: Option<Hits>,
    /// The paragraphs of the texts held.
    pub paragraphs: ParagraphHits,
    /// What is wrong with the query, at its places.
    pub complaints: Vec<Complaint>,
    /// What is said of a date that is being typed.
    pub begun: Option<String>,
    /// All of it asks for nothing.
    pub idle: bool,
    /// What is lit of it; `None` where nothing is asked.
    pub lights: Option<Lights>,
}

impl PartialEq for SearchRequest {
    fn eq(&self, other: &Self) -> bool {
        let same = |held: &Option<Arc<_>>, others: &Option<Arc<_>>| match (held, others) {
            (Some(held), Some(other)) => Arc::ptr_eq(held, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        self.query == other.query
            && Arc::ptr_eq(&self.chronology, &other.chronology)
            && Arc::ptr_eq(&self.index, &other.index)
            && same(&self.verification, &other.verification)
            && self.paragraphs.is_some() == other.paragraphs.is_some()
            && self.marked == other.marked
            && self.day == other.day
    }
}

impl SearchRequest {
    /// The records that the query finds.
    #[must_use]
    pub fn hits(&self) -> Hits {
        self.hits_by(&mut self.searchers().records)
    }

    /// What is wrong with the query, at its places.
    #[must_use]
    pub fn complaints(&self) -> Vec<Complaint> {
        self.index.complaints(&self.chronology, &self.query, self.day)
    }

    /// What is wrong with the query where nothing more is typed, so that what was only begun is wrong too.
    #[must_use]
    pub fn complaints_when_done(&self) -> Vec<Complaint> {
        let done = Query::parse_whole(self.query.text());
        self.index.complaints(&self.chronology, &done, self.day)
    }

    /// All that the prompt shows of the query.
    #[must_use]
    pub fn answer(&self) -> SearchAnswer {
        let Self { query, chronology: c, .. } = self;
        let complaints = self.complaints();
        let (begun, idle) = (query.begun_date(self.day), query.asks_for_nothing(self.day));
        if idle || query.is_empty() {
            return SearchAnswer { complaints, begun, idle, ..SearchAnswer::default() };
        }
        let mut searchers = self.searchers();
        let hits = self.hits_by(&mut searchers.records);
        let near = hits.near().unwrap_or(Near::Exact);
        let records = Arc::new(searchers.records.highlighter(&self.index, query, near));
        let mut lights = Lights { records, paragraphs: None };
        let mut paragraphs = ParagraphHits::default();
        if let Some(index) = &self.paragraphs {
            let reader = ReaderState::plain(self.day);
            paragraphs = index.search(&mut searchers.paragraphs, c, query, &reader, &hits.records);
            lights.paragraphs = Some(Arc::new(index.highlighter(query)));
        }
        SearchAnswer { hits: Some(hits), paragraphs, complaints, begun, idle, lights: Some(lights) }
    }

    fn searchers(&self) -> MutexGuard<'_, Searchers> {
        self.searchers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hits_by(&self, searcher: &mut Searcher) -> Hits {
        let Self { query, chronology: c, index, verification, marked, day, .. } = self;
        let status = |statement| verification.as_ref()?.verified(statement);
        let reader = ReaderState { marked, status: &status, day: *day };
        searcher.search(index, c, query, &reader, RANKED)
    }
}

/// That there is more than is listed.
fn more_row(more: &str) -> Row {
    Row::of(vec![Span::new(format!("and {more}; another word narrows them"), Tone::Dim)])
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
    // Those whose date is not sure are among the hits, and counted in them.
    let with_maybe = |count: String| match hits.maybe {
        0 => count,
        maybe => format!("{count}, {maybe} of them maybe"),
    };
    match (hits.total, hits.near()) {
        (0, None) => "no hits".to_owned(),
        (n, None | Some(Near::Exact)) => {
            let near = shown.saturating_sub(hits.answers);
            let near = if near > 0 { format!(" · {near} near") } else { String::new() };
            format!("{}{near}", with_maybe(words::count(n, "hit")))
        }
        (_, Some(_)) => with_maybe(words::count(shown, "near hit")),
    }
}
