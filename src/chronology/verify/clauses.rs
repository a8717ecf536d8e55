//! Owns where within a sentence a clause begins that is a sentence by itself, so that a negation in it turns nothing
//! around that stands outside it. Where the sentence itself ends is not decided here.

use std::ops::Range;

/// Words that join clauses of which each is a sentence by itself, where a comma stands before them. Left
/// out are those that often are a word of another kind in another language, since they would hide a negation.
const JOINING: &[&str] = &[
    "and", "but", "or", "und", "aber", "oder", "sondern", "et", "mais", "ou", "y", "pero", "mas",
    "ale", "maar", "och", "og", "ve", "и", "а", "но", "или", "і", "й", "але", "або", "και", "αλλά",
];

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
}
