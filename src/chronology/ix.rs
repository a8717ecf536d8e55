//! Positions of records in their lists.

use std::num::NonZeroU32;

/// Declares the position of a record in its list: four bytes, so that a million records stay small. It is held as
/// counted from 1, so that an `Option` of it takes no more.
macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The first position.
            pub const FIRST: Self = Self(NonZeroU32::MIN);

            /// The position as a number, from 0.
            #[must_use]
            pub const fn number(self) -> u32 {
                self.0.get() - 1
            }

            /// The position as an index into a slice.
            #[must_use]
            pub const fn at(self) -> usize {
                self.number() as usize
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::FIRST
            }
        }

        impl From<usize> for $name {
            fn from(position: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(position as u32))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.number()).finish()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bytes_say_which_or_none() {
        assert_eq!(size_of::<Option<StatementIx>>(), 4);
        assert!([0, 1, 70_000].iter().all(|at| StatementIx::from(*at).at() == *at));
        assert_eq!(StatementIx::default(), StatementIx::FIRST);
    }
}
