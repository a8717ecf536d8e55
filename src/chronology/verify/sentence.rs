//! Owns where sentences end, for what an ellipsis or a bracket takes out. It decides nothing that a verdict rests on
//! alone: an abbreviation may be taken for an end, and then a warning too many is given.

use std::ops::Range;

/// Abbreviations before whose stop no sentence ends, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sen", "rep", "gov", "vs", "jr",
    "sr", "hr", "fr", "bzw", "ca", "vgl", "art", "mme", "mlle", "г", "гг", "ст", "им", "тыс",
    "млн", "млрд",
];

/// Words that join clauses of which each is a sentence by itself, where a comma stands before them. Left
/// out are those that often are a word of another kind in another language, since they would hide a negation.
const JOINING: &[&str] = &[
    "and", "but", "or", "und", "aber", "oder", "sondern", "et", "mais", "ou", "y", "pero", "mas",
    "ale", "maar", "och", "og", "ve", "и", "а", "но", "или", "і", "й", "але", "або", "και", "αλλά",
];

/// Whether a text ends as a sentence does; closing marks and brackets may follow the stop.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || is_closing(c);
    text.trim_end_matches(closing).ends_with(is_stop)
}

/// The byte after the first end of a sentence in a stretch of a text, if there is one.
pub(super) fn first_end(text: &str, stretch: &Range<usize>) -> Option<usize> {
    ends(text, stretch).next()
}

/// The byte after the last end of a sentence in a stretch of a text, if there is one.
pub(super) fn last_end(text: &str, stretch: &Range<usize>) -> Option<usize> {
    ends(text, stretch).last()
}

/// Where in a stretch of a text a clause follows that is a sentence by itself: the bytes of the semicolon, or of the
/// comma and the word behind it that joins. The comma may stand right before the stretch, the word right behind it.
pub(super) fn clauses<'a>(
    text: &'a str,
    stretch: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let before = text.get(..stretch.start).unwrap_or_default().trim_end();
    let from = before.char_indices().next_back().map_or(0, |(at, _)| at);
    let within = text.get(from..stretch.end).unwrap_or_default();
    within.char_indices().filter_map(move |(at, c)| {
        let (start, end) = (from + at, from + at + c.len_utf8());
        match c {
            ';' | '；' | '؛' => Some(start..end),
            ',' | '،' => {
                let rest = text.get(end..)?;
                let blanks = rest.len() - rest.trim_start().len();
                let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next()?;
                let joins = JOINING.contains(&word.to_lowercase().as_str());
                joins.then_some(start..end + blanks + word.len())
            }
            _ => None,
        }
    })
}

fn ends<'a>(text: &'a str, stretch: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let from = stretch.start;
    let within = text.get(stretch.clone()).unwrap_or_default();
    within.char_indices().filter(|(_, c)| is_stop(*c)).filter_map(move |(at, c)| {
        let (start, end) = (from + at, from + at + c.len_utf8());
        is_end(text.get(..start)?, c, text.get(end..)?).then_some(end)
    })
}

/// Whether a stop ends a sentence, by what stands before it and after it.
fn is_end(before: &str, stop: char, after: &str) -> bool {
    if !matches!(stop, '.' | '!' | '?' | '؟' | '۔') {
        return true;
    }
    let rest = after.trim_start_matches(is_closing);
    let Some(next) = rest.chars().next() else {
        return true;
    };
    if !next.is_whitespace() {
        return false;
    }
    let follows = rest.chars().find(|c| c.is_alphanumeric());
    if stop == '.' && follows.is_some_and(char::is_lowercase) {
        return false;
    }
    let word =
        before.rsplit(|c: char| c.is_whitespace() || is_closing(c)).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // The number of a day or of a thing: `am 5. Mai`.
    let is_ordinal = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    // `No. 5` is a number, `No. We stay` an answer.
    let is_numbered = follows.is_some_and(char::is_numeric);
    let word = word.to_lowercase();
    let is_abbreviation =
        if matches!(&*word, "no" | "nr") { is_numbered } else { ABBREVIATIONS.contains(&&*word) };
    let is_short = word.contains('.') || is_initial || is_ordinal || is_abbreviation;
    stop != '.' || !is_short
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '。' | '！' | '？' | '｡' | '।' | '॥' | '؟' | '۔' | '။' | '។' | '៕'
    )
}

fn is_closing(c: char) -> bool {
    use crate::text::classes::{is_double_mark, is_single_mark};
    is_double_mark(c) || is_single_mark(c) || matches!(c, ')' | ']' | '）' | '］')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_by_themselves_follow_a_semicolon_or_a_word_that_joins() {
        let told = |text: &str, stretch: Range<usize>| -> Vec<String> {
            clauses(text, &stretch).map(|part| text[part].to_owned()).collect()
        };
        let all = |text: &str| told(text, 0..text.len());
        assert_eq!(all("We go; they stay, and so be it, too"), [";", ", and"]);
        assert_eq!(all("We go and stay, which is all"), [""; 0]);
        assert_eq!(all("Мы идём, но они нет"), [", но"]);
        // The comma is the last of the words before, the word the first of those behind.
        assert_eq!(told("We go, but not now", 6..18), [", but"]);
        assert_eq!(told("We go, but not now", 0..6), [", but"]);
    }

    #[test]
    fn sentences_end_at_their_stops() {
        let count = |text: &str| ends(text, &(0..text.len())).count();
        for (text, wanted) in [
            ("We go. They stay.", 2),
            ("We go! “Why?” they said. So", 3),
            ("Mr. Hill and J. Brook of the U.S. Army", 0),
            ("on 5. Mai und 3.5 km", 0),
            ("行く。来る", 1),
            ("हम जाते हैं। वे", 1),
            ("no end", 0),
            ("Is it? No. We stay", 2),
            ("in No. 5 and Nr. 6", 0),
        ] {
            assert_eq!(count(text), wanted, "{text}");
        }
        assert!(ends_sentence("So it is.”) ") && !ends_sentence("so it is,”"));
        let text = "One. Two. three";
        assert_eq!(first_end(text, &(0..text.len())), Some(4));
        assert_eq!(last_end(text, &(0..text.len())), Some(4));
        assert_eq!(first_end(text, &(5..text.len())), None);
    }
}
