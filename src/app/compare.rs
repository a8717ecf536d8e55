//! Comparing two reports of the same words: side by side, or stacked where the screen is narrow, with what
//! only one of them has lit, and numbers and negations lit most.
//!
//! Translations of another language are labelled, so that nobody takes a translation for a misquotation.

use crate::chronology::difference::{self, ChangeKind, Weight};
use crate::chronology::model::{Statement, StatementIx, StatementKind};
use crate::chronology::tables::Citation;

use super::prose::{Go, Row, Span, Tone};
use super::viewport::Anchor;
use super::{App, Overlay, naming};

/// From this width on the two stand side by side.
const SIDE_BY_SIDE: u16 = 78;

/// A comparison laid over the panes.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The reports of the group.
    pub reports: Vec<StatementIx>,
    /// Which two of them are compared, by their positions.
    pub pair: (usize, usize),
    /// What stands at the top.
    pub top: Anchor,
}

/// The page of a comparison.
#[derive(Debug, Clone)]
pub struct ComparisonPage {
    /// What they have in common, over both.
    pub head: Vec<Row>,
    /// The two columns, or one of everything where they are stacked.
    pub columns: Vec<Vec<Row>>,
    /// What is to be said of the difference, under both.
    pub foot: Vec<Row>,
}

impl App {
    pub(super) fn open_comparison(&mut self) {
        if self.chronology().reported(self.cursor).is_none() {
            self.tell("an event has no words to compare; Enter leads to what was said of it");
            return;
        }
        let reports = self.chronology().reports(self.cursor.record).to_vec();
        if reports.len() < 2 {
            self.tell(
                "no other source recorded here prints these words, so there is nothing to compare",
            );
            return;
        }
        let here = self.cursor.nth as usize;
        let pair = self.best_pair(&reports, here);
        self.overlay = Some(Overlay::Compare(Comparison { reports, pair, top: Anchor::default() }));
    }

    /// The report under the cursor beside the first other verbatim one.
    fn best_pair(&self, reports: &[StatementIx], here: usize) -> (usize, usize) {
        let c = self.chronology();
        let verbatim = |i: &usize| *i != here && c.statement(reports[*i]).kind.is_verbatim();
        let other = (0..reports.len()).find(verbatim).unwrap_or(usize::from(here == 0));
        (here.min(other), here.max(other))
    }

    /// Chooses another pair.
    pub(super) fn next_pair(&mut self, by: isize) {
        let Some(Overlay::Compare(comparison)) = &mut self.overlay else {
            return;
        };
        let count = comparison.reports.len();
        let pairs: Vec<(usize, usize)> =
            (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
        let here = pairs.iter().position(|p| *p == comparison.pair).unwrap_or(0);
        let next = (here as isize + by).rem_euclid(pairs.len().max(1) as isize) as usize;
        if let Some(pair) = pairs.get(next) {
            comparison.pair = *pair;
            comparison.top = Anchor::default();
        }
    }

    /// Leaves the comparison at the report on the right (or lower).
    pub(super) fn take_comparison(&mut self) {
        let Some(Overlay::Compare(comparison)) = self.overlay.take() else {
            return;
        };
        self.jump(Citation { nth: comparison.pair.1 as u32, ..self.cursor });
    }

    /// The page of a comparison at a width.
    #[must_use]
    pub fn comparison_page(&self, comparison: &Comparison, width: u16) -> ComparisonPage {
        let c = self.chronology();
        let (a, b) = (comparison.reports[comparison.pair.0], comparison.reports[comparison.pair.1]);
        let (left, right) = (c.statement(a), c.statement(b));
        let changes = difference::difference(&left.text, &right.text);
        let mut columns = vec![
            self.report_column(a, &spans_of(&left.text, &changes, true)),
            self.report_column(b, &spans_of(&right.text, &changes, false)),
        ];
        if width < SIDE_BY_SIDE {
            let lower = columns.split_off(1);
            columns[0].push(Row::blank());
            columns[0].extend(lower.into_iter().flatten());
        }
        ComparisonPage {
            head: self.comparison_head(comparison, left),
            columns,
            foot: foot(left, right, &changes),
        }
    }

    fn comparison_head(&self, comparison: &Comparison, s: &Statement) -> Vec<Row> {
        let c = self.chronology();
        let mut spans = Vec::new();
        if let Some(speaker) = naming::speaker_span(c, s.speaker, false) {
            spans.extend([speaker, Span::new(", ", Tone::Plain)]);
        }
        spans.push(Span::new("said ", Tone::Dim));
        spans.push(naming::date_span(s.said.as_ref()));
        let (count, pair) = (comparison.reports.len(), comparison.pair);
        if count > 2 {
            let text = format!(
                "  reports {} and {} of {count}; s and S choose another pair",
                pair.0 + 1,
                pair.1 + 1
            );
            spans.push(Span::new(text, Tone::Dim));
        }
        vec![Row::of(spans), Row::blank()]
    }

    fn report_column(&self, ix: StatementIx, words: &[Span]) -> Vec<Row> {
        let c = self.chronology();
        let s = c.statement(ix);
        let source = c.source(s.source);
        let mut head = vec![Span::new(naming::outlet(source), Tone::Strong)];
        if let Some(para) = s.para {
            head.push(Span::new(format!(" ¶{para}"), Tone::Plain));
        }
        head.push(Span::new(" · ", Tone::Dim));
        head.push(naming::date_span(source.published.as_ref()));
        let mut kind = s.kind.word().to_owned();
        if !s.kind.is_verbatim() {
            kind.push_str(", in the dataset's words");
        }
        if let Some(translation) = &s.translation {
            kind = format!("{kind} · translated from {}", translation.from);
        }
        let mut facts = vec![Span::new(kind, Tone::Dim)];
        if let Some(status) = self.library.status(ix) {
            let (glyph, text, tone) = naming::status(status);
            facts.push(Span::new(format!(" · {glyph} {text}"), tone));
        }
        let go = Go::To(c.citation_of(ix));
        let (lead, open, close) = match s.kind {
            StatementKind::Quote => ("▎ ", "“", "”"),
            StatementKind::Fragment => ("▎ ", "“…", "…”"),
            StatementKind::Block => ("▎ ", "", ""),
            StatementKind::Reported => ("◦ ", "", ""),
        };
        let mut spans = vec![Span::new(open, Tone::Verbatim)];
        spans.extend_from_slice(words);
        spans.push(Span::new(close, Tone::Verbatim));
        let told = Row::of(spans).led(2, vec![Span::new(lead, Tone::Glyph)]);
        vec![Row::of(head).leading(go), Row::of(facts), Row::blank(), told]
    }
}

/// The words of one side, what only it has lit.
pub(super) fn spans_of(text: &str, changes: &[difference::Change], left: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for change in changes {
        let range = if left { change.left.clone() } else { change.right.clone() };
        let own = if left { ChangeKind::Left } else { ChangeKind::Right };
        let tone = match (change.kind == own, change.weight) {
            (false, _) => Tone::Verbatim,
            (true, Weight::Plain) => Tone::Changed,
            (true, _) => Tone::Telling,
        };
        let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::new(before, Tone::Verbatim));
        }
        if !inside.is_empty() {
            spans.push(Span::new(inside, tone));
        }
        at = range.end;
    }
    spans.push(Span::new(text.get(at..).unwrap_or_default(), Tone::Verbatim));
    spans
}

fn foot(left: &Statement, right: &Statement, changes: &[difference::Change]) -> Vec<Row> {
    let telling =
        changes.iter().filter(|c| c.kind != ChangeKind::Same && c.weight != Weight::Plain).count();
    let changed = changes.iter().filter(|c| c.kind != ChangeKind::Same).count();
    let mut rows = vec![Row::blank()];
    let words = match (changed, telling) {
        _ if !(left.kind.is_verbatim() && right.kind.is_verbatim()) => Span::new(
            "a paraphrase is compared here: its words are the dataset's, not the source's",
            Tone::Warn,
        ),
        (0, _) => Span::new("the same words; at most their typography differs", Tone::Good),
        (_, 0) => Span::new(
            "wordings differ, no number and no negation among the differences",
            Tone::Plain,
        ),
        (_, 1) => Span::new("a number or a negation differs", Tone::Warn),
        (_, n) => Span::new(format!("numbers or negations differ in {n} places"), Tone::Warn),
    };
    rows.push(Row::of(vec![words]));
    let translated = |s: &Statement| s.translation.as_ref().map(|t| t.from.to_string());
    let label = match (translated(left), translated(right)) {
        (Some(a), Some(b)) if a == b => Some(format!(
            "Both are translations of words said in another language ({a}): different wordings are no misquotation."
        )),
        (Some(a), None) | (None, Some(a)) => Some(format!(
            "One of the two is a translation (from {a}): different wordings are no misquotation."
        )),
        (Some(_), Some(_)) => Some("Both are translations.".to_owned()),
        (None, None) => None,
    };
    rows.extend(label.map(|text| Row::of(vec![Span::new(text, Tone::Warn)])));
    rows
}
