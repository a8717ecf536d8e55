//! What reading a dataset takes, whatever is wrong in it: no more memory and work than its size asks for.

use allocation_counter::{AllocationInfo, measure};

use super::DATASETS;
use super::cost;
use super::kinds::KINDS;
use startline::chronology::load::load_text;

/// The most bytes that are held at once for a dataset, and for each byte of it.
const HELD: u64 = 64 * 1024;
const HELD_FOR_EACH_BYTE: u64 = 64;

/// The most that a problem shows of its line, bytes: it shows less where the line has less.
const SHOWN: usize = 1024;

/// How many times the work of a well-formed dataset of its size a wrong one may be.
const TIMES: f64 = 12.0;

/// The size from which on two datasets can be compared, bytes: below, what is done once counts for more.
const COMPARABLE: usize = 4096;

fn reading(text: &str) -> AllocationInfo {
    measure(|| drop(load_text("bad.ron", text)))
}

/// A dataset that is well, of at least so many bytes.
fn well_formed(size: usize) -> String {
    let mut text = "( sources: [(id: \"s\", kind: News, outlet: \"S\")], events: [".to_owned();
    for n in 0.. {
        if text.len() >= size {
            break;
        }
        let event =
            format!("(id: \"e{n}\", date: \"2020\", title: \"E\", cites: [(source: \"s\")]), ");
        text.push_str(&event);
    }
    text + "] )"
}

#[test]
fn each_is_read_in_memory_of_its_size() {
    reading(&well_formed(COMPARABLE));
    let mut most = (0, "");
    for (name, text, _) in DATASETS {
        let held = reading(text).bytes_max;
        most = most.max((held, name));
        let bound = HELD + HELD_FOR_EACH_BYTE * text.len() as u64;
        assert!(held <= bound, "{name}: {held} bytes for {}", text.len());
    }
    println!("{} bytes at most: {}", most.0, most.1);
}

#[test]
fn each_is_read_in_the_time_of_one_that_is_well() {
    let mut most = (0.0, "");
    for (name, text, _) in DATASETS {
        let well = well_formed(text.len().max(COMPARABLE));
        let (wrong, peer) =
            cost::both(|| load_text("bad.ron", text), || load_text("well.ron", &well));
        let times = wrong / peer;
        most = if times > most.0 { (times, *name) } else { most };
        assert!(times <= TIMES, "{name}: {times:.1} times a well-formed one of its size");
    }
    println!("{:.2} times a well-formed one at most: {}", most.0, most.1);
}

#[test]
fn four_times_the_slips_take_four_times_the_memory() {
    let (n, shown) = (250, 4 * 250 * SHOWN);
    for (name, make) in KINDS {
        let (few, many) = (reading(&make(n)), reading(&make(4 * n)));
        for (what, few, many) in [
            ("held at once", few.bytes_max, many.bytes_max),
            ("in all", few.bytes_total, many.bytes_total),
            ("pieces", few.count_total, many.count_total),
        ] {
            let bound = few * 9 / 2 + shown as u64;
            assert!(many <= bound, "{name}, {what}: {few}, then {many}");
        }
    }
}
