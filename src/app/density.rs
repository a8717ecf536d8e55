//! How many records lie where in time, by party and by speaker: tables that answer for any range of days
//! with two binary searches.
//!
//! Built once for a dataset, an axis and a day of knowledge, and again for the hits of a query; a frame
//! then costs its cells and nothing else. It knows nothing of cells.

mod gathering;

use std::cmp::Reverse;
use std::ops::Range;

use crate::chronology::Chronology;
use crate::chronology::model::{PartyIx, RecordIx, SpeakerIx};
use crate::chronology::tables::{Lists, Record};

use self::gathering::Gathering;
use super::order::Axis;
use super::scale::{DAY, MONTH, SHORTEST, Second, Stretch};

/// A silence of both sides is told that is no shorter than this part of all time.
const SHORT: Second = 100;

/// Whose records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Lane {
    /// Everything.
    #[default]
    All,
    /// The events.
    Events,
    /// What the speakers of a party said, by its position; that after the last party is what speakers
    /// without a party, or nobody named, said.
    Party(u32),
    /// What a speaker said.
    Speaker(SpeakerIx),
}

/// A record in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The day at which it sorts.
    pub day: Second,
    /// The record.
    pub record: RecordIx,
    /// How many up to and with this one have a doubtful date.
    doubtful: u32,
}

/// What lies in a range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many records.
    pub count: usize,
    /// How many of them have a date that is approximate, uncertain or open at an end; a date of more than
    /// one day is none for that alone.
    pub doubtful: usize,
}

/// Records in time, by lane.
#[derive(Debug, Clone, Default)]
pub struct Density {
    marks: Lists<Mark>,
    /// What lies before each day of the extent, for the lanes that hold more records than there are days: searching
    /// them whole would miss the processor's cache at every step, and this takes no more room than they do.
    daily: Lists<Tally>,
    /// The days that dates of more than one day span, by lane, merged where they meet.
    bars: Lists<(Second, Second)>,
    speakers: Lists<SpeakerIx>,
    /// The parties that have records, by position, in the order of the dataset.
    pub parties: Vec<u32>,
    /// How many records have no date on the axis.
    pub undated: usize,
    /// The two parties that are heard most, by position, lower first.
    pub both: Option<(u32, u32)>,
    /// When neither of them is heard, in time: from the last that is heard of either to the next.
    silences: Vec<Range<Second>>,
    extent: Option<Stretch>,
    /// Whether any record has a time of day.
    clocked: bool,
    party_count: usize,
}

impl Density {
    /// Tables over records given in the order of the axis.
    #[must_use]
    pub fn of(c: &Chronology, axis: Axis, records: impl Iterator<Item = RecordIx>) -> Self {
        let party_count = c.parties().len();
        let keys = 3 + party_count + c.speakers().len();
        let mut gathering = Gathering::new(keys, records.size_hint().1.unwrap_or_default());
        let mut undated = 0;
        for record in records {
            let date = match axis {
                Axis::Said => c.date(record),
                Axis::Published => c.first_published(record),
            };
            let Some(date) = date else {
                undated += 1;
                continue;
            };
            let lanes = [Lane::All].into_iter().chain(lanes_of(c, record));
            gathering.add(record, date, lanes.map(|lane| key(lane, party_count)));
        }
        let marks = Lists::group(keys, gathering.marks());
        let speakers = speakers_by_party(c, &marks, party_count);
        let has = |party: &u32| !marks.of(key(Lane::Party(*party), party_count)).is_empty();
        let parties = (0..=party_count as u32).filter(has).collect();
        let bars = Lists::group(keys, gathering.bars.iter().copied());
        let extent = gathering.extent();
        let daily = extent.map(|extent| daily(&marks, keys, extent));
        let both = most_heard(&marks, party_count);
        let silences = match (both, extent) {
            (Some(both), Some(extent)) => {
                silences_of(both, &marks, &bars, party_count, extent.length() / SHORT)
            }
            _ => Vec::new(),
        };
        Self {
            marks,
            daily: daily.unwrap_or_default(),
            bars,
            speakers,
            parties,
            undated,
            both,
            silences,
            extent,
            clocked: gathering.clocked,
            party_count,
        }
    }

    /// Whether any record has a time of day.
    #[must_use]
    pub fn has_times(&self) -> bool {
        self.clocked
    }

    /// From the first record to the last, at least four weeks, or where times are known a few minutes.
    #[must_use]
    pub fn extent(&self) -> Option<Stretch> {
        let least = if self.clocked { SHORTEST } else { MONTH };
        self.extent.map(|e| Stretch::new(e.from, e.to.max(e.from + least)))
    }

    /// The records of a lane in time.
    #[must_use]
    pub fn all(&self, lane: Lane) -> &[Mark] {
        self.marks.of(key(lane, self.party_count))
    }

    /// The records of a lane in a range of days.
    #[must_use]
    pub fn within(&self, lane: Lane, days: &Range<Second>) -> &[Mark] {
        let (from, to) = self.bounds(lane, days);
        &self.all(lane)[from..to]
    }

    fn bounds(&self, lane: Lane, days: &Range<Second>) -> (usize, usize) {
        let (from, to) = (self.before(lane, days.start), self.before(lane, days.end));
        (from.count, to.count.max(from.count))
    }

    /// How many records of a lane lie before a day.
    fn before(&self, lane: Lane, day: Second) -> Tally {
        let daily = self.daily.of(key(lane, self.party_count));
        let marks = self.all(lane);
        // The table narrows the search to the marks of a day.
        let (from, to) = match (self.extent, daily.len().checked_sub(1)) {
            (Some(extent), Some(last)) => {
                let days = day.saturating_sub(extent.from).div_euclid(DAY);
                let at = usize::try_from(days).unwrap_or(0).min(last);
                let next = daily.get(at + 1).filter(|_| days >= 0);
                (if days < 0 { 0 } else { daily[at].count }, next.map_or(marks.len(), |n| n.count))
            }
            _ => (0, marks.len()),
        };
        let count = from + marks[from..to.max(from)].partition_point(|m| m.day < day);
        let doubtful = count.checked_sub(1).map_or(0, |last| marks[last].doubtful as usize);
        Tally { count, doubtful }
    }

    /// How many records of a lane lie in a range of days.
    #[must_use]
    pub fn tally(&self, lane: Lane, days: &Range<Second>) -> Tally {
        let (from, to) = (self.before(lane, days.start), self.before(lane, days.end));
        Tally {
            count: to.count.saturating_sub(from.count),
            doubtful: to.doubtful.saturating_sub(from.doubtful),
        }
    }

    /// Whether a date of more than one day spans some of these days.
    #[must_use]
    pub fn is_spanned(&self, lane: Lane, days: &Range<Second>) -> bool {
        let bars = self.bars.of(key(lane, self.party_count));
        let at = bars.partition_point(|(_, to)| *to <= days.start);
        bars.get(at).is_some_and(|(from, _)| *from < days.end)
    }

    /// The silence of a lane around a day on which it has nothing: the last day before it that a record
    /// has or spans, and the first after it. `None` before the first record and after the last.
    #[must_use]
    pub fn silence(&self, lane: Lane, day: Second) -> Option<Range<Second>> {
        let marks = self.all(lane);
        let next = marks.partition_point(|m| m.day < day);
        let (before, after) = (marks.get(next.checked_sub(1)?)?.day, marks.get(next)?.day);
        let bars = self.bars.of(key(lane, self.party_count));
        let bar = bars.partition_point(|(from, _)| *from <= day).checked_sub(1).map(|i| bars[i].1);
        // From the day that a span of days ends with, as from a record of that day.
        let bar = bar.map(|end| if end % DAY == 0 { end - DAY } else { end - 1 });
        Some(bar.map_or(before, |end| end.max(before))..after)
    }

    /// When neither of the two parties that are heard most is heard, in time; none shorter than a hundredth of all.
    #[must_use]
    pub fn silences_of_both(&self) -> &[Range<Second>] {
        &self.silences
    }

    /// The silence of both that a range of days lies in, if it does.
    #[must_use]
    pub fn silence_of_both(&self, days: &Range<Second>) -> Option<&Range<Second>> {
        let next = self.silences.partition_point(|silence| silence.start < days.start);
        let silence = self.silences.get(next.checked_sub(1)?)?;
        (days.end <= silence.end).then_some(silence)
    }

    /// The record of a lane nearest a day, the earlier one on a tie.
    #[must_use]
    pub fn nearest(&self, lane: Lane, day: Second) -> Option<Mark> {
        let marks = self.all(lane);
        let at = marks.partition_point(|m| m.day < day);
        let before = at.checked_sub(1).map(|i| marks[i]);
        match (before, marks.get(at).copied()) {
            (Some(a), Some(b)) if day - a.day <= b.day - day => self.first_of_day(lane, a),
            (Some(a), None) => self.first_of_day(lane, a),
            (_, b) => b,
        }
    }

    fn first_of_day(&self, lane: Lane, mark: Mark) -> Option<Mark> {
        self.within(lane, &(mark.day..mark.day + 1)).first().copied()
    }

    /// The speakers of a party that have records, most records first.
    #[must_use]
    pub fn speakers(&self, party: u32) -> &[SpeakerIx] {
        self.speakers.of(party as usize)
    }
}

fn key(lane: Lane, parties: usize) -> usize {
    match lane {
        Lane::All => 0,
        Lane::Events => 1,
        Lane::Party(party) => 2 + (party as usize).min(parties),
        Lane::Speaker(speaker) => 3 + parties + speaker.at(),
    }
}

/// The two parties that are heard most; none where fewer are heard.
fn most_heard(marks: &Lists<Mark>, parties: usize) -> Option<(u32, u32)> {
    let count = |party: &u32| marks.of(key(Lane::Party(*party), parties)).len();
    let mut heard: Vec<u32> = (0..parties as u32).filter(|party| count(party) > 0).collect();
    heard.sort_by_key(|party| (Reverse(count(party)), *party));
    match heard[..] {
        [one, other, ..] => Some((one.min(other), one.max(other))),
        _ => None,
    }
}

/// The silences of two parties together that are no shorter than `least`.
fn silences_of(
    (one, other): (u32, u32),
    marks: &Lists<Mark>,
    bars: &Lists<(Second, Second)>,
    parties: usize,
    least: Second,
) -> Vec<Range<Second>> {
    let keys = [one, other].map(|party| key(Lane::Party(party), parties));
    let days = keys.iter().flat_map(|key| marks.of(*key)).map(|mark| (mark.day, mark.day));
    // A span of days ends as a record of its last day would.
    let last = |end: Second| if end % DAY == 0 { end - DAY } else { end - 1 };
    let spans = keys.iter().flat_map(|key| bars.of(*key)).map(|(from, to)| (*from, last(*to)));
    let mut heard: Vec<(Second, Second)> = days.chain(spans).collect();
    heard.sort_unstable();
    let mut silences = Vec::new();
    let mut end = heard.first().map_or(0, |first| first.0);
    for (from, to) in heard {
        if from - end >= least.max(1) {
            silences.push(end..from);
        }
        end = end.max(to);
    }
    silences
}

/// The lanes in which a record stands: that of events, or those of the parties of all who said it, each once, and then
/// those of the speakers themselves.
pub fn lanes_of(c: &Chronology, record: RecordIx) -> impl Iterator<Item = Lane> + Clone {
    let (events, speakers) = match c.record(record) {
        Record::Event(_) => (Some(Lane::Events), &[][..]),
        Record::Statement(head) => (None, c.statement(head).all_speakers()),
    };
    let nobodys = Lane::Party(c.parties().len() as u32);
    let party = move |speaker: &SpeakerIx| {
        c.speaker(*speaker).party.map_or(nobodys, |party| Lane::Party(party.0))
    };
    let first = events.or(speakers.first().map(party)).unwrap_or(nobodys);
    let others = speakers.iter().enumerate().skip(1).filter_map(move |(at, speaker)| {
        let own = party(speaker);
        speakers.iter().take(at).all(|before| party(before) != own).then_some(own)
    });
    [first].into_iter().chain(others).chain(speakers.iter().copied().map(Lane::Speaker))
}

/// What lies before each day from the first on, and before the day after the last.
fn daily(marks: &Lists<Mark>, keys: usize, extent: Stretch) -> Lists<Tally> {
    let days = extent.length().unsigned_abs() as usize / DAY as usize + 2;
    let mut daily = Vec::new();
    for key in (0..keys).filter(|key| marks.of(*key).len() > days) {
        let mut before = Tally::default();
        let mut marks = marks.of(key).iter().peekable();
        for day in (0..days as Second).map(|day| extent.from + day * DAY) {
            while let Some(mark) = marks.next_if(|mark| mark.day < day) {
                before = Tally { count: before.count + 1, doubtful: mark.doubtful as usize };
            }
            daily.push((key, before));
        }
    }
    Lists::group(keys, daily.iter().copied())
}

fn speakers_by_party(c: &Chronology, marks: &Lists<Mark>, parties: usize) -> Lists<SpeakerIx> {
    let count = |s: SpeakerIx| marks.of(key(Lane::Speaker(s), parties)).len();
    let mut pairs: Vec<(usize, SpeakerIx)> = (0..c.speakers().len())
        .map(SpeakerIx::from)
        .filter(|s| count(*s) > 0)
        .map(|s| (c.speaker(s).party.map_or(parties, PartyIx::at), s))
        .collect();
    pairs.sort_by_key(|(_, s)| (Reverse(count(*s)), *s));
    Lists::group(parties + 1, pairs.iter().copied())
}

/// How high a count stands among eight: each step doubles it, so that a glyph means the same count wherever
/// it stands (1, 2, 3–4, 5–8 … 65 and more) unless `most` asks for longer steps. 0 for none.
#[must_use]
pub fn level(count: usize, most: usize) -> u8 {
    let doublings = |n: usize| n.max(1).next_power_of_two().trailing_zeros();
    if count == 0 {
        return 0;
    }
    let (own, top) = (doublings(count), doublings(most).max(7));
    (1 + (own * 7).div_ceil(top)).min(8) as u8
}

#[cfg(test)]
mod tests;
