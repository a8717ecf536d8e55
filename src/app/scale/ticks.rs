//! The marks of the calendar on a scale: years, months or days, as finely as there is room for.

use chrono::{Datelike, NaiveDate};

use crate::chronology::date::MONTHS;

use super::{Scale, date_of, day_of};

/// A mark of the calendar on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell that holds the day.
    pub cell: u16,
    /// The year, month or day; empty for a mark between labels.
    pub label: String,
}

impl Scale {
    /// The marks of the calendar, in order: labelled as finely as there is room for with `gap` cells
    /// between labels, and unlabelled between those.
    #[must_use]
    pub fn ticks(&self, gap: u16) -> Vec<Tick> {
        let fits = |step: &&Step| self.cells_of(step.days()) >= step.label() + gap;
        let step = STEPS.iter().find(fits).copied().unwrap_or(Step::Years(10_000));
        let minor = step.minor().filter(|minor| self.cells_of(minor.days()) >= 2);
        let mut ticks: Vec<Tick> = Vec::new();
        let mut date = step_back(date_of(self.stretch.from), step);
        while day_of(date) < self.stretch.to {
            if let Some(cell) = self.cell_of(day_of(date)) {
                ticks.push(Tick { cell, label: step.text(date) });
            }
            let next = step.next(date);
            let mut between = minor.map(|minor| minor.next(date));
            while let (Some(at), Some(minor)) = (between.filter(|at| *at < next), minor) {
                ticks.extend(
                    self.cell_of(day_of(at)).map(|cell| Tick { cell, label: String::new() }),
                );
                between = Some(minor.next(at));
            }
            if next <= date {
                break;
            }
            date = next;
        }
        ticks
    }

    fn cells_of(&self, days: i64) -> u16 {
        let cells = days * i64::from(self.cells) / i64::from(self.stretch.days());
        u16::try_from(cells).unwrap_or(u16::MAX)
    }
}

/// What lies between two labels of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(u32),
    Months(u32),
    Years(i32),
}

const STEPS: [Step; 17] = [
    Step::Days(1),
    Step::Days(5),
    Step::Days(10),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
    Step::Years(5000),
];

impl Step {
    /// Its length in days, the shortest it may be.
    fn days(self) -> i64 {
        match self {
            Self::Days(n) => i64::from(n),
            Self::Months(n) => i64::from(n) * 30,
            Self::Years(n) => i64::from(n) * 365,
        }
    }

    /// The width of its labels in cells.
    fn label(self) -> u16 {
        match self {
            Self::Days(_) => 3,
            Self::Months(_) | Self::Years(_) => 4,
        }
    }

    /// What is marked without a label between its labels.
    fn minor(self) -> Option<Self> {
        match self {
            Self::Days(1) | Self::Months(1) => None,
            Self::Days(_) => Some(Self::Days(1)),
            Self::Months(_) => Some(Self::Months(1)),
            Self::Years(1) => Some(Self::Months(3)),
            Self::Years(n) if n <= 10 => Some(Self::Years(1)),
            Self::Years(n) => Some(Self::Years(n / 10)),
        }
    }

    /// The next of its days after one of them.
    fn next(self, date: NaiveDate) -> NaiveDate {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let next = match self {
            // Within a month the days 1, 1 + n, 1 + 2n …, the last of them not too near its end.
            Self::Days(n) if n == 1 || day + 2 * n - 1 <= 31 => {
                NaiveDate::from_ymd_opt(year, month, day + n)
            }
            Self::Days(_) => None,
            Self::Months(n) if month + n <= 12 => NaiveDate::from_ymd_opt(year, month + n, 1),
            Self::Months(_) => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Self::Years(n) => NaiveDate::from_ymd_opt(year.saturating_add(n), 1, 1),
        };
        let month_after = || match month {
            12 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            _ => NaiveDate::from_ymd_opt(year, month + 1, 1),
        };
        match (next, self) {
            (Some(next), _) => next,
            (None, Self::Days(_)) => month_after().unwrap_or(NaiveDate::MAX),
            (None, _) => NaiveDate::MAX,
        }
    }

    fn text(self, date: NaiveDate) -> String {
        let month = MONTHS[date.month0() as usize];
        match self {
            Self::Days(_) if date.day() > 1 => date.day().to_string(),
            Self::Days(_) | Self::Months(_) if date.month() > 1 => month.to_owned(),
            _ => date.year().to_string(),
        }
    }
}

/// The last day of a step's own at or before `date`.
fn step_back(date: NaiveDate, step: Step) -> NaiveDate {
    let (year, month) = (date.year(), date.month());
    let found = match step {
        Step::Days(_) => NaiveDate::from_ymd_opt(year, month, 1),
        Step::Months(n) => NaiveDate::from_ymd_opt(year, (month - 1) / n * n + 1, 1),
        Step::Years(n) => NaiveDate::from_ymd_opt(year.div_euclid(n) * n, 1, 1),
    };
    found.unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::scale::Stretch;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ticks_stand_in_order_with_room_for_their_labels(from in -400_000..400_000i32, days in 1..400_000i32, cells in 1u16..400) {
            let scale = Scale::new(Stretch::new(from, from + days), cells);
            let ticks = scale.ticks(1);
            prop_assert!(ticks.windows(2).all(|t| t[0].cell <= t[1].cell));
            prop_assert!(ticks.iter().all(|t| t.cell < cells));
            let labels: Vec<&Tick> = ticks.iter().filter(|t| !t.label.is_empty()).collect();
            for pair in labels.windows(2) {
                prop_assert!(pair[0].cell + pair[0].label.len() as u16 <= pair[1].cell, "{pair:?}");
            }
        }
    }

    fn day(text: &str) -> i32 {
        day_of(text.parse().unwrap())
    }

    #[test]
    fn ticks_are_years_months_or_days_as_there_is_room() {
        let labels = |from, to, cells| -> Vec<String> {
            let scale = Scale::new(Stretch::new(day(from), day(to)), cells);
            scale.ticks(2).into_iter().map(|t| t.label).filter(|l| !l.is_empty()).take(3).collect()
        };
        assert_eq!(labels("2009-12-05", "2026-02-24", 118), ["2010", "2011", "2012"]);
        assert_eq!(labels("2009-12-05", "2026-02-24", 78), ["2010", "2012", "2014"]);
        assert_eq!(labels("2025-01-01", "2026-01-01", 90), ["2025", "Feb", "Mar"]);
        assert_eq!(labels("2026-02-01", "2026-03-01", 90), ["Feb", "6", "11"]);
        assert_eq!(labels("2026-02-01", "2026-03-01", 160), ["Feb", "2", "3"]);
    }
}
