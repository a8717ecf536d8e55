//! Whether quotations stand in the articles that a reader holds: the rules for one quotation and one article
//! in [`quote`], a whole chronology held against a folder of texts in [`dataset`].

mod clauses;
pub mod dataset;
mod letters;
mod marks;
mod nearest;
mod numbers;
mod passage;
mod pattern;
mod placing;
mod print;
pub mod quote;
mod verdict;
