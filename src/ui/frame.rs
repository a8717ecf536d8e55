//! The frames of the panes: border, name, and what of it is seen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};

use crate::app::order::Axis;
use crate::app::{App, View};
use crate::geometry::Pane;
use crate::pages::row::Tone;
use crate::text;
use crate::words;

use super::Theme;

/// Draws the frame of a pane.
pub(super) fn pane(app: &App, theme: &Theme, pane: Pane, area: Rect, buffer: &mut Buffer) {
    let focused = app.place.focus == pane;
    let (name, right) = titles(app, pane);
    let right = theme.text(&right).into_owned();
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(text::width(&right) + 2);
    let head = Span::styled(format!(" {} ", pane.name()), theme.heading(focused));
    let name = theme.cut(&name, room.saturating_sub(pane.name().len() + 4));
    let mut title = vec![head];
    if !name.is_empty() {
        title.push(Span::styled(format!("{} ", theme.glyph('─')), theme.border(focused)));
        title.push(Span::styled(format!("{name} "), theme.style(Tone::Plain)));
    }
    let mut block = Block::bordered()
        .border_set(theme.lines(focused))
        .border_style(theme.border(focused))
        .title_top(Line::from(title));
    if !right.is_empty() && usize::from(area.width) > text::width(&right) + 20 {
        let right = Span::styled(format!(" {right} "), theme.style(Tone::Dim));
        block = block.title_top(Line::from(right).right_aligned());
    }
    block.render(area, buffer);
}

/// What a pane shows, and where in it one is.
pub(super) fn titles(app: &App, pane: Pane) -> (String, String) {
    let c = app.chronology();
    if c.records.is_empty() {
        return (String::new(), String::new());
    }
    match pane {
        Pane::Timeline => {
            let view = Some(app.place.view).filter(|view| *view != View::default());
            let view = view.map(|view| view.get().name().to_owned());
            let filter = app.place.filter.map(|filter| format!("only {}", filter.name(c)));
            let axis =
                (app.place.axis == Axis::Published).then(|| "by the day published".to_owned());
            let span = app.is_zoomed_in_time().then(|| app.stretch().words());
            let axis =
                [view, filter, axis, span].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let at = app.order().position(app.place.cursor.record).map_or_else(|i| i, |i| i + 1);
            // Where no records are shown, what is under the cursor says itself which it is.
            let place = format!("{at} of {}", app.order().len());
            (axis, if app.place.view.get().shows_records() { place } else { String::new() })
        }
        Pane::Source => {
            let name =
                app.source().map_or_else(|| "none recorded".to_owned(), |s| words::source(c, s));
            let count = c.sources_of(app.place.cursor.record).len();
            let nth = match count {
                0 | 1 => String::new(),
                _ => format!("source {} of {count}", app.source_at() + 1),
            };
            (name, nth)
        }
        Pane::Quote => {
            let statement = c.reported(app.place.cursor).map(|s| c.statement(s));
            let name = match statement {
                Some(s) => {
                    let speaker = s.speaker.map(|ix| c.speaker(ix).name.to_string());
                    speaker.unwrap_or_else(|| s.kind.to_string())
                }
                None => "event".to_owned(),
            };
            (name, String::new())
        }
    }
}
