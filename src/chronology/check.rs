//! From unchecked records to a chronology: every id, date and reference is judged here, every fault
//! reported with its location, and good records survive bad ones.
//!
//! A claim (an event, a statement, a point) with a fault in it is left out: shown with a faulty date or
//! speaker it would mislead. A source, speaker or party stays less the faulty field, since others rest on
//! it. Here are the state of checking and the fields that any record may have; the kinds of records are
//! [`records`]'s, what ties them together [`references`]'s, and what depends on several at once (who was in
//! office, what was published before it was said) [`mod@audit`]'s.

mod audit;
mod records;
mod references;

use rustc_hash::FxHashMap;

pub(super) use self::audit::audit;
use self::references::Declared;
use super::Records;
use super::date::Edtf;
use super::model::{Basis, Location, Meta, Target};
use super::problem::{self, Problem, ProblemCode};
use super::ron::FileText;
use super::ron::location::problem_of;
use super::ron::read::Unchecked;
use super::ron::scan::PathStep::{self, Field, Item};
use crate::text;
use crate::text::address::fault_of_address;

/// What came of checking.
pub(super) struct Checked {
    pub(super) meta: Meta,
    pub(super) records: Records,
    pub(super) problems: Vec<Problem>,
    pub(super) left_out: usize,
}

/// Checks all records.
pub(super) fn validate(files: &[FileText], mut read: Unchecked) -> Checked {
    let mut check = Check {
        files,
        problems: std::mem::take(&mut read.problems),
        declared: FxHashMap::default(),
        found: FxHashMap::default(),
        left_out: read.broken,
    };
    for id in read.broken_ids.drain(..) {
        check.declared.entry(id).or_insert(Declared { kind: "broken", location: None });
    }
    let (mut meta, anchor) = check.meta(std::mem::take(&mut read.meta));
    let parties = check.declare(read.parties);
    let speakers = check.declare(read.speakers);
    let sources = check.declare(read.sources);
    let events = check.declare(read.events);
    let statements = check.declare(read.statements);
    let notes = check.declare(read.notes);
    let series = check.declare(read.series);
    let mut records = Records::default();
    check.parties(parties, &mut records);
    check.speakers(speakers, &mut records);
    check.sources(sources, &mut records);
    check.claims(events, statements, &mut records);
    meta.anchor = anchor.and_then(|anchor| check.anchor(&anchor));
    check.series(series, &mut records);
    check.notes(notes, &mut records);
    problem::sort(&mut check.problems);
    Checked { meta, records, problems: check.problems, left_out: check.left_out }
}

/// The state of checking: what is known of ids, and what was found wrong.
struct Check<'a> {
    files: &'a [FileText],
    problems: Vec<Problem>,
    /// Every id that a file gives, whether its record survives or not.
    declared: FxHashMap<String, Declared>,
    /// The records that survive.
    found: FxHashMap<String, Target>,
    left_out: usize,
}

impl Check<'_> {
    fn report(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        code: ProblemCode,
        message: impl AsRef<str>,
        help: Option<String>,
    ) {
        let found = problem_of(self.files, location, path, code, message.as_ref(), help);
        self.problems.extend(found);
    }

    fn errors(&self) -> usize {
        self.problems.len()
    }

    /// A field of one line: sanitised, its control characters reported.
    fn line(&mut self, location: Location, path: &[PathStep<'_>], value: &str) -> Box<str> {
        if let Some((_, c)) = text::forbidden(value).first().copied() {
            let message = format!(
                "this holds the character U+{:04X}, which never reaches the terminal",
                c as u32
            );
            let help =
                "remove it; typographic marks and letters of any script are welcome".to_owned();
            self.report(location, path, ProblemCode::ControlCharacter, message, Some(help));
        }
        text::sanitise_line(value).into()
    }

    /// A field that must hold something.
    fn filled(&mut self, location: Location, field: &str, value: &str) -> Box<str> {
        let line = self.line(location, &[Field(field)], value);
        if line.is_empty() {
            let help = format!("write something into `{field}`");
            self.report(
                location,
                &[Field(field)],
                ProblemCode::Empty,
                format!("`{field}` is empty"),
                Some(help),
            );
        }
        line
    }

    fn optional(
        &mut self,
        location: Location,
        field: &str,
        value: Option<String>,
    ) -> Option<Box<str>> {
        value.map(|v| self.filled(location, field, &v)).filter(|v| !v.is_empty())
    }

    fn lines(&mut self, location: Location, field: &str, values: &[String]) -> Vec<Box<str>> {
        let lines = values.iter().enumerate();
        lines.map(|(i, v)| self.line(location, &[Field(field), Item(i)], v)).collect()
    }

    fn basis(&mut self, location: Location, field: &str, basis: Basis) -> Basis {
        match basis {
            Basis::Stated => Basis::Stated,
            Basis::Resolved(words) => Basis::Resolved(self.line(location, &[Field(field)], &words)),
            Basis::Inferred(why) => Basis::Inferred(self.line(location, &[Field(field)], &why)),
        }
    }

    fn date(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        value: Option<&str>,
    ) -> Option<Edtf> {
        match Edtf::parse(value?) {
            Ok(date) => Some(date),
            Err(error) => {
                let code =
                    if error.reversed { ProblemCode::EndBeforeStart } else { ProblemCode::BadDate };
                self.report(location, path, code, error.message, Some(error.help));
                None
            }
        }
    }

    fn para(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        para: Option<u32>,
    ) -> Option<u32> {
        if para == Some(0) {
            let message = "there is no paragraph 0".to_owned();
            let help = "paragraphs count the non-empty lines of the article from 1".to_owned();
            self.report(location, path, ProblemCode::BadParagraph, message, Some(help));
        }
        para.filter(|p| *p > 0)
    }

    fn url(
        &mut self,
        location: Location,
        field: &'static str,
        url: Option<String>,
    ) -> Option<Box<str>> {
        let url = url?;
        if let Some(fault) = fault_of_address(&url) {
            let message = format!("`{field}` is no address that can be opened");
            self.report(
                location,
                &[Field(field)],
                ProblemCode::BadUrl,
                message,
                Some(fault.to_owned()),
            );
            return None;
        }
        Some(url.into())
    }

    fn number(&mut self, location: Location, path: &[PathStep<'_>], value: f64) -> Option<f64> {
        if value.is_finite() {
            return Some(value);
        }
        let message = format!("`{value}` is no value that somebody can declare");
        let help = "write a finite number; leave the value out where none was provided".to_owned();
        self.report(location, path, ProblemCode::BadNumber, message, Some(help));
        None
    }
}
