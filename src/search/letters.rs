//! Which letters of one word match a query word.

use std::ops::Range;

use super::highlight::{Lit, Strength};
use super::lexicon::alias::{WordForm, each_occurrence};
use super::lexicon::fold::origins_of;
use super::lexicon::similarity::WordMatcher;
use super::lexicon::token::each_token;
use super::query::MatchMode;

/// A word or alias of the text to be lit.
pub(crate) struct TextWord {
    pub(crate) word: String,
    pub(crate) entry: WordForm,
    pub(crate) range: Range<usize>,
}

/// The words and aliases of `text`.
pub(crate) fn pieces(text: &str) -> Vec<TextWord> {
    let mut pieces = Vec::new();
    each_occurrence(text, |seen| {
        pieces.push(TextWord {
            word: seen.word.to_owned(),
            entry: seen.entry,
            range: seen.range.clone(),
        });
    });
    pieces
}

/// The letters of a piece that match a word.
pub(crate) fn letters(wanted: &WordMatcher, text: &str, piece: &TextWord) -> Vec<Lit> {
    if piece.entry == WordForm::Initials {
        return if wanted.word == piece.word { initials(text, piece) } else { Vec::new() };
    }
    let length = piece.word.chars().count();
    if wanted.worth(&piece.word, length) <= 0.0 {
        return Vec::new();
    }
    let (places, strength) = matching(wanted, &piece.word, length);
    if places.len() == length && piece.entry == WordForm::Word {
        return vec![Lit { range: piece.range.clone(), strength }];
    }
    let slice = &text[piece.range.clone()];
    let origins = origins_of(slice, &piece.word);
    let start = piece.range.start;
    let lit = places.into_iter().filter_map(|place| origins.get(place));
    lit.map(|o| Lit { range: start + o.start..start + o.end, strength }).collect()
}

/// The characters of `word`, counted from 0, that are letters of the query word.
fn matching(wanted: &WordMatcher, word: &str, length: usize) -> (Vec<usize>, Strength) {
    if word == wanted.word {
        return ((0..length).collect(), Strength::Strong);
    }
    let common = wanted.word.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    if common == wanted.length || wanted.worth_as_word(word, length) > 0.0 {
        return ((0..common).collect(), Strength::Strong);
    }
    if let Some(at) = word.find(&wanted.word) {
        let from = word[..at].chars().count();
        return ((from..from + wanted.length).collect(), Strength::Strong);
    }
    if wanted.mode == MatchMode::Subsequence
        && let Some(places) = wanted.aligned(word)
    {
        return (places, Strength::Weak);
    }
    (alignment(&wanted.word, word), Strength::Weak)
}

/// The characters of `word` that stand in `typed` in the same order: as many as can, the earliest.
fn alignment(typed: &str, word: &str) -> Vec<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    // best[i][j]: how many letters of a[i..] can be found in b[j..].
    let mut best = vec![vec![0u8; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i][j] = if a[i] == b[j] {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] && best[i][j] == best[i + 1][j + 1] + 1 {
            places.push(j);
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

/// The letters of a name that make its initials.
fn initials(text: &str, piece: &TextWord) -> Vec<Lit> {
    let slice = &text[piece.range.clone()];
    let mut left = piece.word.as_str();
    let mut lit = Vec::new();
    each_token(slice, |token| {
        let take = if token.look.all_caps && left.starts_with(token.word) {
            token.word.chars().count()
        } else {
            1
        };
        let origins = origins_of(&slice[token.range.clone()], token.word);
        for (origin, letter) in origins.iter().zip(token.word.chars()).take(take) {
            if let Some(rest) = left.strip_prefix(letter) {
                left = rest;
                let start = piece.range.start + token.range.start;
                lit.push(Lit {
                    range: start + origin.start..start + origin.end,
                    strength: Strength::Strong,
                });
            }
        }
    });
    lit
}
