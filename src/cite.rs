//! Citations: what a person takes away to stand behind a quotation.
//!
//! A citation is of the *quotation*, not of the article alone: the words as this source prints them, who
//! said them, in which post at the time, when and on what grounds, who prints them in which paragraph,
//! and what is known to be wrong with them. Pure: records in, text out. Nothing is invented to fill a
//! field, and the dataset's own words never stand in quotation marks.

pub mod bibtex;
pub mod brief;
pub mod csl;
pub mod fragment;
pub mod json;
pub mod markdown;
pub mod note;
pub mod reference;
pub mod ris;

use chrono::NaiveDate;

use crate::chronology::Chronology;
use crate::chronology::model::{Statement, Target};
use crate::chronology::tables::Citation;

use self::reference::{Reference, Subject};

/// The styles of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// A sentence for a footnote or a mail.
    Note,
    /// The words with a Markdown footnote.
    Markdown,
    /// An entry for BibTeX or biblatex.
    Bibtex,
    /// CSL-JSON, one array.
    Csl,
    /// RIS.
    Ris,
    /// The address alone, with a text fragment that lights the words in the browser.
    Url,
}

/// Cites in a style; every line ends, and CSL-JSON is one array of all.
#[must_use]
pub fn render(references: &[Reference<'_>], style: Style) -> String {
    let each = |one: fn(&Reference<'_>) -> String, between: &str| {
        references.iter().map(one).collect::<Vec<_>>().join(between)
    };
    match style {
        Style::Note => each(|reference| note::render(reference) + "\n", ""),
        Style::Markdown => each(markdown::render, "\n"),
        Style::Bibtex => each(bibtex::render, "\n"),
        Style::Ris => each(ris::render, "\n"),
        Style::Csl => csl::render(references),
        Style::Url => each(addresses, ""),
    }
}

/// Cites a record of any kind; empty where there is nothing to cite (a party, a speaker, a note).
#[must_use]
pub fn of_target(c: &Chronology, target: Target, style: Style) -> String {
    Reference::of(c, target).map_or_else(String::new, |reference| render(&[reference], style))
}

/// Cites a record as one source prints it, without a line break at the end.
#[must_use]
pub fn of_citation(c: &Chronology, citation: Citation, style: Style) -> String {
    render(&[Reference::of_citation(c, citation)], style)
        .trim_end()
        .to_owned()
}

/// The address that opens at the words of a record as one source prints it; `None` where the dataset
/// has none for this source.
#[must_use]
pub fn link_of(c: &Chronology, citation: Citation) -> Option<String> {
    addresses(&Reference::of_citation(c, citation))
        .lines()
        .next()
        .map(str::to_owned)
}

/// A brief in Markdown: records with their words, and the footnotes that stand behind them.
#[must_use]
pub fn brief(c: &Chronology, citations: &[Citation], day: NaiveDate) -> String {
    brief::render(c, citations, day)
}

/// The addresses of what prints a record, one a line, each source once.
#[must_use]
pub fn addresses(reference: &Reference<'_>) -> String {
    let at = |print: &reference::Print<'_>| {
        let address = print
            .source
            .url
            .as_deref()
            .or(print.source.archive.as_deref())?;
        Some(match &reference.subject {
            Subject::Words(words) => address_of(words.statement, address),
            _ => address.to_owned(),
        })
    };
    reference
        .prints
        .iter()
        .filter_map(at)
        .map(|address| address + "\n")
        .collect()
}

/// An address that opens at a statement's words; the plain one for reported speech, whose words the
/// page does not have.
#[must_use]
pub fn address_of(statement: &Statement, address: &str) -> String {
    if statement.kind.is_verbatim() {
        fragment::at(address, &statement.text)
    } else {
        address.to_owned()
    }
}
