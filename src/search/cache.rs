//! What is remembered between the keys of a query: which words a word meets, and what a filter lets through.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::index::Index;
use super::lexicon::similarity::Tolerance;
use super::matching::expansion::Expansion;
use super::query::filter::{Filter, FilterSet, depends_on_reader};
use super::query::{Atom, FieldTerm, MatchMode, Term};

/// Remembered expansions and verdicts; beyond it all are forgotten.
const REMEMBERED: usize = 64;

#[derive(Debug, Default)]
pub(crate) struct Cache {
    expansions: FxHashMap<(String, bool, MatchMode, Tolerance), Arc<Expansion>>,
    verdicts: FxHashMap<String, Option<Arc<FilterSet>>>,
    /// A table of all words, kept so that it need not be made for each key.
    pub(crate) marks: Vec<u32>,
    /// The index that is remembered, as far as it can be told apart.
    of: (usize, usize, u32),
}

impl Cache {
    /// Forgets what was remembered of another index.
    pub(crate) fn belong_to(&mut self, index: &Index) {
        let of = (index.documents, index.vocabulary.len(), index.mean_length.to_bits());
        if self.of != of || self.expansions.len() > REMEMBERED || self.verdicts.len() > REMEMBERED {
            self.expansions.clear();
            self.verdicts.clear();
            self.marks.clear();
            self.of = of;
        }
    }

    /// What meets a word, at a level.
    pub(crate) fn expansion(
        &mut self,
        index: &Index,
        word: &str,
        open: bool,
        mode: MatchMode,
        level: Tolerance,
    ) -> Arc<Expansion> {
        let key = |level| (word.to_owned(), open, mode, level);
        if let Some(expansion) = self.expansions.get(&key(level)) {
            return Arc::clone(expansion);
        }
        let mut lower = [Tolerance::Near, Tolerance::Word].into_iter().filter(|l| *l < level);
        let before = lower.find_map(|l| Some((l, self.expansions.get(&key(l))?)));
        // What had to go as far already, or found nothing at all, is the same at this level.
        let same =
            before.filter(|(_, expansion)| expansion.level.is_none_or(|reached| reached >= level));
        let expansion = match same {
            Some((_, expansion)) => Arc::clone(expansion),
            None => {
                let before = before.map(|(done, expansion)| (done, &**expansion));
                Arc::new(index.expand(word, open, mode, level, before))
            }
        };
        self.expansions.insert(key(level), Arc::clone(&expansion));
        expansion
    }
}

/// The documents that any field among the alternatives of a term lets through; `None` where there is no
/// field, or none that asks for anything.
pub(crate) fn any_facet(
    filter: &Filter<'_>,
    cache: &mut Cache,
    term: &Term,
) -> Option<Arc<FilterSet>> {
    let mut united: Option<Arc<FilterSet>> = None;
    for atom in &term.any {
        let Atom::Field(atom) = atom else { continue };
        let Some(verdict) = remembered(filter, cache, atom, term.negated) else {
            continue;
        };
        match &mut united {
            Some(united) => Arc::make_mut(united).unite(&verdict),
            None => united = Some(verdict),
        }
    }
    united
}

fn remembered(
    filter: &Filter<'_>,
    cache: &mut Cache,
    atom: &FieldTerm,
    negated: bool,
) -> Option<Arc<FilterSet>> {
    if depends_on_reader(atom) {
        return filter.verdict(atom, negated).map(Arc::new);
    }
    let mut key = format!("{:?} {negated} {}", atom.facet, filter.reader.as_of);
    for value in &atom.values {
        key.push(' ');
        key.push_str(&value.text);
        key.push(if value.open { '…' } else { '\n' });
    }
    let verdict =
        (cache.verdicts.entry(key)).or_insert_with(|| filter.verdict(atom, negated).map(Arc::new));
    verdict.clone()
}
