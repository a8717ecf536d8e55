//! Citations: what a person takes away to stand behind a quotation.
//!
//! A citation is of the *quotation*, not of the article alone: the words as this source prints them, who
//! said them, in which post at the time, when and on what grounds, who prints them in which paragraph,
//! and what is known to be wrong with them. Pure: records in, text out. Nothing is invented to fill a
//! field, and the dataset's own words never stand in quotation marks.

pub mod bibtex;
pub mod brief;
pub mod chicago;
pub mod claims;
pub mod csl;
pub mod entry;
pub mod fragment;
pub mod item_types;
pub mod json;
pub mod markdown;
pub mod note;
pub mod reference;
pub mod ris;
pub mod timelinejs;

use std::collections::HashSet;

use crate::chronology::Chronology;
use crate::chronology::article::Paragraph;
use crate::chronology::model::{Entity, StatementIx};
use crate::chronology::verify::dataset::Verification;

use self::reference::Reference;

/// The styles of a citation. A new one is a file of its own, and here a variant with its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described in its row")]
pub enum Style {
    Note,
    Chicago,
    Markdown,
    Bibtex,
    Csl,
    Ris,
    Url,
}

/// Sets records in a style. Every line ends.
type Render = fn(&[Reference<'_>]) -> String;

impl Style {
    /// Every style, in the order in which they are offered.
    pub const ALL: &'static [Self] =
        &[Self::Note, Self::Chicago, Self::Markdown, Self::Bibtex, Self::Csl, Self::Ris, Self::Url];

    /// What it is called, what it is, and how records are set in it.
    fn row(self) -> (&'static str, &'static str, Render) {
        match self {
            Self::Note => {
                ("note", "Everything known, for a fact-checker", |all| each(all, note::line, ""))
            }
            Self::Chicago => ("chicago", "The short footnote, for an editor", |all| {
                each(all, chicago::render, "")
            }),
            Self::Markdown => ("markdown", "The words with a Markdown footnote", |all| {
                each(all, markdown::render, "\n")
            }),
            Self::Bibtex => ("bibtex", "An entry a source for BibTeX and biblatex", bibtex::render),
            Self::Csl => ("csl", "CSL-JSON, an item a source", csl::render),
            Self::Ris => ("ris", "RIS, an entry a source, for reference managers", ris::render),
            Self::Url => {
                ("url", "The address that opens at the words", |all| each(all, addresses, ""))
            }
        }
    }

    /// The name that it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is, in a clause.
    #[must_use]
    pub fn about(self) -> &'static str {
        self.row().1
    }
}

/// The table of styles as Markdown, for the pages in `docs/`.
#[must_use]
pub fn markdown() -> String {
    let rows =
        Style::ALL.iter().map(|style| format!("| `{}` | {} |\n", style.name(), style.about()));
    std::iter::once("| style | what it prints |\n|---|---|\n".to_owned()).chain(rows).collect()
}

fn each(all: &[Reference<'_>], one: fn(&Reference<'_>) -> String, between: &str) -> String {
    all.iter().map(one).collect::<Vec<_>>().join(between)
}

/// Cites records in a style, each once; those that cannot be cited are left out.
#[must_use]
pub fn render(c: &Chronology, targets: &[Entity], style: Style) -> String {
    render_checked(c, targets, style, None)
}

/// The same; where texts were held, styles for people say what was found of the words, and addresses open at the
/// place that prints them.
#[must_use]
pub fn render_checked(
    c: &Chronology,
    targets: &[Entity],
    style: Style,
    checked: Option<&Verification>,
) -> String {
    let mut cited = HashSet::new();
    let references: Vec<Reference<'_>> = (targets.iter())
        .filter(|target| cited.insert(**target))
        .filter_map(|target| {
            let reference = Reference::of(c, *target)?;
            Some(Reference { checked, ..reference })
        })
        .collect();
    let (_, _, render) = style.row();
    render(&references)
}

/// Cites a paragraph that no record holds, as text of the article without a speaker.
#[must_use]
pub fn render_paragraph(c: &Chronology, paragraph: Paragraph, style: Style) -> String {
    let references: Vec<Reference<'_>> =
        Reference::of_paragraph(c, paragraph).into_iter().collect();
    let (_, _, render) = style.row();
    render(&references)
}

/// The addresses of what prints a record, one a line, each source once.
#[must_use]
pub fn addresses(reference: &Reference<'_>) -> String {
    let at =
        |print: &reference::Print<'_>| print.source.address().map(|address| reference.lit(address));
    reference.prints.iter().filter_map(at).map(|address| address + "\n").collect()
}

/// An address of the source of a statement that opens at its words, on a page in the language in which they were
/// said at these; the plain one for reported speech, whose words the page does not have. Where the article is held,
/// its own words at the place are named.
#[must_use]
pub fn address_of(
    c: &Chronology,
    ix: StatementIx,
    address: &str,
    checked: Option<&Verification>,
) -> String {
    let statement = c.statement(ix);
    if !statement.kind.is_verbatim() {
        return address.to_owned();
    }
    let held = checked.and_then(|checked| {
        let article = checked.article(statement.source)?;
        fragment::directive_in(article, &checked.printed(ix))
    });
    let lang = c.source(statement.source).lang.as_deref();
    let original = statement.original.as_ref().filter(|original| lang == Some(&*original.lang));
    let words = original.map_or(&statement.text, |original| &original.text);
    fragment::at(address, held.or_else(|| fragment::directive(words)).as_deref())
}
