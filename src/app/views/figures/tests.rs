use super::*;
use crate::app::View;
use crate::app::action::{Action, End, Jump, Motion, News, Show, Take};
use crate::app::effect::Effect;
use crate::chronology::date::Edge;
use crate::chronology::load::load_text;
use crate::geometry::Size;
use crate::pages::row;
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
    app.update(Action::Learn(News::Resized(Size { width: 120, height: 40 })));
    app.update(Action::Show(Show::NextView));
    app.update(Action::Show(Show::NextView));
    app.update(Action::Move(Motion::To(End::First)));
    app
}

fn exchange_lines(app: &App, cells: u16) -> Vec<(Vec<row::Span>, bool)> {
    (0..).map_while(|nth| app.exchange_line(nth, cells)).collect()
}

fn readout(app: &App) -> Vec<String> {
    let line =
        |spans: Vec<crate::pages::row::Span>| spans.iter().map(|s| s.text.as_str()).collect();
    let lines = exchange_lines(app, u16::MAX).into_iter().map(|(spans, _)| spans);
    std::iter::once(app.exchange_head(u16::MAX)).chain(lines).map(line).collect()
}

/// The id of what keys act on.
fn target(app: &App) -> Result<&str, String> {
    FiguresView.target(app).map(|target| target.id(app.chronology()))
}

#[test]
fn measures_gather_the_parties() {
    let app = app();
    let names: Vec<(&str, usize)> =
        app.timeline.measures.iter().map(|m| (&*m.name, m.curves.len())).collect();
    assert_eq!(names, [("boats", 2), ("crews", 1)]);
    assert_eq!(app.measure().unwrap().days.len(), 3);
}

#[test]
fn the_readout_says_value_status_ceiling_and_source() {
    let mut app = app();
    assert_eq!(
        readout(&app),
        [
            "as of 1 Feb 2020 · boats · date 1 of 3",
            "● Alpha     120  declared · 20 over 100, not yet binding · Office · 1 Mar 2020",
            "◧ Beta       80  derived · 20 under 100, not yet binding · Office · 1 Mar 2020",
        ]
    );
    app.update(Action::Move(Motion::Columns(1)));
    assert_eq!(readout(&app)[1], "○ Alpha      90  unverified · 10 under 100 · no source recorded");
    assert_eq!(readout(&app)[2], "■ Beta  no figure");
    app.update(Action::Move(Motion::Columns(1)));
    assert_eq!(readout(&app)[1], "● Alpha not provided · Office · 1 Jun 2022");
}

#[test]
fn a_point_is_what_keys_act_on_and_leads_to_where_it_is_printed() {
    let mut app = app();
    app.update(Action::Show(Show::View(View::List)));
    let before = app.place.cursor;
    app.update(Action::Show(Show::View(View::Figures)));
    app.update(Action::Move(Motion::To(End::First)));
    assert_eq!(target(&app), Ok("a-boats@2020-02-01"));
    app.update(Action::Move(Motion::Rows(1)));
    assert_eq!(target(&app), Ok("b-boats@2020-02-01"));
    assert_eq!(app.place.cursor, before, "the record that is read stays where it is");
    app.update(Action::Enter);
    assert_eq!((app.place.view, app.place.focus), (View::Figures, Pane::Source));
    assert_eq!(app.target().unwrap().id(app.chronology()), "b-boats@2020-02-01");
    // What is recorded of the same source is a step away, and the figure a step back.
    app.update(Action::Move(Motion::Rows(1)));
    assert_eq!((app.place.view, app.place.focus), (View::List, Pane::Source));
    assert_eq!(app.chronology().record_id(app.place.cursor.record), "first");
    app.update(Action::Jump(Jump::Visited(-1)));
    assert_eq!(app.target().unwrap().id(app.chronology()), "b-boats@2020-02-01");
}

#[test]
fn where_there_is_no_figure_keys_say_so_and_do_nothing() {
    let mut app = app();
    app.update(Action::Move(Motion::Rows(1)));
    app.update(Action::Move(Motion::Columns(1)));
    assert!(target(&app).is_err_and(|why| why.contains("no figure of Beta")));
    for action in [Take::Mark, Take::Source, Take::Copy(crate::app::action::CopyOf::Id)] {
        assert_eq!(app.update(Action::Take(action)), []);
        assert!(app.notice.as_ref().is_some_and(|n| n.text.contains("no figure of Beta")));
    }
    assert!(app.marks.is_empty());
    assert!(app.update(Action::Enter).is_empty());
    assert_eq!(app.place.view, View::Figures);
}

#[test]
fn a_source_that_no_record_cites_is_named_and_can_be_opened() {
    let mut app = app();
    app.update(Action::Move(Motion::To(End::Last)));
    assert!(app.update(Action::Enter).is_empty());
    assert_eq!((app.place.view, app.place.focus), (View::Figures, Pane::Source));
    app.update(Action::Move(Motion::Rows(1)));
    assert!(app.notice.as_ref().is_some_and(|n| n.text.contains("Office · 1 Jun 2022")));
    let effects = app.update(Action::Take(Take::Source));
    assert_eq!(effects, [Effect::OpenUrl("https://example.org/late".to_owned())]);
}

#[test]
fn only_what_was_published_by_the_day_of_knowledge_is_shown() {
    let mut app = app();
    app.update(Action::Show(Show::AsOf(Some(Edge::end_of("2021-12-31".parse().unwrap())))));
    assert_eq!(app.measure().unwrap().days.len(), 2, "the last exchange is not known yet");
}

#[test]
fn a_day_that_is_gone_gives_way_to_the_nearest() {
    let mut app = app();
    app.update(Action::Move(Motion::To(End::Last)));
    app.update(Action::Show(Show::AsOf(Some(Edge::end_of("2021-12-31".parse().unwrap())))));
    assert_eq!(app.exchange(), Some(1), "{:?}", readout(&app));
    app.update(Action::Move(Motion::Columns(-1)));
    assert_eq!(app.exchange(), Some(0));
}

#[test]
fn series_are_chosen_up_and_down_and_keep_the_time() {
    let mut app = app();
    app.update(Action::Move(Motion::Columns(1)));
    app.update(Action::Move(Motion::Rows(1)));
    assert_eq!(readout(&app)[0], "as of 1 Feb 2021 · boats · date 2 of 3", "of the other party");
    app.update(Action::Move(Motion::Rows(1)));
    assert_eq!(readout(&app)[0], "as of 1 Feb 2021 · crews in people · date 1 of 1");
    app.update(Action::Move(Motion::Rows(1)));
    app.update(Action::Move(Motion::Rows(-1)));
    assert_eq!(readout(&app)[0], "as of 1 Feb 2021 · boats · date 2 of 3");
}

#[test]
fn a_dataset_without_series_says_so() {
    let mut app =
        App::new(load_text("t.ron", "(events: [(id: \"e\", title: \"E\")])"), NaiveDate::default());
    app.update(Action::Learn(News::Resized(Size { width: 80, height: 24 })));
    app.update(Action::Show(Show::NextView));
    app.update(Action::Show(Show::NextView));
    assert!(app.timeline.measures.is_empty());
    app.update(Action::Enter);
}

#[test]
fn figures_of_one_day_are_an_exchange_each() {
    let two = r#"(date: "2020-02-01", value: 120, cite: (source: "s"), status: Declared),
            (date: "2020-02-01", value: 118, cite: (source: "late"), status: Declared),"#;
    let one = r#"(date: "2020-02-01", value: 120, cite: (source: "s"), status: Declared),"#;
    let mut app =
        App::new(load_text("t.ron", &RON.replacen(one, two, 1)), "2022-12-01".parse().unwrap());
    app.update(Action::Learn(News::Resized(Size { width: 120, height: 40 })));
    app.update(Action::Show(Show::View(View::Figures)));
    app.update(Action::Move(Motion::To(End::First)));
    let values = |app: &App| {
        let lines = readout(app);
        let value = |line: &String| line.split_whitespace().nth(2).map(str::to_owned);
        (value(&lines[1]), value(&lines[2]))
    };
    let number = |value: &str| Some(value.to_owned());
    assert_eq!(values(&app), (number("120"), number("80")));
    app.update(Action::Move(Motion::Columns(1)));
    assert_eq!(values(&app), (number("118"), number("80")), "the other party has one of that day");
    assert_eq!(readout(&app)[0], "as of 1 Feb 2020 · boats · date 2 of 4");
    let second = PointIx { series: SeriesIx::from(0), nth: 1 };
    assert_eq!(app.point(), Some(second));
    app.update(Action::Move(Motion::To(End::First)));
    app.put_point(second);
    assert_eq!(app.point(), Some(second), "a jump goes to the one that is meant");
}

#[test]
fn a_readout_that_is_cut_keeps_what_is_unusual() {
    let app = app();
    let wide = exchange_lines(&app, u16::MAX);
    let widest = wide.iter().map(|(line, _)| row::width_of(line)).max().unwrap() as u16;
    for cells in 24..=widest {
        for (nth, (line, _)) in exchange_lines(&app, cells).iter().enumerate() {
            let told: String = line.iter().map(|span| span.text.as_str()).collect();
            let whole: String = wide[nth].0.iter().map(|span| span.text.as_str()).collect();
            if whole.contains("no source recorded") && cells >= 44 {
                assert!(told.contains("no source"), "{cells}: {told}");
            }
            let limited = whole.contains(" over ") || whole.contains(" under ");
            if limited && cells >= 40 {
                assert!(
                    [" over ", " under ", " of "].iter().any(|word| told.contains(word)),
                    "{told}"
                );
            }
            assert!(row::width_of(line) <= usize::from(cells).max(36), "{cells}: {told}");
        }
        let head: String = app.exchange_head(cells).iter().map(|span| span.text.as_str()).collect();
        assert!(head.contains(" of "), "{cells}: {head}");
    }
}

#[test]
fn a_marked_figure_has_its_star_wherever_a_record_would() {
    let mut app = app();
    app.update(Action::Move(Motion::To(End::First)));
    let marked = |app: &App| {
        let listed = app.marked_rows().iter().any(|row| row.tail.iter().any(|s| s.text == "★"));
        let (line, _) = app.exchange_line(0, 60).unwrap();
        (listed, line.last().is_some_and(|span| span.text == " ★"))
    };
    assert_eq!(marked(&app), (false, false));
    app.update(Action::Take(Take::Mark));
    assert_eq!(marked(&app), (true, true));
    for cells in 8..60 {
        let (line, _) = app.exchange_line(0, cells).unwrap();
        assert!(line.last().is_some_and(|span| span.text == " ★"), "{cells}: {line:?}");
    }
    assert_ne!(app.exchange_line(1, 60).unwrap().0.last().unwrap().text, " ★", "another is not");
}
