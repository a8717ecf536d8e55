//! From key presses to actions: counts and chords that are not finished wait, what no row holds is typed, or told to do
//! nothing.
//!
//! A key that does not go on a chord takes the chord back and does nothing itself, as in vi: whoever begins one and
//! errs has meant no other key. Only what is asked of the terminal, to draw anew or to suspend, works at any time.

use crate::app::Mode;
use crate::app::action::{Action, Control, Show, Typing};
use crate::app::chords::Chords;
use crate::geometry::Pane;

use super::{BINDINGS, Binding, Code, Key};

/// The highest count; more rows than that are not gone through by hand.
const HIGHEST: usize = 99_999;

/// Turns key presses into actions, one press at a time.
#[derive(Debug, Clone)]
pub struct Resolver {
    chords: Vec<(Vec<Key>, &'static Binding)>,
    pressed: Vec<Key>,
    count: Option<usize>,
}

impl Resolver {
    /// One that knows the chords in force.
    #[must_use]
    pub fn of(chords: &Chords) -> Self {
        let chords = (BINDINGS.iter())
            .flat_map(|b| b.in_force(chords).filter_map(move |chord| Some((Key::chord(chord)?, b))))
            .collect();
        Self { chords, pressed: Vec::new(), count: None }
    }

    /// What a key press means in a mode. A press that may begin a chord, or a digit of a count, is
    /// [`Action::Pending`]; one that means nothing is [`Action::Unbound`], with what was pressed before it.
    pub fn feed(&mut self, mode: Mode, key: Key) -> Action {
        if self.pressed.is_empty()
            && let Some(digit) = self.digit(mode, key)
        {
            let count = self.count.unwrap_or(0) * 10 + digit;
            self.count = Some(count.min(HIGHEST));
            return self.pending();
        }
        let has_begun = self.count.is_some() || !self.pressed.is_empty();
        let takes_back = || {
            let own = self.alone(mode, key);
            matches!(own, Some(Action::Control(Control::Escape | Control::Cancel)))
        };
        if has_begun && takes_back() {
            self.pressed.clear();
            self.count = None;
            return self.pending();
        }
        self.pressed.push(key);
        let fits = |chord: &[Key]| chord.starts_with(&self.pressed);
        let found = self.chords.iter().find(|(chord, b)| b.holds_in(mode) && fits(chord));
        match found {
            Some((chord, binding)) if chord.len() == self.pressed.len() => {
                self.pressed.clear();
                let count = self.count.take();
                let times = count.and_then(|count| binding.action.times(count));
                times.unwrap_or_else(|| binding.action.clone())
            }
            Some(_) => self.pending(),
            None => {
                let pressed = std::mem::take(&mut self.pressed);
                let count = self.count.take();
                if pressed.len() > 1 && self.is_of_terminal(mode, key) {
                    return self.feed(mode, key);
                }
                match key.code {
                    Code::Char(c) if mode.is_typing() && !key.ctrl && !key.alt => {
                        Action::Type(Typing::Insert(c.to_string()))
                    }
                    _ => {
                        let count = count.map(|count| count.to_string());
                        let keys = pressed.iter().map(Key::to_string);
                        let all: Vec<String> = count.into_iter().chain(keys).collect();
                        Action::Unbound(all.join(" "))
                    }
                }
            }
        }
    }

    /// What a key by itself does in a mode.
    fn alone(&self, mode: Mode, key: Key) -> Option<&'static Action> {
        let own = self.chords.iter().find(|(chord, b)| b.holds_in(mode) && chord[..] == [key]);
        own.map(|(_, binding)| &binding.action)
    }

    /// Whether a key by itself asks something of the terminal.
    fn is_of_terminal(&self, mode: Mode, key: Key) -> bool {
        let own = self.alone(mode, key);
        matches!(own, Some(Action::Control(Control::Redraw | Control::Suspend)))
    }

    /// The digit of a count that a key is. A count begins with a digit that does nothing here: one that no row
    /// holds, or that of the pane that has the keys.
    fn digit(&self, mode: Mode, key: Key) -> Option<usize> {
        let Code::Char(c) = key.code else { return None };
        let digit = c.to_digit(10).filter(|_| !key.ctrl && !key.alt)? as usize;
        let here = match mode {
            Mode::Browse(pane) => Some(pane),
            Mode::Across => Some(Pane::Timeline),
            Mode::List | Mode::Marks | Mode::Compare | Mode::Help => None,
            Mode::Search | Mode::Palette | Mode::Ask | Mode::HelpFilter | Mode::Copy => {
                return None;
            }
        };
        let idle = match self.alone(mode, key) {
            None => true,
            Some(Action::Show(Show::Pane(pane))) => Some(*pane) == here,
            Some(_) => false,
        };
        (self.count.is_some() || (idle && digit > 0)).then_some(digit)
    }

    /// What was pressed so far and waits for more.
    fn pending(&self) -> Action {
        let count = self.count.map(|count| count.to_string());
        let keys = self.pressed.iter().map(Key::to_string);
        Action::Pending(count.into_iter().chain(keys).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{End, Motion};

    fn fed(mode: Mode, keys: &str) -> Vec<Action> {
        let mut resolver = Resolver::of(&Chords::default());
        Key::chord(keys).unwrap().into_iter().map(|key| resolver.feed(mode, key)).collect()
    }

    fn last(keys: &str) -> Action {
        fed(Mode::Browse(Pane::Timeline), keys).pop().unwrap()
    }

    #[test]
    fn a_count_repeats_a_movement() {
        assert!(matches!(last("5 j"), Action::Move(Motion::Rows(5))));
        assert!(matches!(last("4 2 k"), Action::Move(Motion::Rows(-42))));
        assert!(matches!(last("1 0 j"), Action::Move(Motion::Rows(10))), "1 is the pane already");
        assert!(matches!(last("7 g g"), Action::Move(Motion::Row(6))));
        assert!(matches!(last("9 G"), Action::Move(Motion::Row(8))));
        assert!(matches!(last("5 m"), Action::Take(_)), "what is no movement is done once");
        assert!(matches!(last("5 Esc j"), Action::Move(Motion::Rows(1))), "Esc takes a count back");
        assert!(matches!(last("g g"), Action::Move(Motion::To(End::First))));
    }

    #[test]
    fn a_key_that_means_nothing_takes_back_what_was_begun_and_does_nothing() {
        for (keys, told) in [("g j", "g j"), ("5 %", "5 %"), ("5 g k g j", "g j"), ("%", "%")] {
            let Action::Unbound(pressed) = last(keys) else { panic!("{keys}") };
            assert_eq!(pressed, told);
        }
        for keys in ["g Esc", "5 g Esc", "5 Esc", "g Ctrl-c"] {
            assert!(matches!(last(keys), Action::Pending(begun) if begun.is_empty()), "{keys}");
            let next = fed(Mode::Browse(Pane::Timeline), &format!("{keys} j")).pop();
            assert!(matches!(next, Some(Action::Move(Motion::Rows(1)))), "{keys}");
        }
        assert!(matches!(last("5 g Ctrl-l"), Action::Control(Control::Redraw)));
        assert!(matches!(last("g % j"), Action::Move(Motion::Rows(1))));
        let typed = fed(Mode::Search, "F5").pop();
        assert!(matches!(typed, Some(Action::Unbound(keys)) if keys == "F5"));
    }

    #[test]
    fn what_was_begun_is_taken_back_by_the_keys_in_force() {
        let mut chords = Chords::default();
        chords.rebind("cancel", "Ctrl-g".to_owned());
        for (key, taken_back) in [("Ctrl-g", true), ("Esc", true), ("Ctrl-c", false)] {
            let mut resolver = Resolver::of(&chords);
            let key = Key::chord(key).unwrap()[0];
            resolver.feed(Mode::Browse(Pane::Timeline), Key::plain(Code::Char('5')));
            let done = resolver.feed(Mode::Browse(Pane::Timeline), key);
            let is_empty = matches!(&done, Action::Pending(waiting) if waiting.is_empty());
            assert_eq!(is_empty, taken_back, "{key}: {done:?}");
        }
    }

    #[test]
    fn a_digit_that_does_something_begins_no_count() {
        assert!(matches!(last("2"), Action::Show(Show::Pane(Pane::Source))));
        assert!(matches!(last("0"), Action::Show(Show::Span(0))));
        let source = fed(Mode::Browse(Pane::Source), "2 5 j").pop().unwrap();
        assert!(matches!(source, Action::Move(Motion::Rows(25))));
        let typed = fed(Mode::Search, "5").pop().unwrap();
        assert!(matches!(typed, Action::Type(Typing::Insert(_))));
    }
}
