//! What can be asked of the app: every key press, click and outcome becomes one of these.
//!
//! An action says what is wanted, never which key asked for it; the table of keys is [`crate::keymap`].

use std::sync::Arc;

use crate::chronology::article::Article;
use crate::chronology::load::Loaded;
use crate::chronology::verify::dataset::Verification;
use crate::geometry::{Pane, Size};
use crate::search::Index;

use super::effect::Outcome;

/// What to copy of the record under the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyOf {
    /// The quotation with its citation.
    Quote,
    /// The words alone.
    Words,
    /// A footnote.
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

/// Something wanted.
#[derive(Debug, Clone)]
pub enum Action {
    /// Move by rows along the order of the focused pane or list; negative is up.
    Move(isize),
    /// Move by pages; 2 is a whole page down, -1 half a page up.
    Page(isize),
    /// To the first or the last.
    Edge(End),
    /// To the next or previous month that has records.
    Month(isize),
    /// Across columns of time in lanes and figures, and along the strip; negative is earlier.
    Across(isize),
    /// Focus a pane.
    Focus(Pane),
    /// Focus the next or previous pane.
    Cycle(isize),
    /// Into: timeline, source, quote, and then where the row leads.
    Into,
    /// Out: quote, source, timeline.
    Out,
    /// Give the focused pane the whole screen, or take it back.
    Zoom,
    /// The next or previous source that prints this.
    Report(isize),
    /// The next or previous words of the same speaker.
    Speaker(isize),
    /// List the records related to this.
    Relations,
    /// Compare the reports of the same words.
    Compare,
    /// In a comparison, choose another pair.
    Pair(isize),
    /// Open the search prompt.
    Search,
    /// The next or previous hit in time.
    Hit(isize),
    /// Hide or dim what the query does not match.
    Hide,
    /// Forget the query.
    ClearQuery,
    /// Open the palette.
    Palette,
    /// Back on the jump list.
    Back,
    /// Forward on it.
    Forward,
    /// Mark the record, or take the mark back.
    Mark,
    /// List the marks.
    Marks,
    /// Export the marked records as a brief with footnotes.
    ExportMarked,
    /// Open the menu of what to copy.
    CopyMenu,
    /// Copy.
    Copy(CopyOf),
    /// Open the source in the browser at the quotation; `archived`: its archived copy.
    Open {
        /// Whether the archived copy is wanted.
        archived: bool,
    },
    /// Edit the record where the dataset declares it.
    Edit,
    /// Read the dataset again.
    Reload,
    /// Order by the day said or the day published.
    Axis,
    /// The next view of the timeline.
    View,
    /// Zoom into time, or out of it; 0 is the whole of it.
    Span(isize),
    /// Open the party of a lane into its speakers, or close it.
    Unfold,
    /// Open the ledger of notes.
    Notes,
    /// Open or close the help.
    Help,
    /// Capture the mouse or let it go.
    Mouse,
    /// Close the top thing only.
    Escape,
    /// Close what is open, or quit.
    Close,
    /// Quit.
    Quit,
    /// Cancel what is being done, or quit.
    Cancel,
    /// Suspend the program.
    Suspend,
    /// Draw everything again.
    Redraw,
    /// Only what was published by this day; `None` takes the restriction back.
    AsOf(Option<chrono::NaiveDate>),

    /// Type into the prompt.
    Insert(String),
    /// Edit the prompt.
    Type(Edit),
    /// Accept what is typed or chosen.
    Accept,
    /// Complete what is typed.
    Complete(isize),
    /// Go through what was typed before; negative is older.
    Recall(isize),

    /// Keys of a chord pressed so far, for the footer.
    Pending(String),
    /// The terminal has this size.
    Resize(Size),
    /// The mouse button went down on a cell, column and row from 0.
    Click(u16, u16),
    /// The dataset was read (again).
    Loaded(Box<Loaded>),
    /// The index of the dataset with this number of loads is built.
    Indexed(u64, Arc<Index>),
    /// The quotations were verified against the texts held.
    Verified(u64, Arc<Verification>),
    /// The text of a source was looked for: its id, and what was found.
    Text(String, Result<Option<Arc<Article>>, String>),
    /// An effect's outcome.
    Outcome(Outcome),
}

/// An end of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The first.
    First,
    /// The last.
    Last,
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
    DeleteAll,
    /// Move left.
    Left,
    /// Move right.
    Right,
    /// To the start.
    Start,
    /// To the end.
    End,
}
