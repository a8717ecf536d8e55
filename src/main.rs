//! The binary: arguments in, the viewer or a command, an exit code out.
//!
//! Owns what reaches the standard streams at the very end: every message is made harmless here, a
//! closed pipe is a quiet success. It decides nothing else.

// A text is taken apart with `get` or `text::slice`, which cannot panic. Tests do as they please.
#![cfg_attr(not(test), deny(clippy::string_slice))]

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use startline::cli::{self, Cli, ColorWhen, Command};
use startline::term;
use startline::text::{sanitise, sanitise_line};
use startline::viewer;

/// The exit code of a wrong call or a command that could not run.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    // First of all: whatever a message holds, no terminal obeys it.
    term::report_panics();
    let args: Vec<_> = std::env::args_os().collect();
    if let Some(when) = ColorWhen::among(&args) {
        when.choice().write_global();
    }
    match cli::complete::answer(&args) {
        Ok(false) => {}
        Ok(true) => return ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            return ExitCode::from(COULD_NOT_RUN);
        }
    }
    let mut cli = match Cli::read(&args) {
        Ok(cli) => cli,
        Err(error) => return answer_arguments(&error),
    };
    let configured = match cli.configure() {
        Ok(configured) => configured,
        Err(error) => {
            complain(&format!("{error:#}"));
            return ExitCode::from(COULD_NOT_RUN);
        }
    };
    if let Some(when) = cli.common.color {
        when.choice().write_global();
    }
    if cli.command.is_some() {
        // A reader who has gone away is no reason to stop.
        let _ = cli::config::complain(&configured.problems, &mut anstream::stderr());
        configured.remarks.iter().for_each(|remark| complain(remark));
    }
    let done = match &cli.command {
        None => viewer::open(&cli.options(configured)).map(|ended| {
            ended.remark.iter().for_each(|remark| complain(remark));
            ended.exit.end()
        }),
        Some(command) => run(&cli, command),
    };
    done.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// Runs a command on the standard streams.
fn run(cli: &Cli, command: &Command) -> anyhow::Result<ExitCode> {
    #[cfg(debug_assertions)]
    assert!(
        std::env::var_os("STARTLINE_PANIC").is_none_or(|place| place != "command"),
        "provoked in a command: \x1b]52;c;SE9TVElMRQ==\x07\u{9b}31m\u{202e}"
    );
    let colours = anstream::AutoStream::choice(&io::stdout());
    // Where colours are taken out, each piece between two is written by itself, and the standard output passes every
    // line on: a list of a quarter of a million records was half a million calls of the system.
    let stdout: Box<dyn Write> = Box::new(io::BufWriter::new(io::stdout()));
    let stdout = anstream::AutoStream::new(stdout, colours);
    let mut out = Pipe { inner: io::BufWriter::new(stdout), closed: false };
    let done = cli::run(cli, command, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    if out.closed {
        return Ok(ExitCode::SUCCESS);
    }
    let outcome = done?;
    for remark in &outcome.remarks {
        complain(remark);
    }
    Ok(ExitCode::from(u8::from(!outcome.success)))
}

/// A writer that remembers that nobody reads any more, whatever its error is wrapped in on the way.
struct Pipe<W> {
    inner: W,
    closed: bool,
}

impl<W: Write> Pipe<W> {
    fn note<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.closed |= matches!(&done, Err(error) if error.kind() == ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner.write(bytes);
        self.note(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner.flush();
        self.note(done)
    }
}

/// Help and version go to the standard output; a wrong argument is echoed harmlessly.
fn answer_arguments(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let _ = write!(io::stderr(), "{}", sanitise(&error.render().to_string()));
        ExitCode::from(COULD_NOT_RUN)
    } else {
        let printed = match error.kind() {
            clap::error::ErrorKind::DisplayVersion => {
                io::stdout().write_all(cli::version().as_bytes())
            }
            _ => error.print(),
        };
        match printed {
            Err(why) if why.kind() != ErrorKind::BrokenPipe => {
                complain(&format!("cannot write: {why}"));
                ExitCode::from(COULD_NOT_RUN)
            }
            _ => ExitCode::SUCCESS,
        }
    }
}

/// One line on the standard error; a reader who has gone away is no reason to panic.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "startline: {}", sanitise_line(message));
}
