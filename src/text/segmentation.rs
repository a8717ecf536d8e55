//! Owns what counts as one word: where a passage may begin and end, and what a comparison of words
//! compares. Unlike a search index it must keep together what a misquotation would cut apart: a
//! compound at its hyphen, a number at its comma, its sign or its unit.

use super::classes::{
    clings, is_dash, is_double_mark, is_hebrew, is_hyphen, is_join_control, is_single_mark,
    is_unspaced,
};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// A word or a mark of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSegment {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it has a letter or a digit.
    pub is_word: bool,
}

/// The words and the punctuation of a text in order; between them is white space only.
pub fn segments(text: &str) -> impl Iterator<Item = TextSegment> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| !c.is_whitespace())?;
        let mut end = start + first.len_utf8();
        let mut last = first;
        let mut is_word = first.is_alphanumeric();
        while let Some(&(at, c)) = chars.peek() {
            let same_dots = c == '.' && last == '.';
            if c.is_whitespace() || !(same_dots || is_inside_word(text, at)) {
                break;
            }
            is_word |= c.is_alphanumeric();
            (end, last) = (at + c.len_utf8(), c);
            chars.next();
        }
        Some(TextSegment { range: start..end, is_word })
    })
}

/// Whether a byte offset lies inside a word, so that a passage that begins or ends there would cut
/// one. `offset` must be a character boundary; the ends of the text are inside nothing.
///
/// Letters and digits belong together, but not in scripts without blanks, where a passage may begin and end at any
/// syllable. So do the parts of `non-starter`, `town’s`, `צה"ל`, `1,550`, `5.3`, `U.S`, `9/11`, `4–5`, and a number
/// with the sign, currency or percent mark at it.
#[must_use]
pub fn is_inside_word(text: &str, offset: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else {
        return false;
    };
    let mut before = before.chars().rev();
    let mut after = after.chars();
    let (Some(last), Some(next)) = (before.next(), after.next()) else {
        return false;
    };
    if extends(next) || is_join_control(last) {
        return !last.is_whitespace() && !next.is_whitespace();
    }
    if is_regional(last) && is_regional(next) {
        return true;
    }
    if is_lettered(last) && is_lettered(next) {
        let unspaced = is_unspaced(base(last, before)) || is_unspaced(next);
        return !unspaced || clings(last, next);
    }
    if is_lettered(last) {
        return joins(last, next, after.next()) || last.is_numeric() && is_unit(next);
    }
    if is_lettered(next) {
        let earlier = before.next();
        return earlier.is_some_and(|earlier| joins(earlier, last, Some(next)))
            || next.is_numeric() && is_sign(last, earlier);
    }
    false
}

/// What is drawn together with the character before it.
fn extends(c: char) -> bool {
    is_combining_mark(c) || is_join_control(c) || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Half of a flag.
fn is_regional(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// The character that the marks before an offset stand on.
fn base(last: char, mut before: impl Iterator<Item = char>) -> char {
    if is_combining_mark(last) {
        before.find(|&c| !is_combining_mark(c)).unwrap_or(last)
    } else {
        last
    }
}

fn is_lettered(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

fn joins(left: char, mark: char, right: Option<char>) -> bool {
    let Some(right) = right.filter(|&right| is_lettered(left) && is_lettered(right)) else {
        return false;
    };
    let digits = left.is_numeric() && right.is_numeric();
    match mark {
        '.' => left.is_numeric() == right.is_numeric(),
        ',' | ':' => digits,
        '/' | '&' | '@' => true,
        _ if is_double_mark(mark) => is_hebrew(left) && is_hebrew(right),
        _ => is_hyphen(mark) || is_single_mark(mark) || digits && is_dash(mark),
    }
}

fn is_unit(c: char) -> bool {
    matches!(c, '%' | '‰' | '°' | '$' | '€' | '£' | '¥' | '₽' | '₹' | '₩' | '₪' | '+')
}

/// A dash is a sign only where nothing stands before it that it could part from the number.
fn is_sign(c: char, earlier: Option<char>) -> bool {
    matches!(
        c,
        '$' | '€'
            | '£'
            | '¥'
            | '₽'
            | '₹'
            | '₩'
            | '₪'
            | '#'
            | '№'
            | '+'
            | '±'
            | '~'
            | '≈'
            | '<'
            | '>'
            | '≤'
            | '≥'
    ) || is_dash(c) && earlier.is_none_or(|earlier| !is_lettered(earlier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        segments(text).map(|segment| &text[segment.range]).collect()
    }

    #[test]
    fn words_and_punctuation() {
        assert_eq!(parts("“Yes,” he said."), ["“", "Yes", ",", "”", "he", "said", "."]);
        assert_eq!(parts("are shaped ,"), ["are", "shaped", ","]);
        assert_eq!(parts("so… and..."), ["so", "…", "and", "..."]);
        assert_eq!(parts("the treaty—which"), ["the", "treaty", "—", "which"]);
        assert_eq!(parts(""), [""; 0]);
    }

    #[test]
    fn words_stay_whole() {
        for word in [
            "non-starter",
            "non\u{2011}starter",
            "town’s",
            "o'clock",
            "1,550",
            "5.3",
            "U.S",
            "14:27",
            "9/11",
            "4–5",
            "2026-02-05",
            "-5",
            "$350",
            "5%",
            "~5",
            "≥5",
            "60+",
            "R&D",
            "cafe\u{301}s",
            "می\u{200C}خواهم",
            "👩\u{200D}🚀",
            "🇷🇺",
        ] {
            assert_eq!(parts(word), [word]);
        }
        assert_eq!(parts("条約 は"), ["条", "約", "は"]);
        assert_eq!(parts("ท่าเรือปิด"), ["ท่า", "เรื", "อ", "ปิ", "ด"]);
        assert_eq!(parts("កំពង់ផ្លូវ"), ["កំ", "ព", "ង់", "ផ្លូ", "វ"]);
        assert_eq!(parts("コンピューター"), ["コ", "ン", "ピュー", "ター"]);
        assert_eq!(parts("항구가 צה\"ל"), ["항구가", "צה\"ל"]);
    }

    #[test]
    fn passages_may_begin_and_end_between_words_only() {
        let text = "a non-starter, 1,350 units";
        let inside: Vec<usize> = (0..=text.len()).filter(|&at| is_inside_word(text, at)).collect();
        assert!((3..13).all(|at| inside.contains(&at)), "{inside:?}");
        assert!(
            ![0, 1, 2, 13, 14, 15, 20, 21, 26].iter().any(|at| inside.contains(at)),
            "{inside:?}"
        );
        assert!((16..20).all(|at| inside.contains(&at)));
        assert!(!is_inside_word("— 5", 3) && !is_inside_word("ends—so", 4));
    }

    proptest! {
        #[test]
        fn only_white_space_is_between_tokens(text in "[a-z0-9 ,.'’\"—\\-\u{301}漢\n…%$]{0,40}") {
            let mut at = 0;
            for segment in segments(&text) {
                prop_assert!(text[at..segment.range.start].chars().all(char::is_whitespace));
                prop_assert!(!text[segment.range.clone()].contains(char::is_whitespace));
                prop_assert!(!is_inside_word(&text, segment.range.end) || text[..segment.range.end].ends_with(char::is_whitespace));
                prop_assert_eq!(segment.is_word, text[segment.range.clone()].contains(char::is_alphanumeric));
                at = segment.range.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
