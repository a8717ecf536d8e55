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
pub struct DatedRecord {
    /// The day at which it sorts.
    pub day: Second,
    /// The record.
    pub record: RecordIx,
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
    /// What has a date, in time. Lanes name these by their positions: four bytes a record and lane.
    records: Vec<RecordIx>,
    /// The moments at which records sort, each with the position of the first.
    moments: Vec<(Second, u32)>,
    /// The positions of the records of each lane but that of all, ascending.
    lanes: Lists<u32>,
    /// The same of those whose date is doubtful, and for the lane of all too.
    doubtful: Lists<u32>,
    /// The days that dates of more than one day span, by lane, merged where they meet.
    bars: Lists<(Second, Second)>,
    speakers: Lists<SpeakerIx>,
    /// The parties that have records, by position, in the order of the dataset.
    pub parties: Vec<u32>,
    /// How many records have no date on the axis.
    pub undated: usize,
    extent: Option<Stretch>,
    /// Whether any record has a time of day.
    clocked: bool,
    party_count: usize,
}

/// When neither of the two parties that are heard most is heard.
#[derive(Debug, Clone, Default)]
pub struct Silences {
    /// The two, by position, lower first; none where fewer are heard.
    pub parties: Option<(u32, u32)>,
    /// In time, from the last that is heard of either to the next; none shorter than a hundredth of all, or than a day
    /// without a word.
    pub list: Vec<Range<Second>>,
}

impl Silences {
    /// The silence that a range of days lies in, if it does.
    #[must_use]
    pub fn around(&self, days: &Range<Second>) -> Option<&Range<Second>> {
        let next = self.list.partition_point(|silence| silence.start < days.start);
        let silence = self.list.get(next.checked_sub(1)?)?;
        (days.end <= silence.end).then_some(silence)
    }
}

impl Density {
    /// Tables over records given in the order of the axis.
    #[must_use]
    pub fn of(c: &Chronology, axis: Axis, records: impl Iterator<Item = RecordIx>) -> Self {
        let party_count = c.parties().len();
        let keys = 3 + party_count + c.speakers().len();
        let mut gathering = Gathering::new(keys, c.records.len());
        let mut undated = 0;
        for record in records {
            let date = match axis {
                Axis::Said => c.date(record),
                Axis::Published => c.first_published(record),
            };
            match date {
                Some(date) => gathering.add(
                    record,
                    date,
                    lanes_of(c, record).map(|lane| key(lane, party_count)),
                ),
                None => undated += 1,
            }
        }
        gathering.records.shrink_to_fit();
        gathering.moments.shrink_to_fit();
        let mut density = Self {
            lanes: Lists::group(keys, gathering.lanes()),
            doubtful: Lists::group(keys, gathering.doubtful()),
            bars: Lists::group(keys, gathering.bars()),
            extent: gathering.extent(),
            clocked: gathering.clocked,
            records: gathering.records,
            moments: gathering.moments,
            undated,
            party_count,
            ..Self::default()
        };
        let heard = |party: &u32| density.count(Lane::Party(*party)) > 0;
        density.parties = (0..=party_count as u32).filter(heard).collect();
        density.speakers = density.speakers_by_party(c);
        density
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

    /// How many records a lane has.
    #[must_use]
    pub fn count(&self, lane: Lane) -> usize {
        match lane {
            Lane::All => self.records.len(),
            _ => self.lanes.of(self.key(lane)).len(),
        }
    }

    /// The records of a lane in a range of days, in time.
    #[must_use]
    pub fn within(
        &self,
        lane: Lane,
        days: &Range<Second>,
    ) -> impl ExactSizeIterator<Item = RecordIx> + Clone + use<'_> {
        let (from, to) = (self.before(lane, days.start), self.before(lane, days.end));
        (from..to.max(from)).map(move |nth| self.records[self.position(lane, nth)])
    }

    /// The first record of a lane on a day or after it.
    #[must_use]
    pub fn next(&self, lane: Lane, day: Second) -> Option<DatedRecord> {
        self.mark(lane, self.before(lane, day))
    }

    /// The last record of a lane before a day.
    #[must_use]
    pub fn previous(&self, lane: Lane, day: Second) -> Option<DatedRecord> {
        self.mark(lane, self.before(lane, day).checked_sub(1)?)
    }

    /// The `nth` record of a lane.
    fn mark(&self, lane: Lane, nth: usize) -> Option<DatedRecord> {
        if nth >= self.count(lane) {
            return None;
        }
        let at = self.position(lane, nth);
        let moment = self.moments.partition_point(|(_, first)| *first as usize <= at);
        let (day, _) = self.moments.get(moment.checked_sub(1)?)?;
        Some(DatedRecord { day: *day, record: *self.records.get(at)? })
    }

    /// The position of the `nth` record of a lane, which has that many.
    fn position(&self, lane: Lane, nth: usize) -> usize {
        match lane {
            Lane::All => nth,
            _ => self.lanes.of(self.key(lane))[nth] as usize,
        }
    }

    /// The position of the first record on a day or after it.
    fn first_from(&self, day: Second) -> u32 {
        let moment = self.moments.partition_point(|(moment, _)| *moment < day);
        self.moments.get(moment).map_or(self.records.len() as u32, |(_, first)| *first)
    }

    /// How many records of a lane lie before a day.
    fn before(&self, lane: Lane, day: Second) -> usize {
        let first = self.first_from(day);
        match lane {
            Lane::All => first as usize,
            _ => self.lanes.of(self.key(lane)).partition_point(|at| *at < first),
        }
    }

    /// How many records of a lane lie in a range of days.
    #[must_use]
    pub fn tally(&self, lane: Lane, days: &Range<Second>) -> Tally {
        let (from, to) = (self.first_from(days.start), self.first_from(days.end));
        let among = |list: &[u32]| {
            let before = |end: u32| list.partition_point(|at| *at < end);
            before(to).saturating_sub(before(from))
        };
        let count = match lane {
            Lane::All => to.saturating_sub(from) as usize,
            _ => among(self.lanes.of(self.key(lane))),
        };
        Tally { count, doubtful: among(self.doubtful.of(self.key(lane))) }
    }

    /// Whether a date of more than one day spans some of these days.
    #[must_use]
    pub fn is_spanned(&self, lane: Lane, days: &Range<Second>) -> bool {
        let bars = self.bars.of(self.key(lane));
        let at = bars.partition_point(|(_, to)| *to <= days.start);
        bars.get(at).is_some_and(|(from, _)| *from < days.end)
    }

    /// The silence of a lane around a day on which it has nothing: the last day before it that a record
    /// has or spans, and the first after it. `None` before the first record and after the last.
    #[must_use]
    pub fn silence(&self, lane: Lane, day: Second) -> Option<Range<Second>> {
        let (before, after) = (self.previous(lane, day)?.day, self.next(lane, day)?.day);
        let bars = self.bars.of(self.key(lane));
        let bar = bars.partition_point(|(from, _)| *from <= day).checked_sub(1).map(|i| bars[i].1);
        // From the day that a span of days ends with, as from a record of that day.
        let bar = bar.map(last_day);
        Some(bar.map_or(before, |end| end.max(before))..after)
    }

    /// The record of a lane nearest a day, the earlier one on a tie.
    #[must_use]
    pub fn nearest(&self, lane: Lane, day: Second) -> Option<DatedRecord> {
        match (self.previous(lane, day), self.next(lane, day)) {
            // The first of its day.
            (Some(a), b) if b.is_none_or(|b| day - a.day <= b.day - day) => self.next(lane, a.day),
            (_, b) => b,
        }
    }

    /// The speakers of a party that have records, most records first.
    #[must_use]
    pub fn speakers(&self, party: u32) -> &[SpeakerIx] {
        self.speakers.of(party as usize)
    }

    fn key(&self, lane: Lane) -> usize {
        key(lane, self.party_count)
    }

    fn speakers_by_party(&self, c: &Chronology) -> Lists<SpeakerIx> {
        let mut pairs: Vec<(usize, SpeakerIx)> = (0..c.speakers().len())
            .map(SpeakerIx::from)
            .filter(|speaker| self.count(Lane::Speaker(*speaker)) > 0)
            .map(|s| (c.speaker(s).party.map_or(self.party_count, PartyIx::at), s))
            .collect();
        pairs.sort_by_key(|(_, s)| (Reverse(self.count(Lane::Speaker(*s))), *s));
        Lists::group(self.party_count + 1, pairs.iter().copied())
    }

    /// The two parties that are heard most; none where fewer are heard.
    fn most_heard(&self) -> Option<(u32, u32)> {
        let parties = self.parties.iter().copied();
        let mut heard: Vec<u32> = parties.filter(|p| (*p as usize) < self.party_count).collect();
        heard.sort_by_key(|party| (Reverse(self.count(Lane::Party(*party))), *party));
        match heard[..] {
            [one, other, ..] => Some((one.min(other), one.max(other))),
            _ => None,
        }
    }

    /// When neither of the two parties that are heard most is heard.
    #[must_use]
    pub fn silences(&self) -> Silences {
        let parties = self.most_heard();
        let (Some((one, other)), Some(extent)) = (parties, self.extent) else {
            return Silences::default();
        };
        let lanes = [one, other].map(Lane::Party);
        let days = lanes.iter().flat_map(|lane| self.days(*lane)).map(|day| (day, day));
        let bars = lanes.iter().flat_map(|lane| self.bars.of(self.key(*lane)));
        let spans = bars.map(|(from, to)| (*from, last_day(*to)));
        let mut heard: Vec<(Second, Second)> = days.chain(spans).collect();
        heard.sort_unstable();
        // From one day to the next nobody is silent for a day.
        let moment = if self.clocked { 1 } else { DAY + 1 };
        let least = (extent.length() / SHORT).max(moment);
        let mut list = Vec::new();
        let mut end = heard.first().map_or(0, |first| first.0);
        for (from, to) in heard {
            if from - end >= least {
                list.push(end..from);
            }
            end = end.max(to);
        }
        Silences { parties, list }
    }

    /// The days on which a lane has records, each once.
    fn days(&self, lane: Lane) -> impl Iterator<Item = Second> {
        let mut rest = self.lanes.of(self.key(lane));
        let ends = self.moments.iter().skip(1).map(|(_, first)| *first);
        let ends = ends.chain([self.records.len() as u32]);
        self.moments.iter().zip(ends).filter_map(move |((day, _), end)| {
            let own = rest.iter().take_while(|at| **at < end).count();
            rest = &rest[own..];
            (own > 0).then_some(*day)
        })
    }
}

/// The day on which a span of days ends, as a record of that day would stand; a moment is its own.
fn last_day(end: Second) -> Second {
    if end % DAY == 0 { end - DAY } else { end - 1 }
}

fn key(lane: Lane, parties: usize) -> usize {
    match lane {
        Lane::All => 0,
        Lane::Events => 1,
        Lane::Party(party) => 2 + (party as usize).min(parties),
        Lane::Speaker(speaker) => 3 + parties + speaker.at(),
    }
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
        c.speaker(*speaker).party.map_or(nobodys, |party| Lane::Party(party.number()))
    };
    let first = events.or(speakers.first().map(party)).unwrap_or(nobodys);
    let others = speakers.iter().enumerate().skip(1).filter_map(move |(at, speaker)| {
        let own = party(speaker);
        speakers.iter().take(at).all(|before| party(before) != own).then_some(own)
    });
    [first].into_iter().chain(others).chain(speakers.iter().copied().map(Lane::Speaker))
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
