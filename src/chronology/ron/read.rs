//! From files to unchecked records: every record of every file, each with its place, and every place that
//! is not RON.
//!
//! Reads only; nothing is resolved here, and no file is ever written. A file that is no RON in one place
//! still yields every record that is.

use std::ops::Range;

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::super::model::{FileIx, Location};
use super::super::problem::{Problem, ProblemCode};
use super::FileText;
use super::location::{byte_of, problem_at};
use super::raw::{
    RawDefaults, RawEvent, RawMeta, RawNote, RawParty, RawRecord, RawSeries, RawSource, RawSpeaker,
    RawStatement,
};
use super::scan::{self, Broken, Resume, SECTIONS, next_section_line, resume};
use crate::text::spelling::nearest_name;

/// A record and where it is declared.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) location: Location,
}

/// What was read, in the order of the files.
#[derive(Debug, Default)]
pub(crate) struct Unchecked {
    pub(crate) meta: Vec<At<RawMeta>>,
    pub(crate) parties: Vec<At<RawParty>>,
    pub(crate) speakers: Vec<At<RawSpeaker>>,
    pub(crate) sources: Vec<At<RawSource>>,
    pub(crate) events: Vec<At<RawEvent>>,
    pub(crate) statements: Vec<At<RawStatement>>,
    pub(crate) notes: Vec<At<RawNote>>,
    pub(crate) series: Vec<At<RawSeries>>,
    /// Ids of records that could not be read.
    pub(crate) broken_ids: Vec<String>,
    /// How many records could not be read.
    pub(crate) broken: usize,
    pub(crate) problems: Vec<Problem>,
}

impl Unchecked {
    /// Gives the records of the file at `ix` what they leave out. They are the last that were read.
    fn complete(&mut self, ix: FileIx, defaults: &RawDefaults) {
        fn of_file<T>(records: &mut [At<T>], ix: FileIx) -> impl Iterator<Item = &mut T> {
            let own = records.iter_mut().rev().take_while(move |r| r.location.file == ix);
            own.map(|record| &mut record.value)
        }
        of_file(&mut self.sources, ix).for_each(|source| defaults.complete_source(source));
        of_file(&mut self.statements, ix).for_each(|said| defaults.complete_statement(said));
        of_file(&mut self.series, ix).for_each(|series| defaults.complete_series(series));
    }

    fn append(&mut self, mut other: Self) {
        self.meta.append(&mut other.meta);
        self.parties.append(&mut other.parties);
        self.speakers.append(&mut other.speakers);
        self.sources.append(&mut other.sources);
        self.events.append(&mut other.events);
        self.statements.append(&mut other.statements);
        self.notes.append(&mut other.notes);
        self.series.append(&mut other.series);
        self.broken_ids.append(&mut other.broken_ids);
        self.broken += other.broken;
        self.problems.append(&mut other.problems);
    }
}

/// Reads all files, on as many threads as the machine has cores.
pub(crate) fn read(files: &[FileText]) -> Unchecked {
    let threads =
        std::thread::available_parallelism().map_or(1, usize::from).min(files.len()).max(1);
    let share = files.len().div_ceil(threads).max(1);
    let mut all = Unchecked::default();
    std::thread::scope(|scope| {
        let parts: Vec<_> = (files.chunks(share).enumerate())
            .map(|(n, part)| {
                scope.spawn(move || {
                    let mut read = Unchecked::default();
                    for (i, file) in part.iter().enumerate() {
                        Reader {
                            file,
                            ix: FileIx::from(n * share + i),
                            read: &mut read,
                            defaults: None,
                            counted: (0, 1),
                        }
                        .file();
                    }
                    read
                })
            })
            .collect();
        for part in parts {
            all.append(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
    });
    all
}

struct Reader<'a> {
    file: &'a FileText,
    ix: FileIx,
    read: &'a mut Unchecked,
    /// What the records of this file leave out.
    defaults: Option<RawDefaults>,
    /// A byte offset and the line it stands in, so that lines are counted once per file.
    counted: (usize, u32),
}

impl Reader<'_> {
    fn file(&mut self) {
        let text = &self.file.text;
        let mut at = scan::skip_blank(text, 0);
        while text[at..].starts_with("#!") {
            at = scan::skip_blank(
                text,
                at + text[at..].find(']').map_or(text.len() - at, |n| n + 1),
            );
        }
        if text.as_bytes().get(at) != Some(&b'(') {
            let help = "a dataset file is one struct: ( sources: […], statements: […] )";
            self.report(
                at..at + 1,
                ProblemCode::Syntax,
                "a dataset begins with a round bracket",
                Some(help.into()),
            );
            return;
        }
        let mut next = Some(at + 1);
        while let Some(at) = next {
            next = self.section(at);
        }
        if let Some(defaults) = self.defaults.take() {
            self.read.complete(self.ix, &defaults);
        }
    }

    /// Reads the section that begins at or after `at`; where the next one may begin, if there is any.
    fn section(&mut self, at: usize) -> Option<usize> {
        let text = &self.file.text;
        let at = scan::skip_blank(text, at);
        if text.as_bytes().get(at) == Some(&b')') {
            let end = scan::skip_blank(text, at + 1);
            if end < text.len() {
                self.report(
                    end..end + 1,
                    ProblemCode::Syntax,
                    "nothing may follow the dataset's closing bracket",
                    None,
                );
                return next_section_line(text, end);
            }
            return None;
        }
        let name = text[at..]
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .next()
            .unwrap_or("");
        let colon = scan::skip_blank(text, at + name.len());
        if name.is_empty() || text.as_bytes().get(colon) != Some(&b':') {
            let message = if at >= text.len() {
                "the dataset's round bracket is never closed"
            } else {
                "the name of a list is expected here"
            };
            let help = format!("the lists are {}", SECTIONS.join(", "));
            self.report(at..at + name.len().max(1), ProblemCode::Syntax, message, Some(help));
            return next_section_line(text, at);
        }
        let value = scan::skip_blank(text, colon + 1);
        let end = match name {
            "meta" => self.single(value, |reader, meta| reader.read.meta.push(meta)),
            "defaults" => self.single(value, |reader, defaults: At<RawDefaults>| {
                reader.take_defaults(at, defaults.value);
            }),
            "parties" => self.list(value, |r| &mut r.parties),
            "speakers" => self.list(value, |r| &mut r.speakers),
            "sources" => self.list(value, |r| &mut r.sources),
            "events" => self.list(value, |r| &mut r.events),
            "statements" => self.list(value, |r| &mut r.statements),
            "notes" => self.list(value, |r| &mut r.notes),
            "series" => self.list(value, |r| &mut r.series),
            _ => {
                let help = match nearest_name(name, SECTIONS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the lists are {}", SECTIONS.join(", ")),
                };
                let message = format!("a dataset has no list `{name}`");
                self.report(at..at + name.len(), ProblemCode::UnknownField, &message, Some(help));
                self.skip(value)
            }
        }?;
        let next = scan::skip_blank(text, end);
        match text.as_bytes().get(next) {
            Some(b',') => Some(next + 1),
            _ => Some(next),
        }
    }

    fn skip(&mut self, at: usize) -> Option<usize> {
        match scan::skip_value(&self.file.text, at) {
            Ok(end) => Some(end),
            Err(broken) => {
                self.report_broken(&broken);
                next_section_line(&self.file.text, at)
            }
        }
    }

    fn take_defaults(&mut self, at: usize, defaults: RawDefaults) {
        if self.defaults.is_none() {
            self.defaults = Some(defaults);
            return;
        }
        let range = at..at + "defaults".len();
        let help = "keep one; a file of its own may have defaults of its own".to_owned();
        let message = "this file gives its defaults twice; only the first are used";
        self.report(range, ProblemCode::DuplicateField, message, Some(help));
    }

    /// Reads what a file has one of.
    fn single<T: DeserializeOwned>(
        &mut self,
        at: usize,
        keep: impl FnOnce(&mut Self, At<T>),
    ) -> Option<usize> {
        match scan::skip_value(&self.file.text, at) {
            Ok(end) => {
                match self.record::<T>(at..end) {
                    Ok(read) => keep(self, read),
                    Err(problem) => self.read.problems.push(*problem),
                }
                Some(end)
            }
            Err(broken) => {
                self.report_broken(&broken);
                next_section_line(&self.file.text, at)
            }
        }
    }

    /// Reads a list of records one by one; a mistake in one costs that one alone.
    fn list<T: DeserializeOwned + RawRecord>(
        &mut self,
        at: usize,
        of: fn(&mut Unchecked) -> &mut Vec<At<T>>,
    ) -> Option<usize> {
        let text = &self.file.text;
        if text.as_bytes().get(at) != Some(&b'[') {
            let message =
                format!("a list of records in square brackets is expected, each a {}", T::KIND);
            self.report(at..at + 1, ProblemCode::WrongType, &message, None);
            return self.skip(at);
        }
        let mut at = at + 1;
        loop {
            at = scan::skip_blank(text, at);
            match text.as_bytes().get(at) {
                Some(b']') => return Some(at + 1),
                Some(b',') => {
                    self.report(
                        at..at + 1,
                        ProblemCode::Syntax,
                        "a comma without a record before it",
                        None,
                    );
                    at += 1;
                    continue;
                }
                None => {
                    self.report(
                        at..at,
                        ProblemCode::Syntax,
                        "this list is never closed with ]",
                        None,
                    );
                    return None;
                }
                _ => {}
            }
            let next = match scan::skip_value(text, at) {
                Ok(end) => self.one::<T>(at..end, of),
                Err(_) => self.recover::<T>(at, text.len(), of),
            };
            match next {
                Some(Resume::Record(next)) => at = next,
                Some(Resume::Section(next)) => return Some(next),
                None => return None,
            }
        }
    }

    /// Reads one record, and finds where the next begins.
    fn one<T: DeserializeOwned + RawRecord>(
        &mut self,
        range: Range<usize>,
        of: fn(&mut Unchecked) -> &mut Vec<At<T>>,
    ) -> Option<Resume> {
        match self.record::<T>(range.clone()) {
            Ok(record) => of(self.read).push(record),
            // A bracket or mark too few may have swallowed the records after this one.
            Err(_) if resume(&self.file.text, range.start, range.end).is_some() => {
                return self.recover(range.start, range.end, of);
            }
            Err(problem) => self.lose(range.start, *problem),
        }
        Some(Resume::Record(self.after(range.end)))
    }

    /// Reads a record that runs into the next ones as if it ended before the line that begins the next:
    /// the mistake is then found where it was made.
    fn recover<T: DeserializeOwned + RawRecord>(
        &mut self,
        at: usize,
        end: usize,
        of: fn(&mut Unchecked) -> &mut Vec<At<T>>,
    ) -> Option<Resume> {
        let text = &self.file.text;
        let next = resume(text, at, end);
        let limit = match next {
            Some(Resume::Record(limit) | Resume::Section(limit)) => limit,
            None => text.len(),
        };
        match scan::skip_value(&text[..limit], at) {
            Ok(end) => match self.record::<T>(at..end) {
                Ok(record) => of(self.read).push(record),
                Err(problem) => self.lose(at, *problem),
            },
            Err(broken) => {
                let problem = problem_at(
                    self.file,
                    broken.at..broken.at + 1,
                    ProblemCode::Syntax,
                    broken.message,
                );
                self.lose(at, problem);
            }
        }
        next
    }

    /// Where the next record may begin after one that ended at `end`.
    fn after(&mut self, end: usize) -> usize {
        let text = &self.file.text;
        let next = scan::skip_blank(text, end);
        match text.as_bytes().get(next) {
            Some(b',') => next + 1,
            Some(b']') | None => next,
            Some(_) => {
                let message = "a comma is missing between two records";
                self.report(end..end, ProblemCode::Syntax, message, Some("write `),` here".into()));
                next
            }
        }
    }

    /// Counts a record that could not be read, so that what rests on it can say so.
    fn lose(&mut self, at: usize, problem: Problem) {
        self.read.problems.push(problem);
        self.read.broken += 1;
        // What stands there may be anything: a record is known by its bracket.
        let text = &self.file.text;
        let first = text.as_bytes().get(at).filter(|b| **b == b'(').map(|_| at + 1);
        let field = first.and_then(|at| scan::field(text, at).ok().flatten());
        if let Some((field, _)) = field.filter(|(field, _)| field.name == "id") {
            self.read.broken_ids.push(self.file.text[field.value].trim_matches('"').to_owned());
        }
    }

    fn record<T: DeserializeOwned>(&mut self, range: Range<usize>) -> Result<At<T>, Box<Problem>> {
        let location = self.location(range.start);
        let options = ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES);
        match options.from_str::<T>(&self.file.text[range.clone()]) {
            Ok(value) => Ok(At { value, location }),
            Err(error) => Err(Box::new(self.translate(&error, &range))),
        }
    }

    fn location(&mut self, at: usize) -> Location {
        let (from, line) = if self.counted.0 <= at { self.counted } else { (0, 1) };
        let lines = self.file.text.as_bytes()[from..at].iter().filter(|b| **b == b'\n').count();
        self.counted = (at, line + lines as u32);
        Location { file: self.ix, line: self.counted.1, at: at as u32 }
    }

    fn report_broken(&mut self, broken: &Broken) {
        self.report(broken.at..broken.at + 1, ProblemCode::Syntax, broken.message, None);
    }

    fn report(
        &mut self,
        range: Range<usize>,
        code: ProblemCode,
        message: &str,
        help: Option<String>,
    ) {
        let mut problem = problem_at(self.file, range, code, message);
        problem.help = help.or(problem.help);
        self.read.problems.push(problem);
    }

    /// An error of `ron` within the record at `range`, in the words and at the place of the file.
    fn translate(&self, error: &ron::error::SpannedError, range: &Range<usize>) -> Problem {
        let record = &self.file.text[range.clone()];
        let offset = |p: ron::error::Position| range.start + byte_of(record, p.line, p.col);
        let at = offset(error.span.start);
        let span = match &error.code {
            ron::Error::MissingStructField { .. } => range.start..range.start + 1,
            // ron points after the colon's blank; the value itself is what is wrong.
            _ => {
                let at = scan::skip_blank(&self.file.text, at).min(range.end);
                at..offset(error.span.end).max(at)
            }
        };
        let (code, message, help) = super::errors::of_ron(&error.code);
        let mut problem = problem_at(self.file, span, code, &message);
        problem.help = help;
        problem
    }
}
