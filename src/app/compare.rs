//! Comparing two reports of the same words: which two, and where the page of them is scrolled to.

use crate::chronology::model::StatementIx;
use crate::chronology::tables::{Citation, Record};

use super::viewport::Anchor;
use super::{App, Overlay};

/// A comparison laid over the panes.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The reports of the group.
    pub reports: Vec<StatementIx>,
    /// Which two of them are compared, by their positions.
    pub pair: (usize, usize),
    /// What stands at the top.
    pub top: Anchor,
}

impl App {
    pub(super) fn open_comparison(&mut self) {
        if self.chronology().reported(self.cursor).is_none() {
            self.tell(self.wordless("compare"));
            return;
        }
        let reports = self.chronology().reports(self.cursor.record).to_vec();
        if reports.len() < 2 {
            self.tell("nothing to compare: no other source recorded here prints these words");
            return;
        }
        let here = self.cursor.nth as usize;
        let pair = self.best_pair(&reports, here);
        self.overlay = Some(Overlay::Compare(Comparison { reports, pair, top: Anchor::default() }));
    }

    /// The report under the cursor beside the first other verbatim one; where that is a paraphrase, two verbatim
    /// ones if there are, since a wording is compared with a wording.
    fn best_pair(&self, reports: &[StatementIx], here: usize) -> (usize, usize) {
        let c = self.chronology();
        let is_verbatim = |i: &usize| c.statement(reports[*i]).kind.is_verbatim();
        let mut others = (0..reports.len()).filter(|i| *i != here).filter(is_verbatim);
        let (first, second) = (others.next(), others.next());
        match (first, second) {
            (Some(first), Some(second)) if !is_verbatim(&here) => (first, second),
            _ => {
                let other = first.unwrap_or(usize::from(here == 0));
                (here.min(other), here.max(other))
            }
        }
    }

    /// What is said where an event is asked for words: where they are, if any were said of it.
    pub(super) fn wordless(&self, to: &str) -> String {
        let c = self.chronology();
        let said_of = match c.record(self.cursor.record) {
            Record::Event(event) => !c.of_event(event).is_empty(),
            Record::Statement(_) => false,
        };
        let where_they_are = if said_of { ": r lists what was said of it" } else { "" };
        format!("an event has no words to {to}{where_they_are}")
    }

    /// Chooses another pair.
    pub(super) fn next_pair(&mut self, by: isize) {
        let Some(Overlay::Compare(comparison)) = &mut self.overlay else {
            return;
        };
        let count = comparison.reports.len();
        let pairs: Vec<(usize, usize)> =
            (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
        let here = pairs.iter().position(|p| *p == comparison.pair).unwrap_or(0);
        let next = (here as isize + by).rem_euclid(pairs.len().max(1) as isize) as usize;
        if let Some(pair) = pairs.get(next) {
            comparison.pair = *pair;
            comparison.top = Anchor::default();
        }
    }

    /// Leaves the comparison at the report on the right (or lower).
    pub(super) fn take_comparison(&mut self) {
        let Some(Overlay::Compare(comparison)) = self.overlay.take() else {
            return;
        };
        self.jump(Citation { nth: comparison.pair.1 as u32, ..self.cursor });
    }
}
