//! What Tab offers at a place in a query: fields and their values, each with how many records have it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;
use crate::text::classes::is_double_quote;
use crate::text::slice;

use super::bits::Bits;
use super::index::facets::{Facet, ValueIx};
use super::index::{DocumentIx, Index};
use super::lexicon::fold::fold;
use super::query::document_sets::{DateOf, DocumentSets};
use super::query::field::{Counted, NameList, QUERY_FIELDS, QueryField, Values, WordList};
use super::query::values::words;
use super::query::word::Word;
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
    /// The same in one word that begins as typed, for who can put in nothing else.
    pub word: Option<String>,
    /// What to show for it.
    pub label: String,
    /// How many records have it.
    pub count: usize,
}

/// A value that may be offered.
struct Offer {
    /// What it is found by.
    names: Vec<String>,
    /// What to write for it.
    shown: String,
    /// How many records have it.
    count: usize,
}

impl Index {
    /// Completes the query `text` at the byte `at`: the name of a field, or a value after its colon. The
    /// best first: what begins as typed, then the most frequent.
    #[must_use]
    pub fn complete(
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
        let word = slice(typed, start..);
        let offers = Offers { sets: DocumentSets { index: self, c, reader } };
        match word.split_once(':') {
            None => offers.fields(word, &(start..at)),
            Some((name, rest)) => {
                let value_start = rest.rfind([',', '|']).map_or(0, |i| i + 1);
                let value = slice(rest, value_start..);
                QueryField::named(name).map_or_else(Vec::new, |field| {
                    offers.values(field, value, &(at - value.len()..at))
                })
            }
        }
    }
}

/// What there is to offer.
struct Offers<'a> {
    sets: DocumentSets<'a>,
}

impl Offers<'_> {
    fn fields(&self, word: &str, range: &Range<usize>) -> Vec<Completion> {
        let typed = word.to_ascii_lowercase();
        let fits = |f: &&QueryField| f.names.iter().any(|name| name.starts_with(&typed));
        (QUERY_FIELDS.iter().filter(fits))
            .map(|field| Completion {
                range: range.clone(),
                text: format!("{}:", field.name()),
                word: Some(format!("{}:", field.name())),
                label: format!("{}:", field.name()),
                count: self.having(field),
            })
            .collect()
    }

    /// How many records have some value of the field.
    fn having(&self, field: &QueryField) -> usize {
        let facets = &self.sets.index.facets;
        match &field.values {
            Values::Names(list) => match list.counted {
                Counted::Value(facet) | Counted::Name(facet) => {
                    self.records_with(facets.values(facet))
                }
                Counted::Filter => {
                    let all = (list.all)(self.sets.index, self.sets.c);
                    let places: Vec<usize> = all.iter().map(|named| named.at).collect();
                    self.records_in(&(list.documents)(&self.sets, &places))
                }
            },
            Values::Days(of, _) => self.records_with(facets.values(of.facet())),
            Values::Words(_) | Values::Ids | Values::Addresses | Values::Text => {
                self.sets.index.records
            }
        }
    }

    fn records_with(&self, values: impl Iterator<Item = ValueIx>) -> usize {
        let documents = values.flat_map(|value| self.sets.index.facets.documents(value));
        self.records_of(documents.copied())
    }

    fn records_in(&self, documents: &Bits) -> usize {
        self.records_of(documents.iter().map(DocumentIx::from))
    }

    fn records_of(&self, documents: impl Iterator<Item = DocumentIx>) -> usize {
        let mut records: Vec<RecordIx> =
            documents.map(|document| self.sets.index.record_of(document).0).collect();
        records.sort_unstable();
        records.dedup();
        records.len()
    }

    fn values(&self, field: &QueryField, typed: &str, range: &Range<usize>) -> Vec<Completion> {
        let bare = typed.trim_start_matches(is_double_quote);
        let wanted = words(bare);
        let begins = |name: &str| fold(name).starts_with(&fold(bare));
        let fits = |offer: &Offer| {
            let all: Vec<String> = offer.names.iter().flat_map(|name| words(name)).collect();
            wanted.iter().all(|w| all.iter().any(|word| word.starts_with(w)))
        };
        // What is written begins as typed, or another name of it does, or a word inside.
        let distance = |offer: &Offer| match () {
            () if begins(&offer.shown) => 0,
            () if offer.names.iter().any(|name| begins(name)) => 1,
            () => 2,
        };
        // What the reader has not marked yet can still be asked for.
        let askable = |offer: &Offer| offer.count > 0 || field.is_by_reader();
        let fitting = self.all(field).into_iter().filter(|offer| fits(offer) && askable(offer));
        let mut found: Vec<(u8, Offer)> = fitting.map(|offer| (distance(&offer), offer)).collect();
        found.sort_by(|(a, x), (b, y)| {
            a.cmp(b).then(y.count.cmp(&x.count)).then_with(|| x.shown.cmp(&y.shown))
        });
        found.truncate(MOST);
        let complete = |(_, offer): (u8, Offer)| Completion {
            range: range.clone(),
            text: quoted(&offer.shown),
            word: offer.names.iter().find(|name| begins(name) && quoted(name) == **name).cloned(),
            label: offer.shown,
            count: offer.count,
        };
        found.into_iter().map(complete).collect()
    }

    /// Every value of a field.
    fn all(&self, field: &QueryField) -> Vec<Offer> {
        match &field.values {
            Values::Names(names) => self.names(names),
            Values::Words(words) => self.words(words),
            Values::Days(of, _) => self.years(*of),
            // Ids are typed, not chosen.
            Values::Ids | Values::Addresses | Values::Text => Vec::new(),
        }
    }

    fn names(&self, list: &NameList) -> Vec<Offer> {
        let DocumentSets { index, c, .. } = self.sets;
        let of_value = |facet: Facet, at: usize| {
            self.records_with(std::iter::once(index.facets.value(facet, at)))
        };
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut offers = Vec::new();
        for named in (list.all)(index, c) {
            let Some(shown) = named.names.first() else { continue };
            let count = match list.counted {
                Counted::Value(facet) => of_value(facet, named.at),
                Counted::Filter => self.records_in(&(list.documents)(&self.sets, &[named.at])),
                Counted::Name(facet) => {
                    *by_name.entry(shown).or_default() += of_value(facet, named.at);
                    continue;
                }
            };
            let names = named.names.iter().map(|name| (*name).to_owned()).collect();
            offers.push(Offer { names, shown: (*shown).to_owned(), count });
        }
        offers.extend(by_name.into_iter().map(|(name, count)| Offer::of(name.to_owned(), count)));
        offers
    }

    fn words(&self, list: &WordList) -> Vec<Offer> {
        let offer = |word: Word| {
            let count = self.records_in(&word.documents(&self.sets));
            Offer::of(word.word().to_owned(), count)
        };
        (list.all)().into_iter().map(offer).collect()
    }

    /// Years and months that have records.
    fn years(&self, of: DateOf) -> Vec<Offer> {
        let DocumentSets { index, c, .. } = self.sets;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for record in (0..index.records).map(RecordIx::from) {
            let date = match of {
                DateOf::Said => c.date(record),
                DateOf::Published => c.first_published(record),
            };
            let Some(date) = date else { continue };
            let day = date.sort_day();
            *counts.entry(day.format("%Y").to_string()).or_default() += 1;
            if date.as_str().len() >= 7 {
                *counts.entry(day.format("%Y-%m").to_string()).or_default() += 1;
            }
        }
        // The latest first: completion sorts by count, and of a year its months come after it.
        counts.into_iter().rev().map(|(name, count)| Offer::of(name, count)).collect()
    }
}

impl Offer {
    /// One that has a single name.
    fn of(name: String, count: usize) -> Self {
        Self { names: vec![name.clone()], shown: name, count }
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
