//! How many and how long: numbers with their nouns, days between two records, who else prints it.

use std::collections::BTreeSet;

use crate::chronology::Chronology;
use crate::chronology::date::{Edtf, Lapse};
use crate::chronology::model::RecordIx;

/// A number with its noun: `1 event`, `2 events`.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}

/// What a chronology is, in sentences for less and less room: in its keeper's words, then in the program's.
#[must_use]
pub fn about(c: &Chronology) -> Vec<String> {
    if c.records.is_empty() {
        return Vec::new();
    }
    let records = count(c.records.len(), "record");
    let sources = count(c.sources().len(), "source");
    let own = c.meta.description.as_deref().map(str::to_owned);
    let told = [
        format!("{records} from {sources}: what happened, who said what, and where it is printed"),
        "what happened, who said what, and where it is printed".to_owned(),
        "who said what, and who prints it".to_owned(),
        "who said what, and where".to_owned(),
    ];
    own.into_iter().chain(told).collect()
}

/// How much of a text is not told: `… and 16 kB more`.
#[must_use]
pub fn more_text(bytes: usize) -> String {
    format!(" … and {} kB more", bytes.div_ceil(1000))
}

/// A number of days: `13 days`, `1 day`.
#[must_use]
pub fn days(n: i64) -> String {
    count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

/// A length of time in the unit that tells it: days up to ten years, then whole years, never overstated.
#[must_use]
pub fn length(n: i64) -> String {
    // 400 years of the calendar have 146,097 days.
    match n.saturating_mul(400) / 146_097 {
        years if years >= 10 => count(usize::try_from(years).unwrap_or(usize::MAX), "year"),
        _ => days(n),
    }
}

/// A silence in as few letters as tell it: `40 min`, `5 h`, `103 d`, `179 years`.
#[must_use]
pub fn silence(seconds: i64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h"),
        (1..3653, _) => format!("{days} d"),
        _ => length(days),
    }
}

/// How long an answer took: `after 13 days`, `the same day`, `after 35 minutes`.
#[must_use]
pub fn latency(lapse: Lapse) -> String {
    match lapse {
        Lapse::Days(0) => "the same day".to_owned(),
        Lapse::Days(n) => format!("after {}", days(n)),
        Lapse::Seconds(n) => format!("after {}", seconds(n)),
    }
}

/// A number of seconds in the largest units that tell it: `42 seconds`, `35 minutes`, `3 h 5 min`, `2 days`.
fn seconds(n: i64) -> String {
    let plural = |n: i64, noun: &str| count(usize::try_from(n).unwrap_or(0), noun);
    let (days_, hours, minutes) = (n / 86_400, n / 3600, n / 60);
    match (days_, hours, minutes) {
        (0, 0, 0) => plural(n, "second"),
        (0, 0, _) => plural(minutes, "minute"),
        (0, _, _) if minutes % 60 == 0 => plural(hours, "hour"),
        (0, _, _) => format!("{hours} h {} min", minutes % 60),
        _ => days(days_),
    }
}

/// A moment counted from the dataset's anchor: `T+102:45:40` where both are known to the second or the minute,
/// otherwise in days, `T−12 d`. `None` where the date spans the anchor.
#[must_use]
pub fn from_anchor(label: &str, anchor: &Edtf, date: &Edtf) -> Option<String> {
    let (zero, second) = (anchor.instant(), date.clock().and_then(|c| c.offset).and(date.begins()));
    let sign = |n: i64| if n < 0 { '−' } else { '+' };
    if let (Some(zero), Some(second), Some(clock)) = (zero, second, date.clock()) {
        let n = second - zero;
        let (hours, rest) = (n.abs() / 3600, n.abs() % 3600);
        let tail = if clock.to_the_second && rest % 60 != 0 {
            format!(":{:02}", rest % 60)
        } else {
            String::new()
        };
        return Some(format!("{label}{}{hours}:{:02}{tail}", sign(n), rest / 60));
    }
    let day = date.earliest()?;
    let n = anchor.days_until(day).filter(|_| date.earliest() == date.latest())?;
    Some(format!("{label}{}{} d", sign(n), n.abs()))
}

/// How much later words were printed: `printed 3 days later`.
#[must_use]
pub fn later(n: i64) -> String {
    format!("printed {} later", days(n))
}

/// That an answer was asked for and none is recorded; `n` is the days since, where they can be counted.
#[must_use]
pub fn unanswered(n: Option<i64>) -> String {
    n.map_or_else(
        || "no answer recorded".to_owned(),
        |n| format!("no answer recorded for {}", days(n)),
    )
}

/// Days counted from a milestone: `T+289` after it, `T−12` before it; past a hundred years whole years, `T+2074 y`.
#[must_use]
pub fn t_count(n: i64) -> String {
    let sign = if n < 0 { '−' } else { '+' };
    match n.unsigned_abs() {
        days @ 0..36_525 => format!("T{sign}{days}"),
        // 400 years of the calendar have 146,097 days.
        days => format!("T{sign}{} y", days.saturating_mul(400) / 146_097),
    }
}

/// How many print a record, where it is more than one: `2 outlets`, or `3 sources` where an outlet prints it in
/// more than one of its own.
#[must_use]
pub fn reports(c: &Chronology, record: RecordIx) -> Option<String> {
    let cited = c.sources_of(record);
    let sources: Vec<_> = cited.iter().filter_map(|at| c.cite(*at)).map(|at| at.source).collect();
    let outlets: BTreeSet<&str> = sources.iter().map(|ix| &*c.source(*ix).outlet).collect();
    let noun = if outlets.len() == sources.len() { "outlet" } else { "source" };
    (sources.len() > 1).then(|| count(sources.len(), noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_the_unit_that_tells_it() {
        assert_eq!(
            [days(1), length(3652), length(3653), length(65_502)],
            ["1 day", "3652 days", "10 years", "179 years"]
        );
        let after = |n| latency(Lapse::Seconds(n));
        assert_eq!(after(42), "after 42 seconds");
        assert_eq!(after(60), "after 1 minute");
        assert_eq!(after(7200), "after 2 hours");
        assert_eq!(after(11_100), "after 3 h 5 min");
        assert_eq!(after(90_000), "after 1 day");
        assert_eq!(
            [latency(Lapse::Days(0)), latency(Lapse::Days(13))],
            ["the same day", "after 13 days"]
        );
    }

    #[test]
    fn time_is_counted_from_the_anchor_as_finely_as_both_are_known() {
        let date = |text: &str| Edtf::parse(text).unwrap();
        let from = |text: &str| from_anchor("T", &date("1969-07-16T13:32:00Z"), &date(text));
        assert_eq!(from("1969-07-20T20:17:40Z").as_deref(), Some("T+102:45:40"));
        assert_eq!(from("1969-07-16T08:32-04:00").as_deref(), Some("T−1:00"));
        assert_eq!(from("1969-07-05").as_deref(), Some("T−11 d"));
        assert_eq!(from("1969-07"), None);
    }
}
