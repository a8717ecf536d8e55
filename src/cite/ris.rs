//! The RIS style: one entry for each source that is cited.
//!
//! RIS is lines of a two-letter tag and a value; each passage that is cited is a note (`N1`) with its place. Values
//! never hold a line break, so no value can end an entry early.

use std::fmt::Write as _;

use super::entry::{Entry, entries, has_four_digits};
use super::reference::Reference;
use crate::chronology::date::{DateParts, Edtf, Within};
use crate::chronology::model::SourceKind;
use crate::text::capital;

/// The entries of what is cited, an empty line between two.
#[must_use]
pub fn render(references: &[Reference<'_>]) -> String {
    entries(references).iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn entry(entry: &Entry<'_>) -> String {
    let source = entry.source;
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
    let publisher = if entry.is_issued() { "PB" } else { "T2" };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", entry.key().to_owned())];
    // `Family, Given` is the form of RIS too.
    lines.extend(source.authors.iter().map(|name| ("AU", name.to_string())));
    lines.extend(source.editors.iter().map(|name| ("ED", name.to_string())));
    lines.push(("TI", entry.title()));
    lines.push((publisher, source.outlet.to_string()));
    if let Some(published) = &source.published {
        lines.extend(year(published).map(|year| ("PY", year)));
        lines.push(("DA", date(published)));
    }
    lines.extend(source.lang.as_deref().map(|lang| ("LA", lang.to_owned())));
    lines.extend(entry.passages().into_iter().map(|passage| ("N1", passage)));
    lines.extend(entry.grounds().into_iter().map(|grounds| ("N1", grounds)));
    lines.extend(entry.changes().into_iter().map(|change| ("N1", capital(&change))));
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

/// `YYYY/MM/DD/` as far as the date is recorded; as it reads in the fourth place where that does not say all of it.
fn date(date: &Edtf) -> String {
    let doubted = date.has_doubtful_day();
    match date.parts() {
        Some((only, None)) if has_four_digits(only.year) && !is_season(&only) => {
            let part = |value: Option<u8>| value.map_or_else(String::new, |v| format!("{v:02}"));
            let month = match only.within {
                Some(Within::Month(month)) => Some(month),
                Some(Within::Season(_)) | None => None,
            };
            let doubt = if doubted { date.long() } else { String::new() };
            format!("{:04}/{}/{}/{doubt}", only.year, part(month), part(only.day))
        }
        _ => format!("{}///{}", year(date).unwrap_or_default(), date.long()),
    }
}

fn is_season(parts: &DateParts) -> bool {
    matches!(parts.within, Some(Within::Season(_)))
}

/// The year in four digits, where there is only one that it may be.
fn year(date: &Edtf) -> Option<String> {
    let (first, last) = date.parts()?;
    let only = last.is_none_or(|last| last.year == first.year);
    (only && has_four_digits(first.year)).then(|| format!("{:04}", first.year))
}

fn one_line(value: &str) -> String {
    value.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_nothing_that_is_not_recorded() {
        for (text, da, py) in [
            ("2031-05-06", "2031/05/06/", "2031"),
            ("2031-05-06T10:00Z", "2031/05/06/", "2031"),
            ("2031-05", "2031/05//", "2031"),
            ("2031-05-07~", "2031/05/07/c. 7 May 2031", "2031"),
            ("2001-21", "2001///spring 2001", "2001"),
            ("2004-06/2004-08", "2004///Jun – Aug 2004", "2004"),
            ("201X", "///2010s", ""),
            ("-0043", "///44 BC", ""),
            ("0000", "///1 BC", ""),
            ("0044-03-15", "0044/03/15/", "0044"),
        ] {
            let edtf = Edtf::parse(text).unwrap();
            assert_eq!(
                (date(&edtf).as_str(), year(&edtf).unwrap_or_default().as_str()),
                (da, py),
                "{text}"
            );
        }
    }
}
