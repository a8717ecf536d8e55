//! The fields of the query language, one row each: its names, what it asks, what its values are, and what is
//! lit for it. The parser, the filters, completion, complaints, highlights, the help of the command line and
//! docs/query.md read this table and hold no list of their own; a new field is a new row.

use super::date::Bound;
use super::document_sets::DateOf;
use super::holder::Holder;
use super::word::FieldWord;
use crate::search::index::facets::Field;
use crate::search::index::names::NameList;

/// A field of the query language.
pub struct QueryField {
    /// The names it goes by, the one to be shown first.
    pub names: &'static [&'static str],
    /// What it asks, in a few words.
    pub about: &'static str,
    /// What its values are.
    pub(crate) values: Values,
    /// The text of a record in which its values are lit; how much its words count in a query without the
    /// field is said there.
    pub(crate) lights: Option<Field>,
    /// What has it itself, beside the records.
    pub(crate) held_by: &'static [Holder],
}

/// What the values of a field are, and with it how they are read, completed and complained of.
pub(crate) enum Values {
    /// Names from the dataset: a typed value means those that are, begin or nearly are so called.
    Names(NameList),
    /// Words of the language.
    Words(WordList),
    /// Days, which are asked for with a bound.
    Days(DateOf, Bound),
    /// Ids of records, whole or begun.
    Ids,
    /// Addresses of pages, whole or begun.
    Addresses,
    /// Words of the text; the parser makes ordinary words of them, which no field beside the text meets.
    Text,
}

/// Words of the language.
pub(crate) struct WordList {
    /// All of them.
    pub(crate) all: fn() -> Vec<FieldWord>,
    /// Whether a word that is none of them is taken for one that it begins or nearly is, as a name is.
    pub(crate) guessed: bool,
    /// Whether the reader's marks and texts have a say, so that an answer may change between two keys, and a
    /// word that no record has yet may still be asked.
    pub(crate) by_reader: bool,
}

/// Every field, in the order in which completion and help name them.
pub static QUERY_FIELDS: &[QueryField] = &[
    QueryField {
        names: &["speaker", "by", "who"],
        about: "who said it, by name, other name or id",
        values: Values::Names(NameList::Speaker),
        lights: Some(Field::Speaker),
        held_by: &[Holder::Speaker],
    },
    QueryField {
        names: &["party", "side"],
        about: "the party of who said it",
        values: Values::Names(NameList::Party),
        lights: Some(Field::Party),
        held_by: &[Holder::Speaker, Holder::Series],
    },
    QueryField {
        names: &["outlet"],
        about: "who prints it",
        values: Values::Names(NameList::Outlet),
        lights: Some(Field::Outlet),
        held_by: &[Holder::Source, Holder::Series],
    },
    QueryField {
        names: &["source", "src"],
        about: "the source that prints it, by id, outlet or title",
        values: Values::Names(NameList::Source),
        lights: Some(Field::Title),
        held_by: &[Holder::Source, Holder::Series],
    },
    QueryField {
        names: &["author", "writer"],
        about: "who wrote or edited the source that prints it",
        values: Values::Names(NameList::Author),
        lights: None,
        held_by: &[Holder::Source, Holder::Series],
    },
    QueryField {
        names: &["event"],
        about: "the event it is or belongs to, by id or title",
        values: Values::Names(NameList::Event),
        lights: Some(Field::Event),
        held_by: &[],
    },
    QueryField {
        names: &["topic", "tag"],
        about: "what it is about",
        values: Values::Names(NameList::Topic),
        lights: Some(Field::Topic),
        held_by: &[],
    },
    QueryField {
        names: &["title", "headline"],
        about: "the title of the source that prints it, or of its event",
        values: Values::Names(NameList::Title),
        lights: Some(Field::Title),
        held_by: &[Holder::Source, Holder::Series],
    },
    QueryField {
        names: &["place", "venue", "where"],
        about: "where or on what occasion it was said",
        values: Values::Names(NameList::Place),
        lights: None,
        held_by: &[],
    },
    QueryField {
        names: &["to"],
        about: "to whom it was said",
        values: Values::Names(NameList::Addressee),
        lights: None,
        held_by: &[],
    },
    QueryField {
        names: &["text"],
        about: "words of the text itself, and of nothing beside it",
        values: Values::Text,
        lights: None,
        held_by: Holder::ALL,
    },
    ADDRESS,
    words(
        &["kind"],
        "what kind of record it is",
        WordList { all: FieldWord::kinds, guessed: true, by_reader: false },
    ),
    SAID,
    days(
        &["pub", "published"],
        "when a source that prints it was published",
        DateOf::Published,
        Bound::Within,
    ),
    days(&["after"], "said or happened on that day or later", DateOf::Said, Bound::From),
    days(&["before"], "said or happened before that day", DateOf::Said, Bound::Before),
    days(&["since"], "the same as after:", DateOf::Said, Bound::From),
    days(&["until"], "said or happened on that day or earlier", DateOf::Said, Bound::Until),
    words(
        &["is"],
        "what it is",
        WordList { all: FieldWord::states, guessed: false, by_reader: true },
    ),
    words(
        &["has"],
        "what it has",
        WordList { all: FieldWord::holdings, guessed: false, by_reader: true },
    ),
    QueryField {
        names: &["id"],
        about: "its id, or the beginning of it",
        values: Values::Ids,
        lights: None,
        held_by: Holder::ALL,
    },
    QueryField {
        names: &["lang"],
        about: "the language of the source that prints it, by code or English name",
        values: Values::Names(NameList::Language),
        lights: None,
        held_by: &[Holder::Source, Holder::Series],
    },
];

/// The field that a bare date of a query asks.
pub(crate) const SAID: QueryField =
    days(&["said", "date"], "when it was said or happened", DateOf::Said, Bound::Within);

/// The field that a pasted address asks.
pub(crate) const ADDRESS: QueryField = QueryField {
    names: &["url", "address"],
    about: "the address of a page that prints it, or the beginning of one",
    values: Values::Addresses,
    lights: None,
    held_by: &[Holder::Source, Holder::Series],
};

/// A field whose values are days.
const fn days(
    names: &'static [&'static str],
    about: &'static str,
    of: DateOf,
    bound: Bound,
) -> QueryField {
    let held_by: &[Holder] = match of {
        DateOf::Said => &[Holder::Series],
        DateOf::Published => &[Holder::Source, Holder::Series],
    };
    QueryField { names, about, values: Values::Days(of, bound), lights: None, held_by }
}

/// A field whose values are words of the language.
const fn words(names: &'static [&'static str], about: &'static str, words: WordList) -> QueryField {
    QueryField { names, about, values: Values::Words(words), lights: None, held_by: &[] }
}

/// The table of the fields for docs/query.md.
#[must_use]
pub fn markdown() -> String {
    let row = |field: &QueryField| {
        let names: Vec<String> = field.names.iter().map(|name| format!("`{name}:`")).collect();
        let words: Vec<String> = field.words().iter().map(|(w, _)| format!("`{w}`")).collect();
        let colon = if words.is_empty() { "" } else { ": " };
        let held_by: Vec<&str> = field.held_by.iter().map(|holder| holder.noun()).collect();
        format!(
            "| {} | {}{colon}{} | {} |\n",
            names.join(" "),
            field.about,
            words.join(" "),
            held_by.join(", ")
        )
    };
    let rows = QUERY_FIELDS.iter().map(row);
    let head = "| field | asks | beside records, had by |\n|---|---|---|\n".to_owned();
    std::iter::once(head).chain(rows).collect()
}

impl QueryField {
    /// The name to be shown.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// The words that it knows, each with what it means; none where its values are the dataset's or days.
    #[must_use]
    pub fn words(&self) -> Vec<(&'static str, &'static str)> {
        match &self.values {
            Values::Words(words) => (words.all)().iter().map(|word| word.row()).collect(),
            Values::Names(_)
            | Values::Days(..)
            | Values::Ids
            | Values::Addresses
            | Values::Text => Vec::new(),
        }
    }

    /// The field of this name, in any case.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        let lower = name.to_ascii_lowercase();
        QUERY_FIELDS.iter().find(|field| field.names.contains(&&*lower))
    }

    /// Every name of every field.
    pub(crate) fn all_names() -> impl Iterator<Item = &'static str> {
        QUERY_FIELDS.iter().flat_map(|field| field.names).copied()
    }

    /// Whether the reader's marks and texts have a say in what it lets through.
    pub(crate) fn is_by_reader(&self) -> bool {
        match &self.values {
            Values::Words(words) => words.by_reader,
            Values::Names(_)
            | Values::Days(..)
            | Values::Ids
            | Values::Addresses
            | Values::Text => false,
        }
    }

    /// Whether a source has it itself, so that a paragraph of an article which no record holds can answer. An id that
    /// is asked for is that of a record.
    pub(crate) fn is_of_source(&self) -> bool {
        self.held_by.contains(&Holder::Source) && !matches!(self.values, Values::Ids)
    }

    /// Whether its values are dates of which one may be a range.
    pub(crate) fn takes_range(&self) -> bool {
        matches!(self.values, Values::Days(_, Bound::Within))
    }

    /// Whether its values are dates, which are typed in parts.
    pub(crate) fn is_date(&self) -> bool {
        match self.values {
            Values::Days(..) => true,
            Values::Names(_)
            | Values::Words(_)
            | Values::Ids
            | Values::Addresses
            | Values::Text => false,
        }
    }
}

impl PartialEq for QueryField {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for QueryField {}

impl std::fmt::Debug for QueryField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
