use super::*;
use crate::chronology::load::load_text;
use crate::geometry::Size;
use chrono::NaiveDate;

const RON: &str = r#"(
    parties: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
    sources: [
        (id: "s", kind: Official, outlet: "Office", published: "2020-03-01", url: "https://example.org/s"),
        (id: "late", kind: Official, outlet: "Office", published: "2022-06-01", url: "https://example.org/late"),
    ],
    events: [
        (id: "first", date: "2020-02-20", title: "The first exchange", cites: [(source: "s")]),
        (id: "other", date: "2021-02-20", title: "Something else"),
    ],
    notes: [(id: "remark", kind: Gap, about: ["a-boats"], text: "Only what was counted.")],
    series: [
        (id: "a-boats", party: "a", measure: "boats", limit: (value: 100, from: "2021-01-01"), points: [
            (date: "2020-02-01", value: 120, cite: (source: "s"), status: Declared),
            (date: "2021-02-01", value: 90, status: Unverified),
            (date: "2022-02-01", cite: (source: "late"), status: Declared),
        ]),
        (id: "b-boats", party: "b", measure: "boats", limit: (value: 100, from: "2021-01-01"), points: [
            (date: "2020-02-01", value: 80, cite: (source: "s"), status: Derived),
        ]),
        (id: "a-crews", party: "a", measure: "crews", unit: "people", points: [
            (date: "2021-02-01", value: 1234, cite: (source: "late"), status: Declared),
        ]),
    ],
)"#;

fn app() -> App {
    let today = "2022-12-01".parse().unwrap();
    let mut app = App::new(load_text("t.ron", RON), today);
    app.update(Action::Resize(Size { width: 120, height: 40 }));
    app.update(Action::View);
    app.update(Action::View);
    app.update(Action::Edge(End::First));
    app
}

fn readout(app: &App) -> Vec<String> {
    let line =
        |spans: Vec<crate::pages::row::Span>| spans.iter().map(|s| s.text.as_str()).collect();
    app.exchange_readout().into_iter().map(line).collect()
}

#[test]
fn measures_gather_the_parties() {
    let app = app();
    let names: Vec<(&str, usize)> =
        app.time.figures.measures.iter().map(|m| (&*m.name, m.curves.len())).collect();
    assert_eq!(names, [("boats", 2), ("crews", 1)]);
    assert_eq!(app.time.figures.shown().unwrap().days.len(), 3);
}

#[test]
fn the_readout_says_value_status_ceiling_and_source() {
    let mut app = app();
    assert_eq!(
        readout(&app),
        [
            "as of 1 Feb 2020 · boats · 1 of 3",
            "● Alpha     120  declared · 20 over 100, not yet binding · Office · 1 Mar 2020",
            "◧ Beta       80  derived · 20 under 100, not yet binding · Office · 1 Mar 2020",
        ]
    );
    app.update(Action::Across(1));
    assert_eq!(readout(&app)[1], "○ Alpha      90  unverified · 10 under 100 · no source recorded");
    assert_eq!(readout(&app)[2], "  Beta  no figure");
    app.update(Action::Across(1));
    assert_eq!(readout(&app)[1], "✗ Alpha not provided · Office · 1 Jun 2022");
}

#[test]
fn the_cursor_goes_where_the_exchange_is_cited() {
    let mut app = app();
    assert_eq!(app.chronology().record_id(app.cursor.record), "first");
    app.update(Action::Across(1));
    assert_eq!(
        app.chronology().record_id(app.cursor.record),
        "other",
        "uncited, so the nearest in time"
    );
    app.update(Action::Across(-1));
    app.update(Action::Into);
    assert_eq!((app.view, app.focus), (View::List, Pane::Source));
    assert_eq!(app.chronology().record_id(app.cursor.record), "first");
}

#[test]
fn a_source_that_no_record_cites_is_named_and_can_be_opened() {
    let mut app = app();
    app.update(Action::Edge(End::Last));
    assert!(app.update(Action::Into).is_empty());
    assert!(app.notice.as_ref().is_some_and(|n| n.text.contains("Office · 1 Jun 2022")));
    let effects = app.update(Action::Open { archived: false });
    assert_eq!(effects, [Effect::OpenUrl("https://example.org/late".to_owned())]);
}

#[test]
fn only_what_was_published_by_the_day_of_knowledge_is_shown() {
    let mut app = app();
    app.restrict(Some("2021-12-31".parse().unwrap()));
    assert_eq!(
        app.time.figures.shown().unwrap().days.len(),
        2,
        "the last exchange is not known yet"
    );
}

#[test]
fn measures_are_chosen_up_and_down_and_keep_the_time() {
    let mut app = app();
    app.update(Action::Across(1));
    app.update(Action::Move(1));
    assert_eq!(readout(&app)[0], "as of 1 Feb 2021 · crews in people · 1 of 1");
    app.update(Action::Move(1));
    app.update(Action::Move(-1));
    assert_eq!(readout(&app)[0], "as of 1 Feb 2021 · boats · 2 of 3");
}

#[test]
fn a_dataset_without_series_says_so() {
    let mut app =
        App::new(load_text("t.ron", "(events: [(id: \"e\", title: \"E\")])"), NaiveDate::default());
    app.update(Action::Resize(Size { width: 80, height: 24 }));
    app.update(Action::View);
    app.update(Action::View);
    assert!(app.time.figures.measures.is_empty());
    app.update(Action::Into);
}
