//! Random input, biased to what breaks a parser: characters of several bytes at every place that means something,
//! and the signs that mean it.
//!
//! In the ordinary suite each target takes a fixed number of cases from fixed seeds. `STARTLINE_FUZZ_SECONDS=600`
//! lets each go on for so long from a seed of the clock, which it prints; `STARTLINE_FUZZ_SEED` goes back to one.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod keys;
#[path = "../stage/mod.rs"]
mod stage;
mod texts;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Pseudo-random numbers: `SplitMix64` (Steele, Lea, Flood 2014).
pub(crate) struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }

    /// One of some things.
    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Some of the pieces, one after the other, and now and then a character from anywhere.
    pub(crate) fn text(&mut self, pieces: &[&str], most: usize) -> String {
        let mut text = String::new();
        for _ in 0..self.below(most + 1) {
            if self.below(8) == 0 {
                let anywhere = u32::try_from(self.below(0x11_0000)).unwrap();
                text.extend(char::from_u32(anywhere));
            } else {
                text.push_str(self.one_of(pieces));
            }
        }
        text
    }
}

/// Runs a target for the cases of the suite, or as long as is asked for; what it fails on says its seed.
pub(crate) fn fuzz(cases: u64, target: impl Fn(&mut Random)) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let run = |seed: u64| {
        let told = Told(seed);
        target(&mut Random(seed));
        std::mem::forget(told);
    };
    match (number("STARTLINE_FUZZ_SEED"), number("STARTLINE_FUZZ_SECONDS")) {
        (Some(seed), _) => run(seed),
        (None, None) => (0..cases).for_each(run),
        (None, Some(seconds)) => {
            let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            let first = u64::from(clock.subsec_nanos()) << 24;
            let began = Instant::now();
            let until = Duration::from_secs(seconds);
            let mut ran = 0;
            while began.elapsed() < until {
                run(first.wrapping_add(ran));
                ran += 1;
            }
            println!("{ran} cases from seed {first}");
        }
    }
}

/// Says the seed of a case that panics.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        eprintln!("STARTLINE_FUZZ_SEED={} fails", self.0);
    }
}

/// Letters of many scripts, joined, doubled and invisible ones, and signs that look like those of a syntax.
pub(crate) const LETTERS: [&str; 40] = [
    "a",
    "the ",
    "treaty",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "Путин",
    "ё",
    "漢字",
    "「」",
    "ｶﾞ",
    "한국",
    "กำ",
    "น้ำ",
    "की",
    "கை",
    "שלום",
    "\u{200f}",
    "العربية",
    "🇺🇳",
    "👩\u{200D}🚀",
    "❤\u{FE0F}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{202e}",
    "—",
    "–",
    "…",
    "“",
    "”",
    "’",
    "«",
    "»",
    "（",
    "：",
    "，",
    "\u{a0}",
];
