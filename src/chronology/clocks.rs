//! Two clocks: what a moment that is printed with its offset was on the clocks of the parties.
//!
//! Half past midnight in one capital is still the day before in another, and a date quoted without saying
//! whose is wrong for one of the two. Only a printed time with an offset is converted; a bare day stands as
//! it is stated. Time zones are those of the IANA database, through `chrono-tz`.

use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;

use super::Chronology;
use super::date::{Edtf, MONTHS};
use super::shared_str::SharedStr;

/// A party's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyClock {
    /// The place whose clock it is.
    pub place: SharedStr,
    /// Its zone.
    pub zone: Tz,
}

/// The moment of a date on the parties' clocks, in the order of the dataset: `17:27 in …`, with the day where
/// it is another than the printed one. Empty where no time with an offset is printed.
#[must_use]
pub fn elsewhere(c: &Chronology, date: &Edtf) -> Vec<String> {
    let moment = date.instant().and_then(|second| DateTime::from_timestamp(second, 0));
    let (Some(moment), Some(printed)) = (moment, date.earliest()) else {
        return Vec::new();
    };
    let clocks = c.parties().iter().filter_map(|party| party.clock.as_ref());
    clocks
        .map(|clock| {
            let there = moment.with_timezone(&clock.zone);
            let time = format!("{:02}:{:02}", there.hour(), there.minute());
            format!("{time}{} in {}", other_day(there.date_naive(), printed), clock.place)
        })
        .collect()
}

fn other_day(there: NaiveDate, printed: NaiveDate) -> String {
    if there == printed {
        return String::new();
    }
    let month = MONTHS.get(there.month0() as usize).copied().unwrap_or_default();
    format!(" on {} {month}", there.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;

    #[test]
    fn after_midnight_in_one_place_is_the_day_before_in_another() {
        let loaded = load_text(
            "t.ron",
            r#"( meta: (schema: 1, title: "t"), parties: [
                (id: "a", name: "A", clock: (zone: "Europe/Moscow", place: "Moscow")),
                (id: "b", name: "B", clock: (zone: "America/New_York", place: "Washington")),
            ])"#,
        );
        assert_eq!(loaded.problems, []);
        let at = |text: &str| elsewhere(&loaded.chronology, &Edtf::parse(text).unwrap());
        assert_eq!(at("2026-02-05T21:30:00Z"), ["00:30 on 6 Feb in Moscow", "16:30 in Washington"]);
        assert_eq!(at("2020-10-27T14:27:00Z"), ["17:27 in Moscow", "10:27 in Washington"]);
        assert_eq!(at("2020-10-27"), [""; 0]);
        assert_eq!(
            at("2020-10-27T14:27:00"),
            [""; 0],
            "without an offset nobody knows whose time it is"
        );
    }

    #[test]
    fn an_unknown_zone_is_named_with_the_nearest() {
        let loaded = load_text(
            "t.ron",
            r#"( meta: (schema: 1, title: "t"), parties: [(id: "a", name: "A", clock: (zone: "Europe/Moskow", place: "M"))])"#,
        );
        let problem = &loaded.problems[0];
        assert_eq!((problem.code.name(), problem.column), ("unknown-zone", 79));
        assert!(problem.help.as_ref().unwrap().contains("Europe/Moscow"));
    }
}
