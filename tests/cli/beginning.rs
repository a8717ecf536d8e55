//! Beginning a dataset: the form as it is told, and records as they are offered.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use startline::chronology::form::{self, Section};
use startline::chronology::load::{Loaded, load_text};

use super::{Desk, Run, program, shipped};

/// What records that are made of the examples refer to, as lines of the lists that they go into.
const OTHERS: [(&str, &str); 3] = [
    ("speakers", r#"(id: "envoy", name: "B. Envoy", kind: Person),"#),
    (
        "sources",
        r#"(id: "herald-2024-03-01", kind: News, outlet: "Herald", published: "2024-03-01"),"#,
    ),
    (
        "statements",
        r#"(id: "no-talks", source: "herald-2024-03-01", para: 2, kind: Quote, speaker: "minister",
            said: "2024-02-29", text: "No talks."),"#,
    ),
];

/// A record as `new` offers it, its holes filled with what stands behind them; with what may be left out, or less.
fn filled(kind: &str, whole: bool) -> String {
    let run = shipped(&["new", kind]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{kind}");
    let mut record = String::new();
    let mut holes = 0;
    for line in run.out.lines() {
        let said = line.strip_prefix("    // ").filter(|_| whole);
        let optional = said.filter(|said| {
            let name = said.split(':').next().unwrap_or_default();
            said.ends_with(',') && form_has(kind, name)
        });
        match (line.split_once(" // "), optional) {
            (Some((field, comment)), _) if !field.trim().is_empty() => {
                let name = field.split(':').next().unwrap();
                let (_, example) = comment.split_once(", as in ").expect(line);
                holes += 1;
                writeln!(record, "{name}: {example},").unwrap();
            }
            (_, Some(said)) => writeln!(record, "    {said}").unwrap(),
            _ => writeln!(record, "{line}").unwrap(),
        }
    }
    assert!(holes > 0 || kind == "defaults", "{kind} has no hole:\n{}", run.out);
    record
}

fn form_has(kind: &str, field: &str) -> bool {
    form::kinds().iter().any(|known| known.name == kind && known.field(field).is_some())
}

/// A dataset of the records that `new` offers, with the others that they refer to.
fn dataset(whole: bool) -> String {
    let part = |section: &Section| {
        let record = filled(section.kind.name, whole);
        if !section.is_list {
            return record;
        }
        let others: String = OTHERS
            .iter()
            .filter(|(list, _)| *list == section.name)
            .map(|(_, other)| *other)
            .collect();
        format!("{}: [\n{record}{others}\n],\n", section.name)
    };
    let sections = form::sections().iter().filter(|section| whole || section.name != "defaults");
    format!("(\n{})\n", sections.map(part).collect::<String>())
}

fn problems(loaded: &Loaded) -> Vec<String> {
    loaded
        .problems
        .iter()
        .map(|p| format!("{}:{} {}: {}", p.line, p.column, p.code, p.message))
        .collect()
}

#[test]
fn a_record_that_new_offers_checks_clean_once_its_holes_are_filled() {
    for whole in [false, true] {
        let text = dataset(whole);
        let loaded = load_text("pasted.ron", &text);
        assert_eq!(problems(&loaded), [""; 0], "{text}");
        let c = &loaded.chronology;
        assert_eq!((c.statements().len(), c.events().len(), c.series().len()), (2, 1, 1));
    }
}

#[test]
fn a_hole_that_is_left_is_told_where_it_stands() {
    for kind in ["party", "speaker", "source", "event", "statement", "note", "series"] {
        let section = form::sections().iter().find(|s| s.kind.name == kind).unwrap();
        let record = shipped(&["new", kind]).out;
        let loaded = load_text("pasted.ron", &format!("({}: [\n{record}])", section.name));
        let line = record.lines().position(|line| line.trim_start().starts_with("id:")).unwrap();
        let told = loaded.problems.iter().any(|p| p.line as usize == line + 2);
        assert!(told, "{kind}: {:?}", problems(&loaded));
        assert!(loaded.problems.iter().all(|p| p.code.name() != "unknown-field"), "{kind}");
    }
}

#[test]
fn values_that_are_given_stand_in_the_record() {
    let run = shipped(&[
        "new",
        "statement",
        "id=no-talks",
        "source=gazette-2024-03-01",
        "para=3",
        "kind=Quote",
        "speaker=minister",
        "said=2024-02-29~",
        r##"text=He said "no" to "#it"."##,
        "topics=talks",
        "topics=offers",
        r#"links=[RespondsTo("talks")]"#,
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let given: Vec<&str> =
        run.out.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    assert_eq!(
        given,
        [
            "(",
            r#"    id: "no-talks","#,
            r#"    source: "gazette-2024-03-01","#,
            "    para: 3,",
            "    kind: Quote,",
            r#"    speaker: "minister","#,
            r#"    said: "2024-02-29~","#,
            r#"    links: [RespondsTo("talks")],"#,
            r#"    topics: ["talks", "offers"],"#,
            r###"    text: r##"He said "no" to "#it"."##,"###,
            "",
            "),",
        ]
    );
}

#[test]
fn a_value_that_check_would_refuse_is_refused_in_its_words() {
    for (args, message) in [
        (&["statement", "said=1 March 2024"][..], "write \"2024-03-01\""),
        (&["statement", "kind=quote"], "did you mean `Quote`?"),
        (&["statement", "para=0"], "there is no paragraph 0"),
        (&["statement", "speker=x"], "a statement has no field `speker`: did you mean `speaker`?"),
        (&["statement", "speaker=x", "speaker=y"], "`speaker` is given twice"),
        (&["statement", "speaker"], "write FIELD=VALUE"),
        (&["source", "url=example.org"], "an address begins with http:// or https://"),
        (&["event", "links=[Answers(\"talks\")]"], "write one of RespondsTo"),
        (&["event", "links=[RespondsTo(\"talks\""], "this [ is never closed"),
        (&["event", "id=x), (id: y"], "write \"x-id-y\""),
        (&["post", "from=2024", "to=20.5.2023"], "write \"2023-05-20\""),
        (&["point", "value=1,550"], "write 1550 without it"),
        (&["statement", "text=\u{1b}[31mred"], "U+001B"),
    ] {
        let run = shipped(&[&["new"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(message), "{args:?}: {}", run.err);
        assert!(!run.err.contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn schema_tells_every_field_and_every_word() {
    let text = shipped(&["schema"]).out;
    for kind in form::kinds() {
        assert!(text.contains(&format!("{}  ", kind.name)) && text.contains(kind.sentence));
        let one = shipped(&["schema", kind.name]).out;
        for field in kind.fields {
            assert!(
                one.contains(&format!("  {}: {}", field.name, field.example())),
                "{}",
                field.name
            );
            for word in field.value.words() {
                assert!(one.contains(word.name) && one.contains(word.sentence), "{}", word.name);
            }
        }
    }
    assert!(text.lines().all(|line| !line.ends_with(' ')));
}

/// Every reference in a JSON Schema.
fn references<'a>(schema: &'a Value, found: &mut BTreeSet<&'a str>) {
    match schema {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str));
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_json_schema_has_every_field_and_every_reference_leads_somewhere() {
    let schema = shipped(&["schema", "--format", "json"]).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let mut found = BTreeSet::new();
    references(&schema, &mut found);
    for reference in &found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(schema.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for section in form::sections() {
        assert!(schema["properties"][section.name].is_object(), "{}", section.name);
    }
    for kind in form::kinds() {
        assert!(found.contains(&*format!("#/$defs/{}", kind.name)), "{} is unused", kind.name);
        let record = &schema["$defs"][kind.name];
        let properties = record["properties"].as_object().unwrap();
        assert_eq!(properties.len(), kind.fields.len(), "{}", kind.name);
        for field in kind.fields {
            assert_eq!(properties[field.name]["description"], field.sentence);
            let required = record["required"].as_array().unwrap().iter().any(|f| f == field.name);
            assert_eq!(required, field.is_required() && !field.by_default, "{}", field.name);
        }
    }
}

#[test]
fn the_table_of_the_form_says_all_of_every_field() {
    for kind in form::kinds() {
        let names: BTreeSet<_> = kind.fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), kind.fields.len(), "{}: a field twice", kind.name);
        assert!(kind.sentence.ends_with('.'), "{}", kind.name);
        for field in kind.fields {
            assert!(field.sentence.ends_with('.') && field.sentence.len() > 10, "{}", field.name);
            assert!(!field.example.is_empty(), "{}", field.name);
            let words = field.value.words();
            assert!(words.iter().all(|word| word.sentence.ends_with('.')), "{}", field.name);
        }
    }
}

/// Runs in a folder.
fn run_in(dir: &Path, args: &[&str]) -> Run {
    Run::of(program().current_dir(dir).args(args).output().unwrap())
}

#[test]
fn init_writes_a_chronology_that_checks_clean_with_every_quotation_verbatim() {
    let dir = tempfile::tempdir().unwrap();
    let made = run_in(dir.path(), &["init", "my desk/bridge"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let place = ["-d", "my desk/bridge"];
    let check = run_in(dir.path(), &[&["check", "--strict"][..], &place].concat());
    assert_eq!((check.code, check.err.as_str()), (0, ""), "{}", check.out);
    assert!(check.out.ends_with("no problems\n"), "{}", check.out);
    assert!(check.out.contains("4 of 4 quotations verbatim at their paragraphs"), "{}", check.out);
    // Every file that it names is there, and every command that it offers can be run.
    let named =
        made.out.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let files: Vec<_> = named.filter(|name| *name != "startline").collect();
    assert!(files.len() >= 5, "{files:?}");
    for file in files {
        assert!(dir.path().join("my desk/bridge").join(file).is_file(), "{file}");
    }
    for line in made.out.lines().filter_map(|line| line.strip_prefix("  startline ")) {
        let (command, _) = line.split_once("  ").unwrap_or((line, ""));
        let words: Vec<String> = command
            .replace("'my desk/bridge'", "@")
            .split(' ')
            .map(|w| w.replace('@', place[1]))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words[0] == "-d" || words.contains(&">") {
            continue; // the viewer, and a file for the shell to write
        }
        assert_eq!(run_in(dir.path(), &words).code, 0, "{command}");
    }
}

#[test]
fn init_refuses_a_folder_that_holds_anything() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("empty")).unwrap();
    fs::create_dir(dir.path().join("full")).unwrap();
    fs::write(dir.path().join("full/.hidden"), "mine").unwrap();
    fs::write(dir.path().join("file"), "mine").unwrap();
    assert_eq!(run_in(dir.path(), &["init", "empty"]).code, 0);
    for (place, message) in [
        ("empty", "is not empty, and nothing is written over"),
        ("full", "is not empty, and nothing is written over"),
        ("file", "cannot use file as a folder"),
        ("file/below", "cannot use file/below as a folder"),
    ] {
        let run = run_in(dir.path(), &["init", place]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{place}");
        assert!(run.err.contains(message), "{place}: {}", run.err);
    }
    assert_eq!(fs::read_dir(dir.path().join("full")).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(dir.path().join("file")).unwrap(), "mine");
}

#[test]
fn number_counts_paragraphs_as_citations_do_and_says_what_stands_in_each() {
    let desk = Desk::harbour();
    let run = desk.run(&["number", "gazette-2031-05-06", "--texts", "held"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let lines: Vec<&str> = run.out.lines().filter(|line| line.starts_with('¶')).collect();
    assert_eq!(lines.len(), 4, "{}", run.out);
    assert_eq!(lines[0], "¶1  Berths & Limits");
    assert!(lines[1].starts_with("¶2  “We keep 1,350 berths – no more,”"), "{}", run.out);
    let below: Vec<&str> =
        run.out.lines().skip_while(|line| !line.starts_with("¶2")).skip(1).take(2).collect();
    assert_eq!(
        below,
        [
            "    ◆ offer  North Harbour offers to keep the limit",
            "    ✓ mayor-limit  quote, verbatim: “We keep 1,350 berths – no more,”",
        ]
    );

    // The file itself, named by its source, says the same.
    let file = desk.run(&["number", "held/gazette-2031-05-06.txt"]);
    assert_eq!((file.code, file.out, file.err.as_str()), (0, run.out, ""));
}

#[test]
fn number_reads_any_text_and_says_why_nothing_is_marked() {
    let desk = Desk::harbour();
    let text = format!("one\n\n \u{1b}]52;c;eA==\u{7}two \u{202e}{}\r\n", "long ".repeat(400));
    fs::write(desk.dir.path().join("notes.md"), text).unwrap();
    let run = desk.run(&["number", "notes.md"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.starts_with("2 paragraphs\n") && run.out.contains("\n¶2  ␛]52;c;eA==␇two"),
        "{}",
        run.out
    );
    assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    assert!(run.err.contains("no quotation is marked"), "{}", run.err);
    for (name, code, message) in [
        ("gazette-2031-05-07", 1, "did you mean `gazette-2031-05-06`?"),
        ("nowhere.txt", 1, "there is neither a source nor a file `nowhere.txt`"),
        ("held", 2, "is not a regular file"),
    ] {
        let run = desk.run(&["number", name]);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{name}");
        assert!(run.err.contains(message), "{name}: {}", run.err);
    }
    let run = desk.run(&["number", "gazette-2031-05-06", "--texts", "."]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("the text of `gazette-2031-05-06` is not held: put it into "),
        "{}",
        run.err
    );
}

#[test]
fn a_file_that_new_offers_is_a_dataset_file() {
    let run = shipped(&[
        "new",
        "--file",
        "source",
        "id=post-1",
        "kind=News",
        "outlet=Post",
        "published=2024",
        "url=https://a.example",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let loaded = load_text("post-1.ron", &run.out);
    assert_eq!((problems(&loaded), loaded.chronology.sources().len()), (Vec::new(), 1));
    let meta = shipped(&["new", "--file", "meta", "title=T", "updated=2024"]);
    assert_eq!(problems(&load_text("meta.ron", &meta.out)), [""; 0]);
    let post = shipped(&["new", "--file", "post"]);
    assert_eq!(post.code, 2);
    assert!(post.err.contains("stands within other records"), "{}", post.err);
}

#[test]
fn a_text_is_numbered_before_its_source_is_written_down() {
    let desk = Desk::harbour();
    fs::write(desk.texts().join("post-2031-05-09.txt"), "One\n\nTwo\n").unwrap();
    let held = desk.texts().display().to_string();
    let run = desk.run(&["number", "post-2031-05-09", "--texts", &held]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("\n¶2  Two\n"), "{}", run.out);
    assert!(run.err.contains("there is no source `post-2031-05-09` yet; startline new source id="));
    let check = desk.run(&["check", "--texts", &held]);
    assert!(
        check.out.contains("or add its source") || check.out.contains("add its source ("),
        "{}",
        check.out
    );
}

#[test]
fn a_quotation_that_the_reporter_breaks_off_is_told_as_one() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    for (mark, end) in [("“", "”"), ("\"", "\""), ("«", "»")] {
        let text =
            format!("{mark}It is full,{end} she said on Monday. {mark}No more berths.{end}\n");
        fs::write(dir.path().join("texts/post.txt"), text).unwrap();
        let dataset = |words: &str| {
            format!(
                r#"(meta: (schema: 1, title: "T"), speakers: [(id: "a", name: "A", kind: Person)],
                sources: [(id: "post", kind: News, outlet: "Post")],
                statements: [(id: "full", source: "post", para: 1, kind: Quote, speaker: "a", text: "{words}")])"#
            )
        };
        fs::write(dir.path().join("d.ron"), dataset("It is full. No more berths.")).unwrap();
        let told = run_in(dir.path(), &["check", "-d", "d.ron"]);
        let help = "paragraph 1 breaks the quotation off for the reporter's words; write “It is full, … No more berths.”";
        assert_eq!(told.code, 1);
        assert!(told.out.contains(help), "{}", told.out);
        // What it says to write is right.
        fs::write(dir.path().join("d.ron"), dataset("It is full, … No more berths.")).unwrap();
        let mended = run_in(dir.path(), &["check", "-d", "d.ron"]);
        assert_eq!(mended.code, 0, "{}", mended.out);
        // The end as it is printed.
        fs::write(dir.path().join("d.ron"), dataset("It is full")).unwrap();
        let told = run_in(dir.path(), &["check", "-d", "d.ron"]);
        assert!(told.out.contains("write its end as it stands there, “…full,”"), "{}", told.out);
    }
}
