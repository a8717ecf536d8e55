//! The app: one cursor, and everything that is shown as a function of it.
//!
//! [`App::update`] takes an [`Action`] and answers with [`Effect`]s. It is pure: no terminal, no clock, no
//! file, no channel. What the world knows (a text, an index, the size of the terminal) arrives as an
//! action. Drawing reads the app and changes nothing.

pub mod action;
pub mod canvas;
mod chooser;
pub mod compare;
pub mod density;
pub mod effect;
pub mod figures;
pub mod jumps;
pub mod lanes;
pub mod library;
mod moves;
pub mod naming;
mod outward;
pub mod prompt;
pub mod prose;
pub mod quote;
pub mod scale;
pub mod searching;
pub mod source;
mod strip;
pub mod time;
pub mod timeline;
pub mod viewport;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::load::Loaded;
use crate::chronology::model::{RecordIx, Subject, Target};
use crate::chronology::tables::Citation;
use crate::geometry::{self, Pane, Screen, Size, Wish};

pub use self::chooser::{Chooser, Listing};
use self::action::{Action, Edit, End};
use self::compare::Comparison;
use self::effect::{Effect, Outcome};
use self::jumps::JumpList;
use self::library::{Held, Library};
use self::prompt::Prompt;
use self::searching::{Active, Lights, Search};
use crate::search::Searcher;
use self::time::Time;
use self::timeline::{Axis, Shown};
use self::viewport::{Anchor, Rows};

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
    /// The keys, from this row on.
    Help(usize),
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
    /// The milestones, in time.
    pub milestones: Vec<RecordIx>,
    known: usize,
    restriction: Option<NaiveDate>,
    today: NaiveDate,
    /// What is lit of the query in force.
    lights: Option<Lights>,
    searcher: Searcher,
    jumps: JumpList<Citation>,
    waiting_query: Option<String>,
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
            milestones: Vec::new(),
            known: 0,
            restriction: None,
            today,
            lights: None,
            searcher: Searcher::new(),
            jumps: JumpList::default(),
            waiting_query: None,
            size: Size::default(),
        };
        app.take(loaded);
        app.cursor = Citation { record: app.latest_milestone().unwrap_or_default(), nth: 0 };
        app
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
            focus: self.focus,
            zoom: self.zoom,
            banner: self.restriction.is_some(),
            // The hits of an open prompt are a list.
            spread: self.view != View::List && self.search.is_none(),
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

    /// How many records were published by the day of knowledge.
    #[must_use]
    pub fn known_len(&self) -> usize {
        self.known
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
        let past = self.milestones.iter().rev().find(|m| c.date(**m).is_some_and(|d| d.sort_day() <= self.as_of()));
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

    /// Restricts knowledge to what was published by a day.
    pub fn restrict(&mut self, day: Option<NaiveDate>) {
        self.restriction = day;
        self.ask_again();
        if self.position_of(self.cursor.record).is_err() {
            self.step(-1);
        }
        self.follow();
    }

    /// Carries out an action, and answers with what is asked of the world.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        if !matches!(action, Action::Pending(_)) {
            self.pending.clear();
        }
        let told_before = self.notice.take();
        let mut effects = match action {
            Action::Resize(_)
            | Action::Loaded(_)
            | Action::Indexed(..)
            | Action::Verified(..)
            | Action::Text(..)
            | Action::Outcome(_)
            | Action::Pending(_) => {
                // What arrives from outside does not wipe away what a key has brought.
                self.notice = told_before;
                self.learn(action)
            }
            _ => self.act(action),
        };
        effects.extend(self.want_text());
        effects
    }

    /// What arrives from outside.
    fn learn(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Resize(size) => {
                self.size = size;
                self.follow();
                self.reveal_choice();
            }
            Action::Loaded(loaded) => self.reload(*loaded),
            Action::Indexed(load, index) if load == self.library.load => {
                self.library.index = Some(index);
                self.ask_again();
                self.follow();
            }
            Action::Verified(load, verification) if load == self.library.load => {
                self.library.verification = Some(verification);
                self.ask_again();
                self.follow();
            }
            Action::Text(id, text) => {
                if let Some(Target::Source(source)) = self.chronology().by_id(&id) {
                    let held = match text {
                        Ok(Some(article)) => Held::Article(article),
                        Ok(None) => Held::Absent,
                        Err(why) => Held::Trouble(why),
                    };
                    self.library.hold(source, held);
                    self.follow();
                }
            }
            Action::Outcome(Outcome::Done(text)) => self.tell(text),
            Action::Outcome(Outcome::Failed(text)) => self.fail(text),
            Action::Pending(keys) => self.pending = keys,
            _ => {}
        }
        Vec::new()
    }

    /// What a person asks for.
    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Reload => return vec![Effect::Reload],
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.tell(if self.mouse { "clicks are captured; F2 gives them back to the terminal" } else { "clicks belong to the terminal again" });
                return vec![Effect::CaptureMouse(self.mouse)];
            }
            Action::Close | Action::Cancel if self.close() => {}
            Action::Close | Action::Cancel => return vec![Effect::Quit],
            Action::Escape => {
                if !self.close() {
                    if self.is_across() && !self.zoom {
                        self.set_view(View::List);
                    }
                    self.zoom = false;
                    self.follow();
                }
            }
            Action::Help => {
                self.overlay = match self.overlay {
                    Some(Overlay::Help(_)) => None,
                    _ => Some(Overlay::Help(0)),
                };
            }
            _ if self.overlay.is_some() => return self.act_in_overlay(action),
            _ if self.search.is_some() => return self.act_in_search(action),
            _ => return self.act_in_panes(action),
        }
        Vec::new()
    }

    fn act_in_panes(&mut self, action: Action) -> Vec<Effect> {
        let done = match self.view {
            View::Lanes if self.is_across() => self.act_in_lanes(&action),
            View::Figures if self.is_across() => self.act_in_figures(&action),
            _ => None,
        };
        if let Some(effects) = done {
            return effects;
        }
        match action {
            Action::Move(by) => self.step(by),
            Action::Page(halves) => self.page(halves),
            Action::Edge(end) => self.edge(end),
            Action::Month(by) => self.month(by),
            Action::Across(by) => self.stride(by),
            Action::Span(by) => self.zoom_time(by),
            Action::View => self.next_view(),
            Action::Focus(pane) => self.set_focus(pane),
            Action::Cycle(by) => {
                let at = Pane::ALL.iter().position(|p| *p == self.focus).unwrap_or(0) as isize;
                self.set_focus(Pane::ALL[(at + by).rem_euclid(3) as usize]);
            }
            Action::Into => return self.enter(),
            Action::Out => self.leave(),
            Action::Zoom => {
                self.zoom = !self.zoom;
                self.follow();
            }
            Action::Report(by) => self.next_report(by),
            Action::Speaker(by) => self.next_of_speaker(by),
            Action::Relations => self.open_relations(),
            Action::Compare => self.open_comparison(),
            Action::Search => self.open_search(),
            Action::Hit(by) => self.next_hit(by),
            Action::Hide => self.toggle_hide(),
            Action::ClearQuery => self.clear_query(),
            Action::Palette => self.open_palette(),
            Action::Back => self.history_step(false),
            Action::Forward => self.history_step(true),
            Action::Mark => self.toggle_mark(),
            Action::Marks => self.open_marks(),
            Action::Notes => self.open_notes(None),
            Action::CopyMenu => self.open_copy(),
            Action::Axis => self.toggle_axis(),
            Action::AsOf(day) => {
                self.restrict(day);
            }
            Action::Click(column, row) => return self.click(column, row),
            Action::Copy(_) | Action::Open { .. } | Action::Edit | Action::ExportMarked => return self.reach_out(&action),
            _ => {}
        }
        Vec::new()
    }

    fn act_in_search(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Insert(text) => self.edit_search(|prompt| prompt.insert(&text)),
            Action::Type(Edit::DeleteBack) if self.search.as_ref().is_some_and(|s| s.prompt.text().is_empty()) => {
                self.cancel_search();
            }
            Action::Type(edit) => self.type_search(edit),
            // In an empty prompt there are no hits to walk, but there are earlier queries.
            Action::Move(by) if self.search.as_ref().is_some_and(|s| s.prompt.is_recalling()) => {
                return self.act_in_search(Action::Recall(by));
            }
            Action::Move(by) => self.choose_hit(by),
            Action::Page(halves) => self.choose_hit(halves * (isize::try_from(list_height(self.size)).unwrap_or(1) / 2).max(1)),
            Action::Accept => return self.accept_search(),
            Action::Complete(by) => self.complete(by),
            Action::Recall(by) => {
                let history = self.history.clone();
                self.edit_search(|prompt| prompt.recall(&history, by < 0));
            }
            _ => {}
        }
        Vec::new()
    }

    fn act_in_overlay(&mut self, action: Action) -> Vec<Effect> {
        let height = isize::try_from(self.screen().body.height).unwrap_or(1);
        match (&mut self.overlay, action) {
            (Some(Overlay::Help(top)), Action::Move(by)) => *top = top.saturating_add_signed(by),
            (Some(Overlay::Help(top)), Action::Page(halves)) => *top = top.saturating_add_signed(halves * height / 2),
            (Some(Overlay::Help(top)), Action::Edge(End::First)) => *top = 0,
            (Some(Overlay::Compare(_)), Action::Move(by)) => self.scroll_comparison(by),
            (Some(Overlay::Compare(_)), Action::Page(halves)) => self.scroll_comparison(halves * height / 2),
            (Some(Overlay::Compare(_)), Action::Pair(by) | Action::Report(by)) => self.next_pair(by),
            (Some(Overlay::Compare(_)), Action::Accept) => self.take_comparison(),
            (Some(Overlay::Chooser(_)), Action::Move(by)) => self.choose(by),
            (Some(Overlay::Chooser(_)), Action::Page(halves)) => self.choose(halves * height / 4),
            (Some(Overlay::Chooser(_)), Action::Edge(End::First)) => self.choose(isize::MIN / 4),
            (Some(Overlay::Chooser(_)), Action::Edge(End::Last)) => self.choose(isize::MAX / 4),
            (Some(Overlay::Chooser(_)), Action::Accept) => return self.take_choice(),
            (Some(Overlay::Chooser(_)), Action::Copy(what)) => {
                self.overlay = None;
                return self.reach_out(&Action::Copy(what));
            }
            (Some(Overlay::Chooser(_)), Action::Insert(text)) => self.type_palette(|prompt| prompt.insert(&text)),
            (Some(Overlay::Chooser(_)), Action::Type(edit)) => self.type_palette(|prompt| type_into(prompt, edit)),
            (_, Action::Click(column, row)) => return self.click(column, row),
            _ => {}
        }
        Vec::new()
    }

    fn type_palette(&mut self, edit: impl FnOnce(&mut Prompt)) {
        if let Some(Overlay::Chooser(Chooser { prompt: Some(prompt), .. })) = &mut self.overlay {
            edit(prompt);
            self.narrow_palette();
        }
    }

    fn scroll_comparison(&mut self, by: isize) {
        let area = self.screen().body.inset(1);
        let Some(Overlay::Compare(comparison)) = &self.overlay else { return };
        let page = self.comparison_page(comparison, area.width);
        let width = (area.width / page.columns.len().max(1) as u16).saturating_sub(geometry::GUTTER);
        let longest = page.columns.iter().max_by_key(|c| c.iter().map(|r| r.height(width)).sum::<usize>());
        let Some(column) = longest else { return };
        let rows = Rows { len: column.len(), height: &|i| column[i].height(width) };
        let taken = page.head.len() + page.foot.len();
        let height = usize::from(area.height).saturating_sub(taken).max(1);
        let top = rows.clamp(rows.scroll(comparison.top, by), height);
        if let Some(Overlay::Compare(comparison)) = &mut self.overlay {
            comparison.top = top;
        }
    }

    /// Closes the top thing; whether there was one.
    fn close(&mut self) -> bool {
        if self.overlay.take().is_some() {
            return true;
        }
        if self.search.is_some() {
            self.cancel_search();
            return true;
        }
        false
    }

    fn toggle_mark(&mut self) {
        if self.chronology().records.is_empty() {
            return;
        }
        let id = self.chronology().record_id(self.cursor.record).to_owned();
        let count = if self.marks.remove(&id) {
            self.marks.len()
        } else {
            self.marks.insert(id);
            self.marks.len()
        };
        self.tell(format!("{count} marked · ' lists them · x exports them"));
    }

    fn toggle_axis(&mut self) {
        self.axis = match self.axis {
            Axis::Said => Axis::Published,
            Axis::Published => Axis::Said,
        };
        self.refresh_shown();
        self.follow();
        self.tell(match self.axis {
            Axis::Said => "in the order of the days said",
            Axis::Published => "in the order of the days published",
        });
    }

    /// Says something until the next key.
    fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: false });
    }

    fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), failed: true });
    }

    fn take(&mut self, loaded: Loaded) {
        self.library.take(loaded);
        self.milestones = timeline::milestones(&self.library.chronology);
        self.refresh_shown();
    }

    /// Takes a dataset anew; the cursor stays on the same record, or on the nearest in time.
    fn reload(&mut self, loaded: Loaded) {
        let old = Arc::clone(&self.library.chronology);
        let before = (!old.records.is_empty()).then(|| (old.record_id(self.cursor.record).to_owned(), old.date(self.cursor.record).cloned()));
        self.take(loaded);
        self.overlay = None;
        self.search = None;
        self.jumps = JumpList::default();
        let c = self.chronology();
        let record = before.and_then(|(id, date)| {
            self.record_by_id(&id).or_else(|| c.nearest_record(date?.sort_day()))
        });
        self.cursor = Citation { record: record.unwrap_or_default(), nth: 0 };
        if let Some(active) = self.active.take() {
            self.waiting_query = Some(active.query.text().to_owned());
        }
        self.refresh_shown();
        self.follow();
        let (errors, warnings) = self.library.problems;
        if errors + warnings == 0 {
            self.tell("reloaded");
        } else {
            self.fail(format!("reloaded with {errors} errors and {warnings} warnings; startline check tells them"));
        }
    }

    /// Asks for the text of the source under the cursor, once.
    fn want_text(&mut self) -> Option<Effect> {
        if !self.library.has_texts || self.chronology().records.is_empty() {
            return None;
        }
        let source = self.source()?;
        if self.library.text(source).is_some() {
            return None;
        }
        self.library.hold(source, Held::Awaited);
        Some(Effect::ReadText(self.chronology().source(source).id.to_string()))
    }
}

/// How many hits the prompt lists on a screen of this size.
#[must_use]
pub fn list_height(size: Size) -> u16 {
    let wish = Wish { focus: Pane::Timeline, zoom: false, banner: false, spread: false };
    geometry::layout(size, wish).inner(Pane::Timeline).height
}

/// Edits a typed line.
fn type_into(prompt: &mut Prompt, edit: Edit) {
    match edit {
        Edit::DeleteBack => {
            prompt.delete_back();
        }
        Edit::Delete => prompt.delete(),
        Edit::DeleteWord => prompt.delete_word(),
        Edit::DeleteAll => prompt.delete_all_before(),
        Edit::Left => prompt.step(false),
        Edit::Right => prompt.step(true),
        Edit::Start => prompt.edge(false),
        Edit::End => prompt.edge(true),
    }
}
