//! What follows from the records and is never typed: records in time, groups of reports, passages of a
//! source, words of a speaker, backlinks, notes by subject.
//!
//! Built once after loading and immutable since. Every table is a slice per key, so that a pane asks for
//! the rows it shows and nothing is filtered or cloned while drawing.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Records;
use super::date::{Edtf, TimeKey};
use super::model::{
    Basis, Cite, CiteRef, Entity, EventIx, Link, LinkKind, NoteIx, RecordIx, Source, SourceIx,
    SpeakerIx, Statement, StatementIx, Subject,
};

/// Lists by key in two flat vectors: `items[starts[k]..starts[k + 1]]`.
#[derive(Debug, Clone)]
pub struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// Sorts `pairs` into `keys` lists, keeping their order within a key. They are gone through three
    /// times, so that whoever has a million need not hold them.
    #[must_use]
    pub fn group(keys: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0u32; keys + 1];
        for (key, _) in pairs.clone() {
            starts[key + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut next = starts.clone();
        let mut items: Vec<T> = Vec::with_capacity(starts[keys] as usize);
        items.extend(pairs.clone().map(|(_, item)| item));
        for (key, item) in pairs {
            items[next[key] as usize] = item;
            next[key] += 1;
        }
        Self { starts, items }
    }

    /// Sorts each list by what `key` says of its items; those that are alike keep their order.
    fn sort_each_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        let mut rest = self.items.as_mut_slice();
        for ends in self.starts.windows(2) {
            let (list, others) = rest.split_at_mut((ends[1] - ends[0]) as usize);
            if list.len() > 1 {
                list.sort_by_key(&mut key);
            }
            rest = others;
        }
    }

    /// The list of `key`, empty where there is none.
    #[must_use]
    pub fn of(&self, key: usize) -> &[T] {
        match (self.starts.get(key), self.starts.get(key + 1)) {
            (Some(&a), Some(&b)) => &self.items[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The lists of `keys`, one after the other; empty where there are none.
    #[must_use]
    pub fn of_all(&self, keys: Range<usize>) -> &[T] {
        match (self.starts.get(keys.start), self.starts.get(keys.end)) {
            (Some(&a), Some(&b)) if a <= b => &self.items[a as usize..b as usize],
            _ => &[],
        }
    }
}

/// A record of the timeline: an event, or the group of statements that report the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// An event.
    Event(EventIx),
    /// A group, named by its head; alone where nobody else prints the words.
    Statement(StatementIx),
}

/// A citation of a record: which, counting from 0, of those that print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Citation {
    /// The record.
    pub record: RecordIx,
    /// Which of its citations, from 0.
    pub nth: u32,
}

/// A passage of a source that a record is pinned to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// The paragraph, from 1; 0 where only the page as a whole is cited.
    pub para: u32,
    /// The record and which of its citations this is.
    pub citation: Citation,
    /// Whether this prints again what the citation's own paragraph prints.
    pub again: bool,
}

/// A link as seen from its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Backlink {
    /// What the link says.
    pub kind: LinkKind,
    /// The record that carries it.
    pub from: Subject,
}

/// What several citations of a record come to, so that no row walks all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Several {
    /// The first citation of each source, in the order of [`Source::print_order`].
    pub(super) prints: Vec<Citation>,
    /// Whether an outlet prints it in more than one of its own sources.
    pub(super) outlet_twice: bool,
    /// How many of the sources were retracted.
    pub(super) retracted: usize,
    /// Its reports by the day that they tell, where these are several, in the order in which each is first told.
    pub(super) by_day: Vec<Vec<StatementIx>>,
}

/// Everything derived from a set of records.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// Records in the order of the days they were said or happened; undated ones last.
    pub records: Vec<Record>,
    /// How many of `records` have a date.
    pub dated: usize,
    /// Whether any day has several records with a time of day.
    pub has_times_of_day: bool,
    pub(super) record_of_event: Vec<RecordIx>,
    pub(super) record_of_statement: Vec<RecordIx>,
    pub(super) members: Lists<StatementIx>,
    /// What the citations of a record come to, of each that has several.
    pub(super) several: FxHashMap<RecordIx, Several>,
    /// What asks for an answer, by any report of it.
    pub(super) asking: FxHashSet<RecordIx>,
    /// The notes on records, each on any report of it.
    pub(super) notes_of: FxHashMap<RecordIx, Vec<NoteIx>>,
    pub(super) passages: Lists<Passage>,
    pub(super) by_speaker: Lists<RecordIx>,
    pub(super) of_event: Lists<RecordIx>,
    /// Those of records that have any, as are the next: few have, and a list for each of all takes four bytes.
    links: FxHashMap<RecordIx, Vec<Link>>,
    backlinks: FxHashMap<RecordIx, Vec<Backlink>>,
    pub(super) published: Vec<RecordIx>,
    pub(super) published_rank: Vec<u32>,
    pub(super) notes: BTreeMap<Entity, Vec<NoteIx>>,
}

impl Tables {
    /// Derives everything from checked records.
    #[must_use]
    pub fn derive(records: &Records) -> Self {
        let mut tables = Self::default();
        tables.place_in_time(records);
        tables.gather_reports(records);
        tables.gather_asking(records);
        tables.gather_several(records);
        tables.gather_passages(records);
        tables.gather_relations(records);
        tables.order_by_publication(records);
        for (i, note) in records.notes.iter().enumerate() {
            for target in &note.about {
                tables.notes.entry(*target).or_default().push(NoteIx::from(i));
                let Some(subject) = target.subject() else { continue };
                let of_record = tables.notes_of.entry(tables.record_of(subject)).or_default();
                if of_record.last() != Some(&NoteIx::from(i)) {
                    of_record.push(NoteIx::from(i));
                }
            }
        }
        tables
    }

    fn place_in_time(&mut self, data: &Records) {
        let events = (data.events.iter().enumerate())
            .map(|(i, e)| (e.date.as_ref(), Record::Event(EventIx::from(i))));
        let heads = data.statements.iter().enumerate().filter(|(_, s)| s.same_as.is_none());
        let heads = heads.map(|(i, s)| (s.said.as_ref(), Record::Statement(StatementIx::from(i))));
        let mut order: Vec<(Option<TimeKey>, Record)> =
            events.chain(heads).map(|(date, record)| (date.map(Edtf::time_key), record)).collect();
        // Stable: on one day events come before statements, and each in the order of the dataset.
        order.sort_by_key(|(key, _)| (key.is_none(), *key));
        self.dated = order.iter().take_while(|(key, _)| key.is_some()).count();
        self.records = order.into_iter().map(|(_, record)| record).collect();
        let timed_day =
            |record: &Record| data.date(*record).filter(|date| date.clock().is_some())?.earliest();
        let mut last = None;
        self.has_times_of_day = self.records[..self.dated].iter().any(|record| {
            let day = timed_day(record);
            std::mem::replace(&mut last, day) == day && day.is_some()
        });
        self.record_of_event = vec![RecordIx::FIRST; data.events.len()];
        self.record_of_statement = vec![RecordIx::FIRST; data.statements.len()];
        for (i, record) in self.records.iter().enumerate() {
            match record {
                Record::Event(e) => self.record_of_event[e.at()] = RecordIx::from(i),
                Record::Statement(s) => self.record_of_statement[s.at()] = RecordIx::from(i),
            }
        }
        for (i, statement) in data.statements.iter().enumerate() {
            if let Some(head) = statement.same_as {
                self.record_of_statement[i] = self.record_of_statement[head.at()];
            }
        }
    }

    fn gather_reports(&mut self, data: &Records) {
        let members = self.record_of_statement.iter().enumerate();
        let members = members.map(|(i, record)| (record.at(), StatementIx::from(i)));
        self.members = Lists::group(self.records.len(), members);
        // The head first, then verbatim before paraphrase, then as published.
        self.members.sort_each_by_key(|member| {
            let statement: &Statement = &data.statements[member.at()];
            let published = data.sources[statement.source.at()].published.as_ref();
            let published = published.map(Edtf::time_key);
            let (again, reported) = (statement.same_as.is_some(), !statement.kind.is_verbatim());
            (again, reported, published.is_none(), published)
        });
        let mut by_speaker: Vec<(usize, RecordIx)> = Vec::with_capacity(self.records.len());
        let mut of_event: Vec<(usize, RecordIx)> = Vec::new();
        for (i, record) in self.records.iter().enumerate() {
            let Record::Statement(head) = record else {
                continue;
            };
            let head = &data.statements[head.at()];
            let all = head.all_speakers().iter();
            by_speaker.extend(all.map(|s| (s.at(), RecordIx::from(i))));
            of_event.extend(head.event.map(|e| (e.at(), RecordIx::from(i))));
        }
        self.by_speaker = Lists::group(data.speakers.len(), by_speaker.iter().copied());
        self.of_event = Lists::group(data.events.len(), of_event.iter().copied());
    }

    fn gather_asking(&mut self, data: &Records) {
        let events = data.events.iter().zip(&self.record_of_event).filter(|(event, _)| event.asks);
        let statements = data.statements.iter().zip(&self.record_of_statement);
        let statements = statements.filter(|(statement, _)| statement.asks);
        let asking = events.map(|(_, record)| *record).chain(statements.map(|(_, record)| *record));
        self.asking = asking.collect();
    }

    /// Gathers what rows ask of all citations of a record, which a frame cannot walk.
    fn gather_several(&mut self, data: &Records) {
        for record in (0..self.records.len()).map(RecordIx::from) {
            if self.citation_count(data, record) < 2 {
                continue;
            }
            let mut sources = FxHashSet::default();
            let source_of = |at: &Citation| Some(self.cite(data, *at)?.source);
            let source = |at: &Citation| Some(&data.sources[source_of(at)?.at()]);
            let all = self.citations(data, record);
            let is_first = |at: &Citation| sources.insert(source_of(at));
            let mut prints: Vec<Citation> = all.filter(is_first).collect();
            prints.sort_by_key(|at| source(at).map(Source::print_order));
            let outlets: FxHashSet<&str> =
                prints.iter().filter_map(|at| Some(&*source(at)?.outlet)).collect();
            let outlet_twice = outlets.len() < prints.len();
            let is_retracted =
                |at: &&Citation| source(at).is_some_and(|source| source.retracted.is_some());
            let retracted = prints.iter().filter(is_retracted).count();
            let by_day = by_day(data, self.members.of(record.at()));
            self.several.insert(record, Several { prints, outlet_twice, retracted, by_day });
        }
    }

    fn gather_passages(&mut self, data: &Records) {
        let mut passages: Vec<(usize, Passage)> = Vec::with_capacity(data.statements.len());
        for record in (0..self.records.len()).map(RecordIx::from) {
            for citation in self.citations(data, record) {
                let Some(cite) = self.cite(data, citation) else { continue };
                let passage = |para, again| (cite.source.at(), Passage { para, citation, again });
                passages.push(passage(cite.para.unwrap_or(0), false));
                let report = self.reported(citation);
                let also = report.map_or(&[][..], |report| &data.statements[report.at()].also);
                passages.extend(also.iter().map(|para| passage(*para, true)));
            }
        }
        self.passages = Lists::group(data.sources.len(), passages.iter().copied());
        self.passages.sort_each_by_key(|p| (p.para, p.citation.record));
    }

    /// Gathers the links of a record and those that point at it, each once: several reports of the same words may
    /// answer the same, and one may answer several reports of it.
    fn gather_relations(&mut self, data: &Records) {
        let mut linked = FxHashSet::default();
        for (i, record) in self.records.iter().enumerate() {
            let (event, reports) = match record {
                Record::Event(event) => (Some(&data.events[event.at()].links), &[][..]),
                Record::Statement(_) => (None, self.members.of(i)),
            };
            let reports = reports.iter().map(|report| &data.statements[report.at()].links);
            for link in event.into_iter().chain(reports).flatten() {
                if linked.insert(*link) {
                    self.links.entry(RecordIx::from(i)).or_default().push(*link);
                }
            }
            linked.clear();
        }
        let mut backlinks: FxHashMap<RecordIx, Vec<Backlink>> = FxHashMap::default();
        let mut pointing = FxHashSet::default();
        let of_events = (data.events.iter().enumerate())
            .flat_map(|(i, e)| e.links.iter().map(move |l| (l, Subject::Event(EventIx::from(i)))));
        let of_statements = (data.statements.iter().enumerate()).flat_map(|(i, s)| {
            s.links.iter().map(move |l| (l, Subject::Statement(StatementIx::from(i))))
        });
        for (link, from) in of_events.chain(of_statements) {
            let (to, link) = (self.record_of(link.to), Backlink { kind: link.kind, from });
            if pointing.insert((to, link)) {
                backlinks.entry(to).or_default().push(link);
            }
        }
        for links in backlinks.values_mut() {
            links.sort_by_key(|link| self.record_of(link.from));
        }
        self.backlinks = backlinks;
    }

    /// On the axis of publication a record stands where the first source that prints it was published.
    fn order_by_publication(&mut self, data: &Records) {
        let of_source = |source: &Source| source.published.as_ref().map(Edtf::time_key);
        let published: Vec<Option<TimeKey>> = data.sources.iter().map(of_source).collect();
        let first =
            |record: RecordIx| published[self.cite(data, self.first_print(record))?.source.at()];
        let records = (0..self.records.len()).map(RecordIx::from);
        let mut order: Vec<_> = records.map(|record| (first(record), record)).collect();
        order.sort_unstable_by_key(|(key, record)| (key.is_none(), *key, *record));
        self.published = order.into_iter().map(|(_, record)| record).collect();
        self.published_rank = vec![0; self.records.len()];
        for (rank, record) in self.published.iter().enumerate() {
            self.published_rank[record.at()] = rank as u32;
        }
    }

    /// The earliest date of publication among the sources that print `record`, and how that is known: of sources of
    /// one date by one that states it, where there is one.
    pub(super) fn first_published<'a>(
        &self,
        data: &'a Records,
        record: RecordIx,
    ) -> Option<(&'a Edtf, &'a Basis)> {
        let only = [Citation { record, nth: 0 }];
        let prints = self.several.get(&record).map_or(&only[..], |several| &several.prints);
        let mut dated = prints.iter().map_while(|print| {
            let source = &data.sources[self.cite(data, *print)?.source.at()];
            Some((source.published.as_ref()?, &source.published_basis))
        });
        let first = dated.next()?;
        let is_stated = |basis: &Basis| !matches!(basis, Basis::Inferred(_));
        if is_stated(first.1) {
            return Some(first);
        }
        let mut alike = dated.take_while(|(date, _)| date.time_key() == first.0.time_key());
        Some(alike.find(|(_, basis)| is_stated(basis)).unwrap_or(first))
    }

    /// The citation with which the source begins that printed a record first.
    fn first_print(&self, record: RecordIx) -> Citation {
        let several = self.several.get(&record).and_then(|several| several.prints.first());
        several.copied().unwrap_or(Citation { record, nth: 0 })
    }

    /// How many citations a record has.
    pub(super) fn citation_count(&self, data: &Records, record: RecordIx) -> usize {
        match self.records[record.at()] {
            Record::Event(event) => data.events[event.at()].cites.len(),
            Record::Statement(_) => self.reports(record).len(),
        }
    }

    /// The citations of a record, in their order.
    pub(super) fn citations(
        &self,
        data: &Records,
        record: RecordIx,
    ) -> impl Iterator<Item = Citation> + use<> {
        let count = self.citation_count(data, record) as u32;
        (0..count).map(move |nth| Citation { record, nth })
    }

    /// The source and paragraph of a citation; `None` where the event has none.
    pub(super) fn cite<'a>(&self, data: &'a Records, at: Citation) -> Option<CiteRef<'a>> {
        match *self.records.get(at.record.at())? {
            Record::Event(event) => {
                data.events[event.at()].cites.get(at.nth as usize).map(Cite::as_ref)
            }
            Record::Statement(_) => self.reported(at).map(|s| data.statements[s.at()].cite()),
        }
    }

    /// The statement that a citation of a group names.
    #[must_use]
    pub fn reported(&self, citation: Citation) -> Option<StatementIx> {
        self.reports(citation.record).get(citation.nth as usize).copied()
    }

    /// The record to which an event or a statement belongs.
    #[must_use]
    pub fn record_of(&self, subject: Subject) -> RecordIx {
        match subject {
            Subject::Event(e) => self.record_of_event[e.at()],
            Subject::Statement(s) => self.record_of_statement[s.at()],
        }
    }

    /// The records of a speaker's own words, in time.
    #[must_use]
    pub fn by_speaker(&self, speaker: SpeakerIx) -> &[RecordIx] {
        self.by_speaker.of(speaker.at())
    }

    /// The statements that belong to an event, in time.
    #[must_use]
    pub fn of_event(&self, event: EventIx) -> &[RecordIx] {
        self.of_event.of(event.at())
    }

    /// The passages of a source in the order of the document; those of the page as a whole first.
    #[must_use]
    pub fn passages(&self, source: SourceIx) -> &[Passage] {
        self.passages.of(source.at())
    }

    /// The statements that report the words of `record`, its head first; empty for an event.
    #[must_use]
    pub fn reports(&self, record: RecordIx) -> &[StatementIx] {
        match self.records.get(record.at()) {
            Some(Record::Statement(_)) => self.members.of(record.at()),
            _ => &[],
        }
    }

    /// The links of every report of a record, or of its event, each once.
    #[must_use]
    pub fn links_of(&self, record: RecordIx) -> &[Link] {
        self.links.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The links that point at `record`, in time, each once.
    #[must_use]
    pub fn backlinks(&self, record: RecordIx) -> &[Backlink] {
        self.backlinks.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The notes about exactly this target.
    #[must_use]
    pub fn notes(&self, target: Entity) -> &[NoteIx] {
        self.notes.get(&target).map_or(&[], Vec::as_slice)
    }

    /// Records in the order in which they were first published; unpublished ones last.
    #[must_use]
    pub fn published(&self) -> &[RecordIx] {
        &self.published
    }

    /// The place of `record` in [`Self::published`], from 0.
    #[must_use]
    pub fn published_rank(&self, record: RecordIx) -> usize {
        self.published_rank.get(record.at()).map_or(0, |&r| r as usize)
    }
}

/// Reports by the day that they tell; none where all tell the same.
fn by_day(data: &Records, reports: &[StatementIx]) -> Vec<Vec<StatementIx>> {
    let said = |report: &StatementIx| data.statements[report.at()].said.as_ref();
    let first = reports.first().and_then(said);
    // Most share one date, and to ask what it means costs more.
    if reports.iter().all(|report| said(report) == first) {
        return Vec::new();
    }
    let mut days: Vec<Vec<StatementIx>> = Vec::new();
    let mut places = FxHashMap::default();
    for report in reports {
        let at = *places.entry(said(report).map(Edtf::meaning)).or_insert_with(|| {
            days.push(Vec::new());
            days.len() - 1
        });
        days[at].push(*report);
    }
    if days.len() > 1 { days } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::chronology::load::load_text;

    #[test]
    fn a_link_is_told_once_from_either_end_whoever_repeats_it() {
        let loaded = load_text(
            "links.ron",
            r#"(
            speakers: [(id: "ann", name: "Ann", kind: Person), (id: "bo", name: "Bo", kind: Person)],
            sources: [(id: "one", kind: News, outlet: "One"), (id: "two", kind: News, outlet: "Two")],
            statements: [
                (id: "asked", source: "one", para: 1, kind: Quote, speaker: "ann", said: "2031-05-01", text: "When?"),
                (id: "asked-two", source: "two", para: 1, kind: Quote, same_as: "asked", text: "When?"),
                (id: "said", source: "one", para: 2, kind: Quote, speaker: "bo", said: "2031-05-02", text: "Now.",
                    links: [RespondsTo("asked"), RespondsTo("asked-two"), RespondsTo("asked")]),
                (id: "said-two", source: "two", para: 2, kind: Quote, same_as: "said", text: "Now.",
                    links: [RespondsTo("asked"), Repeats("asked")]),
            ],
        )"#,
        );
        let c = &loaded.chronology;
        let record = |id: &str| c.record_of(c.by_id(id).and_then(Entity::subject).unwrap());
        let id = |of: Subject| match of {
            Subject::Statement(ix) => c.statement(ix).id.to_string(),
            Subject::Event(ix) => c.event(ix).id.to_string(),
        };
        let forth = c.links_of(record("said")).iter().map(|link| (link.kind, id(link.to)));
        let forth: Vec<_> = forth.collect();
        let (responds, repeats) = (LinkKind::RespondsTo, LinkKind::Repeats);
        assert_eq!(
            forth,
            [
                (responds, "asked".to_owned()),
                (responds, "asked-two".to_owned()),
                (repeats, "asked".to_owned())
            ]
        );
        let back = c.backlinks(record("asked")).iter().map(|link| (link.kind, id(link.from)));
        let back: Vec<_> = back.collect();
        assert_eq!(
            back,
            [
                (responds, "said".to_owned()),
                (responds, "said-two".to_owned()),
                (repeats, "said-two".to_owned())
            ]
        );
        assert!(c.links_of(record("asked")).is_empty() && c.backlinks(record("said")).is_empty());
    }
}
