//! Days on cells: a stretch of time, the cells it is shown in, and the days each of them stands for.
//!
//! Pure arithmetic of half-open ranges of days. It must never know what happened on a day, nor what is
//! drawn in a cell.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::chronology::date::{Edtf, MONTHS};

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

/// A mark of the calendar on a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The cell that holds the day.
    pub cell: u16,
    /// The year, month or day; empty for a mark between labels.
    pub label: String,
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
                ticks.extend(self.cell_of(day_of(at)).map(|cell| Tick { cell, label: String::new() }));
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
            Self::Days(n) if n == 1 || day + 2 * n - 1 <= 31 => NaiveDate::from_ymd_opt(year, month, day + n),
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
    use proptest::prelude::*;

    fn stretches() -> impl Strategy<Value = Stretch> {
        (-400_000..400_000i32, 1..40_000i32).prop_map(|(from, days)| Stretch::new(from, from + days))
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
            let lengths: Vec<i32> = (0..cells).map(|c| scale.days(c).len() as i32).collect();
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

        #[test]
        fn ticks_stand_in_order_with_room_for_their_labels(stretch in stretches(), cells in 1u16..400) {
            let scale = Scale::new(stretch, cells);
            let ticks = scale.ticks(1);
            prop_assert!(ticks.windows(2).all(|t| t[0].cell <= t[1].cell));
            prop_assert!(ticks.iter().all(|t| t.cell < cells));
            let labels: Vec<&Tick> = ticks.iter().filter(|t| !t.label.is_empty()).collect();
            for pair in labels.windows(2) {
                prop_assert!(pair[0].cell + pair[0].label.len() as u16 <= pair[1].cell, "{pair:?}");
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

    #[test]
    fn a_single_day_is_a_stretch() {
        let scale = Scale::new(Stretch::new(5, 5), 10);
        assert_eq!(scale.cell_of(5), Some(0));
        assert_eq!((scale.days(0), scale.days(3)), (5..6, 6..6));
    }
}
