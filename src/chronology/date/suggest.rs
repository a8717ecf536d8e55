//! What to write instead of what is no date: the right form, or the forms there are. Never another date than what
//! was meant.

use chrono::{Datelike, NaiveDate};

use super::written::WrittenDate;
use super::{DateError, Edtf, MONTH_NAMES};

/// Why a span is none whose ends stand the wrong way round.
pub(super) const REVERSED: &str = "the end lies before the start";

pub(super) fn refuse(text: &str, why: &str) -> DateError {
    let shown: String = text.chars().take(40).collect();
    let swapped = swapped(text);
    let reversed = why == REVERSED || swapped.is_some();
    let why = if reversed { REVERSED } else { reason(why) };
    let help = match swapped {
        Some(form) => format!("write \"{form}\""),
        None => advise(text),
    };
    let ambiguous = matches!(WrittenDate::read(text), Some(WrittenDate::Either(..)));
    DateError { reversed, ambiguous, message: format!("`{shown}` is no EDTF date: {why}"), help }
}

/// Why the standard refuses it, without the place: a date is short enough to be seen whole.
fn reason(why: &str) -> &str {
    match why.strip_prefix("invalid EDTF at offset ").and_then(|rest| rest.split_once(": ")) {
        Some((_, reason)) => reason,
        None => why,
    }
}

/// Two dates the right way round that stand the wrong way round.
fn swapped(text: &str) -> Option<String> {
    let (a, b) = text.split_once('/')?;
    let (start, end) = (Edtf::read(a).ok()?, Edtf::read(b).ok()?);
    (start.sort_day() > end.sort_day()).then(|| format!("{b}/{a}"))
}

/// What the writer meant, in the right form, or both where it can be read as two dates.
fn advise(text: &str) -> String {
    let plain = in_plain_signs(text);
    let read = WrittenDate::read(text).or_else(|| WrittenDate::read(&plain));
    match read {
        Some(WrittenDate::Date(form)) => format!("write \"{form}\""),
        Some(WrittenDate::Either(a, b)) => format!(
            "day and month cannot be told apart: write \"{a}\" or \"{b}\", year first as in 2025-09-22"
        ),
        Some(WrittenDate::EveryYear { month, day }) => {
            format!("write the year too, as in 2025-{month:02}-{day:02}")
        }
        Some(WrittenDate::Ago(..)) => format!(
            "write the day that the source means by it, with basis: Resolved(\"{}\")",
            text.trim()
        ),
        None if SAYS_NOTHING.contains(&text.trim().to_lowercase().as_str()) => {
            "leave the field out where nothing is known".to_owned()
        }
        None => match with_time(&plain).or_else(|| Edtf::read(&plain).is_ok().then(|| plain.clone())) {
            Some(form) => format!("write \"{form}\""),
            None => not_in_the_calendar(&plain).unwrap_or_else(|| {
                let forms = "2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27";
                format!("write year-month-day, as in {forms}")
            }),
        },
    }
}

/// What is written where nothing is known.
const SAYS_NOTHING: &[&str] = &[
    "", "-", "–", "—", "?", "n/a", "n.d.", "nd", "none", "null", "unknown", "undated", "tbd", "…",
];

/// The same with the digits and hyphens of ASCII, where others stand for them.
fn in_plain_signs(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '‐' | '‑' | '‒' | '–' | '−' | '－' => '-',
        '：' => ':',
        c => c,
    };
    text.trim().chars().map(plain).collect()
}

/// A day and a time that stand apart, or an offset without its colon: `2024-03-01 14:00`, `…T14:00:00+0300`.
fn with_time(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', ' '])?;
    let time: String = time.chars().filter(|c| !c.is_whitespace()).collect();
    let offset = time.rfind(['+', '-']).and_then(|at| time.split_at_checked(at));
    let time = match offset {
        Some((time, offset)) if offset.len() == 5 && !offset.contains(':') => {
            let (hours, minutes) = offset.split_at_checked(3)?;
            format!("{time}{hours}:{minutes}")
        }
        _ => time,
    };
    let form = format!("{day}T{time}");
    Edtf::read(&form).is_ok().then_some(form)
}

/// What the calendar has in place of a day of the right form that it does not have.
fn not_in_the_calendar(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        let right = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| right)
    };
    let (year, month) = (number(parts.first()?, 4)?, number(parts.get(1)?, 2)?);
    if parts.len() > 3 || parts.get(2).is_some_and(|day| number(day, 2).is_none()) {
        return None;
    }
    let Some(name) = MONTH_NAMES.get((month as usize).wrapping_sub(1)) else {
        return Some("months go from 01 to 12; a season is 21 to 24".to_owned());
    };
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    let mut capital = name.chars();
    let name: String = capital.next()?.to_uppercase().chain(capital).collect();
    Some(format!("{name} {year} has {} days", first.num_days_in_month()))
}
