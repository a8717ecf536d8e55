//! Citations: what a person takes away to stand behind a quotation.
//!
//! A citation is of the *quotation*, not of the article alone: the words as this source prints them, who
//! said them, in which post at the time, when and on what grounds, who prints them in which paragraph,
//! and what is known to be wrong with them. Pure: records in, text out. Nothing is invented to fill a
//! field, and the dataset's own words never stand in quotation marks.

pub mod bibtex;
pub mod csl;
pub mod fragment;
pub mod json;
pub mod markdown;
pub mod note;
pub mod reference;
pub mod ris;

use crate::chronology::Chronology;
use crate::chronology::model::{Statement, Target};

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

/// Cites records in a style; each that cannot be cited is left out. Every line ends, and CSL-JSON is one
/// array of all.
#[must_use]
pub fn render(c: &Chronology, targets: &[Target], style: Style) -> String {
    let references: Vec<Reference<'_>> =
        targets.iter().filter_map(|target| Reference::of(c, *target)).collect();
    let each = |one: fn(&Reference<'_>) -> String, between: &str| {
        references.iter().map(one).collect::<Vec<_>>().join(between)
    };
    match style {
        Style::Note => each(|reference| note::render(reference) + "\n", ""),
        Style::Markdown => each(markdown::render, "\n"),
        Style::Bibtex => each(bibtex::render, "\n"),
        Style::Ris => each(ris::render, "\n"),
        Style::Csl => csl::render(&references),
        Style::Url => each(addresses, ""),
    }
}

/// The addresses of what prints a record, one a line, each source once.
#[must_use]
pub fn addresses(reference: &Reference<'_>) -> String {
    let at = |print: &reference::Print<'_>| {
        let address = print.source.url.as_deref().or(print.source.archive.as_deref())?;
        Some(match &reference.subject {
            Subject::Words(words) => address_of(words.statement, address),
            _ => address.to_owned(),
        })
    };
    reference.prints.iter().filter_map(at).map(|address| address + "\n").collect()
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
