//! Ids for what has none: kebab-case, each a function of what it names alone, so that they stay when rows come and go.

use unicode_normalization::UnicodeNormalization;

use crate::chronology::id::is_id;

/// The longest part of a made id that is words, in bytes.
const WORDS: usize = 60;

/// The letters and digits of a text as words of an id, without their accents; empty where it has none of the Latin
/// alphabet. No longer than [`WORDS`], cut between words where that leaves any.
pub(super) fn words(text: &str) -> String {
    let mut id = String::new();
    let plain = text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    let letters: String = plain.collect::<String>().replace(['\'', '’'], "").to_lowercase();
    for word in letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if id.len() + word.len() >= WORDS && !id.is_empty() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(WORDS);
    id
}

/// The id of what goes by a name: its words, and where they leave out letters of it a sign that tells it from others.
/// Names that differ in capitals, accents and marks alone are one.
pub(super) fn of_name(name: &str, kind: &str) -> String {
    let id = words(name);
    let letters = |text: &str| text.nfkd().filter(|c| c.is_alphanumeric()).count();
    if letters(&id) == letters(name) && !id.is_empty() {
        return id;
    }
    made(if id.is_empty() { kind } else { &id }, &name.to_lowercase())
}

/// The id that stands for one that is given: itself, or where that can be none its words and a sign. That of another
/// dataset, `name:id`, stays.
pub(super) fn given(written: &str) -> String {
    let is_of_another = |id: &str| id.split_once(':').is_some_and(|(a, b)| is_id(a) && is_id(b));
    if is_id(written) || is_of_another(written) {
        return written.to_owned();
    }
    made(&words(written), written)
}

/// An id of words, told from others by a sign of what it names, which is all that `identity` says.
pub(super) fn made(words: &str, identity: &str) -> String {
    let sign = sign(identity);
    if words.is_empty() { sign } else { format!("{words}-{sign}") }
}

/// Six hexadecimal digits: the hash of Fowler, Noll and Vo (FNV-1a, 32 bits), folded to 24 as its authors say.
fn sign(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:06x}", (hash >> 24) ^ (hash & 0x00ff_ffff))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_of_a_name_is_its_words() {
        for (name, id) in [
            ("Sergey Lavrov", "sergey-lavrov"),
            ("SERGEY LAVROV", "sergey-lavrov"),
            ("São Tomé’s Office", "sao-tomes-office"),
            ("TASS, 5 Feb 2026", "tass-5-feb-2026"),
        ] {
            assert_eq!(of_name(name, "speaker"), id);
        }
        // Where letters are lost, the id tells what it names from others.
        assert_ne!(of_name("Рябков", "speaker"), of_name("Лавров", "speaker"));
        assert!(of_name("Рябков", "speaker").starts_with("speaker-"));
        assert_ne!(of_name("S. Рябков", "speaker"), of_name("S. Лавров", "speaker"));
    }

    proptest! {
        #[test]
        fn every_id_that_is_made_is_one(name in "\\PC{0,200}", identity in "\\PC{0,40}") {
            let named = of_name(&name, "source");
            prop_assert!(is_id(&named), "{named}");
            let given = given(&name);
            prop_assert!(is_id(&given) || given == name, "{given}");
            let made = made(&words(&name), &identity);
            prop_assert!(is_id(&made), "{made}");
        }
    }
}
