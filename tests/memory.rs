//! What is held of a dataset, in bytes a record: `docs/scale.md` reckons with these.

#![allow(missing_docs, clippy::expect_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::sync::Arc;

use allocation_counter::measure;
use startline::app::density::Density;
use startline::app::order::Axis;
use startline::chronology::Chronology;
use startline::chronology::load::load_text;
use startline::chronology::model::RecordIx;

const RECORDS: usize = 5_000;

fn dataset() -> String {
    let mut text = "(parties: [(id: \"us\", name: \"US\")], \
                    speakers: [(id: \"p\", name: \"P\", kind: Person, party: \"us\")], \
                    sources: [(id: \"s\", kind: News, outlet: \"S\", published: \"2020-02-10\")], \
                    statements: [\n"
        .to_owned();
    for n in 0..RECORDS {
        let day = n % 9 + 1;
        let _ = writeln!(
            text,
            "(id: \"r-{n}\", source: \"s\", para: 1, kind: Block, speaker: \"p\", \
             said: \"2020-02-0{day}\", text: \"The words of the {n}th time.\"),"
        );
    }
    text + "])"
}

#[test]
fn a_statement_takes_its_words_and_a_hundred_and_fifty_bytes() {
    let text = dataset();
    let mut c: Arc<Chronology> = Arc::default();
    let held = measure(|| c = load_text("t.ron", &text).chronology).bytes_current;
    assert_eq!(c.statements().len(), RECORDS);
    let words: usize = c.statements().iter().map(|s| s.id.len() + s.text.len()).sum();
    let held = usize::try_from(held).expect("more is held than before") - words;
    assert!(held <= RECORDS * 150, "{} bytes a record", held / RECORDS);
}

#[test]
fn where_a_record_lies_in_time_takes_four_bytes_for_each_of_its_lanes() {
    let text = dataset();
    let c = load_text("t.ron", &text).chronology;
    let mut density = Density::default();
    let all = || (0..c.records.len()).map(RecordIx::from);
    let taken = measure(|| density = Density::of(&c, Axis::Said, all()));
    assert_eq!(density.undated, 0);
    // That of all, its party's and its speaker's.
    let held = usize::try_from(taken.bytes_current).expect("more is held than before");
    assert!(held <= RECORDS * 13, "{} bytes a record", held / RECORDS);
    let most = taken.bytes_max as usize;
    assert!(most <= RECORDS * 42, "{} bytes a record while it is made", most / RECORDS);
}
