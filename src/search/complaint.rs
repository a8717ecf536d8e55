//! What is wrong with a query, at its place, with what was probably meant.

use std::ops::Range;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::text::classes::{is_double_quote, is_hyphen, is_single_quote};

use super::index::Index;
use super::query::date::days;
use super::query::field::{NameList, QUERY_FIELDS, QueryField, Values, WordList};
use super::query::values::{meant, nearest};
use super::query::{Atom, FieldTerm, FieldValue, Query};

/// Something in a query that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Bytes of the query's text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The term asks for nothing, so that more is found than was meant.
    pub idle: bool,
}

/// What is wrong, and what to write instead.
type Fault = (String, Option<String>);

impl Index {
    /// What is wrong with `query`, in the order of its text. What is only half-typed is not.
    #[must_use]
    pub fn complaints(&self, c: &Chronology, query: &Query) -> Vec<Complaint> {
        let mut complaints: Vec<Complaint> = without_words(query).into_iter().collect();
        for atom in query.terms.iter().flat_map(|term| &term.any) {
            let Atom::Field(term) = atom else { continue };
            match term.field {
                None => complaints.push(unknown_field(term)),
                Some(field) => {
                    complaints
                        .extend(term.values.iter().filter_map(|v| self.of_value(c, field, v)));
                }
            }
        }
        complaints
    }

    fn of_value(
        &self,
        c: &Chronology,
        field: &QueryField,
        value: &FieldValue,
    ) -> Option<Complaint> {
        let name = field.name();
        let (message, help) = match &field.values {
            Values::Names(names) => self.unknown_name(c, name, names, value)?,
            Values::Words(words) => unknown_word(name, words, value)?,
            Values::Days(_, bound) => {
                // Only `today` asks what day it is, and any day does to tell whether the form is right.
                let today = NaiveDate::default();
                let fault = days(*bound, &value.text, value.open, today).err()?;
                (fault.message, Some(fault.help))
            }
            Values::Ids => unknown_id(c, value)?,
        };
        Some(Complaint { range: value.range.clone(), message, help, idle: field.is_date() })
    }

    fn unknown_name(
        &self,
        c: &Chronology,
        field: &str,
        names: &NameList,
        value: &FieldValue,
    ) -> Option<Fault> {
        let all = (names.all)(self, c);
        if !meant(&all, &value.text).is_empty() {
            return None;
        }
        let near = nearest(all.iter().flat_map(|v| v.names.iter().copied()), &value.text);
        let help = near.map(|near| {
            let blank = near.contains(char::is_whitespace);
            let quoted = if blank { format!("\"{near}\"") } else { near.to_owned() };
            format!("did you mean {field}:{quoted}?")
        });
        Some((format!("no {field} is called `{}`", shorten(&value.text)), help))
    }
}

fn unknown_word(field: &str, words: &WordList, value: &FieldValue) -> Option<Fault> {
    let all: Vec<&str> = (words.all)().iter().map(|word| word.word()).collect();
    let typed = value.text.to_ascii_lowercase();
    if all.iter().any(|word| *word == typed || (value.open && word.starts_with(&typed))) {
        return None;
    }
    let help = match nearest(all.iter().copied(), &value.text) {
        Some(near) => format!("did you mean {field}:{near}?"),
        None => format!("write one of {}", all.join(", ")),
    };
    Some((format!("{field}: knows no `{}`", shorten(&value.text)), Some(help)))
}

fn unknown_id(c: &Chronology, value: &FieldValue) -> Option<Fault> {
    let ids = || {
        let statements = c.statements().iter().map(|s| &*s.id);
        statements.chain(c.events().iter().map(|e| &*e.id))
    };
    let typed = value.text.to_ascii_lowercase();
    if ids().any(|id| id.starts_with(&typed)) {
        return None;
    }
    let help = nearest(ids(), &value.text).map(|near| format!("did you mean {near}?"));
    Some((format!("no record has the id `{}`", shorten(&value.text)), help))
}

/// A query of signs alone: words are what is searched, and without any it would match everything. Signs that a
/// query may begin with are only half-typed.
fn without_words(query: &Query) -> Option<Complaint> {
    let begins =
        |c: char| is_double_quote(c) || is_single_quote(c) || is_hyphen(c) || "~!|:,()".contains(c);
    let is_sign = |run: &&str| {
        let half_typed = *run == "." || *run == ".." || run.chars().all(begins);
        !half_typed && !run.contains(char::is_alphanumeric)
    };
    let text = query.text();
    let run = text.split_whitespace().find(is_sign).filter(|_| query.is_empty())?;
    let start = text.find(run)?;
    Some(Complaint {
        range: start..start + run.len(),
        message: format!("`{}` has no letter and no digit", shorten(run)),
        help: Some("write a word that stands beside it".to_owned()),
        idle: true,
    })
}

fn unknown_field(term: &FieldTerm) -> Complaint {
    let all: Vec<&str> = QUERY_FIELDS.iter().map(QueryField::name).collect();
    Complaint {
        range: term.name_range.clone(),
        message: format!("no field is called `{}`", shorten(&term.name)),
        help: Some(match nearest(QueryField::all_names(), &term.name) {
            Some(near) => format!("did you mean {near}:?"),
            None => format!("the fields are {}", all.join(", ")),
        }),
        idle: true,
    }
}

/// Enough of what was typed to recognise it; control characters never reach a screen.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
    if text.chars().count() > 24 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_alone_are_no_query() {
        let said = |text: &str| without_words(&Query::parse(text)).map(|found| found.message);
        for signs in ["€", "%", "№", "...", "…", "🇺🇳", "'€", "\"€\"", " — €", "~™", "-§"]
        {
            assert!(
                said(signs).is_some_and(|said| said.ends_with("no letter and no digit")),
                "{signs}"
            );
        }
        for half_typed in
            ["", " ", "\"", "“", "'", "~", "-", "!", "-\"", "..", ".", "speaker:", "a €", "50%"]
        {
            assert_eq!(said(half_typed), None, "{half_typed}");
        }
    }
}
