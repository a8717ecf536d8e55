//! The state folder: where the program keeps what it remembers from run to run, and how it writes there. A file is
//! replaced in one step, and readable by its owner alone.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Os;

/// What the names of drafts begin with; the number of the process follows.
const DRAFT: &str = ".history.";

/// `$XDG_STATE_HOME/startline`, by default in `~/.local/state`.
///
/// # Errors
/// Nothing says where that is, see [`nowhere`].
pub(super) fn state_folder(os: &impl Os) -> io::Result<PathBuf> {
    let absolute = |name| os.var(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let state = absolute("XDG_STATE_HOME")
        .or_else(|| absolute("LOCALAPPDATA").filter(|_| cfg!(windows)))
        .or_else(|| absolute("HOME").map(|home| home.join(".local/state")));
    Ok(state.ok_or_else(nowhere)?.join("startline"))
}

/// Why there is no state folder.
pub(super) fn nowhere() -> io::Error {
    io::Error::other("neither XDG_STATE_HOME nor HOME is set")
}

/// Reads a regular file.
///
/// # Errors
/// It is none, it is longer than so many bytes, it is not UTF-8, or the system's own.
pub(super) fn read_bounded(path: &Path, most: u64) -> io::Result<String> {
    let bytes = read_beginning(path, most + 1)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it is larger than {} KiB", most.div_ceil(1024))));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8"))
}

/// The first bytes of a regular file, so many at most.
pub(super) fn read_beginning(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // A pipe put in its place would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
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
    put(path, text, File::sync_all)?;
    // The name is on disk when its folder is; where a folder cannot be synced, nothing else is lost by it.
    #[cfg(unix)]
    let _ = path.parent().map(|folder| File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

/// The same without waiting for the disk, which takes longer than a frame: for what is written at a key, and may be
/// lost with the power.
pub(super) fn replace_unsynced(path: &Path, text: &str) -> io::Result<()> {
    put(path, text, |_| Ok(()))
}

fn put(path: &Path, text: &str, sync: fn(&File) -> io::Result<()>) -> io::Result<()> {
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
