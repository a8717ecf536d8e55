//! What Tab offers at a place in a query: fields and their values, each with how many records have it.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;
use crate::text::classes::is_double_quote;

use super::index::Index;
use super::index::facets::{Facet, ValueIx};
use super::lexicon::fold::fold;
use super::query::values::{NamedValue, values, words};
use super::query::{Query, QueryField};
use super::reader::ReaderState;

/// Completions that are offered at most.
const MOST: usize = 60;

/// One thing to be put in place of what has been typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the query's text that it replaces.
    pub range: Range<usize>,
    /// What to put there.
    pub text: String,
    /// What to show for it.
    pub label: String,
    /// How many records have it.
    pub count: usize,
}

/// The names a value is found by, the one to write, and how many records have it.
type Counted = (Vec<String>, String, usize);

impl Index {
    /// Completes the query `text` at the byte `at`: the name of a field, or a value after its colon. The
    /// best first: what begins as typed, then the most frequent. Nothing is marked and no text held; with
    /// a reader's own marks and texts use [`Self::complete_for`].
    #[must_use]
    pub fn complete(&self, c: &Chronology, text: &str, at: usize) -> Vec<Completion> {
        self.complete_for(c, &ReaderState::plain(NaiveDate::default()), text, at)
    }

    /// The same, counting what `is:` and `has:` ask of the reader.
    #[must_use]
    pub fn complete_for(
        &self,
        c: &Chronology,
        reader: &ReaderState<'_>,
        text: &str,
        at: usize,
    ) -> Vec<Completion> {
        let Some(typed) = text.get(..at) else {
            return Vec::new();
        };
        let start = word_start(typed);
        let word = &typed[start..];
        match word.split_once(':') {
            None => self.fields_like(c, word, start..at),
            Some((name, rest)) => match QueryField::named(name) {
                Some(facet) => {
                    let value_start = rest.rfind([',', '|']).map_or(0, |i| i + 1);
                    let value = &rest[value_start..];
                    self.values_like(c, reader, facet, (value, at - value.len()..at))
                }
                None => Vec::new(),
            },
        }
    }

    fn fields_like(&self, c: &Chronology, word: &str, range: Range<usize>) -> Vec<Completion> {
        let typed = word.to_ascii_lowercase();
        let fits = |f: &QueryField| f.names().iter().any(|n| n.starts_with(&typed));
        (QueryField::ALL.iter().filter(|f| fits(f)))
            .map(|facet| Completion {
                range: range.clone(),
                text: format!("{}:", facet.name()),
                label: format!("{}:", facet.name()),
                count: self.having(c, *facet),
            })
            .collect()
    }

    /// How many records have some value of the field.
    fn having(&self, c: &Chronology, facet: QueryField) -> usize {
        let of_kind = |kind: Facet| -> usize { self.records_with(self.facets.values(kind)) };
        match facet {
            QueryField::Speaker | QueryField::Party => of_kind(Facet::Speaker),
            QueryField::Source | QueryField::Outlet | QueryField::Lang | QueryField::Published => {
                of_kind(Facet::Source)
            }
            QueryField::Event => of_kind(Facet::Event),
            QueryField::Topic => of_kind(Facet::Topic),
            QueryField::Said
            | QueryField::After
            | QueryField::Before
            | QueryField::Since
            | QueryField::Until => c.dated,
            QueryField::Kind | QueryField::Is | QueryField::Has | QueryField::Id => self.records,
        }
    }

    fn records_with(&self, values: impl Iterator<Item = ValueIx>) -> usize {
        let documents = values.flat_map(|value| self.facets.documents(value));
        let mut records: Vec<RecordIx> = documents.map(|d| self.record_of(*d).0).collect();
        records.sort_unstable();
        records.dedup();
        records.len()
    }

    fn values_like(
        &self,
        c: &Chronology,
        reader: &ReaderState<'_>,
        facet: QueryField,
        (typed, range): (&str, Range<usize>),
    ) -> Vec<Completion> {
        let bare = typed.trim_start_matches(is_double_quote);
        let wanted = words(bare);
        let begins = |name: &str| fold(name).starts_with(&fold(bare));
        let fits = |names: &[&str]| {
            let all: Vec<String> = names.iter().flat_map(|n| words(n)).collect();
            wanted.iter().all(|w| all.iter().any(|word| word.starts_with(w)))
        };
        // What is written begins as typed, or another name of it does, or a word inside.
        let distance = |names: &[&str], shown: &str| match () {
            () if begins(shown) => 0,
            () if names.iter().any(|n| begins(n)) => 1,
            () => 2,
        };
        let mut found: Vec<(u8, usize, String)> = Vec::new();
        for (names, shown, count) in self.counted_values(c, reader, facet) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            // A state that nothing is in yet is still one that can be asked for.
            let askable = count > 0 || matches!(facet, QueryField::Is | QueryField::Has);
            if fits(&names) && askable {
                found.push((distance(&names, &shown), count, shown));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        found.truncate(MOST);
        let complete = |(_, count, shown): (u8, usize, String)| Completion {
            range: range.clone(),
            text: quoted(&shown),
            label: shown,
            count,
        };
        found.into_iter().map(complete).collect()
    }

    /// The values of a field: the names each is found by, the one to write, and its records.
    fn counted_values(
        &self,
        c: &Chronology,
        reader: &ReaderState<'_>,
        facet: QueryField,
    ) -> Vec<Counted> {
        if facet.is_date() {
            return self.years(c, facet);
        }
        let named = values(c, &self.facets.topics, facet);
        if matches!(facet, QueryField::Outlet | QueryField::Lang) {
            return self.by_name(&named);
        }
        let row = |v: &NamedValue<'_>| {
            let shown = v.names.first().copied().unwrap_or_default();
            let names = v.names.iter().map(|n| (*n).to_owned()).collect();
            (names, shown.to_owned(), self.records_having(c, reader, facet, (v.at, shown)))
        };
        named.iter().map(row).collect()
    }

    /// How many records have a value, given by its place in the chronology's list and its name.
    fn records_having(
        &self,
        c: &Chronology,
        reader: &ReaderState<'_>,
        facet: QueryField,
        (at, name): (usize, &str),
    ) -> usize {
        let of = |kind: Facet| self.records_with(std::iter::once(self.facets.value(kind, at)));
        match facet {
            QueryField::Speaker => of(Facet::Speaker),
            QueryField::Source => of(Facet::Source),
            QueryField::Event => of(Facet::Event),
            QueryField::Topic => of(Facet::Topic),
            _ => {
                let query = Query::parse(&format!("{}:{name} ", facet.name()));
                self.search(c, &query, reader, 0).total
            }
        }
    }

    /// Sources that share an outlet or a language are one value.
    fn by_name(&self, named: &[NamedValue<'_>]) -> Vec<Counted> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for value in named {
            let Some(name) = value.names.first() else {
                continue;
            };
            let source = self.facets.value(Facet::Source, value.at);
            *counts.entry(name).or_default() += self.records_with(std::iter::once(source));
        }
        let row = |(name, count): (&str, usize)| (vec![name.to_owned()], name.to_owned(), count);
        counts.into_iter().map(row).collect()
    }

    /// Years and months that have records.
    fn years(&self, c: &Chronology, facet: QueryField) -> Vec<Counted> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for record in (0..self.records).map(RecordIx::from) {
            let date = if facet == QueryField::Published {
                c.first_published(record)
            } else {
                c.date(record)
            };
            let Some(date) = date else { continue };
            let day = date.sort_day().format("%Y-%m").to_string();
            *counts.entry(day[..4].to_owned()).or_default() += 1;
            if date.as_str().len() >= 7 {
                *counts.entry(day).or_default() += 1;
            }
        }
        // The latest first: completion sorts by count, and of a year its months come after it.
        let row = |(name, count): (String, usize)| (vec![name.clone()], name, count);
        counts.into_iter().rev().map(row).collect()
    }
}

/// Where the word that ends `typed` begins: after the last blank outside quotation marks.
fn word_start(typed: &str) -> usize {
    let (mut start, mut open) = (0, false);
    for (at, c) in typed.char_indices() {
        if is_double_quote(c) {
            open = !open;
        } else if !open && (c.is_whitespace() || (at == start && matches!(c, '-' | '!' | '|'))) {
            start = at + c.len_utf8();
        }
    }
    start
}

fn quoted(value: &str) -> String {
    if value.contains(|c: char| c.is_whitespace() || ",|".contains(c)) {
        format!("\"{}\"", value.replace('"', ""))
    } else {
        value.to_owned()
    }
}
