//! Filters: which documents a field term lets through, surely or possibly.
//!
//! A date is answered yes, maybe or no; every other field yes or no. A value that nobody has matches
//! nothing; a field or a date that is no such thing asks for nothing and is complained of instead.

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, DayRange, Edtf};
use crate::chronology::model::{NoteKind, RecordIx, StatementKind, Subject, Target};
use crate::chronology::verify::dataset::Verified;

use super::values::{HOLDINGS, STATES, meant, values};
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::fields::{Facet, sort};
use crate::search::query::{DateSpan, FieldTerm, FieldValue, QueryField, days};
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

    /// What the negated filter lets through: a maybe stays a maybe.
    pub(crate) fn invert(&mut self) {
        self.sure.invert();
        self.possible.invert();
        std::mem::swap(&mut self.sure, &mut self.possible);
    }
}

/// Whether the verdict of a field depends on the reader, and so must not be remembered.
pub(crate) fn depends_on_reader(atom: &FieldTerm) -> bool {
    matches!(atom.facet, Some(QueryField::Is | QueryField::Has))
}

/// Answers field terms for one chronology.
pub(crate) struct Filter<'a> {
    pub(crate) index: &'a Index,
    pub(crate) c: &'a Chronology,
    pub(crate) reader: &'a ReaderState<'a>,
}

impl Filter<'_> {
    /// The documents with any of the values; `None` where the term asks for nothing. Where it is
    /// `negated`, a value that has only been begun asks for nothing yet.
    pub(crate) fn verdict(&self, atom: &FieldTerm, negated: bool) -> Option<FilterSet> {
        let facet = atom.facet?;
        let mut united: Option<FilterSet> = None;
        for value in &atom.values {
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
        let named = values(self.c, &self.index.fields.topics, facet);
        named.iter().any(|v| v.names.iter().any(|n| n.eq_ignore_ascii_case(&value.text)))
    }

    fn of_value(&self, facet: QueryField, value: &FieldValue) -> Option<FilterSet> {
        if facet.is_date() {
            return match days(facet, &value.text, value.open, self.reader.as_of) {
                Ok(DateSpan::Days(range)) => Some(self.dated(facet, range)),
                Ok(DateSpan::Pending) | Err(_) => None,
            };
        }
        let topics = &self.index.fields.topics;
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
                self.with_values(Facet::Speaker, of_party.map(|(at, _)| at).collect())
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
                    self.index.documents_of(record).for_each(|d| bits.insert(d));
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

    /// The documents that have any of the values, given by their places within their kind.
    fn with_values(&self, kind: Facet, places: Vec<usize>) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        let numbers = self.index.fields.of_kind(kind);
        for value in places.into_iter().map(|at| numbers.start as usize + at) {
            let documents = self.index.fields.documents.of(value);
            for document in documents {
                bits.insert(*document as usize);
            }
        }
        bits
    }

    /// The documents whose date, or that of whose source, lies in `range`.
    fn dated(&self, facet: QueryField, range: DayRange) -> FilterSet {
        let kind = if facet == QueryField::Published { Facet::Source } else { Facet::Date };
        let start = self.index.fields.of_kind(kind).start as usize;
        let date = |at: usize| match kind {
            Facet::Source => self.c.sources()[at].published.as_ref(),
            _ => self.index.fields.dates.get(at),
        };
        let mut verdict = FilterSet::of(Bits::none(self.index.documents));
        for value in self.index.fields.of_kind(kind) {
            let answer =
                date(value as usize - start).map_or(Certainty::No, |d: &Edtf| d.within(range));
            for document in self.index.fields.documents.of(value as usize) {
                if answer == Certainty::Yes {
                    verdict.sure.insert(*document as usize);
                }
                if answer > Certainty::No {
                    verdict.possible.insert(*document as usize);
                }
            }
        }
        verdict
    }

    /// The documents of these kinds: those of statements by their place, then events.
    fn sorted_as(&self, kinds: &[usize]) -> Bits {
        self.where_sort(|s| {
            let kind = if s & sort::EVENT != 0 { 4 } else { usize::from(s & sort::KIND) };
            kinds.contains(&kind)
        })
    }

    fn where_sort(&self, fits: impl Fn(u8) -> bool) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        let sorts = self.index.fields.sorts.iter().enumerate();
        sorts.filter(|(_, s)| fits(**s)).for_each(|(d, _)| bits.insert(d));
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
            bits.insert(self.index.document_of(self.c, subject));
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
        begun.for_each(|subject| bits.insert(self.index.document_of(self.c, subject)));
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
        let is_event = |s: u8| s & sort::EVENT != 0;
        match state {
            "statement" => self.where_sort(|s| !is_event(s)),
            "event" => self.where_sort(is_event),
            "milestone" => self.where_sort(|s| s & sort::MILESTONE != 0),
            "translated" => self.where_sort(|s| s & sort::TRANSLATED != 0),
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
                let dated =
                    self.with_values(Facet::Date, (0..self.index.fields.dates.len()).collect());
                let mut undated = dated;
                undated.invert();
                bits.intersect(&undated);
                bits
            }
            _ => match kind_named(state) {
                Some(kind) => self.where_sort(|s| !is_event(s) && s & sort::KIND == kind),
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
                bits.unite(&self.where_sort(|s| s & sort::LINKS != 0));
                bits
            }
            "text" => self.where_subject(|s| self.status(s).is_some()),
            "archive" => {
                let sources = self.c.sources().iter().enumerate();
                let archived = sources.filter(|(_, s)| s.archive.is_some()).map(|(at, _)| at);
                self.with_values(Facet::Source, archived.collect())
            }
            "para" => self.where_sort(|s| s & sort::PARA != 0),
            "via" => self.where_sort(|s| s & sort::VIA != 0),
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
            if fits(self.index.subject_of(self.c, document)) {
                bits.insert(document);
            }
        }
        bits
    }

    fn of_records(&self, records: impl Iterator<Item = RecordIx>) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        records.for_each(|r| self.index.documents_of(r).for_each(|d| bits.insert(d)));
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
            bits.insert(self.index.document_of(self.c, subject));
        }
        bits
    }
}

/// The kind of a statement by its word, as in [`sort::KIND`].
fn kind_named(word: &str) -> Option<u8> {
    let kind = StatementKind::ALL.iter().find(|k| k.word() == word);
    kind.map(|k| *k as u8)
}
