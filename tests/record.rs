//! The public record is whole: every row of its table of events, and every cell of its table of figures,
//! stands in the shipped dataset as it was established, so that none is lost or bent later.

use std::sync::Arc;

use chrono::Datelike;
use startline::chronology::Chronology;
use startline::chronology::date::Edtf;
use startline::chronology::load::{Loaded, shipped};
use startline::chronology::model::{Entity, PointStatus};

/// The events by id, each with its date as an EDTF expression and its title.
#[rustfmt::skip]
const EVENTS: [(&str, &str, &str); 154] = [
    ("london-2009", "2009-04-01", "Obama and Medvedev agree in London to seek a new treaty"),
    ("joint-understanding", "2009-07-06", "Obama and Medvedev sign a Joint Understanding in Moscow"),
    ("start-i-joint-statement", "2009-12-04", "Obama and Medvedev: START I to be honoured in spirit after its end"),
    ("start-i-expires", "2009-12-05", "START I expires"),
    ("signature", "2010-04-08", "Obama and Medvedev sign New START in Prague"),
    ("senate-submission", "2010-05-13", "New START is submitted to the US Senate"),
    ("senate-committee-approval", "2010-09-16", "Senate Foreign Relations Committee approves, 14 to 4"),
    ("senate-committee-report", "2010-10-01", "Senate committee reports the treaty with ten conditions"),
    ("senate-advice-and-consent", "2010-12-22", "US Senate gives advice and consent, 71 to 26"),
    ("duma-first-reading", "2010-12-24", "State Duma approves ratification at first reading, 350 to 58"),
    ("duma-second-reading", "2011-01-14", "State Duma approves ratification at second reading"),
    ("duma-third-reading", "2011-01-25", "State Duma approves ratification at third reading, 350 to 96"),
    ("federation-council-approval", "2011-01-26", "Federation Council approves ratification"),
    ("medvedev-signs-ratification", "2011-01-28", "Medvedev signs Russia's ratification law"),
    ("obama-signs-ratification", "2011-02-02", "Obama signs the US instrument of ratification"),
    ("entry-into-force", "2011-02-05", "New START enters into force"),
    ("first-data-exchange", "2011-03-19/2011-03-20", "United States hands over its first full set of data"),
    ("first-data-exchange-deadline", "2011-03-22", "First data exchange is due, 45 days after entry into force"),
    ("first-consultative-session", "2011-03-28/2011-04-08", "Bilateral Consultative Commission to hold its first session in Geneva"),
    ("inspections-begin", "2011-04-06", "Inspections can begin, 60 days after entry into force"),
    ("first-inspection", "2011-04-13", "American inspectors arrive for the first inspection in Russia"),
    ("first-treaty-year", "2012-02-03", "Both sides have used all 18 inspections of the first year"),
    ("telemetry-decision-2012", "2012-02-07", "Commission agrees on an exchange of telemetry in 2012"),
    ("implementation-update-2012", "2012-05-17", "State Department: ten inspections of one type a year, eight of the other"),
    ("us-force-structure", "2014-04-08", "Washington announces its force structure under New START"),
    ("trump-putin-first-call", "2017-01-28", "Trump reportedly denounces treaty in first call with Putin"),
    ("us-reaches-central-limits", "2017-08", "United States reaches the central limits"),
    ("central-limits", "2018-02-05", "Central limits take effect"),
    ("mfa-on-conversions-2018", "2018-02-27", "Moscow counts 56 launchers and 41 bombers as left out by Washington"),
    ("mfa-claims-excess-2018", "2018-10-08", "Moscow: United States is 101 over the limit on launchers"),
    ("letter-to-congress-2018", "2018-12", "Russian letter to US lawmakers warns for the extension"),
    ("pompeo-senate-2019", "2019-04-10", "Pompeo: talks on renewal are at their very beginning"),
    ("engel-menendez-letter-2019", "../2019-10-30", "Engel and Menendez ask Pompeo to extend New START"),
    ("avangard-shown", "2019-11-24/2019-11-26", "Russia shows the Avangard system to American inspectors"),
    ("putin-without-preconditions-2019", "2019-12-05", "Putin offers to extend New START at once, without preconditions"),
    ("putin-year-end-2019", "2019-12-19", "Putin: no answer yet to the offer to extend New START"),
    ("inspections-paused", "2020-03", "Inspections are paused for COVID-19"),
    ("compliance-certified-2020", "2020-04-15", "State Department certifies that Russia complies"),
    ("vienna-talks-2020", "2020-06-22", "Billingslea and Ryabkov hold talks in Vienna"),
    ("vienna-talks-2020-08", "2020-08-17/2020-08-18", "Second round of strategic talks opens in Vienna"),
    ("helsinki-talks-2020", "2020-10-05", "Billingslea and Ryabkov meet in Helsinki"),
    ("agreement-in-principle-claimed", "2020-10-13", "Billingslea claims agreement in principle; Moscow rejects it"),
    ("us-freeze-offer-2020", "../2020-10-16", "US offers one more year in exchange for a warhead freeze"),
    ("putin-extension-offer-2020", "2020-10-16", "Putin offers a one-year extension without conditions"),
    ("obrien-rejects-2020-offer", "2020-10-16", "O'Brien rejects Putin's offer"),
    ("mfa-freeze-offer-2020", "2020-10-20", "Moscow offers a mutual one-year freeze of warheads"),
    ("putin-valdai-2020", "2020-10-22", "Putin at Valdai: a one-year extension would do no harm"),
    ("antonov-on-bargaining", "2020-10-26", "Antonov urges Washington to stop bargaining"),
    ("ryabkov-interview-2020", "2020-10-27", "Ryabkov tells Sputnik a deal on extension is unlikely"),
    ("blinken-hearing-2021", "2021-01-19", "Blinken, Biden's choice for State, calls for an extension"),
    ("extension-notes", "2021-01-26", "Biden and Putin speak; five-year extension notes exchanged"),
    ("parliament-ratifies-extension", "2021-01-27", "Both Russian chambers ratify the extension"),
    ("putin-signs-extension-law", "2021-01-29", "Putin signs the law ratifying the extension"),
    ("extension", "2021-02-03", "Extension to 5 February 2026 enters into force"),
    ("mfa-claims-excess-2021", "2021-05-24", "Moscow repeats that Washington is 101 over the limit"),
    ("geneva-statement-2021", "2021-06-16", "Biden and Putin in Geneva: a nuclear war cannot be won"),
    ("strategic-dialogue-2021-07", "2021-07-28", "Sherman and Ryabkov open the strategic stability dialogue in Geneva"),
    ("strategic-dialogue-2021-09", "2021-09-30", "Second round of the dialogue sets up two working groups"),
    ("last-consultative-session", "2021-10", "Bilateral Consultative Commission meets in Geneva"),
    ("inspections-to-resume-2021", "2021-10", "Washington plans for inspections to resume on 1 November"),
    ("npt-conference-2022-ends", "2022-08", "NPT conference ends without agreement, Russia objecting"),
    ("biden-offers-framework-2022", "2022-08-01", "Biden offers to negotiate a successor to New START"),
    ("kremlin-on-biden-2022", "2022-08-02", "Kremlin: time is running out, Washington shows no interest"),
    ("russia-exempts-facilities", "2022-08-08", "Russia exempts its facilities from inspection"),
    ("npt-draft-2022", "2022-08-23", "Draft for the NPT conference commits both to a successor"),
    ("cairo-session-postponed", "2022-11-28", "Russia postpones the consultative session in Cairo"),
    ("ryabkov-ria-2023", "2023-01-30", "Ryabkov: that nothing follows New START is quite possible"),
    ("compliance-report-2023", "2023-01-31", "State Department cannot certify Russian compliance"),
    ("suspension", "2023-02-21", "Putin announces that Russia suspends its participation"),
    ("parliament-passes-suspension-law", "2023-02-22", "Both Russian chambers pass the suspension law"),
    ("suspension-law", "2023-02-28", "Suspension law is signed and takes effect"),
    ("blinken-lavrov-new-delhi", "2023-03-02", "Blinken urges Lavrov to return to New START"),
    ("suspension-called-invalid", "2023-03-15", "State Department calls the suspension legally invalid"),
    ("us-withholds-data", "2023-03-28", "US withholds its biannual data after Russia's refusal"),
    ("notifications-end", "2023-03-29/2023-03-30", "Ryabkov: treaty notices end; 1988 launch notices continue"),
    ("us-publishes-data", "2023-05-15", "US voluntarily publishes its data as of 1 March 2023"),
    ("us-countermeasures", "2023-06-01", "US countermeasures take effect"),
    ("sullivan-on-limits", "2023-06-02", "Sullivan: US keeps the limits as long as Russia does"),
    ("ryabkov-after-countermeasures", "2023-06-03", "Ryabkov: only the launch notices of 1988 go on"),
    ("peskov-on-sullivan", "2023-06-05", "Kremlin welcomes the American offer of talks"),
    ("us-non-paper-2023", "../2023-10-25", "Washington puts proposals on strategic stability on paper"),
    ("russian-refusal-2023", "2023-12", "Moscow refuses the American offer of talks in writing"),
    ("lavrov-conference-2024", "2024-01-18", "Lavrov rejects separate arms control talks, citing Ukraine"),
    ("guterres-security-council-2024", "2024-03-18", "Guterres calls on both to return to talks on a successor"),
    ("lavrov-interview-2024-12", "2024-12-29", "Lavrov: no arms control talks, but Russia keeps the limits"),
    ("compliance-report-2025", "2025-01-17", "US report: Russia may have exceeded warhead limit in 2024"),
    ("trump-davos-2025", "2025-01-23", "Trump tells Davos he wants denuclearisation with Russia and China"),
    ("kremlin-on-disarmament-2025", "2025-01-24", "Kremlin: keen to begin talks on cutting arsenals"),
    ("congress-letter-to-rubio", "2025-02-19", "Murphy and 21 colleagues ask Rubio to replace New START"),
    ("kremlin-2025-04-08", "2025-04-08", "Kremlin: talks on a successor are hard to imagine now"),
    ("ryabkov-tass-interview-2025", "2025-06-06", "Ryabkov sees no ground to resume New START in full"),
    ("trump-on-expiry-2025", "2025-07-25", "Trump: not an agreement one wants to see expire"),
    ("putin-before-anchorage", "2025-08-14", "Putin, before the Alaska summit, speaks of agreements on strategic arms"),
    ("anchorage-summit", "2025-08-15", "Trump and Putin meet in Anchorage"),
    ("trump-china-nuclear-deal-2025", "2025-08-25", "Trump wants a nuclear deal with Russia and China"),
    ("gebara-on-new-agreement", "2025-08-27", "Gen. Gebara: Trump would like a deal, on certain criteria"),
    ("putin-one-year-offer", "2025-09-22", "Putin offers to keep the central limits for one more year"),
    ("leavitt-pretty-good", "2025-09-22", "White House: Putin's offer sounds pretty good"),
    ("kremlin-2025-09-23", "2025-09-23", "Kremlin: a successor before February is virtually impossible"),
    ("lavrov-un-2025", "2025-09-27", "Lavrov at the UN: the offer is to avoid an arms race"),
    ("putin-valdai-2025", "2025-10-02", "Putin at Valdai: no extension needed if the US needs none"),
    ("trump-on-offer", "2025-10-05", "Trump says Putin's offer sounds good"),
    ("kremlin-optimism-2025", "2025-10-06", "Kremlin: Trump's words give ground for optimism"),
    ("ryabkov-no-reaction-2025", "2025-10-08", "Ryabkov: no official reaction from Washington to the offer"),
    ("putin-dushanbe", "2025-10-10", "Putin in Dushanbe: open to talks if the US sees use in them"),
    ("ryabkov-on-data-exchange", "2025-10-22", "Ryabkov: no data exchange, all mechanisms stay suspended"),
    ("trump-appropriate-2025", "2025-10-22/2025-10-23", "Trump calls Putin's idea a very appropriate thing"),
    ("lavrov-minsk-2025", "2025-10-28", "Lavrov in Minsk counts on an official American answer"),
    ("trump-test-order", "2025-10-29/2025-10-30", "Trump orders the testing of nuclear weapons"),
    ("putin-test-instruction", "2025-11-05", "Putin asks for proposals on preparing nuclear tests"),
    ("us-holding-reply", "../2025-11-09", "US tells Moscow it is considering the offer, Lavrov says"),
    ("lavrov-interview", "2025-11-09", "Lavrov tells Sputnik the US is considering the offer"),
    ("lavrov-on-assent", "2025-11-11", "Lavrov: no consultations needed, only US assent"),
    ("ryabkov-no-prerequisites-2025", "2025-11-21", "Ryabkov: no dialogue with Washington on keeping New START"),
    ("ryabkov-conference-2025", "2025-11-26", "Ryabkov: New START is not to be kept as a binding instrument"),
    ("csto-declaration", "2025-11-27", "CSTO asks Washington to support the Russian offer"),
    ("shoigu-hanoi-2025", "2025-12-10", "Shoigu: fewer than 100 days left, and no answer"),
    ("trump-new-york-times", "2026-01-07", "Trump to the New York Times: if it expires, it expires"),
    ("zakharova-january-2026", "2026-01-22", "Zakharova: Trump's latest remark is not promising"),
    ("medvedev-interview-2026", "2026-01-26", "Medvedev: better no new treaty than one that hides distrust"),
    ("ryabkov-beijing-2026", "2026-02-03", "Ryabkov in Beijing: no answer is an answer too"),
    ("kremlin-dangerous-moment-2026", "2026-02-03", "Kremlin: offer is still on the table; a more dangerous world in days"),
    ("mfa-statement", "2026-02-04", "Russian Foreign Ministry: treaty binds neither side now"),
    ("secretary-general-on-expiry", "2026-02-04", "Guterres calls the end of New START a grave moment"),
    ("putin-xi-call", "2026-02-04", "Putin assures Xi of a responsible Russian course"),
    ("medvedev-post-2026-02-04", "2026-02-04", "Medvedev: all treaties on strategic arms are in the past"),
    ("rubio-press-2026-02-04", "2026-02-04", "Rubio: no arms control of this century without China"),
    ("expiry", "2026-02-05", "New START expires"),
    ("informal-understanding-reported", "2026-02-05", "Axios: US and Russia near an informal deal on the limits"),
    ("military-dialogue-restored", "2026-02-05", "US and Russia restore high-level military dialogue"),
    ("trump-modernized-treaty", "2026-02-05", "Trump: a new, modernized treaty rather than an extension"),
    ("leavitt-briefing", "2026-02-05", "Leavitt does not confirm interim observance of the limits"),
    ("china-declines", "2026-02-05", "China: no part in nuclear disarmament talks at this stage"),
    ("peskov-briefing", "2026-02-06", "Peskov: New START raised in Abu Dhabi; informal extension hard to imagine"),
    ("dinanno-geneva", "2026-02-06", "DiNanno calls for a new architecture that includes China"),
    ("rubio-article", "2026-02-06", "Rubio: arms control can no longer be bilateral"),
    ("ctbto-no-test", "2026-02-06", "Test-ban organisation detected no event that fits a test"),
    ("medvedev-post-2026-02-06", "2026-02-06", "Medvedev: no treaty on these terms will come again"),
    ("lavrov-conference-2026-02-06", "2026-02-06", "Lavrov: we prefer dialogue and will wait"),
    ("ryabkov-new-delhi", "2026-02-09", "Ryabkov in New Delhi: no ground to speak of new talks"),
    ("lavrov-ntv", "2026-02-10", "Lavrov: the treaty simply does not exist any more"),
    ("nebenzya-2026-02-10", "2026-02-10", "Nebenzya: no clear answer from Washington ever followed"),
    ("lavrov-duma", "2026-02-11", "Lavrov: moratorium holds while US stays within limits"),
    ("vance-on-negotiation", "2026-02-11", "Vance: change of the treaty is part of a negotiation with Russia"),
    ("zakharova-briefing", "2026-02-12", "Zakharova: position of 4 February is unchanged"),
    ("strike-command-ready", "2026-02-12~", "Global Strike Command: able to load more warheads if ordered"),
    ("ryabkov-interview-2026-02-13", "2026-02-13", "Ryabkov: questions about the treaty are for Washington"),
    ("yeaw-hudson", "2026-02-17", "Yeaw: Washington wants China in a new deal"),
    ("geneva-meetings", "2026-02-23", "US officials meet a Russian delegation in Geneva"),
    ("yeaw-disarmament-conference", "2026-02-23", "Yeaw at the Conference on Disarmament: New START ignored China"),
    ("zakharova-denies-talks", "2026-02-26", "Zakharova: Geneva was no negotiation, Russia only listened"),
    ("ryabkov-ria-interview", "2026-03-07", "Ryabkov: talk of an understanding on the limits is speculation"),
    ("npt-conference-2026-ends", "2026-05-22", "NPT Review Conference ends without consensus"),
    ("ryabkov-izvestia-2026", "2026-06-24", "Ryabkov: talks with Washington on irritants stagnate"),
];

/// The milestones, in time.
const MILESTONES: [&str; 7] = [
    "signature",
    "entry-into-force",
    "central-limits",
    "extension",
    "suspension",
    "putin-one-year-offer",
    "expiry",
];

/// The columns of [`FIGURES`].
const SERIES: [&str; 6] = [
    "us-deployed-vehicles",
    "us-warheads",
    "us-launchers",
    "ru-deployed-vehicles",
    "ru-warheads",
    "ru-launchers",
];

/// The figures as of each day; 0 where none was provided.
#[rustfmt::skip]
const FIGURES: [(&str, [u32; 6]); 25] = [
    ("2011-02-05", [ 882, 1800, 1124,  521, 1537,  865]),
    ("2011-09-01", [ 822, 1790, 1043,  516, 1566,  871]),
    ("2012-03-01", [ 812, 1737, 1040,  494, 1492,  881]),
    ("2012-09-01", [ 806, 1722, 1034,  491, 1499,  884]),
    ("2013-03-01", [ 792, 1654, 1028,  492, 1480,  900]),
    ("2013-09-01", [ 809, 1688, 1015,  473, 1400,  894]),
    ("2014-03-01", [ 778, 1585,  952,  498, 1512,  906]),
    ("2014-09-01", [ 794, 1642,  912,  528, 1643,  911]),
    ("2015-03-01", [ 785, 1597,  898,  515, 1582,  890]),
    ("2015-09-01", [ 762, 1538,  898,  526, 1648,  877]),
    ("2016-03-01", [ 741, 1481,  878,  521, 1735,  856]),
    ("2016-09-01", [ 681, 1367,  848,  508, 1796,  847]),
    ("2017-03-01", [ 673, 1411,  820,  523, 1765,  816]),
    ("2017-09-01", [ 660, 1393,  800,  501, 1561,  790]),
    ("2018-02-05", [ 652, 1350,  800,  527, 1444,  779]),
    ("2018-09-01", [ 659, 1398,  800,  517, 1420,  775]),
    ("2019-03-01", [ 656, 1365,  800,  524, 1461,  760]),
    ("2019-09-01", [ 668, 1376,  800,  513, 1426,  757]),
    ("2020-03-01", [ 655, 1373,  800,  485, 1326,  754]),
    ("2020-09-01", [ 675, 1457,  800,  510, 1447,  764]),
    ("2021-03-01", [ 651, 1357,  800,  517, 1456,  767]),
    ("2021-09-01", [ 665, 1389,  800,  527, 1458,  742]),
    ("2022-03-01", [ 686, 1515,  800,  526, 1474,  761]),
    ("2022-09-01", [ 659, 1420,  800,  540, 1549,  759]),
    ("2023-03-01", [ 662, 1419,  800,    0,    0,    0]),
];

/// The cells for which no source was found: the day and the column.
const UNVERIFIED: [(&str, usize); 4] =
    [("2016-03-01", 2), ("2016-03-01", 5), ("2022-09-01", 2), ("2022-09-01", 5)];

/// The cells that are worked out from printed ones.
const DERIVED: [(&str, usize); 2] = [("2016-03-01", 0), ("2016-03-01", 4)];

/// The ceilings, in the order of a party's columns.
const LIMITS: [&str; 3] = ["700", "1550", "800"];

fn dataset() -> Arc<Chronology> {
    shipped().chronology
}

fn status(day: &str, column: usize) -> PointStatus {
    let provided = FIGURES.iter().any(|(as_of, values)| *as_of == day && values[column] > 0);
    if !provided {
        PointStatus::NotProvided
    } else if UNVERIFIED.contains(&(day, column)) {
        PointStatus::Unverified
    } else if DERIVED.contains(&(day, column)) {
        PointStatus::Derived
    } else {
        PointStatus::Declared
    }
}

#[test]
fn the_dataset_loads_without_a_problem() {
    let Loaded { problems, left_out, .. } = shipped();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(left_out, 0);
}

#[test]
fn every_event_of_the_record_stands_on_its_day_under_its_title() {
    let c = dataset();
    for (id, date, title) in EVENTS {
        let Some(Entity::Event(event)) = c.by_id(id) else { panic!("no event {id}") };
        let event = c.event(event);
        assert_eq!(event.date.as_ref().map_or("no date", Edtf::as_str), date, "{id}");
        assert_eq!(&*event.title, title, "{id}");
    }
    assert_eq!(c.events().len(), EVENTS.len(), "an event is in the dataset and not in this list");
}

#[test]
fn every_event_of_the_record_is_printed_somewhere() {
    let c = dataset();
    for (id, ..) in EVENTS {
        let Some(Entity::Event(event)) = c.by_id(id) else { panic!("no event {id}") };
        assert!(!c.event(event).cites.is_empty(), "{id} has no source");
    }
}

/// Titles and summaries say what could be said on the day of the event, and notes what could be said on
/// the day from which they hold: none names a later year, but for the terms that were fixed beforehand.
#[test]
fn nothing_is_told_before_its_day() {
    const FIXED_BEFOREHAND: [(&str, i32); 3] =
        [("extension", 2026), ("us-force-structure", 2018), ("above-the-limits-before-2018", 2018)];
    let c = dataset();
    let year = |date: &Edtf| date.latest().or(date.earliest()).map(|day| day.year());
    let mut told: Vec<(&str, Option<i32>, &str)> = Vec::new();
    for event in c.events() {
        let known = event.date.as_ref().and_then(year);
        told.push((&event.id, known, &event.title));
        told.extend(event.summary.as_deref().map(|summary| (&*event.id, known, summary)));
    }
    for note in c.notes_list() {
        let cited = note.cites.iter().filter_map(|cite| c.source(cite.source).published.as_ref());
        let known = note.since.as_ref().and_then(year).or(cited.filter_map(year).max());
        told.push((&note.id, known, &note.text));
    }
    assert!(told.iter().flat_map(|(.., text)| years(text)).count() > 50, "years are named");
    for (id, known, text) in told {
        let known = known.unwrap_or_else(|| panic!("nobody can tell from when {id} holds"));
        for named in years(text) {
            assert!(
                named <= known || FIXED_BEFOREHAND.contains(&(id, named)),
                "{id}, known in {known}, names {named}: {text}"
            );
        }
    }
}

/// The years of this century that a text names in four figures.
fn years(text: &str) -> impl Iterator<Item = i32> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).filter(|year| (2009..2030).contains(year))
}

#[test]
fn the_milestones_are_the_seven() {
    let c = dataset();
    let mut found: Vec<_> = c.events().iter().filter(|e| e.milestone).collect();
    found.sort_by_key(|e| e.date.as_ref().map(Edtf::sort_day));
    assert_eq!(found.iter().map(|e| &*e.id).collect::<Vec<_>>(), MILESTONES);
}

#[test]
fn every_figure_is_the_record_s_cell_by_cell() {
    let c = dataset();
    for (column, id) in SERIES.iter().enumerate() {
        let series =
            c.series().iter().find(|s| &*s.id == *id).unwrap_or_else(|| panic!("no series {id}"));
        assert_eq!(series.points.len(), FIGURES.len(), "{id}");
        for (point, (day, values)) in series.points.iter().zip(FIGURES) {
            let value = (values[column] > 0).then(|| f64::from(values[column]));
            assert_eq!(point.date.as_str(), day, "{id}");
            assert_eq!(point.value, value, "{id} as of {day}");
            assert_eq!(point.status, status(day, column), "{id} as of {day}");
            let sourced = point.status != PointStatus::Unverified;
            assert_eq!(
                point.cite.is_some(),
                sourced,
                "{id} as of {day}: a source, or marked as having none"
            );
        }
        let limit = series.limit.as_ref().unwrap_or_else(|| panic!("{id} has no ceiling"));
        assert_eq!(limit.value.to_string(), LIMITS[column % 3], "{id}");
        assert_eq!(limit.from.as_ref().map(Edtf::as_str), Some("2018-02-05"), "{id}");
    }
}

/// The figures again, as the command prints them.
#[test]
fn every_figure_is_printed_as_csv() {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_startline"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .args(["list", "series", "--format", "csv"])
        .env_remove("STARTLINE_DATASET")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut reader = csv::Reader::from_reader(&run.stdout[..]);
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| {
        head.iter().position(|h| h == name).unwrap_or_else(|| panic!("no column {name}"))
    };
    let columns = [at("series"), at("date"), at("value"), at("status")];
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        columns.map(|column| row[column].to_owned())
    });
    let rows = rows.filter(|row| SERIES.contains(&row[0].as_str()));
    let printed: std::collections::BTreeSet<[String; 4]> = rows.collect();
    assert_eq!(printed.len(), SERIES.len() * FIGURES.len());
    for (day, values) in FIGURES {
        for (column, id) in SERIES.iter().enumerate() {
            let value = if values[column] > 0 { values[column].to_string() } else { String::new() };
            let cell =
                [(*id).to_owned(), day.to_owned(), value, format!("{:?}", status(day, column))];
            assert!(printed.contains(&cell), "not printed: {cell:?}");
        }
    }
}
