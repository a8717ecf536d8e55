//! Building the index: texts to words in parallel, one vocabulary of all, then postings in parallel.
//!
//! Nearly all of a thread's time is spent waiting for memory, the texts' and that of the table of words. So
//! it does one thing for many before it does the next thing: the waits of many then pass together.

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, SourceIx, Subject};

use super::facets::Collected;
use super::{Index, IndexSegment, LocalIx, SEGMENT, TextEntry, subject};
use crate::search::lexicon::alias::{Occurrence, WordForm, each_occurrence};
use crate::search::lexicon::beginning;
use crate::search::lexicon::interner::{Interner, Short};
use crate::search::lexicon::vocabulary::{Uses, Vocabulary, WordIx};
use crate::search::parallel::{begin, deal, joined, processors};

/// Below this many documents threads cost more than they save.
const WORTH_A_THREAD: usize = 2_000;

impl Index {
    /// Indexes every statement and event of `c`, on all processors where that pays.
    #[must_use]
    pub fn build(c: &Chronology) -> Self {
        Self::build_with(c, processors())
    }

    /// Indexes with at most `threads` threads.
    #[must_use]
    pub fn build_with(c: &Chronology, threads: usize) -> Self {
        let (documents, first_of_record) = documents(c);
        let collect = || Collected::from(c, &documents);
        let index = Self::of(&documents, |document| texts(c, *document), collect, threads);
        Self { records: c.records.len(), first_of_record, ..index }
    }

    /// Indexes paragraphs of articles, each a document by itself: its text, and the source that prints it.
    pub(crate) fn of_paragraphs(c: &Chronology, paragraphs: &[(SourceIx, &str)]) -> Self {
        let sources: Vec<SourceIx> = paragraphs.iter().map(|(source, _)| *source).collect();
        let collect = || Collected::of_printed(c, &sources);
        let index = Self::of(paragraphs, |(_, text)| [*text, ""], collect, processors());
        Self { records: paragraphs.len(), ..index }
    }

    /// Indexes documents: the words of each are those of its texts, and its values those that are collected.
    fn of<'t, D: Sync>(
        documents: &[D],
        texts: impl Fn(&D) -> [&'t str; 2] + Sync,
        collect: impl Fn() -> Collected + Sync,
        threads: usize,
    ) -> Self {
        let count = documents.len();
        let threads = threads.clamp(1, count / WORTH_A_THREAD + 1);
        let stride = stride(count, threads);
        let (collected, mut shards) = std::thread::scope(|scope| {
            let facets = begin(scope, &collect);
            let shards = read_in_parallel(documents, &texts, stride, threads);
            (joined(facets).unwrap_or_else(&collect), shards)
        });
        let mut lists: Vec<MetWords<'_>> = shards.iter().map(MetWords::of_shard).collect();
        lists.push(MetWords { words: &collected.words, real: &collected.real, in_field: true });
        let (vocabulary, mut renumbered) = unite(&lists);
        let facets = collected.linked(&renumbered.pop().unwrap_or_default());
        std::thread::scope(|scope| {
            let words = vocabulary.len();
            let mut all = shards.iter_mut().zip(&renumbered);
            // The first in this thread, which uses again what it has just given back.
            let first = all.next();
            let begun =
                all.map(|(shard, numbers)| begin(scope, move || shard.finish(numbers, words)));
            let begun: Vec<_> = begun.collect();
            first.into_iter().for_each(|(shard, numbers)| shard.finish(numbers, words));
            begun.into_iter().for_each(|work| joined(work).unwrap_or_default());
        });
        let words: usize = shards.iter().map(|s| s.words_read).sum();
        let mut segments: Vec<IndexSegment> = shards.into_iter().flat_map(|s| s.segments).collect();
        segments.sort_by_key(|s| s.first);
        let mut index = Self {
            mean_length: words as f32 / count.max(1) as f32,
            documents: count,
            stride,
            segments,
            vocabulary,
            facets,
            ..Self::default()
        };
        index.count();
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

/// Documents in a segment: as many as a posting can tell apart, and so that all threads have as much to do.
fn stride(documents: usize, threads: usize) -> usize {
    let segments = documents.div_ceil(SEGMENT).next_multiple_of(threads);
    documents.div_ceil(segments.max(1)).next_multiple_of(64).clamp(64, SEGMENT)
}

fn read_in_parallel<'t, D: Sync>(
    documents: &[D],
    texts: &(impl Fn(&D) -> [&'t str; 2] + Sync),
    stride: usize,
    threads: usize,
) -> Vec<Shard> {
    // Segments are dealt out in turn: texts of one time are alike in length, and no thread gets the long ones.
    let chunks: Vec<(usize, &[D])> =
        documents.chunks(stride).enumerate().map(|(i, d)| (i * stride, d)).collect();
    deal(&chunks, threads, |share| {
        let mut shard = Shard::default();
        for (_, (first, documents)) in share {
            shard.read(*first, documents, texts);
        }
        shard
    })
}

/// The distinct words that a thread has met in texts, or that the values have.
#[derive(Clone, Copy)]
struct MetWords<'a> {
    words: &'a Interner,
    /// Per number, whether it has been met as more than initials.
    real: &'a [bool],
    /// Whether they are words of values.
    in_field: bool,
}

impl<'a> MetWords<'a> {
    fn of_shard(shard: &'a Shard) -> Self {
        Self { words: &shard.words, real: &shard.real, in_field: false }
    }
}

/// A word of a list.
struct ListWord<'a> {
    /// See [`beginning`].
    beginning: u64,
    word: &'a str,
    list: u32,
    number: u32,
}

/// The vocabulary of all lists; and per list, the place in it of each of the list's words.
fn unite(lists: &[MetWords<'_>]) -> (Vocabulary, Vec<Vec<WordIx>>) {
    let mut all: Vec<ListWord<'_>> =
        Vec::with_capacity(lists.iter().map(|list| list.words.len()).sum());
    for (i, list) in lists.iter().enumerate() {
        all.extend(list.words.words().enumerate().map(|(number, word)| ListWord {
            beginning: beginning(word),
            word,
            list: i as u32,
            number: number as u32,
        }));
    }
    all.sort_unstable_by(|a, b| a.beginning.cmp(&b.beginning).then_with(|| a.word.cmp(b.word)));
    let mut places: Vec<Vec<WordIx>> =
        lists.iter().map(|list| vec![WordIx(0); list.words.len()]).collect();
    let mut distinct: Vec<(&str, Uses)> = Vec::new();
    for met in all {
        let list = lists[met.list as usize];
        let real = list.real.get(met.number as usize).is_some_and(|real| *real);
        let met_uses = Uses { real, in_field: list.in_field };
        match distinct.last_mut() {
            Some((word, uses)) if *word == met.word => {
                uses.real |= met_uses.real;
                uses.in_field |= met_uses.in_field;
            }
            _ => distinct.push((met.word, met_uses)),
        }
        places[met.list as usize][met.number as usize] = WordIx(distinct.len() as u32 - 1);
    }
    (Vocabulary::new(distinct.into_iter()), places)
}

/// Texts that are fetched together: as many as the nearest cache holds.
const TOGETHER: usize = 32;

/// Entries that are numbered together, at most: far more than nearly every text has, and far fewer than a text of
/// megabytes, of which each takes several times what is kept of it.
const AT_ONCE: usize = 1 << 14;

/// What one thread has read: its segments, with words numbered in the order it met them.
#[derive(Default)]
struct Shard {
    segments: Vec<IndexSegment>,
    words: Interner,
    /// Per number, whether some text has it as more than initials.
    real: Vec<bool>,
    words_read: usize,
    /// The entries of the text being read, and the numbers of their words.
    unread: Vec<Unread>,
    numbers: Vec<u32>,
}

/// An entry of a text whose word has no number yet.
struct Unread {
    word: Short,
    /// How the word stands there, and the number of a long one.
    entry: u32,
    /// It is more than initials.
    real: bool,
}

impl Shard {
    /// Reads `documents`, the first of which is `first` of all, as a segment.
    fn read<'t, D>(&mut self, first: usize, documents: &[D], texts: impl Fn(&D) -> [&'t str; 2]) {
        let mut segment = IndexSegment { first, ..IndexSegment::default() };
        let before = self.segments.last().map_or(0, |s| s.entries.len());
        segment.entries.reserve(before + before / 8);
        for documents in documents.chunks(TOGETHER) {
            let texts: Vec<[&str; 2]> = documents.iter().map(&texts).collect();
            fetch(&texts);
            for [text, more] in texts {
                segment.starts.push(segment.entries.len() as u32);
                self.read_text(text, &mut segment.entries);
                self.read_text(more, &mut segment.entries);
            }
        }
        segment.starts.push(segment.entries.len() as u32);
        segment.entries.shrink_to_fit();
        self.segments.push(segment);
    }

    fn read_text(&mut self, text: &str, entries: &mut Vec<TextEntry>) {
        each_occurrence(text, |seen| {
            let unread = self.see(seen);
            self.unread.push(unread);
            if self.unread.len() == AT_ONCE {
                self.number(entries);
            }
        });
        self.number(entries);
    }

    /// Numbers the words of the entries that have none, and moves them to `entries`.
    fn number(&mut self, entries: &mut Vec<TextEntry>) {
        self.words.number_all(self.unread.iter().map(|u| u.word), &mut self.numbers);
        self.real.resize(self.words.len(), false);
        entries.extend(self.unread.drain(..).zip(&self.numbers).map(|(unread, number)| {
            let entry = TextEntry(unread.entry | number);
            self.real[entry.word().at()] |= unread.real;
            entry
        }));
    }

    fn see(&mut self, seen: &Occurrence<'_>) -> Unread {
        let flag = |on: bool, flag: u32| if on { flag } else { 0 };
        let mut entry = TextEntry::ALIAS;
        if seen.form == WordForm::Word {
            self.words_read += 1;
            entry = flag(seen.flags.cap, TextEntry::CAP)
                | flag(seen.flags.all_caps, TextEntry::ALL_CAPS);
        }
        let word = Short::of(seen.word).unwrap_or_else(|| {
            entry |= self.words.number_long(seen.word);
            Short::NONE
        });
        Unread { word, entry, real: seen.form != WordForm::Initials }
    }

    /// Fills the postings and renumbers the entries after the vocabulary, which has `words` words.
    /// `renumbered` has the place in the vocabulary of each word of this shard.
    fn finish(&mut self, renumbered: &[WordIx], words: usize) {
        self.words = Interner::default();
        let mut seen = Vec::new();
        for segment in &mut self.segments {
            fill_postings(segment, renumbered, words, &mut seen);
            for entry in &mut segment.entries {
                let word = renumbered[entry.word().at()];
                *entry = TextEntry(word.0 | (entry.0 & !TextEntry::WORD));
            }
        }
    }
}

/// The texts of a document: of a statement its words, of an event its title and its summary.
fn texts(c: &Chronology, document: Subject) -> [&str; 2] {
    match document {
        Subject::Statement(s) => [&c.statement(s).text, ""],
        Subject::Event(e) => {
            let event = c.event(e);
            [&event.title, event.summary.as_deref().unwrap_or_default()]
        }
    }
}

/// Brings `texts` near. Documents come in the order of time, and so lie anywhere in memory; to touch many
/// before reading the first costs one wait in place of many.
fn fetch(texts: &[[&str; 2]]) {
    /// Bytes that come together from memory, on nearly every processor.
    const LINE: usize = 64;
    let touch = |text: &str| text.bytes().step_by(LINE).map(usize::from).sum::<usize>();
    std::hint::black_box(texts.iter().flatten().map(|text| touch(text)).sum::<usize>());
}

/// Fills the postings of a segment whose entries still have the numbers of the shard: by those, what is
/// kept of frequent words lies together.
///
/// `seen` has, per word, the document it was seen in last, so that a word that stands twice in one is posted
/// once; and how often it has been posted. What it holds before does not matter.
fn fill_postings(
    segment: &mut IndexSegment,
    renumbered: &[WordIx],
    words: usize,
    seen: &mut Vec<(u32, u32)>,
) {
    seen.clear();
    seen.resize(renumbered.len(), (u32::MAX, 0));
    each_posting(segment, seen, |_, _| ());
    let mut starts = vec![0u32; words + 1];
    for ((_, count), word) in seen.iter().zip(renumbered) {
        starts[word.at() + 1] = *count;
    }
    for word in 0..words {
        starts[word + 1] += starts[word];
    }
    for ((last, next), word) in seen.iter_mut().zip(renumbered) {
        (*last, *next) = (u32::MAX, starts[word.at()]);
    }
    let mut postings = vec![LocalIx(0); starts[words] as usize];
    each_posting(segment, seen, |at, local| postings[at as usize] = local);
    segment.posting_starts = starts;
    segment.postings = postings;
}

/// Hands every posting to `post`, with what was counted of its word before.
fn each_posting(
    segment: &IndexSegment,
    seen: &mut [(u32, u32)],
    mut post: impl FnMut(u32, LocalIx),
) {
    for local in (0..segment.documents()).map(|at| LocalIx(at as u16)) {
        for entry in segment.text(local) {
            let (last, count) = &mut seen[entry.word().at()];
            if *last != u32::from(local.0) {
                *last = u32::from(local.0);
                post(*count, local);
                *count += 1;
            }
        }
    }
}
