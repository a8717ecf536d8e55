//! Where the reading of a file is, what it knows by then, and how a fault is told in its place.
//!
//! What values mean is for [`super::values`]; nothing is read here but the names that records go by.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::super::date::Edtf;
use super::super::model::{FileIx, Location};
use super::super::problem::{Problem, ProblemCode, ProblemList, ProblemMark, SecondPlace};
use super::super::progress::Progress;
use super::super::ron::cursor::{Broken, Cursor};
use super::super::ron::location::{self, LineIndex, PathStep};
use super::super::ron::mistakes::{Expected, FoundToken, instead, with_article};
use super::super::shared_str::{SharedStr, StrBuffer};
use super::ReadingThread;
use super::form::Defaults;

/// Why a value, or a record, could not be read. What is wrong has been told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueFault {
    /// A value is not what it should be, and is still to be passed over.
    Value,
    /// A value is not what it should be, and has been passed over.
    Passed,
    /// The text is not RON, which showed at this offset; nothing is known of what follows.
    Syntax(usize),
}

pub(super) type ReadResult<T> = Result<T, ValueFault>;

/// What a thread has read that records say alike: a few thousand days, outlets, occasions are written a million times.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    pub(super) dates: FxHashMap<Box<str>, Edtf>,
    pub(super) strings: FxHashMap<Box<str>, SharedStr>,
}

/// After how many records it is told how far reading has come.
const TOLD: usize = 256;

/// How many strings are looked for again; where there are more, they do not repeat.
pub(super) const MOST_REPEATED: usize = 10_000;

/// The names of a file: ids that its records go by, and ids that they give.
#[derive(Debug, Default)]
pub(super) struct LocalNames {
    /// Their numbers, each beside the hash of its name: a name is read back only where that is alike.
    numbers: HashTable<(u32, u32)>,
    pub(super) list: Vec<SharedStr>,
}

/// The reading of one file.
pub(super) struct Reading<'a, 's> {
    pub(super) cursor: Cursor<'a>,
    pub(super) repeated: &'s mut Repeated,
    progress: &'s Progress,
    /// The bytes and records that have been told of as read, and the records read since.
    told: (usize, usize),
    pub(super) strings: StrBuffer<'s>,
    pub(super) names: LocalNames,
    pub(super) problems: ProblemList,
    /// The word of the source being read that is no kind known here.
    pub(super) unknown_kind: Option<SharedStr>,
    /// How many faults were found so far for which a claim is left out.
    pub(super) grave: usize,
    /// The name that the record being read goes by.
    pub(super) own_name: Option<u32>,
    /// The name that it should have, where its own is no id.
    pub(super) right_name: Option<u32>,
    /// The kind of the record being read, and its field.
    pub(super) kind: &'static str,
    pub(super) field: &'static str,
    /// The string that was read last.
    pub(super) string: Range<usize>,
    /// Where the name of that field stands.
    pub(super) field_at: usize,
    /// How many records, and points of series, are left out.
    pub(super) left_out: usize,
    /// What records of this file leave out.
    pub(super) defaults: Defaults,
    file: FileIx,
    file_name: &'a str,
    lines: Option<LineIndex>,
    /// A byte offset and the line it stands in, so that lines are counted once per file.
    counted: (usize, u32),
}

impl<'a, 's> Reading<'a, 's> {
    pub(super) fn new(
        file: FileIx,
        file_name: &'a str,
        text: &'a str,
        thread: &'s mut ReadingThread<'_>,
    ) -> Self {
        Self {
            cursor: Cursor::new(text),
            repeated: &mut thread.repeated,
            strings: StrBuffer::new(&mut thread.room, text.len()),
            progress: thread.progress,
            told: (0, 0),
            names: LocalNames::default(),
            problems: ProblemList::default(),
            unknown_kind: None,
            grave: 0,
            own_name: None,
            right_name: None,
            kind: "record",
            field: "",
            string: 0..0,
            field_at: 0,
            left_out: 0,
            defaults: Defaults::default(),
            file,
            file_name,
            lines: None,
            counted: (0, 1),
        }
    }

    /// Begins anew, with what the file says for all of its records.
    pub(super) fn again(&mut self, defaults: Defaults) {
        self.cursor = Cursor::new(self.cursor.text());
        self.strings.finish();
        self.names = LocalNames::default();
        self.defaults = defaults;
        self.counted = (0, 1);
        self.left_out = 0;
        self.problems = ProblemList::default();
        self.grave = 0;
    }

    /// A record has been read; now and then it is told how far reading has come.
    pub(super) fn came_by(&mut self) {
        self.told.1 += 1;
        if self.told.1 == TOLD {
            self.tell(self.cursor.at);
        }
    }

    /// Tells that reading has come to an offset. What is read again has been told.
    pub(super) fn tell(&mut self, at: usize) {
        let (before, records) = self.told;
        if at > before {
            self.progress.add(at - before, records);
        }
        self.told = (at.max(before), 0);
    }

    /// How many more records there are likely to be of a list that began at an offset and has so many: as if the rest
    /// of the file were like it. At least as many again, at most seven times as many: the rest may be another list.
    pub(super) fn likely(&self, read: usize, began: usize) -> usize {
        let at = self.cursor.at;
        let rest = self.cursor.text().len().saturating_sub(at);
        let likely = read.saturating_mul(rest) / at.saturating_sub(began).max(1);
        likely.clamp(read.max(4), read.saturating_mul(7).max(4))
    }

    /// The place of the record that begins at an offset.
    pub(super) fn location(&mut self, at: usize) -> Location {
        let (from, line) = if self.counted.0 <= at { self.counted } else { (0, 1) };
        let stretch = self.cursor.slice(from..at).as_bytes();
        let lines = memchr::memchr_iter(b'\n', stretch).count();
        self.counted = (at, line + lines as u32);
        Location { file: self.file, line: self.counted.1, at: at as u32 }
    }

    pub(super) fn report(
        &mut self,
        range: Range<usize>,
        code: ProblemCode,
        message: &str,
        help: &str,
    ) -> Option<u32> {
        self.report_both(range, None, code, message, help)
    }

    /// Reports a problem with a second place that it is about.
    pub(super) fn report_both(
        &mut self,
        range: Range<usize>,
        second: Option<(usize, &'static str)>,
        code: ProblemCode,
        message: &str,
        help: &str,
    ) -> Option<u32> {
        if code == ProblemCode::Syntax
            && let Some(at) = self.cursor.take_open_comment()
        {
            // What looks wrong may stand in the comment, or be hidden by it.
            let help = "write */ where it should end";
            return self.report(at..at + 2, code, "this comment is never closed", help);
        }
        self.grave += usize::from(code.is_grave());
        if self.problems.is_full() {
            self.problems.count(code.severity());
            return None;
        }
        let text = self.cursor.text();
        let lines = self.lines.get_or_insert_with(|| LineIndex::of(text));
        let place = lines.place(text, &range);
        // What is wrong at a place may keep its brackets from being paired: that is told once.
        let told = self.problems.list.last().filter(|_| code == ProblemCode::Syntax);
        if told.is_some_and(|told| (told.line, told.column) == (place.line, place.column)) {
            return self.last_problem();
        }
        let second = second.map(|(at, label)| {
            let place = lines.place(text, &(at..at + 1));
            Box::new(SecondPlace {
                line: place.line,
                column: place.column,
                label,
                excerpt: place.excerpt,
            })
        });
        let help = Some(help).filter(|help| !help.is_empty());
        let problem = location::problem(self.file_name, place, code, message, help);
        self.problems.push(Problem { second, ..problem })
    }

    /// Reports at a value of the record that begins at `record`, or at the record where it has no such value.
    pub(super) fn report_within(
        &mut self,
        record: usize,
        path: &[PathStep<'_>],
        code: ProblemCode,
        message: &str,
        help: &str,
    ) -> Option<u32> {
        let range = location::locate(self.cursor.text(), record, path, &mut None)
            .unwrap_or(record..record + 1);
        self.report(range, code, message, help)
    }

    /// The position of the problem that was told last.
    pub(super) fn last_problem(&self) -> Option<u32> {
        self.problems.list.len().checked_sub(1).map(|n| n as u32)
    }

    /// The problem of the defaults for which a record lacks what it leaves out; the record is counted with it.
    pub(super) fn rests_on_defaults(&mut self) -> Option<u32> {
        let number = self.defaults.problem?;
        self.problems.rests_on(number);
        Some(number)
    }

    /// Forgets the problems that were found since, with what they weighed.
    pub(super) fn take_back(&mut self, mark: ProblemMark, grave: usize) {
        self.problems.take_back(mark);
        self.grave = grave;
    }

    /// The next character stands where something else belongs.
    pub(super) fn unexpected(&mut self, message: &str, help: &str) -> ValueFault {
        let at = self.cursor.at;
        let length = self.cursor.peek_char().map_or(1, char::len_utf8);
        self.report(at..at + length, ProblemCode::Syntax, message, help);
        ValueFault::Syntax(at)
    }

    /// A bracket is never closed, which shows at the cursor.
    pub(super) fn never_closed(&mut self, bracket: usize, shows: &'static str) -> ValueFault {
        let sign = self.cursor.slice(bracket..bracket + 1);
        let closer = match sign {
            "(" => ')',
            "[" => ']',
            _ => '}',
        };
        let message = format!("this {sign} is never closed");
        let help = format!("write {closer} where it should end");
        let at = self.cursor.at;
        self.report_both(
            bracket..bracket + 1,
            Some((at, shows)),
            ProblemCode::Syntax,
            &message,
            &help,
        );
        ValueFault::Syntax(at)
    }

    pub(super) fn broken(&mut self, broken: Broken) -> ValueFault {
        match broken {
            Broken::NoString => {
                self.unexpected("a string is expected here", "write it in quotation marks: \"…\"")
            }
            Broken::Unclosed(at) => {
                let raw = self.cursor.slice(at..at + 1) == "r";
                let closer = match self.cursor.slice(at + 1..self.cursor.end()) {
                    rest if raw => format!(
                        "\"{}",
                        "#".repeat(rest.bytes().take_while(|b| *b == b'#').count().min(20))
                    ),
                    _ => "\"".to_owned(),
                };
                let what = if raw { "raw string" } else { "string" };
                let message = format!("this {what} is never closed");
                let help = format!("write {closer} where it should end");
                self.report(at..at + 1, ProblemCode::Syntax, &message, &help);
                ValueFault::Syntax(self.cursor.text().len())
            }
            Broken::Open(bracket, at) => {
                self.cursor.at = at;
                self.never_closed(bracket, "it is still open here")
            }
            Broken::Closes(at) => {
                self.cursor.at = at;
                self.unexpected("this bracket closes nothing", "remove it")
            }
        }
    }

    /// A comma is missing after a value. Where that is a string of several lines, a mark is more likely to be.
    pub(super) fn no_comma(&mut self, help: &str) -> ValueFault {
        let at = self.cursor.at;
        let Range { start, end } = self.string.clone();
        let follows = start < end && self.cursor.slice(end..at).trim().is_empty();
        let plain = self.cursor.slice(start..start + 1) == "\"";
        if !(follows && plain && self.cursor.slice(start..end).contains('\n')) {
            return self.unexpected("a comma is expected here", help);
        }
        let message = "this string is not closed on its line";
        let help = "write \" where it should end; a text of several lines goes into r#\"…\"#";
        let second = Some((end - 1, "it goes on to here"));
        self.report_both(start..start + 1, second, ProblemCode::Syntax, message, help);
        ValueFault::Syntax(at)
    }

    /// Something else stands where a value is expected.
    pub(super) fn wrong(&mut self, expected: Expected) -> ValueFault {
        self.cursor.blank();
        let at = self.cursor.at;
        let (found, length) = FoundToken::at(&mut self.cursor);
        let (message, help) = instead(expected, &found);
        let code = match found {
            FoundToken::Nothing | FoundToken::Char(_) => ProblemCode::Syntax,
            _ => ProblemCode::WrongType,
        };
        self.report(at..at + length.max(1), code, &message, &help);
        if self.cursor.peek().is_none() { ValueFault::Syntax(at) } else { ValueFault::Value }
    }

    /// What shows where reading ends.
    pub(super) fn shows_end(&self) -> &'static str {
        if self.cursor.end() < self.cursor.text().len() {
            "the next one begins here"
        } else {
            "the file ends here"
        }
    }

    /// The number of a name.
    pub(super) fn name_of(&mut self, name: &str) -> u32 {
        let LocalNames { numbers, list } = &mut self.names;
        let hash = FxBuildHasher.hash_one(name);
        let hash = hash.rotate_left(32) as u32 ^ hash as u32;
        // The table looks at the upper bits and at the lower.
        let spread = |hash: u32| u64::from(hash).rotate_left(32) | u64::from(hash);
        let strings = &mut self.strings;
        let is_same = |(other, number): &(u32, u32)| {
            let held = list.get(*number as usize).filter(|_| *other == hash);
            held.is_some_and(|held| strings.read(held) == name)
        };
        match numbers.entry(spread(hash), is_same, |(hash, _)| spread(*hash)) {
            Entry::Occupied(known) => known.get().1,
            Entry::Vacant(place) => {
                let number = list.len() as u32;
                place.insert((hash, number));
                list.push(strings.push(name));
                number
            }
        }
    }

    /// `None` stands in a field that the record which begins at an offset cannot do without.
    pub(super) fn none_in_need(&mut self, record: usize, kind: &str, field: &'static str) {
        let message =
            format!("{} needs the field `{field}`, and None stands in it", with_article(kind));
        let help = "write its value in place of None";
        let path = [PathStep::Field(field)];
        let told = self.report_within(record, &path, ProblemCode::MissingField, &message, help);
        self.lacks(told, &[field]);
    }

    /// The fields that are missing from the record which begins at an offset.
    pub(super) fn missing(&mut self, record: usize, kind: &str, fields: &[&'static str]) {
        let Some((last, others)) = fields.split_last() else { return };
        let named: Vec<String> = others.iter().map(|field| format!("`{field}`")).collect();
        let (noun, named) = match named.as_slice() {
            [] => ("field", format!("`{last}`")),
            _ => ("fields", format!("{} and `{last}`", named.join(", "))),
        };
        let message = format!("{} needs the {noun} {named}", with_article(kind));
        let value = |field: &&str| match *field {
            "schema" => "schema: 1".to_owned(),
            field => format!("{field}: …"),
        };
        let all: Vec<String> = fields.iter().map(value).collect();
        let help = format!("add `{}` to this {kind}", all.join(", "));
        let told = self.report(record..record + 1, ProblemCode::MissingField, &message, &help);
        self.lacks(told, fields);
    }

    /// Notes with a problem that is held which fields it says are missing.
    fn lacks(&mut self, told: Option<u32>, fields: &[&'static str]) {
        if let Some(problem) = told.and_then(|told| self.problems.list.get_mut(told as usize)) {
            problem.missing = fields.to_vec();
        }
    }
}
