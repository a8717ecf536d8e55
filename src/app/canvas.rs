//! A drawing in cells: glyphs of the program's own on a grid, and texts laid over it.
//!
//! What the strip, the lanes and the figures show is told on one of these, in meanings and never in
//! colours; draw paints it as it stands.

use crate::text;

use crate::pages::row::{self, Light, Row, Span, Tone};

/// The ramp of densities, from one to eight.
pub const RAMP: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How a cell stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stress {
    /// Not at all.
    #[default]
    None,
    /// A query in force does not match what it holds.
    Dimmed,
    /// The cursor is on it.
    Cursor,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// One glyph, one cell wide.
    pub glyph: char,
    /// What it means.
    pub tone: Tone,
    /// Whether it is lit.
    pub light: Light,
    /// How it stands out.
    pub stress: Stress,
}

/// A text laid over the grid.
#[derive(Debug, Clone)]
pub struct Label {
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
    /// The text, cut to the room it has.
    pub span: Span,
    /// Whether the cursor is on it.
    pub stress: Stress,
}

/// A drawing.
#[derive(Debug, Clone, Default)]
pub struct Canvas {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    cells: Vec<Cell>,
    /// The texts, in the order in which they are laid.
    pub labels: Vec<Label>,
    ascii: bool,
}

/// What stands under a text: blank, but not free.
const TAKEN: char = '\u{a0}';

const BLANK: Cell = Cell { glyph: ' ', tone: Tone::Plain, light: Light::Off, stress: Stress::None };

impl Canvas {
    /// An empty drawing; in ASCII the texts laid over it take more cells.
    #[must_use]
    pub fn new(width: u16, height: u16, ascii: bool) -> Self {
        let cells = vec![BLANK; usize::from(width) * usize::from(height)];
        Self { width, height, cells, labels: Vec::new(), ascii }
    }

    /// A row of cells.
    #[must_use]
    pub fn row(&self, y: u16) -> &[Cell] {
        let (width, y) = (usize::from(self.width), usize::from(y));
        self.cells.get(y * width..(y + 1) * width).unwrap_or_default()
    }

    /// A cell, if the drawing has it.
    pub fn cell(&mut self, x: u16, y: u16) -> Option<&mut Cell> {
        let inside = x < self.width && y < self.height;
        let at = usize::from(y) * usize::from(self.width) + usize::from(x);
        if inside { self.cells.get_mut(at) } else { None }
    }

    /// Puts a glyph in a cell.
    pub fn set(&mut self, x: u16, y: u16, glyph: char, tone: Tone) {
        if let Some(cell) = self.cell(x, y) {
            (cell.glyph, cell.tone) = (glyph, tone);
        }
    }

    /// Puts a glyph in a cell where none stands yet.
    pub fn fill(&mut self, x: u16, y: u16, glyph: char, tone: Tone) {
        if self.cell(x, y).is_some_and(|cell| cell.glyph == ' ') {
            self.set(x, y, glyph, tone);
        }
    }

    /// Puts a text of the program's own in the cells of a row, a glyph each.
    pub fn write(&mut self, x: u16, y: u16, text: &str, tone: Tone) {
        for (x, glyph) in (x..self.width).zip(text.chars()) {
            self.set(x, y, glyph, tone);
        }
    }

    /// Whether `count` cells from `x` on lie in the drawing and are empty.
    #[must_use]
    pub fn is_free(&self, x: u16, y: u16, count: u16) -> bool {
        let row = self.row(y);
        let (from, to) = (usize::from(x), usize::from(x) + usize::from(count));
        row.get(from..to).is_some_and(|cells| cells.iter().all(|c| c.glyph == ' '))
    }

    /// Puts the cursor on a cell.
    pub fn point(&mut self, x: u16, y: u16) {
        if let Some(cell) = self.cell(x, y) {
            cell.stress = Stress::Cursor;
        }
    }

    /// Lays a text over the grid, cut to `room` cells, which it takes even where the text is blank.
    pub fn lay(&mut self, x: u16, y: u16, room: u16, span: Span) {
        self.lay_all(x, y, room, &[span]);
    }

    /// Lays spans side by side, cut to `room` cells together; the cells they took.
    pub fn lay_all(&mut self, x: u16, y: u16, room: u16, spans: &[Span]) -> u16 {
        let room = room.min(self.width.saturating_sub(x));
        if y >= self.height || room == 0 {
            return 0;
        }
        let row = Row::of(spans.to_vec());
        let (row, ellipsis) = if self.ascii { (row.in_ascii(), "...") } else { (row, "…") };
        let mut used = 0;
        for span in row::cut(&row.spans, usize::from(room), ellipsis) {
            let width = text::width(&span.text) as u16;
            for x in x + used..x + used + width {
                self.set(x, y, TAKEN, Tone::Plain);
            }
            self.labels.push(Label { x: x + used, y, span, stress: Stress::None });
            used += width;
        }
        used
    }

    /// The drawing as plain lines, as a test reads it.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut rows: Vec<Vec<String>> = (0..self.height)
            .map(|y| self.row(y).iter().map(|c| c.glyph.to_string()).collect())
            .collect();
        for label in &self.labels {
            let mut x = usize::from(label.x);
            for c in label.span.text.chars() {
                let wide = text::width(&c.to_string());
                if let Some(cell) = rows[usize::from(label.y)].get_mut(x) {
                    *cell = c.to_string();
                }
                x += wide.max(1);
            }
        }
        rows.into_iter().map(|row| row.concat().trim_end().to_owned()).collect()
    }
}
