//! The words that `kind:`, `is:` and `has:` know: what each means, and the documents for which it holds.

use crate::chronology::model::{NoteKind, StatementKind, Subject};

use super::document_sets::DocumentSets;
use super::holder::Holder;
use crate::search::bits::Bits;
use crate::search::index::facets::DocumentFlags;
use crate::search::reader::Verified;

/// A word that a field knows. `kind:` knows some of those of `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldWord {
    Is(Is),
    Has(Has),
}

impl FieldWord {
    /// Those of `kind:`.
    pub(crate) fn kinds() -> Vec<Self> {
        let statements = StatementKind::ALL.iter().map(|kind| Is::of(*kind));
        statements.chain([Is::Event]).map(Self::Is).collect()
    }

    /// Those of `is:`.
    pub(crate) fn states() -> Vec<Self> {
        Is::ALL.iter().copied().map(Self::Is).collect()
    }

    /// Those of `has:`.
    pub(crate) fn holdings() -> Vec<Self> {
        Has::ALL.iter().copied().map(Self::Has).collect()
    }

    /// The word.
    pub(crate) fn word(self) -> &'static str {
        self.row().0
    }

    /// The word and what it means.
    pub(crate) fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::Is(is) => is.row(),
            Self::Has(has) => has.row(),
        }
    }

    /// What has it itself, beside records.
    pub(crate) fn held_by(self) -> &'static [Holder] {
        match self {
            Self::Has(Has::Archive | Has::Text) | Self::Is(Is::Retracted | Is::Corrected) => {
                &[Holder::Source]
            }
            Self::Is(_) | Self::Has(_) => &[],
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
        Hearsay,
        Retracted,
        Corrected,
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
            Self::Hearsay => ("hearsay", "its source has it at second hand"),
            Self::Retracted => ("retracted", "a source that prints it was retracted"),
            Self::Corrected => ("corrected", "a source that prints it was corrected"),
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
            Self::Hearsay => sets.where_subject(|subject| match subject {
                Subject::Statement(s) => sets.c.statement(s).hearsay,
                Subject::Event(_) => false,
            }),
            Self::Retracted => sets.printed_where(|source| source.retracted.is_some()),
            Self::Corrected => sets.printed_where(|source| source.corrected.is_some()),
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
            Self::Archive => sets.printed_where(|source| source.archive.is_some()),
            Self::Para => sets.flagged(DocumentFlags::PARA),
            Self::Via => sets.flagged(DocumentFlags::VIA),
        }
    }
}
