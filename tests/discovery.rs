//! What a person finds without having read anything: keys in the footer, messages, the help, the tour, why something
//! was found.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stage;

use stage::Stage;
use startline::app::chords::Chords;
use startline::app::effect::{Effect, Outcome};
use startline::app::search::Found;
use startline::app::{Mode, Overlay, View, tour};
use startline::chronology::tables::Citation;
use startline::geometry::{Pane, Size};
use startline::keymap;
use startline::pages::row::{Go, Row};
use startline::program::Input;

fn last_line(stage: &Stage) -> String {
    stage.grid().lines().last().unwrap_or_default().to_owned()
}

/// The words of the last lines of a screen, blanks apart.
fn said(stage: &Stage) -> String {
    stage.grid().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_footer_never_drops_search_leaving_and_help() {
    for script in ["", "2", "3", "v", "m k m", "z"] {
        for width in [34, 40, 60, 80, 110, 160] {
            let stage = Stage::lake(width, 24);
            let stage = if script.is_empty() { stage } else { stage.press(script) };
            let stage = stage.press("/").typed("speaker:ministry").press("Enter Tab");
            let line = last_line(&stage);
            let leaving = match script {
                "v" => "q list",
                "z" => "q all panes",
                _ => "q quit",
            };
            for wanted in ["/ search", leaving, "? help"] {
                assert!(line.contains(wanted), "{script:?} at {width}: {line}");
            }
        }
    }
}

#[test]
fn the_keys_of_the_page_at_hand_outrank_those_of_every_page() {
    for (script, typed, then, wanted) in [
        // The shipped record at the start is printed by three.
        ("", "", "c", &["Enter read it", "s next pair", "l choose", "q close", "? help"][..]),
        ("/", "peskov", "Enter j", &["X clear", "/ search", "q quit", "? help"]),
        ("/", "peskov", "Enter 3", &["X clear", "/ search", "q quit", "? help"]),
        ("", "", "m '", &["Enter go there", "n my note", "d drop", "q close", "? help"]),
    ] {
        for (width, height) in [(120, 36), (80, 24), (60, 20)] {
            let stage = Stage::shipped(width, height);
            let stage = if script.is_empty() { stage } else { stage.press(script).typed(typed) };
            let line = last_line(&stage.press(then));
            for key in wanted {
                assert!(line.contains(key), "{typed} {then} at {width}: no {key} in {line}");
            }
        }
    }
    let hits = Stage::shipped(80, 24).press("/").typed("peskov").press("Enter j");
    let line = last_line(&hits);
    assert!(line.contains("n next hit") && line.contains("X clear"), "{line}");
}

#[test]
fn a_typed_line_that_is_scrolled_looks_cut() {
    for (width, height) in [(40, 12), (80, 24)] {
        let written = Stage::lake(width, height).press("m ' n").typed(&"long/".repeat(20));
        let grid = written.grid();
        let line = grid.lines().find(|line| line.contains("long/")).unwrap();
        assert!(line.trim_start_matches(['│', ' ']).starts_with('…'), "{grid}");
        for (keys, sign) in [(":", ": …"), ("? /", " /…")] {
            let typed =
                Stage::lake(width, height).press(keys).typed(&"word ".repeat(30)).typed("end");
            let grid = typed.grid();
            assert!(grid.contains(sign) && grid.contains("word end"), "{keys}: {grid}");
        }
        let searched = Stage::lake(width, height).press("/").typed(&"word ".repeat(30));
        assert!(last_line(&searched).starts_with("/…"), "{}", searched.grid());
        let whole = Stage::lake(width, height).press("/").typed("word");
        assert!(last_line(&whole).starts_with("/word"), "{}", whole.grid());
    }
}

#[test]
fn views_say_at_forty_columns_what_is_told_nowhere_else() {
    for keys in ["v", "v j", "v G"] {
        let lanes = Stage::shipped(40, 12).press(keys);
        assert!(said(&lanes).contains(" record"), "{keys}: {}", lanes.grid());
    }
    let figures = Stage::shipped(40, 12).press("v v");
    let shown = said(&figures);
    assert!(shown.contains(" of 25"), "{}", figures.grid());
    assert!(shown.contains("38 under 700") || shown.contains(" of 700"), "{}", figures.grid());
}

#[test]
fn a_count_of_hits_says_whose_they_are_and_how_many_are_sure() {
    let of_all = Stage::shipped(80, 24).press("/").typed("peskov");
    assert!(!last_line(&of_all).contains("everybody"), "{}", of_all.grid());
    let filtered = Stage::shipped(80, 24).press("F /").typed("peskov");
    assert!(last_line(&filtered).contains("of everybody: 26 hits"), "{}", filtered.grid());
    let unsure = Stage::shipped(120, 36).press("/").typed("before:2010-04-08");
    assert!(said(&unsure).contains("hits, 42 of them maybe"), "{}", unsure.grid());
}

#[test]
fn what_enter_does_with_a_line_is_said_alike_beside_it_and_in_the_footer() {
    let note = Stage::lake(80, 24).press("m ' n");
    assert!(last_line(&note).contains("Enter keep it"), "{}", note.grid());
    assert!(said(&note).contains("Enter keeps it"), "{}", note.grid());
}

#[test]
fn every_message_is_whole_at_forty_columns() {
    let scripts = [
        "n",
        "d",
        "G m m",
        "v g s",
        "g k",
        "t",
        "F",
        "X",
        "+",
        "v G l l l y",
        "R",
        "F2",
        "E",
        "g t Esc",
    ];
    for script in scripts {
        for (width, height) in [(40, 12), (30, 8), (80, 24)] {
            let stage = Stage::lake(width, height).press(script);
            let Some(notice) = &stage.app().notice else { continue };
            let told: String = notice.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said(&stage).contains(&told), "{script} at {width}: {told}\n{}", stage.grid());
        }
    }
}

#[test]
fn where_a_copy_went_and_why_not_elsewhere_is_told_whole() {
    let told = "the quotation with its citation copied into tmux, and to the terminal's clipboard if tmux knows of one; \
                xclip failed (exit status: 1)";
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for keys in ["j", "v v", "!", "?"] {
            let mut stage = Stage::lake(width, height).press(keys);
            stage.send(Input::Outcome(Outcome::Done(told.to_owned())));
            assert!(said(&stage).contains(told), "{keys} at {width}:\n{}", stage.grid());
        }
    }
}

#[test]
fn a_query_that_is_wrong_is_explained_whole() {
    let stage = Stage::lake(40, 12).press("/").typed("speeker:quill");
    assert!(said(&stage).contains("no field is called `speeker`"), "{}", stage.grid());
    assert!(said(&stage).contains("speaker"), "{}", stage.grid());
}

#[test]
fn what_asks_for_nothing_lists_no_hits_and_says_why() {
    // A field that there is not, a date that is none, and one that is none yet.
    for (typed, told) in [
        ("speeker:quill", "no field is called `speeker`"),
        ("since:zz", "`zz` is no date"),
        ("since:feb", "`feb` is no date yet"),
        ("said:20", "`20` is no date yet"),
    ] {
        for (width, height) in [(80, 24), (40, 12)] {
            let stage = Stage::lake(width, height).press("/").typed(typed);
            let shown = said(&stage);
            assert!(shown.contains(told) && !shown.contains(" hits"), "{}", stage.grid());
            assert!(!stage.app().lists_hits() && stage.app().search.is_some(), "{typed}");
            let refused = stage.press("Enter");
            let told = said(&refused);
            assert!(refused.app().search.is_some(), "{typed}: {}", refused.grid());
            assert!(told.contains(" is no date; write") || told.contains("no field"), "{told}");
            assert!(refused.app().place.active.is_none());
        }
    }
    // What else is asked is found; Enter refuses the part that asks for nothing.
    let beside = Stage::lake(80, 24).press("/").typed("limits since:feb");
    assert!(beside.app().lists_hits() && said(&beside).contains("`feb` is no date yet"));
    assert!(beside.press("Enter").app().search.is_some());
}

#[test]
fn what_is_wrong_with_a_query_without_hits_is_said_once() {
    for (typed, told) in [
        ("has:conflict", "has: knows no `conflict`; write one of note, link, text"),
        ("is:conflict", "is: knows no `conflict`"),
        ("speaker:zzqq", "no speaker is called `zzqq`"),
        ("is:contested", "is: knows no `contested`; did you mean is:corrected?"),
        ("2025-13", "`2025-13` is no date; months go from 01 to 12"),
    ] {
        let stage = Stage::lake(80, 24).press("/").typed(typed);
        let listed = said(&stage).replace("│ ", "");
        assert!(listed.contains("Nothing matches. "), "{listed}");
        assert_eq!(listed.matches(told).count(), 1, "{listed}");
        assert!(!listed.contains("Words must all stand"), "{listed}");
    }
}

#[test]
fn a_chord_that_is_begun_says_how_it_goes_on() {
    let stage = Stage::lake(80, 24).press("g");
    let shown = said(&stage);
    let chords = Chords::default();
    for (keys, text) in keymap::continuations(&chords, Mode::Browse(Pane::Timeline), "g") {
        assert!(shown.contains(&format!("{keys} {text}")), "{shown}");
    }
    assert!(!said(&stage.press("g")).contains("a tour of five keys"));
    assert!(keymap::continuations(&chords, Mode::Browse(Pane::Timeline), "5").is_empty());
}

#[test]
fn the_help_begins_with_the_keys_of_where_it_was_opened() {
    let first = |script: &str| {
        Stage::lake(100, 30).press(script).grid().lines().nth(2).unwrap_or_default().to_owned()
    };
    assert!(first("?").contains("Here: the timeline"));
    assert!(first("v ?").contains("Here: time across"));
    assert!(first("' ?").contains("Here: the marks"));
}

#[test]
fn the_help_is_narrowed_as_it_is_typed_in() {
    let stage = Stage::lake(100, 30).press("? /").typed("footnote");
    assert_eq!(stage.app().mode(), Mode::HelpFilter);
    assert!(stage.grid().contains("copy the short footnote"), "{}", stage.grid());
    assert!(!stage.grid().contains("half a page"), "{}", stage.grid());
    let signs = Stage::lake(100, 30).press("? /").typed("derived");
    assert!(signs.grid().contains("in figures: derived"), "{}", signs.grid());
    let none = Stage::lake(100, 30).press("? /").typed("zzqq");
    assert!(none.grid().contains("Esc shows all of them"));
    let kept = stage.press("Enter");
    assert_eq!(kept.app().mode(), Mode::Help);
    assert!(!kept.grid().contains("half a page"), "what is narrowed stays");
    let wide = Stage::lake(100, 30).press("? /").typed("zz").press("Esc");
    assert!(wide.grid().contains("half a page") && wide.app().mode() == Mode::Help);
    assert!(wide.press("q").app().overlay().is_none());
}

#[test]
fn the_tour_leaves_the_row_of_the_cursor_in_sight() {
    for (width, height) in [(40, 12), (60, 14), (80, 24), (120, 36)] {
        for start in ["G", "g g", "g g j"] {
            let mut stage = Stage::text(stage::HARD, width, height).press(start);
            for (nth, keys) in ["g t", "j", "Enter", "Esc"].into_iter().enumerate() {
                stage = stage.press(keys);
                let grid = stage.grid();
                assert!(grid.contains('▌'), "{start}, step {nth} at {width}x{height}:\n{grid}");
            }
        }
    }
}

#[test]
fn the_tour_goes_on_by_its_keys_and_is_left_at_any_point() {
    let mut stage = Stage::lake(80, 24).press("g t");
    for (at, step) in tour::STEPS.iter().enumerate() {
        assert_eq!(stage.app().tour, Some(at));
        assert!(said(&stage).contains(&format!("Tour · {} of 5", at + 1)), "{}", stage.grid());
        let left = Stage::lake(80, 24).press("g t Esc");
        assert_eq!(left.app().tour, None);
        stage = stage.press("k").press(&keymap::chord_of(&Chords::default(), step.action));
        if step.action == "search" {
            stage = stage.press("Esc");
        }
    }
    assert_eq!(stage.app().tour, None);
    assert_eq!(stage.app().notice.as_ref().map(|n| &*n.text), Some(&*tour::end("?")));
}

#[test]
fn whoever_looks_for_keys_is_told_of_the_tour_and_can_begin_it() {
    for keys in ["?", "v ?", "m ' ?"] {
        let stage = Stage::lake(80, 24).press(keys);
        assert!(last_line(&stage).contains("g t tour"), "{keys}: {}", last_line(&stage));
        let stage = stage.press("g t");
        assert!(said(&stage).contains("Tour · 1 of 5"), "{keys}\n{}", stage.grid());
        assert!(stage.app().overlay().is_none());
    }
    for keys in ["j", "v", "m '"] {
        let stage = Stage::lake(120, 24).press(keys);
        assert!(!last_line(&stage).contains("tour"), "{keys}: {}", last_line(&stage));
    }
}

#[test]
fn a_key_that_does_nothing_says_so_where_one_types_too() {
    for open in [":", "/", "? /", "m ' n"] {
        for key in ["F5", "Ctrl-t", "Alt-x"] {
            let stage = Stage::lake(80, 24).press(open).press(key);
            let told = format!("{key} does nothing here; F1 lists the keys");
            assert!(said(&stage).contains(&told), "{open} {key}\n{}", stage.grid());
        }
    }
}

/// Whatever stands on the screen that is no letter is in the help.
#[test]
fn every_sign_that_is_drawn_is_told_in_the_help() {
    /// What everybody reads: quotation marks, dashes, frames and the arrows of keys.
    const READ: &str = "“”‘’—–…·¶$€£╭╮╰╯│─†§°½";
    let help = Stage::shipped(160, 1000).press("?").grid();
    let mut drawn = std::collections::BTreeMap::new();
    let keys =
        ["", "G", "g g", "2", "3", "v", "v f", "v v", "v v v", "c", "r", "!", "m '", "y", ":", "/"];
    for keys in keys {
        for (width, height) in [(160, 45), (80, 24)] {
            let stage = Stage::shipped(width, height);
            let stage = if keys.is_empty() { stage } else { stage.press(keys) };
            let signs: Vec<char> =
                stage.grid().chars().filter(|c| !c.is_ascii() && !c.is_alphanumeric()).collect();
            drawn.extend(signs.into_iter().map(|sign| (sign, keys)));
        }
    }
    assert!(drawn.len() > 15, "{drawn:?}");
    for (sign, keys) in drawn {
        let is_ramp = ('▁'..='█').contains(&sign);
        let is_line = ('─'..='╿').contains(&sign);
        assert!(
            READ.contains(sign) || is_ramp || is_line || help.contains(sign),
            "{sign} of {keys:?}"
        );
    }
}

#[test]
fn the_hits_say_what_nothing_has_and_what_comes_near() {
    let stage = Stage::lake(120, 40).press("/").typed("limits zzqqxx");
    let shown = stage.grid();
    assert!(shown.contains("Hits"), "{shown}");
    assert!(shown.contains("no record has `zzqqxx`"), "{shown}");
    // What all of them lack is said once, and leaves their rows to what they say.
    assert!(shown.contains("no record has it all; what comes near lacks: zzqqxx"), "{shown}");
    assert_eq!(shown.matches("lacks:").count(), 1, "{shown}");
    let twice = Stage::lake(120, 40).press("/").typed("limits zzqqxx zzqqxx").grid();
    assert_eq!(twice.matches("no record has `zzqqxx`").count(), 1, "{twice}");
}

#[test]
fn the_palette_offers_what_was_chosen_lately_and_the_searches() {
    let stage = Stage::lake(100, 40).press("/").typed("speaker:ministry").press("Enter g k");
    let kept = Effect::KeepSearch { query: "speaker:ministry".to_owned(), kept: true };
    assert!(stage.effects.contains(&kept), "{:?}", stage.effects);
    let stage = stage.press("X :");
    assert!(stage.grid().contains("/speaker:ministry"), "{}", stage.grid());
    let stage = stage.typed("/speaker").press("Enter");
    assert_eq!(
        stage.app().place.active.as_ref().map(|active| active.query.text()),
        Some("speaker:ministry")
    );
    let stage = stage.press(":").typed("kwill").press("Enter :");
    assert!(stage.grid().contains("chosen lately"), "{}", stage.grid());
    assert!(stage.grid().contains("Theodore Kwill"), "{}", stage.grid());
    // What is typed as an id is told otherwise in its row, and is chosen all the same.
    let stage = stage.press("Esc :").typed("oake").press("Enter :");
    assert!(stage.grid().contains("Hanna Oake"), "{}", stage.grid());
    assert!(last_line(&stage).contains("Esc close"), "{}", stage.grid());
    let dropped = stage.press("Esc g k");
    let effect = Effect::KeepSearch { query: "speaker:ministry".to_owned(), kept: false };
    assert!(dropped.effects.contains(&effect));
}

#[test]
fn what_people_call_a_thing_finds_its_row_in_the_help() {
    for (typed, told) in [
        ("mouse", "capture the mouse"),
        ("wheel", "capture the mouse"),
        ("as of", "only what was known by then"),
        ("known", "only what was known by then"),
        ("theme", "colours for a dark or a light background"),
        ("dataset", "the path of its folder or file"),
        ("text", "startline --texts FOLDER"),
        ("today", "only what was known by then"),
        ("sign", "in quotation marks"),
        ("circle", "reported"),
        ("inferred", "no source prints the date"),
        ("maybe", "the date of this hit is not sure"),
        ("since", "the same as after:"),
        ("before", "said or happened before that day"),
        ("until", "on that day or earlier"),
        ("outlet", "who prints it"),
        ("speaker:", "who said it, by name"),
        ("disputed", "a note tells of a conflict"),
        ("is:disputed", "a note tells of a conflict"),
        ("has:note", "a note is about it"),
        ("query fragment", "a quoted part of the reporter's sentence"),
        ("outlets", "so many print it"),
        ("sources", "so many pages print it"),
        ("+1", "together with the one who is named"),
        ("c.", "about: the date is given roughly"),
        ("2025?", "a date that is not sure"),
        ("near", "not all that was typed"),
        ("days ·", "nothing is recorded between"),
        ("save", "as a brief"),
        ("export", "startline export"),
        ("bookmark", "mark, or take the mark back"),
        ("browser", "open the source in the browser"),
        ("article", "open the source in the browser"),
        ("exit", "quit"),
        ("clipboard", "from a menu of forms"),
        ("diff", "compare the reports"),
        ("refresh", "read the dataset again"),
        ("fullscreen", "the whole screen"),
        ("chart", "as figures"),
        ("reference", "BibTeX"),
    ] {
        let stage = Stage::lake(110, 40).press("? /").typed(typed);
        assert!(said(&stage).contains(told), "{typed}: {}", stage.grid());
    }
}

#[test]
fn what_people_call_a_command_finds_it_in_the_palette() {
    for (typed, told) in [
        ("mouse", "capture the mouse"),
        ("save", "as a brief"),
        ("export", "as a brief"),
        ("browser", "open the source in the browser"),
        ("bookmark", "mark, or take the mark back"),
        ("known", "only what was published by then"),
        ("known by 2025-10-04", "only what was published by 4 Oct 2025"),
        ("fullscreen", "the whole screen"),
    ] {
        let stage = Stage::lake(110, 40).press(":").typed(typed);
        assert!(said(&stage).contains(told), "{typed}: {}", stage.grid());
    }
    let known = Stage::shipped(120, 36).press(":").typed("known by 2025-10-04").press("Enter");
    assert!(known.app().place.as_of.is_some());
}

#[test]
fn notes_are_listed_by_their_own_words() {
    let stage = Stage::lake(120, 40).press("!");
    let Some(Overlay::Picker(ledger)) = stage.app().overlay() else { panic!("no ledger") };
    let c = stage.app().chronology();
    let is_id = |text: &str| c.by_id(text.trim()).is_some();
    assert!(ledger.rows.iter().all(|row| !is_id(&row.text())), "{}", stage.grid());
    let stage = Stage::lake(120, 40).press(":").typed("conflict");
    let Some(Overlay::Picker(palette)) = stage.app().overlay() else { panic!("no palette") };
    let listed: Vec<String> = palette.rows.iter().map(Row::text).collect();
    for note in stage.app().chronology().notes_list() {
        let begins: String = note.text.chars().take(20).collect();
        let own = listed.iter().find(|row| row.ends_with(&*note.id));
        assert!(own.is_none_or(|row| row.contains(&begins)), "{own:?}");
    }
    assert!(listed.iter().any(|row| row.starts_with("conflict · ")), "{listed:?}");
}

#[test]
fn a_date_among_other_words_is_offered_in_the_palette() {
    for (typed, part) in [
        ("warheads 10 june 2020", "10 june 2020"),
        ("zz 2020-06-10", "2020-06-10"),
        ("10 june 2020 warheads zz", "10 june 2020"),
        ("known 10 june 2020 offers", "known 10 june 2020"),
    ] {
        for (width, height) in [(80, 24), (40, 12)] {
            let stage = Stage::shipped(width, height).press(":").typed(typed);
            let shown = stage.grid().replace(['│', '▌'], " ");
            let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(shown.contains(&format!("for {part}")), "{typed}: {}", stage.grid());
            assert!(shown.contains("the record nearest 10 Jun 2020"), "{}", stage.grid());
            assert!(shown.contains("only what was published by"), "{}", stage.grid());
            assert!(!shown.contains("nothing goes by that name"), "{}", stage.grid());
            assert_eq!(shown.matches("the record nearest").count(), 1);
        }
    }
    let whole = Stage::shipped(80, 24).press(":").typed("10 june 2020");
    assert!(!said(&whole).contains("for 10 june"), "{}", whole.grid());
    // What has all the words goes before them.
    let named = Stage::shipped(80, 24).press(":").typed("launchers mar 2016");
    let Some(Overlay::Picker(palette)) = named.app().overlay() else { panic!("no palette") };
    assert!(matches!(palette.row().and_then(|row| row.go.clone()), Some(Go::Point(_))));
    assert!(palette.rows.iter().any(|row| row.text() == "for mar 2016"));
}

#[test]
fn enter_is_offered_where_something_is_chosen() {
    let none = Stage::lake(80, 24).press(":").typed("zzqqxx");
    assert!(said(&none).contains("nothing goes by that name"), "{}", none.grid());
    assert!(!last_line(&none).contains("Enter") && !last_line(&none).contains("next"));
    let kept = none.press("Enter");
    assert!(kept.app().overlay().is_some(), "a name that is none closes nothing");
    let some = Stage::lake(80, 24).press(":").typed("kwill");
    assert!(last_line(&some).contains("Enter go there"), "{}", last_line(&some));
}

#[test]
fn an_outlet_comes_before_longer_names_that_begin_with_it() {
    let stage = Stage::shipped(120, 36).press(":").typed("unn");
    let Some(Overlay::Picker(palette)) = stage.app().overlay() else { panic!("no palette") };
    assert!(palette.row().unwrap().text().starts_with("UNN ·"), "{}", stage.grid());
    let stage = stage.press("Enter");
    let query = stage.app().place.active.as_ref().map(|active| active.query.text());
    assert_eq!(query, Some("outlet:\"UNN\""), "{}", stage.grid());
}

#[test]
fn a_query_in_force_is_told_alike_however_it_came() {
    let told = |stage: &Stage| stage.app().notice.as_ref().unwrap().text.clone();
    let typed = Stage::shipped(120, 36).press("/").typed("outlet:\"UNN\"").press("Enter");
    let chosen = Stage::shipped(120, 36).press(":").typed("unn").press("Enter");
    assert_eq!(told(&typed), told(&chosen));
    assert!(told(&chosen).contains("d hides the rest"), "{}", told(&chosen));
    // Where the rest is hidden already, the key does the other thing.
    let again = typed.press("d /").typed("outlet:TASS").press("Enter");
    assert!(told(&again).contains("d dims the rest"), "{}", told(&again));
}

#[test]
fn the_footer_names_the_view_and_what_a_record_can_be_taken_to() {
    for width in [80, 100, 120, 160] {
        let lanes = Stage::lake(width, 40).press("v");
        assert!(last_line(&lanes).contains("v view"), "{}", last_line(&lanes));
    }
    let first = last_line(&Stage::lake(160, 45));
    for wanted in ["o open", "m mark", "v view", "y copy"] {
        assert!(first.contains(wanted), "{wanted}: {first}");
    }
}

#[test]
fn the_year_is_told_wherever_the_timeline_is() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (60, 20), (40, 12), (80, 18), (34, 10)]
    {
        let mut stage = Stage::shipped(width, height).press("g g");
        for step in 0..60 {
            stage = stage.press("7 j");
            let app = stage.app();
            let date = app.order().date(app.place.cursor.record);
            let Some(year) = date.map(|date| date.sort_year().to_string()) else { break };
            let (grid, screen) = (stage.grid(), app.screen());
            // Beside the rows: among the years of the strip none is that of the cursor.
            let rows = usize::from(screen.strip.y + screen.strip.height)..usize::from(height) - 1;
            let rows: Vec<&str> = grid.lines().skip(rows.start).take(rows.len()).collect();
            let head = grid.lines().next().filter(|_| screen.strip.height == 0).unwrap_or_default();
            let told = format!("{head} {}", rows.join(" "));
            assert!(told.contains(&year), "{year} after {step} at {width}x{height}\n{grid}");
        }
    }
}

#[test]
fn no_two_lanes_read_alike() {
    let ron = r#"(
        parties: [(id: "us", name: "United States"), (id: "uk", name: "United Kingdom"), (id: "un", name: "United Nations"),
                  (id: "ru", name: "Russia")],
        speakers: [(id: "a", name: "Sergey Lavrov", kind: Person, party: "ru"), (id: "b", name: "Sergey Ryabkov", kind: Person, party: "ru"),
                   (id: "c", name: "A", kind: Person, party: "us"), (id: "d", name: "D", kind: Person, party: "uk"),
                   (id: "e", name: "E", kind: Person, party: "un")],
        sources: [(id: "s", kind: News, outlet: "S", published: "2020-02-06")],
        statements: [
            (id: "s-a", source: "s", para: 1, kind: Quote, speaker: "a", said: "2020-02-01", text: "One"),
            (id: "s-b", source: "s", para: 2, kind: Quote, speaker: "b", said: "2020-02-02", text: "Two"),
            (id: "s-c", source: "s", para: 3, kind: Quote, speaker: "c", said: "2020-02-03", text: "Three"),
            (id: "s-d", source: "s", para: 4, kind: Quote, speaker: "d", said: "2020-02-04", text: "Four"),
            (id: "s-e", source: "s", para: 5, kind: Quote, speaker: "e", said: "2020-02-05", text: "Five"),
        ],
    )"#;
    for (width, height) in [(120, 36), (80, 24), (60, 20), (60, 40), (40, 12), (40, 40)] {
        let stage = Stage::text(ron, width, height).press("v");
        let names: Vec<String> =
            stage.app().shown_lanes().into_iter().map(|(_, name)| name.text.clone()).collect();
        let apart: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(apart.len(), names.len(), "{names:?} at {width}x{height}");
        let grid = stage.grid();
        assert!(names.iter().all(|name| grid.contains(name.as_str())), "{names:?}\n{grid}");
    }
}

#[test]
fn a_hit_is_opened_at_the_outlet_that_is_asked_for() {
    for outlet in ["UNN", "TASS"] {
        let mut stage = Stage::shipped(120, 36).press("/").typed(&format!("outlet:{outlet}"));
        for _ in 0..30 {
            let source = stage.app().source().unwrap();
            let shown = &stage.app().chronology().source(source).outlet;
            assert_eq!(&**shown, outlet, "{}", stage.grid());
            stage = stage.press("Down");
        }
        let mut stage = stage.press("Enter");
        for _ in 0..30 {
            let source = stage.app().source().unwrap();
            assert_eq!(
                &*stage.app().chronology().source(source).outlet,
                outlet,
                "{}",
                stage.grid()
            );
            stage = stage.press("n");
        }
    }
}

/// The words of the report by which a row of the timeline tells a record that the query in force is about.
fn told_of_hits(stage: &Stage) -> Vec<(Citation, String)> {
    let app = stage.app();
    let hits =
        (0..app.order().len()).filter(|at| app.order().at(*at).is_some_and(|r| app.is_hit(r)));
    let told = |at| {
        let row = app.timeline_rows(at).pop().unwrap();
        let Some(Go::To(citation)) = row.go else { panic!("a row that leads nowhere") };
        (citation, row.text())
    };
    hits.map(told).collect()
}

#[test]
fn rows_panes_and_hits_show_the_report_that_is_asked_for() {
    let queries = ["outlet:unn", "source:unn-2026-02-04", "outlet:tass", "outlet:unn -kind:event"];
    for query in queries {
        let mut listed = Vec::new();
        let mut stage = Stage::shipped(120, 36).press("/").typed(query);
        let ranked = stage.app().search.as_ref().unwrap().ranked().len();
        for _ in 0..ranked {
            listed.push(stage.app().place.cursor);
            stage = stage.press("Down");
        }
        let mut stage = stage.press("Enter");
        for hides in [false, true] {
            stage = if hides { stage.press("d") } else { stage };
            let told = told_of_hits(&stage);
            assert_eq!(told.len(), ranked, "{query}");
            for (citation, text) in &told {
                assert!(listed.contains(citation), "{query}: {text}");
            }
            stage = stage.press("g g");
            for _ in 0..ranked {
                stage = stage.press(if hides { "j" } else { "n" });
                let cursor = stage.app().place.cursor;
                assert!(listed.contains(&cursor), "{query}\n{}", stage.grid());
                assert!(told.iter().any(|(citation, _)| *citation == cursor));
            }
        }
        // Nothing is asked any more.
        let stage = stage.press("X g g");
        let first = stage.app().order().at(0).unwrap();
        assert_eq!(stage.app().place.cursor, Citation { record: first, nth: 0 });
    }
    let stage = Stage::shipped(120, 36).press(":").typed("unn").press("Enter d");
    for (citation, text) in told_of_hits(&stage) {
        let c = stage.app().chronology();
        let source = c.cite(citation).unwrap().source;
        assert_eq!(&*c.source(source).outlet, "UNN", "{text}");
    }
}

#[test]
fn the_key_that_figures_name_leads_past_the_last_line_to_the_next() {
    for (width, height) in [(120, 36), (80, 24), (60, 20)] {
        let mut stage = Stage::shipped(width, height).press("v v g g");
        let count = stage.app().timeline.measures.len();
        for shown in 0..count {
            assert_eq!(stage.app().measure_position(), Some(shown));
            let grid = stage.grid();
            let told = "past the last line j goes to the next";
            let place = stage.app().measure_tabs()[0]
                .name
                .split(" · past ")
                .next()
                .unwrap()
                .chars()
                .count();
            let has_room = place + told.len() + 6 < usize::from(width);
            assert_eq!(grid.contains(told), shown + 1 < count && has_room, "{grid}");
            let lines = stage.app().measure().unwrap().curves.len();
            for _ in 0..lines {
                assert_eq!(stage.app().measure_position(), Some(shown));
                stage = stage.press("j");
            }
        }
        assert_eq!(stage.app().measure_position(), Some(count - 1));
    }
}

#[test]
fn an_answer_of_which_no_day_is_known_is_told_with_its_bound() {
    let ron = r#"(sources: [(id: "s", kind: News, outlet: "S", published: "2025-11-09")],
        events: [(id: "offer", date: "2025-09-22", title: "An offer", cites: [(source: "s")]),
            (id: "by-then", date: "../2025-11-09", title: "An answer", links: [RespondsTo("offer")], cites: [(source: "s")]),
            (id: "in-the-month", date: "2025-09", title: "Another", links: [RespondsTo("offer")], cites: [(source: "s")])])"#;
    let mut stage = Stage::text(ron, 100, 36);
    assert!(stage.program.app.open_at("offer"));
    let stage = stage.press("r");
    for wanted in ["An answer (at most 48 days after)", "Another (at most 8 days after)"] {
        assert!(said(&stage).contains(wanted), "{}", stage.grid());
    }
}

#[test]
fn no_name_of_a_lane_takes_the_room_of_its_number() {
    let stage = Stage::shipped(80, 24).press("v");
    let (app, grid) = (stage.app(), stage.grid());
    for (lane, name) in app.shown_lanes() {
        let count = app.shown_density().count(lane).to_string();
        // Behind the frame, the cursor and the sign of the lane: a milestone may have the name as well.
        let is_own = |line: &&str| {
            let line = line.trim_start_matches(['│', '▌', '▸', '▾', '●', ' ']);
            line.starts_with(&format!("{} ", name.text))
        };
        let row = grid.lines().find(is_own).unwrap();
        let rest = row.split_once(&name.text).unwrap().1.trim_start();
        assert!(rest.starts_with(&count), "{count} beside {}\n{grid}", name.text);
    }
}

#[test]
fn low_and_narrow_footers_name_what_the_page_at_hand_is_for() {
    for keys in ["v", "v l", "v j"] {
        let lanes = last_line(&Stage::shipped(80, 24).press("m").press(keys));
        assert!(lanes.contains("g s silence"), "{lanes}");
    }
    for outlet in ["UNN", "TASS"] {
        let stage = Stage::shipped(40, 12).press("/").typed(&format!("outlet:{outlet} is:quote"));
        let line = last_line(&stage.press("Enter c"));
        assert!(line.contains("s next pair") || line.contains("l choose"), "{line}");
    }
}

#[test]
fn letters_that_are_scattered_over_a_name_find_nothing() {
    let stage = Stage::lake(100, 40).press(":").typed("qqzzq");
    assert!(stage.grid().contains("nothing goes by that name"), "{}", stage.grid());
}

#[test]
fn the_source_stays_named_when_its_head_has_scrolled_away() {
    let stage = Stage::lake(80, 24).press(":").typed("marrow-lake").press("Enter 2 G");
    let area = stage.app().screen().inner(Pane::Source);
    let grid = stage.grid();
    let line = grid.lines().nth(usize::from(area.y)).unwrap_or_default();
    let title = stage.app().source_page().unwrap().name().text();
    assert!(line.contains(title.get(..12).unwrap()), "{line} lacks {title}\n{grid}");
    let frame = grid.lines().nth(usize::from(area.y) - 1).unwrap_or_default();
    assert!(frame.contains(" of "), "of how many paragraphs: {frame}");
}

/// What stands behind the last passage, and before the first, is reached by the keys that lead there.
#[test]
fn the_keys_go_on_where_a_source_has_no_more_passages() {
    for (width, height) in [(120, 36), (60, 20)] {
        let stage = Stage::shipped(width, height).press("2 G");
        let mut seen = stage.app().place.scroll().source;
        let mut stage = stage;
        for _ in 0..60 {
            stage = stage.press("j");
            let now = stage.app().place.scroll().source;
            assert!(now >= seen, "{now:?} after {seen:?} at {width}x{height}");
            seen = now;
        }
        let down = stage.press("Ctrl-d");
        assert_eq!(down.app().place.scroll().source, seen, "at {width}x{height}\n{}", down.grid());
        let up = (0..90).fold(down, |stage, _| stage.press("k"));
        let top = up.app().place.scroll().source;
        assert_eq!((top.row, top.line), (0, 0), "at {width}x{height}\n{}", up.grid());
    }
}

#[test]
fn lists_are_as_tall_as_what_they_hold() {
    let stage = Stage::lake(100, 40).press("m '");
    let body = stage.app().screen().body;
    let Some(startline::app::Overlay::Picker(list)) = stage.app().overlay() else { unreachable!() };
    let area = list.area(body);
    let rows: u16 = list.rows.iter().map(|row| row.height(area.width - 3) as u16).sum();
    assert_eq!(area.height, rows + 2);
    let mut small = stage;
    small.send(Input::Resize(Size { width: 40, height: 5 }));
    assert!(!small.grid().is_empty());
}

#[test]
fn a_date_with_full_stops_is_gone_to_and_its_doubt_is_said() {
    let stage = Stage::lake(120, 36).press(":").typed("02.03.2026");
    let grid = stage.grid();
    assert!(grid.contains("the record nearest 2 Mar 2026"), "{grid}");
    assert!(grid.contains("02.03.2026 taken as 2026-03-02, the day first"), "{grid}");
    let sure = Stage::lake(120, 36).press(":").typed("22.03.2026").grid();
    assert!(sure.contains("the record nearest 22 Mar 2026"), "{sure}");
    assert!(!sure.contains("the day first"), "{sure}");
    // With strokes either may come first, which is asked back.
    let asked = Stage::lake(120, 36).press(":").typed("02/03/2026").grid();
    assert!(asked.contains("cannot be told apart"), "{asked}");
    assert!(Stage::lake(120, 36).program.app.open_at("05.02.2026"));
}

#[test]
fn a_figure_is_gone_to_by_what_it_counts_and_its_day() {
    for typed in ["water drawn 2022", "water drawn march 2022", "Vell water mar 2022"] {
        let stage = Stage::lake(120, 40).press(":").typed(typed);
        let grid = stage.grid();
        assert!(grid.contains("figures"), "{typed}: {grid}");
        let stage = stage.press("Enter");
        assert_eq!(stage.app().place.view, startline::app::View::Figures, "{typed}: {grid}");
        let point = stage.app().point().expect("a point");
        let c = stage.app().chronology();
        assert!(c.point_id(point).contains("2022"), "{typed}: {}", c.point_id(point));
    }
}

#[test]
fn what_was_opened_last_closes_first_the_filter_too() {
    let stage = Stage::shipped(120, 36).press("F");
    assert!(stage.app().place.filter.is_some());
    assert!(last_line(&stage.press("l")).contains("q everybody"), "the footer says what q does");
    let stage = Stage::shipped(120, 36).press("F");
    let stage = stage.press("v Esc");
    assert!(stage.app().place.filter.is_some(), "the view closes before what was opened before it");
    let stage = stage.press("Esc");
    assert!(stage.app().place.filter.is_none());
    assert!(said(&stage).contains("everybody is shown again"), "{}", stage.grid());
    assert!(!stage.press("F q").effects.contains(&Effect::Quit), "q takes back before it quits");
}

#[test]
fn who_looks_at_a_day_of_knowledge_is_led_back() {
    let shown = |stage: Stage, day: &str| stage.press(":").typed(day).press("Enter");
    let was = Stage::shipped(120, 36).at();
    let stage = shown(Stage::shipped(120, 36), "as of 2025-10-01");
    let c = stage.app().chronology();
    let date = c.date(stage.app().place.cursor.record).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2025, 10, 1).unwrap();
    assert!(date.latest().unwrap() <= day, "a day of knowledge is looked at from that day");
    let other = shown(stage, "as of 2025-12-01");
    assert_eq!(other.press("Esc").at(), was, "by way of another day, too");
    let stage = shown(Stage::shipped(120, 36), "as of 2025-10-01");
    assert_eq!(shown(stage, "today").at(), was, "the palette ends it by the word for now");
    let moved = shown(Stage::shipped(120, 36), "as of 2025-10-01").press("k k");
    let there = moved.at();
    assert_eq!(moved.press("Esc").at(), there, "who has moved stays there");
}

#[test]
fn the_longest_silence_is_gone_to_from_everywhere() {
    let lanes = Stage::shipped(120, 36).press("v g s");
    for stage in [Stage::shipped(120, 36).press("g s"), Stage::shipped(120, 36).press("3 g s")] {
        assert_eq!(last_line(&stage), last_line(&lanes));
        assert!(
            last_line(&stage).contains("silent: 8 Apr 2014 – ∴28 Jan 2017"),
            "{}",
            stage.grid()
        );
    }
}

#[test]
fn a_theme_is_chosen_in_the_palette() {
    use startline::app::colours::Choice;
    for (typed, choice) in [("theme light", Choice::Light), ("theme mono", Choice::Mono)] {
        let stage = Stage::shipped(120, 36).press(":").typed(typed).press("Enter");
        assert_eq!(stage.app().profile.colours.choice, choice, "{typed}");
    }
}

#[test]
fn what_is_done_in_the_shell_is_found_and_told() {
    for typed in ["session restore", "resume", "texts"] {
        let stage = Stage::shipped(120, 36).press(":").typed(typed).press("Down Down Down");
        assert!(stage.grid().contains("startline --"), "{typed}: {}", stage.grid());
    }
    let stage = Stage::shipped(120, 36).press(":").typed("startline --resume").press("Enter");
    assert!(said(&stage).contains("not in here: leave, and type startline --"), "{}", stage.grid());
}

#[test]
fn another_chronology_is_opened_by_its_path() {
    for typed in ["dataset switch", "chronology other", "open file"] {
        let stage = Stage::shipped(120, 36).press(":").typed(typed);
        assert!(said(&stage).contains("another chronology: type the path"), "{}", stage.grid());
    }
    for path in ["./examples/apollo-11", "/data/apollo", "~/apollo", "../x/y.ron", "days.ron"] {
        let mut stage = Stage::shipped(120, 36).press(":").typed(path);
        stage.effects.clear();
        let stage = stage.press("Enter");
        assert_eq!(stage.effects, [Effect::OpenDataset(path.to_owned())], "{path}");
    }
    let span = Stage::shipped(120, 36).press(":").typed("../2026-02-05");
    assert!(!said(&span).contains("the dataset at"), "{}", span.grid());
}

#[test]
fn figures_that_are_searched_for_are_gone_to() {
    for typed in ["warheads september 2022", "1549"] {
        let stage = Stage::shipped(120, 36).press("/").typed(typed);
        assert!(said(&stage).contains("in the figures: "), "{}", stage.grid());
        assert!(said(&stage).contains("1 Sep 2022 "), "{}", stage.grid());
        // What lacks a word goes behind a figure that has them all.
        let stage = stage.press("Enter");
        assert_eq!(stage.app().place.view, View::Figures, "{}", stage.grid());
        assert!(said(&stage).contains("as of 1 Sep 2022 · deployed warheads"), "{}", stage.grid());
        assert!(stage.app().place.active.is_none());
        assert_eq!(stage.press("q").app().place.view, View::List);
    }
    // What somebody said with all the words goes before it, and the last day before others.
    let stage = Stage::shipped(120, 36).press("/").typed("deployed warheads");
    let search = stage.app().search.as_ref().unwrap();
    assert!(search.figures.len() > 3);
    assert!(matches!(search.found(search.chosen), Some(Found::Record(_))), "{}", stage.grid());
    let day = |at: usize| match search.found(at) {
        Some(Found::Figure(point)) => stage.app().chronology().point(point).date.sort_second(),
        other => panic!("no figure: {other:?}"),
    };
    assert!(day(0) >= day(1) && day(1) >= day(2));
    let figure = stage.press("Up Enter");
    assert_eq!(figure.app().place.view, View::Figures, "{}", figure.grid());
    let stage = Stage::shipped(120, 36).press("/").typed("offer");
    assert!(!said(&stage).contains("in the figures"), "{}", stage.grid());
}

#[test]
fn a_month_in_words_finds_what_is_of_it_and_a_field_what_may_be() {
    let maybes = |typed: &str| {
        let stage = Stage::shipped(120, 36).press("/").typed(typed);
        let hits = stage.app().search.as_ref().unwrap().hits.as_ref().unwrap();
        (hits.total, hits.maybe)
    };
    let (all, maybe) = maybes("february 2021");
    assert!(all > 0 && maybe == 0, "{all}, {maybe}");
    let (more, maybe) = maybes("said:2021-02");
    assert!(more > all && maybe > 0, "{more}, {maybe}");
}

#[test]
fn a_pane_that_has_the_screen_says_how_much_is_not_seen() {
    let stage = Stage::shipped(80, 24).press("3 z");
    assert!(stage.grid().lines().next().unwrap().contains(" more"), "{}", stage.grid());
}

#[test]
fn what_a_note_says_is_in_conflict_is_related() {
    let at = |id: &str| Stage::shipped(120, 36).press(":").typed(id).press("Enter r");
    let stage = at("mfa-unanswered");
    assert!(said(&stage).contains("conflict, as a note says"), "{}", stage.grid());
    let words = at("putin-limits-one-year");
    for told in ["part of", "answered by"] {
        assert!(said(&words).contains(told), "{told}: {}", words.grid());
    }
}

#[test]
fn a_near_row_says_what_it_lacks_at_any_width() {
    for width in [160, 120, 100, 80, 60] {
        let stage = Stage::shipped(width, 36).press("/").typed("expiration limits offer");
        let rows = stage.grid();
        let near = rows.lines().find(|line| line.contains('▌')).unwrap().to_owned();
        assert!(near.contains("lacks: "), "{width}: {near}");
        // What all of them lack is said once above them.
        let stage = Stage::shipped(width, 36).press("/").typed("expiration limits balloon");
        let shown = stage.grid();
        assert_eq!(shown.matches("lacks:").count(), 1, "{width}: {shown}");
    }
}

#[test]
fn a_word_of_later_records_is_not_said_to_be_in_none() {
    let stage = Stage::shipped(120, 36).press(":").typed("as of 2026-02-03").press("Enter");
    let stage = stage.press("/").typed("grave");
    assert!(said(&stage).contains("by 3 Feb 2026: no record has `grave`"), "{}", stage.grid());
}

#[test]
fn a_date_in_words_on_which_nothing_was_said_finds_nothing() {
    let found = |typed: &str| {
        let stage = Stage::shipped(120, 36).press("/").typed(typed);
        stage.app().search.as_ref().unwrap().ranked().len()
    };
    assert_eq!([found("since:yesterday"), found("since:2030"), found("said:yesterday")], [0; 3]);
    // A range may still come of it.
    assert!(found("said:2012") > 0);
    let begun = Stage::lake(100, 30).press("/").typed("said:20");
    assert!(
        !begun.app().lists_hits() && !begun.app().order().is_empty(),
        "what is half-typed empties no list"
    );
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_told_and_not_shortened() {
    for (typed, help) in [
        ("30 feb 2025", "30 feb 2025 is no date; February 2025 has 28 days"),
        ("as of 31 sep 2022", "31 sep 2022 is no date; September 2022 has 30 days"),
        ("2022-09-31", "2022-09-31 is no date; September 2022 has 30 days"),
        ("warheads 31 sep 2022", "31 sep 2022 is no date; September 2022 has 30 days"),
    ] {
        let stage = Stage::shipped(120, 36).press(":").typed(typed);
        assert!(said(&stage).contains(help), "{}", stage.grid());
        assert!(!said(&stage).contains("the record nearest"), "{}", stage.grid());
    }
    let stage = Stage::shipped(120, 36).press("/").typed("warheads 31 september 2022");
    assert!(said(&stage).contains("September 2022 has 30 days"), "{}", stage.grid());
}

#[test]
fn all_statements_of_a_speaker_are_found_by_the_name() {
    // By the id, which is a name of one word, and by the whole name.
    for (typed, keys) in [("Lavrov", "Down Enter"), ("sergey lavrov", "Down Enter")] {
        let stage = Stage::shipped(120, 36).press(":").typed(typed);
        assert!(said(&stage).contains("Sergey Lavrov · all statements"), "{}", stage.grid());
        let stage = stage.press(keys);
        let active = stage.app().place.active.as_ref().expect("a query is in force");
        assert_eq!(active.query.text(), "speaker:\"Sergey Lavrov\"", "{}", stage.grid());
        assert_eq!(active.hits.total, 22, "{}", stage.grid());
    }
}

#[test]
fn all_that_an_outlet_prints_is_found_by_its_name() {
    let stage = Stage::shipped(120, 36).press(":").typed("UNN");
    assert!(said(&stage).contains("UNN · all that it prints"), "{}", stage.grid());
    let stage = stage.press("Enter");
    let active = stage.app().place.active.as_ref().expect("a query is in force");
    assert_eq!(active.query.text(), "outlet:\"UNN\"", "{}", stage.grid());
    assert!(active.hits.total > 10);
    // Marks in a name are none of the query.
    let ron = r#"(sources: [(id: "s", kind: News, outlet: "The \"Day\" Post", published: "2024-01-01")],
        speakers: [(id: "a", name: "Ann Rower", kind: Person)],
        statements: [(id: "q", speaker: "a", source: "s", para: 1, kind: Quote, text: "It thaws.")])"#;
    let stage = Stage::text(ron, 120, 36).press(":").typed("day post").press("Enter");
    let active = stage.app().place.active.as_ref().expect("a query is in force");
    assert_eq!(active.hits.total, 1, "{}", stage.grid());
}

#[test]
fn a_hit_whose_row_has_not_what_was_typed_says_where_it_stands() {
    let at = |width, height| Stage::shipped(width, height).press("/").typed("moratorium").grid();
    for (width, height, told) in
        [(120, 36, "in the topics"), (80, 24, "in the topics"), (40, 12, "topics")]
    {
        let shown = at(width, height);
        let rows = shown.lines().filter(|line| line.contains(" 2026 “ Leavitt"));
        assert!(rows.clone().count() > 0 && rows.clone().all(|row| row.contains(told)), "{shown}");
        let shows = shown.lines().find(|line| line.contains("● Lavrov: moratorium"));
        assert!(shows.is_none_or(|row| !row.contains("topics")), "{shown}");
    }
    // Of several words those that the row shows are not looked for elsewhere.
    let two = Stage::shipped(120, 36).press("/").typed("leavitt moratorium").grid();
    assert!(two.contains("in the topics"), "{two}");
    let own = Stage::shipped(120, 36).press("/").typed("speaker:leavitt knowledge").grid();
    assert!(!own.contains("in the "), "{own}");
}

#[test]
fn a_sentence_in_the_last_line_is_whole_and_leaves_the_keys_of_search_leaving_and_help() {
    for (width, height) in [(160, 44), (120, 36), (80, 24), (60, 20), (40, 12), (30, 12)] {
        for keys in ["t", "e", "m", "v g s", "?", "' d", "/ x x x Enter", "F"] {
            let stage = Stage::lake(width, height).press(keys);
            let Some(told) = stage.app().notice.as_ref().map(|notice| notice.text.clone()) else {
                continue;
            };
            let last = last_line(&stage);
            for key in ["/", "q", "?"] {
                let offered = last.split(' ').any(|word| word == key);
                let is_prompt = stage.app().search.is_some();
                let holds = keymap::hints(stage.app())
                    .iter()
                    .any(|(row, _)| row.chord(&stage.app().profile.chords) == key);
                assert!(offered || is_prompt || !holds, "{key} at {width}: {last}");
            }
            // The keys stand behind the sentence: each line of it begins the line of the screen.
            let lines = stage.grid();
            let lines: Vec<&str> = lines.lines().collect();
            let said = (1..=6).any(|from| {
                let of: Vec<&str> = lines[lines.len() - from..].to_vec();
                of.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").starts_with(&told)
            });
            assert!(said, "{told}\n{}", stage.grid());
        }
    }
}

/// Where there is no frame to say it, the name of the timeline does.
#[test]
fn what_is_left_out_is_said_on_the_smallest_screen() {
    for (keys, told) in [
        ("F", " Only MFA  Source "),
        ("t", " Published  Source "),
        ("F t", " MFA, published  Source "),
        ("t t F F", " Only Russia  Source "),
    ] {
        let stage = Stage::shipped(40, 12).press(keys).press("j");
        let first = stage.grid().lines().next().unwrap_or_default().to_owned();
        assert!(first.contains(told), "{keys}: {first}");
    }
    let stage = Stage::shipped(40, 12).press("/").typed("offer").press("Enter d j");
    assert!(
        stage.grid().lines().next().unwrap().contains(" Hits only  Source "),
        "{}",
        stage.grid()
    );
}

/// Where no record stands by its time, its day is that on which it was said, whatever the timeline is ordered by.
#[test]
fn hits_and_marks_tell_the_day_said_on_either_axis() {
    let days_of_marks = |axis: &str| -> Vec<String> {
        let stage = Stage::lake(120, 36).press(&format!("g g m j m j j m {axis} '"));
        let Some(Overlay::Picker(list)) = stage.app().overlay() else { unreachable!() };
        let rows = list.rows.iter().filter(|row| row.go.is_some());
        rows.map(|row| row.lead.iter().map(|span| &*span.text).collect()).collect()
    };
    let hits = |axis: &str| -> Vec<String> {
        let stage = Stage::lake(120, 36).press(&format!("g g {axis} /")).typed("compact");
        let area = stage.app().screen().inner(Pane::Timeline);
        let rows = stage.grid().lines().map(str::to_owned).collect::<Vec<_>>();
        let rows = rows.into_iter().skip(usize::from(area.y)).take(usize::from(area.height));
        rows.map(|row| row.chars().skip(1).take(usize::from(area.width)).collect()).collect()
    };
    assert_eq!(days_of_marks("t t"), days_of_marks("t"));
    assert_eq!(days_of_marks("t").len(), 3);
    assert_eq!(hits("t t"), hits("t"));
}

#[test]
fn what_closes_nothing_says_how_a_query_is_cleared() {
    let stage = Stage::lake(80, 24).press("/").typed("compact").press("Enter Esc");
    assert!(last_line(&stage).contains("X clears the query"), "{}", stage.grid());
    assert!(stage.app().place.active.is_some());
    let stage = Stage::lake(80, 24).press("Esc");
    assert!(stage.app().notice.is_none());
}

#[test]
fn the_ledger_says_where_what_is_read_has_no_note() {
    let stage = Stage::lake(120, 36).press("g g");
    let has = |stage: &Stage| {
        stage.app().target().is_ok_and(|t| !t.notes(stage.app().chronology()).is_empty())
    };
    let (mut stage, mut seen) = (stage, [false; 2]);
    for _ in 0..40 {
        let noted = has(&stage);
        let listed = stage.press("!");
        let told = last_line(&listed).contains("no note is on what is read");
        assert_eq!(told, !noted, "{}", listed.grid());
        seen[usize::from(noted)] = true;
        stage = listed.press("!").press("j");
    }
    assert_eq!(seen, [true; 2]);
}
