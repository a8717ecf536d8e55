//! The state folder: where the program keeps what it remembers from run to run, and how it writes there. A file is
//! replaced in one step, and readable by its owner alone.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Os;

/// What the names of drafts begin with; the number of the process follows.
const DRAFT: &str = ".history.";

/// `$XDG_STATE_HOME/startline`, by default in `~/.local/state`.
pub(super) fn state_folder(os: &impl Os) -> Option<PathBuf> {
    let absolute = |name| os.var(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = absolute("XDG_STATE_HOME")
        .or_else(|| absolute("LOCALAPPDATA").filter(|_| cfg!(windows)))
        .or_else(|| absolute("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("startline"))
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

/// Makes a folder of the state folder, for its owner alone.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Options by which a file that is made is readable by its owner alone.
pub(super) fn only_for_its_owner(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Puts a text in the place of a file in one step, readable by its owner alone, and returns once it is on disk.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    put(path, text, fs::File::sync_all)?;
    // The name is on disk when its folder is; where a folder cannot be synced, nothing else is lost by it.
    #[cfg(unix)]
    let _ = path.parent().map(|folder| fs::File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

/// The same without waiting for the disk, which takes longer than a frame: for what is written at a key, and may be
/// lost with the power.
pub(super) fn replace_unsynced(path: &Path, text: &str) -> io::Result<()> {
    put(path, text, |_| Ok(()))
}

fn put(path: &Path, text: &str, sync: fn(&fs::File) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    remove_old_drafts(folder);
    let draft = folder.join(format!("{DRAFT}{}", std::process::id()));
    // Left by a run of the same number that was killed.
    let _ = fs::remove_file(&draft);
    let mut options = OpenOptions::new();
    let mut file = only_for_its_owner(options.write(true).create_new(true)).open(&draft)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| sync(&file))
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}
