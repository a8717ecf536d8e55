//! Owns the classes of characters that more than one rule asks about: what shows nothing, what steers direction,
//! which marks quote, which dashes join. It decides nothing about a text: what becomes of an invisible character
//! is for whoever meets one.
//!
//! Each is a property of the Unicode Character Database, to which a test holds it, or says in which characters it
//! differs from one and why.

/// Shows nothing where a font does not know better: `Default_Ignorable_Code_Point`. Soft hyphens, zero-width
/// spaces and joiners, directional marks, variation selectors, fillers, tags and what is reserved for their like.
#[inline]
#[must_use]
pub fn is_default_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Joins letters or keeps them apart: `Join_Control`, the two zero-width joiners.
#[inline]
#[must_use]
pub fn is_join_control(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Picks a form of the character before it: `Variation_Selector`.
#[inline]
#[must_use]
pub fn is_variation_selector(c: char) -> bool {
    matches!(c,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Steers the direction of what follows: `Bidi_Control`, and the six format characters U+206A to U+206F that did
/// its like and are `Deprecated`.
#[inline]
#[must_use]
pub fn steers_direction(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
    )
}

/// A letter that is blank: the Hangul fillers, the letters (`Lo`) of `Default_Ignorable_Code_Point`.
#[inline]
#[must_use]
pub fn is_filler(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}')
}

/// Marks what is written between the lines: the interlinear annotation characters, the only format characters
/// (`Cf`) of their block.
#[inline]
#[must_use]
pub fn is_annotation(c: char) -> bool {
    matches!(c, '\u{FFF9}'..='\u{FFFB}')
}

/// Stands for nothing that two readers would agree on: private use (`Co`) and `Noncharacter_Code_Point`.
#[inline]
#[must_use]
pub fn is_unassignable(c: char) -> bool {
    let is_last_of_plane = u32::from(c) & 0xFFFE == 0xFFFE;
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}')
        || is_last_of_plane
}

/// A double quotation mark: those of `Quotation_Mark` that are not single, guillemets and corner brackets too.
/// What opens a phrase in a query.
#[inline]
#[must_use]
pub fn is_double_quote(c: char) -> bool {
    matches!(c,
        '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2E42}' | '\u{300C}'..='\u{300F}'
        | '\u{301D}'..='\u{301F}' | '\u{FE41}'..='\u{FE44}' | '\u{FF02}' | '\u{FF62}' | '\u{FF63}'
    )
}

/// A double quotation mark or what is printed in place of one: double primes, the ornaments, the double angle
/// brackets of China and Korea, the Hebrew gershayim.
#[inline]
#[must_use]
pub fn is_double_mark(c: char) -> bool {
    is_double_quote(c)
        || matches!(
            c,
            '\u{2BA}'
                | '\u{5F4}'
                | '\u{2033}'
                | '\u{2036}'
                | '\u{275D}'
                | '\u{275E}'
                | '\u{300A}'
                | '\u{300B}'
        )
}

/// A single quotation mark: those of `Quotation_Mark` that are not double, the straight apostrophe and the
/// single guillemets too.
#[inline]
#[must_use]
pub fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201B}' | '\u{2039}' | '\u{203A}' | '\u{FF07}')
}

/// A single quotation mark, an apostrophe, or what is printed in place of one: accents, primes, the letters that
/// look like it, the single angle brackets of China and Korea, the Hebrew geresh.
#[inline]
#[must_use]
pub fn is_single_mark(c: char) -> bool {
    is_single_quote(c)
        || matches!(
            c,
            '`' | '\u{B4}' | '\u{2B9}' | '\u{2BB}'
                ..='\u{2BD}' | '\u{5F3}' | '\u{2032}' | '\u{2035}' | '\u{3008}' | '\u{3009}'
        )
}

/// A quotation mark of angles, that French parts from the words by blanks.
#[inline]
#[must_use]
pub fn is_guillemet(c: char) -> bool {
    matches!(c, '\u{AB}' | '\u{BB}' | '\u{2039}' | '\u{203A}')
}

/// A single mark that may stand inside a word: all but the low quotation mark, the guillemets and the angle
/// brackets.
#[inline]
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    is_single_mark(c)
        && !matches!(c, '\u{201A}' | '\u{2039}' | '\u{203A}' | '\u{3008}' | '\u{3009}')
}

/// A hyphen, dash or minus sign of any length: those of `Dash` that prose in European languages is printed with.
/// The others stay themselves: a superscript minus is another number, a maqaf or a wavy dash another mark.
#[inline]
#[must_use]
pub fn is_dash(c: char) -> bool {
    is_hyphen(c)
        || matches!(c, '\u{2012}'..='\u{2015}' | '\u{2212}' | '\u{2E3A}' | '\u{2E3B}' | '\u{FE58}')
}

/// A hyphen, which joins the parts of a compound; a dash parts words. Those of `Dash` that are hyphens by name.
#[inline]
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}')
}

/// Of a script written without blanks, where each character may begin or end a word: the blocks of the scripts
/// Han, Hiragana and Katakana, with the two planes that are set aside for Han.
#[inline]
#[must_use]
pub fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Of a script whose words are not parted by blanks: the ideographs, and the scripts of South-East Asia that Unicode
/// breaks into words by dictionary only (line break class `SA`).
#[inline]
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    is_ideograph(c)
        || matches!(c,
            '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}' | '\u{E81}'..='\u{ECF}' | '\u{EDC}'..='\u{EDF}'
            | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}'
            | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}' | '\u{17DD}' | '\u{1950}'..='\u{19CF}'
            | '\u{1A20}'..='\u{1AAD}' | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}'
            | '\u{AA60}'..='\u{AADF}' | '\u{11700}'..='\u{1172F}' | '\u{11740}'..='\u{11746}'
        )
}

/// Of the Korean script, whose words carry their particles.
#[inline]
#[must_use]
pub fn is_hangul(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97C}' | '\u{AC00}'..='\u{D7FB}'
        | '\u{FFA0}'..='\u{FFDC}'
    )
}

/// A letter of the Hebrew alphabet.
#[inline]
#[must_use]
pub fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5F2}')
}

/// Whether nothing may be cut before this character, nor after the one before it, in a script without blanks: the
/// vowels of Thai and Lao on either side of their consonant, what a Khmer or Burmese letter stacks, the long
/// mark, small letters and iteration marks of Japan. Combining marks are told by their property.
#[inline]
#[must_use]
pub fn clings(before: char, c: char) -> bool {
    let leads = matches!(before,
        '\u{E40}'..='\u{E44}' | '\u{EC0}'..='\u{EC4}' | '\u{1039}' | '\u{17D2}' | '\u{1A60}' | '\u{AAB5}'
        | '\u{AAB6}' | '\u{AAB9}' | '\u{AABB}' | '\u{AABC}'
    );
    leads
        || matches!(
            c,
            '\u{E30}'
                | '\u{E32}'
                | '\u{E33}'
                | '\u{E45}'
                | '\u{E46}'
                | '\u{E2F}'
                | '\u{EB0}'
                | '\u{EB2}'
                | '\u{EB3}'
                | '\u{EC6}'
                | '\u{EBD}'
                | '\u{17D7}'
                | '\u{3005}'
                | '\u{303B}'
                | '\u{3041}'
                | '\u{3043}'
                | '\u{3045}'
                | '\u{3047}'
                | '\u{3049}'
                | '\u{3063}'
                | '\u{3083}'
                | '\u{3085}'
                | '\u{3087}'
                | '\u{308E}'
                | '\u{3095}'
                | '\u{3096}'
                | '\u{309D}'
                | '\u{309E}'
                | '\u{30A1}'
                | '\u{30A3}'
                | '\u{30A5}'
                | '\u{30A7}'
                | '\u{30A9}'
                | '\u{30C3}'
                | '\u{30E3}'
                | '\u{30E5}'
                | '\u{30E7}'
                | '\u{30EE}'
                | '\u{30F5}'
                | '\u{30F6}'
                | '\u{30FC}'..='\u{30FE}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_syntax::hir::{Class, HirKind};

    /// Whether a character has a property of the database, in the syntax of regular expressions.
    fn has(property: &str) -> impl Fn(char) -> bool + use<> {
        let HirKind::Class(Class::Unicode(class)) =
            regex_syntax::parse(property).unwrap().into_kind()
        else {
            panic!("{property} is no class")
        };
        // The ranges are in order and apart.
        move |c| {
            let from = class.ranges().partition_point(|range| range.end() < c);
            class.ranges().get(from).is_some_and(|range| range.start() <= c)
        }
    }

    fn agree(class: fn(char) -> bool, wanted: impl Fn(char) -> bool) {
        for c in '\0'..=char::MAX {
            assert_eq!(class(c), wanted(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn the_classes_are_those_of_the_database() {
        let ignorable = has(r"\p{Default_Ignorable_Code_Point}");
        agree(is_default_ignorable, &ignorable);
        agree(is_join_control, has(r"\p{Join_Control}"));
        agree(is_variation_selector, has(r"\p{Variation_Selector}"));
        let (bidi, deprecated) = (has(r"\p{Bidi_Control}"), has(r"\p{Deprecated}"));
        let format = has(r"\p{Cf}");
        agree(steers_direction, |c| bidi(c) || deprecated(c) && format(c) && c < '\u{E0000}');
        let letter = has(r"\p{Lo}");
        agree(is_filler, |c| letter(c) && ignorable(c));
        let specials = |c| ('\u{FFF0}'..='\u{FFFF}').contains(&c);
        agree(is_annotation, |c| format(c) && specials(c));
        let (private, none) = (has(r"\p{Co}"), has(r"\p{Noncharacter_Code_Point}"));
        agree(is_unassignable, |c| private(c) || none(c));
    }

    #[test]
    fn every_quotation_mark_is_double_or_single() {
        let quotation = has(r"\p{Quotation_Mark}");
        agree(|c| is_double_quote(c) || is_single_quote(c), &quotation);
        agree(|c| is_double_quote(c) && is_single_quote(c), |_| false);
        agree(|c| is_double_mark(c) && is_single_mark(c), |_| false);
    }

    #[test]
    fn hangul_is_whole() {
        let (hangul, letter) = (has(r"\p{Hangul}"), has(r"\p{L}"));
        for c in '\0'..=char::MAX {
            assert!(is_hangul(c) || !hangul(c) || !letter(c), "U+{:04X}", u32::from(c));
            assert!(!is_hangul(c) || hangul(c) || !letter(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn unspaced_scripts_are_whole() {
        let scripts = has(
            r"[\p{Thai}\p{Lao}\p{Myanmar}\p{Khmer}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Ahom}]",
        );
        let (letter, mark) = (has(r"\p{L}"), has(r"\p{M}"));
        for c in '\0'..=char::MAX {
            assert!(
                is_unspaced(c) || !scripts(c) || !(letter(c) || mark(c)),
                "U+{:04X}",
                u32::from(c)
            );
            assert!(
                !is_unspaced(c) || is_ideograph(c) || scripts(c) || !letter(c),
                "U+{:04X}",
                u32::from(c)
            );
        }
    }

    #[test]
    fn dashes_and_ideographs_are_of_their_properties() {
        let dash = has(r"\p{Dash}");
        let scripts = has(r"[\p{Han}\p{Hiragana}\p{Katakana}]");
        for c in '\0'..=char::MAX {
            assert!(!is_dash(c) || dash(c), "U+{:04X}", u32::from(c));
            assert!(!is_hyphen(c) || is_dash(c), "U+{:04X}", u32::from(c));
            // Half and enlarged forms and enclosed ones apart.
            let plain = !matches!(c, '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{303F}' | '\u{3100}'..='\u{33FF}' | '\u{FF00}'..='\u{1FFFF}');
            assert!(is_ideograph(c) || !scripts(c) || !plain, "U+{:04X}", u32::from(c));
        }
    }
}
