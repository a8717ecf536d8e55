//! `search`: statements and events, best first.

use std::io::{self, BufRead, Write};
use std::slice;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::chronology::Chronology;
use crate::chronology::model::{Entity, SeriesIx};
use crate::chronology::tables::Citation;
use crate::chronology::target::Target;
use crate::search::{self, Hit, Hits, Holder, ParagraphHits, QUERY_FIELDS, QUERY_FORMS, shorten};
use crate::text::shell::quoted;

use super::holders::HolderSelection;
use super::lines::Lines;
use super::object::{self, Object};
use super::select::{Answer, AskedRecords, AskedTexts};
use super::style::{FAINT, STRONG, paint};
use super::{Context, Outcome, json, line, mistyped};

/// What `search` accepts.
#[derive(Debug, Args)]
#[command(after_long_help = query_in_full())]
pub struct Arguments {
    /// What to search for; its help is made of the table of fields.
    #[arg(
        value_name = "QUERY",
        allow_hyphen_values = true,
        value_parser = mistyped::query(),
        help = query_in_short()
    )]
    pub query: String,
    /// More of the query: several arguments are one, with blanks between
    // A second positional, because one that takes many values and hyphens takes the options too.
    #[arg(value_name = "QUERY", hide = true)]
    pub more: Vec<String>,
    /// At most N records; of each line of standard input, where QUERY is -, 20 unless told otherwise
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What a query may be made of.
fn query_in_short() -> String {
    let fields: Vec<String> = QUERY_FIELDS.iter().map(|f| format!("{}:", f.name())).collect();
    format!("Words, \"phrases\", -not, a|b or a OR b, (a b), and fields: {}", fields.join(" "))
}

/// The forms of a query; and its fields, each with what it asks, and the words that some know.
fn query_in_full() -> String {
    let mut lines = vec!["Forms of a query:".to_owned()];
    lines.extend(QUERY_FORMS.iter().map(|(form, about)| format!("  {form:<22} {about}")));
    lines.push("\nFields of a query:".to_owned());
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

/// Searches. A group of reports is one hit, shown as the report that matches best. Below few that match, and where
/// nothing does, what comes near is shown and said to; only where no record is shown is the outcome no success.
/// Paragraphs of the texts held that have the words stand behind the records, and are none: in JSON they are not.
///
/// # Errors
/// A query that cannot be understood, and those of the stream.
pub fn run(
    context: &Context<'_>,
    args: &Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let c = context.chronology;
    let mut asked = AskedRecords::new(context);
    if args.query == "-" && args.more.is_empty() {
        let input = io::stdin().lock();
        return answer_lines(&mut asked, context.chronology, args.limit, input, out);
    }
    let limit = args.limit.unwrap_or(usize::MAX);
    let query = [slice::from_ref(&args.query), &args.more].concat().join(" ");
    let Answer { hits, remarks } = asked.answer(&query, limit)?;
    let shown = hits.ranked.as_slice();
    let texts = AskedTexts::new(context);
    let in_texts = texts.as_ref().map(|texts| texts.answer(&query, &hits));
    let mut in_texts = in_texts.unwrap_or_default();
    in_texts.ranked.truncate(limit);
    let objects = || shown.iter().map(|hit| object_of(context, &hits, hit));
    match args.format {
        Format::Text => {
            let cited: Vec<Citation> = shown.iter().map(citation_of).collect();
            let lines = Lines::of_hits(c, &cited);
            let lit = asked.highlighter(&query, &hits);
            let lines = shown.iter().map(|hit| {
                let line = lines.hit(citation_of(hit));
                let beside: Vec<&str> = line.shown_beside().collect();
                let stand = search::words_stand(c, &lit, citation_of(hit), &beside);
                line.near(hits.told_where(hit, stand))
            });
            for line in line::set(&lines.collect::<Vec<_>>(), context.width) {
                writeln!(out, "{line}")?;
            }
            if let Some(texts) = &texts {
                write_paragraphs(context, texts, &query, (&in_texts, !shown.is_empty()), out)?;
            }
        }
        Format::Json => json::write_array(out, objects())?,
        Format::Jsonl => json::write_lines(out, objects())?,
    }
    let found = hits.total > 0 || !shown.is_empty();
    let what = if in_texts.total > 0 { "no record" } else { "nothing" };
    let none = (!found).then(|| format!("{what} matches {}", shorten(&query)));
    let figures = if found { None } else { figures_with(&mut asked, &query) };
    // What JSON is made of are records.
    let elsewhere = in_texts.heading().filter(|_| args.format != Format::Text);
    let elsewhere = elsewhere.map(|told| format!("{told}; --format text shows them"));
    let unseen = (found && limit == 0).then(|| match hits.total {
        1 => "1 record matches; with --limit 0 it is not shown".to_owned(),
        n => format!("{n} records match; with --limit 0 none is shown"),
    });
    Ok(Outcome::of(found).with(remarks).with(none).with(figures).with(unseen).with(elsewhere))
}

/// That figures have what was asked, which are no records in time.
fn figures_with(asked: &mut AskedRecords<'_>, query: &str) -> Option<String> {
    let c = asked.context.chronology;
    if c.series().is_empty() {
        return None;
    }
    let found = HolderSelection::of_asked(asked, query, Holder::Series).ok()?;
    let has = |at: &usize| found.has(c, Entity::Series(SeriesIx::from(*at)));
    let number = (0..c.series().len()).filter(has).count();
    let series = match number {
        0 => return None,
        1 => "a series has".to_owned(),
        n => format!("{n} series have"),
    };
    let list = asked.context.offered(&format!("startline list series -q {}", quoted(query)));
    Some(format!("{series} it; to list them: {list}"))
}

/// Writes the paragraphs of the texts held that have the words, under a heading of their own and behind the records
/// where there are any.
fn write_paragraphs(
    context: &Context<'_>,
    texts: &AskedTexts<'_>,
    query: &str,
    (found, behind): (&ParagraphHits, bool),
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(heading) = found.heading().filter(|_| !found.ranked.is_empty()) else { return Ok(()) };
    if behind {
        writeln!(out)?;
    }
    writeln!(out, "{}", paint(STRONG, heading))?;
    let lines = Lines::plain(context.chronology);
    let told = found.ranked.iter().map(|hit| {
        let line = lines.paragraph(hit.paragraph, &texts.excerpt(query, hit.paragraph));
        let record =
            hit.record.map_or("", |citation| context.chronology.record_id(citation.record));
        let seen = if record.is_empty() { String::new() } else { format!("see {record}") };
        line.aside(&seen)
    });
    for line in line::set(&told.collect::<Vec<_>>(), context.width) {
        writeln!(out, "{line}")?;
    }
    if found.more() > 0 {
        writeln!(out, "{}", paint(FAINT, format!("and {} more", found.more())))?;
    }
    Ok(())
}

/// The answer to one line of the input.
#[derive(Serialize)]
struct LineAnswer<'a> {
    query: &'a str,
    hits: Vec<LineHit<'a>>,
    /// Why the query cannot be understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// A hit of such an answer.
#[derive(Serialize)]
struct LineHit<'a> {
    id: &'a str,
    score: f32,
    near: Option<&'static str>,
    lacks: Vec<&'a str>,
}

/// Hits of a line, unless told otherwise.
const LINE_HITS: usize = 20;

/// Answers each line of `input` with a line of JSON, over one index. A query that cannot be understood has
/// an error in place of hits, and the next is answered all the same.
fn answer_lines(
    asked: &mut AskedRecords<'_>,
    c: &Chronology,
    limit: Option<usize>,
    mut input: impl BufRead,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let (mut any, mut asked_for, mut misunderstood) = (false, 0, 0);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let query = text.trim_end_matches(['\n', '\r']);
        let answer = asked.answer(query, limit.unwrap_or(LINE_HITS));
        asked_for += 1;
        let error = answer.as_ref().err().map(ToString::to_string);
        misunderstood += usize::from(error.is_some());
        let hits = answer.map(|answer| answer.hits).unwrap_or_default();
        any |= hits.total > 0 || !hits.ranked.is_empty();
        let answers = hits.ranked.iter().map(|hit| LineHit {
            id: Target::Record(citation_of(hit)).id(c),
            score: hit.score,
            near: hit.near.word(),
            lacks: hits.lacks(hit).collect(),
        });
        json::write_lines(out, [LineAnswer { query, hits: answers.collect(), error }])?;
        out.flush()?;
        line.clear();
    }
    let remark = (misunderstood > 0).then(|| {
        format!(
            "{} not understood; see their errors",
            match misunderstood {
                1 => "1 query".to_owned(),
                n => format!("{n} queries"),
            }
        )
    });
    // As for a query by itself: where none is understood, nothing was looked for.
    if let Some(remark) = remark.as_ref().filter(|_| misunderstood == asked_for) {
        anyhow::bail!(remark.clone());
    }
    Ok(Outcome::of(any).with(remark))
}

fn citation_of(hit: &Hit) -> Citation {
    Citation { record: hit.record, nth: hit.nth }
}

fn object_of<'c>(context: &Context<'c>, hits: &Hits, hit: &Hit) -> Object<'c> {
    let object = object::of_hit(context.chronology, citation_of(hit), hit.score);
    let object = object::with_verdict(context, object);
    let object = if hit.by_note { object.in_note() } else { object };
    match hit.near.word() {
        Some(near) => object.near(near, hits.lacks(hit)),
        None => object,
    }
}
