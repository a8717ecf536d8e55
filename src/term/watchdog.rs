//! The watchdog: a fatal signal ends the program, whatever its loop is doing.
//!
//! The loop may be computing, wait for a terminal that reads nothing, or for an editor that has been stopped.
//! It is given a moment to end the program in order; after that the thread that received the signal gives back
//! what it can of the terminal and ends the process by the same signal.

use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};

use super::session;

/// How long the loop may take before what keeps it is looked for.
const PATIENCE: Duration = Duration::from_millis(400);

/// Whether a signal asks the program to end.
pub(super) fn is_fatal(signal: i32) -> bool {
    !matches!(signal, SIGCONT | SIGTSTP | SIGWINCH)
}

/// Returns only for a signal that is not the program's to obey. The loop has been told of it already.
pub(super) fn see_to(signal: i32) {
    // Ctrl-C and Ctrl-\ while another program has the terminal are meant for that one.
    let is_ours = || !matches!(signal, SIGINT | SIGQUIT) || !session::lent();
    if !is_ours() {
        return;
    }
    thread::sleep(PATIENCE);
    session::free_blocked_write();
    thread::sleep(PATIENCE);
    if is_ours() {
        session::abandon();
        let _ = signal_hook::low_level::emulate_default_handler(signal);
    }
}
