//! Strings of a dataset, each held once.
//!
//! The strings of a file lie one after the other in one allocation, without the signs between them, and records hold
//! pieces of it. So a million short strings cost what is written in them and sixteen bytes each: no allocation of
//! their own, no copy from one stage of reading to the next, and the file itself need not be kept.
//!
//! It must never know what a string means.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};

/// A string, or a piece of a longer one that others share. Immutable; a copy costs a count.
#[derive(Clone)]
pub struct SharedStr {
    whole: Arc<OnceLock<Box<str>>>,
    /// In bytes, half open. A dataset file has no more than 256 MiB.
    start: u32,
    end: u32,
}

/// Where the strings of a file are gathered. They read as empty until it is dropped: only it reads back what is still
/// being written down.
#[derive(Debug)]
pub(super) struct StrBuffer<'t> {
    /// What is written down, in room that serves one file after the other.
    text: &'t mut String,
    whole: Arc<OnceLock<Box<str>>>,
}

/// Strings of a file that are longer than this in all are kept in the room in which they were gathered: a copy of them
/// would cost more than what that leaves free.
const LONG: usize = 4 << 20;

impl<'t> StrBuffer<'t> {
    /// Gathers in this room, which is empty; so many bytes are likely to be needed at most.
    pub(super) fn new(text: &'t mut String, likely: usize) -> Self {
        // What grows bit by bit is written down twice, into memory that nobody has used yet.
        text.reserve(likely);
        Self { text, whole: Arc::default() }
    }

    /// Holds a string.
    pub(super) fn push(&mut self, text: &str) -> SharedStr {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        SharedStr { whole: Arc::clone(&self.whole), start, end: self.text.len() as u32 }
    }

    /// Reads back a string that it has been given since it was last finished.
    pub(super) fn read(&self, held: &SharedStr) -> &str {
        self.text.get(held.start as usize..held.end as usize).unwrap_or_default()
    }

    /// Lets the strings so far be read; those to come are gathered apart from them.
    pub(super) fn finish(&mut self) {
        let text = if self.text.len() > LONG {
            std::mem::take(self.text).into_boxed_str()
        } else {
            Box::from(self.text.as_str())
        };
        self.text.clear();
        let _ = std::mem::take(&mut self.whole).set(text);
    }
}

impl Drop for StrBuffer<'_> {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        let piece = self.start as usize..self.end as usize;
        self.whole.get().and_then(|whole| whole.get(piece)).unwrap_or_default()
    }
}

impl From<Box<str>> for SharedStr {
    fn from(text: Box<str>) -> Self {
        let end = text.len() as u32;
        Self { whole: Arc::new(OnceLock::from(text)), start: 0, end }
    }
}

macro_rules! from {
    ($($from:ty),*) => {$(
        impl From<$from> for SharedStr {
            fn from(text: $from) -> Self {
                Self::from(Box::<str>::from(text))
            }
        }
    )*};
}

from!(&str, String, Cow<'_, str>);

impl From<&String> for SharedStr {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl Default for SharedStr {
    fn default() -> Self {
        Self::from("")
    }
}

impl AsRef<str> for SharedStr {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for SharedStr {
    fn borrow(&self) -> &str {
        self
    }
}

impl PartialEq for SharedStr {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedStr {}

impl PartialEq<str> for SharedStr {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for SharedStr {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl PartialOrd for SharedStr {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SharedStr {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for SharedStr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl Serialize for SharedStr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_put_in_comes_out(strings in prop::collection::vec("[aé—\u{416}🚀]{0,5}", 0..20)) {
            let mut room = String::new();
            let mut buffer = StrBuffer::new(&mut room, 0);
            let held: Vec<SharedStr> = strings.iter().map(|text| buffer.push(text)).collect();
            drop(buffer);
            prop_assert_eq!(&held, &strings.iter().map(SharedStr::from).collect::<Vec<_>>());
            prop_assert!(held.iter().zip(&strings).all(|(held, text)| held.as_ref() == text));
        }
    }

    #[test]
    fn sixteen_bytes_say_where_it_stands() {
        assert_eq!(size_of::<SharedStr>(), 16);
        assert_eq!(size_of::<Option<SharedStr>>(), 16);
        assert_eq!(SharedStr::default().as_ref(), "");
    }
}
