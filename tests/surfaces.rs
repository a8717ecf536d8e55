//! One wording: whatever tells a record tells it alike. For a statement of every kind, and an event, each pane,
//! list, command and citation is held to the same marks, names, dates and verdicts, written out here, so that a
//! surface that is changed alone fails; and what a query counts is the same on the command line and in the viewer.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::fs;
use std::process::Command;

use stage::Stage;
use startline::app::effect::Effect;
use startline::chronology::article::Texts;
use startline::chronology::load::load_text;
use startline::chronology::model::{Entity, Subject};
use startline::chronology::tables::Citation;
use startline::geometry::Size;
use startline::pages::row::{Light, Row};
use startline::pages::timeline::Dated;
use startline::program::Input;
use startline::search::Query;
use startline::words;

const FERRY: &str = include_str!("surfaces/ferry.ron");

/// The texts held of two of its sources.
const TEXTS: [(&str, &str); 2] = [
    (
        "post-2031-05-06",
        "Fares stay\n“We keep the ferry and the fare,” the warden said on Monday.\n\
         The line will cost \"not a penny more\", she had said.\n",
    ),
    (
        "post-2031-05-08",
        "We keep both the ferry and its fare of 4 crowns. - Ina Holt stated.\nRain is expected.\n",
    ),
];

/// How a statement is told.
struct Wording {
    id: &'static str,
    glyph: &'static str,
    /// The words beside their glyph, where a row has room.
    beside: &'static str,
    /// The words in a row that is cut to a line.
    cut: &'static str,
    /// The words where nothing else tells what they are.
    alone: &'static str,
    speaker: &'static str,
    short: &'static str,
    post: Option<&'static str>,
    /// When, in a sentence; with the grounds; in a column under its year; in a column with it.
    said: [&'static str; 4],
    /// Kind and verdict, with the texts and without them.
    manner: [&'static str; 2],
    /// The glyphs of the verdicts.
    verdict: [&'static str; 2],
    /// The place, where no other source of the outlet stands beside it.
    cite: &'static str,
    /// By which way the words came.
    way: Option<&'static str>,
    /// How many print them.
    reports: Option<&'static str>,
}

const QUOTE: Wording = Wording {
    id: "keep",
    glyph: "“",
    beside: "“We keep the ferry and the fare,”",
    cut: "“We keep the ferry and the fare,”",
    alone: "“We keep the ferry and the fare,”",
    speaker: "Ina Holt",
    short: "Holt",
    post: Some("then Ferry Warden"),
    said: ["5 May 2031", "5 May 2031 [resolved from “on Monday”]", "5 May", "5 May 2031"],
    manner: ["quote, verbatim", "quote, no text held"],
    verdict: ["✓", "?"],
    cite: "Island Post ¶2",
    way: None,
    reports: Some("3 sources"),
};

const WORDINGS: [Wording; 6] = [
    QUOTE,
    Wording {
        id: "keep-again",
        glyph: "▎",
        beside: "We keep both the ferry and its fare of 4 crowns.",
        cut: "We keep both the ferry and its fare of 4 crowns.",
        alone: "printed without quotation marks: We keep both the ferry and its fare of 4 crowns.",
        manner: ["block, verbatim", "block, no text held"],
        cite: "Island Post ¶1",
        way: Some("translated from Norwegian by Island Post"),
        ..QUOTE
    },
    Wording {
        id: "keep-told",
        glyph: "◦",
        beside: "reported: Fare and ferry stay, the warden says.",
        cut: "Fare and ferry stay, the warden says.",
        alone: "reported: Fare and ferry stay, the warden says.",
        manner: ["reported, in the dataset's words", "reported, in the dataset's words"],
        verdict: ["◦", "◦"],
        cite: "Wire [inferred] ¶1",
        ..QUOTE
    },
    Wording {
        id: "penny",
        glyph: "“",
        beside: "“…not a penny more…”",
        cut: "“…not a penny more…”",
        alone: "“…not a penny more…”",
        said: [
            "on or before 5 May 2031",
            "on or before 5 May 2031 [inferred: The paper is of the next day]",
            "∴≤5 May",
            "∴≤5 May 2031",
        ],
        manner: ["fragment, verbatim", "fragment, no text held"],
        cite: "Island Post ¶3",
        reports: None,
        ..QUOTE
    },
    Wording {
        id: "storm",
        glyph: "▎",
        beside: "No boat leaves in a storm.",
        cut: "No boat leaves in a storm.",
        alone: "printed without quotation marks: No boat leaves in a storm.",
        speaker: "Board of Ferries and Lights",
        short: "BFL",
        post: None,
        said: ["6–7 May 2031", "6–7 May 2031", "6–7 May", "6–7 May 2031"],
        manner: ["block, no text held", "block, no text held"],
        verdict: ["?", "?"],
        cite: "Wire [inferred] ¶2",
        reports: None,
        ..QUOTE
    },
    Wording {
        id: "no-plans",
        glyph: "◦",
        beside: "reported: There are no plans for another fare.",
        cut: "There are no plans for another fare.",
        alone: "reported: There are no plans for another fare.",
        speaker: "Board of Ferries and Lights",
        short: "BFL",
        post: None,
        said: ["18 May 2031", "18 May 2031", "18 May", "18 May 2031"],
        manner: ["reported, in the dataset's words", "reported, in the dataset's words"],
        verdict: ["◦", "◦"],
        cite: "Island Post ¶3",
        way: Some("relayed by Ina Holt"),
        reports: None,
    },
];

/// The dataset on a disk, with the texts beside it or without.
struct Desk {
    dir: tempfile::TempDir,
    texts: bool,
}

impl Desk {
    fn new(texts: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("ferry.ron"), FERRY).unwrap();
        fs::create_dir(dir.path().join("held")).unwrap();
        for (id, text) in TEXTS {
            fs::write(dir.path().join("held").join(format!("{id}.txt")), text).unwrap();
        }
        Self { dir, texts }
    }

    /// What a command prints to a pipe.
    fn run(&self, args: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        for name in ["STARTLINE_DATASET", "STARTLINE_TEXTS", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.current_dir(self.dir.path()).args(args).args(["-d", "ferry.ron"]);
        command.args(["--as-of", "2031-07-05"]);
        if self.texts {
            command.args(["--texts", "held"]);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }

    /// The line of an id.
    fn line(&self, args: &[&str], id: &str) -> String {
        let out = self.run(args);
        let own = format!("  {id}  ");
        out.lines()
            .find(|line| line.contains(&own))
            .unwrap_or_else(|| panic!("{id}:\n{out}"))
            .to_owned()
    }

    /// The viewer, the texts read and the quotations verified, with the cursor on a record.
    fn viewer(&self, id: &str) -> Stage {
        let texts = self.texts.then(|| Texts::open(&self.dir.path().join("held")).unwrap());
        let mut stage = Stage::of(load_text("ferry.ron", FERRY), texts, 120, 40);
        assert!(stage.program.app.open_at(id));
        // Any action asks for the text of the source under the cursor.
        stage.send(Input::Resize(Size { width: 120, height: 40 }));
        stage
    }
}

fn text_of(row: &Row) -> String {
    let parts = row.lead.iter().chain(&row.spans).chain(&row.tail);
    parts.map(|span| span.text.as_str()).collect()
}

fn page_of<'r>(rows: impl IntoIterator<Item = &'r Row>) -> String {
    rows.into_iter().map(|row| text_of(row) + "\n").collect()
}

/// What a surface says, and what it is held to.
#[track_caller]
fn says(surface: &str, said: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(said.contains(part), "{surface} does not say {part:?}:\n{said}");
    }
}

/// A capital at the start, as a sentence of its own has.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().unwrap().to_uppercase().chain(chars).collect()
}

#[test]
fn every_surface_tells_a_statement_alike() {
    for texts in [true, false] {
        let desk = Desk::new(texts);
        for wording in &WORDINGS {
            panes(&desk, wording);
            commands(&desk, wording);
            citations(&desk, wording);
        }
    }
}

fn panes(desk: &Desk, wording: &Wording) {
    let at = usize::from(!desk.texts);
    let stage = desk.viewer(wording.id);
    let app = stage.app();
    let row = format!("{} {}  {}", wording.glyph, wording.short, wording.cut);
    for (dated, date) in
        [(Dated::Short { repeats: false }, wording.said[2]), (Dated::Long, wording.said[3])]
    {
        let line = text_of(&app.record_row(app.place.cursor, dated));
        says("the timeline", &line, &[&format!("{date} {row}")]);
        says("the timeline", &line, &wording.reports.map_or_else(Vec::new, |n| vec![n]));
        assert!(wording.reports.is_some() || !line.contains("source"), "{line}");
    }

    let source = app.source_page().unwrap();
    let passage = text_of(&source.row(source.selected()));
    // An article shows verbatim words itself, with the marks that it prints.
    let held = desk.texts && wording.verdict[0] == "✓";
    let words = format!("{}  {}", wording.short, wording.beside);
    says("the source", &passage, &[wording.glyph]);
    if !held {
        says("the source", &passage, &[&words]);
    }

    let quote = page_of(&app.quote_page());
    let who: Vec<&str> = [Some(wording.speaker), wording.post].into_iter().flatten().collect();
    let place = format!("{} {}: {}", wording.verdict[at], wording.manner[at], wording.cite);
    // Every screen has the sign of an inferred day.
    let sign = if wording.said[3].starts_with('∴') { "∴" } else { "" };
    let said = format!("said {sign}{}", wording.said[0]);
    let way: Vec<&str> = wording.way.into_iter().collect();
    let facts = [wording.alone, &who.join(", "), &place, &said];
    says("the quote", &quote, &facts);
    says("the quote", &quote, &way);

    let stage = stage.press("c");
    let app = stage.app();
    if let Some(startline::app::Overlay::Compare(comparison)) = app.overlay() {
        let page = app.comparison_page(comparison, 118);
        let all = page_of(page.head.iter().chain(page.columns.iter().flatten()));
        says("the comparison", &all, &[&format!("{}, {said}", who.join(", "))]);
        let c = app.chronology();
        let compared = [comparison.pair.0, comparison.pair.1].map(|i| comparison.reports[i]);
        if compared.iter().any(|ix| &*c.statement(*ix).id == wording.id) {
            let place = wording.cite.rsplit_once(' ').unwrap().1;
            let manner = format!("{} {}", wording.verdict[at], wording.manner[at]);
            says("the comparison", &all, &[wording.alone, &manner, place]);
            says("the comparison", &all, &way);
        }
    }
}

fn commands(desk: &Desk, wording: &Wording) {
    let at = usize::from(!desk.texts);
    let line = format!("{} {}  {}  {}", wording.glyph, wording.speaker, wording.beside, wording.id);
    let list = desk.line(&["list", "statements"], wording.id);
    // Where there is room for a word, the sign of an inferred day is one.
    let said = match wording.said[3].strip_prefix('∴') {
        Some(day) => format!("{day} [inferred]  "),
        None => format!("{}  ", wording.said[3]),
    };
    says("list", &list, &[&line]);
    assert!(list.starts_with(&said), "{list}");
    let hit = desk.line(&["search", &format!("id:{}", wording.id)], wording.id);
    says("search", &hit, &[&line, wording.cite]);
    says("search", &hit, &wording.reports.map_or_else(Vec::new, |n| vec![n]));
    assert!(hit.starts_with(&said), "{hit}");

    let page = desk.run(&["show", wording.id]);
    let head = format!("{} {}  {}\n", wording.glyph, wording.speaker, wording.id);
    let body = format!("\n  {}\n", wording.alone);
    let said = format!("said        {}\n", wording.said[1]);
    says("show", &page, &[&head, &body, &said]);
    if let Some(post) = wording.post {
        says("show", &page, &[&format!("post        {post}\n")]);
    }
    if let Some(way) = wording.way {
        says("show", &page, &[&format!(" {way}\n")]);
    }
    let (kind, verdict) = wording.manner[at].split_once(", ").unwrap();
    if wording.glyph == "◦" {
        says("show", &page, &[&format!("kind        {}\n", wording.manner[at])]);
    } else {
        let verified = format!("verified    {} {verdict}\n", wording.verdict[at]);
        says("show", &page, &[&format!("kind        {kind}\n"), &verified]);
    }
    says("show", &page, &[&format!("printed     {}, ", wording.cite)]);

    if wording.glyph != "◦" && desk.texts {
        let check = desk.run(&["check"]);
        let line = format!("{} {}  ", wording.verdict[0], wording.id);
        let own = check.lines().find(|l| l.starts_with(&line)).unwrap_or_else(|| panic!("{check}"));
        assert!(own.ends_with(&format!("  {verdict}")), "{own}");
    }
}

fn citations(desk: &Desk, wording: &Wording) {
    let note = desk.run(&["cite", wording.id]);
    let who: Vec<&str> = [Some(wording.speaker), wording.post].into_iter().flatten().collect();
    let first = format!("{} — {}, said {}", wording.alone, who.join(", "), wording.said[1]);
    assert!(note.starts_with(&first), "the note does not begin {first:?}:\n{note}");
    let (outlet, place) = wording.cite.rsplit_once(' ').unwrap();
    says("the note", &note, &[outlet, place]);
    if let Some(way) = wording.way {
        says("the note", &note, &[&sentence(way)]);
    }

    let markdown = desk.run(&["cite", wording.id, "--style", "markdown"]).replace('\\', "");
    let body = if wording.glyph == "▎" {
        format!("> {}", wording.beside)
    } else {
        wording.alone.to_owned()
    };
    assert!(markdown.starts_with(&format!("{body}[^{}]\n", wording.id)), "{markdown}");
    says("the footnote", &markdown, &[&format!("[^{}]: {first}", wording.id)]);
}

#[test]
fn every_surface_tells_an_event_alike() {
    let desk = Desk::new(false);
    let stage = desk.viewer("offer");
    let app = stage.app();
    let title = "◆ The isle offers to keep the fare";
    let line = text_of(&app.record_row(app.place.cursor, Dated::Long));
    says("the timeline", &line, &[&format!("5 May 2031 {title}"), "2 outlets"]);
    let source = app.source_page().unwrap();
    let rows: Vec<Row> = (0..source.len()).map(|i| source.row(i)).collect();
    let telling = rows.iter().filter(|row| text_of(row).contains("The isle offers"));
    assert_eq!(telling.count(), 1, "an event is told once in a source");
    let passage = text_of(&source.row(source.selected()));
    says("the source", &passage, &["◆The isle offers to keep the fare", "¶1–3"]);
    let quote = page_of(&app.quote_page());
    says("the quote", &quote, &["◆The isle offers to keep the fare", "5 May 2031"]);
    let printed = quote.lines().filter(|l| l.contains("Island Post") || l.contains("Wire"));
    let printed: Vec<&str> = printed.take(2).map(str::trim).collect();
    assert_eq!(
        printed,
        ["▸Island Post ¶1–3 · 6 May 2031", "Wire [inferred] ¶2 · ∴7 May 2031"],
        "by day, then outlet, each source once"
    );

    let line = desk.line(&["list", "timeline"], "offer");
    says("list", &line, &["5 May 2031  ", &format!("  {title}  offer  2 outlets")]);
    says("search", &desk.line(&["search", "isle offers"], "offer"), &[title, "2 outlets"]);
    let page = desk.run(&["show", "offer"]);
    says(
        "show",
        &page,
        &[title, "date        5 May 2031", "printed     Island Post ¶1–3, “Fares stay”"],
    );
    says(
        "show",
        &page,
        &["answered by ◦ Board of Ferries and Lights  reported: There are no plans"],
    );
    says("show", &page, &["(no-plans) after 13 days"]);
    says("the quote", &quote, &["◦ BFL  reported: There are no plans", "(after 13 days)"]);
    let note = desk.run(&["cite", "offer"]);
    says("the note", &note, &["The isle offers to keep the fare, 5 May 2031. ", "¶1–3", "¶2"]);
}

#[test]
fn an_inferred_day_is_marked_in_every_row_and_never_by_the_row_above() {
    let day = |id: &str, basis: &str| {
        format!(
            "(id: \"{id}\", date: \"2031-05-05\", {basis} title: \"The {id} opens\", cites: [(source: \"s\")])"
        )
    };
    let inferred = "basis: Inferred(\"the tide\"),";
    let events = [day("bay", ""), day("bend", inferred), day("bight", inferred), day("cove", "")];
    let ron = format!(
        "(speakers: [(id: \"ek\", name: \"Ada Ek\", kind: Person)],
          sources: [(id: \"s\", kind: News, outlet: \"Post\", published: \"2031-05-06\", published_basis: Inferred(\"so\"))],
          events: [{}],
          statements: [(id: \"said\", source: \"s\", para: 1, kind: Quote, speaker: \"ek\", said: \"2031-05-04\", {inferred} event: \"bend\", text: \"It opens.\")])",
        events.join(", ")
    );
    for (width, height) in [(160, 44), (120, 36), (80, 24), (60, 24), (40, 12)] {
        let stage = Stage::of(load_text("t.ron", &ron), None, width, height);
        let grid = stage.grid();
        let rows = [
            "∴4 May “ Ek  “It opens",
            " 5 May ● The bay",
            "∴5 May ● The bend",
            "       ● The bight",
            " 5 May ● The cove",
        ];
        says("the timeline", &grid, &rows);
        let stage = stage.press("/").typed("opens");
        says("the hits", &stage.grid(), &["∴5 May 2031 ● The b", " 5 May 2031 ● The b"]);
        let palette = stage.press("Esc Esc :").typed("bend").grid();
        says("the palette", &palette, &["The bend opens · ∴5 May 2031"]);
    }
    let stage = Stage::of(load_text("t.ron", &ron), None, 120, 36);
    says("the quote", &page_of(&stage.app().quote_page()), &["∴5 May 2031  ● The bend opens"]);
    let published = stage.press("t");
    says("by the day of publication", &published.grid(), &["∴6 May “ Ek  “It opens"]);
}

/// A group of which one report says another day than the head, and what stands around it.
const DAYS_APART: &str = r#"(
    meta: (schema: 1, title: "t", updated: "2031-07-01"),
    speakers: [(id: "ek", name: "Ada Ek", kind: Person), (id: "lind", name: "Bo Lind", kind: Person)],
    sources: [(id: "a", kind: News, outlet: "Post", published: "2031-05-22"),
              (id: "b", kind: News, outlet: "Wire", published: "2031-05-23"),
              (id: "c", kind: News, outlet: "Later", published: "2031-06-20")],
    events: [(id: "opens", date: "2031-05-01", title: "The bridge opens", milestone: true, cites: [(source: "a", para: 9)])],
    statements: [
        (id: "first", source: "a", para: 1, kind: Quote, speaker: "ek", said: "2031-05-04", asks: true, text: "Will it stay?"),
        (id: "again", source: "b", para: 1, kind: Quote, same_as: "first", said: "2031-05-20", text: "Will it stay open?"),
        (id: "before", source: "b", para: 2, kind: Quote, same_as: "first", said: "2030-12-31",
         basis: Inferred("the year of the letter"), text: "Will it stay as it is?"),
        (id: "other", source: "a", para: 2, kind: Quote, speaker: "lind", said: "2031-05-04", text: "It rains."),
        (id: "answer", source: "c", para: 1, kind: Quote, speaker: "lind", said: "2031-06-01",
         links: [RespondsTo("first")], text: "It will."),
    ],
)"#;

#[test]
fn a_report_of_another_day_is_told_by_its_own_wherever_it_is_told() {
    for (id, day, row, after_milestone, after) in [
        ("first", "4 May 2031", " 4 May ", "3 days after", "after 28 days"),
        ("again", "20 May 2031", "20 May ", "19 days after", "after 12 days"),
        ("before", "∴31 Dec 2030", "∴Dec 2030 ", "121 days before", "after 152 days"),
    ] {
        let mut stage = Stage::text(DAYS_APART, 140, 44);
        assert!(stage.program.app.open_at(id));
        stage.send(Input::Resize(Size { width: 140, height: 44 }));
        let app = stage.app();
        let at = app.order().position(app.place.cursor.record).unwrap();
        let timeline = text_of(app.timeline_rows(at).last().unwrap());
        says("the timeline", &timeline, &[&format!("{row}“ Ek  ")]);
        let next = text_of(app.timeline_rows(at + 1).last().unwrap());
        // The row below says its day again, unless that is what stands above it.
        assert_eq!(next.contains("4 May"), id != "first", "{next}");
        let quote = page_of(&app.quote_page());
        let answered = format!("({after})");
        says("the quote", &quote, &[&format!("said {day}"), after_milestone, &answered]);
        // The other reports say their days, since they are others.
        for (other, own) in
            [("first", "4 May 2031"), ("again", "20 May 2031"), ("before", "∴31 Dec 2030")]
        {
            assert_eq!(
                quote.contains(&format!("?, said {own}\n")),
                other != id,
                "{other}: {quote}"
            );
        }
        let marked = stage.press("m '").grid();
        says("the marks", &marked, &[&format!("{day} “ Ek")]);
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("t.ron"), DAYS_APART).unwrap();
        let run = |args: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
            command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR")).args(args);
            let output = command.args(["-d", "t.ron"]).current_dir(dir.path()).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let plain = day.trim_start_matches('∴');
        let page = run(&["show", id]);
        says("show", &page, &[&format!("said        {plain}"), after]);
        assert_eq!(page.contains("(again), said 20 May 2031: “"), id != "again", "{page}");
        says("cite", &run(&["cite", id]), &[&format!("said {plain}")]);
        let json = run(&["show", id, "--format", "json"]);
        let days = after.trim_start_matches("after ").trim_end_matches(" days");
        says("json", &json, &[&format!("\"days\": {days},")]);
    }
}

#[test]
fn an_inferred_day_has_its_sign_on_every_screen_and_its_word_in_every_text() {
    let ron = r#"(
        meta: (schema: 1, title: "t", updated: "2031-07-01"),
        speakers: [(id: "ek", name: "Ada Ek", kind: Person)],
        sources: [(id: "a", kind: News, outlet: "Post", published: "2031-05-22", published_basis: Inferred("the tide")),
                  (id: "b", kind: News, outlet: "Wire", published: "2031-05-23")],
        events: [(id: "ebb", date: "2031-05-02", basis: Inferred("the moon"), title: "The ebb", cites: [(source: "a", para: 1)])],
        statements: [
            (id: "low", source: "a", para: 2, kind: Quote, speaker: "ek", said: "2031-05-04", basis: Inferred("the log"), text: "It is low."),
            (id: "low-too", source: "b", para: 1, kind: Quote, same_as: "low", text: "It is very low."),
        ],
    )"#;
    let at = |id: &str| {
        let mut stage = Stage::text(ron, 140, 44);
        assert!(stage.program.app.open_at(id));
        stage.send(Input::Resize(Size { width: 140, height: 44 }));
        stage
    };
    let quote = page_of(&at("low").app().quote_page());
    says("the quote", &quote, &["said ∴4 May 2031", "Post ¶2 · ∴22 May 2031", "inferred: the log"]);
    says("the quote", &page_of(&at("ebb").app().quote_page()), &["\n∴2 May 2031"]);
    let grid = at("low").grid();
    says("the source", &grid, &["Post · ∴22 May 2031"]);
    assert!(!grid.contains("[inferred]"), "{grid}");
    says("the comparison", &at("low").press("c").grid(), &["said ∴4 May 2031", "∴22 May 2031"]);
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("t.ron"), ron).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    let page = command.args(["export", "html", "-d", "t.ron"]).current_dir(dir.path()).output();
    let page = String::from_utf8(page.unwrap().stdout).unwrap();
    says("the page", &page, &[">2 May 2031 [inferred]<", ">4 May 2031 [inferred]<"]);
}

/// A source of which a record of every kind cites a place that is no paragraph.
const PLACES: &str = r#"(
    meta: (schema: 1, title: "t", updated: "2031-07-01"),
    parties: [(id: "n", name: "North")],
    speakers: [(id: "ek", name: "Ada Ek", kind: Person, posts: [(title: "Warden", from: "2031-05")]),
               (id: "lind", name: "Bo Lind", kind: Person), (id: "moe", name: "Cy Moe", kind: Person)],
    sources: [(id: "tape", kind: Broadcast, outlet: "Radio", published: "2031-05-22")],
    events: [(id: "opens", date: "2031-05-01", title: "The bridge opens", asks: true,
              cites: [(source: "tape", locator: "00:12:30"), (source: "tape", para: 4), (source: "tape", para: 5)])],
    statements: [
        (id: "stay", source: "tape", locator: "p. 12", kind: Quote, speakers: ["lind", "ek"], said: "2031-05-02",
         event: "opens", links: [RespondsTo("opens")], text: "It stays."),
        (id: "go", source: "tape", para: 2, locator: "fol. 3v", kind: Quote, speakers: ["ek", "lind", "moe"], said: "2031-05-04",
         event: "opens", links: [RespondsTo("opens")], text: "It goes."),
        (id: "plain", source: "tape", para: 3, kind: Quote, speaker: "ek", said: "2031-05-04", text: "It is plain."),
    ],
    series: [(id: "boats", party: "n", measure: "boats", points: [
        (date: "2031-05-02", value: 3, status: Declared, cite: (source: "tape", para: 7)),
        (date: "2031-05-03", value: 4, status: Declared)])],
)"#;

fn at_place(id: &str) -> Stage {
    let mut stage = Stage::text(PLACES, 140, 50);
    assert!(stage.program.app.open_at(id));
    stage.send(Input::Resize(Size { width: 140, height: 50 }));
    stage
}

fn of_places(args: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("t.ron"), PLACES).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR")).args(args);
    let output = command.args(["-d", "t.ron"]).current_dir(dir.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_source_is_told_with_all_that_it_prints_and_where() {
    let stage = at_place("plain");
    let source = stage.app().source_page().unwrap();
    let page = page_of(&(0..source.len()).map(|at| source.row(at)).collect::<Vec<_>>());
    let rows = [
        "     “p. 12 · Lind +1  “It stays.”",
        "     ●00:12:30 · The bridge opens¶4, ¶5",
        "¶2   “fol. 3v · Ek +2  “It goes.”",
        "¶3   “Ek  “It is plain.”",
    ];
    says("the source", &page, &rows);
    let shown = of_places(&["show", "tape"]);
    let lines = [
        "p. 12       “ Bo Lind and Ada Ek  “It stays.” (stay)\n",
        "00:12:30, ¶4, ¶5 ● The bridge opens (opens)\n",
        "fol. 3v, ¶2 “ Ada Ek, Bo Lind and Cy Moe  “It goes.” (go)\n",
        "¶3          “ Ada Ek  “It is plain.” (plain)\n",
        "¶7          North, 2 May 2031: 3 boats (boats@2031-05-02)\n",
    ];
    says("show", &shown, &lines);
    assert!(!shown.contains("2031-05-03"), "another page prints that, or none: {shown}");
    assert_eq!(shown.matches("The bridge opens").count(), 1, "{shown}");
}

#[test]
fn those_who_say_something_together_are_named_in_full_or_by_their_number() {
    let quote = |id: &str| page_of(&at_place(id).app().quote_page());
    // A post that is the second one's stands behind their name.
    assert!(quote("stay").starts_with("Bo Lind, with Ada Ek, Warden\n"), "{}", quote("stay"));
    assert!(
        quote("go").starts_with("Ada Ek, Warden, with Bo Lind and Cy Moe\n"),
        "{}",
        quote("go")
    );
    says(
        "cite",
        &of_places(&["cite", "stay"]),
        &["— Bo Lind, with Ada Ek, Warden, said 2 May 2031"],
    );
    let post = "Ada Ek, Warden, with Bo Lind and Cy Moe, ";
    for style in ["note", "chicago"] {
        says(style, &of_places(&["cite", "go", "--style", style]), &[post]);
    }
    says("show", &of_places(&["show", "opens"]), &["“ Bo Lind and Ada Ek  “It stays.” (stay)"]);
    says("list", &of_places(&["list", "statements"]), &["Ada Ek, Bo Lind and Cy Moe  “It goes.”"]);
    let palette = at_place("plain").press(":").typed("It goes").grid();
    says("the palette", &palette, &["Ek, Lind and Moe · 4 May 2031 · “It goes.”"]);
}

#[test]
fn what_an_event_is_answered_by_is_not_told_to_answer_itself() {
    let related = |id: &str| {
        let rows = startline::pages::relations::rows(&at_place(id).app().page_input());
        rows.iter().map(|row| text_of(row).trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        related("go"),
        [
            "responds to",
            "1 May 2031  ● The bridge opens  (after 3 days)",
            "part of",
            "1 May 2031  ● The bridge opens",
            "which is answered by",
            "2 May 2031  “ Lind +1  “It stays.”  (after 1 day)",
        ]
    );
    let of_event = related("opens");
    assert_eq!(of_event[0], "answered by", "{of_event:?}");
    assert_eq!(of_event.iter().filter(|row| row.contains("It goes.")).count(), 2, "{of_event:?}");
}

#[test]
fn every_surface_tells_the_circumstances() {
    let dir = tempfile::tempdir().unwrap();
    let ron = r#"( meta: (schema: 1, title: "t", updated: "2031-06-01"),
        speakers: [(id: "a", name: "Ina Holt", kind: Person), (id: "b", name: "Olli Ek", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "The Post", published: "2031-05-06", corrected: "2031-05-07",
                   retracted: "2031-05-09", url: "https://post.example/1"),
                  (id: "d", kind: Copy, outlet: "Mirror", copy_of: "s", published: "2031-05-06")],
        statements: [(id: "q", source: "s", para: 1, kind: Quote, speakers: ["a", "b"], said: "2031-05-05",
            venue: "a briefing", place: "the quay", to: ["b", "the crew"], hearsay: true,
            translation: (from: "fi"), original: (lang: "fi", text: "Me jäämme."), text: "We stay."),
            (id: "r", source: "d", para: 1, kind: Quote, same_as: "q", text: "We stay.")] )"#;
    let path = dir.path().join("t.ron");
    fs::write(&path, ron).unwrap();
    let loaded = load_text("t.ron", ron);
    assert!(
        loaded
            .problems
            .iter()
            .all(|p| p.severity != startline::chronology::problem::Severity::Error),
        "{:?}",
        loaded.problems
    );
    let stage = Stage::of(loaded, None, 120, 60);
    let app = stage.app();
    let quote = page_of(&app.quote_page());
    let told =
        ["Ina Holt and Olli Ek", "the quay", "to Olli Ek", "reportedly", "Finnish: “Me jäämme.”"];
    says("quote", &quote, &told);
    let source = app.source_page().unwrap();
    let source = page_of(&(0..source.len()).map(|at| source.row(at)).collect::<Vec<_>>());
    says("source", &source, &["retracted 9 May 2031", "corrected 7 May 2031"]);
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_startline"))
            .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
            .args(args)
            .args(["-d", path.to_str().unwrap()])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    says("show", &run(&["show", "q"]), &["Olli Ek", "the quay", "reportedly", "Me jäämme."]);
    let cited = [
        "Ina Holt and Olli Ek",
        "a briefing, the quay, to Olli Ek",
        "Reportedly",
        "Finnish: “Me jäämme.”",
    ];
    says("note", &run(&["cite", "q"]), &cited);
}

#[test]
fn several_sources_of_an_outlet_are_told_apart_in_a_list() {
    let desk = Desk::new(false);
    let stage = desk.viewer("keep-told");
    let quote = page_of(&stage.app().quote_page());
    let reports = "Island Post, “Fares stay” ¶2 · 6 May 2031";
    says("the quote", &quote, &[reports, "Island Post ¶1 · 8 May 2031"]);
    let list = desk.line(&["list", "statements"], "keep-again");
    says("list", &list, &["Island Post, 8 May 2031 ¶1"]);
    let page = desk.run(&["show", "keep-told"]);
    says(
        "show",
        &page,
        &["Island Post, “Fares stay” ¶2 (keep)", "Island Post, 8 May 2031 ¶1 (keep-again)"],
    );
    let notice = |stage: &Stage| stage.app().notice.clone().unwrap().text;
    let stage = stage.press("S");
    says("the notice", &notice(&stage), &["1 of 3: Island Post, “Fares stay” ¶2"]);
    let stage = stage.press("s s");
    says("the notice", &notice(&stage), &["3 of 3: Island Post, 8 May 2031 ¶1"]);
}

#[test]
fn a_note_stands_under_the_report_that_it_is_on() {
    let desk = Desk::new(false);
    let own = desk.run(&["show", "keep-again"]);
    says("show", &own, &["! note      ambiguity: Which crowns is not said. (which-fare)"]);
    let other = desk.run(&["show", "keep"]);
    assert!(!other.contains("\n! note"), "{other}");
    let lines: Vec<&str> = other.lines().collect();
    let report = lines.iter().position(|line| line.contains("(keep-again)")).unwrap();
    says("show", lines[report + 1], &["ambiguity: Which crowns is not said."]);
    let note = desk.run(&["cite", "keep"]);
    assert!(!note.contains("Which crowns"), "{note}");
    let json = desk.run(&["show", "keep", "--format", "json"]);
    assert!(!json.contains("which-fare"), "{json}");
}

/// A row of one report says what is noted of that, a row of a statement what is noted of any of its reports.
#[test]
fn a_report_is_marked_where_a_note_is_on_it_and_not_on_another() {
    let desk = Desk::new(false);
    for (id, noted) in
        [("keep", false), ("keep-again", true), ("keep-told", false), ("penny", true)]
    {
        let stage = desk.viewer(id);
        let app = stage.app();
        let source = app.source_page().unwrap();
        let passage = text_of(&source.row(source.selected()));
        assert_eq!(passage.trim_end().ends_with(" !"), noted, "{passage}");
        let line = desk.line(&["list", "statements"], id);
        assert_eq!(line.trim_end().ends_with(" !"), noted, "{line}");
        let page = desk.run(&["show", id]);
        assert_eq!(page.contains("\n! note"), noted, "{page}");
        let all = text_of(&app.record_row(app.place.cursor, Dated::Long));
        assert!(all.contains('!'), "{all}");
    }
}

#[test]
fn a_paraphrase_with_marks_of_its_own_is_announced_on_every_row() {
    let ferry =
        FERRY.replace("There are no plans for another fare.", "There are “no plans” for a fare.");
    let mut stage = Stage::of(load_text("ferry.ron", &ferry), None, 120, 40);
    assert!(stage.program.app.open_at("no-plans"));
    stage.send(Input::Resize(Size { width: 120, height: 40 }));
    let app = stage.app();
    let told = ["reported: There are “no plans” for a fare."];
    for dated in [Dated::Short { repeats: false }, Dated::Long] {
        says("the timeline", &text_of(&app.record_row(app.place.cursor, dated)), &told);
    }
    let source = app.source_page().unwrap();
    says("the source", &text_of(&source.row(source.selected())), &told);
    says("the quote", &page_of(&app.quote_page()), &told);
}

#[test]
fn a_paraphrase_leaves_nowhere_as_the_words() {
    let desk = Desk::new(false);
    for (id, copied, menu) in [
        (
            "no-plans",
            "reported: There are no plans for another fare.",
            "the paraphrase, marked as one",
        ),
        ("keep", "We keep the ferry and the fare,", "the words alone"),
        ("storm", "No boat leaves in a storm.", "the words alone"),
        ("offer", "The isle offers to keep the fare", "the title alone"),
    ] {
        let stage = desk.viewer(id).press("y");
        let grid = stage.grid();
        says("the menu", &grid, &[menu]);
        let stage = stage.press("w");
        let [Effect::Copy { what, text }] = &stage.effects[..] else {
            panic!("{:?}", stage.effects);
        };
        assert_eq!((*what, text.as_str()), (menu, copied), "{id}");
    }
}

#[test]
fn a_query_counts_the_same_on_the_command_line_and_in_the_viewer() {
    let queries = [
        "has:text",
        "-has:text",
        "is:verified",
        "-is:verified",
        "is:unverified",
        "is:disputed",
        "is:quote",
        "is:fragment",
        "is:block",
        "is:reported",
        "is:milestone",
        "is:unanswered",
        "has:note",
        "has:link",
        "kind:event",
        "fare",
        "speaker:warden has:text",
        "said:2031-05-05",
    ];
    for texts in [true, false] {
        let desk = Desk::new(texts);
        let stage = desk.viewer("offer");
        for query in queries {
            let listed = desk.run(&["search", query]).lines().count();
            let hits = stage.program.app.search_request(Query::parse(query)).unwrap().hits();
            let found = if hits.total == 0 { hits.ranked.len() } else { hits.total };
            assert_eq!(listed, found, "{query}, {}", if texts { "with texts" } else { "without" });
        }
    }
}

#[test]
fn what_a_query_does_not_match_has_nothing_lit() {
    let stage = Desk::new(false).viewer("keep").press("/").typed("\"the fare\"").press("Enter");
    let app = stage.app();
    let (mut dimmed, mut lit) = (0, 0);
    for position in 0..app.order().len() {
        let record = app.order().at(position).unwrap();
        let row = app.record_row(Citation { record, nth: 0 }, Dated::Long);
        let lights = row.spans.iter().filter(|span| span.light != Light::Off).count();
        // Other rows have a `fare`, but not in these words.
        if app.is_dimmed(record) {
            dimmed += 1;
            assert_eq!(lights, 0, "{}", text_of(&row));
        } else {
            lit += lights;
        }
    }
    assert!(dimmed > 1 && lit > 0, "{dimmed} dimmed, {lit} lit");
}

#[test]
fn in_ascii_every_mode_is_ascii_and_says_the_same() {
    let scripts = [
        "Esc", "2", "3", "G 3", "g g c", "?", "? G", "v", "v j f", "v v", "v v l", "!", "m '", "y",
        ":", "/", "r", "z", "t", "x",
    ];
    for (width, height) in [(120, 40), (80, 24), (40, 12), (7, 3)] {
        for script in scripts {
            let mut stage = Stage::text(FERRY, width, height);
            stage.program.app.profile.ascii = true;
            let grid = stage.press(script).grid();
            assert!(grid.is_ascii(), "{script} at {width}x{height}:\n{grid}");
        }
        let mut stage = Stage::text(FERRY, width, height);
        stage.program.app.profile.ascii = true;
        let grid = stage.press("/").typed("boat of:").grid();
        assert!(grid.is_ascii(), "a query at {width}x{height}:\n{grid}");
    }
    let mut stage = Stage::text(FERRY, 120, 40);
    stage.program.app.profile.ascii = true;
    let grid = stage.press("g g").grid();
    says("the timeline", &grid, &["<=5 May", "\"...not a penny more...\"", "| BFL  No boat"]);
    says("the source", &grid, &["para 1", "para 1-3"]);
    let legend = {
        let mut stage = Stage::text(FERRY, 120, 40);
        stage.program.app.profile.ascii = true;
        stage.press("v v").grid()
    };
    says("the figures", &legend, &["% $ derived", "o = unverified", "x not provided"]);
}

#[test]
fn the_dataset_of_this_test_has_every_kind() {
    let stage = Stage::text(FERRY, 120, 40);
    let c = stage.app().chronology();
    let mut kinds: Vec<&str> = c.statements().iter().map(|s| s.kind.word()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["block", "fragment", "quote", "reported"]);
    assert_eq!(c.statements().len(), WORDINGS.len(), "each is held to its wording");
    for wording in &WORDINGS {
        let Some(Entity::Statement(ix)) = c.by_id(wording.id) else { panic!("{}", wording.id) };
        let record = c.record_of(Subject::Statement(ix));
        let citation = Citation { record, nth: c.citation_of(ix).nth };
        assert_eq!(c.reported(citation), Some(ix));
    }
}

/// A row says that what prints it was retracted, or of how many that do; the line of one report what became of that.
#[test]
fn every_row_says_that_what_prints_it_was_retracted() {
    let ferry = ["post-2031-05-06", "post-2031-05-19"].iter().fold(FERRY.to_owned(), |ron, id| {
        ron.replace(
            &format!("(id: \"{id}\","),
            &format!("(id: \"{id}\", retracted: \"2031-05-30\","),
        )
    });
    let desk = Desk::new(false);
    fs::write(desk.dir.path().join("ferry.ron"), &ferry).unwrap();
    for (id, row, report) in [
        ("keep", "3 sources 1 retracted", true),
        ("keep-again", "3 sources 1 retracted", false),
        ("penny", "retracted", true),
        ("no-plans", "retracted", true),
        ("storm", "", false),
    ] {
        let mut stage = Stage::of(load_text("ferry.ron", &ferry), None, 120, 40);
        assert!(stage.program.app.open_at(id));
        stage.send(Input::Resize(Size { width: 120, height: 40 }));
        let app = stage.app();
        for dated in [Dated::Short { repeats: false }, Dated::Long] {
            let told = text_of(&app.record_row(app.place.cursor, dated));
            assert!(told.contains(row) && told.contains("retracted") != row.is_empty(), "{told}");
        }
        let line = desk.line(&["list", "statements"], id);
        assert_eq!(line.contains("  retracted"), report, "{line}");
    }
    let line = desk.line(&["list", "timeline"], "keep");
    says("list timeline", &line, &["· 3 sources  1 retracted"]);
    let line = desk.line(&["list", "timeline"], "offer");
    says("list timeline", &line, &["2 outlets  1 retracted"]);
}

/// Words that the dataset translated itself are printed by nobody as they stand: they look so in every row, and the shortest
/// footnote says so. A translation that is printed is a quotation like another.
#[test]
fn a_translation_of_the_datasets_own_does_not_look_like_print() {
    let ron = r#"(speakers: [(id: "a", name: "Ada", kind: Person)],
        sources: [(id: "ru", kind: News, outlet: "Вестник", lang: "ru-RU", published: "2024-04-20"),
            (id: "en", kind: News, outlet: "Gazette", lang: "en", published: "2024-04-20")],
        statements: [
            (id: "own", source: "ru", para: 1, kind: Quote, speaker: "a", said: "2024-04-18", text: "It is so.",
                original: (lang: "ru", text: "Это так."), translation: (from: "ru", by: "the dataset")),
            (id: "theirs", source: "en", para: 1, kind: Quote, speaker: "a", said: "2024-04-19", text: "It is not.",
                original: (lang: "ru", text: "Это не так."), translation: (from: "ru", by: "Gazette")),
            (id: "heard", source: "ru", para: 2, kind: Reported, speaker: "a", said: "2024-04-20", text: "She is sure.")])"#;
    let loaded = load_text("t.ron", ron);
    let c = &loaded.chronology;
    let glyphs: Vec<&str> = c.statements().iter().map(|s| words::glyph_of(c, s)).collect();
    assert_eq!(glyphs, ["⇄", "“", "◦"]);
    let langs: Vec<_> = c.statements().iter().map(|s| words::language_of_words(c, s)).collect();
    assert_eq!(langs, [None, Some("en"), None]);
    for (width, height) in [(160, 45), (120, 36), (80, 24), (60, 20)] {
        let stage = Stage::text(ron, width, height).press("g g");
        let grid = stage.grid();
        let row = |words: &str| grid.lines().find(|line| line.contains(words)).unwrap();
        assert!(row("It is so").contains("⇄ Ada"), "{grid}");
        assert!(row("It is not").contains("“ Ada"), "{grid}");
        let quote = stage.press("3").grid();
        assert!(quote.contains("⇄ “It is so.”"), "{quote}");
        assert!(height < 30 || quote.contains("translated from Russian by"), "{quote}");
    }
}
