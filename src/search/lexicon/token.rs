//! What a word is: the tokens of a text, with their bytes, for the index, the query and the highlights.
//!
//! A token is a run of letters and digits, folded. Marks of omission inside a word vanish (O’Brien →
//! obrien) and a possessive ending is dropped (Putin’s → putin), `U.S.` is `us`, `1,550` is `1550` and
//! `5.3` stays whole. [`super::alias`] adds the other names by which neighbouring tokens are known.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::fold::fold_char;
use crate::text::classes::{is_apostrophe, is_ideograph};
use crate::text::slice;

/// Letters of a word that count: longer ones are matched by their beginning.
const LONGEST: usize = 48;

/// How a token is written.
#[expect(clippy::struct_excessive_bools, reason = "four marks, each of its own")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TokenFlags {
    /// It begins with a capital.
    pub(crate) cap: bool,
    /// It has at least two letters, all capitals.
    pub(crate) all_caps: bool,
    /// It begins with a digit.
    pub(crate) number: bool,
    /// A hyphen joins it to the token before.
    pub(crate) joined: bool,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordToken<'a> {
    /// The word, folded; never empty.
    pub(crate) word: &'a str,
    /// Its bytes in the text, without a possessive ending.
    pub(crate) range: Range<usize>,
    /// How it is written.
    pub(crate) flags: TokenFlags,
}

/// Hands every word of `text` to `see`, in order.
pub(crate) fn each_token(text: &str, mut see: impl FnMut(&WordToken<'_>)) {
    let mut scan =
        Tokenizer { text, at: 0, word: String::new(), plain: false, flags: TokenFlags::default() };
    let mut last_end = None;
    while let Some(range) = scan.next_word() {
        scan.flags.joined = last_end.is_some_and(|end| is_hyphen(slice(text, end..range.start)));
        last_end = Some(scan.at);
        let word = if scan.plain { slice(text, range.clone()) } else { &scan.word };
        see(&WordToken { word, range, flags: scan.flags });
    }
}

/// The folded words of `text`.
#[cfg(test)]
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(text, |t| words.push(t.word.to_owned()));
    words
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}" | "\u{ad}-")
}

/// Whether a character beyond ASCII goes on with the word: a letter, or something that folds away. Some
/// apostrophes are letters elsewhere, so they are asked for first.
fn continues(c: char) -> bool {
    if is_apostrophe(c) {
        return false;
    }
    if c.is_alphanumeric() || is_combining_mark(c) {
        return true;
    }
    let mut nothing = true;
    fold_char(c, &mut |_| nothing = false);
    nothing
}

/// Whether a letter or a mark belongs to a script that sets no blanks between words: Thai, Lao, Burmese, Khmer.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}')
}

struct Tokenizer<'a> {
    text: &'a str,
    /// The byte after what has been read.
    at: usize,
    /// The word, unless it is plain.
    word: String,
    /// The word is what stands in the text: most are, and need not be copied.
    plain: bool,
    flags: TokenFlags,
}

impl Tokenizer<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(b) if b.is_ascii() => Some(char::from(*b)),
            Some(_) => slice(self.text, at..).chars().next(),
            None => None,
        }
    }

    fn is_letter_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|c| c.is_alphanumeric() && !is_apostrophe(c))
    }

    fn is_digit_at(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// Reads up to the end of the next word; its bytes, or `None` at the end of the text.
    fn next_word(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            while bytes.get(self.at).is_some_and(|b| b.is_ascii() && !b.is_ascii_alphanumeric()) {
                self.at += 1;
            }
            let c = self.peek(self.at)?;
            if let Some(range) = self.plain_word() {
                return Some(range);
            }
            if c.is_alphanumeric() && !is_apostrophe(c) {
                let range = self.read_word();
                if !self.word.is_empty() {
                    return Some(range);
                }
            } else {
                self.at += c.len_utf8();
            }
        }
    }

    /// Reads a word of small letters and digits of ASCII with a blank after it, if one stands here.
    fn plain_word(&mut self) -> Option<Range<usize>> {
        let rest = &self.text.as_bytes()[self.at..];
        let (length, capital) = ascii_word(rest);
        self.plain = (1..=LONGEST).contains(&length)
            && !capital
            && rest.get(length).is_none_or(|next| *next == b' ');
        self.plain.then(|| {
            self.flags = TokenFlags { number: rest[0].is_ascii_digit(), ..TokenFlags::default() };
            let start = self.at;
            self.at += length;
            start..self.at
        })
    }

    fn read_word(&mut self) -> Range<usize> {
        let start = self.at;
        let mut end = start;
        let mut seen = Letters::default();
        let mut after_alone = false;
        self.word.clear();
        while let Some(c) = self.peek(self.at) {
            let next = self.at + c.len_utf8();
            if c.is_ascii_alphanumeric() {
                if after_alone {
                    break;
                }
                self.at = self.read_ascii(&mut seen);
                end = self.at;
            } else if !c.is_ascii() && continues(c) {
                // Where words are not set apart each letter stands for itself, with its marks.
                let alone = is_ideograph(c) || is_unspaced(c);
                let mark = is_combining_mark(c);
                if (alone || after_alone) && !mark && seen.all > 0 {
                    break;
                }
                after_alone |= alone;
                seen.take(c);
                self.push(c);
                (self.at, end) = (next, next);
            } else if let Some(inner_mark) = self.inner_mark(c, next, start) {
                self.at = inner_mark.to;
                if inner_mark.ends {
                    break;
                }
                if inner_mark.keep {
                    self.word.push(c);
                }
            } else {
                break;
            }
        }
        self.flags = TokenFlags {
            cap: seen.cap,
            all_caps: seen.upper >= 2 && seen.lower == 0,
            number: seen.number,
            joined: false,
        };
        start..end
    }

    /// Reads a run of ASCII letters and digits, which most texts are made of; where it ends.
    fn read_ascii(&mut self, seen: &mut Letters) -> usize {
        let rest = slice(self.text, self.at..);
        let length = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let run = slice(rest, ..length);
        if let (0, Some(first)) = (seen.all, run.chars().next()) {
            seen.cap = first.is_ascii_uppercase();
            seen.number = first.is_ascii_digit();
        }
        seen.all += length;
        for b in run.bytes() {
            seen.upper += usize::from(b.is_ascii_uppercase());
            seen.lower += usize::from(b.is_ascii_lowercase());
        }
        let from = self.word.len();
        self.word.push_str(slice(run, ..length.min(LONGEST.saturating_sub(from))));
        if let Some(added) = self.word.get_mut(from..) {
            added.make_ascii_lowercase();
        }
        self.at + length
    }

    fn push(&mut self, c: char) {
        if self.word.len() < LONGEST {
            let word = &mut self.word;
            fold_char(c, &mut |f| {
                if f.is_alphanumeric() || is_combining_mark(f) {
                    word.push(f);
                }
            });
        }
    }

    /// Whether the mark `c`, which ends before `next`, stands inside a word, and where reading goes on.
    fn inner_mark(&self, c: char, next: usize, start: usize) -> Option<InnerMark> {
        let inside = |keep| Some(InnerMark { to: next, keep, ends: false });
        if is_apostrophe(c) && self.is_letter_at(next) {
            let possessive =
                matches!(self.peek(next), Some('s' | 'S')) && !self.continues_at(next + 1);
            return if possessive {
                Some(InnerMark { to: next + 1, keep: false, ends: true })
            } else {
                inside(false)
            };
        }
        let after_digit = self.at > 0 && self.is_digit_at(self.at - 1);
        match c {
            '.' if after_digit && self.is_digit_at(next) => inside(true),
            '.' if self.is_abbreviation(next, start) => inside(false),
            ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' if after_digit && self.is_group(next) => {
                inside(false)
            }
            _ => None,
        }
    }

    fn continues_at(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|c| {
            c.is_ascii_alphanumeric() || (!c.is_ascii() && !is_apostrophe(c) && continues(c))
        })
    }

    /// `1,550`: three digits and no more.
    fn is_group(&self, at: usize) -> bool {
        (at..at + 3).all(|i| self.is_digit_at(i))
            && !self.is_digit_at(at + 3)
            && self.word.bytes().all(|b| b.is_ascii_digit())
    }

    /// `U.S`: single letters with full stops between.
    fn is_abbreviation(&self, next: usize, start: usize) -> bool {
        let so_far = slice(self.text, start..self.at);
        let singles = so_far
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        let Some(letter) = self.peek(next) else {
            return false;
        };
        singles && letter.is_alphabetic() && !self.continues_at(next + letter.len_utf8())
    }
}

/// What a word has shown so far.
#[derive(Default)]
struct Letters {
    all: usize,
    upper: usize,
    lower: usize,
    cap: bool,
    number: bool,
}

impl Letters {
    fn take(&mut self, c: char) {
        if self.all == 0 {
            self.cap = c.is_uppercase();
            self.number = c.is_numeric();
        }
        self.all += 1;
        self.upper += usize::from(c.is_uppercase());
        self.lower += usize::from(c.is_lowercase());
    }
}

/// A mark inside a word.
struct InnerMark {
    /// Where reading goes on.
    to: usize,
    /// Whether the mark belongs to the word.
    keep: bool,
    /// Whether the word ends before it all the same.
    ends: bool,
}

// Where a word ends is what a processor guesses wrong, and most words are no longer than eight bytes: so eight
// are looked at together.

/// The same byte eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte.
const TOP: u64 = each(0x80);

/// The top bit of each byte of `bytes` that lies in `first..=last`. All bytes are below 128.
const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    // No sum carries into the next byte: 127 and 128 are 255.
    let from_first = bytes + each(0x80 - first);
    let after_last = bytes + each(0x7f - last);
    from_first & !after_last & TOP
}

/// How many of the first bytes are ASCII letters or digits, and whether a capital is among them.
pub(crate) fn ascii_word(bytes: &[u8]) -> (usize, bool) {
    let (mut length, mut capital) = (0, false);
    loop {
        let rest = &bytes[length..];
        let eight = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut eight = [0; 8];
            eight[..rest.len()].copy_from_slice(rest);
            eight
        });
        let eight = u64::from_le_bytes(eight);
        let low = eight & !TOP;
        let capitals = within(low, b'A', b'Z') & !eight;
        let letters = within(low, b'a', b'z') | within(low, b'0', b'9');
        let ends = !(capitals | letters & !eight) & TOP;
        // The bits below the first end: nothing after it counts.
        let before = (ends & ends.wrapping_neg()).wrapping_sub(1);
        capital |= capitals & before != 0;
        length += ends.trailing_zeros() as usize / 8;
        if ends != 0 {
            return (length, capital);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_what_a_reader_calls_words() {
        for (text, expected) in [
            ("They’re Putin’s words", "theyre putin words"),
            ("don't O`Brien ʼtis", "dont obrien tis"),
            ("the U.S.-led U.S. and U.S.S.R. talks.", "the us led us and ussr talks"),
            ("1,550 warheads, 5.3 per cent, 1,2", "1550 warheads 5.3 per cent 1 2"),
            ("10\u{a0}000 and 1\u{202f}550", "10000 and 1550"),
            ("New\u{a0}START", "new start"),
            ("non\u{2011}starter in-depth", "non starter in depth"),
            ("mora\u{ad}torium de\u{301}tente", "moratorium detente"),
            ("J.K.Rowling", "jk rowling"),
            ("Лавров: «договор»", "lavrov dogovor"),
            ("条约 ok", "条 约 ok"),
            ("नमस्ते कल", "नमस्ते कल"),
            ("ไปๆ ok", "ไ ป ๆ ok"),
            ("น้ำใจ", "น\u{e49} \u{e4d}\u{e32} ใ จ"),
            ("'tis ’90s", "tis 90s"),
            ("Russians' offer", "russians offer"),
            ("", ""),
            ("“” … — ", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn looks_are_kept() {
        let mut looks = Vec::new();
        each_token("New START U.S. non-Starter 12", |t| {
            looks.push((t.flags.cap, t.flags.all_caps, t.flags.joined, t.flags.number));
        });
        assert_eq!(
            looks,
            [
                (true, false, false, false),
                (true, true, false, false),
                (true, true, false, false),
                (false, false, false, false),
                (true, false, true, false),
                (false, false, false, true),
            ]
        );
    }

    proptest! {
        #[test]
        fn any_text_has_words_in_order(text in "\\PC{0,60}") {
            let mut end = 0;
            each_token(&text, |t| {
                assert!(t.range.start >= end && t.range.end > t.range.start);
                assert!(text.get(t.range.clone()).is_some());
                assert!(!t.word.is_empty());
                end = t.range.end;
            });
        }

        #[test]
        fn a_word_alone_is_itself(text in "\\PC{0,40}") {
            let mut all = Vec::new();
            each_token(&text, |t| all.push((t.word.to_owned(), text[t.range.clone()].to_owned())));
            for (word, slice) in all {
                let again = words(&slice);
                prop_assert_eq!(again.concat(), word, "{:?}", slice);
            }
        }

        #[test]
        fn a_run_ends_at_the_first_byte_that_is_neither_letter_nor_digit(
            bytes in proptest::collection::vec(
                prop_oneof![3 => proptest::char::range('0', 'z').prop_map(|c| c as u8), 1 => any::<u8>()],
                0..40,
            ),
        ) {
            let length = bytes.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let capital = bytes[..length].iter().any(u8::is_ascii_uppercase);
            prop_assert_eq!(ascii_word(&bytes), (length, capital));
        }
    }
}
