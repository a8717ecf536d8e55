//! What a problem costs grows no faster than the text: four times the problems of a kind take about four times as
//! much, for each kind of slip, however it is repeated.
//!
//! Counted in instructions by valgrind, which are the same on a busy machine: it fails where a kind takes more than
//! four times as many and an eighth of that, which is what sorting takes. Where valgrind is not installed the times
//! are shown and nothing is judged: of time the caches and fresh memory take a part that grows with the text, so that
//! what takes four times the instructions may take five or six times as long, and more on a busy machine. All problems
//! of a kind are of one length, since a longer one is read and told in more instructions.
//!
//! `cargo bench --bench problems [-- FEW] [WORDS]`, FEW problems and four times as many, of the kinds whose names hold
//! the words.

#![allow(missing_docs)]

#[path = "../tests/cost/mod.rs"]
mod cost;
#[path = "../tests/bad_inputs/kinds.rs"]
mod kinds;

use std::process::Command;

use kinds::{KINDS, Kind};
use startline::chronology::load::load_text;

/// How many problems are few, unless an argument says otherwise.
const FEW: usize = 4_000;

/// The most that four times the problems may take.
const MOST: f64 = 4.5;

/// What has this program do one thing and end, so that its instructions can be counted: a kind by its number, how
/// many problems, and whether the dataset is read or made only.
const ONE: &str = "STARTLINE_PROBLEMS";

fn one(asked: &str) {
    let words: Vec<usize> = asked.split(' ').filter_map(|word| word.parse().ok()).collect();
    let &[kind, number, reads] = words.as_slice() else { return };
    let Some((_, make)) = KINDS.get(kind) else { return };
    let text = make(number);
    if reads == 1 {
        std::hint::black_box(&load_text("many.ron", &text));
    }
}

/// The instructions that reading takes, by valgrind's count; nothing where there is none.
fn instructions(kind: usize, number: usize) -> Option<f64> {
    let count = |reads: u8| {
        let mut command = Command::new("valgrind");
        command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
        command.arg(std::env::current_exe().ok()?).env(ONE, format!("{kind} {number} {reads}"));
        let told = String::from_utf8(command.output().ok()?.stderr).ok()?;
        let (_, refs) = told.split_once("refs:")?;
        refs.lines().next()?.replace(',', "").trim().parse::<f64>().ok()
    };
    Some(count(1)? - count(0)?)
}

/// What few and many problems of a kind cost: in instructions, or in nanoseconds.
fn costs((_, make): &Kind, kind: usize, few: usize, counts: bool) -> (f64, f64) {
    let many = 4 * few;
    if counts {
        let counted = |number| instructions(kind, number).unwrap_or(f64::NAN);
        return (counted(few), counted(many));
    }
    // The many go first, so that neither waits for memory.
    let (few, many) = (make(few), make(many));
    cost::both(|| load_text("many.ron", &few), || load_text("many.ron", &many))
}

fn main() {
    if let Ok(asked) = std::env::var(ONE) {
        return one(&asked);
    }
    let arguments = || std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let number = arguments().find_map(|argument| argument.parse().ok()).unwrap_or(FEW);
    let words = arguments().find(|argument| argument.parse::<usize>().is_err());
    let counts = Command::new("valgrind").arg("--version").output().is_ok();
    let unit = if counts { "million instructions" } else { "ms" };
    let mut slow = Vec::new();
    println!("{number} problems, then {}", 4 * number);
    let asked = |name: &str| words.as_deref().is_none_or(|words| name.contains(words));
    for (at, kind) in KINDS.iter().enumerate().filter(|(_, (name, _))| asked(name)) {
        let (few, many) = costs(kind, at, number, counts);
        let (ratio, name) = (many / few, kind.0);
        println!("{ratio:6.2} {:8.1} {unit}  {name}", many / 1e6);
        // A few million are over in a millisecond, and too few to be counted well. What could not be counted fails.
        if counts && !(ratio <= MOST || many <= 5e6) {
            slow.push(format!("{name}: {:.1}, then {:.1} {unit}", few / 1e6, many / 1e6));
        }
    }
    if !counts {
        println!(
            "nothing is judged by the time it takes: install valgrind, which counts instructions"
        );
    }
    assert!(slow.is_empty(), "these grow faster than the text:\n{}", slow.join("\n"));
}
