//! The configuration file: where it is looked for, what comes before it, and what is said of one that is wrong.

use std::fs;
use std::process::Command;

use super::{Desk, HARBOUR, Run, program};

/// A desk with a configuration in the folder of the reader.
fn desk(config: &str) -> Desk {
    let desk = Desk::harbour();
    let folder = desk.dir.path().join("home/.config/startline");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), config).unwrap();
    desk
}

/// The program in that folder, for the reader whose home is there.
fn at_home(desk: &Desk) -> Command {
    let mut command = program();
    let home = desk.dir.path().join("home");
    command.current_dir(desk.dir.path()).env("HOME", &home).env_remove("STARTLINE_CONFIG");
    command.env("XDG_CONFIG_HOME", home.join(".config"));
    command
}

fn run(desk: &Desk, args: &[&str]) -> Run {
    Run::of(at_home(desk).args(args).output().unwrap())
}

#[test]
fn the_default_is_printed_with_where_it_is_looked_for_and_says_nothing_when_read() {
    let desk = desk("");
    let printed = run(&desk, &["config"]);
    let path = desk.dir.path().join("home/.config/startline/config.toml");
    assert_eq!((printed.code, &*printed.err), (0, ""));
    assert!(printed.out.contains(path.to_str().unwrap()), "{}", printed.out);
    fs::write(&path, &printed.out).unwrap();
    let before = run(&desk, &["list", "events", "--no-config"]);
    let after = run(&desk, &["list", "events"]);
    assert_eq!((after.code, &after.out, &*after.err), (0, &before.out, ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), printed.out, "it is never written");
}

#[test]
fn a_dataset_is_opened_by_its_name_from_anywhere() {
    let desk = desk(
        "dataset = 'harbour'\n[datasets]\nharbour = 'data/h.ron'\nboth = ['data/h.ron', 'new-start']\n",
    );
    let data = desk.dir.path().join("home/.config/startline/data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("h.ron"), HARBOUR).unwrap();
    let title = |run: &Run| run.out.contains("berths");
    for args in [&["list", "statements"][..], &["list", "statements", "-d", "harbour"]] {
        let run = run(&desk, args);
        assert!(run.code == 0 && title(&run) && run.err.is_empty(), "{args:?}: {}", run.err);
    }
    let both = run(&desk, &["list", "statements", "-d", "both"]);
    assert!(title(&both) && both.out.contains("Putin"), "{}", both.out);
    // The environment, the command line and a refusal come before it.
    let shipped = run(&desk, &["list", "statements", "-d", "new-start"]);
    assert!(!title(&shipped) && shipped.code == 0);
    assert!(!title(&run(&desk, &["list", "statements", "--no-config"])));
    let by_env = at_home(&desk)
        .args(["list", "statements"])
        .env("STARTLINE_DATASET", "new-start")
        .output()
        .unwrap();
    assert!(!title(&Run::of(by_env)));
}

#[test]
fn what_is_named_and_is_not_there_is_told_with_who_names_it() {
    for (setting, option) in [("dataset", "-d PATH"), ("texts", "--texts ''")] {
        let desk = desk(&format!("{setting} = 'nowhere'"));
        for args in [&["list", "events"][..], &["check"], &["search", "x"]] {
            let run = run(&desk, args);
            assert_eq!(run.code, 2, "{args:?}: {}", run.err);
            for part in ["nowhere, which", setting, "config.toml names", option] {
                assert!(run.err.contains(part), "{args:?}, {part}: {}", run.err);
            }
        }
        // What needs neither goes on.
        for args in [&["config"][..], &["check", "--explain", "no-speaker"]] {
            assert_eq!(run(&desk, args).code, 0, "{args:?}");
        }
        let option = if setting == "dataset" { ["-d", "new-start"] } else { ["--texts", ""] };
        let run = run(&desk, &[&["list", "events"][..], &option].concat());
        assert_eq!(run.code, 0, "{}", run.err);
    }
}

#[test]
fn a_name_that_is_a_file_here_and_one_that_is_nearly_known_are_said() {
    let desk = desk("[datasets]\nharbour = 'gone.ron'\n'harbour.ron' = 'gone.ron'\n");
    let shadowed = run(&desk, &["list", "events", "-d", "harbour.ron"]);
    assert_eq!(shadowed.code, 0, "{}", shadowed.err);
    assert!(shadowed.err.contains("harbour.ron is a file or folder here"), "{}", shadowed.err);
    let near = run(&desk, &["list", "events", "-d", "habrour"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("did you mean harbour?"), "{}", near.err);
    let gone = run(&desk, &["list", "events", "-d", "harbour"]);
    assert_eq!(gone.code, 2);
    assert!(gone.err.contains("home/.config/startline/gone.ron"), "{}", gone.err);
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_the_command_goes_on() {
    let desk = desk("theme = 'drak'\ncolor = 'always'\n[keys]\nmark = 'j'\n");
    let listed = run(&desk, &["list", "events"]);
    assert_eq!(listed.code, 0);
    assert!(listed.out.contains("\u{1b}["), "what is right beside it holds");
    let told = anstream_stripped(&listed.err);
    for part in [
        "error[configuration]: one of \"auto\"",
        "config.toml:1:9",
        "did you mean \"dark\"?",
        "config.toml:4:8",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // The command line comes before it.
    assert!(!run(&desk, &["list", "events", "--color", "never"]).out.contains('\u{1b}'));
    let refused = run(&desk, &["list", "events", "--no-config"]);
    assert!(refused.err.is_empty() && !refused.out.contains('\u{1b}'));
}

/// A text without its colours.
fn anstream_stripped(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

#[test]
fn another_file_is_named_by_option_or_variable() {
    let desk = desk("");
    let other = desk.dir.path().join("other.toml");
    fs::write(&other, "dataset = 'harbour.ron'\ntexts = 'held'\n").unwrap();
    let named = run(&desk, &["check", "--config", "other.toml"]);
    assert!(named.out.contains("2 of 2 quotations"), "{}", named.out);
    let by_env =
        at_home(&desk).args(["check"]).env("STARTLINE_CONFIG", "other.toml").output().unwrap();
    assert_eq!(Run::of(by_env).out, named.out);
    let texts = run(&desk, &["check", "--config", "other.toml", "--texts", ""]);
    assert!(!texts.out.contains("2 of 2"), "{}", texts.out);
    let missing = run(&desk, &["check", "--config", "missing.toml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("cannot read the configuration missing.toml"), "{}", missing.err);
    let both = run(&desk, &["check", "--config", "other.toml", "--no-config"]);
    assert!(both.code == 2 && both.err.contains("cannot both be meant"), "{}", both.err);
    let refused = at_home(&desk)
        .args(["list", "events", "--no-config"])
        .env("STARTLINE_CONFIG", "missing.toml")
        .output()
        .unwrap();
    assert_eq!(Run::of(refused).code, 0);
    let unset =
        at_home(&desk).args(["list", "events"]).env("STARTLINE_CONFIG", "").output().unwrap();
    assert_eq!(Run::of(unset).code, 0);
}

#[test]
fn a_file_that_cannot_be_one_stops_nothing() {
    let desk = desk("");
    let path = desk.dir.path().join("home/.config/startline/config.toml");
    let check = |told: &str| {
        let listed = run(&desk, &["list", "events"]);
        assert!(listed.code == 0 && listed.err.contains(told), "{told}: {}", listed.err);
        assert!(!listed.err.contains(['\u{1b}', '\u{7}']), "{:?}", listed.err);
    };
    fs::write(&path, b"ascii = \xff").unwrap();
    check("not UTF-8");
    fs::write(&path, vec![b'#'; (1 << 20) + 1]).unwrap();
    check("larger than 1 MiB");
    fs::write(&path, "\u{1b}]0;x\u{7} = 1\n").unwrap();
    check("error[configuration]");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    check("no regular file");
}

#[test]
fn a_shell_is_offered_the_names_of_datasets() {
    let desk = desk("[datasets]\nharbour = 'h.ron'\n");
    let asked = at_home(&desk)
        .env("STARTLINE_COMPLETE", "bash")
        .args(["--", "startline list events -d har"])
        .output()
        .unwrap();
    let out = String::from_utf8(asked.stdout).unwrap();
    assert!(out.lines().any(|line| line.trim() == "harbour"), "{out}");
}
