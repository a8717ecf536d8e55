//! Words by themselves: what a word of a text is, in what forms it is written, how alike two are, and the
//! vocabulary of all. Knows nothing of documents or queries.

pub(crate) mod alias;
pub(crate) mod edit_distance;
pub(crate) mod fold;
pub(crate) mod inflection;
pub(crate) mod interner;
pub(crate) mod similarity;
pub(crate) mod token;
pub(crate) mod translit;
pub(crate) mod vocabulary;
