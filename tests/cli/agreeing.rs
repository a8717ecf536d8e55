//! One fact told by several commands and forms is told alike in all of them.

use std::io::Write as _;
use std::process::Stdio;

use super::*;

/// Two reports of one question, of which the second alone records what they answer; dates that are inferred; words of
/// two; a figure without a source; an event whose source is held.
const DATASET: &str = r#"(
    meta: (schema: 1, title: "Ships", updated: "2031-12-31"),
    speakers: [
        (id: "ann", name: "Ann Berg", kind: Person),
        (id: "bo", name: "Bo Dahl", kind: Person),
    ],
    sources: [
        (id: "held", kind: News, outlet: "Post", published: "2031-05-02", published_basis: Inferred("the dateline")),
        (id: "other", kind: News, outlet: "Mail", published: "2031-05-03"),
    ],
    events: [
        (id: "sailed", date: "2031-05-01", basis: Inferred("the tide"), title: "They sail", cites: [(source: "held", para: 1)]),
        (id: "landed", date: "2031-05-03", title: "They land", cites: [(source: "other", para: 1)]),
    ],
    statements: [
        (id: "ask", source: "held", para: 1, kind: Quote, speaker: "ann", said: "2031-05-01", asks: true, text: "Will you come?"),
        (id: "reply", source: "held", para: 2, kind: Quote, speakers: ["ann", "bo"], said: "2031-05-01",
         basis: Inferred("the tide"), text: "We come."),
        (id: "reply-mail", source: "other", para: 2, kind: Quote, same_as: "reply", links: [RespondsTo("ask")], text: "We come."),
        (id: "old", source: "other", para: 3, kind: Reported, speaker: "bo", said: "Y-17000", text: "Long ago."),
        (id: "older", source: "other", para: 4, kind: Reported, speaker: "bo", said: "Y-3388E2S3", text: "Longer ago."),
    ],
    series: [(id: "ships", measure: "ships", points: [(date: "2031-05-01", value: 3, status: Unverified)])],
)"#;

fn ships() -> Desk {
    let desk = Desk::with(DATASET);
    fs::write(desk.texts().join("held.txt"), "“Will you come?” she said.\n“We come,” they said.\n")
        .unwrap();
    desk
}

#[test]
fn the_page_of_a_statement_cites_it_as_cite_does() {
    let desk = ships();
    for texts in [&[][..], &["--texts", "held"]] {
        for id in ["ask", "reply", "reply-mail"] {
            let cited = desk.run(&[&["cite", id], texts].concat()).out;
            let shown = desk.run(&[&["show", id], texts].concat()).out;
            assert!(shown.contains(cited.trim_end()), "{texts:?} {shown}\n{cited}");
        }
    }
}

#[test]
fn what_any_report_of_words_answers_is_shown_with_each_of_them() {
    let desk = ships();
    for id in ["reply", "reply-mail"] {
        let shown = desk.run(&["show", id]).out;
        assert_eq!(shown.matches("responds to").count(), 1, "{shown}");
    }
}

#[test]
fn the_statements_that_a_page_shows_are_in_its_json() {
    let desk = ships();
    for (id, statements) in [
        ("ann", &["ask", "reply"][..]),
        ("bo", &["older", "old", "reply"]),
        ("held", &["ask", "reply"]),
    ] {
        let (text, json) =
            (desk.run(&["show", id]).out, desk.run(&["show", id, "--format", "json"]).json());
        let reports: Vec<_> =
            json["reports"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert_eq!(reports, statements);
        assert!(reports.iter().all(|id| text.contains(&format!("({id})"))), "{text}");
    }
}

#[test]
fn an_inferred_date_is_marked_wherever_it_is_listed() {
    let desk = ships();
    // The spreadsheet of statements also says how the day of each one's source is known.
    for (kind, lines, inferred, of_sources) in
        [("timeline", 6, 2, 0), ("events", 2, 1, 0), ("statements", 5, 2, 2), ("sources", 2, 1, 0)]
    {
        let text = desk.run(&["list", kind]).out;
        assert_eq!(
            (text.lines().count(), text.matches(" [inferred]  ").count()),
            (lines, inferred),
            "{text}"
        );
        let csv = desk.run(&["list", kind, "--format", "csv"]).out;
        assert_eq!(csv.matches("Inferred: the ").count(), inferred + of_sources, "{csv}");
    }
}

#[test]
fn a_day_of_any_year_is_no_formula_of_a_spreadsheet() {
    let csv = ships().run(&["list", "timeline", "--format", "csv"]).out;
    assert!(csv.contains(",-17000-01-01,-17000-12-31,"), "{csv}");
    assert!(!csv.contains('\''), "{csv}");
}

#[test]
fn words_of_several_are_cited_as_theirs_in_csl() {
    let items = ships().run(&["cite", "reply", "ask", "--style", "csl"]).json();
    let cites = items[0]["custom"]["cites"].as_array().unwrap();
    let speakers: Vec<_> = cites.iter().map(|cite| cite["speaker"].as_str().unwrap()).collect();
    assert_eq!(speakers, ["Ann Berg and Bo Dahl", "Ann Berg"]);
}

#[test]
fn what_nothing_prints_is_cited_without_a_colon() {
    let cited = ships().run(&["cite", "ships@2031-05-01", "--style", "chicago"]).out;
    assert!(cited.trim_end().ends_with("unverified."), "{cited}");
}

#[test]
fn a_slide_has_the_years_of_a_date_whose_days_cannot_be_counted() {
    let slides = ships().run(&["export", "timelinejs"]).json();
    let slides = slides["events"].as_array().unwrap();
    let older = slides.iter().find(|slide| slide["unique_id"] == "older").unwrap();
    assert_eq!(older["start_date"], serde_json::json!({"year": -338_999}));
    assert_eq!(older["end_date"], serde_json::json!({"year": -338_000}));
}

#[test]
fn a_search_for_what_figures_alone_have_says_so() {
    let dataset = DATASET.replace("measure: \"ships\"", "measure: \"tonnage afloat\"");
    let desk = Desk::with(&dataset);
    let run = desk.run(&["search", "tonnage", "afloat"]);
    assert_eq!(run.code, 1);
    let offered = "startline list series -q 'tonnage afloat' -d harbour.ron";
    let told = format!("a series has it; to list them: {offered}\n");
    assert!(run.err.contains(&told), "{}", run.err);
    assert_eq!(desk.run(&["list", "series", "-q", "tonnage afloat"]).code, 0);
    assert!(!desk.run(&["search", "walrus"]).err.contains("series"));
}

#[test]
fn an_id_that_is_no_text_costs_no_other() {
    let desk = ships();
    let cite = |input: &[u8]| {
        let mut command = program();
        command.current_dir(desk.dir.path()).args(["cite", "-", "-d", "harbour.ron"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run::of(child.wait_with_output().unwrap())
    };
    let run = cite(b"ask\n\xe9\xff\nreply\n");
    assert_eq!((run.code, run.out.lines().count()), (1, 2), "{}", run.err);
    for nothing in [&b""[..], b"\n \n"] {
        let run = cite(nothing);
        assert_eq!((run.code, &*run.out), (1, ""));
        assert!(run.err.contains("names no id"), "{}", run.err);
    }
}

#[test]
fn a_name_and_an_id_mean_the_record_of_that_dataset() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["one", "two"] {
        let own = DATASET.replace("\"landed\"", &format!("\"landed-{name}\""));
        fs::write(dir.path().join(format!("{name}.ron")), own).unwrap();
    }
    let show = |id: &str| {
        let mut command = program();
        command.current_dir(dir.path()).args(["show", id, "-d", "one.ron", "-d", "two.ron"]);
        Run::of(command.output().unwrap())
    };
    for id in ["ask", "one:ask", "two:ask", "one:landed-one", "two:landed-two", "landed-two"] {
        assert_eq!(show(id).code, 0, "{id}");
    }
    for id in ["two:landed-one", "one:landed-two", "three:ask", ":ask", "one:", "one:two:ask"] {
        assert_eq!(show(id).code, 1, "{id}");
    }
}

#[test]
fn no_search_is_offered_for_a_word_that_a_command_has_no_place_for() {
    let told = |args: &[&str]| shipped(args).err;
    assert!(told(&["treaties"]).contains("startline search treaties"));
    assert!(told(&["-d", "x.ron", "treaties"]).contains("startline search treaties"));
    for args in [&["import", "xls", "x"][..], &["export", "pdf"]] {
        assert!(!told(args).contains("search"), "{}", told(args));
    }
}

#[test]
fn a_new_source_may_be_of_a_kind_that_is_not_known() {
    for kind in ["Podcast", "Web page"] {
        let run = shipped(&["new", "source", &format!("kind={kind}")]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.contains(&format!("kind: {kind},")), "{}", run.out);
    }
    let run = shipped(&["new", "source", "kind=Wier"]);
    assert!(run.code == 2 && run.err.contains("did you mean `Wire`?"), "{}", run.err);
}

/// Whoever cites a copy has to know what became of its original.
#[test]
fn what_became_of_the_original_is_told_with_the_copy() {
    let dataset = DATASET.replace(
        "outlet: \"Mail\", published",
        "outlet: \"Mail\", retracted: \"2031-05-07\", published",
    );
    let desk =
        Desk::with(&dataset.replace("outlet: \"Post\",", "outlet: \"Post\", copy_of: \"other\","));
    for (args, told) in [
        (&["show", "held"][..], "itself retracted 7 May 2031"),
        (&["show", "ask"], "itself retracted 7 May 2031"),
        (&["list", "sources"], "itself retracted 7 May 2031"),
        (&["cite", "ask"], "itself retracted 7 May 2031"),
        (&["cite", "ask", "--style", "chicago"], "itself retracted May 7, 2031"),
    ] {
        let out = desk.run(args).out;
        assert!(out.contains(told), "{args:?} {out}");
    }
}

/// What is said of a source that CSL has no variable for comes in again with the export that has it.
#[test]
fn what_is_exported_of_a_source_is_imported_again() {
    let kept = r#"kind: Podcast episode, outlet: "Post", outlet_basis: Inferred("the \"masthead\""), dateline: "OSLO, May 2",
        stamp: "2031-05-04", published: "2031-05-02", published_basis: Resolved("on Friday"), updated: "2031-05-05",
        corrected: "2031-05-06", retracted: "2031-05-07", copy_of: "other", lang: "en"),"#;
    let dataset = DATASET.replace(
        r#"kind: News, outlet: "Post", published: "2031-05-02", published_basis: Inferred("the dateline")),"#,
        kept,
    );
    let desk = Desk::with(&dataset);
    let library = desk.run(&["cite", "held", "other", "--style", "csl"]).out;
    fs::write(desk.dir.path().join("library.json"), library).unwrap();
    let mut command = program();
    command.current_dir(desk.dir.path()).args(["import", "csl", "library.json"]);
    let imported = Run::of(command.output().unwrap());
    fs::write(desk.dir.path().join("imported.ron"), &imported.out).unwrap();
    let mut command = program();
    command.current_dir(desk.dir.path()).args([
        "show",
        "held",
        "--format",
        "json",
        "-d",
        "imported.ron",
    ]);
    let (mut before, mut after) = (
        desk.run(&["show", "held", "--format", "json"]).json(),
        Run::of(command.output().unwrap()).json(),
    );
    for object in [&mut before, &mut after] {
        object.as_object_mut().unwrap().remove("reports");
    }
    assert_eq!(before, after, "{}\n{}", imported.out, imported.err);
}

/// Words that reports tell of several days are taken away with that, whichever report is cited.
#[test]
fn a_report_of_another_day_says_so_wherever_it_is_told() {
    let desk = Desk::with(
        r#"(
        speakers: [(id: "ann", name: "Ann", kind: Person)],
        sources: [(id: "s1", kind: News, outlet: "Post", published: "2031-05-08"),
            (id: "s2", kind: News, outlet: "Wire", published: "2031-05-09"), (id: "s3", kind: News, outlet: "Bay")],
        statements: [
            (id: "head", source: "s1", para: 1, kind: Quote, speaker: "ann", said: "2031-05-05", text: "Yes"),
            (id: "same-day", source: "s3", para: 1, kind: Quote, same_as: "head", text: "Yes, yes"),
            (id: "other-day", source: "s2", para: 1, kind: Quote, same_as: "head", said: "2031-05-06", text: "Yes!"),
        ],
    )"#,
    );
    for (id, elsewhere) in [
        ("head", "Wire ¶1, said 6 May 2031"),
        ("same-day", "Wire ¶1, said 6 May 2031"),
        ("other-day", "Post ¶1, said 5 May 2031; Bay ¶1, said 5 May 2031"),
    ] {
        let note = desk.run(&["cite", id]).out;
        let query = format!("source:{}", if id == "other-day" { "s2" } else { "s1" });
        let brief = desk.run(&["export", "markdown", "-q", &query]).out;
        let slides = desk.run(&["export", "timelinejs", "-q", &query]).out;
        let claims = desk.run(&["export", "claims", "-q", &query]).out;
        for told in [&note, &brief, &slides, &claims] {
            let told = told.replace("**", "");
            assert!(
                told.contains(&format!("Told of another day elsewhere: {elsewhere}")),
                "{told}"
            );
        }
    }
}

/// What is no record is no hit, and whoever asks for it by its id is told what it is and how to see it, in the dataset
/// that was named.
#[test]
fn an_id_of_what_is_no_record_is_said_to_be_that() {
    let dataset = DATASET.replace(
        "    series: [",
        "    notes: [(id: \"why\", kind: Gap, about: [\"ask\"], text: \"Nobody knows.\")],\n    series: [",
    );
    let desk = Desk::with(&dataset);
    for (query, noun, id) in [
        ("id:why", "note", "why"),
        ("id:held", "source", "held"),
        ("speaker:held", "source", "held"),
        ("id:\"ann\"", "speaker", "ann"),
        ("id:ships@2031-05-01", "point of a series", "ships@2031-05-01"),
    ] {
        let run = desk.run(&["search", query]);
        let show = format!("startline show {id} -d harbour.ron");
        let told = format!("; that is the id of a {noun}; to see it: {show}\n");
        assert!(run.code == 1 && run.err.contains(&told), "{query}: {}", run.err);
        assert_eq!(desk.run(&["show", id]).code, 0);
    }
    let run = desk.run(&["search", "id:ask", "speaker:ann"]);
    assert!(run.code == 0 && !run.err.contains("show"), "{}", run.err);
    // What the environment names is named for the next command too.
    let mut command = program();
    command.current_dir(desk.dir.path()).env("STARTLINE_DATASET", "harbour.ron");
    let run = Run::of(command.args(["search", "id:why"]).output().unwrap());
    assert!(run.err.contains("to see it: startline show why\n"), "{}", run.err);
}
