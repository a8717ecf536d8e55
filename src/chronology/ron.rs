//! The form in which a dataset is written: from the text of its RON files to records that nobody has checked
//! yet, each with its location, and to every place that is not RON.
//!
//! Reads only. It must never resolve a reference or judge a value; `check` does.

#![allow(clippy::string_slice, reason = "rewritten beside this, and then without")]

pub(super) mod errors;
pub(super) mod location;
pub(super) mod raw;
pub(super) mod read;
pub(super) mod scan;

/// A dataset file in memory.
#[derive(Debug, Clone)]
pub struct FileText {
    /// Its name for messages.
    pub name: String,
    /// Its content, without a byte order mark.
    pub text: String,
}
