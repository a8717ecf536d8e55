//! The words for kinds of records, on a screen and in a query, one table of them.

use std::fmt;

use super::{LinkKind, NoteKind, PointStatus, SourceKind, SpeakerKind, StatementKind};

macro_rules! words {
    ($($type:ident { $($variant:ident => $word:literal),* $(,)? })*) => {$(
        impl $type {
            /// Every variant, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it on a screen and in a query.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    )*};
}

words! {
    SpeakerKind { Person => "person", Office => "office", Institution => "institution", Anonymous => "anonymous" }
    SourceKind {
        News => "news", Wire => "wire", Transcript => "transcript", Official => "official",
        Treaty => "treaty", Social => "social", Report => "report",
    }
    LinkKind {
        RespondsTo => "responds to", Repeats => "repeats", Contradicts => "contradicts", WalksBack => "walks back",
    }
    StatementKind { Quote => "quote", Fragment => "fragment", Block => "block", Reported => "reported" }
    NoteKind {
        Error => "error", Ambiguity => "ambiguity", Conflict => "conflict", Translation => "translation", Gap => "gap",
    }
    PointStatus { Declared => "declared", Derived => "derived", Unverified => "unverified" }
}

impl LinkKind {
    /// The link as the target tells it.
    #[must_use]
    pub fn backward(self) -> &'static str {
        match self {
            Self::RespondsTo => "answered by",
            Self::Repeats => "repeated by",
            Self::Contradicts => "contradicted by",
            Self::WalksBack => "walked back by",
        }
    }

    /// The name a dataset writes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RespondsTo => "RespondsTo",
            Self::Repeats => "Repeats",
            Self::Contradicts => "Contradicts",
            Self::WalksBack => "WalksBack",
        }
    }
}
