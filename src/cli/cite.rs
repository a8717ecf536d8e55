//! `cite`: citations of quotations, events and sources in a style.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use crate::cite::{self, reference::Reference};

use super::{Context, Outcome, select, style};

/// What `cite` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ids of statements, events or sources
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// The style of the citation
    #[arg(long, value_enum, default_value_t = Style::Note)]
    pub style: Style,
}

/// The styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// A sentence for a footnote
    Note,
    /// The words with a Markdown footnote
    Markdown,
    /// An entry for BibTeX and biblatex
    Bibtex,
    /// CSL-JSON, the paragraph as locator
    Csl,
    /// RIS, for reference managers
    Ris,
    /// The address that opens at the words
    Url,
}

impl From<Style> for cite::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Note => Self::Note,
            Style::Markdown => Self::Markdown,
            Style::Bibtex => Self::Bibtex,
            Style::Csl => Self::Csl,
            Style::Ris => Self::Ris,
            Style::Url => Self::Url,
        }
    }
}

/// Cites what can be cited; each id that cannot is named, and then the outcome is no success.
///
/// # Errors
/// Those of the stream.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    let (mut targets, mut remarks) = (Vec::new(), Vec::new());
    for id in &args.ids {
        match c.by_id(id) {
            None => remarks.push(select::unknown_id(c, id)),
            Some(target) => match Reference::of(c, target) {
                None => remarks.push(format!(
                    "`{id}` is a {}; a statement, an event or a source can be cited",
                    select::kind_of(target)
                )),
                Some(reference) => {
                    if args.style == Style::Url && cite::addresses(&reference).is_empty() {
                        remarks.push(format!(
                            "`{id}` has no address: none is known of what prints it"
                        ));
                    }
                    remarks.extend(unprinted(&reference, id));
                    targets.push(target);
                }
            },
        }
    }
    if !targets.is_empty() {
        let text = cite::render(c, &targets, args.style.into());
        match context.width {
            Some(columns) if args.style == Style::Note => write_notes(out, &text, columns)?,
            _ => out.write_all(text.as_bytes())?,
        }
    }
    Ok(Outcome::of(remarks.is_empty()).with(remarks))
}

/// Notes for a terminal, an empty line between two. Only prose is broken: in the other styles the ends of
/// lines mean something.
fn write_notes(out: &mut dyn Write, notes: &str, columns: usize) -> io::Result<()> {
    for (n, note) in notes.lines().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        for line in style::lines(note, Some(columns)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// An event that cites nothing can be named but not cited.
fn unprinted(reference: &Reference<'_>, id: &str) -> Option<String> {
    reference.prints.is_empty().then(|| format!("`{id}` cites no source"))
}
