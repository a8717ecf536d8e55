//! From the bytes of a file to its text, and what a file is that holds none: another encoding, another form.
//!
//! It only guesses: nothing is read by a guess.

use std::ops::Range;

use super::super::problem::ProblemCode;
use super::NoText;

/// A text without the byte order mark before it.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The text that the bytes of a file are, without the byte order mark before it.
///
/// # Errors
/// Where they are not UTF-8: where not, and what they may be instead.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, NoText> {
    let sixteen = sixteen_bits(&bytes);
    match (String::from_utf8(bytes), sixteen) {
        // Text in UTF-16 that is all ASCII is UTF-8 too, with a zero beside every letter.
        (Ok(text), Some(name)) if text.contains('\0') => Err(no_text("", name)),
        (Ok(mut text), _) => {
            text.drain(..text.len() - without_mark(&text).len());
            Ok(text)
        }
        (Err(_), Some(name)) => Err(no_text("", name)),
        (Err(error), None) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let (before, rest) = bytes.split_at_checked(at).unwrap_or_default();
            let before = without_mark(std::str::from_utf8(before).unwrap_or_default());
            if before.is_ascii() {
                return Err(no_text(before, eight_bits(rest)));
            }
            let message =
                "this file is not UTF-8 here: a character is damaged or cut off".to_owned();
            let help = "write the character anew, and save the file as UTF-8";
            Err(NoText { message, help, ..no_text(before, "") })
        }
    }
}

/// The text of a file that another program wrote, and its encoding where that is not UTF-8.
///
/// # Errors
/// What it seems to be instead, and what to do.
pub(crate) fn decode_foreign(bytes: Vec<u8>) -> Result<(String, Option<&'static str>), String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("this is a packed file, such as a workbook; export it first".to_owned());
    }
    let unit: Option<fn([u8; 2]) -> u16> = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = unit {
        let units = bytes.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        return match text {
            Ok(text) if bytes.len() % 2 == 0 => Ok((text, Some("UTF-16"))),
            _ => Err("this looks like UTF-16, and is cut off; save it as UTF-8".to_owned()),
        };
    }
    let no_text = match decode(bytes.clone()) {
        Ok(text) if text.contains('\0') => {
            return Err("this is no text: it holds the character NUL".to_owned());
        }
        Ok(text) => return Ok((text, None)),
        Err(no_text) => no_text,
    };
    let told = format!("{}; {}", no_text.message, no_text.help);
    let is_western = sixteen_bits(&bytes).is_none() && {
        let at = bytes.iter().position(|b| !b.is_ascii()).unwrap_or_default();
        let rest = bytes.get(at..).unwrap_or_default();
        no_text.before.is_ascii() && matches!(eight_bits(rest), "Windows-1252" | "Latin-1")
    };
    if !is_western {
        return Err(told);
    }
    let letters = bytes.iter().map(|b| match b {
        0x80..0xa0 => WINDOWS_1252.get(usize::from(b - 0x80)).copied().filter(|c| *c != '\0'),
        b => Some(char::from(*b)),
    });
    letters.collect::<Option<String>>().map(|text| (text, Some("Windows-1252"))).ok_or(told)
}

/// The letters of Windows-1252 that Latin-1 has not, from 0x80 on; NUL where there is none.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

fn no_text(before: &str, encoding: &str) -> NoText {
    NoText {
        before: before.to_owned(),
        code: ProblemCode::Unreadable,
        message: format!("this file is not UTF-8; it looks like {encoding}"),
        help: "save it as UTF-8",
    }
}

/// Which form of UTF-16 bytes seem to be: by their mark, or by the zeros beside letters.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => return Some("UTF-16 (big-endian)"),
        _ => {}
    }
    let pairs = || bytes.chunks_exact(2).take(512);
    let all = pairs().count();
    let letter = |b: u8| b.is_ascii_graphic() || b.is_ascii_whitespace();
    let little = pairs().filter(|pair| letter(pair[0]) && pair[1] == 0).count();
    let big = pairs().filter(|pair| pair[0] == 0 && letter(pair[1])).count();
    match (all, little * 2 > all, big * 2 > all) {
        (2.., true, _) => Some("UTF-16 (little-endian)"),
        (2.., _, true) => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

/// Which encoding of one byte a letter a text seems to be in, from its first byte beyond ASCII on.
fn eight_bits(rest: &[u8]) -> &'static str {
    let high = |b: &u8| *b >= 0xc0;
    let letters = rest.iter().filter(|b| high(b)).count();
    // In a text of Cyrillic most letters are beyond ASCII and stand side by side.
    let beside = rest.windows(2).filter(|pair| pair.iter().all(high)).count();
    if letters > 3 && beside * 2 > letters {
        return "Windows-1251 or another encoding of Cyrillic";
    }
    if rest.iter().any(|b| matches!(b, 0x80..0xa0)) { "Windows-1252" } else { "Latin-1" }
}

/// The form in which a file seems to be written where a dataset should begin, and where that shows.
pub(crate) fn other_form(text: &str) -> Option<(&'static str, Range<usize>)> {
    let start = text.len() - text.trim_start().len();
    let beginning = text.get(start..).unwrap_or_default();
    let first = start..start + beginning.chars().next().map_or(0, char::len_utf8);
    let mut signs = beginning.chars().filter(|c| !c.is_whitespace());
    match (signs.next()?, signs.next()) {
        ('{', _) | ('[', Some('{' | '"' | ']')) => return Some(("JSON", first)),
        ('<', Some(c)) if c.is_alphabetic() || matches!(c, '?' | '!') => {
            return Some(("XML or HTML", first));
        }
        ('[', Some(c)) if c.is_alphabetic() || c == '[' => return Some(("TOML", first)),
        _ => {}
    }
    let line = beginning.lines().find(|line| !line.trim_start().starts_with('#'))?;
    if line.trim_end() == "---" {
        return Some(("YAML", first));
    }
    let name = |text: &str| {
        let name = text.trim();
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.\"".contains(c))
    };
    if line.split_once('=').is_some_and(|(key, _)| name(key)) {
        return Some(("TOML", first));
    }
    // RON has a bracket or a mark after the colon, or nothing that YAML has.
    let (key, value) = line.split_once(':')?;
    let value = value.trim_start();
    let plain = value.is_empty() || value.starts_with(|c: char| c.is_alphanumeric());
    (name(key) && plain && !line.trim_end().ends_with(',')).then_some(("YAML", first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_guessed_and_the_place_known() {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| {
            text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        let text = "( parties: [] )";
        for (bytes, at, guess) in [
            (utf16(text, u16::to_le_bytes), 0, "UTF-16 (little-endian)"),
            (utf16(text, u16::to_be_bytes), 0, "UTF-16 (big-endian)"),
            (utf16(&format!("\u{feff}{text}é"), u16::to_le_bytes), 0, "UTF-16 (little-endian)"),
            (b"( // caf\xe9 )".to_vec(), 8, "Latin-1"),
            (b"( // \x93caf\xe9\x94 )".to_vec(), 5, "Windows-1252"),
            (b"( // \xcc\xee\xf1\xea\xe2\xe0 )".to_vec(), 5, "Windows-1251"),
        ] {
            let error = decode(bytes).unwrap_err();
            assert_eq!(error.before.len(), at, "{error:?}");
            assert!(error.message.contains(guess), "{error:?}");
        }
        let mut cut = "( // é —".as_bytes().to_vec();
        cut.pop();
        assert_eq!(decode(cut).unwrap_err().before, "( // é ");
        let held = "\u{feff}( // é\0 )";
        assert_eq!(decode(held.into()).as_deref(), Ok("( // é\0 )"));
    }

    #[test]
    fn another_form_is_named() {
        for (text, form) in [
            ("{\"sources\": []}", Some("JSON")),
            ("[ {\"id\": 1}]", Some("JSON")),
            ("<?xml?>", Some("XML or HTML")),
            ("[meta]\ntitle = \"x\"", Some("TOML")),
            ("[[sources]]", Some("TOML")),
            ("# c\ntitle = \"x\"", Some("TOML")),
            ("---\nmeta:", Some("YAML")),
            ("meta:\n  title: x", Some("YAML")),
            ("title: x", Some("YAML")),
            ("meta: (schema: 1)", None),
            ("sources: [", None),
            ("<<<<<<< HEAD\n(", None),
            ("— x", None),
            ("", None),
        ] {
            assert_eq!(other_form(text).map(|(form, _)| form), form, "{text:?}");
        }
    }
}
