//! The RIS style: one reference for each source that prints the record.
//!
//! RIS is lines of a two-letter tag and a value; the quotation is a note (`N1`), the paragraph the start
//! page (`SP`). Values never hold a line break, so no value can end a reference early.

use chrono::Datelike;

use super::{Citation, Print, Subject, inferred, note};
use crate::chronology::date::Edtf;
use crate::chronology::model::SourceKind;

/// The references of a citation.
#[must_use]
pub fn render(citation: &Citation<'_>) -> String {
    let references: Vec<String> = citation.prints.iter().map(|print| reference(print, citation)).collect();
    references.join("\n")
}

fn reference(print: &Print<'_>, citation: &Citation<'_>) -> String {
    let source = print.source;
    let kind = match source.kind {
        SourceKind::News | SourceKind::Wire => "NEWS",
        SourceKind::Report | SourceKind::Official => "RPRT",
        SourceKind::Treaty => "STAT",
        SourceKind::Transcript | SourceKind::Social => "ELEC",
    };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", citation.id.to_owned())];
    lines.extend(source.authors.iter().map(|name| ("AU", name.to_string())));
    lines.extend(source.editors.iter().map(|name| ("ED", name.to_string())));
    lines.push(("TI", source.title.as_deref().unwrap_or("[untitled]").to_owned()));
    lines.push(("T2", format!("{}{}", source.outlet, inferred(&source.outlet_basis))));
    if let Some(published) = &source.published {
        lines.extend(years(published));
        lines.push(("DA", date(published)));
    }
    lines.extend(print.para.map(|para| ("SP", format!("¶{para}"))));
    lines.extend(source.lang.as_deref().map(|lang| ("LA", lang.to_owned())));
    match &citation.subject {
        Subject::Words(words) => {
            lines.push(("N1", format!("{} — {}", words.shown(), note::circumstances(citation))));
            lines.extend(words.way().into_iter().map(|way| ("N1", way)));
        }
        Subject::Event(event) => lines.push(("N1", event.title.to_string())),
        Subject::Source => {}
    }
    lines.extend(note::remarks(citation).into_iter().map(|remark| ("N1", remark)));
    lines.extend(source.url.as_deref().map(|url| ("UR", url.to_owned())));
    lines.extend(source.archive.as_deref().map(|url| ("L2", url.to_owned())));
    lines.extend(source.accessed.as_ref().map(|accessed| ("Y2", date(accessed))));
    lines.push(("ER", String::new()));
    lines.iter().map(|(tag, value)| format!("{tag}  - {}\n", one_line(value))).collect()
}

/// `YYYY/MM/DD/` as far as the date is certain; its own look otherwise, in the fourth place.
fn date(date: &Edtf) -> String {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return format!("///{date}") };
    let doubt = if date.is_certain_day() { String::new() } else { date.to_string() };
    if first == last {
        format!("{}/{:02}/{:02}/{doubt}", first.year(), first.month(), first.day())
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}/{:02}//{doubt}", first.year(), first.month())
    } else {
        format!("{}///{doubt}", year(date).unwrap_or_default())
    }
}

fn years(date: &Edtf) -> Option<(&'static str, String)> {
    year(date).map(|year| ("PY", year))
}

fn year(date: &Edtf) -> Option<String> {
    let (first, last) = (date.earliest()?, date.latest()?);
    (first.year() == last.year()).then(|| first.year().to_string())
}

fn one_line(value: &str) -> String {
    value.replace(char::is_control, " ")
}
