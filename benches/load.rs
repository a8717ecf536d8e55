//! Loading a dataset, beside reading the same text with `ron` in one piece: what it costs to place every
//! mistake, check every reference and derive every table.
//!
//! `cargo bench --bench load [-- --quick]`. A plain main: the figures are ratios within one run.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench is no interface, and fails by panicking"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Deserialize;
use startline::chronology::load::load_text;

/// What the floor reads: the same records, unchecked.
#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Floor {
    meta: ron::Value,
    speakers: Vec<Speaker>,
    sources: Vec<Source>,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Speaker {
    id: String,
    name: String,
    kind: Kind,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Source {
    id: String,
    kind: Kind,
    outlet: String,
    published: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "only read")]
struct Statement {
    id: String,
    source: String,
    para: u32,
    kind: Kind,
    speaker: String,
    said: String,
    text: String,
}

#[derive(Deserialize)]
enum Kind {
    Person,
    News,
    Quote,
}

/// A dataset of `count` statements: a thousand speakers, a source a hundred statements.
fn dataset(count: usize) -> String {
    let mut out = String::from("(\n    meta: (schema: 1, title: \"Bench\"),\n    speakers: [\n");
    for n in 0..1000.min(count) {
        writeln!(out, "        (id: \"speaker-{n}\", name: \"Speaker {n}\", kind: Person),")
            .expect("a string");
    }
    out.push_str("    ],\n    sources: [\n");
    for n in 0..count.div_ceil(100) {
        let day = 1 + n % 28;
        writeln!(out, "        (id: \"source-{n}\", kind: News, outlet: \"Outlet {}\", published: \"2020-06-{day:02}\"),", n % 40)
            .expect("a string");
    }
    out.push_str("    ],\n    statements: [\n");
    for n in 0..count {
        let (source, speaker, day) = (n / 100, n * 7919 % 1000.min(count), 1 + n % 28);
        writeln!(
            out,
            "        (id: \"s{n}\", source: \"source-{source}\", para: {}, kind: Quote, speaker: \"speaker-{speaker}\", \
             said: \"2020-05-{day:02}\", text: r#\"We said the {n}th thing then, and “nothing” that was said since has changed it; \
             the ceiling stays where it is.\"#),",
            1 + n % 100
        )
        .expect("a string");
    }
    out.push_str("    ],\n)\n");
    out
}

fn best(mut run: impl FnMut()) -> Duration {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let quick = std::env::args().any(|a| a == "--quick");
    let sizes: &[usize] = if quick { &[1_000, 10_000] } else { &[1_000, 10_000, 100_000] };
    println!("statements      MB   ron alone ms   startline ms   ratio   MB/s");
    for &size in sizes {
        let text = dataset(size);
        let floor = best(|| {
            black_box(ron::from_str::<Floor>(&text).expect("the floor reads it"));
        });
        let ours = best(|| {
            let loaded = load_text("bench.ron", &text);
            assert!(loaded.problems.is_empty(), "{:?}", loaded.problems.first());
            black_box(loaded);
        });
        let megabytes = text.len() as f64 / 1e6;
        println!(
            "{size:>10} {megabytes:>7.1} {:>14.2} {:>14.2} {:>7.2} {:>6.0}",
            floor.as_secs_f64() * 1e3,
            ours.as_secs_f64() * 1e3,
            ours.as_secs_f64() / floor.as_secs_f64(),
            megabytes / ours.as_secs_f64()
        );
    }
}
