//! The brief: marked records as a Markdown document that can be handed on and checked.
//!
//! In the order given, each record once with its words and a footnote; above them the dataset and the
//! day, so that a reader can find the same again.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::markdown;
use super::reference::{Reference, Subject};
use crate::chronology::Chronology;
use crate::chronology::date::Edtf;
use crate::chronology::tables::Citation;

/// The brief of some records, as of a day.
#[must_use]
pub fn render(c: &Chronology, citations: &[Citation], day: NaiveDate) -> String {
    let title = markdown::escape(&c.meta.title);
    let version = match &c.meta.updated {
        Some(date) => format!(", updated {date}"),
        None => String::new(),
    };
    let mut out = format!(
        "# {title}\n\nFrom the dataset “{title}”{version}, read as of {}.\n\n",
        Edtf::of_day(day)
    );
    let references: Vec<Reference<'_>> = citations
        .iter()
        .map(|citation| Reference::of_citation(c, *citation))
        .collect();
    for (reference, citation) in references.iter().zip(citations) {
        let date = c
            .date(citation.record)
            .map_or_else(|| "undated".to_owned(), Edtf::long);
        let words = match &reference.subject {
            Subject::Words(words) => {
                let speaker = words
                    .speaker
                    .map_or("speaker not named", |speaker| &*speaker.name);
                let then = words
                    .then()
                    .map_or_else(String::new, |then| format!(", {then}"));
                format!("{speaker}{then}: {}", words.shown())
            }
            Subject::Event(event) => event.title.to_string(),
            Subject::Source => String::new(),
        };
        let noted = if reference.notes.is_empty() {
            ""
        } else {
            " (see the notes in the footnote)"
        };
        let (date, words) = (markdown::escape(&date), markdown::escape(&words));
        // Writing to a string does not fail.
        let _ = writeln!(out, "- **{date}** {words}[^{}]{noted}", reference.id);
    }
    let footnotes: Vec<String> = references.iter().map(markdown::footnote).collect();
    out + "\n" + &footnotes.join("\n\n") + "\n"
}
