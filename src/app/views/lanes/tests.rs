use super::*;
use crate::app::View;
use crate::app::action::{Action, Control, End, Motion, News, Show};
use crate::app::scale::start_of;
use crate::chronology::load::load_text;
use crate::geometry::Size;

const RON: &str = r#"(
    parties: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
    speakers: [
        (id: "x", name: "Xenia", kind: Person, party: "a"), (id: "y", name: "Yves", kind: Person, party: "a"),
        (id: "z", name: "Zoe", kind: Person, party: "b"),
    ],
    sources: [(id: "s", kind: News, outlet: "S", published: "2021-12-31")],
    events: [(id: "start", date: "2020-01-01", title: "The start", milestone: true, cites: [(source: "s")])],
    statements: [
        (id: "x-1", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-02-01", text: "First"),
        (id: "x-2", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-02-02", text: "Second"),
        (id: "y-1", source: "s", para: 1, kind: Quote, speaker: "y", said: "2021-06-01~", text: "About then"),
        (id: "z-1", source: "s", para: 1, kind: Quote, speaker: "z", said: "2020-07/2020-09", text: "Some time"),
        (id: "shelf", source: "s", para: 1, kind: Quote, speaker: "z", text: "Some day"),
    ],
)"#;

fn app(width: u16, height: u16) -> App {
    let today = "2022-01-01".parse().unwrap();
    let mut app = App::new(load_text("t.ron", RON), today);
    app.update(Action::Learn(News::Resized(Size { width, height })));
    assert!(app.open_at("start"));
    app.update(Action::Show(Show::NextView));
    app
}

fn record(app: &App) -> &str {
    app.chronology().record_id(app.place.cursor.record)
}

fn press(app: &mut App, actions: &[Action]) {
    for action in actions {
        app.update(action.clone());
    }
}

#[test]
fn the_cursor_of_the_program_follows_that_of_the_lanes() {
    let mut app = app(120, 36);
    assert_eq!((record(&app), app.place.views.lanes.lane), ("start", Lane::Events));
    press(&mut app, &[Action::Move(Motion::Rows(1)), Action::Move(Motion::To(End::First))]);
    assert_eq!((record(&app), app.place.views.lanes.lane), ("x-1", Lane::Party(0)));
    press(&mut app, &[Action::Move(Motion::Months(1))]);
    assert_eq!(record(&app), "y-1", "the next cell that holds any");
    press(&mut app, &[Action::Move(Motion::Columns(-1))]);
    assert!(app.lane_records().next().is_none());
    assert_eq!(record(&app), "y-1", "an empty cell leaves it where it was");
    press(&mut app, &[Action::Move(Motion::Months(1))]);
    assert_eq!(app.lane_records().len(), 1, "from an empty cell on to the records");
}

#[test]
fn where_the_cursor_goes_by_itself_the_lanes_follow() {
    let mut app = app(120, 36);
    press(&mut app, &[Action::Move(Motion::Columns(3)), Action::Show(Show::Pane(Pane::Quote))]);
    let Some(Target::Record(z)) = Target::by_id(app.chronology(), "z-1") else { panic!() };
    app.place.put(z);
    let size = app.size();
    app.update(Action::Learn(News::Resized(size)));
    assert_eq!(app.place.views.lanes.day, start_of("2020-07-01".parse().unwrap()));
    assert!(
        matches!(app.place.views.lanes.lane, Lane::Speaker(_)),
        "its party is open, so its speaker has a lane"
    );
}

#[test]
fn parties_open_together_or_not_at_all() {
    let wide = app(120, 36);
    assert_eq!(wide.place.views.lanes.open.len(), 2, "there is room for every speaker");
    let mut low = app(120, 18);
    assert!(low.place.views.lanes.open.is_empty());
    press(&mut low, &[Action::Move(Motion::Rows(1)), Action::Show(Show::Speakers)]);
    assert_eq!(low.lanes().count(), 5);
    press(&mut low, &[Action::Move(Motion::Rows(1)), Action::Show(Show::Speakers)]);
    assert_eq!(
        (low.lanes().count(), low.place.views.lanes.lane),
        (3, Lane::Party(0)),
        "closed from a speaker's lane"
    );
}

#[test]
fn enter_leads_to_the_records_of_the_cell() {
    let mut app = app(120, 36);
    press(
        &mut app,
        &[Action::Move(Motion::Rows(1)), Action::Move(Motion::To(End::First)), Action::Enter],
    );
    let Some(crate::app::Overlay::Picker(picker)) = app.overlay() else {
        panic!("a choice of two")
    };
    assert_eq!(picker.rows.len(), 2);
    press(&mut app, &[Action::Move(Motion::Rows(1)), Action::Enter]);
    assert_eq!((record(&app), app.place.view), ("x-2", View::List));
}

#[test]
fn a_click_goes_to_the_cell_and_on_a_name_opens_the_party() {
    let mut app = app(120, 18);
    let (inner, layout) = (app.screen().inner(Pane::Timeline), app.lanes_layout());
    app.update(Action::Click(inner.x + 3, inner.y + layout.first() + 1));
    assert!(app.place.views.lanes.open.contains(&0));
    let cell = app.lanes_scale().cell_of(start_of("2020-02-01".parse().unwrap())).unwrap();
    app.update(Action::Click(inner.x + layout.gutter + cell, inner.y + layout.first() + 2));
    assert_eq!((record(&app), app.lane_records().len()), ("x-1", 2));
}

#[test]
fn a_closer_look_keeps_the_cursor_in_sight_and_escape_leaves() {
    let mut app = app(120, 36);
    press(
        &mut app,
        &[
            Action::Show(Show::Span(4)),
            Action::Move(Motion::To(End::Last)),
            Action::Move(Motion::Rows(1)),
            Action::Move(Motion::To(End::Last)),
        ],
    );
    assert!(app.is_zoomed_in_time() && app.stretch().contains(app.place.views.lanes.day));
    assert_eq!(record(&app), "y-1");
    press(&mut app, &[Action::Show(Show::Span(0)), Action::Control(Control::Escape)]);
    assert!(!app.is_zoomed_in_time() && app.place.view == View::List);
}

#[test]
fn the_longest_silence_of_both_sides_is_found_with_a_key() {
    let mut app = app(120, 36);
    let silence = |app: &mut App| {
        app.update(Action::Show(Show::Silence));
        let said = app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
        assert!(app.lane_records().next().is_none(), "{said}: nobody is heard");
        said
    };
    let longest = "Alpha and Beta silent: Sep 2020 – c. 1 Jun 2021 · about 244 d · silence 1 of 2";
    assert_eq!(silence(&mut app), longest);
    let next = silence(&mut app);
    assert!(next.contains("150 d · silence 2 of 2"), "{next}");
    assert_eq!(silence(&mut app), longest, "from the shortest to the longest");
    // From the list too, to whose record the lanes go when they are opened otherwise.
    press(&mut app, &[Action::Show(Show::View(View::List)), Action::Move(Motion::Rows(1))]);
    assert_eq!(silence(&mut app), longest);
}

#[test]
fn a_silence_is_seen_in_a_lane_and_beside_what_was_heard_last_before_it() {
    let mut app = app(120, 36);
    for (before, lane) in
        [("z-1", Lane::Party(0)), ("x-2", Lane::Party(0)), ("z-1", Lane::Party(0))]
    {
        app.update(Action::Show(Show::Silence));
        assert_eq!((record(&app), app.place.views.lanes.lane), (before, lane));
        let name = app.lane_readout();
        assert!(
            name.starts_with("Alpha · ") && name.contains(" · no records between · "),
            "{name}"
        );
        assert!(
            app.shown_lanes().iter().any(|(shown, _)| *shown == lane),
            "its row is on the screen"
        );
        assert!(app.lanes_scale().cell_of(app.place.views.lanes.day).is_some());
    }
    // The lane of either side is kept, also that of one of its speakers.
    let opened = app.place.views.lanes.open.contains(&0);
    let open = (!opened).then_some(Action::Show(Show::Speakers));
    press(&mut app, open.as_slice());
    press(&mut app, &[Action::Move(Motion::Rows(1))]);
    let speaker = app.place.views.lanes.lane;
    assert!(matches!(speaker, Lane::Speaker(_)), "{speaker:?}");
    app.update(Action::Show(Show::Silence));
    assert_eq!(app.place.views.lanes.lane, speaker);
}

#[test]
fn what_is_out_of_sight_makes_no_silence() {
    let silence = |app: &mut App| {
        app.update(Action::Show(Show::Silence));
        app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    };
    let longest = silence(&mut app(120, 36));
    let mut filtered = app(120, 36);
    assert!(filtered.open_at("z-1"));
    press(&mut filtered, &[Action::Show(Show::Filter)]);
    assert!(filtered.place.filter.is_some());
    assert_eq!(silence(&mut filtered), longest);
}

#[test]
fn a_record_without_a_date_has_no_cell_and_is_left_for_one() {
    for motion in
        [Motion::Columns(-1), Motion::Columns(1), Motion::Months(-1), Motion::To(End::Last)]
    {
        let mut app = app(120, 36);
        press(&mut app, &[Action::Show(Show::NextView), Action::Show(Show::NextView)]);
        assert!(app.open_at("shelf"));
        press(&mut app, &[Action::Show(Show::NextView)]);
        assert_eq!(app.place.view, View::Lanes);
        assert_eq!((record(&app), app.lane_readout().as_str()), ("shelf", "Zoe · undated"));
        let target = app.place.view.get().target(&app);
        assert_eq!(target, Ok(Target::Record(app.place.cursor)), "keys act on the record itself");
        press(&mut app, &[Action::Move(motion)]);
        assert_eq!((record(&app), app.lane_records().len()), ("z-1", 1), "{motion:?}");
        assert!(app.lane_readout().contains("2020"), "{}", app.lane_readout());
    }
    let mut app = app(120, 36);
    assert!(app.open_at("shelf"));
    press(&mut app, &[Action::Move(Motion::Rows(-1))]);
    assert!(!app.lane_readout().contains("1970"), "{}", app.lane_readout());
}

#[test]
fn a_lane_of_undated_records_alone_is_there_while_one_has_the_keys() {
    let undated = r#"(id: "nobody", source: "s", para: 1, kind: Quote, speaker: "n", text: "Some day"),
        (id: "shelf","#;
    let nina = r#"(id: "n", name: "Nina", kind: Person), (id: "x","#;
    let ron = RON.replacen("(id: \"shelf\",", undated, 1).replacen("(id: \"x\",", nina, 1);
    let mut app = App::new(load_text("t.ron", &ron), "2022-01-01".parse().unwrap());
    app.update(Action::Learn(News::Resized(Size { width: 120, height: 36 })));
    let nobodys = Lane::Party(2);
    press(&mut app, &[Action::Show(Show::NextView)]);
    assert!(!app.lanes().any(|lane| lane == nobodys), "nothing of it lies in time");
    assert!(app.open_at("nobody"));
    press(&mut app, &[Action::Move(Motion::Columns(0))]);
    let parties: Vec<Lane> = app.lanes().filter(|l| !matches!(l, Lane::Speaker(_))).collect();
    assert_eq!(parties, [Lane::Events, Lane::Party(0), Lane::Party(1), nobodys]);
    assert_eq!(app.place.views.lanes.lane, nobodys);
}

#[test]
fn a_day_is_told_by_one_cell_however_many_it_is_drawn_in() {
    // Some months to a cell, and many cells to a day.
    let near = RON
        .replace("2021-06-01~", "2020-02-03~")
        .replace("2020-07/2020-09", "2020-02-04/2020-02-06");
    let near = near.replace("date: \"2020-01-01\"", "date: \"2020-02-01\"");
    for (ron, width) in [(RON, 120), (RON, 60), (near.as_str(), 120), (near.as_str(), 30)] {
        let mut app = App::new(load_text("t.ron", ron), "2022-01-01".parse().unwrap());
        app.update(Action::Learn(News::Resized(Size { width, height: 36 })));
        assert!(app.open_at("x-1"));
        press(&mut app, &[Action::Show(Show::NextView), Action::Move(Motion::To(End::First))]);
        let lane = app.place.views.lanes.lane;
        let (mut told, mut records) = (vec![app.lane_days()], app.lane_records().len());
        loop {
            app.update(Action::Move(Motion::Columns(1)));
            let days = app.lane_days();
            if told.last() == Some(&days) {
                break;
            }
            records += app.lane_records().len();
            told.push(days);
        }
        assert!(told.iter().all(|days| days.start % DAY == 0 && days.end % DAY == 0), "{told:?}");
        assert!(told.is_sorted_by(|one, next| one.end <= next.start), "{told:?}");
        assert_eq!(records, app.shown_density().count(lane), "{told:?}");
        // Back the same way.
        for days in told.iter().rev().skip(1) {
            app.update(Action::Move(Motion::Columns(-1)));
            assert_eq!(app.lane_days(), *days);
        }
    }
}
