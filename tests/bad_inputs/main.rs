//! Datasets that are wrong in every way that was thought of, each with every message that it earns.
//!
//! Nothing here panics, hangs or takes with it what is good; no message holds a character that acts on a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod bounds;
#[path = "../cost/mod.rs"]
mod cost;
mod kinds;
#[path = "../mistakes/told.rs"]
mod told;

use startline::chronology::load::load_text;
use startline::text::sanitise_line;
use told::told;

/// What is wrong, the dataset, and the messages: `line:column code: message (+ how many other records rest on it) ->
/// help`.
const DATASETS: &[(&str, &str, &[&str])] = &[
    (
        "nothing",
        "",
        &[
            "1:1 empty: this dataset file is empty -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "blanks only",
        "  \n\t\r\n",
        &[
            "1:1 empty: this dataset file is empty -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a mark and nothing",
        "\u{feff}",
        &[
            "1:1 empty: this dataset file is empty -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a comment only",
        "// nothing\n",
        &[
            "2:1 syntax: there is nothing here but comments -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a comment of several lines never closed",
        "/* nothing\n(parties: [])",
        &["1:1 syntax: this comment is never closed -> write */ where it should end"],
    ),
    (
        "NULs",
        "\u{0}\u{0}\u{0}\u{0}",
        &[
            "1:1 syntax: `␀` (U+0000) stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    ("one bracket", "(", &["1:1 syntax: this ( is never closed -> write ) where it should end"]),
    (
        "one closing bracket",
        ")",
        &[
            "1:1 syntax: `)` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a list for a dataset",
        "[]",
        &[
            "1:1 syntax: this is JSON, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a number",
        "42",
        &[
            "1:1 syntax: `4` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a string",
        "\"dataset\"",
        &[
            "1:1 syntax: `\"` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    ("an empty dataset", "()", &[]),
    (
        "JSON",
        "{\"sources\": []}",
        &[
            "1:1 syntax: this is JSON, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a list of JSON",
        "[{\"id\": \"a\"}]",
        &[
            "1:1 syntax: this is JSON, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "YAML",
        "sources:\n  - id: a\n",
        &[
            "1:1 syntax: this is YAML, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "YAML with its mark",
        "---\nsources: []\n",
        &[
            "1:1 syntax: this is YAML, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "TOML",
        "[meta]\ntitle = \"x\"\n",
        &[
            "1:1 syntax: this is TOML, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "TOML of one line",
        "title = \"x\"\n",
        &[
            "1:1 syntax: this is TOML, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "XML",
        "<?xml version=\"1.0\"?>\n<a/>",
        &[
            "1:1 syntax: this is XML or HTML, and a dataset is written in RON -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "CSV",
        "id,source,text\na,s,x\n",
        &[
            "1:1 syntax: `i` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "prose",
        "The talks broke off.",
        &[
            "1:1 syntax: `T` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset in square brackets",
        "[ parties: [(id: \"p\", name: \"P\")] ]",
        &[
            "1:1 syntax: `[` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset in curly brackets",
        "{ parties: [(id: \"p\", name: \"P\")] }",
        &[
            "1:1 syntax: `{` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset as the item of a list",
        "[ (parties: [(id: \"p\", name: \"P\")]) ]",
        &[
            "1:1 syntax: `[` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset in several brackets",
        "[((parties: [(id: \"p\", name: \"P\")])),]\n",
        &[
            "1:1 syntax: `[` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset behind the name of a type",
        "Chronology(parties: [(id: \"p\", name: \"P\")])",
        &[
            "1:1 syntax: `C` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "full-width brackets",
        "（parties: []）",
        &[
            "1:1 syntax: `（` (U+FF08) stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "two marks before the text",
        "\u{feff}\u{feff}(parties: [])",
        &["1:1 syntax: U+FEFF stands here, a character that shows nothing -> remove it"],
    ),
    (
        "a zero-width space before the text",
        "\u{200b}(parties: [])",
        &["1:1 syntax: U+200B stands here, a character that shows nothing -> remove it"],
    ),
    (
        "a hash-bang",
        "#!/usr/bin/startline\n()",
        &["1:3 syntax: this is no attribute of RON -> write #![enable(…)], or a comment: // …"],
    ),
    ("an attribute that RON knows", "#![enable(implicit_some)]\n()", &[]),
    (
        "an attribute that nobody knows",
        "#![enable(evil)]\n()",
        &[
            "1:11 unknown-variant: `evil` is no extension of RON -> write one of implicit_some, unwrap_newtypes, unwrap_variant_newtypes, explicit_struct_names",
        ],
    ),
    (
        "an attribute that is none",
        "#![allow(x)]\n()",
        &["1:4 syntax: this is no attribute of RON -> write #![enable(…)], or a comment: // …"],
    ),
    (
        "a dataset named",
        "Dataset()",
        &[
            "1:1 syntax: `D` stands where a dataset begins with a round bracket -> a dataset file is one struct: ( sources: […], statements: […] )",
        ],
    ),
    (
        "a dataset within brackets",
        "(())",
        &[
            "1:2 syntax: `(` stands where a list is expected -> the lists are meta, defaults, parties, speakers, sources, events, statements, notes, series",
        ],
    ),
    (
        "a conflict marker of git",
        "<<<<<<< HEAD\n(parties: [])\n",
        &[
            "1:1 syntax: two versions of this file were merged, and nobody has chosen -> keep one of the two versions, and remove the marks",
        ],
    ),
    (
        "a conflict within a list",
        "( parties: [\n<<<<<<< HEAD\n(id: \"a\", name: \"A\"),\n=======\n(id: \"a\", name: \"B\"),\n>>>>>>> other\n] )",
        &[
            "2:1 syntax: two versions of this file were merged, and nobody has chosen -> keep one of the two versions, and remove the marks",
            "4:1 syntax: two versions of this file were merged, and nobody has chosen -> keep one of the two versions, and remove the marks",
            "5:6 duplicate-id: the id `a` is taken by the party at bad.ron:3 -> give one of the two another id; the first is kept",
            "6:1 syntax: two versions of this file were merged, and nobody has chosen -> keep one of the two versions, and remove the marks",
        ],
    ),
    (
        "a list nobody knows",
        "( colours: [(id: \"a\")] )",
        &[
            "1:3 unknown-field: a dataset has no list `colours` -> the lists are meta, defaults, parties, speakers, sources, events, statements, notes, series",
        ],
    ),
    (
        "a list in capitals",
        "( Sources: [] )",
        &["1:3 unknown-field: a dataset has no list `Sources` -> did you mean `sources`?"],
    ),
    (
        "a list in quotation marks",
        "( \"sources\": [] )",
        &[
            "1:3 wrong-type: the name of a list stands without quotation marks -> remove the quotation marks",
        ],
    ),
    (
        "a list without a colon",
        "( sources [] )",
        &["1:10 syntax: a colon is missing after `sources` -> write sources: […]"],
    ),
    (
        "a list with an equals sign",
        "( sources = [] )",
        &["1:11 syntax: `=` stands where a colon belongs -> write sources: […]"],
    ),
    (
        "a list with a full-width colon",
        "( sources： [] )",
        &["1:10 syntax: `：` (U+FF1A) stands where a colon belongs -> write sources: […]"],
    ),
    (
        "a list without brackets",
        "( sources: (id: \"s\", kind: News, outlet: \"S\") )",
        &[
            "1:12 wrong-type: a list stands in square brackets: […], each record in it a source -> write [ and ] around it",
        ],
    ),
    (
        "a list in braces",
        "( sources: {} )",
        &["1:12 wrong-type: a list is expected here -> put it in square brackets: […]"],
    ),
    (
        "a string for a list",
        "( sources: \"s\" )",
        &["1:12 wrong-type: a list is expected here -> write [\"s\"]"],
    ),
    (
        "a list without a value",
        "( sources: )",
        &["1:12 syntax: a value is missing here -> put it in square brackets: […]"],
    ),
    (
        "a list never closed",
        "( sources: [ ",
        &["1:12 syntax: this [ is never closed -> write ] where it should end"],
    ),
    (
        "a dataset never closed",
        "( sources: []",
        &["1:1 syntax: this ( is never closed -> write ) where it should end"],
    ),
    (
        "a comma too few between lists",
        "( parties: [] sources: [] )",
        &["1:14 syntax: a comma is missing between two lists -> write , after the bracket"],
    ),
    (
        "commas too many between lists",
        "( parties: [],, sources: [] )",
        &["1:15 syntax: a comma without a list before it -> remove it"],
    ),
    (
        "a semicolon between lists",
        "( parties: []; sources: [] )",
        &["1:14 syntax: `;` stands where a comma belongs -> write ,"],
    ),
    (
        "a list twice",
        "( parties: [(id: \"a\", name: \"A\")], parties: [(id: \"b\", name: \"B\")] )",
        &[
            "1:36 list-twice: `parties` is given twice in this file -> both are read; make one list of them, so that nobody overlooks one",
        ],
    ),
    (
        "a bracket too many after a list",
        "( parties: []], sources: [] )",
        &["1:14 syntax: this bracket closes nothing -> remove it"],
    ),
    (
        "a bracket too many at the end",
        "( parties: [] ))",
        &["1:16 syntax: this bracket closes nothing -> remove it"],
    ),
    (
        "a round bracket closes a list",
        "( parties: [(id: \"a\", name: \"A\") ) )",
        &["1:12 syntax: this [ is closed with ) -> write ]"],
    ),
    (
        "a list that the next begins in",
        "( parties: [(id: \"a\", name: \"A\"),\nsources: [] )",
        &["1:12 syntax: this [ is never closed -> write ] where it should end"],
    ),
    (
        "a dash between lists",
        "( parties: [], — sources: [] )",
        &[
            "1:16 syntax: `—` (U+2014) stands where a list is expected -> the lists are meta, defaults, parties, speakers, sources, events, statements, notes, series",
        ],
    ),
    (
        "a character before the first record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [— (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 syntax: `—` (U+2014) stands where a record in round brackets is expected -> write (field: value, …)",
        ],
    ),
    (
        "a letter of several bytes between records",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"b\", source: \"s\", kind: Reported, text: \"y\"), é (id: \"c\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:114 syntax: `é` (U+00E9) stands where a record in round brackets is expected -> write (field: value, …)",
        ],
    ),
    (
        "an emoji after the last record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"b\", source: \"s\", kind: Reported, text: \"y\"), 🚀] )",
        &[
            "1:114 syntax: `🚀` (U+1F680) stands where a record in round brackets is expected -> write (field: value, …)",
        ],
    ),
    (
        "a full-width comma between records",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"b\", source: \"s\", kind: Reported, text: \"y\")，(id: \"c\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:112 syntax: `，` (U+FF0C) stands where a comma belongs -> write ,"],
    ),
    (
        "a full-width bracket for a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [（id: \"a\"）, (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 syntax: `（` (U+FF08) stands where a record in round brackets is expected -> write (",
        ],
    ),
    (
        "a word joiner before a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\u{2060}(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:63 syntax: U+2060 stands here, a character that shows nothing -> remove it"],
    ),
    (
        "a byte order mark before a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\u{feff}(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:63 syntax: U+FEFF stands here, a character that shows nothing -> remove it"],
    ),
    (
        "a right-to-left mark before a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\u{200f}(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[],
    ),
    (
        "a record named",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [Statement(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 wrong-type: `Statement` stands before the bracket of a statement -> write (field: value, …), without it",
        ],
    ),
    (
        "a record named as its kind",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [statement(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[],
    ),
    (
        "a string for a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [\"a\", (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 syntax: `\"` stands where a record in round brackets is expected -> write (field: value, …)",
        ],
    ),
    (
        "a number for a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [1, (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 syntax: `1` stands where a record in round brackets is expected -> write (field: value, …)",
        ],
    ),
    (
        "a list for a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [[(id: \"b\", source: \"s\", kind: Reported, text: \"y\")]] )",
        &["1:63 syntax: a list begins within a list -> remove the bracket and its twin"],
    ),
    (
        "a map for a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [{\"id\": \"a\"}, (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 wrong-type: a record stands in round brackets, and this is `{` -> write (field: value, …), the names of fields without quotation marks",
        ],
    ),
    (
        "fields without a bracket",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [id: \"a\", source: \"s\"),\n(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 syntax: a record in round brackets is expected here, and `id` is a field -> write (field: value, …)",
        ],
    ),
    (
        "an empty record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(), (id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &[
            "1:63 missing-field: a statement needs the fields `id`, `source`, `kind` and `text` -> add `id: …, source: …, kind: …, text: …` to this statement",
        ],
    ),
    (
        "a record within a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [((id: \"b\", source: \"s\", kind: Reported, text: \"y\"))] )",
        &[
            "1:63 syntax: this ( is never closed -> write ) where it should end",
            "1:113 syntax: this bracket closes nothing -> remove it",
        ],
    ),
    (
        "a record of another list",
        "( parties: [(id: \"e\", title: \"E\")] )",
        &[
            "1:13 unknown-field: this is an event, and stands among records of another kind -> move it into the list `events`",
        ],
    ),
    (
        "a record never closed at the end",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\"",
        &["1:63 syntax: this ( is never closed -> write ) where it should end"],
    ),
    (
        "a record never closed before another",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\",\n(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:63 syntax: this ( is never closed -> write ) where it should end"],
    ),
    (
        "a string that swallows a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x),\n(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:108 syntax: this string is never closed -> write \" where it should end"],
    ),
    (
        "a string that swallows the rest",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x)] )",
        &["1:108 syntax: this string is never closed -> write \" where it should end"],
    ),
    (
        "a raw string that swallows the rest",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: r#\"x),\n(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:108 syntax: this raw string is never closed -> write \"# where it should end"],
    ),
    (
        "a comment in a record never closed",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", /* kind: Reported, text: \"x\"),\n(id: \"b\", source: \"s\", kind: Reported, text: \"y\")] )",
        &["1:63 syntax: this ( is never closed -> write ) where it should end"],
    ),
    (
        "a comment of a shell in a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", # first\n source: \"s\", kind: Reported, text: \"x\")] )",
        &["1:73 syntax: a comment does not begin with # -> write // before a comment"],
    ),
    (
        "a comment of SQL",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", -- first\n source: \"s\", kind: Reported, text: \"x\")] )",
        &[
            "1:73 syntax: `-` stands where a field is expected -> write fields as name: value, and ) at the end of the record",
        ],
    ),
    (
        "a field without a value",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: )] )",
        &["1:118 syntax: a value is missing here -> write it in quotation marks: \"…\""],
    ),
    (
        "a field without a colon",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via \"y\")] )",
        &[
            "1:113 syntax: `via` is no field: a colon and a value belong to it -> write via: …, and a comma after each value",
        ],
    ),
    (
        "a field with an arrow",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via => \"y\")] )",
        &["1:117 syntax: `=` stands where a colon belongs -> write via: …"],
    ),
    (
        "a field in capitals",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", Via: \"y\")] )",
        &["1:113 unknown-field: a statement has no field `Via` -> did you mean `via`?"],
    ),
    (
        "a field in camel case",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", sameAs: \"a\")] )",
        &["1:113 unknown-field: a statement has no field `sameAs` -> did you mean `same_as`?"],
    ),
    (
        "a field with a hyphen",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", same-as: \"b\")] )",
        &["1:113 unknown-field: a statement has no field `same-as` -> did you mean `same_as`?"],
    ),
    (
        "a field with a letter of another script",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", viа: \"y\")] )",
        &[
            "1:115 syntax: `а` (U+0430) stands in the name of a field -> fields are named in letters a to z",
        ],
    ),
    (
        "a field in quotation marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", \"via\": \"y\")] )",
        &["1:113 wrong-type: the name of a field stands without quotation marks -> write via: …"],
    ),
    (
        "a field twice",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"y\", via: \"z\")] )",
        &["1:123 duplicate-field: the field `via` is given twice -> keep one of the two"],
    ),
    (
        "a value alone",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", \"y\")] )",
        &[
            "1:113 syntax: a field is expected here, as in name: \"…\" -> write a comma after each value; text that holds quotation marks goes into r#\"…\"#",
        ],
    ),
    (
        "two values",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"y\" \"z\")] )",
        &[
            "1:122 syntax: a comma is expected here -> write a comma after each value; text that holds quotation marks goes into r#\"…\"#",
        ],
    ),
    (
        "a comma too many between fields",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"y\",, venue: \"z\")] )",
        &["1:122 syntax: a comma without a field before it -> remove it"],
    ),
    (
        "a semicolon between fields",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"y\"; venue: \"z\")] )",
        &["1:121 syntax: `;` stands where a comma belongs -> write ,"],
    ),
    (
        "a full-width colon",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via： \"y\")] )",
        &["1:116 syntax: `：` (U+FF1A) stands where a colon belongs -> write via: …"],
    ),
    (
        "a zero-width space in a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", \u{200b}via: \"y\")] )",
        &["1:113 syntax: U+200B stands here, a character that shows nothing -> remove it"],
    ),
    (
        "a no-break space between fields",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via:\u{a0}\"y\")] )",
        &[],
    ),
    (
        "None for a value",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: None)] )",
        &[],
    ),
    (
        "Some around a value",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: Some(\"y\"))] )",
        &[],
    ),
    (
        "Some never closed",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: Some(\"y\")] )",
        &["1:63 syntax: this ( is never closed -> write ) where it should end"],
    ),
    (
        "null for a value",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: null)] )",
        &["1:118 wrong-type: `null` stands without quotation marks -> leave the field out"],
    ),
    (
        "words without marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: the ministry)] )",
        &[
            "1:118 wrong-type: `the ministry` stands without quotation marks -> write \"the ministry\"",
        ],
    ),
    (
        "a number for a string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: 12)] )",
        &["1:118 wrong-type: `12` stands without quotation marks -> write \"12\""],
    ),
    (
        "a list for a string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: [\"y\"])] )",
        &[
            "1:118 wrong-type: a string is expected here -> write one value in quotation marks, without square brackets",
        ],
    ),
    (
        "quotation marks of print",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: “y”)] )",
        &["1:118 wrong-type: a string stands in straight double quotation marks -> write \"y\""],
    ),
    (
        "guillemets",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: «y»)] )",
        &["1:118 wrong-type: a string stands in straight double quotation marks -> write \"y\""],
    ),
    (
        "marks of a keyboard",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: 'y')] )",
        &["1:118 wrong-type: a string stands in straight double quotation marks -> write \"y\""],
    ),
    (
        "back-ticks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: `y`)] )",
        &[
            "1:118 syntax: ``` stands where a string is expected -> write it in quotation marks: \"…\"",
        ],
    ),
    (
        "a character for a string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: 'yz')] )",
        &["1:118 wrong-type: a string stands in straight double quotation marks -> write \"yz\""],
    ),
    (
        "an escape that RON does not know",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\\q\")] )",
        &[
            "1:120 syntax: a string holds an escape that RON does not know -> write \\\\ for a backslash, or use r#\"…\"#",
        ],
    ),
    (
        "an escape beyond Unicode",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"\\u{110000}\")] )",
        &[
            "1:119 syntax: a string holds an escape that RON does not know -> write \\\\ for a backslash, or use r#\"…\"#",
        ],
    ),
    (
        "a path with backslashes",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"C:\\users\")] )",
        &[
            "1:121 syntax: a string holds an escape that RON does not know -> write \\\\ for a backslash, or use r#\"…\"#",
        ],
    ),
    (
        "an empty string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"\")] )",
        &["1:118 empty: `via` is empty -> write something into `via`"],
    ),
    (
        "blanks for a string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \" \u{a0} \")] )",
        &["1:118 empty: `via` is empty -> write something into `via`"],
    ),
    (
        "an escape sequence",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"\\u{1b}[31mred\")] )",
        &[
            "1:118 control-character: this holds the character U+001B, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a bell",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{7}b\")] )",
        &[
            "1:120 control-character: this holds the character U+0007, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a NUL",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{0}b\")] )",
        &[
            "1:120 control-character: this holds the character U+0000, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a right-to-left override",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{202e}b\")] )",
        &[
            "1:120 control-character: this holds the character U+202E, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a zero-width space",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{200b}b\")] )",
        &[
            "1:120 control-character: this holds the character U+200B, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a tag character",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{e0041}b\")] )",
        &[
            "1:120 control-character: this holds the character U+E0041, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a private character",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{e000}b\")] )",
        &[
            "1:120 control-character: this holds the character U+E000, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "marks beyond counting",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\")] )",
        &[
            "1:126 control-character: this holds the character U+0301, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "a string of several lines",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", via: \"a\nb\")] )",
        &[],
    ),
    (
        "a word in quotation marks",
        "( sources: [(id: \"s\", kind: \"Wire\", outlet: \"S\")] )",
        &["1:29 wrong-type: `Wire` is a word, and stands in quotation marks -> write Wire"],
    ),
    (
        "a word in small letters",
        "( sources: [(id: \"s\", kind: wire, outlet: \"S\")] )",
        &[
            "1:29 unknown-kind: `wire` is no kind of source that is known here -> did you mean `Wire`?",
        ],
    ),
    (
        "a kind of source nobody knows",
        "( sources: [(id: \"s\", kind: Memo, outlet: \"S\")] )",
        &[
            "1:29 unknown-kind: `Memo` is no kind of source that is known here -> the source is kept; the kinds are News, Wire, Transcript, Official, Treaty, Social, Report, Book, Speech, Broadcast, Interview, Court, Letter, Copy",
        ],
    ),
    (
        "a kind misspelt",
        "( sources: [(id: \"s\", kind: Wier, outlet: \"S\")] )",
        &[
            "1:29 unknown-kind: `Wier` is no kind of source that is known here -> did you mean `Wire`?",
        ],
    ),
    (
        "Unknown for a kind",
        "( sources: [(id: \"s\", kind: Unknown, outlet: \"S\")] )",
        &[
            "1:29 unknown-kind: `Unknown` is no kind of source that is known here -> the source is kept; the kinds are News, Wire, Transcript, Official, Treaty, Social, Report, Book, Speech, Broadcast, Interview, Court, Letter, Copy",
        ],
    ),
    (
        "a number for a word",
        "( sources: [(id: \"s\", kind: 1, outlet: \"S\")] )",
        &[
            "1:29 wrong-type: a word is expected here -> write one of News, Wire, Transcript, Official, Treaty, Social, Report, Book, Speech, Broadcast, Interview, Court, Letter, Copy",
        ],
    ),
    (
        "a word with brackets",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported(), text: \"x\")] )",
        &["1:92 unknown-variant: `Reported` stands alone, without brackets -> write Reported"],
    ),
    (
        "yes for true",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", asks: yes)] )",
        &["1:119 wrong-type: true or false is expected here -> write true"],
    ),
    (
        "1 for true",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", asks: 1)] )",
        &["1:119 wrong-type: true or false is expected here -> write true"],
    ),
    (
        "True for true",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", asks: True)] )",
        &["1:119 wrong-type: true or false is expected here -> write true"],
    ),
    (
        "true in quotation marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", asks: \"true\")] )",
        &["1:119 wrong-type: true stands without quotation marks -> write true"],
    ),
    (
        "paragraph 0",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 0)] )",
        &[
            "1:119 bad-paragraph: there is no paragraph 0 -> paragraphs count the non-empty lines of the article from 1",
        ],
    ),
    (
        "a paragraph below 0",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: -1)] )",
        &[
            "1:119 wrong-type: `-1` is no paragraph -> paragraphs count the non-empty lines of the article from 1",
        ],
    ),
    (
        "a paragraph with a point",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 3.0)] )",
        &["1:119 wrong-type: `3.0` is no paragraph -> write 3"],
    ),
    (
        "a paragraph in sixteens",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 0x10)] )",
        &["1:119 wrong-type: `0x10` is no paragraph -> write 16"],
    ),
    (
        "a paragraph in quotation marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: \"3\")] )",
        &["1:119 wrong-type: a number stands without quotation marks -> write 3"],
    ),
    (
        "a range of paragraphs",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 4-5)] )",
        &[
            "1:119 wrong-type: `4-5` is no paragraph -> write the paragraph in which the words begin: 4",
        ],
    ),
    (
        "a paragraph beyond counting",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 99999999999)] )",
        &[
            "1:119 wrong-type: `99999999999` is no paragraph -> paragraphs count the non-empty lines of the article from 1",
        ],
    ),
    (
        "a paragraph in Arabic digits",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: ٣)] )",
        &[
            "1:119 syntax: `٣` (U+0663) stands where a whole number from 1 is expected -> paragraphs count the non-empty lines of the article from 1",
        ],
    ),
    (
        "a paragraph that is a list",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: [1, 2])] )",
        &[
            "1:119 wrong-type: a whole number from 1 is expected here -> write the first paragraph alone; others that print the words again go into `also`",
        ],
    ),
    (
        "a paragraph with its sign",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: ¶3)] )",
        &[
            "1:119 syntax: `¶` (U+00B6) stands where a whole number from 1 is expected -> write the number alone, as in 3",
        ],
    ),
    (
        "another paragraph 0",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", para: 1, also: [2, 0])] )",
        &[
            "1:132 bad-paragraph: there is no paragraph 0 -> paragraphs count the non-empty lines of the article from 1",
        ],
    ),
    (
        "a value with thousands",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 1,550, status: Unverified)])] )",
        &["1:114 wrong-type: `1,550` holds a comma, which ends a value -> write 1550 without it"],
    ),
    (
        "a value with thousands in French",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 1 550, status: Unverified)])] )",
        &["1:114 wrong-type: `1 550` is no number -> write 1550"],
    ),
    (
        "a value with a unit",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 5km, status: Unverified)])] )",
        &["1:114 wrong-type: `5km` is no number -> write 5 alone; what it counts goes into `unit`"],
    ),
    (
        "a value without an end",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: inf, status: Unverified)])] )",
        &[
            "1:114 bad-number: `inf` is no value that somebody can declare -> write a finite number; leave the value out where none was provided",
        ],
    ),
    (
        "a value that is none",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: NaN, status: Unverified)])] )",
        &[
            "1:114 bad-number: `NaN` is no value that somebody can declare -> write a finite number; leave the value out where none was provided",
        ],
    ),
    (
        "a value in quotation marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: \"5\", status: Unverified)])] )",
        &["1:114 wrong-type: a number stands without quotation marks -> write 5"],
    ),
    (
        "a point without a status",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 5)])] )",
        &["1:92 missing-field: a point needs the field `status` -> add `status: …` to this point"],
    ),
    (
        "a value that was not provided",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 5, status: NotProvided)])] )",
        &[
            "1:114 bad-number: this point has a value, and says that none was provided -> leave the value out, or write another status",
        ],
    ),
    (
        "a value that nobody is cited for",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], series: [(id: \"m\", measure: \"M\", points: [(date: \"2031\", value: 5, status: Declared)])] )",
        &[
            "1:91 uncited: the value of 2031 is declared and cites no source -> add cite: (source: \"…\"), or status: Unverified",
        ],
    ),
    (
        "a date without marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: 2031-05-06)] )",
        &["1:119 wrong-type: `2031-05-06` stands without quotation marks -> write \"2031-05-06\""],
    ),
    (
        "a date in words",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"6 May 2031\")] )",
        &[
            "1:119 bad-date: `6 May 2031` is no EDTF date: whitespace is not allowed -> write \"2031-05-06\"",
        ],
    ),
    (
        "a day that never was",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"2031-02-30\")] )",
        &[
            "1:119 bad-date: `2031-02-30` is no EDTF date: day is out of range for the month -> February 2031 has 28 days",
        ],
    ),
    (
        "a month that never was",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"2031-13\")] )",
        &[
            "1:119 bad-date: `2031-13` is no EDTF date: month must be 01-12 or a sub-year code 21-41 -> months go from 01 to 12; a season is 21 to 24",
        ],
    ),
    (
        "a date with slashes",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"06/05/2031\")] )",
        &[
            "1:119 bad-date: `06/05/2031` is no EDTF date: interval must contain exactly one '/' -> day and month cannot be told apart: write \"2031-05-06\" or \"2031-06-05\", year first as in 2025-09-22",
        ],
    ),
    (
        "a span that ends before it starts",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"2031-05/2031-04\")] )",
        &[
            "1:119 end-before-start: `2031-05/2031-04` is no EDTF date: the end lies before the start -> write \"2031-04/2031-05\"",
        ],
    ),
    (
        "an empty date",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: \"\")] )",
        &[
            "1:119 bad-date: `` is no EDTF date: empty input -> leave the field out where nothing is known",
        ],
    ),
    (
        "a year as a number",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", said: 2031)] )",
        &["1:119 wrong-type: `2031` stands without quotation marks -> write \"2031\""],
    ),
    (
        "a post that ends before it starts",
        "( speakers: [(id: \"p\", name: \"P\", kind: Person, posts: [(title: \"T\", from: \"2031\", to: \"2030\")])] )",
        &["1:88 end-before-start: this post ends before it starts -> check both dates"],
    ),
    (
        "a source that is not there",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"t\", kind: Reported, text: \"x\")] )",
        &["1:81 unknown-reference: there is no source `t` -> did you mean `s`?"],
    ),
    (
        "a speaker that is a source",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", speaker: \"s\")] )",
        &[
            "1:122 unknown-reference: `s` is a source, and a speaker is expected here -> write the id of a speaker",
        ],
    ),
    (
        "an id with a space",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", speaker: \"s \")] )",
        &[
            "1:122 unknown-reference: there is no speaker `s ` -> add a speaker with this id, or write the id of one that exists",
        ],
    ),
    (
        "a link without marks",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [Repeats(b)])] )",
        &["1:129 wrong-type: `b` stands without quotation marks -> write \"b\""],
    ),
    (
        "a link without a record",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [Repeats])] )",
        &["1:121 wrong-type: `Repeats` needs the id of a record -> write Repeats(\"…\")"],
    ),
    (
        "a link that is a string",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [\"b\"])] )",
        &[
            "1:121 wrong-type: a link says what it does to the other record -> write RespondsTo(\"b\"), or one of Repeats, Contradicts, WalksBack instead",
        ],
    ),
    (
        "a link nobody knows",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [Denies(\"b\")])] )",
        &[
            "1:121 unknown-variant: `Denies` is none of the words known here -> write one of RespondsTo, Repeats, Contradicts, WalksBack",
        ],
    ),
    (
        "a link to a source",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [Repeats(\"s\")])] )",
        &[
            "1:129 unknown-reference: `s` is neither an event nor a statement -> links go to what happened or what was said",
        ],
    ),
    (
        "a link to itself",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [Repeats(\"a\")])] )",
        &["1:121 self-link: this record links to itself -> link to another record"],
    ),
    (
        "a report of itself",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", same_as: \"a\")] )",
        &[
            "1:122 cycle: `a` is said to be a report of itself -> name the report of the same words that came first, or remove same_as",
        ],
    ),
    (
        "two reports of each other",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", same_as: \"b\"), (id: \"b\", source: \"s\", kind: Reported, text: \"x\", same_as: \"a\")] )",
        &[
            "1:122 cycle: same_as goes round in a circle through `a` and `b` (+1) -> let one report of the words have no same_as, and all others point at it",
        ],
    ),
    (
        "a note about nothing",
        "( notes: [(id: \"n\", kind: Gap, about: [], text: \"x\")] )",
        &[
            "1:39 empty: a note is about nothing -> name the ids of the records that it concerns in `about`",
        ],
    ),
    (
        "a note about nobody",
        "( notes: [(id: \"n\", kind: Gap, about: [\"x\"], text: \"x\")] )",
        &["1:40 unknown-reference: there is no record `x` -> did you mean `n`?"],
    ),
    (
        "an anchor that is not there",
        "( meta: (schema: 1, title: \"T\", anchor: (event: \"liftoff\")) )",
        &[
            "1:49 unknown-reference: there is no event `liftoff` -> add an event with this id, or write the id of one that exists",
        ],
    ),
    (
        "a copy of itself",
        "( sources: [(id: \"s\", kind: Copy, outlet: \"S\", copy_of: \"s\")] )",
        &[
            "1:57 cycle: copy_of goes round in a circle -> let the original have no copy_of, and each copy name what it was made from",
        ],
    ),
    (
        "defaults that lead nowhere",
        "( defaults: (source: \"t\"), sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", kind: Reported, text: \"x\"), (id: \"b\", kind: Reported, text: \"x\")] )",
        &["1:22 unknown-reference: there is no source `t` (+2) -> did you mean `s`?"],
    ),
    (
        "defaults that are wrong",
        "( defaults: (source: s), sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", kind: Reported, text: \"x\"), (id: \"b\", kind: Reported, text: \"x\")] )",
        &["1:22 wrong-type: `s` stands without quotation marks (+2) -> write \"s\""],
    ),
    (
        "an id in capitals",
        "( parties: [(id: \"A\", name: \"A\")] )",
        &["1:18 bad-id: `A` is no id for a party -> write \"a\""],
    ),
    (
        "an id with an underscore",
        "( parties: [(id: \"a_b\", name: \"A\")] )",
        &["1:18 bad-id: `a_b` is no id for a party -> write \"a-b\""],
    ),
    (
        "an id of another script",
        "( parties: [(id: \"москва\", name: \"A\")] )",
        &[
            "1:18 bad-id: `москва` is no id for a party -> ids are kebab-case, as in tass-2026-02-05",
        ],
    ),
    (
        "an empty id",
        "( parties: [(id: \"\", name: \"A\")] )",
        &["1:18 bad-id: `` is no id for a party -> ids are kebab-case, as in tass-2026-02-05"],
    ),
    (
        "an id beyond bounds",
        "( parties: [(id: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", name: \"A\")] )",
        &[
            "1:18 bad-id: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…` is no id for a party -> write \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"",
        ],
    ),
    (
        "an id that is a path",
        "( parties: [(id: \"../../etc\", name: \"A\")] )",
        &["1:18 bad-id: `../../etc` is no id for a party -> write \"etc\""],
    ),
    (
        "an id taken by another kind",
        "( parties: [(id: \"s\", name: \"A\")], sources: [(id: \"s\", kind: News, outlet: \"S\")] )",
        &[
            "1:51 duplicate-id: the id `s` is taken by the party at bad.ron:1 -> give one of the two another id; the first is kept",
        ],
    ),
    (
        "a schema to come",
        "( meta: (schema: 2, title: \"T\") )",
        &[
            "1:18 unknown-schema: this dataset is of schema 2, this program reads schema 1 -> write schema: 1 if the records follow it, or use a newer startline",
        ],
    ),
    (
        "a schema with a point",
        "( meta: (schema: 1.0, title: \"T\") )",
        &["1:18 wrong-type: `1.0` is no number -> write 1"],
    ),
    (
        "a schema in marks",
        "( meta: (schema: \"1\", title: \"T\") )",
        &["1:18 wrong-type: a number stands without quotation marks -> write 1"],
    ),
    (
        "no schema",
        "( meta: (title: \"T\") )",
        &["1:9 missing-field: `meta` needs the field `schema` -> add `schema: 1` to this meta"],
    ),
    (
        "two descriptions",
        "( meta: (schema: 1, title: \"T\"), meta: (schema: 1, title: \"U\") )",
        &[
            "1:40 duplicate-field: the dataset describes itself twice; only the first `meta` is used -> keep one of the two",
        ],
    ),
    (
        "a description in a list",
        "( meta: [(schema: 1, title: \"T\")] )",
        &[
            "1:9 wrong-type: a record stands in round brackets, and this is `[` -> write (field: value, …)",
        ],
    ),
    (
        "an address without a scheme",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\", url: \"example.org\")] )",
        &[
            "1:53 bad-url: `example.org` is no address that can be opened -> an address begins with http:// or https://",
        ],
    ),
    (
        "a script for an address",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\", url: \"javascript:alert(1)\")] )",
        &[
            "1:53 bad-url: `javascript:alert(1)` is no address that can be opened -> an address begins with http:// or https://",
        ],
    ),
    (
        "a file for an address",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\", url: \"file:///etc/passwd\")] )",
        &[
            "1:53 bad-url: `file:///etc/passwd` is no address that can be opened -> an address begins with http:// or https://",
        ],
    ),
    (
        "an address with a blank",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\", url: \"https://a b\")] )",
        &[
            "1:53 bad-url: `https://a b` is no address that can be opened -> an address is printable ASCII without blanks, quotes and backslashes; percent-encode the rest",
        ],
    ),
    (
        "an address of an option",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\", url: \"https://-x\")] )",
        &["1:53 bad-url: `https://-x` is no address that can be opened -> the address has no host"],
    ),
    (
        "words twice from one paragraph",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], speakers: [(id: \"p\", name: \"P\", kind: Person)], statements: [(id: \"a\", source: \"s\", para: 1, kind: Quote, speaker: \"p\", text: \"x\"), (id: \"b\", source: \"s\", para: 1, kind: Quote, speaker: \"p\", text: \"x\")] )",
        &[
            "1:247 printed-twice: `a` holds the same words from the same paragraph -> remove one of the two",
        ],
    ),
    (
        "a colon of another script within the name of a list",
        "( e：vents: [(id: \"a\", date: \"2020\", title: \"A\")] )",
        &[
            "1:3 syntax: the name of a list is expected here -> write events: […]",
            "1:44 uncited: the event `a` cites no source -> add cites: [(source: \"…\", para: …)]",
        ],
    ),
    (
        "a variation selector that varies nothing",
        "( sources: [(id: \"s\", kind: News, outlet: \"\u{fe0f}S \u{fe0f}T\")] )",
        &[
            "1:44 control-character: this holds the character U+FE0F, which never reaches the terminal -> remove it; typographic marks and letters of any script are welcome",
        ],
    ),
    (
        "answers in a circle",
        "( sources: [(id: \"s\", kind: News, outlet: \"S\")], statements: [(id: \"a\", source: \"s\", kind: Reported, text: \"x\", links: [RespondsTo(\"b\")]), (id: \"b\", source: \"s\", kind: Reported, text: \"x\", links: [RespondsTo(\"a\")])] )",
        &[
            "1:197 answers-in-circle: this answers what answers it in turn -> an answer comes after what it answers; remove one of the links",
        ],
    ),
];

#[test]
fn each_is_told_as_it_is() {
    let mut wrong = Vec::new();
    for (name, text, expected) in DATASETS {
        let told = told(&load_text("bad.ron", text));
        if told != *expected {
            wrong.push(format!("{name}: {text}\n  expected {expected:#?}\n  told {told:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(DATASETS.len() > 120, "{}", DATASETS.len());
}

#[test]
fn no_message_acts_on_a_terminal_or_goes_on_without_end() {
    for (name, text, _) in DATASETS {
        for problem in load_text("bad\u{1b}[2J.ron", text).problems {
            let excerpt = &problem.excerpt;
            let help = problem.help.unwrap_or_default();
            let parts = [
                &problem.file,
                &problem.message,
                &help,
                &excerpt.before,
                &excerpt.here,
                &excerpt.after,
            ];
            for part in parts {
                assert!(!part.chars().any(char::is_control), "{name}: {part:?}");
                assert!(part.chars().count() < 2_000, "{name}: {part:?}");
            }
            assert_eq!(sanitise_line(&problem.message), problem.message, "{name}");
        }
    }
}

/// Whatever is wrong in one list, the lists before and behind it are read.
#[test]
fn what_is_good_beside_it_is_kept() {
    let party = |id: &str| format!("(id: \"{id}\", name: \"P\")");
    for (name, text, _) in DATASETS {
        let Some(inner) = text.strip_prefix("( ").and_then(|text| text.strip_suffix(" )")) else {
            continue;
        };
        let parties = format!("parties: [{}, {}],", party("first"), party("second"));
        let whole = format!("(\n{parties}\n{inner},\n)\n");
        let loaded = load_text("bad.ron", &whole);
        for id in ["first", "second"] {
            assert!(loaded.chronology.by_id(id).is_some(), "{name}: {id} of {whole}");
        }
    }
}

/// Each cut off in a third of its places: nothing panics, and places lie in the text.
#[test]
fn pieces_of_them_are_told_at_places_that_exist() {
    for (name, text, _) in DATASETS {
        for (cut, _) in text.char_indices().step_by(3) {
            for piece in [text.get(..cut), text.get(cut..)].into_iter().flatten() {
                for problem in load_text("bad.ron", piece).problems {
                    let line = piece.split('\n').nth(problem.line as usize - 1);
                    let columns = line.map_or(0, |line| line.chars().count() + 1);
                    let column = problem.column as usize;
                    assert!(column <= columns.max(1), "{name}: {problem:#?} in {piece:?}");
                }
            }
        }
    }
}
