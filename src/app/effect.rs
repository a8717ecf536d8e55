//! What the program asks of the world, as data. The loop in [`crate::term`] carries it out and hands the
//! outcome back as an action; nothing in [`crate::app`] touches a terminal, a file or a clock.

use std::sync::Arc;

use crate::chronology::Chronology;

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
    /// Write a new file beside the reader's other files.
    Export {
        /// Its name, without a folder.
        name: String,
        /// Its content.
        text: String,
    },
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
    /// Look for the text of a source.
    ReadText(WantedText),
}

/// The source whose text is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedText {
    /// Its dataset, where there are several.
    pub dataset: Option<String>,
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
}
