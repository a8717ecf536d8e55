//! Work dealt out among threads, for the build of the index and for the search in it.

use std::iter::{Enumerate, Skip, StepBy};
use std::slice;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// The share of one thread: every so many items, each with its place among all.
pub(crate) type Share<'a, T> = StepBy<Skip<Enumerate<slice::Iter<'a, T>>>>;

/// How many threads can run at once.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Work that was begun: in a thread of its own, or done already where the system allows no more threads.
pub(crate) enum Begun<'scope, T> {
    Elsewhere(ScopedJoinHandle<'scope, Option<T>>),
    Done(Option<T>),
}

/// Begins work.
pub(crate) fn begin<'scope, T: Send + 'scope, W: FnOnce() -> T + Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: W,
) -> Begun<'scope, T> {
    let taken =
        |work: &Mutex<Option<W>>| work.lock().unwrap_or_else(PoisonError::into_inner).take();
    // A thread that cannot be started drops what it was given, so it is given a share of the work only.
    let work = Arc::new(Mutex::new(Some(work)));
    let theirs = Arc::clone(&work);
    match Builder::new().spawn_scoped(scope, move || taken(&theirs).map(|work| work())) {
        Ok(thread) => Begun::Elsewhere(thread),
        Err(_) => Begun::Done(taken(&work).map(|work| work())),
    }
}

/// What work has made, which it makes once; a panic there goes on here, for half an index, or half an answer, would
/// hide statements.
pub(crate) fn joined<T>(work: Begun<'_, T>) -> Option<T> {
    match work {
        Begun::Elsewhere(thread) => {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        }
        Begun::Done(made) => made,
    }
}

/// Deals `items` out in turn to up to `threads` threads, this one among them; what each makes of its share,
/// in the order of their first items.
pub(crate) fn deal<'a, T: Sync, R: Send>(
    items: &'a [T],
    threads: usize,
    work: impl Fn(Share<'a, T>) -> R + Sync,
) -> Vec<R> {
    let threads = threads.clamp(1, items.len().max(1));
    let share = |turn: usize| work(items.iter().enumerate().skip(turn).step_by(threads));
    let share = &share;
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|turn| begin(scope, move || share(turn))).collect();
        std::iter::once(share(0)).chain(others.into_iter().filter_map(joined)).collect()
    })
}

/// Works on each of `items` with up to `threads` threads, each with scratch space of its own; the results in
/// the order of the items.
pub(crate) fn map_with<'a, T: Sync, S: Default, R: Send>(
    items: &'a [T],
    threads: usize,
    work: impl Fn(&'a T, &mut S) -> R + Sync,
) -> Vec<R> {
    let shares = deal(items, threads, |share| {
        let mut scratch = S::default();
        share.map(|(at, item)| (at, work(item, &mut scratch))).collect::<Vec<_>>()
    });
    let mut done: Vec<(usize, R)> = shares.into_iter().flatten().collect();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
