//! Rows of text with a meaning for every run of it, and their layout in lines.
//!
//! What a pane shows is a list of rows; update measures them and draw paints them with the same
//! [`Row::lines`], so that scrolling and screen can never disagree. Tones are meanings, never colours:
//! the theme in `ui` decides how each looks.

use std::ops::Range;

use crate::chronology::tables::Citation;
use crate::text;

/// What a run of text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Words of the program.
    #[default]
    Plain,
    /// Words of the program that may be passed over.
    Dim,
    /// Words of the program that matter most.
    Strong,
    /// A heading.
    Heading,
    /// A mark that stands for a word: a glyph of the program's own.
    Glyph,
    /// Words as a source prints them.
    Verbatim,
    /// A statement or a summary in the dataset's own words.
    Told,
    /// The rest of an article, around the passages that are recorded.
    Article,
    /// A name of a speaker or party, by the party's position; `u32::MAX` without one.
    Party(u32),
    /// A date that is certain.
    Date,
    /// A date that is not.
    Doubt,
    /// A milestone.
    Milestone,
    /// Something verified.
    Good,
    /// Something to look at.
    Warn,
    /// Something wrong.
    Bad,
    /// A key to press.
    Key,
    /// What only one of two wordings has.
    Changed,
    /// A number or a negation that only one of two wordings has.
    Telling,
}

impl Tone {
    /// Whether the run is data, shown as it stands even where the program's own marks are ASCII.
    #[must_use]
    pub fn is_data(self) -> bool {
        matches!(
            self,
            Self::Verbatim
                | Self::Told
                | Self::Article
                | Self::Party(_)
                | Self::Changed
                | Self::Telling
        )
    }
}

/// How strongly a run is lit as a hit of the active query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Light {
    /// Not at all.
    #[default]
    Off,
    /// As a near match.
    Weak,
    /// As a match.
    Strong,
}

/// A run of text of one tone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The text, sanitised.
    pub text: String,
    /// What it means.
    pub tone: Tone,
    /// Whether it is lit.
    pub light: Light,
}

impl Span {
    /// A run that is not lit.
    #[must_use]
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, light: Light::Off }
    }
}

/// Where a row leads when it is entered.
#[derive(Debug, Clone)]
pub enum Go {
    /// To a citation of a record.
    To(Citation),
    /// To a source, wherever in it a record is pinned.
    Source(crate::chronology::model::SourceIx),
    /// To the first words of a speaker after the cursor.
    Speaker(crate::chronology::model::SpeakerIx),
    /// To the record nearest a day.
    Day(chrono::NaiveDate),
    /// To a note, in the ledger.
    Note(crate::chronology::model::NoteIx),
    /// To a query of its own.
    Query(String),
    /// To another ordering of the program itself.
    Do(crate::app::action::Action),
}

/// A row: a lead in the margin and text that wraps beside it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What stands before the first line, in the margin.
    pub lead: Vec<Span>,
    /// The width of the margin in cells; the lead is cut to it.
    pub margin: u16,
    /// The text.
    pub spans: Vec<Span>,
    /// What stands at the right edge of the first line, if there is room.
    pub tail: Vec<Span>,
    /// Where it leads.
    pub go: Option<Go>,
    /// Whether the cursor's own record is told in it.
    pub here: bool,
}

impl Row {
    /// A row of plain spans.
    #[must_use]
    pub fn of(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }

    /// An empty row.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A heading.
    #[must_use]
    pub fn heading(text: impl Into<String>) -> Self {
        Self::of(vec![Span::new(text, Tone::Heading)])
    }

    /// The row with a lead in a margin of `margin` cells.
    #[must_use]
    pub fn led(mut self, margin: u16, lead: Vec<Span>) -> Self {
        self.margin = margin;
        self.lead = lead;
        self
    }

    /// The row leading somewhere.
    #[must_use]
    pub fn leading(mut self, go: Go) -> Self {
        self.go = Some(go);
        self
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.text.is_empty()) && self.lead.is_empty() && self.tail.is_empty()
    }

    /// The text in one string.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }

    fn flow(&self, width: u16) -> Vec<Range<usize>> {
        let tail: usize = self.tail.iter().map(|s| text::width(&s.text)).sum();
        let whole = usize::from(width.saturating_sub(self.margin)).max(1);
        let room =
            if tail > 0 { whole.saturating_sub(tail + 1).max(whole / 2).max(1) } else { whole };
        text::wrap(&self.text(), room)
    }

    /// How many lines it takes at `width` cells; at least one.
    #[must_use]
    pub fn height(&self, width: u16) -> usize {
        self.flow(width).len().max(1)
    }

    /// Its lines at `width` cells, each without the margin.
    #[must_use]
    pub fn lines(&self, width: u16) -> Vec<Vec<Span>> {
        let lines: Vec<_> =
            self.flow(width).into_iter().map(|range| slice(&self.spans, range)).collect();
        if lines.is_empty() { vec![Vec::new()] } else { lines }
    }
}

/// The spans of a byte range of their joined text.
fn slice(spans: &[Span], range: Range<usize>) -> Vec<Span> {
    let mut start = 0;
    let mut out = Vec::new();
    for span in spans {
        let end = start + span.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to
            && let Some(part) = span.text.get(from - start..to - start)
        {
            out.push(Span { text: part.to_owned(), ..span.clone() });
        }
        start = end;
    }
    out
}

/// `text` in `tone`, with `lit` byte ranges of it lit.
#[must_use]
pub fn lit(text: &str, tone: Tone, ranges: &[(Range<usize>, Light)]) -> Vec<Span> {
    let mut spans = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut at = 0;
    for (range, light) in ranges {
        let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::new(before, tone));
        }
        spans.push(Span { text: inside.to_owned(), tone, light: *light });
        at = range.end;
    }
    match text.get(at..) {
        Some(rest) if !rest.is_empty() => spans.push(Span::new(rest, tone)),
        _ => {}
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_hold_the_words_and_fit(words in proptest::collection::vec("[a-zé漢]{1,9}", 1..20), width in 1u16..40, margin in 0u16..6) {
            let spans: Vec<Span> = words.iter().map(|w| Span::new(format!("{w} "), Tone::Plain)).collect();
            let row = Row::of(spans).led(margin, Vec::new());
            let lines = row.lines(width);
            prop_assert_eq!(lines.len(), row.height(width));
            let kept: String = lines.iter().flatten().flat_map(|s| s.text.chars()).filter(|c| *c != ' ').collect();
            prop_assert_eq!(kept, words.concat());
            for line in &lines {
                let cells: usize = line.iter().map(|s| text::width(&s.text)).sum();
                prop_assert!(cells <= usize::from(width.saturating_sub(margin)).max(2));
            }
        }
    }

    #[test]
    fn light_falls_on_its_bytes() {
        let spans = lit("a treaty", Tone::Told, &[(2..8, Light::Strong)]);
        assert_eq!(spans.len(), 2);
        assert_eq!((spans[1].text.as_str(), spans[1].light), ("treaty", Light::Strong));
    }
}
