//! The values of fields: each read and judged where it stands, and every fault told there.
//!
//! A faulty value is passed over, so that the rest of its record is read too; what becomes of the record is for
//! whoever reads it. References are numbers of names here: who goes by a name is known when all files are read.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::super::clocks::Zone;
use super::super::date::Edtf;
use super::super::id::{is_id, kebab};
use super::super::model::{
    Basis, Entity, EventIx, Link, LinkKind, NoteKind, PartyIx, PointStatus, SourceIx, SourceKind,
    SpeakerIx, SpeakerKind, StatementIx, StatementKind, Subject,
};
use super::super::problem::ProblemCode;
use super::super::ron::cursor::StringToken;
use super::super::ron::location::LONGEST;
use super::super::ron::mistakes::{
    Expected, FoundToken, brief, instead, lookalike, meant, suggest, with_article,
};
use super::super::ron::value::value;
use super::super::shared_str::SharedStr;
use super::reading::{MOST_REPEATED, ReadResult, Reading, ValueFault};
use crate::text::address::fault_of_address;
use crate::text::classes::{is_default_ignorable, is_double_mark, is_filler, is_single_mark};
use crate::text::sanitise::clean_line;
use crate::text::spelling::nearest_name;

impl<'a> Reading<'a, '_> {
    /// The value that begins at the cursor, as `ron` reads it. Where `ron` refuses it the cursor stays, and whoever
    /// asked tells why.
    fn by_ron<T: DeserializeOwned>(&mut self) -> Option<T> {
        self.cursor.blank();
        let start = self.cursor.at;
        let whole = self.cursor.skip_value().is_ok();
        let read = value(self.cursor.slice(start..self.cursor.at)).ok().filter(|_| whole);
        if read.is_none() {
            self.cursor.at = start;
        }
        read
    }

    fn string(&mut self) -> ReadResult<(Cow<'a, str>, StringToken<'a>)> {
        self.cursor.blank();
        // Nearly always: neither three marks nor anything else than a string.
        if !self.cursor.starts_string() || self.cursor.peek_second() == Some(b'"') {
            if let Some(fault) = self.other_marks().or_else(|| self.bare_address()) {
                return Err(fault);
            }
            if !self.cursor.starts_string() {
                return Err(self.wrong(Expected::String));
            }
        }
        let start = self.cursor.at;
        let written = match self.cursor.string() {
            Ok(written) => written,
            Err(broken) => return Err(self.broken(broken)),
        };
        self.string = start..self.cursor.at;
        if let Some(fault) = self.closed_by_the_next(&written) {
            return Err(fault);
        }
        match self.cursor.unescaped(&written) {
            Ok(said) => Ok((said, written)),
            Err(at) => {
                let help = "write \\\\ for a backslash, or use r#\"…\"#";
                self.report(
                    at..at + 2,
                    ProblemCode::Syntax,
                    "a string holds an escape that RON does not know",
                    help,
                );
                Err(ValueFault::Value)
            }
        }
    }

    /// Tells a string in the marks of another language: `"""…"""`, or `r#…"#` without the first mark; it is passed.
    fn other_marks(&mut self) -> Option<ValueFault> {
        self.cursor.blank();
        let rest = self.cursor.slice(self.cursor.at..self.cursor.end());
        let (open, close, message) = match rest {
            _ if rest.starts_with("\"\"\"") => {
                ("\"\"\"", "\"\"\"", "a string stands between one mark on each side")
            }
            _ if rest.starts_with("r#") && !self.cursor.starts_string() => {
                ("r#", "\"#", "a raw string begins with r#\"")
            }
            _ => return None,
        };
        let length = rest.get(open.len()..)?.find(close)?;
        let start = self.cursor.at;
        let help = "write \"…\", or r#\"…\"# where the text itself has quotation marks";
        self.report(start..start + open.len(), ProblemCode::Syntax, message, help);
        self.cursor.at = start + open.len() + length + close.len();
        Some(ValueFault::Passed)
    }

    /// Tells an address without marks, whose strokes would begin a comment; it is passed.
    fn bare_address(&mut self) -> Option<ValueFault> {
        let start = self.cursor.at;
        let end = start + length_of_address(self.cursor.slice(start..self.cursor.end()))?;
        let address = self.cursor.slice(start..end);
        let message = format!("`{}` stands without quotation marks", brief(address));
        let whole = format!("write \"{address}\"");
        // What is cut short is another address.
        let fits = whole.chars().count() <= LONGEST;
        let help = if fits { &*whole } else { "write one \" before the address and one behind it" };
        self.report(start..end, ProblemCode::WrongType, &message, help);
        self.cursor.at = end;
        Some(ValueFault::Passed)
    }

    /// Tells a string whose mark is missing, so that the mark which opens the next one closes it:
    /// `title: "Talks, published: "2020"`. Reading goes on at the field that it holds.
    fn closed_by_the_next(&mut self, written: &StringToken<'a>) -> Option<ValueFault> {
        if matches!(self.cursor.peek(), Some(b',' | b')')) {
            return None;
        }
        let goes_on = self.cursor.slice(self.cursor.at..self.cursor.end()).chars().next();
        let is_plain = self.cursor.slice(self.string.start..written.at) == "\"";
        if !is_plain || goes_on.is_none_or(|c| c.is_whitespace() || ",)]}".contains(c)) {
            return None;
        }
        let (comma, name) = field_at_end(written.body)?;
        let start = self.string.start;
        let message = "this string is not closed before the next field";
        let help = format!("write \" before `, {name}:`");
        let second = Some((self.cursor.at - 1, "the next mark closes it here"));
        self.report_both(start..start + 1, second, ProblemCode::Syntax, message, &help);
        self.cursor.at = written.at + comma;
        Some(ValueFault::Passed)
    }

    /// A text of one line, made harmless; a character that never reaches the terminal is told where it stands.
    fn one_line(&mut self) -> ReadResult<Cow<'a, str>> {
        let (said, written) = self.string()?;
        let (clean, forbidden) = match &said {
            Cow::Borrowed(said) => clean_line(said),
            Cow::Owned(said) => {
                let (clean, forbidden) = clean_line(said);
                (Cow::Owned(clean.into_owned()), forbidden)
            }
        };
        if let Some((at, c)) = forbidden {
            let range = if written.escapes {
                written.at - 1..self.cursor.at
            } else {
                written.at + at..written.at + at + c.len_utf8()
            };
            let message = format!(
                "this holds the character U+{:04X}, which never reaches the terminal",
                u32::from(c)
            );
            let help = "remove it; typographic marks and letters of any script are welcome";
            self.report(range, ProblemCode::ControlCharacter, &message, help);
        }
        Ok(clean)
    }

    /// An empty string.
    pub(super) fn nothing(&mut self) -> SharedStr {
        self.strings.push("")
    }

    /// A string that other records have too, held once.
    fn once(&mut self, text: &str) -> SharedStr {
        let seen = &mut self.repeated.strings;
        match seen.get(text) {
            Some(held) => held.clone(),
            None if seen.len() < MOST_REPEATED => {
                let held = SharedStr::from(text);
                seen.insert(text.into(), held.clone());
                held
            }
            None => self.strings.push(text),
        }
    }

    /// A text that must hold something, and is written down once in a dataset.
    pub(super) fn sentence(&mut self) -> ReadResult<String> {
        self.not_empty().map(Cow::into_owned)
    }

    fn not_empty(&mut self) -> ReadResult<Cow<'a, str>> {
        self.cursor.blank();
        let start = self.cursor.at;
        let line = self.one_line()?;
        if line.is_empty() {
            let (message, help) = (
                format!("`{}` is empty", self.field),
                format!("write something into `{}`", self.field),
            );
            self.report(start..self.cursor.at, ProblemCode::Empty, &message, &help);
        } else if line.chars().all(shows_nothing) {
            let message = format!("`{}` holds marks or blanks and no word", self.field);
            let help = format!("write something into `{}`", self.field);
            self.report(start..self.cursor.at, ProblemCode::Empty, &message, &help);
        }
        Ok(line)
    }

    /// Tells that the value that begins at `start` is empty.
    fn nothing_in(&mut self, start: usize, help: &str) -> ValueFault {
        let message = format!("`{}` is empty", self.field);
        self.report(start..self.cursor.at, ProblemCode::Empty, &message, help);
        ValueFault::Value
    }

    /// A text that must hold something.
    pub(super) fn filled(&mut self) -> ReadResult<SharedStr> {
        self.not_empty().map(|text| self.strings.push(&text))
    }

    /// The same for what many records say alike.
    pub(super) fn repeated(&mut self) -> ReadResult<SharedStr> {
        self.not_empty().map(|text| self.once(&text))
    }

    /// An address that can be opened.
    pub(super) fn address(&mut self) -> ReadResult<SharedStr> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (address, _) = self.string()?;
        if address.is_empty() {
            return Err(self.nothing_in(start, "write the address, or leave the field out"));
        }
        if let Some(fault) = fault_of_address(&address) {
            let message = format!("`{}` is no address that can be opened", brief(&address));
            self.report(start..self.cursor.at, ProblemCode::BadUrl, &message, fault);
            return Err(ValueFault::Value);
        }
        Ok(self.strings.push(&address))
    }

    /// A date.
    pub(super) fn date(&mut self) -> ReadResult<Edtf> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (said, _) = self.string()?;
        if let Some(date) = self.repeated.dates.get(&*said) {
            return Ok(date.clone());
        }
        match Edtf::parse(&said) {
            Ok(date) => {
                self.repeated.dates.insert(said.as_ref().into(), date.clone());
                Ok(date)
            }
            Err(error) => {
                let code =
                    if error.reversed { ProblemCode::EndBeforeStart } else { ProblemCode::BadDate };
                self.report(start..self.cursor.at, code, &error.message, &error.help);
                Err(ValueFault::Value)
            }
        }
    }

    /// The whole number that plainly stands here, from 1; where it is not plain the cursor stays.
    fn plain_number(&mut self) -> Option<u32> {
        let start = self.cursor.at;
        let run = self.cursor.run();
        let plain = run.len() < 9
            && matches!(run.as_bytes(), [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
            && matches!(self.cursor.peek(), Some(b',' | b')' | b']'));
        let number = run.parse().ok().filter(|_| plain);
        if number.is_none() {
            self.cursor.at = start;
        }
        number
    }

    /// The number of a paragraph.
    pub(super) fn paragraph(&mut self) -> ReadResult<u32> {
        self.cursor.blank();
        let start = self.cursor.at;
        let number = self.paragraph_of_several()?;
        let Some(end) = self.end_of_comma_number() else { return Ok(number) };
        let written = self.cursor.slice(start..end);
        let message = format!("`{}` is no paragraph", brief(written));
        let help = format!("write the paragraph in which the words begin: {number}");
        self.report(start..end, ProblemCode::WrongType, &message, &help);
        self.cursor.at = end;
        Err(ValueFault::Passed)
    }

    /// A paragraph of a list: a comma ends it whatever follows, so that `[7,9]` is two.
    pub(super) fn paragraph_of_several(&mut self) -> ReadResult<u32> {
        self.cursor.blank();
        let start = self.cursor.at;
        // Nearly all are plain, and there are as many as statements.
        if let Some(number) = self.plain_number() {
            return Ok(number);
        }
        let run = self.cursor.run();
        let in_digits = run.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        self.cursor.at = start;
        let number = self.by_ron().filter(|_| in_digits);
        if number.is_some() && self.goes_on() {
            self.cursor.at = start;
            return Err(self.wrong(Expected::Paragraph));
        }
        match number {
            Some(0) => {
                let help = "paragraphs count the non-empty lines of the article from 1";
                self.report(
                    start..self.cursor.at,
                    ProblemCode::BadParagraph,
                    "there is no paragraph 0",
                    help,
                );
                Err(ValueFault::Value)
            }
            Some(number) => Ok(number),
            None => {
                self.cursor.at = start;
                Err(self.wrong(Expected::Paragraph))
            }
        }
    }

    /// A whole number from 0.
    pub(super) fn whole(&mut self) -> ReadResult<u32> {
        self.cursor.blank();
        let start = self.cursor.at;
        if let Some(number) = self.by_ron() {
            return Ok(number);
        }
        if self.by_ron::<i64>().is_none() {
            return Err(self.wrong(Expected::Number));
        }
        let written = brief(self.cursor.slice(start..self.cursor.at));
        let message = format!("`{written}` is no whole number from 0");
        self.report(
            start..self.cursor.at,
            ProblemCode::WrongType,
            &message,
            "write digits, as in 1",
        );
        Err(ValueFault::Value)
    }

    /// A finite number.
    pub(super) fn number(&mut self) -> ReadResult<f64> {
        self.cursor.blank();
        let start = self.cursor.at;
        let plain = self.plain_number().filter(|_| self.end_of_comma_number().is_none());
        if let Some(number) = plain {
            return Ok(f64::from(number));
        }
        self.cursor.at = start;
        let Some(number) = self.by_ron::<f64>() else { return Err(self.wrong(Expected::Number)) };
        let range = start..self.cursor.at;
        if self.goes_on() {
            self.cursor.at = start;
            return Err(self.wrong(Expected::Number));
        }
        if let Some(end) = self.end_of_comma_number() {
            let written = self.cursor.slice(start..end);
            let message = format!("`{}` holds a comma, which ends a value", brief(written));
            let help = match (written.find('.'), written.rfind(',')) {
                // Of two signs the last divides off the decimals, and the other groups.
                (Some(point), Some(comma)) if point < comma => {
                    format!("write {}", written.replace('.', "").replace(',', "."))
                }
                (Some(_), _) => format!("write {}", written.replace(',', "")),
                (None, _) if is_grouped(written) => {
                    format!("write {} without it", written.replace(',', ""))
                }
                (None, _) => format!("write {}", written.replace(',', ".")),
            };
            self.report(start..end, ProblemCode::WrongType, &message, &help);
            self.cursor.at = end;
            return Err(ValueFault::Passed);
        }
        let written = self.cursor.slice(range.clone());
        if is_held(written, number) {
            return Ok(number);
        }
        let (why, help) = if !number.is_finite() && !written.contains(|c: char| c.is_ascii_digit())
        {
            (
                "is no value that somebody can declare",
                "write a finite number; leave the value out where none was provided",
            )
        } else {
            (
                "cannot be held as it is written",
                "write 15 digits at most; those that are printed go into a note",
            )
        };
        let message = format!("`{}` {why}", brief(written));
        self.report(range, ProblemCode::BadNumber, &message, help);
        Err(ValueFault::Value)
    }

    /// Whether something that belongs to no field of its own follows a number, as in `7 people` and `1 550`.
    fn goes_on(&mut self) -> bool {
        let end = self.cursor.at;
        self.cursor.blank();
        let next = self.cursor.peek_char();
        let goes_on = next.is_some_and(|c| {
            let ends = matches!(c, ',' | ')' | ']' | '}' | '(' | '"' | '#');
            !ends && lookalike(c) != Some(',') && !is_default_ignorable(c) && !self.starts_field()
        });
        self.cursor.at = end;
        goes_on
    }

    /// The end of the digits that follow a number with a comma between, as in `1,550` and `3,5`: nothing else than a
    /// part of the number can begin with a digit there.
    fn end_of_comma_number(&self) -> Option<usize> {
        let mut end = self.cursor.at;
        loop {
            let rest = self.cursor.slice(end..self.cursor.end());
            let behind = rest.strip_prefix(',').unwrap_or_default();
            let behind = if behind.starts_with(|c: char| c.is_ascii_digit()) { behind } else { "" };
            match behind.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count() {
                0 => return (end > self.cursor.at).then_some(end),
                digits => end += 1 + digits,
            }
        }
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self) -> ReadResult<bool> {
        self.by_ron().ok_or_else(|| self.wrong(Expected::Flag))
    }

    /// Whether the value that was passed just now plainly ends here; elsewhere it takes a closer look to tell.
    fn ends_value(&self) -> bool {
        let mut behind = self.cursor.slice(self.cursor.at..self.cursor.end()).bytes();
        match behind.next() {
            Some(b')') => true,
            Some(b',') => behind.next().is_some_and(|b| !b.is_ascii_digit()),
            _ => false,
        }
    }

    /// One of the words of a kind: `all`, by their names in the same order.
    fn word<K: DeserializeOwned + Copy>(
        &mut self,
        words: &'static [&'static str],
        all: &'static [K],
    ) -> ReadResult<K> {
        self.cursor.blank();
        let start = self.cursor.at;
        let name = self.cursor.name();
        let position = words.iter().position(|word| Some(*word) == name);
        if let Some(kind) = position.and_then(|n| all.get(n)).filter(|_| self.ends_value()) {
            return Ok(*kind);
        }
        self.cursor.at = start;
        if let Some(kind) = self.by_ron() {
            return Ok(kind);
        }
        let start = self.cursor.at;
        if self.cursor.name().is_none() {
            return Err(self.wrong(Expected::Word(words)));
        }
        self.cursor.at = start;
        let mut word = self.cursor.run();
        let mut message = None;
        // As Rust has it: `Kind::Reported`.
        while self.cursor.slice(self.cursor.at..self.cursor.end()).starts_with("::") {
            self.cursor.at += 2;
            word = self.cursor.run();
            message = Some(format!("`{}` stands alone", brief(word)));
        }
        let message = if let Some(message) = message {
            message
        } else if words.contains(&word) {
            format!("`{word}` stands alone, without brackets")
        } else {
            format!("`{}` is none of the words known here", brief(word))
        };
        self.report(
            start..self.cursor.at,
            ProblemCode::UnknownVariant,
            &message,
            &suggest(word, words),
        );
        Err(ValueFault::Value)
    }

    /// The kind of a source. One that is not known is kept as it is written, for much rests on a source.
    pub(super) fn source_kind(&mut self) -> ReadResult<SourceKind> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (word, in_marks) = if self.cursor.starts_string() {
            let written = self.cursor.string().map_err(|broken| self.broken(broken))?;
            let end = self.cursor.at;
            self.cursor.at = start;
            self.wrong(Expected::Word(SOURCE_KINDS));
            self.cursor.at = end;
            (written.body, true)
        } else if self.cursor.peek_char().is_some_and(|c| c.is_alphabetic() || c == '_') {
            (self.words_of_kind()?, false)
        } else {
            return Err(self.wrong(Expected::Word(SOURCE_KINDS)));
        };
        let end = self.cursor.at;
        // As Rust has it: `SourceKind::News`.
        let alone = word.rsplit("::").next().unwrap_or(word);
        let known = meant(alone, SOURCE_KINDS);
        if !in_marks && known != Some(word) {
            let message = format!("`{}` is no kind of source that is known here", brief(word));
            let help = match known.or_else(|| nearest_name(alone, SOURCE_KINDS.iter().copied())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the source is kept; the kinds are {}", SOURCE_KINDS.join(", ")),
            };
            self.report(start..end, ProblemCode::UnknownKind, &message, &help);
        }
        let kind = SOURCE_KINDS
            .iter()
            .position(|w| known == Some(*w))
            .and_then(|i| SourceKind::ALL.get(i));
        if kind.is_none() {
            self.unknown_kind = Some(self.once(&clean_line(word).0));
        }
        Ok(kind.copied().unwrap_or(SourceKind::Unknown))
    }

    /// What is written for a kind without marks, all of it however many words it has and of whatever letters:
    /// `Press release`, `Блог`. A field whose comma is missing is none of it.
    fn words_of_kind(&mut self) -> ReadResult<&'a str> {
        let start = self.cursor.at;
        if let Some(word) = self.cursor.name().filter(|_| self.ends_value()) {
            return Ok(word);
        }
        self.cursor.at = start;
        let mut end = start;
        loop {
            let rest = self.cursor.slice(end..self.cursor.end());
            let is_sign = |c: char| {
                c.is_whitespace()
                    || is_default_ignorable(c)
                    || ",:;()[]{}<>\"#/=".contains(c)
                    || lookalike(c) == Some(',')
            };
            end += rest.find(is_sign).unwrap_or(rest.len());
            self.cursor.at = end;
            let rest = self.cursor.slice(end..self.cursor.end());
            let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
            self.cursor.at = end + blank;
            let is_word = self.cursor.peek_char().is_some_and(char::is_alphanumeric);
            if blank == 0 || !is_word || self.starts_field() {
                break;
            }
            end = self.cursor.at;
        }
        self.cursor.blank();
        let opens = match self.cursor.peek() {
            Some(b'(') => !self.cursor.begins_record(),
            next => next == Some(b'"'),
        };
        self.cursor.at = end;
        if opens || self.goes_on() {
            // Whatever else is written there: what is wrong is told of all of it, and of no field behind it.
            self.skip_field()?;
            end = start + self.cursor.slice(start..self.cursor.at).trim_end().len();
        }
        Ok(self.cursor.slice(start..end))
    }

    /// A name, as the position of the record that will go by it.
    fn reference<Ix: From<usize>>(&mut self) -> ReadResult<Ix> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (id, _) = self.string()?;
        if id.is_empty() {
            return Err(self.nothing_in(start, "write the id of a record, or leave the field out"));
        }
        Ok(Ix::from(self.name_of(&id) as usize))
    }

    pub(super) fn source(&mut self) -> ReadResult<SourceIx> {
        self.reference()
    }

    pub(super) fn speaker(&mut self) -> ReadResult<SpeakerIx> {
        self.reference()
    }

    pub(super) fn party(&mut self) -> ReadResult<PartyIx> {
        self.reference()
    }

    pub(super) fn event(&mut self) -> ReadResult<EventIx> {
        self.reference()
    }

    pub(super) fn report_of(&mut self) -> ReadResult<StatementIx> {
        self.reference()
    }

    /// A record of any kind.
    pub(super) fn subject(&mut self) -> ReadResult<Entity> {
        self.reference().map(Entity::Note)
    }

    /// The id that the record goes by.
    pub(super) fn id(&mut self) -> ReadResult<SharedStr> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (id, _) = self.string()?;
        if let Some(help) = fault_of_id(&id) {
            let message = format!("`{}` is no id for {}", brief(&id), with_article(self.kind));
            self.report(start..self.cursor.at, ProblemCode::BadId, &message, &help);
            self.take_name_of_lost(&id);
            return Err(ValueFault::Value);
        }
        let name = self.name_of(&id);
        self.own_name = Some(name);
        let id = self.names.list.get(name as usize).cloned();
        Ok(id.unwrap_or_else(|| self.nothing()))
    }

    /// Takes the name that a lost record goes by, and where that is no id, the one that it should have: others may
    /// name it by either.
    pub(super) fn take_name_of_lost(&mut self, id: &str) {
        let right = kebab(id);
        let is_wrong = right != *id && !right.is_empty();
        self.right_name = is_wrong.then(|| self.name_of(&right));
        self.own_name = (!id.is_empty()).then(|| self.name_of(id));
    }

    /// A link: a word with another record's id in brackets.
    pub(super) fn link(&mut self) -> ReadResult<Link> {
        self.cursor.blank();
        let start = self.cursor.at;
        let Some(word) = self.cursor.name() else {
            return Err(self.wrong(Expected::Link(LinkKind::NAMES)));
        };
        let kind = LinkKind::named(word);
        let end = self.cursor.at;
        self.cursor.blank();
        let bracket = self.cursor.at;
        let (Some(kind), true) = (kind, self.cursor.eat(b'(')) else {
            if kind.is_some() {
                self.cursor.at = start;
                let message = format!("`{word}` needs the id of a record");
                self.report(
                    start..end,
                    ProblemCode::WrongType,
                    &message,
                    &format!("write {word}(\"…\")"),
                );
                return Err(ValueFault::Value);
            }
            let message = format!("`{}` is none of the words known here", brief(word));
            self.report(
                start..end,
                ProblemCode::UnknownVariant,
                &message,
                &suggest(word, LinkKind::NAMES),
            );
            return Err(ValueFault::Value);
        };
        self.cursor.blank();
        let to = self.reference()?;
        self.close_bracket(bracket)?;
        Ok(Link { kind, to: Subject::Event(to) })
    }

    /// How a date or a name is known.
    pub(super) fn basis(&mut self) -> ReadResult<Basis> {
        self.cursor.blank();
        let start = self.cursor.at;
        if self.cursor.name() == Some("Stated") && self.ends_value() {
            return Ok(Basis::Stated);
        }
        self.cursor.at = start;
        match self.by_ron() {
            Some(Basis::Stated) => return Ok(Basis::Stated),
            Some(Basis::Resolved(said) | Basis::Inferred(said))
                if clean_line(&said).0.is_empty() || clean_line(&said).1.is_some() => {}
            Some(Basis::Resolved(words)) => {
                return Ok(Basis::Resolved(clean_line(&words).0.into()));
            }
            Some(Basis::Inferred(why)) => return Ok(Basis::Inferred(clean_line(&why).0.into())),
            None => {}
        }
        self.cursor.at = start;
        let make = match self.cursor.name() {
            Some("Resolved") => Basis::Resolved as fn(Box<str>) -> Basis,
            Some("Inferred") => Basis::Inferred,
            Some(word) => {
                let message = format!("`{}` is none of the words known here", brief(word));
                let end = self.cursor.at;
                self.cursor.at = start;
                let (found, _) = FoundToken::at(&mut self.cursor);
                let (_, help) = instead(Expected::Basis, &found);
                self.report(start..end, ProblemCode::UnknownVariant, &message, &help);
                return Err(ValueFault::Value);
            }
            None => return Err(self.wrong(Expected::Basis)),
        };
        let end = self.cursor.at;
        self.cursor.blank();
        let bracket = self.cursor.at;
        if !self.cursor.eat(b'(') {
            let word = self.cursor.slice(start..end);
            let message = format!(
                "`{word}` needs words in brackets: what the source says, or why it is inferred"
            );
            self.report(
                start..end,
                ProblemCode::WrongType,
                &message,
                &format!("write {word}(\"…\")"),
            );
            return Err(ValueFault::Value);
        }
        self.cursor.blank();
        let at = self.cursor.at;
        let words = self.one_line()?;
        if words.is_empty() {
            let word = self.cursor.slice(start..end);
            let message = format!("`{word}` says nothing");
            let help = "write what the source says, or why it is inferred";
            self.report(at..self.cursor.at, ProblemCode::Empty, &message, help);
        }
        self.close_bracket(bracket)?;
        Ok(make(words.into()))
    }

    /// The bracket that closes the value of a word.
    pub(super) fn close_bracket(&mut self, bracket: usize) -> ReadResult<()> {
        self.cursor.blank();
        self.cursor.eat(b',');
        self.cursor.blank();
        if self.cursor.eat(b')') {
            return Ok(());
        }
        if self.cursor.starts_string() {
            let message = "one value stands in brackets, and this is another";
            self.unexpected(message, "write the word again for each, with its own brackets");
            self.cursor.at = bracket;
            self.cursor.skip_value().map_err(|broken| self.broken(broken))?;
            return Err(ValueFault::Passed);
        }
        Err(self.never_closed(bracket, "it is still open here"))
    }

    /// A time zone of the IANA database.
    pub(super) fn zone(&mut self) -> ReadResult<Zone> {
        self.cursor.blank();
        let start = self.cursor.at;
        let (name, _) = self.string()?;
        if let Some(zone) = Zone::named(&name) {
            return Ok(zone);
        }
        let message = format!("`{}` is no time zone of the IANA database", brief(&name));
        let help = match nearest_name(&name, Zone::names()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write a zone such as \"Europe/Paris\"".to_owned(),
        };
        self.report(start..self.cursor.at, ProblemCode::UnknownZone, &message, &help);
        Err(ValueFault::Value)
    }
}

macro_rules! words {
    ($($reader:ident $type:ident)*) => {
        impl Reading<'_, '_> {
            $(pub(super) fn $reader(&mut self) -> ReadResult<$type> {
                self.word($type::NAMES, $type::ALL)
            })*
        }
    };
}

words! {
    speaker_kind SpeakerKind
    statement_kind StatementKind
    note_kind NoteKind
    point_status PointStatus
}

/// The kinds of sources that a dataset may name: all but the one for whatever else it names.
const SOURCE_KINDS: &[&str] = match SourceKind::NAMES.split_last() {
    Some((_, known)) => known,
    None => &[],
};

/// How many bytes of a text that begins with an address, `https://…`, it takes. A comma, or a bracket that it does not
/// open, ends it where a field or a record would end.
pub(super) fn length_of_address(text: &str) -> Option<usize> {
    let scheme = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let rest = text.get(scheme..).filter(|_| scheme > 0)?.strip_prefix("://")?;
    let end = rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len());
    let mut address = rest.get(..end)?;
    let names_field = |behind: &str| {
        let name = behind.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
        name > 0 && behind.get(name..).is_some_and(|rest| rest.starts_with(':'))
    };
    let mut commas = address.match_indices(',');
    if let Some((at, _)) = commas.find(|(at, _)| rest.get(at + 1..).is_some_and(names_field)) {
        address = address.get(..at)?;
    }
    let unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
    address = address.trim_end_matches([',', ']', '}']);
    for _ in 0..unopened {
        let Some(without) = address.strip_suffix(')') else { break };
        address = without.trim_end_matches([',', ']', '}']);
    }
    (!address.is_empty()).then_some(scheme + 3 + address.len())
}

/// Where the comma stands before the first field that the text of a string holds, whose value would follow it, and the
/// name of that field: of `Talks, published: ` the comma behind `Talks`.
fn field_at_end(body: &str) -> Option<(usize, &str)> {
    let name_of = |behind: &'_ str| -> Option<usize> {
        let blank = behind.len() - behind.trim_start().len();
        let name = behind.bytes().skip(blank);
        let length = name.take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
        behind.get(blank + length..)?.starts_with(':').then_some(blank + length)
    };
    let ends = body.trim_end().ends_with(':') && !body.contains('\n');
    let (last, _) = body.match_indices(',').next_back().filter(|_| ends)?;
    let behind = body.get(last + 1..)?;
    // The last comma must begin the field at the end; the first that begins one is where the string should end.
    name_of(behind)
        .filter(|end| behind.get(end + 1..).is_some_and(|rest| rest.trim().is_empty()))?;
    body.match_indices(',').find_map(|(comma, _)| {
        let behind = body.get(comma + 1..)?;
        let end = name_of(behind)?;
        Some((comma, behind.get(..end)?.trim()))
    })
}

/// Whether commas part a number into groups of three digits.
fn is_grouped(number: &str) -> bool {
    number.split(',').skip(1).all(|group| group.len() == 3)
}

/// The cell of Braille without dots, which looks like a blank and is none.
const BLANK_BRAILLE: char = '\u{2800}';

/// Whether a character says nothing where no other stands beside it: a blank, one that looks like one, a quotation mark,
/// an ellipsis or its stops.
fn shows_nothing(c: char) -> bool {
    c.is_whitespace()
        || is_filler(c)
        || c == BLANK_BRAILLE
        || is_double_mark(c)
        || is_single_mark(c)
        || "….".contains(c)
}

/// Whether a number that is written in decimal digits is held with these digits and no others: about fifteen of them
/// are, with any power of ten between those of a float.
fn is_held(written: &str, number: f64) -> bool {
    let is_decimal = |c: char| c.is_ascii_digit() || "+-._eE".contains(c);
    number.is_finite()
        && (written.contains(|c| !is_decimal(c))
            || Decimal::of(written) == Decimal::of(&format!("{number:e}")))
}

/// A number without its sign: the digits that count, and the power of ten of the first.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    digits: String,
    power: i64,
}

impl Decimal {
    /// `None` of what is no decimal number.
    fn of(written: &str) -> Option<Self> {
        let (number, power) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
        let power: i64 = power.parse().ok()?;
        let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
        let all = [whole, part].concat();
        let digits = all.trim_start_matches('0');
        let before = all.len() - digits.len();
        let digits = digits.trim_end_matches('0').to_owned();
        let power = if digits.is_empty() { 0 } else { power + whole.len() as i64 - before as i64 };
        Some(Self { digits, power })
    }
}

/// What is wrong with an id, if anything: the form that would be right.
fn fault_of_id(id: &str) -> Option<String> {
    if is_id(id) {
        return None;
    }
    Some(match kebab(id) {
        right if right.is_empty() => "ids are kebab-case, as in tass-2026-02-05".to_owned(),
        right => format!("write \"{right}\""),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_held_only_with_the_digits_that_are_written() {
        for held in [
            "0",
            "0.0",
            "-0",
            "7",
            "+7.10",
            "1_550",
            "1550",
            "-7.25",
            "0.1",
            "1e15",
            "1E+5",
            "1e-7",
            "0.30000000000000004",
            "9007199254740992",
            "1000000000000000000000",
            "123456789012345",
            ".5",
            "5.",
            "1.50e3",
        ] {
            assert!(is_held(held, held.replace('_', "").parse().unwrap()), "{held}");
        }
        for lost in [
            "9007199254740993",
            "123456789012345678",
            "0.12345678901234567891",
            "1e400",
            "-1e400",
            "1e-400",
            "3.14159265358979323846",
        ] {
            assert!(!is_held(lost, lost.parse().unwrap()), "{lost}");
        }
    }

    #[test]
    fn an_address_ends_where_its_field_does() {
        for (text, address) in [
            ("https://a.org/b, title: 1", "https://a.org/b"),
            ("https://a.org/b,title: 1", "https://a.org/b"),
            ("https://a.org/x,y),", "https://a.org/x,y"),
            ("http://a.org/Film_(1998))", "http://a.org/Film_(1998)"),
            ("http://a.org/Film_(1998)),", "http://a.org/Film_(1998)"),
            ("ftp://a.org\n", "ftp://a.org"),
            ("https://a.org/?q=1#p\"", "https://a.org/?q=1#p"),
        ] {
            let length = length_of_address(text);
            assert_eq!(length.and_then(|n| text.get(..n)), Some(address), "{text}");
        }
        let closed = ")".repeat(200_000);
        assert_eq!(length_of_address(&format!("https://a.org{closed}")), Some(13), "in one pass");
        for text in ["https: //a", "// a comment", "https://, x", "word", "", "é://a"] {
            assert_eq!(length_of_address(text), None, "{text}");
        }
    }

    #[test]
    fn no_address_is_advised_that_is_cut_short() {
        for length in [20, 300, 380, 420, 5_000] {
            let address = format!("https://example.org/{}", "a".repeat(length));
            let text = format!(
                "(sources: [(id: \"s\", kind: News, outlet: \"S\", url: {address}, title: \"T\")])"
            );
            let problems = crate::chronology::load::load_text("a.ron", &text).problems;
            let help = problems.iter().find_map(|problem| problem.help.clone()).unwrap();
            let fits = help == format!("write \"{address}\"");
            assert!(fits != help.contains("one \" before the address"), "{help}");
            assert!(fits || address.len() > 380, "{length}");
            assert!(!help.contains('…'), "{help}");
        }
    }

    #[test]
    fn a_string_that_holds_a_field_at_its_end_ends_before_it() {
        assert_eq!(field_at_end("Talks, published: "), Some((5, "published")));
        assert_eq!(field_at_end("Talks, para: 3, title:"), Some((5, "para")));
        assert_eq!(field_at_end("One, two, published: "), Some((8, "published")));
        for text in ["Talks", "Talks, and: more", "He said: ", "He, and I said: ", ""] {
            assert_eq!(field_at_end(text), None, "{text}");
        }
    }
}
