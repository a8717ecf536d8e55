//! What stays as it is when another dataset is opened: what the reader has chosen and kept, and what the terminal
//! shows.
//!
//! It must hold nothing that is of one dataset, but the names by which they are opened.

use super::chords::Chords;
use super::colours::Colours;
use crate::chronology::problem::Problem;
use crate::geometry::Shares;

/// What is of the reader and of the terminal, whatever is shown.
#[derive(Debug)]
pub struct Profile {
    /// Earlier queries, newest first.
    pub history: Vec<String>,
    /// The searches that are kept for good, those kept last first.
    pub kept_searches: Vec<String>,
    /// The chords that a configuration gives.
    pub chords: Chords,
    /// How the key in force of a row of the table is told, by the row's name: the table lies above the app.
    pub told_key: fn(&Chords, &str) -> String,
    /// The datasets that go by a name.
    pub datasets: Vec<String>,
    /// The one of them that is shown, where it is not the one that is built in.
    pub known_as: Option<String>,
    /// The one that was shown before it.
    pub left: Option<String>,
    /// What is wrong with the configuration.
    pub config_problems: Vec<Problem>,
    /// How the panes share the screen.
    pub shares: Shares,
    /// Whether clicks are captured.
    pub mouse: bool,
    /// Whether addresses are told to the terminal as links.
    pub links: bool,
    /// Whether the program's own marks are ASCII. Their twins may be wider, so the state must know.
    pub ascii: bool,
    /// What is known of the terminal's colours.
    pub colours: Colours,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            history: Vec::new(),
            kept_searches: Vec::new(),
            chords: Chords::default(),
            told_key: |_, name| format!(":{name}"),
            datasets: Vec::new(),
            known_as: None,
            left: None,
            config_problems: Vec::new(),
            shares: Shares::default(),
            mouse: false,
            links: false,
            ascii: false,
            colours: Colours::default(),
        }
    }
}
