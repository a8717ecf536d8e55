//! Dates as bibliographies hold them: year, month or season, day, as far as the record has them.
//!
//! Must never hold more than is recorded: what has no such parts (unknown digits, sets, open ends) has none, and a
//! season is no month.

use edtf_core::{DateField, Precision};

use super::Edtf;
use super::expression::{End, Expression, Moment};

/// One date as far as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateParts {
    /// The year of the calendar, which has a year 0.
    pub year: i64,
    /// The month from 1, or the season.
    pub within: Option<Within>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// A month, from 1.
    Month(u8),
    /// A season: 1 spring, 2 summer, 3 autumn, 4 winter.
    Season(u8),
}

impl Edtf {
    /// The first and the last year of the calendar that one date may mean, also where no day of them can be counted.
    #[must_use]
    pub fn years(&self) -> Option<(i64, i64)> {
        match Expression::parse(self.as_str()).ok()? {
            Expression::One(moment) => super::display::years(&moment),
            Expression::Span(..) | Expression::Set(_) => None,
        }
    }

    /// The parts of a date, and those of its end where it is a span; `None` where it has none that would say all
    /// of it and no more.
    #[must_use]
    pub fn parts(&self) -> Option<(DateParts, Option<DateParts>)> {
        match Expression::parse(self.as_str()).ok()? {
            Expression::One(moment) => Some((parts(&moment)?, None)),
            Expression::Span(End::At(start), End::At(end)) => {
                let (start, end) = (parts(&start)?, parts(&end)?);
                Some((start, Some(end).filter(|end| *end != start)))
            }
            Expression::Span(..) | Expression::Set(_) => None,
        }
    }
}

fn parts(moment: &Moment) -> Option<DateParts> {
    let date = &moment.date;
    if moment.negative || date.has_unspecified() || date.year.significant_digits.is_some() {
        return None;
    }
    let value = |field: Option<DateField>| field.and_then(DateField::value);
    let within = match (date.precision(), value(date.month)) {
        (Precision::Year, _) => None,
        (Precision::Season, Some(code @ 21..=24)) => Some(Within::Season(code - 20)),
        (Precision::Season, _) => return None,
        (_, Some(month)) => Some(Within::Month(month)),
        (_, None) => return None,
    };
    Some(DateParts { year: date.year.value()?, within, day: value(date.day) })
}

impl DateParts {
    /// The date in the field's form, without its time of day: `2026-02-05`, `2026-02`, `2026-21`, `-0043`.
    #[must_use]
    pub fn edtf(&self) -> String {
        let sign = if self.year < 0 { "-" } else { "" };
        let within = match self.within {
            Some(Within::Month(month)) => format!("-{month:02}"),
            Some(Within::Season(season)) => format!("-2{season}"),
            None => String::new(),
        };
        let day = self.day.map_or_else(String::new, |day| format!("-{day:02}"));
        format!("{sign}{:04}{within}{day}", self.year.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_parts_that_it_records_and_no_more() {
        for (text, parts) in [
            ("2025-09-22", Some("2025-09-22")),
            ("2025-09-22T11:50:00Z", Some("2025-09-22")),
            ("2025-09~", Some("2025-09")),
            ("2025", Some("2025")),
            ("2001-21", Some("2001-21")),
            ("-0043-03-15", Some("-0043-03-15")),
            ("0000", Some("0000")),
            ("2004-06/2004-08", Some("2004-06/2004-08")),
            ("2026-02-04/2026-02-05", Some("2026-02-04/2026-02-05")),
            ("1969-07-20T20:05:05Z/T20:17:40Z", Some("1969-07-20")),
            ("201X", None),
            ("2004-XX", None),
            ("1985-04-XX", None),
            ("../2020-10-27", None),
            ("[1667,1668]", None),
        ] {
            let found = Edtf::parse(text).unwrap().parts().map(|(start, end)| {
                let end = end.map_or_else(String::new, |end| format!("/{}", end.edtf()));
                start.edtf() + &end
            });
            assert_eq!(found.as_deref(), parts, "{text}");
        }
    }
}
