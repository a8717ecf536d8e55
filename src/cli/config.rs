//! The configuration file: where it lies, what of it holds where neither the command line nor the environment says
//! anything, and `config`, which prints the default.
//!
//! Owns the finding and reading of the file; what it may say is [`crate::config`]'s. It is never written.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use crate::chronology::load::BUILT_IN;
use crate::chronology::problem::{Problem, ProblemCode};
use crate::chronology::ron::location::problem_of_file;
use crate::config::{self, Color, Config, Parsed, TextsFolder};
use crate::text::sanitise_line;
use crate::text::spelling::nearest_name;

use super::{Cli, ColorWhen, Command, Common, Outcome, excerpt};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// A configuration that was looked for.
#[derive(Debug, Clone, Default)]
pub struct Configured {
    /// What it says; the defaults where there is none.
    pub config: Config,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What else is to be said of it.
    pub remarks: Vec<String>,
}

impl Cli {
    /// Reads the configuration, unless it is refused or nothing asks for it, and takes from it what the command line
    /// and the environment leave open of what commands share; the viewer looks at the rest.
    ///
    /// # Errors
    /// A file that is named and is not there, a dataset that is neither a path nor a name but near to one, and a
    /// dataset or a folder of texts that the configuration names and that is not there: to go on with another would
    /// answer from a chronology that nobody asked for.
    pub fn configure(&mut self) -> anyhow::Result<Configured> {
        if let Some(
            Command::Completions(_)
            | Command::Man
            | Command::Schema(_)
            | Command::Init(_)
            | Command::New(_),
        ) = self.command
        {
            return Ok(Configured::default());
        }
        let Some(file) = self.common.config_file() else { return Ok(Configured::default()) };
        let (parsed, folder) = read(&file, self.common.config.is_some())?;
        let mut configured =
            Configured { config: parsed.config, problems: parsed.problems, remarks: Vec::new() };
        let home = home();
        configured.config.place_datasets(&folder, home.as_deref());
        let config = &configured.config;
        let named = resolve(&self.common.dataset, config, &file)?;
        let there = |path: &Path, setting: &str, option: &str| match &self.command {
            Some(Command::Config | Command::Import(_)) => Ok(()),
            Some(Command::Check(arguments)) if arguments.explain.is_some() => Ok(()),
            _ if path.as_os_str() == BUILT_IN => Ok(()),
            _ => is_there(path, (setting, option), &file),
        };
        configured.remarks = named.1;
        self.common.dataset = if self.common.dataset.is_empty() {
            let paths = config.default_paths(&folder, home.as_deref());
            paths.iter().try_for_each(|path| there(path, "dataset", "-d PATH"))?;
            paths
        } else {
            named.0
        };
        if self.common.texts.is_none() {
            self.common.texts = match &config.texts {
                TextsFolder::Beside => None,
                TextsFolder::Nowhere => Some(PathBuf::new()),
                TextsFolder::In(path) => {
                    let path = config::placed(Path::new(path), &folder, home.as_deref());
                    there(&path, "texts", "--texts ''")?;
                    Some(path)
                }
            };
        }
        self.common.color = self.common.color.or(match config.color {
            Color::Auto => None,
            Color::Always => Some(ColorWhen::Always),
            Color::Never => Some(ColorWhen::Never),
        });
        Ok(configured)
    }
}

/// Refuses what a setting of the configuration names where nothing is; the option is what goes before that setting.
fn is_there(path: &Path, (setting, option): (&str, &str), file: &Path) -> anyhow::Result<()> {
    let Err(error) = fs::metadata(path) else { return Ok(()) };
    let told = |path: &Path| sanitise_line(&path.to_string_lossy()).into_owned();
    bail!(
        "cannot use {}, which `{setting}` in {} names: {error}; {option} does without",
        told(path),
        told(file)
    )
}

impl Common {
    /// The file that is asked for, or else where it lies by default; `None` where none is to be read.
    #[must_use]
    pub fn config_file(&self) -> Option<PathBuf> {
        if self.no_config {
            return None;
        }
        self.config.clone().or_else(default_file)
    }
}

/// Where the file lies unless another is named; `None` where the reader has no folder for it.
fn default_file() -> Option<PathBuf> {
    let under = if cfg!(target_os = "macos") { "Library/Application Support" } else { ".config" };
    let folder = absolute("XDG_CONFIG_HOME")
        .or_else(|| absolute("APPDATA").filter(|_| cfg!(windows)))
        .or_else(|| Some(home()?.join(under)))?;
    Some(folder.join("startline").join("config.toml"))
}

pub(crate) fn home() -> Option<PathBuf> {
    absolute("HOME").or_else(|| absolute("USERPROFILE").filter(|_| cfg!(windows)))
}

fn absolute(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// Reads a file, and says in which folder it lies. One that is not there says nothing, unless it was named.
fn read(file: &Path, is_named: bool) -> anyhow::Result<(Parsed, PathBuf)> {
    let told = sanitise_line(&file.to_string_lossy()).into_owned();
    let folder = std::path::absolute(file)
        .ok()
        .and_then(|file| file.parent().map(Path::to_owned))
        .unwrap_or_default();
    let parsed = match read_bounded(file) {
        Ok(text) => config::parse(&told, &text),
        Err(error) if error.kind() == ErrorKind::NotFound && !is_named => Parsed::default(),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot read the configuration {told}"));
        }
        Err(error) => {
            let message = format!("the configuration cannot be read: {error}");
            let help = "a configuration is a TOML file; startline config prints one";
            let problem = problem_of_file(&told, ProblemCode::Configuration, &message, help);
            Parsed { problems: vec![problem], ..Parsed::default() }
        }
    };
    Ok((parsed, folder))
}

fn read_bounded(file: &Path) -> io::Result<String> {
    // A pipe put in its place would never end.
    if !fs::metadata(file)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|error| {
        io::Error::other(format!("it is not UTF-8 from byte {}", error.utf8_error().valid_up_to()))
    })
}

/// The names of datasets that the usual configuration has, and the paths that are meant by those that a command line
/// names; nothing is said of what is wrong.
#[must_use]
pub(super) fn for_completion(given: Vec<PathBuf>) -> (Vec<String>, Vec<PathBuf>) {
    let file = absolute("STARTLINE_CONFIG").or_else(default_file);
    let Some((Parsed { mut config, .. }, folder)) =
        file.as_deref().and_then(|file| read(file, false).ok())
    else {
        return (Vec::new(), given);
    };
    let home = home();
    config.place_datasets(&folder, home.as_deref());
    let paths = if given.is_empty() {
        config.default_paths(&folder, home.as_deref())
    } else {
        let resolved = resolve(&given, &config, file.as_deref().unwrap_or(Path::new("")));
        resolved.map_or(given, |(paths, _)| paths)
    };
    (config.datasets.into_iter().map(|dataset| dataset.name).collect(), paths)
}

/// The paths that are meant by those that were given: a path that lies there means itself, any other the dataset of
/// its name. And what is to be said of a path that is both.
fn resolve(
    given: &[PathBuf],
    config: &Config,
    file: &Path,
) -> anyhow::Result<(Vec<PathBuf>, Vec<String>)> {
    let (mut paths, mut remarks) = (Vec::new(), Vec::new());
    for path in given {
        let is_there = fs::symlink_metadata(path).is_ok();
        match config.named(path) {
            Some(named) if !is_there => paths.extend(named.paths.iter().cloned()),
            Some(named) => {
                remarks.push(format!(
                    "{0} is a file or folder here, and is opened; the dataset {0} of the configuration is not",
                    named.name
                ));
                paths.push(path.clone());
            }
            None => {
                let names = config.datasets.iter().map(|dataset| &*dataset.name);
                let typed = path.to_str().filter(|_| !is_there && path.as_os_str() != BUILT_IN);
                if let Some((typed, near)) =
                    typed.and_then(|typed| Some((typed, nearest_name(typed, names)?)))
                {
                    bail!(
                        "there is no dataset {typed}: no file, and no name in {}; did you mean {near}?",
                        file.display()
                    );
                }
                paths.push(path.clone());
            }
        }
    }
    Ok((paths, remarks))
}

/// Says on a stream what is wrong with a configuration, as `check` says it of a dataset.
///
/// # Errors
/// Those of the stream.
pub fn complain(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    for problem in problems {
        excerpt::write_problem(out, problem, super::style::terminal_width())?;
    }
    Ok(())
}

/// Prints the default configuration, and where the file is looked for.
///
/// # Errors
/// Those of the stream.
pub fn run(common: &Common, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    writeln!(out, "# The configuration of startline. The file is looked for at")?;
    match common.config_file().or_else(default_file) {
        Some(file) => writeln!(out, "#     {}", sanitise_line(&file.to_string_lossy()))?,
        None => writeln!(out, "#     startline/config.toml in $XDG_CONFIG_HOME or ~/.config")?,
    }
    writeln!(out, "# --config FILE and STARTLINE_CONFIG name another, --no-config none.\n#")?;
    out.write_all(config::commented_default().as_bytes())?;
    Ok(Outcome::of(true))
}
