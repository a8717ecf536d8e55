//! What is wrong with a query, at its place, with what was probably meant.

use std::ops::Range;

use chrono::NaiveDate;

use crate::chronology::Chronology;

use super::facet::{meant, nearest, values};
use super::index::Index;
use super::query::{Atom, Facet, FacetAtom, Query, ValueText, days};

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
            let Atom::Facet(atom) = atom else { continue };
            match atom.facet {
                None => complaints.push(unknown_field(atom)),
                Some(facet) => {
                    complaints.extend(
                        atom.values
                            .iter()
                            .filter_map(|v| self.of_value(c, facet, v)),
                    );
                }
            }
        }
        complaints
    }

    fn of_value(&self, c: &Chronology, facet: Facet, value: &ValueText) -> Option<Complaint> {
        let complain = |message: String, help: Option<String>| {
            Some(Complaint {
                range: value.range.clone(),
                message,
                help,
                idle: facet.is_date(),
            })
        };
        if facet.is_date() {
            // Only `today` asks what day it is, and any day does to tell whether the form is right.
            let fault = days(facet, &value.text, value.open, NaiveDate::default()).err()?;
            return complain(fault.message, Some(fault.help));
        }
        let shown = shorten(&value.text);
        if facet == Facet::Id {
            let ids = || {
                let statements = c.statements().iter().map(|s| &*s.id);
                statements.chain(c.events().iter().map(|e| &*e.id))
            };
            let typed = value.text.to_ascii_lowercase();
            if ids().any(|id| id.starts_with(&typed)) {
                return None;
            }
            let near = nearest(ids(), &value.text);
            return complain(
                format!("no record has the id `{shown}`"),
                near.map(|n| format!("did you mean {n}?")),
            );
        }
        let values = values(c, &self.fields.topics, facet);
        let name = facet.name();
        if matches!(facet, Facet::Is | Facet::Has | Facet::Kind) {
            let typed = value.text.to_ascii_lowercase();
            let words = || values.iter().flat_map(|v| v.names.iter().copied());
            if words().any(|w| w == typed || (value.open && w.starts_with(&typed))) {
                return None;
            }
            let near = nearest(words(), &value.text).map_or_else(
                || format!("write one of {}", words().collect::<Vec<_>>().join(", ")),
                |near| format!("did you mean {name}:{near}?"),
            );
            return complain(
                format!("`{shown}` is nothing that {name}: knows"),
                Some(near),
            );
        }
        if !meant(&values, &value.text).is_empty() {
            return None;
        }
        let names = values.iter().flat_map(|v| v.names.iter().copied());
        let near = nearest(names, &value.text).map(|near| {
            let quoted = if near.contains(' ') {
                format!("\"{near}\"")
            } else {
                near.to_owned()
            };
            format!("did you mean {name}:{quoted}?")
        });
        complain(format!("no {name} is called `{shown}`"), near)
    }
}

fn unknown_field(atom: &FacetAtom) -> Complaint {
    let names = Facet::ALL.iter().flat_map(|f| f.names().iter().copied());
    let near = nearest(names, &atom.name);
    let all: Vec<&str> = Facet::ALL.iter().map(|f| f.name()).collect();
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
