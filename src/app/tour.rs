//! A tour of five keys: what to press and what it does, a step after the other. Whatever else is pressed works as it
//! always does, and it can be left at any point.

use super::action::{Action, Jump, Motion, Open};

/// A step of the tour.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The action, by the name of its row in the table of keys.
    pub action: &'static str,
    /// What it does.
    pub text: &'static str,
    /// Whether an action is what the step asks for.
    pub is_done_by: fn(&Action) -> bool,
}

/// The steps.
pub const STEPS: [Step; 5] = [
    Step {
        action: "down",
        text: "the next record in time; source and quote follow it",
        is_done_by: |action| matches!(action, Action::Move(Motion::Rows(1..))),
    },
    Step {
        action: "into",
        text: "into the source that prints it, and again into the words",
        is_done_by: |action| matches!(action, Action::Enter),
    },
    Step {
        action: "next-source",
        text: "the same words in the next outlet, where several print them",
        is_done_by: |action| matches!(action, Action::Jump(Jump::Report(_))),
    },
    Step {
        action: "search",
        text: "search as you type, go to the hit or leave it and be back where you were",
        is_done_by: |action| matches!(action, Action::Open(Open::Search)),
    },
    Step {
        action: "copy",
        text: "copy what the cursor is on: a footnote, the words, a link",
        is_done_by: |action| matches!(action, Action::Open(Open::CopyMenu)),
    },
];

/// What is said at the end of it, of the key of the help.
#[must_use]
pub fn end(help: &str) -> String {
    format!("that was the tour; {help} lists the keys of wherever you are")
}
