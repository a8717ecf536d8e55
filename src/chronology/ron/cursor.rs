//! The tokens of RON, one after the other: blanks and comments, names, strings, numbers, and how far a value
//! reaches that nobody reads.
//!
//! It decides nothing about values. It never recurses: nesting is a stack, so that hostile input cannot exhaust
//! the program's. Every function ends where it says or where the text does, and nothing is looked for twice: what
//! is known not to follow is remembered, so that a file costs what it is long, however broken it is.

use std::borrow::Cow;
use std::ops::Range;

use super::super::form;
use super::value::value;
use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem};

/// A string as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StringToken<'a> {
    /// What stands between its marks.
    pub(crate) body: &'a str,
    /// The byte offset of the body.
    pub(crate) at: usize,
    /// Whether backslashes in it escape.
    pub(crate) escapes: bool,
}

/// What may go wrong within a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// No string begins here.
    NoString,
    /// A string begins at the offset and is never closed.
    Unclosed(usize),
    /// A bracket at the first offset is never closed; at the second something ends that should not.
    Open(usize, usize),
    /// A bracket at the offset closes nothing.
    Closes(usize),
}

/// Where reading goes on after a mistake: the offset at which a record, `(id:`, or a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resume {
    Record(usize),
    Section(usize),
}

impl Resume {
    pub(crate) fn at(self) -> usize {
        match self {
            Self::Record(at) | Self::Section(at) => at,
        }
    }
}

/// A place in the text of a file.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// The text up to where reading ends: with the text or, in a second try at a broken record, where the next one
    /// begins.
    bytes: &'a [u8],
    /// The byte offset of what is read next. Always on a boundary of characters.
    pub(crate) at: usize,
    /// The first comment that is never closed.
    open_comment: Option<usize>,
    /// Behind this offset no comment is closed, as far as that was looked for.
    no_comment_end: Option<usize>,
    /// From the offset on no raw string of as many hashes is closed.
    no_raw_end: Option<(usize, usize)>,
    /// What [`Self::resume`] found last, and from where on.
    resume: Option<(usize, Option<Resume>)>,
    /// What [`Self::next_section`] found last, and from where on.
    section: Option<(usize, Option<usize>)>,
    /// What [`Self::opening_behind`] found last, and from where on.
    opening: Option<(usize, Option<usize>)>,
    /// The value that could not be passed last, with reading to the end of the text and to an earlier one.
    failed: [Option<Failed>; 2],
}

/// A value that could not be passed.
#[derive(Debug)]
struct Failed {
    /// Where reading was to end.
    end: usize,
    /// Where it failed, and why.
    at: usize,
    why: Broken,
    /// The brackets that were open there, in ascending order: a value that begins with one of them fails there too.
    open: Vec<usize>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            open_comment: None,
            no_comment_end: None,
            no_raw_end: None,
            resume: None,
            section: None,
            opening: None,
            failed: [None, None],
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The text of a range; nothing where the range is none of the text's.
    pub(crate) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where reading ends.
    pub(crate) fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Lets reading end at an offset, or where the text does.
    pub(crate) fn end_at(&mut self, end: Option<usize>) {
        let end = end.map_or(self.text.len(), |end| self.text.floor_char_boundary(end));
        self.bytes = self.text.as_bytes().get(..end).unwrap_or_default();
    }

    /// The first comment that was met and is never closed; told once.
    pub(crate) fn take_open_comment(&mut self) -> Option<usize> {
        self.open_comment.take()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The byte behind it.
    pub(crate) fn peek_second(&self) -> Option<u8> {
        self.bytes.get(self.at + 1).copied()
    }

    /// The next character.
    pub(crate) fn peek_char(&self) -> Option<char> {
        self.slice(self.at..self.end()).chars().next()
    }

    /// Whether `byte`, which is ASCII, comes next; if so it is passed.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes a character of any length.
    pub(crate) fn pass_char(&mut self) {
        self.at += self.peek_char().map_or(0, char::len_utf8);
    }

    /// Passes the rest of the line.
    pub(crate) fn pass_line(&mut self) {
        self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
    }

    /// Passes white space and comments (`// …`, `/* … */`, nested as RON has it).
    #[inline]
    pub(crate) fn blank(&mut self) {
        // Nearly always there is none, or one space.
        self.at += usize::from(self.peek() == Some(b' '));
        if matches!(self.peek(), Some(b' ' | b'\t'..=b'\r' | b'/' | 128..)) {
            self.pass_blanks();
        }
    }

    fn pass_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t'..=b'\r' => {
                    let blanks = self.rest().iter();
                    self.at += blanks.take_while(|b| matches!(b, b' ' | b'\t'..=b'\r')).count();
                }
                b'/' => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.pass_line(),
                    Some(b'*') => self.comment(),
                    _ => return,
                },
                128.. => match self.peek_char() {
                    // Direction marks are white space to RON.
                    Some(c) if c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}') => {
                        self.at += c.len_utf8();
                    }
                    _ => return,
                },
                _ => return,
            }
        }
    }

    /// Passes a block comment. One that is never closed is remembered, and ends with its line: what follows is
    /// read rather than lost. After such a one comments do not nest any more, so that each costs what it is long.
    fn comment(&mut self) {
        let start = self.at;
        let nests = self.no_comment_end.is_none();
        if self.no_comment_end.is_some_and(|after| start >= after) {
            return self.pass_line();
        }
        let (mut depth, mut at) = (0usize, start);
        let bytes = self.bytes;
        while let Some(step) = bytes.get(at..).and_then(|rest| memchr2(b'/', b'*', rest)) {
            at += step;
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'/'), Some(b'*')) if nests || depth == 0 => {
                    (depth, at) = (depth + 1, at + 2);
                }
                (Some(b'*'), Some(b'/')) => (depth, at) = (depth - 1, at + 2),
                _ => at += 1,
            }
            if depth == 0 {
                self.at = at;
                return;
            }
        }
        if self.end() == self.text.len() {
            self.open_comment.get_or_insert(start);
            self.no_comment_end =
                Some(memmem::rfind(bytes, b"*/").map_or(0, |last| last.saturating_sub(1)));
        }
        self.pass_line();
    }

    /// The name that begins here, `r#` before it passed over; `None` where there is none.
    pub(crate) fn name(&mut self) -> Option<&'a str> {
        let begins = |b: u8| b.is_ascii_alphabetic() || b == b'_';
        let (start, rest) = match self.rest() {
            [b'r', b'#', rest @ ..] if rest.first().is_some_and(|b| begins(*b)) => {
                (self.at + 2, rest)
            }
            rest @ [b, ..] if begins(*b) => (self.at, rest),
            _ => return None,
        };
        let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        self.at = start + length;
        Some(self.slice(start..self.at))
    }

    /// The run of letters, digits and signs that begins here: a number, or what stands in place of one.
    pub(crate) fn run(&mut self) -> &'a str {
        let start = self.at;
        let sign = |b: &u8| b.is_ascii_alphanumeric() || b"_+-.".contains(b);
        self.at += self.rest().iter().take_while(|b| sign(b)).count();
        self.slice(start..self.at)
    }

    /// Whether a string begins here.
    pub(crate) fn starts_string(&self) -> bool {
        let rest = self.rest();
        match rest.first() {
            Some(b'"') => true,
            Some(b'r') => {
                let hashes = rest.iter().skip(1).take_while(|b| **b == b'#').count();
                rest.get(1 + hashes) == Some(&b'"')
            }
            _ => false,
        }
    }

    /// Passes the string that begins here.
    pub(crate) fn string(&mut self) -> Result<StringToken<'a>, Broken> {
        if self.peek() == Some(b'"') {
            return self.escaped_string();
        }
        if !self.starts_string() {
            return Err(Broken::NoString);
        }
        let start = self.at;
        let hashes = self.rest().iter().skip(1).take_while(|b| **b == b'#').count();
        let body = start + hashes + 2;
        match self.raw_end(body, hashes) {
            Some(end) => {
                self.at = end + 1 + hashes;
                Ok(StringToken { body: self.slice(body..end), at: body, escapes: false })
            }
            None => Err(Broken::Unclosed(start)),
        }
    }

    fn escaped_string(&mut self) -> Result<StringToken<'a>, Broken> {
        let (start, bytes) = (self.at, self.bytes);
        let mut at = start + 1;
        let mut escapes = false;
        while let Some(step) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
            at += step;
            if bytes.get(at) == Some(&b'"') {
                self.at = at + 1;
                return Ok(StringToken { body: self.slice(start + 1..at), at: start + 1, escapes });
            }
            escapes = true;
            at += 2;
        }
        Err(Broken::Unclosed(start))
    }

    /// What a string says; where it holds an escape that RON does not know, the offset of that.
    pub(crate) fn unescaped(&self, written: &StringToken<'a>) -> Result<Cow<'a, str>, usize> {
        if !written.escapes {
            return Ok(Cow::Borrowed(written.body));
        }
        let whole = self.slice(written.at - 1..written.at + written.body.len() + 1);
        value(whole).map(Cow::Owned).map_err(|shows| {
            let before = whole.get(..shows).unwrap_or(whole);
            written.at - 1 + before.rfind('\\').unwrap_or_default()
        })
    }

    /// The offset of the quotation mark that closes a raw string whose body begins at `from`: before the next record or
    /// list, since a string that holds what begins one lacks its own end and has run on to that of another.
    fn raw_end(&mut self, from: usize, hashes: usize) -> Option<usize> {
        if self.no_raw_end.is_some_and(|(fewest, after)| hashes >= fewest && from >= after) {
            return None;
        }
        let next = self.resume(from).map(Resume::at);
        let bytes = self.slice(0..self.end().min(next.unwrap_or(self.end()))).as_bytes();
        let mut at = from;
        while let Some(step) = bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
            at += step;
            let closing = bytes.get(at + 1..at + 1 + hashes);
            if closing.is_some_and(|closing| closing.iter().all(|b| *b == b'#')) {
                return Some(at);
            }
            at += 1;
        }
        if bytes.len() == self.text.len() {
            self.no_raw_end = Some((hashes, from));
        }
        None
    }

    /// Passes the value that begins here: a token, or a bracket with all in it, with the name before it. What
    /// begins a record ends no value within another: a bracket before it was never closed.
    pub(crate) fn skip_value(&mut self) -> Result<(), Broken> {
        let mut open: Vec<(u8, usize)> = Vec::new();
        let passed = self.skip_nested(&mut open);
        if let (Err(why), [_, ..]) = (passed, open.as_slice()) {
            let open = open.iter().map(|(_, bracket)| *bracket).collect();
            let failed = Failed { end: self.end(), at: self.at, why, open };
            self.failed[usize::from(self.end() < self.text.len())] = Some(failed);
        }
        passed
    }

    /// Passes it; the brackets that are still open where that fails are in `open`, with what closes each.
    fn skip_nested(&mut self, open: &mut Vec<(u8, usize)>) -> Result<(), Broken> {
        loop {
            self.blank();
            let start = self.at;
            let Some(byte) = self.peek() else {
                return Err(match open.last() {
                    Some((_, bracket)) => Broken::Open(*bracket, start),
                    None => Broken::Closes(start),
                });
            };
            match byte {
                b'(' | b'[' | b'{' => {
                    if let Some((_, bracket)) = open.last()
                        && byte == b'('
                        && self.begins_record()
                    {
                        return Err(Broken::Open(*bracket, start));
                    }
                    if let Some((at, why)) = self.known_to_fail(start) {
                        self.at = at;
                        open.clear();
                        return Err(why);
                    }
                    open.push((if byte == b'(' { b')' } else { byte + 2 }, start));
                    self.at += 1;
                    continue;
                }
                b')' | b']' | b'}' => match open.last() {
                    Some((closer, _)) if *closer == byte => {
                        open.pop();
                        self.at += 1;
                    }
                    Some((_, bracket)) => return Err(Broken::Open(*bracket, start)),
                    None => return Err(Broken::Closes(start)),
                },
                _ if self.starts_string() => {
                    self.string()?;
                }
                b'\'' => self.skip_char(),
                _ if self.run().is_empty() => self.pass_char(),
                _ => {}
            }
            if open.is_empty() {
                let named = matches!(byte, b'_' | b'a'..=b'z' | b'A'..=b'Z');
                let after = self.at;
                self.blank();
                // `Name(…)`: a name directly before a bracket belongs to the value.
                if !named || self.peek() != Some(b'(') {
                    self.at = after;
                    return Ok(());
                }
            }
        }
    }

    /// Where and why a value that begins with the bracket here cannot be passed, where that was found before. What is
    /// nested a thousand deep and never closed would be passed a thousand times.
    fn known_to_fail(&self, bracket: usize) -> Option<(usize, Broken)> {
        let failed = self.failed[usize::from(self.end() < self.text.len())].as_ref();
        let failed = failed.filter(|failed| failed.end == self.end())?;
        failed.open.binary_search(&bracket).ok().map(|_| (failed.at, failed.why))
    }

    /// Passes `'x'`, or the mark alone where no character stands in marks.
    fn skip_char(&mut self) {
        let mut chars = self.slice(self.at + 1..self.end()).char_indices();
        if let Some((_, '\\')) = chars.next() {
            chars.next();
        }
        let end = chars.take(10).find(|(_, c)| *c == '\'').map_or(0, |(i, _)| i + 1);
        self.at += 1 + end;
    }

    /// Whether `(id:` stands here.
    pub(crate) fn begins_record(&self) -> bool {
        begins_record(self.text.as_bytes(), self.at)
    }

    /// The string that a record gives as its id, in whatever brackets it stands.
    pub(crate) fn id_of_record(&mut self) -> Option<StringToken<'a>> {
        let _ = self.name();
        self.blank();
        let opens = self.eat(b'(') || self.eat(b'{');
        opens.then_some(())?;
        loop {
            self.blank();
            let name = match self.name() {
                Some(name) => name,
                None => self.string().ok()?.body,
            };
            self.blank();
            self.eat(b':').then_some(())?;
            self.blank();
            if name == "id" {
                return self.string().ok();
            }
            self.skip_value().ok()?;
            self.blank();
            self.eat(b',').then_some(())?;
        }
    }

    /// The names of the fields of the record that begins here, read as far as it is well; `None` where it is not.
    pub(crate) fn names_of_fields(&mut self) -> Option<Vec<&'a str>> {
        let mut names = Vec::new();
        self.eat(b'(').then_some(())?;
        loop {
            self.blank();
            if self.eat(b')') {
                return Some(names);
            }
            names.push(self.name()?);
            self.blank();
            self.eat(b':').then_some(())?;
            self.skip_value().ok()?;
            self.blank();
            self.eat(b',');
        }
    }

    /// Passes what stands in place of a value, up to the comma or the bracket that ends the field: whatever it
    /// is, brackets and strings in it whole. It stays on its line unless a bracket leads on.
    pub(crate) fn skip_to_end_of_field(&mut self) -> Result<(), Broken> {
        loop {
            while matches!(self.peek(), Some(b' ' | b'\t')) {
                self.at += 1;
            }
            match self.peek() {
                None | Some(b',' | b')' | b']' | b'}' | b'\n' | b'\r') => return Ok(()),
                Some(b'(' | b'[' | b'{') => self.skip_value()?,
                Some(b'\'') => self.skip_marked('\'', '\''),
                Some(b'/') if matches!(self.rest().get(1), Some(b'/' | b'*')) => return Ok(()),
                Some(_) if self.starts_string() => {
                    self.string()?;
                }
                Some(128..) => match self.peek_char() {
                    Some('“' | '„' | '”') => self.skip_marked('“', '”'),
                    Some('‘' | '‚' | '’') => self.skip_marked('‘', '’'),
                    Some('«' | '»') => self.skip_marked('«', '»'),
                    // Lookalikes of what ends a field.
                    Some('，' | '、' | '；' | '）' | '］') => return Ok(()),
                    _ => self.pass_char(),
                },
                Some(_) => self.at += 1,
            }
        }
    }

    /// Passes what stands between marks that quote in print, if it is closed on its line; else the mark alone.
    fn skip_marked(&mut self, open: char, close: char) {
        self.pass_char();
        // No further than to the next mark: the line may be the whole file.
        let mut line = self.slice(self.at..self.end()).char_indices();
        if let Some((i, c)) = line.find(|(_, c)| *c == open || *c == close || *c == '\n')
            && c != '\n'
        {
            self.at += i + c.len_utf8();
        }
    }

    /// Where reading may go on after `from`: the next place that begins a record, with a bracket and an id, or
    /// a list, by its name. What a string holds that was never closed is searched too.
    pub(crate) fn resume(&mut self, from: usize) -> Option<Resume> {
        if let Some((searched, found)) = self.resume
            && searched <= from
            && found.is_none_or(|found| found.at() >= from)
        {
            return found;
        }
        let found = self.look_for_resume(from);
        self.resume = Some((from, found));
        found
    }

    fn look_for_resume(&self, from: usize) -> Option<Resume> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(step) = bytes.get(at..).and_then(|rest| memchr2(b'(', b':', rest)) {
            at += step;
            if bytes.get(at) == Some(&b'(') {
                if begins_record(bytes, at) {
                    return Some(Resume::Record(at));
                }
            } else if let Some(section) = section_before(self.text, at).filter(|s| *s >= from) {
                return Some(Resume::Section(section));
            }
            at += 1;
        }
        None
    }

    /// Where the brackets of the value begin in whose place something else stands, if they do before the next list.
    pub(crate) fn opening_behind(&mut self) -> Option<usize> {
        let from = self.at;
        let to = self.next_section(from).unwrap_or(self.end());
        let known = self.opening.filter(|(searched, found)| {
            *searched <= from && found.is_none_or(|found| found >= from)
        });
        let (_, found) = known.unwrap_or_else(|| (from, opening(self.text.as_bytes(), from)));
        self.opening = Some((from, found));
        found.filter(|found| *found < to)
    }

    /// The next list that begins at or after `from`, by its name, where that is before reading ends.
    pub(crate) fn next_section(&mut self, from: usize) -> Option<usize> {
        let known = self.section.filter(|(searched, found)| {
            *searched <= from && found.is_none_or(|found| found >= from)
        });
        // Of the whole text: what is known is asked for again when reading ends elsewhere.
        let search = || {
            let mut colons =
                memchr_iter(b':', self.text.as_bytes().get(from..).unwrap_or_default());
            colons.find_map(|at| section_before(self.text, from + at).filter(|s| *s >= from))
        };
        let (_, found) = known.unwrap_or_else(|| (from, search()));
        self.section = Some((from, found));
        found.filter(|found| *found < self.end())
    }
}

/// Where what is in brackets begins at or after an offset, comments passed: `[` before a bracket or a comment, or `(`
/// before the name of a field.
fn opening(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr3(b'[', b'(', b'/', bytes.get(at..)?)?;
        let within = after_spaces(bytes, at + 1);
        let name = bytes.get(within..).unwrap_or_default();
        let name = name.iter().take_while(|b| b.is_ascii_lowercase() || **b == b'_').count();
        let is_named = name > 0 && bytes.get(after_spaces(bytes, within + name)) == Some(&b':');
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'['), _) if matches!(bytes.get(within), Some(b'(' | b'/')) => return Some(at),
            (Some(b'('), _) if is_named => return Some(at),
            (Some(b'/'), Some(b'/')) => at += memchr(b'\n', bytes.get(at..)?)?,
            (Some(b'/'), Some(b'*')) => at += memmem::find(bytes.get(at..)?, b"*/")?,
            _ => {}
        }
        at += 1;
    }
}

/// White space before which, and after which, a record or a list may begin.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn after_spaces(bytes: &[u8], at: usize) -> usize {
    at + bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| is_space(**b)).count())
}

/// Whether what stands before `at`, white space aside, is the start of a line or a sign after which something
/// may begin.
fn may_begin(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let sign = before.iter().rev().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
    sign.is_none_or(|sign| matches!(sign, b'\n' | b'[' | b'(' | b',' | b']' | b')'))
}

/// Whether `(id:` stands at `at`.
fn begins_record(bytes: &[u8], at: usize) -> bool {
    let id = after_spaces(bytes, at + 1);
    let colon = after_spaces(bytes, id + 2);
    bytes.get(id..id + 2) == Some(b"id") && bytes.get(colon) == Some(&b':') && may_begin(bytes, at)
}

/// The offset of the name of a list whose colon stands at `colon`.
fn section_before(text: &str, colon: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let before = bytes.get(..colon)?;
    let end = colon - before.iter().rev().take_while(|b| is_space(**b)).count();
    let name = bytes.get(..end)?.iter().rev().take_while(|b| b.is_ascii_lowercase()).count();
    let start = end - name;
    let named = text.get(start..end)?;
    let section = form::sections().iter().find(|section| section.name == named)?;
    let value = after_spaces(bytes, colon + 1);
    let within = after_spaces(bytes, value + 1);
    // A field may be named as a list is; what stands in a list is in brackets.
    let opens = match bytes.get(value)? {
        b'[' => matches!(bytes.get(within), None | Some(b'(' | b']' | b'/')),
        b'(' => !section.is_list,
        _ => false,
    };
    (opens && may_begin(bytes, start)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Result<&str, Broken> {
        let mut cursor = Cursor::new(text);
        cursor.skip_value().map(|()| cursor.slice(0..cursor.at))
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
        assert_eq!(value("(a: \"b"), Err(Broken::Unclosed(4)));
        assert_eq!(value("(a: 1"), Err(Broken::Open(0, 5)));
        assert_eq!(value("(a: 1]"), Err(Broken::Open(0, 5)));
        assert_eq!(value("]"), Err(Broken::Closes(0)));
    }

    #[test]
    fn escapes_are_those_of_ron() {
        let said = |text: &str| {
            let mut cursor = Cursor::new(text);
            let written = cursor.string().unwrap();
            cursor.unescaped(&written).map(Cow::into_owned)
        };
        for (text, want) in [
            (r#""a\"b\\c\n""#, "a\"b\\c\n"),
            (r#""\x41\u{416}""#, "AЖ"),
            ("\"one \\\n   line\"", "one line"),
            (r##"r#"a\q"#"##, r"a\q"),
        ] {
            assert_eq!(said(text).as_deref(), Ok(want), "{text}");
        }
        for (text, at) in
            [(r#""aж\q""#, 4), (r#""\u{110000}""#, 1), (r#""\x8""#, 1), (r#""a\n\u{+41}""#, 4)]
        {
            assert_eq!(said(text), Err(at), "{text}");
        }
    }

    #[test]
    fn reading_goes_on_where_a_record_or_a_list_begins() {
        let from = |text: &str| Cursor::new(text).resume(0);
        assert_eq!(from("x (id: \"a\""), None, "within something");
        assert_eq!(from("x\n  ( id :\"a\""), Some(Resume::Record(4)));
        assert_eq!(from("\"a, (id: \"b\""), Some(Resume::Record(4)));
        assert_eq!(from("é], notes: [ ]"), Some(Resume::Section(5)));
        assert_eq!(from("x, speakers: [\"a\"]"), None, "a field of that name");
        assert_eq!(from("footnotes: [("), None);
        let text = "\nmeta: (\n(id: 1)";
        let mut cursor = Cursor::new(text);
        assert_eq!(cursor.resume(0), Some(Resume::Section(1)));
        assert_eq!(cursor.resume(2), Some(Resume::Record(9)));
        assert_eq!(cursor.resume(10), None);
        assert_eq!(cursor.resume(11), None);
    }

    #[test]
    fn a_comment_that_is_never_closed_ends_with_its_line() {
        let mut cursor = Cursor::new("/* a /* b */\nc /* d */ e");
        cursor.blank();
        assert_eq!((cursor.take_open_comment(), cursor.peek()), (Some(0), Some(b'c')));
        assert!(cursor.eat(b'c'));
        cursor.blank();
        assert!(cursor.eat(b'e'));
        assert_eq!(cursor.take_open_comment(), None);
    }

    proptest! {
        #[test]
        fn nothing_hangs_or_leaves_the_text(text in "[\\[(){}\"'r#b,:/*\\\\ \nida1é—“”，]{0,60}") {
            let mut cursor = Cursor::new(&text);
            while cursor.at < text.len() {
                let before = cursor.at;
                let _ = cursor.skip_value();
                prop_assert!(text.is_char_boundary(cursor.at));
                let _ = cursor.skip_to_end_of_field();
                prop_assert!(text.is_char_boundary(cursor.at));
                if let Some(next) = cursor.resume(before) {
                    prop_assert!(next.at() >= before && text.is_char_boundary(next.at()));
                }
                if cursor.at == before {
                    cursor.pass_char();
                }
            }
        }

        #[test]
        fn a_string_says_what_ron_says(text in "\"[a\\\\\"nxu{}0-9é\n ]{0,12}\"") {
            let mut cursor = Cursor::new(&text);
            let ours = cursor.string().ok().filter(|_| cursor.at == text.len());
            let ours = ours.and_then(|written| cursor.unescaped(&written).ok().map(Cow::into_owned));
            prop_assert_eq!(ours, ron::from_str::<String>(&text).ok());
        }
    }

    /// Seconds would become minutes: brackets that are never closed were passed once for each around them.
    #[test]
    fn what_is_never_closed_is_passed_once() {
        for part in ["(a: [", "[(b: {", "x: [],y: [("] {
            let text = part.repeat(30_000);
            let mut cursor = Cursor::new(&text);
            let brackets = text.bytes().enumerate().filter(|(_, b)| b"([{".contains(b));
            let mut passed = 0;
            for (at, _) in brackets {
                cursor.at = at;
                passed += usize::from(cursor.skip_value().is_ok());
            }
            // Only what is closed at once is.
            assert_eq!(passed, text.matches("[]").count());
        }
    }

    #[test]
    fn deep_nesting_is_no_recursion() {
        assert!(value(&"[".repeat(1_000_000)).is_err());
    }
}
