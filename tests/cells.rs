//! What `text::width` says is what ratatui draws.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use startline::text::{sanitise_line, width};

/// The cells that ratatui fills when it draws a text on one row.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    usize::from(buffer.set_stringn(0, 0, text, 400, Style::new()).0)
}

proptest! {
    #[test]
    fn widths_are_those_drawn(text in "[a-z é漢字ｶﾞ\u{301}\u{FE0F}\u{200D}👩🚀🇷🇺\u{1B}\u{AD}\\-—…]{0,40}") {
        prop_assert_eq!(width(&text), drawn(&text));
    }

    #[test]
    fn widths_of_sanitised_lines_are_those_drawn(text in any::<String>()) {
        let line = sanitise_line(&text);
        prop_assume!(line.len() < 200);
        prop_assert_eq!(width(&line), drawn(&line));
    }
}
