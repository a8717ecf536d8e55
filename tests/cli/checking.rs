//! `check`: problems at their places, quotations against their texts.

use super::*;

/// A folder of texts as an argument.
fn texts(desk: &Desk) -> String {
    desk.texts().display().to_string()
}

#[test]
fn a_clean_dataset_is_clean_and_says_that_no_text_is_held() {
    let run = Desk::harbour().run(&["check"]);
    assert_eq!(
        run.out,
        "1 event, 3 statements, 3 sources\n\
         2 quotations not verified: no text is held (give the folder of article texts with --texts DIR)\n\
         no problems\n"
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn every_quotation_is_verified_at_its_paragraph() {
    let desk = Desk::harbour();
    let run = desk.run(&["check", "--texts", &texts(&desk)]);
    assert_eq!(
        run.out,
        "✓ mayor-limit  gazette-2031-05-06 ¶2  verbatim\n\
         ✓ mayor-limit-wire  wire-2031-05-07 ¶1  verbatim\n\
         \n\
         1 event, 3 statements, 3 sources\n\
         2 of 2 quotations verbatim at their paragraphs\n\
         no problems\n"
    );
    assert_eq!(run.code, 0);
}

#[test]
fn a_report_in_json_is_one_object() {
    let desk = Desk::harbour();
    let report = desk.run(&["check", "--texts", &texts(&desk), "--format", "json"]).json();
    assert_eq!(report["problems"], serde_json::json!([]));
    assert_eq!(
        report["verification"][0],
        serde_json::json!({
            "statement": "mayor-limit", "source": "gazette-2031-05-06", "para": 2, "status": "exact",
            "found_para": 2,
        })
    );
    assert_eq!(report["counts"]["verified"], 2);
    let without = desk.run(&["check", "--format", "json"]).json();
    assert_eq!(without["verification"][1]["status"], "no_text");
}

/// A change to the dataset, the code it earns, and words of the message and the help.
const MUTATIONS: &[(&str, &str, &str, &[&str])] = &[
    ("no more,\"#", "not more,\"#", "quote-differs", &["mayor-limit", "“not” is printed “no”"]),
    (
        "keep 1,350 berths –",
        "keep 1,250 berths –",
        "quote-differs",
        &["“1,250” is printed “1,350”"],
    ),
    ("no more,\"#", "no more\"#", "quote-differs", &["“,” is left out"]),
    (
        "para: 2, also: [3], kind",
        "para: 4, kind",
        "quote-elsewhere",
        &["stands in paragraph 3", "not in paragraph 4", "write para: 3"],
    ),
    (
        "para: 2, also: [3], kind",
        "para: 9, kind",
        "quote-elsewhere",
        &["paragraph 3", "not in paragraph 9"],
    ),
    ("also: [3]", "also: [4]", "quote-elsewhere", &["paragraph 4", "paragraph 3 does"]),
    (
        "(source: \"wire-2031-05-07\", para: 1)",
        "(source: \"wire-2031-05-07\", para: 7)",
        "bad-paragraph",
        &["no paragraph 7", "the article has 1"],
    ),
];

#[test]
fn a_changed_word_digit_comma_or_paragraph_is_named() {
    for (from, to, code, words) in MUTATIONS {
        assert_eq!(HARBOUR.matches(from).count(), 1, "{from}");
        let desk = Desk::with(&HARBOUR.replace(from, to));
        let run = desk.run(&["check", "--texts", &texts(&desk)]);
        assert_eq!(run.code, 1, "{to}\n{}", run.out);
        assert_eq!(run.out.matches("error[").count(), 1, "{to}\n{}", run.out);
        assert!(run.out.contains(&format!("error[{code}]")), "{to}\n{}", run.out);
        for word in *words {
            assert!(run.out.contains(word), "{word}\n{}", run.out);
        }
    }
}

#[test]
fn a_problem_points_at_its_line_and_column() {
    let dataset = HARBOUR.replace("speaker: \"envoy\"", "speaker: \"envy\"");
    let run = Desk::with(&dataset).run(&["check"]);
    let line = dataset.lines().position(|l| l.contains("\"envy\"")).unwrap() + 1;
    let column = dataset.lines().nth(line - 1).unwrap().find("\"envy\"").unwrap() + 1;
    assert!(run.out.contains(&format!("--> harbour.ron:{line}:{column}\n")), "{}", run.out);
    let cells = |line: &str, up_to: &str| line.split(up_to).next().unwrap().chars().count();
    let row = |part: &str| run.out.lines().find(|l| l.contains(part)).unwrap();
    assert_eq!(cells(row("\"envy\""), "\"envy\""), cells(row("^^^^^^"), "^^^^^^"), "{}", run.out);
    assert!(
        run.out.starts_with("error[unknown-reference]: there is no speaker `envy`\n"),
        "{}",
        run.out
    );
    assert!(run.out.contains("   = help: did you mean `envoy`?\n"), "{}", run.out);
    assert_eq!(run.code, 1);
}

#[test]
fn a_problem_in_json_has_place_and_help() {
    let run = Desk::with(&HARBOUR.replace("speaker: \"envoy\"", "speaker: \"envy\""))
        .run(&["check", "--format", "json"]);
    let report = run.json();
    let problem = &report["problems"][0];
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["code"], "unknown-reference");
    assert_eq!(problem["file"], "harbour.ron");
    assert_eq!(problem["help"], "did you mean `envoy`?");
    assert_eq!(report["counts"]["left_out"], 1);
    let names: Vec<&String> = problem.as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 7, "{names:?}");
}

#[test]
fn warnings_fail_only_when_strict() {
    let dataset = HARBOUR.replace("cite: (source: \"gazette-2031-05-06\", para: 4), ", "");
    let desk = Desk::with(&dataset);
    let run = desk.run(&["check"]);
    assert!(run.out.starts_with("warning[uncited]"), "{}", run.out);
    assert_eq!(run.code, 0);
    assert_eq!(desk.run(&["check", "--strict"]).code, 1);
    let run = desk.run(&["check", "--errors"]);
    assert!(!run.out.contains("warning") && run.out.ends_with("no problems\n"), "{}", run.out);
    assert_eq!(desk.run(&["check", "--errors", "--strict"]).code, 2);
}

#[test]
fn of_many_problems_the_first_are_shown_and_all_counted() {
    let event = |i: usize| format!("(id: \"e{i}\", title: \"E\", colour: 1),");
    let desk = Desk::with(&format!("( events: [{}] )", (0..300).map(event).collect::<String>()));
    let shown = |args: &[&str]| desk.run(args).out.matches("error[unknown-field]").count();
    let run = desk.run(&["check"]);
    assert!(run.out.contains("100 shown of 300 problems; --all shows the others\n"), "{}", run.out);
    assert!(run.out.ends_with("300 errors; 300 records left out\n"), "{}", run.out);
    assert_eq!((shown(&["check"]), shown(&["check", "--all"])), (100, 300));
    let report = desk.run(&["check", "--format", "json"]).json();
    assert_eq!(report["problems"].as_array().unwrap().len(), 300);
    assert_eq!(
        (&report["counts"]["errors"], &report["counts"]["untold"]),
        (&300.into(), &0.into())
    );
}

/// More than are held: the others are counted, and said to be.
#[test]
fn problems_without_end_are_counted() {
    let desk = Desk::with(&format!("( events: [{}] )", "—\n".repeat(20_300)));
    let run = desk.run(&["check"]);
    let told = "100 shown of 20300 problems; --all shows the first 20000\n";
    assert!(run.out.contains(told), "{}", run.out.len());
    assert!(run.out.ends_with("20300 errors\n"), "{}", run.out.len());
    let faults = desk.run(&["list", "events"]).err;
    assert!(faults.contains("20300 errors"), "{faults}");
    let report = desk.run(&["check", "--format", "json"]).json();
    assert_eq!(report["counts"]["untold"], 300);
}

#[test]
fn an_article_that_cannot_be_read_is_a_problem() {
    let desk = Desk::harbour();
    fs::remove_file(desk.texts().join("wire-2031-05-07.txt")).unwrap();
    fs::create_dir(desk.texts().join("wire-2031-05-07.txt")).unwrap();
    let run = desk.run(&["check", "--texts", &texts(&desk)]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("error[text-trouble]"), "{}", run.out);
    assert!(
        run.out.contains("1 of 2 quotations verbatim at their paragraphs; no text is held for 1\n"),
        "{}",
        run.out
    );
}

/// Which record it is that holds the bytes is not known: none of them is another than that.
#[test]
fn the_records_of_a_file_that_is_not_utf_8_are_not_said_to_be_others() {
    let desk = Desk::harbour();
    let file = desk.dir.path().join("harbour.ron");
    fs::write(&file, b"( sources: [(id: \"s\", kind: News, outlet: \"O\xe9\")] )").unwrap();
    let run = desk.run(&["check"]);
    assert!(run.out.contains("error[unreadable]"), "{}", run.out);
    assert!(run.out.contains("= note: 1 record is left out for this\n"), "{}", run.out);
}

/// As editors of other days save them: with a mark and without, of two bytes a letter and of one.
#[test]
fn an_article_in_another_encoding_is_told_as_that_and_never_as_other_words() {
    let sixteen =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    let marked = "\u{feff}Wire.\n“The berths stay open,” she said.\n";
    let words = "Телеграф.\n«Причалы открыты», — сказала она.\n";
    for (bytes, place, guess) in [
        (sixteen(marked, u16::to_le_bytes), "1:1", "UTF-16 (little-endian)"),
        (sixteen(marked, u16::to_be_bytes), "1:1", "UTF-16 (big-endian)"),
        (sixteen(words, u16::to_le_bytes), "1:1", "UTF-16 (little-endian)"),
        (b"Wire.\n\x93The berths stay open,\x94 she said.\n".to_vec(), "2:1", "Windows-1252"),
        (b"Wire.\nThe caf\xe9s stay open.\n".to_vec(), "2:8", "Latin-1"),
        (
            b"Wire.\n\xab\xcf\xf0\xe8\xf7\xe0\xeb\xfb \xee\xf2\xea\xf0\xfb\xf2\xfb\xbb\n".to_vec(),
            "2:1",
            "an older encoding of other letters",
        ),
    ] as [(Vec<u8>, &str, &str); 6]
    {
        let desk = Desk::harbour();
        fs::write(desk.texts().join("wire-2031-05-07.txt"), bytes).unwrap();
        let run = desk.run(&["check", "--texts", &texts(&desk), "--format", "json"]);
        let report = run.json();
        let problem = &report["problems"][0];
        assert_eq!((run.code, &problem["code"]), (1, &"text-trouble".into()), "{guess}");
        let message = problem["message"].as_str().unwrap();
        let told = format!("wire-2031-05-07.txt:{place} is not UTF-8; it looks like {guess}");
        assert!(message.contains(&told) && message.ends_with("save it as UTF-8"), "{message}");
        assert_eq!(report["problems"].as_array().unwrap().len(), 1, "{guess}");
        assert_eq!(report["verification"][1]["status"], "no_text", "{guess}");
    }
}

#[test]
fn a_damaged_character_of_an_article_is_told_at_its_place_and_the_rest_is_used() {
    let desk = Desk::harbour();
    let path = desk.texts().join("wire-2031-05-07.txt");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, [&whole, &b"\n\xc3\xa9t\xc3\n"[..]].concat()).unwrap();
    let run = desk.run(&["check", "--texts", &texts(&desk)]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains(":3 is not UTF-8 here: a character is damaged"), "{}", run.out);
    assert!(run.out.contains("2 of 2 quotations verbatim at their paragraphs\n"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn no_text_is_read_from_outside_the_folder() {
    let desk = Desk::harbour();
    let inside = desk.texts().join("wire-2031-05-07.txt");
    fs::rename(&inside, desk.dir.path().join("outside.txt")).unwrap();
    std::os::unix::fs::symlink("../outside.txt", &inside).unwrap();
    let run = desk.run(&["check", "--texts", &texts(&desk), "--format", "json"]);
    let report = run.json();
    assert_eq!(report["problems"][0]["code"], "text-trouble");
    assert_eq!(report["verification"][1]["status"], "no_text");
}

#[test]
fn a_folder_that_is_none_could_not_run() {
    for folder in ["no-such-folder", "harbour.ron"] {
        let run = Desk::harbour().run(&["check", "--texts", folder]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(folder), "{}", run.err);
    }
}

#[test]
fn codes_are_explained() {
    let run = shipped(&["check", "--explain", "quote-differs"]);
    assert!(
        run.out.starts_with("quote-differs (an error)\n\nThe words of a quotation"),
        "{}",
        run.out
    );
    assert_eq!(run.code, 0);
    let run = shipped(&["check", "--explain", "quote-difers"]);
    assert_eq!(
        run.err,
        "startline: there is no code `quote-difers`; did you mean `quote-differs`?\n"
    );
    assert_eq!(run.code, 2);
}

#[test]
fn the_shipped_chronology_is_clean() {
    let run = shipped(&["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.ends_with("no problems\n"), "{}", run.out);
}

#[test]
fn the_eighteen_quotations_are_verbatim_where_the_texts_are_held() {
    let Some(folder) = held_texts() else { return };
    let run = shipped(&["check", "--texts", &folder.display().to_string()]);
    assert_eq!(run.code, 0, "{}", run.out);
    let verdicts = |mark| run.out.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!((verdicts('✓'), verdicts('✗')), (18, 0), "{}", run.out);
    assert!(run.out.contains("18 of "), "the rest stands on pages of which no text is held");
}

/// Things changed in the shipped chronology, one at a time: the file, what stands there, what is put
/// there, and the code that it earns.
const SHIPPED_MUTATIONS: &[(&str, &str, &str, &str)] = &[
    (
        "tass-2026-02-05.ron",
        "deliberately left unanswered",
        "deliberately unanswered",
        "quote-differs",
    ),
    (
        "pravda-2025-09-22.ron",
        "After February 5, 2026, R",
        "After February 6, 2026, R",
        "quote-differs",
    ),
    (
        "pravda-2025-09-22.ron",
        "deterrent potentials,\"#",
        "deterrent potentials\"#",
        "quote-differs",
    ),
    (
        "unn-2026-02-04.ron",
        "(id: \"mfa-forced-measure\", source: \"unn-2026-02-04\", para: 4",
        "(id: \"mfa-forced-measure\", source: \"unn-2026-02-04\", para: 5",
        "quote-elsewhere",
    ),
];

/// A copy of the shipped chronology with one thing changed.
fn changed_copy(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/new-start");
    for entry in fs::read_dir(original).unwrap() {
        let path = entry.unwrap().path();
        let mut text = fs::read_to_string(&path).unwrap();
        if path.ends_with(file) {
            assert_eq!(text.matches(from).count(), 1, "{from}");
            text = text.replace(from, to);
        }
        fs::write(copy.path().join(path.file_name().unwrap()), text).unwrap();
    }
    copy
}

#[test]
fn no_change_to_a_shipped_quotation_goes_unnoticed() {
    let Some(folder) = held_texts() else { return };
    let folder = folder.display().to_string();
    for (file, from, to, code) in SHIPPED_MUTATIONS {
        let copy = changed_copy(file, from, to);
        let dataset = copy.path().display().to_string();
        let run = shipped(&["check", "-d", &dataset, "--texts", &folder, "--format", "json"]);
        let problems = run.json()["problems"].clone();
        let codes: Vec<_> =
            problems.as_array().unwrap().iter().map(|p| p["code"].clone()).collect();
        assert_eq!(codes, [*code], "{from}");
        assert!(problems[0]["file"].as_str().unwrap().ends_with(file));
        assert_eq!(run.code, 1);
    }
}

/// A dataset over one article of two paragraphs, with a statement of each practice.
fn practices() -> Desk {
    let desk = Desk::with(
        r#"(
            meta: (schema: 1, title: "t"),
            speakers: [(id: "mayor", name: "Mayor", kind: Person)],
            sources: [(id: "gazette", kind: News, outlet: "Gazette", lang: "en", published: "2031-05-06")],
            statements: [
                (id: "stopped", source: "gazette", para: 1, kind: Quote, speaker: "mayor", text: "We keep the berths."),
                (id: "cut", source: "gazette", para: 2, kind: Quote, speaker: "mayor", text: "We … sell them,"),
                (id: "hidden", source: "gazette", para: 2, kind: Quote, speaker: "mayor", text: "We [gladly] sell them,"),
                (id: "ours", source: "gazette", para: 3, kind: Fragment, speaker: "mayor", text: "We keep the quay",
                    original: (lang: "fr", text: "Nous gardons le quai")),
                (id: "wrongly-ours", source: "gazette", para: 3, kind: Fragment, speaker: "mayor",
                    text: "We keep the quay", original: (lang: "fr", text: "Nous gardions le quai")),
            ],
        )"#,
    );
    let article = "“We keep the berths,” the mayor said.\n“We do not sell them,” he added.\n\
                   « Nous gardons le quai », a-t-il dit.";
    fs::write(desk.texts().join("gazette.txt"), article).unwrap();
    desk
}

#[test]
fn a_practice_is_named_and_what_it_takes_out_is_a_warning() {
    let desk = practices();
    let texts = texts(&desk);
    let run = desk.run(&["check", "--texts", &texts]);
    assert!(
        run.out.contains("⊙ stopped  gazette ¶1  verbatim but for a stop or comma at its end\n"),
        "{}",
        run.out
    );
    let cut = "⋯ cut  gazette ¶2  elided: its parts stand in this order; takes out a negation\n";
    assert!(run.out.contains(cut), "{}", run.out);
    assert!(run.out.contains("`cut` leaves out a negation that the article prints"), "{}", run.out);
    let counted =
        "0 of 5 quotations verbatim at their paragraphs, 3 but for a practice that is named\n";
    assert!(run.out.contains(counted), "{}", run.out);
    let report = desk.run(&["check", "--texts", &texts, "--format", "json"]).json();
    let of = |i: usize, key: &str| report["verification"][i][key].clone();
    assert_eq!([of(0, "status"), of(1, "status"), of(2, "status")], ["stop", "elided", "differs"]);
    assert_eq!([of(3, "status"), of(4, "status")], ["own_translation", "differs"]);
    let ours = "⇄ ours  gazette ¶3  a translation of the dataset's own; its original is verbatim\n";
    assert!(run.out.contains(ours), "{}", run.out);
    assert!(run.out.contains("“gardions” is printed “gardons”"), "{}", run.out);
    assert_eq!(of(1, "omissions"), serde_json::json!(["negation"]));
    let problems = report["problems"].as_array().unwrap();
    assert!(problems.is_sorted_by_key(|p| p["severity"] == "warning"), "errors come first");
    let cut = problems.iter().find(|p| p["code"] == "sense-left-out").unwrap();
    assert_eq!(cut["severity"], "warning");
    let page = desk.run(&["show", "cut", "--texts", &texts]);
    assert!(
        page.out.contains("⋯ elided: its parts stand in this order; takes out a negation"),
        "{}",
        page.out
    );
    for command in [vec!["list", "statements"], vec!["search", "we"]] {
        let args = [command, vec!["--texts", &texts, "--format", "json"]].concat();
        let all = desk.run(&args).json();
        let found = all.as_array().unwrap().iter().find(|one| one["id"] == "stopped").unwrap();
        assert_eq!(found["verification"], "stop");
    }
    let verified = desk.run(&[
        "list",
        "statements",
        "-q",
        "is:verified",
        "--texts",
        &texts,
        "--format",
        "json",
    ]);
    assert_eq!(verified.ids(), ["stopped", "cut", "ours"]);
}

#[test]
fn texts_beside_the_dataset_are_used_unless_another_folder_is_named() {
    let desk = Desk::harbour();
    let beside = desk.dir.path().join("texts");
    fs::rename(desk.texts(), &beside).unwrap();
    let last = |run: Run| run.out.lines().rev().take(2).collect::<Vec<_>>().join("|");
    let said = "no problems|2 of 2 quotations verbatim at their paragraphs (texts of texts)";
    assert_eq!(last(desk.run(&["check"])), said);
    let twice = desk.run(&["check", "-d", "./harbour.ron"]).out;
    assert!(twice.contains("paragraphs (texts of ./texts)\n"), "{twice}");
    let none = last(desk.run(&["check", "--texts", ""]));
    assert!(none.contains("not verified: no text is held"), "{none}");
    // Within the dataset, where that is a folder.
    let folder = desk.dir.path().join("harbour");
    fs::create_dir(&folder).unwrap();
    fs::rename(desk.dir.path().join("harbour.ron"), folder.join("a.ron")).unwrap();
    fs::create_dir(folder.join("texts")).unwrap();
    fs::copy(beside.join("wire-2031-05-07.txt"), folder.join("texts/wire-2031-05-07.txt")).unwrap();
    let mut command = program();
    command.current_dir(desk.dir.path()).args(["check", "-d", "harbour"]);
    let run = Run::of(command.output().unwrap());
    assert!(run.out.contains("no text is held for 1 (texts of harbour/texts)\n"), "{}", run.out);
}

#[test]
fn several_datasets_are_checked_as_one_and_counted_each() {
    let desk = Desk::harbour();
    let other = "( meta: (schema: 1, title: \"Trams\", version: \"3\"), events: [(id: \"t\", date: \"2031\", title: \"Trams run\")] )";
    fs::write(desk.dir.path().join("trams.ron"), other).unwrap();
    let list = std::env::join_paths(["harbour.ron", "trams.ron"]).unwrap();
    let mut command = program();
    command.current_dir(desk.dir.path()).arg("check").env("STARTLINE_DATASET", list);
    let by_variable = Run::of(command.output().unwrap());
    assert!(
        by_variable.out.contains(
            "harbour (Harbour): 1 event, 3 statements, 3 sources\n\
             trams (Trams, version 3): 1 event, 0 statements, 0 sources\n\
             2 events, 3 statements, 3 sources\n"
        ),
        "{}",
        by_variable.out
    );
    let run = desk.run(&["check", "-d", "trams.ron"]);
    assert!(run.out.contains("2 events, 3 statements, 3 sources\n"), "{}", run.out);
    let json = desk.run(&["check", "-d", "trams.ron", "--format", "json"]).json();
    assert_eq!(json["datasets"][0]["name"], "trams");
    // What a command line names stands in place of what the variable lists.
    let mut command = program();
    command.current_dir(desk.dir.path()).env("STARTLINE_DATASET", "trams.ron");
    command.args(["list", "events", "-d", "harbour.ron"]);
    let run = Run::of(command.output().unwrap());
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
}

#[test]
fn datasets_before_the_command_and_behind_it_are_all_read() {
    let desk = Desk::harbour();
    let other = r#"( meta: (schema: 1, title: "Other"), sources: [(id: "o", kind: News, outlet: "O", url: "https://example.org/o", published: "2031-01-01")] )"#;
    fs::write(desk.dir.path().join("list"), "no dataset").unwrap();
    fs::write(desk.dir.path().join("other.ron"), other).unwrap();
    let sources = |args: &[&str]| {
        let run = desk.run(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        run.out.lines().filter(|line| !line.is_empty()).count()
    };
    let alone = sources(&["list", "sources", "--format", "jsonl"]);
    let both = sources(&["-d", "other.ron", "list", "sources", "--format", "jsonl"]);
    assert_eq!(both, alone + 1);
    assert_eq!(sources(&["-d", "harbour.ron", "list", "sources", "--format", "jsonl"]), alone);
    // A value that looks like the command.
    let run = desk.run(&["-d", "list", "list", "sources"]);
    assert!(run.err.contains("the dataset has 1 error"), "{}", run.err);
}
