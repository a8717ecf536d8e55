//! What to write instead of what is no date: the right form, or the forms there are. Never another date than what
//! was meant.

use chrono::{Datelike, NaiveDate};

use super::expression::NO_LEAP_SECOND;
use super::written::WrittenDate;
use super::{DateError, Edtf, MONTH_NAMES};
use crate::text::capital;

/// Why a span is none whose ends stand the wrong way round.
pub(super) const REVERSED: &str = "the end lies before the start";

pub(super) fn refuse(text: &str, why: &str) -> DateError {
    let shown: String = text.chars().take(40).collect();
    let swapped = swapped(text);
    let reversed = why == REVERSED || swapped.is_some();
    let why = if reversed { REVERSED } else { reason(why) };
    let help = match swapped {
        Some(form) => format!("write \"{form}\""),
        None if why == NO_LEAP_SECOND => "write a second from 00 to 59".to_owned(),
        None => advise(text),
    };
    let ambiguous = matches!(WrittenDate::read(text), Some(WrittenDate::Either(..)));
    let message = format!("`{shown}` is no EDTF date: {why}");
    let fault = DateError { reversed, ambiguous, outside_calendar: false, message, help };
    if let Some(help) = not_in_the_calendar(text) {
        return DateError { outside_calendar: true, help, ..fault };
    }
    // What is wrong with its form is not what is wrong with it.
    match WrittenDate::outside_calendar(text).and_then(|form| not_in_the_calendar(&form)) {
        Some(help) => DateError {
            outside_calendar: true,
            message: format!("`{shown}` is no date"),
            help,
            ..fault
        },
        None => fault,
    }
}

/// Why the standard refuses it, without the place: a date is short enough to be seen whole.
fn reason(why: &str) -> &str {
    match why.strip_prefix("invalid EDTF at offset ").and_then(|rest| rest.split_once(": ")) {
        Some((_, reason)) => reason,
        None => why,
    }
}

/// A span whose ends stand the wrong way round, in the right form: the other way round, or with the day of its end where
/// that is left out and the end follows soon on the next day.
fn swapped(text: &str) -> Option<String> {
    let (a, b) = text.split_once('/')?;
    // `1969-07-20T20:05Z/T20:04Z`: the day of the first holds for both.
    let day =
        a.split_once('T').map(|(day, _)| day).filter(|_| b.starts_with('T')).unwrap_or_default();
    let whole = format!("{day}{b}");
    let (start, end) = (Edtf::read(a).ok()?, Edtf::read(&whole).ok()?);
    let is_reversed = start.sort_day() > end.sort_day() || start.begins() > end.ends();
    let next = day.parse().ok().and_then(|day: NaiveDate| day.succ_opt());
    let next = next.map(|next| format!("{a}/{next}{b}")).filter(|form| is_right(form));
    let next = next.filter(|form| {
        let span = Edtf::read(form).ok().and_then(|span| span.begins().zip(span.ends()));
        span.is_some_and(|(begins, ends)| ends - begins <= SOON)
    });
    let other = || Some(format!("{whole}/{a}")).filter(|form| is_right(form));
    if is_reversed { next.or_else(other) } else { None }
}

/// Seconds within which an end without its day is taken for one of the next day.
const SOON: i64 = 12 * 3600;

/// Whether it is a date of which no end lies before the start.
fn is_right(form: &str) -> bool {
    Edtf::read(form).is_ok_and(|date| match (date.begins(), date.ends()) {
        (Some(begins), Some(ends)) => begins <= ends,
        _ => true,
    })
}

/// A form that may be written: itself, or with its ends the right way round.
fn offered(form: String) -> Option<String> {
    if is_right(&form) { Some(form) } else { swapped(&form) }
}

/// What the writer meant, in the right form, or both where it can be read as two dates.
fn advise(text: &str) -> String {
    let plain = in_plain_signs(text);
    let read = WrittenDate::read(text).or_else(|| WrittenDate::read(&plain));
    let write = |form: String| format!("write \"{form}\"");
    let advice = match read {
        Some(WrittenDate::Date(form)) => offered(form).map(write),
        Some(WrittenDate::Either(a, b)) => match (offered(a), offered(b)) {
            (Some(a), Some(b)) if a.contains('/') => Some(format!(
                "this can be read in two ways: write \"{a}\" for the span, or \"{b}\""
            )),
            (Some(a), Some(b)) => Some(format!(
                "day and month cannot be told apart: write \"{a}\" or \"{b}\", year first as in 2025-09-22"
            )),
            (a, b) => a.or(b).map(write),
        },
        Some(WrittenDate::EveryYear { month, day }) => {
            let year = if (month, day) == (2, 29) { 2024 } else { 2025 };
            Some(format!("write the year too, as in {year}-{month:02}-{day:02}"))
        }
        Some(WrittenDate::Ago(..)) => Some(format!(
            "write the day that the source means by it, with basis: Resolved(\"{}\")",
            text.trim()
        )),
        None if SAYS_NOTHING.contains(&text.trim().to_lowercase().as_str()) => {
            Some("leave the field out where nothing is known".to_owned())
        }
        None => with_time(&plain)
            .or_else(|| offered(plain.clone()))
            .filter(|form| is_right(form) && form != text)
            .map(write)
            .or_else(|| before_year_1_with_time(&plain))
            .or_else(|| not_in_the_calendar(&plain)),
    };
    advice.unwrap_or_else(|| {
        let forms = "2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27";
        format!("write year-month-day, as in {forms}")
    })
}

/// A time on a day before the year 1, which has no form.
fn before_year_1_with_time(text: &str) -> Option<String> {
    let (day, _) = text.split_once('T').filter(|(day, _)| day.starts_with('-'))?;
    let form = Some(day).filter(|day| is_right(day))?;
    Some(format!(
        "a time of day has no form before the year 0: write \"{form}\", and the time in the words"
    ))
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
pub(super) fn not_in_the_calendar(text: &str) -> Option<String> {
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
    let name = capital(name);
    Some(format!("{name} {year} has {} days", first.num_days_in_month()))
}
