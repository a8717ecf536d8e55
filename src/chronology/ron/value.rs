//! Values as `ron` reads them: strings with escapes in them, numbers, flags, words.
//!
//! Whoever looks for records and fields finds where a value begins and ends; what it says is what `ron` says. What
//! `ron` refuses is told in other words, see [`super::mistakes`].

use serde::de::DeserializeOwned;

/// The value that a text is.
///
/// # Errors
/// Where `ron` refuses it: the byte offset at which that showed.
pub(crate) fn value<T: DeserializeOwned>(text: &str) -> Result<T, usize> {
    ron::Options::default().from_str(text).map_err(|error| {
        let shows = error.span.end;
        let line = match shows.line {
            0 | 1 => 0,
            n => text.match_indices('\n').nth(n - 2).map_or(text.len(), |(at, _)| at + 1),
        };
        let rest = text.get(line..).unwrap_or_default();
        let column = rest.char_indices().nth(shows.col.saturating_sub(1));
        line + column.map_or(rest.len(), |(at, _)| at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_its_place() {
        assert_eq!(value::<u32>("16"), Ok(16));
        assert_eq!(value::<f64>("1_550.5"), Ok(1550.5));
        assert_eq!(value::<String>("\"a\\u{416}\"").as_deref(), Ok("aЖ"));
        assert!(value::<u32>("1x").is_err());
        assert!(value::<String>("\"ж\nж\\q\"").is_err_and(|at| at >= "\"ж\nж".len()));
        assert!(value::<bool>(&"[".repeat(1_000_000)).is_err());
    }
}
