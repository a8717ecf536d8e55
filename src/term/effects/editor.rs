//! The editor's command line: which program, and how it is told the line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Effects, Os};
use crate::term::plain;

/// Editors to look for where the reader has named none.
const USUAL: [&str; 4] = ["sensible-editor", "nano", "vi", "notepad"];

impl<O: Os> Effects<O> {
    /// The command that opens the reader's editor at a line (from 1) of a file.
    ///
    /// # Errors
    ///
    /// A sentence that says why there is none, and what to do.
    pub(in crate::term) fn editor(&self, file: &str, line: u32) -> Result<Vec<OsString>, String> {
        let shown = plain::line(file, 300);
        // Absolute, so that no name can be taken for an option.
        let path = self.os.folder().map(|folder| folder.join(file));
        let path = path.ok().filter(|path| path.is_file()).ok_or_else(|| {
            format!(
                "cannot edit {shown}: it is not a file here; open a dataset of your own with -d"
            )
        })?;
        let mut argv = self.editor_words()?;
        let name = plain::line(&argv[0], 200);
        if self.os.find(argv[0].as_ref()).is_none() {
            return Err(format!(
                "the editor {name} is not found; set VISUAL or EDITOR to one that is"
            ));
        }
        let program = argv[0].clone();
        let mut command: Vec<OsString> = argv.drain(..).map(OsString::from).collect();
        command.extend(place(&program, path, line));
        Ok(command)
    }

    /// The words of `VISUAL`, else of `EDITOR`, else a usual editor that is there.
    fn editor_words(&self) -> Result<Vec<String>, String> {
        for name in ["VISUAL", "EDITOR"] {
            let Some(value) = self.os.var(name) else {
                continue;
            };
            let words = value.to_str().and_then(split);
            return words.filter(|words| !words.is_empty()).ok_or_else(|| {
                format!("{name} is no command: check its quotes; no shell reads it")
            });
        }
        USUAL
            .iter()
            .find(|name| self.os.find((*name).as_ref()).is_some())
            .map(|name| vec![(*name).to_owned()])
            .ok_or_else(|| "no editor is found; set VISUAL or EDITOR".to_owned())
    }
}

/// The arguments for a place in a file, in the form that this editor knows.
fn place(program: &str, file: PathBuf, line: u32) -> Vec<OsString> {
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let joined = |file: &Path| {
        let mut joined = file.as_os_str().to_owned();
        joined.push(format!(":{line}"));
        joined
    };
    match &*name {
        "vi" | "vim" | "nvim" | "view" | "gvim" | "mvim" | "vim.basic" | "vim.tiny" | "nano"
        | "pico" | "emacs" | "emacsclient" | "kak" | "micro" | "joe" | "jed" | "mg" | "ne"
        | "less" | "gedit" | "editor" | "sensible-editor" => {
            vec![format!("+{line}").into(), file.into()]
        }
        "hx" | "helix" | "zed" | "zeditor" | "subl" => vec![joined(&file)],
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["-g".into(), joined(&file)]
        }
        "kate" | "kwrite" => vec!["-l".into(), line.to_string().into(), file.into()],
        _ => vec![file.into()],
    }
}

/// Splits a command into words as a POSIX shell would, knowing blanks, quotes and backslashes and
/// nothing else: no variables, no substitution, no operators. None where a quote is not closed.
fn split(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some('"'), '\\') => match chars.next()? {
                next @ ('"' | '\\' | '$' | '`') => word.get_or_insert_default().push(next),
                next => word.get_or_insert_default().extend(['\\', next]),
            },
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            // A Windows path is full of them, and its names hold no quotes.
            (None, '\\') if !cfg!(windows) => word.get_or_insert_default().push(chars.next()?),
            (None, _) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::recorder::Recorder;
    use super::*;

    fn words(command: &str) -> Option<Vec<String>> {
        split(command)
    }

    #[test]
    fn a_command_is_split_as_a_shell_would_and_not_one_bit_more() {
        let cases: [(&str, &[&str]); 7] = [
            ("vim", &["vim"]),
            ("  code   --wait ", &["code", "--wait"]),
            ("'/opt/my editor/e' -x", &["/opt/my editor/e", "-x"]),
            (r#""a \" b" 'c\d' e\ f"#, &[r#"a " b"#, r"c\d", "e f"]),
            (
                "vim; reboot $(id) `id` | x > y",
                &["vim;", "reboot", "$(id)", "`id`", "|", "x", ">", "y"],
            ),
            ("e ''", &["e", ""]),
            (" ", &[]),
        ];
        for (command, expected) in cases {
            assert_eq!(
                words(command).as_deref(),
                Some(&*expected.iter().map(|&word| word.to_owned()).collect::<Vec<_>>()),
                "{command}"
            );
        }
        assert_eq!(words("vim 'x"), None);
        assert_eq!(words("vim \\"), None);
    }

    fn command(vars: &[(&str, &str)], programs: &[&'static str]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("-x.ron"), "()").unwrap();
        let os = Recorder { folder: folder.path().into(), ..Recorder::new(vars, programs) };
        let argv = Effects::new(os).editor("-x.ron", 7)?;
        let prefix = folder.path().to_string_lossy().into_owned();
        Ok(argv.iter().map(|arg| arg.to_string_lossy().replace(&prefix, "DIR")).collect())
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        for (editor, expected) in [
            ("vim", "vim +7 DIR/-x.ron"),
            ("nvim -R", "nvim -R +7 DIR/-x.ron"),
            ("nano", "nano +7 DIR/-x.ron"),
            ("emacsclient -t", "emacsclient -t +7 DIR/-x.ron"),
            ("kak", "kak +7 DIR/-x.ron"),
            ("hx", "hx DIR/-x.ron:7"),
            ("code --wait", "code --wait -g DIR/-x.ron:7"),
            ("odd", "odd DIR/-x.ron"),
        ] {
            let known = ["vim", "nvim", "nano", "emacsclient", "kak", "hx", "code", "odd"];
            assert_eq!(command(&[("EDITOR", editor)], &known).unwrap().join(" "), expected);
        }
    }

    #[test]
    fn visual_comes_first_then_editor_then_what_is_there() {
        let both = [("EDITOR", "nano"), ("VISUAL", "vim")];
        assert_eq!(command(&both, &["vim", "nano"]).unwrap()[0], "vim");
        assert_eq!(command(&both[..1], &["vim", "nano"]).unwrap()[0], "nano");
        assert_eq!(command(&[], &["vi"]).unwrap()[0], "vi");
    }

    #[test]
    fn what_cannot_be_edited_says_why() {
        assert!(command(&[], &[]).unwrap_err().contains("set VISUAL or EDITOR"));
        assert!(command(&[("EDITOR", "gone")], &["vi"]).unwrap_err().contains("gone is not found"));
        assert!(
            command(&[("EDITOR", "vi 'x")], &["vi"]).unwrap_err().contains("EDITOR is no command")
        );
        let os = Recorder::new(&[("EDITOR", "vi")], &["vi"]);
        let said = Effects::new(os).editor("new-start/\x1b[2J.ron", 1).unwrap_err();
        assert!(said.contains("cannot edit new-start/[2J.ron: it is not a file here"), "{said}");
    }
}
