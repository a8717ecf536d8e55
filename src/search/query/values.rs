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

/// The values that `typed` means: the one whose name it is; else those of which every typed word begins
/// one; and where there are none, those that are spelt like it or a slip away.
pub(crate) fn meant(values: &[NamedValue<'_>], typed: &str) -> Vec<usize> {
    let wanted = words(typed);
    let whole = fold(typed.trim());
    let is_it = |v: &&NamedValue<'_>| {
        let name = v.names.first().copied().unwrap_or_default();
        name.eq_ignore_ascii_case(&whole) || (!name.is_ascii() && fold(name) == whole)
    };
    let exact: Vec<usize> = values.iter().filter(is_it).map(|v| v.at).collect();
    if !exact.is_empty() || wanted.is_empty() {
        return exact;
    }
    let beginning = having(values, &wanted, |w, word| word.starts_with(w));
    if !beginning.is_empty() {
        return beginning;
    }
    let keys: Vec<String> = wanted.iter().map(|w| key(w)).collect();
    having(values, &wanted, |w, word| {
        let at = wanted.iter().position(|x| x == w).unwrap_or(0);
        w.len() >= 4 && (keys[at] == key(word) || is_slip(w, word))
    })
}

/// The values in whose names every one of the `wanted` words fits some word. Names that many values share,
/// as sources do their outlet, are read once.
fn having<'a>(
    values: &[NamedValue<'a>],
    wanted: &[String],
    fits: impl Fn(&str, &str) -> bool,
) -> Vec<usize> {
    let mut known: FxHashMap<&'a str, u64> = FxHashMap::default();
    let all = u64::MAX >> (64 - wanted.len().clamp(1, 64));
    let has_all = |v: &&NamedValue<'a>| {
        let each = v.names.iter().copied().map(|name| {
            *known.entry(name).or_insert_with(|| {
                let mut fitting = 0;
                each_token(name, |token| {
                    for (at, _) in
                        wanted.iter().take(64).enumerate().filter(|(_, w)| fits(w, token.word))
                    {
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
    let forms = names.enumerate().flat_map(|candidate| {
        let words = words(candidate.1).into_iter().chain([fold(candidate.1)]);
        words.map(move |form| (form, candidate))
    });
    nearest_form(&fold(typed), forms).map(|(_, name)| name)
}

fn is_slip(typed: &str, word: &str) -> bool {
    let edits = if typed.chars().count() >= 8 { 2 } else { 1 };
    Pattern::new(typed).is_some_and(|p| p.distance(word, usize::MAX).whole <= edits)
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(name, |t| words.push(t.word.to_owned()));
    words
}
