//! Which of the sources of an event a query asks for. An event is one document, whoever prints it, so that the answer
//! does not say which of them it was.

use crate::chronology::Chronology;
use crate::chronology::model::SourceIx;

use super::index::Index;
use super::index::names::NameList;
use super::query::field::Values;
use super::query::{Atom, Query, Term};

impl Index {
    /// Whether a source is one that a query asks for by outlet, id or title; `None` of a query that does not, for
    /// which there is nothing to look for.
    pub fn sources_asked<'a>(
        &'a self,
        c: &'a Chronology,
        query: &Query,
    ) -> Option<impl Fn(SourceIx) -> bool + use<'a>> {
        let positive = query.terms.iter().filter(|term| !term.negated);
        let asked: Vec<_> = positive.filter_map(|term| self.names_asked(c, term)).collect();
        let is = move |list: NameList, name: &str, source: SourceIx| {
            self.names(c, list).of(source.at()).first() == Some(&name)
        };
        (!asked.is_empty()).then_some(move |source| {
            asked.iter().all(|any| any.iter().any(|(list, name)| is(*list, name, source)))
        })
    }

    /// The names that a term asks a source for; `None` of one that may ask for anything else.
    fn names_asked<'a>(
        &'a self,
        c: &'a Chronology,
        term: &Term,
    ) -> Option<Vec<(NameList, &'a str)>> {
        let mut asked = Vec::new();
        for atom in &term.any {
            let Atom::Field(field) = atom else { return None };
            let Values::Names(list) = field.field?.values else { return None };
            if !matches!(list, NameList::Outlet | NameList::Source) {
                return None;
            }
            let names = self.names(c, list);
            for value in &field.values {
                let meant = names.meant(&value.text, !value.listed).places;
                asked.extend(meant.iter().filter_map(|at| Some((list, *names.of(*at).first()?))));
            }
        }
        Some(asked)
    }
}
