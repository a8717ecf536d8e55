//! The binary from outside: what it prints, to which stream, and how it ends.
//!
//! A made-up chronology with texts of its own stands for every dataset; where the reader's texts of the
//! shipped one are at hand, that is checked too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod agreeing;
mod awkward;
mod beginning;
mod checking;
mod citing;
mod configuring;
mod exporting;
mod hostile;
mod json_schema;
mod listing;
mod manners;
mod searching;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The made-up chronology.
const HARBOUR: &str = include_str!("harbour.ron");

/// The texts of its sources; the third is not held.
const TEXTS: [(&str, &str); 2] = [
    (
        "gazette-2031-05-06",
        "Berths & Limits\n\n“We keep 1,350 berths – no more,” the mayor said on Monday.\n\
         The line “We keep 1,350 berths – no more,” stands on the door.\nIn 2030 there were 1,400.5 berths.\n",
    ),
    ("wire-2031-05-07", "We will hold to 1,350 berths and not one more. - the mayor stated.\n"),
];

/// How a run ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("the program exits by itself"),
            out: String::from_utf8(output.stdout).expect("the output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("the messages are UTF-8"),
        }
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}:\n{}{}", self.out, self.err))
    }

    /// The `id` of every object of an array.
    fn ids(&self) -> Vec<String> {
        let all = self.json();
        let ids =
            all.as_array().expect("an array").iter().map(|o| o["id"].as_str().unwrap().to_owned());
        ids.collect()
    }
}

/// The program without anything of the environment that it would listen to.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    for name in ["STARTLINE_DATASET", "STARTLINE_TEXTS", "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(name);
    }
    command
}

/// Runs on the shipped chronology.
fn shipped(args: &[&str]) -> Run {
    Run::of(program().args(args).output().unwrap())
}

/// A dataset, and the texts to it, in a folder that goes with it.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn with(dataset: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("harbour.ron"), dataset).unwrap();
        // Not `texts`, where they would be found though nobody names them.
        fs::create_dir(dir.path().join("held")).unwrap();
        for (id, text) in TEXTS {
            fs::write(dir.path().join("held").join(format!("{id}.txt")), text).unwrap();
        }
        Self { dir }
    }

    fn harbour() -> Self {
        Self::with(HARBOUR)
    }

    fn texts(&self) -> PathBuf {
        self.dir.path().join("held")
    }

    /// Runs in the folder, so that messages name files without it.
    fn run(&self, args: &[&str]) -> Run {
        let mut command = program();
        command.current_dir(self.dir.path()).args(args).args(["-d", "harbour.ron"]);
        Run::of(command.output().unwrap())
    }
}

/// The reader's texts of the shipped chronology, where there are any.
fn held_texts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    folder.is_dir().then_some(folder)
}
