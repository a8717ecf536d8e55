//! Drawing a frame and moving the cursor, beside a frame that holds nothing: cost follows the screen, not
//! the dataset.
//!
//! `cargo bench --bench draw [-- --quick]`. A plain main: the figures are ratios within one run.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a bench is no interface, and fails by panicking"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use startline::app::App;
use startline::app::action::{Action, Motion, News};
use startline::chronology::load::load_text;
use startline::geometry::Size;
use startline::ui;

const ROUNDS: u32 = 200;

fn dataset(count: usize) -> String {
    let mut out = String::from(
        "( meta: (schema: 1, title: \"Bench\"), speakers: [(id: \"a\", name: \"Ann Other\", kind: Person)],\n sources: [\n",
    );
    for n in 0..count.div_ceil(50) {
        writeln!(
            out,
            "(id: \"source-{n}\", kind: News, outlet: \"Outlet\", published: \"2020-06-01\"),"
        )
        .expect("a string");
    }
    out.push_str("], statements: [\n");
    for n in 0..count {
        let (source, year, day) = (n / 50, 1900 + n * 120 / count, 1 + n % 28);
        writeln!(
            out,
            "(id: \"s{n}\", source: \"source-{source}\", para: {}, kind: Quote, speaker: \"a\", said: \"{year}-05-{day:02}\", \
             text: \"We said the {n}th thing then, and nothing that was said since has changed it.\"),",
            1 + n % 50
        )
        .expect("a string");
    }
    out.push_str("] )");
    out
}

fn mean(mut run: impl FnMut()) -> Duration {
    run();
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| run());
    start.elapsed() / ROUNDS
}

fn main() {
    let quick = std::env::args().any(|a| a == "--quick");
    let sizes: &[usize] = if quick { &[1_000, 10_000] } else { &[1_000, 100_000, 1_000_000] };
    let (width, height) = (160, 45);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
    let empty = mean(|| {
        terminal
            .draw(|frame| {
                black_box(frame);
            })
            .expect("a frame");
    });
    println!("an empty frame of {width}x{height}: {:.1} µs", empty.as_secs_f64() * 1e6);
    println!("statements   frame µs   of empty   a move µs   of the first size");
    let mut first = None;
    for &size in sizes {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let mut app = App::new(load_text("bench.ron", &dataset(size)), today);
        app.update(Action::Learn(News::Resized(Size { width, height })));
        app.update(Action::Move(Motion::Months(isize::try_from(size / 4).unwrap_or(1))));
        let frame = mean(|| {
            terminal.draw(|frame| _ = ui::render(&app, frame.buffer_mut())).expect("a frame");
        });
        let mut way = 1;
        let moved = mean(|| {
            app.update(Action::Move(Motion::Rows(way)));
            way = -way;
        });
        let base = *first.get_or_insert(frame);
        println!(
            "{size:>10} {:>10.1} {:>10.1} {:>11.1} {:>19.2}",
            frame.as_secs_f64() * 1e6,
            frame.as_secs_f64() / empty.as_secs_f64(),
            moved.as_secs_f64() * 1e6,
            frame.as_secs_f64() / base.as_secs_f64()
        );
    }
}
