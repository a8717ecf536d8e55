//! Clicks: on a pane, a row of it, the strip, or a list laid over them. Only while they are captured.

use crate::chronology::tables::Citation;
use crate::geometry::Pane;

use super::action::Action;
use super::effect::Effect;
use super::viewport::Rows;
use super::{App, Overlay};
use crate::pages::row::Go;

impl App {
    /// A click: focus the pane, and go to what was clicked in the timeline.
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.click_overlay(column, row);
        }
        let screen = self.screen();
        if screen.strip.contains(column, row) {
            self.click_strip(column);
            return Vec::new();
        }
        for pane in Pane::ALL {
            let inner = screen.inner(pane);
            if screen.pane(pane).contains(column, row) {
                self.set_focus(pane);
                if inner.contains(column, row) {
                    if self.is_across() && self.search.is_none() {
                        self.click_across(column - inner.x, row - inner.y);
                        return Vec::new();
                    }
                    return self.click_row(pane, usize::from(row - inner.y));
                }
            }
        }
        Vec::new()
    }

    fn click_row(&mut self, pane: Pane, line: usize) -> Vec<Effect> {
        let width = self.screen().rows(pane).width;
        match pane {
            Pane::Timeline if self.search.is_none() => {
                let rows = Rows { len: self.shown_len(), height: &|i| self.timeline_height(i) };
                let at = rows.scroll(self.anchors.timeline, line as isize);
                if let Some(record) = self.shown_at(at.row) {
                    self.place(Citation { record, nth: 0 });
                }
            }
            Pane::Source => {
                let Some(page) = self.source_page() else {
                    return Vec::new();
                };
                let rows = Rows { len: page.len(), height: &|i| page.row(i).height(width) };
                let at = rows.scroll(self.anchors.source, line as isize);
                if let Some(Go::To(citation)) = page.row(at.row).go {
                    self.place(citation);
                }
            }
            Pane::Quote => {
                let page = self.quote_page();
                let rows = Rows { len: page.len(), height: &|i| page[i].height(width) };
                let at = rows.scroll(self.anchors.quote, line as isize);
                let again = self.quote_row == at.row;
                self.quote_row = at.row;
                if again {
                    return self.enter();
                }
            }
            Pane::Timeline => {}
        }
        Vec::new()
    }

    fn click_overlay(&mut self, column: u16, row: u16) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Chooser(_)) => self.click_choice(column, row),
            _ => self.update(Action::Escape),
        }
    }
}
