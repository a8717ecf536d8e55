//! A line that is typed: text, a cursor between graphemes, and the history of what was typed before.
//!
//! Owns editing only. It never knows what the line means.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, slice};

use super::action::Edit;

/// The longest line, in bytes.
pub const LONGEST: usize = 4096;

/// How many queries are remembered, from run to run too.
pub const REMEMBERED: usize = 200;

/// A line being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    /// A byte offset between graphemes.
    at: usize,
    /// How far back in the history the line is, and what was typed before going there.
    recall: Option<(usize, String)>,
    /// Whether the line is offered as a whole: what is typed next takes its place, and any other edit goes on
    /// with it.
    offered: bool,
}

impl Prompt {
    /// A line with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = text::sanitise_line(text).into_owned();
        Self { at: text.len(), text, recall: None, offered: false }
    }

    /// A line that is offered: it is gone on with, or typed over.
    #[must_use]
    pub fn offering(text: &str) -> Self {
        let prompt = Self::new(text);
        Self { offered: !prompt.text.is_empty(), ..prompt }
    }

    /// Whether what is typed next takes the place of the whole line.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor, as a byte offset between graphemes.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is typed, or what stands there came from the history as it is.
    #[must_use]
    pub fn is_recalling(&self) -> bool {
        self.text.is_empty() || self.recall.is_some() || self.offered
    }

    /// Inserts at the cursor what is printable of `new`, of a line that grows too long as much as there is room for.
    /// Whether that is all of it.
    #[must_use]
    pub fn insert(&mut self, new: &str) -> bool {
        let clean: String = text::sanitise(new).replace('\n', " ");
        if std::mem::take(&mut self.offered) {
            self.clear();
        }
        let room = LONGEST.saturating_sub(self.text.len());
        let ends = clean.grapheme_indices(true).map(|(at, one)| at + one.len());
        let end = ends.take_while(|end| *end <= room).last().unwrap_or(0);
        let taken = slice(&clean, 0..end);
        self.text.insert_str(self.at, taken);
        self.at += taken.len();
        self.recall = None;
        // An inserted mark may have joined the grapheme before it; the cursor stays between two.
        self.at = self.boundary_from(self.at);
        taken.len() == clean.len()
    }

    /// Replaces a byte range, the cursor after the new text.
    pub fn replace(&mut self, range: std::ops::Range<usize>, new: &str) {
        if self.text.get(range.clone()).is_some() {
            self.text.replace_range(range.clone(), new);
            self.offered = false;
            self.at = self.boundary_from(range.start + new.len());
            self.recall = None;
        }
    }

    /// Edits the line.
    pub fn edit(&mut self, edit: Edit) {
        let offered = std::mem::take(&mut self.offered);
        match edit {
            Edit::DeleteBack | Edit::Delete if offered => self.clear(),
            Edit::DeleteBack => {
                self.delete_back();
            }
            Edit::Delete => self.delete(),
            Edit::DeleteWord => self.delete_word(),
            Edit::DeleteBefore => self.delete_all_before(),
            Edit::DeleteAfter => self.delete_all_after(),
            Edit::Left => self.step(false),
            Edit::Right => self.step(true),
            Edit::WordLeft => self.at = self.word_before(),
            Edit::WordRight => self.at = self.word_after(),
            Edit::Start => self.edge(false),
            Edit::End => self.edge(true),
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.at = 0;
        self.recall = None;
    }

    /// Deletes the grapheme before the cursor; whether there was one.
    pub fn delete_back(&mut self) -> bool {
        let start = self.before();
        let deleted = start < self.at;
        self.text.replace_range(start..self.at, "");
        self.at = start;
        self.recall = None;
        deleted
    }

    /// Deletes the grapheme under the cursor.
    pub fn delete(&mut self) {
        let end = self.after();
        self.text.replace_range(self.at..end, "");
        self.recall = None;
    }

    /// Deletes the word before the cursor and the blanks after it.
    pub fn delete_word(&mut self) {
        let start = self.word_before();
        self.text.replace_range(start..self.at, "");
        self.at = start;
        self.recall = None;
    }

    /// Deletes everything before the cursor.
    pub fn delete_all_before(&mut self) {
        self.text.replace_range(..self.at, "");
        self.at = 0;
        self.recall = None;
    }

    /// Deletes everything from the cursor on.
    pub fn delete_all_after(&mut self) {
        self.text.truncate(self.at);
        self.recall = None;
    }

    /// Where the word before the cursor begins.
    fn word_before(&self) -> usize {
        let before = slice(&self.text, ..self.at).grapheme_indices(true).rev();
        let word = before.skip_while(|(_, g)| *g == " ").take_while(|(_, g)| *g != " ");
        word.last().map_or(0, |(start, _)| start)
    }

    /// Where the word at or after the cursor ends.
    fn word_after(&self) -> usize {
        let after = slice(&self.text, self.at..).grapheme_indices(true);
        let word = after.skip_while(|(_, g)| *g == " ").take_while(|(_, g)| *g != " ");
        word.last().map_or(self.text.len(), |(start, g)| self.at + start + g.len())
    }

    /// Moves the cursor by one grapheme.
    pub fn step(&mut self, forward: bool) {
        self.at = if forward { self.after() } else { self.before() };
    }

    /// Moves the cursor to an end of the line.
    pub fn edge(&mut self, end: bool) {
        self.at = if end { self.text.len() } else { 0 };
    }

    /// Goes through `history`, newest first: back (older) or forth, and in the end to what was typed.
    pub fn recall(&mut self, history: &[String], older: bool) {
        self.offered = false;
        let (depth, typed) = match self.recall.take() {
            Some((depth, typed)) => (Some(depth), typed),
            None => (None, self.text.clone()),
        };
        let next = match (depth, older) {
            // What stands there already is no step back.
            (None, true) => usize::from(history.first() == Some(&self.text)),
            (None, false) => return,
            (Some(depth), true) => (depth + 1).min(history.len().saturating_sub(1)),
            (Some(0), false) => {
                self.text = typed;
                self.at = self.text.len();
                return;
            }
            (Some(depth), false) => depth - 1,
        };
        if let Some(line) = history.get(next) {
            self.text.clone_from(line);
            self.at = self.text.len();
            self.recall = Some((next, typed));
        }
    }

    fn before(&self) -> usize {
        slice(&self.text, ..self.at).grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }

    fn after(&self) -> usize {
        slice(&self.text, self.at..).graphemes(true).next().map_or(self.at, |g| self.at + g.len())
    }

    fn boundary_from(&self, at: usize) -> usize {
        let ends = self.text.grapheme_indices(true).map(|(i, g)| i + g.len());
        std::iter::once(0).chain(ends).find(|end| *end >= at).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn history_returns_to_what_was_typed() {
        let history = ["new".to_owned(), "old".to_owned()];
        let mut prompt = Prompt::new("dra");
        prompt.recall(&history, true);
        prompt.recall(&history, true);
        prompt.recall(&history, true);
        assert_eq!(prompt.text(), "old");
        prompt.recall(&history, false);
        assert_eq!(prompt.text(), "new");
        prompt.recall(&history, false);
        assert_eq!(prompt.text(), "dra");
    }

    #[test]
    fn an_offered_line_is_typed_over_or_gone_on_with() {
        let typed = |edit: Option<Edit>, more: &str| {
            let mut prompt = Prompt::offering("speaker:x");
            edit.into_iter().for_each(|edit| prompt.edit(edit));
            assert!(prompt.insert(more));
            prompt.text().to_owned()
        };
        assert_eq!(typed(None, "y"), "y");
        assert_eq!(typed(Some(Edit::End), " y"), "speaker:x y");
        assert_eq!(typed(Some(Edit::DeleteBack), "y"), "y");
        assert_eq!(typed(Some(Edit::DeleteWord), "y"), "y");
    }

    #[test]
    fn edits_go_by_words_and_to_both_ends() {
        let mut prompt = Prompt::new("one two three");
        prompt.edit(Edit::WordLeft);
        assert_eq!(prompt.at(), 8);
        prompt.edit(Edit::WordLeft);
        assert_eq!(prompt.at(), 4);
        prompt.edit(Edit::WordRight);
        assert_eq!(prompt.at(), 7);
        prompt.edit(Edit::WordRight);
        assert_eq!(prompt.at(), 13);
        prompt.edit(Edit::WordLeft);
        prompt.edit(Edit::DeleteAfter);
        assert_eq!(prompt.text(), "one two ");
        prompt.edit(Edit::DeleteWord);
        assert_eq!(prompt.text(), "one ");
    }

    #[test]
    fn a_blank_with_a_mark_on_it_parts_no_words() {
        let mut prompt = Prompt::default();
        assert!(prompt.insert("one \u{20d0}two"));
        prompt.edit(Edit::WordLeft);
        assert_eq!(prompt.at(), 0);
        prompt.edit(Edit::WordRight);
        assert_eq!(prompt.at(), prompt.text().len());
    }

    #[test]
    fn of_what_is_too_long_as_much_is_taken_as_there_is_room_for() {
        for letter in ["x", "é", "e\u{301}", "👩‍🔬"] {
            let mut prompt = Prompt::new("front back");
            prompt.edit(Edit::WordLeft);
            assert!(!prompt.insert(&letter.repeat(LONGEST)), "{letter}");
            let room = LONGEST - "front back".len();
            let taken = letter.repeat(room / letter.len());
            assert_eq!(prompt.text(), format!("front {taken}back"));
            assert_eq!(prompt.at(), "front ".len() + taken.len());
            assert!(prompt.insert(""));
        }
    }

    proptest! {
        #[test]
        fn the_cursor_stays_between_graphemes(steps in proptest::collection::vec((0u8..11, "\\PC{0,3}"), 0..40)) {
            let mut prompt = Prompt::default();
            for (step, text) in steps {
                match step {
                    0..=2 => {
                        let _ = prompt.insert(&text);
                    }
                    3 => { prompt.delete_back(); }
                    4 => prompt.delete(),
                    5 => prompt.step(false),
                    6 => prompt.step(true),
                    7 => prompt.edit(Edit::WordLeft),
                    8 => prompt.edit(Edit::WordRight),
                    9 => prompt.edit(Edit::DeleteAfter),
                    _ => prompt.delete_word(),
                }
                let at = prompt.at();
                prop_assert!(prompt.text().is_char_boundary(at));
                let ends: Vec<usize> = prompt.text().grapheme_indices(true).map(|(i, _)| i).chain([prompt.text().len()]).collect();
                prop_assert!(ends.contains(&at), "{at} in {:?}", prompt.text());
            }
        }
    }
}
