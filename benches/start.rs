//! Start to first paint, against the floor: a bare ratatui program that draws one empty frame.
//!
//! Both run on a pseudo-terminal, in turn, and only the ratio of the medians means anything: this
//! machine is never quiet. The bare program is this one, started again with `--bare`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark's panic is its report")]

#[cfg(unix)]
fn main() {
    if std::env::args().any(|arg| arg == "--bare") {
        unix::bare();
    } else {
        unix::measure();
    }
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    /// Runs of each; odd, for a median that is one of them.
    const RUNS: usize = 101;

    /// One empty frame, then a key.
    pub(super) fn bare() {
        let mut terminal = ratatui::init();
        terminal.draw(|_| {}).unwrap();
        crossterm::event::read().unwrap();
        ratatui::restore();
    }

    pub(super) fn measure() {
        let this = std::env::current_exe().unwrap();
        // The last bytes of a frame: ours ends a synchronized update, a bare one hides the cursor.
        let bare = || {
            first_paint(
                CommandBuilder::from_argv(vec![this.clone().into(), "--bare".into()]),
                "\x1b[?25l",
            )
        };
        let ours =
            || first_paint(CommandBuilder::new(env!("CARGO_BIN_EXE_startline")), "\x1b[?2026l");
        // Once each, so that both are in the page cache.
        bare();
        ours();
        let (mut floor, mut times) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            floor.push(bare());
            times.push(ours());
        }
        let (floor, time) = (median(floor), median(times));
        println!("start to first paint, medians of {RUNS} runs in turn");
        println!("  bare ratatui  {:8.3} ms", floor.as_secs_f64() * 1e3);
        println!("  startline     {:8.3} ms", time.as_secs_f64() * 1e3);
        println!("  ratio         {:8.2}", time.as_secs_f64() / floor.as_secs_f64());
    }

    fn first_paint(mut command: CommandBuilder, painted: &str) -> Duration {
        command.env("TERM", "xterm-256color");
        let size = PtySize { rows: 36, cols: 120, ..PtySize::default() };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let mut writer = pty.master.take_writer().unwrap();
        let (mut seen, mut chunk) = (Vec::new(), vec![0; 65536]);
        let start = Instant::now();
        let mut child = pty.slave.spawn_command(command).unwrap();
        while !seen.windows(painted.len()).any(|window| window == painted.as_bytes()) {
            let read = reader.read(&mut chunk).unwrap();
            assert!(read > 0, "it ended without a frame");
            seen.extend_from_slice(&chunk[..read]);
        }
        let elapsed = start.elapsed();
        writer.write_all(b"q").unwrap();
        drop(pty.slave);
        while reader.read(&mut chunk).is_ok_and(|read| read > 0) {}
        assert!(child.wait().unwrap().success());
        elapsed
    }

    fn median(mut times: Vec<Duration>) -> Duration {
        times.sort_unstable();
        times[times.len() / 2]
    }
}
