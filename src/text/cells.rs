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
    graphemes(text).map(|(_, grapheme)| grapheme_width(grapheme)).sum()
}

/// Whether a character has one cell, and is a grapheme wherever another such stands behind it: letters of Europe, and
/// the punctuation and glyphs among them. That is most of every text; only the rest is looked up.
#[must_use]
pub fn is_simple(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    matches!(c,
        '\u{A1}'..='\u{AC}'
        | '\u{AE}'..='\u{2FF}'
        | '\u{400}'..='\u{482}'
        | '\u{48A}'..='\u{52F}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{20AC}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2500}'..='\u{25EF}')
}

/// The graphemes of a text with the byte at which each begins.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_plain = |byte: &u8| (b' '..=b'~').contains(byte);
    // Behind a run of plain letters anything may stand, so that its last is looked at with what follows.
    let (mut at, mut plain_end) = (0, 0);
    std::iter::from_fn(move || {
        if at >= plain_end {
            let run = text.as_bytes().get(at..)?.iter().take_while(|byte| is_plain(byte));
            plain_end = at + run.count();
        }
        let length = if at + 1 < plain_end || (at < plain_end && plain_end == text.len()) {
            1
        } else {
            let rest = text.get(at..)?;
            let mut chars = rest.chars();
            let first = chars.next().filter(|c| is_simple(*c));
            match first.filter(|_| chars.next().is_none_or(is_simple)) {
                Some(first) => first.len_utf8(),
                None => rest.graphemes(true).next()?.len(),
            }
        };
        at += length;
        Some((at - length, text.get(at - length..at)?))
    })
}

/// The character that a grapheme is, where it is one of one cell that need not be looked up.
#[must_use]
pub fn simple(grapheme: &str) -> Option<char> {
    if let [byte @ b' '..=b'~'] = grapheme.as_bytes() {
        return Some(char::from(*byte));
    }
    let mut chars = grapheme.chars();
    chars.next().filter(|c| is_simple(*c) && chars.next().is_none())
}

/// The width of one grapheme in cells.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if simple(grapheme).is_some() {
        return 1;
    }
    if grapheme.chars().any(char::is_control) {
        return 0;
    }
    // ratatui adds a cell for each halfwidth (semi-)voiced sound mark, which terminals draw apart.
    let sound_marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + sound_marks
}

/// A text without the graphemes that begin in its first `cells` cells.
#[must_use]
pub fn skip_cells(text: &str, cells: usize) -> &str {
    let mut skipped = 0;
    let kept = graphemes(text).find(|(_, grapheme)| {
        let is_kept = skipped >= cells;
        skipped += grapheme_width(grapheme);
        is_kept
    });
    kept.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// What is shown of a text that has only so many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineCut<'e> {
    /// How many bytes of the text are shown, from its start.
    pub kept: usize,
    /// What stands for the rest: empty where nothing is missing, or where there is no cell for it.
    pub ellipsis: &'e str,
}

impl<'e> LineCut<'e> {
    /// Cuts `text` to `cells`, with `ellipsis` behind what is kept where anything is missing: never wider than
    /// `cells`, never within a grapheme, and of an ellipsis that is too wide itself only its beginning.
    ///
    /// Everything that is cut to a line is cut here, however many runs it is painted in: the runs are joined
    /// first, so that no boundary between them can swallow the ellipsis. Looks at no more than is shown.
    #[must_use]
    pub fn of(text: &str, cells: usize, ellipsis: &'e str) -> Self {
        let room = cells.saturating_sub(width(ellipsis));
        let (mut used, mut kept) = (0, 0);
        for (at, grapheme) in graphemes(text) {
            used += grapheme_width(grapheme);
            if used > cells {
                let kept = trimmed(text.get(..kept).unwrap_or_default(), ellipsis);
                return Self { kept, ellipsis: beginning(ellipsis, cells) };
            }
            if used <= room {
                kept = at + grapheme.len();
            }
        }
        Self { kept: text.len(), ellipsis: "" }
    }
}

/// The end of what is kept, without the blanks at it, nor an ellipsis that would be doubled.
fn trimmed(kept: &str, ellipsis: &str) -> usize {
    let mut kept = kept.trim_end();
    while let Some(rest) = kept.strip_suffix('…').or_else(|| kept.strip_suffix(ellipsis)) {
        if rest.len() == kept.len() {
            break;
        }
        kept = rest.trim_end();
    }
    kept.len()
}

/// As much of an ellipsis as fits.
fn beginning(ellipsis: &str, cells: usize) -> &str {
    let mut used = 0;
    let fits = ellipsis.graphemes(true).take_while(|grapheme| {
        used += grapheme_width(grapheme);
        used <= cells
    });
    ellipsis.get(..fits.map(str::len).sum()).unwrap_or_default()
}

/// What stands for the rest of what is cut.
#[must_use]
pub fn ellipsis(ascii: bool) -> &'static str {
    if ascii { "..." } else { "…" }
}

/// The text if it fits, or its beginning and `…`: never wider than `cells`. Empty for 0 cells.
#[must_use]
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    let cut = LineCut::of(text, cells, "…");
    let kept = text.get(..cut.kept).unwrap_or_default();
    if cut.ellipsis.is_empty() {
        Cow::Borrowed(kept)
    } else {
        Cow::Owned(format!("{kept}{}", cut.ellipsis))
    }
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
    fn simple_characters_are_graphemes_of_one_cell() {
        let simple: Vec<char> = ('\0'..=char::MAX).filter(|c| is_simple(*c)).collect();
        let text: String = simple.iter().collect();
        assert_eq!(text.graphemes(true).count(), simple.len());
        for c in simple {
            assert_eq!(c.to_string().width(), 1, "{c:?}");
            assert_eq!(format!("{c}e{c}").graphemes(true).count(), 3, "{c:?}");
        }
    }

    #[test]
    fn what_is_skipped_is_whole_graphemes() {
        for (text, cells, want) in [
            ("abc", 0, "abc"),
            ("abc", 2, "c"),
            ("abc", 9, ""),
            ("ｶ\u{FF9E}a", 1, "a"),
            ("e\u{301}a", 1, "a"),
            ("aกำ", 2, ""),
            ("👩\u{200D}🚀🇺🇳x", 2, "🇺🇳x"),
            ("漢字", 1, "字"),
        ] {
            assert_eq!(skip_cells(text, cells), want, "{text} {cells}");
        }
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

    #[test]
    fn an_ellipsis_of_three_cells_has_its_room() {
        let shown = |cells| {
            let cut = LineCut::of("treaties", cells, "...");
            format!("{}{}", &"treaties"[..cut.kept], cut.ellipsis)
        };
        assert_eq!([8, 7, 4, 3, 2, 0].map(shown), ["treaties", "trea...", "t...", "...", "..", ""]);
    }

    /// Letters of one and of two cells, marks that belong to the letter before them, and blanks.
    const PIECES: &[&str] = &[
        "a",
        "bc",
        " ",
        "  ",
        "漢",
        "e\u{301}",
        "\u{301}",
        "👩\u{200D}🚀",
        "🇷🇺",
        "…",
        "-",
        "“",
        "й",
        "—",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..16).prop_map(|p| p.concat())
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

        #[test]
        fn simple_characters_are_no_exception(text in text(), more in "\\PC{0,12}") {
            let text = text + &more;
            let all: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), all);
        }

        #[test]
        fn what_is_cut_looks_cut(text in text(), cells in 0usize..20, ascii: bool) {
            let cut = LineCut::of(&text, cells, if ascii { "..." } else { "…" });
            let shown = format!("{}{}", &text[..cut.kept], cut.ellipsis);
            prop_assert!(width(&shown) <= cells, "{shown:?} in {cells}");
            prop_assert_eq!(cut.kept < text.len() && cells > 0, !cut.ellipsis.is_empty());
            let bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            prop_assert!(bounds.contains(&cut.kept) || text[cut.kept..].starts_with(char::is_whitespace));
            prop_assert!(cut.ellipsis.is_empty() || !shown.ends_with("……"), "{shown:?}");
        }
    }
}
