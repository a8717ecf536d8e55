//! `search`: what is found, how a wrong query is told, and how it ends.

use super::*;

#[test]
fn the_best_comes_first_and_a_group_once() {
    let run = Desk::harbour().run(&["search", "berths no more", "--format", "json"]);
    assert_eq!(run.code, 0);
    let all = run.json();
    assert_eq!(all[0]["id"], "mayor-limit");
    assert_eq!(all[0]["reports"], serde_json::json!(["mayor-limit-wire"]));
    assert!(all[0]["score"].as_f64().unwrap() > 0.0);
    assert!(!run.ids().contains(&"mayor-limit-wire".to_owned()), "its group is there already");
}

#[test]
fn the_report_that_matches_is_the_one_shown() {
    let run = Desk::harbour().run(&["search", "\"not one more\"", "--format", "jsonl"]);
    assert_eq!(run.out.lines().count(), 1);
    let hit: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(hit["id"], "mayor-limit-wire");
    assert_eq!(hit["reports"], serde_json::json!(["mayor-limit"]));
}

#[test]
fn exit_codes_tell_found_none_and_error() {
    let desk = Desk::harbour();
    let found = desk.run(&["search", "berths"]);
    assert_eq!(found.code, 0);
    assert!(found.out.contains("“We keep 1,350 berths"), "{}", found.out);
    let none = desk.run(&["search", "qqqqzzzz"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert_eq!(
        none.err,
        "startline: no record has `qqqqzzzz`\nstartline: nothing matches qqqqzzzz\n"
    );
    let none = desk.run(&["search", "qqqqzzzz", "--format", "json"]);
    assert_eq!((none.code, none.ids().len()), (1, 0));
    let wrong = desk.run(&["search", "berths speeker:mayor"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert_eq!(
        wrong.err,
        "startline: the query cannot be understood: at column 8 of the query: \
         no field is called `speeker`; did you mean speaker:?\n"
    );
}

#[test]
fn a_value_that_nobody_has_is_told() {
    let run = Desk::harbour().run(&["search", "is:unverfied"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("at column 4") && run.err.contains("unverified"), "{}", run.err);
}

#[test]
fn a_date_that_is_none_is_an_error_and_half_a_date_too() {
    let desk = Desk::harbour();
    for date in ["banana", "2031-13", "2031-13-45", "2031-02-31", "2031-5", "2031-"] {
        let run = desk.run(&["search", &format!("said:{date}")]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{date}");
        assert!(run.err.contains(&format!("at column 6 of the query: `{date}`")), "{}", run.err);
    }
    for date in ["2031", "2031-05", "2031-05..", "..2031-06", "2031-05-05"] {
        assert_eq!(desk.run(&["search", &format!("said:{date}")]).code, 0, "{date}");
    }
}

#[test]
fn a_limit_limits_and_options_may_stand_anywhere() {
    let desk = Desk::harbour();
    for args in [
        &["search", "berths", "--limit=1"][..],
        &["search", "--limit", "1", "berths"],
        &["--as-of", "2031-06-01", "search", "--limit=1", "limit", "berths"],
    ] {
        assert_eq!(desk.run(args).out.lines().count(), 1, "{args:?}");
    }
}

#[test]
fn nothing_shown_is_not_nothing_found() {
    let run = Desk::harbour().run(&["search", "berths", "--limit", "0", "--format", "json"]);
    assert_eq!((run.code, run.ids().len()), (0, 0));
}

#[test]
fn a_query_may_begin_with_a_hyphen() {
    let run = Desk::harbour().run(&["search", "-speaker:mayor south", "--format", "json"]);
    assert_eq!(run.ids(), ["envoy-answer"]);
}

#[test]
fn what_only_comes_near_is_found_and_said_to_be_near() {
    let desk = Desk::harbour();
    let unknown = "startline: no record has `gratitude`\n";
    let misspelt = "startline: no record has `mayr`; did you mean mayor?\n\
                    startline: no record has `brandtt`; did you mean brandt?\n";
    for (query, mark, why) in [
        ("berths gratitude", "near · lacks: gratitude", unknown),
        ("mayr brandtt", "near", misspelt),
    ] {
        let said = format!(
            "{why}startline: nothing matches {query} exactly; these are near matches only\n"
        );
        let run = desk.run(&["search", query, "--format", "json"]);
        assert_eq!((run.code, &run.err), (0, &said));
        assert!(!run.ids().is_empty(), "{query}");
        for hit in run.json().as_array().unwrap() {
            assert!(hit["near"].is_string(), "{hit}");
        }
        let run = desk.run(&["search", query]);
        assert_eq!((run.code, &run.err), (0, &said));
        assert!(run.out.lines().all(|line| line.ends_with(mark)), "{}", run.out);
    }
    assert!(!desk.run(&["search", "berths"]).out.contains("  near"));
}

#[test]
fn where_words_stand_that_the_line_of_a_hit_has_not_is_told_and_only_to_a_reader() {
    let desk = Desk::harbour();
    for (query, id, told) in [
        ("town hall", "mayor-limit", Some("  in the occasion")),
        ("limit 1,350", "mayor-limit", Some("  in the topics")),
        ("keeps limit", "offer", None),
        // The line says who prints it, and who speaks.
        ("gazette berths", "mayor-limit", None),
        ("adah berths", "mayor-limit", None),
    ] {
        let run = desk.run(&["search", query]);
        let line = run.out.lines().find(|line| line.contains(&format!("  {id}  ")));
        let line = line.unwrap_or_else(|| panic!("{query}: {} {}", run.out, run.err));
        assert!(told.is_none_or(|told| line.contains(told)), "{query}: {line}");
        assert!(told.is_some() || !line.contains("  in the "), "{query}: {line}");
        let json = desk.run(&["search", query, "--format", "jsonl"]);
        assert!(!json.out.contains("in the occasion") && !json.out.contains("in the topics"));
    }
}

#[test]
fn texts_decide_what_is_verified() {
    let desk = Desk::harbour();
    let texts = desk.texts().display().to_string();
    let run = desk.run(&["search", "is:verified", "--texts", &texts, "--format", "json"]);
    assert_eq!(run.ids(), ["mayor-limit"]);
    let run = desk.run(&["search", "is:verified"]);
    assert_eq!(run.code, 1);
}

#[test]
fn uncertain_dates_answer_maybe_and_it_is_said() {
    let vague = HARBOUR.replace("said: \"2031-05-18\"", "said: \"2031-05\"");
    let run = Desk::with(&vague).run(&["search", "said:2031-05-18", "--format", "json"]);
    assert_eq!(run.ids(), ["envoy-answer"]);
    assert_eq!(
        run.err,
        "startline: 1 of them only maybe: its date is not certain enough to tell\n"
    );
}

#[test]
fn the_shipped_chronology_answers_as_promised() {
    let ids = |query| shipped(&["search", query, "--format", "json"]).ids();
    assert_eq!(ids("speaker:lavrov said:2025 persuade"), ["lavrov-interests-of-both"]);
    assert_eq!(ids("\"deliberately left unanswered\"").len(), 1);
    assert_eq!(ids("moratorum"), ids("moratorium"));
    assert_eq!(ids("unanswered")[0], "mfa-unanswered");
}

#[test]
fn paragraphs_of_held_texts_follow_the_records_and_are_none() {
    let desk = Desk::harbour();
    let texts = desk.texts();
    let with = |args: &[&str]| {
        let texts = texts.to_str().unwrap();
        desk.run(&[args, &["--texts", texts]].concat())
    };
    std::fs::create_dir_all(&texts).unwrap();
    let source = desk.run(&["list", "sources", "--format", "json"]).ids()[0].clone();
    let article =
        "A heron stood on the slip.\n\n".repeat(98) + "Nobody counted the berths by the heron.\n";
    std::fs::write(texts.join(format!("{source}.txt")), article).unwrap();

    let run = with(&["search", "heron"]);
    assert_eq!(run.code, 1, "a paragraph is no record: {}", run.out);
    assert!(run.out.starts_with("in the texts · "), "{}", run.out);
    assert!(run.out.contains("¶1  A heron stood on the slip."), "{}", run.out);
    assert_eq!(run.out.lines().count(), 22, "a heading, twenty and how many more: {}", run.out);
    assert!(run.out.ends_with(" more\n"), "{}", run.out);
    assert!(!run.out.contains('“'), "{}", run.out);
    assert!(run.err.contains("no record matches heron"), "{}", run.err);

    let both = with(&["search", "berths"]);
    assert_eq!(both.code, 0);
    let (records, paragraphs) = both.out.split_once("\n\nin the texts · ").unwrap();
    assert!(records.contains("1,350 berths") && paragraphs.contains("counted the berths"));
    assert!(paragraphs.contains("¶99  "), "{paragraphs}");

    // JSON is of records.
    let json = with(&["search", "heron", "--format", "json"]);
    assert_eq!((json.code, json.ids().len()), (1, 0));
    assert!(json.err.contains("--format text shows them"), "{}", json.err);
    assert!(!json.out.contains("heron"), "{}", json.out);
    let listed = with(&["list", "statements", "-q", "heron"]);
    assert_eq!((listed.code, listed.out.as_str()), (1, ""));
    let few = with(&["search", "heron", "--limit", "1"]);
    assert!(few.out.lines().count() == 3 && few.out.contains("more"), "{}", few.out);
    let nothing = desk.run(&["search", "heron", "--texts", ""]);
    assert!(!nothing.out.contains("in the texts"), "{}", nothing.out);
}
