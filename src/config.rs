//! The configuration: what its file may say, what that is by default, and what is wrong with one.
//!
//! Owns the table of settings, from which the reading, the commented default (which docs/configuration.md shows) and
//! the help of a mistyped name are made. It takes a text and gives plain values: where the file lies, and reading it,
//! is [`crate::cli`]'s. A setting that is wrong keeps its default and is a problem; it never costs another one.

mod default;
mod keys;
mod read;

use std::path::{Path, PathBuf};

use crate::app::chords::Chords;
use crate::chronology::load::BUILT_IN;
use crate::chronology::problem::Problem;

// What a command line may choose too.
pub use crate::app::View;
pub use crate::app::colours::{Choice, THEMES};
pub use crate::app::order::Axis;

pub use self::default::commented_default;
pub use self::read::parse;

use self::read::{Fault, Judged, TomlValue, flag, text, word};

/// What a configuration says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The datasets that are opened where the command line and the environment name none.
    pub dataset: Vec<String>,
    /// Where article texts are looked for.
    pub texts: TextsFolder,
    /// The colours of the viewer.
    pub theme: Choice,
    /// When commands write colour.
    pub color: Color,
    /// Whether the viewer draws with ASCII alone.
    pub ascii: bool,
    /// Whether the viewer captures the mouse.
    pub mouse: bool,
    /// The view that the viewer opens with.
    pub view: View,
    /// The day by which the viewer orders records.
    pub order: Axis,
    /// The query that the viewer opens with; empty for none.
    pub query: String,
    /// Whether the viewer goes on where it was left.
    pub resume: bool,
    /// The datasets that go by a name.
    pub datasets: Vec<NamedDataset>,
    /// The keys.
    pub chords: Chords,
}

/// A dataset that goes by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDataset {
    /// The name.
    pub name: String,
    /// Its files and folders; several make one chronology.
    pub paths: Vec<PathBuf>,
}

/// Where article texts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum TextsFolder {
    /// In the folder `texts` of the dataset or beside it.
    #[default]
    Beside,
    /// Nowhere.
    Nowhere,
    /// In this folder.
    In(String),
}

/// When colour is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless the environment refuses it.
    #[default]
    Auto,
    /// To files and pipes too.
    Always,
    /// Nowhere.
    Never,
}

/// A configuration as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What it says; the default of each setting that is wrong.
    pub config: Config,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A setting: a row of the table.
struct Setting {
    /// Its name in the file.
    name: &'static str,
    /// Its default, as TOML.
    default: &'static str,
    /// What it does, and what it may be.
    about: &'static str,
    /// Takes its value into a configuration.
    take: fn(&mut Config, &TomlValue<'_>) -> Judged<()>,
}

const COLORS: &[(&str, Color)] =
    &[("auto", Color::Auto), ("always", Color::Always), ("never", Color::Never)];

/// The settings that stand before any table of the file, in the order of the commented default.
const SETTINGS: &[Setting] = &[
    Setting {
        name: "dataset",
        default: "[]",
        about: "The dataset that is opened where -d and STARTLINE_DATASET name none: a path, a name of [datasets], \
                or a list of them; none is new-start, which is built in.",
        take: |config, value| read::texts(value).map(|all| config.dataset = all),
    },
    Setting {
        name: "texts",
        default: "true",
        about: "The folder of article texts; true looks for texts in the dataset or beside it, false nowhere.",
        take: |config, value| {
            config.texts = match flag(value) {
                Ok(true) => TextsFolder::Beside,
                Ok(false) => TextsFolder::Nowhere,
                Err(_) => TextsFolder::In(text(value).map_err(|fault| Fault {
                    message: "a folder in quotation marks, true or false is expected here".into(),
                    ..fault
                })?),
            };
            Ok(())
        },
    },
    Setting {
        name: "theme",
        default: "\"auto\"",
        about: "The colours of the viewer: auto (as the terminal's background asks), dark, light, ansi (the \
                terminal's own sixteen) or mono.",
        take: |config, value| word(value, THEMES).map(|theme| config.theme = theme),
    },
    Setting {
        name: "color",
        default: "\"auto\"",
        about: "When colour is written at all: auto (on a terminal unless NO_COLOR is set), always or never.",
        take: |config, value| word(value, COLORS).map(|color| config.color = color),
    },
    Setting {
        name: "ascii",
        default: "false",
        about: "Draw with ASCII alone.",
        take: |config, value| flag(value).map(|on| config.ascii = on),
    },
    Setting {
        name: "mouse",
        default: "false",
        about: "Capture the mouse: clicks choose, the wheel scrolls; Shift selects text.",
        take: |config, value| flag(value).map(|on| config.mouse = on),
    },
    Setting {
        name: "view",
        default: "\"list\"",
        about: "How the timeline opens: list, lanes or figures.",
        take: |config, value| word(value, View::NAMES).map(|view| config.view = view),
    },
    Setting {
        name: "order",
        default: "\"said\"",
        about: "By which day it orders records: said or published.",
        take: |config, value| word(value, Axis::NAMES).map(|order| config.order = order),
    },
    Setting {
        name: "query",
        default: "\"\"",
        about: "The query that is in force when the viewer opens; empty for none.",
        take: |config, value| text(value).map(|query| config.query = query),
    },
    Setting {
        name: "resume",
        default: "false",
        about: "Go on where the viewer was left: record, view, query, day of knowledge, for each dataset. Where this \
                is false and --resume is not given, nothing of it is written.",
        take: |config, value| flag(value).map(|on| config.resume = on),
    },
];

/// The tables of the file, with what stands in each.
const TABLES: &[(&str, &str)] = &[
    (
        "datasets",
        "Datasets by name, for -d NAME and the palette: a path or a list of paths, which make one chronology. \
         Relative paths begin at the folder of this file, ~ is your own.",
    ),
    (
        "keys",
        "The keys, action by action: a key or a list of keys, [] for none. A key is written as in j, G, Ctrl-d, \
         Alt-Left, PgDn, Space, F5; a chord with a blank, as in g g.",
    ),
];

impl Config {
    /// The paths of what is named: those of the dataset that goes by the name, or none.
    #[must_use]
    pub fn named(&self, name: &Path) -> Option<&NamedDataset> {
        self.datasets.iter().find(|dataset| Path::new(&dataset.name) == name)
    }

    /// The paths of the datasets that are opened by default: names stand for what they name, other paths begin where
    /// they are told to.
    #[must_use]
    pub fn default_paths(&self, folder: &Path, home: Option<&Path>) -> Vec<PathBuf> {
        let paths = |path: &String| match self.named(Path::new(path)) {
            Some(named) => named.paths.clone(),
            None if path == BUILT_IN => vec![PathBuf::from(BUILT_IN)],
            None => vec![placed(Path::new(path), folder, home)],
        };
        self.dataset.iter().flat_map(paths).collect()
    }

    /// Lets the paths of named datasets begin at a folder, that of the file, or at the reader's own after `~`.
    pub fn place_datasets(&mut self, folder: &Path, home: Option<&Path>) {
        for path in self.datasets.iter_mut().flat_map(|dataset| &mut dataset.paths) {
            if path.as_os_str() != BUILT_IN {
                *path = placed(path, folder, home);
            }
        }
    }
}

/// A path of a configuration: after `~` from the reader's own folder, else from that of the file.
#[must_use]
pub fn placed(path: &Path, folder: &Path, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        (Ok(_), None) | (Err(_), _) => folder.join(path),
    }
}

#[cfg(test)]
mod tests;
