//! Owns where quotations begin and end in one paragraph: which marks open, which close, and which
//! are apostrophes. It must never take words for quoted where a careful reader would not.
//!
//! Two steps: each mark is judged by the characters beside it, then marks are paired in order. A
//! double mark that is never closed quotes up to the end of the paragraph (a quotation over several
//! paragraphs closes in its last); a single one that is never closed was an apostrophe.

use crate::text::classes::{is_dash, is_double_mark, is_single_mark};
use std::ops::Range;

/// Quotations in quotations beyond this are not followed, to bound the search for the innermost.
const MAX_DEPTH: usize = 16;

/// The quotations of a paragraph, in the order in which they open.
#[derive(Debug)]
pub(super) struct Quotations(Vec<Quotation>);

#[derive(Debug)]
struct Quotation {
    /// The bytes between the marks; empty for what turned out to be an apostrophe.
    words: Range<usize>,
    /// The quotation that this one stands in.
    outer: Option<usize>,
}

impl Quotations {
    pub(super) fn of(paragraph: &str) -> Self {
        let mut pairing = Pairing { quotations: Vec::new(), open: Vec::new() };
        for glyph in glyphs(paragraph) {
            pairing.take(&glyph);
        }
        pairing.finish(paragraph.len())
    }

    /// What the innermost quotation around these bytes encloses.
    pub(super) fn around(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let opened = self.0.partition_point(|quotation| quotation.words.start <= place.start);
        let mut inner = opened.checked_sub(1);
        while let Some(quotation) = inner.and_then(|index| self.0.get(index)) {
            if place.end <= quotation.words.end {
                return Some(quotation.words.clone());
            }
            inner = quotation.outer;
        }
        None
    }
}

/// A quotation mark and what it looks like from the characters beside it.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    at: usize,
    c: char,
    opens: bool,
    closes: bool,
}

fn glyphs(paragraph: &str) -> Vec<Glyph> {
    let mut found = Vec::new();
    let mut before = None;
    let mut possessives = Vec::new();
    for (at, c) in paragraph.char_indices() {
        if is_double_mark(c) || is_single_mark(c) {
            let after = &paragraph[at + c.len_utf8()..];
            let next = after.chars().next();
            let glyph = Glyph {
                at,
                c,
                opens: before.is_none_or(may_precede) && next.is_some_and(|c| !c.is_whitespace()),
                closes: before.is_some_and(|c| !c.is_whitespace())
                    && next.is_none_or(|c| !c.is_alphanumeric()),
            };
            let between = before.is_some_and(char::is_alphanumeric) && !glyph.closes;
            if !(is_single_mark(c) && (between || is_decade(after))) {
                if is_single_mark(c)
                    && matches!(before, Some('s' | 'S'))
                    && next.is_some_and(char::is_whitespace)
                {
                    possessives.push(found.len());
                }
                found.push(glyph);
            }
        }
        before = Some(c);
    }
    settle_possessives(&mut found, &possessives);
    found
}

/// What may stand directly before an opening mark.
fn may_precede(c: char) -> bool {
    c.is_whitespace() || "([{<".contains(c) || is_dash(c) || is_double_mark(c) || is_single_mark(c)
}

/// `'90s` begins with an apostrophe.
fn is_decade(after: &str) -> bool {
    let mut after = after.chars();
    after.next().is_some_and(|c| c.is_ascii_digit())
        && after.next().is_some_and(|c| c.is_ascii_digit())
        && after.next() == Some('s')
}

/// The mark in `the parties' interests,'` closes nothing, because one that surely does follows
/// before the next one opens. `possessives` are the indices of the doubtful ones.
fn settle_possessives(glyphs: &mut [Glyph], possessives: &[usize]) {
    let mut doubtful = possessives.iter().rev().peekable();
    let mut closed_later = false;
    for index in (0..glyphs.len()).rev() {
        let is_doubtful = doubtful.next_if(|&&doubt| doubt == index).is_some();
        let glyph = &mut glyphs[index];
        if !is_single_mark(glyph.c) {
            continue;
        }
        if is_doubtful {
            glyph.closes &= !closed_later;
        } else {
            closed_later = glyph.closes && !glyph.opens;
        }
    }
}

/// What a mark does where it stands.
enum MarkRole {
    Opens,
    /// Closes the open mark of this index.
    Closes(usize),
    Neither,
}

impl MarkRole {
    fn closing(open: Option<usize>) -> Self {
        open.map_or(Self::Neither, Self::Closes)
    }
}

/// Marks are paired like brackets; an outer one that closes ends every inner one.
struct Pairing {
    quotations: Vec<Quotation>,
    /// The marks still open, outermost first, with the index of their quotation.
    open: Vec<(char, usize)>,
}

impl Pairing {
    fn take(&mut self, glyph: &Glyph) {
        let role = match glyph.c {
            '"' | '\u{FF02}' => self.straight(glyph),
            c if is_double_mark(c) => self.double(glyph),
            _ => self.single(glyph),
        };
        match role {
            MarkRole::Closes(index) => self.close(index, glyph.at),
            MarkRole::Opens => self.begin(glyph),
            MarkRole::Neither => {}
        }
    }

    /// The straight mark, which both opens and closes: by its looks, or failing that in turn.
    fn straight(&self, glyph: &Glyph) -> MarkRole {
        let pair = self.nearest(|open| open == glyph.c).or_else(|| self.nearest(is_double_mark));
        match (glyph.opens, glyph.closes) {
            (true, false) => MarkRole::Opens,
            (false, true) => MarkRole::closing(pair),
            _ => pair.map_or(MarkRole::Opens, MarkRole::Closes),
        }
    }

    /// Curly marks, guillemets and corner brackets, whose side depends on the language.
    fn double(&self, glyph: &Glyph) -> MarkRole {
        let pair = self.nearest(|open| pairs(open, glyph.c));
        let innermost = self.nearest(is_double_mark);
        match glyph.c {
            // These close „so“ and »so« only if that is what is open; else they open.
            '“' | '«' if pair.is_some() && pair == innermost => MarkRole::closing(pair),
            // Misprinted for a closing one.
            '“' | '«' if glyph.closes && !glyph.opens => MarkRole::closing(innermost),
            '“' | '«' | '„' | '‟' | '⹂' | '「' | '『' | '｢' | '﹁' | '﹃' | '〝' => {
                MarkRole::Opens
            }
            '”' | '»' if pair.is_none() && glyph.opens && !glyph.closes => MarkRole::Opens,
            '”' | '»' | '」' | '』' | '｣' | '﹂' | '﹄' | '〞' | '〟' => {
                MarkRole::closing(pair.or(innermost))
            }
            _ => MarkRole::Neither,
        }
    }

    /// Single marks, which close only what is innermost: anywhere else they are apostrophes.
    fn single(&self, glyph: &Glyph) -> MarkRole {
        let innermost = self.open.len().checked_sub(1);
        let pair = innermost.filter(|&index| pairs(self.open[index].0, glyph.c));
        match glyph.c {
            '\'' | '‘' | '’' | '‹' | '›' if glyph.closes && pair.is_some() => {
                MarkRole::closing(pair)
            }
            '\'' | '‘' | '‚' | '‹' | '›' if glyph.opens && !glyph.closes => MarkRole::Opens,
            _ => MarkRole::Neither,
        }
    }

    /// The innermost open mark of a kind, as an index into the open ones.
    fn nearest(&self, kind: impl Fn(char) -> bool) -> Option<usize> {
        self.open.iter().rposition(|&(open, _)| kind(open))
    }

    fn begin(&mut self, glyph: &Glyph) {
        if self.open.len() < MAX_DEPTH {
            let start = glyph.at + glyph.c.len_utf8();
            let outer = self.open.last().map(|&(_, index)| index);
            self.open.push((glyph.c, self.quotations.len()));
            self.quotations.push(Quotation { words: start..start, outer });
        }
    }

    fn close(&mut self, index: usize, at: usize) {
        if let Some(&(_, quotation)) = self.open.get(index) {
            self.quotations[quotation].words.end = at;
            self.open.truncate(index);
        }
    }

    fn finish(mut self, end: usize) -> Quotations {
        for (c, index) in self.open {
            if is_double_mark(c) {
                self.quotations[index].words.end = end;
            }
        }
        Quotations(self.quotations)
    }
}

/// Whether a mark closes what another has opened, in one of the languages that use them.
fn pairs(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“' | '„' | '‟' | '⹂' | '”', '”')
            | ('„' | '⹂', '“')
            | ('«' | '»', '»')
            | ('»', '«')
            | ('「', '」')
            | ('『', '』')
            | ('｢', '｣')
            | ('﹁', '﹂')
            | ('﹃', '﹄')
            | ('〝', '〞' | '〟')
            | ('\'' | '‘', '\'' | '’')
            | ('‚', '‘' | '’')
            | ('‹', '›')
            | ('›', '‹')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the paragraph quotes, each quotation that encloses any word by itself.
    fn quoted(paragraph: &str) -> Vec<&str> {
        let Quotations(all) = Quotations::of(paragraph);
        all.iter().map(|q| &paragraph[q.words.clone()]).filter(|words| !words.is_empty()).collect()
    }

    #[test]
    fn every_style_of_marks() {
        assert_eq!(quoted("He said \"yes,\" then \"no.\""), ["yes,", "no."]);
        assert_eq!(
            quoted("“Yes,” he said. «No», „nein“, „nie”, »nej», ”nej”, »doch«"),
            ["Yes,", "No", "nein", "nie", "nej", "nej", "doch"]
        );
        assert_eq!(quoted("he said ‘yes’, 'no', ‚nein‘ and ‹non›"), ["yes", "no", "nein", "non"]);
        assert_eq!(quoted("部长说「条约失效」。"), ["条约失效"]);
        assert_eq!(quoted("部长说｢条约﹃失效﹄｣。"), ["条约﹃失效﹄", "失效"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert_eq!(
            quoted("Anna's plan, O’Dell’s view, the parties' interests, the '90s, ’tis"),
            [""; 0]
        );
        assert_eq!(
            quoted("‘the parties’ interests are the port’s,’ he said"),
            ["the parties’ interests are the port’s,"]
        );
        assert_eq!(quoted("the words 'parties' and 'states' differ"), ["parties", "states"]);
    }

    #[test]
    fn quotations_in_quotations() {
        assert_eq!(
            quoted("\"We were told 'it is under consideration,'\" he said."),
            ["We were told 'it is under consideration,'", "it is under consideration,"]
        );
        assert_eq!(
            quoted("‘He said “the parties’ plan” today.’"),
            ["He said “the parties’ plan” today.", "the parties’ plan"]
        );
        assert_eq!(
            quoted("\"the \"ceilings\" hold,\" he said"),
            ["the \"ceilings\" hold,", "ceilings"]
        );
        assert_eq!(quoted("'\"Yes,\" he said,' she said"), ["\"Yes,\" he said,", "Yes,"]);
    }

    #[test]
    fn marks_that_follow_each_other_at_once() {
        assert_eq!(
            quoted("ready to take \"take measures.\" \"At the same time, it is shaped ,\" it said"),
            ["take measures.", "At the same time, it is shaped ,"]
        );
    }

    #[test]
    fn a_quotation_may_run_to_the_end_of_the_paragraph() {
        assert_eq!(quoted("“We will go on. It is ‘so."), ["We will go on. It is ‘so."]);
        assert_eq!(quoted("and so it ended,\" he said of the 5\" pipe"), [""; 0]);
    }

    #[test]
    fn the_innermost_quotation_is_found() {
        let text = "\"a 'b' c\" d";
        let quotations = Quotations::of(text);
        assert_eq!(quotations.around(&(4..5)), Some(4..5));
        assert_eq!(quotations.around(&(7..8)), Some(1..8));
        assert_eq!(quotations.around(&(3..6)), Some(1..8));
        assert_eq!(quotations.around(&(10..11)), None);
        assert_eq!(quotations.around(&(7..11)), None);
        assert_eq!(quotations.around(&(0..2)), None);
    }

    #[test]
    fn depth_is_bounded() {
        let text = "(\"a ".repeat(10_000);
        let quotations = Quotations::of(&text);
        assert_eq!(quotations.0.len(), MAX_DEPTH);
        assert!(quotations.around(&(text.len() - 2..text.len())).is_some());
    }
}
