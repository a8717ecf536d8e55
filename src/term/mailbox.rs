//! The mailbox: one channel for all that happens, and the threads that post to it.
//!
//! Two threads wait, each blocked in the kernel: for keys, and for signals or the terminal to go
//! away. Neither may touch the screen, and the loop must never call crossterm's event
//! functions itself: they do not return once the terminal has gone (crossterm issue 793).

use std::io;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event;

use super::gate::Gate;
use super::{input, session};
use crate::app::action::News;
use crate::program::Input;

/// The most messages between two frames, so that a flood cannot keep the screen from being drawn.
const BURST: usize = 1024;

/// How long the rest of an answer of the terminal is waited for, which came in pieces.
const PIECES: Duration = Duration::from_millis(250);

/// What happened.
#[derive(Debug)]
pub(super) enum Message {
    /// Something for the program, as it is.
    Input(Input),
    /// What was worked out of the dataset of this number, for the program where it still shows that one.
    Work(u32, Input),
    /// Files may have changed: they have, or the terminal has the focus again.
    LookForChanges,
    /// The terminal may have another size.
    Resized,
    /// This signal came.
    #[cfg(unix)]
    Signal(i32),
    /// The terminal has gone.
    #[cfg(unix)]
    Gone,
    /// Keys cannot be read any more.
    Deaf(io::Error),
    /// The program that had the terminal has ended.
    Returned(io::Result<ExitStatus>),
}

impl Message {
    /// Whether it is the terminal's answer to the question that the session asks.
    fn is_ground(&self) -> bool {
        let Self::Input(Input::Learnt(news)) = self else { return false };
        matches!(**news, News::Ground(_))
    }
}

/// Posts to the program from a worker thread. Clones post to the same program.
#[derive(Debug, Clone)]
pub struct Poster {
    sender: Sender<Message>,
    dataset: u32,
}

impl Poster {
    /// Posts an input. It is dropped silently when the viewer has ended, or has gone to another dataset since this
    /// way in was made.
    pub fn post(&self, input: Input) {
        self.send(Message::Work(self.dataset, input));
    }

    /// Tells that files may have changed; false when the viewer has ended.
    #[must_use]
    pub fn files_changed(&self) -> bool {
        self.send(Message::LookForChanges)
    }

    /// Posts a message; false when nobody is left to read it.
    pub(super) fn send(&self, message: Message) -> bool {
        self.sender.send(message).is_ok()
    }
}

/// The receiving end, and what it needs to start the threads.
pub(super) struct Mailbox {
    receiver: Receiver<Message>,
    sender: Sender<Message>,
    gate: Arc<Gate>,
    /// Taken out of the channel while something else was waited for.
    kept: Vec<Message>,
    /// The number of the dataset that is shown.
    dataset: u32,
}

impl Default for Mailbox {
    /// One that nothing posts to yet.
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self { receiver, sender, gate: Arc::default(), kept: Vec::new(), dataset: 0 }
    }
}

impl Mailbox {
    /// An empty mailbox, with the signals watched already: none is lost from here on, a change of size before
    /// the first frame included, and one that ends the program does although no frame is ever taken. Before any other
    /// thread is started, which would take the signals that are held back meanwhile.
    pub(super) fn open() -> io::Result<Self> {
        let mailbox = Self::default();
        #[cfg(unix)]
        unix::watch(&mailbox.poster())?;
        Ok(mailbox)
    }

    /// Starts the reading of keys. After the first frame: it need not wait for them.
    pub(super) fn listen(&self) -> io::Result<()> {
        let (poster, gate) = (self.poster(), Arc::clone(&self.gate));
        thread::Builder::new().name("input".into()).spawn(move || read(&poster, &gate))?;
        Ok(())
    }

    /// Another way in.
    pub(super) fn poster(&self) -> Poster {
        Poster { sender: self.sender.clone(), dataset: self.dataset }
    }

    /// Another dataset is shown from here on: what is posted of the one before is not taken any more.
    pub(super) fn change_dataset(&mut self) {
        self.dataset += 1;
    }

    /// Whether something was posted of the dataset that is shown.
    pub(super) fn is_of_dataset(&self, number: u32) -> bool {
        number == self.dataset
    }

    /// The gate before the reading of keys.
    pub(super) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Waits for a message, and takes all that have come with it, in order.
    pub(super) fn burst(&mut self) -> Vec<Message> {
        let mut burst = std::mem::take(&mut self.kept);
        if burst.is_empty() {
            // It never fails: a sender is ours.
            burst.extend(self.receiver.recv());
        }
        burst.extend(self.receiver.try_iter().take(BURST));
        burst
    }

    /// Waits for the first message that `wanted` makes something of, until for `limit` none has come. What it gives
    /// back as an error is kept for later, in order.
    pub(super) fn wait_for<T>(
        &mut self,
        limit: Option<Duration>,
        mut wanted: impl FnMut(Message) -> Result<T, Option<Message>>,
    ) -> Option<T> {
        loop {
            let message = match limit {
                Some(limit) => self.receiver.recv_timeout(limit).ok()?,
                None => self.receiver.recv().ok()?,
            };
            match wanted(message) {
                Ok(found) => return Some(found),
                Err(other) => self.kept.extend(other),
            }
        }
    }
}

/// Reads events for as long as there is somebody to post them to.
fn read(poster: &Poster, gate: &Gate) {
    // What has begun as an answer of the terminal does, while the rest of it may be on its way.
    let mut begun = Vec::new();
    loop {
        gate.pass();
        match read_burst(&mut begun) {
            Ok(events) => {
                let messages: Vec<_> = input::messages(events).collect();
                if messages.iter().any(Message::is_ground) {
                    session::answered();
                }
                if messages.into_iter().any(|message| !poster.send(message)) {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                poster.send(Message::Deaf(error));
                return;
            }
        }
    }
}

/// Waits for an event, and takes those that have come with it, behind what has `begun` before. Where they end in the
/// middle of an answer that is kept there, and all before it waits for nothing.
fn read_burst(begun: &mut Vec<event::Event>) -> io::Result<Vec<event::Event>> {
    if !begun.is_empty() && !event::poll(PIECES)? {
        // Nothing came: they were keys.
        return Ok(std::mem::take(begun));
    }
    let more = || event::poll(Duration::ZERO);
    let any_left = || Ok::<_, io::Error>(more()? || (is_rearmed() && more()?));
    // The burst before may have ended at its limit, with more unread.
    any_left()?;
    let first = event::read()?;
    let mut events = std::mem::take(begun);
    events.push(first);
    while events.len() < BURST && any_left()? {
        events.push(event::read()?);
    }
    if let Some(at) = input::unfinished(&events) {
        *begun = events.split_off(at);
    }
    Ok(events)
}

#[cfg(unix)]
use unix::is_rearmed;

/// Nothing is left unread there.
#[cfg(not(unix))]
fn is_rearmed() -> bool {
    false
}

#[cfg(unix)]
mod unix {
    //! What POSIX tells: signals and hang-ups.

    use std::os::unix::net::UnixStream;

    use nix::sys::signal::{SigSet, SigmaskHow, Signal};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::stdio::stdin;
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::backend::SignalDelivery;
    use signal_hook::iterator::exfiltrator::SignalOnly;

    use super::{Message, Poster, io, session, thread};
    use crate::term::watchdog;

    /// The signals as they come, and the pipe that tells of them.
    type Signals = SignalDelivery<UnixStream, SignalOnly>;

    /// Starts the thread that waits for signals and for the terminal to go. One for both: a thread more is a tenth of a
    /// millisecond before the first frame.
    pub(super) fn watch(poster: &Poster) -> io::Result<()> {
        let watched = [SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH];
        let (read, write) = UnixStream::pair()?;
        let signals =
            held_back(&watched, || Signals::with_pipe(read, write, SignalOnly, watched))??;
        // Where poll(2) cannot watch terminals (some versions of macOS) it says so at once, and
        // SIGHUP has to do.
        let watches_terminal = !gone();
        let to = poster.clone();
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || tell_what_comes(signals, watches_terminal, &to))?;
        Ok(())
    }

    /// Waits, at no cost, for signals and, where that can be watched, for the terminal to go away: a hang-up is reported
    /// without being asked for. Tells of both for as long as there is somebody to tell.
    fn tell_what_comes(mut signals: Signals, mut watches_terminal: bool, to: &Poster) {
        loop {
            let terminal = stdin();
            let pipe = PollFd::new(signals.get_read(), PollFlags::IN);
            let mut fds = [pipe, PollFd::new(&terminal, PollFlags::empty())];
            let watched = if watches_terminal { &mut fds[..] } else { &mut fds[..1] };
            match poll(watched, None) {
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
            let is_gone = fds[1].revents().intersects(lost());
            for signal in signals.pending() {
                let message =
                    if signal == SIGWINCH { Message::Resized } else { Message::Signal(signal) };
                if !to.send(message) {
                    return;
                }
                if watchdog::is_fatal(signal) {
                    watchdog::see_to(signal);
                }
            }
            if is_gone {
                watches_terminal = false;
                to.send(Message::Gone);
                watchdog::see_to(SIGHUP);
            }
        }
    }

    /// Does something while signals are held back, which come once it is done. Between the installation of a handler
    /// and its own note of what that is to do signal-hook drops a signal: it would neither end the program nor be told.
    /// Threads that run already are not held back, so it has to come before any is started.
    pub(super) fn held_back<T>(signals: &[i32], work: impl FnOnce() -> T) -> io::Result<T> {
        let held = signals.iter().map(|signal| Signal::try_from(*signal));
        let held = held.collect::<Result<SigSet, _>>()?;
        let before = held.thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
        let done = work();
        before.thread_set_mask()?;
        Ok(done)
    }

    fn lost() -> PollFlags {
        PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL
    }

    /// Whether the terminal has gone.
    pub(in crate::term) fn gone() -> bool {
        ready(PollFlags::empty(), Some(&Timespec::default()))
            .is_ok_and(|seen| seen.intersects(lost()))
    }

    fn ready(asked: PollFlags, timeout: Option<&Timespec>) -> rustix::io::Result<PollFlags> {
        let terminal = stdin();
        let mut fds = [PollFd::new(&terminal, asked)];
        poll(&mut fds, timeout)?;
        Ok(fds[0].revents())
    }

    /// Makes crossterm look for keys again where it has left some unread; whether it had.
    ///
    /// Its source is edge-triggered, reads 1,024 bytes at a time and returns on the first thing that is ready:
    /// what has come beyond that, or together with SIGWINCH, would wait for the next key. Setting the line
    /// discipline to what it is wakes every reader of the terminal.
    pub(super) fn is_rearmed() -> bool {
        let unread = ready(PollFlags::IN, Some(&Timespec::default()));
        if !unread.is_ok_and(|seen| seen == PollFlags::IN) {
            return false;
        }
        let _held = session::hold_line_discipline();
        session::entered()
            && tcgetattr(stdin())
                .and_then(|now| tcsetattr(stdin(), OptionalActions::Now, &now))
                .is_ok()
    }
}

#[cfg(unix)]
pub(super) use unix::gone;

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(messages: &[Message]) -> Vec<u16> {
        let row = |message: &Message| match message {
            Message::Work(0, Input::Click(_, row)) => *row,
            _ => u16::MAX,
        };
        messages.iter().map(row).collect()
    }

    #[test]
    fn a_burst_is_all_that_has_come_in_order() {
        let mut mailbox = Mailbox::default();
        let poster = mailbox.poster();
        (0..3).for_each(|row| poster.post(Input::Click(0, row)));
        assert_eq!(sizes(&mailbox.burst()), [0, 1, 2]);
    }

    #[test]
    fn a_flood_leaves_room_for_frames() {
        let mut mailbox = Mailbox::default();
        let poster = mailbox.poster();
        (0..3000).for_each(|row| poster.post(Input::Click(0, row)));
        assert_eq!(mailbox.burst().len(), BURST + 1);
        assert_eq!(sizes(&mailbox.burst())[0], u16::try_from(BURST).unwrap() + 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_signal_that_comes_while_it_is_held_back_comes_afterwards() {
        use signal_hook::consts::SIGUSR1;
        use signal_hook::{flag, low_level};
        use std::sync::atomic::{AtomicBool, Ordering};
        let came = Arc::new(AtomicBool::new(false));
        let came_within = unix::held_back(&[SIGUSR1], || {
            flag::register(SIGUSR1, Arc::clone(&came)).unwrap();
            low_level::raise(SIGUSR1).unwrap();
            came.load(Ordering::SeqCst)
        });
        assert_eq!((came_within.unwrap(), came.load(Ordering::SeqCst)), (false, true));
    }

    #[test]
    #[cfg(unix)]
    fn what_is_not_waited_for_is_kept_in_order() {
        let mut mailbox = Mailbox::default();
        let poster = mailbox.poster();
        poster.post(Input::Click(0, 1));
        poster.send(Message::Signal(18));
        poster.post(Input::Click(0, 2));
        let found = mailbox.wait_for(None, |message| match message {
            Message::Signal(signal) => Ok(signal),
            other => Err(Some(other)),
        });
        assert_eq!(found, Some(18));
        assert_eq!(sizes(&mailbox.burst()), [1, 2]);
    }

    #[test]
    fn what_never_comes_is_waited_for_no_longer_than_the_limit() {
        let mut mailbox = Mailbox::default();
        mailbox.poster().post(Input::Click(0, 1));
        let limit = Some(Duration::from_millis(1));
        let found = mailbox.wait_for(limit, |message| Err::<(), _>(Some(message)));
        assert_eq!(found, None);
        assert_eq!(sizes(&mailbox.burst()), [1]);
    }
}
