//! Search: finding the statement that was meant, among sixty or a million.
//!
//! A query is matched against the distinct words of all texts, never against whole statements: almost
//! every long sentence has the letters of almost every short query, but hardly any word has. Pure: knows
//! the chronology only; no terminal, no files, no clock.
//!
//! A query goes one way. `query` reads it into terms, of which those with a field become filters. Each word
//! of the others is expanded to the words of the `index` that it may mean (`Expansion`), which make a `Clause`;
//! the clauses of a query are compiled to tables (`CompiledQuery`), against which the documents are held:
//! `Candidates` meet all of them, the best are scored (`TopK`, with a `Scratch` per thread). The `searcher`
//! does so with growing tolerance until there is enough, and `hits` makes records of the documents. What is
//! on a screen is lit by the same similarities (`highlight`).
//!
//! Below all of it lies the `lexicon`: what a word is, and how alike two are.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a score is an estimate, and no count comes near the precision of its float"
)]

/// Declares an enum of plain variants together with the list of them, so that the list lacks none.
macro_rules! listed {
    ($(#[$about:meta])* $vis:vis enum $name:ident { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// Every variant, in the order of its declaration.
            $vis const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}

mod bits;
mod complaint;
mod complete;
mod highlight;
mod hits;
mod index;
pub mod labels;
mod lexicon;
mod matching;
mod paragraphs;
mod parallel;
mod query;
mod reader;
mod searcher;
mod sources_asked;
mod stand;

pub use self::bits::Bits;
pub use self::complaint::{Complaint, other_by_id, shorten};
pub use self::complete::{Completion, in_quotes};
pub use self::highlight::{Highlighter, Lit, Strength, TermSet};
pub use self::hits::{Hit, Hits, MOST_NEAR, MissingWords, Near, UnknownWord};
pub use self::index::facets::Field;
pub use self::index::{DocumentIx, Index};
pub(crate) use self::lexicon::function_words::is_word_of_question;
pub use self::paragraphs::{MOST_PARAGRAPHS, ParagraphHit, ParagraphHits, ParagraphIndex};
pub(crate) use self::query::date::{counted_from, dotted, taken_as};
pub use self::query::field::{QUERY_FIELDS, QueryField, markdown};
pub use self::query::holder::Holder;
pub use self::query::{QUERY_FORMS, Query, WordsAsked};
pub use self::reader::{ReaderState, Verified};
pub use self::searcher::Searcher;
pub use self::stand::{IN_A_NOTE, WordsStand, words_stand};

#[cfg(test)]
mod tests;
