//! What one thread of the build reads: texts to entries, and entries to postings.
//!
//! Nearly all of its time is spent waiting for memory, the texts' and that of the table of words. So it
//! does one thing for many before it does the next thing: the waits of many then pass together.

use crate::chronology::Chronology;
use crate::chronology::model::Subject;

use crate::search::index::{IndexSegment, entry};
use crate::search::lexicon::alias::{Occurrence, WordForm, each_occurrence};
use crate::search::lexicon::interner::{Interner, Short};

/// Texts that are fetched together: as many as the nearest cache holds.
const TOGETHER: usize = 32;

/// What one thread has read: its segments, with words numbered in the order it met them.
#[derive(Default)]
pub(crate) struct Shard {
    pub(crate) segments: Vec<IndexSegment>,
    pub(crate) words: Interner,
    /// Per number, whether some text has it as more than initials.
    pub(crate) real: Vec<bool>,
    pub(crate) words_read: usize,
    /// The entries of the text being read, and the numbers of their words.
    unread: Vec<Unread>,
    numbers: Vec<u32>,
}

/// An entry of a text whose word has no number yet.
struct Unread {
    word: Short,
    /// How the word stands there, see [`entry`], and the number of a long one.
    entry: u32,
    /// It is more than initials.
    real: bool,
}

impl Shard {
    /// Reads `documents`, the first of which is `first` of all, as a segment.
    pub(crate) fn read(&mut self, c: &Chronology, first: usize, documents: &[Subject]) {
        let mut segment = IndexSegment { first, ..IndexSegment::default() };
        let before = self.segments.last().map_or(0, |s| s.entries.len());
        segment.entries.reserve(before + before / 8);
        for documents in documents.chunks(TOGETHER) {
            let texts: Vec<[&str; 2]> = documents.iter().map(|d| texts(c, *d)).collect();
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

    fn read_text(&mut self, text: &str, entries: &mut Vec<u32>) {
        let mut unread = std::mem::take(&mut self.unread);
        each_occurrence(text, |seen| unread.push(self.see(seen)));
        self.words.number_all(unread.iter().map(|u| u.word), &mut self.numbers);
        self.real.resize(self.words.len(), false);
        entries.extend(unread.iter().zip(&self.numbers).map(|(unread, number)| {
            let entry = unread.entry | number;
            self.real[(entry & entry::WORD) as usize] |= unread.real;
            entry
        }));
        unread.clear();
        self.unread = unread;
    }

    fn see(&mut self, seen: &Occurrence<'_>) -> Unread {
        let flag = |on: bool, flag: u32| if on { flag } else { 0 };
        let mut entry = entry::ALIAS;
        if seen.entry == WordForm::Word {
            self.words_read += 1;
            entry = flag(seen.look.cap, entry::CAP) | flag(seen.look.all_caps, entry::ALL_CAPS);
        }
        let word = Short::of(seen.word).unwrap_or_else(|| {
            entry |= self.words.number_long(seen.word);
            Short::NONE
        });
        Unread { word, entry, real: seen.entry != WordForm::Initials }
    }

    /// Fills the postings and renumbers the entries after the vocabulary, which has `words` words.
    /// `renumbered` has the place in the vocabulary of each word of this shard.
    pub(crate) fn finish(&mut self, renumbered: &[u32], words: usize) {
        self.words = Interner::default();
        let mut seen = Vec::new();
        for segment in &mut self.segments {
            fill_postings(segment, renumbered, words, &mut seen);
            for at in &mut segment.entries {
                *at = renumbered[(*at & entry::WORD) as usize] | (*at & !entry::WORD);
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
    renumbered: &[u32],
    words: usize,
    seen: &mut Vec<(u32, u32)>,
) {
    seen.clear();
    seen.resize(renumbered.len(), (u32::MAX, 0));
    each_posting(segment, seen, |_, _| ());
    let mut starts = vec![0u32; words + 1];
    for ((_, count), word) in seen.iter().zip(renumbered) {
        starts[*word as usize + 1] = *count;
    }
    for word in 0..words {
        starts[word + 1] += starts[word];
    }
    for ((last, next), word) in seen.iter_mut().zip(renumbered) {
        (*last, *next) = (u32::MAX, starts[*word as usize]);
    }
    let mut postings = vec![0u16; starts[words] as usize];
    each_posting(segment, seen, |at, local| postings[at as usize] = local);
    segment.posting_starts = starts;
    segment.postings = postings;
}

/// Hands every posting to `post`, with what was counted of its word before.
fn each_posting(segment: &IndexSegment, seen: &mut [(u32, u32)], mut post: impl FnMut(u32, u16)) {
    for local in 0..segment.documents() {
        for at in segment.text(local) {
            let (last, count) = &mut seen[(at & entry::WORD) as usize];
            if *last != local as u32 {
                *last = local as u32;
                post(*count, local as u16);
                *count += 1;
            }
        }
    }
}
