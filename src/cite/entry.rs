//! The bibliography: an entry for each source that prints what is cited, whichever style sets it.
//!
//! Owns what an entry is: its key, its names as people or institutions, its title or a description, and what is cited
//! of it. The styles are tables over it. A source is one entry however much of it is cited; the paragraph belongs to
//! the cite. Keys are the ids of the sources, which are unique in a dataset and permanent.

use crate::chronology::model::Source;
use crate::text::capital;
use crate::words;

use super::item_types;
use super::reference::{Print, Reference, joined};

/// A source, and what is cited of it.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The source.
    pub source: &'a Source,
    /// What is cited of it, in the order asked for.
    pub cites: Vec<(&'a Reference<'a>, &'a Print<'a>)>,
}

/// Whether formats that write a year in four digits can write this one: the years 1 to 9999.
#[must_use]
pub(super) fn has_four_digits(year: i64) -> bool {
    (1..10_000).contains(&year)
}

/// The entries of what is cited: each source once, in the order in which it is first met.
#[must_use]
pub fn entries<'a>(references: &'a [Reference<'a>]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for reference in references {
        for print in &reference.prints {
            let at = *places.entry(&*print.source.id).or_insert_with(|| {
                entries.push(Entry { source: print.source, cites: Vec::new() });
                entries.len() - 1
            });
            if let Some(entry) = entries.get_mut(at) {
                entry.cites.push((reference, print));
            }
        }
    }
    entries
}

impl<'a> Entry<'a> {
    /// Its key: the id of the source, in which no format has anything to escape.
    #[must_use]
    pub fn key(&self) -> &'a str {
        &self.source.id
    }

    /// Its title, or in brackets what it is where it has none: `[wire report]`.
    #[must_use]
    pub fn title(&self) -> String {
        match self.source.title.as_deref() {
            Some(title) => title.to_owned(),
            None => format!("[{}]", words::description(self.source)),
        }
    }

    /// Whether who publishes it is an institution that issues it rather than a publication that contains it.
    #[must_use]
    pub fn is_issued(&self) -> bool {
        item_types::of_kind(self.source.kind).is_issued
    }

    /// What is cited of it, a text each: the place, then everything that a format has no field for.
    #[must_use]
    pub fn passages(&self) -> Vec<String> {
        let passage = |(reference, print): &(&Reference<'_>, &Print<'_>)| {
            let place = print.locator().unwrap_or_else(|| "The page as a whole".to_owned());
            let what = reference.in_words();
            if what.is_empty() { String::new() } else { format!("{place} — {what}") }
        };
        self.cites.iter().map(passage).filter(|passage| !passage.is_empty()).collect()
    }

    /// How what is not stated of it is known: its publisher, its date.
    #[must_use]
    pub fn grounds(&self) -> Vec<String> {
        let known = |what: &str, basis| words::basis(basis).map(|how| format!("{what} {how}"));
        known("Publisher", &self.source.outlet_basis)
            .into_iter()
            .chain(known("Date of publication", &self.source.published_basis))
            .collect()
    }

    /// What became of it since it was published, and what it is a copy of.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        let c = self.cites.first().map(|(reference, _)| reference.c);
        c.map_or_else(Vec::new, |c| words::changes(c, self.source))
    }

    /// The id of the source that it is a copy of.
    #[must_use]
    pub fn original(&self) -> Option<&'a str> {
        let (reference, _) = self.cites.first()?;
        Some(&*reference.c.source(self.source.copy_of?).id)
    }

    /// Passages, grounds and what became of it as one text.
    #[must_use]
    pub fn in_words(&self) -> String {
        let changes = self.changes().into_iter().map(|change| capital(&change));
        joined(self.passages().into_iter().chain(self.grounds()).chain(changes))
    }
}
