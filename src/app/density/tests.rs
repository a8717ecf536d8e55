use std::sync::Arc;

use super::*;
use crate::app::order::{Heard, Order, Shown};
use crate::app::scale::start_of;
use crate::chronology::date::Edtf;
use crate::chronology::load::load_text;
use proptest::prelude::*;

fn chronology() -> Arc<Chronology> {
    let ron = r#"(
        parties: [(id: "a", name: "A"), (id: "b", name: "B")],
        speakers: [(id: "x", name: "X", kind: Person, party: "a"), (id: "y", name: "Y", kind: Person)],
        sources: [(id: "s", kind: News, outlet: "S", published: "2020-03-05")],
        events: [(id: "e", date: "2020-01", title: "E", cites: [(source: "s")])],
        statements: [
            (id: "one", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-02-01", text: "One"),
            (id: "two", source: "s", para: 1, kind: Quote, speaker: "x", said: "2020-02-03/2020-02-06", text: "Two"),
            (id: "three", source: "s", para: 1, kind: Quote, speaker: "y", said: "2020-02-09~", text: "Three"),
            (id: "four", source: "s", para: 1, kind: Quote, speaker: "y", text: "Four"),
        ],
    )"#;
    load_text("t.ron", ron).chronology
}

fn day(text: &str) -> Second {
    start_of(text.parse().unwrap())
}

#[test]
fn lanes_count_what_is_theirs() {
    let c = chronology();
    let d = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
    let february = day("2020-02-01")..day("2020-03-01");
    assert_eq!(d.tally(Lane::All, &february), Tally { count: 3, doubtful: 1 });
    assert_eq!(d.tally(Lane::Party(0), &february), Tally { count: 2, doubtful: 0 });
    assert_eq!(d.tally(Lane::Party(2), &february).count, 1, "a speaker without a party");
    assert_eq!(d.tally(Lane::Speaker(SpeakerIx::FIRST), &february).count, 2);
    assert_eq!(d.tally(Lane::Events, &february).count, 0);
    assert_eq!((d.undated, &d.parties[..]), (1, &[0, 2][..]));
    assert_eq!(d.speakers(0), [SpeakerIx::FIRST]);
}

#[test]
fn spans_are_known_where_they_lie() {
    let c = chronology();
    let d = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
    let on = |lane, text| d.is_spanned(lane, &(day(text)..day(text) + DAY));
    assert!(on(Lane::Events, "2020-01-31") && !on(Lane::Events, "2020-02-01"));
    assert!(on(Lane::Party(0), "2020-02-06") && !on(Lane::Party(0), "2020-02-07"));
    assert!(!on(Lane::Party(0), "2020-02-01"));
    let silence = |lane, text| d.silence(lane, day(text));
    assert_eq!(silence(Lane::All, "2020-02-08"), Some(day("2020-02-06")..day("2020-02-09")));
    assert_eq!(silence(Lane::All, "2020-02-20"), None, "no record ends it");
}

#[test]
fn on_the_other_axis_records_stand_where_they_were_printed() {
    let c = chronology();
    let d = Density::of(&c, Axis::Published, c.published().iter().copied());
    assert_eq!(d.tally(Lane::All, &(day("2020-03-05")..day("2020-03-06"))).count, 5);
}

#[test]
fn a_lane_with_more_records_than_days_counts_alike() {
    let event = |n: usize| {
        let doubt = if n.is_multiple_of(3) { "~" } else { "" };
        format!("(id: \"e-{n}\", date: \"2020-02-0{}{doubt}\", title: \"E\")", n % 4 + 1)
    };
    let events: Vec<String> = (0..60).map(event).collect();
    let c = load_text("t.ron", &format!("(events: [{}])", events.join(","))).chronology;
    let d = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
    for from in -2..8 {
        for to in from..8 {
            let days = day("2020-02-01") + from * DAY..day("2020-02-01") + to * DAY;
            let dates = (0..c.records.len()).filter_map(|record| c.date(record.into()));
            let dates = dates.filter(|date| days.contains(&date.sort_second()));
            let doubtful = |date: &&Edtf| date.is_approximate();
            let expected = (dates.clone().count(), dates.filter(doubtful).count());
            let tally = d.tally(Lane::All, &days);
            assert_eq!((tally.count, tally.doubtful), expected, "{days:?}");
            assert_eq!(d.within(Lane::All, &days).len(), expected.0);
        }
    }
}

proptest! {
    #[test]
    fn tallies_of_parts_make_up_the_whole(cuts in proptest::collection::vec(0i64..120, 0..6)) {
        let c = chronology();
        let d = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
        let start = day("2019-12-20");
        let mut cuts: Vec<Second> = cuts.into_iter().map(|n| start + n * DAY).collect();
        cuts.extend([start, start + 120 * DAY]);
        cuts.sort_unstable();
        for lane in [Lane::All, Lane::Events, Lane::Party(0), Lane::Speaker(SpeakerIx::from(1))] {
            let parts = cuts.windows(2).map(|w| d.tally(lane, &(w[0]..w[1])).count).sum::<usize>();
            prop_assert_eq!(parts, d.count(lane));
        }
    }

    #[test]
    fn more_is_never_lower(a in 0usize..5000, b in 0usize..5000, most in 0usize..100_000) {
        prop_assert!(a > b || level(a, most) <= level(b, most));
        prop_assert!((1..=8).contains(&level(a + 1, most.max(a + 1))));
    }
}

#[test]
fn a_glyph_means_the_same_count_everywhere() {
    let levels: Vec<u8> = [0, 1, 2, 3, 4, 5, 8, 9, 16, 64, 65, 128].map(|n| level(n, 128)).to_vec();
    assert_eq!(levels, [0, 1, 2, 3, 3, 4, 4, 5, 5, 7, 8, 8]);
    assert_eq!(level(6000, 6000), 8);
    assert!(level(100, 6000) < 8);
}

/// Before which record a silence is, of how many days, and whether of about so many.
type Gap = (usize, i64, bool);

/// Events of these dates, and what the list and the lane of all say of silences: before which record, and how many
/// days.
fn told_silences(dates: &[&str]) -> (Vec<Gap>, Vec<(usize, i64)>) {
    let event =
        |(n, date): (usize, &&str)| format!("(id: \"e-{n}\", date: \"{date}\", title: \"E\")");
    let events: Vec<String> = dates.iter().enumerate().map(event).collect();
    let c = load_text("t.ron", &format!("(events: [{}])", events.join(","))).chronology;
    assert_eq!(c.records.len(), dates.len());
    let order = Order::new(&c, Axis::Said, &Shown::All);
    let heard = Heard::of(order);
    let order = order.hearing(Some(&heard));
    let gaps = (0..order.len()).filter_map(|at| {
        let gap = order.gap(at)?;
        assert!(gap.most.is_none_or(|most| most >= gap.least));
        Some((at, gap.least, gap.doubtful))
    });
    let d = Density::of(&c, Axis::Said, (0..c.records.len()).map(RecordIx::from));
    let before = |at: usize| {
        let date = order.date(order.at(at)?)?;
        let moment = date.sort_second();
        let is_first = order.date(order.at(at.checked_sub(1)?)?)?.sort_second() < moment;
        let silence = is_first.then(|| d.silence(Lane::All, moment - 1))??;
        let days = (silence.end - silence.start) / DAY;
        (silence.end == moment && days >= crate::app::order::SILENCE).then_some((at, days))
    };
    (gaps.collect(), (0..order.len()).filter_map(before).collect())
}

#[test]
fn a_silence_begins_behind_all_that_may_still_be_said() {
    for (dates, gaps) in [
        // A span goes on while another record begins in it, and so may one day out of a month or of several.
        (&["2024-07-01/2024-09-30", "2024-07-05", "2024-11-20"][..], &[(2, 51, false)][..]),
        (&["2024-07-XX", "2024-07-02", "2024-08-20"], &[]),
        (&["2024-07", "2024-07-02", "2024-09-02"], &[(2, 33, false)]),
        (&["[2024-07-01..2024-08-09]", "2024-07-02", "2024-10-01"], &[(2, 53, false)]),
        (&["2024-06/2024-12", "2024-07/2024-08", "2024-07-05", "2025-03-01"], &[(3, 60, false)]),
        // About so many where the last that may be said is about, unless something sure is of that day.
        (&["2024-07-01/2024-09-30~", "2024-07-05", "2024-11-20"], &[(2, 51, true)]),
        (&["2024-07~", "2024-07-31", "2024-11-20"], &[(2, 112, false)]),
        (&["2024-07-01", "2024-11-20?"], &[(1, 142, true)]),
        // Nobody knows of a silence where a date is open.
        (&["2024-01-01/..", "2024-05-01", "2024-07-01"], &[(2, 61, false)]),
        (&["2024-01-01", "../2024-05-01", "2024-07-01"], &[(2, 61, false)]),
    ] {
        assert_eq!(told_silences(dates).0, gaps, "{dates:?}");
    }
}

proptest! {
    #[test]
    fn the_list_and_the_lanes_tell_the_same_silences(
        days in proptest::collection::vec((0i64..700, 0i64..200, 0usize..7), 2..12),
    ) {
        let date = |(from, long, form): &(i64, i64, usize)| {
            let day = |n: i64| crate::app::scale::date_of(day("2020-01-01") + n * DAY);
            let (first, last) = (day(*from), day(from + long));
            match form {
                0 => first.format("%Y-%m").to_string(),
                1 => first.format("%Y-%m-XX").to_string(),
                2 => format!("{first}/{last}"),
                3 => format!("[{first}..{last}]"),
                4 => format!("{first}~"),
                _ => first.to_string(),
            }
        };
        let dates: Vec<String> = days.iter().map(date).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let (gaps, silences) = told_silences(&dates);
        let gaps: Vec<(usize, i64)> = gaps.into_iter().map(|(at, days, _)| (at, days)).collect();
        prop_assert_eq!(gaps, silences);
    }
}
