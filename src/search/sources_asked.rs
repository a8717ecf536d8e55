//! Which report of a record a query is about, and for that, which of the sources of an event it asks for: an event is
//! one document, whoever prints it, so that the answer does not say which of them it was.

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, SourceIx};
use crate::chronology::tables::{Citation, Record};

use super::hits::Hits;
use super::index::Index;
use super::index::names::NameList;
use super::query::field::Values;
use super::query::{Atom, Query, Term};

/// The sources that a query asks for by outlet, id or title: of each term that does any of these names. None where the
/// query asks for no source.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SourcesAsked {
    terms: Vec<Vec<(NameList, Box<str>)>>,
}

impl SourcesAsked {
    /// Whether the query asks for a source; whichever where it asks for none.
    fn has(&self, index: &Index, c: &Chronology, source: SourceIx) -> bool {
        let is = |list: NameList, name: &str| {
            index.names(c, list).of(source.at()).first().is_some_and(|own| *own == name)
        };
        self.terms.iter().all(|any| any.iter().any(|(list, name)| is(*list, name)))
    }
}

impl Hits {
    /// The report of a record that the query is about: of what is ranked the one by which it is, of other records the
    /// first that matches. The leading one where the query does not say.
    #[must_use]
    pub fn report_of(&self, index: &Index, c: &Chronology, record: RecordIx) -> Citation {
        let leading = Citation { record, nth: 0 };
        if let Record::Event(_) = c.record(record) {
            if self.sources.terms.is_empty() {
                return leading;
            }
            let is_asked = |at: &Citation| {
                c.cite(*at).is_some_and(|cite| self.sources.has(index, c, cite.source))
            };
            return c.citations(record).find(is_asked).unwrap_or(leading);
        }
        let ranked = self.ranked.iter().find(|hit| hit.record == record);
        let first = || index.documents_of(record).position(|d| self.documents.contains(d.at()));
        let nth = ranked.map(|hit| hit.nth).or_else(|| Some(first()? as u32));
        nth.map_or(leading, |nth| Citation { record, nth })
    }
}

impl Index {
    /// The sources that a query asks for.
    pub(crate) fn sources_asked(&self, c: &Chronology, query: &Query) -> SourcesAsked {
        let positive = query.terms.iter().filter(|term| !term.negated);
        SourcesAsked { terms: positive.filter_map(|term| self.names_asked(c, term)).collect() }
    }

    /// The names that a term asks a source for; `None` of one that may ask for anything else.
    fn names_asked(&self, c: &Chronology, term: &Term) -> Option<Vec<(NameList, Box<str>)>> {
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
                asked.extend(
                    meant.iter().filter_map(|at| Some((list, (*names.of(*at).first()?).into()))),
                );
            }
        }
        Some(asked)
    }
}
