//! What an id may be: small letters, digits and hyphens, no hyphen first, at most [`LONGEST`] bytes.

/// The longest id, in bytes.
pub const LONGEST: usize = 80;

/// Whether a text may stand as an id.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let begins = text.bytes().next().is_some_and(|b| b != b'-');
    begins && text.len() <= LONGEST && text.bytes().all(plain)
}

/// An id as near to what is written as one can be; empty where it holds no letter that an id may have.
#[must_use]
pub fn kebab(written: &str) -> String {
    let mut right = String::new();
    let words = written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    for word in words {
        if !right.is_empty() {
            right.push('-');
        }
        right.push_str(&word.to_ascii_lowercase());
        if right.len() >= LONGEST {
            break;
        }
    }
    right.truncate(LONGEST);
    right
}
