//! The public record is whole: every row of its table of events, and every cell of its table of figures,
//! stands in the shipped dataset as it was established, so that none is lost or bent later.

use startline::chronology::Chronology;
use startline::chronology::date::Edtf;
use startline::chronology::load::{Loaded, shipped};
use startline::chronology::model::{PointStatus, Target};

/// The events by id, each with its date as an EDTF expression.
#[rustfmt::skip]
const EVENTS: [(&str, &str); 73] = [
    ("start-i-expires", "2009-12-05"),
    ("signature", "2010-04-08"),
    ("senate-submission", "2010-05-13"),
    ("senate-committee-approval", "2010-09-16"),
    ("senate-advice-and-consent", "2010-12-22"),
    ("duma-first-reading", "2010-12-24"),
    ("duma-second-reading", "2011-01-14"),
    ("duma-third-reading", "2011-01-25"),
    ("federation-council-approval", "2011-01-26"),
    ("medvedev-signs-ratification", "2011-01-28"),
    ("obama-signs-ratification", "2011-02-02"),
    ("entry-into-force", "2011-02-05"),
    ("first-data-exchange-deadline", "2011-03-22"),
    ("inspections-begin", "2011-04-06"),
    ("us-force-structure", "2014-04-08"),
    ("trump-putin-first-call", "2017-01~"),
    ("us-reaches-central-limits", "2017-08"),
    ("central-limits", "2018-02-05"),
    ("inspections-paused", "2020-03"),
    ("vienna-talks-2020", "2020-06-22/2020-06-23"),
    ("agreement-in-principle-claimed", "2020-10-13"),
    ("putin-extension-offer-2020", "2020-10-16"),
    ("mfa-freeze-offer-2020", "2020-10-20"),
    ("putin-valdai-2020", "2020-10-22"),
    ("antonov-on-bargaining", "2020-10-26"),
    ("ryabkov-interview-2020", "2020-10-27"),
    ("extension-notes", "2021-01-26"),
    ("parliament-ratifies-extension", "2021-01-27"),
    ("putin-signs-extension-law", "2021-01-29"),
    ("extension", "2021-02-03"),
    ("last-consultative-session", "2021-10"),
    ("russia-exempts-facilities", "2022-08-08"),
    ("cairo-session-postponed", "2022-11-28"),
    ("compliance-report-2023", "2023-01-31"),
    ("suspension", "2023-02-21"),
    ("parliament-passes-suspension-law", "2023-02-22"),
    ("suspension-law", "2023-02-28"),
    ("suspension-called-invalid", "2023-03-15"),
    ("us-withholds-data", "2023-03-28"),
    ("notifications-end", "2023-03-29/2023-03-30"),
    ("us-publishes-data", "2023-05-15"),
    ("us-countermeasures", "2023-06-01"),
    ("sullivan-on-limits", "2023-06-02"),
    ("lavrov-conference-2024", "2024-01-18"),
    ("compliance-report-2025", "2025-01-17"),
    ("congress-letter-to-rubio", "2025-02-19"),
    ("trump-on-expiry-2025", "2025-07-25"),
    ("gebara-on-new-agreement", "2025-08-27"),
    ("putin-one-year-offer", "2025-09-22"),
    ("putin-valdai-2025", "2025-10-02"),
    ("trump-on-offer", "2025-10-05"),
    ("putin-dushanbe", "2025-10-10"),
    ("ryabkov-on-data-exchange", "2025-10-22"),
    ("lavrov-interview", "2025-11-09"),
    ("lavrov-on-assent", "2025-11-11"),
    ("trump-new-york-times", "2026-01-07"),
    ("mfa-statement", "2026-02-04"),
    ("secretary-general-on-expiry", "2026-02-04"),
    ("putin-xi-call", "2026-02-04"),
    ("expiry", "2026-02-05"),
    ("informal-understanding-reported", "2026-02-05"),
    ("military-dialogue-restored", "2026-02-05"),
    ("trump-modernized-treaty", "2026-02-05"),
    ("leavitt-briefing", "2026-02-05"),
    ("peskov-briefing", "2026-02-06"),
    ("dinanno-geneva", "2026-02-06"),
    ("rubio-article", "2026-02-06"),
    ("lavrov-ntv", "2026-02-10"),
    ("lavrov-duma", "2026-02-11"),
    ("zakharova-briefing", "2026-02-12"),
    ("strike-command-ready", "2026-02-12~"),
    ("yeaw-hudson", "2026-02-17"),
    ("geneva-meetings", "2026-02-23"),
];

/// The milestones, in time.
const MILESTONES: [&str; 7] = [
    "signature",
    "entry-into-force",
    "central-limits",
    "extension",
    "suspension",
    "putin-one-year-offer",
    "expiry",
];

/// The columns of [`FIGURES`].
const SERIES: [&str; 6] = [
    "us-deployed-vehicles",
    "us-warheads",
    "us-launchers",
    "ru-deployed-vehicles",
    "ru-warheads",
    "ru-launchers",
];

/// The figures as of each day; 0 where none was provided.
#[rustfmt::skip]
const FIGURES: [(&str, [u32; 6]); 25] = [
    ("2011-02-05", [ 882, 1800, 1124,  521, 1537,  865]),
    ("2011-09-01", [ 822, 1790, 1043,  516, 1566,  871]),
    ("2012-03-01", [ 812, 1737, 1040,  494, 1492,  881]),
    ("2012-09-01", [ 806, 1722, 1034,  491, 1499,  884]),
    ("2013-03-01", [ 792, 1654, 1028,  492, 1480,  900]),
    ("2013-09-01", [ 809, 1688, 1015,  473, 1400,  894]),
    ("2014-03-01", [ 778, 1585,  952,  498, 1512,  906]),
    ("2014-09-01", [ 794, 1642,  912,  528, 1643,  911]),
    ("2015-03-01", [ 785, 1597,  898,  515, 1582,  890]),
    ("2015-09-01", [ 762, 1538,  898,  526, 1648,  877]),
    ("2016-03-01", [ 741, 1481,  878,  521, 1735,  856]),
    ("2016-09-01", [ 681, 1367,  848,  508, 1796,  847]),
    ("2017-03-01", [ 673, 1411,  820,  523, 1765,  816]),
    ("2017-09-01", [ 660, 1393,  800,  501, 1561,  790]),
    ("2018-02-05", [ 652, 1350,  800,  527, 1444,  779]),
    ("2018-09-01", [ 659, 1398,  800,  517, 1420,  775]),
    ("2019-03-01", [ 656, 1365,  800,  524, 1461,  760]),
    ("2019-09-01", [ 668, 1376,  800,  513, 1426,  757]),
    ("2020-03-01", [ 655, 1373,  800,  485, 1326,  754]),
    ("2020-09-01", [ 675, 1457,  800,  510, 1447,  764]),
    ("2021-03-01", [ 651, 1357,  800,  517, 1456,  767]),
    ("2021-09-01", [ 665, 1389,  800,  527, 1458,  742]),
    ("2022-03-01", [ 686, 1515,  800,  526, 1474,  761]),
    ("2022-09-01", [ 659, 1420,  800,  540, 1549,  759]),
    ("2023-03-01", [ 662, 1419,  800,    0,    0,    0]),
];

/// The cells for which no source was found: the day and the column.
const UNVERIFIED: [(&str, usize); 9] = [
    ("2016-03-01", 0),
    ("2016-03-01", 1),
    ("2016-03-01", 2),
    ("2016-03-01", 3),
    ("2016-03-01", 4),
    ("2016-03-01", 5),
    ("2018-02-05", 2),
    ("2022-09-01", 2),
    ("2022-09-01", 5),
];

/// The cells that are worked out from printed ones.
const DERIVED: [(&str, usize); 2] = [("2012-09-01", 3), ("2012-09-01", 5)];

/// The ceilings, in the order of a party's columns.
const LIMITS: [&str; 3] = ["700", "1550", "800"];

fn dataset() -> Chronology {
    shipped().chronology
}

fn status(day: &str, column: usize) -> PointStatus {
    if UNVERIFIED.contains(&(day, column)) {
        PointStatus::Unverified
    } else if DERIVED.contains(&(day, column)) {
        PointStatus::Derived
    } else {
        PointStatus::Declared
    }
}

#[test]
fn the_dataset_loads_without_a_problem() {
    let Loaded { problems, left_out, .. } = shipped();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(left_out, 0);
}

#[test]
fn every_event_of_the_record_stands_on_its_day() {
    let c = dataset();
    for (id, date) in EVENTS {
        let Some(Target::Event(event)) = c.by_id(id) else { panic!("no event {id}") };
        let found = c.event(event).date.as_ref().map_or("no date", Edtf::as_str);
        assert_eq!(found, date, "{id}");
    }
}

#[test]
fn every_event_of_the_record_is_printed_somewhere() {
    let c = dataset();
    for (id, _) in EVENTS {
        let Some(Target::Event(event)) = c.by_id(id) else { panic!("no event {id}") };
        assert!(!c.event(event).cites.is_empty(), "{id} has no source");
    }
}

#[test]
fn the_milestones_are_the_seven() {
    let c = dataset();
    let mut found: Vec<_> = c.events().iter().filter(|e| e.milestone).collect();
    found.sort_by_key(|e| e.date.as_ref().map(Edtf::sort_day));
    assert_eq!(found.iter().map(|e| &*e.id).collect::<Vec<_>>(), MILESTONES);
}

#[test]
fn every_figure_is_the_record_s_cell_by_cell() {
    let c = dataset();
    assert_eq!(c.series().len(), SERIES.len());
    for (column, id) in SERIES.iter().enumerate() {
        let series =
            c.series().iter().find(|s| &*s.id == *id).unwrap_or_else(|| panic!("no series {id}"));
        assert_eq!(series.points.len(), FIGURES.len(), "{id}");
        for (point, (day, values)) in series.points.iter().zip(FIGURES) {
            let value = (values[column] > 0).then(|| f64::from(values[column]));
            assert_eq!(point.date.as_str(), day, "{id}");
            assert_eq!(point.value, value, "{id} as of {day}");
            assert_eq!(point.status, status(day, column), "{id} as of {day}");
            let sourced = point.status != PointStatus::Unverified;
            assert_eq!(
                point.cite.is_some(),
                sourced,
                "{id} as of {day}: a source, or marked as having none"
            );
        }
        let limit = series.limit.as_ref().unwrap_or_else(|| panic!("{id} has no ceiling"));
        assert_eq!(limit.value.to_string(), LIMITS[column % 3], "{id}");
        assert_eq!(limit.from.as_ref().map(Edtf::as_str), Some("2018-02-05"), "{id}");
    }
}

/// The figures again, as the command prints them.
#[test]
fn every_figure_is_printed_as_csv() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_startline"))
        .args(["list", "series", "--format", "csv"])
        .env_remove("STARTLINE_DATASET")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut reader = csv::Reader::from_reader(&run.stdout[..]);
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| {
        head.iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"))
    };
    let columns = [at("series"), at("date"), at("value"), at("status")];
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        columns.map(|column| row[column].to_owned())
    });
    let printed: std::collections::BTreeSet<[String; 4]> = rows.collect();
    assert_eq!(printed.len(), SERIES.len() * FIGURES.len());
    for (day, values) in FIGURES {
        for (column, id) in SERIES.iter().enumerate() {
            let value = if values[column] > 0 { values[column].to_string() } else { String::new() };
            let cell =
                [(*id).to_owned(), day.to_owned(), value, format!("{:?}", status(day, column))];
            assert!(printed.contains(&cell), "not printed: {cell:?}");
        }
    }
}
