//! From the text of files to checked records: every field, date and reference is judged here, every fault told at
//! its place, and good records survive bad ones.
//!
//! A claim (an event, a statement, a point) with a fault in it is left out: shown with a faulty date or speaker it
//! would mislead. A source, speaker or party stays less the faulty field, since others rest on it. What one file
//! says is [`mod@file`]'s, field by field as [`form`], [`fields`] and [`values`] have it; names and what they mean are
//! [`references`]'s; with these [`records`] makes of what files say the records of a chronology. What depends on
//! several at once (who was in office, what was published before it was said) is [`mod@audit`]'s.

mod audit;
mod datasets;
mod fields;
mod file;
mod form;
mod groups;
mod lists;
mod reading;
mod records;
mod references;
mod values;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) use self::audit::audit;
use self::file::FileRecords;
pub(super) use self::form::SECTIONS;
use self::reading::Repeated;
use self::references::DeclaredNames;
use super::Records;
use super::model::{Dataset, Datasets, FileIx, Location, Meta};
use super::problem::{ProblemCode, ProblemList};
use super::progress::Progress;
use super::ron::location::{self, PathStep, problem_of};
use super::ron::{FileText, NoText};

/// What a thread that reads has with it from file to file.
pub(super) struct ReadingThread<'p> {
    repeated: Repeated,
    /// Where the strings of a file are gathered.
    room: String,
    progress: &'p Progress,
}

/// What came of checking.
pub(super) struct Checked {
    pub(super) meta: Meta,
    pub(super) datasets: Datasets,
    pub(super) records: Records,
    pub(super) problems: ProblemList,
    pub(super) left_out: usize,
    pub(super) unread: usize,
}

/// The state of checking: what is known of names, and what was found wrong.
struct Check<'a> {
    files: &'a [FileText],
    names: DeclaredNames<'a>,
    problems: ProblemList,
    left_out: usize,
}

/// Reads and checks files; `datasets` are the names of the datasets that they belong to, where those are several.
pub(super) fn check(files: &[FileText], datasets: &[Box<str>], progress: &Progress) -> Checked {
    let mut read = read_all(files, progress);
    progress.link();
    let names: Vec<_> = read.iter_mut().map(|file| std::mem::take(&mut file.names)).collect();
    let names = DeclaredNames::new(&names, files, datasets);
    let mut check = Check { files, names, problems: ProblemList::default(), left_out: 0 };
    let mut lost = Vec::new();
    for file in &mut read {
        // Positions of problems are counted on from those of the files before.
        let before = check.problems.list.len() as u32;
        check.problems.append(std::mem::take(&mut file.problems));
        let held = check.problems.list.len() as u32;
        let shifted = |problem: Option<u32>| problem.map(|n| n + before).filter(|n| *n < held);
        file.lost.iter_mut().for_each(|lost| lost.problem = shifted(lost.problem));
        check.left_out += file.left_out;
        lost.push(std::mem::take(&mut file.lost));
    }
    let unread = read.iter().filter(|file| file.is_unread).count();
    let metas = check.metas(&mut read);
    check.declare_all(&mut read);
    for (file, lost) in lost.into_iter().enumerate() {
        check.take_lost(FileIx::from(file), lost);
    }
    check.join(&mut read);
    let records = check.records(&mut read);
    let (mut meta, location) = self::datasets::joined(&metas);
    check.anchor(&mut meta, location);
    let title = |dataset: usize| {
        let of = |at: Location| files.get(at.file.at()).map(|file| usize::from(file.dataset));
        metas.iter().find(|(_, at)| of(*at) == Some(dataset)).map(|(meta, _)| meta.name())
    };
    let list = datasets.iter().enumerate();
    let list = list.map(|(n, name)| Dataset { name: name.clone(), title: title(n) }).collect();
    let of_file = files.iter().map(|file| file.dataset).collect();
    let datasets = Datasets { list, of_file };
    let Check { problems, left_out, .. } = check;
    Checked { meta, datasets, records, problems, left_out, unread }
}

/// Reads all files, on as many threads as the machine has cores; each holds the text of one file at a time.
fn read_all(files: &[FileText], progress: &Progress) -> Vec<FileRecords> {
    let next = AtomicUsize::new(0);
    let read: Mutex<Vec<(usize, FileRecords)>> = Mutex::default();
    let work = &|| {
        let mut thread =
            ReadingThread { repeated: Repeated::default(), room: String::new(), progress };
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(n) else { return };
            let records = read_one(FileIx::from(n), file, &mut thread);
            read.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((n, records));
        }
    };
    // Where no thread is to be had, this one reads what the others do not.
    std::thread::scope(|scope| {
        let help = move || {
            // How many cores there are is asked beside the reading: it takes as long as some files do.
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            for _ in 2..cores.min(files.len()) {
                let _ = std::thread::Builder::new().spawn_scoped(scope, work);
            }
            work();
        };
        if files.len() > 1 {
            let _ = std::thread::Builder::new().spawn_scoped(scope, help);
        }
        work();
    });
    let mut read = read.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    read.sort_unstable_by_key(|(n, _)| *n);
    read.into_iter().map(|(_, records)| records).collect()
}

fn read_one(ix: FileIx, file: &FileText, thread: &mut ReadingThread<'_>) -> FileRecords {
    match file.text() {
        Ok(text) if text.trim().is_empty() => {
            let no_text = NoText {
                before: String::new(),
                code: ProblemCode::Empty,
                message: "this dataset file is empty".to_owned(),
                help: "a dataset file is one struct: ( sources: […], statements: […] )",
                guess: None,
            };
            FileRecords::unread(&file.name, &no_text)
        }
        Ok(text) => file::read(ix, &file.name, &text, thread),
        Err(no_text) => {
            let unread = FileRecords::unread(&file.name, &no_text);
            match no_text.guess {
                Some(guess) => unread.with_lost(file::read(ix, &file.name, &guess, thread)),
                None => FileRecords { is_unread: true, ..unread },
            }
        }
    }
}

impl FileRecords {
    /// Nothing, for the reason told.
    fn unread(name: &str, no_text: &NoText) -> Self {
        let NoText { before, code, message, help, .. } = no_text;
        let place = location::LineIndex::of(before).place(before, &(before.len()..before.len()));
        let mut records = Self::default();
        records.problems.push(location::problem(name, place, *code, message, Some(help)));
        records
    }

    /// With the records of a text as lost for the one problem that is told here.
    fn with_lost(self, text: Self) -> Self {
        let mut lost = Self { problems: self.problems, ..text.all_lost(0) };
        (0..lost.left_out).for_each(|_| lost.problems.rests_on(0));
        lost
    }
}

impl Check<'_> {
    /// Tells a problem; its position, unless it is only counted.
    fn report(
        &mut self,
        location: Location,
        path: &[PathStep<'_>],
        code: ProblemCode,
        message: impl AsRef<str>,
        help: Option<String>,
    ) -> Option<u32> {
        if self.problems.is_full() {
            self.problems.count(code.severity());
            return None;
        }
        let problem = problem_of(self.files, location, path, code, message.as_ref(), help)?;
        self.problems.push(problem)
    }
}
