//! The reading of a record, field by field: where each begins and ends, and the slips of the pen between them.
//!
//! Which fields a kind has is [`super::form`]'s, and what stands in them [`super::values`]'s.

use super::super::clocks::PartyClock;
use super::super::form::FormField;
use super::super::model::{Cite, CountAnchor, Limit, Original, Point, Post, Translation};
use super::super::problem::ProblemCode;
use super::super::ron::location::{PathStep, locate};
use super::super::ron::mistakes::{Expected, brief, lookalike, named, with_article};
use super::form::{Given, MISNAMED, RecordForm, SECTIONS};
use super::reading::{ReadResult, Reading, ValueFault};
use crate::text::classes::is_default_ignorable;
use crate::text::spelling::nearest_name;

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FieldState {
    /// A value as it should be.
    Good,
    /// Something else, which is told and passed.
    Faulty,
    /// `None`.
    None,
}

/// What stands where a field may begin.
enum NextItem<'a> {
    /// A field, by its name, and the colon after it is passed.
    FieldName(&'a str),
    /// Nothing yet: what stood there is told and passed.
    Again,
    /// The end of the record.
    End,
}

impl<'a> Reading<'a, '_> {
    pub(super) fn clock(&mut self) -> ReadResult<PartyClock> {
        self.record()
    }

    pub(super) fn posts(&mut self) -> ReadResult<Vec<Post>> {
        self.good_ones(Self::record::<Post>).map(|(posts, _)| posts)
    }

    pub(super) fn cite(&mut self) -> ReadResult<Cite> {
        self.record()
    }

    pub(super) fn anchor(&mut self) -> ReadResult<CountAnchor> {
        self.record()
    }

    pub(super) fn original(&mut self) -> ReadResult<Original> {
        self.record()
    }

    pub(super) fn translation(&mut self) -> ReadResult<Translation> {
        self.record()
    }

    pub(super) fn limit(&mut self) -> ReadResult<Limit> {
        self.record()
    }

    /// The points of a series, as they stand; each that is left out is counted.
    pub(super) fn points(&mut self) -> ReadResult<Vec<Point>> {
        let (points, left_out) = self.good_ones(Self::record::<Point>)?;
        self.left_out += left_out;
        Ok(points)
    }

    /// A record within another. It must have what it cannot do without.
    fn record<T: RecordForm>(&mut self) -> ReadResult<T> {
        let outer = self.field;
        let read = self.fields::<T>();
        self.field = outer;
        match read? {
            (record, true) => Ok(record),
            (_, false) => Err(ValueFault::Passed),
        }
    }

    /// Reads a record, and whether all that it must have is there and well.
    pub(super) fn fields<T: RecordForm>(&mut self) -> ReadResult<(T, bool)> {
        self.cursor.blank();
        let start = self.cursor.at;
        self.opening::<T>()?;
        let bracket = self.cursor.at - 1;
        let mut record = T::blank(self, start);
        let mut given = Given::default();
        let mut likely = 0;
        let (mut strange, mut unlike) = (false, false);
        loop {
            let (at, name) = match self.next_field(bracket)? {
                NextItem::FieldName(name) => (self.field_at, name),
                NextItem::Again => continue,
                NextItem::End => break,
            };
            match position(T::FIELDS, name, likely) {
                Some(field) if !given.has(field) => {
                    given.add(field);
                    likely = field + 1;
                    self.field = T::FIELDS.get(field).map_or("", |f| f.name);
                    match self.value(field, &mut record)? {
                        FieldState::Good => given.add_good(field),
                        FieldState::Faulty => {}
                        FieldState::None => given.add_none(field),
                    }
                }
                Some(_) => {
                    let message = format!("the field `{name}` is given twice");
                    let code = ProblemCode::DuplicateField;
                    let first = [PathStep::Field(name)];
                    let first = locate(self.cursor.text(), start, &first, &mut None);
                    let second = first.map(|first| (first.start, "given here first"));
                    let range = at..at + name.len();
                    self.report_both(range, second, code, &message, "keep one of the two");
                    self.skip_field()?;
                }
                None => {
                    if !std::mem::replace(&mut strange, true) {
                        self.in_its_place::<T>(start)?;
                    }
                    match self.unknown_field::<T>(at, name) {
                        Some(field) => given.add(field),
                        None => unlike = true,
                    }
                    self.skip_field()?;
                }
            }
            self.after_field()?;
        }
        if unlike {
            // A field that is missing may be what was meant by one that is told.
            return Ok((record, false));
        }
        Ok(self.judged(record, given, start))
    }

    /// Completes and judges a record, all of whose fields have been read.
    fn judged<T: RecordForm>(
        &mut self,
        mut record: T,
        mut given: Given,
        start: usize,
    ) -> (T, bool) {
        let required = || T::FIELDS.iter().enumerate().filter(|(_, field)| field.is_required());
        // What a record cannot do without is not given by `None`: it is left out.
        for (n, _) in required() {
            if given.is_none(n) {
                given.take_out(n);
            }
        }
        let written = given;
        record.complete(&mut given, &self.defaults);
        let (mut whole, mut missing) = (true, Vec::new());
        for (n, field) in required() {
            if !given.has(n) && !self.defaults.faulty.contains(&field.name) {
                if given.is_none(n) {
                    self.none_in_need(start, T::KIND, field.name);
                } else {
                    missing.push(field.name);
                }
            }
            whole &= if written.has(n) { given.is_good(n) } else { given.has(n) };
        }
        self.missing(start, T::KIND, &missing);
        if whole {
            record.judge(given, start, self);
        }
        (record, whole)
    }

    /// The opening bracket, and the name that RON lets stand before it.
    fn opening<T: RecordForm>(&mut self) -> ReadResult<()> {
        let start = self.cursor.at;
        if self.cursor.eat(b'(') {
            return Ok(());
        }
        let name = self.cursor.name();
        let end = self.cursor.at;
        self.cursor.blank();
        if !self.cursor.eat(b'(') {
            self.cursor.at = start;
            return Err(self.wrong(Expected::Record(T::KIND)));
        }
        if let Some(name) = name.filter(|name| *name != T::KIND) {
            let kind = with_article(T::KIND);
            let message = format!("`{}` stands before the bracket of {kind}", brief(name));
            let help = "write (field: value, …), without it";
            self.report(start..end, ProblemCode::WrongType, &message, help);
        }
        Ok(())
    }

    /// The value of a field.
    fn value<T: RecordForm>(&mut self, field: usize, record: &mut T) -> ReadResult<FieldState> {
        self.cursor.blank();
        let start = self.cursor.at;
        let wrapped = self.wrapping();
        if wrapped == Some(Wrapping::None) {
            return Ok(FieldState::None);
        }
        match record.read(field, self) {
            Ok(()) => {}
            Err(ValueFault::Passed) => return Ok(FieldState::Faulty),
            Err(ValueFault::Value) => {
                self.cursor.at = start;
                self.skip_field()?;
                return Ok(FieldState::Faulty);
            }
            Err(fault) => return Err(fault),
        }
        if let Some(Wrapping::Some(bracket)) = wrapped {
            self.close_bracket(bracket)?;
        }
        Ok(FieldState::Good)
    }

    /// `None`, or `Some(` before a value, which RON writes for what may be left out.
    fn wrapping(&mut self) -> Option<Wrapping> {
        if !matches!(self.cursor.peek(), Some(b'S' | b'N')) {
            return None;
        }
        let start = self.cursor.at;
        let name = self.cursor.name();
        let after = self.cursor.at;
        self.cursor.blank();
        let bracket = self.cursor.at;
        match (name, self.cursor.peek()) {
            (Some("Some"), Some(b'(')) => {
                self.cursor.at += 1;
                Some(Wrapping::Some(bracket))
            }
            (Some("None"), Some(b',' | b')')) => {
                self.cursor.at = after;
                Some(Wrapping::None)
            }
            _ => {
                self.cursor.at = start;
                None
            }
        }
    }

    /// What stands where a field may begin in a record whose bracket opens at an offset.
    fn next_field(&mut self, bracket: usize) -> ReadResult<NextItem<'a>> {
        self.cursor.blank();
        self.field_at = self.cursor.at;
        if let Some(name) = self.cursor.name() {
            return self.colon(name);
        }
        let Some(c) = self.cursor.peek_char() else {
            return Err(self.never_closed(bracket, self.shows_end()));
        };
        match c {
            ')' => {
                self.cursor.at += 1;
                return Ok(NextItem::End);
            }
            ']' | '}' if self.closes_before_end() => {
                self.unexpected("this bracket closes nothing", "remove it");
                self.cursor.at += 1;
                return Ok(NextItem::Again);
            }
            ']' | '}' => return Err(self.never_closed(bracket, "another bracket closes here")),
            '(' if self.cursor.begins_record() => {
                return Err(self.never_closed(bracket, "the next record begins here"));
            }
            ',' => {
                self.unexpected("a comma without a field before it", "remove it");
                self.cursor.at += 1;
                return Ok(NextItem::Again);
            }
            '"' => return self.field_in_marks(),
            _ => {}
        }
        if self.passes_slip(c) {
            return Ok(NextItem::Again);
        }
        let message = format!("{} stands where a field is expected", named(c));
        Err(self
            .unexpected(&message, "write fields as name: value, and ) at the end of the record"))
    }

    /// Whether the bracket at the cursor stands just before the one that ends the record.
    fn closes_before_end(&mut self) -> bool {
        let at = self.cursor.at;
        self.cursor.at += 1;
        self.cursor.blank();
        let ends = self.cursor.eat(b')');
        self.cursor.blank();
        let ends = ends && matches!(self.cursor.peek(), Some(b',' | b']'));
        self.cursor.at = at;
        ends
    }

    /// The colon after the name of a field.
    fn colon(&mut self, name: &'a str) -> ReadResult<NextItem<'a>> {
        let at = self.field_at;
        if self.cursor.eat(b':') {
            return Ok(NextItem::FieldName(name));
        }
        if self.cursor.peek() == Some(b'-') {
            self.cursor.run();
        }
        let mut name = self.cursor.slice(at..self.cursor.at);
        self.cursor.blank();
        // A name of two words: `same as:`.
        if self.starts_field() {
            self.cursor.name();
            name = self.cursor.slice(at..self.cursor.at);
            self.cursor.blank();
        }
        match self.cursor.peek_char() {
            Some(':') => self.cursor.at += 1,
            Some(c) if lookalike(c) == Some(':') => {
                let message = format!("{} stands where a colon belongs", named(c));
                self.unexpected(&message, &format!("write {}: …", brief(name)));
                self.cursor.pass_char();
                // `=>`
                self.cursor.eat(b'>');
            }
            Some(c) if c.is_alphabetic() && !c.is_ascii() => {
                let message = format!("{} stands in the name of a field", named(c));
                return Err(self.unexpected(&message, "fields are named in letters a to z"));
            }
            _ => {
                let message =
                    format!("`{}` is no field: a colon and a value belong to it", brief(name));
                let help = format!("write {}: …, and a comma after each value", brief(name));
                self.report(at..at + name.len(), ProblemCode::Syntax, &message, &help);
                return Err(ValueFault::Syntax(at));
            }
        }
        Ok(NextItem::FieldName(name))
    }

    /// A name in quotation marks, as JSON has it.
    fn field_in_marks(&mut self) -> ReadResult<NextItem<'a>> {
        let start = self.cursor.at;
        let written = self.cursor.string().map_err(|broken| self.broken(broken))?;
        let end = self.cursor.at;
        self.cursor.blank();
        if !self.cursor.eat(b':') {
            self.report(
                start..end,
                ProblemCode::Syntax,
                "a field is expected here, as in name: \"…\"",
                COMMAS,
            );
            return Err(ValueFault::Syntax(start));
        }
        self.field_at = start + 1;
        let message = "the name of a field stands without quotation marks";
        let help = format!("write {}: …", brief(written.body));
        self.report(start..end, ProblemCode::WrongType, message, &help);
        Ok(NextItem::FieldName(written.body))
    }

    /// The comma after a field. The bracket that ends the record is left for who looks for the next field.
    fn after_field(&mut self) -> ReadResult<()> {
        loop {
            self.cursor.blank();
            if self.cursor.eat(b',') {
                return Ok(());
            }
            let Some(c) = self.cursor.peek_char() else { return Ok(()) };
            if matches!(c, ')' | ']' | '}') {
                return Ok(());
            }
            if self.takes_for_comma(c) {
                return Ok(());
            }
            if self.passes_slip(c) {
                continue;
            }
            let at = self.cursor.at;
            if self.starts_field() {
                let name = self.cursor.name().unwrap_or_default();
                let message = format!("a comma is missing before `{}`", brief(name));
                self.report(
                    at..self.cursor.at,
                    ProblemCode::Syntax,
                    &message,
                    "write a comma after each value",
                );
                self.cursor.at = at;
                return Ok(());
            }
            if c == '(' && self.cursor.begins_record() {
                return Ok(());
            }
            return Err(self.no_comma(COMMAS));
        }
    }

    /// Passes a slip that says nothing, and tells it: a character that shows nothing, a comment of another form, a
    /// bracket of print.
    pub(super) fn passes_slip(&mut self, c: char) -> bool {
        if is_default_ignorable(c) {
            let message =
                format!("U+{:04X} stands here, a character that shows nothing", u32::from(c));
            self.unexpected(&message, "remove it");
            self.cursor.pass_char();
            return true;
        }
        let line = self.cursor.slice(self.cursor.at..self.cursor.end());
        if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            let help = "keep one of the two versions, and remove the marks";
            self.unexpected("two versions of this file were merged, and nobody has chosen", help);
            self.cursor.pass_line();
            return true;
        }
        if c == '#' {
            self.unexpected("a comment does not begin with #", "write // before a comment");
            self.cursor.pass_line();
            return true;
        }
        false
    }

    /// Reports a field that a kind does not have; the one that is meant by it, so that it is not missed besides.
    fn unknown_field<T: RecordForm>(&mut self, at: usize, name: &str) -> Option<usize> {
        let names = T::FIELDS.iter().map(|field| field.name);
        let misnamed = MISNAMED.iter().find(|(kind, other, _)| *kind == T::KIND && *other == name);
        let near =
            misnamed.map(|(_, _, right)| *right).or_else(|| nearest_name(name, names.clone()));
        let message = format!("{} has no field `{}`", with_article(T::KIND), brief(name));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the fields are {}", names.collect::<Vec<_>>().join(", ")),
        };
        self.report(at..at + name.len(), ProblemCode::UnknownField, &message, &help);
        near.and_then(|near| position(T::FIELDS, near, 0))
    }

    /// Reports a record that is of another kind than its list, and passes it.
    fn in_its_place<T: RecordForm>(&mut self, record: usize) -> ReadResult<()> {
        let Some((kind, list)) = self.belongs_elsewhere::<T>(record) else { return Ok(()) };
        let message =
            format!("this is {}, and stands among records of another kind", with_article(kind));
        let help = format!("move it into the list `{list}`");
        self.report(record..record + 1, ProblemCode::UnknownField, &message, &help);
        self.cursor.at = record;
        self.cursor.skip_value().map_err(|broken| self.broken(broken))?;
        Err(ValueFault::Passed)
    }

    /// The kind, and its list, whose form fits the record that begins at an offset, where its own kind's does not.
    fn belongs_elsewhere<T: RecordForm>(
        &mut self,
        record: usize,
    ) -> Option<(&'static str, &'static str)> {
        let mut lists = SECTIONS.iter().filter(|section| section.is_list);
        if !lists.clone().any(|section| section.kind.name == T::KIND) {
            return None;
        }
        let here = self.cursor.at;
        self.cursor.at = record;
        let given = self.cursor.names_of_fields();
        self.cursor.at = here;
        let given = given?;
        let fits = |fields: &[FormField]| {
            given.iter().all(|name| fields.iter().any(|field| field.name == *name))
                && fields.iter().all(|field| !field.is_required() || given.contains(&field.name))
        };
        let other = lists.find(|list| list.kind.name != T::KIND && fits(list.kind.fields))?;
        Some((other.kind.name, other.name))
    }
}

/// `Some(`, and where its bracket stands, or `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    Some(usize),
    None,
}

const COMMAS: &str =
    "write a comma after each value; text that holds quotation marks goes into r#\"…\"#";

/// The position of a field, looked for from `likely` on: most records give their fields in one order.
fn position(fields: &[FormField], name: &str, likely: usize) -> Option<usize> {
    let behind = fields.iter().enumerate().skip(likely);
    let mut from_there_on = behind.chain(fields.iter().enumerate().take(likely));
    from_there_on.find(|(_, field)| field.name == name).map(|(position, _)| position)
}
