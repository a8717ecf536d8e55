//! Where milestones stand in rows of their own over time: each with its name where there is the most room for it.
//!
//! Pure arithmetic of cells, for drawing and for clicks alike.

use std::ops::Range;

use super::App;
use super::scale::Scale;
use crate::chronology::model::RecordIx;
use crate::text;
use crate::words;

/// Under this many cells a milestone is not named.
const NAME: u16 = 8;

/// The rows in which milestones stand, from the upper left of what is drawn.
#[derive(Debug, Clone)]
pub struct MilestoneRows {
    /// The first column of time.
    pub left: u16,
    /// The column behind the last.
    pub right: u16,
    /// The rows.
    pub rows: Range<u16>,
}

/// A milestone in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MilestonePlace {
    /// Which.
    pub record: RecordIx,
    /// The column and the row of its sign.
    pub at: (u16, u16),
    /// The first column of its name and the name, where there is room for one.
    pub name: Option<(u16, String)>,
    /// The rows under the sign in which a line leads down from it.
    pub line: Vec<u16>,
}

impl MilestonePlace {
    /// Whether a cell is of its sign, its name or its line.
    #[must_use]
    pub fn holds(&self, column: u16, row: u16) -> bool {
        let (x, y) = self.at;
        let of_name = self
            .name
            .as_ref()
            .is_some_and(|(from, name)| (*from..from + text::width(name) as u16).contains(&column));
        (row == y && (column == x || of_name)) || (column == x && self.line.contains(&row))
    }
}

impl App {
    /// The milestones that are known and lie on a scale, in their places.
    #[must_use]
    pub fn milestone_places(&self, scale: &Scale, rows: MilestoneRows) -> Vec<MilestonePlace> {
        let known: Vec<_> = self.milestones_in_time().collect();
        let column =
            |(record, day): &(RecordIx, _)| Some((*record, rows.left + scale.cell_of(*day)?));
        let columns: Vec<(RecordIx, u16)> = known.iter().filter_map(column).collect();
        let taken = vec![false; usize::from(rows.right) * rows.rows.len()];
        let mut is_column = vec![false; usize::from(rows.right)];
        for (_, x) in &columns {
            if let Some(is_column) = is_column.get_mut(usize::from(*x)) {
                *is_column = true;
            }
        }
        let mut placing = Placing { rows, taken, is_column };
        // From the right: the latest are what a reader counts days from.
        let place = |(record, x): &(RecordIx, u16)| {
            let c = self.chronology();
            placing.place(self, *record, *x, words::headline(c, c.record(*record)))
        };
        columns.iter().rev().filter_map(place).collect()
    }
}

/// Which cells are taken while milestones are placed one after the other.
struct Placing {
    rows: MilestoneRows,
    taken: Vec<bool>,
    /// Whether one of them stands in a column, or will.
    is_column: Vec<bool>,
}

impl Placing {
    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let inside = x < self.rows.right && self.rows.rows.contains(&y);
        let row = || usize::from(y - self.rows.rows.start);
        inside.then(|| row() * usize::from(self.rows.right) + usize::from(x))
    }

    /// Whether `count` cells from `x` on lie in the rows and nothing stands in them.
    fn is_free(&self, x: u16, y: u16, count: u16) -> bool {
        (x..x.saturating_add(count)).all(|x| self.index(x, y).is_some_and(|at| !self.taken[at]))
    }

    fn take(&mut self, x: u16, y: u16, count: u16) {
        for x in x..x.saturating_add(count) {
            if let Some(at) = self.index(x, y) {
                self.taken[at] = true;
            }
        }
    }

    /// Places a milestone: with its name on the side and in the row where it has the most room.
    fn place(&mut self, app: &App, record: RecordIx, x: u16, name: &str) -> Option<MilestonePlace> {
        let wanted = text::width(name) as u16 + 1;
        let mut best: Option<(u16, u16, bool)> = None;
        // Between two names it would not be seen which of them is meant, so rows with room around it come first.
        let apart = |y: &u16| self.is_free(x.saturating_sub(1), *y, 3);
        let rows: Vec<u16> =
            self.rows.rows.clone().rev().filter(|y| self.is_free(x, *y, 1)).collect();
        let spacious: Vec<u16> = rows.iter().copied().filter(apart).collect();
        for y in if spacious.is_empty() { rows } else { spacious } {
            for right in [true, false] {
                let room = self.room(x, y, right).min(wanted);
                if best.is_none_or(|(most, ..)| room > most) {
                    best = Some((room, y, right));
                }
            }
        }
        let (room, y, right) = best?;
        self.take(x, y, 1);
        let name = (room >= NAME).then(|| {
            let name = shortened(app, name, room - 1);
            let width = text::width(&name) as u16;
            let from = if right { x + 1 } else { x - width };
            self.take(from, y, width);
            (from, name)
        });
        let under = y + 1..self.rows.rows.end;
        let line: Vec<u16> = under.filter(|y| self.is_free(x, *y, 1)).collect();
        line.iter().for_each(|y| self.take(x, *y, 1));
        Some(MilestonePlace { record, at: (x, y), name, line })
    }

    fn is_column(&self, x: u16) -> bool {
        self.is_column.get(usize::from(x)).copied().unwrap_or_default()
    }

    /// Whether a milestone that is yet to be placed has no other cell than this: no name may hide one.
    fn is_kept(&self, x: u16, y: u16) -> bool {
        let mut others = self.rows.rows.clone().filter(|row| *row != y);
        self.is_column(x) && !others.any(|row| self.is_free(x, row, 1))
    }

    /// The free cells beside a column, less one that parts a name from the next.
    fn room(&self, x: u16, y: u16, right: bool) -> u16 {
        let is_free = |at: &u16| self.is_free(*at, y, 1) && !self.is_kept(*at, y);
        let free = if right {
            (x + 1..self.rows.right).take_while(is_free).count()
        } else {
            (self.rows.left..x).rev().take_while(is_free).count()
        };
        // A name ends a cell short of the next milestone, lest it be taken for that one's.
        let end = if right { x + free as u16 } else { x.saturating_sub(free as u16) };
        let met = self.is_column(if right { end } else { end.saturating_sub(1) });
        free.saturating_sub(1 + usize::from(met)) as u16
    }
}

/// A name as it is drawn, in at most so many cells; the ellipsis of ASCII is wider than the other.
pub(super) fn shortened(app: &App, name: &str, cells: u16) -> String {
    let cells = usize::from(cells);
    let shown = |less: usize| {
        let name = text::truncate(name, cells.saturating_sub(less));
        if app.profile.ascii { text::ascii::text(&name).into_owned() } else { name.into_owned() }
    };
    let fits = |name: &String| text::width(name) <= cells;
    (0..cells).map(shown).find(fits).unwrap_or_default()
}
