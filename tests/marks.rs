//! The list of marks, worked on by keys: what each does to the marks, to the screen, and to what is asked of the
//! world.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use stage::Stage;
use startline::app::Mode;
use startline::app::action::News;
use startline::app::effect::{Effect, Outcome};
use startline::app::marks::{MarkChange, Marks};
use startline::program::Input;

fn ids(stage: &Stage) -> Vec<String> {
    stage.app().marks.list().iter().map(|mark| mark.id.clone()).collect()
}

fn notes(stage: &Stage) -> Vec<String> {
    stage.app().marks.list().iter().map(|mark| mark.note.clone()).collect()
}

fn notice(stage: &Stage) -> String {
    stage.app().notice.as_ref().map_or_else(String::new, |notice| notice.text.clone())
}

fn told(stage: &mut Stage, outcome: Outcome) {
    stage.send(Input::Outcome(outcome));
}

/// The screen without the borders of its boxes, so that a line broken in one reads whole.
fn shown(stage: &Stage) -> String {
    stage.grid()
}

/// What the changes that were written down come to.
fn written(stage: &Stage) -> Vec<String> {
    let mut marks = Marks::default();
    for effect in &stage.effects {
        if let Effect::KeepMarks(changes) = effect {
            changes.iter().for_each(|change| marks.apply(change));
        }
    }
    marks.list().iter().map(|mark| format!("{}:{}", mark.id, mark.note)).collect()
}

/// Three marks, set from the first record on, and the list of them.
fn three() -> Stage {
    Stage::lake(120, 36).press("g g m j m j m '")
}

#[test]
fn marks_stand_as_they_were_set_and_move() {
    let stage = three();
    let set = ids(&stage);
    assert_eq!(set.len(), 3);
    let stage = stage.press("J");
    assert_eq!(ids(&stage), [&set[1][..], &set[0], &set[2]]);
    // The choice goes with what is moved.
    let stage = stage.press("J K K Alt-Up");
    assert_eq!(ids(&stage), set);
    assert_eq!(notice(&stage), "it stands first already");
    let stage = stage.press("2 J");
    assert_eq!(ids(&stage), [&set[1][..], &set[2], &set[0]]);
    let want: Vec<String> = ids(&stage).iter().map(|id| format!("{id}:")).collect();
    assert_eq!(written(&stage), want, "what is written down is what is seen");
}

#[test]
fn what_is_dropped_comes_back_where_it_stood() {
    let stage = three();
    let set = ids(&stage);
    let stage = stage.press("j d");
    assert_eq!(ids(&stage), [&set[0][..], &set[2]]);
    assert!(notice(&stage).ends_with("u brings it back"), "{}", notice(&stage));
    // m is the same, and both come back, the last first.
    let stage = stage.press("m");
    assert_eq!(ids(&stage), [&set[0][..]]);
    let stage = stage.press("u u");
    assert_eq!(ids(&stage), set);
    let stage = stage.press("u");
    assert_eq!(notice(&stage), "nothing was dropped");
    let stage = stage.press("d d d d");
    assert_eq!(ids(&stage), Vec::<String>::new());
    assert!(shown(&stage).contains("nothing is marked"), "{}", shown(&stage));
    assert_eq!(ids(&stage.press("u u u")), set);
}

#[test]
fn a_note_is_typed_mended_and_taken_away() {
    let stage = three().press("n");
    assert_eq!(stage.app().mode(), Mode::Ask);
    let stage = stage.typed("ask her office qq").press("Ctrl-w").typed("again").press("Enter");
    assert_eq!(notes(&stage)[0], "ask her office again");
    assert!(shown(&stage).contains("my note ask her office again"), "{}", shown(&stage));
    // It is gone on with, and Esc leaves it as it was.
    let stage = stage.press("n").typed(" today").press("Esc");
    assert_eq!(notes(&stage)[0], "ask her office again");
    let stage = stage.press("n").typed(", today").press("Enter");
    assert_eq!(notes(&stage)[0], "ask her office again, today");
    let stage = stage.press("n Ctrl-u Enter");
    assert_eq!(notes(&stage)[0], "");
    assert_eq!(stage.app().mode(), Mode::Marks);
    assert_eq!(written(&stage).len(), 3);
}

#[test]
fn a_note_goes_with_its_mark_and_does_not_move_the_choice() {
    let stage = three().press("n").typed("one").press("Enter j n").typed("two").press("Enter J");
    assert_eq!(notes(&stage), ["one", "", "two"]);
    let stage = stage.press("d u");
    assert_eq!(notes(&stage), ["one", "", "two"]);
    assert_eq!(stage.press("k d").app().marks.list().len(), 2);
}

#[test]
fn enter_goes_to_what_is_marked_and_back_returns() {
    let stage = three();
    let set = ids(&stage);
    let stage = stage.press("Enter");
    assert_eq!((stage.at().0, stage.app().overlays.len()), (set[0].clone(), 0));
    assert_eq!(stage.press("Ctrl-o").at().0, set[2]);
}

#[test]
fn all_are_copied_as_a_brief_and_one_as_ever() {
    let mut stage = three();
    stage.effects.clear();
    let stage = stage.press("Y");
    let [Effect::Copy { what, text }] = &stage.effects[..] else { panic!("{:?}", stage.effects) };
    assert_eq!(*what, "the brief of all marks");
    assert!(text.starts_with("# ") && text.matches("\n## ").count() == 3, "{text}");
    let stage = stage.press("y i");
    let Some(Effect::Copy { text, .. }) = stage.effects.last() else { panic!("a copy") };
    assert_eq!(*text, ids(&stage)[0]);
}

#[test]
fn x_asks_where_writes_what_the_ending_says_and_keeps_what_was_typed() {
    let mut stage = three();
    stage.effects.clear();
    let mut stage = stage.press("x");
    assert_eq!(stage.effects, [Effect::ProposePath("brief-2026-11-21.md".into())]);
    told(&mut stage, Outcome::Proposed("~/brief-2026-11-21.md".into()));
    assert!(shown(&stage).contains("~/brief-2026-11-21.md"));
    assert!(shown(&stage).contains("Write 3 marks to"));
    for (keys, typed, start) in [
        ("Enter", "~/brief-2026-11-21.md", "# "),
        ("Tab Enter", "~/brief-2026-11-21.html", "<!doctype html>"),
        ("Tab Enter", "~/brief-2026-11-21.md", "# "),
    ] {
        stage.effects.clear();
        stage = stage.press(keys);
        let [Effect::Export { path, text, .. }] = &stage.effects[..] else {
            panic!("{:?}", stage.effects)
        };
        assert_eq!(path, typed);
        assert!(text.starts_with(start), "{text}");
    }
    told(&mut stage, Outcome::NotExported("/x is there already".into()));
    assert_eq!(stage.app().mode(), Mode::Ask);
    let screen = shown(&stage);
    assert!(
        screen.contains("/x is there already") && screen.contains("~/brief-2026-11-21.md"),
        "{screen}"
    );
    let mut stage = stage.press("Backspace Backspace").typed("docx").press("Enter");
    assert!(shown(&stage).contains("`.docx` is no form of a brief"), "{}", shown(&stage));
    told(&mut stage, Outcome::Exported("wrote /home/x/brief.md".into()));
    assert_eq!(
        (notice(&stage).as_str(), stage.app().mode()),
        ("wrote /home/x/brief.md", Mode::Marks)
    );
    let stage = stage.press("Esc d d d").press("x");
    assert!(notice(&stage).starts_with("nothing is marked") || !stage.app().marks.is_empty());
}

#[test]
fn nothing_is_written_before_the_texts_are_compared() {
    let mut stage = three();
    stage.program.app.data.verification = None;
    stage.effects.clear();
    let mut stage = stage.press("Y");
    assert!(notice(&stage).contains("still being compared"), "{}", notice(&stage));
    told(&mut stage, Outcome::Proposed("brief.md".into()));
    let stage = stage.press("Enter");
    assert!(shown(&stage).contains("still being compared") && stage.app().mode() == Mode::Ask);
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
}

#[test]
fn quitting_asks_nothing() {
    let mut stage = Stage::lake(120, 36).press("m");
    stage.effects.clear();
    assert_eq!(stage.press("q").effects, [Effect::Quit]);
}

/// A dataset of one event, after which another is read.
fn read_again(stage: &mut Stage, ron: &str) {
    let loaded = startline::chronology::load::load_text("test.ron", ron);
    stage.send(Input::Learnt(Box::new(News::Loaded(Box::new(loaded)))));
}

fn events(ids: &[&str]) -> String {
    let event = |id: &&str| {
        format!(
            "(id: \"{id}\", date: \"2020-01-02\", title: \"Event {id}\", cites: [(source: \"s\")]),"
        )
    };
    let events: String = ids.iter().map(event).collect();
    format!(
        "(sources: [(id: \"s\", kind: News, outlet: \"Post\", published: \"2020-01-03\")], events: [{events}])"
    )
}

#[test]
fn a_mark_whose_record_is_gone_is_shown_by_its_words() {
    let mut stage = Stage::text(&events(&["a", "b"]), 100, 24)
        .press("g g m j m ' n")
        .typed("mine")
        .press("Enter");
    read_again(&mut stage, &events(&["b"]));
    let screen = shown(&stage);
    assert!(
        screen.contains("missing 2 Jan 2020: Event a") && screen.contains("my note mine"),
        "{screen}"
    );
    let mut stage = stage.press("g g Enter");
    assert_eq!(notice(&stage), "a is no longer in the dataset");
    assert_eq!(stage.app().mode(), Mode::Marks);
    // What cannot be done says so; what can is done.
    stage = stage.press("y");
    assert_eq!(notice(&stage), "a is no longer in the dataset");
    stage.effects.clear();
    stage = stage.press("Y");
    let [Effect::Copy { text, .. }] = &stage.effects[..] else { panic!("{:?}", stage.effects) };
    assert!(
        text.contains("- a (no longer in the dataset): 2 Jan 2020: Event a; my note: mine"),
        "{text}"
    );
    let stage = stage.press("J d");
    assert_eq!(ids(&stage), ["b"]);
    // It comes back with its record.
    let mut stage = stage.press("u");
    read_again(&mut stage, &events(&["a", "b"]));
    assert!(!shown(&stage).contains("missing"), "{}", shown(&stage));
}

#[test]
fn a_mark_that_was_not_known_by_the_day_says_so() {
    let stage = Stage::text(&events(&["a"]), 100, 24)
        .press("m :")
        .typed("as of 2020-01-02")
        .press("Enter '");
    let screen = shown(&stage);
    assert!(screen.contains("later 2 Jan 2020: Event a"), "{screen}");
    assert_eq!(notice(&stage.press("Enter")), "a is left out as of 2 Jan 2020: it came later");
}

#[test]
fn what_is_being_typed_stays_when_the_dataset_is_read_again() {
    let mut stage = Stage::text(&events(&["a", "b"]), 100, 24).press("m ' n").typed("half a no");
    read_again(&mut stage, &events(&["a", "b", "c"]));
    let stage = stage.typed("te").press("Enter");
    assert_eq!(notes(&stage), ["half a note"]);
}

#[test]
fn what_another_viewer_marks_is_seen() {
    let mut stage = three();
    let mut marks = Marks::default();
    let change = |id: &str| MarkChange::Keep {
        id: id.into(),
        told: Some(id.into()),
        note: None,
        place: None,
    };
    marks.apply(&change("theirs"));
    told(&mut stage, Outcome::Marked(marks.list().to_vec()));
    assert_eq!(ids(&stage), ["theirs"]);
    assert!(shown(&stage).contains("Marks · 1"), "{}", shown(&stage));
    assert!(
        stage.effects.contains(&Effect::LookAtMarks),
        "they are looked for where marks are listed"
    );
}

#[test]
fn a_click_does_not_take_away_what_is_typed() {
    let mut stage = three().press("n").typed("text");
    stage.send(Input::Click(0, 0));
    stage.send(Input::Click(60, 18));
    assert_eq!(notes(&stage.press("Enter"))[0], "text");
}

#[test]
fn at_any_size_a_line_is_asked_for_without_a_panic() {
    for (width, height) in [(160, 45), (80, 24), (40, 12), (20, 5), (3, 3), (1, 1)] {
        let mut stage = Stage::lake(width, height).press("m ' n").typed(&"long ".repeat(40));
        stage.grid();
        stage = stage.press("Home").typed("x").press("Enter x");
        told(&mut stage, Outcome::Proposed("/a/very/long/path/".repeat(20) + "brief.md"));
        told(&mut stage, Outcome::NotExported("it is so ".repeat(40)));
        stage.grid();
    }
}

/// What a person types where a name is suggested takes its place; what they change of it goes on from it.
#[test]
fn a_suggested_name_is_typed_over_and_changed() {
    let asked = |keys: &str, typed: &str| {
        let mut stage = three();
        stage = stage.press("x");
        told(&mut stage, Outcome::Proposed("~/brief-2026-11-21.md".into()));
        stage.effects.clear();
        let stage = if keys.is_empty() { stage } else { stage.press(keys) };
        let stage = stage.typed(typed).press("Enter");
        let [Effect::Export { path, .. }] = &stage.effects[..] else {
            panic!("{:?}", stage.effects)
        };
        path.clone()
    };
    assert_eq!(asked("", "/tmp/mine.md"), "/tmp/mine.md");
    assert_eq!(asked("Tab", "b.html"), "b.html");
    assert_eq!(asked("Backspace Backspace", "html"), "~/brief-2026-11-21.html");
    assert_eq!(asked("Home Delete", "/x"), "/x/brief-2026-11-21.md");
}

/// Whoever takes a mark back and sets it again means the note on it, too.
#[test]
fn a_mark_that_is_set_again_has_its_note_and_its_place() {
    let stage = three().press("g g n").typed("ask them").press("Enter");
    let id = ids(&stage)[0].clone();
    let stage = stage.press("Enter").press("m");
    assert_eq!(stage.app().marks.len(), 2, "{}", notice(&stage));
    let stage = stage.press("m");
    let mark = &stage.app().marks.list()[0];
    assert_eq!((&*mark.id, &*mark.note), (&*id, "ask them"));
    assert!(notice(&stage).contains("with its note"), "{}", notice(&stage));
}
