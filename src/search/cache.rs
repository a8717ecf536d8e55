//! What is remembered between the keys of a query: which words a word meets, and what a filter lets through.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::index::Index;
use super::lexicon::similarity::Level;
use super::matching::expansion::Plan;
use super::query::filter::{Filter, Verdicts, depends_on_lens};
use super::query::{Atom, FacetAtom, Mode, Term};

/// Remembered plans and verdicts; beyond it all are forgotten.
const REMEMBERED: usize = 64;

#[derive(Debug, Default)]
pub(crate) struct Cache {
    plans: FxHashMap<(String, bool, Mode, Level), Arc<Plan>>,
    verdicts: FxHashMap<String, Option<Arc<Verdicts>>>,
    /// A table of all words, kept so that it need not be made for each key.
    pub(crate) marks: Vec<u32>,
    /// The index that is remembered, as far as it can be told apart.
    of: (usize, usize, u32),
}

impl Cache {
    /// Forgets what was remembered of another index.
    pub(crate) fn belong_to(&mut self, index: &Index) {
        let of = (index.documents, index.vocab.len(), index.mean_length.to_bits());
        if self.of != of || self.plans.len() > REMEMBERED || self.verdicts.len() > REMEMBERED {
            self.plans.clear();
            self.verdicts.clear();
            self.marks.clear();
            self.of = of;
        }
    }

    /// What meets a word, at a level.
    pub(crate) fn plan(
        &mut self,
        index: &Index,
        word: &str,
        open: bool,
        mode: Mode,
        level: Level,
    ) -> Arc<Plan> {
        let key = |level| (word.to_owned(), open, mode, level);
        if let Some(plan) = self.plans.get(&key(level)) {
            return Arc::clone(plan);
        }
        let mut lower = [Level::Near, Level::Word].into_iter().filter(|l| *l < level);
        let before = lower.find_map(|l| Some((l, self.plans.get(&key(l))?)));
        // What had to go as far already, or found nothing at all, is the same at this level.
        let same = before.filter(|(_, plan)| plan.level.is_none_or(|reached| reached >= level));
        let plan = match same {
            Some((_, plan)) => Arc::clone(plan),
            None => {
                let before = before.map(|(done, plan)| (done, &**plan));
                Arc::new(index.expand(word, open, mode, level, before))
            }
        };
        self.plans.insert(key(level), Arc::clone(&plan));
        plan
    }
}

/// The documents that any field among the alternatives of a term lets through; `None` where there is no
/// field, or none that asks for anything.
pub(crate) fn any_facet(
    filter: &Filter<'_>,
    cache: &mut Cache,
    term: &Term,
) -> Option<Arc<Verdicts>> {
    let mut united: Option<Arc<Verdicts>> = None;
    for atom in &term.any {
        let Atom::Facet(atom) = atom else { continue };
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
    atom: &FacetAtom,
    negated: bool,
) -> Option<Arc<Verdicts>> {
    if depends_on_lens(atom) {
        return filter.verdict(atom, negated).map(Arc::new);
    }
    let mut key = format!("{:?} {negated} {}", atom.facet, filter.lens.as_of);
    for value in &atom.values {
        key.push(' ');
        key.push_str(&value.text);
        key.push(if value.open { '…' } else { '\n' });
    }
    let verdict =
        (cache.verdicts.entry(key)).or_insert_with(|| filter.verdict(atom, negated).map(Arc::new));
    verdict.clone()
}
