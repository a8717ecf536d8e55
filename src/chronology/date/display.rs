//! How a date reads: in a sentence, in a column of its own, and in one under a year heading. Whatever is
//! uncertain of it looks so, and nothing is told more finely than it is recorded.
//!
//! Years before 1 are told as people tell them: the year 0 of the calendar is 1 BC.

use edtf_core::{Bound, Date, DateField, Precision, Set, SetElement, SetKind};

use super::digits::{self, Print};
use super::expression::{End, Expression, Moment};
use super::{Clock, MONTHS};

/// Before what a date is one of, in signs: `∈1–9 May` is one of these days, and not all of them.
pub(super) const ONE_OF: &str = "∈";

/// Between dates that are all meant, in signs: `1+3 May` are these two days, and none between them.
pub(super) const ALL_OF: &str = "+";

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

/// A date string as a reader sees it; one that cannot be told better stands as it is written.
pub(super) fn written(text: &str, form: DateForm) -> String {
    match Expression::of_any_year(text) {
        Ok(Expression::One(moment)) => one(&moment, form, true),
        Ok(Expression::Span(start, end)) => span(&start, &end, form),
        Ok(Expression::Set(whole)) => set(&whole, form),
        Err(_) => text.to_owned(),
    }
}

/// Where a date begins, told as finely as that is recorded, and without its time of day: what fits a column that
/// the whole does not. Whether there is more of it than that.
pub(super) fn beginning(text: &str, form: DateForm) -> (String, bool) {
    // A doubt of the time of day goes with that.
    let day = |moment: &Moment| match moment.clock {
        Some(_) => Moment { clock: None, approximate: false, uncertain: false, ..moment.clone() },
        None => moment.clone(),
    };
    match Expression::parse(text) {
        Ok(Expression::One(moment)) => match digits::first(&moment, form) {
            Some(first) => (first, true),
            None => (one(&day(&moment), form, true), false),
        },
        Ok(Expression::Span(End::At(start), End::At(end))) if same_day(&start, &end) => {
            (one(&day(&start), form, true), false)
        }
        Ok(Expression::Span(End::At(start), _)) => (one(&day(&start), form, true), true),
        Ok(Expression::Set(set)) => match set.elements.first() {
            Some(SetElement::Date(date) | SetElement::Range(date, _)) => {
                let sign = if set.kind == SetKind::OneMember { ONE_OF } else { "" };
                (format!("{sign}{}", one(&(*date).into(), form, true)), true)
            }
            _ => (written(text, form), false),
        },
        _ => (written(text, form), false),
    }
}

/// A year of the calendar as people number them: `2025`, `AD 9`, `44 BC`.
pub(super) fn year(year: i64) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - year),
        1..=99 => format!("AD {year}"),
        _ => year.to_string(),
    }
}

fn one(moment: &Moment, form: DateForm, with_year: bool) -> String {
    let long = form != DateForm::UnderYear;
    let day = plain(moment, form, with_year);
    match moment.clock {
        None => doubted(&day, moment, long),
        Some(clock) if long => format!("{day} {}", doubted(&clock.to_string(), moment, long)),
        Some(_) => day,
    }
}

/// A date or a time with the marks of its doubt.
fn doubted(plain: &str, moment: &Moment, long: bool) -> String {
    let about = match (moment.approximate, long) {
        (true, true) => "c. ",
        (true, false) => "~",
        (false, _) => "",
    };
    let doubt = if moment.uncertain && !plain.ends_with('?') { "?" } else { "" };
    format!("{about}{plain}{doubt}")
}

/// A date without the marks of its doubt.
fn plain(moment: &Moment, form: DateForm, with_year: bool) -> String {
    let date = &moment.date;
    if moment.negative || date.has_unspecified() || date.year.significant_digits.is_some() {
        return match form {
            DateForm::Sentence => digits::in_words(moment, Print::Short, with_year),
            DateForm::Column | DateForm::UnderYear => digits::in_signs(moment, form, with_year),
        };
    }
    let Some(number) = date.year.value() else {
        return date.to_string();
    };
    let long = form != DateForm::UnderYear;
    let year = year(number);
    let behind = if long && with_year { format!(" {year}") } else { String::new() };
    let value = |field: Option<DateField>| field.and_then(DateField::value);
    match (date.precision(), value(date.month), value(date.day)) {
        (Precision::Year, ..) => year,
        (Precision::Season, Some(code), _) => season(code, &year, form),
        (_, Some(month), day) => match (month_name(month), day) {
            (Some(name), Some(day)) => format!("{day} {name}{behind}"),
            (Some(name), None) => format!("{name}{behind}"),
            (None, _) => date.to_string(),
        },
        _ => date.to_string(),
    }
}

/// A part of a year by its code (ISO 8601-2, 4.8): its name, and of which half of the earth it is where that is said.
pub(super) fn part_of_year(code: u8) -> (&'static str, &'static str) {
    match code {
        21 => ("spring", ""),
        22 => ("summer", ""),
        23 => ("autumn", ""),
        24 => ("winter", ""),
        25 => ("spring", " (north)"),
        26 => ("summer", " (north)"),
        27 => ("autumn", " (north)"),
        28 => ("winter", " (north)"),
        29 => ("spring", " (south)"),
        30 => ("summer", " (south)"),
        31 => ("autumn", " (south)"),
        32 => ("winter", " (south)"),
        33..=36 => (["Q1", "Q2", "Q3", "Q4"][usize::from(code - 33)], ""),
        37..=39 => (["first third", "second third", "last third"][usize::from(code - 37)], ""),
        40 => ("first half", ""),
        _ => ("second half", ""),
    }
}

fn season(code: u8, year: &str, form: DateForm) -> String {
    let (name, where_) = part_of_year(code);
    if form == DateForm::UnderYear {
        return name.to_owned();
    }
    format!("{name} {year}{where_}")
}

/// The first and the last year that a date may mean, however far away.
pub(super) fn years(moment: &Moment) -> Option<(i64, i64)> {
    let bounds = edtf_core::Edtf::Date(moment.date).bounds();
    let (Bound::Date(first), Bound::Date(last)) = (bounds.earliest, bounds.latest) else {
        return None;
    };
    Some(if moment.negative { (-last.year, -first.year) } else { (first.year, last.year) })
}

/// `1960s`, `1900–1999`, `300–201 BC`.
pub(super) fn between_in_signs(first: i64, last: i64) -> String {
    digits::decade(first, last).unwrap_or_else(|| shared_era(&year(first), &year(last)))
}

/// Two years with a dash between them; an era that they share is said once.
pub(super) fn shared_era(from: &str, to: &str) -> String {
    format!("{}–{to}", without_shared_era(from, to))
}

pub(super) fn without_shared_era<'a>(from: &'a str, to: &str) -> &'a str {
    from.strip_suffix(" BC").filter(|_| to.ends_with(" BC")).unwrap_or(from)
}

fn span(start: &End, end: &End, form: DateForm) -> String {
    let long = form != DateForm::UnderYear;
    let at = |moment: &Moment| one(moment, form, long);
    let sentence = form == DateForm::Sentence;
    // `said by 9 Nov` would read as if the day were the speaker.
    let (until, since) = if sentence { ("on or before ", "on or after ") } else { ("≤", "≥") };
    match (start, end) {
        (End::At(a), End::At(b)) => between(a, b, form),
        (End::Open | End::Before(_), End::At(b)) => format!("{until}{}", at(b)),
        (End::At(a), End::Open | End::After(_)) => format!("{since}{}", at(a)),
        (End::Unknown, End::At(b)) if sentence => format!("until {}, start unknown", at(b)),
        (End::At(a), End::Unknown) if sentence => format!("from {}, end unknown", at(a)),
        (End::Unknown, End::At(b)) => format!("?–{}", at(b)),
        (End::At(a), End::Unknown) => format!("{}–?", at(a)),
        (a, b) => {
            let end = |end: &End| end.moment().map_or_else(|| "..".to_owned(), at);
            format!("{} – {}", end(a), end(b))
        }
    }
}

fn same_day(a: &Moment, b: &Moment) -> bool {
    a.date == b.date && a.date.precision() == Precision::Day && !a.date.has_unspecified()
}

/// `4–5 Feb 2026`, `27 Jan – 3 Feb 2021`, `Dec 2020 – Jan 2021`, `20 Jul 1969 20:05–20:17 UTC`: what both ends
/// share is said once.
fn between(a: &Moment, b: &Moment, form: DateForm) -> String {
    // From a date to itself is that date.
    if a == b {
        return one(a, form, true);
    }
    let long = form != DateForm::UnderYear;
    if same_day(a, b)
        && let (Some(from), Some(to)) = (a.clock, b.clock)
    {
        let day = plain(a, form, true);
        if !long {
            return day;
        }
        let first = if from.offset == to.offset { Clock { offset: None, ..from } } else { from };
        let (first, last) =
            (doubted(&first.to_string(), a, true), doubted(&to.to_string(), b, true));
        return format!("{day} {first}–{last}");
    }
    let number = |m: &Moment| m.date.year.value().filter(|_| !m.negative);
    let same_year = number(a).is_some() && number(a) == number(b);
    let sure = |m: &Moment| {
        !(m.approximate || m.uncertain || m.date.has_unspecified() || m.clock.is_some())
    };
    let day = |m: &Moment| m.date.day.and_then(DateField::value);
    if let (true, true, true, Some(first), Some(_)) =
        (same_year, a.date.month == b.date.month, sure(a) && sure(b), day(a), day(b))
    {
        return format!("{first}–{}", one(b, form, long));
    }
    let whole_years = |m: &Moment| m.date.precision() == Precision::Year && sure(m);
    if let (true, true, Some(first), Some(last)) =
        (whole_years(a), whole_years(b), number(a), number(b))
    {
        let (first, last) = (year(first), year(last));
        return format!("{} – {last}", without_shared_era(&first, &last));
    }
    if !same_year && !long {
        let year_of = |m: &Moment| number(m).map_or_else(String::new, |n| format!(" {}", year(n)));
        let with = |m: &Moment| if m.date.month.is_some() { year_of(m) } else { String::new() };
        return format!("{} – {}{}", one(a, form, false), one(b, form, false), with(b));
    }
    format!("{} – {}", one(a, form, !same_year), one(b, form, long))
}

/// `1667 or 1668`, `1667, 1668 and 1670–1672`, `some day from 1 to 9 May 2024`; in a column `∈1667/1668`, `1667+1668`.
fn set(set: &Set, form: DateForm) -> String {
    let is_one_of = set.kind == SetKind::OneMember;
    match (set.elements.as_slice(), is_one_of) {
        ([SetElement::Date(only)], true) => return one(&(*only).into(), form, true),
        ([SetElement::OnOrBefore(last)], true) => {
            return span(&End::Open, &End::At((*last).into()), form);
        }
        ([SetElement::OnOrAfter(first)], true) => {
            return span(&End::At((*first).into()), &End::Open, form);
        }
        (several, _) if form != DateForm::Sentence => {
            let (sign, joint) = if is_one_of { (ONE_OF, "/") } else { ("", ALL_OF) };
            return format!("{sign}{}", in_signs(several, form, joint));
        }
        _ => {}
    }
    let at = |date: &Date| one(&(*date).into(), DateForm::Sentence, true);
    let element = |element: &SetElement| match element {
        SetElement::Date(date) => at(date),
        SetElement::OnOrBefore(date) => format!("{} or earlier", at(date)),
        SetElement::OnOrAfter(date) => format!("{} or later", at(date)),
        SetElement::Range(a, b) if is_one_of => one_from(&(*a).into(), &(*b).into()),
        SetElement::Range(a, b) => between(&(*a).into(), &(*b).into(), DateForm::Sentence),
    };
    let mut all: Vec<String> = set.elements.iter().map(element).collect();
    let days = set.elements.iter().map(|element| match element {
        SetElement::Date(date) => date.day.and_then(DateField::value),
        _ => None,
    });
    if let Some(days) = days.collect::<Option<Vec<u8>>>()
        && Shared::of(&set.elements).month
        && let Some((_, before)) = all.split_last_mut()
    {
        before.iter_mut().zip(days).for_each(|(told, day)| *told = day.to_string());
    }
    let joint = if is_one_of { " or " } else { " and " };
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}{joint}{last}", rest.join(", ")),
        None => set_text(set),
    }
}

/// One day, month or year out of a range in a sentence, as one of unknown digits is told: `some day from 1 to 9 May 2024`.
fn one_from(a: &Moment, b: &Moment) -> String {
    let Some(unit) = unit(a) else {
        let at = |moment| one(moment, DateForm::Sentence, true);
        return format!("between {} and {}", at(a), at(b));
    };
    let same_year = a.date.year.value() == b.date.year.value();
    let first = match a.date.day.and_then(DateField::value) {
        Some(day) if same_year && a.date.month == b.date.month => day.to_string(),
        _ => one(a, DateForm::Sentence, !same_year),
    };
    format!("some {unit} from {first} to {}", one(b, DateForm::Sentence, true))
}

/// What the ends of a range in a set are, `day` or `month`; `None` of years. Both are alike, fully known and sure, and no
/// parts of a year: others are refused where dates are read.
pub(super) fn unit(end: &Moment) -> Option<&'static str> {
    match end.date.precision() {
        Precision::Day => Some("day"),
        Precision::Month => Some("month"),
        Precision::Year | Precision::Season => None,
    }
}

/// What the dates of a set have in common.
struct Shared {
    /// The year of the first.
    first: Option<i64>,
    /// Whether it is that of all.
    year: bool,
    /// Whether all are days of one month, of which there is no doubt.
    month: bool,
}

impl Shared {
    fn of(elements: &[SetElement]) -> Self {
        let dates = || {
            let ends = elements.iter().flat_map(|element| match element {
                SetElement::Date(date)
                | SetElement::OnOrBefore(date)
                | SetElement::OnOrAfter(date) => [Some(date), None],
                SetElement::Range(first, last) => [Some(first), Some(last)],
            });
            ends.flatten()
        };
        let first = dates().next();
        let (of_year, of_month) = (first.and_then(|d| d.year.value()), first.map(|d| d.month));
        let year = of_year.is_some() && dates().all(|date| date.year.value() == of_year);
        let is_plain_day = |date: &Date| {
            date.day.and_then(DateField::value).is_some()
                && Some(date.month) == of_month
                && !(date.is_approximate() || date.is_uncertain() || date.has_unspecified())
        };
        Self { first: of_year, year, month: year && dates().all(is_plain_day) }
    }
}

/// `1–9 May`, `1+3 May 2024`, `Dec/Jan 2025`: what all share is said once, behind the last. Under the heading of a year
/// what is of another says that.
fn in_signs(elements: &[SetElement], form: DateForm, joint: &str) -> String {
    let Shared { first, year: same_year, month: same_month } = Shared::of(elements);
    let day = |date: &Date| date.day.and_then(DateField::value).unwrap_or_default();
    let told = elements.iter().enumerate().map(|(nth, element)| {
        let is_last = nth + 1 == elements.len();
        match element {
            SetElement::Date(date) if same_month && !is_last => return day(date).to_string(),
            SetElement::Range(a, b) if same_month && !is_last => {
                return format!("{}–{}", day(a), day(b));
            }
            _ => {}
        }
        let in_form = |date: &Date| match (same_year, form) {
            (true, _) if !is_last => DateForm::UnderYear,
            (true, _) => form,
            (false, DateForm::UnderYear) if first.is_some() && date.year.value() == first => {
                DateForm::UnderYear
            }
            (false, _) => DateForm::Column,
        };
        let at = |date: &Date| one(&(*date).into(), in_form(date), true);
        match element {
            SetElement::Date(date) => at(date),
            SetElement::OnOrBefore(date) => format!("≤{}", at(date)),
            SetElement::OnOrAfter(date) => format!("≥{}", at(date)),
            SetElement::Range(a, b) => between(&(*a).into(), &(*b).into(), in_form(a)),
        }
    });
    told.collect::<Vec<_>>().join(joint)
}

fn set_text(set: &Set) -> String {
    edtf_core::Edtf::Set(set.clone()).to_string()
}

fn month_name(month: u8) -> Option<&'static str> {
    MONTHS.get(usize::from(month).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_a_date_to_itself_is_that_date() {
        for (text, sentence, column, under_year) in [
            ("2004-06-11/2004-06-11", "11 Jun 2004", "11 Jun 2004", "11 Jun"),
            ("2004-06/2004-06", "Jun 2004", "Jun 2004", "Jun"),
            ("2004/2004", "2004", "2004", "2004"),
            ("2004-06-11~/2004-06-11~", "c. 11 Jun 2004", "c. 11 Jun 2004", "~11 Jun"),
            (
                "2004-06-11T10:00Z~",
                "11 Jun 2004 c. 10:00 UTC",
                "11 Jun 2004 c. 10:00 UTC",
                "11 Jun",
            ),
            (
                "2004-06-11T10:00Z/2004-06-11T10:00Z",
                "11 Jun 2004 10:00 UTC",
                "11 Jun 2004 10:00 UTC",
                "11 Jun",
            ),
            ("2004-06-11/2004-06-12", "11–12 Jun 2004", "11–12 Jun 2004", "11–12 Jun"),
            ("[2004-06-11..2004-06-11]", "11 Jun 2004", "11 Jun 2004", "11 Jun"),
            ("[2004-06..2004-06]", "Jun 2004", "Jun 2004", "Jun"),
            ("[2004..2004]", "2004", "2004", "2004"),
            ("{2004..2004}", "2004", "2004", "2004"),
            ("[2004..2004,2006]", "2004 or 2006", "∈2004/2006", "∈2004/2006"),
        ] {
            assert_eq!(written(text, DateForm::Sentence), sentence, "{text}");
            assert_eq!(written(text, DateForm::Column), column, "{text}");
            assert_eq!(written(text, DateForm::UnderYear), under_year, "{text}");
        }
    }
}
