//! What the views of the timeline show: all that is there is told, however little room there is.

#![allow(clippy::unwrap_used, reason = "tests")]

mod stage;

use std::collections::BTreeSet;

use stage::Stage;
use startline::app::density::Lane;
use startline::geometry::Size;
use startline::program::Input;

const SIZES: [(u16, u16); 5] = [(160, 45), (120, 36), (80, 24), (60, 20), (40, 12)];

/// What the screen says, in one line without frames.
fn said(stage: &Stage) -> String {
    let grid = stage.grid();
    let words = grid.split_whitespace().map(|word| word.trim_matches(['│', '┃']));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn resized(mut stage: Stage, width: u16, height: u16) -> Stage {
    stage.send(Input::Resize(Size { width, height }));
    stage
}

#[test]
fn what_is_cut_off_in_a_view_is_counted_and_reached() {
    for (width, height) in SIZES {
        let mut stage = Stage::shipped(width, height).press("v f");
        let rows = stage.app().lane_rows();
        let mut hidden = rows - stage.app().lane_rows_seen().end;
        assert!(hidden > 0, "the parties that are open take more rows than there are");
        for _ in 0..rows {
            let told = format!("▼ {hidden} more");
            assert!(hidden == 0 || stage.grid().contains(&told), "{told}\n{}", stage.grid());
            stage = stage.press("j");
            let (app, seen) = (stage.app(), stage.app().lane_rows_seen());
            let at = app.lanes().position(|lane| lane == app.place.views.lanes.lane).unwrap();
            assert!(seen.contains(&at), "{at} of {seen:?}\n{}", stage.grid());
            hidden = rows - seen.end;
        }
        let grid = stage.grid();
        assert!(hidden == 0 && grid.contains("▲ ") && grid.contains(" above"), "{grid}");
        assert!(grid.lines().any(|line| line.trim_matches(['│', ' ']).starts_with("bo")), "{grid}");
    }
}

#[test]
fn a_size_that_comes_back_shows_what_it_showed() {
    for keys in ["g g", "G", "j j j", "v", "v f", "v f j j j", "v G", "v v", "2 j j j", "3 j j"] {
        for (width, height) in [(120, 36), (80, 24)] {
            let stage = Stage::shipped(width, height).press(keys);
            let before = stage.grid();
            let stage = resized(resized(stage, 60, 20), 20, 5);
            let stage = resized(stage, width, height);
            assert_eq!(stage.grid(), before, "{keys} at {width}x{height}");
        }
    }
}

#[test]
fn what_is_not_known_by_a_day_is_not_said_to_be_missing() {
    for (width, height) in SIZES {
        let stage = Stage::shipped(width, height).press(":").typed("as of 2000-01-01");
        let stage = stage.press("Enter").press("v");
        let told = said(&stage);
        assert!(told.contains("Nothing of this was known by 1 Jan 2000: "), "{}", stage.grid());
        assert!(told.contains("as of shows everything again."), "{}", stage.grid());
        let stage = stage.press("v");
        let told = said(&stage);
        assert!(told.contains("No figure of this was known by 1 Jan 2000: "), "{}", stage.grid());
        assert!(told.contains("v goes back to the list"), "{}", stage.grid());
        assert!(told.contains("as of shows everything again."), "{}", stage.grid());
        let stage = stage.press(":").typed("as of").press("Enter");
        let place = &stage.app().place;
        assert!(place.as_of.is_none(), "{}", stage.grid());
    }
}

#[test]
fn an_empty_view_says_why_and_what_leads_on() {
    for (width, height) in SIZES {
        let stage = Stage::text("(meta: (title: \"Nothing yet\"))", width, height).press("v");
        let told = said(&stage);
        assert!(told.contains("This dataset holds no records."), "{}", stage.grid());
        assert!(told.contains("q goes back."), "{}", stage.grid());
        let stage = stage.press("v");
        let told = said(&stage);
        assert!(told.contains("This dataset holds no figures. v goes back to the list."), "{told}");
    }
}

/// One who is heard late, and another who is heard early.
const HEARD: &str = r#"(
    parties: [(id: "p", name: "Alpha")],
    speakers: [(id: "a", name: "Ada Brandt", kind: Person, party: "p"), (id: "b", name: "Bo Ek", kind: Person)],
    sources: [(id: "late", kind: News, outlet: "Gazette", published: "2020-01-02"),
              (id: "early", kind: News, outlet: "Courier", published: "2010-01-02")],
    statements: [
        (id: "q", source: "late", para: 1, kind: Quote, speaker: "a", said: "2020-01-01", text: "We go on."),
        (id: "r", source: "early", para: 1, kind: Quote, speaker: "b", said: "2010-01-01", text: "They went on."),
    ] )"#;

#[test]
fn what_leaves_no_record_is_what_is_blamed_and_its_keys_end_it() {
    let by_2015 = |stage: Stage| stage.press(":").typed("as of 2015").press("Enter");
    let of_ada = || Stage::text(HEARD, 120, 36).press("G F");
    let shows_all =
        |stage: &Stage| stage.app().order().len() == stage.app().chronology().records.len();
    let stage = by_2015(of_ada());
    assert!(stage.app().order().is_empty(), "{}", stage.grid());
    let why = |stage: &Stage| stage.app().why_empty().unwrap_or_default();
    let told = "No record is left by the filter, Ada Brandt (F F shows everybody) and the day of knowledge, \
                31 Dec 2015 (q shows everything).";
    assert_eq!(why(&stage), told);
    // What keys would act on is not there for the same reason.
    let noted = said(&by_2015(of_ada()).press("y"));
    assert!(noted.contains("no record is left by the filter, Ada Brandt"), "{noted}");
    let stage = stage.press("F F");
    assert!(shows_all(&stage), "{}", stage.grid());
    let hidden = Stage::text(HEARD, 120, 36).press("/").typed("\"we go on\"").press("Enter d");
    let stage = by_2015(hidden);
    assert!(why(&stage).starts_with("No record is left by the query (X clears it) and the day"));
    assert!(shows_all(&stage.press("X")));
}

#[test]
fn a_place_in_the_list_reads_the_same_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (60, 20), (60, 14)] {
        let stage = Stage::lake(width, height);
        let count = stage.app().order().len();
        let told = stage.grid();
        assert!(told.contains(&format!(" of {count}")), "{told}");
        assert!(told.contains("record ") && !told.contains(&format!("{count} records")), "{told}");
    }
}

#[test]
fn every_record_that_has_a_date_stands_on_the_axis() {
    for (first, last) in [
        ("1850-01-01", "1950?"),
        ("1850?", "1950-01-01"),
        ("../1850", "1950-01-01"),
        ("1850-01-01", "1950/.."),
        ("1850?", "1950~"),
        ("1850-01-01", "1850-02-01"),
    ] {
        let ron = format!(
            r#"(sources: [(id: "s", kind: News, outlet: "S", published: "1850-01-02")], events: [
            (id: "one", date: "{first}", title: "One", cites: [(source: "s")]),
            (id: "two", date: "{last}", title: "Two", cites: [(source: "s")])])"#
        );
        let stage = Stage::text(&ron, 120, 36).press("v");
        let app = stage.app();
        let (scale, density) = (app.lanes_scale(), app.shown_density());
        let cells = (0..scale.cells).map(|cell| density.tally(Lane::Events, &scale.span(cell)));
        let filled: Vec<usize> =
            cells.map(|tally| tally.count).filter(|count| *count > 0).collect();
        assert_eq!(filled, [1, 1], "{first} and {last}\n{}", stage.grid());
    }
}

#[test]
fn silences_are_counted_by_the_calendar() {
    let grid = |first: &str, last: &str| {
        let ron = format!(
            r#"(events: [(id: "one", date: "{first}", title: "One"), (id: "two", date: "{last}", title: "Two")])"#
        );
        Stage::text(&ron, 120, 36).press("v").grid()
    };
    let century = grid("1850-01-01", "1950-01-01");
    assert!(century.contains("1 Jan 1850 – 1 Jan 1950 · 100 years"), "{century}");
    let ages = grid("Y-17000", "-0200");
    assert!(ages.contains("17001 BC – 201 BC · "), "{ages}");
}

#[test]
fn a_silence_is_told_with_both_its_ends() {
    for (keys, ends) in [("v", "Jan 2011 – Feb 2018 "), ("v f", "28 Jan 2011 – ∴≤26 Feb 2022 ")]
    {
        let grid = Stage::shipped(80, 24).press(keys).grid();
        assert!(grid.contains(ends), "{grid}");
    }
    // The foot tells how long nobody is heard, and not only from where to where the cell is.
    for (width, height) in &SIZES[..3] {
        let grid = Stage::shipped(*width, *height).press("v g s").grid();
        let told = "28 Jan 2011 – 5 Feb 2018 · no records";
        assert!(grid.contains(told), "{grid}");
    }
}

#[test]
fn lanes_say_how_many_no_lane_counts_before_they_explain_their_marks() {
    let said = |id: u32, said: &str| {
        format!(
            "(id: \"s-{id}\", source: \"s\", para: 1, kind: Quote, speaker: \"x\", {said}text: \"Yes {id}.\"),"
        )
    };
    let all = [
        said(1, "said: \"2024-07-01\", "),
        said(2, ""),
        said(3, "said: \"2024-09-01~\", "),
        said(4, ""),
    ];
    let ron = format!(
        "(speakers: [(id: \"x\", name: \"Xenia Longname\", kind: Person)],
          sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2026\")], statements: [{}])",
        all.concat()
    );
    for (width, height) in [(120, 40), (100, 30), (80, 24)] {
        let mut stage = Stage::text(&ron, width, height).press("v");
        for keys in ["l", "G", "g g"] {
            stage = stage.press(keys);
            let grid = stage.grid();
            assert!(grid.contains("2 undated"), "{keys}\n{grid}");
        }
    }
}

#[test]
fn a_silence_ends_where_the_rows_say_that_the_next_record_is() {
    let ron = |first: &str, last: &str| {
        format!(
            r#"(events: [(id: "one", date: "{first}", title: "One"), (id: "two", date: "{last}", title: "Two")])"#
        )
    };
    for (first, last, told) in [
        ("0121-03-02", "0300~", "2 Mar 121 – c. 300 · ~178 years"),
        ("0121-03-02", "0300", "2 Mar 121 – 300 · 178 years"),
        ("0121-03-02", "0300-01-01", "2 Mar 121 – 1 Jan 300 · 178 years"),
        ("0121?", "0300-05", "121? – May 300 · ~178 years"),
        ("0121-03/0122-04-05", "0300-01-01~/0301", "5 Apr 122 – c. 1 Jan 300 · ~177 years"),
        ("0121-03-02", "../0300-01-01", "2 Mar 121 – ≤1 Jan 300 · ~178 years"),
    ] {
        let stage = Stage::text(&ron(first, last), 160, 44).press("v");
        assert!(stage.grid().contains(told), "{told}\n{}", stage.grid());
    }
    // An inferred day has its sign here as in its row.
    let inferred = ron("0121-03-02", "0300-01-01")
        .replace("date: \"0300-01-01\",", "date: \"0300-01-01\", basis: Inferred(\"so\"),");
    let grid = Stage::text(&inferred, 160, 44).press("v").grid();
    assert!(grid.contains("2 Mar 121 – ∴1 Jan 300 · 178 years"), "{grid}");
    // Where another record of that day has it for certain the day is told.
    let both = ron("0121-03-02", "0300~")
        .replace("events: [", "events: [(id: \"sure\", date: \"0300-01-01\", title: \"Sure\"), ");
    let grid = Stage::text(&both, 160, 44).press("v").grid();
    assert!(grid.contains("2 Mar 121 – 1 Jan 300 · 178 years"), "{grid}");
}

#[test]
fn rows_and_lanes_count_a_silence_from_what_may_still_be_said() {
    let ron = |first: &str| {
        let said = |id: &str, speaker: &str, date: &str| {
            format!(
                "(id: \"{id}\", source: \"s\", para: 1, kind: Quote, speaker: \"{speaker}\", said: \"{date}\", text: \"It is {id}.\"),"
            )
        };
        let all = [
            said("a", "x", first),
            said("b", "y", "2024-07-05"),
            said("c", "x", "2024-11-20"),
            said("d", "y", "2025-11-20"),
        ];
        format!(
            "(parties: [(id: \"p\", name: \"North\"), (id: \"q\", name: \"South\")],
              speakers: [(id: \"x\", name: \"X\", kind: Person, party: \"p\"), (id: \"y\", name: \"Y\", kind: Person, party: \"q\")],
              sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2026\")], statements: [{}])",
            all.concat()
        )
    };
    for (first, row, told) in [
        ("2024-07-01/2024-09-30", "· 51 days ·", "30 Sep – 20 Nov 2024 · 51 d"),
        ("2024-07-XX", "· 112 to 138 days ·", "∈Jul 2024 – 20 Nov 2024 · 112 d"),
        (
            "[2024-07-01..2024-08-09]",
            "· 103 to 138 days ·",
            "∈1 Jul – 9 Aug 2024 – 20 Nov 2024 · 103 d",
        ),
        (
            "2024-07-01/2024-09-30~",
            "· about 51 days ·",
            "c. 30 Sep 2024 – 20 Nov 2024 · about 51 d",
        ),
        ("2024-07-04", "· 138 days ·", "5 Jul – 20 Nov 2024 · 138 d"),
    ] {
        let stage = Stage::text(&ron(first), 160, 44);
        assert!(stage.grid().contains(row), "{row}\n{}", stage.grid());
        let stage = stage.press("v g s g s");
        assert!(said(&stage).contains(told), "{told}\n{}", said(&stage));
    }
}

#[test]
fn a_number_stands_beside_its_noun() {
    for (width, height) in SIZES {
        let figures = Stage::shipped(width, height).press("v v");
        assert!(figures.grid().contains("· date 25 of 25"), "{}", figures.grid());
        assert!(width < 60 || figures.grid().contains("· measure 1 of 7"), "{}", figures.grid());
        let lanes = Stage::shipped(width, height).press("v g s");
        assert!(said(&lanes).contains("· silence 1 of "), "{}", lanes.grid());
        let lanes = Stage::shipped(width, height).press("v");
        let all = format!("and {} more", lanes.app().lane_records().len());
        assert!(!lanes.grid().contains(&all), "more than none\n{}", lanes.grid());
    }
}

#[test]
fn a_broken_axis_and_the_marks_of_lines_are_told_at_any_size() {
    for (width, height) in SIZES {
        let grid = Stage::shipped(width, height).press("v v").grid();
        let is_low = |c: char| c.is_ascii_digit();
        let at_foot = grid
            .lines()
            .any(|line| line.split_once('└').is_some_and(|(before, _)| before.ends_with(is_low)));
        assert!(grid.contains("┊ axis from ") || at_foot, "{grid}");
        assert!(grid.contains("● United States") && grid.contains("■ Russia"), "{grid}");
    }
}

#[test]
fn a_long_title_leaves_room_for_the_day_of_knowledge() {
    let title =
        "A very long title of a chronology that does not end before the terminal does, surely";
    for problem in ["", r#", outlet: "S", bogus: 1"#] {
        for width in [72, 80, 100] {
            let ron = format!(
                r#"(meta: (title: "{title}"), sources: [(id: "s", kind: News{problem}, outlet: "S")],
                events: [(id: "e", date: "2020-01-01", title: "E", cites: [(source: "s")])])"#
            );
            let stage = Stage::text(&ron, width, 24);
            let grid = stage.grid();
            let first = grid.lines().next().unwrap();
            assert!(first.contains("A very"), "{first}");
            assert!(first.contains('…') && first.ends_with("as of 21 Nov 2026"), "{first}");
            assert_eq!(first.contains('!'), stage.app().data.problems.all() > 0, "{first}");
        }
    }
}

#[test]
fn a_list_of_problems_offers_what_can_be_done_with_them() {
    let good = Stage::shipped(80, 24).press("E").grid();
    let last = good.lines().last().unwrap();
    assert!(!good.contains("edits") && !last.contains("mark"), "{good}");
    let bad = r#"(events: [(id: "e", date: "2020-01-01", title: "E"), (id: "f", date: "no day", title: "F")])"#;
    let bad = Stage::text(bad, 80, 24).press("E").grid();
    let last = bad.lines().last().unwrap();
    assert!(bad.contains("Enter edits") && last.contains("Enter edit it"), "{bad}");
    assert!(!last.contains("mark") && !last.contains("go there"), "{bad}");
}

#[test]
fn a_file_of_which_nothing_is_known_is_no_nothing_that_was_left_out() {
    let stage = Stage::text("{\"sources\": [{\"id\": \"s\"}]}", 160, 45);
    assert!(said(&stage).contains("1 error, all of 1 file left out"), "{}", stage.grid());
    let stage = Stage::text("(sources: [(id: \"s\", outlet: \"S\")])", 160, 45);
    assert!(said(&stage).contains("1 error, 1 left out"), "{}", stage.grid());
}

/// No record of it can be shown.
const ALL_LEFT_OUT: &str =
    r#"(meta: (title: "T"), statements: [(id: "a", txt: "A"), (id: "b", source: "s", para: 1)])"#;

#[test]
fn what_leaves_no_record_to_show_is_told_in_its_place() {
    for (width, height) in SIZES {
        let stage = Stage::text(ALL_LEFT_OUT, width, height);
        let (errors, told) = (stage.app().data.problems.errors, said(&stage));
        let whole = format!("2 records were left out for {errors} errors; E lists them.");
        assert!(told.contains(&whole), "{}", stage.grid());
        assert!(!told.contains("holds no records"), "{}", stage.grid());
        assert_eq!(stage.app().target().map_err(|why| why + "."), Err(whole));
        let stage = stage.press("E");
        let told = said(&stage);
        let head = format!("Problems · {errors} errors, 2 left out");
        assert!(told.contains(&head), "{}", stage.grid());
        assert!(told.contains("Enter edit it") || width < 60, "{}", stage.grid());
    }
}

#[test]
fn the_title_line_keeps_the_number_of_errors_as_long_as_there_is_room() {
    for width in 80..130 {
        let stage = Stage::text(ALL_LEFT_OUT, width, 24);
        let grid = stage.grid();
        let first = grid.lines().next().unwrap();
        assert!(first.contains(" errors, 2 left out: E"), "{first}");
        assert!(first.contains("  T  ! ") && first.ends_with("as of 21 Nov 2026"), "{first}");
    }
}

#[test]
fn a_legend_is_whole_or_says_that_it_is_not() {
    for width in (30..=170).step_by(9) {
        let stage = Stage::shipped(width, 36).press("v v");
        let app = stage.app();
        let Some(measure) = app.measure() else { panic!("the chronology has figures") };
        let parts: Vec<String> = (app.legend(measure).iter())
            .map(|part| part.iter().map(|span| &*span.text).collect())
            .collect();
        let grid = stage.grid();
        let Some(line) = grid.lines().find(|line| line.contains(&parts[0])) else { continue };
        let shown = parts.iter().filter(|part| line.contains(&**part)).count();
        let is_cut = line.trim_end_matches(['│', ' ']).ends_with('…');
        assert_eq!(is_cut, shown < parts.len(), "{width}: {line}");
    }
}

#[test]
fn a_key_that_does_nothing_says_so_in_place_of_what_was_said() {
    let notice = |stage: &Stage| {
        stage.app().notice.as_ref().map_or_else(String::new, |notice| notice.text.clone())
    };
    for open in ["Home", "v", "v v", "2", "3", "c", "!", "'", "r"] {
        let stage = Stage::shipped(120, 36).press("m").press(open);
        let here = (stage.at(), stage.app().mode());
        for (keys, told) in [("%", "%"), ("g j", "g j"), ("5 %", "5 %"), ("F9", "F9")] {
            let stage = Stage::shipped(120, 36).press("m").press(open).press(keys);
            assert_eq!(notice(&stage), format!("{told} does nothing here; ? lists the keys"));
            assert!(stage.app().pending.is_empty(), "{keys}");
            assert_eq!((stage.at(), stage.app().mode()), here, "{open} {keys}");
        }
    }
}

/// No name of a milestone, and no line under one, stands where another milestone has its only cell.
#[test]
fn every_milestone_has_its_sign() {
    for (width, height) in [(160, 45), (120, 36), (100, 30), (80, 24), (60, 20), (40, 14), (40, 12)]
    {
        for (keys, across) in
            [("g g", false), ("g g v", true), ("g g + +", false), ("g g v + +", true)]
        {
            let stage = Stage::shipped(width, height).press(keys);
            let app = stage.app();
            let (scale, left, right, places) = if across {
                let layout = app.lanes_layout();
                (app.lanes_scale(), layout.gutter, layout.area.width, app.lanes_milestones())
            } else {
                (app.strip_scale(), 0, app.strip_area().width, app.strip_milestones())
            };
            let shows = !across || app.lanes_layout().head > 0;
            let cells = app.milestones_in_time().filter_map(|(_, day)| scale.cell_of(day));
            let wanted: BTreeSet<u16> =
                cells.map(|x| left + x).filter(|x| shows && *x < right).collect();
            let signs: BTreeSet<u16> = places.iter().map(|place| place.at.0).collect();
            assert_eq!(signs, wanted, "{keys} {width}x{height}\n{}", stage.grid());
            let hidden = places.iter().any(|place| {
                let others = places.iter().filter(|other| *other != place);
                others.into_iter().any(|other| other.holds(place.at.0, place.at.1))
            });
            assert!(!hidden, "{keys} {width}x{height}\n{}", stage.grid());
        }
    }
}
