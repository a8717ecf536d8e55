//! The other names by which neighbouring words are known: a hyphenated compound written in one word
//! (non-starter → nonstarter) and the initials of a capitalised name (United Nations → un).
//!
//! An alias stands at the place of the last word it names and does not count as a word of its own.

use std::ops::Range;

use crate::text::slice;

use super::beginning;
use super::token::{TokenFlags, WordToken, each_token};

/// The longest name that is abbreviated by its initials.
const LONGEST_NAME: usize = 4;

/// In what form a text has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordForm {
    /// A word as it stands.
    Word,
    /// A hyphenated compound in one word.
    Compound,
    /// The initials of a name.
    Initials,
}

/// A word or an alias of a text, as the index and the highlights see it.
pub(crate) struct Occurrence<'a> {
    /// The word or alias, folded.
    pub(crate) word: &'a str,
    /// Word or alias.
    pub(crate) form: WordForm,
    /// How the word is written; of an alias, nothing.
    pub(crate) flags: TokenFlags,
    /// The bytes of the word, or of all that the alias names.
    pub(crate) range: Range<usize>,
}

/// Hands every word of `text` and every alias to `see`; an alias follows the last word it names.
pub(crate) fn each_occurrence(text: &str, mut see: impl FnMut(&Occurrence<'_>)) {
    let mut compound = Compound::default();
    let mut name = ProperName::default();
    let mut last_end = 0;
    each_token(text, |token| {
        if !token.flags.joined {
            compound.flush(&mut see);
        }
        let between = slice(text, last_end..token.range.start);
        if name.breaks(token, between) {
            name.flush(&mut see);
        }
        see(&Occurrence {
            word: token.word,
            form: WordForm::Word,
            flags: token.flags,
            range: token.range.clone(),
        });
        compound.take(token, slice(text, token.range.end..));
        name.take(token, between);
        last_end = token.range.end;
    });
    compound.flush(&mut see);
    name.flush(&mut see);
}

/// The initials of a whole name, such as that of a speaker; `None` where they would say nothing.
pub(crate) fn initials(name: &str) -> Option<String> {
    let mut letters = String::new();
    let mut words = 0;
    each_token(name, |t| {
        words += 1;
        letters.extend(t.word.chars().next());
    });
    ((2..=LONGEST_NAME + 1).contains(&words) && !is_common(&letters)).then_some(letters)
}

#[derive(Default)]
struct Compound {
    word: String,
    parts: usize,
    letters: bool,
    range: Range<usize>,
}

impl Compound {
    /// Takes `token`, which `rest` follows.
    fn take(&mut self, token: &WordToken<'_>, rest: &str) {
        // Before a blank nothing is joined, and most words stand there.
        if !token.flags.joined && rest.as_bytes().first() == Some(&b' ') {
            return;
        }
        if !token.flags.joined {
            self.word.clear();
            (self.parts, self.letters) = (0, false);
            self.range.start = token.range.start;
        }
        if self.word.len() < 48 {
            self.word.push_str(token.word);
        }
        self.parts += 1;
        self.letters |= !token.flags.number;
        self.range.end = token.range.end;
    }

    fn flush(&mut self, see: &mut impl FnMut(&Occurrence<'_>)) {
        if self.parts >= 2 && self.letters {
            see(&Occurrence {
                word: &self.word,
                form: WordForm::Compound,
                flags: TokenFlags::default(),
                range: self.range.clone(),
            });
        }
        self.parts = 0;
    }
}

/// A run of capitalised words, as it is being read.
#[derive(Default)]
struct ProperName {
    parts: Vec<NamePart>,
    /// What the parts add, one after the other.
    letters: String,
    starts_sentence: bool,
    form: String,
}

/// A word of a name.
#[derive(Clone, Copy)]
struct NamePart {
    start: usize,
    end: usize,
    /// Where what it adds ends in the letters.
    letters_end: usize,
    /// It is one of [`SMALL`].
    small: bool,
}

/// Words inside a name that its initials usually leave out.
const SMALL: [&str; 8] = ["of", "the", "and", "for", "on", "in", "to", "against"];

fn is_small(word: &str) -> bool {
    (word.len() <= 3 || word.len() == 7) && SMALL.contains(&word)
}

impl ProperName {
    fn breaks(&self, token: &WordToken<'_>, between: &str) -> bool {
        if self.parts.is_empty() || token.flags.number {
            return true;
        }
        let small = !token.flags.cap && is_small(token.word);
        let near = between.bytes().all(|b| b == b' ' || b == b'-') || between == "\u{a0}";
        !near || !(token.flags.cap || small)
    }

    fn take(&mut self, token: &WordToken<'_>, between: &str) {
        if self.parts.is_empty() && (!token.flags.cap || token.flags.number) {
            return;
        }
        let small = is_small(token.word);
        if self.parts.is_empty() {
            if small {
                return;
            }
            self.starts_sentence =
                token.range.start == 0 || between.contains(['.', '!', '?', '“', '"', '‘', ':']);
        }
        // A short word in capitals is itself an abbreviation: UN Security Council → unsc.
        let whole = token.flags.all_caps && token.word.len() <= 3;
        let take = if whole { token.word.len() } else { 1 };
        self.letters.extend(token.word.chars().take(take));
        self.parts.push(NamePart {
            start: token.range.start,
            end: token.range.end,
            letters_end: self.letters.len(),
            small,
        });
    }

    fn flush(&mut self, see: &mut impl FnMut(&Occurrence<'_>)) {
        while self.parts.last().is_some_and(|p| p.small) {
            self.parts.pop();
        }
        let large = self.parts.iter().filter(|p| !p.small).count();
        if (2..=LONGEST_NAME).contains(&large) {
            self.emit(0..self.parts.len(), see);
        }
        // A long name often begins with one that is abbreviated: United States Air Force General.
        for first in 3..=LONGEST_NAME {
            let large = self.parts.iter().enumerate().filter(|(_, part)| !part.small);
            if let Some((at, _)) = large.clone().nth(first - 1)
                && large.count() > LONGEST_NAME
            {
                self.emit(0..at + 1, see);
            }
        }
        // The capital of a sentence's first word need not belong to the name.
        if self.starts_sentence && (3..=LONGEST_NAME + 1).contains(&large) {
            let from = self.parts.iter().skip(1).position(|p| !p.small);
            self.emit(from.map_or(0, |f| f + 1)..self.parts.len(), see);
        }
        self.parts.clear();
        self.letters.clear();
    }

    /// Hands on the initials of `parts`, which end with a large word: those of the large words, and those of
    /// all.
    fn emit(&mut self, parts: Range<usize>, see: &mut impl FnMut(&Occurrence<'_>)) {
        let range = self.parts[parts.start].start..self.parts[parts.end - 1].end;
        let has_small = self.parts[parts.clone()].iter().any(|p| p.small);
        for all in [false, true].into_iter().take(1 + usize::from(has_small)) {
            self.form.clear();
            for (at, part) in (self.parts.iter().enumerate().take(parts.end).skip(parts.start))
                .filter(|(_, p)| all || !p.small)
            {
                let begin = at.checked_sub(1).map_or(0, |before| self.parts[before].letters_end);
                self.form.push_str(slice(&self.letters, begin..part.letters_end));
            }
            if self.form.len() <= 8 && !is_common(&self.form) {
                see(&Occurrence {
                    word: &self.form,
                    form: WordForm::Initials,
                    flags: TokenFlags::default(),
                    range: range.clone(),
                });
            }
        }
    }
}

/// Words that initials are not taken for: they would put names where nobody looks for them. `us` is left
/// out: the United States go by it.
const COMMON: [&str; 64] = [
    "a", "ad", "ah", "all", "am", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can",
    "did", "do", "for", "get", "go", "had", "has", "he", "her", "hi", "him", "his", "how", "i",
    "if", "in", "is", "it", "its", "may", "me", "my", "nay", "no", "not", "now", "of", "off", "oh",
    "on", "or", "our", "out", "own", "say", "see", "she", "so", "than", "that", "the", "this",
    "to", "too", "up", "was", "we", "who", "you",
];

/// The same by their first bytes, which are all of them: initials are asked about as often as there are
/// names.
const COMMON_BEGINNINGS: [u64; COMMON.len()] = {
    let (mut all, mut at) = ([0; COMMON.len()], 0);
    while at < all.len() {
        all[at] = beginning(COMMON[at]);
        at += 1;
    }
    all
};

fn is_common(word: &str) -> bool {
    COMMON_BEGINNINGS.binary_search(&beginning(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_occurrence(text, |s| {
            if s.form != WordForm::Word {
                found.push(format!("{}={}", s.word, &text[s.range.clone()]));
            }
        });
        found
    }

    #[test]
    fn compounds_and_names_have_aliases() {
        let no: &[&str] = &[];
        for (text, expected) in [
            ("a non-starter, in-depth", &["nonstarter=non-starter", "indepth=in-depth"][..]),
            ("on 2026-02-05", no),
            ("the United States said", &["us=United States"]),
            ("In the United Nations, he", &["un=United Nations"]),
            ("the UN Security Council", &["unsc=UN Security Council"]),
            (
                "under the Joint Comprehensive Plan of Action",
                &[
                    "jcpa=Joint Comprehensive Plan of Action",
                    "jcpoa=Joint Comprehensive Plan of Action",
                ],
            ),
            ("a Treaty of Paris", &["tp=Treaty of Paris", "top=Treaty of Paris"]),
            ("He spoke. Then Russia left", &["tr=Then Russia"]),
            (
                "Today the North Atlantic Treaty",
                &[
                    "tnat=Today the North Atlantic Treaty",
                    "ttnat=Today the North Atlantic Treaty",
                    "nat=North Atlantic Treaty",
                ],
            ),
        ] {
            assert_eq!(aliases(text), expected, "{text}");
        }
    }

    #[test]
    fn the_common_words_are_sorted_for_the_search() {
        assert!(is_common("you") && is_common("a") && is_common("nay"));
        assert!(!is_common("us") && !is_common("un"));
    }

    #[test]
    fn speakers_have_initials() {
        assert_eq!(initials("John F. Kennedy").as_deref(), Some("jfk"));
        assert_eq!(initials("Putin"), None);
    }
}
