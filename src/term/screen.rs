//! The screen: frames composed in memory and sent in one piece.
//!
//! A frame that fails half-way, or that a panic interrupts, never reaches the terminal. It must
//! never ask the terminal anything: the only size is the one that the mailbox brought.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::session;
use crate::geometry::Size;

/// Bytes on their way to the terminal. Flushing does nothing: ratatui flushes in the middle of a
/// frame.
#[derive(Clone, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the terminal shows.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Sheet>>,
    sheet: Sheet,
    size: Size,
}

impl Screen {
    /// A screen of this size. The first frame draws every cell.
    pub(super) fn new(size: Size) -> io::Result<Self> {
        let mut sheet = Sheet::default();
        let terminal = blank(&mut sheet, size)?;
        Ok(Self { terminal, sheet, size })
    }

    /// Its size, in cells.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Forgets what the terminal shows: the next frame clears it and draws every cell.
    pub(super) fn resize(&mut self, size: Size) -> io::Result<()> {
        // A new one, because `Terminal::clear` asks where the cursor is and `Terminal::resize` how
        // large the terminal is.
        self.terminal = blank(&mut self.sheet, size)?;
        self.size = size;
        Ok(())
    }

    /// Draws a frame, and sends what differs from the last.
    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let _screen = session::hold_screen();
        self.compose(render)?;
        let sent = session::write_out(&self.sheet.0.borrow());
        self.sheet.0.borrow_mut().clear();
        sent
    }

    /// Puts the bytes of a frame on the sheet, between the marks of a synchronized update.
    fn compose(&mut self, render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        let cleared = std::mem::take(&mut *self.sheet.0.borrow_mut());
        queue!(self.sheet, BeginSynchronizedUpdate)?;
        self.sheet.write_all(&cleared)?;
        self.terminal.draw(render)?;
        queue!(self.sheet, EndSynchronizedUpdate)
    }
}

fn blank(sheet: &mut Sheet, size: Size) -> io::Result<Terminal<CrosstermBackend<Sheet>>> {
    let area = Rect::new(0, 0, size.width, size.height);
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let terminal = Terminal::with_options(CrosstermBackend::new(sheet.clone()), options)?;
    queue!(sheet, Clear(ClearType::All))?;
    Ok(terminal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(screen: &mut Screen, text: &str) -> String {
        screen.compose(|frame| frame.render_widget(text, frame.area())).unwrap();
        String::from_utf8(std::mem::take(&mut *screen.sheet.0.borrow_mut())).unwrap()
    }

    #[test]
    fn a_frame_is_one_synchronized_update_and_asks_nothing() {
        let mut screen = Screen::new(Size { width: 20, height: 3 }).unwrap();
        let first = frame(&mut screen, "hello");
        assert!(
            first.starts_with("\x1b[?2026h\x1b[2J") && first.ends_with("\x1b[?2026l"),
            "{first:?}"
        );
        assert!(first.contains("hello") && !first.contains("\x1b[6n"), "{first:?}");
        let second = frame(&mut screen, "hello");
        assert!(!second.contains("hello") && !second.contains("\x1b[2J"), "{second:?}");
    }

    #[test]
    fn a_resize_clears_and_draws_everything_at_any_size() {
        let mut screen = Screen::new(Size { width: 20, height: 3 }).unwrap();
        frame(&mut screen, "hello");
        for (width, height) in [(20, 3), (1, 1), (0, 0), (300, 100)] {
            screen.resize(Size { width, height }).unwrap();
            let bytes = frame(&mut screen, "hello");
            assert!(bytes.contains("\x1b[2J"), "{width}x{height}: {bytes:?}");
            assert_eq!(bytes.contains("hello"), width >= 5, "{width}x{height}: {bytes:?}");
        }
    }
}
