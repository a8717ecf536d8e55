//! The index: what a chronology's words and fields come to, built once and immutable since.
//!
//! A *document* is one statement or one event. Documents stand in the order of the records they belong to,
//! which is that of time, and the reports of one record stand together; so the newest come last, and a set
//! of documents is a set of records nearly as it stands. They are held in segments of 65,536, so that a
//! posting is two bytes.

mod build;
pub(crate) mod fields;

use std::ops::{Range, RangeInclusive};

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, Subject};
use crate::chronology::tables::Record;

use super::index::fields::Fields;
use super::lexicon::vocabulary::Vocabulary;

/// Documents in a segment, at most.
pub(crate) const SEGMENT: usize = 1 << 16;

/// The parts of an entry of a text: the word's number in the low bits, how it stands there in the high.
pub(crate) mod entry {
    /// The bits of the word's number.
    pub(crate) const WORD: u32 = (1 << 29) - 1;
    /// It is an alias and does not count as a word.
    pub(crate) const ALIAS: u32 = 1 << 31;
    /// It begins with a capital.
    pub(crate) const CAP: u32 = 1 << 30;
    /// It is all capitals.
    pub(crate) const ALL_CAPS: u32 = 1 << 29;
}

/// A run of documents: their texts as words, and per word the documents that have it.
#[derive(Debug, Default)]
pub(crate) struct IndexSegment {
    /// The first document.
    pub(crate) first: usize,
    /// Per document, where its entries begin; and where the last one's end.
    pub(crate) starts: Vec<u32>,
    /// The entries of all texts, see [`entry`].
    pub(crate) entries: Vec<u32>,
    /// Per word, where its postings begin; and where the last one's end.
    pub(crate) posting_starts: Vec<u32>,
    /// Documents, counted from the segment's first, ascending per word.
    pub(crate) postings: Vec<u16>,
}

impl IndexSegment {
    pub(crate) fn documents(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The entries of a document, counted from the segment's first.
    pub(crate) fn text(&self, local: usize) -> &[u32] {
        &self.entries[self.starts[local] as usize..self.starts[local + 1] as usize]
    }

    /// The documents, counted from the segment's first, whose texts have `word`, ascending.
    pub(crate) fn posting(&self, word: u32) -> &[u16] {
        self.postings_of(word..=word)
    }

    /// The same of each of `words`, one word's after the other's.
    pub(crate) fn postings_of(&self, words: RangeInclusive<u32>) -> &[u16] {
        let starts = &self.posting_starts;
        let (first, last) = (*words.start() as usize, *words.end() as usize);
        &self.postings[starts[first] as usize..starts[last + 1] as usize]
    }

    fn bytes(&self) -> usize {
        (self.starts.len() + self.entries.len() + self.posting_starts.len()) * 4
            + self.postings.len() * 2
    }
}

/// The index of a chronology. It borrows nothing from it, and must be asked together with the same one.
#[derive(Debug, Default)]
pub struct Index {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) segments: Vec<IndexSegment>,
    pub(crate) fields: Fields,
    /// Per record, its first document; and after the last, where all end. Empty where every record is
    /// one document.
    pub(crate) first_of_record: Vec<u32>,
    pub(crate) documents: usize,
    /// Documents in every segment but the last; a multiple of 64.
    pub(crate) stride: usize,
    pub(crate) records: usize,
    /// Words per document, on average.
    pub(crate) mean_length: f32,
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
        segments + self.vocabulary.bytes() + self.fields.bytes() + self.first_of_record.len() * 4
    }

    /// How many distinct words the texts and fields have.
    #[must_use]
    pub fn vocabulary(&self) -> usize {
        self.vocabulary.len()
    }

    /// The documents of a record.
    #[must_use]
    pub fn documents_of(&self, record: RecordIx) -> Range<usize> {
        if self.first_of_record.is_empty() {
            return record.at()..record.at() + 1;
        }
        self.first_of_record[record.at()] as usize..self.first_of_record[record.at() + 1] as usize
    }

    /// The record of a document, and which of the record's documents it is, from 0.
    #[must_use]
    pub fn record_of(&self, document: usize) -> (RecordIx, u32) {
        if self.first_of_record.is_empty() {
            return (RecordIx::from(document), 0);
        }
        let after = self.first_of_record.partition_point(|d| *d as usize <= document);
        let record = after.saturating_sub(1);
        let nth = document as u32 - self.first_of_record[record];
        (RecordIx::from(record), nth)
    }

    /// The statement or event that a document is.
    #[must_use]
    pub fn subject_of(&self, c: &Chronology, document: usize) -> Subject {
        let (record, nth) = self.record_of(document);
        subject(c, record, nth as usize)
    }

    /// The document of a statement or an event.
    #[must_use]
    pub fn document_of(&self, c: &Chronology, subject: Subject) -> usize {
        let record = c.record_of(subject);
        let first = self.documents_of(record).start;
        match subject {
            Subject::Event(_) => first,
            Subject::Statement(s) => {
                let reports = c.reports(record);
                first + reports.iter().position(|r| *r == s).unwrap_or(0)
            }
        }
    }

    /// The entries of a document's text.
    pub(crate) fn text(&self, document: usize) -> &[u32] {
        let segment = &self.segments[document / self.stride];
        segment.text(document - segment.first)
    }
}

/// The `nth` document of a record.
pub(crate) fn subject(c: &Chronology, record: RecordIx, nth: usize) -> Subject {
    match c.record(record) {
        Record::Event(e) => Subject::Event(e),
        Record::Statement(head) => {
            Subject::Statement(c.reports(record).get(nth).copied().unwrap_or(head))
        }
    }
}
