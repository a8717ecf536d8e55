//! What Tab offers at a place in a query: fields and their values, each with how many records have it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::chronology::Chronology;
use crate::chronology::model::RecordIx;
use crate::text::classes::is_double_quote;
use crate::text::slice;

use super::bits::Bits;
use super::index::facets::ValueIx;
use super::index::names::{NameList, has_word_from, words};
use super::index::{DocumentIx, Index};
use super::lexicon::fold::fold;
use super::query::document_sets::{DateOf, DocumentSets};
use super::query::field::{QUERY_FIELDS, QueryField, Values, WordList};
use super::query::word::FieldWord;
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
    /// What is typed, letter for letter, and the rest of a name of the same, for a shell, which puts in nothing else.
    /// In quotation marks where one of those offered together needs them, so that all begin alike.
    pub going_on: Option<String>,
    /// What to show for it.
    pub label: String,
    /// How many records have it.
    pub count: usize,
}

/// A value that may be offered.
struct Offer<'a> {
    /// What to write for it.
    shown: Cow<'a, str>,
    /// What is typed and the rest of a name that begins so, of one that needs no quotation marks before others.
    going_on: Option<String>,
    /// Whether one of its names needs no quotation marks, as an id does not.
    has_plain_name: bool,
    /// How far from what is typed it is, 0 where it begins so.
    distance: u8,
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
            None => {
                // A value may stand behind a blank: `speaker: pu`.
                let field = field_before(slice(typed, ..start)).filter(|_| !word.is_empty());
                let values = field.map(|field| offers.values(field, word, &(start..at)));
                let values = values.filter(|values| !values.is_empty());
                values.unwrap_or_else(|| offers.fields(word, &(start..at)))
            }
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
                going_on: Some(format!("{}:", field.name())),
                label: format!("{}:", field.name()),
                count: self.having(field),
            })
            .collect()
    }

    /// How many records have some value of the field.
    fn having(&self, field: &QueryField) -> usize {
        let facets = &self.sets.index.facets;
        match &field.values {
            Values::Names(list) => self.sets.index.names(self.sets.c, *list).records(),
            Values::Days(DateOf::Said, _) => self.sets.c.dated,
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
        // What the reader has not marked yet can still be asked for.
        let askable = |offer: &Offer| offer.count > 0 || field.is_by_reader();
        let mut found = self.all(field, &TypedValue::of(bare));
        found.retain(askable);
        let order = |a: &Offer, b: &Offer| {
            let by_count = a.distance.cmp(&b.distance).then(b.count.cmp(&a.count));
            by_count.then_with(|| a.shown.cmp(&b.shown))
        };
        if found.len() > MOST {
            found.select_nth_unstable_by(MOST, order);
            found.truncate(MOST);
        }
        found.sort_by(order);
        // What has a plain name too, such as an id, is not offered by another beside those that begin as typed plainly.
        let begun =
            |offer: &Offer| offer.going_on.as_deref().is_some_and(|name| !needs_quotes(name));
        if found.iter().any(begun) {
            for offer in found.iter_mut().filter(|offer| offer.has_plain_name && !begun(offer)) {
                offer.going_on = None;
            }
        }
        let in_marks = bare.len() < typed.len()
            || found.iter().filter_map(|offer| offer.going_on.as_deref()).any(needs_quotes);
        let going_on = |name: String| if in_marks { in_quotes(&name) } else { name };
        let complete = |offer: Offer| Completion {
            range: range.clone(),
            text: quoted(&offer.shown),
            going_on: offer.going_on.map(going_on),
            label: offer.shown.into_owned(),
            count: offer.count,
        };
        found.into_iter().map(complete).collect()
    }

    /// Every value of a field that `typed` may become.
    fn all(&self, field: &QueryField, typed: &TypedValue) -> Vec<Offer<'_>> {
        match &field.values {
            Values::Names(list) => self.names(*list, typed),
            Values::Words(words) => self.words(words, typed),
            Values::Days(of, _) => self.years(*of, typed),
            // Ids are typed, not chosen.
            Values::Ids | Values::Addresses | Values::Text => Vec::new(),
        }
    }

    fn names(&self, list: NameList, typed: &TypedValue) -> Vec<Offer<'_>> {
        let names = self.sets.index.names(self.sets.c, list);
        let offer = |at: usize| {
            let all = names.of(at);
            let offer = typed.offer(all.first()?, &all)?;
            Some(Offer { count: names.records_with(at), ..offer })
        };
        names.begun(&typed.words).into_iter().filter_map(offer).collect()
    }

    fn words(&self, list: &WordList, typed: &TypedValue) -> Vec<Offer<'_>> {
        let fitting = (list.all)().into_iter().filter_map(|word: FieldWord| {
            let offer = typed.offer(word.word(), &[word.word()])?;
            Some(Offer { count: self.records_in(&word.documents(&self.sets)), ..offer })
        });
        fitting.collect()
    }

    /// Years and months that have records.
    fn years(&self, of: DateOf, typed: &TypedValue) -> Vec<Offer<'_>> {
        let DocumentSets { index, c, .. } = self.sets;
        let months = (0..index.records).map(RecordIx::from).filter_map(|record| {
            let date = match of {
                DateOf::Said => c.date(record),
                DateOf::Published => c.first_published(record),
            }?;
            let day = date.sort_day();
            Some((day.year(), (date.as_str().len() >= 7).then(|| day.month())))
        });
        let mut counts: BTreeMap<(i32, Option<u32>), usize> = BTreeMap::new();
        let mut add = |(year, month): (i32, Option<u32>), count: usize| {
            *counts.entry((year, None)).or_default() += count;
            if month.is_some() {
                *counts.entry((year, month)).or_default() += count;
            }
        };
        // Records stand in the order of time: those of a month are counted before they are added to it.
        let mut run = None;
        for month in months {
            run = match run {
                Some((same, count)) if same == month => Some((same, count + 1)),
                before => {
                    before.into_iter().for_each(|(month, count)| add(month, count));
                    Some((month, 1))
                }
            };
        }
        run.into_iter().for_each(|(month, count)| add(month, count));
        // The latest first: completion sorts by count, and of a year its months come after it.
        let fitting = counts.into_iter().rev().filter_map(|((year, month), count)| {
            let name = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
            let form = if month.is_some() { "%Y-%m" } else { "%Y" };
            let name = name.format(form).to_string();
            let Offer { distance, .. } = typed.offer(&name, &[&name])?;
            Some(Offer {
                going_on: Some(name.clone()),
                has_plain_name: true,
                shown: name.into(),
                distance,
                count,
            })
        });
        fitting.collect()
    }
}

/// What is typed of a value.
struct TypedValue {
    value: String,
    folded: String,
    words: Vec<String>,
}

impl TypedValue {
    fn of(value: &str) -> Self {
        Self { value: value.to_owned(), folded: fold(value), words: words(value) }
    }

    /// A value of these names, not counted yet; `None` where some word of what is typed begins none of theirs.
    fn offer<'a>(&self, shown: &'a str, names: &[&'a str]) -> Option<Offer<'a>> {
        let has = |word: &String| names.iter().any(|name| has_word_from(name, word));
        // What is written begins as typed, or another name of it does, or a word inside.
        let distance = || match () {
            () if self.begins(shown) => 0,
            () if names.iter().any(|name| self.begins(name)) => 1,
            () => 2,
        };
        let fits = self.words.iter().all(has);
        let begun =
            || names.iter().filter(|name| self.begins(name)).filter_map(|name| self.going_on(name));
        fits.then(|| Offer {
            shown: shown.into(),
            going_on: begun().find(|name| !needs_quotes(name)).or_else(|| begun().next()),
            has_plain_name: names.iter().any(|name| !needs_quotes(name)),
            distance: distance(),
            count: 0,
        })
    }

    /// What is typed and the rest of a name that begins so.
    fn going_on(&self, name: &str) -> Option<String> {
        let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
        let end = ends.into_iter().find(|&end| fold(slice(name, ..end)) == self.folded)?;
        Some(format!("{}{}", self.value, slice(name, end..)))
    }

    fn begins(&self, name: &str) -> bool {
        match name.get(..self.folded.len()) {
            Some(start) if name.is_ascii() => start.eq_ignore_ascii_case(&self.folded),
            _ => fold(name).starts_with(&self.folded),
        }
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

/// The field behind whose colon and blanks a text ends.
fn field_before(text: &str) -> Option<&'static QueryField> {
    let typed = text.trim_end();
    let named = typed.strip_suffix(':').filter(|_| typed.len() < text.len())?;
    let start = named.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    QueryField::named(named.get(start..)?)
}

fn needs_quotes(value: &str) -> bool {
    value.contains(|c: char| c.is_whitespace() || ",|".contains(c))
}

fn quoted(value: &str) -> String {
    if needs_quotes(value) { in_quotes(value) } else { value.to_owned() }
}

/// A value of a field in quotation marks, without any of its own, which are not looked for.
#[must_use]
pub fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('"', ""))
}
