//! What is wrong with a query, at its place, with what was probably meant.

use std::ops::Range;

use chrono::NaiveDate;

use crate::chronology::Chronology;

use super::index::Index;
use super::index::names::{NameList, Nearness, nearest};
use super::matching::clause::MOST_CLAUSES;
use super::query::address::Pages;
use super::query::date::{DateSpan, days};
use super::query::field::{QUERY_FIELDS, QueryField, Values, WordList};
use super::query::parse::{MOST_TYPED, days_outside_calendar, has_operators};
use super::query::{Atom, FieldTerm, FieldValue, Phrase, Query};
use crate::chronology::date::Edtf;
use crate::chronology::date::written::{MOST_WORDS, WrittenDate};
use crate::text::classes::{is_double_quote, is_hyphen, is_single_quote};

/// Something in a query that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Bytes of the query's text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The term asks for nothing, so that more is found than was meant.
    pub idle: bool,
}

impl Complaint {
    /// Of a part that asks for something all the same.
    fn of(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: Some(help.into()), idle: false }
    }
}

/// What is wrong, and what to write instead.
type Fault = (String, Option<String>);

impl Index {
    /// What is wrong with `query`, in the order of its text. What is only half-typed is not.
    #[must_use]
    pub fn complaints(&self, c: &Chronology, query: &Query, today: NaiveDate) -> Vec<Complaint> {
        let mut complaints: Vec<Complaint> = without_words(query).into_iter().collect();
        for atom in query.atoms(true) {
            match atom {
                Atom::Phrase(phrase) => {
                    complaints.extend(other_syntax(query.text(), phrase));
                    complaints.extend(value_apart_in_text(query.text(), phrase));
                    complaints.extend(word_before_colon(query.text(), phrase));
                }
                // It may be words.
                Atom::Field(term) if term.is_bare_host() => {}
                Atom::Field(term) => match term.field {
                    None => {
                        complaints.push(unknown_field(&term.name, term.name_range.clone()));
                    }
                    Some(field) => {
                        complaints.extend(values_apart(query.text(), term));
                        let of_value = |value| self.of_value(c, field, value, today);
                        let of_values = term.values.iter().filter_map(of_value);
                        complaints.extend(of_values.map(|own| to_quote(query.text(), field, own)));
                    }
                },
                Atom::Parenthesis(_) => {}
            }
        }
        complaints.extend(unasked_fields(query));
        complaints.extend(idle_operators(query.text()));
        complaints.extend(sign_beside_number(query.text()));
        complaints.extend(too_many_words(query));
        complaints.extend(long_list(query));
        complaints.extend(no_days(query));
        complaints.sort_by_key(|complaint| complaint.range.start);
        complaints
    }

    fn of_value(
        &self,
        c: &Chronology,
        field: &QueryField,
        value: &FieldValue,
        today: NaiveDate,
    ) -> Option<Complaint> {
        let name = field.name();
        let (message, help) = match &field.values {
            Values::Names(list) => self.unknown_name(c, name, *list, value)?,
            Values::Words(words) => unknown_word(name, words, value)?,
            Values::Days(_, bound) => {
                let fault = days(*bound, &value.text, value.open, today).err()?;
                (fault.message, Some(fault.help))
            }
            Values::Ids => self.unknown_id(c, value)?,
            Values::Addresses => unknown_address(c, value)?,
            Values::Text => return None,
        };
        let named = other_by_id(c, &value.text).and_then(|id| c.by_id(id));
        let named = named.map(|entity| format!("that is the id of a {}", entity.noun()));
        let help = named.or(help);
        Some(Complaint { range: value.range.clone(), message, help, idle: field.is_date() })
    }

    fn unknown_name(
        &self,
        c: &Chronology,
        field: &str,
        list: NameList,
        value: &FieldValue,
    ) -> Option<Fault> {
        let names = self.names(c, list);
        if names.has(&value.text, !value.listed) {
            return None;
        }
        let near = (!value.listed).then(|| names.nearest(&value.text)).flatten();
        let help = near.map(|near| {
            let blank = near.contains(char::is_whitespace);
            let quoted = if blank { format!("\"{near}\"") } else { near.to_owned() };
            format!("did you mean {field}:{quoted}?")
        });
        Some((format!("no {} is called `{}`", list.noun(), shorten(&value.text)), help))
    }

    fn unknown_id(&self, c: &Chronology, value: &FieldValue) -> Option<Fault> {
        let typed = value.text.to_ascii_lowercase();
        if self.ids_beginning_with(c, &typed).next().is_some() {
            return None;
        }
        let near = (!value.listed).then(|| self.nearest_id(c, &typed)).flatten();
        let help = near.map(|near| format!("did you mean {near}?"));
        Some((format!("no record has the id `{}`", shorten(&value.text)), help))
    }
}

/// The id that is typed, where it is one of what is no record: a note, a source, a figure.
#[must_use]
pub fn other_by_id<'t>(c: &Chronology, typed: &'t str) -> Option<&'t str> {
    let typed = typed.trim_matches(is_double_quote);
    c.by_id(typed).filter(|entity| entity.subject().is_none()).map(|_| typed)
}

impl Query {
    /// Whether all of it asks for nothing: fields that there are not, and dates that are none or none yet. Everything
    /// would match, and nobody asked for that.
    #[must_use]
    pub fn asks_for_nothing(&self, today: NaiveDate) -> bool {
        let is_idle = |atom: &&Atom| match atom {
            Atom::Field(term) if term.is_bare_host() => false,
            Atom::Field(term) => match term.field.map(|field| &field.values) {
                None => true,
                Some(Values::Days(_, bound)) => {
                    let asked = |v: &FieldValue| days(*bound, &v.text, v.open, today);
                    term.values.iter().all(|v| matches!(asked(v), Ok(DateSpan::Pending) | Err(_)))
                }
                Some(_) => false,
            },
            Atom::Phrase(_) | Atom::Parenthesis(_) => false,
        };
        !self.terms.is_empty() && self.atoms(true).iter().all(is_idle)
    }

    /// What is said of a date that is being typed and asks for nothing yet: `` `feb` is no date yet ``.
    #[must_use]
    pub fn begun_date(&self, today: NaiveDate) -> Option<String> {
        let begun = |atom: &Atom| match atom {
            Atom::Field(FieldTerm { field: Some(field), values, .. }) => match field.values {
                Values::Days(_, bound) => {
                    let is_pending = |v: &&FieldValue| {
                        v.open && days(bound, &v.text, true, today) == Ok(DateSpan::Pending)
                    };
                    values.iter().find(is_pending).map(|value| shorten(&value.text))
                }
                _ => None,
            },
            _ => None,
        };
        let date = self.atoms(true).into_iter().find_map(begun)?;
        Some(format!("`{date}` is no date yet"))
    }
}

/// The form nearest to what is typed.
fn nearest_to<'a>(forms: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    nearest(forms, &Nearness::to(typed)?)
}

/// A query of signs alone: words are what is searched, and without any it would match everything. Signs that a
/// query may begin with are only half-typed.
fn without_words(query: &Query) -> Option<Complaint> {
    let begins =
        |c: char| is_double_quote(c) || is_single_quote(c) || is_hyphen(c) || "~!|:,()".contains(c);
    let is_sign = |run: &&str| {
        let half_typed = *run == "." || *run == ".." || run.chars().all(begins);
        !half_typed && !run.contains(char::is_alphanumeric)
    };
    if !query.terms.is_empty() {
        return None;
    }
    let text = query.text();
    let sign = text.split_whitespace().find(is_sign);
    // Where nothing more will be typed, nothing is half-typed.
    let is_done = query.is_whole() && query.unasked.is_empty();
    let begun = || Some(text.trim()).filter(|all| is_done && !all.is_empty());
    let run = sign.or_else(begun)?;
    let start = text.find(run)?;
    let message = format!("`{}` has no letter and no digit", shorten(run));
    let help = "write a word that stands beside it";
    Some(Complaint { idle: true, ..Complaint::of(start..start + run.len(), message, help) })
}

/// The fields that are named and ask for nothing. One without a value is only half-typed where more may be typed, and
/// beside other terms it is told and leaves them to ask.
fn unasked_fields(query: &Query) -> impl Iterator<Item = Complaint> {
    let told = query.unasked.iter().filter(|field| query.is_whole() || field.sign.is_some());
    told.filter_map(|field| {
        let typed = query.text().get(field.range.clone())?.trim_end();
        let (message, help) = match field.sign {
            Some(sign) => {
                let asked = typed.replacen(sign, "", 1);
                let message = format!("`{sign}` behind a colon excludes nothing");
                (message, format!("write -{}", shorten(&asked)))
            }
            None => (
                format!("`{}` asks for nothing", shorten(typed)),
                "write what is looked for behind the colon".to_owned(),
            ),
        };
        let idle = field.sign.is_some() || query.terms.is_empty();
        Some(Complaint { idle, ..Complaint::of(field.range.clone(), message, help) })
    })
}

/// What a field is read as whose values stand behind blanks: `speaker: putin`.
fn values_apart(text: &str, term: &FieldTerm) -> Option<Complaint> {
    let in_parentheses = behind(text, term.name_range.end + 1).trim_start().starts_with('(');
    let signs = if in_parentheses { ":" } else { ":," };
    let is_apart = |value: &FieldValue| is_behind_blank(text, &value.range, signs);
    let last =
        term.values.last().filter(|_| !term.is_bare() && term.values.iter().any(is_apart))?;
    let quoted = |value: &FieldValue| {
        let blank = value.text.contains(char::is_whitespace);
        if blank { format!("\"{}\"", value.text) } else { value.text.clone() }
    };
    let values: Vec<String> = term.values.iter().map(quoted).collect();
    let range = term.name_range.start..behind_quotation_mark(text, last.range.end);
    read_as(text, range, &format!("{}:{}", term.name, values.join(",")))
}

/// The same of the field that asks words of the text alone.
fn value_apart_in_text(text: &str, phrase: &Phrase) -> Option<Complaint> {
    if !phrase.only_text || !is_behind_blank(text, &phrase.range, ":") {
        return None;
    }
    let name = text.get(..phrase.range.start)?.rfind(':')?;
    let start = text.get(..name)?.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    let value = text.get(phrase.range.clone())?;
    let name = text.get(start..name)?;
    let quoted = if phrase.quoted { format!("\"{value}\"") } else { value.to_owned() };
    let range = start..behind_quotation_mark(text, phrase.range.end);
    read_as(text, range, &format!("{name}:{quoted}"))
}

fn read_as(text: &str, range: Range<usize>, read: &str) -> Option<Complaint> {
    let typed = shorten(text.get(range.clone())?);
    let message = format!("`{typed}` is read as {}", shorten(read));
    Some(Complaint::of(range, message, "in quotation marks it would be words"))
}

/// The byte behind a quotation mark that may stand at `at`.
fn behind_quotation_mark(text: &str, at: usize) -> usize {
    let mark = behind(text, at).chars().next().filter(|c| is_double_quote(*c));
    at + mark.map_or(0, char::len_utf8)
}

/// The rest of a text from a byte on.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Whether a value, without its quotation marks, stands behind one of `signs` and a blank.
fn is_behind_blank(text: &str, value: &Range<usize>, signs: &str) -> bool {
    let before = text.get(..value.start).unwrap_or_default();
    let before = before.trim_end_matches(|c| is_double_quote(c) || c == '(');
    let sign = before.trim_end();
    sign.len() < before.len() && sign.ends_with(|c| signs.contains(c))
}

/// The name of a field that is a word of the text it stands in, since what is behind its colon is no value: `Lavrov
/// said: we will`.
fn word_before_colon(text: &str, phrase: &Phrase) -> Option<Complaint> {
    let name = text.get(phrase.range.clone())?.strip_suffix(':').filter(|_| !phrase.quoted)?;
    let field = QueryField::named(name)?;
    let example = match &field.values {
        Values::Days(..) => "2025-09-22",
        Values::Words(words) => (words.all)().first()?.word(),
        Values::Names(_) | Values::Ids | Values::Addresses | Values::Text => return None,
    };
    Some(Complaint::of(
        phrase.range.clone(),
        format!("`{name}:` is read as a word, for what follows is no value of the field"),
        format!("write {name}:{example} to ask that"),
    ))
}

/// A sign of money, share or section beside a number or a blank apart from one, of which only the number is looked for.
fn sign_beside_number(text: &str) -> Option<Complaint> {
    const SIGNS: [char; 14] =
        ['€', '$', '£', '¥', '₽', '₴', '₹', '₩', '₺', '¢', '%', '‰', '№', '§'];
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (at, sign) = text.match_indices(SIGNS).find(|(at, sign)| {
        let before = text.get(..*at).and_then(|before| before.trim_end().chars().next_back());
        let behind = text.get(at + sign.len()..);
        let behind = behind.and_then(|behind| behind.trim_start().chars().next());
        is_digit(before) || is_digit(behind)
    })?;
    Some(Complaint::of(
        at..at + sign.len(),
        format!("`{sign}` is not looked for, only the number beside it"),
        "write what it stands for as a word, if the texts do",
    ))
}

/// A text pasted for a query, of which only so many words are looked for.
fn too_many_words(query: &Query) -> Option<Complaint> {
    let asked = query.terms.iter().filter(|term| !term.negated);
    let words: Vec<&Phrase> =
        asked.filter_map(|term| term.any.iter().find_map(Atom::phrase)).collect();
    let first = words.get(MOST_CLAUSES)?;
    Some(Complaint::of(
        first.range.start..query.text().len(),
        format!("of {} words the {MOST_CLAUSES} rarest are looked for", words.len()),
        "put a passage in quotation marks to look for all of it",
    ))
}

/// Days that the calendar does not have, among the words.
fn no_days(query: &Query) -> impl Iterator<Item = Complaint> {
    days_outside_calendar(query).into_iter().filter_map(|range| {
        let fault = Edtf::parse_written(query.text().get(range.clone())?).err()?;
        Some(Complaint::of(range, fault.message, fault.help))
    })
}

/// Alternatives or values too many to have been typed, which are taken as they stand.
fn long_list(query: &Query) -> Option<Complaint> {
    let range = query.atoms(true).into_iter().find_map(|atom| match atom {
        Atom::Phrase(phrase) => phrase.listed.then(|| phrase.range.clone()),
        Atom::Field(term) => {
            let value = term.values.iter().find(|value| value.listed);
            value.map(|value| value.range.clone())
        }
        Atom::Parenthesis(_) => None,
    })?;
    Some(Complaint::of(
        range,
        format!("in a list of more than {MOST_TYPED} nothing is taken for mistyped"),
        "ask for fewer at once to find other spellings",
    ))
}

/// What other languages write in a word, and this one reads as punctuation.
fn other_syntax(text: &str, phrase: &Phrase) -> Option<Complaint> {
    let typed = text.get(phrase.range.clone()).filter(|_| !phrase.quoted)?;
    let words: Vec<&str> = phrase.words.iter().map(|word| &*word.typed).collect();
    let words = shorten(&words.join(" "));
    let (message, help) = if typed.len() > 2 && typed.starts_with('/') && typed.ends_with('/') {
        ("there are no regular expressions here".to_owned(), format!("this finds {words}"))
    } else if typed.contains('*') {
        let help = format!("a word finds what begins with it: this finds {words}");
        ("`*` stands for nothing here".to_owned(), help)
    } else if typed.starts_with(['<', '>']) {
        let date = typed.trim_start_matches(['<', '>', '=']);
        let field = if typed.starts_with('>') { "after" } else { "before" };
        let help = format!("write {field}:{} for a date; this finds {words}", shorten(date));
        ("nothing is compared here".to_owned(), help)
    } else if let Some(name) = valueless_field(text, phrase) {
        return Some(Complaint { idle: false, ..unknown_field(name, phrase.range.clone()) });
    } else {
        return None;
    };
    Some(Complaint::of(phrase.range.clone(), message, help))
}

/// The name of a field that there is not, behind whose colon the query ends. It may be the last word of a pasted text,
/// so that it is looked for as a word; but who meant a field is told.
fn valueless_field<'a>(text: &'a str, phrase: &Phrase) -> Option<&'a str> {
    let behind = text.get(phrase.range.end..)?;
    let ends = behind.chars().all(|c| c == ')' || c.is_whitespace());
    let name = text.get(phrase.range.clone())?.strip_suffix(':').filter(|_| ends)?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
    let is_address = ["http", "https"].iter().any(|scheme| name.eq_ignore_ascii_case(scheme));
    (is_name && !is_address).then_some(name)
}

/// Operators of other languages that do nothing here, or not what they say.
fn idle_operators(text: &str) -> Vec<Complaint> {
    if !has_operators(text) {
        return Vec::new();
    }
    let (mut at, mut quoted) = (0, false);
    let words = text.split_inclusive(char::is_whitespace).map(|piece| {
        let word = (at, quoted, piece.trim_end());
        at += piece.len();
        quoted ^= piece.chars().filter(|c| is_double_quote(*c)).count() % 2 == 1;
        word
    });
    let told = words.filter_map(|(at, quoted, word)| {
        let (message, help) = match word {
            "AND" if at > 0 => ("all words must hold anyway: AND asks for nothing more", None),
            "NOT" => ("NOT is read as a word", Some("write -word to exclude it".to_owned())),
            _ => return None,
        };
        let range = at..at + word.len();
        (!quoted).then(|| Complaint { range, message: message.to_owned(), help, idle: false })
    });
    told.collect()
}

/// The same complaint, of a date in words that was not quoted, with that advice: `said:September 2025`.
fn to_quote(text: &str, field: &QueryField, complaint: Complaint) -> Complaint {
    let rest = text.get(complaint.range.start..).filter(|_| field.is_date()).unwrap_or_default();
    let ends = rest.match_indices(char::is_whitespace).map(|(at, _)| at).chain([rest.len()]);
    // A date in one word needs no marks.
    let dates = ends.take(MOST_WORDS).skip(1).filter_map(|end| rest.get(..end));
    let date = dates.filter(|date| WrittenDate::read(date).is_some()).last();
    match date {
        Some(date) => {
            let help = Some(format!("quote it: {}:\"{}\"", field.name(), shorten(date)));
            Complaint { help, ..complaint }
        }
        None => complaint,
    }
}

fn unknown_address(c: &Chronology, value: &FieldValue) -> Option<Fault> {
    let none = Pages::at(c, &value.text, value.open).places.is_empty();
    none.then(|| (format!("no source is at {}", shorten(&value.text)), None))
}

fn unknown_word(field: &str, words: &WordList, value: &FieldValue) -> Option<Fault> {
    let all: Vec<&str> = (words.all)().iter().map(|word| word.word()).collect();
    let typed = value.text.to_ascii_lowercase();
    if all.iter().any(|word| *word == typed || (value.open && word.starts_with(&typed))) {
        return None;
    }
    let help = match nearest_to(all.iter().copied(), &value.text) {
        Some(near) => format!("did you mean {field}:{near}?"),
        None => format!("write one of {}", all.join(", ")),
    };
    Some((format!("{field}: knows no `{}`", shorten(&value.text)), Some(help)))
}

fn unknown_field(name: &str, range: Range<usize>) -> Complaint {
    let all: Vec<&str> = QUERY_FIELDS.iter().map(QueryField::name).collect();
    let message = format!("no field is called `{}`", shorten(name));
    let help = match nearest_to(QueryField::all_names(), name) {
        Some(near) => format!("did you mean {near}:?"),
        None => format!("the fields are {}", all.join(", ")),
    };
    Complaint { idle: true, ..Complaint::of(range, message, help) }
}

/// Enough of what was typed to recognise it; control characters never reach a screen.
#[must_use]
pub fn shorten(text: &str) -> String {
    let mut letters = text.chars().filter(|c| !c.is_control());
    let mut short: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// Letters of a query that are repeated in what is said of it.
const SHOWN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_alone_are_no_query() {
        let said = |text: &str| without_words(&Query::parse(text)).map(|found| found.message);
        for signs in ["€", "%", "№", "...", "…", "🇺🇳", "'€", "\"€\"", " — €", "~™", "-§"]
        {
            assert!(
                said(signs).is_some_and(|said| said.ends_with("no letter and no digit")),
                "{signs}"
            );
        }
        let whole = |text: &str| without_words(&Query::parse_whole(text)).map(|said| said.message);
        for begun in
            [":", "“", "\"", "(", ")", "~", "!", "|", "'", "\"\"", "\"-\"", "-", "- -", ": !", "()"]
        {
            let said = whole(begun);
            assert!(said.is_some_and(|said| said.ends_with("no letter and no digit")), "{begun}");
        }
        assert_eq!((whole(" "), whole("speaker:lavrov"), whole("speaker: ")), (None, None, None));
        for half_typed in
            ["", " ", "\"", "“", "'", "~", "-", "!", "-\"", "..", ".", "speaker:", "a €", "50%"]
        {
            assert_eq!(said(half_typed), None, "{half_typed}");
        }
    }

    #[test]
    fn operators_of_other_languages_are_told_outside_quotation_marks() {
        let told = |text: &str| -> Vec<usize> {
            idle_operators(text).iter().map(|complaint| complaint.range.start).collect()
        };
        assert_eq!(told("a AND b \"c AND d\" NOT e"), [2, 18]);
        assert_eq!(told("a “b AND c” AND d"), [16]);
        assert_eq!(told("AND a \"NOT b"), [0usize; 0]);
        // However many there are, each is looked at once.
        let many = 200_000;
        assert_eq!(told(&"a AND ".repeat(many)).len(), many);
    }

    #[test]
    fn what_asks_for_nothing_is_told_from_what_asks() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for text in ["since:feb", "since:20", "said:zz ", "speeker:quill", "a:b since:feb", "-x:y"]
        {
            assert!(Query::parse(text).asks_for_nothing(today), "{text}");
        }
        for text in
            ["", "feb", "feb since:feb", "since:2026", "since:\"feb 2021\"", "speaker:zz", "has:zz"]
        {
            assert!(!Query::parse(text).asks_for_nothing(today), "{text}");
        }
        let begun = |text: &str| Query::parse(text).begun_date(today);
        assert_eq!(begun("words since:feb").as_deref(), Some("`feb` is no date yet"));
        assert_eq!((begun("since:feb "), begun("since:2021-0"), begun("feb")), (None, None, None));
    }
}
