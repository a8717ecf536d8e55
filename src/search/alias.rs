//! The other names by which neighbouring words are known: a hyphenated compound written in one word
//! (non-starter → nonstarter) and the initials of a capitalised name (United Nations → un).
//!
//! An alias stands at the place of the last word it names and does not count as a word of its own.

use std::ops::Range;

use super::token::{Look, Token, each_token};

/// The longest name that is abbreviated by its initials.
const LONGEST_NAME: usize = 4;

/// What an entry of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// A word as it stands.
    Word,
    /// A hyphenated compound in one word.
    Compound,
    /// The initials of a name.
    Initials,
}

/// A word or an alias of a text, as the index and the highlights see it.
pub(super) struct Seen<'a> {
    /// The word or alias, folded.
    pub(super) word: &'a str,
    /// Word or alias.
    pub(super) entry: Entry,
    /// How the word is written; of an alias, nothing.
    pub(super) look: Look,
    /// The bytes of the word, or of all that the alias names.
    pub(super) range: Range<usize>,
}

/// Hands every word of `text` and every alias to `see`; an alias follows the last word it names.
pub(super) fn each_entry(text: &str, mut see: impl FnMut(&Seen<'_>)) {
    let mut compound = Compound::default();
    let mut name = Name::default();
    let mut last_end = 0;
    each_token(text, |token| {
        if !token.look.joined {
            compound.flush(&mut see);
        }
        let between = &text[last_end..token.range.start];
        if name.breaks(token, between) {
            name.flush(&mut see);
        }
        see(&Seen {
            word: token.word,
            entry: Entry::Word,
            look: token.look,
            range: token.range.clone(),
        });
        compound.take(token);
        name.take(token, between);
        last_end = token.range.end;
    });
    compound.flush(&mut see);
    name.flush(&mut see);
}

/// The initials of a whole name, such as that of a speaker; `None` where they would say nothing.
pub(super) fn initials(name: &str) -> Option<String> {
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
    fn take(&mut self, token: &Token<'_>) {
        if !token.look.joined {
            self.word.clear();
            (self.parts, self.letters) = (0, false);
            self.range.start = token.range.start;
        }
        if self.word.len() < 48 {
            self.word.push_str(token.word);
        }
        self.parts += 1;
        self.letters |= !token.look.number;
        self.range.end = token.range.end;
    }

    fn flush(&mut self, see: &mut impl FnMut(&Seen<'_>)) {
        if self.parts >= 2 && self.letters {
            see(&Seen {
                word: &self.word,
                entry: Entry::Compound,
                look: Look::default(),
                range: self.range.clone(),
            });
        }
        self.parts = 0;
    }
}

/// A run of capitalised words, as it is being read.
#[derive(Default)]
struct Name {
    /// Per word of the run: what it adds, its start, and whether it is one of [`SMALL`].
    parts: Vec<(String, usize, bool)>,
    end: usize,
    starts_sentence: bool,
}

/// Words inside a name that its initials usually leave out.
const SMALL: [&str; 8] = ["of", "the", "and", "for", "on", "in", "to", "against"];

impl Name {
    fn breaks(&self, token: &Token<'_>, between: &str) -> bool {
        let small = !token.look.cap && SMALL.contains(&token.word);
        let near = between.chars().all(|c| c == ' ' || c == '-' || c == '\u{a0}');
        self.parts.is_empty() || !near || token.look.number || !(token.look.cap || small)
    }

    fn take(&mut self, token: &Token<'_>, between: &str) {
        let small = SMALL.contains(&token.word);
        if self.parts.is_empty() && (small || !token.look.cap || token.look.number) {
            return;
        }
        if self.parts.is_empty() {
            let before = between.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
            self.starts_sentence = token.range.start == 0
                || before.ends_with('.')
                || between.contains(['.', '!', '?', '“', '"', '‘', ':']);
        }
        // A short word in capitals is itself an abbreviation: UN Security Council → unsc.
        let whole = token.look.all_caps && token.word.len() <= 3;
        let take = if whole { token.word.len() } else { 1 };
        let adds = token.word.chars().take(take).collect();
        self.parts.push((adds, token.range.start, small));
        if !small {
            self.end = token.range.end;
        }
    }

    fn flush(&mut self, see: &mut impl FnMut(&Seen<'_>)) {
        while self.parts.last().is_some_and(|(_, _, small)| *small) {
            self.parts.pop();
        }
        let words = |parts: &[(String, usize, bool)]| parts.iter().filter(|p| !p.2).count();
        let mut parts = self.parts.as_slice();
        if words(parts) <= LONGEST_NAME {
            self.emit(parts, see);
        }
        // The capital of a sentence's first word need not belong to the name.
        if self.starts_sentence && (3..=LONGEST_NAME + 1).contains(&words(parts)) {
            parts = &parts[1..];
            while parts.first().is_some_and(|p| p.2) {
                parts = &parts[1..];
            }
            self.emit(parts, see);
        }
        self.parts.clear();
    }

    fn emit(&self, parts: &[(String, usize, bool)], see: &mut impl FnMut(&Seen<'_>)) {
        let Some((_, start, _)) = parts.first() else {
            return;
        };
        let mut forms: Vec<String> = Vec::with_capacity(2);
        let large = parts.iter().filter(|p| !p.2);
        if large.clone().count() >= 2 {
            forms.push(large.map(|p| p.0.as_str()).collect());
            if parts.iter().any(|p| p.2) {
                forms.push(parts.iter().map(|p| p.0.as_str()).collect());
            }
        }
        for form in forms.iter().filter(|f| f.len() <= 8 && !is_common(f)) {
            see(&Seen {
                word: form,
                entry: Entry::Initials,
                look: Look::default(),
                range: *start..self.end,
            });
        }
    }
}

/// Initials that are a common word would put names where nobody looks for them. `us` is left in: the
/// United States go by it.
fn is_common(word: &str) -> bool {
    const COMMON: [&str; 64] = [
        "a", "ad", "ah", "all", "am", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can",
        "did", "do", "for", "get", "go", "had", "has", "he", "her", "hi", "him", "his", "how", "i", "if",
        "in", "is", "it", "its", "may", "me", "my", "nay", "no", "not", "now", "of", "off", "oh", "on",
        "or", "our", "out", "own", "say", "see", "she", "so", "than", "that", "the", "this", "to", "too",
        "up", "was", "we", "who", "you",
    ];
    COMMON.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_entry(text, |s| {
            if s.entry != Entry::Word {
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
                &["jcpa=Joint Comprehensive Plan of Action", "jcpoa=Joint Comprehensive Plan of Action"],
            ),
            ("a Treaty of Paris", &["tp=Treaty of Paris", "top=Treaty of Paris"]),
            ("He spoke. Then Russia left", &["tr=Then Russia"]),
            ("Today the North Atlantic Treaty", &["tnat=Today the North Atlantic Treaty", "ttnat=Today the North Atlantic Treaty", "nat=North Atlantic Treaty"]),
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
