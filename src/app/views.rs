//! The views of the timeline: what each shows, and what is under its cursor.
//!
//! One trait and one list. What else names a view stands in docs/architecture.md; what keys do in it is
//! `update::views`'s, how it is drawn `ui::timeline`'s.

pub mod figures;
pub mod lanes;
pub mod list;

use crate::chronology::model::RecordIx;
use crate::chronology::tables::Citation;
use crate::geometry::{Pane, TimelineWidth};

use super::App;
use super::scale::{Second, Stretch};
use super::under_cursor::Read;
use crate::chronology::target::Target;
use crate::pages::row::{Row, Span, Tone};
use crate::text;

use self::figures::Figures;
use self::lanes::Lanes;

/// A view of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// A row for each record.
    #[default]
    List,
    /// A row for each party or speaker, time across.
    Lanes,
    /// Declared values as a chart.
    Figures,
}

/// The cursors that views have of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViewCursors {
    /// A lane and a day.
    pub lanes: Lanes,
    /// A series and a day.
    pub figures: Figures,
}

impl ViewCursors {
    /// Each is taken anew from the cursor of the program.
    pub fn forget(&mut self) {
        self.lanes.forget();
        self.figures.forget();
    }
}

impl View {
    /// The views, in the order in which they are gone through.
    pub const ALL: [Self; 3] = [Self::List, Self::Lanes, Self::Figures];

    /// Their names on a command line, in a configuration and in a session.
    pub const NAMES: &[(&'static str, Self)] =
        &[("list", Self::List), ("lanes", Self::Lanes), ("figures", Self::Figures)];

    /// What it shows, for who chooses one.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::List => "A row for each record",
            Self::Lanes => "A row for each party or speaker, time across",
            Self::Figures => "Declared values as a chart",
        }
    }

    /// What it shows, and where its cursor is.
    #[must_use]
    pub fn get(self) -> &'static dyn TimelineView {
        match self {
            Self::List => &list::ListView,
            Self::Lanes => &lanes::LanesView,
            Self::Figures => &figures::FiguresView,
        }
    }

    /// The view after this one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|view| *view == self).map_or(0, |at| at + 1);
        Self::ALL[at % Self::ALL.len()]
    }
}

/// Where Enter leads in a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To a pane, the cursor staying where it is.
    Pane(Pane),
    /// To a record in the list, and there to a pane.
    Record(Citation, Pane),
    /// To a choice of the records of a cell.
    Choice(Vec<RecordIx>),
    /// Nowhere: why, in a sentence.
    Nowhere(String),
}

/// What is said where nothing is, as rows.
fn as_rows(why: &str) -> Vec<Row> {
    vec![Row::of(vec![Span::new(text::closed(text::capital(why)), Tone::Dim)])]
}

/// What a view shows.
pub trait TimelineView: Sync {
    /// Its name.
    fn name(&self) -> &'static str;

    /// How much room it needs.
    fn width(&self) -> TimelineWidth;

    /// Whether it shows records; otherwise a jump to one leads to the list.
    fn shows_records(&self) -> bool {
        true
    }

    /// Whether time runs across it, so that keys go left and right in it.
    fn is_across(&self) -> bool {
        true
    }

    /// What is under its cursor.
    ///
    /// # Errors
    /// Why that is nothing, in a sentence.
    fn target(&self, app: &App) -> Result<Target, String>;

    /// What the panes beside it are about, whichever pane has the keys.
    ///
    /// # Errors
    /// Why that is nothing, in a sentence.
    fn read(&self, app: &App) -> Result<Read, String>;

    /// The rows that tell of the cell under its cursor where nothing is in that.
    fn empty_rows(&self, app: &App) -> Vec<Row> {
        as_rows(&self.read(app).err().unwrap_or_default())
    }

    /// The day that is looked at.
    fn day(&self, app: &App) -> Option<Second>;

    /// The part of time that it shows.
    fn stretch(&self, app: &App) -> Stretch {
        app.stretch()
    }

    /// Whether its own cursor is at the same place in both.
    fn is_at(&self, _one: &ViewCursors, _other: &ViewCursors) -> bool {
        true
    }

    /// Where Enter leads in it.
    fn enter(&self, app: &App) -> Lead;
}
