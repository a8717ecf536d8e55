//! Much of everything that a terminal may send, and state folders of every kind. What takes minutes is ignored:
//! `cargo test --test pty -- --ignored`.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::harness::Terminal;
use crate::redraw::memory;
use crate::{harness, started, startline};

/// Pseudo-random bytes: `SplitMix64` (Steele, Lea, Flood 2014).
pub(crate) fn random(seed: u64) -> impl Iterator<Item = u8> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB).to_be_bytes()[1]
    })
}

/// The viewer where no key reaches another program or the reader's files: what `o`, `e`, `x` and `y` do is tried
/// elsewhere.
fn alone() -> (tempfile::TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = startline();
    command.env("PATH", folder.path());
    command.env("XDG_STATE_HOME", folder.path());
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command);
    terminal.painted();
    (folder, terminal)
}

/// Ends whatever sequence has begun (crossterm waits for the letter that ends it), leaves what is open, and quits.
const LEAVE: &[u8] = b"\x18\x1b\\Mmuc~\x1b[201~\x1b\x1b\x1b\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03\x03";

/// Types these bytes and then what quits; the terminal is as it was.
fn survives(bytes: Vec<u8>, name: &str) {
    let (_folder, mut terminal) = alone();
    terminal.type_beside([bytes, LEAVE.to_vec()].concat());
    assert_eq!(terminal.end(), 0, "{name}");
    terminal.assert_restored();
}

#[test]
fn random_bytes_and_escapes_are_survived() {
    for (length, seed) in [(4_000, 1), (4_000, 2)] {
        let quits = |byte: &u8| matches!(byte, b'q' | b'Q' | 3);
        survives(random(seed).filter(|b| !quits(b)).take(length).collect(), "bytes");
        survives(escapes(seed, length), "escapes");
    }
}

#[test]
#[ignore = "takes a minute"]
fn two_hundred_kilobytes_of_random_bytes_and_of_escapes_are_survived() {
    let quits = |byte: &u8| matches!(byte, b'q' | b'Q' | 3);
    survives(random(7).filter(|b| !quits(b)).take(200_000).collect(), "bytes");
    survives(escapes(8, 200_000), "escapes");
}

/// Sequences of every sort with random parameters, whole and cut off.
fn escapes(seed: u64, length: usize) -> Vec<u8> {
    let mut numbers = random(seed);
    let mut next = || numbers.next().unwrap_or_default();
    let mut bytes = Vec::new();
    while bytes.len() < length {
        let starts = ["\x1b[", "\x1b[<", "\x1b[?", "\x1bO", "\x1b]", "\x1bP", "\x1b_", "\x1b"];
        bytes.extend_from_slice(starts[usize::from(next()) % starts.len()].as_bytes());
        for _ in 0..next() % 4 {
            bytes.extend_from_slice(format!("{};", u32::from(next()) * 300).as_bytes());
        }
        // Any final byte but those that quit by themselves.
        let last = 0x40 + next() % 0x3f;
        bytes.push(if matches!(last, b'q' | b'Q') { b'm' } else { last });
        if next().is_multiple_of(3) {
            bytes.extend_from_slice(b"\x1b\\");
        }
    }
    bytes
}

#[test]
#[ignore = "takes a minute"]
fn a_megabyte_pasted_is_taken() {
    for before in ["/", ":", ""] {
        let pasted = "The parties met again. ".repeat(1_000_000 / 23);
        survives(format!("{before}\x1b[200~{pasted}\x1b[201~").into(), before);
    }
}

/// A size and a key, again and again, while what is drawn is read.
fn sizes_and_keys(count: u16) {
    let mut terminal = started();
    let keys = ["j", "l", "k", "z", "v", "?", "\x1b", "/a", "\x1b", "G", "gg", "s"];
    for n in 0..count {
        terminal.resize(1 + n.wrapping_mul(37) % 300, 1 + n.wrapping_mul(13) % 100);
        terminal.type_keys(keys[usize::from(n) % keys.len()]);
        terminal.read_for(Duration::ZERO);
    }
    terminal.resize(100, 30);
    terminal.type_keys("\x1b\x1b\x03\x03\x03\x03");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn sizes_and_keys_together_are_all_obeyed() {
    sizes_and_keys(100);
}

#[test]
#[ignore = "takes a minute"]
fn thrice_two_thousand_sizes_with_keys_are_obeyed() {
    for _ in 0..3 {
        sizes_and_keys(2_000);
    }
}

#[test]
fn every_size_is_drawn() {
    let mut terminal = started();
    for (columns, rows) in [(0, 0), (0, 30), (100, 0), (1, 1), (2, 500), (500, 2), (3_000, 1_000)] {
        terminal.master.resize(harness::size(columns, rows)).unwrap();
        terminal.type_keys("j");
        terminal.read_for(Duration::from_millis(20));
    }
    terminal.resize(100, 30);
    terminal.type_keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

/// Statements of about so many bytes in all.
fn many(bytes: usize) -> String {
    let mut ron = "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\n".to_owned();
    for n in 0.. {
        if ron.len() >= bytes {
            break;
        }
        writeln!(ron, "(id: \"r{n}\", source: \"s\", kind: Reported, said: \"2020\", text: \"What {n} says of {}.\"),", n / 7).unwrap();
    }
    ron + "] )"
}

/// However often it is asked to read again, memory holds the dataset that is shown and the one that comes in its
/// place; what it was that held the most is the first of two readings.
fn reload_held_down(bytes: usize, times: usize) -> (u64, u64) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.ron");
    fs::write(&file, many(bytes)).unwrap();
    let mut command = startline();
    command.args(["-d".as_ref(), file.as_os_str()]);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    // Indexed: a search answers. An answer that is waited for comes into the prompt.
    let limit = Duration::from_mins(2);
    let found = |text: &'static str| move |screen: &vt100::Screen| screen.contents().contains(text);
    terminal.type_keys("/1234");
    terminal.until_within(limit, found("What 1234"));
    terminal.type_keys("\r");
    let one = memory(terminal.pid, "VmRSS");
    for _ in 0..times {
        terminal.type_keys("R");
        terminal.read_for(Duration::from_millis(30));
    }
    terminal.type_keys("/1235");
    terminal.until_within(limit, found("What 1235"));
    let most = memory(terminal.pid, "VmHWM");
    terminal.type_keys("\rQ");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
    (one, most)
}

#[test]
#[ignore = "takes a minute"]
fn reload_held_down_on_twenty_megabytes_holds_no_more_than_two_datasets() {
    let (one, most) = reload_held_down(20_000_000, 66);
    println!("{one} kB with one dataset, {most} kB at most");
    assert!(most < 2 * one + one / 2, "{one} kB, then {most} kB");
}

#[test]
#[ignore = "measures a time"]
fn it_is_dead_soon_after_its_terminal_closes() {
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let terminal = started();
        let began = Instant::now();
        assert_eq!(terminal.close(), -Signal::HUP.as_raw());
        slowest = slowest.max(began.elapsed());
    }
    println!("dead {slowest:?} after its terminal at the latest, of 20");
}

#[test]
#[ignore = "takes a minute"]
fn a_hundred_signals_directly_after_the_start_leave_the_terminal_as_it_was() {
    for n in 0..100 {
        let mut terminal = Terminal::start(startline());
        terminal.read_for(Duration::from_micros(n * 200));
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.end(), -Signal::TERM.as_raw(), "{n}");
        if terminal.raw.is_empty() {
            terminal.assert_line_discipline();
        } else {
            terminal.assert_restored();
        }
    }
}

/// What a state folder may be: each costs the history at most, and a notice.
#[test]
fn a_state_folder_that_cannot_be_used_costs_the_history_alone() {
    type Make = fn(&std::path::Path);
    let makes: [(&str, Make); 5] = [
        ("a file in its place", |state| fs::write(state, "x").unwrap()),
        ("a link to nowhere", |state| std::os::unix::fs::symlink("/no/such", state).unwrap()),
        ("a full device", |state| {
            fs::create_dir_all(state.join("startline")).unwrap();
            std::os::unix::fs::symlink("/dev/full", state.join("startline/history")).unwrap();
        }),
        ("a pipe in the place of the history", |state| {
            fs::create_dir_all(state.join("startline")).unwrap();
            let mut make = std::process::Command::new("mkfifo");
            assert!(make.arg(state.join("startline/history")).status().unwrap().success());
        }),
        ("a folder in the place of the history", |state| {
            fs::create_dir_all(state.join("startline/history/x")).unwrap();
        }),
    ];
    for (name, make) in makes {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        make(&state);
        let mut command = startline();
        command.env("XDG_STATE_HOME", &state);
        let mut terminal = Terminal::start(command);
        terminal.painted();
        terminal.type_keys("/treaty\r");
        terminal.type_keys("\x1b\x1b\x03\x03\x03");
        assert_eq!(terminal.end(), 0, "{name}");
        terminal.assert_restored();
        assert!(state.symlink_metadata().is_ok(), "{name}");
    }
}

/// Lines of every kind are found in what is drawn, whatever the dataset is like: ten thousand files.
#[test]
#[ignore = "writes ten thousand files"]
fn a_folder_of_ten_thousand_files_opens() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..10_000 {
        let mut ron = String::new();
        write!(ron, "( sources: [(id: \"s{n}\", kind: News, outlet: \"S\")], events: [(id: \"e{n}\", date: \"2020\", title: \"E\", cites: [(source: \"s{n}\")])] )").unwrap();
        fs::write(folder.path().join(format!("{n}.ron")), ron).unwrap();
    }
    let mut command = startline();
    command.args(["-d".as_ref(), folder.path().as_os_str()]);
    let mut terminal = Terminal::start(command);
    terminal.painted();
    terminal.until(|screen| screen.contents().contains("of 10000"));
    terminal.type_keys("Gq");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}
