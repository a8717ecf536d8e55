//! The command line: its arguments, what a command is given, what it hands back.
//!
//! One file a command. A command reads the chronology and writes to the stream that it is handed,
//! nothing else: no colour but as ANSI styles that the stream takes out where nobody sees them, no
//! wrapping but to a known width, and no exit. It never changes a file.

pub mod check;
pub mod cite;
pub mod complete;
pub mod config;
pub mod examples;
pub mod export;
mod flat;
pub mod import;
pub mod init;
pub mod list;
pub mod manual;
pub mod new;
pub mod number;
pub mod schema;
pub mod search;
pub mod show;

mod excerpt;
mod holders;
mod json;
mod label;
mod line;
mod lines;
mod mistyped;
mod object;
mod progress;
mod select;
mod style;
mod table;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{OsStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use crate::chronology::Chronology;
use crate::chronology::article::{Texts, TextsError};
use crate::chronology::as_of;
use crate::chronology::date::{Edge, Edtf, Period};
use crate::chronology::load::{self, DatasetPlace, LoadError, Loaded};
use crate::chronology::verify::dataset::Verification;
use crate::config::{self as settings, Axis, Choice, THEMES};
use crate::text::shell::quoted;
use crate::words::{self, count};

/// The variables that stand for arguments.
const DATASET: &str = "STARTLINE_DATASET";
const TEXTS: &str = "STARTLINE_TEXTS";
const CONFIG: &str = "STARTLINE_CONFIG";

/// Explore a sourced chronology: what happened, who said what, and the paragraph that prints it.
///
/// Without a command it opens the viewer. With no dataset named it shows the one that is built in.
#[derive(Debug, Default, Parser)]
#[command(name = "startline", version, max_term_width = 100)]
pub struct Cli {
    /// What every command accepts, before or after its name.
    #[command(flatten)]
    pub common: Common,
    /// What only the viewer accepts.
    #[command(flatten)]
    pub view: ViewerArguments,
    /// The command; none opens the viewer.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Which chronology, which texts, and as of which day.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// A dataset: a RON file, a folder of them, or new-start, which is built in and the default; several make one
    /// chronology (`STARTLINE_DATASET` lists them as PATH lists folders)
    #[arg(
        short,
        long,
        value_name = "PATH",
        env = DATASET,
        global = true,
        hide_env_values = true,
        value_parser = path(),
        value_hint = ValueHint::AnyPath
    )]
    pub dataset: Vec<PathBuf>,
    /// Whether the environment names the datasets, and not the command line.
    #[arg(skip)]
    pub is_from_environment: bool,
    /// A folder of article texts named SOURCE-ID.txt, against which quotations are verified; none with ''
    /// [default: texts in the dataset or beside it]
    #[arg(
        long,
        value_name = "DIR",
        env = TEXTS,
        global = true,
        hide_env_values = true,
        value_parser = path(),
        value_hint = ValueHint::DirPath
    )]
    pub texts: Option<PathBuf>,
    /// Show only what had been published by DATE (EDTF), and count days from it [default: today, or the last update of
    /// the dataset if that is earlier]
    #[arg(long, value_name = "DATE", value_parser = date, global = true)]
    pub as_of: Option<Edtf>,
    /// A configuration in place of the usual one, which `startline config` names
    #[arg(
        long,
        value_name = "FILE",
        env = CONFIG,
        global = true,
        hide_env_values = true,
        value_parser = path(),
        value_hint = ValueHint::FilePath
    )]
    pub config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Colour: on a terminal unless the environment refuses it, always, or never [default: auto]
    #[arg(long, value_name = "WHEN", value_enum, global = true)]
    pub color: Option<ColorWhen>,
}

/// When colour is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal; `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `TERM` may say otherwise
    Auto,
    /// To files and pipes too
    Always,
    /// Nowhere
    Never,
}

impl ColorWhen {
    /// The choice in these arguments of the process. It is wanted before they are understood, for what is said
    /// of those that are not.
    #[must_use]
    pub fn among(args: &[OsString]) -> Option<Self> {
        let mut args = args.iter().skip(1).take_while(|arg| *arg != "--");
        while let Some(arg) = args.next() {
            let when = match arg.to_str()?.strip_prefix("--color") {
                Some("") => args.next()?.to_str()?,
                Some(rest) => rest.strip_prefix('=')?,
                None => continue,
            };
            return Self::from_str(when, false).ok();
        }
        None
    }

    /// The same in the terms of the streams.
    #[must_use]
    pub fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// How the viewer opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct ViewerArguments {
    /// Open with this query active
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true, value_parser = mistyped::query())]
    pub query: Option<String>,
    /// Open at this record, or at the record nearest to this date
    #[arg(long, value_name = "ID|DATE")]
    pub at: Option<String>,
    /// The timeline as a list, as lanes or as figures
    #[arg(long, value_name = "NAME", value_parser = named(settings::View::NAMES, settings::View::about))]
    pub view: Option<settings::View>,
    /// Order records by the day said or the day published
    #[arg(long, value_name = "DAY", value_parser = named(Axis::NAMES, Axis::about))]
    pub order: Option<Axis>,
    /// Go on where the viewer was left with this dataset, and remember where it is left now
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub resume: Option<bool>,
    /// Draw with ASCII alone
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub ascii: Option<bool>,
    /// The colours: as the background asks, for a dark or a light one, the terminal's own sixteen, or none
    #[arg(long, value_name = "NAME", value_parser = named(THEMES, Choice::about))]
    pub theme: Option<Choice>,
    /// Capture the mouse: clicks choose, the wheel scrolls; hold Shift to select text
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub mouse: Option<bool>,
}

/// Everything that the viewer is opened with.
#[derive(Debug, Clone, Default)]
pub struct ViewerOptions {
    /// Dataset, texts and day.
    pub common: Common,
    /// Query, place and looks.
    pub view: ViewerArguments,
    /// The configuration, and what is to be said of it.
    pub configured: config::Configured,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find statements and events, best first
    Search(search::Arguments),
    /// List records of a kind, in order
    List(list::Arguments),
    /// Show one record with everything known of it
    Show(show::Arguments),
    /// Cite quotations: the words, who said them, and the paragraph that prints them
    Cite(cite::Arguments),
    /// Export records as other programs read them
    Export(export::Arguments),
    /// Check the dataset, and with --texts every quotation against its article
    Check(check::Arguments),
    /// Bring a spreadsheet or a library of sources: prints a dataset file
    Import(import::Arguments),
    /// Write a small chronology that explains itself into a new folder, to begin one's own from
    Init(init::Arguments),
    /// Print an article with its paragraphs numbered, and what of the dataset stands in each
    Number(number::Arguments),
    /// Print a record of a kind, with every field and word as a comment, to paste into a dataset
    New(new::Arguments),
    /// Print the default configuration as a commented file, and where the file is looked for
    Config,
    /// Print every field and word that a dataset may have
    Schema(schema::Arguments),
    /// Print the script by which a shell completes commands, ids and queries
    Completions(complete::Arguments),
    /// Print the manual page
    Man,
}

/// What a command works on.
#[derive(Debug)]
pub struct Context<'a> {
    /// The dataset as loaded, with its files and problems.
    pub loaded: &'a Loaded,
    /// The chronology to show: the loaded one, or what of it was published by the day.
    pub chronology: &'a Chronology,
    /// The article texts, where a folder was named or found.
    pub texts: Option<&'a Texts>,
    /// The day from which days are counted.
    pub day: NaiveDate,
    /// The moment after which nothing is shown, where the reader named one.
    pub known_by: Option<Edge>,
    /// The width of the terminal in cells; `None` for a pipe, which is never wrapped.
    pub width: Option<usize>,
    /// The datasets that the command line names; none where the environment does, or nothing.
    pub named: &'a [PathBuf],
    /// What the texts say of the chronology, once anybody has asked.
    pub found: OnceCell<Verification>,
}

impl Context<'_> {
    /// A command that is offered, so that it is about the same datasets.
    #[must_use]
    pub fn offered(&self, command: &str) -> String {
        let named =
            self.named.iter().map(|path| format!(" -d {}", quoted(&path.to_string_lossy())));
        named.fold(command.to_owned(), |command, named| command + &named)
    }

    /// What the texts say, where a folder of them was named.
    #[must_use]
    pub fn checked(&self) -> Option<&Verification> {
        self.texts.map(|_| self.verification())
    }

    /// What the texts say of every quotation of the chronology that is shown; found out once.
    #[must_use]
    pub fn verification(&self) -> &Verification {
        let c = self.chronology;
        self.found.get_or_init(|| match self.texts {
            Some(texts) => Verification::of(c, texts),
            None => Verification::without_texts(c),
        })
    }
}

/// How a command went, when it could run at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whether anything was found, or all is well: exit code 0, else 1.
    pub success: bool,
    /// Sentences for the standard error.
    pub remarks: Vec<String>,
}

impl Outcome {
    /// An outcome without a remark.
    #[must_use]
    pub fn of(success: bool) -> Self {
        Self { success, remarks: Vec::new() }
    }

    /// The same with further remarks.
    #[must_use]
    pub fn with(mut self, remarks: impl IntoIterator<Item = String>) -> Self {
        self.remarks.extend(remarks);
        self
    }
}

impl Cli {
    /// Reads the arguments of the process, the name of the program first.
    ///
    /// # Errors
    /// What the command line does not understand, and requests for help and version.
    pub fn read(args: &[OsString]) -> Result<Self, clap::Error> {
        // Where nothing is said nothing has to be understood, which takes a sixth of the time to the first paint.
        if args.len() == 1
            && [DATASET, TEXTS, CONFIG].iter().all(|name| std::env::var_os(name).is_none())
        {
            return Ok(Self::default());
        }
        Self::understand(args)
    }

    /// The same of a command line that says something.
    fn understand(args: &[OsString]) -> Result<Self, clap::Error> {
        let told = |error| {
            let mut commands = Self::command();
            commands.build();
            let names: Vec<&str> =
                commands.get_subcommands().map(clap::Command::get_name).collect();
            let error = mistyped::with_near_alone(error);
            mistyped::with_search(mistyped::with_values(error, args, &commands), args, &names)
        };
        let mut plain = Self::command();
        // Examples are for help alone: most command lines, and every start of the viewer, are read without them.
        let matches = plain
            .try_get_matches_from_mut(args)
            .or_else(|_| command().try_get_matches_from(args))
            .map_err(told)?;
        let mut cli = Self::from_arg_matches(&matches).map_err(told)?;
        let from_variable = |name| matches.value_source(name) == Some(ValueSource::EnvVariable);
        let before = named_before(&plain, args, matches.subcommand_name());
        if before != cli.common.dataset {
            cli.common.dataset.splice(..0, before);
        }
        cli.common.is_from_environment = from_variable("dataset");
        if cli.common.is_from_environment {
            let list = std::mem::take(&mut cli.common.dataset);
            cli.common.dataset = list.iter().flat_map(std::env::split_paths).collect();
        }
        if from_variable("config")
            && (cli.common.no_config
                || cli.common.config.as_deref().is_some_and(|path| path.as_os_str().is_empty()))
        {
            cli.common.config = None;
        }
        if cli.common.config.is_some() && cli.common.no_config {
            let message = "--config and --no-config cannot both be meant";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        if from_variable("texts") {
            cli.common.texts.take_if(|path| path.as_os_str().is_empty());
        }
        cli.checked()
    }

    /// Refuses options of the viewer that stand before a command, where they would do nothing, and takes
    /// an empty path to a dataset (a variable that is set to nothing) for none.
    ///
    /// # Errors
    /// Such a combination, as an error of the command line.
    pub fn checked(mut self) -> Result<Self, clap::Error> {
        self.common.dataset.retain(|path| !path.as_os_str().is_empty());
        if self.command.is_none() || self.view == ViewerArguments::default() {
            return Ok(self);
        }
        let message = "--query, --at, --view, --order, --resume, --ascii, --theme and --mouse are options of the viewer; \
                       give a query after the command: startline list statements -q QUERY";
        Err(Self::command().error(ErrorKind::ArgumentConflict, message))
    }

    /// Loads the datasets that are named, or the one that is built in.
    ///
    /// # Errors
    /// Where there is nothing to load; faults within are [`Loaded::problems`].
    pub fn load(&self) -> Result<Loaded, LoadError> {
        let places = self.common.places();
        progress::shown(|progress| load::read_all(&places, progress)).map(Loaded::audited)
    }

    /// What the viewer is opened with.
    #[must_use]
    pub fn options(&self, configured: config::Configured) -> ViewerOptions {
        ViewerOptions { common: self.common.clone(), view: self.view.clone(), configured }
    }
}

/// Takes the name of one of these, each told in the help with what it is.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    told: impl Fn(T) -> (&'static str, &'static str) + Clone + Send + Sync + 'static,
) -> impl TypedValueParser<Value = T> {
    let names = all.iter().map(|one| {
        let (name, about) = told(*one);
        PossibleValue::new(name).help(about)
    });
    PossibleValuesParser::new(names).try_map(move |name| {
        all.iter().copied().find(|one| told(*one).0 == name).ok_or("it names none of them")
    })
}

/// Reads one by its name in a table of names.
fn named<T: Copy + Send + Sync + 'static>(
    names: &'static [(&'static str, T)],
    about: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    one_of(names, move |(name, one)| (name, about(one))).map(|(_, one)| one)
}

/// The datasets that are named before the command. Where some are named behind it too, the parser keeps those alone.
fn named_before(command: &clap::Command, args: &[OsString], name: Option<&str>) -> Vec<PathBuf> {
    let Some(name) = name else { return Vec::new() };
    // A value may look like the command: what stands before the command is a command line of its own.
    let mut fronts = (1..args.len()).filter(|at| args[*at] == name).map(|at| &args[..at]);
    let matches = fronts.find_map(|front| command.clone().try_get_matches_from(front).ok());
    let given = matches
        .filter(|matches| matches.value_source("dataset") == Some(ValueSource::CommandLine))
        .and_then(|mut matches| matches.remove_many("dataset"));
    given.into_iter().flatten().collect()
}

impl Common {
    /// The datasets that are named; none where it is the built-in one.
    #[must_use]
    pub fn places(&self) -> Vec<DatasetPlace> {
        self.dataset.iter().cloned().map(DatasetPlace::of).collect()
    }

    /// The moment after which nothing is shown, where a day is named.
    #[must_use]
    pub fn known_by(&self) -> Option<Edge> {
        self.as_of.as_ref().and_then(|date| Period::until(date).to)
    }

    /// The article texts: those of the folder that is named, or else of the folders that lie in the datasets or beside
    /// them; `None` where there are none.
    ///
    /// # Errors
    /// A folder that is named and cannot be used.
    pub fn open_texts(&self) -> Result<Option<Texts>, TextsError> {
        match self.texts.as_deref() {
            Some(path) if path.as_os_str().is_empty() => return Ok(None),
            Some(path) => return Texts::open(path).map(Some),
            None => {}
        }
        let places = self.places();
        let named = load::names(&places).into_iter().zip(&places);
        let found: Vec<_> =
            named.filter_map(|(name, place)| Some((name, place.texts()?))).collect();
        (!found.is_empty()).then(|| Texts::open_each(&found)).transpose()
    }
}

/// The command line with the examples of each command in its help.
#[must_use]
pub fn command() -> clap::Command {
    let with_examples = |command: clap::Command| {
        let name = command.get_name().to_owned();
        if examples::of(&name).is_empty() {
            return command;
        }
        let help = examples::in_help(&name);
        let long = command.get_after_long_help().map(|more| format!("{more}\n\n{help}"));
        let command = command.after_help(help);
        match long {
            Some(long) => command.after_long_help(long),
            None => command,
        }
    };
    with_examples(Cli::command()).mut_subcommands(with_examples)
}

/// What `--version` says: the program, the chronology that is built in, the form that it reads, the system.
#[must_use]
pub fn version() -> String {
    let c = load::shipped().chronology;
    let meta = &c.meta;
    let edition = meta.updated.as_ref().map_or_else(String::new, |d| format!(" of {}", d.long()));
    format!(
        "startline {}\nbuilt in: {}{edition}, {}, {}, {}\nreads: schema {}\nsystem: {} {}\n",
        env!("CARGO_PKG_VERSION"),
        meta.title,
        count(c.events().len(), "event"),
        count(c.statements().len(), "statement"),
        count(c.sources().len(), "source"),
        meta.schema,
        std::env::consts::OS,
        std::env::consts::ARCH,
    )
}

/// Runs a command and writes what it has to say to `out`.
///
/// # Errors
/// Where it could not run: no dataset, no folder of texts, a query that cannot be understood, or a
/// stream that takes no more.
pub fn run(cli: &Cli, command: &Command, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    match command {
        Command::Config => config::run(&cli.common, out),
        Command::Completions(arguments) => complete::completions(arguments, out),
        Command::Import(arguments) => import::run(&cli.common, arguments, out),
        Command::Init(arguments) => init::run(arguments, out),
        Command::New(arguments) => new::run(arguments, out),
        Command::Schema(arguments) => schema::run(arguments, out),
        Command::Man => manual::manual(out),
        Command::Check(arguments) if arguments.explain.is_some() => check::explain(arguments, out),
        Command::Check(arguments) if arguments.watch => {
            let texts = cli.common.open_texts()?;
            let places = cli.common.places();
            let check = |out: &mut dyn Write| run_check(cli, arguments, out);
            check::watch((&places, texts.as_ref()), out, check)
        }
        Command::Check(arguments) => run_check(cli, arguments, out),
        Command::Search(arguments) => {
            on_dataset(cli, |context| search::run(context, arguments, out))
        }
        Command::List(arguments) => on_dataset(cli, |context| list::run(context, arguments, out)),
        Command::Show(arguments) => on_dataset(cli, |context| show::run(context, arguments, out)),
        Command::Cite(arguments) => on_dataset(cli, |context| cite::run(context, arguments, out)),
        Command::Export(arguments) => {
            on_dataset(cli, |context| export::run(context, arguments, out))
        }
        Command::Number(arguments) => {
            on_dataset(cli, |context| number::run(context, arguments, out))
        }
    }
}

/// Checks the whole dataset, and says what of it no reader of a day is shown.
fn run_check(
    cli: &Cli,
    arguments: &check::Arguments,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    in_context(cli, None, |context, _| {
        let end = cli.common.known_by();
        let lacks =
            end.and_then(|end| words::lacks_as_of(&as_of::lacks_by(context.chronology, end)));
        let remark = lacks.map(|lacks| format!("all of it is checked; {lacks}"));
        Ok(check::run(context, arguments, out)?.with(remark))
    })
}

/// Runs a command that is about the dataset, and says what was left out of it.
fn on_dataset(
    cli: &Cli,
    run: impl FnOnce(&Context<'_>) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    in_context(cli, cli.common.known_by(), |context, remark| {
        Ok(run(context)?.with(remark).with(faults(context.loaded)))
    })
}

/// Loads the dataset for a command, as it was known by a moment, with what is to be said of that.
fn in_context(
    cli: &Cli,
    known_by: Option<Edge>,
    run: impl FnOnce(&Context<'_>, Option<String>) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let loaded = cli.load()?;
    let texts = cli.common.open_texts()?;
    let seen = known_by.map(|end| as_of::published_by(&loaded.chronology, end));
    let context = Context {
        loaded: &loaded,
        chronology: seen.as_ref().map_or(&loaded.chronology, |seen| &seen.chronology),
        texts: texts.as_ref(),
        day: day(cli.common.as_of.as_ref(), &loaded.chronology),
        known_by,
        width: style::terminal_width(),
        named: if cli.common.is_from_environment { &[] } else { &cli.common.dataset },
        found: OnceCell::new(),
    };
    run(&context, seen.as_ref().and_then(|seen| words::lacks_as_of(&seen.lacks)))
}

/// A word on what was left out of a dataset with errors, so that nothing is missing silently.
fn faults(loaded: &Loaded) -> Option<String> {
    let errors = loaded.counts().errors;
    (errors > 0).then(|| {
        format!(
            "the dataset has {}, and {} left out; `startline check` names each",
            count(errors, "error"),
            match (words::left_out(loaded.left_out, loaded.unread), loaded.left_out, loaded.unread)
            {
                (None, ..) => "no record was".to_owned(),
                (Some(told), 0, _) | (Some(told), 1, 0) => format!("{told} was"),
                (Some(told), ..) => format!("{told} were"),
            }
        )
    })
}

/// The day that `--as-of` names, at its end where it spans several, or today; but no later than the dataset was
/// last changed, since it tells of nothing after.
fn day(as_of: Option<&Edtf>, c: &Chronology) -> NaiveDate {
    as_of.map_or_else(|| c.day_of_reading(chrono::Local::now().date_naive()), as_of::last_day)
}

/// Any path, and none at all: a variable that is set to nothing is as good as not set.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// A date as queries read it, also one that is counted from today.
fn date(text: &str) -> Result<Edtf, String> {
    let today = chrono::Local::now().date_naive();
    if let Some(day) = crate::search::counted_from(text, today) {
        return Ok(Edtf::of_day(day));
    }
    Edtf::parse_written(text).map_err(|error| format!("{error}; {}", error.help))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_command_line_that_says_nothing_is_understood_as_the_default() {
        let clear = [DATASET, TEXTS, CONFIG].iter().all(|name| std::env::var_os(name).is_none());
        let understood = Cli::understand(&["startline".into()]).unwrap();
        let as_default = format!("{understood:?}") == format!("{:?}", Cli::default());
        assert!(as_default || !clear, "{understood:?}");
    }
}
