//! The queries of earlier runs, and those that are kept for good, in the state folder.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::state::{read_beginning, read_bounded, replace, replace_unsynced, state_folder};
use super::{Effects, Os, Ran};
use crate::app::effect::Outcome;
use crate::app::prompt::{LONGEST, REMEMBERED};
use crate::term::plain;

/// The most bytes of the queries that are remembered.
const HISTORY: u64 = (REMEMBERED * (LONGEST + 1)) as u64;

/// The most bytes of the searches that are kept for good, of which none is ever dropped unasked.
const SEARCHES: u64 = 1 << 20;

impl<O: Os> Effects<O> {
    /// What was searched for in earlier runs; nothing where it cannot be read.
    pub(in crate::term) fn remembered(&self) -> Outcome {
        Outcome::Remembered { history: self.history(), kept_searches: self.searches() }
    }

    /// Keeps a search for good, or drops it; what another viewer has kept stays. Only a failure has an outcome.
    pub(in crate::term) fn keep_search(&self, query: &str, kept: bool) -> Ran {
        let written = self.searches_file().and_then(|path| {
            set_damaged_aside(&path)?;
            let there = match read_bounded(&path, SEARCHES) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
                read => read?,
            };
            let query = plain::line(query, LONGEST);
            let mut lines = lines_of(&there);
            lines.retain(|line| *line != query);
            if kept {
                lines.insert(0, query);
            }
            let text = text_of(&lines);
            if text.len() as u64 > SEARCHES {
                return Err(io::Error::other("those that are kept fill 1 MiB; drop some first"));
            }
            replace(&path, &text)
        });
        match written {
            Ok(()) => Ran::default(),
            Err(error) => Outcome::Failed(format!("the search was not kept: {error}")).into(),
        }
    }

    fn searches(&self) -> Vec<String> {
        let text = self.searches_file().and_then(|path| read_bounded(&path, SEARCHES)).ok();
        lines_of(text.as_deref().unwrap_or_default())
    }

    fn searches_file(&self) -> io::Result<PathBuf> {
        Ok(state_folder(&self.os)?.join("searches"))
    }

    /// Keeps the newest queries for the next run. Only a failure has an outcome.
    pub(in crate::term) fn keep_history(&self, lines: &[String]) -> Ran {
        let written = self.history_file().and_then(|path| {
            set_damaged_aside(&path)?;
            // Another instance may have kept queries since this one read them.
            let is_own = fs::symlink_metadata(&path).is_ok_and(|data| data.is_file());
            let others = if is_own { remembered_in(&path) } else { Vec::new() };
            let all = text_of(&[lines, &others].concat());
            let newest: Vec<String> = lines_of(&all).into_iter().take(REMEMBERED).collect();
            replace_unsynced(&path, &text_of(&newest))
        });
        match written {
            Ok(()) => Ran::default(),
            Err(error) => {
                Outcome::Failed(format!("the search history was not kept: {error}")).into()
            }
        }
    }

    fn history(&self) -> Vec<String> {
        self.history_file().map(|path| remembered_in(&path)).unwrap_or_default()
    }

    fn history_file(&self) -> io::Result<PathBuf> {
        Ok(state_folder(&self.os)?.join("history"))
    }
}

/// One query a line, newest first.
fn text_of(lines: &[String]) -> String {
    lines.iter().map(|line| line.replace(['\n', '\r'], " ") + "\n").collect()
}

/// The queries of a text, each once and harmless.
fn lines_of(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let lines = text.lines().map(|line| plain::line(line, LONGEST));
    lines.filter(|line| !line.trim().is_empty() && seen.insert(line.clone())).collect()
}

/// The queries that a file remembers; none where it cannot be read.
fn remembered_in(path: &Path) -> Vec<String> {
    let bytes = read_beginning(path, HISTORY).unwrap_or_default();
    let lines = lines_of(&String::from_utf8_lossy(&bytes));
    lines.into_iter().take(REMEMBERED).collect()
}

/// Keeps a history that is no text under another name: what it was may be worth something to its owner.
fn set_damaged_aside(path: &Path) -> io::Result<()> {
    let Ok(data) = fs::symlink_metadata(path) else { return Ok(()) };
    let is_text = || {
        let Ok(bytes) = read_beginning(path, SEARCHES) else { return true };
        // The bound may fall into a character.
        str::from_utf8(&bytes).err().is_none_or(|fault| fault.error_len().is_none())
    };
    if data.is_file() && !is_text() {
        return fs::rename(path, path.with_extension("damaged"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::recorder::{Recorder, outcomes};
    use super::*;
    use std::time::Duration;

    fn effects(folder: &Path) -> Effects<Recorder> {
        let state = folder.join("state");
        let vars = [("XDG_STATE_HOME", state.to_str().unwrap())];
        Effects::new(Recorder { folder: folder.into(), ..Recorder::new(&vars, &[]) })
    }

    #[test]
    fn history_comes_back_bounded_and_harmless() {
        let folder = tempfile::tempdir().unwrap();
        let effects = effects(folder.path());
        assert!(effects.history().is_empty());
        let mut lines = vec!["a\nb".to_owned(), "speaker:putin".into(), "speaker:putin".into()];
        lines.extend(["\x1b]0;x\x07y".to_owned(), " ".into(), "é".repeat(LONGEST)]);
        lines.extend((0..300).map(|n| format!("query {n}")));
        assert_eq!(outcomes(effects.keep_history(&lines)), (None, None));
        let read = effects.history();
        assert_eq!(read.len(), REMEMBERED);
        assert_eq!(read[..3], ["a b", "speaker:putin", "]0;xy"]);
        assert_eq!(read[3].len(), LONGEST);
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
    fn searches_are_kept_and_dropped_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (effects(folder.path()), effects(folder.path()));
        assert!(one.searches().is_empty());
        outcomes(one.keep_search("speaker:putin", true));
        outcomes(other.keep_search("hidden agenda", true));
        assert_eq!(one.searches(), ["hidden agenda", "speaker:putin"]);
        outcomes(one.keep_search("speaker:putin", false));
        assert_eq!(other.searches(), ["hidden agenda"]);
        assert!(one.history().is_empty(), "searches and history are apart");
        let homeless = Effects::new(Recorder::default());
        let (now, _) = outcomes(homeless.keep_search("one", true));
        assert!(matches!(&now, Some(Outcome::Failed(why)) if why.contains("was not kept")));
    }

    #[test]
    fn what_is_kept_for_good_is_never_dropped_for_being_many() {
        let folder = tempfile::tempdir().unwrap();
        let effects = effects(folder.path());
        let path = effects.searches_file().unwrap();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let many = text_of(&(0..5_000).map(|n| format!("query {n}")).collect::<Vec<_>>());
        fs::write(&path, many).unwrap();
        assert_eq!(outcomes(effects.keep_search("one more", true)), (None, None));
        let kept = effects.searches();
        assert_eq!((kept.len(), &*kept[0], &*kept[5_000]), (5_001, "one more", "query 4999"));
        // What is beyond its bound is told, and nothing of the file is lost.
        for lines in [SEARCHES / 14, SEARCHES / 7] {
            let full = text_of(&(0..lines).map(|n| format!("query {n:07}")).collect::<Vec<_>>());
            fs::write(&path, &full).unwrap();
            let (now, _) = outcomes(effects.keep_search("another", true));
            assert!(matches!(&now, Some(Outcome::Failed(why)) if why.contains("not kept")));
            assert_eq!(fs::read_to_string(&path).unwrap(), full);
        }
    }

    #[test]
    fn without_a_state_folder_every_file_says_the_same_reason() {
        let homeless = Effects::new(Recorder::default());
        for ran in [homeless.keep_search("one", true), homeless.keep_history(&["one".into()])] {
            let (now, _) = outcomes(ran);
            let said = |why: &String| why.ends_with("neither XDG_STATE_HOME nor HOME is set");
            assert!(matches!(&now, Some(Outcome::Failed(why)) if said(why)), "{now:?}");
        }
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
            let file = fs::File::options().write(true).open(state.join(name)).unwrap();
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
        assert!(relative.history_file().is_err());
    }
}
