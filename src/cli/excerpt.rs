//! A problem as people read it: what is wrong, where, the line with a caret under the place, a second place where
//! there is one, and what to write instead.
//!
//! The form is that of rustc, which editors and people know how to follow. A line wider than the space
//! is shown as a window around the place. Everything from a file is made harmless on the way.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;

use crate::chronology::problem::{Excerpt, Problem, ProblemCode, Severity};
use crate::text::cells::grapheme_width;
use crate::text::{sanitise_line, slice, width};
use crate::words;

use super::style::{FAINT, STRONG, of_severity, paint};

/// The width of a window where the terminal's is not known, in cells.
const PIPE_WIDTH: usize = 100;

/// Writes a problem with the lines that it stands in.
pub(super) fn write_problem(
    out: &mut dyn Write,
    problem: &Problem,
    columns: Option<usize>,
) -> io::Result<()> {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let style = of_severity(problem.severity);
    let head = paint(style, format!("{severity}[{}]", problem.code));
    writeln!(out, "{head}: {}", paint(STRONG, sanitise_line(&problem.message)))?;
    let last = problem.second.as_ref().map_or(problem.line, |second| second.line.max(problem.line));
    let digits = last.to_string().len();
    let margin = " ".repeat(digits);
    let arrow = paint(FAINT, format!("{margin}-->"));
    writeln!(out, "{arrow} {}:{}:{}", problem.file, problem.line, problem.column)?;
    let room = columns.unwrap_or(PIPE_WIDTH).saturating_sub(digits + 3).max(16);
    let carets = |window: &Window| paint(style, "^".repeat(window.carets));
    let mut places = vec![(problem.line, problem.column, Window::of(&problem.excerpt, room), None)];
    if let Some(second) = &problem.second {
        let window = Window::of(&second.excerpt, room);
        places.push((second.line, second.column, window, Some(second.label)));
    }
    places.sort_by_key(|(line, column, ..)| (*line, *column));
    if places.iter().any(|(_, _, window, label)| window.is_some() && label.is_none()) {
        writeln!(out, "{}", paint(FAINT, format!("{margin} |")))?;
    }
    for (line, _, window, label) in &places {
        let Some(window) = window else { continue };
        let under = match label {
            None => carets(window),
            Some(label) => paint(style, format!("{} {label}", "-".repeat(window.carets))),
        };
        write_line(out, window, *line, digits, under)?;
    }
    let note = |label: &str| paint(FAINT, format!("{margin} = {label}:"));
    match problem.left_out {
        0 => {}
        // It is not known which of them holds what is wrong.
        n if problem.code == ProblemCode::Unreadable => {
            let (records, are) = (words::count(n, "record"), if n == 1 { "is" } else { "are" });
            writeln!(out, "{} {records} {are} left out for this", note("note"))?;
        }
        1 => writeln!(out, "{} 1 other record rests on this", note("note"))?,
        n => writeln!(out, "{} {n} other records rest on this", note("note"))?,
    }
    if let Some(help) = &problem.help {
        writeln!(out, "{} {}", note("help"), sanitise_line(help))?;
    }
    writeln!(out)
}

/// The line under its number, and what stands under the place.
fn write_line(
    out: &mut dyn Write,
    window: &Window,
    number: u32,
    digits: usize,
    under: impl std::fmt::Display,
) -> io::Result<()> {
    let bar = paint(FAINT, format!("{} |", " ".repeat(digits)));
    writeln!(out, "{} {}", paint(FAINT, format!("{number:>digits$} |")), window.text)?;
    writeln!(out, "{bar} {}{under}", " ".repeat(window.indent))
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
    fn of(excerpt: &Excerpt, room: usize) -> Option<Self> {
        let Excerpt { before, here, after } = excerpt;
        let is_empty = [before, here, after].iter().all(|part| part.trim().is_empty());
        (!is_empty).then(|| Self::around(before, here, after, room))
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
    use crate::text::sanitise;
    use proptest::prelude::*;

    /// One line, as an excerpt holds it.
    fn harmless(part: &str) -> String {
        sanitise(part).replace('\n', " ")
    }

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
