//! The two files that the program writes: an export beside the reader's other files, never over
//! one of them, and the history of searches in the user's state folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Effects, Os, Ran, System};
use crate::app::effect::Outcome;
use crate::term::plain;

/// The most queries that are kept.
const HISTORY_LINES: usize = 200;
/// The longest query that is kept, bytes.
const HISTORY_LINE: usize = 1024;
/// What the names of drafts begin with; the number of the process follows.
const DRAFT: &str = ".history.";
/// How many names are tried for an export.
const TRIES: u32 = 999;

/// The queries of earlier runs, newest first; none where none can be read.
#[must_use]
pub fn read_history() -> Vec<String> {
    Effects::new(System).history()
}

impl<O: Os> Effects<O> {
    /// Writes a new file in the current folder, under another number if the name is taken.
    pub(in crate::term) fn export(&self, name: &str, text: &str) -> Outcome {
        let shown = plain::line(name, 200);
        if Path::new(name).file_name() != Some(name.as_ref()) {
            return Outcome::Failed(format!("not exported: {shown:?} is not the name of a file"));
        }
        match self.os.folder().and_then(|folder| write_new(&folder, name, text)) {
            Ok(path) => {
                Outcome::Done(format!("wrote {}", plain::line(&path.to_string_lossy(), 4096)))
            }
            Err(error) => Outcome::Failed(format!("cannot write {shown}: {error}")),
        }
    }

    /// Keeps the newest queries for the next run. Only a failure has an outcome.
    pub(in crate::term) fn keep_history(&self, lines: &[String]) -> Ran {
        let kept = self.history_file().ok_or_else(|| io::Error::other("HOME is not set"));
        let written = kept.and_then(|path| {
            set_damaged_aside(&path)?;
            // Another instance may have kept queries since this one read them.
            let is_own = fs::symlink_metadata(&path).is_ok_and(|data| data.is_file());
            let others = if is_own { read_bounded(&path) } else { Ok(String::new()) };
            let others = others.map(|text| lines_of(&text)).unwrap_or_default();
            replace(&path, &history_text(&[lines, &others].concat()))
        });
        match written {
            Ok(()) => Ran::default(),
            Err(error) => {
                Outcome::Failed(format!("the search history was not kept: {error}")).into()
            }
        }
    }

    fn history(&self) -> Vec<String> {
        let text = self.history_file().and_then(|path| read_bounded(&path).ok());
        lines_of(text.as_deref().unwrap_or_default())
    }

    /// `$XDG_STATE_HOME/startline/history`, by default in `~/.local/state`.
    fn history_file(&self) -> Option<PathBuf> {
        let absolute =
            |name| self.os.var(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let state = absolute("XDG_STATE_HOME")
            .or_else(|| absolute("LOCALAPPDATA").filter(|_| cfg!(windows)))
            .or_else(|| absolute("HOME").map(|home| home.join(".local/state")))?;
        Some(state.join("startline").join("history"))
    }
}

/// Creates `name`, `name-2`, … and writes the text; the path of the file.
fn write_new(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    for n in 1..=TRIES {
        let name = if n == 1 { name.to_owned() } else { format!("{stem}-{n}{extension}") };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                // A full disk must not leave half a brief that looks like one.
                return match file.write_all(text.as_bytes()) {
                    Ok(()) => Ok(path),
                    Err(error) => fs::remove_file(&path).and(Err(error)),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("{TRIES} files of that name are there already")))
}

/// One query a line, newest first, without repetition, within the bounds.
fn history_text(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines_of(
        &lines.iter().map(|line| line.replace(['\n', '\r'], " ") + "\n").collect::<String>(),
    ) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn lines_of(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = plain::line(line, HISTORY_LINE);
        if !line.trim().is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
        if lines.len() == HISTORY_LINES {
            break;
        }
    }
    lines
}

/// Reads a regular file, no more of it than the bounds allow.
fn read_bounded(path: &Path) -> io::Result<String> {
    // A pipe put in its place would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take((HISTORY_LINES * (HISTORY_LINE + 1)) as u64).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Keeps a history that is no text under another name: what it was may be worth something to its owner.
fn set_damaged_aside(path: &Path) -> io::Result<()> {
    let Ok(data) = fs::symlink_metadata(path) else { return Ok(()) };
    let most = (HISTORY_LINES * (HISTORY_LINE + 1)) as u64;
    let is_text = || {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
        // The bound may fall into a character.
        let fault = str::from_utf8(&bytes).err();
        read.is_err() || fault.is_none_or(|fault| fault.error_len().is_none())
    };
    if data.is_file() && !is_text() {
        return fs::rename(path, path.with_extension("damaged"));
    }
    Ok(())
}

/// Removes what runs that were killed have left: no draft takes an hour.
fn remove_old_drafts(folder: &Path) {
    let drafts = fs::read_dir(folder).into_iter().flatten().flatten();
    for draft in drafts.filter(|file| file.file_name().to_string_lossy().starts_with(DRAFT)) {
        let age = draft.metadata().and_then(|data| data.modified()).map(|time| time.elapsed());
        if age.is_ok_and(|age| age.is_ok_and(|age| age > Duration::from_hours(1))) {
            let _ = fs::remove_file(draft.path());
        }
    }
}

/// Puts a text in the place of a file in one step, readable by its owner alone.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut builder = DirBuilder::new();
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    builder.recursive(true).create(folder)?;
    remove_old_drafts(folder);
    let draft = folder.join(format!("{DRAFT}{}", std::process::id()));
    // Left by a run of the same number that was killed.
    let _ = fs::remove_file(&draft);
    let mut file = options.write(true).create_new(true).open(&draft)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::super::recorder::{Recorder, outcomes};
    use super::*;

    fn effects(folder: &Path) -> Effects<Recorder> {
        let state = folder.join("state");
        let vars = [("XDG_STATE_HOME", state.to_str().unwrap())];
        Effects::new(Recorder { folder: folder.into(), ..Recorder::new(&vars, &[]) })
    }

    #[test]
    fn an_export_never_replaces_a_file() {
        let folder = tempfile::tempdir().unwrap();
        for (n, name) in ["brief.md", "brief-2.md", "brief-3.md"].into_iter().enumerate() {
            let said = effects(folder.path()).export("brief.md", &format!("text {n}"));
            let path = folder.path().join(name);
            assert_eq!(said, Outcome::Done(format!("wrote {}", path.display())));
            assert_eq!(fs::read_to_string(path).unwrap(), format!("text {n}"));
        }
        assert_eq!(fs::read_to_string(folder.path().join("brief.md")).unwrap(), "text 0");
    }

    #[test]
    fn an_export_stays_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../x.md", "/tmp/x.md", "a/b.md", "..", "", "x/"] {
            let said = effects(folder.path()).export(name, "text");
            assert!(matches!(said, Outcome::Failed(_)), "{name}: {said:?}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn an_export_does_not_follow_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        std::os::unix::fs::symlink(&victim, folder.path().join("brief.md")).unwrap();
        effects(folder.path()).export("brief.md", "text");
        assert!(!victim.exists());
        assert!(folder.path().join("brief-2.md").exists());
    }

    #[test]
    fn history_comes_back_bounded_and_harmless() {
        let folder = tempfile::tempdir().unwrap();
        let effects = effects(folder.path());
        assert!(effects.history().is_empty());
        let mut lines = vec!["a\nb".to_owned(), "speaker:putin".into(), "speaker:putin".into()];
        lines.extend(["\x1b]0;x\x07y".to_owned(), " ".into(), "é".repeat(2000)]);
        lines.extend((0..300).map(|n| format!("query {n}")));
        assert_eq!(outcomes(effects.keep_history(&lines)), (None, None));
        let read = effects.history();
        assert_eq!(read.len(), HISTORY_LINES);
        assert_eq!(read[..3], ["a b", "speaker:putin", "]0;xy"]);
        assert_eq!(read[3].len(), HISTORY_LINE);
        assert_eq!(read[4], "query 0");
    }

    #[test]
    fn what_another_instance_kept_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (effects(folder.path()), effects(folder.path()));
        outcomes(one.keep_history(&["old".into()]));
        outcomes(other.keep_history(&["theirs".into(), "old".into()]));
        outcomes(one.keep_history(&["mine".into(), "old".into()]));
        assert_eq!(one.history(), ["mine", "old", "theirs"]);
    }

    #[test]
    fn a_damaged_history_is_kept_and_an_old_draft_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let effects = effects(folder.path());
        outcomes(effects.keep_history(&["one".into()]));
        let state = folder.path().join("state/startline");
        fs::write(state.join("history"), b"\xff\xfe damaged").unwrap();
        for (name, seconds) in [(".history.1", 7_200), (".history.2", 60)] {
            fs::write(state.join(name), "draft").unwrap();
            let time = std::time::SystemTime::now() - Duration::from_secs(seconds);
            let file = File::options().write(true).open(state.join(name)).unwrap();
            file.set_times(fs::FileTimes::new().set_modified(time)).unwrap();
        }
        assert_eq!(outcomes(effects.keep_history(&["two".into()])), (None, None));
        assert_eq!(effects.history(), ["two"]);
        assert_eq!(fs::read(state.join("history.damaged")).unwrap(), b"\xff\xfe damaged");
        assert!(!state.join(".history.1").exists() && state.join(".history.2").exists());
    }

    #[test]
    #[cfg(unix)]
    fn history_is_private_and_replaces_a_link_instead_of_following_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let effects = effects(folder.path());
        outcomes(effects.keep_history(&["one".into()]));
        let path = folder.path().join("state/startline/history");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        let victim = folder.path().join("victim");
        fs::write(&victim, "mine").unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&victim, &path).unwrap();
        outcomes(effects.keep_history(&["two".into()]));
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        assert_eq!(effects.history(), ["two"]);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn history_that_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("state"), "a file in the way").unwrap();
        let (now, _) = outcomes(effects(folder.path()).keep_history(&["one".into()]));
        assert!(matches!(&now, Some(Outcome::Failed(why)) if why.contains("history was not kept")));
        let homeless = Effects::new(Recorder::default());
        assert!(outcomes(homeless.keep_history(&["one".into()])).0.is_some());
        let relative = Effects::new(Recorder::new(&[("XDG_STATE_HOME", "state")], &[]));
        assert_eq!(relative.history_file(), None);
    }
}
