//! From key presses to actions: chords that are not finished wait, and what no row holds is typed or lost.

use crate::app::Mode;
use crate::app::action::Action;

use super::{BINDINGS, Binding, Code, Key};

/// Turns key presses into actions, one press at a time.
#[derive(Debug, Clone)]
pub struct Resolver {
    chords: Vec<(Vec<Key>, &'static Binding)>,
    pressed: Vec<Key>,
}

impl Default for Resolver {
    fn default() -> Self {
        let chords = (BINDINGS.iter())
            .flat_map(|b| {
                b.chords.split(" | ").filter_map(move |chord| Some((Key::chord(chord)?, b)))
            })
            .collect();
        Self { chords, pressed: Vec::new() }
    }
}

impl Resolver {
    /// What a key press means in a mode. A press that may begin a chord is [`Action::Pending`].
    pub fn feed(&mut self, mode: Mode, key: Key) -> Option<Action> {
        self.pressed.push(key);
        let fits = |chord: &[Key]| chord.starts_with(&self.pressed);
        let found = self.chords.iter().find(|(chord, b)| b.modes.hold_in(mode) && fits(chord));
        match found {
            Some((chord, binding)) if chord.len() == self.pressed.len() => {
                let action = binding.action.clone();
                self.pressed.clear();
                Some(action)
            }
            Some(_) => Some(Action::Pending(self.pressed.iter().map(Key::to_string).collect())),
            None => {
                let began = self.pressed.len() > 1;
                self.pressed.clear();
                match key.code {
                    // A key that does not go on a chord is taken for itself.
                    _ if began => self.feed(mode, key),
                    Code::Char(c)
                        if matches!(mode, Mode::Search | Mode::Palette)
                            && !key.ctrl
                            && !key.alt =>
                    {
                        Some(Action::Insert(c.to_string()))
                    }
                    _ => None,
                }
            }
        }
    }
}
