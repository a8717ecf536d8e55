//! Effects carried out: the clipboard, the browser, the editor's command line, the reader's files.
//!
//! Everything outside the program goes through [`Os`], so that the tests record what would have happened. No command line ever goes through a shell.

mod browser;
mod clipboard;
mod editor;
mod export;
mod history;
mod marks;
mod saved_session;
mod state;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

pub use marks::{JournalFile, journal_of};
pub use saved_session::{OpenedSession, SessionFile, open_session};

use super::mailbox::Poster;
use super::memory;
use super::session;
use crate::app::effect::Outcome;
use crate::program::Input;

/// Waits for a program to end; whether it succeeded.
pub(super) type Waiting = Box<dyn FnOnce() -> io::Result<bool> + Send>;

/// What effects ask of the operating system.
pub(super) trait Os: Clone + Send + 'static {
    /// A variable of the environment, unless it is unset or empty.
    fn var(&self, name: &str) -> Option<OsString>;
    /// The file that a program's name stands for, on the search path or as a path.
    fn find(&self, program: &OsStr) -> Option<PathBuf>;
    /// Runs a program with this on its standard input, to its end.
    fn pipe(&self, argv: &[OsString], input: &[u8]) -> io::Result<()>;
    /// Starts a program apart from the terminal.
    fn launch(&self, argv: &[OsString]) -> io::Result<Waiting>;
    /// Writes bytes to the terminal.
    fn terminal(&self, bytes: &[u8]) -> io::Result<()>;
    /// The folder that the program was started in.
    fn folder(&self) -> io::Result<PathBuf>;
}

/// Carries out effects through an [`Os`].
pub(super) struct Effects<O> {
    os: O,
    marks: JournalFile,
}

impl<O: Os> Effects<O> {
    pub(super) fn new(os: O) -> Self {
        Self { os, marks: JournalFile::default() }
    }

    /// The same with the journal of the dataset's marks.
    pub(super) fn with_marks(self, marks: JournalFile) -> Self {
        Self { marks, ..self }
    }

    /// Whether the reader sits at another machine.
    fn over_ssh(&self) -> bool {
        ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| self.os.var(name).is_some())
    }

    /// Whether a window can be opened at all.
    fn has_display(&self) -> bool {
        ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| self.os.var(name).is_some())
    }
}

/// What an effect comes to: an outcome now, and one that takes time.
#[derive(Default)]
pub(super) struct Ran {
    /// How it went so far.
    pub(super) outcome: Option<Outcome>,
    later: Option<Box<dyn FnOnce() -> Option<Outcome> + Send>>,
}

impl Ran {
    /// What is known at once, if anything is.
    pub(super) fn of(outcome: Option<Outcome>) -> Self {
        Self { outcome, later: None }
    }

    /// What is said at once, and what takes time.
    fn with(
        outcome: Option<Outcome>,
        later: impl FnOnce() -> Option<Outcome> + Send + 'static,
    ) -> Self {
        Self { outcome, later: Some(Box::new(later)) }
    }

    /// The same with its outcomes told otherwise.
    fn map(self, tell: impl Fn(Outcome) -> Outcome + Send + 'static) -> Self {
        Self {
            outcome: self.outcome.map(&tell),
            later: self.later.map(|later| -> Box<dyn FnOnce() -> Option<Outcome> + Send> {
                Box::new(move || later().map(tell))
            }),
        }
    }

    /// Starts what takes time in a thread, which posts its outcome.
    pub(super) fn start(&mut self, poster: &Poster) {
        let Some(later) = self.later.take() else {
            return;
        };
        let to = poster.clone();
        let started = thread::Builder::new().name("effect".into()).spawn(move || {
            if let Some(outcome) = later() {
                to.post(Input::Outcome(outcome));
            }
        });
        if let Err(error) = started {
            self.outcome = Some(Outcome::Failed(format!("cannot start a thread: {error}")));
        }
    }
}

impl From<Outcome> for Ran {
    fn from(outcome: Outcome) -> Self {
        Self { outcome: Some(outcome), later: None }
    }
}

/// The machine itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct System;

impl Os for System {
    fn var(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|value| !value.is_empty())
    }

    fn find(&self, program: &OsStr) -> Option<PathBuf> {
        let path = Path::new(program);
        if path.components().count() > 1 {
            return is_program(path).then(|| path.to_owned());
        }
        let names = |folder: PathBuf| {
            let plain = folder.join(path);
            let windows = cfg!(windows).then(|| plain.with_extension("exe"));
            [Some(plain), windows].into_iter().flatten()
        };
        // A relative entry would run whatever lies in the current folder.
        std::env::split_paths(&self.var("PATH")?)
            .filter(|folder| folder.is_absolute())
            .flat_map(names)
            .find(|file| is_program(file))
    }

    fn pipe(&self, argv: &[OsString], input: &[u8]) -> io::Result<()> {
        pipe_within(PATIENCE, argv, input)
    }

    fn launch(&self, argv: &[OsString]) -> io::Result<Waiting> {
        let mut child = apart(argv).stdin(Stdio::null()).spawn()?;
        Ok(Box::new(move || Ok(child.wait()?.success())))
    }

    fn terminal(&self, bytes: &[u8]) -> io::Result<()> {
        let _held = session::hold_screen();
        session::write_out(bytes)
    }

    fn folder(&self) -> io::Result<PathBuf> {
        std::env::current_dir()
    }
}

/// How long a program that reads a text may take; one that hangs must not keep the reader in doubt.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(10);

/// Runs a program with this on its standard input, to its end or to that of the patience with it.
fn pipe_within(patience: Duration, argv: &[OsString], input: &[u8]) -> io::Result<()> {
    let mut child = apart(argv).stdin(Stdio::piped()).spawn()?;
    // One that does not read must not be waited for either, so another thread writes. It ends with the program.
    let written = child.stdin.take().map(|mut pipe| {
        let input = input.to_owned();
        thread::spawn(move || pipe.write_all(&input))
    });
    let mut looks = patience.as_millis() / LOOK.as_millis();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if looks > 0 => {
                looks -= 1;
                thread::sleep(LOOK);
            }
            None => {
                child.kill()?;
                child.wait()?;
                let why = format!("gave no answer in {} s", patience.as_secs().max(1));
                return Err(io::Error::new(io::ErrorKind::TimedOut, why));
            }
        }
    };
    match written.map(thread::JoinHandle::join) {
        _ if !status.success() => Err(io::Error::other(format!("failed ({status})"))),
        Some(Ok(written)) => written,
        Some(Err(_)) | None => Ok(()),
    }
}

/// A command that neither writes to our terminal nor gets its signals.
fn apart(argv: &[OsString]) -> Command {
    let mut command = Command::new(&argv[0]);
    command.args(&argv[1..]).stdout(Stdio::null()).stderr(Stdio::null());
    memory::withhold(&mut command);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

fn is_program(file: &Path) -> bool {
    #[cfg(unix)]
    let allowed = |data: &std::fs::Metadata| {
        std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o111 != 0
    };
    #[cfg(not(unix))]
    let allowed = |_: &std::fs::Metadata| true;
    std::fs::metadata(file).is_ok_and(|data| data.is_file() && allowed(&data))
}

#[cfg(test)]
mod recorder {
    //! An operating system that only writes down what it was asked for.

    use std::collections::HashMap;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    pub(super) struct Recorder {
        pub(super) vars: HashMap<String, OsString>,
        pub(super) programs: Vec<&'static str>,
        pub(super) folder: PathBuf,
        pub(super) broken: bool,
        pub(super) log: Arc<Mutex<Vec<String>>>,
    }

    impl Recorder {
        pub(super) fn new(vars: &[(&str, &str)], programs: &[&'static str]) -> Self {
            let vars = vars.iter().map(|&(name, value)| (name.into(), value.into())).collect();
            Self { vars, programs: programs.to_vec(), ..Self::default() }
        }

        pub(super) fn log(&self) -> Vec<String> {
            self.log.lock().unwrap().clone()
        }

        fn note(&self, what: &str, argv: &[OsString], rest: &str) {
            let argv = argv.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ");
            self.log.lock().unwrap().push(format!("{what} {argv}{rest}"));
        }
    }

    impl Os for Recorder {
        fn var(&self, name: &str) -> Option<OsString> {
            self.vars.get(name).cloned()
        }
        fn find(&self, program: &OsStr) -> Option<PathBuf> {
            self.programs.iter().find(|known| program == **known).map(PathBuf::from)
        }
        fn pipe(&self, argv: &[OsString], input: &[u8]) -> io::Result<()> {
            self.note("pipe", argv, &format!(" < {}", String::from_utf8_lossy(input)));
            if self.broken { Err(io::Error::other("it broke")) } else { Ok(()) }
        }
        fn launch(&self, argv: &[OsString]) -> io::Result<Waiting> {
            self.note("launch", argv, "");
            let broken = self.broken;
            Ok(Box::new(move || Ok(!broken)))
        }
        fn terminal(&self, bytes: &[u8]) -> io::Result<()> {
            self.note("terminal", &[], &String::from_utf8_lossy(bytes));
            Ok(())
        }
        fn folder(&self) -> io::Result<PathBuf> {
            Ok(self.folder.clone())
        }
    }

    /// What an effect came to at once and later.
    pub(super) fn outcomes(mut ran: Ran) -> (Option<Outcome>, Option<Outcome>) {
        let later = ran.later.take().and_then(|later| later());
        (ran.outcome, later)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Instant;

    use super::*;

    /// A program of the test's own.
    fn fake(dir: &Path, script: &str) -> Vec<OsString> {
        let path = dir.join("copy");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        vec![path.into()]
    }

    #[test]
    fn a_program_that_hangs_is_given_up_on_and_one_that_fails_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let run = |script: &str, input: &[u8], patience| {
            pipe_within(patience, &fake(dir.path(), script), input)
        };
        let (short, long) = (Duration::from_millis(200), Duration::from_mins(1));
        let kept = dir.path().join("kept");
        run(&format!("cat > {}", kept.display()), b"words", long).unwrap();
        assert_eq!(std::fs::read(kept).unwrap(), b"words");
        // More than a pipe holds, of which nothing is read.
        for input in [b"words".to_vec(), vec![b'x'; 1 << 20]] {
            let began = Instant::now();
            let hung = run("exec sleep 600", &input, short).unwrap_err();
            assert_eq!(hung.kind(), io::ErrorKind::TimedOut);
            assert!(began.elapsed() < long);
        }
        let failed = run("cat > /dev/null; exit 3", b"words", long).unwrap_err();
        assert!(failed.to_string().contains("failed (exit status: 3)"), "{failed}");
        assert!(pipe_within(long, &[dir.path().join("none").into()], b"").is_err());
    }
}
