//! More records than are worked on within a frame: what is made of all of them comes later, the old screen is usable
//! meanwhile, and in the end the same is shown.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stage;

use std::fmt::Write as _;

use stage::Stage;
use startline::app::Overlay;
use startline::app::wanted::AT_ONCE;
use startline::chronology::load::load_text;
use startline::pages::row::Row;

/// So many statements that axis, filter, day of knowledge and palette are worked out apart from the loop; each was
/// published some days after it was said, the later ones sooner.
fn many() -> String {
    let count = AT_ONCE + 50;
    let mut ron = String::from(
        "( speakers: [(id: \"rower\", name: \"Ann Rower\", kind: Person), (id: \"miller\", name: \"Bo Miller\", kind: Person)], sources: [",
    );
    for n in 0..40 {
        let (month, day) = (n % 12 + 1, 28 - n % 20);
        let year = 2001 + (n * 7) % 10;
        write!(ron, "(id: \"p{n}\", kind: News, outlet: \"Paper {n}\", published: \"{year}-{month:02}-{day:02}\"),")
            .unwrap();
    }
    ron.push_str("], statements: [");
    for n in 0..count {
        let (speaker, source) = (["rower", "miller"][n % 2], n % 40);
        let (month, day) = (n % 12 + 1, n / 12 % 28 + 1);
        let text = if n % 50 == 0 { "The lake is frozen." } else { "Nothing was seen." };
        write!(
            ron,
            "(id: \"s{n}\", speaker: \"{speaker}\", source: \"p{source}\", para: {}, kind: Quote, said: \"2000-{month:02}-{day:02}\", text: \"{text}\"),",
            n + 1
        )
        .unwrap();
    }
    ron.push_str("] )");
    ron
}

fn stage() -> Stage {
    let loaded = load_text("many.ron", &many());
    assert_eq!(loaded.problems.first(), None);
    Stage::of(loaded, None, 100, 30)
}

#[test]
fn what_comes_later_is_what_would_have_come_at_once() {
    let (mut at_once, mut later) = (stage(), stage().hold());
    for keys in [
        "t",
        "Esc / f r o z e n Enter",
        "X",
        "F",
        "X t",
        "t t t",
        ": 2 0 0 5 - 0 6 - 0 1 Enter",
        ": p a p e r Space 7 Enter",
        "/ f r o z e",
        "Backspace Backspace",
        "m o n k e y Space l a k e Space i s Space f r o z e n",
    ] {
        let before = later.grid();
        (at_once, later) = (at_once.press(keys), later.press(keys));
        let meanwhile = later.grid();
        assert!(later.work_out() > 0, "{keys} is not worked out apart from the loop");
        while later.work_out() > 0 {}
        assert_eq!(later.grid(), at_once.grid(), "{keys}");
        assert_eq!(later.at(), at_once.at(), "{keys}");
        assert_eq!(meanwhile.lines().count(), before.lines().count());
        assert!(!meanwhile.contains("nothing"), "that is not known yet: {keys}\n{meanwhile}");
    }
}

#[test]
fn the_old_screen_is_usable_meanwhile() {
    let mut stage = stage().hold().press("t");
    let before = stage.at();
    stage = stage.press("G");
    let last = stage.at();
    assert_ne!(last, before);
    stage = stage.press("k k");
    let here = stage.at();
    assert_ne!(here, last);
    assert_eq!(stage.work_out(), 1);
    assert_eq!(stage.at(), here, "the cursor stays where it went meanwhile");
}

#[test]
fn an_answer_that_comes_too_late_changes_nothing() {
    let mut stage = stage().hold().press("t");
    let late = stage.work_out();
    assert_eq!(late, 1);
    // The axis is turned back before the answer, and forth again: whatever comes, the last word holds.
    stage = stage.press("t");
    let back = stage.app().place.clone();
    stage = stage.press("t t");
    while stage.work_out() > 0 {}
    assert_eq!(stage.app().place.cursor, back.cursor);
    let plain = self::stage();
    assert_eq!(stage.press("G").grid(), plain.press("G").grid());
}

#[test]
fn what_a_reader_has_gone_to_stays_chosen_when_names_come() {
    let mut stage = stage().hold().press(": 2 0 0 5 - 0 6 - 0 1 Down");
    assert!(chosen(&stage).contains("only what was published by"), "{}", stage.grid());
    assert!(stage.work_out() > 0);
    assert!(chosen(&stage).contains("only what was published by"), "{}", stage.grid());
    // Where nobody has gone anywhere, what fits best is the first.
    let mut stage = self::stage().hold().press(": p a p e r Space 7");
    assert!(stage.work_out() > 0);
    let best = chosen(&stage);
    assert!(best.contains("Paper 7"), "{}", stage.grid());
}

/// The row that is chosen in the list on top.
#[test]
fn what_is_typed_is_found_before_anything_is_done_with_it() {
    let keys = "/ f r o z e n Down Down Enter";
    let (at_once, mut later) = (stage().press(keys), stage().hold().press(keys));
    assert_eq!(later.at(), at_once.at());
    while later.work_out() > 0 {}
    assert_eq!(later.grid(), at_once.grid());
}

#[test]
fn an_answer_to_what_is_no_longer_typed_changes_nothing() {
    // The first answer comes when another letter is typed, the second when the prompt is closed.
    for keys in ["z", "Esc"] {
        let mut stage = stage().hold().press("/ f r o").press(keys);
        let (grid, at) = (stage.grid(), stage.at());
        let asked = stage.work_out();
        assert!(asked > 0);
        if keys.starts_with("Esc") {
            assert_eq!((stage.grid(), stage.at()), (grid, at), "{keys}");
        } else {
            assert_ne!(stage.grid(), grid, "the newest is shown");
        }
    }
}

fn chosen(stage: &Stage) -> String {
    let Some(Overlay::Picker(picker)) = stage.app().overlay() else { panic!("no list is open") };
    picker.row().map(Row::text).unwrap_or_default()
}
