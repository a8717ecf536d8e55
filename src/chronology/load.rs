//! Loading a dataset: one RON file, a folder of them, or the one that is built in.
//!
//! Reads files and hands them to [`super::ron`] and `check`. Every problem of
//! every file comes back at once beside the good records. It never writes.

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::problem::{self, Problem, ProblemCode};
use super::ron::location::problem_at;
use super::ron::{FileText, read};
use super::{Chronology, check};

/// The dataset that is built in.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/new-start");

/// The largest dataset file that is read, in bytes.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A chronology as loaded; by default nothing.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The good records and what follows from them.
    pub chronology: Chronology,
    /// Every problem of every file, in the order of files and lines.
    pub problems: Vec<Problem>,
    /// How many records were left out for problems of their own.
    pub left_out: usize,
    /// The files, for placing further problems.
    pub files: Vec<FileText>,
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
    /// Neither a file nor a folder.
    #[error("{0} is neither a file nor a folder; a dataset is one RON file or a folder of them")]
    NoFile(PathBuf),
}

/// The dataset that is built in.
#[must_use]
pub fn shipped() -> Loaded {
    let mut files: Vec<FileText> = SHIPPED
        .files()
        .filter(|f| f.path().extension().is_some_and(|e| e == "ron"))
        .filter_map(|f| {
            let name = format!("assets/new-start/{}", f.path().display());
            f.contents_utf8().map(|text| FileText { name, text: text.to_owned() })
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assemble(files, Vec::new())
}

/// Loads a file, or the `*.ron` files of a folder in the order of their names.
///
/// # Errors
/// Only where there is nothing to load at all; faults in files are [`Loaded::problems`].
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let paths = find(path)?;
    let mut problems = Vec::new();
    let files = paths.iter().map(|path| read_file(path, &mut problems)).collect();
    Ok(assemble(files, problems))
}

/// The files of a dataset: the one at the path, or the `*.ron` files of a folder in the order of their names.
///
/// # Errors
/// Where there is nothing to load at all.
pub fn find(path: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_owned(), error };
    let kind = fs::metadata(path).map_err(unreadable)?;
    if kind.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)
            .map_err(unreadable)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|p| p.extension().is_some_and(|e| e == "ron"))
            .collect();
        inside.sort();
        if inside.is_empty() {
            return Err(LoadError::EmptyFolder(path.to_owned()));
        }
        Ok(inside)
    } else if kind.is_file() {
        Ok(vec![path.to_owned()])
    } else {
        Err(LoadError::NoFile(path.to_owned()))
    }
}

/// Loads one dataset file from memory, under a name for messages.
#[must_use]
pub fn load_text(name: &str, text: &str) -> Loaded {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    assemble(vec![FileText { name: name.to_owned(), text }], Vec::new())
}

fn assemble(files: Vec<FileText>, mut problems: Vec<Problem>) -> Loaded {
    let (files, empty): (Vec<FileText>, Vec<FileText>) =
        files.into_iter().partition(|f| !f.text.trim().is_empty());
    for file in &empty {
        // A file that could not be read is no second problem for being empty.
        if !problems.iter().any(|p| p.file == file.name) {
            let mut problem =
                problem_at(file, 0..0, ProblemCode::Empty, "this dataset file is empty");
            problem.help =
                Some("a dataset file is one struct: ( sources: […], statements: […] )".to_owned());
            problems.push(problem);
        }
    }
    let checked = check::validate(&files, read::read(&files));
    problems.extend(checked.problems);
    let names = files.iter().map(|f| f.name.clone()).collect();
    let chronology = Chronology::new(checked.meta, names, checked.records);
    problems.extend(check::audit(&chronology, &files));
    problem::sort(&mut problems);
    Loaded { chronology, problems, left_out: checked.left_out, files }
}

/// Reads a regular file of bounded size; what hinders it becomes a problem, and the text is empty.
fn read_file(path: &Path, problems: &mut Vec<Problem>) -> FileText {
    let name = path.display().to_string();
    let mut fail = |message: String, help: &str| {
        let empty = FileText { name: name.clone(), text: String::new() };
        let mut problem = problem_at(&empty, 0..0, ProblemCode::Unreadable, &message);
        problem.help = Some(help.to_owned());
        problems.push(problem);
        empty
    };
    match fs::metadata(path) {
        Err(error) => {
            return fail(
                format!("this file cannot be read: {error}"),
                "check the file and its permissions",
            );
        }
        Ok(kind) if !kind.is_file() => {
            return fail("this is no regular file".to_owned(), "move it out of the dataset folder");
        }
        Ok(kind) if kind.len() > LARGEST_FILE => {
            return fail(
                "this file is larger than 256 MiB".to_owned(),
                "split it; a folder is the union of its files",
            );
        }
        Ok(_) => {}
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return fail(
                format!("this file cannot be read: {error}"),
                "check the file and its permissions",
            );
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            FileText { name, text }
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
            fail(
                format!("this file is not UTF-8: line {line} holds other bytes"),
                "save it as UTF-8",
            )
        }
    }
}
