//! A query as it is meant: the terms that must all hold, each with its place in the text.
//!
//! Parsing never fails. What is half-typed asks for nothing yet, and what is wrong asks for nothing and is
//! named by [`super::Index::complaints`]. What a term matches is decided elsewhere.

pub(crate) mod date;
pub(crate) mod document_sets;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod parse;
pub(crate) mod values;
pub(crate) mod word;

use std::ops::Range;

use self::field::QueryField;
use super::lexicon::similarity::MatchMode;

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    text: String,
    pub(crate) terms: Vec<Term>,
}

/// One thing that must hold: any of its alternatives, or none of them where it is negated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) negated: bool,
    pub(crate) any: Vec<Atom>,
}

/// One alternative of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    /// Words to be found in the text or a field.
    Phrase(Phrase),
    /// A field and what it must be.
    Field(FieldTerm),
}

/// Words that stand side by side; usually one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) words: Vec<QueryWord>,
    pub(crate) mode: MatchMode,
    /// The last word may still go on: nothing has been typed after it.
    pub(crate) open: bool,
    /// A quotation mark was typed before them.
    pub(crate) quoted: bool,
    pub(crate) range: Range<usize>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// Folded.
    pub(crate) word: String,
    /// It was typed with a capital.
    pub(crate) cap: bool,
    /// It was typed in capitals.
    pub(crate) all_caps: bool,
}

/// A field with the values it may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldTerm {
    /// Which; `None` where no field has this name.
    pub(crate) field: Option<&'static QueryField>,
    pub(crate) name: String,
    pub(crate) name_range: Range<usize>,
    /// At least one.
    pub(crate) values: Vec<FieldValue>,
}

/// A value as typed, without its quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldValue {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    /// Nothing has been typed after it.
    pub(crate) open: bool,
}

impl Query {
    /// Reads a query. Nothing is refused; see [`super::Index::complaints`] for what is wrong with one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self { text: text.to_owned(), terms: parse::terms(text) }
    }

    /// The query as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The query without its last term, where that may be half-typed: the name of a field without its
    /// colon yet, or a date that may go on to be a range.
    pub(crate) fn without_begun_term(&self) -> Option<Self> {
        let (last, rest) = self.terms.split_last()?;
        let [atom] = last.any.as_slice() else {
            return None;
        };
        let begun = match atom {
            Atom::Phrase(phrase) => match phrase.words.as_slice() {
                [only] => {
                    phrase.open
                        && phrase.mode == MatchMode::Plain
                        && !only.cap
                        && QueryField::all_names().any(|name| name.starts_with(&only.word))
                }
                _ => false,
            },
            Atom::Field(term) => {
                term.field.is_some_and(QueryField::is_date)
                    && term.values.last().is_some_and(|v| v.open)
            }
        };
        begun.then(|| Self { text: self.text.clone(), terms: rest.to_vec() })
    }

    /// Whether it asks for nothing, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}
