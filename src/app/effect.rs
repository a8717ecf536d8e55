//! What the program asks of the world, as data. The loop in [`crate::term`] carries it out and hands the
//! outcome back as an action; nothing in [`crate::app`] touches a terminal, a file or a clock.

use std::sync::Arc;

use crate::chronology::Chronology;

use super::marks::{Mark, MarkChange};
use super::wanted::Derivation;

/// A chronology that is handed on; two are equal if they are one and the same.
#[derive(Debug, Clone)]
pub struct Handed(pub Arc<Chronology>);

impl PartialEq for Handed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Handed {}

/// A request to the world outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Put text on the clipboard.
    Copy {
        /// What it is, for the notice: `quotation with citation`.
        what: &'static str,
        /// The text itself.
        text: String,
    },
    /// Open an address in the browser. Only http and https ever get here.
    OpenUrl(String),
    /// Find a path that is free for a new file of this name, in the folder in which the program was started.
    ProposePath(String),
    /// Write a new file, and never over another.
    Export {
        /// Where, as it was typed: `~` and a path from the current folder are understood.
        path: String,
        /// Its name where the path is a folder, and its ending where the path has none.
        name: String,
        /// Its content.
        text: String,
    },
    /// Write changes of the marks down.
    KeepMarks(Vec<MarkChange>),
    /// Look whether another viewer has changed the marks.
    LookAtMarks,
    /// Open the reader's editor at a line of a dataset file.
    Edit {
        /// The file, as the dataset names it.
        file: String,
        /// The line, from 1.
        line: u32,
    },
    /// Work out what takes time; what is found arrives as news.
    Background(Task),
    /// Keep these search queries, newest first, for the next run.
    KeepHistory(Vec<String>),
    /// Keep a search for good, or drop it from those that are.
    KeepSearch {
        /// The query.
        query: String,
        /// Whether it is to be kept.
        kept: bool,
    },
    /// Open the dataset of a name in place of the one that is shown.
    OpenDataset(String),
    /// Turn the capture of the mouse on or off.
    CaptureMouse(bool),
    /// Draw everything again, whatever the terminal shows.
    Redraw,
    /// Give the terminal back and stop, until the shell continues us.
    Suspend,
    /// Leave.
    Quit,
}

/// What is worked out apart from the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Read the dataset and the texts again.
    Reload,
    /// Index a chronology, and verify its quotations where texts are held.
    Study {
        /// The number by which the findings are told apart from those of another chronology.
        load: u64,
        /// What to study.
        chronology: Handed,
    },
    /// Go on without the dataset that was read last: the one that is shown stays.
    Keep,
    /// Look for the text of a source.
    ReadText(WantedText),
    /// Work out what takes longer than a frame.
    WorkOut(Derivation),
}

/// The source whose text is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedText {
    /// The datasets that may hold it, in the order in which they are asked; one of no name where there is one alone.
    pub datasets: Vec<Option<String>>,
    /// Its id.
    pub source: String,
}

/// How an effect went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It went well; the sentence for the notice line.
    Done(String),
    /// It failed; what went wrong and what to do.
    Failed(String),
    /// A path that is free.
    Proposed(String),
    /// The export is written; where.
    Exported(String),
    /// The export is not written; why.
    NotExported(String),
    /// The marks as they stand on disk: those of earlier runs, or what another viewer has changed.
    Marked(Vec<Mark>),
    /// What was searched for in earlier runs.
    Remembered {
        /// The queries, newest first.
        history: Vec<String>,
        /// The searches that are kept for good, those kept last first.
        kept_searches: Vec<String>,
    },
}
