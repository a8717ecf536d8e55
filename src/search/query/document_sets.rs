//! Sets of documents by what they are and have: the ground on which the fields of a query stand.
//!
//! A date is answered yes, maybe or no; everything else yes or no. Knows no query.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, Edtf};
use crate::chronology::model::{Entity, NoteKind, RecordIx, Source, Subject};

use super::address::Pages;
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::facets::{DocumentFlags, Facet};
use crate::search::reader::{ReaderState, Verified};

/// The documents that a filter lets through.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FilterSet {
    /// Those that satisfy it whatever their dates mean.
    pub(crate) sure: Bits,
    /// Those that satisfy it on some reading; all the sure ones among them.
    pub(crate) possible: Bits,
    /// What its values were taken for that nothing is called, a sentence each.
    pub(crate) guesses: Vec<Box<str>>,
}

impl FilterSet {
    /// The documents of a filter that leaves no doubt.
    pub(crate) fn of(sure: Bits) -> Self {
        Self { possible: sure.clone(), sure, guesses: Vec::new() }
    }

    /// Adds what another filter lets through.
    pub(crate) fn unite(&mut self, other: &Self) {
        self.sure.unite(&other.sure);
        self.possible.unite(&other.possible);
        self.guesses.extend(other.guesses.iter().cloned());
    }

    /// What the negated filter lets through: a maybe stays a maybe.
    pub(crate) fn invert(&mut self) {
        self.sure.invert();
        self.possible.invert();
        std::mem::swap(&mut self.sure, &mut self.possible);
    }

    /// The documents that every one of `filters` lets through, by the set that `of` takes; `None` where there
    /// are no filters.
    pub(crate) fn intersection(filters: &[Arc<Self>], of: impl Fn(&Self) -> &Bits) -> Option<Bits> {
        let (first, rest) = filters.split_first()?;
        let mut all = of(first).clone();
        rest.iter().for_each(|filter| all.intersect(of(filter)));
        Some(all)
    }
}

/// Which of its dates a document is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateOf {
    /// When it was said or happened.
    Said,
    /// When its source was published.
    Published,
}

impl DateOf {
    /// The facet whose values have these dates.
    pub(crate) fn facet(self) -> Facet {
        match self {
            Self::Said => Facet::Date,
            Self::Published => Facet::Source,
        }
    }
}

/// The sets of the documents of one chronology, for one reader.
#[derive(Clone, Copy)]
pub(crate) struct DocumentSets<'a> {
    pub(crate) index: &'a Index,
    pub(crate) c: &'a Chronology,
    pub(crate) reader: &'a ReaderState<'a>,
}

impl DocumentSets<'_> {
    /// No document.
    pub(crate) fn none(&self) -> Bits {
        Bits::none(self.index.documents)
    }

    /// Those that have any of the values, given by their places among those of the facet.
    pub(crate) fn with_values(&self, facet: Facet, places: &[usize]) -> Bits {
        let mut bits = self.none();
        for place in places {
            let value = self.index.facets.value(facet, *place);
            for document in self.index.facets.documents(value) {
                bits.insert(document.at());
            }
        }
        bits
    }

    /// Those of which a source that prints them fits.
    pub(crate) fn printed_where(&self, fits: impl Fn(&Source) -> bool) -> Bits {
        let sources = self.c.sources().iter().enumerate();
        let places: Vec<usize> = sources.filter(|(_, s)| fits(s)).map(|(at, _)| at).collect();
        self.with_values(Facet::Source, &places)
    }

    /// Those whose date answers `asked` with yes or maybe.
    pub(crate) fn dated(&self, of: DateOf, asked: impl Fn(&Edtf) -> Certainty) -> FilterSet {
        let date = |place: usize| match of {
            DateOf::Said => self.index.facets.dates.get(place),
            DateOf::Published => self.c.sources()[place].published.as_ref(),
        };
        let mut found = FilterSet::of(self.none());
        for (place, value) in self.index.facets.values(of.facet()).enumerate() {
            let answer = date(place).map_or(Certainty::No, &asked);
            for document in self.index.facets.documents(value) {
                if answer == Certainty::Yes {
                    found.sure.insert(document.at());
                }
                if answer > Certainty::No {
                    found.possible.insert(document.at());
                }
            }
        }
        found
    }

    /// Those that a page at this address prints, or where it may go on, at one that begins with it.
    pub(crate) fn at_address(&self, address: &str, open: bool) -> FilterSet {
        let Pages { places, taken } = Pages::at(self.c, address, open);
        let guesses = taken.into_iter().map(Into::into).collect();
        FilterSet { guesses, ..FilterSet::of(self.with_values(Facet::Source, &places)) }
    }

    /// Those without a date of their own.
    pub(crate) fn undated(&self) -> Bits {
        let mut bits = self.none();
        for value in self.index.facets.values(Facet::Date) {
            self.index.facets.documents(value).iter().for_each(|d| bits.insert(d.at()));
        }
        bits.invert();
        bits
    }

    /// Those whose flags fit.
    pub(crate) fn where_flags(&self, fits: impl Fn(DocumentFlags) -> bool) -> Bits {
        let mut bits = self.none();
        let all = self.index.facets.flags.iter().enumerate();
        all.filter(|(_, flags)| fits(**flags)).for_each(|(at, _)| bits.insert(at));
        bits
    }

    /// Those that have a flag.
    pub(crate) fn flagged(&self, flag: DocumentFlags) -> Bits {
        self.where_flags(|flags| flags.has(flag))
    }

    /// Those whose statement or event fits.
    pub(crate) fn where_subject(&self, fits: impl Fn(Subject) -> bool) -> Bits {
        let mut bits = self.none();
        for document in 0..self.index.documents {
            if fits(self.index.subject_of(self.c, document.into())) {
                bits.insert(document);
            }
        }
        bits
    }

    /// Those of the records that fit.
    pub(crate) fn where_record(&self, fits: impl Fn(RecordIx) -> bool) -> Bits {
        self.of_records((0..self.index.records).map(RecordIx::from).filter(|r| fits(*r)))
    }

    /// Those of `records`.
    pub(crate) fn of_records(&self, records: impl Iterator<Item = RecordIx>) -> Bits {
        let mut bits = self.none();
        records.for_each(|r| self.index.documents_of(r).for_each(|d| bits.insert(d.at())));
        bits
    }

    /// Those that a note of such a kind is about.
    pub(crate) fn noted(&self, fits: impl Fn(NoteKind) -> bool) -> Bits {
        let notes = self.c.notes_list().iter().filter(|note| fits(note.kind));
        self.of_subjects(notes.flat_map(|note| &note.about).filter_map(|about| about.subject()))
    }

    /// The one that goes by the id, or those whose ids begin like it.
    pub(crate) fn with_id(&self, id: &str) -> Bits {
        let id = id.to_ascii_lowercase();
        if let Some(exact) = self.c.by_id(&id).and_then(Entity::subject) {
            return self.of_subjects(std::iter::once(exact));
        }
        self.of_subjects(self.index.ids_beginning_with(self.c, &id))
    }

    fn of_subjects(&self, subjects: impl Iterator<Item = Subject>) -> Bits {
        let mut bits = self.none();
        subjects.for_each(|s| bits.insert(self.index.document_of(self.c, s).at()));
        bits
    }

    /// What the text held for a statement says of it; `None` where none is held.
    pub(crate) fn verified(&self, subject: Subject) -> Option<Verified> {
        match subject {
            Subject::Statement(statement) => (self.reader.status)(statement),
            Subject::Event(_) => None,
        }
    }
}
