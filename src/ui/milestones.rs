//! Milestones drawn in rows of their own: each with its name where there is the most room for it.

use std::ops::Range;

use crate::app::App;
use crate::app::scale::Scale;
use crate::chronology::model::RecordIx;
use crate::pages::row::{Span, Tone};
use crate::text;
use crate::words;

use super::cells::Cells;

/// Under this many cells a milestone is not named.
const NAME: usize = 8;

/// The rows that milestones are drawn in.
pub(super) struct MilestoneRows<'a, 'b> {
    pub(super) cells: &'a mut Cells<'b>,
    /// The first column.
    pub(super) left: u16,
    pub(super) rows: Range<u16>,
    /// The columns of all of them.
    pub(super) columns: &'a [u16],
}

impl MilestoneRows<'_, '_> {
    /// Draws the milestones that are known.
    pub(super) fn draw(&mut self, app: &App, scale: &Scale) {
        let known: Vec<_> = app.milestones_in_time().collect();
        // From the right: the latest are what a reader counts days from.
        for (milestone, day) in known.iter().rev() {
            if let Some(cell) = scale.cell_of(*day) {
                self.place(self.left + cell, name(app, *milestone));
            }
        }
    }

    /// Places a milestone: with its name on the side and in the row where it has the most room.
    fn place(&mut self, x: u16, name: &str) {
        let wanted = text::width(name) as u16 + 1;
        let mut best: Option<(u16, u16, bool)> = None;
        // Between two names it would not be seen which of them is meant, so rows with room around it come first.
        let apart = |y: &u16| self.cells.is_free(x.saturating_sub(1), *y, 3);
        let rows: Vec<u16> =
            self.rows.clone().rev().filter(|y| self.cells.is_free(x, *y, 1)).collect();
        let spacious: Vec<u16> = rows.iter().copied().filter(apart).collect();
        for y in if spacious.is_empty() { rows } else { spacious } {
            for right in [true, false] {
                let room = self.room(x, y, right).min(wanted);
                if best.is_none_or(|(most, ..)| room > most) {
                    best = Some((room, y, right));
                }
            }
        }
        let Some((room, y, right)) = best else { return };
        self.cells.set(x, y, '◆', Tone::Milestone);
        if usize::from(room) >= NAME {
            let text = text::truncate(name, usize::from(room) - 1).into_owned();
            let at = if right { x + 1 } else { x - text::width(&text) as u16 };
            self.cells.lay(at, y, room, &Span::new(text, Tone::Dim));
        }
        for under in y + 1..self.rows.end {
            self.cells.set_free(x, under, '│', Tone::Dim);
        }
    }

    /// The free cells beside a column, less one that parts a name from the next.
    fn room(&self, x: u16, y: u16, right: bool) -> u16 {
        let is_free = |at: &u16| self.cells.is_free(*at, y, 1);
        let free = if right {
            (x + 1..self.cells.width()).take_while(is_free).count()
        } else {
            (self.left..x).rev().take_while(is_free).count()
        };
        // A name ends a cell short of the next milestone, lest it be taken for that one's.
        let end = if right { x + free as u16 } else { x.saturating_sub(free as u16) };
        let met = self.columns.contains(&if right { end } else { end.saturating_sub(1) });
        free.saturating_sub(1 + usize::from(met)) as u16
    }
}

fn name(app: &App, milestone: RecordIx) -> &str {
    let c = app.chronology();
    words::headline(c, c.record(milestone))
}
