//! Milestones drawn in rows of their own.

use crate::app::milestones::MilestonePlace;
use crate::pages::row::{Span, Tone};

use super::cells::Cells;

/// Draws milestones in their places.
pub(super) fn draw(cells: &mut Cells<'_>, places: &[MilestonePlace]) {
    for MilestonePlace { at: (x, y), name, line, .. } in places {
        cells.set(*x, *y, '◆', Tone::Milestone);
        if let Some((from, name)) = name {
            cells.lay(*from, *y, cells.width(), &Span::new(name.clone(), Tone::Dim));
        }
        for y in line {
            cells.set(*x, *y, '│', Tone::Dim);
        }
    }
}
