//! Figures and empty cells: what is under the cursor is one thing for every pane and every key, and a dataset of
//! figures alone is a whole one.

#![allow(clippy::unwrap_used, reason = "tests")]

mod stage;

use stage::Stage;
use startline::app::View;
use startline::app::effect::Effect;
use startline::app::under_cursor::Read;

const SIZES: [(u16, u16); 4] = [(160, 45), (120, 36), (80, 24), (60, 20)];

/// What the screen says, in one line without frames.
fn said(stage: &Stage) -> String {
    let grid = stage.grid();
    let words = grid.split_whitespace().map(|word| word.trim_matches(['│', '┃']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What `y` and a letter copy.
fn copied(stage: Stage, letter: &str) -> (Stage, Option<String>) {
    let mut stage = stage;
    stage.effects.clear();
    let stage = stage.press(&format!("y {letter}"));
    let text = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.clone()),
        _ => None,
    });
    (stage, text)
}

/// Words of one day, and counts of others that another outlet prints.
const COUNTED: &str = r#"(
    meta: (title: "Counts", updated: "2024-06-01"),
    parties: [(id: "p", name: "Alpha"), (id: "q", name: "Beta")],
    speakers: [(id: "a", name: "Ada Brandt", kind: Person, party: "p"), (id: "b", name: "Bo Ek", kind: Person, party: "q")],
    sources: [(id: "news", kind: News, outlet: "Gazette", published: "2024-05-02", url: "https://example.org/news"),
              (id: "office", kind: Official, outlet: "Bureau", published: "2024-03-05", title: "What was seen"),
              (id: "empty", kind: Official, outlet: "Ministry", published: "2024-04-05")],
    statements: [
        (id: "words", source: "news", para: 1, kind: Quote, speaker: "a", said: "2024-05-01", text: "Nobody counted ferries."),
        (id: "later", source: "office", para: 9, kind: Quote, speaker: "b", said: "2024-03-04", text: "We are done."),
    ],
    notes: [(id: "n", kind: Gap, about: ["boats"], text: "Only what was seen."),
            (id: "lonely", kind: Gap, about: ["words"], text: "Nobody asked.")],
    series: [(id: "boats", party: "p", measure: "boats", points: [
        (date: "2024-03-01", value: 41, cite: (source: "office", para: 4), status: Declared),
        (date: "2024-04-01", value: 43, cite: (source: "empty"), status: Unverified),
        (date: "2024-05-01", value: 47, status: Derived)])],
)"#;

#[test]
fn the_panes_are_about_the_figure_under_the_cursor() {
    for (width, height) in SIZES {
        for (steps, day, source, para) in [
            ("", "2024-03-01", Some("Bureau"), "¶4"),
            (" Right", "2024-04-01", Some("Ministry"), ""),
            (" Right Right", "2024-05-01", None, ""),
        ] {
            let figures = || Stage::text(COUNTED, width, height).press(&format!("v v g g{steps}"));
            let id = format!("boats@{day}");
            let (stage, text) = copied(figures(), "i");
            assert_eq!(text.as_deref(), Some(&*id));
            // Its source has no words of the record that was read before.
            let stage = stage.press("2");
            let (told, name) =
                (said(&stage), source.unwrap_or("No source is recorded for this figure"));
            assert!(told.contains(name) && told.contains(para), "{name} {para}\n{}", stage.grid());
            assert!(!told.contains("Gazette"), "{}", stage.grid());
            let (stage, text) = copied(stage, "i");
            assert_eq!(text.as_deref(), Some(&*id), "{}", stage.grid());
            let stage = stage.press("3");
            let told = said(&stage);
            assert!(told.contains("as of") && told.contains("boats"), "{}", stage.grid());
            assert!(!told.contains("Nobody counted"), "{}", stage.grid());
            let (stage, text) = copied(stage, "f");
            let text = text.unwrap_or_default();
            assert!(
                text.contains("boats") && !text.contains("Nobody counted"),
                "{text}\n{}",
                stage.grid()
            );
        }
    }
}

#[test]
fn a_figure_that_is_a_hit_is_what_the_panes_preview() {
    for (width, height) in SIZES {
        let stage = Stage::text(COUNTED, width, height).press("/").typed("boats march");
        let told = said(&stage);
        assert!(told.contains("in the figures"), "{}", stage.grid());
        if height > 20 {
            assert!(told.contains("as of 1 Mar 2024"), "{}", stage.grid());
        }
        assert!(!told.contains("Nobody counted"), "{}", stage.grid());
        let stage = stage.press("Enter");
        assert_eq!(stage.app().place.view, View::Figures);
        assert_eq!(copied(stage, "i").1.as_deref(), Some("boats@2024-03-01"));
    }
}

#[test]
fn from_a_figure_the_source_is_gone_along_and_back_leads_to_it() {
    let stage = Stage::text(COUNTED, 120, 36).press("v v g g 2 j");
    assert_eq!(stage.at().0, "later", "{}", stage.grid());
    assert_eq!(stage.app().place.view, View::List);
    let stage = stage.press("Ctrl-o");
    assert_eq!(copied(stage, "i").1.as_deref(), Some("boats@2024-03-01"));
}

#[test]
fn an_empty_cell_is_told_in_the_pane_and_nothing_else_is_copied() {
    for (width, height) in [(160, 45), (120, 36), (80, 24)] {
        // Beside the words of May lies a cell in which nobody says anything.
        let stage = Stage::text(COUNTED, width, height).press("v G Right");
        assert_eq!(stage.app().read(), Read::Nothing, "{}", stage.grid());
        let told = said(&stage);
        assert!(told.contains("No record is in this cell"), "{}", stage.grid());
        let (stage, text) = copied(stage, "i");
        assert_eq!(text, None);
        let stage = stage.press("2");
        assert_eq!(stage.app().read(), Read::Nothing, "the pane that has the keys changes nothing");
        let (stage, text) = copied(stage, "i");
        assert_eq!(text, None, "{}", stage.grid());
        // Who was heard before and after is gone to from the pane.
        let stage = stage.press("3 G Enter");
        assert!(matches!(stage.app().read(), Read::Record(_)), "{}", stage.grid());
    }
}

const ALONE: &str = r#"(
    meta: (schema: 1, title: "Degrees", updated: "2024-02-01"),
    sources: [(id: "s", kind: News, outlet: "Post", published: "2024-01-02", url: "https://example.org/a", lang: "en")],
    series: [(id: "z", measure: "temperature", unit: "°C", points: [
        (date: "2024-01-01", value: -5, cite: (source: "s"), status: Declared)])],
)"#;

#[test]
fn a_dataset_of_figures_alone_is_a_whole_one() {
    for (width, height) in SIZES {
        let stage = Stage::text(ALONE, width, height);
        assert_eq!(stage.app().place.view, View::Figures, "it opens where there is something");
        let told = said(&stage);
        assert!(told.contains("as of 1 Jan 2024") && !told.contains("yet"), "{}", stage.grid());
        let last = stage.grid().lines().last().unwrap().to_owned();
        assert!(last.contains("y copy") || width < 80, "{last}");
        let (stage, text) = copied(stage, "i");
        assert_eq!(text.as_deref(), Some("z@2024-01-01"), "{}", stage.grid());
        let mut stage = stage.press("m");
        assert_eq!(stage.app().marks.len(), 1);
        stage.effects.clear();
        let stage = stage.press("o");
        assert_eq!(stage.effects, [Effect::OpenUrl("https://example.org/a".to_owned())]);
        let stage = stage.press("2");
        assert!(said(&stage).contains("Post"), "{}", stage.grid());
        let stage = stage.press("3");
        assert!(said(&stage).contains("−5 °C"), "{}", stage.grid());
        let stage = stage.press("1 /").typed("temperature");
        assert!(said(&stage).contains("in the figures"), "{}", stage.grid());
        let stage = stage.press("Enter");
        assert_eq!(copied(stage, "i").1.as_deref(), Some("z@2024-01-01"));
        // What needs a record says so, in every view.
        let mut stage = Stage::text(ALONE, width, height);
        for keys in ["s", "p", "r", "c", "F", "n", "t", "!", "+", "0", "}", "d", "Enter j k h h"] {
            stage = stage.press(keys).press("Esc");
        }
        let stage = stage.press("1 v");
        let why = stage.app().why_empty().unwrap_or_default();
        assert!(why.contains("v v shows them"), "{why}");
        for keys in ["j", "y", "2", "3", "1", "v", "j", "Right", "y", "Enter", "2", "3", "1", "v"] {
            let _ = Stage::text(ALONE, width, height).press("v").press(keys).grid();
        }
    }
}

#[test]
fn what_a_key_cannot_do_on_a_figure_or_a_note_is_said_of_it() {
    let notice = |keys: &str| {
        let stage = Stage::text(COUNTED, 120, 36).press(keys);
        stage.app().notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default()
    };
    for (keys, told) in [
        ("v v g g s", "one source is recorded for this figure: Bureau"),
        ("v v G s", "no source is recorded for this figure"),
        ("v v g g F", "a figure has no speaker"),
        ("v v g g r", "! lists the notes on it"),
        ("v v g g c", "a figure has no reports"),
        ("v v g g p", "a figure has no speaker"),
        ("v v g g o", "no link is recorded for Bureau"),
        ("v v g g O", "no archived copy is recorded of Bureau"),
        ("v v g g t", "figures stand by the days of which they are"),
        ("! r", "nothing is linked to a note"),
    ] {
        let said = notice(keys);
        assert!(said.contains(told), "{keys}: {said}");
        assert!(!said.contains("nobody's words"), "{keys}: {said}");
    }
}

#[test]
fn an_order_or_a_filter_that_figures_do_not_have_is_not_said_of_them() {
    let stage = Stage::text(COUNTED, 160, 45).press("g g F t");
    assert!(said(&stage).contains("by the day published"), "{}", stage.grid());
    let stage = stage.press("v v");
    let told = said(&stage);
    assert!(!told.contains("by the day published") && !told.contains("only "), "{}", stage.grid());
    let stage = stage.press("v");
    assert!(said(&stage).contains("by the day published"), "{}", stage.grid());
}

#[test]
fn one_line_alone_has_no_sign_for_several() {
    let stage = Stage::text(ALONE, 120, 36);
    assert!(!stage.grid().contains("together"), "{}", stage.grid());
    assert!(stage.grid().contains("−5"), "{}", stage.grid());
    assert!(Stage::shipped(160, 45).press("v v").grid().contains("together"));
}

/// The row that has the keys says something, whatever page was read before.
#[test]
fn no_blank_row_has_the_keys_of_another_page() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for steps in 0..12 {
            let keys = format!("v v 3{} q", " j".repeat(steps));
            let stage = Stage::shipped(width, height).press(&keys);
            assert!(matches!(stage.app().read(), Read::Record(_)));
            let (page, row) = (stage.app().quote_page(), stage.app().place.scroll().quote_row);
            assert!(!page[row].is_blank(), "row {row} at {width}x{height}");
        }
    }
}

/// Figures are of everybody and in no order of records, so that no screen says otherwise of them.
#[test]
fn no_name_of_a_tab_says_of_figures_what_they_do_not_leave_out() {
    for keys in ["F", "t", "F t"] {
        let stage = Stage::shipped(40, 12).press(&format!("{keys} v v"));
        let first = stage.grid().lines().next().unwrap_or_default().to_owned();
        assert!(first.starts_with("  Timeline  Source  Quote"), "{keys}: {first}");
    }
}

#[test]
fn what_nothing_matches_is_said_and_kept_without_records_too() {
    let figures = COUNTED.split("statements:").next().unwrap().to_owned()
        + "series: [(id: \"boats\", party: \"p\", measure: \"boats\", points: [\
           (date: \"2024-03-01\", value: 41, cite: (source: \"office\", para: 4), status: Declared)])])";
    let stage = Stage::text(&figures, 120, 36).press("/").typed("nobody").press("Enter");
    assert!(said(&stage).contains("nothing matches nobody"), "{}", stage.grid());
    assert_eq!(stage.app().profile.history, ["nobody"]);
}

/// A series without figures is none to go to, and what was left out is said in every view.
#[test]
fn a_figure_that_was_left_out_is_not_said_to_be_none() {
    let ron = r#"(speakers: [(id: "a", name: "Ada", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "Gazette", published: "2024-04-20")],
        statements: [(id: "q", source: "nope", para: 1, kind: Quote, speaker: "a", said: "2024-04-18", text: "It is good.")],
        series: [(id: "ships", measure: "Ships", points: [(date: "2024-13-01", value: 7, status: Declared, cite: (source: "s", para: 1))])])"#;
    for (width, height) in SIZES {
        for keys in ["k", "v", "v v"] {
            let stage = Stage::text(ron, width, height).press(keys);
            let told = said(&stage);
            assert!(told.contains("left out for 2 errors"), "{keys}\n{}", stage.grid());
            assert!(!told.contains("holds figures"), "{}", stage.grid());
            assert!(!told.contains("is recorded"), "{}", stage.grid());
        }
    }
}

/// Which record the cursor left behind says nothing of a figure, and is told neither in a frame nor where there is none.
#[test]
fn no_record_is_counted_where_figures_are_shown() {
    for (width, height) in SIZES {
        let stage = Stage::shipped(width, height).press("v v");
        assert!(!stage.grid().contains("record "), "{width}x{height}\n{}", stage.grid());
    }
}

/// Several figures of a series have one value: which is copied, and which is marked, its day tells.
#[test]
fn a_figure_that_is_copied_or_marked_is_told_with_its_day_and_its_star() {
    for (width, height) in SIZES {
        let figures = Stage::text(COUNTED, width, height).press("v v g g Right m");
        let menu = figures.press("y");
        assert!(said(&menu).contains("Alpha, 1 Apr 2024, unverified: 43"), "{}", menu.grid());
        let marks = menu.press("q '");
        let row = marks.grid();
        let row = row.lines().find(|line| line.contains("1 Apr 2024 Alpha"));
        assert!(row.is_some_and(|row| row.contains('★')), "{}", marks.grid());
    }
}
