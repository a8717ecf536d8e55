//! `import`: what other programs keep, as a dataset file on the standard output.
//!
//! Reads the file that it is given and nothing else but the datasets that are named, and writes none: what could not
//! be carried is said line by line on the standard error.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand, ValueHint};

use crate::import::{self, Imported, Wishes};

use super::{Common, Outcome};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What `import` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What is brought
    #[command(subcommand)]
    pub form: ImportFormat,
}

/// The forms that can be read.
#[derive(Debug, Subcommand)]
pub enum ImportFormat {
    /// A spreadsheet of statements, its columns named as `list statements --format csv` names them
    ///
    /// Speakers, sources and events are made where no dataset given with -d has them.
    #[command(after_long_help = fields())]
    Csv(CsvArguments),
    /// A library of sources in CSL-JSON, as Zotero exports it
    Csl(CslArguments),
}

/// What `import csv` accepts.
#[derive(Debug, Args)]
pub struct CsvArguments {
    /// The file; - reads the standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Take a column for a field: --map 'Who said it=speaker'
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    pub map: Vec<(String, String)>,
    /// What a field is where a row leaves it out: --set kind=Quote
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
}

/// What `import csl` accepts.
#[derive(Debug, Args)]
pub struct CslArguments {
    /// The file; - reads the standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

/// Brings a file.
///
/// # Errors
/// Where it cannot be read as what it should be, and those of the stream.
pub fn run(common: &Common, args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let known = common.places();
    let (file, imported) = match &args.form {
        ImportFormat::Csv(table) => {
            let wishes = Wishes { known, map: table.map.clone(), set: set(&table.set) };
            (&table.file, import::csv(&read(&table.file)?, &name(&table.file), &wishes))
        }
        ImportFormat::Csl(library) => {
            let wishes = Wishes { known, ..Wishes::default() };
            (&library.file, import::csl(&read(&library.file)?, &name(&library.file), &wishes))
        }
    };
    let name = name(file);
    let Imported { ron, lost, remarks } = imported.map_err(|why| anyhow!("{name}: {why}"))?;
    out.write_all(ron.as_bytes())?;
    let told = lost.iter().map(|lost| format!("{name}:{lost}"));
    let said = remarks.into_iter().map(|remark| format!("{name}: {remark}"));
    Ok(Outcome::of(lost.is_empty()).with(told).with(said))
}

/// What is set, with the column in place of the field that it may be named by.
fn set(pairs: &[(String, String)]) -> Vec<(String, String)> {
    // `COLUMN=FIELD` is split at its last sign, `FIELD=VALUE` at its first.
    let again = |(a, b): &(String, String)| {
        let whole = format!("{a}={b}");
        let (field, value) = whole.split_once('=').unwrap_or((a, b));
        (field.to_owned(), value.to_owned())
    };
    pairs.iter().map(again).collect()
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" { "standard input".to_owned() } else { file.display().to_string() }
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut limited: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock().take(LARGEST + 1))
    } else {
        let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        Box::new(opened.take(LARGEST + 1))
    };
    limited.read_to_end(&mut bytes).with_context(|| format!("cannot read {}", file.display()))?;
    if bytes.len() as u64 > LARGEST {
        bail!("{} is larger than 256 MiB; split it", file.display());
    }
    Ok(bytes)
}

/// `COLUMN=FIELD`: a column may have the sign in its name, a field has not.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((a, b)) if !a.trim().is_empty() => Ok((a.trim().to_owned(), b.trim().to_owned())),
        _ => Err("write it with = between, as in speaker=lavrov".to_owned()),
    }
}

/// The fields that a column may mean, for the help.
fn fields() -> String {
    let row = |(name, what): &(&str, &str)| format!("  {name:<16} {what}");
    let rows: Vec<String> = import::FIELDS.iter().map(row).collect();
    format!("Columns:\n{}", rows.join("\n"))
}
