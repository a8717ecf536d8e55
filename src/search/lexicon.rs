//! Words by themselves: what a word of a text is, in what forms it is written, how alike two are, and the
//! vocabulary of all. Knows nothing of documents or queries.

pub(crate) mod alias;
pub(crate) mod fold;
pub(crate) mod function_words;
pub(crate) mod inflection;
pub(crate) mod interner;
pub(crate) mod similarity;
pub(crate) mod token;
pub(crate) mod translit;
pub(crate) mod vocabulary;

/// The first eight bytes of `word` as a number, which nearly always tell two words apart, and put them in
/// their order.
pub(crate) const fn beginning(word: &str) -> u64 {
    let (bytes, mut first, mut at) = (word.as_bytes(), [0; 8], 0);
    while at < 8 && at < bytes.len() {
        first[at] = bytes[at];
        at += 1;
    }
    u64::from_be_bytes(first)
}
