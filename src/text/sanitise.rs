//! Owns which characters may reach a terminal, and what stands in for those that may not.
//!
//! One scan decides for every character; the three public functions only differ in what they do
//! with its treatments, so that what `check` reports is exactly what display changes. It must never
//! alter a word: a hidden character becomes visible or goes, the letters around it stay.

use super::cells::is_simple;
use super::classes::{
    is_annotation, is_default_ignorable, is_filler, is_join_control, is_unassignable,
    is_variation_selector, steers_direction,
};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;

/// Characters that one base may carry: combining marks, the vowels and finals of a Hangul syllable. A real script
/// needs no more.
const MARKS_PER_BASE: u32 = 6;
/// Joiners in a row with a character between each two: the longest emoji has three.
const JOINERS_IN_A_ROW: u32 = 8;
/// Tags that spell the region of a flag: `gbeng`, and what else may come.
const TAGS_OF_A_FLAG: usize = 8;

/// What becomes of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Keep,
    Drop,
    Replace(char),
    Break,
    Tab,
}

/// Makes a text of several lines safe to show, and borrows it when it already is.
///
/// Line breaks of every kind become `\n`, a tab four spaces. C0 controls and DEL become their
/// control pictures (`␛`); C1 controls, bidirectional controls, tag and private-use characters,
/// noncharacters, interlinear annotation marks and Hangul fillers become `�`. Whatever else shows nothing
/// goes: soft hyphens, zero-width spaces, word joiners, invisible operators, byte order marks. A zero-width
/// joiner or non-joiner stays only between two characters that are neither ASCII nor white space;
/// a base keeps one variation selector and six combining marks, so that no letter is endless, and a black flag the
/// tags that make it another; a selector that has no base goes. Idempotent.
#[must_use]
pub fn sanitise(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    scan(text, |_, c, treatment| match treatment {
        Treatment::Keep => out.push(c),
        Treatment::Drop => {}
        Treatment::Replace(other) => out.push(other),
        Treatment::Break => out.push('\n'),
        Treatment::Tab => out.push_str("    "),
    });
    Cow::Owned(out)
}

/// [`sanitise`] for a field of one line: every run of white space (line breaks, tabs and no-break
/// spaces too) becomes one space, and none stands at either end. Idempotent.
#[must_use]
pub fn sanitise_line(text: &str) -> Cow<'_, str> {
    let clean = sanitise(text);
    if is_one_line(&clean) {
        return clean;
    }
    let mut out = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// [`sanitise_line`], and the first of the characters that it hides or replaces, with its byte offset.
#[must_use]
pub fn clean_line(text: &str) -> (Cow<'_, str>, Option<(usize, char)>) {
    if is_plain_line(text) || is_common_line(text) {
        return (Cow::Borrowed(text), None);
    }
    if is_plain(text) {
        return (if is_one_line(text) { Cow::Borrowed(text) } else { sanitise_line(text) }, None);
    }
    (sanitise_line(text), forbidden(text).first().copied())
}

/// The characters that [`sanitise`] hides or replaces, with their byte offsets, in order.
///
/// Tabs and carriage returns are left out: a text written on another system is no attack, and
/// white space collapses anyway; so are word joiners, with which good typography keeps lines from breaking. Empty for
/// whatever [`sanitise`] gave back.
#[must_use]
pub fn forbidden(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    if is_plain(text) {
        return found;
    }
    scan(text, |at, c, treatment| {
        if treatment != Treatment::Keep && !matches!(c, '\t' | '\r' | '\u{2060}') {
            found.push((at, c));
        }
    });
    // The treatment on a joiner waits for the next character that stays.
    found.sort_unstable_by_key(|&(at, _)| at);
    found
}

/// Printable ASCII and line feeds only: what nearly every text is, told without a scan. No byte ends the loop, so that
/// it takes many at a time.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, b| plain & matches!(b, b'\n' | b' '..=b'~'))
}

/// Words of printable ASCII with one space between each two.
fn is_plain_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = bytes.iter().fold(true, |plain, b| plain & matches!(b, b' '..=b'~'));
    let behind = bytes.get(1..).unwrap_or_default();
    // Printable signs make a space together only where both are spaces.
    let together = bytes.iter().zip(behind).filter(|(a, b)| **a | **b == b' ').count();
    plain && together == 0 && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
}

/// Words with one space between each two, of nothing but what [`is_simple`]: what nearly every text is that is not
/// ASCII. Nothing of that is dropped, whatever stands beside it, and none of it but the space is white space.
fn is_common_line(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        if c == ' ' && after_space || !is_simple(c) {
            return false;
        }
        after_space = c == ' ';
    }
    !after_space
}

fn is_clean(text: &str) -> bool {
    if is_plain(text) {
        return true;
    }
    let mut clean = true;
    scan(text, |_, _, treatment| clean &= treatment == Treatment::Keep);
    clean
}

fn is_one_line(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        if c.is_whitespace() && (after_space || c != ' ') {
            return false;
        }
        after_space = c == ' ';
    }
    text.is_empty() || !after_space
}

/// Tells the treatment on every character. All but joiners are told in order; a joiner is told just
/// before the next character that stays, or at the end.
fn scan(text: &str, mut tell: impl FnMut(usize, char, Treatment)) {
    let mut cluster = Cluster::default();
    let mut joiner: Option<(usize, char)> = None;
    let mut tags = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if tags > 0 {
            tags -= 1;
            tell(at, c, Treatment::Keep);
            continue;
        }
        // Most of any text, told before a table is asked.
        if joiner.is_none() && matches!(c, ' '..='~') {
            cluster = Cluster { last: Some(c), ..Cluster::default() };
            tell(at, c, Treatment::Keep);
            continue;
        }
        if is_join_control(c) {
            if joiner.is_some() {
                tell(at, c, Treatment::Drop);
            } else {
                joiner = Some((at, c));
            }
            continue;
        }
        let before_feed = c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n');
        let treatment = if before_feed { Treatment::Drop } else { judge(c) };
        let Some(shown) = shown(c, treatment).filter(|&shown| cluster.admits(shown)) else {
            tell(at, c, Treatment::Drop);
            continue;
        };
        if let Some((joiner_at, joiner)) = joiner.take() {
            let joins = cluster.last.is_some_and(may_join)
                && may_join(shown)
                && cluster.joiners < JOINERS_IN_A_ROW;
            cluster.joiners = if joins { cluster.joiners + 1 } else { 0 };
            tell(joiner_at, joiner, if joins { Treatment::Keep } else { Treatment::Drop });
        } else if !cluster.extends(shown) && !is_variation_selector(shown) {
            cluster.joiners = 0;
        }
        cluster.take(shown);
        tell(at, c, treatment);
        if c == BLACK_FLAG {
            tags = tags_of_flag(chars.clone().map(|(_, c)| c));
        }
    }
    if let Some((at, c)) = joiner {
        tell(at, c, Treatment::Drop);
    }
}

/// The flag that tags make another: of England, of Texas.
const BLACK_FLAG: char = '\u{1F3F4}';

/// How many of the characters behind a black flag are its tags, the one that ends them too; none unless they are a
/// whole sequence of them.
fn tags_of_flag(after: impl Iterator<Item = char>) -> usize {
    let mut count = 0;
    for c in after.take(TAGS_OF_A_FLAG + 1) {
        match c {
            '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}' => count += 1,
            '\u{E007F}' if count > 0 => return count + 1,
            _ => return 0,
        }
    }
    0
}

/// The character that will stand in the output, of which the next decisions depend.
fn shown(c: char, treatment: Treatment) -> Option<char> {
    match treatment {
        Treatment::Keep => Some(c),
        Treatment::Drop => None,
        Treatment::Replace(other) => Some(other),
        Treatment::Break => Some('\n'),
        Treatment::Tab => Some(' '),
    }
}

/// White space is left out so that turning a no-break space into a space changes no treatment.
fn may_join(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace()
}

/// What the last base of the output carries already.
#[derive(Default)]
struct Cluster {
    last: Option<char>,
    marks: u32,
    selected: bool,
    joiners: u32,
}

impl Cluster {
    fn admits(&self, c: char) -> bool {
        if is_variation_selector(c) {
            !self.selected && self.last.is_some_and(|last| !last.is_whitespace())
        } else {
            self.marks < MARKS_PER_BASE || !self.extends(c)
        }
    }

    /// Whether a character goes into the letter before it, however many there are already.
    fn extends(&self, c: char) -> bool {
        let begins = |c| is_leading_jamo(c) || is_prepended(c);
        is_mark(c) || is_inner_jamo(c) || (begins(c) && self.last.is_some_and(begins))
    }

    fn take(&mut self, c: char) {
        if is_variation_selector(c) {
            self.selected = true;
        } else if self.extends(c) {
            self.marks += 1;
        } else {
            self.marks = 0;
            self.selected = false;
        }
        self.last = Some(c);
    }
}

/// A vowel or final of a Hangul syllable (`Hangul_Syllable_Type` V and T).
fn is_inner_jamo(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
}

/// The beginning of a Hangul syllable (`Hangul_Syllable_Type` L).
fn is_leading_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{A960}'..='\u{A97C}')
}

/// A sign that stands over the digits behind it, and with them makes one letter (`Prepended_Concatenation_Mark`).
fn is_prepended(c: char) -> bool {
    matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8E2}'
                | '\u{110BD}'
                | '\u{110CD}'
    )
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && is_combining_mark(c)
}

/// The treatment that a character earns by itself.
fn judge(c: char) -> Treatment {
    match c {
        '\n' | ' '..='~' => Treatment::Keep,
        '\t' => Treatment::Tab,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Treatment::Break,
        // The control pictures stand in the order of the controls.
        '\0'..='\u{1F}' => {
            Treatment::Replace(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'))
        }
        '\u{7F}' => Treatment::Replace('\u{2421}'),
        _ if c.is_ascii() || is_variation_selector(c) => Treatment::Keep,
        _ if is_deceptive(c) => Treatment::Replace('\u{FFFD}'),
        _ if is_default_ignorable(c) => Treatment::Drop,
        _ => Treatment::Keep,
    }
}

/// Characters that reorder, hide or stand for nothing that two readers would see alike.
fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}')
        || steers_direction(c)
        || is_filler(c)
        || is_annotation(c)
        || is_unassignable(c)
        || is_tag(c)
}

/// Tags, and what is reserved beside them and the variation selectors of their plane.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E0FFF}') && !is_variation_selector(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    /// Characters of every rule, and enough innocents to stand between them.
    const NASTY: &str = "ab \n\r\té漢👩🚀—\u{1b}\0\u{7}\u{7F}\u{85}\u{9B}\u{A0}\u{AD}\u{200B}\u{200C}\u{200D}\
        \u{200D}\u{202E}\u{2028}\u{2029}\u{2060}\u{2062}\u{2066}\u{206A}\u{FEFF}\u{FE0F}\u{FE0F}\u{301}\u{301}\
        \u{301}\u{308}\u{E0041}🏴\u{E0067}\u{E007F}\u{1100}\u{11A8}\u{600}\u{E000}\u{FFFE}\u{10FFFF}\u{FDD0}\u{FFF9}\u{3164}\u{B}\u{C}\u{2003}\u{FFFD}";

    fn nasty() -> impl Strategy<Value = String> {
        let pick = prop_oneof![4 => prop::sample::select(NASTY.chars().collect::<Vec<_>>()), 1 => any::<char>()];
        prop::collection::vec(pick, 0..48).prop_map(|chars| chars.into_iter().collect())
    }

    #[test]
    fn what_is_common_stays_whatever_stands_beside_it() {
        let cluster =
            Cluster { last: Some('\u{1100}'), marks: MARKS_PER_BASE, ..Cluster::default() };
        for c in (char::MIN..=char::MAX).filter(|c| is_simple(*c) && *c != ' ') {
            assert_eq!(judge(c), Treatment::Keep, "{c:?}");
            assert!(
                !c.is_whitespace() && !is_join_control(c) && !is_variation_selector(c),
                "{c:?}"
            );
            assert!(cluster.admits(c) && !cluster.extends(c) && c != BLACK_FLAG, "{c:?}");
        }
        for text in ["“one”", "à la carte", "“one two – трі”", "1 €"] {
            assert!(is_common_line(text), "{text}");
            assert_eq!((sanitise_line(text), forbidden(text)), (text.into(), Vec::new()));
        }
        for text in ["", " “one”", "“one” ", "“one”  two", "“one”\ntwo", "e\u{301}", "“\u{200B}”"]
        {
            assert!(!is_common_line(text), "{text}");
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        for text in [
            "",
            "plain",
            "two\nlines",
            "“Ünïcode” — 漢字 👩\u{200D}🚀 #\u{FE0F}\u{20E3}",
            "5\u{A0}Feb",
        ] {
            assert!(matches!(sanitise(text), Cow::Borrowed(same) if same == text), "{text:?}");
            assert_eq!(forbidden(text), []);
        }
        assert!(matches!(sanitise_line("one line, “as it is”"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_become_pictures() {
        assert_eq!(sanitise("\u{1b}[31mred\u{7}\0\u{7f}"), "␛[31mred␇␀␡");
        assert_eq!(sanitise("\u{9b}31m"), "\u{FFFD}31m");
    }

    #[test]
    fn every_line_break_becomes_a_line_feed() {
        let text = "a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{b}g\u{c}h";
        assert_eq!(sanitise(text), "a\nb\nc\nd\ne\nf\ng\nh");
        assert_eq!(sanitise("a\tb"), "a    b");
        assert_eq!(sanitise_line(" a\r\n\tb\u{A0}\u{A0}c \n"), "a b c");
    }

    #[test]
    fn hidden_characters_go_or_show() {
        assert_eq!(sanitise("in\u{AD}vis\u{200B}i\u{2060}ble\u{FEFF}"), "invisible");
        assert_eq!(
            sanitise("a\u{202E}b\u{2066}c\u{206A}d\u{61C}"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}"
        );
        assert_eq!(sanitise("\u{E0041}\u{E000}\u{FFFE}\u{1FFFF}\u{F0000}"), "\u{FFFD}".repeat(5));
        let unseen = "\u{34F}\u{17B4}\u{180E}\u{FFF0}\u{1BCA0}\u{1D173}";
        assert_eq!(sanitise(&format!("un{unseen}seen")), "unseen");
        assert_eq!(forbidden(unseen).len(), 6);
        assert_eq!(sanitise("\u{115F}\u{1160}\u{3164}\u{FFA0}\u{FFF9}"), "\u{FFFD}".repeat(5));
    }

    #[test]
    fn joiners_stay_only_between_letters_that_need_them() {
        assert_eq!(sanitise("n\u{200D}o"), "no");
        assert_eq!(sanitise("می\u{200C}خواهم"), "می\u{200C}خواهم");
        assert_eq!(sanitise("é\u{200D}\u{200D}\u{200D}é\u{200D}"), "é\u{200D}é");
        assert_eq!(sanitise("é\u{200D}\u{200B}a"), "éa");
    }

    #[test]
    fn marks_and_selectors_are_bounded() {
        let flood = format!("a{}b", "\u{301}".repeat(1_000));
        assert_eq!(sanitise(&flood), format!("a{}b", "\u{301}".repeat(6)));
        assert_eq!(forbidden(&flood).len(), 994);
        assert_eq!(sanitise("❤\u{FE0F}\u{FE0F}\u{FE0F}x\u{FE0F}"), "❤\u{FE0F}x\u{FE0F}");
        // Ideographs and Mongolian letters have selectors of their own.
        for text in ["葛\u{E0100}城", "ᠠ\u{180B}ᠨ"] {
            assert!(matches!(sanitise(text), Cow::Borrowed(_)), "{text:?}");
        }
        assert_eq!(sanitise("葛\u{E0100}\u{E0101}"), "葛\u{E0100}");
        // One that varies nothing goes, and is told.
        for (lone, left) in [("\u{FE0F}a", "a"), ("a \u{FE0E}b", "a b"), ("\u{200B}\u{FE0F}", "")] {
            assert_eq!(sanitise(lone), left, "{lone:?}");
            assert!(!forbidden(lone).is_empty(), "{lone:?}");
        }
    }

    #[test]
    fn no_letter_is_endless() {
        for (base, more) in [
            ("👩", "\u{200D}👩"),
            ("\u{1100}", "\u{11A8}"),
            ("", "\u{1100}"),
            ("", "\u{600}"),
            ("ก", "\u{E49}"),
            ("\u{1100}", "\u{1161}"),
            ("a", "\u{301}"),
        ] {
            let chain = format!("{base}{}", more.repeat(10_000));
            let clean = sanitise(&chain);
            let longest = UnicodeSegmentation::graphemes(&*clean, true).map(str::len).max();
            assert!(longest.is_some_and(|bytes| bytes <= 80), "{more:?}: {longest:?}");
            assert!(!forbidden(&chain).is_empty(), "{more:?}");
        }
        for whole in [
            "👨\u{200D}👩\u{200D}👧\u{200D}👦",
            "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}",
            "\u{600}١٢",
        ] {
            assert!(matches!(sanitise(whole), Cow::Borrowed(_)), "{whole:?}");
        }
    }

    #[test]
    fn sequences_of_a_script_or_an_emoji_stay() {
        let england = "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        for whole in [england, "葛\u{E0100}城", "ᠠ\u{180B}ᠨ"] {
            assert!(matches!(sanitise(whole), Cow::Borrowed(_)), "{whole:?}");
        }
        // Tags that hide a text, and a flag that does not end.
        for hidden in ["a\u{E0067}\u{E007F}", "🏴\u{E0067}\u{E0062}", "🏴\u{E007F}"] {
            assert!(sanitise(hidden).contains('\u{FFFD}'), "{hidden:?}");
        }
        // A word joiner breaks no line, here or elsewhere, and so is no fault.
        assert_eq!((sanitise("1\u{2060}–2"), forbidden("1\u{2060}–2")), ("1–2".into(), vec![]));
    }

    #[test]
    fn forbidden_names_each_place_in_order() {
        let found = forbidden("a\tb\r\n\u{200D}\u{200B}c\u{202E}");
        assert_eq!(found, [(5, '\u{200D}'), (8, '\u{200B}'), (12, '\u{202E}')]);
    }

    proptest! {
        #[test]
        fn sanitising_twice_changes_nothing(text in nasty()) {
            let once = sanitise(&text);
            prop_assert!(matches!(sanitise(&once), Cow::Borrowed(_)), "{:?}", once);
            let line = sanitise_line(&text);
            prop_assert!(matches!(sanitise_line(&line), Cow::Borrowed(_)), "{:?}", line);
        }

        #[test]
        fn nothing_forbidden_is_left(text in prop_oneof![9 => nasty(), 1 => Just("🏴\u{e0067}\u{e007f}".to_owned())]) {
            let clean = sanitise(&text);
            prop_assert_eq!(forbidden(&clean), vec![]);
            prop_assert!(!clean.chars().any(|c| c.is_control() && c != '\n'));
            // Tags are left behind a black flag alone, of which they make another.
            let tags = clean.split(BLACK_FLAG).skip(1).map(|behind| tags_of_flag(behind.chars()));
            let tags = tags.sum::<usize>();
            prop_assert_eq!(clean.chars().filter(|c| is_deceptive(*c)).count(), tags);
            let line = sanitise_line(&text);
            prop_assert!(!line.contains(['\n', '\t']) && !line.contains("  "));
            prop_assert_eq!(line.trim(), &*line);
        }

        #[test]
        fn letters_stay(text in "[a-z \u{AD}\u{200B}\u{202E}\u{301}é]{0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&sanitise(&text)), letters(&text));
        }

        #[test]
        fn borrowed_exactly_when_clean(text in nasty()) {
            prop_assert_eq!(matches!(sanitise(&text), Cow::Borrowed(_)),
                forbidden(&text).is_empty() && !text.contains(['\t', '\r', '\u{2060}']));
        }

        #[test]
        fn a_cleaned_line_is_one_line_and_its_first_fault(text in prop_oneof![nasty(), "[ a~\n\t\u{1f}\u{7f}é]{0,6}"]) {
            let clean = (sanitise_line(&text), forbidden(&text).first().copied());
            prop_assert_eq!(clean_line(&text), clean);
        }
    }
}
