//! Owns the way back from a folded text to the bytes it was made from. How a text is folded is not
//! its business.

use std::ops::Range;

/// A folded text and where each of its bytes came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    runs: Vec<FoldedRun>,
    original_len: usize,
}

/// A stretch of the folded text, up to where the next run begins, and the bytes it stands for.
/// What lies between the originals of two runs was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FoldedRun {
    folded: usize,
    original: usize,
    original_len: usize,
    /// Copied byte for byte, so that an offset inside it maps to an offset.
    verbatim: bool,
}

impl Folded {
    /// The bytes of the original that a range of bytes of the folded text stands for.
    ///
    /// Always on character boundaries and inside the original; never empty unless the range is;
    /// monotone in both ends. A range that ends inside the folding of one character (the second
    /// dot of `…`) takes the whole character. Both ranges are half-open; one that reaches beyond
    /// the folded text is cut.
    #[must_use]
    pub fn original(&self, folded: Range<usize>) -> Range<usize> {
        let start = floor_char_boundary(&self.text, folded.start);
        if folded.end <= folded.start || start == self.text.len() {
            let at = self.start_of(start);
            return at..at;
        }
        let end = ceil_char_boundary(&self.text, folded.end);
        self.start_of(start)..self.end_of(end)
    }

    fn start_of(&self, at: usize) -> usize {
        match self.run_at(at) {
            Some(run) if at < self.text.len() => {
                run.original + if run.verbatim { at - run.folded } else { 0 }
            }
            _ => self.original_len,
        }
    }

    fn end_of(&self, end: usize) -> usize {
        match self.run_at(end.saturating_sub(1)) {
            Some(run) if run.verbatim => run.original + (end - run.folded),
            Some(run) => run.original + run.original_len,
            None => 0,
        }
    }

    fn run_at(&self, at: usize) -> Option<&FoldedRun> {
        let after = self.runs.partition_point(|run| run.folded <= at);
        self.runs.get(after.checked_sub(1)?)
    }

    /// An empty folding of a text, to be filled from its beginning to its end.
    pub(super) fn of(original: &str) -> Self {
        Self {
            text: String::with_capacity(original.len()),
            runs: Vec::new(),
            original_len: original.len(),
        }
    }

    /// Appends what some bytes of the original `source` fold to; neither may be empty.
    pub(super) fn push(&mut self, folded: &str, original: Range<usize>, source: &str) {
        let verbatim = source[original.clone()] == *folded;
        let at = self.text.len();
        self.text.push_str(folded);
        if verbatim
            && let Some(last) = self.runs.last_mut()
            && last.verbatim
            && last.original + last.original_len == original.start
        {
            last.original_len += original.len();
            return;
        }
        let run = FoldedRun {
            folded: at,
            original: original.start,
            original_len: original.len(),
            verbatim,
        };
        self.runs.push(run);
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let within = at.min(text.len());
    (0..=within).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceil_char_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
