//! The CSL-JSON style: an item for each source that is cited, for citation processors.
//!
//! Follows the published schema of CSL input data (version 1.0.2). What is cited of a source, with the cite that a
//! document would hold, stands in `custom`: processors take a locator from the cite and never from the item. `note`
//! says the same for people; it never begins as `word:`, which processors read as a variable.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::{Entry, entries};
use super::item_types;
use super::json::harmless;
use super::reference::{Cited, Print, Reference, joined};
use crate::chronology::date::{DateParts, Edtf, Within};
use crate::chronology::model::Basis;
use crate::chronology::shared_str::SharedStr;
use crate::words::{self, Name};

#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<CslName<'a>>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    custom: Custom<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum CslName<'a> {
    Person {
        family: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        given: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
    },
    Institution {
        literal: &'a str,
    },
}

/// A date by its parts, or where it has none as it reads. A year before 1 is one less here: there is no year 0.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct CslDate {
    #[serde(rename = "date-parts", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Vec<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

/// What a citation processor has no name for.
#[derive(Debug, Default, Serialize)]
struct Custom<'a> {
    /// The kind of the source, of which several come to one type.
    kind: String,
    /// The date of publication as the dataset writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    /// The day on which its address was read, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<&'a str>,
    /// The address of an archived copy. `archive_location` is a place on a shelf: styles print it in words, an address
    /// with a capital.
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    /// What became of it, as the dataset writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<&'a str>,
    /// The id of the source that it is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    /// How outlet and date are known, where the source does not state them.
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet_basis: Option<BasisOf<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_basis: Option<BasisOf<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grounds: Vec<String>,
    cites: Vec<CiteOf<'a>>,
}

/// How something is known, as `show` has it.
#[derive(Debug, Serialize)]
struct BasisOf<'a> {
    kind: &'static str,
    why: &'a str,
}

impl<'a> BasisOf<'a> {
    fn of(basis: &'a Basis) -> Option<Self> {
        let (kind, why) = basis.parts();
        why.map(|why| Self { kind, why })
    }
}

/// One passage that is cited, with the cite of it as pandoc reads it.
#[derive(Debug, Default, Serialize)]
struct CiteOf<'a> {
    record: &'a str,
    cite: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
}

/// One array with an item for each source that is cited.
#[must_use]
pub fn render(references: &[Reference<'_>]) -> String {
    let entries = entries(references);
    let items: Vec<Item<'_>> = entries.iter().map(item).collect();
    // Plain data with string keys always serialises.
    let json = serde_json::to_string_pretty(&items).unwrap_or_default();
    harmless(json) + "\n"
}

fn item<'a>(entry: &'a Entry<'a>) -> Item<'a> {
    let source = entry.source;
    let names = |all: &'a [SharedStr]| all.iter().map(|name| name_of(name)).collect();
    let issued = entry.is_issued();
    let archived = source.archive.as_deref().map(|address| format!("Archived at {address}"));
    Item {
        id: entry.key(),
        r#type: item_types::of_kind(source.kind).name,
        title: entry.title(),
        author: names(&source.authors),
        editor: names(&source.editors),
        container_title: (!issued).then_some(&source.outlet),
        publisher: issued.then_some(&source.outlet),
        issued: source.published.as_ref().map(date),
        accessed: source.accessed.as_ref().map(date),
        language: source.lang.as_deref(),
        url: source.url.as_deref(),
        note: note(joined(
            [entry.in_words()].into_iter().filter(|text| !text.is_empty()).chain(archived),
        )),
        custom: Custom {
            kind: source.kind_name().to_owned(),
            accessed: source.accessed.as_ref().map(Edtf::as_str),
            archive: source.archive.as_deref(),
            published: source.published.as_ref().map(Edtf::as_str),
            updated: source.updated.as_ref().map(Edtf::as_str),
            corrected: source.corrected.as_ref().map(Edtf::as_str),
            retracted: source.retracted.as_ref().map(Edtf::as_str),
            copy_of: entry.original(),
            stamp: source.stamp.as_ref().map(Edtf::as_str),
            dateline: source.dateline.as_deref(),
            outlet_basis: BasisOf::of(&source.outlet_basis),
            published_basis: BasisOf::of(&source.published_basis),
            grounds: entry.grounds(),
            cites: entry
                .cites
                .iter()
                .map(|(reference, print)| cite(entry, reference, print))
                .collect(),
        },
    }
}

/// A note that no processor reads as a variable: one that begins as `word:`, as the locator `Annex: 3` does, is led by
/// a word more.
fn note(text: String) -> String {
    let is_sign = |c: char| c.is_alphabetic() || matches!(c, '-' | '_');
    let word = text.split(|c| !is_sign(c)).next().unwrap_or_default();
    let is_variable =
        !word.is_empty() && text.get(word.len()..).is_some_and(|t| t.starts_with(':'));
    if is_variable { format!("In {text}") } else { text }
}

fn name_of(written: &str) -> CslName<'_> {
    match Name::of(written) {
        Name::Person { family, given, suffix } => CslName::Person { family, given, suffix },
        Name::Institution(literal) => CslName::Institution { literal },
    }
}

fn date(date: &Edtf) -> CslDate {
    let circa = date.has_doubtful_day();
    let year = |year: i64| if year < 1 { year - 1 } else { year };
    let array = |parts: &DateParts| {
        let month = match parts.within {
            Some(Within::Month(month)) => Some(i64::from(month)),
            Some(Within::Season(_)) | None => None,
        };
        let day = parts.day.map(i64::from);
        [Some(year(parts.year)), month, day].into_iter().flatten().collect::<Vec<i64>>()
    };
    let season = |parts: &DateParts| match parts.within {
        Some(Within::Season(season)) => Some(season),
        Some(Within::Month(_)) | None => None,
    };
    match date.parts() {
        Some((only, None)) => {
            CslDate { parts: vec![array(&only)], season: season(&only), circa, literal: None }
        }
        Some((start, Some(end))) if season(&start).is_none() && season(&end).is_none() => {
            CslDate { parts: vec![array(&start), array(&end)], season: None, circa, literal: None }
        }
        _ => CslDate { parts: Vec::new(), season: None, circa, literal: Some(date.long()) },
    }
}

fn cite<'a>(entry: &Entry<'_>, reference: &'a Reference<'a>, print: &Print<'a>) -> CiteOf<'a> {
    let para = match &reference.cited {
        Cited::Speech(words) => words.statement.para.map(|para| para.to_string()),
        _ => print.numbers(),
    };
    let label = para.is_some().then_some("paragraph");
    let place = para.as_ref().map(|para| format!(", para. {para}"));
    let locator = para.or_else(|| print.known_locator());
    let place = place.or_else(|| locator.as_ref().map(|place| format!(", {place}")));
    // Behind the locator, which has one unit, processors take what they are given.
    let named = print.named().map(|named| format!(", {named}"));
    let of = CiteOf {
        record: reference.id,
        cite: format!(
            "[@{}{}{}]",
            entry.key(),
            place.unwrap_or_default(),
            named.unwrap_or_default()
        ),
        locator,
        label,
        ..CiteOf::default()
    };
    let Cited::Speech(words) = &reference.cited else {
        return of;
    };
    let statement = words.statement;
    CiteOf {
        kind: Some(statement.kind.word()),
        text: Some(&statement.text),
        speaker: words.speaker.map(|_| words::speakers(reference.c, statement)),
        post: words::posts(reference.c, statement),
        said: statement.said.as_ref().map(Edtf::as_str),
        basis: words::basis(&statement.basis),
        ..of
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_never_begins_as_a_variable() {
        for (text, told) in [
            ("Annex: 3 — “No.”", "In Annex: 3 — “No.”"),
            ("original-title: x", "In original-title: x"),
            ("¶2 — speaker: “No.”", "¶2 — speaker: “No.”"),
            ("00:12:30 — “No.”", "00:12:30 — “No.”"),
            ("The page as a whole — x: y", "The page as a whole — x: y"),
            ("", ""),
        ] {
            assert_eq!(note(text.to_owned()), told);
        }
    }

    #[test]
    fn dates_are_valid_and_say_nothing_that_is_not_recorded() {
        for (text, json) in [
            ("2031-05-06", r#"{"date-parts":[[2031,5,6]]}"#),
            ("2031-05~", r#"{"date-parts":[[2031,5]],"circa":true}"#),
            ("2001-21", r#"{"date-parts":[[2001]],"season":1}"#),
            ("2004-06/2004-08", r#"{"date-parts":[[2004,6],[2004,8]]}"#),
            ("-0043-03-15", r#"{"date-parts":[[-44,3,15]]}"#),
            ("0000", r#"{"date-parts":[[-1]]}"#),
            ("201X", r#"{"literal":"2010s"}"#),
            ("../2020-10-27", r#"{"literal":"on or before 27 Oct 2020"}"#),
        ] {
            let date = date(&Edtf::parse(text).unwrap());
            assert_eq!(serde_json::to_string(&date).unwrap(), json, "{text}");
        }
    }
}
