//! Examples of each command, for its help and for the manual alike.
//!
//! One table. Each line is a command that runs on the built-in chronology, but for those that name a file of the
//! reader's; a test runs them.

/// A command line, and what it does.
pub type Example = (&'static str, &'static str);

/// The examples by command; of the viewer under the program's own name.
pub const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "startline",
        &[
            ("startline", "Open the built-in chronology"),
            ("startline -d notes/ --texts articles/", "Open a folder of yours, and its articles"),
            ("startline --at 2026-02-05", "Open at the record nearest to a day"),
            ("startline -q 'speaker:lavrov moratorium'", "Open with a query active"),
            ("startline --resume", "Go on where the viewer was left"),
        ],
    ),
    (
        "search",
        &[
            ("startline search moratorium", "What has the word, best first"),
            ("startline search 'speaker:putin said:2025 limits' --limit 5", "By fields"),
            ("startline search '\"hidden agenda\"' --format json", "A phrase, for a script"),
            ("startline search moratorium -- -trump", "With one word and without another"),
        ],
    ),
    (
        "list",
        &[
            ("startline list timeline -q 'said:2026-02'", "A month in order"),
            ("startline list statements --format csv", "A table for a spreadsheet"),
            ("startline list speakers -q party:us", "Who speaks for a party"),
            ("startline list timeline --as-of 2025-10-01", "What had been published by a day"),
        ],
    ),
    (
        "show",
        &[
            ("startline show mfa-unanswered", "A statement with everything known of it"),
            ("startline show lavrov --format json", "A speaker as one object"),
        ],
    ),
    (
        "cite",
        &[
            ("startline cite mfa-unanswered --style chicago", "The short footnote"),
            ("startline cite -q 'speaker:putin said:2025' --style csl", "A bibliography"),
            ("startline cite mfa-unanswered --texts articles/", "With what the articles say of it"),
        ],
    ),
    (
        "export",
        &[
            ("startline export html -q 'said:2026-02'", "A page to be read, printed or sent"),
            ("startline export markdown -q speaker:lavrov", "The same for a document"),
            ("startline export timelinejs -q 'topic:expiry'", "A timeline for a web page"),
            ("startline export claims -q speaker:putin", "Claims as fact-checkers publish them"),
        ],
    ),
    (
        "check",
        &[
            ("startline check", "Every problem of the dataset"),
            ("startline check --texts articles/ --strict", "Every quotation against its article"),
            ("startline check --explain quote-differs", "What a problem means"),
        ],
    ),
    (
        "import",
        &[
            ("startline import csv statements.csv > statements.ron", "A spreadsheet of statements"),
            ("startline import csl zotero.json > sources.ron", "A library, as Zotero exports it"),
        ],
    ),
    (
        "init",
        &[("startline init my-chronology", "A small dataset that checks clean, in a new folder")],
    ),
    (
        "number",
        &[
            ("startline number article.txt", "The paragraphs of a file with their numbers"),
            (
                "startline number tass-2026-02-05 --texts articles/",
                "Of a source, with what is quoted",
            ),
        ],
    ),
    (
        "new",
        &[
            ("startline new statement", "Every field and word, to paste into a dataset"),
            (
                "startline new source id=tass-2026-02-05 kind=Wire outlet=TASS",
                "With some filled in",
            ),
        ],
    ),
    ("config", &[("startline config", "The default configuration, and where it is looked for")]),
    (
        "schema",
        &[
            ("startline schema statement", "The fields of one kind of record"),
            ("startline schema --format json", "For an editor"),
        ],
    ),
    (
        "completions",
        &[
            ("startline completions bash", "To be sourced, as in ~/.bashrc"),
            ("startline completions zsh", "To be saved as _startline in a folder of $fpath"),
            ("startline completions fish", "To be saved in ~/.config/fish/completions/"),
        ],
    ),
    ("man", &[("startline man", "The manual, to be saved as startline.1")]),
];

/// The examples of a command; none for a command that has none.
#[must_use]
pub fn of(command: &str) -> &'static [Example] {
    let found = EXAMPLES.iter().find(|(name, _)| *name == command);
    found.map_or(&[], |(_, examples)| examples)
}

/// The examples of a command as the help prints them.
#[must_use]
pub fn in_help(command: &str) -> String {
    let lines = of(command).iter().map(|(line, does)| format!("  {line}\n      {does}"));
    std::iter::once("Examples:".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}
