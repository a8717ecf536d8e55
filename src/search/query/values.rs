//! Values that have names, and which of them a typed value means.
//!
//! The same names serve filters, completion and complaints, so that what is offered is what matches.

use rustc_hash::FxHashMap;

use crate::search::lexicon::fold::fold;
use crate::search::lexicon::similarity::Pattern;
use crate::search::lexicon::token::each_token;
use crate::search::lexicon::translit::key;
use crate::text::spelling::nearest_form;

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
    let beginning = having(values, &wanted, |at, word| word.starts_with(&wanted[at]));
    if !beginning.is_empty() || values.len() > MOST_VALUES || typed.len() > LONGEST {
        return Meant { places: beginning, guessed: false };
    }
    let guesses: Vec<Guess> = wanted.iter().map(|word| Guess::of(word)).collect();
    let places = having(values, &wanted, |at, word| guesses[at].fits(word));
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

/// The values in whose names every one of the `wanted` words fits some word. Names that many values share,
/// as sources do their outlet, are read once.
fn having<'a>(
    values: &[NamedValue<'a>],
    wanted: &[String],
    fits: impl Fn(usize, &str) -> bool,
) -> Vec<usize> {
    let mut known: FxHashMap<&'a str, u64> = FxHashMap::default();
    let all = u64::MAX >> (64 - wanted.len().clamp(1, 64));
    let has_all = |v: &&NamedValue<'a>| {
        let each = v.names.iter().copied().map(|name| {
            *known.entry(name).or_insert_with(|| {
                let mut fitting = 0;
                each_token(name, |token| {
                    for at in (0..wanted.len().min(64)).filter(|at| fits(*at, token.word)) {
                        fitting |= 1 << at;
                    }
                });
                fitting
            })
        });
        each.fold(0, |a, b| a | b) & all == all
    };
    values.iter().filter(has_all).map(|v| v.at).collect()
}

/// The name nearest to `typed`, as a whole or in one of its words, among those to be shown; on a draw the first.
pub(crate) fn nearest<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    // Below three letters everything is near.
    if typed.len() > LONGEST || typed.trim().chars().count() < 3 {
        return None;
    }
    let forms = names.take(MOST_VALUES).enumerate().flat_map(|candidate| {
        let words = words(candidate.1).into_iter().chain([fold(candidate.1)]);
        words.map(move |form| (form, candidate))
    });
    nearest_form(&fold(typed), forms).map(|(_, name)| name)
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(name, |t| words.push(t.word.to_owned()));
    words
}
