//! Where a dataset was left: `sessions/NAME.json` in the state folder, a file for each dataset, known as for its
//! marks. Written once, when the viewer ends or goes to another dataset, and only where that was asked for.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::marks::known_as;
use super::state::{nowhere, read_bounded, replace, state_folder};
use super::{Os, System};
use crate::app::saved_session::SavedSession;
use crate::term::plain;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 16;

/// The file of a dataset's session.
#[derive(Debug, Default)]
pub struct SessionFile {
    /// Where it lies; `None` where there is no state folder.
    path: Option<PathBuf>,
    /// Where the dataset lies.
    dataset: String,
}

/// A session that was looked for.
#[derive(Debug)]
pub struct OpenedSession {
    /// Its file, to be written to.
    pub file: SessionFile,
    /// Where the dataset was left, if it was.
    pub session: Option<SavedSession>,
    /// What is to be said of it.
    pub remark: Option<String>,
}

/// Opens the session of a dataset, known by its files and folders; `None` is the built-in one.
#[must_use]
pub fn open_session(dataset: &[Option<PathBuf>]) -> OpenedSession {
    SessionFile::of(&System, dataset).open()
}

impl SessionFile {
    fn of(os: &impl Os, dataset: &[Option<PathBuf>]) -> Self {
        let (name, dataset) = known_as(dataset);
        let path =
            state_folder(os).ok().map(|state| state.join("sessions").join(format!("{name}.json")));
        Self { path, dataset }
    }

    fn open(self) -> OpenedSession {
        let read = self.path.as_deref().map(read);
        let (session, remark) = match read {
            None => (None, Some(format!("no session is kept: {}", nowhere()))),
            Some(Ok(session)) => (session, None),
            Some(Err(why)) => {
                let shown = self.shown();
                (None, Some(format!("where you were cannot be read from {shown}: {why}")))
            }
        };
        OpenedSession { file: self, session, remark }
    }

    /// Writes where the reader is, in one step; what is to be said where that fails.
    pub(in crate::term) fn keep(&self, session: &SavedSession) -> Option<String> {
        let path = self.path.as_deref()?;
        let written = replace(path, &session.text(&self.dataset));
        written
            .err()
            .map(|error| format!("where you were was not kept in {}: {error}", self.shown()))
    }

    fn shown(&self) -> String {
        self.path
            .as_deref()
            .map(|path| plain::line(&path.to_string_lossy(), 4096))
            .unwrap_or_default()
    }
}

/// What a file says; `None` where there is none.
fn read(path: &Path) -> Result<Option<SavedSession>, String> {
    match read_bounded(path, LARGEST) {
        Ok(text) => SavedSession::read(&text).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorder::Recorder;
    use super::*;
    use std::fs;

    fn file(folder: &Path, dataset: &[Option<PathBuf>]) -> SessionFile {
        let vars = [("XDG_STATE_HOME", folder.to_str().unwrap())];
        SessionFile::of(&Recorder::new(&vars, &[]), dataset)
    }

    #[test]
    fn a_session_is_kept_for_each_dataset_and_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let other = [Some(folder.path().join("other.ron"))];
        assert_eq!(file(folder.path(), &[None]).open().session, None);
        let session = SavedSession { at: Some("a".into()), hide: true, ..SavedSession::default() };
        assert_eq!(file(folder.path(), &[None]).keep(&session), None);
        let opened = file(folder.path(), &[None]).open();
        assert_eq!((opened.session, opened.remark), (Some(session), None));
        assert_eq!(file(folder.path(), &other).open().session, None);
        let name = folder.path().join("startline/sessions/new-start.json");
        assert!(fs::read_to_string(name).unwrap().contains("built-in"));
    }

    #[test]
    fn what_cannot_be_read_or_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let own = file(folder.path(), &[None]);
        let path = own.path.clone().unwrap();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        for damaged in [&b"{\"schema\": 1"[..], b"\xff\xfe", b""] {
            fs::write(&path, damaged).unwrap();
            let opened = file(folder.path(), &[None]).open();
            assert_eq!(opened.session, None);
            assert!(opened.remark.unwrap().contains("cannot be read from"), "{damaged:?}");
        }
        // The next end of the viewer writes it anew.
        assert_eq!(own.keep(&SavedSession::default()), None);
        assert_eq!(file(folder.path(), &[None]).open().session, Some(SavedSession::default()));
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(file(folder.path(), &[None]).open().remark.is_some());
        assert!(own.keep(&SavedSession::default()).unwrap().contains("was not kept"));
        let homeless = SessionFile::of(&Recorder::default(), &[None]).open();
        assert!(
            homeless.remark.is_some() && homeless.file.keep(&SavedSession::default()).is_none()
        );
    }
}
