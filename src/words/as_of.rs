//! Why something is not among what was known by a day.

use crate::chronology::as_of::{Knowledge, Lacks, LeftOut};
use crate::chronology::date::Edge;

/// Why something is left out by a day, as what is said of it: `it came later`.
fn why_left_out(knowledge: Knowledge, many: bool) -> Option<&'static str> {
    Some(match (knowledge, many) {
        (Knowledge::Known, _) => return None,
        (Knowledge::Later, _) => "came later",
        (Knowledge::NoDay, false) => "has no day",
        (Knowledge::NoDay, true) => "have no day",
        (Knowledge::PerhapsLater, _) => "perhaps came later",
    })
}

/// The same in one word, to stand where its date would.
#[must_use]
pub fn missing_by(knowledge: Knowledge) -> Option<&'static str> {
    match knowledge {
        Knowledge::Known => None,
        Knowledge::Later => Some("later"),
        Knowledge::NoDay => Some("no day"),
        Knowledge::PerhapsLater => Some("later?"),
    }
}

/// That something is left out by a day and why, to stand behind its name and `is`.
#[must_use]
pub fn left_out_as_of(end: Edge, knowledge: Knowledge) -> Option<String> {
    why_left_out(knowledge, false).map(|why| format!("left out as of {end}: it {why}"))
}

/// The day by which what is told was known, to stand behind `as of`.
#[must_use]
pub fn known_by(end: Edge) -> String {
    format!("{end}, only what was published by then")
}

/// How many things of a kind are left out by a day, by the reasons: `11 of 34 records came later, 1 has no day`. `None`
/// where none is.
#[must_use]
pub fn left_out_by_day(of: LeftOut, noun: &str) -> Option<String> {
    let reasons = [
        (of.later, Knowledge::Later),
        (of.no_day, Knowledge::NoDay),
        (of.perhaps_later, Knowledge::PerhapsLater),
    ];
    let told = reasons.into_iter().filter(|(n, _)| *n > 0).enumerate();
    let told: Vec<String> = told
        .filter_map(|(nth, (n, knowledge))| {
            let why = why_left_out(knowledge, n != 1)?;
            let of_all = || format!(" of {}", super::count(of.of, noun));
            Some(format!("{n}{} {why}", if nth == 0 { of_all() } else { String::new() }))
        })
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// What a chronology lacks as of a day, in a sentence; `None` where it lacks nothing and all of it is dated.
#[must_use]
pub fn lacks_as_of(lacks: &Lacks) -> Option<String> {
    let Lacks { end, records, sources, notes, figures, undated_sources } = *lacks;
    let of_kinds = [(records, "record"), (sources, "source"), (notes, "note"), (figures, "figure")];
    let left_out: Vec<String> =
        of_kinds.into_iter().filter_map(|(of, noun)| left_out_by_day(of, noun)).collect();
    let left_out =
        (!left_out.is_empty()).then(|| format!("left out as of {end}: {}", left_out.join("; ")));
    let undated = (undated_sources > 0).then(|| {
        let they = super::count(undated_sources, "source");
        let tells = if undated_sources == 1 { "it tells" } else { "they tell" };
        format!("{they} without a date of publication taken as of the days {tells} of")
    });
    match (left_out, undated) {
        (Some(left_out), Some(undated)) => Some(format!("{left_out}; {undated}")),
        (Some(left_out), None) => Some(left_out),
        (None, undated) => undated.map(|undated| format!("as of {end}: {undated}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_number_and_none_is_a_nought() {
        let of = |later, no_day, perhaps_later| {
            left_out_by_day(LeftOut { of: 9, later, no_day, perhaps_later }, "record")
        };
        assert_eq!(of(0, 0, 0), None);
        assert_eq!(of(4, 0, 0).as_deref(), Some("4 of 9 records came later"));
        assert_eq!(of(0, 1, 0).as_deref(), Some("1 of 9 records has no day"));
        let all = "1 of 9 records came later, 2 have no day, 3 perhaps came later";
        assert_eq!(of(1, 2, 3).as_deref(), Some(all));
    }
}
