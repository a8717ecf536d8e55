//! Owns where quotations begin and end in a text: which marks open, which close, and which are apostrophes. It
//! must never take words for quoted where a careful reader would not.
//!
//! Two steps: each mark is judged by the characters beside it, then marks are paired in order. A single mark that is
//! never closed was an apostrophe. A double one is closed by the mark that closes a quotation in it where a reporter's
//! words follow (`«the pact «Northern Star», — he said`) or its one sentence ends the paragraph; failing that, nobody can
//! say where its words end: they are taken to go on to the next mark that opens behind the end of a sentence, or to the
//! end of the paragraph, and are told from those between two marks.
//!
//! A quotation goes on in the next paragraph where that one opens with a mark again (as English and French print
//! speeches), or where the first mark of its kind there closes what nothing in that paragraph has opened.

use crate::text::classes::{
    is_dash, is_double_mark, is_hangul, is_hebrew, is_single_mark, is_unspaced,
};
use crate::text::sentence::{is_ended, is_ending, is_stop};
use std::ops::Range;

/// Quotations in quotations beyond this are not followed, to bound the search for the innermost.
const MAX_DEPTH: usize = 16;

/// Paragraphs without a mark that a quotation may run over before the one that closes it.
const MAX_UNMARKED: usize = 16;

/// A double mark typed as two single ones: TeX's ` `` `, and `''`. Set in place of the character.
const TWO_OPEN: char = '\u{275D}';
const TWO_CLOSE: char = '\u{275E}';

/// Words that English begins with an apostrophe.
const ELIDED: &[&str] = &[
    "em", "tis", "twas", "twere", "twill", "til", "till", "cause", "bout", "n", "round", "neath",
    "gainst", "ere",
];

/// The quotations of a text whose paragraphs stand on lines, in the order in which they open.
#[derive(Debug)]
pub(super) struct Quotations {
    all: Vec<MarkedSpan>,
    /// Where the marks stand that quote, in order.
    marks: Vec<usize>,
}

/// A quotation, or as much of it as stands in one paragraph.
#[derive(Debug)]
struct MarkedSpan {
    /// The bytes between the marks; empty for what turned out to be an apostrophe.
    words: Range<usize>,
    /// The quotation that this one stands in.
    outer: Option<usize>,
    /// Where it goes on, in a later paragraph.
    next: Option<usize>,
    /// No mark closes it, so that its end is a guess.
    is_unclosed: bool,
}

impl Quotations {
    pub(super) fn of(text: &str) -> Self {
        let mut pairing = Pairing::default();
        let mut start = 0;
        for paragraph in text.split('\n') {
            let mut glyphs = glyphs(paragraph, start);
            pairing.begin_paragraph(paragraph, start, &mut glyphs);
            glyphs.iter().for_each(|glyph| pairing.take(glyph));
            pairing.end_paragraph(paragraph, start);
            start += paragraph.len() + 1;
        }
        pairing.marks.sort_unstable();
        let mut all = pairing.quotations;
        // What goes on is closed where its last part is.
        for index in (0..all.len()).rev() {
            let last = all.get(index).and_then(|quotation| all.get(quotation.next?));
            let is_unclosed = last.map(|last| last.is_unclosed);
            if let (Some(is_unclosed), Some(quotation)) = (is_unclosed, all.get_mut(index)) {
                quotation.is_unclosed = is_unclosed;
            }
        }
        Self { all, marks: pairing.marks }
    }

    /// What the innermost quotation around these bytes encloses.
    pub(super) fn around(&self, place: &Range<usize>) -> Option<Range<usize>> {
        self.all_around(place).next().map(|(_, words)| words)
    }

    /// Whether these bytes are quoted only as far as a mark goes that is never closed.
    pub(super) fn is_unclosed(&self, place: &Range<usize>) -> bool {
        let mut around = self.all_around(place).peekable();
        around.peek().is_some() && around.all(|(quotation, _)| quotation.is_unclosed)
    }

    /// The quotations around these bytes, the innermost first, each with what it encloses.
    fn all_around(
        &self,
        place: &Range<usize>,
    ) -> impl Iterator<Item = (&MarkedSpan, Range<usize>)> {
        let inner = self.opened(place.start).and_then(|index| self.all.get(index));
        let outer = |quotation: &&MarkedSpan| self.all.get(quotation.outer?);
        let end = place.end;
        std::iter::successors(inner, outer).filter_map(move |quotation| {
            let words = quotation.words.start..self.end(quotation, end);
            (end <= words.end).then_some((quotation, words))
        })
    }

    /// Where each quotation begins that goes on in a later paragraph, and where it goes on.
    pub(super) fn continuations(&self) -> impl Iterator<Item = (usize, usize)> {
        self.all.iter().filter_map(|quotation| {
            let next = self.all.get(quotation.next?)?;
            Some((quotation.words.start, next.words.start))
        })
    }

    /// The parts of a stretch that stand in quotations.
    pub(super) fn within(&self, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let first = self.opened(stretch.start).map_or(0, |index| {
            let outer = |index: &usize| self.all.get(*index).and_then(|q| q.outer);
            std::iter::successors(Some(index), outer).last().unwrap_or(index)
        });
        for quotation in self.all.iter().skip(first) {
            if quotation.words.start >= stretch.end {
                break;
            }
            let start = quotation.words.start.max(stretch.start);
            let start = found.last().map_or(start, |last| start.max(last.end));
            let end = quotation.words.end.min(stretch.end);
            if start < end {
                found.push(start..end);
            }
        }
        found
    }

    /// Whether the mark at a byte opens or closes a quotation: is no apostrophe.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.marks.binary_search(&at).is_ok()
    }

    /// The last quotation that opens at a byte or before it.
    fn opened(&self, at: usize) -> Option<usize> {
        self.all.partition_point(|quotation| quotation.words.start <= at).checked_sub(1)
    }

    /// The end of a quotation in the paragraph that holds byte `at`, or in its last.
    fn end(&self, quotation: &MarkedSpan, at: usize) -> usize {
        let mut last = quotation;
        while last.words.end < at
            && let Some(next) = last.next.and_then(|next| self.all.get(next))
        {
            last = next;
        }
        last.words.end
    }
}

/// A quotation mark and what it looks like from the characters beside it.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a look of its own, and any may go together"
)]
struct Glyph {
    at: usize,
    c: char,
    len: usize,
    opens: bool,
    closes: bool,
    /// `parties' interests`: more likely a possessive than the end of a quotation.
    doubtful: bool,
    /// `'em`: more likely a word than the beginning of a quotation.
    elides: bool,
    /// In a script without blanks the neighbours do not tell which side it is of.
    either: bool,
    before_letter: bool,
    /// A single mark that the next one is the like of: perhaps the two are one double mark.
    pair_with_next: bool,
    /// Quotes nothing unless it is closed.
    must_close: bool,
    /// Stands behind the end of a sentence.
    begins: bool,
    /// A reporter's words follow it: `», — he said`.
    reported: bool,
    /// At most a stop follows it in its paragraph.
    is_last: bool,
    /// The end of the last stop before it, in the text.
    last_stop: usize,
}

impl Glyph {
    fn end(&self) -> usize {
        self.at + self.len
    }
}

/// The marks of a paragraph that begins at byte `offset` of the text.
fn glyphs(paragraph: &str, offset: usize) -> Vec<Glyph> {
    let mut found: Vec<Glyph> = Vec::new();
    let mut before = None;
    let mut word_start = 0;
    let mut behind_pair = 0;
    let mut last_stop = 0;
    // The last stop, where nothing but blanks and marks stand behind it, and whether it ends a sentence.
    let mut stop: Option<(usize, Option<bool>)> = None;
    let begins = |stop: &mut Option<(usize, Option<bool>)>| {
        let Some((end, is_end)) = stop else { return false };
        *is_end.get_or_insert_with(|| is_ended(paragraph, *end))
    };
    for (at, c) in paragraph.char_indices() {
        if at < behind_pair {
            // The second of two that are one mark.
        } else if let Some((c, len)) = typed_twice(paragraph.get(at..).unwrap_or_default()) {
            let rest = paragraph.get(at + len..).unwrap_or_default();
            if let Some(glyph) = judge(c, before, rest, "") {
                behind_pair = at + len;
                let (begins, reported) = (begins(&mut stop), is_reported(before, rest));
                let at = offset + at;
                found.push(Glyph {
                    at,
                    len,
                    must_close: true,
                    begins,
                    reported,
                    last_stop: offset + last_stop,
                    ..glyph
                });
            }
        } else if is_double_mark(c) || is_single_mark(c) {
            let rest =
                paragraph.get(at..).and_then(|rest| rest.strip_prefix(c)).unwrap_or_default();
            let word = paragraph.get(word_start..at).unwrap_or_default();
            if let Some(glyph) = judge(c, before, rest, word) {
                let (begins, reported) = (begins(&mut stop), is_reported(before, rest));
                let is_last = rest.chars().all(|c| is_stop(c) || c.is_whitespace());
                found.push(Glyph {
                    at: offset + at,
                    begins,
                    reported,
                    is_last,
                    last_stop: offset + last_stop,
                    ..glyph
                });
            }
        }
        if is_stop(c) {
            last_stop = at + c.len_utf8();
            stop = Some((last_stop, None));
        } else if !c.is_whitespace() && !is_double_mark(c) && !is_single_mark(c) {
            stop = None;
        }
        if !c.is_alphanumeric() {
            word_start = at + c.len_utf8();
        }
        before = Some(c);
    }
    settle_possessives(&mut found);
    found
}

/// Whether a reporter's words follow a mark: a dash, behind a comma there or a comma or stop inside the mark.
fn is_reported(before: Option<char>, rest: &str) -> bool {
    let apart = rest.strip_prefix(',');
    let mut next = apart.unwrap_or(rest).chars();
    // A comma and a blank, or the two kinds of blank that are set before a dash.
    let dash = next.by_ref().take(3).find(|c| !c.is_whitespace());
    dash.is_some_and(is_dash)
        && (apart.is_some()
            || before.is_some_and(is_ending) && next.next().is_some_and(char::is_whitespace))
}

/// Whether speech goes on behind a reporter's words, so that these stand within it: `, — he said. — We stay`.
fn speaks_again(text: &str) -> bool {
    let mut dashes = text.char_indices().filter(|(_, c)| is_dash(*c));
    dashes.any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let words = before.trim_end();
        // The comma behind a closing mark begins the words of another reporter.
        let inside = words.strip_suffix(is_ending).and_then(|words| words.chars().next_back());
        words.len() < before.len()
            && inside.is_some_and(|c| !is_double_mark(c) && !is_single_mark(c))
    })
}

/// A double mark that is typed as two signs none of which is one: `,,` for „, `<<` for «, `<‹`; how many bytes it
/// takes.
fn typed_twice(rest: &str) -> Option<(char, usize)> {
    let mut signs = rest.chars();
    match (signs.next()?, signs.next()?) {
        // Commas that close nothing and part nothing.
        (',', ',') if !rest.starts_with(",,,") => Some((TWO_OPEN, 2)),
        (a @ ('<' | '‹'), b @ ('<' | '‹')) if a == '<' || b == '<' => {
            Some((TWO_OPEN, a.len_utf8() + b.len_utf8()))
        }
        (a @ ('>' | '›'), b @ ('>' | '›')) if a == '>' || b == '>' => {
            Some((TWO_CLOSE, a.len_utf8() + b.len_utf8()))
        }
        _ => None,
    }
}

/// What a mark looks like between the character before it and what follows; `word` is the beginning of the word
/// that it stands in. `None` for an apostrophe that cannot be anything else.
fn judge(c: char, before: Option<char>, rest: &str, word: &str) -> Option<Glyph> {
    let next = rest.chars().next();
    let single = is_single_mark(c);
    let prefixed = before.is_some_and(is_hebrew) && next.is_some_and(is_hebrew);
    if prefixed && !single && !is_after_prefix(word, rest) {
        return None;
    }
    // French sets spaces within them.
    let is_guillemet = matches!(c, '‹' | '›');
    let runs = |c: char| is_unspaced(c) || is_hangul(c);
    let either = before.is_some_and(runs) || next.is_some_and(runs);
    let opens = (before.is_none_or(may_precede) || prefixed && !single)
        && next.is_some_and(|c| !c.is_whitespace() || is_guillemet);
    let closes = before.is_some_and(|c| !c.is_whitespace())
        && (either || next.is_none_or(|c| !c.is_alphanumeric()));
    let between = before.is_some_and(char::is_alphanumeric)
        && next.is_some_and(char::is_alphanumeric)
        && !closes;
    if single && (between || is_decade(rest)) {
        return None;
    }
    Some(Glyph {
        at: 0,
        c,
        len: c.len_utf8(),
        opens,
        closes,
        doubtful: single
            && matches!(before, Some('s' | 'S'))
            && next.is_some_and(char::is_whitespace),
        elides: single && is_elided(rest),
        either,
        before_letter: next.is_some_and(char::is_alphabetic),
        pair_with_next: single && next == Some(c),
        must_close: single,
        begins: false,
        reported: false,
        is_last: false,
        last_stop: 0,
    })
}

/// What may stand directly before an opening mark.
fn may_precede(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | '{'
                | '<'
                | '（'
                | '［'
                | '｛'
                | '〈'
                | '【'
                | '〔'
                | '：'
                | '，'
                | '、'
                | '。'
                | '；'
                | '・'
        )
        || is_dash(c)
        || is_double_mark(c)
        || is_single_mark(c)
        || is_unspaced(c)
        || is_hangul(c)
}

/// `'90s` begins with an apostrophe.
fn is_decade(after: &str) -> bool {
    let mut after = after.chars();
    after.next().is_some_and(|c| c.is_ascii_digit())
        && after.next().is_some_and(|c| c.is_ascii_digit())
        && after.next() == Some('s')
}

fn is_elided(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let word = after.get(..end).unwrap_or_default();
    word.len() <= 7 && ELIDED.contains(&word.to_ascii_lowercase().as_str())
}

/// Whether a double mark within a Hebrew word opens a quotation after the prefixes of its first word (`ב"הארץ"`).
/// Else it is the gershayim of an acronym, which stands before the last letter or its endings (`צה"ל`, `מנכ"לית`).
fn is_after_prefix(word: &str, after: &str) -> bool {
    let letters = after.chars().take_while(|c| is_hebrew(*c)).count();
    letters > 1 && word.chars().all(|c| matches!(c, 'ו' | 'ה' | 'ב' | 'ל' | 'כ' | 'מ' | 'ש'))
}

/// The mark in `the parties' interests,'` closes nothing, because one that surely does follows
/// before the next one opens.
fn settle_possessives(glyphs: &mut [Glyph]) {
    let mut closed_later = false;
    for glyph in glyphs.iter_mut().rev().filter(|glyph| is_single_mark(glyph.c)) {
        if glyph.doubtful {
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

/// A mark that is open, and the quotation that it began.
#[derive(Debug, Clone, Copy)]
struct OpenMark {
    c: char,
    at: usize,
    quotation: usize,
    /// Quotes nothing unless it is closed.
    must_close: bool,
    /// May be an apostrophe.
    unsure: bool,
    /// Where the first quotation in it ends behind which a reporter's words follow: the mark may close both.
    shared_end: Option<usize>,
    /// The end of the last stop before it, in the text.
    last_stop: usize,
    /// The mark that closes a quotation in it closes its only sentence, and the paragraph.
    ends_with_inner: bool,
    /// Where a mark of its kind first opens behind the end of a sentence.
    anew: Option<usize>,
}

/// A quotation that was not closed in its paragraph.
#[derive(Debug)]
struct Carried {
    c: char,
    /// Its part in the last paragraph that it is known to stand in, and where that paragraph ends.
    part: usize,
    paragraph_end: usize,
    /// The paragraphs since, with no mark of its kind: the part that each would be, and where it ends.
    unmarked: Vec<(usize, usize)>,
}

/// Marks are paired like brackets; an outer one that closes ends every inner one.
#[derive(Default)]
struct Pairing {
    quotations: Vec<MarkedSpan>,
    marks: Vec<usize>,
    /// The marks still open, outermost first.
    open: Vec<OpenMark>,
    carried: Option<Carried>,
    /// What all quotations of this paragraph stand in, if it turns out to be quoted.
    around: Option<usize>,
    /// A second single mark that has been taken together with the first.
    skip: Option<usize>,
}

impl Pairing {
    fn begin_paragraph(&mut self, paragraph: &str, start: usize, glyphs: &mut Vec<Glyph>) {
        self.around = None;
        let Some(mut carried) = self.carried.take() else {
            return;
        };
        let of_its_kind = |glyph: &&Glyph| {
            glyph.c == carried.c
                || pairs(carried.c, glyph.c)
                || (carried.c == TWO_OPEN && glyph.pair_with_next)
        };
        let kind = glyphs.iter().find(of_its_kind).copied();
        let reopens = glyphs.first().copied().filter(|glyph| {
            glyph.at == start
                && if is_double_mark(carried.c) {
                    is_double_mark(glyph.c) || glyph.pair_with_next
                } else {
                    glyph.c == carried.c
                }
        });
        if reopens.is_some() && !carried.unmarked.is_empty() {
            // Who opens each paragraph again leaves none out: this is another quotation.
        } else if let Some(mark) = reopens {
            self.marks.push(mark.at);
            let twice = usize::from(mark.pair_with_next && glyphs.len() > 1);
            let end = glyphs.get(twice).map_or(mark.end(), Glyph::end);
            glyphs.drain(..=twice);
            self.go_on(carried, end, mark.at);
        } else if !is_double_mark(carried.c) {
            // The next single mark is more likely an apostrophe.
        } else if let Some(mark) = kind {
            let closes = mark.c != carried.c && pairs(carried.c, mark.c);
            let is_first = glyphs
                .iter()
                .find(|glyph| is_double_mark(glyph.c))
                .is_some_and(|g| g.at == mark.at);
            if mark.closes && (!mark.opens || closes && is_first) {
                self.go_on(carried, start, start);
            }
        } else if carried.unmarked.len() < MAX_UNMARKED {
            let part = self.begin_part(start);
            carried.unmarked.push((part, start + paragraph.len()));
            self.carried = Some(carried);
            self.around = Some(part);
        }
    }

    /// The carried quotation goes on at byte `start`, after a mark at `at`.
    fn go_on(&mut self, carried: Carried, start: usize, at: usize) {
        let mut last = carried.part;
        self.set_end(last, carried.paragraph_end);
        for (part, end) in carried.unmarked {
            self.set_end(part, end);
            self.link(last, part);
            last = part;
        }
        let part = self.begin_part(start);
        self.link(last, part);
        self.open.push(OpenMark {
            c: carried.c,
            at,
            quotation: part,
            must_close: false,
            unsure: false,
            shared_end: None,
            last_stop: 0,
            ends_with_inner: false,
            anew: None,
        });
    }

    fn begin_part(&mut self, start: usize) -> usize {
        self.quotations.push(MarkedSpan {
            words: start..start,
            outer: None,
            next: None,
            is_unclosed: false,
        });
        self.quotations.len() - 1
    }

    fn set_end(&mut self, quotation: usize, end: usize) {
        if let Some(quotation) = self.quotations.get_mut(quotation) {
            quotation.words.end = end;
        }
    }

    fn link(&mut self, quotation: usize, next: usize) {
        if let Some(quotation) = self.quotations.get_mut(quotation) {
            quotation.next = Some(next);
        }
    }

    fn take(&mut self, glyph: &Glyph) {
        if self.skip.take() == Some(glyph.at) {
            return;
        }
        let glyph = &self.doubled(glyph).unwrap_or(*glyph);
        let role = match glyph.c {
            c if is_straight(c) => self.straight(glyph),
            c if is_double_mark(c) => self.double(glyph),
            _ => self.single(glyph),
        };
        match role {
            MarkRole::Closes(index) => self.close(index, glyph),
            MarkRole::Opens => self.begin(glyph),
            MarkRole::Neither => {}
        }
    }

    /// Two single marks that are one double mark: always ` `` `; `''` where it opens by its looks, or closes what
    /// two have opened.
    fn doubled(&mut self, first: &Glyph) -> Option<Glyph> {
        if !first.pair_with_next {
            return None;
        }
        let end = first.end();
        let open = self.nearest(|c| c == TWO_OPEN);
        let c = match first.c {
            _ if open.is_some() && !matches!(first.c, '`' | '‘') => TWO_CLOSE,
            '`' | '‘' => TWO_OPEN,
            '\'' | '’' if first.opens && self.open.is_empty() => TWO_OPEN,
            _ => return None,
        };
        self.skip = Some(end);
        let must_close = !matches!(first.c, '`' | '‘');
        Some(Glyph { c, len: 2 * first.len, must_close, ..*first })
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
            '“' | '«' | '„' | '‟' | '⹂' | '「' | '『' | '｢' | '﹁' | '﹃' | '〝' | '《'
            | TWO_OPEN => MarkRole::Opens,
            '”' | '»' if pair.is_none() && glyph.opens && !glyph.closes => MarkRole::Opens,
            // What is typed as two signs may be something else: it closes only its like.
            TWO_CLOSE => MarkRole::closing(pair),
            '”' | '»' | '」' | '』' | '｣' | '﹂' | '﹄' | '〞' | '〟' | '》' => {
                MarkRole::closing(pair.or(innermost))
            }
            _ => MarkRole::Neither,
        }
    }

    /// Single marks, which close only what is innermost: anywhere else they are apostrophes.
    fn single(&self, glyph: &Glyph) -> MarkRole {
        let innermost = self.open.last().filter(|open| pairs(open.c, glyph.c));
        // What may have been an apostrophe is closed by what surely closes.
        let closes = innermost.is_some_and(|open| !(open.unsure && glyph.doubtful));
        let inside = self.open.iter().any(|open| is_single_mark(open.c));
        match glyph.c {
            '‹' | '›' if closes => MarkRole::Closes(self.open.len() - 1),
            '\'' | '‘' | '’' | '`' | '´' | '〉' | '\u{5F3}' if glyph.closes && closes => {
                MarkRole::Closes(self.open.len() - 1)
            }
            '\'' | '’' if glyph.elides && (inside || glyph.c == '’') => MarkRole::Neither,
            // Finnish and Swedish open with it.
            '’' if glyph.either || !glyph.before_letter => MarkRole::Neither,
            '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`' | '´' | '〈' | '\u{5F3}'
                if glyph.opens && (glyph.either || !glyph.closes) =>
            {
                MarkRole::Opens
            }
            _ => MarkRole::Neither,
        }
    }

    /// The innermost open mark of a kind, as an index into the open ones.
    fn nearest(&self, kind: impl Fn(char) -> bool) -> Option<usize> {
        self.open.iter().rposition(|open| kind(open.c))
    }

    fn begin(&mut self, glyph: &Glyph) {
        if self.open.len() < MAX_DEPTH {
            let start = glyph.end();
            if let Some(around) = self.open.last_mut()
                && glyph.begins
                && glyph.c == around.c
            {
                around.anew.get_or_insert(glyph.at);
            }
            let outer = self.open.last().map(|open| open.quotation).or(self.around);
            self.open.push(OpenMark {
                c: glyph.c,
                at: glyph.at,
                quotation: self.quotations.len(),
                must_close: glyph.must_close,
                unsure: glyph.c == '’' || glyph.elides,
                shared_end: None,
                last_stop: glyph.last_stop,
                ends_with_inner: false,
                anew: None,
            });
            let words = start..start;
            self.quotations.push(MarkedSpan { words, outer, next: None, is_unclosed: false });
        }
    }

    fn close(&mut self, index: usize, glyph: &Glyph) {
        let Some(open) = self.open.get(index).copied() else { return };
        self.set_end(open.quotation, glyph.at);
        self.marks.extend([open.at, glyph.at]);
        self.open.truncate(index);
        let Some(around) = self.open.last_mut() else { return };
        if !(pairs(around.c, glyph.c) || around.c == glyph.c && is_straight(glyph.c)) {
            return;
        }
        if glyph.reported {
            around.shared_end.get_or_insert(glyph.end());
        }
        // Where the outer one was closed before, a sentence of the reporter's stands between.
        around.ends_with_inner |= glyph.is_last && glyph.c == '»' && open.last_stop <= around.at;
    }

    fn end_paragraph(&mut self, paragraph: &str, start: usize) {
        let end = start + paragraph.len();
        let mut open = std::mem::take(&mut self.open);
        for open in &mut open {
            let rest = open.shared_end.and_then(|end| paragraph.get(end.checked_sub(start)?..));
            if rest.is_some_and(speaks_again) {
                open.shared_end = None;
            }
        }
        for open in open.iter().filter(|open| !open.must_close) {
            let is_unclosed = open.shared_end.is_none() && !open.ends_with_inner;
            if let Some(quotation) = self.quotations.get_mut(open.quotation) {
                quotation.words.end = open.shared_end.or(open.anew).unwrap_or(end);
                quotation.is_unclosed = is_unclosed;
            }
            self.marks.push(open.at);
        }
        open.retain(|open| open.must_close || open.shared_end.is_none());
        // A single mark that is no apostrophe may be taken up by the next paragraph.
        let may_go_on = |open: &&OpenMark| !open.must_close || open.c == '‘';
        if let Some(open) = open.iter().find(may_go_on) {
            self.carried = Some(Carried {
                c: open.c,
                part: open.quotation,
                paragraph_end: end,
                unmarked: Vec::new(),
            });
        }
    }
}

/// Whether a mark looks alike where it opens and where it closes.
fn is_straight(c: char) -> bool {
    matches!(c, '"' | '\u{FF02}' | '\u{5F4}')
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
            | ('《', '》')
            | ('〈', '〉')
            | (TWO_OPEN, TWO_CLOSE)
            | ('\'' | '‘' | '’', '\'' | '’')
            | ('`' | '´', '\'' | '’' | '´')
            | ('`', '`')
            | ('\u{5F3}', '\u{5F3}')
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
        let Quotations { all, .. } = Quotations::of(paragraph);
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
    fn marks_of_many_languages() {
        for (text, wanted) in [
            ("Ministeri sanoi: ’Satama on kiinni.’ Sitten hän lähti.", "Satama on kiinni."),
            ("Han sade: ’Hamnen är stängd’ och gick.", "Hamnen är stängd"),
            ("He wrote `The port is closed.' and left.", "The port is closed."),
            ("He wrote ´The port is closed.´ and left.", "The port is closed."),
            ("He wrote ``The port is closed.'' Then left.", "The port is closed."),
            ("He wrote ''The port is closed.'' Then left.", "The port is closed."),
            ("He wrote ‘‘The port is closed.’’ Then left.", "The port is closed."),
            ("장관은 '항구가 닫혔다'고 말했다.", "항구가 닫혔다"),
            ("장관은 ‘항구가 닫혔다’고 말했다.", "항구가 닫혔다"),
            ("대신은\"ABC\"라고 했다", "ABC"),
            ("'KCNA'가 보도했다", "KCNA"),
            ("《항구가 닫혔다》고 보도했다", "항구가 닫혔다"),
            ("大臣は\"港は閉鎖\"と述べた。", "港は閉鎖"),
            ("大臣は'港は閉鎖'と述べた。", "港は閉鎖"),
            ("部长说：'港口关闭了。'他走了。", "港口关闭了。"),
            ("部长谈到《港口条约》。", "港口条约"),
            ("部長談到〈港口條約〉。", "港口條約"),
            ("הוא אמר ״הנמל סגור״ והלך", "הנמל סגור"),
            ("נכתב ב\"הארץ החדשה\" אתמול", "הארץ החדשה"),
            ("דובר צה\"ל אמר: \"הנמל סגור\".", "הנמל סגור"),
            ("מנכ\"לית החברה אמרה: \"סגור\"", "סגור"),
            ("قال: ”الميناء مغلق“ ثم ذهب", "الميناء مغلق"),
            ("وقال «الميناء مغلق».", "الميناء مغلق"),
            ("Sagte: ‚Der Hafen ist zu‘, und ging.", "Der Hafen ist zu"),
            ("Il dit ‹ le port › puis rien.", " le port "),
        ] {
            assert_eq!(quoted(text), [wanted], "{text}");
        }
    }

    #[test]
    fn words_that_begin_with_an_apostrophe_open_nothing() {
        assert_eq!(quoted("’Twas the ports’ best, and ’em all"), [""; 0]);
        assert_eq!(quoted("He said 'get 'em' loudly."), ["get 'em"]);
        assert_eq!(quoted("‘Tell ’em all.’ Then left."), ["Tell ’em all."]);
        assert_eq!(quoted("'Cause of death unknown,' he said."), ["Cause of death unknown,"]);
        assert_eq!(quoted("Tell 'em the ports' fees are high"), [""; 0]);
        assert_eq!(quoted("’Twas rock ’n’ roll in ’69"), [""; 0]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        let spans = |text: &str, from: &str, to: &str| {
            let start = text.find(from).unwrap();
            let end = text.rfind(to).unwrap() + to.len();
            Quotations::of(text).around(&(start..end)).is_some()
        };
        for (text, from, to) in [
            ("“First goes on.\n“Second ends.” He left.", "First", "Second ends."),
            ("“First goes on.\n“And on.\n“Third ends.” He left.", "goes", "Third ends."),
            ("“First goes on.\nSecond ends,” he said.", "First", "Second ends,"),
            ("\"First goes on.\nNo mark here.\nThird ends,\" he said.", "First", "Third ends,"),
            ("« Le premier.\n» Le second. » Puis rien.", "Le premier", "second."),
            ("«Первый.\nВторой», — сказал он.", "Первый", "Второй"),
            ("「第一。\n「第二。」と述べた。", "第一", "第二。"),
            ("「第一。\n第二」と述べた。", "第一", "第二"),
            ("“항구.\n닫혔다”고 했다.", "항구", "닫혔다"),
            ("„Der erste.\nDer zweite.“ Er ging.", "Der erste", "zweite."),
            ("‘First goes on.\n‘Second ends.’ He left.", "First", "Second ends."),
            ("``First goes on.\n``Second ends.'' He left.", "First", "Second ends."),
        ] {
            assert!(spans(text, from, to), "{text}");
            assert!(!spans(text, from, text), "{text}");
        }
        for (text, from, to) in [
            ("“First ends.”\n“Second ends.” He left.", "First", "Second ends."),
            ("“First is never closed.\nThe “port” is quiet.", "First", "The"),
            ("“First is never closed.\nNothing is quoted here.", "First", "here."),
            ("The pipe is 6\" wide.\nIt is 4\" deep.", "wide", "It is 4"),
            ("‘First goes on.\nThe ports’ fees", "First", "The ports"),
            ("“Never closed.\nSo he said.\n“Another.” He left.", "Never", "he said"),
        ] {
            assert!(!spans(text, from, to), "{text}");
        }
        let text = "“First goes on.\nSecond ‘so’ ends,” he said “then.”";
        let quotations = Quotations::of(text);
        assert_eq!(quotations.continuations().count(), 1);
        assert_eq!(quotations.within(&(0..text.len())).len(), 3);
        assert!(quotations.is_mark(0) && quotations.is_mark(text.find('’').unwrap()));
        assert!(!Quotations::of("the ports’ fees").is_mark(9));
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
        assert_eq!(quotations.all.len(), MAX_DEPTH);
        assert!(quotations.around(&(text.len() - 2..text.len())).is_some());
    }
}
