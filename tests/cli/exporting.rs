//! `export`: what other programs read.

use std::collections::HashSet;

use super::*;

/// Runs `export` on the made-up chronology with its texts.
fn export(args: &[&str]) -> Run {
    let desk = Desk::harbour();
    let texts = desk.texts();
    desk.run(&[&["export"], args, &["--texts", texts.to_str().unwrap()]].concat())
}

/// The tags of a page in order, each as it is written without its brackets; panics where they do not nest.
fn tags(page: &str) -> Vec<&str> {
    const VOID: [&str; 2] = ["meta", "br"];
    let body = page.strip_prefix("<!doctype html>\n").expect("a page of HTML");
    let (mut tags, mut open) = (Vec::new(), Vec::new());
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "an unescaped bracket: {part}");
        let name = tag.split(' ').next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{part}"),
            None if VOID.contains(&name) => {}
            None => open.push(name),
        }
        tags.push(tag);
    }
    assert_eq!(open, Vec::<&str>::new());
    tags
}

/// The values of an attribute.
fn values<'a>(tags: &[&'a str], name: &str) -> Vec<&'a str> {
    let open = format!(" {name}=\"");
    let value = |tag: &&'a str| tag.split_once(&open)?.1.split('"').next();
    tags.iter().filter_map(value).collect()
}

/// Holds a page to what every page is: nested, each name once, every link within it leading somewhere, nothing
/// fetched, nothing run.
fn assert_stands_alone(page: &str) -> Vec<&str> {
    let tags = tags(page);
    let ids = values(&tags, "id");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "a name stands twice");
    for link in values(&tags, "href") {
        match link.strip_prefix('#') {
            Some(id) => assert!(unique.contains(id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://") || link.starts_with("http://"), "{link}"),
        }
    }
    for tag in &tags {
        let name = tag.split(' ').next().unwrap();
        assert!(!["script", "link", "img", "iframe", "object"].contains(&name), "{tag}");
        assert!(!tag.contains(" src=") && !tag.contains(" on"), "{tag}");
    }
    assert!(!page.contains("url(") && !page.contains("@import"));
    tags
}

#[test]
fn a_brief_tells_each_quotation_once_with_all_that_stands_behind_it() {
    let run = export(&["markdown", "-q", "berths"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for line in [
        "# Harbour: 2 quotations, 1 event",
        "- Dataset: Harbour, updated 1 Jun 2031",
        "- Query: berths",
        "## 5 May 2031 · North Harbour offers to keep the limit",
        "> “We keep 1,350 berths – no more,”[^mayor-limit]",
        "> We will hold to 1,350 berths and not one more.[^mayor-limit-wire]",
        "- Verification: ✓ quote, verbatim",
        "- Note on it (ambiguity): The Monday is not dated.",
        "- Translation: translated from Norwegian by Wire",
    ] {
        assert_eq!(
            run.out.lines().filter(|found| *found == line).count(),
            1,
            "{line}\n{}",
            run.out
        );
    }
    let words = run.out.matches("We keep 1,350 berths – no more").count();
    assert_eq!(words, 1, "the quotation stands once");
    let footnote = "[^mayor-limit]: Jo Field, The Gazette, “Berths & Limits”, published 6 May 2031, ¶2, ¶3, \
                    <https://gazette.example/berths#:~:text=";
    assert!(run.out.contains(&footnote.replace('&', "\\&")), "{}", run.out);
}

#[test]
fn a_page_stands_alone_and_says_what_the_markdown_says() {
    let run = export(&["html"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let tags = assert_stands_alone(&run.out);
    assert_eq!(values(&tags, "datetime"), ["2031-05-05", "2031-05-05", "2031-05-05", "2031-05-18"]);
    let quoted = "<p>“We keep 1,350 berths – no more,”<sup><a href=\"#note-3\"";
    let own = "<p class=\"words\" dir=\"auto\">reported: South Harbour thanks for the offer and says no.<sup>";
    for part in [
        "<h1>Harbour: 2 quotations, 1 paraphrase, 1 event</h1>",
        "<blockquote cite=\"https://gazette.example/berths#:~:text=",
        " lang=\"en\" dir=\"auto\">",
        quoted,
        own,
        "“Berths &amp; Limits”",
        "<dt>Verification</dt><dd dir=\"auto\">✓ quote, verbatim</dd>",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    // A paraphrase is in no quotation.
    let (_, after) = run.out.split_once("id=\"record-envoy-answer\"").unwrap();
    let article = after.split("</article>").next().unwrap();
    assert!(!article.contains("blockquote") && article.contains("relayed by Ada Brandt"));
}

#[test]
fn words_that_two_sources_print_alike_stand_once_with_both_of_them() {
    let (print, alike) = (r#"text: "We keep it.""#, r#"text: "We keep it all.""#);
    let dataset = |second: &str| {
        format!(
            r#"(
            speakers: [(id: "x", name: "Xenia", kind: Person)],
            sources: [(id: "a", kind: News, outlet: "A", published: "2031"), (id: "b", kind: News, outlet: "B", published: "2031")],
            statements: [
                (id: "one", source: "a", para: 1, kind: Quote, speaker: "x", {print}),
                (id: "two", source: "b", para: 2, kind: Quote, same_as: "one", {second}),
            ])"#
        )
    };
    let run = Desk::with(&dataset(print)).run(&["export", "markdown"]);
    assert!(run.out.contains("> “We keep it.”[^one][^two]"), "{}", run.out);
    assert_eq!(run.out.matches("“We keep it.”").count(), 1);
    assert!(
        run.out.contains("- Verification: A ¶1: ? quote, no text held\n- Verification: B ¶2: "),
        "{}",
        run.out
    );
    let run = Desk::with(&dataset(alike)).run(&["export", "markdown"]);
    assert!(run.out.contains("“We keep it.”[^one]") && run.out.contains("“We keep it all.”[^two]"));
}

#[test]
fn what_a_dataset_holds_is_text_on_the_page_and_nothing_else() {
    let hostile = r#"(
        meta: (schema: 1, title: "<script>alert(1)</script> & \"Co\""),
        sources: [(id: "s", kind: News, outlet: "</style><img src=x onerror=y>", title: "' onload='z", lang: "ar",
            published: "2031-05-06~", url: "https://a.example/?q=1&lt=2")],
        speakers: [(id: "x", name: "X<i>", kind: Person)],
        statements: [(id: "note-1", source: "s", para: 1, kind: Quote, speaker: "x", text: "<b>شيء</b> &amp; --> ]]>")],
        notes: [(id: "n", kind: Conflict, about: ["note-1"], text: "<!-- \"'<>& -->")],
    )"#;
    let run = Desk::with(hostile).run(&["export", "html"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let tags = assert_stands_alone(&run.out);
    assert!(run.out.contains("“&lt;b&gt;شيء&lt;/b&gt; &amp;amp; --&gt; ]]&gt;”"), "{}", run.out);
    assert!(tags.iter().any(|tag| tag.ends_with(" lang=\"ar\" dir=\"rtl\"")), "{tags:?}");
    assert!(run.out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn all_that_ships_makes_a_page_that_stands_alone() {
    let run = shipped(&["export", "html"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_stands_alone(&run.out);
    let run = shipped(&["export", "markdown"]);
    let labels: Vec<&str> = run.out.lines().filter(|line| line.starts_with("[^")).collect();
    let names: HashSet<&str> =
        labels.iter().filter_map(|line| Some(line.split_once("]: ")?.0)).collect();
    assert_eq!(names.len(), labels.len(), "a footnote's name stands twice");
}

#[test]
fn only_what_was_known_by_the_day_is_exported_and_the_page_says_so() {
    let run = export(&["markdown", "--as-of", "2031-05-06"]);
    assert!(
        run.out.contains("- As of: 6 May 2031, only what was published by then\n"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("South Harbour thanks"), "{}", run.out);
}

#[test]
fn nothing_to_export_is_no_success_and_a_bad_query_an_error() {
    let none = export(&["html", "-q", "zzqqxx"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("nothing matches zzqqxx"), "{}", none.err);
    assert_eq!(export(&["html", "-q", "speeker:x"]).code, 2);
    assert_eq!(export(&["pdf"]).code, 2);
}

/// What pandoc makes of a page of Markdown, as plain text; `None` where it is not installed.
fn through_pandoc(page: &str, from: &str) -> Option<String> {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut command = Command::new("pandoc");
    command.args(["-f", from, "-t", "plain", "--wrap=none"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    let mut input = child.stdin.take()?;
    let page = page.to_owned();
    let writes = std::thread::spawn(move || input.write_all(page.as_bytes()));
    let output = child.wait_with_output().ok()?;
    writes.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn pandoc_leaves_every_word_of_a_brief_as_it_is() {
    use startline::chronology::load;
    use startline::words;
    let run = shipped(&["export", "markdown"]);
    for from in ["markdown", "commonmark_x"] {
        let Some(plain) = through_pandoc(&run.out, from) else { return };
        for statement in load::shipped().chronology.statements() {
            let told = words::beside_glyph(statement);
            assert!(plain.contains(&told), "{from}: {told}");
        }
    }
}

#[test]
fn a_version_is_named_in_a_brief_as_everywhere() {
    for (meta, told) in [
        (r#"title: "T", version: "2""#, "T, version 2"),
        (r#"title: "T", version: "draft", updated: "2031-06-01""#, "T, draft, updated 1 Jun 2031"),
        (r#"title: "", version: "draft""#, "draft"),
    ] {
        let event = r#"events: [(id: "e", date: "2031-05-06", title: "Talks")]"#;
        let desk = Desk::with(&format!("(meta: (schema: 1, {meta}), {event})"));
        let run = desk.run(&["export", "markdown"]);
        assert!(run.out.contains(&format!("- Dataset: {told}\n")), "{}{}", run.out, run.err);
    }
}

#[test]
fn what_is_exported_as_of_a_day_names_that_day_in_every_format() {
    let desk = Desk::with(HARBOUR);
    for format in ["markdown", "html", "timelinejs"] {
        let run = desk.run(&["export", format, "--as-of", "2031-05-07"]);
        assert_eq!(run.code, 0, "{format}: {}", run.err);
        assert!(run.out.contains("7 May 2031, only what was published by then"), "{format}");
    }
}

/// What `TimelineJS` asks of its JSON, as far as it is documented: a date or a title for each slide, and every text
/// HTML of which only what is meant is a tag.
#[test]
fn a_timeline_is_what_timelinejs_reads() {
    let desk = Desk::with(&HARBOUR.replace("We keep 1,350", "We <b>keep</b> & hold 1,350"));
    let run = desk.run(&["export", "timelinejs"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let json = run.json();
    assert_eq!(json["scale"], "human");
    assert!(json["title"]["text"]["headline"].is_string());
    let slides = json["events"].as_array().unwrap();
    let ids: Vec<&str> = slides.iter().map(|slide| slide["unique_id"].as_str().unwrap()).collect();
    let records = desk.run(&["list", "timeline", "--format", "json"]).ids();
    assert_eq!(ids, records, "each record once, in time");
    let slide = slides.iter().find(|slide| slide["unique_id"] == "mayor-limit").unwrap();
    assert_eq!(slide["start_date"], serde_json::json!({"year": 2031, "month": 5, "day": 5}));
    assert_eq!(slide["display_date"], "5 May 2031");
    assert_eq!(slide["text"]["headline"], "Ada Brandt");
    assert_eq!(slide["group"], "North Harbour");
    let media = &slide["media"];
    let quoted =
        "<blockquote>“We &lt;b&gt;keep&lt;/b&gt; &amp; hold 1,350 berths – no more,”</blockquote>";
    assert_eq!(media["url"], quoted);
    let credit = media["credit"].as_str().unwrap();
    assert!(credit.starts_with("<a href=\"https://gazette.example/berths#:~:text="), "{credit}");
    assert!(credit.contains(">The Gazette, 6 May 2031, paras. 2, 3</a>; Wire"), "{credit}");
    let block = HARBOUR.replacen("kind: Quote", "kind: Block", 1);
    let block = Desk::with(&block).run(&["export", "timelinejs"]).json();
    let block = block["events"].as_array().unwrap().clone();
    let block = block.iter().find(|slide| slide["unique_id"] == "mayor-limit").unwrap();
    let words = "<blockquote>We keep 1,350 berths – no more,</blockquote>";
    assert_eq!(block["media"]["url"], words, "nothing in it that she did not say");
    let told = block["text"]["text"].as_str().unwrap();
    assert!(told.contains("; printed without quotation marks</p>"), "{told}");
    let envoy = slides.iter().find(|slide| slide["unique_id"] == "envoy-answer").unwrap();
    assert!(envoy["media"].is_null(), "a paraphrase is never set as a quotation");
    assert!(envoy["text"]["text"].as_str().unwrap().starts_with("<p>reported: "), "{envoy}");
    for slide in slides {
        for text in [&slide["text"]["text"], &slide["media"]["credit"], &slide["media"]["url"]] {
            let text = text.as_str().unwrap_or_default();
            for tag in text.split('<').skip(1).map(|part| part.split(['>', ' ']).next().unwrap()) {
                assert!(
                    ["p", "/p", "a", "/a", "blockquote", "/blockquote"].contains(&tag),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn what_takes_long_is_an_era_and_what_has_no_day_is_said() {
    let long = HARBOUR.replacen("date: \"2031-05-05\"", "date: \"2031-01/2031-05\"", 1);
    let json = Desk::with(&long).run(&["export", "timelinejs"]).json();
    let era = &json["eras"][0];
    assert_eq!(era["start_date"], serde_json::json!({"year": 2031, "month": 1}));
    assert_eq!(era["end_date"], serde_json::json!({"year": 2031, "month": 5}));
    let none = "(events: [(id: \"a\", date: \"2031\", title: \"A\"), (id: \"b\", title: \"B\")])";
    let run = Desk::with(none).run(&["export", "timelinejs"]);
    assert_eq!(run.json()["events"].as_array().unwrap().len(), 1, "{}", run.out);
    assert!(run.err.contains("1 record without any day left out"), "{}", run.err);
}

/// JSON-LD of schema.org: every node has a type, every claim its words, its author and where it appears.
#[test]
fn claims_are_what_schema_org_says() {
    let desk = Desk::harbour();
    let run = desk.run(&["export", "claims"]);
    let json = run.json();
    assert_eq!(json["@context"], "https://schema.org");
    let graph = json["@graph"].as_array().unwrap();
    assert_eq!(graph.len(), 2, "two reports of the same words are one claim");
    let claim = &graph[0];
    assert_eq!(claim["@type"], "Claim");
    assert_eq!(claim["text"], "We keep 1,350 berths – no more,");
    let author = serde_json::json!({"@type": "Person", "@id": "#mayor", "name": "Ada Brandt", "jobTitle": "Mayor of North Harbour"});
    assert_eq!(claim["author"], author);
    assert_eq!(claim["dateCreated"], "2031-05-05");
    let first = &claim["appearance"][0];
    assert_eq!(first["@type"], "NewsArticle");
    assert_eq!(first["datePublished"], "2031-05-06");
    assert_eq!(first["hasPart"]["@type"], "Quotation");
    assert!(claim["appearance"][1]["datePublished"].is_null(), "c. 7 May is no day: {claim}");
    let reported = &graph[1]["appearance"];
    assert!(reported["hasPart"].is_null(), "a paraphrase has no quotation: {reported}");
    assert!(graph[1]["description"].as_str().unwrap().starts_with("reported: "));
    typed(&json["@graph"]);
    let events = desk.run(&["export", "claims", "-q", "kind:event"]);
    assert!(events.err.contains("only statements are claims"), "{}", events.err);
}

/// What every other telling of a record says is in its claim and on its slide too: all who said it, by which way it
/// came, who is not named, what is inferred, what is noted.
#[test]
fn claims_and_slides_leave_nothing_out_that_is_told_of_a_record() {
    let desk = Desk::with(
        r#"(
        parties: [(id: "n", name: "North"), (id: "s", name: "South")],
        speakers: [
            (id: "ann", name: "Ann", kind: Person, party: "s"), (id: "bo", name: "Bo", kind: Person, party: "n"),
            (id: "cy", name: "Cy", kind: Person), (id: "some", name: "officials (unnamed)", kind: Anonymous),
        ],
        sources: [(id: "src", kind: News, outlet: "Post", outlet_basis: Inferred("its address"),
            published: "2031-05-06", published_basis: Inferred("the stamp"), url: "https://p.example")],
        statements: [
            (id: "both", source: "src", para: 1, kind: Quote, speakers: ["ann", "bo"], said: "2031-05-05", text: "Yes"),
            (id: "heard", source: "src", para: 2, kind: Reported, speaker: "some", said: "2031-05-05", via: "cy",
                hearsay: true, text: "They doubt it."),
        ],
        notes: [(id: "note", kind: Conflict, about: ["heard"], text: "Nobody else has it.")],
    )"#,
    );
    let slides = desk.run(&["export", "timelinejs"]).json();
    let slide = &slides["events"][0];
    assert_eq!(
        (&slide["text"]["headline"], &slide["group"]),
        (&"Ann and Bo".into(), &"North, South".into())
    );
    assert!(
        slide["media"]["credit"].as_str().unwrap().contains("6 May 2031 [inferred]"),
        "{slide}"
    );
    let claims = desk.run(&["export", "claims"]).json();
    let claim = &claims["@graph"][1];
    let description = claim["description"].as_str().unwrap();
    assert!(description.contains("Relayed by Cy. Reportedly: "), "{description}");
    assert_eq!(claim["comment"]["text"], "Note (conflict): Nobody else has it.");
    assert_eq!(claim["author"]["disambiguatingDescription"], "speaker not named");
    let work = &claim["appearance"];
    assert_eq!(work["publisher"]["disambiguatingDescription"], "inferred: its address");
    assert!(work["datePublished"].is_null(), "an inferred day is no day for a machine: {work}");
    assert_eq!(work["description"], "published 6 May 2031 [inferred]");
    typed(&claims["@graph"]);
}

/// A slide tells the day of the report that it tells, by one record's grounds: neither day nor mark is another's.
#[test]
fn a_slide_has_the_day_and_the_grounds_of_the_report_that_it_tells() {
    let desk = Desk::with(
        r#"(
        speakers: [(id: "ann", name: "Ann", kind: Person)],
        sources: [(id: "s1", kind: News, outlet: "Post", published: "2031-05-08", published_basis: Inferred("the stamp")),
            (id: "s2", kind: News, outlet: "Wire", published: "2031-05-09"), (id: "s3", kind: News, outlet: "Bay")],
        statements: [
            (id: "head", source: "s1", para: 1, kind: Quote, speaker: "ann", said: "2031-05-05",
                basis: Inferred("the day before"), text: "Yes"),
            (id: "same-day", source: "s3", para: 1, kind: Quote, same_as: "head", text: "Yes"),
            (id: "other-day", source: "s2", para: 1, kind: Quote, same_as: "head", said: "2031-05-06", text: "Yes"),
            (id: "undated", source: "s1", para: 2, kind: Quote, speaker: "ann", text: "No"),
        ],
    )"#,
    );
    for (query, told, day) in [
        ("source:s1 yes", "5 May 2031 [inferred]", 5),
        ("source:s2", "6 May 2031", 6),
        ("source:s3", "5 May 2031 [inferred]", 5),
        ("source:s1 no", "undated; published 8 May 2031 [inferred]", 8),
    ] {
        let slides = desk.run(&["export", "timelinejs", "-q", query]).json();
        let slide = &slides["events"][0];
        assert_eq!(slide["display_date"], told, "{query}: {slide}");
        assert_eq!(slide["start_date"]["day"], day, "{query}: {slide}");
    }
}

/// Every node of JSON-LD has a type.
fn typed(value: &serde_json::Value) {
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(typed),
        serde_json::Value::Object(fields) => {
            assert!(fields.contains_key("@type"), "{value}");
            fields.values().for_each(typed);
        }
        _ => {}
    }
}

/// What `docs/engines.md` says to send in bulk is well formed, and its mapping knows fields that there are.
#[test]
fn what_goes_into_an_engine_is_well_formed() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/engines.md")).unwrap();
    let run = shipped(&["list", "statements", "--format", "jsonl"]);
    let records: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mapping = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let mapping: serde_json::Value = serde_json::from_str(mapping).unwrap();
    for (field, rule) in mapping["mappings"]["properties"].as_object().unwrap() {
        let values: Vec<&serde_json::Value> =
            records.iter().map(|record| &record[field]).filter(|value| !value.is_null()).collect();
        assert!(!values.is_empty(), "no record has {field}");
        if rule["type"] == "date" {
            let day =
                |value: &&serde_json::Value| value.as_str().is_some_and(|day| day.len() == 10);
            assert!(values.iter().all(day), "{field} is not always a day");
        }
    }
    let kinds = mapping["mappings"]["properties"]["links"]["properties"].as_object().unwrap();
    let links = records.iter().flat_map(|record| record["links"].as_array().unwrap());
    for link in links {
        assert!(link.as_object().unwrap().keys().all(|kind| kinds.contains_key(kind)), "{link}");
    }
    let id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(records.iter().all(|record| record["id"].as_str().unwrap().chars().all(id)));
    // The line of jq, where jq is there.
    let line = page.lines().find_map(|line| line.trim().strip_prefix("jq -c '")).unwrap();
    let filter = line.split('\'').next().unwrap();
    let jq = std::process::Command::new("jq")
        .args(["-c", filter])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn();
    let Ok(mut jq) = jq else { return };
    let mut input = jq.stdin.take().unwrap();
    let text = run.out.clone();
    let writing =
        std::thread::spawn(move || std::io::Write::write_all(&mut input, text.as_bytes()));
    let bulk = String::from_utf8(jq.wait_with_output().unwrap().stdout).unwrap();
    writing.join().unwrap().unwrap();
    let lines: Vec<serde_json::Value> =
        bulk.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2 * records.len());
    for pair in lines.chunks(2) {
        assert_eq!(pair[0]["index"]["_id"], pair[1]["id"], "{}", pair[0]);
    }
}

/// Words that answer and repeat others, of an event that answers one.
const RELATED: &str = r#"( meta: (schema: 1, title: "t"),
    sources: [(id: "s", kind: Wire, outlet: "A", published: "2031-05-20")],
    speakers: [(id: "ann", name: "Ann", kind: Person)],
    events: [(id: "talks", date: "2031-05-01", title: "Talks begin", cites: [(source: "s")]),
             (id: "end", date: "2031-05-19", title: "Talks end", cites: [(source: "s")], links: [RespondsTo("talks")])],
    statements: [
        (id: "one", source: "s", para: 1, kind: Quote, speaker: "ann", said: "2031-05-02", event: "talks", text: "One."),
        (id: "two", source: "s", para: 2, kind: Quote, speaker: "ann", said: "2031-05-05", text: "Two.", links: [RespondsTo("one")]),
        (id: "three", source: "s", para: 3, kind: Quote, speaker: "ann", said: "2031-05-06", text: "Three.", links: [Repeats("one"), WalksBack("two")])] )"#;

#[test]
fn how_records_are_related_is_told_in_a_brief() {
    let desk = Desk::with(RELATED);
    let page = desk.run(&["export", "markdown"]).out;
    let section = |head: &str, words: &str| {
        let all = page.split("\n## ").filter(|part| part.starts_with(head));
        all.into_iter().find(|part| part.contains(words)).unwrap_or_default().to_owned()
    };
    let lines = |text: &str| {
        let facts = text.lines().filter_map(|line| line.strip_prefix("- "));
        let heads = facts.filter_map(|fact| fact.split_once(": ").map(|(what, _)| what.to_owned()));
        heads.collect::<Vec<_>>()
    };
    let one = section("2 May 2031", "One.");
    assert_eq!(lines(&one), ["Verification", "Part of", "Answered by", "Repeated by"], "{page}");
    assert!(one.contains("Two.” (A ¶2), after 3 days"), "{one}");
    let three = section("6 May 2031", "Three.");
    assert_eq!(lines(&three), ["Verification", "Repeats", "Walks back"], "{three}");
    assert_eq!(lines(&section("19 May 2031", "Talks end")), ["Responds to"], "{page}");
    let html = desk.run(&["export", "html"]).out;
    for what in ["Part of", "Answered by", "Repeated by", "Repeats", "Walks back"] {
        assert!(html.contains(what), "{what}");
    }
}
