//! One fact told by several commands and forms is told alike in all of them.

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
    for (kind, lines, inferred) in
        [("timeline", 6, 2), ("events", 2, 1), ("statements", 5, 2), ("sources", 2, 1)]
    {
        let text = desk.run(&["list", kind]).out;
        assert_eq!(
            (text.lines().count(), text.matches(" [inferred]  ").count()),
            (lines, inferred),
            "{text}"
        );
        let csv = desk.run(&["list", kind, "--format", "csv"]).out;
        assert_eq!(csv.matches("Inferred: the ").count(), inferred, "{csv}");
    }
}

#[test]
fn a_day_of_any_year_is_no_formula_of_a_spreadsheet() {
    let csv = ships().run(&["list", "timeline", "--format", "csv"]).out;
    assert!(csv.contains(",-17000-01-01,-17000-12-31,"), "{csv}");
    assert!(!csv.contains('\''), "{csv}");
}
