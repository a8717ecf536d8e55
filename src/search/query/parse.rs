//! From the text of a query to its terms.

use std::ops::Range;

use super::field::{QueryField, SAID};
use super::{Atom, FieldTerm, FieldValue, Phrase, QueryWord, Term, date};
use crate::search::lexicon::similarity::MatchMode;
use crate::search::lexicon::token::each_token;
use crate::text::classes::{is_double_quote, is_single_quote};
use crate::text::slice;

/// The terms of `text`, in order.
pub(crate) fn terms(text: &str) -> Vec<Term> {
    let mut parser = Parser { text, at: 0 };
    let mut terms = Vec::new();
    loop {
        parser.skip_blanks();
        if parser.at >= text.len() {
            return terms;
        }
        let before = parser.at;
        if let Some(term) = parser.term() {
            terms.push(term);
        }
        if parser.at == before {
            parser.step();
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

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

    fn term(&mut self) -> Option<Term> {
        let mut negated = false;
        while self.take(|c| c == '-' || c == '!') {
            negated = true;
        }
        let mut any = Vec::new();
        loop {
            any.extend(self.atom());
            let after_atom = self.at;
            self.skip_blanks();
            if !self.take(|c| c == '|') {
                self.at = after_atom;
                break;
            }
            self.skip_blanks();
        }
        (!any.is_empty()).then_some(Term { negated, any })
    }

    fn atom(&mut self) -> Vec<Atom> {
        match self.peek() {
            Some(c) if is_double_quote(c) => self.phrase(),
            Some(c) if is_single_quote(c) => {
                self.step();
                self.run(MatchMode::Exact)
            }
            Some('~') => {
                self.step();
                self.run(MatchMode::Subsequence)
            }
            Some(c) if !c.is_whitespace() && c != '|' => match self.field() {
                Some(atoms) => atoms,
                None => self.run(MatchMode::Plain),
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

    fn run(&mut self, mode: MatchMode) -> Vec<Atom> {
        let range = self.raw_run(|_| false);
        let run = slice(self.text, range.clone());
        let open = range.end == self.text.len();
        let words = query_words(run);
        let mut atoms = Vec::new();
        let is_date = mode == MatchMode::Plain && date::looks_like_one(run);
        if is_date {
            atoms.push(Atom::Field(FieldTerm {
                field: Some(&SAID),
                name: SAID.name().to_owned(),
                name_range: range.start..range.start,
                values: vec![FieldValue { text: run.to_owned(), range: range.clone(), open }],
            }));
        }
        // `2025-09..` is nothing but a date; `2025-09` may also stand in a text.
        let only_date = is_date && run.contains("..");
        if !words.is_empty() && !only_date {
            atoms.push(Atom::Phrase(Phrase { words, mode, open, quoted: false, range }));
        }
        atoms
    }

    /// Reads `name:values`; `None` where this is no field, and nothing to ask where its value is still empty.
    fn field(&mut self) -> Option<Vec<Atom>> {
        let start = self.at;
        let name_len = self.rest().find(|c: char| !c.is_ascii_alphabetic())?;
        let name = slice(self.rest(), ..name_len);
        let known = QueryField::named(name);
        let value_follows =
            slice(self.rest(), name_len..).strip_prefix(':')?.chars().next().is_some_and(|c| {
                c.is_alphanumeric() || is_double_quote(c) || ".,+-<>='_".contains(c)
            });
        // `Putin: we will` is a pasted text, `https://` an address; neither names a field.
        if name.is_empty() || (known.is_none() && !value_follows) {
            return None;
        }
        let name = name.to_owned();
        self.at = start + name_len + 1;
        let values = self.values();
        let atom = FieldTerm { field: known, name, name_range: start..start + name_len, values };
        Some(if atom.values.is_empty() { Vec::new() } else { vec![Atom::Field(atom)] })
    }

    fn values(&mut self) -> Vec<FieldValue> {
        let mut values = Vec::new();
        loop {
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
                Some(self.raw_run(|c| c == ','))
            };
            if let Some(range) = range {
                let open = range.end == self.text.len();
                values.extend(value(self.text, range, open));
            }
            // A bar goes on with the values unless it names another field.
            let goes_on = match self.peek() {
                Some(',') => true,
                Some('|') => !self.names_field_after_bar(),
                _ => false,
            };
            if !goes_on {
                return values;
            }
            self.step();
        }
    }

    fn names_field_after_bar(&self) -> bool {
        let rest = slice(self.rest(), 1..);
        let name = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .map(|n| (slice(rest, ..n), slice(rest, n..)));
        name.is_some_and(|(name, after)| {
            after.starts_with(':') && QueryField::named(name).is_some()
        })
    }
}

fn value(text: &str, range: Range<usize>, open: bool) -> Option<FieldValue> {
    let value = slice(text, range.clone()).trim();
    (!value.is_empty()).then(|| FieldValue { text: value.to_owned(), range, open })
}

fn query_words(text: &str) -> Vec<QueryWord> {
    let mut words = Vec::new();
    each_token(text, |token| {
        words.push(QueryWord {
            word: token.word.to_owned(),
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
        terms(text).iter().map(term).collect::<Vec<_>>().join(" ")
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
            ("Putin: we ", "putin we"),
            ("https://tass.com ", "https+tass+com"),
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
        fn any_text_is_a_query(text in "(\\PC|[-!|'~\":,. a-z]|speaker:|said:|is:){0,30}") {
            for term in terms(&text) {
                prop_assert!(!term.any.is_empty());
                for atom in &term.any {
                    match atom {
                        Atom::Phrase(w) => {
                            prop_assert!(!w.words.is_empty());
                            prop_assert!(text.get(w.range.clone()).is_some());
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
