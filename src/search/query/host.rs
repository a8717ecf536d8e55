//! Hosts that are typed bare: `tass.com` for the pages of a site. Names, abbreviations and a missing blank look so too;
//! what it is is decided by whether a source is there.

use std::borrow::Cow;

use super::address::Pages;
use super::field::ADDRESS;
use super::parse::is_address;
use super::{Atom, FieldTerm, Parenthesis, Query, Term};
use crate::chronology::Chronology;

/// The address in a bare word of a query that begins with a host: `tass.com`, `state.gov/new-start`.
pub(super) fn host_address(run: &str) -> Option<&str> {
    let address = run.trim_end_matches(['.', ',', ';', '!', '?', ')', '/']);
    let host = address.split('/').next().unwrap_or_default();
    let is_label = |label: &str| {
        label.starts_with(char::is_alphanumeric)
            && label.ends_with(char::is_alphanumeric)
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let (name, top) = host.rsplit_once('.')?;
    let is_top = top.chars().all(char::is_alphabetic) && top.chars().nth(1).is_some();
    (is_top && name.split('.').all(is_label)).then_some(address)
}

impl FieldTerm {
    /// Whether it is a host that was typed bare, and may be words.
    pub(crate) fn is_bare_host(&self) -> bool {
        self.is_bare()
            && self.field == Some(&ADDRESS)
            && self.values.iter().all(|value| !is_address(&value.text))
    }
}

impl Query {
    /// The query with each bare host taken for an address where a source is there, and for words elsewhere.
    pub(crate) fn with_hosts_decided(&self, c: &Chronology) -> Cow<'_, Self> {
        let is_host = |atom: &&Atom| matches!(atom, Atom::Field(term) if term.is_bare_host());
        if !self.atoms(true).iter().any(is_host) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(self.with_terms(self.terms.iter().map(|term| decided(c, term)).collect()))
    }
}

/// A term of which the alternatives of a bare host, the address and the words behind it, are one of the two.
fn decided(c: &Chronology, term: &Term) -> Term {
    let mut any = Vec::with_capacity(term.any.len());
    let mut atoms = term.any.iter().peekable();
    while let Some(atom) = atoms.next() {
        match atom {
            Atom::Field(host) if host.is_bare_host() => {
                let is_here = |value: &super::FieldValue| {
                    !Pages::at(c, &value.text, value.open).places.is_empty()
                };
                if host.values.iter().any(is_here) {
                    any.push(atom.clone());
                    atoms.next_if(|atom| atom.phrase().is_some());
                }
            }
            Atom::Parenthesis(group) => {
                let terms = group.terms.iter().map(|term| decided(c, term)).collect();
                any.push(Atom::Parenthesis(Parenthesis { terms, range: group.range.clone() }));
            }
            Atom::Phrase(_) | Atom::Field(_) => any.push(atom.clone()),
        }
    }
    Term { any, ..term.clone() }
}
