//! Figures: a value with what it measures, by whom and when.

use crate::chronology::Chronology;
use crate::chronology::model::{PointIx, Series};

/// A point of a series in a line: `United States, 1 Sep 2022: 1,420 deployed warheads`.
#[must_use]
pub fn figure(c: &Chronology, ix: PointIx) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    format!("{}{}: {}", whose(c, series), point.date.long(), measured(c, ix))
}

/// The same where its day stands beside it: `United States, 1,420 deployed warheads`.
#[must_use]
pub fn figure_undated(c: &Chronology, ix: PointIx) -> String {
    format!("{}{}", whose(c, &c.series()[ix.series.at()]), measured(c, ix))
}

/// What a point says by itself: `1,420 deployed warheads`.
#[must_use]
pub fn measured(c: &Chronology, ix: PointIx) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    let unit = series.unit.as_deref().filter(|unit| !series.measure.contains(unit));
    match (point.value.map(number), unit) {
        (None, _) => format!("not provided: {}", series.measure),
        (Some(value), None) => format!("{value} {}", series.measure),
        (Some(value), Some(unit)) => format!("{value} {unit}, {}", series.measure),
    }
}

/// Whose it is, of which day, and how it is known: `United States, as of 1 Sep 2022, declared`.
#[must_use]
pub fn declared(c: &Chronology, ix: PointIx) -> String {
    let (series, point) = (&c.series()[ix.series.at()], c.point(ix));
    format!("{}as of {}, {}", whose(c, series), point.date.long(), point.status)
}

/// Whose values, before what is said of them; nothing where they are nobody's.
fn whose(c: &Chronology, series: &Series) -> String {
    series.party.map_or_else(String::new, |party| format!("{}, ", c.party(party).name))
}

/// A number as it is read: thousands apart, with the decimals that it has.
#[must_use]
pub fn number(value: f64) -> String {
    let text = value.abs().to_string();
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

    #[test]
    fn numbers_are_read_in_thousands() {
        let values = [0.0, 7.0, 882.0, 1550.0, 1_234_567.0, -1800.0, 2.5, 0.125, 0.0004, -0.0];
        let told = ["0", "7", "882", "1,550", "1,234,567", "−1,800", "2.5", "0.125", "0.0004", "0"];
        assert_eq!(values.map(number), told);
    }
}
