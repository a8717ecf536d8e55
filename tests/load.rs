//! Loading: every mistake is told at its place, and the good records survive.
//!
//! A mistake is marked in the text where it is expected: `⟦code⟧` stands directly before the character that
//! the problem points at. The marks are taken out before the text is loaded, so that the expectation and
//! the text cannot drift apart.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use startline::chronology::load::{LoadError, Loaded, load, load_text};
use startline::chronology::model::{Basis, PointStatus, SourceIx, SourceKind, Statement};
use startline::chronology::problem::Severity;

/// A place and a code: line and column from 1, columns in characters.
type Expected = (u32, u32, String);

/// The text without its marks, and what they say.
fn unmarked(marked: &str) -> (String, Vec<Expected>) {
    let (mut text, mut expected) = (String::new(), Vec::new());
    let (mut line, mut column) = (1, 1);
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if let Some(mark) = rest.strip_prefix('⟦') {
            let (code, after) = mark.split_once('⟧').expect("a mark is closed");
            expected.push((line, column, code.to_owned()));
            rest = after;
            continue;
        }
        (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        text.push(c);
        rest = &rest[c.len_utf8()..];
    }
    (text, expected)
}

fn found(loaded: &Loaded) -> Vec<Expected> {
    loaded.problems.iter().map(|p| (p.line, p.column, p.code.name().to_owned())).collect()
}

/// Loads a marked text and holds its problems against the marks, all of them and no others.
fn check(marked: &str) -> Loaded {
    let (text, mut expected) = unmarked(marked);
    let loaded = load_text("marked.ron", &text);
    let mut found = found(&loaded);
    expected.sort();
    found.sort();
    let untold: Vec<_> = expected.iter().filter(|e| !found.contains(e)).collect();
    let unwanted: Vec<_> = found.iter().filter(|f| !expected.contains(f)).collect();
    assert_eq!((untold, unwanted), (vec![], vec![]), "not told, and told without need");
    assert_eq!(found, expected);
    loaded
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.chronology.statements().iter().map(|s| &*s.id).collect()
}

/// More than twenty different mistakes, two to a line at most, between good records.
const MISTAKES: &str = r#"// Mistakes on purpose.
(
    meta: (schema: 1, title: "Mistakes"),
    parties: [(id: "north", name: "North")],
    speakers: [
        (id: "mayor", name: "The Mayor", kind: Person, party: "north",
         posts: [(title: "Mayor", from: "2030", to: ⟦end-before-start⟧"2020")]),
        (id: "clerk", name: "The Clerk", kind: ⟦unknown-variant⟧Persona),
        (id: "envoy", name: "The Envoy", kind: Person, party: ⟦unknown-reference⟧"nroth"),
        (id: ⟦bad-id⟧"The Pilot", name: "The Pilot", kind: Person),
        (id: "keeper", name: ⟦empty⟧"", kind: Person),
    ],
    sources: [
        (id: "gazette-2031-05-06", kind: News, outlet: "The Gazette", published: "2031-05-06",
         accessed: ⟦accessed-before-published⟧"2031-05-01"),
        (id: "wire-2031-05-07", kind: Wire, outlet: "Wire", url: ⟦bad-url⟧"javascript:alert(1)"),
        (id: "echo-2031", kind: News, outlet: "Echo", published: ⟦bad-date⟧"May 2031"),
        (id: ⟦duplicate-id⟧"echo-2031", kind: News, outlet: "Echo again"),
        ⟦missing-field⟧(id: "nameless-2031", kind: News),
    ],
    events: [
        (id: "offer", date: "2031-05-05", title: "The offer", cites: [(source: "gazette-2031-05-06", para: 1)]),
        (id: "hearsay", date: "2031-05-05", title: ⟦uncited⟧"Nobody is cited"),
        (id: "no-such-day", date: ⟦bad-date⟧"2031-02-30", title: "A day that never came",
         cites: [(source: "gazette-2031-05-06")]),
    ],
    statements: [
        (id: "good-one", source: "gazette-2031-05-06", para: 2, kind: Quote, speaker: "envoy",
         said: "2031-05-05", event: "offer", text: "The berths stay open."),
        (id: "unknown-speaker", source: "gazette-2031-05-06", para: 2, kind: Quote,
         speaker: ⟦unknown-reference⟧"envvoy", text: "x"),
        (id: "wrong-kind", source: ⟦unknown-reference⟧"offer", para: 1, kind: Quote, speaker: "envoy", text: "x"),
        (id: "no-para", source: ⟦no-paragraph⟧"gazette-2031-05-06", kind: Quote, speaker: "envoy", text: "x"),
        (id: "para-zero", source: "gazette-2031-05-06", para: ⟦bad-paragraph⟧0, kind: Reported, text: "x"),
        (id: "para-words", source: "gazette-2031-05-06", para: ⟦wrong-type⟧"three", kind: Reported, text: "x"),
        (id: "mistyped", source: "gazette-2031-05-06", para: 2, kind: Reported, ⟦unknown-field⟧speeker: "envoy", text: "x"),
        (id: "twice", source: "gazette-2031-05-06", para: 2, kind: Reported, text: "x", ⟦duplicate-field⟧text: "y"),
        (id: "too-early", source: "gazette-2031-05-06", para: 2, kind: Reported, speaker: "envoy",
         said: ⟦said-after-published⟧"2031-06-01", text: "Said after it was printed."),
        (id: "round-a", source: "gazette-2031-05-06", kind: Reported, same_as: ⟦cycle⟧"round-b", text: "x"),
        (id: "round-b", source: "gazette-2031-05-06", kind: Reported, same_as: "round-a", text: "x"),
        (id: "rests-on-lost", source: "gazette-2031-05-06", kind: Reported, same_as: "mistyped", text: "x"),
        (id: "self", source: "gazette-2031-05-06", kind: Reported, links: [⟦self-link⟧RespondsTo("self")], text: "x"),
        (id: "good-two", source: "wire-2031-05-07", para: 1, kind: Reported, speaker: "envoy",
         text: "The harbour will not close."),
    ],
    notes: [
        (id: "about-nothing", kind: Gap, about: ⟦empty⟧[], text: "x"),
    ],
    series: [
        (id: "berths", party: "north", measure: "berths", points: [
            (date: "2031-01-01", value: ⟦bad-number⟧inf, status: Unverified),
            (date: "2031-02-01", value: 5, status: Unverified),
        ]),
    ],
)
"#;

#[test]
fn every_mistake_is_told_at_its_place_and_good_records_survive() {
    let loaded = check(MISTAKES);
    let (mut codes, _): (Vec<_>, Vec<_>) = loaded.problems.iter().map(|p| (p.code, ())).unzip();
    codes.sort();
    codes.dedup();
    assert!(codes.len() >= 20, "{} sorts of mistakes", codes.len());
    assert!(loaded.problems.iter().all(|p| p.help.is_some()), "{:#?}", loaded.problems);
    for id in ["good-one", "good-two"] {
        assert!(ids(&loaded).contains(&id), "{:?}", ids(&loaded));
    }
    for lost in ["mistyped", "round-a", "round-b", "rests-on-lost"] {
        assert!(!ids(&loaded).contains(&lost), "{lost}");
    }
    let rests: Vec<_> = loaded.problems.iter().filter(|p| p.left_out > 0).collect();
    let rests: Vec<_> = rests.iter().map(|p| (p.code.name(), p.left_out)).collect();
    assert_eq!(
        rests,
        [("unknown-field", 1), ("cycle", 1)],
        "the cause once, with what rests on it"
    );
    assert_eq!(loaded.chronology.series()[0].points.len(), 1);
    assert!(loaded.left_out > 0);
}

/// Every field of the second edition, used as it is meant, in two files' worth of one.
const SECOND_EDITION: &str = r#"(
    meta: (schema: 1, title: "The crossing", version: "2.1", anchor: (event: "start", label: "S")),
    defaults: (source: "log", said: "2031-05-06T10:00Z", basis: Resolved("at ten"), event: "start",
               speaker: "pilot", venue: "radio", lang: "fi", status: Declared, cite: (source: "log", locator: "p. 4")),
    parties: [(id: "north", name: "North")],
    speakers: [
        (id: "pilot", name: "The Pilot of the Ferry", short: "Pilot", kind: Office, party: "north"),
        (id: "mate", name: "The Mate", kind: Person),
    ],
    sources: [
        (id: "log", kind: Book, outlet: "Harbour", published: "2031-05-07", corrected: "2031-05-08"),
        (id: "scan", kind: Copy, copy_of: "log", outlet: "Archive", retracted: "2031-06-01", lang: "en"),
        (id: "speech", kind: Speech, outlet: "Harbour"), (id: "air", kind: Broadcast, outlet: "Harbour"),
        (id: "talk", kind: Interview, outlet: "Harbour"), (id: "court", kind: Court, outlet: "Harbour"),
        (id: "letter", kind: Letter, outlet: "Harbour"), (id: "post", kind: Social, outlet: "Harbour"),
        (id: "odd", kind: ⟦unknown-kind⟧Papyrus, outlet: "Harbour"),
    ],
    events: [(id: "start", date: "2031-05-06T09:59:30Z", title: "She casts off",
              cites: [(source: "odd", locator: "fol. 3v")])],
    statements: [
        (id: "left-out", para: 1, kind: Quote, text: "All of this is in the defaults."),
        (id: "own", locator: "00:12:30", kind: Quote, speakers: ["mate", "pilot"], to: ["pilot", "the port"],
         place: "on deck", hearsay: true, said: "2031-05-06T10:05:05Z/T10:07Z", source: "scan",
         original: (lang: "fi", text: "Nyt mennään."), text: "Off we go."),
        (id: "again", para: 2, kind: Quote, same_as: "own", text: "Off we go."),
    ],
    notes: [(id: "n", kind: Gap, about: ["own"], text: "Nobody heard the rest.", since: "2031-05-09")],
    series: [(id: "depth", measure: "depth", unit: "m", points: [
        (date: "2031-05-06T10:01Z", value: -3.5),
        (date: "2031-05-06T10:00Z", value: -3, published: "2031-05-09", cite: (source: "scan")),
        (date: "2031-05-06T10:02Z~", status: NotProvided),
    ])],
)"#;

#[test]
fn every_field_of_the_second_edition_loads() {
    let loaded = check(SECOND_EDITION);
    let c = &loaded.chronology;
    assert_eq!(loaded.left_out, 0);
    let anchor = c.meta.anchor.as_ref().unwrap();
    assert_eq!((&*c.event(anchor.event).id, &*anchor.label), ("start", "S"));
    assert_eq!(c.meta.version.as_deref(), Some("2.1"));
    let statement = |id: &str| c.statements().iter().find(|s| &*s.id == id).unwrap();
    let filled = statement("left-out");
    let speaker = |s: &Statement| s.speaker.map(|ix| c.speaker(ix).id.to_string());
    assert_eq!(&*c.source(filled.source).id, "log");
    assert_eq!(speaker(filled).as_deref(), Some("pilot"));
    assert_eq!(filled.venue.as_deref(), Some("radio"));
    assert_eq!(filled.basis, Basis::Resolved("at ten".into()));
    let own = statement("own");
    assert_eq!(own.basis, Basis::Stated, "a date of its own has a basis of its own");
    assert_eq!((speaker(own).as_deref(), own.all_speakers().len()), (Some("mate"), 2));
    assert_eq!(own.original.as_ref().map(|o| &*o.lang), Some("fi"));
    assert!(own.hearsay && own.to.len() == 2 && own.place.is_some());
    let again = statement("again");
    assert_eq!(
        (&again.said, &again.speakers),
        (&own.said, &own.speakers),
        "the head's, not the file's"
    );
    let langs: Vec<_> = c.sources().iter().map(|s| s.lang.as_deref()).take(2).collect();
    assert_eq!(langs, [Some("fi"), Some("en")]);
    assert_eq!(c.sources()[1].copy_of, Some(SourceIx::FIRST));
    assert_eq!(c.source(c.events()[0].cites[0].source).kind, SourceKind::Unknown);
    let depth = &c.series()[0];
    assert_eq!(depth.party, None);
    let points: Vec<_> = depth.points.iter().map(|p| (p.value, p.status)).collect();
    let (declared, none) = (PointStatus::Declared, PointStatus::NotProvided);
    assert_eq!(points, [(Some(-3.0), declared), (Some(-3.5), declared), (None, none)]);
    assert_eq!(depth.points[1].cite.as_ref().and_then(|c| c.locator.as_deref()), Some("p. 4"));
}

#[test]
fn what_no_default_gives_is_missed_where_it_is_missing() {
    check(
        r#"( meta: (schema: 1, title: "t", anchor: (event: ⟦unknown-reference⟧"nowhere")),
        sources: [
            (id: "a", kind: Copy, copy_of: ⟦cycle⟧"b", outlet: "A"), (id: "b", kind: Copy, copy_of: "a", outlet: "B"),
            (id: "c", kind: Copy, copy_of: ⟦unknown-reference⟧"d", outlet: "C"),
        ],
        statements: [⟦missing-field⟧(id: "s", kind: Reported, text: "x")],
        series: [(id: "m", measure: "m", points: [⟦missing-field⟧(date: "2031"),
            (date: "2031", value: ⟦bad-number⟧3, status: NotProvided)])],
        )"#,
    );
    // The slip alone: what was meant is taken.
    check(
        r#"( ⟦unknown-field⟧default: (source: "a"), sources: [(id: "a", kind: Wire, outlet: "A")],
        statements: [(id: "s", kind: Reported, text: "x")] )"#,
    );
    check(
        r#"( meta: (schema: 1, title: "t"), defaults: (lang: "fi"),
        ⟦duplicate-field⟧defaults: (lang: "sv"), sources: [(id: "a", kind: Wire, outlet: "A")] )"#,
    );
}

/// Also of a record that is left out for another: one that is not left out itself leads somewhere in the end.
#[test]
fn every_reference_that_leads_nowhere_is_told_at_once() {
    check(
        r#"( meta: (schema: 1, title: "t"),
        speakers: [(id: "lost", name: "L", kind: Person, ⟦unknown-field⟧colour: "red")],
        sources: [(id: "a", kind: Wire, outlet: "A")],
        events: [(id: "e", date: "2031", title: "E", cites: [(source: ⟦unknown-reference⟧"zz")],
            links: [RespondsTo("q"), RespondsTo("r"), RespondsTo(⟦unknown-reference⟧"zz")])],
        statements: [
            (id: "p", source: "a", para: 1, kind: Quote, speaker: "lost", same_as: ⟦unknown-reference⟧"zz", text: "x",
             links: [Repeats(⟦unknown-reference⟧"yy")]),
            (id: "q", source: "a", para: 1, kind: Quote, speaker: "lost", same_as: "r", text: "x",
             links: [RespondsTo("e"), Repeats("p"), Repeats("r"), Repeats(⟦unknown-reference⟧"n")]),
            (id: "r", source: "a", para: 1, kind: Reported, same_as: ⟦unknown-reference⟧"nowhere", text: "x",
             links: [Repeats("q"), Repeats(⟦unknown-reference⟧"xx")]),
        ],
        notes: [(id: "n", kind: Gap, about: ["p"], text: "x", cites: [(source: ⟦unknown-reference⟧"uu")])],
        series: [(id: "s", measure: "m", party: ⟦unknown-reference⟧"vv",
            points: [(date: "2031", value: 1, status: Declared, cite: (source: ⟦unknown-reference⟧"ww"))])] )"#,
    );
}

/// Whether the record that links is left out or not: what is no record in time is told to be none at once.
#[test]
fn a_link_to_what_no_link_leads_to_is_told_at_once() {
    for speaker in ["\"ann\"", "⟦unknown-reference⟧\"zz\""] {
        check(&format!(
            r#"( meta: (schema: 1, title: "t"),
            speakers: [(id: "ann", name: "Ann", kind: Person)],
            sources: [(id: "a", kind: Wire, outlet: "A")],
            statements: [(id: "p", source: "a", para: 1, kind: Quote, speaker: {speaker}, text: "x",
                links: [RespondsTo(⟦unknown-reference⟧"ann"), Repeats(⟦unknown-reference⟧"a")])] )"#
        ));
    }
}

#[test]
fn nearest_names_and_right_forms_are_offered() {
    let loaded = load_text("marked.ron", &unmarked(MISTAKES).0);
    let help = |message: &str| {
        let problem = loaded.problems.iter().find(|p| p.message.contains(message)).unwrap();
        problem.help.clone().unwrap()
    };
    assert_eq!(help("`envvoy`"), "did you mean `envoy`?");
    assert_eq!(help("`nroth`"), "did you mean `north`?");
    assert_eq!(help("`speeker`"), "did you mean `speaker`?");
    assert_eq!(help("`Persona`"), "did you mean `Person`?");
    assert_eq!(help("`May 2031`"), "write \"2031-05\"");
    assert_eq!(help("`The Pilot`"), "write \"the-pilot\"");
}

/// Each text with what survives of three records when the middle one is broken.
#[test]
fn a_broken_record_costs_itself_alone() {
    let record = |id: &str| {
        format!("(id: \"{id}\", source: \"s-1\", kind: Reported, text: \"Words of {id}.\"),\n")
    };
    let sources = "sources: [(id: \"s-1\", kind: News, outlet: \"S\")],\n";
    for broken in [
        "⟦syntax⟧(id: \"two\", source: \"s-1\", kind: Reported, text: \"never closed bracket\",\n",
        "(id: \"two\", source: \"s-1\", kind: Reported, text: ⟦syntax⟧\"never closed string),\n",
        "(id: \"two\", source: \"s-1\", kind: Reported, text: ⟦syntax⟧r#\"never closed raw string\"),\n",
        "(id: \"two\", source: \"s-1\", kind: Reported text: \"comma\"),\n",
        "(id: \"two\", source: \"s-1\", kind: Reported, text: \"a \\q b\"),\n",
        "(id: \"two\", source: \"s-1\", kind: Reported, text: \"too many\"⟦syntax⟧]),\n",
    ] {
        let text = format!(
            "(\n{sources}statements: [\n{}{broken}{}],\n)\n",
            record("one"),
            record("three")
        );
        let (text, expected) = unmarked(&text);
        let loaded = load_text("marked.ron", &text);
        assert_eq!(ids(&loaded), ["one", "three"], "{broken}\n{:#?}", loaded.problems);
        assert_eq!(loaded.problems.len(), 1, "{broken}\n{:#?}", loaded.problems);
        let problem = &loaded.problems[0];
        assert_eq!((problem.code.name(), problem.line), ("syntax", 5), "{broken}\n{problem:#?}");
        if let Some((line, column, _)) = expected.first() {
            assert_eq!((problem.line, problem.column), (*line, *column), "{broken}\n{problem:#?}");
        }
        assert_eq!(loaded.left_out, 1, "{broken}");
    }
}

#[test]
fn a_list_that_is_never_closed_keeps_its_records() {
    let text = "(\nsources: [(id: \"s-1\", kind: News, outlet: \"S\")],\nstatements: [\n\
                (id: \"one\", source: \"s-1\", kind: Reported, text: \"Words.\"),\n";
    let loaded = load_text("open.ron", text);
    assert_eq!(ids(&loaded), ["one"]);
    assert_eq!(loaded.problems[0].code.name(), "syntax");
}

#[test]
fn windows_line_ends_marks_and_comments_change_no_place() {
    let (text, expected) = unmarked(MISTAKES);
    let commented =
        text.replace("    sources: [", "    /* a ( comment [ with \" all */ sources: [");
    for variant in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), commented] {
        let loaded = load_text("marked.ron", &variant);
        let mut lines: Vec<_> =
            found(&loaded).into_iter().map(|(line, _, code)| (line, code)).collect();
        let mut wanted: Vec<_> =
            expected.iter().cloned().map(|(line, _, code)| (line, code)).collect();
        lines.sort();
        wanted.sort();
        assert_eq!(lines, wanted);
    }
}

#[test]
fn columns_count_characters_not_bytes() {
    check("( statements: [ (id: \"жё\u{301}\", x: 1) ], sources: [ (id: \"s\", kind: News, outlet: \"Ж—é\", url: ⟦bad-url⟧\"x\") ] )"
        .replace("(id: \"жё\u{301}\", x: 1)", "(id: \"a\", /* жё — */ ⟦unknown-field⟧x: 1)").as_str());
}

#[test]
fn one_id_in_two_files_names_both_places() {
    let dir = tempfile::tempdir().unwrap();
    let source = "( sources: [\n    (id: \"s-1\", kind: News, outlet: \"S\"),\n] )";
    fs::write(dir.path().join("a.ron"), source).unwrap();
    fs::write(dir.path().join("b.ron"), source.replace("News", "Wire")).unwrap();
    let loaded = load(dir.path()).unwrap();
    let [problem] = loaded.problems.as_slice() else { panic!("{:#?}", loaded.problems) };
    assert_eq!(problem.code.name(), "duplicate-id");
    assert_eq!((problem.line, problem.column), (2, 10));
    assert!(problem.file.ends_with("b.ron"), "{}", problem.file);
    assert!(problem.message.contains("a.ron:2"), "{}", problem.message);
    assert_eq!(loaded.chronology.sources().len(), 1);
    assert_eq!(loaded.chronology.sources()[0].kind.word(), "news", "the first is kept");
}

#[test]
fn a_dataset_that_is_not_there_says_so() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(load(&dir.path().join("none.ron")), Err(LoadError::Unreadable { .. })));
    assert!(matches!(load(dir.path()), Err(LoadError::EmptyFolder(_))));
    fs::write(dir.path().join("notes.txt"), "no dataset").unwrap();
    assert!(matches!(load(dir.path()), Err(LoadError::EmptyFolder(_))));
}

#[test]
fn files_that_are_no_text_are_told_and_the_others_read() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.ron"), "( parties: [(id: \"p\", name: \"P\")] )").unwrap();
    fs::write(dir.path().join("b.ron"), b"( parties: [\n(id: \"\xff\", name: \"P\")] )").unwrap();
    fs::write(dir.path().join("c.ron"), "").unwrap();
    fs::create_dir(dir.path().join("d.ron")).unwrap();
    let loaded = load(dir.path()).unwrap();
    let told: Vec<_> = (loaded.problems.iter())
        .map(|p| (Path::new(&p.file).file_name().unwrap().to_str().unwrap(), p.code.name()))
        .collect();
    assert_eq!(told, [("b.ron", "unreadable"), ("c.ron", "empty"), ("d.ron", "unreadable")]);
    assert!(loaded.problems.iter().all(|p| p.severity == Severity::Error));
    assert_eq!(loaded.chronology.parties().len(), 1);
}

/// Opening a pipe waits for its writer; a dataset folder with one in it must not.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_told_and_not_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.ron"), "( parties: [(id: \"p\", name: \"P\")] )").unwrap();
    let pipe = dir.path().join("b.ron");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let loaded = load(dir.path()).unwrap();
    assert_eq!(loaded.problems.len(), 1);
    assert_eq!(loaded.problems[0].code.name(), "unreadable");
    assert_eq!(loaded.chronology.parties().len(), 1);
    assert!(matches!(load(&pipe), Err(LoadError::NoFile(_))));
}

#[test]
fn hidden_characters_are_told_with_their_number_and_never_kept() {
    let loaded = check("( parties: [(id: \"p\", name: \"P⟦control-character⟧\u{202e}Q\")] )");
    assert!(loaded.problems[0].message.contains("U+202E"));
    assert_eq!(&*loaded.chronology.parties()[0].name, "P\u{fffd}Q");
}

/// The example that people begin from is a dataset without a fault, and of another subject than the shipped one.
#[test]
fn the_example_is_read_without_a_problem() {
    let loaded = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/apollo-11")).unwrap();
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    assert_eq!(loaded.left_out, 0);
    assert!(loaded.chronology.meta.anchor.is_some(), "it counts from lift-off");
    assert!(loaded.chronology.statements().len() > 100);
}

/// Characters of several bytes, visible and not, that end up where a record begins.
#[test]
fn any_character_where_a_record_is_expected_is_told_at_its_place() {
    for c in "é—，。（）“🚀\u{feff}\u{200b}\u{2060}".chars() {
        for text in [
            format!("(\nsources: [ ⟦syntax⟧{c}\n(id: \"s-1\", kind: News, outlet: \"S\"),\n],\n)"),
            format!("(\nsources: [\n(id: \"s-1\", kind: News, outlet: \"S\"),\n⟦syntax⟧{c}\n],\n)"),
        ] {
            let (text, expected) = unmarked(&text);
            let loaded = load_text("marked.ron", &text);
            assert_eq!(found(&loaded).first(), expected.first(), "{c:?} {:#?}", loaded.problems);
            assert_eq!(loaded.chronology.sources().len(), 1, "{c:?}");
        }
    }
}

/// Records behind a list that was closed before them are of its kind; so are those of a list that something stands
/// before.
#[test]
fn records_behind_their_list_are_told_and_kept() {
    let event = |id: &str| format!("(id: \"{id}\", title: \"T\", cites: [(source: \"s\")]),\n");
    let (a, b, c) = (event("a"), event("b"), event("c"));
    let sources = "sources: [(id: \"s\", kind: News, outlet: \"S\")],\n";
    let notes = "notes: [(id: \"n\", kind: Gap, about: [\"a\"], text: \"x\")],\n";
    for lists in [
        format!("{sources}events: [\n{a}],\n⟦syntax⟧{b}{c}],\n{notes}"),
        format!("{sources}events: [\n{a}],\n⟦syntax⟧{b}{c}{notes}"),
        format!("{sources}{notes}events: [\n{a}],\n⟦syntax⟧{b}{c}"),
        format!("{sources}events: [\n{a}],\n⟦syntax⟧[{b}{c}],\n{notes}"),
    ] {
        let loaded = check(&format!("(\n{lists})"));
        assert_eq!(loaded.chronology.events().len(), 3, "{lists}");
        assert_eq!((loaded.chronology.notes_list().len(), loaded.left_out), (1, 0), "{lists}");
    }
    let pasted = format!("(\n{sources}events: (id: \"x\"[\n{a}{b}{c}],\n{notes})");
    let loaded = load_text("pasted.ron", &pasted);
    assert_eq!((loaded.chronology.events().len(), loaded.left_out), (3, 1), "{loaded:#?}");
}

/// A sign within the name of a list is told, and the list read; one without a name is counted.
#[test]
fn a_list_whose_name_is_broken_is_told_and_read() {
    let sources = "sources: [(id: \"s\", kind: News, outlet: \"S\")],\n";
    let events = "(id: \"a\", title: \"T\", cites: [(source: \"s\")]),\n";
    for name in ["e[vents", "even ts", "eve—nts", "e(vents", "event.s", "even{ts"] {
        let loaded =
            check(&format!("(\n{sources}⟦syntax⟧{name}: [\n{events}{events}],\n)").replacen(
                "id: \"a\"",
                "id: \"b\"",
                1,
            ));
        assert_eq!((loaded.chronology.events().len(), loaded.left_out), (2, 0), "{name}");
    }
    for name in ["", "nn, ", "xyz [", "nn = ["] {
        let text = format!("(\n{name} [\n{events}{events}],\n{sources})");
        let loaded = load_text("unnamed.ron", &text);
        assert!(!loaded.problems.is_empty(), "{name}");
        assert_eq!(
            (loaded.chronology.sources().len(), loaded.left_out),
            (1, 2),
            "{name} {loaded:#?}"
        );
    }
}

/// Whatever is typed between the name of a list and its bracket is told at its place, and the list read.
#[test]
fn a_list_that_something_stands_before_is_told_and_read() {
    let parties = "(id: \"p\", name: \"P\"), (name: \"Q\", id: \"q\")";
    let notes = "notes: [(id: \"n\", kind: Gap, about: [\"p\"], text: r#\"x\"#)],";
    for sign in [
        "\"", "\"#", "#\"", "r#\"", "'", "\\", ";", "—", "“", "é", "x", "0", "Some(", "{", ":",
        ",", "= ", "-", "\u{feff}", "/", "a b ", "r\"",
    ] {
        let text = format!("( parties: ⟦syntax⟧{sign} [{parties}],\n{notes} )");
        let (text, expected) = unmarked(&text);
        let loaded = load_text("marked.ron", &text);
        let (first, c) = (found(&loaded), &loaded.chronology);
        let kept = (c.parties().len(), c.notes_list().len(), loaded.left_out);
        assert_eq!(kept, (2, 1, 0), "{sign:?} {:#?}", loaded.problems);
        assert_eq!(first.first(), expected.first(), "{sign:?} {:#?}", loaded.problems);
    }
    // What has a comma behind it is a value, and the list of another form; no bracket of a comment is a list's.
    for value in ["\"s\"", "5", "None", "\"see [1]\"", "/* [(id: \"a\")] */ x"] {
        let loaded = load_text("marked.ron", &format!("( parties: {value},\n{notes} )"));
        assert_eq!(loaded.problems[0].message, "a list is expected here", "{value}");
        assert_eq!((loaded.chronology.parties().len(), loaded.left_out), (0, 1), "{value}");
    }
}

/// A raw string without its end runs on to the end of another: what it holds of records is none of its words.
#[test]
fn a_raw_string_that_runs_on_to_another_is_told_where_it_begins() {
    let record = |id: &str, name: &str| format!("(id: \"{id}\", name: {name}),\n");
    let (q, r) = (record("q", "\"Q\""), record("r", "r#\"R\"#"));
    for (begin, note) in [("r#\"P\"", "r#\"x\"#"), ("r\"P", "r\"x\""), ("r##\"P\"#", "r##\"x\"##")]
    {
        let notes = format!("notes: [(id: \"n\", kind: Gap, about: [\"q\"], text: {note})],");
        let p = record("p", &format!("⟦syntax⟧{begin}"));
        let text = format!("( parties: [{p}{q}{r}],\n{notes} )");
        let (text, expected) = unmarked(&text);
        let loaded = load_text("marked.ron", &text);
        let c = &loaded.chronology;
        let kept = (c.parties().len(), c.notes_list().len(), loaded.left_out);
        assert_eq!(kept, (2, 1, 1), "{begin} {:#?}", loaded.problems);
        assert_eq!(found(&loaded).first(), expected.first(), "{begin} {:#?}", loaded.problems);
    }
}

/// What is typed in or before the name of a list costs none of its records, nor does the name of another section
/// among them.
#[test]
fn no_record_is_lost_for_what_stands_in_or_before_the_name_of_a_list() {
    let events = "(id: \"a\", title: \"T\"), (id: \"b\", title: \"T\")";
    let parties = "parties: [(id: \"p\", name: \"P\")],";
    for list in [
        "text: events: [",
        "notes: events: [",
        "meta: events: [",
        "ev: ents: [",
        "event: s: [",
        "events:: [",
        "eventstext: : [",
        "events: [ meta: (",
        "events: [ defaults: (",
        "defaults: ( events: [",
        "x: r#\" events: [",
        "events: [ (id: \"c\", meta: (title: \"T\"),",
        "events: [ (id: \"c\", title: \"T\", meta: (date: \"2020\"),",
    ] {
        let text = format!("( {parties}\n{list} {events} ],\nseries: [(id: \"s\")] )");
        let loaded = load_text("named.ron", &text);
        let c = &loaded.chronology;
        assert_eq!(c.parties().len(), 1, "{list} {:#?}", loaded.problems);
        let met = c.events().len() + loaded.left_out;
        let own = 3 + usize::from(list.contains("\"c\""));
        assert!((own..=own + 1).contains(&met), "{list}: {met} {:#?}", loaded.problems);
        assert!(!loaded.problems.is_empty(), "{list}");
    }
}

/// The same where a list is expected: before the first, between two, behind the last, behind the dataset.
#[test]
fn a_bracket_too_early_in_the_name_of_a_field_costs_no_list_behind_it() {
    let base = r#"(
    meta: (title: "T"),
    speakers: [
        (id: "south", name: "South", kind: Person),
        (id: "office", name: "Bureau", aka: ["B"], kind: Office),
    ],
    sources: [(id: "g", kind: News, outlet: "G", published: "2020-01-01")],
    statements: [(id: "s", speaker: "south", source: "g", para: 1, kind: Quote, text: "x")],
)"#;
    for name in ["aka", "kind: Office", "name", "id: \"office\"", "[\"B\""] {
        for bracket in [")", "]", ")]", "})"] {
            let at = base.rfind(name).unwrap() + name.len();
            let loaded = load_text("x.ron", &[&base[..at], bracket, &base[at..]].concat());
            let c = &loaded.chronology;
            assert!(!loaded.problems.is_empty(), "{name}{bracket}");
            let kept = (c.sources().len(), c.statements().len());
            assert_eq!(kept, (1, 1), "{name}{bracket}");
        }
    }
}

#[test]
fn any_character_where_a_list_is_expected_is_told_at_its_place() {
    const FIRST: &str = "sources: [(id: \"s-1\", kind: News, outlet: \"S\")],";
    const SECOND: &str = "parties: [(id: \"p\", name: \"P\")],";
    for c in "é—，。）“🚀=;%".chars() {
        for text in [
            format!("( ⟦syntax⟧{c} {FIRST}\n{SECOND}\n)"),
            format!("(\n⟦syntax⟧{c}{FIRST}\n{SECOND}\n)"),
            format!("(\n{FIRST}\n⟦syntax⟧{c}  {SECOND}\n)"),
            format!("(\n{FIRST}\n{SECOND}\n⟦syntax⟧{c}\n)"),
            format!("(\n{FIRST}\n)\n⟦syntax⟧{c} {SECOND}\n"),
        ] {
            let (text, expected) = unmarked(&text);
            let loaded = load_text("marked.ron", &text);
            assert_eq!(found(&loaded).first(), expected.first(), "{c:?} {:#?}", loaded.problems);
            let c = &loaded.chronology;
            assert_eq!((c.sources().len(), c.parties().len()), (1, 1), "{text}");
        }
    }
}

/// The dataset that is built in, read by `ron` alone into whatever it holds: every id, title and text is the same.
#[test]
fn what_is_read_is_what_ron_reads() {
    use ron::Value;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/new-start");
    let loaded = load(&folder).unwrap();
    let c = &loaded.chronology;
    let mut ours: Vec<(String, String)> = Vec::new();
    ours.extend(c.events().iter().map(|e| (e.id.to_string(), e.title.to_string())));
    ours.extend(c.statements().iter().map(|s| (s.id.to_string(), s.text.to_string())));
    ours.extend(c.notes_list().iter().map(|n| (n.id.to_string(), n.text.to_string())));
    let mut theirs: Vec<(String, String)> = Vec::new();
    let get = |record: &Value, field: &str| match record {
        Value::Map(map) => map.get(&Value::String(field.into())).cloned(),
        _ => None,
    };
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        let file: Value = ron::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for (list, field) in [("events", "title"), ("statements", "text"), ("notes", "text")] {
            let Some(Value::Seq(records)) = get(&file, list) else { continue };
            for record in records {
                let (Some(Value::String(id)), Some(Value::String(words))) =
                    (get(&record, "id"), get(&record, field))
                else {
                    panic!("{path:?}: {record:?}");
                };
                theirs.push((id, startline::text::sanitise_line(&words).into_owned()));
            }
        }
    }
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
    assert!(ours.len() > 200, "{}", ours.len());
}

/// Every problem is told, whatever else is wrong: a record without a usable id takes no reference with it but those
/// that name it as it is written or as it should be.
#[test]
fn a_record_without_a_usable_id_hides_no_other_problem() {
    let told = |sources: &str, cited: &[&str]| {
        let event = |(n, id): (usize, &&str)| {
            format!("(id: \"e{n}\", date: \"2024\", title: \"E\", cites: [(source: \"{id}\")]),\n")
        };
        let events: String = cited.iter().enumerate().map(event).collect();
        let text = format!(
            "(sources: [(id: \"s1\", kind: News, outlet: \"S\"),\n{sources}],\nevents: [\n{events}])"
        );
        let loaded = load_text("d.ron", &text);
        let problems = loaded.problems.iter().map(|p| (p.code.name(), p.line, p.left_out));
        (problems.collect::<Vec<_>>(), loaded.chronology.events().len(), loaded.left_out)
    };
    let twice = "(id: \"s1\", kind: Wire, outlet: \"T\")";
    assert_eq!(
        told(twice, &["nope", "s1"]),
        (vec![("duplicate-id", 2, 0), ("unknown-reference", 4, 0)], 1, 2)
    );
    assert_eq!(
        told("(kind: Wire, outlet: \"T\")", &["nope"]),
        (vec![("missing-field", 2, 0), ("unknown-reference", 4, 0)], 0, 2)
    );
    assert_eq!(
        told(
            "(id: \"Second Source\", kind: Wire, outlet: \"T\")",
            &["nope", "Second Source", "second-source"]
        ),
        (vec![("bad-id", 2, 2), ("unknown-reference", 4, 0)], 0, 4)
    );
    assert_eq!(
        told("(id: \"S2\", kind: Wire, outlet: \"T\")", &["S2", "s2", "entirely"]),
        (vec![("bad-id", 2, 2), ("unknown-reference", 6, 0)], 0, 4)
    );
}

#[test]
fn a_comma_ends_a_paragraph_of_a_list_whatever_follows() {
    let dataset = |also: &str| {
        format!(
            r#"(sources: [(id: "s", kind: News, outlet: "Post")], statements: [
                (id: "said", source: "s", para: 3, also: {also}, kind: Reported, text: "They agree."),
            ])"#
        )
    };
    for also in ["[7,9]", "[7, 9]", "[7 ,9,]", "[ 7,\n9 ]", "[7,/* and */9]"] {
        let loaded = load_text("list.ron", &dataset(also));
        assert_eq!(found(&loaded).iter().filter(|(.., code)| code == "wrong-type").count(), 0);
        let also: Vec<_> = loaded.chronology.statements().iter().map(|s| s.also.clone()).collect();
        assert_eq!(also, [vec![7, 9]]);
    }
    assert!(ids(&load_text("list.ron", &dataset("[7.9]"))).is_empty());
}
