//! The app and the keys together: what comes in from a terminal, and what is asked of the world.
//!
//! Owns nothing but the two and their meeting. Terminal, tests and benches all drive the app through it, so
//! a scripted key goes exactly the way of a pressed one.

use crate::app::App;
use crate::app::action::{Action, Control, News, Typing};
use crate::app::effect::{Effect, Outcome};
use crate::geometry::Size;
use crate::keymap::{self, Key, Resolver};
pub use crate::update::work_out;

/// Everything that reaches the program from outside.
#[derive(Debug, Clone)]
pub enum Input {
    /// A key press; releases never get here.
    Key(Key),
    /// Pasted text: sanitised, one line.
    Paste(String),
    /// The left button went down on a cell, column and row from 0; only while clicks are captured.
    Click(u16, u16),
    /// The mouse moved to a cell with the left button down; only while clicks are captured.
    Drag(u16, u16),
    /// The wheel turned over a cell, column and row from 0, by so many rows, negative upwards; only while clicks are
    /// captured.
    Wheel(u16, u16, i16),
    /// The terminal's size, also before the first frame.
    Resize(Size),
    /// The files of the dataset are others than when it was read.
    Changed,
    /// How an effect went.
    Outcome(Outcome),
    /// What somebody else worked out: a dataset, an index, a text.
    Learnt(Box<News>),
}

/// The app and the keys.
#[derive(Debug)]
pub struct Program {
    /// The app.
    pub app: App,
    keys: Resolver,
    /// What was asked while the dataset was still being read.
    held: Vec<Input>,
}

impl Program {
    /// A program over an app.
    #[must_use]
    pub fn new(mut app: App) -> Self {
        app.profile.told_key = keymap::chord_of;
        let keys = Resolver::of(&app.profile.chords);
        Self { app, keys, held: Vec::new() }
    }

    /// Takes an input, and answers with what is asked of the world. What a person asks while the dataset is
    /// still being read waits until it is; leaving never waits.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        if self.app.is_reading() && self.waits(&input) {
            self.held.push(input);
            return Vec::new();
        }
        let mut effects = self.take(input);
        if !self.app.is_reading() {
            for held in std::mem::take(&mut self.held) {
                effects.extend(self.take(held));
            }
        }
        effects
    }

    /// Looks for what has been typed, as has to be done before a frame: keys that come faster than frames are drawn are
    /// not each looked for.
    pub fn look_up(&mut self) -> Vec<Effect> {
        self.app.look_up()
    }

    fn waits(&self, input: &Input) -> bool {
        match input {
            Input::Key(key) => {
                let meant = self.keys.clone().feed(self.app.mode(), *key);
                let leaves = matches!(
                    meant,
                    Action::Control(
                        Control::Quit | Control::Close | Control::Cancel | Control::Suspend
                    )
                );
                !leaves
            }
            Input::Paste(_) | Input::Click(..) | Input::Drag(..) | Input::Wheel(..) => true,
            Input::Resize(_) | Input::Changed | Input::Outcome(_) | Input::Learnt(_) => false,
        }
    }

    fn take(&mut self, input: Input) -> Vec<Effect> {
        let action = match input {
            Input::Key(key) => self.keys.feed(self.app.mode(), key),
            Input::Paste(text) => Action::Type(Typing::Insert(text)),
            Input::Click(column, row) => Action::Click(column, row),
            Input::Drag(column, row) => Action::Drag(column, row),
            Input::Wheel(column, row, rows) => Action::Wheel(column, row, isize::from(rows)),
            Input::Resize(size) => Action::Learn(News::Resized(size)),
            // The files of the dataset have changed: what is shown should be what they say.
            Input::Changed => Action::Learn(News::Changed),
            Input::Outcome(outcome) => Action::Learn(News::Outcome(outcome)),
            Input::Learnt(news) => Action::Learn(*news),
        };
        self.app.update(action)
    }
}
