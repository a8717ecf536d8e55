//! Filters: which documents a field term lets through, surely or possibly.
//!
//! A date is answered yes, maybe or no; every other field yes or no. A value that nobody has matches
//! nothing; a field or a date that is no such thing asks for nothing and is complained of instead.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, DayRange, Edtf};
use crate::chronology::model::{NoteKind, RecordIx, StatementKind, Subject, Target};
use crate::chronology::verify::dataset::Verified;

use super::values::{HOLDINGS, STATES, meant, values};
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::facets::{DocumentFlags, Facet};
use crate::search::query::{Atom, DateSpan, FieldTerm, FieldValue, QueryField, Term, days};
use crate::search::reader::ReaderState;

/// The documents that a filter lets through.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FilterSet {
    /// Those that satisfy it whatever their dates mean.
    pub(crate) sure: Bits,
    /// Those that satisfy it on some reading; all the sure ones among them.
    pub(crate) possible: Bits,
}

impl FilterSet {
    pub(crate) fn of(sure: Bits) -> Self {
        Self { possible: sure.clone(), sure }
    }

    pub(crate) fn unite(&mut self, other: &Self) {
        self.sure.unite(&other.sure);
        self.possible.unite(&other.possible);
    }

    /// The documents that every one of `filters` lets through, by the set that `of` takes; `None` where there
    /// are no filters.
    pub(crate) fn intersection(filters: &[Arc<Self>], of: impl Fn(&Self) -> &Bits) -> Option<Bits> {
        let (first, rest) = filters.split_first()?;
        let mut all = of(first).clone();
        rest.iter().for_each(|filter| all.intersect(of(filter)));
        Some(all)
    }

    /// What the negated filter lets through: a maybe stays a maybe.
    pub(crate) fn invert(&mut self) {
        self.sure.invert();
        self.possible.invert();
        std::mem::swap(&mut self.sure, &mut self.possible);
    }
}

/// Filters of earlier keys.
#[derive(Debug, Default)]
pub(crate) struct Filters {
    known: FxHashMap<Request, Option<Arc<FilterSet>>>,
}

/// A field term as it is to be answered, on a day.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Request {
    field: Option<QueryField>,
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
    pub(crate) fn any_field(&mut self, filter: &Filter<'_>, term: &Term) -> Option<Arc<FilterSet>> {
        let mut united: Option<Arc<FilterSet>> = None;
        for atom in &term.any {
            let Atom::Field(field_term) = atom else { continue };
            let Some(found) = self.field(filter, field_term, term.negated) else {
                continue;
            };
            match &mut united {
                Some(united) => Arc::make_mut(united).unite(&found),
                None => united = Some(found),
            }
        }
        united
    }

    fn field(
        &mut self,
        filter: &Filter<'_>,
        term: &FieldTerm,
        negated: bool,
    ) -> Option<Arc<FilterSet>> {
        let answer = || filter.answer(term, negated).map(Arc::new);
        // What is marked and verified may change between two keys.
        if matches!(term.field, Some(QueryField::Is | QueryField::Has)) {
            return answer();
        }
        let values = term.values.iter().map(|value| (value.text.clone(), value.open)).collect();
        let as_of = filter.reader.as_of;
        let request = Request { field: term.field, negated, values, as_of };
        self.known.entry(request).or_insert_with(answer).clone()
    }
}

/// Answers field terms for one chronology.
#[derive(Clone, Copy)]
pub(crate) struct Filter<'a> {
    pub(crate) index: &'a Index,
    pub(crate) c: &'a Chronology,
    pub(crate) reader: &'a ReaderState<'a>,
}

impl Filter<'_> {
    /// The documents with any of the values; `None` where the term asks for nothing. Where it is
    /// `negated`, a value that has only been begun asks for nothing yet.
    fn answer(&self, term: &FieldTerm, negated: bool) -> Option<FilterSet> {
        let facet = term.field?;
        let mut united: Option<FilterSet> = None;
        for value in &term.values {
            let begun = negated && value.open && value.text.chars().count() < 3;
            if begun && !self.is_whole(facet, value) {
                continue;
            }
            let Some(verdict) = self.of_value(facet, value) else {
                continue;
            };
            match &mut united {
                Some(united) => united.unite(&verdict),
                None => united = Some(verdict),
            }
        }
        united
    }

    fn is_whole(&self, facet: QueryField, value: &FieldValue) -> bool {
        let named = values(self.c, &self.index.facets.topics, facet);
        named.iter().any(|v| v.names.iter().any(|n| n.eq_ignore_ascii_case(&value.text)))
    }

    fn of_value(&self, facet: QueryField, value: &FieldValue) -> Option<FilterSet> {
        if facet.is_date() {
            return match days(facet, &value.text, value.open, self.reader.as_of) {
                Ok(DateSpan::Days(range)) => Some(self.dated(facet, range)),
                Ok(DateSpan::Pending) | Err(_) => None,
            };
        }
        let topics = &self.index.facets.topics;
        let named = || meant(&values(self.c, topics, facet), &value.text);
        Some(FilterSet::of(match facet {
            QueryField::Speaker => self.with_values(Facet::Speaker, named()),
            QueryField::Party => {
                let parties = named();
                let of_party = self
                    .c
                    .speakers()
                    .iter()
                    .enumerate()
                    .filter(|(_, s)| s.party.is_some_and(|p| parties.contains(&p.at())));
                self.with_values(Facet::Speaker, of_party.map(|(at, _)| at))
            }
            QueryField::Source | QueryField::Outlet | QueryField::Lang => {
                self.with_values(Facet::Source, named())
            }
            QueryField::Topic => self.with_values(Facet::Topic, named()),
            QueryField::Event => {
                let events = named();
                let mut bits = self.with_values(Facet::Event, events.clone());
                for event in events {
                    let record = self.c.record_of(Subject::Event(event.into()));
                    self.index.documents_of(record).for_each(|d| bits.insert(d.at()));
                }
                bits
            }
            QueryField::Kind => self.sorted_as(&named()),
            QueryField::Id => self.named(value),
            QueryField::Is => self.any_of(&STATES, value, |state| self.in_state(state)),
            QueryField::Has => self.any_of(&HOLDINGS, value, |holding| self.holding(holding)),
            _ => return None,
        }))
    }

    /// The documents that have any of the values, given by their places among those of the facet.
    fn with_values(&self, facet: Facet, places: impl IntoIterator<Item = usize>) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        for place in places {
            let value = self.index.facets.value(facet, place);
            for document in self.index.facets.documents(value) {
                bits.insert(document.at());
            }
        }
        bits
    }

    /// The documents whose date, or that of whose source, lies in `range`.
    fn dated(&self, facet: QueryField, range: DayRange) -> FilterSet {
        let kind = if facet == QueryField::Published { Facet::Source } else { Facet::Date };
        let date = |at: usize| match kind {
            Facet::Source => self.c.sources()[at].published.as_ref(),
            _ => self.index.facets.dates.get(at),
        };
        let mut verdict = FilterSet::of(Bits::none(self.index.documents));
        for (at, value) in self.index.facets.values(kind).enumerate() {
            let answer = date(at).map_or(Certainty::No, |d: &Edtf| d.within(range));
            for document in self.index.facets.documents(value) {
                if answer == Certainty::Yes {
                    verdict.sure.insert(document.at());
                }
                if answer > Certainty::No {
                    verdict.possible.insert(document.at());
                }
            }
        }
        verdict
    }

    /// The documents of these kinds: those of statements by their place, then events.
    fn sorted_as(&self, kinds: &[usize]) -> Bits {
        self.where_flags(|flags| {
            let place = StatementKind::ALL.iter().position(|kind| flags.is_of(*kind));
            kinds.contains(&place.unwrap_or(StatementKind::ALL.len()))
        })
    }

    fn where_flags(&self, fits: impl Fn(DocumentFlags) -> bool) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        let all = self.index.facets.flags.iter().enumerate();
        all.filter(|(_, flags)| fits(**flags)).for_each(|(d, _)| bits.insert(d));
        bits
    }

    /// The record that goes by the id, or those whose ids begin like it.
    fn named(&self, value: &FieldValue) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        let typed = value.text.to_ascii_lowercase();
        let exact = match self.c.by_id(&typed) {
            Some(Target::Event(e)) => Some(Subject::Event(e)),
            Some(Target::Statement(s)) => Some(Subject::Statement(s)),
            _ => None,
        };
        if let Some(subject) = exact {
            bits.insert(self.index.document_of(self.c, subject).at());
            return bits;
        }
        let events = self.c.events().iter().enumerate();
        let statements = self.c.statements().iter().enumerate();
        let begun = (events.filter(|(_, e)| e.id.starts_with(&typed)))
            .map(|(at, _)| Subject::Event(at.into()))
            .chain(
                (statements.filter(|(_, s)| s.id.starts_with(&typed)))
                    .map(|(at, _)| Subject::Statement(at.into())),
            );
        begun.for_each(|subject| bits.insert(self.index.document_of(self.c, subject).at()));
        bits
    }

    /// What any of the `words` that `value` is, or begins, lets through.
    fn any_of(&self, words: &[&str], value: &FieldValue, of: impl Fn(&str) -> Bits) -> Bits {
        let typed = value.text.to_ascii_lowercase();
        let exact = words.iter().find(|w| **w == typed);
        let begun = words.iter().filter(|w| value.open && exact.is_none() && w.starts_with(&typed));
        let mut bits = Bits::none(self.index.documents);
        exact.into_iter().chain(begun).for_each(|word| bits.unite(&of(word)));
        bits
    }

    fn in_state(&self, state: &str) -> Bits {
        match state {
            "statement" => self.where_flags(|f| !f.is_event()),
            "event" => self.where_flags(DocumentFlags::is_event),
            "milestone" => self.where_flags(|f| f.has(DocumentFlags::MILESTONE)),
            "translated" => self.where_flags(|f| f.has(DocumentFlags::TRANSLATED)),
            "verified" => self.where_subject(|s| self.status(s) == Some(Verified::Yes)),
            "unverified" => self.where_subject(|s| match s {
                Subject::Statement(at) => {
                    self.c.statement(at).kind.is_verbatim() && self.status(s) != Some(Verified::Yes)
                }
                Subject::Event(_) => false,
            }),
            "disputed" => self.noted(|kind| kind == NoteKind::Conflict),
            "unanswered" => self.of_records(
                (0..self.c.records.len()).map(RecordIx::from).filter(|r| self.c.is_unanswered(*r)),
            ),
            "marked" => self.of_records(
                self.reader.marked.iter().copied().filter(|r| r.at() < self.index.records),
            ),
            "undated" => {
                let mut bits = Bits::all(self.index.documents);
                let dated = self.with_values(Facet::Date, 0..self.index.facets.dates.len());
                let mut undated = dated;
                undated.invert();
                bits.intersect(&undated);
                bits
            }
            _ => match kind_named(state) {
                Some(kind) => self.where_flags(|f| f.is_of(kind)),
                None => Bits::none(self.index.documents),
            },
        }
    }

    fn holding(&self, holding: &str) -> Bits {
        match holding {
            "note" => self.noted(|_| true),
            "link" => {
                let linked = (0..self.c.records.len()).map(RecordIx::from);
                let mut bits = self.of_records(linked.filter(|r| !self.c.backlinks(*r).is_empty()));
                bits.unite(&self.where_flags(|f| f.has(DocumentFlags::LINKS)));
                bits
            }
            "text" => self.where_subject(|s| self.status(s).is_some()),
            "archive" => {
                let sources = self.c.sources().iter().enumerate();
                let archived = sources.filter(|(_, s)| s.archive.is_some()).map(|(at, _)| at);
                self.with_values(Facet::Source, archived)
            }
            "para" => self.where_flags(|f| f.has(DocumentFlags::PARA)),
            "via" => self.where_flags(|f| f.has(DocumentFlags::VIA)),
            _ => Bits::none(self.index.documents),
        }
    }

    fn status(&self, subject: Subject) -> Option<Verified> {
        match subject {
            Subject::Statement(s) => (self.reader.status)(s),
            Subject::Event(_) => None,
        }
    }

    fn where_subject(&self, fits: impl Fn(Subject) -> bool) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        for document in 0..self.index.documents {
            if fits(self.index.subject_of(self.c, document.into())) {
                bits.insert(document);
            }
        }
        bits
    }

    fn of_records(&self, records: impl Iterator<Item = RecordIx>) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        records.for_each(|r| self.index.documents_of(r).for_each(|d| bits.insert(d.at())));
        bits
    }

    /// The documents that a note of such a kind is about.
    fn noted(&self, fits: impl Fn(NoteKind) -> bool) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        for target in self.c.notes_list().iter().filter(|n| fits(n.kind)).flat_map(|n| &n.about) {
            let subject = match target {
                Target::Event(e) => Subject::Event(*e),
                Target::Statement(s) => Subject::Statement(*s),
                _ => continue,
            };
            bits.insert(self.index.document_of(self.c, subject).at());
        }
        bits
    }
}

/// The kind of a statement by its word.
fn kind_named(word: &str) -> Option<StatementKind> {
    StatementKind::ALL.iter().copied().find(|kind| kind.word() == word)
}
