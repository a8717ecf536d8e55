//! The mistakes that people make who write a dataset by hand: each alone, with the one message that it earns.
//!
//! A mistake is a change of `base.ron`, which is well. One mistake has one message, at its place, with what to write
//! instead; what rests on the record is counted there and told nowhere else.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use startline::chronology::load::{Loaded, load, load_text};

const BASE: &str = include_str!("base.ron");

/// What is wrong, what is replaced in the base, by what, and the message: `line:column code: message (+ how many
/// other records rest on it) -> help`, or nothing where it is none.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "missing comma between fields",
        "kind: Reported, speaker: \"envoy\",",
        "kind: Reported speaker: \"envoy\",",
        "30:82 syntax: a comma is missing before `speaker` -> write a comma after each value",
    ),
    (
        "missing comma between records",
        "text: r#\"There will be no talks.\"#),",
        "text: r#\"There will be no talks.\"#)",
        "27:75 syntax: a comma is missing between two records -> write , after the bracket",
    ),
    (
        "missing closing bracket of a record",
        "said: \"2024-03-01\", event: \"break\", text: \"The envoy is sorry.\"),",
        "said: \"2024-03-01\", event: \"break\", text: \"The envoy is sorry.\",",
        "30:9 syntax: this ( is never closed -> write ) where it should end",
    ),
    (
        "missing closing ] of a list",
        "links: [RespondsTo(\"talks\")], text",
        "links: [RespondsTo(\"talks\"), text",
        "27:17 syntax: this [ is never closed (+2) -> write ] where it should end",
    ),
    (
        "unescaped quote in string",
        "text: \"The envoy is sorry.\"",
        "text: \"The envoy is \"very\" sorry.\"",
        "31:67 syntax: a comma is expected here -> write a comma after each value; text that holds quotation marks goes into r#\"…\"#",
    ),
    (
        "curly quotes as string delimiters",
        "title: \"They break off\"",
        "title: “They break off”",
        "21:50 wrong-type: a string stands in straight double quotation marks (+1) -> write \"They break off\"",
    ),
    (
        "single quotes",
        "title: \"They break off\"",
        "title: 'They break off'",
        "21:50 wrong-type: a string stands in straight double quotation marks (+1) -> write \"They break off\"",
    ),
    (
        "missing closing quote",
        "title: \"They break off\",",
        "title: \"They break off,",
        "21:50 syntax: this string is not closed on its line (+1) -> write \" where it should end; a text of several lines goes into r#\"…\"#",
    ),
    (
        "raw string not closed",
        "r#\"There will be no talks.\"#",
        "r#\"There will be no talks.\"",
        "27:46 syntax: this raw string is never closed (+2) -> write \"# where it should end",
    ),
    (
        "trailing text after )",
        "\n)\n",
        "\n)\nthe end\n",
        "42:1 syntax: nothing may follow the dataset's closing bracket -> remove it, or move it into the brackets; a comment begins with //",
    ),
    (
        "two documents: second (…) in a file",
        "\n)\n",
        "\n)\n(events: [])\n",
        "42:1 syntax: a second dataset begins here, and a file holds one -> move its lists into the brackets of the first",
    ),
    (
        "enum in quotes",
        "kind: Reported, speaker",
        "kind: \"Reported\", speaker",
        "30:73 wrong-type: `Reported` is a word, and stands in quotation marks -> write Reported",
    ),
    (
        "enum in lower case",
        "kind: Reported, speaker",
        "kind: reported, speaker",
        "30:73 unknown-variant: `reported` is none of the words known here -> did you mean `Reported`?",
    ),
    (
        "wrong enum",
        "kind: Reported, speaker",
        "kind: Paraphrase, speaker",
        "30:73 unknown-variant: `Paraphrase` is none of the words known here -> write one of Quote, Fragment, Block, Reported",
    ),
    (
        "misspelt field",
        "speaker: \"envoy\",\n",
        "speker: \"envoy\",\n",
        "30:83 unknown-field: a statement has no field `speker` -> did you mean `speaker`?",
    ),
    (
        "field of another tool: date in statement",
        "said: \"2024-03-01\", event",
        "date: \"2024-03-01\", event",
        "31:10 unknown-field: a statement has no field `date` -> did you mean `said`?",
    ),
    (
        "missing required field (source kind)",
        "kind: News, outlet: \"Herald\"",
        "outlet: \"Herald\"",
        "15:9 missing-field: a source needs the field `kind` (+4) -> add `kind: …` to this source",
    ),
    (
        "missing id",
        "(id: \"envoy-sorry\", source",
        "(source",
        "30:9 missing-field: a statement needs the field `id` -> add `id: …` to this statement",
    ),
    (
        "id in capitals and spaces",
        "id: \"break\"",
        "id: \"Break Off\"",
        "21:14 bad-id: `Break Off` is no id for an event (+1) -> write \"break-off\"",
    ),
    (
        "duplicate id (same kind)",
        "(id: \"break\"",
        "(id: \"talks\"",
        "21:14 duplicate-id: the id `talks` is taken by the event at base.ron:19 (+1) -> give one of the two another id; the first is kept",
    ),
    (
        "duplicate id of two kinds",
        "(id: \"break\"",
        "(id: \"envoy\"",
        "21:14 duplicate-id: the id `envoy` is taken by the speaker at base.ron:10 (+1) -> give one of the two another id; the first is kept",
    ),
    (
        "dangling source",
        "source: \"herald-2024-03-02\", para: 4",
        "source: \"herald-2024-03-03\", para: 4",
        "30:37 unknown-reference: there is no source `herald-2024-03-03` -> did you mean `herald-2024-03-02`?",
    ),
    (
        "dangling speaker",
        "speaker: \"envoy\"",
        "speaker: \"the-envoy\"",
        "30:92 unknown-reference: there is no speaker `the-envoy` -> add a speaker with this id, or write the id of one that exists",
    ),
    (
        "reference of the wrong kind",
        "speaker: \"envoy\"",
        "speaker: \"talks\"",
        "30:92 unknown-reference: `talks` is an event, and a speaker is expected here -> write the id of a speaker",
    ),
    (
        "para 0",
        "para: 4",
        "para: 0",
        "30:64 bad-paragraph: there is no paragraph 0 -> paragraphs count the non-empty lines of the article from 1",
    ),
    (
        "para as string",
        "para: 4",
        "para: \"4\"",
        "30:64 wrong-type: a number stands without quotation marks -> write 4",
    ),
    (
        "para as a range",
        "para: 4",
        "para: 4-5",
        "30:64 wrong-type: `4-5` is no paragraph -> write the paragraph in which the words begin: 4",
    ),
    (
        "para negative/float",
        "para: 4",
        "para: 4.5",
        "30:64 wrong-type: `4.5` is no paragraph -> paragraphs count the non-empty lines of the article from 1",
    ),
    (
        "no paragraph on quote",
        "source: \"herald-2024-03-02\", para: 2, kind",
        "source: \"herald-2024-03-02\", kind",
        "28:41 no-paragraph: this quote names no paragraph -> add `para: N`, counting the non-empty lines of the article from 1, or `locator: \"p. 12\"`",
    ),
    (
        "quote without a speaker",
        "para: 2, kind: Quote, speaker: \"minister\"",
        "para: 2, kind: Quote",
        "",
    ),
    (
        "wrong date form",
        "said: \"2024-03-01\", event",
        "said: \"1 March 2024\", event",
        "31:16 bad-date: `1 March 2024` is no EDTF date: invalid EDTF at offset 1: whitespace is not allowed -> write \"2024-03-01\"",
    ),
    (
        "date without quotes",
        "said: \"2024-03-01\", event",
        "said: 2024-03-01, event",
        "31:16 wrong-type: `2024-03-01` stands without quotation marks -> write \"2024-03-01\"",
    ),
    (
        "end before start",
        "date: \"2024-02-28/2024-03-01\"",
        "date: \"2024-03-01/2024-02-28\"",
        "19:29 end-before-start: `2024-03-01/2024-02-28` is no EDTF date: the end lies before the start (+3) -> write \"2024-02-28/2024-03-01\"",
    ),
    (
        "said after published",
        "said: \"2024-03-01\", event",
        "said: \"2024-03-05\", event",
        "31:16 said-after-published: said on 5 Mar 2024, but `herald-2024-03-02` was published on 2 Mar 2024 -> one of the two dates is wrong, or the source is another one",
    ),
    (
        "same_as cycle",
        "links: [RespondsTo(\"talks\")]",
        "same_as: \"no-talks-herald\", links: [RespondsTo(\"talks\")]",
        "27:19 cycle: same_as goes round in a circle through `no-talks` and `no-talks-herald` (+2) -> let one report of the words have no same_as, and all others point at it",
    ),
    (
        "same_as itself",
        "same_as: \"no-talks\"",
        "same_as: \"no-talks-herald\"",
        "29:56 cycle: `no-talks-herald` is said to be a report of itself -> name the report of the same words that came first, or remove same_as",
    ),
    (
        "link to itself",
        "RespondsTo(\"talks\")",
        "RespondsTo(\"no-talks\")",
        "27:18 self-link: this record links to itself -> link to another record",
    ),
    (
        "link without quotes",
        "RespondsTo(\"talks\")",
        "RespondsTo(talks)",
        "27:29 wrong-type: `talks` stands without quotation marks (+2) -> write \"talks\"",
    ),
    (
        "link verb unknown",
        "RespondsTo(\"talks\")",
        "Answers(\"talks\")",
        "27:18 unknown-variant: `Answers` is none of the words known here (+2) -> write one of RespondsTo, Repeats, Contradicts, WalksBack",
    ),
    (
        "link as string",
        "links: [RespondsTo(\"talks\")]",
        "links: [\"talks\"]",
        "27:18 wrong-type: a link says what it does to the other record (+2) -> write RespondsTo(\"talks\"), or one of Repeats, Contradicts, WalksBack instead",
    ),
    (
        "topics not a list",
        "topics: [\"talks\"]),\n        (id: \"break\"",
        "topics: \"talks\"),\n        (id: \"break\"",
        "20:68 wrong-type: a list is expected here (+3) -> write [\"talks\"]",
    ),
    (
        "list in round brackets",
        "    notes: [\n",
        "    notes: (\n",
        "33:12 wrong-type: a list stands in square brackets: […], each record in it a note -> write [ and ] around it",
    ),
    (
        "list misspelt",
        "    events: [",
        "    event: [",
        "18:5 unknown-field: a dataset has no list `event` -> did you mean `events`?",
    ),
    (
        "record nested in the wrong list",
        "    notes: [\n",
        "    notes: [\n        (id: \"more\", date: \"2024-03-02\", title: \"More\"),\n",
        "34:9 unknown-field: this is an event, and stands among records of another kind -> move it into the list `events`",
    ),
    (
        "url without scheme",
        "url: \"https://example.org/2\"",
        "url: \"www.example.org/2\"",
        "16:15 bad-url: `url` is no address that can be opened -> an address begins with http:// or https://",
    ),
    (
        "url with a space / non-ASCII",
        "url: \"https://example.org/2\"",
        "url: \"https://example.org/a b/ü\"",
        "16:15 bad-url: `url` is no address that can be opened -> an address is printable ASCII without blanks, quotes and backslashes; percent-encode the rest",
    ),
    (
        "equals sign for colon",
        "title: \"They break off\"",
        "title = \"They break off\"",
        "21:49 syntax: `=` stands where a colon belongs (+1) -> write title: …",
    ),
    (
        "braces (JSON) for a record",
        "(id: \"envoy\", name: \"B. Envoy\", kind: Person, party: \"south\")",
        "{\"id\": \"envoy\", \"name\": \"B. Envoy\", \"kind\": \"Person\", \"party\": \"south\"}",
        "10:9 wrong-type: a record stands in round brackets, and this is `{` (+1) -> write (field: value, …), the names of fields without quotation marks",
    ),
    (
        "field twice",
        "said: \"2024-03-01\", event",
        "said: \"2024-03-01\", said: \"2024-03-02\", event",
        "31:30 duplicate-field: the field `said` is given twice -> keep one of the two",
    ),
    (
        "field name with hyphen: same-as",
        "same_as:",
        "same-as:",
        "29:47 unknown-field: a statement has no field `same-as` -> did you mean `same_as`?",
    ),
    (
        "value thousands separator",
        "value: 7,",
        "value: 7,000,",
        "38:47 wrong-type: `7,000` holds a comma, which ends a value -> write 7000 without it",
    ),
    (
        "value in quotes",
        "value: 7,",
        "value: \"7\",",
        "38:47 wrong-type: a number stands without quotation marks -> write 7",
    ),
    ("negative value", "value: 7,", "value: -7,", ""),
    (
        "comment with #",
        "    notes: [",
        "    # my notes\n    notes: [",
        "33:5 syntax: a comment does not begin with # -> write // before a comment",
    ),
    (
        "outer brackets missing",
        "(\n    meta",
        "    meta",
        "1:5 syntax: a round bracket is missing before `meta` -> a dataset file is one struct: ( sources: […], statements: […] )",
    ),
    (
        "milestone: yes",
        "milestone: true",
        "milestone: yes",
        "19:85 wrong-type: true or false is expected here (+3) -> write true",
    ),
    (
        "empty text",
        "text: \"The envoy is sorry.\"",
        "text: \"\"",
        "31:52 empty: `text` is empty -> write something into `text`",
    ),
    ("Some(...) style", "event: \"break\", text", "event: Some(\"break\"), text", ""),
    (
        "schema 2",
        "schema: 1",
        "schema: 2",
        "2:20 unknown-schema: this dataset is of schema 2, this program reads schema 1 -> write schema: 1 if the records follow it, or use a newer startline",
    ),
    (
        "schema missing",
        "schema: 1, ",
        "",
        "2:11 missing-field: `meta` needs the field `schema` -> add `schema: 1` to this meta",
    ),
    (
        "basis without brackets",
        "basis: Inferred(\"the article says the day before\")",
        "basis: Inferred",
        "26:38 wrong-type: `Inferred` needs words in brackets: what the source says, or why it is inferred (+2) -> write Inferred(\"…\")",
    ),
    (
        "post outside said date",
        "to: \"2024-05\")",
        "to: \"2022\")",
        "26:16 no-post: no post of A. Minister covers c. 29 Feb 2024 -> add the post held on that day to the speaker `minister`",
    ),
    (
        "topic spelt two ways",
        "topics: [\"talks\"]),\n    ],",
        "topics: [\"Talks\"]),\n    ],",
        "20:68 similar-topic: the topic `talks` is spelt almost like `Talks` -> write `Talks` if it is meant",
    ),
    (
        "CJK fullwidth comma",
        "kind: Person, party: \"south\"",
        "kind: Person， party: \"south\"",
        "10:53 syntax: `，` (U+FF0C) stands where a comma belongs -> write ,",
    ),
    (
        "no-break space in id ref",
        "speaker: \"envoy\"",
        "speaker: \"envoy\u{a0}\"",
        "30:92 unknown-reference: there is no speaker `envoy ` -> write \"envoy\": this holds U+00A0 besides",
    ),
    (
        "tab/zero-width in text",
        "text: \"The envoy is sorry.\"",
        "text: \"The envoy\u{200b} is sorry.\"",
        "31:62 control-character: this holds the character U+200B, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
    ),
    (
        "about an unknown record",
        "about: [\"no-talks\"]",
        "about: [\"no-talk\"]",
        "34:54 unknown-reference: there is no record `no-talk` -> did you mean `no-talks`?",
    ),
    (
        "note kind lower",
        "kind: Ambiguity",
        "kind: ambiguity",
        "34:35 unknown-variant: `ambiguity` is none of the words known here -> did you mean `Ambiguity`?",
    ),
];

/// Every problem in one line each.
fn told(loaded: &Loaded) -> Vec<String> {
    let one = |p: &startline::chronology::problem::Problem| {
        let rests = if p.left_out == 0 { String::new() } else { format!(" (+{})", p.left_out) };
        let help = p.help.as_deref().unwrap_or_default();
        format!("{}:{} {}: {}{rests} -> {help}", p.line, p.column, p.code, p.message)
    };
    loaded.problems.iter().map(one).collect()
}

#[test]
fn the_base_is_well() {
    assert_eq!(told(&load_text("base.ron", BASE)), [""; 0]);
}

#[test]
fn each_mistake_has_its_one_message() {
    let mut wrong = Vec::new();
    for (name, old, new, message) in MISTAKES {
        assert!(BASE.contains(old), "{name}: the base has no {old:?}");
        let loaded = load_text("base.ron", &BASE.replacen(old, new, 1));
        let expected: Vec<&str> = [*message].into_iter().filter(|m| !m.is_empty()).collect();
        let told = told(&loaded);
        if told != expected {
            wrong.push(format!("{name}\n  expected {expected:#?}\n  told {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is well survives what is not: of seventeen records, those that the mistake is in and that rest on it are
/// left out and no others.
#[test]
fn each_mistake_costs_no_more_than_rests_on_it() {
    let count = |loaded: &Loaded| {
        let c = &loaded.chronology;
        let claims = c.events().len() + c.statements().len() + c.notes_list().len();
        claims + c.parties().len() + c.speakers().len() + c.sources().len() + c.series().len()
    };
    let all = count(&load_text("base.ron", BASE));
    for (name, old, new, _) in MISTAKES {
        let loaded = load_text("base.ron", &BASE.replacen(old, new, 1));
        let rests: usize = loaded.problems.iter().map(|p| p.left_out).sum();
        assert!(count(&loaded) + 1 + rests >= all, "{name}: {} of {all} kept", count(&loaded));
    }
}

#[test]
fn a_mark_before_the_text_and_line_ends_of_windows_are_no_mistakes() {
    let loaded = load_text("base.ron", &format!("\u{feff}{}", BASE.replace('\n', "\r\n")));
    assert_eq!(told(&loaded), [""; 0]);
    assert_eq!(loaded.chronology.statements().len(), 3);
}

#[test]
fn another_encoding_is_named_at_its_first_letter() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("latin.ron");
    let (before, after) = BASE.split_once("A. Minister").unwrap();
    let bytes = [before.as_bytes(), b"A. Minist\xe9r", after.as_bytes()].concat();
    fs::write(&file, bytes).unwrap();
    let message =
        "8:42 unreadable: this file is not UTF-8; it looks like Latin-1 -> save it as UTF-8";
    assert_eq!(told(&load(&file).unwrap()), [message]);
}
