//! What a terminal would obey is taken out of a text before it leaves the program by another way
//! than a cell of the screen. It must never add anything: a copied text stays the text.

use crate::text::classes::{
    is_annotation, is_default_ignorable, is_join_control, is_variation_selector,
};

/// Drops C0 and C1 controls and DEL; line feeds and tabs stay.
///
/// For what goes to the clipboard: pasted into a terminal, an escape sequence would be typed.
pub(super) fn without_controls(text: &str) -> String {
    text.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).collect()
}

/// One line without controls, and without characters that reorder or hide others; at most
/// `limit` bytes, cut between characters.
///
/// For titles, notices and pasted queries.
pub(super) fn line(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if !is_visible(c) {
            continue;
        }
        if out.len() + c.len_utf8() > limit {
            break;
        }
        out.push(c);
    }
    out
}

/// Neither a control, a separator of lines or an annotation mark, nor anything else that shows nothing: but
/// joiners and variation selectors, which letters and emoji need.
pub(super) fn is_visible(c: char) -> bool {
    let hidden = c.is_control() || is_annotation(c) || matches!(c, '\u{2028}' | '\u{2029}');
    let needed = is_join_control(c) || is_variation_selector(c);
    !hidden && (needed || !is_default_ignorable(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_its_lines_and_loses_its_escapes() {
        let hostile = "one\n\ttwo\x1b[201~\x07three\u{9b}31m\x7f\r\nПутин “é”";
        assert_eq!(without_controls(hostile), "one\n\ttwo[201~three31m\nПутин “é”");
    }

    #[test]
    fn a_line_hides_nothing_and_reorders_nothing() {
        assert_eq!(line("a\u{202e}b\u{200b}c\u{e0041}d\x1b]0;x\x07", 99), "abcd]0;x");
        assert_eq!(line("two\nlines\tand\u{2028}more", 99), "two lines and more");
    }

    #[test]
    fn a_line_is_cut_between_characters() {
        assert_eq!(line("ééé", 5), "éé");
        assert_eq!(line("ééé", 6), "ééé");
        assert_eq!(line("ééé", 0), "");
    }
}
