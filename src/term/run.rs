//! The loop: waits for the mailbox, hands inputs to the program, carries out its effects, draws.
//!
//! It must never decide what a key means or what is shown.

use std::collections::VecDeque;
use std::io;
use std::process::ExitCode;
use std::sync::MutexGuard;
use std::time::{Duration, Instant};

use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::effects::{Effects, JournalFile, Ran, SessionFile, System};
use super::mailbox::{Mailbox, Message, Poster};
use super::screen::Screen;
use super::session::{self, Session};
use crate::app::App;
use crate::app::effect::{Effect, Outcome, Task};
use crate::app::saved_session::SavedSession;
use crate::program::{Input, Program};

/// For how long what has come together is taken without a frame in between: keys that cost much, a thousand at
/// once, would leave a screen that seems dead.
const UNDRAWN: Duration = Duration::from_millis(100);

/// SIGHUP, which every Unix has given this number.
const HANG_UP: i32 = 1;

/// What the rest of the program does for the viewer.
pub trait Backend {
    /// Called once, when the first frame is shown: the place to start workers, which post what they
    /// find.
    fn start(&mut self, post: &Poster);

    /// Takes a task up. It must return at once; what is found is posted.
    fn perform(&mut self, task: Task, post: &Poster);

    /// Whether a file of the dataset has changed since it was read. Asked when the terminal gets
    /// the focus and after an editor; [`Input::Changed`] is sent only if it has.
    fn changed(&mut self) -> bool;

    /// Goes to the dataset of a name; [`Self::start`] is called next.
    ///
    /// # Errors
    /// Why that cannot be opened, in a sentence; the one that is shown stays.
    fn open(&mut self, name: &str) -> Result<OpenedDataset, String>;
}

/// A dataset to be shown in place of another.
#[derive(Debug)]
pub struct OpenedDataset {
    /// The app, which is still reading it.
    pub app: App,
    /// The journal of its marks, not read yet.
    pub marks: JournalFile,
    /// The file of its session, where it is to be kept.
    pub session: Option<SessionFile>,
}

/// What the loop is told when it begins: what was chosen, how the terminal is asked and marked, which files are kept.
#[derive(Debug, Default)]
pub struct Options {
    /// Capture the mouse from the start.
    pub mouse: bool,
    /// Ask the terminal for its background.
    pub asks_ground: bool,
    /// The mark by which what is drawn tells the cells of a link.
    pub link_mark: Modifier,
    /// The journal of the dataset's marks, not read yet.
    pub marks: JournalFile,
    /// The file of its session, where it is to be kept.
    pub session: Option<SessionFile>,
}

/// Why the viewer ended. The terminal has been given back already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Exit {
    /// The reader quit.
    Quit,
    /// This signal asked for it.
    Signal(i32),
    /// The terminal has gone, and with it anybody to tell.
    Gone,
}

impl Exit {
    /// Ends the process as its caller expects: by the same signal, or with the code to return from
    /// `main`. Prints nothing.
    #[must_use]
    pub fn end(self) -> ExitCode {
        let signal = match self {
            Self::Quit => return ExitCode::SUCCESS,
            Self::Signal(signal) => signal,
            Self::Gone => HANG_UP,
        };
        #[cfg(unix)]
        let _ = signal_hook::low_level::emulate_default_handler(signal);
        ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))
    }
}

/// The end of the viewer.
#[derive(Debug)]
pub struct Ended {
    /// Why it ended.
    pub exit: Exit,
    /// What its reader has to know then: the marks that could not be kept.
    pub remark: Option<String>,
}

/// Runs the viewer until it ends, and gives the terminal back.
///
/// The program gets [`Input::Resize`] before the first frame, and every size before the frame that
/// has it. What draws it fills the cells and says where the cursor is.
///
/// # Errors
///
/// When the terminal cannot be taken over, written to or read from, and has not simply gone.
pub fn run(
    program: Program,
    draw: impl Fn(&Program, &mut Buffer) -> Option<Position>,
    backend: &mut impl Backend,
    options: Options,
) -> anyhow::Result<Ended> {
    let mailbox = Mailbox::open().context("cannot watch for signals")?;
    let (session, greeting) = Session::start(options.mouse, options.asks_ground)
        .context("cannot take over the terminal")?;
    let mut screen = Screen::new(session::size());
    screen.greet(greeting);
    let mut viewer = Viewer {
        program,
        backend,
        effects: Effects::new(System).with_marks(options.marks),
        mailbox,
        session,
        screen,
        link_mark: options.link_mark,
        session_file: options.session,
        exit: None,
    };
    let ran = viewer.turn(&draw);
    viewer.session.leave();
    let remark = viewer.end_dataset();
    let exit = match ran {
        Ok(exit) => exit,
        Err(error) if is_gone(&error) => Exit::Gone,
        Err(error) => return Err(error).context("the terminal failed"),
    };
    Ok(Ended { exit, remark })
}

/// Whether an error says no more than that the terminal has gone.
fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        error.kind() == io::ErrorKind::BrokenPipe
            || error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
            || super::mailbox::gone()
    }
    #[cfg(not(unix))]
    {
        error.kind() == io::ErrorKind::BrokenPipe
    }
}

/// All that the loop holds.
pub(super) struct Viewer<'b, B> {
    program: Program,
    backend: &'b mut B,
    pub(super) effects: Effects<System>,
    pub(super) mailbox: Mailbox,
    pub(super) session: Session,
    pub(super) screen: Screen,
    link_mark: Modifier,
    /// Where it is kept where the reader is, if it is.
    session_file: Option<SessionFile>,
    pub(super) exit: Option<Exit>,
}

impl<B: Backend> Viewer<'_, B> {
    /// From the first frame to the end.
    fn turn(
        &mut self,
        draw: &impl Fn(&Program, &mut Buffer) -> Option<Position>,
    ) -> io::Result<Exit> {
        self.feed(Input::Resize(self.screen.size()))?;
        self.show(draw)?;
        // Not before the frame: where no other core is free, what reads would keep it from being composed.
        self.backend.start(&self.mailbox.poster());
        self.mailbox.listen()?;
        self.feed(Input::Outcome(self.effects.remembered()))?;
        self.open_marks()?;
        loop {
            if let Some(exit) = self.exit {
                return Ok(exit);
            }
            let burst = self.mailbox.burst();
            // From here on, not from before the wait: what comes alone is drawn once.
            let mut drawn = Instant::now();
            for message in burst {
                self.take(message)?;
                if let Some(exit) = self.exit {
                    return Ok(exit);
                }
                if drawn.elapsed() > UNDRAWN {
                    self.show(draw)?;
                    drawn = Instant::now();
                }
            }
            self.show(draw)?;
        }
    }

    fn show(
        &mut self,
        draw: &impl Fn(&Program, &mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let effects = self.program.look_up();
        self.carry_out_all(effects)?;
        let program = &self.program;
        let app = &program.app;
        let link = app.link().map(|link| (link, self.link_mark));
        self.screen.draw(app.is_typing(), link, |cells| draw(program, cells))?;
        self.session.set_title(&program.app.title())?;
        #[cfg(debug_assertions)]
        fault::provoke();
        Ok(())
    }

    /// Takes one message.
    fn take(&mut self, message: Message) -> io::Result<()> {
        match message {
            Message::Input(input) => self.feed(input),
            Message::Work(dataset, input) if self.mailbox.is_of_dataset(dataset) => {
                self.feed(input)
            }
            Message::Work(..) => Ok(()),
            Message::LookForChanges => self.look_for_changes(),
            Message::Resized => self.measure(),
            #[cfg(unix)]
            Message::Signal(signal) => self.obey(signal),
            #[cfg(unix)]
            Message::Gone => {
                self.exit = Some(Exit::Gone);
                Ok(())
            }
            Message::Deaf(error) => Err(error),
            // Its session has taken it already.
            Message::Returned(_) => Ok(()),
        }
    }

    /// Tells the program if the dataset's files have changed.
    pub(super) fn look_for_changes(&mut self) -> io::Result<()> {
        if let Some(marks) = self.effects.look_at_marks() {
            self.feed(Input::Outcome(Outcome::Marked(marks)))?;
        }
        if self.backend.changed() { self.feed(Input::Changed) } else { Ok(()) }
    }

    /// Takes over the marks that the dataset's journal has.
    fn open_marks(&mut self) -> io::Result<()> {
        for outcome in self.effects.open_marks() {
            self.feed(Input::Outcome(outcome))?;
        }
        Ok(())
    }

    /// Takes over the terminal's size if it has changed.
    fn measure(&mut self) -> io::Result<()> {
        let size = session::size();
        if size == self.screen.size() {
            return Ok(());
        }
        self.screen.resize(size);
        self.feed(Input::Resize(size))
    }

    /// Takes the terminal again: everything is drawn anew, at the size that it has now.
    pub(super) fn resume(&mut self, held: MutexGuard<()>) -> io::Result<()> {
        let greeting = self.session.enter(&held)?;
        drop(held);
        self.screen.greet(greeting);
        self.measure()?;
        self.screen.resize(self.screen.size());
        Ok(())
    }

    /// Gives the program an input and carries out what it asks for.
    pub(super) fn feed(&mut self, input: Input) -> io::Result<()> {
        let effects = self.program.update(input);
        self.carry_out_all(effects)
    }

    /// Carries out what the program asks for, outcomes included.
    fn carry_out_all(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let outcome = self.carry_out(effect)?;
            if self.exit.is_some() {
                return Ok(());
            }
            if let Some(outcome) = outcome {
                effects.extend(self.program.update(Input::Outcome(outcome)));
            }
        }
        Ok(())
    }

    /// Goes to another dataset, in the same terminal.
    fn open_dataset(&mut self, name: &str) -> io::Result<Option<Outcome>> {
        let opened = match self.backend.open(name) {
            Ok(opened) => opened,
            Err(why) => return Ok(Some(Outcome::Failed(why))),
        };
        let remark = self.end_dataset();
        let mut app = opened.app;
        app.take_over(&mut self.program.app);
        app.know_dataset(name);
        self.program = Program::new(app);
        self.effects = Effects::new(System).with_marks(opened.marks);
        self.session_file = opened.session;
        self.mailbox.change_dataset();
        self.feed(Input::Resize(self.screen.size()))?;
        self.backend.start(&self.mailbox.poster());
        self.open_marks()?;
        Ok(remark.map(Outcome::Failed))
    }

    /// Writes down what is to be kept of the dataset that is shown; what cannot be.
    fn end_dataset(&mut self) -> Option<String> {
        let marks = self.effects.end_marks();
        let session = self.session_file.as_ref().zip(SavedSession::of(&self.program.app));
        let session = session.and_then(|(file, session)| file.keep(&session));
        let parts: Vec<String> = marks.into_iter().chain(session).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<Option<Outcome>> {
        let mut ran = match effect {
            Effect::Quit => {
                self.exit = Some(Exit::Quit);
                Ran::default()
            }
            Effect::Copy { what, text } => self.effects.copy(what, &text),
            Effect::OpenUrl(url) => self.effects.open(&url),
            Effect::ProposePath(name) => self.effects.propose(&name).into(),
            Effect::Export { path, name, text } => self.effects.export(&path, &name, &text).into(),
            Effect::KeepMarks(changes) => self.effects.keep_marks(changes),
            Effect::LookAtMarks => Ran::of(self.effects.look_at_marks().map(Outcome::Marked)),
            Effect::KeepHistory(lines) => self.effects.keep_history(&lines),
            Effect::KeepSearch { query, kept } => self.effects.keep_search(&query, kept),
            Effect::OpenDataset(name) => return self.open_dataset(&name),
            Effect::Edit { file, line } => return self.edit(&file, line).map(Some),
            Effect::Suspend => return self.suspend(),
            Effect::CaptureMouse(on) => {
                self.session.capture_mouse(on)?;
                Ran::default()
            }
            Effect::Redraw => {
                self.measure()?;
                self.screen.resize(self.screen.size());
                Ran::default()
            }
            Effect::Background(task) => {
                self.backend.perform(task, &self.mailbox.poster());
                Ran::default()
            }
        };
        ran.start(&self.mailbox.poster());
        Ok(ran.outcome)
    }
}

/// Fails on demand, for the tests of what that leaves behind. Not in a release.
#[cfg(debug_assertions)]
mod fault {
    /// Behind a frame: `STARTLINE_PANIC=draw` panics in the loop, `thread` in a worker while the loop goes on; `busy`
    /// never comes back from the loop.
    pub(super) fn provoke() {
        match std::env::var("STARTLINE_PANIC").as_deref() {
            Ok("busy") => loop {
                std::hint::spin_loop();
            },
            Ok("draw") => panic!("provoked in a frame: \x1b]0;hostile\x07"),
            Ok("thread") => {
                let _ = std::thread::Builder::new()
                    .name("provoked".into())
                    .spawn(|| panic!("provoked in a thread"));
            }
            _ => {}
        }
    }
}
