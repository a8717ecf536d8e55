//! What the values of the dataset are called, found by their words: which value a typed name means, what it may
//! become, and what it is nearest to.
//!
//! A list of names is put in order by its words when it is first asked for. From then on no question goes through
//! all of it: a name is looked for among those that have its rarest word, and where very many have that, or none
//! has, [`MOST_EXAMINED`] are looked at, those of most records first. So a key costs about the same among a thousand
//! names and a million; what grows is one pass over the letters that distinct words hold, where a slip is looked for.
//! Knows no query and no field.

use rustc_hash::FxHashMap;

use crate::chronology::Chronology;
use crate::chronology::model::{Entity, RecordIx, Source, Subject};
use crate::chronology::shared_str::SharedStr;
use crate::chronology::tables::Lists;

use super::facets::{Facet, Field, ValueIx};
use super::{DocumentIx, Index};
use crate::search::bits::Bits;
use crate::search::lexicon::fold::fold;
use crate::search::lexicon::similarity::Pattern;
use crate::search::lexicon::token::each_token;
use crate::search::lexicon::translit::key;
use crate::search::lexicon::vocabulary::{Uses, Vocabulary, WordIx, mask};
use crate::text::language::english_name;

/// Names, or words of names, that are looked at for one question, at most.
pub(crate) const MOST_EXAMINED: usize = 2_048;

/// Letters of a name that may have been mistyped; nobody mistypes a longer one beyond recognition.
const LONGEST: usize = 64;

/// Letters of a word from which on it is guessed at all.
const SHORTEST_GUESS: usize = 4;

listed! {
    /// The lists of names, each of the values of one field.
    pub(crate) enum NameList {
        /// The chronology's speakers.
        Speaker,
        /// Its parties.
        Party,
        /// Its sources, by outlet.
        Outlet,
        /// Its sources, each by its id, outlet and title.
        Source,
        /// [`super::facets::Facets::authors`].
        Author,
        /// Its events.
        Event,
        /// [`super::facets::Facets::topics`].
        Topic,
        /// The titles of its sources, then those of its events.
        Title,
        /// Those of [`super::facets::Facets::circumstances`] that are places or occasions.
        Place,
        /// [`super::facets::Facets::addressees`].
        Addressee,
        /// Its sources, by language.
        Language,
    }
}

impl NameList {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::ALL.len();

    /// What one of its values is.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Party => "party",
            Self::Outlet => "outlet",
            Self::Source => "source",
            Self::Author => "author",
            Self::Event => "event",
            Self::Topic => "topic",
            Self::Title => "title",
            Self::Place => "place or occasion",
            Self::Addressee => "addressee",
            Self::Language => "language",
        }
    }

    /// Whether values of one name are one value.
    fn is_by_name(self) -> bool {
        matches!(self, Self::Outlet | Self::Place | Self::Language)
    }

    fn len(self, index: &Index, c: &Chronology) -> usize {
        match self {
            Self::Speaker => c.speakers().len(),
            Self::Party => c.parties().len(),
            Self::Outlet | Self::Source | Self::Language => c.sources().len(),
            Self::Author => index.facets.authors.len(),
            Self::Event => c.events().len(),
            Self::Topic => index.facets.topics.len(),
            Self::Title => c.sources().len() + c.events().len(),
            Self::Place => index.facets.circumstances.len(),
            Self::Addressee => index.facets.addressees.len(),
        }
    }

    /// What the value at a place goes by, the name to show first.
    fn names<'a>(self, index: &'a Index, c: &'a Chronology, at: usize) -> Vec<&'a str> {
        let source = || &c.sources()[at];
        match self {
            Self::Speaker => names_of_speaker(c, at),
            Self::Party => {
                let party = &c.parties()[at];
                names(&party.id, &party.name, &party.aka)
            }
            Self::Outlet => vec![&*source().outlet],
            Self::Source => {
                let title = source().title.as_deref();
                [&*source().id, &*source().outlet].into_iter().chain(title).collect()
            }
            Self::Author => vec![&*index.facets.authors[at]],
            Self::Event => vec![&*c.events()[at].id, &*c.events()[at].title],
            Self::Topic => vec![&*index.facets.topics[at]],
            Self::Title => match c.sources().get(at) {
                Some(source) => source.title.as_deref().into_iter().collect(),
                None => vec![&*c.events()[at - c.sources().len()].title],
            },
            Self::Place => match &index.facets.circumstances[at] {
                (Field::Venue | Field::Place, text) => vec![&**text],
                _ => Vec::new(),
            },
            Self::Addressee => {
                let to = &*index.facets.addressees[at];
                match c.by_id(to) {
                    Some(Entity::Speaker(speaker)) => names_of_speaker(c, speaker.at()),
                    _ => vec![to],
                }
            }
            Self::Language => {
                let tag = source().lang.as_deref();
                let name = tag.and_then(|tag| english_name(tag.split('-').next().unwrap_or(tag)));
                tag.into_iter().chain(name).collect()
            }
        }
    }

    /// The values of facets whose documents the values of the list have, by their places in it.
    fn members<'a>(self, index: &'a Index, c: &'a Chronology) -> Vec<(usize, ValueIx)> {
        let of = |facet| index.facets.values(facet).enumerate();
        match self {
            Self::Speaker => of(Facet::Speaker).collect(),
            Self::Party => {
                let speakers = c.speakers().iter().zip(index.facets.values(Facet::Speaker));
                speakers.filter_map(|(speaker, value)| Some((speaker.party?.at(), value))).collect()
            }
            Self::Outlet | Self::Source | Self::Language => of(Facet::Source).collect(),
            Self::Author => {
                let authors = index.facets.authors.iter().enumerate();
                let places: FxHashMap<&str, usize> =
                    authors.map(|(at, name)| (&**name, at)).collect();
                let sources = c.sources().iter().zip(index.facets.values(Facet::Source));
                let by = |(source, value): (&'a Source, ValueIx)| {
                    let place = |name: &SharedStr| places.get(&**name).map(|at| (*at, value));
                    source
                        .authors
                        .iter()
                        .chain(&source.editors)
                        .filter_map(place)
                        .collect::<Vec<_>>()
                };
                sources.flat_map(by).collect()
            }
            Self::Event => of(Facet::Event).collect(),
            Self::Topic => of(Facet::Topic).collect(),
            Self::Title => {
                let sources = index.facets.values(Facet::Source);
                sources.chain(index.facets.values(Facet::Event)).enumerate().collect()
            }
            Self::Place => of(Facet::Circumstance).collect(),
            Self::Addressee => of(Facet::Addressee).collect(),
        }
    }
}

/// What a speaker or a party goes by.
fn names<'a>(id: &'a str, name: &'a str, aka: &'a [SharedStr]) -> Vec<&'a str> {
    [id, name].into_iter().chain(aka.iter().map(|a| &**a)).collect()
}

fn names_of_speaker(c: &Chronology, at: usize) -> Vec<&str> {
    let speaker = &c.speakers()[at];
    names(&speaker.id, &speaker.name, &speaker.aka)
}

/// A list of names in the order of their words.
#[derive(Debug, Default)]
pub(super) struct OrderedNames {
    /// Every word of every name.
    words: Vocabulary,
    /// Per word, the values that have it in a name, as places in `ranked`, ascending.
    having: Lists<u32>,
    /// The values that have names, those of most records first. Of values that are one by their name, the first.
    ranked: Vec<u32>,
    /// Per value, how many records have it.
    counts: Vec<u32>,
    /// Per value, the values of facets whose documents it has.
    members: Lists<ValueIx>,
    /// How many records have any of the values.
    records: usize,
}

impl OrderedNames {
    fn new(list: NameList, index: &Index, c: &Chronology) -> Self {
        let count = list.len(index, c);
        let mut first: FxHashMap<&str, usize> = FxHashMap::default();
        let mut stands_for: Vec<usize> = (0..count).collect();
        let mut named: Vec<bool> = Vec::with_capacity(count);
        for (at, stands_for) in stands_for.iter_mut().enumerate() {
            let names = list.names(index, c, at);
            named.push(!names.is_empty());
            if let (true, Some(name)) = (list.is_by_name(), names.first()) {
                *stands_for = *first.entry(name).or_insert(at);
            }
        }
        let members = list.members(index, c);
        let members = members.iter().filter(|(at, _)| named[*at]);
        let members = Lists::group(count, members.map(|&(at, value)| (stands_for[at], value)));
        let mut all = Bits::none(index.records);
        let mut counts = Vec::with_capacity(count);
        let mut records: Vec<RecordIx> = Vec::new();
        for at in 0..count {
            records.clear();
            each_document(index, c, members.of(at), |d| records.push(index.record_of(d).0));
            records.sort_unstable();
            records.dedup();
            records.iter().for_each(|record| all.insert(record.at()));
            counts.push(records.len() as u32);
        }
        let stands = (0..count).filter(|at| named[*at] && stands_for[*at] == *at);
        let mut ranked: Vec<u32> = stands.map(|at| at as u32).collect();
        ranked.sort_by_key(|at| std::cmp::Reverse(counts[*at as usize]));
        let (words, having) = by_words(&ranked, |at| list.names(index, c, at));
        Self { words, having, ranked, counts, members, records: all.len() }
    }

    fn bytes(&self) -> usize {
        let having = self.having.of_all(0..self.words.len()).len();
        let numbers = having + self.words.len() + self.ranked.len() + self.counts.len() * 3;
        self.words.bytes() + numbers * 4
    }
}

/// The words of the names of `ranked`, and per word the places in `ranked` of those that have it.
fn by_words<'a>(ranked: &[u32], names: impl Fn(usize) -> Vec<&'a str>) -> (Vocabulary, Lists<u32>) {
    let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    // The words of each of `ranked`, by their numbers, and where they end.
    let (mut words_of, mut ends) = (Vec::new(), Vec::with_capacity(ranked.len()));
    let mut own: Vec<u32> = Vec::new();
    for at in ranked {
        for name in names(*at as usize) {
            each_token(name, |token| {
                let next = numbers.len() as u32;
                own.push(match numbers.get(token.word) {
                    Some(number) => *number,
                    None => *numbers.entry(token.word.into()).or_insert(next),
                });
            });
        }
        own.sort_unstable();
        own.dedup();
        words_of.append(&mut own);
        ends.push(words_of.len());
    }
    let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
    words.sort_unstable();
    let mut ascending = vec![0; words.len()];
    for (at, (_, number)) in words.iter().enumerate() {
        ascending[*number as usize] = at;
    }
    // What has digits is a number, for which no other is a slip.
    let uses = |word: &str| Uses { real: !has_digits(word), in_field: true };
    let vocabulary = Vocabulary::new(words.iter().map(|(word, _)| (&**word, uses(word))));
    let starts = [0].into_iter().chain(ends.iter().copied());
    let stands = starts.zip(&ends).zip(0..).flat_map(|((from, to), rank)| {
        words_of[from..*to].iter().map(move |number| (*number as usize, rank))
    });
    let having = Lists::group(words.len(), stands.map(|(number, rank)| (ascending[number], rank)));
    (vocabulary, having)
}

fn has_digits(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// Hands over the documents that have any of the values; those of an event are also its own.
fn each_document(
    index: &Index,
    c: &Chronology,
    values: &[ValueIx],
    mut see: impl FnMut(DocumentIx),
) {
    for value in values {
        index.facets.documents(*value).iter().for_each(|document| see(*document));
        if index.facets.facet_of(*value) == Facet::Event {
            let event = value.at() - index.facets.value(Facet::Event, 0).at();
            let record = c.record_of(Subject::Event(event.into()));
            index.documents_of(record).for_each(&mut see);
        }
    }
}

/// What a typed name means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Meant {
    /// The places of the values.
    pub(crate) places: Vec<usize>,
    /// None is called so: these are only spelt like it or a slip away.
    pub(crate) guessed: bool,
}

/// A list of names, to be asked.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    list: NameList,
    ordered: &'a OrderedNames,
    index: &'a Index,
    c: &'a Chronology,
}

impl Index {
    /// A list of names of `c`, put in order now where nobody has asked for it before.
    pub(crate) fn names<'a>(&'a self, c: &'a Chronology, list: NameList) -> Names<'a> {
        let ordered = self.names[list as usize].get_or_init(|| OrderedNames::new(list, self, c));
        Names { list, ordered, index: self, c }
    }

    /// Puts all lists of names in order, so that the first key of none has to wait for it.
    pub fn order_names(&self, c: &Chronology) {
        NameList::ALL.iter().for_each(|list| {
            self.names(c, *list);
        });
    }

    /// What the lists of names hold in memory that have been put in order, in bytes.
    #[must_use]
    pub fn bytes_of_names(&self) -> usize {
        self.names.iter().filter_map(|names| names.get()).map(OrderedNames::bytes).sum()
    }
}

impl<'a> Names<'a> {
    /// What the value at a place goes by, the name to show first.
    pub(crate) fn of(self, at: usize) -> Vec<&'a str> {
        self.list.names(self.index, self.c, at)
    }

    /// How many records have the value at a place.
    pub(crate) fn records_with(self, at: usize) -> usize {
        self.ordered.counts[at] as usize
    }

    /// How many records have any of the values.
    pub(crate) fn records(self) -> usize {
        self.ordered.records
    }

    /// The documents that have any of the values at these places.
    pub(crate) fn documents(self, places: &[usize]) -> Bits {
        let mut bits = Bits::none(self.index.documents);
        for at in places {
            let members = self.ordered.members.of(*at);
            each_document(self.index, self.c, members, |document| bits.insert(document.at()));
        }
        bits
    }

    /// The values that `typed` means: the one whose name it is; else those of which every typed word begins
    /// one; and where there are none and it may be `guessed`, those that are spelt like it or a slip away.
    pub(crate) fn meant(self, typed: &str, guessed: bool) -> Meant {
        let wanted = words(typed);
        let exact = self.called_exactly(typed, &wanted);
        if !exact.is_empty() || wanted.is_empty() {
            return Meant { places: exact, guessed: false };
        }
        let is_meant = |at: &usize| self.may_mean(*at, &wanted);
        let places: Vec<usize> = self.beginning(&wanted).filter(is_meant).collect();
        if !places.is_empty() || !guessed || typed.len() > LONGEST {
            return Meant { places, guessed: false };
        }
        let places = self.guessed(&wanted);
        Meant { guessed: !places.is_empty(), places }
    }

    /// Whether `typed` means anything. Where very many values have its rarest word, it is taken to.
    pub(crate) fn has(self, typed: &str, guessed: bool) -> bool {
        let wanted = words(typed);
        let rarest = self.rarest(&wanted);
        rarest.is_some_and(|(_, ranks)| ranks.len() > MOST_EXAMINED)
            || self.beginning(&wanted).any(|at| self.may_mean(at, &wanted))
            || (guessed && typed.len() <= LONGEST && !self.guessed(&wanted).is_empty())
    }

    /// Whether a value may be meant by words that its names begin with. The code of one language is never the beginning
    /// of the name of another.
    fn may_mean(self, at: usize, wanted: &[String]) -> bool {
        match (self.list, wanted) {
            (NameList::Language, [code]) if english_name(code).is_some() => {
                self.of(at).first().is_some_and(|tag| has_word_from(tag, code))
            }
            _ => true,
        }
    }

    /// Whether some value goes by exactly what is typed.
    pub(crate) fn has_exactly(self, typed: &str) -> bool {
        let wanted = words(typed);
        let is_it = |at: usize| self.of(at).iter().any(|name| name.eq_ignore_ascii_case(typed));
        self.with_words(&wanted).take(MOST_EXAMINED).any(is_it)
    }

    /// The values whose first name is `typed`, of which `wanted` are the words.
    fn called_exactly(self, typed: &str, wanted: &[String]) -> Vec<usize> {
        let whole = fold(typed.trim());
        let is_it = |at: &usize| {
            let names = self.of(*at);
            let name = names.first().copied().unwrap_or_default();
            name.eq_ignore_ascii_case(&whole) || (!name.is_ascii() && fold(name) == whole)
        };
        self.with_words(wanted).filter(is_it).collect()
    }

    /// The values that have a rarest word of `wanted`; those that have them all are among them.
    fn with_words(self, wanted: &[String]) -> impl Iterator<Item = usize> {
        let words = &self.ordered.words;
        let having =
            |word: &String| words.find(word).map_or(&[][..], |word| self.having(word..=word));
        let rarest = wanted.iter().map(having).min_by_key(|ranks| ranks.len()).unwrap_or(&[]);
        rarest.iter().map(move |rank| self.at(*rank))
    }

    /// The values in whose names every one of `wanted` begins some word.
    fn beginning(self, wanted: &[String]) -> impl Iterator<Item = usize> {
        let rarest = self.rarest(wanted);
        let (chosen, mut ranks) =
            rarest.map_or((0, Vec::new()), |(at, ranks)| (at, ranks.to_vec()));
        ranks.sort_unstable();
        ranks.dedup();
        let has_others = move |at: &usize| {
            wanted.len() == 1 || {
                let names = self.of(*at);
                let others = wanted.iter().enumerate().filter(|(other, _)| *other != chosen);
                others.into_iter().all(|(_, w)| names.iter().any(|name| has_word_from(name, w)))
            }
        };
        ranks.into_iter().map(move |rank| self.at(rank)).filter(has_others)
    }

    /// Which of `wanted` begins a word of fewest names, and the ranks of those, some perhaps twice.
    fn rarest(self, wanted: &[String]) -> Option<(usize, &'a [u32])> {
        let of = |(at, word): (usize, &String)| (at, self.beginning_with(word));
        wanted.iter().enumerate().map(of).min_by_key(|(_, ranks)| ranks.len())
    }

    /// The ranks of the values that have a word that begins so, some perhaps twice.
    fn beginning_with(self, word: &str) -> &'a [u32] {
        let mut words = self.ordered.words.beginning_with(word);
        let count = words.len();
        match words.next() {
            Some(first) => self.having(first..=WordIx(first.0 + count as u32 - 1)),
            None => &[],
        }
    }

    fn having(self, words: std::ops::RangeInclusive<WordIx>) -> &'a [u32] {
        self.ordered.having.of_all(words.start().at()..words.end().at() + 1)
    }

    fn at(self, rank: u32) -> usize {
        self.ordered.ranked[rank as usize] as usize
    }

    /// The values in whose names every one of `wanted` is spelt like some word or a slip for one; where that is all of
    /// the first name of some, those alone, as when it is typed without a slip. Of those that have the rarest, only the
    /// first [`MOST_EXAMINED`] are looked at.
    fn guessed(self, wanted: &[String]) -> Vec<usize> {
        let mut fitting: Vec<Vec<WordIx>> = Vec::with_capacity(wanted.len());
        for word in wanted {
            let words = self.words_like(word);
            if words.is_empty() {
                return Vec::new();
            }
            fitting.push(words);
        }
        let reach = |words: &Vec<WordIx>| -> usize {
            words.iter().map(|word| self.having(*word..=*word).len()).sum()
        };
        let Some(rarest) = fitting.iter().min_by_key(|words| reach(words)) else {
            return Vec::new();
        };
        let mut ranks: Vec<u32> =
            rarest.iter().flat_map(|word| self.having(*word..=*word)).copied().collect();
        ranks.sort_unstable();
        ranks.dedup();
        let has = |at: usize, words: &[WordIx]| {
            let fits = |word: &str| words.iter().any(|own| self.ordered.words.word(*own) == word);
            self.of(at).iter().any(|name| has_word(name, fits))
        };
        let has_all =
            |at: &usize| fitting.len() == 1 || fitting.iter().all(|words| has(*at, words));
        let most = if fitting.len() == 1 { ranks.len() } else { MOST_EXAMINED };
        let found = ranks.into_iter().take(most).map(|rank| self.at(rank)).filter(has_all);
        let found: Vec<usize> = found.collect();
        let is_called = |at: &usize| {
            let first = self.of(*at).first().map(|name| words(name)).unwrap_or_default();
            let fits = |(own, like): (&String, &Vec<WordIx>)| {
                like.iter().any(|word| self.ordered.words.word(*word) == own)
            };
            first.len() == fitting.len() && first.iter().zip(&fitting).all(fits)
        };
        let called: Vec<usize> = found.iter().copied().filter(is_called).collect();
        if called.is_empty() { found } else { called }
    }

    /// The words of names that `word` may be: itself and what it begins, spellings of it, and what is a slip away.
    fn words_like(self, word: &str) -> Vec<WordIx> {
        let all = &self.ordered.words;
        let length = word.chars().count();
        let begun = all.beginning_with(word).take(if length < 3 { 0 } else { MOST_EXAMINED });
        let mut found: Vec<WordIx> = all.find(word).into_iter().chain(begun).collect();
        if length < SHORTEST_GUESS || has_digits(word) {
            return found;
        }
        let key = key(word);
        // A key of fewer letters says nothing.
        if key.len() >= 3 {
            found
                .extend(all.spelt_like(&key).take_while(|(_, whole)| *whole).map(|(word, _)| word));
        }
        if let Some(pattern) = Pattern::new(word) {
            let edits = if length >= 8 { 2 } else { 1 };
            let near = all
                .near(mask(word), edits)
                .filter(|own| all.length(*own).abs_diff(length) <= edits as usize);
            let slip = |own: &WordIx| pattern.distance(all.word(*own), usize::MAX).whole <= edits;
            found.extend(near.take(MOST_EXAMINED).filter(slip));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The name nearest to `typed`, as a whole or in one of its words, among [`MOST_EXAMINED`]: those that have a
    /// word like one typed, then those of most records. On a draw the first of these.
    pub(crate) fn nearest(self, typed: &str) -> Option<&'a str> {
        let near = Nearness::to(typed)?;
        let wanted = words(typed);
        let mut ranks: Vec<u32> = Vec::new();
        for word in &wanted {
            let begun = self.beginning_with(word);
            ranks.extend(begun.iter().take(MOST_EXAMINED / 8));
            for like in self.words_like(word).into_iter().take(MOST_EXAMINED / 8) {
                ranks.extend(self.having(like..=like).iter().take(8));
            }
        }
        ranks.truncate(MOST_EXAMINED / 2);
        let rest = MOST_EXAMINED - ranks.len();
        ranks.extend((0..self.ordered.ranked.len() as u32).take(rest));
        ranks.sort_unstable();
        ranks.dedup();
        nearest(ranks.into_iter().flat_map(|rank| self.of(self.at(rank))), &near)
    }

    /// Values that may be offered where `typed` is typed: all whose names have words that begin so; where they are
    /// very many, those of most records, and those that have the very word.
    pub(crate) fn begun(self, typed: &[String]) -> Vec<usize> {
        let first = || 0..(self.ordered.ranked.len().min(MOST_EXAMINED)) as u32;
        let mut ranks: Vec<u32> = match self.rarest(typed) {
            None => first().collect(),
            Some((_, ranks)) if ranks.len() <= MOST_EXAMINED => ranks.to_vec(),
            Some((at, _)) => {
                let very = self.ordered.words.find(&typed[at]);
                let very = very.map_or(&[][..], |word| self.having(word..=word));
                first().chain(very.iter().copied().take(MOST_EXAMINED)).collect()
            }
        };
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|rank| self.at(rank)).collect()
    }
}

/// How near names are to what is typed.
pub(crate) struct Nearness {
    typed: String,
    length: usize,
    pattern: Pattern,
}

impl Nearness {
    /// `None` where it is too short or too long to be near anything.
    pub(crate) fn to(typed: &str) -> Option<Self> {
        let typed = fold(typed.trim());
        let length = typed.chars().count();
        // Below three letters everything is near.
        let pattern = Pattern::new(&typed).filter(|_| length >= 3)?;
        Some(Self { typed, length, pattern })
    }

    /// Edits within which a name is near: what [`nearest_form`](crate::text::spelling::nearest_form) calls so.
    fn budget(&self) -> usize {
        self.length / 3
    }

    fn distance(&self, form: &str) -> usize {
        if form.starts_with(&self.typed) {
            return usize::from(form.len() > self.typed.len());
        }
        match form.chars().count().abs_diff(self.length) {
            apart if apart > self.budget() => apart,
            _ => self.pattern.distance(form, usize::MAX).whole as usize,
        }
    }
}

/// The name that is nearest, as a whole or in one of its words, the first on a draw; `None` where none is near.
pub(crate) fn nearest<'a>(
    names: impl Iterator<Item = &'a str>,
    near: &Nearness,
) -> Option<&'a str> {
    let of_name = |name: &str| {
        let mut least = near.distance(&fold(name));
        each_token(name, |token| least = least.min(near.distance(token.word)));
        least
    };
    let told = names.enumerate().map(|(at, name)| (of_name(name), at, name));
    told.filter(|(distance, ..)| *distance <= near.budget()).min().map(|(.., name)| name)
}

/// Whether a word of `name` begins with `beginning`, which is folded.
pub(crate) fn has_word_from(name: &str, beginning: &str) -> bool {
    // Words of plain letters part where the letters do, and need no folding; marks within a word may be part of it.
    let letters = name.as_bytes();
    let within = |pair: &[u8]| b"'`.,".contains(&pair[0]) && pair[1].is_ascii_alphanumeric();
    if !name.is_ascii() || letters.windows(2).any(within) {
        return has_word(name, |word| word.starts_with(beginning));
    }
    let (name, beginning) = (name.as_bytes(), beginning.as_bytes());
    let begins_word = |at: usize| at == 0 || !name[at - 1].is_ascii_alphanumeric();
    let mut windows = name.windows(beginning.len().max(1)).enumerate();
    windows.any(|(at, window)| begins_word(at) && window.eq_ignore_ascii_case(beginning))
}

fn has_word(name: &str, fits: impl Fn(&str) -> bool) -> bool {
    let mut found = false;
    each_token(name, |token| found = found || fits(token.word));
    found
}

/// The folded words of a name.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_token(name, |t| words.push(t.word.to_owned()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronology::Records;
    use crate::chronology::model::{Meta, Source, SourceKind, Speaker, Statement};
    use proptest::prelude::*;

    const OUTLETS: [&str; 3] = ["TASS", "Associated Press", "Ríkisútvarpið"];
    const TITLES: [&str; 8] = [
        "Treaty limits expire",
        "Limits on treaties",
        "Moratorium stands",
        "Press briefing",
        "Treaty",
        "O’Brien on limits",
        "Мораторий",
        "No. 44",
    ];

    /// Sources with outlets and titles, and as many statements as each is to have.
    fn chronology(sources: &[(usize, usize, usize)]) -> Chronology {
        let mut records = Records::default();
        for (at, (outlet, title, statements)) in sources.iter().enumerate() {
            records.sources.push(Source {
                title: TITLES.get(*title).map(|title| (*title).into()),
                ..Source::new(&format!("source-{at}"), SourceKind::News, OUTLETS[*outlet])
            });
            for nth in 0..*statements {
                let id = format!("statement-{at}-{nth}");
                records.statements.push(Statement::new(&id, at.into(), "words"));
            }
        }
        Chronology::new(Meta::default(), Vec::new(), records)
    }

    proptest! {
        #[test]
        fn what_is_found_by_its_words_is_what_is_found_by_going_through_all(
            sources in proptest::collection::vec((0usize..3, 0usize..9, 0usize..4), 1..30),
            typed in proptest::sample::select(&[
                "t", "treaty", "limits treaty", "tass", "source-1", "source 2", "associated", "press a",
                "obrien", "rikisutvarpid", "moratorij", "44", "zz", "source-0", "treaty limits expire",
            ][..]),
        ) {
            let c = chronology(&sources);
            let index = Index::build(&c);
            for list in [NameList::Source, NameList::Title, NameList::Outlet] {
                let names = index.names(&c, list);
                let wanted = words(typed);
                let all: Vec<usize> = (0..list.len(&index, &c))
                    .filter(|at| !list.is_by_name() || (0..*at).all(|b| names.of(b) != names.of(*at)))
                    .collect();
                let begins = |at: &usize| {
                    wanted.iter().all(|w| names.of(*at).iter().any(|name| has_word_from(name, w)))
                };
                let begun: Vec<usize> = all.iter().copied().filter(begins).collect();
                let exact = |at: &usize| names.of(*at).first().is_some_and(|n| fold(n) == fold(typed));
                let exact: Vec<usize> = all.iter().copied().filter(exact).collect();
                let Meant { mut places, guessed } = names.meant(typed, true);
                places.sort_unstable();
                prop_assert_eq!(names.has(typed, true), !places.is_empty());
                if !exact.is_empty() {
                    prop_assert_eq!(places, exact);
                } else if !begun.is_empty() {
                    prop_assert_eq!(&places, &begun);
                } else {
                    prop_assert!(guessed || places.is_empty());
                }
                let mut offered = names.begun(&wanted);
                offered.retain(|at| begins(at));
                offered.sort_unstable();
                prop_assert_eq!(offered, begun);
            }
        }

        #[test]
        fn records_are_counted_as_they_are_found(
            sources in proptest::collection::vec((0usize..3, 0usize..9, 0usize..4), 1..20),
        ) {
            let c = chronology(&sources);
            let index = Index::build(&c);
            for list in NameList::ALL {
                let names = index.names(&c, *list);
                let mut any = Bits::none(index.documents);
                for at in 0..list.len(&index, &c) {
                    let found = names.documents(&[at]);
                    prop_assert_eq!(names.records_with(at), found.len());
                    any.unite(&found);
                }
                prop_assert_eq!(names.records(), any.len());
            }
        }
    }

    #[test]
    fn a_slip_in_a_whole_first_name_means_what_the_name_means() {
        let speaker = |id: &str, name: &str, aka: &[&str]| Speaker {
            aka: aka.iter().map(|name| (*name).into()).collect(),
            ..Speaker::new(id, name)
        };
        let speakers = vec![
            speaker("ministry", "Foreign Ministry", &["Lindqvist's office"]),
            speaker("lindqvist", "Sven Lindqvist", &["Lindkvist"]),
            speaker("anna-berg", "Anna Berg", &[]),
            speaker("annas-aide", "An aide", &["Anna Bergs aide"]),
        ];
        let records = Records { speakers, ..Records::default() };
        let c = Chronology::new(Meta::default(), Vec::new(), records);
        let index = Index::build(&c);
        let names = index.names(&c, NameList::Speaker);
        for (typed, meant) in [
            ("lindqvist", &[1][..]),
            ("lindqvits", &[1]),
            ("lindkwist", &[1]),
            ("anna bergg", &[2]),
            // Of a name that is no first one, all that have it.
            ("minstry", &[0]),
            ("offcie", &[0]),
        ] {
            assert_eq!(names.meant(typed, true).places, meant, "{typed}");
        }
    }

    #[test]
    fn a_slip_is_guessed_and_the_nearest_is_named_among_very_many() {
        let many: Vec<(usize, usize, usize)> =
            (0..3 * MOST_EXAMINED).map(|at| (0, 3, usize::from(at % 7 == 0))).collect();
        let many = chronology(&many);
        let mut records = Records { sources: many.sources().to_vec(), ..Records::default() };
        records.sources.push(Source {
            title: Some("Reciprocity is owed".into()),
            ..Source::new("late", SourceKind::News, "Kommersant")
        });
        let c = Chronology::new(Meta::default(), Vec::new(), records);
        let index = Index::build(&c);
        let last = c.sources().len() - 1;
        let names = index.names(&c, NameList::Source);
        for typed in ["reciprocty", "komersant", "late", "reciprocity kommersant"] {
            assert_eq!(names.meant(typed, true).places, [last], "{typed}");
        }
        assert_eq!(names.nearest("kommersnat daily"), None);
        assert_eq!(names.nearest("komersnt"), Some("Kommersant"));
        assert_eq!(names.nearest("latte"), Some("late"));
        assert!(!names.has("zzqqxx", true) && names.has("source-7", true));
        assert_eq!(names.begun(&words("late")), [last]);
        // More begin so than are looked at: those that have the very word are among those offered.
        assert!(names.begun(&words("source-2")).contains(&2));
    }
}
