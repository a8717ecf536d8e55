//! Owns how many terminal cells a text takes. It must agree with what is drawn: a grapheme is as
//! wide here as the cell that ratatui gives it (its `CellWidth`), which a test in `tests/` holds.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of a text in cells: the sum over its graphemes. Control characters count nothing,
/// because nothing is drawn for them.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The width of one grapheme in cells.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    // ratatui adds a cell for each halfwidth (semi-)voiced sound mark, which terminals draw apart.
    let sound_marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + sound_marks
}

/// The text if it fits, or its beginning and `…`: never wider than `cells`. Empty for 0 cells.
#[must_use]
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut cut = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cells {
            return match cells {
                0 => Cow::Borrowed(""),
                _ => Cow::Owned(format!("{}…", text[..cut].trim_end())),
            };
        }
        // What is kept leaves a cell for the ellipsis.
        if used < cells {
            cut = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_of_graphemes() {
        assert_eq!(width(""), 0);
        assert_eq!(width("Москва"), 6);
        assert_eq!(width("漢字"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("👩\u{200D}🚀"), 2);
        assert_eq!(width("a\nb"), 2);
    }

    #[test]
    fn truncation_keeps_whole_graphemes() {
        assert_eq!(truncate("treaty", 6), "treaty");
        assert_eq!(truncate("treaty", 5), "trea…");
        assert_eq!(truncate("a treaty", 3), "a…");
        assert_eq!(truncate("漢字漢字", 5), "漢字…");
        assert_eq!(truncate("漢字漢字", 4), "漢…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("treaty", 1), "…");
        assert_eq!(truncate("treaty", 0), "");
        assert_eq!(truncate("", 0), "");
    }

    proptest! {
        #[test]
        fn truncated_fits(text in "\\PC{0,24}", cells in 0usize..12) {
            let short = truncate(&text, cells);
            prop_assert!(width(&short) <= cells);
            match short {
                Cow::Borrowed(same) => prop_assert!(same == text || cells == 0),
                Cow::Owned(short) => {
                    prop_assert!(width(&text) > cells);
                    prop_assert!(text.starts_with(short.strip_suffix('…').unwrap()));
                }
            }
        }
    }
}
