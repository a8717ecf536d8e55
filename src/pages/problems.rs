//! The problems of the dataset and of the configuration as a list: where each is, what is wrong, what to write instead.

use crate::chronology::problem::{Problem, Severity};
use crate::words;

use super::row::{Go, Row, Span, Tone};

/// The rows of problems, each leading to its own number.
#[must_use]
pub fn rows<'a>(problems: impl Iterator<Item = &'a Problem>, ascii: bool) -> Vec<Row> {
    let row = |(n, problem): (usize, &Problem)| {
        let (tone, severity) = match problem.severity {
            Severity::Error => (Tone::Bad, "error"),
            Severity::Warning => (Tone::Warn, "warning"),
        };
        let lead = Span::new(format!("{} {severity:<7}", words::NOTE), tone);
        let place = format!("{}:{}:{} ", problem.file, problem.line, problem.column);
        let mut spans =
            vec![Span::new(place, Tone::Dim), Span::new(&*problem.message, Tone::Plain)];
        if problem.left_out > 0 {
            let records = words::count(problem.left_out, "record");
            let rest = format!("; left out for it: {records}");
            spans.push(Span::new(rest, Tone::Warn));
        }
        if let Some(help) = &problem.help {
            spans.push(Span::new(format!(" \u{2014} {help}"), Tone::Dim));
        }
        Row::of(spans).led(10, vec![lead]).leading(Go::Command(n))
    };
    super::finished(problems.enumerate().map(row).collect(), ascii)
}
