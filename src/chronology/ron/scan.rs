//! Where the fields, lists and records of a RON file begin and end.
//!
//! RON stops at the first error of a file. This scanner finds the extent of every record without reading
//! it, so that `ron` reads each alone, one bad record never takes the rest with it, and a mistake found
//! later (an unknown speaker, a wrong date) is shown at its own line and column. It decides nothing about
//! values, and it never recurses: nesting is a stack, so that hostile input cannot exhaust the program's.

use std::ops::Range;

/// The lists of a dataset file.
pub(crate) const SECTIONS: [&str; 9] = [
    "meta",
    "defaults",
    "parties",
    "speakers",
    "sources",
    "events",
    "statements",
    "notes",
    "series",
];

/// A place where the text is not RON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The byte offset of the mistake.
    pub(crate) at: usize,
    /// What is wrong there.
    pub(crate) message: &'static str,
}

/// A field of a struct: its name and the bytes of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StructField<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Range<usize>,
}

/// A step on the way from a record to a value within it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PathStep<'a> {
    Field(&'a str),
    Item(usize),
}

/// The offset after white space and comments (`// …`, `/* … */`, nested as RON has it). Any offset may be asked
/// for; one within a character stays where it is.
pub(crate) fn skip_blank(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => at += 1,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += bytes[at..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => at = skip_block_comment(bytes, at),
            128.. => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_whitespace() => at += c.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
    at
}

fn skip_block_comment(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'*')) => (depth, at) = (depth + 1, at + 2),
            (b'*', Some(b'/')) => (depth, at) = (depth.saturating_sub(1), at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    bytes.len()
}

/// The offset after the value that begins at `at`.
pub(crate) fn skip_value(text: &str, mut at: usize) -> Result<usize, Broken> {
    let bytes = text.as_bytes();
    let mut open: Vec<(u8, usize)> = Vec::new();
    loop {
        at = skip_blank(text, at);
        let Some(&byte) = bytes.get(at) else {
            let (message, at) = match open.last() {
                Some(&(b')', at)) => ("this ( is never closed", at),
                Some(&(b']', at)) => ("this [ is never closed", at),
                Some(&(_, at)) => ("this { is never closed", at),
                None => ("a value is missing here", at.min(text.len())),
            };
            return Err(Broken { at, message });
        };
        match byte {
            b'(' | b'[' | b'{' => {
                open.push((if byte == b'(' { b')' } else { byte + 2 }, at));
                at += 1;
                continue;
            }
            b')' | b']' | b'}' => match open.pop() {
                Some((closer, _)) if closer == byte => at += 1,
                Some(_) => {
                    return Err(Broken { at, message: "this bracket closes one of another kind" });
                }
                None => {
                    return Err(Broken { at, message: "a value is missing here" });
                }
            },
            b',' | b':' if !open.is_empty() => {
                at += 1;
                continue;
            }
            _ => at = skip_scalar(text, at)?,
        }
        let next = skip_blank(text, at);
        if open.is_empty() && bytes.get(next) != Some(&b'(') {
            return Ok(at);
        }
        // `Name(…)`: a name directly before a bracket belongs to the value.
        if open.is_empty()
            && !bytes[..at].last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
        {
            return Ok(at);
        }
    }
}

fn skip_scalar(text: &str, at: usize) -> Result<usize, Broken> {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'"' => skip_string(bytes, at),
        b'\'' => Ok(skip_char(text, at)),
        b'r' | b'b' if starts_string(bytes, at) => {
            let quote = at + bytes[at..].iter().position(|b| matches!(b, b'"' | b'#')).unwrap_or(0);
            if bytes[at..quote].contains(&b'r') {
                skip_raw(text, at, quote)
            } else {
                skip_string(bytes, quote)
            }
        }
        b if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-' | b'.' | b'#' | b'!') => {
            let rest = &bytes[at..];
            let end =
                rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"_+-.#!".contains(b)));
            Ok(at + end.unwrap_or(rest.len()))
        }
        _ => Err(Broken { at, message: "this is no value; strings stand in quotation marks" }),
    }
}

fn starts_string(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    let prefix = rest.iter().take_while(|b| matches!(b, b'r' | b'b')).count();
    let hashes = rest[prefix..].iter().take_while(|b| **b == b'#').count();
    prefix <= 2 && rest.get(prefix + hashes) == Some(&b'"')
}

fn skip_string(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return Ok(at + 1),
            _ => at += 1,
        }
    }
    Err(Broken { at: start, message: "this string is never closed" })
}

fn skip_raw(text: &str, start: usize, hashes_at: usize) -> Result<usize, Broken> {
    let hashes = text.as_bytes()[hashes_at..].iter().take_while(|b| **b == b'#').count();
    let closer = format!("\"{}", "#".repeat(hashes));
    let body = hashes_at + hashes + 1;
    match text[body..].find(&closer) {
        Some(end) => Ok(body + end + closer.len()),
        None => Err(Broken { at: start, message: "this raw string is never closed" }),
    }
}

fn skip_char(text: &str, at: usize) -> usize {
    let mut chars = text[at + 1..].char_indices();
    if let Some((_, '\\')) = chars.next() {
        chars.next();
    }
    match chars.find(|(_, c)| *c == '\'') {
        Some((i, _)) if i < 12 => at + 1 + i + 1,
        _ => at + 1,
    }
}

/// The fields of the struct that begins at or after `at`, and where its reading broke off, if it did.
pub(crate) fn fields(text: &str, at: usize) -> (Vec<StructField<'_>>, Option<Broken>) {
    let mut found = Vec::new();
    let mut at = skip_blank(text, at);
    if text.as_bytes().get(at) != Some(&b'(') {
        return (
            found,
            Some(Broken { at, message: "a record in round brackets is expected here" }),
        );
    }
    at += 1;
    loop {
        match field(text, at) {
            Ok(Some((field, next))) => {
                found.push(field);
                at = next;
            }
            Ok(None) => return (found, None),
            Err(broken) => return (found, Some(broken)),
        }
    }
}

/// The next field from `at`, and where the one after it may begin; `None` at the closing bracket.
pub(crate) fn field(text: &str, at: usize) -> Result<Option<(StructField<'_>, usize)>, Broken> {
    let at = skip_blank(text, at);
    let bytes = text.as_bytes();
    if bytes.get(at) == Some(&b')') {
        return Ok(None);
    }
    let length =
        bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let colon = skip_blank(text, at + length);
    if length == 0 || bytes.get(colon) != Some(&b':') {
        return Err(Broken { at, message: "a field is expected here, as in name: \"…\"" });
    }
    let start = skip_blank(text, colon + 1);
    let end = skip_value(text, start)?;
    Ok(Some((
        StructField { name: &text[at..at + length], value: start..end },
        skip_comma(text, end),
    )))
}

/// The offset after a comma, if one is next.
pub(crate) fn skip_comma(text: &str, at: usize) -> usize {
    let next = skip_blank(text, at);
    if text.as_bytes().get(next) == Some(&b',') { next + 1 } else { at }
}

/// Where reading goes on.
pub(crate) enum Resume {
    Record(usize),
    Section(usize),
}

/// The next line between `at` and `end` that begins a record or a list.
pub(crate) fn resume(text: &str, at: usize, end: usize) -> Option<Resume> {
    let record = next_record_line(text, at).filter(|n| *n < end);
    let section = next_section_line(text, at).filter(|n| *n < end);
    match (record, section) {
        (Some(r), Some(s)) if s < r => Some(Resume::Section(s)),
        (Some(r), _) => Some(Resume::Record(r)),
        (None, s) => s.map(Resume::Section),
    }
}

/// The first line after `at` that begins a list.
pub(crate) fn next_section_line(text: &str, at: usize) -> Option<usize> {
    let mut line = at + text.get(at..)?.find('\n')? + 1;
    loop {
        let rest = &text[line..];
        let bare = rest.trim_start_matches([' ', '\t']);
        let begins =
            |name: &str| bare.strip_prefix(name).is_some_and(|r| r.trim_start().starts_with(':'));
        if SECTIONS.iter().any(|name| begins(name)) {
            return Some(line + rest.len() - bare.len());
        }
        line += rest.find('\n')? + 1;
    }
}

/// The first line after `at` that begins a record, `(id:`; where reading goes on after a mistake.
fn next_record_line(text: &str, at: usize) -> Option<usize> {
    let mut line = at + text[at..].find('\n')? + 1;
    loop {
        let rest = &text[line..];
        let bare = rest.trim_start_matches([' ', '\t']);
        if bare.strip_prefix('(').is_some_and(|r| {
            r.trim_start().strip_prefix("id").is_some_and(|r| r.trim_start().starts_with(':'))
        }) {
            return Some(line + rest.len() - bare.len());
        }
        line += rest.find('\n')? + 1;
    }
}

/// The bytes of the value at `path` within the record at `range`, or of the deepest step that exists.
pub(crate) fn locate(text: &str, range: &Range<usize>, path: &[PathStep<'_>]) -> Range<usize> {
    let mut here = range.clone();
    for step in path {
        let inner = match *step {
            PathStep::Field(name) => {
                fields(text, here.start).0.into_iter().find(|f| f.name == name).map(|f| f.value)
            }
            PathStep::Item(n) => item(text, here.start, n),
        };
        match inner {
            Some(inner) => here = inner,
            None => break,
        }
    }
    here
}

fn item(text: &str, list: usize, n: usize) -> Option<Range<usize>> {
    let mut at = text.as_bytes().get(list).filter(|b| **b == b'[').map(|_| list + 1)?;
    for i in 0.. {
        at = skip_blank(text, at);
        let end = skip_value(text, at).ok()?;
        if i == n {
            return Some(at..end);
        }
        at = skip_comma(text, end);
    }
    None
}

/// Line and column (from 1, columns in characters) of a byte offset.
pub(crate) fn position(text: &str, at: usize) -> (u32, u32) {
    let at = text.floor_char_boundary(at.min(text.len()));
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    (line as u32, text[start..at].chars().count() as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Result<&str, &'static str> {
        skip_value(text, 0).map(|end| &text[..end]).map_err(|b| b.message)
    }

    #[test]
    fn a_value_ends_where_ron_ends_it() {
        for (text, want) in [
            ("\"a\\\"b\", x", "\"a\\\"b\""),
            ("r#\"a \"quote\" b\"#, x", "r#\"a \"quote\" b\"#"),
            ("Resolved(\"last (week\") , x", "Resolved(\"last (week\")"),
            ("(a: [1, (b: 2)], /* ) */ c: ')'), x", "(a: [1, (b: 2)], /* ) */ c: ')')"),
            ("1550, x", "1550"),
            ("true) x", "true"),
            ("ratio, x", "ratio"),
            ("[ // ]\n 1 ] x", "[ // ]\n 1 ]"),
        ] {
            assert_eq!(value(text), Ok(want));
        }
        assert_eq!(value("(a: \"b"), Err("this string is never closed"));
        assert_eq!(value("(a: 1"), Err("this ( is never closed"));
        assert_eq!(value("(a: 1]"), Err("this bracket closes one of another kind"));
    }

    #[test]
    fn fields_and_items_are_found_where_they_stand() {
        let text = "(id: \"x\", cites: [(source: \"a\"), (source: \"b\", para: 2)])";
        let at = locate(
            text,
            &(0..text.len()),
            &[PathStep::Field("cites"), PathStep::Item(1), PathStep::Field("source")],
        );
        assert_eq!(&text[at], "\"b\"");
        let missing = locate(text, &(0..text.len()), &[PathStep::Field("para")]);
        assert_eq!(missing, 0..text.len());
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("ab\nдёx", "ab\nдё".len()), (2, 3));
    }

    proptest! {
        #[test]
        fn nothing_hangs_or_leaves_the_text(text in "[\\[(){}\"'r#b,:/*\\\\ \na1é]{0,60}") {
            if let Ok(end) = skip_value(&text, 0) {
                prop_assert!(text.get(..end).is_some());
            }
            let _ = fields(&text, 0);
            if let Some(at) = next_record_line(&text, 0) {
                prop_assert!(text[at..].starts_with('('));
            }
        }
    }

    #[test]
    fn deep_nesting_is_no_recursion() {
        assert!(skip_value(&"[".repeat(1_000_000), 0).is_err());
    }
}
