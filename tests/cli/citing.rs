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
         https://gazette.example/berths#:~:text=We%20keep%201%2C350%20berths%20%E2%80%93%20no%20more, accessed 8 May 2031. \
         Note (ambiguity): The Monday is not dated.\n"
    );
    assert_eq!(
        cite(&["mayor-limit-wire"], "note").out,
        "printed without quotation marks: We will hold to 1,350 berths and not one more. — Ada Brandt, Mayor of North \
         Harbour, said 5 May 2031 [resolved from “on Monday”], town hall. Wire [inferred], untitled, published c. 7 May \
         2031 [inferred], ¶1. Translated from Norwegian by Wire.\n"
    );
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
fn a_bibtex_entry_is_whole() {
    assert_eq!(
        cite(&["mayor-limit"], "bibtex").out,
        "@article{mayor-limit,
  author = {{Jo Field}},
  title = {{Berths \\& Limits}},
  date = {2031-05-06},
  year = {2031},
  month = may,
  journal = {The Gazette},
  pages = {par.~2},
  note = {“We keep 1,350 berths – no more,” — Ada Brandt, Mayor of North Harbour, said 5 May 2031 [resolved from “on Monday”], town hall. Printed in \\P{}2, \\P{}3. Note (ambiguity): The Monday is not dated.},
  url = {https://gazette.example/berths},
  urldate = {2031-05-08},
  langid = {en},
}
"
    );
    let untitled = cite(&["mayor-limit-wire"], "bibtex").out;
    assert!(untitled.contains("  title = {[untitled]},\n"), "{untitled}");
    assert!(untitled.contains("  date = {2031-05-07~},\n"), "{untitled}");
}

#[test]
fn csl_items_have_the_paragraph_as_locator() {
    let items = cite(&["mayor-limit", "mayor-limit-wire"], "csl").json();
    assert_eq!(items.as_array().unwrap().len(), 2);
    let item = &items[0];
    assert_eq!(item["type"], "article-newspaper");
    assert_eq!(item["title"], "Berths & Limits");
    assert_eq!(item["container-title"], "The Gazette");
    assert_eq!(item["locator"], "2");
    assert_eq!(item["custom"]["label"], "paragraph");
    assert_eq!(
        item["issued"],
        serde_json::json!({"date-parts": [[2031, 5, 6]], "edtf": "2031-05-06"})
    );
    assert_eq!(items[1]["issued"]["circa"], true);
    assert_eq!(items[1].get("title"), None, "no title is invented");
}

#[test]
fn ris_lines_are_tags_and_values() {
    let out = cite(&["mayor-limit"], "ris").out;
    for line in out.lines() {
        assert!(line.is_char_boundary(6) && &line[2..6] == "  - ", "{line:?}");
    }
    for line in [
        "TY  - NEWS",
        "TI  - Berths & Limits",
        "SP  - ¶2",
        "DA  - 2031/05/06/",
        "Y2  - 2031/05/08/",
    ] {
        assert!(out.lines().any(|l| l == line), "{line}\n{out}");
    }
    assert!(out.ends_with("ER  - \n"));
}

#[test]
fn an_event_is_cited_with_each_source_once() {
    let out = cite(&["offer"], "note").out;
    assert_eq!(
        out,
        "North Harbour offers to keep the limit, 5 May 2031. Jo Field, The Gazette, “Berths & Limits”, published 6 May \
         2031, ¶2, ¶3, https://gazette.example/berths, accessed 8 May 2031. Wire [inferred], untitled, published c. \
         7 May 2031 [inferred], ¶1.\n"
    );
    assert_eq!(cite(&["offer"], "csl").json()[1]["id"], "offer-2");
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
    for style in ["note", "markdown", "bibtex", "csl", "ris"] {
        let args: Vec<&str> =
            ["cite", "--style", style].into_iter().chain(all.iter().map(String::as_str)).collect();
        let run = shipped(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{style}");
        assert!(!run.out.chars().any(|c| c.is_control() && c != '\n'), "{style}");
        for id in &all {
            assert!(style == "note" || run.out.contains(id), "{style}: {id}");
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
    assert!(bibtex.starts_with("@article{north-berths-2030-01-01,\n"), "{bibtex}");
    assert!(
        bibtex.contains("note = {1,400.5 berths — North Harbour, as of 1 Jan 2030"),
        "{bibtex}"
    );
    let csl = cite(&[point], "csl").json();
    assert_eq!((csl[0]["id"].as_str(), csl[0]["locator"].as_str()), (Some(point), Some("4")));
    assert!(csl[0]["note"].as_str().unwrap().starts_with("1,400.5 berths — North Harbour"));
    assert!(cite(&[point], "ris").out.contains("N1  - 1,400.5 berths — North Harbour"));
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
        run.out.contains("[^which-monday]: Note \\(ambiguity\\): The Monday is not dated."),
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
        "1350 from 1 Jan 2031",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let run = Desk::harbour().run(&["show", "north-berths@2030-01-01", "--format", "json"]);
    let json = run.json();
    assert_eq!((json["type"].as_str(), json["value"].as_f64()), (Some("point"), Some(1400.5)));
    assert_eq!(json["cite"]["para"].as_u64(), Some(4));
}
