//! How far work has come that takes a while.

use crate::chronology::progress::ReadSoFar;

/// How far the reading of a dataset has come, after so many milliseconds of it: `45 of 311 MB, 120 thousand records,
/// 3 s left`.
#[must_use]
pub fn so_far(read: ReadSoFar, taken: u64) -> String {
    let records = match read.records {
        n if n >= 10_000 => format!("{} thousand records", n / 1000),
        n => super::count(n as usize, "record"),
    };
    if read.links {
        return format!("{records}: finding what belongs together");
    }
    let size = |bytes: u64| bytes.div_ceil(1_000_000);
    let left = match read.left(taken) {
        Some(left) => format!(", {} s left", left.div_ceil(1000)),
        None => String::new(),
    };
    format!("{} of {} MB, {records}{left}", size(read.bytes), size(read.of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_how_much_and_how_long() {
        let read = ReadSoFar { bytes: 45_000_000, of: 310_500_000, records: 120_345, links: false };
        assert_eq!(so_far(read, 500), "45 of 311 MB, 120 thousand records, 3 s left");
        let early = ReadSoFar { bytes: 1, of: 310_500_000, records: 1, links: false };
        assert_eq!(so_far(early, 500), "1 of 311 MB, 1 record");
        let all = ReadSoFar { links: true, ..read };
        assert_eq!(so_far(all, 900), "120 thousand records: finding what belongs together");
    }
}
