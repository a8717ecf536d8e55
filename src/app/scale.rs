//! Time on cells: a stretch of it, the cells it is shown in, and the seconds each of them stands for, from minutes
//! out to millennia.
//!
//! Pure arithmetic of half-open ranges of seconds. It must never know what happened on a day, nor what is
//! drawn in a cell.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::chronology::date::{in_words, year_label};

pub use self::ticks::Tick;

mod ticks;

/// A moment, in seconds from 1 January 1970 UTC; a day stands at its midnight.
pub type Second = i64;

/// The length of a day.
pub const DAY: Second = 86_400;

/// The shortest stretch that can be zoomed to.
pub const SHORTEST: Second = 600;

/// The stretch that records without a time of day fill at least.
pub const MONTH: Second = 28 * DAY;

/// The first second of a calendar day.
#[must_use]
pub fn start_of(date: NaiveDate) -> Second {
    Second::from(date.to_epoch_days()) * DAY
}

/// The calendar day of a moment; those that no calendar has are the first of the epoch.
#[must_use]
pub fn date_of(second: Second) -> NaiveDate {
    let days = i32::try_from(second.div_euclid(DAY)).ok();
    days.and_then(NaiveDate::from_epoch_days).unwrap_or_default()
}

/// How many years of the calendar lie between two moments, whole ones.
#[must_use]
pub fn whole_years(range: &Range<Second>) -> i32 {
    let (from, to) = (date_of(range.start), date_of(range.end));
    let of_year = |day: NaiveDate| (day.month(), day.day());
    to.year() - from.year() - i32::from(of_year(to) < of_year(from))
}

/// A stretch of time: the seconds from `from` up to but without `to`; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first second.
    pub from: Second,
    /// The second after the last.
    pub to: Second,
}

impl Stretch {
    /// The stretch between two moments, of at least one second.
    #[must_use]
    pub fn new(from: Second, to: Second) -> Self {
        Self { from, to: to.max(from + 1) }
    }

    /// How many seconds.
    #[must_use]
    pub fn length(self) -> Second {
        self.to - self.from
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn contains(self, day: Second) -> bool {
        (self.from..self.to).contains(&day)
    }

    /// The stretch within `whole` that is `2^by` times as short, `day` staying at its place in it as far as
    /// the ends of `whole` allow; never shorter than [`SHORTEST`].
    #[must_use]
    pub fn zoomed(self, by: isize, day: Second, whole: Self) -> Self {
        let (shortest, longest) = (SHORTEST.min(whole.length()), whole.length());
        let steps = by.unsigned_abs().min(31);
        let before = self.length();
        let length = if by >= 0 { before >> steps } else { before.saturating_mul(1 << steps) };
        let length = length.clamp(shortest, longest);
        let day = day.clamp(self.from, self.to - 1);
        // The product may be beyond what a number holds.
        let share = i128::from(day - self.from) * i128::from(length) / i128::from(before);
        let from = day - share as Second;
        Self::within(from, length, whole)
    }

    /// The stretch moved as far as is needed to hold `day`, with a quarter of its length beyond it.
    #[must_use]
    pub fn holding(self, day: Second, whole: Self) -> Self {
        let length = self.length();
        let from = match day {
            d if d < self.from => d - length / 4,
            d if d >= self.to => d - length / 4 * 3,
            _ => self.from,
        };
        Self::within(from, length, whole)
    }

    fn within(from: i64, length: i64, whole: Self) -> Self {
        let length = length.min(whole.length());
        let from = from.clamp(whole.from, whole.to - length);
        Self { from, to: from + length }
    }

    /// The stretch in words: `Sep 2025`, `3 Aug – 2 Oct 2025`, `2009 – 2026`, `20 Jul 1969 20:05–20:17 UTC`; of
    /// two days or more the days whose midnights lie in it, of less the minutes that begin in it.
    #[must_use]
    pub fn words(self) -> String {
        let unit = if self.length() >= 2 * DAY { DAY } else { 60 };
        let up = |second: Second| -(-second).div_euclid(unit) * unit;
        let (from, to) = (up(self.from), up(self.to).max(up(self.from) + unit));
        let whole_days = from % DAY == 0 && to % DAY == 0;
        let (first, last, after) = (date_of(from), date_of(to - 1), date_of(to));
        if is_far(first) || is_far(last) {
            return format!("{} – {}", year_label(first.year()), year_label(last.year()));
        }
        let iso = |second: Second, date: NaiveDate| {
            if !whole_days {
                let minute = second.rem_euclid(DAY) / 60;
                date.format("%Y-%m-%d").to_string()
                    + &format!("T{:02}:{:02}Z", minute / 60, minute % 60)
            } else if first.ordinal() == 1 && after.ordinal() == 1 {
                date.format("%Y").to_string()
            } else if first.day() == 1 && after.day() == 1 {
                date.format("%Y-%m").to_string()
            } else {
                date.format("%Y-%m-%d").to_string()
            }
        };
        let (start, end) = (iso(from, first), iso(to - 1, last));
        let text = if start == end { start } else { format!("{start}/{end}") };
        in_words(&text)
    }

    /// The months in which it begins and ends, where these are two: `Jan 2011 – Feb 2018`.
    #[must_use]
    pub fn months(self) -> Option<String> {
        let (first, last) = (date_of(self.from), date_of(self.to - 1));
        let month = |date: NaiveDate| date.format("%Y-%m").to_string();
        let (start, end) = (month(first), month(last));
        if start == end || is_far(first) || is_far(last) {
            return None;
        }
        Some(in_words(&format!("{start}/{end}")))
    }
}

/// Whether no date of its year says more than the year.
fn is_far(date: NaiveDate) -> bool {
    !(-9999..=9999).contains(&date.year())
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

    fn start(&self, cell: u16) -> Second {
        let (length, cells) = (self.stretch.length(), Second::from(self.cells));
        self.stretch.from + (Second::from(cell) * length + cells - 1) / cells
    }

    /// The seconds of a cell, half-open. The cells share out the stretch without overlap; where there are more
    /// cells than seconds, some hold none.
    #[must_use]
    pub fn span(&self, cell: u16) -> Range<Second> {
        let cell = cell.min(self.cells - 1);
        self.start(cell)..self.start(cell + 1)
    }

    /// The cell that holds a moment.
    #[must_use]
    pub fn cell_of(&self, day: Second) -> Option<u16> {
        if !self.stretch.contains(day) {
            return None;
        }
        let offset = day - self.stretch.from;
        u16::try_from(offset * Second::from(self.cells) / self.stretch.length()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stretches() -> impl Strategy<Value = Stretch> {
        (-40_000_000_000..40_000_000_000i64, 1..4_000_000_000i64)
            .prop_map(|(from, length)| Stretch::new(from, from + length))
    }

    proptest! {
        #[test]
        fn the_cells_share_out_the_days(stretch in stretches(), cells in 1u16..400) {
            let scale = Scale::new(stretch, cells);
            let mut at = stretch.from;
            for cell in 0..cells {
                let days = scale.span(cell);
                prop_assert_eq!(days.start, at);
                prop_assert!(days.end >= days.start);
                at = days.end;
            }
            prop_assert_eq!(at, stretch.to);
        }

        #[test]
        fn a_day_lies_in_the_days_of_its_cell(stretch in stretches(), cells in 1u16..400, at in 0.0..1.0f64) {
            let scale = Scale::new(stretch, cells);
            let day = stretch.from + (stretch.length() as f64 * at) as i64;
            let cell = scale.cell_of(day).unwrap();
            prop_assert!(scale.span(cell).contains(&day));
            prop_assert_eq!(scale.cell_of(stretch.from - 1), None);
            prop_assert_eq!(scale.cell_of(stretch.to), None);
        }

        #[test]
        fn cells_of_the_same_stretch_differ_by_a_day_at_most(stretch in stretches(), cells in 1u16..400) {
            let scale = Scale::new(stretch, cells);
            let lengths: Vec<i64> = (0..cells).map(|c| scale.span(c)).map(|d| d.end - d.start).collect();
            let (shortest, longest) = (lengths.iter().min().unwrap(), lengths.iter().max().unwrap());
            prop_assert!(longest - shortest <= 1);
        }

        #[test]
        fn zooming_stays_within_the_whole_and_keeps_the_day(
            whole in stretches(), steps in proptest::collection::vec(-3isize..4, 1..12), at in 0.0..1.0f64,
        ) {
            let day = whole.from + (whole.length() as f64 * at) as i64;
            let mut stretch = whole;
            for by in steps {
                stretch = stretch.zoomed(by, day, whole);
                prop_assert!(stretch.from >= whole.from && stretch.to <= whole.to);
                prop_assert!(stretch.contains(day), "{stretch:?} lost {day}");
                prop_assert!(stretch.length() >= SHORTEST.min(whole.length()));
            }
            prop_assert_eq!(stretch.zoomed(-31, day, whole), whole);
        }

        #[test]
        fn a_moved_stretch_holds_the_day_at_its_length(
            whole in stretches(), zoom in 0isize..6, a in 0.0..1.0f64, b in 0.0..1.0f64,
        ) {
            let day = |at: f64| whole.from + (whole.length() as f64 * at) as i64;
            let part = whole.zoomed(zoom, day(a), whole);
            let moved = part.holding(day(b), whole);
            prop_assert!(moved.contains(day(b)));
            prop_assert_eq!(moved.length(), part.length());
            prop_assert!(moved.from >= whole.from && moved.to <= whole.to);
            if part.contains(day(b)) {
                prop_assert_eq!(moved, part);
            }
        }
    }

    fn day(text: &str) -> Second {
        start_of(text.parse().unwrap())
    }

    #[test]
    fn a_stretch_is_told_as_shortly_as_it_is_exact() {
        let words = |from, to| Stretch::new(day(from), day(to)).words();
        assert_eq!(words("2025-09-01", "2025-10-01"), "Sep 2025");
        assert_eq!(words("2025-09-03", "2025-09-04"), "3 Sep 2025");
        assert_eq!(words("2025-08-03", "2025-10-03"), "3 Aug – 2 Oct 2025");
        assert_eq!(words("2009-01-01", "2027-01-01"), "2009 – 2026");
        let evening = Stretch::new(day("1969-07-20") + 20 * 3600, day("1969-07-20") + 21 * 3600);
        assert_eq!(evening.words(), "20 Jul 1969 20:00–20:59 UTC");
    }

    #[test]
    fn a_single_day_is_a_stretch() {
        let scale = Scale::new(Stretch::new(5, 5), 10);
        assert_eq!(scale.cell_of(5), Some(0));
        assert_eq!((scale.span(0), scale.span(3)), (5..6, 6..6));
    }
}
