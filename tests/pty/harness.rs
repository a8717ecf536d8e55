//! A terminal to test in: a pseudo-terminal, a screen model, and a deadline for everything.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// Far more than anything takes: a test that meets it has failed.
const DEADLINE: Duration = Duration::from_secs(20);

pub(crate) struct Terminal {
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) raw: Vec<u8>,
    pub(crate) before: String,
    pub(crate) pid: Pid,
    heard: usize,
    screen: vt100::Parser,
    /// Taken with the first key: when it is dropped it sends a line feed and Ctrl-d.
    keys: Option<Box<dyn Write + Send>>,
    more: Sender<()>,
    bytes: Receiver<Vec<u8>>,
    /// Whether bytes have been asked for that have not come yet.
    awaited: bool,
    /// Whether the terminal has no more bytes to come.
    is_over: bool,
    ended: Receiver<ExitStatus>,
}

pub(crate) fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { cols, rows, ..PtySize::default() }
}

impl Terminal {
    /// Starts a command on a terminal of 100 columns and 30 rows.
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let pty = native_pty_system().openpty(size(100, 30)).unwrap();
        let before = line_discipline(&*pty.master);
        let child: Box<dyn portable_pty::Child> = pty.slave.spawn_command(command).unwrap();
        let mut child = child.downcast::<Child>().unwrap();
        let pid = Pid::from_child(&child);
        let (to, ended) = channel();
        thread::spawn(move || to.send(child.wait().unwrap()));
        let (more, asked) = channel();
        let (to, bytes) = channel();
        let mut reader = pty.master.try_clone_reader().unwrap();
        // One read for each request: a read that waits would keep a closed terminal open.
        thread::spawn(move || {
            while asked.recv().is_ok() {
                let mut chunk = vec![0; 65536];
                let read = reader.read(&mut chunk).unwrap_or(0);
                chunk.truncate(read);
                if to.send(chunk).is_err() || read == 0 {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(30.try_into().unwrap(), 100.try_into().unwrap(), 0);
        Self {
            master: pty.master,
            raw: Vec::new(),
            heard: 0,
            before,
            pid,
            screen,
            keys: None,
            more,
            bytes,
            awaited: false,
            is_over: false,
            ended,
        }
    }

    /// Reads on; false at the end.
    fn read(&mut self, deadline: Instant) -> bool {
        if self.is_over {
            return false;
        }
        if !std::mem::take(&mut self.awaited) {
            let _ = self.more.send(());
        }
        let left = deadline.saturating_duration_since(Instant::now());
        let chunk = self.bytes.recv_timeout(left).unwrap_or_else(|_| {
            panic!("nothing more came; the screen:\n{}", self.screen.screen().contents())
        });
        self.screen.process(&chunk);
        self.raw.extend_from_slice(&chunk);
        self.is_over = chunk.is_empty();
        !self.is_over
    }

    /// Reads on; false at the end.
    pub(crate) fn more(&mut self) -> bool {
        self.read(Instant::now() + DEADLINE)
    }

    /// Waits until the screen is so.
    pub(crate) fn until(&mut self, so: impl Fn(&vt100::Screen) -> bool) {
        self.until_within(DEADLINE, so);
    }

    /// The same for what takes longer.
    pub(crate) fn until_within(&mut self, limit: Duration, so: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + limit;
        while !so(self.screen.screen()) {
            let shown = self.screen.screen().contents();
            assert!(self.read(deadline), "it ended; the screen:\n{shown}");
        }
    }

    /// Waits until a text has been written since the last that was waited for. The screen may have
    /// gone on to something else by then.
    pub(crate) fn writes(&mut self, text: &str) {
        let deadline = Instant::now() + DEADLINE;
        let found = loop {
            let fresh = &self.raw[self.heard..];
            if let Some(at) = fresh.windows(text.len()).position(|window| window == text.as_bytes())
            {
                break at;
            }
            assert!(self.read(deadline), "it ended without {text:?}");
        };
        self.heard += found + text.len();
    }

    /// Waits until the viewer has painted.
    pub(crate) fn painted(&mut self) {
        self.until(|screen| screen.alternate_screen() && !screen.contents().trim().is_empty());
    }

    pub(crate) fn type_keys(&mut self, keys: &str) {
        let writer = self.keys.get_or_insert_with(|| self.master.take_writer().unwrap());
        writer.write_all(keys.as_bytes()).unwrap();
    }

    /// Types to a program that may have ended by now.
    pub(crate) fn type_if_open(&mut self, keys: &str) {
        let writer = self.keys.get_or_insert_with(|| self.master.take_writer().unwrap());
        let _ = writer.write_all(keys.as_bytes());
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) {
        self.screen.screen_mut().set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        self.master.resize(size(cols, rows)).unwrap();
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Waits for the end; the exit code, or the negative number of the signal.
    pub(crate) fn end(&mut self) -> i32 {
        while self.read(Instant::now() + DEADLINE) {}
        code(self.ended.recv_timeout(DEADLINE).unwrap())
    }

    /// The exit code, or the negative number of the signal, where it has ended.
    pub(crate) fn has_ended(&mut self) -> Option<i32> {
        let told = if self.is_over {
            self.ended.recv_timeout(DEADLINE).ok()
        } else {
            self.ended.try_recv().ok()
        };
        told.map(code)
    }

    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Waits for the end, while nobody reads what the program writes; the exit code, or the negative number of the
    /// signal, and how long it took. What has been written is read afterwards.
    pub(crate) fn end_unread(&mut self) -> (i32, Duration) {
        let ended = self.end_of_program();
        while self.read(Instant::now() + DEADLINE) {}
        ended
    }

    /// The same where another program may outlive it, and hold the terminal open: nothing more is read.
    pub(crate) fn end_of_program(&mut self) -> (i32, Duration) {
        let began = Instant::now();
        let status = self.ended.recv_timeout(DEADLINE).expect("it did not end by itself");
        (code(status), began.elapsed())
    }

    pub(crate) fn assert_line_discipline(&self) {
        assert_eq!(line_discipline(&*self.master), self.before);
    }

    /// Fills what the terminal has not read yet, so that the next that is written has to wait.
    pub(crate) fn stop_reading(&self) {
        use rustix::fs::{Mode, OFlags, open};
        let name = self.master.tty_name().unwrap();
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY;
        let slave = open(name, flags, Mode::empty()).unwrap();
        while rustix::io::write(&slave, &[b' '; 4096]).is_ok() {}
        while rustix::io::write(&slave, b" ").is_ok() {}
    }

    /// Types from another thread, while the screen is read: more than a terminal holds for a program that draws.
    pub(crate) fn type_beside(&mut self, bytes: Vec<u8>) {
        let mut writer = self.keys.take().unwrap_or_else(|| self.master.take_writer().unwrap());
        thread::spawn(move || {
            // Whoever ends the program early leaves nobody to read the rest.
            let _ = writer.write_all(&bytes);
        });
    }

    /// Reads what is written for so long.
    pub(crate) fn read_for(&mut self, time: Duration) {
        let until = Instant::now() + time;
        let mut asked = std::mem::take(&mut self.awaited);
        while !self.is_over {
            if !asked {
                let _ = self.more.send(());
                asked = true;
            }
            let left = until.saturating_duration_since(Instant::now());
            let Ok(chunk) = self.bytes.recv_timeout(left) else { break };
            asked = false;
            self.screen.process(&chunk);
            self.raw.extend_from_slice(&chunk);
            self.is_over = chunk.is_empty();
        }
        self.awaited = asked;
    }

    /// Closes the terminal as a window does and waits for the end.
    pub(crate) fn close(self) -> i32 {
        assert!(self.keys.is_none(), "closing would type more keys");
        let Self { master, more, bytes, ended, .. } = self;
        drop((more, master, bytes));
        code(ended.recv_timeout(DEADLINE).expect("the program outlived its terminal"))
    }

    /// Panics unless the terminal is as it was before the program.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(
            !screen.alternate_screen() && !screen.hide_cursor(),
            "screen or cursor not restored"
        );
        assert_eq!(line_discipline(&*self.master), self.before);
        let raw = String::from_utf8_lossy(&self.raw);
        assert_eq!(modes(&raw), BTreeSet::from(["25"]), "only the cursor stays on");
        assert_eq!(raw.matches("\x1b[22;0t").count(), raw.matches("\x1b[23;0t").count(), "title");
    }
}

/// The private modes that are on at the end.
fn modes(raw: &str) -> BTreeSet<&str> {
    let mut on = BTreeSet::new();
    for part in raw.split("\x1b[?").skip(1) {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        match part[end..].chars().next() {
            Some('h') => on.insert(&part[..end]),
            // Reset, or restored to what it was.
            Some('l' | 'r') => on.remove(&part[..end]),
            _ => false,
        };
    }
    on
}

pub(crate) fn line_discipline(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn code(status: ExitStatus) -> i32 {
    status.code().or(status.signal().map(|signal| -signal)).unwrap()
}
