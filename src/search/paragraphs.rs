//! Paragraphs of the articles that a reader holds, found by their words: beside the records, and never as records.
//!
//! Words are met as they are typed, begun or inflected, in the paragraph itself; what is near is offered of records
//! only, which say whose words they are. A paragraph that matching records hold is told by those. Owns no text: which
//! paragraph it is is said, and whoever shows it has the article.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::article::Paragraph;
use crate::chronology::date::Edtf;
use crate::chronology::model::SourceIx;
use crate::chronology::tables::Citation;
use crate::chronology::verify::dataset::Verification;
use crate::words;

use super::bits::Bits;
use super::highlight::Highlighter;
use super::hits::Near;
use super::index::{DocumentIx, Index};
use super::matching::top_k::ScoredDocument;
use super::query::field::QueryField;
use super::query::{Atom, Query, Term};
use super::reader::ReaderState;
use super::searcher::Searcher;

/// Paragraphs that are shown of those that match, at most.
pub const MOST_PARAGRAPHS: usize = 20;

/// The paragraphs of all articles held, by their words. It must be asked together with the chronology that it was
/// built beside.
#[derive(Debug, Default)]
pub struct ParagraphIndex {
    index: Index,
    /// By document.
    paragraphs: Vec<Paragraph>,
    /// By document: the first record that holds something of the paragraph.
    records: Vec<Option<Citation>>,
}

/// A paragraph found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParagraphHit {
    /// Which.
    pub paragraph: Paragraph,
    /// The record that holds something of it, though not what was looked for; `None` where no record does.
    pub record: Option<Citation>,
}

/// The paragraphs that answer a query beside the records that do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParagraphHits {
    /// The best of them, at most [`MOST_PARAGRAPHS`].
    pub ranked: Vec<ParagraphHit>,
    /// How many there are.
    pub total: usize,
    /// How many of all of them a record holds something of.
    pub recorded: usize,
}

impl ParagraphHits {
    /// How many there are, and how they stand to the records: `in the texts · 3 paragraphs, no record`; `None` where
    /// there are none.
    #[must_use]
    pub fn heading(&self) -> Option<String> {
        if self.total == 0 {
            return None;
        }
        let count = words::count(self.total, "paragraph");
        let standing = match (self.recorded, self.total.saturating_sub(self.recorded)) {
            (0, _) => "no record".to_owned(),
            (_, 0) => "with records of other words".to_owned(),
            (_, without) => format!("{without} without a record"),
        };
        Some(format!("in the texts · {count}, {standing}"))
    }

    /// How many are not among the best.
    #[must_use]
    pub fn more(&self) -> usize {
        self.total.saturating_sub(self.ranked.len())
    }
}

impl ParagraphIndex {
    /// Indexes every paragraph of the articles that were held against the records.
    #[must_use]
    pub fn build(c: &Chronology, verification: &Verification) -> Self {
        let mut texts: Vec<(SourceIx, &str)> = Vec::new();
        let (mut paragraphs, mut records) = (Vec::new(), Vec::new());
        for source in verification.held() {
            let Some(article) = verification.article(source) else { continue };
            let holders = holders(c, verification, source);
            for (para, text) in article.paragraphs() {
                texts.push((source, text));
                paragraphs.push(Paragraph { source, para });
                records.push(holders.get(&para).copied());
            }
        }
        Self { index: Index::of_paragraphs(c, &texts), paragraphs, records }
    }

    /// How many paragraphs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The paragraphs that have the words of a query as they are typed, but for those that a record holds which
    /// matches too: `matching` are these. A query that asks for what only a record has finds none.
    pub fn search(
        &self,
        searcher: &mut Searcher,
        c: &Chronology,
        query: &Query,
        reader: &ReaderState<'_>,
        matching: &Bits,
    ) -> ParagraphHits {
        let query = of_paragraphs(query).filter(|_| !self.is_empty());
        let Some(found) = query.and_then(|q| searcher.as_typed(&self.index, c, &q, reader)) else {
            return ParagraphHits::default();
        };
        let is_told = |record: Option<Citation>| {
            record.is_some_and(|citation| matching.contains(citation.record.at()))
        };
        let mut hits = ParagraphHits::default();
        let mut document = found.matched.first_from(0);
        while let Some(at) = document {
            let record = self.records.get(at).copied().flatten();
            if !is_told(record) {
                hits.total += 1;
                hits.recorded += usize::from(record.is_some());
            }
            document = found.matched.first_from(at + 1);
        }
        let mut scored = found.scored;
        scored.retain(|scored| !is_told(self.hit(scored.document).and_then(|hit| hit.record)));
        scored.sort_unstable_by(|a, b| self.order(c, a, b));
        scored.truncate(MOST_PARAGRAPHS);
        hits.ranked = scored.iter().filter_map(|scored| self.hit(scored.document)).collect();
        hits
    }

    /// Prepares a query to light what it matches of a paragraph.
    #[must_use]
    pub fn highlighter(&self, query: &Query) -> Highlighter {
        self.index.highlighter(query, Near::Exact)
    }

    fn hit(&self, document: DocumentIx) -> Option<ParagraphHit> {
        let paragraph = *self.paragraphs.get(document.at())?;
        Some(ParagraphHit { paragraph, record: self.records.get(document.at()).copied().flatten() })
    }

    /// What no record holds first; then the best score; then the newer; then the order of the dataset.
    fn order(&self, c: &Chronology, a: &ScoredDocument, b: &ScoredDocument) -> Ordering {
        let hit = |scored: &ScoredDocument| self.hit(scored.document);
        let recorded = |s: &ScoredDocument| hit(s).is_some_and(|hit| hit.record.is_some());
        let day = |s: &ScoredDocument| {
            c.source(hit(s)?.paragraph.source).published.as_ref().map(Edtf::sort_day)
        };
        (recorded(a).cmp(&recorded(b)))
            .then_with(|| b.score.total_cmp(&a.score))
            .then_with(|| day(b).cmp(&day(a)))
            .then_with(|| a.document.cmp(&b.document))
    }
}

/// By paragraph of a source, the record that holds something of it: one that has words of it before one that only
/// tells of it.
fn holders(
    c: &Chronology,
    verification: &Verification,
    source: SourceIx,
) -> FxHashMap<u32, Citation> {
    let passages = c.passages(source);
    let mut holders = FxHashMap::default();
    for passage in passages {
        let Some(statement) = c.reported(passage.citation) else { continue };
        for place in verification.printed(statement) {
            holders.entry(place.para).or_insert(passage.citation);
        }
    }
    for passage in passages.iter().filter(|passage| passage.para > 0) {
        holders.entry(passage.para).or_insert(passage.citation);
    }
    holders
}

/// What a query asks of a paragraph: its words, and its source; `None` where it asks for anything else, or for no
/// words at all.
fn of_paragraphs(query: &Query) -> Option<Query> {
    let terms = terms_of_paragraphs(&query.terms)?;
    let asks = terms.iter().any(|term| !term.negated && has_words(term));
    asks.then(|| query.with_terms(terms))
}

/// The terms that a paragraph can meet, each by what of it a paragraph can meet; `None` where one must hold that
/// none can.
fn terms_of_paragraphs(terms: &[Term]) -> Option<Vec<Term>> {
    let mut kept = Vec::with_capacity(terms.len());
    for term in terms {
        let any: Vec<Atom> = term.any.iter().filter_map(atom_of_paragraphs).collect();
        match (any.is_empty(), term.negated) {
            (false, _) => kept.push(Term { any, ..term.clone() }),
            // What nobody is said to have said is not what somebody said.
            (true, true) => {}
            (true, false) => return None,
        }
    }
    Some(kept)
}

fn atom_of_paragraphs(atom: &Atom) -> Option<Atom> {
    match atom {
        Atom::Phrase(phrase) => {
            let mut phrase = phrase.clone();
            phrase.only_text = true;
            Some(Atom::Phrase(phrase))
        }
        Atom::Field(term) => {
            let asked = term.field.is_none_or(QueryField::is_of_source);
            asked.then(|| atom.clone())
        }
        Atom::Parenthesis(group) => {
            let mut group = group.clone();
            group.terms = terms_of_paragraphs(&group.terms)?;
            Some(Atom::Parenthesis(group))
        }
    }
}

fn has_words(term: &Term) -> bool {
    term.any.iter().any(|atom| match atom {
        Atom::Phrase(_) => true,
        Atom::Field(_) => false,
        Atom::Parenthesis(group) => group.terms.iter().any(|t| !t.negated && has_words(t)),
    })
}
