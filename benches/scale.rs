//! A large dataset in the viewer: seconds to its rows against `ron` alone on the same bytes in one thread, peak memory
//! against the bytes, and how long each kind of key takes to be painted.
//!
//! `cargo bench --bench scale [-- RECORDS] [SHAPE | FOLDER]`. Datasets are made from a seed, in several shapes; a
//! folder of RON files is measured as it is. The real binary runs in a pseudo-terminal of 120 by 36 cells, so that
//! everything counts; figures are in milliseconds unless they say otherwise. Memory is told on Linux alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::format_collect,
    reason = "a benchmark's panic is its report"
)]

#[cfg(unix)]
mod datasets;

#[cfg(unix)]
fn main() {
    unix::measure();
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::io::{Read, Write};
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use crate::datasets::{Dice, Floor, person, source, statement};

    /// How many records a dataset has, unless an argument says otherwise.
    const RECORDS: usize = 50_000;

    /// The last bytes of a frame: the end of a synchronized update.
    const PAINTED: &[u8] = b"\x1b[?2026l";

    /// How long a screen that says nothing is taken to be at rest.
    const REST: Duration = Duration::from_millis(1500);

    /// A dataset to be made: a statement a source, or a hundred; words a text; reports of the same words; the bytes
    /// of one record more.
    struct Shape {
        name: &'static str,
        per_source: usize,
        words: usize,
        reports: usize,
        giant: usize,
    }

    const SHAPES: &[Shape] = &[
        Shape { name: "many sources", per_source: 1, words: 30, reports: 1, giant: 0 },
        Shape { name: "few sources", per_source: 2_000, words: 30, reports: 1, giant: 0 },
        Shape { name: "long texts", per_source: 50, words: 300, reports: 1, giant: 0 },
        Shape { name: "many reports", per_source: 50, words: 30, reports: 500, giant: 0 },
        Shape {
            name: "a record of 10 MB",
            per_source: 50,
            words: 30,
            reports: 1,
            giant: 10_000_000,
        },
    ];

    /// Kinds of keys; each is pressed in its order.
    const KEYS: &[(&str, &[&str])] = &[
        ("move", &["j", "j", "j", "j", "j", "j", "j", "j", "k", "k", "k", "k", "j", "j", "j", "k"]),
        ("page", &["\x04", "\x04", "\x04", "\x04", "\x15", "\x15", "\x15"]),
        ("end", &["G", "g", "g", "G", "g", "g"]),
        ("search letter", &["/", "t", "a", "l", "k", "s", " ", "h", "e", "l", "d", "\x1b"]),
        ("palette letter", &[":", "m", "a", "r", "t", "i", "n", "\x1b"]),
        ("view", &["v", "v", "v"]),
        ("axis", &["t", "t", "t", "t"]),
        ("as-of", &[":", "2", "0", "1", "0", "-", "0", "1", "-", "0", "1", "\x0e", "\r"]),
        // Back to all of it, by a word that does no harm where the day has not been gone to yet.
        ("name letter", &[":", "n", "o", "w", "\r"]),
        ("filter", &["F", "F", "F"]),
        ("compare", &["c", "\x1b", "c", "\x1b"]),
    ];

    const SYLLABLES: [&str; 16] = [
        "ta", "lk", "he", "ld", "mar", "tin", "ce", "il", "ing", "to", "ra", "ne", "vo", "si",
        "ber", "um",
    ];

    fn word(dice: &mut Dice) -> String {
        (0..=dice.below(3)).map(|_| SYLLABLES[dice.below(16)]).collect()
    }

    fn text(dice: &mut Dice, words: usize) -> String {
        let count = 1 + words / 2 + dice.below(words);
        (0..count).map(|_| word(dice)).collect::<Vec<_>>().join(" ")
    }

    fn make(shape: &Shape, records: usize, folder: &Path) {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let people: String = (0..1000)
            .map(|n| {
                let (first, last) = (word(&mut dice), word(&mut dice));
                person(&format!("p{n}"), &format!("{first} {last}"))
            })
            .collect();
        let head = format!("(meta: (schema: 1, title: \"Scale\"), speakers: [\n{people}])\n");
        fs::write(folder.join("00-meta.ron"), head).unwrap();
        for (file, from) in (0..records).step_by(4_000).enumerate() {
            let to = (from + 4_000).min(records);
            let mut out = String::from("(sources: [\n");
            for n in (from..to).filter(|n| n.is_multiple_of(shape.per_source) || *n == from) {
                let (year, day) = (2000 + dice.below(25), 1 + dice.below(28));
                let (outlet, day) = (format!("Outlet {}", n % 300), format!("{year}-03-{day:02}"));
                out += &source(&format!("s{n}"), &outlet, &day);
            }
            out.push_str("], statements: [\n");
            let mut said = String::new();
            for n in from..to {
                let source = format!("s{}", (n - n % shape.per_source).max(from));
                let head = n - n % shape.reports;
                if head == n || head < from {
                    said = text(&mut dice, shape.words);
                }
                let group = if head < n && head >= from {
                    format!("same_as: \"r{head}\", ")
                } else {
                    String::new()
                };
                let (person, year, day) =
                    (dice.below(1000), 1990 + dice.below(30), 1 + dice.below(28));
                let date = if group.is_empty() {
                    format!("said: \"{year}-05-{day:02}\", speaker: \"p{person}\", ")
                } else {
                    String::new()
                };
                let (fields, text) = (group + &date, format!("\"{said}\""));
                out += &statement(&format!("r{n}"), (&source, 1 + n % 90), "Quote", &fields, &text);
            }
            if file == 0 && shape.giant > 0 {
                let words = format!("\"{}\"", "words that go on ".repeat(shape.giant / 17));
                out += &statement("giant", ("s0", 99), "Block", "", &words);
            }
            out.push_str("])\n");
            fs::write(folder.join(format!("r{file:05}.ron")), out).unwrap();
        }
    }

    /// Seconds that `ron` alone takes in one thread, and the bytes that it reads.
    fn floor(folder: &Path) -> (f64, usize) {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        files.retain(|path| {
            path.extension().is_some_and(|e| e == "ron") && !path.ends_with("00-meta.ron")
        });
        files.sort();
        let (start, mut kept, mut bytes) = (Instant::now(), Vec::new(), 0);
        for file in &files {
            let text = fs::read_to_string(file).unwrap();
            bytes += text.len();
            // A file of another form counts with its bytes alone.
            kept.extend(ron::from_str::<Floor>(&text).ok());
        }
        (start.elapsed().as_secs_f64(), bytes)
    }

    /// The viewer in a terminal, and what it writes.
    struct Viewer {
        output: Receiver<Vec<u8>>,
        keys: Box<dyn Write + Send>,
        child: Box<dyn portable_pty::Child + Send + Sync>,
        _master: Box<dyn portable_pty::MasterPty + Send>,
    }

    impl Viewer {
        fn open(folder: &Path) -> Self {
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_startline"));
            command.arg("-d");
            command.arg(folder);
            command.env("TERM", "xterm-256color");
            command.env("XDG_STATE_HOME", folder);
            let size = PtySize { rows: 36, cols: 120, ..PtySize::default() };
            let pty = native_pty_system().openpty(size).unwrap();
            let mut reader = pty.master.try_clone_reader().unwrap();
            let keys = pty.master.take_writer().unwrap();
            let child = pty.slave.spawn_command(command).unwrap();
            let (to, output) = channel();
            std::thread::spawn(move || {
                let mut chunk = vec![0; 65536];
                while let Ok(read @ 1..) = reader.read(&mut chunk) {
                    if to.send(chunk[..read].to_vec()).is_err() {
                        return;
                    }
                }
            });
            Self { output, keys, child, _master: pty.master }
        }

        /// Waits until something is written; how long that took, if it was within a time.
        fn until(&self, what: &[u8], within: Duration) -> Option<Duration> {
            let (start, mut seen) = (Instant::now(), Vec::new());
            while !seen.windows(what.len()).any(|window| window == what) {
                let left = within.checked_sub(start.elapsed())?;
                let more = self.output.recv_timeout(left).ok()?;
                let kept = seen.len().saturating_sub(what.len());
                seen.drain(..kept);
                seen.extend(more);
            }
            Some(start.elapsed())
        }

        /// Waits until nothing has been written for a while.
        fn rest(&self, rest: Duration) {
            while self.output.recv_timeout(rest).is_ok() {}
        }

        /// Presses a key; how long its frame took, if there was one.
        fn press(&mut self, key: &str) -> Option<Duration> {
            self.keys.write_all(key.as_bytes()).unwrap();
            let took = self.until(PAINTED, Duration::from_secs(1));
            self.rest(Duration::from_millis(60));
            took
        }

        /// The most memory that it has had, in bytes.
        fn peak(&self) -> Option<f64> {
            let id = self.child.process_id()?;
            let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            Some(line.split_whitespace().next()?.parse::<f64>().ok()? * 1024.0)
        }
    }

    fn milliseconds(took: Duration) -> f64 {
        took.as_secs_f64() * 1e3
    }

    /// The middle and the last but one in a hundred of times.
    fn told(mut times: Vec<Duration>) -> String {
        times.sort_unstable();
        let at =
            |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
        match (at(50), at(99)) {
            (Some(p50), Some(p99)) => {
                format!("{:.1} / {:.1}", milliseconds(*p50), milliseconds(*p99))
            }
            _ => "no frame".to_owned(),
        }
    }

    fn measure_one(name: &str, folder: &Path) {
        let (ron, bytes) = floor(folder);
        let start = Instant::now();
        let mut viewer = Viewer::open(folder);
        viewer.until(PAINTED, Duration::from_secs(10)).expect("a first frame");
        let paint = start.elapsed();
        viewer.until("“".as_bytes(), Duration::from_mins(5)).expect("rows");
        let rows = start.elapsed().as_secs_f64();
        viewer.rest(REST);
        let peak = viewer.peak();
        println!("{name}: {:.1} MB", bytes as f64 / 1e6);
        println!("  first paint     {:.1}", milliseconds(paint));
        println!("  first rows      {rows:.2} s, {:.2} of ron alone ({ron:.2} s)", rows / ron);
        if let Some(peak) = peak {
            println!(
                "  peak memory     {:.0} MB, {:.2} of the bytes",
                peak / 1e6,
                peak / bytes as f64
            );
        }
        for (kind, keys) in KEYS {
            let times = keys.iter().filter_map(|key| viewer.press(key)).collect();
            println!("  {kind:<15} {} (p50 / p99)", told(times));
            viewer.rest(Duration::from_millis(600));
        }
        viewer.keys.write_all(b"Q").unwrap();
        let _ = viewer.child.wait();
    }

    pub(super) fn measure() {
        let arguments = || std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
        let records = arguments().find_map(|argument| argument.parse().ok()).unwrap_or(RECORDS);
        let asked = arguments().find(|argument| argument.parse::<usize>().is_err());
        if let Some(folder) = asked.as_deref().map(Path::new).filter(|path| path.is_dir()) {
            return measure_one(&folder.display().to_string(), folder);
        }
        let is_asked =
            |shape: &&Shape| asked.as_deref().is_none_or(|words| shape.name.contains(words));
        for shape in SHAPES.iter().filter(is_asked) {
            let folder = tempfile::tempdir().unwrap();
            make(shape, records, folder.path());
            measure_one(shape.name, folder.path());
        }
    }
}
