//! An export, written beside the reader's other files and never over one of them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Effects, Os};
use crate::app::effect::Outcome;
use crate::term::plain;

/// How many names are tried for an export.
const TRIES: u32 = 999;

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

#[cfg(test)]
mod tests {
    use super::super::recorder::Recorder;
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
}
