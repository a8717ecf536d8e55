//! What is mistyped on the command line, and what is offered instead.
//!
//! Owns the rule that an option which nobody knows never becomes a query: it is refused with the option that is
//! near it. And what is said to somebody who gives words or a file where a command is wanted. It must never guess
//! so far as to do what it thinks was meant.

use std::ffi::{OsStr, OsString};

use clap::builder::{StringValueParser, StyledStr, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use crate::text::shell::quoted;
use crate::text::spelling::nearest_name;

/// A query, which is anything but what begins as an option does.
pub(super) fn query() -> impl TypedValueParser<Value = String> {
    QueryParser
}

#[derive(Debug, Clone, Copy)]
struct QueryParser;

impl TypedValueParser for QueryParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let text = StringValueParser::new().parse_ref(command, arg, value)?;
        match option_in(&text) {
            Some(name) => Err(unexpected(command, name)),
            None => Ok(text),
        }
    }
}

/// What of an argument has the form of an option: two dashes and a letter, one dash and a letter by itself, or a
/// dash as print sets it before a word. `-word` is a query: what does not have the word.
fn option_in(text: &str) -> Option<&str> {
    let name = text.split_once('=').map_or(text, |(name, _)| name);
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_option = match name.strip_prefix("--") {
        Some(rest) => begins(rest),
        None => match name.strip_prefix('-') {
            Some(rest) => begins(rest) && rest.len() == 1,
            None => name.strip_prefix(['–', '—', '−']).is_some_and(begins),
        },
    };
    // Of several words in one argument the first is what was taken for an option.
    is_option.then(|| name.split_whitespace().next().unwrap_or(name))
}

/// The error of the command line for an option that it does not know, with the nearest that it does.
fn unexpected(command: &Command, name: &str) -> clap::Error {
    let typed = name.trim_start_matches(['-', '–', '—', '−']);
    let longs = command.get_arguments().filter_map(Arg::get_long);
    let near = if typed.len() > 1 { nearest_name(typed, longs) } else { None };
    let mut error = clap::Error::new(ErrorKind::UnknownArgument).with_cmd(command);
    error.insert(ContextKind::InvalidArg, ContextValue::String(name.to_owned()));
    match near {
        Some(near) => {
            let near = ContextValue::String(format!("--{near}"));
            error.insert(ContextKind::SuggestedArg, near);
        }
        None => {
            let tip = format!(
                "the options are those of '{} --help'; a query that has it in quotation marks finds it: '\"{name}\"'",
                command.get_bin_name().unwrap_or_else(|| command.get_name())
            );
            let tips = ContextValue::StyledStrs(vec![StyledStr::from(tip)]);
            error.insert(ContextKind::Suggested, tips);
        }
    }
    error
}

/// The error without what is said to be similar and is not near by the measure by which everything else is offered.
pub(super) fn with_near_alone(mut error: clap::Error) -> clap::Error {
    for (typed, offered) in [
        (ContextKind::InvalidValue, ContextKind::SuggestedValue),
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
    ] {
        let Some(ContextValue::String(typed)) = error.get(typed) else { continue };
        let bare = |name: &String| name.trim_start_matches('-').to_owned();
        let typed = bare(typed);
        let is_near = |name: &String| nearest_name(&typed, [bare(name).as_str()]).is_some();
        let near = match error.get(offered) {
            Some(ContextValue::String(name)) => Some(name).filter(|n| is_near(n)).cloned(),
            Some(ContextValue::Strings(names)) => names.iter().find(|n| is_near(n)).cloned(),
            _ => continue,
        };
        error.remove(offered);
        if let Some(near) = near {
            error.insert(offered, ContextValue::String(near));
        }
    }
    error
}

/// The error with what may have been meant, where words or a file stand in place of a command.
pub(super) fn with_search(
    mut error: clap::Error,
    args: &[OsString],
    commands: &[&str],
) -> clap::Error {
    let word = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if error.kind() == ErrorKind::InvalidSubcommand => {
            word.clone()
        }
        _ => return error,
    };
    // Behind a command a word stands in place of what that has, and is no query.
    let is_command = |arg: &OsString| commands.iter().any(|command| *arg == **command);
    if args.iter().skip(1).take_while(|arg| **arg != *word).any(is_command) {
        return error;
    }
    let tip = if is_path(&word) {
        format!("to open a dataset: startline -d {}", quoted(&word))
    } else {
        let rest = args.iter().map(|arg| arg.to_string_lossy()).skip_while(|arg| *arg != word);
        let words: Vec<String> =
            rest.take_while(|arg| !arg.starts_with('-')).map(|arg| quoted(&arg)).collect();
        format!("to search for it: startline search {}", words.join(" "))
    };
    let mut tips = match error.remove(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips,
        _ => Vec::new(),
    };
    tips.push(StyledStr::from(tip));
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    error
}

/// Whether somebody who writes this means a file.
fn is_path(word: &str) -> bool {
    let named = std::path::Path::new(word).extension().is_some_and(|end| end == "ron");
    named || word.contains(std::path::MAIN_SEPARATOR)
}

/// An error of the command line with the values named that an argument may have, where one is missing that has a few.
pub(super) fn with_values(
    mut error: clap::Error,
    args: &[OsString],
    commands: &Command,
) -> clap::Error {
    let missing = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(names))
            if error.kind() == ErrorKind::MissingRequiredArgument =>
        {
            names.clone()
        }
        _ => return error,
    };
    let Some(command) = args.iter().skip(1).find_map(|arg| commands.find_subcommand(arg)) else {
        return error;
    };
    let tip = |arg: &Arg| {
        let values = arg.get_possible_values();
        let named: Vec<&str> = values
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let name = arg.get_value_names()?.first()?;
        (!named.is_empty() && missing.contains(&arg.to_string()))
            .then(|| StyledStr::from(format!("{name} is one of {}", named.join(", "))))
    };
    let tips: Vec<StyledStr> = command.get_arguments().filter_map(tip).collect();
    if !tips.is_empty() {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_form_of_an_option_is_one() {
        for (text, name) in [
            ("--formt", "--formt"),
            ("--limt=3", "--limt"),
            ("--formt json", "--formt"),
            ("-q", "-q"),
            ("-n=3", "-n"),
            ("—format", "—format"),
            ("–limit=3", "–limit"),
        ] {
            assert_eq!(option_in(text), Some(name), "{text}");
        }
        for text in [
            "treaty",
            "-treaty",
            "-speaker:putin",
            "-\"two words\"",
            "-",
            "--",
            "---",
            "-5",
            "− 5",
            "— treaty",
            "a --b",
            "!x",
            "-a|b",
            "",
        ] {
            assert_eq!(option_in(text), None, "{text}");
        }
    }
}
