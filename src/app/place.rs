//! Where the reader is: everything that a jump leaves and that back restores.
//!
//! Owns what belongs to a place and the one rule of what is a jump. What is computed from a place and the data
//! (the records in order, what a cell holds) is not kept in it.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::date::{Edge, Edtf};
use crate::chronology::model::{Entity, PartyIx, RecordIx, SourceIx, SpeakerIx};
use crate::chronology::tables::{Citation, Record};
use crate::geometry::{Pane, Size};
use crate::pages::Beside;

use super::action::{Action, Motion};
use super::order::Axis;
use super::query::Active;
use super::scale::Stretch;
use super::under_cursor::Read;
use super::viewport::Anchor;
use super::views::{View, ViewCursors};
use crate::chronology::target::Target;

/// Where the reader is.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The record under the cursor, and which of its citations is read.
    pub cursor: Citation,
    /// What is read beside it that is no record, where a search found it: a paragraph that no record holds, or a
    /// figure. What the panes are about is [`super::App::read`].
    pub beside: Option<Beside>,
    /// Where the cursor was when knowledge was restricted, and where that put it: who has not moved since is led
    /// back when everything is shown again.
    pub restricted_at: Option<(Citation, Citation)>,
    /// The pane that has the keys.
    pub focus: Pane,
    /// How the timeline tells its records.
    pub view: View,
    /// By which day it orders them.
    pub axis: Axis,
    /// Whose records it shows.
    pub filter: Option<Filter>,
    /// The query in force.
    pub active: Option<Arc<Active>>,
    /// The part of time that was chosen to be looked at; all of it where none was.
    pub window: Option<Stretch>,
    /// The end of the time to which knowledge is restricted.
    pub as_of: Option<Edge>,
    /// Whether the focused pane has the whole screen.
    pub zoom: bool,
    /// The cursors that views have of their own.
    pub views: ViewCursors,
    /// The size of the screen for which the scroll positions are.
    pub seen_at: Size,
    /// What stands at the top of the panes, view by view.
    scrolls: [Scroll; View::ALL.len()],
    /// What was opened and is still open, in the order in which it was.
    opened: Vec<Opened>,
}

/// What stands at the top of each pane, and where in it the keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// In the timeline.
    pub timeline: Anchor,
    /// In the source.
    pub source: Anchor,
    /// In the quote.
    pub quote: Anchor,
    /// The source that the second is of, and whether its text was shown.
    pub of_source: Option<(SourceIx, bool)>,
    /// The row of the quote that has the keys, from 0.
    pub quote_row: usize,
    /// What the third and that row are of.
    pub of_quote: Option<Read>,
    /// The chosen part of time, and where it has been moved to since to hold the day looked at.
    pub held: Option<(Stretch, Stretch)>,
}

/// Whose records the timeline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// What a speaker said.
    Speaker(SpeakerIx),
    /// What the speakers of a party said.
    Party(PartyIx),
}

impl Filter {
    /// Whether it lets a record pass; events are nobody's words.
    #[must_use]
    pub fn passes(self, c: &Chronology, record: RecordIx) -> bool {
        let Record::Statement(head) = c.record(record) else { return false };
        let mut speakers = c.statement(head).all_speakers().iter();
        match self {
            Self::Speaker(own) => speakers.any(|speaker| *speaker == own),
            Self::Party(own) => speakers.any(|speaker| c.speaker(*speaker).party == Some(own)),
        }
    }

    /// The same in another chronology, if it has whom it is about.
    fn carried_over(self, old: &Chronology, new: &Chronology) -> Option<Self> {
        Self::by_id(new, self.id(old))
    }

    /// The id of whom it is about.
    #[must_use]
    pub fn id(self, c: &Chronology) -> &str {
        match self {
            Self::Speaker(speaker) => &c.speaker(speaker).id,
            Self::Party(party) => &c.party(party).id,
        }
    }

    /// That of the speaker or the party who goes by an id, if one does.
    #[must_use]
    pub fn by_id(c: &Chronology, id: &str) -> Option<Self> {
        match c.by_id(id)? {
            Entity::Speaker(speaker) => Some(Self::Speaker(speaker)),
            Entity::Party(party) => Some(Self::Party(party)),
            Entity::Source(_)
            | Entity::Event(_)
            | Entity::Statement(_)
            | Entity::Note(_)
            | Entity::Series(_)
            | Entity::Point(_) => None,
        }
    }

    /// Whose records it lets pass.
    #[must_use]
    pub fn name(self, c: &Chronology) -> &str {
        match self {
            Self::Speaker(speaker) => &c.speaker(speaker).name,
            Self::Party(party) => &c.party(party).name,
        }
    }
}

/// What a key opens and another closes, overlays and prompts apart: they are always on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A view other than the list.
    View,
    /// A pane over the whole screen.
    Zoom,
    /// A day of knowledge.
    AsOf,
    /// One speaker or party alone.
    Filter,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            cursor: Citation::default(),
            beside: None,
            restricted_at: None,
            focus: Pane::Timeline,
            view: View::default(),
            axis: Axis::default(),
            filter: None,
            active: None,
            window: None,
            as_of: None,
            zoom: false,
            views: ViewCursors::default(),
            seen_at: Size::default(),
            scrolls: Default::default(),
            opened: Vec::new(),
        }
    }
}

impl Place {
    /// The scroll positions of the view that is shown.
    #[must_use]
    pub fn scroll(&self) -> &Scroll {
        &self.scrolls[self.view as usize]
    }

    /// The same, to be changed.
    pub fn scroll_mut(&mut self) -> &mut Scroll {
        &mut self.scrolls[self.view as usize]
    }

    /// The part of time that is looked at, moved so that it holds the days looked at; `None` for all of it.
    #[must_use]
    pub fn held_window(&self) -> Option<Stretch> {
        let chosen = self.window?;
        let held = self.scroll().held.filter(|(of, _)| *of == chosen);
        Some(held.map_or(chosen, |(_, held)| held))
    }

    /// Scrolls to where `before` stood, at the same record, and puts the views' own cursors there.
    pub fn stand_as(&mut self, before: &Self) {
        self.views = before.views.clone();
        self.scrolls = before.scrolls;
    }

    /// Puts the cursor on a citation; the page about it begins at its top.
    pub fn put(&mut self, to: Citation) {
        self.read(to, None);
    }

    /// Puts the cursor on a citation, and reads beside it what is no record.
    pub fn read(&mut self, to: Citation, beside: Option<Beside>) {
        if (self.cursor, self.beside) != (to, beside) {
            (self.cursor, self.beside) = (to, beside);
            self.scroll_mut().quote_row = 0;
        }
    }

    /// Shows a view of the timeline.
    pub fn show(&mut self, view: View) {
        self.view = view;
        self.set_open(Opened::View, view != View::default());
    }

    /// Gives the focused pane the whole screen, or takes it back.
    pub fn set_zoom(&mut self, zoom: bool) {
        self.zoom = zoom;
        self.set_open(Opened::Zoom, zoom);
    }

    /// Shows one speaker or party alone, or everybody.
    pub fn set_filter(&mut self, filter: Option<Filter>) {
        self.filter = filter;
        self.set_open(Opened::Filter, filter.is_some());
    }

    /// Restricts knowledge to what was published by then, or takes the restriction back.
    pub fn set_as_of(&mut self, end: Option<Edge>) {
        self.as_of = end;
        self.set_open(Opened::AsOf, end.is_some());
    }

    /// Goes from what was known by one day to what was by another. Where the cursor was before knowledge was restricted
    /// is kept; who has not moved it since is led back there when everything is shown again.
    pub fn restrict(&mut self, end: Option<Edge>, old: &Chronology, new: &Chronology) {
        let was_restricted = self.as_of.is_some();
        let from = if was_restricted {
            self.restricted_at.filter(|(_, put)| *put == self.cursor).map(|(from, _)| from)
        } else {
            Some(self.cursor)
        };
        self.set_as_of(end);
        self.carry_over(old, new);
        match (end, from) {
            (Some(_), Some(from)) => self.restricted_at = Some((from, self.cursor)),
            (None, Some(from)) if was_restricted => self.put(from),
            (Some(_) | None, _) => {}
        }
    }

    /// What was opened last and is still open.
    #[must_use]
    pub fn last_opened(&self) -> Option<Opened> {
        self.opened.last().copied()
    }

    fn set_open(&mut self, what: Opened, open: bool) {
        match self.opened.iter().position(|o| *o == what) {
            Some(at) if !open => {
                self.opened.remove(at);
            }
            None if open => self.opened.push(what),
            Some(_) | None => {}
        }
    }

    /// Points on into another chronology: at the same records, or where they are gone at the nearest in time.
    pub fn carry_over(&mut self, old: &Chronology, new: &Chronology) {
        let was = self.cursor;
        self.cursor = if old.records.is_empty() || new.records.is_empty() {
            Citation::default()
        } else {
            let by = self.as_of.and_then(|edge| Edtf::parse(&edge.edtf()).ok());
            same(old, new, was).unwrap_or_else(|| nearest(old, new, was, by))
        };
        // Which paragraphs no record holds is known anew once the texts are.
        self.beside = None;
        self.set_filter(self.filter.and_then(|filter| filter.carried_over(old, new)));
        self.restricted_at = None;
        self.views.lanes.carry_over(old, new, (was.record, self.cursor.record));
        self.views.figures.carry_over(old, new, (was.record, self.cursor.record));
        if let Some(active) = self.active.as_deref() {
            self.active = Some(Arc::new(Active::waiting(active.query.clone(), active.hide)));
        }
        // What is scrolled to stands elsewhere now.
        let row_alone =
            |scroll: Scroll| Scroll { quote_row: scroll.quote_row, ..Scroll::default() };
        self.scrolls = self.scrolls.map(row_alone);
        self.seen_at = Size::default();
    }

    /// Whether an action that led from here to `to` was a jump, and so can be gone back from: whatever moves
    /// the cursor farther than the next row, or to another view, day of knowledge, order or filter.
    #[must_use]
    pub fn is_left_for(&self, to: &Self, by: &Action) -> bool {
        let scrolls = matches!(by, Action::Move(Motion::HalfPages(_)));
        // Along the strip of the list the next cell may be years away; across time it stands beside this one.
        let is_across = self.view.get().is_across() && self.focus == Pane::Timeline;
        let strides = matches!(by, Action::Move(Motion::Columns(_))) && !is_across;
        !self.shows_as(to)
            || ((strides || !by.is_step()) && !self.is_at(to))
            || (scrolls && self.scroll().source != to.scroll().source)
    }

    /// Whether everything but scroll positions is the same in both.
    #[must_use]
    pub fn stands_as(&self, other: &Self) -> bool {
        self.shows_as(other)
            && (self.focus, self.zoom, self.window) == (other.focus, other.zoom, other.window)
            && self.reads_as(other)
            && self.views == other.views
    }

    /// The same place on another row of the page about the record.
    #[must_use]
    pub fn on_row(&self, quote_row: usize) -> Self {
        let mut place = self.clone();
        place.scroll_mut().quote_row = quote_row;
        place
    }

    /// Whether both show the same records in the same way.
    fn shows_as(&self, other: &Self) -> bool {
        fn query(place: &Place) -> Option<(&str, bool)> {
            place.active.as_ref().map(|a| (a.query.text(), a.hide))
        }
        (self.view, self.axis, self.filter, self.as_of)
            == (other.view, other.axis, other.filter, other.as_of)
            && query(self) == query(other)
    }

    /// Whether both read the same line of the same.
    fn reads_as(&self, other: &Self) -> bool {
        let read = |place: &Self| (place.cursor, place.beside, place.scroll().quote_row);
        read(self) == read(other)
    }

    /// Whether the cursor is on the same of them.
    fn is_at(&self, other: &Self) -> bool {
        self.reads_as(other) && self.view.get().is_at(&self.views, &other.views)
    }
}

/// The same report of the same record in another chronology, if that has it.
fn same(old: &Chronology, new: &Chronology, place: Citation) -> Option<Citation> {
    if let Some(statement) = old.reported(place)
        && let Some(Target::Record(same)) = Target::by_id(new, &old.statement(statement).id)
    {
        return Some(same);
    }
    let Some(Target::Record(same)) = Target::by_id(new, old.record_id(place.record)) else {
        return None;
    };
    let last = (new.citation_count(same.record) as u32).saturating_sub(1);
    Some(Citation { record: same.record, nth: place.nth.min(last) })
}

/// The record nearest in time, and not later than the day by which it is known, where there is one: who asks what was
/// known by then looks at that day.
fn nearest(old: &Chronology, new: &Chronology, place: Citation, by: Option<Edtf>) -> Citation {
    let date = old.date(place.record).cloned().into_iter().chain(by);
    let date = date.min_by_key(Edtf::sort_second);
    let record = date.and_then(|date| new.nearest_record(&date)).unwrap_or_default();
    Citation { record, nth: 0 }
}
