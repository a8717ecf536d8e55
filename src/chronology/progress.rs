//! How far the reading of a dataset has come. The threads that read add to it, and whoever shows it looks when it
//! likes; neither waits for the other.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How far a reading has come, as it is counted.
#[derive(Debug, Default)]
pub struct Progress {
    bytes: AtomicU64,
    of: AtomicU64,
    records: AtomicU64,
    links: AtomicBool,
}

/// How far a reading had come at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadSoFar {
    /// The bytes of files that have been read.
    pub bytes: u64,
    /// The bytes of all files, as they were found.
    pub of: u64,
    /// The records in what has been read, well or not.
    pub records: u64,
    /// Whether all files have been read, and what their records have to do with each other is being found.
    pub links: bool,
}

impl Progress {
    /// How far it has come.
    #[must_use]
    pub fn so_far(&self) -> ReadSoFar {
        let (bytes, of) = (self.bytes.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed));
        let records = self.records.load(Ordering::Relaxed);
        ReadSoFar { bytes: bytes.min(of), of, records, links: self.links.load(Ordering::Relaxed) }
    }

    /// So many bytes are to be read.
    pub(super) fn awaits(&self, bytes: u64) {
        self.of.store(bytes, Ordering::Relaxed);
    }

    /// So much more has been read.
    pub(super) fn add(&self, bytes: usize, records: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        self.records.fetch_add(records as u64, Ordering::Relaxed);
    }

    /// All has been read.
    pub(super) fn link(&self) {
        self.links.store(true, Ordering::Relaxed);
    }
}

impl ReadSoFar {
    /// How many milliseconds are left by what the reading has taken so far; `None` where nobody can tell yet.
    #[must_use]
    pub fn left(&self, taken: u64) -> Option<u64> {
        let left = self.of.checked_sub(self.bytes)?;
        // The first files say little.
        (self.bytes >= self.of / 20 && self.bytes > 0)
            .then(|| taken.saturating_mul(left) / self.bytes)
    }
}

/// How long something is done before it is told: soon enough that nobody wonders.
const FIRST: Duration = Duration::from_millis(80);

/// How long it is done before it is told again: a line that changes more often is noise, and takes time from the work.
const AGAIN: Duration = Duration::from_millis(500);

/// Does something. Where it takes a while, it is told soon and then twice a second for how many milliseconds it has
/// been done, and with `None` that it is done.
pub fn telling<T>(tell: impl FnMut(Option<u64>) + Send, work: impl FnOnce() -> T) -> T {
    let (done, is_done) = channel::<()>();
    thread::scope(|scope| {
        let tell = move || {
            tell_until(&is_done, tell);
        };
        // Where no thread is to be had, nothing is told of it.
        let _ = thread::Builder::new().spawn_scoped(scope, tell);
        let found = work();
        drop(done);
        found
    })
}

/// What tells of something that is done, as [`telling`] has it.
pub type Tell = Box<dyn FnMut(Option<u64>) + Send>;

/// Tells of all that is begun, one after the other, for as long as there is somebody to begin anything. What was begun
/// is done with the next message, which begins something else or nothing.
pub fn tell_of_each(begun: &Receiver<Option<Tell>>) {
    let mut next = begun.recv().ok();
    while let Some(doing) = next {
        next = match doing {
            Some(tell) => tell_until(begun, tell),
            None => begun.recv().ok(),
        };
    }
}

/// Tells of what is done until a message comes, which is given back, or nobody is left to send one.
fn tell_until<T>(is_done: &Receiver<T>, mut tell: impl FnMut(Option<u64>)) -> Option<T> {
    let (mut taken, mut next) = (Duration::ZERO, FIRST);
    let done = loop {
        match is_done.recv_timeout(next) {
            Err(RecvTimeoutError::Timeout) => {
                taken += std::mem::replace(&mut next, AGAIN);
                tell(Some(taken.as_millis() as u64));
            }
            done => break done.ok(),
        }
    };
    if !taken.is_zero() {
        tell(None);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_from_what_was_taken() {
        let progress = Progress::default();
        assert_eq!(progress.so_far().left(10), None, "nothing is to be read");
        progress.awaits(1000);
        progress.add(40, 1);
        assert_eq!(progress.so_far().left(10), None, "too early to tell");
        progress.add(210, 1);
        assert_eq!(progress.so_far().left(100), Some(300));
        progress.add(900, 1);
        assert_eq!(
            progress.so_far(),
            ReadSoFar { bytes: 1000, of: 1000, records: 3, links: false }
        );
        assert_eq!(progress.so_far().left(100), Some(0), "files grow while they are read");
    }
}
