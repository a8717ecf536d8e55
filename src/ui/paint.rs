//! From meant text to cells: spans to styled lines, a row to the lines it takes.
//!
//! Control characters never get here: strings were sanitised when they were read, and ratatui drops what a
//! program's own text might hold.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as Painted};

use crate::app::prose::{Row, Span, Tone};
use crate::geometry::GUTTER;
use crate::text;

use super::Theme;

/// Spans as a styled line, every style patched by `over`.
pub(super) fn line(theme: &Theme, spans: &[Span], over: Style) -> Line<'static> {
    Line::from(spans.iter().map(|span| painted(theme, span, over)).collect::<Vec<_>>())
}

fn painted(theme: &Theme, span: &Span, over: Style) -> Painted<'static> {
    let style = theme.lit(theme.style(span.tone).patch(over), span.light);
    let text = if span.tone.is_data() { span.text.clone() } else { theme.glyphs(&span.text) };
    Painted::styled(text, style)
}

/// Draws a line in the first row of `area`.
pub(super) fn put(area: Rect, buffer: &mut Buffer, line: &Line<'_>) {
    if !area.is_empty() {
        buffer.set_line(area.x, area.y, line, area.width);
    }
}

/// How a row is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// A style over every span.
    pub(super) over: Style,
    /// The mark in the first column, and its style.
    pub(super) bar: Option<Style>,
    /// Whether the row is cut to one line.
    pub(super) single: bool,
}

/// Says why there are no rows, where they would stand.
pub(super) fn notice(theme: &Theme, text: &'static str, area: Rect, buffer: &mut Buffer) {
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
    if look.single {
        bar(theme, gutter, buffer, look);
        single(theme, row, area, buffer, look);
        return 1;
    }
    let lines = row.lines(area.width);
    let mut drawn = 0;
    for (i, spans) in lines.iter().enumerate().skip(skip).take(usize::from(area.height)) {
        let here = Rect { y: area.y + drawn, height: 1, ..area };
        bar(theme, Rect { y: here.y, height: 1, ..gutter }, buffer, look);
        margin(theme, row, i == 0, here, buffer, look);
        let margin = row.margin.min(area.width);
        let text = Rect { x: here.x + margin, width: here.width - margin, ..here };
        put(text, buffer, &line(theme, spans, look.over));
        if i == 0 {
            tail(theme, row, here, buffer, look);
        }
        drawn += 1;
    }
    drawn
}

fn margin(theme: &Theme, row: &Row, first: bool, area: Rect, buffer: &mut Buffer, look: Look) {
    if first {
        let lead = Rect { width: row.margin.min(area.width), ..area };
        put(lead, buffer, &line(theme, &row.lead, look.over));
    }
}

fn beside_gutter(area: Rect) -> Rect {
    let gutter = GUTTER.min(area.width);
    Rect { x: area.x + gutter, width: area.width - gutter, ..area }
}

/// The mark of the cursor, in the column beside the rows.
fn bar(theme: &Theme, area: Rect, buffer: &mut Buffer, look: Look) {
    if let Some(style) = look.bar {
        put(
            Rect { width: 1.min(area.width), ..area },
            buffer,
            &Line::styled(theme.glyphs("▌"), style),
        );
    }
}

fn tail(theme: &Theme, row: &Row, area: Rect, buffer: &mut Buffer, look: Look) {
    let width = tail_width(row);
    if width > 0 && width < area.width {
        let x = area.x + area.width - width;
        put(Rect { x, width, ..area }, buffer, &line(theme, &row.tail, look.over));
    }
}

fn tail_width(row: &Row) -> u16 {
    row.tail.iter().map(|s| text::width(&s.text) as u16).sum()
}

/// One line: margin, as much of the text as fits, and the tail at the edge.
fn single(theme: &Theme, row: &Row, area: Rect, buffer: &mut Buffer, look: Look) {
    let margin_width = row.margin.min(area.width);
    let tail_cells = tail_width(row);
    // Where the tail would leave the text no room, the text goes first.
    let with_tail = tail_cells > 0 && area.width > margin_width + tail_cells + 12;
    let room = area.width - margin_width - if with_tail { tail_cells + 1 } else { 0 };
    margin(theme, row, true, area, buffer, look);
    let spans = cut(&row.spans, usize::from(room));
    put(
        Rect { x: area.x + margin_width, width: room, ..area },
        buffer,
        &line(theme, &spans, look.over),
    );
    if with_tail {
        tail(theme, row, area, buffer, look);
    }
}

/// Spans cut to a number of cells, with `…` where something is missing.
fn cut(spans: &[Span], cells: usize) -> Vec<Span> {
    let all: usize = spans.iter().map(|s| text::width(&s.text)).sum();
    if all <= cells {
        return spans.to_vec();
    }
    let mut left = cells.saturating_sub(1);
    let mut out = Vec::new();
    for span in spans {
        let width = text::width(&span.text);
        if width <= left {
            out.push(span.clone());
            left -= width;
            continue;
        }
        let kept = text::truncate(&span.text, left + 1);
        out.push(Span { text: kept.trim_end_matches('…').to_owned(), ..span.clone() });
        break;
    }
    // The mark is the program's own, whatever it stands behind.
    out.push(Span::new("…", Tone::Dim));
    out
}
