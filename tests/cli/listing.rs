//! `list`, `show`, and what they print to a pipe.

use std::process::Stdio;

use super::*;

#[test]
fn the_timeline_is_one_record_a_line_in_time() {
    let run = Desk::harbour().run(&["list", "timeline"]);
    assert_eq!(
        run.out,
        "5 May 2031   ◆ North Harbour offers to keep the limit  offer  2 outlets\n\
         5 May 2031   “ Ada Brandt  “We keep 1,350 berths – no more,”  mayor-limit  The Gazette ¶2 · 2 outlets  !\n\
         18 May 2031  ◦ South Harbour's envoy  reported: South Harbour thanks for the offer and says no.  envoy-answer  Courier\n"
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn what_is_printed_without_marks_is_listed_without_marks() {
    let desk = Desk::harbour();
    let lead = "printed without quotation marks: ";
    for (args, before) in [
        (&["list", "statements"][..], "▎ Ada Brandt  "),
        (&["search", "\"not one more\""], "▎ Ada Brandt  "),
        (&["show", "mayor-limit-wire"], lead),
        (&["cite", "mayor-limit-wire"], lead),
    ] {
        let out = desk.run(args).out;
        let line = out.lines().find(|l| l.contains("not one more.")).unwrap();
        assert!(
            line.contains(&format!("{before}We will hold")) && !line.contains("one more.”"),
            "{args:?}: {line}"
        );
        assert!(args[0] == "cite" || out.contains("▎ Ada Brandt  "), "{args:?}: {out}");
    }
}

#[test]
fn an_empty_list_is_not_silent() {
    let desk = Desk::with("(meta: (schema: 1, title: \"t\"))");
    let run = desk.run(&["list", "events"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "startline: there is nothing to list\n");
    let run = Desk::harbour().run(&["list", "events", "-q", "zebra"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (1, "startline: no record has `zebra`\nstartline: nothing matches zebra\n")
    );
}

#[test]
fn objects_have_the_names_of_the_dataset_and_what_is_computed() {
    let run = Desk::harbour().run(&["list", "statements", "--format", "json"]);
    let all = run.json();
    assert_eq!(run.ids(), ["mayor-limit", "mayor-limit-wire", "envoy-answer"]);
    assert_eq!(
        all[0],
        serde_json::json!({
            "type": "statement", "id": "mayor-limit", "source": "gazette-2031-05-06", "para": 2, "also": [3],
            "kind": "Quote", "speaker": "mayor", "said": "2031-05-05", "basis": {"kind": "Resolved", "why": "on Monday"},
            "venue": "town hall", "event": "offer", "text": "We keep 1,350 berths – no more,",
            "topics": ["limit"], "links": [], "reports": ["mayor-limit-wire"], "notes": ["which-monday"],
            "asks": false, "verification": "no_text", "said_from": "2031-05-05", "said_to": "2031-05-05", "outlet": "The Gazette",
            "published": "2031-05-06", "url": all[0]["url"], "speaker_name": all[0]["speaker_name"],
        })
    );
    assert!(all[0]["speaker_name"].is_string() && all[0]["url"].is_string(), "{}", all[0]);
    // A member shows what it inherits.
    assert_eq!(all[1]["speaker"], "mayor");
    assert_eq!(all[1]["said"], "2031-05-05");
    assert_eq!(all[1]["same_as"], "mayor-limit");
    assert_eq!(all[1]["translation"], serde_json::json!({"from": "no", "by": "Wire"}));
    assert_eq!(all[2]["para"], serde_json::Value::Null);
    assert_eq!(all[2]["links"], serde_json::json!([{"RespondsTo": "offer"}]));
}

#[test]
fn the_timeline_in_json_has_every_citation() {
    let all = Desk::harbour().run(&["list", "timeline", "--format", "json"]).json();
    let cites = serde_json::json!([
        {"source": "gazette-2031-05-06", "para": 2},
        {"source": "wire-2031-05-07", "para": 1},
    ]);
    assert_eq!(all[1]["cites"], cites);
    assert_eq!(all[0]["type"], "event");
    assert_eq!(all[0]["date"], "2031-05-05");
    assert_eq!(all[0]["reports"], serde_json::json!(["mayor-limit", "mayor-limit-wire"]));
}

#[test]
fn an_untitled_source_has_no_title() {
    let all = Desk::harbour().run(&["list", "sources", "--format", "json"]).json();
    let wire = all.as_array().unwrap().iter().find(|s| s["id"] == "wire-2031-05-07").unwrap();
    assert_eq!(wire["title"], serde_json::Value::Null);
    assert_eq!(
        wire["outlet_basis"],
        serde_json::json!({"kind": "Inferred", "why": "From the footer."})
    );
    assert_eq!(wire["published"], "2031-05-07~");
    let text = Desk::harbour().run(&["list", "sources"]).out;
    assert!(
        text.contains("c. 7 May 2031 [inferred]  Wire [inferred]  untitled  wire-2031-05-07"),
        "{text}"
    );
}

#[test]
fn series_are_one_row_for_each_point() {
    let run = Desk::harbour().run(&["list", "series", "--format", "csv"]);
    assert_eq!(
        run.out,
        "series,party,measure,date,value,limit,limit_from,status,source,para,locator,id,notes,unit,published\n\
         north-berths,north,berths,2030-01-01,1400.5,1350,2031-01-01,Declared,gazette-2031-05-06,4,,\
         north-berths@2030-01-01,,berths,\n\
         north-berths,north,berths,2031-01-01,,1350,2031-01-01,Unverified,,,,north-berths@2031-01-01,,berths,\n"
    );
}

#[test]
fn lines_of_json_are_the_items_of_the_array() {
    let desk = Desk::harbour();
    for kind in ["timeline", "events", "statements", "sources", "speakers", "notes", "series"] {
        let array = desk.run(&["list", kind, "--format", "json"]).json();
        let lines = desk.run(&["list", kind, "--format", "jsonl"]).out;
        let items: Vec<serde_json::Value> =
            lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(array.as_array().unwrap(), &items, "{kind}");
        assert!(!items.is_empty(), "{kind}");
    }
}

#[test]
fn every_table_is_as_wide_as_its_head() {
    for kind in ["timeline", "events", "statements", "sources", "speakers", "notes", "series"] {
        let csv = shipped(&["list", kind, "--format", "csv"]).out;
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        let rows = rows.records().inspect(|row| assert!(row.is_ok(), "{kind}: {row:?}")).count();
        let md = shipped(&["list", kind, "--format", "md"]).out;
        assert_eq!(md.lines().count(), rows + 2, "{kind}");
    }
}

#[test]
fn a_query_keeps_what_it_is_about() {
    let desk = Desk::harbour();
    let ids = |kind, query| desk.run(&["list", kind, "-q", query, "--format", "json"]).ids();
    assert_eq!(ids("statements", "thanks"), ["envoy-answer"]);
    assert_eq!(ids("statements", "kind:block"), ["mayor-limit-wire"]);
    assert_eq!(ids("sources", "speaker:envoy"), ["courier-2031-05-20"]);
    assert_eq!(ids("speakers", "thanks"), ["envoy"]);
    assert_eq!(ids("speakers", "Adah"), ["mayor"]);
    assert_eq!(ids("series", "berths"), ["north-berths"]);
    assert_eq!(ids("notes", "dated"), ["which-monday"]);
    let none = desk.run(&["list", "events", "-q", "zebra", "--format", "json"]);
    assert_eq!((none.code, none.ids().len()), (1, 0));
}

#[test]
fn a_record_is_shown_with_everything_known_of_it() {
    let desk = Desk::harbour();
    let texts = desk.texts().display().to_string();
    let page = desk.run(&["show", "mayor-limit", "--texts", &texts]).out;
    for line in [
        "“ Ada Brandt  mayor-limit",
        "  “We keep 1,350 berths – no more,”",
        "post        Mayor of North Harbour",
        "said        5 May 2031 [resolved from “on Monday”]",
        "printed     The Gazette ¶2, ¶3, “Berths & Limits”, published 6 May 2031 (gazette-2031-05-06)",
        "verified    ✓ verbatim",
        "! note      ambiguity: The Monday is not dated. (which-monday)",
    ] {
        assert!(page.lines().any(|l| l == line), "{line}\n{page}");
    }
    let page = desk.run(&["show", "offer", "--as-of", "2031-06-05"]).out;
    assert!(page.contains("date        5 May 2031, 31 days before 5 Jun 2031"), "{page}");
    assert!(
        page.contains("answered by ◦ South Harbour's envoy  reported: South Harbour thanks"),
        "{page}"
    );
    assert!(page.contains("(envoy-answer) after 13 days"), "{page}");
}

#[test]
fn an_offer_is_unanswered_until_the_answer_is_published() {
    let page = Desk::harbour().run(&["show", "offer", "--as-of", "2031-05-15"]);
    assert!(page.out.contains("answer      no answer recorded for 10 days"), "{}", page.out);
    let left_out =
        "left out as of 15 May 2031: 1 of 3 records came later; 1 of 3 sources came later";
    assert!(page.err.contains(left_out), "{}", page.err);
}

/// Records that are left out as of 5 May 2031, each for its reason.
const LEFT_OUT: &str = r#"( meta: (schema: 1, title: "t"),
    sources: [(id: "paper", kind: Wire, outlet: "A", published: "2031-05-01"),
              (id: "late", kind: Wire, outlet: "A", published: "2031-06-01"),
              (id: "roughly", kind: Wire, outlet: "A", published: "2031"),
              (id: "undated", kind: Wire, outlet: "B")],
    speakers: [(id: "ann", name: "Ann", kind: Person)],
    statements: [
        (id: "known", source: "paper", para: 1, kind: Quote, speaker: "ann", said: "2031-05-01", text: "One."),
        (id: "no-day", source: "undated", para: 2, kind: Quote, speaker: "ann", text: "Two."),
        (id: "later", source: "late", para: 1, kind: Quote, speaker: "ann", said: "2031-05-01", text: "Three."),
        (id: "may-be", source: "roughly", para: 1, kind: Quote, speaker: "ann", said: "2031-05-01", text: "Four.")],
    events: [(id: "to-come", date: "2031-05-20", title: "x", cites: [(source: "undated")])],
    notes: [(id: "on-no-day", kind: Gap, about: ["no-day"], text: "x")],
    series: [(id: "berths", measure: "berths", points: [
        (date: "2031-05-20", value: 1, status: Declared, cite: (source: "late"))])] )"#;

#[test]
fn each_reason_to_be_left_out_by_a_day_has_one_wording() {
    let desk = Desk::with(LEFT_OUT);
    let told = "left out as of 5 May 2031: 2 of 5 records came later, 1 has no day, 1 perhaps came later; \
                1 of 4 sources came later, 1 has no day, 1 perhaps came later; 1 of 1 note has no day; \
                1 of 1 figure came later";
    for (command, code) in
        [(&["list", "timeline"][..], 0), (&["list", "notes"], 1), (&["check"], 0)]
    {
        let run = desk.run(&[command, &["--as-of", "2031-05-05"]].concat());
        assert_eq!(run.code, code, "{command:?}");
        assert!(run.err.contains(told), "{command:?}: {}", run.err);
        assert_eq!(run.err.contains("all of it is checked"), command == ["check"], "{}", run.err);
    }
    for (id, why) in [
        ("no-day", "it has no day"),
        ("later", "it came later"),
        ("to-come", "it came later"),
        ("may-be", "it perhaps came later"),
        ("late", "it came later"),
        ("undated", "it has no day"),
        ("on-no-day", "it has no day"),
        ("berths", "it came later"),
    ] {
        let wanted = format!("`{id}` is left out as of 5 May 2031: {why}");
        for command in ["show", "cite"] {
            let run = desk.run(&[command, id, "--as-of", "2031-05-05"]);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{command} {id}");
            assert!(run.err.contains(&wanted), "{}", run.err);
        }
        let all = desk.run(&["show", id]);
        assert!(!all.err.contains("left out"), "{id}: {}", all.err);
    }
}

#[test]
fn as_of_a_day_only_what_was_published_is_there() {
    let desk = Desk::harbour();
    let ids = |kind, day| desk.run(&["list", kind, "--as-of", day, "--format", "json"]).ids();
    assert_eq!(ids("statements", "2031-05-06"), ["mayor-limit"]);
    assert_eq!(ids("statements", "2031-05"), ["mayor-limit", "mayor-limit-wire", "envoy-answer"]);
    assert_eq!(ids("timeline", "2031-05-05"), Vec::<String>::new());
    assert_eq!(ids("sources", "2031-05-10"), ["gazette-2031-05-06", "wire-2031-05-07"]);
}

#[test]
fn show_in_json_adds_posts_and_links_back() {
    let desk = Desk::harbour();
    let mayor = desk.run(&["show", "mayor-limit", "--format", "json"]).json();
    assert_eq!(
        mayor["posts_then"],
        serde_json::json!([{"title": "Mayor of North Harbour", "from": "2030"}])
    );
    assert_eq!(mayor["verification"], serde_json::json!({"status": "no_text", "found_para": null}));
    let offer = desk.run(&["show", "offer", "--format", "json"]).json();
    let back = serde_json::json!([{"kind": "RespondsTo", "from": "envoy-answer", "days": 13, "days_at_most": 13}]);
    assert_eq!(offer["backlinks"], back);
}

#[test]
fn days_between_printed_times_are_those_that_passed() {
    let dataset = r#"(
        speakers: [(id: "ann", name: "Ann Abel", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "Post", published: "2031-05-09")],
        statements: [
            (id: "ask", source: "s", para: 1, kind: Quote, speaker: "ann", said: "2031-05-06T22:00:00-05:00",
                text: "Will you?", asks: true),
            (id: "soon", source: "s", para: 2, kind: Quote, speaker: "ann", said: "2031-05-07T07:30:00+03:00",
                text: "Yes.", links: [RespondsTo("ask")]),
            (id: "later", source: "s", para: 3, kind: Quote, speaker: "ann", said: "2031-05-08T23:00:00-05:00",
                text: "No.", links: [RespondsTo("ask")]),
            (id: "day", source: "s", para: 4, kind: Quote, speaker: "ann", said: "2031-05-08",
                text: "Perhaps.", links: [RespondsTo("ask")]),
        ],
    )"#;
    let desk = Desk::with(dataset);
    let back = desk.run(&["show", "ask", "--format", "json"]).json()["backlinks"].clone();
    let days = |from: &str| {
        let links = back.as_array().unwrap();
        links.iter().find(|link| link["from"] == from).unwrap()["days"].clone()
    };
    assert_eq!((days("soon"), days("later"), days("day")), (0.into(), 2.into(), 2.into()));
}

#[test]
fn an_unknown_id_is_told_with_the_nearest() {
    let run = Desk::harbour().run(&["show", "mayor-limt"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert_eq!(
        run.err,
        "startline: there is no record `mayor-limt`; did you mean `mayor-limit`?\n"
    );
}

#[test]
fn options_of_the_dataset_stand_before_or_after_the_command() {
    let desk = Desk::harbour();
    let path = desk.dir.path().join("harbour.ron").display().to_string();
    let before = shipped(&["-d", &path, "list", "events"]);
    let after = shipped(&["list", "events", "--dataset", &path]);
    let named = Run::of(
        program().env("STARTLINE_DATASET", &path).args(["list", "events"]).output().unwrap(),
    );
    assert_eq!(before.out, after.out);
    assert_eq!(before.out, named.out);
    assert!(before.out.contains("North Harbour offers"));
    let none =
        program().env("STARTLINE_DATASET", "").env("STARTLINE_TEXTS", "").args(["check"]).output();
    assert_eq!(Run::of(none.unwrap()).code, 0, "set to nothing is not set");
}

#[test]
fn a_dataset_with_errors_is_listed_and_said_to_have_them() {
    let broken = HARBOUR.replace("speaker: \"envoy\"", "speaker: \"envy\"");
    let run = Desk::with(&broken).run(&["list", "statements", "--format", "json"]);
    assert_eq!(run.ids(), ["mayor-limit", "mayor-limit-wire"]);
    assert_eq!(
        run.err,
        "startline: the dataset has 1 error, and 1 record was left out; `startline check` names each\n"
    );
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    for args in [
        &["list", "statements", "--format", "json"][..],
        &["check"],
        &["man"],
        &["search", "treaty"],
    ] {
        let mut child =
            program().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn no_colour_reaches_a_pipe_and_every_run_is_the_same() {
    for args in [
        &["list", "timeline"][..],
        &["show", "expiry", "--as-of", "2026-11-21"],
        &["search", "treaty"],
    ] {
        let (one, two) = (shipped(args), shipped(args));
        assert!(!one.out.contains('\u{1b}'), "{args:?}");
        assert_eq!(one.out, two.out, "{args:?}");
    }
}

#[test]
fn a_wrong_call_ends_with_2_and_says_what_is_right() {
    for (args, word) in [
        (&["list", "statments"][..], "statements"),
        (
            &["list"],
            "KIND is one of timeline, events, statements, sources, speakers, notes, series",
        ),
        (&["new"], "KIND is one of meta, anchor, defaults,"),
        (&["export"], "FORMAT is one of html,"),
        (&["list", "events", "--as-of", "5.6.2031"], "write \"2031-06-05\" or \"2031-05-06\""),
        (&["frobnicate"], "unrecognized subcommand"),
        (&["-d", "/no/such/place", "check"], "cannot read the dataset"),
        (&["--ascii", "list", "events"], "options of the viewer"),
        (&[], "needs a terminal"),
    ] {
        let run = shipped(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert_eq!(run.out, "", "{args:?}");
        assert!(run.err.contains(word), "{args:?}: {}", run.err);
    }
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = shipped(&["completions", shell]);
        assert_eq!(script.code, 0);
        assert!(script.out.contains("STARTLINE_COMPLETE"), "{shell}: {}", script.out);
        let offered = manners::offered(shell, &["startline", ""]);
        assert!(offered.contains("check") && offered.contains("as-of"), "{shell}: {offered}");
    }
    let page = shipped(&["man"]).out;
    for command in ["search", "list", "show", "cite", "check", "completions"] {
        assert!(page.contains(&format!(".SH \"startline {command}\"")), "{command}");
    }
    assert!(page.contains("strict"));
}

#[test]
fn a_table_of_what_a_query_finds_says_what_is_near_and_what_it_lacks() {
    let head = |args: &[&str]| shipped(args).out.lines().next().unwrap_or_default().to_owned();
    let plain = head(&["list", "statements", "--format", "csv"]);
    let asked = head(&["list", "statements", "-q", "moratorium", "--format", "csv"]);
    assert_eq!(asked, format!("{plain},near,lacks"));
    let near = shipped(&["list", "timeline", "-q", "certify congress zebra", "--format", "csv"]);
    let mut records = csv::Reader::from_reader(near.out.as_bytes());
    let rows: Vec<csv::StringRecord> = records.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, back: usize| row[row.len() - back].to_owned();
    let says =
        |row: &csv::StringRecord| cell(row, 2) == "partial" && cell(row, 1).contains("zebra");
    assert!(!rows.is_empty() && rows.iter().all(says), "{rows:?}");
    let sources = head(&["list", "sources", "-q", "moratorium", "--format", "csv"]);
    assert_eq!(sources, head(&["list", "sources", "--format", "csv"]));
}

#[test]
fn what_is_nobodys_words_is_said_not_to_be_verified() {
    for kind in ["timeline", "statements", "events"] {
        for object in
            Desk::harbour().run(&["list", kind, "--format", "json"]).json().as_array().unwrap()
        {
            let found = object.get("verification").unwrap_or_else(|| panic!("{kind}: {object}"));
            let is_quoted = object["type"] == "statement" && object["kind"] != "Reported";
            assert_eq!(found.is_string(), is_quoted, "{object}");
        }
    }
}

#[test]
fn words_of_two_name_both_flat() {
    let both = HARBOUR.replacen("speaker: \"mayor\"", "speakers: [\"mayor\", \"envoy\"]", 1);
    let all = Desk::with(&both).run(&["list", "statements", "--format", "json"]).json();
    let names: Vec<&str> =
        all.as_array().unwrap().iter().filter_map(|s| s["speaker_name"].as_str()).collect();
    assert!(names.iter().any(|name| name.contains(" and ")), "{names:?}");
}

#[test]
fn a_series_is_shown_in_columns_and_its_numbers_as_they_are_read() {
    let series = "meta: (schema: 1), series: [(id: \"depth\", measure: \"depth\", unit: \"m\", points: [\
                  (date: \"2014-02-05T10:00:00Z\", value: -1800.5, status: Declared), (date: \"2014-03\", value: 12, status: Declared),\
                  (date: \"2014-04\", status: NotProvided)])]";
    let desk = Desk::with(&format!("( {series} )"));
    let page = desk.run(&["show", "depth"]).out;
    assert!(page.contains("5 Feb 2014 10:00 UTC  −1,800.5  "), "{page}");
    assert!(page.contains("\nMar 2014              12  "), "{page}");
    assert!(page.contains("\nApr 2014              not provided  "), "{page}");
    let csv = desk.run(&["list", "series", "--format", "csv"]).out;
    assert!(csv.contains(",-1800.5,"), "a value below 0 is no formula: {csv}");
}

/// Things that no record rests on, each with fields of its own, beside some that records rest on.
const WITHOUT_RECORDS: &str = r#"(
    meta: (schema: 1, title: "Ferries"),
    parties: [(id: "isle", name: "The Isle"), (id: "shore", name: "The Shore", aka: ["Mainland"])],
    speakers: [
        (id: "pilot", name: "Ines Holt", kind: Person, party: "isle", posts: [(title: "Chief Pilot")]),
        (id: "warden", name: "Ole Birk", kind: Person, party: "shore", posts: [(title: "Harbour Warden")]),
        (id: "clerk", name: "Una Lund", kind: Person, party: "shore"),
    ],
    sources: [
        (id: "lantern-1", kind: News, outlet: "The Lantern", title: "Ferries stop", lang: "da", published: "2030-03-01",
         url: "https://lantern.example/stop", archive: "https://kept.example/1"),
        (id: "lantern-2", kind: News, outlet: "The Lantern", title: "Ferries sail", lang: "en", published: "2030-04-01"),
        (id: "beacon-1", kind: Wire, outlet: "Beacon", lang: "en", published: "2030-04-02", corrected: "2030-04-03"),
        (id: "horn-1", kind: PressRelease, outlet: "Horn", published: "2030-04-04", retracted: "2030-04-05"),
    ],
    events: [(id: "halt", date: "2030-04-01", title: "The ferries halt",
              cites: [(source: "lantern-2"), (source: "beacon-1")], topics: ["timetable"])],
    statements: [(id: "no-more", source: "beacon-1", para: 1, kind: Quote, speaker: "clerk",
                  said: "2030-04-02", text: "No more today.")],
    notes: [
        (id: "on-lantern", kind: Error, about: ["lantern-1"], text: "The front page is undated."),
        (id: "on-clerk", kind: Gap, about: ["no-more"], text: "Her post is unknown."),
        (id: "on-fares", kind: Gap, about: ["fares"], text: "One year is missing."),
    ],
    series: [
        (id: "fares", party: "isle", measure: "fare", unit: "crowns", points: [
            (date: "2029-01-01", value: 12, status: Declared, cite: (source: "lantern-1")),
            (date: "2030-01-01", value: 14, status: Unverified)]),
        (id: "seats", party: "shore", measure: "seats", points: [(date: "2031-01-01", value: 80, status: Unverified)]),
        (id: "berths", measure: "berths", points: []),
    ],
)"#;

fn listed(desk: &Desk, kind: &str, query: &str) -> (Vec<String>, String) {
    let run = desk.run(&["list", kind, "-q", query, "--format", "json"]);
    let ids = run.ids();
    assert_eq!(run.code, i32::from(ids.is_empty()), "{kind} {query}: {}", run.err);
    (ids, run.err)
}

#[test]
fn what_has_a_field_itself_is_listed_by_it_whether_a_record_rests_on_it_or_not() {
    let desk = Desk::with(WITHOUT_RECORDS);
    let rows: &[(&str, &str, &[&str])] = &[
        ("sources", "outlet:lantern", &["lantern-1", "lantern-2"]),
        ("sources", "outlet:\"the lantern\" lang:da", &["lantern-1"]),
        ("sources", "title:stop", &["lantern-1"]),
        ("sources", "source:lantern-1", &["lantern-1"]),
        ("sources", "id:lantern-1", &["lantern-1"]),
        ("sources", "pub:2030-03", &["lantern-1"]),
        ("sources", "url:lantern.example", &["lantern-1"]),
        ("sources", "https://lantern.example/stop", &["lantern-1"]),
        ("sources", "has:archive", &["lantern-1"]),
        ("sources", "is:retracted", &["horn-1"]),
        ("sources", "is:corrected", &["beacon-1"]),
        ("sources", "\"press release\"", &["horn-1"]),
        ("sources", "ferries -lang:en", &["lantern-1"]),
        ("sources", "outlet:beacon|lantern lang:da", &["lantern-1"]),
        ("sources", "(outlet:beacon lang:en) OR title:stop", &["lantern-1", "beacon-1"]),
        ("sources", "-(outlet:lantern lang:en)", &["lantern-1", "beacon-1", "horn-1"]),
        ("sources", "outlet:lantern -title:sail", &["lantern-1"]),
        ("speakers", "party:isle", &["pilot"]),
        ("speakers", "party:mainland", &["warden", "clerk"]),
        ("speakers", "speaker:ines", &["pilot"]),
        ("speakers", "party:shore warden", &["warden"]),
        ("speakers", "pilot OR speaker:una", &["pilot", "clerk"]),
        ("speakers", "-party:isle", &["warden", "clerk"]),
        ("notes", "\"front page\"", &["on-lantern"]),
        ("notes", "text:undated", &["on-lantern"]),
        ("notes", "id:on-", &["on-lantern", "on-clerk", "on-fares"]),
        ("notes", "gap -post", &["on-fares"]),
        ("notes", "outlet:lantern", &["on-lantern", "on-fares"]),
        ("notes", "speaker:una", &["on-clerk"]),
        ("notes", "party:isle", &["on-fares"]),
        ("series", "party:isle", &["fares"]),
        ("series", "fare", &["fares"]),
        ("series", "crowns party:isle", &["fares"]),
        ("series", "said:2029", &["fares"]),
        ("series", "after:2030-06", &["seats"]),
        ("series", "2031", &["seats"]),
        ("series", "outlet:lantern", &["fares"]),
        ("series", "outlet:lantern said:2030", &[]),
        ("series", "-party:isle", &["seats", "berths"]),
        ("series", "-seats", &["fares", "berths"]),
        ("series", "id:berths", &["berths"]),
    ];
    for (kind, query, ids) in rows {
        let (found, told) = listed(&desk, kind, query);
        assert_eq!(found, *ids, "list {kind} -q {query}: {told}");
        let no_such = told.contains("is called") || told.contains("has the id");
        assert!(!no_such, "list {kind} -q {query}: {told}");
    }
}

#[test]
fn what_a_thing_does_not_have_itself_is_asked_of_its_records() {
    let desk = Desk::with(WITHOUT_RECORDS);
    let rows: &[(&str, &str, &[&str])] = &[
        ("sources", "speaker:una", &["beacon-1"]),
        ("sources", "topic:timetable", &["lantern-2", "beacon-1"]),
        ("sources", "is:quote", &["beacon-1"]),
        ("sources", "-speaker:una", &["lantern-2", "beacon-1"]),
        ("sources", "id:no-more", &["beacon-1"]),
        ("sources", "said:2030-04-01", &["lantern-2", "beacon-1"]),
        ("speakers", "outlet:beacon", &["clerk"]),
        ("speakers", "outlet:lantern", &[]),
        ("speakers", "said:2030", &["clerk"]),
        ("notes", "is:quote", &["on-clerk"]),
        ("series", "speaker:una", &[]),
        // Of an event that two sources print, each is asked for its own outlet.
        ("sources", "outlet:lantern topic:timetable", &["lantern-2"]),
        ("sources", "halt -outlet:lantern", &["beacon-1"]),
        ("sources", "outlet:beacon speaker:una", &["beacon-1"]),
        ("sources", "outlet:lantern speaker:una", &[]),
        ("sources", "outlet:lantern OR speaker:una", &["lantern-1", "lantern-2", "beacon-1"]),
    ];
    for (kind, query, ids) in rows {
        let (found, told) = listed(&desk, kind, query);
        assert_eq!(found, *ids, "list {kind} -q {query}: {told}");
    }
}

#[test]
fn what_a_list_does_not_know_is_said_and_what_is_near_is_said_to_be() {
    let desk = Desk::with(WITHOUT_RECORDS);
    let (found, told) = listed(&desk, "sources", "outlet:lantren");
    assert_eq!(found, ["lantern-1", "lantern-2"]);
    assert!(told.contains("outlet: taken as The Lantern"), "{told}");
    let (found, told) = listed(&desk, "series", "bertsh");
    assert_eq!(found, ["berths"]);
    assert!(told.contains("near matches only"), "{told}");
    let (found, told) = listed(&desk, "speakers", "id:pilto");
    assert!(found.is_empty() && told.contains("no record has the id `pilto`"), "{told}");
    let (found, told) = listed(&desk, "notes", "topic:fog");
    assert!(found.is_empty() && told.contains("no topic is called `fog`"), "{told}");
    let run = desk.run(&["list", "sources", "-q", "speeker:una"]);
    assert_eq!((run.code, &*run.out), (2, ""));
}

#[test]
fn a_kind_that_is_not_known_keeps_its_word() {
    for (written, told) in [
        ("Podcast", "podcast"),
        ("PressRelease", "press release"),
        ("Wier", "wier"),
        ("Wire", "wire"),
    ] {
        let sources =
            format!("(id: \"s\", kind: {written}, outlet: \"Beacon\", published: \"2030\")");
        let event = "(id: \"e\", date: \"2030\", title: \"It opens\", cites: [(source: \"s\")])";
        let desk = Desk::with(&format!("( sources: [{sources}], events: [{event}] )"));
        let line = desk.run(&["list", "sources"]).out;
        assert!(line.contains(&format!("{told}, 0 statements")), "{line}");
        let page = desk.run(&["show", "s"]).out;
        assert!(page.contains(&format!("{told}\n")), "{page}");
        let note = desk.run(&["cite", "e", "--style", "note"]).out;
        assert!(note.contains(&format!("Beacon, {told}")), "{note}");
        let source = desk.run(&["show", "s", "--format", "json"]).json();
        let kept = if written == "Wire" { serde_json::Value::Null } else { written.into() };
        assert_eq!(source["unknown_kind"], kept, "{source}");
        let csl = desk.run(&["cite", "e", "--style", "csl"]).json();
        assert_eq!(csl[0]["custom"]["kind"], written, "{csl}");
        let found = desk.run(&["list", "sources", "-q", written, "--format", "json"]).ids();
        assert_eq!(found, ["s"], "{written}");
    }
}

#[test]
fn whatever_has_a_note_is_marked_in_its_list() {
    let desk = Desk::with(
        r#"( meta: (schema: 1, title: "t"),
        sources: [(id: "of-note", kind: Wire, outlet: "A", published: "2031-05-01"), (id: "plain", kind: Wire, outlet: "B")],
        speakers: [(id: "ann", name: "Ann", kind: Person), (id: "bo", name: "Bo", kind: Person)],
        events: [(id: "talks", date: "2031-05-01", title: "T"), (id: "end", date: "2031-05-01", title: "E")],
        series: [(id: "boats", measure: "boats", points: [(date: "2031", value: 1, status: Declared)]),
                 (id: "berths", measure: "berths", points: [(date: "2031", value: 1, status: Declared)])],
        notes: [(id: "n", kind: Gap, about: ["of-note", "ann", "talks", "boats"], text: "x")] )"#,
    );
    for kind in ["sources", "speakers", "events", "series"] {
        let list = desk.run(&["list", kind]).out;
        let marked: Vec<bool> = list.lines().map(|line| line.ends_with(" !")).collect();
        assert_eq!(marked.iter().filter(|marked| **marked).count(), 1, "{kind}: {list}");
        assert_eq!(marked.len(), 2, "{kind}: {list}");
    }
}
