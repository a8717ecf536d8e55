//! Which letters of a text to light for a query: exactly those that matched, in whole graphemes.
//!
//! Works on the rows that are shown, word by word, with the same classes of match as the search.

use std::ops::Range;

use super::hits::Near;
use super::index::Index;
use super::letters::{TextWord, letters, pieces};
use super::lexicon::alias::WordForm;
use super::lexicon::fold::whole_graphemes;
use super::lexicon::similarity::{Tolerance, WordMatcher};
use super::matching::clause::MOST_CLAUSES;
use super::query::values;
use super::query::{Atom, MatchMode, Phrase, Query, QueryField};

/// What a text to be lit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The words of a statement, or the title and summary of an event.
    Text,
    /// A speaker's name.
    Speaker,
    /// A party's name.
    Party,
    /// An outlet's name.
    Outlet,
    /// The title of a source.
    Title,
    /// The title of an event that a statement belongs to.
    Event,
    /// A topic.
    Topic,
}

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

impl Lit {
    /// Whether it matches as typed.
    #[must_use]
    pub fn is_strong(&self) -> bool {
        self.strength == Strength::Strong
    }
}

/// A query, ready to light the rows on a screen. Make it once per query, not per row.
pub struct Highlighter {
    phrases: Vec<PhraseMatcher>,
    facets: Vec<(Field, Vec<WordMatcher>)>,
}

/// Words that are lit where they stand side by side; usually one.
struct PhraseMatcher {
    words: Vec<WordMatcher>,
    /// They may also stand in one piece, or a single one in two.
    loose: bool,
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
        let mut lights = Highlighter { phrases: Vec::new(), facets: Vec::new() };
        for term in query.terms.iter().filter(|t| !t.negated) {
            for atom in &term.any {
                match atom {
                    Atom::Phrase(words) => lights.phrases.extend(self.phrases(words, near)),
                    Atom::Field(atom) => {
                        let Some(field) = atom.facet.and_then(field_of) else {
                            continue;
                        };
                        for value in &atom.values {
                            let typed = values::words(&value.text);
                            let level =
                                if near == Near::Exact { Tolerance::Near } else { Tolerance::Far };
                            let wanted = typed
                                .iter()
                                .map(|w| WordMatcher::new(w, true, MatchMode::Plain, level));
                            lights.facets.push((field, wanted.collect()));
                        }
                    }
                }
            }
        }
        lights.join_neighbours(query);
        lights
    }

    fn phrases(&self, words: &Phrase, near: Near) -> Vec<PhraseMatcher> {
        let last = words.asked.len().saturating_sub(1);
        let wanted = words.asked.iter().enumerate().take(4 * MOST_CLAUSES).map(|(at, asked)| {
            let whole_word = words.mode == MatchMode::Exact && !words.quoted;
            let open = words.open
                && at == last
                && !(whole_word && self.vocabulary.find(&asked.word).is_some());
            let level = if near == Near::Exact { Tolerance::Word } else { Tolerance::Far };
            let found = self.expand(&asked.word, open, words.mode, level, None);
            // What exists is not lit as a slip; what does not, as far as the search went.
            WordMatcher::new(&asked.word, open, words.mode, found.level.unwrap_or(Tolerance::Word))
        });
        let wanted: Vec<WordMatcher> = wanted.collect();
        if words.mode == MatchMode::Plain && near != Near::Exact {
            return wanted
                .into_iter()
                .map(|w| PhraseMatcher { words: vec![w], loose: true })
                .collect();
        }
        vec![PhraseMatcher { words: wanted, loose: words.mode == MatchMode::Plain }]
    }
}

fn field_of(facet: QueryField) -> Option<Field> {
    Some(match facet {
        QueryField::Speaker => Field::Speaker,
        QueryField::Party => Field::Party,
        QueryField::Outlet => Field::Outlet,
        QueryField::Source => Field::Title,
        QueryField::Event => Field::Event,
        QueryField::Topic => Field::Topic,
        _ => return None,
    })
}

impl Highlighter {
    /// `non starter` also lights nonstarter.
    fn join_neighbours(&mut self, query: &Query) {
        let plain: Vec<Option<&Phrase>> = (query.terms.iter())
            .map(|term| match term.any.as_slice() {
                [Atom::Phrase(w)]
                    if w.mode == MatchMode::Plain && w.asked.len() == 1 && !term.negated =>
                {
                    Some(w)
                }
                _ => None,
            })
            .collect();
        for pair in plain.windows(2) {
            if let [Some(a), Some(b)] = pair {
                let joined = format!("{}{}", a.asked[0].word, b.asked[0].word);
                self.phrases.push(PhraseMatcher {
                    words: vec![WordMatcher::new(
                        &joined,
                        false,
                        MatchMode::Exact,
                        Tolerance::Word,
                    )],
                    loose: false,
                });
            }
        }
    }

    /// Which letters of `text` match: sorted, apart, whole graphemes.
    #[must_use]
    pub fn light(&self, text: &str, field: Field) -> Vec<Lit> {
        let pieces = pieces(text);
        let mut lit: Vec<Lit> = Vec::new();
        for phrase in &self.phrases {
            phrase.light(text, &pieces, &mut lit);
        }
        for (_, wanted) in self.facets.iter().filter(|(of, _)| *of == field) {
            for piece in pieces.iter().filter(|p| p.entry == WordForm::Word) {
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
            if self.loose && wanted.level > Tolerance::Word {
                light_halves(&wanted.word, pieces, lit);
            }
            return;
        }
        let words: Vec<&TextWord> = pieces.iter().filter(|p| p.entry == WordForm::Word).collect();
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

/// Two neighbouring words that together are one typed word: `newstart` lights New START.
fn light_halves(word: &str, pieces: &[TextWord], lit: &mut Vec<Lit>) {
    let words: Vec<&TextWord> = pieces.iter().filter(|p| p.entry == WordForm::Word).collect();
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
