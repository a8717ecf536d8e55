//! Owns the one way to a part of a text by its bytes: a position that is no boundary of a character must cost a
//! word of a message at most, and never the program.

use std::slice::SliceIndex;

/// The part of a text in a range of bytes; nothing where the range is not of whole characters of it.
///
/// Who made the range knows that it is. Who does not know asks [`str::get`] and says what then.
#[inline]
#[must_use]
pub fn slice(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_part_is_nothing() {
        assert_eq!(slice("a—b", 1..4), "—");
        assert_eq!(slice("a—b", 4..), "b");
        for empty in [slice("a—b", 2..4), slice("a—b", 1..9), slice("", 1..)] {
            assert_eq!(empty, "");
        }
    }
}
