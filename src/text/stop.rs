//! The beginning and the end of a sentence that is put together from others.

use super::classes::{is_double_quote, is_single_quote};
use super::sentence::is_stop;

/// A sentence with a full stop at its end, unless it ends by itself: with a stop, a question, a call or an ellipsis,
/// also within quotation marks.
#[must_use]
pub fn closed(sentence: impl Into<String>) -> String {
    let mut sentence = sentence.into();
    let said = sentence.trim_end_matches(|c| is_double_quote(c) || is_single_quote(c));
    if !said.ends_with(is_stop) {
        sentence.push('.');
    }
    sentence
}

/// A text with a capital at its beginning, as a sentence of its own or a name; but for a name with capitals of its own:
/// `eBay`.
#[must_use]
pub fn capital(text: &str) -> String {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    if text.get(..end).is_some_and(|word| word.contains(char::is_uppercase)) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        for (text, told) in [
            ("no field is called `x`", "no field is called `x`."),
            ("did you mean speaker:?", "did you mean speaker:?"),
            ("printed by Rail & Co.", "printed by Rail & Co."),
            ("he asks “why?”", "he asks “why?”"),
            ("the marks “why”", "the marks “why”."),
            ("write `why?`", "write `why?`."),
            ("会议结束。", "会议结束。"),
            ("they end with “so it is.\"", "they end with “so it is.\""),
        ] {
            assert_eq!(closed(text), told);
        }
    }

    #[test]
    fn a_text_begins_with_a_capital_or_has_one_of_its_own() {
        for (text, told) in [
            ("unnamed sources of Axios,", "Unnamed sources of Axios,"),
            ("al-Assad, 2031", "Al-Assad, 2031"),
            ("eBay, 2031", "eBay, 2031"),
            ("“why?”", "“why?”"),
            ("éclat", "Éclat"),
            ("", ""),
        ] {
            assert_eq!(capital(text), told);
        }
    }
}
