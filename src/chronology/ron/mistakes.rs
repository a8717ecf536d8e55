//! What stands where something else is expected, in words for somebody who keeps a chronology: what is wrong, and
//! what to write instead.
//!
//! Owns the wording of every slip of the pen. It reports nothing and passes nothing: whoever reads says where.

use super::super::form::{self, Need};
use super::cursor::Cursor;
use crate::text::spelling::nearest_name;

/// What is expected at a place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    /// `"…"`.
    String,
    /// One of these words, without marks.
    Word(&'static [&'static str]),
    /// A whole number from 1.
    Paragraph,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// `[…]`.
    List,
    /// `(…)` of this kind.
    Record(&'static str),
    /// A word with another record's id in brackets.
    Link(&'static [&'static str]),
    /// A word, or a word with a reason in brackets.
    Basis,
}

/// What stands there instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FoundToken<'a> {
    /// Nothing: a comma, a closing bracket or the end follows.
    Nothing,
    /// A string, and what it says.
    String(&'a str),
    /// Words in marks that quote in print only.
    Marked(&'a str),
    /// A name.
    Word(&'a str),
    /// A number, or what begins as one.
    Number(&'a str),
    /// An opening bracket.
    Bracket(char),
    /// Any other character.
    Char(char),
}

impl<'a> FoundToken<'a> {
    /// What stands at the cursor, which is left where it is, and how many bytes of it are to be pointed at.
    pub(crate) fn at(cursor: &mut Cursor<'a>) -> (Self, usize) {
        let start = cursor.at;
        let Some(c) = cursor.peek_char() else { return (Self::Nothing, 0) };
        match c {
            ',' | ')' | ']' | '}' => return (Self::Nothing, 0),
            // What is in it is not asked for, and may be the rest of the file.
            '(' | '[' | '{' => return (Self::Bracket(c), 1),
            _ => {}
        }
        let string = if cursor.starts_string() { cursor.string().ok() } else { None };
        let end_of_string = cursor.at;
        cursor.at = start;
        if let Some(written) = string {
            return (Self::String(written.body), end_of_string - start);
        }
        let _ = cursor.skip_to_end_of_field();
        let field = cursor.slice(start..cursor.at.max(start)).trim_end();
        cursor.at = start;
        let found = match c {
            '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' => {
                Self::Marked(unmarked(field))
            }
            _ if c.is_ascii_digit() || matches!(c, '+' | '-' | '.') => Self::Number(field),
            _ if behind_minus(field).is_some() => Self::Number(field),
            'A'..='Z' | 'a'..='z' | '_' => {
                let name = cursor.name().unwrap_or_default();
                cursor.at = start;
                // Several words are no word.
                if name.len() < field.len() && !field.contains(['(', '"']) {
                    Self::Word(field)
                } else {
                    Self::Word(name)
                }
            }
            _ => return (Self::Char(c), c.len_utf8()),
        };
        let length = match &found {
            Self::Word(word) => word.len(),
            _ => field.len(),
        };
        (found, length)
    }
}

/// The number behind a sign that is printed as a minus and is none here.
fn behind_minus(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['−', '–', '‒', '—', '‑', '－'])?.trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
}

fn unmarked(field: &str) -> &str {
    field.trim_matches(['\'', '“', '”', '„', '‘', '’', '‚', '«', '»'])
}

/// What is wrong where `found` stands in place of what is expected, and the mend.
pub(crate) fn instead(expected: Expected, found: &FoundToken<'_>) -> (String, String) {
    let message = match (expected, found) {
        (_, FoundToken::Nothing) => "a value is missing here".to_owned(),
        (Expected::String, FoundToken::Word(w) | FoundToken::Number(w)) => {
            format!("`{}` stands without quotation marks", brief(w))
        }
        (Expected::String, FoundToken::Marked(_)) => {
            "a string stands in straight double quotation marks".to_owned()
        }
        (Expected::Word(words), FoundToken::String(w)) if meant(w, words).is_some() => {
            format!("`{}` is a word, and stands in quotation marks", brief(w))
        }
        (Expected::Paragraph | Expected::Number, FoundToken::String(n)) if is_number(n) => {
            "a number stands without quotation marks".to_owned()
        }
        (Expected::Flag, FoundToken::String(w)) if meant(w, &FLAGS).is_some() => {
            format!("{w} stands without quotation marks")
        }
        (Expected::Record(_), FoundToken::Bracket(bracket)) => {
            format!("a record stands in round brackets, and this is `{bracket}`")
        }
        (_, FoundToken::Char(c)) => {
            format!("{} stands where {} is expected", named(*c), noun(expected))
        }
        (Expected::Paragraph, FoundToken::Number(n)) => format!("`{}` is no paragraph", brief(n)),
        (Expected::Number, FoundToken::Number(n)) => format!("`{}` is no number", brief(n)),
        (Expected::Link(_), FoundToken::String(_)) => {
            "a link says what it does to the other record".to_owned()
        }
        _ => format!("{} is expected here", noun(expected)),
    };
    (message, mend(expected, found))
}

fn mend(expected: Expected, found: &FoundToken<'_>) -> String {
    match (expected, found) {
        (_, FoundToken::Word("null" | "nil" | "none")) => "leave the field out".to_owned(),
        (Expected::String, FoundToken::Word(w) | FoundToken::Number(w) | FoundToken::Marked(w))
            if !w.contains(['"', '\\']) =>
        {
            format!("write \"{}\"", brief(w))
        }
        (Expected::String, FoundToken::Bracket('[')) => {
            "write one value in quotation marks, without square brackets".to_owned()
        }
        (Expected::String, _) => "write it in quotation marks: \"…\"".to_owned(),
        (Expected::Word(words), FoundToken::String(w) | FoundToken::Word(w)) => suggest(w, words),
        (Expected::Word(words), _) => format!("write one of {}", words.join(", ")),
        (Expected::Paragraph, FoundToken::String(n) | FoundToken::Number(n)) => paragraph(n),
        (Expected::Paragraph, FoundToken::Char('¶' | '§' | '#')) => {
            "write the number alone, as in 3".to_owned()
        }
        (Expected::Paragraph, FoundToken::Bracket('[')) => {
            "write the first paragraph alone; others that print the words again go into `also`"
                .to_owned()
        }
        (Expected::Paragraph, _) => PARAGRAPHS.to_owned(),
        (Expected::Number, FoundToken::String(n) | FoundToken::Number(n)) => number(n),
        (Expected::Number, _) => "write digits, as in 1550".to_owned(),
        (Expected::Flag, FoundToken::String(w) | FoundToken::Word(w)) => {
            match (meant(w, &FLAGS), w.to_ascii_lowercase().as_str()) {
                (Some(flag), _) => format!("write {flag}"),
                (None, "yes" | "y" | "on") => "write true".to_owned(),
                (None, "no" | "n" | "off") => "write false".to_owned(),
                _ => "write true or false".to_owned(),
            }
        }
        (Expected::Flag, FoundToken::Number("1")) => "write true".to_owned(),
        (Expected::Flag, FoundToken::Number("0")) => "write false".to_owned(),
        (Expected::Flag, _) => "write true or false".to_owned(),
        (Expected::List, FoundToken::String(s)) => format!("write [\"{}\"]", brief(s)),
        (Expected::List, FoundToken::Number(n)) if is_number(n) => format!("write [{n}]"),
        (Expected::List, _) => "put it in square brackets: […]".to_owned(),
        (Expected::Record(kind), FoundToken::String(written) | FoundToken::Number(written)) => {
            record_of(kind, written)
        }
        (Expected::Record(_), FoundToken::Bracket('{')) => {
            "write (field: value, …), the names of fields without quotation marks".to_owned()
        }
        (Expected::Record(_), _) => "write (field: value, …)".to_owned(),
        (Expected::Link(words), FoundToken::String(id)) => {
            let (first, rest) = words.split_first().unwrap_or((&"", &[]));
            format!("write {first}(\"{}\"), or one of {} instead", brief(id), rest.join(", "))
        }
        (Expected::Link(words), FoundToken::Word(w)) => suggest(w, words),
        (Expected::Link(words), _) => {
            format!("write a word and an id, as in {}(\"…\")", words.first().unwrap_or(&""))
        }
        (Expected::Basis, FoundToken::Word(w) | FoundToken::String(w)) => {
            match nearest_name(w, ["Stated", "Resolved", "Inferred"]) {
                Some("Stated") => "write Stated".to_owned(),
                Some(near) => format!("write {near}(\"…\")"),
                None => BASES.to_owned(),
            }
        }
        (Expected::Basis, _) => BASES.to_owned(),
    }
}

const FLAGS: [&str; 2] = ["true", "false"];
const PARAGRAPHS: &str = "paragraphs count the non-empty lines of the article from 1";
const BASES: &str = "write Stated, Resolved(\"the source's words\") or Inferred(\"why\")";

fn noun(expected: Expected) -> &'static str {
    match expected {
        Expected::String => "a string",
        Expected::Word(_) => "a word",
        Expected::Paragraph => "a whole number from 1",
        Expected::Number => "a number",
        Expected::Flag => "true or false",
        Expected::List => "a list",
        Expected::Record(_) => "a record in round brackets",
        Expected::Link(_) => "a link",
        Expected::Basis => "a basis",
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The number that is written in hexadecimal digits.
fn hexadecimal(written: &str) -> Option<u32> {
    u32::from_str_radix(written.strip_prefix("0x")?, 16).ok()
}

/// The paragraph that somebody may have meant.
fn paragraph(written: &str) -> String {
    if let Some(number) = hexadecimal(written) {
        return format!("write {number}");
    }
    let bare = written.trim_start_matches('+');
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = bare.split_at_checked(digits).unwrap_or_default();
    match (number.parse::<u32>(), rest) {
        (Ok(1..), "") => format!("write {number}"),
        (Ok(1..), rest) if rest.starts_with('.') && rest.bytes().skip(1).all(|b| b == b'0') => {
            format!("write {number}")
        }
        (Ok(1..), rest)
            if rest.starts_with(['-', '–', '.'])
                && rest.ends_with(|c: char| c.is_ascii_digit())
                && !rest.starts_with('.') =>
        {
            format!("write the paragraph in which the words begin: {number}")
        }
        _ => PARAGRAPHS.to_owned(),
    }
}

/// The number that somebody may have meant.
fn number(written: &str) -> String {
    if let Some(number) = hexadecimal(written) {
        return format!("write {number}");
    }
    if let Some(number) = behind_minus(written).and_then(|rest| rest.parse::<f64>().ok()) {
        return format!("write -{number}");
    }
    if let Ok(number) = written.parse::<f64>() {
        let whole = number.fract() == 0.0;
        return if whole { format!("write {number}") } else { format!("write {written}") };
    }
    let end = written.find(|c: char| !c.is_ascii_digit() && !"+-.".contains(c));
    let (number, unit) = written.split_at(end.unwrap_or(written.len()));
    let groups = written.split([' ', '\u{a0}', '\u{202f}', '\'', '’', '.', '_']);
    let of_three = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.clone().next().unwrap_or_default();
    if groups.clone().count() > 1
        && groups.clone().skip(1).all(of_three)
        && first.parse::<u32>().is_ok()
    {
        return format!("write {}", groups.collect::<String>());
    }
    if let (Ok(count), Some(factor)) = (number.parse::<f64>(), factor(unit)) {
        // No more decimals than somebody wrote.
        let whole = (count * factor * 1000.0).round() / 1000.0;
        return format!("it may mean {whole}, which is not assumed: write the number in digits");
    }
    if number.parse::<f64>().is_ok() && !unit.contains(|c: char| c.is_ascii_digit()) {
        return format!("write {number} alone; what it counts goes into `unit`");
    }
    "write digits, as in 1550".to_owned()
}

/// By how much a letter or a word behind a number may multiply it.
fn factor(unit: &str) -> Option<f64> {
    Some(match unit.trim().trim_end_matches('.').to_lowercase().as_str() {
        "k" | "thousand" | "тыс" => 1e3,
        "m" | "mn" | "mln" | "million" | "млн" => 1e6,
        "b" | "bn" | "billion" | "млрд" => 1e9,
        _ => return None,
    })
}

/// A record of a kind that says `written` first, where what a kind says first is of that sort.
fn record_of(kind: &str, written: &str) -> String {
    let kind = form::kinds().into_iter().find(|known| known.name == kind);
    let first = kind.and_then(|kind| kind.fields.iter().find(|field| field.is_required()));
    match first {
        Some(field) if field.value.is_quoted() || is_number(written) => {
            let value = field.value.written(written);
            let others = kind
                .iter()
                .flat_map(|kind| kind.fields)
                .filter(|other| other.name != field.name && other.need != Need::Optional);
            let mut fields = vec![format!("{}: {}", field.name, brief(&value))];
            fields.extend(others.map(|other| format!("{}: …", other.name)));
            format!("write ({})", fields.join(", "))
        }
        _ => "write (field: value, …)".to_owned(),
    }
}

/// The word that is meant but for its capitals.
pub(crate) fn meant(written: &str, words: &[&'static str]) -> Option<&'static str> {
    words.iter().copied().find(|word| word.eq_ignore_ascii_case(written))
}

/// The nearest of the words that may stand here, or all of them.
pub(crate) fn suggest(written: &str, words: &[&str]) -> String {
    match nearest_name(written, words.iter().copied()) {
        Some(near) if near == written => format!("write {near}"),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", words.join(", ")),
    }
}

/// The beginning of what somebody wrote.
pub(crate) fn brief(written: &str) -> String {
    match written.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", written.get(..end).unwrap_or_default()),
        None => written.to_owned(),
    }
}

/// A character with its number where it is none of ASCII, so that one that shows nothing is told too.
pub(crate) fn named(c: char) -> String {
    if c.is_ascii_graphic() { format!("`{c}`") } else { format!("`{c}` (U+{:04X})", u32::from(c)) }
}

/// The sign for which a character of print is taken, if it is.
pub(crate) fn lookalike(c: char) -> Option<char> {
    Some(match c {
        '，' | '、' | '；' | ';' | '‚' | '،' => ',',
        '：' | '﹕' | '=' => ':',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '“' | '”' | '„' | '«' | '»' | '＂' => '"',
        _ => return None,
    })
}

/// The name of a kind of record with the article it takes.
pub(crate) fn with_article(kind: &str) -> String {
    match kind {
        "series" => format!("a {kind}"),
        "meta" | "defaults" => format!("`{kind}`"),
        _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(expected: Expected, text: &str) -> (String, String, usize) {
        let (found, length) = FoundToken::at(&mut Cursor::new(text));
        let (message, help) = instead(expected, &found);
        (message, help, length)
    }

    #[test]
    fn each_slip_has_its_mend() {
        const KINDS: &[&str] = &["Quote", "Reported"];
        for (expected, text, message, help) in [
            (
                Expected::String,
                "“They — break”,",
                "a string stands in straight",
                "write \"They — break\"",
            ),
            (Expected::String, "'a, b' )", "a string stands in straight", "write \"a, b\""),
            (
                Expected::String,
                "2024-03-01, ",
                "`2024-03-01` stands without",
                "write \"2024-03-01\"",
            ),
            (Expected::String, "talks)", "`talks` stands without", "write \"talks\""),
            (Expected::String, "they talk)", "`they talk` stands without", "write \"they talk\""),
            (Expected::String, "[\"a\"]", "a string is expected here", "write one value"),
            (Expected::String, ", x", "a value is missing here", "write it in"),
            (Expected::String, "— x", "`—` (U+2014) stands where a string", "write it in"),
            (
                Expected::Word(KINDS),
                "\"reported\"",
                "`reported` is a word",
                "did you mean `Reported`?",
            ),
            (Expected::Word(KINDS), "\"Reported\"", "`Reported` is a word", "write Reported"),
            (Expected::Word(KINDS), "7", "a word is expected", "write one of Quote, Reported"),
            (Expected::Paragraph, "\"4\"", "a number stands without", "write 4"),
            (
                Expected::Paragraph,
                "4-5,",
                "`4-5` is no paragraph",
                "write the paragraph in which the words begin: 4",
            ),
            (Expected::Paragraph, "3.0,", "`3.0` is no paragraph", "write 3"),
            (Expected::Paragraph, "4.5,", "`4.5` is no paragraph", PARAGRAPHS),
            (Expected::Paragraph, "0x10,", "`0x10` is no paragraph", "write 16"),
            (Expected::Paragraph, "-1,", "`-1` is no paragraph", PARAGRAPHS),
            (Expected::Number, "\"7\"", "a number stands without", "write 7"),
            (Expected::Number, "1.5k,", "`1.5k` is no number", "it may mean 1500, which is not"),
            (Expected::Number, "2 million)", "`2 million` is no", "it may mean 2000000, which"),
            (Expected::Number, "0xff)", "`0xff` is no number", "write 255"),
            (Expected::Number, "7 people)", "`7 people` is no number", "write 7 alone; what it"),
            (Expected::Number, "−5,", "`−5` is no number", "write -5"),
            (Expected::Number, "– 2.5)", "`– 2.5` is no number", "write -2.5"),
            (Expected::Number, "— x", "`—` (U+2014) stands", "write digits"),
            (Expected::Flag, "yes,", "true or false is expected", "write true"),
            (Expected::Flag, "\"true\"", "true stands without", "write true"),
            (Expected::List, "\"talks\"", "a list is expected", "write [\"talks\"]"),
            (
                Expected::Link(&["RespondsTo", "Repeats"]),
                "\"a\"",
                "a link says",
                "write RespondsTo(\"a\"), or one of Repeats instead",
            ),
            (Expected::Basis, "inferred", "a basis is expected", "write Inferred(\"…\")"),
            (
                Expected::Record("citation"),
                "\"tass\"",
                "a record in round",
                "write (source: \"tass\", para: …)",
            ),
        ] {
            let said = say(expected, text);
            assert!(said.0.starts_with(message), "{text}: {said:?}");
            assert!(said.1.starts_with(help), "{text}: {said:?}");
        }
    }
}
