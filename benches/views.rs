//! What a frame of each view and a move of its cursor cost as the dataset grows, at 160x45: list with strip, lanes,
//! lanes opened, figures; and how long it takes to count the records for the strip.
//!
//! `cargo bench --bench views [-- --quick]`. The chronologies are made up in memory: a thousand speakers of four
//! parties, and a thousand to a million statements, or to ten thousand where it is to be quick. Only ratios mean
//! anything: a frame at a million against one at a thousand, which should be near 1, and against an empty frame of the
//! same size in the same run.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark's panic is its report"
)]

mod datasets;

use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use datasets::Dice;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use startline::app::App;
use startline::app::action::{Action, News};
use startline::app::density::Density;
use startline::app::order::Axis;
use startline::chronology::date::Edtf;
use startline::chronology::load::Loaded;
use startline::chronology::model::{
    Basis, Event, Limit, Location, Meta, Party, PartyIx, Point, PointStatus, RecordIx, Series,
    Source, SourceIx, SourceKind, Speaker, SpeakerIx, Statement,
};
use startline::chronology::{Chronology, Records};
use startline::geometry::Size;
use startline::keymap::Key;
use startline::program::{Input, Program};
use startline::ui;

const SIZE: Size = Size { width: 160, height: 45 };
const COUNTS: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const SPEAKERS: usize = 1_000;
const PARTIES: usize = 4;
/// Days from the first record to the last.
const SPAN: usize = 6_000;
/// Frames of which the tenth part that was fastest is taken: what is slower was disturbed.
const FRAMES: usize = 400;

/// The views, each with the keys that lead to it.
const VIEWS: [(&str, &str); 4] =
    [("list and strip", "k"), ("lanes", "v j"), ("lanes opened", "v j f G"), ("figures", "v v k")];

fn day(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2009, 1, 1).unwrap() + Days::new(n as u64)
}

/// A number below another that looks random and is the same in every run.
fn scatter(n: usize, below: usize) -> usize {
    Dice(n as u64).below(below)
}

/// A day, an interval or an approximate day, as real datasets mix them.
fn date(n: usize) -> Edtf {
    let first = day(scatter(n, SPAN));
    match n % 50 {
        0 => Edtf::parse(&format!("{first}~")).unwrap(),
        1 => Edtf::parse(&format!("{first}/{}", first + Days::new(3))).unwrap(),
        _ => Edtf::of_day(first),
    }
}

fn chronology(count: usize) -> Chronology {
    let parties = (0..PARTIES).map(|i| Party {
        id: format!("party-{i}").into(),
        name: format!("Party {i}").into(),
        aka: Vec::new(),
        clock: None,
        location: Location::default(),
    });
    let speakers = (0..SPEAKERS).map(|i| Speaker {
        party: Some(PartyIx::from(i % PARTIES)),
        ..Speaker::new(&format!("speaker-{i}"), &format!("Speaker Number {i}"))
    });
    let sources = (count / 100).max(1);
    let records = Records {
        parties: parties.collect(),
        speakers: speakers.collect(),
        sources: (0..sources).map(source).collect(),
        events: (0..20).map(event).collect(),
        statements: (0..count).map(|i| statement(i, sources)).collect(),
        notes: Vec::new(),
        series: (0..PARTIES).map(series).collect(),
    };
    Chronology::new(Meta { title: "Bench".to_owned(), ..Meta::default() }, Vec::new(), records)
}

fn source(i: usize) -> Source {
    Source {
        title: Some(format!("Report {i}").into()),
        published: Some(Edtf::of_day(day(scatter(i, SPAN)))),
        ..Source::new(&format!("source-{i}"), SourceKind::Wire, &format!("Outlet {}", i % 40))
    }
}

fn event(i: usize) -> Event {
    Event {
        id: format!("event-{i}").into(),
        date: Some(Edtf::of_day(day(i * 300))),
        basis: Basis::Stated,
        title: format!("Milestone {i}").into(),
        summary: None,
        milestone: i.is_multiple_of(2),
        cites: Vec::new(),
        topics: Vec::new(),
        links: Vec::new(),
        asks: false,
        location: Location::default(),
    }
}

fn statement(i: usize, sources: usize) -> Statement {
    let text = format!("The words that were said for the {i}th time.");
    Statement {
        para: Some((i % 40) as u32 + 1),
        speaker: Some(SpeakerIx::from(scatter(i + 7, SPEAKERS))),
        said: Some(date(i)),
        ..Statement::new(&format!("statement-{i}"), SourceIx::from(scatter(i, sources)), &text)
    }
}

fn series(party: usize) -> Series {
    Series {
        id: format!("series-{party}").into(),
        party: Some(PartyIx::from(party)),
        measure: "things".into(),
        unit: None,
        limit: Some(Limit { value: 1_000.0, from: Some(Edtf::of_day(day(3_000))) }),
        points: (0..40)
            .map(|i| Point {
                date: Edtf::of_day(day(i * 140)),
                value: Some(scatter(party * 40 + i, 2_000) as f64),
                cite: None,
                status: PointStatus::Declared,
                published: None,
            })
            .collect(),
        location: Location::default(),
    }
}

/// The slowest of the fastest tenth.
fn undisturbed(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 10]
}

fn times(mut work: impl FnMut()) -> Duration {
    let times = (0..FRAMES).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    undisturbed(times.collect())
}

fn frames(mut draw: impl FnMut(&mut Terminal<TestBackend>)) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).unwrap();
    times(|| draw(&mut terminal))
}

/// What a move of the cursor takes, down and up in turns.
fn moves(mut program: Program) -> Duration {
    let mut keys = Key::chord("j k").unwrap().into_iter().cycle();
    let before = format!("{:?}", program.app.place);
    program.update(Input::Key(keys.next().unwrap()));
    assert_ne!(
        before,
        format!("{:?}", program.app.place),
        "a key that moves nothing is not measured"
    );
    times(|| {
        program.update(Input::Key(keys.next().unwrap()));
        program.look_up();
    })
}

fn program(c: Chronology, keys: &str) -> (Program, Duration) {
    let loaded = Loaded { chronology: c.into(), ..Loaded::default() };
    let mut app = App::new(loaded, day(SPAN + 100));
    app.update(Action::Learn(News::Resized(SIZE)));
    let mut program = Program::new(app);
    let start = Instant::now();
    for key in Key::chord(keys).unwrap() {
        program.update(Input::Key(key));
        program.look_up();
    }
    (program, start.elapsed())
}

fn main() {
    let empty = frames(|terminal| {
        terminal.draw(|_| {}).unwrap();
    });
    println!("an empty frame of 160x45: {empty:?}\n");
    let quick = std::env::args().any(|argument| argument == "--quick");
    let mut first: Vec<[Duration; 2]> = Vec::new();
    for &count in &COUNTS[..if quick { 2 } else { COUNTS.len() }] {
        let c = chronology(count);
        let start = Instant::now();
        let density = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
        println!(
            "{count} statements, {SPEAKERS} speakers: counted for the strip in {:?}",
            start.elapsed()
        );
        drop(density);
        for (i, (name, keys)) in VIEWS.iter().enumerate() {
            let (program, moved) = program(c.clone(), keys);
            let time = frames(|terminal| {
                terminal.draw(|frame| _ = ui::render(&program.app, frame.buffer_mut())).unwrap();
            });
            let step = moves(program);
            if count == COUNTS[0] {
                first.push([time, step]);
            }
            let of_first =
                |time: Duration, nth: usize| time.as_secs_f64() / first[i][nth].as_secs_f64();
            println!(
                "  {name:<15} {time:>10.1?} a frame, {:>5.1} empty ones, {:>4.2} of that at {}; {step:>10.1?} a move, \
                 {:>4.2} of that; its keys took {moved:.1?}",
                time.as_secs_f64() / empty.as_secs_f64(),
                of_first(time, 0),
                COUNTS[0],
                of_first(step, 1),
            );
        }
    }
}
