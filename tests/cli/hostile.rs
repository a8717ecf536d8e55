//! A dataset that means harm: nothing that a terminal would obey leaves the program.

use super::*;

/// Every kind of character that a terminal obeys or a reader does not see.
const EVIL: &str = "x\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}y\u{200b}\u{feff}\u{e0041}\u{85}z\u{7f}";

fn dataset() -> String {
    let ron = r#"(
    meta: (schema: 1, title: "@"),
    parties: [(id: "p", name: "@", aka: ["@"])],
    speakers: [(id: "s", name: "@", kind: Person, party: "p", posts: [(title: "@", from: "2020")])],
    sources: [(id: "src", kind: News, outlet: "@", title: "@", published: "2031-05-06", summary: "@", dateline: "@",
               authors: ["@"], lang: "@", published_basis: Inferred("@"))],
    events: [(id: "e", date: "2031-05-05", title: "@ = =cmd()", summary: "@", cites: [(source: "src", para: 1)], topics: ["@"])],
    statements: [
        (id: "q", source: "src", para: 1, kind: Quote, speaker: "s", said: "2031-05-05", venue: "@", event: "e",
         basis: Resolved("@"), via: "@", translation: (from: "@", by: "@"), text: "=HYPERLINK(@) | [a](b) `c` {d} \\ ~ ^ % $ # _"),
        (id: "@", source: "src", para: 1, kind: Quote, speaker: "s", text: "@"),
        (id: "r", source: "@", para: 1, kind: Qu@ote, speaker: "s", text: "@", @: 1),
        (id: "u", source: "s@rc", para: 1, kind: Reported, said: "@", text: "-1"),
    ],
    notes: [(id: "n", kind: Error, about: ["q"], text: "@")],
    series: [(id: "m", party: "p", measure: "@", points: [(date: "2031-01-01", value: 1, status: Unverified)])],
)"#;
    ron.replace('@', EVIL)
}

/// What a terminal would obey, or a reader would not see.
fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

fn assert_harmless(run: &Run, args: &[&str]) {
    for (name, stream) in [("out", &run.out), ("err", &run.err)] {
        let bad = stream.chars().find(|c| is_harmful(*c));
        assert_eq!(bad, None, "{args:?} {name}");
    }
}

#[test]
fn nothing_harmful_leaves_by_any_command() {
    let desk = Desk::with(&dataset());
    let mut calls: Vec<Vec<&str>> = vec![
        vec!["check"],
        vec!["check", "--format", "json"],
        vec!["check", "--strict", "--texts", "texts"],
        vec!["search", "x", "--format", "json"],
        vec!["search", EVIL],
        vec!["search", "speeker:\u{1b}[31mx"],
        vec!["show", EVIL],
        vec!["cite", EVIL],
        vec!["list", EVIL],
        vec!["check", "--explain", EVIL],
        vec!["list", "events", "--as-of", EVIL],
        vec!["list", "events", "--texts", EVIL],
    ];
    for kind in ["timeline", "events", "statements", "sources", "speakers", "notes", "series"] {
        for format in ["text", "json", "jsonl", "csv", "md"] {
            calls.push(vec!["list", kind, "--format", format]);
        }
    }
    for id in ["q", "e", "src", "s", "p", "n", "m"] {
        calls.push(vec!["show", id]);
        calls.push(vec!["show", id, "--format", "json"]);
    }
    for style in ["note", "markdown", "bibtex", "csl", "ris", "url"] {
        calls.push(vec!["cite", "q", "e", "src", "--style", style]);
    }
    for args in &calls {
        assert_harmless(&desk.run(args), args);
    }
}

/// What a page of HTML or Markdown would obey, or a reader's smart typography change.
const MARKUP: &str = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) *b* don't 12--13";

/// A dataset with markup in every field that holds text of any kind.
fn marked_up() -> String {
    let ron = r#"(
    meta: (schema: 1, title: "t @", description: "d @", version: "1 @", licence: "l @", editors: ["Doe @, Jane @"]),
    parties: [(id: "p", name: "party @", aka: ["pa @"], clock: (zone: "Europe/Oslo", place: "Oslo @"))],
    speakers: [
        (id: "s", name: "name @", short: "short @", aka: ["aka @"], kind: Person, party: "p",
         posts: [(title: "post @", from: "2020"), (title: "other post @", from: "2021")]),
        (id: "o", name: "other @", kind: Office),
    ],
    sources: [
        (id: "src", kind: News, outlet: "outlet @", title: "title @", authors: ["Field @, Jo @", "Office @"],
         editors: ["Roe @, Ann @"], dateline: "dateline @", published: "2031-05-06", summary: "summary @", lang: "en",
         published_basis: Inferred("ground @"), outlet_basis: Inferred("ground @"), url: "https://src.example/a'b",
         corrected: "2031-05-07"),
        (id: "book", kind: Book, outlet: "publisher @", title: "book @", editors: ["Roe @, Ann @"], published: "2030",
         copy_of: "src"),
        (id: "bare", kind: Social, outlet: "platform @", published: "2031-05-06"),
    ],
    events: [(id: "e", date: "2031-05-05", basis: Inferred("why @"), title: "event @", summary: "summary @",
              cites: [(source: "src", locator: "loc @"), (source: "book", locator: "loc @")], topics: ["topic @"])],
    statements: [
        (id: "q", source: "src", para: 1, locator: "loc @", kind: Quote, speaker: "s", speakers: ["s", "o"], to: ["o", "to @"],
         said: "2031-05-05", venue: "venue @", place: "place @", event: "e", basis: Resolved("words @"), via: "via @",
         hearsay: true, original: (lang: "no", text: "original @"), translation: (from: "no", by: "by @"),
         topics: ["topic @"], links: [RespondsTo("e"), Contradicts("r")], text: "text @"),
        (id: "b", source: "src", locator: "loc @", kind: Block, speaker: "o", said: "2031-05-05", text: "@"),
        (id: "f", source: "bare", kind: Fragment, locator: "@", speaker: "s", said: "2031-05-05", text: "fragment @"),
        (id: "r", source: "book", locator: "¶4 @", kind: Reported, said: "2031-05-05", text: "reported @"),
    ],
    notes: [(id: "n", kind: Error, about: ["q", "e", "b"], text: "note @", cites: [(source: "book", locator: "loc @")])],
    series: [(id: "m", party: "p", measure: "measure @", unit: "unit @",
              points: [(date: "2031-01-01", value: 1, status: Declared, cite: (source: "src", locator: "loc @"))])],
)"#;
    ron.replace('@', MARKUP)
}

/// A text without what a backslash escapes in it.
fn without_escaped(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            chars.next();
        } else {
            out.push(c);
        }
    }
    out
}

const CITED: [&str; 10] = ["q", "b", "f", "r", "e", "src", "book", "bare", "n", "m@2031-01-01"];

#[test]
fn no_field_reaches_markdown_as_markup() {
    let desk = Desk::with(&marked_up());
    let calls = [
        [&["cite"][..], &CITED, &["--style", "markdown"]].concat(),
        [&["export", "markdown"][..]].concat(),
    ];
    for args in calls {
        let run = desk.run(&args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        assert!(run.out.contains("onerror"), "{args:?}: the fields are told");
        let bare = without_escaped(&run.out);
        for markup in ["<img", "[a]", "](", "*b", "b*", "don't", "'", "--"] {
            let line = bare.lines().find(|line| line.contains(markup));
            let is_ours =
                line.is_none_or(|line| markup == "'" && line.contains("<https://src.example"));
            assert!(is_ours, "{args:?} {markup}: {line:?}");
        }
    }
}

#[test]
fn no_field_reaches_html_as_markup() {
    let desk = Desk::with(&marked_up());
    for args in [&["export", "html"][..], &["export", "timelinejs"]] {
        let run = desk.run(args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        assert!(run.out.contains("onerror"), "{args:?}: the fields are told");
        // Beside our own elements no text opens one or ends an attribute.
        for markup in ["<img", "onerror=alert(1)>", "don't", "=\"javascript", "='"] {
            let line = run.out.lines().find(|line| line.contains(markup));
            assert_eq!(line, None, "{args:?} {markup}");
        }
    }
}

#[test]
fn a_file_name_is_no_way_in() {
    let dir = tempfile::tempdir().unwrap();
    let name = "e\u{1b}[31mvil\u{9b}.ron";
    if fs::write(dir.path().join(name), "( events: [(id: \"X\", title: \"t\")] )").is_err() {
        return;
    }
    for format in ["text", "json"] {
        let args = ["check", "--format", format, "-d", dir.path().to_str().unwrap()];
        let run = shipped(&args);
        assert_harmless(&run, &args);
        assert!(run.out.contains("bad-id"), "{}", run.out);
    }
}

#[test]
fn the_words_themselves_survive() {
    let desk = Desk::with(&dataset());
    let json = desk.run(&["show", "q", "--format", "json"]).json();
    assert!(json["text"].as_str().unwrap().starts_with("=HYPERLINK(x"));
    let csv = desk.run(&["list", "statements", "--format", "csv"]).out;
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let row = rows.records().next().unwrap().unwrap();
    assert!(row.iter().any(|cell| cell.starts_with("'=HYPERLINK(")), "{row:?}");
    assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_written_is_no_success() {
    for args in
        [&["--help"][..], &["--version"], &["list", "events"], &["completions", "bash"], &["man"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_startline"))
            .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
            .args(args)
            .env_remove("STARTLINE_DATASET")
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(2), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn signs_without_a_word_find_nothing_and_say_so() {
    for query in ["€", "%", "№", "...", "🇺🇳", "'€"] {
        for args in [&["search", query][..], &["list", "events", "-q", query]] {
            let run = shipped(args);
            assert_eq!(run.code, 1, "{args:?}: {}", run.err);
            assert_eq!(run.out, "", "{args:?}");
            assert!(run.err.contains("has no letter and no digit"), "{args:?}: {}", run.err);
        }
    }
}

#[test]
fn a_sign_beside_a_number_is_said_not_to_be_looked_for() {
    for query in ["€5", "\"5%\"", "§5", "$1,550"] {
        let run = shipped(&["search", query]);
        assert!(run.err.contains("is not looked for, only the number"), "{query}: {}", run.err);
    }
    let run = shipped(&["search", "1,550"]);
    assert!(!run.err.contains("is not looked for"), "{}", run.err);
}

#[test]
fn the_day_of_knowledge_is_read_as_queries_read_dates() {
    for day in ["yesterday", "last month", "two years ago", "2021/22", "winter 2021/2022"] {
        let run = shipped(&["list", "events", "--as-of", day]);
        assert_eq!(run.code, 0, "{day}: {}", run.err);
    }
    for (day, readings) in
        [("2024–5", ["2024/2025", "2024-05"]), ("2026-02/03", ["2026-02/2026-03", "2026-02-03"])]
    {
        let run = shipped(&["list", "events", "--as-of", day]);
        assert_eq!(run.code, 2, "{day}");
        assert!(readings.iter().all(|form| run.err.contains(form)), "{day}: {}", run.err);
    }
}
