//! Dates as people write them: `feb 2021`, `5 February 2021`, `05.02.2026`, `the 1960s`, `c. 1969`, `44 BC`.
//!
//! One parser for the prompt and for advice. Every word must be understood, or nothing is: a date is never guessed
//! from a part of what was written, and where day and month cannot be told apart both readings are given.

use chrono::{NaiveDate, Weekday};

use super::{Edtf, MONTH_NAMES};
use crate::text::slice;

/// What somebody wrote, as EDTF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WrittenDate {
    /// One date.
    Date(String),
    /// Either of two.
    Either(String, String),
}

const SEASONS: [(&str, u8); 9] = [
    ("spring", 21),
    ("summer", 22),
    ("autumn", 23),
    ("fall", 23),
    ("winter", 24),
    ("q1", 33),
    ("q2", 34),
    ("q3", 35),
    ("q4", 36),
];
/// Words that say that a date is about right.
const ABOUT: [&str; 7] = ["c", "ca", "circa", "about", "around", "approximately", "approx"];
/// Words that say that a date is in doubt.
const DOUBT: [&str; 5] = ["maybe", "perhaps", "possibly", "probably", "presumably"];

/// Reads a date as people write it; `None` where any of it is not understood. What comes back is a date that
/// [`Edtf`] reads.
pub(super) fn read(text: &str) -> Option<WrittenDate> {
    let found = one(text.trim()).or_else(|| span(text.trim()))?;
    let is_date = |form: &String| Edtf::read(form).is_ok();
    let good = match &found {
        WrittenDate::Date(form) => is_date(form),
        WrittenDate::Either(a, b) => is_date(a) && is_date(b),
    };
    good.then_some(found)
}

/// Whether `text` may become such a date when more of it is typed.
pub(super) fn may_begin(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let known =
        MONTH_NAMES.iter().chain(&ABOUT).chain(&DOUBT).chain(&["the", "ad", "since", "until"]);
    let seasons = SEASONS.iter().map(|(name, _)| name);
    let mut all = known.chain(seasons);
    first.is_some_and(|first| all.any(|word| word.starts_with(first)) || month(first).is_some())
}

/// Two dates with something between that says so.
fn span(text: &str) -> Option<WrittenDate> {
    let lower = text.to_lowercase();
    let rest = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word));
    if let Some(date) = rest(&["on or before ", "until ", "by ", "no later than "]) {
        return sure(date).map(|date| WrittenDate::Date(format!("../{date}")));
    }
    if let Some(date) = rest(&["on or after ", "since ", "from ", "no earlier than "])
        && let Some(date) = sure(date)
    {
        return Some(WrittenDate::Date(format!("{date}/..")));
    }
    let lower = rest(&["between ", "from "]).unwrap_or(&lower);
    for between in [" – ", " — ", " - ", " to ", " and ", "–", "—", "/"] {
        let Some((start, end)) = lower.split_once(between) else { continue };
        let (start, end) = (start.trim(), end.trim());
        let to = match end {
            "open" | "ongoing" | "present" | "now" => "..".to_owned(),
            "unknown" => String::new(),
            _ => sure(end)?,
        };
        let from = match start {
            "open" => "..".to_owned(),
            "unknown" => String::new(),
            // `4–5 February 2026`, `May – June 2005`, `49–44 BC`: what the second has holds for both.
            _ => sure(start)
                .filter(|_| !shares_its_rest(start))
                .or_else(|| sure(&with_rest_of(start, end)?))?,
        };
        return Some(WrittenDate::Date(format!("{from}/{to}")));
    }
    // `1969-1970`
    let (start, end) = lower.split_once('-')?;
    let year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    (year(start) && year(end)).then(|| WrittenDate::Date(format!("{start}/{end}")))
}

/// Whether the first of two dates may lack what the second says for both: it is no more than one or two digits, or
/// words without a year.
fn shares_its_rest(start: &str) -> bool {
    !start.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() > 2)
}

/// The first of two dates with the month, the year or the era that only the second has.
fn with_rest_of(start: &str, end: &str) -> Option<String> {
    let words = |text: &str| text.split_whitespace().count();
    let skip = words(start).min(words(end).checked_sub(1)?);
    let rest: Vec<&str> = end.split_whitespace().skip(skip).collect();
    Some(format!("{start} {}", rest.join(" ")))
}

/// One date that has one reading.
fn sure(text: &str) -> Option<String> {
    if Edtf::read(text.trim()).is_ok() {
        return Some(text.trim().to_owned());
    }
    match one(text.trim())? {
        WrittenDate::Date(form) => Some(form),
        WrittenDate::Either(..) => None,
    }
}

/// One date.
fn one(text: &str) -> Option<WrittenDate> {
    let lower = text.to_lowercase();
    if let Some(form) = older_draft(text).or_else(|| hour_alone(text)) {
        return Some(WrittenDate::Date(form));
    }
    let (rest, about, doubt) = marks(&lower);
    let form = numeric(rest).or_else(|| named(rest).map(WrittenDate::Date))?;
    let mark = match (about, doubt) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    Some(match form {
        WrittenDate::Date(form) => WrittenDate::Date(format!("{form}{mark}")),
        WrittenDate::Either(a, b) => {
            WrittenDate::Either(format!("{a}{mark}"), format!("{b}{mark}"))
        }
    })
}

/// Forms of drafts before the standard: `201u`, `2011-uu`, `1984?~`, `y-170000`.
fn older_draft(text: &str) -> Option<String> {
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_digit() || b"-uUxX?~Yy".contains(&b));
    if !plain(text) {
        return None;
    }
    let form =
        text.replace(['u', 'U', 'x'], "X").replace("?~", "%").replace("~?", "%").replace('y', "Y");
    (form != text).then_some(form)
}

/// `1969-07-20T20Z`: an hour is a span of minutes.
fn hour_alone(text: &str) -> Option<String> {
    let (day, time) = text.split_once('T')?;
    let (hour, zone) = time.split_at_checked(2)?;
    let digits = hour.bytes().all(|b| b.is_ascii_digit());
    let offset = zone.is_empty() || zone == "Z" || zone.starts_with(['+', '-']);
    (digits && offset).then(|| format!("{day}T{hour}:00{zone}/T{hour}:59{zone}"))
}

/// What is left without the words and marks of doubt, and which there were.
fn marks(lower: &str) -> (&str, bool, bool) {
    let (mut rest, mut about, mut doubt) = (lower.trim(), false, false);
    loop {
        let end = rest.trim_end_matches(['?', '~', '%']);
        about |= slice(rest, end.len()..).contains(['~', '%']);
        doubt |= slice(rest, end.len()..).contains(['?', '%']);
        rest = end.trim();
        let start = rest.trim_start_matches('~');
        about |= start.len() < rest.len();
        rest = start.trim_start();
        let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (first, behind) = rest.split_at(word);
        match first {
            _ if ABOUT.contains(&first) => about = true,
            _ if DOUBT.contains(&first) => doubt = true,
            _ => return (rest, about, doubt),
        }
        rest = behind.trim_start_matches(['.', ' ']);
    }
}

/// Numbers alone: `20.07.1969`, `2026/2/5`, `20260205`.
fn numeric(text: &str) -> Option<WrittenDate> {
    if !text.chars().all(|c| c.is_ascii_digit() || "./- ".contains(c)) {
        return None;
    }
    let parts: Vec<&str> =
        text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let day = |year: &str, month: u32, day: u32| format!("{year}-{month:02}-{day:02}");
    let short = |part: &str| part.len() <= 2;
    match parts.as_slice() {
        [whole] if whole.len() == 8 => {
            let (year, rest) = whole.split_at(4);
            let (month, of_month) = rest.split_at(2);
            Some(WrittenDate::Date(day(year, number(month)?, number(of_month)?)))
        }
        [year, month] if year.len() == 4 && short(month) => {
            Some(WrittenDate::Date(format!("{year}-{:02}", number(month)?)))
        }
        [month, year] if year.len() == 4 && short(month) => {
            Some(WrittenDate::Date(format!("{year}-{:02}", number(month)?)))
        }
        [year, month, of_month] if year.len() == 4 && short(month) && short(of_month) => {
            Some(WrittenDate::Date(day(year, number(month)?, number(of_month)?)))
        }
        [a, b, year] if year.len() == 4 && short(a) && short(b) => {
            let (a, b) = (number(a)?, number(b)?);
            match (a > 12, b > 12) {
                (true, false) => Some(WrittenDate::Date(day(year, b, a))),
                (false, true) => Some(WrittenDate::Date(day(year, a, b))),
                (false, false) if a == b => Some(WrittenDate::Date(day(year, a, a))),
                (false, false) => Some(WrittenDate::Either(day(year, b, a), day(year, a, b))),
                (true, true) => None,
            }
        }
        _ => None,
    }
}

/// Words and numbers: `4th of July 2004`, `sept. 2025`, `summer 1969`, `the 1960s`, `44 BC`.
fn named(text: &str) -> Option<String> {
    let dotless = text
        .replace("b.c.e.", "bce")
        .replace("b.c.", "bc")
        .replace("a.d.", "ad")
        .replace("c.e.", "ce");
    let mut found = Parts::default();
    let tokens = dotless.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'));
    for token in tokens.filter(|token| !token.is_empty()) {
        found.take(token)?;
    }
    found.form()
}

/// What the words of a date say.
#[derive(Debug, Default)]
struct Parts {
    year: Option<i64>,
    decade: bool,
    month: Option<u32>,
    season: Option<u8>,
    day: Option<u32>,
    before_1: Option<bool>,
    weekday: Option<Weekday>,
    /// Numbers of one or two digits, each of which may be a day or a year.
    small: Vec<u32>,
    /// Whether the year has all its four digits.
    whole_year: bool,
}

impl Parts {
    fn take(&mut self, token: &str) -> Option<()> {
        let digits = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
        let (number, tail) = token.split_at(digits);
        match (number, tail) {
            ("", "of" | "the" | "in" | "on") => Some(()),
            ("", "bc" | "bce") => set(&mut self.before_1, true),
            ("", "ad" | "ce") => set(&mut self.before_1, false),
            ("", word) => {
                if let Some(month) = month(word) {
                    return set(&mut self.month, month);
                }
                if let Some((_, code)) = SEASONS.iter().find(|(name, _)| *name == word) {
                    return set(&mut self.season, *code);
                }
                set(&mut self.weekday, word.parse::<Weekday>().ok()?)
            }
            (_, "") if number.len() <= 2 => {
                self.small.push(number.parse().ok()?);
                Some(())
            }
            (_, "") if number.len() <= 4 => {
                self.whole_year = number.len() == 4;
                set(&mut self.year, number.parse().ok()?)
            }
            (_, "st" | "nd" | "rd" | "th") => set(&mut self.day, number.parse().ok()?),
            (_, "s" | "'s" | "’s") if number.len() == 4 && number.ends_with('0') => {
                self.decade = true;
                set(&mut self.year, number.parse().ok()?)
            }
            (_, "bc" | "bce" | "ad" | "ce") => {
                self.take(number)?;
                self.take(tail)
            }
            _ => None,
        }
    }

    fn form(mut self) -> Option<String> {
        // Of small numbers the last is the year where an era says that there is one; another is the day.
        if self.year.is_none() && self.before_1.is_some() {
            self.year = self.small.pop().map(i64::from);
        }
        for small in std::mem::take(&mut self.small) {
            set(&mut self.day, small)?;
        }
        let year = self.year.filter(|year| *year > 0)?;
        let year = if self.before_1 == Some(true) { 1 - year } else { year };
        let sign = if year < 0 { "-" } else { "" };
        let written = format!("{sign}{:04}", year.abs());
        if self.decade {
            // `1900s` may be a decade or a century.
            let alone = self.month.is_none() && self.day.is_none() && self.season.is_none();
            return (alone && year % 100 != 0).then(|| format!("{}X", year / 10));
        }
        match (self.season, self.month, self.day) {
            (Some(code), None, None) => Some(format!("{written}-{code}")),
            (None, Some(month), Some(day)) => {
                let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
                let agrees =
                    self.weekday.is_none_or(|named| chrono::Datelike::weekday(&date) == named);
                agrees.then(|| format!("{written}-{month:02}-{day:02}"))
            }
            (None, Some(month), None) => Some(format!("{written}-{month:02}")),
            (None, None, None) if self.whole_year || self.before_1.is_some() => Some(written),
            _ => None,
        }
        .filter(|_| self.weekday.is_none() || self.day.is_some())
    }
}

/// Puts a value where none is; two of one kind are understood as none.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// A month, from 1, by its English name in small letters, or by at least three letters of it.
pub(super) fn month(word: &str) -> Option<u32> {
    let at = MONTH_NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word));
    at.map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_as_people_write_them() {
        for (text, form) in [
            ("feb 2021", "2021-02"),
            ("Feb. 2021", "2021-02"),
            ("feb-2021", "2021-02"),
            ("5 February 2021", "2021-02-05"),
            ("February 5, 2021", "2021-02-05"),
            ("Friday, 5 February 2021", "2021-02-05"),
            ("4th of July 2004", "2004-07-04"),
            ("20.07.1969", "1969-07-20"),
            ("07/20/1969", "1969-07-20"),
            ("5.5.2026", "2026-05-05"),
            ("2026/2/5", "2026-02-05"),
            ("2026-2-5", "2026-02-05"),
            ("20260205", "2026-02-05"),
            ("02.2026", "2026-02"),
            ("1960s", "196X"),
            ("the 1960's", "196X"),
            ("c.1969", "1969~"),
            ("circa 1960s", "196X~"),
            ("maybe 2004", "2004?"),
            ("c. 20 Jul 1969?", "1969-07-20%"),
            ("44BC", "-0043"),
            ("15 March 44 BC", "-0043-03-15"),
            ("1 BC", "0000"),
            ("AD 9", "0009"),
            ("9 Sep AD 9", "0009-09-09"),
            ("summer 1969", "1969-22"),
            ("Q3 1969", "1969-35"),
            ("1969-1970", "1969/1970"),
            ("1969 – 1970", "1969/1970"),
            ("May 2004 - June 2005", "2004-05/2005-06"),
            ("May – June 2005", "2005-05/2005-06"),
            ("4–5 Feb 2026", "2026-02-04/2026-02-05"),
            ("300–201 BC", "-0299/-0200"),
            ("on or before 27 Oct 2020", "../2020-10-27"),
            ("since 2004", "2004/.."),
            ("2011-01/open", "2011-01/.."),
            ("unknown/2011", "/2011"),
            ("201u", "201X"),
            ("2011-uu", "2011-XX"),
            ("1984?~", "1984%"),
            ("1969-07-20T20Z", "1969-07-20T20:00Z/T20:59Z"),
        ] {
            assert_eq!(read(text), Some(WrittenDate::Date(form.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_has_two_readings_has_both_and_what_has_none_has_none() {
        let both = |a: &str, b: &str| Some(WrittenDate::Either(a.to_owned(), b.to_owned()));
        assert_eq!(read("05.02.2026"), both("2026-02-05", "2026-05-02"));
        assert_eq!(read("c. 5/2/2026"), both("2026-02-05~", "2026-05-02~"));
        for text in [
            "decided in 2004",
            "maybe",
            "marching 2004",
            "5.2.26",
            "31 February 2021",
            "13.13.2021",
            "Monday, 5 February 2021",
            "1900s",
            "soon",
            "feb",
            "5 Feb",
            "feb mar 2021",
            "0 BC",
            "",
            "300 BC AD",
            "05.02.2026 – 06.02.2026",
            "2004 2005",
            "first half",
            "19th century",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_day_that_is_shown_reads_back_as_that_day(n in -400_000i32..1_200_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(n).unwrap();
            let date = Edtf::of_day(day);
            prop_assert_eq!(read(&date.long()), Some(WrittenDate::Date(date.as_str().to_owned())));
        }

        #[test]
        fn anything_is_a_date_or_none(text in "\\PC{0,20}|[0-9a-z ./–~?-]{0,20}") {
            let _ = (read(&text), may_begin(&text));
        }
    }
}
