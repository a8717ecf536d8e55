//! From meant text to cells: spans to styled lines, a row to the lines it takes.
//!
//! Control characters never get here: strings were sanitised when they were read, and ratatui drops what a
//! program's own text might hold.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::{Line, Span as Painted};

use crate::app::viewport::Anchor;
use crate::geometry::GUTTER;
use crate::pages::row::{self, Row, Span, Tone};
use crate::text;

use super::Theme;

/// Spans as a styled line, every style patched by `over`.
pub(super) fn line<'a>(theme: &Theme, spans: &'a [Span], over: Style) -> Line<'a> {
    Line::from(spans.iter().map(|span| painted(theme, span, over)).collect::<Vec<_>>())
}

fn painted<'a>(theme: &Theme, span: &'a Span, over: Style) -> Painted<'a> {
    let style = theme.lit(theme.style(span.tone).patch(over), span.light);
    let text =
        if span.tone.is_data() { Cow::Borrowed(&*span.text) } else { theme.text(&span.text) };
    Painted::styled(text, style)
}

/// Draws a line in the first row of `area`, as [`Buffer::set_line`] does, but that letters of one cell are put there
/// without being looked up: a third of a frame was spent on that.
pub(super) fn put(area: Rect, buffer: &mut Buffer, line: &Line<'_>) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (mut x, start) = (0, buffer.index_of(area.x, area.y));
    for span in &line.spans {
        let style = line.style.patch(span.style);
        for (_, grapheme) in text::graphemes(&span.content) {
            if x >= area.width {
                return;
            }
            match text::simple(grapheme) {
                Some(c) => {
                    buffer.content[start + usize::from(x)].set_char(c).set_style(style);
                    x += 1;
                }
                None => {
                    let room = usize::from(area.width - x);
                    if text::grapheme_width(grapheme) > room {
                        break;
                    }
                    let at = area.x + x;
                    let (end, _) = buffer.set_stringn(at, area.y, grapheme, room, style);
                    x = end - area.x;
                }
            }
        }
    }
}

/// Lays a style over an area, as [`Buffer::set_style`] does, but that a row is found once and not its cells.
pub(super) fn set_style(area: Rect, buffer: &mut Buffer, style: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() || style == Style::new() {
        return;
    }
    for y in area.y..area.bottom() {
        let start = buffer.index_of(area.x, y);
        let row = buffer.content.get_mut(start..start + usize::from(area.width));
        row.into_iter().flatten().for_each(|cell| {
            cell.set_style(style);
        });
    }
}

/// Draws the lines of a frame around an area, and a title in the upper one; the cells of that.
pub(super) fn border(
    lines: border::Set<'_>,
    style: Style,
    title: &Line<'_>,
    area: Rect,
    buffer: &mut Buffer,
) -> Rect {
    let area = area.intersection(buffer.area);
    let width = area.width.saturating_sub(2);
    let top = Rect { x: area.x + 1, width, height: area.height.min(1), ..area };
    if area.width > 1 && area.height > 1 {
        border_lines(lines, style, area, buffer);
    }
    put(top, buffer, title);
    top
}

fn border_lines(lines: border::Set<'_>, style: Style, area: Rect, buffer: &mut Buffer) {
    let inside = usize::from(area.width) - 2;
    let mut edge = |y: u16, left: &str, line: &str, right: &str| {
        let edge = Line::styled(format!("{left}{}{right}", line.repeat(inside)), style);
        put(Rect { y, height: 1, ..area }, buffer, &edge);
    };
    edge(area.y, lines.top_left, lines.horizontal_top, lines.top_right);
    edge(area.bottom() - 1, lines.bottom_left, lines.horizontal_bottom, lines.bottom_right);
    for (x, line) in [(area.x, lines.vertical_left), (area.right() - 1, lines.vertical_right)] {
        let line = line.chars().next().unwrap_or(' ');
        for y in area.y + 1..area.bottom() - 1 {
            buffer[(x, y)].set_char(line).set_style(style);
        }
    }
}

/// How a row is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// A style over every span.
    pub(super) over: Style,
    /// Whether what the cursor is on has the keys; `None` where it is elsewhere.
    pub(super) cursor: Option<bool>,
}

impl Look {
    /// The look of a row with `over` over it, and the cursor if that is on it.
    pub(super) fn of(here: bool, focused: bool, over: Style) -> Self {
        Self { over, cursor: here.then_some(focused) }
    }
}

/// Which of the rows of a pane are on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    /// The first of which anything is, from 0.
    pub(super) first: usize,
    /// Behind the last that is seen whole.
    pub(super) end: usize,
    /// How many there are.
    pub(super) len: usize,
}

impl Seen {
    /// How many are not seen, above and below.
    pub(super) fn hidden(self) -> (usize, usize) {
        (self.first, self.len.saturating_sub(self.end))
    }

    /// How much is not seen, in words; nothing where all is.
    pub(super) fn words(self) -> String {
        match self.hidden() {
            (0, 0) => String::new(),
            (above, 0) => format!("▲ {above} above"),
            (_, below) => format!("▼ {below} more"),
        }
    }

    /// The cells of a bar of `height` cells that stand for what is seen; none where all is.
    pub(super) fn thumb(self, height: u16) -> Range<u16> {
        if self.hidden() == (0, 0) || self.len == 0 {
            return 0..0;
        }
        let share = |rows: usize| (rows * usize::from(height) / self.len) as u16;
        let length = share(self.end.saturating_sub(self.first)).clamp(1, height.max(1));
        // The first and the last cell are those of the first and the last row alone.
        let last = height.saturating_sub(length);
        let from = match self.hidden() {
            (0, _) => 0,
            (_, 0) => last,
            _ => share(self.first).clamp(u16::from(last > 1), last.saturating_sub(1).max(1)),
        };
        from.min(last)..from.min(last) + length
    }
}

/// Draws rows from the anchor on down, until the area is full: what `at` answers for each position. Which of them
/// are seen.
pub(super) fn rows<I>(
    theme: &Theme,
    top: Anchor,
    len: usize,
    area: Rect,
    buffer: &mut Buffer,
    mut at: impl FnMut(usize) -> I,
) -> Seen
where
    I: IntoIterator<Item = (Row, Look)>,
{
    let (mut y, mut skip) = (0, top.line);
    let mut seen = Seen { first: top.row, end: top.row, len };
    for position in top.row..len {
        for (told, look) in at(position) {
            if y >= area.height {
                return seen;
            }
            if skip > 0 {
                let height = told.height(beside_gutter(area).width);
                if skip >= height {
                    skip -= height;
                    continue;
                }
            }
            let rest = Rect { y: area.y + y, height: area.height - y, ..area };
            let drawn = row(theme, &told, skip, rest, buffer, look);
            if y + drawn == area.height
                && usize::from(drawn) + skip < told.height(beside_gutter(area).width)
            {
                return seen;
            }
            y += drawn;
            skip = 0;
        }
        skip = 0;
        seen.end = position + 1;
    }
    seen
}

/// Says why there are no rows, where they would stand.
pub(super) fn notice(theme: &Theme, text: impl Into<String>, area: Rect, buffer: &mut Buffer) {
    let said = Row::of(vec![Span::new(text, Tone::Dim)]);
    row(theme, &said, 0, area, buffer, Look::default());
}

/// Draws the lines of a row from the `skip`th on; how many were drawn.
pub(super) fn row(
    theme: &Theme,
    row: &Row,
    skip: usize,
    area: Rect,
    buffer: &mut Buffer,
    look: Look,
) -> u16 {
    let (gutter, area) = (Rect { width: GUTTER.min(area.width), ..area }, beside_gutter(area));
    if area.is_empty() {
        bar(theme, Rect { height: gutter.height.min(1), ..gutter }, buffer, look);
        return gutter.height.min(1);
    }
    let selected = look.cursor.map(|focused| theme.selected(focused, row.one_line.is_some()));
    let selected = selected.unwrap_or_default();
    let over = look.over.patch(selected);
    let lines = row.lines(area.width);
    let mut drawn = 0;
    for (i, spans) in lines.iter().enumerate().skip(skip).take(usize::from(area.height)) {
        let here = Rect { y: area.y + drawn, height: 1, ..area };
        bar(theme, Rect { y: here.y, height: 1, ..gutter }, buffer, look);
        set_style(here, buffer, selected);
        if i == 0 {
            let lead = Rect { width: row.margin.min(area.width), ..here };
            put(lead, buffer, &line(theme, &row.lead, over));
        }
        let margin = row.margin.min(area.width);
        let text = Rect { x: here.x + margin, width: here.width - margin, ..here };
        put(text, buffer, &line(theme, spans, over));
        if i == 0 {
            tail(theme, row, here, buffer, over);
        }
        drawn += 1;
    }
    drawn
}

fn beside_gutter(area: Rect) -> Rect {
    let gutter = GUTTER.min(area.width);
    Rect { x: area.x + gutter, width: area.width - gutter, ..area }
}

/// The mark of the cursor, in the column beside the rows.
fn bar(theme: &Theme, area: Rect, buffer: &mut Buffer, look: Look) {
    if let Some(style) = look.cursor.map(|focused| theme.border(focused)) {
        put(
            Rect { width: 1.min(area.width), ..area },
            buffer,
            &Line::styled(theme.text("▌"), style),
        );
    }
}

fn tail(theme: &Theme, row: &Row, area: Rect, buffer: &mut Buffer, over: Style) {
    let edge = row.edge(area.width);
    let width = row::width_of(edge) as u16;
    let x = area.x + area.width.saturating_sub(width);
    put(Rect { x, width, ..area }, buffer, &line(theme, edge, over));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters of one cell and of two, marks that belong to the letter before them, and none that is drawn.
    const PIECES: [&str; 12] = [
        "a",
        "bc ",
        "“",
        "й",
        "漢",
        "e\u{301}",
        "\u{301}",
        "👩\u{200D}🚀",
        "🇷🇺",
        "ｶﾞ",
        "\u{1b}",
        "—",
    ];

    proptest! {
        #[test]
        fn what_is_put_is_what_ratatui_sets(
            pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..14),
            (x, width) in (0u16..6, 0u16..12),
        ) {
            let whole = Rect::new(0, 0, 14, 1);
            let spans = pieces.chunks(3).enumerate().map(|(nth, pieces)| {
                let style = if nth % 2 == 0 { Style::new().bold() } else { Style::new().italic() };
                Painted::styled(pieces.concat(), style)
            });
            let line = Line::from(spans.collect::<Vec<_>>());
            let (mut ours, mut theirs) = (Buffer::empty(whole), Buffer::empty(whole));
            put(Rect::new(x, 0, width, 1), &mut ours, &line);
            theirs.set_line(x, 0, &line, width);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn the_thumb_lies_in_its_bar_and_touches_an_end_only_there(
            first in 0usize..2000, shown in 0usize..60, after in 0usize..2000, height in 1u16..80,
        ) {
            let end = first + shown;
            let seen = Seen { first, end, len: end + after };
            let thumb = seen.thumb(height);
            prop_assert!(thumb.start <= thumb.end && thumb.end <= height);
            prop_assert_eq!(thumb.is_empty(), seen.hidden() == (0, 0));
            if first == 0 && after > 0 {
                prop_assert_eq!(thumb.start, 0);
            }
            if first > 0 && after == 0 {
                prop_assert_eq!(thumb.end, height);
            }
            if first > 0 && after > 0 && height > thumb.len() as u16 + 1 {
                prop_assert!(thumb.start > 0 && thumb.end < height);
            }
        }
    }

    #[test]
    fn what_is_seen_is_counted_in_rows_and_a_row_in_part_is_not() {
        let theme = Theme::default();
        let rows_of = |height: u16, top: Anchor| {
            let area = Rect { x: 0, y: 0, width: 11, height };
            let mut buffer = Buffer::empty(area);
            // Ten rows of two lines each.
            rows(&theme, top, 10, area, &mut buffer, |_| {
                Some((Row::of(vec![Span::new("some words here", Tone::Plain)]), Look::default()))
            })
        };
        let at = |row, line| Anchor { row, line };
        assert_eq!(rows_of(4, at(0, 0)), Seen { first: 0, end: 2, len: 10 });
        assert_eq!(rows_of(5, at(0, 0)), Seen { first: 0, end: 2, len: 10 }, "half of the third");
        assert_eq!(rows_of(5, at(0, 1)), Seen { first: 0, end: 3, len: 10 });
        assert_eq!(rows_of(40, at(7, 0)), Seen { first: 7, end: 10, len: 10 });
        assert_eq!(rows_of(5, at(0, 0)).words(), "▼ 8 more");
        assert_eq!(rows_of(40, at(7, 0)).words(), "▲ 7 above");
        assert_eq!(rows_of(40, at(0, 0)).words(), "");
    }
}
