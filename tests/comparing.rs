//! Two reports compared: which two, what is said of their sources and of the difference, on a screen of any size.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stage;

use stage::Stage;
use startline::app::comparison::Comparison;
use startline::chronology::load;
use startline::chronology::model::RecordIx;
use startline::keymap;

const RON: &str = r#"(
    speakers: [(id: "x", name: "Xenia Orlova", kind: Person)],
    sources: [
        (id: "a", kind: Wire, outlet: "Coast Wire", published: "2024-03-08", retracted: "2024-03-09"),
        (id: "b", kind: News, outlet: "Morning Post", published: "2024-03-08", corrected: "2024-03-10"),
        (id: "c", kind: Copy, outlet: "Mirror", published: "2024-03-11", copy_of: "b"),
        (id: "d", kind: News, outlet: "Evening Sun", published: "2024-03-09"),
    ],
    statements: [
        (id: "one", source: "a", para: 1, kind: Quote, speaker: "x", said: "2024-03-07", text: "The bridge stays open. Nobody has asked us to close it."),
        (id: "two", source: "b", para: 2, kind: Quote, same_as: "one", text: "The bridge stays open. Nobody asked us to close it in 2024."),
        (id: "three", source: "c", para: 2, kind: Quote, same_as: "one", text: "The bridge stays open. Nobody asked us to close it in 2024."),
        (id: "four", source: "d", para: 5, kind: Reported, same_as: "one", text: "The crossing will not be shut, she says."),
    ],
)"#;

/// The comparison from the report of a number, from 0.
fn compared(nth: u32, width: u16, height: u16) -> Stage {
    let mut stage = Stage::text(RON, width, height);
    stage.program.app.place.cursor.nth = nth;
    stage.press("2 c")
}

/// What is seen of a comparison from its top to its end, a screen each.
fn screens(mut stage: Stage) -> Vec<String> {
    let mut seen = vec![stage.grid()];
    for _ in 0..40 {
        stage = stage.press("j");
        seen.push(stage.grid());
    }
    seen
}

fn words(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",.¶".contains(c);
    text.chars()
        .map(|c| if is_word(c) { c } else { ' ' })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn heads_say_what_became_of_a_source() {
    for (nth, told) in
        [(0, "retracted 9 Mar 2024"), (1, "corrected 10 Mar 2024"), (2, "copy of Morning Post")]
    {
        for (width, height) in [(160, 45), (120, 36), (80, 24), (60, 20), (40, 12)] {
            let all =
                screens(compared(nth, width, height)).iter().map(|s| words(s)).collect::<Vec<_>>();
            // Where two stand side by side a head wraps within its column.
            let first = told.split(' ').next().unwrap();
            assert!(
                all.iter().any(|s| s.contains(told) || (width > 77 && s.contains(first))),
                "{told} at {width}x{height}\n{all:#?}"
            );
        }
    }
}

#[test]
fn the_report_that_is_read_is_one_of_the_two() {
    let loaded = load::shipped();
    let c = &loaded.chronology;
    let mut many = 0;
    for record in (0..c.records.len()).map(RecordIx::from) {
        let count = c.reports(record).len();
        for read in (0..count).filter(|_| count > 1) {
            let Comparison { pair, right, .. } = Comparison::new(c, record, read);
            assert!(pair.0 < pair.1 && pair.1 < count);
            assert!(pair.0 == read || pair.1 == read, "{read} of {count}: {pair:?}");
            assert_eq!(right, pair.1 == read, "what is read keeps the keys");
            many += usize::from(read > 1);
        }
    }
    assert!(many > 0);
    let shown = words(&compared(3, 120, 36).grid());
    assert!(shown.contains("Evening Sun") && shown.contains("reports 1 and 4 of 4"), "{shown}");
}

#[test]
fn a_paraphrase_is_not_said_to_be_missing_elsewhere() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (40, 12)] {
        let all = screens(compared(3, width, height)).concat();
        assert!(!all.contains("only here") && !all.contains("only Evening"), "{all}");
        assert!(words(&all).contains("a paraphrase is compared here") || width == 40, "{all}");
    }
}

#[test]
fn what_only_one_prints_is_told_plainly() {
    let shown = words(&compared(0, 120, 36).grid());
    assert!(shown.contains("one prints what the other leaves out 2024"), "{shown}");
}

#[test]
fn everything_is_seen_on_a_low_screen() {
    for (width, height) in [(40, 12), (60, 12), (120, 12), (40, 9)] {
        let screens = screens(compared(0, width, height));
        let all = screens.iter().map(|s| words(s)).collect::<Vec<_>>();
        for wanted in
            ["Xenia Orlova", "Coast Wire", "Morning Post", "The bridge stays open", "2024"]
        {
            assert!(
                all.iter().any(|s| s.contains(wanted)),
                "{wanted} at {width}x{height}\n{}",
                screens.concat()
            );
        }
        for screen in &screens {
            let body =
                screen.lines().skip(2).filter(|line| line.chars().any(char::is_alphanumeric));
            assert!(body.count() > 2, "{width}x{height}\n{screen}");
        }
    }
}

#[test]
fn the_footer_offers_the_side_that_has_not_the_keys() {
    let offered = |stage: &Stage| -> Vec<&'static str> {
        let keys = keymap::footer(stage.app(), 120);
        keys.iter().map(|key| key.binding.name).filter(|name| name.ends_with("-report")).collect()
    };
    let stage = compared(0, 120, 36);
    assert_eq!(offered(&stage), ["read-report", "second-report"]);
    assert_eq!(offered(&stage.press("l")), ["read-report", "first-report"]);
}

#[test]
fn each_report_tells_its_own_day_where_they_do_not_say_the_same() {
    let ron = RON.replacen("same_as: \"one\",", "said: \"2024-03\", same_as: \"one\",", 1);
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        let mut stage = Stage::text(&ron, width, height);
        stage.program.app.place.cursor.nth = 1;
        let apart = words(&screens(stage.press("2 c")).join(" "));
        let alike = words(&screens(compared(1, width, height)).join(" "));
        // The day may be cut by the border between two columns; the head stands above them.
        let has = |seen: &str, told: &str| seen.contains(told);
        assert!(has(&apart, "said 7 Mar") && has(&apart, "said Mar 2024"), "at {width}x{height}");
        assert!(!has(&apart, "Xenia Orlova, said"), "one day for both at {width}x{height}");
        assert!(has(&alike, "Xenia Orlova, said 7 Mar 2024"), "at {width}x{height}");
    }
}

#[test]
fn marks_between_the_same_words_are_no_other_words() {
    let with = |other: &str| RON.replace("Nobody asked us to close it in 2024.", other);
    for (other, is_word) in [
        ("Nobody has asked us to close it!", false),
        ("Nobody has asked us, to close it.", false),
        ("Nobody had asked us to close it.", true),
    ] {
        for width in [120, 60] {
            let seen = words(&screens(Stage::text(&with(other), width, 36).press("2 c")).concat());
            assert_eq!(seen.contains("punctuated otherwise"), !is_word, "{seen}");
            assert_eq!(seen.contains("reworded"), is_word, "{seen}");
            assert_eq!(seen.contains("only their punctuation differs"), !is_word, "{seen}");
        }
    }
}
