//! Words as a shell of POSIX reads them, for commands that are offered to be pasted.
//!
//! A command that is offered stands in no quotation marks of the sentence, which would meet those that it has.

/// A word as a shell reads it again, whatever it holds.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:@%+,=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a shell makes of a word that `quoted` wrote.
    fn read(word: &str) -> String {
        let (mut out, mut within, mut escaped) = (String::new(), false, false);
        for c in word.chars() {
            match c {
                c if escaped => {
                    out.push(c);
                    escaped = false;
                }
                '\'' => within = !within,
                '\\' if !within => escaped = true,
                c => {
                    assert!(within || c.is_alphanumeric() || "-_./:@%+,=".contains(c), "{word}");
                    out.push(c);
                }
            }
        }
        assert!(!within && !escaped, "{word}");
        out
    }

    #[test]
    fn what_is_offered_can_be_pasted() {
        for (word, written) in [
            ("New START", "'New START'"),
            ("it's", r"'it'\''s'"),
            ("Лавров", "Лавров"),
            ("$(x)", "'$(x)'"),
            ("~/a", "'~/a'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), written);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_quoted_is_read_again(word in "[a-zé '\"\\\\$`!*~#;|&<>()-]{0,20}") {
            prop_assert_eq!(read(&quoted(&word)), word);
        }
    }
}
