//! The source pane: the document that prints the record under the cursor, in its own order.
//!
//! Without the text it lists the passages that the dataset pins; with it, it is the article itself, every
//! recorded passage marked. Rows are told one at a time, so a long document costs what is seen of it.

use std::ops::Range;

use crate::chronology::article::Article;
use crate::chronology::model::{Basis, SourceIx, StatementIx, Target};
use crate::chronology::tables::{Passage, Record};
use crate::search::Field;

use super::App;
use super::library::Held;
use super::naming;
use super::prose::{Go, Light, Row, Span, Tone};

/// The margin in which a paragraph's number and glyph stand.
const MARGIN: u16 = 7;

/// The rows of the source under the cursor.
#[derive(Debug)]
pub struct SourcePage<'a> {
    app: &'a App,
    /// Which source.
    pub source: SourceIx,
    head: Vec<Row>,
    body: Vec<Body>,
    passages: &'a [Passage],
    article: Option<&'a Article>,
    foot: Vec<Row>,
}

/// A row of the body: a paragraph of the article, or a passage by its position.
#[derive(Debug, Clone, Copy)]
enum Body {
    Paragraph(u32),
    Passage(usize),
}

impl App {
    /// The source under the cursor; `None` where the event cites none.
    #[must_use]
    pub fn source(&self) -> Option<SourceIx> {
        self.chronology().cite(self.cursor).map(|c| c.source)
    }

    /// The page of the source under the cursor.
    #[must_use]
    pub fn source_page(&self) -> Option<SourcePage<'_>> {
        let source = self.source()?;
        let article = self.library.article(source).map(|a| &**a);
        let passages = self.chronology().passages(source);
        Some(SourcePage {
            app: self,
            source,
            head: self.source_head(source),
            body: article.map_or_else(Vec::new, |a| self.interleave(a, passages)),
            passages,
            article,
            foot: self.source_foot(source),
        })
    }

    /// The passage of the source pane that is under the cursor, by its position.
    #[must_use]
    pub fn passage_at_cursor(&self) -> Option<usize> {
        let cite = self.chronology().cite(self.cursor)?;
        let passages = self.chronology().passages(cite.source);
        let para = cite.para.unwrap_or(0);
        let first = passages.partition_point(|p| p.para < para);
        let same = passages[first..].iter().take_while(|p| p.para == para);
        same.enumerate().find(|(_, p)| p.citation == self.cursor).map(|(i, _)| first + i)
    }

    /// Paragraphs, each followed by what is pinned to it that it does not itself show: words told otherwise.
    fn interleave(&self, article: &Article, passages: &[Passage]) -> Vec<Body> {
        let c = self.chronology();
        let told =
            |p: &Passage| c.reported(p.citation).is_none_or(|s| !c.statement(s).kind.is_verbatim());
        let mut body: Vec<Body> = Vec::new();
        let mut next = 0;
        let mut pin = |body: &mut Vec<Body>, upto: u32| {
            while let Some(passage) = passages.get(next).filter(|p| p.para <= upto) {
                if !passage.again && told(passage) {
                    body.push(Body::Passage(next));
                }
                next += 1;
            }
        };
        pin(&mut body, 0);
        for para in 1..=article.len() {
            body.push(Body::Paragraph(para));
            pin(&mut body, para);
        }
        pin(&mut body, u32::MAX);
        body
    }

    fn source_head(&self, ix: SourceIx) -> Vec<Row> {
        let c = self.chronology();
        let source = c.source(ix);
        let dim = |text: String| Row::of(vec![Span::new(text, Tone::Dim)]);
        let title = match &source.title {
            Some(title) => self.lit(title, Field::Title, Tone::Strong),
            None => vec![Span::new("untitled", Tone::Dim)],
        };
        let mut rows = vec![Row::of(title)];
        let mut facts = vec![
            Span::new(naming::outlet(source), Tone::Plain),
            Span::new(format!(" · {} · ", source.kind), Tone::Dim),
            naming::date_span(source.published.as_ref()),
        ];
        facts.extend(self.clocks_span(source.published.as_ref()));
        if let Some(stamp) = &source.stamp {
            facts.push(Span::new(format!(" (stamped {stamp})"), Tone::Doubt));
        }
        if let Some(dateline) = &source.dateline {
            facts.push(Span::new(format!(" · {dateline}"), Tone::Dim));
        }
        rows.push(Row::of(facts));
        if !source.authors.is_empty() {
            rows.push(dim(format!("by {}", source.authors.join(", "))));
        }
        for (what, basis) in [("outlet", &source.outlet_basis), ("date", &source.published_basis)] {
            if *basis != Basis::Stated
                && let Some(why) = naming::basis(basis)
            {
                rows.push(Row::of(vec![Span::new(format!("{what} {why}"), Tone::Doubt)]));
            }
        }
        rows.push(match &source.url {
            Some(url) => dim(url.to_string()),
            None => dim("no link recorded".to_owned()),
        });
        if let Some(summary) = &source.summary {
            rows.push(Row::of(vec![Span::new(&**summary, Tone::Told)]));
        }
        for note in c.notes(Target::Source(ix)) {
            let note_record = c.note(*note);
            let text = vec![
                Span::new(format!("! {}: ", note_record.kind), Tone::Warn),
                Span::new(&*note_record.text, Tone::Told),
            ];
            rows.push(Row::of(text).leading(Go::Note(*note)));
        }
        rows.push(Row::blank());
        rows
    }

    fn source_foot(&self, source: SourceIx) -> Vec<Row> {
        let hint = match self.library.text(source) {
            Some(Held::Article(_)) => return Vec::new(),
            Some(Held::Trouble(why)) => Span::new(why.clone(), Tone::Bad),
            _ if self.library.has_texts => {
                let id = &self.chronology().source(source).id;
                Span::new(
                    format!("no text held: {id}.txt is not in the folder of texts"),
                    Tone::Dim,
                )
            }
            _ => Span::new(
                "no text held; startline --texts DIR shows the article beside the quote",
                Tone::Dim,
            ),
        };
        vec![Row::blank(), Row::of(vec![hint])]
    }
}

impl SourcePage<'_> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        let body = if self.article.is_some() { self.body.len() } else { self.passages.len() };
        self.head.len() + body + self.foot.len()
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a position.
    #[must_use]
    pub fn row(&self, at: usize) -> Row {
        if let Some(row) = self.head.get(at) {
            return row.clone();
        }
        let at = at - self.head.len();
        let (body, len) = match self.article {
            Some(_) => (self.body.get(at).copied(), self.body.len()),
            None => ((at < self.passages.len()).then_some(Body::Passage(at)), self.passages.len()),
        };
        match body {
            Some(Body::Paragraph(para)) => self.paragraph(para),
            Some(Body::Passage(n)) => self.passage(&self.passages[n]),
            None => self.foot.get(at - len).cloned().unwrap_or_default(),
        }
    }

    /// The position of the row to keep in sight: the passage under the cursor.
    #[must_use]
    pub fn selected(&self) -> usize {
        let Some(n) = self.app.passage_at_cursor() else {
            return 0;
        };
        let at = match self.article {
            None => Some(n),
            Some(_) => {
                let para = self.passages[n].para;
                let exact = self.body.iter().position(|b| matches!(b, Body::Passage(p) if *p == n));
                let own =
                    self.body.iter().position(|b| matches!(b, Body::Paragraph(p) if *p == para));
                exact.or(own)
            }
        };
        at.map_or(0, |at| self.head.len() + at)
    }

    fn passage(&self, passage: &Passage) -> Row {
        let c = self.app.chronology();
        let here = passage.citation == self.app.cursor;
        let statement = c.reported(passage.citation);
        let record = c.record(passage.citation.record);
        let glyph = statement
            .map_or_else(|| naming::glyph(c, record), |s| naming::glyph_of(c.statement(s).kind));
        let mut spans = Vec::new();
        match (statement.map(|s| c.statement(s)), record) {
            (Some(s), _) => {
                if let Some(speaker) = naming::speaker_span(c, s.speaker, true) {
                    spans.extend([speaker, Span::new("  ", Tone::Plain)]);
                }
                if passage.again {
                    spans.push(Span::new("printed again: ", Tone::Dim));
                }
                let (open, close) = if s.kind.is_verbatim() && self.article.is_none() {
                    ("“", "”")
                } else {
                    ("", "")
                };
                spans.push(Span::new(open, Tone::Glyph));
                spans.extend(self.app.lit(&s.text, Field::Text, naming::tone_of(s.kind)));
                spans.push(Span::new(close, Tone::Glyph));
            }
            (None, Record::Event(e)) => {
                spans.extend(self.app.lit(&c.event(e).title, Field::Title, Tone::Told));
            }
            (None, Record::Statement(_)) => {}
        }
        spans.extend(naming::note_mark(c, c.subject(passage.citation.record)));
        let number = if self.article.is_some() || passage.para == 0 {
            String::new()
        } else {
            format!("¶{}", passage.para)
        };
        let lead = vec![Span::new(format!("{number:<4} "), Tone::Dim), naming::glyph_span(glyph)];
        Row { here, ..Row::of(spans).led(MARGIN, lead).leading(Go::To(passage.citation)) }
    }

    fn paragraph(&self, para: u32) -> Row {
        let text = self.article.and_then(|a| a.paragraph(para)).unwrap_or_default();
        let c = self.app.chronology();
        let pinned: Vec<&Passage> = self.passages.iter().filter(|p| p.para == para).collect();
        let at_cursor = |p: &&&Passage| p.citation == self.app.cursor;
        let here = pinned.iter().any(|p| at_cursor(&p));
        let quoted =
            |p: &&Passage| c.reported(p.citation).filter(|s| c.statement(*s).kind.is_verbatim());
        let mut marked: Vec<(Range<usize>, bool)> = Vec::new();
        for passage in &pinned {
            let lit = passage.citation == self.app.cursor;
            let places = quoted(passage).into_iter().flat_map(|s| self.places(s, para));
            marked.extend(places.map(|place| (place, lit)));
        }
        let spans = paint(&self.app.lit(text, Field::Text, Tone::Article), &mut marked);
        let glyph = if pinned.iter().any(|p| quoted(p).is_some()) { "“" } else { " " };
        let lead = vec![Span::new(format!("¶{para:<3} "), Tone::Dim), naming::glyph_span(glyph)];
        Row { here, ..Row::of(spans).led(MARGIN, lead) }
    }

    /// The byte ranges of a paragraph at which verification found a quotation.
    fn places(&self, statement: StatementIx, para: u32) -> impl Iterator<Item = Range<usize>> {
        let verification = self.app.library.verification.as_deref();
        verification.into_iter().flat_map(move |found| found.places(statement, para))
    }
}

/// Marks byte ranges of the joined text of `spans` as verbatim, and those under the cursor strongly.
fn paint(spans: &[Span], marked: &mut [(Range<usize>, bool)]) -> Vec<Span> {
    marked.sort_by_key(|(range, lit)| (range.start, !lit));
    let mut out = Vec::new();
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let mut at = start;
        while at < end {
            let inside = marked.iter().filter(|(r, _)| r.contains(&at)).max_by_key(|(_, lit)| *lit);
            let stop =
                (marked.iter().flat_map(|(r, _)| [r.start, r.end]).filter(|b| *b > at).min())
                    .unwrap_or(end)
                    .min(end);
            let tone = match inside {
                Some((_, true)) => Tone::Strong,
                Some(_) => Tone::Verbatim,
                None => span.tone,
            };
            if let Some(text) = span.text.get(at - start..stop - start) {
                let light = if span.light == Light::Off { Light::Off } else { span.light };
                out.push(Span { text: text.to_owned(), tone, light });
            }
            at = stop;
        }
        start = end;
    }
    out
}
