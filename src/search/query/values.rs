//! Values that have names, and which of them a typed value means.
//!
//! The same names serve filters, completion and complaints, so that what is offered is what matches.

use crate::search::lexicon::fold::fold;
use crate::search::lexicon::similarity::Pattern;
use crate::search::lexicon::token::each_token;
use crate::search::lexicon::translit::key;

/// One value of a field: its position in the list of them, and its names, the one to show first.
pub(crate) struct NamedValue<'a> {
    pub(crate) at: usize,
    pub(crate) names: Vec<&'a str>,
}

/// Values by their names, in the order of the list.
pub(crate) fn named<'a>(names: impl Iterator<Item = Vec<&'a str>>) -> Vec<NamedValue<'a>> {
    names.enumerate().map(|(at, names)| NamedValue { at, names }).collect()
}

/// What a typed value means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Meant {
    /// The places of the values.
    pub(crate) places: Vec<usize>,
    /// None is called so: these are only spelt like it or a slip away.
    pub(crate) guessed: bool,
}

/// Values among which one is guessed, or the nearest is sought, at most: of more it would be felt at every key.
pub(crate) const MOST_VALUES: usize = 20_000;

/// Letters of a value that may have been mistyped; nobody mistypes a longer name beyond recognition.
const LONGEST: usize = 64;

/// Letters of a word from which on it is guessed at all.
const SHORTEST_GUESS: usize = 4;

/// The values that `typed` means: the one whose name it is; else those of which every typed word begins
/// one; and where there are none, those that are spelt like it or a slip away.
pub(crate) fn meant(values: &[NamedValue<'_>], typed: &str) -> Meant {
    let wanted = words(typed);
    let whole = fold(typed.trim());
    let is_it = |v: &&NamedValue<'_>| {
        let name = v.names.first().copied().unwrap_or_default();
        name.eq_ignore_ascii_case(&whole) || (!name.is_ascii() && fold(name) == whole)
    };
    let exact: Vec<usize> = values.iter().filter(is_it).map(|v| v.at).collect();
    if !exact.is_empty() || wanted.is_empty() {
        return Meant { places: exact, guessed: false };
    }
    let beginning = having(values, &wanted, |at, name| has_word_from(name, &wanted[at]));
    if !beginning.is_empty() || values.len() > MOST_VALUES || typed.len() > LONGEST {
        return Meant { places: beginning, guessed: false };
    }
    let guesses: Vec<Guess> = wanted.iter().map(|word| Guess::of(word)).collect();
    let places = having(values, &wanted, |at, name| has_word(name, |word| guesses[at].fits(word)));
    Meant { guessed: !places.is_empty(), places }
}

/// A word of a value that no name begins with.
struct Guess {
    key: String,
    pattern: Option<Pattern>,
    edits: u32,
}

impl Guess {
    fn of(word: &str) -> Self {
        let length = word.chars().count();
        let pattern = Pattern::new(word).filter(|_| length >= SHORTEST_GUESS);
        let key = if length >= SHORTEST_GUESS { key(word) } else { String::new() };
        Self { key, pattern, edits: if length >= 8 { 2 } else { 1 } }
    }

    fn fits(&self, word: &str) -> bool {
        let slip = |pattern: &Pattern| pattern.distance(word, usize::MAX).whole <= self.edits;
        // A key of fewer letters says nothing.
        (self.key.len() >= 3 && self.key == key(word)) || self.pattern.as_ref().is_some_and(slip)
    }
}

/// The values in whose names every one of the `wanted` words fits some word, of which `fits` is asked for a name.
fn having<'a>(
    values: &[NamedValue<'a>],
    wanted: &[String],
    fits: impl Fn(usize, &str) -> bool,
) -> Vec<usize> {
    // What many values are called is held against a word once where they stand together, as sources of an
    // outlet do.
    let mut before: Vec<(&'a str, bool)> = vec![("", false); wanted.len()];
    let mut has = |at: usize, name: &'a str| {
        if before[at].0 != name {
            before[at] = (name, fits(at, name));
        }
        before[at].1
    };
    let mut has_all = |value: &&NamedValue<'a>| {
        (0..wanted.len()).all(|at| value.names.iter().any(|name| has(at, name)))
    };
    values.iter().filter(|value| has_all(value)).map(|value| value.at).collect()
}

/// Whether a word of `name` begins with `beginning`, which is folded.
pub(crate) fn has_word_from(name: &str, beginning: &str) -> bool {
    // Words of plain letters part where the letters do, and need no folding; marks within a word may be part of it.
    let letters = name.as_bytes();
    let within = |pair: &[u8]| b"'`.,".contains(&pair[0]) && pair[1].is_ascii_alphanumeric();
    if !name.is_ascii() || letters.windows(2).any(within) {
        return has_word(name, |word| word.starts_with(beginning));
    }
    let (name, beginning) = (name.as_bytes(), beginning.as_bytes());
    let begins_word = |at: usize| at == 0 || !name[at - 1].is_ascii_alphanumeric();
    let mut windows = name.windows(beginning.len().max(1)).enumerate();
    windows.any(|(at, window)| begins_word(at) && window.eq_ignore_ascii_case(beginning))
}

fn has_word(name: &str, fits: impl Fn(&str) -> bool) -> bool {
    let mut found = false;
    each_token(name, |token| found = found || fits(token.word));
    found
}

/// The name nearest to `typed`, as a whole or in one of its words, among those to be shown; on a draw the first.
/// Near is what [`nearest_form`](crate::text::spelling::nearest_form) calls so.
pub(crate) fn nearest<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    let typed = fold(typed.trim());
    let length = typed.chars().count();
    // Below three letters everything is near.
    let pattern = Pattern::new(&typed).filter(|_| length >= 3)?;
    let budget = length / 3;
    let distance = |form: &str| {
        if form.starts_with(&typed) {
            return usize::from(form.len() > typed.len());
        }
        match form.chars().count().abs_diff(length) {
            apart if apart > budget => apart,
            _ => pattern.distance(form, usize::MAX).whole as usize,
        }
    };
    let of_name = |name: &str| {
        let mut least = distance(&fold(name));
        each_token(name, |token| least = least.min(distance(token.word)));
        least
    };
    let near = names.take(MOST_VALUES).enumerate().map(|(at, name)| (of_name(name), at, name));
    near.filter(|(distance, ..)| *distance <= budget).min().map(|(.., name)| name)
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(name, |t| words.push(t.word.to_owned()));
    words
}
