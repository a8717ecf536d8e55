//! JSON that may be printed: what a terminal would obey or a reader would not see is escaped.
//!
//! It must never change what a parser reads.

use std::fmt::Write as _;

use crate::text::{forbidden, slice};

/// Escapes C1 controls, bidirectional overrides and invisible characters, which JSON itself leaves as
/// they are. They stand only within strings, since JSON has no such characters elsewhere.
#[must_use]
pub fn harmless(json: String) -> String {
    let odd = forbidden(&json);
    if odd.is_empty() {
        return json;
    }
    let mut out = String::with_capacity(json.len() + odd.len() * 6);
    let mut from = 0;
    for (at, c) in odd {
        out.push_str(slice(&json, from..at));
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        from = at + c.len_utf8();
    }
    out.push_str(slice(&json, from..));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        let json = serde_json::to_string("a\u{1b}[31m\u{9b}31m\u{202e}\u{200b}\u{e0041}é").unwrap();
        assert_eq!(harmless(json), r#""a\u001b[31m\u009b31m\u202e\u200b\udb40\udc41é""#);
    }

    proptest! {
        #[test]
        fn a_parser_reads_what_was_written(text in any::<String>()) {
            let json = harmless(serde_json::to_string(&text).unwrap());
            prop_assert_eq!(forbidden(&json), vec![]);
            prop_assert!(!json.chars().any(char::is_control));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
