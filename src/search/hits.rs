//! What a search answers with: the ranked records, and the sets of what matches; and how they come of the
//! documents that do.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::date::{Certainty, Edtf};
use crate::chronology::model::RecordIx;

use super::bits::Bits;
use super::complaint::shorten;
use super::index::{DocumentIx, Index};
use super::matching::top_k::{ScoredDocument, TopK};
use super::query::document_sets::FilterSet;
use super::sources_asked::SourcesAsked;
use super::stand::{IN_A_NOTE, WordsStand};

/// How near a hit is to the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// It has every word as it was typed, its beginning or its inflection; but those by which a question asks
    /// (`when was`), which are not looked for.
    Exact,
    /// It has some word only as a spelling, a part, a slip or a relative.
    Near,
    /// It lacks some word, or has those of a quotation in another wording; see [`Hits::lacks`].
    Partial,
}

impl Near {
    /// Its word in JSON; `None` of what matches as typed.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Exact => None,
            Self::Near => Some("near"),
            Self::Partial => Some("partial"),
        }
    }
}

/// The words of a query that a hit lacks, by their numbers in [`Hits::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MissingWords(u64);

impl MissingWords {
    /// Adds the word of this number. Of a very long query only the first 64 are told.
    pub(crate) fn add(&mut self, number: usize) {
        self.0 |= u32::try_from(number).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0);
    }

    fn has(self, number: usize) -> bool {
        number < 64 && self.0 >> number & 1 == 1
    }

    /// Those that are lacking there as well.
    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are not lacking there.
    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// A word of a query that no record has as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// As it was typed.
    pub typed: Box<str>,
    /// The word that some record has and that was probably meant, folded.
    pub meant: Option<Box<str>>,
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
    /// What it lacks, where it is [`Near::Partial`].
    pub lacks: MissingWords,
    /// Some word of the query stands only in a note on it.
    pub by_note: bool,
    /// Whether its dates satisfy the date filters surely or maybe.
    pub certainty: Certainty,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// The best records first. After those that match come, where they are fewer than three, suggestions, which
    /// are neither counted nor in the sets. Where nothing matches as typed, and some word is none that any record
    /// has, what has all the words nearly ([`Near::Near`]) is the answer, counted and in the sets, and what lacks
    /// some ([`Near::Partial`]) is suggested below; where every word exists, either is a suggestion, the best
    /// first. Of what is near there are at most [`MOST_NEAR`] records.
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
    /// The words of the query by the numbers that [`MissingWords`] gives them, where some hit lacks one.
    pub words: Vec<Box<str>>,
    /// What values of the query were taken for that nothing is called, a sentence each.
    pub guesses: Vec<Box<str>>,
    /// The words of the query that no record has.
    pub unknown: Vec<UnknownWord>,
    /// The sources that the query asks for.
    pub(crate) sources: SourcesAsked,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no record has `{}`", shorten(&self.typed))?;
        match &self.meant {
            Some(meant) => write!(f, "; did you mean {meant}?"),
            None => Ok(()),
        }
    }
}

/// Records that are offered as near, at most.
pub const MOST_NEAR: usize = 20;

impl Hits {
    /// Nothing found.
    pub(crate) fn none(index: &Index) -> Self {
        Self {
            records: Bits::none(index.records),
            maybes: Bits::none(index.records),
            documents: Bits::none(index.documents),
            ..Self::default()
        }
    }

    /// Counts what its sets hold, for whoever asks in every frame.
    fn count(&mut self) {
        self.total = self.records.len();
        self.maybe = self.maybes.len();
    }

    /// Cuts what is near to the best few; how many hits are not near.
    pub(crate) fn cut_near(&mut self) -> usize {
        let exact = self.ranked.iter().filter(|hit| hit.near == Near::Exact).count();
        self.ranked.truncate(exact + MOST_NEAR);
        exact
    }

    /// The words of the query that `hit` lacks, as they were typed.
    pub fn lacks(&self, hit: &Hit) -> impl Iterator<Item = &str> {
        let lacks = hit.lacks;
        let words = self.words.iter().enumerate();
        words.filter(move |(number, _)| lacks.has(*number)).map(|(_, word)| &**word)
    }

    /// What is told of a hit that is not what it seems: `near`, `near · lacks: white house`, `in a note`, or
    /// `maybe` where its date is not certain enough to tell.
    #[must_use]
    pub fn remark(&self, hit: &Hit) -> Option<String> {
        self.told_where(hit, None)
    }

    /// The same of a hit whose words stand where its row does not show them: `in the topics · near`.
    #[must_use]
    pub fn told_where(&self, hit: &Hit, stand: Option<WordsStand>) -> Option<String> {
        let stand = if hit.by_note { Some(IN_A_NOTE) } else { stand };
        let stand = stand.map(|stand| stand.full.to_owned());
        let parts: Vec<String> =
            stand.into_iter().chain(self.told_lacking(hit, hit.lacks)).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// The same in a list at whose head [`Self::lacked_by_all`] is told: what is said there is not said again; and
    /// where its words stand is told apart.
    #[must_use]
    pub fn told_parts_listed(&self, hit: &Hit) -> Vec<String> {
        self.told_lacking(hit, hit.lacks.without(self.common_lacks()))
    }

    /// The words that everything lacks that is near, where that is more than one record: `september 2025`.
    #[must_use]
    pub fn lacked_by_all(&self) -> Option<String> {
        self.named(self.common_lacks())
    }

    fn common_lacks(&self) -> MissingWords {
        let mut near =
            self.ranked.iter().filter(|hit| hit.near != Near::Exact).map(|hit| hit.lacks);
        match (near.next(), near.next()) {
            (Some(first), Some(second)) => near.fold(first.and(second), MissingWords::and),
            _ => MissingWords::default(),
        }
    }

    fn told_lacking(&self, hit: &Hit, lacks: MissingWords) -> Vec<String> {
        let maybe = (hit.certainty == Certainty::Maybe).then_some("maybe");
        let near = hit.near.word().map(|_| "near");
        let parts = [maybe, near].into_iter().flatten().map(str::to_owned);
        let lacked = near.and_then(|_| self.named(lacks)).map(|words| format!("lacks: {words}"));
        parts.chain(lacked).collect()
    }

    /// The words of the query that are lacking, as they are told.
    fn named(&self, lacks: MissingWords) -> Option<String> {
        let lacked: Vec<usize> =
            (0..self.words.len()).filter(|number| lacks.has(*number)).collect();
        if lacked.is_empty() {
            return None;
        }
        // Words that were typed side by side are told side by side.
        let runs = lacked.chunk_by(|a, b| a + 1 == *b).map(|run| {
            let words: Vec<&str> = run.iter().map(|number| &*self.words[*number]).collect();
            words.join(" ")
        });
        Some(shorten(&runs.collect::<Vec<_>>().join(", ")))
    }

    /// Whether what matches as typed does so by the words of notes alone, each of it.
    pub(crate) fn is_by_notes(&self) -> bool {
        let mut exact = self.ranked.iter().take_while(|hit| hit.near == Near::Exact).peekable();
        exact.peek().is_some() && exact.all(|hit| hit.by_note)
    }

    /// How near the best of it is. `None` where there is none.
    #[must_use]
    pub fn near(&self) -> Option<Near> {
        self.ranked.first().map(|hit| hit.near)
    }
}

/// The share of the best report's score from which the leading report is as good.
const AS_GOOD: f32 = 0.95;

/// Makes hits of documents.
pub(crate) struct Ranking<'a> {
    pub(crate) index: &'a Index,
    pub(crate) c: &'a Chronology,
    /// What every hit must satisfy.
    pub(crate) filters: Vec<Arc<FilterSet>>,
    /// Ranked records, at most.
    pub(crate) limit: usize,
}

impl Ranking<'_> {
    /// Everything that the filters let through: what surely matches, then what may, each the newest first.
    pub(crate) fn newest_first(&self, matched: Bits) -> Hits {
        let mut hits = self.counted(matched);
        let maybes = hits.maybes.clone();
        let mut sure = hits.records.clone();
        sure.remove(&maybes);
        self.add_newest(&mut hits, &sure);
        self.add_newest(&mut hits, &maybes);
        hits.answers = hits.ranked.len();
        hits
    }

    /// Adds these of the records that match, the newest first, as far as there is room.
    fn add_newest(&self, hits: &mut Hits, records: &Bits) {
        let first = hits.ranked.len();
        let mut record = self.index.records;
        while hits.ranked.len() < self.limit
            && let Some(before) = records.previous_before(record)
        {
            record = before;
            let mut all = self.index.documents_of(record.into());
            let mut found = all.clone().filter(|d| hits.documents.contains(d.at()));
            // Of the reports of one record, one that surely matches.
            let sure = found.clone().find(|d| self.is_sure(*d));
            if let Some(document) = sure.or_else(|| found.next()).or_else(|| all.next()) {
                hits.ranked.push(self.hit(ScoredDocument { document, score: 0.0 }, Near::Exact));
            }
        }
        // Undated records stand last in time; they are not the newest.
        let added = hits.ranked.get_mut(first..).unwrap_or_default();
        let dated = added.iter().position(|h| h.record.at() < self.c.dated);
        added.rotate_left(dated.unwrap_or(0));
    }

    /// Everything that meets a query of words, the best first. `sure` is what meets it where only sure dates
    /// count, if that is less.
    pub(crate) fn best_first(&self, top: TopK, sure: Option<&Bits>, near: Near) -> Hits {
        let mut hits = self.counted(top.matched);
        if let Some(sure) = sure {
            hits.maybes = hits.records.clone();
            hits.maybes.remove(&self.records_of(sure));
            hits.count();
        }
        hits.ranked = self.best(top.scored, near, |_| true, self.limit);
        hits.answers = hits.ranked.len();
        hits
    }

    /// Adds what is near below what matches.
    pub(crate) fn suggest(&self, hits: &mut Hits, top: TopK, near: Near) {
        let room = self.limit.saturating_sub(hits.ranked.len());
        let known: Vec<RecordIx> = hits.ranked.iter().map(|h| h.record).collect();
        let fresh = |r: RecordIx| !known.contains(&r) && !hits.records.contains(r.at());
        let more = self.best(top.scored, near, fresh, room);
        hits.ranked.extend(more);
    }

    /// Ranks all that is near by score, whatever it lacks, below what matches as typed. Where nothing does, none of it
    /// is the answer.
    pub(crate) fn merge(&self, hits: &mut Hits) {
        let exact = hits.ranked.iter().take_while(|hit| hit.near == Near::Exact).count();
        if exact == 0 {
            let Hits { ranked, words, .. } = std::mem::take(hits);
            *hits = Hits { ranked, words, ..Hits::none(self.index) };
        }
        let near = hits.ranked.get_mut(exact..).unwrap_or_default();
        near.sort_by(|a, b| b.score.total_cmp(&a.score));
    }

    /// Records and counts of a set of documents.
    fn counted(&self, matched: Bits) -> Hits {
        let records = self.records_of(&matched);
        let mut maybes = Bits::none(self.index.records);
        if self.filters.iter().any(|f| f.sure != f.possible) {
            let mut sure = matched.clone();
            self.filters.iter().for_each(|f| sure.intersect(&f.sure));
            maybes = records.clone();
            maybes.remove(&self.records_of(&sure));
        }
        let mut hits = Hits { maybes, records, documents: matched, ..Hits::default() };
        hits.count();
        hits
    }

    /// Cuts what is near to the best few, and the sets with it where it is the answer.
    pub(crate) fn settle(&self, hits: &mut Hits) {
        let exact = hits.cut_near();
        if exact > 0 || hits.answers == 0 {
            return;
        }
        hits.answers = hits.answers.min(hits.ranked.len());
        hits.records = Bits::none(self.index.records);
        hits.maybes = Bits::none(self.index.records);
        hits.documents = Bits::none(self.index.documents);
        for hit in hits.ranked.iter().take(hits.answers) {
            hits.records.insert(hit.record.at());
            if hit.certainty == Certainty::Maybe {
                hits.maybes.insert(hit.record.at());
            }
            if let Some(document) = self.document_of(hit) {
                hits.documents.insert(document.at());
            }
        }
        hits.count();
    }

    /// The document that a hit is.
    pub(crate) fn document_of(&self, hit: &Hit) -> Option<DocumentIx> {
        self.index.documents_of(hit.record).nth(hit.nth as usize)
    }

    fn records_of(&self, documents: &Bits) -> Bits {
        if self.index.is_flat() {
            return documents.clone();
        }
        let mut records = Bits::none(self.index.records);
        let mut document = documents.first_from(0);
        while let Some(at) = document {
            let (record, _) = self.index.record_of(at.into());
            records.insert(record.at());
            document = documents.first_from(self.index.end_of(record));
        }
        records
    }

    /// The best records, each by its best document, or by its leading report where that is as good: between reports
    /// of the same words a word more or less decides nothing, and the leading one is what every list tells.
    fn best(
        &self,
        mut scored: Vec<ScoredDocument>,
        near: Near,
        wanted: impl Fn(RecordIx) -> bool,
        limit: usize,
    ) -> Vec<Hit> {
        let order = |a: &ScoredDocument, b: &ScoredDocument| self.order(a, b);
        // Sorting all to show a few would be most of the work.
        let enough = limit.saturating_mul(4).saturating_add(64);
        if scored.len() > enough && self.index.is_flat() {
            scored.select_nth_unstable_by(enough, order);
            scored.truncate(enough);
        }
        scored.sort_unstable_by(order);
        let mut places: FxHashMap<RecordIx, usize> = FxHashMap::default();
        let mut best: Vec<Hit> = Vec::new();
        for scored in scored {
            let (record, nth) = self.index.record_of(scored.document);
            if let Some(hit) = places.get(&record).and_then(|at| best.get_mut(*at)) {
                let sure = hit.certainty != Certainty::Yes || self.is_sure(scored.document);
                if nth == 0 && sure && scored.score >= AS_GOOD * hit.score {
                    *hit = Hit { score: hit.score, ..self.hit(scored, near) };
                }
            } else if best.len() < limit {
                if wanted(record) {
                    places.insert(record, best.len());
                    best.push(self.hit(scored, near));
                }
            } else if self.index.is_flat() {
                break;
            }
        }
        best
    }

    /// Best score first; then what surely matches; then the newer; then the order of the dataset.
    fn order(&self, a: &ScoredDocument, b: &ScoredDocument) -> Ordering {
        let day = |s: &ScoredDocument| {
            let (record, _) = self.index.record_of(s.document);
            self.c.date(record).map(Edtf::sort_day)
        };
        (b.score.total_cmp(&a.score))
            .then_with(|| self.is_sure(b.document).cmp(&self.is_sure(a.document)))
            .then_with(|| day(b).cmp(&day(a)))
            .then_with(|| a.document.cmp(&b.document))
    }

    fn hit(&self, scored: ScoredDocument, near: Near) -> Hit {
        let (record, nth) = self.index.record_of(scored.document);
        let sure = self.is_sure(scored.document);
        let certainty = if sure { Certainty::Yes } else { Certainty::Maybe };
        Hit {
            record,
            nth,
            score: scored.score,
            near,
            lacks: MissingWords::default(),
            by_note: false,
            certainty,
        }
    }

    fn is_sure(&self, document: DocumentIx) -> bool {
        self.filters.iter().all(|f| f.sure.contains(document.at()))
    }
}
