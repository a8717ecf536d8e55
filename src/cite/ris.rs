//! The RIS style: one entry for each source that prints the record.
//!
//! RIS is lines of a two-letter tag and a value; the quotation is a note (`N1`), the paragraph the start
//! page (`SP`). Values never hold a line break, so no value can end an entry early.

use std::fmt::Write as _;

use chrono::Datelike;

use super::reference::{Cited, Print, Reference};
use crate::chronology::date::{CalendarDate, Edtf};
use crate::chronology::model::SourceKind;
use crate::words::{self, Places};

/// The entries of a reference.
#[must_use]
pub fn render(reference: &Reference<'_>) -> String {
    let entries: Vec<String> =
        reference.prints.iter().map(|print| entry(print, reference)).collect();
    entries.join("\n")
}

fn entry(print: &Print<'_>, reference: &Reference<'_>) -> String {
    let source = print.source;
    let kind = match source.kind {
        SourceKind::News | SourceKind::Wire => "NEWS",
        SourceKind::Report | SourceKind::Official => "RPRT",
        SourceKind::Treaty => "STAT",
        SourceKind::Book => "BOOK",
        SourceKind::Court => "CASE",
        SourceKind::Letter => "PCOMM",
        SourceKind::Speech
        | SourceKind::Broadcast
        | SourceKind::Interview
        | SourceKind::Transcript
        | SourceKind::Social
        | SourceKind::Copy
        | SourceKind::Unknown => "ELEC",
    };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", reference.id.to_owned())];
    lines.extend(source.authors.iter().map(|name| ("AU", name.to_string())));
    lines.extend(source.editors.iter().map(|name| ("ED", name.to_string())));
    lines.push(("TI", source.title.as_deref().unwrap_or("[untitled]").to_owned()));
    lines.push(("T2", words::outlet(print.source)));
    if let Some(published) = &source.published {
        lines.extend(year(published).map(|year| ("PY", year)));
        lines.push(("DA", date(published)));
    }
    let own = match &reference.cited {
        Cited::Speech(words) => Some(Places::of(words.statement.cite()).words()),
        _ => print.locator(),
    };
    let own = own.filter(|place| !place.is_empty());
    lines.extend(own.map(|place| ("SP", place)));
    lines.extend(source.lang.as_deref().map(|lang| ("LA", lang.to_owned())));
    let notes = reference.sentences().into_iter().chain(reference.remarks());
    lines.extend(notes.map(|note| ("N1", note)));
    lines.extend(source.url.as_deref().map(|url| ("UR", url.to_owned())));
    lines.extend(source.archive.as_deref().map(|url| ("L2", url.to_owned())));
    lines.extend(source.accessed.as_ref().map(|accessed| ("Y2", date(accessed))));
    lines.push(("ER", String::new()));
    let mut out = String::new();
    for (tag, value) in lines {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{tag}  - {}", one_line(&value));
    }
    out
}

/// `YYYY/MM/DD/` as far as it is recorded; its own look in the fourth place where that is not all of it. The field
/// knows years of four digits from 1 on.
fn date(date: &Edtf) -> String {
    let look = if date.is_certain_day() { String::new() } else { date.to_string() };
    let known = |year: i32| (1..=9999).contains(&year);
    match date.calendar() {
        Some((CalendarDate::Day(day), None)) if known(day.year()) => {
            format!("{:04}/{:02}/{:02}/{look}", day.year(), day.month(), day.day())
        }
        Some((CalendarDate::Month(year, month), None)) if known(year) => {
            format!("{year:04}/{month:02}//{look}")
        }
        Some((CalendarDate::Day(first), Some(CalendarDate::Day(last))))
            if (first.year(), first.month()) == (last.year(), last.month())
                && known(first.year()) =>
        {
            format!("{:04}/{:02}//{look}", first.year(), first.month())
        }
        Some((first, last)) if year_of(first, last).is_some_and(known) => {
            format!("{:04}///{look}", year_of(first, last).unwrap_or_default())
        }
        _ => format!("///{date}"),
    }
}

fn year(date: &Edtf) -> Option<String> {
    let (first, last) = date.calendar()?;
    let year = year_of(first, last).filter(|year| (1..=9999).contains(year))?;
    Some(format!("{year:04}"))
}

/// The year that both ends have.
fn year_of(first: CalendarDate, last: Option<CalendarDate>) -> Option<i32> {
    let year = |date: CalendarDate| match date {
        CalendarDate::Year(year) | CalendarDate::Season(year, _) | CalendarDate::Month(year, _) => {
            year
        }
        CalendarDate::Day(day) => day.year(),
    };
    (year(first) == year(last.unwrap_or(first))).then(|| year(first))
}

fn one_line(value: &str) -> String {
    value.replace(char::is_control, " ")
}
