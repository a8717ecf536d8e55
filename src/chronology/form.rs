//! What a dataset may say: the kinds of its records, their fields, and the words that stand in some of them.
//!
//! One table, [`sections`]: its rows are the ones by which files are read, so that what explains the form (messages,
//! `schema`, `new`, the pages in `docs/`) cannot differ from what reads it. Nothing here reads or judges anything.

use std::borrow::Cow;

use super::check::SECTIONS;

/// A part of a dataset file that has a name: a list of records, or one record.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// The name before its colon: `statements`.
    pub name: &'static str,
    /// Whether it is a list; otherwise one record.
    pub is_list: bool,
    /// The kind of its records.
    pub kind: &'static Kind,
}

/// A kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What messages call it: `statement`.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub sentence: &'static str,
    /// Its fields, in the order in which they are told.
    pub fields: &'static [FormField],
}

/// A field of a kind of record.
#[derive(Debug, Clone, Copy)]
pub struct FormField {
    /// Its name.
    pub name: &'static str,
    /// Whether a record needs it.
    pub need: Need,
    /// Whether `defaults` may say it for the records of a file.
    pub by_default: bool,
    /// What stands in it.
    pub value: Value,
    /// What it says, in a sentence.
    pub sentence: &'static str,
    /// An example; what stands in quotation marks is given without them, see [`Value::written`].
    pub example: &'static str,
}

/// Whether a record needs a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it there is no record.
    Required,
    /// Most records of the kind have it, and for many [`super::problem`] says that it is missing.
    Expected,
    /// It may be left out.
    Optional,
}

/// What stands in a field.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// The id that the record goes by.
    Id,
    /// The id of another record, of this kind; a `record` is one of any kind.
    Reference(&'static str),
    /// Text on one line.
    Text,
    /// An address that begins with `http://` or `https://`.
    Address,
    /// A date in EDTF.
    Date,
    /// A time zone of the IANA database.
    Zone,
    /// The number of a paragraph, from 1.
    Paragraph,
    /// A whole number from 0.
    Whole,
    /// A finite number.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of these words, without quotation marks.
    Word(&'static [Word]),
    /// One of these words; all but the first with words of their own in brackets.
    Basis(&'static [Word]),
    /// One of these words with the id of an event or a statement in brackets.
    Link(&'static [Word]),
    /// A record within the record, in round brackets.
    Record(&'static Kind),
    /// A list of such values, in square brackets.
    List(&'static Value),
}

/// A word that a dataset writes without quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub sentence: &'static str,
}

/// What a dataset file holds, in the order in which it is told.
#[must_use]
pub fn sections() -> &'static [Section] {
    SECTIONS
}

/// The names of its sections, in that order.
pub(super) const SECTION_NAMES: [&str; SECTIONS.len()] = {
    let mut names = [""; SECTIONS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = SECTIONS[at].name;
        at += 1;
    }
    names
};

/// Every kind of record, those within others behind the one that first has them.
#[must_use]
pub fn kinds() -> Vec<&'static Kind> {
    fn add(kind: &'static Kind, kinds: &mut Vec<&'static Kind>) {
        if kinds.iter().any(|known| known.name == kind.name) {
            return;
        }
        kinds.push(kind);
        kind.fields.iter().filter_map(|field| field.value.kind()).for_each(|kind| add(kind, kinds));
    }
    let mut kinds = Vec::new();
    sections().iter().for_each(|section| add(section.kind, &mut kinds));
    kinds
}

/// The section whose records are of a kind; none for a kind that stands within others.
#[must_use]
pub fn section_of(kind: &Kind) -> Option<&'static Section> {
    sections().iter().find(|section| section.kind.name == kind.name)
}

impl Kind {
    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FormField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl FormField {
    /// Whether there is no record without it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.need == Need::Required
    }

    /// The example as a dataset writes it.
    #[must_use]
    pub fn example(&self) -> Cow<'static, str> {
        self.value.written(self.example)
    }
}

impl Value {
    /// One of its items, where it is a list; otherwise itself.
    #[must_use]
    pub fn item(&self) -> &Self {
        if let Self::List(item) = self { item } else { self }
    }

    /// The kind of the records that stand in it.
    #[must_use]
    pub fn kind(&self) -> Option<&'static Kind> {
        if let Self::Record(kind) = self.item() { Some(kind) } else { None }
    }

    /// The words that may stand in it.
    #[must_use]
    pub fn words(&self) -> &'static [Word] {
        match self.item() {
            Self::Word(words) | Self::Basis(words) | Self::Link(words) => words,
            _ => &[],
        }
    }

    /// Whether it stands in quotation marks.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        matches!(
            self,
            Self::Id | Self::Reference(_) | Self::Text | Self::Address | Self::Date | Self::Zone
        )
    }

    /// A value as a dataset writes it: in quotation marks where it stands in them, as it is where it does not. What
    /// holds quotation marks or backslashes becomes a raw string.
    #[must_use]
    pub fn written<'a>(&self, value: &'a str) -> Cow<'a, str> {
        if self.is_quoted() { Cow::Owned(quoted(value)) } else { Cow::Borrowed(value) }
    }

    /// What stands in it, in words: `a date`.
    #[must_use]
    pub fn noun(&self) -> String {
        match self {
            Self::Id => "an id".to_owned(),
            Self::Reference("record") => "the id of a record".to_owned(),
            Self::Reference(kind) => format!("the id of {} {kind}", article(kind)),
            Self::Text => "text".to_owned(),
            Self::Address => "an address".to_owned(),
            Self::Date => "a date".to_owned(),
            Self::Zone => "a time zone".to_owned(),
            Self::Paragraph => "a paragraph".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Word(_) => "a word".to_owned(),
            Self::Basis(_) => "a basis".to_owned(),
            Self::Link(_) => "a link".to_owned(),
            Self::Record(kind) => format!("{} {}", article(kind.name), kind.name),
            Self::List(item) => format!("a list, each {}", item.noun()),
        }
    }
}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Text as a string of RON.
fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    // A raw string ends at the first mark with as many signs behind it as stood before the opening one.
    let longest =
        text.split('"').skip(1).map(|rest| rest.bytes().take_while(|b| *b == b'#').count());
    let signs = "#".repeat(longest.max().unwrap_or(0) + 1);
    format!("r{signs}\"{text}\"{signs}")
}
