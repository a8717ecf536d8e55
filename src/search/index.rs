//! The index: what a chronology's words and facets come to, built once and immutable since.
//!
//! A *document* is one statement or one event. Documents stand in the order of the records they belong to,
//! which is that of time, and the reports of one record stand together; so the newest come last, and a set
//! of documents is a set of records nearly as it stands. They are held in segments of 65,536, so that a
//! posting is two bytes. It says what is where; what of it answers a query is decided elsewhere.

mod build;
pub(crate) mod facets;
mod ids;
pub(crate) mod names;

use std::ops::RangeInclusive;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, Subject};
use crate::chronology::tables::Record;

use super::bits::Bits;
use super::lexicon::vocabulary::{Vocabulary, WordIx};
use facets::Facets;
use ids::OrderedIds;
use names::{NameList, OrderedNames};

/// Documents in a segment, at most.
const SEGMENT: usize = 1 << 16;

/// A document's position among all, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentIx(pub u32);

impl DocumentIx {
    /// The position as an index into a slice or a set.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for DocumentIx {
    fn from(position: usize) -> Self {
        Self(position as u32)
    }
}

/// A document's position in its segment, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LocalIx(pub(crate) u16);

impl LocalIx {
    /// The position as an index into a slice.
    pub(crate) fn at(self) -> usize {
        usize::from(self.0)
    }
}

/// A word or an alias as it stands in a text: which, in the low bits, and how, in the high.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEntry(u32);

impl TextEntry {
    const WORD: u32 = (1 << 29) - 1;
    const ALL_CAPS: u32 = 1 << 29;
    const CAP: u32 = 1 << 30;
    const ALIAS: u32 = 1 << 31;

    /// Which word of the vocabulary it is.
    pub(crate) fn word(self) -> WordIx {
        WordIx(self.0 & Self::WORD)
    }

    /// Whether it is an alias, which does not count as a word of the text.
    pub(crate) fn is_alias(self) -> bool {
        self.0 & Self::ALIAS != 0
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capitalised(self) -> bool {
        self.0 & Self::CAP != 0
    }

    /// Whether it is all capitals.
    pub(crate) fn is_all_capitals(self) -> bool {
        self.0 & Self::ALL_CAPS != 0
    }
}

/// A run of documents: their texts as words, and per word the documents that have it.
#[derive(Debug, Default)]
pub(crate) struct IndexSegment {
    /// The position of its first document among all; a multiple of 64.
    first: usize,
    /// Per document, where its entries begin; and where the last one's end.
    starts: Vec<u32>,
    /// The entries of all texts.
    entries: Vec<TextEntry>,
    /// Per word, where its postings begin; and where the last one's end.
    posting_starts: Vec<u32>,
    /// Ascending per word.
    postings: Vec<LocalIx>,
}

impl IndexSegment {
    /// How many documents it has.
    pub(crate) fn documents(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Which document of all is `local`.
    pub(crate) fn document(&self, local: LocalIx) -> DocumentIx {
        DocumentIx::from(self.first + local.at())
    }

    /// Its documents that are among `documents`, which ascend.
    pub(crate) fn own<'a>(&self, documents: &'a [DocumentIx]) -> &'a [DocumentIx] {
        let end = self.first + self.documents();
        let from = documents.partition_point(|d| d.at() < self.first);
        let to = from + documents[from..].partition_point(|d| d.at() < end);
        &documents[from..to]
    }

    /// Which of its documents is `document` of all.
    pub(crate) fn local(&self, document: DocumentIx) -> LocalIx {
        LocalIx((document.at() - self.first) as u16)
    }

    /// The part of a set of documents that is about this segment, and what follows it: words of 64 each.
    pub(crate) fn words_of<'a>(&self, documents: &'a Bits) -> &'a [u64] {
        &documents.words()[self.first / 64..]
    }

    /// The position of its first document among all; a multiple of 64.
    pub(crate) fn first(&self) -> usize {
        self.first
    }

    /// The entries of a document.
    pub(crate) fn text(&self, local: LocalIx) -> &[TextEntry] {
        &self.entries[self.starts[local.at()] as usize..self.starts[local.at() + 1] as usize]
    }

    /// The documents whose texts have `word`, ascending.
    pub(crate) fn posting(&self, word: WordIx) -> &[LocalIx] {
        self.postings_of(word..=word)
    }

    /// The same of each of `words`, one word's after the other's.
    pub(crate) fn postings_of(&self, words: RangeInclusive<WordIx>) -> &[LocalIx] {
        let starts = &self.posting_starts;
        let (first, last) = (words.start().at(), words.end().at());
        &self.postings[starts[first] as usize..starts[last + 1] as usize]
    }

    fn bytes(&self) -> usize {
        (self.starts.len() + self.entries.len() + self.posting_starts.len()) * 4
            + self.postings.len() * 2
    }
}

/// Which index of all that this process builds: no two have one number, however alike what they were built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexNumber(u64);

impl Default for IndexNumber {
    /// The next.
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// The index of a chronology. It borrows nothing from it, and must be asked together with the same one.
#[derive(Debug, Default)]
pub struct Index {
    /// What tells it from others, for whoever remembers what was found in it.
    pub(crate) number: IndexNumber,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) segments: Vec<IndexSegment>,
    pub(crate) facets: Facets,
    /// Per record, its first document; and after the last, where all end. Empty where every record is
    /// one document.
    first_of_record: Vec<u32>,
    pub(crate) documents: usize,
    /// Documents in every segment but the last; a multiple of 64.
    stride: usize,
    pub(crate) records: usize,
    /// Words per document, on average.
    pub(crate) mean_length: f32,
    /// Per list, its names in order; put so when first asked for.
    names: [OnceLock<OrderedNames>; NameList::COUNT],
    /// The ids in order; put so when first asked for.
    ids: OnceLock<OrderedIds>,
}

impl Index {
    /// How many documents there are: statements and events.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// What the index holds in memory, in bytes, beyond the texts of the chronology.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let segments: usize = self.segments.iter().map(IndexSegment::bytes).sum();
        segments + self.vocabulary.bytes() + self.facets.bytes() + self.first_of_record.len() * 4
    }

    /// How many distinct words the texts and facets have.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.vocabulary.len()
    }

    /// Whether each record is one document, so that a set of documents is a set of records.
    pub(crate) fn is_flat(&self) -> bool {
        self.first_of_record.is_empty()
    }

    /// The first document of the record at a position; of the one after the last, where all documents end.
    fn first_document(&self, record: usize) -> u32 {
        if self.is_flat() { record as u32 } else { self.first_of_record[record] }
    }

    /// The documents of a record, ascending.
    pub fn documents_of(
        &self,
        record: RecordIx,
    ) -> impl ExactSizeIterator<Item = DocumentIx> + DoubleEndedIterator + Clone + use<> {
        (self.first_document(record.at())..self.first_document(record.at() + 1)).map(DocumentIx)
    }

    /// Where the documents of the records after `record` begin.
    pub(crate) fn end_of(&self, record: RecordIx) -> usize {
        self.first_document(record.at() + 1) as usize
    }

    /// The record of a document, and which of the record's documents it is, from 0.
    #[must_use]
    pub fn record_of(&self, document: DocumentIx) -> (RecordIx, u32) {
        if self.is_flat() {
            return (RecordIx::from(document.at()), 0);
        }
        let after = self.first_of_record.partition_point(|first| *first <= document.0);
        let record = after.saturating_sub(1);
        (RecordIx::from(record), document.0 - self.first_of_record[record])
    }

    /// The statement or event that a document is.
    #[must_use]
    pub fn subject_of(&self, c: &Chronology, document: DocumentIx) -> Subject {
        let (record, nth) = self.record_of(document);
        subject(c, record, nth as usize)
    }

    /// The document of a statement or an event.
    #[must_use]
    pub fn document_of(&self, c: &Chronology, subject: Subject) -> DocumentIx {
        let record = c.record_of(subject);
        let nth = match subject {
            Subject::Event(_) => 0,
            Subject::Statement(s) => c.reports(record).iter().position(|r| *r == s).unwrap_or(0),
        };
        DocumentIx(self.first_document(record.at()) + nth as u32)
    }

    /// The entries of a document's text.
    pub(crate) fn text(&self, document: DocumentIx) -> &[TextEntry] {
        let segment = &self.segments[document.at() / self.stride];
        segment.text(segment.local(document))
    }
}

/// The `nth` document of a record.
fn subject(c: &Chronology, record: RecordIx, nth: usize) -> Subject {
    match c.record(record) {
        Record::Event(e) => Subject::Event(e),
        Record::Statement(head) => {
            Subject::Statement(c.reports(record).get(nth).copied().unwrap_or(head))
        }
    }
}
