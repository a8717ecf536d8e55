//! The screen: frames composed in memory and sent in one piece.
//!
//! A frame that fails half-way, or that a panic interrupts, never reaches the terminal. It must
//! never ask the terminal anything: the only size is the one that the mailbox brought.
//!
//! Terminals disagree on how many cells some letters take: flags, vowel signs, joined emoji, sound marks; and on what
//! is left of a letter of two cells when one of them is written on. A row
//! that holds one, or held one, is cleared and drawn anew whenever it changes, and the cursor is put where the
//! next letter belongs, so that nothing of another screen stays and nothing moves out of its place.

use std::collections::hash_map::Entry;
use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute, SetBackgroundColor, SetForegroundColor, SetStyle};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use super::session;
use crate::geometry::Size;
use crate::text;

/// What the terminal shows.
///
/// Two buffers, as ratatui's `Terminal` has them, but the second is made when the second frame is: half of the time to
/// the first is that of touching their memory.
pub(super) struct Screen {
    writer: CellWriter,
    size: Size,
    /// The frame that is shown; none where the terminal has to be cleared first.
    shown: Option<Buffer>,
    /// The one before it, whose cells the next is composed in.
    before: Option<Buffer>,
    /// What is sent in front of the next frame.
    greeting: Vec<u8>,
}

impl Screen {
    /// A screen of this size. The first frame clears it and draws every cell.
    pub(super) fn new(size: Size) -> Self {
        Self {
            writer: CellWriter::default(),
            size,
            shown: None,
            before: None,
            greeting: Vec::new(),
        }
    }

    /// Its size, in cells.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Forgets what the terminal shows: the next frame clears it and draws every cell.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
        (self.shown, self.before) = (None, None);
    }

    /// Has this sent in front of the next frame, in one piece with it: a write by itself wakes whoever reads the other
    /// side of the terminal, who then takes the core from the frame.
    pub(super) fn greet(&mut self, greeting: Vec<u8>) {
        self.greeting = greeting;
    }

    /// Draws a frame, and sends what differs from the last. What renders it gives back where the cursor is, and it is
    /// put there, seen or unseen.
    pub(super) fn draw(
        &mut self,
        shows_cursor: bool,
        link: Option<(&str, Modifier)>,
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let _screen = session::hold_screen();
        self.writer.link =
            link.map(|(link, mark)| (link.chars().filter(|c| !c.is_control()).collect(), mark));
        self.compose(shows_cursor, render)?;
        // Whoever gave the terminal back while this was composed does not get it on the shell's screen.
        if session::entered() { session::show(&self.writer.bytes) } else { Ok(()) }
    }

    /// Puts together the bytes of a frame, between the marks of a synchronized update.
    fn compose(
        &mut self,
        shows_cursor: bool,
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let mut next = self.before.take().map_or_else(
            || Buffer::empty(Rect::new(0, 0, self.size.width, self.size.height)),
            |mut before| {
                before.reset();
                before
            },
        );
        let cursor = render(&mut next);
        cut_overhanging(&mut next);
        let writer = &mut self.writer;
        writer.bytes.clear();
        writer.bytes.append(&mut self.greeting);
        queue!(writer.bytes, BeginSynchronizedUpdate)?;
        if self.shown.is_none() {
            queue!(writer.bytes, Clear(ClearType::All))?;
        }
        writer.write(self.shown.as_ref(), &next)?;
        match cursor {
            Some(at) if shows_cursor => queue!(writer.bytes, Show, MoveTo(at.x, at.y))?,
            Some(at) => queue!(writer.bytes, Hide, MoveTo(at.x, at.y))?,
            None => queue!(writer.bytes, Hide)?,
        }
        queue!(writer.bytes, EndSynchronizedUpdate)?;
        self.before = self.shown.replace(next);
        Ok(())
    }
}

/// Blanks a letter that begins in the last column and has more cells: a terminal draws it in the row below.
fn cut_overhanging(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(width) {
        if let Some(last) = row.last_mut().filter(|last| last.cell_width() > 1) {
            let style = last.style();
            last.reset();
            last.set_style(style);
        }
    }
}

/// Whether a terminal that joins nothing takes a letter of a row for more cells than are left of it, so that it goes on
/// in the row below.
fn spills(row: &[Cell]) -> bool {
    let doubtful = row.iter().enumerate().filter(|(_, cell)| is_doubtful(cell.symbol()));
    let apart = |c: char| text::width(c.encode_utf8(&mut [0; 4]));
    let mut ends = doubtful.map(|(x, cell)| x + cell.symbol().chars().map(apart).sum::<usize>());
    ends.any(|end| end > row.len())
}

/// Whether terminals may take it for another number of cells than ratatui does: anything of several characters,
/// and what is an emoji or stands by itself as half of one. Letters of one cell are agreed on; where one of two cells
/// gives way to one of one, terminals disagree on the look of the cell that is left.
fn is_doubtful(symbol: &str) -> bool {
    // Nearly every cell, told without reading its characters.
    if matches!(symbol.as_bytes(), [b' '..=b'~']) {
        return false;
    }
    let mut chars = symbol.chars();
    let Some(first) = chars.next().filter(|c| !text::is_simple(*c)) else {
        return chars.next().is_some();
    };
    chars.next().is_some()
        || text::grapheme_width(symbol) > 1
        || matches!(first, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
        || is_combining_mark(first)
        // A halfwidth sound mark by itself, which unicode-width and ratatui each give a cell.
        || matches!(first, '\u{FF9E}' | '\u{FF9F}')
}

/// Cells as they go to the terminal: the cursor is put anew after each that is doubtful, and a row of which all
/// is drawn is cleared first.
#[derive(Default)]
struct CellWriter {
    /// What is on its way.
    bytes: Vec<u8>,
    /// Where the cells lead that carry the mark of a link, and that mark, which no terminal is sent.
    link: Option<(String, Modifier)>,
    /// What the terminal was told last of how letters look.
    pen: Pen,
    /// What is sent to go from one pen to another. A frame changes hundreds of times between few, and composing each
    /// anew took a tenth of it.
    changes: FxHashMap<(Pen, Pen), Box<[u8]>>,
}

/// Changes of pen that are remembered. A theme has some thirty pens, and few follow each other.
const MOST_CHANGES: usize = 4_096;

/// How letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl CellWriter {
    /// Writes what differs from the frame that is shown, or all that is not blank where none is. Of a row that holds
    /// something doubtful, or held it, that is every cell.
    ///
    /// Not by ratatui's diff, which looks at every cell once more and knows of letters of two cells: those that differ
    /// are in rows that are written whole.
    fn write(&mut self, shown: Option<&Buffer>, next: &Buffer) -> io::Result<()> {
        let width = usize::from(next.area.width).max(1);
        let mut shown = shown.map(|shown| shown.content.chunks(width));
        let mut is_spilt_on = false;
        for (y, row) in (0..).zip(next.content.chunks(width)) {
            let before = shown.as_mut().and_then(Iterator::next);
            let differs = |x: usize| match before.and_then(|before| before.get(x)) {
                Some(before) => *before != row[x],
                None => row[x] != Cell::EMPTY,
            };
            let spilt_on = std::mem::take(&mut is_spilt_on);
            let first = (0..row.len()).find(|x| differs(*x));
            if first.is_none() && !spilt_on {
                continue;
            }
            let holds_doubtful = |row: &[Cell]| row.iter().any(|cell| is_doubtful(cell.symbol()));
            if spilt_on || holds_doubtful(row) || before.is_some_and(holds_doubtful) {
                is_spilt_on = spills(row);
                // A terminal clears in the colour that is set.
                self.set_pen(Pen::default())?;
                queue!(self.bytes, MoveTo(0, y), Clear(ClearType::UntilNewLine))?;
                self.write_cells((Some(0), y), row.iter().enumerate())?;
            } else {
                let from = first.unwrap_or_default();
                let cells = row.iter().enumerate().skip(from);
                self.write_cells((None, y), cells.filter(|(x, _)| *x == from || differs(*x)))?;
            }
        }
        self.set_pen(Pen::default())
    }

    /// Writes cells of a row, each with its column, in their order. The cursor is in the column of that row that `at`
    /// says, or elsewhere.
    fn write_cells<'a>(
        &mut self,
        (at, y): (Option<usize>, u16),
        cells: impl Iterator<Item = (usize, &'a Cell)>,
    ) -> io::Result<()> {
        let (mut next, mut in_link, mut covered) = (at, false, 0);
        for (x, cell) in cells {
            // What a wide letter covers. A terminal that gives two cells to an emoji with a variation selector would
            // lose it to a blank in the second.
            if x < covered {
                continue;
            }
            covered = x + usize::from(cell.cell_width());
            if next != Some(x) {
                queue!(self.bytes, MoveTo(x as u16, y))?;
            }
            let is_link = self.is_link(cell);
            if is_link != in_link {
                self.set_link(is_link)?;
                in_link = is_link;
            }
            self.set_pen(self.pen_of(cell))?;
            // As bytes: a command for each cell took a tenth of the drawing.
            self.bytes.write_all(cell.symbol().as_bytes())?;
            next = (!is_doubtful(cell.symbol())).then_some(x + 1);
        }
        if in_link { self.set_link(false) } else { Ok(()) }
    }

    /// Says that what follows is of the link (OSC 8), or no longer. Its id makes one link of its lines.
    fn set_link(&mut self, is_link: bool) -> io::Result<()> {
        match &self.link {
            Some((link, _)) if is_link => write!(self.bytes, "\x1b]8;id=1;{link}\x1b\\"),
            _ => write!(self.bytes, "\x1b]8;;\x1b\\"),
        }
    }

    /// How a cell is written: as it is styled, without the mark of a link.
    fn pen_of(&self, cell: &Cell) -> Pen {
        let mark = self.link.as_ref().map(|(_, mark)| *mark).unwrap_or_default();
        Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier.difference(mark) }
    }

    /// Sends what the next letters differ in from those before.
    fn set_pen(&mut self, to: Pen) -> io::Result<()> {
        let from = std::mem::replace(&mut self.pen, to);
        if from == to {
            return Ok(());
        }
        if self.changes.len() >= MOST_CHANGES {
            self.changes.clear();
        }
        let change = match self.changes.entry((from, to)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(from.change_to(to)?),
        };
        self.bytes.write_all(change)
    }

    /// Whether a cell is of a link.
    fn is_link(&self, cell: &Cell) -> bool {
        self.link.as_ref().is_some_and(|(_, mark)| cell.modifier.contains(*mark))
    }
}

impl Pen {
    /// What a terminal is sent to write with another pen.
    fn change_to(self, to: Self) -> io::Result<Box<[u8]>> {
        let (mut from, mut change) = (self, Vec::new());
        if !to.modifier.contains(from.modifier) {
            // Terminals disagree on how single ones are taken back, bold above all.
            queue!(change, SetAttribute(Attribute::Reset))?;
            from = Pen::default();
        }
        if from.modifier != to.modifier {
            let added = Style::new().add_modifier(to.modifier.difference(from.modifier));
            queue!(change, SetStyle(added.into_crossterm()))?;
        }
        if from.fg != to.fg {
            queue!(change, SetForegroundColor(to.fg.into_crossterm()))?;
        }
        if from.bg != to.bg {
            queue!(change, SetBackgroundColor(to.bg.into_crossterm()))?;
        }
        Ok(change.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample;
    use ratatui::widgets::Widget;

    /// What is sent for a frame of this alone.
    fn rendered(screen: &mut Screen, widget: impl Widget) -> Vec<u8> {
        let render = |cells: &mut Buffer| {
            widget.render(cells.area, cells);
            None
        };
        screen.compose(false, render).unwrap();
        screen.writer.bytes.clone()
    }

    fn frame(screen: &mut Screen, text: &str) -> String {
        let bytes = rendered(screen, ratatui::text::Text::raw(text));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_frame_is_one_synchronized_update_and_asks_nothing() {
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        let first = frame(&mut screen, "hello");
        assert!(
            first.starts_with("\x1b[?2026h\x1b[2J") && first.ends_with("\x1b[?2026l"),
            "{first:?}"
        );
        assert!(first.contains("hello") && !first.contains("\x1b[6n"), "{first:?}");
        let second = frame(&mut screen, "hello");
        assert!(!second.contains("hello") && !second.contains("\x1b[2J"), "{second:?}");
    }

    /// Letters on which terminals disagree, and others around them.
    const LETTERS: [&str; 16] = [
        "a",
        "漢",
        "b",
        " ",
        "  ",
        "🇺🇳",
        "กำ",
        "की",
        "கை",
        "ｶﾞ",
        "\u{FF9F}",
        "👩\u{200D}🚀",
        "e\u{301}",
        "ו",
        "·",
        "quite a long word",
    ];

    fn rows() -> impl Strategy<Value = Vec<String>> {
        let row = vec(sample::select(&LETTERS[..]), 0..12).prop_map(|row| row.concat());
        vec(row, 0..4)
    }

    /// A terminal that takes every character for as many cells as it has, whatever it is joined to: as far from
    /// ratatui as any.
    #[derive(Default)]
    struct Contrary {
        cells: Vec<Vec<char>>,
        at: (usize, usize),
    }

    impl Contrary {
        fn take(&mut self, bytes: &str) {
            self.cells.resize(4, vec![' '; 40]);
            let mut chars = bytes.chars();
            while let Some(c) = chars.next() {
                if c != '\u{1b}' {
                    let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
                    for cell in self.cells[self.at.1].iter_mut().skip(self.at.0).take(wide) {
                        *cell = c;
                    }
                    self.at.0 += wide;
                    continue;
                }
                let sequence = control_sequence(&mut chars);
                let (parameters, kind) = sequence.split_at(sequence.len() - 1);
                match kind {
                    "H" => {
                        let (row, column) = parameters.split_once(';').unwrap();
                        let number = |text: &str| text.parse::<usize>().unwrap() - 1;
                        self.at = (number(column), number(row));
                    }
                    "K" => self.cells[self.at.1].iter_mut().skip(self.at.0).for_each(|c| *c = ' '),
                    "J" => self.cells.iter_mut().flatten().for_each(|c| *c = ' '),
                    _ => {}
                }
            }
        }
    }

    /// What follows an ESC, without its bracket and up to the letter that ends it.
    fn control_sequence(chars: &mut std::str::Chars<'_>) -> String {
        let mut sequence = String::new();
        for c in chars.by_ref().skip(1) {
            sequence.push(c);
            if c.is_ascii_alphabetic() {
                break;
            }
        }
        sequence
    }

    /// A character alone is doubtful where ratatui gives it other cells than it has by the tables of Unicode.
    #[test]
    fn every_character_that_ratatui_counts_otherwise_is_doubtful() {
        let counted = |c: char| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        let agreed: Vec<char> = ('\u{A0}'..=char::MAX)
            .filter(|c| !is_doubtful(c.encode_utf8(&mut [0; 4])))
            .filter(|c| usize::from(c.encode_utf8(&mut [0; 4]).cell_width()) != counted(*c))
            .collect();
        assert_eq!(agreed, [' '; 0]);
    }

    proptest! {
        #[test]
        fn nothing_of_an_earlier_frame_stays_where_terminals_count_otherwise(
            frames in vec(rows(), 1..6),
        ) {
            let size = Size { width: 30, height: 4 };
            let mut screen = Screen::new(size);
            let mut seen = Contrary::default();
            for rows in &frames {
                seen.take(&frame(&mut screen, &rows.join("\n")));
            }
            let mut fresh = Contrary::default();
            let last = frames.last().unwrap().join("\n");
            fresh.take(&frame(&mut Screen::new(size), &last));
            prop_assert_eq!(seen.cells, fresh.cells);
        }
    }

    /// Rows of letters, each plain, reversed or on a ground of its own.
    fn styled_rows() -> impl Strategy<Value = Vec<Vec<(&'static str, u8)>>> {
        vec(vec((sample::select(&LETTERS[..]), 0..4u8), 0..10), 0..4)
    }

    /// What is seen of each cell by a terminal: its letter, and of its style what shows.
    fn seen(terminal: &vt100::Parser) -> Vec<String> {
        let (rows, columns) = terminal.screen().size();
        let cell = |row, column| {
            let cell = terminal.screen().cell(row, column).unwrap();
            let letter = if cell.has_contents() { cell.contents() } else { " " };
            let shows = (cell.bgcolor(), cell.inverse());
            let ink = if letter == " " { Default::default() } else { (cell.bold(), cell.dim()) };
            format!("{letter}{shows:?}{ink:?}")
        };
        let (rows, columns) = (rows.get(), columns.get());
        (0..rows).flat_map(|row| (0..columns).map(move |column| cell(row, column))).collect()
    }

    proptest! {
        #[test]
        fn no_style_of_an_earlier_frame_stays(frames in vec(styled_rows(), 1..6)) {
            use ratatui::style::{Color, Style};
            let size = Size { width: 30, height: 4 };
            let render = |rows: &Vec<Vec<(&'static str, u8)>>, screen: &mut Screen| {
                let style = |n: u8| match n {
                    0 | 1 => Style::new(),
                    2 => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
                    _ => Style::new().bg(Color::Blue),
                };
                let lines = rows.iter().map(|row| {
                    let spans = row.iter().map(|(text, n)| ratatui::text::Span::styled(*text, style(*n)));
                    ratatui::text::Line::from(spans.collect::<Vec<_>>())
                });
                let text = ratatui::text::Text::from(lines.collect::<Vec<_>>());
                rendered(screen, text)
            };
            let terminal = || vt100::Parser::new(4.try_into().unwrap(), 30.try_into().unwrap(), 0);
            let (mut screen, mut grown) = (Screen::new(size), terminal());
            for rows in &frames {
                grown.process(&render(rows, &mut screen));
            }
            let mut fresh = terminal();
            fresh.process(&render(frames.last().unwrap(), &mut Screen::new(size)));
            prop_assert_eq!(seen(&grown), seen(&fresh));
        }
    }

    /// The cell that a wide letter leaves behind has the style of what was written on its other half, in some terminals.
    #[test]
    fn no_style_stays_where_half_of_a_wide_letter_is_written_on() {
        use ratatui::style::Stylize;
        use ratatui::text::Line;
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        let mut terminal = vt100::Parser::new(3.try_into().unwrap(), 20.try_into().unwrap(), 0);
        for line in [Line::from("漢"), Line::from(" ".reversed())] {
            terminal.process(&rendered(&mut screen, line));
        }
        let is_reversed = |x| terminal.screen().cell(0, x).unwrap().inverse();
        assert_eq!([0, 1, 2].map(is_reversed), [true, false, false]);
    }

    /// Behind each emoji with a variation selector ratatui draws the blank that it covers, where something else stood.
    #[test]
    fn no_blank_is_drawn_over_half_of_a_wide_letter() {
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        frame(&mut screen, "abcde");
        let next = frame(&mut screen, "❤\u{FE0F}b☎\u{FE0F}");
        assert!(!next.contains("\x1b[1;2H") && !next.contains("\x1b[1;5H"), "{next:?}");
        assert!(next.contains("❤\u{FE0F}") && next.contains("\x1b[1;3Hb☎\u{FE0F}"), "{next:?}");
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a cell that spans would not let stand there")]
    fn no_wide_letter_in_the_last_column_hides_the_next_row() {
        let mut screen = Screen::new(Size { width: 4, height: 2 });
        let mut next = |last: &str, first: &str| {
            let render = |cells: &mut Buffer| {
                cells[(3, 0)].set_symbol(last);
                cells[(0, 1)].set_symbol(first);
                None
            };
            screen.compose(false, render).unwrap();
            String::from_utf8(screen.writer.bytes.clone()).unwrap()
        };
        next("a", "b");
        for wide in ["漢", "👩\u{200D}🚀", "กำ"] {
            let frame = next(wide, "c");
            assert!(frame.contains('c') && !frame.contains(wide), "{frame:?}");
            next("a", "b");
        }
    }

    #[test]
    fn a_row_that_a_letter_may_spill_on_is_drawn_with_it() {
        let mut screen = Screen::new(Size { width: 4, height: 2 });
        frame(&mut screen, "ab\ncd");
        let next = frame(&mut screen, "ab👩\u{200D}🚀\ncd");
        assert!(next.contains("\x1b[2;1H\x1b[K") && next.contains("cd"), "{next:?}");
        let within = frame(&mut screen, "👩\u{200D}🚀\ncd");
        assert!(!within.contains("cd"), "{within:?}");
    }

    #[test]
    fn a_row_that_stays_is_not_drawn_again() {
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        frame(&mut screen, "🇺🇳 one\ntwo");
        let next = frame(&mut screen, "🇺🇳 one\nthree");
        assert!(
            next.contains("hree") && !next.contains("one") && !next.contains("\x1b[K"),
            "{next:?}"
        );
    }

    #[test]
    fn a_link_says_where_it_leads_and_its_mark_stays_here() {
        use ratatui::style::Style;
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        screen.writer.link = Some(("https://a.example/b".to_owned(), Modifier::RAPID_BLINK));
        let text = ratatui::text::Line::from(vec![
            ratatui::text::Span::raw("see "),
            ratatui::text::Span::styled(
                "a.example",
                Style::new().add_modifier(Modifier::RAPID_BLINK),
            ),
            ratatui::text::Span::raw(" now"),
        ]);
        let bytes = String::from_utf8(rendered(&mut screen, text)).unwrap();
        let link = "\x1b]8;id=1;https://a.example/b\x1b\\";
        let (before, rest) = bytes.split_once(link).unwrap();
        let (inside, after) = rest.split_once("\x1b]8;;\x1b\\").unwrap();
        assert!(before.contains("see") && inside.contains("a.example") && after.contains("now"));
        assert!(!bytes.contains("\x1b[6m"), "no terminal is sent the mark: {bytes:?}");
    }

    #[test]
    fn a_resize_clears_and_draws_everything_at_any_size() {
        let mut screen = Screen::new(Size { width: 20, height: 3 });
        frame(&mut screen, "hello");
        for (width, height) in [(20, 3), (1, 1), (0, 0), (300, 100)] {
            screen.resize(Size { width, height });
            let bytes = frame(&mut screen, "hello");
            assert!(bytes.contains("\x1b[2J"), "{width}x{height}: {bytes:?}");
            assert_eq!(bytes.contains("hello"), width >= 5, "{width}x{height}: {bytes:?}");
        }
    }
}
