//! Whether files have changed: told as it happens by the operating system, never asked for by a clock.
//!
//! Folders are watched and not files, since editors write a file beside the old one and rename it. What was changed,
//! and whether it says anything else, is for whoever is told. It must never read a dataset.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::chronology::load::DatasetPlace;

/// For how long nothing has to happen to files before that is told: an editor writes in several steps.
const QUIET: Duration = Duration::from_millis(8);

/// So many changes are told though no moment was quiet.
const MANY: usize = 256;

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// What may change.
#[derive(Debug, Default)]
struct Watched {
    /// The folders in which it lies.
    folders: Vec<PathBuf>,
    /// Files by their names, of whatever form.
    files: Vec<PathBuf>,
}

impl Watched {
    fn of<'p>(places: &[DatasetPlace], texts: impl Iterator<Item = &'p Path>) -> Self {
        let mut watched = Self::default();
        for place in places {
            let DatasetPlace::At(path) = place else { continue };
            if path.is_dir() {
                watched.folders.push(path.clone());
                continue;
            }
            // Where it is a link, it and what it leads to.
            let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
            for file in [path.clone(), whole] {
                watched.files.extend(file.file_name().map(PathBuf::from));
                let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                watched.folders.push(folder.unwrap_or(Path::new(".")).to_owned());
            }
        }
        watched.folders.extend(texts.map(Path::to_owned));
        watched.folders.sort();
        watched.folders.dedup();
        watched
    }

    /// Whether something that happened to paths may have changed a dataset or the texts to it.
    fn concerns(&self, kind: EventKind, paths: &[PathBuf]) -> bool {
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if matches!(kind, EventKind::Access(_)) && kind != written {
            return false;
        }
        paths.is_empty() || paths.iter().any(|path| self.is_of_dataset(path))
    }

    fn is_of_dataset(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let by_form = extension
            .is_some_and(|form| ["ron", "txt"].iter().any(|of| form.eq_ignore_ascii_case(of)));
        let by_name = path
            .file_name()
            .is_some_and(|name| self.files.iter().any(|file| file.as_os_str() == name));
        // A folder that is gone, or has come.
        by_form || by_name || self.folders.iter().any(|folder| folder == path)
    }
}

impl Watch {
    /// Watches the files of datasets and the folders of texts, and calls `tell` in a thread of its own when any may
    /// have changed.
    ///
    /// # Errors
    /// Why that is not told here, as on a system that has no more watches to give.
    pub fn start<'p>(
        places: &[DatasetPlace],
        texts: impl Iterator<Item = &'p Path>,
        tell: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Self, String> {
        let watched = Watched::of(places, texts);
        let folders = watched.folders.clone();
        let told = teller(tell).map_err(|error| error.to_string())?;
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Where events were lost, anything may have changed.
                let concerns = event.map_or(true, |event| {
                    event.need_rescan() || watched.concerns(event.kind, &event.paths)
                });
                if concerns {
                    let _ = told.send(());
                }
            })
            .map_err(|error| error.to_string())?;
        for folder in &folders {
            watcher
                .watch(folder, RecursiveMode::NonRecursive)
                .map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        Ok(Self { _watcher: watcher })
    }
}

/// Calls `tell` once for all that is sent until for a moment nothing is; it ends when that says so, or nobody sends.
fn teller(mut tell: impl FnMut() -> bool + Send + 'static) -> std::io::Result<Sender<()>> {
    let (sender, events) = channel();
    thread::Builder::new().name("watch".into()).spawn(move || {
        while events.recv().is_ok() {
            let more = (0..MANY).map(|_| events.recv_timeout(QUIET));
            let ended = more.take_while(|event| *event != Err(RecvTimeoutError::Timeout));
            let gone = ended.into_iter().any(|event| event.is_err());
            if !tell() || gone {
                return;
            }
        }
    })?;
    Ok(sender)
}

/// What is waited for while files are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A file may have changed.
    Changed,
    /// The reader has had enough.
    Interrupted,
}

/// Sends that the reader interrupts, in place of the end of the program that this otherwise is.
///
/// # Errors
/// Where that cannot be watched.
pub fn interrupts(to: Sender<Happening>) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut signals = signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT])?;
        thread::Builder::new().name("interrupt".into()).spawn(move || {
            for _ in signals.forever() {
                if to.send(Happening::Interrupted).is_err() {
                    return;
                }
            }
        })?;
    }
    #[cfg(not(unix))]
    drop(to);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::mpsc::Receiver;

    fn watch(path: PathBuf) -> (Watch, Receiver<()>) {
        let (sender, told) = channel();
        let place = [DatasetPlace::At(path)];
        let watch = Watch::start(&place, std::iter::empty(), move || sender.send(()).is_ok());
        (watch.unwrap(), told)
    }

    fn is_told(told: &Receiver<()>) -> bool {
        told.recv_timeout(Duration::from_secs(20)).is_ok()
    }

    #[test]
    fn what_editors_do_to_a_file_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.ron");
        fs::write(&file, "()").unwrap();
        for path in [dir.path().to_owned(), file.clone()] {
            let (_watch, told) = watch(path);
            fs::write(&file, "( )").unwrap();
            assert!(is_told(&told), "written in place");
            fs::write(dir.path().join("a.ron.new"), "(  )").unwrap();
            fs::rename(dir.path().join("a.ron.new"), &file).unwrap();
            assert!(is_told(&told), "renamed over");
        }
        let (_watch, told) = watch(dir.path().to_owned());
        fs::write(dir.path().join("b.ron"), "()").unwrap();
        assert!(is_told(&told), "a new file");
        fs::remove_file(dir.path().join("b.ron")).unwrap();
        assert!(is_told(&told), "a file that is gone");
    }

    #[test]
    fn what_is_no_part_of_a_dataset_is_not_told() {
        let file = PathBuf::from("d/a.ron");
        let watched = Watched { folders: vec!["d".into()], files: vec!["a.data".into()] };
        let modified = EventKind::Modify(notify::event::ModifyKind::Any);
        assert!(watched.concerns(modified, std::slice::from_ref(&file)));
        assert!(watched.concerns(modified, &["d/a.data".into()]));
        assert!(
            watched.concerns(EventKind::Remove(notify::event::RemoveKind::Folder), &["d".into()])
        );
        for other in ["d/.a.ron.swp", "d/4913", "d/a.ron~"] {
            assert!(!watched.concerns(modified, &[other.into()]), "{other}");
        }
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert!(!watched.concerns(read, &[file]), "reading changes nothing");
    }
}
