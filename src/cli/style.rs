//! The few styles of text output, and the width it may take.
//!
//! Styles are written always and taken out by the stream where nobody sees them (a pipe, `NO_COLOR`, a
//! dumb terminal). They repeat what a glyph or a word says and never say anything alone.

use std::fmt::Display;
use std::io::{IsTerminal, stdout};

use anstyle::{AnsiColor, Effects, Style};

use crate::chronology::problem::Severity;

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

/// The width of the terminal in cells; `None` where the output is no terminal.
pub(super) fn terminal_width() -> Option<usize> {
    if !stdout().is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0).max(20))
}
