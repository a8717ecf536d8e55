//! How many and how long: numbers with their nouns, days between two records, who else prints it.

use crate::chronology::Chronology;
use crate::chronology::date::{Bounds, Edtf, Lapse};
use crate::chronology::model::RecordIx;
use crate::chronology::problem::ProblemCounts;

/// A number with its noun: `1 event`, `2 events`.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}

/// How much is wrong: `2 errors, 1 warning`. What there is none of is not counted.
#[must_use]
pub fn problems(counts: ProblemCounts) -> String {
    let of = [(counts.errors, "error"), (counts.warnings, "warning")];
    let told: Vec<String> =
        of.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
    if told.is_empty() { "no problems".to_owned() } else { told.join(", ") }
}

/// Which of the records that are shown one is, from 1. A bare number of a number of records reads as what a filter has
/// left.
#[must_use]
pub fn nth_record(nth: usize, of: usize) -> String {
    format!("record {nth} of {of}")
}

/// What was left out of a dataset: records, and files of which nobody knows what records they hold. `None` where
/// nothing was.
#[must_use]
pub fn left_out(records: usize, files: usize) -> Option<String> {
    let of_files = || format!("all of {}", count(files, "file"));
    match (records, files) {
        (0, 0) => None,
        (n, 0) => Some(count(n, "record")),
        (0, _) => Some(of_files()),
        (n, _) => Some(format!("{} and {}", count(n, "record"), of_files())),
    }
}

/// What was left out, behind a count of errors and warnings: `, 3 left out`. Beside those it is records that are counted.
#[must_use]
pub fn also_left_out(records: usize, files: usize) -> String {
    match (records, files) {
        (0, 0) => String::new(),
        (records, 0) => format!(", {records} left out"),
        (records, files) => {
            format!(", {} left out", left_out(records, files).unwrap_or_default())
        }
    }
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

/// A number of days as finely as it is known: `13 days`, `30 to 58 days`, `30 days or more`, `about 39 days`.
#[must_use]
pub fn days(n: Bounds) -> String {
    between(n, whole_days)
}

fn whole_days(n: i64) -> String {
    count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

/// A length of time in the unit that tells it: days up to ten years, then whole years, never overstated.
#[must_use]
pub fn length(n: Bounds) -> String {
    between(n, whole_length)
}

fn whole_length(n: i64) -> String {
    // 400 years of the calendar have 146,097 days.
    match n.saturating_mul(400) / 146_097 {
        years if years >= 10 => count(usize::try_from(years).unwrap_or(usize::MAX), "year"),
        _ => whole_days(n),
    }
}

/// A length that is known between two bounds, each as `tell` says it: the one wording for all that is counted
/// between dates. Nothing that a date leaves open is told as if it were known.
fn between(n: Bounds, tell: fn(i64) -> String) -> String {
    let about = if n.doubtful { "about " } else { "" };
    if let Some(told) = one_by_one(n, tell) {
        return format!("{about}{told}");
    }
    let least = tell(n.least);
    let told = match n.most {
        None => format!("{least} or more"),
        Some(most) => match (least, tell(most)) {
            (least, most) if least == most => most,
            (_, most) if n.least == 0 => format!("up to {most}"),
            (least, most) => format!("{} to {most}", without_unit(&least, &most)),
        },
    };
    format!("{about}{told}")
}

/// A length that is none between its bounds: `121 and 123 days`, `1, 3 or 9 days`; `None` of any other.
fn one_by_one(n: Bounds, tell: impl Fn(i64) -> String) -> Option<String> {
    let mut told: Vec<String> = n.each.numbers().iter().map(|n| tell(*n)).collect();
    told.dedup();
    let (last, before) = told.split_last()?;
    let before: Vec<&str> = before.iter().map(|one| without_unit(one, last)).collect();
    let joint = if n.each.all { "and" } else { "or" };
    Some(match before.as_slice() {
        [] => last.clone(),
        before => format!("{} {joint} {last}", before.join(", ")),
    })
}

/// The first of two lengths without its unit, where the second repeats that.
fn without_unit<'a>(first: &'a str, second: &str) -> &'a str {
    let noun = |text: &'a str| text.split_once(' ').filter(|(_, unit)| !unit.contains(' '));
    let repeats = |unit: &str| {
        second.split_once(' ').is_some_and(|(_, other)| {
            other.strip_suffix('s').unwrap_or(other) == unit.strip_suffix('s').unwrap_or(unit)
        })
    };
    noun(first).filter(|(_, unit)| repeats(unit)).map_or(first, |(number, _)| number)
}

/// A silence in as few letters as tell it, of so many whole years of the calendar: `40 min`, `5 h`, `103 d`,
/// `179 years`.
#[must_use]
pub fn silence(seconds: i64, years: i32) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match (days, hours) {
        _ if years >= 10 => count(usize::try_from(years).unwrap_or(usize::MAX), "year"),
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h"),
        _ => format!("{days} d"),
    }
}

/// How long an answer took: `after 13 days`, `the same day`, `after 30 to 58 days`, `at most 48 days after`, `after 35
/// minutes`.
#[must_use]
pub fn latency(lapse: Lapse) -> String {
    let (n, tell): (Bounds, fn(i64) -> String) = match lapse {
        Lapse::Days(n) => (n, whole_days),
        Lapse::Seconds(n) => (n, seconds),
    };
    let about = if n.doubtful { "about " } else { "" };
    match (lapse, n.least, n.most) {
        (Lapse::Days(_), _, Some(0)) => format!("{about}the same day"),
        (_, 0, Some(most)) if most > 0 => format!("at most {about}{} after", tell(most)),
        _ => format!("after {}", between(n, tell)),
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
        _ => whole_days(days_),
    }
}

/// A moment counted from the dataset's anchor: `T+102:45:40` where both are known to the second or the minute,
/// otherwise in days, `T−12 d`; `about T+102:45` where one of the two is. `None` where the date spans the anchor or
/// more than a day.
#[must_use]
pub fn from_anchor(label: &str, anchor: &Edtf, date: &Edtf) -> Option<String> {
    let about = |doubtful: bool| if doubtful { "about " } else { "" };
    let sign = |n: i64| if n < 0 { '−' } else { '+' };
    let (zero, second) = (anchor.instant(), date.clock().and_then(|c| c.offset).and(date.begins()));
    if let (Some(zero), Some(second), Some(clock)) = (zero, second, date.clock()) {
        let n = second - zero;
        let (hours, rest) = (n.abs() / 3600, n.abs() % 3600);
        let tail = if clock.to_the_second && rest % 60 != 0 {
            format!(":{:02}", rest % 60)
        } else {
            String::new()
        };
        let about = about([anchor, date].iter().any(|d| d.is_approximate() || d.is_uncertain()));
        return Some(format!("{about}{label}{}{hours}:{:02}{tail}", sign(n), rest / 60));
    }
    let n = anchor.days_to(date).filter(|_| date.earliest() == date.latest())?;
    let sign = if n.is_negative() { '−' } else { '+' };
    let about = about(n.doubtful);
    Some(format!("{about}{label}{sign}{} d", digits(n, |n| n.unsigned_abs().to_string())))
}

/// A count without its noun, in as few letters as tell it: `289`, `30 to 58`, `30 or more`, `121 and 123`.
fn digits(n: Bounds, tell: impl Fn(i64) -> String) -> String {
    if let Some(told) = one_by_one(n, &tell) {
        return told;
    }
    let least = tell(n.least);
    match n.most.map(tell) {
        None => format!("{least} or more"),
        Some(most) if most == least => most,
        Some(most) => format!("{least} to {most}"),
    }
}

/// How much later words were printed: `printed 3 days later`.
#[must_use]
pub fn later(n: Bounds) -> String {
    format!("printed {} later", days(n))
}

/// That an answer was asked for and none is recorded; `n` is the days since, where they can be counted.
#[must_use]
pub fn unanswered(n: Option<Bounds>) -> String {
    n.map_or_else(
        || "no answer recorded".to_owned(),
        |n| format!("no answer recorded for {}", days(n)),
    )
}

/// Days counted from a milestone: `T+289` after it, `T−12` before it, `T+30 to 58` where one of the dates is more
/// than a day, `about T+39` where one is doubtful; past a hundred years whole years, `T+2074 y`.
#[must_use]
pub fn t_count(n: Bounds) -> String {
    let about = if n.doubtful { "about " } else { "" };
    let sign = if n.is_negative() { '−' } else { '+' };
    let is_long = n.least.unsigned_abs() >= 36_525;
    let told = digits(n, |n| {
        // 400 years of the calendar have 146,097 days.
        let n = n.unsigned_abs();
        if is_long { n.saturating_mul(400) / 146_097 } else { n }.to_string()
    });
    format!("{about}T{sign}{told}{}", if is_long { " y" } else { "" })
}

/// How many print a record, where it is more than one: `2 outlets`, or `3 sources` where an outlet prints it in
/// more than one of its own.
#[must_use]
pub fn reports(c: &Chronology, record: RecordIx) -> Option<String> {
    let prints = c.print_count(record);
    let noun = if c.has_outlet_twice(record) { "source" } else { "outlet" };
    (prints > 1).then(|| count(prints, noun))
}

/// That what prints a record was retracted, in a word, or of how many that do: `retracted`, `1 retracted`. What became
/// of a source is told with that as a whole, see [`super::changes`].
#[must_use]
pub fn retracted(c: &Chronology, record: RecordIx) -> Option<String> {
    match (c.retracted_count(record), c.print_count(record)) {
        (0, _) => None,
        (all, of) if all == of => Some(RETRACTED.to_owned()),
        (some, _) => Some(format!("{some} {RETRACTED}")),
    }
}

/// That the source of a report was retracted, in a word.
pub const RETRACTED: &str = "retracted";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_the_unit_that_tells_it() {
        let of = Bounds::exactly;
        assert_eq!(
            [days(of(1)), length(of(3652)), length(of(3653)), length(of(65_502))],
            ["1 day", "3652 days", "10 years", "179 years"]
        );
        let after = |n| latency(Lapse::Seconds(of(n)));
        assert_eq!(after(42), "after 42 seconds");
        assert_eq!(after(60), "after 1 minute");
        assert_eq!(after(7200), "after 2 hours");
        assert_eq!(after(11_100), "after 3 h 5 min");
        assert_eq!(after(90_000), "after 1 day");
        assert_eq!(
            [latency(Lapse::Days(of(0))), latency(Lapse::Days(of(13)))],
            ["the same day", "after 13 days"]
        );
    }

    #[test]
    fn a_distance_is_told_no_finer_than_its_dates() {
        let date = |text: &str| Edtf::parse(text).unwrap();
        let said = date("2024-01-02");
        for (answered, told, counted) in [
            ("2024-02", "after 30 to 58 days", "T+30 to 58"),
            ("2024-02-10", "after 39 days", "T+39"),
            ("2024-02-10~", "after about 39 days", "about T+39"),
            ("2024-02-10?", "after about 39 days", "about T+39"),
            ("2024-02?", "after about 30 to 58 days", "about T+30 to 58"),
            ("2024-02-01/..", "after 30 days or more", "T+30 or more"),
            ("2024-01-02/2024-01-05", "at most 3 days after", "T+0 to 3"),
            ("2024-01-02~", "about the same day", "about T+0"),
        ] {
            let answered = date(answered);
            assert_eq!(latency(said.lapse_before(&answered).unwrap()), told);
            assert_eq!(t_count(said.days_to(&answered).unwrap()), counted);
        }
        let before = date("2024-02").days_to(&said).unwrap();
        assert_eq!((t_count(before), days(before)), ("T−30 to 58".into(), "30 to 58 days".into()));
        assert_eq!(
            date("../2024-01-02").days_to(&date("2024-02-01")).map(days).unwrap(),
            "30 days or more"
        );
        let asked = date("2024-02?").days_until(date("2024-03-02").earliest().unwrap());
        assert_eq!(unanswered(asked), "no answer recorded for about 2 to 30 days");
        assert_eq!(length(date("1850").days_to(&date("2024")).unwrap()), "173 to 174 years");
        let lapse = |from: &str, to: &str| latency(date(from).lapse_before(&date(to)).unwrap());
        assert_eq!(
            lapse("2024-01-02T10:00Z", "2024-01-02T10:35Z/T10:40Z"),
            "after 35 to 40 minutes"
        );
        assert_eq!(lapse("2024-01-02T10:00Z", "2024-01-02T10:35Z~"), "after about 35 minutes");
    }

    #[test]
    fn a_distance_from_a_set_is_none_between_its_dates() {
        let date = |text: &str| Edtf::parse(text).unwrap();
        let day = date("2024-09-01");
        for (set, told, counted) in [
            ("{2024-05-01,2024-05-03}", "121 and 123 days", "T−121 and 123"),
            ("[2024-05-01,2024-05-03]", "121 or 123 days", "T−121 or 123"),
            ("{2024-05-01,2024-05-03,2024-08-31}", "1, 121 and 123 days", "T−1, 121 and 123"),
            ("{2024-05-01~,2024-05-03}", "about 121 and 123 days", "about T−121 and 123"),
            // Of more dates than anybody counts, and of one that is no day, the bounds.
            ("2024-05-0X", "115 to 123 days", "T−115 to 123"),
            ("{2024-05-01,2024-07}", "32 to 123 days", "T−32 to 123"),
        ] {
            let set = date(set);
            assert_eq!(days(set.days_until(day.earliest().unwrap()).unwrap()), told);
            assert_eq!(days(set.days_to(&day).unwrap()), told);
            assert_eq!(t_count(day.days_to(&set).unwrap()), counted);
            assert_eq!(latency(set.lapse_before(&day).unwrap()), format!("after {told}"));
        }
        let (year, years) = (date("[1850-01-01,1850-01-03]"), date("[1850-01-01,1851-01-03]"));
        assert_eq!(length(year.days_to(&date("2024-06-01")).unwrap()), "174 years");
        assert_eq!(length(years.days_to(&date("2024-06-01")).unwrap()), "173 or 174 years");
        assert_eq!(date("{2024-08-30,2024-09-02}").days_to(&day), None);
    }

    #[test]
    fn what_is_only_known_to_be_later_has_a_bound_and_no_number() {
        let date = |text: &str| Edtf::parse(text).unwrap();
        for (asked, answered, told) in [
            ("2025-09-22", "../2025-11-09", Some("at most 48 days after")),
            ("2025-09-22", "../2025-09-22", Some("the same day")),
            ("2025-09-22", "../2025-09-21", None),
            ("2025-09-22", "2025-09", Some("at most 8 days after")),
            ("2025-09-22", "2025-09?", Some("at most about 8 days after")),
            ("2025-09", "2025-09", Some("at most 29 days after")),
            ("2025-09~", "2025-09-22", Some("at most about 21 days after")),
            ("../2025-09-22", "../2025-11-09", None),
            ("2025-09-22", "2025-09-01/..", None),
            (
                "2025-09-22T10:00Z/2025-09-22T11:00Z",
                "2025-09-22T10:30Z",
                Some("at most 30 minutes after"),
            ),
            ("2025-09-22T10:00Z", "2025-09-22T09:00Z", None),
        ] {
            let (asked, answered) = (date(asked), date(answered));
            assert_eq!(asked.lapse_before(&answered), None);
            assert_eq!(asked.most_before(&answered).map(latency).as_deref(), told);
        }
    }

    #[test]
    fn time_is_counted_from_the_anchor_as_finely_as_both_are_known() {
        let date = |text: &str| Edtf::parse(text).unwrap();
        let from = |text: &str| from_anchor("T", &date("1969-07-16T13:32:00Z"), &date(text));
        assert_eq!(from("1969-07-20T20:17:40Z").as_deref(), Some("T+102:45:40"));
        assert_eq!(from("1969-07-16T08:32-04:00").as_deref(), Some("T−1:00"));
        assert_eq!(from("1969-07-05").as_deref(), Some("T−11 d"));
        assert_eq!(from("1969-07"), None);
        assert_eq!(from("1969-07-05~").as_deref(), Some("about T−11 d"));
        assert_eq!(from("1969-07-20T20:17:40Z~").as_deref(), Some("about T+102:45:40"));
        let month = from_anchor("T", &date("1969-06"), &date("1969-07-05"));
        assert_eq!(month.as_deref(), Some("T+5 to 34 d"));
    }
}
