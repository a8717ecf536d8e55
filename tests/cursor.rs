//! One cursor: what is marked on the screen is what keys act on, and back leads to where one was, cell by cell.
//!
//! Both are held by walking at random through every view and overlay. What is marked is read from the cells that
//! are drawn: the bar beside a row, the cell of the lanes, the line of the figures.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use proptest::prelude::*;
use proptest::test_runner::{FileFailurePersistence, TestCaseError};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use stage::{HARD, Stage};
use startline::app::effect::Effect;
use startline::app::under_cursor::Read;
use startline::app::viewport::Anchor;
use startline::app::{App, Mode, Overlay, View};
use startline::chronology::target::Target;
use startline::geometry::{Area, Pane};
use startline::keymap::{BINDINGS, Code, Key};
use startline::pages::Beside;
use startline::pages::row::Row;
use startline::program::Input;

/// The line of an area in which the bar of the cursor stands first, from 0.
fn bar(buffer: &Buffer, area: Area) -> Option<u16> {
    (0..area.height).find(|y| buffer[(area.x, area.y + y)].symbol() == "▌")
}

/// Which row stands on a line, of rows drawn from an anchor on.
fn row_on(line: u16, top: Anchor, len: usize, height: impl Fn(usize) -> usize) -> usize {
    let mut left = usize::from(line) + top.line;
    (top.row..len)
        .find(|at| {
            let tall = height(*at).max(1);
            let found = left < tall;
            left = left.saturating_sub(tall);
            found
        })
        .expect("the bar stands beside a row")
}

/// The id of what the screen marks; `None` where it marks nothing that keys act on.
fn marked(app: &App, buffer: &Buffer) -> Option<String> {
    let c = app.chronology();
    let screen = app.screen();
    let id = |target: Option<Target>| target.map(|target| target.id(c).to_owned());
    let width = |pane| screen.rows(pane).width;
    match app.overlay() {
        Some(Overlay::Picker(list)) => {
            let rows = list.rows_area(screen.body);
            let line = bar(buffer, Area { x: rows.x - 1, ..rows })?;
            let at = row_on(line, list.top, list.rows.len(), |i| list.rows[i].height(rows.width));
            return id(list.rows[at].target());
        }
        Some(Overlay::Compare(comparison)) => {
            // The outlet and the paragraph at the head of a column say which report it is.
            let page = app.comparison_page(comparison, screen.body.inset(1).width);
            let heads: Vec<_> = page.columns.iter().flatten().filter(|row| row.here).collect();
            assert_eq!(heads.len(), 1, "one of the two has the keys");
            return id(heads[0].target());
        }
        Some(Overlay::Help(_) | Overlay::Ask(_)) | None => {}
    }
    match (app.place.focus, app.place.view) {
        (Pane::Timeline, View::List) => {
            let line = bar(buffer, screen.inner(Pane::Timeline))?;
            let top = app.place.scroll().timeline;
            let at = row_on(line, top, app.order().len(), |i| app.order().height(i));
            id(app.timeline_rows(at).last().and_then(Row::target))
        }
        (Pane::Timeline, View::Lanes) => marked_in_lanes(app, buffer),
        (Pane::Timeline, View::Figures) => marked_in_figures(app, buffer),
        (Pane::Source, _) => {
            // An event without a source has no row here, and is what the pane says that of.
            let Some(page) = app.source_page() else {
                return id(read(app));
            };
            let top = app.place.scroll().source;
            let line = bar(buffer, app.source_areas(top).1)?;
            let height = |i| page.row(i).height(width(Pane::Source));
            let row = page.row(row_on(line, top, page.len(), height));
            // A paragraph of the article holds several passages; the cursor says which.
            id(row.target().or(read(app)))
        }
        (Pane::Quote, _) => {
            let page = app.quote_page();
            let line = bar(buffer, screen.inner(Pane::Quote))?;
            let height = |i: usize| page[i].height(width(Pane::Quote));
            let row = &page[row_on(line, app.place.scroll().quote, page.len(), height)];
            id(row.target().or(read(app)))
        }
    }
}

/// What the panes are about.
fn read(app: &App) -> Option<Target> {
    match app.read() {
        Read::Record(citation) => Some(Target::Record(citation)),
        Read::Beside(Beside::Figure(point)) => Some(Target::Point(point)),
        Read::Beside(Beside::Paragraph(paragraph)) => Some(Target::Source(paragraph.source)),
        Read::Nothing => None,
    }
}

/// The cell that stands out, in the lane that is marked: its records, of which the one that is read is meant. A
/// record without a date has no cell; the line at the foot says so, and it is the one that is read.
fn marked_in_lanes(app: &App, buffer: &Buffer) -> Option<String> {
    let (c, area, layout) =
        (app.chronology(), app.screen().inner(Pane::Timeline), app.lanes_layout());
    let line = bar(buffer, area)?;
    let foot = |x: u16| buffer[(area.x + x, area.y + area.height - 1)].symbol();
    let foot: String = (0..area.width).map(foot).collect();
    if foot.contains(" · undated ") || foot.starts_with(" undated ") {
        return Some(Target::Record(app.place.cursor).id(c).to_owned());
    }
    let cells = area.x + layout.gutter..area.x + area.width;
    let stands_out = |x: &u16| {
        buffer[(*x, area.y + line)].modifier.contains(Modifier::REVERSED | Modifier::BOLD)
    };
    let x = cells.clone().find(stands_out)?;
    let at = app.place.views.lanes.top + usize::from((line - layout.first()) / layout.tall);
    let lane = app.lanes().nth(at).expect("the marked lane is one");
    let days = app.lanes_scale().span(x - cells.start);
    let mut records = app.shown_density().within(lane, &days);
    let read = records.find(|record| *record == app.place.cursor.record)?;
    let statement = c.reported(app.place.cursor);
    Some(statement.map_or_else(|| c.record_id(read).to_owned(), |s| c.statement(s).id.to_string()))
}

/// The line that is marked names the party and the value, the line above all of them the day and the measure.
fn marked_in_figures(app: &App, buffer: &Buffer) -> Option<String> {
    let c = app.chronology();
    let area = app.screen().inner(Pane::Timeline);
    let text = |y: u16| -> String {
        (0..area.width).map(|x| buffer[(area.x + x, area.y + y)].symbol()).collect()
    };
    let layout = app.figures_layout();
    let lines = layout.readout.y..layout.readout.y + layout.readout.height;
    let line = lines.clone().find(|y| text(*y).starts_with('▌'))?;
    let (said, head) = (text(line), text(lines.start));
    if said.contains("no figure") {
        return None;
    }
    let series = c.series().iter().filter(|series| {
        let party: String = c.party(series.party.unwrap()).name.chars().take(6).collect();
        said.contains(&party)
    });
    let ids = series.flat_map(|series| {
        let of_day = series.points.iter().enumerate().filter(|(_, p)| {
            line == lines.start || head.contains(&format!("as of {} ", p.date.long()))
        });
        of_day.map(|(nth, _)| series.point_ids()[nth].to_string()).collect::<Vec<_>>()
    });
    // Several measures have a point of the party on the day; that of the measure in the head is meant.
    let target = app.place.view.get().target(app).ok()?.id(c).to_owned();
    ids.into_iter().find(|id| *id == target).or_else(|| Some("another point".to_owned()))
}

/// Whether letters are keys now, and are not typed.
fn takes_keys(mode: Mode) -> bool {
    match mode {
        Mode::Browse(_) | Mode::Across | Mode::List | Mode::Marks | Mode::Compare => true,
        Mode::Search | Mode::Palette | Mode::Ask | Mode::Copy | Mode::Help | Mode::HelpFilter => {
            false
        }
    }
}

/// Keys of the table, the ones that open and move more often, and letters for the prompts.
fn any_key() -> impl Strategy<Value = Key> {
    let all: Vec<Key> = BINDINGS
        .iter()
        .flat_map(|b| b.chords.split(" | ").flat_map(|c| Key::chord(c).unwrap()))
        .filter(|k| !matches!(k, Key { code: Code::Char('c' | 'z'), ctrl: true, .. }))
        .filter(|k| !matches!(k.code, Code::Char('Q' | 'q')))
        .collect();
    let moving =
        "j k h l Enter Tab v G g } { n N s p ' ! r c m F d t z + - > < : / 2 3 1 Ctrl-d Ctrl-u";
    prop_oneof![
        3 => proptest::sample::select(all),
        5 => proptest::sample::select(Key::chord(moving).unwrap()),
        1 => proptest::sample::select(Key::chord("a e o q t").unwrap()),
    ]
}

/// Sizes from a phone's terminal to a wide one.
fn any_size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        Just((120, 36)),
        Just((80, 24)),
        Just((160, 45)),
        Just((40, 12)),
        (20u16..170, 8u16..60),
    ]
}

fn stage(which: usize, size: (u16, u16)) -> Stage {
    match which {
        0 => Stage::shipped(size.0, size.1),
        1 => Stage::text(HARD, size.0, size.1),
        _ => Stage::lake(size.0, size.1),
    }
}

/// The screen without a notice, which is no part of a place.
fn quiet(stage: &mut Stage) -> Buffer {
    stage.send(Input::Key(Key::chord("Ctrl-l").unwrap()[0]));
    stage.buffer()
}

fn differs(left: &Buffer, right: &Buffer) -> String {
    let row = |buffer: &Buffer, y| -> String {
        (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect()
    };
    let lines = (0..left.area.height)
        .filter(|y| (0..left.area.width).any(|x| left[(x, *y)] != right[(x, *y)]));
    lines
        .flat_map(|y| ["\n- ".to_owned(), row(left, y), "\n+ ".to_owned(), row(right, y)])
        .collect()
}

fn config(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let persistence = FileFailurePersistence::WithSource("proptest-regressions");
    ProptestConfig {
        cases: wanted.unwrap_or(cases),
        max_shrink_iters: 400,
        failure_persistence: Some(Box::new(persistence)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn what_is_marked_on_the_screen_is_what_is_copied(
        keys in proptest::collection::vec(any_key(), 1..30), size in any_size(), which in 0usize..3,
    ) {
        let mut stage = stage(which, size);
        for (nth, key) in keys.iter().enumerate() {
            stage.send(Input::Key(*key));
            if !takes_keys(stage.app().mode()) || stage.app().chronology().records.is_empty() {
                continue;
            }
            // A chord or a count that has begun is ended, so that y is y.
            stage = stage.press("Ctrl-l");
            let before = stage.buffer();
            let expected = marked(stage.app(), &before);
            stage.effects.clear();
            stage = stage.press("y");
            let opened = stage.app().mode() == Mode::Copy;
            let walked: Vec<String> = keys[..=nth].iter().map(Key::to_string).collect();
            prop_assert_eq!(opened, expected.is_some(), "marked {:?} after {:?}", expected, walked);
            if !opened {
                prop_assert!(stage.app().notice.is_some(), "nothing said after {:?}", walked);
                continue;
            }
            stage = stage.press("i");
            let copied = match &stage.effects[..] {
                [Effect::Copy { text, .. }] => text.clone(),
                other => return Err(TestCaseError::fail(format!("{other:?} after {walked:?}"))),
            };
            prop_assert_eq!(Some(copied), expected, "after {:?}", walked);
            let after = quiet(&mut stage);
            prop_assert!(before == after, "the menu left something after {:?}:{}", walked, differs(&before, &after));
        }
    }

    #[test]
    fn back_restores_the_screen_and_forward_the_other(
        keys in proptest::collection::vec(any_key(), 1..30), size in any_size(), which in 0usize..3,
    ) {
        let mut stage = stage(which, size);
        let mut base = quiet(&mut stage);
        let mut marks = 0;
        for (nth, key) in keys.iter().enumerate() {
            let free = stage.app().overlays.is_empty() && stage.app().search.is_none();
            if free {
                base = quiet(&mut stage);
                marks = stage.app().marks.len();
            }
            let depth = stage.app().jumps.depth();
            stage.send(Input::Key(*key));
            let app = stage.app();
            if app.jumps.depth() <= depth || !app.overlays.is_empty() || app.search.is_some() {
                continue;
            }
            // What was marked in a list meanwhile is marked wherever one is.
            if app.marks.len() != marks {
                continue;
            }
            let walked: Vec<String> = keys[..=nth].iter().map(Key::to_string).collect();
            let there = quiet(&mut stage);
            stage = stage.press("Ctrl-o");
            let back = quiet(&mut stage);
            prop_assert!(back == base, "back after {:?} at {:?}:{}", walked, size, differs(&base, &back));
            stage = stage.press("L");
            let forward = quiet(&mut stage);
            prop_assert!(
                forward == there, "forward after {:?} at {:?}:{}", walked, size, differs(&there, &forward)
            );
        }
    }

    #[test]
    fn a_key_that_changes_nothing_leaves_no_place_behind(
        keys in proptest::collection::vec(any_key(), 1..30), size in any_size(), which in 0usize..3,
    ) {
        let mut stage = stage(which, size);
        for (nth, key) in keys.iter().enumerate() {
            let app = stage.app();
            let before = app.search.as_ref().map_or(&app.place, |search| &search.origin).clone();
            let depth = app.jumps.depth();
            stage.send(Input::Key(*key));
            if stage.app().jumps.depth() > depth {
                let walked: Vec<String> = keys[..=nth].iter().map(Key::to_string).collect();
                prop_assert!(stage.app().place != before, "nothing changed after {:?} at {:?}", walked, size);
            }
        }
    }

    #[test]
    fn round_all_views_one_is_where_one_was(
        keys in proptest::collection::vec(any_key(), 0..25), size in any_size(), which in 0usize..3,
    ) {
        let mut stage = stage(which, size);
        for key in keys {
            stage.send(Input::Key(key));
        }
        // Out of whatever is open, to the timeline, where v leads too.
        stage = stage.press("Esc Esc Esc Esc 1 Ctrl-l");
        let before = stage.buffer();
        stage = stage.press("v v v Ctrl-l");
        // Only that there is a place to go back to is news, at the foot.
        let after = stage.buffer();
        let rows = 0..before.area.height.saturating_sub(1);
        let same = rows.clone().all(|y| {
            (0..before.area.width).all(|x| before[(x, y)] == after[(x, y)])
        });
        prop_assert!(same, "{}", differs(&before, &after));
    }
}
