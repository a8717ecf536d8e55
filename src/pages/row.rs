//! Rows of text with a meaning for every run of it, and their layout in lines.
//!
//! What a pane shows is a list of rows; update measures them and draw paints them with the same
//! [`Row::lines`], so that scrolling and screen can never disagree. Tones are meanings, never colours:
//! the theme in `ui` decides how each looks.

use std::borrow::Cow;
use std::ops::Range;

use crate::chronology::date::Edtf;
use crate::chronology::model::{NoteIx, PointIx, SourceIx, SpeakerIx};
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, LineCut, ascii};

/// A text that is longer, in bytes, is told in parts of about this length, each a row of its own: only what is on
/// the screen is laid out, and no text of the press is as long.
const PART: usize = 2048;

/// The most of a text, in bytes, that a row tells which is not told in parts: more than any line holds, and more
/// than anybody reads beside something else.
const BESIDE: usize = 16 * 1024;

/// The cells that a row on one line keeps for its text at least, before what stands at its edge is shown.
pub const LEAST: usize = 20;

/// The same where what stands at its edge says why the row is in a list.
pub const LEAST_BESIDE_WHY: usize = 12;

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
    /// The quotation marks that stand around them, and what else announces them.
    Quoting,
    /// A title, a summary or a paraphrase: the dataset's own words.
    OwnWords,
    /// The rest of an article, around the passages that are recorded.
    Article,
    /// A name of a speaker or party, by the party's position; `u32::MAX` without one.
    Party(u32),
    /// A bar, a line or a point of a party, by its position.
    Lane(u32),
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
    /// An address that can be opened.
    Link,
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
                | Self::OwnWords
                | Self::Article
                | Self::Party(_)
                | Self::Changed
                | Self::Telling
                | Self::Link
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// To a citation of a record.
    To(Citation),
    /// To a source, wherever in it a record is pinned.
    Source(SourceIx),
    /// To the first words of a speaker after the cursor.
    Speaker(SpeakerIx),
    /// To the record nearest a day.
    Date(Edtf),
    /// To a note, in the ledger.
    Note(NoteIx),
    /// To a point of a series, in the figures.
    Point(PointIx),
    /// To the best that a query finds, which is put in force.
    Query(String),
    /// Nowhere: what it told of is not among the records. Why, in a sentence.
    Gone(String),
    /// To what the list that the row stands in does: its own command of this number.
    Command(usize),
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
    /// What it tells of, where that is not what it leads to.
    pub target: Option<Target>,
    /// Whether the cursor's own record is told in it.
    pub here: bool,
    /// Of a row that never wraps, what stands for the rest where it is cut.
    pub one_line: Option<&'static str>,
    /// Whether its words may be cut at their beginning too, so that what is lit of them is seen.
    pub shows_light: bool,
    /// Whether what stands at its edge says why it is in a list, and so is not given up for what is lit.
    pub says_why: bool,
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

    /// The row telling of something else than what it leads to.
    #[must_use]
    pub fn telling(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// What it tells of: what keys act on where the cursor is on it.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        let led_to = || match *self.go.as_ref()? {
            Go::To(citation) => Some(Target::Record(citation)),
            Go::Source(source) => Some(Target::Source(source)),
            Go::Note(note) => Some(Target::Note(note)),
            Go::Point(point) => Some(Target::Point(point)),
            Go::Speaker(_) | Go::Date(_) | Go::Query(_) | Go::Gone(_) | Go::Command(_) => None,
        };
        self.target.or_else(led_to)
    }

    /// The row cut to one line instead of wrapping.
    #[must_use]
    pub fn on_one_line(self) -> Self {
        Self { one_line: Some("…"), ..self }
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.spans.iter().all(|s| s.text.is_empty()) && self.lead.is_empty() && self.tail.is_empty()
    }

    /// The text in one string.
    #[must_use]
    pub fn text(&self) -> String {
        joined(&self.spans).into_owned()
    }

    /// The row in ASCII, but for what it holds of the dataset's. Its twins may be wider, so this comes before the
    /// row is measured.
    #[must_use]
    pub fn in_ascii(mut self) -> Self {
        for span in self.lead.iter_mut().chain(&mut self.spans).chain(&mut self.tail) {
            if !span.tone.is_data() {
                span.text = ascii::text(&span.text).into_owned();
            }
        }
        let lead = width_of(&self.lead).min(usize::from(u16::MAX));
        self.margin = self.margin.max(lead as u16);
        self.one_line = self.one_line.map(|_| "...");
        self
    }

    /// What is shown at the right edge at `width` cells. The text goes first: of a row on one line what stands
    /// at the edge gives way from its start, so that what it ends with, a note, is the last to go; and all of it before
    /// what is lit of the words is cut.
    #[must_use]
    pub fn edge(&self, width: u16) -> &[Span] {
        let whole = usize::from(width.saturating_sub(self.margin));
        let least = match (self.one_line, self.says_why) {
            (None, _) => 0,
            (Some(_), true) => LEAST_BESIDE_WHY,
            (Some(ellipsis), false) => match self.lit_run() {
                Some(lit) if lit.width(&self.spans, ellipsis) <= whole => {
                    lit.width(&self.spans, ellipsis).max(LEAST)
                }
                Some(lit) if lit.width_unnamed(&self.spans, ellipsis) <= whole => whole,
                Some(_) | None => LEAST,
            },
        };
        let fits = |tail: &&[Span]| whole > width_of(tail) + least;
        let starts = (0..self.tail.len()).filter(|at| !self.tail[*at].text.trim().is_empty());
        let first = if self.one_line.is_some() { usize::MAX } else { 1 };
        starts.take(first).map(|at| &self.tail[at..]).find(fits).unwrap_or_default()
    }

    /// Where what is lit of its words stands, where it is cut so that this is seen.
    fn lit_run(&self) -> Option<LitRun> {
        if self.shows_light { LitRun::of(&self.spans) } else { None }
    }

    /// The cells that the text has on a line.
    fn room(&self, width: u16) -> usize {
        let whole = usize::from(width.saturating_sub(self.margin));
        match (width_of(self.edge(width)), self.one_line) {
            (0, _) => whole,
            (edge, Some(_)) => whole.saturating_sub(edge + 1),
            (edge, None) => whole.saturating_sub(edge + 1).max(whole / 2),
        }
    }

    fn flow(&self, width: u16) -> Vec<Range<usize>> {
        text::wrap(&joined(&self.spans), self.room(width).max(1))
    }

    /// How many lines it takes at `width` cells; at least one.
    #[must_use]
    pub fn height(&self, width: u16) -> usize {
        if self.one_line.is_some() { 1 } else { self.flow(width).len().max(1) }
    }

    /// Its lines at `width` cells, each without the margin.
    #[must_use]
    pub fn lines(&self, width: u16) -> Vec<Vec<Span>> {
        if let Some(ellipsis) = self.one_line {
            let room = self.room(width);
            let run = self.lit_run();
            let short = run.as_ref().and_then(|run| run.short_named(&self.spans, room, ellipsis));
            let spans = short.as_deref().unwrap_or(&self.spans);
            let lit = run.and_then(|_| around_light(spans, room, ellipsis));
            return vec![cut(lit.as_deref().unwrap_or(spans), room, ellipsis)];
        }
        let lines: Vec<_> =
            self.flow(width).into_iter().map(|range| slice(&self.spans, range)).collect();
        if lines.is_empty() { vec![Vec::new()] } else { lines }
    }
}

/// Where in a row what is lit of its words stands, by the numbers of its spans.
struct LitRun {
    /// The first of the words.
    words: usize,
    /// The first that is lit best.
    from: usize,
    /// Behind the last that is lit side by side with it, which is shown side by side.
    to: usize,
}

impl LitRun {
    /// `None` where nothing is lit.
    fn of(spans: &[Span]) -> Option<Self> {
        let is_words =
            |span: &Span| matches!(span.tone, Tone::Verbatim | Tone::OwnWords | Tone::Article);
        let words = spans.iter().position(is_words)?;
        let own = || spans.iter().filter(|span| is_words(span)).map(|span| span.light);
        let best = own().max().filter(|best| *best != Light::Off)?;
        let from = spans.iter().position(|span| is_words(span) && span.light == best)?;
        let side_by_side = |span: &&Span| span.light != Light::Off || span.text.trim().is_empty();
        let to = from + spans[from..].iter().take_while(side_by_side).count();
        Some(Self { words, from, to })
    }

    /// The cells that it takes to show it behind what stands before the words.
    fn width(&self, spans: &[Span], ellipsis: &str) -> usize {
        let before = if self.from > self.words { text::width(ellipsis) } else { 0 };
        let behind = if self.to < spans.len() { text::width(ellipsis) } else { 0 };
        width_of(&spans[..self.words]) + before + width_of(&spans[self.from..self.to]) + behind
    }

    /// The same without the name before the words.
    fn width_unnamed(&self, spans: &[Span], ellipsis: &str) -> usize {
        self.width(spans, ellipsis) - width_of(&spans[self.name(spans)])
    }

    /// The name of who speaks, before the words.
    fn name(&self, spans: &[Span]) -> Range<usize> {
        let is_name = |span: &Span| matches!(span.tone, Tone::Party(_));
        let before = &spans[..self.words];
        let from = before.iter().position(is_name).unwrap_or(0);
        from..before.iter().rposition(is_name).map_or(from, |last| last + 1)
    }

    /// The same with so much less of the name that what is lit is whole; `None` where it is, or would not be.
    fn short_named(&self, spans: &[Span], cells: usize, ellipsis: &str) -> Option<Vec<Span>> {
        let over = self.width(spans, ellipsis).checked_sub(cells).filter(|over| *over > 0)?;
        if width_of(spans) <= cells {
            return None;
        }
        let name = self.name(spans);
        let left = width_of(&spans[name.clone()]).checked_sub(over)?;
        let mut shown = spans[..name.start].to_vec();
        shown.extend(cut(&spans[name.clone()], left, ellipsis));
        // What stood for the rest of the name is not said twice.
        let mut rest = spans[name.end..].to_vec();
        if let Some(next) = rest.first_mut().filter(|next| next.text.starts_with(ellipsis)) {
            next.text.replace_range(..ellipsis.len(), "");
        }
        shown.extend(rest);
        Some(shown)
    }
}

/// The same words from a little before what is lit of them, where that would be cut off: what stands before the words
/// stays, and `ellipsis` stands for what is left out. `None` where the beginning shows it.
fn around_light(spans: &[Span], cells: usize, ellipsis: &str) -> Option<Vec<Span>> {
    let LitRun { words: first, from: lit, to: end } = LitRun::of(spans)?;
    let told = |spans: &[Span]| width_of(spans);
    let (all, upto) = (told(spans), told(&spans[..end]) + text::width(ellipsis));
    if all <= cells || upto <= cells {
        return None;
    }
    let start: usize = spans[..first].iter().map(|span| span.text.len()).sum();
    let before: String = spans[first..lit].iter().map(|span| span.text.as_str()).collect();
    let room = cells.saturating_sub(told(&spans[..first]) + text::width(ellipsis));
    // What is lit stands in the middle of the room, behind whole words.
    let rest = room.saturating_sub(told(&spans[lit..end]));
    let context = rest - told(&spans[end..]).min(rest / 2);
    let from = before
        .match_indices(' ')
        .map(|(at, blank)| at + blank.len())
        .find(|at| text::width(before.get(*at..).unwrap_or_default()) <= context)
        .unwrap_or(before.len());
    let whole: usize = spans.iter().map(|span| span.text.len()).sum();
    let mut shown = slice(spans, 0..start);
    shown.push(Span::new(ellipsis, Tone::Dim));
    shown.extend(slice(spans, start + from..whole));
    Some(shown)
}

/// The text of spans side by side.
fn joined(spans: &[Span]) -> Cow<'_, str> {
    match spans {
        [] => Cow::Borrowed(""),
        [only] => Cow::Borrowed(&only.text),
        _ => {
            let mut text = String::with_capacity(spans.iter().map(|span| span.text.len()).sum());
            spans.iter().for_each(|span| text.push_str(&span.text));
            Cow::Owned(text)
        }
    }
}

/// The width of spans side by side, in cells.
#[must_use]
pub fn width_of(spans: &[Span]) -> usize {
    spans.iter().map(|span| text::width(&span.text)).sum()
}

/// Runs of text in `cells`: cut where they do not fit, `ellipsis` standing for the rest, whichever run the cut
/// falls into.
#[must_use]
pub fn cut(spans: &[Span], cells: usize, ellipsis: &str) -> Vec<Span> {
    let text = joined(spans);
    let cut = LineCut::of(&text, cells, ellipsis);
    let mut shown = slice(spans, 0..cut.kept);
    if !cut.ellipsis.is_empty() {
        // The mark is the program's own, whatever it stands behind.
        shown.push(Span::new(cut.ellipsis, Tone::Dim));
    }
    shown
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
            out.push(Span { text: part.to_owned(), tone: span.tone, light: span.light });
        }
        start = end;
    }
    out
}

/// In how many parts a text is told; in one unless it is long.
#[must_use]
pub fn part_count(text: &str) -> usize {
    if text.len() <= PART * 2 { 1 } else { text.len() / PART }
}

/// The bytes of a part of a text, from 0. The parts hold all of it, and each is found without the others.
#[must_use]
pub fn part(text: &str, nth: usize) -> Range<usize> {
    let count = part_count(text);
    let start = if nth == 0 { 0 } else { cut_near(text, nth * PART) };
    let end = if nth + 1 >= count { text.len() } else { cut_near(text, (nth + 1) * PART) };
    start..end.max(start)
}

/// Where a text may be cut a little after a byte: behind the end of a sentence, else behind a blank, else between
/// two letters.
fn cut_near(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at);
    let window = text.get(from..text.floor_char_boundary(from + PART / 8)).unwrap_or_default();
    let behind = |end: &&str| Some(window.find(*end)? + end.len());
    let sentence = || [". ", "! ", "? ", ".” ", "。", "！", "？"].iter().filter_map(behind).min();
    let blank =
        || window.char_indices().find(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    let letter = || window.grapheme_indices(true).map(|(at, _)| at).find(|at| *at > 0);
    from + sentence().or_else(blank).or_else(letter).unwrap_or_default()
}

/// The beginning of a text that is told beside others, and how many bytes are left out.
#[must_use]
pub fn beginning(text: &str) -> (&str, usize) {
    if text.len() <= BESIDE {
        return (text, 0);
    }
    let kept = text.get(..text.floor_char_boundary(BESIDE)).unwrap_or_default();
    (kept, text.len() - kept.len())
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

/// Spans with `ranges` of their joined text lit.
#[must_use]
pub fn lit_across(spans: &[Span], ranges: &[Range<usize>]) -> Vec<Span> {
    let mut start = 0;
    let mut shown = Vec::with_capacity(spans.len() + ranges.len());
    for span in spans {
        let end = start + span.text.len();
        let within = ranges.iter().filter(|range| range.start < end && range.end > start);
        let own = within.map(|range| {
            let own = range.start.max(start) - start..range.end.min(end) - start;
            (own, Light::Strong)
        });
        shown.extend(lit(&span.text, span.tone, &own.collect::<Vec<_>>()));
        start = end;
    }
    shown
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

    proptest! {
        #[test]
        fn the_parts_of_a_text_are_all_of_it(
            words in proptest::collection::vec("[a-zé漢]{1,9}[.。 ]{0,2}", 0..40), times in 1usize..400,
        ) {
            let text = words.concat().repeat(times);
            let parts: Vec<_> = (0..part_count(&text)).map(|nth| part(&text, nth)).collect();
            prop_assert_eq!(parts.iter().map(|part| &text[part.clone()]).collect::<String>(), text.as_str());
            prop_assert!(parts.iter().all(|part| part.len() <= 3 * PART));
            prop_assert_eq!(parts.len() > 1, text.len() > 2 * PART);
        }
    }

    #[test]
    fn a_long_text_is_cut_after_a_sentence_else_at_a_blank_else_between_letters() {
        let first = |text: &str| text[part(text, 0)].to_owned();
        assert!(first(&"One sentence of words. ".repeat(2000)).ends_with("words. "));
        assert!(first(&"words ".repeat(2000)).ends_with("words "));
        assert!(first(&"一句话。".repeat(4000)).ends_with('。'));
        let text = "e\u{301}".repeat(6000);
        assert_eq!(part(&text, 0).end % 3, 0, "no letter without its mark");
    }

    proptest! {
        #[test]
        fn what_is_cut_looks_cut_however_it_is_lit(
            words in "[a-zé漢 ]{0,30}", marks in proptest::collection::vec(0usize..30, 0..6), cells in 0usize..24, ascii: bool,
        ) {
            let mut bounds: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
            bounds.retain(|at| marks.contains(at));
            let ranges: Vec<_> = bounds.chunks_exact(2).map(|pair| (pair[0]..pair[1], Light::Strong)).collect();
            let row = Row::of(lit(&words, Tone::Verbatim, &ranges));
            let ellipsis = if ascii { "..." } else { "…" };
            let shown: String = cut(&row.spans, cells, ellipsis).iter().map(|s| s.text.as_str()).collect();
            let plain = LineCut::of(&words, cells, ellipsis);
            prop_assert_eq!(shown, format!("{}{}", &words[..plain.kept], plain.ellipsis));
        }
    }

    #[test]
    fn a_lit_word_at_the_cut_keeps_its_ellipsis() {
        let row = Row::of(lit(
            "put forward",
            Tone::Verbatim,
            &[(0..3, Light::Strong), (4..11, Light::Strong)],
        ));
        let shown =
            |cells| cut(&row.spans, cells, "…").iter().map(|s| s.text.as_str()).collect::<String>();
        assert_eq!([3, 4, 5].map(shown), ["pu…", "put…", "put…"]);
    }

    #[test]
    fn a_row_is_cut_around_what_is_lit_of_its_words() {
        let words =
            "The constructive initiative speaks for itself and has no hidden agenda at all.";
        let lit = lit(words, Tone::Verbatim, &[(57..63, Light::Strong), (64..70, Light::Strong)]);
        let spans = [vec![Span::new("“ Lavrov  ", Tone::Plain)], lit].concat();
        let row = Row { shows_light: true, ..Row::of(spans) }.on_one_line();
        let shown = |width| -> String {
            row.lines(width).concat().iter().map(|span| span.text.as_str()).collect()
        };
        assert_eq!(shown(40), "“ Lavrov  …has no hidden agenda at all.");
        assert_eq!(shown(30), "“ Lavrov  …no hidden agenda a…");
        assert_eq!(shown(100), format!("“ Lavrov  {words}"), "nothing is cut that fits");
        let plain = Row { shows_light: false, ..row.clone() };
        assert!(plain.lines(40)[0][1].text.starts_with("The constructive"));
    }

    proptest! {
        #[test]
        fn what_is_lit_is_seen_where_there_is_room(
            before in "[a-zé漢 ]{0,60}", hit in "[a-zé漢]{1,8}", after in "[a-zé漢 ]{0,60}", width in 24u16..60,
        ) {
            let words = format!("{before}{hit}{after}");
            let at = before.len()..before.len() + hit.len();
            let row = Row {
                shows_light: true,
                ..Row::of(lit(&words, Tone::Verbatim, &[(at, Light::Strong)]))
            };
            let line = row.on_one_line().lines(width).concat();
            prop_assert!(width_of(&line) <= usize::from(width));
            prop_assert!(line.iter().any(|span| span.light == Light::Strong && span.text == hit), "{line:?}");
        }
    }

    #[test]
    fn the_edge_gives_way_before_what_is_lit_is_cut() {
        let words = "However, our ideas are deliberately left unanswered.";
        let lit = lit(words, Tone::Verbatim, &[(23..35, Light::Strong), (36..40, Light::Strong)]);
        let spans = [vec![Span::new("“ Ministry  ", Tone::Plain)], lit].concat();
        let tail = ["3 outlets", " ", "!"].map(|text| Span::new(text, Tone::Dim)).to_vec();
        let row = Row { shows_light: true, tail, ..Row::of(spans) }.on_one_line();
        let told = |spans: &[Span]| spans.iter().map(|s| s.text.as_str()).collect::<String>();
        let shown = |width| (told(&row.lines(width).concat()), told(row.edge(width)));
        let both = |words: &str, edge: &str| (words.to_owned(), edge.to_owned());
        assert_eq!(shown(45), both("“ Ministry  …deliberately left u…", "3 outlets !"));
        assert_eq!(shown(41), both("“ Ministry  …are deliberately left una…", "!"));
        assert_eq!(shown(31), both("“ Ministry  …deliberately left…", ""));
        // Then the name does.
        let mut named = row.clone();
        named.spans[0] = Span::new("Ministry", Tone::Party(0));
        named.spans.insert(0, Span::new("“ ", Tone::Glyph));
        named.spans.insert(2, Span::new("  ", Tone::Plain));
        let line = |width| told(&named.lines(width).concat());
        assert_eq!(line(31), "“ Ministry  …deliberately left…");
        assert_eq!(line(27), "“ Min…  …deliberately left…");
        assert_eq!(told(named.edge(27)), "");
        let why = Row { says_why: true, ..row.clone() };
        assert_eq!(told(why.edge(31)), "3 outlets !", "why a row is there is not given up");
    }

    #[test]
    fn the_edge_gives_way_from_its_start() {
        let part = |text: &str| Span::new(text, Tone::Dim);
        let tail = vec![part("T+289"), part(" "), part("2 outlets"), part(" "), part("!")];
        let row = Row { tail, ..Row::of(vec![part("the words of a row")]) };
        let edge =
            |row: &Row, width| row.edge(width).iter().map(|s| s.text.as_str()).collect::<String>();
        let one = row.clone().on_one_line();
        let shown = [60, 38, 37, 32, 31, 22, 21].map(|width| edge(&one, width));
        assert_eq!(
            shown,
            ["T+289 2 outlets !", "T+289 2 outlets !", "2 outlets !", "2 outlets !", "!", "!", ""]
        );
        assert_eq!([20, 17].map(|width| edge(&row, width)), ["T+289 2 outlets !", ""]);
    }

    #[test]
    fn ascii_widens_the_margin_and_leaves_the_data() {
        let spans = vec![Span::new("¶3 · ", Tone::Dim), Span::new("“as it is”", Tone::Verbatim)];
        let row = Row::of(spans).led(3, vec![Span::new("¶3 ", Tone::Dim)]).in_ascii();
        assert_eq!(row.text(), "para 3 - “as it is”");
        assert_eq!((row.margin, row.lead[0].text.as_str()), (7, "para 3 "));
    }

    #[test]
    fn light_falls_across_spans() {
        let spans = [Span::new("Strand", Tone::Party(1)), Span::new(" · “We", Tone::Verbatim)];
        let shown = lit_across(&spans, &[2..9, 13..15]);
        let told = shown.iter().map(|span| (span.text.as_str(), span.light != Light::Off));
        let told: Vec<_> = told.collect();
        assert_eq!(
            told,
            [("St", false), ("rand", true), (" ·", true), (" “", false), ("We", true)]
        );
        assert_eq!(shown[1].tone, Tone::Party(1));
    }

    #[test]
    fn light_falls_on_its_bytes() {
        let spans = lit("a treaty", Tone::OwnWords, &[(2..8, Light::Strong)]);
        assert_eq!(spans.len(), 2);
        assert_eq!((spans[1].text.as_str(), spans[1].light), ("treaty", Light::Strong));
    }
}
