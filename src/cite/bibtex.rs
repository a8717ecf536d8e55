//! The BibTeX style: one entry for each source that prints the record, for BibTeX and biblatex alike.
//!
//! Owns the escaping for TeX. The words and who said them go into `note`, since BibTeX knows sources and
//! no quotations; the paragraph is in `pages`, which every style prints.

use std::fmt::Write as _;

use chrono::Datelike;

use super::reference::{Cited, Print, Reference, joined};
use crate::chronology::date::{CalendarDate, Edtf};
use crate::chronology::model::SourceKind;
use crate::words;

/// Months as BibTeX's own macros name them, January first.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entries of a reference; those after the first are numbered from 2.
#[must_use]
pub fn render(reference: &Reference<'_>) -> String {
    let entries: Vec<String> = (reference.prints.iter().enumerate())
        .map(|(n, print)| {
            let key =
                if n == 0 { reference.key() } else { format!("{}-{}", reference.key(), n + 1) };
            entry(&key, print, reference)
        })
        .collect();
    entries.join("\n")
}

fn entry(key: &str, print: &Print<'_>, reference: &Reference<'_>) -> String {
    let (kind, outlet) = match print.source.kind {
        SourceKind::News | SourceKind::Wire => ("article", "journal"),
        SourceKind::Report | SourceKind::Official => ("techreport", "institution"),
        SourceKind::Book => ("book", "publisher"),
        SourceKind::Transcript
        | SourceKind::Treaty
        | SourceKind::Social
        | SourceKind::Speech
        | SourceKind::Broadcast
        | SourceKind::Interview
        | SourceKind::Court
        | SourceKind::Letter
        | SourceKind::Copy
        | SourceKind::Unknown => ("misc", "howpublished"),
    };
    let mut fields = about(print);
    fields.push((outlet, escape(&words::outlet(print.source))));
    fields.extend(whereabouts(reference, print));
    let mut out = format!("@{kind}{{{key},\n");
    for (name, value) in fields {
        let padded = match name {
            "month" => value,
            _ => format!("{{{value}}}"),
        };
        // Writing to a string does not fail.
        let _ = writeln!(out, "  {name} = {padded},");
    }
    out.push_str("}\n");
    out
}

/// Who wrote it, what it is called, and when it was published.
fn about(print: &Print<'_>) -> Vec<(&'static str, String)> {
    let source = print.source;
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    if !source.authors.is_empty() {
        // Braces keep a name whole that has no comma between family and given name.
        let name = |name: &str| {
            if name.contains(", ") { escape(name) } else { format!("{{{}}}", escape(name)) }
        };
        let names: Vec<String> = source.authors.iter().map(|author| name(author)).collect();
        fields.push(("author", names.join(" and ")));
    }
    // The inner braces keep the capitals; brackets mark a description that is no title.
    let title = source
        .title
        .as_deref()
        .map_or_else(|| "[untitled]".to_owned(), |title| format!("{{{}}}", escape(title)));
    fields.push(("title", title));
    if let Some(published) = &source.published {
        // EDTF is ASCII without braces, and biblatex reads its marks of doubt only as they are.
        fields.push(("date", published.as_str().to_owned()));
        fields.extend(calendar(published));
    }
    fields
}

/// Where in it the words stand, what they are, and where it is found.
fn whereabouts(reference: &Reference<'_>, print: &Print<'_>) -> Vec<(&'static str, String)> {
    let source = print.source;
    let mut fields = Vec::new();
    fields.extend(locator(reference, print).map(|place| ("pages", place)));
    fields.push(("note", escape(&remark(reference, print))));
    // Addresses are read verbatim; braces alone would break the entry.
    let verbatim = |url: &str| url.replace('{', "%7B").replace('}', "%7D");
    fields.extend(source.url.as_deref().map(|url| ("url", verbatim(url))));
    fields.extend(source.accessed.as_ref().map(|date| ("urldate", date.as_str().to_owned())));
    fields.extend(
        source
            .archive
            .as_deref()
            .map(|url| ("annote", format!("archived at \\url{{{}}}", verbatim(url)))),
    );
    fields.extend(source.lang.as_deref().map(|lang| ("langid", escape(lang))));
    fields
}

/// `year` and `month` for styles that know no `date`, as far as the date is one; they know no year before 1.
fn calendar(date: &Edtf) -> Vec<(&'static str, String)> {
    let Some((first, last)) = date.calendar() else { return Vec::new() };
    let parts = |date: CalendarDate| match date {
        CalendarDate::Year(year) | CalendarDate::Season(year, _) => (year, None),
        CalendarDate::Month(year, month) => (year, Some(month)),
        CalendarDate::Day(day) => (day.year(), Some(day.month())),
    };
    let ((year, month), (last_year, last_month)) = (parts(first), parts(last.unwrap_or(first)));
    if year != last_year || year < 1 {
        return Vec::new();
    }
    let month = month.filter(|_| month == last_month);
    let month = month.and_then(|month| MONTHS.get(month as usize - 1));
    let mut fields = vec![("year", year.to_string())];
    fields.extend(month.map(|month| ("month", (*month).to_owned())));
    fields
}

/// The paragraph of the words, or all that tell of an event; else the place in the source's own terms.
fn locator(reference: &Reference<'_>, print: &Print<'_>) -> Option<String> {
    let para = match &reference.cited {
        Cited::Speech(words) => words.statement.para.map(|para| para.to_string()),
        _ => print.numbers(),
    };
    para.map(|para| format!("par.~{para}")).or_else(|| Some(escape(&print.locator()?)))
}

/// The quotation and its circumstances, which the other fields have no room for.
fn remark(reference: &Reference<'_>, print: &Print<'_>) -> String {
    let grounds = words::grounds(&print.source.published_basis);
    let published = (!grounds.is_empty()).then(|| format!("Date of publication{grounds}"));
    let again = print
        .locator()
        .filter(|_| print.places.paras.len() > 1)
        .map(|at| format!("Printed in {at}"));
    joined(
        reference.sentences().into_iter().chain(again).chain(published).chain(reference.remarks()),
    )
}

/// Escapes what TeX would obey. Braces become macros, since BibTeX counts even escaped ones.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '¶' => out.push_str("\\P{}"),
            '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_tex_obeys_is_escaped() {
        assert_eq!(
            escape(r"50% & $1_000 {#} ~^\"),
            r"50\% \& \$1\_000 \textbraceleft{}\#\textbraceright{} \textasciitilde{}\textasciicircum{}\textbackslash{}"
        );
    }

    proptest! {
        #[test]
        fn braces_balance_and_nothing_is_active(text in "\\PC{0,40}") {
            let escaped = escape(&text);
            let mut depth = 0i32;
            for c in escaped.chars() {
                depth += match c { '{' => 1, '}' => -1, _ => 0 };
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
            prop_assert!(!escaped.contains(['~', '^']));
        }
    }
}
