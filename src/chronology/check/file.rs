//! One file: its lists and the records in them, whatever stands between.
//!
//! A mistake costs the record it is made in. What was meant is read on where that is plain (a list that is misspelt,
//! a comma that is missing); where it is not, reading goes on at the next place that begins a record or a list.

use super::super::form::SECTION_NAMES;
use super::super::model::{
    Event, FileIx, Location, Meta, Note, Party, Series, Source, Speaker, Statement,
};
use super::super::problem::{ProblemCode, ProblemList};
use super::super::ron::cursor::Resume;
use super::super::ron::mistakes::{Expected, brief, lookalike, named, suggest, with_article};
use super::super::ron::other_form::other_form;
use super::super::shared_str::SharedStr;
use super::ReadingThread;
use super::form::{Defaults, RecordForm};
use super::reading::{Reading, ValueFault};
use crate::text::spelling::nearest_name;

/// A record with the number of the name that it goes by.
#[derive(Debug)]
pub(super) struct Declared<T> {
    pub(super) record: T,
    pub(super) name: u32,
}

/// A record that is left out for a problem of its own.
#[derive(Debug)]
pub(super) struct LostRecord {
    pub(super) kind: &'static str,
    /// A name that it goes by or should.
    pub(super) name: u32,
    /// Its position among the problems.
    pub(super) problem: Option<u32>,
}

/// What a file holds, in its order. Every reference is the number of a name.
#[derive(Debug, Default)]
pub(in super::super) struct FileRecords {
    pub(super) names: Vec<SharedStr>,
    pub(super) meta: Vec<(Meta, Location)>,
    /// What its records leave out.
    pub(super) defaults: Option<Defaults>,
    pub(super) parties: Vec<Declared<Party>>,
    pub(super) speakers: Vec<Declared<Speaker>>,
    pub(super) sources: Vec<Declared<Source>>,
    pub(super) events: Vec<Declared<Event>>,
    pub(super) statements: Vec<Declared<Statement>>,
    pub(super) notes: Vec<Declared<Note>>,
    pub(super) series: Vec<Declared<Series>>,
    pub(super) lost: Vec<LostRecord>,
    pub(super) left_out: usize,
    /// Whether nobody knows what records it holds.
    pub(super) is_unread: bool,
    pub(super) problems: ProblemList,
}

/// A kind of record that stands in a list of its own.
trait Listed: RecordForm {
    /// Whether it is left out for any fault: shown with a faulty date or speaker it would mislead. What others rest
    /// on stays, less what is faulty.
    const IS_CLAIM: bool;

    fn list(records: &mut FileRecords) -> &mut Vec<Declared<Self>>;
}

macro_rules! listed {
    ($($type:ident $is_claim:literal $list:ident)*) => {$(
        impl Listed for $type {
            const IS_CLAIM: bool = $is_claim;

            fn list(records: &mut FileRecords) -> &mut Vec<Declared<Self>> {
                &mut records.$list
            }
        }
    )*};
}

listed! {
    Party false parties
    Speaker false speakers
    Source false sources
    Event true events
    Statement true statements
    Note true notes
    Series false series
}

impl FileRecords {
    /// The same with every record that it keeps as lost for one problem, whose position is given.
    pub(super) fn all_lost(mut self, problem: u32) -> Self {
        fn lose<T: Listed>(records: &mut FileRecords, problem: u32) {
            for Declared { name, .. } in std::mem::take(T::list(records)) {
                records.lost.push(LostRecord { kind: T::KIND, name, problem: Some(problem) });
                records.left_out += 1;
            }
        }
        self.lost.iter_mut().for_each(|lost| lost.problem = Some(problem));
        lose::<Party>(&mut self, problem);
        lose::<Speaker>(&mut self, problem);
        lose::<Source>(&mut self, problem);
        lose::<Event>(&mut self, problem);
        lose::<Statement>(&mut self, problem);
        lose::<Note>(&mut self, problem);
        lose::<Series>(&mut self, problem);
        Self { names: self.names, lost: self.lost, left_out: self.left_out, ..Self::default() }
    }
}

/// Reads a file.
pub(in super::super) fn read(
    ix: FileIx,
    name: &str,
    text: &str,
    thread: &mut ReadingThread<'_>,
) -> FileRecords {
    let mut reading = Reading::new(ix, name, text, thread);
    let mut file = File::default();
    loop {
        file.dataset(&mut reading);
        // What a file says for all of its records it may say behind them: they are read again.
        let Some(defaults) = file.late_defaults.take() else { break };
        reading.again(defaults);
        file = File { has_defaults: true, ..File::default() };
    }
    if let Some(at) = reading.cursor.take_open_comment() {
        let message = "this comment is never closed";
        reading.report(at..at + 2, ProblemCode::Syntax, message, "write */ where it should end");
    }
    reading.tell(text.len());
    let mut records = file.records;
    records.problems = std::mem::take(&mut reading.problems);
    records.left_out += reading.left_out;
    records.names = std::mem::take(&mut reading.names.list);
    records
}

/// Where the reading of a file stands.
#[derive(Default)]
struct File {
    records: FileRecords,
    /// Where lists were given first, by their position among the names of lists.
    given: [Option<usize>; SECTION_NAMES.len()],
    /// The list that was read last, unless what is no list has been read since.
    last: &'static str,
    /// Whether the defaults have been read in an earlier turn.
    has_defaults: bool,
    late_defaults: Option<Defaults>,
    /// What closes the brackets that the file begins with in place of one round bracket, the last first to come: they
    /// have been told together.
    begun: Vec<char>,
    /// How many records have been read, well or not.
    read: usize,
    /// Where the list that is being read begins.
    began: usize,
}

/// What comes after a record or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    /// Perhaps another of the kind.
    More,
    /// The name of a list.
    Section,
    /// Nothing that could be read.
    Nothing,
}

const FORM: &str = "a dataset file is one struct: ( sources: […], statements: […] )";

/// What stands in a list, and how it is written.
const RECORD: &str = "a record in round brackets";
const WRITE_RECORD: &str = "write (field: value, …)";

impl File {
    fn dataset(&mut self, reading: &mut Reading<'_, '_>) {
        attributes(reading);
        let at = reading.cursor.at;
        if reading.cursor.eat(b'(') {
            return self.sections(reading, Some(at));
        }
        while let Some(c) = reading.cursor.peek_char()
            && reading.passes_slip(c)
        {
            reading.cursor.blank();
        }
        let at = reading.cursor.at;
        if reading.cursor.eat(b'(') {
            return self.sections(reading, Some(at));
        }
        if let Some((form, range)) = other_form(reading.cursor.text()) {
            let message = format!("this is {form}, and a dataset is written in RON");
            reading.report(range, ProblemCode::Syntax, &message, FORM);
            self.records.is_unread = true;
            return;
        }
        let start = reading.cursor.at;
        let name = reading.cursor.name().filter(|name| nearest_name(name, SECTION_NAMES).is_some());
        reading.cursor.at = start;
        if let (Some(name), true) = (name, reading.starts_field()) {
            let message = format!("a round bracket is missing before `{}`", brief(name));
            reading.report(at..at + name.len(), ProblemCode::Syntax, &message, FORM);
            return self.sections(reading, None);
        }
        match reading.cursor.peek_char() {
            Some(c) => {
                let message =
                    format!("{} stands where a dataset begins with a round bracket", named(c));
                reading.unexpected(&message, FORM);
            }
            None => {
                reading.unexpected("there is nothing here but comments", FORM);
            }
        }
        if next_section(reading, at) {
            let before = reading.cursor.text().get(at..reading.cursor.at).unwrap_or_default();
            self.begun = closing(before);
            self.sections(reading, None);
        } else {
            self.records.is_unread = reading.cursor.peek().is_some();
        }
    }

    /// Reads the lists; `open` is where the bracket stands that is to be closed behind them.
    fn sections(&mut self, reading: &mut Reading<'_, '_>, mut open: Option<usize>) {
        while self.late_defaults.is_none() {
            reading.cursor.blank();
            let at = reading.cursor.at;
            let Some(c) = reading.cursor.peek_char() else {
                if let Some(open) = open {
                    reading.never_closed(open, "the file ends here");
                }
                return;
            };
            if open.is_none() && self.begun.last() == Some(&c) {
                self.begun.pop();
                reading.cursor.at += 1;
                reading.cursor.blank();
                reading.cursor.eat(b',');
                continue;
            }
            match c {
                ')' => {
                    reading.cursor.at += 1;
                    if !self.behind(reading, &mut open) {
                        return;
                    }
                }
                ']' | '}' => {
                    let at = reading.cursor.at;
                    reading.cursor.at += 1;
                    reading.cursor.blank();
                    let closes = open.filter(|_| reading.cursor.peek().is_none());
                    reading.cursor.at = at;
                    if let Some(open) = closes {
                        let message = format!("this ( is closed with {c}");
                        let second = Some((at, "here"));
                        let code = ProblemCode::Syntax;
                        reading.report_both(open..open + 1, second, code, &message, "write )");
                        return;
                    }
                    reading.unexpected("this bracket closes nothing", "remove it");
                    reading.cursor.at += 1;
                    reading.cursor.blank();
                    reading.cursor.eat(b',');
                }
                ',' => {
                    reading.unexpected("a comma without a list before it", "remove it");
                    reading.cursor.at += 1;
                }
                'a'..='z' | 'A'..='Z' | '_' | '"' => {
                    if self.section(reading) == After::Nothing {
                        return;
                    }
                }
                _ if reading.passes_slip(c) || reading.takes_for_comma(c) => {}
                _ => {
                    let message = format!("{} stands where a list is expected", named(c));
                    let help = format!("the lists are {}", SECTION_NAMES.join(", "));
                    reading.unexpected(&message, &help);
                    let went_on = matches!(c, '(' | '[') && self.list_goes_on(reading);
                    let reads_on = went_on || list_behind_signs(reading);
                    if !reads_on && self.skip_unnamed(reading, at) == After::Nothing {
                        return;
                    }
                }
            }
        }
    }

    /// Reads the records behind a list that was closed before them, or that began with something else: they are of
    /// its kind. Whether there are any; of what else stands here nothing is known.
    fn list_goes_on(&mut self, reading: &mut Reading<'_, '_>) -> bool {
        let at = reading.cursor.at;
        if reading.cursor.eat(b'[') {
            reading.cursor.blank();
        }
        let is_record = reading.cursor.begins_record();
        if !is_record || self.last.is_empty() {
            reading.cursor.at = at;
            return false;
        }
        match self.last {
            "parties" => self.items::<Party>(reading, None),
            "speakers" => self.items::<Speaker>(reading, None),
            "sources" => self.items::<Source>(reading, None),
            "events" => self.items::<Event>(reading, None),
            "statements" => self.items::<Statement>(reading, None),
            "notes" => self.items::<Note>(reading, None),
            _ => self.items::<Series>(reading, None),
        };
        reading.cursor.blank();
        reading.cursor.eat(b',');
        true
    }

    /// What stands behind the bracket that closes the dataset: whether lists go on, with the bracket of another
    /// dataset in `open` or with none.
    fn behind(&mut self, reading: &mut Reading<'_, '_>, open: &mut Option<usize>) -> bool {
        reading.cursor.blank();
        let at = reading.cursor.at;
        let Some(c) = reading.cursor.peek_char() else { return false };
        if c == '(' {
            let help = "move its lists into the brackets of the first";
            reading.unexpected("a second dataset begins here, and a file holds one", help);
            self.given = [None; SECTION_NAMES.len()];
            reading.cursor.at += 1;
            *open = Some(at);
            return true;
        }
        let (message, help) = match c {
            ')' | ']' | '}' => ("this bracket closes nothing", "remove it"),
            _ => (
                "nothing may follow the dataset's closing bracket",
                "remove it, or move it into the brackets; a comment begins with //",
            ),
        };
        reading.unexpected(message, help);
        *open = None;
        list_behind_signs(reading) || self.skip_unnamed(reading, at) != After::Nothing
    }

    /// Reads the list whose name begins here.
    fn section(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let at = reading.cursor.at;
        let help = || format!("the lists are {}", SECTION_NAMES.join(", "));
        let Some(name) = section_name(reading) else {
            return self.skip_unnamed(reading, at);
        };
        reading.cursor.blank();
        let opens = matches!(reading.cursor.peek(), Some(b'[' | b'('));
        let end = at + name.len();
        let known = SECTION_NAMES.iter().position(|section| *section == name).or_else(|| {
            let near = nearest_name(name, SECTION_NAMES).filter(|_| opens);
            let message = format!("a dataset has no list `{}`", brief(name));
            let help = near.map_or_else(help, |near| format!("did you mean `{near}`?"));
            reading.report(at..end, ProblemCode::UnknownField, &message, &help);
            SECTION_NAMES.iter().position(|section| Some(*section) == near)
        });
        let section = known.and_then(|n| SECTION_NAMES.get(n)).copied().unwrap_or_default();
        let given = known.and_then(|n| self.given.get_mut(n));
        if let Some(first) = given.and_then(|given| given.replace(at)) {
            report_twice(reading, section, at..end, first);
        }
        if !matches!(section, "meta" | "defaults") {
            self.last = section;
        }
        let after = match section {
            "meta" => self.meta(reading),
            "defaults" => self.defaults(reading),
            "parties" => self.list::<Party>(reading),
            "speakers" => self.list::<Speaker>(reading),
            "sources" => self.list::<Source>(reading),
            "events" => self.list::<Event>(reading),
            "statements" => self.list::<Statement>(reading),
            "notes" => self.list::<Note>(reading),
            "series" => self.list::<Series>(reading),
            _ => self.skip_list(reading),
        };
        if after == After::More {
            comma_after_section(reading);
        }
        after
    }

    /// Passes a list that has no name, whose records are left out; what has none either goes with the next list.
    fn skip_unnamed(&mut self, reading: &mut Reading<'_, '_>, at: usize) -> After {
        match (reading.cursor.resume(at), reading.cursor.next_section(at + 1)) {
            (Some(Resume::Record(record)), next) if next.is_none_or(|next| record < next) => {
                let before = reading.cursor.slice(at..record);
                reading.cursor.at = before.rfind('[').map_or(record, |bracket| at + bracket);
                let after = self.skip_list(reading);
                if after == After::More {
                    comma_after_section(reading);
                }
                after
            }
            _ => go_on_at_section(reading, at),
        }
    }

    /// Passes a list that nobody knows, up to where it ends or the next list begins; what is in it is left out.
    fn skip_list(&mut self, reading: &mut Reading<'_, '_>) -> After {
        // The name of another list in place of this one.
        if reading.starts_field() {
            return After::Section;
        }
        let at = reading.cursor.at;
        let problem = reading.last_problem();
        let next = reading.cursor.next_section(at + 1);
        reading.cursor.end_at(next);
        let mut closed = false;
        if !matches!(reading.cursor.peek(), Some(b'[' | b'(')) {
            closed = reading.cursor.skip_to_end_of_field().is_ok();
            let end = std::mem::replace(&mut reading.cursor.at, at);
            // It may be no value but a slip before a list.
            let bracket = reading.cursor.opening_behind().filter(|at| *at < end || !closed);
            closed &= bracket.is_none();
            reading.cursor.at = bracket.unwrap_or(end);
        }
        // The record that a list without a bracket begins with is counted as any.
        let is_list = !closed
            && (reading.cursor.begins_record()
                || reading.cursor.eat(b'[')
                || reading.cursor.eat(b'('));
        let mut within = 0;
        while is_list && !closed {
            reading.cursor.blank();
            let start = reading.cursor.at;
            match reading.cursor.peek() {
                None => break,
                Some(b'[') => {
                    reading.cursor.at += 1;
                    within += 1;
                }
                Some(b']') if within > 0 => {
                    reading.cursor.at += 1;
                    within -= 1;
                }
                Some(b']' | b')') => {
                    reading.cursor.at += 1;
                    closed = true;
                }
                Some(b'(') => {
                    self.lose("record", reading, start, problem);
                    if reading.cursor.skip_value().is_err() {
                        let next = reading.cursor.resume(start + 1).map(Resume::at);
                        reading.cursor.at = next.unwrap_or(usize::MAX).min(reading.cursor.end());
                    }
                }
                Some(_) if reading.cursor.skip_value().is_ok() => {}
                Some(_) => reading.cursor.pass_char(),
            }
        }
        reading.cursor.end_at(None);
        match (closed, next) {
            (true, _) => After::More,
            (false, Some(next)) => {
                reading.cursor.at = next;
                After::Section
            }
            (false, None) => After::Nothing,
        }
    }

    fn meta(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let start = reading.cursor.at;
        let location = reading.location(start);
        match self.one::<Meta>(reading, start) {
            Ok(read) => {
                self.records.meta.extend(read.map(|(meta, _)| (meta, location)));
                After::More
            }
            Err(after) => after,
        }
    }

    fn defaults(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let start = reading.cursor.at;
        match self.one::<Defaults>(reading, start) {
            Ok(read) => {
                if let Some((defaults, _)) = read {
                    self.records.defaults = Some(defaults.clone());
                    if self.read == 0 || self.has_defaults {
                        reading.defaults = defaults;
                    } else {
                        self.late_defaults = Some(defaults);
                    }
                }
                After::More
            }
            Err(after) => after,
        }
    }

    /// Reads the one record of a section; what comes after it where that is not plain.
    fn one<T: RecordForm>(
        &mut self,
        reading: &mut Reading<'_, '_>,
        start: usize,
    ) -> Result<Option<(T, bool)>, After> {
        reading.kind = T::KIND;
        reading.cursor.blank();
        if !matches!(reading.cursor.peek(), Some(b'(' | b'{' | b'[')) {
            passes_to_opening(reading, T::KIND, '(');
        }
        let fault = match reading.fields::<T>() {
            Ok((record, whole)) => {
                // What has fields of another kind may stand among records.
                if whole {
                    self.last = "";
                }
                return Ok(Some((record, whole)));
            }
            Err(fault) => fault,
        };
        if fault == ValueFault::Passed {
            return Ok(None);
        }
        if reading.starts_field() {
            return Err(After::Section);
        }
        let next = reading.cursor.next_section(start + 1);
        reading.cursor.end_at(next);
        let is_passed = fault == ValueFault::Value && reading.skip_field().is_ok();
        reading.cursor.end_at(None);
        if is_passed {
            return Ok(None);
        }
        // Records that follow are of the list that was read last: this stands among them.
        match (reading.cursor.resume(start + 1), next) {
            (Some(Resume::Record(record)), next) if next.is_none_or(|next| record < next) => {
                reading.cursor.at = record;
                if self.list_goes_on(reading) {
                    return Err(After::Section);
                }
                Err(self.skip_unnamed(reading, start + 1))
            }
            _ => Err(go_on_at_section(reading, start + 1)),
        }
    }

    /// Reads a list of records one by one.
    fn list<T: Listed>(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let bracket = reading.cursor.at;
        let mut round = false;
        if !reading.cursor.eat(b'[') {
            if reading.cursor.peek() != Some(b'(') {
                return self.list_behind_slip::<T>(reading);
            }
            let message =
                format!("a list stands in square brackets: […], each record in it a {}", T::KIND);
            reading.report(
                bracket..bracket + 1,
                ProblemCode::WrongType,
                &message,
                "write [ and ] around it",
            );
            reading.cursor.at += 1;
            round = true;
            reading.cursor.blank();
            // Not a list at all but a record.
            if !matches!(reading.cursor.peek(), Some(b'(' | b')' | b']')) {
                reading.cursor.at = bracket;
                return self.record::<T>(reading);
            }
        }
        self.items::<T>(reading, Some((bracket, round)))
    }

    /// Reads the list before which something else stands; where none follows, what stands there is passed.
    fn list_behind_slip<T: Listed>(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let at = reading.cursor.at;
        let Some(bracket) = passes_to_opening(reading, "list", '[') else {
            reading.wrong(Expected::List);
            return self.skip_list(reading);
        };
        let is_open = reading.cursor.eat(b'[');
        let after = self.items::<T>(reading, is_open.then_some((bracket, false)));
        // What was opened before it is closed behind it.
        let opened = reading.cursor.slice(at..bracket).matches(['(', '{']).count();
        for _ in 0..opened.min(if after == After::More { opened } else { 0 }) {
            reading.cursor.blank();
            let _ = reading.cursor.eat(b')') || reading.cursor.eat(b'}');
        }
        after
    }

    /// Reads records up to where their list ends. `open` is where its bracket stands and whether it is a round one;
    /// without one, of a list that was closed too early, nothing is said of its end.
    fn items<T: Listed>(
        &mut self,
        reading: &mut Reading<'_, '_>,
        open: Option<(usize, bool)>,
    ) -> After {
        let round = open.is_some_and(|(_, round)| round);
        let bracket = open.map(|(bracket, _)| bracket);
        let mut within = 0;
        self.began = reading.cursor.at;
        loop {
            reading.cursor.blank();
            let Some(c) = reading.cursor.peek_char() else {
                let Some(bracket) = bracket else { return After::More };
                reading.never_closed(bracket, "the file ends here");
                return After::Nothing;
            };
            let after = match c {
                ']' if within == 0 => {
                    reading.cursor.at += 1;
                    return After::More;
                }
                ')' if round => {
                    reading.cursor.at += 1;
                    return After::More;
                }
                ')' | '}' => match bracket {
                    Some(bracket) => Self::other_bracket(reading, bracket),
                    None => return After::More,
                },
                ']' if within > 0 => {
                    within -= 1;
                    reading.cursor.at += 1;
                    reading.cursor.blank();
                    reading.cursor.eat(b',');
                    After::More
                }
                '[' if reading.begins_bracketed_fields() => self.record::<T>(reading),
                '[' => {
                    within += 1;
                    reading.unexpected(
                        "a list begins within a list",
                        "remove the bracket and its twin",
                    );
                    reading.cursor.at += 1;
                    After::More
                }
                ',' => {
                    reading.unexpected("a comma without a record before it", "remove it");
                    reading.cursor.at += 1;
                    After::More
                }
                '(' | '{' => self.record::<T>(reading),
                'a'..='z' | 'A'..='Z' | '_' => self.named::<T>(reading, bracket),
                _ => self.junk::<T>(reading, c),
            };
            if after != After::More {
                return after;
            }
        }
    }

    /// A bracket of another kind stands in the list that began at `bracket`: one too many, one in place of the right
    /// one, or the dataset's own where the list was never closed.
    fn other_bracket(reading: &mut Reading<'_, '_>, bracket: usize) -> After {
        let at = reading.cursor.at;
        reading.cursor.at += 1;
        reading.cursor.blank();
        let comma = reading.cursor.eat(b',');
        reading.cursor.blank();
        let next = reading.cursor.peek();
        let behind = reading.cursor.at;
        reading.cursor.at = at;
        match next {
            None => {
                reading.never_closed(bracket, "another bracket closes here");
                return After::Section;
            }
            Some(b'(' | b']') => {
                reading.unexpected("this bracket closes nothing", "remove it");
                reading.cursor.at = behind;
                return After::More;
            }
            Some(_) => {}
        }
        let wrong = reading.cursor.slice(at..at + 1);
        let message = format!("this [ is closed with {wrong}");
        let second = Some((at, "here"));
        let code = ProblemCode::Syntax;
        reading.report_both(bracket..bracket + 1, second, code, &message, "write ]");
        reading.cursor.at = if comma { behind } else { at + 1 };
        After::Section
    }

    /// A name where a record is expected: RON lets one stand before a bracket. It may also be that the list was
    /// never closed, or that fields stand without their bracket.
    fn named<T: Listed>(&mut self, reading: &mut Reading<'_, '_>, bracket: Option<usize>) -> After {
        let at = reading.cursor.at;
        let name = reading.cursor.name().unwrap_or_default();
        let end = reading.cursor.at;
        reading.cursor.blank();
        let opens = reading.cursor.peek() == Some(b'(');
        reading.cursor.at = at;
        if opens {
            return self.record::<T>(reading);
        }
        if !reading.starts_field() {
            let message = format!("`{}` stands where {RECORD} is expected", brief(name));
            reading.report(at..end, ProblemCode::Syntax, &message, WRITE_RECORD);
            return pass_junk(reading);
        }
        if SECTION_NAMES.contains(&name) {
            if let Some(bracket) = bracket {
                reading.never_closed(bracket, "another list begins here");
            }
            return After::Section;
        }
        let message = format!("{RECORD} is expected here, and `{}` is a field", brief(name));
        reading.report(at..end, ProblemCode::Syntax, &message, WRITE_RECORD);
        let problem = reading.last_problem();
        self.lose(T::KIND, reading, at, problem);
        go_on(reading, end)
    }

    /// Passes what is no record, to the next sign at which one may begin.
    fn junk<T: Listed>(&mut self, reading: &mut Reading<'_, '_>, c: char) -> After {
        if reading.passes_slip(c) || reading.takes_for_comma(c) {
            return After::More;
        }
        let message = format!("{} stands where {RECORD} is expected", named(c));
        let help = match lookalike(c) {
            Some(sign) => format!("write {sign}"),
            None => WRITE_RECORD.to_owned(),
        };
        reading.unexpected(&message, &help);
        let from = reading.cursor.at;
        if lookalike(c) == Some('(') {
            let problem = reading.last_problem();
            self.lose(T::KIND, reading, from, problem);
            return go_on(reading, from + c.len_utf8());
        }
        pass_junk(reading)
    }

    /// Reads one record, and goes where the next may begin.
    fn record<T: Listed>(&mut self, reading: &mut Reading<'_, '_>) -> After {
        let start = reading.cursor.at;
        let (mark, grave) = (reading.problems.mark(), reading.grave);
        let kept = mark.held;
        reading.kind = T::KIND;
        (reading.own_name, reading.right_name) = (None, None);
        let reached = match reading.fields::<T>() {
            Ok((record, whole)) => {
                self.settle(reading, record, whole, (start, kept, grave));
                reading.came_by();
                return after_record(reading);
            }
            Err(ValueFault::Passed) => {
                self.lose_since(T::KIND, reading, start, kept);
                return after_record(reading);
            }
            Err(ValueFault::Value) => start,
            Err(ValueFault::Syntax(reached)) => reached,
        };
        let next = reading.cursor.resume(start + 1);
        if let Some(next) = next.filter(|next| next.at() <= reached) {
            // A bracket or mark too few has swallowed the records after this one. Read as if it ended before the
            // next, the mistake is found where it was made.
            reading.take_back(mark, grave);
            reading.cursor.end_at(Some(next.at()));
            reading.cursor.at = start;
            (reading.own_name, reading.right_name) = (None, None);
            match reading.fields::<T>() {
                Ok((record, whole)) => self.settle(reading, record, whole, (start, kept, grave)),
                Err(_) => self.lose_since(T::KIND, reading, start, kept),
            }
            reading.cursor.end_at(None);
            return go_on(reading, start + 1);
        }
        self.lose_since(T::KIND, reading, start, kept);
        reading.cursor.at = start;
        reading.cursor.end_at(next.map(Resume::at));
        let passed = reading.cursor.skip_value();
        reading.cursor.end_at(None);
        if passed.is_ok() { after_record(reading) } else { go_on(reading, start + 1) }
    }

    /// Keeps a record that has been read, or leaves it out. `since` is where it begins, and how many problems and
    /// grave ones there were before it.
    fn settle<T: Listed>(
        &mut self,
        reading: &mut Reading<'_, '_>,
        record: T,
        whole: bool,
        (start, kept, grave): (usize, usize, usize),
    ) {
        let faulty = T::IS_CLAIM && reading.grave > grave;
        match reading.own_name {
            Some(name) if whole && !faulty => {
                let list = T::list(&mut self.records);
                if list.len() == list.capacity() {
                    list.reserve_exact(reading.likely(list.len(), self.began));
                }
                list.push(Declared { record, name });
                self.read += 1;
            }
            _ => self.lose_since(T::KIND, reading, start, kept),
        }
    }

    /// Counts a record that is left out for the first problem since there were `kept`, or for one of the defaults.
    fn lose_since(
        &mut self,
        kind: &'static str,
        reading: &mut Reading<'_, '_>,
        start: usize,
        kept: usize,
    ) {
        let mut since = reading.problems.list.iter().enumerate().skip(kept);
        let first =
            since.clone().find(|(_, problem)| problem.code.is_grave()).or_else(|| since.next());
        let problem = match first {
            Some((n, _)) => Some(n as u32),
            None => reading.rests_on_defaults(),
        };
        self.lose(kind, reading, start, problem);
    }

    /// Counts a record that is left out, with the problem by which what rests on it can be told.
    fn lose(
        &mut self,
        kind: &'static str,
        reading: &mut Reading<'_, '_>,
        start: usize,
        problem: Option<u32>,
    ) {
        self.read += 1;
        self.records.left_out += 1;
        if reading.own_name.is_none() {
            take_name_in_text(reading, start);
        }
        let names = reading.own_name.into_iter().chain(reading.right_name);
        self.records.lost.extend(names.map(|name| LostRecord { kind, name, problem }));
    }
}

/// Takes the name of a record that could not be read, where its text gives one.
fn take_name_in_text(reading: &mut Reading<'_, '_>, start: usize) {
    let (here, end) = (reading.cursor.at, reading.cursor.end());
    let next = reading.cursor.resume(start + 1);
    reading.cursor.end_at(next.map(Resume::at));
    reading.cursor.at = start;
    let id = reading.cursor.id_of_record();
    reading.cursor.end_at(Some(end));
    reading.cursor.at = here;
    if let Some(id) = id.and_then(|id| reading.cursor.unescaped(&id).ok()) {
        reading.take_name_of_lost(&id);
    }
}

/// Passes what stands before the bracket with which a section begins, and tells it; answers where that is, and stays
/// where there is none before the next section.
fn passes_to_opening(reading: &mut Reading<'_, '_>, section: &str, sign: char) -> Option<usize> {
    let at = reading.cursor.at;
    let bracket = reading.cursor.opening_behind()?;
    let before = reading.cursor.slice(at..bracket).split_whitespace().next().unwrap_or_default();
    let mut chars = before.chars();
    let found = match (chars.next(), chars.next()) {
        (Some(c), None) => named(c),
        _ => format!("`{}`", brief(before)),
    };
    let section = with_article(section);
    let message = format!("{found} stands where {section} begins with {sign}");
    let is_right = reading.cursor.text().get(bracket..)?.starts_with(sign);
    let help = if is_right { "remove it" } else { &format!("write {sign} in its place") };
    reading.report(at..at + before.len(), ProblemCode::Syntax, &message, help);
    reading.cursor.at = bracket;
    Some(bracket)
}

/// `#![enable(…)]` and the like, which stand before a dataset.
fn attributes(reading: &mut Reading<'_, '_>) {
    loop {
        reading.cursor.blank();
        if !reading.cursor.slice(reading.cursor.at..reading.cursor.end()).starts_with("#!") {
            return;
        }
        reading.cursor.at += 2;
        if attribute(reading).is_none() {
            reading.unexpected(
                "this is no attribute of RON",
                "write #![enable(…)], or a comment: // …",
            );
            reading.cursor.pass_line();
        }
    }
}

/// The rest of an attribute behind `#!`; `None` where it is none, with the cursor where that shows.
fn attribute(reading: &mut Reading<'_, '_>) -> Option<()> {
    fn sign(reading: &mut Reading<'_, '_>, sign: u8) -> Option<()> {
        reading.cursor.blank();
        reading.cursor.eat(sign).then_some(())
    }
    sign(reading, b'[')?;
    reading.cursor.blank();
    let start = reading.cursor.at;
    let name = reading.cursor.name();
    if matches!(name, Some("type" | "schema")) {
        sign(reading, b'=')?;
        reading.cursor.blank();
        reading.cursor.string().ok()?;
        return sign(reading, b']');
    }
    if name != Some("enable") {
        reading.cursor.at = start;
        return None;
    }
    sign(reading, b'(')?;
    loop {
        reading.cursor.blank();
        if reading.cursor.eat(b')') {
            return sign(reading, b']');
        }
        let at = reading.cursor.at;
        let extension = reading.cursor.name()?;
        if !EXTENSIONS.contains(&extension) {
            let message = format!("`{}` is no extension of RON", brief(extension));
            let help = suggest(extension, &EXTENSIONS);
            reading.report(at..reading.cursor.at, ProblemCode::UnknownVariant, &message, &help);
        }
        reading.cursor.blank();
        reading.cursor.eat(b',');
    }
}

/// What may be enabled. A dataset reads the same with and without.
const EXTENSIONS: [&str; 4] =
    ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];

/// The name of the list that begins here, the colon after it passed; `None` where there is none, which is told.
fn section_name<'a>(reading: &mut Reading<'a, '_>) -> Option<&'a str> {
    let at = reading.cursor.at;
    let lists = || format!("the lists are {}", SECTION_NAMES.join(", "));
    let name = if reading.cursor.peek() == Some(b'"') {
        let name = reading.cursor.string().ok().map(|written| written.body);
        if name.is_some_and(|name| SECTION_NAMES.contains(&name)) {
            let range = at..reading.cursor.at;
            let message = "the name of a list stands without quotation marks";
            reading.report(range, ProblemCode::WrongType, message, "remove the quotation marks");
        }
        name.filter(|name| SECTION_NAMES.contains(name))
    } else {
        reading.cursor.name()
    };
    let Some(name) = name else {
        reading.cursor.at = at;
        reading.unexpected("the name of a list is expected here", &lists());
        return None;
    };
    let end = reading.cursor.at;
    reading.cursor.blank();
    match reading.cursor.peek_char() {
        Some(':') => {
            reading.cursor.at += 1;
            if let Some((whole, colon)) = name_behind_colon(reading, name) {
                let message = "a colon stands within the name of a list";
                let help = format!("write {whole}: […]");
                reading.report(end..end + 1, ProblemCode::Syntax, message, &help);
                reading.cursor.at = colon + 1;
                return Some(whole);
            }
        }
        // Unless it stands within the name of a list.
        Some(c)
            if lookalike(c) == Some(':')
                && (SECTION_NAMES.contains(&name) || broken_name(reading, at).0.is_none()) =>
        {
            let message = format!("{} stands where a colon belongs", named(c));
            reading.unexpected(&message, &format!("write {}: […]", brief(name)));
            reading.cursor.pass_char();
        }
        Some('[' | '(') if SECTION_NAMES.contains(&name) => {
            let message = format!("a colon is missing after `{name}`");
            reading.report(end..end, ProblemCode::Syntax, &message, &format!("write {name}: […]"));
        }
        _ => {
            let (meant, colon) = broken_name(reading, at);
            let help = meant.map_or_else(lists, |name| format!("write {name}: […]"));
            let message = "the name of a list is expected here";
            reading.report(at..end, ProblemCode::Syntax, message, &help);
            reading.cursor.at = meant.map_or(reading.cursor.at, |_| colon + 1);
            return meant;
        }
    }
    Some(name)
}

/// The list in whose name the colon stands that has just been passed, and the offset of the colon behind it.
fn name_behind_colon(reading: &mut Reading<'_, '_>, before: &str) -> Option<(&'static str, usize)> {
    let at = reading.cursor.at;
    reading.cursor.blank();
    let behind = reading.cursor.name().unwrap_or_default();
    reading.cursor.blank();
    let colon = reading.cursor.at;
    let is_name = reading.cursor.peek() == Some(b':') && !behind.is_empty();
    reading.cursor.at = at;
    let whole = SECTION_NAMES
        .iter()
        .copied()
        .find(|section| section.strip_prefix(before).is_some_and(|rest| is_name && rest == behind));
    whole.map(|whole| (whole, colon))
}

/// The list whose name has a sign within it, by what stands before the colon on its line; and the
/// offset of the colon.
fn broken_name(reading: &Reading<'_, '_>, at: usize) -> (Option<&'static str>, usize) {
    const LONGEST: usize = 40;
    let end = reading.cursor.end().min(at + LONGEST);
    let end = reading.cursor.text().floor_char_boundary(end);
    let written = reading.cursor.slice(at..end).split(['\n', ',']).next().unwrap_or_default();
    let Some((written, _)) = written.split_once(':') else { return (None, at) };
    let letters: String = written.chars().filter(char::is_ascii_alphabetic).collect();
    let exact = SECTION_NAMES.iter().copied().find(|section| **section == letters);
    (exact, at + written.len())
}

fn report_twice(
    reading: &mut Reading<'_, '_>,
    section: &str,
    range: std::ops::Range<usize>,
    first: usize,
) {
    let first = Some((first, "given here first"));
    let message = format!("`{section}` is given twice in this file");
    match section {
        // Of several files one may describe the dataset: see what is done with all of them.
        "meta" => {}
        "defaults" => {
            let help = "keep one of the two";
            reading.report_both(range, first, ProblemCode::DuplicateField, &message, help);
        }
        _ => {
            let help = "both are read; make one list of them, so that nobody overlooks one";
            reading.report_both(range, first, ProblemCode::ListTwice, &message, help);
        }
    }
}

/// The comma between two lists.
fn comma_after_section(reading: &mut Reading<'_, '_>) {
    let end = reading.cursor.at;
    reading.cursor.blank();
    if !reading.cursor.eat(b',') && reading.starts_field() {
        let message = "a comma is missing between two lists";
        reading.report(end..end, ProblemCode::Syntax, message, "write , after the bracket");
    }
}

/// Passes the next sign and what belongs to it, to where a record may begin.
fn pass_junk(reading: &mut Reading<'_, '_>) -> After {
    reading.cursor.pass_char();
    while let Some(next) = reading.cursor.peek_char() {
        if matches!(next, '(' | ')' | '[' | ']' | '{' | '}' | ',' | '\n') {
            break;
        }
        reading.cursor.pass_char();
    }
    if reading.cursor.peek() == Some(b'[') {
        reading.cursor.pass_char();
    }
    reading.cursor.eat(b',');
    After::More
}

/// The comma between two records.
fn after_record(reading: &mut Reading<'_, '_>) -> After {
    let end = reading.cursor.at;
    reading.cursor.blank();
    if reading.cursor.eat(b',') {
        return After::More;
    }
    if matches!(reading.cursor.peek(), Some(b'(')) {
        let message = "a comma is missing between two records";
        reading.report(end..end, ProblemCode::Syntax, message, "write , after the bracket");
    }
    After::More
}

/// Goes to the next place after `from` at which a record or a list begins.
fn go_on(reading: &mut Reading<'_, '_>, from: usize) -> After {
    match reading.cursor.resume(from) {
        Some(Resume::Record(at)) => {
            reading.cursor.at = at;
            After::More
        }
        Some(Resume::Section(at)) => {
            reading.cursor.at = at;
            After::Section
        }
        None => After::Nothing,
    }
}

/// What closes the brackets that stand open at the end of a text, the innermost last.
fn closing(text: &str) -> Vec<char> {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' => {
                open.pop_if(|closing| *closing == c);
            }
            _ => {}
        }
    }
    open
}

/// Goes to the next list that begins at or after `from`; whether there is one.
fn next_section(reading: &mut Reading<'_, '_>, from: usize) -> bool {
    let next = reading.cursor.next_section(from);
    reading.cursor.at = next.unwrap_or(reading.cursor.at);
    next.is_some()
}

/// Passes signs that stand in the way; whether a list begins behind them.
fn list_behind_signs(reading: &mut Reading<'_, '_>) -> bool {
    let is_sign = |c: char| !c.is_ascii_alphanumeric() && !"_\"\n/()[]{}".contains(c);
    while reading.cursor.peek_char().is_some_and(is_sign) {
        reading.cursor.pass_char();
    }
    reading.cursor.blank();
    let at = reading.cursor.at;
    let is_list = reading.cursor.name().is_some_and(|name| SECTION_NAMES.contains(&name));
    reading.cursor.at = at;
    is_list && reading.starts_field()
}

fn go_on_at_section(reading: &mut Reading<'_, '_>, from: usize) -> After {
    if next_section(reading, from) { After::Section } else { After::Nothing }
}
