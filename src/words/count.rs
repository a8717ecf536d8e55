//! How many and how long: numbers with their nouns, days between two records, who else prints it.

use std::collections::BTreeSet;

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;

/// A number with its noun: `1 event`, `2 events`.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}

/// A number of days: `13 days`, `1 day`.
#[must_use]
pub fn days(n: i64) -> String {
    count(usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX), "day")
}

/// How long an answer took: `after 13 days`, `the same day`.
#[must_use]
pub fn latency(n: i64) -> String {
    if n == 0 { "the same day".to_owned() } else { format!("after {}", days(n)) }
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

/// Days counted from a milestone: `T+289` after it, `T−12` before it.
#[must_use]
pub fn t_count(n: i64) -> String {
    if n < 0 { format!("T−{}", -n) } else { format!("T+{n}") }
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
