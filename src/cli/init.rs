//! `init`: a small chronology that checks clean and explains itself, to begin one's own from.
//!
//! Owns where it is written: into a folder that holds nothing, and nowhere else. Its files are in `assets/init/`.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::text::sanitise_line;
use crate::text::shell::quoted;

use super::Outcome;

/// What `init` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder: a new one, or one that holds nothing
    #[arg(value_hint = clap::ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// A file of the chronology: its path in the folder, what it is for, and what it holds.
struct Template {
    path: &'static str,
    about: &'static str,
    text: &'static str,
}

macro_rules! templates {
    ($($path:literal $about:literal,)*) => {
        &[$(Template {
            path: $path,
            about: $about,
            text: include_str!(concat!("../../assets/init/", $path)),
        }),*]
    };
}

/// Everything that is written.
const TEMPLATES: &[Template] = templates! {
    "00-people.ron" "what holds for all of it: title, sides, speakers",
    "morning-post-2024-03-05.ron" "an article: the source, what happened, what was said",
    "coast-wire-2024-03-07.ron" "another: an answer, the same words again, a note, figures",
    "texts/morning-post-2024-03-05.txt" "the article itself, against which quotations are held",
    "texts/coast-wire-2024-03-07.txt" "and the other one",
};

/// Writes the chronology.
///
/// # Errors
/// A folder that holds anything, or cannot be made or written to.
pub fn run(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let dir = args.dir.as_path();
    let shown = shown(dir);
    refuse_what_is_there(dir, &shown)?;
    for template in TEMPLATES {
        let path = dir.join(template.path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        // Never over a file: another may have come there since.
        let written = made.and_then(|()| File::create_new(&path));
        written
            .and_then(|mut file| file.write_all(template.text.as_bytes()))
            .with_context(|| format!("cannot write {}", self::shown(&path)))?;
    }
    writeln!(out, "{shown} holds a small chronology, made up, which explains itself:\n")?;
    let widest = TEMPLATES.iter().map(|template| template.path.len()).max().unwrap_or(0);
    for Template { path, about, .. } in TEMPLATES {
        writeln!(out, "  {path:widest$}  {about}")?;
    }
    // What begins with a hyphen would be taken for an option.
    let named = if shown.starts_with('-') { format!("./{shown}") } else { shown.clone() };
    let named = quoted(&named);
    let steps = [
        (format!("startline -d {named}"), "opens it"),
        (format!("startline check -d {named}"), "holds every quotation against its article"),
        (format!("startline number coast-wire-2024-03-07 -d {named}"), "numbers the paragraphs"),
        (
            "startline new statement".to_owned(),
            "prints a record to paste; so source, event, note …",
        ),
        ("startline schema".to_owned(), "every field and every word"),
    ];
    writeln!(out, "\nNext:\n")?;
    let widest = steps.iter().map(|(command, _)| command.len()).max().unwrap_or(0).min(60);
    for (command, about) in &steps {
        writeln!(out, "  {command:widest$}  {about}")?;
    }
    writeln!(
        out,
        "\nThen put an article of yours into {named}/texts as SOURCE-ID.txt, begin its file, and take the made-up\n\
         ones away:\n\n  startline new --file source id=SOURCE-ID > {named}/SOURCE-ID.ron"
    )?;
    Ok(Outcome::of(true))
}

fn refuse_what_is_there(dir: &Path, shown: &str) -> anyhow::Result<()> {
    let entry = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next(),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => bail!("cannot use {shown} as a folder: {error}"),
    };
    if entry.is_some() {
        bail!(
            "{shown} is not empty, and nothing is written over: name a new folder, or an empty one"
        );
    }
    Ok(())
}

fn shown(path: &Path) -> String {
    sanitise_line(&path.to_string_lossy()).into_owned()
}
