//! Loading datasets: RON files, folders of them, or the one that is built in.
//!
//! Finds the files and reads their bytes; [`super::ron`] and `check` make records of them. Every problem of every
//! file comes back at once beside the good records. It never writes.
//!
//! Several datasets make one chronology. How an id of one names a record of another, and what becomes of an id that
//! two of them give, is said where it is decided, in `check/datasets.rs`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::encoding::without_mark;
use super::id::kebab;
use super::problem::{self, Problem, ProblemCode, ProblemCounts, ProblemList};
use super::progress::Progress;
use super::ron::location::problem_of_file;
use super::ron::{FileText, NoText, Origin};
use super::{Chronology, check};

/// The dataset that is built in.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/new-start");

/// The name by which the built-in dataset can be asked for, where nothing in the folder has that name.
pub const BUILT_IN: &str = "new-start";

/// The largest dataset file that is read, in bytes.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A dataset that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatasetPlace {
    /// The one that is built in.
    BuiltIn,
    /// A file, or a folder of files.
    At(PathBuf),
}

impl DatasetPlace {
    /// What a path on the command line names: what lies there, or else the built-in dataset if it is its name.
    #[must_use]
    pub fn of(path: PathBuf) -> Self {
        let is_name = path.as_os_str() == BUILT_IN && fs::symlink_metadata(&path).is_err();
        if is_name { Self::BuiltIn } else { Self::At(path) }
    }

    /// The folder `texts` in the dataset or beside it, where article texts are looked for that nobody named.
    #[must_use]
    pub fn texts(&self) -> Option<PathBuf> {
        let Self::At(path) = self else { return None };
        let beside = || Some(fs::canonicalize(path).ok()?.parent()?.join("texts"));
        let within = path.join("texts");
        if within.is_dir() {
            return Some(within);
        }
        // Told as it would be typed, where that is the same folder.
        let typed = path.parent().filter(|_| path.file_name().is_some());
        match typed.map(|folder| folder.join("texts")).filter(|folder| folder.is_dir()) {
            Some(folder) => Some(folder),
            None => beside().filter(|folder| folder.is_dir()),
        }
    }

    /// What the dataset is called beside others: the name of its folder or file as an id.
    fn name(&self) -> String {
        let Self::At(path) = self else { return BUILT_IN.to_owned() };
        let whole = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let name = if whole.is_dir() { whole.file_name() } else { whole.file_stem() };
        match kebab(&name.unwrap_or_default().to_string_lossy()) {
            empty if empty.is_empty() => "dataset".to_owned(),
            name => name,
        }
    }
}

/// What datasets are called beside each other, each by a name of its own: of two that are named alike the second
/// has `-2` behind its name.
#[must_use]
pub fn names(places: &[DatasetPlace]) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = Vec::new();
    for place in places {
        let name = place.name();
        let numbered = (2..).map(|n| format!("{name}-{n}"));
        let mut all = std::iter::once(name.clone()).chain(numbered);
        names.extend(all.find(|name| !names.iter().any(|n| **n == **name)).map(Box::from));
    }
    names
}

/// A chronology as loaded; by default nothing.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The good records and what follows from them.
    pub chronology: Arc<Chronology>,
    /// The problems of all files: errors before warnings, in the order of files and lines.
    pub problems: Vec<Problem>,
    /// How many more there are: past twenty thousand they are counted and not told.
    pub untold: ProblemCounts,
    /// How many records were left out for problems of their own.
    pub left_out: usize,
    /// How many files are left out of which nobody knows what records they hold: they cannot be read, or are none of
    /// RON.
    pub unread: usize,
    /// The files, for placing further problems.
    pub files: Vec<FileText>,
}

impl Loaded {
    /// What shows only when records are seen together, with the problems that have been found already: the list and
    /// how many more there are, as in [`Loaded`] itself. Nothing is left out for it.
    #[must_use]
    pub fn audit(&self) -> (Vec<Problem>, ProblemCounts) {
        let mut problems = ProblemList::of(self.problems.clone(), self.untold);
        check::audit(&self.chronology, &self.files, &mut problems);
        let untold = problems.untold();
        problem::sort(&mut problems.list);
        (problems.list, untold)
    }

    /// The same with all its problems.
    #[must_use]
    pub fn audited(mut self) -> Self {
        (self.problems, self.untold) = self.audit();
        self
    }

    /// How many problems there are, those among them that are counted and not told.
    #[must_use]
    pub fn counts(&self) -> ProblemCounts {
        let mut counts = self.untold;
        self.problems.iter().for_each(|problem| counts.count(problem.severity));
        counts
    }
}

/// Why there is no dataset at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The path leads nowhere.
    #[error("cannot read the dataset {path}: {error}")]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A folder without dataset files.
    #[error("the folder {0} holds no .ron file; a dataset is one RON file or a folder of them")]
    EmptyFolder(PathBuf),
    /// A folder in which what looks like a dataset file is not named or placed as one.
    #[error(
        "the folder {path} holds no .ron file, but {stray}; a dataset is one RON file, its name ending in .ron, or a folder of them"
    )]
    OnlyStrays {
        /// The path as given.
        path: PathBuf,
        /// What is there.
        stray: PathBuf,
    },
    /// Neither a file nor a folder.
    #[error("{0} is neither a file nor a folder; a dataset is one RON file or a folder of them")]
    NoFile(PathBuf),
}

/// The dataset that is built in.
#[must_use]
pub fn shipped() -> Loaded {
    assemble(shipped_files(), Vec::new(), &[], &Progress::default()).audited()
}

fn shipped_files() -> Vec<FileText> {
    let mut files: Vec<FileText> = SHIPPED
        .files()
        .filter(|f| f.path().extension().is_some_and(|e| e == "ron"))
        .filter_map(|f| {
            let name = format!("assets/new-start/{}", f.path().display());
            f.contents_utf8().map(|text| FileText::new(name, Origin::Memory(Cow::Borrowed(text))))
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// Loads a file, or the `*.ron` files of a folder in the order of their names.
///
/// # Errors
/// Only where there is nothing to load at all; faults in files are [`Loaded::problems`].
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_all(&[DatasetPlace::At(path.to_owned())])
}

/// Loads datasets into one chronology, in the order in which they are given; the built-in one where none is. A file
/// that two of them hold is read once, for the first.
///
/// # Errors
/// Only where there is nothing to load at one of the places; faults in files are [`Loaded::problems`].
pub fn load_all(places: &[DatasetPlace]) -> Result<Loaded, LoadError> {
    read_all(places, &Progress::default()).map(Loaded::audited)
}

/// The same before it is looked for what shows only when records are seen together, see [`Loaded::audit`]; `progress`
/// says meanwhile how far it has come.
///
/// # Errors
/// As [`load_all`].
pub fn read_all(places: &[DatasetPlace], progress: &Progress) -> Result<Loaded, LoadError> {
    if places.is_empty() {
        return Ok(assemble(shipped_files(), Vec::new(), &[], progress));
    }
    let names = if places.len() > 1 { names(places) } else { Vec::new() };
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let mut read: HashSet<PathBuf> = HashSet::new();
    let mut has_shipped = false;
    for (dataset, place) in (0..).zip(places) {
        let DatasetPlace::At(path) = place else {
            if !std::mem::replace(&mut has_shipped, true) {
                files.extend(shipped_files().into_iter().map(|file| file.of_dataset(dataset)));
            }
            continue;
        };
        let found = look(path)?;
        problems.extend(found.strays.iter().map(Stray::problem));
        for path in found.files {
            let whole = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if names.is_empty() || read.insert(whole) {
                let name = path.display().to_string();
                files.push(FileText::new(name, Origin::Disk(path)).of_dataset(dataset));
            } else {
                problems.push(Stray::Twice(path).problem());
            }
        }
    }
    Ok(assemble(files, problems, &names, progress))
}

/// The files of datasets: for each the one at its path, or the `*.ron` files of a folder in the order of their names.
/// None for the built-in one.
///
/// # Errors
/// Where there is nothing to load at one of the places.
pub fn find(places: &[DatasetPlace]) -> Result<Vec<PathBuf>, LoadError> {
    let mut files = Vec::new();
    for place in places {
        if let DatasetPlace::At(path) = place {
            files.extend(look(path)?.files);
        }
    }
    Ok(files)
}

/// How many bytes the files of datasets have, those of the built-in one apart; what cannot be asked has none.
#[must_use]
pub fn bytes(places: &[DatasetPlace]) -> u64 {
    let files = find(places).unwrap_or_default();
    files.iter().filter_map(|file| Some(std::fs::metadata(file).ok()?.len())).sum()
}

/// Loads one dataset file from memory, under a name for messages.
#[must_use]
pub fn load_text(name: &str, text: &str) -> Loaded {
    let text = Cow::Owned(without_mark(text).to_owned());
    assemble(
        vec![FileText::new(name.to_owned(), Origin::Memory(text))],
        Vec::new(),
        &[],
        &Progress::default(),
    )
    .audited()
}

/// Loads a dataset file from memory as one of the datasets at the places, which become one dataset: none of their
/// own where there is no place.
///
/// # Errors
/// Where there is nothing to load at one of the places.
pub fn load_beside(places: &[DatasetPlace], name: &str, text: &str) -> Result<Loaded, LoadError> {
    let mut files = Vec::new();
    if places.contains(&DatasetPlace::BuiltIn) {
        files.extend(shipped_files());
    }
    let found = find(places)?;
    let file = |path: PathBuf| FileText::new(path.display().to_string(), Origin::Disk(path));
    files.extend(found.into_iter().map(file));
    files.push(FileText::new(name.to_owned(), Origin::Memory(Cow::Owned(text.to_owned()))));
    Ok(assemble(files, Vec::new(), &[], &Progress::default()).audited())
}

/// The text of a file that another program wrote, and in which encoding it was read where that is not UTF-8: UTF-16
/// by its mark, or Windows-1252.
///
/// # Errors
/// What the file seems to be instead, and what to do.
pub fn decode_foreign(bytes: &[u8]) -> Result<(String, Option<&'static str>), String> {
    super::encoding::decode_foreign(bytes)
}

/// What lies at the path of a dataset.
struct FoundFiles {
    files: Vec<PathBuf>,
    strays: Vec<Stray>,
}

/// What lies in the folder of a dataset, looks as if it belonged to it, and is not read.
enum Stray {
    /// A file that is read under another name.
    Named(PathBuf),
    /// A file whose name begins with a dot.
    Hidden(PathBuf),
    /// A folder with dataset files in it.
    Folder(PathBuf),
    /// A file that has been read for a dataset given before.
    Twice(PathBuf),
}

impl Stray {
    fn path(&self) -> &Path {
        match self {
            Self::Named(path) | Self::Hidden(path) | Self::Folder(path) | Self::Twice(path) => path,
        }
    }

    fn problem(&self) -> Problem {
        let (path, message, help) = match self {
            Self::Named(path) => (
                path,
                "this file is not read: the name of a dataset file ends in .ron",
                format!("rename it to {}", path.with_extension("ron").display()),
            ),
            Self::Hidden(path) => (
                path,
                "this file is not read: its name begins with a dot, as of files that programs keep for themselves",
                "rename it if it belongs to the dataset, or remove it".to_owned(),
            ),
            Self::Folder(path) => (
                path,
                "the dataset files in this folder are not read: a dataset is one folder",
                "move them up into the folder of the dataset, or give the folder as a dataset of its own with another -d".to_owned(),
            ),
            Self::Twice(path) => (
                path,
                "this file has been read already, for a dataset given before",
                "give each dataset once".to_owned(),
            ),
        };
        problem_of_file(&path.display().to_string(), ProblemCode::Stray, message, &help)
    }
}

fn look(path: &Path) -> Result<FoundFiles, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    let kind = fs::metadata(path).map_err(unreadable)?;
    if kind.is_file() {
        return Ok(FoundFiles { files: vec![path.to_owned()], strays: Vec::new() });
    }
    if !kind.is_dir() {
        return Err(LoadError::NoFile(path.to_owned()));
    }
    let (mut files, mut strays) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        match path.extension().and_then(|extension| extension.to_str()) {
            // Some editors lock a file by a link beside it that leads nowhere.
            Some("ron") if is_hidden(&path) && path.is_file() => {
                strays.push(Stray::Hidden(path));
            }
            _ if is_hidden(&path) => {}
            Some("ron") => files.push(path),
            Some(other) if other.eq_ignore_ascii_case("ron") => strays.push(Stray::Named(path)),
            _ if path.is_dir() && holds_datasets(&path) => strays.push(Stray::Folder(path)),
            _ => {}
        }
    }
    if files.is_empty() {
        let path = path.to_owned();
        return Err(match strays.into_iter().next() {
            Some(stray) => LoadError::OnlyStrays { path, stray: stray.path().to_owned() },
            None => LoadError::EmptyFolder(path),
        });
    }
    files.sort();
    strays.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(FoundFiles { files, strays })
}

/// Whether editors and systems put a file there for themselves: `.#x.ron`, `._x.ron`.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether a folder holds dataset files. Only its beginning is looked at.
fn holds_datasets(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let paths = entries.take(1_000).filter_map(|entry| entry.ok().map(|entry| entry.path()));
    paths.into_iter().any(|path| !is_hidden(&path) && path.extension().is_some_and(|e| e == "ron"))
}

/// Makes a chronology of files; `names` are those of the datasets, where they are several.
fn assemble(
    files: Vec<FileText>,
    strays: Vec<Problem>,
    names: &[Box<str>],
    progress: &Progress,
) -> Loaded {
    progress.awaits(files.iter().map(FileText::size).sum());
    let mut checked = check::check(&files, names, progress);
    checked.problems.extend(strays);
    let names = files.iter().map(|file| file.name.clone()).collect();
    let mut chronology = Chronology::new(checked.meta, names, checked.records);
    chronology.datasets = checked.datasets;
    let (mut problems, untold) = (checked.problems.list, checked.problems.untold);
    problem::sort(&mut problems);
    let chronology = Arc::new(chronology);
    let (left_out, unread) = (checked.left_out, checked.unread);
    Loaded { chronology, problems, untold, left_out, unread, files }
}

/// The bytes of a regular file of bounded size.
///
/// # Errors
/// What hinders it.
pub(super) fn read_bounded(path: &Path) -> Result<Vec<u8>, NoText> {
    let refuse = |message: &str, help| NoText {
        before: String::new(),
        code: ProblemCode::Unreadable,
        message: message.to_owned(),
        help,
        guess: None,
    };
    let unreadable = |error: io::Error| {
        refuse(&format!("this file cannot be read: {error}"), "check the file and its permissions")
    };
    // Asked before it is opened, because opening a pipe waits for its writer.
    let kind = fs::metadata(path).map_err(unreadable)?;
    if !kind.is_file() {
        return Err(refuse("this is no regular file", "move it out of the dataset folder"));
    }
    let mut bytes = Vec::with_capacity(kind.len().min(LARGEST_FILE) as usize);
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let help = "split it; a folder is the union of its files";
        return Err(refuse("this file is larger than 256 MiB", help));
    }
    Ok(bytes)
}
