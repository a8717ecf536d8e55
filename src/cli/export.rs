//! `export`: what a query is about, as other programs read it.
//!
//! Owns what is exported and in which order, and the table of formats. How a format looks is the business of its
//! file in [`crate::cite`]; what is exported goes to standard output, so that no file is ever written over.

use std::cell::RefCell;
use std::io::Write;

use clap::Args;

use crate::chronology::model::Entity;
use crate::cite::brief::{Brief, Pick, html, markdown};
use crate::cite::{claims, timelinejs};
use crate::words;

use super::select::{Selection, in_time};
use super::{Context, Outcome, mistyped, one_of};

/// What `export` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The format
    #[arg(value_name = "FORMAT", value_parser = one_of(Format::ALL, |format| (format.name(), format.about())))]
    pub format: Format,
    /// Export only what a query is about
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, value_parser = mistyped::query())]
    pub query: Option<String>,
}

/// The formats. A new one is a variant with its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described in its row")]
pub enum Format {
    Html,
    Markdown,
    Timelinejs,
    Claims,
}

/// What is exported.
pub(super) struct Export<'a> {
    /// The chronology with all that is known of it.
    pub(super) context: &'a Context<'a>,
    /// The events and statements, in the order of time; of a statement each report that is asked for.
    pub(super) records: Vec<Entity>,
    /// The query that chose them.
    pub(super) query: Option<&'a str>,
    /// What is to be said of what a format has no place for.
    remarks: RefCell<Vec<String>>,
}

/// Sets what is exported. Every line ends.
type Render = fn(&Export<'_>) -> anyhow::Result<String>;

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[Self::Html, Self::Markdown, Self::Timelinejs, Self::Claims];

    /// What it is called, what it is, and how records are set in it.
    fn row(self) -> (&'static str, &'static str, Render) {
        match self {
            Self::Html => {
                ("html", "One page that needs nothing beside it, to be read or printed", |export| {
                    Ok(html::render(&export.brief()))
                })
            }
            Self::Markdown => ("markdown", "The same page in Markdown, with footnotes", |export| {
                Ok(markdown::render(&export.brief()))
            }),
            Self::Timelinejs => (
                "timelinejs",
                "JSON for a timeline on a web page, as TimelineJS reads it",
                |export| {
                    let (c, checked) = (export.context.chronology, export.context.checked());
                    let known_by = export.context.known_by;
                    let (json, undated) = timelinejs::render(c, &export.records, checked, known_by);
                    if undated > 0 {
                        let undated = words::count(undated, "record");
                        export.remark(format!(
                            "{undated} without any day left out: a timeline has no place for it"
                        ));
                    }
                    Ok(json)
                },
            ),
            Self::Claims => (
                "claims",
                "JSON-LD: statements as Claim of schema.org, with their appearances",
                |export| {
                    let (c, checked) = (export.context.chronology, export.context.checked());
                    let (json, claims) = claims::render(c, &export.records, checked);
                    if claims == 0 {
                        export.remark(
                            "only statements are claims, and there is none among these".to_owned(),
                        );
                    }
                    Ok(json)
                },
            ),
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

impl Export<'_> {
    fn remark(&self, remark: String) {
        self.remarks.borrow_mut().push(remark);
    }

    /// What is exported as a brief.
    fn brief(&self) -> Brief<'_> {
        let context = self.context;
        Brief {
            c: context.chronology,
            verification: context.checked(),
            day: context.day,
            known_by: context.known_by,
            query: self.query,
            picks: self.records.iter().map(|entity| Pick { entity: *entity, note: None }).collect(),
            missing: Vec::new(),
        }
    }
}

/// Exports what a query is about, or everything.
///
/// # Errors
/// A query that cannot be understood, and those of the stream.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    let selection = args.query.as_ref().map(|query| Selection::of(context, query)).transpose()?;
    let records = in_time(c, selection.as_ref());
    let remarks = selection.map_or_else(Vec::new, |selection| selection.remarks);
    if records.is_empty() {
        let nothing = match &args.query {
            Some(query) => format!("nothing matches {query}"),
            None => "the dataset holds no event and no statement".to_owned(),
        };
        return Ok(Outcome::of(false).with(remarks).with([nothing]));
    }
    let (_, _, render) = args.format.row();
    let query = args.query.as_deref();
    let export = Export { context, records, query, remarks: RefCell::default() };
    out.write_all(render(&export)?.as_bytes())?;
    Ok(Outcome::of(true).with(remarks).with(export.remarks.into_inner()))
}
