//! Text fragments: an address at whose end the words stand that a browser shall scroll to and light.
//!
//! Follows the URL Fragment Text Directives draft of the WICG: `#:~:text=start[,end]`. A short passage is
//! named whole, a long one by its first and last words, which survive small differences in between.
//! Everything but letters and digits is percent-encoded: `-`, `,` and `&` have a meaning in a directive,
//! and the rest would be cut off by whoever makes links out of plain text.

use std::fmt::Write as _;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Passages of at most so many words are named whole.
const WHOLE: usize = 12;
/// So many words name the beginning of a longer one, and its end.
const ENDS: usize = 6;
/// A run of letters without blanks that is longer, in bytes, is cut at the boundaries of its words:
/// some scripts have no blanks.
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
    // What an ellipsis stands for is not on the page, or is more than it: the words around it are.
    let parts: Vec<&str> = parts(text);
    let (first, last) = (*parts.first()?, *parts.last()?);
    if parts.len() > 1 {
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

/// The parts of a text between its ellipses that have words.
fn parts(text: &str) -> Vec<&str> {
    let worded = |part: &&str| part.contains(char::is_alphanumeric);
    text.split('…').flat_map(|part| part.split("...")).filter(worded).collect()
}

/// The words of a text as bytes, without the punctuation at their ends.
fn words(text: &str) -> Vec<Range<usize>> {
    let start_of = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut found = Vec::new();
    for run in text.split_whitespace() {
        let bare = run.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.len() > LONGEST_WORD {
            found.extend(
                bare.unicode_words().map(|word| start_of(word)..start_of(word) + word.len()),
            );
        } else if !bare.is_empty() {
            found.push(start_of(bare)..start_of(bare) + bare.len());
        }
    }
    found
}

/// From the first to the last of some words.
fn phrase<'a>(text: &'a str, words: &[Range<usize>]) -> &'a str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => &text[first.start..last.end],
        _ => text,
    }
}

/// The word from which the rest names the end and nothing before it: a browser stops at the first place
/// after the start that has these words. `None` where the passage repeats itself too much for that.
fn end_from(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let folded: Vec<String> = words.iter().map(|word| text[word.clone()].to_lowercase()).collect();
    let rest = &folded[ENDS..];
    (1..words.len() - ENDS)
        .skip(ENDS - 1)
        .find(|n| {
            let end = &rest[rest.len() - n..];
            rest.windows(*n).filter(|window| *window == end).count() == 1
        })
        .map(|n| words.len() - n)
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
    fn what_an_ellipsis_leaves_out_is_not_looked_for() {
        assert_eq!(
            directive("the parties […] are free … at last"),
            Some("the%20parties,at%20last".into())
        );
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
