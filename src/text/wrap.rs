//! Owns where a text breaks into lines of so many cells. It must never split a grapheme, and never
//! lose a character other than white space at a break.

use super::cells::{grapheme_width, graphemes};
use std::ops::Range;

/// The byte ranges of the lines of a text, each at most `width` cells wide.
///
/// Breaks at line feeds, at spaces, after hyphens and dashes inside words (never before a digit, so
/// that a date stays whole) and beside ideographs; a word longer than a line breaks between
/// graphemes. Only a grapheme wider than `width` makes a wider line. White space at a break belongs
/// to no line; an indent stays while it leaves room for what follows. A no-break space is no place
/// to break. There is always at least one line, and one more for each line feed.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        Filling::new(start, width, &mut lines).fill(paragraph);
        start += paragraph.len() + 1;
    }
    lines
}

/// The line being filled. Offsets are bytes of the whole text.
struct Filling<'a> {
    lines: &'a mut Vec<Range<usize>>,
    width: usize,
    start: usize,
    /// End of the last grapheme that is no space; `start` while there is none.
    end: usize,
    /// Cells from `start`, spaces included.
    used: usize,
    pause: Option<Pause>,
}

/// The last place where this line may end.
#[derive(Clone, Copy)]
struct Pause {
    end: usize,
    next: usize,
    used: usize,
}

impl<'a> Filling<'a> {
    fn new(start: usize, width: usize, lines: &'a mut Vec<Range<usize>>) -> Self {
        Self { lines, width, start, end: start, used: 0, pause: None }
    }

    fn fill(mut self, paragraph: &str) {
        let base = self.start;
        let mut before = [Letter::default(); 2];
        for (at, grapheme) in graphemes(paragraph) {
            let letter = Letter::of(grapheme);
            if letter.is_space {
                self.used += letter.cells;
            } else {
                let pauses = before[1].is_space || breaks_between(before, letter);
                self.place(base + at, letter, pauses);
            }
            before = [before[1], letter];
        }
        self.lines.push(self.start..self.end);
    }

    fn place(&mut self, at: usize, letter: Letter<'_>, pauses: bool) {
        if pauses && self.end > self.start {
            self.pause = Some(Pause { end: self.end, next: at, used: self.used });
        }
        while self.used + letter.cells > self.width && self.used > 0 {
            self.turn(at);
        }
        self.used += letter.cells;
        self.end = at + letter.text.len();
    }

    /// Ends the line at its last pause, or failing that just before the byte `at`.
    fn turn(&mut self, at: usize) {
        let here = Pause { end: self.end, next: at, used: self.used };
        let pause = self.pause.take().unwrap_or(here);
        // An indent too wide for what follows it is white space at a break like any other.
        if pause.end > self.start {
            self.lines.push(self.start..pause.end);
        }
        self.start = pause.next;
        self.end = self.end.max(pause.next);
        self.used -= pause.used;
    }
}

/// A grapheme, and what of it decides where a line may end.
#[derive(Clone, Copy, Default)]
struct Letter<'a> {
    text: &'a str,
    /// Its first character; `None` of the empty text before a paragraph.
    first: Option<char>,
    /// Its cells.
    cells: usize,
    /// Whether it is space that a line may break at, which leaves out the three no-break spaces.
    is_space: bool,
}

impl<'a> Letter<'a> {
    fn of(text: &'a str) -> Self {
        let breaks =
            |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
        let first = text.chars().next();
        let is_space = first.is_some_and(breaks) && text.chars().all(breaks);
        Self { text, first, cells: grapheme_width(text), is_space }
    }
}

/// Whether a line may end between two graphemes with no space between them.
fn breaks_between(before: [Letter<'_>; 2], next: Letter<'_>) -> bool {
    let (Some(last), Some(next_char)) = (before[1].first, next.first) else { return false };
    match last {
        '-' | '\u{2010}' | '\u{2012}' | '\u{2013}' => {
            let inside_word = before[0].text.chars().any(char::is_alphanumeric);
            inside_word && next_char.is_alphabetic()
        }
        '\u{2014}' | '\u{2015}' => next_char.is_alphanumeric() || opens(next_char),
        // Between ideographs anywhere but after an opening and before a closing mark.
        _ => (before[1].cells > 1 || next.cells > 1) && !opens(last) && !closes(next_char),
    }
}

fn closes(c: char) -> bool {
    !c.is_alphanumeric() && c.is_ascii_punctuation() || CLOSING.contains(c)
}

const CLOSING: &str = "、。，．：；！？」』）】〉》〕］｝”’»›…‥ー々";

fn opens(c: char) -> bool {
    "([{“‘«„‚‹「『（【〈《〔［｛".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::cells::width;
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn breaks_at_words() {
        assert_eq!(
            lines("the matter is under consideration", 13),
            ["the matter is", "under", "consideration"]
        );
        assert_eq!(lines("a  b   c", 4), ["a  b", "c"]);
        assert_eq!(lines("trailing   ", 8), ["trailing"]);
    }

    #[test]
    fn breaks_after_hyphens_but_not_inside_dates() {
        assert_eq!(lines("a non-starter", 8), ["a non-", "starter"]);
        assert_eq!(lines("on 2026-02-05", 11), ["on", "2026-02-05"]);
        assert_eq!(lines("words—more words", 12), ["words—more", "words"]);
        assert_eq!(lines("words—more", 7), ["words—", "more"]);
        assert_eq!(lines("x -option", 4), ["x", "-opt", "ion"]);
    }

    #[test]
    fn longer_words_break_between_graphemes() {
        assert_eq!(lines("consideration", 5), ["consi", "derat", "ion"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(lines("👩\u{200D}🚀👩\u{200D}🚀", 3), ["👩\u{200D}🚀", "👩\u{200D}🚀"]);
    }

    #[test]
    fn ideographs_break_anywhere_but_at_marks() {
        assert_eq!(lines("QUAY条約は失効", 8), ["QUAY条約", "は失効"]);
        assert_eq!(lines("条約。失効", 4), ["条", "約。", "失効"]);
    }

    #[test]
    fn line_feeds_break_and_indents_stay() {
        assert_eq!(lines("a\n\n  b\n", 9), ["a", "", "  b", ""]);
        assert_eq!(lines("     bc", 3), ["bc"]);
        assert_eq!(lines("", 9), [""]);
        assert_eq!(lines("   ", 2), [""]);
    }

    #[test]
    fn no_break_spaces_hold() {
        assert_eq!(lines("on 5\u{A0}Feb", 6), ["on", "5\u{A0}Feb"]);
    }

    #[test]
    fn no_width_gives_a_grapheme_a_line() {
        assert_eq!(lines("ab c", 0), ["a", "b", "c"]);
        assert_eq!(lines("漢a", 1), ["漢", "a"]);
    }

    const PIECES: &[&str] = &[
        "a",
        "word",
        "longerword",
        " ",
        "  ",
        "\n",
        "-",
        "—",
        "漢",
        "字",
        "。",
        "「",
        "e\u{301}",
        "\u{301}",
        "👩\u{200D}🚀",
        "🇷🇺",
        "\u{A0}",
        "\t",
        "1,550",
        "2026-02-05",
        "\u{2003}",
        "ｶﾞ",
        "(",
        "“",
    ];

    fn prose() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(PIECES), 0..24).prop_map(|p| p.concat())
    }

    proptest! {
        #[test]
        fn lines_fit(text in prose(), cells in 0usize..14) {
            for line in lines(&text, cells) {
                prop_assert!(width(line) <= cells || line.graphemes(true).filter(|g| width(g) > 0).count() == 1,
                    "{:?} in {}", line, cells);
                prop_assert!(!line.ends_with(' ') && !line.contains('\n'));
            }
        }

        #[test]
        fn only_white_space_is_skipped(text in prose(), cells in 0usize..14) {
            let mut at = 0;
            for line in wrap(&text, cells) {
                prop_assert!(at <= line.start && line.start <= line.end);
                prop_assert!(text[at..line.start].chars().all(char::is_whitespace));
                at = line.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }

        #[test]
        fn graphemes_stay_whole(text in prose(), cells in 0usize..14) {
            let bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            for line in wrap(&text, cells) {
                prop_assert!(bounds.contains(&line.start) && bounds.contains(&line.end));
            }
        }

        #[test]
        fn a_line_is_no_shorter_than_it_must(text in "[a-z]{1,6}( [a-z]{1,6}){0,9}", cells in 6usize..14) {
            let lines = lines(&text, cells);
            for pair in lines.windows(2) {
                let next = pair[1].split(' ').next().unwrap();
                prop_assert!(width(pair[0]) + 1 + width(next) > cells);
            }
        }
    }
}
