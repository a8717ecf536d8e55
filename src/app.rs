//! STUB for the terminal work; the lead replaces this file.
pub mod effect;
use crate::geometry::Size;
use crate::keymap::Key;
use effect::{Effect, Outcome};

/// Everything that reaches the program from outside.
#[derive(Debug, Clone)]
pub enum Input {
    /// A key press (already normalised; releases never get here).
    Key(Key),
    /// Pasted text: sanitised, at most 4 KiB, first line only.
    Paste(String),
    /// The left button went down on a cell (0-based column, row); only while the mouse is captured.
    Click(u16, u16),
    /// The wheel turned: rows, negative is up; only while the mouse is captured.
    Wheel(i16),
    /// The terminal's size, also before the first frame.
    Resize(Size),
    /// The terminal got the focus back (the loop has checked whether the dataset's files changed).
    Focus,
    /// An effect's outcome.
    Outcome(Outcome),
    // the lead adds: Loaded(..), Indexed(..), Searched(..)
}

/// stub
pub struct App { pub keys: Vec<Key>, pub size: Size }
impl App {
    /// Pure: no I/O, no clock.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(k) => { self.keys.push(k); if k.code == crate::keymap::Code::Char('q') { return vec![Effect::Quit]; } vec![] }
            Input::Resize(s) => { self.size = s; vec![] }
            _ => vec![],
        }
    }
    /// The text for the terminal's title, already sanitised.
    pub fn title(&self) -> String { "startline".into() }
}
