//! Filters: which documents a field term of a query lets through, surely or possibly.
//!
//! A value that nobody has matches nothing; a field or a date that is no such thing asks for nothing and is
//! complained of instead.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::date::{DateSpan, days};
use super::document_sets::{DocumentSets, FilterSet};
use super::field::{QueryField, Values, WordList};
use super::values::{self, meant};
use super::word::Word;
use super::{Atom, FieldTerm, FieldValue, Term};

/// The filters of the terms of a query, and those of earlier keys.
#[derive(Debug, Default)]
pub(crate) struct Filters {
    known: FxHashMap<FilterRequest, Option<Arc<FilterSet>>>,
}

/// A field term as it is to be answered, on a day.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FilterRequest {
    field: &'static str,
    negated: bool,
    values: Vec<(String, bool)>,
    as_of: NaiveDate,
}

impl Filters {
    /// How many are remembered.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Forgets them all.
    pub(crate) fn clear(&mut self) {
        self.known.clear();
    }

    /// The documents that any field among the alternatives of a term lets through; `None` where there is no
    /// field, or none that asks for anything.
    pub(crate) fn any_field(
        &mut self,
        sets: &DocumentSets<'_>,
        term: &Term,
    ) -> Option<Arc<FilterSet>> {
        let mut united: Option<Arc<FilterSet>> = None;
        for atom in &term.any {
            let Atom::Field(field_term) = atom else { continue };
            let Some(found) = self.field_term(sets, field_term, term.negated) else {
                continue;
            };
            match &mut united {
                Some(united) => Arc::make_mut(united).unite(&found),
                None => united = Some(found),
            }
        }
        united
    }

    fn field_term(
        &mut self,
        sets: &DocumentSets<'_>,
        term: &FieldTerm,
        negated: bool,
    ) -> Option<Arc<FilterSet>> {
        let field = term.field?;
        let answer = || answer(sets, field, &term.values, negated).map(Arc::new);
        if field.is_by_reader() {
            return answer();
        }
        let values = term.values.iter().map(|value| (value.text.clone(), value.open)).collect();
        let as_of = sets.reader.as_of;
        let request = FilterRequest { field: field.name(), negated, values, as_of };
        self.known.entry(request).or_insert_with(answer).clone()
    }
}

/// The documents with any of the values; `None` where they ask for nothing. Where they are `negated`, one that
/// has only been begun asks for nothing yet.
fn answer(
    sets: &DocumentSets<'_>,
    field: &QueryField,
    values: &[FieldValue],
    negated: bool,
) -> Option<FilterSet> {
    let mut united: Option<FilterSet> = None;
    for value in values {
        let begun = negated && value.open && value.text.chars().count() < 3;
        if begun && !is_whole(sets, field, value) {
            continue;
        }
        let Some(found) = of_value(sets, field, value) else {
            continue;
        };
        match &mut united {
            Some(united) => united.unite(&found),
            None => united = Some(found),
        }
    }
    united
}

/// Whether what is typed is a value, however it may go on.
fn is_whole(sets: &DocumentSets<'_>, field: &QueryField, value: &FieldValue) -> bool {
    let is_typed = |name: &str| name.eq_ignore_ascii_case(&value.text);
    match &field.values {
        Values::Names(names) => {
            (names.all)(sets.index, sets.c).iter().any(|v| v.names.iter().any(|n| is_typed(n)))
        }
        Values::Words(words) => (words.all)().iter().any(|word| is_typed(word.word())),
        Values::Days(..) | Values::Ids => false,
    }
}

fn of_value(sets: &DocumentSets<'_>, field: &QueryField, value: &FieldValue) -> Option<FilterSet> {
    match &field.values {
        Values::Names(names) => {
            let places = meant(&(names.all)(sets.index, sets.c), &value.text);
            Some(FilterSet::of((names.documents)(sets, &places)))
        }
        Values::Words(words) => {
            let mut bits = sets.none();
            for word in words_meant(words, value) {
                bits.unite(&word.documents(sets));
            }
            Some(FilterSet::of(bits))
        }
        Values::Days(of, bound) => match days(*bound, &value.text, value.open, sets.reader.as_of) {
            Ok(DateSpan::Days(range)) => Some(sets.dated(*of, range)),
            Ok(DateSpan::Pending) | Err(_) => None,
        },
        Values::Ids => Some(FilterSet::of(sets.with_id(&value.text))),
    }
}

/// The words that a value means: the one that it is, else those that it begins while it is typed, or where
/// the field guesses, those that it may be as a name may.
fn words_meant(words: &WordList, value: &FieldValue) -> Vec<Word> {
    let all = (words.all)();
    if words.guessed {
        let named: Vec<_> = values::named(all.iter().map(|word| vec![word.word()]));
        return meant(&named, &value.text).into_iter().map(|at| all[at]).collect();
    }
    let typed = value.text.to_ascii_lowercase();
    match all.iter().find(|word| word.word() == typed) {
        Some(exact) => vec![*exact],
        None if value.open => {
            all.into_iter().filter(|word| word.word().starts_with(&typed)).collect()
        }
        None => Vec::new(),
    }
}
