//! The terminal as others share it: stopping for the shell, lending to the editor, ending as
//! signals ask. It must never read keys meant for the program that has the terminal.

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitStatus};
use std::thread;

use super::mailbox::Message;
use super::memory;
use super::plain;
use super::run::{Backend, Viewer};
use super::session;
use crate::app::effect::Outcome;

impl<B: Backend> Viewer<'_, B> {
    /// Runs the reader's editor on a line of a file, and takes the terminal again.
    pub(super) fn edit(&mut self, file: &str, line: u32) -> io::Result<Outcome> {
        let argv = match self.effects.editor(file, line) {
            Ok(argv) => argv,
            Err(reason) => return Ok(Outcome::Failed(reason)),
        };
        let name = plain::line(&argv[0].to_string_lossy(), 200);
        let ended = self.lend(&argv)?;
        if self.exit.is_none() {
            self.look_for_changes()?;
        }
        Ok(match ended {
            Ok(status) if status.success() => Outcome::Done(format!("back from {name}")),
            Ok(status) => Outcome::Failed(format!("{name} ended with {status}")),
            Err(error) => Outcome::Failed(format!("cannot run {name}: {error}")),
        })
    }

    /// Lends the terminal to a program until it ends.
    fn lend(&mut self, argv: &[OsString]) -> io::Result<io::Result<ExitStatus>> {
        let screen = session::hold_screen();
        self.mailbox.gate().close(wake);
        self.session.leave();
        session::lend(true);
        let ended = self.await_program(argv);
        session::lend(false);
        if self.exit.is_none() {
            #[cfg(unix)]
            session::mend();
            self.resume(screen)?;
        }
        self.mailbox.gate().open();
        Ok(ended)
    }

    fn await_program(&mut self, argv: &[OsString]) -> io::Result<ExitStatus> {
        let mut command = Command::new(&argv[0]);
        memory::withhold(&mut command);
        let mut child = command.args(&argv[1..]).spawn()?;
        #[cfg(unix)]
        let process = rustix::process::Pid::from_child(&child);
        let poster = self.mailbox.poster();
        thread::Builder::new().name("editor".into()).spawn(move || {
            poster.send(Message::Returned(child.wait()));
        })?;
        #[cfg(unix)]
        return self.await_return(process);
        #[cfg(not(unix))]
        self.mailbox
            .wait_for(None, |message| match message {
                Message::Returned(ended) => Ok(ended),
                other => Err(Some(other)),
            })
            .unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into()))
    }
}

/// Ends a read of crossterm's: it returns for every change of size.
fn wake() {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpid, kill_process};
        let _ = kill_process(getpid(), Signal::WINCH);
    }
}

#[cfg(not(unix))]
impl<B: Backend> Viewer<'_, B> {
    /// There is no shell to go back to.
    pub(super) fn suspend(&mut self) -> io::Result<Option<Outcome>> {
        Ok(Some(Outcome::Failed("this system cannot suspend a program".into())))
    }
}

#[cfg(unix)]
mod unix {
    //! Signals and job control.

    use std::time::Duration;

    use rustix::process::{
        Pid, Signal, getpgrp, getpid, getsid, kill_current_process_group, kill_process,
    };
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGTSTP};

    use super::{Backend, ExitStatus, Message, Outcome, Viewer, io, session};
    use crate::term::run::Exit;

    /// How long to wait for a SIGCONT that must come. A Ctrl-Z that comes with it makes the kernel
    /// forget it.
    const CONTINUED: Duration = Duration::from_millis(300);

    impl<B: Backend> Viewer<'_, B> {
        /// Gives the terminal back and stops, until the shell continues the program.
        pub(in crate::term) fn suspend(&mut self) -> io::Result<Option<Outcome>> {
            if !under_job_control() {
                let why = "no shell here could continue startline, so it does not suspend";
                return Ok(Some(Outcome::Failed(why.into())));
            }
            // The whole job, as the terminal's own Ctrl-Z: a script that runs us stops too.
            self.stop(|| kill_current_process_group(Signal::STOP))?;
            Ok(None)
        }

        /// Does what a signal asks.
        pub(in crate::term) fn obey(&mut self, signal: i32) -> io::Result<()> {
            match signal {
                SIGTSTP if under_job_control() => {
                    self.stop(|| kill_process(getpid(), Signal::STOP))
                }
                // As the kernel does: nobody could continue it.
                SIGTSTP => Ok(()),
                // After a stop that could not be caught the shell has had the terminal.
                SIGCONT => {
                    let held = session::hold_screen();
                    self.session.leave();
                    self.resume(held)
                }
                fatal => {
                    self.exit = Some(Exit::Signal(fatal));
                    Ok(())
                }
            }
        }

        fn stop(&mut self, stop: impl FnOnce() -> rustix::io::Result<()>) -> io::Result<()> {
            let screen = session::hold_screen();
            self.session.leave();
            stop()?;
            // The stop may take effect a moment later, in another thread.
            let ending = self.mailbox.wait_for(Some(CONTINUED), |message| match message {
                Message::Signal(SIGCONT) => Ok(None),
                Message::Signal(SIGTSTP) => Err(None),
                Message::Signal(fatal) => Ok(Some(Exit::Signal(fatal))),
                Message::Gone => Ok(Some(Exit::Gone)),
                other => Err(Some(other)),
            });
            self.exit = self.exit.or(ending.flatten());
            if self.exit.is_none() { self.resume(screen) } else { Ok(()) }
        }

        /// Waits until the program that has the terminal ends, and serves signals meanwhile.
        pub(super) fn await_return(&mut self, process: Pid) -> io::Result<ExitStatus> {
            let mut lent = Lent { process: Some(process), exit: None };
            let ended = self.mailbox.wait_for(None, |message| match message {
                Message::Returned(ended) => Ok(Some(ended)),
                message => lent.serve(message).map(|()| None),
            });
            lent.process = None;
            // A Ctrl-C that ended it may be told only now. Signals are told in the order of their
            // numbers, so that none from before can follow two of our own SIGCONT.
            for _ in 0..2 {
                if lent.exit.is_none() && kill_process(getpid(), Signal::CONT).is_ok() {
                    self.mailbox.wait_for(Some(CONTINUED), |message| match message {
                        Message::Signal(SIGCONT) => Ok(()),
                        message => lent.serve(message),
                    });
                }
            }
            self.exit = self.exit.or(lent.exit);
            ended.flatten().unwrap_or_else(|| Err(io::ErrorKind::BrokenPipe.into()))
        }
    }

    /// The terminal in another program's hands.
    struct Lent {
        process: Option<Pid>,
        /// Why the viewer has to end, once it can.
        exit: Option<Exit>,
    }

    impl Lent {
        /// Serves a signal; an error while the lending goes on, with the message if it is none.
        fn serve(&mut self, message: Message) -> Result<(), Option<Message>> {
            match message {
                Message::Gone => {
                    self.exit = Some(Exit::Gone);
                    Ok(())
                }
                Message::Signal(SIGHUP) => {
                    self.pass_on(Signal::HUP);
                    self.exit = Some(Exit::Signal(SIGHUP));
                    Ok(())
                }
                // It has the terminal: we end when it has.
                Message::Signal(SIGTERM) => {
                    self.pass_on(Signal::TERM);
                    self.exit = Some(Exit::Signal(SIGTERM));
                    self.process.map_or(Ok(()), |_| Err(None))
                }
                // It stops itself, and the whole job with it; the shell continues both.
                Message::Signal(SIGTSTP) if under_job_control() => {
                    let _ = kill_process(getpid(), Signal::STOP);
                    Err(None)
                }
                // Ctrl-C and Ctrl-\ at its prompt are meant for it, as in system(3).
                Message::Signal(_) => Err(None),
                other => Err(Some(other)),
            }
        }

        fn pass_on(&self, signal: Signal) {
            if let Some(process) = self.process {
                let _ = kill_process(process, signal);
                // One that was stopped has to go on to obey.
                let _ = kill_process(process, Signal::CONT);
            }
        }
    }

    /// Whether a shell with job control started the program: it puts every job into a group of its
    /// own, apart from the session leader's. Otherwise a stopped program would stay stopped.
    fn under_job_control() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }
}
