//! How a date reads: in a sentence, in a column of its own, and in one under a year heading. Whatever is
//! uncertain of it looks so.

use edtf_core::{Date, Edtf as Expression, IntervalEndpoint};

use super::{Clock, MONTHS, with_seconds};

/// Where a date reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateForm {
    /// In a sentence: words for what is open.
    Sentence,
    /// In a column of dates: signs for what is open.
    Column,
    /// In a column under a heading that has the year: signs for all that is uncertain.
    UnderYear,
}

/// An expression as a reader sees it; one that cannot be told better stands as it is written.
pub(super) fn written(text: &str, form: DateForm) -> String {
    let long = form != DateForm::UnderYear;
    match Expression::parse(&with_seconds(text)) {
        Ok(Expression::Date(date)) => part(&date, long, true),
        Ok(Expression::DateTime(moment)) if long => {
            format!("{} {}", part(&moment.date, true, true), Clock::of(moment.time))
        }
        Ok(Expression::DateTime(moment)) => part(&moment.date, false, true),
        Ok(Expression::Interval(span)) => interval(&span.start, &span.end, form),
        _ => text.to_owned(),
    }
}

fn part(date: &Date, long: bool, with_year: bool) -> String {
    let month = date.month.and_then(edtf_core::DateField::value).map(usize::from);
    let day = date.day.and_then(edtf_core::DateField::value);
    let name = month.and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let unreadable = date.has_unspecified() || (date.month.is_some() && name.is_none());
    let (Some(year), false) = (date.year.value(), unreadable) else {
        return date.to_string();
    };
    let year = if long && with_year { format!(" {year}") } else { String::new() };
    let plain = match (name, day) {
        (Some(name), Some(day)) => format!("{day} {name}{year}"),
        (Some(name), None) => format!("{name}{year}"),
        (None, _) => date.year.value().map_or_else(String::new, |y| y.to_string()),
    };
    let about = match (date.is_approximate(), long) {
        (true, true) => "c. ",
        (true, false) => "~",
        (false, _) => "",
    };
    let doubt = if date.is_uncertain() { "?" } else { "" };
    format!("{about}{plain}{doubt}")
}

fn interval(start: &IntervalEndpoint, end: &IntervalEndpoint, form: DateForm) -> String {
    let long = form != DateForm::UnderYear;
    // `said by 9 Nov` would read as if the day were the speaker.
    let (until, since) =
        if form == DateForm::Sentence { ("on or before ", "on or after ") } else { ("≤", "≥") };
    match (start, end) {
        (IntervalEndpoint::Date(a), IntervalEndpoint::Date(b)) => between(a, b, long),
        (_, IntervalEndpoint::Date(b)) => format!("{until}{}", part(b, long, true)),
        (IntervalEndpoint::Date(a), _) => format!("{since}{}", part(a, long, true)),
        _ => String::new(),
    }
}

/// `4–5 Feb 2026`, `27 Jan – 3 Feb 2021`, `Dec 2020 – Jan 2021`: what both ends share is said once.
fn between(a: &Date, b: &Date, long: bool) -> String {
    let same_year = a.year.value() == b.year.value();
    let plain = |d: &Date| !(d.is_approximate() || d.is_uncertain() || d.has_unspecified());
    let day = |d: &Date| d.day.and_then(edtf_core::DateField::value);
    if let (true, true, true, Some(first), Some(_)) =
        (same_year, a.month == b.month, plain(a) && plain(b), day(a), day(b))
    {
        return format!("{first}–{}", part(b, long, true));
    }
    if !same_year && !long {
        let year = |d: &Date| d.year.value().unwrap_or_default();
        return format!("{} – {} {}", part(a, false, false), part(b, false, false), year(b));
    }
    format!("{} – {}", part(a, long, !same_year), part(b, long, true))
}
