//! Sizes, areas and where the panes lie: a leaf, in plain terminal cells.
//!
//! One pure [`layout`] serves update (page size, clamping, mouse) and draw, so that the two can never
//! disagree. It must never know what a pane shows.

/// A size in terminal cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}
