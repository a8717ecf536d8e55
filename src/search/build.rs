//! Building the index: texts to words in parallel, one vocabulary of all, then postings in parallel.

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, Subject};
use crate::chronology::tables::Lists;

use super::alias::{Entry, each_entry};
use super::fields::{Collected, Standing, ValueWord};
use super::index::{Index, SEGMENT, Segment, entry, subject};
use super::intern::Interner;
use super::vocab::{Uses, Vocab};

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
            (fields.join().unwrap_or_default(), shards)
        });
        let vocab = unite(&shards, &collected.words);
        std::thread::scope(|scope| {
            for shard in &mut shards {
                let vocab = &vocab;
                scope.spawn(move || shard.finish(vocab));
            }
        });
        let words: usize = shards.iter().map(|s| s.words_read).sum();
        let mut segments: Vec<Segment> = shards.into_iter().flat_map(|s| s.segments).collect();
        segments.sort_by_key(|s| s.first);
        let mut index = Self {
            mean_length: words as f32 / documents.len().max(1) as f32,
            documents: documents.len(),
            stride,
            records: c.records.len(),
            segments,
            vocab,
            fields: collected.fields,
            first_of_record,
        };
        index.count();
        index.link(&collected.words);
        index
    }

    fn count(&mut self) {
        let mut frequency = vec![0u32; self.vocab.len()];
        for segment in &self.segments {
            for (total, ends) in frequency.iter_mut().zip(segment.posting_starts.windows(2)) {
                *total += ends[1] - ends[0];
            }
        }
        self.vocab.set_frequencies(frequency);
    }

    /// Ties the words of the field values to the vocabulary.
    fn link(&mut self, words: &[ValueWord]) {
        let mut placed: Vec<(usize, (u32, u16))> = Vec::with_capacity(words.len());
        for value_word in words {
            let Some(word) = self.vocab.find(&value_word.word) else {
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
        self.fields.words = Lists::group(self.fields.values(), &placed);
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

/// What one thread has read: its segments, with words numbered in the order it met them.
#[derive(Default)]
struct Shard {
    segments: Vec<Segment>,
    words: Interner,
    /// Per number, whether some text has it as more than initials.
    real: Vec<bool>,
    words_read: usize,
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
        workers.into_iter().filter_map(|w| w.join().ok()).collect()
    })
}

impl Shard {
    fn read(&mut self, c: &Chronology, first: usize, documents: &[Subject]) {
        let mut segment = Segment { first, ..Segment::default() };
        for subject in documents {
            segment.starts.push(segment.entries.len() as u32);
            match subject {
                Subject::Statement(s) => {
                    self.read_text(&c.statement(*s).text, &mut segment.entries);
                }
                Subject::Event(e) => {
                    let event = c.event(*e);
                    self.read_text(&event.title, &mut segment.entries);
                    if let Some(summary) = &event.summary {
                        self.read_text(summary, &mut segment.entries);
                    }
                }
            }
        }
        segment.starts.push(segment.entries.len() as u32);
        segment.entries.shrink_to_fit();
        self.segments.push(segment);
    }

    fn read_text(&mut self, text: &str, entries: &mut Vec<u32>) {
        each_entry(text, |seen| {
            let number = self.words.number(seen.word);
            if self.real.len() <= number as usize {
                self.real.push(false);
            }
            let mut flags = 0;
            if seen.entry == Entry::Word {
                self.words_read += 1;
                flags |= if seen.look.cap { entry::CAP } else { 0 };
                flags |= if seen.look.all_caps { entry::ALL_CAPS } else { 0 };
            } else {
                flags |= entry::ALIAS;
            }
            if seen.entry != Entry::Initials {
                self.real[number as usize] = true;
            }
            entries.push(number | flags);
        });
    }

    /// Renumbers the entries after the vocabulary and fills the postings.
    fn finish(&mut self, vocab: &Vocab) {
        let words = std::mem::take(&mut self.words);
        let renumbered: Vec<u32> = words.words().map(|w| vocab.find(w).unwrap_or(0)).collect();
        for segment in &mut self.segments {
            for slot in &mut segment.entries {
                *slot = renumbered[(*slot & entry::WORD) as usize] | (*slot & !entry::WORD);
            }
            fill_postings(segment, vocab.len());
        }
    }
}

fn fill_postings(segment: &mut Segment, words: usize) {
    // A word that stands twice in a document is posted once: `last` remembers the document it was seen in.
    let mut last = vec![u32::MAX; words];
    let mut starts = vec![0u32; words + 1];
    for local in 0..segment.documents() {
        for slot in segment.text(local) {
            let word = (slot & entry::WORD) as usize;
            if last[word] != local as u32 {
                last[word] = local as u32;
                starts[word + 1] += 1;
            }
        }
    }
    for word in 0..words {
        starts[word + 1] += starts[word];
    }
    let mut postings = vec![0u16; starts[words] as usize];
    let mut next = starts.clone();
    last.fill(u32::MAX);
    for local in 0..segment.documents() {
        for slot in segment.text(local) {
            let word = (slot & entry::WORD) as usize;
            if last[word] != local as u32 {
                last[word] = local as u32;
                postings[next[word] as usize] = local as u16;
                next[word] += 1;
            }
        }
    }
    segment.posting_starts = starts;
    segment.postings = postings;
}

/// The vocabulary of all texts and fields.
fn unite(shards: &[Shard], fields: &[ValueWord]) -> Vocab {
    let from_texts = shards.iter().flat_map(|shard| {
        let words = shard.words.words().zip(&shard.real);
        words.map(|(word, real)| {
            let uses = Uses { real: *real, in_field: false };
            (word, uses)
        })
    });
    let from_fields = fields.iter().map(|f| {
        let real = f.standing != Standing::Initials;
        (&*f.word, Uses { real, in_field: true })
    });
    let mut all: Vec<(&str, Uses)> = from_texts.chain(from_fields).collect();
    all.sort_unstable_by_key(|(word, _)| *word);
    all.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1.real |= next.1.real;
            kept.1.in_field |= next.1.in_field;
        }
        same
    });
    Vocab::new(all.into_iter())
}
