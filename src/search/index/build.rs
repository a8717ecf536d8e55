//! Building the index: texts to words in parallel, one vocabulary of all, then postings in parallel.

use std::thread::ScopedJoinHandle;

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, Subject};
use crate::chronology::tables::Lists;

use super::fields::{Collected, Standing, ValueWord};
use super::shard::Shard;
use crate::search::index::{Index, IndexSegment, SEGMENT, subject};
use crate::search::lexicon::vocabulary::{Uses, Vocabulary, beginning};

/// Below this many documents threads cost more than they save.
const WORTH_A_THREAD: usize = 2_000;

impl Index {
    /// Indexes every statement and event of `c`, on all processors where that pays.
    #[must_use]
    pub fn build(c: &Chronology) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self::build_with(c, processors)
    }

    /// Indexes with at most `threads` threads.
    #[must_use]
    pub fn build_with(c: &Chronology, threads: usize) -> Self {
        let (documents, first_of_record) = documents(c);
        let threads = threads.clamp(1, documents.len() / WORTH_A_THREAD + 1);
        let stride = stride(documents.len(), threads);
        let (collected, mut shards) = std::thread::scope(|scope| {
            let fields = scope.spawn(|| Collected::from(c, &documents));
            let shards = read_in_parallel(c, &documents, stride, threads);
            (joined(fields), shards)
        });
        let (vocabulary, renumbered) = unite(&shards, &collected.words);
        std::thread::scope(|scope| {
            for (shard, renumbered) in shards.iter_mut().zip(&renumbered) {
                scope.spawn(|| shard.finish(renumbered, vocabulary.len()));
            }
        });
        let words: usize = shards.iter().map(|s| s.words_read).sum();
        let mut segments: Vec<IndexSegment> = shards.into_iter().flat_map(|s| s.segments).collect();
        segments.sort_by_key(|s| s.first);
        let mut index = Self {
            mean_length: words as f32 / documents.len().max(1) as f32,
            documents: documents.len(),
            stride,
            records: c.records.len(),
            segments,
            vocabulary,
            fields: collected.fields,
            first_of_record,
        };
        index.count();
        index.link(&collected.words);
        index
    }

    fn count(&mut self) {
        let mut frequency = vec![0u32; self.vocabulary.len()];
        for segment in &self.segments {
            for (total, ends) in frequency.iter_mut().zip(segment.posting_starts.windows(2)) {
                *total += ends[1] - ends[0];
            }
        }
        self.vocabulary.set_frequencies(frequency);
    }

    /// Ties the words of the field values to the vocabulary.
    fn link(&mut self, words: &[ValueWord]) {
        let mut placed: Vec<(usize, (u32, u16))> = Vec::with_capacity(words.len());
        for value_word in words {
            let Some(word) = self.vocabulary.find(&value_word.word) else {
                continue;
            };
            let values = self.fields.by_word.entry(word).or_default();
            match values.last_mut() {
                Some((value, weight)) if *value == value_word.value => {
                    *weight = (*weight).max(value_word.weight);
                }
                _ => values.push((value_word.value, value_word.weight)),
            }
            if let Standing::At(place) = value_word.standing {
                placed.push((value_word.value as usize, (word, place)));
            }
        }
        self.fields.words = Lists::group(self.fields.values(), placed.iter().copied());
    }
}

/// The documents in the order of their records, and per record the first; empty where that says nothing.
fn documents(c: &Chronology) -> (Vec<Subject>, Vec<u32>) {
    let mut documents = Vec::with_capacity(c.statements().len() + c.events().len());
    let mut first_of_record = Vec::with_capacity(c.records.len() + 1);
    for record in (0..c.records.len()).map(RecordIx::from) {
        first_of_record.push(documents.len() as u32);
        for nth in 0..c.reports(record).len().max(1) {
            documents.push(subject(c, record, nth));
        }
    }
    first_of_record.push(documents.len() as u32);
    if documents.len() == c.records.len() {
        first_of_record = Vec::new();
    }
    (documents, first_of_record)
}

/// What a thread has made; a panic there goes on here, for half an index, or half an answer, would hide
/// statements.
pub(crate) fn joined<T>(worker: ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Documents in a segment: as many as a posting can tell apart, and so that all threads have as much to do.
fn stride(documents: usize, threads: usize) -> usize {
    let segments = documents.div_ceil(SEGMENT).next_multiple_of(threads);
    documents.div_ceil(segments.max(1)).next_multiple_of(64).clamp(64, SEGMENT)
}

fn read_in_parallel(
    c: &Chronology,
    documents: &[Subject],
    stride: usize,
    threads: usize,
) -> Vec<Shard> {
    // Segments are dealt out in turn: texts of one time are alike in length, and no thread gets the long ones.
    let chunks: Vec<(usize, &[Subject])> =
        documents.chunks(stride).enumerate().map(|(i, d)| (i * stride, d)).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|turn| {
                let mine: Vec<(usize, &[Subject])> =
                    chunks.iter().skip(turn).step_by(threads).copied().collect();
                scope.spawn(move || {
                    let mut shard = Shard::default();
                    for (first, documents) in mine {
                        shard.read(c, first, documents);
                    }
                    shard
                })
            })
            .collect();
        workers.into_iter().map(joined).collect()
    })
}

/// A word that some shard or field has.
struct ShardWord<'a> {
    /// See [`beginning`].
    beginning: u64,
    word: &'a str,
    /// The shard and the number it has there; `None` of a field.
    of: Option<(u32, u32)>,
    uses: Uses,
}

impl<'a> ShardWord<'a> {
    fn new(word: &'a str, of: Option<(u32, u32)>, uses: Uses) -> Self {
        Self { beginning: beginning(word), word, of, uses }
    }
}

/// The vocabulary of all texts and fields; and per shard, the place in it of each of the shard's words.
fn unite(shards: &[Shard], fields: &[ValueWord]) -> (Vocabulary, Vec<Vec<u32>>) {
    let mut all: Vec<ShardWord<'_>> = Vec::new();
    for (i, shard) in shards.iter().enumerate() {
        for (number, (word, real)) in shard.words.words().zip(&shard.real).enumerate() {
            let uses = Uses { real: *real, in_field: false };
            all.push(ShardWord::new(word, Some((i as u32, number as u32)), uses));
        }
    }
    all.extend(fields.iter().map(|f| {
        let real = f.standing != Standing::Initials;
        ShardWord::new(&f.word, None, Uses { real, in_field: true })
    }));
    all.sort_unstable_by(|a, b| a.beginning.cmp(&b.beginning).then_with(|| a.word.cmp(b.word)));
    let mut renumbered: Vec<Vec<u32>> = shards.iter().map(|s| vec![0; s.real.len()]).collect();
    let mut distinct: Vec<(&str, Uses)> = Vec::new();
    for met in all {
        match distinct.last_mut() {
            Some((word, uses)) if *word == met.word => {
                uses.real |= met.uses.real;
                uses.in_field |= met.uses.in_field;
            }
            _ => distinct.push((met.word, met.uses)),
        }
        if let Some((shard, number)) = met.of {
            renumbered[shard as usize][number as usize] = distinct.len() as u32 - 1;
        }
    }
    (Vocabulary::new(distinct.into_iter()), renumbered)
}
