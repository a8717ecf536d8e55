//! A configuration's text as settings: what is no TOML, whom nobody knows, and what has another form than it must
//! have, each at its place.
//!
//! The rest is read on from the next line. Nothing is taken for what it is only near to.

use std::ops::Range;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, NamedDataset, Parsed, SETTINGS, Setting, TABLES, keys};
use crate::chronology::load::BUILT_IN;
use crate::chronology::problem::ProblemCode;
use crate::chronology::ron::location::problem_in;
use crate::text::spelling::nearest_name;

/// A value at its place.
pub(super) type TomlValue<'a> = Spanned<DeValue<'a>>;

/// What reading a value comes to.
pub(super) type Judged<T> = Result<T, Fault>;

/// What is wrong at a place of the file.
#[derive(Debug)]
pub(super) struct Fault {
    /// The bytes that it is about.
    pub(super) range: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn at(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { range, message: message.into(), help: None }
    }

    pub(super) fn helped(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// Reads a configuration. `file` is its name, for what is said of it.
#[must_use]
pub fn parse(file: &str, text: &str) -> Parsed {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| {
            let range = error.span().unwrap_or(0..0);
            Fault::at(range, format!("this is no TOML: {}", error.message()))
        })
        .collect();
    // Of a line that is no TOML what was made of it is not judged a second time.
    let broken: Vec<Range<usize>> =
        faults.iter().map(|fault| line_of(text, fault.range.start)).collect();
    let mut judged = Vec::new();
    let mut config = Config::default();
    take(&mut config, table.get_ref(), &mut judged);
    judged.retain(|fault| !broken.iter().any(|line| line.contains(&fault.range.start)));
    faults.append(&mut judged);
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    let problem = |fault: Fault| {
        let code = ProblemCode::Configuration;
        problem_in((file, text), &fault.range, code, &fault.message, fault.help.as_deref())
    };
    Parsed { config, problems: faults.into_iter().map(problem).collect() }
}

/// The line in which a byte stands, its end included.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes.iter().take(at).rposition(|b| *b == b'\n').map_or(0, |before| before + 1);
    let end = bytes.iter().skip(at).position(|b| *b == b'\n').map_or(text.len(), |n| at + n);
    start..end + 1
}

fn take(config: &mut Config, table: &DeTable<'_>, faults: &mut Vec<Fault>) {
    for (name, value) in table {
        let taken = match (&**name.get_ref(), value.get_ref()) {
            ("datasets", DeValue::Table(datasets)) => {
                for (name, paths) in datasets {
                    faults.extend(dataset(config, name, paths).err());
                }
                Ok(())
            }
            ("keys", DeValue::Table(bound)) => {
                faults.extend(keys::take(&mut config.chords, bound));
                Ok(())
            }
            (table @ ("datasets" | "keys"), _) => {
                Err(Fault::at(value.span(), format!("{table} is a table"))
                    .helped(format!("write [{table}] on a line of its own and what it has below")))
            }
            (known, _) => match SETTINGS.iter().find(|setting| setting.name == known) {
                Some(Setting { take, .. }) => take(config, value),
                None => Err(unknown(name)),
            },
        };
        faults.extend(taken.err());
    }
}

/// What is said of a setting that there is not.
fn unknown(name: &Spanned<std::borrow::Cow<'_, str>>) -> Fault {
    let names = SETTINGS.iter().map(|setting| setting.name);
    let all = || names.clone().chain(TABLES.iter().map(|(table, _)| *table));
    let fault = Fault::at(name.span(), format!("there is no setting {}", name.get_ref()));
    if keys::is_action(name.get_ref()) {
        return fault.helped("it is an action: keys stand below [keys]");
    }
    match nearest_name(name.get_ref(), all()) {
        Some(near) => fault.helped(format!("did you mean {near}?")),
        None => {
            let all: Vec<&str> = all().collect();
            fault.helped(format!("the settings are {}", all.join(", ")))
        }
    }
}

/// Takes a dataset that goes by a name.
fn dataset(
    config: &mut Config,
    name: &Spanned<std::borrow::Cow<'_, str>>,
    paths: &TomlValue<'_>,
) -> Judged<()> {
    let named: &str = name.get_ref();
    if named == BUILT_IN {
        let message = format!("{BUILT_IN} is the name of the dataset that is built in");
        return Err(Fault::at(name.span(), message).helped("give this one another name"));
    }
    let has_separator = |c: char| matches!(c, '/' | '\\' | ':' | ';') || c.is_control();
    if named.trim() != named || named.is_empty() || named.contains(has_separator) {
        let message = "a dataset's name is a word without /, \\, : and ;";
        return Err(Fault::at(name.span(), message).helped("as in apollo = \"~/apollo\""));
    }
    let all = texts(paths)?;
    if all.is_empty() || all.iter().any(String::is_empty) {
        let message = "a path is expected here, or a list of paths";
        return Err(Fault::at(paths.span(), message).helped("as in apollo = \"~/apollo\""));
    }
    let paths = all.into_iter().map(PathBuf::from).collect();
    config.datasets.push(NamedDataset { name: named.to_owned(), paths });
    Ok(())
}

/// A text in quotation marks.
pub(super) fn text(value: &TomlValue<'_>) -> Judged<String> {
    match value.get_ref() {
        DeValue::String(text) if text.contains(char::is_control) => Err(Fault::at(
            value.span(),
            "a line of text is expected here, without control characters",
        )),
        DeValue::String(text) => Ok(text.to_string()),
        _ => Err(Fault::at(value.span(), "a text in quotation marks is expected here")),
    }
}

/// A text, or a list of them.
pub(super) fn texts(value: &TomlValue<'_>) -> Judged<Vec<String>> {
    let what = "a text in quotation marks, or a list of them, is expected here";
    let as_list = |fault| Fault { message: what.to_owned(), ..fault };
    match value.get_ref() {
        DeValue::Array(items) => items.iter().map(|item| text(item).map_err(as_list)).collect(),
        DeValue::String(_) => text(value).map(|text| vec![text]),
        _ => Err(Fault::at(value.span(), what)),
    }
}

/// Yes or no.
pub(super) fn flag(value: &TomlValue<'_>) -> Judged<bool> {
    match value.get_ref() {
        DeValue::Boolean(on) => Ok(*on),
        _ => Err(Fault::at(value.span(), "true or false is expected here")),
    }
}

/// One of some words, in quotation marks.
pub(super) fn word<T: Copy>(value: &TomlValue<'_>, words: &[(&str, T)]) -> Judged<T> {
    let names = || words.iter().map(|(name, _)| *name);
    let all: Vec<String> = names().map(|name| format!("\"{name}\"")).collect();
    let fault = Fault::at(value.span(), format!("one of {} is expected here", all.join(", ")));
    let DeValue::String(typed) = value.get_ref() else { return Err(fault) };
    match words.iter().find(|(name, _)| name == typed) {
        Some((_, found)) => Ok(*found),
        None => Err(match nearest_name(typed, names()) {
            Some(near) => fault.helped(format!("did you mean \"{near}\"?")),
            None => fault,
        }),
    }
}
