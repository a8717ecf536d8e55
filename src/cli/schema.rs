//! `schema`: every field and word of the form, from the table by which files are read.
//!
//! Owns three layouts of [`form`]: text for people, Markdown for the pages in `docs/`, and JSON Schema for editors.

use std::fmt::Write as _;
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value as Json, json};

use crate::chronology::form::{self, FormField, Kind, Need, Value, Word};

use super::new::{kind_named, kinds};
use super::style::{FAINT, STRONG, lines, paint, terminal_width};
use super::{Outcome, json as layout};

/// What `schema` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Only this kind of record
    #[arg(value_parser = kinds())]
    pub kind: Option<String>,
    /// The form
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The forms of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A page for reading
    Text,
    /// Tables in Markdown
    Md,
    /// A JSON Schema (draft 2020-12), with records as objects
    Json,
}

/// Writes the form.
///
/// # Errors
/// Those of the stream.
pub fn run(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let only = args.kind.as_deref().and_then(kind_named);
    let kinds = only.map_or_else(form::kinds, |kind| vec![kind]);
    match args.format {
        Format::Text => text(&kinds, terminal_width(), out)?,
        Format::Md => kinds.iter().try_for_each(|kind| out.write_all(markdown(kind).as_bytes()))?,
        Format::Json => layout::write_pretty(out, &schema(only))?,
    }
    Ok(Outcome::of(true))
}

/// Where records of a kind stand.
fn place(kind: &Kind) -> String {
    match form::section_of(kind) {
        Some(section) if section.is_list => format!("in the list {}: […]", section.name),
        Some(section) => format!("beside the lists, {}: (…)", section.name),
        None => "within other records".to_owned(),
    }
}

/// Whether a field is needed, in words.
fn need(field: &FormField) -> &'static str {
    match (field.need, field.by_default) {
        (Need::Required, false) => "needed",
        (Need::Required, true) => "needed, or in defaults",
        (Need::Expected, false) => "expected",
        (Need::Expected, true) => "expected, or in defaults",
        (Need::Optional, false) => "",
        (Need::Optional, true) => "or in defaults",
    }
}

fn text(kinds: &[&Kind], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    for (nth, kind) in kinds.iter().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}  {}", paint(STRONG, kind.name), paint(FAINT, place(kind)))?;
        indented(out, 2, kind.sentence, width)?;
        for field in kind.fields {
            let what = [field.value.noun().as_str(), need(field)].join(", ");
            writeln!(out)?;
            writeln!(
                out,
                "  {}  {}",
                paint(STRONG, format!("{}: {}", field.name, field.example())),
                paint(FAINT, what.trim_end_matches([',', ' '])),
            )?;
            indented(out, 4, field.sentence, width)?;
            let widest = field.value.words().iter().map(|word| word.name.len()).max().unwrap_or(0);
            for word in field.value.words() {
                let row = format!("{:widest$}  {}", word.name, word.sentence);
                indented(out, 6, &row, width)?;
            }
        }
    }
    Ok(())
}

fn indented(out: &mut dyn Write, by: usize, text: &str, width: Option<usize>) -> io::Result<()> {
    for line in lines(text, width.map(|width| width.saturating_sub(by).max(20))) {
        writeln!(out, "{:by$}{line}", "")?;
    }
    Ok(())
}

/// The fields of a kind as a table in Markdown, and a table of the words of each field that has some of its own.
#[must_use]
pub fn markdown(kind: &Kind) -> String {
    let mut page = String::from("| field | what it says | as in | |\n|---|---|---|---|\n");
    for field in kind.fields {
        let example = field.example();
        let _ = writeln!(
            page,
            "| `{}` | {} | `{}` | {} |",
            field.name,
            field.sentence,
            example.replace('|', "\\|"),
            need(field)
        );
    }
    let mut shown: Vec<&[Word]> = Vec::new();
    for field in kind.fields {
        let words = field.value.words();
        if words.is_empty() || shown.contains(&words) {
            continue;
        }
        shown.push(words);
        let _ = write!(page, "\n| `{}` | |\n|---|---|\n", field.name);
        for word in words {
            let _ = writeln!(page, "| `{}` | {} |", word.name, word.sentence);
        }
    }
    page
}

/// The form as a JSON Schema, as if records were objects: for editors that complete and check by one.
fn schema(only: Option<&Kind>) -> Json {
    let mut schema = match only {
        Some(kind) => json!({ "$ref": reference(kind) }),
        None => json!({
            "title": "A dataset file of startline",
            "description": "A dataset is one file, or a folder whose files are read as one; every part may be left out of a file.",
            "type": "object",
            "properties": form::sections().iter().map(part).collect::<Map<_, _>>(),
            "additionalProperties": false,
        }),
    };
    if let Some(object) = schema.as_object_mut() {
        let kinds = form::kinds().into_iter();
        let definitions: Map<_, _> =
            kinds.map(|kind| (kind.name.to_owned(), record(kind))).collect();
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("$defs".to_owned(), definitions.into());
    }
    schema
}

fn reference(kind: &Kind) -> String {
    format!("#/$defs/{}", kind.name)
}

fn part(section: &form::Section) -> (String, Json) {
    let record = json!({ "$ref": reference(section.kind) });
    let part = if section.is_list { json!({ "type": "array", "items": record }) } else { record };
    (section.name.to_owned(), part)
}

fn record(kind: &Kind) -> Json {
    let required = kind.fields.iter().filter(|field| field.is_required() && !field.by_default);
    json!({
        "description": kind.sentence,
        "type": "object",
        "properties": kind.fields.iter().map(property).collect::<Map<_, _>>(),
        "required": required.map(|field| field.name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

fn property(field: &FormField) -> (String, Json) {
    let mut property = value(&field.value);
    if let Some(object) = property.as_object_mut() {
        object.insert("description".to_owned(), json!(field.sentence));
        if let Some(example) = example(field) {
            object.insert("examples".to_owned(), json!([example]));
        }
    }
    (field.name.to_owned(), property)
}

/// The example, where it is no more than one plain value.
fn example(field: &FormField) -> Option<Json> {
    match field.value {
        Value::Word(_) => Some(json!(field.example)),
        Value::Paragraph | Value::Whole | Value::Number | Value::Flag => {
            serde_json::from_str(field.example).ok()
        }
        value if value.is_quoted() => Some(json!(field.example)),
        _ => None,
    }
}

fn value(value: &Value) -> Json {
    let one_of = |words: &[Word], schema: fn(&Word) -> Json| -> Json {
        let described = words.iter().map(|word| {
            let mut schema = schema(word);
            schema["description"] = json!(word.sentence);
            schema
        });
        json!({ "oneOf": described.collect::<Vec<_>>() })
    };
    match value {
        Value::Id => json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,79}$" }),
        Value::Reference(_) | Value::Text | Value::Date | Value::Zone => {
            json!({ "type": "string" })
        }
        Value::Address => json!({ "type": "string", "pattern": "^https?://" }),
        Value::Paragraph => json!({ "type": "integer", "minimum": 1 }),
        Value::Whole => json!({ "type": "integer", "minimum": 0 }),
        Value::Number => json!({ "type": "number" }),
        Value::Flag => json!({ "type": "boolean" }),
        Value::Word(words) => one_of(words, |word| json!({ "const": word.name })),
        Value::Basis(words) => one_of(words, |word| match word.name {
            "Stated" => json!({ "const": word.name }),
            name => with_value(name),
        }),
        Value::Link(words) => one_of(words, |word| with_value(word.name)),
        Value::Record(kind) => json!({ "$ref": reference(kind) }),
        Value::List(item) => json!({ "type": "array", "items": self::value(item) }),
    }
}

/// A word with a string in brackets, as an object.
fn with_value(word: &str) -> Json {
    json!({
        "type": "object",
        "properties": { word: { "type": "string" } },
        "required": [word],
        "additionalProperties": false,
    })
}
