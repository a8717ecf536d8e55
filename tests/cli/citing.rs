//! `cite`: each style whole, on records of every kind.

use super::*;

fn cite(ids: &[&str], style: &str) -> Run {
    let args: Vec<&str> =
        ["cite"].into_iter().chain(ids.iter().copied()).chain(["--style", style]).collect();
    Desk::harbour().run(&args)
}

#[test]
fn a_note_says_everything_in_order() {
    assert_eq!(
        cite(&["mayor-limit"], "note").out,
        "“We keep 1,350 berths – no more,” — Ada Brandt, Mayor of North Harbour, said 5 May 2031 [resolved from \
         “on Monday”], town hall. Jo Field, The Gazette, “Berths & Limits”, published 6 May 2031, ¶2, ¶3, \
         https://gazette.example/berths#:~:text=We%20keep%201%2C350%20berths,no%20more, accessed 8 May 2031. \
         Note (ambiguity): The Monday is not dated.\n"
    );
    assert_eq!(
        cite(&["mayor-limit-wire"], "note").out,
        "printed without quotation marks: We will hold to 1,350 berths and not one more. — Ada Brandt, Mayor of North \
         Harbour, said 5 May 2031 [resolved from “on Monday”], town hall. Wire [inferred], wire report, published c. 7 May \
         2031 [inferred], ¶1. Translated from Norwegian by Wire.\n"
    );
}

#[test]
fn a_link_opens_at_the_words_of_the_page_s_own_language() {
    let translated = "said: \"2031-05-05\", original: (lang: \"no\", text: \"Vi holder grensen\"), \
                      translation: (from: \"no\", by: \"the dataset\")";
    let words = HARBOUR.replacen("said: \"2031-05-05\"", translated, 1);
    let url =
        |dataset: &str| Desk::with(dataset).run(&["cite", "mayor-limit", "--style", "url"]).out;
    let norwegian = words.replace("lang: \"en\"", "lang: \"no\"");
    assert_eq!(url(&norwegian), "https://gazette.example/berths#:~:text=Vi%20holder%20grensen\n");
    assert!(url(&words).contains("#:~:text=We%20keep"), "{}", url(&words));
}

#[test]
fn a_paraphrase_never_looks_like_a_quotation() {
    for style in ["note", "markdown", "bibtex", "csl", "ris"] {
        let out = cite(&["envoy-answer"], style).out;
        assert!(out.contains("reported: South Harbour thanks"), "{style}: {out}");
        assert!(
            !out.contains("“South")
                && !out.contains("\"South Harbour thanks for the offer and says no.\" —"),
            "{style}: {out}"
        );
        assert!(out.contains("Relayed by Ada Brandt"), "{style}: {out}");
    }
    assert_eq!(cite(&["envoy-answer"], "url").out, "https://courier.example/reply\n");
}

#[test]
fn a_footnote_is_marked_and_escaped() {
    let out = cite(&["mayor-limit"], "markdown").out;
    let (words, footnote) = out.split_once("\n\n").unwrap();
    assert_eq!(words, "“We keep 1,350 berths – no more,”[^mayor-limit]");
    assert!(footnote.starts_with("[^mayor-limit]: “We keep 1,350"), "{footnote}");
    assert!(footnote.contains("“Berths \\& Limits”"), "{footnote}");
    assert!(footnote.contains("<https://gazette.example/berths#:~:text=We"), "{footnote}");
    assert_eq!(footnote.trim_end().lines().count(), 1);
    let out = cite(&["mayor-limit-wire"], "markdown").out;
    let block = "> We will hold to 1,350 berths and not one more.[^mayor-limit-wire]\n\n";
    assert!(out.starts_with(block), "set off, as it is printed: {out}");
}

#[test]
fn the_short_footnote_is_what_an_editor_takes() {
    assert_eq!(
        cite(&["mayor-limit"], "chicago").out,
        "Ada Brandt, Mayor of North Harbour, town hall, May 5, 2031, quoted in Jo Field, “Berths & Limits,” The Gazette, \
         May 6, 2031, paras. 2, 3, https://gazette.example/berths.\n"
    );
    let wire = cite(&["mayor-limit-wire"], "chicago").out;
    assert!(wire.contains("[Wire], wire report, [ca. May 7, 2031], para. 1"), "{wire}");
    let reported = cite(&["envoy-answer"], "chicago").out;
    assert!(reported.contains("paraphrased in"), "{reported}");
    assert!(!reported.contains("South Harbour thanks"), "{reported}");
    let source = cite(&["gazette-2031-05-06"], "chicago").out;
    let plain =
        "Jo Field, “Berths & Limits,” The Gazette, May 6, 2031, https://gazette.example/berths.\n";
    assert_eq!(source, plain);
    let event = cite(&["offer"], "chicago").out;
    assert!(
        event.starts_with("North Harbour offers to keep the limit, May 5, 2031: Jo Field,"),
        "{event}"
    );
    assert_eq!(event.matches("; ").count(), 1, "each source once: {event}");
}

/// The citation of a statement of the board's with these fields of it and of the source.
fn cited(statement: &str, source: &str, style: &str) -> String {
    let desk = Desk::with(&format!(
        r#"(speakers: [(id: "board", name: "Harbour Board", aka: ["The Board"], kind: Institution)],
            sources: [(id: "p", url: "https://p.example", {source})],
            statements: [(id: "s", source: "p", kind: Quote, speaker: "board", text: "No more", {statement})])"#
    ));
    let run = desk.run(&["cite", "s", "--style", style]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

fn short_footnote(statement: &str, source: &str) -> String {
    cited(statement, source, "chicago")
}

#[test]
fn a_day_that_both_have_is_told_once_in_a_short_footnote() {
    let said = r#"para: 2, said: "2031-05-06""#;
    let of =
        |source: &str| short_footnote(said, &format!("kind: News, outlet: \"Post\", {source}"));
    let once =
        "Harbour Board, quoted in Post, news report, May 6, 2031, para. 2, https://p.example.\n";
    assert_eq!(of(r#"published: "2031-05-06""#), once);
    assert_eq!(of(r#"published: "2031-05-06T08:00:00Z""#), once);
    let other = of(r#"published: "2031-05-07""#);
    assert!(
        other.contains("Board, May 6, 2031, quoted in Post, news report, May 7, 2031,"),
        "{other}"
    );
    // The day of the words is known better than that of the page.
    let inferred = of(r#"published: "2031-05-06", published_basis: Inferred("its address")"#);
    assert!(
        inferred.contains("Board, May 6, 2031, quoted in Post, news report, [May 6, 2031],"),
        "{inferred}"
    );
}

#[test]
fn nobody_is_quoted_in_a_page_of_their_own() {
    let said = r#"para: 2, venue: "notice", said: "2031-05-06""#;
    for outlet in ["Harbour Board", "The Board"] {
        let source = format!(
            r#"kind: Official, outlet: "{outlet}", title: "On “berths”", published: "2031-05-06", authors: ["Office of Berths, Quays, and Limits"]"#
        );
        assert_eq!(
            short_footnote(said, &source),
            "Harbour Board, notice, Office of Berths, Quays, and Limits, “On ‘berths,’” May 6, 2031, para. 2, https://p.example.\n"
        );
    }
}

#[test]
fn where_nobody_has_counted_there_is_no_place_to_cite() {
    let place = r#"locator: "paragraph not counted""#;
    let source = r#"kind: News, outlet: "Post", published: "2031-05-06""#;
    let short = short_footnote(place, source);
    assert_eq!(
        short,
        "Harbour Board, quoted in Post, news report, May 6, 2031, https://p.example.\n"
    );
    let csl = cited(place, source, "csl");
    assert!(csl.contains(r#""cite": "[@p]""#) && !csl.contains("locator"), "{csl}");
    let note = cited(place, source, "note");
    assert!(note.contains("paragraph not counted"), "a fact-checker is told: {note}");
}

#[test]
fn a_bibtex_entry_is_whole() {
    assert_eq!(
        cite(&["mayor-limit"], "bibtex").out,
        "@article{gazette-2031-05-06,
  author = {{Field}, Jo},
  title = {{Berths \\& Limits}},
  date = {2031-05-06},
  year = {2031},
  month = may,
  journal = {The Gazette},
  entrysubtype = {newspaper},
  url = {https://gazette.example/berths},
  urldate = {2031-05-08},
  langid = {english},
  annotation = {\\P{}2, \\P{}3 — “We keep 1,350 berths – no more,” — Ada Brandt, Mayor of North Harbour, said 5 May 2031 [resolved from “on Monday”], town hall. Note (ambiguity): The Monday is not dated.},
}
"
    );
    let untitled = cite(&["mayor-limit-wire"], "bibtex").out;
    assert!(untitled.contains("  title = {[wire report]},\n"), "{untitled}");
    assert!(untitled.contains("  date = {2031-05-07~},\n"), "{untitled}");
    assert!(
        untitled.contains("  journal = {Wire},\n"),
        "nothing stands inside the name: {untitled}"
    );
    assert!(untitled.contains("Publisher inferred: "), "but beside it: {untitled}");
}

#[test]
fn csl_items_are_of_sources_and_hold_the_cites() {
    let items = cite(&["mayor-limit", "mayor-limit-wire"], "csl").json();
    assert_eq!(items.as_array().unwrap().len(), 2);
    let item = &items[0];
    assert_eq!(
        (item["id"].as_str(), item["type"].as_str()),
        (Some("gazette-2031-05-06"), Some("article-newspaper"))
    );
    assert_eq!(item["title"], "Berths & Limits");
    assert_eq!(item["author"], serde_json::json!([{"family": "Field", "given": "Jo"}]));
    assert_eq!(item["container-title"], "The Gazette");
    assert_eq!(item["issued"], serde_json::json!({"date-parts": [[2031, 5, 6]]}));
    let cite_of = &item["custom"]["cites"][0];
    assert_eq!(
        (cite_of["locator"].as_str(), cite_of["label"].as_str()),
        (Some("2"), Some("paragraph"))
    );
    assert_eq!(cite_of["cite"], "[@gazette-2031-05-06, para. 2]");
    assert_eq!(cite_of["record"], "mayor-limit");
    assert_eq!(items[1]["issued"]["circa"], true);
    assert_eq!(items[1]["title"], "[wire report]", "a description is no title");
}

/// The variables that the schema of CSL input data (1.0.2) knows and that are written here.
pub(super) const CSL_FIELDS: [&str; 13] = [
    "id",
    "type",
    "title",
    "author",
    "editor",
    "container-title",
    "publisher",
    "issued",
    "accessed",
    "language",
    "URL",
    "archive_location",
    "note",
];

#[test]
fn csl_keeps_to_the_schema_and_gives_processors_nothing_to_eat() {
    let ids = shipped(&["list", "statements", "--format", "json"]).ids();
    let args: Vec<&str> =
        ["cite", "--style", "csl"].into_iter().chain(ids.iter().map(String::as_str)).collect();
    let items = shipped(&args).json();
    let mut seen = std::collections::BTreeSet::new();
    for item in items.as_array().unwrap() {
        assert!(seen.insert(item["id"].as_str().unwrap().to_owned()), "each source once: {item}");
        for (field, value) in item.as_object().unwrap() {
            assert!(field == "custom" || CSL_FIELDS.contains(&field.as_str()), "{field}");
            if let "issued" | "accessed" = field.as_str() {
                let known = ["date-parts", "season", "circa", "literal"];
                assert!(
                    value.as_object().unwrap().keys().all(|key| known.contains(&key.as_str())),
                    "{value}"
                );
            }
        }
        let note = item["note"].as_str().unwrap();
        let first = note.split([' ', '—']).next().unwrap();
        assert!(!first.ends_with(':'), "a variable to processors: {note}");
    }
}

#[test]
fn one_source_is_one_entry_however_much_of_it_is_cited() {
    let ids = ["mayor-limit", "offer", "mayor-limit", "north-berths@2030-01-01"];
    for (style, entry) in
        [("bibtex", "@article{gazette-2031-05-06,"), ("ris", "ID  - gazette-2031-05-06")]
    {
        let out = cite(&ids, style).out;
        assert_eq!(out.matches(entry).count(), 1, "{style}: {out}");
    }
    assert_eq!(cite(&ids, "csl").json().as_array().unwrap().len(), 2, "and the wire's");
    let markdown = cite(&ids, "markdown").out;
    assert_eq!(markdown.matches("[^mayor-limit]:").count(), 1, "an id given twice: {markdown}");
}

#[test]
fn ris_lines_are_tags_and_values() {
    let out = cite(&["mayor-limit"], "ris").out;
    for line in out.lines() {
        assert!(line.is_char_boundary(6) && &line[2..6] == "  - ", "{line:?}");
    }
    for line in [
        "TY  - NEWS",
        "ID  - gazette-2031-05-06",
        "AU  - Field, Jo",
        "TI  - Berths & Limits",
        "T2  - The Gazette",
        "DA  - 2031/05/06/",
        "Y2  - 2031/05/08/",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\n{out}");
    }
    assert!(out.contains("\nN1  - ¶2, ¶3 — “We keep 1,350 berths"), "{out}");
    assert!(out.ends_with("ER  - \n"));
}

#[test]
fn an_event_is_cited_with_each_source_once() {
    let out = cite(&["offer"], "note").out;
    assert_eq!(
        out,
        "North Harbour offers to keep the limit, 5 May 2031. Jo Field, The Gazette, “Berths & Limits”, published 6 May \
         2031, ¶2, ¶3, https://gazette.example/berths, accessed 8 May 2031. Wire [inferred], wire report, published c. \
         7 May 2031 [inferred], ¶1.\n"
    );
    let csl = cite(&["offer"], "csl").json();
    assert_eq!(csl.as_array().unwrap().len(), 2);
    assert_eq!(csl[0]["id"], "gazette-2031-05-06");
}

#[test]
fn who_prints_an_event_is_told_in_one_order_everywhere() {
    let words =
        HARBOUR.replacen("cites: [(source: \"gazette-2031-05-06\", para: 2), ", "cites: [", 1);
    let desk = Desk::with(&words);
    let cited = desk.run(&["cite", "offer", "--style", "note"]).out;
    let shown = desk.run(&["show", "offer"]).out;
    for told in [&cited, &shown] {
        let (gazette, wire) = (told.find("The Gazette").unwrap(), told.find("Wire").unwrap());
        assert!(gazette < wire, "{told}");
    }
}

#[test]
fn what_cannot_be_cited_is_told_and_the_rest_cited() {
    let run = cite(&["mayor-limit", "mayor", "mayor-limitt"], "url");
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1);
    assert!(run.err.contains("`mayor` is a speaker"), "{}", run.err);
    assert!(run.err.contains("did you mean `mayor-limit`?"), "{}", run.err);
    let run = cite(&["mayor-limit-wire"], "url");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("has no address"), "{}", run.err);
}

#[test]
fn every_shipped_record_is_cited_in_every_style() {
    let all: Vec<String> = [
        shipped(&["list", "statements", "--format", "json"]),
        shipped(&["list", "events", "--format", "json"]),
    ]
    .iter()
    .flat_map(Run::ids)
    .collect();
    for style in ["note", "chicago", "markdown", "bibtex", "csl", "ris"] {
        let args: Vec<&str> =
            ["cite", "--style", style].into_iter().chain(all.iter().map(String::as_str)).collect();
        let run = shipped(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{style}");
        assert!(!run.out.chars().any(|c| c.is_control() && c != '\n'), "{style}");
        // Entries go by their sources; what is cited of them by its id.
        for id in &all {
            assert!(!matches!(style, "markdown" | "csl") || run.out.contains(id), "{style}: {id}");
        }
    }
}

#[test]
fn a_figure_is_cited_with_its_value_its_day_and_who_declared_it() {
    let point = "north-berths@2030-01-01";
    assert_eq!(
        cite(&[point], "note").out,
        "1,400.5 berths — North Harbour, as of 1 Jan 2030, declared. Jo Field, The Gazette, “Berths & Limits”, \
         published 6 May 2031, ¶4, https://gazette.example/berths, accessed 8 May 2031.\n"
    );
    let markdown = cite(&[point], "markdown").out;
    assert!(markdown.starts_with("1,400.5 berths[^north-berths-2030-01-01]\n\n"), "{markdown}");
    assert!(markdown.contains("\n[^north-berths-2030-01-01]: 1,400.5 berths"), "{markdown}");
    let bibtex = cite(&[point], "bibtex").out;
    assert!(bibtex.starts_with("@article{gazette-2031-05-06,\n"), "{bibtex}");
    assert!(
        bibtex.contains("annotation = {\\P{}4 — 1,400.5 berths — North Harbour, as of 1 Jan 2030"),
        "{bibtex}"
    );
    let csl = cite(&[point], "csl").json();
    let cite_of = &csl[0]["custom"]["cites"][0];
    assert_eq!((cite_of["record"].as_str(), cite_of["locator"].as_str()), (Some(point), Some("4")));
    assert!(csl[0]["note"].as_str().unwrap().starts_with("¶4 — 1,400.5 berths — North Harbour"));
    assert!(cite(&[point], "ris").out.contains("N1  - ¶4 — 1,400.5 berths — North Harbour"));
    assert_eq!(
        cite(&[point], "chicago").out,
        "1,400.5 berths, North Harbour, as of January 1, 2030, declared: Jo Field, “Berths & Limits,” The Gazette, May 6, \
         2031, para. 4, https://gazette.example/berths.\n"
    );
    assert_eq!(cite(&[point], "url").out, "https://gazette.example/berths\n");
}

#[test]
fn a_figure_without_a_source_says_so_and_a_series_names_its_figures() {
    let run = cite(&["north-berths@2031-01-01"], "note");
    assert_eq!(run.out, "not provided: berths — North Harbour, as of 1 Jan 2031, unverified.\n");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("cites no source"), "{}", run.err);
    let run = cite(&["north-berths"], "note");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("as `north-berths@2031-01-01`"), "{}", run.err);
    let run = cite(&["north-berths@2031-01-02"], "note");
    assert!(run.err.contains("did you mean `north-berths@2031-01-01`?"), "{}", run.err);
}

#[test]
fn a_note_of_the_dataset_is_cited_as_one() {
    let run = cite(&["which-monday"], "markdown");
    assert!(
        run.out.contains("[^which-monday]: Note (ambiguity): The Monday is not dated."),
        "{}",
        run.out
    );
    assert_eq!(run.code, 1, "it rests on no source");
}

#[test]
fn a_figure_is_shown_by_itself() {
    let run = Desk::harbour().run(&["show", "north-berths@2030-01-01"]);
    for part in [
        "North Harbour, 1 Jan 2030: 1,400.5 berths",
        "status",
        "declared",
        "¶4",
        "1,350 from 1 Jan 2031",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let run = Desk::harbour().run(&["show", "north-berths@2030-01-01", "--format", "json"]);
    let json = run.json();
    assert_eq!((json["type"].as_str(), json["value"].as_f64()), (Some("point"), Some(1400.5)));
    assert_eq!(json["cite"]["para"].as_u64(), Some(4));
}

#[test]
fn what_a_query_is_about_is_cited_in_time() {
    let run = Desk::harbour().run(&["cite", "-q", "berths", "--style", "chicago"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.lines().count() > 1, "{}", run.out);
    assert!(run.out.contains("Ada Brandt"), "{}", run.out);
    let none = Desk::harbour().run(&["cite", "-q", "zeppelin"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("nothing matches zeppelin"), "{}", none.err);
}

#[test]
fn ids_are_read_from_standard_input() {
    let mut child = program()
        .args(["cite", "-", "--style", "chicago"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let ids = shipped(&["list", "statements", "-q", "is:quote", "--format", "json"]).ids();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), ids.join("\n").as_bytes()).unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.lines().count(), ids.len());
}

#[test]
fn nothing_that_is_cited_together_has_the_same_name() {
    // An event with two sources beside a record of a like name, and one cited twice.
    let ron = r#"( sources: [(id: "a", kind: News, outlet: "A"), (id: "b", kind: News, outlet: "B")],
        events: [(id: "talks", date: "2030", title: "Talks", cites: [(source: "a", para: 1), (source: "b", para: 1)]),
                 (id: "talks-2", date: "2031", title: "More", cites: [(source: "a", para: 2), (source: "b", para: 2)])] )"#;
    let desk = crate::Desk::with(ron);
    let cite = |style: &str| desk.run(&["cite", "talks", "talks-2", "talks", "--style", style]).out;
    let lines = |text: String, start: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect()
    };
    assert_eq!(lines(cite("bibtex"), "@"), ["@article{a,", "@article{b,"]);
    assert_eq!(lines(cite("ris"), "ID  - "), ["ID  - a", "ID  - b"]);
    let csl: serde_json::Value = serde_json::from_str(&cite("csl")).unwrap();
    let cites = |at: usize| csl[at]["custom"]["cites"].as_array().unwrap().len();
    assert_eq!((csl.as_array().unwrap().len(), cites(0), cites(1)), (2, 2, 2));
    assert_eq!(lines(cite("markdown"), "[^talks]:").len(), 1);
    assert_eq!(lines(cite("markdown"), "[^talks-2]:").len(), 1);
}

#[test]
fn where_texts_are_held_a_citation_for_people_says_what_was_found() {
    let desk = Desk::harbour();
    let texts = desk.texts();
    let texts = texts.to_str().unwrap();
    let with =
        |id: &str, style: &str| desk.run(&["cite", id, "--style", style, "--texts", texts]).out;
    for style in ["note", "markdown"] {
        let verbatim = with("mayor-limit", style);
        assert!(verbatim.contains("text: verbatim."), "{style}: {verbatim}");
        let changed = Desk::with(&HARBOUR.replace("not one more", "not one less"));
        let texts = changed.texts().display().to_string();
        let args = ["cite", "mayor-limit-wire", "--style", style, "--texts", &texts];
        let differs = changed.run(&args).out;
        assert!(differs.contains("text: differs from the article."), "{style}: {differs}");
        let paraphrase = with("envoy-answer", style);
        assert!(!paraphrase.to_lowercase().contains("checked"), "{style}: {paraphrase}");
        let unasked = desk.run(&["cite", "mayor-limit", "--style", style]).out;
        assert!(!unasked.contains("hecked"), "{style}: {unasked}");
    }
    // An address may name the place more exactly than the words alone.
    let plain = |text: &str| text.split("text=").next().unwrap_or_default().to_owned();
    for style in ["chicago", "bibtex", "csl", "ris", "url"] {
        let unasked = desk.run(&["cite", "mayor-limit", "--style", style]).out;
        assert_eq!(plain(&with("mayor-limit", style)), plain(&unasked), "{style}");
    }
    let none = tempfile::tempdir().unwrap();
    let run = desk.run(&["cite", "mayor-limit", "--texts", none.path().to_str().unwrap()]);
    assert!(run.out.contains("Not checked: no text of the source is held."), "{}", run.out);
}

/// The words alone stand earlier in the article; what stands before them there does not.
#[test]
fn where_the_text_is_held_a_link_opens_at_the_place_itself() {
    let desk = Desk::with(
        r#"(
    meta: (schema: 1, title: "t"),
    speakers: [(id: "ada", name: "Ada Brandt", kind: Person)],
    sources: [(id: "report", kind: News, outlet: "o", published: "2031-05-06", url: "https://e.example/r")],
    statements: [(id: "ready", source: "report", para: 2, kind: Quote, speaker: "ada", said: "2031-05-05", text: "We are ready.")],
)"#,
    );
    let texts = desk.dir.path().join("articles");
    std::fs::create_dir(&texts).unwrap();
    let article = "Some say: “We are ready.”\nOn Monday the mayor said: “We are ready.”\n";
    std::fs::write(texts.join("report.txt"), article).unwrap();
    let texts = texts.to_str().unwrap();
    let run = desk.run(&["cite", "ready", "--style", "url", "--texts", texts]);
    let lit =
        "https://e.example/r#:~:text=Monday%20the%20mayor%20said%3A%20%E2%80%9C-,We%20are%20ready";
    assert_eq!(run.out.trim_end(), lit);
    for args in [
        &["export", "html"][..],
        &["export", "timelinejs"],
        &["export", "claims"],
        &["cite", "ready"],
    ] {
        let run = desk.run(&[args, &["--texts", texts]].concat());
        assert!(run.out.contains(lit), "{args:?}: {}", run.out);
    }
    let unheld = desk.run(&["cite", "ready", "--style", "url"]).out;
    assert_eq!(unheld.trim_end(), "https://e.example/r#:~:text=We%20are%20ready");
}

/// Words of a source that was corrected and retracted, and of a copy of it; relayed, at second hand, on a page.
const RETRACTED: &str = r#"( meta: (schema: 1, title: "R", updated: "2024-06-30"),
    speakers: [(id: "pia", name: "Pia Pine", kind: Person), (id: "quo", name: "Quo Quay", kind: Person)],
    sources: [
        (id: "gazette", kind: News, outlet: "Gazette", published: "2024-03-03", title: "Berths", url: "https://g.example/t",
         corrected: "2024-03-05", retracted: "2024-03-07"),
        (id: "mirror", kind: Copy, outlet: "Mirror", copy_of: "gazette", published: "2024-03-04", url: "https://m.example/t"),
    ],
    events: [(id: "ruling", date: "2024-03-01", title: "A ruling", cites: [(source: "gazette", para: 2)])],
    statements: [
        (id: "kept", source: "gazette", para: 1, kind: Quote, speaker: "pia", said: "2024-03-01", text: "We keep it"),
        (id: "copied", source: "mirror", para: 3, locator: "p. 12", kind: Quote, speaker: "quo", said: "2024-03-02",
         text: "We do not", hearsay: true, via: "pia"),
    ] )"#;

#[test]
fn a_source_that_was_retracted_or_copied_is_cited_as_such() {
    let desk = Desk::with(RETRACTED);
    for (id, told) in [
        ("kept", &["retracted", "corrected"][..]),
        ("ruling", &["retracted", "corrected"]),
        ("gazette", &["retracted", "corrected"]),
        ("copied", &["copy of"]),
    ] {
        for style in ["note", "chicago", "markdown", "bibtex", "csl", "ris"] {
            let out = desk.run(&["cite", id, "--style", style]).out.to_lowercase();
            told.iter().for_each(|word| assert!(out.contains(word), "{id} {style}: {out}"));
        }
        let page = desk.run(&["show", id]).out;
        told.iter().for_each(|word| assert!(page.contains(word), "{id}: {page}"));
    }
    let list = desk.run(&["list", "sources"]).out;
    assert!(list.contains("retracted 7 Mar 2024, corrected 5 Mar 2024"), "{list}");
    let shown = desk.run(&["show", "gazette"]).out;
    assert!(shown.find("\nretracted") < shown.find("\ncorrected"), "{shown}");
    let page = desk.run(&["export", "html"]).out;
    assert!(page.contains("published 3 Mar 2024, retracted 7 Mar 2024, corrected"), "{page}");
    assert!(page.contains("copy of Gazette, “Berths”"), "{page}");
    let slides = desk.run(&["export", "timelinejs"]).out;
    assert!(slides.contains("3 Mar 2024, retracted 7 Mar 2024, corrected"), "{slides}");
    assert!(slides.contains("copy of Gazette"), "{slides}");
    let claims = desk.run(&["export", "claims"]).json();
    let work = |nth: usize| claims["@graph"][nth]["appearance"].clone();
    assert_eq!(work(0)["correction"][0], "retracted 7 Mar 2024");
    assert_eq!(work(1)["isBasedOn"]["@id"], "#gazette");
}

#[test]
fn a_short_footnote_says_who_vouches_and_every_place() {
    let desk = Desk::with(RETRACTED);
    assert_eq!(
        desk.run(&["cite", "copied", "--style", "chicago"]).out,
        "Quo Quay, March 2, 2024, reportedly, relayed by Pia Pine, quoted in Mirror, copy, March 4, 2024 (copy of \
         “Berths,” Gazette, itself retracted March 7, 2024, corrected March 5, 2024), p. 12, para. 3, https://m.example/t.\n"
    );
    let csl = desk.run(&["cite", "copied", "--style", "csl"]).json();
    assert_eq!(csl[0]["custom"]["cites"][0]["cite"], "[@mirror, para. 3, p. 12]");
}

/// A short footnote of the source alone that has these fields.
fn footnote_of(source: &str) -> String {
    let desk = Desk::with(&format!(r#"(sources: [(id: "p", {source})])"#));
    let run = desk.run(&["cite", "p", "--style", "chicago"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out
}

#[test]
fn names_of_writers_are_joined_as_chicago_has_them() {
    let of = |authors: &str| {
        footnote_of(&format!(r#"kind: News, outlet: "Post", title: "T", authors: [{authors}]"#))
    };
    assert_eq!(of(r#""A, Jo", "B, Al""#), "Jo A and Al B, “T,” Post.\n");
    assert_eq!(of(r#""A, Jo", "B, Al", "C, Cy""#), "Jo A, Al B, and Cy C, “T,” Post.\n");
    assert_eq!(of(r#""A, Jo", "B, Al", "C, Cy", "D, Di""#), "Jo A et al., “T,” Post.\n");
    assert_eq!(of(r#""Barnes & Noble, Inc.""#), "Barnes & Noble, Inc., “T,” Post.\n");
    assert_eq!(of(r#""毛, 泽东", "Doe, ""#), "毛泽东 and Doe, “T,” Post.\n");
    assert_eq!(of(r#""Post""#), "Post, “T.”\n", "who writes and publishes is named once");
    assert_eq!(of(r#""Post", "A, Jo""#), "Post and Jo A, “T.”\n");
    let asks = footnote_of(r#"kind: News, outlet: "Post", title: "Why?", authors: ["Post"]"#);
    assert_eq!(asks, "Post, “Why?”\n");
}

#[test]
fn a_book_stands_with_its_publisher_and_year_in_brackets() {
    let book = |more: &str| {
        footnote_of(&format!(
            r#"kind: Book, outlet: "Harbour Press", title: "Berths", published: "2030-05-06", {more}"#
        ))
    };
    let author = r#"authors: ["Field, Jo"]"#;
    assert_eq!(book(author), "Jo Field, Berths (Harbour Press, 2030).\n");
    assert_eq!(
        book(&format!(r#"{author}, editors: ["Roe, Ann"]"#)),
        "Jo Field, Berths, ed. Ann Roe (Harbour Press, 2030).\n"
    );
    assert_eq!(book(r#"editors: ["Roe, Ann"]"#), "Ann Roe, ed., Berths (Harbour Press, 2030).\n");
    assert_eq!(
        book(r#"editors: ["Roe, Ann", "Lee, Bo"]"#),
        "Ann Roe and Bo Lee, eds., Berths (Harbour Press, 2030).\n"
    );
    let quoted = short_footnote(
        r#"locator: "pp. 12-13", said: "2030-05-06""#,
        &format!(
            r#"kind: Book, outlet: "Press", title: "Berths", published: "2030-05-06~", {author}"#
        ),
    );
    assert_eq!(
        quoted,
        "Harbour Board, May 6, 2030, quoted in Jo Field, Berths (Press, ca. 2030), pp. 12–13, https://p.example.\n"
    );
    let paper = footnote_of(
        r#"kind: Report, outlet: "Post", title: "T", editors: ["Roe, Ann"], published: "2030""#,
    );
    assert_eq!(paper, "“T,” ed. Ann Roe, Post, 2030.\n");
}

#[test]
fn a_short_footnote_begins_with_a_capital_and_names_its_place_in_words() {
    let desk = Desk::with(
        r#"(speakers: [(id: "u", name: "unnamed sources of Axios", kind: Anonymous)],
            sources: [(id: "p", kind: News, outlet: "Axios", title: "T", published: "2031")],
            statements: [(id: "s", source: "p", locator: "¶4-5", kind: Quote, speaker: "u", text: "No"),
                         (id: "n", source: "p", para: 2, kind: Reported, text: "No")])"#,
    );
    let of = |id| desk.run(&["cite", id, "--style", "chicago"]).out;
    assert_eq!(of("s"), "Unnamed sources of Axios, quoted in “T,” Axios, 2031, paras. 4–5.\n");
    assert!(of("n").starts_with("Speaker not named, paraphrased in"), "{}", of("n"));
}

/// Whoever takes the shortest footnote takes the words from elsewhere, and has to know that they are printed in another
/// language.
#[test]
fn a_translation_of_the_datasets_own_is_told_in_the_short_footnote() {
    let told = |fields: &str, lang: &str| {
        short_footnote(
            &format!("para: 1, {fields}"),
            &format!("kind: News, outlet: \"P\", lang: \"{lang}\""),
        )
    };
    let by = r#"translation: (from: "nb", by: "the dataset")"#;
    let original = r#"original: (lang: "nb", text: "Ikke mer")"#;
    let own = told(by, "nb");
    assert!(own.contains("translated from Norwegian Bokmål by the dataset, quoted in"), "{own}");
    let own = told(original, "nb-NO");
    assert!(own.contains("translated from Norwegian Bokmål, quoted in"), "{own}");
    for (fields, lang) in [(by, "en"), (original, "en"), (r#"place: "Oslo""#, "nb")] {
        assert!(!told(fields, lang).contains("translated"), "{fields} {lang}");
    }
}

/// Words that the article held does not print leave in no form without that being said.
#[test]
fn words_that_differ_from_print_are_told_so_in_every_form() {
    let desk = Desk::with(
        r#"(speakers: [(id: "a", name: "Ada", kind: Person)],
            sources: [(id: "held", kind: News, outlet: "P", published: "2031-05-02", url: "https://p.example")],
            statements: [
                (id: "wrong", source: "held", para: 1, kind: Quote, speaker: "a", said: "2031-05-01", text: "We stay."),
                (id: "right", source: "held", para: 2, kind: Quote, speaker: "a", said: "2031-05-01", text: "We come.")])"#,
    );
    fs::write(desk.texts().join("held.txt"), "“We go,” she said.\n“We come.”\n").unwrap();
    for style in ["note", "chicago", "markdown", "bibtex", "csl", "ris", "url"] {
        for (id, differs) in [("wrong", true), ("right", false)] {
            let run = desk.run(&["--texts", "held", "cite", id, "--style", style]);
            assert_eq!(run.code, 0, "{style}: {}", run.err);
            let told = format!("{}{}", run.out, run.err).contains("differs from the article");
            assert_eq!(told, differs, "{style} {id}: {}{}", run.out, run.err);
        }
    }
    for form in ["timelinejs", "claims", "markdown", "html"] {
        let run = desk.run(&["--texts", "held", "export", form]);
        assert_eq!(
            run.out.matches("differs from the article").count().min(1),
            1,
            "{form}: {}",
            run.out
        );
    }
}
