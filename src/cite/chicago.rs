//! The Chicago style: the short footnote that an editor takes, without the words themselves.
//!
//! Follows the notes of the Chicago Manual of Style for news, web pages and what is quoted in another source: who
//! said it, in what, where it is quoted, the day, the paragraph, the address. Everything that a fact-checker wants
//! beyond it is in the note style.

use super::reference::{Cited, Print, Reference, sentence};
use crate::chronology::date::{Edtf, MONTH_NAMES, Within};
use crate::chronology::model::{Basis, Source, StatementKind};
use crate::words::{self, Name};

/// The footnote, a line of its own.
#[must_use]
pub fn render(reference: &Reference<'_>) -> String {
    let lead = lead(reference);
    let prints: Vec<String> =
        reference.prints.iter().map(|print| printed(print, reference)).collect();
    let text = match (lead.is_empty(), prints.is_empty()) {
        (true, _) => prints.join("; "),
        (false, true) => lead,
        (false, false) => format!("{lead} {}", prints.join("; ")),
    };
    text + ".\n"
}

/// Whose it is and what, up to where it is printed.
fn lead(reference: &Reference<'_>) -> String {
    match &reference.cited {
        Cited::Speech(words) => {
            let statement = words.statement;
            let how = match statement.kind {
                StatementKind::Quote | StatementKind::Fragment | StatementKind::Block => {
                    "quoted in"
                }
                StatementKind::Reported => "paraphrased in",
            };
            let mut parts = vec![words.name.to_owned()];
            parts.extend(words.post());
            parts.extend(words.beside.clone());
            parts.extend(words.occasion());
            parts.extend(statement.said.as_ref().map(|said| day(said, &statement.basis)));
            format!("{}, {how}", parts.join(", "))
        }
        Cited::Event(event) => {
            let when = event.date.as_ref().map(|date| format!(", {}", day(date, &event.basis)));
            format!("{}{}:", event.title, when.unwrap_or_default())
        }
        Cited::Figure(figure) => format!("{}, {}:", figure.measured, figure.declared),
        Cited::Note(note) => note.text.to_string(),
        Cited::Source => String::new(),
    }
}

fn printed(print: &Print<'_>, reference: &Reference<'_>) -> String {
    let source = print.source;
    let mut parts: Vec<String> = Vec::new();
    if !source.authors.is_empty() {
        parts.push(joined(source.authors.iter().map(|name| Name::of(name).read()).collect()));
    }
    let outlet = words::outlet(source);
    let titled = match &source.title {
        // A comma stands within American quotation marks, unless the title ends by itself.
        Some(title) if title.ends_with(['?', '!']) => format!("“{title}” {outlet}"),
        Some(title) => format!("“{title},” {outlet}"),
        None => format!("{outlet}, {}", words::description(source)),
    };
    let date = source.published.as_ref();
    let date = date.map(|date| format!(", {}", day(date, &source.published_basis)));
    let titled = titled + &date.unwrap_or_default();
    parts.push(titled);
    parts.extend(place(print));
    parts.extend(address(source).map(|address| reference.lit(address)));
    parts.join(", ")
}

fn address(source: &Source) -> Option<&str> {
    source.url.as_deref().or(source.archive.as_deref())
}

/// `para. 3`, `paras. 3, 5`, or the place in the source's own terms.
pub(super) fn place(print: &Print<'_>) -> Option<String> {
    let several = print.places.paras.len() > 1;
    match print.numbers() {
        Some(numbers) => Some(format!("{} {numbers}", if several { "paras." } else { "para." })),
        None => print.locator(),
    }
}

/// A day as Chicago writes it, `February 5, 2026`, in brackets where it is inferred; any other date as it reads.
fn day(date: &Edtf, basis: &Basis) -> String {
    let certain = !date.is_approximate() && !date.is_uncertain();
    let written = match date.parts() {
        Some((only, None)) if certain && only.year > 0 => match (only.within, only.day) {
            (Some(Within::Month(month)), day) => MONTH_NAMES
                .get(usize::from(month).saturating_sub(1))
                .map(|name| sentence(name))
                .map(|name| match day {
                    Some(day) => format!("{name} {day}, {}", only.year),
                    None => format!("{name} {}", only.year),
                }),
            (Some(Within::Season(_)) | None, _) => None,
        },
        _ => None,
    };
    let written = written.unwrap_or_else(|| date.long());
    match basis {
        Basis::Inferred(_) => format!("[{written}]"),
        Basis::Stated | Basis::Resolved(_) => written,
    }
}

/// `A`, `A and B`, `A, B and C`.
fn joined(mut names: Vec<String>) -> String {
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_american_and_doubts_stay() {
        let of = |text: &str| day(&Edtf::parse(text).unwrap(), &Basis::Stated);
        assert_eq!(of("2026-02-05"), "February 5, 2026");
        assert_eq!(of("2026-02"), "February 2026");
        assert_eq!(of("2026-02-05~"), "c. 5 Feb 2026");
        assert_eq!(of("-0043-03-15"), "15 Mar 44 BC");
        let inferred = day(&Edtf::parse("2026-02-05").unwrap(), &Basis::Inferred("x".into()));
        assert_eq!(inferred, "[February 5, 2026]");
    }
}
