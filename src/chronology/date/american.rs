//! How a date reads in American print: the month in full before the day, `February 5, 2026`, without a time of day.
//!
//! Follows the Chicago Manual of Style. As everywhere whatever is uncertain of a date looks so, and nothing is told more
//! finely than it is recorded; the names of seasons and eras are [`super::display`]'s.

use edtf_core::{Date, DateField, Precision, Set, SetElement, SetKind};

use super::MONTH_NAMES;
use super::digits::{self, Print};
use super::display::{part_of_year, shared_era, unit, year};
use super::expression::{End, Expression, Moment};
use crate::text::capital;

/// A date string as it is printed; one that cannot be told better stands as it is written.
pub(super) fn written(text: &str) -> String {
    match Expression::of_any_year(text) {
        Ok(Expression::One(moment)) => one(&moment),
        Ok(Expression::Span(start, end)) => span(&start, &end),
        Ok(Expression::Set(of)) => set(&of),
        Err(_) => text.to_owned(),
    }
}

fn one(moment: &Moment) -> String {
    doubted(plain(moment), moment)
}

/// `ca. February 5, 2026`, `February 5, 2026?`. A doubt of the time of day goes with that.
fn doubted(plain: String, moment: &Moment) -> String {
    if moment.clock.is_some() {
        return plain;
    }
    match (moment.approximate, moment.uncertain) {
        (false, false) => plain,
        (true, false) => format!("ca. {plain}"),
        (false, true) => format!("{plain}?"),
        (true, true) => format!("ca. {plain}?"),
    }
}

/// A date without the marks of its doubt.
fn plain(moment: &Moment) -> String {
    match Parts::of(moment) {
        Some(parts) => parts.written(true),
        None => digits::in_words(moment, Print::American, true),
    }
}

/// The parts of a date of which every digit is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts {
    year: i64,
    within: Option<Within>,
    day: Option<u8>,
}

/// What of its year a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A month by its name, in small letters.
    Month(&'static str),
    /// A part of the year by its name, and of which half of the earth it is.
    Part(&'static str, &'static str),
}

impl Parts {
    /// `None` where digits are unknown.
    fn of(moment: &Moment) -> Option<Self> {
        let date = &moment.date;
        if moment.negative || date.has_unspecified() || date.year.significant_digits.is_some() {
            return None;
        }
        let within = match (date.precision(), known(date.month)) {
            (Precision::Year, _) => None,
            (Precision::Season, Some(code)) => {
                let (name, place) = part_of_year(code);
                Some(Within::Part(name, place))
            }
            (_, month) => Some(Within::Month(month_name(month?)?)),
        };
        Some(Self { year: date.year.value()?, within, day: known(date.day) })
    }

    /// `February 5, 2026`, `February 2026`, `spring 2026`, `2026`; or all but the year.
    fn written(self, with_year: bool) -> String {
        let year = year(self.year);
        match (self.within, self.day) {
            (None, _) => year,
            (Some(Within::Month(name)), Some(day)) if with_year => {
                format!("{} {day}, {year}", capital(name))
            }
            (Some(Within::Month(name)), Some(day)) => format!("{} {day}", capital(name)),
            (Some(Within::Month(name)), None) if with_year => format!("{} {year}", capital(name)),
            (Some(Within::Month(name)), None) => capital(name),
            (Some(Within::Part(name, place)), _) if with_year => format!("{name} {year}{place}"),
            (Some(Within::Part(name, _)), _) => name.to_owned(),
        }
    }

    /// Its month, where it is a day.
    fn month_of_day(self) -> Option<(i64, &'static str)> {
        match (self.within, self.day) {
            (Some(Within::Month(name)), Some(_)) => Some((self.year, name)),
            _ => None,
        }
    }
}

fn span(start: &End, end: &End) -> String {
    match (start, end) {
        (End::At(a), End::At(b)) => between(a, b),
        (End::Open | End::Before(_), End::At(b)) => format!("on or before {}", one(b)),
        (End::At(a), End::Open | End::After(_)) => format!("on or after {}", one(a)),
        (End::Unknown, End::At(b)) => format!("until {}, start unknown", one(b)),
        (End::At(a), End::Unknown) => format!("from {}, end unknown", one(a)),
        (a, b) => {
            let end = |end: &End| end.moment().map_or_else(|| "unknown".to_owned(), one);
            format!("from {} to {}", end(a), end(b))
        }
    }
}

/// `February 4–5, 2026`, `January–March 2026`, `2009–2010`: what both ends share is said once, doubts where each has
/// them.
fn between(a: &Moment, b: &Moment) -> String {
    let (from, to) = (one(a), one(b));
    if from == to {
        return from;
    }
    let alike = a.approximate == b.approximate && a.uncertain == b.uncertain;
    let (Some(first), Some(last)) = (Parts::of(a), Parts::of(b)) else {
        return format!("from {from} to {to}");
    };
    if !alike {
        return format!("{from}–{to}");
    }
    let shared = match (first.within, last.within) {
        (None, None) => shared_era(&year(first.year), &year(last.year)),
        (Some(Within::Month(_)), Some(Within::Month(_))) if first.year == last.year => {
            let year = year(last.year);
            match (first.day, last.day) {
                (Some(_), Some(day)) if first.within == last.within => {
                    format!("{}–{day}, {year}", first.written(false))
                }
                (_, day) => {
                    let comma = if day.is_some() { "," } else { "" };
                    format!("{}–{}{comma} {year}", first.written(false), last.written(false))
                }
            }
        }
        (Some(Within::Part(_, here)), Some(Within::Part(_, there)))
            if first.year == last.year && here == there =>
        {
            format!("{}–{}", first.written(false), last.written(true))
        }
        _ => format!("{}–{}", first.written(true), last.written(true)),
    };
    doubted(shared, b)
}

/// One day, month or year out of a range, as one of unknown digits is told: `some day from May 1 to 9, 2024`.
fn one_from(a: &Moment, b: &Moment) -> String {
    let Some(unit) = unit(a) else { return format!("between {} and {}", one(a), one(b)) };
    let (first, last) = match (Parts::of(a), Parts::of(b)) {
        (Some(first), Some(last)) if first.year == last.year => {
            match (first.month_of_day(), last.month_of_day(), last.day) {
                (Some(month), Some(other), Some(day)) if month == other => {
                    (first.written(false), format!("{day}, {}", year(last.year)))
                }
                _ => (first.written(false), last.written(true)),
            }
        }
        _ => (one(a), one(b)),
    };
    format!("some {unit} from {first} to {last}")
}

/// `June 11 or 12, 2004`, `1667, 1668, and 1670–1672`.
fn set(set: &Set) -> String {
    let word = match set.kind {
        SetKind::AllMembers => "and",
        SetKind::OneMember => "or",
    };
    match (&*set.elements, set.kind) {
        ([SetElement::OnOrBefore(last)], SetKind::OneMember) => {
            return span(&End::Open, &End::At((*last).into()));
        }
        ([SetElement::OnOrAfter(first)], SetKind::OneMember) => {
            return span(&End::At((*first).into()), &End::Open);
        }
        _ => {}
    }
    let days: Option<Vec<Moment>> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(date) => Some((*date).into()),
            _ => None,
        })
        .collect();
    if let Some(joined) = days.and_then(|days| of_one_month(&days, word)) {
        return joined;
    }
    let at = |date: &Date| one(&(*date).into());
    let element = |element: &SetElement| match element {
        SetElement::Date(date) => at(date),
        SetElement::OnOrBefore(date) => format!("{} or earlier", at(date)),
        SetElement::OnOrAfter(date) => format!("{} or later", at(date)),
        SetElement::Range(a, b) if set.kind == SetKind::OneMember => {
            one_from(&(*a).into(), &(*b).into())
        }
        SetElement::Range(a, b) => between(&(*a).into(), &(*b).into()),
    };
    listed(&set.elements.iter().map(element).collect::<Vec<_>>(), word)
}

/// Several sure days of one month, which is said once; `None` for anything else.
fn of_one_month(days: &[Moment], word: &str) -> Option<String> {
    let parts: Option<Vec<Parts>> = days
        .iter()
        .map(|day| Parts::of(day).filter(|_| !day.approximate && !day.uncertain))
        .collect();
    let parts = parts?;
    let (first, rest) = parts.split_first()?;
    let month = first.month_of_day()?;
    if rest.is_empty() || rest.iter().any(|day| day.month_of_day() != Some(month)) {
        return None;
    }
    let numbers: Vec<String> = parts.iter().filter_map(|p| p.day).map(|d| d.to_string()).collect();
    Some(format!("{} {}, {}", capital(month.1), listed(&numbers, word), year(month.0)))
}

/// `A or B`, `A, B, or C`; a comma behind what has one within.
fn listed(all: &[String], word: &str) -> String {
    let comma = if all.len() > 2 || all.iter().any(|one| one.contains(',')) { "," } else { "" };
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{}{comma} {word} {last}", before.join(", ")),
        None => String::new(),
    }
}

fn known(field: Option<DateField>) -> Option<u8> {
    field.and_then(DateField::value)
}

fn month_name(month: u8) -> Option<&'static str> {
    MONTH_NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use crate::chronology::date::Edtf;

    #[test]
    fn every_form_of_a_date_has_an_american_one() {
        for (text, american) in [
            ("2026-02-05", "February 5, 2026"),
            ("2026-02", "February 2026"),
            ("2026", "2026"),
            ("2026-02-05~", "ca. February 5, 2026"),
            ("2011-01~", "ca. January 2011"),
            ("2026-02-05?", "February 5, 2026?"),
            ("2026-02-05T14:27:00Z", "February 5, 2026"),
            ("2026-02-04/2026-02-05", "February 4–5, 2026"),
            ("2026-01-31/2026-02-01", "January 31–February 1, 2026"),
            ("2025-12-31/2026-01-01", "December 31, 2025–January 1, 2026"),
            ("2026-01/2026-03", "January–March 2026"),
            ("2009/2010", "2009–2010"),
            ("1960/1969", "1960–1969"),
            ("1900/1999", "1900–1999"),
            ("-0043-03-15", "March 15, 44 BC"),
            ("2026-21", "spring 2026"),
            ("../2020-10-27", "on or before October 27, 2020"),
            ("2004-06/..", "on or after June 2004"),
            ("/2004-06-11", "until June 11, 2004, start unknown"),
            ("2004-06-11/", "from June 11, 2004, end unknown"),
            ("1985-04-XX", "some day in April 1985"),
            ("1985-XX", "some month in 1985"),
            ("1985-XX-XX", "some day in 1985"),
            ("2004-XX-11", "the 11th of some month in 2004"),
            ("2004-XX-22", "the 22nd of some month in 2004"),
            ("196X", "1960s"),
            ("19XX", "between 1900 and 1999"),
            ("[1900..1999]", "between 1900 and 1999"),
            ("[2004-06-11..2004-06-15]", "some day from June 11 to 15, 2004"),
            ("[2004-06-28..2004-07-02]", "some day from June 28 to July 2, 2004"),
            ("[2004-12-30..2005-01-02]", "some day from December 30, 2004 to January 2, 2005"),
            ("[2004-06..2004-08]", "some month from June to August 2004"),
            ("[2004-06-11..2004-06-11]", "June 11, 2004"),
            ("[2004..2004]", "2004"),
            ("[..2004-06-11]", "on or before June 11, 2004"),
            ("[2004-06-11..]", "on or after June 11, 2004"),
            ("[2004-06-11,2004-06-12]", "June 11 or 12, 2004"),
            ("{2004-06-11,2004-06-12,2004-06-14}", "June 11, 12, and 14, 2004"),
            ("[2004-06-11,2005-06-12]", "June 11, 2004, or June 12, 2005"),
            ("[1667,1668]", "1667 or 1668"),
            ("{1667,1668,1670..1672}", "1667, 1668, and 1670–1672"),
            ("2004-21/2004-22", "spring–summer 2004"),
            ("2003-24/2004-21", "winter 2003–spring 2004"),
            ("2004-33", "Q1 2004"),
            ("-0299/-0200", "300–201 BC"),
            ("-0043/0009", "44 BC–AD 9"),
            ("2004-06-11/2004-06-11", "June 11, 2004"),
            ("2004/2004", "2004"),
            ("2004-06-11T10:00Z/T12:00Z", "June 11, 2004"),
            ("2004-06-11T10:00Z~", "June 11, 2004"),
            ("2004-06-11T10:00:20?", "June 11, 2004"),
            ("2004-06~/2004-08", "ca. June 2004–August 2004"),
            ("2004/2004-06", "2004–June 2004"),
            ("2004-06-11~/2004-06-12~", "ca. June 11–12, 2004"),
        ] {
            assert_eq!(Edtf::parse(text).unwrap().american(), american, "{text}");
        }
    }
}
