//! Kinds of slips, each in as many places of a dataset as is asked for: what a problem costs and takes grows with
//! their number, and no faster.

#![allow(clippy::format_collect, reason = "datasets are put together once")]

/// `n` records that a slip is in, within a list.
fn list(name: &str, n: usize, record: impl Fn(usize) -> String) -> String {
    let records: String = (0..n).map(record).collect();
    let sources = "sources: [(id: \"s\", kind: News, outlet: \"S\")], speakers: [(id: \"p\", name: \"P\", kind: Person)],";
    format!("(\n{sources}\n{name}: [\n{records}],\n)\n")
}

/// `n` statements that are well but for the fields given last.
fn statements(n: usize, fields: impl Fn(usize) -> String) -> String {
    list("statements", n, |i| {
        format!("(id: \"r{i}\", source: \"s\", kind: Reported, text: \"x\", {}),\n", fields(i))
    })
}

/// `n` times the same words, within the list of statements.
fn repeated(n: usize, words: &str) -> String {
    list("statements", n, |_| words.to_owned())
}

/// A kind of slip, and a dataset that holds so many of it.
pub(crate) type Kind = (&'static str, fn(usize) -> String);

/// Every kind.
pub(crate) const KINDS: &[Kind] = &[
    ("a field that is missing", |n| list("events", n, |i| format!("(id: \"e{i}\"),\n"))),
    ("a field that nobody knows", |n| statements(n, |_| "colour: 1".into())),
    ("a record of another kind", |n| {
        list("notes", n, |i| format!("(id: \"e{i}\", title: \"E\"),\n"))
    }),
    ("a date that is none", |n| statements(n, |i| format!("said: \"May {}\"", 10_000 + i))),
    ("an id that is none", |n| list("events", n, |i| format!("(id: \"E {i}\", title: \"E\"),\n"))),
    ("an id that is taken", |n| list("events", n, |_| "(id: \"e\", title: \"E\"),\n".into())),
    ("a reference that leads nowhere", |n| statements(n, |i| format!("speaker: \"nobody{i}\""))),
    ("a reference that rests on another", |n| {
        statements(n, |i| {
            format!("same_as: \"r{}\"", if i == 0 { "x".into() } else { (i - 1).to_string() })
        })
    }),
    ("a chain of reports", |n| {
        let to = |i: usize| if i == 0 { String::new() } else { format!("same_as: \"r{}\"", i - 1) };
        statements(n, to)
    }),
    ("a ring of reports", |n| statements(n, |i| format!("same_as: \"r{}\"", (i + 1) % n))),
    ("a link to itself", |n| statements(n, |i| format!("links: [Repeats(\"r{i}\")]"))),
    ("a ring of answers", |n| {
        statements(n, |i| format!("links: [RespondsTo(\"r{}\")]", (i + 1) % n))
    }),
    ("links of one record", |n| {
        let links: String = (0..n).map(|i| format!("Repeats(\"x{i}\"), ")).collect();
        statements(1, |_| format!("links: [{links}]"))
    }),
    ("links of one record on one line after a long text", |n| {
        let links: String = (0..n).map(|i| format!("Repeats(\"x{i}\"), ")).collect();
        statements(1, |_| format!("via: \"{}\", links: [{links}]", "é ".repeat(n * 10)))
    }),
    ("what a note is about", |n| {
        let about: String = (0..n).map(|i| format!("\"x{i}\", ")).collect();
        list("notes", 1, |_| format!("(id: \"n\", kind: Gap, text: \"x\", about: [{about}]),"))
    }),
    ("what an event cites", |n| {
        let cites: String = (0..n).map(|i| format!("(source: \"x{i}\"), ")).collect();
        list("events", 1, |_| format!("(id: \"n\", title: \"x\", cites: [{cites}]),"))
    }),
    ("points of one series", |n| {
        let point = |i| {
            format!("(date: \"2031\", value: 1, status: Declared, cite: (source: \"x{i}\")),\n")
        };
        let points: String = (0..n).map(point).collect();
        list("series", 1, |_| format!("(id: \"n\", measure: \"x\", points: [{points}]),"))
    }),
    ("points without a source", |n| {
        let point = |i| format!("(date: \"2031\", value: {i}, status: Declared),\n");
        let points: String = (0..n).map(point).collect();
        list("series", 1, |_| format!("(id: \"n\", measure: \"x\", points: [{points}]),"))
    }),
    ("points that lack all", |n| {
        list("series", 1, |_| {
            format!("(id: \"n\", measure: \"x\", points: [{}]),", "(value: 1),".repeat(n))
        })
    }),
    ("an event that cites nothing", |n| {
        list("events", n, |i| format!("(id: \"e{i}\", title: \"E\"),\n"))
    }),
    ("topics that are numbered", |n| {
        statements(n, |i| format!("topics: [\"session {}\"]", 10_000 + i))
    }),
    ("topics spelt alike", |n| {
        statements(n, |i| {
            format!("topics: [\"sessions{}\"]", char::from_u32(0x4e00 + i as u32).unwrap_or('x'))
        })
    }),
    ("a kind that nobody knows", |n| {
        list("sources", n, |i| format!("(id: \"a{i}\", kind: Memo, outlet: \"A\"),\n"))
    }),
    ("a word that nobody knows", |n| {
        repeated(n, "(id: \"a\", source: \"s\", kind: Said, text: \"x\"),\n")
    }),
    ("a comma too many", |n| repeated(n, ",")),
    ("a comma too few", |n| {
        repeated(n, "(id: \"a\", source: \"s\", kind: Reported, text: \"x\")\n")
    }),
    ("a comma too few between fields", |n| repeated(n, "(id: \"a\" kind: Reported),\n")),
    ("a field given twice", |n| repeated(n, "(id: \"a\", id: \"b\", id: \"c\"),\n")),
    ("a character that begins no record", |n| repeated(n, "—\n")),
    ("characters that begin no record on one line", |n| repeated(n, "— é ， ")),
    ("a record that is never closed", |n| repeated(n, "(id: \"a\", kind: Reported,\n")),
    ("a list that is never closed in a record", |n| repeated(n, "(id: \"a\", colours: [(a: 1),\n")),
    ("a list of links that is never closed", |n| {
        repeated(n, "(id: \"a\", links: [Repeats(\"b\"),\n")
    }),
    ("a record that closes another bracket", |n| repeated(n, "(id: \"a\", kind: Reported],\n")),
    ("a string that is never closed", |n| repeated(n, "(id: \"a\", text: \"x),\n")),
    ("a raw string that is never closed", |n| repeated(n, "(id: \"a\", text: r#\"x),\n")),
    ("a raw string of more and more hashes", |n| {
        repeated(n / 10, &format!("(id: \"a\", text: r{}\"x),\n", "#".repeat(50)))
    }),
    ("a comment that is never closed", |n| repeated(n, "/* x\n")),
    ("comments within comments", |n| repeated(n, "/* /* x\n")),
    ("brackets within brackets", |n| repeated(n, "((((")),
    ("values within values", |n| statements(1, |_| format!("colours: {}", "[".repeat(n * 10)))),
    ("maps for records", |n| repeated(n, "{\"id\": \"a\"},\n")),
    ("quotation marks of print", |n| repeated(n, "(id: “a”, text: ‘x’),\n")),
    ("quotation marks of print that are never closed", |n| repeated(n, "(id: \"a\", text: “x),")),
    ("lists that nobody knows", |n| format!("({})", "colours: [(id: \"a\")],\n".repeat(n))),
    ("lists that nobody knows, never closed", |n| {
        format!("({})", "colours: [(id: \"a\"),\nnotes: [],\n".repeat(n))
    }),
    ("lists given again and again", |n| format!("({})", "notes: [],\n".repeat(n))),
    ("lists in round brackets", |n| format!("({})", "notes: (),\n".repeat(n))),
    ("datasets one after the other", |n| "(notes: [])\n".repeat(n)),
    ("attributes that are none", |n| format!("{}()", "#![enable(evil)]\n".repeat(n))),
    ("words after the end", |n| format!("() {}", "x ".repeat(n))),
    ("records that describe the dataset", |n| format!("({})", "meta: (title: \"x\"),\n".repeat(n))),
    ("characters that show nothing", |n| statements(n, |_| "via: \"a\u{200b}b\"".into())),
    ("nothing but NUL", |n| "\0".repeat(n * 20)),
    ("nothing but marks", |n| "\"".repeat(n * 20)),
    ("nothing but colons", |n| ":".repeat(n * 20)),
    ("nothing but joiners", |n| {
        statements(1, |_| format!("via: \"{}\"", "\u{200d}".repeat(n * 10)))
    }),
    ("records that are well, on one line", |n| statements(n, |_| String::new()).replace('\n', " ")),
];
