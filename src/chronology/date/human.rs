//! Dates as people write them: `22 September 2025`, `Sept. 22, 2025`, `Feb 2021`, `February 6`, `last week`.
//!
//! Only whole forms are read, and only those that mean one thing: a month alone or `5/6/2025` is none. What
//! the dataset holds is EDTF and never this.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Period, written};

/// A date in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HumanDate {
    /// These days.
    Days(Period),
    /// This day of every year.
    EveryYear {
        /// The month, from 1.
        month: u32,
        /// The day, from 1.
        day: u32,
    },
    /// So many whole weeks before the week that today is in, which begins on Monday.
    Week(u32),
    /// So many whole months before that of today.
    Month(u32),
    /// So many whole years before that of today.
    Year(u32),
    /// So many days before today.
    Day(u32),
}

/// Words in a date, at most.
pub const MOST_WORDS: usize = 4;

impl HumanDate {
    /// Reads `text` as a date in words; `None` where it is none, or a day that no calendar has.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty() && *word != "of")
            .take(MOST_WORDS + 1)
            .collect();
        match words.as_slice() {
            ["today"] => Some(Self::Day(0)),
            ["yesterday"] => Some(Self::Day(1)),
            [which @ ("this" | "last"), unit] => {
                let back = u32::from(*which == "last");
                match *unit {
                    "week" => Some(Self::Week(back)),
                    "month" => Some(Self::Month(back)),
                    "year" => Some(Self::Year(back)),
                    _ => None,
                }
            }
            [a, b, year] => {
                let (month, day) = month_and_day(a, b)?;
                let day = NaiveDate::from_ymd_opt(year_of(year)?, month, day)?;
                Some(Self::Days(Period::days(Some(day), Some(day))))
            }
            [a, b] => match (month_of(a), year_of(b)) {
                (Some(month), Some(year)) => {
                    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                    Some(Self::Days(Period::days(Some(first), last_of_month(first))))
                }
                _ => {
                    let (month, day) = month_and_day(a, b)?;
                    // A leap year has every day there is.
                    NaiveDate::from_ymd_opt(2000, month, day)?;
                    Some(Self::EveryYear { month, day })
                }
            },
            _ => None,
        }
    }

    /// The days that it means on the day `today`; `None` of a day of every year.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> Option<Period> {
        let span = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            Some(Period::days(Some(from?), Some(to?)))
        };
        match self {
            Self::Days(range) => Some(range),
            Self::EveryYear { .. } => None,
            Self::Day(back) => {
                let day = today.checked_sub_days(Days::new(back.into()));
                span(day, day)
            }
            Self::Week(back) => {
                let into_week = u64::from(today.weekday().num_days_from_monday());
                let monday = today.checked_sub_days(Days::new(into_week + 7 * u64::from(back)));
                span(monday, monday.and_then(|day| day.checked_add_days(Days::new(6))))
            }
            Self::Month(back) => {
                let first = today.with_day(1)?.checked_sub_months(Months::new(back));
                span(first, first.and_then(last_of_month))
            }
            Self::Year(back) => {
                let year = today.year().checked_sub(i32::try_from(back).ok()?)?;
                span(NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
            }
        }
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

/// The month that a word names, from 1: in full, or by three letters and more, with a full stop or without.
fn month_of(word: &str) -> Option<u32> {
    written::month(word.trim_end_matches('.'))
}

/// A day of a month, from 1: `22`, `22nd`.
fn day_of(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    let digits = digits.unwrap_or(word);
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|day| short && (1..=31).contains(day))
}

fn year_of(word: &str) -> Option<i32> {
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| year)
}

fn month_and_day(a: &str, b: &str) -> Option<(u32, u32)> {
    match (month_of(a), day_of(a)) {
        (Some(month), _) => Some((month, day_of(b)?)),
        (None, Some(day)) => Some((month_of(b)?, day)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Edge;
    use super::*;

    fn shown(text: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let end = |edge: Option<Edge>| edge.map_or(String::new(), |edge| edge.day().to_string());
        match HumanDate::read(text) {
            None => "none".to_owned(),
            Some(HumanDate::EveryYear { month, day }) => format!("{month}-{day}"),
            Some(date) => {
                let range = date.days(today).unwrap();
                format!("{}..{}", end(range.from), end(range.to))
            }
        }
    }

    #[test]
    fn dates_in_words_name_their_days() {
        for (text, expected) in [
            ("22 September 2025", "2025-09-22..2025-09-22"),
            ("Sept. 22, 2025", "2025-09-22..2025-09-22"),
            ("22nd of sep 2025", "2025-09-22..2025-09-22"),
            ("feb 2021", "2021-02-01..2021-02-28"),
            ("February, 2024", "2024-02-01..2024-02-29"),
            ("February 6", "2-6"),
            ("6 feb", "2-6"),
            ("29 February", "2-29"),
            ("30 February", "none"),
            ("29 February 2023", "none"),
            ("last week", "2026-11-09..2026-11-15"),
            ("this week", "2026-11-16..2026-11-22"),
            ("last month", "2026-10-01..2026-10-31"),
            ("last year", "2025-01-01..2025-12-31"),
            ("today", "2026-11-21..2026-11-21"),
            ("yesterday", "2026-11-20..2026-11-20"),
            ("september", "none"),
            ("mayor 2021", "none"),
            ("22 2025", "none"),
            ("marching 5", "none"),
            ("last treaty", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
