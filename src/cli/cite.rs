//! `cite`: citations of quotations, events and sources in a style.

use std::io::{self, BufRead, Write};

use clap::Args;

use crate::chronology::Chronology;
use crate::chronology::model::Entity;
use crate::cite::{self, Style, reference::Reference};

use super::select::{Selection, in_time};
use super::{Context, Outcome, mistyped, one_of, select, style};

/// What `cite` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The ids of statements, events, sources, notes or figures (series@day); - reads them from standard input
    #[arg(value_name = "ID", required_unless_present = "query")]
    pub ids: Vec<String>,
    /// Cite what a query is about, in the order of time
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, value_parser = mistyped::query())]
    pub query: Option<String>,
    /// The style of the citation
    #[arg(long, value_parser = one_of(Style::ALL, |style| (style.name(), style.about())), default_value = Style::Note.name())]
    pub style: Style,
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
    if let Some(query) = &args.query {
        let selection = Selection::of(context, query)?;
        targets = in_time(c, Some(&selection));
        remarks.extend(selection.remarks);
        if targets.is_empty() {
            remarks.push(format!("nothing matches {query}"));
            return Ok(Outcome::of(false).with(remarks));
        }
    }
    let queried = remarks.len();
    let asked = ids(&args.ids, io::stdin().lock())?;
    if asked.is_empty() && args.query.is_none() {
        remarks.push("standard input names no id".to_owned());
    }
    for id in &asked {
        match c.by_id(id) {
            None => remarks.push(select::unknown_id(context, id)),
            Some(target) => match Reference::of(c, target) {
                None => {
                    remarks.push(format!("`{id}` is a {}; {}", target.noun(), citable(c, target)));
                }
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
        let text = cite::render_checked(c, &targets, args.style, context.checked());
        match context.width {
            Some(columns) if args.style == Style::Note => write_notes(out, &text, columns)?,
            _ => out.write_all(text.as_bytes())?,
        }
    }
    let is_done = remarks.len() == queried;
    remarks.extend(refuted(context, &targets, args.style));
    Ok(Outcome::of(is_done).with(remarks))
}

/// The words that are not printed where they are said to be, where the style has no place to say so.
fn refuted(context: &Context<'_>, targets: &[Entity], style: Style) -> Vec<String> {
    if !matches!(style, Style::Chicago | Style::Url) {
        return Vec::new();
    }
    let c = context.chronology;
    let checked = context.checked();
    let remark = |target: &Entity| {
        let Entity::Statement(ix) = *target else { return None };
        let mut reference = Reference::of(c, *target)?;
        reference.checked = checked;
        Some(format!("`{}`: {}", c.statement(ix).id, reference.refuted()?))
    };
    targets.iter().filter_map(remark).collect()
}

/// The ids that are given; where one is `-`, those that `input` has, parted by white space, in its place.
fn ids(given: &[String], mut input: impl BufRead) -> io::Result<Vec<String>> {
    let mut ids = Vec::new();
    for id in given {
        if id == "-" {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes)?;
            // An id that is no text is none that is known, and costs no other.
            ids.extend(String::from_utf8_lossy(&bytes).split_whitespace().map(str::to_owned));
        } else {
            ids.push(id.clone());
        }
    }
    Ok(ids)
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

/// What can be cited instead of what cannot: of a series its points.
fn citable(c: &Chronology, target: Entity) -> String {
    let last = match target {
        Entity::Series(ix) => c.series()[ix.at()].point_ids().pop(),
        _ => None,
    };
    last.map_or_else(
        || "a statement, an event, a source, a figure or a note can be cited".to_owned(),
        |id| format!("its figures are cited one by one, as `{id}`"),
    )
}

/// An event that cites nothing can be named but not cited.
fn unprinted(reference: &Reference<'_>, id: &str) -> Option<String> {
    reference.prints.is_empty().then(|| format!("`{id}` cites no source"))
}
