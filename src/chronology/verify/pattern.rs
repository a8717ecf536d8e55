//! Owns how the words of a record are read: where it leaves words out, where an editor put words in, and what is
//! left to be found in print. It decides nothing about whether that is printed.

use super::letters::letters;
use super::marks::Quotations;
use crate::text::classes::{is_guillemet, is_hyphen};
use crate::text::fold::{Folded, collapse_white_space, fold_typography};
use std::ops::Range;

/// The words of a record, cut at its ellipses. Each segment has something other than white space.
#[derive(Debug)]
pub(super) struct QuotationPattern {
    pub(super) segments: Vec<PatternSegment>,
    /// Words are left out before the first segment.
    pub(super) leads: bool,
    /// Words are left out after the last segment.
    pub(super) trails: bool,
}

/// Words between two ellipses, cut at what the editor has put into brackets: one more text than brackets.
#[derive(Debug)]
pub(super) struct PatternSegment {
    pub(super) texts: Vec<PatternText>,
    pub(super) brackets: Vec<Bracket>,
}

/// What an editor has put into brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `[sic]`: what stands before it is printed so.
    Sic,
    /// Words that are added, or that stand for others: `goal [a landing]`, `[it] was`.
    Words(String),
    /// The end of a word that is printed with another one, or with none: `walk[ed]`.
    Ending(String),
}

impl Bracket {
    /// Takes in a bracket that follows with no word between: the two stand for words together.
    fn merge(&mut self, next: Self) {
        let (Self::Words(more) | Self::Ending(more)) = next else { return };
        match self {
            Self::Words(words) | Self::Ending(words) => {
                words.push(' ');
                words.push_str(&more);
            }
            Self::Sic => *self = Self::Words(more),
        }
    }
}

/// Words that must be printed as they stand.
#[derive(Debug, Default, Clone)]
pub(super) struct PatternText {
    /// Folded, without white space at the ends.
    pub(super) chars: Vec<TextChar>,
    /// Its letters and digits, as [`letters`] has them.
    pub(super) letters: String,
    /// White space stood before it, or after it.
    pub(super) spaced: (bool, bool),
    /// As the record has it, but for white space.
    pub(super) raw: String,
    /// Letters stood in brackets: `[T]hat`.
    pub(super) bracketed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextChar {
    pub(super) c: char,
    pub(super) role: CharRole,
    /// In brackets, so that its case is the editor's.
    pub(super) bracketed: bool,
}

/// What a character is, that folds to the same as others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CharRole {
    Other,
    /// A hyphen, no dash.
    Hyphen,
    /// A quotation mark that quotes, no apostrophe.
    Mark,
    /// One that French sets off by blanks.
    Guillemet,
}

impl TextChar {
    pub(super) fn quotes(self) -> bool {
        matches!(self.role, CharRole::Mark | CharRole::Guillemet)
    }
}

/// The words of a record, ready to be cut.
pub(super) struct RecordedWords<'a> {
    text: &'a str,
    folded: Folded,
    quotations: Quotations,
}

impl<'a> RecordedWords<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, folded: fold_typography(text), quotations: Quotations::of(text) }
    }

    pub(super) fn folded(&self) -> &str {
        &self.folded.text
    }

    /// The record as it stands: ellipses and brackets are printed.
    pub(super) fn literal(&self) -> QuotationPattern {
        let all = 0..self.folded.text.len();
        let texts = vec![self.text(&[Piece { range: all, bracketed: false }])];
        let segments = vec![PatternSegment { texts, brackets: Vec::new() }];
        QuotationPattern { segments, leads: false, trails: false }
    }

    /// The record as an editor's: cut at its ellipses and brackets. `None` if it has neither.
    pub(super) fn edited(&self) -> Option<QuotationPattern> {
        let ellipses = ellipses(&self.folded.text);
        let mut pattern =
            QuotationPattern { segments: Vec::new(), leads: false, trails: !ellipses.is_empty() };
        let mut from = 0;
        let ends = ellipses.iter().map(|cut| cut.start).chain([self.folded.text.len()]);
        let starts = ellipses.iter().map(|cut| cut.end).chain([self.folded.text.len()]);
        let mut edited = !ellipses.is_empty();
        for (end, next) in ends.zip(starts) {
            let part = self.folded.text.get(from..end).unwrap_or_default();
            if !part.trim().is_empty() {
                let segment = self.segment(from..end);
                edited |=
                    !segment.brackets.is_empty() || segment.texts.iter().any(|text| text.bracketed);
                pattern.segments.push(segment);
                pattern.trails = end < self.folded.text.len();
            } else if pattern.segments.is_empty() && end < self.folded.text.len() {
                pattern.leads = true;
            }
            from = next;
        }
        edited.then_some(pattern)
    }

    /// Cuts a part of the folded record at its brackets.
    fn segment(&self, part: Range<usize>) -> PatternSegment {
        let folded = &self.folded.text;
        let mut segment = PatternSegment { texts: Vec::new(), brackets: Vec::new() };
        let mut pieces: Vec<Piece> = Vec::new();
        let outside_of = |range: Range<usize>| Piece { range, bracketed: false };
        let mut from = part.start;
        let mut at = part.start;
        while let Some((outside, inside)) = next_bracket(folded, at..part.end) {
            at = outside.end;
            let content = folded.get(inside.clone()).unwrap_or_default();
            let before = folded.get(part.start..outside.start).unwrap_or_default();
            let after = folded.get(outside.end..part.end).unwrap_or_default();
            let is_round = folded.get(outside.start..).is_some_and(|rest| rest.starts_with('('));
            match role(before.chars().next_back(), content, after.chars().next(), is_round) {
                Role::Printed => {}
                Role::FoldedLetters => {
                    pieces.push(outside_of(from..outside.start));
                    pieces.push(Piece { range: inside, bracketed: true });
                    from = outside.end;
                }
                Role::Put(bracket) => {
                    pieces.push(outside_of(from..outside.start));
                    let text = self.text(&pieces);
                    match segment.brackets.last_mut() {
                        Some(last) if text.is_empty() => last.merge(bracket),
                        _ => {
                            segment.texts.push(text);
                            segment.brackets.push(bracket);
                        }
                    }
                    pieces.clear();
                    from = outside.end;
                }
            }
        }
        pieces.push(outside_of(from..part.end));
        segment.texts.push(self.text(&pieces));
        segment
    }

    /// A text of these pieces of the folded record.
    fn text(&self, pieces: &[Piece]) -> PatternText {
        let bracketed = pieces.iter().any(|piece| piece.bracketed);
        let mut text = PatternText { bracketed, ..PatternText::default() };
        let mut folded = String::new();
        let mut raw = String::new();
        for Piece { range: piece, bracketed } in pieces {
            for (at, c) in self.folded.text.get(piece.clone()).unwrap_or_default().char_indices() {
                let at = piece.start + at;
                let original = self.folded.original(at..at + c.len_utf8());
                let printed_char =
                    self.text.get(original.start..).and_then(|rest| rest.chars().next());
                let role = match printed_char {
                    Some(mark) if self.quotations.is_mark(original.start) => match mark {
                        mark if is_guillemet(mark) => CharRole::Guillemet,
                        _ => CharRole::Mark,
                    },
                    Some(dash) if is_hyphen(dash) => CharRole::Hyphen,
                    _ => CharRole::Other,
                };
                text.chars.push(TextChar { c, role, bracketed: *bracketed });
                folded.push(c);
            }
            // What shows nothing at the ends of the record stands for no letter of the folded text.
            let Range { start, end } = self.folded.original(piece.clone());
            let start = if piece.start == 0 { 0 } else { start };
            let end = if piece.end == self.folded.text.len() { self.text.len() } else { end };
            raw.push_str(self.text.get(start..end).unwrap_or_default());
        }
        let is_space = |c: &TextChar| c.c == ' ';
        text.spaced =
            (text.chars.first().is_some_and(is_space), text.chars.last().is_some_and(is_space));
        if text.spaced.1 {
            text.chars.pop();
        }
        if text.spaced.0 && !text.chars.is_empty() {
            text.chars.remove(0);
        }
        text.letters = letters(&folded);
        text.raw = collapse_white_space(raw.trim()).text;
        text
    }
}

impl PatternText {
    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }
}

/// A piece of a folded record.
struct Piece {
    /// Its bytes.
    range: Range<usize>,
    /// Whether it stands in brackets that are not printed.
    bracketed: bool,
}

/// What a bracket is to a record.
enum Role {
    /// Nothing: it is looked for as it stands.
    Printed,
    /// Letters of a word whose case was changed.
    FoldedLetters,
    Put(Bracket),
}

/// The role of brackets from what is in them and the characters beside them.
fn role(before: Option<char>, inside: &str, after: Option<char>, is_round: bool) -> Role {
    let content = inside.trim();
    if is_sic(content) {
        return Role::Put(Bracket::Sic);
    }
    if is_round || content.is_empty() {
        return Role::Printed;
    }
    // Only scripts with capitals, and words between blanks, have brackets inside a word.
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let left = before.is_some_and(is_cased) && inside.starts_with(char::is_alphanumeric);
    let right = after.is_some_and(is_cased) && inside.ends_with(char::is_alphanumeric);
    let is_letters = content.chars().all(char::is_alphabetic);
    if (left || right) && is_letters {
        return if right {
            Role::FoldedLetters
        } else {
            Role::Put(Bracket::Ending(content.to_owned()))
        };
    }
    if left || right || before.is_some_and(char::is_numeric) || after.is_some_and(char::is_numeric)
    {
        return Role::Printed;
    }
    Role::Put(Bracket::Words(content.to_owned()))
}

/// How editors of several languages say that print has it so.
fn is_sic(content: &str) -> bool {
    let word = content.trim_end_matches(['!', '.', '?']).to_lowercase();
    matches!(
        word.as_str(),
        "sic"
            | "так"
            | "так в тексте"
            | "так в оригинале"
            | "原文如此"
            | "原文ママ"
            | "ママ"
            | "원문대로"
            | "원문 그대로"
            | "כך במקור"
            | "كذا"
            | "كذا في الأصل"
    )
}

/// The next pair of brackets in a part of a text, with them and without them.
fn next_bracket(text: &str, part: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let mut opened: Option<(usize, char)> = None;
    for (at, c) in text.get(part.clone())?.char_indices() {
        let at = part.start + at;
        match (c, opened) {
            ('[', _) => opened = Some((at, ']')),
            ('〔', _) => opened = Some((at, '〕')),
            ('(', _) => opened = Some((at, ')')),
            (c, Some((start, close))) if c == close => {
                let open = text.get(start..)?.chars().next()?;
                return Some((start..at + c.len_utf8(), start + open.len_utf8()..at));
            }
            _ => {}
        }
    }
    None
}

/// The ellipses of a folded text, each with its brackets: `...`, `. . .`, `[...]` and `(...)`. Of four dots the
/// first ends a sentence.
fn ellipses(folded: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(run) = next_dots(folded, from) {
        from = run.end;
        let dots = folded.get(run.clone()).unwrap_or_default();
        let ends_sentence = dots == "....";
        let mut cut = run.start + usize::from(ends_sentence)..run.end;
        let before = folded.get(..cut.start).unwrap_or_default().trim_end();
        let after = folded.get(cut.end..).unwrap_or_default();
        let inside = after.len() - after.trim_start().len();
        for (open, close) in [('[', ']'), ('(', ')'), ('〔', '〕')] {
            if before.ends_with(open) && after.trim_start().starts_with(close) {
                cut = before.len() - open.len_utf8()..cut.end + inside + close.len_utf8();
                from = cut.end;
                break;
            }
        }
        found.push(cut);
    }
    found
}

/// The next run of three dots or more, apart from each other or not.
fn next_dots(folded: &str, from: usize) -> Option<Range<usize>> {
    let bytes = folded.as_bytes();
    let spaced = |at: usize| folded.get(at..).is_some_and(|rest| rest.starts_with(". . ."));
    let close = |at: usize| folded.get(at..).is_some_and(|rest| rest.starts_with("..."));
    let mut at = from;
    while let Some(dot) = bytes.get(at..)?.iter().position(|b| *b == b'.') {
        let start = at + dot;
        let is_spaced = spaced(start);
        if is_spaced || close(start) {
            let of_run = |b: &&u8| **b == b'.' || (**b == b' ' && is_spaced);
            let len = bytes.get(start..)?.iter().take_while(of_run).count();
            return Some(start..start + len);
        }
        at = start + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &PatternText) -> String {
        text.chars.iter().map(|c| c.c).collect()
    }

    fn cut(record: &str) -> Option<(Vec<String>, bool, bool)> {
        let pattern = RecordedWords::new(record).edited()?;
        let texts = pattern.segments.iter().map(|segment| written(&segment.texts[0]));
        Some((texts.collect(), pattern.leads, pattern.trails))
    }

    fn owned(parts: &[&str]) -> Vec<String> {
        parts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_form_of_ellipsis() {
        for form in [
            "a ... b",
            "a...b",
            "a [...] b",
            "a (...) b",
            "a [ . . . ] b",
            "a . . . b",
            "a ..... b",
            "a … b",
            "a […] b",
            "a ［…］ b",
            "a 〔…〕 b",
            "a …… b",
        ] {
            assert_eq!(cut(form), Some((owned(&["a", "b"]), false, false)), "{form}");
        }
        assert_eq!(
            cut("It ends.... It begins"),
            Some((owned(&["It ends.", "It begins"]), false, false))
        );
        assert_eq!(cut("so [...]."), Some((owned(&["so", "."]), false, false)));
        assert_eq!(cut("no ellipsis. None.. (see a)"), None);
    }

    #[test]
    fn ellipses_at_the_ends() {
        assert_eq!(cut("... a ... b ..."), Some((owned(&["a", "b"]), true, true)));
        assert_eq!(cut("[...] a"), Some((owned(&["a"]), true, false)));
        assert_eq!(cut("..."), Some((vec![], true, true)));
        assert_eq!(cut("a ... [...] b"), Some((owned(&["a", "b"]), false, false)));
    }

    #[test]
    fn what_stands_in_brackets() {
        let segment = |record: &str| {
            let mut pattern = RecordedWords::new(record).edited().unwrap();
            let segment = pattern.segments.remove(0);
            let texts: Vec<String> = segment.texts.iter().map(written).collect();
            (texts.join("|"), segment.brackets)
        };
        let words = |content: &str| vec![Bracket::Words(content.to_owned())];
        assert_eq!(segment("[we] [do] [sic] go"), ("|go".into(), words("we do")));
        assert_eq!(segment("a [sic] [b] c"), ("a|c".into(), words("b")));
        assert_eq!(
            segment("goal [a landing], before"),
            ("goal|, before".into(), words("a landing"))
        );
        assert_eq!(segment("[it] was"), ("|was".into(), words("it")));
        assert_eq!(segment("政府［日本］は"), ("政府|は".into(), words("日本")));
        assert_eq!(segment("정부[한국]는"), ("정부|는".into(), words("한국")));
        assert_eq!(segment("[T]hat is"), ("That is".into(), vec![]));
        assert_eq!(
            segment("he walk[ed] home"),
            ("he walk|home".into(), vec![Bracket::Ending("ed".into())])
        );
        for sic in ["[sic]", "(sic)", "[sic!]", "[так в тексте]", "［原文如此］"] {
            assert_eq!(segment(&format!("its {sic} a")), ("its|a".into(), vec![Bracket::Sic]));
        }
        let letters = RecordedWords::new("[T]hat").edited().unwrap();
        let text = &letters.segments[0].texts[0];
        assert!(text.bracketed && text.chars[0].bracketed && !text.chars[1].bracketed);
        assert_eq!(segment("pact[, signed,] holds"), ("pact|holds".into(), words(", signed,")));
        assert_eq!(segment("the[ new] pact"), ("the|pact".into(), words("new")));
        for printed in ["closed[12]", "[1,]550", "a (round) one", "an [open one", "[] so", "R[2]"] {
            assert!(RecordedWords::new(printed).edited().is_none(), "{printed}");
        }
    }
}
