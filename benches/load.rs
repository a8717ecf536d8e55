//! Loading a dataset, beside reading the same text with `ron` in one piece: what it costs to place every
//! mistake, check every reference and derive every table.
//!
//! `cargo bench --bench load [-- --quick]`. A plain main: the figures are ratios within one run.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench is no interface, and fails by panicking"
)]

mod datasets;

use std::hint::black_box;
use std::time::{Duration, Instant};

use datasets::{Floor, person, source, statement};
use startline::chronology::load::load_text;

/// A dataset of `count` statements: a thousand speakers, a source a hundred statements.
fn dataset(count: usize) -> String {
    let speakers = 1000.min(count);
    let indented = |line: String| format!("        {line}");
    let people =
        (0..speakers).map(|n| indented(person(&format!("speaker-{n}"), &format!("Speaker {n}"))));
    let sources = (0..count.div_ceil(100)).map(|n| {
        let (outlet, day) = (n % 40, 1 + n % 28);
        indented(source(
            &format!("source-{n}"),
            &format!("Outlet {outlet}"),
            &format!("2020-06-{day:02}"),
        ))
    });
    let statements = (0..count).map(|n| {
        let (speaker, day) = (n * 7919 % speakers, 1 + n % 28);
        let fields = format!("speaker: \"speaker-{speaker}\", said: \"2020-05-{day:02}\", ");
        let text = format!(
            "r#\"We said the {n}th thing then, and “nothing” that was said since has changed it; \
             the ceiling stays where it is.\"#"
        );
        let printed = (&*format!("source-{}", n / 100), 1 + n % 100);
        indented(statement(&format!("s{n}"), printed, "Quote", &fields, &text))
    });
    format!(
        "(\n    meta: (schema: 1, title: \"Bench\"),\n    speakers: [\n{}    ],\n    sources: [\n{}    ],\n    \
         statements: [\n{}    ],\n)\n",
        people.collect::<String>(),
        sources.collect::<String>(),
        statements.collect::<String>()
    )
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
