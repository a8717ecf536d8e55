//! A query as it is meant: the terms that must all hold, each with its place in the text.
//!
//! Parsing never fails. What is half-typed asks for nothing yet, and what is wrong asks for nothing and is
//! named by [`super::Index::complaints`]. What a term matches is decided elsewhere.

pub(crate) mod address;
pub(crate) mod date;
pub(crate) mod document_sets;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod holder;
mod host;
pub(crate) mod parse;
pub(crate) mod word;

use std::ops::Range;

use self::field::QueryField;
use super::lexicon::similarity::MatchMode;
use crate::text::classes::{is_double_quote, is_single_quote};

/// What a query may be made of beside fields, each form with what it asks for: what the help of the viewer and of
/// the command line say.
pub static QUERY_FORMS: &[(&str, &str)] = &[
    ("nuclear limits", "words, all in one statement or event, whole, begun or mistyped"),
    ("\"a phrase\"", "these words in a row; where nobody says them, the nearest wording"),
    ("'word", "exactly this word"),
    ("-word", "without it"),
    ("a OR b  a|b", "either"),
    ("(a b) OR c", "what is in ( ) counts as one"),
    ("~mrtrm", "letters of a word in order"),
    ("speaker:lavrov,ryabkov", "a field, with one of these values; they may be begun or quoted"),
    ("22 September 2025", "a date, beside being words; also feb 2021, last week, 2025-09"),
];

/// A parsed query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    text: String,
    /// Nothing will be typed after it.
    whole: bool,
    pub(crate) terms: Vec<Term>,
    /// The fields that it names and does not ask.
    pub(super) unasked: Vec<Unasked>,
}

/// A field that is named in a query and asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unasked {
    /// From its name to what should be its value.
    pub(crate) range: Range<usize>,
    /// The sign before its value that was meant to exclude it; `None` where there is no value.
    pub(crate) sign: Option<char>,
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
    /// Terms in parentheses, which must all hold.
    Parenthesis(Parenthesis),
}

/// Terms in parentheses, where they are one of several alternatives or negated; elsewhere they are terms of
/// the query itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parenthesis {
    pub(crate) terms: Vec<Term>,
    pub(crate) range: Range<usize>,
}

/// Words that stand side by side; usually one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Phrase {
    pub(crate) words: Vec<QueryWord>,
    pub(crate) mode: MatchMode,
    /// The last word may still go on: nothing has been typed after it.
    pub(crate) open: bool,
    /// A quotation mark was typed before them.
    pub(crate) quoted: bool,
    /// Only the text is asked, and no field beside it.
    pub(crate) only_text: bool,
    /// It is one of very many alternatives, see [`parse::MOST_TYPED`].
    pub(crate) listed: bool,
    pub(crate) range: Range<usize>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// Folded.
    pub(crate) word: String,
    /// As it was typed.
    pub(crate) typed: Box<str>,
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

impl FieldTerm {
    /// Whether the field is not named, but known by the form of its value.
    pub(crate) fn is_bare(&self) -> bool {
        self.name_range.is_empty()
    }
}

/// A value as typed, without its quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldValue {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    /// Nothing has been typed after it.
    pub(crate) open: bool,
    /// It is one of very many, see [`parse::MOST_TYPED`].
    pub(crate) listed: bool,
}

impl Term {
    /// Whether it is words in quotation marks and nothing else.
    pub(crate) fn is_quotation(&self) -> bool {
        match self.any.as_slice() {
            [Atom::Phrase(phrase)] => phrase.quoted,
            _ => false,
        }
    }
}

impl Atom {
    /// The words, where it is words.
    pub(crate) fn phrase(&self) -> Option<&Phrase> {
        match self {
            Self::Phrase(phrase) => Some(phrase),
            Self::Field(_) | Self::Parenthesis(_) => None,
        }
    }

    /// The values of its field, as typed.
    fn values(&self) -> impl Iterator<Item = &str> {
        let values = match self {
            Self::Field(field) => field.values.as_slice(),
            Self::Phrase(_) | Self::Parenthesis(_) => &[],
        };
        values.iter().map(|value| value.text.as_str())
    }

    /// Adds it, or what stands in its parentheses, to `flat`.
    fn flatten<'a>(&'a self, flat: &mut Vec<&'a Self>) {
        match self {
            Self::Phrase(_) | Self::Field(_) => flat.push(self),
            Self::Parenthesis(group) => {
                group.terms.iter().flat_map(|term| &term.any).for_each(|atom| atom.flatten(flat));
            }
        }
    }
}

/// The alternatives of terms, without parentheses.
pub(crate) fn atoms_of<'a>(terms: impl Iterator<Item = &'a Term>) -> Vec<&'a Atom> {
    let mut flat = Vec::new();
    terms.flat_map(|term| &term.any).for_each(|atom| atom.flatten(&mut flat));
    flat
}

/// Whether a date may go on to one that asks for more: a number to a range, `today` to a day before it. A date in words
/// is whole.
fn may_go_on(date: &str) -> bool {
    !date.contains(char::is_alphabetic) || date.starts_with("today")
}

impl Query {
    /// Reads a query. Nothing is refused; see [`super::Index::complaints`] for what is wrong with one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (mut terms, unasked) = parse::terms(text);
        parse::drop_begun_addresses(&mut terms);
        Self { text: text.to_owned(), whole: false, terms, unasked }
    }

    /// Reads a query to which nothing will be added: a date or a value that ends it is finished.
    #[must_use]
    pub fn parse_whole(text: &str) -> Self {
        let (mut terms, unasked) = parse::terms(text);
        parse::close_values(&mut terms);
        Self { text: text.to_owned(), whole: true, terms, unasked }
    }

    /// The query as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Other terms of the same query.
    pub(crate) fn with_terms(&self, terms: Vec<Term>) -> Self {
        // What is left of a query that asked for something asks for everything, not for nothing.
        let asks_no_more = terms.is_empty() && !self.terms.is_empty();
        let text = if asks_no_more { String::new() } else { self.text.clone() };
        Self { text, whole: self.whole, terms, unasked: self.unasked.clone() }
    }

    /// The alternatives of all terms, or of those that are not negated, without parentheses.
    pub(crate) fn atoms(&self, negated_too: bool) -> Vec<&Atom> {
        atoms_of(self.terms.iter().filter(|term| negated_too || !term.negated))
    }

    /// Whether something was typed that asks for nothing: signs, punctuation, and in a query that is whole also what
    /// only begins a term.
    pub(crate) fn is_only_signs(&self) -> bool {
        if self.whole {
            return self.terms.is_empty() && !self.text.trim().is_empty();
        }
        // What begins a term asks for nothing yet, wherever the typing ended.
        let begins_term =
            |c: char| "-!|~():".contains(c) || is_double_quote(c) || is_single_quote(c);
        let is_sign = |c: char| !c.is_whitespace() && !begins_term(c);
        let names_field = self.text.chars().any(char::is_alphanumeric);
        self.terms.is_empty() && !names_field && self.text.chars().any(is_sign)
    }

    /// Whether it names a field that asks for nothing.
    pub(crate) fn names_unasked_field(&self) -> bool {
        !self.unasked.is_empty()
    }

    /// Whether nothing more will be typed.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The query without its last term, where that may be half-typed: the name of a field without its
    /// colon yet, or a date that may go on to be a range.
    pub(crate) fn without_begun_term(&self) -> Option<Self> {
        if self.whole {
            return None;
        }
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
                term.field.is_some_and(QueryField::takes_range)
                    && term.values.last().is_some_and(|v| v.open && may_go_on(&v.text))
            }
            Atom::Parenthesis(_) => false,
        };
        begun.then(|| self.with_terms(rest.to_vec()))
    }

    /// Whether it asks for nothing, so that everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && !self.is_only_signs()
    }

    /// What is asked in words alone, a term each; `None` where anything else is asked: a field, letters in order, or
    /// what is in parentheses. A date is its words.
    #[must_use]
    pub fn in_words(&self) -> Option<Vec<WordsAsked<'_>>> {
        let words = |atom: &Atom| match atom {
            Atom::Phrase(phrase) if phrase.mode != MatchMode::Subsequence => {
                Some(self.text.get(phrase.range.clone()))
            }
            Atom::Field(field) if field.is_bare() => None,
            Atom::Phrase(_) | Atom::Field(_) | Atom::Parenthesis(_) => Some(None),
        };
        let mut asked = Vec::new();
        for term in &self.terms {
            let mut any: Vec<&str> = term.any.iter().filter_map(words).collect::<Option<_>>()?;
            // A date that is a number alone has no words beside it.
            if any.is_empty() {
                any = term.any.iter().flat_map(Atom::values).collect();
            }
            asked.push(WordsAsked { negated: term.negated, any });
        }
        Some(asked)
    }
}

/// A term of a query that is words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsAsked<'a> {
    /// None of them may be there.
    pub negated: bool,
    /// As typed; one of them is enough.
    pub any: Vec<&'a str>,
}
