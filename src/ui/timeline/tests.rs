//! Strip, lanes and figures as they are drawn: the cells of a pane, and nothing outside of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::*;
use crate::app::action::{Action, End, Motion, News, Show};
use crate::chronology::load::load_text;
use crate::geometry::Area;
use crate::geometry::Size;
use crate::ui::strip;
use ratatui::layout::Position;

const HEARD: &str = r#"(
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

const FIGURES: &str = r#"(
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

type Draw<T> = fn(&App, &Theme, Rect, &mut Buffer) -> T;

fn app(ron: &str, today: &str, width: u16, height: u16, actions: &[Action]) -> App {
    let mut app = App::new(load_text("t.ron", ron), today.parse().unwrap());
    app.update(Action::Learn(News::Resized(Size { width, height })));
    for action in actions {
        app.update(action.clone());
    }
    app
}

fn with_lanes(width: u16, height: u16) -> App {
    let mut app = app(HEARD, "2022-01-01", width, height, &[]);
    assert!(app.open_at("start"));
    app.update(Action::Show(Show::NextView));
    app
}

fn with_figures(width: u16, height: u16) -> App {
    let actions = [
        Action::Show(Show::NextView),
        Action::Show(Show::NextView),
        Action::Move(Motion::To(End::First)),
    ];
    app(FIGURES, "2022-12-01", width, height, &actions)
}

/// What `draw` puts into an area, the rest of a larger buffer as it was.
fn drawn<T>(app: &App, draw: Draw<T>, area: Area) -> Buffer {
    let around = Rect { x: 0, y: 0, width: area.width + 6, height: area.height + 6 };
    let mut buffer = Buffer::empty(around);
    let inside = Rect { x: 3, y: 3, width: area.width, height: area.height };
    draw(app, &Theme::default(), inside, &mut buffer);
    for (x, y) in around.positions().map(|at| (at.x, at.y)) {
        if !inside.contains(Position::new(x, y)) {
            let cell = &buffer[(x, y)];
            assert_eq!(
                (cell.symbol(), cell.modifier),
                (" ", Modifier::empty()),
                "outside at {x},{y}"
            );
        }
    }
    let mut own = Buffer::empty(Rect { x: 0, y: 0, ..inside });
    for at in own.area.positions() {
        own[at] = buffer[(at.x + 3, at.y + 3)].clone();
    }
    own
}

fn lines(buffer: &Buffer) -> Vec<String> {
    let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(|y| row(y).trim_end().to_owned()).collect()
}

fn pane<T>(app: &App, draw: Draw<T>) -> Vec<String> {
    lines(&drawn(app, draw, app.screen().inner(Pane::Timeline)))
}

#[test]
fn lanes_show_counts_spans_doubts_silences_and_milestones() {
    let app = with_lanes(120, 30);
    assert_eq!(app.lanes_layout().tall, 1);
    let lines = pane(&app, lanes::draw);
    let line = |name: &str| {
        lines.iter().find(|l| l.contains(name)).unwrap_or_else(|| panic!("{name}: {lines:#?}"))
    };
    assert!(line("Xenia").contains('▂'), "two records in a cell");
    assert!(line("Yves").contains('~'), "a doubtful date");
    assert!(line("Zoe").contains("▁──"), "a date of three months");
    assert!(
        line("Alpha").contains(" 2 Feb 2020 – c. 1 Jun 2021 · ~485 d "),
        "a silence with both its ends: {}",
        line("Alpha")
    );
    assert!(line("The start").contains('◆') && !line("The start").contains("T+"));
    let both = line("both silent");
    assert!(both.contains(" Sep 2020 – c. 1 Jun 2021 · ~244 d "), "{both}");
    assert!(both.contains(" 2 Feb 2020 – Jul 2020 "), "{both}");
    assert!(line("events · ").contains("1 undated"), "the shelf is told");
}

#[test]
fn the_mark_of_the_cursor_leaves_the_letters_of_a_year() {
    let mut app = with_lanes(120, 36);
    app.update(Action::Move(Motion::Rows(1)));
    for _ in 0..90 {
        let lines = pane(&app, lanes::draw);
        for year in ["2020", "2021"] {
            assert!(lines[app.lanes_layout().head as usize].contains(year), "{lines:#?}");
        }
        app.update(Action::Move(Motion::Columns(1)));
    }
}

#[test]
fn a_single_record_is_seen_in_a_lane_of_two_rows() {
    let app = with_lanes(120, 45);
    assert_eq!(app.lanes_layout().tall, 2);
    let lines = pane(&app, lanes::draw);
    let xenia = lines.iter().position(|l| l.contains("Xenia")).unwrap();
    assert!(lines[xenia].contains('▄'), "two of the most that a cell holds: {lines:#?}");
}

#[test]
fn nothing_is_drawn_outside_of_the_pane_of_lanes() {
    for width in 0..60 {
        for height in 0..30 {
            let mut app = with_lanes(width, height);
            for action in [
                Action::Move(Motion::Rows(1)),
                Action::Show(Show::Span(3)),
                Action::Move(Motion::Columns(2)),
            ] {
                app.update(action);
            }
            pane(&app, lanes::draw);
        }
    }
}

#[test]
fn the_ceiling_is_dotted_until_it_binds() {
    let drawing = pane(&with_figures(120, 40), figures::draw);
    let limit = drawing.iter().find(|l| l.contains('┄')).unwrap();
    let (dots, line) = (limit.find('┄').unwrap(), limit.rfind('─').unwrap());
    assert!(dots < line, "{limit}");
    assert!(limit.trim_start().starts_with("100 "), "{limit}");
    assert!(
        drawing.iter().any(|l| l.contains('└') && l.contains('✗')),
        "a missing value is marked on the axis"
    );
    assert!(drawing.iter().any(|l| l.contains("! gap: Only what was counted.")));
}

#[test]
fn nothing_is_drawn_outside_of_the_pane_of_figures() {
    for width in 0..90 {
        for height in 0..30 {
            pane(&with_figures(width, height), figures::draw);
        }
    }
}

#[test]
fn a_dataset_without_series_says_so() {
    let ron = "(events: [(id: \"e\", title: \"E\")])";
    let app = app(
        ron,
        "2022-12-01",
        80,
        24,
        &[Action::Show(Show::NextView), Action::Show(Show::NextView)],
    );
    assert!(pane(&app, figures::draw)[0].contains("This dataset holds no figures."));
}

/// Two records on neighbouring days, one years later, one at the end, and one without a date.
fn with_strip(height: u16) -> App {
    let event = |id: &str, date: &str| {
        format!("(id: \"{id}\", date: \"{date}\", title: \"{id}\", milestone: true)")
    };
    let events = [
        event("a", "2010-01-01"),
        event("b", "2010-01-02"),
        event("c", "2015-06-01"),
        event("d", "2020-12-01"),
    ];
    let ron = format!("(events: [{}, (id: \"never\", title: \"never\")])", events.join(","));
    app(&ron, "2021-01-01", 80, height, &[])
}

fn cursor_of(strip: &Buffer) -> Option<u16> {
    let foot = strip.area.height - 1;
    (0..strip.area.width).find(|x| strip[(*x, foot)].modifier.contains(Modifier::REVERSED))
}

#[test]
fn the_strip_shows_the_whole_span_the_milestones_and_the_cursor() {
    let app = with_strip(22);
    let strip = drawn(&app, strip::draw, app.strip_area());
    let lines = lines(&strip);
    assert!(lines[0].starts_with("◆2010") && lines[0].ends_with('◆'), "{lines:?}");
    assert_eq!(lines[1].matches('▁').count() + lines[1].matches('▂').count(), 3, "{lines:?}");
    assert!(lines[1].starts_with('▂'), "two in the first cell");
    assert_eq!(cursor_of(&strip), Some(77));
}

#[test]
fn milestones_leave_the_years_alone_from_24_rows_on() {
    for height in [24, 30, 36] {
        let app = with_strip(height);
        let strip = drawn(&app, strip::draw, app.strip_area());
        let lines = lines(&strip);
        assert!(lines[0].starts_with("2010   2011") && !lines[0].contains('◆'), "{lines:?}");
        assert_eq!(lines[1].matches('◆').count(), 3, "two share a cell: {lines:?}");
        assert!(app.screen().inner(Pane::Timeline).height >= 8, "and the list has its rows");
        assert_eq!(cursor_of(&strip), Some(77));
    }
}

#[test]
fn an_undated_record_is_nowhere_on_the_strip() {
    let mut app = with_strip(24);
    app.update(Action::Move(Motion::To(End::Last)));
    assert_eq!(app.chronology().record_id(app.place.cursor.record), "never");
    assert_eq!(cursor_of(&drawn(&app, strip::draw, app.strip_area())), None);
}
