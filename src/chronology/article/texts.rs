//! Owns the folder of article texts that a reader holds: finding a text in it and reading it once. It
//! must never read a file outside that folder, or wait on anything that is no regular file.

use super::super::encoding::NotUtf8;
use super::Article;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use thiserror::Error;

/// The largest article that is read, in bytes: a newspaper article has a few thousand.
pub const MAX_ARTICLE_BYTES: u64 = 4 * 1024 * 1024;

/// The longest source id that may name a file; file systems end at 255 bytes.
const MAX_ID_BYTES: usize = 200;

/// Why an article text could not be used. Each says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TextsError {
    /// The folder itself cannot be used.
    #[error("cannot use {} as the folder of article texts: {reason}", shown(.dir))]
    Folder {
        /// The folder as it was given.
        dir: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A text is there but cannot be read.
    #[error("cannot read the article text {}: {reason}", shown(.path))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// A folder, a pipe or a device stands in the place of a text.
    #[error("{} is not a regular file; put the article there as plain text", shown(.path))]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// A symbolic link leads out of the folder.
    #[error("{} leads outside the folder of article texts; copy the text into it", shown(.path))]
    Outside {
        /// The link, not where it leads.
        path: PathBuf,
    },
    /// More than [`MAX_ARTICLE_BYTES`].
    #[error(
        "{} is larger than {} MiB, the limit for one article; keep only the article's own text",
        shown(.path), MAX_ARTICLE_BYTES / (1024 * 1024)
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// Bytes that are no UTF-8: in another encoding, so that nothing of the text is used, or with a damaged character.
    #[error("{}:{line}:{column} {fault}; {help}", shown(.path))]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The line of the first byte that shows it, from 1.
        line: u32,
        /// Its column, from 1, in characters.
        column: u32,
        /// What is wrong.
        fault: String,
        /// What to do.
        help: &'static str,
    },
}

impl TextsError {
    /// Bytes of a file that are no UTF-8.
    pub(super) fn not_utf8(path: &Path, fault: &NotUtf8) -> Self {
        let (line, column) = fault.place();
        let path = path.to_owned();
        Self::Encoding { path, line, column, fault: fault.message(), help: fault.help() }
    }
}

/// A path may hold anything, so that it is sanitised before it reaches a message.
fn shown(path: &Path) -> String {
    crate::text::sanitise_line(&path.to_string_lossy()).into_owned()
}

/// What one look for an article found.
type ArticleResult = Result<Option<Arc<Article>>, TextsError>;

/// A text, and the dataset in whose folder it lies.
pub type HeldText<'d> = (Option<&'d str>, Arc<Article>);

/// Folders of article texts, named `<source-id>.txt`: one for every dataset, or one for each. A text is read when
/// it is first asked for, and what was found then (the absence and the error too) holds for the life of this value.
#[derive(Debug)]
pub struct Texts {
    folders: Vec<Folder>,
    held: Mutex<HashMap<PathBuf, ArticleResult>>,
}

/// A folder of article texts.
#[derive(Debug)]
struct Folder {
    /// The dataset whose texts they are; `None` where they are those of all.
    dataset: Option<Box<str>>,
    /// As it was named or found.
    typed: PathBuf,
    /// With every symbolic link resolved.
    dir: PathBuf,
}

impl Folder {
    fn open(dataset: Option<Box<str>>, typed: &Path) -> Result<Self, TextsError> {
        let refuse = |reason: String| TextsError::Folder { dir: typed.to_owned(), reason };
        let dir = typed.canonicalize().map_err(|error| refuse(error.to_string()))?;
        if !dir.is_dir() {
            return Err(refuse("it is not a folder".to_owned()));
        }
        Ok(Self { dataset, typed: typed.to_owned(), dir })
    }
}

impl Texts {
    /// Opens a folder; no text in it is read yet.
    ///
    /// # Errors
    /// [`TextsError::Folder`] if it is no folder or cannot be reached.
    pub fn open(dir: &Path) -> Result<Self, TextsError> {
        Ok(Self { folders: vec![Folder::open(None, dir)?], held: Mutex::default() })
    }

    /// Opens a folder for each of several datasets, by their names.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_each(folders: &[(Box<str>, PathBuf)]) -> Result<Self, TextsError> {
        let open = |(dataset, dir): &(Box<str>, PathBuf)| Folder::open(Some(dataset.clone()), dir);
        let folders = folders.iter().map(open).collect::<Result<_, _>>()?;
        Ok(Self { folders, held: Mutex::default() })
    }

    /// The same folders, nothing of them read.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_again(&self) -> Result<Self, TextsError> {
        let open = |folder: &Folder| Folder::open(folder.dataset.clone(), &folder.typed);
        let folders = self.folders.iter().map(open).collect::<Result<_, _>>()?;
        Ok(Self { folders, held: Mutex::default() })
    }

    /// The first folder, with every symbolic link resolved.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.folders.first().map_or(Path::new(""), |folder| &folder.dir)
    }

    /// The folders as they were named or found, each once.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let is_first = |(n, folder): &(usize, &Folder)| {
            self.folders.iter().take(*n).all(|before| before.dir != folder.dir)
        };
        self.folders.iter().enumerate().filter(is_first).map(|(_, folder)| folder.typed.as_path())
    }

    /// Whether the folders are those that lie with datasets, and not one that was named for all.
    #[must_use]
    pub fn are_found(&self) -> bool {
        self.folders.iter().all(|folder| folder.dataset.is_some())
    }

    /// The text of a source of the only dataset, see [`Self::article_of`].
    ///
    /// # Errors
    /// All but [`TextsError::Folder`]; the same again for every later call.
    pub fn article(&self, source_id: &str) -> Result<Option<Arc<Article>>, TextsError> {
        self.article_of(None, source_id)
    }

    /// The text of a source of a dataset, or `None` where its folder has none. Where one folder is that of all
    /// datasets, a source that goes by another id outside of its dataset has none. An id that is not of the form
    /// `[a-z0-9][a-z0-9-]*` names no file.
    ///
    /// # Errors
    /// All but [`TextsError::Folder`]; the same again for every later call.
    pub fn article_of(
        &self,
        dataset: Option<&str>,
        source_id: &str,
    ) -> Result<Option<Arc<Article>>, TextsError> {
        let is_of = |folder: &&Folder| match (&folder.dataset, dataset) {
            (Some(of), Some(dataset)) => **of == *dataset,
            (Some(_), None) => self.folders.len() == 1,
            (None, _) => true,
        };
        let Some(folder) = self.folders.iter().find(is_of) else { return Ok(None) };
        let own = dataset.filter(|_| folder.dataset.is_some());
        let own = own.and_then(|dataset| source_id.strip_prefix(dataset)?.strip_prefix(':'));
        let id = own.unwrap_or(source_id);
        if !names_a_file(id) {
            return Ok(None);
        }
        let path = folder.dir.join(format!("{id}.txt"));
        // Whoever panicked while holding the lock has left whole entries.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = held.get(&path) {
            return found.clone();
        }
        let found = folder.read(&path);
        held.insert(path, found.clone());
        found
    }

    /// The first text of a source that any of several datasets has, and the dataset; see [`Self::article_of`].
    ///
    /// # Errors
    /// As [`Self::article_of`].
    pub fn first_article<'d>(
        &self,
        datasets: impl IntoIterator<Item = Option<&'d str>>,
        source_id: &str,
    ) -> Result<Option<HeldText<'d>>, TextsError> {
        for dataset in datasets {
            if let Some(article) = self.article_of(dataset, source_id)? {
                return Ok(Some((dataset, article)));
            }
        }
        Ok(None)
    }

    /// Where the text of a source of a dataset lies, as the folder was named.
    #[must_use]
    pub fn path_of(&self, dataset: &str, source_id: &str) -> Option<PathBuf> {
        let folder =
            self.folders.iter().find(|folder| folder.dataset.as_deref() == Some(dataset))?;
        Some(folder.typed.join(format!("{source_id}.txt")))
    }

    /// What lies in the folders, looks like the text of a source and is that of none: `belongs` says whether a
    /// dataset (`None` where a folder is that of all) has a source of an id. No more than a thousand of a folder.
    #[must_use]
    pub fn strays(&self, belongs: impl Fn(Option<&str>, &str) -> bool) -> Vec<PathBuf> {
        let mut strays = Vec::new();
        for folder in &self.folders {
            let Ok(entries) = fs::read_dir(&folder.dir) else { continue };
            let names = entries.filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())));
            let mut found: Vec<PathBuf> = names
                .filter(|name| {
                    let hidden = name.as_os_str().as_encoded_bytes().starts_with(b".");
                    let extension = name.extension().and_then(OsStr::to_str).unwrap_or_default();
                    let text = extension.eq_ignore_ascii_case("txt") && !hidden;
                    let id = name.file_stem().and_then(OsStr::to_str).unwrap_or_default();
                    text && !(extension == "txt" && belongs(folder.dataset.as_deref(), id))
                })
                .take(1_000)
                .collect();
            found.sort();
            strays.extend(found.into_iter().map(|name| folder.typed.join(name)));
        }
        strays
    }
}

impl Folder {
    fn read(&self, path: &Path) -> ArticleResult {
        let path = path.to_owned();
        let unreadable = |error: io::Error| TextsError::Unreadable {
            path: path.clone(),
            reason: error.to_string(),
        };
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found.map_err(unreadable)?,
        };
        let canonical = path.canonicalize().map_err(unreadable)?;
        if !canonical.starts_with(&self.dir) {
            return Err(TextsError::Outside { path });
        }
        Article::read_as(&canonical, &path).map(|article| Some(Arc::new(article)))
    }
}

impl Article {
    /// Reads an article from a file, wherever it lies.
    ///
    /// # Errors
    /// What is no regular file, cannot be read, or is larger than [`MAX_ARTICLE_BYTES`].
    pub fn read(path: &Path) -> Result<Self, TextsError> {
        Self::read_as(path, path)
    }

    /// Reads an article from a file that messages call by another path.
    fn read_as(path: &Path, named: &Path) -> Result<Self, TextsError> {
        let unreadable = |error: io::Error| TextsError::Unreadable {
            path: named.to_owned(),
            reason: error.to_string(),
        };
        // Asked before it is opened, because opening a pipe waits for its writer.
        if !path.metadata().map_err(unreadable)?.is_file() {
            return Err(TextsError::NotAFile { path: named.to_owned() });
        }
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        file.take(MAX_ARTICLE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > MAX_ARTICLE_BYTES {
            return Err(TextsError::TooLarge { path: named.to_owned() });
        }
        Self::from_bytes(named, &bytes)
    }
}

fn names_a_file(id: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    id.len() <= MAX_ID_BYTES
        && id.bytes().next().is_some_and(allowed)
        && id.bytes().all(|b| allowed(b) || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Texts) {
        let dir = tempfile::tempdir().unwrap();
        let texts = dir.path().join("texts");
        fs::create_dir(&texts).unwrap();
        fs::write(dir.path().join("secret.txt"), "secret").unwrap();
        let texts = Texts::open(&texts).unwrap();
        (dir, texts)
    }

    #[test]
    fn a_text_is_read_once() {
        let (_dir, texts) = folder();
        let path = texts.dir().join("tass-1.txt");
        fs::write(&path, "one\n\ntwo").unwrap();
        let first = texts.article("tass-1").unwrap().unwrap();
        assert_eq!(first.paragraph(2), Some("two"));
        fs::write(&path, "changed").unwrap();
        assert!(Arc::ptr_eq(&first, &texts.article("tass-1").unwrap().unwrap()));
    }

    #[test]
    fn an_absence_is_remembered() {
        let (_dir, texts) = folder();
        assert_eq!(texts.article("none"), Ok(None));
        fs::write(texts.dir().join("none.txt"), "late").unwrap();
        assert_eq!(texts.article("none"), Ok(None));
    }

    #[test]
    fn ids_are_no_paths() {
        let (_dir, texts) = folder();
        fs::write(texts.dir().join("-a.txt"), "x").unwrap();
        fs::write(texts.dir().join("A.txt"), "x").unwrap();
        fs::write(texts.dir().join(".txt"), "x").unwrap();
        let long = "a".repeat(100_000);
        for id in [
            "../secret",
            "..",
            ".",
            "",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "a\0b",
            "-a",
            "A",
            "é",
            "a.b",
            "a ",
            &long,
        ] {
            assert_eq!(texts.article(id), Ok(None), "{id:?}");
        }
    }

    #[test]
    fn a_text_at_the_limit_is_read_and_one_beyond_is_not() {
        let (_dir, texts) = folder();
        let limit = usize::try_from(MAX_ARTICLE_BYTES).unwrap();
        fs::write(texts.dir().join("full.txt"), "a".repeat(limit)).unwrap();
        fs::write(texts.dir().join("over.txt"), "a".repeat(limit + 1)).unwrap();
        assert!(texts.article("full").unwrap().is_some());
        let error = texts.article("over").unwrap_err();
        assert!(matches!(error, TextsError::TooLarge { .. }));
        assert!(error.to_string().ends_with(
            "is larger than 4 MiB, the limit for one article; keep only the article's own text"
        ));
    }

    #[test]
    fn only_regular_files_are_read() {
        let (_dir, texts) = folder();
        fs::create_dir(texts.dir().join("dir.txt")).unwrap();
        assert!(matches!(texts.article("dir"), Err(TextsError::NotAFile { .. })));
    }

    #[test]
    fn a_folder_must_be_one() {
        let (dir, _) = folder();
        for path in ["missing", "secret.txt"] {
            let error = Texts::open(&dir.path().join(path)).unwrap_err();
            assert!(matches!(error, TextsError::Folder { .. }));
        }
        let named = TextsError::NotAFile { path: "a\u{1b}[31m".into() };
        assert_eq!(
            named.to_string(),
            "a␛[31m is not a regular file; put the article there as plain text"
        );
    }

    #[cfg(unix)]
    mod links {
        use super::*;
        use std::os::unix::fs::symlink;

        #[test]
        fn links_may_not_lead_outside() {
            let (dir, texts) = folder();
            symlink("../secret.txt", texts.dir().join("up.txt")).unwrap();
            symlink("/dev/zero", texts.dir().join("zero.txt")).unwrap();
            symlink(dir.path(), texts.dir().join("away")).unwrap();
            symlink("away/secret.txt", texts.dir().join("twice.txt")).unwrap();
            for id in ["up", "zero", "twice"] {
                assert!(matches!(texts.article(id), Err(TextsError::Outside { .. })), "{id}");
            }
        }

        #[test]
        fn a_folder_beside_it_of_the_same_beginning_is_outside() {
            let (dir, texts) = folder();
            fs::create_dir(dir.path().join("texts-private")).unwrap();
            fs::write(dir.path().join("texts-private/a.txt"), "x").unwrap();
            symlink("../texts-private/a.txt", texts.dir().join("a.txt")).unwrap();
            assert!(matches!(texts.article("a"), Err(TextsError::Outside { .. })));
        }

        #[test]
        fn links_inside_are_followed_and_broken_ones_told() {
            let (_dir, texts) = folder();
            fs::write(texts.dir().join("a.txt"), "text").unwrap();
            symlink("a.txt", texts.dir().join("b.txt")).unwrap();
            symlink("nowhere", texts.dir().join("broken.txt")).unwrap();
            symlink("loop.txt", texts.dir().join("loop.txt")).unwrap();
            assert!(texts.article("b").unwrap().is_some());
            for id in ["broken", "loop"] {
                assert!(matches!(texts.article(id), Err(TextsError::Unreadable { .. })), "{id}");
            }
        }

        #[test]
        fn the_folder_itself_may_be_a_link() {
            let (dir, texts) = folder();
            fs::write(texts.dir().join("a.txt"), "text").unwrap();
            symlink("texts", dir.path().join("link")).unwrap();
            let linked = Texts::open(&dir.path().join("link")).unwrap();
            assert!(linked.article("a").unwrap().is_some());
        }

        #[test]
        fn a_pipe_is_an_error_and_never_a_wait() {
            let (_dir, texts) = folder();
            let made =
                std::process::Command::new("mkfifo").arg(texts.dir().join("pipe.txt")).status();
            assert!(made.unwrap().success());
            assert!(matches!(texts.article("pipe"), Err(TextsError::NotAFile { .. })));
        }
    }
}
