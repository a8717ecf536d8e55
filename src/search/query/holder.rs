//! What a query asks of the things behind records: of a source, a speaker, a note or a series itself, and of the
//! records that such a thing has.
//!
//! A field that a thing has itself is asked of it alone; words and ids of it or of its records; anything else of its
//! records. Which field is whose stands in the table of fields. Knows no chronology.

use super::field::Values;
use super::{Atom, FieldTerm, Parenthesis, Query, Term};

listed! {
    /// What is no record and has fields of its own.
    pub enum Holder {
        /// A source, which has the records that it prints.
        Source,
        /// A speaker, who has what they said.
        Speaker,
        /// A note, which has what it is about.
        Note,
        /// A series of figures, which has no records.
        Series,
    }
}

/// Of what a part of a query asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AskedOf {
    Itself,
    ItselfOrRecords,
    Records,
}

impl Holder {
    /// What it is called.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Speaker => "speaker",
            Self::Note => "note",
            Self::Series => "series",
        }
    }

    /// Of what words or ids are asked. That none of its records has a word is more than can be told of a thing that has
    /// many of them, so it is one that has it not that is looked for; a note and a series have their own words.
    fn asked_for_words(self, negated: bool) -> AskedOf {
        match (self, negated) {
            (Self::Series, _) | (Self::Note, true) => AskedOf::Itself,
            (Self::Source | Self::Speaker | Self::Note, false) => AskedOf::ItselfOrRecords,
            (Self::Source | Self::Speaker, true) => AskedOf::Records,
        }
    }

    fn asked_for_field(self, term: &FieldTerm, negated: bool) -> AskedOf {
        // What is no field asks for nothing, of anything.
        let Some(field) = term.field else { return self.asked_for_words(negated) };
        let is_own = match &field.values {
            Values::Ids => return self.asked_for_words(negated),
            Values::Words(words) => {
                let all = (words.all)();
                let own = |typed: &str| {
                    let word = all.iter().find(|word| word.word().eq_ignore_ascii_case(typed));
                    word.is_some_and(|word| word.held_by().contains(&self))
                };
                term.values.iter().all(|value| own(&value.text))
            }
            Values::Names(_) | Values::Days(..) | Values::Addresses | Values::Text => {
                field.held_by.contains(&self)
            }
        };
        if is_own { AskedOf::Itself } else { AskedOf::Records }
    }

    /// Whether the term asks of the thing alone. `negated` says whether something around it is.
    fn is_asked_alone(self, term: &Term, negated: bool) -> bool {
        let negated = negated != term.negated;
        term.any.iter().all(|atom| match atom {
            Atom::Phrase(_) => self.asked_for_words(negated) == AskedOf::Itself,
            Atom::Field(field) => self.asked_for_field(field, negated) == AskedOf::Itself,
            Atom::Parenthesis(group) => {
                group.terms.iter().all(|term| self.is_asked_alone(term, negated))
            }
        })
    }

    /// The term by what the thing itself can answer of it, `None` where it can answer nothing. An alternative that only
    /// records answer is left out; where it is negated, it cannot be.
    fn term_of_itself(self, term: &Term, negated: bool) -> Option<Term> {
        let negated = negated != term.negated;
        let any: Vec<Atom> =
            term.any.iter().filter_map(|atom| self.atom_of_itself(atom, negated)).collect();
        let lacks_none = any.len() == term.any.len();
        let answers = if negated { lacks_none } else { !any.is_empty() };
        answers.then(|| Term { any, ..term.clone() })
    }

    fn atom_of_itself(self, atom: &Atom, negated: bool) -> Option<Atom> {
        match atom {
            Atom::Phrase(_) => {
                (self.asked_for_words(negated) != AskedOf::Records).then(|| atom.clone())
            }
            Atom::Field(field) => {
                (self.asked_for_field(field, negated) != AskedOf::Records).then(|| atom.clone())
            }
            Atom::Parenthesis(group) => {
                let terms = group.terms.iter().map(|term| self.term_of_itself(term, negated));
                let terms = terms.collect::<Option<Vec<_>>>()?;
                Some(Atom::Parenthesis(Parenthesis { terms, range: group.range.clone() }))
            }
        }
    }
}

impl Query {
    /// The query as such a thing itself can answer it; `None` where some term is one that only records answer.
    #[must_use]
    pub fn of_itself(&self, holder: Holder) -> Option<Self> {
        let terms = self.terms.iter().map(|term| holder.term_of_itself(term, false));
        Some(self.with_terms(terms.collect::<Option<Vec<_>>>()?))
    }

    /// The terms that ask of such a thing alone, and those that its records may answer.
    #[must_use]
    pub fn parted(&self, holder: Holder) -> (Self, Self) {
        let alone = |term: &&Term| holder.is_asked_alone(term, false);
        let (own, rest): (Vec<_>, Vec<_>) = self.terms.iter().partition(alone);
        let query = |terms: Vec<&Term>| self.with_terms(terms.into_iter().cloned().collect());
        (query(own), query(rest))
    }
}
