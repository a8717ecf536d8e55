//! Two reports of the same words: side by side, or stacked where the screen is narrow, with what only one of
//! them has lit, and numbers and negations lit most.
//!
//! Translations of another language are labelled, so that nobody takes a translation for a misquotation.

use crate::chronology::difference::{self, Change, ChangeKind, SenseWeight};
use crate::chronology::model::{Statement, StatementIx};
use crate::words::{self, SourceNames};

use super::quote::{MARGIN, words_lead};
use super::row::{self, Go, Row, Span, Tone};
use super::{PageInput, date_span, party_tone, quoted, tone_of, verdict_tone};

/// From this width on the two stand side by side.
const SIDE_BY_SIDE: u16 = 78;

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

/// The page that compares two of `reports`, by their positions, at a width.
#[must_use]
pub fn page(
    input: &PageInput<'_>,
    reports: &[StatementIx],
    pair: (usize, usize),
    width: u16,
) -> ComparisonPage {
    let c = input.c;
    let (a, b) = (reports[pair.0], reports[pair.1]);
    let (left, right) = (c.statement(a), c.statement(b));
    // No more than a screen holds of a text that nobody compares by eye.
    let ((left_text, left_over), (right_text, right_over)) =
        (row::beginning(&left.text), row::beginning(&right.text));
    let changes = difference::difference(left_text, right_text);
    let told = |text, over, is_left, kind| {
        let mut spans = side(text, &changes, is_left, tone_of(kind));
        spans.extend((over > 0).then(|| Span::new("…", Tone::Dim)));
        spans
    };
    let names = SourceNames::beside_dates(c, [left.source, right.source]);
    let mut columns = vec![
        column(input, &names, a, told(left_text, left_over, true, left.kind)),
        column(input, &names, b, told(right_text, right_over, false, right.kind)),
    ];
    if width < SIDE_BY_SIDE {
        let lower = columns.split_off(1);
        columns[0].push(Row::blank());
        columns[0].extend(lower.into_iter().flatten());
    }
    ComparisonPage {
        head: input.finished(head(input, left, pair, reports.len())),
        columns: columns.into_iter().map(|column| input.finished(column)).collect(),
        foot: input.finished(foot(left, right, &changes, left_over + right_over > 0)),
    }
}

fn head(input: &PageInput<'_>, s: &Statement, pair: (usize, usize), count: usize) -> Vec<Row> {
    let c = input.c;
    let mut spans = Vec::new();
    if let Some(speaker) = s.speaker.map(|ix| c.speaker(ix)) {
        spans.push(Span::new(&*speaker.name, party_tone(speaker)));
        for part in words::post(speaker, s.said.as_ref()).into_iter().chain(words::beside(c, s)) {
            spans.push(Span::new(format!(", {part}"), Tone::Plain));
        }
        spans.push(Span::new(", ", Tone::Plain));
    }
    spans.extend(s.said.as_ref().map(|_| Span::new("said ", Tone::Dim)));
    spans.push(date_span(s.said.as_ref()));
    if count > 2 {
        let (first, second) = (pair.0 + 1, pair.1 + 1);
        let text =
            format!("  reports {first} and {second} of {count}; s and S choose another pair");
        spans.push(Span::new(text, Tone::Dim));
    }
    vec![Row::of(spans), Row::blank()]
}

fn column(
    input: &PageInput<'_>,
    names: &SourceNames,
    ix: StatementIx,
    text: Vec<Span>,
) -> Vec<Row> {
    let c = input.c;
    let s = c.statement(ix);
    let cite = names.cite(c, s.cite());
    let source = vec![
        Span::new(cite, Tone::Strong),
        Span::new(" · ", Tone::Dim),
        date_span(c.source(s.source).published.as_ref()),
    ];
    let found = input.finding(ix);
    let mut facts = vec![
        Span::new(
            format!("{} ", words::verdict_glyph(found.map(|f| f.verdict))),
            verdict_tone(found),
        ),
        Span::new(words::manner(s.kind, found), Tone::Plain),
    ];
    let way = words::relayed(c, s).into_iter().chain(s.translation.as_ref().map(words::translated));
    facts.extend(way.map(|way| Span::new(format!(" · {way}"), Tone::Dim)));
    let text = Row::of(quoted(words::lead(s.kind), s, text)).led(MARGIN, words_lead(s.kind));
    let go = Go::To(c.citation_of(ix));
    vec![Row::of(source).leading(go), Row::of(facts), Row::blank(), text]
}

/// The words of one side in `tone`, what only it has lit.
pub(super) fn side(text: &str, changes: &[Change], left: bool, tone: Tone) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for change in changes {
        let range = if left { change.left.clone() } else { change.right.clone() };
        let own = if left { ChangeKind::Left } else { ChangeKind::Right };
        let tone_here = match (change.kind == own, change.weight) {
            (false, _) => tone,
            (true, SenseWeight::Plain) => Tone::Changed,
            (true, _) => Tone::Telling,
        };
        let (Some(before), Some(inside)) = (text.get(at..range.start), text.get(range.clone()))
        else {
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::new(before, tone));
        }
        if !inside.is_empty() {
            spans.push(Span::new(inside, tone_here));
        }
        at = range.end;
    }
    spans.push(Span::new(text.get(at..).unwrap_or_default(), tone));
    spans
}

/// The places where numbers or negations differ: those where one wording stands for another, and those where
/// only one of the two has any words. A number in a sentence that only one of them prints is no other number.
fn telling_places(changes: &[Change]) -> (usize, usize) {
    let (mut differing, mut lone) = (0, 0);
    for place in changes.split(|change| change.kind == ChangeKind::Same) {
        let has = |kind| place.iter().any(|change| change.kind == kind);
        if place.iter().any(|change| change.weight != SenseWeight::Plain) {
            *(if has(ChangeKind::Left) && has(ChangeKind::Right) {
                &mut differing
            } else {
                &mut lone
            }) += 1;
        }
    }
    (differing, lone)
}

/// What is to be said of the difference; `cut` where the texts go on beyond what was compared.
fn foot(left: &Statement, right: &Statement, changes: &[Change], cut: bool) -> Vec<Row> {
    let same = changes.iter().all(|change| change.kind == ChangeKind::Same);
    let words = match telling_places(changes) {
        _ if !(left.kind.is_verbatim() && right.kind.is_verbatim()) => Span::new(
            "a paraphrase is compared here: its words are the dataset's, not the source's",
            Tone::Warn,
        ),
        _ if cut => Span::new("only the beginnings of these words are compared here", Tone::Warn),
        _ if same => Span::new("the same words; at most their typography differs", Tone::Good),
        (0, 0) => Span::new(
            "wordings differ, no number and no negation among the differences",
            Tone::Plain,
        ),
        (0, _) => Span::new(
            "no number and no negation differs; only one of them prints some",
            Tone::Plain,
        ),
        (1, _) => Span::new("a number or a negation differs", Tone::Warn),
        (n, _) => Span::new(format!("numbers or negations differ in {n} places"), Tone::Warn),
    };
    let mut rows = vec![Row::blank(), Row::of(vec![words])];
    let from = |s: &Statement| s.translation.as_ref().map(|t| words::language(&t.from));
    let label = match (from(left), from(right)) {
        (Some(a), Some(b)) if a == b => Some(format!(
            "Both are translations of words said in {a}: different wordings are no misquotation."
        )),
        (Some(_), Some(_)) => Some("Both are translations.".to_owned()),
        (Some(a), None) | (None, Some(a)) => Some(format!(
            "One of the two is a translation from {a}: different wordings are no misquotation."
        )),
        (None, None) => None,
    };
    rows.extend(label.map(|text| Row::of(vec![Span::new(text, Tone::Warn)])));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_only_one_prints_differs_from_none() {
        let places = |a, b| telling_places(&difference::difference(a, b));
        assert_eq!(places("we keep 1,550", "we keep 1,500"), (1, 0));
        assert_eq!(places("we keep it", "we keep it. In 2026 there were 3."), (0, 1));
        assert_eq!(places("we do not keep it", "we keep it"), (0, 1));
        assert_eq!(places("we keep it", "we keep it"), (0, 0));
    }
}
