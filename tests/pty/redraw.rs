//! Random keys, sizes, pastes, clicks, edits and reloads on datasets of many scripts: at every hundredth the screen is
//! held against one that is drawn from nothing, letters and styles, as the emulator of these tests shows it and as tmux
//! does. `STARTLINE_FUZZ_SECONDS=600 cargo test --test pty -- --ignored --nocapture redraw` goes on for so many
//! seconds of the viewer's processor time; `STARTLINE_FUZZ_SEED` begins with one.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use portable_pty::CommandBuilder;
use rustix::process::{Pid, Signal, kill_process};

use crate::endurance::random;
use crate::harness::Terminal;
use crate::{STARTLINE, surroundings};

/// How many keys lie between two looks, and how many looks a session has.
const LOOK: usize = 100;
const LOOKS: usize = 20;

const DATASETS: [&str; 2] = [include_str!("../stage/hard.ron"), include_str!("../stage/lake.ron")];

/// What is typed: keys of every view and overlay, letters of many scripts for the prompts, pastes, clicks, the wheel.
const KEYS: [&str; 90] = [
    "j",
    "k",
    "j",
    "k",
    "J",
    "K",
    "g",
    "G",
    "{",
    "}",
    "\x04",
    "\x15",
    "\x1b[6~",
    "\x1b[5~",
    "\t",
    "\x1b[Z",
    "1",
    "2",
    "3",
    "\r",
    "l",
    "h",
    "l",
    "z",
    "s",
    "S",
    "p",
    "P",
    "p",
    "P",
    "r",
    "c",
    "/",
    "/",
    "n",
    "N",
    "d",
    "X",
    ":",
    "\x0f",
    "\x7f",
    "L",
    "m",
    " ",
    "'",
    "y",
    "b",
    "w",
    "f",
    "u",
    "i",
    "t",
    "v",
    "v",
    "!",
    "?",
    "\x1b",
    "\x1b",
    "\x1b",
    "F",
    "5",
    "\x0c",
    "\x0b",
    "\x1bb",
    "\x1bf",
    "\x1bOQ",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[<0;20;9M",
    "\x1b[<64;9;9M",
    "\x1b[<65;9;9M",
    "R",
    "a",
    "e\u{301}",
    "é",
    "Путин",
    "漢字",
    "ｶﾞ",
    "กำ",
    "की",
    "கை",
    "🇺🇳",
    "👩\u{200D}🚀",
    "שלום",
    "العربية",
    "\x1b[200~two\nlines — 漢\x1b[201~",
    "한국",
    "treaty",
];

/// A viewer on some terminal.
pub(crate) trait Viewed {
    fn keys(&mut self, keys: &str);
    fn resize(&mut self, columns: u16, rows: u16);
    /// Waits until nothing more is drawn, and answers what is shown.
    fn shown(&mut self) -> vt100::Screen;
    fn process(&self) -> Pid;
    /// Whether what it shows of joined letters depends on how their bytes arrive: tmux 3.3 joins those that it reads
    /// together, so that the same bytes are shown now one way and now another.
    fn joins_by_arrival(&self) -> bool {
        false
    }
    /// Whether it has ended, as it should have.
    fn has_quit(&mut self) -> bool;
}

/// What is seen of each cell: its letter and style, where a blank has no ink.
fn cells(screen: &vt100::Screen) -> Vec<Vec<String>> {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let cell = |row, column| {
        let Some(cell) = screen.cell(row, column) else { return String::new() };
        let letter = if cell.has_contents() { cell.contents() } else { " " };
        let ground = format!("{:?} {} {}", cell.bgcolor(), cell.inverse(), cell.underline());
        let weight = (cell.bold(), cell.dim());
        let ink = format!("{:?} {weight:?} {}", cell.fgcolor(), cell.italic());
        let is_blank = letter == " " && !cell.inverse() && !cell.underline();
        format!("{letter}\t{ground}\t{}", if is_blank { "" } else { &ink })
    };
    (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
}

/// The terminal that a process reads.
fn terminal_of(process: Pid) -> rustix::io::Result<std::os::fd::OwnedFd> {
    use rustix::fs::{Mode, OFlags, open};
    let terminal = format!("/proc/{}/fd/0", process.as_raw_nonzero());
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
    open(terminal, flags, Mode::empty())
}

/// How many bytes have been typed to a process that it has not read.
fn unread(process: Pid) -> u64 {
    terminal_of(process).and_then(rustix::io::ioctl_fionread).unwrap_or_default()
}

/// The rows and columns that a process is told of.
fn size_told(process: Pid) -> Option<(u16, u16)> {
    let size = terminal_of(process).and_then(rustix::termios::tcgetwinsize).ok()?;
    Some((size.ws_row, size.ws_col))
}

/// Panics where the screen holds anything that a screen drawn from nothing does not.
fn look(viewed: &mut impl Viewed, seen: &vt100::Screen, seed: u64, typed: &[String]) {
    assert_eq!(unread(viewed.process()), 0, "keys are left unread of seed {seed}: {typed:?}");
    // Continued after a stop, it takes the terminal again and draws every cell. It may have quit meanwhile.
    let is_there = kill_process(viewed.process(), Signal::STOP).is_ok();
    if !is_there || kill_process(viewed.process(), Signal::CONT).is_err() {
        return;
    }
    let fresh = viewed.shown();
    let (was, is) = (seen.contents(), fresh.contents());
    let is_joined = |row: &[String]| row.iter().any(|cell| cell.contains('\u{200D}'));
    for (row, (seen, fresh)) in cells(seen).iter().zip(&cells(&fresh)).enumerate() {
        if viewed.joins_by_arrival() && (is_joined(seen) || is_joined(fresh)) {
            continue;
        }
        let last = typed.get(typed.len().saturating_sub(LOOK)..).unwrap_or_default();
        assert_eq!(seen, fresh, "row {row} of seed {seed} after {last:?}:\n{was}\n\n{is}");
    }
}

/// A row of `/proc/PID/status`, in kilobytes: `VmRSS` is what a process holds now, `VmHWM` the most it has held.
pub(crate) fn memory(process: Pid, row: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", process.as_raw_nonzero()));
    let status = status.unwrap_or_default();
    let row = status.lines().find_map(|line| line.strip_prefix(row)?.strip_prefix(':'));
    row.and_then(|row| row.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// The processor's time that a process has used, and whether all its threads wait.
fn activity(process: Pid) -> (Duration, bool) {
    let pid = process.as_raw_nonzero();
    let fields = |path: &Path| -> Option<Vec<String>> {
        let stat = fs::read_to_string(path).ok()?;
        let (_, fields) = stat.rsplit_once(')')?;
        Some(fields.split_whitespace().map(str::to_owned).collect())
    };
    let own = fields(Path::new(&format!("/proc/{pid}/stat"))).unwrap_or_default();
    let ticks: u64 =
        own.iter().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let mut states = threads.map(|thread| fields(&thread.path().join("stat")));
    let waits = states.all(|stat| stat.is_none_or(|stat| stat.first().is_some_and(|s| s == "S")));
    (Duration::from_millis(ticks * 10), waits)
}

/// Whether a process has ended.
fn is_gone(process: Pid) -> bool {
    let stat = fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero()));
    stat.map_or(true, |stat| stat.rsplit_once(") ").is_none_or(|(_, state)| state.starts_with('Z')))
}

/// A dataset as an editor leaves it: a sign written somewhere, a stretch cut, or as it was.
fn edited(ron: &str, numbers: &mut impl FnMut(usize) -> usize) -> String {
    let at = ron.floor_char_boundary(numbers(ron.len()));
    let end = ron.floor_char_boundary((at + numbers(60)).min(ron.len())).max(at);
    match numbers(4) {
        0 => [&ron[..at], "—", &ron[at..]].concat(),
        1 => [&ron[..at], "\"", &ron[at..]].concat(),
        2 => [&ron[..at], &ron[end..]].concat(),
        _ => ron.to_owned(),
    }
}

/// Sessions until so much of the viewer's time is used; what was seen is printed.
fn sessions<V: Viewed>(budget: Duration, looks: usize, start: impl Fn(&Path, (u16, u16)) -> V) {
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let asked = std::env::var("STARTLINE_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
    let mut seed: u64 = asked.unwrap_or(u64::from(clock));
    let (mut used, mut typed_in_all, mut looked) = (Duration::ZERO, 0, 0);
    let mut most = 0;
    loop {
        let mut bytes = random(seed);
        let mut number = |below: usize| {
            let wide =
                (0..3).fold(0, |n, _| n << 8 | usize::from(bytes.next().unwrap_or_default()));
            wide % below.max(1)
        };
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("set.ron");
        let dataset = DATASETS[number(DATASETS.len())];
        fs::write(&file, dataset).unwrap();
        let mut viewed = start(&file, (100, 30));
        let mut typed = Vec::new();
        let (mut first, mut last) = (0, (Duration::ZERO, 0));
        'session: for n in 0..looks {
            for _ in 0..LOOK {
                let key = match number(60) {
                    0 => {
                        let size = (1 + number(160) as u16, 1 + number(60) as u16);
                        viewed.resize(size.0, size.1);
                        typed.push(format!("{size:?}"));
                        continue;
                    }
                    1 => {
                        let draft = folder.path().join("draft");
                        fs::write(&draft, edited(dataset, &mut number)).unwrap();
                        fs::rename(&draft, &file).unwrap();
                        ["R", "\x1b[O\x1b[I"][number(2)]
                    }
                    2 if number(6) == 0 => "q",
                    _ => KEYS[number(KEYS.len())],
                };
                viewed.keys(key);
                typed.push(key.to_owned());
                if viewed.has_quit() {
                    break 'session;
                }
            }
            // What ends as an answer of a terminal begins is kept for a while. That the focus is lost ends it, and
            // changes nothing.
            viewed.keys("\x1b[O");
            let seen = viewed.shown();
            if viewed.has_quit() {
                break;
            }
            look(&mut viewed, &seen, seed, &typed);
            looked += 1;
            last = (activity(viewed.process()).0, memory(viewed.process(), "VmRSS"));
            first = if n == 0 { last.1 } else { first };
            most = most.max(last.1);
        }
        typed_in_all += typed.len();
        used += last.0;
        println!("seed {seed}: {} keys, {:?}, {first} kB, then {} kB", typed.len(), last.0, last.1);
        seed = seed.wrapping_add(1);
        if used >= budget {
            break;
        }
        if last.0 == Duration::ZERO && budget == Duration::ZERO {
            break;
        }
    }
    println!("{typed_in_all} keys in {used:?}, {looked} looks, at most {most} kB");
}

fn budget() -> Duration {
    let seconds = std::env::var("STARTLINE_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(60))
}

/// The variables and the folder of a viewer that reaches no other program.
fn command(file: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(STARTLINE);
    surroundings(&mut command);
    let folder = file.parent().unwrap();
    command.env("PATH", folder);
    command.env("XDG_STATE_HOME", folder);
    command.cwd(folder);
    command.args(["-d".as_ref(), file.as_os_str()]);
    command
}

impl Viewed for Terminal {
    fn keys(&mut self, keys: &str) {
        self.type_keys(keys);
        self.read_for(Duration::ZERO);
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        Terminal::resize(self, columns, rows);
    }

    fn shown(&mut self) -> vt100::Screen {
        let mut quiet = 0;
        while quiet < 2 {
            let before = self.raw.len();
            self.read_for(Duration::from_millis(40));
            // Between a stop and the frame after it the terminal is the shell's.
            let is_taken = Terminal::screen(self).alternate_screen() || is_gone(self.pid);
            let waits = activity(self.pid).1 && is_taken;
            quiet = if waits && self.raw.len() == before { quiet + 1 } else { 0 };
        }
        Terminal::screen(self).clone()
    }

    fn process(&self) -> Pid {
        self.pid
    }

    fn has_quit(&mut self) -> bool {
        let Some(code) = self.has_ended() else { return false };
        assert_eq!(code, 0);
        while self.more() {}
        self.assert_restored();
        true
    }
}

pub(crate) fn on_a_pseudo_terminal(file: &Path, (columns, rows): (u16, u16)) -> Terminal {
    let mut terminal = Terminal::start(command(file));
    terminal.painted();
    Terminal::resize(&mut terminal, columns, rows);
    terminal
}

#[test]
fn redraw_of_a_few_keys_leaves_nothing_of_an_earlier_screen() {
    sessions(Duration::ZERO, 2, on_a_pseudo_terminal);
}

#[test]
#[ignore = "takes minutes"]
fn redraw_leaves_nothing_of_an_earlier_screen() {
    sessions(budget(), LOOKS, on_a_pseudo_terminal);
}

/// A viewer in a tmux of its own.
pub(crate) struct Tmux {
    name: String,
    pid: Pid,
}

impl Tmux {
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        tmux(&self.name, arguments)
    }
}

fn tmux(name: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new("tmux");
    command.args(["-L", name, "-f", "/dev/null", "-u"]).args(arguments);
    command.output().unwrap()
}

/// A viewer of a dataset in a tmux of its own.
pub(crate) fn in_tmux(file: &Path, (columns, rows): (u16, u16)) -> Tmux {
    let name = format!("startline-{}-{}", std::process::id(), file.parent().unwrap().display());
    let name = name.replace(['/', '.'], "-");
    let folder = file.parent().unwrap().display().to_string();
    let state = format!("XDG_STATE_HOME={folder}");
    let (columns, rows) = (columns.to_string(), rows.to_string());
    let started = tmux(
        &name,
        &[
            "new-session",
            "-d",
            "-x",
            &columns,
            "-y",
            &rows,
            "-c",
            &folder,
            "-e",
            &state,
            "-e",
            "BROWSER=true",
            "-e",
            "EDITOR=true",
            STARTLINE,
            "-d",
            &file.display().to_string(),
        ],
    );
    assert!(started.status.success(), "{started:?}");
    let pid = tmux(&name, &["display-message", "-p", "#{pane_pid}"]).stdout;
    let pid = String::from_utf8(pid).unwrap().trim().parse().unwrap();
    let mut viewed = Tmux { name, pid: Pid::from_raw(pid).unwrap() };
    viewed.run(&["set-option", "-g", "escape-time", "0"]);
    while viewed.run(&["capture-pane", "-p"]).stdout.trim_ascii().is_empty() {}
    viewed.shown();
    viewed
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = self.run(&["kill-server"]);
    }
}

impl Viewed for Tmux {
    fn keys(&mut self, keys: &str) {
        let bytes: Vec<String> = keys.bytes().map(|byte| format!("{byte:02x}")).collect();
        let bytes = bytes.iter().map(String::as_str);
        self.run(&["send-keys", "-H"].into_iter().chain(bytes).collect::<Vec<_>>());
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        self.run(&["resize-window", "-x", &columns, "-y", &rows]);
    }

    fn shown(&mut self) -> vt100::Screen {
        let (mut quiet, mut before, mut size) = (0, Vec::new(), (0, 0));
        while quiet < 3 {
            let now = self.run(&["capture-pane", "-p", "-e", "-N"]).stdout;
            let told = "#{alternate_on} #{pane_height} #{pane_width}";
            let told =
                String::from_utf8(self.run(&["display-message", "-p", told]).stdout).unwrap();
            let mut told = told.split_whitespace().map(|number| number.parse().unwrap_or(0));
            let taken = told.next() == Some(1);
            size = (told.next().unwrap_or(0), told.next().unwrap_or(0));
            // tmux waits a quarter of a second before it tells of a second size.
            let sized = size_told(self.pid) == Some(size);
            let waits = activity(self.pid).1 && (taken && sized || is_gone(self.pid));
            quiet = if waits && now == before { quiet + 1 } else { 0 };
            before = now;
            let _ = std::sync::mpsc::channel::<()>().1.recv_timeout(Duration::from_millis(20));
        }
        let cells = |count: u16| NonZero::new(count).unwrap_or(NonZero::<u16>::MIN);
        let (rows, columns) = (cells(size.0), cells(size.1));
        let mut parser = vt100::Parser::new(rows, columns, 0);
        let text = String::from_utf8(before).unwrap();
        for (row, line) in text.lines().enumerate() {
            // What the parser counts otherwise than tmux goes on in the row below, which is cleared of it. The style
            // goes on from row to row in what tmux tells.
            let clear = "\x1b7\x1b[m\x1b[2K\x1b8";
            parser.process(format!("\x1b[{};1H{clear}{line}", row + 1).as_bytes());
        }
        parser.screen().clone()
    }

    fn joins_by_arrival(&self) -> bool {
        true
    }

    fn process(&self) -> Pid {
        self.pid
    }

    fn has_quit(&mut self) -> bool {
        !self.run(&["has-session"]).status.success()
    }
}

#[test]
#[ignore = "takes minutes, and needs tmux"]
fn redraw_in_tmux_leaves_nothing_of_an_earlier_screen() {
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("tmux is not installed: nothing was compared");
        return;
    }
    sessions(budget(), LOOKS, in_tmux);
}
