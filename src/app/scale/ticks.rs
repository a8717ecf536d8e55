//! The marks of the calendar on a scale: millennia to minutes, as finely as there is room for.

use chrono::{Datelike, NaiveDate};

use crate::chronology::date::{MONTHS, year_label};

use super::{DAY, Scale, Second, date_of, start_of};

/// A mark of the calendar on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell that holds the moment.
    pub cell: u16,
    /// The year, month, day or time; empty for a mark between labels.
    pub label: String,
}

impl Scale {
    /// The marks of the calendar, in order: labelled as finely as there is room for with `gap` cells
    /// between labels, and unlabelled between those.
    #[must_use]
    pub fn ticks(&self, gap: u16) -> Vec<Tick> {
        let (first, last) = (date_of(self.stretch.from).year(), date_of(self.stretch.to).year());
        let year = year_label(first).len().max(year_label(last).len()).max(4) as u16;
        let fits = |step: &&TickStep| self.cells_of(step.length()) >= step.label(year) + gap;
        let step = STEPS.iter().find(fits).copied().unwrap_or(TickStep::Years(50_000));
        let minor = step.minor().filter(|minor| self.cells_of(minor.length()) >= 2);
        let mut ticks: Vec<Tick> = Vec::new();
        let mut at = step.back(self.stretch.from);
        while at < self.stretch.to {
            if let Some(cell) = self.cell_of(at) {
                ticks.push(Tick { cell, label: step.text(at) });
            }
            let next = step.next(at);
            let mut between = minor.map(|minor| minor.next(at));
            while let (Some(mark), Some(minor)) = (between.filter(|mark| *mark < next), minor) {
                ticks.extend(self.cell_of(mark).map(|cell| Tick { cell, label: String::new() }));
                between = Some(minor.next(mark)).filter(|after| *after > mark);
            }
            if next <= at {
                break;
            }
            at = next;
        }
        // A short stretch may lie between two labels: then its first day is told.
        let first_day = TickStep::Minutes(0).text(start_of(date_of(self.stretch.from)));
        let is_near = self.stretch.length() < NEAR && self.cells as usize >= first_day.len();
        if is_near && ticks.iter().all(|tick| tick.label.is_empty()) {
            ticks.retain(|tick| tick.cell > 0);
            ticks.insert(0, Tick { cell: 0, label: first_day });
        }
        // A label may be wider than those that it stands among.
        let mut free = 0;
        for tick in ticks.iter_mut().filter(|tick| !tick.label.is_empty()) {
            if tick.cell < free {
                tick.label.clear();
            } else {
                free = tick.cell.saturating_add(tick.label.len() as u16 + gap);
            }
        }
        ticks
    }

    fn cells_of(&self, length: Second) -> u16 {
        let cells = length.saturating_mul(Second::from(self.cells)) / self.stretch.length();
        u16::try_from(cells).unwrap_or(u16::MAX)
    }
}

/// A stretch that is shorter is known by its first day.
const NEAR: Second = 92 * DAY;

/// What lies between two labels of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TickStep {
    /// Minutes that share out a day.
    Minutes(Second),
    Days(u32),
    Months(u32),
    Years(i32),
}

const STEPS: [TickStep; 26] = [
    TickStep::Minutes(1),
    TickStep::Minutes(5),
    TickStep::Minutes(10),
    TickStep::Minutes(30),
    TickStep::Minutes(60),
    TickStep::Minutes(180),
    TickStep::Minutes(360),
    TickStep::Minutes(720),
    TickStep::Days(1),
    TickStep::Days(5),
    TickStep::Days(10),
    TickStep::Months(1),
    TickStep::Months(3),
    TickStep::Months(6),
    TickStep::Years(1),
    TickStep::Years(2),
    TickStep::Years(5),
    TickStep::Years(10),
    TickStep::Years(20),
    TickStep::Years(50),
    TickStep::Years(100),
    TickStep::Years(200),
    TickStep::Years(500),
    TickStep::Years(1000),
    TickStep::Years(5000),
    TickStep::Years(10_000),
];

impl TickStep {
    /// Its length, the shortest it may be.
    fn length(self) -> Second {
        match self {
            Self::Minutes(n) => n * 60,
            Self::Days(n) => Second::from(n) * DAY,
            Self::Months(n) => Second::from(n) * 30 * DAY,
            Self::Years(n) => Second::from(n) * 365 * DAY,
        }
    }

    /// The width of its labels in cells, where that of a year is `year`.
    fn label(self, year: u16) -> u16 {
        match self {
            Self::Minutes(_) | Self::Days(_) => 6,
            Self::Months(_) | Self::Years(_) => year,
        }
    }

    /// What is marked without a label between its labels.
    fn minor(self) -> Option<Self> {
        match self {
            Self::Minutes(1) | Self::Days(1) | Self::Months(1) => None,
            Self::Minutes(n) if n <= 10 => Some(Self::Minutes(1)),
            Self::Minutes(n) if n <= 60 => Some(Self::Minutes(10)),
            Self::Minutes(_) => Some(Self::Minutes(60)),
            Self::Days(_) => Some(Self::Days(1)),
            Self::Months(_) => Some(Self::Months(1)),
            Self::Years(1) => Some(Self::Months(3)),
            Self::Years(n) if n <= 10 => Some(Self::Years(1)),
            Self::Years(n) => Some(Self::Years(n / 10)),
        }
    }

    /// The next of its moments after one of them.
    fn next(self, at: Second) -> Second {
        if let Self::Minutes(n) = self {
            return at + n * 60;
        }
        let date = date_of(at);
        let (year, month, day) = (date.year(), date.month(), date.day());
        let next = match self {
            // Within a month the days 1, 1 + n, 1 + 2n …, the last of them not too near its end.
            Self::Days(n) if n == 1 || day + 2 * n - 1 <= 31 => {
                NaiveDate::from_ymd_opt(year, month, day + n)
            }
            Self::Days(_) | Self::Minutes(_) => None,
            Self::Months(n) if month + n <= 12 => NaiveDate::from_ymd_opt(year, month + n, 1),
            Self::Months(_) => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            Self::Years(n) => {
                // Between 100 BC and 100 lies no year 0 to be marked.
                let next = year.saturating_add(n);
                NaiveDate::from_ymd_opt(
                    if year <= 0 && next > 0 { next.max(n) } else { next },
                    1,
                    1,
                )
            }
        };
        let month_after = || match month {
            12 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
            _ => NaiveDate::from_ymd_opt(year, month + 1, 1),
        };
        let next = match (next, self) {
            (Some(next), _) => Some(next),
            (None, Self::Days(_)) => month_after(),
            (None, _) => None,
        };
        next.map_or(Second::MAX, start_of)
    }

    /// The last of its moments at or before `at`.
    fn back(self, at: Second) -> Second {
        let date = date_of(at);
        let (year, month) = (date.year(), date.month());
        let found = match self {
            Self::Minutes(n) => return at.div_euclid(n * 60) * n * 60,
            Self::Days(_) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Months(n) => NaiveDate::from_ymd_opt(year, (month - 1) / n * n + 1, 1),
            Self::Years(n) if year > 0 => NaiveDate::from_ymd_opt((year / n * n).max(1), 1, 1),
            // The calendar's year 1 − n is n BC.
            Self::Years(n) => NaiveDate::from_ymd_opt(1 - (1 - year + n - 1) / n * n, 1, 1),
        };
        found.map_or(at, start_of)
    }

    fn text(self, at: Second) -> String {
        let date = date_of(at);
        let month = MONTHS[date.month0() as usize];
        let minute = at.rem_euclid(DAY) / 60;
        match self {
            Self::Minutes(_) if minute > 0 => format!("{:02}:{:02}", minute / 60, minute % 60),
            Self::Minutes(_) => format!("{} {month}", date.day()),
            Self::Days(_) if date.day() > 1 => format!("{} {month}", date.day()),
            Self::Days(_) | Self::Months(_) if date.month() > 1 => month.to_owned(),
            _ => year_label(date.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::scale::Stretch;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ticks_stand_in_order_with_room_for_their_labels(from in -100_000_000_000..40_000_000_000i64, days in 1..100_000_000_000i64, short in any::<bool>(), cells in 1u16..400) {
            let days = if short { days % 400_000 + 1 } else { days };
            let scale = Scale::new(Stretch::new(from, from + days), cells);
            let ticks = scale.ticks(1);
            prop_assert!(ticks.windows(2).all(|t| t[0].cell <= t[1].cell));
            prop_assert!(ticks.iter().all(|t| t.cell < cells));
            let labels: Vec<&Tick> = ticks.iter().filter(|t| !t.label.is_empty()).collect();
            for pair in labels.windows(2) {
                prop_assert!(pair[0].cell + (pair[0].label.len() as u16) < pair[1].cell, "{pair:?}");
            }
        }
    }

    fn day(text: &str) -> Second {
        start_of(text.parse().unwrap())
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
        assert_eq!(labels("2026-02-01", "2026-03-01", 90), ["Feb", "6 Feb", "11 Feb"]);
        assert_eq!(labels("2026-02-01", "2026-03-01", 260), ["Feb", "2 Feb", "3 Feb"]);
        assert_eq!(labels("2023-12-28", "2024-01-28", 155), ["2024", "6 Jan", "11 Jan"]);
        assert_eq!(labels("2026-02-07", "2026-02-27", 10), ["7 Feb"]);
        assert_eq!(labels("-2399-01-01", "0400-01-01", 100), ["2000 BC", "1500 BC", "1000 BC"]);
        assert_eq!(labels("1969-07-20", "1969-07-21", 100), ["20 Jul", "03:00", "06:00"]);
    }

    #[test]
    fn a_label_never_is_the_number_of_a_day_alone() {
        for (from, length) in
            [("2024-01-01", 28), ("2023-12-20", 40), ("2024-02-06", 9), ("1969-07-16", 9)]
        {
            for cells in 6..300 {
                let from = day(from);
                let ticks = Scale::new(Stretch::new(from, from + length * DAY), cells).ticks(1);
                let labels: Vec<&str> =
                    ticks.iter().map(|t| &*t.label).filter(|l| !l.is_empty()).collect();
                assert!(!labels.is_empty(), "nothing tells the days in {cells} cells");
                let is_day = |label: &&&str| label.len() < 3 && label.parse::<u32>().is_ok();
                assert_eq!(labels.iter().find(is_day), None, "{labels:?} in {cells} cells");
            }
        }
    }

    #[test]
    fn labels_have_a_free_cell_between_them_in_any_span() {
        for (from, length) in
            [("2023-12-20", 31), ("2024-01-01", 28), ("2024-12-25", 14), ("2023-11-30", 70)]
        {
            for cells in 1..300 {
                let from = day(from);
                let scale = Scale::new(Stretch::new(from, from + length * DAY), cells);
                let ticks = scale.ticks(1);
                let mut row = " ".repeat(usize::from(cells) + 12);
                for tick in &ticks {
                    let at = usize::from(tick.cell);
                    row.replace_range(at..at + tick.label.len(), &tick.label);
                }
                let labels: Vec<&str> =
                    ticks.iter().map(|t| &*t.label).filter(|l| !l.is_empty()).collect();
                let told = labels.join(" ");
                assert!(row.split_whitespace().eq(told.split_whitespace()), "{cells} cells: {row}");
            }
        }
    }
}
