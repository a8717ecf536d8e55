//! The silences of lanes, in words: from when to when nobody is heard, and how long that is.
//!
//! An end that is no certain day is told as such, and how long the silence is then about.

use std::ops::Range;

use crate::app::App;
use crate::app::density::{Lane, lanes_of};
use crate::app::order::{Order, SILENCE, Shown};
use crate::app::scale::{DAY, Second, Stretch, date_of, whole_years};
use crate::chronology::date::Edtf;
use crate::chronology::tables::Citation;
use crate::words;

/// A silence in words.
#[derive(Debug)]
pub struct SilenceTold {
    /// From when to when.
    pub ends: String,
    /// How long.
    length: String,
    /// Whether that is only about, since an end is.
    is_about: bool,
    /// From which month to which, where that is shorter.
    months: Option<String>,
}

impl SilenceTold {
    /// How long, in a sentence.
    #[must_use]
    pub fn length(&self) -> String {
        format!("{}{}", if self.is_about { "about " } else { "" }, self.length)
    }
}

/// The end of a date at which a silence begins (0), or its beginning, at which one ends (1); the whole where that is
/// open.
fn end_of(date: &Edtf, part: usize) -> Option<Edtf> {
    let [begin, end] = date.ends_apart();
    let end = if part == 0 { end } else { begin };
    // One of a time of day alone is certain.
    end.or_else(|| date.is_open().then(|| date.clone()))
}

/// Whether a silence of a lane is long enough to be told, in the stretch of time that is shown.
#[must_use]
pub fn is_long(silence: &Range<Second>, shown: Stretch) -> bool {
    silence.end - silence.start >= (SILENCE * DAY).min(shown.length() / 8)
}

impl App {
    /// A silence of these lanes in less and less room: with both its ends as long as there is any for them, at last by
    /// its length alone. What is about has the sign that dates have in rows: a cell has no room for the word.
    #[must_use]
    pub fn silence_tellings(&self, lanes: &[Lane], silence: &Range<Second>) -> Vec<String> {
        let SilenceTold { ends, length, is_about, months } = self.silence_told(lanes, silence);
        let length = format!("{}{length}", if is_about { "~" } else { "" });
        let whole = format!("{ends} · {length}");
        [whole, ends].into_iter().chain(months).chain([length]).collect()
    }

    /// A silence with both its ends: the days, or the moments, on which somebody is heard. A date that is no certain
    /// day is told as everywhere, and how long the silence is then about.
    #[must_use]
    pub fn silence_told(&self, lanes: &[Lane], silence: &Range<Second>) -> SilenceTold {
        let last = if self.shown_density().has_times() { 60 } else { DAY };
        let length = words::silence(silence.end - silence.start, whole_years(silence));
        let of_end = |at, part| self.date_at_silence(lanes, at, part);
        let dates = [of_end(silence.start, 0), of_end(silence.end, 1)];
        if dates.iter().all(Option::is_none) {
            return SilenceTold {
                ends: Stretch::new(silence.start, silence.end + last).words(),
                length,
                is_about: false,
                months: Stretch::new(silence.start, silence.end + 1).months(),
            };
        }
        let is_about =
            |(_, date): &(_, Edtf)| date.is_approximate() || date.is_uncertain() || date.is_open();
        let is_about = dates.iter().flatten().any(is_about);
        // Days that are only inferred are as short as any, with their signs.
        let is_one_day =
            |date: &Option<(_, Edtf)>| date.as_ref().is_none_or(|(_, date)| date.is_certain_day());
        let [begin, end] = dates.each_ref().map(|date| date.as_ref().map_or("", |(sign, _)| sign));
        let months = Stretch::new(silence.start, silence.end + 1).months();
        let months = months.filter(|_| dates.iter().all(is_one_day)).map(|told| {
            match told.split_once(" – ") {
                Some((from, to)) => format!("{begin}{from} – {end}{to}"),
                None => format!("{begin}{told}"),
            }
        });
        let [first, after] =
            dates.map(|date| date.map(|(sign, date)| format!("{sign}{}", date.compact())));
        let day =
            |at: Second| Stretch::new(at, at + if at % DAY == 0 { DAY } else { last }).words();
        let first = first.unwrap_or_else(|| day(silence.start));
        let after = after.unwrap_or_else(|| day(silence.end));
        SilenceTold { ends: format!("{first} – {after}"), length, is_about, months }
    }

    /// The date at which a silence of these lanes begins (0) or ends (1), where that is no certain day or an inferred
    /// one, which has its sign before it; nothing where a record there has a certain one. Also what is not shown is
    /// heard.
    fn date_at_silence(
        &self,
        lanes: &[Lane],
        at: Second,
        part: usize,
    ) -> Option<(&'static str, Edtf)> {
        /// So many records are looked at, on the day and before it.
        const LOOKED_AT: usize = 64;
        let c = self.chronology();
        let all = Order::new(c, self.place.axis, &Shown::All);
        let dated = |position: usize| {
            let record = all.at(position)?;
            Some((record, all.date(record)?))
        };
        let first = all.first_where(|date| date.is_none_or(|date| date.sort_second() >= at));
        let is_here =
            |position: &usize| dated(*position).is_some_and(|(_, d)| d.sort_second() == at);
        let here = (first..all.len()).take_while(is_here);
        // What ends there may have begun before.
        let before = if part == 0 { first.saturating_sub(LOOKED_AT) } else { first };
        let mut found = None;
        for (record, date) in (before..first).chain(here.take(LOOKED_AT)).filter_map(dated) {
            let ends = date.latest().map_or(date.sort_second() == at, |day| day == date_of(at));
            let is_theirs = || lanes_of(c, record).any(|lane| lanes.contains(&lane));
            if (part == 1 || ends) && is_theirs() {
                let (_, basis) = all.told(Citation { record, nth: 0 });
                let sign = words::sign(Some(date), basis);
                let end =
                    end_of(date, part).filter(|end| !sign.is_empty() || !end.is_certain_day());
                found = Some((sign, end?));
            }
        }
        found
    }
}
