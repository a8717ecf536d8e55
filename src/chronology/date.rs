//! EDTF dates (ISO 8601-2, level 1): what a dataset writes, the days it may mean, how it sorts and how it reads.
//!
//! Owns the meaning of a date string. It never asks what day it is today, and it never makes an
//! uncertain date look certain: every display form keeps the mark of its uncertainty.
//!
//! Parsing and the calendar bounds of an expression are `edtf-core`'s; days are `chrono`'s.

mod display;
mod suggest;

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Days as DayCount, Months, NaiveDate};
use edtf_core::{Bound, Edtf as Expression, Time, TimeShift};

use self::display::DateForm;

/// Months as a timeline prints them, January first.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date as printed: an EDTF level 1 expression with the first and last calendar day it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: Box<str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    clock: Option<Clock>,
    approximate: bool,
    uncertain: bool,
}

/// A time of day with the offset it was printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Minutes after local midnight, 0 to 1439.
    pub minutes: u16,
    /// Minutes east of UTC; `None` where the date prints no offset.
    pub offset: Option<i16>,
}

/// What a date says of days, however it is written: two dates of one meaning answer every question about
/// days alike. See [`Edtf::meaning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Meaning {
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    approximate: bool,
    uncertain: bool,
}

/// Why a string is no date, and the form that would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong with it.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Whether it is two dates in the wrong order.
    pub reversed: bool,
}

/// The answer of an uncertain date to a question about days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// No day that it may mean satisfies.
    No,
    /// Some do, or the date says of itself that it is uncertain.
    Maybe,
    /// Every day it may mean satisfies.
    Yes,
}

/// A range of days, both ends included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayRange {
    /// The first day in it.
    pub from: Option<NaiveDate>,
    /// The last day in it.
    pub to: Option<NaiveDate>,
}

impl Edtf {
    /// Reads an EDTF level 1 expression. A time without seconds is accepted, as wires print it.
    ///
    /// # Errors
    /// Anything else, with the nearest right form in [`DateError::help`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let expression = Expression::parse(&with_seconds(text))
            .map_err(|e| suggest::refuse(text, &e.to_string()))?;
        if expression.level() > 1 {
            return Err(suggest::refuse(text, "this is EDTF level 2; level 1 is read here"));
        }
        let bounds = expression.bounds();
        let (earliest, latest) = (day_of(bounds.earliest), day_of(bounds.latest));
        if earliest.is_none() && latest.is_none() {
            return Err(suggest::refuse(text, "it names no day at all"));
        }
        let clock = match &expression {
            Expression::DateTime(moment) => Some(Clock::of(moment.time)),
            _ => None,
        };
        Ok(Self {
            text: text.into(),
            earliest,
            latest,
            clock,
            approximate: expression.is_approximate(),
            uncertain: expression.is_uncertain(),
        })
    }

    /// The date of one certain day.
    #[must_use]
    pub fn of_day(day: NaiveDate) -> Self {
        Self {
            text: day.format("%Y-%m-%d").to_string().into(),
            earliest: Some(day),
            latest: Some(day),
            clock: None,
            approximate: false,
            uncertain: false,
        }
    }

    /// The expression as the dataset writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day it may mean; `None` where the start is open.
    #[must_use]
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The last day it may mean; `None` where the end is open.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// The time of day, where one is printed.
    #[must_use]
    pub fn clock(&self) -> Option<Clock> {
        self.clock
    }

    /// Whether it is marked approximate (`~`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether it is marked uncertain (`?`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// What it says of days, without its spelling and its time of day.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        let Self { earliest, latest, approximate, uncertain, .. } = *self;
        Meaning { earliest, latest, approximate, uncertain }
    }

    /// Whether it names one day and has no mark of doubt.
    #[must_use]
    pub fn is_certain_day(&self) -> bool {
        self.earliest.is_some()
            && self.earliest == self.latest
            && !self.approximate
            && !self.uncertain
    }

    /// The day at which it sorts: its earliest, or its only bound where the start is open.
    #[must_use]
    pub fn sort_day(&self) -> NaiveDate {
        self.earliest.or(self.latest).unwrap_or_default()
    }

    /// Whether the date lies in `range`. An approximate or uncertain date is first widened by a unit of
    /// its own precision on both sides, and an uncertain one (`?`) never answers a plain yes.
    #[must_use]
    pub fn within(&self, range: DayRange) -> Certainty {
        let (from, to) = self.span_with_doubt();
        let starts_in = range.from.is_none_or(|a| from.is_some_and(|d| d >= a));
        let ends_in = range.to.is_none_or(|b| to.is_some_and(|d| d <= b));
        let before = matches!((to, range.from), (Some(d), Some(a)) if d < a);
        let after = matches!((from, range.to), (Some(d), Some(b)) if d > b);
        match (before || after, starts_in && ends_in, self.uncertain) {
            (true, ..) => Certainty::No,
            (false, true, false) => Certainty::Yes,
            _ => Certainty::Maybe,
        }
    }

    fn span_with_doubt(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if !(self.approximate || self.uncertain) {
            return (self.earliest, self.latest);
        }
        let length = match (self.earliest, self.latest) {
            (Some(a), Some(b)) => (b - a).num_days(),
            _ => 0,
        };
        let back = |d: NaiveDate| match length {
            0..=27 => d.checked_sub_days(DayCount::new(1)),
            28..=31 => d.checked_sub_months(Months::new(1)),
            _ => d.checked_sub_months(Months::new(12)),
        };
        let forth = |d: NaiveDate| match length {
            0..=27 => d.checked_add_days(DayCount::new(1)),
            28..=31 => d.checked_add_months(Months::new(1)),
            _ => d.checked_add_months(Months::new(12)),
        };
        (self.earliest.map(|d| back(d).unwrap_or(d)), self.latest.map(|d| forth(d).unwrap_or(d)))
    }

    /// Days from this date to `day`: from its only day, or from its latest bound towards the future and
    /// its earliest towards the past, so that a distance is never overstated. `None` inside its span.
    #[must_use]
    pub fn days_until(&self, day: NaiveDate) -> Option<i64> {
        let from = self.earliest.or(self.latest)?;
        let to = self.latest.or(self.earliest)?;
        if day >= to {
            Some((day - to).num_days())
        } else if day <= from {
            Some((day - from).num_days())
        } else {
            None
        }
    }

    /// The days from this date to a later one, never overstated: to the first day that the later one may mean.
    /// `None` where the two overlap or stand the other way round, and where the start of the later one is open.
    #[must_use]
    pub fn days_before(&self, later: &Self) -> Option<i64> {
        self.days_until(later.earliest?).filter(|days| *days >= 0)
    }

    /// The moment in minutes since the Unix epoch, where a time with an offset is printed.
    #[must_use]
    pub fn utc_minutes(&self) -> Option<i64> {
        let clock = self.clock?;
        let day = i64::from(self.earliest?.to_epoch_days());
        Some(day * 1440 + i64::from(clock.minutes) - i64::from(clock.offset?))
    }

    /// Orders by the day at which each sorts, then by time of day (a date without one first).
    #[must_use]
    pub fn cmp_in_time(&self, other: &Self) -> Ordering {
        let minutes = |d: &Self| d.clock.map(|c| c.minutes);
        (self.sort_day(), minutes(self)).cmp(&(other.sort_day(), minutes(other)))
    }

    /// The date in a sentence: `22 Sep 2025`, `c. 22 Sep 2025`, `Feb 2025?`, `4–5 Feb 2026`, `on or before 27 Oct
    /// 2020`.
    #[must_use]
    pub fn long(&self) -> String {
        display::written(&self.text, DateForm::Sentence)
    }

    /// The date for a column of its own: as in a sentence, but `≤27 Oct 2020`.
    #[must_use]
    pub fn compact(&self) -> String {
        display::written(&self.text, DateForm::Column)
    }

    /// The date for a column under a year heading: `22 Sep`, `~22 Sep`, `Feb?`, `4–5 Feb`, `≤27 Oct`.
    #[must_use]
    pub fn short(&self) -> String {
        display::written(&self.text, DateForm::UnderYear)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long())
    }
}

impl Clock {
    fn of(time: Time) -> Self {
        let offset = time.shift.map(|shift| match shift {
            TimeShift::Utc => 0,
            TimeShift::Offset { minutes, .. } => minutes,
        });
        Self { minutes: u16::from(time.hour) * 60 + u16::from(time.minute), offset }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str(" UTC"),
            Some(east) => {
                let sign = if east < 0 { '−' } else { '+' };
                write!(f, " UTC{sign}{}", east.abs() / 60)?;
                if east % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", east.abs() % 60) }
            }
        }
    }
}

impl DayRange {
    /// The days that `date` spans.
    #[must_use]
    pub fn of(date: &Edtf) -> Self {
        Self { from: date.earliest, to: date.latest }
    }

    /// Whether `day` lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|a| day >= a) && self.to.is_none_or(|b| day <= b)
    }
}

fn day_of(bound: Bound) -> Option<NaiveDate> {
    match bound {
        Bound::Date(d) => NaiveDate::from_ymd_opt(
            i32::try_from(d.year).ok()?,
            u32::from(d.month),
            u32::from(d.day),
        ),
        _ => None,
    }
}

/// `T14:27Z` is how wires print a time; EDTF wants seconds.
fn with_seconds(text: &str) -> String {
    let Some((date, time)) = text.split_once('T') else {
        return text.to_owned();
    };
    let clock = time.len().min(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let (digits, shift) = time.split_at(clock);
    if digits.len() == 5 { format!("{date}T{digits}:00{shift}") } else { text.to_owned() }
}

impl Edtf {
    fn parse_quietly(text: &str) -> bool {
        Expression::parse(text).is_ok_and(|e| e.level() <= 1)
    }

    /// The calendar year at which it sorts.
    #[must_use]
    pub fn sort_year(&self) -> i32 {
        self.sort_day().year()
    }
}

#[cfg(test)]
mod tests;
