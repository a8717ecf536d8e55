//! Gathering records by lane, in the order of their days, before they are grouped.

use crate::chronology::date::Edtf;
use crate::chronology::model::RecordIx;

use super::Mark;
use crate::app::scale::{MONTH, Second, Stretch};

/// What is gathered before it is grouped by lane.
pub(super) struct Gathering {
    /// What has a date, in time: it stands in several lanes, which have its position here.
    dated: Vec<(Second, RecordIx)>,
    marks: Vec<LaneMark>,
    doubtful: Vec<u32>,
    pub(super) bars: Vec<(usize, (Second, Second))>,
    /// The last bar of each lane.
    last: Vec<Option<usize>>,
    extent: Option<Stretch>,
    doubtful_extent: Option<Stretch>,
    /// Whether any of them has a time of day.
    pub(super) clocked: bool,
}

/// What stands in a lane: by the position of what has a date, with how many of the lane are doubtful up to it.
struct LaneMark {
    key: u32,
    at: u32,
    doubtful: u32,
}

impl Gathering {
    /// Gathers by so many keys about so many records.
    pub(super) fn new(keys: usize, records: usize) -> Self {
        Self {
            dated: Vec::with_capacity(records),
            marks: Vec::with_capacity(records * 3),
            doubtful: vec![0; keys],
            bars: Vec::new(),
            last: vec![None; keys],
            extent: None,
            doubtful_extent: None,
            clocked: false,
        }
    }

    /// Takes a record of a date into some lanes.
    pub(super) fn add(&mut self, record: RecordIx, date: &Edtf, keys: impl Iterator<Item = usize>) {
        let at = self.dated.len() as u32;
        self.dated.push((date.sort_second(), record));
        for key in keys {
            self.doubtful[key] += u32::from(is_doubtful(date));
            self.marks.push(LaneMark { key: key as u32, at, doubtful: self.doubtful[key] });
            self.add_bar(key, date);
        }
        self.reach(date);
    }

    /// What stands in each lane, by its key.
    pub(super) fn marks(&self) -> impl Iterator<Item = (usize, Mark)> + Clone {
        self.marks.iter().map(|mark| {
            let (day, record) = self.dated[mark.at as usize];
            (mark.key as usize, Mark { day, record, doubtful: mark.doubtful })
        })
    }

    fn add_bar(&mut self, key: usize, date: &Edtf) {
        let (Some(from), Some(to)) = (date.begins(), date.ends()) else { return };
        if !date.is_span() {
            return;
        }
        // Dates come in the order of their first moments, so that only the last bar can be met.
        match self.last[key] {
            Some(at) if self.bars[at].1.1 >= from => {
                let end = &mut self.bars[at].1.1;
                *end = (*end).max(to + 1);
            }
            _ => {
                self.last[key] = Some(self.bars.len());
                self.bars.push((key, (from, to + 1)));
            }
        }
    }

    /// Takes a date into the extent. A doubtful one makes it no more than twice as long on its side, so that one
    /// record of which little is known does not crowd all others into a cell.
    fn reach(&mut self, date: &Edtf) {
        let from = date.sort_second();
        let to = date.ends().unwrap_or(from) + 1;
        self.clocked |= date.clock().is_some();
        let extent = if is_doubtful(date) { &mut self.doubtful_extent } else { &mut self.extent };
        *extent = Some(match *extent {
            Some(e) => Stretch::new(e.from.min(from), e.to.max(to)),
            None => Stretch::new(from, to),
        });
    }

    /// From the first moment to the last.
    pub(super) fn extent(&self) -> Option<Stretch> {
        match (self.extent, self.doubtful_extent) {
            (Some(sure), Some(doubtful)) => {
                let length = sure.length().max(MONTH);
                let from = doubtful.from.clamp(sure.from.saturating_sub(length), sure.from);
                let to = doubtful.to.clamp(sure.to, sure.to.saturating_add(length));
                Some(Stretch::new(from, to))
            }
            (sure, doubtful) => sure.or(doubtful),
        }
    }
}

fn is_doubtful(date: &Edtf) -> bool {
    date.is_approximate()
        || date.is_uncertain()
        || date.earliest().is_none()
        || date.latest().is_none()
}
