//! `completions`: the script by which a shell asks the program itself what may stand at the cursor, and the answer.
//!
//! The script is a few lines; the program answers with what the dataset of that very command line has: ids, and in
//! a query fields and their values. Only what a shell needs is computed, and nothing is said of a dataset that
//! cannot be read: a completion is no place for errors.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::{Args, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::{Elvish, EnvCompleter, Powershell, Shells};

use crate::chronology::Chronology;
use crate::chronology::load::{self, DatasetPlace};
use crate::chronology::model::Entity;
use crate::search::{Index, QUERY_FIELDS, ReaderState};
use crate::text::{sanitise_line, truncate};

use super::{Outcome, config, label, select};
use shells::LineShell;

mod shells;

/// The variable in which a script says that it asks, and for which shell.
const ASKED: &str = "STARTLINE_COMPLETE";

/// The cells of what is said beside a candidate.
const HELP: usize = 60;

/// What `completions` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// The shells that can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "they are names")]
pub enum Shell {
    Bash,
    Elvish,
    Fish,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

/// Writes the script for a shell.
///
/// # Errors
/// Those of the stream.
pub fn completions(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Bash => &LineShell::Bash,
        Shell::Elvish => &Elvish,
        Shell::Fish => &LineShell::Fish,
        Shell::PowerShell => &Powershell,
        Shell::Zsh => &LineShell::Zsh,
    };
    // Written in memory first: a closed pipe is the caller's to judge.
    let mut script = Vec::new();
    shell.write_registration(ASKED, "startline", "startline", "startline", &mut script)?;
    out.write_all(&script)?;
    Ok(Outcome::of(true))
}

/// Answers a shell that asks what may stand at the cursor; false where none asks.
///
/// # Errors
/// A shell that nobody knows, and those of the stream.
pub fn answer(args: &[OsString]) -> Result<bool, clap::Error> {
    let asking = std::env::var(ASKED).ok();
    // Read for the shell that asks alone: any other start has a configuration of its own to read.
    let (names, paths) = match &asking {
        Some(asking) => config::for_completion(datasets_among(LineShell::named(asking), args)),
        None => Default::default(),
    };
    let dataset = Arc::new(KnownDataset { names, paths, loaded: OnceLock::new() });
    CompleteEnv::with_factory(|| with_values(&dataset))
        .var(ASKED)
        .shells(Shells(&[
            &LineShell::Bash,
            &LineShell::Fish,
            &LineShell::Zsh,
            &Elvish,
            &Powershell,
        ]))
        .try_complete(args.iter().cloned(), std::env::current_dir().ok().as_deref())
}

/// The datasets of the command line that is being completed, read when something of them is wanted.
struct KnownDataset {
    /// What the configuration calls datasets.
    names: Vec<String>,
    paths: Vec<PathBuf>,
    loaded: OnceLock<Option<(Arc<Chronology>, Index)>>,
}

impl KnownDataset {
    fn get(&self) -> Option<&(Arc<Chronology>, Index)> {
        let read = || {
            let places: Vec<DatasetPlace> =
                self.paths.iter().cloned().map(DatasetPlace::of).collect();
            let loaded = load::load_all(&places).ok()?;
            let index = Index::build(&loaded.chronology);
            Some((loaded.chronology, index))
        };
        self.loaded.get_or_init(read).as_ref()
    }
}

/// The datasets that a command line names, or the environment does. The line is one argument where a shell hands it
/// over so, else an argument a word.
fn datasets_among(shell: Option<LineShell>, args: &[OsString]) -> Vec<PathBuf> {
    let mut words = args.iter().filter_map(|arg| arg.to_str()).flat_map(|arg| match shell {
        Some(shell) => shell.split(arg).before,
        None => vec![arg.to_owned()],
    });
    let mut named = Vec::new();
    while let Some(word) = words.next() {
        named.extend(match word.strip_prefix("--dataset").or_else(|| word.strip_prefix("-d")) {
            Some("") => words.next(),
            Some(rest) if word.starts_with("--") => rest.strip_prefix('=').map(str::to_owned),
            Some(path) => Some(path.to_owned()),
            None => None,
        });
    }
    let home = || std::env::var_os("HOME");
    let named = named.into_iter().map(|path| match path.strip_prefix("~/").zip(home()) {
        Some((rest, home)) => Path::new(&home).join(rest),
        None => path.into(),
    });
    let named: Vec<PathBuf> = named.collect();
    let listed = std::env::var_os("STARTLINE_DATASET").filter(|_| named.is_empty());
    let listed = listed.iter().flat_map(std::env::split_paths);
    named.into_iter().chain(listed.filter(|path| !path.as_os_str().is_empty())).collect()
}

/// The command line, with what the dataset has for each argument that names some of it.
fn with_values(dataset: &Arc<KnownDataset>) -> clap::Command {
    let of = |arg: clap::Arg, values: fn(&KnownDataset, &str) -> Vec<CompletionCandidate>| {
        let dataset = Arc::clone(dataset);
        arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
            typed.to_str().map_or_else(Vec::new, |typed| values(&dataset, typed))
        }))
    };
    let with = move |command: clap::Command| {
        let citable = command.get_name() == "cite";
        command.mut_args(move |arg| match arg.get_id().as_str() {
            "ids" if citable => of(arg, |dataset, typed| {
                ids(dataset, typed, |target| {
                    !matches!(target, Entity::Party(_) | Entity::Speaker(_) | Entity::Series(_))
                })
            }),
            "id" => of(arg, |dataset, typed| ids(dataset, typed, |_| true)),
            "at" => of(arg, |dataset, typed| {
                ids(dataset, typed, |target| {
                    matches!(target, Entity::Event(_) | Entity::Statement(_))
                })
            }),
            "article" => of(arg, |dataset, typed| {
                let mut all = ids(dataset, typed, |target| matches!(target, Entity::Source(_)));
                all.extend(PathCompleter::file().complete(OsStr::new(typed)));
                all
            }),
            "query" | "more" => of(arg, queries),
            "dataset" => of(arg, datasets),
            _ => arg,
        })
    };
    let command = super::command();
    with(command).mut_subcommands(with)
}

/// The ids that begin as typed, of the records that are wanted, each with what it is.
fn ids(
    dataset: &KnownDataset,
    typed: &str,
    wanted: fn(&Entity) -> bool,
) -> Vec<CompletionCandidate> {
    let Some((c, _)) = dataset.get() else { return Vec::new() };
    let found = select::every_target(c).filter(wanted);
    let found = found.map(|target| (super::object::id_of(c, target), target));
    found
        .filter(|(id, _)| id.starts_with(typed))
        .map(|(id, target)| candidate(id, &label::of(c, target)))
        .collect()
}

/// The datasets that the configuration names, and paths.
fn datasets(dataset: &KnownDataset, typed: &str) -> Vec<CompletionCandidate> {
    let named = dataset.names.iter().filter(|name| name.starts_with(typed));
    let named = named.map(|name| candidate(name, "a dataset of the configuration"));
    named.chain(PathCompleter::any().complete(OsStr::new(typed))).collect()
}

/// The query that is typed with its last word completed: a field, or a value of one.
fn queries(dataset: &KnownDataset, typed: &str) -> Vec<CompletionCandidate> {
    let Some((c, index)) = dataset.get() else { return Vec::new() };
    let reader = ReaderState::plain(c.day_of_reading(chrono::Local::now().date_naive()));
    let offered = index.complete(c, &reader, typed, typed.len());
    let said = |count: usize| crate::words::count(count, "record");
    offered
        .into_iter()
        .filter_map(|offer| {
            let before = typed.get(..offer.range.start)?;
            let field = QUERY_FIELDS
                .iter()
                .find(|field| offer.label.strip_suffix(':') == Some(field.name()));
            let what = field.map_or(&*offer.label, |field| field.about);
            let told = format!("{what} · {}", said(offer.count));
            Some(candidate(&format!("{before}{}", offer.going_on?), &told))
        })
        .collect()
}

fn candidate(value: &str, told: &str) -> CompletionCandidate {
    let told = sanitise_line(told);
    let told = truncate(&told, HELP).into_owned();
    CompletionCandidate::new(value).help(Some(told.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dataset_is_that_of_the_line() {
        let of = |shell, args: &[&str]| {
            datasets_among(shell, &args.iter().map(OsString::from).collect::<Vec<_>>())
        };
        for (shell, args) in [
            (None, &["s", "--", "startline", "-d", "a b.ron", "show"][..]),
            (None, &["s", "--", "startline", "--dataset=a b.ron", "show"]),
            (None, &["s", "--", "startline", "show", "--dataset", "a b.ron", ""]),
            (Some(LineShell::Bash), &["s", "--", "startline -d a\\ b.ron show "]),
            (Some(LineShell::Fish), &["s", "--", "startline -d 'a b.ron' show mfa"]),
        ] {
            assert_eq!(of(shell, args), [PathBuf::from("a b.ron")], "{args:?}");
        }
    }
}
