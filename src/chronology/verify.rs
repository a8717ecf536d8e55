//! Whether quotations stand in the articles that a reader holds: the rules for one quotation and one article
//! in [`quote`], a whole chronology held against a folder of texts in [`dataset`].

pub mod dataset;
mod ellipsis;
mod marks;
mod nearest;
mod passage;
pub mod quote;
