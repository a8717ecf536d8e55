//! What is worked out apart from the loop: whatever takes longer than a frame where records are many. What was shown
//! before is shown until then, and keys go on.
//!
//! Owns what is asked for and how an answer is told from one that came too late: each names all that it was made of.
//! How it is worked out is [`crate::update`]'s.

use std::sync::{Arc, OnceLock};

use crate::chronology::Chronology;
use crate::chronology::as_of::AsOf;
use crate::chronology::date::Edge;
use crate::chronology::ix::{NoteIx, PointIx, SourceIx, SpeakerIx};
use crate::chronology::tables::Citation;
use crate::pages::row::{Go, Row};
use crate::text::slice;

use super::App;
use super::effect::{Effect, Task};
use super::place::Place;
use super::search::{SearchAnswer, SearchRequest};
use super::timeline::{Timeline, TimelineOf};

/// Up to this many records everything is worked out at once, within a frame.
pub const AT_ONCE: usize = 20_000;

/// What is awaited.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The timeline of the place.
    pub timeline: Option<Await<TimelineOf>>,
    /// What was known by a day.
    pub known: Option<Await<KnownBy>>,
    /// What goes by the name that is typed.
    pub named: Option<Await<Naming>>,
    /// What the query that is typed finds.
    pub search: Option<Await<SearchRequest>>,
    /// Whether what is typed has yet to be looked for, before it is shown or anything is done with it.
    pub typed: bool,
}

/// Something awaited, and whether it has been asked for.
#[derive(Debug, Clone)]
pub struct Await<T> {
    /// What.
    pub what: T,
    asked: bool,
}

impl<T> Await<T> {
    /// It is to be asked for.
    #[must_use]
    pub fn new(what: T) -> Option<Self> {
        Some(Self { what, asked: false })
    }

    /// What it is, once.
    fn ask(this: &mut Option<Self>) -> Option<&T> {
        let awaited = this.as_mut().filter(|awaited| !awaited.asked)?;
        awaited.asked = true;
        Some(&awaited.what)
    }
}

/// A day of knowledge that is gone to.
#[derive(Debug, Clone)]
pub struct KnownBy {
    /// The day.
    pub by: Edge,
    /// The place on that day, where one goes back to it.
    pub place: Option<Box<Place>>,
}

/// A name that is typed into the palette.
#[derive(Debug, Clone)]
pub struct Naming {
    /// What is typed.
    pub typed: String,
    /// The commands, which are ranked with the names.
    pub commands: Vec<PaletteCommand>,
    /// How many rows stand first in the list whatever is found.
    pub sure: usize,
    /// Whether Enter was pressed, which waits for what is found.
    pub entered: bool,
}

/// A command as the palette ranks it among names.
#[derive(Debug, Clone)]
pub struct PaletteCommand {
    /// What sort of thing.
    pub kind: &'static str,
    /// What its letters are found in.
    pub label: Box<str>,
    /// Where it leads.
    pub go: Go,
    /// Under which heading it is listed: that of the help, or what kind of thing it is.
    pub heading: &'static str,
    /// Other words that it is found by.
    pub also: &'static str,
    /// The key that does the same, or what else is to be said of it.
    pub key: String,
}

/// Everything of a chronology that goes by a name. It has as many as sources, so that the labels lie one after the
/// other.
#[derive(Debug, Default)]
pub struct PaletteNames {
    labels: String,
    /// What each label is the name of, and where it ends, in bytes.
    names: Vec<(NameOf, u32)>,
}

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    /// An event, by its citation.
    Event(Citation),
    /// A speaker.
    Speaker(SpeakerIx),
    /// All statements of a speaker, by the name.
    Statements,
    /// All that an outlet prints, by its name.
    Outlet,
    /// A source.
    Source(SourceIx),
    /// A statement, by its citation.
    Statement(Citation),
    /// A point of a series.
    Figure(PointIx),
    /// A note.
    Note(NoteIx),
}

impl PaletteNames {
    /// Adds a name; the letters that are typed are found in its label.
    pub fn push(&mut self, of: NameOf, label: &str) {
        self.labels.push_str(label);
        self.names.push((of, self.labels.len() as u32));
    }

    /// A name by its number, from 0.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<(NameOf, &str)> {
        let (of, end) = *self.names.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.names[before].1);
        Some((of, slice(&self.labels, start as usize..end as usize)))
    }

    /// All names, in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (NameOf, &str)> {
        (0..self.names.len()).filter_map(|at| self.get(at))
    }
}

/// Something to work out. Pure: what is found depends on nothing else.
#[derive(Debug, Clone)]
pub enum Derivation {
    /// A timeline, with what still holds of the one before.
    Timeline {
        /// Of which records.
        chronology: Arc<Chronology>,
        /// The one before.
        before: Arc<Timeline>,
        /// What it is made of.
        of: TimelineOf,
    },
    /// What was known by a day.
    Known {
        /// Everything.
        whole: Arc<Chronology>,
        /// The day.
        by: Edge,
    },
    /// What goes by a name.
    Named {
        /// In which chronology.
        chronology: Arc<Chronology>,
        /// Its names, made once.
        names: Arc<OnceLock<PaletteNames>>,
        /// The commands, which are ranked with them.
        commands: Vec<PaletteCommand>,
        /// What is typed.
        typed: String,
    },
    /// What a query finds.
    Search(Box<SearchRequest>),
}

/// What was worked out.
#[derive(Debug, Clone)]
pub enum Derived {
    /// A timeline.
    Timeline(Arc<Timeline>),
    /// What of the first was known by a day.
    Known(Arc<Chronology>, Edge, Box<AsOf>),
    /// The rows of what goes by a name in a chronology.
    Named(Arc<Chronology>, String, Vec<Row>),
    /// What a query finds.
    Search(Box<SearchRequest>, Box<SearchAnswer>),
}

impl PartialEq for Derivation {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Timeline { of, .. }, Self::Timeline { of: other, .. }) => of == other,
            (Self::Known { whole, by }, Self::Known { whole: other, by: day }) => {
                Arc::ptr_eq(whole, other) && by == day
            }
            (
                Self::Named { chronology, typed, .. },
                Self::Named { chronology: other, typed: name, .. },
            ) => Arc::ptr_eq(chronology, other) && typed == name,
            (Self::Search(request), Self::Search(other)) => request == other,
            _ => false,
        }
    }
}

impl Eq for Derivation {}

impl App {
    /// Whether there are so many records that what is made of all of them is worked out apart from the loop.
    #[must_use]
    pub fn has_many(&self) -> bool {
        self.data.whole.records.len() > AT_ONCE
    }

    /// Asks for what is wanted and has not been asked for.
    pub fn ask_for_wanted(&mut self) -> Vec<Effect> {
        let Self { wanted, data, timeline, .. } = self;
        let mut tasks = Vec::new();
        if let Some(of) = Await::ask(&mut wanted.timeline) {
            let (chronology, before) = (Arc::clone(&data.chronology), Arc::clone(timeline));
            tasks.push(Derivation::Timeline { chronology, before, of: of.clone() });
        }
        if let Some(known) = Await::ask(&mut wanted.known) {
            tasks.push(Derivation::Known { whole: Arc::clone(&data.whole), by: known.by });
        }
        if let Some(naming) = Await::ask(&mut wanted.named) {
            tasks.push(Derivation::Named {
                chronology: Arc::clone(&data.chronology),
                names: Arc::clone(&data.names),
                commands: naming.commands.clone(),
                typed: naming.typed.clone(),
            });
        }
        if let Some(request) = Await::ask(&mut wanted.search) {
            tasks.push(Derivation::Search(Box::new(request.clone())));
        }
        tasks.into_iter().map(|task| Effect::Background(Task::WorkOut(task))).collect()
    }
}
