//! A problem as people read it: what is wrong, where, the line with a caret under the place, and what to
//! write instead.
//!
//! The form is that of rustc, which editors and people know how to follow. A line wider than the space
//! is shown as a window around the place. Everything from a file is made harmless on the way.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;

use crate::chronology::problem::{Problem, Severity};
use crate::chronology::ron::FileText;
use crate::text::cells::grapheme_width;
use crate::text::{sanitise, sanitise_line, slice, width};

use super::style::{FAINT, STRONG, of_severity, paint};

/// The width of a window where the terminal's is not known, in cells.
const PIPE_WIDTH: usize = 100;

/// Writes a problem with the line that it stands in.
pub(super) fn write_problem(
    out: &mut dyn Write,
    problem: &Problem,
    files: &[FileText],
    columns: Option<usize>,
) -> io::Result<()> {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let head = paint(of_severity(problem.severity), format!("{severity}[{}]", problem.code));
    writeln!(out, "{head}: {}", paint(STRONG, sanitise_line(&problem.message)))?;
    let number = problem.line.to_string();
    let margin = " ".repeat(number.len());
    let arrow = paint(FAINT, format!("{margin}-->"));
    writeln!(out, "{arrow} {}:{}:{}", problem.file, problem.line, problem.column)?;
    write_line(out, problem, files, columns)?;
    if let Some(help) = &problem.help {
        writeln!(out, "{} help: {}", paint(FAINT, format!("{margin} =")), sanitise_line(help))?;
    }
    writeln!(out)
}

/// The line under its number, and the carets under the place.
fn write_line(
    out: &mut dyn Write,
    problem: &Problem,
    files: &[FileText],
    columns: Option<usize>,
) -> io::Result<()> {
    let number = problem.line.to_string();
    let room = columns.unwrap_or(PIPE_WIDTH).saturating_sub(number.len() + 3).max(16);
    let Some(window) = Window::of(problem, files, room) else {
        return Ok(());
    };
    let bar = paint(FAINT, format!("{} |", " ".repeat(number.len())));
    let carets = paint(of_severity(problem.severity), "^".repeat(window.carets));
    writeln!(out, "{bar}")?;
    writeln!(out, "{} {}", paint(FAINT, format!("{number} |")), window.text)?;
    writeln!(out, "{bar} {}{carets}", " ".repeat(window.indent))
}

/// The part of a line that is shown, and where the carets stand under it, in cells.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    text: String,
    indent: usize,
    carets: usize,
}

impl Window {
    /// `None` where the place has no line: a file that cannot be read, or is empty.
    fn of(problem: &Problem, files: &[FileText], room: usize) -> Option<Self> {
        let file = files.iter().find(|f| sanitise_line(&f.name) == problem.file.as_str());
        // A slice by characters, so that what is made harmless before the place cannot shift it.
        let line = file
            .and_then(|f| f.text.lines().nth(problem.line.checked_sub(1)? as usize))
            .unwrap_or(&problem.snippet);
        let start = byte_at(line, problem.column.saturating_sub(1) as usize);
        let end = start + byte_at(slice(line, start..), problem.width as usize);
        if line.trim().is_empty() && start >= line.len() {
            return None;
        }
        Some(Self::around(
            &harmless(slice(line, ..start)),
            &harmless(slice(line, start..end)),
            &harmless(slice(line, end..)),
            room,
        ))
    }

    /// At least the beginning of `here` is shown, with what fits of both sides.
    fn around(before: &str, here: &str, after: &str, room: usize) -> Self {
        let lead = before.len() - before.trim_start().len();
        let (before, here_width) = (slice(before, lead..), width(here));
        let whole = width(before) + here_width + width(after.trim_end());
        if whole <= room {
            return Self {
                text: format!("{before}{here}{}", after.trim_end()),
                indent: width(before),
                carets: here_width.max(1),
            };
        }
        let shown = take_front(here, room / 2);
        let left = take_back(before, (room - width(shown)) / 2 - 1).trim_start();
        let cut_left = if left.len() < before.len() { "…" } else { "" };
        let rest = room.saturating_sub(width(left) + width(cut_left) + width(shown) + 1);
        let tail = if shown.len() < here.len() { "" } else { take_front(after.trim_end(), rest) };
        let cut = shown.len() < here.len() || tail.len() < after.trim_end().len();
        Self {
            text: format!("{cut_left}{left}{shown}{tail}{}", if cut { "…" } else { "" }),
            indent: width(cut_left) + width(left),
            carets: width(shown).max(1),
        }
    }
}

fn byte_at(line: &str, chars: usize) -> usize {
    line.char_indices().nth(chars).map_or(line.len(), |(at, _)| at)
}

/// One line: tabs become four cells, other controls their pictures.
fn harmless(part: &str) -> String {
    sanitise(part).replace('\n', " ")
}

fn take_front(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let fits = text.grapheme_indices(true).take_while(|(_, g)| {
        used += grapheme_width(g);
        used <= cells
    });
    slice(text, ..fits.last().map_or(0, |(at, g)| at + g.len()))
}

fn take_back(text: &str, cells: usize) -> &str {
    let mut used = 0;
    let fits = text.grapheme_indices(true).rev().take_while(|(_, g)| {
        used += grapheme_width(g);
        used <= cells
    });
    slice(text, fits.last().map_or(text.len(), |(at, _)| at)..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let window = Window::around("  (id: \"a\", speaker: ", "\"rybakov\"", "),  ", 80);
        assert_eq!(window.text, "(id: \"a\", speaker: \"rybakov\"),");
        assert_eq!((window.indent, window.carets), (19, 9));
    }

    #[test]
    fn a_wide_line_is_a_window_around_the_place() {
        let window = Window::around(&"a ".repeat(100), "here", &" b".repeat(100), 20);
        assert_eq!(window.text, "…a a a here b b b b…");
        assert_eq!((window.indent, window.carets), (7, 4));
    }

    proptest! {
        #[test]
        fn a_window_fits_and_the_carets_stand_in_it(
            before in "([a-z \t漢é]|e\u{301}){0,80}", here in "[a-z漢é]{0,80}",
            after in "[a-z 漢]{0,80}", room in 16usize..60,
        ) {
            let (before, here, after) = (harmless(&before), harmless(&here), harmless(&after));
            let window = Window::around(&before, &here, &after, room);
            prop_assert!(width(&window.text) <= room);
            prop_assert!(window.carets >= 1 && window.indent + window.carets <= room + 1);
            let under: String = window.text.graphemes(true).scan(0, |at, g| {
                let start = *at;
                *at += grapheme_width(g);
                Some((start, g))
            }).filter(|(at, _)| *at >= window.indent).map(|(_, g)| g).collect();
            prop_assert!(here.is_empty() || here.chars().next() == under.chars().next());
        }
    }
}
