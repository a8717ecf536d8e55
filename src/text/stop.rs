//! The beginning and the end of a sentence that is put together from others.

/// A sentence with a full stop at its end, unless it ends by itself: with a stop, a question, a call or an ellipsis, also
/// within quotation marks.
#[must_use]
pub fn closed(sentence: impl Into<String>) -> String {
    let mut sentence = sentence.into();
    let said = sentence.trim_end_matches(['”', '’', '»']);
    if !said.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

/// A text with a capital at its beginning, as a sentence of its own or a name.
#[must_use]
pub fn capital(text: &str) -> String {
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
        ] {
            assert_eq!(closed(text), told);
        }
    }
}
