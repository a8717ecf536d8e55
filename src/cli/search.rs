//! `search`: statements and events, best first.

use std::io::Write;
use std::slice;

use clap::{Args, ValueEnum};

use crate::chronology::tables::Citation;
use crate::search::{Hit, Near, QUERY_FIELDS};

use super::lines::Lines;
use super::object::{self, Object};
use super::select::Answer;
use super::{Context, Outcome, json, line};

/// What `search` accepts.
#[derive(Debug, Args)]
#[command(after_long_help = fields_in_full())]
pub struct Arguments {
    /// What to search for; its help is made of the table of fields.
    #[arg(value_name = "QUERY", allow_hyphen_values = true, help = query_in_short())]
    pub query: String,
    /// More of the query: several arguments are one, with blanks between
    // A second positional, because one that takes many values and hyphens takes the options too.
    #[arg(value_name = "QUERY", hide = true)]
    pub more: Vec<String>,
    /// At most N records
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What a query may be made of.
fn query_in_short() -> String {
    let fields: Vec<String> = QUERY_FIELDS.iter().map(|f| format!("{}:", f.name())).collect();
    format!("Words, \"phrases\", -not, a|b, and fields: {}", fields.join(" "))
}

/// The fields of a query, each with what it asks, and the words that some know.
fn fields_in_full() -> String {
    let mut lines = vec!["Fields of a query:".to_owned()];
    for field in QUERY_FIELDS {
        let names: Vec<String> = field.names.iter().map(|name| format!("{name}:")).collect();
        lines.push(format!("  {:<20} {}", names.join(" "), field.about));
        let words = field.words().into_iter();
        lines.extend(words.map(|(word, meaning)| format!("    {word:<18} {meaning}")));
    }
    lines.join("\n")
}

/// The forms of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One record a line, for reading
    Text,
    /// One array
    Json,
    /// One object a line
    Jsonl,
}

/// Searches. A group of reports is one hit, shown as the report that matches best. Where nothing matches,
/// what comes near is shown and said to; only where nothing is shown is the outcome no success.
///
/// # Errors
/// A query that cannot be understood, and those of the stream.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    let limit = args.limit.unwrap_or(usize::MAX);
    let query = [slice::from_ref(&args.query), &args.more].concat().join(" ");
    let answer = Answer::to(context, &query, limit)?;
    let found = answer.hits.total > 0;
    let ranked = &answer.hits.ranked;
    let shown = if found { &ranked[..answer.hits.answers] } else { &ranked[..] };
    let objects = || shown.iter().map(|hit| object_of(context, hit));
    match args.format {
        Format::Text => {
            let hits: Vec<Citation> = shown.iter().map(citation_of).collect();
            let lines = Lines::of_hits(c, &hits);
            let lines = shown.iter().map(|hit| lines.hit(citation_of(hit)).mark(marked(hit.near)));
            for line in line::set(lines.collect(), context.width) {
                writeln!(out, "{line}")?;
            }
        }
        Format::Json => json::write_array(out, objects())?,
        Format::Jsonl => json::write_lines(out, objects())?,
    }
    let remark = if shown.iter().any(|hit| hit.near == Near::Exact) {
        None
    } else if !shown.is_empty() {
        Some(format!("nothing matches {query} exactly; these are near matches only"))
    } else {
        (!found).then(|| format!("nothing matches {query}"))
    };
    let any = found || !shown.is_empty();
    Ok(Outcome::of(any).with(answer.remarks).with(remark))
}

/// The mark of what does not match as typed, in the words of the viewer.
fn marked(near: Near) -> &'static str {
    match near {
        Near::Exact => "",
        Near::Near => "  near",
        Near::Partial => "  near: not all words",
    }
}

fn citation_of(hit: &Hit) -> Citation {
    Citation { record: hit.record, nth: hit.nth }
}

fn object_of<'c>(context: &Context<'c>, hit: &Hit) -> Object<'c> {
    let near = match hit.near {
        Near::Exact => None,
        Near::Near => Some("near"),
        Near::Partial => Some("partial"),
    };
    let of = object::of_hit(context.chronology, citation_of(hit), f64::from(hit.score), near);
    object::with_verdict(context, of)
}
