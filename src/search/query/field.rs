//! The fields of the query language, one row each: its names, what it asks, what its values are, and what is
//! lit for it. The parser, the filters, completion, complaints, highlights, the help of the command line and
//! the README read this table and hold no list of their own; a new field is a new row.
//!
//! Below it the words that `kind:`, `is:` and `has:` know, each with its documents.

use crate::chronology::Chronology;
use crate::chronology::model::{NoteKind, StatementKind, Subject};

use super::date::Bound;
use super::document_sets::{DateOf, DocumentSets};
use super::values::{NamedValue, named};
use crate::search::bits::Bits;
use crate::search::index::Index;
use crate::search::index::facets::{DocumentFlags, Facet, Field};
use crate::search::listed::listed;
use crate::search::reader::Verified;

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
}

/// Values that have names in the dataset.
pub(crate) struct NameList {
    /// The facet whose values they are, or to whose values they lead.
    pub(crate) facet: Facet,
    /// All of them.
    pub(crate) all: for<'a> fn(&'a Index, &'a Chronology) -> Vec<NamedValue<'a>>,
    /// The documents that have any of those at these places.
    pub(crate) documents: fn(&DocumentSets<'_>, &[usize]) -> Bits,
    /// How many records one has.
    pub(crate) counted: Counted,
}

/// By what the records of a name are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Each name is a value of the facet.
    Value,
    /// The same, and values of one name are offered as one.
    Name,
    /// What the field lets through.
    Filter,
}

/// Words of the language.
pub(crate) struct WordList {
    /// All of them.
    pub(crate) all: fn() -> Vec<Word>,
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
        values: Values::Names(NameList {
            facet: Facet::Speaker,
            all: |_, c| named(c.speakers().iter().map(|s| names(&s.id, &s.name, &s.aka))),
            documents: |sets, places| sets.with_values(Facet::Speaker, places.iter().copied()),
            counted: Counted::Value,
        }),
        lights: Some(Field::Speaker),
    },
    QueryField {
        names: &["party", "side"],
        about: "the party of who said it",
        values: Values::Names(NameList {
            facet: Facet::Speaker,
            all: |_, c| named(c.parties().iter().map(|p| names(&p.id, &p.name, &p.aka))),
            documents: of_parties,
            counted: Counted::Filter,
        }),
        lights: Some(Field::Party),
    },
    QueryField {
        names: &["outlet"],
        about: "who prints it",
        values: Values::Names(NameList {
            facet: Facet::Source,
            all: |_, c| named(c.sources().iter().map(|s| vec![&*s.outlet])),
            documents: |sets, places| sets.with_values(Facet::Source, places.iter().copied()),
            counted: Counted::Name,
        }),
        lights: Some(Field::Outlet),
    },
    QueryField {
        names: &["source", "src"],
        about: "the source that prints it, by id, outlet or title",
        values: Values::Names(NameList {
            facet: Facet::Source,
            all: |_, c| {
                named(
                    c.sources().iter().map(|s| {
                        [&*s.id, &*s.outlet].into_iter().chain(s.title.as_deref()).collect()
                    }),
                )
            },
            documents: |sets, places| sets.with_values(Facet::Source, places.iter().copied()),
            counted: Counted::Value,
        }),
        lights: Some(Field::Title),
    },
    QueryField {
        names: &["event"],
        about: "the event it is or belongs to, by id or title",
        values: Values::Names(NameList {
            facet: Facet::Event,
            all: |_, c| named(c.events().iter().map(|e| vec![&*e.id, &*e.title])),
            documents: of_events,
            counted: Counted::Value,
        }),
        lights: Some(Field::Event),
    },
    QueryField {
        names: &["topic", "tag"],
        about: "what it is about",
        values: Values::Names(NameList {
            facet: Facet::Topic,
            all: |index, _| named(index.facets.topics.iter().map(|t| vec![&**t])),
            documents: |sets, places| sets.with_values(Facet::Topic, places.iter().copied()),
            counted: Counted::Value,
        }),
        lights: Some(Field::Topic),
    },
    QueryField {
        names: &["kind"],
        about: "what kind of record it is",
        values: Values::Words(WordList { all: Word::kinds, guessed: true, by_reader: false }),
        lights: None,
    },
    SAID,
    QueryField {
        names: &["pub", "published"],
        about: "when a source that prints it was published",
        values: Values::Days(DateOf::Published, Bound::Within),
        lights: None,
    },
    QueryField {
        names: &["after"],
        about: "said or happened on that day or later",
        values: Values::Days(DateOf::Said, Bound::From),
        lights: None,
    },
    QueryField {
        names: &["before"],
        about: "said or happened before that day",
        values: Values::Days(DateOf::Said, Bound::Before),
        lights: None,
    },
    QueryField {
        names: &["since"],
        about: "the same as after:",
        values: Values::Days(DateOf::Said, Bound::From),
        lights: None,
    },
    QueryField {
        names: &["until"],
        about: "said or happened on that day or earlier",
        values: Values::Days(DateOf::Said, Bound::Until),
        lights: None,
    },
    QueryField {
        names: &["is"],
        about: "what it is",
        values: Values::Words(WordList { all: Word::states, guessed: false, by_reader: true }),
        lights: None,
    },
    QueryField {
        names: &["has"],
        about: "what it has",
        values: Values::Words(WordList { all: Word::holdings, guessed: false, by_reader: true }),
        lights: None,
    },
    QueryField {
        names: &["id"],
        about: "its id, or the beginning of it",
        values: Values::Ids,
        lights: None,
    },
    QueryField {
        names: &["lang"],
        about: "the language of the source that prints it",
        values: Values::Names(NameList {
            facet: Facet::Source,
            all: |_, c| named(c.sources().iter().map(|s| s.lang.as_deref().into_iter().collect())),
            documents: |sets, places| sets.with_values(Facet::Source, places.iter().copied()),
            counted: Counted::Name,
        }),
        lights: None,
    },
];

/// The field that a bare date of a query asks.
pub(crate) const SAID: QueryField = QueryField {
    names: &["said", "date"],
    about: "when it was said or happened",
    values: Values::Days(DateOf::Said, Bound::Within),
    lights: Some(Field::Date),
};

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
            Values::Names(_) | Values::Days(..) | Values::Ids => Vec::new(),
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
            Values::Names(_) | Values::Days(..) | Values::Ids => false,
        }
    }

    /// Whether its values are dates, which are typed in parts.
    pub(crate) fn is_date(&self) -> bool {
        match self.values {
            Values::Days(..) => true,
            Values::Names(_) | Values::Words(_) | Values::Ids => false,
        }
    }
}

/// What a speaker or a party goes by.
fn names<'a>(id: &'a str, name: &'a str, aka: &'a [Box<str>]) -> Vec<&'a str> {
    [id, name].into_iter().chain(aka.iter().map(|a| &**a)).collect()
}

fn of_parties(sets: &DocumentSets<'_>, parties: &[usize]) -> Bits {
    let speakers = sets.c.speakers().iter().enumerate();
    let theirs = speakers.filter(|(_, s)| s.party.is_some_and(|p| parties.contains(&p.at())));
    sets.with_values(Facet::Speaker, theirs.map(|(at, _)| at))
}

fn of_events(sets: &DocumentSets<'_>, events: &[usize]) -> Bits {
    let records = events.iter().map(|at| sets.c.record_of(Subject::Event((*at).into())));
    let mut bits = sets.of_records(records);
    bits.unite(&sets.with_values(Facet::Event, events.iter().copied()));
    bits
}

/// A word that a field knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    Is(Is),
    Has(Has),
}

impl Word {
    fn kinds() -> Vec<Self> {
        let statements = StatementKind::ALL.iter().map(|kind| Is::of(*kind));
        statements.chain([Is::Event]).map(Self::Is).collect()
    }

    fn states() -> Vec<Self> {
        Is::ALL.iter().copied().map(Self::Is).collect()
    }

    fn holdings() -> Vec<Self> {
        Has::ALL.iter().copied().map(Self::Has).collect()
    }

    /// The word.
    pub(crate) fn word(self) -> &'static str {
        self.row().0
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Is(is) => is.row(),
            Self::Has(has) => has.row(),
        }
    }

    /// The documents for which it holds.
    pub(crate) fn documents(self, sets: &DocumentSets<'_>) -> Bits {
        match self {
            Self::Is(is) => is.documents(sets),
            Self::Has(has) => has.documents(sets),
        }
    }
}

listed! {
    /// What `is:` may ask.
    pub(crate) enum Is {
        Quote,
        Fragment,
        Block,
        Reported,
        Statement,
        Event,
        Milestone,
        Verified,
        Unverified,
        Disputed,
        Unanswered,
        Marked,
        Translated,
        Undated,
    }
}

impl Is {
    fn of(kind: StatementKind) -> Self {
        match kind {
            StatementKind::Quote => Self::Quote,
            StatementKind::Fragment => Self::Fragment,
            StatementKind::Block => Self::Block,
            StatementKind::Reported => Self::Reported,
        }
    }

    /// Its word and what that means.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Quote => ("quote", "words in quotation marks"),
            Self::Fragment => ("fragment", "a quoted part of the reporter's sentence"),
            Self::Block => ("block", "direct speech without quotation marks"),
            Self::Reported => ("reported", "indirect speech, in other words"),
            Self::Statement => ("statement", "something said"),
            Self::Event => ("event", "something that happened"),
            Self::Milestone => ("milestone", "an event that the dataset sets apart"),
            Self::Verified => ("verified", "its words stand in the text held for its source"),
            Self::Unverified => ("unverified", "its words do not, or no text is held"),
            Self::Disputed => ("disputed", "a note tells of a conflict"),
            Self::Unanswered => ("unanswered", "it asks for an answer and has none"),
            Self::Marked => ("marked", "the reader marked it"),
            Self::Translated => ("translated", "its words are a translation"),
            Self::Undated => ("undated", "nobody says when"),
        }
    }

    fn documents(self, sets: &DocumentSets<'_>) -> Bits {
        let of_kind = |kind| sets.where_flags(|flags| flags.is_of(kind));
        match self {
            Self::Quote => of_kind(StatementKind::Quote),
            Self::Fragment => of_kind(StatementKind::Fragment),
            Self::Block => of_kind(StatementKind::Block),
            Self::Reported => of_kind(StatementKind::Reported),
            Self::Statement => sets.where_flags(|flags| !flags.is_event()),
            Self::Event => sets.where_flags(DocumentFlags::is_event),
            Self::Milestone => sets.flagged(DocumentFlags::MILESTONE),
            Self::Verified => sets.where_subject(|s| sets.verified(s) == Some(Verified::Yes)),
            Self::Unverified => sets.where_subject(|subject| match subject {
                Subject::Statement(s) => {
                    sets.c.statement(s).kind.is_verbatim()
                        && sets.verified(subject) != Some(Verified::Yes)
                }
                Subject::Event(_) => false,
            }),
            Self::Disputed => sets.noted(|kind| kind == NoteKind::Conflict),
            Self::Unanswered => sets.where_record(|record| sets.c.is_unanswered(record)),
            Self::Marked => {
                let marked = sets.reader.marked.iter().copied();
                sets.of_records(marked.filter(|record| record.at() < sets.index.records))
            }
            Self::Translated => sets.flagged(DocumentFlags::TRANSLATED),
            Self::Undated => sets.undated(),
        }
    }
}

listed! {
    /// What `has:` may ask.
    pub(crate) enum Has {
        Note,
        Link,
        Text,
        Archive,
        Para,
        Via,
    }
}

impl Has {
    /// Its word and what that means.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Note => ("note", "a note is about it"),
            Self::Link => {
                ("link", "it answers, repeats or contradicts a record, or one does so to it")
            }
            Self::Text => ("text", "the text of its source is held"),
            Self::Archive => ("archive", "its source has an archived copy"),
            Self::Para => ("para", "the paragraph that prints it is known"),
            Self::Via => ("via", "somebody relayed it"),
        }
    }

    fn documents(self, sets: &DocumentSets<'_>) -> Bits {
        match self {
            Self::Note => sets.noted(|_| true),
            Self::Link => {
                let mut bits = sets.where_record(|record| !sets.c.backlinks(record).is_empty());
                bits.unite(&sets.flagged(DocumentFlags::LINKS));
                bits
            }
            Self::Text => sets.where_subject(|subject| sets.verified(subject).is_some()),
            Self::Archive => {
                let sources = sets.c.sources().iter().enumerate();
                let archived = sources.filter(|(_, source)| source.archive.is_some());
                sets.with_values(Facet::Source, archived.map(|(at, _)| at))
            }
            Self::Para => sets.flagged(DocumentFlags::PARA),
            Self::Via => sets.flagged(DocumentFlags::VIA),
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
