//! The help laid over the panes: where it was opened, what is typed to narrow it, and what stands at its top.

use super::Mode;
use super::prompt::Prompt;
use super::viewport::Anchor;
use crate::geometry::{Area, GUTTER};

/// The help.
#[derive(Debug, Clone)]
pub struct Help {
    /// The mode in which it was opened, whose keys come first.
    pub of: Mode,
    /// What stands at its top.
    pub top: Anchor,
    /// What is typed to narrow it.
    pub filter: Prompt,
    /// Whether the filter has the keys.
    pub types: bool,
}

impl Help {
    /// The help of a mode.
    #[must_use]
    pub fn of(mode: Mode) -> Self {
        Self { of: mode, top: Anchor::default(), filter: Prompt::default(), types: false }
    }

    /// The line of the filter, empty where there is none, and the area of the rows, within the screen's body.
    #[must_use]
    pub fn areas(&self, body: Area) -> (Area, Area) {
        let is_narrowed = self.types || !self.filter.text().is_empty();
        let (line, rows) = body.inset(1).split_rows(u16::from(is_narrowed));
        (line, rows.split_columns(GUTTER).1)
    }

    /// Shows everything again.
    pub fn widen(&mut self) {
        (self.filter, self.types, self.top) = (Prompt::default(), false, Anchor::default());
    }
}
