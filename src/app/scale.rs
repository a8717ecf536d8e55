//! Days on cells: a stretch of time, the cells it is shown in, and the days each of them stands for.
//!
//! Pure arithmetic of half-open ranges of days. It must never know what happened on a day, nor what is
//! drawn in a cell.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::chronology::date::Edtf;

pub use self::ticks::Tick;

mod ticks;

/// A day, counted from 1 January 1970.
pub type Day = i32;

/// The shortest stretch that can be zoomed to, in days.
pub const SHORTEST: Day = 28;

/// The number of a calendar day.
#[must_use]
pub fn day_of(date: NaiveDate) -> Day {
    date.to_epoch_days()
}

/// The calendar day of a number; those that no calendar has are the first of the epoch.
#[must_use]
pub fn date_of(day: Day) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

/// A stretch of time: the days from `from` up to but without `to`; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
}

impl Stretch {
    /// The stretch between two days, of at least one day.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Self {
        Self { from, to: to.max(from + 1) }
    }

    /// How many days.
    #[must_use]
    pub fn days(self) -> Day {
        self.to - self.from
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        (self.from..self.to).contains(&day)
    }

    /// The stretch within `whole` that is `2^by` times as short, `day` staying at its place in it as far as
    /// the ends of `whole` allow; never shorter than [`SHORTEST`].
    #[must_use]
    pub fn zoomed(self, by: isize, day: Day, whole: Self) -> Self {
        let (shortest, longest) = (i64::from(SHORTEST.min(whole.days())), i64::from(whole.days()));
        let steps = by.unsigned_abs().min(31);
        let before = i64::from(self.days());
        let length = if by >= 0 { before >> steps } else { before << steps };
        let length = length.clamp(shortest, longest);
        let day = i64::from(day.clamp(self.from, self.to - 1));
        let from = day - (day - i64::from(self.from)) * length / before;
        Self::within(from, length, whole)
    }

    /// The stretch moved as far as is needed to hold `day`, with a quarter of its length beyond it.
    #[must_use]
    pub fn holding(self, day: Day, whole: Self) -> Self {
        let length = i64::from(self.days());
        let from = match day {
            d if d < self.from => i64::from(d) - length / 4,
            d if d >= self.to => i64::from(d) - length * 3 / 4,
            _ => i64::from(self.from),
        };
        Self::within(from, length, whole)
    }

    fn within(from: i64, length: i64, whole: Self) -> Self {
        let length = length.min(i64::from(whole.days()));
        let from = from.clamp(i64::from(whole.from), i64::from(whole.to) - length);
        Self { from: from as Day, to: (from + length) as Day }
    }

    /// The stretch in words: `Sep 2025`, `3 Aug – 2 Oct 2025`, `2009 – 2026`.
    #[must_use]
    pub fn words(self) -> String {
        let (first, last, after) = (date_of(self.from), date_of(self.to - 1), date_of(self.to));
        let iso = |date: NaiveDate| {
            if first.ordinal() == 1 && after.ordinal() == 1 {
                date.format("%Y").to_string()
            } else if first.day() == 1 && after.day() == 1 {
                date.format("%Y-%m").to_string()
            } else {
                date.format("%Y-%m-%d").to_string()
            }
        };
        let (start, end) = (iso(first), iso(last));
        let text = if start == end { start } else { format!("{start}/{end}") };
        Edtf::parse(&text).map_or(text, |date| date.long())
    }
}

/// A stretch of time shown in a row of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// What is shown.
    pub stretch: Stretch,
    /// In how many cells; at least one.
    pub cells: u16,
}

impl Scale {
    /// A scale over a stretch; no cells count as one.
    #[must_use]
    pub fn new(stretch: Stretch, cells: u16) -> Self {
        Self { stretch, cells: cells.max(1) }
    }

    fn start(&self, cell: u16) -> Day {
        let (length, cells) = (i64::from(self.stretch.days()), i64::from(self.cells));
        let offset = (i64::from(cell) * length + cells - 1) / cells;
        self.stretch.from + offset as Day
    }

    /// The days of a cell, half-open. The cells share out the stretch without overlap; where there are more
    /// cells than days, some hold none.
    #[must_use]
    pub fn days(&self, cell: u16) -> Range<Day> {
        let cell = cell.min(self.cells - 1);
        self.start(cell)..self.start(cell + 1)
    }

    /// The cell that holds a day.
    #[must_use]
    pub fn cell_of(&self, day: Day) -> Option<u16> {
        if !self.stretch.contains(day) {
            return None;
        }
        let offset = i64::from(day - self.stretch.from);
        u16::try_from(offset * i64::from(self.cells) / i64::from(self.stretch.days())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stretches() -> impl Strategy<Value = Stretch> {
        (-400_000..400_000i32, 1..40_000i32)
            .prop_map(|(from, days)| Stretch::new(from, from + days))
    }

    proptest! {
        #[test]
        fn the_cells_share_out_the_days(stretch in stretches(), cells in 1u16..400) {
            let scale = Scale::new(stretch, cells);
            let mut at = stretch.from;
            for cell in 0..cells {
                let days = scale.days(cell);
                prop_assert_eq!(days.start, at);
                prop_assert!(days.end >= days.start);
                at = days.end;
            }
            prop_assert_eq!(at, stretch.to);
        }

        #[test]
        fn a_day_lies_in_the_days_of_its_cell(stretch in stretches(), cells in 1u16..400, at in 0.0..1.0f64) {
            let scale = Scale::new(stretch, cells);
            let day = stretch.from + (f64::from(stretch.days()) * at) as i32;
            let cell = scale.cell_of(day).unwrap();
            prop_assert!(scale.days(cell).contains(&day));
            prop_assert_eq!(scale.cell_of(stretch.from - 1), None);
            prop_assert_eq!(scale.cell_of(stretch.to), None);
        }

        #[test]
        fn cells_of_the_same_stretch_differ_by_a_day_at_most(stretch in stretches(), cells in 1u16..400) {
            let scale = Scale::new(stretch, cells);
            let lengths: Vec<i32> = (0..cells).map(|c| scale.days(c)).map(|d| d.end - d.start).collect();
            let (shortest, longest) = (lengths.iter().min().unwrap(), lengths.iter().max().unwrap());
            prop_assert!(longest - shortest <= 1);
        }

        #[test]
        fn zooming_stays_within_the_whole_and_keeps_the_day(
            whole in stretches(), steps in proptest::collection::vec(-3isize..4, 1..12), at in 0.0..1.0f64,
        ) {
            let day = whole.from + (f64::from(whole.days()) * at) as i32;
            let mut stretch = whole;
            for by in steps {
                stretch = stretch.zoomed(by, day, whole);
                prop_assert!(stretch.from >= whole.from && stretch.to <= whole.to);
                prop_assert!(stretch.contains(day), "{stretch:?} lost {day}");
                prop_assert!(stretch.days() >= SHORTEST.min(whole.days()));
            }
            prop_assert_eq!(stretch.zoomed(-31, day, whole), whole);
        }

        #[test]
        fn a_moved_stretch_holds_the_day_at_its_length(
            whole in stretches(), zoom in 0isize..6, a in 0.0..1.0f64, b in 0.0..1.0f64,
        ) {
            let day = |at: f64| whole.from + (f64::from(whole.days()) * at) as i32;
            let part = whole.zoomed(zoom, day(a), whole);
            let moved = part.holding(day(b), whole);
            prop_assert!(moved.contains(day(b)));
            prop_assert_eq!(moved.days(), part.days());
            prop_assert!(moved.from >= whole.from && moved.to <= whole.to);
            if part.contains(day(b)) {
                prop_assert_eq!(moved, part);
            }
        }
    }

    fn day(text: &str) -> Day {
        day_of(text.parse().unwrap())
    }

    #[test]
    fn a_stretch_is_told_as_shortly_as_it_is_exact() {
        let words = |from, to| Stretch::new(day(from), day(to)).words();
        assert_eq!(words("2025-09-01", "2025-10-01"), "Sep 2025");
        assert_eq!(words("2025-09-03", "2025-09-04"), "3 Sep 2025");
        assert_eq!(words("2025-08-03", "2025-10-03"), "3 Aug – 2 Oct 2025");
        assert_eq!(words("2009-01-01", "2027-01-01"), "2009 – 2026");
    }

    #[test]
    fn a_single_day_is_a_stretch() {
        let scale = Scale::new(Stretch::new(5, 5), 10);
        assert_eq!(scale.cell_of(5), Some(0));
        assert_eq!((scale.days(0), scale.days(3)), (5..6, 6..6));
    }
}
