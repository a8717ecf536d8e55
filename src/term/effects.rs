//! Effects carried out: the clipboard, the browser, the editor's command line, the reader's files.
//!
//! Everything outside the program goes through [`Os`], so that the tests record what would have happened. No command line ever goes through a shell.

mod browser;
mod clipboard;
mod editor;
mod export;
mod history;
mod marks;
mod state;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

pub use history::read_history;
pub use marks::{JournalFile, OpenedMarks, open_marks};

use super::mailbox::Poster;
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
        let mut child = apart(argv).stdin(Stdio::piped()).spawn()?;
        // Taken, so that it is closed before the wait.
        let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(input));
        let status = child.wait()?;
        written?;
        if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
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

/// A command that neither writes to our terminal nor gets its signals.
fn apart(argv: &[OsString]) -> Command {
    let mut command = Command::new(&argv[0]);
    command.args(&argv[1..]).stdout(Stdio::null()).stderr(Stdio::null());
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
