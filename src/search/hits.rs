//! What a search answers with: the ranked records, and the sets of what matches.

use crate::chronology::date::Certainty;
use crate::chronology::model::RecordIx;

use super::bits::Bits;

/// How near a hit is to the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// It has every word as it was typed, its beginning or its inflection.
    Exact,
    /// It has some word only as a spelling, a part, a slip or a relative.
    Near,
    /// It lacks some word.
    Partial,
}

/// A record found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordIx,
    /// Which of the record's citations matches best, from 0.
    pub nth: u32,
    /// How well; comparable within one answer only.
    pub score: f32,
    /// How near.
    pub near: Near,
    /// Whether its dates satisfy the date filters surely or maybe.
    pub certainty: Certainty,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The best records first. After those that match come, where they are fewer than three, suggestions:
    /// first [`Near::Near`], then [`Near::Partial`]; these are neither counted nor in the sets.
    pub ranked: Vec<Hit>,
    /// How many of `ranked`, from the first, match; the rest are suggestions.
    pub answers: usize,
    /// Records that match, surely or maybe.
    pub total: usize,
    /// Those of them that match only maybe.
    pub maybe: usize,
    /// The records that match.
    pub records: Bits,
    /// Those of them that match only maybe.
    pub maybes: Bits,
    /// The documents that match, see [`super::Index::document_of`].
    pub documents: Bits,
}
