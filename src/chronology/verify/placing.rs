//! Owns where the words of a record stand in print, and the rules that such a place must keep: whole words, inside
//! marks, with their own punctuation, and nothing behind an ellipsis or a bracket that an editor must not hide there.
//! It knows no paragraph but the one it is asked for, and no verdict.
//!
//! The time is linear in print and record: where print repeats itself so that it would not be, the search ends
//! without having found anything.

use super::clauses::clauses;
use super::passage::{compare, is_suspended};
use super::pattern::{Bracket, PatternSegment, PatternText, QuotationPattern};
use super::print::ArticlePrint;
use super::quote::PrintedAs;
use super::verdict::{Omission, Omissions, Practice, Practices, Reason};
use crate::chronology::weight::{
    SenseWeight, counted, negates_as_end, negates_together, parts_number, weight, weighty,
};
use crate::text::classes::{is_dash, is_unspaced};
use crate::text::fold::{collapse_white_space, word_key};
use crate::text::segmentation::{is_inside_word, segments};
use crate::text::sentence::{ends, is_ended, is_ending, may_end, shows_end};
use std::ops::Range;

/// The letters of print that a bracket may stand for: a name or a phrase, no clause.
const MAX_REPLACED: usize = 60;

/// The words of print that a bracket may stand for without a word of it being said.
const PHRASE: usize = 8;

/// The letters that may be printed at the end of a word whose end is in brackets, and those that it must have
/// before it.
const MAX_ENDING: usize = 4;
const MIN_STEM: usize = 3;

/// The bytes beside the words of a record that are looked at for the rest of a number.
const NEAR: usize = 48;

/// The bytes on either side of the words of a record that are looked at for the rest of their sentence: more than one
/// has, so that what repeats no stop costs no more.
const SENTENCE: usize = 1024;

/// The steps for each byte of print and record, after which a search ends, and those that any search may take. A
/// text that does not repeat itself without end needs about one.
const STEPS: usize = 16;
const MIN_STEPS: usize = 1 << 22;

/// The steps that it takes to weigh a byte.
const WEIGHING: usize = 64;

/// Where the words of a record stand, and how they differ from print.
#[derive(Debug)]
pub(super) struct Placed {
    /// The bytes of the text that print them, in order: a stretch for each text of the pattern.
    pub(super) stretches: Vec<Range<usize>>,
    pub(super) practices: Practices,
    pub(super) omissions: Omissions,
}

/// A search for the words of one record.
pub(super) struct PlaceSearch<'a> {
    print: &'a ArticlePrint,
    printed_as: PrintedAs,
    /// The language of the words, where that is known.
    lang: Option<&'a str>,
    steps: usize,
}

/// Which ends of the record a segment has, and there must have the punctuation of.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each end is kept or not by itself")]
struct Ends {
    start: bool,
    end: bool,
    /// The record ends with a comma that hangs it into a sentence of others.
    hangs: bool,
    /// The byte of the text at which the segment before it ends.
    after: Option<usize>,
    /// Another segment follows.
    goes_on: bool,
}

/// A segment in print. Bytes of the text, and of the folded text.
#[derive(Debug)]
struct Candidate {
    whole: Range<usize>,
    folded_end: usize,
    stretches: Vec<Range<usize>>,
    practices: Practices,
    omissions: Omissions,
}

/// A text in print: bytes of the folded text.
struct FoundPlace {
    place: Range<usize>,
    practices: Practices,
}

impl<'a> PlaceSearch<'a> {
    pub(super) fn new(
        print: &'a ArticlePrint,
        printed_as: PrintedAs,
        lang: Option<&'a str>,
        record: &str,
    ) -> Self {
        let steps = STEPS * (print.text.len() + record.len()) + MIN_STEPS;
        Self { print, printed_as, lang, steps }
    }

    /// The first place of a pattern that begins in a paragraph.
    pub(super) fn in_paragraph(
        &mut self,
        pattern: &QuotationPattern,
        para: u32,
    ) -> Result<Placed, Reason> {
        let stretch = self.folded_of(para);
        let mut placed: Vec<Candidate> = Vec::with_capacity(pattern.segments.len());
        let last = pattern.segments.len().saturating_sub(1);
        let mut until = stretch.end;
        let mut from = stretch.start;
        let hangs = pattern.segments.last().is_some_and(ends_with_comma) && !pattern.trails;
        for (index, segment) in pattern.segments.iter().enumerate() {
            let ends = Ends {
                start: index == 0 && !pattern.leads,
                end: index == last && !pattern.trails,
                hangs,
                after: placed.last().map(|before| before.whole.end),
                goes_on: index < last,
            };
            match self.next_segment(segment, from..until, ends) {
                Ok(candidate) => {
                    from = candidate.folded_end;
                    until = self.reach(&candidate);
                    placed.push(candidate);
                }
                Err(reason) => {
                    let elsewhere =
                        index > 0 && self.next_segment(segment, stretch.start..from, ends).is_ok();
                    return Err(if elsewhere { Reason::OutOfOrder } else { reason });
                }
            }
        }
        if placed.is_empty() {
            return Err(Reason::Empty);
        }
        Ok(self.judge(pattern, &placed))
    }

    /// The paragraphs in which a pattern may begin, nearest to a number first.
    pub(super) fn paragraphs_with(&mut self, pattern: &QuotationPattern, near: u32) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let whole = 0..self.print.folded.text.len();
        let Some(anchor) = pattern.segments.first().and_then(anchor) else {
            return found;
        };
        let letters = self.print.letters_in(&whole);
        let mut from = letters.start;
        while let Some(at) = self.next_letters(&anchor.1.letters, from..letters.end) {
            let Some(folded) = self.print.letters.place(at) else { break };
            let para = self.print.paragraph_at(self.print.original(folded));
            if para != near && found.last() != Some(&para) {
                found.push(para);
            }
            from = self.print.letters.after(at);
        }
        found.sort_by_key(|para| para.abs_diff(near));
        found
    }

    /// The bytes of the folded text that fold a paragraph.
    fn folded_of(&self, para: u32) -> Range<usize> {
        let stretch = self.print.paragraph(para);
        self.print.folded_at(stretch.start)..self.print.folded_at(stretch.end)
    }

    /// Up to which byte of the folded text a segment may begin after another: in its paragraph, in those in which a
    /// quotation goes on, or, without marks, in the next.
    fn reach(&self, candidate: &Candidate) -> usize {
        let last = self.print.paragraph_at(candidate.whole.end);
        let para = match self.printed_as {
            PrintedAs::Quoted => self.print.runs_to(last),
            PrintedAs::Block => last + 1,
        };
        let stretch = self.print.paragraph(para);
        let end = if stretch.is_empty() { self.print.paragraph(last).end } else { stretch.end };
        self.print.folded_at(end)
    }

    /// The first place of a segment that begins in these bytes of the folded text.
    fn next_segment(
        &mut self,
        segment: &PatternSegment,
        within: Range<usize>,
        ends: Ends,
    ) -> Result<Candidate, Reason> {
        let mut reason = Reason::WordsDiffer;
        let Some((index, text)) = anchor(segment) else {
            return self.next_marks(segment, within, ends);
        };
        if segment.texts.iter().take(index).any(|text| !text.is_empty()) {
            return Err(Reason::PunctuationDiffers);
        }
        let letters = self.print.letters_in(&within);
        let mut from = letters.start;
        while let Some(at) = self.next_letters(&text.letters, from..letters.end) {
            from = self.print.letters.after(at);
            let Some(folded) = self.print.letters.place(at) else { break };
            let lead = text.chars.iter().take_while(|c| !c.c.is_alphanumeric()).count();
            let may_be_capital = ends.start && index == 0;
            let found = self
                .beginnings(folded, lead, within.start)
                .into_iter()
                .map(|start| self.compare(text, start, may_be_capital))
                .reduce(|best, next| if best.is_ok() { best } else { next });
            let candidate = found.unwrap_or(Err(Reason::WordsDiffer)).and_then(|found| {
                let candidate = self.extend(segment, index, &found)?;
                self.keeps_rules(segment, index, candidate, ends)
            });
            match candidate {
                Ok(candidate) => return Ok(candidate),
                Err(other) => reason = reason.max(other),
            }
        }
        Err(reason)
    }

    /// The first place of a segment that has no letter.
    fn next_marks(
        &mut self,
        segment: &PatternSegment,
        within: Range<usize>,
        ends: Ends,
    ) -> Result<Candidate, Reason> {
        let [text] = segment.texts.as_slice() else {
            return Err(Reason::PunctuationDiffers);
        };
        let mut reason = Reason::PunctuationDiffers;
        let folded = self.print.folded.text.get(within.clone()).unwrap_or_default();
        let first = text.chars.first().map(|c| c.c);
        for (at, _) in folded.char_indices().filter(|(_, c)| Some(*c) == first) {
            self.spend(1 + text.chars.len());
            if self.steps == 0 {
                break;
            }
            let candidate = self.compare(text, within.start + at, false).and_then(|found| {
                let candidate = self.extend(segment, 0, &found)?;
                self.keeps_rules(segment, 0, candidate, ends)
            });
            match candidate {
                Ok(candidate) => return Ok(candidate),
                Err(other) => reason = reason.max(other),
            }
        }
        Err(reason)
    }

    fn spend(&mut self, steps: usize) {
        self.steps = self.steps.saturating_sub(steps);
    }

    /// Where these letters stand next, beginning in these bytes of the letters of print.
    fn next_letters(&mut self, needle: &str, within: Range<usize>) -> Option<usize> {
        let all = &self.print.letters.text;
        if self.steps == 0 || within.is_empty() {
            return None;
        }
        let end = all.ceil_char_boundary(within.end.saturating_add(needle.len()));
        let found = all.get(within.start..end)?.find(needle);
        self.spend(found.unwrap_or(end - within.start) + needle.len());
        found.map(|at| within.start + at).filter(|at| *at < within.end)
    }

    fn compare(
        &mut self,
        text: &PatternText,
        start: usize,
        may_be_capital: bool,
    ) -> Result<FoundPlace, Reason> {
        if self.steps == 0 {
            return Err(Reason::WordsDiffer);
        }
        let same = compare(text, self.print, start, may_be_capital);
        self.spend(1 + text.chars.len());
        let same = same?;
        let folded = &self.print.folded;
        if !folded.is_between_characters(same.end) {
            return Err(Reason::CutBeforePunctuation);
        }
        if !folded.is_between_characters(start) {
            return Err(Reason::CutAfterPunctuation);
        }
        Ok(FoundPlace { place: start..same.end, practices: same.practices })
    }

    /// Where a text may begin whose first letter stands at a byte of the folded text, after so many marks.
    fn beginnings(&self, letter: usize, marks: usize, from: usize) -> Vec<usize> {
        let mut starts = vec![letter];
        if marks == 0 {
            return starts;
        }
        let before = self.print.folded.text.get(from..letter).unwrap_or_default();
        let mut at = letter;
        for c in before.chars().rev().take(marks + 3).take_while(|c| !c.is_alphanumeric()) {
            at -= c.len_utf8();
            starts.push(at);
        }
        starts
    }

    /// Goes on after the first text of a segment that has letters, over its brackets to its end.
    fn extend(
        &mut self,
        segment: &PatternSegment,
        index: usize,
        first: &FoundPlace,
    ) -> Result<Candidate, Reason> {
        let start = self.print.original(first.place.start);
        let mut practices = first.practices;
        for bracket in segment.brackets.iter().take(index) {
            let is_sic = *bracket == Bracket::Sic;
            practices.insert(if is_sic { Practice::Sic } else { Practice::Bracketed });
        }
        let mut end = first.place.end;
        let mut stretches = vec![self.text_of(&first.place)];
        let mut omissions = Omissions::default();
        let mut before = segment.texts.get(index);
        let rest = segment.brackets.iter().skip(index).zip(segment.texts.iter().skip(index + 1));
        for (bracket, text) in rest {
            let found = match bracket {
                Bracket::Sic => {
                    practices.insert(Practice::Sic);
                    self.adjacent(text, end)?
                }
                Bracket::Ending(ending) => {
                    practices.insert(Practice::Bracketed);
                    let word_end = self.word_end(end)?;
                    self.same_weight(before, ending, end, word_end)?;
                    self.adjacent(text, word_end)?
                }
                Bracket::Words(words) => {
                    practices.insert(Practice::Bracketed);
                    match self.adjacent(text, end) {
                        // Nothing is replaced, or what follows the segment is.
                        Ok(found) => {
                            if !text.is_empty() {
                                self.stands_for(words, "", &mut omissions)?;
                            }
                            found
                        }
                        Err(reason) => self
                            .replaced(text, words, end, &mut omissions)
                            .map_err(|other| reason.max(other))?,
                    }
                }
            };
            practices.extend(found.practices);
            if !found.place.is_empty() {
                stretches.push(self.text_of(&found.place));
            }
            end = found.place.end;
            before = Some(text);
        }
        let whole = start..stretches.last().map_or(start, |stretch| stretch.end);
        let whole = whole.start..whole.end.max(self.end_of(end));
        Ok(Candidate { whole, folded_end: end, stretches, practices, omissions })
    }

    fn text_of(&self, folded: &Range<usize>) -> Range<usize> {
        self.print.folded.original(folded.clone())
    }

    /// The byte of the text at which what folds to the bytes before this one ends.
    fn end_of(&self, folded: usize) -> usize {
        self.print.folded.original(folded.saturating_sub(1)..folded).end
    }

    /// A text that stands at a byte of the folded text, a blank between where the record has one.
    fn adjacent(&mut self, text: &PatternText, at: usize) -> Result<FoundPlace, Reason> {
        if text.is_empty() {
            return Ok(FoundPlace { place: at..at, practices: Practices::default() });
        }
        let rest = self.print.folded.text.get(at..).unwrap_or_default();
        let is_spaced = rest.starts_with(' ');
        let next = rest.trim_start().chars().next();
        let wants_space = text.spaced.0 && !next.is_some_and(is_unspaced);
        if is_spaced != wants_space {
            return Err(Reason::PunctuationDiffers);
        }
        self.compare(text, at + usize::from(is_spaced), false)
    }

    /// A text that stands after the words that a bracket stands for.
    fn replaced(
        &mut self,
        text: &PatternText,
        words: &str,
        after: usize,
        omissions: &mut Omissions,
    ) -> Result<FoundPlace, Reason> {
        let mut reason = Reason::WordsDiffer;
        let rest = self.print.folded.text.get(after..).unwrap_or_default();
        let Some(first) = text.chars.first().map(|c| c.c) else {
            return Err(reason);
        };
        // Marks have several forms, letters one.
        let begins =
            |c: char| if first.is_alphanumeric() { c == first } else { !c.is_alphanumeric() };
        let mut letters = 0;
        for (at, c) in rest.char_indices().take(4 * MAX_REPLACED).skip(1) {
            letters += usize::from(c.is_alphanumeric());
            if letters > MAX_REPLACED {
                break;
            }
            if !begins(c) {
                continue;
            }
            match self.compare(text, after + at, false) {
                Ok(found) => match self.stands_between(text, words, after..after + at, omissions) {
                    Ok(()) => return Ok(found),
                    // What comes later is in it too.
                    Err(final_ @ (Reason::BracketChanges | Reason::BracketSpansSentences)) => {
                        return Err(final_);
                    }
                    Err(other) => reason = reason.max(other),
                },
                Err(other) => reason = reason.max(other),
            }
        }
        Err(reason)
    }

    /// Whether a bracket may stand for these bytes of the folded text, before a text: whole words of one sentence, of
    /// which it takes no negation.
    fn stands_between(
        &mut self,
        text: &PatternText,
        words: &str,
        folded: Range<usize>,
        omissions: &mut Omissions,
    ) -> Result<(), Reason> {
        let start = folded.end;
        let skipped = self.text_of(&folded);
        if is_inside_word(&self.print.text, skipped.start)
            || is_inside_word(&self.print.text, skipped.end)
        {
            return Err(Reason::InsideWord);
        }
        let print = self.print.text.get(skipped.clone()).unwrap_or_default();
        if print.ends_with(char::is_whitespace) != text.spaced.0 && !self.is_unspaced_at(start) {
            return Err(Reason::PunctuationDiffers);
        }
        if self.first_end(&skipped).is_some() {
            return Err(Reason::BracketSpansSentences);
        }
        self.stands_for(words, print, omissions)?;
        if is_clause(print) {
            omissions.insert(Omission::Clause);
        }
        Ok(())
    }

    fn is_unspaced_at(&self, folded: usize) -> bool {
        let rest = self.print.folded.text.get(folded..).unwrap_or_default();
        rest.chars().next().is_some_and(is_unspaced)
    }

    /// Whether a bracket may stand for words of print: where these negate, so must it, and where both count, alike, in
    /// digits or in words. A number that it takes out or puts in is noted.
    fn stands_for(
        &mut self,
        words: &str,
        print: &str,
        omissions: &mut Omissions,
    ) -> Result<(), Reason> {
        self.spend(WEIGHING * (1 + words.len() + print.len()));
        let (ours, theirs) = (self.weights(words), self.weights(print));
        let negates = |all: &[(SenseWeight, String)]| {
            all.iter().any(|(weight, _)| *weight == SenseWeight::Negation)
        };
        let numbers = |all: &[(SenseWeight, String)]| -> Vec<String> {
            let numbers = all.iter().filter(|(weight, _)| *weight == SenseWeight::Number);
            numbers.map(|(_, key)| counted(key, self.lang).into_owned()).collect()
        };
        if (negates(&ours) || negates_together(words))
            != (negates(&theirs) || negates_together(print))
        {
            return Err(Reason::BracketChanges);
        }
        let (ours, theirs) = (numbers(&ours), numbers(&theirs));
        match (ours.is_empty(), theirs.is_empty()) {
            (true, false) => omissions.insert(Omission::Number),
            (false, true) => omissions.insert(Omission::AddedNumber),
            _ if ours != theirs => return Err(Reason::BracketChanges),
            _ => {}
        }
        Ok(())
    }

    /// The words of a text that negate or count, in order.
    fn weights(&self, text: &str) -> Vec<(SenseWeight, String)> {
        let all = weighty(text, self.lang).into_iter();
        all.map(|(range, weight)| (weight, word_key(text.get(range).unwrap_or_default()))).collect()
    }

    /// The byte of the folded text at which the word ends that goes on at a byte.
    fn word_end(&self, at: usize) -> Result<usize, Reason> {
        let rest = self.print.folded.text.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let letters = rest.get(..end).unwrap_or_default().chars().count();
        if letters > MAX_ENDING || is_inside_word(&self.print.text, self.print.original(at + end)) {
            return Err(Reason::InsideWord);
        }
        Ok(at + end)
    }

    /// Whether a word whose end is in brackets negates or counts as the printed one does.
    fn same_weight(
        &mut self,
        before: Option<&PatternText>,
        ending: &str,
        at: usize,
        word_end: usize,
    ) -> Result<(), Reason> {
        let stem: String = before
            .into_iter()
            .flat_map(|text| text.chars.iter().rev())
            .map(|c| c.c)
            .take_while(|c| c.is_alphabetic() || matches!(c, '\'' | '-'))
            .collect();
        let stem: String = stem.chars().rev().collect();
        self.spend(WEIGHING * (1 + stem.len()));
        if stem.chars().count() < MIN_STEM {
            return Err(Reason::InsideWord);
        }
        let printed = self.print.folded.text.get(at..word_end).unwrap_or_default();
        if negates_as_end(ending) != negates_as_end(printed) {
            return Err(Reason::BracketChanges);
        }
        let printed = word_key(&format!("{stem}{printed}"));
        let ours = word_key(&format!("{stem}{ending}"));
        let (theirs, changed) = (weight(&printed, self.lang), weight(&ours, self.lang));
        if theirs == changed && (theirs == SenseWeight::Plain || printed == ours) {
            Ok(())
        } else {
            Err(Reason::BracketChanges)
        }
    }

    /// Holds a segment in print to the rules.
    fn keeps_rules(
        &mut self,
        segment: &PatternSegment,
        index: usize,
        mut candidate: Candidate,
        ends: Ends,
    ) -> Result<Candidate, Reason> {
        let Candidate { whole, .. } = &candidate;
        if self.cuts_word(whole.start) || self.cuts_word(whole.end) {
            return Err(Reason::InsideWord);
        }
        // At a bracket that ends the record, what print has there is what it stands for.
        let opens_bracket = index > 0;
        let ends_bracket =
            !segment.brackets.is_empty() && segment.texts.last().is_some_and(PatternText::is_empty);
        let kept =
            Ends { start: ends.start && !opens_bracket, end: ends.end && !ends_bracket, ..ends };
        let quoted = match self.printed_as {
            PrintedAs::Quoted => {
                let quoted = self.print.quotations().around(whole).ok_or(Reason::OutsideMarks)?;
                self.keeps_marks(&candidate, &quoted, kept)?;
                quoted
            }
            PrintedAs::Block => {
                if self.stands_in_marks(whole) {
                    return Err(Reason::InsideMarks);
                }
                self.keeps_block(&candidate, kept)?;
                let start = self.print.paragraph(self.print.paragraph_at(whole.start)).start;
                let end = self.print.paragraph(self.print.paragraph_at(whole.end)).end;
                start..end
            }
        };
        if candidate.practices.contains(Practice::Capital) {
            self.keeps_capital(&candidate, &quoted, ends)?;
        }
        // A bracket there stands for any words of the sentence, or for none.
        if let (true, Some(Bracket::Words(words))) = (opens_bracket, segment.brackets.first()) {
            let start = ends.after.map_or(quoted.start, |after| after.max(quoted.start));
            let before = start..candidate.whole.start;
            self.spend(before.len());
            let from = self.last_end(&before).unwrap_or(before.start);
            let print = self.print.text.get(from..before.end).unwrap_or_default();
            self.stands_for(words, print, &mut candidate.omissions)?;
        }
        if let (true, Some(Bracket::Words(words))) = (ends_bracket, segment.brackets.last()) {
            // What another segment has is no part of what the bracket before it stands for.
            let end = if ends.goes_on { candidate.whole.end } else { quoted.end };
            let after = candidate.whole.end..end;
            self.spend(after.len());
            let to = self.first_end(&after).unwrap_or(after.end);
            let print = self.print.text.get(after.start..to).unwrap_or_default();
            self.stands_for(words, print, &mut candidate.omissions)?;
        }
        Ok(candidate)
    }

    /// Whether a place that begins or ends at a byte of the text cuts a word. A mark that quotes does not join what
    /// stands on its sides, though Korean particles follow it at once.
    fn cuts_word(&self, at: usize) -> bool {
        let (before, after) = self.print.text.split_at_checked(at).unwrap_or_default();
        if parts_number(&self.print.text, at) || is_suspended(before, after) {
            return true;
        }
        if !is_inside_word(&self.print.text, at) {
            return false;
        }
        let quotations = self.print.quotations();
        let last = self.print.text.get(..at).and_then(|before| before.char_indices().next_back());
        !quotations.is_mark(at) && !last.is_some_and(|(last, _)| quotations.is_mark(last))
    }

    /// The punctuation between a mark and the words next to it belongs to the quotation, and a question cut off
    /// before its mark is a question no more.
    fn keeps_marks(
        &self,
        candidate: &Candidate,
        quoted: &Range<usize>,
        ends: Ends,
    ) -> Result<(), Reason> {
        let Candidate { whole, practices, .. } = candidate;
        let text = &self.print.text;
        let after = text.get(whole.end..quoted.end).unwrap_or_default();
        if practices.contains(Practice::Stop) && !after.trim().is_empty() {
            return Err(Reason::PunctuationDiffers);
        }
        if ends.end
            && (is_punctuation(after)
                || after.starts_with(['?', '!', '？', '！', '؟'])
                || self.splits_dots(whole.end))
        {
            return Err(Reason::CutBeforePunctuation);
        }
        let before = text.get(quoted.start..whole.start).unwrap_or_default();
        if ends.start && (is_punctuation(before) || self.splits_dots(whole.start)) {
            return Err(Reason::CutAfterPunctuation);
        }
        Ok(())
    }

    /// Whether the words of a stretch stand inside marks: those around it, or those that it begins and ends with.
    fn stands_in_marks(&self, stretch: &Range<usize>) -> bool {
        let text = self.print.text.get(stretch.clone()).unwrap_or_default();
        let apart = |c: char| !c.is_alphanumeric();
        let start = stretch.end - text.trim_start_matches(apart).len();
        let end = stretch.start + text.trim_end_matches(apart).len();
        self.print.quotations().around(&(start.min(end)..end)).is_some()
    }

    fn keeps_block(&self, candidate: &Candidate, ends: Ends) -> Result<(), Reason> {
        let Candidate { whole, practices, .. } = candidate;
        if practices.contains(Practice::Stop) {
            return Err(Reason::PunctuationDiffers);
        }
        let after = self.print.text.get(whole.end..).unwrap_or_default();
        // An ellipsis that stands by itself is no end of this sentence; nor does what the next paragraph begins with
        // belong to this one.
        let apart = after.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        let goes_on =
            apart.len() < after.len() && (apart.starts_with("...") || apart.starts_with('…'));
        if ends.end && !goes_on && !self.hangs_on_dash(whole) && apart.starts_with(is_ending) {
            return Err(Reason::CutBeforePunctuation);
        }
        let before = self.print.text.get(..whole.start).unwrap_or_default();
        if ends.start && before.ends_with(['(', '[', '{', '（', '［', '¿', '¡']) {
            return Err(Reason::CutAfterPunctuation);
        }
        Ok(())
    }

    /// Whether these words are speech between dashes, `— Speech, — he said`: the comma at their end hangs them into the
    /// sentence of the article, as one behind a quotation mark does.
    fn hangs_on_dash(&self, words: &Range<usize>) -> bool {
        let text = &self.print.text;
        let dash = |text: &str| text.trim_start().starts_with(is_dash);
        let before = text.get(..words.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let opens = line.trim_end().chars().next_back().is_some_and(is_dash);
        let after = text.get(words.end..).unwrap_or_default().strip_prefix(',');
        opens && after.is_some_and(dash)
    }

    /// A capital where print has a small letter changes no word, unless the record begins as a sentence where the
    /// article begins small, and leaves the comma that hangs it into the article's. A capital that is lost is honest
    /// only where it began a sentence: the name in the middle of one is another word without it.
    fn keeps_capital(
        &self,
        candidate: &Candidate,
        quoted: &Range<usize>,
        ends: Ends,
    ) -> Result<(), Reason> {
        let text = &self.print.text;
        let start = candidate.whole.start;
        let first = text.get(start..candidate.whole.end).unwrap_or_default();
        let before = text.get(quoted.start..start).unwrap_or_default();
        let at_mark = !before.contains(char::is_alphanumeric);
        if first.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
            return if at_mark && ends.hangs { Err(Reason::CaseDiffers) } else { Ok(()) };
        }
        let begins = at_mark || is_ended(text, start);
        let word = first.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let is_name = word.is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
        if begins && !is_name { Ok(()) } else { Err(Reason::CaseDiffers) }
    }

    fn splits_dots(&self, at: usize) -> bool {
        let (before, after) = self.print.text.split_at_checked(at).unwrap_or_default();
        before.ends_with('.') && after.starts_with('.')
    }

    /// What the segments in their places amount to.
    fn judge(&self, pattern: &QuotationPattern, placed: &[Candidate]) -> Placed {
        let mut practices = Practices::default();
        let mut omissions = Omissions::default();
        let mut stretches = Vec::new();
        for candidate in placed {
            practices.extend(candidate.practices);
            omissions.extend(candidate.omissions);
            stretches.extend(candidate.stretches.iter().cloned());
        }
        let start = placed.first().map_or(0, |first| first.whole.start);
        let end = placed.last().map_or(0, |last| last.whole.end);
        if pattern.leads || pattern.trails || placed.len() > 1 {
            practices.insert(Practice::Elided);
            self.left_out(pattern, placed, &mut omissions);
        }
        self.cut_off(pattern, placed, &mut omissions);
        if self.print.paragraph_at(start) != self.print.paragraph_at(end) {
            practices.insert(Practice::Joined);
        }
        if practices.is_empty()
            || practices == Practices::of(Practice::Elided)
            || practices == Practices::of(Practice::Sic)
        {
            let texts = pattern.segments.iter().flat_map(|segment| &segment.texts);
            let same =
                texts.filter(|text| !text.is_empty()).zip(&stretches).all(|(text, stretch)| {
                    let print = self.print.text.get(stretch.clone()).unwrap_or_default();
                    let is_plain = !self.print.has_direction_mark(stretch);
                    is_plain && collapse_white_space(print.trim()).text == text.raw
                });
            if !same {
                practices.insert(Practice::Typographic);
            }
        }
        let unclosed = |one: &Candidate| self.print.quotations().is_unclosed(&one.whole);
        if self.printed_as == PrintedAs::Quoted && placed.iter().any(unclosed) {
            omissions.insert(Omission::ClosingMark);
            // The mark that is missing in print is no word, but neither is this the plain verdict.
            if practices.is_empty() {
                practices.insert(Practice::Typographic);
            }
        }
        Placed { stretches, practices, omissions }
    }

    /// Notes what the ellipses of a record take out.
    fn left_out(
        &self,
        pattern: &QuotationPattern,
        placed: &[Candidate],
        omissions: &mut Omissions,
    ) {
        for pair in placed.windows(2) {
            let [before, after] = pair else { continue };
            let gap = before.whole.end..after.whole.start;
            if self.is_attributed_apart(before, after) {
                omissions.insert(Omission::Attribution);
            }
            let shown = shows_end(self.quoted_with(&before.whole), gap.start);
            for stretch in self.quoted_in(&gap) {
                self.note_weights(&stretch, omissions);
                let may_end = || may_end(&self.print.text, stretch.clone());
                if shown.map_or_else(may_end, |is_plain| !is_plain) {
                    omissions.insert(Omission::SentenceEnd);
                }
            }
        }
        if let (true, Some(first)) = (pattern.leads, placed.first()) {
            let bounds = self.bounds(&first.whole);
            let before = bounds.start..first.whole.start;
            let from = self.last_end(&before).unwrap_or(before.start);
            self.note_weights(&(from..before.end), omissions);
        }
        if let (true, Some(last)) = (pattern.trails, placed.last()) {
            let after = last.whole.end..self.bounds(&last.whole).end;
            if !self.ends_sentence(&last.whole) {
                let to = self.first_end(&after).unwrap_or(after.end);
                self.note_weights(&(after.start..to), omissions);
            }
        }
    }

    /// Whether the article gives two parts of a record to a speaker each, in sentences of its own between and behind
    /// them: `“We go,” said Ada. “We stay,” said Ben.`
    fn is_attributed_apart(&self, before: &Candidate, after: &Candidate) -> bool {
        if self.printed_as == PrintedAs::Block {
            return false;
        }
        let quotations = self.print.quotations();
        let first = quotations.around(&before.whole);
        let (Some(first), Some(second)) = (first, quotations.around(&after.whole)) else {
            return false;
        };
        let text = &self.print.text;
        let between = first.end..second.start.max(first.end);
        let (Some(start), Some(end)) = (self.first_end(&between), self.last_end(&between)) else {
            return false;
        };
        let told = |stretch: Range<usize>| {
            text.get(stretch).is_some_and(|text| text.contains(char::is_alphabetic))
        };
        // The closing mark, and the comma and the dash that may follow it.
        let inside = text.get(..second.end).unwrap_or_default().ends_with(is_ending);
        let mut behind = text.get(second.end..).unwrap_or_default().chars().skip(1).take(6);
        let mut hangs =
            inside && !text.get(..second.end).unwrap_or_default().ends_with(['.', '。']);
        let next = behind.find(|c| {
            hangs |= *c == ',' || is_dash(*c);
            !(c.is_whitespace() && *c != '\n' || *c == ',' || is_dash(*c))
        });
        told(between.start..start)
            && (told(end..between.end) || hangs && next.is_some_and(char::is_alphabetic))
    }

    /// Notes what is left out without an ellipsis before the words of a record or after them: a negation anywhere in
    /// the rest of their sentence, since it turns them around from afar (`I do not believe that …`), and the rest of a
    /// number that they begin or end with. A bracket there has been weighed against what it stands for.
    fn cut_off(&self, pattern: &QuotationPattern, placed: &[Candidate], omissions: &mut Omissions) {
        let (opens, ends) = (
            pattern.segments.first().is_some_and(opens_with_words),
            pattern.segments.last().is_some_and(ends_with_words),
        );
        if let (false, Some(first)) = (pattern.leads || opens, placed.first()) {
            let before = self.sentence_before(&first.whole);
            if self.negates(&before) {
                omissions.insert(Omission::Negation);
            }
            if self.weight_at_end(before) == Some(SenseWeight::Number)
                && self.weight_at_start(first.whole.clone()) == Some(SenseWeight::Number)
            {
                omissions.insert(Omission::Number);
            }
        }
        if let (false, Some(last)) = (pattern.trails || ends, placed.last()) {
            let after = self.sentence_after(&last.whole);
            if self.negates(&after) {
                omissions.insert(Omission::Negation);
            }
            if self.weight_at_start(after) == Some(SenseWeight::Number)
                && self.weight_at_end(last.whole.clone()) == Some(SenseWeight::Number)
            {
                omissions.insert(Omission::Number);
            }
        }
    }

    /// The byte behind the first end of a sentence in a stretch, if there is one.
    fn first_end(&self, stretch: &Range<usize>) -> Option<usize> {
        ends(&self.print.text, stretch.clone()).next()
    }

    /// The byte behind the last end of a sentence in a stretch, if there is one.
    fn last_end(&self, stretch: &Range<usize>) -> Option<usize> {
        ends(&self.print.text, stretch.clone()).last()
    }

    /// Whether a place ends a sentence, or its quotation with a stop.
    fn ends_sentence(&self, place: &Range<usize>) -> bool {
        is_ended(self.quoted_with(place), place.end)
    }

    /// The text up to where the quotation, or the paragraph, around a place ends.
    fn quoted_with(&self, place: &Range<usize>) -> &str {
        let end = self.bounds(place).end.max(place.end);
        self.print.text.get(..end).unwrap_or_default()
    }

    /// What of the sentence of a place stands before it, from where a clause begins that is a sentence by itself.
    fn sentence_before(&self, place: &Range<usize>) -> Range<usize> {
        let text = &self.print.text;
        let near = text.ceil_char_boundary(place.start.saturating_sub(SENTENCE));
        let start = self.bounds(place).start.max(near).min(place.start);
        let start = self.last_end(&(start..place.start)).unwrap_or(start);
        let part = self.parts(&(start..place.start)).last();
        part.map_or(start, |part| part.start.max(start))..place.start
    }

    /// What of the sentence of a place stands after it, up to where a clause begins that is a sentence by itself:
    /// nothing where the place ends the sentence.
    fn sentence_after(&self, place: &Range<usize>) -> Range<usize> {
        let text = &self.print.text;
        let words = text.get(place.clone()).unwrap_or_default();
        let hangs = self.printed_as == PrintedAs::Block && words.ends_with(is_ending);
        if hangs || self.ends_sentence(place) {
            return place.end..place.end;
        }
        let near = text.floor_char_boundary(place.end.saturating_add(SENTENCE));
        let end = self.bounds(place).end.min(near).max(place.end);
        let end = self.first_end(&(place.end..end)).unwrap_or(end);
        // `…, but not today` is no clause by itself, `…, — not at once did he say` is the reporter's.
        let is_whole = |part: &Range<usize>| {
            let before = text.get(..part.start).unwrap_or_default().trim_end();
            before.ends_with(',')
                || self.weight_at_start(part.end..text.len()) != Some(SenseWeight::Negation)
        };
        let part = self.parts(&(place.end..end)).find(is_whole);
        place.end..part.map_or(end, |part| part.start.max(place.end))
    }

    /// The marks and words in a part of a sentence behind which a clause stands by itself. Without quotation marks a
    /// colon or a dash does so too, since it alone parts a reporter's words from the speech.
    fn parts(&self, stretch: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let is_block = self.printed_as == PrintedAs::Block;
        let text = &self.print.text;
        let by_itself = clauses(text, stretch);
        let marks = text.get(stretch.clone()).unwrap_or_default().char_indices();
        let told = marks.filter_map(move |(at, c)| {
            let mark = stretch.start + at..stretch.start + at + c.len_utf8();
            let rest = text.get(mark.end..).unwrap_or_default();
            let joins = rest.starts_with(|next: char| !next.is_whitespace());
            let parts = matches!(c, ':' | '：') || (is_dash(c) && !joins);
            (is_block && parts).then_some(mark)
        });
        let mut all: Vec<Range<usize>> = by_itself.chain(told).collect();
        all.sort_unstable_by_key(|part| part.start);
        all.into_iter()
    }

    /// Whether any word of a stretch negates.
    fn negates(&self, stretch: &Range<usize>) -> bool {
        let text = self.print.text.get(stretch.clone()).unwrap_or_default();
        weighty(text, self.lang).iter().any(|(_, weight)| *weight == SenseWeight::Negation)
    }

    /// What the first word of a stretch is, if it weighs.
    fn weight_at_start(&self, stretch: Range<usize>) -> Option<SenseWeight> {
        let end = stretch.start.saturating_add(NEAR).min(stretch.end);
        let text = self.print.text.get(stretch.start..self.print.text.floor_char_boundary(end))?;
        let (range, weight) = weighty(text, self.lang).into_iter().next()?;
        text.get(..range.start)?.trim().is_empty().then_some(weight)
    }

    /// What the last word of a stretch is, if it weighs.
    fn weight_at_end(&self, stretch: Range<usize>) -> Option<SenseWeight> {
        let start = stretch.end.saturating_sub(NEAR).max(stretch.start);
        let text = self.print.text.get(self.print.text.ceil_char_boundary(start)..stretch.end)?;
        let (range, weight) = weighty(text, self.lang).into_iter().next_back()?;
        text.get(range.end..)?.trim().is_empty().then_some(weight)
    }

    /// The quotation, or the paragraph, around a place.
    fn bounds(&self, place: &Range<usize>) -> Range<usize> {
        let paragraph = || self.print.paragraph(self.print.paragraph_at(place.start));
        match self.printed_as {
            PrintedAs::Quoted => self.print.quotations().around(place).unwrap_or_else(paragraph),
            PrintedAs::Block => paragraph(),
        }
    }

    /// What of a stretch is quoted; without marks, all of it.
    fn quoted_in(&self, stretch: &Range<usize>) -> Vec<Range<usize>> {
        match self.printed_as {
            PrintedAs::Quoted => self.print.quotations().within(stretch),
            PrintedAs::Block => vec![stretch.clone()],
        }
    }

    fn note_weights(&self, stretch: &Range<usize>, omissions: &mut Omissions) {
        let text = self.print.text.get(stretch.clone()).unwrap_or_default();
        for (_, weight) in weighty(text, self.lang) {
            match weight {
                SenseWeight::Negation => omissions.insert(Omission::Negation),
                SenseWeight::Number => omissions.insert(Omission::Number),
                SenseWeight::Plain => {}
            }
        }
    }
}

/// The first text of a segment that has letters, and its index.
fn anchor(segment: &PatternSegment) -> Option<(usize, &PatternText)> {
    segment.texts.iter().enumerate().find(|(_, text)| !text.letters.is_empty())
}

/// Whether the last text of a record ends with a comma.
fn ends_with_comma(segment: &PatternSegment) -> bool {
    segment.texts.last().is_some_and(|text| text.raw.trim_end().ends_with([',', '、', '،']))
}

/// Whether a segment opens with words in brackets, which stand for what print has before its first text.
fn opens_with_words(segment: &PatternSegment) -> bool {
    let stands = matches!(segment.brackets.first(), Some(Bracket::Words(_)));
    stands && segment.texts.first().is_some_and(PatternText::is_empty)
}

/// Whether a segment ends with words in brackets, which stand for what print has behind its last text.
fn ends_with_words(segment: &PatternSegment) -> bool {
    let stands = matches!(segment.brackets.last(), Some(Bracket::Words(_)));
    stands && segment.texts.last().is_some_and(PatternText::is_empty)
}

/// Whether a stretch of print has more words than a name or a phrase.
fn is_clause(print: &str) -> bool {
    let words = segments(print).filter(|segment| segment.is_word);
    // A word of a script without blanks is taken to have three signs.
    let signs = words.map(|word| {
        let first = print.get(word.range).and_then(|word| word.chars().next());
        if first.is_some_and(is_unspaced) { 1 } else { 3 }
    });
    signs.sum::<usize>() > 3 * PHRASE
}

/// Something, but no word.
fn is_punctuation(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_alphanumeric)
}
