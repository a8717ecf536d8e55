//! From the bytes of a file to its text; and where they are no UTF-8, what they seem to be instead.
//!
//! Of a dataset or an article it only guesses, for a message and to count what is lost: nothing of them is read by a
//! guess.

/// Bytes that are no text in UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The text before the first byte that shows it.
    pub before: String,
    /// The encoding that they seem to be in; `None` where they are UTF-8 but for characters that are damaged.
    pub encoding: Option<&'static str>,
    /// All of them.
    bytes: Vec<u8>,
}

impl NotUtf8 {
    /// What is wrong, behind the name of the file.
    #[must_use]
    pub fn message(&self) -> String {
        match self.encoding {
            Some(encoding) => format!("is not UTF-8; it looks like {encoding}"),
            None => "is not UTF-8 here: a character is damaged or cut off".to_owned(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self.encoding {
            Some(_) => "save it as UTF-8",
            None => "write the character anew, and save the file as UTF-8",
        }
    }

    /// The same with a command that does it, where one can be named.
    pub(super) fn help_with_command(&self) -> &'static str {
        match self.encoding {
            Some("UTF-16 (little-endian)") => {
                "save it as UTF-8, in an editor or with `iconv -f UTF-16LE -t UTF-8 OLD > NEW`"
            }
            Some("UTF-16 (big-endian)") => {
                "save it as UTF-8, in an editor or with `iconv -f UTF-16BE -t UTF-8 OLD > NEW`"
            }
            Some("Latin-1" | "Windows-1252") => {
                "save it as UTF-8, in an editor or with `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`"
            }
            _ => self.help(),
        }
    }

    /// The text that they may be, good for no more than to see how much of it there is: whatever no letter can be made
    /// of is U+FFFD.
    pub(super) fn guess(&self) -> String {
        let wide = |unit: fn([u8; 2]) -> u16| {
            let units = self.bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            let letters = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}'));
            letters.collect::<String>()
        };
        let text = match self.encoding {
            Some("UTF-16 (little-endian)") => wide(u16::from_le_bytes),
            Some("UTF-16 (big-endian)") => wide(u16::from_be_bytes),
            _ => String::from_utf8_lossy(&self.bytes).into_owned(),
        };
        without_mark(&text).to_owned()
    }

    /// The line and the column, both from 1 and the column in characters, of the first byte that shows it.
    #[must_use]
    pub fn place(&self) -> (u32, u32) {
        let line = self.before.matches('\n').count() + 1;
        let last = self.before.rsplit('\n').next().unwrap_or_default();
        (line as u32, last.chars().count() as u32 + 1)
    }
}

/// A text without the byte order mark before it.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The text that the bytes of a file are, without the byte order mark before it.
///
/// # Errors
/// Where they are not UTF-8: where not, and what they may be instead.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if let Some(encoding) = wide_letters(&bytes) {
        return Err(NotUtf8 { before: String::new(), encoding: Some(encoding), bytes });
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..text.len() - without_mark(&text).len());
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let (before, _) = bytes.split_at_checked(at).unwrap_or_default();
            // With the letter before, by which it is told whether a sign stands in a word.
            let rest = bytes.get(at.saturating_sub(1)..).unwrap_or_default();
            let before = without_mark(std::str::from_utf8(before).unwrap_or_default()).to_owned();
            let encoding = breaks_more_than_it_keeps(&bytes).then(|| narrow_letters(rest));
            Err(NotUtf8 { before, encoding, bytes })
        }
    }
}

/// The text of a file that another program wrote, and its encoding where that is not UTF-8.
///
/// # Errors
/// What it seems to be instead, and what to do.
pub(super) fn decode_foreign(bytes: &[u8]) -> Result<(String, Option<&'static str>), String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("this is a packed file, such as a workbook; export it first".to_owned());
    }
    let unit: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = unit {
        let units = bytes.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        return match text {
            Ok(text) if bytes.len().is_multiple_of(2) => Ok((text, Some("UTF-16"))),
            _ => Err("this looks like UTF-16, and is cut off; save it as UTF-8".to_owned()),
        };
    }
    let fault = match decode(bytes.to_vec()) {
        Ok(text) if text.contains('\0') => {
            return Err("this is no text: it holds the character NUL".to_owned());
        }
        Ok(text) => return Ok((text, None)),
        Err(fault) => fault,
    };
    let told = format!("this file {}; {}", fault.message(), fault.help());
    if !matches!(fault.encoding, Some("Windows-1252" | "Latin-1")) {
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

/// Which encoding of two or four bytes a letter bytes seem to be in: by their mark; or since every other byte is
/// below the signs of ASCII, as the upper byte of the letters of alphabets is (0 of Latin, 4 of Cyrillic, 6 of
/// Arabic), and the bytes beside them are not.
fn wide_letters(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some("UTF-32 (little-endian)"),
        [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32 (big-endian)"),
        [0xff, 0xfe, ..] => return Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => return Some("UTF-16 (big-endian)"),
        _ => {}
    }
    // Lines of one letter have a line end in every other place; text has no other sign of control there.
    let is_upper = |byte: &u8| *byte < 0x20;
    let acts = |byte: &u8| is_upper(byte) && !byte.is_ascii_whitespace() && *byte != 0x0b;
    let lane = |nth: usize| bytes.iter().take(1024).skip(nth).step_by(2);
    let (all, first, second) = (
        lane(1).count(),
        lane(0).filter(|b| is_upper(b)).count(),
        lane(1).filter(|b| is_upper(b)).count(),
    );
    if all < 2 {
        return None;
    }
    // One alone may be a sign of control that strayed into a short text.
    let acting = |nth: usize| lane(nth).filter(|byte| acts(byte)).count() > 1;
    if second * 2 > all && first * 2 <= all && acting(1) {
        return Some("UTF-16 (little-endian)");
    }
    (first * 2 > all && second * 2 <= all && acting(0)).then_some("UTF-16 (big-endian)")
}

/// Whether of what is beyond ASCII more breaks the rules of UTF-8 than keeps them, as it does in other encodings;
/// in a text that is damaged most of it keeps them.
fn breaks_more_than_it_keeps(bytes: &[u8]) -> bool {
    let (mut broken, mut kept) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        kept += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken > kept
}

/// An encoding that nobody can tell from its bytes: of another alphabet or of several bytes a letter.
const BEYOND_LATIN: &str = "an older encoding of other letters than those of western Europe";

/// Which encoding of one byte a letter a text seems to be in, from its first byte beyond ASCII on: one of western Europe
/// where its letters and signs stand as they do there.
fn narrow_letters(rest: &[u8]) -> &'static str {
    let high = |b: &u8| *b >= 0xc0;
    let letters = rest.iter().filter(|b| high(b)).count();
    // In a text of another alphabet most letters are beyond ASCII and stand side by side.
    let beside = rest.windows(2).filter(|pair| pair.iter().all(high)).count();
    let is_alphabet = letters > 3 && beside * 2 > letters;
    // Quotation marks, dashes, the euro and a few letters are all that texts have of these. A lone `0x83` is the first
    // half of a letter elsewhere.
    let is_no_sign =
        |b: &u8| matches!(b, 0x81 | 0x83 | 0x86..=0x89 | 0x8d | 0x8f | 0x90 | 0x98 | 0x9d);
    let is_letter = |b: u8| b.is_ascii_alphabetic() || b >= 0xc0;
    // A sign of money or measure inside a word is a letter elsewhere; a middle dot and a soft hyphen are not.
    let is_in_word = |three: &[u8]| match *three {
        [before, sign @ 0xa1..=0xbf, after] => {
            !matches!(sign, 0xaa | 0xad | 0xb7 | 0xba) && is_letter(before) && is_letter(after)
        }
        _ => false,
    };
    if is_alphabet || rest.iter().any(is_no_sign) || rest.windows(3).any(is_in_word) {
        return BEYOND_LATIN;
    }
    if rest.iter().any(|b| matches!(b, 0x80..0xa0)) { "Windows-1252" } else { "Latin-1" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sixteen(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_encoding_is_guessed_and_the_place_known() {
        let text = "( parties: [] )";
        for (bytes, at, guess) in [
            (sixteen(text, u16::to_le_bytes), 0, "UTF-16 (little-endian)"),
            (sixteen(text, u16::to_be_bytes), 0, "UTF-16 (big-endian)"),
            (sixteen(&format!("\u{feff}{text}é"), u16::to_le_bytes), 0, "UTF-16 (little-endian)"),
            (b"( // caf\xe9 )".to_vec(), 8, "Latin-1"),
            (b"( // \x93caf\xe9\x94 )".to_vec(), 5, "Windows-1252"),
            (b"( // \xcc\xee\xf1\xea\xe2\xe0 )".to_vec(), 5, BEYOND_LATIN),
        ] {
            let fault = decode(bytes).unwrap_err();
            assert_eq!(fault.before.len(), at, "{fault:?}");
            assert!(fault.message().contains(guess), "{fault:?}");
        }
        let mut cut = "( // é —".as_bytes().to_vec();
        cut.pop();
        let fault = decode(cut).unwrap_err();
        assert_eq!((&*fault.before, fault.encoding), ("( // é ", None));
        let held = "\u{feff}( // é\0 )";
        assert_eq!(decode(held.into()).as_deref(), Ok("( // é\0 )"));
    }

    /// What its bytes do not tell is not named, nor is a command that would spoil it.
    #[test]
    fn an_encoding_that_only_its_writer_knows_is_not_named() {
        for (bytes, what) in [
            (&b"caf\xe9s, na\xefve, \xabici\xbb 5\xb0C, \xbfQu\xe9? l\xb7l"[..], "Latin-1"),
            (b"\x93The caf\xe9s\x94 \x97 \x80 5, it\x92s \x84so\x93 \x85", "Windows-1252"),
            // テスト and 日本 in Shift_JIS.
            (b"\x83\x65\x83\x58\x83\x67", BEYOND_LATIN),
            (b"He said \x93\xfa\x96\x7b.\x81\x42", BEYOND_LATIN),
            // 中文 in GBK, and 日本語 in EUC-JP.
            (b"\xd6\xd0\xce\xc4\xca\xc7", BEYOND_LATIN),
            (b"\xc6\xfc\xcb\xdc\xb8\xec", BEYOND_LATIN),
            // Words of Polish in Windows-1250 and ISO 8859-2.
            (b"wa\xbfny dzia\xb3 nie jest", BEYOND_LATIN),
            (b"wa\xbfne, by dzia\xb3a\xb3o", BEYOND_LATIN),
        ] {
            let fault = decode(bytes.to_vec()).unwrap_err();
            assert_eq!(fault.encoding, Some(what), "{bytes:?}");
            let named = fault.help_with_command().contains("iconv");
            assert_eq!(named, what != BEYOND_LATIN, "{bytes:?}");
        }
    }

    /// Of every alphabet, with a mark before it and without.
    #[test]
    fn letters_of_two_bytes_are_known_in_every_alphabet() {
        for text in [
            "Moscow said so.\nIt did.",
            "Москва сказала так.\nДа.",
            "Αθήνα είπε.",
            "ירושלים אמרה כך.",
            "قالت القاهرة ذلك.",
            "दिल्ली ने कहा.",
            "กรุงเทพ กล่าว",
        ] {
            for marked in ["", "\u{feff}"] {
                let text = format!("{marked}{text}");
                let little = decode(sixteen(&text, u16::to_le_bytes)).unwrap_err();
                let big = decode(sixteen(&text, u16::to_be_bytes)).unwrap_err();
                assert_eq!(little.encoding, Some("UTF-16 (little-endian)"), "{text}");
                assert_eq!(big.encoding, Some("UTF-16 (big-endian)"), "{text}");
            }
            assert!(decode(text.into()).is_ok());
        }
        for text in [
            "",
            "a",
            "a\nb\nc\nd\n",
            "\n\n\n\n",
            "\0\0\0\0",
            "\t\ta\tb",
            "a\0b",
            "a\0b\n",
            "\0a\nb",
        ] {
            assert!(decode(text.into()).is_ok(), "{text:?}");
        }
        assert!(decode(b"\xff\xfe\0\0a\0\0\0".to_vec()).unwrap_err().message().contains("UTF-32"));
    }

    #[test]
    fn a_damaged_character_makes_no_other_encoding() {
        let (before, after) = ("Осло\nсказал ", " так, и Рим тоже.");
        let bytes = [before.as_bytes(), b"\xd0", after.as_bytes()].concat();
        let fault = decode(bytes).unwrap_err();
        assert_eq!((fault.encoding, fault.place()), (None, (2, 8)));
        let fault = decode(b"\xef\xbb\xbfOslo said\n\x93So\x94".to_vec()).unwrap_err();
        assert_eq!((fault.encoding, fault.place()), (Some("Windows-1252"), (2, 1)));
    }
}
