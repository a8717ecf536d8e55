//! The mouse: a click goes to what lies under it, the wheel scrolls what is under it, a bar and a border go where they
//! are dragged.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use stage::Stage;
use startline::app::action::NOTCH;
use startline::app::comparison::ComparisonAreas;
use startline::app::effect::Effect;
use startline::app::{Mode, Overlay, View};
use startline::geometry::{Area, Pane};
use startline::keymap;
use startline::pages::row::Go;
use startline::program::Input;

#[test]
fn the_wheel_moves_what_is_under_it_and_nothing_else() {
    let mut stage = Stage::lake(120, 40);
    let screen = stage.app().screen();
    let quote = screen.inner(Pane::Quote);
    let before = stage.at();
    stage.send(Input::Wheel(quote.x + 2, quote.y + 2, 3));
    assert_eq!(stage.at(), before, "the record stays");
    assert_eq!(stage.app().place.focus, Pane::Timeline, "and so does what has the keys");
    assert!(stage.app().place.scroll().quote_row > 0, "the page about the record moved");
    let timeline = screen.inner(Pane::Timeline);
    stage.send(Input::Wheel(timeline.x + 2, timeline.y + 2, -3));
    assert_ne!(stage.at(), before);
}

#[test]
fn a_key_of_the_footer_and_an_address_are_clicked() {
    let mut stage = Stage::lake(120, 40);
    let footer = stage.app().screen().footer;
    let keys = keymap::footer(stage.app(), footer.width);
    let help = keys.iter().find(|key| key.binding.name == "help").unwrap();
    stage.send(Input::Click(footer.x + help.cells.start + 1, footer.y));
    assert_eq!(stage.app().mode(), Mode::Help);
    let mut stage = Stage::lake(160, 50).press("2 PgUp PgUp PgUp");
    let grid = stage.grid();
    let row = grid.lines().position(|line| line.contains("https://")).expect("an address is shown");
    let area = stage.app().screen().inner(Pane::Source);
    stage.send(Input::Click(area.x + 4, row as u16));
    assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::OpenUrl(_))), "{grid}");
}

#[test]
fn a_click_beside_a_sentence_is_the_key_that_stands_there() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut stage = Stage::lake(width, height).press("t");
        let footer = stage.app().screen().footer;
        assert!(stage.app().notice.is_some());
        let keys = keymap::footer(stage.app(), footer.width);
        assert!(keys[0].cells.start > 8, "the sentence has the first cells: {}", stage.grid());
        stage.send(Input::Click(footer.x + 2, footer.y));
        assert!(stage.app().search.is_none(), "a sentence is no key");
        let mut stage = Stage::lake(width, height).press("t");
        let help = keys.iter().find(|key| key.binding.name == "help").unwrap();
        stage.send(Input::Click(footer.x + help.cells.start + 1, footer.y));
        assert_eq!(stage.app().mode(), Mode::Help);
    }
}

#[test]
fn no_click_on_the_footer_ends_the_program() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut stage = Stage::lake(width, height);
        let click = |stage: &mut Stage| {
            let footer = stage.app().screen().footer;
            let keys = keymap::footer(stage.app(), footer.width);
            let close = keys.iter().find(|key| key.binding.name == "close").unwrap();
            stage.send(Input::Click(footer.x + close.cells.start + 1, footer.y));
        };
        click(&mut stage);
        assert!(!stage.effects.contains(&Effect::Quit), "{}", stage.grid());
        let told = stage.app().notice.as_ref().map(|notice| notice.text.as_str());
        assert_eq!(told, Some("a click does not end the program; q on the keyboard does"));
        // What it closes otherwise it closes.
        let mut stage = stage.press("v");
        click(&mut stage);
        assert_eq!(stage.app().place.view, View::List);
        assert!(stage.press("q").effects.contains(&Effect::Quit));
    }
}

#[test]
fn a_border_is_dragged() {
    let mut stage = Stage::lake(120, 40);
    let screen = stage.app().screen();
    stage.send(Input::Click(screen.source.x, screen.timeline.y + 5));
    stage.send(Input::Drag(80, 20));
    assert!(stage.app().screen().source.x.abs_diff(80) <= 2, "{:?}", stage.app().screen());
    let quote = stage.app().screen().quote;
    stage.send(Input::Click(quote.x + 5, quote.y));
    stage.send(Input::Drag(quote.x + 5, quote.y - 6));
    assert!(stage.app().screen().quote.y.abs_diff(quote.y - 6) <= 1);
    let held = stage.app().profile.shares;
    stage.send(Input::Click(screen.timeline.x + 3, screen.timeline.y + 3));
    stage.send(Input::Drag(10, 10));
    assert_eq!(stage.app().profile.shares, held, "what is no border is not dragged");
}

/// Cells of an area: those of its borders and beside them, and within it of every ninth column.
fn cells(area: Area) -> impl Iterator<Item = (u16, u16)> {
    let last = area.width - 1;
    let columns = (0..area.width).filter(move |x| *x < 2 || *x + 1 >= last || x % 9 == 0);
    columns.flat_map(move |x| (area.y..area.y + area.height).map(move |row| (area.x + x, row)))
}

/// Keys that may be none.
fn pressed(stage: Stage, keys: &str) -> Stage {
    if keys.is_empty() { stage } else { stage.press(keys) }
}

fn click(stage: &mut Stage, (column, row): (u16, u16)) {
    stage.send(Input::Click(column, row));
}

/// The part of the screen that lies on top.
fn covered(stage: &Stage) -> Area {
    let body = stage.app().screen().body;
    match stage.app().overlay().expect("something lies over the panes") {
        Overlay::Picker(picker) => picker.area(body),
        Overlay::Compare(comparison) => {
            let page = stage.app().comparison_page(comparison, body.inset(1).width);
            ComparisonAreas::covered(&page, body)
        }
        Overlay::Help(_) => body,
        Overlay::Ask(_) => panic!("no click closes it"),
    }
}

/// The cell in which a text begins on the screen.
fn cell_of(stage: &Stage, text: &str) -> (u16, u16) {
    let grid = stage.grid();
    let found = grid.lines().enumerate().find_map(|(row, line)| {
        let at = line.find(text)?;
        Some((line[..at].chars().count() as u16, row as u16))
    });
    found.unwrap_or_else(|| panic!("{text} is not on the screen\n{grid}"))
}

#[test]
fn a_click_inside_of_what_lies_on_top_never_closes_it() {
    for (width, height) in [(160, 45), (120, 40), (80, 24), (40, 12)] {
        for keys in ["c", "?", "? /"] {
            let mut stage = Stage::lake(width, height).press(keys);
            let mode = stage.app().mode();
            for cell in cells(covered(&stage)) {
                click(&mut stage, cell);
                let open = stage.app().overlays.len();
                assert_eq!(open, 1, "{keys} at {cell:?} of {width}x{height}");
            }
            // In the help a click on its filter takes that up.
            let stays = stage.app().mode() == mode;
            assert!(stays, "{keys} at {width}x{height}: {:?}", stage.app().mode());
        }
        // Lists go where a row leads; their frames, headings and blanks lead nowhere.
        for keys in [":", "m '", "!"] {
            let mut stage = Stage::lake(width, height).press(keys);
            let area = covered(&stage);
            for cell in cells(area) {
                let body = stage.app().screen().body;
                let Some(Overlay::Picker(picker)) = stage.app().overlay() else { panic!("{keys}") };
                let is_framed = !area.inset(1).contains(cell.0, cell.1);
                if !is_framed && picker.row_at(body, cell.1).is_some() {
                    continue;
                }
                click(&mut stage, cell);
                assert_eq!(stage.app().overlays.len(), 1, "{keys} at {cell:?} of {width}x{height}");
            }
        }
    }
}

#[test]
fn a_click_outside_of_what_lies_on_top_closes_it() {
    for keys in ["c", "m '", ":"] {
        let mut stage = Stage::lake(160, 45).press(keys);
        let area = covered(&stage);
        click(&mut stage, (area.x, area.y - 1));
        assert!(stage.app().overlay().is_none(), "{keys}");
    }
}

#[test]
fn a_click_on_a_side_of_a_comparison_gives_it_the_keys() {
    let mut stage = Stage::lake(120, 40).press("c");
    let right = |stage: &Stage| match stage.app().overlay() {
        Some(Overlay::Compare(comparison)) => comparison.right,
        _ => panic!("no comparison"),
    };
    let area = covered(&stage);
    click(&mut stage, (area.x + 5, area.y + area.height / 2));
    assert!(!right(&stage));
    click(&mut stage, (area.x + area.width - 9, area.y + area.height / 2));
    assert!(right(&stage));
}

#[test]
fn the_names_of_the_panes_in_the_title_are_clicked() {
    for (width, height, keys) in [(60, 20, ""), (40, 12, ""), (120, 40, "z"), (80, 24, "v z")] {
        for pane in Pane::ALL {
            let mut stage = pressed(Stage::lake(width, height), keys);
            let at = cell_of(&stage, pane.name());
            click(&mut stage, at);
            assert_eq!(stage.app().place.focus, pane, "{width}x{height}");
            click(&mut stage, (at.0 + pane.name().len() as u16 - 1, at.1));
            assert_eq!(stage.app().place.focus, pane, "{width}x{height}");
        }
    }
    let mut stage = Stage::lake(120, 40);
    click(&mut stage, (4, 0));
    assert_eq!(stage.app().place.focus, Pane::Timeline, "with frames the title names no pane");
}

#[test]
fn a_scrollbar_scrolls_to_where_it_is_pressed_and_moves_no_border() {
    let mut stage = Stage::lake(120, 40);
    let shares = stage.app().profile.shares;
    let bar = stage.app().screen().timeline.scrollbar();
    let ends = [(bar.y + bar.height - 1, "last"), (bar.y, "first")];
    let at_end = |stage: &Stage| {
        let order = stage.app().order();
        let at = order.position(stage.app().place.cursor.record).unwrap();
        if at == 0 {
            "first"
        } else if at + 1 == order.len() {
            "last"
        } else {
            "between"
        }
    };
    for (row, end) in ends {
        click(&mut stage, (bar.x, row));
        assert_eq!(at_end(&stage), end);
    }
    stage.send(Input::Drag(bar.x + 7, bar.y + bar.height / 2));
    assert_eq!(at_end(&stage), "between", "the mouse may leave the bar");
    stage.send(Input::Drag(bar.x, 200));
    assert_eq!(at_end(&stage), "last");
    assert_eq!(stage.app().profile.shares, shares);
    // The border is dragged by the column beside the bar.
    click(&mut stage, (bar.x + 1, bar.y + 3));
    stage.send(Input::Drag(80, 20));
    assert_ne!(stage.app().profile.shares, shares);
    assert_eq!(at_end(&stage), "last");
}

#[test]
fn where_all_is_seen_a_border_has_no_bar() {
    let ron = "(events: [(id: \"a\", date: \"2020\", title: \"a\")])";
    let mut stage = Stage::text(ron, 120, 40);
    let bar = stage.app().screen().timeline.scrollbar();
    click(&mut stage, (bar.x, bar.y + 3));
    stage.send(Input::Drag(80, 20));
    assert!(stage.app().screen().source.x.abs_diff(80) <= 2);
}

#[test]
fn the_bars_of_source_and_quote_scroll_them_and_the_record_stays() {
    // A source of which no more fits than a part, and a page about the record that is longer than its pane.
    let mut stage = Stage::lake(120, 24).press(":").typed("marrow-lake").press("Enter 1");
    let (before, focus) = (stage.at(), stage.app().place.focus);
    for pane in [Pane::Source, Pane::Quote] {
        let bar = stage.app().screen().pane(pane).scrollbar();
        let top = |stage: &Stage| match pane {
            Pane::Source => stage.app().place.scroll().source,
            _ => stage.app().place.scroll().quote,
        };
        click(&mut stage, (bar.x, bar.y + bar.height - 1));
        let lowest = top(&stage);
        assert!(lowest.row > 0, "{pane:?}\n{}", stage.grid());
        stage.send(Input::Drag(bar.x, bar.y));
        assert_eq!(top(&stage).row, 0, "{pane:?}");
        let inner = stage.app().screen().inner(pane);
        for _ in 0..60 {
            stage.send(Input::Wheel(inner.x + 2, inner.y + 2, NOTCH));
        }
        assert_eq!(top(&stage), lowest, "the wheel scrolls to the end too: {pane:?}");
        assert_eq!((stage.at(), stage.app().place.focus), (before.clone(), focus), "{pane:?}");
    }
}

#[test]
fn the_bar_of_a_list_and_of_the_help_scrolls_them() {
    let mut stage = Stage::lake(80, 24).press("?");
    let area = covered(&stage);
    let bar = area.scrollbar();
    let first = stage.grid();
    click(&mut stage, (bar.x, bar.y + bar.height - 1));
    assert!(stage.grid().contains("What this is"), "{}", stage.grid());
    stage.send(Input::Drag(bar.x, bar.y));
    assert_eq!(stage.grid(), first);
    let mut stage = Stage::lake(80, 24).press(":");
    let bar = covered(&stage).scrollbar();
    click(&mut stage, (bar.x, bar.y + bar.height - 1));
    let Some(Overlay::Picker(picker)) = stage.app().overlay() else { panic!("the palette") };
    assert_eq!(Some(&picker.chosen), picker.leads().last());
}

#[test]
fn the_wheel_over_a_source_does_not_change_the_record() {
    for keys in ["", "2", "3", "v", "/"] {
        let mut stage = Stage::lake(120, 24).press(":").typed("marrow-lake").press("Enter");
        stage = pressed(stage, keys);
        let source = stage.app().screen().inner(Pane::Source);
        let before = (stage.at(), stage.app().place.focus, stage.app().jumps.depth());
        let top = stage.app().place.scroll().source;
        for by in [NOTCH, NOTCH, NOTCH, NOTCH, -NOTCH] {
            stage.send(Input::Wheel(source.x + 3, source.y + 1, by));
            let now = (stage.at(), stage.app().place.focus, stage.app().jumps.depth());
            assert_eq!(now, before, "{keys}");
        }
        assert_ne!(stage.app().place.scroll().source, top, "{keys}");
    }
}

#[test]
fn the_wheel_over_nothing_scrolls_nothing() {
    let mut stage = Stage::lake(120, 40);
    let screen = stage.app().screen();
    let before = stage.grid();
    for area in [screen.title, screen.strip, screen.footer] {
        stage.send(Input::Wheel(area.x + 9, area.y, NOTCH));
        assert_eq!(stage.grid(), before);
    }
}

#[test]
fn a_click_under_the_last_row_goes_nowhere() {
    let ron = "(events: [(id: \"a\", date: \"2020\", title: \"a\"), (id: \"b\", date: \"2021\", title: \"b\"), \
               (id: \"c\", date: \"2022\", title: \"c\")])";
    let mut stage = Stage::text(ron, 120, 40).press("g g");
    let before = stage.at();
    for pane in Pane::ALL {
        let inner = stage.app().screen().inner(pane);
        click(&mut stage, (inner.x + 3, inner.y + inner.height - 1));
        assert_eq!(
            (stage.at(), stage.app().place.scroll().quote_row),
            (before.clone(), 0),
            "{pane:?}"
        );
    }
    let mut stage = Stage::lake(120, 40).press(":").typed("theodore");
    let area = covered(&stage).inset(1);
    click(&mut stage, (area.x + 3, area.y + area.height - 1));
    assert_eq!(stage.app().mode(), Mode::Palette, "{}", stage.grid());
}

#[test]
fn a_link_of_the_quote_pane_needs_one_click() {
    let mut stage = Stage::lake(160, 50);
    let page = stage.app().quote_page();
    let width = stage.app().screen().rows(Pane::Quote).width;
    let inner = stage.app().screen().inner(Pane::Quote);
    let before = stage.app().place.cursor;
    let mut row = inner.y;
    for line in &page {
        if line.go.as_ref().is_some_and(|go| *go != Go::To(before)) {
            let mut clicked = Stage::lake(160, 50);
            click(&mut clicked, (inner.x + 6, row));
            let now = clicked.app();
            let moved = now.place.cursor != before || now.overlay().is_some();
            assert!(moved, "{}", line.text());
        }
        row += line.height(width) as u16;
        if row >= inner.y + inner.height {
            break;
        }
    }
    assert!(page.iter().any(|line| line.go.is_some()));
    // What leads nowhere only has the keys.
    let blank = page.iter().position(|line| line.go.is_none()).unwrap();
    let above: usize = page[..blank].iter().map(|line| line.height(width)).sum();
    click(&mut stage, (inner.x + 6, inner.y + above as u16));
    assert_eq!((stage.app().place.cursor, stage.app().place.focus), (before, Pane::Quote));
}

#[test]
fn the_name_of_a_milestone_leads_to_it() {
    for (keys, size) in
        [("g g", (160, 45)), ("g g", (120, 36)), ("g g v", (120, 36)), ("g g v", (80, 24))]
    {
        let stage = Stage::lake(size.0, size.1).press(keys);
        let app = stage.app();
        let (places, left, top) = if app.place.view == View::Lanes {
            let inner = app.screen().inner(Pane::Timeline);
            (app.lanes_milestones(), inner.x, inner.y)
        } else {
            let area = app.strip_area();
            (app.strip_milestones(), area.x, area.y)
        };
        let named = places.iter().filter_map(|place| Some((place, place.name.as_ref()?)));
        let mut count = 0;
        for (place, (from, name)) in named {
            let ends = [*from, from + startline::text::width(name) as u16 - 1, place.at.0];
            for column in ends {
                let mut stage = Stage::lake(size.0, size.1).press(keys);
                click(&mut stage, (left + column, top + place.at.1));
                assert_eq!(stage.app().place.cursor.record, place.record, "{name} at {size:?}");
            }
            count += 1;
        }
        assert!(count > 0, "{size:?} names none");
    }
}

#[test]
fn a_figure_is_clicked_in_the_table_the_readout_and_the_tabs() {
    let figures = || Stage::shipped(160, 45).press("v v");
    let stage = figures();
    let layout = stage.app().figures_layout();
    let inner = stage.app().screen().inner(Pane::Timeline);
    let (rows, column) = (stage.app().table_rows(), stage.app().table_column());
    let days = stage.app().measure().unwrap().days.clone();
    for (line, exchange) in rows.enumerate() {
        let mut stage = figures();
        let row = inner.y + layout.table.y + 1 + line as u16;
        click(&mut stage, (inner.x + layout.table.x + 14 + column + 3, row));
        assert_eq!(stage.app().exchange(), Some(exchange), "{}", days[exchange]);
        let second = stage.app().measure().unwrap().curves[1].series;
        assert_eq!(stage.app().curve().unwrap().series, second);
    }
    let mut stage = figures();
    click(&mut stage, (inner.x + 4, inner.y + layout.readout.y + 2));
    assert_eq!(
        stage.app().curve().unwrap().series,
        stage.app().measure().unwrap().curves[1].series
    );
    let count = stage.app().timeline.measures.len();
    for step in 1..=count {
        click(&mut stage, (inner.x + 4, inner.y));
        assert_eq!(stage.app().measure_position(), Some(step % count), "one alone is the next");
    }
    let mut stage = Stage::lake(160, 45).press("v v");
    let tabs = stage.app().measure_tabs();
    assert_eq!(tabs.len(), stage.app().timeline.measures.len(), "there is room for all");
    for tab in tabs {
        click(&mut stage, (inner.x + tab.cells.start + 2, inner.y));
        assert_eq!(stage.app().measure_position(), Some(tab.measure), "{}", tab.name);
    }
}

#[test]
fn a_notch_of_the_wheel_is_a_series_of_figures_and_a_lane() {
    let mut stage = Stage::shipped(160, 45).press("v v");
    let chart = stage.app().screen().inner(Pane::Timeline);
    let all: Vec<_> = (stage.app().timeline.measures.iter())
        .flat_map(|measure| measure.curves.iter().map(|curve| curve.series))
        .collect();
    let at = |stage: &Stage| {
        let here = stage.app().curve().unwrap().series;
        all.iter().position(|series| *series == here).unwrap()
    };
    let from = at(&stage);
    for step in 1..3 {
        stage.send(Input::Wheel(chart.x + 9, chart.y + 5, NOTCH));
        assert_eq!(at(&stage), from + step);
    }
    let mut stage = Stage::lake(120, 40).press("v g g");
    let lanes: Vec<_> = stage.app().lanes().collect();
    let inner = stage.app().screen().inner(Pane::Timeline);
    let at = |stage: &Stage| {
        lanes.iter().position(|lane| *lane == stage.app().place.views.lanes.lane).unwrap()
    };
    let from = at(&stage);
    let by = if from == 0 { NOTCH } else { -NOTCH };
    stage.send(Input::Wheel(inner.x + 20, inner.y + 6, by));
    assert_eq!(at(&stage).abs_diff(from), 1);
}

#[test]
fn a_hit_is_chosen_by_a_click_and_gone_to_by_another() {
    let mut stage = Stage::lake(120, 36).press("/").typed("marrow");
    let hits = stage.app().search.as_ref().unwrap().len();
    assert!(hits > 2, "{}", stage.grid());
    let area = stage.app().screen().rows(Pane::Timeline);
    let row = (area.x + 4, area.y + 2);
    click(&mut stage, row);
    let chosen = stage.app().search.as_ref().unwrap().chosen;
    assert!(chosen > 0, "{}", stage.grid());
    let there = stage.at();
    click(&mut stage, row);
    assert!(stage.app().search.is_none(), "{}", stage.grid());
    assert_eq!(stage.at(), there);
    assert!(stage.app().place.active.is_some(), "the query is in force, as after Enter");
}

/// A click on the name of a pane shows that pane, however the name is drawn.
#[test]
fn the_names_of_the_panes_are_pressed_where_they_are_drawn() {
    let ron = r#"(speakers: [(id: "a", name: "Bartholomew Featherstonehaugh-Cholmondeley", short: "Featherstonehaugh", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "Gazette", published: "2024-01-02")],
        statements: [(id: "q", source: "s", para: 1, kind: Quote, speaker: "a", said: "2024-01-01", text: "So it is.")])"#;
    for ascii in [false, true] {
        let mut stage = Stage::text(ron, 40, 12);
        stage.program.app.profile.ascii = ascii;
        let mut stage = stage.press("F");
        let first = stage.grid().lines().next().unwrap_or_default().to_owned();
        let at = first.find("Quote").map(|at| first[..at].chars().count() as u16).unwrap();
        stage.send(Input::Click(at + 4, 0));
        assert_eq!(stage.app().place.focus, Pane::Quote, "{first}");
    }
}
