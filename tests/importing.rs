//! Importing: what goes out comes in again, ids stay, and what cannot be carried is told at its place.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use startline::chronology::Chronology;
use startline::chronology::load::{DatasetPlace, Loaded, load_beside, load_text, shipped};
use startline::chronology::model::{Entity, SourceKind, Subject};
use startline::cite::{self, Style};
use startline::import::{FIELDS, Imported, Lost, Wishes, csl, csv};

fn program(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    for name in ["STARTLINE_DATASET", "STARTLINE_TEXTS", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap()
}

fn bring(sheet: &str) -> Imported {
    csv(sheet.as_bytes(), "sheet.csv", &Wishes::default()).unwrap()
}

fn told(imported: &Imported) -> Vec<String> {
    imported.lost.iter().map(Lost::to_string).collect()
}

fn loaded(imported: &Imported) -> Loaded {
    load_text("imported.ron", &imported.ron)
}

fn errors(loaded: &Loaded) -> Vec<String> {
    let bad = |p: &&startline::chronology::problem::Problem| {
        p.severity == startline::chronology::problem::Severity::Error
    };
    loaded.problems.iter().filter(bad).map(|p| format!("{}: {}", p.line, p.message)).collect()
}

/// Everything that a dataset says of its statements, with ids in place of positions, by id.
fn statements(c: &Chronology) -> BTreeMap<String, Vec<String>> {
    let of = |s: &startline::chronology::model::Statement| {
        let speakers = |all: &[startline::chronology::model::SpeakerIx]| {
            all.iter().map(|ix| c.speaker(*ix).id.to_string()).collect::<Vec<_>>().join(" ")
        };
        let link = |l: &startline::chronology::model::Link| match l.to {
            Subject::Event(ix) => format!("{:?} {}", l.kind, c.event(ix).id),
            Subject::Statement(ix) => format!("{:?} {}", l.kind, c.statement(ix).id),
        };
        vec![
            c.source(s.source).id.to_string(),
            format!("{:?} {:?} {:?}", s.para, s.locator, s.also),
            format!("{:?}", s.kind),
            speakers(s.speaker.as_slice()),
            speakers(&s.speakers),
            format!("{:?}", s.to),
            format!("{:?}", s.said),
            format!("{:?}", s.basis),
            format!("{:?} {:?} {:?}", s.venue, s.place, s.via),
            s.event.map_or(String::new(), |ix| c.event(ix).id.to_string()),
            format!("{} {}", s.hearsay, s.asks),
            format!("{:?} {:?}", s.original, s.translation),
            s.same_as.map_or(String::new(), |ix| c.statement(ix).id.to_string()),
            s.links.iter().map(link).collect::<Vec<_>>().join(" "),
            format!("{:?}", s.topics),
            s.text.to_string(),
        ]
    };
    c.statements().iter().map(|s| (s.id.to_string(), of(s))).collect()
}

const APOLLO: &str = "examples/apollo-11";

#[test]
fn statements_come_in_as_they_went_out() {
    for (place, dataset) in
        [(DatasetPlace::BuiltIn, "new-start"), (DatasetPlace::At(APOLLO.into()), APOLLO)]
    {
        let sheet = program(&["list", "statements", "--format", "csv", "-d", dataset]);
        assert!(sheet.status.success());
        let before = match &place {
            DatasetPlace::BuiltIn => shipped(),
            DatasetPlace::At(path) => startline::chronology::load::load(path).unwrap(),
        };
        // Links to events and notes are the dataset's own: known are all of its records but the statements.
        let wishes = Wishes::default();
        let imported = csv(&sheet.stdout, "all.csv", &wishes).unwrap();
        let elsewhere =
            |lost: &Lost| ["notes: ", "links: "].iter().any(|of| lost.message.starts_with(of));
        assert!(imported.lost.iter().all(elsewhere), "{dataset}: {:#?}", told(&imported));
        // Sources, speakers and events come back with all that a row tells of them, and nothing of it is assumed.
        let alone = loaded(&imported);
        for (id, source) in told_of_sources(&alone.chronology) {
            assert_eq!(Some(&source), told_of_sources(&before.chronology).get(&id), "{dataset}");
        }
        let assumed: Vec<&str> =
            imported.ron.lines().filter(|line| line.ends_with("// assumed")).collect();
        let of_others = |line: &&str| ["name:", "kind: Person"].iter().any(|of| line.contains(of));
        let others =
            before.chronology.statements().iter().filter(|s| !s.speakers.is_empty()).count();
        assert!(assumed.iter().all(of_others) && assumed.len() <= 2 * others, "{assumed:?}");
        // By the side of the rest of the dataset nothing at all is lost.
        let rest = without_statements(dataset);
        let known = vec![DatasetPlace::At(rest.path().to_owned())];
        let wishes = Wishes { known: known.clone(), ..Wishes::default() };
        let imported = csv(&sheet.stdout, "all.csv", &wishes).unwrap();
        assert_eq!(told(&imported), Vec::<String>::new(), "{dataset}");
        let after = load_beside(&known, "imported.ron", &imported.ron).unwrap();
        let of_import = |p: &&startline::chronology::problem::Problem| {
            p.file == "imported.ron"
                && p.severity == startline::chronology::problem::Severity::Error
        };
        assert_eq!(after.problems.iter().filter(of_import).count(), 0, "{dataset}");
        let (before, after) = (statements(&before.chronology), statements(&after.chronology));
        assert_eq!(before.len(), after.len());
        for (id, record) in &before {
            assert_eq!(Some(record), after.get(id), "{dataset}: {id}");
        }
    }
}

/// What a row of statements tells of each source, speaker and event beside it, by list and id.
fn told_of_sources(c: &Chronology) -> BTreeMap<String, Vec<String>> {
    let source = |s: &startline::chronology::model::Source| {
        let dates = [&s.published, &s.stamp, &s.updated, &s.corrected, &s.retracted, &s.accessed];
        vec![
            format!("{:?} {:?} {} {:?}", s.kind, s.unknown_kind, s.outlet, s.title),
            format!("{dates:?} {:?} {:?} {:?}", s.outlet_basis, s.published_basis, s.dateline),
            format!("{:?} {:?} {:?} {:?} {:?}", s.authors, s.editors, s.lang, s.url, s.archive),
        ]
    };
    let event = |e: &startline::chronology::model::Event| {
        vec![format!("{} {:?} {:?}", e.title, e.date, e.basis)]
    };
    let sources = c.sources().iter().map(|s| (format!("source {}", s.id), source(s)));
    sources.chain(c.events().iter().map(|e| (format!("event {}", e.id), event(e)))).collect()
}

/// A dataset less its statements, in a folder of its own.
fn without_statements(dataset: &str) -> tempfile::TempDir {
    let from = if dataset == "new-start" { "assets/new-start" } else { dataset };
    let dir = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "ron") {
            continue;
        }
        // A list that nobody knows is left out with what is in it.
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("    statements: [", "    statments_of_before: [");
        std::fs::write(dir.path().join(path.file_name().unwrap()), text).unwrap();
    }
    dir
}

/// What CSL holds of each source, by id.
fn sources(c: &Chronology) -> BTreeMap<String, Vec<String>> {
    let of = |s: &startline::chronology::model::Source| {
        vec![
            format!("{:?}", s.kind),
            s.outlet.to_string(),
            format!("{:?}", s.title),
            format!("{:?} {:?}", s.authors, s.editors),
            format!("{:?}", s.published.as_ref().map(|d| d.as_str().to_owned())),
            format!("{:?} {:?}", s.url, s.archive),
            format!("{:?}", s.accessed.as_ref().map(|d| d.as_str().to_owned())),
            format!("{:?}", s.lang),
        ]
    };
    c.sources().iter().map(|s| (s.id.to_string(), of(s))).collect()
}

#[test]
fn sources_come_in_as_they_went_out() {
    for c in [
        shipped().chronology,
        startline::chronology::load::load(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(APOLLO).as_path(),
        )
        .unwrap()
        .chronology,
    ] {
        let all: Vec<Entity> = (0..c.sources().len()).map(|n| Entity::Source(n.into())).collect();
        let library = cite::render(&c, &all, Style::Csl);
        let imported = csl(library.as_bytes(), "library.json", &Wishes::default()).unwrap();
        assert_eq!(told(&imported), Vec::<String>::new());
        let after = loaded(&imported);
        assert_eq!(errors(&after), Vec::<String>::new());
        let (before, after) = (sources(&c), sources(&after.chronology));
        for (id, source) in &before {
            assert_eq!(Some(source), after.get(id), "{id}");
        }
        assert_eq!(before.len(), after.len());
    }
}

#[test]
fn every_kind_comes_back() {
    for kind in SourceKind::ALL {
        let ron = format!(r#"( sources: [(id: "a", kind: {kind:?}, outlet: "A")] )"#);
        let c = load_text("a.ron", &ron).chronology;
        let library = cite::render(&c, &[Entity::Source(0.into())], Style::Csl);
        let imported = csl(library.as_bytes(), "a.json", &Wishes::default()).unwrap();
        assert_eq!(loaded(&imported).chronology.sources()[0].kind, *kind);
    }
}

#[test]
fn names_come_in_as_they_went_out() {
    let names = [
        "Aldrin, Edwin E., Jr.",
        "King, Jr.",
        "Barnes & Noble, Inc.",
        "Telefónica, S.A.",
        "Arms Control, Verification, and Compliance",
        "Port Office",
        "Field, Jo",
        "van den Berg, Jan",
        "毛, 泽东",
        "Plato",
    ];
    for field in ["authors", "editors"] {
        let ron = format!(r#"(sources: [(id: "a", kind: News, outlet: "A", {field}: {names:?})])"#);
        let c = load_text("a.ron", &ron).chronology;
        let library = cite::render(&c, &[Entity::Source(0.into())], Style::Csl);
        let imported = csl(library.as_bytes(), "a.json", &Wishes::default()).unwrap();
        assert_eq!(told(&imported), Vec::<String>::new());
        assert_eq!(sources(&c), sources(&loaded(&imported).chronology));
    }
}

#[test]
fn names_of_other_programs_stay_whole_or_are_told() {
    let of = |name: &str| {
        let library = format!(
            r#"[{{"id": "a", "type": "book", "title": "T", "publisher": "P", "author": [{name}]}}]"#
        );
        let imported = csl(library.as_bytes(), "a.json", &Wishes::default()).unwrap();
        let source = loaded(&imported).chronology.sources()[0].clone();
        (source.authors.first().map(ToString::to_string), told(&imported).len())
    };
    for (name, written) in [
        // As Zotero keeps what stands behind a name, and as pandoc does.
        (r#"{"family": "King", "given": "Martin Luther, Jr."}"#, "King, Martin Luther, Jr."),
        (r#"{"family": "King", "given": "M. L.", "suffix": "Jr."}"#, "King, M. L., Jr."),
        (r#"{"family": "Lee", "given": "Ann", "suffix": "PhD"}"#, "Lee, Ann PhD"),
        (r#"{"family": "Lee, PhD", "given": "Ann"}"#, "Lee PhD, Ann"),
        (
            r#"{"family": "Humboldt", "given": "A.", "dropping-particle": "von"}"#,
            "Humboldt, A. von",
        ),
        (r#"{"family": "Smith, Ltd"}"#, "Smith, Ltd"),
        (r#"{"given": "Plato"}"#, "Plato"),
    ] {
        assert_eq!(of(name), (Some(written.to_owned()), 0), "{name}");
    }
    for name in [r#"{"literal": "Ministry of Trade, Norway"}"#, "{}", r#""A. B.""#] {
        assert_eq!(of(name), (None, 1), "{name}");
    }
}

const SHEET: &str = "\
date,who,what said,source,url,published,para,Colour
5 Feb 2026,Sergey Lavrov,“There is no answer.”,TASS,https://tass.com/1,Feb. 5 2026,3,red
20.07.1969,Рябков,“It was so.”,,https://www.un.org/a/b,,¶ 2,
05/06/2024,Sergey LAVROV,He said that it was over.,TASS,https://tass.com/2,,four,
";

fn mapped(sheet: &str) -> Imported {
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let map = vec![pair("date", "said"), pair("who", "speaker"), pair("what said", "text")];
    csv(sheet.as_bytes(), "sheet.csv", &Wishes { map, ..Wishes::default() }).unwrap()
}

#[test]
fn a_sheet_as_people_keep_it_becomes_records() {
    let imported = mapped(SHEET);
    assert_eq!(
        told(&imported),
        [
            "1:8: column `Colour`: 1 cell not carried: no field goes by its name; map it with --map COLUMN=FIELD",
            "4:1: said: `05/06/2024` is no EDTF date: interval must contain exactly one '/'; \
             day and month cannot be told apart: write \"2024-06-05\" or \"2024-05-06\", year first as in 2025-09-22",
            "4:5: url: `https://tass.com/2` is not carried: line 2 says `https://tass.com/1` of the same record",
            "4:7: para: `four` is refused: a whole number from 1 is expected here; paragraphs count the non-empty lines of the article from 1",
        ]
    );
    let all = loaded(&imported);
    assert_eq!(errors(&all), Vec::<String>::new());
    let c = &all.chronology;
    assert_eq!(c.statements().len(), 3);
    let kinds: Vec<String> = c.statements().iter().map(|s| format!("{:?}", s.kind)).collect();
    assert_eq!(kinds, ["Quote", "Quote", "Reported"]);
    assert_eq!(&*c.statements()[0].text, "There is no answer.");
    let said: Vec<_> =
        c.statements().iter().map(|s| s.said.as_ref().map(|d| d.as_str().to_owned())).collect();
    assert_eq!(said, [Some("2026-02-05".to_owned()), Some("1969-07-20".to_owned()), None]);
    let speakers: Vec<_> = c.speakers().iter().map(|s| s.name.to_string()).collect();
    assert_eq!(speakers, ["Sergey Lavrov", "Рябков"], "capitals make no other person");
    let outlets: Vec<_> =
        c.sources().iter().map(|s| (s.outlet.to_string(), s.url.is_some())).collect();
    assert_eq!(outlets, [("TASS".to_owned(), true), ("un.org".to_owned(), true)]);
    assert!(imported.ron.contains("// not carried, said: 05/06/2024\n"), "{}", imported.ron);
}

#[test]
fn a_title_and_other_words_for_a_kind_are_carried_and_told() {
    let imported = bring(
        "title,text,source,kind,para,speaker\nTalks,It is over.,TASS,paraphrase,1,A. B.\n\
         Talks,It is on.,TASS,Indirect-Speech,2,A. B.\nTalks,They say no.,TASS,quotation,3,A. B.\n\
         Talks,So be it.,TASS,hint,4,A. B.\n",
    );
    let all = loaded(&imported);
    assert_eq!(errors(&all), Vec::<String>::new());
    let c = &all.chronology;
    assert_eq!(c.sources()[0].title.as_deref(), Some("Talks"));
    let kinds: Vec<String> = c.statements().iter().map(|s| format!("{:?}", s.kind)).collect();
    assert_eq!(kinds, ["Reported", "Reported", "Quote", "Reported"]);
    assert_eq!(
        told(&imported),
        [
            "5:4: `hint` is no kind, and the statement is taken as Reported, which claims no wording; \
          kinds are Quote, Fragment, Block, Reported"
        ]
    );
    for remark in [
        "1 row has the kind `paraphrase`, and is taken as Reported",
        "1 row has the kind `indirect speech`, and is taken as Reported",
        "1 row has the kind `quotation`, and is taken as Quote",
    ] {
        assert!(imported.remarks.iter().any(|told| told == remark), "{:?}", imported.remarks);
    }
}

#[test]
fn a_row_that_is_added_changes_no_id() {
    let ids = |sheet: &str| -> Vec<String> {
        let c = loaded(&mapped(sheet)).chronology;
        let of = c.statements().iter().map(|s| s.id.to_string());
        of.chain(c.sources().iter().map(|s| s.id.to_string()))
            .chain(c.speakers().iter().map(|s| s.id.to_string()))
            .collect()
    };
    let before = ids(SHEET);
    assert_eq!(before, ids(SHEET));
    let (head, rows) = SHEET.split_once('\n').unwrap();
    // Alike in all but what tells it apart, before all others.
    let added = "5 Feb 2026,S. Lavrov,“There is no answer.”,TASS,https://tass.com/1,,4,\n";
    let after = ids(&format!("{head}\n{added}{rows}"));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
    // Whoever is known to a dataset keeps the ids of statements as they are.
    let known = tempfile::tempdir().unwrap();
    let people = r#"( speakers: [(id: "lavrov", name: "Sergey Lavrov", kind: Person)] )"#;
    std::fs::write(known.path().join("people.ron"), people).unwrap();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let map = vec![pair("date", "said"), pair("who", "speaker"), pair("what said", "text")];
    let wishes =
        Wishes { map, known: vec![DatasetPlace::At(known.path().to_owned())], ..Wishes::default() };
    let beside = csv(SHEET.as_bytes(), "sheet.csv", &wishes).unwrap();
    for id in before.iter().filter(|id| id.starts_with("sergey-lavrov-")) {
        assert!(beside.ron.contains(&format!("id: \"{id}\"")), "{id}: {}", beside.ron);
    }
    let backwards: String = rows.lines().rev().flat_map(|row| [row, "\n"]).collect();
    let after = ids(&format!("{head}\n{backwards}"));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?} {after:?}");
}

#[test]
fn hostile_sheets_lose_nothing_unsaid() {
    // Quotation marks, lines in a cell, formulas made harmless, rows of other lengths.
    let imported = bring(
        "id,kind,text,source,para,topics\n\
         a,Reported,\"x \"\"y\"\"\nz\",s,1,'=cmd\n\
         b,Reported,'+1 for it,s\n\
         c,Reported,''=x,s,1,t,beyond\n\
         ,,,,,\n\
         a,Reported,again,s,1,\n",
    );
    let c = loaded(&imported).chronology;
    let texts: Vec<_> = c.statements().iter().map(|s| s.text.to_string()).collect();
    assert_eq!(texts, ["x \"y\" z", "+1 for it", "'=x"]);
    assert_eq!(&*c.statements()[0].topics[0], "=cmd");
    assert_eq!(
        told(&imported),
        [
            "5:7: `beyond` stands beyond the 6 columns and is not carried",
            "7:1: this row is not carried: line 2 has the id `a` already",
        ]
    );
    // A cell of a megabyte.
    let long = format!("id,kind,text,source\na,Reported,\"{}\",s\n", "word ".repeat(200_000));
    let imported = bring(&long);
    assert_eq!(loaded(&imported).chronology.statements()[0].text.len(), 999_999);
    // What no terminal may see is escaped, and told.
    let imported = bring("id,kind,text,source\na,Reported,\u{1b}]52;c;eA==\u{7} said,s\n");
    assert!(!imported.ron.contains(['\u{1b}', '\u{7}']));
    assert_eq!(imported.lost.len(), 1, "{:?}", told(&imported));
    // A mark that is never closed takes the rest with it, and that is said.
    let imported = bring("id,kind,text,source\na,Reported,x,s\nb,Reported,\"y,s\nc,Reported,z,s\n");
    assert_eq!(loaded(&imported).chronology.statements().len(), 1);
    assert!(told(&imported)[0].contains("line 3 is never closed"), "{:?}", told(&imported));
}

#[test]
fn a_sheet_is_read_in_the_encoding_that_it_is_in() {
    let sheet = "id;kind;text;source\na;Reported;caf\u{e9} \u{2013} \u{201c}x\u{201d};s\n";
    let of = |bytes: Vec<u8>| csv(&bytes, "s.csv", &Wishes::default());
    let text = |imported: &Imported| loaded(imported).chronology.statements()[0].text.to_string();
    let expected = "caf\u{e9} \u{2013} \u{201c}x\u{201d}";
    let marked = of([b"\xef\xbb\xbf", sheet.as_bytes()].concat()).unwrap();
    assert_eq!((text(&marked).as_str(), marked.remarks.len()), (expected, 3));
    assert!(!marked.remarks[0].contains("UTF-8"), "{:?}", marked.remarks);
    let western: Vec<u8> = sheet
        .chars()
        .map(|c| match c {
            '\u{2013}' => 0x96,
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            c => c as u8,
        })
        .collect();
    let western = of(western).unwrap();
    assert_eq!(text(&western), expected);
    assert!(western.remarks[0].contains("Windows-1252"));
    let wide: Vec<u8> = sheet.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&of([b"\xff\xfe".to_vec(), wide].concat()).unwrap()), expected);
    // Guessed at where the letters would be others: Russian in Windows-1251.
    let russian =
        b"id;kind;text;source\na;Reported;\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0\xf3;s\n".to_vec();
    assert!(of(russian).unwrap_err().contains("an older encoding of other letters"));
    assert!(of(b"PK\x03\x04rest".to_vec()).unwrap_err().contains("workbook"));
    assert!(of(b"a,b\n1,2\n".to_vec()).unwrap_err().contains("no column gives the words"));
    // The column that most likely does is the one that is offered.
    for (head, map) in [
        ("a,b", "--map 'COLUMN=text';"),
        ("id,quote", "--map quote=text;"),
        ("id,Words", "--map Words=text;"),
        ("id,The quote", "--map 'COLUMN=text';"),
        ("venue,Texts", "--map Texts=text;"),
    ] {
        let error = of(format!("{head}\n1,2\n").into_bytes()).unwrap_err();
        assert!(error.contains(map), "{error}");
    }
    assert!(of(Vec::new()).unwrap_err().contains("empty"));
}

const LIBRARY: &str = r#"[
 { "id": "http://zotero.org/users/1/items/ABC", "type": "article-newspaper", "title": "A talk",
   "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"}, {"literal": "Press Office"}],
   "container-title": "Gazette", "issued": {"date-parts": [["2031", "5"]]}, "language": "en-GB",
   "URL": "https://example.org/a", "abstract": "What it says.", "page": "3" },
 { "id": "smith2020", "type": "book", "publisher": "Harbour Press", "title": "Berths",
   "issued": {"date-parts": [[-44, 3, 15]], "circa": true}, "note": "read", "archive_location": "Box 3" },
 { "id": "w", "type": "webpage", "title": "[webpage]", "URL": "https://www.example.org/b",
   "issued": {"raw": "some day"}, "accessed": {"date-parts": [[2031, 6, 7]]} }
]"#;

#[test]
fn a_library_as_programs_keep_it_becomes_sources() {
    let imported = csl(LIBRARY.as_bytes(), "l.json", &Wishes::default()).unwrap();
    assert_eq!(
        told(&imported),
        [
            "2: a source has no field for `abstract`, `page`: not carried",
            "6: archive_location of `smith2020`: `archive` of a source is an address",
            "6: a source has no field for `note`: not carried",
            "8: issued of `w`: this is no date that can be read",
        ]
    );
    assert_eq!(
        imported.remarks,
        ["3 sources", "1 item of type webpage taken as Report; look at each `kind`"]
    );
    let all = loaded(&imported);
    assert_eq!(errors(&all), Vec::<String>::new());
    let of = |n: usize| &all.chronology.sources()[n];
    assert!(of(0).id.starts_with("gazette-2031-05-"), "{}", of(0).id);
    assert_eq!(
        of(0).authors.iter().map(|a| &**a).collect::<Vec<_>>(),
        ["van den Berg, Jan", "Press Office"]
    );
    assert_eq!(of(0).published.as_ref().unwrap().as_str(), "2031-05");
    assert_eq!(
        (&*of(1).id, of(1).published.as_ref().unwrap().as_str()),
        ("smith2020", "-0043-03-15~")
    );
    assert_eq!(
        (&*of(2).outlet, of(2).accessed.as_ref().unwrap().as_str()),
        ("example.org", "2031-06-07")
    );
    assert!(imported.ron.contains("// not carried, abstract: What it says.\n"));
    for (bad, why) in [("{", "this is no JSON"), ("3", "no library"), ("{\"a\": 1}", "no library")]
    {
        let error = csl(bad.as_bytes(), "l.json", &Wishes::default()).unwrap_err();
        assert!(error.contains(why), "{bad}: {error}");
    }
}

#[test]
fn a_part_of_a_date_of_a_library_is_carried_or_told() {
    for (issued, date, is_told) in [
        (r#"{"date-parts": [[2024]], "season": "Spring"}"#, Some("2024-21"), false),
        (r#"{"date-parts": [[2024]], "season": 4, "circa": true}"#, Some("2024-24~"), false),
        (r#"{"date-parts": [[2024]], "season": "Michaelmas"}"#, Some("2024"), true),
        (r#"{"date-parts": [[2024, 3]], "season": "Spring"}"#, Some("2024-03"), true),
        (r#"{"date-parts": [[2024, 3, ""]], "season": ""}"#, Some("2024-03"), false),
        (r#"{"date-parts": [[2024]], "circa": 0}"#, Some("2024"), false),
        (r#"{"date-parts": [[2024]], "circa": 1}"#, Some("2024~"), false),
        (r#"{"date-parts": [[2024, 1.5]]}"#, None, true),
        (r#"{"date-parts": [[2024, "May"]]}"#, None, true),
    ] {
        let library = format!(
            r#"[{{"id": "a", "type": "book", "publisher": "P", "title": "T", "issued": {issued}}}]"#
        );
        let imported = csl(library.as_bytes(), "l.json", &Wishes::default()).unwrap();
        assert_eq!(!told(&imported).is_empty(), is_told, "{issued}: {:?}", told(&imported));
        let all = loaded(&imported);
        let published = all.chronology.sources()[0].published.as_ref();
        assert_eq!(published.map(startline::chronology::date::Edtf::as_str), date, "{issued}");
    }
}

#[test]
fn wishes_that_contradict_each_other_or_name_no_field_are_refused() {
    let pairs = |all: &[(&str, &str)]| {
        all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    let refused = |map: &[(&str, &str)], set: &[(&str, &str)]| {
        let wishes = Wishes { map: pairs(map), set: pairs(set), ..Wishes::default() };
        startline::import::csv(b"Q,source\nHi,s\n", "t.csv", &wishes).err()
    };
    for (map, set, why) in [
        (&[("Q", "text"), ("q", "speaker")][..], &[][..], "mapped to `text` and to `speaker`"),
        (
            &[("Q", "text")],
            &[("kind", "Quote"), ("kind", "Block")],
            "set to `Quote` and to `Block`",
        ),
        (&[("Q", "zzz")], &[], "to map `Q` to; the fields are id, "),
        (&[("Q", "text")], &[("qwx", "1")], "`qwx` to set; the fields are id, "),
    ] {
        let refused = refused(map, set).unwrap();
        assert!(refused.contains(why), "{refused}");
    }
    assert_eq!(refused(&[("Q", "text"), ("Q", "text")], &[("kind", "Quote")]), None);
}

#[test]
fn every_variable_of_a_library_is_carried_or_told() {
    // Whatever stands in a variable, and of whatever type.
    let values = [
        r#""Zzyzx""#,
        "7919",
        "true",
        r#"["Zzyzx"]"#,
        r#"{"Zzyzx": "Zzyzx"}"#,
        r#"[{"Zzyzx": 1}]"#,
        r#"{"date-parts": [[7919, 13]]}"#,
    ];
    let variables = [
        "title",
        "author",
        "editor",
        "container-title",
        "publisher",
        "issued",
        "accessed",
        "language",
        "URL",
        "DOI",
        "archive_location",
        "citation-key",
        "custom",
        "source",
        "note",
        "keyword",
        "abstract",
        "translator",
        "volume",
    ];
    for variable in variables {
        for value in values {
            let library = format!(r#"[{{"id": "a", "type": "book", "{variable}": {value}}}]"#);
            let imported = csl(library.as_bytes(), "l.json", &Wishes::default()).unwrap();
            let is_record = |line: &&str| !line.trim_start().starts_with("//");
            let records: Vec<&str> = imported.ron.lines().filter(is_record).collect();
            let records = records.join("\n").to_lowercase();
            let is_carried = records.contains("zzyzx") || records.contains("7919");
            let named = format!("{variable} of `a`");
            let names = [named, format!("`{variable}"), format!("{}: ", variable.to_lowercase())];
            let is_told = told(&imported)
                .iter()
                .any(|told| names.iter().any(|name| told.contains(name)) || told.contains("Zzyzx"));
            assert!(is_carried || is_told, "{library}\n{:?}\n{}", told(&imported), imported.ron);
        }
        // What says nothing is no loss.
        for nothing in ["null", r#""""#, "[]", "{}"] {
            let library = format!(
                r#"[{{"id": "a", "type": "book", "publisher": "P", "{variable}": {nothing}}}]"#
            );
            let imported = csl(library.as_bytes(), "l.json", &Wishes::default()).unwrap();
            let about = |told: &String| told.contains("needs the field");
            assert!(told(&imported).iter().all(about), "{library}: {:?}", told(&imported));
        }
    }
}

#[test]
fn a_doi_is_an_address_however_it_is_written() {
    for doi in [
        "10.1000/182",
        "doi:10.1000/182",
        "https://doi.org/10.1000/182",
        "http://dx.doi.org/10.1000/182",
    ] {
        let library =
            format!(r#"[{{"id": "a", "type": "report", "publisher": "P", "DOI": "{doi}"}}]"#);
        let imported = csl(library.as_bytes(), "l.json", &Wishes::default()).unwrap();
        let source = loaded(&imported).chronology.sources()[0].clone();
        assert_eq!(source.url.as_deref(), Some("https://doi.org/10.1000/182"), "{doi}");
    }
}

#[test]
fn a_title_before_the_names_of_the_columns_is_told() {
    let imported = bring(
        "Quotes of the year,,,\nas of May,,,\n,,,\nid,Text,kind,source\na,Words.,Reported,s\n",
    );
    assert_eq!(loaded(&imported).chronology.statements().len(), 1);
    let before = "this row stands before the names of the columns, and is not carried";
    assert_eq!(told(&imported), [format!("1: {before}"), format!("2: {before}")]);
    let none = csv(b"When,Who,What\n1,2,3\n", "s.csv", &Wishes::default()).unwrap_err();
    assert!(none.ends_with("the columns are When, Who, What"), "{none}");
}

#[test]
fn an_id_that_can_be_none_is_made_into_one_wherever_it_stands() {
    let imported = bring(
        "id,text,kind,source,same_as,links\nQ 01,Words.,Reported,s,,\nLavrov_2,Words again.,Reported,t,Q 01,\n\
         3,No.,Reported,t,,RespondsTo(Lavrov_2)\nQ 01,Twice.,Reported,s,,\n",
    );
    assert_eq!(told(&imported).len(), 1, "the same id is the same again: {:?}", told(&imported));
    let all = loaded(&imported);
    assert_eq!(errors(&all), Vec::<String>::new());
    let c = &all.chronology;
    let ids: Vec<&str> = c.statements().iter().map(|s| &*s.id).collect();
    assert!(ids[0].starts_with("q-01-") && ids[1].starts_with("lavrov-2-"), "{ids:?}");
    assert_eq!(ids[2], "3");
    assert!(c.statements()[1].same_as.is_some());
    assert_eq!(c.statements()[2].links.len(), 1);
    let remark = "2 ids can be none: others are made, of each the same; ids are kebab-case";
    assert!(imported.remarks.iter().any(|told| told == remark), "{:?}", imported.remarks);
}

#[test]
fn who_goes_by_the_name_of_another_record_has_an_id_of_their_own() {
    let rows = [
        "a,One.,Reported,TASS,Russia,Russia,Talks",
        "b,Two.,Reported,Talks,TASS,,TASS",
        "c,Three.,Reported,lavrov,lavrov,,",
    ];
    let sheet =
        |rows: &[&str]| format!("id,text,kind,source,speaker,party,event\n{}\n", rows.join("\n"));
    let of = |rows: &[&str]| {
        let imported = bring(&sheet(rows));
        let c = loaded(&imported).chronology;
        let tell = |s: &startline::chronology::model::Statement| {
            let speaker = c.speaker(s.speaker.unwrap());
            let party = speaker.party.map(|ix| c.party(ix).id.to_string());
            format!("{} {} {} {party:?}", s.id, c.source(s.source).id, speaker.id)
        };
        let mut all: Vec<String> = c.statements().iter().map(tell).collect();
        all.sort();
        (all, told(&imported), imported.remarks)
    };
    let (all, told, remarks) = of(&rows);
    assert_eq!(
        all,
        [
            "a tass russia Some(\"russia-party\")",
            "b talks tass-speaker None",
            "c lavrov lavrov-speaker None",
        ]
    );
    // Events without a day are told, and nothing else.
    assert!(told.iter().all(|told| told.contains("`date`")), "{told:?}");
    let remark = "the party `russia` goes by `russia-party`, since another record is `russia`";
    assert!(remarks.iter().any(|told| told == remark), "{remarks:?}");
    let backwards: Vec<&str> = rows.into_iter().rev().collect();
    assert_eq!(of(&backwards).0, all, "the order of rows changes no id");
}

#[test]
fn a_kind_that_is_none_takes_no_record_with_it() {
    let imported = bring(
        "id,text,kind,source,para,speaker,source_kind,speaker_kind,published\n\
         a,One.,Quote,s,1,A. B.,Press Release,spokesman,2031-05-06\n\
         b,Two.,Quote,s,2,A. B.,press release,,6 May 2031\n",
    );
    assert_eq!(
        told(&imported),
        [
            "2:8: kind: `spokesman` is refused: a word is expected here; write one of Person, Office, Institution, Anonymous; \
             taken as Person instead"
        ]
    );
    let all = loaded(&imported);
    assert_eq!(errors(&all), Vec::<String>::new());
    let c = &all.chronology;
    assert_eq!(c.statements().len(), 2);
    assert_eq!(c.sources()[0].unknown_kind.as_deref(), Some("Press Release"));
    assert!(imported.ron.contains("kind: Person), // assumed"), "{}", imported.ron);
    assert!(imported.ron.contains("// not carried, kind: spokesman"), "{}", imported.ron);
}

/// Columns of records beside the statement, a cell that is refused, and two that are not.
const REFUSABLE: [(&str, &str, &str, &str); 12] = [
    ("published", "some day", "2031-05-06", "2031-05-07"),
    ("stamp", "2031-13-45", "2031-05-06", "2031-05-07"),
    ("corrected", "soon", "2031-05-06", "2031-05-07"),
    ("retracted", "soon", "2031-05-06", "2031-05-07"),
    ("accessed", "soon", "2031-05-06", "2031-05-07"),
    ("source_updated", "soon", "2031-05-06", "2031-05-07"),
    ("url", "www.example.org", "https://example.org/a", "https://example.org/b"),
    ("archive", "www.example.org", "https://example.org/a", "https://example.org/b"),
    ("published_basis", "guessed", "Inferred: by its place", "Inferred: by its day"),
    ("speaker_kind", "Robot", "Office", "Person"),
    ("event_date", "soon", "2031-05-06", "2031-05-07"),
    ("event_basis", "guessed", "Inferred: by its place", "Inferred: by its day"),
];

#[test]
fn what_one_row_says_badly_another_says_well() {
    for (column, bad, good, other) in REFUSABLE {
        let sheet = |cells: &[&str]| {
            let row =
                |(n, cell): (usize, &&str)| format!("q{n},“W{n}.”,S,{n},A. B.,Talks,{cell}\n");
            let rows: String =
                cells.iter().enumerate().map(|(n, cell)| (n + 1, cell)).map(row).collect();
            bring(&format!("id,text,source,para,speaker,event,{column}\n{rows}"))
        };
        let alone = sheet(&[good]);
        let imported = sheet(&[bad, good, good, other]);
        let said = |ron: &str| {
            let begun = ron.split_once("statements: [").unwrap().0.lines();
            let kept: Vec<String> = begun
                .filter(|line| !line.trim_start().starts_with("//"))
                .map(ToOwned::to_owned)
                .collect();
            kept
        };
        assert_eq!(said(&imported.ron), said(&alone.ron), "{column}");
        assert_eq!(errors(&loaded(&imported)), Vec::<String>::new(), "{column}");
        let told = told(&imported);
        assert_eq!(told.len(), 2, "{column}: {told:?}");
        assert!(told[0].contains(bad) && told[0].ends_with("of line 3 instead"), "{told:?}");
        let of_other = format!(
            "5:7: {column}: `{other}` is not carried: line 3 says `{good}` of the same record"
        );
        assert_eq!(told[1], of_other);
        // Of many that are all refused each is told, and nothing that is refused stays.
        let all: Vec<String> = (0..30).map(|n| format!("{bad} {n}")).collect();
        let none = sheet(&all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(errors(&loaded(&none)), Vec::<String>::new(), "{column}: {}", none.ron);
        assert_eq!(none.lost.len(), 30, "{column}: {:?}", none.lost);
    }
}

#[test]
fn what_is_assumed_for_a_kind_that_is_none_is_marked() {
    let imported = bring("id,text,source,para,speaker,kind\na,One.,S,1,A. B.,Shout\n");
    assert!(imported.ron.contains("kind: Reported, // assumed"), "{}", imported.ron);
    assert!(imported.ron.contains("// not carried, kind: Shout"), "{}", imported.ron);
}

#[test]
fn a_column_that_means_nothing_stands_in_its_records() {
    let imported =
        bring("id,text,source,para,speaker,Colour,\na,One.,S,1,A. B.,red,x\nb,Two.,S,2,A. B.,,\n");
    assert!(imported.ron.contains("// not carried, Colour: red"), "{}", imported.ron);
    assert!(imported.ron.contains("// not carried, column 7: x"), "{}", imported.ron);
    assert_eq!(imported.ron.matches("not carried").count(), 2, "{}", imported.ron);
    assert_eq!(imported.lost.len(), 2, "{:?}", imported.lost);
}

/// A header of two lines is one in the comment that names it, and writes nothing into the file that is no comment.
#[test]
fn a_column_named_in_two_lines_leaves_the_file_whole() {
    for header in ["Extra\nnote", "x\n(id: \"\"evil\"\", text: \"\"Never.\"\"),", "a\r\nb", "a\rb"]
    {
        let sheet = format!("id,text,source,para,speaker,\"{header}\"\na,One.,S,1,A. B.,red\n");
        let imported = bring(&sheet);
        let loaded = loaded(&imported);
        assert_eq!(errors(&loaded), Vec::<String>::new(), "{}", imported.ron);
        assert_eq!(loaded.chronology.statements().len(), 1, "{}", imported.ron);
        let comments = imported.ron.lines().filter(|line| line.contains("// not carried, "));
        assert!(
            comments.eq(imported.ron.lines().filter(|line| line.contains("red"))),
            "{}",
            imported.ron
        );
    }
}

#[test]
fn what_is_lost_hides_nothing_else_that_is_missing() {
    // Nobody publishes it, which is no consequence of the abstract's having no field.
    let library = r#"[{"id": "x", "type": "book", "title": "T", "abstract": "A"}]"#;
    let imported = csl(library.as_bytes(), "l.json", &Wishes::default()).unwrap();
    assert_eq!(
        told(&imported),
        [
            "1: a source has no field for `abstract`: not carried",
            "1: a source needs the field `outlet`; add `outlet: …` to this source",
        ]
    );
    // What a field that was taken out leaves missing is told once.
    let imported = bring("id,kind,text,source,para,speaker\na,Quote,x,s,four,A. B.\n");
    assert_eq!(told(&imported).len(), 1, "{:?}", told(&imported));
    let imported = bring("id,kind,text,para,speaker\na,Quote,x,four,A. B.\n");
    assert_eq!(told(&imported).len(), 2, "{:?}", told(&imported));
}

/// A dataset with a source, a speaker and an event, and two speakers of one name.
fn known() -> (tempfile::TempDir, Wishes) {
    let dir = tempfile::tempdir().unwrap();
    let ron = r#"(
        parties: [(id: "no", name: "Norway")],
        sources: [(id: "s", kind: Wire, outlet: "Wire", title: "T", published: "2031-05-06")],
        speakers: [(id: "p", name: "Ada Brandt", short: "Ada", kind: Office, party: "no"),
                   (id: "smith-a", name: "Al Smith", short: "Smith", kind: Person),
                   (id: "smith-b", name: "Bo Smith", short: "Smith", kind: Person)],
        events: [(id: "e", date: "2031-05-06", title: "Talks")],
    )"#;
    std::fs::write(dir.path().join("k.ron"), ron).unwrap();
    let known = vec![DatasetPlace::At(dir.path().to_owned())];
    (dir, Wishes { known, ..Wishes::default() })
}

#[test]
fn every_filled_cell_is_carried_or_told() {
    let (_dir, beside) = known();
    for base in [
        "",
        "source=s",
        "source=s,speaker=p,event=e",
        "source=Gazette,speaker=New Person,event=New Talks",
        "outlet=Gazette,speakers=A. B.; C. D.",
        "url=https://e.example/a,name=A. B.,event_title=New Talks",
        "source=https://e.example/a,speakers=A. B.",
        "original=Nei,translated_from=no",
    ] {
        for wishes in [&Wishes::default(), &beside] {
            for (column, _) in FIELDS {
                let mut cells: Vec<(&str, &str)> =
                    base.split(',').filter_map(|cell| cell.split_once('=')).collect();
                let text = [("text", "Words here."), ("id", "a")];
                cells.extend(text.iter().filter(|(name, _)| name != column));
                cells.retain(|(name, _)| name != column);
                cells.push((column, "Zzyzx"));
                let names: Vec<&str> = cells.iter().map(|(name, _)| *name).collect();
                let row: Vec<&str> = cells.iter().map(|(_, cell)| *cell).collect();
                let sheet = format!("{}\n{}\n", names.join(","), row.join(","));
                let imported = csv(sheet.as_bytes(), "s.csv", wishes).unwrap();
                let is_record = |line: &&str| !line.trim_start().starts_with("//");
                let records: Vec<&str> = imported.ron.lines().filter(is_record).collect();
                let is_carried = records.join("\n").to_lowercase().contains("zzyzx");
                let is_told = imported.lost.iter().any(|lost| lost.column == Some(cells.len()));
                assert!(is_carried || is_told, "{sheet}{:?}\n{}", told(&imported), imported.ron);
            }
        }
    }
}

#[test]
fn what_a_dataset_has_already_is_no_loss_and_what_differs_is_told() {
    let (_dir, wishes) = known();
    let of = |sheet: &str| told(&csv(sheet.as_bytes(), "s.csv", &wishes).unwrap());
    let same = "id,text,kind,source,outlet,source_title,published,source_kind,speaker,name,party,speaker_kind,event,event_date,para\n\
        a,Words.,Quote,s,WIRE,t,6 May 2031,wire,p,Ada,norway,office,talks,2031-05-06,1\n";
    assert_eq!(of(same), Vec::<String>::new());
    let other = "id,text,kind,source,outlet,lang,speaker,party,event,event_date,para\n\
        a,Words.,Quote,s,Gazette,de,p,Sweden,e,2031-05-07,1\n";
    assert_eq!(
        of(other),
        [
            "2:5: outlet: `Gazette` is not carried: the dataset has `s`, and says `Wire`",
            "2:6: lang: `de` is not carried: the dataset has `s`, and says nothing there",
            "2:8: party: `Sweden` is not carried: the dataset has `p`, and says `no`",
            "2:10: event_date: `2031-05-07` is not carried: the dataset has `e`, and says `2031-05-06`",
        ]
    );
    let several = "id,text,kind,source,speaker\na,Words.,Reported,s,Smith\n";
    assert_eq!(
        of(several),
        ["2:5: speaker: `Smith` is not carried: it may be `smith-a` or `smith-b`; give the id"]
    );
    // What is set for all rows is said where nothing else is, and contradicts nobody.
    let set = vec![("party".to_owned(), "Sweden".to_owned())];
    let set = Wishes { set, ..wishes.clone() };
    let imported = csv(several.replace("Smith", "p").as_bytes(), "s.csv", &set).unwrap();
    assert_eq!(told(&imported), Vec::<String>::new());
}

#[test]
fn a_row_that_is_not_carried_leaves_nothing_behind() {
    let imported = bring(
        "id,text,kind,source,speaker,party,event\na,One.,Reported,s,A. B.,Norway,Talks\n\
         a,Two.,Reported,other,C. D.,Sweden,More talks\nb,,Reported,third,E. F.,Denmark,Others\n",
    );
    let c = loaded(&imported).chronology;
    let of = |all: Vec<String>| all;
    assert_eq!(of(c.sources().iter().map(|s| s.id.to_string()).collect()), ["s"]);
    assert_eq!(of(c.speakers().iter().map(|s| s.name.to_string()).collect()), ["A. B."]);
    assert_eq!(of(c.parties().iter().map(|p| p.name.to_string()).collect()), ["Norway"]);
    assert!(!imported.ron.contains("talks") || !imported.ron.contains("More"), "{}", imported.ron);
    assert_eq!(
        imported.remarks[0],
        "1 statement; made for them: 1 party, 1 speaker, 1 source, 1 event"
    );
}

#[test]
fn a_party_is_made_of_what_is_carried_alone() {
    let imported = bring(
        "id,text,kind,source,speaker,party,party_name\na,One.,Reported,s,A. B.,no,Norway\n\
         b,Two.,Reported,s,A. B.,se,Sweden\nc,Three.,Reported,s,A. B.,no,Norge\n",
    );
    let c = loaded(&imported).chronology;
    assert_eq!(c.parties().iter().map(|p| &*p.name).collect::<Vec<_>>(), ["Norway"]);
    assert_eq!(
        told(&imported),
        [
            "3:6: party: `se` is not carried: line 2 says `no` of the same record",
            "3:7: party_name: `Sweden` is not carried: nothing in this row can hold it; \
             `party_name` is of the party: its name, where `party` is an id",
            "4:7: party_name: `Norge` is not carried: line 2 says `Norway` of the same record",
        ]
    );
}

#[test]
fn what_is_assumed_is_marked_and_counted() {
    let imported = bring(
        "id,text,source,para,speaker,source_kind\na,One.,s,1,ada,\nb,Two.,Gazette,1,B. Lind,Wire\n",
    );
    for line in [
        "kind: Person), // assumed",
        r#"name: "Ada", // assumed"#,
        "kind: News, // assumed",
        r#"outlet: "s"), // assumed"#,
        "kind: Wire,",
        r#"outlet: "Gazette"),"#,
        "kind: Reported, // assumed",
    ] {
        assert!(imported.ron.lines().any(|l| l.trim() == line), "{line}\n{}", imported.ron);
    }
    assert_eq!(errors(&loaded(&imported)), Vec::<String>::new());
    assert_eq!(
        imported.remarks[1..5],
        [
            "assumed: of 1 source the kind, News; say it in `source_kind`",
            "assumed: of 1 source the outlet, its id; say it in `outlet`",
            "assumed: of 2 speakers the kind, Person; say it in `speaker_kind`",
            "assumed: of 1 speaker the name, one made of the id; say it in `name`",
        ]
    );
}

#[test]
fn marks_that_a_kind_says_are_not_doubled() {
    let imported = bring(
        "id,text,kind,source,para,speaker\na,“We go.”,Quote,s,1,A. B.\nb,«We go.»,Fragment,s,2,A. B.\n\
         c,“We go.”,Reported,s,3,A. B.\nd,‘We go.’,Quote,s,4,A. B.\ne,\"“Go,” he said, “now.”\",Quote,s,5,A. B.\n\
         f,“We go.”,Block,s,6,A. B.\n",
    );
    let c = loaded(&imported).chronology;
    let texts: Vec<String> = c.statements().iter().map(|s| s.text.to_string()).collect();
    assert_eq!(
        texts,
        ["We go.", "We go.", "“We go.”", "‘We go.’", "“Go,” he said, “now.”", "“We go.”"]
    );
    let remark = "the quotation marks around the words of 2 rows are taken off: the kind says that there are such";
    assert!(imported.remarks.iter().any(|told| told == remark), "{:?}", imported.remarks);
}

#[test]
fn the_command_ends_as_it_went_and_never_writes_over_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let run = |args: &[&str]| {
        let output = program(args);
        let said = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), said)
    };
    let whole = file(
        "whole.csv",
        "text,source,kind,speaker,para,source_kind,speaker_kind\nHello.,TASS,Quote,A. B.,1,Wire,Person\n",
    );
    let (code, ron, said) = run(&["import", "csv", &whole]);
    assert_eq!(code, 0, "{said}");
    assert!(said.ends_with("1 statement; made for them: 1 speaker, 1 source\n"), "{said}");
    let loaded = load_text("x.ron", &ron);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    let some = file("some.csv", "text,source,kind,said\nHello.,TASS,Reported,never\n");
    let (code, ron, said) = run(&["import", "csv", &some]);
    assert_eq!(code, 1);
    assert!(said.starts_with(&format!("startline: {some}:2:4: said: ")), "{said}");
    assert_eq!(load_text("x.ron", &ron).chronology.statements().len(), 1);
    let (code, ron, said) = run(&["import", "csv", "nowhere.csv"]);
    assert_eq!((code, ron.as_str()), (2, ""));
    assert!(said.contains("cannot read nowhere.csv"), "{said}");
    let (code, _, said) = run(&["import", "csv", &whole, "--map", "txt=said"]);
    assert_eq!(code, 2);
    assert!(said.contains("no column `txt`; did you mean `text`?"), "{said}");
    let (code, ron, _) = run(&["import", "csv", &some, "--set", "speaker=A=B"]);
    assert_eq!(code, 1);
    assert!(ron.contains(r#"name: "A=B""#), "{ron}");
}

/// A name under which other people's tables keep a field is not taken, and what is offered for it is that field.
#[test]
fn what_a_column_most_likely_means_is_offered() {
    for (column, field) in
        [("Date", "said"), ("quotation", "text"), ("who", "speaker"), ("link", "url")]
    {
        let sheet = format!("id,source,para,kind,text,{column}\na,s,1,Reported,It was so.,x\n");
        let imported = csv(sheet.as_bytes(), "sheet.csv", &Wishes::default()).unwrap();
        let said = told(&imported).join("\n");
        assert!(said.contains(&format!("--map {column}={field}")), "{column}: {said}");
        // Whoever writes it for a field is offered the same.
        let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        let wishes = [
            Wishes { map: pair(column, column), ..Wishes::default() },
            Wishes { set: pair(column, "x"), ..Wishes::default() },
        ];
        for wishes in wishes {
            let why = csv(sheet.as_bytes(), "sheet.csv", &wishes).unwrap_err();
            assert!(why.contains(&format!("did you mean `{field}`?")), "{column}: {why}");
        }
    }
}
