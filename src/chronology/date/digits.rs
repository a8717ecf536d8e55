//! Dates of which digits are not known: what of them is known, in words for a sentence and in signs for a column.
//!
//! The words are those by which EDTF explains its own examples: `156X-12-25` is 25 December of some year in the 1560s,
//! `1984-1X` October, November or December 1984. Nothing is told more finely than it is recorded, and nothing that no
//! date has: of `XXXX-12` no first year and no last one.

use edtf_core::{Date, DateField, Precision, YearKind};

use super::display::{DateForm, ONE_OF, part_of_year, year, years};
use super::expression::Moment;
use super::{MONTH_NAMES, MONTHS, mark_of};
use crate::text::capital;

/// How days and months are printed in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Print {
    /// `25 Dec`.
    Short,
    /// `December 25`.
    American,
}

/// What is known of a month or of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// It is this one.
    One(u8),
    /// It is one of these, of which there are two or more.
    Several(Vec<u8>),
    /// Nothing.
    Any,
}

/// What is known of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearPart {
    One(i64),
    Between(i64, i64),
    Any,
}

/// What is known of the year, the month and the day of a date, as far as it names them.
struct Known {
    year: YearPart,
    month: Option<Part>,
    day: Option<Part>,
}

/// In a sentence: `some day in May 1961`, `25 Dec of some year in the 1560s`. The year is left out where it is
/// said beside it.
pub(super) fn in_words(moment: &Moment, print: Print, with_year: bool) -> String {
    let known = Known::of(moment);
    let Some(month) = &known.month else {
        return match (known.year, print) {
            (YearPart::One(number), _) => year(number),
            (YearPart::Between(first, last), _) => decade(first, last)
                .unwrap_or_else(|| format!("between {} and {}", year(first), year(last))),
            (YearPart::Any, _) => "some year".to_owned(),
        };
    };
    let of_year = known.of_year();
    // `some day in 1985`, `Dec 1985`, `December 25, 1985`.
    let is_one = matches!(known.year, YearPart::One(_));
    let (within, behind, behind_day) = match (is_one, with_year) {
        (false, _) => (of_year.clone(), of_year.clone(), of_year),
        (true, false) => (format!(" in {of_year}"), String::new(), String::new()),
        (true, true) => {
            let comma = if print == Print::American { ", " } else { " " };
            (format!(" in {of_year}"), format!(" {of_year}"), format!("{comma}{of_year}"))
        }
    };
    let months = match month {
        Part::One(month) => month_of(*month, print),
        Part::Several(months) if months.len() > 3 => {
            let (first, last) = ends(months);
            format!("from {} to {}", month_of(first, print), month_of(last, print))
        }
        Part::Several(months) => {
            listed(&months.iter().map(|month| month_of(*month, print)).collect::<Vec<_>>(), print)
        }
        Part::Any => "some month".to_owned(),
    };
    // Months that are too many to name.
    let is_long = months.starts_with("from ");
    match (&known.day, month) {
        (None, Part::Any) => format!("some month{within}"),
        (None, _) if is_long => format!("some month {months}{behind}"),
        (None, _) => format!("{months}{behind}"),
        (Some(Part::Any), Part::Any) => format!("some day{within}"),
        (Some(Part::Any), _) if is_long => format!("some day {months}{behind}"),
        (Some(Part::Any), _) => format!("some day in {months}{behind}"),
        (Some(days), Part::One(_)) => match days_of(days) {
            Days::Listed(days) => match print {
                Print::Short => format!("{} {months}{behind}", listed(&days, print)),
                Print::American => format!("{months} {}{behind_day}", listed(&days, print)),
            },
            Days::From(first, last) => match print {
                Print::Short => format!("some day from {first} to {last} {months}{behind}"),
                Print::American => format!("some day from {months} {first} to {last}{behind_day}"),
            },
        },
        (Some(days), _) => {
            let days = match days_of(days) {
                Days::Listed(days) => {
                    let days: Vec<_> =
                        days.iter().map(|day| format!("the {}", ordinal(day))).collect();
                    listed(&days, print)
                }
                Days::From(first, last) => {
                    format!("some day from the {} to the {}", ordinal(&first), ordinal(&last))
                }
            };
            match month {
                Part::Any => format!("{days} of some month{within}"),
                _ if is_long => format!("{days} of some month {months}{behind}"),
                _ => format!("{days} of {months}{behind}"),
            }
        }
    }
}

/// In a column: `∈May 1961`, `25 Dec 1560s`, `∈20–29 Jul 1969`, with `?` for digits that no range tells. Under the heading
/// of a year that is not surely its own it ends in `?`.
pub(super) fn in_signs(moment: &Moment, form: DateForm, with_year: bool) -> String {
    let known = Known::of(moment);
    let year = known.year_in_signs(&moment.date);
    let Some(month) = &known.month else { return year };
    let months = match month {
        Part::One(month) => month_of(*month, Print::Short),
        Part::Several(months) => {
            let (first, last) = ends(months);
            let dash = if is_range(months) { "–" } else { "/" };
            let ends = [first, last].map(|month| month_of(month, Print::Short));
            format!("{ONE_OF}{}", ends.join(dash))
        }
        Part::Any => String::new(),
    };
    let days = match (&known.day, month) {
        (None | Some(Part::Any), _) => String::new(),
        (Some(Part::One(day)), _) => day.to_string(),
        (Some(Part::Several(days)), Part::One(_)) if is_range(days) => {
            let (first, last) = ends(days);
            format!("{ONE_OF}{first}–{last}")
        }
        (Some(Part::Several(_)), _) => moment.date.day.map_or_else(String::new, digits_of),
    };
    let day = match (month, days.is_empty()) {
        (_, true) => months,
        (Part::One(_), _) => format!("{days} {months}"),
        // A day of no month that can be named.
        _ => format!("{days} ?"),
    };
    let is_one = matches!(known.year, YearPart::One(_));
    let told = match (day.is_empty(), form) {
        (true, _) => year,
        (_, DateForm::UnderYear) if is_one => day,
        (_, DateForm::UnderYear) => format!("{day}?"),
        _ if is_one && !with_year => day,
        _ => format!("{day} {year}"),
    };
    // Some day of a month is not the month.
    let is_within = known.day == Some(Part::Any) || (*month == Part::Any && known.day.is_none());
    if is_within && !told.starts_with(ONE_OF) { format!("{ONE_OF}{told}") } else { told }
}

/// The first of the dates that one is said to be one of in signs, for a column that has no room for all; `None` of any
/// other date.
pub(super) fn first(moment: &Moment, form: DateForm) -> Option<String> {
    if !in_signs(moment, form, true).starts_with(ONE_OF) {
        return None;
    }
    let about = match (moment.approximate, form) {
        (false, _) => "",
        (true, DateForm::UnderYear) => "~",
        (true, DateForm::Sentence | DateForm::Column) => "c. ",
    };
    let first = match candidates(moment).first() {
        Some(first) => super::display::written(first.trim_end_matches(['~', '?', '%']), form),
        // Some day of a month is told by that alone.
        None if moment.date.month.is_some() => return None,
        None => year(years(moment)?.0),
    };
    Some(format!("{about}{ONE_OF}{first}"))
}

/// Whether nothing is known of the year of a date.
pub(super) fn is_any_year(moment: &Moment) -> bool {
    matches!(moment.date.year.kind, YearKind::Standard { digits, .. } if digits == [None; 4])
}

/// The most dates that one of unknown digits is taken apart into.
const MOST: usize = 400;

/// The dates that one of unknown digits may be, each as it is written: of `1969-XX-04` twelve days, of `1984-1X` three
/// months. None where it may be any of a year or one of too many to name, and none for any other date.
pub(super) fn candidates(moment: &Moment) -> Vec<String> {
    let date = &moment.date;
    let known = Known::of(moment);
    let years = match known.year {
        YearPart::One(year) => year..=year,
        YearPart::Between(first, last) if decade(first, last).is_some() => first..=last,
        YearPart::Between(..) | YearPart::Any => return Vec::new(),
    };
    let (Some(month), true) = (&known.month, date.has_unspecified()) else { return Vec::new() };
    let months = match (month, &known.day) {
        (Part::One(month), _) => vec![*month],
        (Part::Several(months), _) => months.clone(),
        // Any day of any month is the year.
        (Part::Any, None | Some(Part::Any)) => return Vec::new(),
        (Part::Any, Some(_)) => (1..=12).collect(),
    };
    let days = match &known.day {
        None | Some(Part::Any) => vec![None],
        Some(Part::One(day)) => vec![Some(*day)],
        Some(Part::Several(days)) => days.iter().copied().map(Some).collect(),
    };
    let doubt = mark_of(moment.approximate, moment.uncertain);
    let mut all = Vec::new();
    for year in years {
        for month in &months {
            for day in &days {
                let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
                all.push(format!("{year:04}-{month:02}{day}{doubt}"));
            }
        }
    }
    if all.len() > MOST || all.len() < 2 { Vec::new() } else { all }
}

impl Known {
    fn of(moment: &Moment) -> Self {
        let date = &moment.date;
        let sure = date.year.significant_digits.is_none() && !moment.negative;
        let year = match (date.year.value().filter(|_| sure), years(moment)) {
            (Some(number), _) => YearPart::One(number),
            (None, Some((first, last))) if !is_any_year(moment) => YearPart::Between(first, last),
            _ => YearPart::Any,
        };
        let is_season = date.precision() == Precision::Season;
        let month = date.month.map(|field| part(field, if is_season { 21..=41 } else { 1..=12 }));
        let most = match (&month, date.year.value()) {
            (Some(Part::One(2)), Some(year)) if !is_leap(year) => 28,
            (Some(Part::One(2)), _) => 29,
            (Some(Part::One(4 | 6 | 9 | 11)), _) => 30,
            _ => 31,
        };
        Self { year, month, day: date.day.map(|field| part(field, 1..=most)) }
    }

    /// The year behind a month: `1985`, ` of some year in the 1560s`.
    fn of_year(&self) -> String {
        match self.year {
            YearPart::One(number) => year(number),
            YearPart::Any => " of some year".to_owned(),
            YearPart::Between(first, last) => match decade(first, last) {
                Some(decade) => format!(" of some year in the {decade}"),
                None => format!(" of some year between {} and {}", year(first), year(last)),
            },
        }
    }

    /// `1985`, `1560s`, and beside a month `15??`.
    fn year_in_signs(&self, date: &Date) -> String {
        match (self.year, date.year.kind) {
            (YearPart::One(number), _) => year(number),
            (YearPart::Any, _) if self.month.is_none() => "some year".to_owned(),
            (YearPart::Between(first, last), _) if self.month.is_none() => {
                let sign = if decade(first, last).is_some() { "" } else { ONE_OF };
                format!("{sign}{}", super::display::between_in_signs(first, last))
            }
            (YearPart::Between(first, last), YearKind::Standard { digits, .. }) => {
                decade(first, last).unwrap_or_else(|| digits.into_iter().map(sign).collect())
            }
            _ => "????".to_owned(),
        }
    }
}

/// The days that a day may be, one by one or as a range.
enum Days {
    Listed(Vec<String>),
    From(String, String),
}

fn days_of(days: &Part) -> Days {
    match days {
        Part::One(day) => Days::Listed(vec![day.to_string()]),
        Part::Several(days) if is_range(days) && days.len() > 2 => {
            let (first, last) = ends(days);
            Days::From(first.to_string(), last.to_string())
        }
        Part::Several(days) => Days::Listed(days.iter().map(u8::to_string).collect()),
        Part::Any => Days::From("1".to_owned(), "31".to_owned()),
    }
}

/// What a month or a day may be, of all that there are.
fn part(field: DateField, all: std::ops::RangeInclusive<u8>) -> Part {
    if field.digits == [None, None] {
        return Part::Any;
    }
    let [tens, ones] = field.digits;
    let fits = |n: &u8| tens.is_none_or(|d| d == n / 10) && ones.is_none_or(|d| d == n % 10);
    let may: Vec<u8> = all.filter(fits).collect();
    match may.as_slice() {
        [] => Part::Any,
        [one] => Part::One(*one),
        _ => Part::Several(may),
    }
}

fn ends(numbers: &[u8]) -> (u8, u8) {
    (numbers.first().copied().unwrap_or(0), numbers.last().copied().unwrap_or(0))
}

/// Whether numbers follow each other.
fn is_range(numbers: &[u8]) -> bool {
    let (first, last) = ends(numbers);
    usize::from(last - first) + 1 == numbers.len()
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// `1560s`, where two years bound a decade.
pub(super) fn decade(first: i64, last: i64) -> Option<String> {
    (first > 0 && last - first == 9 && first % 10 == 0).then(|| format!("{first}s"))
}

fn digits_of(field: DateField) -> String {
    field.digits.into_iter().map(sign).collect()
}

fn sign(digit: Option<u8>) -> char {
    digit.map_or('?', |digit| char::from(b'0' + digit))
}

fn month_of(month: u8, print: Print) -> String {
    let position = usize::from(month).saturating_sub(1);
    match (print, MONTHS.get(position), MONTH_NAMES.get(position)) {
        (Print::Short, Some(name), _) => (*name).to_owned(),
        (Print::American, _, Some(name)) => capital(name),
        _ => {
            let (name, place) = part_of_year(month);
            format!("{name}{place}")
        }
    }
}

/// `A or B`, `A, B or C`, American `A, B, or C`.
fn listed(all: &[String], print: Print) -> String {
    match (all.split_last(), print) {
        (None, _) => String::new(),
        (Some((last, [])), _) => last.clone(),
        (Some((last, before)), Print::American) if before.len() > 1 => {
            format!("{}, or {last}", before.join(", "))
        }
        (Some((last, before)), _) => format!("{} or {last}", before.join(", ")),
    }
}

fn ordinal(day: &str) -> String {
    let ending = match day {
        "11" | "12" | "13" => "th",
        _ if day.ends_with('1') => "st",
        _ if day.ends_with('2') => "nd",
        _ if day.ends_with('3') => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::chronology::date::Edtf;

    /// Each pattern of known and unknown digits: in a sentence, in a column, under a year heading, in American print.
    const PATTERNS: &[(&str, &str, &str, &str, &str)] = &[
        ("XXXX", "some year", "some year", "some year", "some year"),
        ("XXXX-12", "Dec of some year", "Dec ????", "Dec?", "December of some year"),
        ("XXXX-12-25", "25 Dec of some year", "25 Dec ????", "25 Dec?", "December 25 of some year"),
        (
            "XXXX-12-XX",
            "some day in Dec of some year",
            "∈Dec ????",
            "∈Dec?",
            "some day in December of some year",
        ),
        (
            "XXXX-XX-25",
            "the 25th of some month of some year",
            "25 ? ????",
            "25 ??",
            "the 25th of some month of some year",
        ),
        (
            "156X-12-25",
            "25 Dec of some year in the 1560s",
            "25 Dec 1560s",
            "25 Dec?",
            "December 25 of some year in the 1560s",
        ),
        (
            "15XX-12-25",
            "25 Dec of some year between 1500 and 1599",
            "25 Dec 15??",
            "25 Dec?",
            "December 25 of some year between 1500 and 1599",
        ),
        (
            "15XX-12",
            "Dec of some year between 1500 and 1599",
            "Dec 15??",
            "Dec?",
            "December of some year between 1500 and 1599",
        ),
        (
            "156X-XX",
            "some month of some year in the 1560s",
            "∈1560s",
            "∈1560s",
            "some month of some year in the 1560s",
        ),
        (
            "1969-XX-04",
            "the 4th of some month in 1969",
            "4 ? 1969",
            "4 ?",
            "the 4th of some month in 1969",
        ),
        (
            "1969-1X",
            "Oct, Nov or Dec 1969",
            "∈Oct–Dec 1969",
            "∈Oct–Dec",
            "October, November, or December 1969",
        ),
        ("1969-X2", "Feb or Dec 1969", "∈Feb/Dec 1969", "∈Feb/Dec", "February or December 1969"),
        (
            "1969-0X",
            "some month from Jan to Sep 1969",
            "∈Jan–Sep 1969",
            "∈Jan–Sep",
            "some month from January to September 1969",
        ),
        (
            "1969-1X-04",
            "the 4th of Oct, Nov or Dec 1969",
            "4 ? 1969",
            "4 ?",
            "the 4th of October, November, or December 1969",
        ),
        (
            "1969-1X-XX",
            "some day in Oct, Nov or Dec 1969",
            "∈Oct–Dec 1969",
            "∈Oct–Dec",
            "some day in October, November, or December 1969",
        ),
        (
            "1969-07-2X",
            "some day from 20 to 29 Jul 1969",
            "∈20–29 Jul 1969",
            "∈20–29 Jul",
            "some day from July 20 to 29, 1969",
        ),
        (
            "1969-02-2X",
            "some day from 20 to 28 Feb 1969",
            "∈20–28 Feb 1969",
            "∈20–28 Feb",
            "some day from February 20 to 28, 1969",
        ),
        (
            "1968-02-2X",
            "some day from 20 to 29 Feb 1968",
            "∈20–29 Feb 1968",
            "∈20–29 Feb",
            "some day from February 20 to 29, 1968",
        ),
        ("1969-07-3X", "30 or 31 Jul 1969", "∈30–31 Jul 1969", "∈30–31 Jul", "July 30 or 31, 1969"),
        ("1969-06-3X", "30 Jun 1969", "30 Jun 1969", "30 Jun", "June 30, 1969"),
        ("1969-07-X4", "4, 14 or 24 Jul 1969", "?4 Jul 1969", "?4 Jul", "July 4, 14, or 24, 1969"),
        (
            "1969-XX-X4",
            "the 4th, the 14th or the 24th of some month in 1969",
            "?4 ? 1969",
            "?4 ?",
            "the 4th, the 14th, or the 24th of some month in 1969",
        ),
        (
            "1969-XX-2X",
            "some day from the 20th to the 29th of some month in 1969",
            "2? ? 1969",
            "2? ?",
            "some day from the 20th to the 29th of some month in 1969",
        ),
        ("1950S2", "between 1900 and 1999", "∈1900–1999", "∈1900–1999", "between 1900 and 1999"),
        (
            "Y-3388E2S3",
            "between 339000 BC and 338001 BC",
            "∈339000–338001 BC",
            "∈339000–338001 BC",
            "between 339000 BC and 338001 BC",
        ),
        ("Y17E7", "170000000", "170000000", "170000000", "170000000"),
    ];

    #[test]
    fn a_date_of_unknown_digits_says_what_of_it_is_known_in_words() {
        for (text, long, compact, short, american) in PATTERNS.iter().copied() {
            let date = match Edtf::parse(text) {
                Ok(date) => date,
                Err(error) => panic!("{text}: {error}"),
            };
            let told = (date.long(), date.compact(), date.short(), date.american());
            let told = (&*told.0, &*told.1, &*told.2, &*told.3);
            assert_eq!(told, (long, compact, short, american), "{text}");
        }
    }

    /// Whatever digits are unknown: no form is the date as it is written, none names a year that it cannot be, and a
    /// mark of doubt stays.
    #[test]
    fn no_date_of_unknown_digits_is_told_as_it_is_written() {
        let digits = |n: u32, length: usize| {
            let digits = format!("{n:0length$}");
            (0..1_usize << length).map(move |mask| {
                let digit = |(i, c)| if mask >> i & 1 == 1 { 'X' } else { c };
                digits.chars().enumerate().map(digit).collect::<String>()
            })
        };
        let mut seen = 0;
        for year in digits(1969, 4) {
            for month in digits(12, 2) {
                for day in digits(24, 2).map(Some).chain([None]) {
                    let mut text = format!("{year}-{month}");
                    text.extend(day.iter().flat_map(|day| ["-", day]));
                    let Ok(date) = Edtf::parse(&text) else { continue };
                    let doubted = Edtf::parse(&format!("{text}~")).ok();
                    let told = [date.long(), date.compact(), date.short(), date.american()];
                    for told in &told {
                        assert!(!told.contains('X') && !told.contains("BC"), "{text}: {told}");
                        assert!(!told.contains(" in  ") && !told.contains("  "), "{text}: {told}");
                    }
                    if let Some(doubted) = doubted {
                        assert_eq!(doubted.long(), format!("c. {}", told[0]), "{text}");
                    }
                    seen += usize::from(text.contains('X'));
                }
            }
        }
        assert!(seen > 200, "{seen}");
    }
}
