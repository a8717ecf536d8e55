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
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

/// Folds white space only: each run of it (no-break spaces too) becomes one space.
#[must_use]
pub fn collapse_white_space(text: &str) -> Folded {
    let mut folding = Folding::new(text);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (run, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        if run.is_empty() {
            folding.space(at, c);
            rest = rest.strip_prefix(c).unwrap_or_default();
        } else {
            folding.flush_space();
            folding.copy(at, run);
            rest = after;
        }
    }
    folding.finish()
}

/// Folds white space and typography, but not case.
///
/// - Letters are composed (NFC), and those that stand for others are written out (`ﬁ` `ſ` `ĳ` `™` `Ａ` `ｶ` as `fi`
///   `s` `ij` `TM` `A` `カ`), as Unicode's compatibility decompositions say.
/// - Digits never change a number: `½` is `1/2` and `1½` is `1 1/2`; `²` is `2` after a letter and `^2` elsewhere;
///   what has no such form (`①`, `⑽`) stays.
/// - Every single quotation mark, apostrophe and prime becomes `'`, every double one `"` (corner brackets and
///   guillemets too), every hyphen, dash and minus `-`, and so does a run of them; `…` becomes `...`.
/// - Runs of white space become one space.
/// - What shows nothing goes: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors.
///
/// Folding what is folded changes nothing.
#[must_use]
pub fn fold_typography(text: &str) -> Folded {
    let mut folding = Folding::new(text);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (run, after) = rest.split_at(plain_run(rest));
        if run.is_empty() {
            rest = rest.strip_prefix(c).unwrap_or_default();
            folding.take(at, c, rest);
        } else {
            folding.flush_cluster();
            folding.flush_space();
            folding.copy(at, run);
            rest = after;
        }
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
    let folds = |b: &u8| !b.is_ascii_graphic() || matches!(b, b'`' | b'-');
    let run = bytes.iter().position(folds).unwrap_or(bytes.len());
    // The last character may be the base of a mark.
    run - usize::from(run > 0 && bytes.get(run).is_some_and(|b| !b.is_ascii()))
}

/// Stretches an Arabic word to fill its line, and is no letter of it.
const TATWEEL: char = '\u{640}';

/// Whether a character shows nothing of its own, and goes.
fn is_dropped(c: char) -> bool {
    is_default_ignorable(c) || c == TATWEEL
}

/// A folding under way: at most one of the run of white space and the cluster is held back.
struct Folding<'a> {
    source: &'a str,
    out: Folded,
    space: Option<Range<usize>>,
    /// What the characters held back fold to, but for composition and marks.
    cluster: String,
    cluster_at: Range<usize>,
    /// The composition of the cluster so far, while nothing in it blocks a further one.
    head: Option<char>,
    /// What one character stands for.
    letters: String,
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
            letters: String::new(),
        }
    }

    fn copy(&mut self, at: usize, run: &str) {
        self.out.push(run, at..at + run.len(), true);
    }

    /// Folds the character at `at`; `rest` is what follows it.
    fn take(&mut self, at: usize, c: char, rest: &str) {
        let end = at + c.len_utf8();
        if is_dropped(c) {
            // A variation selector belongs to what is drawn of the character before it.
            if is_variation_selector(c) && !self.cluster.is_empty() && self.cluster_at.end == at {
                self.cluster_at.end = end;
            }
            return;
        }
        if c.is_whitespace() {
            self.flush_cluster();
            self.space(at, c);
            return;
        }
        self.letters.clear();
        if is_dash(c) {
            self.letters.push('-');
        } else if may_stand_for_others(c) && fold_mark(c).is_none() {
            let after = rest.chars().find(|c| !is_dropped(*c));
            let printed = self.source.get(..at).and_then(|before| before.chars().next_back());
            if printed.is_some_and(is_raised) && is_raised(c) {
                write_out(c, Some('^'), after, &mut self.letters);
            } else {
                let before = self.cluster.chars().next_back().or_else(|| self.out.last());
                let before = if self.space.is_some() { None } else { before };
                write_out(c, before, after, &mut self.letters);
            }
        } else {
            self.letters.push(c);
        }
        if self.letters == "-" && self.cluster.ends_with('-') {
            self.cluster_at.end = end;
            return;
        }
        let mut letters = self.letters.chars();
        if letters.next().is_some_and(|first| self.extends_cluster(first)) {
            let head = self
                .letters
                .chars()
                .try_fold(self.head, |head, c| head.and_then(|head| compose(head, c)).map(Some));
            self.head = head.flatten();
            self.cluster_at.end = end;
        } else {
            self.flush_cluster();
            self.flush_space();
            self.head = self.letters.chars().next_back();
            self.cluster_at = at..end;
        }
        self.cluster.push_str(&self.letters);
    }

    fn space(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        self.space = Some(self.space.take().map_or(at, |run| run.start)..end);
    }

    fn flush_space(&mut self) {
        if let Some(run) = self.space.take() {
            self.out.push(" ", run, false);
        }
    }

    /// Whether NFC may look at this character together with those before it.
    fn extends_cluster(&self, c: char) -> bool {
        !c.is_ascii()
            && !self.cluster.is_empty()
            && (canonical_combining_class(c) != 0
                || self.head.is_some_and(|head| compose(head, c).is_some()))
    }

    fn flush_cluster(&mut self) {
        if self.cluster.is_empty() {
            return;
        }
        let mut folded = String::with_capacity(self.cluster.len());
        for c in self.cluster.nfc() {
            match fold_mark(c) {
                Some(other) => folded.push_str(other),
                None => folded.push(c),
            }
        }
        let same = self.source.get(self.cluster_at.clone()) == Some(&folded);
        self.out.push(&folded, self.cluster_at.clone(), same);
        self.cluster.clear();
    }

    fn finish(mut self) -> Folded {
        self.flush_cluster();
        self.flush_space();
        self.out
    }
}

/// What a mark of punctuation folds to, if it is one that has many forms.
fn fold_mark(c: char) -> Option<&'static str> {
    if is_single_mark(c) {
        Some("'")
    } else if is_double_mark(c) {
        Some("\"")
    } else if is_dash(c) {
        Some("-")
    } else {
        match c {
            '…' | '⋯' => Some("..."),
            '‥' => Some(".."),
            _ => None,
        }
    }
}

/// Whether a character lies in one of the blocks that hold compatibility letters: most of any text is told from
/// them by its number.
fn may_stand_for_others(c: char) -> bool {
    matches!(c,
        '\u{AA}' | '\u{B2}'..='\u{BE}' | '\u{132}'..='\u{17F}' | '\u{1C4}'..='\u{1F3}' | '\u{2B0}'..='\u{2E4}'
        | '\u{3D0}'..='\u{3F9}' | '\u{587}' | '\u{675}'..='\u{678}' | '\u{E33}' | '\u{EB3}' | '\u{EDC}'
        | '\u{EDD}' | '\u{F0C}' | '\u{F77}' | '\u{F79}' | '\u{10FC}' | '\u{1D2C}'..='\u{1DBF}'
        | '\u{1E9A}' | '\u{1E9B}' | '\u{203C}'..='\u{2057}' | '\u{2070}'..='\u{209C}' | '\u{20A8}'
        | '\u{2100}'..='\u{2189}' | '\u{222C}'..='\u{2230}' | '\u{2A74}'..='\u{2A76}' | '\u{2C7C}' | '\u{2C7D}'
        | '\u{2D6F}' | '\u{2E9F}'..='\u{2FD5}' | '\u{3036}'..='\u{303A}' | '\u{309F}' | '\u{30FF}'
        | '\u{3192}'..='\u{319F}' | '\u{3200}'..='\u{33FF}' | '\u{A69C}' | '\u{A69D}' | '\u{A770}'
        | '\u{A7F2}'..='\u{A7F9}' | '\u{AB5C}'..='\u{AB69}' | '\u{FB00}'..='\u{FDFC}' | '\u{FE10}'..='\u{FEFC}'
        | '\u{FF01}'..='\u{FFEE}' | '\u{1D400}'..='\u{1D7FF}' | '\u{1EE00}'..='\u{1EEBB}'
        | '\u{1F110}'..='\u{1F16C}' | '\u{1F200}'..='\u{1F251}' | '\u{1FBF0}'..='\u{1FBF9}'
    )
}

/// A superscript or subscript digit or sign.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{B2}' | '\u{B3}' | '\u{B9}' | '\u{2070}' | '\u{2074}'..='\u{207E}' | '\u{2080}'..='\u{208E}')
}

/// Whether a character is read as a digit once it is folded: `Ⅳ` and `㈠` are numbers of Unicode, and are written out
/// in letters.
fn folds_to_digit(c: char) -> bool {
    let mut any = false;
    decompose_compatible(c, |letter| any |= letter.is_numeric());
    any && c.is_numeric()
}

/// Writes what a character stands for, between the folded character before it and the one that follows; within a
/// run of raised ones, that before is `^`. A character whose digits could be read together with others, or as
/// others, stands for itself.
fn write_out(c: char, before: Option<char>, after: Option<char>, out: &mut String) {
    decompose_compatible(c, |letter| {
        out.push(match letter {
            '\u{2044}' => '/',
            letter if is_dash(letter) => '-',
            letter => letter,
        });
    });
    let (first, last) = (out.chars().next(), out.chars().next_back());
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let before_digit = after.is_some_and(folds_to_digit);
    let may_be_read_on = match after {
        Some(c) => (before_digit && !is_raised(c)) || matches!(c, '/' | '\u{2044}'),
        None => false,
    };
    let stands = match c {
        // Spaced accents, and the letters of which syllables are made.
        _ if first == Some(' ') || matches!(c, '\u{FFA0}'..='\u{FFDC}') => false,
        '\u{FF10}'..='\u{FF19}' | '\u{1D7CE}'..='\u{1D7FF}' | '\u{1FBF0}'..='\u{1FBF9}' => true,
        // A fraction after a digit is a mixed number.
        '\u{BC}'..='\u{BE}' | '\u{2150}'..='\u{215E}' | '\u{2189}' => {
            if is_digit(before) {
                out.insert(0, ' ');
            }
            let fuses = |c| c == '/' || may_stand_for_others(c);
            !may_be_read_on && !before.is_some_and(fuses)
        }
        // A power, an index or the mark of a note.
        c if is_raised(c) => {
            let goes_on = after.is_some_and(is_raised);
            if before != Some('^') && (goes_on || !is_letter(before)) {
                out.insert(0, if matches!(c, '\u{2080}'..) { '_' } else { '^' });
            }
            goes_on || !before_digit
        }
        _ if out.contains(char::is_numeric) => {
            is_letter(first) && !(may_be_read_on && is_digit(last))
        }
        _ => true,
    };
    if !stands {
        out.clear();
        out.push(c);
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

    /// The last character of the folded text.
    fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// Whether a byte of the folded text begins what some character of the original folds to, or is its end:
    /// not between two of the dots of `…`.
    #[must_use]
    pub fn is_between_characters(&self, at: usize) -> bool {
        match self.run_at(at) {
            Some(run) => run.verbatim || run.folded == at || at >= self.text.len(),
            None => true,
        }
    }

    /// Appends what some bytes of the original fold to; neither may be empty.
    fn push(&mut self, folded: &str, original: Range<usize>, verbatim: bool) {
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
    fn letters_that_stand_for_others_fold() {
        for (form, folded) in [
            ("ﬁrst eﬃcient ﬂoor, oﬀ ﬆ", "first efficient floor, off st"),
            ("Congreſs ĳs ŉ", "Congress ijs 'n"),
            ("№ 5 ™ ℃ ㎞", "No 5 TM °C km"),
            ("ＡＢＣ，１２３！（ｶﾞ）", "ABC,123!(ガ)"),
            ("Ⅳ 1ᵉʳ ª", "IV 1er a"),
            ("น้ำ ﷼ ﻻ", "น\u{e49}\u{e4d}า ریال لا"),
            ("❤\u{FE0F} 葛\u{E0100}", "❤ 葛"),
            ("so‥ on⋯", "so.. on..."),
            ("yes--no --- so", "yes-no - so"),
        ] {
            assert_eq!(fold_typography(form).text, folded);
        }
    }

    #[test]
    fn no_digit_changes_a_number() {
        for (form, folded) in [
            ("½ and 1½, ¼", "1/2 and 1 1/2, 1/4"),
            ("5² 10²³ 10⁻³ 5₂", "5^2 10^23 10^-3 5_2"),
            ("m² CO₂ H₂O km²", "m2 CO2 H2O km2"),
            ("closed.¹ ¹ so²³", "closed.^1 ^1 so^23"),
            ("½5 1/½ m²5 m²\u{200B}5", "½5 1/½ m²5 m²5"),
            ("① ⑽ ⒈ ㊿ ⅟5", "① ⑽ ⒈ ㊿ ⅟5"),
            ("5㎡ ㎡5", "5m2 ㎡5"),
            ("٣ ३ 三 〇", "٣ ३ 三 〇"),
            ("⁻㈠ m²Ⅳ ½㊀", "^-(一) m2IV 1/2一"),
            ("m²\u{640}5", "m²5"),
        ] {
            assert_eq!(fold_typography(form).text, folded, "{form}");
        }
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
        "\u{11AB}", "Å", "\u{212B}", "ﬁ", "½", "²", "5", "--", "ｶ", "ﾞ", "™", "ำ", "❤", "\u{FE0F}",
        "Ａ", "№", "⁻", "₂", "/", "㎡", "①", "㈠", "Ⅳ", "㆒", "\u{640}",
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
