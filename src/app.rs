//! The app: one cursor, and everything that is shown as a function of it.
//!
//! Owns the state and nothing else: what a person asks for is carried out by [`crate::update`], what is shown
//! is told by the pages and drawn by [`crate::ui`]. What the world knows (a text, an index, the size of the
//! terminal) arrives as an action.

pub mod action;
pub mod ask;
pub mod chords;
pub mod colours;
pub mod comparison;
pub mod data;
pub mod density;
pub mod effect;
mod figures_named;
pub mod help;
pub mod jumps;
pub mod marks;
pub mod milestones;
pub mod mouse;
pub mod order;
mod pages;
mod picker;
pub mod place;
pub mod profile;
pub mod prompt;
pub mod query;
pub mod saved_session;
pub mod scale;
pub mod search;
pub mod timeline;
pub mod tour;
pub mod under_cursor;
pub mod viewport;
pub mod views;
pub mod wanted;

use std::cmp::Reverse;
use std::mem::discriminant;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::as_of::{self, Knowledge};
use crate::chronology::date::Edge;
pub use crate::chronology::load::BUILT_IN;
use crate::chronology::load::Loaded;
use crate::chronology::model::{RecordIx, StatementKind};
use crate::chronology::problem::Problem;
use crate::chronology::tables::{Citation, Record};
use crate::geometry::{self, LayoutInput, Pane, Screen, Size, TimelineWidth};
use crate::words;

use self::action::Open;
use self::ask::Ask;
use self::comparison::Comparison;
use self::data::Data;
use self::help::Help;
use self::jumps::JumpList;
use self::marks::Marks;
use self::mouse::Dragged;
use self::order::{Axis, Order};
pub use self::picker::{Listing, Picker};
use self::place::Place;
use self::profile::Profile;
use self::query::Lights;
use self::saved_session::SavedSession;
use self::search::{Search, Searchers};
use self::timeline::Timeline;
pub use self::views::View;
use self::wanted::Wanted;

/// What is laid over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A list to choose from.
    Picker(Picker),
    /// Two reports compared.
    Compare(Comparison),
    /// A line that is asked for.
    Ask(Ask),
    /// The keys.
    Help(Help),
}

impl Overlay {
    /// Whether another is of the same kind: a list of the same things, another comparison.
    fn is_of_kind(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Picker(one), Self::Picker(other)) => {
                discriminant(&one.listing) == discriminant(&other.listing)
            }
            (one, other) => discriminant(one) == discriminant(other),
        }
    }
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
    /// The list of marks has them.
    Marks,
    /// A line that is asked for has them.
    Ask,
    /// The menu of what to copy has them.
    Copy,
    /// A comparison has them.
    Compare,
    /// The help has them.
    Help,
    /// The line that narrows the help has them.
    HelpFilter,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 13] = [
        Self::Browse(Pane::Timeline),
        Self::Browse(Pane::Source),
        Self::Browse(Pane::Quote),
        Self::Across,
        Self::Search,
        Self::Palette,
        Self::List,
        Self::Marks,
        Self::Ask,
        Self::Copy,
        Self::Compare,
        Self::Help,
        Self::HelpFilter,
    ];

    /// Whether keys are letters of a line that is typed.
    #[must_use]
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Search | Self::Palette | Self::Ask | Self::HelpFilter)
    }

    /// What has the keys, in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Browse(Pane::Timeline) => "the timeline",
            Self::Browse(Pane::Source) => "the source",
            Self::Browse(Pane::Quote) => "the quote",
            Self::Across => "time across",
            Self::Search => "the search",
            Self::Palette => "the palette",
            Self::List => "a list",
            Self::Marks => "the marks",
            Self::Ask => "a line that is asked for",
            Self::Copy => "what to copy",
            Self::Compare => "a comparison",
            Self::Help | Self::HelpFilter => "this help",
        }
    }
}

/// How the reader asked the dataset to be opened, once it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    /// Only what was published by then.
    pub as_of: Option<Edge>,
    /// A record's id, or a date.
    pub at: Option<String>,
    /// A query to put in force.
    pub query: Option<String>,
    /// How the timeline tells its records.
    pub view: View,
    /// By which day it orders them.
    pub axis: Axis,
    /// Where the dataset was left, to go on there; what is asked for beside it comes first.
    pub resumed: Option<SavedSession>,
}

/// A sentence at the bottom of the screen, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub failed: bool,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    /// What is of the reader and of the terminal, whatever is shown.
    pub profile: Profile,
    /// What it has been given to show.
    pub data: Data,
    /// Where the reader is.
    pub place: Place,
    /// Where the reader has been.
    pub jumps: JumpList<Place>,
    /// What the place makes of the data.
    pub timeline: Arc<Timeline>,
    /// What is asked for of what is worked out apart from the loop.
    pub wanted: Wanted,
    /// The search prompt, while it is open.
    pub search: Option<Search>,
    /// What is laid over the panes, the top last.
    pub overlays: Vec<Overlay>,
    /// What is marked.
    pub marks: Marks,
    /// The step of the tour that is shown, from 0.
    pub tour: Option<usize>,
    /// What to say until the next key.
    pub notice: Option<Notice>,
    /// The keys of a chord or a count pressed so far.
    pub pending: String,
    /// The labels of what was chosen in the palette, the latest first.
    pub chosen_lately: Vec<String>,
    /// What the mouse has hold of.
    pub held: Option<Dragged>,
    /// Where the reader was before the terminal changed its size, until something is done: what had to be scrolled for
    /// a smaller one stands again as it stood when that is large again.
    pub before_resize: Option<Place>,
    /// What was asked for when the program was started, until the dataset is read.
    pub opening: Option<Opening>,
    /// The query that was asked for then, until there is an index.
    pub first_query: Option<String>,
    /// What is lit of the query in force.
    pub lights: Option<Lights>,
    /// What is remembered between the letters of a query.
    searchers: Arc<Mutex<Searchers>>,
    /// The day on which the program was started.
    today: NaiveDate,
    size: Size,
}

impl App {
    /// An app over a dataset. `today` is the day it is opened, from which it counts.
    #[must_use]
    pub fn new(loaded: Loaded, today: NaiveDate) -> Self {
        let mut app = Self {
            profile: Profile::default(),
            data: Data::default(),
            place: Place::default(),
            jumps: JumpList::default(),
            timeline: Arc::default(),
            wanted: Wanted::default(),
            search: None,
            overlays: Vec::new(),
            marks: Marks::default(),
            tour: None,
            notice: None,
            pending: String::new(),
            chosen_lately: Vec::new(),
            held: None,
            before_resize: None,
            opening: None,
            first_query: None,
            lights: None,
            searchers: Arc::default(),
            today,
            size: Size::default(),
        };
        app.data.take(loaded);
        app.data.show(None);
        app.refresh();
        app.place.view = app.opening_view(app.place.view);
        app.place.put(app.opening_citation());
        app
    }

    /// An app whose dataset is still being read, to be opened as asked.
    #[must_use]
    pub fn reading(opening: Opening, today: NaiveDate) -> Self {
        Self { opening: Some(opening), ..Self::new(Loaded::default(), today) }
    }

    /// Lets the palette offer a dataset that is shown, by its name or its path, and behind all of them the one that is
    /// built in.
    pub fn know_dataset(&mut self, name: &str) {
        self.profile.known_as = Some(name.to_owned());
        self.profile.datasets.retain(|known| known != BUILT_IN && known != name);
        let built_in = Some(BUILT_IN).filter(|built_in| *built_in != name);
        self.profile.datasets.extend([name].into_iter().chain(built_in).map(str::to_owned));
    }

    /// Takes over from the viewer of another dataset what is of the reader and the terminal.
    pub fn take_over(&mut self, from: &mut Self) {
        self.profile = std::mem::take(&mut from.profile);
        let built_in = from.data.built_in.then(|| BUILT_IN.to_owned());
        self.profile.left = built_in.or_else(|| self.profile.known_as.take());
    }

    /// Whether there are problems, of the dataset or of the configuration.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.data.problems.all() > 0 || !self.profile.config_problems.is_empty()
    }

    /// Whether the dataset is still being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.opening.is_some()
    }

    /// The records.
    #[must_use]
    pub fn chronology(&self) -> &Chronology {
        &self.data.chronology
    }

    /// The records that the timeline shows, in their order.
    #[must_use]
    pub fn order(&self) -> Order<'_> {
        Order::new(self.chronology(), self.timeline.axis(), &self.timeline.shown)
            .hearing(self.timeline.heard.as_deref())
    }

    /// Whether the timeline lists the hits of the open prompt.
    #[must_use]
    pub fn lists_hits(&self) -> bool {
        self.search.as_ref().is_some_and(Search::asks)
    }

    /// What is laid over everything else.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// Lays something over all else. What of its kind lies beneath goes, so that no more lie there than there are
    /// kinds, and as many presses of a key lead out.
    pub fn lay_over(&mut self, overlay: Overlay) {
        self.overlays.retain(|beneath| !beneath.is_of_kind(&overlay));
        self.overlays.push(overlay);
    }

    /// Whether what is asked for is what lies on top.
    #[must_use]
    pub fn has_on_top(&self, what: Open) -> bool {
        match (self.overlay(), what) {
            (Some(Overlay::Picker(picker)), Open::Palette) => picker.listing == Listing::Palette,
            (Some(Overlay::Picker(picker)), Open::CopyMenu) => picker.listing == Listing::Copy,
            (Some(Overlay::Picker(picker)), Open::Marks) => picker.listing == Listing::Marks,
            (Some(Overlay::Picker(picker)), Open::Problems) => picker.listing == Listing::Problems,
            (Some(Overlay::Picker(picker)), Open::Relations) => {
                picker.listing == Listing::Relations
            }
            (Some(Overlay::Picker(picker)), Open::Notes) => {
                matches!(picker.listing, Listing::Notes(_))
            }
            (Some(Overlay::Compare(_)), Open::Comparison)
            | (Some(Overlay::Help(_)), Open::Help) => true,
            (Some(_) | None, _) => false,
        }
    }

    /// Where everything lies on the screen.
    #[must_use]
    pub fn screen(&self) -> Screen {
        // The hits of an open prompt are a list in the timeline, whatever pane has the keys otherwise.
        let searching = self.search.is_some();
        let input = LayoutInput {
            focus: if searching { Pane::Timeline } else { self.place.focus },
            zoom: self.place.zoom,
            banner: self.place.as_of.is_some(),
            timeline: if searching { TimelineWidth::Shared } else { self.place.view.get().width() },
            shares: self.profile.shares,
        };
        geometry::layout(self.size, input)
    }

    /// The terminal's size.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// The terminal has another size.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
    }

    /// The day from which days are counted: that of `--as-of`, or today, but no later than the dataset was last
    /// changed.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        let read = || self.chronology().day_of_reading(self.today);
        self.place.as_of.map_or_else(read, Edge::day)
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.overlay() {
            Some(Overlay::Picker(Picker { listing: Listing::Palette, .. })) => Mode::Palette,
            Some(Overlay::Picker(Picker { listing: Listing::Copy, .. })) => Mode::Copy,
            Some(Overlay::Picker(Picker { listing: Listing::Marks, .. })) => Mode::Marks,
            Some(Overlay::Picker(_)) => Mode::List,
            Some(Overlay::Ask(_)) => Mode::Ask,
            Some(Overlay::Compare(_)) => Mode::Compare,
            Some(Overlay::Help(Help { types: true, .. })) => Mode::HelpFilter,
            Some(Overlay::Help(_)) => Mode::Help,
            None if self.search.is_some() => Mode::Search,
            None if self.is_across() => Mode::Across,
            None => Mode::Browse(self.place.focus),
        }
    }

    /// The address that the screen shows, where it is told to the terminal as a link: that of the source that is read.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        let source = self.source().filter(|_| self.profile.links)?;
        self.chronology().source(source).url.as_deref()
    }

    /// Whether keys are letters of a line that is typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.mode().is_typing()
    }

    /// Whether the timeline has the keys and shows time across.
    #[must_use]
    pub fn is_across(&self) -> bool {
        self.place.focus == Pane::Timeline && self.place.view.get().is_across()
    }

    /// The day on which the program was started.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Why what goes by an id is not among the records that are shown, to stand behind its name and `is`.
    #[must_use]
    pub fn why_missing(&self, id: &str) -> String {
        self.why_missing_as(self.left_out_by_day(id))
    }

    /// The same of what stands so to the day of knowledge, see [`Self::left_out_by_day`].
    fn why_missing_as(&self, knowledge: Option<Knowledge>) -> String {
        let why = self.place.as_of.zip(knowledge);
        let why = why.and_then(|(end, knowledge)| words::left_out_as_of(end, knowledge));
        why.unwrap_or_else(|| "no longer in the dataset".to_owned())
    }

    /// How what goes by an id stands to the day of knowledge; `None` where nothing goes by it, or there is no such day.
    #[must_use]
    pub fn left_out_by_day(&self, id: &str) -> Option<Knowledge> {
        let (entity, end) = (self.data.whole.by_id(id)?, self.place.as_of?);
        Some(as_of::knowledge_of(&self.data.whole, entity, end))
    }

    /// The problems of the configuration, then those of the dataset.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.profile.config_problems.iter().chain(&self.data.found)
    }

    /// The text for the terminal's title.
    #[must_use]
    pub fn title(&self) -> String {
        match &*self.chronology().meta.name() {
            "" => "startline".to_owned(),
            title => format!("{title} — startline"),
        }
    }

    /// The last milestone up to the day of knowledge, or the first one after it.
    #[must_use]
    pub fn latest_milestone(&self) -> Option<RecordIx> {
        let c = self.chronology();
        let past = self
            .timeline
            .milestones
            .iter()
            .rev()
            .find(|m| c.date(**m).is_some_and(|d| d.sort_day() <= self.day()));
        past.or(self.timeline.milestones.first()).copied()
    }

    /// The view to open in where one is asked for: a list of no records says nothing of a dataset of figures.
    #[must_use]
    pub fn opening_view(&self, asked: View) -> View {
        let whole = &self.data.whole;
        let has_figures_alone = whole.records.is_empty() && !whole.series().is_empty();
        if has_figures_alone && asked == View::default() { View::Figures } else { asked }
    }

    /// What to open on: of the quotations nearest to the latest milestone that which most sources print, of several
    /// the nearest; where there is none, the milestone itself.
    #[must_use]
    pub fn opening_citation(&self) -> Citation {
        /// How many records before the milestone, and how many behind it, are looked at.
        const NEAR: (usize, usize) = (48, 12);
        let (c, order) = (self.chronology(), self.order());
        let milestone = self.latest_milestone().unwrap_or_default();
        let (Ok(at) | Err(at)) = order.position(milestone);
        let near = at.saturating_sub(NEAR.0)..at.saturating_add(NEAR.1).min(order.len());
        let quoted = |record: &RecordIx| match c.record(*record) {
            Record::Statement(s) => c.statement(s).kind == StatementKind::Quote,
            Record::Event(_) => false,
        };
        let found = near
            .filter_map(|position| Some((position, order.at(position)?)))
            .filter(|(_, record)| quoted(record))
            .max_by_key(|(position, record)| {
                (c.print_count(*record), Reverse(position.abs_diff(at)))
            });
        Citation { record: found.map_or(milestone, |(_, record)| record), nth: 0 }
    }

    /// The key in force of a row of the table, for what is said of it.
    #[must_use]
    pub fn key(&self, name: &str) -> String {
        (self.profile.told_key)(&self.profile.chords, name)
    }

    /// Says something until the next key.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: false });
    }

    /// Says that something went wrong.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    const RON: &str = r#"(
        speakers: [(id: "x", name: "Xenia", kind: Person)],
        sources: [
            (id: "s", kind: News, outlet: "S", published: "2020-02-06"),
            (id: "t", kind: News, outlet: "T", published: "2020-02-06"),
        ],
        events: [(id: "end", date: "2020-02-05", title: "The end", milestone: true, cites: [(source: "s")])],
        statements: [
            (id: "alone", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-02-05", text: "Printed once"),
            (id: "printed", source: "s", para: 2, kind: Quote, speaker: "x", said: "2020-02-04", text: "Printed twice"),
            (id: "printed-t", source: "t", para: 2, kind: Quote, same_as: "printed", text: "Printed twice"),
            (id: "told", source: "s", para: 3, kind: Reported, speaker: "x", said: "2020-02-05", text: "told"),
        ],
    )"#;

    fn opens_on(ron: &str) -> String {
        let loaded = load_text("t.ron", ron);
        assert_eq!(loaded.problems, []);
        let app = App::new(loaded, "2021-01-01".parse().unwrap());
        app.chronology().record_id(app.place.cursor.record).to_owned()
    }

    #[test]
    fn it_opens_on_the_quotation_of_its_time_that_most_print() {
        assert_eq!(opens_on(RON), "printed");
        assert_eq!(
            opens_on(&RON.replace("source: \"t\", para: 2", "source: \"s\", para: 4")),
            "alone"
        );
        assert_eq!(opens_on(&RON.replace("Quote", "Reported")), "end", "no quotation");
    }

    #[test]
    fn back_says_how_the_dataset_is_found_that_was_left() {
        let app = || App::new(load_text("t.ron", RON), "2021-01-01".parse().unwrap());
        let back = |app: &mut App| {
            app.update(action::Action::Jump(action::Jump::Visited(-1)));
            app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
        };
        let mut first = app();
        assert_eq!(back(&mut first), "nothing to go back to");
        first.data.built_in = true;
        let mut second = app();
        second.take_over(&mut first);
        second.know_dataset("./mine");
        assert!(back(&mut second).ends_with("new-start opens the dataset that was left"));
        let mut third = app();
        third.take_over(&mut second);
        third.know_dataset("./other");
        assert!(back(&mut third).ends_with("./mine opens the dataset that was left"));
    }
}
