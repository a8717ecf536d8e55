//! Which records a query or an id names, and what to say where it names none.
//!
//! A query is asked with what the command line knows: the day, and what verification found. A term that
//! asks for nothing (an unknown field, a date that is none) is an error here, since a script would take
//! the longer list for the answer; the prompt of the viewer is more patient.

use anyhow::bail;

use crate::chronology::article::Paragraph;
use crate::chronology::model::{Entity, RecordIx, Subject};
use crate::chronology::tables::Record;
use crate::chronology::{Chronology, as_of};
use crate::search::{
    Complaint, Field, Highlighter, Hits, Index, MOST_NEAR, Near, ParagraphHits, ParagraphIndex,
    Query, ReaderState, Searcher, other_by_id,
};

use crate::text::shell::quoted;
use crate::words;

use super::Context;

/// A query answered, with what was wrong with it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) hits: Hits,
    pub(super) remarks: Vec<String>,
}

/// What queries are asked of: the index, made once.
pub(super) struct AskedRecords<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) index: Index,
    searcher: Searcher,
}

impl<'a> AskedRecords<'a> {
    /// Makes the index.
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, index: Index::build(context.chronology), searcher: Searcher::new() }
    }

    /// Asks for at most `limit` ranked records.
    ///
    /// # Errors
    /// A query with a term that asks for nothing.
    pub(super) fn answer(&mut self, text: &str, limit: usize) -> anyhow::Result<Answer> {
        let query = Query::parse_whole(text);
        let mut remarks = understood(&query, &self.complaints(&query))?;
        let hits = self.hits(&query, limit);
        remarks.extend(remarks_on(&query, &hits));
        Ok(Answer { hits, remarks })
    }

    /// A query, ready to tell which of its words stand where in what it found.
    pub(super) fn highlighter(&mut self, text: &str, hits: &Hits) -> Highlighter {
        let near = hits.near().unwrap_or(Near::Exact);
        self.searcher.highlighter(&self.index, &Query::parse_whole(text), near)
    }

    /// What is wrong with a query, and where it asks by the id of what is no record, the command that shows that.
    pub(super) fn complaints(&self, query: &Query) -> Vec<Complaint> {
        let c = self.context.chronology;
        let mut complaints = self.index.complaints(c, query, self.context.day);
        for complaint in &mut complaints {
            let typed = query.text().get(complaint.range.clone()).unwrap_or_default();
            if let (Some(help), Some(id)) = (&mut complaint.help, other_by_id(c, typed)) {
                let show = self.context.offered(&format!("startline show {}", quoted(id)));
                *help = format!("{help}; to see it: {show}");
            }
        }
        complaints
    }

    /// At most `limit` ranked records, whatever is wrong with the query.
    pub(super) fn hits(&mut self, query: &Query, limit: usize) -> Hits {
        let Self { context, index, searcher } = self;
        let c = context.chronology;
        let status = |ix| context.verification().verified(ix);
        let reader = ReaderState { status: &status, ..ReaderState::plain(context.day) };
        searcher.search(index, c, query, &reader, limit.min(c.records.len()))
    }
}

/// What is to be said of a query that can be understood.
///
/// # Errors
/// A term that asks for nothing.
pub(super) fn understood(query: &Query, complaints: &[Complaint]) -> anyhow::Result<Vec<String>> {
    let remarks: Vec<String> =
        complaints.iter().map(|complaint| placed(query.text(), complaint)).collect();
    // Signs alone are understood, and stand in no word: nothing is found.
    let is_understood = query.is_only_signs() && !query.names_unasked_field();
    if complaints.iter().any(|complaint| complaint.idle) && !is_understood {
        bail!("the query cannot be understood: {}", remarks.join("; "));
    }
    Ok(remarks)
}

/// What is to be said of an answer.
pub(super) fn remarks_on(query: &Query, hits: &Hits) -> Vec<String> {
    let mut remarks: Vec<String> = hits.guesses.iter().map(ToString::to_string).collect();
    remarks.extend(hits.unknown.iter().map(ToString::to_string));
    if hits.near().is_some_and(|near| near != Near::Exact) {
        remarks
            .push(format!("nothing matches {} exactly; these are near matches only", query.text()));
    }
    remarks.extend((hits.maybe > 0).then(|| match hits.maybe {
        1 => "1 of them only maybe: its date is not certain enough to tell".to_owned(),
        n => format!("{n} of them only maybe: their dates are not certain enough to tell"),
    }));
    remarks
}

/// Adds what is near to the sets of what matches.
pub(super) fn add_near(index: &Index, hits: &mut Hits) {
    for hit in &hits.ranked {
        hits.records.insert(hit.record.at());
        let document = index.documents_of(hit.record).nth(hit.nth as usize);
        document.into_iter().for_each(|document| hits.documents.insert(document.at()));
    }
}

/// The paragraphs of the texts held, indexed to be asked once or more.
pub(super) struct AskedTexts<'a> {
    context: &'a Context<'a>,
    index: ParagraphIndex,
}

impl<'a> AskedTexts<'a> {
    /// Indexes them; `None` where no texts are held.
    pub(super) fn new(context: &'a Context<'a>) -> Option<Self> {
        let verification = context.checked()?;
        Some(Self { context, index: ParagraphIndex::build(context.chronology, verification) })
    }

    /// What has the words of a query beside the records that match it.
    pub(super) fn answer(&self, text: &str, hits: &Hits) -> ParagraphHits {
        let (query, reader) = (Query::parse_whole(text), ReaderState::plain(self.context.day));
        let mut searcher = Searcher::new();
        self.index.search(&mut searcher, self.context.chronology, &query, &reader, &hits.records)
    }

    /// The part of a paragraph around the first words that a query matches.
    pub(super) fn excerpt(&self, text: &str, paragraph: Paragraph) -> String {
        /// Characters before what matches, and of it and what follows.
        const AROUND: (usize, usize) = (60, 140);
        let article = self.context.checked().and_then(|found| found.article(paragraph.source));
        let whole = article.and_then(|article| article.paragraph(paragraph.para));
        let whole = whole.unwrap_or_default();
        let lit = self.index.highlighter(&Query::parse_whole(text)).light(whole, Field::Text);
        let first = lit.first().map_or(0, |lit| lit.range.start);
        let (before, rest) = whole.split_at_checked(first).unwrap_or(("", whole));
        let from = before.char_indices().rev().nth(AROUND.0).map_or(0, |(at, _)| at);
        let from = if from == 0 { 0 } else { next_word(before, from) };
        let upto = rest.char_indices().nth(AROUND.1).map_or(rest.len(), |(at, _)| at);
        let upto = if upto == rest.len() { upto } else { last_word(rest, upto) };
        let sign = |cut: bool| if cut { "…" } else { "" };
        format!(
            "{}{}{}{}",
            sign(from > 0),
            before.get(from..).unwrap_or_default(),
            rest.get(..upto).unwrap_or_default(),
            sign(upto < rest.len())
        )
    }
}

/// Where the first word behind a position begins; the end where none does.
fn next_word(text: &str, from: usize) -> usize {
    let blank = text.get(from..).and_then(|rest| rest.find(' '));
    blank.map_or(text.len(), |blank| from + blank + 1)
}

/// Where the last whole word before a position ends; the position where there is no blank.
fn last_word(text: &str, upto: usize) -> usize {
    text.get(..upto).and_then(|before| before.rfind(' ')).unwrap_or(upto)
}

/// What is wrong with a query, and where: columns count characters from 1.
fn placed(text: &str, complaint: &Complaint) -> String {
    let column = text.get(..complaint.range.start).map_or(0, |before| before.chars().count()) + 1;
    let help = complaint.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    format!("at column {column} of the query: {}{help}", complaint.message)
}

/// The records that a query is about.
pub(super) struct Selection<'c> {
    c: &'c Chronology,
    hits: Hits,
    index: Index,
    pub(super) remarks: Vec<String>,
}

impl<'c> Selection<'c> {
    /// Chooses what `text` asks for.
    ///
    /// # Errors
    /// A query with a term that asks for nothing.
    pub(super) fn of(context: &Context<'c>, text: &str) -> anyhow::Result<Self> {
        let mut asked = AskedRecords::new(context);
        let Answer { mut hits, remarks } = asked.answer(text, MOST_NEAR)?;
        // What is only near is no match, and is listed where nothing matches.
        if hits.near() != Some(Near::Exact) {
            add_near(&asked.index, &mut hits);
        }
        Ok(Self { c: context.chronology, hits, index: asked.index, remarks })
    }

    /// Whether a record in time matches, in any of its reports.
    pub(super) fn has_record(&self, record: RecordIx) -> bool {
        self.hits.records.contains(record.at())
    }

    /// How the hit of a record is near, where it is no more than that; and the words that it lacks.
    pub(super) fn nearness(&self, record: RecordIx) -> Option<(&'static str, Vec<&str>)> {
        let hit = self.hits.ranked.iter().find(|hit| hit.record == record)?;
        Some((hit.near.word()?, self.hits.lacks(hit).collect()))
    }

    /// The same in words, to stand after the record.
    pub(super) fn told_near(&self, record: RecordIx) -> Option<String> {
        let hit = self.hits.ranked.iter().find(|hit| hit.record == record)?;
        self.hits.remark(hit)
    }

    /// Whether an event or a statement matches itself.
    pub(super) fn has(&self, subject: Subject) -> bool {
        self.hits.documents.contains(self.index.document_of(self.c, subject).at())
    }
}

/// The events and statements that a query is about, or all of them, in the order of time; of words that several
/// sources print each report that it is about.
pub(super) fn in_time(c: &Chronology, selection: Option<&Selection<'_>>) -> Vec<Entity> {
    let records = (0..c.records.len()).map(RecordIx::from);
    let subjects = records.flat_map(|record| match c.record(record) {
        Record::Event(event) => vec![Subject::Event(event)],
        Record::Statement(_) => c.reports(record).iter().map(|s| Subject::Statement(*s)).collect(),
    });
    let found = subjects.filter(|subject| selection.is_none_or(|chosen| chosen.has(*subject)));
    found.map(Entity::from).collect()
}

/// The sentence for an id that no record has which is shown: why the day leaves it out, or the nearest that one has.
pub(super) fn unknown_id(context: &Context<'_>, id: &str) -> String {
    let whole = &context.loaded.chronology;
    let left_out = context.known_by.zip(whole.by_id(id)).and_then(|(end, entity)| {
        words::left_out_as_of(end, as_of::knowledge_of(whole, entity, end))
    });
    if let Some(left_out) = left_out {
        return format!("`{id}` is {left_out}");
    }
    let near = context.chronology.nearest_id(id);
    // A series is nothing that can be cited, and its figures are.
    let series = near.filter(|near| {
        id.strip_prefix(*near).is_some_and(|day| day.starts_with('@'))
            && matches!(context.chronology.by_id(near), Some(Entity::Series(_)))
    });
    if let Some(series) = series {
        return format!(
            "the series `{series}` has no such figure; `startline show {series}` prints those that it has"
        );
    }
    match near {
        Some(near) => format!("there is no record `{id}`; did you mean `{near}`?"),
        None => format!(
            "there is no record `{id}`; `startline search` and `startline list` print the ids"
        ),
    }
}

/// Everything that has an id, in the order of the kinds and of the dataset.
pub(super) fn every_target(c: &Chronology) -> impl Iterator<Item = Entity> {
    let statements = (0..c.statements().len()).map(|i| Entity::Statement(i.into()));
    let events = (0..c.events().len()).map(|i| Entity::Event(i.into()));
    let sources = (0..c.sources().len()).map(|i| Entity::Source(i.into()));
    let speakers = (0..c.speakers().len()).map(|i| Entity::Speaker(i.into()));
    let parties = (0..c.parties().len()).map(|i| Entity::Party(i.into()));
    let notes = (0..c.notes_list().len()).map(|i| Entity::Note(i.into()));
    let series = (0..c.series().len()).map(|i| Entity::Series(i.into()));
    let points = c.points().iter().copied().map(Entity::Point);
    statements
        .chain(events)
        .chain(sources)
        .chain(speakers)
        .chain(parties)
        .chain(notes)
        .chain(series)
        .chain(points)
}
