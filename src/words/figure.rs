//! Figures: a value with what it measures, by whom and when.

use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::model::{Point, PointIx, PointStatus, Series};

/// A point of a series in a line: `United States, 1 Sep 2022: 1,420 deployed warheads`, and where that was not
/// declared `United States, 1 Sep 2022, unverified: 1,420 deployed warheads`.
#[must_use]
pub fn figure(c: &Chronology, ix: PointIx) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    let doubt = doubt(point).map_or_else(String::new, |status| format!(", {status}"));
    format!("{}{}{doubt}: {}", whose(c, series), point.date.long(), measured(c, ix))
}

/// The same where its day stands beside it: `United States, 1,420 deployed warheads`, `United States, unverified:
/// 1,420 deployed warheads`.
#[must_use]
pub fn figure_undated(c: &Chronology, ix: PointIx) -> String {
    let doubt = doubt(c.point(ix)).map_or_else(String::new, |status| format!("{status}: "));
    format!("{}{doubt}{}", whose(c, &c.series()[ix.series.at()]), measured(c, ix))
}

/// How a value is known. Where there is none, none was declared.
#[must_use]
pub fn status(point: &Point) -> PointStatus {
    match (point.value, point.status) {
        (None, PointStatus::Declared) => PointStatus::NotProvided,
        (_, status) => status,
    }
}

/// How a value is known that nobody declared: before it, so that no row cuts it off.
fn doubt(point: &Point) -> Option<PointStatus> {
    match status(point) {
        status @ (PointStatus::Unverified | PointStatus::Derived) => Some(status),
        // What is not provided says so in place of the value.
        PointStatus::Declared | PointStatus::NotProvided => None,
    }
}

/// What a point says by itself: `1,420 deployed warheads`.
#[must_use]
pub fn measured(c: &Chronology, ix: PointIx) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    let unit = series.unit.as_deref().filter(|unit| !series.measure.contains(unit));
    let value = value(point);
    match (point.value, unit) {
        (None, _) => format!("{value}: {}", series.measure),
        (Some(_), None) => format!("{value} {}", series.measure),
        (Some(_), Some(unit)) => format!("{value} {unit}, {}", series.measure),
    }
}

/// The value of a point: `1,420`, `not provided`.
#[must_use]
pub fn value(point: &Point) -> String {
    point.value.map_or_else(|| PointStatus::NotProvided.to_string(), number)
}

/// What of the words of a figure is the point's own and not its series': `1 Sep 2022, unverified: 1,420`.
#[must_use]
pub fn figure_own(point: &Point) -> String {
    let doubt = doubt(point).map_or_else(String::new, |status| format!(", {status}"));
    format!("{}{doubt}: {}", point.date.long(), value(point))
}

/// Whose it is, of which day, how it is known, and when it was given out: `United States, as of 1 Sep 2022, declared`. To
/// stand beside what is measured, which says where it was not provided.
#[must_use]
pub fn declared(c: &Chronology, ix: PointIx) -> String {
    declared_on(c, ix, Edtf::long)
}

/// The same with each day as `day` writes it.
#[must_use]
pub fn declared_on(c: &Chronology, ix: PointIx, day: fn(&Edtf) -> String) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    let status = match status(point) {
        PointStatus::NotProvided => String::new(),
        status => format!(", {status}"),
    };
    let given = given_out(c, ix).map(|date| format!(", given out {}", day(date)));
    let given = given.unwrap_or_default();
    format!("{}as of {}{status}{given}", whose(c, series), day(&point.date))
}

/// When a figure was given out, where the date of what prints it does not tell that too.
#[must_use]
pub fn given_out(c: &Chronology, ix: PointIx) -> Option<&Edtf> {
    let point = c.point(ix);
    let of_source = point.cite.as_ref().and_then(|cite| c.source(cite.source).published.as_ref());
    point.published.as_ref().filter(|day| Some(*day) != of_source)
}

/// Whose values, before what is said of them; nothing where they are nobody's.
fn whose(c: &Chronology, series: &Series) -> String {
    series.party.map_or_else(String::new, |party| format!("{}, ", c.party(party).name))
}

/// A number as it is read: thousands apart, with the decimals that it has; one that nobody counts the digits of with its
/// power of ten.
#[must_use]
pub fn number(value: f64) -> String {
    let size = value.abs();
    let text = if size >= 1e16 || (size > 0.0 && size < 1e-7) {
        format!("{size:e}")
    } else {
        size.to_string()
    };
    if text.contains('e') {
        return format!("{}{text}", if value < 0.0 { "−" } else { "" });
    }
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if value < 0.0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if part.is_empty() { out } else { format!("{out}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::load::load_text;
    use crate::chronology::model::Entity;

    #[test]
    fn a_figure_that_nobody_declared_says_so_before_its_value() {
        let point = |day: u32, status| {
            format!(r#"(date: "2031-05-0{day}", value: 6, status: {status}, cite: (source: "s"))"#)
        };
        let points = [point(1, "Declared"), point(2, "Derived"), point(3, "Unverified")].join(", ");
        let ron = format!(
            r#"(parties: [(id: "t", name: "Town")], sources: [(id: "s", kind: News, outlet: "Gazette")], series: [
                (id: "of", party: "t", measure: "level", unit: "m", points: [{points},
                    (date: "2031-05-04", status: NotProvided, cite: (source: "s"))]),
                (id: "nobodys", measure: "level", unit: "m", points: [{points}])])"#
        );
        let load = load_text("t.ron", &ron);
        let c = &load.chronology;
        let told = |id: &str| match c.by_id(id) {
            Some(Entity::Point(ix)) => (figure(c, ix), figure_undated(c, ix)),
            other => panic!("{id} is {other:?}"),
        };
        for (id, dated, undated) in [
            ("of@2031-05-01", "Town, 1 May 2031: 6 m, level", "Town, 6 m, level"),
            ("of@2031-05-02", "Town, 2 May 2031, derived: 6 m, level", "Town, derived: 6 m, level"),
            (
                "of@2031-05-03",
                "Town, 3 May 2031, unverified: 6 m, level",
                "Town, unverified: 6 m, level",
            ),
            ("of@2031-05-04", "Town, 4 May 2031: not provided: level", "Town, not provided: level"),
            ("nobodys@2031-05-03", "3 May 2031, unverified: 6 m, level", "unverified: 6 m, level"),
        ] {
            assert_eq!(told(id), (dated.to_owned(), undated.to_owned()));
        }
    }

    #[test]
    fn what_is_not_provided_says_so_once_and_when_that_was_given_out() {
        let point = |day: u32, rest: &str| {
            format!(r#"(date: "2031-05-0{day}", cite: (source: "s"), published: "{rest})"#)
        };
        let points = [
            point(1, r#"2031-06-05", status: NotProvided"#),
            point(4, r#"2031-06-05", status: Declared"#),
            point(2, r#"2031-06-05", status: Declared, value: 3"#),
            point(3, r#"2031-06-02", status: Derived, value: 3"#),
        ];
        let ron = format!(
            r#"(sources: [(id: "s", kind: News, outlet: "Gazette", published: "2031-06-02")],
                series: [(id: "of", measure: "level", points: [{}])])"#,
            points.join(", ")
        );
        let load = load_text("t.ron", &ron);
        assert!(load.problems.is_empty(), "{:?}", load.problems);
        let c = &load.chronology;
        let told = |id: &str| match c.by_id(id) {
            Some(Entity::Point(ix)) => format!("{}; {}", measured(c, ix), declared(c, ix)),
            other => panic!("{id} is {other:?}"),
        };
        for (id, words) in [
            ("of@2031-05-01", "not provided: level; as of 1 May 2031, given out 5 Jun 2031"),
            ("of@2031-05-04", "not provided: level; as of 4 May 2031, given out 5 Jun 2031"),
            ("of@2031-05-02", "3 level; as of 2 May 2031, declared, given out 5 Jun 2031"),
            // Its source tells the day.
            ("of@2031-05-03", "3 level; as of 3 May 2031, derived"),
        ] {
            assert_eq!(told(id), words);
        }
    }

    #[test]
    fn numbers_are_read_in_thousands() {
        let values = [0.0, 7.0, 882.0, 1550.0, 1_234_567.0, -1800.0, 2.5, 0.125, 0.0004, -0.0];
        let told = ["0", "7", "882", "1,550", "1,234,567", "−1,800", "2.5", "0.125", "0.0004", "0"];
        assert_eq!(values.map(number), told);
        assert_eq!([1e300, -2.5e-9].map(number), ["1e300", "−2.5e-9"]);
    }
}
