//! Scrolling over rows of different heights, by an anchor: the row and the line in it at the top.
//!
//! Every function looks at the rows that it crosses and no others, so a frame costs what it shows: the
//! total number of lines is never counted. Knows nothing of what a row holds.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// What stands at the top of a pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The row, from 0.
    pub row: usize,
    /// The line in that row, from 0.
    pub line: usize,
}

/// Rows by their heights.
pub struct Rows<'a> {
    len: usize,
    height: &'a dyn Fn(usize) -> usize,
    /// The heights that have been asked for: a row is measured once.
    known: RefCell<FxHashMap<usize, usize>>,
}

impl<'a> Rows<'a> {
    /// So many rows, each of the height in lines that is answered for it.
    #[must_use]
    pub fn new(len: usize, height: &'a dyn Fn(usize) -> usize) -> Self {
        Self { len, height, known: RefCell::default() }
    }

    fn height(&self, row: usize) -> usize {
        *self.known.borrow_mut().entry(row).or_insert_with(|| (self.height)(row).max(1))
    }

    /// The anchor moved by `lines`, downwards if positive, within the rows.
    #[must_use]
    pub fn scroll(&self, mut anchor: Anchor, lines: isize) -> Anchor {
        if self.len == 0 {
            return Anchor::default();
        }
        anchor.row = anchor.row.min(self.len - 1);
        anchor.line = anchor.line.min(self.height(anchor.row) - 1);
        let mut left = lines.unsigned_abs();
        while left > 0 {
            if lines > 0 {
                let rest = self.height(anchor.row) - 1 - anchor.line;
                if left <= rest {
                    anchor.line += left;
                    break;
                }
                if anchor.row + 1 == self.len {
                    anchor.line += rest;
                    break;
                }
                left -= rest + 1;
                anchor = Anchor { row: anchor.row + 1, line: 0 };
            } else {
                if left <= anchor.line {
                    anchor.line -= left;
                    break;
                }
                if anchor.row == 0 {
                    anchor.line = 0;
                    break;
                }
                left -= anchor.line + 1;
                anchor = Anchor { row: anchor.row - 1, line: self.height(anchor.row - 1) - 1 };
            }
        }
        anchor
    }

    /// What stands so many lines under an anchor; `None` under the last line.
    #[must_use]
    pub fn under(&self, anchor: Anchor, lines: u16) -> Option<Anchor> {
        let lines = isize::try_from(lines).unwrap_or(isize::MAX);
        let at = self.scroll(anchor, lines);
        let ends = lines > 0 && self.scroll(anchor, lines - 1) == at;
        (self.len > 0 && !ends).then_some(at)
    }

    /// The anchor at which a scrollbar of so many cells stands at one of them, from 0: at the first cell the first
    /// line, at the last the lowest anchor for a height.
    #[must_use]
    pub fn at_cell(&self, (cell, cells): (u16, u16), height: usize) -> Anchor {
        let bottom = self.bottom(height);
        match bottom.row {
            _ if cell + 1 >= cells => bottom,
            0 => Anchor { row: 0, line: share(cell, cells, bottom.line) },
            last => Anchor { row: share(cell, cells, last), line: 0 },
        }
    }

    /// The rows of which any line is seen from an anchor on.
    #[must_use]
    pub fn seen(&self, anchor: Anchor, height: usize) -> std::ops::Range<usize> {
        if height == 0 || self.len == 0 {
            return 0..0;
        }
        let last = self.scroll(anchor, height as isize - 1);
        anchor.row.min(last.row)..last.row + 1
    }

    /// The lowest anchor that leaves no blank under the last row, unless all fits.
    #[must_use]
    pub fn bottom(&self, height: usize) -> Anchor {
        if self.len == 0 {
            return Anchor::default();
        }
        let last = self.len - 1;
        let end = Anchor { row: last, line: self.height(last) - 1 };
        self.scroll(end, -(height.saturating_sub(1) as isize))
    }

    /// The anchor kept from leaving blanks under the last row.
    #[must_use]
    pub fn clamp(&self, anchor: Anchor, height: usize) -> Anchor {
        let anchor = self.scroll(anchor, 0);
        let reach = self.scroll(anchor, height as isize);
        // Only near the end can there be a blank, and only there is the bottom looked for.
        if reach.row + 1 < self.len { anchor } else { min(anchor, self.bottom(height)) }
    }

    /// The row that so many halves of a page lead to from one: as far as leaves no line between the two out of sight,
    /// and by one row at least. What stands over a row is its first lines, and itself its last.
    #[must_use]
    pub fn page(&self, row: usize, halves: isize, height: u16) -> usize {
        let Some(last) = self.len.checked_sub(1) else { return 0 };
        let row = row.min(last);
        let from = Anchor { row, line: self.height(row) - 1 };
        let to = self.scroll(from, half_pages(halves, height));
        if halves < 0 {
            return to.row.min(row.saturating_sub(1));
        }
        let is_whole = to.line + 1 == self.height(to.row);
        let reached = if is_whole { to.row } else { to.row.saturating_sub(1) };
        reached.max((row + 1).min(last))
    }

    /// The anchor moved by a line downwards, or upwards, where that shows more of a row that is taller than the height:
    /// what is read is not left before its end has been seen.
    #[must_use]
    pub fn within(&self, anchor: Anchor, height: usize, row: usize, down: bool) -> Option<Anchor> {
        if height == 0 || row >= self.len {
            return None;
        }
        let anchor = self.scroll(anchor, 0);
        let end = Anchor { row, line: self.height(row) - 1 };
        let is_cut = if down {
            anchor.row == row && self.scroll(anchor, height as isize - 1) < end
        } else {
            anchor.row == row && anchor.line > 0
        };
        is_cut.then(|| self.scroll(anchor, if down { 1 } else { -1 }))
    }

    /// The anchor moved as little as possible so that `row` is seen whole, with `margin` lines of what is
    /// around it. Of a row taller than the pane the lines that are seen stay, where no others are; else its first.
    #[must_use]
    pub fn reveal(&self, anchor: Anchor, height: usize, row: usize, margin: usize) -> Anchor {
        if self.len == 0 || height == 0 {
            return Anchor::default();
        }
        let row = row.min(self.len - 1);
        let tall = self.height(row);
        let margin = margin.min(height.saturating_sub(tall) / 2);
        let first = self.scroll(Anchor { row, line: 0 }, -(margin as isize));
        let top = Anchor { row, line: 0 };
        let highest = if tall >= height {
            top
        } else {
            let under = height - tall - margin;
            self.scroll(top, -(under as isize))
        };
        let anchor = self.scroll(anchor, 0);
        let last = Anchor { row, line: tall.saturating_sub(height) };
        let anchor = if (top..=last).contains(&anchor) {
            anchor
        } else if anchor > first {
            first
        } else if anchor < highest {
            highest
        } else {
            anchor
        };
        self.clamp(anchor, height)
    }
}

/// By how many lines so many halves of a page move: never by more than is seen, and by one at least.
#[must_use]
pub fn half_pages(halves: isize, height: u16) -> isize {
    let lines = halves * isize::from(height as i16) / 2;
    if lines == 0 { halves.signum() } else { lines }
}

/// Which of what is numbered from 0 to `last` a cell of a scrollbar stands for: the first the first, the last the last.
#[must_use]
pub fn share(cell: u16, cells: u16, last: usize) -> usize {
    let span = usize::from(cells.saturating_sub(1)).max(1);
    if cell + 1 >= cells && cells > 1 { last } else { last * usize::from(cell) / span }
}

fn min(a: Anchor, b: Anchor) -> Anchor {
    if b < a { b } else { a }
}

impl PartialOrd for Anchor {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Anchor {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.row, self.line).cmp(&(other.row, other.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    fn flat(heights: &[usize]) -> Vec<(usize, usize)> {
        heights.iter().enumerate().flat_map(|(r, h)| (0..*h).map(move |l| (r, l))).collect()
    }

    proptest! {
        #[test]
        fn scrolling_walks_the_lines(
            heights in proptest::collection::vec(1usize..6, 1..30), start in 0usize..100, by in -80isize..80,
        ) {
            let height_of = |i: usize| heights[i];
            let rows = Rows::new(heights.len(), &height_of);
            let lines = flat(&heights);
            let start = start.min(lines.len() - 1);
            let to = rows.scroll(Anchor { row: lines[start].0, line: lines[start].1 }, by);
            let want = (start as isize + by).clamp(0, lines.len() as isize - 1) as usize;
            prop_assert_eq!((to.row, to.line), lines[want]);
        }

        #[test]
        fn nothing_stands_under_the_last_line(
            heights in proptest::collection::vec(1usize..6, 0..30), start in 0usize..100, under in 0u16..200,
        ) {
            let height_of = |i: usize| heights[i];
            let rows = Rows::new(heights.len(), &height_of);
            let lines = flat(&heights);
            let start = start.min(lines.len().saturating_sub(1));
            let top = lines.get(start).map_or(Anchor::default(), |l| Anchor { row: l.0, line: l.1 });
            let want = lines.get(start + usize::from(under)).copied();
            prop_assert_eq!(rows.under(top, under).map(|at| (at.row, at.line)), want);
        }

        #[test]
        fn a_scrollbar_goes_from_the_first_line_to_the_last(
            heights in proptest::collection::vec(1usize..6, 1..30), height in 1usize..20, cells in 1u16..40,
        ) {
            let height_of = |i: usize| heights[i];
            let rows = Rows::new(heights.len(), &height_of);
            let at: Vec<Anchor> = (0..cells).map(|cell| rows.at_cell((cell, cells), height)).collect();
            prop_assert!(at.is_sorted());
            prop_assert_eq!(at.last().copied(), Some(rows.bottom(height)));
            prop_assert!(cells == 1 || at[0] == Anchor::default());
        }

        #[test]
        fn what_is_revealed_is_seen(
            heights in proptest::collection::vec(1usize..6, 1..30),
            at in 0usize..30, row in 0usize..30, height in 1usize..20, margin in 0usize..4,
        ) {
            let height_of = |i: usize| heights[i];
            let rows = Rows::new(heights.len(), &height_of);
            let row = row % heights.len();
            let anchor = rows.reveal(Anchor { row: at % heights.len(), line: 0 }, height, row, margin);
            let lines = flat(&heights);
            let top = lines.iter().position(|l| *l == (anchor.row, anchor.line)).unwrap();
            let first = lines.iter().position(|l| *l == (row, 0)).unwrap();
            prop_assert!(top <= first);
            prop_assert!(first + heights[row].min(height) <= top + height);
            // No blank under the last row unless everything fits.
            prop_assert!(top == 0 || lines.len() - top >= height.min(lines.len()));
        }

        /// By pages that are revealed, and by single steps, every line is seen on the way down and on the way up.
        #[test]
        fn no_line_is_passed_unseen(
            heights in proptest::collection::vec(1usize..12, 1..30), height in 1u16..14, halves in 1isize..3, margin in 0usize..3,
            by_pages: bool,
        ) {
            // A page of rows is for rows that fit with lines around them: of others a step scrolls to more.
            let heights: Vec<usize> =
                heights.into_iter().map(|tall| if by_pages { tall.min(3) } else { tall }).collect();
            let height = if by_pages { height.max(3 + 2 * margin as u16) } else { height };
            let height_of = |i: usize| heights[i];
            let rows = Rows::new(heights.len(), &height_of);
            let (lines, tall) = (flat(&heights), usize::from(height));
            let mut seen = std::collections::BTreeSet::new();
            let mut look = |anchor: Anchor| {
                let top = lines.iter().position(|l| *l == (anchor.row, anchor.line)).unwrap();
                seen.extend(lines.iter().skip(top).take(tall).copied());
            };
            let (mut row, mut anchor) = (0, rows.reveal(Anchor::default(), tall, 0, margin));
            look(anchor);
            for _ in 0..=lines.len() {
                if by_pages {
                    row = rows.page(row, halves, height);
                } else if let Some(more) = rows.within(anchor, tall, row, true) {
                    anchor = more;
                } else {
                    row = (row + 1).min(heights.len() - 1);
                }
                anchor = rows.reveal(anchor, tall, row, margin);
                look(anchor);
            }
            prop_assert_eq!(row, heights.len() - 1);
            prop_assert_eq!(seen.len(), lines.len());
        }

        #[test]
        fn half_a_page_never_moves_by_more_than_half(halves in -4isize..5, height in 0u16..60) {
            let lines = half_pages(halves, height);
            prop_assert!(lines.abs() <= (halves.abs() * isize::from(height as i16) / 2).max(1));
            prop_assert_eq!(lines.signum(), halves.signum());
        }

        #[test]
        fn a_move_looks_only_at_what_it_crosses(len in 100usize..1_000_000, row in 0usize..1_000_000) {
            let looks = Cell::new(0usize);
            let height_of = |_: usize| { looks.set(looks.get() + 1); 2 };
            let rows = Rows::new(len, &height_of);
            let row = row % len;
            let _ = rows.reveal(Anchor { row, line: 0 }, 40, (row + 1).min(len - 1), 3);
            prop_assert!(looks.get() < 400, "{} looks", looks.get());
        }
    }
}
