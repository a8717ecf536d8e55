//! The chords that a configuration gives in place of those of the table of keys.
//!
//! Owns which rows have others, and nothing of what a row does: [`crate::keymap`] has the table and reads this beside
//! it.

/// The chords in force where they are others than the table's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chords {
    rebound: Vec<(&'static str, String)>,
}

impl Chords {
    /// The chords of the rows of a name, in the form of the table: separated by ` | `, empty where they were taken
    /// away. `table` are those that the table has.
    #[must_use]
    pub fn of<'a>(&'a self, name: &str, table: &'static str) -> &'a str {
        self.rebound.iter().find(|(of, _)| *of == name).map_or(table, |(_, chords)| chords)
    }

    /// Gives the rows of a name other chords.
    pub fn rebind(&mut self, name: &'static str, chords: String) {
        self.restore(name);
        self.rebound.push((name, chords));
    }

    /// Gives the rows of a name their chords of the table again.
    pub fn restore(&mut self, name: &str) {
        self.rebound.retain(|(of, _)| *of != name);
    }
}
