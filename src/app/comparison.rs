//! Comparing two reports of the same words: which two, which of them has the keys, and where the page of them is
//! scrolled to.

use std::sync::Arc;

use crate::chronology::Chronology;
use crate::chronology::model::{RecordIx, StatementIx, StatementKind};
use crate::chronology::tables::Citation;

use crate::geometry::{Area, GUTTER};
use crate::pages::compare::{self, Alignment, BETWEEN, ComparisonPage};
use crate::pages::row::Row;

/// A comparison laid over the panes.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The record.
    pub record: RecordIx,
    /// Its reports.
    pub reports: Vec<StatementIx>,
    /// Which two of them are compared, by their positions.
    pub pair: (usize, usize),
    /// How these two lie beside each other.
    pub alignment: Arc<Alignment>,
    /// Whether the second of the two has the keys.
    pub right: bool,
    /// How many lines the columns are scrolled by.
    pub top: usize,
}

impl Comparison {
    /// The report that is read, of those of a record, beside the other one that is most like it: verbatim, in its
    /// language, and a quotation beside a quotation. The one that is read keeps the keys: what is copied here is what
    /// was read before.
    #[must_use]
    pub fn new(c: &Chronology, record: RecordIx, read: usize) -> Self {
        let reports = c.reports(record).to_vec();
        let kind = |i: usize| c.statement(reports[i]).kind;
        let is_verbatim = |i: &usize| kind(*i).is_verbatim();
        // What is compared of a quotation is best a whole one, and of words set off without marks others set off so.
        let own = if is_verbatim(&read) { kind(read) } else { StatementKind::Quote };
        let lang = |i: usize| c.source(c.statement(reports[i]).source).lang.as_deref();
        let unlikeness = |i: &usize| {
            let of_kind = match kind(*i) {
                same if same == own => 0,
                StatementKind::Quote => 1,
                StatementKind::Block => 2,
                StatementKind::Fragment | StatementKind::Reported => 3,
            };
            (lang(*i) != lang(read), of_kind)
        };
        let mut others: Vec<usize> =
            (0..reports.len()).filter(|i| *i != read).filter(is_verbatim).collect();
        others.sort_by_key(unlikeness);
        let other = others.first().copied().unwrap_or(usize::from(read == 0));
        let pair = (read.min(other), read.max(other));
        let right = pair.1 == read;
        let alignment = aligned(c, &reports, pair);
        Self { record, reports, pair, alignment, right, top: 0 }
    }

    /// The report that has the keys.
    #[must_use]
    pub fn chosen(&self) -> Citation {
        let nth = if self.right { self.pair.1 } else { self.pair.0 };
        Citation { record: self.record, nth: nth as u32 }
    }

    /// Compares another pair, so many on or back; behind the last is the first.
    pub fn next_pair(&mut self, c: &Chronology, by: isize) {
        self.pair = next(self.pair, self.reports.len(), by);
        self.alignment = aligned(c, &self.reports, self.pair);
        self.top = 0;
    }
}

fn aligned(c: &Chronology, reports: &[StatementIx], pair: (usize, usize)) -> Arc<Alignment> {
    Arc::new(Alignment::of(c, [reports[pair.0], reports[pair.1]]))
}

/// The pair of so many that lies so far from another, in their order; behind the last is the first.
fn next(mut pair: (usize, usize), count: usize, by: isize) -> (usize, usize) {
    if count < 2 {
        return pair;
    }
    for _ in 0..by.unsigned_abs() {
        pair = match pair {
            (a, b) if by > 0 && b + 1 < count => (a, b + 1),
            (a, _) if by > 0 && a + 2 < count => (a + 1, a + 2),
            _ if by > 0 => (0, 1),
            (a, b) if b > a + 1 => (a, b - 1),
            (0, _) => (count - 2, count - 1),
            (a, _) => (a - 1, count - 1),
        };
    }
    pair
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_follow_each_other_round_and_back() {
        for count in 2..7 {
            let pairs: Vec<(usize, usize)> =
                (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
            for (at, pair) in pairs.iter().enumerate() {
                for by in [-3, -1, 1, 2] {
                    let wanted = (at as isize + by).rem_euclid(pairs.len() as isize) as usize;
                    assert_eq!(next(*pair, count, by), pairs[wanted], "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn the_next_pair_of_very_many_reports_is_not_looked_for() {
        let mut pair = (0, 99_999);
        (0..1_000).for_each(|_| pair = next(pair, 100_000, 1));
        assert_eq!(pair, (1, 1_001));
        (0..1_000).for_each(|_| pair = next(pair, 100_000, -1));
        assert_eq!(pair, (0, 99_999));
    }
}

/// Where the parts of a page of a comparison lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonAreas {
    /// What the reports have in common.
    pub head: Area,
    /// The columns, side by side.
    pub columns: Vec<Area>,
    /// What is said of the difference.
    pub foot: Area,
}

impl ComparisonAreas {
    /// The part of the screen's body that a page covers, its border included: as tall as what it tells.
    #[must_use]
    pub fn covered(page: &ComparisonPage, body: Area) -> Area {
        let inner = body.inset(1);
        let width = compare::column_width(inner.width, page.columns.len() as u16);
        let column = page.columns.iter().map(|rows| lines(rows, width)).max().unwrap_or(0);
        let apart = lines(&page.head, inner.width) + lines(&page.foot, inner.width);
        let height = u16::try_from(apart + column + 2).unwrap_or(u16::MAX);
        body.centred(body.width, height)
    }

    /// The areas of a page inside of an area.
    #[must_use]
    pub fn of(page: &ComparisonPage, inner: Area) -> Self {
        let rows = |rows| u16::try_from(lines(rows, inner.width)).unwrap_or(u16::MAX);
        let (head, rest) = inner.split_rows(rows(&page.head));
        let (body, foot) = rest.split_rows(rest.height.saturating_sub(rows(&page.foot)));
        let count = page.columns.len().max(1) as u16;
        let width = compare::column_width(body.width, count);
        let column = |nth| Area { x: body.x + nth * (width + BETWEEN), width, ..body };
        Self { head, columns: (0..count).map(column).collect(), foot }
    }

    /// How many lines of the longest column do not fit.
    #[must_use]
    pub fn overflow(&self, page: &ComparisonPage) -> usize {
        let columns = self.columns.iter().zip(&page.columns);
        let over = columns
            .map(|(area, rows)| lines(rows, area.width).saturating_sub(usize::from(area.height)));
        over.max().unwrap_or(0)
    }
}

/// The lines of rows in columns of cells, of which the mark of the cursor takes some.
fn lines(rows: &[Row], width: u16) -> usize {
    compare::lines(rows, width.saturating_sub(GUTTER))
}
