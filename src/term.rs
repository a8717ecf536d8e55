//! The terminal: the only part of the program that knows crossterm, signals and the reader's other
//! programs.
//!
//! It gives keys, sizes and outcomes to [`App::update`](crate::app::App::update) and carries out
//! the effects that come back. It must never decide anything about the chronology or the screen.
//!
//! One mailbox: the input and signal threads and whatever worker [`Backend`] starts all post
//! to one channel; [`run()`] blocks on it, drains it and draws once. There is no tick, so a viewer
//! that nobody touches costs nothing.

mod effects;
mod gate;
mod input;
mod job;
mod mailbox;
mod memory;
mod panics;
mod plain;
mod run;
mod screen;
mod session;
#[cfg(unix)]
mod watchdog;

pub use effects::{JournalFile, OpenedSession, SessionFile, journal_of, open_session};
pub use mailbox::Poster;
pub use memory::give_back_at_once;
pub use panics::report_panics;
pub use run::{Backend, Ended, Exit, OpenedDataset, Options, run};
pub use session::{NotATerminal, check_terminal};
