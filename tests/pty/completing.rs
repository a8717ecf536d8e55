//! Completion in the shells themselves, with their own script: what is typed, Tab, Enter, and the arguments that the
//! shell then hands to the program. A shell that is not installed is said to be skipped.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::harness::Terminal;
use crate::{STARTLINE, surroundings};

/// Names with blanks, apostrophes and colons.
const QUAYS: &str = r#"(
    speakers: [
        (id: "obrien", name: "Miles O'Brien", kind: Person),
        (id: "ada", name: "Ada Brandt", kind: Person),
    ],
    sources: [(id: "post", kind: News, outlet: "Post", published: "2031-05-07")],
    statements: [
        (id: "keep-on", source: "post", para: 2, kind: Quote, speaker: "obrien", said: "2031-05-05", text: "We keep on", topics: ["harbour limits", "o'neill plan"]),
        (id: "keep-off", source: "post", para: 3, kind: Quote, speaker: "ada", said: "2031-05-05", text: "We keep off", topics: ["ratio 2:1"]),
    ],
)"#;

/// What is typed before Tab, and the arguments of the program after Enter.
const LINES: [(&str, &str); 12] = [
    ("show keep-of", "<show><keep-off>"),
    ("show 'keep-of", "<show><keep-off>"),
    ("search speaker:ob", "<search><speaker:obrien>"),
    ("search 'speaker:ob", "<search><speaker:obrien>"),
    ("search \"speaker:a", "<search><speaker:ada>"),
    ("search 'speaker:miles", r#"<search><speaker:"miles O'Brien">"#),
    ("search \"speaker:mil", r#"<search><speaker:"miles O'Brien">"#),
    ("search topic:har", r#"<search><topic:"harbour limits">"#),
    ("search 'topic:har", r#"<search><topic:"harbour limits">"#),
    ("search 'topic:o", r#"<search><topic:"o'neill plan">"#),
    ("search \"topic:rat", r#"<search><topic:"ratio 2:1">"#),
    (
        "list statements -q 'said:2031 topic:rat",
        r#"<list><statements><-q><said:2031 topic:"ratio 2:1">"#,
    ),
];

/// A folder with the dataset, what the shells read when they start, and a program of our name that says what it is
/// given where it is not asked what to offer.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    fs::create_dir_all(home.path().join("fish")).unwrap();
    write("quays.ron", QUAYS);
    write(
        "startline",
        &format!(
            "#!/bin/sh\ncase $STARTLINE_COMPLETE$1 in ?*-- | completions) exec '{STARTLINE}' \"$@\" ;; esac\nprintf '<%s>' \"$@\"\necho\n"
        ),
    );
    fs::set_permissions(home.path().join("startline"), Permissions::from_mode(0o755)).unwrap();
    write("bash", "PS1='ready> '\nsource <(startline completions bash)\n");
    write(
        ".zshrc",
        "PS1='ready> '\nautoload -U compinit\ncompinit -u -D\nsource <(startline completions zsh)\n",
    );
    write(
        "fish/config.fish",
        "function fish_prompt; echo -n 'ready> '; end\nset fish_greeting\nset -g fish_autosuggestion_enabled 0\n\
         startline completions fish | source\n",
    );
    home
}

fn start(shell: &str, home: &Path) -> Terminal {
    let mut command = CommandBuilder::new(shell);
    surroundings(&mut command);
    if shell == "bash" {
        command.args(["--noprofile".as_ref(), "--rcfile".as_ref(), home.join("bash").as_os_str()]);
    }
    command.arg("-i");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = [home.to_owned()].into_iter().chain(std::env::split_paths(&path));
    command.env("PATH", std::env::join_paths(path.collect::<Vec<PathBuf>>()).unwrap());
    for folder in ["HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
        command.env(folder, home);
    }
    command.env("STARTLINE_DATASET", home.join("quays.ron"));
    command.env("HISTFILE", "/dev/null");
    Terminal::start(command)
}

#[test]
fn each_shell_completes_what_it_then_reads_again() {
    let home = home();
    for shell in ["bash", "zsh", "fish"] {
        if Command::new(shell).arg("--version").output().is_err() {
            println!("{shell} is not installed: skipped");
            continue;
        }
        let mut terminal = start(shell, home.path());
        for (line, given) in LINES {
            terminal.until(is_ready);
            println!("{shell}: {line}");
            terminal.type_keys(&format!("startline {line}\t\r"));
            terminal.writes(given);
        }
        terminal.until(is_ready);
        terminal.type_keys("exit\r");
        terminal.end();
    }
}

/// Whether the shell waits for a line.
fn is_ready(screen: &vt100::Screen) -> bool {
    screen.contents().trim_end().ends_with("ready>")
}
