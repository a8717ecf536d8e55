//! Random input, biased to what breaks a parser: characters of several bytes at every place that means something,
//! and the signs that mean it.
//!
//! In the ordinary suite each target takes a fixed number of cases from fixed seeds. `STARTLINE_FUZZ_SECONDS=600`
//! lets each go on for so many seconds of the processor's time from a seed of the clock, which it prints;
//! `STARTLINE_FUZZ_SEED` goes back to one. What was found once lies in `corpus/`, a folder a target, and is held
//! each time. The targets of cargo-fuzz in `fuzz/` are these.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod targets;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use targets::random::Random;
use targets::{articles, datasets, keys, texts};

/// Runs a target for the cases of the suite, or as long as is asked for; what it fails on says its seed.
fn fuzz(cases: u64, target: impl Fn(&mut Random)) {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let run = |seed: u64| {
        let told = Told(seed);
        target(&mut Random::of_seed(seed));
        std::mem::forget(told);
    };
    match (number("STARTLINE_FUZZ_SEED"), number("STARTLINE_FUZZ_SECONDS")) {
        (Some(seed), _) => run(seed),
        (None, None) => (0..cases).for_each(run),
        (None, Some(seconds)) => {
            let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            let first = u64::from(clock.subsec_nanos()) << 24;
            let (until, began) = (Duration::from_secs(seconds), Clock::start());
            let mut ran = 0;
            while began.elapsed() < until {
                run(first.wrapping_add(ran));
                ran += 1;
            }
            println!("{ran} cases in {:?} from seed {first}", began.elapsed());
        }
    }
}

/// The processor's time where the system tells it, so that a busy machine does not make a run shorter.
struct Clock(Option<Duration>, Instant);

impl Clock {
    fn start() -> Self {
        Self(processor_time(), Instant::now())
    }

    fn elapsed(&self) -> Duration {
        match (processor_time(), self.0) {
            (Some(now), Some(began)) => now.saturating_sub(began),
            _ => self.1.elapsed(),
        }
    }
}

/// What all threads of this process have used, from Linux's table of processes, in hundredths of a second.
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis(ticks.sum::<Option<u64>>()? * 10))
}

/// Says the seed of a case that panics.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        eprintln!("STARTLINE_FUZZ_SEED={} fails", self.0);
    }
}

/// What was found once for a target.
fn corpus(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target}");
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn what_was_found_once_holds() {
    for text in corpus("dataset") {
        datasets::hold(&text);
    }
    corpus("query").iter().for_each(|text| texts::hold_query(text, text));
    corpus("date").iter().for_each(|text| texts::hold_date(text.trim_end_matches('\n')));
    corpus("article").iter().for_each(|text| articles::hold(text));
    corpus("fragment").iter().for_each(|text| texts::hold_fragment(text));
}

#[test]
fn dataset() {
    fuzz(600, datasets::dataset);
}

#[test]
#[ignore = "takes minutes"]
fn every_sign_at_every_place_of_a_dataset() {
    datasets::every_slip();
}

#[test]
fn query() {
    fuzz(3_000, texts::query);
}

#[test]
fn date() {
    fuzz(20_000, texts::date);
}

#[test]
fn article() {
    fuzz(1_000, articles::article);
}

#[test]
fn citation() {
    fuzz(500, texts::citation);
}

#[test]
fn fragment() {
    fuzz(5_000, texts::fragment);
}

#[test]
fn key_sequences() {
    fuzz(6, keys::sequence);
}
