//! Words that several said together are the words of each: every place that tells who said them names all, and whatever
//! gathers by speaker or party has them in the lane, the list and the filter of each.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod stage;

use std::fs;
use std::process::Command;

use stage::Stage;
use startline::app::density::{Lane, lanes_of};
use startline::app::place::Filter;
use startline::chronology::load::load_text;
use startline::chronology::model::{Entity, PartyIx, RecordIx, SpeakerIx};
use startline::chronology::{Chronology, tables::Record};

const DATASET: &str = r#"(
    meta: (schema: 1, title: "Two towns"),
    parties: [(id: "north", name: "North"), (id: "south", name: "South")],
    speakers: [(id: "brandt", name: "Ada Brandt", kind: Person, party: "north"),
               (id: "lind", name: "Bo Lind", kind: Person, party: "south",
                posts: [(title: "Ferryman", from: "2030")]),
               (id: "ek", name: "Cai Ek", kind: Person, party: "north")],
    sources: [(id: "page", kind: News, outlet: "Gazette", published: "2031-05-06")],
    statements: [
        (id: "alone", source: "page", para: 1, kind: Quote, speaker: "brandt", said: "2031-05-04", text: "We keep it."),
        (id: "two", source: "page", para: 2, kind: Quote, speakers: ["brandt", "lind"], said: "2031-05-05", text: "We agree."),
        (id: "three", source: "page", para: 3, kind: Reported, speakers: ["ek", "brandt", "lind"], said: "2031-05-06", text: "Wait."),
    ],
)"#;

fn record(c: &Chronology, id: &str) -> RecordIx {
    let all = (0..c.records.len()).map(RecordIx::from);
    all.into_iter().find(|record| c.record_id(*record) == id).unwrap()
}

fn speaker(c: &Chronology, id: &str) -> SpeakerIx {
    match c.by_id(id) {
        Some(Entity::Speaker(ix)) => ix,
        other => panic!("{id} is {other:?}"),
    }
}

#[test]
fn they_stand_in_the_lane_the_list_and_the_filter_of_each() {
    let loaded = load_text("towns.ron", DATASET);
    assert_eq!(loaded.problems, []);
    let c = &loaded.chronology;
    let [brandt, lind, ek] = ["brandt", "lind", "ek"].map(|id| speaker(c, id));
    let party = |at: u32| Lane::Party(at);
    let lanes = |id| lanes_of(c, record(c, id)).collect::<Vec<_>>();
    assert_eq!(lanes("alone"), [party(0), Lane::Speaker(brandt)]);
    assert_eq!(lanes("two"), [party(0), party(1), Lane::Speaker(brandt), Lane::Speaker(lind)]);
    // Two of one party are one in its lane.
    let [own, other, speakers @ ..] = &lanes("three")[..] else { panic!("{:?}", lanes("three")) };
    assert_eq!((own, other), (&party(0), &party(1)));
    assert_eq!(speakers, [Lane::Speaker(ek), Lane::Speaker(brandt), Lane::Speaker(lind)]);

    let ids = |by| c.by_speaker(by).iter().map(|r| c.record_id(*r)).collect::<Vec<_>>();
    assert_eq!(ids(brandt), ["alone", "two", "three"]);
    assert_eq!(ids(lind), ["two", "three"]);
    let passes = |filter: Filter| {
        let statements = (0..c.records.len()).map(RecordIx::from);
        let statements = statements.filter(|r| matches!(c.record(*r), Record::Statement(_)));
        statements.filter(|r| filter.passes(c, *r)).map(|r| c.record_id(r)).collect::<Vec<_>>()
    };
    assert_eq!(passes(Filter::Speaker(lind)), ["two", "three"]);
    assert_eq!(passes(Filter::Party(PartyIx::from(1))), ["two", "three"]);
    assert_eq!(passes(Filter::Party(PartyIx::from(0))), ["alone", "two", "three"]);
}

#[test]
fn the_panes_name_all_and_a_row_says_how_many() {
    let stage = Stage::text(DATASET, 120, 36).press("j");
    let screen = stage.screen();
    assert!(screen.contains("Brandt +1  “We agree.”"), "{screen}");
    assert!(screen.contains("Ek +2  "), "{screen}");
    assert!(screen.contains("Quote ─ Ada Brandt and Bo Lind"), "{screen}");
    assert!(screen.contains(" Ada Brandt and Bo Lind "), "{screen}");
}

/// What the command line prints.
fn printed(arguments: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let dataset = dir.path().join("towns.ron");
    fs::write(&dataset, DATASET).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_startline"));
    command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.env_remove("STARTLINE_DATASET").env_remove("STARTLINE_TEXTS");
    let out = command.args(arguments).arg("-d").arg(dataset).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn every_command_names_all() {
    let (two, three) = ("Ada Brandt and Bo Lind", "Cai Ek, Ada Brandt and Bo Lind");
    for command in [&["list", "statements"][..], &["list", "timeline", "--format", "csv"]] {
        let out = printed(command);
        assert!(out.contains(two) && out.contains(three), "{command:?}: {out}");
    }
    for command in
        [&["show", "two"][..], &["search", "agree"], &["export", "markdown", "-q", "agree"]]
    {
        let out = printed(command);
        assert!(out.contains(two), "{command:?}: {out}");
    }
    for style in ["note", "chicago"] {
        let out = printed(&["cite", "two", "--style", style]);
        assert!(out.contains("Ada Brandt, with Bo Lind, Ferryman, "), "{style}: {out}");
    }
    let claims = printed(&["export", "claims", "-q", "agree"]);
    assert!(claims.contains("Ada Brandt") && claims.contains("Bo Lind"), "{claims}");
    // Who said it with somebody else is found by a post of their own too.
    for query in ["speaker:lind", "ferryman", "party:south"] {
        let out = printed(&["list", "statements", "-q", query]);
        assert!(out.contains(two) && !out.contains("We keep it."), "{query}: {out}");
    }
    assert!(printed(&["list", "speakers"]).contains("2 statements"));
}
