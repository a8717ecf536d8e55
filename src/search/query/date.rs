//! The time that a date value asks for: `2025`, `2025-09`, `a..b`, `a..`, `..b`, `today-30d`.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::chronology::date::written::{Unit, WrittenDate};
use crate::chronology::date::{Edge, Edtf, Period};
use crate::search::complaint::shorten;

/// Which days a field asks for by the date that is its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// Those of the date.
    Within,
    /// Its first and all later ones.
    From,
    /// All before its first.
    Before,
    /// Its last and all earlier ones.
    Until,
}

/// What a date value comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateSpan {
    /// These days.
    Days(Period),
    /// This day of every year.
    EveryYear {
        /// The month, from 1.
        month: u32,
        /// The day, from 1.
        day: u32,
    },
    /// Nothing yet: it is half-typed.
    Pending,
}

/// What is wrong with a date value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateFault {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Whether a bare word of a query is a date by its form: `2025-09`, `2025-09-22`, `22.09.2025`, `2025..`, `..2025-09`.
pub(crate) fn looks_like_one(run: &str) -> bool {
    let day = |s: &str| {
        if dotted(s).is_some() {
            return true;
        }
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let mut parts = s.split('-');
        let (year, month, day, end) = (parts.next(), parts.next(), parts.next(), parts.next());
        end.is_none()
            && year.is_some_and(|y| digits(y, 4))
            && month.is_none_or(|m| digits(m, 2))
            && day.is_none_or(|d| digits(d, 2))
    };
    match run.split_once("..") {
        Some((a, b)) => (day(a) && (day(b) || b.is_empty())) || (a.is_empty() && day(b)),
        None => run.contains(['-', '.']) && day(run),
    }
}

/// The day of a date in numbers with full stops, `22.09.2025`. Whoever writes full stops writes the day first;
/// with strokes either may come first, and such a date is asked back.
pub(crate) fn dotted(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '.');
    let mut number = |digits: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        let fits = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|_| fits)
    };
    let (day, month, year): (u32, u32, u32) = (number(1..=2)?, number(1..=2)?, number(4..=4)?);
    NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
}

/// The last day of a time that is counted from today: `yesterday`, `last week`, `today-30d`.
pub(crate) fn counted_from(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = relative(text, today).or_else(|| match WrittenDate::read(text)? {
        date @ WrittenDate::Ago(..) => date.days(today),
        _ => None,
    });
    Some(days?.to?.day())
}

/// What dates of a value were taken for that could be read with the month first, a sentence.
pub(crate) fn taken_as(text: &str) -> Option<String> {
    let doubtful =
        |part: &&str| dotted(part).is_some_and(|d| d.day() <= 12 && d.day() != d.month());
    let parts = text.split("..").filter(doubtful);
    let told: Vec<String> = parts
        .filter_map(|part| Some(format!("{part} taken as {}, the day first", dotted(part)?)))
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// The days that `text` asks for with a bound, today being `today`. While it is `open` the longest part that
/// is a date counts, so that typing on never empties the list.
pub(crate) fn days(
    bound: Bound,
    text: &str,
    open: bool,
    today: NaiveDate,
) -> Result<DateSpan, DateFault> {
    if let Some(compared) = text.strip_prefix(['<', '>']) {
        let later = text.starts_with('>');
        let date = compared.trim_start_matches('=');
        let date = shorten(date);
        let help = if later {
            format!("write {date}.. or after:{date}, which have that day too")
        } else {
            format!("write before:{date}, or ..{date} which has that day too")
        };
        return Err(DateFault {
            message: format!("a date is not compared with `{}`", if later { '>' } else { '<' }),
            help,
        });
    }
    if bound == Bound::Within
        && let Some(WrittenDate::EveryYear { month, day }) = WrittenDate::read(text)
    {
        return Ok(DateSpan::EveryYear { month, day });
    }
    let (start, end) = match text.split_once("..") {
        Some((a, b)) => (a, b.trim_start_matches('.')),
        None => (text, text),
    };
    let is_range = text.contains("..");
    let from = end_of_range(start, open && !is_range, today)?;
    let to = if is_range { end_of_range(end, open, today)? } else { from };
    if from.is_none() && to.is_none() {
        return Ok(DateSpan::Pending);
    }
    let first = from.and_then(|r| r.from);
    let last = to.and_then(|r| r.to);
    let days = match bound {
        Bound::Within => Period { from: first, to: last },
        Bound::From => Period { from: first, to: None },
        Bound::Before => Period { from: None, to: first.map(Edge::before) },
        Bound::Until => Period { from: None, to: last },
    };
    match (days.from, days.to) {
        (Some(a), Some(b)) if a.is_after(b) => Err(DateFault {
            message: format!("`{}` ends before it starts", shorten(text)),
            help: format!("write {}..{}", shorten(end), shorten(start)),
        }),
        (None, None) => Ok(DateSpan::Pending),
        _ => Ok(DateSpan::Days(days)),
    }
}

/// One end of a range, or a date alone.
fn end_of_range(text: &str, open: bool, today: NaiveDate) -> Result<Option<Period>, DateFault> {
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(range) = relative(text, today) {
        return Ok(Some(range));
    }
    if let Some(day) = dotted(text) {
        return Ok(Some(Period::days(Some(day), Some(day))));
    }
    if let Some(date @ WrittenDate::Ago(..)) = WrittenDate::read(text)
        && let Some(range) = date.days(today)
    {
        return Ok(Some(range));
    }
    // Numbers that are still being typed are not yet those that they may become.
    let is_whole = !open || text.contains(char::is_alphabetic);
    match if is_whole { Edtf::parse_written(text) } else { Edtf::parse(text) } {
        Ok(date) => Ok(Some(Period::of(&date))),
        Err(fault) => match half_typed(text, today).filter(|_| open) {
            Some(DateSpan::Days(range)) => Ok(Some(range)),
            Some(DateSpan::Pending | DateSpan::EveryYear { .. }) => Ok(None),
            None => Err(DateFault {
                message: format!("`{}` is no date", shorten(text)),
                help: fault.help,
            }),
        },
    }
}

/// What a date that is still being typed says so far; `None` where it can become no date.
fn half_typed(text: &str, today: NaiveDate) -> Option<DateSpan> {
    if text.starts_with("today") {
        return WrittenDate::Ago(0, Unit::Day).days(today).map(DateSpan::Days);
    }
    if WrittenDate::may_begin(text) {
        return Some(DateSpan::Pending);
    }
    if !text.bytes().all(|b| b.is_ascii_digit() || b"-~?X/.T:Z+".contains(&b)) {
        return None;
    }
    if !is_in_the_calendar(text) {
        return None;
    }
    let parsed = (4..text.len()).rev().filter_map(|end| text.get(..end)).find_map(|part| {
        let date = Edtf::parse(part.trim_end_matches('-')).ok()?;
        Some(Period::of(&date))
    });
    Some(parsed.map_or(DateSpan::Pending, DateSpan::Days))
}

/// Whether each month and day that is typed whole exists; typing on mends neither.
fn is_in_the_calendar(text: &str) -> bool {
    text.split('/').all(|end| {
        let whole = [7, 10].into_iter().filter_map(|len| end.get(..len));
        whole.filter(|part| looks_like_one(part)).all(|part| Edtf::parse(part).is_ok())
    })
}

/// `today-30d`, `today+2w`, `today-3m`, `today-1y`.
fn relative(text: &str, today: NaiveDate) -> Option<Period> {
    let rest = text.strip_prefix("today")?;
    let sign = rest.chars().next().filter(|c| "+-".contains(*c))?;
    let unit = rest.chars().next_back().filter(|c| "dwmy".contains(*c))?;
    let count: u32 = rest.get(1..rest.len() - 1)?.parse().ok()?;
    let back = sign == '-';
    let day = if matches!(unit, 'd' | 'w') {
        let days = Days::new(u64::from(count) * if unit == 'w' { 7 } else { 1 });
        if back { today.checked_sub_days(days) } else { today.checked_add_days(days) }
    } else {
        let months = Months::new(count.checked_mul(if unit == 'y' { 12 } else { 1 })?);
        if back { today.checked_sub_months(months) } else { today.checked_add_months(months) }
    }?;
    Some(Period::days(Some(day), Some(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn shown(bound: Bound, text: &str, open: bool) -> String {
        match days(bound, text, open, ymd(2026, 11, 21)) {
            Ok(DateSpan::Pending) => "pending".to_owned(),
            Ok(DateSpan::EveryYear { month, day }) => format!("{month}-{day} of every year"),
            Ok(DateSpan::Days(r)) => {
                let end = |e: Option<Edge>| e.map_or(String::new(), |e| e.day().to_string());
                format!("{}..{}", end(r.from), end(r.to))
            }
            Err(fault) => fault.help,
        }
    }

    #[test]
    fn every_form_names_its_days() {
        use Bound::{Before, From, Until, Within};
        for (bound, text, expected) in [
            (Within, "2025", "2025-01-01..2025-12-31"),
            (Within, "2025-09", "2025-09-01..2025-09-30"),
            (Within, "2025-09..2025-11", "2025-09-01..2025-11-30"),
            (Within, "2025..", "2025-01-01.."),
            (Within, "..2025", "..2025-12-31"),
            (Within, "..", "pending"),
            (Within, "today", "2026-11-21..2026-11-21"),
            (Within, "today-30d..today", "2026-10-22..2026-11-21"),
            (Within, "today-1y..", "2025-11-21.."),
            (From, "2025-09", "2025-09-01.."),
            (Before, "2025-09", "..2025-08-31"),
            (Until, "2025-09", "..2025-09-30"),
            (Within, "2025-9", "write \"2025-09\""),
            (Within, "feb 2021", "2021-02-01..2021-02-28"),
            (Within, "1960s", "1960-01-01..1969-12-31"),
            (Within, "44BC", "-0043-01-01..-0043-12-31"),
            (
                Within,
                "05/02/2026",
                "day and month cannot be told apart: write \"2026-02-05\" or \"2026-05-02\", year first as in 2025-09-22",
            ),
            (Within, "05.02.2026", "2026-02-05..2026-02-05"),
            (Within, "1.2.2026..13.2.2026", "2026-02-01..2026-02-13"),
            (From, "22.09.2025", "2025-09-22.."),
            (Within, "2025-11..2025-09", "write 2025-09..2025-11"),
            (Within, "22 September 2025", "2025-09-22..2025-09-22"),
            (From, "feb 2021", "2021-02-01.."),
            (Within, "6 February", "2-6 of every year"),
            (Within, "2025..today", "2025-01-01..2026-11-21"),
            (Within, ">2025", "write 2025.. or after:2025, which have that day too"),
            (Within, "<=2025", "write before:2025, or ..2025 which has that day too"),
        ] {
            assert_eq!(shown(bound, text, false), expected, "{bound:?} {text}");
        }
    }

    #[test]
    fn a_date_with_full_stops_has_its_day_first_and_says_so_where_it_may_be_doubted() {
        for (text, told) in [
            ("05.02.2026", Some("05.02.2026 taken as 2026-02-05, the day first")),
            ("..1.2.2026", Some("1.2.2026 taken as 2026-02-01, the day first")),
            ("22.09.2025", None),
            ("5.5.2025", None),
            ("2025-02-05", None),
        ] {
            assert_eq!(taken_as(text).as_deref(), told, "{text}");
            assert!(looks_like_one(text), "{text}");
        }
        for number in ["5.3", "1.550", "02.2026", "32.01.2026", "1.13.2026", "1.2.26", "1.2.3.2026"]
        {
            assert!(!looks_like_one(number), "{number}");
        }
    }

    #[test]
    fn a_time_counted_from_today_has_a_last_day() {
        let last = |text| counted_from(text, ymd(2026, 11, 21)).map(|day| day.to_string());
        for (text, day) in [
            ("yesterday", "2026-11-20"),
            ("last week", "2026-11-15"),
            ("two months ago", "2026-09-30"),
            ("today-30d", "2026-10-22"),
        ] {
            assert_eq!(last(text).as_deref(), Some(day), "{text}");
        }
        for text in ["2025", "6 February", "last week?", "soon", ""] {
            assert_eq!(last(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_being_typed_narrows_step_by_step() {
        for (text, expected) in [
            ("2", "pending"),
            ("202", "pending"),
            ("2025-", "2025-01-01..2025-12-31"),
            ("2025-1", "2025-01-01..2025-12-31"),
            ("2025-09-", "2025-09-01..2025-09-30"),
            ("2025-09-3", "2025-09-01..2025-09-30"),
            ("2025..2", "2025-01-01.."),
            ("2025..2026-", "2025-01-01..2026-12-31"),
            ("tod", "pending"),
            ("today-3", "2026-11-21..2026-11-21"),
        ] {
            assert_eq!(shown(Bound::Within, text, true), expected, "{text}");
        }
        assert!(days(Bound::Within, "soon", true, ymd(2026, 1, 1)).is_err());
    }

    #[test]
    fn a_month_or_day_that_does_not_exist_is_a_complaint_even_while_typing() {
        for text in [
            "2025-13",
            "2025-00",
            "2025-13-45",
            "2025-02-31",
            "2025-02-31T1",
            "2025-01..2025-13",
            "2025-01/2025-13",
        ] {
            assert!(days(Bound::Within, text, true, ymd(2026, 1, 1)).is_err(), "{text}");
        }
        for text in [
            "2025-1",
            "2025-",
            "2025-02-3",
            "2025-09..",
            "2025-09..2025-1",
            "2025-01/2025-1",
            "2025-1~",
        ] {
            assert!(days(Bound::Within, text, true, ymd(2026, 1, 1)).is_ok(), "{text}");
        }
    }
}
