//! A paragraph of a text held that no record holds: its row among what a search finds, and the page about it.
//!
//! Nothing here may look like a record: it has no glyph of one, stands in no quotation marks, names no speaker, and
//! says so.

use crate::chronology::article::Paragraph;
use crate::search::ParagraphHit;
use crate::text;
use crate::words::{self, ARTICLE_TEXT};

use super::PageInput;
use super::row::{self, Go, Row, Span, Tone};

/// The most cells that the outlet and the paragraph have before the words of a row.
const PLACE: usize = 26;

/// The row of a paragraph that is found, `text` being its words.
#[must_use]
pub fn row(input: &PageInput<'_>, hit: ParagraphHit, text: &str) -> Row {
    let Paragraph { source, para } = hit.paragraph;
    let number = words::paragraphs([para]);
    let outlet = words::outlet(input.c.source(source));
    let room = PLACE.saturating_sub(text::width(&number) + 2);
    let place = format!("{} {number}", text::truncate(&outlet, room));
    let place = input.shown(&place).into_owned();
    let margin = text::width(&place) as u16 + 2;
    let (told, _) = row::beginning(text);
    let tail = hit.record.map(|_| Span::new("see the record", Tone::Dim));
    let row = Row {
        tail: tail.into_iter().collect(),
        shows_light: true,
        ..Row::of(input.lit_in_paragraph(told)).led(margin, vec![Span::new(place, Tone::Dim)])
    };
    let row = row.on_one_line();
    if input.ascii { row.in_ascii() } else { row }
}

/// The page about a paragraph that is read, `text` being its words.
#[must_use]
pub fn page(input: &PageInput<'_>, paragraph: Paragraph, text: &str) -> Vec<Row> {
    let c = input.c;
    let place = format!(
        "{} · {}",
        words::source_on_screen(c, paragraph.source),
        words::paragraphs([paragraph.para])
    );
    let id = &c.source(paragraph.source).id;
    let mut rows = vec![
        Row::of(vec![Span::new(ARTICLE_TEXT, Tone::Strong)]),
        Row::of(vec![Span::new(place, Tone::Plain)]).leading(Go::Source(paragraph.source)),
        Row::blank(),
    ];
    rows.extend((0..row::part_count(text)).map(|nth| {
        let part = text.get(row::part(text, nth)).unwrap_or_default();
        Row::of(input.lit_in_paragraph(part)).led(super::quote::MARGIN, Vec::new())
    }));
    let how = format!(
        "startline new statement source={id} para={} begins a record of it",
        paragraph.para
    );
    rows.extend([Row::blank(), Row::of(vec![Span::new(how, Tone::Dim)])]);
    input.finished(rows)
}
