//! The ids of statements and events in order, so that one is found by its beginning, and the nearest to one that
//! is none, without going through all of them. Put in order when first asked for.

use crate::chronology::Chronology;
use crate::chronology::model::Subject;

use super::Index;
use super::names::{MOST_EXAMINED, Nearness, nearest};

/// Statements, then events, by their places in the chronology; in the order of their ids.
pub(super) type OrderedIds = Vec<u32>;

fn subject(c: &Chronology, number: u32) -> Subject {
    match (number as usize).checked_sub(c.statements().len()) {
        None => Subject::Statement((number as usize).into()),
        Some(event) => Subject::Event(event.into()),
    }
}

fn id(c: &Chronology, number: u32) -> &str {
    match subject(c, number) {
        Subject::Statement(statement) => &c.statement(statement).id,
        Subject::Event(event) => &c.event(event).id,
    }
}

impl Index {
    fn ordered_ids(&self, c: &Chronology) -> &[u32] {
        self.ids.get_or_init(|| {
            let count = c.statements().len() + c.events().len();
            let mut ids: Vec<u32> = (0..count as u32).collect();
            ids.sort_by_key(|number| id(c, *number));
            ids
        })
    }

    /// The statements and events whose ids begin so.
    pub(crate) fn ids_beginning_with<'a>(
        &'a self,
        c: &'a Chronology,
        beginning: &'a str,
    ) -> impl Iterator<Item = Subject> + 'a {
        let ids = self.ordered_ids(c);
        let from = ids.partition_point(|number| id(c, *number) < beginning);
        let begun =
            ids[from..].iter().take_while(move |number| id(c, **number).starts_with(beginning));
        begun.map(|number| subject(c, *number))
    }

    /// The id nearest to `typed` among [`MOST_EXAMINED`]: half of them stand about it in the order of ids, the
    /// others are the first of the dataset.
    pub(crate) fn nearest_id<'a>(&self, c: &'a Chronology, typed: &str) -> Option<&'a str> {
        let near = Nearness::to(typed)?;
        let ids = self.ordered_ids(c);
        let at = ids.partition_point(|number| id(c, *number) < typed);
        let about = at.saturating_sub(MOST_EXAMINED / 4)..ids.len().min(at + MOST_EXAMINED / 4);
        let first = 0..ids.len().min(MOST_EXAMINED / 2) as u32;
        let examined = ids[about].iter().copied().chain(first);
        nearest(examined.map(|number| id(c, number)), &near)
    }
}
