//! Search: finding the statement that was meant, among sixty or a million.
//!
//! A query is matched against the distinct words of all texts, never against whole statements: almost
//! every long sentence has the letters of almost every short query, but hardly any word has. Pure: knows
//! the chronology only; no terminal, no files, no clock.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a score is an estimate, and no count comes near the precision of its float"
)]

mod bits;
mod complaint;
mod complete;
mod highlight;
mod hits;
mod index;
pub mod labels;
mod lexicon;
mod listed;
mod matching;
mod parallel;
mod query;
mod reader;
mod searcher;

pub use self::bits::Bits;
pub use self::complaint::Complaint;
pub use self::complete::Completion;
pub use self::highlight::{Highlighter, Lit, Strength};
pub use self::hits::{Hit, Hits, Near};
pub use self::index::facets::Field;
pub use self::index::{DocumentIx, Index};
pub use self::query::Query;
pub use self::query::field::{QUERY_FIELDS, QueryField, markdown};
pub use self::reader::{ReaderState, Verified};
pub use self::searcher::Searcher;

#[cfg(test)]
mod tests;
