//! What a dataset costs grows no faster than the dataset: twice as much of one thing takes about twice as long to read,
//! to check, to derive and to index.
//!
//! It fails where twice as much of a thing takes more than 2.3 times as long.
//!
//! `cargo bench --bench doubling [-- FEW] [WORDS]`, FEW of each thing and twice as many, of the things whose names
//! hold the words. Times are those of all threads together, where the system tells them (Unix), else those of the
//! clock on the wall.
//!
//! Each is measured in a process of its own, as a dataset is read once by whoever reads it. In one process the
//! allocator keeps what few have freed and gives back what many have, so that of 50,000 speakers a third of the pages
//! are taken anew each time and of 100,000 nearly all: that alone made 2.2 times as long 2.5 times.

#![allow(
    missing_docs,
    clippy::format_collect,
    clippy::expect_used,
    reason = "datasets are put together once, and a bench fails by panicking"
)]

mod datasets;

use std::hint::black_box;
use std::process::{Command, Stdio};

use datasets::{person, source, statement};
use startline::chronology::load::{Loaded, load, load_text};
use startline::search::Index;

/// How many are few, unless an argument says otherwise.
const FEW: usize = 50_000;

/// Where what is quadratic would take four times as long.
const MOST: f64 = 2.3;

/// How often both are measured, in turns; the least of each counts.
const TURNS: usize = 5;

/// The argument of a process that measures one thing.
const ONE: &str = "--one";

/// What is read from so many files.
const FILES: &str = "files";

const GROUND: &str = "sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2020-01-01\")], \
                      speakers: [(id: \"p\", name: \"P\", kind: Person)], \
                      events: [(id: \"e\", title: \"E\", date: \"2019\", cites: [(source: \"s\")])],";

fn all(n: usize, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect()
}

fn statements(n: usize, fields: impl Fn(usize) -> String) -> String {
    all(n, |i| {
        let text = format!("\"The words of the {i}th time, which nobody has said before.\"");
        statement(&format!("r{i}"), ("s", i + 1), "Block", &fields(i), &text)
    })
}

fn of_statements(n: usize, fields: impl Fn(usize) -> String) -> String {
    format!("({GROUND} statements: [{}])", statements(n, fields))
}

/// A thing, and a dataset that holds so many of it.
type Thing = (&'static str, fn(usize) -> String);

const THINGS: &[Thing] = &[
    ("topics", |n| of_statements(n, |i| format!("topics: [\"subject {} of {i}\"], ", letters(i)))),
    ("topics that are nearly alike", |n| {
        of_statements(n, |i| format!("topics: [\"{}subject\"], ", letters(i)))
    }),
    ("speakers", |n| {
        let people = all(n, |i| person(&format!("p{i}"), &format!("Name {}", letters(i))));
        let said = statements(n, |i| format!("speaker: \"p{i}\", "));
        format!(
            "(sources: [(id: \"s\", kind: News, outlet: \"S\")], speakers: [{people}], statements: [{said}])"
        )
    }),
    ("sources", |n| {
        let sources = all(n, |i| {
            let (outlet, day) = (format!("Outlet {}", letters(i)), 1 + i % 28);
            source(&format!("s{i}"), &outlet, &format!("2020-01-{day:02}"))
        });
        let said = all(n, |i| {
            let (source, text) = (format!("s{i}"), format!("\"The words number {i}.\""));
            statement(&format!("r{i}"), (&source, 1), "Block", "", &text)
        });
        format!("(sources: [{sources}], statements: [{said}])")
    }),
    ("statements of one event", |n| of_statements(n, |_| "event: \"e\", ".into())),
    ("reports of the same words", |n| {
        of_statements(n, |i| if i == 0 { String::new() } else { "same_as: \"r0\", ".into() })
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
        of_statements(n, |i| {
            if i == 0 { String::new() } else { "links: [RespondsTo(\"r0\")], ".into() }
        })
    }),
    ("answers to answers", |n| {
        of_statements(n, |i| match i {
            0 => String::new(),
            i => format!("links: [RespondsTo(\"r{}\")], ", i - 1),
        })
    }),
    ("problems", |n| of_statements(n, |i| format!("speaker: \"nobody-{i}\", "))),
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

/// The time that all threads of this process have taken, in nanoseconds.
#[cfg(unix)]
fn taken() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// The time by the clock on the wall, in nanoseconds.
#[cfg(not(unix))]
fn taken() -> f64 {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed().as_nanos() as f64
}

/// The time that something takes, in nanoseconds.
fn cost(work: impl FnOnce()) -> f64 {
    let before = taken();
    work();
    taken() - before
}

/// What a process of its own measured of so many of a thing: the time to read them, and that to index them.
fn measured(name: &str, number: usize) -> (f64, f64) {
    let program = std::env::current_exe().expect("this program");
    let number = number.to_string();
    let output = Command::new(program).args([ONE, name, &number]).stderr(Stdio::inherit()).output();
    let output = output.expect("a process of its own");
    let told = String::from_utf8_lossy(&output.stdout);
    let mut times = told.split_whitespace().map(|time| time.parse().expect("a time"));
    (times.next().expect("the time to read"), times.next().expect("the time to index"))
}

/// Measures so many of a thing once, in this process, and prints both times.
fn measure(name: &str, number: usize) {
    // What a program does but once is no part of it.
    drop(black_box(Index::build(
        &load_text("first.ron", &of_statements(9, |_| String::new())).chronology,
    )));
    if name == FILES {
        let folder = folder(number);
        println!("{} 0", cost(|| drop(black_box(load(folder.path())))));
        return;
    }
    let (_, make) = THINGS.iter().find(|(thing, _)| *thing == name).expect("a thing of this name");
    let text = make(number);
    let mut loaded = Loaded::default();
    let read = cost(|| loaded = load_text("all.ron", &text));
    let index = cost(|| drop(black_box(Index::build(&loaded.chronology))));
    println!("{read} {index}");
}

/// Tells the least times that few and many take, and where the ratio is too large.
fn judge(name: &str, (few, many): (f64, f64)) -> Option<String> {
    let ratio = many / few;
    println!("{ratio:6.2} {:8.1} ms  {name}", many / 1e6);
    // What is over in a few milliseconds is too short to be counted well.
    (ratio > MOST && many > 5e6)
        .then(|| format!("{name}: {:.1} ms, then {:.1} ms", few / 1e6, many / 1e6))
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
    let all: Vec<String> = std::env::args().skip(1).collect();
    if let [one, name, number] = all.as_slice()
        && one == ONE
    {
        return measure(name, number.parse().expect("a number"));
    }
    let arguments = || all.iter().filter(|argument| !argument.starts_with('-'));
    let number = arguments().find_map(|argument| argument.parse().ok()).unwrap_or(FEW);
    let words = arguments().find(|argument| argument.parse::<usize>().is_err());
    let mut slow = Vec::new();
    println!("{number} of each, then {}: ratio and time of the many", 2 * number);
    let sizes = THINGS.iter().map(|(name, _)| (*name, number)).chain([(FILES, number / 20)]);
    for (name, few) in sizes.filter(|(name, _)| words.is_none_or(|words| name.contains(words))) {
        let (mut read, mut index) = ((f64::MAX, f64::MAX), (f64::MAX, f64::MAX));
        for _ in 0..TURNS {
            let (of_few, of_many) = (measured(name, few), measured(name, 2 * few));
            read = (read.0.min(of_few.0), read.1.min(of_many.0));
            index = (index.0.min(of_few.1), index.1.min(of_many.1));
        }
        slow.extend(judge(name, read));
        if name != FILES {
            slow.extend(judge(&format!("{name}, indexed"), index));
        }
    }
    assert!(slow.is_empty(), "these grow faster than the dataset:\n{}", slow.join("\n"));
}
