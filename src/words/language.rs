//! Languages by their English names, as they are told of a source and of words.

use crate::chronology::Chronology;
use crate::chronology::model::{Original, Statement, Translation};
use crate::text::language::english_name;

/// The English name of the language of a BCP 47 tag, with what the tag narrows it to: `Russian`, `Portuguese (BR)`.
/// A language that is not in ISO 639-1 goes by its tag.
#[must_use]
pub fn language(tag: &str) -> String {
    let (code, rest) = tag.split_once('-').unwrap_or((tag, ""));
    let Some(name) = english_name(code) else {
        return tag.to_owned();
    };
    if rest.is_empty() { name.to_owned() } else { format!("{name} ({rest})") }
}

/// The language of a statement's words, where they are a source's own and that is known: words that the dataset
/// translated or summed up itself are in its language, which no field names.
#[must_use]
pub fn language_of_words<'c>(c: &'c Chronology, statement: &Statement) -> Option<&'c str> {
    let printed = statement.kind.is_verbatim() && !c.is_own_translation(statement);
    c.source(statement.source).lang.as_deref().filter(|_| printed)
}

/// That words are the dataset's own translation, from what and by whom; `None` of words that are printed as they stand.
#[must_use]
pub fn own_translation(c: &Chronology, statement: &Statement) -> Option<String> {
    let original = || statement.original.as_ref().map(|original| &*original.lang);
    let told = statement.translation.as_ref().map(translated);
    let told = told.or_else(|| Some(format!("translated from {}", language(original()?))));
    told.filter(|_| c.is_own_translation(statement))
}

/// That words are a translation, from what and by whom: `translated from Russian by TASS`.
#[must_use]
pub fn translated(translation: &Translation) -> String {
    let from = language(&translation.from);
    match &translation.by {
        Some(by) => format!("translated from {from} by {by}"),
        None => format!("translated from {from}"),
    }
}

/// Words before they were translated, behind the name of their language: `Russian: “…”`.
#[must_use]
pub fn original(original: &Original) -> String {
    format!("{}: “{}”", language(&original.lang), original.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_a_name_and_what_has_none_keeps_its_tag() {
        for (tag, name) in [
            ("ru", "Russian"),
            ("EN", "English"),
            ("pt-BR", "Portuguese (BR)"),
            ("zh-Hant-TW", "Chinese (Hant-TW)"),
            ("cu", "Church Slavonic"),
            ("zu", "Zulu"),
            ("tlh", "tlh"),
            ("x-private", "x-private"),
            ("", ""),
        ] {
            assert_eq!(language(tag), name);
        }
    }
}
