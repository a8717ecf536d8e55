//! Text fragments: an address at whose end the words stand that a browser shall scroll to and light.
//!
//! Follows the URL Fragment Text Directives draft of the WICG: `#:~:text=[prefix-,]start[,end][,-suffix]`. A short
//! passage is named whole, a long one by its first and last words, which survive small differences in between: a
//! browser finds no beginning or end that goes on over the end of a paragraph or a footnote's mark. It lights the first
//! place that fits, so where the article is held, what stands beside the words tells them from others.
//! Everything but letters and digits is percent-encoded: `-`, `,` and `&` have a meaning in a directive, and the rest
//! would be cut off by whoever makes links out of plain text.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::chronology::article::Article;
use crate::chronology::verify::quote::PrintPlace;
use crate::text::classes::{
    is_double_mark, is_join_control, is_single_mark, is_unspaced, is_variation_selector,
};
use crate::text::{sentence, slice};

/// Passages of at most so many words are named whole, where no sentence ends in them.
const WHOLE: usize = 12;
/// So many words name the beginning of a longer one, and its end.
const ENDS: usize = 6;
/// With fewer words a beginning may stand in many places.
const TELLING: usize = 3;
/// With fewer words a beginning that breaks off within its sentence may.
const TELLING_CLAUSE: usize = 5;
/// So many letters tell in scripts without blanks.
const TELLING_UNSPACED: usize = 8;
/// So many words beside a passage tell it from others.
const BESIDE: usize = 4;
/// So many do where those stand in several places.
const FAR_BESIDE: usize = 12;
/// Longer runs beside a passage, in bytes, are not worth an address that nobody can read.
const LONGEST_BESIDE: usize = 200;
/// A run of letters without blanks that is longer, in bytes, is cut at its punctuation: some scripts have no
/// blanks.
const LONGEST_WORD: usize = 40;

/// `address` with a directive, as it is without one. A fragment that is already there is kept, a text directive in it
/// replaced.
#[must_use]
pub fn at(address: &str, directive: Option<&str>) -> String {
    let Some(directive) = directive else {
        return address.to_owned();
    };
    let address = address.split(":~:").next().unwrap_or(address);
    let mark = if address.contains('#') { "" } else { "#" };
    format!("{address}{mark}:~:text={directive}")
}

/// The value of a text directive for words of a page that is not held, percent-encoded. `None` without a word.
#[must_use]
pub fn directive(text: &str) -> Option<String> {
    let passage = FragmentRange::of(text, &parts(text, 0..text.len()), TELLING)?;
    Some(passage.written(text, None, None))
}

/// The same for words that stand at these places of an article, in order, told from the same words before them by
/// what stands beside them. Linear in the article.
#[must_use]
pub fn directive_in(article: &Article, places: &[PrintPlace]) -> Option<String> {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for (_, paragraph) in article.paragraphs() {
        starts.push(text.len());
        text.push_str(paragraph);
        text.push('\n');
    }
    let stretch = |place: &PrintPlace| {
        let start = *starts.get((place.para as usize).checked_sub(1)?)?;
        Some(start + place.range.start..start + place.range.end)
    };
    let stretches = places.iter().filter_map(stretch);
    let parts: Vec<Range<usize>> = stretches.flat_map(|stretch| parts(&text, stretch)).collect();
    // What stands beside a short beginning tells it from others.
    let mut passage = FragmentRange::of(&text, &parts, 1)?;
    let (before, after) = passage.beside(&text);
    // From an earlier beginning a browser would go on to whatever end has the words behind it: a passage of one
    // paragraph is named whole.
    if after.is_some() && !slice(&text, passage.range()).contains('\n') {
        passage = FragmentRange { start: passage.range(), end: None };
    }
    Some(passage.written(&text, before, after))
}

/// The bytes of a text that name a passage: its beginning or the whole of it, and its end where that is apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FragmentRange {
    start: Range<usize>,
    end: Option<Range<usize>>,
}

impl FragmentRange {
    /// What names a passage of these parts, in order, from the first on that has so many words; `None` without a word.
    fn of(text: &str, parts: &[Range<usize>], telling: usize) -> Option<Self> {
        let whole = match parts {
            [part] => span(&words(text, part)).map(|start| Self { start, end: None }),
            _ => None,
        };
        // A paragraph may end where a sentence does.
        let parts: Vec<Range<usize>> =
            parts.iter().flat_map(|part| sentences(text, part.clone())).collect();
        let last = parts.last()?;
        let first = match parts.iter().find(|part| tells(text, part, telling)) {
            Some(first) => first,
            None if whole.is_some() => return whole,
            None => parts.first()?,
        };
        let (opening, closing) = (words(text, first), words(text, last));
        let (first_break, last_break) = (first_break(text, &opening), last_break(text, &closing));
        let upto = first_break.unwrap_or(ENDS).min(ENDS).min(opening.len());
        let from = closing.len().saturating_sub(ENDS).max(last_break.unwrap_or(0));
        // With how many words it begins, and from which on it ends, the best first.
        let mut tries = vec![(upto, from)];
        if first != last {
            let longer = std::iter::successors(Some(ENDS), |count| Some(count * 2));
            let longer = longer.take_while(|count| *count < closing.len() * 2);
            tries.extend(longer.map(|count| (upto, closing.len().saturating_sub(count))));
        } else if opening.len() > WHOLE {
            let longer = end_from(text, &opening);
            tries = longer
                .map_or_else(Vec::new, |longer| vec![(upto, from), (upto, longer), (ENDS, longer)]);
        } else if first_break.zip(last_break).is_none_or(|(upto, from)| from < upto) {
            tries.clear();
        }
        let named = |(upto, from): &(usize, usize)| {
            let (start, end) = (span(opening.get(..*upto)?)?, span(closing.get(*from..)?)?);
            (start.end <= end.start).then_some(Self { start, end: Some(end) })
        };
        let found = tries.iter().filter_map(named).find(|passage| passage.ends_once(text));
        let alone = || Some(Self { start: span(&opening)?, end: None });
        found.or_else(
            || if first == last { alone() } else { whole.or_else(|| named(tries.first()?)) },
        )
    }

    /// From its first word to its last.
    fn range(&self) -> Range<usize> {
        self.start.start..self.end.as_ref().map_or(self.start.end, |end| end.end)
    }

    /// Whether its end stands behind its start once: a browser stops at the first.
    fn ends_once(&self, text: &str) -> bool {
        let end = self.end.as_ref();
        end.is_none_or(|end| {
            let between = slice(text, self.start.end..end.start);
            first_place(&folded(between), &folded(slice(text, end.clone()))).is_none()
        })
    }

    /// What stands before the passage, and behind it where that is not enough to tell it from the same words earlier
    /// in the text; nothing where a page may print that otherwise and it is not needed.
    fn beside(&self, text: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
        let Self { start, end } = self;
        let line = slice(text, ..start.start).rfind('\n').map_or(0, |at| at + 1);
        let lead = line..start.start;
        let sure = parts(text, lead.clone()).pop().filter(|part| part.end == lead.end);
        let sure = sure.and_then(|part| before(text, part, BESIDE));
        let sure = sure.filter(|before| before.len() <= LONGEST_BESIDE);
        let mut tries = vec![sure, None];
        tries.extend([BESIDE, FAR_BESIDE].map(|count| before(text, lead.clone(), count)));
        if words(text, &lead).is_empty() {
            let above = slice(text, ..line.saturating_sub(1)).rfind('\n').map_or(0, |at| at + 1);
            let above = above..line;
            tries.extend([BESIDE, FAR_BESIDE].map(|count| before(text, above.clone(), count)));
        }
        let mut none = true;
        // Nothing beside is a try of its own once.
        tries.retain(|before| before.is_some() || std::mem::take(&mut none));
        let is_first = |before: &Option<Range<usize>>| {
            let from = before.as_ref().map_or(start.start, |before| before.start);
            stands_first(text, from..start.end)
        };
        if let Some(before) = tries.iter().find(|before| is_first(before)) {
            return (before.clone(), None);
        }
        let stop = end.as_ref().map_or(start.end, |end| end.end);
        let line_end = slice(text, stop..).find('\n').map_or(text.len(), |at| stop + at);
        (tries.pop().flatten(), after(text, stop..line_end))
    }

    fn written(
        &self,
        text: &str,
        before: Option<Range<usize>>,
        after: Option<Range<usize>>,
    ) -> String {
        let of = |range: Range<usize>| encode(slice(text, range));
        // Marks between what stands before and the first word belong to the start.
        let gap = slice(
            text,
            before.as_ref().map_or(self.start.start, |before| before.end)..self.start.start,
        );
        let marks = gap.trim_start().len();
        let mut out = before.map_or_else(String::new, |before| of(before) + "-,");
        out.push_str(&of(self.start.start - marks..self.start.end));
        for (sign, part) in [(",", self.end.clone()), (",-", after)] {
            if let Some(part) = part {
                out.push_str(sign);
                out.push_str(&of(part));
            }
        }
        out
    }
}

/// The last words of a stretch up to its end, marks at it and all.
fn before(text: &str, stretch: Range<usize>, count: usize) -> Option<Range<usize>> {
    let words = words(text, &stretch);
    let first = words.get(words.len().saturating_sub(count))?;
    let end = stretch.start + slice(text, stretch.clone()).trim_end().len();
    Some(first.start..end)
}

/// The first words of a stretch from its start, marks at it and all.
fn after(text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
    let words = words(text, &stretch);
    let last = words.get(words.len().checked_sub(1)?.min(BESIDE - 1))?;
    let start = stretch.end - slice(text, stretch.clone()).trim_start().len();
    Some(start..last.end)
}

/// Letters as they are compared: in small, and any white space as one blank.
fn folded(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().flat_map(char::to_lowercase).collect())
        .collect();
    words.join(" ")
}

/// Where words first stand in a text from one word's end to another's, both folded.
fn first_place(text: &str, words: &str) -> Option<usize> {
    let is_edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        is_edge(slice(text, ..*at).chars().next_back())
            && is_edge(slice(text, at + words.len()..).chars().next())
    })
}

/// Whether nothing before these bytes of a text reads as they do.
fn stands_first(text: &str, words: Range<usize>) -> bool {
    let (upto, words) = (folded(slice(text, ..words.end)), folded(slice(text, words)));
    first_place(&upto, &words).is_none_or(|at| at + words.len() == upto.len())
}

/// Whether a beginning is known by these words: a few, or a little of a script without blanks.
fn tells(text: &str, part: &Range<usize>, words_needed: usize) -> bool {
    let unspaced = || slice(text, part.clone()).chars().filter(|c| is_unspaced(*c)).count();
    words(text, part).len() >= words_needed || unspaced() >= TELLING_UNSPACED
}

/// The sentences of a part that have words.
fn sentences(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let whole = slice(text, part.clone());
    let all = sentence::sentences(whole).into_iter();
    let own = all.filter(|own| slice(whole, own.clone()).contains(char::is_alphanumeric));
    own.map(|own| part.start + own.start..part.start + own.end).collect()
}

/// How many words must stand on one side of what parts two words, for that side to be named alone: pages set inner
/// quotation marks in several ways, and footnotes' marks behind a comma. `None` where nothing parts them.
fn parting(text: &str, words: &[Range<usize>], at: usize) -> Option<usize> {
    let (left, right) = (words.get(at.checked_sub(1)?)?, words.get(at)?);
    let between = slice(text, left.end..right.start);
    if between.contains(|c| is_double_mark(c) || is_single_mark(c)) {
        Some(TELLING)
    } else {
        between.contains([',', ';', ':', '،', '؛']).then_some(TELLING_CLAUSE)
    }
}

/// How many words of a part stand before the first place at which its beginning may be cut off.
fn first_break(text: &str, words: &[Range<usize>]) -> Option<usize> {
    (1..words.len()).find(|at| parting(text, words, *at).is_some_and(|telling| *at >= telling))
}

/// The first word behind the last place at which its end may be.
fn last_break(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let tells = |at: &usize| parting(text, words, *at).is_some_and(|n| words.len() - at >= n);
    (1..words.len()).rev().find(tells)
}

/// The parts of a stretch that a page prints as they are, as far as they have words: what lies between ellipses, dashes,
/// which pages set in several ways, brackets, whose words are the editor's, and the ends of lines. A word of which a
/// bracket holds a part is left out.
fn parts(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let is_range = |before: &str, after: &str| {
        before.ends_with(char::is_numeric) && after.starts_with(char::is_numeric)
    };
    let is_of_word = |c: char| !c.is_whitespace() && !is_unspaced(c) && c != '[';
    let (mut parts, mut depth) = (Vec::new(), 0usize);
    // Where the next part begins, behind the rest of a word that a bracket there has cut.
    let (mut start, mut is_cut) = (stretch.start, false);
    let behind_word = |start: usize, is_cut: bool| {
        let rest = slice(text, start..stretch.end);
        start + if is_cut { rest.len() - rest.trim_start_matches(is_of_word).len() } else { 0 }
    };
    let within = slice(text, stretch.clone());
    let mut chars = within.char_indices().map(|(at, c)| (stretch.start + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let before = slice(text, stretch.start..at);
        let twice = chars.peek().is_some_and(|(_, next)| *next == c);
        let breaks = match c {
            '[' => true,
            ']' => depth > 0,
            '…' | '–' | '—' | '―' | '−' | '\n' => true,
            '-' => twice || before.ends_with(' ') || is_range(before, slice(text, at + 1..)),
            '.' => twice,
            _ => false,
        };
        if !breaks {
            continue;
        }
        if depth == 0 {
            let start = behind_word(start, is_cut);
            let rest = slice(text, start..at);
            let whole = if c == '[' { rest.trim_end_matches(is_of_word) } else { rest };
            parts.push(start..start + whole.len());
        }
        (start, is_cut) = (at + c.len_utf8(), c == ']');
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    // A bracket that is never closed is none.
    parts.push(behind_word(start, is_cut)..stretch.end);
    let tells = |part: &Range<usize>| slice(text, part.clone()).contains(char::is_alphanumeric);
    parts.retain(tells);
    // Where brackets hold all of it, it is all that can be looked for.
    if parts.is_empty() && tells(&stretch) {
        parts.push(stretch);
    }
    parts
}

/// The words of a stretch of a text as bytes of the text, without the punctuation at their ends.
fn words(text: &str, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = stretch.start;
    for run in slice(text, stretch.clone()).split_inclusive(char::is_whitespace) {
        match word_in(run) {
            Some(word) if word.len() > LONGEST_WORD => {
                let parts = words_without_blanks(run, word);
                found.extend(parts.into_iter().map(|part| start + part.start..start + part.end));
            }
            Some(word) => found.push(start + word.start..start + word.end),
            None => {}
        }
        start += run.len();
    }
    found
}

/// What of a run is its word: from its first letter or digit to its last, with the marks that the last one carries.
fn word_in(run: &str) -> Option<Range<usize>> {
    let (start, _) = run.char_indices().find(|(_, c)| c.is_alphanumeric())?;
    let (last, c) = run.char_indices().rev().find(|(_, c)| c.is_alphanumeric())?;
    let end = last + c.len_utf8();
    let marks = run.get(end..)?.chars().take_while(|c| extends(*c)).map(char::len_utf8);
    Some(start..end + marks.sum::<usize>())
}

/// Where a long run may be cut: at what is no letter. Where words of a script without blanks part, a browser
/// knows from a dictionary, and a cut anywhere else finds nothing.
fn words_without_blanks(run: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, c) in run.char_indices().filter(|(at, _)| within.contains(at)) {
        let end = at + c.len_utf8();
        match parts.last_mut() {
            Some(part) if part.end == at && (c.is_alphanumeric() || extends(c)) => part.end = end,
            _ if c.is_alphanumeric() => parts.push(at..end),
            _ => {}
        }
    }
    parts
}

/// Whether a character belongs to the letter before it.
fn extends(c: char) -> bool {
    is_combining_mark(c) || is_join_control(c) || is_variation_selector(c)
}

/// From the first to the last of some words.
fn span(words: &[Range<usize>]) -> Option<Range<usize>> {
    Some(words.first()?.start..words.last()?.end)
}

/// The word from which the rest names the end and nothing before it: a browser stops at the first place
/// after the start that has these words. `None` where the passage repeats itself too much for that.
///
/// What ends a text and stands in it earlier too is, read backwards, a prefix that it has twice: the longest of
/// these is found in one pass (the Z function, Gusfield 1997).
fn end_from(text: &str, words: &[Range<usize>]) -> Option<usize> {
    let rest = words.get(ENDS..)?.iter().rev();
    let back: Vec<String> =
        rest.filter_map(|w| Some(text.get(w.clone())?.to_lowercase())).collect();
    let mut longest = vec![0; back.len()];
    let (mut from, mut upto) = (0, 0);
    for at in 1..back.len() {
        let known = if at < upto { longest[at - from].min(upto - at) } else { 0 };
        let more = back[known..].iter().zip(&back[at + known..]).take_while(|(a, b)| a == b);
        longest[at] = known + more.count();
        if at + longest[at] > upto {
            (from, upto) = (at, at + longest[at]);
        }
    }
    let repeated = longest.iter().max().copied().unwrap_or_default();
    let count = ENDS.max(repeated + 1);
    (count < back.len()).then(|| words.len() - count)
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
