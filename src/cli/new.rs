//! `new`: a record of a kind as RON, with holes where something is needed and every field and word as a comment.
//!
//! Owns the layout of such a record. What a value may be is asked of the loader itself, so that nothing is printed
//! that `check` would refuse.

use std::fmt::Write as _;
use std::io::Write;

use anyhow::{anyhow, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::chronology::form::{self, FormField, Kind, Need, Value};
use crate::chronology::load::load_text;
use crate::chronology::problem::ProblemCode;
use crate::text::spelling::nearest_name;
use crate::text::{slice, wrap};

use super::Outcome;

/// What is said before the fields that may be left out.
const LEFT_OUT: &str = "What may be left out: take the slashes away before what is to be said.";

/// The width of comments, in cells.
const COLUMNS: usize = 96;

/// What `new` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The kind of record
    #[arg(value_parser = kinds())]
    pub kind: String,
    /// As a whole file with this record in it, to write down and go on from
    #[arg(long)]
    pub file: bool,
    /// What its fields say; a field that holds a list may be given several times, and what begins with [ or ( is RON
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
}

/// The names of the kinds.
pub(super) fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(form::kinds().into_iter().map(|kind| kind.name))
}

/// The kind of that name.
pub(super) fn kind_named(name: &str) -> Option<&'static Kind> {
    form::kinds().into_iter().find(|kind| kind.name == name)
}

/// Writes a record of a kind.
///
/// # Errors
/// Those of the stream; a field that the kind does not have, and a value that the loader refuses.
pub fn run(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let kind = kind_named(&args.kind).ok_or_else(|| anyhow!("there is no kind `{}`", args.kind))?;
    let mut given = FieldArguments::default();
    for argument in &args.fields {
        given.take(kind, argument)?;
    }
    let record = record(kind, &given)?;
    let text = match (args.file, form::section_of(kind)) {
        (false, _) => record,
        (true, Some(section)) if section.is_list => {
            format!("(\n    {}: [\n{}    ],\n)\n", section.name, indented(&record, 8))
        }
        (true, Some(_)) => format!("(\n{})\n", indented(&record, 4)),
        (true, None) => bail!("a {} stands within other records, and in no file alone", kind.name),
    };
    out.write_all(text.as_bytes())?;
    Ok(Outcome::of(true))
}

fn indented(record: &str, by: usize) -> String {
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        line => format!("{:by$}{line}\n", ""),
    };
    record.lines().map(line).collect()
}

/// What was said of fields, as it was said.
#[derive(Debug, Default)]
struct FieldArguments<'a> {
    said: Vec<(&'static FormField, Vec<&'a str>)>,
}

impl<'a> FieldArguments<'a> {
    fn take(&mut self, kind: &Kind, argument: &'a str) -> anyhow::Result<()> {
        let Some((name, value)) = argument.split_once('=') else {
            bail!("`{argument}` says nothing of a field: write FIELD=VALUE, such as id=talks");
        };
        let Some(field) = kind.field(name.trim()) else {
            let names = kind.fields.iter().map(|field| field.name);
            let help = match nearest_name(name, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the fields are {}", names.collect::<Vec<_>>().join(", ")),
            };
            bail!("a {} has no field `{name}`: {help}", kind.name);
        };
        match self.said.iter_mut().find(|(said, _)| said.name == field.name) {
            None => self.said.push((field, vec![value])),
            Some((_, values)) if matches!(field.value, Value::List(_)) => values.push(value),
            Some(_) => bail!("the field `{name}` is given twice, and holds one value"),
        }
        Ok(())
    }

    /// What was said of a field, as a dataset writes it.
    fn written(&self, field: &FormField) -> Option<String> {
        let (_, values) = self.said.iter().find(|(said, _)| said.name == field.name)?;
        Some(match (&field.value, values.as_slice()) {
            (Value::List(_), [whole]) if whole.trim_start().starts_with('[') => (*whole).to_owned(),
            (Value::List(item), values) => {
                let items: Vec<_> = values.iter().map(|value| item.written(value)).collect();
                format!("[{}]", items.join(", "))
            }
            (value, values) => value.written(values.first().unwrap_or(&"")).into_owned(),
        })
    }
}

/// A record of a kind: what is said and what is needed first, then what may be left out.
fn record(kind: &'static Kind, given: &FieldArguments<'_>) -> anyhow::Result<String> {
    let mut text = String::new();
    let section = form::section_of(kind);
    let place = match section {
        Some(section) if section.is_list => format!(" It goes into `{}: […]`.", section.name),
        _ => String::new(),
    };
    comment(&mut text, "// ", &format!("{}: {}{place}", kind.name, lower(kind.sentence)));
    let name = section.filter(|section| !section.is_list).map(|section| section.name);
    let _ = match name {
        Some(name) => writeln!(text, "{name}: ("),
        None => writeln!(text, "("),
    };
    let mut optional = Vec::new();
    for field in kind.fields {
        match (given.written(field), field.need) {
            (Some(written), _) => {
                if let Some(fault) = fault(kind, field, &written) {
                    bail!("{}: {fault}", field.name);
                }
                let _ = writeln!(text, "    {}: {written},", field.name);
            }
            (None, Need::Optional) => optional.push(field),
            (None, _) => hole(&mut text, field),
        }
    }
    if !optional.is_empty() {
        text.push('\n');
        comment(&mut text, "    // ", LEFT_OUT);
    }
    for field in optional {
        explain(&mut text, field);
        let _ = writeln!(text, "    // {}: {},", field.name, field.example());
    }
    text.push_str("),\n");
    Ok(text)
}

/// A field that is needed, with a hole for its value.
fn hole(text: &mut String, field: &FormField) {
    explain(text, field);
    let hole = match &field.value {
        Value::Whole => field.example().into_owned(),
        Value::List(item) if item.is_quoted() => "[\"\"]".to_owned(),
        Value::List(_) => "[]".to_owned(),
        value if value.is_quoted() => "\"\"".to_owned(),
        Value::Word(_) => "/* one of these */".to_owned(),
        value => format!("/* {} */", value.noun()),
    };
    let need = match (field.need, field.by_default) {
        (Need::Required, false) => "needed",
        (Need::Required, true) => "needed, here or in `defaults`",
        _ => "most have it",
    };
    let _ = writeln!(text, "    {}: {hole}, // {need}, as in {}", field.name, field.example());
}

/// What a field says, and the words that may stand in it.
fn explain(text: &mut String, field: &FormField) {
    comment(text, "    // ", field.sentence);
    let words = field.value.words();
    let widest = words.iter().map(|word| word.name.len()).max().unwrap_or(0);
    for word in words {
        let mut indent = format!("    //   {:widest$}  ", word.name);
        for range in wrap(word.sentence, COLUMNS.saturating_sub(indent.len())) {
            let _ = writeln!(text, "{indent}{}", slice(word.sentence, range));
            indent = format!("    //   {:widest$}  ", "");
        }
    }
}

fn comment(text: &mut String, indent: &str, sentence: &str) {
    for range in wrap(sentence, COLUMNS.saturating_sub(indent.len())) {
        let _ = writeln!(text, "{indent}{}", slice(sentence, range));
    }
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// What the loader says of a value that is written so; whom it refers to is not asked.
fn fault(kind: &Kind, field: &FormField, written: &str) -> Option<String> {
    let (before, after) = around(kind);
    let text = format!("({before}\n{}:\n{written}\n{after})", field.name);
    let first = 3;
    let last = first + written.matches('\n').count() as u32;
    let loaded = load_text("", &text);
    let problem = loaded.problems.into_iter().find(|problem| match problem.code {
        ProblemCode::UnknownReference => false,
        // It is kept, and `check` tells it.
        ProblemCode::UnknownKind => {
            problem.help.as_ref().is_some_and(|help| help.starts_with("did "))
        }
        ProblemCode::Syntax => true,
        _ => (first..=last).contains(&problem.line),
    })?;
    Some(match problem.help {
        Some(help) => format!("{}: {help}", problem.message),
        None => problem.message,
    })
}

/// What stands before and after the fields of a record of a kind in a dataset file.
fn around(kind: &Kind) -> (String, String) {
    let within = |(before, after): (String, String), name: &str, is_list: bool| {
        let (open, close) = if is_list { ("[(", ")]") } else { ("(", ")") };
        (format!("{before}{name}: {open}"), format!("{close}{after}"))
    };
    if let Some(section) = form::section_of(kind) {
        return within((String::new(), String::new()), section.name, section.is_list);
    }
    let has = |parent: &&&'static Kind| {
        parent.fields.iter().any(|f| f.value.kind().is_some_and(|k| k.name == kind.name))
    };
    let kinds = form::kinds();
    let Some(parent) = kinds.iter().find(has) else { return Default::default() };
    let field = parent.fields.iter().find(|f| f.value.kind().is_some_and(|k| k.name == kind.name));
    let is_list = field.is_some_and(|field| matches!(field.value, Value::List(_)));
    within(around(parent), field.map_or("", |field| field.name), is_list)
}
