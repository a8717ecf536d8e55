//! The few styles of text output, and the width it may take.
//!
//! Styles are written always and taken out by the stream where nobody sees them (a pipe, `NO_COLOR`, a
//! dumb terminal). They repeat what a glyph or a word says and never say anything alone.

use std::fmt::Display;
use std::io::{IsTerminal, stdout};

use anstyle::{AnsiColor, Effects, Style};

use crate::chronology::problem::Severity;
use crate::text::{slice, wrap};

/// Ids, dates and what stands beside the words.
pub(super) const FAINT: Style = Style::new().effects(Effects::DIMMED);
/// Names and titles.
pub(super) const STRONG: Style = Style::new().effects(Effects::BOLD);

/// The style of a problem's head.
pub(super) fn of_severity(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    Style::new().fg_color(Some(colour.into())).effects(Effects::BOLD)
}

/// `text` in a style.
pub(super) fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// The lines of a text, at least one: broken at words to `columns` cells, or the text as it is without a
/// width. An address has a line of its own and stays whole, since a terminal joins again what it breaks
/// itself, and a copy of a broken address leads nowhere.
pub(super) fn lines(text: &str, columns: Option<usize>) -> Vec<&str> {
    let Some(columns) = columns else { return vec![text] };
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(address) = rest.split_whitespace().find(|word| word.contains("://")) {
        let Some((before, after)) = rest.split_once(address) else { break };
        let before = before.trim_end();
        if !before.is_empty() {
            lines.extend(wrap(before, columns).into_iter().map(|range| slice(before, range)));
        }
        lines.push(address);
        rest = after.trim_start();
    }
    if lines.is_empty() || !rest.is_empty() {
        lines.extend(wrap(rest, columns).into_iter().map(|range| slice(rest, range)));
    }
    lines
}

/// The width of the terminal in cells; `None` where the output is no terminal.
pub(super) fn terminal_width() -> Option<usize> {
    if !stdout().is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0).max(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_words_and_addresses_not_at_all() {
        let text =
            "Said in the town hall, ¶2, https://gazette.example/berths-and-limits, accessed then.";
        assert_eq!(
            lines(text, Some(20)),
            [
                "Said in the town",
                "hall, ¶2,",
                "https://gazette.example/berths-and-limits,",
                "accessed then."
            ]
        );
        assert_eq!(lines("https://a.example", Some(20)), ["https://a.example"]);
        assert_eq!(lines("", Some(20)), [""]);
        assert_eq!(lines(text, None), [text]);
    }
}
