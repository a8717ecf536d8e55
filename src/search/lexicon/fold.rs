//! Folding: the one form in which a query and a text are compared, and the way back to the bytes.
//!
//! Case, diacritics, ligatures, compatibility forms and typographic variants fold away, and Cyrillic is
//! written in Latin, so that `Лавров` finds Lavrov. Invisible characters (soft hyphens, zero-width marks,
//! direction marks) fold to nothing. The vowel signs of other scripts are letters, and stay. Folding never
//! decides what a word is; [`super::token`] does.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::classes::{is_dash, is_default_ignorable, is_double_mark, is_single_mark};

/// Hands the folded characters of `c` to `emit`: none for a mark, several for a ligature.
pub(crate) fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    if is_default_ignorable(c) {
        return;
    }
    decompose_compatible(c, |part| {
        if is_accent(part) {
            return;
        }
        for lower in part.to_lowercase() {
            match spelt_out(lower) {
                Some(latin) => latin.chars().for_each(&mut *emit),
                // `İ` lowers to an i and a mark.
                None if is_accent(lower) => {}
                None => emit(lower),
            }
        }
    });
}

/// Whether a mark may be left out in writing: the accents of Latin, Greek and Cyrillic, and the points of
/// Hebrew, Arabic and Syriac. Other marks are vowel signs and tones, without which a word is another.
fn is_accent(c: char) -> bool {
    let points = matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{711}' | '\u{730}'..='\u{74a}' | '\u{8ca}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}');
    points && is_combining_mark(c)
}

/// `text` folded, marks and punctuation included.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |f| folded.push(f));
    }
    folded
}

/// `text` folded, with the bytes of `text` that each folded character comes from.
pub(crate) fn fold_with_origins(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::new());
    for (at, c) in text.char_indices() {
        fold_char(c, &mut |f| {
            folded.push(f);
            origins.push(at..at + c.len_utf8());
        });
    }
    (folded, origins)
}

/// For each character of `word`, which is what `slice` folds to without its inner punctuation, the bytes
/// of `slice` it comes from.
pub(crate) fn origins_of(slice: &str, word: &str) -> Vec<Range<usize>> {
    let mut wanted = word.chars().peekable();
    let mut origins = Vec::with_capacity(word.len());
    for (at, c) in slice.char_indices() {
        fold_char(c, &mut |f| {
            if wanted.peek() == Some(&f) {
                wanted.next();
                origins.push(at..at + c.len_utf8());
            }
        });
    }
    origins
}

/// Sorts and merges `ranges` after widening each to whole graphemes of `text`, so that no letter is
/// drawn apart from its marks.
pub(crate) fn whole_graphemes(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|r| r.start < r.end && r.end <= text.len());
    ranges.sort_unstable_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    let mut graphemes = text.grapheme_indices(true).peekable();
    for range in ranges {
        let mut widened: Option<Range<usize>> = None;
        while let Some(&(at, grapheme)) = graphemes.peek() {
            let end = at + grapheme.len();
            if at >= range.end {
                break;
            }
            if end > range.start {
                let start = widened.as_ref().map_or(at, |w| w.start);
                widened = Some(start..end);
            }
            // The grapheme may also hold the start of the next range: it is merged below.
            graphemes.next();
        }
        let Some(widened) = widened else { continue };
        match merged.last_mut() {
            Some(last) if last.end >= widened.start => last.end = last.end.max(widened.end),
            _ => merged.push(widened),
        }
    }
    merged
}

/// What is written for a letter that has no decomposition of its own: Latin specials and Cyrillic.
fn spelt_out(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ħ' | 'һ' | 'ҳ' => "h",
        'ŧ' | 'ƭ' | 'ʈ' => "t",
        'ɓ' | 'ƀ' => "b",
        'ɗ' | 'ɖ' => "d",
        'ƒ' => "f",
        'ɠ' | 'ǥ' | 'ғ' | 'ҕ' => "g",
        'ɨ' => "i",
        'ɉ' | 'ҷ' | 'ӌ' => "j",
        'ƙ' | 'қ' | 'ҡ' | 'ҝ' | 'ҟ' => "k",
        'ɫ' | 'ƚ' | 'ɬ' => "l",
        'ŋ' | 'ɲ' | 'ң' | 'ӈ' | 'ҥ' => "n",
        'ɵ' | 'ө' | 'ɔ' => "o",
        'ƥ' => "p",
        'ɍ' => "r",
        'ʉ' | 'ұ' | 'ү' => "u",
        'ʋ' => "v",
        'ƴ' | 'ɏ' => "y",
        'ƶ' | 'ʐ' => "z",
        'ə' | 'ә' => "a",
        'ɛ' => "e",
        // Signs of transliteration, which most writers leave out.
        'ʿ' | 'ʾ' | 'ʻ' | 'ˈ' => "",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'đ' | 'ð' => "d",
        'е' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ı' => "i",
        'ј' => "j",
        'к' => "k",
        'л' | 'ł' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' | 'ø' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'є' => "ye",
        'ю' => "yu",
        'я' => "ya",
        'ъ' | 'ь' => "",
        'џ' => "dzh",
        c if is_dash(c) => "-",
        c if is_single_mark(c) => "'",
        c if is_double_mark(c) => "\"",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_marks_ligatures_and_alphabets_fold_away() {
        for (text, folded) in [
            ("Détente", "detente"),
            ("De\u{301}tente", "detente"),
            ("ŁÓDŹ", "lodz"),
            ("Straße", "strasse"),
            ("ﬁssile", "fissile"),
            ("Лавров", "lavrov"),
            ("Рябков", "ryabkov"),
            ("Зеленский", "zelenskii"),
            ("İstanbul", "istanbul"),
            ("mora\u{ad}to\u{200b}rium", "moratorium"),
            ("a\u{a0}b", "a b"),
            ("they’re", "they're"),
            ("Қасым", "kasym"),
            ("Saʿd ŧ ɗ Əliyev", "sad t d aliyev"),
            ("कल", "कल"),
            ("काल", "काल"),
            ("น้ำ", "น\u{e49}\u{e4d}\u{e32}"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folded_letters_know_their_bytes(text in "\\PC{0,40}") {
            let (folded, origins) = fold_with_origins(&text);
            prop_assert_eq!(&folded, &fold(&text));
            prop_assert_eq!(folded.chars().count(), origins.len());
            for (f, origin) in folded.chars().zip(&origins) {
                prop_assert!(fold(&text[origin.clone()]).contains(f));
            }
            prop_assert!(origins.windows(2).all(|w| w[0].start <= w[1].start));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[a-zA-ZА-Яа-яéüßæﬁ0-9 ’-]{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn widened_ranges_hold_whole_graphemes(
            text in "(\\PC|e\u{301}|👩\u{200d}🚀|각){0,20}",
            ends in proptest::collection::vec((0usize..60, 0usize..60), 0..5),
        ) {
            let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let at = |i: usize| bounds[i.min(bounds.len() - 1)];
            let ranges: Vec<Range<usize>> = ends.iter().map(|&(a, b)| at(a)..at(b)).collect();
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            let whole = whole_graphemes(&text, ranges.clone());
            prop_assert!(whole.iter().all(|r| edges.contains(&r.start) && edges.contains(&r.end)));
            prop_assert!(whole.windows(2).all(|w| w[0].end < w[1].start));
            for r in ranges.iter().filter(|r| r.start < r.end) {
                prop_assert!(whole.iter().any(|w| w.start <= r.start && r.end <= w.end));
            }
        }
    }
}
