//! EDTF dates (ISO 8601-2, level 1): what a dataset writes, the days it may mean, how it sorts and how it reads.
//!
//! Owns the meaning of a date string. It never asks what day it is today, and it never makes an
//! uncertain date look certain: every display form keeps the mark of its uncertainty.
//!
//! Parsing and the calendar bounds of an expression are `edtf-core`'s; days are `chrono`'s.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Days as DayCount, Months, NaiveDate};
use edtf_core::{Bound, Date, Edtf as Expression, IntervalEndpoint, Time, TimeShift};

/// Months as a timeline prints them, January first.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

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

/// Why a string is no date, and the form that would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// What is wrong with it.
    pub message: String,
    /// What to write instead.
    pub help: String,
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
        let expression =
            Expression::parse(&with_seconds(text)).map_err(|e| refuse(text, &e.to_string()))?;
        if expression.level() > 1 {
            return Err(refuse(text, "this is EDTF level 2; level 1 is read here"));
        }
        let bounds = expression.bounds();
        let (earliest, latest) = (day_of(bounds.earliest), day_of(bounds.latest));
        if earliest.is_none() && latest.is_none() {
            return Err(refuse(text, "it names no day at all"));
        }
        if let (Some(a), Some(b)) = (earliest, latest)
            && a > b
        {
            return Err(refuse(text, "the end lies before the start"));
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
        (
            self.earliest.map(|d| back(d).unwrap_or(d)),
            self.latest.map(|d| forth(d).unwrap_or(d)),
        )
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

    /// The date in full: `22 Sep 2025`, `c. 22 Sep 2025`, `Feb 2025?`, `4–5 Feb 2026`, `by 27 Oct 2020`.
    #[must_use]
    pub fn long(&self) -> String {
        self.render(true)
    }

    /// The date for a column under a year heading: `22 Sep`, `~22 Sep`, `Feb?`, `4–5 Feb`, `≤27 Oct`.
    #[must_use]
    pub fn short(&self) -> String {
        self.render(false)
    }

    fn render(&self, long: bool) -> String {
        match Expression::parse(&with_seconds(&self.text)) {
            Ok(Expression::Date(date)) => part(&date, long, true),
            Ok(Expression::DateTime(moment)) if long => {
                format!(
                    "{} {}",
                    part(&moment.date, true, true),
                    Clock::of(moment.time)
                )
            }
            Ok(Expression::DateTime(moment)) => part(&moment.date, false, true),
            Ok(Expression::Interval(span)) => interval(&span.start, &span.end, long),
            _ => self.text.to_string(),
        }
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
        Self {
            minutes: u16::from(time.hour) * 60 + u16::from(time.minute),
            offset,
        }
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
                if east % 60 == 0 {
                    Ok(())
                } else {
                    write!(f, ":{:02}", east.abs() % 60)
                }
            }
        }
    }
}

impl DayRange {
    /// The days that `date` spans.
    #[must_use]
    pub fn of(date: &Edtf) -> Self {
        Self {
            from: date.earliest,
            to: date.latest,
        }
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
    let clock = time
        .len()
        .min(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let (digits, shift) = time.split_at(clock);
    if digits.len() == 5 {
        format!("{date}T{digits}:00{shift}")
    } else {
        text.to_owned()
    }
}

fn part(date: &Date, long: bool, with_year: bool) -> String {
    let month = date
        .month
        .and_then(edtf_core::DateField::value)
        .map(usize::from);
    let day = date.day.and_then(edtf_core::DateField::value);
    let name = month.and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let unreadable = date.has_unspecified() || (date.month.is_some() && name.is_none());
    let (Some(year), false) = (date.year.value(), unreadable) else {
        return date.to_string();
    };
    let year = if long && with_year {
        format!(" {year}")
    } else {
        String::new()
    };
    let plain = match (name, day) {
        (Some(name), Some(day)) => format!("{day} {name}{year}"),
        (Some(name), None) => format!("{name}{year}"),
        (None, _) => date
            .year
            .value()
            .map_or_else(String::new, |y| y.to_string()),
    };
    let about = match (date.is_approximate(), long) {
        (true, true) => "c. ",
        (true, false) => "~",
        (false, _) => "",
    };
    let doubt = if date.is_uncertain() { "?" } else { "" };
    format!("{about}{plain}{doubt}")
}

fn interval(start: &IntervalEndpoint, end: &IntervalEndpoint, long: bool) -> String {
    let (until, since) = if long {
        ("by ", "from ")
    } else {
        ("≤", "≥")
    };
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
    if let (true, true, true, Some(first), Some(_)) = (
        same_year,
        a.month == b.month,
        plain(a) && plain(b),
        day(a),
        day(b),
    ) {
        return format!("{first}–{}", part(b, long, true));
    }
    if !same_year && !long {
        let year = |d: &Date| d.year.value().unwrap_or_default();
        return format!(
            "{} – {} {}",
            part(a, false, false),
            part(b, false, false),
            year(b)
        );
    }
    format!("{} – {}", part(a, long, !same_year), part(b, long, true))
}

fn refuse(text: &str, why: &str) -> DateError {
    let shown: String = text.chars().take(40).collect();
    DateError {
        message: format!("`{shown}` is no EDTF date: {why}"),
        help: advise(text),
    }
}

/// What the writer most likely meant, in the right form.
fn advise(text: &str) -> String {
    let guess = guess(text).filter(|g| Edtf::parse_quietly(g));
    let forms = "2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27";
    match guess {
        Some(form) => format!("write \"{form}\""),
        None => format!("write year-month-day, as in {forms}"),
    }
}

fn guess(text: &str) -> Option<String> {
    if let Some(("", end)) = text.split_once('/') {
        return Some(format!("../{end}"));
    }
    if let Some((start, end)) = text.split_once('/')
        && Edtf::parse_quietly(start)
        && Edtf::parse_quietly(end)
    {
        return Some(format!("{end}/{start}"));
    }
    let (mut year, mut month, mut numbers) = (None, None, Vec::new());
    for token in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|t| !t.is_empty())
    {
        let lower = token.to_lowercase();
        let named = MONTHS
            .iter()
            .position(|m| lower.starts_with(&m.to_lowercase()));
        match (token.parse::<u32>(), named) {
            (Ok(n), _) if token.len() == 4 => year = Some(n),
            (Ok(n), _) => numbers.push(n),
            (Err(_), Some(m)) => month = Some(m as u32 + 1),
            _ => {}
        }
    }
    let year = year?;
    // Day and month are never guessed apart: 05/02/2026 is left to the writer.
    let leads = text.trim_start().starts_with(&year.to_string());
    match (month, numbers.as_slice()) {
        (Some(m), []) => Some(format!("{year}-{m:02}")),
        (Some(m), [d]) => Some(format!("{year}-{m:02}-{d:02}")),
        (None, [m]) if leads => Some(format!("{year}-{m:02}")),
        (None, [m, d]) if leads => Some(format!("{year}-{m:02}-{d:02}")),
        _ => None,
    }
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Edtf {
        Edtf::parse(text).unwrap_or_else(|e| panic!("{e}"))
    }

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn every_form_keeps_the_look_of_its_certainty() {
        for (text, long, short) in [
            ("2023", "2023", "2023"),
            ("2023-02", "Feb 2023", "Feb"),
            ("2025-09-22", "22 Sep 2025", "22 Sep"),
            ("2025-09-22~", "c. 22 Sep 2025", "~22 Sep"),
            ("2025-02?", "Feb 2025?", "Feb?"),
            ("../2020-10-27", "by 27 Oct 2020", "≤27 Oct"),
            ("2020-10-27/..", "from 27 Oct 2020", "≥27 Oct"),
            ("2026-02-04/2026-02-05", "4–5 Feb 2026", "4–5 Feb"),
            (
                "2021-01-27/2021-02-03",
                "27 Jan – 3 Feb 2021",
                "27 Jan – 3 Feb",
            ),
            ("2020-12/2021-01", "Dec 2020 – Jan 2021", "Dec – Jan 2021"),
            ("2020-10-27T14:27:00Z", "27 Oct 2020 14:27 UTC", "27 Oct"),
            (
                "2020-10-27T14:27+03:00",
                "27 Oct 2020 14:27 UTC+3",
                "27 Oct",
            ),
            ("202X", "202X", "202X"),
        ] {
            let d = date(text);
            assert_eq!(
                (d.long().as_str(), d.short().as_str()),
                (long, short),
                "{text}"
            );
        }
    }

    #[test]
    fn a_wrong_form_names_the_right_one() {
        for (text, help) in [
            ("2026-2-5", "write \"2026-02-05\""),
            ("Feb 2026", "write \"2026-02\""),
            ("5 February 2026", "write \"2026-02-05\""),
            ("September 22, 2025", "write \"2025-09-22\""),
            ("2026/02/05", "write \"2026-02-05\""),
            ("2026-02-05/2026-02-04", "write \"2026-02-04/2026-02-05\""),
        ] {
            assert_eq!(Edtf::parse(text).unwrap_err().help, help, "{text}");
        }
        for text in [
            "",
            "05/02/2026",
            "2025-02-30",
            "../..",
            "{2023,2024}",
            "tomorrow",
            "2025-13",
        ] {
            let error = Edtf::parse(text).unwrap_err();
            assert!(error.help.contains("2025-09-22"), "{text}: {}", error.help);
        }
    }

    #[test]
    fn a_filter_is_answered_yes_maybe_or_no() {
        let september = DayRange {
            from: Some(ymd(2025, 9, 1)),
            to: Some(ymd(2025, 9, 30)),
        };
        for (text, answer) in [
            ("2025-09-22", Certainty::Yes),
            ("2025-09", Certainty::Yes),
            ("2025-09-22~", Certainty::Yes),
            ("2025-09-30~", Certainty::Maybe),
            ("2025-09-22?", Certainty::Maybe),
            ("2025", Certainty::Maybe),
            ("../2025-11-09", Certainty::Maybe),
            ("2025-08-20/2025-09-02", Certainty::Maybe),
            ("../2025-08-31", Certainty::No),
            ("2025-10-01", Certainty::No),
        ] {
            assert_eq!(date(text).within(september), answer, "{text}");
        }
        let open = DayRange {
            from: Some(ymd(2020, 1, 1)),
            to: None,
        };
        assert_eq!(date("2025").within(open), Certainty::Yes);
        assert_eq!(date("2025/..").within(open), Certainty::Yes);
    }

    #[test]
    fn distances_are_never_overstated() {
        assert_eq!(
            date("2026-02-04/2026-02-05").days_until(ymd(2026, 2, 6)),
            Some(1)
        );
        assert_eq!(date("2026-02").days_until(ymd(2026, 2, 6)), None);
        assert_eq!(date("2026-02-05").days_until(ymd(2026, 11, 21)), Some(289));
        assert_eq!(date("2026-02-05").days_until(ymd(2026, 2, 1)), Some(-4));
    }

    #[test]
    fn an_open_start_sorts_at_its_only_bound() {
        assert_eq!(date("../2020-10-27").sort_day(), ymd(2020, 10, 27));
        assert_eq!(date("2020-10").sort_day(), ymd(2020, 10, 1));
    }

    proptest! {
        #[test]
        fn any_string_is_a_date_or_a_refusal(text in "\\PC{0,24}") {
            let _ = Edtf::parse(&text);
        }

        #[test]
        fn near_dates_are_a_date_or_a_refusal(text in "[0-9X./~?%T:Z+ -]{0,22}") {
            if let Ok(d) = Edtf::parse(&text) {
                prop_assert!(d.earliest().is_some() || d.latest().is_some());
                let _ = (d.long(), d.short(), d.within(DayRange::default()));
            }
        }

        #[test]
        fn every_day_round_trips_and_lies_in_itself(n in 0i32..60_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(700_000 + n).unwrap();
            let d = Edtf::of_day(day);
            let again = Edtf::parse(d.as_str()).unwrap();
            prop_assert_eq!(&again, &d);
            prop_assert_eq!(d.within(DayRange::of(&d)), Certainty::Yes);
            prop_assert_eq!(d.days_until(day), Some(0));
        }
    }
}
