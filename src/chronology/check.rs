//! From unchecked records to a chronology: every id, date and reference is judged here, every fault
//! reported with its place, and good records survive bad ones.
//!
//! A claim (an event, a statement, a point) with a fault in it is left out: shown with a faulty date or
//! speaker it would mislead. A source, speaker or party keeps its place less the faulty field, since
//! others rest on it. What depends on several records at once (who was in office, what was published
//! before it was said) is [`audit`]'s.

mod address;
pub mod audit;
mod records;
mod references;

use rustc_hash::FxHashMap;

use super::Records;
use super::date::Edtf;
use super::model::{Basis, Cite, Location, Meta, PartyIx, SourceIx, SpeakerIx, Target};
use super::problem::{Code, Problem, nearest};
use super::ron::errors::with_article;
use super::ron::location::problem_at;
use super::ron::raw::{RawCite, RawMeta, RawRecord};
use super::ron::read::{At, FileText, Unchecked};
use super::ron::scan::{self, PathStep};
use crate::text;

/// The schema that this program reads.
const SCHEMA: u32 = 1;
/// Past this many problems the nearest name is no longer looked for: it costs a pass over all ids.
const SUGGESTIONS: usize = 100;
/// The longest id, in bytes.
const LONGEST_ID: usize = 80;

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
    let meta = check.meta(std::mem::take(&mut read.meta));
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
    check.series(series, &mut records);
    check.notes(notes, &mut records);
    check.problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    Checked { meta, records, problems: check.problems, left_out: check.left_out }
}

/// An id and where it was first given.
struct Declared {
    kind: &'static str,
    location: Option<Location>,
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
        code: Code,
        message: impl AsRef<str>,
        help: Option<String>,
    ) {
        let Some(file) = self.files.get(location.file.at()) else {
            return;
        };
        let start = location.at as usize;
        let end = scan::skip_value(&file.text, start).unwrap_or(start + 1);
        let mut range = scan::locate(&file.text, &(start..end), path);
        if range == (start..end) {
            range = start..start + 1;
        }
        let mut problem = problem_at(file, range, code, message.as_ref());
        problem.help = help;
        self.problems.push(problem);
    }

    fn errors(&self) -> usize {
        self.problems.len()
    }

    fn meta(&mut self, mut all: Vec<At<RawMeta>>) -> Meta {
        for extra in all.iter().skip(1) {
            let message =
                "the dataset describes itself twice; only the first `meta` is used".to_owned();
            self.report(
                extra.location,
                &[],
                Code::DuplicateField,
                message,
                Some("keep one of the two".into()),
            );
        }
        if all.is_empty() {
            return Meta { title: "Untitled chronology".to_owned(), ..Meta::default() };
        }
        let At { value: raw, location } = all.swap_remove(0);
        if raw.schema != SCHEMA {
            let message = format!(
                "this dataset is of schema {}, this program reads schema {SCHEMA}",
                raw.schema
            );
            let help = format!(
                "write schema: {SCHEMA} if the records follow it, or use a newer startline"
            );
            self.report(
                location,
                &[PathStep::Field("schema")],
                Code::UnknownSchema,
                message,
                Some(help),
            );
        }
        Meta {
            title: self.line(location, &[PathStep::Field("title")], &raw.title).into(),
            description: raw
                .description
                .map(|d| self.line(location, &[PathStep::Field("description")], &d).into()),
            updated: self.date(location, &[PathStep::Field("updated")], raw.updated.as_deref()),
            licence: raw
                .licence
                .map(|l| self.line(location, &[PathStep::Field("licence")], &l).into()),
            editors: raw
                .editors
                .iter()
                .map(|e| self.line(location, &[PathStep::Field("editors")], e).into())
                .collect(),
        }
    }

    /// Keeps the records whose ids are well formed and not taken.
    fn declare<T: RawRecord>(&mut self, records: Vec<At<T>>) -> Vec<At<T>> {
        let mut kept = Vec::with_capacity(records.len());
        for record in records {
            let id = record.value.id();
            if let Some(help) = fault_of_id(id) {
                let message = format!("`{id}` is no id for {}", with_article(T::KIND));
                self.report(
                    record.location,
                    &[PathStep::Field("id")],
                    Code::BadId,
                    message,
                    Some(help),
                );
                self.left_out += 1;
                continue;
            }
            match self.declared.get(id) {
                Some(Declared { kind, location: Some(first) }) => {
                    let file = self.files.get(first.file.at()).map_or("", |f| f.name.as_str());
                    let message =
                        format!("the id `{id}` is taken by the {kind} at {file}:{}", first.line);
                    let help = "give one of the two another id; the first is kept".to_owned();
                    self.report(
                        record.location,
                        &[PathStep::Field("id")],
                        Code::DuplicateId,
                        message,
                        Some(help),
                    );
                    self.left_out += 1;
                }
                _ => {
                    let declared = Declared { kind: T::KIND, location: Some(record.location) };
                    self.declared.insert(id.to_owned(), declared);
                    kept.push(record);
                }
            }
        }
        kept
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
            self.report(location, path, Code::ControlCharacter, message, Some(help));
        }
        text::sanitise_line(value).into()
    }

    /// A field that must hold something.
    fn filled(&mut self, location: Location, field: &str, value: &str) -> Box<str> {
        let line = self.line(location, &[PathStep::Field(field)], value);
        if line.is_empty() {
            let help = format!("write something into `{field}`");
            self.report(
                location,
                &[PathStep::Field(field)],
                Code::Empty,
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
        lines
            .map(|(i, v)| self.line(location, &[PathStep::Field(field), PathStep::Item(i)], v))
            .collect()
    }

    fn basis(&mut self, location: Location, field: &str, basis: Basis) -> Basis {
        match basis {
            Basis::Stated => Basis::Stated,
            Basis::Resolved(words) => {
                Basis::Resolved(self.line(location, &[PathStep::Field(field)], &words))
            }
            Basis::Inferred(why) => {
                Basis::Inferred(self.line(location, &[PathStep::Field(field)], &why))
            }
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
                let code = if error.reversed { Code::EndBeforeStart } else { Code::BadDate };
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
            self.report(location, path, Code::BadParagraph, message, Some(help));
        }
        para.filter(|p| *p > 0)
    }

    fn cite(&mut self, location: Location, path: &[PathStep<'_>], raw: &RawCite) -> Option<Cite> {
        let mut at = path.to_vec();
        at.push(PathStep::Field("source"));
        let source = self.source(location, &at, &raw.source);
        at.pop();
        at.push(PathStep::Field("para"));
        let para = self.para(location, &at, raw.para);
        Some(Cite { source: source?, para })
    }

    fn cites(&mut self, location: Location, raw: &[RawCite]) -> Vec<Cite> {
        let cites = raw.iter().enumerate();
        cites
            .filter_map(|(i, c)| {
                self.cite(location, &[PathStep::Field("cites"), PathStep::Item(i)], c)
            })
            .collect()
    }

    fn source(&mut self, location: Location, path: &[PathStep<'_>], id: &str) -> Option<SourceIx> {
        match self.resolve(location, path, "source", id) {
            Some(Target::Source(ix)) => Some(ix),
            _ => None,
        }
    }

    fn speaker(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        id: Option<&str>,
    ) -> Option<SpeakerIx> {
        match self.resolve(location, path, "speaker", id?) {
            Some(Target::Speaker(ix)) => Some(ix),
            _ => None,
        }
    }

    fn party(&mut self, location: Location, path: &[PathStep<'_>], id: &str) -> Option<PartyIx> {
        match self.resolve(location, path, "party", id) {
            Some(Target::Party(ix)) => Some(ix),
            _ => None,
        }
    }

    /// The surviving record of `kind` that goes by `id`; what hinders it is reported.
    fn resolve(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        kind: &'static str,
        id: &str,
    ) -> Option<Target> {
        let declared = self.declared.get(id).map(|d| d.kind);
        let target = self.found.get(id).copied();
        match (declared, target) {
            (Some(k), Some(target)) if k == kind || kind == "record" => return Some(target),
            (Some("broken"), None) => {
                self.report_left_out(location, path, id);
                return None;
            }
            (Some(k), None) if k == kind || kind == "record" => {
                self.report_left_out(location, path, id);
                return None;
            }
            _ => {}
        }
        let (message, help) = match declared {
            Some(other) => {
                let near = self
                    .nearest_id(kind, id)
                    .map_or_else(String::new, |n| format!("; did you mean `{n}`?"));
                let wanted = with_article(kind);
                (
                    format!("`{id}` is {}, and {wanted} is expected here", with_article(other)),
                    format!("write the id of {wanted}{near}"),
                )
            }
            None => {
                let help = match self.nearest_id(kind, id) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!(
                        "add {} with this id, or write the id of one that exists",
                        with_article(kind)
                    ),
                };
                (format!("there is no {kind} `{id}`"), help)
            }
        };
        self.report(location, path, Code::UnknownReference, message, Some(help));
        None
    }

    fn report_left_out(&mut self, location: Location, path: &[PathStep<'_>], id: &str) {
        let message = format!("this rests on `{id}`, which was left out for problems of its own");
        self.report(location, path, Code::LeftOut, message, Some(format!("mend `{id}` first")));
    }

    fn nearest_id(&self, kind: &str, id: &str) -> Option<String> {
        if self.problems.len() > SUGGESTIONS {
            return None;
        }
        let of_kind = self.declared.iter().filter(|(_, d)| d.kind == kind || kind == "record");
        nearest(id, of_kind.map(|(id, _)| id.as_str())).map(str::to_owned)
    }
}

/// What is wrong with an id, if anything: the form that would be right.
fn fault_of_id(id: &str) -> Option<String> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let begins = id.bytes().next().is_some_and(|b| b != b'-');
    if begins && id.bytes().all(plain) && id.len() <= LONGEST_ID {
        return None;
    }
    let words: Vec<String> = id
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let mut right = words.join("-");
    right.truncate(LONGEST_ID);
    Some(if right.is_empty() {
        "ids are kebab-case, as in tass-2026-02-05".to_owned()
    } else {
        format!("write \"{right}\"")
    })
}
