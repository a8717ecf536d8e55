//! Owns whether a text of a record and a stretch of print are the same words, and by which practices of editors they
//! differ. One pass over both: what is not equal after folding is one of the differences below, or the passage is
//! another one. It knows no paragraph to look in and no place where a passage may begin.

use super::pattern::{CharRole, PatternText, TextChar};
use super::print::ArticlePrint;
use super::verdict::{Practice, Practices, Reason};
use crate::text::classes::{is_hyphen, is_unspaced};

/// Where a text ends in print, and how it differs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Same {
    /// The byte of the folded text.
    pub(super) end: usize,
    pub(super) practices: Practices,
}

/// Whether the text is printed from byte `at` of the folded print.
///
/// Beside equal characters, these count as printed:
/// - quotation marks of another level (`"so"` for `‘so’`), and two single ones for a double;
/// - an ellipsis with other spaces in it and around it;
/// - a word that is broken at the end of a line, in either of the two;
/// - the mark with which print takes up a quotation in its next paragraph;
/// - a stop for a comma, or the other way around, as the last character but for marks;
/// - the first letter, where `may_be_capital`, and letters in brackets, in another case.
pub(super) fn compare(
    text: &PatternText,
    print: &ArticlePrint,
    at: usize,
    may_be_capital: bool,
) -> Result<Same, Reason> {
    let mut comparison = CharComparison {
        text: &text.chars,
        print,
        i: 0,
        at,
        practices: Practices::default(),
        first_letter: text
            .chars
            .iter()
            .position(|c| c.c.is_alphanumeric())
            .filter(|_| may_be_capital),
    };
    if text.bracketed {
        comparison.practices.insert(Practice::Bracketed);
    }
    while comparison.i < text.chars.len() {
        comparison.step()?;
    }
    Ok(Same { end: comparison.at, practices: comparison.practices })
}

/// Words behind which the rest of a compound follows, as in `pre- and post-war`: the hyphen before them breaks no word.
/// Left out are those that a word is broken before as well, such as the Finnish `ja`.
const SUSPENDING: &[&str] = &[
    "and", "or", "und", "oder", "sowie", "bzw", "et", "ou", "y", "o", "e", "u", "i", "och",
    "eller", "og", "en", "of", "oraz", "lub", "и", "или", "либо", "й", "і", "або", "και",
];

struct CharComparison<'a> {
    text: &'a [TextChar],
    print: &'a ArticlePrint,
    /// How far the two are compared: characters of the text, bytes of the folded print.
    i: usize,
    at: usize,
    practices: Practices,
    /// The character that may be in another case.
    first_letter: Option<usize>,
}

impl CharComparison<'_> {
    fn ours(&self) -> Option<char> {
        self.ours_at(self.i)
    }

    fn ours_at(&self, i: usize) -> Option<char> {
        self.text.get(i).map(|c| c.c)
    }

    fn rest(&self) -> &str {
        self.print.folded.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self) -> impl Iterator<Item = char> {
        self.print.folded.text.get(..self.at).unwrap_or_default().chars().rev()
    }

    fn step(&mut self) -> Result<(), Reason> {
        let (Some(ours), theirs) = (self.ours(), self.rest().chars().next()) else {
            return Ok(());
        };
        let Some(theirs) = theirs else {
            return Err(Reason::WordsDiffer);
        };
        if matches!(ours, '.' | ' ') && matches!(theirs, '.' | ' ') && self.ellipsis() {
            return Ok(());
        }
        if ours == theirs {
            self.i += 1;
            self.at += theirs.len_utf8();
            if matches!(ours, '"' | '\'') {
                self.blank_after_mark(1, 1);
            }
            return Ok(());
        }
        if self.marks()
            || self.blank_in_marks(ours, theirs)
            || self.broken_word(ours, theirs)
            || self.next_paragraph(ours, theirs)
        {
            return Ok(());
        }
        if self.stop(ours, theirs) {
            return Ok(());
        }
        if is_other_case(ours, theirs) {
            return self.other_case(theirs);
        }
        if ours.is_alphanumeric() || theirs.is_alphanumeric() {
            return Err(Reason::WordsDiffer);
        }
        Err(Reason::PunctuationDiffers)
    }

    /// Both have an ellipsis here, of as many dots.
    fn ellipsis(&mut self) -> bool {
        let ours = self.text.get(self.i..).unwrap_or_default();
        let Some((our_len, our_dots)) = dots(ours.iter().map(|c| c.c)) else {
            return false;
        };
        let Some((len, dots)) = dots(self.rest().chars()) else {
            return false;
        };
        if our_dots != dots && !(our_dots.is_multiple_of(3) && dots.is_multiple_of(3)) {
            return false;
        }
        self.i += our_len;
        self.at += len;
        // The spaces around it are the printer's.
        if self.i < self.text.len() {
            self.i += usize::from(self.ours() == Some(' '));
            self.at += usize::from(self.rest().starts_with(' '));
        }
        true
    }

    /// Both have quotation marks here, that mean the same.
    fn marks(&mut self) -> bool {
        let is_mark = |c: char| matches!(c, '"' | '\'');
        let ours = self.text.get(self.i..).unwrap_or_default();
        let ours = ours.iter().take_while(|c| is_mark(c.c));
        let len: usize = self.rest().chars().take_while(|c| is_mark(*c)).count();
        let our_len = ours.clone().count();
        if len == 0 || our_len == 0 {
            return false;
        }
        let weight = |c: char| if c == '"' { 2 } else { 1 };
        let our_weight: usize = ours.clone().map(|c| weight(c.c)).sum();
        let their_weight: usize = self.rest().chars().take(len).map(weight).sum();
        let quote = ours.clone().all(|c| c.quotes())
            && (self.at..self.at + len).all(|at| self.print.quotes(at));
        if our_weight != their_weight && !quote {
            return false;
        }
        self.i += our_len;
        self.at += len;
        if quote {
            self.blank_after_mark(our_len, len);
        }
        true
    }

    /// A blank after an opening guillemet is part of it, where the other text has none.
    fn blank_after_mark(&mut self, our_len: usize, len: usize) {
        let (ours, theirs) = (self.ours() == Some(' '), self.rest().starts_with(' '));
        if ours == theirs || !self.begins_quotation(our_len, len) {
            return;
        }
        let our_last = self.i.checked_sub(1).and_then(|last| self.text.get(last));
        let their_last = self.at.checked_sub(1);
        if ours && our_last.is_some_and(|c| c.role == CharRole::Guillemet) {
            self.i += 1;
        } else if theirs
            && their_last.is_some_and(|at| self.print.is_guillemet(at) && self.print.quotes(at))
        {
            self.at += 1;
        }
    }

    /// Whether the marks just passed, so many characters of each, stand before words and not after them.
    fn begins_quotation(&self, ours: usize, theirs: usize) -> bool {
        let before = self.i.checked_sub(ours + 1).and_then(|at| self.ours_at(at));
        let their_before =
            self.at.checked_sub(theirs).and_then(|at| self.print.folded.text.get(..at));
        let their_before = their_before.and_then(|text| text.chars().next_back());
        [before, their_before].into_iter().flatten().all(|c| !c.is_alphanumeric())
    }

    /// One has a blank here before a closing guillemet, where the other has none.
    fn blank_in_marks(&mut self, ours: char, theirs: char) -> bool {
        let is_mark = |c: char| matches!(c, '"' | '\'');
        let next = self.text.get(self.i + 1);
        if ours == ' ' && is_mark(theirs) {
            let closes = next.is_some_and(|c| c.role == CharRole::Guillemet);
            if closes && self.print.quotes(self.at) {
                self.i += 1;
                return true;
            }
        }
        let here = self.text.get(self.i);
        let their_next = self.rest().chars().nth(1);
        if theirs == ' '
            && here.is_some_and(|c| is_mark(c.c) && c.quotes())
            && their_next.is_some_and(is_mark)
        {
            let at = self.at + 1;
            if self.print.is_guillemet(at) && self.print.quotes(at) {
                self.at += 1;
                return true;
            }
        }
        false
    }

    /// One of the two breaks a word here at the end of a line: a hyphen and white space between letters.
    fn broken_word(&mut self, ours: char, theirs: char) -> bool {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let (last, earlier) = {
            let mut before = self.before();
            (before.next(), before.next())
        };
        let mut rest = self.rest().chars().skip(1);
        let (next, after) = (rest.next(), rest.next());
        let (our_next, our_after) = (self.ours_at(self.i + 1), self.ours_at(self.i + 2));
        let their_hyphen = |at: usize| self.print.is_hyphen(at);
        let our_hyphen = |i: usize| self.text.get(i).is_some_and(|c| c.role == CharRole::Hyphen);
        let (our_step, their_step) = match (ours, theirs) {
            // mora- torium for moratorium.
            (_, '-')
                if letter(Some(ours)) && letter(last) && next == Some(' ') && letter(after) =>
            {
                if !their_hyphen(self.at) || self.is_suspended(2) {
                    return false;
                }
                (0, 2)
            }
            ('-', _)
                if letter(Some(theirs))
                    && letter(last)
                    && our_next == Some(' ')
                    && letter(our_after) =>
            {
                if !our_hyphen(self.i) {
                    return false;
                }
                (2, 0)
            }
            // co- operation for co-operation.
            (_, ' ') if letter(Some(ours)) && last == Some('-') && letter(earlier) => {
                if !their_hyphen(self.at - 1) || self.is_suspended(1) {
                    return false;
                }
                (0, 1)
            }
            (' ', _) if letter(Some(theirs)) && last == Some('-') && letter(earlier) => {
                if !self.i.checked_sub(1).is_some_and(our_hyphen) {
                    return false;
                }
                (1, 0)
            }
            _ => return false,
        };
        self.i += our_step;
        self.at += their_step;
        self.practices.insert(Practice::Hyphen);
        true
    }

    /// Whether the word of print after so many bytes, those of a hyphen and a blank, joins two compounds.
    fn is_suspended(&self, after: usize) -> bool {
        joins_compounds(self.rest().get(after..).unwrap_or_default())
    }

    /// Print begins a paragraph here, with a mark that takes up the quotation, or without the blank that scripts
    /// such as this do not have.
    fn next_paragraph(&mut self, ours: char, theirs: char) -> bool {
        if theirs == ' ' && is_unspaced(ours) && self.print.is_break(self.at) {
            self.at += 1;
            return true;
        }
        let begins = self.at.checked_sub(1).is_some_and(|space| {
            self.rest().starts_with(['"', '\''])
                && self.before().next() == Some(' ')
                && self.print.is_break(space)
        });
        if !begins || !self.print.quotes(self.at) {
            return false;
        }
        let marks = self.rest().chars().take_while(|c| matches!(c, '"' | '\'')).count();
        self.at += marks;
        self.at += usize::from(self.rest().starts_with(' '));
        true
    }

    /// One ends with a stop where the other ends with a comma; whether print ends there is not for here to say.
    fn stop(&mut self, ours: char, theirs: char) -> bool {
        let ends = |c: char| matches!(c, '.' | '。' | '।' | '۔');
        let hangs = |c: char| matches!(c, ',' | '、' | '،');
        let is_swapped = ends(ours) && hangs(theirs) || hangs(ours) && ends(theirs);
        let rest = self.text.get(self.i + 1..).unwrap_or_default();
        if !is_swapped || !rest.iter().all(|c| matches!(c.c, '"' | '\'')) {
            return false;
        }
        self.practices.insert(Practice::Stop);
        self.i += 1;
        self.at += theirs.len_utf8();
        true
    }

    fn other_case(&mut self, theirs: char) -> Result<(), Reason> {
        let bracketed = self.text.get(self.i).is_some_and(|c| c.bracketed);
        if !bracketed && self.first_letter != Some(self.i) {
            return Err(Reason::CaseDiffers);
        }
        if !bracketed {
            self.practices.insert(Practice::Capital);
        }
        self.i += 1;
        self.at += theirs.len_utf8();
        Ok(())
    }
}

/// Whether a text begins with a word behind which the rest of a compound follows.
fn joins_compounds(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    SUSPENDING.contains(&word)
}

/// Whether a text ends with the part of a compound whose rest follows later: `pre` before `- and post-war`.
pub(super) fn is_suspended(before: &str, after: &str) -> bool {
    let rest = after.strip_prefix(is_hyphen).and_then(|rest| rest.strip_prefix(' '));
    before.ends_with(char::is_alphabetic) && rest.is_some_and(joins_compounds)
}

/// Whether one of two letters is the capital of the other. Turkish has two letters i.
fn is_other_case(a: char, b: char) -> bool {
    let is_capital = |big: char, small: char| {
        big.is_uppercase() && (big.to_lowercase().eq([small]) || small.to_uppercase().eq([big]))
            || (big, small) == ('İ', 'i')
    };
    is_capital(a, b) || is_capital(b, a)
}

/// An ellipsis at the beginning of a text, a space before it perhaps: how many characters it takes, and how many of
/// them are dots. At least three, apart from each other or not.
fn dots(text: impl Iterator<Item = char>) -> Option<(usize, usize)> {
    let (mut len, mut dots, mut spaces) = (0, 0, 0);
    for c in text {
        match c {
            '.' => {
                dots += 1;
                len += spaces + 1;
                spaces = 0;
            }
            ' ' if spaces == 0 => spaces = 1,
            _ => break,
        }
    }
    (dots >= 3).then_some((len, dots))
}
