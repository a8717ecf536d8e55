//! The gate: keeps the input thread from reading while another program has the terminal.
//!
//! A read of crossterm's cannot be given up from outside, but every change of size ends one. So the
//! gate is closed first, then a SIGWINCH of our own wakes the reader, which finds the gate closed
//! and waits there; the editor is started when it has said so. Nothing is lost in between: a signal
//! that comes before the read ends the read.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long to wait for the reader. It answers within a scheduling; only half an escape sequence
/// that the terminal never finished can keep it, and then it takes no more than the next byte.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Debug, Default)]
struct State {
    closed: bool,
    waiting: bool,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

impl Gate {
    /// The reader's part: waits here while the gate is closed.
    pub(super) fn pass(&self) {
        let mut state = self.state();
        while state.closed {
            state.waiting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.waiting = false;
    }

    /// Closes the gate and waits until the reader stands before it; false if it did not come.
    /// `wake` ends a read.
    pub(super) fn close(&self, wake: impl FnOnce()) -> bool {
        self.state().closed = true;
        wake();
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), PATIENCE, |state| !state.waiting)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting
    }

    /// Lets the reader go on.
    pub(super) fn open(&self) {
        self.state().closed = false;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::thread;

    #[test]
    fn nothing_is_read_while_the_gate_is_closed() {
        let gate = Arc::new(Gate::default());
        let (key, keys) = channel::<char>();
        let (to, read) = channel();
        let reader = Arc::clone(&gate);
        let thread = thread::spawn(move || {
            loop {
                reader.pass();
                match keys.recv() {
                    Ok(c) => to.send(c).unwrap(),
                    Err(_) => return,
                }
            }
        });
        // The wake ends a read if one is under way, and is read later if not.
        let next = || read.iter().find(|&c| c != 'w');
        for n in 0..500 {
            key.send('a').unwrap();
            assert_eq!(next(), Some('a'));
            assert!(gate.close(|| key.send('w').unwrap()), "the reader came, round {n}");
            key.send('b').unwrap();
            assert!(!read.try_iter().any(|c| c == 'b'), "round {n}");
            gate.open();
            assert_eq!(next(), Some('b'));
        }
        drop(key);
        thread.join().unwrap();
    }

    #[test]
    fn a_reader_that_does_not_come_holds_nobody_up_for_long() {
        assert!(!Gate::default().close(|| {}));
    }
}
