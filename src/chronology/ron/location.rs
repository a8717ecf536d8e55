//! A problem at its place: from a byte range of a file, or from a record and the path to a value in it, to the
//! line, the column and the line itself.
//!
//! The only place where lines are counted and values looked for again; records hold no more than where they
//! begin.

use std::ops::Range;

use super::super::model::Location;
use super::super::problem::{Problem, ProblemCode};
use super::FileText;
use super::scan::{self, PathStep};
use crate::text;

/// The problem at a byte range of a file.
pub(crate) fn problem_at(
    file: &FileText,
    range: Range<usize>,
    code: ProblemCode,
    message: &str,
) -> Problem {
    let (line, column) = scan::position(&file.text, range.start);
    let start = file.text.floor_char_boundary(range.start.min(file.text.len()));
    let end = file.text.floor_char_boundary(range.end.min(file.text.len())).max(start);
    let first_line = file.text[start..end].lines().next().unwrap_or("");
    let snippet = file.text.lines().nth(line as usize - 1).unwrap_or("");
    let shown: String = snippet.chars().take(4_000).collect();
    Problem {
        severity: code.severity(),
        code,
        file: text::sanitise_line(&file.name).into_owned(),
        line,
        column,
        message: shorten(&text::sanitise_line(message)),
        help: None,
        snippet: text::sanitise(&shown.replace('\t', " ")).replace('\n', " "),
        width: (first_line.chars().count() as u32).max(1),
    }
}

/// The problem of the record at `location`, at the value that `path` leads to, or at the record's opening
/// bracket where there is none such. `None` where the location is in none of `files`.
pub(crate) fn problem_of(
    files: &[FileText],
    location: Location,
    path: &[PathStep<'_>],
    code: ProblemCode,
    message: &str,
    help: Option<String>,
) -> Option<Problem> {
    let file = files.get(location.file.at())?;
    let start = location.at as usize;
    let bracket = start..start + 1;
    let found = scan::locate(&file.text, &bracket, path);
    let range = if found.start == start { bracket } else { found };
    Some(Problem { help, ..problem_at(file, range, code, message) })
}

fn shorten(message: &str) -> String {
    match message.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

/// The byte of a line and a column (from 1, in characters) of a text.
pub(crate) fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        n => text.match_indices('\n').nth(n - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    let width = text[start..]
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len() - start, |c| c.0);
    start + width
}
