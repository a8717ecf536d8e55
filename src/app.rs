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
#[derive(Default)]
pub struct App {
    pub keys: Vec<Key>,
    pub size: Size,
    pub file: String,
    pub notice: String,
}
impl App {
    /// Pure: no I/O, no clock.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(k) => self.stub_key(k),
            Input::Resize(s) => {
                self.size = s;
                vec![]
            }
            Input::Outcome(Outcome::Done(s) | Outcome::Failed(s)) => {
                self.notice = s;
                vec![]
            }
            _ => vec![],
        }
    }
    fn stub_key(&mut self, k: Key) -> Vec<Effect> {
        use crate::keymap::Code::Char;
        self.keys.push(k);
        match (k.code, k.ctrl) {
            (Char('q'), false) | (Char('c'), true) => vec![Effect::Quit],
            (Char('z'), true) => vec![Effect::Suspend],
            (Char('l'), true) => vec![Effect::Redraw],
            (Char('e'), false) => vec![Effect::Edit {
                file: self.file.clone(),
                line: 1,
            }],
            _ => vec![],
        }
    }
    /// The text for the terminal's title, already sanitised.
    pub fn title(&self) -> String {
        "startline".into()
    }
}
