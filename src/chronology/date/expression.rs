//! A date string taken apart: one date, a span with two ends, or a set.
//!
//! `edtf-core` reads dates. Read here is what records of a day need beyond it: times without seconds, doubt on a
//! time, spans between times, and years before 1 with unknown digits. It must never judge what a date means;
//! [`super::Edtf`] does.

use chrono::{Datelike, NaiveDate};
use edtf_core::{
    Bound, Bounds, Date, DateField, DateTime, Edtf as Core, IntervalEndpoint, Precision, Qualifier,
    Set, SetElement, TimeShift,
};

use super::Clock;

/// A date string, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// One date.
    One(Moment),
    /// From one end to the other.
    Span(End, End),
    /// One of several, or all of them.
    Set(Set),
}

/// One end of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// At a date.
    At(Moment),
    /// At a date or before it.
    Before(Moment),
    /// At a date or after it.
    After(Moment),
    /// Without an end: `..`.
    Open,
    /// At an end that nobody knows: nothing.
    Unknown,
}

/// A date, with a time of day where one is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// The date; its year without the sign where `negative`.
    pub(super) date: Date,
    /// Whether its year is negative and has unknown digits.
    pub(super) negative: bool,
    /// The time of day.
    pub(super) clock: Option<Clock>,
    /// Whether the time, or the date, is approximate.
    pub(super) approximate: bool,
    /// Whether the time, or the date, is uncertain.
    pub(super) uncertain: bool,
}

impl Expression {
    /// Takes a string apart.
    ///
    /// # Errors
    /// Why it is no date.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with(['{', '[']) {
            return match Core::parse(text) {
                Ok(Core::Set(set)) => Ok(Self::Set(without_ranges_of_one(set))),
                Ok(_) => Err("this is no set of dates".to_owned()),
                Err(error) => Err(error.to_string()),
            };
        }
        let Some((start, end)) = text.split_once('/') else {
            return Moment::parse(text).map(Self::One);
        };
        if !text.contains('T') && !has_negative_unknown(text) {
            return match Core::parse(text) {
                Ok(Core::Interval(span)) => Ok(Self::Span(span.start.into(), span.end.into())),
                Ok(_) => Err("this is no span of dates".to_owned()),
                Err(error) => Err(error.to_string()),
            };
        }
        let begin = End::parse(start)?;
        // `1969-07-20T20:05Z/T20:17Z`: both times are of one day.
        let day = start.split_once('T').map(|(day, _)| day);
        let end = match day.filter(|_| end.starts_with('T')) {
            Some(day) => End::parse(&format!("{day}{end}"))?,
            None => End::parse(end)?,
        };
        Ok(Self::Span(begin, end))
    }

    /// Takes a string apart that need not be a date of a dataset: days and months may be of years that EDTF has none of,
    /// before -9999 and after 9999.
    ///
    /// # Errors
    /// Why it is no date.
    pub(super) fn of_any_year(text: &str) -> Result<Self, String> {
        Self::parse(text).or_else(|error| {
            let far = |text: &str| Moment::of_far_year(text).or_else(|| Moment::parse(text).ok());
            match text.split_once('/') {
                Some((start, end)) => far(start)
                    .zip(far(end))
                    .map(|(start, end)| Self::Span(End::At(start), End::At(end))),
                None => far(text).map(Self::One),
            }
            .ok_or(error)
        })
    }

    /// The dates in it, in the order in which they are written; none of a set.
    pub(super) fn moments(&self) -> impl Iterator<Item = &Moment> {
        let (first, last) = match self {
            Self::One(moment) => (Some(moment), None),
            Self::Span(start, end) => (start.moment(), end.moment()),
            Self::Set(_) => (None, None),
        };
        first.into_iter().chain(last)
    }

    /// The first and the last day it may mean; `None` where an end is open or unknown.
    pub(super) fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::One(moment) => moment.days(),
            Self::Set(set) => days_of(Core::Set(set.clone()).bounds()),
            Self::Span(start, end) => {
                let first = match start {
                    End::At(moment) | End::After(moment) => moment.days().0,
                    End::Before(_) | End::Open | End::Unknown => None,
                };
                let last = match end {
                    End::At(moment) | End::Before(moment) => moment.days().1,
                    End::After(_) | End::Open | End::Unknown => None,
                };
                (first, last)
            }
        }
    }

    /// How finely its first and its last day are told, see [`Moment::fineness`]; the dates of a set answer for themselves.
    pub(super) fn fineness(&self) -> (u16, u16) {
        let of_end = |end: &End| end.moment().map_or(0, Moment::fineness);
        match self {
            Self::One(moment) => (moment.fineness(), moment.fineness()),
            Self::Span(start, end) => (of_end(start), of_end(end)),
            Self::Set(_) => (0, 0),
        }
    }

    /// Whether it is marked approximate.
    pub(super) fn is_approximate(&self) -> bool {
        match self {
            Self::Set(set) => Core::Set(set.clone()).is_approximate(),
            _ => self.moments().any(|moment| moment.approximate),
        }
    }

    /// Whether it is marked uncertain.
    pub(super) fn is_uncertain(&self) -> bool {
        match self {
            Self::Set(set) => Core::Set(set.clone()).is_uncertain(),
            _ => self.moments().any(|moment| moment.uncertain),
        }
    }
}

/// The set with each range from a date to itself as that date.
fn without_ranges_of_one(mut set: Set) -> Set {
    for element in &mut set.elements {
        if let SetElement::Range(first, last) = element
            && first == last
        {
            *element = SetElement::Date(*first);
        }
    }
    set
}

/// The dates of a set as one would write each by itself; a range of them is a span.
pub(super) fn members(set: &Set) -> impl Iterator<Item = String> {
    set.elements.iter().map(|element| match element {
        SetElement::Date(date) => date.to_string(),
        SetElement::OnOrBefore(date) => format!("../{date}"),
        SetElement::OnOrAfter(date) => format!("{date}/.."),
        SetElement::Range(first, last) => format!("{first}/{last}"),
    })
}

impl End {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "" => Ok(Self::Unknown),
            ".." => Ok(Self::Open),
            _ => Moment::parse(text).map(Self::At),
        }
    }

    /// The date of it.
    pub(super) fn moment(&self) -> Option<&Moment> {
        match self {
            Self::At(moment) | Self::Before(moment) | Self::After(moment) => Some(moment),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl From<IntervalEndpoint> for End {
    fn from(end: IntervalEndpoint) -> Self {
        match end {
            IntervalEndpoint::Date(date) => Self::At(date.into()),
            IntervalEndpoint::OnOrBefore(date) => Self::Before(date.into()),
            IntervalEndpoint::OnOrAfter(date) => Self::After(date.into()),
            IntervalEndpoint::Open => Self::Open,
            IntervalEndpoint::Unknown => Self::Unknown,
        }
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self {
            negative: false,
            clock: None,
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            date,
        }
    }
}

impl Moment {
    fn parse(text: &str) -> Result<Self, String> {
        if text.contains('T') {
            return Self::parse_with_time(text);
        }
        let positive = text.strip_prefix('-').filter(|_| has_negative_unknown(text));
        match Core::parse(positive.unwrap_or(text)) {
            Ok(Core::Date(date)) if positive.is_some() && date.precision() != Precision::Year => {
                Err("a year before 1 with unknown digits stands without month and day".to_owned())
            }
            Ok(Core::Date(date)) => Ok(Self { negative: positive.is_some(), ..date.into() }),
            Ok(_) => Err("one date is expected here".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// A year of more than four digits as calendars write it, with its month and day where they are there:
    /// `-17000-12-31`, `+12000-01`.
    fn of_far_year(text: &str) -> Option<Self> {
        let field = |text: &str| {
            let [tens, ones] = *<&[u8; 2]>::try_from(text.as_bytes()).ok()?;
            let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
            let digits = [Some(tens.wrapping_sub(b'0')), Some(ones.wrapping_sub(b'0'))];
            is_number.then(|| DateField { digits, qualifier: Qualifier::default() })
        };
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text.strip_prefix('+').unwrap_or(text)),
        };
        let mut parts = rest.split('-');
        let year = parts.next().filter(|year| year.len() > 4)?;
        let Ok(Core::Date(mut date)) = Core::parse(&format!("Y{sign}{year}")) else { return None };
        if let Some(month) = parts.next() {
            date.month = Some(field(month)?);
        }
        if let Some(day) = parts.next() {
            date.day = Some(field(day)?);
        }
        parts.next().is_none().then(|| date.into())
    }

    fn parse_with_time(text: &str) -> Result<Self, String> {
        if text.starts_with('-') {
            return Err("a time of day stands on a day of the year 0 or later".to_owned());
        }
        let bare = text.strip_suffix(['~', '?', '%']).unwrap_or(text);
        let mark = text.get(bare.len()..).unwrap_or_default();
        let (whole, to_the_second) = with_seconds(bare);
        match Core::parse(&whole) {
            Ok(Core::DateTime(DateTime { date, time })) => {
                let offset = time.shift.map(|shift| match shift {
                    TimeShift::Utc => 0,
                    TimeShift::Offset { minutes, .. } => minutes,
                });
                let seconds = u32::from(time.hour) * 3600
                    + u32::from(time.minute) * 60
                    + u32::from(time.second);
                let leap = time.second == 60;
                let clock =
                    Clock { seconds: seconds - u32::from(leap), leap, to_the_second, offset };
                let moment = Self {
                    clock: Some(clock),
                    approximate: matches!(mark, "~" | "%"),
                    uncertain: matches!(mark, "?" | "%"),
                    ..date.into()
                };
                if leap && !moment.days().0.is_some_and(|day| clock.may_be_leap(day)) {
                    return Err(NO_LEAP_SECOND.to_owned());
                }
                Ok(moment)
            }
            Ok(_) => Err("one date with its time is expected here".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// In how many months of the calendar its day lies that it does not tell: one, three of a season, twelve of a year, 120
    /// of a decade. None where it tells the day, and beyond the years that are counted here.
    fn fineness(&self) -> u16 {
        let (Some(first), Some(last)) = self.days() else { return 0 };
        let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let months = if first == last { 0 } else { month(last) - month(first) + 1 };
        u16::try_from(months).unwrap_or(u16::MAX)
    }

    /// The first and the last day it may mean; `None` beyond the years that are counted here.
    pub(super) fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (first, last) = days_of(Core::Date(self.date).bounds());
        if !self.negative {
            return (first, last);
        }
        let edge = |day: Option<NaiveDate>, month, of_month| {
            NaiveDate::from_ymd_opt(-day?.year(), month, of_month)
        };
        (edge(last, 1, 1), edge(first, 12, 31))
    }
}

/// The first and the last day. A year that lies beyond those that can be counted is after the last of them, or before the
/// first, and open on the other side: so nothing is said of it that is not so.
fn days_of(bounds: Bounds) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let day = |bound, beyond: fn(bool) -> Option<NaiveDate>| match bound {
        Bound::Date(d) => i32::try_from(d.year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, u32::from(d.month), u32::from(d.day)))
            .or_else(|| beyond(d.year > 0)),
        _ => None,
    };
    (
        day(bounds.earliest, |is_later| is_later.then_some(NaiveDate::MAX)),
        day(bounds.latest, |is_later| (!is_later).then_some(NaiveDate::MIN)),
    )
}

/// Why a second 60 is none.
pub(super) const NO_LEAP_SECOND: &str =
    "a second 60 is a leap second, which ends the last minute of a month in UTC";

fn has_negative_unknown(text: &str) -> bool {
    text.split('/').any(|end| end.starts_with('-') && end.contains('X'))
}

/// `T14:27Z` is how wires print a time; EDTF wants seconds. Whether they were there.
fn with_seconds(text: &str) -> (String, bool) {
    let Some((date, time)) = text.split_once('T') else {
        return (text.to_owned(), false);
    };
    let (digits, shift) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    if digits.len() == 5 {
        (format!("{date}T{digits}:00{shift}"), false)
    } else {
        (text.to_owned(), true)
    }
}
