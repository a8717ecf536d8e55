//! Filters: which documents a field term of a query lets through, surely or possibly.
//!
//! A value that nobody has matches nothing; a field or a date that is no such thing asks for nothing and is
//! complained of instead.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use crate::chronology::date::{Certainty, Edtf, Period};

use super::date::{DateSpan, days, taken_as as taken_as_date};
use super::document_sets::{DocumentSets, FilterSet};
use super::field::{QueryField, Values, WordList};
use super::word::FieldWord;
use super::{Atom, FieldTerm, FieldValue, Term};
use crate::search::index::names::{Meant, Names, Nearness, nearest};

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
    bare: bool,
    values: Vec<(String, bool, bool)>,
    day: NaiveDate,
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

    /// The documents that any field or parentheses among the alternatives of a term let through; `None` where
    /// there are none, or none that ask for anything. What the parentheses let through is given by where they
    /// begin.
    pub(crate) fn any_field(
        &mut self,
        sets: &DocumentSets<'_>,
        term: &Term,
        groups: &FxHashMap<usize, Arc<FilterSet>>,
    ) -> Option<Arc<FilterSet>> {
        let mut united: Option<Arc<FilterSet>> = None;
        for atom in &term.any {
            let found = match atom {
                Atom::Field(field_term) => self.field_term(sets, field_term, term.negated),
                Atom::Parenthesis(group) => groups.get(&group.range.start).cloned(),
                Atom::Phrase(_) => None,
            };
            let Some(found) = found else {
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
        let bare = term.is_bare();
        let answer = || answer(sets, field, &term.values, (negated, bare)).map(Arc::new);
        if field.is_by_reader() {
            return answer();
        }
        let values = term.values.iter();
        let values = values.map(|value| (value.text.clone(), value.open, value.listed)).collect();
        let day = sets.reader.day;
        let request = FilterRequest { field: field.name(), negated, bare, values, day };
        self.known.entry(request).or_insert_with(answer).clone()
    }
}

/// The documents with any of the values; `None` where they ask for nothing. Where they are `negated`, one that
/// has only been begun asks for nothing yet; `bare` where the field is not named.
fn answer(
    sets: &DocumentSets<'_>,
    field: &QueryField,
    values: &[FieldValue],
    (negated, bare): (bool, bool),
) -> Option<FilterSet> {
    let mut united: Option<FilterSet> = None;
    for value in values {
        let begun = negated && value.open && value.text.chars().count() < 3;
        if begun && !is_whole(sets, field, value) {
            continue;
        }
        let Some(found) = of_value(sets, field, value, bare) else {
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
        Values::Names(list) => sets.index.names(sets.c, *list).has_exactly(&value.text),
        Values::Words(words) => (words.all)().iter().any(|word| is_typed(word.word())),
        Values::Days(..) | Values::Ids | Values::Addresses | Values::Text => false,
    }
}

fn of_value(
    sets: &DocumentSets<'_>,
    field: &QueryField,
    value: &FieldValue,
    bare: bool,
) -> Option<FilterSet> {
    match &field.values {
        Values::Names(list) => {
            let names = sets.index.names(sets.c, *list);
            let Meant { places, guessed } = names.meant(&value.text, !value.listed);
            let guess = guessed.then(|| taken_as(field.name(), names, &places).into());
            let found = FilterSet::of(names.documents(&places));
            Some(FilterSet { guesses: guess.into_iter().collect(), ..found })
        }
        Values::Words(words) => {
            let mut bits = sets.none();
            for word in words_meant(words, value) {
                bits.unite(&word.documents(sets));
            }
            Some(FilterSet::of(bits))
        }
        Values::Days(of, bound) => match days(*bound, &value.text, value.open, sets.reader.day) {
            Ok(DateSpan::Days(range)) => {
                // A date among words asks for what is of that time; whoever wants what may be, however far it
                // lies open, names the field.
                let found = sets.dated(*of, |date| {
                    if bare && date.is_open() { Certainty::No } else { date.within(range) }
                });
                let taken = taken_as_date(&value.text).map(Into::into);
                Some(FilterSet { guesses: taken.into_iter().collect(), ..found })
            }
            Ok(DateSpan::EveryYear { month, day }) => {
                Some(sets.dated(*of, |date| falls_on(date, month, day)))
            }
            Ok(DateSpan::Pending) | Err(_) => None,
        },
        Values::Ids => Some(FilterSet::of(sets.with_id(&value.text))),
        Values::Addresses => Some(sets.at_address(&value.text, value.open)),
        // The parser has made words of it.
        Values::Text => None,
    }
}

/// What a value was taken for that nothing is called.
fn taken_as(field: &str, names: Names<'_>, places: &[usize]) -> String {
    // An id comes first where there is one, and a name says more.
    let told = places.iter().filter_map(|at| {
        let names = names.of(*at);
        names.get(1).or(names.first()).copied()
    });
    let mut names: Vec<&str> = told.collect();
    names.sort_unstable();
    names.dedup();
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{field}: taken as {}{rest}", names.join(", "))
}

/// Whether a date falls on a day of some year. What may mean many years says nothing of it.
fn falls_on(date: &Edtf, month: u32, day: u32) -> Certainty {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else {
        return Certainty::No;
    };
    if last.year() - first.year() > 1 {
        return Certainty::No;
    }
    let days =
        (first.year()..=last.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let answers = days.map(|day| date.within(Period::days(Some(day), Some(day))));
    answers.max().unwrap_or(Certainty::No)
}

/// The words that a value means: the one that it is, else those that it begins while it is typed, or where
/// the field guesses, those that it may be as a name may.
fn words_meant(words: &WordList, value: &FieldValue) -> Vec<FieldWord> {
    let all = (words.all)();
    let typed = value.text.to_ascii_lowercase();
    if let Some(exact) = all.iter().find(|word| word.word() == typed) {
        return vec![*exact];
    }
    let begun = all.iter().filter(|word| word.word().starts_with(&typed));
    let begun: Vec<FieldWord> = begun.filter(|_| value.open || words.guessed).copied().collect();
    match Nearness::to(&typed).filter(|_| words.guessed && !value.listed && begun.is_empty()) {
        Some(near) => {
            let meant = nearest(all.iter().map(|word| word.word()), &near);
            all.iter().filter(|word| Some(word.word()) == meant).copied().collect()
        }
        None => begun,
    }
}
