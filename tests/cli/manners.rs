//! The manners of the command line: what is mistyped, what is offered, help, colour, version, completions.

use super::*;

use startline::cli::examples;

/// What a shell is offered for these words, the last of which is at the cursor. Bash, zsh and fish hand over the line.
pub(crate) fn offered(shell: &str, words: &[&str]) -> String {
    let mut command = program();
    command.env("STARTLINE_COMPLETE", shell).arg("--");
    if matches!(shell, "bash" | "zsh" | "fish") {
        command.arg(words.join(" "));
    } else {
        command.args(words).env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    }
    let run = Run::of(command.output().unwrap());
    assert_eq!(run.code, 0, "{shell} {words:?}: {}", run.err);
    run.out
}

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    let command = startline::cli::command();
    command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect()
}

#[test]
fn a_mistyped_option_never_becomes_a_query() {
    for (args, said) in [
        (
            &["search", "--formt", "json", "treaty"][..],
            "'--formt' found\n\n  tip: a similar argument exists: '--format'",
        ),
        (&["search", "--limt=3", "treaty"], "'--limit'"),
        (&["search", "treaty", "--limt=3"], "'--limit'"),
        (&["search", "--txts", "x"], "'--texts'"),
        (&["search", "-q", "treaty"], "'-q'"),
        (&["search", "—format", "json"], "'--format'"),
        (&["search", "--zzzz"], "startline search --help"),
        (&["list", "events", "-q", "--format"], "'--format' found"),
        (&["list", "events", "--formt", "json"], "'--format'"),
        (&["cite", "-q", "--stlye", "chicago"], "'--style'"),
        (&["cite", "expiry", "--stlye=chicago"], "'--style'"),
        (&["show", "--formt", "json", "expiry"], "'--format'"),
        (&["check", "--strct"], "'--strict'"),
        (&["--query", "--asci"], "'--ascii'"),
        (&["--thme", "dark"], "'--theme'"),
    ] {
        let run = shipped(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

/// What is offered for options, for values and for commands is near by one measure.
#[test]
fn what_is_not_near_is_not_offered() {
    for (args, offered) in [
        (&["--theme", "foo"][..], None),
        (&["--theme", "mnoo"], Some("a similar value exists: 'mono'")),
        (&["--formula"], None),
        (&["--thme", "dark"], Some("'--theme'")),
        (&["serch", "x"], Some("a similar subcommand exists: 'search'")),
        (&["itself", "x"], None),
    ] {
        let run = shipped(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert_eq!(run.err.contains("similar"), offered.is_some(), "{args:?}: {}", run.err);
        assert!(offered.is_none_or(|told| run.err.contains(told)), "{args:?}: {}", run.err);
    }
}

/// Whatever command there is, an option that is nearly `--as-of` is refused and `--as-of` offered.
#[test]
fn every_command_refuses_what_it_does_not_know() {
    for command in commands() {
        for args in [vec![&*command, "--as-off", "2025"], vec![&*command, "--as-off=2025"]] {
            let run = shipped(&args);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
            assert!(run.err.contains("'--as-of'"), "{args:?}: {}", run.err);
        }
    }
}

#[test]
fn what_is_left_out_of_a_query_is_still_asked_with_a_hyphen() {
    let desk = Desk::harbour();
    for args in [
        &["search", "-speaker:mayor south", "--format", "json"][..],
        &["list", "statements", "-q", "-speaker:mayor", "--format", "json"],
    ] {
        assert_eq!(desk.run(args).ids(), ["envoy-answer"], "{args:?}");
    }
    let path = desk.dir.path().join("harbour.ron").display().to_string();
    let apart = ["-d", &path, "search", "--format", "json", "--", "south", "-speaker:mayor"];
    assert_eq!(shipped(&apart).ids(), ["envoy-answer"]);
}

#[test]
fn words_in_place_of_a_command_offer_the_search() {
    for (args, said) in [
        (&["Putin"][..], ": startline search Putin\n"),
        (&["hidden agenda"], ": startline search 'hidden agenda'\n"),
        (&["it's \"so\""], ": startline search 'it'\\''s \"so\"'\n"),
        (&["hidden", "agenda", "--limit", "3"], ": startline search hidden agenda\n"),
        (&["shoigu"], ": startline search shoigu\n"),
        (&["notes/a.ron"], ": startline -d notes/a.ron\n"),
    ] {
        let run = shipped(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn no_hit_shown_is_counted() {
    let run = Desk::harbour().run(&["search", "berths", "--limit", "0"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("with --limit 0"), "{}", run.err);
    assert_eq!(Desk::harbour().run(&["search", "zzzz", "--limit", "0"]).code, 1);
}

#[test]
fn colour_goes_where_it_is_wanted() {
    let coloured = |args: &[&str], vars: &[(&str, &str)]| {
        let run = Run::of(program().args(args).envs(vars.iter().copied()).output().unwrap());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        run.out.contains("\u{1b}[")
    };
    let list = ["list", "events"];
    assert!(!coloured(&list, &[]), "a pipe");
    assert!(coloured(&["list", "events", "--color", "always"], &[]));
    assert!(coloured(&["--color=always", "list", "events"], &[("NO_COLOR", "1")]));
    assert!(coloured(&list, &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["list", "events", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["list", "events", "--color", "auto"], &[]));
    assert!(coloured(&["list", "--help", "--color=always"], &[]), "help too");
    assert!(!coloured(&["list", "--help"], &[]));
    assert_eq!(shipped(&["list", "events", "--color", "allways"]).code, 2);
}

#[test]
fn the_version_says_what_is_built_in() {
    for option in ["--version", "-V"] {
        let run = shipped(&[option]);
        let first = format!("startline {}\n", env!("CARGO_PKG_VERSION"));
        assert_eq!(run.code, 0);
        assert!(run.out.starts_with(&first), "{}", run.out);
        assert!(run.out.contains("New START") && run.out.contains("schema 1"), "{}", run.out);
    }
}

#[test]
fn every_command_has_examples_in_its_help() {
    for command in commands() {
        for help in ["-h", "--help"] {
            let run = shipped(&[&command, help]);
            let examples = examples::of(&command);
            assert!(!examples.is_empty(), "{command} has no example");
            for (line, does) in examples {
                assert!(
                    run.out.contains(line) && run.out.contains(does),
                    "{command} {help}: {line}"
                );
            }
        }
    }
    let page = shipped(&["man"]).out;
    assert!(page.contains("startline cite mfa\\-unanswered \\-\\-style chicago"), "{page}");
}

/// Each example does what it says: it is run as a shell would run it.
#[test]
fn the_examples_run() {
    for (command, lines) in examples::EXAMPLES {
        for (line, _) in *lines {
            let own = ["notes/", "articles/", "texts/", ".csv", ".json", "my-", ".ron", ".txt"];
            if *command == "startline" || own.iter().any(|part| line.contains(part)) {
                continue;
            }
            let words = shell_words(line);
            let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            let run = shipped(&words);
            assert_eq!(run.code, 0, "{line}: {}", run.err);
            assert!(!run.out.is_empty(), "{line}");
        }
    }
}

/// The words of a line that has no quotation marks but straight single ones.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (n, part) in line.split('\'').enumerate() {
        if n % 2 == 1 {
            words.last_mut().unwrap().push_str(part);
        } else {
            let mut parts = part.split(' ');
            words.last_mut().unwrap().push_str(parts.next().unwrap());
            words.extend(parts.map(str::to_owned));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn shells_are_offered_ids_speakers_topics_sources_and_fields() {
    for shell in ["bash", "zsh", "fish"] {
        for (words, wanted) in [
            (&["startline", "show", "mfa-unans"][..], "mfa-unanswered"),
            (&["startline", "show", "lavr"], "lavrov"),
            (&["startline", "cite", "tass-2026-02"], "tass-2026-02-05"),
            (&["startline", "cite", "mfa-unanswered", "expir"], "expiry"),
            (&["startline", "--at", "expir"], "expiry"),
            (&["startline", "search", "spea"], "speaker"),
            (&["startline", "search", "speaker:lavr"], "lavrov"),
            (&["startline", "list", "statements", "-q", "topic:expi"], "expiry"),
            (&["startline", "cite", "--style", "chi"], "chicago"),
            (&["startline", "list", "time"], "timeline"),
            (&["startline", "sea"], "search"),
        ] {
            let offered = offered(shell, words);
            assert!(offered.contains(wanted), "{shell} {words:?}: {offered}");
        }
        let offered = offered(shell, &["startline", "cite", "lavro"]);
        let is_speaker = |line: &str| line.split_whitespace().next() == Some("lavrov");
        assert!(!offered.lines().any(is_speaker), "{shell}: a speaker cannot be cited: {offered}");
    }
}

#[test]
fn bash_is_given_what_stands_behind_the_colon() {
    assert_eq!(offered("bash", &["startline", "search", "speaker:lavr"]), "lavrov \n");
    assert_eq!(offered("bash", &["startline", "search", "'speaker:lavr"]), "speaker:lavrov\n");
    assert_eq!(offered("bash", &["startline", "cite", "--style=chi"]), "chicago \n");
}

/// The only value offered, as bash would have the line and as zsh and fish quote it themselves.
#[test]
fn behind_an_open_mark_a_value_goes_on_in_it() {
    let desk = Desk::with(
        r#"(speakers: [(id: "obrien", name: "Miles O'Brien", kind: Person)],
            sources: [(id: "post", kind: News, outlet: "Post", published: "2031-05-07")],
            statements: [(id: "on", source: "post", para: 1, kind: Quote, speaker: "obrien", said: "2031-05-05", text: "On", topics: ["ratio 2:1"])])"#,
    );
    let path = desk.dir.path().join("harbour.ron").display().to_string();
    let line = |word: &str| ["startline", "-d", &path, "search", word].map(str::to_owned);
    let only = |shell: &str, word: &str| {
        let words = line(word);
        let offered = offered(shell, &words.each_ref().map(String::as_str));
        assert_eq!(offered.lines().count(), 1, "{shell} {word}: {offered}");
        offered.lines().next().unwrap().split('\t').next().unwrap().to_owned()
    };
    for (word, value) in [
        ("speaker:obr", "speaker:obrien"),
        ("'speaker:obr", "speaker:obrien"),
        ("\"speaker:mil", "speaker:\"miles O'Brien\""),
        ("'speaker:Mil", "speaker:\"Miles O'Brien\""),
        ("'topic:rat", "topic:\"ratio 2:1\""),
        ("'topic:\"rat", "topic:\"ratio 2:1\""),
        ("'said:2031 topic:rat", "said:2031 topic:\"ratio 2:1\""),
    ] {
        assert_eq!((only("zsh", word), only("fish", word)), (value.into(), value.into()), "{word}");
    }
    for (word, written) in [
        ("topic:rat", r#"\"ratio\ 2:1\" "#),
        ("'topic:rat", r#"topic:"ratio 2:1""#),
        ("\"topic:rat", r#"topic:\"ratio 2:1\"""#),
        ("'speaker:Mil", r#"speaker:"Miles O'\''Brien""#),
        ("\"speaker:Mil", r#"speaker:\"Miles O'Brien\"""#),
    ] {
        assert_eq!(only("bash", word), written, "{word}");
    }
}

#[test]
fn a_script_hands_over_the_line_and_names_the_program() {
    for (shell, asks) in [
        ("bash", "startline -- \"${COMP_LINE:0:COMP_POINT}\""),
        ("zsh", "${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"),
        ("fish", "startline -- (commandline --current-process --cut-at-cursor | string collect)"),
    ] {
        let script = shipped(&["completions", shell]).out;
        assert!(script.contains(asks), "{shell}: {script}");
        assert!(script.contains(&format!("STARTLINE_COMPLETE={shell}")), "{shell}: {script}");
    }
}

#[test]
fn the_ids_are_those_of_the_dataset_of_that_line() {
    let desk = Desk::harbour();
    let path = desk.dir.path().join("harbour.ron").display().to_string();
    let line = ["startline", "-d", &path, "show", "mayor-l"];
    for shell in ["bash", "zsh", "fish"] {
        assert!(offered(shell, &line).contains("mayor-limit-wire"), "{shell}");
    }
    let none = ["startline", "-d", "/no/such/place", "show", ""];
    assert!(!offered("fish", &none).contains("mfa-"), "nothing of another dataset");
}
