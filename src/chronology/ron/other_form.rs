//! What a file is that begins as no dataset does: another form of writing records.
//!
//! It only guesses, for a message: nothing is read by a guess.

use std::ops::Range;

/// The form in which a file seems to be written where a dataset should begin, and where that shows.
pub(crate) fn other_form(text: &str) -> Option<(&'static str, Range<usize>)> {
    let start = text.len() - text.trim_start().len();
    let beginning = text.get(start..).unwrap_or_default();
    let first = start..start + beginning.chars().next().map_or(0, char::len_utf8);
    let mut signs = beginning.chars().filter(|c| !c.is_whitespace());
    match (signs.next()?, signs.next()) {
        ('{', Some('"' | '}')) | ('[', Some('{' | '"' | ']')) => return Some(("JSON", first)),
        ('<', Some(c)) if c.is_alphabetic() || matches!(c, '?' | '!') => {
            return Some(("XML or HTML", first));
        }
        ('[', Some('[')) => return Some(("TOML", first)),
        // A table is named alone on its line; a dataset in these brackets has a colon behind its first name.
        ('[', Some(c)) if c.is_alphabetic() => {
            let name = beginning.lines().next().and_then(|line| line.split(']').next());
            let is_table = name.is_some_and(|name| name.len() > 1 && !name.contains([':', '(']));
            return is_table.then_some(("TOML", first));
        }
        _ => {}
    }
    let line = beginning.lines().find(|line| !line.trim_start().starts_with('#'))?;
    if line.trim_end() == "---" {
        return Some(("YAML", first));
    }
    let name = |text: &str| {
        let name = text.trim();
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.\"".contains(c))
    };
    if line.split_once('=').is_some_and(|(key, _)| name(key)) {
        return Some(("TOML", first));
    }
    // RON has a bracket or a mark after the colon, or nothing that YAML has.
    let (key, value) = line.split_once(':')?;
    let value = value.trim_start();
    let plain = value.is_empty() || value.starts_with(|c: char| c.is_alphanumeric());
    (name(key) && plain && !line.trim_end().ends_with(',')).then_some(("YAML", first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_form_is_named() {
        for (text, form) in [
            ("{\"sources\": []}", Some("JSON")),
            ("[ {\"id\": 1}]", Some("JSON")),
            ("{ (meta: (", None),
            ("{ meta: (", None),
            ("<?xml?>", Some("XML or HTML")),
            ("[meta]\ntitle = \"x\"", Some("TOML")),
            ("[[sources]]", Some("TOML")),
            ("[meta: (schema: 1)]", None),
            ("[\n  sources: [", None),
            ("[sources: [(id: \"a\")]]", None),
            ("# c\ntitle = \"x\"", Some("TOML")),
            ("---\nmeta:", Some("YAML")),
            ("meta:\n  title: x", Some("YAML")),
            ("title: x", Some("YAML")),
            ("meta: (schema: 1)", None),
            ("sources: [", None),
            ("<<<<<<< HEAD\n(", None),
            ("— x", None),
            ("", None),
        ] {
            assert_eq!(other_form(text).map(|(form, _)| form), form, "{text:?}");
        }
    }
}
