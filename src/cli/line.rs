//! A line of a list: its parts, and which of them give way on a terminal that is too narrow.
//!
//! Owns the widths. To a pipe nothing is cut. On a terminal the id is never cut, since `show` and `cite`
//! ask for it, nor is a mark: the words give way first, then what stands aside, then the name and the date.

use anstyle::Style;

use crate::chronology::date::Edtf;
use crate::text::{truncate, width};
use crate::words;

use super::style::{FAINT, STRONG, paint};

/// The widest that the column of dates is, in cells; `27 Jan – 3 Feb 2021` and most others fit.
const WIDEST_DATE: usize = 19;

/// What is kept of a line, from a wide terminal to a narrow one. A date is whole or not there: half of it
/// would be another date.
const KEPT: [Kept; 4] = [
    Kept { words: 24, name: usize::MAX, date: true },
    Kept { words: 12, name: 8, date: true },
    Kept { words: 0, name: 8, date: true },
    Kept { words: 0, name: 8, date: false },
];

/// The cells that words and names keep at least, and whether the date stays.
#[derive(Debug, Clone, Copy)]
struct Kept {
    words: usize,
    name: usize,
    date: bool,
}

impl Kept {
    fn least(self, part: &Segment) -> usize {
        let whole = width(&part.text);
        match part.role {
            SegmentKind::Words => whole.min(self.words),
            SegmentKind::Name => whole.min(self.name),
            SegmentKind::Date if !self.date => 0,
            SegmentKind::Date | SegmentKind::Aside | SegmentKind::Fixed => whole,
        }
    }
}

/// What a part is to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SegmentKind {
    /// When; padded to a column.
    Date,
    /// Who.
    Name,
    /// What was said, or a title.
    Words,
    /// Where it is printed, how much there is of it.
    Aside,
    /// An id or a mark, which never gives way.
    Fixed,
}

#[derive(Debug, Clone)]
struct Segment {
    role: SegmentKind,
    style: Style,
    text: String,
}

/// A line under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    parts: Vec<Segment>,
}

impl Line {
    fn add(mut self, role: SegmentKind, style: Style, text: impl Into<String>) -> Self {
        self.parts.push(Segment { role, style, text: text.into() });
        self
    }

    /// The date, which stands in a column of its own.
    pub(super) fn date(self, date: Option<&Edtf>) -> Self {
        let date = date.map_or_else(|| words::date(None), Edtf::compact);
        self.add(SegmentKind::Date, Style::new(), date).mark("  ")
    }

    /// A glyph, a blank, a word that warns.
    pub(super) fn mark(self, mark: &str) -> Self {
        self.add(SegmentKind::Fixed, Style::new(), mark)
    }

    /// What makes it near to what was asked and no more, where it is only that.
    pub(super) fn near(self, told: Option<String>) -> Self {
        match told {
            Some(told) => self.mark(&format!("  {told}")),
            None => self,
        }
    }

    /// The name of a person, an outlet, a kind.
    pub(super) fn name(self, name: &str) -> Self {
        self.add(SegmentKind::Name, STRONG, name)
    }

    /// The words or the title.
    pub(super) fn words(self, style: Style, words: &str) -> Self {
        self.add(SegmentKind::Words, style, words)
    }

    /// The id, two blanks after what is before it.
    pub(super) fn id(self, id: &str) -> Self {
        self.add(SegmentKind::Fixed, FAINT, format!("  {id}"))
    }

    /// What can be missed, two blanks after what is before it; nothing for an empty text.
    pub(super) fn aside(self, text: &str) -> Self {
        if text.is_empty() {
            self
        } else {
            self.add(SegmentKind::Aside, FAINT, format!("  {text}"))
        }
    }

    fn width(&self) -> usize {
        self.parts.iter().map(|part| width(&part.text)).sum()
    }

    fn least(&self, kept: Kept) -> usize {
        self.parts.iter().map(|part| kept.least(part)).sum()
    }

    /// Cuts what may be cut until the line fits `columns`, or nothing is left to cut.
    fn fit(&mut self, columns: usize) {
        let [wide, .., narrow] = KEPT;
        while self.least(wide) > columns {
            let Some(last) = self.parts.iter().rposition(|part| part.role == SegmentKind::Aside)
            else {
                break;
            };
            self.parts.remove(last);
        }
        let kept = KEPT.into_iter().find(|kept| self.least(*kept) <= columns).unwrap_or(narrow);
        if !kept.date {
            self.parts.retain(|part| part.role != SegmentKind::Date);
        }
        for role in [SegmentKind::Words, SegmentKind::Name] {
            let excess = self.width().saturating_sub(columns);
            for part in self.parts.iter_mut().filter(|part| part.role == role) {
                let room = width(&part.text).saturating_sub(excess).max(kept.least(part));
                part.text = truncate(&part.text, room).into_owned();
            }
        }
    }

    fn painted(&self) -> String {
        let seen = self.parts.iter().filter(|part| !part.text.is_empty());
        seen.map(|part| paint(part.style, &part.text)).collect()
    }
}

/// The lines of a list: dates in a column as wide as the widest of them, and each line cut to `columns`
/// cells where a terminal has so many.
pub(super) fn set(mut lines: Vec<Line>, columns: Option<usize>) -> Vec<String> {
    let dates = |line: &Line| {
        line.parts
            .iter()
            .filter(|part| part.role == SegmentKind::Date)
            .map(|p| width(&p.text))
            .max()
    };
    let widest = lines.iter().filter_map(dates).max().unwrap_or(0).min(WIDEST_DATE);
    for line in &mut lines {
        for date in line.parts.iter_mut().filter(|part| part.role == SegmentKind::Date) {
            let blank = widest.saturating_sub(width(&date.text));
            date.text.extend(std::iter::repeat_n(' ', blank));
        }
        if let Some(columns) = columns {
            line.fit(columns);
        }
    }
    lines.iter().map(Line::painted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_line() -> Line {
        let date = Edtf::parse("2031-05-05").unwrap();
        let row = Line::default().date(Some(&date)).mark("“ ").name("Ada Brandt").mark("  ");
        row.words(Style::new(), "words ".repeat(20).trim_end())
            .id("an-id")
            .aside("Wire ¶1")
            .mark("  !")
    }

    fn line(columns: Option<usize>) -> String {
        anstream::adapter::strip_str(&set(vec![a_line()], columns)[0]).to_string()
    }

    #[test]
    fn a_pipe_gets_the_whole_line() {
        assert_eq!(width(&line(None)), a_line().width());
    }

    #[test]
    fn words_give_way_then_what_stands_aside() {
        let start = "5 May 2031  “ Ada Brandt  ";
        assert_eq!(
            line(Some(75)),
            format!("{start}words words words words words…  an-id  Wire ¶1  !")
        );
        assert_eq!(line(Some(68)), format!("{start}words words words words words w…  an-id  !"));
        assert_eq!(line(Some(48)), format!("{start}words words…  an-id  !"));
    }

    #[test]
    fn dates_are_as_wide_as_the_widest_listed_and_no_wider_than_the_cap() {
        let dated = |text: &&str| Line::default().date(Some(&Edtf::parse(text).unwrap())).mark("x");
        let ends = |dates: &[&str]| -> Vec<usize> {
            let lines = set(dates.iter().map(dated).collect(), None);
            lines
                .iter()
                .map(|line| width(&anstream::adapter::strip_str(line).to_string()))
                .collect()
        };
        assert_eq!(ends(&["2031", "2031-05"]), [11, 11], "`May 2031`, two blanks, the mark");
        let long = ends(&["2031-05-05", "2020-10-27T14:27:00Z"]);
        assert!(long[0] <= WIDEST_DATE + 3, "{long:?}");
    }

    proptest! {
        #[test]
        fn the_id_stays_whole_and_the_line_fits_if_it_can(
            name in "[a-z漢 ]{0,40}", words in "[a-z漢 ]{0,80}", id in "[a-z-]{1,40}",
            aside in "[a-z ]{0,40}", columns in 1usize..120,
        ) {
            let row = Line::default().date(None).mark("◦ ").name(&name).words(Style::new(), &words);
            let lines = set(vec![row.id(&id).aside(&aside)], Some(columns));
            let line = anstream::adapter::strip_str(&lines[0]).to_string();
            let whole = format!("  {id}");
            prop_assert!(line.contains(&whole));
            let fixed = "  ".len() + width("◦ ") + 8 + whole.len();
            prop_assert!(width(&line) <= columns.max(fixed));
        }
    }
}
