//! The form in which a dataset is written: from the text of its RON files to records that nobody has checked
//! yet, each with its location, and to every place that is not RON.
//!
//! Reads only. It must never resolve a reference or judge a value; [`super::check`] does.

pub(super) mod errors;
pub(super) mod location;
pub(super) mod raw;
pub mod read;
mod resume;
pub(super) mod scan;
