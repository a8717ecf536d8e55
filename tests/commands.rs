//! Every command of the palette and every key but those that move says or does something, wherever it is given.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod stage;

use stage::{LAKE, Stage};
use startline::app::Mode;
use startline::app::action::{Action, Control, Show};
use startline::keymap::{self, BINDINGS, Binding};

/// Where commands are given: a dataset, what is pressed before, and what of it is typed.
const PLACES: &[(&str, &[(&str, &str)])] = &[
    (LAKE, &[("", "")]),
    (LAKE, &[("2", "")]),
    (LAKE, &[("3 j j", "")]),
    (LAKE, &[("G", "")]),
    (LAKE, &[("m F", "")]),
    (LAKE, &[("v", "")]),
    (LAKE, &[("v f G l", "")]),
    (LAKE, &[("v v", "")]),
    (LAKE, &[("v v j j j G", "")]),
    (LAKE, &[("/", "limits"), ("Enter d", "")]),
    (LAKE, &[("F :", "as of 1900"), ("Enter", "")]),
    (LAKE, &[("!", "")]),
    (LAKE, &[("r", "")]),
    (LAKE, &[("c", "")]),
    (LAKE, &[("m '", "")]),
    (LAKE, &[("v Enter", "")]),
    (NOTHING, &[("", "")]),
    (NOTHING, &[("2", "")]),
    (NOTHING, &[("3", "")]),
    (NOTHING, &[("v", "")]),
    (NOTHING, &[("v v", "")]),
    (NOTHING, &[("'", "")]),
    (NOTHING, &[("E", "")]),
    (FIGURES, &[("", "")]),
    (FIGURES, &[("v v", "")]),
    (FIGURES, &[("v v j l", "")]),
    (UNDATED, &[("", "")]),
    (UNDATED, &[("v", "")]),
    (UNDATED, &[("2", "")]),
    (UNDATED, &[("r", "")]),
    (UNDATED, &[("'", "")]),
];

fn stage(dataset: &str, steps: &[(&str, &str)]) -> Stage {
    let step = |stage: Stage, (keys, typed): &(&str, &str)| {
        let stage = if keys.is_empty() { stage } else { stage.press(keys) };
        stage.typed(typed)
    };
    steps.iter().fold(Stage::text(dataset, 120, 30), step)
}

const NOTHING: &str = "()";

/// Values of one party on two days of which the other has one.
const FIGURES: &str = r#"(
    parties: [(id: "a", name: "Alpha"), (id: "b", name: "Beta")],
    series: [
        (id: "a-boats", party: "a", measure: "boats", points: [
            (date: "2020-02-01", value: 120, status: Declared), (date: "2021-02-01", value: 90, status: Declared)]),
        (id: "b-boats", party: "b", measure: "boats", points: [(date: "2020-02-01", value: 80, status: Declared)]),
    ],
)"#;

/// One event, whose day nobody knows and that nobody prints.
const UNDATED: &str = r#"(events: [(id: "e", title: "It begins")])"#;

/// What can be asked for at a place: all commands of the palette where that opens, and what keys do. Who moves at an
/// end, goes to the pane that has the keys or closes what is not open is where they wanted to be.
fn asked_for(mode: Mode) -> Vec<&'static Binding> {
    let of_palette = matches!(mode, Mode::Browse(_) | Mode::Across);
    let of_keys = |binding: &&Binding| {
        let moves = matches!(
            binding.action,
            Action::Move(_)
                | Action::Cycle(_)
                | Action::Leave
                | Action::Show(Show::Pane(_))
                | Action::Control(Control::Escape)
        );
        binding.holds_in(mode) && !moves
    };
    keymap::commands().filter(|_| of_palette).chain(BINDINGS.iter().filter(of_keys)).collect()
}

#[test]
fn every_command_says_or_does_something_wherever_it_is_given() {
    let mut silent = Vec::new();
    for (dataset, steps) in PLACES {
        for binding in asked_for(stage(dataset, steps).app().mode()) {
            let mut given = stage(dataset, steps);
            given.program.app.notice = None;
            let before = given.buffer();
            let effects = given.program.app.update(binding.action.clone());
            if effects.is_empty() && given.buffer() == before {
                let dataset = dataset.get(..40).unwrap_or(dataset);
                silent.push(format!("{dataset} {steps:?}: {}", binding.name));
            }
        }
    }
    assert!(silent.is_empty(), "neither said nor done:\n{}", silent.join("\n"));
}
