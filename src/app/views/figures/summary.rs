//! What stretches of a series come to: the least and the greatest value, the last one, and whether any is missing,
//! told without a look at each of them, so that a frame costs what its columns show.
//!
//! Owns values by their positions in time; days and columns it does not know.

use std::cmp::Ordering;
use std::ops::Range;

/// How many of a level are one of the next.
const BLOCK: usize = 8;

/// What some values come to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sum {
    /// The least of them and its position; `None` where all are missing.
    pub low: Option<(f64, usize)>,
    /// The greatest and its position.
    pub high: Option<(f64, usize)>,
    /// The position of the last that is there.
    pub last: Option<usize>,
    /// Whether one is missing.
    pub missing: bool,
}

impl Sum {
    fn of(at: usize, value: Option<f64>) -> Self {
        let own = value.map(|value| (value, at));
        Self { low: own, high: own, last: own.map(|_| at), missing: own.is_none() }
    }

    fn join(self, other: Self) -> Self {
        type Found = Option<(f64, usize)>;
        let better = |a: Found, b: Found, wanted: Ordering| match (a, b) {
            (Some(a), Some(b)) if b.0.total_cmp(&a.0) == wanted => Some(b),
            (a, b) => a.or(b),
        };
        Self {
            low: better(self.low, other.low, Ordering::Less),
            high: better(self.high, other.high, Ordering::Greater),
            last: self.last.max(other.last),
            missing: self.missing || other.missing,
        }
    }
}

/// The sums of a series: each value, then of a block of them, of as many of those, and so on.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    values: Vec<Option<f64>>,
    levels: Vec<Vec<Sum>>,
}

impl Summary {
    /// Of values in time; what is no number is missing.
    #[must_use]
    pub fn of(values: impl Iterator<Item = Option<f64>>) -> Self {
        let values: Vec<_> = values.map(|value| value.filter(|v| v.is_finite())).collect();
        let mut all = Self { values, levels: Vec::new() };
        let mut len = all.values.len();
        while len >= BLOCK {
            let level = all.levels.len();
            let block = |n: usize| n * BLOCK..((n + 1) * BLOCK).min(len);
            let sum =
                |n| block(n).map(|at| all.at(level, at)).fold(all.at(level, n * BLOCK), Sum::join);
            let sums: Vec<Sum> = (0..len.div_ceil(BLOCK)).map(sum).collect();
            len = sums.len();
            all.levels.push(sums);
        }
        all
    }

    fn at(&self, level: usize, at: usize) -> Sum {
        match level.checked_sub(1) {
            Some(above) => {
                self.levels.get(above).and_then(|sums| sums.get(at).copied()).unwrap_or_default()
            }
            None => Sum::of(at, self.values.get(at).copied().flatten()),
        }
    }

    /// What the values at these positions come to.
    #[must_use]
    pub fn over(&self, range: Range<usize>) -> Sum {
        let (mut from, mut to, mut level) = (range.start, range.end.min(self.values.len()), 0);
        let mut sum = Sum::default();
        while from < to {
            while from < to && !from.is_multiple_of(BLOCK) {
                sum = sum.join(self.at(level, from));
                from += 1;
            }
            while from < to && !to.is_multiple_of(BLOCK) {
                to -= 1;
                sum = sum.join(self.at(level, to));
            }
            // What is left are whole blocks.
            (from, to, level) = (from / BLOCK, to / BLOCK, level + 1);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_stretch_comes_to_what_each_of_its_values_says(
            values in proptest::collection::vec(proptest::option::of(-9..9i8), 0..700),
            (from, to) in (0usize..700, 0usize..700),
        ) {
            let values: Vec<Option<f64>> = values.into_iter().map(|v| v.map(f64::from)).collect();
            let sum = Summary::of(values.iter().copied()).over(from..to);
            let (from, to) = (from.min(values.len()), to.min(values.len()));
            let own: &[_] = values.get(from..to).unwrap_or_default();
            let there = || own.iter().flatten().copied();
            prop_assert_eq!(sum.low.map(|(v, _)| v), there().reduce(f64::min));
            prop_assert_eq!(sum.high.map(|(v, _)| v), there().reduce(f64::max));
            for (value, at) in [sum.low, sum.high].into_iter().flatten() {
                prop_assert!((from..to).contains(&at) && values[at] == Some(value));
            }
            prop_assert_eq!(sum.last, own.iter().rposition(Option::is_some).map(|at| from + at));
            prop_assert_eq!(sum.missing, own.contains(&None));
        }
    }
}
