//! Dates as people write them: `feb 2021`, `5 February 2021`, `05.02.2026`, `the 1960s`, `c. 1969`, `44 BC`,
//! `February 6`, `last week`, `two months ago`.
//!
//! The one reader of words for dates, for the prompt, for queries and for advice; what words it knows stands in one
//! table. What only a query knows beyond them, such as `today-30d`, is read there. Every word must be understood, or
//! nothing is: a date is never guessed from a part of what was written, and where day and month cannot be told apart
//! both readings are given. What the dataset holds is EDTF and never this.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::suggest::not_in_the_calendar;
use super::{Edtf, MONTH_NAMES, Period, mark_of};
use crate::text::slice;

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenDate {
    /// One date, as EDTF.
    Date(String),
    /// Either of two, as EDTF.
    Either(String, String),
    /// This day of every year.
    EveryYear {
        /// The month, from 1.
        month: u32,
        /// The day, from 1.
        day: u32,
    },
    /// The day, week, month or year that lies so many back from that of today.
    Ago(u32, Unit),
}

/// A stretch of the calendar by which time is counted back. Weeks begin on Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days from a Monday on.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// Words of a date that stands among other words, at most.
pub const MOST_WORDS: usize = 4;

/// What a word says in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Nothing.
    Filler,
    /// That the date is about right.
    About,
    /// That it is in doubt.
    Doubt,
    /// In which season, by its number in EDTF.
    Season(u8),
    /// Whether the year is one before the year 1.
    BeforeYear1(bool),
    /// Which day, counted back from today.
    DayBack(u32),
    /// Which of the units that follow, counted back from that of today.
    Back(u32),
    /// A number.
    Count(u32),
    Unit(Unit),
    /// That the unit before it is counted back.
    Ago,
}

/// Every word that a date may have besides months and days of the week; in small letters.
const WORDS: &[(&[&str], Word)] = &[
    (&["of", "the", "in", "on"], Word::Filler),
    (&["c", "ca", "circa", "about", "around", "approximately", "approx"], Word::About),
    (&["maybe", "perhaps", "possibly", "probably", "presumably"], Word::Doubt),
    (&["spring"], Word::Season(21)),
    (&["summer"], Word::Season(22)),
    (&["autumn", "fall"], Word::Season(23)),
    (&["winter"], Word::Season(24)),
    (&["q1"], Word::Season(33)),
    (&["q2"], Word::Season(34)),
    (&["q3"], Word::Season(35)),
    (&["q4"], Word::Season(36)),
    (&["bc", "bce"], Word::BeforeYear1(true)),
    (&["ad", "ce"], Word::BeforeYear1(false)),
    (&["today"], Word::DayBack(0)),
    (&["yesterday"], Word::DayBack(1)),
    (&["this"], Word::Back(0)),
    (&["last", "past"], Word::Back(1)),
    (&["ago"], Word::Ago),
    (&["a", "one"], Word::Count(1)),
    (&["two"], Word::Count(2)),
    (&["three"], Word::Count(3)),
    (&["four"], Word::Count(4)),
    (&["five"], Word::Count(5)),
    (&["six"], Word::Count(6)),
    (&["seven"], Word::Count(7)),
    (&["eight"], Word::Count(8)),
    (&["nine"], Word::Count(9)),
    (&["ten"], Word::Count(10)),
    (&["eleven"], Word::Count(11)),
    (&["twelve"], Word::Count(12)),
    (&["day", "days"], Word::Unit(Unit::Day)),
    (&["week", "weeks"], Word::Unit(Unit::Week)),
    (&["month", "months"], Word::Unit(Unit::Month)),
    (&["year", "years"], Word::Unit(Unit::Year)),
];

/// What makes a span that ends with the date behind it, or begins with it.
const UNTIL: [&str; 4] = ["on or before ", "until ", "by ", "no later than "];
const SINCE: [&str; 4] = ["on or after ", "since ", "from ", "no earlier than "];

/// The season of this English name, in any case, as its number in EDTF: 21 for spring to 24 for winter.
#[must_use]
pub fn season(name: &str) -> Option<u8> {
    match word(&name.to_lowercase()) {
        Some(Word::Season(season @ 21..=24)) => Some(season),
        _ => None,
    }
}

fn word(written: &str) -> Option<Word> {
    WORDS.iter().find(|(names, _)| names.contains(&written)).map(|(_, word)| *word)
}

/// A month, from 1, by its English name in small letters, or by at least three letters of it.
fn month(word: &str) -> Option<u32> {
    let at = MONTH_NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word));
    at.map(|at| at as u32 + 1)
}

/// The three letters by which labels name a month, of a word that has more of its name; `None` of any other word.
#[must_use]
pub fn short_month(word: &str) -> Option<&str> {
    let lower = word.to_lowercase();
    let is_longer = lower.len() > 3 && month(&lower).is_some();
    word.get(..3).filter(|_| is_longer)
}

impl WrittenDate {
    /// Reads a date as people write it; `None` where any of it is not understood. What is EDTF in it is what
    /// [`Edtf::parse`] reads.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let found = one(text.trim()).or_else(|| span(text.trim()))?;
        found.is_in_the_calendar().then_some(found)
    }

    /// The same of a date that stands among other words: one that its own words make a date, such as `22 September
    /// 2025` or `last week`. Numbers alone, spans and doubts (`until 2026`, `about 2011`) say something else there.
    #[must_use]
    pub fn read_among_words(text: &str) -> Option<Self> {
        let lower = text.trim().trim_end_matches(['.', ',', ';', ':', '?', '!']).to_lowercase();
        let says = |written: &str| word(written.trim_end_matches('.')) != Some(Word::Filler);
        let mut words = lower.split_whitespace();
        let ends = [words.next()?, words.next_back().unwrap_or("it")];
        let found = Parts::of(&lower).filter(Parts::says_more_than_a_year)?.date()?;
        (ends.into_iter().all(says) && found.is_in_the_calendar()).then_some(found)
    }

    /// The day that `text` names, as EDTF, where the calendar does not have it: `30 February 2025`.
    #[must_use]
    pub fn outside_calendar(text: &str) -> Option<String> {
        // A day has a number, and most words have none.
        text.bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
        match one(text.trim())? {
            found if found.is_in_the_calendar() => None,
            Self::Date(form) => not_in_the_calendar(&form).map(|_| form),
            Self::Either(..) | Self::EveryYear { .. } | Self::Ago(..) => None,
        }
    }

    /// Whether `text` may become such a date when more of it is typed.
    #[must_use]
    pub fn may_begin(text: &str) -> bool {
        let lower = text.to_lowercase();
        let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let known = WORDS.iter().flat_map(|(names, _)| names.iter()).chain(&MONTH_NAMES);
        let mut all = known.chain(&UNTIL).chain(&SINCE);
        first.is_some_and(|first| all.any(|word| word.starts_with(first)) || month(first).is_some())
    }

    /// The days that it means on the day `today`; `None` of a day of every year, and where it may be two.
    #[must_use]
    pub fn days(&self, today: NaiveDate) -> Option<Period> {
        let span = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
            Some(Period::days(Some(from?), Some(to?)))
        };
        match *self {
            Self::Date(ref form) => Some(Period::of(&Edtf::read(form).ok()?)),
            Self::Either(..) | Self::EveryYear { .. } => None,
            Self::Ago(back, Unit::Day) => {
                let day = today.checked_sub_days(Days::new(back.into()));
                span(day, day)
            }
            Self::Ago(back, Unit::Week) => {
                let into_week = u64::from(today.weekday().num_days_from_monday());
                let monday = today.checked_sub_days(Days::new(into_week + 7 * u64::from(back)));
                span(monday, monday.and_then(|day| day.checked_add_days(Days::new(6))))
            }
            Self::Ago(back, Unit::Month) => {
                let first = today.with_day(1)?.checked_sub_months(Months::new(back))?;
                span(Some(first), first.checked_add_months(Months::new(1))?.pred_opt())
            }
            Self::Ago(back, Unit::Year) => {
                let year = today.year().checked_sub(i32::try_from(back).ok()?)?;
                span(NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
            }
        }
    }

    /// Whether there are such days.
    fn is_in_the_calendar(&self) -> bool {
        // The ends of a span may stand the wrong way round: whoever reads the form tells that.
        let is_end = |end: &str| matches!(end, "" | "..") || Edtf::read(end).is_ok();
        let is_date = |form: &String| Edtf::read(form).is_ok() || form.split('/').all(is_end);
        match self {
            Self::Date(form) => is_date(form),
            Self::Either(a, b) => is_date(a) && is_date(b),
            // A leap year has every day there is.
            Self::EveryYear { month, day } => NaiveDate::from_ymd_opt(2000, *month, *day).is_some(),
            Self::Ago(..) => true,
        }
    }
}

/// Two dates with something between that says so, or one with an end that is open.
fn span(text: &str) -> Option<WrittenDate> {
    let lower = text.to_lowercase();
    let rest = |words: &[&str]| words.iter().find_map(|word| lower.strip_prefix(word));
    if let Some(date) = rest(&UNTIL) {
        return sure(date).map(|date| WrittenDate::Date(format!("../{date}")));
    }
    if let Some(date) = rest(&SINCE)
        && let Some(date) = sure(date)
    {
        return Some(WrittenDate::Date(format!("{date}/..")));
    }
    if let Some(open) = open_span(&lower) {
        return Some(open);
    }
    let lower = rest(&["between ", "from "]).unwrap_or(&lower);
    for between in [" – ", " — ", " - ", " to ", " and ", "–", "—", "/", ".."] {
        let Some((start, end)) = lower.split_once(between) else { continue };
        let (start, end) = (start.trim(), end.trim());
        if let Some(found) = winter(start, end).or_else(|| shortened_end(start, end, between)) {
            return Some(found);
        }
        let to = match end {
            "open" | "ongoing" | "present" | "now" => "..".to_owned(),
            "unknown" | "?" => String::new(),
            _ => sure(end)?,
        };
        let from = match start {
            "open" => "..".to_owned(),
            "unknown" | "?" => String::new(),
            // `4–5 February 2026`, `May – June 2005`, `49–44 BC`: what the second has holds for both.
            _ => sure(start)
                .filter(|_| !shares_its_rest(start))
                .or_else(|| sure(&with_rest_of(start, end)?))?,
        };
        // A season up to a year may be that season of both years, or all between: neither is said.
        let season =
            start.split_whitespace().any(|name| matches!(word(name), Some(Word::Season(_))));
        let is_year = end.len() == 4 && is_digits(end);
        return (!(season && is_year)).then(|| WrittenDate::Date(format!("{from}/{to}")));
    }
    let (start, end) = lower.split_once('-')?;
    let (start, end) = (start.trim(), end.trim());
    if let Some(found) = winter(start, end) {
        return Some(found);
    }
    // `march-april 2024`, `4-5 February 2026`
    let names_more = start.len() <= 2 && is_digits(start) && end.contains(char::is_alphabetic);
    if names_more || start.chars().all(char::is_alphabetic) {
        let (start, end) = (sure(&with_rest_of(start, end)?)?, sure(end)?);
        return Some(WrittenDate::Date(format!("{start}/{end}")));
    }
    // `1969-1970`, and `1969-70`, which is no month
    if start.len() == 4 && end.len() == 4 && is_digits(start) && is_digits(end) {
        return Some(WrittenDate::Date(format!("{start}/{end}")));
    }
    shortened_end(start, end, "-")
}

/// A dash, two full stops or a stroke before a date or behind it: `2020 –`, `2020-10..`, `– 2020`, `-/2020`.
fn open_span(lower: &str) -> Option<WrittenDate> {
    const OPEN: [char; 6] = ['–', '—', '-', '.', '…', '/'];
    let is_open = |signs: &str| {
        let bare = signs.replace([' ', '/'], "");
        matches!(bare.as_str(), "–" | "—" | "-" | ".." | "…")
    };
    let before = lower.trim_end_matches(|c| c == ' ' || OPEN.contains(&c));
    let behind = lower.trim_start_matches(|c| c == ' ' || OPEN.contains(&c));
    let leading = slice(lower, ..lower.len() - behind.len());
    if is_open(slice(lower, before.len()..)) && leading.is_empty() {
        return sure(before).map(|date| WrittenDate::Date(format!("{date}/..")));
    }
    if !is_open(leading) || before.len() < lower.len() {
        return None;
    }
    let date = sure(behind)?;
    // The year 0 has no sign.
    if leading.chars().count() == 1 && behind == "0000" {
        return Some(WrittenDate::Date(date));
    }
    let until = format!("../{date}");
    // `–0043` may be a year before the year 1, whose sign a word processor made a dash of.
    let is_sign = leading.chars().count() == 1 && behind.starts_with(|c: char| c.is_ascii_digit());
    let negative = Some(format!("-{date}")).filter(|form| is_sign && Edtf::read(form).is_ok());
    Some(match negative {
        Some(negative) => WrittenDate::Either(until, negative),
        None => WrittenDate::Date(until),
    })
}

/// `winter 2004/2005`, `winter 2004-05`: the one winter between two years, which has the number of the first.
fn winter(start: &str, end: &str) -> Option<WrittenDate> {
    let (end, mark) = unmarked(end);
    let (start, about) = unmarked(start);
    let year = start.strip_prefix("winter ")?.trim_start();
    let year = year.strip_prefix("of ").or_else(|| year.strip_prefix("in ")).unwrap_or(year);
    let next = end_of_years(year, end)?;
    let follows = next.parse::<u32>().ok()? == year.parse::<u32>().ok()? + 1;
    follows.then(|| WrittenDate::Date(format!("{year}-24{}", both_marks(about, mark))))
}

/// A span whose end leaves out what the start has: `2020/21`, `2004–5`, `2004-05/06`, `2004-05-06/08`. Where the
/// end may be a month of that year, or a day of that month, instead, there are two readings.
fn shortened_end(start: &str, end: &str, between: &str) -> Option<WrittenDate> {
    let ((start, about), (end, mark)) = (unmarked(start), unmarked(end));
    let mark = both_marks(about, mark);
    if !(is_digits(end) && end.len() <= 2) {
        return None;
    }
    let number = end.parse::<u32>().ok()?;
    let spelled_out = between.contains(char::is_alphabetic);
    let parts: Vec<&str> = start.split('-').collect();
    if !parts.iter().all(|part| is_digits(part)) {
        return None;
    }
    let span = |to: String| {
        // A mark belongs to both ends, for it stands at what they share.
        Some(format!("{start}{mark}/{to}{mark}")).filter(|form| Edtf::read(form).is_ok())
    };
    let (span, other) = match parts.as_slice() {
        [year] if year.len() == 4 => {
            let is_month = (1..=12).contains(&number);
            let month = is_month.then(|| format!("{year}-{number:02}{mark}"));
            (end_of_years(year, end).and_then(span), month)
        }
        [year, month] if year.len() == 4 && month.len() == 2 => {
            let later = number > month.parse().ok()? && number <= 12;
            let day = format!("{start}-{number:02}{mark}");
            return match span(format!("{year}-{number:02}")).filter(|_| later)? {
                span if spelled_out => Some(WrittenDate::Date(span)),
                span => Some(WrittenDate::Either(span, day)),
            };
        }
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            let later = number > day.parse().ok()?;
            (span(format!("{year}-{month}-{number:02}")).filter(|_| later), None)
        }
        _ => return None,
    };
    Some(match (span, other.filter(|_| !spelled_out)) {
        (Some(span), Some(other)) => WrittenDate::Either(span, other),
        (Some(only), None) | (None, Some(only)) => WrittenDate::Date(only),
        (None, None) => return None,
    })
}

/// The later of two years where it is written in one, two or four digits; with two it may lie in the next century
/// where that is near, as in 1999/00.
fn end_of_years(year: &str, end: &str) -> Option<String> {
    if !(year.len() == 4 && is_digits(year) && is_digits(end)) {
        return None;
    }
    let start = year.parse::<u32>().ok()?;
    let number = end.parse::<u32>().ok()?;
    let until = match end.len() {
        1 => start - start % 10 + number,
        2 if number < start % 100 && number + 100 - start % 100 <= 10 => {
            start - start % 100 + 100 + number
        }
        2 => start - start % 100 + number,
        4 => number,
        _ => return None,
    };
    (until > start).then(|| format!("{until:04}"))
}

/// What is left without marks of doubt, and the sign of EDTF for them.
fn unmarked(text: &str) -> (&str, &'static str) {
    let (rest, about, doubt) = marks(text);
    (rest, mark_of(about, doubt))
}

/// Two such signs in one.
fn both_marks(a: &str, b: &str) -> &'static str {
    let has = |signs: [char; 2]| a.contains(signs) || b.contains(signs);
    mark_of(has(['~', '%']), has(['?', '%']))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
        WrittenDate::Either(..) | WrittenDate::EveryYear { .. } | WrittenDate::Ago(..) => None,
    }
}

/// One date.
fn one(text: &str) -> Option<WrittenDate> {
    let lower = text.to_lowercase();
    if let Some(form) = older_draft(text).or_else(|| hour_alone(text)) {
        return Some(WrittenDate::Date(form));
    }
    let (rest, mark) = unmarked(&lower);
    let found = numeric(rest).or_else(|| Parts::of(rest)?.date())?;
    match found {
        found if mark.is_empty() => Some(found),
        WrittenDate::Date(form) => Some(WrittenDate::Date(format!("{form}{mark}"))),
        WrittenDate::Either(a, b) => {
            Some(WrittenDate::Either(format!("{a}{mark}"), format!("{b}{mark}")))
        }
        WrittenDate::EveryYear { .. } | WrittenDate::Ago(..) => None,
    }
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

/// What is left without the words and marks of doubt, also in brackets, and which there were.
fn marks(lower: &str) -> (&str, bool, bool) {
    let (mut rest, mut about, mut doubt) = (lower.trim(), false, false);
    loop {
        let before = rest;
        let end = rest.trim_end_matches(['?', '~', '%']);
        let start = end.trim_start_matches(['?', '~']);
        let signs = [slice(rest, end.len()..), slice(end, ..end.len() - start.len())];
        about |= signs.iter().any(|signs| signs.contains(['~', '%']));
        doubt |= signs.iter().any(|signs| signs.contains(['?', '%']));
        rest = start.trim();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (first, behind) = rest.split_at(end);
        let mut said = word(first).filter(|said| matches!(said, Word::About | Word::Doubt));
        if said.is_some() {
            rest = behind.trim_start_matches(['.', ' ']);
        } else if let Some((without, inside)) = behind_brackets(rest) {
            said = said_in_brackets(inside);
            rest = if said.is_some() { without } else { rest };
        }
        about |= said == Some(Word::About);
        doubt |= said == Some(Word::Doubt);
        if rest == before {
            return (rest, about, doubt);
        }
    }
}

/// What stands in brackets at one end of a text, and the text without it: `(?)` and `2004` of `2004 (?)`.
fn behind_brackets(text: &str) -> Option<(&str, &str)> {
    [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        if let Some((without, inside)) =
            text.strip_suffix(close).and_then(|text| text.rsplit_once(open))
        {
            return Some((without.trim_end(), inside));
        }
        let (inside, without) = text.strip_prefix(open)?.split_once(close)?;
        Some((without.trim_start(), inside))
    })
}

/// What a mark or a word of doubt in brackets says.
fn said_in_brackets(inside: &str) -> Option<Word> {
    match inside.trim() {
        "?" | "??" => Some(Word::Doubt),
        "~" => Some(Word::About),
        inside => word(inside.trim_end_matches('.'))
            .filter(|said| matches!(said, Word::About | Word::Doubt)),
    }
}

/// Numbers alone, with one sign between them: `20.07.1969`, `2026/2/5`, `20260205`. A year with a stroke or a dash
/// between blanks before a number is a span, or may be: [`shortened_end`] reads that.
fn numeric(text: &str) -> Option<WrittenDate> {
    if !text.chars().all(|c| c.is_ascii_digit() || "./- ".contains(c)) {
        return None;
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let mut signs = text.split(|c: char| c.is_ascii_digit()).filter(|sign| !sign.is_empty());
    let sign = signs.next().unwrap_or_default();
    let ends_in_digits = [text.chars().next(), text.chars().next_back()]
        .into_iter()
        .all(|end| end.is_some_and(|c| c.is_ascii_digit()));
    let is_one_sign = matches!(sign.trim(), "" | "." | "/" | "-");
    if !ends_in_digits || !is_one_sign || signs.any(|other| other.trim() != sign.trim()) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let day = |year: &str, month: u32, day: u32| format!("{year}-{month:02}-{day:02}");
    let month = |year: &str, month: &str| {
        let number = number(month).filter(|month| (1..=12).contains(month))?;
        Some(WrittenDate::Date(format!("{year}-{number:02}")))
    };
    let short = |part: &str| part.len() <= 2;
    match parts.as_slice() {
        [whole] if whole.len() == 8 => {
            let (year, rest) = whole.split_at(4);
            let (month, of_month) = rest.split_at(2);
            Some(WrittenDate::Date(day(year, number(month)?, number(of_month)?)))
        }
        [year, of_year] if year.len() == 4 && short(of_year) => {
            let may_be_span = sign.contains('/') || (sign.contains('-') && sign.contains(' '));
            if may_be_span { None } else { month(year, of_year) }
        }
        [of_year, year] if year.len() == 4 && short(of_year) => month(year, of_year),
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

/// What the words and numbers of a date say: `4th of July 2004`, `sept. 2025`, `summer 1969`, `44 BC`.
#[derive(Debug, Default)]
struct Parts {
    year: Option<i64>,
    decade: bool,
    month: Option<u32>,
    season: Option<u8>,
    day: Option<u32>,
    before_1: Option<bool>,
    weekday: Option<Weekday>,
    /// Numbers of one or two digits, each of which may be a day, a year or a count.
    small: Vec<u32>,
    /// Whether the year has all its four digits.
    whole_year: bool,
    /// How far back from today, and in what.
    back: Option<u32>,
    unit: Option<Unit>,
    ago: Option<()>,
}

impl Parts {
    /// What `text`, in small letters, says; `None` where some of it says nothing of a date.
    fn of(text: &str) -> Option<Self> {
        let dotless = text
            .replace("b.c.e.", "bce")
            .replace("b.c.", "bc")
            .replace("a.d.", "ad")
            .replace("c.e.", "ce");
        let mut parts = Self::default();
        let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
        let (mut rest, mut last) = (dotless.as_str(), "");
        loop {
            let (signs, behind) = rest.split_at(rest.find(is_word).unwrap_or(rest.len()));
            let (token, behind) =
                behind.split_at(behind.find(|c: char| !is_word(c)).unwrap_or(behind.len()));
            if !may_stand_between(last, signs, token) {
                return None;
            }
            if token.is_empty() {
                return Some(parts);
            }
            parts.take(token)?;
            (rest, last) = (behind, token);
        }
    }

    fn take(&mut self, token: &str) -> Option<()> {
        let digits = token.find(|c: char| !c.is_ascii_digit()).unwrap_or(token.len());
        let (number, tail) = token.split_at(digits);
        match (number, tail) {
            ("", written) => self.take_word(written),
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

    fn take_word(&mut self, written: &str) -> Option<()> {
        if let Some(month) = month(written) {
            return set(&mut self.month, month);
        }
        match word(written) {
            Some(Word::Filler) => Some(()),
            Some(Word::Season(code)) => set(&mut self.season, code),
            Some(Word::BeforeYear1(before)) => set(&mut self.before_1, before),
            Some(Word::DayBack(back)) => {
                set(&mut self.back, back)?;
                set(&mut self.unit, Unit::Day)
            }
            Some(Word::Back(back)) => set(&mut self.back, back),
            Some(Word::Count(count)) => {
                self.small.push(count);
                Some(())
            }
            Some(Word::Unit(unit)) => set(&mut self.unit, unit),
            Some(Word::Ago) => set(&mut self.ago, ()),
            Some(Word::About | Word::Doubt) => None,
            None => set(&mut self.weekday, written.parse::<Weekday>().ok()?),
        }
    }

    /// Whether it is more than a number that may stand for a year.
    fn says_more_than_a_year(&self) -> bool {
        self.month.is_some()
            || self.season.is_some()
            || self.unit.is_some()
            || self.before_1.is_some()
            || self.decade
    }

    /// The date that they make together.
    fn date(mut self) -> Option<WrittenDate> {
        if self.unit.is_some() {
            return self.counted_back();
        }
        if self.back.is_some() || self.ago.is_some() {
            return None;
        }
        // Of small numbers the last is the year where an era says that there is one; another is the day.
        if self.year.is_none() && self.before_1.is_some() {
            self.year = self.small.pop().map(i64::from);
        }
        for small in std::mem::take(&mut self.small) {
            set(&mut self.day, small)?;
        }
        if let (Some(month), Some(day), None, None, None) =
            (self.month, self.day, self.year, self.season, self.weekday)
        {
            return Some(WrittenDate::EveryYear { month, day });
        }
        self.form().map(WrittenDate::Date)
    }

    /// `yesterday`, `last week`, `two months ago`, and nothing besides.
    fn counted_back(self) -> Option<WrittenDate> {
        let calendar = (self.year, self.month, self.season, self.day, self.before_1, self.weekday);
        let alone = calendar == (None, None, None, None, None, None);
        let count = match (self.back, self.small.as_slice(), self.ago) {
            (Some(back), [], None) => back,
            (None, [count], Some(())) => *count,
            _ => return None,
        };
        Some(WrittenDate::Ago(count, self.unit?)).filter(|_| alone)
    }

    fn form(&self) -> Option<String> {
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
                // Whether the calendar has it is asked of the form.
                let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
                let agrees = self
                    .weekday
                    .is_none_or(|named| date.is_some_and(|date| date.weekday() == named));
                agrees.then(|| format!("{written}-{month:02}-{day:02}"))
            }
            (None, Some(month), None) => Some(format!("{written}-{month:02}")),
            (None, None, None) if self.whole_year || self.before_1.is_some() => Some(written),
            _ => None,
        }
        .filter(|_| self.weekday.is_none() || self.day.is_some())
    }
}

/// Whether signs between two words or numbers of one date only part them. A dash or a stroke at an end leaves it open,
/// and one between numbers makes a span.
fn may_stand_between(before: &str, signs: &str, after: &str) -> bool {
    let is_number = |token: &str| token.starts_with(|c: char| c.is_ascii_digit());
    let is_name = |token: &str| token.starts_with(char::is_alphabetic);
    match signs {
        "-" | "/" => !before.is_empty() && !after.is_empty() && (is_name(before) || is_name(after)),
        "." if is_number(before) && is_number(after) => false,
        _ => {
            let bare: String =
                signs.chars().filter(|c| !(c.is_whitespace() || "()".contains(*c))).collect();
            matches!(bare.as_str(), "" | "." | "," | ".,")
        }
    }
}

/// Puts a value where none is; two of one kind are understood as none.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

#[cfg(test)]
mod tests {
    use super::super::Edge;
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
            assert_eq!(WrittenDate::read(text), Some(WrittenDate::Date(form.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_mark_in_brackets_is_kept() {
        for (text, form) in [
            ("2004(?)", "2004?"),
            ("Oct 2020 (?)", "2020-10?"),
            ("5 May 2004 (?)", "2004-05-05?"),
            ("1998 [?]", "1998?"),
            ("(?) June 1991", "1991-06?"),
            ("?1987", "1987?"),
            ("March 1962 (approx.)", "1962-03~"),
            ("1962 [ca.]", "1962~"),
            ("c. 1962 (?)", "1962%"),
            ("2011–12 (?)", "2011-12?"),
        ] {
            let read = WrittenDate::read(text);
            let found = match &read {
                Some(WrittenDate::Date(found) | WrittenDate::Either(_, found)) => found.as_str(),
                _ => "none",
            };
            assert_eq!(found, form, "{text}");
        }
        for text in ["2004 (!)", "May? 2004", "2004 (? or so)", "5 ? 2004"] {
            assert_eq!(WrittenDate::read(text), None, "{text}");
        }
    }

    #[test]
    fn an_end_left_open_stays_open() {
        for (text, form) in [
            ("2020 –", "2020/.."),
            ("2020 -", "2020/.."),
            ("2020-10..", "2020-10/.."),
            ("2004/-", "2004/.."),
            ("May 2004 —", "2004-05/.."),
            ("5 May 2004 …", "2004-05-05/.."),
            ("-0000", "0000"),
            ("– 2020", "../2020"),
            ("- 2020", "../2020"),
            ("..2020", "../2020"),
            ("— May 2004", "../2004-05"),
            ("-/1999", "../1999"),
            ("1987/?", "1987/"),
        ] {
            assert_eq!(WrittenDate::read(text), Some(WrittenDate::Date(form.to_owned())), "{text}");
        }
        let either = WrittenDate::Either("../1987".to_owned(), "-1987".to_owned());
        assert_eq!(WrittenDate::read("–1987"), Some(either));
    }

    #[test]
    fn an_end_without_its_year_is_no_month_or_day_of_the_start() {
        let both = |a: &str, b: &str| Some(WrittenDate::Either(a.to_owned(), b.to_owned()));
        let one = |form: &str| Some(WrittenDate::Date(form.to_owned()));
        for (text, read) in [
            ("2020/21", one("2020/2021")),
            ("1914–18", one("1914/1918")),
            ("1914-18", one("1914/1918")),
            ("1999/00", one("1999/2000")),
            ("c. 1987/88", one("1987~/1988~")),
            ("1987 to 88", one("1987/1988")),
            ("2004–5", both("2004/2005", "2004-05")),
            ("2004 – 05", both("2004/2005", "2004-05")),
            ("2004 - 05", both("2004/2005", "2004-05")),
            ("2009/10", both("2009/2010", "2009-10")),
            ("2011/12?", both("2011?/2012?", "2011-12?")),
            ("2020/10", one("2020-10")),
            ("2004-05/06", both("2004-05/2004-06", "2004-05-06")),
            ("2020-10/11", both("2020-10/2020-11", "2020-10-11")),
            ("2004-05-06/08", one("2004-05-06/2004-05-08")),
            ("2004-05-06–08", one("2004-05-06/2004-05-08")),
            ("2004-05-08/06", None),
            ("2004-05/03", None),
            ("2004-05/31", None),
            ("21/2020", None),
            ("2020.21", None),
            ("2004/05-06", None),
            ("May 2004/05", None),
            ("Oct 2020-21", None),
            ("winter 2004/2005", one("2004-24")),
            ("winter 1999/00", one("1999-24")),
            ("Winter of 2010–11", one("2010-24")),
            ("winter 2010-11 (?)", one("2010-24?")),
            ("winter 2004/2007", None),
            ("autumn 2004/2005", None),
            ("4-5 February 2026", one("2026-02-04/2026-02-05")),
        ] {
            assert_eq!(WrittenDate::read(text), read, "{text}");
        }
    }

    #[test]
    fn what_has_two_readings_has_both_and_what_has_none_has_none() {
        let both = |a: &str, b: &str| Some(WrittenDate::Either(a.to_owned(), b.to_owned()));
        assert_eq!(WrittenDate::read("05.02.2026"), both("2026-02-05", "2026-05-02"));
        assert_eq!(WrittenDate::read("c. 5/2/2026"), both("2026-02-05~", "2026-05-02~"));
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
            "feb mar 2021",
            "0 BC",
            "",
            "300 BC AD",
            "05.02.2026 – 06.02.2026",
            "2004 2005",
            "first half",
            "19th century",
        ] {
            assert_eq!(WrittenDate::read(text), None, "{text}");
        }
    }

    fn shown(date: Option<WrittenDate>) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let end = |edge: Option<Edge>| edge.map_or(String::new(), |edge| edge.day().to_string());
        match date {
            None => "none".to_owned(),
            Some(WrittenDate::EveryYear { month, day }) => format!("{month}-{day}"),
            Some(date) => date
                .days(today)
                .map_or("two".to_owned(), |days| format!("{}..{}", end(days.from), end(days.to))),
        }
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_known_as_one() {
        for (text, form) in [
            ("30 feb 2025", Some("2025-02-30")),
            ("February 30, 2025", Some("2025-02-30")),
            ("31st of september 2022", Some("2022-09-31")),
            ("29 Feb 2023", Some("2023-02-29")),
            ("29 Feb 2024", None),
            ("feb 2025", None),
            ("22 2025", None),
            ("31 treaties 2022", None),
            ("44 BC", None),
        ] {
            assert_eq!(WrittenDate::outside_calendar(text).as_deref(), form, "{text}");
        }
    }

    #[test]
    fn a_date_among_words_names_its_days() {
        for (text, expected) in [
            ("22 September 2025", "2025-09-22..2025-09-22"),
            ("Sept. 22, 2025", "2025-09-22..2025-09-22"),
            ("22nd of sep 2025", "2025-09-22..2025-09-22"),
            ("feb 2021", "2021-02-01..2021-02-28"),
            ("February, 2024", "2024-02-01..2024-02-29"),
            ("February 6", "2-6"),
            ("6 feb", "2-6"),
            ("6 feb.", "2-6"),
            ("29 February", "2-29"),
            ("30 February", "none"),
            ("29 February 2023", "none"),
            ("the 1960s", "none"),
            ("1960s", "1960-01-01..1969-12-31"),
            ("autumn 2025", "2025-09-01..2025-11-30"),
            ("44 BC", "-0043-01-01..-0043-12-31"),
            ("last week", "2026-11-09..2026-11-15"),
            ("this week", "2026-11-16..2026-11-22"),
            ("last month", "2026-10-01..2026-10-31"),
            ("last year", "2025-01-01..2025-12-31"),
            ("two weeks ago", "2026-11-02..2026-11-08"),
            ("3 days ago", "2026-11-18..2026-11-18"),
            ("seven days ago", "2026-11-14..2026-11-14"),
            ("eight months ago", "2026-03-01..2026-03-31"),
            ("nine years ago", "2017-01-01..2017-12-31"),
            ("eleven days ago", "2026-11-10..2026-11-10"),
            ("twelve years ago", "2014-01-01..2014-12-31"),
            ("a year ago", "2025-01-01..2025-12-31"),
            ("today", "2026-11-21..2026-11-21"),
            ("yesterday", "2026-11-20..2026-11-20"),
            ("september", "none"),
            ("mayor 2021", "none"),
            ("22 2025", "none"),
            ("marching 5", "none"),
            ("last treaty", "none"),
            ("last week 2025", "none"),
            ("week", "none"),
            ("2025", "none"),
            ("in 2025", "none"),
            ("on 5 May", "none"),
            ("until 2026", "none"),
            ("about 2011", "none"),
            ("since last week", "none"),
            ("05.02.2026", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(WrittenDate::read_among_words(text)), expected, "{text}");
        }
        for alone in ["about 5 May", "last week?", "last week - this week"] {
            assert_eq!(shown(WrittenDate::read(alone)), "none", "{alone}");
        }
    }

    proptest! {
        #[test]
        fn a_day_that_is_shown_reads_back_as_that_day(n in -400_000i32..1_200_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(n).unwrap();
            let date = Edtf::of_day(day);
            let form = date.as_str().to_owned();
            prop_assert_eq!(WrittenDate::read(&date.long()), Some(WrittenDate::Date(form)));
        }

        #[test]
        fn anything_is_a_date_or_none(text in "\\PC{0,20}|[0-9a-z ./–~?-]{0,20}") {
            let _ = (WrittenDate::read(&text), WrittenDate::may_begin(&text));
            let _ = WrittenDate::read_among_words(&text);
        }
    }
}
