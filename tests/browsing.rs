//! What a person does with the keys, told as stories: keys in, cursor, effects and screen out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use std::sync::Arc;

use proptest::prelude::*;
use stage::{HARD, Stage};
use startline::app::action::{Action, News};
use startline::app::effect::{Effect, Task};
use startline::app::{App, Mode, Overlay};
use startline::chronology::article::{Article, Texts};
use startline::chronology::tables::Citation;
use startline::chronology::verify::dataset::Verification;
use startline::geometry::{Pane, Size};
use startline::keymap::{BINDINGS, Code, Key};
use startline::pages::row::Tone;
use startline::program::{Input, Program};

fn wide() -> Stage {
    Stage::shipped(120, 36)
}

#[test]
fn s_walks_the_articles_that_print_the_offer() {
    let mut stage = wide().press(":").typed("putin-one-year-offer").press("Enter");
    assert_eq!(stage.at().0, "putin-one-year-offer");
    let walked = stage.app().chronology().prints(stage.app().place.cursor.record);
    let (first, count) = stage.app().source_at();
    let published = |citation: &Citation| {
        let c = stage.app().chronology();
        c.source(c.cite(*citation).unwrap().source).published.clone().unwrap()
    };
    let in_time = |pair: &[Citation]| {
        published(&pair[0]).cmp_in_time(&published(&pair[1])) != std::cmp::Ordering::Greater
    };
    assert!(walked.windows(2).all(in_time), "the order of the list of who prints it");
    let mut sources = std::collections::BTreeSet::new();
    for nth in 0..count {
        assert_eq!(stage.app().source_at().0, (first + nth) % count);
        sources.insert(stage.app().source().unwrap());
        stage = stage.press("s");
        assert_eq!(stage.at().0, "putin-one-year-offer", "s keeps to the record");
    }
    assert_eq!(sources.len(), count, "every source once");
    assert!(count >= 3, "three of the five articles print the offer");
    assert_eq!(stage.at().1, 0, "round and round");
    let before = walked[(first + count - 1) % count];
    assert_eq!(stage.press("S").app().place.cursor, before);
}

#[test]
fn the_copy_menu_is_moved_in_like_a_list() {
    use startline::app::effect::Effect;
    let copied = |keys: &[&str]| {
        let mut stage = wide().press("y");
        stage.effects.clear();
        for key in keys {
            stage = stage.press(key);
        }
        match &stage.effects[..] {
            [Effect::Copy { what, .. }] => (*what).to_owned(),
            other => panic!("{other:?} after {keys:?}"),
        }
    };
    let first = copied(&["Enter"]);
    assert_eq!(first, copied(&["c"]), "the short footnote stands first");
    assert_eq!(copied(&["Down", "Enter"]), copied(&["y"]));
    assert_eq!(copied(&["Ctrl-n", "Ctrl-n", "Ctrl-p", "Enter"]), copied(&["y"]));
    assert_eq!(copied(&["Down", "Down", "Enter"]), copied(&["w"]));
    assert_eq!(copied(&["j"]), "the CSL-JSON item");
}

/// Lists opened over lists, however long one goes on: each kind lies there once, and as many presses lead out.
#[test]
fn as_many_presses_lead_out_as_there_are_kinds_of_lists() {
    let mut stage = wide();
    for _ in 0..50 {
        for key in ["!", "r", "'", "?", "c", "y", "Esc", "!", "'"] {
            stage = stage.press(key);
        }
    }
    let open = stage.app().overlays.len();
    assert!((2..=7).contains(&open), "{open}");
    for left in (0..open).rev() {
        stage = stage.press("Ctrl-c");
        assert_eq!(stage.app().overlays.len(), left);
    }
    assert!(stage.effects.iter().all(|effect| !matches!(effect, Effect::Quit)));
}

#[test]
fn unanswered_lands_on_the_ministry_with_both_wordings() {
    let stage = wide().press("/").typed("unanswered").press("Enter");
    assert_eq!(stage.at().0, "mfa-unanswered");
    let page: String = stage
        .app()
        .quote_page()
        .iter()
        .map(startline::pages::row::Row::text)
        .collect::<Vec<_>>()
        .join("\n");
    assert!(page.contains("our ideas have been deliberately left unanswered"), "{page}");
    assert!(page.contains("our ideas are deliberately left unanswered"), "{page}");
}

#[test]
fn the_three_panes_are_never_out_of_step() {
    let mut stage = wide();
    for keys in ["j", "2", "j", "j", "3", "1", "k", "s", "p", "{", "}", "G", "g g"] {
        stage = stage.press(keys);
        let app = stage.app();
        let c = app.chronology();
        let cite = c.cite(app.place.cursor);
        assert_eq!(app.source(), cite.map(|c| c.source), "after {keys}");
        if let Some(page) = app.source_page() {
            assert!(
                page.row(page.selected()).here,
                "after {keys} the passage of the cursor is selected"
            );
        }
    }
}

#[test]
fn the_source_pane_walks_the_document() {
    let mut stage = wide().press("/").typed("deliberately left").press("Enter 2");
    let source = stage.app().source();
    let mut paragraphs =
        vec![stage.app().chronology().cite(stage.app().place.cursor).unwrap().para];
    for _ in 0..30 {
        stage = stage.press("j");
        assert_eq!(stage.app().source(), source);
        paragraphs.push(stage.app().chronology().cite(stage.app().place.cursor).unwrap().para);
    }
    assert!(paragraphs.is_sorted(), "{paragraphs:?}");
}

#[test]
fn escape_puts_the_cursor_back_and_never_quits() {
    let stage = wide();
    let before = stage.at();
    let stage = stage.press("/").typed("lavrov");
    assert_ne!(stage.at(), before, "the chosen hit is previewed");
    let stage = stage.press("Esc");
    assert_eq!(stage.at(), before);
    let stage = stage.press("Esc Esc Esc");
    assert_eq!(stage.effects, []);
}

#[test]
fn enter_keeps_the_query_and_back_returns() {
    let stage = wide();
    let before = stage.at();
    let stage = stage.press("/").typed("moratorium").press("Enter");
    assert!(stage.app().place.active.is_some());
    assert!(matches!(&stage.effects[..], [Effect::KeepHistory(h)] if h[0] == "moratorium"));
    assert_eq!(stage.press("Ctrl-o").at(), before);
}

#[test]
fn hits_are_walked_in_time_and_the_rest_is_hidden_on_demand() {
    let stage = wide().press("/").typed("speaker:lavrov").press("Enter");
    let all = stage.app().order().len();
    let hits = stage.app().place.active.as_ref().unwrap().hits.total;
    assert!(hits > 5 && hits < all);
    let mut stage = stage.press("d");
    assert_eq!(stage.app().order().len(), hits);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..hits {
        seen.insert(stage.app().place.cursor.record);
        assert!(stage.app().is_hit(stage.app().place.cursor.record));
        stage = stage.press("n");
    }
    assert_eq!(seen.len(), hits, "n visits every hit once");
    let stage = stage.press("X");
    assert_eq!(stage.app().order().len(), all);
    assert!(stage.app().place.active.is_none());
}

#[test]
fn into_and_out_walk_the_panes() {
    let stage = wide().press("Enter");
    assert_eq!(stage.app().place.focus, Pane::Source);
    let stage = stage.press("l");
    assert_eq!(stage.app().place.focus, Pane::Quote);
    let stage = stage.press("h h h");
    assert_eq!(stage.app().place.focus, Pane::Timeline);
}

#[test]
fn a_line_of_the_quote_pane_leads_somewhere() {
    let mut stage = wide().press(":").typed("putin-one-year-offer").press("Enter 3");
    let start = stage.at();
    for _ in 0..60 {
        let row = stage.app().quote_page()[stage.app().place.scroll().quote_row].clone();
        if row.go.is_some() {
            let next = stage.press("Enter");
            if next.at() != start || next.app().overlay().is_some() {
                return;
            }
            stage = next;
        }
        stage = stage.press("j");
    }
    panic!("no line of the page led anywhere");
}

#[test]
fn compare_shows_two_reports_and_labels_translations() {
    let stage = wide().press("/").typed("deliberately left").press("Enter c");
    assert!(matches!(stage.app().overlay(), Some(Overlay::Compare(_))));
    let grid = stage.grid();
    assert!(grid.contains("TASS ¶3") && grid.contains("UNN ¶6"), "{grid}");
    assert!(grid.contains("no misquotation"), "{grid}");
    let stage = stage.press("s");
    assert!(matches!(stage.app().overlay(), Some(Overlay::Compare(_))));
    assert!(stage.press("Esc").app().overlay().is_none());
}

#[test]
fn q_closes_before_it_quits() {
    let stage = wide().press("? q");
    assert!(stage.app().overlay().is_none());
    assert_eq!(stage.effects, []);
    assert_eq!(stage.press("q").effects, [Effect::Quit]);
}

#[test]
fn a_built_in_record_cannot_be_edited_and_says_so() {
    let mut stage = wide();
    stage.program.app.data.built_in = true;
    let stage = stage.press("e");
    assert_eq!(stage.effects, []);
    assert!(stage.app().notice.as_ref().unwrap().text.contains("--dataset"));
}

#[test]
fn an_edit_names_the_file_and_the_line() {
    let stage = Stage::text(HARD, 120, 36).press("g g j e");
    assert!(
        matches!(&stage.effects[..], [Effect::Edit { file, line }] if file == "test.ron" && *line > 20),
        "{:?}",
        stage.effects
    );
}

#[test]
fn as_of_leaves_out_what_was_published_later() {
    let stage = wide().press(":").typed("as of 2025-10-04");
    let stage = stage.press("Enter");
    let app = stage.app();
    assert_eq!(app.place.as_of.map(|d| d.to_string()).as_deref(), Some("4 Oct 2025"));
    assert!(app.chronology().records.len() < app.data.whole.records.len());
    assert!(stage.grid().contains("AS OF 4 Oct 2025"));
    let before = app.data.whole.records.len();
    // It is taken back in the palette, where it was given.
    let stage = stage.press(":").typed("show everything again").press("Enter");
    assert_eq!(stage.app().chronology().records.len(), before);
    assert!(stage.app().place.as_of.is_none());
}

/// What the banner says ends the day of knowledge, whatever was done last.
#[test]
fn what_the_banner_names_ends_the_day() {
    let restricted = || wide().press(":").typed("as of 2025-10-04").press("Enter");
    let stage = restricted();
    assert!(stage.grid().contains("(q ends it)"), "{}", stage.grid());
    assert!(stage.press("q").app().place.as_of.is_none());
    let stage = restricted().press("F");
    assert!(stage.grid().contains("(: as of ends it)"), "{}", stage.grid());
    // What lies over the panes has the keys.
    for keys in ["r", "!", "'", "y", "?", "/"] {
        let stage = restricted().press(keys);
        assert!(stage.grid().contains("AS OF 4 Oct 2025"), "{}", stage.grid());
        assert!(!stage.grid().contains("ends it)"), "{keys}\n{}", stage.grid());
    }
    for words in ["as of", "known by", "now"] {
        let stage = restricted().press("F").press(":").typed(words).press("Enter");
        assert!(stage.app().place.as_of.is_none(), "{words}");
        assert!(stage.app().place.filter.is_some(), "{words}");
    }
}

#[test]
fn history_is_walked_with_the_arrows_in_an_empty_prompt() {
    let stage = wide()
        .press("/")
        .typed("lavrov")
        .press("Enter /")
        .typed("putin")
        .press("Enter / Ctrl-u Up");
    assert_eq!(stage.app().search.as_ref().unwrap().prompt.text(), "putin");
    let stage = stage.press("Up");
    assert_eq!(stage.app().search.as_ref().unwrap().prompt.text(), "lavrov");
}

#[test]
fn an_empty_dataset_answers_every_key() {
    for binding in BINDINGS {
        for chord in binding.chords.split(" | ") {
            let stage =
                Stage::text("( meta: (schema: 1, title: \"Nothing\") )", 80, 24).press(chord);
            assert!(!stage.grid().trim().is_empty(), "after {chord}");
        }
    }
}

#[test]
fn what_is_pressed_while_the_dataset_is_read_is_not_lost() {
    use startline::app::action::News;
    use startline::app::{App, Opening};
    use startline::chronology::load;
    let opening = Opening { at: Some("signature".to_owned()), ..Opening::default() };
    let mut program = startline::program::Program::new(App::reading(opening, stage::today()));
    let key = |name: &str| Input::Key(Key::named(name).unwrap());
    program.update(Input::Resize(Size { width: 120, height: 36 }));
    assert_eq!(program.app.title(), "startline", "no title is known yet");
    // The search prompt is not open yet when the letters come.
    for name in ["/", "d", "x", "Esc", "j"] {
        assert_eq!(program.update(key(name)), [], "{name} waits");
    }
    let loaded = Input::Learnt(Box::new(News::Loaded(Box::new(load::shipped()))));
    let effects = program.update(loaded);
    assert!(matches!(effects[..], [Effect::Background(Task::Study { .. })]), "{effects:?}");
    let app = &program.app;
    let at = app.place.cursor.record.at();
    let before = app.chronology().record_id((at - 1).into());
    assert_eq!(before, "signature", "opened there, and j moved on");
    assert!(app.search.is_none() && !app.is_reading());
    let mut impatient =
        startline::program::Program::new(App::reading(Opening::default(), stage::today()));
    assert_eq!(impatient.update(key("q")), [Effect::Quit], "leaving never waits");
}

#[test]
fn what_is_far_along_the_strip_is_gone_back_from() {
    let stage = Stage::shipped(120, 36);
    let here = stage.app().place.cursor;
    for key in [">", "<"] {
        let there = Stage::shipped(120, 36).press(key);
        assert_ne!(there.app().place.cursor, here, "{key}");
        assert_eq!(there.press("Ctrl-o").app().place.cursor, here, "{key}");
    }
    let last = Stage::shipped(120, 36).press("G");
    let end = last.app().place.cursor;
    assert_eq!(last.press("< Ctrl-o").app().place.cursor, end);
    // Also in the panes beside a view that has no strip.
    let beside = wide().press("v 3");
    let here = beside.app().place.cursor;
    let there = beside.press("<");
    assert_ne!(there.app().place.cursor, here);
    let back = there.press("Ctrl-o");
    assert_eq!(
        (back.app().place.cursor, back.app().place.view),
        (here, startline::app::View::Lanes)
    );
}

#[test]
fn months_are_walked_by_their_first_records_and_the_undated_are_none() {
    let dates = ["2019-12", "2020-01-05", "2020-01-20", "2020-03-01", "2020-03-02", ""];
    let events = dates.iter().enumerate().map(|(n, date)| {
        let date = if date.is_empty() { String::new() } else { format!("date: \"{date}\", ") };
        format!("(id: \"e{n}\", {date}title: \"Event {n}\"), ")
    });
    let ron =
        format!("(meta: (schema: 1, title: \"T\"), events: [{}])", events.collect::<String>());
    let from = |at: usize, key: &str| {
        let stage = Stage::of(startline::chronology::load::load_text("t.ron", &ron), None, 80, 24);
        stage.press(&format!("g g {}{key}", "j ".repeat(at))).at().0
    };
    let stepped = |key: &str| (0..dates.len()).map(|at| from(at, key)).collect::<Vec<_>>();
    assert_eq!(stepped("}"), ["e1", "e3", "e3", "e3", "e4", "e5"]);
    assert_eq!(stepped("{"), ["e0", "e0", "e0", "e1", "e1", "e3"]);
    assert_eq!((from(0, "4 }"), from(5, "4 {")), ("e3".to_owned(), "e0".to_owned()));
}

#[test]
fn along_the_strip_every_later_and_earlier_time_is_reached_at_any_width() {
    for (width, height) in [(120, 36), (60, 20), (40, 12)] {
        let mut stage = Stage::shipped(width, height);
        for (key, end) in [(">", "no records later in time"), ("<", "no records earlier in time")] {
            let told = |stage: &Stage| stage.app().notice.as_ref().map(|n| n.text.clone());
            let day =
                |stage: &Stage| stage.app().day_on_axis(stage.app().place.cursor.record).unwrap();
            while told(&stage).as_deref() != Some(end) {
                let before = day(&stage);
                stage = stage.press(key);
                let moved = if key == ">" { day(&stage) > before } else { day(&stage) < before };
                assert!(
                    moved || told(&stage).as_deref() == Some(end),
                    "{width}: {:?}",
                    told(&stage)
                );
            }
            let app = stage.app();
            let records = (0..app.order().len()).filter_map(|at| app.order().at(at));
            let days = records.filter_map(|record| app.day_on_axis(record));
            let last = if key == ">" { days.max() } else { days.min() };
            assert_eq!(Some(day(&stage)), last, "{width}: what it says is true");
        }
    }
}

#[test]
fn a_line_of_the_quote_that_names_a_record_leads_to_it_and_that_of_its_own_passage_to_the_page() {
    let on_line = |telling: &str| {
        let mut stage = wide().press(":").typed("mfa-unanswered").press("Enter Enter Enter");
        assert_eq!(stage.app().place.focus, Pane::Quote);
        let page = stage.app().quote_page();
        let text = |row: &startline::pages::row::Row| {
            row.spans.iter().map(|span| &*span.text).collect::<String>()
        };
        let at = page.iter().position(|row| text(row).contains(telling)).unwrap();
        stage = stage.press("g g");
        while stage.app().place.scroll().quote_row < at {
            stage = stage.press("j");
        }
        assert_eq!(stage.app().place.scroll().quote_row, at, "{telling}");
        stage.press("Enter")
    };
    let milestone = on_line("before: ");
    assert_ne!(milestone.at().0, "mfa-unanswered");
    let app = milestone.app();
    let milestones = startline::app::order::milestones(app.chronology());
    assert!(milestones.contains(&app.place.cursor.record), "{}", milestone.at().0);
    let passage = on_line("no text held");
    assert_eq!((&*passage.at().0, passage.app().place.focus), ("mfa-unanswered", Pane::Source));
}

#[test]
fn an_empty_list_offers_no_key_that_is_for_a_line_of_it() {
    let stage = wide().press("'");
    let offered: Vec<_> =
        startline::keymap::hints(stage.app()).iter().map(|(binding, _)| binding.name).collect();
    assert!(stage.app().marks.is_empty() && offered.contains(&"close"), "{offered:?}");
    for name in ["mark", "open", "copy", "enter"] {
        assert!(!offered.contains(&name), "{name} in {offered:?}");
    }
}

#[test]
fn a_near_match_beyond_the_filter_ends_it_on_the_screen_too() {
    let mut stage = wide().press("F");
    let filtered = stage.app().order().len();
    stage = stage.press("/").typed("guterres zzqqxx grave moment").press("Down Enter");
    let app = stage.app();
    let told = app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(told.contains("a near match"), "{told}");
    assert!(told.contains("everybody is shown again") && app.place.filter.is_none(), "{told}");
    assert!(app.order().len() > filtered && app.order().position(app.place.cursor.record).is_ok());
}

#[test]
fn what_is_cut_off_of_a_paste_is_said_in_every_line_that_is_typed() {
    for open in ["/", ":", "m ' n", "? /"] {
        let mut stage = wide().press(open);
        stage.send(Input::Paste("a word and another ".repeat(400)));
        assert!(stage.grid().contains("cut off: a line has at most"), "{open}\n{}", stage.grid());
        let stage = stage.press("Backspace");
        assert!(!stage.grid().contains("cut off: "), "{open}");
    }
}

#[test]
fn nothing_that_fails_while_the_dataset_is_read_hides_what_failed_before() {
    use startline::app::effect::Outcome;
    use startline::app::{App, Opening};
    let app = App::reading(Opening::default(), stage::today());
    let mut program = Program::new(app);
    program.app.fail("the configuration has 1 error");
    let fails = |program: &mut Program, why: &str| {
        program.update(Input::Outcome(Outcome::Failed(why.to_owned())));
        program.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    };
    assert_eq!(
        fails(&mut program, "the marks live in memory only"),
        "the configuration has 1 error; the marks live in memory only"
    );
    let loaded = News::Loaded(Box::new(startline::chronology::load::shipped()));
    program.update(Input::Learnt(Box::new(loaded)));
    assert_eq!(fails(&mut program, "the disk is full"), "the disk is full", "what was read goes");
}

#[test]
fn where_it_cannot_open_it_says_why_and_what_may_have_been_meant() {
    use startline::app::Opening;
    use startline::chronology::date::Edge;
    use startline::chronology::load;
    let told = |at: &str, as_of: Option<&str>| {
        let as_of = as_of.map(|day| Edge::end_of(day.parse().unwrap()));
        let opening = Opening { at: Some(at.to_owned()), as_of, ..Opening::default() };
        let mut program = Program::new(App::reading(opening, stage::today()));
        program.update(Input::Resize(Size { width: 120, height: 36 }));
        program.update(Input::Learnt(Box::new(News::Loaded(Box::new(load::shipped())))));
        program.app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    };
    for (at, near) in [
        ("signatur", "signature"),
        ("mfa-unanswerd", "mfa-unanswered"),
        ("Putin-One-Year-Ofer", "putin-one-year-offer"),
        ("lavrow", "lavrov"),
    ] {
        assert_eq!(told(at, None), format!("there is no record {at}; did you mean {near}?"));
    }
    assert!(told("zzqqxxyyzz", None).contains("and it is no date"));
    assert!(told("2026-02-05", None).is_empty() && told("signature", None).is_empty());
    // What is there, and was not known then, is no slip.
    let later = told("mfa-unanswered", Some("2020-01-01"));
    assert_eq!(later, "mfa-unanswered is left out as of 1 Jan 2020: it came later");
}

#[test]
fn whoever_alone_was_shown_and_the_figure_that_was_read_are_gone_on_with() {
    use startline::app::saved_session::SavedSession;
    use startline::app::{Opening, View};
    let resumed = |session: &SavedSession| {
        let read = SavedSession::read(&session.text("/lake")).unwrap();
        let opening = Opening { view: read.view, resumed: Some(read), ..Opening::default() };
        let mut program = Program::new(App::reading(opening, stage::today()));
        program.update(Input::Resize(Size { width: 120, height: 36 }));
        let loaded = startline::chronology::load::load_text("lake.ron", stage::LAKE);
        program.update(Input::Learnt(Box::new(News::Loaded(Box::new(loaded)))));
        program.app
    };
    for keys in ["F", "F F", "v v l", "v v h h", "F v v h"] {
        let stage = Stage::lake(120, 36).press(keys);
        let left = SavedSession::of(stage.app()).unwrap();
        let app = resumed(&left);
        let (was, is) = (&stage.app().place, &app.place);
        assert_eq!((is.filter, is.view, is.cursor), (was.filter, was.view, was.cursor), "{keys}");
        let shows_figures = was.view == View::Figures;
        let (point, own) = (app.point(), stage.app().point());
        assert!(!shows_figures || point == own, "{keys}: {point:?} {own:?} {left:?}");
        assert_eq!(left.figure.is_some(), shows_figures, "{keys} {left:?}");
        assert_eq!(left.only.is_some(), keys.contains('F'), "{keys}");
        assert!(app.notice.is_none(), "{keys}: {:?}", app.notice);
        assert_eq!(SavedSession::of(&app).as_ref(), Some(&left), "and is kept again");
    }
    let left = SavedSession::of(Stage::lake(120, 36).app()).unwrap();
    for gone in [
        SavedSession { only: Some("nobody-here".to_owned()), ..left.clone() },
        SavedSession {
            figure: Some("none@2020-01-01".to_owned()),
            view: View::Figures,
            ..left.clone()
        },
    ] {
        let app = resumed(&gone);
        let told = app.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
        assert!(told.contains("no longer in the dataset"), "{told}");
        assert!(app.place.filter.is_none());
    }
}

/// Every key of the table, printable letters, and sizes down to nothing.
fn any_input() -> impl Strategy<Value = Input> {
    let keys: Vec<Key> = BINDINGS
        .iter()
        .flat_map(|b| b.chords.split(" | ").flat_map(|c| Key::chord(c).unwrap()))
        .filter(|k| *k != Key { ctrl: true, ..Key::plain(Code::Char('c')) })
        .collect();
    prop_oneof![
        8 => proptest::sample::select(keys).prop_map(Input::Key),
        3 => proptest::char::range(' ', '~').prop_map(|c| Input::Key(Key::plain(Code::Char(c)))),
        1 => (0u16..180, 0u16..60).prop_map(|(width, height)| Input::Resize(Size { width, height })),
        1 => (0u16..6, 0u16..6).prop_map(|(width, height)| Input::Resize(Size { width, height })),
        1 => (0u16..180, 0u16..60).prop_map(|(x, y)| Input::Click(x, y)),
        1 => "\\PC{0,12}".prop_map(Input::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_pressed_brings_it_down(inputs in proptest::collection::vec(any_input(), 1..60), which in 0..3) {
        let mut stage = match which {
            0 => Stage::shipped(100, 30),
            1 => Stage::text(HARD, 100, 30),
            _ => Stage::text("( meta: (schema: 1, title: \"Nothing\") )", 100, 30),
        };
        for input in inputs {
            stage.send(input);
            let app = stage.app();
            let c = app.chronology();
            prop_assert!(app.place.cursor.record.at() < c.records.len().max(1));
            prop_assert!(c.records.is_empty() || (app.place.cursor.nth as usize) < c.citation_count(app.place.cursor.record).max(1));
            let _ = stage.buffer();
            prop_assert_eq!(matches!(app.mode(), Mode::Search), app.search.is_some() && app.overlay().is_none());
        }
    }

    #[test]
    fn drawing_twice_draws_the_same(inputs in proptest::collection::vec(any_input(), 1..20)) {
        let mut stage = Stage::text(HARD, 100, 30);
        inputs.into_iter().for_each(|input| stage.send(input));
        prop_assert_eq!(stage.buffer(), stage.buffer());
    }
}

/// A quotation printed twice, one with its middle left out, one that another paragraph prints.
const PRINTED: &str = r#"(
    meta: (schema: 1, title: "t"),
    speakers: [(id: "mayor", name: "Ada Brandt", kind: Person)],
    sources: [(id: "gazette", kind: News, outlet: "Gazette")],
    statements: [
        (id: "twice", source: "gazette", para: 1, also: [3], kind: Quote, speaker: "mayor", text: "The limit – stays."),
        (id: "elided", source: "gazette", para: 2, kind: Quote, speaker: "mayor", text: "We … agree."),
        (id: "elsewhere", source: "gazette", para: 2, kind: Quote, speaker: "mayor", text: "Not one more."),
    ],
)"#;

#[test]
fn the_source_pane_lights_what_verification_found() {
    let article = Article::from_text(
        "“The limit – stays.”\n“We do not always agree.”\nAgain: “The limit — stays.” “Not one more.”",
    );
    let lit = |app: &App| {
        let page = app.source_page().unwrap();
        let rows: Vec<_> = (0..page.len()).map(|at| page.row(at)).collect();
        let spans = rows.into_iter().flat_map(|row| row.spans);
        let lit = spans.filter(|s| matches!(s.tone, Tone::Strong | Tone::Verbatim));
        lit.map(|s| s.text).collect::<Vec<_>>()
    };
    let mut stage = Stage::text(PRINTED, 120, 36);
    let app = &mut stage.program.app;
    app.data.has_texts = true;
    app.update(Action::Learn(News::Text("gazette".into(), Ok(Some(Arc::new(article.clone()))))));
    assert_eq!(lit(app), [""; 0], "nothing was verified yet");
    let dir = tempfile::tempdir().unwrap();
    let text: Vec<&str> = article.paragraphs().map(|(_, text)| text).collect();
    std::fs::write(dir.path().join("gazette.txt"), text.join("\n")).unwrap();
    let found = Verification::of(app.chronology(), &Texts::open(dir.path()).unwrap());
    app.update(Action::Learn(News::Verified(app.data.load, Arc::new(found))));
    assert_eq!(lit(app), ["The limit – stays.", "We", "agree.", "The limit — stays."]);
}

/// A dataset read anew, as after an edit.
fn read_anew(stage: &mut Stage, ron: &str) {
    let loaded = startline::chronology::load::load_text("test.ron", ron);
    stage.send(Input::Learnt(Box::new(News::Loaded(Box::new(loaded)))));
}

const TWO: &str = r#"( meta: (schema: 1, title: "t"), sources: [(id: "s", kind: News, outlet: "S", published: "2031")],
    events: [
        (id: "a", date: "2031-01-01", title: "Alpha", cites: [(source: "s", para: 1)]),
        (id: "b", date: "2031-01-02", title: "Beta", cites: [(source: "s", para: 1)]),
    ] )"#;

#[test]
fn an_edit_under_way_takes_nothing_from_the_reader() {
    let mut stage = Stage::text(TWO, 100, 24);
    stage = stage.press("g g j m");
    let records = |stage: &Stage| stage.program.app.chronology().records.len();
    let broken = TWO.replace("title: \"Alpha\"", "title \"Alpha\"");
    read_anew(&mut stage, &broken);
    assert!(stage.program.app.data.is_of_before);
    assert_eq!(records(&stage), 2, "shown as before");
    // The reading thread is told that what it read is not shown, or it would wait for ever.
    assert!(matches!(stage.effects.last(), Some(Effect::Background(Task::Keep))));
    // Each problem leads to its line, by Enter and by e, and the list stays.
    stage = stage.press("E");
    let line = 3;
    for key in ["Enter", "e"] {
        stage.effects.clear();
        stage = stage.press(key);
        let edit = Effect::Edit { file: "test.ron".to_owned(), line };
        assert_eq!(stage.effects, [edit], "{key}");
        assert_eq!(stage.program.app.overlays.len(), 1);
    }
    // It is the same list after a reading that is well, and the cursor and the marks are where they were.
    read_anew(&mut stage, &TWO.replace("Alpha", "Gamma"));
    assert!(!stage.program.app.data.is_of_before);
    assert_eq!(stage.program.app.overlays.len(), 1);
    assert!(stage.program.app.data.found.is_empty());
    stage = stage.press("Esc");
    let app = &stage.program.app;
    assert_eq!(app.chronology().record_id(app.place.cursor.record), "b");
    assert_eq!(stage.program.app.marks.len(), 1);
    // Whoever asks for it has the dataset as it is.
    stage = stage.press("R");
    read_anew(&mut stage, &broken);
    assert_eq!((records(&stage), stage.program.app.data.is_of_before), (1, false));
    // A record that is taken out on purpose leaves no error behind, and is gone.
    read_anew(&mut stage, TWO);
    let (_, second) = TWO.split_once("        (id: \"b\"").unwrap();
    read_anew(
        &mut stage,
        &TWO.replace(&format!("        (id: \"b\"{}", second.lines().next().unwrap()), ""),
    );
    assert_eq!(records(&stage), 1);
}

#[test]
fn what_is_typed_outlasts_a_dataset_that_is_read_anew() {
    let mut stage = Stage::text(TWO, 100, 24);
    stage = stage.press("/ b e t");
    read_anew(&mut stage, &TWO.replace("Beta", "Better"));
    let search = stage.program.app.search.as_ref().expect("the prompt is open");
    assert_eq!(search.prompt.text(), "bet");
    stage = stage.press("a");
    assert!(stage.program.app.search.is_some());
    stage = stage.press("Esc ?");
    read_anew(&mut stage, TWO);
    assert_eq!(stage.program.app.overlays.len(), 1, "the help is about no record");
}

#[test]
fn a_near_match_that_is_taken_is_in_sight() {
    let query = "\"the offer of the moon\" compact";
    let stage = Stage::lake(120, 36).press("/").typed(query).press("Enter");
    assert!(stage.app().place.active.is_none(), "a near match puts no query in force");
    let grid = stage.grid();
    let timeline = grid.lines().skip(4).map(|line| line.chars().take(2).collect::<String>());
    assert!(timeline.into_iter().any(|line| line == "│▌"), "{grid}");
}

/// Letters that come faster than frames are drawn are not each looked for: nothing is asked of names or index until a
/// frame, or a key that does something with what is found, and then it is found as if each had been.
#[test]
fn what_is_typed_is_looked_for_once_a_frame() {
    let key = |name: &str| Input::Key(Key::chord(name).unwrap()[0]);
    let rows = |program: &Program| match program.app.overlay() {
        Some(Overlay::Picker(picker)) => picker.rows.len(),
        _ => 0,
    };
    for (opens, typed) in [(":", "gazette"), ("/", "treaty"), ("/", "no such words")] {
        let slow = Stage::lake(100, 30).press(opens).typed(typed);
        let mut fast = Stage::lake(100, 30);
        fast.program.update(key(opens));
        for letter in typed.chars() {
            fast.program.update(Input::Key(Key::plain(Code::Char(letter))));
            assert_eq!(rows(&fast.program), 0, "{typed}: nothing is ranked");
            let asked = fast.program.app.search.as_ref().map(|search| search.query.text());
            assert_eq!(asked.unwrap_or_default(), "", "nothing is asked");
        }
        fast.program.look_up();
        assert_eq!(fast.program.look_up(), [], "and not again");
        assert_eq!(rows(&fast.program), rows(&slow.program), "{typed}");
        assert_eq!(fast.app().place.cursor, slow.app().place.cursor, "{typed}");
        // Enter, with no frame between the last letter and it.
        let mut unseen = Stage::lake(100, 30);
        unseen.program.update(key(opens));
        for letter in typed.chars() {
            unseen.program.update(Input::Key(Key::plain(Code::Char(letter))));
        }
        unseen.send(key("Enter"));
        let slow = slow.press("Enter");
        assert_eq!(unseen.app().place.cursor, slow.app().place.cursor, "{typed}");
        assert_eq!(unseen.app().notice, slow.app().notice, "{typed}");
    }
}

#[test]
fn a_hit_that_the_filter_leaves_out_ends_it() {
    let mut stage = wide().press("/").typed("shagreen").press("Enter F");
    let shown = |stage: &Stage| stage.app().order().len();
    let of_one = shown(&stage);
    assert!(of_one < 100, "{of_one}");
    stage = stage.press("/").typed("\"no formal official response\"").press("Enter");
    assert!(shown(&stage) > of_one, "everybody is shown");
    let here = stage.app().place.cursor.record;
    assert!(stage.app().is_hit(here) && stage.app().order().position(here).is_ok());
    assert!(stage.app().notice.as_ref().unwrap().text.starts_with("not by Dmitry Peskov: "));
}

#[test]
fn a_day_before_everything_does_not_tell_of_an_empty_dataset() {
    let stage = wide().press(":").typed("as of 2009-01-01").press("Enter");
    let screen = stage.grid();
    assert!(screen.contains("Nothing of this was known by 1 Jan 2009: "), "{screen}");
    assert!(!screen.contains("holds no records"), "{screen}");
    assert!(stage.press("q").app().order().len() > 100, "it leads back, as it says");
}

#[test]
fn what_is_no_day_stays_in_the_palette_and_says_what_is() {
    for (typed, help) in [
        ("as of tomorrow", "2025-10-04"),
        ("as of 2025-13-45", "months go from 01 to 12"),
        ("as of 31 sep 2025", "September 2025 has 30 days"),
        ("as of", "2025-10-04"),
    ] {
        let stage = wide().press(":").typed(typed).press("Enter");
        assert_eq!(stage.app().mode(), Mode::Palette, "{typed}");
        let told = &stage.app().notice.as_ref().unwrap().text;
        assert!(told.contains(help), "{typed}: {told}");
    }
}

#[test]
fn an_empty_prompt_leaves_the_view_that_is_shown() {
    for view in ["v", "v v"] {
        let stage = wide().press(view).press("/");
        assert!(!stage.app().lists_hits());
        // The first record of the list.
        let screen = stage.grid();
        assert!(!screen.contains("Obama and Medvedev"), "{screen}");
    }
}
