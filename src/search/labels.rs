//! Ranking short labels, such as the names in a palette, by the letters typed.
//!
//! Labels are few and short, so here the whole label is matched and Skim's own score decides.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::text::slice;

use super::lexicon::fold::{fold, fold_with_origins, whole_graphemes};

/// Letters of a label that are looked at: a label is a name, not a text.
const LONGEST: usize = 256;

/// Letters of a query that are looked at.
const LONGEST_QUERY: usize = 64;

/// A label that has the letters of a query: the key given with it, Skim's score (higher for letters
/// together and at the beginnings of words), and the bytes to light, whole graphemes, sorted and apart.
pub type Ranked = (usize, i64, Vec<Range<usize>>);

/// The labels that have the letters of every word of `query`, the best first, at most `limit`. Of equal
/// scores the shorter label comes first, then the one given first; before all others those of which a part, between
/// ` · `, is all of the query: a name before longer ones that begin with it. An empty query keeps the given order, and
/// one that is longer than a label may be names nothing.
pub fn rank<L: AsRef<str>>(
    query: &str,
    labels: impl Iterator<Item = (usize, L)>,
    limit: usize,
) -> Vec<Ranked> {
    let folded = fold(query);
    let words: Vec<String> =
        folded.split_whitespace().map(|w| w.chars().take(LONGEST_QUERY).collect()).collect();
    if folded.len() > LONGEST {
        return Vec::new();
    }
    if words.is_empty() {
        return labels.take(limit).map(|(key, _)| (key, 0, Vec::new())).collect();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    // What stands in brackets behind a name is said of it.
    let is_named = |label: &str| {
        label.split(" · ").any(|part| fold(part.split(" [").next().unwrap_or(part)) == folded)
    };
    let matched = labels.filter_map(|(key, label)| {
        let label = label.as_ref();
        let cut = label.char_indices().nth(LONGEST).map_or(label.len(), |(at, _)| at);
        let (choice, origins) = fold_with_origins(slice(label, ..cut));
        let (mut score, mut lit) = (0, Vec::new());
        for word in &words {
            let (of_word, places) = matcher.fuzzy_indices(&choice, word)?;
            if !is_together(&choice, &places) {
                return None;
            }
            score += of_word;
            lit.extend(places.into_iter().filter_map(|p| origins.get(p).cloned()));
        }
        let lit = whole_graphemes(label, lit);
        Some(((key, score, lit), (!is_named(label), label.len())))
    });
    let mut ranked: Vec<(Ranked, (bool, usize))> = Vec::new();
    for label in matched {
        ranked.push(label);
        // A first letter is in nearly every label: no more are held than may be among the best.
        if ranked.len() >= 8 * limit.max(1) {
            keep_best(&mut ranked, limit);
        }
    }
    keep_best(&mut ranked, limit);
    ranked.into_iter().map(|(ranked, _)| ranked).collect()
}

/// Keeps the best of what is ranked, each with whether no part of its label is all of the query, and how long that is.
fn keep_best(ranked: &mut Vec<(Ranked, (bool, usize))>, limit: usize) {
    ranked.sort_by(|(a, (a_other, a_len)), (b, (b_other, b_len))| {
        a_other.cmp(b_other).then(b.1.cmp(&a.1)).then(a_len.cmp(b_len))
    });
    ranked.truncate(limit);
}

/// What parts a label.
const BETWEEN: char = '·';

/// Whether the letters that match a word stand together in one part of a label: side by side but for a letter here and
/// there, or each run of them where a word begins. Scattered over a label they are found in almost anything.
fn is_together(choice: &str, places: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return true };
    let between = choice.chars().skip(first).take(last - first);
    if between.into_iter().any(|c| c == BETWEEN) {
        return false;
    }
    if last - first < places.len() + places.len() / 3 {
        return true;
    }
    let letters: Vec<char> = choice.chars().collect();
    let begins_word = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut runs = places.chunk_by(|a, b| a + 1 == *b).filter_map(|run| run.first());
    runs.all(|start| begins_word(*start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(query: &str, labels: &[&str]) -> Vec<String> {
        rank(query, labels.iter().copied().enumerate(), 10)
            .into_iter()
            .map(|(key, _, lit)| {
                let lit: Vec<&str> = lit.iter().map(|l| &labels[key][l.clone()]).collect();
                format!("{}:{}", labels[key], lit.join("+"))
            })
            .collect()
    }

    #[test]
    fn a_query_longer_than_any_name_costs_nothing_and_finds_nothing() {
        let label = "a ".repeat(LONGEST / 2);
        assert_eq!(rank(&label, [(0, &*label)].into_iter(), 10).len(), 1);
        // Of many the same are the best as of all at once.
        let many: Vec<String> = (0..500).map(|n| format!("{} a {}", n % 7, n % 50)).collect();
        let best = |limit| rank("a 4", many.iter().enumerate(), limit);
        assert_eq!(best(5), best(500)[..5]);
        assert!(rank(&"a ".repeat(LONGEST), [(0, &*label)].into_iter(), 10).is_empty());
    }

    #[test]
    fn letters_are_lit_where_they_stand() {
        let labels = ["Sergey Ryabkov", "Сергей Рябков", "Dmitry Peskov", "Détente"];
        assert_eq!(ranked("ryab", &labels), ["Sergey Ryabkov:Ryab", "Сергей Рябков:Ряб"]);
        assert_eq!(ranked("РЯБ", &labels), ["Sergey Ryabkov:Ryab", "Сергей Рябков:Ряб"]);
        assert_eq!(ranked("detente", &labels), ["Détente:Détente"]);
        assert_eq!(ranked("peskov dm", &labels), ["Dmitry Peskov:Dm+Peskov"]);
        assert_eq!(ranked("", &labels).len(), 4);
        assert!(ranked("zz", &labels).is_empty());
    }

    #[test]
    fn a_name_comes_before_longer_ones_that_begin_with_it() {
        let labels = [
            "unnamed sources of Axios",
            "UNN · 4 Feb 2026 · untitled",
            "unn again",
            "A · UNN [inferred] · b",
        ];
        let first = |query: &str| ranked(query, &labels).into_iter().take(2).collect::<Vec<_>>();
        for query in ["unn", "UNN"] {
            let first = first(query);
            assert!(first[0].starts_with("UNN ·") && first[1].starts_with("A ·"), "{first:?}");
        }
    }

    #[test]
    fn letters_that_are_scattered_find_nothing() {
        let labels = ["Sputnik: the US is considering it", "Putin at Valdai", "next source"];
        assert_eq!(ranked("putin", &labels), ["Putin at Valdai:Putin"]);
        assert_eq!(ranked("pva", &labels), ["Putin at Valdai:P+Va"], "beginnings of words");
        assert_eq!(ranked("sorce", &labels), ["next source:so+rce"], "a letter left out");
        assert!(ranked("nsce", &labels).is_empty());
        // Beginnings of words of several names are no initials of one.
        let names = [
            "Maria Zakharova · Zakharova · Захарова · Zaharova",
            "Anatoly Antonov · Antonov · А. Антонов",
        ];
        for query in ["zzz", "zzzz", "aaaa"] {
            assert!(ranked(query, &names).is_empty(), "{query}");
        }
        assert_eq!(ranked("mz", &names).len(), 1);
    }
}
