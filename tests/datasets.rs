//! Several datasets as one chronology, what lies in their folders, and what a file says for all of its records.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use startline::chronology::Chronology;
use startline::chronology::article::Texts;
use startline::chronology::load::{DatasetPlace, Loaded, load, load_all, load_text, names};
use startline::chronology::model::{Basis, Entity, PointStatus, Statement};
use startline::chronology::verify::dataset::Verification;

const HARBOUR: &str = r#"(
    meta: (schema: 1, title: "The harbour", version: "2", updated: "2031-06", description: "Berths.",
           editors: ["A"], anchor: (event: "opening", label: "O")),
    parties: [(id: "town", name: "The town")],
    speakers: [
        (id: "mayor", name: "The Mayor", kind: Office, party: "town", posts: [(title: "Mayor")]),
        (id: "clerk", name: "Clerk Ahti", kind: Person),
    ],
    sources: [(id: "gazette", kind: News, outlet: "Gazette", published: "2031-05-07")],
    events: [(id: "opening", date: "2031-05-06", title: "It opens", cites: [(source: "gazette", para: 1)])],
    statements: [
        (id: "berths", source: "gazette", para: 2, kind: Quote, speaker: "mayor", said: "2031-05-06", via: "clerk",
         text: "We keep the berths."),
    ],
)"#;

const RAILWAY: &str = r#"(
    meta: (schema: 1, title: "The railway", updated: "2030-01", description: "Rails.", editors: ["A", "B"]),
    parties: [(id: "town", name: "The town")],
    speakers: [
        (id: "mayor", name: "The Mayor", kind: Office, party: "town"),
        (id: "clerk", name: "Clerk Vieno", kind: Person),
    ],
    sources: [(id: "gazette", kind: Wire, outlet: "Railway Gazette", published: "2031-05-09")],
    events: [(id: "opening", date: "2031-05-08", title: "The line opens", cites: [(source: "gazette", para: 1)])],
    statements: [
        (id: "rails", source: "gazette", para: 2, kind: Quote, speaker: "clerk", said: "2031-05-08", via: "clerk",
         event: "opening", links: [RespondsTo("berths"), Contradicts("harbour:opening")], text: "We lay the rails."),
    ],
    notes: [(id: "n", kind: Gap, about: ["harbour:berths"], text: "Nobody asked about the berths.")],
)"#;

/// Two folders, and the places of both in this order.
fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn both() -> (tempfile::TempDir, Vec<DatasetPlace>) {
    let dir = desk(&[("harbour/a.ron", HARBOUR), ("railway.ron", RAILWAY)]);
    let places = ["harbour", "railway.ron"].map(|name| DatasetPlace::At(dir.path().join(name)));
    (dir, places.to_vec())
}

fn told(loaded: &Loaded, dir: &Path) -> Vec<String> {
    let folder = format!("{}/", dir.display());
    let one = |p: &startline::chronology::problem::Problem| {
        let help = p.help.as_deref().unwrap_or_default();
        format!("{}:{} {}: {} -> {help}", p.file, p.line, p.code, p.message).replace(&folder, "")
    };
    loaded.problems.iter().map(one).collect()
}

fn statement<'c>(c: &'c Chronology, id: &str) -> &'c Statement {
    match c.by_id(id) {
        Some(Entity::Statement(ix)) => c.statement(ix),
        other => panic!("{id} is {other:?}"),
    }
}

#[test]
fn ids_of_each_dataset_are_its_own() {
    let (dir, places) = both();
    let loaded = load_all(&places).unwrap();
    let c = &loaded.chronology;
    assert_eq!(
        told(&loaded, dir.path()),
        [
            "railway.ron:5 declared-twice: the speaker `mayor` is declared at harbour/a.ron:6 too, and not alike in \
             every field -> what that says is used; let both say the same, or give one another id",
            "railway.ron:6 shared-id: the id `clerk` is declared at harbour/a.ron:7 too, for another speaker -> \
             outside of its dataset this one goes by `railway:clerk`",
            "railway.ron:8 shared-id: the id `gazette` is declared at harbour/a.ron:9 too, for another source -> \
             outside of its dataset this one goes by `railway:gazette`",
            "railway.ron:9 shared-id: the id `opening` is declared at harbour/a.ron:10 too, for another event -> \
             outside of its dataset this one goes by `railway:opening`",
        ]
    );
    assert_eq!(loaded.left_out, 0);
    // Parties and speakers of one name are one.
    assert_eq!((c.parties().len(), c.speakers().len(), c.sources().len()), (1, 3, 2));
    assert_eq!(c.speakers()[0].posts.len(), 1, "as the first dataset has it");
    // Within a dataset an id means its own record.
    let rails = statement(c, "rails");
    assert_eq!(&*c.speaker(rails.speaker.unwrap()).name, "Clerk Vieno");
    assert_eq!(&*c.source(rails.source).outlet, "Railway Gazette");
    assert_eq!(&*c.event(rails.event.unwrap()).title, "The line opens");
    assert_eq!(rails.via.as_deref(), Some("railway:clerk"));
    assert_eq!(statement(c, "berths").via.as_deref(), Some("clerk"));
    // And where it has none, that of another; a name says which.
    assert_eq!(rails.links.len(), 2);
    assert_eq!(c.notes_list().len(), 1);
    assert!(c.by_id("opening").is_some() && c.by_id("railway:opening").is_some());
}

#[test]
fn several_datasets_read_as_one() {
    let (_dir, places) = both();
    let loaded = load_all(&places).unwrap();
    let meta = &loaded.chronology.meta;
    assert_eq!(meta.title, "The harbour, version 2 + The railway");
    assert_eq!(meta.description.as_deref(), Some("Berths. Rails."));
    assert_eq!(
        meta.updated.as_ref().map(startline::chronology::date::Edtf::as_str),
        Some("2031-06")
    );
    assert_eq!(meta.editors, ["A", "B"]);
    let anchor = loaded.chronology.anchor().unwrap();
    assert_eq!(&*loaded.chronology.event(anchor.0.event).title, "It opens");
    // Without its own dataset a reference to another leads nowhere.
    let alone = load_all(&places[1..]).unwrap();
    assert!(alone.problems.iter().any(|p| p.code.name() == "unknown-reference"));
    assert_eq!(alone.chronology.meta.name(), "The railway");
}

#[test]
fn the_built_in_dataset_goes_by_its_name_beside_others() {
    let (_dir, places) = both();
    let with = [DatasetPlace::of("new-start".into()), places[0].clone()];
    assert_eq!(with[0], DatasetPlace::BuiltIn);
    let loaded = load_all(&with).unwrap();
    let shipped = load_all(&[]).unwrap();
    assert_eq!(load_all(&with[..1]).unwrap().chronology.meta, shipped.chronology.meta);
    let events = |loaded: &Loaded| loaded.chronology.events().len();
    assert_eq!(events(&loaded), events(&shipped) + 1);
}

#[test]
fn a_dataset_given_twice_is_read_once() {
    let (dir, places) = both();
    let twice = [places[0].clone(), DatasetPlace::At(dir.path().join("harbour/a.ron"))];
    let loaded = load_all(&twice).unwrap();
    assert_eq!(
        told(&loaded, dir.path()),
        [
            "harbour/a.ron:1 stray: this file has been read already, for a dataset given before -> give each dataset once"
        ]
    );
    assert_eq!(loaded.chronology.events().len(), 1);
    let named: Vec<String> = names(&twice).iter().map(ToString::to_string).collect();
    assert_eq!(named, ["harbour", "a"]);
    let alike = [places[0].clone(), places[0].clone()];
    assert_eq!(&*names(&alike)[1], "harbour-2");
}

#[test]
fn each_dataset_has_its_own_texts() {
    let (dir, places) = both();
    for (folder, words) in
        [("harbour/texts", "We keep the berths."), ("texts", "We lay the rails.")]
    {
        let folder = dir.path().join(folder);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("gazette.txt"), format!("One.\n\n“{words}”\n")).unwrap();
        fs::write(folder.join("gazete.TXT"), "x").unwrap();
    }
    let named: Vec<_> =
        names(&places).into_iter().zip(places.iter().filter_map(DatasetPlace::texts)).collect();
    let texts = Texts::open_each(&named).unwrap();
    let loaded = load_all(&places).unwrap();
    let verification = Verification::of(&loaded.chronology, &texts);
    assert!(verification.findings().all(|(_, finding)| finding.verdict.is_verified()));
    let strays = verification.problems(&loaded.chronology, &texts, &loaded.files);
    assert_eq!(strays.list.len(), 2, "{strays:?}");
    assert!(strays.list.iter().all(|p| p.code.name() == "stray" && p.file.ends_with("gazete.TXT")));
}

/// A source of two datasets that both declare alike, of which each quotes words, and the folders of texts of both.
fn one_source(words: [&str; 2], texts: [Option<&str>; 2]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for ((name, words), text) in ["one", "two"].into_iter().zip(words).zip(texts) {
        files.push((
            format!("{name}/a.ron"),
            format!(
                r#"(meta: (schema: 1, title: "{name}"),
                speakers: [(id: "mayor", name: "The Mayor", kind: Person)],
                sources: [(id: "gazette", kind: News, outlet: "Gazette", published: "2031-05-07")],
                statements: [(id: "{name}-words", source: "gazette", para: 1, kind: Quote, speaker: "mayor",
                    said: "2031-05-06", text: "{words}")])"#
            ),
        ));
        files.push((format!("{name}/texts/other.md"), String::new()));
        files.extend(text.map(|text| (format!("{name}/texts/gazette.txt"), text.to_owned())));
    }
    files
}

/// The verdicts in the order of the statements, and the problems as `file code`.
fn held_together(files: &[(String, String)]) -> (Vec<bool>, Vec<String>) {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let dir = desk(&files);
    let places = ["one", "two"].map(|name| DatasetPlace::At(dir.path().join(name)));
    let folders: Vec<_> =
        names(&places).into_iter().zip(places.iter().filter_map(DatasetPlace::texts)).collect();
    let texts = Texts::open_each(&folders).unwrap();
    let loaded = load_all(&places).unwrap();
    let c = &loaded.chronology;
    assert_eq!(c.sources().len(), 1);
    let found = Verification::of(c, &texts);
    let problems = found.problems(c, &texts, &loaded.files).list;
    let told = problems.iter().map(|p| {
        let file = Path::new(&p.file).strip_prefix(dir.path()).unwrap_or(Path::new(&p.file));
        format!("{} {}", file.display(), p.code.name())
    });
    (found.findings().map(|(_, finding)| finding.verdict.is_verified()).collect(), told.collect())
}

#[test]
fn a_source_of_several_datasets_may_have_its_text_in_any_of_their_folders() {
    let (words, text) = (["We go home.", "We stay."], "“We go home. We stay.”");
    for texts in [[Some(text), Some(text)], [Some(text), None], [None, Some(text)]] {
        let words = ["We go home.", "We go home. We stay."];
        let (verdicts, problems) = held_together(&one_source(words, texts));
        assert_eq!((verdicts, problems), (vec![true, true], vec![]), "{texts:?}");
    }
    // Each dataset's words are held against its own.
    let texts = [Some("“We go home.”"), Some("“We stay.”")];
    let told = "two/texts/gazette.txt declared-twice".to_owned();
    assert_eq!(held_together(&one_source(words, texts)), (vec![true, true], vec![told.clone()]));
    let swapped = [texts[1], texts[0]];
    let (verdicts, problems) = held_together(&one_source(words, swapped));
    assert_eq!(verdicts, [false, false]);
    assert_eq!(problems, ["one/a.ron quote-differs", "two/a.ron quote-differs", &told]);
}

#[test]
fn what_lies_in_the_folder_and_is_not_read_is_told_once() {
    let dir = desk(&[
        ("d/a.ron", HARBOUR),
        ("d/b.RON", "()"),
        ("d/._a.ron", "()"),
        ("d/.a.ron.swp", ""),
        ("d/more/c.ron", "()"),
        ("d/texts/gazette.txt", "x"),
    ]);
    let loaded = load(&dir.path().join("d")).unwrap();
    let strays: Vec<_> = loaded
        .problems
        .iter()
        .map(|p| (p.code.name(), p.file.rsplit("d/").next().unwrap()))
        .collect();
    assert_eq!(strays, [("stray", "._a.ron"), ("stray", "b.RON"), ("stray", "more")]);
}

/// A field by name: what is said for all, what the record needs besides, what it says itself, and what comes of each.
type DefaultCase = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    fn(&Chronology) -> String,
    [&'static str; 2],
);

#[test]
fn each_default_fills_what_a_record_leaves_out() {
    let with = |default: &str, statement: &str, rest: &str| {
        let text = format!(
            r#"( defaults: ({default}),
            sources: [(id: "s", kind: News, outlet: "S"), (id: "t", kind: News, outlet: "T", lang: "en")],
            speakers: [(id: "a", name: "A", kind: Person), (id: "b", name: "B", kind: Person)],
            events: [(id: "e", title: "E", cites: [(source: "s", para: 1)]), (id: "f", title: "F", cites: [(source: "s", para: 1)])],
            statements: [(id: "x", para: 1, kind: Block, text: "x", {statement})],
            series: [(id: "n", measure: "m", points: [(date: "2031", value: 1, {rest})])] )"#
        );
        load_text("d.ron", &text)
    };
    let cases: [DefaultCase; 9] = [
        (
            "source",
            r#"source: "t""#,
            "",
            r#"source: "s""#,
            |c| c.source(c.statements()[0].source).id.to_string(),
            ["t", "s"],
        ),
        (
            "said",
            r#"said: "2030""#,
            r#"source: "s","#,
            r#"said: "2031""#,
            |c| c.statements()[0].said.as_ref().unwrap().as_str().to_owned(),
            ["2030", "2031"],
        ),
        (
            "basis",
            r#"basis: Inferred("w")"#,
            r#"source: "s","#,
            "basis: Stated",
            |c| format!("{}", c.statements()[0].basis != Basis::Stated),
            ["true", "false"],
        ),
        (
            "event",
            r#"event: "e""#,
            r#"source: "s","#,
            r#"event: "f""#,
            |c| c.event(c.statements()[0].event.unwrap()).id.to_string(),
            ["e", "f"],
        ),
        (
            "speaker",
            r#"speaker: "a""#,
            r#"source: "s","#,
            r#"speaker: "b""#,
            |c| c.speaker(c.statements()[0].speaker.unwrap()).id.to_string(),
            ["a", "b"],
        ),
        (
            "venue",
            r#"venue: "v""#,
            r#"source: "s","#,
            r#"venue: "w""#,
            |c| c.statements()[0].venue.as_deref().unwrap().to_owned(),
            ["v", "w"],
        ),
        (
            "lang",
            r#"lang: "fi""#,
            r#"source: "s","#,
            r#"source: "t""#,
            |c| c.source(c.statements()[0].source).lang.as_deref().unwrap().to_owned(),
            ["fi", "en"],
        ),
        (
            "status",
            "status: Unverified",
            r#"source: "s","#,
            "status: Declared",
            |c| format!("{}", c.series()[0].points[0].status == PointStatus::Unverified),
            ["true", "false"],
        ),
        (
            "cite",
            r#"cite: (source: "s"), status: Declared"#,
            r#"source: "s","#,
            r#"cite: (source: "t")"#,
            |c| c.source(c.series()[0].points[0].cite.as_ref().unwrap().source).id.to_string(),
            ["s", "t"],
        ),
    ];
    for (name, default, needed, own, asked, [filled, kept]) in cases {
        let of_point = matches!(name, "status" | "cite");
        let loaded = with(default, needed, "");
        assert_eq!(asked(&loaded.chronology), filled, "{name} is left out: {:?}", loaded.problems);
        let (statement, point) = if of_point { (needed, own) } else { (own, "") };
        let needed = if statement.contains("source") { "" } else { needed };
        let loaded = with(default, &format!("{needed}{statement}"), point);
        assert_eq!(asked(&loaded.chronology), kept, "{name} is given: {:?}", loaded.problems);
    }
}
