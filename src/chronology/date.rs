//! EDTF dates (ISO 8601-2, levels 0 to 2), with spans and doubts on times besides: what a dataset writes, the days
//! and the moments it may mean, how it sorts and how it reads.
//!
//! Owns the meaning of a date string. It never asks what day it is today, and it never makes an
//! uncertain date look certain: every display form keeps the mark of its uncertainty.
//!
//! Parsing and the calendar bounds of an expression are `edtf-core`'s; days are `chrono`'s. Days are those that are
//! printed, on the clock of whoever printed them; order and time elapsed go by the instant.

mod american;
mod digits;
mod display;
mod expression;
mod parts;
mod suggest;
pub mod written;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Datelike, Days as DayCount, Months, NaiveDate, Timelike};
use edtf_core::SetKind;

use self::display::DateForm;
use self::expression::Expression;
pub use self::parts::{DateParts, Within};
use self::written::WrittenDate;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// How far the clocks of the world are from UTC, in seconds.
const FARTHEST_ZONE: i64 = 14 * 3600;

/// Months as a timeline prints them, January first.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The months in full, in small letters, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Where a date stands in time: the second since the Unix epoch at which it sorts, whether it says a time of day, and
/// whether that is the leap second behind that second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeKey(i64, bool, bool);

/// A date as printed: an EDTF expression with the first and last calendar day it may mean. Copies share one, since a
/// dataset says the same day of many records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf(Arc<WrittenEdtf>);

/// An expression and what it means.
#[derive(Debug, PartialEq, Eq)]
struct WrittenEdtf {
    text: Box<str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    /// The time of day at which it begins, and at which it ends.
    clocks: (Option<Clock>, Option<Clock>),
    approximate: bool,
    uncertain: bool,
    /// How finely its first and its last day are told: in months, none where the day is.
    fineness: (u16, u16),
    /// The dates of a set, or those that one of unknown digits may be; none of any other date.
    members: Members,
}

/// Several dates, of which one is meant or all are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Members {
    list: Box<[Edtf]>,
    all: bool,
}

/// A time of day with the offset it was printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// Seconds after local midnight, 0 to 86,400; of a leap second the one before it.
    pub seconds: u32,
    /// Whether it is the leap second behind that second, 23:59:60 in UTC, which is not counted.
    pub leap: bool,
    /// Whether seconds are printed; without them any of the minute is meant.
    pub to_the_second: bool,
    /// Minutes east of UTC; `None` where the date prints no offset.
    pub offset: Option<i16>,
}

/// How long it was from one date to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse {
    /// Whole days of the calendar.
    Days(Bounds),
    /// Seconds between two moments whose offsets are both printed.
    Seconds(Bounds),
}

impl Lapse {
    /// The whole days of it: of an hour over midnight none.
    #[must_use]
    pub fn whole_days(self) -> Bounds {
        match self {
            Self::Days(days) => days,
            Self::Seconds(seconds) => Bounds {
                least: seconds.least / DAY,
                most: seconds.most.map(|most| most / DAY),
                ..seconds
            },
        }
    }
}

/// A length of time as finely as two dates tell it. Both numbers have the same sign: negative is before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The number nearest to zero that the dates allow.
    pub least: i64,
    /// The number farthest from zero; `None` where one of the dates is open.
    pub most: Option<i64>,
    /// One of the dates is approximate or uncertain, so that even the bounds are not sure.
    pub doubtful: bool,
    /// Where one of the dates is a set of few, the numbers from the least to the most that are meant: none between them
    /// is.
    pub each: Each,
}

/// The few numbers that a length may be or is, where it is none of those between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Each {
    numbers: [i64; Self::MOST],
    count: usize,
    /// Whether it is all of them, and not one.
    pub all: bool,
}

impl Each {
    /// The most numbers that are told one by one.
    const MOST: usize = 4;

    /// Each of the numbers, nearest to zero first; none where there are too many or only one.
    fn of(mut all_of: Vec<i64>, all: bool) -> Self {
        all_of.sort_unstable_by_key(|n| n.abs());
        all_of.dedup();
        let mut each = Self { all, ..Self::default() };
        if (2..=Self::MOST).contains(&all_of.len()) {
            each.count = all_of.len();
            each.numbers.iter_mut().zip(all_of).for_each(|(own, n)| *own = n);
        }
        each
    }

    /// The numbers; none where it may be any between the bounds.
    #[must_use]
    pub fn numbers(&self) -> &[i64] {
        self.numbers.get(..self.count).unwrap_or_default()
    }
}

impl Bounds {
    /// A length that is known exactly.
    #[must_use]
    pub fn exactly(n: i64) -> Self {
        Self { least: n, most: Some(n), doubtful: false, each: Each::default() }
    }

    /// The same as no more than what lies between two numbers.
    #[must_use]
    pub fn as_range(self) -> Self {
        Self { each: Each::default(), ..self }
    }

    /// Whether it can be only one length.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.most == Some(self.least) && !self.doubtful
    }

    /// Whether it reaches back in time.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.least < 0 || self.most.is_some_and(|most| most < 0)
    }

    /// The most that it surely can be; `None` where nobody knows.
    #[must_use]
    pub fn sure_most(self) -> Option<i64> {
        self.most.filter(|_| !self.doubtful)
    }
}

/// What a date says of time, however it is written: two dates of one meaning answer every question about
/// time alike. See [`Edtf::meaning`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Meaning {
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    clocks: (Option<Clock>, Option<Clock>),
    approximate: bool,
    uncertain: bool,
    members: (Vec<Meaning>, bool),
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
    /// Whether it may be read as two dates.
    pub ambiguous: bool,
    /// Whether it is written as a date is, and the calendar does not have it; [`Self::help`] has what it has instead.
    pub outside_calendar: bool,
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

/// One end of a stretch of time that somebody asks for: a second on a clock, which with its offset is an instant
/// and without it that second on whatever clock a date is printed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Seconds on the clock, counted as if it showed UTC.
    local: i64,
    /// Minutes east of UTC.
    offset: Option<i16>,
}

/// A stretch of time, both ends included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first second in it.
    pub from: Option<Edge>,
    /// The last second in it.
    pub to: Option<Edge>,
}

impl Edtf {
    /// Reads an EDTF expression. A time without seconds is accepted, as wires print it, and so are `?`, `~` and `%`
    /// behind a time and spans between times, the second of which may leave out the day.
    ///
    /// # Errors
    /// Anything else, with the nearest right form in [`DateError::help`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let date = Self::read(text).map_err(|why| suggest::refuse(text, &why))?;
        let (begins, ends) = (date.begins(), date.ends());
        if matches!((begins, ends), (Some(begins), Some(ends)) if begins > ends) {
            return Err(suggest::refuse(text, suggest::REVERSED));
        }
        Ok(date)
    }

    /// Reads a date as people write it, `feb 2021`, `5 February 2021`, `c. 1969`, `44 BC`, or as EDTF. Numbers
    /// with hyphens are EDTF or nothing.
    ///
    /// # Errors
    /// What is no date, or may be two; both are then in [`DateError::help`].
    pub fn parse_written(text: &str) -> Result<Self, DateError> {
        let numbers = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        Self::parse(text).or_else(|error| match WrittenDate::read(text) {
            Some(WrittenDate::Date(form)) if !numbers => Self::parse(&form),
            _ => Err(error),
        })
    }

    /// The same as [`Edtf::parse`] without a word on what would be right.
    fn read(text: &str) -> Result<Self, String> {
        if let Some(day) = plain_day(text) {
            return Ok(Self::one_day(text.into(), day));
        }
        let expression = Expression::parse(text)?;
        let (earliest, latest) = expression.days();
        if earliest.is_none() && latest.is_none() {
            return Err("it names no day that can be counted".to_owned());
        }
        let clocks = match &expression {
            Expression::One(moment) => (moment.clock, moment.clock),
            Expression::Span(start, end) => {
                let clock = |end: &expression::End| end.moment().and_then(|m| m.clock);
                (clock(start), clock(end))
            }
            Expression::Set(_) => (None, None),
        };
        let members = match &expression {
            Expression::Set(set) => Members {
                list: expression::members(set).filter_map(|text| Self::read(&text).ok()).collect(),
                all: set.kind == SetKind::AllMembers,
            },
            Expression::One(moment) => Members {
                list: (digits::candidates(moment).iter())
                    .filter_map(|text| Self::read(text).ok())
                    .collect(),
                all: false,
            },
            Expression::Span(..) => Members::default(),
        };
        Ok(Self(Arc::new(WrittenEdtf {
            text: text.into(),
            members,
            earliest,
            latest,
            clocks,
            fineness: expression.fineness(),
            approximate: expression.is_approximate(),
            uncertain: expression.is_uncertain(),
        })))
    }

    /// The date of one certain day.
    #[must_use]
    pub fn of_day(day: NaiveDate) -> Self {
        Self::one_day(day.format("%Y-%m-%d").to_string().into(), day)
    }

    fn one_day(text: Box<str>, day: NaiveDate) -> Self {
        Self(Arc::new(WrittenEdtf {
            text,
            earliest: Some(day),
            latest: Some(day),
            clocks: (None, None),
            approximate: false,
            uncertain: false,
            fineness: (0, 0),
            members: Members::default(),
        }))
    }

    /// The expression as the dataset writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The first day it may mean; `None` where the start is open. Of a year beyond those that can be counted the last day
    /// before it that can, [`NaiveDate::MAX`], and its end is open.
    #[must_use]
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.0.earliest
    }

    /// The last day it may mean; `None` where the end is open. Of a year before those that can be counted the first day
    /// behind it that can, [`NaiveDate::MIN`], and its start is open.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.0.latest
    }

    /// The time of day at which it begins, where one is printed.
    #[must_use]
    pub fn clock(&self) -> Option<Clock> {
        self.0.clocks.0
    }

    /// The second at which it begins, in seconds since the Unix epoch. A time whose offset is not printed counts
    /// as UTC, a day without a time as beginning at midnight UTC. `None` where its start is open.
    #[must_use]
    pub fn begins(&self) -> Option<i64> {
        let day = i64::from(self.0.earliest?.to_epoch_days()) * DAY;
        Some(day + self.0.clocks.0.map_or(0, Clock::utc))
    }

    /// The second at which it ends, as [`Edtf::begins`]: the last of its last minute or day.
    #[must_use]
    pub fn ends(&self) -> Option<i64> {
        let day = i64::from(self.0.latest?.to_epoch_days()) * DAY;
        Some(day + self.0.clocks.1.map_or(DAY - 1, |clock| clock.utc() + clock.rest()))
    }

    /// The second at which it happened, where one time is printed with its offset.
    #[must_use]
    pub fn instant(&self) -> Option<i64> {
        let known = self.0.clocks.0.filter(|clock| clock.offset.is_some())?;
        self.begins().filter(|_| self.0.clocks.1 == Some(known) && self.0.earliest == self.0.latest)
    }

    /// Whether it is marked approximate (`~`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.0.approximate
    }

    /// Whether it is marked uncertain (`?`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.0.uncertain
    }

    /// Whether it is marked approximate or uncertain, and that says so of its days: a mark behind a time of day is
    /// the time's, and goes with it where only the day is told.
    #[must_use]
    pub fn has_doubtful_day(&self) -> bool {
        let (first, last) = self.0.clocks;
        (self.0.approximate || self.0.uncertain) && (first.is_none() || last.is_none())
    }

    /// The two ends of a span as dates of their own, of any other date itself; `None` where an end is open or unknown.
    #[must_use]
    pub fn ends_apart(&self) -> [Option<Self>; 2] {
        match self.as_str().split_once('/') {
            Some((start, end)) => [start, end].map(|end| Self::parse(end).ok()),
            None => [Some(self.clone()), Some(self.clone())],
        }
    }

    /// The mark of EDTF for a doubt of its day; nothing where it has none.
    #[must_use]
    pub fn mark_of_day(&self) -> &'static str {
        let doubtful = self.has_doubtful_day();
        mark_of(doubtful && self.0.approximate, doubtful && self.0.uncertain)
    }

    /// What it says of time, without its spelling.
    #[must_use]
    pub fn meaning(&self) -> Meaning {
        let WrittenEdtf { earliest, latest, clocks, approximate, uncertain, .. } = *self.0;
        let Members { list, all } = &self.0.members;
        let members = (list.iter().map(Self::meaning).collect(), *all);
        Meaning { earliest, latest, clocks, approximate, uncertain, members }
    }

    /// Whether it names one day and has no mark of doubt.
    #[must_use]
    pub fn is_certain_day(&self) -> bool {
        self.0.earliest.is_some()
            && self.0.earliest == self.0.latest
            && !self.0.approximate
            && !self.0.uncertain
    }

    /// Whether it may mean more than one day, or more than one time that is printed.
    #[must_use]
    pub fn is_span(&self) -> bool {
        self.0.earliest != self.0.latest || self.0.clocks.0 != self.0.clocks.1
    }

    /// Whether it lasts: a span of days all of which are meant, and no day out of several.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.as_str().contains('/') && self.is_span()
    }

    /// Whether it has no beginning or no end, as what was said on or before a day.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.0.earliest.is_none() || self.0.latest.is_none()
    }

    /// The day at which it sorts: its earliest, or its only bound where the start is open.
    #[must_use]
    pub fn sort_day(&self) -> NaiveDate {
        self.0.earliest.or(self.0.latest).unwrap_or_default()
    }

    /// Whether the date lies in a period. An approximate or uncertain date is first widened on both sides by a
    /// unit of its own precision (a day, a season, a decade), of a span at each end by that end's, a time by an hour,
    /// and an uncertain one (`?`) never answers a plain yes. Where the period has an offset and the date has none, the
    /// date may be any clock's. A set is none of the days between its dates: of one whose dates are all meant each
    /// answers for itself, of one of which one is meant all must agree.
    #[must_use]
    pub fn within(&self, period: Period) -> Certainty {
        let Members { list, all } = &self.0.members;
        let answers = || list.iter().map(|date| date.within(period));
        match (answers().max(), answers().min()) {
            (Some(most), _) if *all => most,
            (Some(Certainty::No), _) => Certainty::No,
            (Some(_), Some(Certainty::Yes)) => Certainty::Yes,
            (Some(_), _) => Certainty::Maybe,
            (None, _) => self.lies_within(period),
        }
    }

    /// Whether all of it surely lies in a period, also every date of a set that means them all.
    #[must_use]
    pub fn is_surely_all_within(&self, period: Period) -> bool {
        let Members { list, .. } = &self.0.members;
        if list.is_empty() {
            return self.lies_within(period) == Certainty::Yes;
        }
        list.iter().all(|date| date.is_surely_all_within(period))
    }

    /// The same of what is no set.
    fn lies_within(&self, period: Period) -> Certainty {
        let (from, to) = self.seconds_with_doubt();
        let offset = |clock: Option<Clock>| clock.and_then(|clock| clock.offset);
        let seen_from = |edge: Edge, end: Option<i64>, clock, unknown: i64| {
            let end = end?;
            Some(match (edge.offset, offset(clock)) {
                (None, _) => (end, edge.local),
                (Some(_), Some(east)) => (end - i64::from(east) * 60, edge.utc()),
                (Some(_), None) => (end + unknown, edge.utc()),
            })
        };
        let first = |edge| seen_from(edge, from, self.0.clocks.0, -FARTHEST_ZONE);
        let last = |edge| seen_from(edge, to, self.0.clocks.1, FARTHEST_ZONE);
        let starts_in =
            period.from.is_none_or(|edge| first(edge).is_some_and(|(at, edge)| at >= edge));
        let ends_in = period.to.is_none_or(|edge| last(edge).is_some_and(|(at, edge)| at <= edge));
        let before = period.from.and_then(last).is_some_and(|(at, edge)| at < edge);
        let after = period.to.and_then(first).is_some_and(|(at, edge)| at > edge);
        match (before || after, starts_in && ends_in, self.0.uncertain) {
            (true, ..) => Certainty::No,
            (false, true, false) => Certainty::Yes,
            _ => Certainty::Maybe,
        }
    }

    /// Whether all that it may mean lies after all that another may mean: a day in doubt is widened as [`Edtf::within`]
    /// widens it, and where a time of day is in doubt the day decides. Where only one of the two prints whose clock it
    /// goes by, a day between them is no more than the other side of the world.
    #[must_use]
    pub fn is_surely_after(&self, other: &Self) -> bool {
        let (Some(first), Some(last)) = (self.days_it_may_mean().0, other.days_it_may_mean().1)
        else {
            return false;
        };
        let is_sure = |date: &Self| !(date.0.approximate || date.0.uncertain);
        let begun = self.0.clocks.0.filter(|_| is_sure(self));
        let ended = other.0.clocks.1.filter(|_| is_sure(other));
        let offset = |clock: Option<Clock>| clock.is_some_and(|clock| clock.offset.is_some());
        match (offset(begun), offset(ended)) {
            (true, true) => self.begins() > other.ends(),
            (false, false) => {
                // Clocks that print no offset are taken for one clock, as their days are.
                let later = match (begun, ended) {
                    (Some(a), Some(b)) => i64::from(a.seconds) > i64::from(b.seconds) + b.rest(),
                    _ => false,
                };
                first > last || (first == last && later)
            }
            _ => (first - last).num_days() > 1,
        }
    }

    /// Whether something that it means surely lies after all that another may mean: any date of a set that means them
    /// all.
    #[must_use]
    pub fn is_partly_surely_after(&self, other: &Self) -> bool {
        let Members { list, all } = &self.0.members;
        self.is_surely_after(other) || (*all && list.iter().any(|date| date.is_surely_after(other)))
    }

    /// The first and the last day, widened where the days are in doubt.
    fn days_it_may_mean(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if self.has_doubtful_day() {
            self.days_with_doubt()
        } else {
            (self.0.earliest, self.0.latest)
        }
    }

    /// The first and the last second on its own clock, widened by its doubt.
    fn seconds_with_doubt(&self) -> (Option<i64>, Option<i64>) {
        let doubtful = self.0.approximate || self.0.uncertain;
        let hour = if doubtful { 3600 } else { 0 };
        let (earliest, latest) = self.days_with_doubt();
        let second = |day: NaiveDate| i64::from(day.to_epoch_days()) * DAY;
        let first = match self.0.clocks.0 {
            Some(clock) => self.0.earliest.map(|day| second(day) + i64::from(clock.seconds) - hour),
            None => earliest.map(second),
        };
        let last = match self.0.clocks.1 {
            Some(clock) => {
                let end = i64::from(clock.seconds) + clock.rest() + hour;
                self.0.latest.map(|day| second(day) + end)
            }
            None => latest.map(|day| second(day) + DAY - 1),
        };
        (first, last)
    }

    fn days_with_doubt(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (first, last) = (self.0.earliest, self.0.latest);
        if !(self.0.approximate || self.0.uncertain) {
            return (first, last);
        }
        let back = |day: NaiveDate| match self.0.fineness.0 {
            0 => day.checked_sub_days(DayCount::new(1)),
            months => day.checked_sub_months(Months::new(months.into())),
        };
        let forth = |day: NaiveDate| match self.0.fineness.1 {
            0 => day.checked_add_days(DayCount::new(1)),
            months => day.checked_add_months(Months::new(months.into())),
        };
        (first.map(|day| back(day).unwrap_or(day)), last.map(|day| forth(day).unwrap_or(day)))
    }

    /// Days from this date to `day`, negative where `day` lies before it; `None` inside its span.
    #[must_use]
    pub fn days_until(&self, day: NaiveDate) -> Option<Bounds> {
        let bounds = self.days_to_any((Some(day), Some(day)), false)?;
        Some(Bounds { each: self.count_each(|own| (day - own).num_days()), ..bounds })
    }

    /// The day that it is, where it is one and no other.
    fn only_day(&self) -> Option<NaiveDate> {
        self.0.earliest.filter(|_| self.0.earliest == self.0.latest)
    }

    /// What `count` says of each day of a set of days; nothing of any other date.
    fn count_each(&self, count: impl Fn(NaiveDate) -> i64) -> Each {
        let Members { list, all } = &self.0.members;
        let days: Option<Vec<NaiveDate>> = list.iter().map(Self::only_day).collect();
        let days = days.filter(|days| days.len() > 1);
        days.map_or_else(Each::default, |days| {
            Each::of(days.into_iter().map(count).collect(), *all)
        })
    }

    /// Days from this date to another, negative where the other lies before it; `None` where the two overlap by more
    /// than a day, so that nobody knows which is first.
    #[must_use]
    pub fn days_to(&self, other: &Self) -> Option<Bounds> {
        let bounds =
            self.days_to_any((other.0.earliest, other.0.latest), other.has_doubtful_day())?;
        let each = match (self.only_day(), other.only_day()) {
            (None, Some(to)) => self.count_each(|own| (to - own).num_days()),
            (Some(from), None) => other.count_each(|own| (own - from).num_days()),
            _ => Each::default(),
        };
        Some(Bounds { each, ..bounds })
    }

    fn days_to_any(
        &self,
        (first, last): (Option<NaiveDate>, Option<NaiveDate>),
        doubtful: bool,
    ) -> Option<Bounds> {
        let doubtful = doubtful || self.has_doubtful_day();
        let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            from.zip(to).map(|(from, to)| (to - from).num_days())
        };
        let bounds = |least, most| Bounds { least, most, doubtful, each: Each::default() };
        let later = days(self.0.latest, first).filter(|least| *least >= 0);
        let later = later.map(|least| bounds(least, days(self.0.earliest, last)));
        let earlier = || {
            let least = days(self.0.earliest, last).filter(|least| *least <= 0)?;
            let most = days(self.0.latest, first);
            // Without a start it may reach back from this day or be no other.
            (least < 0 || most.is_some()).then(|| bounds(least, most))
        };
        later.or_else(earlier)
    }

    /// The days from this date to a later one. `None` where the two overlap or stand the other way round, and where
    /// the start of the later one is open.
    #[must_use]
    pub fn days_before(&self, later: &Self) -> Option<Bounds> {
        self.days_to(later).filter(|days| later.0.earliest.is_some() && !days.is_negative())
    }

    /// The time from this date to a later one: by the second where both print a time with its offset, otherwise by
    /// the days of the calendar, see [`Edtf::days_before`].
    #[must_use]
    pub fn lapse_before(&self, later: &Self) -> Option<Lapse> {
        match (self.0.clocks.1, later.0.clocks.0) {
            (Some(Clock { offset: Some(_), .. }), Some(Clock { offset: Some(_), .. })) => {
                // What a clock without seconds leaves open is less than what is told of the time between.
                let end = |date: &Self| Some(date.ends()? - date.0.clocks.1.map_or(0, Clock::rest));
                let least = later.begins()? - end(self)?;
                let most = self.begins().zip(end(later)).map(|(from, to)| to - from);
                let doubtful = [self, later].iter().any(|d| d.0.approximate || d.0.uncertain);
                let bounds = Bounds { least, most, doubtful, each: Each::default() };
                (least >= 0).then_some(Lapse::Seconds(bounds))
            }
            _ => self.days_before(later).map(Lapse::Days),
        }
    }

    /// The most that passed from this date to a later one, where nothing else is known of it than that it is later: the
    /// two overlap, or its start is open. `None` where it surely lies before, and where nobody knows.
    #[must_use]
    pub fn most_before(&self, later: &Self) -> Option<Lapse> {
        let bounds = |most: i64, doubtful: fn(&Self) -> bool| {
            let doubtful = doubtful(self) || doubtful(later);
            let bounds = Bounds { least: 0, most: Some(most), doubtful, each: Each::default() };
            (most >= 0).then_some(bounds)
        };
        match (self.0.clocks.0, later.0.clocks.1) {
            (Some(Clock { offset: Some(_), .. }), Some(Clock { offset: Some(_), .. })) => {
                let most = later.ends()? - self.begins()?;
                bounds(most, |date| date.0.approximate || date.0.uncertain).map(Lapse::Seconds)
            }
            _ => {
                let days = (later.0.latest? - self.0.earliest?).num_days();
                bounds(days, Self::has_doubtful_day).map(Lapse::Days)
            }
        }
    }

    /// Orders by the instant at which each begins, or by its only bound where that is open; a day stands before
    /// the times of it.
    #[must_use]
    pub fn cmp_in_time(&self, other: &Self) -> Ordering {
        self.time_key().cmp(&other.time_key())
    }

    /// What dates are ordered by in time, for whoever orders many: see [`Edtf::cmp_in_time`].
    #[must_use]
    pub fn time_key(&self) -> TimeKey {
        let clock = self.sort_clock();
        TimeKey(self.sort_second(), clock.is_some(), clock.is_some_and(|clock| clock.leap))
    }

    /// The second since the Unix epoch at which it sorts, see [`Edtf::cmp_in_time`].
    #[must_use]
    pub fn sort_second(&self) -> i64 {
        let day = i64::from(self.sort_day().to_epoch_days()) * DAY;
        day + self.sort_clock().map_or(0, Clock::utc)
    }

    fn sort_clock(&self) -> Option<Clock> {
        if self.0.earliest.is_some() { self.0.clocks.0 } else { self.0.clocks.1 }
    }

    /// The date in a sentence: `22 Sep 2025`, `c. 22 Sep 2025`, `Feb 2025?`, `4–5 Feb 2026`, `on or before 27 Oct
    /// 2020`.
    #[must_use]
    pub fn long(&self) -> String {
        display::written(&self.0.text, DateForm::Sentence)
    }

    /// The date as Americans print it, without its time of day: `September 22, 2025`, `ca. September 2025`,
    /// `February 4–5, 2026`, `on or before October 27, 2020`.
    #[must_use]
    pub fn american(&self) -> String {
        american::written(&self.0.text)
    }

    /// The date for a column of its own: as in a sentence, but `≤27 Oct 2020`.
    #[must_use]
    pub fn compact(&self) -> String {
        display::written(&self.0.text, DateForm::Column)
    }

    /// The time of day at which it begins, without its offset, and with the marks of its doubt: `20:17`, `~20:17`.
    #[must_use]
    pub fn time(&self) -> Option<String> {
        let clock = self.0.clocks.0?;
        let about = if self.0.approximate { "~" } else { "" };
        let doubt = if self.0.uncertain { "?" } else { "" };
        let minutes = clock.seconds / 60;
        Some(format!("{about}{:02}:{:02}{doubt}", minutes / 60, minutes % 60))
    }

    /// The same with its offset, where it is printed: `20:17 UTC`.
    #[must_use]
    pub fn time_with_offset(&self) -> Option<String> {
        let zone = self.0.clocks.0?.zone().unwrap_or_default();
        Some(format!("{}{zone}", self.time()?))
    }

    /// The date for a column under a year heading with its time of day, where it is one time, and whose time that is:
    /// `22 Sep 14:27`, `22 Sep 14:27 UTC`, `22 Sep 14:27 −4`.
    #[must_use]
    pub fn short_with_time(&self) -> String {
        match (self.time(), self.0.earliest == self.0.latest, self.0.earliest) {
            (Some(time), true, Some(day)) => {
                let zone = self.0.clocks.0.and_then(Clock::zone).unwrap_or_default();
                let zone = zone.replace(" UTC+", " +").replace(" UTC−", " −");
                format!("{} {time}{zone}", Self::of_day(day).short())
            }
            _ => self.short(),
        }
    }

    /// Where it begins, for a column that the whole does not fit: without its time of day, as finely as it is
    /// recorded. Marked as going on where there is more of it.
    #[must_use]
    pub fn start(&self, under_year: bool) -> String {
        let form = if under_year { DateForm::UnderYear } else { DateForm::Column };
        let (start, goes_on) = display::beginning(&self.0.text, form);
        if goes_on { format!("{start}…") } else { start }
    }

    /// The date for a column under a year heading: `22 Sep`, `~22 Sep`, `Feb?`, `4–5 Feb`, `≤27 Oct`.
    #[must_use]
    pub fn short(&self) -> String {
        display::written(&self.0.text, DateForm::UnderYear)
    }
}

/// The mark of EDTF for what is about right, in doubt, or both.
fn mark_of(approximate: bool, uncertain: bool) -> &'static str {
    match (approximate, uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    }
}

/// The day of `2025-09-22`, what most dates are, read without taking the expression apart; `None` for all else.
fn plain_day(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] =
        *<&[u8; 10]>::try_from(text.as_bytes()).ok()?
    else {
        return None;
    };
    let number = |digits: &[u8]| {
        let value = |sum: u32, b: &u8| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'));
        digits.iter().try_fold(0, value)
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long())
    }
}

impl Clock {
    /// Seconds after midnight UTC of its day; negative, or beyond the day, where the day is another there.
    fn utc(self) -> i64 {
        i64::from(self.seconds) - i64::from(self.offset.unwrap_or(0)) * 60
    }

    /// Whether a leap second may end its minute on that day of its own clock: in the last minute of a month in UTC.
    /// Where no offset is printed, by the clock of any zone.
    fn may_be_leap(self, day: NaiveDate) -> bool {
        let quarter = 15 * 60;
        match self.offset {
            Some(_) => {
                let end = DateTime::from_timestamp(
                    i64::from(day.to_epoch_days()) * DAY + self.utc() + 1,
                    0,
                );
                end.is_some_and(|end| end.day() == 1 && end.num_seconds_from_midnight() == 0)
            }
            None => {
                let ends_month = day.succ_opt().is_some_and(|next| next.day() == 1);
                (ends_month || day.day() == 1) && (self.seconds + 1).is_multiple_of(quarter)
            }
        }
    }

    /// Its offset in words, behind a blank: ` UTC`, ` UTC+3`; `None` where none is printed.
    fn zone(self) -> Option<String> {
        let east = self.offset?;
        if east == 0 {
            return Some(" UTC".to_owned());
        }
        let sign = if east < 0 { '−' } else { '+' };
        let (hours, minutes) = (east.abs() / 60, east.abs() % 60);
        let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
        Some(format!(" UTC{sign}{hours}{minutes}"))
    }

    /// The seconds that it leaves open.
    fn rest(self) -> i64 {
        if self.to_the_second { 0 } else { 59 }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.seconds / 60;
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)?;
        // A full minute is how wires print a time that EDTF wants with seconds.
        if !self.seconds.is_multiple_of(60) {
            write!(f, ":{:02}", self.seconds % 60 + u32::from(self.leap))?;
        }
        f.write_str(&self.zone().unwrap_or_default())
    }
}

impl Edge {
    /// The first second of a day.
    #[must_use]
    pub fn start_of(day: NaiveDate) -> Self {
        Self { local: i64::from(day.to_epoch_days()) * DAY, offset: None }
    }

    /// The last second of a day.
    #[must_use]
    pub fn end_of(day: NaiveDate) -> Self {
        Self { local: Self::start_of(day).local + DAY - 1, offset: None }
    }

    /// It in EDTF: the day where it is the end of one on whatever clock, else the second.
    #[must_use]
    pub fn edtf(self) -> String {
        let day = self.day().format("%Y-%m-%d");
        let seconds = self.local.rem_euclid(DAY);
        let zone = match self.offset {
            None if seconds == DAY - 1 => return day.to_string(),
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let (sign, east) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
                format!("{sign}{:02}:{:02}", east / 60, east % 60)
            }
        };
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
    }

    /// The second before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self { local: self.local - 1, ..self }
    }

    /// Its day, on its own clock.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        DateTime::from_timestamp(self.local, 0).map(|at| at.date_naive()).unwrap_or_default()
    }

    /// Whether it is later than another; as clocks show them, unless both are instants.
    #[must_use]
    pub fn is_after(self, other: Self) -> bool {
        match (self.offset, other.offset) {
            (Some(_), Some(_)) => self.utc() > other.utc(),
            _ => self.local > other.local,
        }
    }

    fn utc(self) -> i64 {
        self.local - i64::from(self.offset.unwrap_or(0)) * 60
    }
}

impl fmt::Display for Edge {
    /// `4 Oct 2025` for the end of a day, `20 Jul 1969 15:30 UTC` for a moment of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Edtf::of_day(self.day()).long())?;
        let seconds = self.local.rem_euclid(DAY);
        if self.offset.is_none() && (seconds == 0 || seconds == DAY - 1) {
            return Ok(());
        }
        // The last second of a minute stands for all of it.
        let whole = if seconds % 60 == 59 { seconds - 59 } else { seconds };
        let seconds = u32::try_from(whole).unwrap_or(0);
        write!(f, " {}", Clock { seconds, leap: false, to_the_second: true, offset: self.offset })
    }
}

impl Period {
    /// The time that `date` spans.
    #[must_use]
    pub fn of(date: &Edtf) -> Self {
        let edge =
            |day: NaiveDate, clock: Option<Clock>, end: fn(NaiveDate) -> Edge, rest: bool| {
                clock.map_or_else(
                    || end(day),
                    |clock| Edge {
                        local: Edge::start_of(day).local
                            + i64::from(clock.seconds)
                            + if rest { clock.rest() } else { 0 },
                        offset: clock.offset,
                    },
                )
            };
        Self {
            from: date.0.earliest.map(|day| edge(day, date.0.clocks.0, Edge::start_of, false)),
            to: date.0.latest.map(|day| edge(day, date.0.clocks.1, Edge::end_of, true)),
        }
    }

    /// From the first day to the last, both included; `None` is open.
    #[must_use]
    pub fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        Self { from: from.map(Edge::start_of), to: to.map(Edge::end_of) }
    }

    /// All up to the end of what `date` may mean, or to its start where its end is open.
    #[must_use]
    pub fn until(date: &Edtf) -> Self {
        let Self { from, to } = Self::of(date);
        Self { from: None, to: to.or(from) }
    }
}

/// A date in words that need not be one of a dataset: as [`Edtf::long`], and with days and months also of years that
/// EDTF has no days of, before -9999 and after 9999: `-17000-12-31/-0200-01-01`.
#[must_use]
pub fn in_words(text: &str) -> String {
    display::written(text, DateForm::Sentence)
}

/// A year of the calendar as people number them: `2025`, `AD 9`, `44 BC`; the year 0 is 1 BC.
#[must_use]
pub fn year_label(year: i32) -> String {
    display::year(year.into())
}

impl Edtf {
    /// The calendar year at which it sorts.
    #[must_use]
    pub fn sort_year(&self) -> i32 {
        self.sort_day().year()
    }
}

#[cfg(test)]
mod tests;
