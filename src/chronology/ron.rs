//! The form in which a dataset is written: the tokens of RON, the values that `ron` reads, the texts of files, and
//! places in them.
//!
//! Reads only. It must never resolve a reference or judge a value; `check` does.

pub(super) mod cursor;
pub(crate) mod location;
pub(super) mod mistakes;
pub(super) mod other_form;
pub(super) mod value;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use self::cursor::Cursor;
use self::location::{FoundItem, LineIndex};
use super::encoding::{self, NotUtf8};
use super::model::Location;
use super::problem::ProblemCode;

/// A file of a dataset: its name, and where its text is found again when something has to be said of it. The
/// text itself is not held, for a dataset that is well costs its files only once.
#[derive(Debug, Clone)]
pub struct FileText {
    /// Its name for messages.
    pub name: String,
    /// Which of the datasets that were given it belongs to, from 0.
    pub dataset: u16,
    origin: Origin,
    opened: OnceLock<Option<Arc<OpenedFile>>>,
}

/// Where the text of a file comes from.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// It is in memory already.
    Memory(Cow<'static, str>),
    /// It is read.
    Disk(PathBuf),
}

/// Why a file holds no dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoText {
    /// The text before the place where that shows.
    pub(crate) before: String,
    pub(crate) code: ProblemCode,
    pub(crate) message: String,
    pub(crate) help: &'static str,
    /// What its text may be, by which the records can be counted that are lost with it.
    pub(crate) guess: Option<String>,
}

/// A text that something has to be said of, and its lines.
#[derive(Debug)]
pub(crate) struct OpenedFile {
    pub(crate) text: Cow<'static, str>,
    pub(crate) lines: LineIndex,
    last: Mutex<Option<FoundItem>>,
}

impl From<NotUtf8> for NoText {
    fn from(fault: NotUtf8) -> Self {
        let message = format!("this file {}", fault.message());
        let (help, guess) = (fault.help_with_command(), Some(fault.guess()));
        Self { before: fault.before, code: ProblemCode::Unreadable, message, help, guess }
    }
}

impl FileText {
    /// A file, nothing of it read.
    pub(crate) fn new(name: String, origin: Origin) -> Self {
        Self { name, dataset: 0, origin, opened: OnceLock::new() }
    }

    /// The same as a file of another dataset than the first.
    pub(crate) fn of_dataset(self, dataset: u16) -> Self {
        Self { dataset, ..self }
    }

    /// How many bytes it seems to have; 0 where nobody can tell.
    pub(crate) fn size(&self) -> u64 {
        match &self.origin {
            Origin::Memory(text) => text.len() as u64,
            Origin::Disk(path) => std::fs::metadata(path).map_or(0, |data| data.len()),
        }
    }

    /// Its text as it is now.
    ///
    /// # Errors
    /// Why it holds none.
    pub(crate) fn text(&self) -> Result<Cow<'_, str>, NoText> {
        match &self.origin {
            Origin::Memory(text) => Ok(Cow::Borrowed(text)),
            Origin::Disk(path) => {
                let bytes = super::load::read_bounded(path)?;
                Ok(Cow::Owned(encoding::decode(bytes)?))
            }
        }
    }

    /// Its text as it is when it is first asked for, kept; `None` where there is none any more.
    pub(crate) fn opened(&self) -> Option<&OpenedFile> {
        let opened = self.opened.get_or_init(|| {
            let text = match &self.origin {
                Origin::Memory(text) => text.clone(),
                Origin::Disk(_) => Cow::Owned(self.text().ok()?.into_owned()),
            };
            let lines = LineIndex::of(&text);
            Some(Arc::new(OpenedFile { text, lines, last: Mutex::default() }))
        });
        opened.as_deref()
    }
}

impl OpenedFile {
    /// Whether a record still begins at the byte where it was read.
    fn holds(&self, location: Location) -> bool {
        let mut cursor = Cursor::new(&self.text);
        cursor.at = location.at as usize;
        let is_boundary = self.text.is_char_boundary(cursor.at);
        is_boundary && (cursor.peek() == Some(b'(') || cursor.name().is_some())
    }
}
