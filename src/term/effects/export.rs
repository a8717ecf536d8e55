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
    /// A path that is free for a file of this name in the current folder, told from `~` on where it lies there.
    pub(in crate::term) fn propose(&self, name: &str) -> Outcome {
        // It may have been removed; a name is a beginning.
        let Ok(folder) = self.os.folder() else { return Outcome::Proposed(name.to_owned()) };
        let free = names(name).map(|name| folder.join(name)).find(|path| is_free(path));
        let path = free.unwrap_or_else(|| folder.join(name));
        let from_home =
            self.home().and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
        let told = from_home.map_or(path, |rest| Path::new("~").join(rest));
        Outcome::Proposed(told.to_string_lossy().into_owned())
    }

    /// Writes a new file where it was asked for, in folders that are made where they are missing. `name` is that of
    /// the file where a folder was named, and has the ending of one that has none.
    pub(in crate::term) fn export(&self, path: &str, name: &str, text: &str) -> Outcome {
        let (path, made) = match self.place(path, name) {
            Ok(place) => place,
            Err(why) => return Outcome::NotExported(why),
        };
        let shown = plain::line(&path.to_string_lossy(), 4096);
        match write_new(&path, text) {
            Ok(()) => {
                let made = made.map(|folder| plain::line(&folder.to_string_lossy(), 4096));
                let made =
                    made.map_or_else(String::new, |made| format!(", in {made}, which is new"));
                Outcome::Exported(format!("wrote {shown}{made}"))
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Outcome::NotExported(format!(
                    "{shown} is there already, and is not written over; {} is free",
                    free_beside(&path)
                ))
            }
            Err(error) => Outcome::NotExported(format!("cannot write {shown}: {error}")),
        }
    }

    /// The file that is meant, its folder being there, and the first folder that had to be made.
    fn place(&self, typed: &str, name: &str) -> Result<(PathBuf, Option<PathBuf>), String> {
        let mut path = match typed.strip_prefix('~') {
            None => PathBuf::from(typed),
            Some(rest) if rest.is_empty() || rest.starts_with('/') => {
                let home = self.home().ok_or("HOME is not set, so `~` is nowhere")?;
                home.join(rest.trim_start_matches('/'))
            }
            Some(_) => {
                return Err("only one's own `~` is known: write the path of the folder".into());
            }
        };
        if path.is_relative() {
            let folder = self.os.folder();
            path =
                folder.map_err(|error| format!("there is no current folder: {error}"))?.join(path);
        }
        if typed.ends_with('/') || path.is_dir() {
            path.push(name);
        } else if path.extension().is_none()
            && let Some(ending) = Path::new(name).extension()
        {
            path.set_extension(ending);
        }
        let folder = path.parent().unwrap_or(&path).to_owned();
        // A name that was typed behind that of a brief is no folder that anybody wants.
        let is_brief = |folder: &&Path| {
            folder.extension().is_some_and(|e| Path::new(name).extension() == Some(e))
        };
        let missing = || folder.ancestors().take_while(|folder| !folder.exists());
        if let Some(brief) = missing().find(is_brief) {
            let brief = plain::line(&brief.to_string_lossy(), 4096);
            return Err(format!("{brief} is the name of a brief, and no folder is made of it"));
        }
        let missing = missing().last();
        let made = missing.map(Path::to_owned);
        fs::create_dir_all(&folder).map_err(|error| {
            format!(
                "cannot make the folder {}: {error}",
                plain::line(&folder.to_string_lossy(), 4096)
            )
        })?;
        Ok((path, made))
    }

    fn home(&self) -> Option<PathBuf> {
        self.os.var("HOME").map(PathBuf::from).filter(|home| home.is_absolute())
    }
}

/// `name`, `name-2`, …
fn names(name: &str) -> impl Iterator<Item = String> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    (1..=TRIES).map(
        move |n| if n == 1 { format!("{stem}{ending}") } else { format!("{stem}-{n}{ending}") },
    )
}

/// Whether nothing has a name, not even a link that leads nowhere.
fn is_free(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// A name that is free in the folder of a file.
fn free_beside(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let free = names(&name).find(|name| is_free(&path.with_file_name(name)));
    plain::line(&free.unwrap_or_else(|| "another name".to_owned()), 200)
}

/// Creates a file and writes the text.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    // A full disk must not leave half a brief that looks like one.
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.or_else(|error| fs::remove_file(path).and(Err(error)))
}

#[cfg(test)]
mod tests {
    use super::super::recorder::Recorder;
    use super::*;

    /// A home with a working folder in it.
    fn effects(home: &Path) -> Effects<Recorder> {
        let folder = home.join("work");
        fs::create_dir_all(&folder).unwrap();
        let vars = [("HOME", home.to_str().unwrap())];
        Effects::new(Recorder { folder, ..Recorder::new(&vars, &[]) })
    }

    fn exported(said: Outcome) -> String {
        match said {
            Outcome::Exported(told) => told,
            other => panic!("{other:?}"),
        }
    }

    fn refused(said: Outcome) -> String {
        match said {
            Outcome::NotExported(why) => why,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_export_never_replaces_a_file() {
        let home = tempfile::tempdir().unwrap();
        let effects = effects(home.path());
        let file = home.path().join("work/brief.md");
        for n in 1..=3 {
            let free =
                if n == 1 { "~/work/brief.md".into() } else { format!("~/work/brief-{n}.md") };
            assert_eq!(effects.propose("brief.md"), Outcome::Proposed(free.clone()));
            exported(effects.export(&free, "brief.md", &format!("text {n}")));
        }
        let why = refused(effects.export("brief.md", "brief.md", "again"));
        let path = file.display();
        assert_eq!(
            why,
            format!("{path} is there already, and is not written over; brief-4.md is free")
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), "text 1");
    }

    #[test]
    fn a_path_is_read_as_a_shell_reads_it() {
        let home = tempfile::tempdir().unwrap();
        let effects = effects(home.path());
        let at = |path: &str| home.path().join(path).display().to_string();
        for (typed, written) in [
            ("a.md", "work/a.md"),
            ("./b.html", "work/./b.html"),
            ("~/c.md", "c.md"),
            ("~", "brief.md"),
            ("plain", "work/plain.md"),
            ("new/deep/d.md", "work/new/deep/d.md"),
            ("folder/", "work/folder/brief.md"),
            ("new", "work/new/brief.md"),
        ] {
            let told = exported(effects.export(typed, "brief.md", typed));
            assert!(told.starts_with(&format!("wrote {}", at(written))), "{typed}: {told}");
            assert_eq!(fs::read_to_string(home.path().join(written)).unwrap(), typed);
            let new = told.contains("which is new");
            assert_eq!(new, ["new/deep/d.md", "folder/"].contains(&typed), "{told}");
        }
        let absolute = at("abs.md");
        assert_eq!(
            exported(effects.export(&absolute, "brief.md", "")),
            format!("wrote {absolute}")
        );
    }

    #[test]
    fn what_cannot_be_written_is_said_with_its_path() {
        let home = tempfile::tempdir().unwrap();
        let effects = effects(home.path());
        fs::write(home.path().join("file"), "").unwrap();
        for (typed, why) in [
            ("~nobody/x.md", "only one's own `~`"),
            ("~/file/x.md", "cannot make the folder"),
            ("~/new.md/tmp/x.md", "is the name of a brief"),
            (&"n".repeat(300), "cannot write"),
        ] {
            let said = refused(effects.export(typed, "brief.md", "text"));
            assert!(said.contains(why), "{typed}: {said}");
        }
        let homeless = Effects::new(Recorder::default());
        assert!(refused(homeless.export("~/x.md", "brief.md", "")).contains("HOME is not set"));
    }

    #[test]
    #[cfg(unix)]
    fn an_export_does_not_follow_a_link() {
        let home = tempfile::tempdir().unwrap();
        let effects = effects(home.path());
        let victim = home.path().join("victim");
        std::os::unix::fs::symlink(&victim, home.path().join("work/brief.md")).unwrap();
        assert!(
            refused(effects.export("brief.md", "brief.md", "text")).contains("brief-2.md is free")
        );
        assert_eq!(effects.propose("brief.md"), Outcome::Proposed("~/work/brief-2.md".into()));
        assert!(!victim.exists());
    }
}
