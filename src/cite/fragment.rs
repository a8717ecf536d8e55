//! Text fragments: an address at whose end the words stand that a browser shall scroll to and light.
//!
//! Follows the URL Fragment Text Directives draft of the WICG: `#:~:text=start[,end]`. A short passage is
//! named whole, a long one by its first and last words, which survive small differences in between.
//! Everything but letters and digits is percent-encoded: `-`, `,` and `&` have a meaning in a directive,
//! and the rest would be cut off by whoever makes links out of plain text.

use std::fmt::Write as _;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::classes::{is_join_control, is_variation_selector};

/// Passages of at most so many words are named whole.
const WHOLE: usize = 12;
/// So many words name the beginning of a longer one, and its end.
const ENDS: usize = 6;
/// With fewer words a beginning may stand in many places.
const TELLING: usize = 3;
/// A run of letters without blanks that is longer, in bytes, is cut at its punctuation: some scripts have no
/// blanks.
const LONGEST_WORD: usize = 40;

/// `address` with a directive for `text`; as it is where the text has no word. A fragment that is
/// already there is kept, a text directive in it replaced.
#[must_use]
pub fn at(address: &str, text: &str) -> String {
    let Some(directive) = directive(text) else {
        return address.to_owned();
    };
    let address = address.split(":~:").next().unwrap_or(address);
    let mark = if address.contains('#') { "" } else { "#" };
    format!("{address}{mark}:~:text={directive}")
}

/// The value of a text directive, `start` or `start,end`, percent-encoded. `None` without a word.
#[must_use]
pub fn directive(text: &str) -> Option<String> {
    // What the page may print otherwise is not looked for: the words around it are.
    let parts: Vec<&str> = parts(text);
    let last = *parts.last()?;
    let tells = |part: &&str| words(part).len() >= TELLING;
    let first = parts.iter().copied().find(tells).or_else(|| parts.first().copied())?;
    if !std::ptr::eq(first, last) {
        let (start, end) = (words(first), words(last));
        let start = phrase(first, &start[..start.len().min(ENDS)]);
        let end = phrase(last, &end[end.len().saturating_sub(ENDS)..]);
        return Some(format!("{},{}", encode(start), encode(end)));
    }
    let all = words(first);
    let ends = (all.len() > WHOLE).then(|| end_from(first, &all)).flatten();
    Some(match ends {
        Some(from) => {
            let (start, end) = (phrase(first, &all[..ENDS]), phrase(first, &all[from..]));
            format!("{},{}", encode(start), encode(end))
        }
        None => encode(phrase(first, &all)),
    })
}

/// The parts of a text that a page prints as they are, as far as they have words: what lies between ellipses, dashes,
/// which pages set in several ways, brackets, whose words are the editor's, and the ends of lines.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let twice = chars.peek().is_some_and(|(_, next)| *next == c);
        let breaks = match c {
            '[' => true,
            ']' => depth > 0,
            '…' | '–' | '—' | '―' | '−' | '\n' => true,
            '-' => twice || text.get(..at).is_some_and(|before| before.ends_with(' ')),
            '.' => twice,
            _ => false,
        };
        if breaks {
            if depth == 0 {
                parts.push(text.get(start..at).unwrap_or_default());
            }
            match c {
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            start = at + c.len_utf8();
        }
    }
    // A bracket that is never closed is none.
    parts.push(text.get(start..).unwrap_or_default());
    parts.retain(|part| part.contains(char::is_alphanumeric));
    parts
}

/// The words of a text as bytes, without the punctuation at their ends.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in text.split_inclusive(char::is_whitespace) {
        match word_in(run) {
            Some(word) if word.len() > LONGEST_WORD => {
                let parts = words_without_blanks(run, word);
                found.extend(parts.into_iter().map(|part| start + part.start..start + part.end));
            }
            Some(word) => found.push(start + word.start..start + word.end),
            None => {}
        }
        start += run.len();
    }
    found
}

/// What of a run is its word: from its first letter or digit to its last, with the marks that the last one carries.
fn word_in(run: &str) -> Option<Range<usize>> {
    let (start, _) = run.char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let (last, c) = run.char_indices().rev().find(|(_, c)| c.is_alphanumeric())?;
    let end = last + c.len_utf8();
    let marks = run.get(end..)?.chars().take_while(|c| extends(*c)).map(char::len_utf8);
    Some(start..end + marks.sum::<usize>())
}

/// Where a long run may be cut: at what is no letter. Where words of a script without blanks part, a browser
/// knows from a dictionary, and a cut anywhere else finds nothing.
fn words_without_blanks(run: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, c) in run.char_indices().filter(|(at, _)| within.contains(at)) {
        let end = at + c.len_utf8();
        match parts.last_mut() {
            Some(part) if part.end == at && (c.is_alphanumeric() || extends(c)) => part.end = end,
            _ if c.is_alphanumeric() => parts.push(at..end),
            _ => {}
        }
    }
    parts
}

/// Whether a character belongs to the letter before it.
fn extends(c: char) -> bool {
    is_combining_mark(c) || is_join_control(c) || is_variation_selector(c)
}

/// From the first to the last of some words.
fn phrase<'a>(text: &'a str, words: &[Range<usize>]) -> &'a str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or(text),
        _ => text,
    }
}

/// The word from which the rest names the end and nothing before it: a browser stops at the first place
/// after the start that has these words. `None` where the passage repeats itself too much for that.
///
/// What ends a text and stands in it earlier too is, read backwards, a prefix that it has twice: the longest of
/// these is found in one pass (the Z function, Gusfield 1997).
fn end_from(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let rest = words.get(ENDS..)?.iter().rev();
    let back: Vec<String> =
        rest.filter_map(|w| Some(text.get(w.clone())?.to_lowercase())).collect();
    let mut longest = vec![0; back.len()];
    let (mut from, mut upto) = (0, 0);
    for at in 1..back.len() {
        let known = if at < upto { longest[at - from].min(upto - at) } else { 0 };
        let more = back[known..].iter().zip(&back[at + known..]).take_while(|(a, b)| a == b);
        longest[at] = known + more.count();
        if at + longest[at] > upto {
            (from, upto) = (at, at + longest[at]);
        }
    }
    let repeated = longest.iter().max().copied().unwrap_or_default();
    let count = ENDS.max(repeated + 1);
    (count < back.len()).then(|| words.len() - count)
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_short_passage_is_named_whole() {
        assert_eq!(
            at("https://example.org/a", "well-being, peace & “calm”,"),
            "https://example.org/a#:~:text=well%2Dbeing%2C%20peace%20%26%20%E2%80%9Ccalm"
        );
    }

    #[test]
    fn a_long_passage_is_named_by_its_ends() {
        let text = "one two three four five six seven eight nine ten eleven twelve thirteen.";
        assert_eq!(
            directive(text).unwrap(),
            "one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen"
        );
    }

    #[test]
    fn an_end_that_stands_earlier_too_is_made_longer() {
        let text = "a b c d e f no no no no no no stop yes no no no no no no";
        let value = directive(text).unwrap();
        assert_eq!(value.split_once(',').unwrap().1, "yes%20no%20no%20no%20no%20no%20no");
    }

    #[test]
    fn a_word_keeps_the_marks_of_its_last_letter() {
        assert_eq!(directive("cafe\u{301}.").unwrap(), "cafe%CC%81");
        assert_eq!(directive("«ที่»").unwrap(), encode("ที่"));
    }

    #[test]
    fn scripts_without_blanks_are_cut_at_their_marks_only() {
        let clause = "新しい条約についての交渉はまだ始まっていない";
        let value = directive(&[clause; 14].join("、")).unwrap_or_default();
        // Clauses that are all alike tell no end, so the passage is named whole.
        assert!(!value.contains(','), "{value}");
        let clauses: Vec<String> = (0..14).map(|n| format!("{clause}{n}")).collect();
        let value = directive(&clauses.join("、")).unwrap();
        let (start, end) = value.split_once(',').unwrap();
        assert_eq!(decode(start), clauses[..6].join("、"));
        assert_eq!(decode(end), clauses[8..].join("、"));
        let thai = "ประเทศไทยจะเข้าร่วมการประชุมในเดือนหน้า".repeat(20);
        assert_eq!(decode(&directive(&thai).unwrap()), thai, "no cut inside a word");
    }

    #[test]
    fn the_end_is_the_one_that_trying_every_length_finds() {
        fn tried(text: &str, words: &[Range<usize>]) -> Option<usize> {
            let folded: Vec<&str> = words.iter().map(|word| &text[word.clone()]).collect();
            let rest = &folded[ENDS..];
            (ENDS..rest.len())
                .find(|n| {
                    let end = &rest[rest.len() - n..];
                    rest.windows(*n).filter(|window| *window == end).count() == 1
                })
                .map(|n| words.len() - n)
        }
        proptest!(|(letters in proptest::collection::vec("[ab]", 13..60))| {
            let text = letters.join(" ");
            let words = words(&text);
            prop_assert_eq!(end_from(&text, &words), tried(&text, &words));
        });
    }

    #[test]
    fn a_text_that_repeats_itself_costs_no_more_than_its_length() {
        let text = "word ".repeat(200_000);
        assert!(directive(&text).is_some_and(|value| value.len() > text.len()));
    }

    #[test]
    fn what_an_ellipsis_leaves_out_is_not_looked_for() {
        assert_eq!(
            directive("the parties […] are free … at last"),
            Some("the%20parties,at%20last".into())
        );
    }

    #[test]
    fn what_a_page_may_print_otherwise_is_not_looked_for() {
        for (text, value) in [
            ("We keep the limits – no more", "We keep the limits,no more"),
            ("We keep the limits - no more", "We keep the limits,no more"),
            ("We keep the limits--no more", "We keep the limits,no more"),
            ("The [Russian] side is ready to keep it", "side is ready to keep it"),
            ("We are ready [to keep it] for one year", "We are ready,for one year"),
            ("[We] are ready", "are ready"),
            ("1,350 – no more than that", "no more than that"),
            ("the well-known limits of 2010", "the well-known limits of 2010"),
            (
                "the first line ends\nthe second line goes on",
                "the first line ends,the second line goes on",
            ),
        ] {
            let decoded: Vec<String> = directive(text).unwrap().split(',').map(decode).collect();
            assert_eq!(decoded.join(","), value, "{text}");
        }
    }

    #[test]
    fn a_fragment_is_kept_and_a_directive_replaced() {
        assert_eq!(at("https://e.org/#s", "x"), "https://e.org/#s:~:text=x");
        assert_eq!(at("https://e.org/#s:~:text=old", "x"), "https://e.org/#s:~:text=x");
        assert_eq!(at("https://e.org/", " — ”"), "https://e.org/");
    }

    proptest! {
        #[test]
        fn a_directive_has_no_character_of_its_own(text in any::<String>()) {
            if let Some(value) = directive(&text) {
                prop_assert!(value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'%' || b == b','));
                prop_assert!(value.matches(',').count() <= 1);
            } else {
                prop_assert!(!text.contains(char::is_alphanumeric));
            }
        }

        #[test]
        fn both_ends_are_the_texts_own_and_do_not_overlap(text in "([a-c]{1,2}[ ,.—-]{1,2}|…|漢字){0,60}") {
            if let Some(value) = directive(&text) {
                match value.split_once(',') {
                    None => prop_assert!(text.contains(&decode(&value))),
                    Some((start, end)) => {
                        let (start, end) = (decode(start), decode(end));
                        let at = text.find(&start).unwrap();
                        let found = text.rfind(&end).unwrap();
                        prop_assert!(at + start.len() <= found);
                        let trimmed = text.trim_end_matches(|c: char| !c.is_alphanumeric());
                        prop_assert_eq!(found + end.len(), trimmed.len());
                    }
                }
            }
        }
    }
}
