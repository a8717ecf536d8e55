//! JSON on a stream: one array, one object a line, or one object laid out for reading.
//!
//! JSON escapes the C0 controls by itself; what else a terminal would obey or a reader would not see
//! (C1 controls, bidirectional overrides, invisible characters) is escaped here, so that nothing is lost
//! and nothing acts. It must never change what a parser reads.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use crate::text::forbidden;

/// Writes one array with an object on each line.
pub(super) fn write_array<T: Serialize>(
    out: &mut dyn Write,
    objects: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (i, object) in objects.into_iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        out.write_all(line(&object)?.as_bytes())?;
    }
    out.write_all(b"\n]\n")
}

/// Writes one object a line.
pub(super) fn write_lines<T: Serialize>(
    out: &mut dyn Write,
    objects: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    for object in objects {
        writeln!(out, "{}", line(&object)?)?;
    }
    Ok(())
}

/// Writes one object over several lines.
pub(super) fn write_pretty<T: Serialize>(out: &mut dyn Write, object: &T) -> io::Result<()> {
    let json = serde_json::to_string_pretty(object).map_err(io::Error::other)?;
    writeln!(out, "{}", harmless(json))
}

fn line<T: Serialize>(object: &T) -> io::Result<String> {
    serde_json::to_string(object).map(harmless).map_err(io::Error::other)
}

/// Escapes what stands only within strings, since JSON has no such characters elsewhere.
fn harmless(json: String) -> String {
    let odd = forbidden(&json);
    if odd.is_empty() {
        return json;
    }
    let mut out = String::with_capacity(json.len() + odd.len() * 6);
    let mut from = 0;
    for (at, c) in odd {
        out.push_str(&json[from..at]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string does not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        from = at + c.len_utf8();
    }
    out.push_str(&json[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        let json = line(&"a\u{1b}[31m\u{9b}31m\u{202e}\u{200b}\u{e0041}é").unwrap();
        assert_eq!(json, r#""a\u001b[31m\u009b31m\u202e\u200b\udb40\udc41é""#);
    }

    #[test]
    fn an_empty_list_is_still_a_list() {
        let mut out = Vec::new();
        write_array(&mut out, Vec::<u8>::new()).unwrap();
        assert_eq!(serde_json::from_slice::<Vec<u8>>(&out).unwrap(), []);
    }

    proptest! {
        #[test]
        fn a_parser_reads_what_was_written(text in any::<String>()) {
            let json = line(&text).unwrap();
            prop_assert_eq!(forbidden(&json), vec![]);
            prop_assert!(!json.chars().any(char::is_control));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
