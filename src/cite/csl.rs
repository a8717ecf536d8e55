//! The CSL-JSON style: items for citation processors, the quotation with its paragraph as locator.
//!
//! Follows the published schema of CSL input data (version 1.0.2): what it has no field for stands in
//! `note` for people and in `custom` for programs. A title is left out where there is none.

use chrono::Datelike;
use serde::Serialize;

use super::json::harmless;
use super::reference::{Cited, Print, Reference};
use crate::chronology::date::{CalendarDate, Edtf};
use crate::chronology::model::SourceKind;
use crate::words;

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<Name<'a>>,
    #[serde(rename = "container-title")]
    container_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    custom: Custom<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Name<'a> {
    /// Somebody with a family name.
    Person { family: &'a str, given: &'a str },
    /// An institution, or a name that is not taken apart.
    Literal { literal: &'a str },
}

impl<'a> Name<'a> {
    /// `Family, Given`; what has no comma is not taken apart.
    fn of(name: &'a str) -> Self {
        match name.split_once(", ") {
            Some((family, given)) => Self::Person { family, given },
            None => Self::Literal { literal: name },
        }
    }
}

/// The date by its parts where it has them, and always as EDTF.
#[derive(Debug, Serialize)]
struct Date<'a> {
    #[serde(rename = "date-parts", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Vec<i32>>,
    /// 1 spring to 4 winter.
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
    edtf: &'a str,
}

/// What a citation processor has no name for.
#[derive(Debug, Default, Serialize)]
struct Custom<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
}

/// One array with an item for each source that prints a record; those after the first are numbered
/// from 2.
#[must_use]
pub fn render(references: &[Reference<'_>]) -> String {
    let items: Vec<Item<'_>> = (references.iter())
        .flat_map(|reference| {
            reference.prints.iter().enumerate().map(move |(n, print)| item(reference, print, n))
        })
        .collect();
    // Plain data with string keys always serialises.
    let json = serde_json::to_string_pretty(&items).unwrap_or_default();
    harmless(json) + "\n"
}

fn item<'a>(reference: &Reference<'a>, print: &Print<'a>, n: usize) -> Item<'a> {
    let source = print.source;
    let names = |all: &'a [Box<str>]| all.iter().map(|name| Name::of(name)).collect();
    Item {
        id: if n == 0 { reference.id.to_owned() } else { format!("{}-{}", reference.id, n + 1) },
        r#type: match source.kind {
            SourceKind::News | SourceKind::Wire => "article-newspaper",
            SourceKind::Report | SourceKind::Official => "report",
            SourceKind::Treaty => "treaty",
            SourceKind::Social => "post",
            SourceKind::Book => "book",
            SourceKind::Speech => "speech",
            SourceKind::Broadcast => "broadcast",
            SourceKind::Interview => "interview",
            SourceKind::Court => "legal_case",
            SourceKind::Letter => "personal_communication",
            SourceKind::Transcript | SourceKind::Copy | SourceKind::Unknown => "webpage",
        },
        title: source.title.as_deref(),
        author: names(&source.authors),
        editor: names(&source.editors),
        container_title: words::outlet(print.source),
        issued: source.published.as_ref().map(date),
        accessed: source.accessed.as_ref().map(date),
        language: source.lang.as_deref(),
        url: source.url.as_deref(),
        archive: source.archive.as_deref(),
        locator: locator(reference, print),
        note: reference.in_words(),
        custom: custom(reference, print),
    }
}

/// A year before 1 is one less here than in EDTF: 44 BC is -44, and there is no year 0.
fn year(year: i32) -> i32 {
    if year > 0 { year } else { year - 1 }
}

fn date(date: &Edtf) -> Date<'_> {
    let circa = date.is_approximate() || date.is_uncertain();
    let part = |date: CalendarDate| match date {
        CalendarDate::Year(y) | CalendarDate::Season(y, _) => vec![year(y)],
        CalendarDate::Month(y, month) => vec![year(y), month.cast_signed()],
        CalendarDate::Day(day) => {
            vec![year(day.year()), day.month().cast_signed(), day.day().cast_signed()]
        }
    };
    let season = |date: Option<CalendarDate>| match date {
        Some(CalendarDate::Season(_, season)) => Some(season),
        _ => None,
    };
    // A span with a season at an end has no field for the season of it.
    let calendar = date.calendar().filter(|(first, last)| {
        last.is_none() || (season(Some(*first)).is_none() && season(*last).is_none())
    });
    let parts: Vec<_> = calendar
        .iter()
        .flat_map(|(first, last)| Some(*first).into_iter().chain(*last))
        .map(part)
        .collect();
    let literal = parts.is_empty().then(|| date.to_string());
    let season = calendar.and_then(|(first, _)| season(Some(first)));
    Date { parts, season, circa, literal, edtf: date.as_str() }
}

/// The paragraph of the words, or all that tell of an event; else the place in the source's own terms.
fn locator(reference: &Reference<'_>, print: &Print<'_>) -> Option<String> {
    let para = match &reference.cited {
        Cited::Speech(words) => words.statement.para.map(|para| para.to_string()),
        _ => print.numbers(),
    };
    para.or_else(|| print.locator())
}

fn custom<'a>(reference: &Reference<'a>, print: &Print<'a>) -> Custom<'a> {
    let label = (!print.places.paras.is_empty()).then_some("paragraph");
    let Cited::Speech(words) = &reference.cited else {
        return Custom { label, ..Custom::default() };
    };
    let statement = words.statement;
    Custom {
        label,
        kind: Some(statement.kind.word()),
        text: Some(&statement.text),
        speaker: words.speaker.map(|speaker| &*speaker.name),
        post: words.post(),
        said: statement.said.as_ref().map(Edtf::as_str),
        basis: Some(words::grounds(&statement.basis).trim().to_owned())
            .filter(|basis| !basis.is_empty()),
    }
}
