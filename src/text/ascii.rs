//! Owns the ASCII twin of every glyph that the program itself prints, for terminals and readers that have
//! only ASCII. It never touches what a dataset says: callers give it their own words alone.
//!
//! A twin in a text may take more cells than its glyph, so a text is put into ASCII before anything of it is
//! measured, wrapped or cut. In a drawing every glyph is one cell, and so is its twin. No twin can be taken for
//! a word, a number, a key or another mark of the same place: `≤` is `<=`, since `<` would say less than.

use std::borrow::Cow;

/// A text of the program's own in ASCII; what has no twin stays.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match twin(c) {
            Some(twin) => out.push_str(twin),
            None => out.push(cell(c)),
        }
    }
    Cow::Owned(out)
}

/// The twins that a text has and a cell has no room for.
fn twin(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        '≤' => "<=",
        '≥' => ">=",
        '≈' => "~=",
        '✓' => "[ok]",
        '⋯' => "[...]",
        '⊡' => "[+]",
        '⇧' => "[A]",
        '‡' => "[sic]",
        '⊙' => "[.]",
        '⊕' => "[&]",
        '⊖' => "[-]",
        '⇄' => "[tr]",
        '∈' => "[",
        '¶' => "para ",
        '→' => "Right",
        '←' => "Left",
        '↑' => "Up",
        '↓' => "Down",
        '·' => "-",
        _ => return None,
    })
}

/// The twin of a glyph in a drawing: one cell, as the glyph is.
#[must_use]
pub fn cell(c: char) -> char {
    match c {
        '●' | '•' | '▄' => '*',
        '◆' => '#',
        '“' | '”' => '"',
        '’' => '\'',
        '◦' | '○' => 'o',
        '★' | '└' => '+',
        '✗' => 'x',
        '…' | '·' | '┄' | '▁' => '.',
        '–' | '—' | '−' | '─' => '-',
        '▌' | '▸' | '►' => '>',
        '┃' => 'H',
        '▎' | '│' | '┊' => '|',
        '▾' | '▼' => 'v',
        '■' | '█' => '@',
        '▲' | '∴' => '^',
        '□' | '▅' => '=',
        '△' => '~',
        '◐' | '▆' => '%',
        '◧' => '$',
        '◭' => '!',
        '◎' | '▇' => '&',
        '▂' => '_',
        '▃' => ':',
        '╭' | '╮' => ',',
        '╰' | '╯' => '`',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GLYPHS: &str = "●◆“”◦★✓≈⋯⊡⇧‡⊙⊕⊖⇄✗…·–─▌▎│┊▸▾▼→←↑↓¶≤≥∴∈▁▂▃▄▅▆▇█−—’┄└■▲○□△◐◧◭◎•►┃╭╮╰╯";

    #[test]
    fn every_glyph_has_a_twin() {
        for glyph in GLYPHS.chars() {
            assert!(text(&glyph.to_string()).is_ascii(), "{glyph} has no twin");
            assert_eq!(crate::text::width(&glyph.to_string()), 1, "{glyph}");
        }
    }

    #[test]
    fn no_twin_says_something_else() {
        assert_eq!(text("≤9 Nov"), "<=9 Nov");
        assert_eq!(text("¶3, ¶5"), "para 3, para 5");
        assert_eq!(text("“…not now…”"), "\"...not now...\"");
        assert_eq!(text("l →"), "l Right", "> is a key of its own");
        assert_eq!(text("T−12"), "T-12");
    }

    #[test]
    fn a_mark_of_a_drawing_is_the_same_in_its_legend() {
        for mark in "▁▂▃▄▅▆▇█─●○◐■□◧▲△◭◎✗┄◆".chars() {
            assert_eq!(text(&mark.to_string()), cell(mark).to_string());
        }
        for together in ["▁▂▃▄▅▆▇█◆│─~", "●■▲○□△◐◧◭◎✗─┄│"]
        {
            let twins: std::collections::BTreeSet<char> = together.chars().map(cell).collect();
            assert_eq!(twins.len(), together.chars().count(), "no two of a drawing look the same");
        }
    }

    proptest! {
        #[test]
        fn ascii_stays_as_it_is(ascii in "[ -~]{0,40}") {
            prop_assert_eq!(text(&ascii), ascii.as_str());
        }
    }
}
