//! Which letters of a text to light for a query: exactly those that matched, in whole graphemes.
//!
//! Works on the rows that are shown, word by word, with the same classes of match as the search.

use std::ops::Range;

use crate::text::slice;

use super::hits::Near;
use super::index::Index;
use super::index::facets::Field;
use super::index::names;
use super::lexicon::alias::{WordForm, each_occurrence};
use super::lexicon::fold::{origins_of, whole_graphemes};
use super::lexicon::function_words::is_word_of_question;
use super::lexicon::similarity::{MatchMode, Tolerance, WordMatcher};
use super::lexicon::token::each_token;
use super::matching::clause::{LONGEST_PHRASE, MOST_CLAUSES, rarest};
use super::matching::expansion::{Expansion, WordRequest};
use super::matching::wording::{EDIT, nearest_wording};
use super::query::{Atom, FieldTerm, Phrase, Query, QueryWord, Term, atoms_of};
use super::searcher::Searcher;

/// How sure it is that a letter is what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It matches by a spelling, a slip, a relative or with letters left out.
    Weak,
    /// It matches as typed.
    Strong,
}

/// Letters to light.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lit {
    /// Bytes of the given text, whole graphemes.
    pub range: Range<usize>,
    /// How surely they match.
    pub strength: Strength,
}

/// A query, ready to light the rows on a screen. Make it once per query, not per row.
pub struct Highlighter {
    phrases: Vec<PhraseMatcher>,
    /// Values of fields, each lit in one text only.
    values: Vec<(Field, Vec<WordMatcher>)>,
}

/// Words that are lit where they stand side by side; usually one.
struct PhraseMatcher {
    words: Vec<WordMatcher>,
    /// They may also stand in one piece, or a single one in two.
    loose: bool,
    /// They are a quotation that nobody printed: its nearest wording is lit, and in it what differs.
    reworded: bool,
    /// The term of the query that they are of, by its number, if it asks for words alone and those say something.
    term: Option<u32>,
}

/// Terms of a query by their numbers; of a very long query the first 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TermSet(u64);

impl TermSet {
    /// Those that are not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many they are.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

fn with_term(terms: u64, number: u32) -> u64 {
    terms | 1u64.checked_shl(number).unwrap_or(0)
}

/// Whether a term asks for nothing but words, and for some that are not found in most texts.
fn says_something(atoms: &[&Atom]) -> bool {
    let says = |words: &[QueryWord]| words.iter().any(|word| !is_word_of_question(&word.word));
    atoms.iter().all(|atom| atom.phrase().is_some_and(|phrase| says(&phrase.words)))
}

impl Index {
    /// Which letters of `text`, which is a `field`, match `query`: sorted, apart, whole graphemes.
    /// For many texts, [`Self::highlighter`] is made once.
    #[must_use]
    pub fn highlight(&self, query: &Query, text: &str, field: Field) -> Vec<Lit> {
        self.highlighter(query, Near::Exact).light(text, field)
    }

    /// Prepares `query` to light hits that are as `near` as this, see [`super::Hit::near`].
    #[must_use]
    pub fn highlighter(&self, query: &Query, near: Near) -> Highlighter {
        let reached = |request: WordRequest| Expansion::of_words(self, &request, None).reached;
        self.highlighter_as_far(query, near, reached)
    }

    /// The same, where it is known how far a word has to be sought.
    fn highlighter_as_far(
        &self,
        query: &Query,
        near: Near,
        mut reached: impl FnMut(WordRequest) -> Option<Tolerance>,
    ) -> Highlighter {
        let mut lights = Highlighter { phrases: Vec::new(), values: Vec::new() };
        // What is not looked for is not lit.
        let asked = query.terms.iter().filter(|term| !term.negated);
        let (words, others): (Vec<&Term>, Vec<&Term>) =
            asked.partition(|term| term.any.iter().any(|atom| atom.phrase().is_some()));
        for (number, term) in (0..).zip(others.into_iter().chain(rarest(self, words))) {
            let atoms = atoms_of(std::iter::once(term));
            let number = Some(number).filter(|_| says_something(&atoms));
            for atom in atoms {
                match atom {
                    Atom::Parenthesis(_) => {}
                    Atom::Phrase(phrase) => {
                        let phrases = self.phrase_matchers(phrase, near, &mut reached);
                        let of_term = |phrase| PhraseMatcher { term: number, ..phrase };
                        lights.phrases.extend(phrases.into_iter().map(of_term));
                    }
                    Atom::Field(term) => lights.add_values(term),
                }
            }
        }
        lights.join_neighbours(query);
        lights
    }

    fn phrase_matchers(
        &self,
        phrase: &Phrase,
        near: Near,
        reached: &mut impl FnMut(WordRequest) -> Option<Tolerance>,
    ) -> Vec<PhraseMatcher> {
        let last = phrase.words.len().saturating_sub(1);
        let tolerance = if near == Near::Exact { Tolerance::Word } else { Tolerance::Near };
        let reworded = phrase.quoted && near != Near::Exact;
        let most = if reworded { MOST_CLAUSES } else { LONGEST_PHRASE };
        let each = phrase.words.iter().enumerate().take(most);
        let mode = if reworded { MatchMode::Plain } else { phrase.mode };
        let words = each.map(|(at, QueryWord { word, .. })| {
            let whole_word = phrase.mode == MatchMode::Exact && !phrase.quoted;
            let is_whole = whole_word && self.vocabulary.find(word).is_some();
            let open = phrase.open && at == last && !is_whole;
            let listed = phrase.listed;
            let request = WordRequest { word: word.clone(), open, mode, tolerance, listed };
            // What exists is not lit as a slip; what does not, as far as the search went.
            let reached = reached(request).unwrap_or(Tolerance::Word);
            WordMatcher::new(word, open, mode, reached)
        });
        if phrase.mode == MatchMode::Plain && near != Near::Exact {
            let one = |word| PhraseMatcher { words: vec![word], loose: true, reworded, term: None };
            return words.map(one).collect();
        }
        let loose = phrase.mode == MatchMode::Plain;
        vec![PhraseMatcher { words: words.collect(), loose, reworded, term: None }]
    }
}

impl Searcher {
    /// Prepares `query` to light hits that are as `near` as this, as [`Index::highlighter`] does, by what is remembered
    /// of the search for it.
    #[must_use]
    pub fn highlighter(&mut self, index: &Index, query: &Query, near: Near) -> Highlighter {
        let reached = |request: WordRequest| self.expand(index, request).reached;
        index.highlighter_as_far(query, near, reached)
    }
}

impl Highlighter {
    /// Adds the values of a field, which are lit in its own text only.
    fn add_values(&mut self, term: &FieldTerm) {
        let Some(field) = term.field.and_then(|field| field.lights) else {
            return;
        };
        for value in term.values.iter().filter(|value| !value.listed) {
            let typed = names::words(&value.text);
            let matcher =
                |word: &String| WordMatcher::new(word, true, MatchMode::Plain, Tolerance::Near);
            self.values.push((field, typed.iter().map(matcher).collect()));
        }
    }

    /// `non starter` also lights nonstarter.
    fn join_neighbours(&mut self, query: &Query) {
        let plain: Vec<Option<&Phrase>> = (query.terms.iter())
            .map(|term| match term.any.as_slice() {
                [Atom::Phrase(w)]
                    if w.mode == MatchMode::Plain && w.words.len() == 1 && !term.negated =>
                {
                    Some(w)
                }
                _ => None,
            })
            .collect();
        for pair in plain.windows(2) {
            if let [Some(a), Some(b)] = pair {
                let joined = format!("{}{}", a.words[0].word, b.words[0].word);
                self.phrases.push(PhraseMatcher {
                    words: vec![WordMatcher::new(
                        &joined,
                        false,
                        MatchMode::Exact,
                        Tolerance::Word,
                    )],
                    loose: false,
                    reworded: false,
                    term: None,
                });
            }
        }
    }

    /// The terms of the query that ask for words which say something.
    #[must_use]
    pub fn asked(&self) -> TermSet {
        TermSet(self.phrases.iter().filter_map(|phrase| phrase.term).fold(0, with_term))
    }

    /// Those of them whose words stand in `text`.
    #[must_use]
    pub fn met_in(&self, text: &str) -> TermSet {
        let pieces = pieces(text);
        let is_lit = |phrase: &&PhraseMatcher| {
            let mut lit = Vec::new();
            phrase.light(text, &pieces, &mut lit);
            !lit.is_empty()
        };
        let of_terms = self.phrases.iter().filter(|phrase| phrase.term.is_some());
        TermSet(of_terms.filter(is_lit).filter_map(|phrase| phrase.term).fold(0, with_term))
    }

    /// Which letters of `text` match: sorted, apart, whole graphemes.
    #[must_use]
    pub fn light(&self, text: &str, field: Field) -> Vec<Lit> {
        let pieces = pieces(text);
        let mut lit: Vec<Lit> = Vec::new();
        for phrase in &self.phrases {
            phrase.light(text, &pieces, &mut lit);
        }
        for (_, wanted) in self.values.iter().filter(|(of, _)| *of == field) {
            for piece in pieces.iter().filter(|p| p.form == WordForm::Word) {
                for w in wanted {
                    lit.extend(letters(w, text, piece));
                }
            }
        }
        settle(text, &lit)
    }
}

impl PhraseMatcher {
    fn light(&self, text: &str, pieces: &[TextWord], lit: &mut Vec<Lit>) {
        if let [wanted] = self.words.as_slice() {
            for piece in pieces {
                lit.extend(letters(wanted, text, piece));
            }
            if self.loose && wanted.tolerance > Tolerance::Word {
                light_halves(&wanted.word, pieces, lit);
            }
            return;
        }
        let words: Vec<&TextWord> = pieces.iter().filter(|p| p.form == WordForm::Word).collect();
        if self.reworded {
            return self.light_wording(text, &words, lit);
        }
        for run in words.windows(self.words.len().max(1)) {
            let each: Vec<Vec<Lit>> = run
                .iter()
                .zip(&self.words)
                .map(|(piece, wanted)| letters(wanted, text, piece))
                .collect();
            if each.iter().any(Vec::is_empty) {
                continue;
            }
            lit.extend(each.into_iter().flatten());
        }
        if self.loose {
            let joined: String = self.words.iter().map(|w| w.word.as_str()).collect();
            let open = self.words.last().is_some_and(|w| w.open);
            let wanted = WordMatcher::new(&joined, open, MatchMode::Plain, Tolerance::Word);
            for piece in pieces {
                lit.extend(letters(&wanted, text, piece));
            }
        }
    }
}

impl PhraseMatcher {
    /// Lights the wording nearest to a quotation: its words as they match, and what stands there that was not
    /// quoted as a near match. Where hardly a word is in its place, each lights for itself.
    fn light_wording(&self, text: &str, words: &[&TextWord], lit: &mut Vec<Lit>) {
        let met: Vec<Vec<Vec<Lit>>> = (words.iter())
            .map(|word| self.words.iter().map(|wanted| letters(wanted, text, word)).collect())
            .collect();
        let same = |word: usize, at: usize| !met[word][at].is_empty();
        let wording = nearest_wording(words.len(), self.words.len(), same);
        let near = wording.cost * 2 <= EDIT * self.words.len();
        let place = if near { wording.words } else { 0..words.len() };
        for at in place {
            if near && met[at].iter().all(Vec::is_empty) {
                lit.push(Lit { range: words[at].range.clone(), strength: Strength::Weak });
            }
            lit.extend(met[at].iter().flatten().cloned());
        }
    }
}

/// Two neighbouring words that together are one typed word: `newstart` lights New START.
fn light_halves(word: &str, pieces: &[TextWord], lit: &mut Vec<Lit>) {
    let words: Vec<&TextWord> = pieces.iter().filter(|p| p.form == WordForm::Word).collect();
    for pair in words.windows(2) {
        let rest = word.strip_prefix(&*pair[0].word);
        if rest == Some(&*pair[1].word) {
            lit.extend(
                pair.iter().map(|p| Lit { range: p.range.clone(), strength: Strength::Strong }),
            );
        }
    }
}

/// Sorted, apart and in whole graphemes; where both strengths fall on a letter it is strong.
fn settle(text: &str, lit: &[Lit]) -> Vec<Lit> {
    let of = |strength| {
        let ranges = lit.iter().filter(|l| l.strength == strength).map(|l| l.range.clone());
        whole_graphemes(text, ranges.collect())
    };
    let (strong, weak) = (of(Strength::Strong), of(Strength::Weak));
    let mut settled: Vec<Lit> = Vec::with_capacity(strong.len() + weak.len());
    for range in weak {
        let mut from = range.start;
        for taken in strong.iter().filter(|s| s.start < range.end && s.end > range.start) {
            if from < taken.start {
                settled.push(Lit { range: from..taken.start, strength: Strength::Weak });
            }
            from = from.max(taken.end);
        }
        if from < range.end {
            settled.push(Lit { range: from..range.end, strength: Strength::Weak });
        }
    }
    settled.extend(strong.into_iter().map(|range| Lit { range, strength: Strength::Strong }));
    settled.sort_unstable_by_key(|l| l.range.start);
    settled
}

/// A word or alias of the text to be lit.
struct TextWord {
    word: String,
    form: WordForm,
    range: Range<usize>,
}

/// The words and aliases of `text`.
fn pieces(text: &str) -> Vec<TextWord> {
    let mut pieces = Vec::new();
    each_occurrence(text, |seen| {
        pieces.push(TextWord {
            word: seen.word.to_owned(),
            form: seen.form,
            range: seen.range.clone(),
        });
    });
    pieces
}

/// The letters of a piece that match a word.
fn letters(wanted: &WordMatcher, text: &str, piece: &TextWord) -> Vec<Lit> {
    if piece.form == WordForm::Initials {
        return if wanted.word == piece.word { initials(text, piece) } else { Vec::new() };
    }
    let length = piece.word.chars().count();
    if wanted.similarity(&piece.word, length) <= 0.0 {
        return Vec::new();
    }
    let (places, strength) = matching(wanted, &piece.word, length);
    if places.len() == length && piece.form == WordForm::Word {
        return vec![Lit { range: piece.range.clone(), strength }];
    }
    let piece_text = slice(text, piece.range.clone());
    let origins = origins_of(piece_text, &piece.word);
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
    if common == wanted.length || wanted.as_word(word, length) > 0.0 {
        return ((0..common).collect(), Strength::Strong);
    }
    if let Some(at) = word.find(&wanted.word) {
        let from = slice(word, ..at).chars().count();
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
    let piece_text = slice(text, piece.range.clone());
    let mut left = piece.word.as_str();
    let mut lit = Vec::new();
    each_token(piece_text, |token| {
        let take = if token.flags.all_caps && left.starts_with(token.word) {
            token.word.chars().count()
        } else {
            1
        };
        let origins = origins_of(slice(piece_text, token.range.clone()), token.word);
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
