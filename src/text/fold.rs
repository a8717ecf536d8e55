//! Owns the folding of white space and typography, and the way back from a folded text to the bytes it was
//! made from.
//!
//! Folding makes two prints of the same words equal and nothing else: it never touches case,
//! diacritics or letters. Whoever shows or copies a passage goes back through [`Folded::original`],
//! so that folded text is never seen.

use super::classes::{
    is_dash, is_default_ignorable, is_double_mark, is_single_mark, is_variation_selector,
};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

/// Folds white space only: each run of it (no-break spaces too) becomes one space.
#[must_use]
pub fn collapse_white_space(text: &str) -> Folded {
    let mut folding = Folding::new(text);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if run > 0 {
            folding.flush_space();
            folding.copy(at..at + run);
            at += run;
        } else {
            folding.space(at, c);
            at += c.len_utf8();
        }
    }
    folding.finish()
}

/// Folds white space and typography, but not case.
///
/// Composes to NFC; every single quotation mark, apostrophe and prime becomes `'`, every double one
/// `"` (corner brackets and guillemets too), every hyphen, dash and minus `-`, an ellipsis `...`;
/// runs of white space become one space; what shows nothing goes, but for variation selectors. Folding what is folded changes nothing.
#[must_use]
pub fn fold_typography(text: &str) -> Folded {
    let mut folding = Folding::new(text);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let run = plain_run(&text[at..]);
        if run > 0 {
            folding.flush_cluster();
            folding.flush_space();
            folding.copy(at..at + run);
            at += run;
            continue;
        }
        folding.take(at, c);
        at += c.len_utf8();
    }
    folding.finish()
}

/// The form in which two words are the same: folded, in lower case.
#[must_use]
pub fn word_key(word: &str) -> String {
    if plain_run(word) == word.len() {
        return word.to_ascii_lowercase();
    }
    fold_typography(word).text.to_lowercase()
}

/// The bytes at the beginning of a text that fold to themselves, whatever follows. Nearly all of an
/// English text is such runs, which are copied at once.
fn plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = bytes.iter().position(|b| !b.is_ascii_graphic() || *b == b'`').unwrap_or(bytes.len());
    // The last character may be the base of a mark.
    run - usize::from(run > 0 && bytes.get(run).is_some_and(|b| !b.is_ascii()))
}

/// A folding under way: at most one of the run of white space and the cluster is held back.
struct Folding<'a> {
    source: &'a str,
    out: Folded,
    space: Option<Range<usize>>,
    cluster: String,
    cluster_at: Range<usize>,
    /// The composition of the cluster so far, while nothing in it blocks a further one.
    head: Option<char>,
}

impl<'a> Folding<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            out: Folded::of(source),
            space: None,
            cluster: String::new(),
            cluster_at: 0..0,
            head: None,
        }
    }

    fn copy(&mut self, run: Range<usize>) {
        self.out.push(&self.source[run.clone()], run, self.source);
    }

    fn take(&mut self, at: usize, c: char) {
        if is_invisible(c) {
            return;
        }
        if c.is_whitespace() {
            self.flush_cluster();
            self.space(at, c);
        } else if self.extends_cluster(c) {
            self.extend_cluster(at, c);
        } else {
            self.flush_cluster();
            self.flush_space();
            self.begin_cluster(at, c);
        }
    }

    fn space(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        self.space = Some(self.space.take().map_or(at, |run| run.start)..end);
    }

    fn flush_space(&mut self) {
        if let Some(run) = self.space.take() {
            self.out.push(" ", run, self.source);
        }
    }

    fn begin_cluster(&mut self, at: usize, c: char) {
        self.cluster.push(c);
        self.cluster_at = at..at + c.len_utf8();
        self.head = Some(c);
    }

    /// Whether NFC may look at this character together with those before it.
    fn extends_cluster(&self, c: char) -> bool {
        !c.is_ascii()
            && !self.cluster.is_empty()
            && (canonical_combining_class(c) != 0
                || self.head.is_some_and(|head| compose(head, c).is_some()))
    }

    fn extend_cluster(&mut self, at: usize, c: char) {
        self.head = self.head.and_then(|head| compose(head, c));
        self.cluster.push(c);
        self.cluster_at.end = at + c.len_utf8();
    }

    fn flush_cluster(&mut self) {
        if self.cluster.is_empty() {
            return;
        }
        let mut folded = String::with_capacity(self.cluster.len());
        for c in self.cluster.nfc() {
            match fold_char(c) {
                Some(other) => folded.push_str(other),
                None => folded.push(c),
            }
        }
        self.out.push(&folded, self.cluster_at.clone(), self.source);
        self.cluster.clear();
    }

    fn finish(mut self) -> Folded {
        self.flush_cluster();
        self.flush_space();
        self.out
    }
}

/// A variation selector is kept: it belongs to the grapheme of the character before it.
fn is_invisible(c: char) -> bool {
    is_default_ignorable(c) && !is_variation_selector(c)
}

fn fold_char(c: char) -> Option<&'static str> {
    if is_single_mark(c) {
        Some("'")
    } else if is_double_mark(c) {
        Some("\"")
    } else if is_dash(c) {
        Some("-")
    } else if c == '…' {
        Some("...")
    } else {
        None
    }
}

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
        let start = self.text.floor_char_boundary(folded.start);
        if folded.end <= folded.start || start == self.text.len() {
            let at = self.start_of(start);
            return at..at;
        }
        let end = self.text.ceil_char_boundary(folded.end);
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
    fn of(original: &str) -> Self {
        Self {
            text: String::with_capacity(original.len()),
            runs: Vec::new(),
            original_len: original.len(),
        }
    }

    /// Appends what some bytes of the original `source` fold to; neither may be empty.
    fn push(&mut self, folded: &str, original: Range<usize>, source: &str) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typography_folds() {
        assert_eq!(fold_typography("‘a’ ‚b‛ c′s d`s ‹e›").text, "'a' 'b' c's d's 'e'");
        assert_eq!(fold_typography("“a” „b‟ «c» 「d」 e″").text, "\"a\" \"b\" \"c\" \"d\" e\"");
        assert_eq!(fold_typography("a‐b‑c‒d–e—f―g−h").text, "a-b-c-d-e-f-g-h");
        assert_eq!(fold_typography("so… on").text, "so... on");
        assert_eq!(fold_typography("a\u{A0}\u{2009} \t\r\nb").text, "a b");
        assert_eq!(fold_typography("in\u{AD}vi\u{200B}sible\u{FEFF}").text, "invisible");
        assert_eq!(fold_typography("Cafe\u{301} \u{1112}\u{1161}\u{11AB} Å").text, "Café 한 Å");
    }

    #[test]
    fn case_and_letters_stay() {
        let text = "Łódź, МОРЕ and the US: 1,550.";
        assert_eq!(fold_typography(text).text, text);
    }

    #[test]
    fn white_space_alone_collapses() {
        let folded = collapse_white_space(" “so…\u{A0}\n on”  ");
        assert_eq!(folded.text, " “so… on” ");
        assert_eq!(collapse_white_space("e\u{301}").text, "e\u{301}");
    }

    #[test]
    fn passages_map_back() {
        let text = "He said:\u{A0} “so…\u{AD} on”—then left.";
        let folded = fold_typography(text);
        assert_eq!(folded.text, "He said: \"so... on\"-then left.");
        let passage = |part: &str| {
            let at = folded.text.find(part).unwrap();
            &text[folded.original(at..at + part.len())]
        };
        assert_eq!(passage("so... on"), "so…\u{AD} on");
        assert_eq!(passage("\"-"), "”—");
        assert_eq!(passage("."), "…");
        assert_eq!(passage("left."), "left.");
        assert_eq!(passage(": "), ":\u{A0} ");
        assert_eq!(passage("said"), "said");
    }

    #[test]
    fn ranges_beyond_the_text_are_cut() {
        let folded = fold_typography("“é”");
        assert_eq!(folded.original(0..99), 0..8);
        assert_eq!(folded.original(9..99), 8..8);
        assert_eq!(folded.original(2..3), 3..5);
        assert_eq!(fold_typography("").original(0..1), 0..0);
    }

    const PIECES: &[&str] = &[
        "word", "é", "e\u{301}", "\u{301}", "\u{327}", " ", "\u{A0}", "\n", "…", "...", "“", "”",
        "’", "'", "—", "-", "\u{AD}", "\u{200B}", "\u{FEFF}", "漢", "\u{1112}", "\u{1161}",
        "\u{11AB}", "Å", "\u{212B}",
    ];

    fn prose() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            6 => prop::sample::select(PIECES).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn boundaries(text: &str) -> Vec<usize> {
        (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect()
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in prose()) {
            for once in [fold_typography(&text).text, collapse_white_space(&text).text] {
                let again = if once == fold_typography(&text).text { fold_typography(&once) } else { collapse_white_space(&once) };
                prop_assert_eq!(&again.text, &once);
                prop_assert_eq!(again.original(0..once.len()), 0..once.len());
            }
        }

        #[test]
        fn ranges_map_to_whole_characters(text in prose()) {
            for folded in [fold_typography(&text), collapse_white_space(&text)] {
                let at = boundaries(&folded.text);
                for (i, &start) in at.iter().enumerate() {
                    for &end in &at[i + 1..] {
                        let range = folded.original(start..end);
                        prop_assert!(range.start < range.end && range.end <= text.len());
                        prop_assert!(text.get(range).is_some());
                    }
                }
            }
        }

        #[test]
        fn ranges_map_in_order(text in prose()) {
            let folded = fold_typography(&text);
            let each = (0..folded.text.len()).map(|at| folded.original(at..at + 1));
            let mut last = 0..0;
            for range in each {
                prop_assert!(range.start >= last.start && range.end >= last.end);
                prop_assert!(range.start >= last.end || range == last);
                last = range;
            }
        }

        #[test]
        fn a_passage_folds_to_what_it_maps_from(text in prose()) {
            let folded = fold_typography(&text);
            for word in folded.text.split(' ').filter(|word| !word.is_empty()) {
                let start = word.as_ptr() as usize - folded.text.as_ptr() as usize;
                let range = folded.original(start..start + word.len());
                prop_assert_eq!(&fold_typography(&text[range]).text, word);
            }
        }
    }
}
