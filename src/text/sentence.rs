//! Owns where sentences end: which marks end one, and behind which words a full stop ends none.
//!
//! It knows no language but by its words. What ends with a stop because it is written short ends a sentence only where
//! the word behind it is one that begins sentences and names nothing: `the U.S. We stay`, but `the U.S. Army`. So what
//! rests on an end that is none, as a name whose capital is taken for that of a sentence, is refused rather than
//! believed.

use super::classes::{is_dash, is_double_mark, is_hyphen, is_single_mark};
use std::ops::Range;

/// What is written with a stop before what it names or governs, and so never ends a sentence; without the stop, in
/// small letters.
const NAMING: [&str; 31] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "sgt", "capt", "adm", "cmdr",
    "sen", "rep", "gov", "pres", "amb", "hon", "rev", "dep", "hr", "fr", "mme", "mlle", "vs", "ca",
    "bzw", "vgl", "им", "тов",
];

/// What is written with a stop, may be the last word of a sentence too, and mostly stands before a name.
const SHORT: [&str; 10] = ["st", "jr", "sr", "г", "гг", "ст", "тыс", "млн", "млрд", "ул"];

/// What is written with a stop and often is the last word of a sentence.
const LAST: [&str; 25] = [
    "inc", "ltd", "co", "corp", "bros", "etc", "al", "min", "sec", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "трлн", "руб", "долл", "обл",
];

/// What is written short before a number only: `No. 5` is one, `No. We stay` an answer.
const NUMBERED: [&str; 8] = ["no", "nos", "nr", "art", "fig", "vol", "pp", "ch"];

/// Words of several languages that begin sentences and are no part of a name, in small letters.
const BEGINNING: [&str; 119] = [
    "a",
    "the",
    "this",
    "that",
    "these",
    "those",
    "there",
    "then",
    "thus",
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "our",
    "my",
    "your",
    "his",
    "her",
    "its",
    "their",
    "who",
    "what",
    "when",
    "where",
    "why",
    "how",
    "which",
    "if",
    "in",
    "on",
    "at",
    "as",
    "by",
    "for",
    "from",
    "to",
    "with",
    "after",
    "before",
    "since",
    "while",
    "although",
    "because",
    "though",
    "but",
    "and",
    "or",
    "nor",
    "so",
    "yet",
    "no",
    "not",
    "yes",
    "however",
    "now",
    "today",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "wir",
    "ich",
    "sie",
    "er",
    "es",
    "dies",
    "diese",
    "dann",
    "aber",
    "und",
    "doch",
    "auch",
    "wenn",
    "als",
    "im",
    "bei",
    "mit",
    "nach",
    "für",
    "nous",
    "je",
    "vous",
    "il",
    "elle",
    "ils",
    "elles",
    "ce",
    "cette",
    "mais",
    "et",
    "si",
    "pero",
    "y",
    "мы",
    "я",
    "вы",
    "он",
    "она",
    "они",
    "это",
    "этот",
    "эти",
    "но",
    "а",
    "и",
    "или",
    "если",
    "когда",
    "в",
    "на",
    "по",
    "с",
    "ми",
    "це",
    "та",
];

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

/// Whether a sentence may end in a stretch of a text: where one does, and behind what is written short and often stands
/// last, whatever follows. For whoever has to tell of an end that was left out.
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
    let apart = |c: char| c.is_whitespace() || is_beside(c);
    let part = text.get(..before).unwrap_or_default().trim_end_matches(apart);
    part.char_indices().next_back().is_some_and(|(at, c)| ending_at(text, at, c) == Ending::Sure)
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
        return Ending::sure_if(next.begins_sentences);
    }
    match Shortness::of(before.trim_end_matches('.'), &next) {
        Shortness::Full => Ending::Sure,
        Shortness::Last if !next.begins_sentences && !next.is_number() => Ending::Possible,
        Shortness::Short | Shortness::Last => Ending::sure_if(next.begins_sentences),
        Shortness::Names => Ending::None,
    }
}

/// The word behind a stop.
struct NextWord {
    /// In small letters.
    word: String,
    /// Whether it begins with a small letter.
    is_small: bool,
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
        // `U.S. A. Smith`, `U.S. WHO`: what is short itself begins nothing.
        let is_short = rest.get(length..).is_some_and(|behind| behind.starts_with('.'))
            || rest.chars().nth(1).is_some_and(char::is_uppercase);
        let begins_sentences = !is_short && BEGINNING.contains(&word.as_str());
        Self { word, is_small, begins_sentences }
    }

    fn is_number(&self) -> bool {
        self.word.starts_with(char::is_numeric)
    }
}

/// What the stop behind a word says of it.
enum Shortness {
    /// Nothing.
    Full,
    /// That it is written short.
    Short,
    /// That it is, and often stands last.
    Last,
    /// That it is written short, and that what it names follows.
    Names,
}

impl Shortness {
    /// Of the last word of a text.
    fn of(before: &str, next: &NextWord) -> Self {
        let word = last_word(before);
        let of_number = || next.is_number() || is_roman(&next.word);
        let has = |letters: usize| word.chars().filter(|c| c.is_alphabetic()).count() == letters;
        let is_lettered = word.chars().all(|c| c.is_alphabetic() || c == '.');
        let is_initials = has(1) && word.chars().count() == 1
            || is_lettered && word.contains('.') && (1..=4).any(has);
        let small = word.to_lowercase();
        if NAMING.contains(&small.as_str()) || is_ordinal(before, word, next) {
            Self::Names
        } else if NUMBERED.contains(&small.as_str()) {
            if of_number() { Self::Names } else { Self::Full }
        } else if is_initials || SHORT.contains(&small.as_str()) {
            Self::Short
        } else if LAST.contains(&small.as_str()) {
            Self::Last
        } else {
            Self::Full
        }
    }
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
        ] {
            assert_eq!(may_end(text, 0..text.len()), may, "{text}");
        }
    }

    #[test]
    fn no_sentence_ends_at_what_is_written_short() {
        for whole in [
            "Mr. Putin met the U.S. President.",
            "J. Smith and J.R. Brook spoke on 5 Feb. Nobody else.",
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
            ("It was in Jan. Nobody left. We did at Acme Inc. And so on.", 3),
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
