//! A record in a list: its parts, and how they are set in lines.
//!
//! Owns the widths. To a pipe every record is one line and nothing is cut. On a terminal the records are a table
//! where it is wide enough for one, each part in a column of its own. On a narrower one the words are folded beside
//! the dates, and what `show` and `cite` ask for stands below them, whole.

use std::iter::repeat_n;
use std::ops::Range;

use anstyle::Style;

use crate::chronology::date::Edtf;
use crate::chronology::model::Basis;
use crate::text::{slice, truncate, width, wrap};
use crate::words;

use super::style::{FAINT, STRONG, paint};

/// The widest that the column of dates is, in cells; two times of a day with their offset fit.
const WIDEST_DATE: usize = 36;

/// The cells that the words of a table have at least; with fewer it is no table.
const LEAST_WORDS: usize = 48;

/// The cells that words have at least beside a date; with fewer they stand below it.
const LEAST_BESIDE: usize = 24;

/// The lines that words are folded into at most.
const MOST_LINES: usize = 2;

/// The blanks between two columns.
const BETWEEN: usize = 2;

/// A record under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// When.
    date: Option<String>,
    /// What kind of record it is.
    glyph: String,
    /// Who.
    name: String,
    /// What was said, or a title.
    words: String,
    style: Style,
    /// What it is asked for by, which is never cut.
    id: String,
    /// Where it is printed, how much there is of it, what warns.
    beside: Vec<(Style, String)>,
}

impl Line {
    /// The date, which stands in a column of its own, with a mark where it is inferred.
    pub(super) fn date(self, date: Option<&Edtf>, basis: &Basis) -> Self {
        let day = date.map_or_else(|| words::date(None), Edtf::compact);
        let told = format!("{day}{}", words::inferred_mark(date, basis));
        Self { date: Some(told), ..self }
    }

    /// The glyph before what is read.
    pub(super) fn glyph(self, glyph: &str) -> Self {
        Self { glyph: glyph.to_owned(), ..self }
    }

    /// The name of a person, an outlet, a kind.
    pub(super) fn name(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// The words or the title.
    pub(super) fn words(self, style: Style, words: &str) -> Self {
        Self { words: words.to_owned(), style, ..self }
    }

    /// The id.
    pub(super) fn id(self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self }
    }

    /// What can be missed; an empty text keeps its column in a table.
    pub(super) fn aside(mut self, text: &str) -> Self {
        self.beside.push((FAINT, text.to_owned()));
        self
    }

    /// What warns.
    pub(super) fn mark(mut self, mark: &str) -> Self {
        self.beside.push((Style::new(), mark.to_owned()));
        self
    }

    /// What makes it near to what was asked and no more, where it is only that.
    pub(super) fn near(self, told: Option<String>) -> Self {
        match told {
            Some(told) => self.mark(&told),
            None => self,
        }
    }

    /// What it shows beside the words and the date: who, where it is printed, how much there is of it.
    pub(super) fn shown_beside(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.name).chain(self.beside.iter().map(|(_, text)| &**text))
    }

    /// What is read, and how much of it is the name.
    fn read(&self) -> (String, usize) {
        let between = if self.name.is_empty() || self.words.is_empty() { "" } else { "  " };
        (format!("{}{between}{}", self.name, self.words), self.name.len())
    }

    /// The date in a column of so many cells, and the glyph.
    fn lead(&self, columns: &Columns) -> String {
        let date = self.date.as_deref().map_or_else(String::new, |date| padded(date, columns.date));
        let blanks = if columns.date > 0 { BETWEEN } else { 0 };
        let glyph = padded(&self.glyph, columns.glyph);
        let blank = if columns.glyph > 0 { " " } else { "" };
        format!("{date}{}{glyph}{blank}", " ".repeat(blanks))
    }

    /// The id and what stands beside it.
    fn behind(&self) -> impl Iterator<Item = (Style, &str)> {
        let beside = self.beside.iter().map(|(style, text)| (*style, &**text));
        std::iter::once((FAINT, &*self.id)).chain(beside)
    }

    /// The whole on one line.
    fn whole(&self, columns: &Columns) -> String {
        let (read, name) = self.read();
        let mut out = self.lead(columns) + &painted(&read, 0..read.len(), name, self.style);
        for (style, text) in self.behind().filter(|(_, text)| !text.is_empty()) {
            out += "  ";
            out += &paint(style, text);
        }
        out
    }

    /// A row of a table.
    fn row(&self, columns: &Columns, words: usize) -> String {
        let (read, name) = self.read();
        let (line, mut used) = cut(&read, 0, words, name, self.style);
        let mut out = self.lead(columns) + &line;
        let mut column = words;
        for ((style, text), wide) in self.behind().zip(&columns.behind) {
            let start = column + BETWEEN;
            if !text.is_empty() {
                out.extend(repeat_n(' ', start.saturating_sub(used)));
                out += &paint(style, text);
                used = start + width(text);
            }
            column = if *wide > 0 { start + wide } else { column };
        }
        out
    }

    /// The words folded beside the date, or below it where there is no room beside; then the id and the rest.
    fn folded(&self, columns: &Columns, cells: usize) -> Vec<String> {
        let lead = self.lead(columns);
        let (mut first, mut lines, indent) = match &self.date {
            Some(date) if width(date) > columns.date || width(&lead) + LEAST_BESIDE > cells => {
                let glyph = Self { date: None, ..self.clone() };
                let none = Columns { date: 0, ..columns.clone() };
                let date = vec![truncate(date, cells).into_owned()];
                (glyph.lead(&none), date, width(&glyph.lead(&none)))
            }
            _ => (lead.clone(), Vec::new(), width(&lead)),
        };
        let room = cells.saturating_sub(indent).max(1);
        let (read, name) = self.read();
        let ranges = wrap(&read, room);
        for (n, range) in ranges.iter().enumerate().take(MOST_LINES) {
            let line = if n + 1 == MOST_LINES && ranges.len() > MOST_LINES {
                cut(&read, range.start, room, name, self.style).0
            } else {
                painted(&read, range.clone(), name, self.style)
            };
            lines.push(std::mem::replace(&mut first, " ".repeat(indent)) + &line);
        }
        lines.extend(self.below(indent, cells));
        lines
    }

    /// The id and what stands beside it, as many of them on a line as there is room for.
    fn below(&self, indent: usize, cells: usize) -> Vec<String> {
        let room = cells.saturating_sub(indent).max(1);
        let mut lines: Vec<String> = Vec::new();
        let mut used = room;
        for (style, text) in self.behind().filter(|(_, text)| !text.is_empty()) {
            let wide = width(text);
            match lines.last_mut().filter(|_| used + BETWEEN + wide <= room) {
                Some(line) => {
                    line.push_str("  ");
                    line.push_str(&paint(style, text));
                    used += BETWEEN + wide;
                }
                None => {
                    // An id that is too wide beside the dates begins before them.
                    let whole = lines.is_empty();
                    let indent =
                        if whole { indent.min(cells.saturating_sub(wide)) } else { indent };
                    let text = if whole { text.into() } else { truncate(text, room) };
                    lines.push(" ".repeat(indent) + &paint(style, &text));
                    used = wide.min(room);
                }
            }
        }
        lines
    }
}

/// The columns of a list, in cells: those before what is read, and those behind it. 0 is no column.
#[derive(Debug, Clone, Default)]
struct Columns {
    date: usize,
    glyph: usize,
    behind: Vec<usize>,
}

impl Columns {
    /// As wide as the widest that stands in them.
    fn of(lines: &[Line]) -> Self {
        let mut columns = Self::default();
        for line in lines {
            let date = line.date.as_deref().map_or(0, width);
            columns.date = columns.date.max(date.min(WIDEST_DATE));
            columns.glyph = columns.glyph.max(width(&line.glyph));
            for (nth, (_, text)) in line.behind().enumerate() {
                let wide = width(text);
                match columns.behind.get_mut(nth) {
                    Some(column) => *column = wide.max(*column),
                    None => columns.behind.push(wide),
                }
            }
        }
        columns
    }

    /// The cells that are left for the words of a table.
    fn left(&self, cells: usize) -> Option<usize> {
        let date = if self.date > 0 { self.date + BETWEEN } else { 0 };
        let glyph = if self.glyph > 0 { self.glyph + 1 } else { 0 };
        let behind: usize =
            self.behind.iter().filter(|wide| **wide > 0).map(|wide| wide + BETWEEN).sum();
        cells.checked_sub(date + glyph + behind)
    }
}

/// The lines of a list. Dates stand in a column as wide as the widest of them; on a terminal of so many cells no
/// line is wider, unless an id is.
pub(super) fn set(lines: &[Line], cells: Option<usize>) -> Vec<String> {
    let columns = Columns::of(lines);
    let Some(cells) = cells else {
        return lines.iter().map(|line| line.whole(&columns)).collect();
    };
    let widest = lines.iter().map(|line| width(&line.read().0)).max().unwrap_or(0);
    match columns.left(cells) {
        Some(left) if left >= LEAST_WORDS.min(widest) => {
            lines.iter().map(|line| line.row(&columns, left.min(widest))).collect()
        }
        _ => lines.iter().flat_map(|line| line.folded(&columns, cells)).collect(),
    }
}

/// A range of what is read, of whose bytes the first are the name.
fn painted(read: &str, range: Range<usize>, name: usize, style: Style) -> String {
    let middle = name.clamp(range.start, range.end);
    let parts = [(STRONG, range.start..middle), (style, middle..range.end)];
    let seen = parts.into_iter().filter(|(_, range)| !range.is_empty());
    seen.map(|(style, range)| paint(style, slice(read, range))).collect()
}

/// What is read from a byte on, cut to so many cells; and the cells that it takes.
fn cut(read: &str, from: usize, cells: usize, name: usize, style: Style) -> (String, usize) {
    let rest = slice(read, from..);
    let short = truncate(rest, cells);
    let kept = if *short == *rest { rest } else { short.trim_end_matches('…') };
    let line = painted(read, from..from + kept.len(), name, style);
    (line + slice(&short, kept.len()..), width(&short))
}

/// A text with blanks up to so many cells.
fn padded(text: &str, cells: usize) -> String {
    let blanks = cells.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_line() -> Line {
        let date = Edtf::parse("2031-05-05").unwrap();
        let row = Line::default().date(Some(&date), &Basis::Stated).glyph("“").name("Ada Brandt");
        row.words(Style::new(), "words ".repeat(20).trim_end())
            .id("an-id")
            .aside("Wire ¶1")
            .mark("!")
    }

    fn plain(lines: &[Line], cells: Option<usize>) -> Vec<String> {
        let set = set(lines, cells);
        set.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect()
    }

    #[test]
    fn a_pipe_gets_the_whole_line() {
        let words = "words ".repeat(20);
        assert_eq!(
            plain(&[a_line()], None),
            [format!("5 May 2031  “ Ada Brandt  {words} an-id  Wire ¶1  !")]
        );
    }

    #[test]
    fn a_table_has_columns_where_it_has_the_room() {
        let other =
            Line::default().date(None, &Basis::Stated).glyph("●").words(STRONG, "An event").id("b");
        let lines = plain(&[a_line(), other.aside("").mark("!")], Some(90));
        assert_eq!(
            lines,
            [
                "5 May 2031  “ Ada Brandt  words words words words words words words wo…  an-id  Wire ¶1  !",
                "undated     ● An event                                                   b               !",
            ]
        );
    }

    #[test]
    fn words_are_folded_before_anything_is_cut_and_the_id_stands_whole() {
        assert_eq!(
            plain(&[a_line()], Some(60)),
            [
                "5 May 2031  “ Ada Brandt  words words words words words",
                "              words words words words words words words wor…",
                "              an-id  Wire ¶1  !",
            ]
        );
        assert_eq!(
            plain(&[a_line()], Some(30)),
            [
                "5 May 2031",
                "“ Ada Brandt  words words",
                "  words words words words wor…",
                "  an-id  Wire ¶1  !",
            ]
        );
    }

    #[test]
    fn dates_are_as_wide_as_the_widest_listed_and_no_wider_than_the_cap() {
        let dated = |text: &&str| {
            Line::default().date(Some(&Edtf::parse(text).unwrap()), &Basis::Stated).glyph("x")
        };
        let ends = |dates: &[&str]| -> Vec<usize> {
            let lines: Vec<Line> = dates.iter().map(dated).collect();
            plain(&lines, None).iter().map(|line| width(line.trim_end())).collect()
        };
        assert_eq!(ends(&["2031", "2031-05"]), [11, 11], "`May 2031`, two blanks, the mark");
        let long = ends(&["2031-05-05", "2020-10-27T14:27:00Z"]);
        assert!(long[0] <= WIDEST_DATE + 3, "{long:?}");
        assert_eq!(long[0], long[1], "rows with times stand in the same column");
    }

    proptest! {
        #[test]
        fn the_id_stays_whole_and_no_other_line_is_too_wide(
            name in "[a-z漢 ]{0,40}", words in "[a-z漢 ]{0,80}", id in "[a-z-]{1,40}",
            aside in "[a-z ]{0,40}", cells in 1usize..160,
        ) {
            let row = Line::default().date(None, &Basis::Stated).glyph("◦").name(&name).words(Style::new(), &words);
            let lines = plain(&[row.id(&id).aside(&aside).mark("!")], Some(cells));
            let (whole, rest): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.contains(&id));
            prop_assert!(!whole.is_empty());
            for line in rest {
                prop_assert!(width(line) <= cells.max(4), "{line:?}");
            }
        }
    }
}
