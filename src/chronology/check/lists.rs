//! Lists, and what stands between values: commas, brackets, the beginnings of fields.
//!
//! A faulty item is passed over, so that those behind it are read too.

use super::super::ron::mistakes::{Expected, lookalike, named};
use super::reading::{ReadResult, Reading, ValueFault};
use super::values::length_of_address;

impl Reading<'_, '_> {
    /// `[…]`, each item read alike. A list in other brackets is told and not read.
    pub(super) fn list<T>(&mut self, item: fn(&mut Self) -> ReadResult<T>) -> ReadResult<Vec<T>> {
        let mut list = Vec::new();
        self.items(|reading| {
            list.push(item(reading)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// `[…]`, of which faulty items are left out alone; they are counted.
    pub(super) fn good_ones<T>(
        &mut self,
        item: fn(&mut Self) -> ReadResult<T>,
    ) -> ReadResult<(Vec<T>, usize)> {
        let (grave, mut left_out) = (self.grave, 0);
        let mut list = Vec::new();
        self.items(|reading| {
            let (before, start) = (reading.grave, reading.cursor.at);
            match item(reading) {
                Ok(value) if reading.grave == before => list.push(value),
                Ok(_) | Err(ValueFault::Passed) => left_out += 1,
                Err(ValueFault::Value) => {
                    left_out += 1;
                    reading.cursor.at = start;
                    reading.skip_field()?;
                }
                Err(fault) => return Err(fault),
            }
            Ok(())
        })?;
        self.grave = grave;
        Ok((list, left_out))
    }

    fn items(&mut self, mut item: impl FnMut(&mut Self) -> ReadResult<()>) -> ReadResult<()> {
        self.cursor.blank();
        let bracket = self.cursor.at;
        if !self.cursor.eat(b'[') {
            return Err(self.wrong(Expected::List));
        }
        let mut faulty = false;
        loop {
            self.cursor.blank();
            let start = self.cursor.at;
            match self.cursor.peek() {
                Some(b']') => {
                    self.cursor.at += 1;
                    break;
                }
                Some(b',') => {
                    self.unexpected("a comma without a value before it", "remove it");
                    faulty = true;
                    self.cursor.at += 1;
                    continue;
                }
                _ => {
                    self.goes_on_list(bracket)?;
                }
            }
            match item(self) {
                Ok(()) => {}
                Err(ValueFault::Value) => {
                    faulty = true;
                    self.cursor.at = start;
                    self.skip_field()?;
                }
                Err(ValueFault::Passed) => faulty = true,
                Err(fault) => return Err(fault),
            }
            self.after_item(bracket)?;
        }
        // What is wrong in it has been told: the list is passed, and is none.
        if faulty { Err(ValueFault::Passed) } else { Ok(()) }
    }

    /// What follows an item of a list.
    fn after_item(&mut self, bracket: usize) -> ReadResult<()> {
        self.cursor.blank();
        match self.cursor.peek_char() {
            Some(',') => self.cursor.at += 1,
            Some(']') => {}
            Some('(' | '"') => {
                self.unexpected("a comma is missing here", "write a comma after each value");
            }
            Some(c) if self.takes_for_comma(c) => {}
            _ => {
                let c = self.goes_on_list(bracket)?;
                let message = format!("a comma or ] is expected here, not {}", named(c));
                return Err(self.unexpected(&message, "write a comma after each value"));
            }
        }
        Ok(())
    }

    /// The character that goes on a list whose bracket opens at an offset. At the end, at another bracket that closes
    /// and at a field it is never closed.
    fn goes_on_list(&mut self, bracket: usize) -> ReadResult<char> {
        let shows = match self.cursor.peek_char() {
            None => self.shows_end(),
            Some(')' | '}') => "another bracket closes here",
            Some(_) if self.starts_field() => "a field begins here",
            Some(c) => return Ok(c),
        };
        Err(self.never_closed(bracket, shows))
    }

    /// Passes a sign that is printed like a comma, and says so.
    pub(super) fn takes_for_comma(&mut self, c: char) -> bool {
        let is_comma = lookalike(c) == Some(',');
        if is_comma {
            self.unexpected(&format!("{} stands where a comma belongs", named(c)), "write ,");
            self.cursor.pass_char();
        }
        is_comma
    }

    /// Whether a name and a colon come next.
    pub(super) fn starts_field(&mut self) -> bool {
        let start = self.cursor.at;
        let named = self.cursor.name().is_some();
        self.cursor.blank();
        let is_field = named && self.cursor.peek() == Some(b':');
        self.cursor.at = start;
        is_field
    }

    /// Whether a bracket with a name and a colon behind it comes next: a record, in whatever brackets.
    pub(super) fn begins_bracketed_fields(&mut self) -> bool {
        let start = self.cursor.at;
        self.cursor.at += 1;
        self.cursor.blank();
        let begins = self.starts_field();
        self.cursor.at = start;
        begins
    }

    /// Passes the value that stands at the cursor, whatever it is.
    pub(super) fn skip_field(&mut self) -> ReadResult<()> {
        let rest = self.cursor.slice(self.cursor.at..self.cursor.end());
        self.cursor.at += length_of_address(rest).unwrap_or(0);
        self.cursor.skip_to_end_of_field().map_err(|broken| self.broken(broken))
    }
}
