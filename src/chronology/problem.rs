//! What is wrong with a dataset: where, in which words, and what to write instead.
//!
//! Owns the codes and their explanations, one table of them. It never decides whether something is
//! wrong; [`super::load`] and `check` do.

use std::cmp::Ordering;

use serde::Serialize;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record, or the part of it, cannot be shown as it stands.
    Error,
    /// It is shown, and somebody should look at it.
    Warning,
}

/// A located problem of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How grave.
    pub severity: Severity,
    /// Which sort of problem; `startline check --explain CODE` says more.
    pub code: ProblemCode,
    /// The file, as the dataset was named.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, counted in characters.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to write or do instead.
    pub help: Option<String>,
    /// How many other records rest on what is wrong here: they are left out, or shown without what they name. Where
    /// no record of a file can be read they are all of that file.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
    /// The fields that a record lacks, where that is what is wrong.
    #[serde(skip)]
    pub missing: Vec<&'static str>,
    /// The words at the place.
    #[serde(skip)]
    pub excerpt: Excerpt,
    /// Another place of the same file that the problem is about.
    #[serde(skip)]
    pub second: Option<Box<SecondPlace>>,
}

/// What a line says around a place, made harmless, and no more of it than a screen may show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before the place.
    pub before: String,
    /// The place itself, as far as it lies on the line.
    pub here: String,
    /// What follows.
    pub after: String,
}

/// A second place of a problem: of an opening bracket where something else should close it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondPlace {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, counted in characters.
    pub column: u32,
    /// What is there.
    pub label: &'static str,
    /// The words at the place.
    pub excerpt: Excerpt,
}

/// A place of a file in lines and columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ProblemPlace {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) excerpt: Excerpt,
}

fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// Puts problems into order, see [`order`].
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(order);
}

/// The order in which problems are told: errors before warnings, each by file, line and column.
#[must_use]
pub fn order(a: &Problem, b: &Problem) -> Ordering {
    let place = |p: &Problem| (p.line, p.column, p.code);
    (a.severity, &a.file).cmp(&(b.severity, &b.file)).then_with(|| place(a).cmp(&place(b)))
}

/// The most problems that are held. Further ones are counted: whoever has so many mends these first.
const MOST: usize = 20_000;

/// Problems as they are found.
#[derive(Debug, Clone, Default)]
pub struct ProblemList {
    /// Those that are held, twenty thousand at most.
    pub list: Vec<Problem>,
    /// How many more there are.
    pub(super) untold: ProblemCounts,
}

/// How many problems of each severity there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ProblemCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// How far a list of problems had come, so that what was found since can be taken back.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProblemMark {
    /// How many were held.
    pub(super) held: usize,
    untold: ProblemCounts,
}

impl ProblemList {
    /// These, and how many there are that are not held.
    pub(super) fn of(list: Vec<Problem>, untold: ProblemCounts) -> Self {
        Self { list, untold }
    }

    /// How many problems there are that are not held.
    #[must_use]
    pub fn untold(&self) -> ProblemCounts {
        self.untold
    }

    /// How far it has come.
    pub(super) fn mark(&self) -> ProblemMark {
        ProblemMark { held: self.list.len(), untold: self.untold }
    }

    /// Forgets what was found since it had come so far.
    pub(super) fn take_back(&mut self, mark: ProblemMark) {
        self.list.truncate(mark.held);
        self.untold = mark.untold;
    }

    /// Takes a problem in; its position, by which it is told that others rest on it, unless it is only counted.
    pub(super) fn push(&mut self, problem: Problem) -> Option<u32> {
        if self.is_full() {
            self.count(problem.severity);
            return None;
        }
        self.list.push(problem);
        Some(self.list.len() as u32 - 1)
    }

    /// Takes problems in.
    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        for problem in problems {
            self.push(problem);
        }
    }

    /// Whether a further problem would only be counted, so that nobody need look for its words.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= MOST
    }

    /// Counts a problem that is not held.
    pub(super) fn count(&mut self, severity: Severity) {
        self.untold.count(severity);
    }

    /// Counts a record that rests on what a problem tells.
    pub(super) fn rests_on(&mut self, problem: u32) {
        if let Some(problem) = self.list.get_mut(problem as usize) {
            problem.left_out += 1;
        }
    }

    /// Takes in those of another, behind its own.
    pub(super) fn append(&mut self, mut other: Self) {
        let room = MOST.saturating_sub(self.list.len()).min(other.list.len());
        for untold in other.list.drain(room..) {
            self.untold.count(untold.severity);
        }
        self.list.append(&mut other.list);
        self.untold += other.untold;
    }
}

impl std::ops::AddAssign for ProblemCounts {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

impl ProblemCounts {
    /// Of every severity.
    #[must_use]
    pub fn all(self) -> usize {
        self.errors + self.warnings
    }

    /// Counts one.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

macro_rules! codes {
    ($($variant:ident $severity:ident $name:literal $explanation:literal)*) => {
        /// The sorts of problems.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each code is explained by its own table row")]
        pub enum ProblemCode { $($variant),* }

        impl ProblemCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name that `check` prints.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it means and how to mend it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }

            /// How grave a problem of this sort is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }
        }
    };
}

codes! {
    Unreadable Error "unreadable"
        "The file cannot be read: it is missing, too large, no regular file or not UTF-8. Nothing of it is shown."
    Syntax Error "syntax"
        "The text is not RON at this place: a bracket, comma or quotation mark is missing or too many. The record it stands in is left out; reading goes on at the next line that begins a record with (id: …."
    Stray Warning "stray"
        "A file or a folder lies beside the dataset or the article texts, looks as if it belonged to them, and is not read: dataset files end in .ron, begin with no dot and lie in one folder, the text of a source is named by its id and ends in .txt. Of several datasets each file is read once."
    UnknownField Error "unknown-field"
        "A record has a field that its kind does not know, most often a slip of the pen. Nothing is ignored silently, so the record is left out until the field is renamed or removed."
    MissingField Error "missing-field"
        "A record lacks a field that it cannot do without."
    DuplicateField Error "duplicate-field"
        "A record gives the same field twice; remove one of them."
    UnknownVariant Error "unknown-variant"
        "A word such as Quote, Wire or RespondsTo is expected, and this is none of those that exist here."
    UnknownKind Warning "unknown-kind"
        "The kind of a source is a word that this program does not know. The source is kept, since records rest on it, and is shown as of an unknown kind."
    WrongType Error "wrong-type"
        "The value is of the wrong sort: strings stand in quotation marks, lists in square brackets, paragraphs are whole numbers from 1."
    ListTwice Warning "list-twice"
        "A file gives the same list twice. Both are read; whoever looks for a record in the one may overlook the other."
    UnknownSchema Error "unknown-schema"
        "The dataset was written for another schema than this program reads (1)."
    BadId Error "bad-id"
        "Ids are permanent names in kebab-case: small letters a to z, digits and hyphens, at most 80 characters, as in tass-2026-02-05."
    DuplicateId Error "duplicate-id"
        "Two records have the same id. The first is kept, the second left out; both places are named."
    SharedId Warning "shared-id"
        "Of several datasets two give the same id to different records. Each keeps its own: within its dataset the id goes on meaning the record of that dataset, and the record of the later one goes by the name of its dataset, a colon and the id."
    DeclaredTwice Warning "declared-twice"
        "Two datasets declare the same party, speaker or source, and not alike in every field, or have two texts of one source. It is one record, and the first dataset given says what it is."
    UnknownReference Error "unknown-reference"
        "The id of another record is expected, and there is no record of that kind with this id."
    BadDate Error "bad-date"
        "Dates are EDTF, its levels 0 to 2: 2023, 2023-02, 2025-09-22, 2025-09-22~ (about), 2025-02? (uncertain), 2026-02-04/2026-02-05, ../2020-10-27, 2020-10-27T14:27:00Z, 196X (the 1960s), 2025-21 (spring 2025), [2025-09-22,2025-09-23] (one of the two)."
    UnknownZone Error "unknown-zone"
        "The clock of a party names a time zone that the IANA database does not have."
    EndBeforeStart Error "end-before-start"
        "A post or a span of dates ends before it starts, whatever its dates may mean."
    SaidAfterPublished Error "said-after-published"
        "The source was published before the words it prints were said; one of the two dates is wrong. A date in doubt (~, ?) may be off by a day, a month or a year, as finely as it is written; beyond that it is wrong too."
    AnswerBefore Warning "answer-before"
        "A record answers another that happened later, by the instant where both print a time with its offset; one of the two dates is wrong, or the link. A date in doubt may be off as for said-after-published."
    AccessedBeforePublished Error "accessed-before-published"
        "The page is said to have been read before it was published; one of the two dates is wrong. A date in doubt may be off as for said-after-published."
    ChangedBeforePublished Warning "changed-before-published"
        "A source is said to have been updated, corrected or retracted before it was published; one of the two dates is wrong. A date in doubt may be off as for said-after-published."
    BadParagraph Error "bad-paragraph"
        "Paragraphs count the non-empty lines of the article from 1; there is no paragraph 0."
    NoParagraph Error "no-paragraph"
        "A quotation is pinned to the paragraph that prints it: para: 3; or, in a source without paragraphs, to another place: locator: \"p. 12\". Without it nobody can check the words."
    NoSpeaker Error "no-speaker"
        "A quotation needs somebody who said it; where the source withholds the name, the speaker is of kind Anonymous."
    Empty Error "empty"
        "A text, a title, a name or a list that must hold something is empty."
    Cycle Error "cycle"
        "Reports of the same words point at each other in a circle with same_as; let all of them point at one head that has no same_as."
    Chain Warning "chain"
        "same_as points at a report that itself has a same_as. The group is read as meant; point at its head instead."
    Inherited Warning "disagrees-with-head"
        "A report gives another speaker, date or event than the head of its group. Both report the same words, so one of the two is wrong, or they are not the same words."
    SelfLink Error "self-link"
        "A record links to itself, or a report to another report of the same words, which is the same record. The link is left out."
    BadUrl Error "bad-url"
        "Addresses begin with http:// or https://, have a host, no user name and only printable ASCII."
    BadNumber Error "bad-number"
        "A value of a series is a finite number of about 15 digits, since more cannot be held as they are printed, and stands only where one was provided: a point whose status is NotProvided has none."
    Unordered Warning "unordered-points"
        "Two points of a series have one date and one source, and their values differ; one of them is wrong, or a time or another source tells them apart."
    Uncited Warning "uncited"
        "An event without a citation, or a declared value without one, is an assertion that nobody can check."
    NoPost Warning "no-post"
        "The speaker has posts in this dataset, but none covers the day of these words; a citation would name no post, or the wrong one."
    Twice Warning "printed-twice"
        "Two records hold the same words from the same paragraph of the same source; one of them is needless."
    AnswerCircle Warning "answers-in-circle"
        "Records answer each other in a circle with RespondsTo; an answer comes after what it answers."
    OuterMarks Warning "outer-marks"
        "A quotation has quotation marks of its own around all of it, and is shown in two pairs. The marks of a Quote are set by the program: leave those around it out, unless the speaker quotes somebody else throughout."
    SimilarTopic Warning "similar-topic"
        "Two topics are spelt almost alike; a search for one misses the other."
    ControlCharacter Error "control-character"
        "The text holds a control character, an escape sequence, a bidi override or an invisible character. It is shown harmlessly and never reaches the terminal; remove it from the dataset."
    QuoteDiffers Error "quote-differs"
        "The words of a quotation do not stand in the article that it cites. Verification is strict: exact after folding of white space and typography, but for what an editor shows or may do unsaid: ellipses, [brackets], [sic], the first capital, a stop for a comma, a paragraph's or a line's end. The nearest passage is shown; print what the article prints and put the remark into a note."
    QuoteElsewhere Error "quote-elsewhere"
        "The words of a quotation stand in the article, but in another paragraph than the record names."
    SenseLeftOut Warning "sense-left-out"
        "An ellipsis, a bracket or a cut takes a negation, a number or the end of a sentence out of what the article prints, or puts a number in. The words are printed so; whether their sense is the same is for a person to say."
    Configuration Error "configuration"
        "The configuration file names a setting that nobody knows, gives one a value that it cannot have, or is no TOML at this place. The setting keeps its default, all others hold. It is never a problem of a dataset, so check does not report it; the viewer and every command do."
    TextTrouble Error "text-trouble"
        "The text of an article in the folder given with --texts cannot be used, as where it is in another encoding than UTF-8, or a character in it is damaged. Quotations of a text that is not used are not verified."
}

impl ProblemCode {
    /// Whether a claim is left out for it. Characters that never reach a terminal are shown harmlessly, so that they
    /// alone cost no record.
    pub(super) fn is_grave(self) -> bool {
        self.severity() == Severity::Error && self != Self::ControlCharacter
    }
}

impl Serialize for ProblemCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl std::fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_names_of_their_own() {
        let mut names: Vec<_> = ProblemCode::ALL.iter().map(|c| c.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ProblemCode::ALL.len());
        assert!(ProblemCode::ALL.iter().all(|c| c.explanation().ends_with('.')));
    }
}
