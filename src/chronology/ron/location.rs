//! A problem at its place: from a byte range of a file, or from a record and the path to a value in it, to the
//! line, the column and the words around it.
//!
//! The only place where lines are counted and values looked for again; records hold no more than where they
//! begin. However long its lines are, a place is found by looking at a few kilobytes.

use std::ops::Range;
use std::sync::PoisonError;

use memchr::{memchr, memchr_iter, memrchr};

use super::super::model::Location;
use super::super::problem::{Excerpt, Problem, ProblemCode, ProblemPlace};
use super::FileText;
use super::cursor::Cursor;
use crate::text;

/// How far apart the places are at which lines and characters have been counted, in bytes.
const STRIDE: usize = 1024;
/// How many characters of a line are shown on either side of a place.
const AROUND: usize = 400;
/// The longest message or help, in characters; what is longer is cut.
pub(crate) const LONGEST: usize = 400;

/// A step on the way from a record to a value within it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PathStep<'a> {
    Field(&'a str),
    Item(usize),
    /// What stands in the brackets behind a word.
    Bracketed,
}

/// What was counted of a text up to a place.
#[derive(Debug, Clone, Copy, Default)]
struct CountedLines {
    newlines: u32,
    chars: u32,
    line_start: u32,
}

/// Lines and characters of a text, counted once.
#[derive(Debug, Clone, Default)]
pub(crate) struct LineIndex(Vec<CountedLines>);

impl CountedLines {
    /// Counts on over a stretch of the text that begins at `from`.
    fn and(self, stretch: &[u8], from: usize) -> Self {
        let newlines = memchr_iter(b'\n', stretch).count();
        let chars = stretch.iter().filter(|b| !matches!(b, 0x80..0xc0)).count();
        let last = memrchr(b'\n', stretch).map_or(self.line_start, |n| (from + n + 1) as u32);
        Self {
            newlines: self.newlines + newlines as u32,
            chars: self.chars + chars as u32,
            line_start: last,
        }
    }
}

impl LineIndex {
    pub(crate) fn of(text: &str) -> Self {
        let mut counted = CountedLines::default();
        let strides = text.as_bytes().chunks(STRIDE).enumerate();
        Self(
            strides
                .map(|(n, stride)| {
                    let before = counted;
                    counted = counted.and(stride, n * STRIDE);
                    before
                })
                .collect(),
        )
    }

    fn counted(&self, text: &str, at: usize) -> CountedLines {
        let stride = (at / STRIDE).min(self.0.len().saturating_sub(1));
        let from = stride * STRIDE;
        let stretch = text.as_bytes().get(from..at).unwrap_or_default();
        self.0.get(stride).copied().unwrap_or_default().and(stretch, from)
    }

    /// Line and column (from 1, columns in characters) of a byte offset, and where its line begins.
    fn position(&self, text: &str, at: usize) -> (u32, u32, usize) {
        let here = self.counted(text, at);
        let start = here.line_start as usize;
        let column = here.chars - self.counted(text, start).chars + 1;
        (here.newlines + 1, column, start)
    }

    /// The place of a byte range of a text, which is named by no file yet.
    pub(in crate::chronology) fn place(&self, text: &str, range: &Range<usize>) -> ProblemPlace {
        let at = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.floor_char_boundary(range.end.min(text.len())).max(at);
        let (line, column, start) = self.position(text, at);
        let here = first_line(beginning(text.get(at..end).unwrap_or_default()));
        let before = last_chars(text.get(start..at).unwrap_or_default());
        // What is not shown of the place itself is not shown of what follows either.
        let after = if first_chars(here).len() < here.len() {
            ""
        } else {
            first_line(beginning(text.get(at + here.len()..).unwrap_or_default()))
        };
        let harmless = |part: &str| text::sanitise(&part.replace('\t', " ")).replace('\n', " ");
        let here = first_chars(here);
        ProblemPlace {
            line,
            column,
            excerpt: Excerpt {
                before: harmless(before),
                here: harmless(here),
                after: harmless(first_chars(after)),
            },
        }
    }
}

/// As much of a text as may be shown of it, and a little more: nobody looks for the end of its line further on.
fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary((AROUND + 1) * 4)).unwrap_or_default()
}

/// The beginning of a text up to its first line end.
fn first_line(text: &str) -> &str {
    let end = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
    let line = text.get(..end).unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

fn first_chars(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

fn last_chars(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The problem at a place of the file of this name.
pub(in crate::chronology) fn problem(
    file: &str,
    place: ProblemPlace,
    code: ProblemCode,
    message: &str,
    help: Option<&str>,
) -> Problem {
    Problem {
        severity: code.severity(),
        code,
        file: text::sanitise_line(file).into_owned(),
        line: place.line,
        column: place.column,
        message: one_line(message),
        help: help.map(one_line),
        left_out: 0,
        missing: Vec::new(),
        excerpt: place.excerpt,
        second: None,
    }
}

/// The problem at a range of bytes of a text, which is that of the file of this name.
pub(crate) fn problem_in(
    (file, text): (&str, &str),
    range: &Range<usize>,
    code: ProblemCode,
    message: &str,
    help: Option<&str>,
) -> Problem {
    problem(file, LineIndex::of(text).place(text, range), code, message, help)
}

/// The problem of a file of which nothing is read.
pub(crate) fn problem_of_file(file: &str, code: ProblemCode, message: &str, help: &str) -> Problem {
    let place = ProblemPlace { line: 1, column: 1, ..ProblemPlace::default() };
    problem(file, place, code, message, Some(help))
}

/// The problem of the record at `location`, at the value that `path` leads to, or at the record's opening
/// bracket where there is none such. Where the file has changed since it was read, the line is all that is known.
/// `None` where the location is in none of `files`.
pub(crate) fn problem_of(
    files: &[FileText],
    location: Location,
    path: &[PathStep<'_>],
    code: ProblemCode,
    message: &str,
    help: Option<String>,
) -> Option<Problem> {
    let file = files.get(location.file.at())?;
    let place = file.opened().filter(|opened| opened.holds(location)).map(|opened| {
        let start = location.at as usize;
        let mut last = opened.last.lock().unwrap_or_else(PoisonError::into_inner);
        let range = locate(&opened.text, start, path, &mut last).unwrap_or(start..start + 1);
        opened.lines.place(&opened.text, &range)
    });
    let known = ProblemPlace { line: location.line, column: 1, ..ProblemPlace::default() };
    let problem = problem(&file.name, place.unwrap_or(known), code, message, None);
    Some(Problem { help: help.map(|help| one_line(&help)), ..problem })
}

/// A text in one line, made harmless and not too long.
fn one_line(text: &str) -> String {
    let beginning = text.char_indices().nth(LONGEST * 4).map_or(text.len(), |(at, _)| at);
    let line = text::sanitise_line(text.get(..beginning).unwrap_or_default());
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.into_owned(),
    }
}

/// The item of a list that was found last. What is wrong with many items of one list is told in their order, and
/// nobody should count from its beginning for each.
#[derive(Debug)]
pub(crate) struct FoundItem {
    record: usize,
    field: Box<str>,
    /// Where the list begins.
    list: usize,
    /// The item's number, and where it begins.
    item: (usize, usize),
}

/// The bytes of the value at `path` within the record at `at`, or of the deepest step that exists; `None` where
/// there is not even the first.
pub(crate) fn locate(
    text: &str,
    at: usize,
    path: &[PathStep<'_>],
    last: &mut Option<FoundItem>,
) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text);
    cursor.at = at;
    let mut found = None;
    let mut rest = path;
    if let [PathStep::Field(name), PathStep::Item(n), inner @ ..] = path {
        let from = last.take().filter(|last| last.record == at && *last.field == **name);
        let list = from.as_ref().map(|last| last.list).or_else(|| field(&mut cursor, name));
        let item = list.and_then(|list| {
            let from = from.map(|last| last.item).filter(|(number, _)| number <= n);
            item(&mut cursor, from, list, *n)
        });
        if let (Some(list), Some(item)) = (list, item) {
            *last = Some(FoundItem { record: at, field: (*name).into(), list, item: (*n, item) });
            cursor.at = item;
            (found, rest) = (Some(item), inner);
        } else {
            cursor.at = at;
        }
    }
    for step in rest {
        let from = cursor.at;
        let inner = match *step {
            PathStep::Field(name) => field(&mut cursor, name),
            PathStep::Item(n) => item(&mut cursor, None, from, n),
            PathStep::Bracketed => bracketed(&mut cursor),
        };
        let Some(inner) = inner else { break };
        cursor.at = inner;
        found = Some(inner);
    }
    let start = found?;
    cursor.at = start;
    let whole = cursor.skip_value().is_ok();
    Some(start..if whole { cursor.at } else { start + 1 })
}

/// Where the value of a field of the record at the cursor begins, `Some(` before it passed over.
fn field(cursor: &mut Cursor<'_>, name: &str) -> Option<usize> {
    cursor.blank();
    if cursor.peek() != Some(b'(') {
        cursor.name()?;
        cursor.blank();
    }
    cursor.eat(b'(').then_some(())?;
    loop {
        cursor.blank();
        let found = cursor.name()?;
        cursor.blank();
        cursor.eat(b':').then_some(())?;
        cursor.blank();
        let start = cursor.at;
        if found == name {
            if cursor.name() == Some("Some") {
                cursor.blank();
                if cursor.eat(b'(') {
                    cursor.blank();
                    return Some(cursor.at);
                }
            }
            return Some(start);
        }
        cursor.skip_value().ok()?;
        cursor.blank();
        cursor.eat(b',').then_some(())?;
    }
}

/// Where what stands in the brackets behind the word at the cursor begins.
fn bracketed(cursor: &mut Cursor<'_>) -> Option<usize> {
    cursor.name()?;
    cursor.blank();
    cursor.eat(b'(').then_some(())?;
    cursor.blank();
    Some(cursor.at)
}

/// Where an item of the list at `list` begins; the items are counted on `from` one that is known.
fn item(
    cursor: &mut Cursor<'_>,
    from: Option<(usize, usize)>,
    list: usize,
    n: usize,
) -> Option<usize> {
    let number = match from {
        Some((number, at)) => {
            cursor.at = at;
            number
        }
        None => {
            cursor.at = list;
            cursor.eat(b'[').then_some(())?;
            0
        }
    };
    for _ in number..n {
        cursor.skip_value().ok()?;
        cursor.blank();
        cursor.eat(b',').then_some(())?;
    }
    cursor.blank();
    (cursor.peek() != Some(b']')).then_some(cursor.at)
}

#[cfg(test)]
mod tests {
    use super::PathStep::{Field, Item};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fields_and_items_are_found_where_they_stand() {
        let text = "(id: \"x\", cites: [(source: \"a\"), (source: Some(\"b\"), para: 2)])";
        let mut last = None;
        let mut at = |path: &[PathStep<'_>]| {
            locate(text, 0, path, &mut last).and_then(|range| text.get(range))
        };
        assert_eq!(at(&[Field("cites"), Item(1), Field("source")]), Some("\"b\""));
        assert_eq!(at(&[Field("cites"), Item(0), Field("para")]), Some("(source: \"a\")"));
        assert_eq!(at(&[Field("cites"), Item(1), Field("para")]), Some("2"));
        assert_eq!(
            at(&[Field("cites"), Item(2)]),
            Some("[(source: \"a\"), (source: Some(\"b\"), para: 2)]")
        );
        assert_eq!(at(&[Field("para")]), None);
    }

    #[test]
    fn columns_count_characters() {
        let text = "ab\nдёx";
        let (line, column, _) = LineIndex::of(text).position(text, "ab\nдё".len());
        assert_eq!((line, column), (2, 3));
    }

    #[test]
    fn what_is_shown_of_a_line_is_bounded() {
        let text = format!("x\n{}HERE{}\ny", "é".repeat(10_000), "—".repeat(10_000));
        let at = text.find("HERE").unwrap();
        let place = LineIndex::of(&text).place(&text, &(at..at + 4));
        assert_eq!((place.line, place.column), (2, 10_001));
        assert_eq!(place.excerpt.here, "HERE");
        assert_eq!(place.excerpt.before.chars().count(), AROUND);
        assert_eq!(place.excerpt.after.chars().count(), AROUND);
        let place = LineIndex::of(&text).place(&text, &(2..text.len()));
        assert_eq!(place.excerpt.here.chars().count(), AROUND);
        assert_eq!((place.excerpt.before.as_str(), place.excerpt.after.as_str()), ("", ""));
    }

    proptest! {
        #[test]
        fn a_place_is_what_counting_says(parts in prop::collection::vec("[aé\n🚀]{0,900}", 0..12), n in 0usize..9_000) {
            let text = parts.concat();
            let at = text.floor_char_boundary(n.min(text.len()));
            let (before, _) = text.split_at(at);
            let start = before.rfind('\n').map_or(0, |n| n + 1);
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.split_at(start).1.chars().count() as u32 + 1;
            prop_assert_eq!(LineIndex::of(&text).position(&text, at), (line, column, start));
        }
    }
}
