use super::*;
use proptest::prelude::*;

fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|e| panic!("{e}"))
}

fn ymd(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

#[test]
fn a_plain_day_is_what_the_expression_says() {
    for text in ["2025-09-22", "2024-02-29", "0001-01-01", "0000-02-29", "9999-12-31"] {
        let day = plain_day(text).unwrap();
        let days = Expression::parse(text).unwrap().days();
        assert_eq!(days, (Some(day), Some(day)), "{text}");
        assert_eq!(Edtf::parse(text).unwrap().as_str(), text);
    }
    let others =
        ["2023-02-29", "2025-13-01", "2025-9-22", "2025-09-22~", "-025-09-22", "2025-09-2X"];
    for text in others {
        assert_eq!(plain_day(text), None, "{text}");
    }
}

#[test]
fn every_form_keeps_the_look_of_its_certainty() {
    for (text, long, short) in [
        ("2023", "2023", "2023"),
        ("2023-02", "Feb 2023", "Feb"),
        ("2025-09-22", "22 Sep 2025", "22 Sep"),
        ("2025-09-22~", "c. 22 Sep 2025", "~22 Sep"),
        ("2025-02?", "Feb 2025?", "Feb?"),
        ("../2020-10-27", "on or before 27 Oct 2020", "≤27 Oct"),
        ("2020-10-27/..", "on or after 27 Oct 2020", "≥27 Oct"),
        ("2026-02-04/2026-02-05", "4–5 Feb 2026", "4–5 Feb"),
        ("2021-01-27/2021-02-03", "27 Jan – 3 Feb 2021", "27 Jan – 3 Feb"),
        ("2020-12/2021-01", "Dec 2020 – Jan 2021", "Dec – Jan 2021"),
        ("2020-10-27T14:27:00Z", "27 Oct 2020 14:27 UTC", "27 Oct"),
        ("2020-10-27T14:27+03:00", "27 Oct 2020 14:27 UTC+3", "27 Oct"),
        ("202X", "2020s", "2020s"),
        ("196X~", "c. 1960s", "~1960s"),
        ("0009", "AD 9", "AD 9"),
        ("0009-09", "Sep AD 9", "Sep"),
        ("0000", "1 BC", "1 BC"),
        ("-0043-03-15", "15 Mar 44 BC", "15 Mar"),
        ("-0299/-0200", "300 – 201 BC", "300 – 201 BC"),
        ("-0001/0004", "2 BC – AD 4", "2 BC – AD 4"),
        ("1967/1969-06", "1967 – Jun 1969", "1967 – Jun 1969"),
        ("1969-22", "summer 1969", "summer"),
        ("1969-33", "Q1 1969", "Q1"),
        ("1969-07-20T20:05:05Z", "20 Jul 1969 20:05:05 UTC", "20 Jul"),
        ("1969-07-20T21:35:00Z~", "20 Jul 1969 c. 21:35 UTC", "20 Jul"),
        ("1969-07-20T21:35Z?", "20 Jul 1969 21:35 UTC?", "20 Jul"),
        ("1969-07-20T20:05:05Z/T20:17:40Z", "20 Jul 1969 20:05:05–20:17:40 UTC", "20 Jul"),
        ("1969-07-20T20:05Z/1969-07-20T20:17Z", "20 Jul 1969 20:05–20:17 UTC", "20 Jul"),
        (
            "1969-07-20T23:05Z/1969-07-21T01:17Z",
            "20 Jul 23:05 UTC – 21 Jul 1969 01:17 UTC",
            "20 Jul – 21 Jul",
        ),
    ] {
        let d = date(text);
        assert_eq!((d.long().as_str(), d.short().as_str()), (long, short), "{text}");
        let signs = long.replace("on or before ", "≤").replace("on or after ", "≥");
        assert_eq!(d.compact(), signs, "{text}");
    }
}

#[test]
fn what_is_one_of_several_is_never_told_as_all_of_them() {
    for (text, long, compact, short, start) in [
        (
            "[2024-05-01..2024-05-09]",
            "some day from 1 to 9 May 2024",
            "∈1–9 May 2024",
            "∈1–9 May",
            "∈1 May…",
        ),
        ("2024-05-0X", "some day from 1 to 9 May 2024", "∈1–9 May 2024", "∈1–9 May", "∈1 May…"),
        (
            "2024-05-1X~",
            "c. some day from 10 to 19 May 2024",
            "c. ∈10–19 May 2024",
            "~∈10–19 May",
            "~∈10 May…",
        ),
        (
            "[2024-04-28..2024-05-02]",
            "some day from 28 Apr to 2 May 2024",
            "∈28 Apr – 2 May 2024",
            "∈28 Apr – 2 May",
            "∈28 Apr…",
        ),
        (
            "[2024-12-30..2025-01-02]",
            "some day from 30 Dec 2024 to 2 Jan 2025",
            "∈30 Dec 2024 – 2 Jan 2025",
            "∈30 Dec – 2 Jan 2025",
            "∈30 Dec…",
        ),
        (
            "[2024-05..2024-08]",
            "some month from May to Aug 2024",
            "∈May – Aug 2024",
            "∈May – Aug",
            "∈May…",
        ),
        ("[1670..1672]", "between 1670 and 1672", "∈1670 – 1672", "∈1670 – 1672", "∈1670…"),
        ("19XX", "between 1900 and 1999", "∈1900–1999", "∈1900–1999", "∈1900…"),
        ("[2024-05-01,2024-05-03]", "1 or 3 May 2024", "∈1/3 May 2024", "∈1/3 May", "∈1 May…"),
        (
            "[2024-05-01,2024-05-03,2024-05-07..2024-05-09]",
            "1 May 2024, 3 May 2024 or some day from 7 to 9 May 2024",
            "∈1/3/7–9 May 2024",
            "∈1/3/7–9 May",
            "∈1 May…",
        ),
        (
            "[2024-05-01,2024-07]",
            "1 May 2024 or Jul 2024",
            "∈1 May/Jul 2024",
            "∈1 May/Jul",
            "∈1 May…",
        ),
        (
            "[2024-12,2025-01]",
            "Dec 2024 or Jan 2025",
            "∈Dec 2024/Jan 2025",
            "∈Dec/Jan 2025",
            "∈Dec…",
        ),
        ("[1667-05,1668]", "May 1667 or 1668", "∈May 1667/1668", "∈May/1668", "∈May…"),
        ("[2024-05-09]", "9 May 2024", "9 May 2024", "9 May", "∈9 May…"),
        ("[..2024-05-09]", "on or before 9 May 2024", "≤9 May 2024", "≤9 May", "≤9 May"),
        ("[2024-05-09..]", "on or after 9 May 2024", "≥9 May 2024", "≥9 May", "≥9 May"),
        (
            "[2024-05-01,2024-05-09..]",
            "1 May 2024 or 9 May 2024 or later",
            "∈1/≥9 May 2024",
            "∈1/≥9 May",
            "∈1 May…",
        ),
        ("2024-07-XX", "some day in Jul 2024", "∈Jul 2024", "∈Jul", "∈Jul"),
        ("2024-07-XX%", "c. some day in Jul 2024?", "c. ∈Jul 2024?", "~∈Jul?", "~∈Jul?"),
        ("2024-1X-XX", "some day in Oct, Nov or Dec 2024", "∈Oct–Dec 2024", "∈Oct–Dec", "∈Oct…"),
        // All of several that follow each other are a span.
        ("{2024-05-01..2024-05-09}", "1–9 May 2024", "1–9 May 2024", "1–9 May", "1 May…"),
        ("2024-05-01/2024-05-09", "1–9 May 2024", "1–9 May 2024", "1–9 May", "1 May…"),
    ] {
        let d = date(text);
        let told = (d.long(), d.compact(), d.short(), d.start(true));
        assert_eq!(told, (long.into(), compact.into(), short.into(), start.into()), "{text}");
    }
}

#[test]
fn dates_that_are_all_meant_are_told_once_and_never_as_a_span() {
    for (text, long, compact, short, start) in [
        ("{2024-05-01,2024-05-03}", "1 and 3 May 2024", "1+3 May 2024", "1+3 May", "1 May…"),
        ("{2024-05-21,2024-05-23}", "21 and 23 May 2024", "21+23 May 2024", "21+23 May", "21 May…"),
        (
            "{2024-05-01,2024-05-03,2024-05-07..2024-05-09}",
            "1 May 2024, 3 May 2024 and 7–9 May 2024",
            "1+3+7–9 May 2024",
            "1+3+7–9 May",
            "1 May…",
        ),
        (
            "{2024-05-01,2024-07}",
            "1 May 2024 and Jul 2024",
            "1 May+Jul 2024",
            "1 May+Jul",
            "1 May…",
        ),
        (
            "{2024-12-30,2025-01}",
            "30 Dec 2024 and Jan 2025",
            "30 Dec 2024+Jan 2025",
            "30 Dec+Jan 2025",
            "30 Dec…",
        ),
        (
            "{1667,1668,1670..1672}",
            "1667, 1668 and 1670 – 1672",
            "1667+1668+1670 – 1672",
            "1667+1668+1670 – 1672",
            "1667…",
        ),
        (
            "{2024-05-01~,2024-05-03}",
            "c. 1 May 2024 and 3 May 2024",
            "~1 May+3 May 2024",
            "~1 May+3 May",
            "~1 May…",
        ),
    ] {
        let d = date(text);
        let told = (d.long(), d.compact(), d.short(), d.start(true));
        assert_eq!(told, (long.into(), compact.into(), short.into(), start.into()), "{text}");
    }
}

#[test]
fn unknown_digits_and_unknown_ends_are_told_as_they_are() {
    for (text, long, compact, short) in [
        ("19XX", "between 1900 and 1999", "∈1900–1999", "∈1900–1999"),
        ("-02XX", "between 300 BC and 201 BC", "∈300–201 BC", "∈300–201 BC"),
        ("1985-XX-XX", "some day in 1985", "∈1985", "∈1985"),
        ("1985-XX", "some month in 1985", "∈1985", "∈1985"),
        ("1961-05-XX", "some day in May 1961", "∈May 1961", "∈May"),
        ("1985-04-12/", "from 12 Apr 1985, end unknown", "12 Apr 1985–?", "12 Apr–?"),
        ("1985-04-12/..", "on or after 12 Apr 1985", "≥12 Apr 1985", "≥12 Apr"),
        ("/1985-04-12", "until 12 Apr 1985, start unknown", "?–12 Apr 1985", "?–12 Apr"),
        ("../1985-04-12", "on or before 12 Apr 1985", "≤12 Apr 1985", "≤12 Apr"),
    ] {
        let d = date(text);
        assert_eq!(
            (d.long().as_str(), d.compact().as_str(), d.short().as_str()),
            (long, compact, short),
            "{text}"
        );
    }
    assert_eq!(date("-02XX").earliest(), Some(ymd(-299, 1, 1)));
    assert_eq!(date("-02XX").latest(), Some(ymd(-200, 12, 31)));
}

#[test]
fn order_and_time_elapsed_go_by_the_instant() {
    let night = date("1969-07-20T23:48-04:00");
    let before = date("1969-07-21T02:56:15Z");
    assert_eq!(before.cmp_in_time(&night), Ordering::Less);
    assert_eq!(before.lapse_before(&night), Some(Lapse::Seconds(Bounds::exactly(51 * 60 + 45))));
    assert_eq!(night.lapse_before(&before), None);
    let asked = date("2020-10-27T22:00:00-05:00");
    assert_eq!(asked.lapse_before(&date("2020-10-28T05:00:00+03:00")), None, "it lies before");
    assert_eq!(asked.lapse_before(&date("2020-10-28")), Some(Lapse::Days(Bounds::exactly(1))));
}

#[test]
fn a_leap_second_is_told_as_printed_on_its_own_day_and_only_where_there_is_one() {
    for (text, told, day) in [
        ("2016-12-31T23:59:60Z", "31 Dec 2016 23:59:60 UTC", ymd(2016, 12, 31)),
        ("2015-06-30T23:59:60+00:00", "30 Jun 2015 23:59:60 UTC", ymd(2015, 6, 30)),
        ("2017-01-01T00:59:60+01:00", "1 Jan 2017 00:59:60 UTC+1", ymd(2017, 1, 1)),
        ("2016-12-31T18:59:60-05:00", "31 Dec 2016 18:59:60 UTC−5", ymd(2016, 12, 31)),
        ("2017-01-01T05:29:60+05:30", "1 Jan 2017 05:29:60 UTC+5:30", ymd(2017, 1, 1)),
        ("2017-01-01T05:44:60", "1 Jan 2017 05:44:60", ymd(2017, 1, 1)),
    ] {
        let leap = date(text);
        assert_eq!(leap.long(), told, "{text}");
        assert_eq!((leap.earliest(), leap.latest()), (Some(day), Some(day)), "{text}");
        assert_eq!(leap.within(Period::days(Some(day), Some(day))), Certainty::Yes, "{text}");
        let (before, after) = (date(&text.replace(":60", ":59")), day.succ_opt().unwrap());
        assert_eq!(before.cmp_in_time(&leap), Ordering::Less, "{text}");
        assert_eq!(leap.cmp_in_time(&Edtf::of_day(after)), Ordering::Less, "{text}");
    }
    let next = date("2017-01-01T00:00:00Z");
    assert_eq!(date("2016-12-31T23:59:60Z").cmp_in_time(&next), Ordering::Less);
    for text in [
        "2016-12-31T22:59:60Z",
        "2016-12-31T23:58:60Z",
        "2016-12-30T23:59:60Z",
        "2016-12-31T23:59:60+01:00",
        "2016-12-31T12:00:60",
        "2016-12-15T23:59:60",
        "2016-12-31T23:00:60Z/T23:30:00Z",
    ] {
        let refused = Edtf::parse(text).unwrap_err();
        assert!(refused.message.contains("a leap second"), "{text}: {}", refused.message);
        assert_eq!(refused.help, "write a second from 00 to 59", "{text}");
    }
}

#[test]
fn a_year_too_far_away_to_be_counted_is_later_or_earlier_than_all_that_can_be() {
    let (any, since) = (Period::default(), Period::days(Some(ymd(2020, 1, 1)), None));
    let within = |text: &str, period| date(text).within(period);
    for (text, told) in [
        ("Y170000002", "170000002"),
        ("Y17E7", "170000000"),
        ("Y170000002~", "c. 170000002"),
        ("Y170000002/Y180000000", "170000002 – 180000000"),
        ("Y262143", "262143"),
    ] {
        assert_eq!(date(text).long(), told);
        assert_eq!(date("2026-02-05").cmp_in_time(&date(text)), Ordering::Less, "{text}");
        assert_eq!(within(text, since), Certainty::Yes, "{text}");
        assert_eq!(within(text, Period::until(&date("2026"))), Certainty::No, "{text}");
        let far = date("2026-02-05").days_before(&date(text)).unwrap();
        assert!(far.most.is_none() && far.least > 90_000_000, "{text}: {far:?}");
    }
    for (text, told) in [("Y-170000002", "170000003 BC"), ("Y-300000", "300001 BC")] {
        assert_eq!(date(text).long(), told);
        assert_eq!(date(text).cmp_in_time(&date("-0043")), Ordering::Less, "{text}");
        assert_eq!(within(text, since), Certainty::No, "{text}");
        assert_eq!(within(text, any), Certainty::Yes, "{text}");
        let far = date(text).days_to(&date("2026-02-05")).unwrap();
        assert!(far.most.is_none() && far.least > 90_000_000, "{text}: {far:?}");
    }
    assert_eq!(date("2020/Y170000002").earliest(), Some(ymd(2020, 1, 1)));
    assert!(date("2020/Y170000002").latest().is_none());
}

#[test]
fn a_span_of_times_has_its_end_after_its_start() {
    assert!(Edtf::parse("1969-07-20T20:05Z/T20:04Z").unwrap_err().reversed);
    assert!(Edtf::parse("1969-07-20T23:05-04:00/T02:00Z").unwrap_err().reversed);
    for (reversed, help) in [
        ("1969-07-20T20:05Z/T20:04Z", "1969-07-20T20:04Z/1969-07-20T20:05Z"),
        ("2024-03-01T23:00-05:00/T04:00Z", "2024-03-01T23:00-05:00/2024-03-02T04:00Z"),
        ("2024-02-29T22:00Z/T02:00Z", "2024-02-29T22:00Z/2024-03-01T02:00Z"),
    ] {
        let refused = Edtf::parse(reversed).unwrap_err();
        assert_eq!((refused.reversed, refused.help), (true, format!("write \"{help}\"")));
        assert!(Edtf::parse(help).is_ok(), "{help}");
    }
    assert!(Edtf::parse("1969-07-20T23:05-04:00/1969-07-21T04:00Z").is_ok());
    assert!(Edtf::parse("1969-07-20T20:05Z~?").is_err());
}

#[test]
fn a_wrong_form_names_the_right_one() {
    for (text, help) in [
        ("2026-2-5", "write \"2026-02-05\""),
        ("Feb 2026", "write \"2026-02\""),
        ("5 February 2026", "write \"2026-02-05\""),
        ("September 22, 2025", "write \"2025-09-22\""),
        ("2026/02/05", "write \"2026-02-05\""),
        ("2026-02-05/2026-02-04", "write \"2026-02-04/2026-02-05\""),
        ("2025-02-30", "February 2025 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("2025-13", "months go from 01 to 12; a season is 21 to 24"),
        ("2025-00-10", "months go from 01 to 12; a season is 21 to 24"),
        ("2004-05-06T10:00/2004-05-06T09:00", "write \"2004-05-06T09:00/2004-05-06T10:00\""),
        ("2004-05-06T10:00Z/T09:30Z", "write \"2004-05-06T09:30Z/2004-05-06T10:00Z\""),
        ("6 May 2004 – 5 May 2004", "write \"2004-05-05/2004-05-06\""),
        ("2020/21", "write \"2020/2021\""),
        (
            "2004–5",
            "this can be read in two ways: write \"2004/2005\" for the span, or \"2004-05\"",
        ),
        ("29 February", "write the year too, as in 2024-02-29"),
        (
            "-0043-03-15T10:00",
            "a time of day has no form before the year 0: write \"-0043-03-15\", and the time in the words",
        ),
        ("", "leave the field out where nothing is known"),
        ("n.d.", "leave the field out where nothing is known"),
        (
            "yesterday",
            "write the day that the source means by it, with basis: Resolved(\"yesterday\")",
        ),
    ] {
        assert_eq!(Edtf::parse(text).unwrap_err().help, help, "{text}");
    }
    for text in ["05/02/2026", "../..", "{2023,2024", "tomorrow", "2025-99-99-99"] {
        let error = Edtf::parse(text).unwrap_err();
        assert!(error.help.contains("2025-09-22"), "{text}: {}", error.help);
    }
}

#[test]
fn a_filter_is_answered_yes_maybe_or_no() {
    let september = Period::days(Some(ymd(2025, 9, 1)), Some(ymd(2025, 9, 30)));
    for (text, answer) in [
        ("2025-09-22", Certainty::Yes),
        ("2025-09", Certainty::Yes),
        ("2025-09-22~", Certainty::Yes),
        ("2025-09-30~", Certainty::Maybe),
        ("2025-09-22?", Certainty::Maybe),
        ("2025", Certainty::Maybe),
        ("../2025-11-09", Certainty::Maybe),
        ("2025-08-20/2025-09-02", Certainty::Maybe),
        ("../2025-08-31", Certainty::No),
        ("2025-10-01", Certainty::No),
    ] {
        assert_eq!(date(text).within(september), answer, "{text}");
    }
    let open = Period::days(Some(ymd(2020, 1, 1)), None);
    assert_eq!(date("2025").within(open), Certainty::Yes);
    assert_eq!(date("2025/..").within(open), Certainty::Yes);
}

/// Of a set whose dates are all meant each answers for itself; of several of which one is meant all must agree; and no
/// day between them is any of them.
#[test]
fn a_date_of_several_days_is_none_of_those_between() {
    let month = |m: u32| Period::days(Some(ymd(2028, m, 1)), Some(ymd(2028, m, 28)));
    for (text, in_march, in_april) in [
        ("{2028-03-02,2028-05-02}", Certainty::Yes, Certainty::No),
        ("[2028-03-02,2028-05-02]", Certainty::Maybe, Certainty::No),
        ("{2028-03-02?,2028-05-02}", Certainty::Maybe, Certainty::No),
        ("[2028-03-02,2028-03-04]", Certainty::Yes, Certainty::No),
        ("{2028-03-02..2028-05-02}", Certainty::Maybe, Certainty::Maybe),
        ("[..2028-03-02,2028-05-02]", Certainty::Maybe, Certainty::No),
        ("{2028-02,2028-05}", Certainty::No, Certainty::No),
        ("2028-1X", Certainty::No, Certainty::No),
        ("2028-X3-04", Certainty::Yes, Certainty::No),
        ("2028-XX-04", Certainty::Maybe, Certainty::Maybe),
        ("2028-XX-30", Certainty::No, Certainty::No),
        ("202X-04-11", Certainty::No, Certainty::Maybe),
        ("2028-XX", Certainty::Maybe, Certainty::Maybe),
        ("202X", Certainty::Maybe, Certainty::Maybe),
    ] {
        let date = date(text);
        let answers = (date.within(month(3)), date.within(month(4)));
        assert_eq!(answers, (in_march, in_april), "{text}");
        assert_eq!(date.within(Period::of(&date)), Certainty::Yes, "{text}");
    }
    let until = Period::days(None, Some(ymd(2028, 4, 1)));
    let both = date("{2028-03-02,2028-05-02}");
    assert_eq!((both.within(until), both.is_surely_all_within(until)), (Certainty::Yes, false));
    assert_ne!(date("{2028-03,2028-05}").meaning(), date("[2028-03,2028-05]").meaning());
    assert_ne!(date("{2028-03,2028-05}").meaning(), date("2028-03/2028-05").meaning());
}

#[test]
fn a_time_that_is_asked_for_is_honoured() {
    let after = |text: &str| Period { from: Period::of(&date(text)).from, to: None };
    for (asked, text, answer) in [
        ("1966-07-30T17:00+01:00", "1966-07-30T12:00+01:00", Certainty::No),
        ("1966-07-30T17:00+01:00", "1966-07-30T17:15+01:00", Certainty::Yes),
        ("1966-07-30T17:00+01:00", "1966-07-30T16:15Z", Certainty::Yes),
        ("1966-07-30T17:00+01:00", "1966-07-30T15:45Z", Certainty::No),
        ("1966-07-30T17:00+01:00", "1966-07-30T17:15", Certainty::Maybe),
        ("1966-07-30T17:00+01:00", "1966-07-30", Certainty::Maybe),
        ("1966-07-30T17:00", "1966-07-30T17:15+05:00", Certainty::Yes),
        ("1966-07-30T17:00", "1966-07-30", Certainty::Maybe),
        ("1966-07-30T17:00", "1966-07-31", Certainty::Yes),
        ("1966-07-30T17:00Z", "1966-07-30T16:40Z~", Certainty::Maybe),
        ("1966-07-30T17:00Z", "1966-07-30T15:40Z~", Certainty::No),
    ] {
        assert_eq!(date(text).within(after(asked)), answer, "{text} after {asked}");
    }
    let edge = |text: &str| Period::until(&date(text)).to.unwrap().to_string();
    assert_eq!(edge("2025-10"), "31 Oct 2025");
    assert_eq!(edge("1969-07-20T15:30Z"), "20 Jul 1969 15:30 UTC");
    assert_eq!(edge("1969-07-20T15:30"), "20 Jul 1969 15:30");
}

#[test]
fn where_one_side_knows_its_clock_a_day_is_no_contradiction() {
    for (later, earlier, sure) in [
        ("2026-02-06", "2026-02-05", true),
        ("2026-02-06", "2026-02-05T22:00Z", false),
        ("2026-02-07", "2026-02-05T22:00Z", true),
        ("2026-02-06T01:00+09:00", "2026-02-05", false),
        ("2026-02-05T10:00Z", "2026-02-05T12:30+03:00", true),
        ("2026-02-05T10:00Z", "2026-02-05T14:30+03:00", false),
        ("2020-10-27T23:00", "2020-10-27T22:00", true),
        ("2020-10-27T22:00", "2020-10-27T23:00", false),
        ("2020-10-27T22:00:30", "2020-10-27T22:00", false),
        ("2020-10-27T22:01", "2020-10-27T22:00", true),
        ("2020-10-27T23:00", "2020-10-27", false),
        ("2020-10-27T23:00", "2020-10-27T22:00Z", false),
    ] {
        assert_eq!(date(later).is_surely_after(&date(earlier)), sure, "{later} after {earlier}");
    }
}

#[test]
fn a_day_in_doubt_is_surely_after_what_its_doubt_does_not_reach() {
    for (later, earlier, sure) in [
        ("2026-02-06~", "2026-02-05", false),
        ("2026-02-06", "2026-02-05?", false),
        ("2026-02-07~", "2026-02-05", true),
        ("2026-02-07~", "2026-02-05~", false),
        ("2026-02-08?", "2026-02-05~", true),
        ("2027%", "2026", false),
        ("2028%", "2026", true),
        ("2030?", "2026-02-05", true),
        ("2026-04~", "2026-02", true),
        ("2026-03~", "2026-02", false),
        ("2026-02-06/2026-02-07~", "2026-02-05", false),
        // Of a time in doubt the day is sure.
        ("2026-02-06T10:00~", "2026-02-05", true),
        ("2026-02-05T10:00~", "2026-02-05T09:00", false),
        ("2026-02-05T10:00Z", "2026-02-05T09:00Z~", false),
    ] {
        assert_eq!(date(later).is_surely_after(&date(earlier)), sure, "{later} after {earlier}");
    }
}

#[test]
fn a_date_in_doubt_is_widened_by_as_much_as_it_leaves_open() {
    let is_maybe =
        |text: &str, day| date(text).within(Period::days(Some(day), Some(day))) != Certainty::No;
    for (text, first, last) in [
        ("2025-05-10~", ymd(2025, 5, 9), ymd(2025, 5, 11)),
        ("2025-05~", ymd(2025, 4, 1), ymd(2025, 6, 30)),
        ("2025-34~", ymd(2025, 1, 1), ymd(2025, 9, 30)),
        ("2025~", ymd(2024, 1, 1), ymd(2026, 12, 31)),
        ("196X~", ymd(1950, 1, 1), ymd(1979, 12, 31)),
        ("2025-01-10~/2025-12-10", ymd(2025, 1, 9), ymd(2025, 12, 11)),
        ("2025-01~/2025-12-10", ymd(2024, 12, 1), ymd(2025, 12, 11)),
        ("2025-01/2025-03?", ymd(2024, 12, 1), ymd(2025, 4, 30)),
    ] {
        assert!(is_maybe(text, first) && is_maybe(text, last), "{text}");
        let (before, after) = (first.pred_opt().unwrap(), last.succ_opt().unwrap());
        assert!(!is_maybe(text, before) && !is_maybe(text, after), "{text}");
    }
}

#[test]
fn distances_are_never_overstated() {
    assert_eq!(
        date("2026-02-04/2026-02-05").days_until(ymd(2026, 2, 6)).map(|days| days.least),
        Some(1)
    );
    assert_eq!(date("2026-02").days_until(ymd(2026, 2, 6)).map(|days| days.least), None);
    assert_eq!(date("2026-02-05").days_until(ymd(2026, 11, 21)).map(|days| days.least), Some(289));
    assert_eq!(date("2026-02-05").days_until(ymd(2026, 2, 1)).map(|days| days.least), Some(-4));
}

#[test]
fn an_answer_takes_the_days_that_are_sure() {
    let days = |from: &str, to: &str| date(from).days_before(&date(to)).map(|days| days.least);
    assert_eq!(days("2026-02-04/2026-02-05", "2026-02-06"), Some(1));
    assert_eq!(days("2026-02-05", "2026-02-07/2026-02-09"), Some(2));
    assert_eq!(days("2026-02-05", "2026-02-05"), Some(0));
    assert_eq!(days("2026-02-05", "2026-02-04"), None, "it lies before");
    assert_eq!(days("2026-02", "2026-02-06"), None, "it may lie before");
    assert_eq!(days("2026-02-05", "../2026-02-09"), None, "nobody knows how long before the 9th");
    assert_eq!(days("2026-02-05", "2026-02-09/.."), Some(4));
}

#[test]
fn a_distance_says_how_far_it_is_known() {
    let bounds = |from: &str, to: &str| {
        let days = date(from).days_to(&date(to))?;
        Some((days.least, days.most, days.doubtful))
    };
    assert_eq!(bounds("2024-01-02", "2024-02"), Some((30, Some(58), false)));
    assert_eq!(bounds("2024-02", "2024-01-02"), Some((-30, Some(-58), false)));
    assert_eq!(bounds("2024-01-02?", "2024-02-01"), Some((30, Some(30), true)));
    assert_eq!(bounds("2024-01-02", "2024-02-01/.."), Some((30, None, false)));
    assert_eq!(bounds("../2024-01-02", "2024-02-01"), Some((30, None, false)));
    assert_eq!(bounds("../2024-02-02", "2024-02-01"), None, "it may be either side");
    assert_eq!(bounds("2024-02-01/..", "2024-02-09"), None, "it lasts");
    assert_eq!(bounds("2024-02", "2024"), None);
}

#[test]
fn an_open_start_sorts_at_its_only_bound() {
    assert_eq!(date("../2020-10-27").sort_day(), ymd(2020, 10, 27));
    assert_eq!(date("2020-10").sort_day(), ymd(2020, 10, 1));
}

/// What the wording of a range relies on.
#[test]
fn a_range_in_a_set_has_two_sure_ends_of_one_kind() {
    for text in [
        "[2004..2004-06]",
        "[2004-06..2004-06-11]",
        "[2004-21..2004-22]",
        "[2004-06~..2004-08]",
        "[2004-06..2004-08?]",
        "[200X..2014]",
        "[2004-06-XX..2004-08-11]",
        "[Y20040S2..Y20050]",
        "[2005..2004]",
    ] {
        assert!(Expression::of_any_year(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_string_is_a_date_or_a_refusal(text in "\\PC{0,24}") {
        let _ = Edtf::parse(&text);
    }

    #[test]
    fn order_by_the_instant_agrees_with_chrono(
        a in (0i64..4_000_000_000, -14i32..=14, any::<bool>()),
        b in (0i64..4_000_000_000, -14i32..=14, any::<bool>()),
        near in -100_000i64..100_000, close in any::<bool>(),
    ) {
        let moment = |(second, hours, _): (i64, i32, bool)| {
            let zone = chrono::FixedOffset::east_opt(hours * 3600).unwrap();
            chrono::DateTime::from_timestamp(second, 0).unwrap().with_timezone(&zone)
        };
        let b = if close { (a.0 + near, b.1, b.2) } else { b };
        let text = |at: &chrono::DateTime<chrono::FixedOffset>| at.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let (x, y) = (moment(a), moment(b));
        let (dx, dy) = (date(&text(&x)), date(&text(&y)));
        prop_assert_eq!(dx.instant(), Some(a.0));
        prop_assert_eq!(dx.cmp_in_time(&dy), x.cmp(&y));
        prop_assert_eq!(dy.cmp_in_time(&dx), y.cmp(&x));
        let lapse = (y >= x).then(|| Lapse::Seconds(Bounds::exactly((y - x).num_seconds())));
        prop_assert_eq!(dx.lapse_before(&dy), lapse);
    }

    #[test]
    fn near_dates_are_a_date_or_a_refusal(text in "[0-9X./~?%T:Z+ -]{0,22}") {
        if let Ok(d) = Edtf::parse(&text) {
            prop_assert!(d.earliest().is_some() || d.latest().is_some());
            let _ = (d.long(), d.compact(), d.short(), d.within(Period::default()));
        }
    }

    #[test]
    fn every_day_round_trips_and_lies_in_itself(n in 0i32..60_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(700_000 + n).unwrap();
        let d = Edtf::of_day(day);
        let again = Edtf::parse(d.as_str()).unwrap();
        prop_assert_eq!(&again, &d);
        prop_assert_eq!(d.within(Period::of(&d)), Certainty::Yes);
        prop_assert_eq!(d.days_until(day), Some(Bounds::exactly(0)));
    }
}

/// Dates of every form that is accepted, each with what it records: a month, a day, a time, a mark of doubt.
fn any_date() -> impl Strategy<Value = (String, [bool; 4])> {
    let year = prop_oneof![1i32..=9999, -3000i32..=0]
        .prop_map(|year| if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") });
    let form = prop_oneof![
        Just(""),
        Just("-02"),
        Just("-11-30"),
        Just("-11-30T14:27Z"),
        Just("-11-30T14:27:05+03:00"),
        Just("-21"),
        Just("-24"),
        Just("-XX"),
        Just("-11-XX"),
    ];
    (year, form, prop_oneof![Just(""), Just("~"), Just("?"), Just("%")]).prop_map(
        |(year, form, doubt)| {
            let month = form.starts_with("-11") || form == "-02";
            let recorded = [month, form.contains("-30"), form.contains('T'), !doubt.is_empty()];
            (format!("{year}{form}{doubt}"), recorded)
        },
    )
}

proptest! {
    #[test]
    fn what_is_parsed_and_printed_parses_to_the_same((text, _) in any_date(), (other, _) in any_date()) {
        for text in [text.clone(), format!("{text}/{other}"), format!("../{text}"), format!("{text}/..")] {
            let Ok(date) = Edtf::parse(&text) else { continue };
            let again = Edtf::parse(date.as_str()).unwrap();
            prop_assert_eq!(&again, &date, "{}", text);
            if let Some((start, end)) = date.parts() {
                let end = end.map_or_else(String::new, |end| format!("/{}", end.edtf()));
                let again = Edtf::parse(&format!("{}{end}", start.edtf())).unwrap();
                prop_assert_eq!(again.earliest(), date.earliest(), "{}", text);
                prop_assert_eq!(again.latest(), date.latest(), "{}", text);
            }
        }
    }

    #[test]
    fn no_display_is_more_precise_than_the_record((text, [month, day, time, doubt]) in any_date()) {
        let Ok(date) = Edtf::parse(&text) else { return Ok(()) };
        for told in [date.long(), date.compact(), date.short()] {
            let names = MONTHS.iter().any(|name| told.contains(name));
            prop_assert!(month || !names, "a month: {} is {}", text, told);
            let numbers = told.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty() && n.len() <= 2).count();
            let year_alone = told.contains("BC") || told.contains("AD") || text.starts_with("00");
            prop_assert!(day || year_alone || numbers == 0, "a day: {} is {}", text, told);
            prop_assert!(time || !told.contains(':'), "a time: {} is {}", text, told);
            // The doubt of a time is that of what is told only where the time is.
            let doubt = doubt && (!time || told.contains(':'));
            prop_assert!(!doubt || told.contains("c.") || told.contains(['~', '?', '%']), "no doubt: {} is {}", text, told);
        }
        prop_assert!(!doubt || date.long().contains("c.") || date.long().contains(['?', '%']), "{}", text);
        if date.sort_day().year() < 1 {
            prop_assert!(date.long().contains("BC"), "{} is {}", text, date.long());
        }
    }
}

/// The forms that a help says to write.
fn told_forms(help: &str) -> impl Iterator<Item = &str> {
    let says = help.contains("write \"").then(|| help.split('"').skip(1).step_by(2));
    says.into_iter().flatten()
}

proptest! {
    #[test]
    fn what_is_advised_is_a_date_and_not_what_was_refused(
        text in "(c\\. |\\(\\?\\) |–|\\.\\.|winter |[1-9] May |)[12][0-9]{3}(-[0-3][0-9]){0,2}( – |–|/|-|\\.\\.|T)(|[0-9]{1,2}|[12][0-9]{3}|[0-2][0-9]:00|\\?)( \\(\\?\\)|\\?|~|)",
    ) {
        if let Err(error) = Edtf::parse(&text) {
            for form in told_forms(&error.help) {
                prop_assert!(Edtf::parse(form).is_ok(), "{}: {}", text, error.help);
                prop_assert_ne!(form, text.as_str());
            }
        }
    }
}
