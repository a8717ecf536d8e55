//! `completions` and `man`: what the shell and the manual know of the command line.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Cli, Outcome};

/// What `completions` accepts.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Writes the completions for a shell.
///
/// # Errors
/// Those of the stream.
pub fn completions(args: &Arguments, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    // Generated in memory: the generator takes any error of the stream for a reason to panic.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "startline", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::of(true))
}

/// Writes the manual: the page of the program with a section for each command.
///
/// # Errors
/// Those of the stream.
pub fn manual(out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let man = Man::new(inner.clone());
        let mut sections = Vec::new();
        man.render_synopsis_section(&mut sections)?;
        man.render_description_section(&mut sections)?;
        man.render_options_section(&mut sections)?;
        let sections = String::from_utf8_lossy(&sections).replace("\n.SH ", "\n.SS ");
        let sections =
            sections.strip_prefix(".SH ").map_or(sections.clone(), |s| format!(".SS {s}"));
        write!(page, ".SH \"startline {}\"\n{sections}", inner.get_name())?;
    }
    out.write_all(&page)?;
    Ok(Outcome::of(true))
}
