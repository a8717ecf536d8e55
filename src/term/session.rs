//! The session: the terminal taken over, and given back as it was.
//!
//! It owns raw mode, the alternate screen, the cursor, the title and every mode that the program
//! switches on. Whatever ends the program, [`leave`] has
//! run before anything is printed. It asks the terminal for its background and never waits for the answer, which
//! comes with the keys, or not at all: a terminal that does not answer would hold the program up for seconds.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
};
use crossterm::{cursor, queue, style, terminal};

use super::plain;
use crate::geometry::Size;

/// The title on xterm's stack, before ours and afterwards (XTWINOPS 22 and 23).
const PUSH_TITLE: &str = "\x1b[22;0t";
const POP_TITLE: &str = "\x1b[23;0t";
/// Alternate scroll (DECSET 1007): the wheel arrives as arrow keys, selecting text still works. It
/// is saved and restored rather than reset, because many terminals have it on by default.
const ALTERNATE_SCROLL: &str = "\x1b[?1007h";
const SAVE_ALTERNATE_SCROLL: &str = "\x1b[?1007s";
const RESTORE_ALTERNATE_SCROLL: &str = "\x1b[?1007r";
/// Buttons and wheel with SGR coordinates, and movements while a button is held, which dragging is made of; where a
/// terminal does not know those, buttons alone. Crossterm's own command asks for every movement.
const CAPTURE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const RELEASE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// The question for the background (OSC 11). GNU screen knows no answer to it, but hands it on in a device
/// control string; tmux answers it itself.
const ASK_GROUND: &str = "\x1b]11;?\x1b\\";
const ASK_GROUND_THROUGH_SCREEN: &str = "\x1bP\x1b]11;?\x07\x1b\\";
/// How often, and how many times, it is looked at the end whether that question has been answered: an answer that
/// comes later would be typed into the shell.
const ANSWERING: Duration = Duration::from_millis(4);
const ANSWERS: u32 = 10;
/// Titles longer than this are cut by every terminal anyway, bytes.
const TITLE_LIMIT: usize = 240;
/// What a terminal is taken to be that does not know its own size.
const USUAL_SIZE: Size = Size { width: 80, height: 24 };
/// The largest screen that is drawn, in cells: a terminal may say that it has 65535 rows of as many columns,
/// and no memory holds the frames.
const MOST_COLUMNS: u16 = 4096;
const MOST_CELLS: u32 = 3_000_000;
/// How long the terminal gets to read the farewell. A Ctrl-C that comes before drops what it has not read.
const SETTLING: Duration = Duration::from_millis(12);
/// How often, and how many times, something is tried that another thread may be hindering.
const RETRY: Duration = Duration::from_millis(10);
const RETRIES: u32 = 20;

/// The terminal is ours.
static ENTERED: AtomicBool = AtomicBool::new(false);
/// It has been sent the greeting, and is owed a farewell.
static GREETED: AtomicBool = AtomicBool::new(false);
/// Another program has it.
static LENT: AtomicBool = AtomicBool::new(false);
/// Something is being written to it, and may have to wait for it to read.
static WRITING: AtomicBool = AtomicBool::new(false);
/// What it had not read was dropped.
static DROPPED: AtomicBool = AtomicBool::new(false);
/// Held by whoever writes to the terminal, or has lent it to another program.
static SCREEN: Mutex<()> = Mutex::new(());
/// Whether a question to the terminal is open.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Held while the terminal's line discipline is changed.
static LINE_DISCIPLINE: Mutex<()> = Mutex::new(());

/// The viewer needs a terminal on both sides, and one that understands cursor movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotATerminal {
    /// Standard input is a file or a pipe.
    #[error(
        "the viewer needs a terminal, and standard input is none; \
         `startline list`, `startline search` and `startline check` work without"
    )]
    Input,
    /// Standard output is a file or a pipe.
    #[error(
        "the viewer needs a terminal, and standard output is none; \
         `startline list`, `startline search` and `startline check` work without"
    )]
    Output,
    /// `TERM` says that the terminal cannot move its cursor, or nothing.
    #[error(
        "the viewer needs a terminal that can move its cursor, and TERM is dumb or unset; \
         `startline list`, `startline search` and `startline check` work in any"
    )]
    Dumb,
}

/// Whether the viewer can run here; ask before [`run`](super::run()), and exit 2 with the message.
///
/// # Errors
///
/// Names what is missing, and the commands that work without a terminal.
pub fn check_terminal() -> Result<(), NotATerminal> {
    judge(
        io::stdin().is_terminal(),
        io::stdout().is_terminal(),
        std::env::var_os("TERM").as_deref(),
    )
}

fn judge(input: bool, output: bool, term: Option<&std::ffi::OsStr>) -> Result<(), NotATerminal> {
    if !input {
        return Err(NotATerminal::Input);
    }
    if !output {
        return Err(NotATerminal::Output);
    }
    match term {
        // Windows' console needs no TERM.
        None if cfg!(windows) => Ok(()),
        None => Err(NotATerminal::Dumb),
        Some(term) if term.is_empty() || term == "dumb" => Err(NotATerminal::Dumb),
        Some(_) => Ok(()),
    }
}

/// The terminal's size now; [`USUAL_SIZE`] where it does not know.
pub(super) fn size() -> Size {
    #[cfg(unix)]
    // Not crossterm's, which runs `tput` twice when the terminal has just gone.
    let known = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        .map(|size| (size.ws_col, size.ws_row));
    #[cfg(not(unix))]
    let known = terminal::size();
    match known {
        Ok((width, height)) if width > 0 && height > 0 => drawable(Size { width, height }),
        _ => USUAL_SIZE,
    }
}

/// A size of which frames can be held.
fn drawable(size: Size) -> Size {
    let width = size.width.min(MOST_COLUMNS);
    let rows = MOST_CELLS / u32::from(width.max(1));
    Size { width, height: size.height.min(u16::try_from(rows).unwrap_or(u16::MAX)) }
}

/// Takes the terminal for writing, or for lending it out.
///
/// A thread that panics takes it and keeps it until the process has ended, so that nothing is
/// written over its report.
pub(super) fn hold_screen() -> MutexGuard<'static, ()> {
    SCREEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The same for a thread that panics: whoever has the screen may be waiting for a terminal that reads nothing.
pub(super) fn hold_screen_or_give_up() -> Option<MutexGuard<'static, ()>> {
    for _ in 0..RETRIES {
        match SCREEN.try_lock() {
            Ok(held) => return Some(held),
            Err(TryLockError::Poisoned(held)) => return Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(RETRY),
        }
    }
    None
}

/// Guards changes of the line discipline; see [`rearm`](super::mailbox).
pub(super) fn hold_line_discipline() -> MutexGuard<'static, ()> {
    LINE_DISCIPLINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that another program has the terminal from now on, or has it no longer.
pub(super) fn lend(to_another: bool) {
    LENT.store(to_another, Ordering::SeqCst);
}

/// Whether another program has the terminal.
#[cfg(unix)]
pub(super) fn lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// Where something is being written to a terminal that reads nothing, drops what it has not read, so that the
/// write goes on. A signal makes it look again.
#[cfg(unix)]
pub(super) fn free_blocked_write() {
    use rustix::process::{Signal, getpid, kill_process};
    use rustix::termios::{QueueSelector, tcflush};
    if WRITING.load(Ordering::SeqCst) {
        DROPPED.store(true, Ordering::SeqCst);
        let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
        let _ = kill_process(getpid(), Signal::WINCH);
    }
}

/// Whether the terminal is ours now.
pub(super) fn entered() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Says that the terminal has answered what it was asked.
pub(super) fn answered() {
    ASKED.store(false, Ordering::SeqCst);
}

/// The question for the background, as it reaches the terminal; nothing where none would answer.
fn question(term: Option<&str>, in_screen: bool) -> &'static str {
    match term {
        // The console of Linux takes the question and says nothing.
        Some("linux") => "",
        Some(term) if in_screen && term.starts_with("screen") => ASK_GROUND_THROUGH_SCREEN,
        Some(_) | None => ASK_GROUND,
    }
}

/// The terminal as long as the viewer has it. Dropping it gives the terminal back.
pub(super) struct Session {
    mouse: bool,
    question: &'static str,
    title: String,
}

impl Session {
    /// Takes the terminal over, with the mouse captured or not, and asked for its background or not; with the greeting,
    /// as [`enter`](Self::enter) has it.
    pub(super) fn start(mouse: bool, asks: bool) -> io::Result<(Self, Vec<u8>)> {
        super::report_panics();
        #[cfg(unix)]
        remember_line_discipline()?;
        let term = std::env::var("TERM").ok();
        let in_screen = std::env::var_os("STY").is_some() && std::env::var_os("TMUX").is_none();
        let question = if asks { question(term.as_deref(), in_screen) } else { "" };
        let mut session = Self { mouse, question, title: String::new() };
        let greeting = session.enter(&hold_screen())?;
        Ok((session, greeting))
    }

    /// Takes the terminal over, again after [`leave`](Self::leave). What it gives back has to be sent in front of the
    /// next frame, which draws every cell.
    pub(super) fn enter(&mut self, _held: &MutexGuard<()>) -> io::Result<Vec<u8>> {
        {
            let _held = hold_line_discipline();
            // Before the fact, so that whatever happens from here on restores.
            ENTERED.store(true, Ordering::SeqCst);
            terminal::enable_raw_mode()?;
        }
        let mut out = Vec::new();
        out.write_all(PUSH_TITLE.as_bytes())?;
        out.write_all(SAVE_ALTERNATE_SCROLL.as_bytes())?;
        queue!(out, EnterAlternateScreen, cursor::Hide, EnableBracketedPaste, EnableFocusChange)?;
        out.write_all(ALTERNATE_SCROLL.as_bytes())?;
        if self.mouse {
            out.write_all(CAPTURE_MOUSE.as_bytes())?;
        }
        out.write_all(self.question.as_bytes())?;
        ASKED.store(!self.question.is_empty(), Ordering::SeqCst);
        Ok(out)
    }

    /// Gives the terminal back. Says nothing of failure: a terminal that has gone needs nothing.
    pub(super) fn leave(&mut self) {
        self.title.clear();
        leave();
    }

    /// Captures the mouse, or lets it go.
    pub(super) fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let _held = hold_screen();
        write_out(if on { CAPTURE_MOUSE } else { RELEASE_MOUSE }.as_bytes())
    }

    /// Sets the terminal's title where it differs from the last one.
    pub(super) fn set_title(&mut self, title: &str) -> io::Result<()> {
        let title = plain::line(title, TITLE_LIMIT);
        if title == self.title {
            return Ok(());
        }
        let mut out = Vec::new();
        queue!(out, SetTitle(&title))?;
        self.title = title;
        let _held = hold_screen();
        write_out(&out)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

/// Gives the terminal back once, however often and from whichever thread it is called.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let is_owed = GREETED.swap(false, Ordering::SeqCst);
    if is_owed && farewell().and_then(|out| write_out(&out)).is_ok() {
        if DROPPED.swap(false, Ordering::SeqCst) {
            // Its beginning may have been dropped; the title at its end was not.
            let _ = farewell().and_then(|out| write_out(without_title(&out)));
        }
        thread::sleep(SETTLING);
        for _ in 0..ANSWERS {
            if !ASKED.load(Ordering::SeqCst) {
                break;
            }
            thread::sleep(ANSWERING);
        }
    }
    let _held = hold_line_discipline();
    let _ = terminal::disable_raw_mode();
}

/// The line discipline as it was before the program came.
#[cfg(unix)]
static BEFORE: Mutex<Option<rustix::termios::Termios>> = Mutex::new(None);

#[cfg(unix)]
fn remember_line_discipline() -> io::Result<()> {
    let now = rustix::termios::tcgetattr(rustix::stdio::stdin())?;
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    Ok(())
}

/// Puts the line discipline back as it was at the start, after a program that may have died in the middle of its
/// own.
#[cfg(unix)]
pub(super) fn mend() {
    let _held = hold_line_discipline();
    restore_line_discipline();
}

#[cfg(unix)]
fn restore_line_discipline() {
    use rustix::termios::{OptionalActions, tcsetattr};
    if let Some(before) = &*BEFORE.lock().unwrap_or_else(PoisonError::into_inner) {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, before);
    }
}

/// Gives back what can be given back when the loop does not answer: it may be in the middle of a write, and
/// hold every lock; or have lent the terminal to a program that does not answer either.
#[cfg(unix)]
pub(super) fn abandon() {
    use rustix::fs::{Mode, OFlags, open};
    ENTERED.store(false, Ordering::SeqCst);
    let is_owed = GREETED.swap(false, Ordering::SeqCst);
    restore_line_discipline();
    if !is_owed && !lent() {
        return;
    }
    // Opened anew, because only so a write can be given up that others would wait in for ever.
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let terminal = rustix::termios::ttyname(rustix::stdio::stdout(), Vec::new())
        .and_then(|name| open(name, flags, Mode::empty()));
    let (Ok(terminal), Ok(bytes)) = (terminal, farewell()) else { return };
    // CAN ends half an escape sequence. The title of a lent terminal has been put back already.
    let bytes = [b"\x18", without_title(&bytes)].concat();
    let title = if is_owed { POP_TITLE.as_bytes() } else { b"" };
    let bytes = [&*bytes, title].concat();
    let mut left = &*bytes;
    for _ in 0..RETRIES {
        match rustix::io::write(&terminal, left) {
            Ok(written) => left = left.get(written..).unwrap_or_default(),
            Err(_) => thread::sleep(RETRY),
        }
        if left.is_empty() {
            return;
        }
    }
}

/// Every mode that the program may have switched on, off.
fn farewell() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    queue!(
        out,
        EndSynchronizedUpdate,
        style::ResetColor,
        style::SetAttribute(style::Attribute::Reset)
    )?;
    out.write_all(RELEASE_MOUSE.as_bytes())?;
    queue!(out, DisableFocusChange, DisableBracketedPaste)?;
    out.write_all(RESTORE_ALTERNATE_SCROLL.as_bytes())?;
    queue!(out, LeaveAlternateScreen, cursor::Show)?;
    out.write_all(POP_TITLE.as_bytes())?;
    Ok(out)
}

/// A farewell that leaves the title as it is.
fn without_title(farewell: &[u8]) -> &[u8] {
    farewell.strip_suffix(POP_TITLE.as_bytes()).unwrap_or(farewell)
}

/// Sends a frame, and what is in front of it. The caller holds the screen.
pub(super) fn show(frame: &[u8]) -> io::Result<()> {
    // Before the fact, so that whatever happens from here on restores.
    GREETED.store(true, Ordering::SeqCst);
    write_out(frame)
}

/// Writes to the terminal, all of it. The caller holds the screen.
pub(super) fn write_out(bytes: &[u8]) -> io::Result<()> {
    WRITING.store(true, Ordering::SeqCst);
    let written = write_all(bytes);
    WRITING.store(false, Ordering::SeqCst);
    written
}

/// Writes to the terminal, all of it.
///
/// Past the standard library's line buffer: a frame goes out in one piece, and nothing is left in a
/// buffer that a later exit would flush onto the shell's screen.
#[cfg(unix)]
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let out = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program has left the terminal non-blocking.
            Err(Errno::AGAIN) => {
                let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Writes to the terminal, all of it.
#[cfg(not(unix))]
fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn a_terminal_is_needed_on_both_sides_and_must_move_its_cursor() {
        let xterm = Some(OsStr::new("xterm-256color"));
        assert_eq!(judge(true, true, xterm), Ok(()));
        assert_eq!(judge(false, true, xterm), Err(NotATerminal::Input));
        assert_eq!(judge(true, false, xterm), Err(NotATerminal::Output));
        assert_eq!(judge(true, true, Some(OsStr::new("dumb"))), Err(NotATerminal::Dumb));
        assert_eq!(judge(true, true, Some(OsStr::new(""))), Err(NotATerminal::Dumb));
        if cfg!(unix) {
            assert_eq!(judge(true, true, None), Err(NotATerminal::Dumb));
        }
    }

    #[test]
    fn every_refusal_names_the_commands_that_work() {
        for refusal in [NotATerminal::Input, NotATerminal::Output, NotATerminal::Dumb] {
            let said = refusal.to_string();
            for command in ["startline list", "startline search", "startline check"] {
                assert!(said.contains(command), "{said}");
            }
            assert!(!said.contains('\n'));
        }
    }

    #[test]
    fn no_size_is_too_large_to_be_drawn() {
        let shown = |width, height| {
            let size = drawable(Size { width, height });
            (size.width, size.height)
        };
        assert_eq!(shown(300, 100), (300, 100));
        assert_eq!(shown(3000, 1000), (3000, 1000));
        assert_eq!(shown(1, u16::MAX), (1, u16::MAX));
        assert_eq!(shown(u16::MAX, u16::MAX), (4096, 732));
        assert_eq!(shown(u16::MAX, 1), (4096, 1));
    }

    #[test]
    fn the_farewell_switches_off_what_was_switched_on() {
        let out = String::from_utf8(farewell().unwrap()).unwrap();
        for off in
            ["?1000l", "?1002l", "?1006l", "?1004l", "?2004l", "?1007r", "?1049l", "?25h", "?2026l"]
        {
            assert!(out.contains(off), "{off} in {out:?}");
        }
    }
}
