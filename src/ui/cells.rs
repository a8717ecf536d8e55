//! The cells of an area, written one glyph or one text at a time: what strip, lanes and figures draw with.
//!
//! Owns columns and rows from the upper left of the area, the styles of meanings, and which cells are taken,
//! so that a later text leaves an earlier one whole. Everything goes straight into ratatui's buffer; what is
//! outside of the area is left alone.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::pages::row::{self, Light, Span, Tone};

use super::Theme;
use super::paint;

/// The cells of an area.
pub(super) struct Cells<'a> {
    theme: &'a Theme,
    buffer: &'a mut Buffer,
    area: Rect,
    /// Whether something stands in a cell, row by row. A text takes its blanks too.
    taken: Vec<bool>,
}

impl<'a> Cells<'a> {
    /// The cells of `area`, none of them taken.
    pub(super) fn new(theme: &'a Theme, buffer: &'a mut Buffer, area: Rect) -> Self {
        let taken = vec![false; usize::from(area.width) * usize::from(area.height)];
        Self { theme, buffer, area, taken }
    }

    /// Columns.
    pub(super) fn width(&self) -> u16 {
        self.area.width
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let inside = x < self.area.width && y < self.area.height;
        inside.then(|| usize::from(y) * usize::from(self.area.width) + usize::from(x))
    }

    /// Puts a glyph of the program's own in a cell, whatever stood there.
    pub(super) fn set(&mut self, x: u16, y: u16, glyph: char, tone: Tone) {
        let Some(index) = self.index(x, y) else { return };
        self.taken[index] = glyph != ' ';
        let cell = &mut self.buffer[(self.area.x + x, self.area.y + y)];
        cell.reset();
        cell.set_char(self.theme.glyph(glyph)).set_style(self.theme.style(tone));
    }

    /// Puts a glyph in a cell where nothing stands yet.
    pub(super) fn set_free(&mut self, x: u16, y: u16, glyph: char, tone: Tone) {
        if self.is_free(x, y, 1) {
            self.set(x, y, glyph, tone);
        }
    }

    /// Puts a text of the program's own in the cells of a row, a glyph each.
    pub(super) fn write(&mut self, x: u16, y: u16, text: &str, tone: Tone) {
        for (x, glyph) in (x..self.area.width).zip(text.chars()) {
            self.set(x, y, glyph, tone);
        }
    }

    /// Whether `count` cells from `x` on lie in the area and nothing stands in them.
    pub(super) fn is_free(&self, x: u16, y: u16, count: u16) -> bool {
        let inside = u32::from(x) + u32::from(count) <= u32::from(self.area.width);
        let from = self.index(x, y).filter(|_| inside);
        from.is_some_and(|from| !self.taken[from..from + usize::from(count)].contains(&true))
    }

    /// Lays a text, cut to `room` cells, which it takes even where it is blank.
    pub(super) fn lay(&mut self, x: u16, y: u16, room: u16, span: &Span) {
        self.lay_over(x, y, room, std::slice::from_ref(span), Style::new());
    }

    /// Lays a text of the line that the cursor is on.
    pub(super) fn lay_pointed(&mut self, x: u16, y: u16, room: u16, span: &Span) {
        self.lay_over(x, y, room, std::slice::from_ref(span), self.theme.pointed());
    }

    /// Lays spans side by side, cut to `room` cells together; the cells they took.
    pub(super) fn lay_all(&mut self, x: u16, y: u16, room: u16, spans: &[Span]) -> u16 {
        self.lay_over(x, y, room, spans, Style::new())
    }

    fn lay_over(&mut self, x: u16, y: u16, room: u16, spans: &[Span], over: Style) -> u16 {
        let room = room.min(self.area.width.saturating_sub(x));
        if y >= self.area.height || room == 0 {
            return 0;
        }
        let shown = |span: &Span| Span { text: self.shown(span).into_owned(), ..span.clone() };
        let shown: Vec<Span> = spans.iter().map(shown).collect();
        let shown = row::cut(&shown, usize::from(room), self.theme.ellipsis());
        let width = row::width_of(&shown) as u16;
        for x in x..x + width {
            self.set(x, y, ' ', Tone::Plain);
            if let Some(index) = self.index(x, y) {
                self.taken[index] = true;
            }
        }
        let at = Rect { x: self.area.x + x, y: self.area.y + y, width: room, height: 1 };
        paint::put(at, self.buffer, &paint::line(self.theme, &shown, over));
        width
    }

    /// A text as it is drawn, and so has to be measured.
    pub(super) fn shown<'t>(&self, span: &'t Span) -> Cow<'t, str> {
        if span.tone.is_data() { Cow::Borrowed(&*span.text) } else { self.theme.text(&span.text) }
    }

    /// Puts the cursor on a cell.
    pub(super) fn point(&mut self, x: u16, y: u16) {
        self.restyle(x, y, |theme, style| style.patch(theme.pointed()));
    }

    /// Dims a cell: a query in force does not match what it holds.
    pub(super) fn dim(&mut self, x: u16, y: u16) {
        self.restyle(x, y, |theme, style| style.patch(theme.dimmed()));
    }

    /// Lights a cell: a query in force matches something in it.
    pub(super) fn light(&mut self, x: u16, y: u16) {
        self.restyle(x, y, |theme, style| theme.lit(style, Light::Strong));
    }

    fn restyle(&mut self, x: u16, y: u16, change: impl FnOnce(&Theme, Style) -> Style) {
        if self.index(x, y).is_some() {
            let cell = &mut self.buffer[(self.area.x + x, self.area.y + y)];
            let style = change(self.theme, cell.style());
            cell.set_style(style);
        }
    }
}
