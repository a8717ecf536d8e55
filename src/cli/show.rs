//! `show`: one record with everything that is known of it.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::chronology::Chronology;
use crate::chronology::date::{Bounds, Lapse};
use crate::chronology::model::{Entity, StatementIx, Subject};
use crate::chronology::tables::Backlink;
use crate::chronology::verify::dataset::Verification;
use crate::chronology::verify::quote::{Finding, Omissions, Practices, Verdict};

use super::object::{self, Object, PostObject};
use super::{Context, Outcome, json, select};

mod page;

/// What `show` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The id of a record of any kind
    pub id: String,
    /// The form
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The forms of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for reading
    Text,
    /// One object
    Json,
}

/// A record's object with what only `show` computes.
#[derive(Debug, Serialize)]
struct ShownRecord<'a> {
    #[serde(flatten)]
    object: Object<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posts_then: Option<Vec<PostObject<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backlinks: Option<Vec<BacklinkObject<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verification: Option<VerificationObject>,
}

/// A link as its target sees it, with the whole days that passed between the two where their order is certain.
#[derive(Debug, Serialize)]
struct BacklinkObject<'a> {
    kind: &'static str,
    from: &'a str,
    /// At least.
    days: Option<i64>,
    /// `null` where nobody knows: a date is open, approximate or uncertain.
    days_at_most: Option<i64>,
}

#[derive(Debug, Serialize)]
struct VerificationObject {
    status: Verdict,
    found_para: Option<u32>,
    #[serde(skip_serializing_if = "Practices::is_empty")]
    practices: Practices,
    #[serde(skip_serializing_if = "Omissions::is_empty")]
    omissions: Omissions,
}

/// Shows a record.
///
/// # Errors
/// Those of the stream; an unknown id is an outcome.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    let Some(target) = c.by_id(&args.id) else {
        return Ok(Outcome::of(false).with([select::unknown_id(context, &args.id)]));
    };
    let verification = context.verification();
    match args.format {
        Format::Text => page::write(context, target, verification, out)?,
        Format::Json => write_json(c, target, verification, out)?,
    }
    Ok(Outcome::of(true))
}

fn write_json(
    c: &Chronology,
    target: Entity,
    verification: &Verification,
    out: &mut dyn Write,
) -> io::Result<()> {
    let record = target.subject().map(|subject| c.record_of(subject));
    let statement = match target {
        Entity::Statement(ix) => Some(ix),
        _ => None,
    };
    let shown = ShownRecord {
        object: object::of(c, target),
        posts_then: statement.map(|ix| posts_then(c, ix)),
        backlinks: record.map(|record| {
            let told = statement.map_or_else(|| c.subject(record), Subject::Statement);
            c.backlinks(record).iter().map(|link| backlink(c, told, link)).collect()
        }),
        verification: statement.and_then(|ix| verification.finding(ix)).map(|finding| {
            let Finding { verdict: status, found_para, practices, omissions, .. } = finding;
            VerificationObject { status, found_para, practices, omissions }
        }),
    };
    json::write_pretty(out, &shown)
}

fn posts_then(c: &Chronology, ix: StatementIx) -> Vec<PostObject<'_>> {
    let statement = c.statement(ix);
    match (statement.speaker, &statement.said) {
        (Some(speaker), Some(said)) => object::posts(c.speaker(speaker).posts_on(said)),
        _ => Vec::new(),
    }
}

fn backlink<'c>(c: &'c Chronology, told: Subject, link: &Backlink) -> BacklinkObject<'c> {
    let days = c.lapse_between(told, link.from).map(Lapse::whole_days);
    BacklinkObject {
        kind: link.kind.name(),
        from: object::subject_id(c, link.from),
        days: days.map(|days| days.least),
        days_at_most: days.and_then(Bounds::sure_most),
    }
}
