//! The source pane: the document that prints what is read, a record, a paragraph or a figure, in its own order.
//!
//! Without the text it lists the passages that the dataset pins; with it, it is the article itself, with the words that
//! records quote marked, and what they tell otherwise under its paragraph. Which row stands where is worked out for the
//! whole document, what a row says only where it is asked for.

use std::collections::HashSet;
use std::ops::Range;

use crate::chronology::Chronology;
use crate::chronology::article::Article;
use crate::chronology::model::{Basis, Entity, NoteIx, PointIx, Source, SourceIx, StatementIx};
use crate::chronology::tables::{Citation, Passage, Record};
use crate::search::Field;
use crate::words::{self, Name};

use super::row::{self, Go, Row, Span, Tone};
use super::{LISTED, PageInput, SourceText, glyph_span, more, note_span};

/// The rows of the source under the cursor.
#[derive(Debug)]
pub struct SourcePage<'a> {
    input: PageInput<'a>,
    /// Which source.
    pub source: SourceIx,
    head: Vec<Row>,
    body: Vec<Body>,
    passages: &'a [Passage],
    foot: Vec<Row>,
}

/// A row of the body: a part of a paragraph of the article, from 0, a passage by its position, or the figure that is
/// read.
#[derive(Debug, Clone, Copy)]
enum Body {
    Paragraph(u32, usize),
    Passage(usize),
    Figure(PointIx),
}

/// The passages of a source that have a row of their own, by their positions: an event that several paragraphs
/// tell of is told once, at the first of them.
#[must_use]
pub fn listed(c: &Chronology, source: SourceIx) -> Vec<usize> {
    let passages = c.passages(source);
    let mut events = HashSet::new();
    let first = |passage: &Passage| {
        let record = passage.citation.record;
        !matches!(c.record(record), Record::Event(_)) || events.insert(record)
    };
    passages.iter().map(first).enumerate().filter_map(|(at, first)| first.then_some(at)).collect()
}

/// The passage of a source that is under the cursor, by its position, where no paragraph is read beside it.
#[must_use]
pub fn passage_at_cursor(c: &Chronology, cursor: Citation) -> Option<usize> {
    let cite = c.cite(cursor)?;
    let passages = c.passages(cite.source);
    let para = cite.para.unwrap_or(0);
    let first = passages.partition_point(|p| p.para < para);
    let same = passages[first..].iter().take_while(|p| p.para == para);
    same.enumerate().find(|(_, p)| p.citation == cursor).map(|(i, _)| first + i)
}

/// The page of the source that is read.
#[must_use]
pub fn page<'a>(input: &PageInput<'a>, source: SourceIx) -> SourcePage<'a> {
    let passages = input.c.passages(source);
    let mut body = match input.article() {
        Some(article) => interleaved(input.c, source, article),
        None => listed(input.c, source).into_iter().map(Body::Passage).collect(),
    };
    if let Some(point) = input.figure() {
        // It stands behind what is pinned to its paragraph, or first where it has none.
        let para = para_of(input.c, point);
        let is_before = |b: &Body| match b {
            Body::Paragraph(own, _) => *own <= para,
            Body::Passage(at) => passages[*at].para <= para,
            Body::Figure(_) => false,
        };
        let behind = body.iter().rposition(is_before).filter(|_| para > 0);
        body.insert(behind.map_or(0, |at| at + 1), Body::Figure(point));
    }
    SourcePage {
        input: *input,
        source,
        head: input.finished(head(input, source)),
        body,
        passages,
        foot: input.finished(foot(input, source)),
    }
}

/// The paragraph that prints a figure; 0 where none is recorded.
#[must_use]
pub fn para_of(c: &Chronology, point: PointIx) -> u32 {
    c.point(point).cite.as_ref().and_then(|cite| cite.para).unwrap_or(0)
}

/// Paragraphs, each followed by what is pinned to it that it does not itself show: words told otherwise.
fn interleaved(c: &Chronology, source: SourceIx, article: &Article) -> Vec<Body> {
    let passages = c.passages(source);
    let is_beside =
        |p: &Passage| c.reported(p.citation).is_none_or(|s| !c.statement(s).kind.is_verbatim());
    let own = listed(c, source)
        .into_iter()
        .filter(|at| !passages[*at].again && is_beside(&passages[*at]));
    let mut own = own.peekable();
    let mut body: Vec<Body> = Vec::new();
    let mut pin = |body: &mut Vec<Body>, upto: u32| {
        while let Some(at) = own.next_if(|at| passages[*at].para <= upto) {
            body.push(Body::Passage(at));
        }
    };
    pin(&mut body, 0);
    for para in 1..=article.len() {
        let text = article.paragraph(para).unwrap_or_default();
        body.extend((0..row::part_count(text)).map(|part| Body::Paragraph(para, part)));
        pin(&mut body, para);
    }
    pin(&mut body, u32::MAX);
    body
}

fn head(input: &PageInput<'_>, ix: SourceIx) -> Vec<Row> {
    let c = input.c;
    let source = c.source(ix);
    let dim = |text: String| Row::of(vec![Span::new(text, Tone::Dim)]);
    let mut rows = vec![title(input, source), facts(input, source)];
    if !source.authors.is_empty() {
        let names: Vec<String> = source.authors.iter().map(|name| Name::of(name).read()).collect();
        rows.push(dim(format!("by {}", names.join(", "))));
    }
    for (what, basis) in [("outlet", &source.outlet_basis), ("date", &source.published_basis)] {
        if *basis != Basis::Stated
            && let Some(why) = words::basis(basis)
        {
            rows.push(Row::of(vec![Span::new(format!("{what} {why}"), Tone::Dim)]));
        }
    }
    for remark in words::changes(c, source) {
        rows.push(Row::of(vec![Span::new(remark, Tone::Warn)]));
    }
    rows.push(match &source.url {
        Some(url) => Row::of(vec![Span::new(url.to_string(), Tone::Link)]),
        None => dim("no link recorded".to_owned()),
    });
    if let Some(summary) = &source.summary {
        rows.push(Row::of(vec![Span::new(&**summary, Tone::OwnWords)]));
    }
    let notes = c.notes(Entity::Source(ix));
    rows.extend(notes.iter().take(LISTED).map(|note| note_row(c, *note)));
    rows.extend(more(notes.len(), "all of them in the list of notes"));
    rows.push(Row::blank());
    rows
}

fn title(input: &PageInput<'_>, source: &Source) -> Row {
    Row::of(match &source.title {
        Some(title) => input.lit_anywhere(title, Field::Title, Tone::Strong),
        None => vec![Span::new(words::title(source), Tone::Dim)],
    })
}

/// What is not said of a source by its outlet and its day, on a line: its title, or of what kind it is and from where.
fn name(input: &PageInput<'_>, source: &Source) -> Row {
    let row = match (&source.title, &source.dateline) {
        (Some(_), _) => title(input, source),
        (None, place) => {
            let kind = words::description(source);
            let told: Vec<&str> = std::iter::once(&*kind).chain(place.as_deref()).collect();
            Row::of(vec![Span::new(told.join(" · "), Tone::Dim)])
        }
    };
    row.on_one_line()
}

fn facts(input: &PageInput<'_>, source: &Source) -> Row {
    let mut facts = vec![
        Span::new(words::outlet(source), Tone::Plain),
        Span::new(format!(" · {} · ", source.kind), Tone::Dim),
    ];
    facts.extend(super::published_spans(source));
    facts.extend(input.clocks_span(source.published.as_ref()));
    if let Some(stamp) = &source.stamp {
        facts.push(Span::new(format!(" (stamped {stamp})"), Tone::Doubt));
    }
    if let Some(dateline) = &source.dateline {
        facts.push(Span::new(format!(" · {dateline}"), Tone::Dim));
    }
    Row::of(facts)
}

fn note_row(c: &Chronology, ix: NoteIx) -> Row {
    let note = c.note(ix);
    let spans = vec![
        Span::new(format!("{} ", words::NOTE), Tone::Warn),
        Span::new(format!("{}: {}", note.kind, note.text), Tone::Dim),
    ];
    Row::of(spans).leading(Go::Note(ix)).on_one_line()
}

fn foot(input: &PageInput<'_>, source: SourceIx) -> Vec<Row> {
    let dim = |text: String| Span::new(text, Tone::Dim);
    let hint = match input.text {
        SourceText::Held(_) => return Vec::new(),
        SourceText::Trouble(why) => Span::new(why, Tone::Bad),
        SourceText::Absent => {
            let id = &input.c.source(source).id;
            dim(format!("no text held: {id}.txt is not in the folder of texts"))
        }
        SourceText::NotAsked => {
            dim("no text held; startline --texts DIR shows the article beside the quote".to_owned())
        }
    };
    vec![Row::blank(), Row::of(vec![hint])]
}

impl SourcePage<'_> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.len() + self.body.len() + self.foot.len()
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The line that stands for the head where that has scrolled away.
    #[must_use]
    pub fn name(&self) -> Row {
        let row = name(&self.input, self.input.c.source(self.source));
        if self.input.ascii { row.in_ascii() } else { row }
    }

    /// The row at a position.
    #[must_use]
    pub fn row(&self, at: usize) -> Row {
        if let Some(row) = self.head.get(at) {
            return row.clone();
        }
        let at = at - self.head.len();
        let row = match self.body.get(at) {
            Some(Body::Paragraph(para, part)) => self.paragraph(*para, *part),
            Some(Body::Passage(n)) => self.passage(&self.passages[*n]),
            Some(Body::Figure(point)) => self.figure(*point),
            None => return self.foot.get(at - self.body.len()).cloned().unwrap_or_default(),
        };
        if self.input.ascii { row.in_ascii() } else { row }
    }

    /// The position of the row to keep in sight: the figure or the paragraph that is read, else the passage under the cursor.
    #[must_use]
    pub fn selected(&self) -> usize {
        if self.input.figure().is_some() {
            let at = self.body.iter().position(|b| matches!(b, Body::Figure(_)));
            return at.map_or(0, |at| self.head.len() + at);
        }
        if let Some(read) = self.input.paragraph() {
            let first = |b: &Body| matches!(b, Body::Paragraph(p, 0) if *p == read.para);
            let at = self.body.iter().position(first);
            return at.map_or(0, |at| self.head.len() + at);
        }
        let Some(n) = passage_at_cursor(self.input.c, self.input.cursor) else {
            return 0;
        };
        let passage = self.passages[n];
        let position = |is: &dyn Fn(&Body) -> bool| self.body.iter().position(is);
        let own = position(&|b| matches!(b, Body::Passage(p) if *p == n));
        // Of a paragraph in parts that which the words begin in.
        let begins = self.begins_at(&passage).unwrap_or_default();
        let text = self.text(passage.para);
        let holds = |part: usize| row::part(text, part).contains(&begins);
        let own_part =
            |b: &Body| matches!(b, Body::Paragraph(p, n) if *p == passage.para && holds(*n));
        let any_part = |b: &Body| matches!(b, Body::Paragraph(p, _) if *p == passage.para);
        let paragraph = position(&own_part).or_else(|| position(&any_part));
        // An event that is told once stands at the first of its paragraphs.
        let record = position(&|b| match b {
            Body::Passage(p) => self.passages[*p].citation.record == passage.citation.record,
            Body::Paragraph(..) | Body::Figure(_) => false,
        });
        own.or(paragraph).or(record).map_or(0, |at| self.head.len() + at)
    }

    /// The position of the row that a passage's or a figure's row stands under: the paragraph that prints it, where its text
    /// is held. Of any other row its own.
    #[must_use]
    pub fn over(&self, row: usize) -> usize {
        let at = row.checked_sub(self.head.len());
        let para = match at.and_then(|at| self.body.get(at)) {
            Some(Body::Passage(nth)) => self.passages[*nth].para,
            Some(Body::Figure(point)) => para_of(self.input.c, *point),
            Some(Body::Paragraph(..)) | None => return row,
        };
        let is_own = |b: &Body| matches!(b, Body::Paragraph(p, _) if *p == para);
        let before = at.and_then(|at| self.body.get(..at)).unwrap_or_default();
        before.iter().rposition(is_own).map_or(row, |at| self.head.len() + at)
    }

    /// The first citation that a row tells of, if it tells of any.
    #[must_use]
    pub fn citation_at(&self, at: usize) -> Option<Citation> {
        let c = self.input.c;
        match *self.body.get(at.checked_sub(self.head.len())?)? {
            Body::Passage(n) => Some(self.passages[n].citation),
            Body::Figure(_) => None,
            Body::Paragraph(para, _) => {
                let quoted = |p: &&Passage| {
                    let statement = c.reported(p.citation).map(|s| c.statement(s));
                    !p.again && statement.is_some_and(|s| s.kind.is_verbatim())
                };
                self.pinned(para).iter().find(quoted).map(|passage| passage.citation)
            }
        }
    }

    /// What stands in the margin: a paragraph's number and a glyph.
    fn margin(&self, row: Row, number: &str, glyph: &str) -> Row {
        let width = if self.input.ascii { 8 } else { 4 };
        let number = self.input.shown(number);
        let lead = vec![Span::new(format!("{number:<width$} "), Tone::Dim), glyph_span(glyph)];
        row.led(width as u16 + 3, lead)
    }

    fn passage(&self, passage: &Passage) -> Row {
        let c = self.input.c;
        let record = passage.citation.record;
        let reported = c.reported(passage.citation);
        let statement = reported.map(|ix| c.statement(ix));
        let mut spans = Vec::new();
        let mut places = words::places_in(c, passage.citation);
        // A place in the source's own terms has no column of its own.
        let named = places.named.iter().map(|named| format!("{named} · "));
        spans.extend(named.map(|named| Span::new(named, Tone::Dim)));
        let (glyph, here) = match (statement, c.record(record)) {
            (Some(s), _) => {
                spans.extend(self.input.short_speaker_spans(record, s));
                if passage.again {
                    spans.push(Span::new("printed again: ", Tone::Dim));
                }
                spans.extend(self.input.beside_glyph_spans(record, s));
                (words::glyph_of(c, s), self.input.reads(passage.citation))
            }
            (None, Record::Event(e)) => {
                let title = &c.event(e).title;
                spans.extend(self.input.lit(record, title, Field::Title, Tone::OwnWords));
                (words::glyph(c, Record::Event(e)), self.is_here(passage))
            }
            (None, Record::Statement(_)) => ("", false),
        };
        // Of a statement that others print too, this row tells the report of this source alone.
        let own = match c.record(record) {
            Record::Event(e) => Some(Entity::Event(e)),
            Record::Statement(_) => reported.map(Entity::Statement),
        };
        spans.extend(note_span(own.is_some_and(|own| !c.notes(own).is_empty())));
        let mut row = Row::of(spans).leading(Go::To(passage.citation));
        places.paras.sort_unstable();
        places.paras.dedup();
        if places.paras.len() > 1 {
            row.tail = vec![Span::new(words::paragraphs(places.paras), Tone::Dim)];
        }
        Row { here, ..self.margin(row, &self.number(passage.para), glyph) }
    }

    /// The number of a paragraph in the margin; none where the article itself has it, or it is not known.
    fn number(&self, para: u32) -> String {
        match (self.input.article(), para) {
            (None, 1..) => words::paragraphs([para]),
            _ => String::new(),
        }
    }

    /// The figure that is read. It has no glyph of a record, and says what it is.
    fn figure(&self, point: PointIx) -> Row {
        let c = self.input.c;
        let told = words::figure(c, point);
        let spans = vec![Span::new("figure  ", Tone::Dim), Span::new(told, Tone::Plain)];
        let mut row = Row::of(spans).leading(Go::Point(point));
        let named = c.point(point).cite.as_ref().and_then(|cite| cite.locator.as_deref());
        row.tail = named.map(|named| Span::new(named, Tone::Dim)).into_iter().collect();
        Row { here: true, ..self.margin(row, &self.number(para_of(c, point)), " ") }
    }

    /// Whether the event of a passage is under the cursor: at this passage, or, where no article shows its other
    /// paragraphs, at any of them.
    fn is_here(&self, passage: &Passage) -> bool {
        match self.input.article() {
            Some(_) => self.input.reads(passage.citation),
            None => {
                let record = passage.citation.record;
                self.input.beside.is_none() && record == self.input.cursor.record
            }
        }
    }

    /// What is pinned to a paragraph.
    fn pinned(&self, para: u32) -> &[Passage] {
        let start = self.passages.partition_point(|p| p.para < para);
        let rest = self.passages.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|p| p.para == para)).unwrap_or_default()
    }

    /// The byte of its paragraph at which verification found the words of a passage.
    fn begins_at(&self, passage: &Passage) -> Option<usize> {
        let statement = self.input.c.reported(passage.citation)?;
        self.places(statement, passage.para).map(|place| place.start).min()
    }

    /// The text of a paragraph; nothing where none is held.
    fn text(&self, para: u32) -> &str {
        self.input.article().and_then(|article| article.paragraph(para)).unwrap_or_default()
    }

    fn paragraph(&self, para: u32, nth: usize) -> Row {
        let c = self.input.c;
        let text = self.text(para);
        let part = row::part(text, nth);
        let text = text.get(part.clone()).unwrap_or_default();
        let pinned = self.pinned(para);
        let read = self.input.paragraph().is_some_and(|read| read.para == para);
        let here = read || pinned.iter().any(|p| self.input.reads(p.citation));
        let quoted =
            |p: &&Passage| c.reported(p.citation).filter(|s| c.statement(*s).kind.is_verbatim());
        let mut marked: Vec<(Range<usize>, bool)> = Vec::new();
        for passage in pinned {
            let lit = self.input.reads(passage.citation);
            let places = quoted(&passage).into_iter().flat_map(|s| self.places(s, para));
            let inside = places.filter(|place| place.start < part.end && place.end > part.start);
            marked.extend(inside.map(|place| {
                let within =
                    place.start.max(part.start) - part.start..place.end.min(part.end) - part.start;
                (within, lit)
            }));
        }
        let told = if read {
            self.input.lit_in_paragraph(text)
        } else {
            self.input.lit_anywhere(text, Field::Text, Tone::Article)
        };
        let spans = paint(&told, &marked);
        if part.start > 0 {
            return Row { here, ..self.margin(Row::of(spans), "", " ") };
        }
        let kind = pinned.iter().find_map(|p| quoted(&p)).map(|ix| c.statement(ix).kind);
        let glyph = kind.map_or(" ", words::glyph_of_kind);
        Row { here, ..self.margin(Row::of(spans), &words::paragraphs([para]), glyph) }
    }

    /// The byte ranges of a paragraph at which verification found a quotation.
    fn places(&self, statement: StatementIx, para: u32) -> impl Iterator<Item = Range<usize>> {
        let verification = self.input.verification;
        verification.into_iter().flat_map(move |found| found.places(statement, para))
    }
}

/// Marks byte ranges of the joined text of `spans` as verbatim, and those under the cursor strongly.
fn paint(spans: &[Span], marked: &[(Range<usize>, bool)]) -> Vec<Span> {
    // Where ranges begin and end, in order, and how many of each kind are open from there on.
    let mut edges: Vec<(usize, bool, isize)> = (marked.iter())
        .filter(|(range, _)| !range.is_empty())
        .flat_map(|(range, lit)| [(range.start, *lit, 1), (range.end, *lit, -1)])
        .collect();
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let (mut strong, mut verbatim) = (0, 0);
    let mut out = Vec::new();
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let mut at = start;
        while at < end {
            while let Some((_, lit, step)) = edges.next_if(|(edge, ..)| *edge <= at) {
                *(if lit { &mut strong } else { &mut verbatim }) += step;
            }
            let stop = edges.peek().map_or(end, |(edge, ..)| (*edge).min(end));
            let tone = match (strong > 0, verbatim > 0) {
                (true, _) => Tone::Strong,
                (false, true) => Tone::Verbatim,
                (false, false) => span.tone,
            };
            if let Some(text) = span.text.get(at - start..stop - start) {
                out.push(Span { text: text.to_owned(), tone, light: span.light });
            }
            at = stop;
        }
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_letter_is_marked_as_the_strongest_range_over_it_says(
            lengths in proptest::collection::vec(1usize..6, 1..6),
            ranges in proptest::collection::vec((0usize..20, 0usize..8, any::<bool>()), 0..8),
        ) {
            let spans: Vec<Span> = lengths.iter().map(|n| Span::new("x".repeat(*n), Tone::Article)).collect();
            let marked: Vec<_> = ranges.iter().map(|(at, len, lit)| (*at..*at + *len, *lit)).collect();
            let tones: Vec<Tone> = paint(&spans, &marked).iter().flat_map(|s| vec![s.tone; s.text.len()]).collect();
            let wanted = |at: usize| {
                let over: Vec<bool> = marked.iter().filter(|(r, _)| r.contains(&at)).map(|(_, lit)| *lit).collect();
                if over.contains(&true) { Tone::Strong } else if over.is_empty() { Tone::Article } else { Tone::Verbatim }
            };
            let all: usize = lengths.iter().sum();
            prop_assert_eq!(tones, (0..all).map(wanted).collect::<Vec<_>>());
        }
    }
}
