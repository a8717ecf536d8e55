//! `completions`: the script by which a shell asks the program itself what may stand at the cursor, and the answer.
//!
//! The script is a few lines; the program answers with what the dataset of that very command line has: ids, and in
//! a query fields and their values. Only what a shell needs is computed, and nothing is said of a dataset that
//! cannot be read: a completion is no place for errors.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::{Args, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use crate::chronology::Chronology;
use crate::chronology::load::{self, DatasetPlace};
use crate::chronology::model::Entity;
use crate::search::{Index, QUERY_FIELDS, ReaderState};
use crate::text::{sanitise_line, truncate};

use super::{Outcome, label, select};

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
        Shell::Bash => &WholeWords,
        Shell::Elvish => &Elvish,
        Shell::Fish => &Fish,
        Shell::PowerShell => &Powershell,
        Shell::Zsh => &Zsh,
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
    let dataset = Arc::new(KnownDataset { paths: datasets_among(args), loaded: OnceLock::new() });
    CompleteEnv::with_factory(|| with_values(&dataset))
        .var(ASKED)
        .shells(Shells(&[&WholeWords, &Elvish, &Fish, &Powershell, &Zsh]))
        .try_complete(args.iter().cloned(), std::env::current_dir().ok().as_deref())
}

/// The datasets of the command line that is being completed, read when something of them is wanted.
struct KnownDataset {
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

/// The datasets that the words of a command line name, or the environment does.
fn datasets_among(args: &[OsString]) -> Vec<PathBuf> {
    let mut words = args.iter().filter_map(|arg| arg.to_str()).flat_map(|arg| {
        // A shell that cannot tell the words hands over the line.
        if arg.contains(' ') { split(arg).before } else { vec![arg.to_owned()] }
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
        .map(|(id, target)| candidate(id, &label::told(c, target)))
        .collect()
}

/// The query that is typed with its last word completed: a field, or a value of one in a single word.
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
            Some(candidate(&format!("{before}{}", offer.word?), &told))
        })
        .collect()
}

fn candidate(value: &str, told: &str) -> CompletionCandidate {
    let told = sanitise_line(told);
    let told = truncate(&told, HELP).into_owned();
    CompletionCandidate::new(value).help(Some(told.into()))
}

/// Bash, which parts words at colons and equal signs too, where a query has colons. It hands over the line instead,
/// and is given back what stands behind the last of those.
struct WholeWords;

impl EnvCompleter for WholeWords {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        write!(
            buf,
            r#"_{name}() {{
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <({var}=bash {completer} -- "${{COMP_LINE:0:COMP_POINT}}" 2>/dev/null)
}}
complete -o nospace -o nosort -F _{name} {bin} 2>/dev/null || complete -o nospace -F _{name} {bin}
"#
        )
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        args: Vec<OsString>,
        folder: Option<&Path>,
        buf: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let line = args.into_iter().next().unwrap_or_default();
        let line = line.to_string_lossy();
        let Typed { mut before, word, quote, parted } = split(&line);
        let index = before.len();
        before.push(word);
        let words = before.into_iter().map(OsString::from).collect();
        let offered = clap_complete::engine::complete(command, words, index, folder)?;
        for candidate in offered {
            let value = candidate.get_value().to_string_lossy();
            let Some(value) = value.get(parted..) else { continue };
            let goes_on = value.ends_with([':', '=', '/']);
            match quote {
                Some(_) => writeln!(buf, "{value}")?,
                None if goes_on => writeln!(buf, "{}", escaped(value))?,
                None => writeln!(buf, "{} ", escaped(value))?,
            }
        }
        Ok(())
    }
}

/// A command line as far as it is typed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Typed {
    /// The words before the last.
    before: Vec<String>,
    /// The word at the cursor, as the program would be given it.
    word: String,
    /// The quotation mark that is open in it.
    quote: Option<char>,
    /// What of the word, in bytes, bash takes for a word before it: up to a colon or an equal sign that nothing
    /// quotes.
    parted: usize,
}

/// The words of a line as a shell parts them.
fn split(line: &str) -> Typed {
    let mut typed = Typed::default();
    let mut begun = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (typed.quote, c) {
            (Some(open), _) if c == open => typed.quote = None,
            (Some('\''), _) => typed.word.push(c),
            (_, '\\') => {
                typed.word.extend(chars.next());
                begun = true;
            }
            (Some(_), _) => typed.word.push(c),
            (None, '\'' | '"') => {
                typed.quote = Some(c);
                begun = true;
            }
            (None, _) if c.is_whitespace() => {
                if begun {
                    typed.before.push(std::mem::take(&mut typed.word));
                }
                (begun, typed.parted) = (false, 0);
            }
            (None, _) => {
                typed.word.push(c);
                begun = true;
                if matches!(c, ':' | '=') {
                    typed.parted = typed.word.len();
                }
            }
        }
    }
    typed
}

/// A text as a shell reads it again outside quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_alphanumeric() && !"-_./:=@%+,~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(before: &[&str], word: &str, quote: Option<char>, parted: usize) -> Typed {
        let before = before.iter().map(|word| (*word).to_owned()).collect();
        Typed { before, word: word.to_owned(), quote, parted }
    }

    #[test]
    fn a_line_is_parted_as_a_shell_parts_it() {
        assert_eq!(
            split("startline search speaker:pu"),
            typed(&["startline", "search"], "speaker:pu", None, 8)
        );
        assert_eq!(
            split("startline -q 'a b' show "),
            typed(&["startline", "-q", "a b", "show"], "", None, 0)
        );
        assert_eq!(split("x 'speaker:la"), typed(&["x"], "speaker:la", Some('\''), 0));
        assert_eq!(split(r#"x a\ b "c\"d"#), typed(&["x", "a b"], "c\"d", Some('"'), 0));
        assert_eq!(split("x 'a:b'"), typed(&["x"], "a:b", None, 0));
        assert_eq!(split("x '' "), typed(&["x", ""], "", None, 0));
    }

    #[test]
    fn the_dataset_is_that_of_the_line() {
        let of =
            |args: &[&str]| datasets_among(&args.iter().map(OsString::from).collect::<Vec<_>>());
        for args in [
            &["s", "--", "startline", "-d", "a.ron", "show"][..],
            &["s", "--", "startline", "--dataset=a.ron", "show"],
            &["s", "--", "startline", "show", "--dataset", "a.ron", ""],
            &["s", "--", "startline -d a.ron show "],
        ] {
            assert_eq!(of(args), [PathBuf::from("a.ron")], "{args:?}");
        }
    }
}
