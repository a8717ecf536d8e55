//! The JSON that is printed, held to the schema that is published in `docs/output.schema.json`.
//!
//! The validator knows the words of JSON Schema (2020-12) that the schema uses, and fails on any other, so that it
//! cannot pass what it does not understand.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::*;

/// A schema, and where in it outputs have been.
struct Schema {
    root: Value,
    /// Properties that some output had, as `Definition.property`.
    met: std::cell::RefCell<BTreeSet<String>>,
}

impl Schema {
    fn published() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/output.schema.json");
        let root = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        Self { root, met: std::cell::RefCell::default() }
    }

    /// Holds a value to a definition; panics with the place of what is wrong.
    fn hold(&self, name: &str, value: &Value) {
        let faults = self.faults(&self.root["$defs"][name], value, name, name);
        assert!(faults.is_empty(), "docs/output.schema.json, {name}: {faults:#?}\n{value:#}");
    }

    fn faults(&self, schema: &Value, value: &Value, at: &str, owner: &str) -> Vec<String> {
        let schema = schema.as_object().unwrap_or_else(|| panic!("no schema at {at}"));
        let mut faults = Vec::new();
        for (word, rule) in schema {
            match word.as_str() {
                "description" | "required" | "additionalProperties" => {}
                "$ref" => {
                    let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    faults.extend(self.faults(&self.root["$defs"][name], value, at, name));
                }
                "type" => {
                    let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                    if !types.iter().any(|name| is_of(value, name.as_str().unwrap())) {
                        faults.push(format!("{at} is {value}, not {rule}"));
                    }
                }
                "enum" => {
                    if !rule.as_array().unwrap().contains(value) {
                        faults.push(format!("{at} is {value}, not one of {rule}"));
                    }
                }
                "const" => {
                    if value != rule {
                        faults.push(format!("{at} is {value}, not {rule}"));
                    }
                }
                "items" => {
                    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                        faults.extend(self.faults(rule, item, &format!("{at}[{n}]"), owner));
                    }
                }
                "properties" => faults.extend(self.properties(schema, rule, value, at, owner)),
                "minProperties" | "maxProperties" => {
                    let count = value.as_object().map_or(0, Map::len) as u64;
                    let limit = rule.as_u64().unwrap();
                    let too_many = word == "maxProperties" && count > limit;
                    if too_many || (word == "minProperties" && count < limit) {
                        faults.push(format!("{at} has {count} properties"));
                    }
                }
                "anyOf" | "oneOf" => {
                    let all: Vec<Vec<String>> = (rule.as_array().unwrap().iter())
                        .map(|one| self.faults(one, value, at, owner))
                        .collect();
                    let fit = all.iter().filter(|faults| faults.is_empty()).count();
                    if fit == 0 || (word == "oneOf" && fit > 1) {
                        let nearest = all.into_iter().min_by_key(Vec::len).unwrap_or_default();
                        faults.push(format!("{at} fits {fit} of the alternatives: {nearest:?}"));
                    }
                }
                other => panic!("the validator of this test does not know `{other}`"),
            }
        }
        faults
    }

    fn properties(
        &self,
        schema: &Map<String, Value>,
        rules: &Value,
        value: &Value,
        at: &str,
        owner: &str,
    ) -> Vec<String> {
        let Some(object) = value.as_object() else { return Vec::new() };
        let mut faults = Vec::new();
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                faults.push(format!("{at} has no {name}"));
            }
        }
        for (name, inner) in object {
            match rules.get(name) {
                Some(rule) => {
                    self.met.borrow_mut().insert(format!("{owner}.{name}"));
                    faults.extend(self.faults(rule, inner, &format!("{at}.{name}"), owner));
                }
                None => faults.push(format!("{at}.{name} is not in the schema")),
            }
        }
        faults
    }
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type {other}"),
    }
}

/// A dataset that has every field of every record.
const EVERYTHING: &str = r#"(
    meta: (schema: 1, title: "Everything"),
    parties: [(id: "p", name: "Party", aka: ["P"], clock: (zone: "Europe/Oslo", place: "Oslo"))],
    speakers: [
        (id: "s", name: "A Speaker", short: "Sp", kind: Person, party: "p", posts: [(title: "Mayor", from: "2020", to: "2032")]),
        (id: "o", name: "Another", kind: Person),
    ],
    sources: [
        (id: "src", kind: News, outlet: "Outlet", outlet_basis: Inferred("its look"), title: "Title", authors: ["Field, Jo"],
         editors: ["Ed, It"], published: "2031-05-06", published_basis: Inferred("the page"), dateline: "OSLO, May 6",
         stamp: "2031-05-06", updated: "2031-05-07", corrected: "2031-05-08", retracted: "2031-05-09", lang: "en",
         url: "https://e.example/a", archive: "https://e.example/b", accessed: "2031-05-10", summary: "About."),
        (id: "copy", kind: Copy, outlet: "Other", published: "2031-05-07", copy_of: "src"),
        (id: "held", kind: News, outlet: "Held", published: "2031-05-09", lang: "no"),
        (id: "odd", kind: Podcast, outlet: "Odd", published: "2031-05-09"),
    ],
    events: [(id: "e", date: "2031-05-05", title: "Event", summary: "It happens.", milestone: true,
              cites: [(source: "src", para: 1)], topics: ["t"])],
    statements: [
        (id: "q", source: "src", para: 1, also: [2], locator: "p. 3", kind: Quote, speaker: "s", speakers: ["s", "o"], to: ["o"],
         said: "2031-05-05", venue: "hall", place: "Oslo", event: "e", hearsay: true, via: "o", topics: ["t"],
         original: (lang: "no", text: "Ord"), translation: (from: "no", by: "Outlet"), text: "Words"),
        (id: "q2", source: "copy", para: 1, kind: Block, same_as: "q", text: "Words"),
        (id: "r", source: "held", para: 1, kind: Quote, speaker: "o", said: "2031-05-08", links: [RespondsTo("q")],
         text: "It is not … so"),
    ],
    notes: [(id: "n", kind: Error, about: ["q"], text: "A slip of oddity.", since: "2031-05-07", cites: [(source: "src", para: 1)])],
    series: [(id: "m", party: "p", measure: "berths", unit: "berths", limit: (value: 1550, from: "2018-02-05"),
              points: [(date: "2031-01-01", value: 1, published: "2031-02-01", status: Declared, cite: (source: "src", para: 1, locator: "p. 1"))])],
)"#;

#[test]
fn what_is_printed_as_json_is_what_the_schema_says() {
    let schema = Schema::published();
    let desk = Desk::with(EVERYTHING);
    let texts = desk.texts();
    fs::write(texts.join("held.txt"), "“It is not at all, in 7 cases, so”\n").unwrap();
    let texts = texts.to_str().unwrap().to_owned();
    let lists = ["timeline", "events", "statements", "sources", "speakers", "notes", "series"];
    for kind in lists {
        for with in [&["--texts", &*texts][..], &[]] {
            let run = desk.run(&[&["list", kind, "--format", "json"], with].concat());
            assert!(!run.json().as_array().unwrap().is_empty(), "{kind}: {}", run.err);
            schema.hold("list", &run.json());
        }
    }
    for id in ["q", "q2", "r", "e", "src", "copy", "s", "p", "n", "m", "m@2031-01-01"] {
        let run = desk.run(&["show", id, "--format", "json", "--texts", &texts]);
        schema.hold("record", &run.json());
    }
    for query in ["words", "wrods", "oddity", "words zzzz", "event"] {
        schema.hold("list", &desk.run(&["search", query, "--format", "json"]).json());
    }
    schema.hold("report", &desk.run(&["check", "--format", "json", "--texts", &texts]).json());
    let broken = EVERYTHING.replace("speaker: \"o\", said", "speaker: \"oo\", said");
    schema.hold("report", &Desk::with(&broken).run(&["check", "--format", "json"]).json());
    let other = desk.dir.path().join("other.ron");
    fs::write(&other, "(events: [(id: \"f\", date: \"2031\", title: \"F\")])").unwrap();
    let two = desk.run(&["check", "--format", "json", "-d", other.to_str().unwrap()]);
    assert!(two.json()["datasets"].is_array(), "{}", two.out);
    schema.hold("report", &two.json());
    for line in search_lines("words\nwrods\nspeeker:x\n").lines() {
        schema.hold("answer", &serde_json::from_str(line).unwrap());
    }
    // The schema promises nothing that nothing has.
    let rare = ["problem.left_out"];
    let defined = schema.root["$defs"].as_object().unwrap().iter();
    let promised: BTreeSet<String> = defined
        .flat_map(|(name, definition)| {
            let properties = definition["properties"].as_object().into_iter().flatten();
            properties.map(move |(property, _)| format!("{name}.{property}")).collect::<Vec<_>>()
        })
        .filter(|property| !property.starts_with("link.") && !rare.contains(&&**property))
        .collect();
    let met = schema.met.borrow();
    let unmet: Vec<&String> = promised.difference(&met).collect();
    assert_eq!(unmet, Vec::<&String>::new(), "no output has these");
}

/// What is promised of the shipped chronology too, whatever its records are.
#[test]
fn the_shipped_records_are_what_the_schema_says() {
    let schema = Schema::published();
    for kind in ["timeline", "sources", "speakers", "notes", "series"] {
        schema.hold("list", &shipped(&["list", kind, "--format", "json"]).json());
    }
}

fn search_lines(queries: &str) -> String {
    use std::io::Write;
    let desk = Desk::with(EVERYTHING);
    let path = desk.dir.path().join("harbour.ron");
    let mut child = program()
        .args(["search", "-", "-d"])
        .arg(path)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(queries.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn rows_carry_the_same_fields_flat() {
    let desk = Desk::harbour();
    let texts = desk.texts();
    let texts = texts.to_str().unwrap();
    let flat = ["said_from", "said_to", "outlet", "published", "url", "speaker_name"];
    for kind in ["timeline", "statements"] {
        let objects = desk.run(&["list", kind, "--format", "json", "--texts", texts]).json();
        let csv = desk.run(&["list", kind, "--format", "csv", "--texts", texts]).out;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let objects = objects.as_array().unwrap();
        assert_eq!(objects.len(), rows.len());
        for (object, row) in objects.iter().zip(&rows) {
            let cell = |name: &str| {
                let at = head.iter().position(|column| column == name);
                row[at.unwrap_or_else(|| panic!("{kind} has no column {name}"))].to_owned()
            };
            for name in flat {
                assert_eq!(cell(name), object[name].as_str().unwrap_or_default(), "{kind} {name}");
            }
            assert_eq!(cell("verification"), object["verification"].as_str().unwrap_or_default());
        }
    }
    let row = desk.run(&["list", "statements", "--format", "csv", "--texts", texts]).out;
    assert!(row.contains(",2031-05-05,2031-05-05,The Gazette,2031-05-06,https://gazette.example/berths,Ada Brandt,exact"), "{row}");
}

#[test]
fn a_table_has_every_field_that_json_has() {
    let desk = Desk::with(EVERYTHING);
    // What a table tells in another column.
    let elsewhere: &[(&str, &[&str])] = &[
        ("sources", &[]),
        ("speakers", &[]),
        ("notes", &[]),
        ("events", &["verification"]),
        ("statements", &["original", "translation", "reports"]),
    ];
    for (kind, told) in elsewhere {
        let objects = desk.run(&["list", kind, "--format", "json"]).json();
        let csv = desk.run(&["list", kind, "--format", "csv"]).out;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let objects = objects.as_array().unwrap();
        assert_eq!(objects.len(), rows.len(), "{kind}");
        let names: BTreeSet<&str> = head.iter().collect();
        assert_eq!(names.len(), head.len(), "{kind} has a column twice: {head:?}");
        for (object, row) in objects.iter().zip(&rows) {
            for (field, value) in object.as_object().unwrap() {
                if field == "type" || told.contains(&&**field) {
                    continue;
                }
                let column = head.iter().position(|column| column == field);
                let cell = &row[column.unwrap_or_else(|| panic!("{kind}: no column {field}"))];
                match value {
                    Value::String(text) => {
                        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text, "{kind} {field}");
                    }
                    Value::Array(all) if all.iter().all(Value::is_string) => {
                        let parts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
                        assert!(
                            parts.is_empty() || cell == parts.join("; "),
                            "{kind} {field}: {cell}"
                        );
                    }
                    _ => {}
                }
            }
        }
    }
    let series = desk.run(&["list", "series", "--format", "csv"]).out;
    let head = series.lines().next().unwrap_or_default();
    for column in ["id", "unit", "published", "locator", "notes"] {
        assert!(head.split(',').any(|name| name == column), "{head}");
    }
}

#[test]
fn a_line_of_queries_names_what_the_query_alone_names() {
    let desk = Desk::with(EVERYTHING);
    let mut met = 0;
    for query in
        ["is:quote", "is:block", "said:2031", "is:fragment", "is:reported", "has:via", "berths"]
    {
        let alone = desk.run(&["search", query, "--format", "json"]).ids();
        let line: Value = serde_json::from_str(&search_lines(&format!("{query}\n"))).unwrap();
        let hits = line["hits"].as_array().unwrap();
        let ids: Vec<&str> = hits.iter().filter_map(|hit| hit["id"].as_str()).collect();
        assert_eq!(ids, alone.iter().take(20).map(|id| &**id).collect::<Vec<_>>(), "{query}");
        met += ids.len();
    }
    assert!(met > 4, "queries that find something");
}
