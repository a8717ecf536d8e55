//! Claims for the web of data: JSON-LD in the terms of schema.org, as fact-checkers publish it.
//!
//! Each statement is a `Claim` with its words, who made it, the day, and where it appears: the publication with the
//! quotation in it. Reports of the same words are one claim with several appearances. Dates are given where ISO 8601
//! has them as they are; any other is left to the description in words, so that no machine reads a day that nobody
//! recorded.

use serde_json::{Map, Value, json};

use super::address_of;
use super::entry::has_four_digits;
use super::json::harmless;
use super::reference::{Cited, Reference, joined, joint_remarks};
use crate::chronology::Chronology;
use crate::chronology::date::{Edtf, Within};
use crate::chronology::model::{
    Basis, Entity, RecordIx, SourceKind, Speaker, SpeakerKind, Statement, StatementIx, Subject,
};
use crate::chronology::verify::dataset::Verification;
use crate::words::{self, Name};

/// The claims of some statements; what is no statement is passed over. The text, and how many claims it has.
#[must_use]
pub fn render(
    c: &Chronology,
    records: &[Entity],
    checked: Option<&Verification>,
) -> (String, usize) {
    let mut claims: Vec<(RecordIx, Vec<StatementIx>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for target in records {
        let Entity::Statement(ix) = target else { continue };
        let record = c.record_of(Subject::Statement(*ix));
        let at = *places.entry(record).or_insert_with(|| {
            claims.push((record, Vec::new()));
            claims.len() - 1
        });
        if let Some((_, reports)) = claims.get_mut(at) {
            reports.push(*ix);
        }
    }
    let count = claims.len();
    let graph: Vec<Value> =
        claims.iter().filter_map(|(record, reports)| claim(c, *record, reports, checked)).collect();
    let document = json!({ "@context": "https://schema.org", "@graph": graph });
    // Plain data with string keys always serialises.
    (harmless(serde_json::to_string_pretty(&document).unwrap_or_default()) + "\n", count)
}

fn claim(
    c: &Chronology,
    record: RecordIx,
    reports: &[StatementIx],
    checked: Option<&Verification>,
) -> Option<Value> {
    let reference =
        |ix: &StatementIx| Some(Reference { checked, ..Reference::of(c, Entity::Statement(*ix))? });
    let references: Vec<Reference<'_>> = reports.iter().filter_map(reference).collect();
    let first = references.first()?;
    let Cited::Speech(words) = &first.cited else { return None };
    let statement = words.statement;
    let mut claim = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            claim.insert(name.to_owned(), value);
        }
    };
    let id = c.record_id(record);
    set("@type", json!("Claim"));
    set("@id", json!(format!("#{id}")));
    set("identifier", json!(id));
    set("text", json!(&*statement.text));
    let told = words::alone(statement) + " — " + &first.circumstances();
    let told = std::iter::once(told).chain(words.way());
    set("description", json!(joined(told)));
    set("comment", list(joint_remarks(&references).iter().map(|text| comment(text)).collect()));
    set("author", authors(c, statement));
    set("dateCreated", json!(said_on(statement)));
    set("inLanguage", json!(words::language_of_words(c, statement)));
    set("keywords", list(statement.topics.iter().map(|topic| json!(&**topic)).collect()));
    set("spatialCoverage", json!(statement.place.as_deref()));
    let appearances = reports.iter().map(|ix| appearance(c, *ix, checked)).collect();
    set("appearance", list(appearances));
    Some(Value::Object(claim))
}

/// Who made it: one, or several as a list.
fn authors(c: &Chronology, statement: &Statement) -> Value {
    let all = statement.all_speakers().iter();
    list(all.map(|speaker| author(c.speaker(*speaker), statement.said.as_ref())).collect())
}

fn comment(text: &str) -> Value {
    json!({ "@type": "Comment", "text": text })
}

/// A person or an organization, with the posts at the time. Who is not named is said not to be.
fn author(speaker: &Speaker, said: Option<&Edtf>) -> Value {
    let posts: Vec<Value> = said
        .map(|said| speaker.posts_on(said))
        .unwrap_or_default()
        .into_iter()
        .map(|post| json!(&*post.title))
        .collect();
    let kind = match speaker.kind {
        SpeakerKind::Person | SpeakerKind::Anonymous => "Person",
        SpeakerKind::Office | SpeakerKind::Institution => "Organization",
    };
    let mut author =
        json!({ "@type": kind, "@id": format!("#{}", speaker.id), "name": &*speaker.name });
    if let (Some(fields), "Person", false) = (author.as_object_mut(), kind, posts.is_empty()) {
        fields.insert("jobTitle".to_owned(), list(posts));
    }
    if let (Some(fields), SpeakerKind::Anonymous) = (author.as_object_mut(), speaker.kind) {
        fields.insert("disambiguatingDescription".to_owned(), json!(words::UNNAMED));
    }
    author
}

/// The publication that it appears in, with the quotation as a part of it. Reported speech has no words there.
fn appearance(c: &Chronology, ix: StatementIx, checked: Option<&Verification>) -> Value {
    let statement = c.statement(ix);
    let source = c.source(statement.source);
    let address = source.address();
    let mut work = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            work.insert(name.to_owned(), value);
        }
    };
    set("@type", json!(kind(source.kind)));
    set("@id", json!(format!("#{}", source.id)));
    set("headline", json!(source.title.as_deref()));
    set("url", json!(source.url.as_deref()));
    set("archivedAt", json!(source.archive.as_deref()));
    let mut publisher = json!({ "@type": "Organization", "name": &*source.outlet });
    if let (Some(fields), Some(basis)) =
        (publisher.as_object_mut(), words::basis(&source.outlet_basis))
    {
        fields.insert("disambiguatingDescription".to_owned(), json!(basis));
    }
    set("publisher", publisher);
    set("author", list(source.authors.iter().map(|name| writer(name)).collect()));
    let published = known_day(source.published.as_ref(), &source.published_basis);
    let otherwise = source.published.as_ref().filter(|_| published.is_none());
    set("datePublished", json!(published));
    set("description", json!(otherwise.map(|_| words::published(source))));
    set("inLanguage", json!(source.lang.as_deref()));
    set(
        "correction",
        list(words::corrections(source, Edtf::long).into_iter().map(Value::String).collect()),
    );
    let original = source.copy_of.map(|ix| format!("#{}", c.source(ix).id));
    set("isBasedOn", json!(original.map(|id| json!({ "@id": id }))));
    let places = words::Places::of(statement.cite()).words();
    let place = (!places.is_empty()).then_some(places);
    if statement.kind.is_verbatim() {
        let lit = address.map(|address| address_of(c, ix, address, checked));
        let mut quotation = json!({ "@type": "Quotation", "text": &*statement.text });
        if let Some(fields) = quotation.as_object_mut() {
            fields.extend(place.map(|place| ("position".to_owned(), json!(place))));
            fields.extend(lit.map(|lit| ("url".to_owned(), json!(lit))));
        }
        set("hasPart", quotation);
    } else {
        set("pagination", json!(place));
    }
    Value::Object(work)
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::News | SourceKind::Wire => "NewsArticle",
        SourceKind::Report | SourceKind::Official => "Report",
        SourceKind::Social => "SocialMediaPosting",
        SourceKind::Book => "Book",
        SourceKind::Treaty => "Legislation",
        SourceKind::Letter => "Message",
        SourceKind::Transcript
        | SourceKind::Speech
        | SourceKind::Broadcast
        | SourceKind::Interview
        | SourceKind::Court
        | SourceKind::Copy
        | SourceKind::Unknown => "CreativeWork",
    }
}

fn writer(written: &str) -> Value {
    let name = Name::of(written);
    match name {
        Name::Person { family, given, suffix } => {
            let mut person =
                json!({ "@type": "Person", "name": name.read(), "familyName": family });
            let more = [("givenName", given), ("honorificSuffix", suffix)];
            for (field, value) in more.into_iter().filter(|(_, value)| !value.is_empty()) {
                person[field] = json!(value);
            }
            person
        }
        Name::Institution(name) => json!({ "@type": "Organization", "name": name }),
    }
}

/// The day, where a source states it or says it in words.
fn said_on(statement: &Statement) -> Option<String> {
    known_day(statement.said.as_ref(), &statement.basis)
}

/// A day that is stated or said in words, in ISO 8601; `None` of one that is inferred.
fn known_day(date: Option<&Edtf>, basis: &Basis) -> Option<String> {
    match basis {
        Basis::Stated | Basis::Resolved(_) => date.and_then(iso),
        Basis::Inferred(_) => None,
    }
}

/// A date in ISO 8601, where it is one: a year, a month or a day of which there is no doubt.
fn iso(date: &Edtf) -> Option<String> {
    let certain = !date.has_doubtful_day();
    match date.parts()? {
        (only, None) if certain && has_four_digits(only.year) => match only.within {
            Some(Within::Season(_)) => None,
            Some(Within::Month(_)) | None => Some(only.edtf()),
        },
        _ => None,
    }
}

/// Nothing, one thing, or a list.
fn list(mut values: Vec<Value>) -> Value {
    match values.len() {
        0 => Value::Null,
        1 => values.remove(0),
        _ => Value::Array(values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_iso_8601_has_is_a_date() {
        let of = |text: &str| iso(&Edtf::parse(text).unwrap());
        for text in ["2031", "2031-05", "2031-05-06"] {
            assert_eq!(of(text), Some(text.to_owned()));
        }
        assert_eq!(of("2031-05-06T10:00Z"), Some("2031-05-06".to_owned()));
        for text in
            ["2031-05-06~", "2031?", "201X", "2001-21", "../2031", "2031/2032", "-0043", "0000"]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
