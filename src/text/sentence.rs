//! Owns where sentences end: which marks end one, and behind which words a full stop ends none.
//!
//! It knows no language but by its words. Behind what is written short with a stop a sentence surely ends only where
//! the next word is one that begins sentences and names nothing (`the U.S. We stay`), and surely ends nowhere where the
//! next word is none and what is short stands before a name (`Capt. Hill`, `the U.S. Army`). Everything else is a
//! sentence that perhaps ended (`at 5 a.m. Officials left`): nothing is refused for it, no capital is taken for that of
//! a sentence, and where it is cut out it is said that an end may be.
//!
//! Where the rule ends: what is short and in none of the tables, has a vowel and no other stop in it is taken for a
//! word that is written in full; behind initials of capitals (`the U.S. Officials left`) and titles
//! (`the Capt. Officials left`) a word that is not known to begin sentences is taken for a name.

mod beginnings;
mod short;

use self::beginnings::{begins, is_in_names};
use self::short::{Stands, has_no_vowel, stands};
use super::classes::{is_apostrophe, is_dash, is_double_mark, is_hyphen, is_single_mark};
use std::ops::Range;

/// The months of German, the one language that writes them with a capital behind the stop of a day: `am 5. Mai`.
const GERMAN_MONTHS: [&str; 13] = [
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// What stands in German before a number of which the stop makes an ordinal: `der 3. Versuch`.
const BEFORE_ORDINALS: [&str; 7] = ["der", "das", "dem", "den", "am", "zum", "vom"];

/// The letters of a word, and the marks between two sentences, that are looked at: what is longer is none of the
/// above.
const NEAR: usize = 16;

/// The ends of sentences in a stretch of a text: the byte behind each stop, before the marks that close. What stands
/// beside the stretch is looked at too.
pub fn ends(text: &str, stretch: Range<usize>) -> impl Iterator<Item = usize> {
    let from = stretch.start;
    let stops = text.get(stretch).unwrap_or_default().char_indices();
    let is_end = move |at, c| ending_at(text, from + at, c) == Ending::Sure;
    stops.filter_map(move |(at, c)| is_end(at, c).then_some(from + at + c.len_utf8()))
}

/// Whether a sentence may end in a stretch of a text: surely or perhaps. For whoever has to tell of an end that was
/// left out.
#[must_use]
pub fn may_end(text: &str, stretch: Range<usize>) -> bool {
    let from = stretch.start;
    let mut stops = text.get(stretch).unwrap_or_default().char_indices();
    stops.any(|(at, c)| ending_at(text, from + at, c) != Ending::None)
}

/// Whether a sentence ends before a byte of a text: with a stop that only white space, brackets and quotation marks
/// part from it.
#[must_use]
pub fn is_ended(text: &str, before: usize) -> bool {
    stop_before(text, before).is_some_and(|(at, c)| ending_at(text, at, c) == Ending::Sure)
}

/// The same where the stop can be nothing else: that of what is written short may be no end to whoever reads it before
/// an ellipsis (`in the U.S. …`). `None` where no stop stands there that ends a sentence or may.
#[must_use]
pub fn shows_end(text: &str, before: usize) -> Option<bool> {
    let (at, c) = stop_before(text, before)?;
    let (before, _) = text.split_at_checked(at)?;
    match ending_at(text, at, c) {
        Ending::None => None,
        Ending::Possible => Some(false),
        Ending::Sure => Some(c != '.' || !is_short(before.trim_end_matches('.'))),
    }
}

/// The stop that only white space, brackets and quotation marks part from a byte of a text, and where it stands.
fn stop_before(text: &str, before: usize) -> Option<(usize, char)> {
    let apart = |c: char| c.is_whitespace() || is_beside(c);
    let part = text.get(..before).unwrap_or_default().trim_end_matches(apart);
    part.char_indices().next_back().filter(|(_, c)| is_stop(*c))
}

/// The sentences of a text in order, each with the marks that close it and without the white space around it; between
/// them is white space only.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    // Where marks begin that stand before the first word.
    let mut lead: Option<usize> = None;
    for end in ends(text, 0..text.len()).chain([text.len()]) {
        let rest = text.get(end..).unwrap_or_default();
        let end = end + rest.len() - rest.trim_start_matches(is_closing).len();
        let Some(piece) = text.get(start..end) else { continue };
        let sentence = end - piece.trim_start().len()..start + piece.trim_end().len();
        start = end;
        if sentence.is_empty() {
            continue;
        }
        // Marks alone belong to the sentence before them, or to the first.
        match found.last_mut() {
            _ if piece.contains(char::is_alphanumeric) => {
                found.push(lead.take().unwrap_or(sentence.start)..sentence.end);
            }
            Some(last) => last.end = sentence.end,
            None => lead = lead.or(Some(sentence.start)),
        }
    }
    // Of a text without a word they are all.
    found.extend(lead.map(|lead| lead..text.trim_end().len()));
    found
}

/// Whether a mark ends sentences, in whatever script; an ellipsis does only where another sentence begins
/// behind it or nothing does.
#[must_use]
pub fn is_stop(c: char) -> bool {
    is_sure_stop(c) || matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔')
}

/// Whether a mark belongs to the end of the words before it: a stop, or what ends a part of a sentence.
#[must_use]
pub fn is_ending(c: char) -> bool {
    is_stop(c) || matches!(c, ',' | ';' | ':' | '、' | '，' | '；' | '：' | '،' | '؛')
}

/// A stop that is nothing else and needs no blank behind it.
fn is_sure_stop(c: char) -> bool {
    matches!(c, '。' | '｡' | '．' | '！' | '？' | '।' | '॥' | '։' | '።' | '។' | '៕' | '။')
}

/// A quotation mark or a bracket, of either side.
fn is_beside(c: char) -> bool {
    is_double_mark(c)
        || is_single_mark(c)
        || matches!(c, '(' | '[' | '（' | '［' | ')' | ']' | '）' | '］')
}

/// A quotation mark or a bracket that may close. Which side the marks of Europe are of depends on the language.
fn is_closing(c: char) -> bool {
    is_beside(c)
        && !matches!(
            c,
            '(' | '[' | '（' | '［' | '「' | '『' | '｢' | '﹁' | '﹃' | '〝' | '《' | '〈'
        )
}

/// Whether a sentence ends at a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    None,
    Possible,
    Sure,
}

impl Ending {
    fn sure_if(is_sure: bool) -> Self {
        if is_sure { Self::Sure } else { Self::None }
    }
}

/// Whether a sentence ends at the character at a byte of a text, by what stands on its two sides.
fn ending_at(text: &str, at: usize, c: char) -> Ending {
    if !is_stop(c) || is_sure_stop(c) {
        return Ending::sure_if(is_sure_stop(c));
    }
    let Some((before, after)) = text.split_at_checked(at) else { return Ending::None };
    let rest = after.strip_prefix(c).unwrap_or_default().trim_start_matches(is_closing);
    match rest.chars().next() {
        None => return Ending::Sure,
        Some(next) if !next.is_whitespace() => return Ending::None,
        Some(_) if !matches!(c, '.' | '…') => return Ending::Sure,
        Some(_) => {}
    }
    let next = NextWord::of(rest);
    if next.is_small {
        return Ending::None;
    }
    // Of four dots the first ends the sentence that the others leave off.
    let is_ellipsis = c == '…' || before.ends_with('.') && !before.ends_with("...");
    if is_ellipsis {
        return if next.begins_sentences { Ending::Sure } else { Ending::Possible };
    }
    match (Shortness::of(before.trim_end_matches('.'), &next), next.begins_sentences) {
        (Shortness::Full, _) | (Shortness::Last, true) => Ending::Sure,
        (Shortness::Initials, true) if !is_in_names(&next.word) => Ending::Sure,
        (Shortness::Last, false) | (Shortness::Initials | Shortness::Names, true) => {
            Ending::Possible
        }
        (Shortness::Initials | Shortness::Names, false) => Ending::None,
    }
}

/// The word behind a stop.
struct NextWord {
    /// In small letters.
    word: String,
    /// Whether it begins with a small letter.
    is_small: bool,
    /// Whether it lost its end to an apostrophe: `C’est`.
    is_elided: bool,
    begins_sentences: bool,
}

impl NextWord {
    fn of(rest: &str) -> Self {
        let rest = rest.trim_start();
        let is_apart = |(n, c): &(usize, (usize, char))| *n < NEAR && !c.1.is_alphanumeric();
        let marks = rest.char_indices().enumerate().take_while(is_apart);
        let start = marks.last().map_or(0, |(_, (at, c))| at + c.len_utf8());
        let rest = rest.get(start..).unwrap_or_default();
        let is_small = rest.starts_with(char::is_lowercase);
        let letters = rest.chars().take(NEAR).take_while(|c| c.is_alphanumeric());
        let length = letters.map(char::len_utf8).sum();
        let word = rest.get(..length).unwrap_or_default().to_lowercase();
        // `U.S. A. Smith`, `U.S. WHO`, `U.S. A-10`: what is short itself, or a part of a word, begins nothing.
        let behind = rest.get(length..).and_then(|behind| behind.chars().next());
        let is_part = behind.is_some_and(|c| c == '.' || is_hyphen(c))
            || rest.chars().nth(1).is_some_and(char::is_uppercase);
        let is_elided = behind.is_some_and(is_apostrophe) && begins(&format!("{word}’"));
        let begins_sentences = !is_part && (is_elided || begins(&word));
        Self { word, is_small, is_elided, begins_sentences }
    }

    fn is_number(&self) -> bool {
        self.word.starts_with(char::is_numeric)
    }
}

/// What the stop behind a word says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shortness {
    /// Nothing.
    Full,
    /// That it is written short, and may stand last.
    Last,
    /// That it stands for names, its own or those of the word behind it.
    Initials,
    /// That it is written short, and that what it names follows.
    Names,
}

impl Shortness {
    /// Of the last word of a text.
    fn of(before: &str, next: &NextWord) -> Self {
        let (word, known) = short_word(before);
        let is_counted = next.is_number() || is_roman(&next.word) && !next.is_elided;
        if is_ordinal(before, word, next) {
            return Self::Names;
        }
        let either = || if is_behind_its_own(before, word) { Self::Last } else { Self::Names };
        match known {
            Some(Stands::Before) => Self::Names,
            Some(Stands::BeforeNumber | Stands::BeforeNumberOrFull) if is_counted => Self::Names,
            Some(Stands::LastOrBeforeNumber) if next.is_number() => Self::Names,
            Some(Stands::BeforeNumberOrFull) => Self::Full,
            Some(Stands::Last | Stands::LastOrBeforeNumber | Stands::BeforeNumber) => Self::Last,
            Some(Stands::Either) => either(),
            None => match spelling(word) {
                Spelling::Initials => Self::Initials,
                // `г. Москва` and `2020 г.`, `p. 5` and `5 m.`
                Spelling::SmallLetter => either(),
                Spelling::SmallLetters => Self::Last,
                Spelling::Consonants if next.is_number() => Self::Names,
                Spelling::Consonants => Self::Last,
                Spelling::Full => Self::Full,
            },
        }
    }
}

/// Whether the last word of a text may be written short, if a stop stands behind it.
fn is_short(before: &str) -> bool {
    let (word, known) = short_word(before);
    match known {
        Some(known) => known != Stands::BeforeNumberOrFull,
        None => spelling(word) != Spelling::Full,
    }
}

/// What the letters of a word say that is not known to be written short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// `J`, `U.S`, `J.-P`.
    Initials,
    /// `г`.
    SmallLetter,
    /// `p.f`.
    SmallLetters,
    /// `Cpl`.
    Consonants,
    /// Nothing.
    Full,
}

fn spelling(word: &str) -> Spelling {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let parts = |c: char| c == '.' || is_hyphen(c);
    let is_lettered = word.contains('.') && word.chars().all(|c| c.is_alphabetic() || parts(c));
    let is_small = word.chars().all(|c| !c.is_uppercase());
    match letters {
        1 if word.chars().count() == 1 && is_small => Spelling::SmallLetter,
        1 if word.chars().count() == 1 => Spelling::Initials,
        1..=4 if is_lettered && is_small => Spelling::SmallLetters,
        1..=4 if is_lettered => Spelling::Initials,
        _ if has_no_vowel(word) => Spelling::Consonants,
        _ => Spelling::Full,
    }
}

/// The last word of a text and where it stands, by as many short words before it as make one with it: `и т. д`.
fn short_word(before: &str) -> (&str, Option<Stands>) {
    let word = last_word(before);
    let is_capital = word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase);
    let mut joined = word.to_lowercase();
    let mut known = stands(&joined).filter(|_| !is_capital);
    let mut rest = before_word(before, word);
    for _ in 0..2 {
        let Some(stopped) = rest.strip_suffix('.') else { break };
        let part = last_word(stopped);
        if part.is_empty() || part.chars().nth(2).is_some() {
            break;
        }
        joined = format!("{}.{joined}", part.to_lowercase());
        known = stands(&joined).or(known);
        rest = before_word(stopped, part);
    }
    (word, known)
}

/// What stands before the last word of a text.
fn before_word<'a>(text: &'a str, word: &str) -> &'a str {
    text.strip_suffix(word).unwrap_or_default().trim_end()
}

/// Whether what is written short at the end of a text stands behind what it belongs to: a number, a name, or a word
/// that adds it to others.
fn is_behind_its_own(before: &str, word: &str) -> bool {
    let own = last_word(before_word(before, word));
    let small = own.to_lowercase();
    let adds = ["и", "і", "й", "та", "et", "and", "y", "e", "i", "und"].contains(&small.as_str());
    let is_whole = own.chars().all(|c| c.is_alphanumeric() || is_hyphen(c) || is_apostrophe(c));
    adds || is_whole && (own.chars().any(char::is_numeric) || own.starts_with(char::is_uppercase))
}

/// The word at the end of a text, with the stops and hyphens in it; nothing where it is longer than any that is looked
/// for.
fn last_word(text: &str) -> &str {
    let parts = |c: char| {
        c.is_whitespace()
            || is_double_mark(c)
            || "([（［".contains(c)
            || is_dash(c) && !is_hyphen(c)
    };
    let letters = text.char_indices().rev().take(NEAR).take_while(|(_, c)| !parts(*c));
    let start = letters.last().map_or(text.len(), |(at, _)| at);
    let is_whole =
        text.get(..start).is_none_or(|before| before.is_empty() || before.ends_with(parts));
    let word = text.get(start..).filter(|_| is_whole).unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a number at the end of a text is an ordinal in German.
fn is_ordinal(text: &str, number: &str, next: &NextWord) -> bool {
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let before = || last_word(text.get(..text.len() - number.len()).unwrap_or_default().trim_end());
    is_number
        && (GERMAN_MONTHS.contains(&next.word.as_str()) || BEFORE_ORDINALS.contains(&before()))
}

/// Whether a word is a number in Roman digits.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "ivxlc".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_stops() {
        for (text, wanted) in [
            ("It ended. Nobody knew!  Why?", &["It ended.", "Nobody knew!", "Why?"][..]),
            ("“It is over.” He left. ”", &["“It is over.”", "He left. ”"]),
            ("“ Is it over?” “It is.”", &["“ Is it over?”", "“It is.”"]),
            ("1.5 of it. 会议结束。没有人。", &["1.5 of it.", "会议结束。", "没有人。"]),
            ("「行く。」「来る。」", &["「行く。」", "「来る。」"]),
            ("हम जाते हैं। वे", &["हम जाते हैं।", "वे"]),
            ("It is 5.3 at example.com. Then?!", &["It is 5.3 at example.com.", "Then?!"]),
            ("no end", &["no end"]),
            ("...", &["..."]),
            (" ? ! (", &["? ! ("]),
            ("! ? Why? Now", &["! ? Why?", "Now"]),
            (" \n ", &[]),
        ] {
            assert_eq!(written(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_sentence_may_end_at_what_is_written_short_and_often_stands_last() {
        for (text, may) in [
            ("Curie, etc. Puis ils partirent", true),
            ("by Acme Inc. Everyone left", true),
            ("за 5 руб. Потом он уехал", true),
            ("on 5 Jan. Everyone left", true),
            ("We left. Nobody knew", true),
            ("on Jan. 5 and 6", false),
            ("etc. and so on", false),
            ("in St. Petersburg and the U.S. Army", false),
            ("for Capt. Smith", false),
            ("at 5 a.m. Officials left", true),
            ("хлеб и т. д. Россия", true),
            ("хлеб и др. Россия", true),
            ("на пр. Мира", false),
            ("в 2020 г. Москва", true),
            ("в г. Москва", false),
            ("on Main St. Officials", true),
            ("for the Sgt. Then he left", true),
            ("Anna Nowak i in. Potem", true),
            ("M. Le Drian", true),
            ("M. Dupont", false),
            ("in the U.S. A-10 wing", false),
            ("We wait… Officials left", true),
            ("w 2020 r. Polska", true),
            ("del Sr. García", false),
            ("la Srta. García", false),
            ("en los EE. UU. García", true),
            ("z. B. Merkel", false),
            ("vor 50 v. Chr. Merkel", true),
            ("av. J.-C. César", true),
            ("No. I stay", true),
        ] {
            assert_eq!(may_end(text, 0..text.len()), may, "{text}");
        }
    }

    /// What is written short as texts have it, with what stands before it where that says what it is.
    fn written_short() -> Vec<(String, Stands)> {
        let capital = |word: &str| crate::text::stop::capital(word);
        let of = |(word, stands): (&str, Stands)| match stands {
            Stands::Either => vec![
                (format!("with {}", capital(word)), Stands::Before),
                (format!("of 12 {word}"), Stands::Last),
                (format!("и {word}"), Stands::Last),
            ],
            other => {
                vec![(format!("with {word}"), other), (format!("with {}", capital(word)), other)]
            }
        };
        short::all().flat_map(of).collect()
    }

    #[test]
    fn each_of_the_tables_neither_ends_before_a_name_nor_hides_an_end() {
        for (short, stands) in written_short() {
            let told = |next: &str| {
                let text = format!("We went {short}. {next}");
                (may_end(&text, 0..text.len()), written(&text).len() > 1)
            };
            let is_word = stands == Stands::BeforeNumberOrFull;
            for name in ["Smith said so", "Смит сказал", "Łukasz powiedział"] {
                let (may, does) = told(name);
                assert_eq!(does, is_word, "{short}. {name}");
                assert_eq!(may, stands != Stands::Before, "{short}. {name}");
            }
            for beginning in
                ["Then they left", "Потом ушли", "Potem wyszli", "Puis", "Dann", "C’est tout"]
            {
                let (may, does) = told(beginning);
                assert!(may, "{short}. {beginning}");
                assert_eq!(does, stands != Stands::Before, "{short}. {beginning}");
            }
            let counts = !matches!(stands, Stands::Last);
            assert_eq!(told("5 of them").0, !counts, "{short}. 5");
            assert!(!told("of them").0, "{short}. of");
        }
    }

    #[test]
    fn each_stands_in_one_table() {
        let mut words: Vec<&str> = short::all().map(|(word, _)| word).collect();
        words.sort_unstable();
        let twice: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert_eq!(twice, Vec::<&[&str]>::new());
        assert!(
            words.iter().all(|word| word.chars().count() <= NEAR && *word == word.to_lowercase())
        );
    }

    #[test]
    fn an_end_is_shown_by_a_stop_that_can_be_nothing_else() {
        for (text, shows) in [
            ("We left. Nobody knew", Some(true)),
            ("in the U.S. They left", Some(false)),
            ("at 5 a.m. Officials left", Some(false)),
            ("in the U.S. Army", None),
            ("for Capt. Smith", None),
            ("Is it? Nobody knew", Some(true)),
        ] {
            let at = text.find(['.', '?']).unwrap();
            let end = text[at..].find(' ').unwrap() + at;
            assert_eq!(shows_end(text, end), shows, "{text}");
        }
    }

    #[test]
    fn no_sentence_ends_at_what_is_written_short() {
        for whole in [
            "Mr. Putin met the U.S. President.",
            "J. Smith and J.R. Brook spoke on 5 Feb. Officials did not.",
            "We met Capt. Hill, Adm. Brook and Pres. Hill on Jan. 5 in No. 6.",
            "Acme Inc. Limited, Art. IV, “Mr. Hill”, (Mr. Brook), St.\u{a0}Paul",
            "am 5. Mai, der 3. Weltkrieg und 3.5 km",
            "и т. д. Россия, им. И. Иванова, в 2020 г. Москва",
            "We wait... Army and navy… Navy . . . and so on",
            "The “end.” is near",
        ] {
            assert_eq!(written(whole), [whole]);
        }
    }

    #[test]
    fn what_is_written_short_ends_a_sentence_before_a_word_that_begins_one() {
        for (text, parts) in [
            ("We left the U.S. The others stay.", 2),
            ("It was in Jan. Nobody left. We did at Acme Inc. And so on.", 4),
            ("It fell to 12. Officials left.", 2),
            ("Is it? No. We stay.", 3),
            ("So it was... We left… They stay.... Nobody came.", 4),
            ("It was in the U.S. A. Hill left.", 1),
            ("Modern art. Officials like it.", 2),
            ("We can’t. Officials can.", 2),
            ("Это было в 2020 г. Мы ушли.", 2),
            ("It is for Mr. He.", 1),
        ] {
            assert_eq!(written(text).len(), parts, "{text}");
        }
    }

    #[test]
    fn a_text_is_ended_by_a_stop_that_marks_may_follow() {
        let is_ended_at_end = |text: &str| is_ended(text, text.len());
        assert!(is_ended_at_end("So it is.”) ") && !is_ended_at_end("so it is,”"));
        assert!(is_ended_at_end("in the U.S."));
        // What follows says whether it is the end there.
        assert!(!is_ended("in the U.S. Army", 11) && is_ended("in the U.S. “They", 12));
        assert!(!is_ended("", 0) && !is_ended("a", 9));
    }

    #[test]
    fn ends_are_told_by_what_stands_beside_a_stretch_too() {
        let text = "One. Two. three";
        let all: Vec<usize> = ends(text, 0..text.len()).collect();
        assert_eq!(all, [4]);
        assert_eq!(ends(text, 2..4).collect::<Vec<_>>(), [4]);
        assert_eq!(ends(text, 5..9).next(), None);
        assert_eq!(ends(text, 3..99).next(), None);
    }

    proptest! {
        #[test]
        fn only_white_space_is_between_sentences(text in "[a-cA-C0-9 .…!?,。「」“”(\\[\n'MrU]{0,40}") {
            let mut at = 0;
            for sentence in sentences(&text) {
                prop_assert!(text[at..sentence.start].chars().all(char::is_whitespace));
                prop_assert_eq!(text[sentence.clone()].trim(), &text[sentence.clone()]);
                prop_assert!(!sentence.is_empty());
                at = sentence.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
