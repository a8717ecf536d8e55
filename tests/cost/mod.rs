//! What work costs, told so that it can be held against other work of the same run: never against a clock.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each binary uses what it needs")]

use std::time::Instant;

/// How often work is measured; the least counts.
const TURNS: usize = 3;

/// What work takes, in nanoseconds: of this thread alone where the system tells it (Linux), so that other programs do
/// not count.
pub fn once<T>(work: impl FnOnce() -> T) -> f64 {
    let own = || {
        // Brings the count up to this moment, where it would else be told as of the last tick of the clock.
        std::thread::yield_now();
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split_whitespace().next()?.parse::<f64>().ok()
    };
    let (start, began) = (Instant::now(), own());
    std::hint::black_box(work());
    match (began, own()) {
        (Some(began), Some(now)) if now > began => now - began,
        _ => start.elapsed().as_nanos() as f64,
    }
}

/// The least that two works take, measured in turns, so that what slows the machine down slows both.
pub fn both<T, U>(one: impl Fn() -> T, other: impl Fn() -> U) -> (f64, f64) {
    let mut least = (f64::MAX, f64::MAX);
    for _ in 0..TURNS {
        least.1 = least.1.min(once(&other));
        least.0 = least.0.min(once(&one));
    }
    least
}
