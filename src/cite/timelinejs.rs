//! The timeline of a web page: JSON as `TimelineJS` 3 reads it.
//!
//! Follows the format that Knight Lab documents for `TimelineJS`: slides with a date, a headline, a text and a medium,
//! an opening slide, groups as rows, eras behind them. A record is a slide, however many sources print it; a quotation
//! stands in the medium, so that it is set as one. Dates are given no finer than they are, and beside each how it
//! reads. All text is HTML there, so it is escaped; links lead to the words.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike as _, Timelike as _};
use serde::Serialize;

use super::brief::html::escape;
use super::chicago;
use super::json::harmless;
use super::reference::{Cited, Print, Reference, joint_remarks};
use crate::chronology::Chronology;
use crate::chronology::date::{Edge, Edtf, Within};
use crate::chronology::model::{Entity, RecordIx, StatementKind};
use crate::chronology::tables::Record;
use crate::chronology::verify::dataset::Verification;
use crate::text::address::fault_of_address;
use crate::text::closed;
use crate::words;

/// Days that an event takes at least to be an era.
const ERA: i64 = 32;

#[derive(Debug, Serialize)]
struct Timeline {
    scale: &'static str,
    title: Slide,
    events: Vec<Slide>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    eras: Vec<Era>,
}

#[derive(Debug, Default, Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Text {
    headline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
}

#[derive(Debug, Serialize)]
struct Media {
    url: String,
    credit: String,
}

#[derive(Debug, Serialize)]
struct Era {
    start_date: Date,
    end_date: Date,
    text: Text,
}

/// A moment, as fine as it is known. A year before 1 is counted as in EDTF: 0 is 1 BC.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Date {
    year: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u32>,
}

/// The timeline of some events and statements, of what was `known_by` an end where one is asked for, and how many of them
/// have no day at all and are left out.
#[must_use]
pub fn render(
    c: &Chronology,
    records: &[Entity],
    checked: Option<&Verification>,
    known_by: Option<Edge>,
) -> (String, usize) {
    let mut slides = Vec::new();
    let mut undated = 0;
    for (record, targets) in by_record(c, records) {
        match slide(c, record, &targets, checked) {
            Some(slide) => slides.push(slide),
            None => undated += 1,
        }
    }
    let eras = records.iter().filter_map(|target| era(c, *target)).collect();
    let timeline = Timeline { scale: "human", title: title(c, known_by), events: slides, eras };
    // Plain data with string keys always serialises.
    let json = serde_json::to_string_pretty(&timeline).unwrap_or_default();
    (harmless(json) + "\n", undated)
}

/// The records in their order, each with what of it is exported: the event, or its reports.
fn by_record(c: &Chronology, records: &[Entity]) -> Vec<(RecordIx, Vec<Entity>)> {
    let mut all: Vec<(RecordIx, Vec<Entity>)> = Vec::new();
    let mut places = HashMap::new();
    for target in records {
        let Some(subject) = target.subject() else { continue };
        let record = c.record_of(subject);
        let at = *places.entry(record).or_insert_with(|| {
            all.push((record, Vec::new()));
            all.len() - 1
        });
        if let Some((_, targets)) = all.get_mut(at) {
            targets.push(*target);
        }
    }
    all
}

fn title(c: &Chronology, known_by: Option<Edge>) -> Slide {
    let meta = &c.meta;
    let mut parts: Vec<String> = meta.description.iter().map(|text| escape(text)).collect();
    let updated = || meta.updated.as_ref().map(Edtf::long);
    let day = known_by.map(words::known_by).or_else(updated);
    let day = day.map(|day| format!("As of {day}."));
    parts.extend(day.map(|text| escape(&text)));
    parts.extend(
        meta.licence.as_ref().map(|licence| escape(&closed(format!("Licence: {licence}")))),
    );
    let text = Text { headline: escape(&meta.name()), text: paragraphs(&parts) };
    Slide { text, ..Slide::default() }
}

/// The slide of a record; `None` where neither its day nor that of any print of it is known.
fn slide(
    c: &Chronology,
    record: RecordIx,
    targets: &[Entity],
    checked: Option<&Verification>,
) -> Option<Slide> {
    let reference = |target: &Entity| Some(Reference { checked, ..Reference::of(c, *target)? });
    let references: Vec<Reference<'_>> = targets.iter().filter_map(reference).collect();
    let first = references.first()?;
    // One report is told, with its own day and on its own grounds.
    let (headline, date, basis) = match &first.cited {
        Cited::Speech(words) => {
            let (speakers, told) = (words::speakers(c, words.statement), words.statement);
            (speakers.into_owned(), told.said.as_ref(), &told.basis)
        }
        Cited::Event(event) => (event.title.to_string(), event.date.as_ref(), &event.basis),
        Cited::Source | Cited::Paragraph | Cited::Figure(_) | Cited::Note(_) => return None,
    };
    let own = date.filter(|date| date.earliest().or(date.latest()).is_some());
    let (date, display) = match own {
        Some(date) => (date, words::marked(own, basis)),
        None => {
            let (published, basis) = c.publication(record);
            let told = words::marked(published, basis);
            (published?, format!("undated; published {told}"))
        }
    };
    let (start_date, end_date) = dates(date)?;
    let mut text = Vec::new();
    let mut media = None;
    match &first.cited {
        Cited::Speech(words) if words.statement.kind == StatementKind::Reported => {
            text.push(escape(&words::alone(words.statement)));
            text.push(escape(&first.circumstances()));
        }
        Cited::Speech(words) => {
            let quoted = escape(&words::beside_glyph(words.statement));
            let url = format!("<blockquote>{quoted}</blockquote>");
            media = Some(Media { url, credit: credit(&references) });
            text.push(escape(&first.circumstances_of_set_off()));
        }
        Cited::Event(event) => text.extend(event.summary.as_deref().map(escape)),
        Cited::Source | Cited::Paragraph | Cited::Figure(_) | Cited::Note(_) => {}
    }
    if let Cited::Speech(words) = &first.cited {
        text.extend(words.way().iter().map(|sentence| escape(sentence)));
    }
    if media.is_none() {
        text.push(credit(&references));
    }
    text.extend(joint_remarks(&references).iter().map(|remark| escape(remark)));
    let text = text.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Some(Slide {
        unique_id: Some(c.record_id(record).to_owned()),
        start_date: Some(start_date),
        end_date,
        display_date: Some(escape(&display)),
        text: Text { headline: escape(&headline), text: paragraphs(&text) },
        media,
        group: Some(escape(&group(c, record))),
    })
}

/// The row that a record stands in: the parties of all who said it, or that it is an event.
fn group(c: &Chronology, record: RecordIx) -> String {
    let Record::Statement(ix) = c.record(record) else { return "Events".to_owned() };
    let speakers = c.statement(ix).all_speakers().iter();
    let mut parties: Vec<_> = speakers.filter_map(|speaker| c.speaker(*speaker).party).collect();
    parties.sort_unstable();
    parties.dedup();
    let names: Vec<&str> = parties.into_iter().map(|party| &*c.party(party).name).collect();
    if names.is_empty() { "Others".to_owned() } else { names.join(", ") }
}

/// Every source that prints it, as links that open at the words.
fn credit(references: &[Reference<'_>]) -> String {
    let one = |reference: &Reference<'_>, print: &Print<'_>| {
        let source = print.source;
        let mut parts = vec![words::outlet(source)];
        parts.extend(source.published.as_ref().map(|_| words::published_day(source)));
        parts.extend(words::changes(reference.c, source));
        parts.extend(chicago::place(print));
        let told = escape(&parts.join(", "));
        let address = source.address().filter(|address| fault_of_address(address).is_none());
        match address.map(|address| reference.lit(address)) {
            Some(address) => format!("<a href=\"{}\">{told}</a>", escape(&address)),
            None => told,
        }
    };
    let all = references
        .iter()
        .flat_map(|reference| reference.prints.iter().map(move |print| one(reference, print)));
    // Two reports may stand in one place.
    let mut seen = HashSet::new();
    all.filter(|link| seen.insert(link.clone())).collect::<Vec<_>>().join("; ")
}

fn paragraphs(parts: &[String]) -> String {
    parts.iter().flat_map(|part| ["<p>", part, "</p>"]).collect()
}

/// An event that takes long, as an era behind the others.
fn era(c: &Chronology, target: Entity) -> Option<Era> {
    let Entity::Event(ix) = target else { return None };
    let event = c.event(ix);
    let date = event.date.as_ref()?;
    let (first, last) = (date.earliest()?, date.latest()?);
    let (_, end) = date.parts()?;
    end.filter(|_| (last - first).num_days() >= ERA)?;
    let (start_date, end_date) = dates(date)?;
    let text = Text { headline: escape(&event.title), text: String::new() };
    Some(Era { start_date, end_date: end_date?, text })
}

/// A second since the Unix epoch as a minute of UTC, whatever clock it is printed by, so that all stand in one order:
/// the web page knows of no offsets. The print stands beside it.
fn moment(second: i64) -> Option<Date> {
    let at = chrono::DateTime::from_timestamp(second, 0)?;
    Some(Date {
        year: at.year().into(),
        month: u8::try_from(at.month()).ok(),
        day: u8::try_from(at.day()).ok(),
        hour: Some(at.hour()),
        minute: Some(at.minute()),
    })
}

/// Where a date begins and ends, each as fine as it is known; `None` where it has no bound at all.
fn dates(date: &Edtf) -> Option<(Date, Option<Date>)> {
    if let Some((start, end)) = date.parts() {
        let of = |parts: &crate::chronology::date::DateParts| {
            let month = match parts.within {
                Some(Within::Month(month)) => Some(month),
                Some(Within::Season(_)) | None => None,
            };
            Date { year: parts.year, month, day: parts.day, ..Date::default() }
        };
        let season = matches!(start.within, Some(Within::Season(_)));
        if !season {
            let mut first = of(&start);
            if let (None, Some(_), Some(begins)) = (&end, date.clock(), date.begins()) {
                first = moment(begins)?;
            }
            return Some((first, end.as_ref().map(of)));
        }
    }
    // A decade, a season, a date without a start: the days between which it lies.
    let day = |day: chrono::NaiveDate| {
        let (month, of_month) = (day.month() as u8, day.day() as u8);
        Date { year: day.year().into(), month: Some(month), day: Some(of_month), ..Date::default() }
    };
    // A year beyond those that can be counted has no day.
    let first = date.earliest().filter(|day| *day != chrono::NaiveDate::MAX);
    let last = date.latest().filter(|day| *day != chrono::NaiveDate::MIN);
    if first.is_none() && last.is_none() {
        return date.years().map(|(first, last)| {
            let of = |year| Date { year, ..Date::default() };
            (of(first), (last != first).then(|| of(last)))
        });
    }
    Some((day(first.or(last)?), first.and(last).map(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_no_finer_than_they_are() {
        for (text, json) in [
            ("2031", r#"[{"year":2031},null]"#),
            ("2031-05~", r#"[{"year":2031,"month":5},null]"#),
            ("2031-05-06", r#"[{"year":2031,"month":5,"day":6},null]"#),
            (
                "2031-05-06T10:05:00Z",
                r#"[{"year":2031,"month":5,"day":6,"hour":10,"minute":5},null]"#,
            ),
            (
                "2031-05-06T23:30:00-05:00",
                r#"[{"year":2031,"month":5,"day":7,"hour":4,"minute":30},null]"#,
            ),
            (
                "2031-01-01T00:30+03:00",
                r#"[{"year":2030,"month":12,"day":31,"hour":21,"minute":30},null]"#,
            ),
            ("2031-05-06T10:05", r#"[{"year":2031,"month":5,"day":6,"hour":10,"minute":5},null]"#),
            ("2031-05/2031-07-01", r#"[{"year":2031,"month":5},{"year":2031,"month":7,"day":1}]"#),
            ("201X", r#"[{"year":2010,"month":1,"day":1},{"year":2019,"month":12,"day":31}]"#),
            ("../2020-10-27", r#"[{"year":2020,"month":10,"day":27},null]"#),
            ("-0043-03-15", r#"[{"year":-43,"month":3,"day":15},null]"#),
        ] {
            let dates = dates(&Edtf::parse(text).unwrap()).unwrap();
            assert_eq!(serde_json::to_string(&dates).unwrap(), json, "{text}");
        }
    }
}
