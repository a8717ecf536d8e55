//! The journal of a dataset's marks on disk: `marks/NAME.jsonl` in the state folder, a file for each dataset.
//!
//! A dataset is known by where it lies: its path with every link in it resolved (of several their paths in order),
//! the built-in one by its name. A dataset that is moved begins anew; its old journal stays, and its first line says
//! where it was.
//!
//! Every change is appended before the key that made it is drawn, so that nothing but the key in hand is lost when
//! the program is killed; that the disk has it is waited for in a thread. Writers take turns by a lock on a file
//! beside it, which the system lets go when its holder dies. A journal is written anew when it has grown far beyond
//! its marks, by a draft that takes its place in one step. What cannot be written waits in memory, is said once, and
//! is tried again with every change and at the end. A journal that is damaged is kept beside the new one.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::state::{make_folder, nowhere, only_for_its_owner, replace, state_folder};
use super::{Effects, Os, Ran, System};
use crate::app::BUILT_IN;
use crate::app::effect::Outcome;
use crate::app::marks::journal::{self, Journal};
use crate::app::marks::{Mark, MarkChange, Marks};
use crate::term::plain;

/// The largest journal that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// How long a turn is waited for: so many times, and so long each time.
const TURNS: u32 = 100;
const TURN: Duration = Duration::from_millis(10);
/// A journal is written anew when it has more lines than this and four times as many as it has marks.
const LINES: usize = 64;
/// How many names are tried for a damaged journal.
const ASIDE: u32 = 99;

/// The journal of a dataset's marks.
#[derive(Debug, Default)]
pub struct JournalFile {
    /// Where it lies; `None` where there is no state folder.
    path: Option<PathBuf>,
    /// Its first line.
    head: String,
    /// What could not be written yet.
    pending: Vec<MarkChange>,
    /// How it stood when it was last read or written; `None` where it was not there.
    seen: Option<Stamp>,
    /// Whether its reader has been told that it cannot be written.
    told: bool,
    /// That a damaged one was set aside meanwhile, to be said at the end.
    aside: Option<String>,
}

/// The size of a file and when it was changed.
type Stamp = (u64, Option<SystemTime>);

/// A journal that was opened.
struct OpenedMarks {
    /// It, to be written to.
    journal: JournalFile,
    /// The marks of earlier runs.
    marks: Vec<Mark>,
    /// What is to be said of it.
    remark: Option<String>,
}

/// The journal of a dataset, known by its files and folders; `None` is the built-in one. It is not read yet.
#[must_use]
pub fn journal_of(dataset: &[Option<PathBuf>]) -> JournalFile {
    JournalFile::of(&System, dataset)
}

impl<O: Os> Effects<O> {
    /// Reads the journal: the marks of earlier runs, and what is to be said of it.
    pub(in crate::term) fn open_marks(&mut self) -> Vec<Outcome> {
        let OpenedMarks { journal, marks, remark } = mem::take(&mut self.marks).open();
        self.marks = journal;
        let marked = (!marks.is_empty()).then_some(Outcome::Marked(marks));
        marked.into_iter().chain(remark.map(Outcome::Failed)).collect()
    }

    /// Writes changes of the marks down. Nothing is said but a failure, once, and what others have changed.
    pub(in crate::term) fn keep_marks(&mut self, changes: Vec<MarkChange>) -> Ran {
        self.marks.keep(changes)
    }

    /// The marks, where another viewer has changed them.
    pub(in crate::term) fn look_at_marks(&mut self) -> Option<Vec<Mark>> {
        self.marks.look()
    }

    /// Tries once more to write what could not be written, and says what could not be.
    pub(in crate::term) fn end_marks(&mut self) -> Option<String> {
        self.marks.end()
    }
}

impl JournalFile {
    fn of(os: &impl Os, dataset: &[Option<PathBuf>]) -> Self {
        let (name, place) = known_as(dataset);
        let path =
            state_folder(os).ok().map(|state| state.join("marks").join(format!("{name}.jsonl")));
        Self { path, head: journal::head(&place), ..Self::default() }
    }

    fn open(mut self) -> OpenedMarks {
        let (marks, remark) = match self.read_first() {
            Ok((journal, remark)) => (journal.marks.list().to_vec(), remark),
            Err(error) => {
                self.told = true;
                let why = self.trouble(&error);
                (Vec::new(), Some(why))
            }
        };
        OpenedMarks { journal: self, marks, remark }
    }

    /// Reads it, mends it where it is damaged and writes it anew where it has grown long.
    fn read_first(&mut self) -> io::Result<(Journal, Option<String>)> {
        let Some(path) = self.path.clone() else {
            return Err(nowhere());
        };
        let Some((journal, stamp)) = read(&path)? else { return Ok(Default::default()) };
        self.seen = as_seen(&journal, stamp);
        let long = journal.lines > LINES.max(4 * journal.marks.len());
        if journal.damaged.is_none() && !journal.lacks_end && !long {
            return Ok((journal, None));
        }
        match self.write_anew(&path) {
            // Another viewer may have been in the middle of a line.
            Ok(read) => Ok(read.unwrap_or((journal, None))),
            // It is as good as it was, and it is tried again another time.
            Err(_) if journal.damaged.is_none() => Ok((journal, None)),
            Err(error) => {
                let line = journal.damaged.unwrap_or_default();
                let shown = shown(&path);
                let why = format!(
                    "the marks in {shown} are damaged at line {line}, and the file could not be \
                     set aside: {error}"
                );
                Ok((journal, Some(why)))
            }
        }
    }

    /// Writes the journal anew, in one step, under the lock; a damaged one is kept under another name, which is
    /// said. What it was then, where it is there.
    fn write_anew(&mut self, path: &Path) -> io::Result<Option<(Journal, Option<String>)>> {
        let _turn = Turn::take(path)?;
        let Some((journal, _)) = read(path)? else { return Ok(None) };
        let remark = match journal.damaged {
            None => None,
            Some(line) => Some(set_aside(path, line)?),
        };
        replace(path, &journal::anew(&journal))?;
        self.seen = Some(stamp(&fs::metadata(path)?));
        Ok(Some((journal, remark)))
    }

    fn keep(&mut self, changes: Vec<MarkChange>) -> Ran {
        self.pending.extend(changes);
        match self.write() {
            Ok(Written { others, file }) => {
                let said = std::mem::take(&mut self.told)
                    .then(|| Outcome::Done("the marks are kept on disk again".to_owned()));
                let outcome = others.map(Outcome::Marked).or(said);
                let shown = self.path.as_deref().map(shown).unwrap_or_default();
                Ran::with(outcome, move || {
                    let error = file.sync_data().err()?;
                    Some(Outcome::Failed(format!(
                        "the disk does not take the marks in {shown}: {error}"
                    )))
                })
            }
            Err(_) if self.told => Ran::default(),
            Err(error) => {
                self.told = true;
                Outcome::Failed(self.trouble(&error)).into()
            }
        }
    }

    /// Appends what waits.
    fn write(&mut self) -> io::Result<Written> {
        let Some(path) = self.path.clone() else {
            return Err(nowhere());
        };
        make_folder(path.parent().ok_or(io::ErrorKind::InvalidInput)?)?;
        let _turn = Turn::take(&path)?;
        let there = read_unless(&path, self.seen)?;
        let mut file =
            only_for_its_owner(OpenOptions::new().append(true).create(true)).open(&path)?;
        let mut length = file.metadata()?.len();
        let mut lacks_end = false;
        if let Some((journal, _)) = &there
            && (journal.whole as u64) < length
        {
            lacks_end = journal.lacks_end;
            if !lacks_end {
                // Its writer died in the middle of a line.
                if let Some(line) = journal.damaged {
                    self.aside = Some(set_aside(&path, line)?);
                }
                length = journal.whole as u64;
                file.set_len(length)?;
            }
        }
        let head = match (length, lacks_end) {
            (0, _) => self.head.as_str(),
            (_, true) => "\n",
            (_, false) => "",
        };
        let lines: String = self.pending.iter().map(journal::line).collect();
        if let Err(error) = file.write_all(format!("{head}{lines}").as_bytes()) {
            // Half a line is nobody's change, and nobody else's.
            let _ = file.set_len(length);
            if there.is_none() {
                self.seen = file.metadata().ok().map(|data| stamp(&data));
            }
            return Err(error);
        }
        let others = there.map(|(journal, _)| replayed(journal.marks, &self.pending));
        self.pending.clear();
        self.seen = Some(stamp(&file.metadata()?));
        Ok(Written { others, file })
    }

    fn look(&mut self) -> Option<Vec<Mark>> {
        let path = self.path.as_deref()?;
        let now = fs::metadata(path).ok().map(|data| stamp(&data));
        if now == self.seen {
            return None;
        }
        let (journal, stamp) = read(path).ok()??;
        self.seen = as_seen(&journal, stamp);
        Some(replayed(journal.marks, &self.pending))
    }

    fn end(&mut self) -> Option<String> {
        let aside = self.aside.take();
        if self.pending.is_empty() {
            return aside;
        }
        let error = match self.write() {
            Ok(written) => match written.file.sync_data() {
                Ok(()) => return aside.or(self.aside.take()),
                Err(error) => error,
            },
            Err(error) => error,
        };
        let mut left = Vec::new();
        for change in &self.pending {
            let told = match change {
                MarkChange::Keep { id, note: Some(note), .. } => format!("{id} ({})", note.now),
                MarkChange::Keep { id, .. } => id.clone(),
                MarkChange::Drop { .. } => continue,
            };
            if !left.contains(&told) {
                left.push(told);
            }
        }
        let what = if left.is_empty() {
            String::new()
        } else {
            format!("; marked were {}", left.join(", "))
        };
        Some(format!("not all changes of the marks could be kept, {}{what}", self.failure(&error)))
    }

    /// That the marks are not on disk, and why; the cause first, since a line of the screen may be short.
    fn trouble(&self, error: &io::Error) -> String {
        format!("the marks live in memory only, {}", self.failure(error))
    }

    fn failure(&self, error: &io::Error) -> String {
        let place = self.path.as_deref().map(|path| format!(": {}", shown(path)));
        format!("{error}{}", place.unwrap_or_default())
    }
}

/// Keeps a damaged journal under another name; what is said of it.
fn set_aside(path: &Path, line: usize) -> io::Result<String> {
    let aside = keep_aside(path)?;
    Ok(format!(
        "the marks were damaged at line {line}: what can be read of them is here, and the file is kept as {}",
        shown(&aside)
    ))
}

/// Changes that were written.
struct Written {
    /// The marks, where another viewer had changed them too.
    others: Option<Vec<Mark>>,
    /// The journal, which the disk may not have yet.
    file: File,
}

/// A turn at writing; it ends when it goes out of scope, or its process ends.
struct Turn {
    _lock: File,
}

impl Turn {
    /// Waits for a turn, but not for long: its holder may be stopped.
    fn take(path: &Path) -> io::Result<Self> {
        let beside = path.with_extension("lock");
        refuse_all_but_files(&beside)?;
        let mut options = OpenOptions::new();
        let lock =
            only_for_its_owner(options.write(true).create(true).truncate(false)).open(beside)?;
        for _ in 0..TURNS {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: lock }),
                Err(TryLockError::WouldBlock) => thread::sleep(TURN),
                // A file system without locks: one writer at a time is all that it can have.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { _lock: lock });
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::other("another startline holds them"))
    }
}

fn replayed(mut marks: Marks, changes: &[MarkChange]) -> Vec<Mark> {
    changes.iter().for_each(|change| marks.apply(change));
    marks.list().to_vec()
}

/// Reads a journal and how it stands; `None` where there is none.
fn read(path: &Path) -> io::Result<Option<(Journal, Stamp)>> {
    if !refuse_all_but_files(path)? {
        return Ok(None);
    }
    let file = File::open(path)?;
    let data = file.metadata()?;
    if data.len() > LARGEST {
        return Err(io::Error::other("it is larger than 16 MB"));
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(Some((journal::read(&bytes), stamp(&data))))
}

/// Reads a journal unless it stands as it was seen.
fn read_unless(path: &Path, seen: Option<Stamp>) -> io::Result<Option<(Journal, Stamp)>> {
    if !refuse_all_but_files(path)? {
        return Ok(None);
    }
    if Some(stamp(&fs::metadata(path)?)) == seen { Ok(None) } else { read(path) }
}

/// Whether there is a file at a path; what is there and no file (a link, a pipe) is left alone.
fn refuse_all_but_files(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => Ok(true),
        Ok(_) => Err(io::Error::other("what is there is no file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Copies a journal to a name that is free; the name. At no moment is it gone.
fn keep_aside(path: &Path) -> io::Result<PathBuf> {
    let bytes = fs::read(path)?;
    for n in 1..=ASIDE {
        let number = if n == 1 { String::new() } else { format!("-{n}") };
        let aside = path.with_extension(format!("damaged{number}"));
        let mut options = OpenOptions::new();
        match only_for_its_owner(options.write(true).create_new(true)).open(&aside) {
            Ok(mut file) => {
                let written = file.write_all(&bytes).and_then(|()| file.sync_all());
                return match written {
                    Ok(()) => Ok(aside),
                    Err(error) => fs::remove_file(&aside).and(Err(error)),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("{ASIDE} damaged ones are kept already")))
}

/// How a journal stands to whoever has read it; a last line without an end is looked at again before anything is
/// written behind it.
fn as_seen(journal: &Journal, stamp: Stamp) -> Option<Stamp> {
    Some(stamp).filter(|(length, _)| *length == journal.whole as u64)
}

fn stamp(data: &Metadata) -> Stamp {
    (data.len(), data.modified().ok())
}

fn shown(path: &Path) -> String {
    plain::line(&path.to_string_lossy(), 4096)
}

/// The name of a dataset's journal, and where the dataset lies.
pub(super) fn known_as(dataset: &[Option<PathBuf>]) -> (String, String) {
    if let [] | [None] = dataset {
        return (BUILT_IN.to_owned(), format!("built-in: {BUILT_IN}"));
    }
    let whole = |path: &Option<PathBuf>| match path {
        None => PathBuf::from(BUILT_IN),
        Some(path) => fs::canonicalize(path)
            .or_else(|_| std::path::absolute(path))
            .unwrap_or_else(|_| path.clone()),
    };
    let paths: Vec<PathBuf> = dataset.iter().map(whole).collect();
    let mut hash = Fnv::default();
    for path in &paths {
        hash.add(path.as_os_str().as_encoded_bytes());
        // No path holds it.
        hash.add(&[0]);
    }
    let stem = paths.first().and_then(|path| path.file_stem()).unwrap_or_default();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem: String = stem.to_string_lossy().chars().take(40).map(plain).collect();
    let places: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    (format!("{}-{:016x}", stem.trim_matches('-'), hash.0), places.join(", "))
}

/// The hash FNV-1a of 64 bits (Fowler, Noll and Vo), the same on every machine and in every release.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325_u64)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3_u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorder::{Recorder, outcomes};
    use super::*;

    /// A state folder, and a viewer of the built-in dataset in it.
    fn viewer(folder: &Path) -> OpenedMarks {
        let os = Recorder::new(&[("XDG_STATE_HOME", folder.to_str().unwrap())], &[]);
        JournalFile::of(&os, &[]).open()
    }

    fn path(folder: &Path) -> PathBuf {
        folder.join("startline/marks/new-start.jsonl")
    }

    fn keep(id: &str) -> Vec<MarkChange> {
        vec![MarkChange::Keep { id: id.into(), told: Some(id.into()), note: None, place: None }]
    }

    fn ids(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|mark| mark.id.as_str()).collect()
    }

    fn failure(ran: Ran) -> Option<String> {
        match outcomes(ran).0 {
            Some(Outcome::Failed(why)) => Some(why),
            _ => None,
        }
    }

    #[test]
    fn marks_come_back_and_are_their_owners() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = viewer(folder.path());
        assert_eq!((first.marks.len(), first.remark), (0, None));
        assert!(
            !folder.path().join("startline").exists(),
            "nothing is written before there is something"
        );
        for id in ["a", "b"] {
            assert_eq!(outcomes(first.journal.keep(keep(id))), (None, None));
        }
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            let path = path(folder.path());
            assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        }
    }

    #[test]
    fn two_viewers_lose_nothing_and_see_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let (mut one, mut other) = (viewer(folder.path()).journal, viewer(folder.path()).journal);
        assert_eq!(outcomes(one.keep(keep("a"))), (None, None));
        let (seen, _) = outcomes(other.keep(keep("b")));
        assert!(
            matches!(&seen, Some(Outcome::Marked(marks)) if ids(marks) == ["a", "b"]),
            "{seen:?}"
        );
        assert_eq!(other.look(), None);
        assert_eq!(one.look().map(|marks| ids(&marks).concat()), Some("ab".into()));
        assert_eq!(one.look(), None);
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b"]);
    }

    #[test]
    fn many_writers_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        thread::scope(|scope| {
            for viewer_nth in 0..4 {
                let folder = folder.path();
                scope.spawn(move || {
                    let mut journal = viewer(folder).journal;
                    for n in 0..50 {
                        assert_eq!(
                            failure(journal.keep(keep(&format!("v{viewer_nth}-{n}")))),
                            None
                        );
                        // It may be written anew at any time.
                        if n % 10 == 0 {
                            let _ = journal.write_anew(&path(folder));
                        }
                    }
                });
            }
        });
        let journal = journal::read(&fs::read(path(folder.path())).unwrap());
        assert_eq!((journal.marks.len(), journal.damaged), (200, None));
    }

    #[test]
    fn a_line_that_was_being_written_is_kept_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = viewer(folder.path()).journal;
        outcomes(first.keep(keep("a")));
        let torn = |text: &str| {
            let mut file = File::options().append(true).open(path(folder.path())).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            fs::read(path(folder.path())).unwrap()
        };
        let aside = |number: &str| {
            fs::read(path(folder.path()).with_extension(format!("damaged{number}"))).unwrap()
        };
        let all = torn("{\"mark\":\"b\",\"to");
        let mut next = viewer(folder.path());
        let remark = next.remark.take().unwrap();
        assert!(remark.starts_with("the marks were damaged at line 3: "), "{remark}");
        assert_eq!((ids(&next.marks), aside("")), (vec!["a"], all));
        outcomes(next.journal.keep(keep("c")));
        // While it is open: said at the end.
        let all = torn("{\"mar");
        outcomes(next.journal.keep(keep("d")));
        assert_eq!(aside("-2"), all);
        assert!(next.journal.end().is_some_and(|said| said.contains("damaged at line ")));
        assert_eq!(next.journal.end(), None);
        let last = viewer(folder.path());
        assert_eq!((ids(&last.marks), last.remark), (vec!["a", "c", "d"], None));
        // Of a line that lacks nothing but its end nothing is lost.
        torn("{\"mark\":\"e\",\"told\":\"E\"}");
        outcomes(next.journal.keep(keep("f")));
        torn("{\"mark\":\"g\",\"told\":\"G\"}");
        let last = viewer(folder.path());
        assert_eq!((ids(&last.marks), last.remark), (vec!["a", "c", "d", "e", "f", "g"], None));
    }

    #[test]
    fn a_damaged_journal_is_kept_aside_and_what_is_good_is_read() {
        let folder = tempfile::tempdir().unwrap();
        outcomes(viewer(folder.path()).journal.keep(keep("a")));
        let path = path(folder.path());
        for n in 1..=2 {
            let mut bytes = fs::read(&path).unwrap();
            bytes.extend_from_slice(b"\xff\x00 no line\n");
            bytes.extend_from_slice(journal::line(&keep(&format!("after{n}"))[0]).as_bytes());
            fs::write(&path, &bytes).unwrap();
            let opened = viewer(folder.path());
            let aside = path.with_extension(if n == 1 { "damaged" } else { "damaged-2" });
            let remark = opened.remark.unwrap();
            assert!(
                remark.contains(aside.to_str().unwrap()) && remark.contains("at line "),
                "{remark}"
            );
            assert_eq!(fs::read(&aside).unwrap(), bytes);
            assert_eq!(opened.marks.len(), 1 + n);
            assert_eq!(viewer(folder.path()).remark, None, "said once");
        }
    }

    #[test]
    fn a_long_journal_is_written_anew_and_says_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = viewer(folder.path()).journal;
        for n in 0..200 {
            outcomes(first.keep(keep(["a", "b", "c"][n % 3])));
        }
        let lines = || fs::read_to_string(path(folder.path())).unwrap().lines().count();
        assert_eq!(lines(), 201);
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b", "c"]);
        assert_eq!(lines(), 4);
        // Whoever had it open goes on.
        let (seen, _) = outcomes(first.keep(keep("d")));
        assert!(matches!(&seen, Some(Outcome::Marked(marks)) if marks.len() == 4), "{seen:?}");
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b", "c", "d"]);
    }

    #[test]
    fn what_cannot_be_written_is_said_once_and_written_when_it_can_be() {
        let folder = tempfile::tempdir().unwrap();
        // A file where the folder should be.
        fs::write(folder.path().join("startline"), "in the way").unwrap();
        let mut opened = viewer(folder.path());
        let mut said: Vec<String> = opened.remark.take().into_iter().collect();
        for id in ["a", "b", "a"] {
            said.extend(failure(opened.journal.keep(keep(id))));
        }
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("the marks live in memory only, "), "{said:?}");
        let left = opened.journal.end().unwrap();
        assert!(left.ends_with("; marked were a, b"), "{left}");
        fs::remove_file(folder.path().join("startline")).unwrap();
        let (now, _) = outcomes(opened.journal.keep(keep("c")));
        assert_eq!(now, Some(Outcome::Done("the marks are kept on disk again".into())));
        assert_eq!(opened.journal.end(), None);
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b", "c"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_or_a_pipe_in_its_place_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(folder.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "mine").unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        let mut opened = viewer(folder.path());
        assert!(opened.remark.unwrap().contains("what is there is no file"));
        assert_eq!(failure(opened.journal.keep(keep("a"))), None, "said already");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &path,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RWXU,
            0,
        )
        .unwrap();
        assert!(viewer(folder.path()).remark.unwrap().contains("what is there is no file"));
    }

    #[test]
    fn a_turn_that_nobody_gives_up_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let mut opened = viewer(folder.path());
        outcomes(opened.journal.keep(keep("a")));
        let held = Turn::take(&path(folder.path())).unwrap();
        let why = failure(opened.journal.keep(keep("b"))).unwrap();
        assert!(why.contains("another startline holds them"), "{why}");
        drop(held);
        outcomes(opened.journal.keep(keep("c")));
        assert_eq!(ids(&viewer(folder.path()).marks), ["a", "b", "c"]);
    }

    #[test]
    fn a_dataset_is_known_by_where_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("My Lake.ron"), "()").unwrap();
        fs::create_dir(at("sub")).unwrap();
        let name = |path: PathBuf| known_as(&[Some(path)]).0;
        let plain = name(at("My Lake.ron"));
        assert!(plain.starts_with("my-lake-") && plain.len() == 8 + 16, "{plain}");
        assert_eq!(name(at("sub/../My Lake.ron")), plain);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("My Lake.ron"), at("link.ron")).unwrap();
            assert_eq!(name(at("link.ron")), plain);
        }
        assert_ne!(name(at("sub")), plain);
        let both = |one, other| known_as(&[one, other]).0;
        let (lake, sub) = (Some(at("My Lake.ron")), Some(at("sub")));
        assert_ne!(both(lake.clone(), sub), plain);
        assert_ne!(both(lake, None), plain);
        assert_eq!(known_as(&[None]).0, "new-start");
        let mut hash = Fnv::default();
        hash.add(b"foobar");
        assert_eq!(hash.0, 0x8594_4171_f739_67e8, "as published");
    }
}
