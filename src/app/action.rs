//! What can be asked of the app: every key press, click and outcome becomes one of these.
//!
//! An action says what is wanted, never which key asked for it; the table of keys is [`crate::keymap`]. The
//! actions stand in groups, each carried out in one file, which matches every case of its group.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::article::Article;
use crate::chronology::date::Edge;
use crate::chronology::load::Loaded;
use crate::chronology::problem::{Problem, ProblemCounts};
use crate::chronology::progress::ReadSoFar;
use crate::chronology::verify::dataset::Verification;
use crate::geometry::{Pane, Size};
use crate::search::{Index, ParagraphIndex};

use super::View;
use super::colours::{Choice, Rgb};
use super::effect::Outcome;
use super::wanted::Derived;

/// Something wanted.
#[derive(Debug, Clone)]
pub enum Action {
    /// Along what has the keys: a pane, a list, a text.
    Move(Motion),
    /// To another record, or to where one has been.
    Jump(Jump),
    /// Into: timeline, source, quote, and then where the line leads; what is typed or chosen is accepted.
    Enter,
    /// Out: quote, source, timeline; a list is closed.
    Leave,
    /// The next or previous of several: pane, kind of note, pair of reports, completion.
    Cycle(isize),
    /// What the panes show, and how.
    Show(Show),
    /// Lay something over the panes, or close it again.
    Open(Open),
    /// Take away what is under the cursor.
    Take(Take),
    /// Put a query in force.
    Query(String),
    /// Open the dataset of a name in place of the one that is shown.
    Dataset(String),
    /// Work on a mark in the list of marks.
    Marks(MarkDeed),
    /// Type into the prompt.
    Type(Typing),
    /// The program itself.
    Control(Control),
    /// The mouse button went down on a cell, column and row from 0.
    Click(u16, u16),
    /// The mouse moved to a cell with its button down.
    Drag(u16, u16),
    /// The wheel turned by so many rows over a cell, column and row from 0; negative is up.
    Wheel(u16, u16, isize),
    /// Keys of a chord or a count pressed so far, for the footer.
    Pending(String),
    /// Keys that do nothing where they were pressed.
    Unbound(String),
    /// What arrives from outside.
    Learn(News),
}

/// The rows that a notch of the wheel scrolls, as terminals do themselves.
pub const NOTCH: i16 = 3;

/// A movement along what has the keys. Negative numbers go up, or back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// By rows.
    Rows(isize),
    /// By half pages: 2 is a whole page down.
    HalfPages(isize),
    /// To the first or the last row.
    To(End),
    /// To a row, from 0.
    Row(usize),
    /// To the next or previous month that has records.
    Months(isize),
    /// Across columns of time in lanes and figures, and along the strip.
    Columns(isize),
}

/// A way to another record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// The next or previous source that prints this.
    Report(isize),
    /// The next or previous words of the same speaker.
    Speaker(isize),
    /// The next or previous hit in time.
    Hit(isize),
    /// Where one has been; negative is back, positive forward again.
    Visited(isize),
}

/// What the panes show, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Focus a pane.
    Pane(Pane),
    /// Give the focused pane the whole screen, or take it back.
    Zoom,
    /// The next view of the timeline.
    NextView,
    /// A view of the timeline.
    View(View),
    /// Order by the day said or the day published.
    Axis,
    /// Look closer at time, or at more of it; 0 is the whole of it.
    Span(isize),
    /// Open the party of a lane into its speakers, or close it.
    Speakers,
    /// The longest silence that both sides share, then the next longest.
    Silence,
    /// Only the speaker of the record, then only the party, then everybody again.
    Filter,
    /// Hide or dim what the query does not match.
    Hide,
    /// Forget the query.
    ClearQuery,
    /// Keep the query in force for good, or drop it from those that are.
    KeepQuery,
    /// Only what was published by then; `None` takes the restriction back.
    AsOf(Option<Edge>),
    /// Draw from other colours.
    Theme(Choice),
}

/// What is laid over the panes, or closed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// The search prompt.
    Search,
    /// The palette.
    Palette,
    /// The menu of what to copy.
    CopyMenu,
    /// The marks.
    Marks,
    /// The records related to this.
    Relations,
    /// The ledger of notes.
    Notes,
    /// The problems of the dataset.
    Problems,
    /// The reports of the same words compared.
    Comparison,
    /// The help.
    Help,
    /// The tour of five keys.
    Tour,
}

/// What is taken away of what is under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// A mark on it, or the mark back.
    Mark,
    /// A copy.
    Copy(CopyOf),
    /// Its source in the browser, at the quotation.
    Source,
    /// The archived copy of its source in the browser.
    Archived,
    /// The record in the editor, where the dataset declares it.
    Edit,
    /// A problem of the dataset in the editor, by its number.
    Problem(usize),
    /// The marked records as a brief with footnotes, written where its reader says.
    Brief,
}

/// What is done to a mark in the list of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkDeed {
    /// Drop it.
    Drop,
    /// Bring back what was dropped last.
    Undo,
    /// Move it by so many places; negative is up.
    Move(isize),
    /// Write a note of one's own on it.
    Note,
    /// Copy all of them as a brief.
    CopyAll,
}

/// What to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyOf {
    /// The quotation with its citation.
    Quote,
    /// The words alone.
    Words,
    /// The short footnote that an editor takes.
    ShortFootnote,
    /// A Markdown footnote.
    Footnote,
    /// The link to the passage.
    Link,
    /// A BibTeX entry.
    Bibtex,
    /// A CSL-JSON item.
    Csl,
    /// The id.
    Id,
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typing {
    /// Letters.
    Insert(String),
    /// An edit of the line.
    Edit(Edit),
    /// What was typed before; negative is older.
    Recall(isize),
}

/// An edit of a typed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Delete before the cursor.
    DeleteBack,
    /// Delete under the cursor.
    Delete,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete all before the cursor.
    DeleteBefore,
    /// Delete all from the cursor on.
    DeleteAfter,
    /// Move left.
    Left,
    /// Move right.
    Right,
    /// Move left to where a word begins.
    WordLeft,
    /// Move right to where a word ends.
    WordRight,
    /// To the start.
    Start,
    /// To the end.
    End,
}

/// What is asked of the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// Close the top thing only.
    Escape,
    /// Close what is open, or quit.
    Close,
    /// Cancel what is being done, or quit.
    Cancel,
    /// Quit.
    Quit,
    /// Suspend the program.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Read the dataset again.
    Reload,
    /// Capture the mouse or let it go.
    Mouse,
}

/// What arrives from outside.
#[derive(Debug, Clone)]
pub enum News {
    /// The files of the dataset are others than when it was read.
    Changed,
    /// The terminal has this size.
    Resized(Size),
    /// The terminal told its background.
    Ground(Rgb),
    /// The dataset was read (again).
    Loaded(Box<Loaded>),
    /// What is being done, where it takes a while; `None` where nothing is any more.
    Working(Option<Work>),
    /// What shows only when the records of a chronology are seen together: all of its problems, and how many there
    /// are besides.
    Audited(Arc<Chronology>, Vec<Problem>, ProblemCounts),
    /// The index of the dataset with this number of loads is built.
    Indexed(u64, Arc<Index>),
    /// The quotations of the dataset with this number of loads were verified against the texts held.
    Verified(u64, Arc<Verification>),
    /// The paragraphs of the texts held beside the dataset with this number of loads are indexed.
    Paragraphs(u64, Arc<ParagraphIndex>),
    /// What took longer than a frame was worked out.
    Derived(Derived),
    /// The text of a source was looked for: its id, and what was found.
    Text(String, Result<Option<Arc<Article>>, String>),
    /// An effect's outcome.
    Outcome(Outcome),
}

/// What is done behind the viewer, and takes a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The dataset is read: how far that has come, and for how many milliseconds it has been done.
    Reading(ReadSoFar, u64),
    /// It is looked for problems that show between records.
    Checking,
    /// The index is built.
    Indexing,
    /// Quotations are held against the texts.
    Verifying,
}

/// An end of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The first.
    First,
    /// The last.
    Last,
}

impl Action {
    /// Whether it moves to the next row, or the next cell across, and no farther; or is one of the many of a wheel or a
    /// mouse that go far together.
    #[must_use]
    pub fn is_step(&self) -> bool {
        matches!(
            self,
            Self::Move(Motion::Rows(-1..=1) | Motion::Columns(-1..=1))
                | Self::Wheel(..)
                | Self::Drag(..)
        )
    }

    /// The action `count` times over, at least once; `None` where it is no movement.
    #[must_use]
    pub fn times(&self, count: usize) -> Option<Self> {
        let count = count.max(1);
        let by = |by: isize| by.saturating_mul(isize::try_from(count).unwrap_or(isize::MAX));
        Some(match self {
            Self::Move(motion) => Self::Move(match *motion {
                Motion::Rows(n) => Motion::Rows(by(n)),
                Motion::HalfPages(n) => Motion::HalfPages(by(n)),
                Motion::Months(n) => Motion::Months(by(n)),
                Motion::Columns(n) => Motion::Columns(by(n)),
                // After a count both ends mean that row.
                Motion::To(_) | Motion::Row(_) => Motion::Row(count - 1),
            }),
            Self::Jump(jump) => Self::Jump(match *jump {
                Jump::Report(n) => Jump::Report(by(n)),
                Jump::Speaker(n) => Jump::Speaker(by(n)),
                Jump::Hit(n) => Jump::Hit(by(n)),
                Jump::Visited(n) => Jump::Visited(by(n)),
            }),
            Self::Marks(MarkDeed::Move(n)) => Self::Marks(MarkDeed::Move(by(*n))),
            Self::Enter
            | Self::Leave
            | Self::Cycle(_)
            | Self::Show(_)
            | Self::Open(_)
            | Self::Take(_)
            | Self::Query(_)
            | Self::Dataset(_)
            | Self::Marks(MarkDeed::Drop | MarkDeed::Undo | MarkDeed::Note | MarkDeed::CopyAll)
            | Self::Type(_)
            | Self::Control(_)
            | Self::Click(..)
            | Self::Drag(..)
            | Self::Wheel(..)
            | Self::Pending(_)
            | Self::Unbound(_)
            | Self::Learn(_) => return None,
        })
    }
}
