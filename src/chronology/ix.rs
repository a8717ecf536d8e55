//! Positions of records in their lists.

/// Declares the position of a record in its list: four bytes, so that a million records stay small.
macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into a slice.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(position: usize) -> Self {
                Self(position as u32)
            }
        }
    )*};
}

positions! {
    /// A party's position in [`crate::chronology::Chronology::parties`], from 0.
    PartyIx;
    /// A speaker's position in [`crate::chronology::Chronology::speakers`], from 0.
    SpeakerIx;
    /// A source's position in [`crate::chronology::Chronology::sources`], from 0.
    SourceIx;
    /// An event's position in [`crate::chronology::Chronology::events`], from 0.
    EventIx;
    /// A statement's position in [`crate::chronology::Chronology::statements`], from 0.
    StatementIx;
    /// A note's position in [`crate::chronology::Chronology::notes_list`], from 0.
    NoteIx;
    /// A series' position in [`crate::chronology::Chronology::series`], from 0.
    SeriesIx;
    /// A record's position in time (by the day it was said or happened), from 0. A record is an event, or a
    /// group of statements that report the same words.
    RecordIx;
    /// The position of a file among those that a dataset was read from, from 0.
    FileIx;
}

/// A point of a series, by the positions of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PointIx {
    /// The series.
    pub series: SeriesIx,
    /// Which of its points, from 0.
    pub nth: u32,
}
