//! From the text of a query to its terms.

use std::ops::Range;

use super::field::{ADDRESS, QueryField, SAID, Values};
use super::host::host_address;
use super::{
    Atom, FieldTerm, FieldValue, Parenthesis, Phrase, Query, QueryWord, Term, Unasked, date,
};
use crate::chronology::date::written::{MOST_WORDS, WrittenDate};
use crate::search::lexicon::similarity::MatchMode;
use crate::search::lexicon::token::each_token;
use crate::text::classes::{is_double_quote, is_single_quote};
use crate::text::slice;

/// The terms of `text`, in order, and what in it names a field and asks for nothing.
pub(crate) fn terms(text: &str) -> (Vec<Term>, Vec<Unasked>) {
    let operators = has_operators(text);
    let mut parser = Parser { text, at: 0, operators, depth: 0, unasked: Vec::new() };
    let mut terms = parser.terms(false);
    join_dates(text, &mut terms);
    mark_lists(&mut terms, &mut 0);
    (terms, parser.unasked)
}

/// Alternatives of a term, and values of all fields, beyond which they are a list that a program wrote or that was
/// pasted. Nobody mistypes those: they are taken as they stand, and no other spelling is tried, which costs a hundred
/// times as much.
pub(crate) const MOST_TYPED: usize = 60;

/// Marks what stands in a list too long to be typed; so many `values` have been before.
fn mark_lists(terms: &mut [Term], values: &mut usize) {
    for term in terms {
        let listed = alternatives(term) > MOST_TYPED;
        for atom in &mut term.any {
            mark_atom(atom, listed, values);
        }
    }
}

fn mark_atom(atom: &mut Atom, listed: bool, values: &mut usize) {
    match atom {
        Atom::Phrase(phrase) => phrase.listed = listed,
        Atom::Field(field) => {
            for value in &mut field.values {
                *values += 1;
                value.listed = *values > MOST_TYPED;
            }
        }
        Atom::Parenthesis(group) if listed => {
            for atom in group.terms.iter_mut().flat_map(|term| &mut term.any) {
                mark_atom(atom, listed, values);
            }
        }
        Atom::Parenthesis(group) => mark_lists(&mut group.terms, values),
    }
}

/// The words and quotations among the alternatives of a term, those in its parentheses too.
fn alternatives(term: &Term) -> usize {
    let of = |atom: &Atom| match atom {
        Atom::Phrase(_) => 1,
        Atom::Field(_) => 0,
        Atom::Parenthesis(group) => group.terms.iter().map(alternatives).sum(),
    };
    term.any.iter().map(of).sum()
}

/// Whether OR and AND in capitals join terms: in a text all in capitals they are words.
pub(crate) fn has_operators(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// Takes every value for finished.
pub(crate) fn close_values(terms: &mut [Term]) {
    for atom in terms.iter_mut().flat_map(|term| &mut term.any) {
        match atom {
            Atom::Field(field) => field.values.iter_mut().for_each(|value| value.open = false),
            Atom::Parenthesis(group) => close_values(&mut group.terms),
            Atom::Phrase(_) => {}
        }
    }
}

/// Takes out the values that are no more of an address than what every address begins with: they ask for nothing yet.
pub(crate) fn drop_begun_addresses(terms: &mut Vec<Term>) {
    terms.retain_mut(|term| {
        term.any.retain_mut(|atom| match atom {
            Atom::Field(field) => {
                if field.field.is_some_and(|field| matches!(field.values, Values::Addresses)) {
                    field.values.retain(|value| !(value.open && is_begun_address(&value.text)));
                }
                !field.values.is_empty()
            }
            Atom::Parenthesis(group) => {
                drop_begun_addresses(&mut group.terms);
                !group.terms.is_empty()
            }
            Atom::Phrase(_) => true,
        });
        !term.any.is_empty()
    });
}

/// Whether an address ends before its host begins.
fn is_begun_address(typed: &str) -> bool {
    let typed = typed.to_ascii_lowercase();
    ["http://www.", "https://www.", "www."].iter().any(|begins| begins.starts_with(&typed))
}

/// Words side by side that are a date, such as `22 September 2025`, ask for that date or for the words.
fn join_dates(text: &str, terms: &mut Vec<Term>) {
    let mut at = 0;
    while at < terms.len() {
        let run = plain_words(&terms[at..]);
        let date = longest(text, &run, |date| {
            let is_day = WrittenDate::read_among_words(date).is_some();
            (is_day || WrittenDate::outside_calendar(date).is_some()).then_some(is_day)
        });
        // Of a day that the calendar does not have, the rest is no date that was meant.
        if let Some((count, _, false)) = date {
            at += count - 1;
        }
        if let Some((count, range, true)) = date {
            let open = run[count - 1].open;
            let value = slice(text, range.clone()).trim_end_matches(['.', ',']).to_owned();
            let words = run[..count].iter().flat_map(|phrase| phrase.words.clone()).collect();
            let phrase = Phrase { words, range: range.clone(), open, ..run[0].clone() };
            let any = vec![said(value, range, open), Atom::Phrase(phrase)];
            terms.splice(at..at + count, [Term { negated: false, any }]);
        }
        at += 1;
    }
}

/// The words side by side that terms begin with, as many as a date may have.
fn plain_words(terms: &[Term]) -> Vec<Phrase> {
    let plain = |term: &Term| match term.any.as_slice() {
        [Atom::Phrase(phrase)] if !term.negated && phrase.mode == MatchMode::Plain => {
            (!phrase.quoted && !phrase.only_text).then(|| phrase.clone())
        }
        _ => None,
    };
    terms.iter().take(MOST_WORDS).map_while(plain).collect()
}

/// The most of these words, from the first on, that are what is asked of their text: how many, and their bytes.
fn longest<T>(
    text: &str,
    run: &[Phrase],
    is: impl Fn(&str) -> Option<T>,
) -> Option<(usize, Range<usize>, T)> {
    let first = run.first()?.range.start;
    let counted = run.iter().enumerate().rev();
    let mut runs = counted.map(|(at, last)| (at + 1, first..last.range.end));
    runs.find_map(|(count, range)| Some((count, range.clone(), is(text.get(range)?)?)))
}

/// The days among the words of a query that the calendar does not have, such as `30 February 2025`, by their bytes.
pub(in crate::search) fn days_outside_calendar(query: &Query) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..query.terms.len() {
        let run = plain_words(&query.terms[at..]);
        let day = longest(query.text(), &run, WrittenDate::outside_calendar);
        let day = day.map(|(_, range, _)| range);
        let is_new = |day: &Range<usize>| found.last().is_none_or(|last| last.end <= day.start);
        found.extend(day.filter(is_new));
    }
    found
}

/// A bare date, which asks when something was said.
fn said(text: String, range: Range<usize>, open: bool) -> Atom {
    bare(&SAID, text, range, open)
}

/// A value that is known for that of a field by its form.
fn bare(field: &'static QueryField, text: String, range: Range<usize>, open: bool) -> Atom {
    Atom::Field(FieldTerm {
        field: Some(field),
        name: field.name().to_owned(),
        name_range: range.start..range.start,
        values: vec![FieldValue { text, range, open, listed: false }],
    })
}

/// Whether a bare word of a query is the address of a page.
pub(super) fn is_address(run: &str) -> bool {
    let lower = run.to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|begins| {
        lower.strip_prefix(begins).is_some_and(|rest| rest.contains('.') && rest.len() > 4)
    })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    operators: bool,
    /// Parentheses that are open.
    depth: usize,
    /// The fields so far that ask for nothing.
    unasked: Vec<Unasked>,
}

/// Parentheses within parentheses, at most; what is deeper is read without them.
const DEEPEST: usize = 8;

impl Parser<'_> {
    fn rest(&self) -> &str {
        slice(self.text, self.at..)
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let taken = self.peek().is_some_and(wanted);
        if taken {
            self.step();
        }
        taken
    }

    fn skip_blanks(&mut self) {
        while self.take(char::is_whitespace) {}
    }

    /// Takes an operator in capitals, which is a word of its own; at the end of the query it waits for its right side.
    fn take_operator(&mut self, operator: &str) -> bool {
        let after = self.rest().strip_prefix(operator).filter(|_| self.operators);
        let taken = after.is_some_and(|after| {
            after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '(')
        });
        if taken {
            self.at += operator.len();
        }
        taken
    }

    /// The terms up to the end, or where they are `inside` parentheses, to the closing one.
    fn terms(&mut self, inside: bool) -> Vec<Term> {
        let mut terms = Vec::new();
        loop {
            self.skip_blanks();
            if self.at >= self.text.len() || (inside && self.take(|c| c == ')')) {
                return terms;
            }
            let before = self.at;
            // All terms must hold anyway.
            if terms.is_empty() || !self.take_operator("AND") {
                terms.extend(self.term(inside));
            }
            if self.at == before {
                self.step();
            }
        }
    }

    /// A term; several where it is nothing but parentheses.
    fn term(&mut self, inside: bool) -> Vec<Term> {
        let mut negated = false;
        while self.take(|c| c == '-' || c == '!') {
            negated = true;
        }
        let mut any = Vec::new();
        loop {
            any.extend(self.atom(inside));
            let after_atom = self.at;
            self.skip_blanks();
            if any.is_empty() || !(self.take(|c| c == '|') || self.take_operator("OR")) {
                self.at = after_atom;
                break;
            }
            self.skip_blanks();
        }
        match any.as_mut_slice() {
            [] => Vec::new(),
            [Atom::Parenthesis(group)] if !negated => std::mem::take(&mut group.terms),
            _ => vec![Term { negated, any }],
        }
    }

    /// The alternatives that terms in parentheses come to.
    fn group(&mut self) -> Vec<Atom> {
        let start = self.at;
        self.step();
        if self.depth == DEEPEST {
            return Vec::new();
        }
        self.depth += 1;
        let mut terms = self.terms(true);
        self.depth -= 1;
        match terms.as_mut_slice() {
            [] => Vec::new(),
            // `(a | b)` is `a | b`.
            [only] if !only.negated => std::mem::take(&mut only.any),
            _ => vec![Atom::Parenthesis(Parenthesis { terms, range: start..self.at })],
        }
    }

    fn atom(&mut self, inside: bool) -> Vec<Atom> {
        match self.peek() {
            Some('(') => self.group(),
            Some(c) if is_double_quote(c) => self.phrase(),
            Some(c) if is_single_quote(c) => {
                self.step();
                self.run(MatchMode::Exact, inside)
            }
            Some('~') => {
                self.step();
                self.run(MatchMode::Subsequence, inside)
            }
            Some(c) if !c.is_whitespace() && c != '|' => match self.field(inside) {
                Some(atoms) => atoms,
                None => self.run(MatchMode::Plain, inside),
            },
            _ => Vec::new(),
        }
    }

    fn phrase(&mut self) -> Vec<Atom> {
        let start = self.at;
        self.step();
        let inner = self.at;
        while self.peek().is_some_and(|c| !is_double_quote(c)) {
            self.step();
        }
        let end = self.at;
        let closed = self.take(is_double_quote);
        let words = query_words(slice(self.text, inner..end));
        if words.is_empty() {
            return Vec::new();
        }
        let blank_after = slice(self.text, inner..end).ends_with(char::is_whitespace);
        vec![Atom::Phrase(Phrase {
            words,
            mode: MatchMode::Exact,
            open: !closed && !blank_after,
            quoted: true,
            only_text: false,
            listed: false,
            range: start..self.at,
        })]
    }

    /// Reads up to the next blank, bar or double quotation mark.
    fn raw_run(&mut self, stop: impl Fn(char) -> bool) -> Range<usize> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|c| !(c.is_whitespace() || c == '|' || is_double_quote(c) || stop(c)))
        {
            self.step();
        }
        start..self.at
    }

    fn run(&mut self, mode: MatchMode, inside: bool) -> Vec<Atom> {
        let range = self.raw_run(|c| inside && c == ')');
        let run = slice(self.text, range.clone());
        let open = range.end == self.text.len();
        if mode == MatchMode::Plain && is_address(run) {
            return vec![bare(&ADDRESS, run.to_owned(), range, open)];
        }
        let words = query_words(run);
        let mut atoms = Vec::new();
        let is_date = mode == MatchMode::Plain && date::looks_like_one(run);
        if is_date {
            atoms.push(said(run.to_owned(), range.clone(), open));
        }
        if mode == MatchMode::Plain
            && let Some(address) = host_address(run)
        {
            let end = range.start + address.len();
            atoms.push(bare(
                &ADDRESS,
                address.to_owned(),
                range.start..end,
                open && end == range.end,
            ));
        }
        // `2025-09..` is nothing but a date; `2025-09` may also stand in a text.
        let only_date = is_date && run.contains("..");
        if !words.is_empty() && !only_date {
            let [quoted, only_text, listed] = [false; 3];
            atoms.push(Atom::Phrase(Phrase {
                words,
                mode,
                open,
                quoted,
                only_text,
                listed,
                range,
            }));
        }
        atoms
    }

    /// Reads `name:values`; `None` where this is no field, and nothing to ask where its value is still empty.
    fn field(&mut self, inside: bool) -> Option<Vec<Atom>> {
        let start = self.at;
        let name_len = self.rest().find(|c: char| !c.is_ascii_alphabetic())?;
        let name = slice(self.rest(), ..name_len);
        let known = QueryField::named(name);
        let value_follows =
            slice(self.rest(), name_len..).strip_prefix(':')?.chars().next().is_some_and(|c| {
                c.is_alphanumeric() || is_double_quote(c) || ".,+-<>='_(".contains(c)
            });
        // `Putin: we will` is a pasted text, `https://` an address; neither names a field.
        if name.is_empty() || (known.is_none() && !value_follows) {
            return None;
        }
        let name = name.to_owned();
        let name_range = start..start + name_len;
        self.at = name_range.end + 1;
        if known.is_some_and(|field| self.is_word_before_colon(field, start)) {
            self.at = start;
            return None;
        }
        let values = self.values(known, &name_range, inside);
        if values.is_empty() && known.is_some() && !self.is_unasked(start) {
            self.unasked.push(Unasked { range: start..self.at, sign: None });
        }
        if known.is_some_and(|field| matches!(field.values, Values::Text)) {
            return Some(values.iter().filter_map(|value| self.of_text(value)).collect());
        }
        let atom = FieldTerm { field: known, name, name_range, values };
        Some(if atom.values.is_empty() { Vec::new() } else { vec![Atom::Field(atom)] })
    }

    /// Whether the field that begins at `start` has been found to ask for nothing.
    fn is_unasked(&self, start: usize) -> bool {
        self.unasked.last().is_some_and(|last| last.range.start == start)
    }

    /// Whether the name of a field at `start`, behind whose colon this stands, is a word of a pasted text: `Lavrov said:
    /// we will`. Behind a colon and a blank that is seen where the field knows its values by their form.
    fn is_word_before_colon(&self, field: &QueryField, start: usize) -> bool {
        let behind = self.rest().trim_start();
        let is_apart = behind.len() < self.rest().len();
        let before = slice(self.text, ..start);
        let word_before = before.trim_end().chars().next_back().is_some_and(char::is_alphanumeric);
        if !(is_apart && word_before && before.ends_with(char::is_whitespace)) {
            return false;
        }
        let Some(first) = behind.chars().next().filter(|first| first.is_alphabetic()) else {
            return false;
        };
        let run = behind.split(|c: char| c.is_whitespace() || ",|)".contains(c)).next();
        let run = run.unwrap_or_default();
        let open = run.len() == behind.len();
        match &field.values {
            Values::Days(..) => {
                let may_begin = open && WrittenDate::may_begin(run);
                first.is_alphabetic() && !may_begin && date_in_words(behind).is_none()
            }
            Values::Words(words) => {
                let typed = run.to_ascii_lowercase();
                let all = (words.all)();
                let begins = |word: &str| word.starts_with(&typed) && (open || words.guessed);
                !all.iter().any(|word| word.word() == typed || begins(word.word()))
            }
            Values::Names(_) | Values::Ids | Values::Addresses | Values::Text => false,
        }
    }

    /// Goes on over blanks to a value of a field that stands behind them: `speaker: putin`, `speaker:putin, trump`.
    fn go_to_value(&mut self) {
        let before = self.at;
        self.skip_blanks();
        let is_value = |c: char| c.is_alphanumeric() || is_double_quote(c) || "(.".contains(c);
        let is_term = names_field(self.rest())
            || ["OR", "AND"].iter().any(|operator| {
                let at = self.at;
                let taken = self.take_operator(operator);
                self.at = at;
                taken
            });
        if is_term || !self.peek().is_some_and(is_value) {
            self.at = before;
        }
    }

    /// The words of a value that is searched for in the text alone.
    fn of_text(&self, value: &FieldValue) -> Option<Atom> {
        let words = query_words(&value.text);
        let before = self.text.get(..value.range.start).and_then(|text| text.chars().next_back());
        let quoted = before.is_some_and(is_double_quote);
        let mode = if quoted { MatchMode::Exact } else { MatchMode::Plain };
        let FieldValue { range, open, .. } = value.clone();
        let phrase = Phrase { words, mode, open, quoted, only_text: true, listed: false, range };
        (!phrase.words.is_empty()).then_some(Atom::Phrase(phrase))
    }

    fn values(
        &mut self,
        known: Option<&QueryField>,
        name: &Range<usize>,
        inside: bool,
    ) -> Vec<FieldValue> {
        let mut values = Vec::new();
        if known.is_some() {
            self.go_to_value();
        }
        // `speaker:(putin OR trump)`
        let listed = self.take(|c| c == '(');
        let inside = inside || listed;
        loop {
            if listed {
                self.skip_blanks();
                let _ = self.take_operator("OR");
                self.skip_blanks();
                if self.at >= self.text.len() || self.take(|c| c == ')') {
                    return values;
                }
            }
            let before = self.at;
            let range = if self.take(is_double_quote) {
                let start = self.at;
                while self.peek().is_some_and(|c| !is_double_quote(c)) {
                    self.step();
                }
                let range = start..self.at;
                let closed = self.take(is_double_quote);
                values.extend(value(self.text, range, !closed));
                None
            } else {
                Some(self.raw_value(known, inside))
            };
            if let Some(range) = range {
                let open = range.end == self.text.len();
                match known.and_then(|field| sign_of(field, slice(self.text, range.clone()))) {
                    Some(sign) => {
                        let range = name.start..range.end;
                        self.unasked.push(Unasked { range, sign: Some(sign) });
                    }
                    None => values.extend(value(self.text, range, open)),
                }
            }
            if listed {
                if self.at == before || matches!(self.peek(), Some(',' | '|')) {
                    self.step();
                }
                continue;
            }
            // A bar goes on with the values unless it names another field.
            let goes_on = match self.peek() {
                Some(',') => true,
                Some('|') => !names_field(slice(self.rest(), 1..)),
                _ => false,
            };
            if !goes_on {
                return values;
            }
            self.step();
            if known.is_some() {
                self.go_to_value();
            }
        }
    }

    /// Reads a value without quotation marks; behind a blank all of a date in words, which would be quoted elsewhere.
    fn raw_value(&mut self, known: Option<&QueryField>, inside: bool) -> Range<usize> {
        let start = self.at;
        let is_apart = slice(self.text, ..start).ends_with(char::is_whitespace);
        let date = known.filter(|field| is_apart && field.is_date());
        let rest = if inside { self.rest().split(')').next() } else { Some(self.rest()) };
        match date.and(rest).and_then(date_in_words) {
            Some(length) => {
                self.at += length;
                start..self.at
            }
            None => self.raw_run(|c| c == ',' || (inside && c == ')')),
        }
    }
}

/// Whether a text begins with the name of a field and its colon.
fn names_field(text: &str) -> bool {
    let name = text.find(|c: char| !c.is_ascii_alphabetic());
    let parts = name.map(|n| (slice(text, ..n), slice(text, n..)));
    parts.is_some_and(|(name, after)| after.starts_with(':') && QueryField::named(name).is_some())
}

/// The bytes of the longest date in words that a text begins with.
fn date_in_words(text: &str) -> Option<usize> {
    let blanks = text.match_indices(char::is_whitespace).map(|(at, _)| at).chain([text.len()]);
    let ends: Vec<usize> = blanks.take(MOST_WORDS).collect();
    let is_date = |end: &usize| {
        let written = slice(text, ..*end);
        let is_counted = written.starts_with("today") && !written.contains(char::is_whitespace);
        is_counted || WrittenDate::read(written).is_some()
    };
    ends.into_iter().rev().find(is_date)
}

/// The sign before a value that excludes a term where it stands before that, and nothing where it stands behind the
/// colon. A year before the first has one too.
fn sign_of(field: &QueryField, typed: &str) -> Option<char> {
    let sign = typed.chars().next().filter(|c| "-!".contains(*c) && !field.is_date())?;
    typed.contains(char::is_alphanumeric).then_some(sign)
}

fn value(text: &str, range: Range<usize>, open: bool) -> Option<FieldValue> {
    let value = slice(text, range.clone()).trim();
    (!value.is_empty()).then(|| FieldValue { text: value.to_owned(), range, open, listed: false })
}

fn query_words(text: &str) -> Vec<QueryWord> {
    let mut words = Vec::new();
    each_token(text, |token| {
        words.push(QueryWord {
            word: token.word.to_owned(),
            typed: slice(text, token.range.clone()).into(),
            cap: token.flags.cap,
            all_caps: token.flags.all_caps,
        });
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A short form of the terms, for comparison.
    fn shown(text: &str) -> String {
        all(&terms(text).0)
    }

    fn all(terms: &[Term]) -> String {
        let atom = |a: &Atom| match a {
            Atom::Phrase(w) => {
                let words: Vec<&str> = w.words.iter().map(|a| &*a.word).collect();
                let mode = match w.mode {
                    MatchMode::Plain => "",
                    MatchMode::Exact => "=",
                    MatchMode::Subsequence => "~",
                };
                format!("{mode}{}{}", words.join("+"), if w.open { "…" } else { "" })
            }
            Atom::Parenthesis(g) => format!("({})", all(&g.terms)),
            Atom::Field(f) => {
                let values: Vec<&str> = f.values.iter().map(|v| &*v.text).collect();
                let known = f.field.map_or("?", QueryField::name);
                format!("{known}:{}", values.join(","))
            }
        };
        let term = |t: &Term| {
            let any: Vec<String> = t.any.iter().map(atom).collect();
            format!("{}{}", if t.negated { "-" } else { "" }, any.join("|"))
        };
        terms.iter().map(term).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_form_is_read() {
        for (text, expected) in [
            ("", ""),
            ("treaty", "treaty…"),
            ("treaty ", "treaty"),
            ("New START's non-starter ", "new start non+starter"),
            ("\"left unanswered\"", "=left+unanswered"),
            ("“left unanswered”", "=left+unanswered"),
            ("«left unans", "=left+unans…"),
            ("-trump !putin ", "-trump -putin"),
            ("- ! | \" ' ~ ", ""),
            ("a|b ", "a|b"),
            ("a | \"b c\" |", "a|=b+c"),
            ("'start ~mrtm ", "=start ~mrtm"),
            ("they're ", "theyre"),
            ("speaker:lavrov", "speaker:lavrov"),
            ("by:\"sergey lavrov\",putin x ", "speaker:sergey lavrov,putin x"),
            ("-side:ru ", "-party:ru"),
            ("speaker:putin|trump", "speaker:putin,trump"),
            ("speaker:putin|outlet:tass", "speaker:putin|outlet:tass"),
            ("speaker: speaker:\"", ""),
            ("speeker:lavrov", "?:lavrov"),
            ("speaker: putin x ", "speaker:putin x"),
            ("-speaker: putin", "-speaker:putin"),
            ("by: \"sergey lavrov\", putin x ", "speaker:sergey lavrov,putin x"),
            ("speaker: (putin OR trump) x ", "speaker:putin,trump x"),
            ("speaker: kind:quote", "kind:quote"),
            ("speaker: OR x ", "or x"),
            ("speaker: -x ", "-x"),
            ("speaker:-putin x ", "x"),
            ("said: 22 September 2025 x ", "said:22 September 2025 x"),
            ("a said: last week ", "a said:last week"),
            ("a said: 2025 ", "a said:2025"),
            ("said: ..2025-11 ", "said:..2025-11"),
            ("Putin said: we ", "putin said we"),
            ("the truth is: we ", "the truth is we"),
            ("a is: milestone ", "a is:milestone"),
            ("is: we ", "is:we"),
            ("text: left x ", "left x"),
            ("Putin: we ", "putin we"),
            ("https://tass.com ", "url:https://tass.com"),
            ("www.unn.ua/news/1 ", "url:www.unn.ua/news/1"),
            ("(a b) c ", "a b c"),
            ("(a b ", "a b"),
            ("a) b ", "a b"),
            ("(a | b) c ", "a|b c"),
            ("a OR b c ", "a|b c"),
            ("a OR (b c) ", "a|(b c)"),
            ("-(a b) ", "-(a b)"),
            ("a AND b ", "a b"),
            ("a OR ", "a"),
            ("a OR", "a"),
            ("a AND", "a"),
            ("a OR (", "a"),
            ("THIS OR THAT ", "this or that"),
            ("speaker:(putin OR trump) x ", "speaker:putin,trump x"),
            ("text:offer ", "offer"),
            ("text:\"left un\" ", "=left+un"),
            ("22 September 2025 ", "said:22 September 2025|22+september+2025"),
            ("putin feb 2021", "putin said:feb 2021|feb+2021…"),
            ("today ", "said:today|today"),
            ("14:27 ", "14+27"),
            ("2025-09 ", "said:2025-09|2025+09"),
            ("2025-09..2025-11", "said:2025-09..2025-11"),
            ("2025 ", "2025"),
            ("U.S. 1,550 ", "us 1550"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "(\\PC|[-!|'~()\":,. a-z]| OR | AND |speaker:|said:|is:|text:){0,30}") {
            let (terms, unasked) = terms(&text);
            for nothing in unasked {
                prop_assert!(text.get(nothing.range).is_some());
            }
            for term in terms {
                prop_assert!(!term.any.is_empty());
                for atom in &term.any {
                    match atom {
                        Atom::Phrase(w) => {
                            prop_assert!(!w.words.is_empty());
                            prop_assert!(text.get(w.range.clone()).is_some());
                        }
                        Atom::Parenthesis(g) => {
                            prop_assert!(g.terms.len() > 1 || g.terms[0].negated);
                        }
                        Atom::Field(f) => {
                            prop_assert!(!f.values.is_empty());
                            for v in &f.values {
                                prop_assert!(text.get(v.range.clone()).is_some());
                            }
                        }
                    }
                }
            }
        }
    }
}
