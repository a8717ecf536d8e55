//! The dates that are typed into the palette: where they go, and what was known by then.
//!
//! It reads no dataset; a date goes to whatever record is nearest.

use crate::app::action::{Action, Show};
use crate::chronology::date::written::MOST_WORDS;
use crate::chronology::date::{Edtf, Period};
use crate::pages::row::{Go, Row, Span, Tone};
use crate::search;

use super::{row_of_kind, under};

/// What asks for a day of knowledge before a date.
const KNOWN_BY: [&str; 3] = ["as of", "known by", "known"];

/// Whether a text asks for a day of knowledge, and names none.
pub(super) fn asks_for_day_alone(typed: &str) -> bool {
    behind_known_by(typed) == Some("")
}

/// What stands behind the words that ask for a day of knowledge, where a text begins with them as words.
fn behind_known_by(typed: &str) -> Option<&str> {
    let rest = KNOWN_BY.iter().filter_map(|words| typed.strip_prefix(words));
    let mut whole = rest.filter(|rest| !rest.starts_with(char::is_alphabetic));
    whole.next().map(str::trim)
}

/// A typed date goes to the record nearest it, and offers what was known by then; `as of` before it turns the
/// two around. The command for it is added to the others.
pub(super) fn rows(typed: &str, commands: &mut Vec<Action>) -> Vec<Row> {
    let asked = behind_known_by(typed);
    let (as_of, date) = asked.map_or((false, typed), |rest| (true, rest));
    let row = |kind: &str, text: String, go: Option<Go>| Row {
        go,
        ..row_of_kind(kind, vec![Span::new(text, Tone::Date)])
    };
    let doubt = search::taken_as(date);
    let read = search::dotted(date).map(Edtf::of_day);
    let date = match read.map_or_else(|| Edtf::parse_written(date), Ok) {
        Ok(date) => date,
        Err(fault) if fault.ambiguous => return vec![row("date", fault.help, None)],
        Err(fault) if fault.outside_calendar => {
            let told = format!("{date} is no date; {}", fault.help);
            return vec![row("date", told.clone(), as_of.then_some(Go::Gone(told)))];
        }
        Err(_) => {
            let hint = "and a date, as in 2025-10-04: only what was published by then".to_owned();
            let asked = format!("as of {hint}");
            return if as_of {
                vec![row("as of", hint, Some(Go::Gone(asked)))]
            } else {
                Vec::new()
            };
        }
    };
    let Some(by) = Period::until(&date).to else { return Vec::new() };
    let known = format!("only what was published by {by}");
    commands.push(Action::Show(Show::AsOf(Some(by))));
    let mut rows = vec![
        row("date", format!("the record nearest {}", date.long()), Some(Go::Date(date))),
        row("as of", known, Some(Go::Command(commands.len() - 1))),
    ];
    if as_of {
        rows.reverse();
    }
    rows.extend(doubt.map(|doubt| row("", doubt, None)));
    rows
}

/// The date that stands among other words, with what asks for a day of knowledge before it; nothing where all that is
/// typed is a date.
pub(super) fn part(typed: &str) -> Option<&str> {
    let is_date = |text: &str| {
        let read = || Edtf::parse_written(text);
        search::dotted(text).is_some()
            || read().map_or_else(|fault| fault.outside_calendar, |_| true)
    };
    // A number alone is as often no year.
    let has_year = |text: &str| {
        let digits = |run: &str| run.len() == 4 && run.bytes().all(|b| b.is_ascii_digit());
        text.split(|c: char| !c.is_ascii_digit()).any(digits)
    };
    if is_date(behind_known_by(typed).unwrap_or(typed).trim()) {
        return None;
    }
    let mut at = 0;
    let pieces = typed.split_inclusive(char::is_whitespace).map(|piece| {
        let start = at;
        at += piece.len();
        (start, start + piece.trim_end().len())
    });
    let bounds: Vec<(usize, usize)> = pieces.filter(|(start, end)| start < end).collect();
    let mut runs = (0..bounds.len()).flat_map(|from| {
        let last = bounds.len().min(from + MOST_WORDS);
        (from + 1..=last).rev().map(move |to| (from, to))
    });
    let found = |(from, to): (usize, usize)| {
        let range = bounds.get(from)?.0..bounds.get(to.checked_sub(1)?)?.1;
        let run = typed.get(range.clone()).filter(|run| has_year(run) && is_date(run))?;
        let before = typed.get(..range.start)?.trim_end();
        let asked = KNOWN_BY.iter().find_map(|words| {
            let head = before.strip_suffix(words)?;
            (!head.ends_with(char::is_alphanumeric)).then_some(head.len())
        });
        match asked {
            Some(start) => typed.get(start..range.end),
            None => Some(run),
        }
    };
    runs.find_map(found)
}

/// The rows of a date that stands among other words, under one that says which part it is.
pub(super) fn part_rows(typed: &str, commands: &mut Vec<Action>) -> Vec<Row> {
    let Some(part) = part(typed) else { return Vec::new() };
    under(&format!("for {part}"), rows(part, commands))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_a_day_of_knowledge_is_whole_words() {
        for (typed, rest) in [
            ("as of", Some("")),
            ("as of 2025-10-04", Some("2025-10-04")),
            ("known by march 2021", Some("march 2021")),
            ("known 2021", Some("2021")),
            ("as often", None),
            ("as offered", None),
            ("knowns", None),
            ("known byway", Some("byway")),
        ] {
            assert_eq!(behind_known_by(typed), rest, "{typed}");
        }
        for (typed, dated) in [
            ("limits as of 2025-10-04", Some("as of 2025-10-04")),
            ("gas of 2025-10-04", Some("2025-10-04")),
            ("unknown 2025-10-04", Some("2025-10-04")),
        ] {
            assert_eq!(part(typed), dated, "{typed}");
        }
    }
}
