//! Owns what counts as one word: where a passage may begin and end, and what a comparison of words
//! compares. Unlike a search index it must keep together what a misquotation would cut apart: a
//! compound at its hyphen, a number at its comma, its sign or its unit.

use super::classes::{
    clings, is_dash, is_double_mark, is_hangul, is_hebrew, is_hyphen, is_join_control,
    is_single_mark, is_unspaced,
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
/// syllable. So do the parts of `non-starter`, `town’s`, `צה"ל`, `1,550`, `5.3`, `U.S`, `9/11`, `4–5`, `5×8`, a number
/// with the sign, currency or percent mark at it, and a word with the signs that are part of it: `C++`, `d**n`.
#[must_use]
pub fn is_inside_word(text: &str, offset: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(offset) else {
        return false;
    };
    if signs_word(before, after) {
        return true;
    }
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
        return joins(last, next, after.next())
            || last.is_numeric() && is_unit(next)
            || is_raised_sign(next);
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
        _ if digits && (is_math(mark) || is_number_mark(mark)) => true,
        _ if is_double_mark(mark) => is_hebrew(left) && is_hebrew(right),
        _ if is_middle_dot(mark) => !stands_alone(left) && !stands_alone(right),
        _ => is_hyphen(mark) || is_single_mark(mark) || digits && is_dash(mark),
    }
}

/// A letter of a script that sets a middle dot between words.
fn stands_alone(c: char) -> bool {
    is_unspaced(c) || is_hangul(c) || c.is_numeric()
}

/// The point between the two letters of `col·laborar`, between syllables, and between the digits of a number.
fn is_middle_dot(c: char) -> bool {
    matches!(c, '\u{B7}' | '\u{387}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' | '\u{2E31}')
}

/// What parts the digits of one number beside the marks that part words as well: the separators of Arabic, wide forms,
/// bullets set for a point, the strokes of fractions, feet and inches.
fn is_number_mark(c: char) -> bool {
    is_middle_dot(c)
        || is_prime(c)
        || matches!(
            c,
            '*' | '\u{2D9}'
                | '\u{60C}'
                | '\u{66B}'
                | '\u{66C}'
                | '\u{2022}'
                | '\u{29F8}'
                | '\u{30FB}'
                | '\u{FF0C}'
                | '\u{FF0E}'
                | '\u{FF0F}'
                | '\u{FF1A}'
                | '\u{FF65}'
        )
}

/// A sign of arithmetic: `Sm` where texts have it, and what is typed for it.
pub(crate) fn is_math(c: char) -> bool {
    matches!(
        c,
        '+' | '<' | '=' | '>' | '^' | '~' | '\u{AC}' | '\u{B1}' | '\u{D7}' | '\u{F7}' | '\u{2044}' | '\u{2052}'
            | '\u{2200}'
            ..='\u{22FF}' | '\u{2A00}'
            ..='\u{2AFF}' | '\u{301C}' | '\u{FF0B}' | '\u{FF1C}'
            ..='\u{FF1E}' | '\u{FF5E}'
    ) || is_raised_sign(c)
}

/// A sign of an exponent or an index.
fn is_raised_sign(c: char) -> bool {
    matches!(c, '\u{207A}'..='\u{207E}' | '\u{208A}'..='\u{208E}')
}

/// A sign of feet, minutes or inches, seconds, no mark of any other use.
fn is_prime(c: char) -> bool {
    matches!(c, '\u{2032}'..='\u{2034}' | '\u{2057}')
}

/// A sign of a currency: those of `Sc` that stand beside digits.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '\u{A2}'
            ..='\u{A5}' | '\u{58F}' | '\u{60B}' | '\u{9F2}' | '\u{9F3}' | '\u{AF1}' | '\u{BF9}' | '\u{E3F}'
            | '\u{17DB}'
            | '\u{20A0}'
            ..='\u{20CF}' | '\u{FDFC}' | '\u{FE69}' | '\u{FF04}' | '\u{FFE0}' | '\u{FFE1}' | '\u{FFE5}' | '\u{FFE6}'
    )
}

/// A sign that says of how much a number is the part, or of what scale: percent, per mille, degrees.
pub(crate) fn is_measure(c: char) -> bool {
    matches!(
        c,
        '%' | '\u{B0}'
            | '\u{609}'
            | '\u{60A}'
            | '\u{66A}'
            | '\u{2030}'
            | '\u{2031}'
            | '\u{2103}'
            | '\u{2109}'
            | '\u{FE6A}'
            | '\u{FF05}'
    )
}

fn is_unit(c: char) -> bool {
    is_measure(c) || is_currency(c) || is_prime(c) || c == '+'
}

/// A dash is a sign only where nothing stands before it that it could part from the number.
fn is_sign(c: char, earlier: Option<char>) -> bool {
    if is_dash(c) {
        return earlier.is_none_or(|earlier| !is_lettered(earlier));
    }
    // A wave that parts is a dash.
    let is_wave = matches!(c, '\u{301C}' | '\u{FF5E}');
    is_currency(c) || is_math(c) && !is_wave || matches!(c, '#' | '№' | '§')
}

/// The signs and letters beside a place that are looked at: more than any word has that is written with signs.
const SIGNS: usize = 16;

/// Whether signs that are part of a word stand on either side of a place, or on both: those at the end of `C++` and
/// `A+`, or those in `d**n` and `K——n` that stand for letters.
fn signs_word(before: &str, after: &str) -> bool {
    let kind = |c: char| match c {
        '+' | '#' => Some('+'),
        '*' => Some('*'),
        '\u{2014}' | '\u{2015}' | '\u{2E3A}' | '\u{2E3B}' => Some('\u{2014}'),
        _ => None,
    };
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let Some(sign) = next.and_then(kind).or_else(|| last.and_then(kind)) else {
        return false;
    };
    let of_its_kind = |c: &char| kind(*c) == Some(sign);
    let left = before.chars().rev().take(SIGNS).take_while(of_its_kind).count();
    let right = after.chars().take(SIGNS).take_while(of_its_kind).count();
    let letter = |c: &char| is_lettered(*c) && !stands_alone(*c);
    let stem: Vec<char> = before.chars().rev().skip(left).take(3).take_while(letter).collect();
    let rest = after.chars().nth(right).filter(letter);
    let (Some(first), run) = (stem.last(), left + right) else {
        return false;
    };
    if right == 0 && rest.is_none() {
        return false;
    }
    match sign {
        '+' => true,
        '*' => rest.is_some() || stem.len() == 1 || stem.len() == 2 && run > 1 || run > 3,
        // A dash between words is set twice as well, but none of them is a letter, but for I.
        _ => {
            let is_wide = |c: char| matches!(c, '\u{2E3A}' | '\u{2E3B}');
            let run = run + usize::from(last.is_some_and(is_wide) || next.is_some_and(is_wide));
            run > 1
                && stem.len() == 1
                && !matches!(first, 'I' | 'Я' | 'я')
                && rest.is_some_and(char::is_lowercase)
        }
    }
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
            "5·3",
            "5٫3",
            "5∕8",
            "5×8",
            "10⁻⁶",
            "Na⁺",
            "20′30″",
            "20‱",
            "₿5",
            "§5",
            "C++",
            "C#",
            "A*",
            "d**n",
            "K——n",
            "paral·lel",
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
