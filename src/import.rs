//! From what other programs keep to records of a dataset: a spreadsheet of statements, a library of sources.
//!
//! Nothing is lost without a word: each cell or variable becomes a field, or is told with its place. What a record
//! cannot do without and nothing says is assumed, marked where it stands and counted. What comes out is RON in the
//! order of the form, read again by the checker of datasets before anybody sees it: a value that it refuses stands as a
//! comment in its record, and what it says is told at the cell that the value came from.
//!
//! Ids that are made here are functions of what they name, see `ids`: the same input gives the same ids, whatever the
//! order of its rows, and a row that is added changes no other, unless both want one id for two things. It must never
//! read a file, and never write one.

mod columns;
mod draft;
mod ids;
mod known;
mod library;
mod sheet;
mod statements;
mod values;

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::load::{self, DatasetPlace};

pub use self::columns::FIELDS;
pub use self::known::{cell_beside, columns_beside, written_basis};
pub use self::library::csl;
pub use self::statements::csv;

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// A dataset file.
    pub ron: String,
    /// What could not be carried, in the order of the input.
    pub lost: Vec<Lost>,
    /// What was done that nobody asked for, in sentences.
    pub remarks: Vec<String>,
}

/// Something that could not be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The line of the input, from 1.
    pub line: u64,
    /// The column of a spreadsheet, from 1.
    pub column: Option<usize>,
    /// What is lost, and why.
    pub message: String,
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            Some(column) => write!(f, "{}:{column}: {}", self.line, self.message),
            None => write!(f, "{}: {}", self.line, self.message),
        }
    }
}

/// How an import is to be done.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The datasets whose parties, speakers, sources and events are known; none where nothing is.
    pub known: Vec<DatasetPlace>,
    /// Which field a column means, by the names of both.
    pub map: Vec<(String, String)>,
    /// What a field is where a row leaves it out.
    pub set: Vec<(String, String)>,
}

/// The text of an input; a remark tells where it is not UTF-8.
fn decoded(bytes: &[u8], remarks: &mut Vec<String>) -> Result<String, String> {
    let (text, encoding) = load::decode_foreign(bytes)?;
    let told = |encoding| format!("read as {encoding}, since it is not UTF-8: look at its letters");
    remarks.extend(encoding.map(told));
    Ok(text)
}

/// The records of the datasets that are known; none where there is no dataset.
fn known(places: &[DatasetPlace]) -> Result<Arc<Chronology>, String> {
    match places {
        [] => Ok(Arc::default()),
        places => Ok(load::load_beside(places, "", "()").map_err(|e| e.to_string())?.chronology),
    }
}
