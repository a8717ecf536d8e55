//! Two reports of the same words, sentence by sentence: side by side, or stacked where the screen is narrow. A
//! sentence that only one has is said to be so; in one that is reworded, what only one has is lit, numbers and
//! negations most.
//!
//! Translations of another language are labelled, so that nobody takes a translation for a misquotation.

use crate::chronology::Chronology;
use crate::chronology::agreement::{Agreement, Disagreement, Relation, agreement};
use crate::chronology::alignment::{self, AlignedSentences};
use crate::chronology::difference::{self, Change, ChangeKind, SenseWeight};
use crate::chronology::model::{Statement, StatementIx};
use crate::text::slice;
use crate::words::{self, SourceNames};

use super::quote::{MARGIN, words_lead};
use super::row::{self, Go, Row, Span, Tone};
use super::{PageInput, closing, opening, party_tone, tone_of, verdict_tone};

/// From this width on the two stand side by side.
pub const SIDE_BY_SIDE: u16 = 78;

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

/// The cells between two columns.
pub const BETWEEN: u16 = 3;

/// The cells that each of so many columns has on a page of a width.
#[must_use]
pub fn column_width(width: u16, count: u16) -> u16 {
    let count = count.max(1);
    width.saturating_sub(BETWEEN * (count - 1)) / count
}

impl ComparisonPage {
    /// The same with everything one under the other, to be scrolled together where there are few rows.
    #[must_use]
    pub fn in_one_column(self) -> Self {
        let rows = self.head.into_iter().chain(self.columns.into_iter().flatten()).chain(self.foot);
        Self { head: Vec::new(), columns: vec![rows.collect()], foot: Vec::new() }
    }
}

/// Sentences that belong together.
#[derive(Debug, Clone)]
struct Sentences {
    at: AlignedSentences,
    changes: Vec<Change>,
    /// How they stand to each other, or why their words are not compared.
    relation: Result<Relation, Apart>,
}

/// How two reports lie beside each other, and what that comes to: found once for a pair, however often it is drawn.
#[derive(Debug, Clone)]
pub struct Alignment {
    sentences: Vec<Sentences>,
    /// What is to be said of the difference.
    told: Span,
}

impl Alignment {
    /// Of the words of two statements.
    #[must_use]
    pub fn of(c: &Chronology, both: [StatementIx; 2]) -> Self {
        let [left, right] = both.map(|ix| c.statement(ix));
        // No more than a screen holds of a text that nobody compares by eye.
        let [(left_text, left_over), (right_text, right_over)] =
            [left, right].map(|s| row::beginning(&s.text));
        let lang = |s: &Statement| c.source(s.source).lang.as_deref().map(words::language);
        let (left_lang, right_lang) = (lang(left), lang(right));
        let mut aligned = alignment::align(left_text, right_text);
        // A source in another language may be told in this one; then its words are found here.
        let share_none = aligned.iter().all(|pair| pair.left.is_empty() || pair.right.is_empty());
        let in_two_languages =
            share_none && left_lang.is_some() && right_lang.is_some() && left_lang != right_lang;
        let apart = if left.kind.is_verbatim() && right.kind.is_verbatim() {
            in_two_languages.then_some(Apart::Languages)
        } else {
            Some(Apart::Paraphrase)
        };
        if apart.is_some() {
            aligned =
                vec![AlignedSentences { left: 0..left_text.len(), right: 0..right_text.len() }];
        }
        let compared = |at: AlignedSentences| {
            let texts = [slice(left_text, at.left.clone()), slice(right_text, at.right.clone())];
            let (changes, relation) = match apart {
                Some(apart) => (Vec::new(), Err(apart)),
                None => {
                    let changes = difference::difference(texts[0], texts[1]);
                    let relation = Relation::of(texts, &changes);
                    (changes, Ok(relation))
                }
            };
            Sentences { at, changes, relation }
        };
        let sentences: Vec<_> = aligned.into_iter().map(compared).collect();
        let mut alignment = Self { sentences, told: Span::new("", Tone::Plain) };
        let pairs = alignment.pairs([left_text, right_text]);
        alignment.told = difference_told(&pairs, apart, left_over + right_over > 0);
        alignment
    }

    fn pairs<'a>(&'a self, [left, right]: [&'a str; 2]) -> Vec<SentencePair<'a>> {
        let pair = |sentences: &'a Sentences| {
            let Sentences { at, changes, relation } = sentences;
            let texts = [slice(left, at.left.clone()), slice(right, at.right.clone())];
            SentencePair { texts, changes, relation: *relation }
        };
        self.sentences.iter().map(pair).collect()
    }
}

/// The page that compares two of `reports`, by their positions, sentence by sentence as they are aligned, what tells the
/// same beside each other: in two columns of so many cells each, or one under the other.
#[must_use]
pub fn page(
    input: &PageInput<'_>,
    reports: &[StatementIx],
    pair: (usize, usize),
    alignment: &Alignment,
    column: Option<u16>,
) -> ComparisonPage {
    let c = input.c;
    let both = [reports[pair.0], reports[pair.1]];
    let [left, right] = both.map(|ix| c.statement(ix));
    let [(left_text, left_over), (right_text, right_over)] =
        [left, right].map(|s| row::beginning(&s.text));
    let pairs = alignment.pairs([left_text, right_text]);
    let names = SourceNames::beside_dates(c, [left.source, right.source]);
    // Each tells its own day where they do not say the same of it.
    let same_day = !c.are_of_other_days(both[0], both[1]);
    let heads = both.map(|ix| input.finished(report_head(input, &names, ix, !same_day)));
    let told =
        [Told { c, s: left, is_cut: left_over > 0 }, Told { c, s: right, is_cut: right_over > 0 }];
    let columns = if let Some(cells) = column {
        side_by_side(input, heads, &pairs, &told, cells)
    } else {
        let names = [left, right].map(|s| names.name(c, s.source));
        let mut rows = heads.concat();
        rows.extend(input.finished(stacked(&pairs, &told, &names)));
        vec![rows]
    };
    ComparisonPage {
        head: input.finished(head(input, left, same_day, pair, reports.len())),
        columns,
        foot: input.finished(foot(left, right, alignment.told.clone())),
    }
}

/// What is said of sentences of the same words that only marks between them part.
const PUNCTUATED: &str = "punctuated otherwise";

/// What is said of sentences whose words differ.
const REWORDED: &str = "reworded";

/// Why the words of the two are not compared, but stand beside each other whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    /// They are in two languages.
    Languages,
    /// One of them, or both, are the dataset's own words, which can be in no other than their own.
    Paraphrase,
}

/// Sentences that belong together, with where they part; one of the two may be empty.
struct SentencePair<'a> {
    texts: [&'a str; 2],
    changes: &'a [Change],
    /// How they stand to each other, or why their words are not compared.
    relation: Result<Relation, Apart>,
}

impl SentencePair<'_> {
    /// The sentence of a side, with the words lit that only it has; of a sentence that only one has none are.
    fn spans(&self, nth: usize, tone: Tone) -> Vec<Span> {
        match self.relation {
            Ok(Relation::Only(_)) | Err(_) => vec![Span::new(self.texts[nth], tone)],
            Ok(_) => side(self.texts[nth], self.changes, nth == 0, tone),
        }
    }
}

/// One of the two reports, as it is told.
struct Told<'a> {
    c: &'a Chronology,
    s: &'a Statement,
    /// Whether its text goes on beyond what is compared.
    is_cut: bool,
}

impl Told<'_> {
    /// A sentence of it as a row, with what stands before the first of its words and behind the last.
    fn row(&self, spans: Vec<Span>, is_first: bool, is_last: bool) -> Row {
        let open = is_first.then(|| opening(words::lead(self.s.kind), self.s));
        let cut = (is_last && self.is_cut).then(|| Span::new("…", Tone::Dim));
        let close = if is_last { closing(self.s) } else { None };
        let spans = open.into_iter().flatten().chain(spans).chain(cut).chain(close);
        let lead = if is_first { words_lead(self.c, self.s) } else { Vec::new() };
        Row::of(spans.collect()).led(MARGIN, lead)
    }
}

/// The rows of the sentences of a side, by the numbers of the pairs; nothing where it has no such sentence.
fn rows_of(pairs: &[SentencePair<'_>], told: &Told<'_>, nth: usize) -> Vec<Option<Row>> {
    let has = |pair: &SentencePair<'_>| !pair.texts[nth].is_empty();
    let (first, last) = (pairs.iter().position(has), pairs.iter().rposition(has));
    let row = |(at, pair): (usize, &SentencePair<'_>)| {
        let spans = pair.spans(nth, tone_of(told.s.kind));
        has(pair).then(|| told.row(spans, Some(at) == first, Some(at) == last))
    };
    pairs.iter().enumerate().map(row).collect()
}

/// A remark on a sentence, over it.
fn remark(text: impl Into<String>) -> Row {
    Row::of(vec![Span::new(text, Tone::Dim)]).led(MARGIN, Vec::new())
}

/// Both columns, each sentence at the height of the one beside it.
fn side_by_side(
    input: &PageInput<'_>,
    heads: [Vec<Row>; 2],
    pairs: &[SentencePair<'_>],
    told: &[Told<'_>; 2],
    cells: u16,
) -> Vec<Vec<Row>> {
    let mut columns = heads;
    level(&mut columns, cells);
    let mut sides = [0, 1].map(|nth| rows_of(pairs, &told[nth], nth).into_iter());
    for pair in pairs {
        let over = match pair.relation {
            Ok(Relation::Only(0)) => [remark("only here"), Row::blank()],
            Ok(Relation::Only(_)) => [Row::blank(), remark("only here")],
            Ok(Relation::Same) => [remark("the same words"), Row::blank()],
            Ok(Relation::Punctuated) => [remark(PUNCTUATED), Row::blank()],
            Ok(Relation::Reworded) => [remark(REWORDED), Row::blank()],
            Err(_) => [Row::blank(), Row::blank()],
        };
        for ((column, side), over) in columns.iter_mut().zip(&mut sides).zip(over) {
            let sentence = side.next().flatten();
            column.push(Row::blank());
            column.extend(input.finished(std::iter::once(over).chain(sentence).collect()));
        }
        level(&mut columns, cells);
    }
    columns.into()
}

/// Fills the shorter of two columns of so many cells with blank rows.
fn level(columns: &mut [Vec<Row>; 2], cells: u16) {
    let heights = columns.each_ref().map(|rows| lines(rows, cells));
    let most = heights.into_iter().max().unwrap_or(0);
    for (column, height) in columns.iter_mut().zip(heights) {
        column.extend((height..most).map(|_| Row::blank()));
    }
}

/// The lines of rows at a width, the column of the cursor's mark apart.
#[must_use]
pub fn lines(rows: &[Row], cells: u16) -> usize {
    rows.iter().map(|row| row.height(cells)).sum()
}

/// The sentences one under the other, each under whose it is.
fn stacked(pairs: &[SentencePair<'_>], told: &[Told<'_>; 2], names: &[String; 2]) -> Vec<Row> {
    let mut sides = [0, 1].map(|nth| rows_of(pairs, &told[nth], nth).into_iter());
    let mut rows = Vec::new();
    for pair in pairs {
        let [left, right] = sides.each_mut().map(|side| side.next().flatten());
        rows.push(Row::blank());
        let both = |how| remark(format!("{how}: {}, then {}", names[0], names[1]));
        rows.push(match pair.relation {
            Ok(Relation::Only(nth)) => remark(format!("only {}", names[nth])),
            Ok(Relation::Same) => {
                rows.push(remark("the same words in both"));
                rows.extend(left);
                continue;
            }
            Ok(Relation::Punctuated) => both(PUNCTUATED),
            Ok(Relation::Reworded) => both(REWORDED),
            Err(Apart::Languages) => both("in two languages"),
            Err(Apart::Paraphrase) => both("words and paraphrase"),
        });
        rows.extend(left.into_iter().chain(right));
    }
    rows
}

fn head(
    input: &PageInput<'_>,
    s: &Statement,
    tells_day: bool,
    pair: (usize, usize),
    count: usize,
) -> Vec<Row> {
    let c = input.c;
    let mut spans = Vec::new();
    if let Some(speaker) = s.speaker.map(|ix| c.speaker(ix)) {
        spans.push(Span::new(&*speaker.name, party_tone(speaker)));
        spans.push(Span::new(words::behind_speaker(c, s), Tone::Plain));
    }
    if tells_day {
        let between = if spans.is_empty() { "" } else { ", " };
        spans.push(Span::new(between, Tone::Plain));
        spans.extend(super::said_spans_alone(s));
    }
    if count > 2 {
        let (first, second) = (pair.0 + 1, pair.1 + 1);
        let text = format!("  reports {first} and {second} of {count}");
        spans.push(Span::new(text, Tone::Dim));
    }
    vec![Row::of(spans), Row::blank()]
}

/// What is told of a report over its words: where it stands, how far its words are checked, and when it has them said
/// if that is asked for.
fn report_head(
    input: &PageInput<'_>,
    names: &SourceNames,
    ix: StatementIx,
    tells_day: bool,
) -> Vec<Row> {
    let c = input.c;
    let s = c.statement(ix);
    let cite = names.cite(c, s.cite());
    let mut source = vec![Span::new(cite, Tone::Strong), Span::new(" · ", Tone::Dim)];
    source.extend(super::published_spans(c.source(s.source)));
    let changes = words::changes(c, c.source(s.source));
    source.extend(changes.iter().map(|told| Span::new(format!(", {told}"), Tone::Warn)));
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
    if tells_day {
        facts.push(Span::new(" · ", Tone::Dim));
        facts.extend(super::said_spans_alone(s));
    }
    vec![Row::of(source).leading(Go::To(c.citation_of(ix))), Row::of(facts)]
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

/// How many of the numbers and negations that only one side prints are told.
const LONE: usize = 4;

/// What is said of the numbers and negations.
fn agreement_told(agreement: &Agreement<'_>) -> Span {
    let said = |text: &str| Span::new(text, Tone::Plain);
    match agreement {
        Agreement::Full { moved: true } => said(
            "wordings differ; both print the same numbers and negations, some in another place",
        ),
        Agreement::Full { moved: false } => {
            said("wordings differ, no number and no negation among the differences")
        }
        Agreement::LeftOut(words) => {
            let told = words.iter().take(LONE).map(|word| format!("“{word}”"));
            let told = told.collect::<Vec<_>>().join(", ");
            let more = if words.len() > LONE { "…" } else { "" };
            said(&format!(
                "numbers and negations agree where both print them; one prints what the other leaves out: {told}{more}"
            ))
        }
        Agreement::Differs(how) => {
            let told = disagreement_told(how);
            Span::new(format!("a number or a negation differs: {told}"), Tone::Warn)
        }
        Agreement::DiffersIn(places) => {
            let places = words::count(*places, "place");
            Span::new(format!("numbers or negations differ in {places}"), Tone::Warn)
        }
    }
}

fn disagreement_told(how: &Disagreement<'_>) -> String {
    match how {
        Disagreement::Words(both) => {
            let [one, other] = both.each_ref().map(|words| match &words[..] {
                [] => "none".to_owned(),
                words => format!("“{}”", words.join(" ")),
            });
            format!("one prints {one}, the other {other}")
        }
        Disagreement::Elsewhere(words) => {
            let often = |count| match count {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                count => words::count(count, "time"),
            };
            let told = words.iter().map(|(words, [one, other])| {
                if one == other {
                    format!("“{words}” stands in another place")
                } else {
                    let (one, other) = (often(*one), often(*other));
                    format!("“{words}” stands {one} in one, {other} in the other")
                }
            });
            told.collect::<Vec<_>>().join("; ")
        }
    }
}

/// What is to be said of the difference: why the words are not compared, if they are not, or whether they go on beyond
/// what was.
fn difference_told(pairs: &[SentencePair<'_>], apart: Option<Apart>, is_cut: bool) -> Span {
    let all = |relations: &[Relation]| {
        pairs.iter().all(|pair| pair.relation.is_ok_and(|is| relations.contains(&is)))
    };
    match apart {
        Some(Apart::Paraphrase) => Span::new(
            "a paraphrase is compared here: its words are the dataset's, not the source's",
            Tone::Warn,
        ),
        Some(Apart::Languages) => {
            Span::new("in two languages: the words are not compared", Tone::Plain)
        }
        None if is_cut => {
            Span::new("only the beginnings of these words are compared here", Tone::Warn)
        }
        None if all(&[Relation::Same]) => {
            Span::new("the same words; at most their typography differs", Tone::Good)
        }
        None if all(&[Relation::Same, Relation::Punctuated]) => {
            Span::new("the same words; only their punctuation differs", Tone::Good)
        }
        None => {
            let pairs: Vec<_> = pairs.iter().map(|pair| (pair.texts, pair.changes)).collect();
            agreement_told(&agreement(&pairs))
        }
    }
}

/// What is said under both: what the difference comes to, and which of them are translations.
fn foot(left: &Statement, right: &Statement, words: Span) -> Vec<Row> {
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
    fn numbers_and_negations_are_told_as_they_differ() {
        let told = |a, b| {
            let changes = difference::difference(a, b);
            agreement_told(&agreement(&[([a, b], &changes)])).text
        };
        assert_eq!(
            told("we keep 1,550", "we keep 1,500"),
            "a number or a negation differs: one prints “1,550”, the other “1,500”"
        );
        let lone = "numbers and negations agree where both print them; one prints what the other leaves out: ";
        assert_eq!(
            told("we keep it", "we keep it. In 2026 there were 3."),
            format!("{lone}“2026”, “3”")
        );
        assert_eq!(
            told("we keep it", "we keep it. There were 1, 2, 3, 4 and 5."),
            format!("{lone}“1”, “2”, “3”, “4”…")
        );
        assert_eq!(
            told("we do not keep it", "we keep it"),
            "a number or a negation differs: one prints “not”, the other none"
        );
        assert_eq!(
            told("700 boats and 1,550 nets", "1,550 boats and 700 nets"),
            "numbers or negations differ in 2 places"
        );
        assert_eq!(
            told("We had 12 boats and 12 men.", "We had 12 boats and a crew."),
            "a number or a negation differs: “12” stands twice in one, once in the other"
        );
        assert_eq!(
            told("in 2026 we keep all of it", "we keep all of it in 2026"),
            "wordings differ; both print the same numbers and negations, some in another place"
        );
    }
}
