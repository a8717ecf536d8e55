//! The app: one cursor, and everything that is shown as a function of it.
//!
//! [`App::update`] takes an [`Action`] and answers with [`Effect`]s. It is pure: no terminal, no clock, no
//! file, no channel. What the world knows (a text, an index, the size of the terminal) arrives as an
//! action. Drawing reads the app and changes nothing.

pub mod action;
pub mod active;
mod acts;
mod chooser;
mod clicks;
pub mod compare;
mod dataset;
pub mod density;
pub mod effect;
pub mod figures;
mod help;
pub mod jumps;
pub mod lanes;
mod ledger;
pub mod library;
mod moves;
mod outward;
mod pages;
mod palette;
pub mod prompt;
pub mod scale;
pub mod searching;
pub mod strip;
pub mod time;
pub mod timeline;
pub mod viewport;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::load::Loaded;
use crate::chronology::model::{RecordIx, Subject, Target};
use crate::chronology::tables::Citation;
use crate::geometry::{self, Pane, Screen, Size, Spread, Wish};

use self::action::Action;
use self::active::Active;
pub use self::chooser::{Chooser, Listing};
use self::compare::Comparison;
use self::effect::Effect;
use self::jumps::JumpList;
use self::library::Library;
use self::searching::{Lights, Search};
use self::time::Time;
use self::timeline::{Axis, Shown};
use self::viewport::Anchor;
use crate::search::Searcher;

/// How the timeline tells its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A row for each record.
    #[default]
    List,
    /// A row for each party or speaker, time across.
    Lanes,
    /// Declared values as a chart.
    Figures,
}

/// What is laid over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list to choose from.
    Chooser(Chooser),
    /// Two reports compared.
    Compare(Comparison),
    /// The keys, from here on.
    Help(Anchor),
}

/// What the keys mean now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A pane has the keys.
    Browse(Pane),
    /// The timeline has them, and shows time across: lanes or figures.
    Across,
    /// The search prompt has them.
    Search,
    /// The palette has them.
    Palette,
    /// A list has them.
    List,
    /// The menu of what to copy has them.
    Copy,
    /// A comparison has them.
    Compare,
    /// The help has them.
    Help,
}

/// How the reader asked the dataset to be opened, once it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    /// Only what was published by this day.
    pub as_of: Option<NaiveDate>,
    /// A record's id, or a date.
    pub at: Option<String>,
    /// A query to put in force.
    pub query: Option<String>,
}

/// A sentence at the bottom of the screen, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// What stands at the top of each pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchors {
    /// In the timeline.
    pub timeline: Anchor,
    /// In the source.
    pub source: Anchor,
    /// In the quote.
    pub quote: Anchor,
    /// The source that the second is of.
    of_source: Option<crate::chronology::model::SourceIx>,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What it shows.
    pub library: Library,
    /// The record under the cursor, and which of its citations is read.
    pub cursor: Citation,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether it has the whole screen.
    pub zoom: bool,
    /// How the timeline tells its records.
    pub view: View,
    /// Time as the strip, the lanes and the figures see it.
    pub time: Time,
    /// By which day it orders them.
    pub axis: Axis,
    /// Which of them it shows.
    pub shown: Shown,
    /// The scroll positions.
    pub anchors: Anchors,
    /// The row of the quote pane that has the keys, from 0.
    pub quote_row: usize,
    /// The search prompt, while it is open.
    pub search: Option<Search>,
    /// The query in force.
    pub active: Option<Active>,
    /// What is laid over the panes.
    pub overlay: Option<Overlay>,
    /// The ids of the marked records.
    pub marks: BTreeSet<String>,
    /// What to say until the next key.
    pub notice: Option<Notice>,
    /// The keys of a chord pressed so far.
    pub pending: String,
    /// Earlier queries, newest first.
    pub history: Vec<String>,
    /// Whether clicks are captured.
    pub mouse: bool,
    /// Whether the program's own marks are ASCII. Their twins may be wider, so the state must know.
    pub ascii: bool,
    /// The milestones, in time.
    pub milestones: Vec<RecordIx>,
    opening: Option<Opening>,
    restriction: Option<NaiveDate>,
    today: NaiveDate,
    /// What is lit of the query in force.
    lights: Option<Lights>,
    searcher: Searcher,
    jumps: JumpList<Citation>,
    waiting_query: Option<String>,
    keys: Vec<(&'static str, Vec<(String, &'static str)>)>,
    size: Size,
}

impl App {
    /// An app over a dataset. `today` is the day it is opened, from which it counts.
    #[must_use]
    pub fn new(loaded: Loaded, today: NaiveDate) -> Self {
        let mut app = Self {
            library: Library::default(),
            cursor: Citation { record: RecordIx(0), nth: 0 },
            focus: Pane::Timeline,
            zoom: false,
            view: View::default(),
            time: Time::default(),
            axis: Axis::default(),
            shown: Shown::default(),
            anchors: Anchors::default(),
            quote_row: 0,
            search: None,
            active: None,
            overlay: None,
            marks: BTreeSet::new(),
            notice: None,
            pending: String::new(),
            history: Vec::new(),
            mouse: false,
            ascii: false,
            milestones: Vec::new(),
            opening: None,
            restriction: None,
            today,
            lights: None,
            searcher: Searcher::new(),
            jumps: JumpList::default(),
            waiting_query: None,
            keys: Vec::new(),
            size: Size::default(),
        };
        app.library.take(loaded);
        // The first study is the opener's to start, once there is a screen.
        drop(app.show_anew());
        app.cursor = Citation { record: app.latest_milestone().unwrap_or_default(), nth: 0 };
        app
    }

    /// An app whose dataset is still being read, to be opened as asked.
    #[must_use]
    pub fn reading(opening: Opening, today: NaiveDate) -> Self {
        Self { opening: Some(opening), ..Self::new(Loaded::default(), today) }
    }

    /// Whether the dataset is still being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.opening.is_some()
    }

    /// The records.
    #[must_use]
    pub fn chronology(&self) -> &Chronology {
        &self.library.chronology
    }

    /// Where everything lies on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        let wish = Wish {
            // The hits of an open prompt are a list in the timeline, whatever pane has the keys otherwise.
            focus: if self.search.is_some() { Pane::Timeline } else { self.focus },
            zoom: self.zoom,
            banner: self.restriction.is_some(),
            spread: match self.view {
                // The hits of an open prompt are a list.
                _ if self.search.is_some() => Spread::Shared,
                View::List => Spread::Shared,
                View::Lanes => Spread::Across,
                View::Figures => Spread::Whole,
            },
        };
        geometry::layout(self.size, wish)
    }

    /// The terminal's size.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// The day of knowledge: that of `--as-of`, or today.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.restriction.unwrap_or(self.today)
    }

    /// The day to which knowledge is restricted, if it is.
    #[must_use]
    pub fn restriction(&self) -> Option<NaiveDate> {
        self.restriction
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match &self.overlay {
            Some(Overlay::Chooser(Chooser { listing: Listing::Palette, .. })) => Mode::Palette,
            Some(Overlay::Chooser(Chooser { listing: Listing::Copy, .. })) => Mode::Copy,
            Some(Overlay::Chooser(_)) => Mode::List,
            Some(Overlay::Compare(_)) => Mode::Compare,
            Some(Overlay::Help(_)) => Mode::Help,
            None if self.search.is_some() => Mode::Search,
            None if self.is_across() => Mode::Across,
            None => Mode::Browse(self.focus),
        }
    }

    /// Whether the timeline has the keys and shows time across.
    #[must_use]
    pub fn is_across(&self) -> bool {
        self.focus == Pane::Timeline && self.view != View::List
    }

    /// The text for the terminal's title.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} — startline", self.chronology().meta.title)
    }

    /// Whether there is a place to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.jumps.depth() > 0
    }

    /// The record that goes by an id.
    #[must_use]
    pub fn record_by_id(&self, id: &str) -> Option<RecordIx> {
        match self.chronology().by_id(id)? {
            Target::Event(e) => Some(self.chronology().record_of(Subject::Event(e))),
            Target::Statement(s) => Some(self.chronology().record_of(Subject::Statement(s))),
            _ => None,
        }
    }

    /// The last milestone up to the day of knowledge, or the first one after it.
    #[must_use]
    pub fn latest_milestone(&self) -> Option<RecordIx> {
        let c = self.chronology();
        let past = self
            .milestones
            .iter()
            .rev()
            .find(|m| c.date(**m).is_some_and(|d| d.sort_day() <= self.as_of()));
        past.or(self.milestones.first()).copied()
    }

    /// Opens the app at an id or a date, as `--at` does; whether it is known.
    pub fn open_at(&mut self, at: &str) -> bool {
        if let Some(target) = self.chronology().by_id(at) {
            let go = self.go_to(target);
            go.into_iter().for_each(|go| drop(self.go(go)));
            return true;
        }
        let day = crate::chronology::date::Edtf::parse(at).ok().map(|d| d.sort_day());
        let record = day.and_then(|day| self.chronology().nearest_record(day));
        record.inspect(|record| self.cursor = Citation { record: *record, nth: 0 }).is_some()
    }

    /// Carries out an action, and answers with what is asked of the world.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Pending(_)) {
            self.pending.clear();
        }
        let said_before = self.notice.take();
        let mut effects = match action {
            Action::Resize(_)
            | Action::Loaded(_)
            | Action::Indexed(..)
            | Action::Verified(..)
            | Action::Text(..)
            | Action::Outcome(_)
            | Action::Pending(_) => {
                // What arrives from outside does not wipe away what a key has brought.
                self.notice = said_before;
                self.learn(action)
            }
            _ => self.act(action),
        };
        effects.extend(self.want_text());
        effects
    }

    /// The keys as the help lists them, by heading.
    pub fn teach(&mut self, keys: Vec<(&'static str, Vec<(String, &'static str)>)>) {
        self.keys = keys;
    }

    /// Says something until the next key.
    fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: false });
    }

    fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: true });
    }
}

/// How many hits the prompt lists on a screen of this size.
#[must_use]
pub fn list_height(size: Size) -> u16 {
    let wish = Wish { focus: Pane::Timeline, zoom: false, banner: false, spread: Spread::Shared };
    geometry::layout(size, wish).inner(Pane::Timeline).height
}
