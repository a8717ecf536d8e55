//! What is wrong with a query, at its place, with what was probably meant.

use std::ops::Range;

use chrono::NaiveDate;

use crate::chronology::Chronology;

use super::index::Index;
use super::query::values::{meant, nearest, values};
use super::query::{Atom, FieldTerm, FieldValue, Query, QueryField, days};

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

impl Index {
    /// What is wrong with `query`, in the order of its text. What is only half-typed is not.
    #[must_use]
    pub fn complaints(&self, c: &Chronology, query: &Query) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for atom in query.terms.iter().flat_map(|t| &t.any) {
            let Atom::Field(atom) = atom else { continue };
            match atom.field {
                None => complaints.push(unknown_field(atom)),
                Some(facet) => {
                    complaints
                        .extend(atom.values.iter().filter_map(|v| self.of_value(c, facet, v)));
                }
            }
        }
        complaints
    }

    fn of_value(&self, c: &Chronology, facet: QueryField, value: &FieldValue) -> Option<Complaint> {
        let (message, help) = if facet.is_date() {
            // Only `today` asks what day it is, and any day does to tell whether the form is right.
            let today = NaiveDate::default();
            let fault = days(facet, &value.text, value.open, today).err()?;
            (fault.message, Some(fault.help))
        } else if facet == QueryField::Id {
            unknown_id(c, value)?
        } else {
            self.unknown_value(c, facet, value)?
        };
        Some(Complaint { range: value.range.clone(), message, help, idle: facet.is_date() })
    }

    fn unknown_value(
        &self,
        c: &Chronology,
        facet: QueryField,
        value: &FieldValue,
    ) -> Option<Fault> {
        let values = values(c, &self.facets.topics, facet);
        let names = || values.iter().flat_map(|v| v.names.iter().copied());
        let (name, shown) = (facet.name(), shorten(&value.text));
        if matches!(facet, QueryField::Is | QueryField::Has | QueryField::Kind) {
            let typed = value.text.to_ascii_lowercase();
            if names().any(|n| n == typed || (value.open && n.starts_with(&typed))) {
                return None;
            }
            let help = nearest(names(), &value.text).map_or_else(
                || format!("write one of {}", names().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean {name}:{near}?"),
            );
            return Some((format!("{name}: knows no `{shown}`"), Some(help)));
        }
        if !meant(&values, &value.text).is_empty() {
            return None;
        }
        let help = nearest(names(), &value.text).map(|near| {
            let blank = near.contains(char::is_whitespace);
            let quoted = if blank { format!("\"{near}\"") } else { near.to_owned() };
            format!("did you mean {name}:{quoted}?")
        });
        Some((format!("no {name} is called `{shown}`"), help))
    }
}

/// What is wrong, and what to write instead.
type Fault = (String, Option<String>);

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

fn unknown_field(atom: &FieldTerm) -> Complaint {
    let names = QueryField::ALL.iter().flat_map(|f| f.names().iter().copied());
    let near = nearest(names, &atom.name);
    let all: Vec<&str> = QueryField::ALL.iter().map(|f| f.name()).collect();
    Complaint {
        range: atom.name_range.clone(),
        message: format!("no field is called `{}`", shorten(&atom.name)),
        help: Some(match near {
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
