//! What a dataset costs grows no faster than the dataset: twice as much of one thing takes about twice as long to read,
//! to check, to derive and to index.
//!
//! It fails where twice as much of a thing takes more than 2.3 times as long.
//!
//! `cargo bench --bench doubling [-- FEW] [WORDS]`, FEW of each thing and twice as many, of the things whose names
//! hold the words. Times are those of this thread, where the system tells them (Linux); the index is built in several
//! threads, and counts by the clock on the wall.

#![allow(
    missing_docs,
    clippy::format_collect,
    clippy::expect_used,
    reason = "datasets are put together once, and a bench fails by panicking"
)]

use std::hint::black_box;
use std::time::Instant;

use startline::chronology::load::{load, load_text};
use startline::search::Index;

/// How many are few, unless an argument says otherwise.
const FEW: usize = 50_000;

/// Where what is quadratic would take four times as long.
const MOST: f64 = 2.3;

/// How often both are measured, in turns; the least of each counts.
const TURNS: usize = 5;

const GROUND: &str = "sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2020-01-01\")], \
                      speakers: [(id: \"p\", name: \"P\", kind: Person)], \
                      events: [(id: \"e\", title: \"E\", date: \"2019\", cites: [(source: \"s\")])],";

fn all(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

fn statements(n: usize, fields: impl Fn(usize) -> String) -> String {
    all(n, |i| {
        let text = format!("The words of the {i}th time, which nobody has said before.");
        format!(
            "(id: \"r{i}\", source: \"s\", para: {}, kind: Block, text: \"{text}\", {}),\n",
            i + 1,
            fields(i)
        )
    })
}

fn of_statements(n: usize, fields: impl Fn(usize) -> String) -> String {
    format!("({GROUND} statements: [{}])", statements(n, fields))
}

/// A thing, and a dataset that holds so many of it.
type Thing = (&'static str, fn(usize) -> String);

const THINGS: &[Thing] = &[
    ("topics", |n| of_statements(n, |i| format!("topics: [\"subject {} of {i}\"]", letters(i)))),
    ("topics that are nearly alike", |n| {
        of_statements(n, |i| format!("topics: [\"{}subject\"]", letters(i)))
    }),
    ("speakers", |n| {
        let people =
            all(n, |i| format!("(id: \"p{i}\", name: \"Name {}\", kind: Person),\n", letters(i)));
        let said = statements(n, |i| format!("speaker: \"p{i}\""));
        format!(
            "(sources: [(id: \"s\", kind: News, outlet: \"S\")], speakers: [{people}], statements: [{said}])"
        )
    }),
    ("sources", |n| {
        let sources = all(n, |i| {
            format!(
                "(id: \"s{i}\", kind: News, outlet: \"Outlet {}\", published: \"2020-01-{:02}\"),\n",
                letters(i),
                1 + i % 28
            )
        });
        let said = all(n, |i| {
            format!(
                "(id: \"r{i}\", source: \"s{i}\", para: 1, kind: Block, text: \"The words number {i}.\"),\n"
            )
        });
        format!("(sources: [{sources}], statements: [{said}])")
    }),
    ("statements of one event", |n| of_statements(n, |_| "event: \"e\"".into())),
    ("reports of the same words", |n| {
        of_statements(n, |i| if i == 0 { String::new() } else { "same_as: \"r0\"".into() })
    }),
    ("records that one note is about", |n| {
        let about = all(n, |i| format!("\"r{i}\", "));
        let said = statements(n, |_| String::new());
        format!(
            "({GROUND} statements: [{said}], notes: [(id: \"n\", kind: Gap, text: \"x\", about: [{about}])])"
        )
    }),
    ("notes about one record", |n| {
        let notes =
            all(n, |i| format!("(id: \"n{i}\", kind: Gap, text: \"x\", about: [\"r0\"]),\n"));
        let said = statements(1, |_| String::new());
        format!("({GROUND} statements: [{said}], notes: [{notes}])")
    }),
    ("links to one record", |n| {
        of_statements(
            n,
            |i| if i == 0 { String::new() } else { "links: [RespondsTo(\"r0\")]".into() },
        )
    }),
    ("answers to answers", |n| {
        of_statements(n, |i| match i {
            0 => String::new(),
            i => format!("links: [RespondsTo(\"r{}\")]", i - 1),
        })
    }),
    ("problems", |n| of_statements(n, |i| format!("speaker: \"nobody-{i}\""))),
];

/// A number in letters, so that no two are one slip apart only in their digits.
fn letters(mut n: usize) -> String {
    let mut written = String::new();
    loop {
        written.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return written;
        }
    }
}

/// The time that something takes, in nanoseconds.
fn cost(work: impl FnOnce()) -> f64 {
    let own = || {
        std::thread::yield_now();
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split_whitespace().next()?.parse::<f64>().ok()
    };
    let (start, began) = (Instant::now(), own());
    work();
    match (began, own()) {
        (Some(began), Some(now)) if now > began => now - began,
        _ => start.elapsed().as_nanos() as f64,
    }
}

/// The least times that few and many take, the many first.
fn ratio(
    name: &str,
    mut few: impl FnMut() -> f64,
    mut many: impl FnMut() -> f64,
) -> Option<String> {
    let mut least = (f64::MAX, f64::MAX);
    for _ in 0..TURNS {
        least.1 = least.1.min(many());
        least.0 = least.0.min(few());
    }
    let ratio = least.1 / least.0;
    println!("{ratio:6.2} {:8.1} ms  {name}", least.1 / 1e6);
    // What is over in a few milliseconds is too short to be counted well.
    (ratio > MOST && least.1 > 5e6)
        .then(|| format!("{name}: {:.1} ms, then {:.1} ms", least.0 / 1e6, least.1 / 1e6))
}

/// A folder of so many files with a statement each.
fn folder(n: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for files");
    std::fs::write(folder.path().join("a.ron"), format!("({GROUND})")).expect("a file");
    for i in 0..n {
        let said = format!(
            "(statements: [(id: \"r{i}\", source: \"s\", para: {}, kind: Block, text: \"The words of {i}.\")])",
            i + 1
        );
        std::fs::write(folder.path().join(format!("r{i}.ron")), said).expect("a file");
    }
    folder
}

fn main() {
    let arguments = || std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let number = arguments().find_map(|argument| argument.parse().ok()).unwrap_or(FEW);
    let words = arguments().find(|argument| argument.parse::<usize>().is_err());
    let asked = |name: &str| words.as_deref().is_none_or(|words| name.contains(words));
    let mut slow = Vec::new();
    println!("{number} of each, then {}: ratio and time of the many", 2 * number);
    for (name, make) in THINGS.iter().filter(|(name, _)| asked(name)) {
        let (few, many) = (make(number), make(2 * number));
        let read = |text: &str| cost(|| drop(black_box(load_text("many.ron", text))));
        slow.extend(ratio(name, || read(&few), || read(&many)));
        let (few, many) =
            (load_text("few.ron", &few).chronology, load_text("many.ron", &many).chronology);
        let index = |c| {
            let start = Instant::now();
            drop(black_box(Index::build(c)));
            start.elapsed().as_nanos() as f64
        };
        slow.extend(ratio(&format!("{name}, indexed"), || index(&few), || index(&many)));
    }
    if asked("files") {
        let few = number / 20;
        let (few, many) = (folder(few), folder(2 * few));
        let read = |folder: &tempfile::TempDir| {
            let start = Instant::now();
            drop(black_box(load(folder.path())));
            start.elapsed().as_nanos() as f64
        };
        slow.extend(ratio("files", || read(&few), || read(&many)));
    }
    assert!(slow.is_empty(), "these grow faster than the dataset:\n{}", slow.join("\n"));
}
